//! The tables in a real spreadsheet: LibreOffice opens them, finds no formula, and the same texts. Where it is not
//! installed there is nothing to ask; with `TAPELINE_NEEDS_SOFFICE` set that is a failure.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use tapeline::output::{Completeness, csv};
use tapeline::texts::Texts;

use super::{log, session};

/// Texts that a spreadsheet might run, rewrite or lose.
const HOSTILE: [&str; 26] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://elsewhere.invalid\",\"click\")",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u{a0}=1+1",
    "＝1+1",
    "\u{200b}=1+1",
    "{=1+1}",
    "\"=1+1\"",
    "'=1+1",
    "1E5",
    "007",
    "1/2",
    "2026-11-21",
    "TRUE",
    "a;b,c\td",
    "line one\nline two",
    "say \"hi\"",
    "<b>&amp;</b>",
    "Çağla 総務部 🙂",
];

fn program() -> Option<PathBuf> {
    let folders = env::split_paths(&env::var_os("PATH")?).collect::<Vec<_>>();
    folders.into_iter().map(|folder| folder.join("soffice")).find(|path| path.is_file())
}

/// What LibreOffice makes of a file, as its own flat XML. Its profile is a folder of the test's own. It may take two minutes.
///
/// With `is_text` what stands in quotes is text to it, as one can choose when opening a file; else it makes of every cell
/// what it can, formulas too.
fn flat_xml(soffice: &Path, name: &str, table: &str, is_text: bool) -> String {
    let folder = env::temp_dir().join(format!("tapeline-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("table.csv");
    fs::write(&file, table).unwrap();
    let mut running = Command::new(soffice)
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
        .args(["--headless", "--norestore", "--convert-to", "fods"])
        // Comma, quote, UTF-8, from row 1; whether quoted is text, whether numbers of all forms and formulas are read.
        .arg(if is_text {
            "--infilter=CSV:44,34,76,1,,0,true"
        } else {
            "--infilter=CSV:44,34,76,1,,0,false,true,false,false,0,true"
        })
        .arg("--outdir")
        .args([&folder, &file])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while running.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_mins(2) {
            running.kill().unwrap();
            running.wait().unwrap();
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let made = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let out = made.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "fods"));
    let xml = fs::read_to_string(out.as_deref().unwrap_or(Path::new("LibreOffice made no file"))).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    xml
}

/// The texts of all cells, in order, blanks as they were.
fn cells(xml: &str) -> Vec<String> {
    let mut out = Vec::new();
    for cell in xml.split("<table:table-cell").skip(1) {
        let (tag, inside) = cell.split_once('>').unwrap();
        let inside = inside.split("</table:table-cell>").next().unwrap();
        if tag.ends_with('/') {
            out.push(String::new());
            continue;
        }
        let paragraphs = inside.split("<text:p>").skip(1).map(|text| {
            let mut text =
                text.split("</text:p>").next().unwrap().replace("<text:s/>", " ").replace("<text:tab/>", "\t");
            while let Some((before, after)) = text.clone().split_once("<text:s text:c=\"") {
                let (n, after) = after.split_once("\"/>").unwrap();
                text = [before, &" ".repeat(n.parse().unwrap()), after].concat();
            }
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&")
        });
        out.push(paragraphs.collect::<Vec<_>>().join("\n"));
    }
    out
}

#[test]
fn a_spreadsheet_finds_texts_and_no_formula() {
    let Some(soffice) = program() else {
        assert!(env::var_os("TAPELINE_NEEDS_SOFFICE").is_none(), "soffice is not on the PATH");
        return println!("LibreOffice is not here: its Debian package is libreoffice-calc-nogui");
    };
    let log = log(&HOSTILE);
    let items: Vec<u32> = (0..).take(HOSTILE.len()).collect();
    let table = csv::log(&log, &items, Completeness::Partial("=1+1"));
    assert!(!flat_xml(&soffice, "log", &table, false).contains("table:formula"), "a cell is a formula");
    let cells = cells(&flat_xml(&soffice, "texts", &table, true));
    let mut from = 0;
    for text in HOSTILE {
        // Line ends are all one to it, and NUL and the like are lost; nothing else is.
        let guarded = text.replace('\r', "\n");
        let found = cells[from..].iter().position(|cell| [&guarded, &format!("'{guarded}")].contains(&cell));
        assert!(found.is_some(), "{text:?} is not there: {:#?}", &cells[from..cells.len().min(from + 20)]);
        from += found.unwrap() + 1;
    }
    let mut odd = session();
    odd.details = Some("=1+1".into());
    odd.type_word = Some("@x".into());
    let sessions = csv::sessions(&[odd], &|_| Some("+49 job"), Completeness::Complete, None, Texts::default());
    assert!(!flat_xml(&soffice, "sessions", &sessions, false).contains("table:formula"));

    // The same without the guard, so that this test can fail.
    let bare = csv::log(&log, &items, Completeness::Complete).replace("\"'", "\"");
    assert!(flat_xml(&soffice, "bare", &bare, false).contains("table:formula"), "formulas would not have been found");
}
