//! Files as people receive them: in UTF-16, from a cmdlet, one item a line, copied from a page, or inside a browser's recording.

use std::path::PathBuf;

use e2e::{Page, Site, setup};
use serde_json::json;

use crate::answers::open_part;
use crate::file::{choose, file, log_of};
use crate::redaction::{keep_saved, saved};
use crate::walk::{all_rows, meter, rows, text_of, wait_for_whole_log};

fn open_view(page: &Page<'_>) -> Site {
    let site = Site::start(setup::dist());
    page.open(&site.url("#/file?tz=UTC"));
    page.find("input[type=file]", None).wait();
    site
}

fn utf16(text: &str, mark: &str) -> Vec<u8> {
    [mark, text].concat().encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn lines_of(n: usize) -> String {
    let all: serde_json::Value = serde_json::from_str(&log_of(n)).unwrap();
    let rows: Vec<String> = all["results"].as_array().unwrap().iter().map(ToString::to_string).collect();
    rows.join("\n") + "\n"
}

#[test]
fn what_windows_and_consoles_write_opens() {
    e2e::test("what_windows_and_consoles_write_opens", |page| {
        let _site = open_view(page);
        let log = log_of(120).replace("Row ", "Zeile für ");
        choose(page, &file("utf8.json", log.as_bytes()));
        wait_for_whole_log(page, 120);
        let plain = all_rows(page, "Log");
        assert!(plain[1].join(" ").contains("für"), "{:?}", plain[1]);
        let copied = format!("PS C:\\> curl.exe -H \"Authorization: Bearer SECRET\" https://vb365\n{log}\nPS C:\\> ");
        for (name, bytes) in [
            ("utf16.json", utf16(&log, "\u{feff}")),
            ("no-mark.json", utf16(&log, "")),
            ("copied.txt", copied.clone().into_bytes()),
            ("copied-16.txt", utf16(&copied, "\u{feff}")),
        ] {
            println!("{name}");
            choose(page, &file("in-between.json", log_of(7).as_bytes()));
            wait_for_whole_log(page, 7);
            choose(page, &file(name, &bytes));
            wait_for_whole_log(page, 120);
            page.wait_for_text(name);
            assert_eq!(all_rows(page, "Log"), plain);
            assert!(!page.text().contains("SECRET"));
        }
        // As sent, an item of a file in UTF-16 is what it was.
        page.table("Log").rows().click();
        page.find("aside[aria-label=Item] summary", None).click();
        page.find("aside[aria-label=Item] pre", None).wait_for_text("Zeile für 0");
        page.assert_accessible();
    });
}

#[test]
fn one_item_a_line_and_a_cmdlet_s_log_open_whole() {
    e2e::test("one_item_a_line_and_a_cmdlet_s_log_open_whole", |page| {
        let _site = open_view(page);
        let lines = lines_of(40);
        choose(page, &file("lines.jsonl", lines.as_bytes()));
        wait_for_whole_log(page, 40);
        page.table("Log").wait_for_row_count(rows(40));
        // The last line is cut: the whole ones are there, and it is said.
        choose(page, &file("cut.jsonl", &lines.as_bytes()[..lines.len() - 20]));
        meter(page).wait_for_text("The file breaks off; what came before is shown");
        page.table("Log").wait_for_row_count(rows(39));
        // Two pages, of which the first broke off, are never all.
        let page_of = |offset: usize| log_of(30).replacen("\"offset\":0", &format!("\"offset\":{offset}"), 1);
        let first = page_of(0);
        let cut = file("page-1.json", &first.as_bytes()[..first.len() - 200]);
        let second = file("page-2.json", page_of(30).replace("-8000-", "-9000-").as_bytes());
        let paths: Vec<String> = [cut, second].iter().map(|path: &PathBuf| path.to_str().unwrap().to_owned()).collect();
        page.find("input[type=file]", None).type_text(&paths.join("\n"));
        meter(page).wait_for_text("The file breaks off; what came before is shown");
        let cmdlet = r#"{"value":[
            {"Usn":1,"Title":"[Success] Job started at 1/28/2022 8:52:36 PM","CreationTime":"\/Date(1643399556928)\/","EndTime":"\/Date(1643399556928)\/"},
            {"Usn":2,"Title":"[Warning] Processing mailbox: ann@contoso.example","CreationTime":"\/Date(1643399557100)\/","EndTime":"\/Date(1643399571350)\/"},
            {"Usn":3,"Title":"[Running] Processing mailbox: bob@contoso.example","CreationTime":"\/Date(1643399571400)\/","EndTime":"\/Date(253402300799999)\/"}],
            "Count":3}"#;
        choose(page, &file("cmdlet.json", &utf16(cmdlet, "\u{feff}")));
        wait_for_whole_log(page, 3);
        page.wait_for_text("19:52:36");
        let table = "\"Usn\";\"Title\";\"CreationTime\";\"EndTime\"\r\n\"1\";\"[Error] a; b\";\"02.03.2022 01:00:00\";\"02.03.2022 01:00:05\"\r\n";
        choose(page, &file("cmdlet.csv", table.as_bytes()));
        wait_for_whole_log(page, 1);
        page.find("summary", None).with_text("Odd in this log").click();
        page.wait_for_text("the dates do not say whether the day or the month comes first");
        page.assert_accessible();
    });
}

/// What a browser sent stays in its recording.
#[test]
fn an_answer_is_chosen_from_a_recording_and_its_token_goes_nowhere() {
    e2e::test("an_answer_is_chosen_from_a_recording_and_its_token_goes_nowhere", |page| {
        let site = open_view(page);
        keep_saved(page);
        let entry = |path: &str, body: &str| {
            json!({ "_initiator": {}, "startedDateTime": "2026-11-27T08:00:00.000+01:00", "request": {
                "method": "GET", "url": format!("https://vb365.example:4443{path}?limit=30&token=HAR-SECRET-1"),
                "headers": [{ "name": "authorization", "value": "Bearer HAR-SECRET-1" }] },
                "response": { "status": 200, "headers": [], "content": { "mimeType": "application/json", "text": body } } })
        };
        let sessions = r#"{"offset":0,"limit":30,"results":[{"id":"1","status":"Failed","creationTime":"2026-11-27T01:00:00Z","progress":1}]}"#;
        let recording = json!({ "log": { "version": "1.2", "creator": { "name": "Firefox", "version": "145" }, "entries": [
            entry("/v8/JobSessions/a/LogItems", &log_of(40)),
            entry("/v8/JobSessions", sessions),
            entry("/v8/Token", "{\"access_token\":\"HAR-SECRET-1\"}"),
        ] } });
        choose(page, &file("recording.har", recording.to_string().as_bytes()));
        let found = page.find(".file-found", None);
        found.wait_for_text("A recording of a browser (HAR)");
        found.wait_for_text("It carries a token, a password or cookies");
        found.wait_for_text("GET /v8/JobSessions/a/LogItems?limit=30");
        assert_eq!(page.find(".file-found button", None).count(), 2);
        page.assert_accessible();
        page.screenshot("recording");
        page.find(".file-found button", None).click();
        wait_for_whole_log(page, 40);
        open_part(page, "To the ticket, and files");
        let mut seen = vec![page.text(), page.address(), text_of(&page.execute("return document.title", &[]))];
        for button in ["JSON", "CSV", "Saved session"] {
            let (_, bytes) = saved(page, button);
            let text = if button == "Saved session" {
                crate::redaction::unpacked(page, &bytes)
            } else {
                String::from_utf8(bytes).unwrap()
            };
            assert!(text.contains("Row 3"), "{button}: {text}");
            seen.push(text);
        }
        seen.push(page.execute("return JSON.stringify([{...localStorage}, {...sessionStorage}])", &[]).to_string());
        assert!(seen.iter().all(|text| !text.contains("HAR-SECRET")), "{seen:?}");
        assert!(site.seen().iter().all(|request| !request.target.contains("SECRET")));
        // Another one of the same file.
        page.find(".file-found button", None).nth(1).click();
        page.find("alert", None).with_text("holds a list of sessions").wait();
        page.find(".file-found", None).wait_for_text("Failed");
        page.table("Log").wait_for_row_count(rows(40));
    });
}

#[test]
fn what_cannot_be_opened_says_what_to_do() {
    e2e::test("what_cannot_be_opened_says_what_to_do", |page| {
        let _site = open_view(page);
        for (name, bytes, says) in [
            ("logs.zip", &b"PK\x03\x04\x14\0\0\0"[..], ["an archive (ZIP, 7z and the like)", "Unpack it"]),
            ("sheet.xlsx", b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", ["an office document", "LogItems"]),
            (
                "console.txt",
                b"Usn Title    CreationTime\n--- -----    ------------\n  1 [Succ... 1/28/2022",
                ["Format-Table", "ConvertTo-Json -Depth 4"],
            ),
            ("deep.json", br#"["@{Usn=1; Title=x}"]"#, ["too small a -Depth", "ConvertTo-Json -Depth 4"]),
            ("page.html", b"<!doctype html><html>", ["a web page", "sign-in page"]),
        ] {
            println!("{name}");
            choose(page, &file(name, bytes));
            let alert = page.find("alert", None).with_text(name);
            for part in says {
                alert.wait_for_text(part);
            }
        }
        page.find("summary", None).with_text("How do I make such a file?").click();
        page.wait_for_text("(Get-VBOJobSession -Job (Get-VBOJob -Name \"<job>\") -Last).Log");
        page.assert_accessible();
        page.screenshot("file-help");
    });
}
