//! Saved sessions, and raw answers in every form in which people keep them: opened without any server, and what they show is
//! what the live session showed.

use std::fs;
use std::path::PathBuf;

use e2e::{Engine, Page, Site, setup};
use serde_json::{Value, json};

use crate::answers::{keep_copied, open_part, wait_for_summary};
use crate::figures::rows_of;
use crate::file::{choose, file, log_of};
use crate::redaction::{keep_saved, saved, unpacked};
use crate::walk::{
    Walk, all_rows, chip, meter, number, options, rows, text_of, wait_for_failed_pixels, wait_for_whole_log,
};

/// Where a session saved in Chromium lies, for the other engines.
fn kept(name: &str) -> PathBuf {
    let folder = setup::screens().parent().unwrap().join("e2e-saved");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn open_view(page: &Page<'_>) -> Site {
    let site = Site::start(setup::dist());
    page.open(&site.url("#/file?tz=UTC"));
    page.find("input[type=file]", None).wait();
    site
}

/// Everything that a session shows: what is said on top of it, its figures, every row of its log.
fn all_of(page: &Page<'_>) -> Value {
    wait_for_summary(page);
    open_part(page, "Where the time went");
    let text = |selector: &str| {
        let text = page.execute("return document.querySelector(arguments[0]).innerText.trim()", &[json!(selector)]);
        // Engines break lines between boxes that stand beside each other, or do not.
        text_of(&text).split_whitespace().collect::<String>()
    };
    let tables = ["What went wrong", "Fair share by phase", "Fair share by kind", "Fair share by object", "Idle gaps"];
    json!({
        "name": text(".answer__name"),
        // (A file leads to no other runs.)
        "facts": text_of(&page.execute(
            "const facts = document.querySelector('.top-part > .facts').cloneNode(true);
            facts.querySelectorAll(':scope > a').forEach((link) => link.remove());
            return facts.textContent.trim()",
            &[],
        )),
        "summary": text(".summary"),
        "figures": text(".work .figures"),
        "work": text(".report > .work"),
        "tables": tables.map(|caption| rows_of(page, caption)),
        "rows": all_rows(page, "Log"),
    })
}

/// Fails with the first thing that differs.
fn assert_same(live: &Value, again: &Value) {
    for (name, was) in live.as_object().unwrap() {
        assert_eq!(was, &again[name], "{name}");
    }
}

/// In Chromium it is saved anew; the others open what Chromium saved.
#[test]
fn a_saved_session_shows_what_the_live_one_did() {
    e2e::test("a_saved_session_shows_what_the_live_one_did", |page| {
        if page.engine() == Engine::Chromium {
            let walk = Walk::connected(page);
            keep_saved(page);
            let session = walk.truth.sessions.iter().find(|session| session.failed_items.len() > 4).unwrap();
            walk.open(&walk.session_address(&session.id, "&tz=UTC"));
            wait_for_whole_log(page, session.n_items);
            let live = all_of(page);
            open_part(page, "To the ticket, and files");
            let (name, bytes) = saved(page, "Saved session");
            assert_eq!(name, "session.tapeline");
            fs::write(kept("session.tapeline"), bytes).unwrap();
            fs::write(kept("session.json"), live.to_string()).unwrap();
            walk.assert_clean();
        }
        let live = fs::read(kept("session.json")).expect("Chromium saves it: run this test there first");
        let live: Value = serde_json::from_slice(&live).unwrap();
        page.open("about:blank");
        let site = open_view(page);
        choose(page, &kept("session.tapeline"));
        wait_for_whole_log(page, live["rows"].as_array().unwrap().len());
        assert_same(&live, &all_of(page));
        page.execute("scrollTo(0, 0)", &[]);
        page.screenshot(&format!("saved-again-{:?}", page.engine()).to_lowercase());
        assert!(site.seen().iter().all(|seen| !seen.target.contains("api")), "{:?}", site.seen());
    });
}

/// Redacted, it shows the same times, results and figures, and other names.
#[test]
fn a_session_saved_without_names_shows_the_same_figures() {
    e2e::test("a_session_saved_without_names_shows_the_same_figures", |page| {
        let walk = Walk::connected(page);
        keep_saved(page);
        let session = walk.truth.sessions.iter().find(|session| session.failed_items.len() > 4).unwrap();
        walk.open(&walk.session_address(&session.id, "&tz=UTC"));
        wait_for_whole_log(page, session.n_items);
        let live = all_of(page);
        open_part(page, "To the ticket, and files");
        page.find("[role=switch]", None).click();
        page.find("pre.ticket mark", None).wait();
        let (_, bytes) = saved(page, "Saved session");
        page.open("about:blank");
        let _site = open_view(page);
        choose(page, &file("redacted.tapeline", &bytes));
        wait_for_whole_log(page, session.n_items);
        let again = all_of(page);
        assert_eq!(live["figures"], again["figures"]);
        let but_text = |all: &Value| -> Vec<Vec<Value>> {
            let rows = all["rows"].as_array().unwrap().iter();
            rows.map(|row| row.as_array().unwrap()[..4].to_vec()).collect()
        };
        assert_eq!(but_text(&live), but_text(&again));
        let whole = again.to_string();
        assert!(whole.contains("user-1@domain-1.example") && !whole.contains("fjordline"), "{whole}");
        page.execute("scrollTo(0, 0)", &[]);
        page.screenshot("saved-redacted");
    });
}

#[test]
fn what_is_cut_or_newer_is_told() {
    e2e::test("what_is_cut_or_newer_is_told", |page| {
        let walk = Walk::connected(page);
        keep_saved(page);
        let session = walk.landmark("failed");
        walk.open(&walk.session_address(&session.id, ""));
        wait_for_whole_log(page, session.n_items);
        open_part(page, "To the ticket, and files");
        let (_, packed) = saved(page, "Saved session");
        let whole = unpacked(page, &packed);
        page.open("about:blank");
        let _site = open_view(page);
        choose(page, &file("good.json", log_of(40).as_bytes()));
        wait_for_whole_log(page, 40);
        let first_line = whole.find('\n').unwrap();
        let newer = whole.replacen("\"version\":1,", "\"version\":2,", 1);
        for (name, bytes, says) in [
            ("cut.tapeline", &packed[..packed.len() / 2], "is packed, and broken. Save it again."),
            (
                "first-line.tapeline",
                &whole.as_bytes()[..first_line / 2],
                "The file ends within its first line. Save the session again.",
            ),
            (
                "newer.tapeline",
                newer.as_bytes(),
                "has version 2 of the format; this page reads version 1. Open it with a newer Tapeline.",
            ),
        ] {
            println!("{name}");
            choose(page, &file(name, bytes));
            page.find("alert", None).with_text(name).wait_for_text(says);
            // What was open stays.
            page.table("Log").wait_for_row_count(rows(40));
        }
        page.assert_accessible();
        page.screenshot("saved-newer");
        // Unpacked by hand it opens too, and where its log breaks off it shows what is there.
        choose(page, &file("unpacked.tapeline", whole.as_bytes()));
        wait_for_whole_log(page, session.n_items);
        page.find("alert", None).with_text("newer").wait_gone();
        // In the tenth item of its own log, which comes before those of its siblings.
        let (cut, _) = whole.match_indices("\"usn\"").nth(10).unwrap();
        choose(page, &file("cut-later.tapeline", &whole.as_bytes()[..cut]));
        meter(page).wait_for_text("The file breaks off; what came before is shown");
    });
}

/// Pages of a list as a server sends them, this many rows each.
fn pages_of(n_items: usize, n_rows: usize) -> Vec<String> {
    let all: Value = serde_json::from_str(&log_of(n_items)).unwrap();
    let chunks = all["results"].as_array().unwrap().chunks(n_rows).enumerate();
    let page = |(nth, rows): (usize, &[Value])| {
        let mut page = json!({ "offset": nth * n_rows, "limit": n_rows, "results": rows });
        if (nth + 1) * n_rows < n_items {
            page["_links"] =
                json!({ "next": { "href": format!("/v8/JobSessions/x/LogItems?offset={}", (nth + 1) * n_rows) } });
        }
        page.to_string()
    };
    chunks.map(page).collect()
}

fn assert_shows(page: &Page<'_>, n_items: usize) {
    wait_for_whole_log(page, n_items);
    wait_for_failed_pixels(page);
    chip(page, "Failed").wait_for_text(&number(n_items / 10));
    wait_for_summary(page);
}

#[test]
fn raw_answers_open_in_every_form() {
    e2e::test("raw_answers_open_in_every_form", |page| {
        let _site = open_view(page);
        // Several pages, chosen at once.
        let pages = pages_of(250, 100);
        let names = ["page-1.json", "page-2.json", "page-3.json"];
        let paths: Vec<String> = names
            .iter()
            .zip(&pages)
            .map(|(name, text)| file(name, text.as_bytes()).to_str().unwrap().to_owned())
            .collect();
        page.find("input[type=file]", None).type_text(&paths.join("\n"));
        assert_shows(page, 250);
        // The same in an array, as "JSON as sent" saves it.
        choose(page, &file("array.json", format!("[{}]", pages_of(240, 100).join(",")).as_bytes()));
        assert_shows(page, 240);
        // A packed log.
        let pack = "const bytes = new TextEncoder().encode(arguments[0]);
            const packed = await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
            return [...new Uint8Array(packed)]";
        let packed: Vec<u8> = serde_json::from_value(page.execute_async(pack, &[json!(log_of(230))])).unwrap();
        choose(page, &file("log.json.gz", &packed));
        assert_shows(page, 230);
        // Pasted.
        let paste = "const data = new DataTransfer();
            data.setData('text', arguments[0]);
            document.dispatchEvent(new ClipboardEvent('paste', {
                clipboardData: data, dataType: 'text/plain', data: arguments[0], bubbles: true, cancelable: true }))";
        page.execute(paste, &[log_of(220).into()]);
        assert_shows(page, 220);
    });
}

/// What a page of several requests saves opens again, byte for byte the server's.
#[test]
fn answers_saved_as_sent_open_again() {
    e2e::test("answers_saved_as_sent_open_again", |page| {
        let walk = Walk::with(page, sample_server::Options { cap: 50, ..options() }).at_sessions();
        keep_saved(page);
        keep_copied(page);
        let session = walk.truth.sessions.iter().find(|session| session.failed_items.len() > 4).unwrap();
        walk.open(&walk.session_address(&session.id, "&tz=UTC"));
        wait_for_whole_log(page, session.n_items);
        let live = all_rows(page, "Log");
        open_part(page, "To the ticket, and files");
        let (name, bytes) = saved(page, "JSON");
        assert_eq!(name, "log.json");
        let sent: Value = serde_json::from_slice(&bytes).unwrap();
        assert!(sent.as_array().is_some_and(|pages| pages.len() > 2), "several pages, in an array");
        let (_, packed) = saved(page, "Saved session");
        page.open("about:blank");
        let _site = open_view(page);
        choose(page, &file("as-sent.json", &bytes));
        wait_for_whole_log(page, session.n_items);
        assert_eq!(all_rows(page, "Log"), live);
        choose(page, &file("paged.tapeline", &packed));
        page.find("h1", None).with_text(&session.job).wait();
        wait_for_whole_log(page, session.n_items);
        assert_eq!(all_rows(page, "Log"), live);
    });
}

/// Rules of known noise: told when opened; what they hide is counted in view, and can be shown.
#[test]
fn known_noise_is_hidden_in_view() {
    e2e::test("known_noise_is_hidden_in_view", |page| {
        let _site = open_view(page);
        let rules = r#"{ "text": "Skipped object ⟨n⟩", "why": "sample" }, { "text": "x⟨n⟩" }"#;
        let noise =
            format!("{{\n  \"tapeline\": \"known noise\",\n  \"version\": 1,\n  \"rules\": [\n    {rules}\n  ]\n}}\n");
        choose(page, &file("noise.json", noise.as_bytes()));
        let told = page.find("alert", None).with_text("noise.json");
        told.wait_for_text("The file noise.json holds known noise. In use until this page is closed: 1 rule. Rule 2 ");
        page.screenshot("noise-told");
        // Of forty rows four are warnings, and of those, a failure is none.
        let log = log_of(40).replace("\"Failed\"", "\"Warning\"").replace("Row ", "Skipped object ");
        let log = log.replacen("\"Warning\"", "\"Failed\"", 1);
        choose(page, &file("noisy.json", log.as_bytes()));
        page.table("Log").element().wait();
        wait_for_summary(page);
        let summary = page.find(".summary", None);
        summary.wait_for_text("Known noise: ");
        let hidden = page.table("Log").row_count().unwrap();
        page.screenshot("noise-hidden");
        assert_eq!(hidden, rows(37), "three warnings are hidden; what went well and what failed stays");
        summary.wait_for_text("Known noise: 3 lines, hidden.");
        chip(page, "Failed").wait_for_text("1");
        page.assert_accessible();
        page.button("Show them").click();
        page.table("Log").wait_for_row_count(rows(40));
        summary.wait_for_text("Known noise: 3 lines, shown.");
        page.button("Hide them").click();
        page.table("Log").wait_for_row_count(hidden);
    });
}
