//! Saved answers from a file: shown without any server, and nothing of them leaves the page.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use e2e::{Page, Site, setup};

use crate::walk::{chip, meter, n_nodes, number, pixels_of, rows, wait_for_failed_pixels, wait_for_whole_log};

fn fixture(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name);
    path.canonicalize().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file of this text, for the browser to upload. It is written once: a browser reads no file that was written since it was
/// chosen, and other tests, or browsers, may want one of the same name.
pub(crate) fn file(name: &str, text: &[u8]) -> PathBuf {
    static N_FILES: AtomicUsize = AtomicUsize::new(0);
    let number = N_FILES.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("files-{}-{number}", setup::engine().name()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), text).unwrap();
    folder.join(name)
}

/// A click on the head of a column sorts by it, the next one the other way round, as often as one likes; of a large log as
/// well, which is sorted in slices.
#[test]
fn a_log_is_sorted_by_each_column_both_ways() {
    e2e::test("a_log_is_sorted_by_each_column_both_ways", |page| {
        for n in [60, 7_000] {
            let _site = open_view(page);
            choose(page, &file("sorted.json", log_of(n).as_bytes()));
            meter(page).wait_for_text(&format!("{} items, all loaded", number(n)));
            let last = n - 1;
            // Texts come as texts do, not as numbers do. Every tenth row has failed, which is the largest result.
            let most = (0..n).map(|at| at.to_string()).max().expect("there are rows");
            let columns = [
                ("Text", "0".to_owned(), most),
                ("#", "0".to_owned(), last.to_string()),
                ("Result", "0".to_owned(), (n - 7).to_string()),
                ("Start", "0".to_owned(), last.to_string()),
            ];
            for (column, least, most) in &columns {
                for _ in 0..3 {
                    let head = page.find("table[aria-label=Log] th button", None).with_text(column);
                    head.click();
                    let sorted = page.find("table[aria-label=Log] th[aria-sort]", None);
                    sorted.wait_for_text(column);
                    let is_ascending = sorted.attribute("aria-sort").as_deref() == Some("ascending");
                    let wanted = if is_ascending { least } else { most };
                    let first = || page.table("Log").texts().first().and_then(|row| row.last().cloned());
                    page.wait_until(&format!("row {wanted} first by {column}, of {n}"), || {
                        first().as_deref() == Some(&format!("Row {wanted}"))
                    });
                }
            }
        }
    });
}

/// Rows that stay on screen while others come and go are where they belong, too.
#[test]
fn every_row_is_where_its_column_has_it() {
    e2e::test("every_row_is_where_its_column_has_it", |page| {
        let _site = open_view(page);
        // Lengths and texts of which many change places, and some do not. Of two that still run the earlier one is longer.
        let is_open = |at: u64| at == 20 || at == 40;
        let length_ms = |at: u64| at * 7_919 % 97 * 100 + at;
        let word = |at: u64| format!("Row {:02} of {at}", at * 31 % 64);
        let row = |at: u64| {
            let (ms, word) = (length_ms(at), word(at));
            let begin = format!(r#""usn":{at},"creationTime":"2026-11-21T01:00:{at:02}Z""#);
            if is_open(at) {
                return format!(r#"{{"id":"00000000-0000-4000-8000-{at:012x}","title":"[Running] {word}",{begin}}}"#);
            }
            let (s, ms) = (at + ms / 1_000, ms % 1_000);
            format!(
                r#"{{"id":"00000000-0000-4000-8000-{at:012x}","title":"[Success] {word}",{begin},"endTime":"2026-11-21T01:{:02}:{:02}.{ms:03}Z"}}"#,
                s / 60,
                s % 60
            )
        };
        let rows: Vec<String> = (0..60).map(row).collect();
        let log = format!(r#"{{"offset":0,"limit":61,"results":[{}]}}"#, rows.join(","));
        choose(page, &file("places.json", log.as_bytes()));
        meter(page).wait_for_text("60 items, all loaded");
        let mut by_length: Vec<u64> = (0..60).collect();
        by_length.sort_by_key(|&at| if is_open(at) { 1_000_000 - at } else { length_ms(at) });
        let mut by_text: Vec<u64> = (0..60).collect();
        by_text.sort_by_key(|at| word(*at));
        let by_number: Vec<u64> = (0..60).collect();
        let orders = [("Length", &by_length), ("Text", &by_text), ("#", &by_number)];
        let numbers = "return [...document.querySelectorAll('table[aria-label=Log] tr.row')]
            .map((row) => [row.ariaRowIndex, row.cells[0].textContent].join(' '))";
        for nth in [0, 1, 2, 1, 0, 2, 0, 1, 1, 0, 0, 2, 2, 1, 0] {
            let (column, order) = orders[nth];
            page.find("table[aria-label=Log] th button", None).with_text(column).click();
            let sorted = page.find("table[aria-label=Log] th[aria-sort]", None);
            sorted.wait_for_text(column);
            let mut order = order.clone();
            if sorted.attribute("aria-sort").as_deref() == Some("descending") {
                order.reverse();
            }
            let wanted: Vec<String> = (2..).zip(order).map(|(place, at)| format!("{place} {at}")).collect();
            page.wait_until(&format!("all rows by {column}"), || {
                let shown = page.execute(numbers, &[]);
                let shown: Vec<&str> = shown.as_array().unwrap().iter().filter_map(|row| row.as_str()).collect();
                shown.len() > 10 && wanted.iter().zip(&shown).all(|(wanted, shown)| wanted == shown)
            });
        }
    });
}

/// What was looked for in one file is not looked for in the next.
#[test]
fn another_file_is_shown_whole() {
    e2e::test("another_file_is_shown_whole", |page| {
        let _site = open_view(page);
        choose(page, &file("first.json", log_of(40).as_bytes()));
        meter(page).wait_for_text("40 items, all loaded");
        page.execute("location.hash = '#/file?q=Row+1&only=kind.00000000&sort=-text'", &[]);
        page.wait_until("a set that is not there", || page.table("Log").row_count() == Some(1));
        page.link("Open file").click();
        choose(page, &file("second.json", log_of(30).as_bytes()));
        meter(page).wait_for_text("30 items, all loaded");
        page.wait_until("all rows", || page.table("Log").row_count() == Some(31));
        assert!(!page.address().contains("only="), "{}", page.address());
        // What is selected is what the address names, whoever wrote it.
        let selected = || {
            let script = "return document.querySelector('tr.row[aria-current=true]')?.cells[4].textContent ?? ''";
            page.execute(script, &[]).as_str().unwrap().to_owned()
        };
        for at in [5, 7] {
            page.execute(&format!("location.hash = '#/file?item=00000000-0000-4000-8000-{at:012}'"), &[]);
            page.wait_until("the item of the address", || selected() == format!("Row {at}"));
        }
        page.back();
        page.wait_until("the item before", || selected() == "Row 5");
    });
}

pub(crate) fn choose(page: &Page<'_>, path: &Path) {
    page.find("input[type=file]", None).type_text(path.to_str().unwrap());
}

/// A log of so many rows as v8 would send it, every tenth of them failed.
pub(crate) fn log_of(n: usize) -> String {
    let row = |at: usize| {
        let (minute, second, kind) = (at / 60 % 60, at % 60, if at % 10 == 3 { "Failed" } else { "Success" });
        format!(
            r#"{{"id":"00000000-0000-4000-8000-{at:012x}","usn":{at},"message":"Row {at}","type":"{kind}","creationTime":"2026-11-21T{:02}:{minute:02}:{second:02}.0000001Z","endTime":"2026-11-21T{:02}:{minute:02}:{second:02}.9000000Z"}}"#,
            at / 3600 % 24,
            at / 3600 % 24
        )
    };
    let rows: Vec<String> = (0..n).map(row).collect();
    format!(r#"{{"offset":0,"limit":{},"results":[{}]}}"#, n + 1, rows.join(","))
}

fn open_view(page: &Page<'_>) -> Site {
    let site = Site::start(setup::dist());
    page.open(&site.url("#/connect"));
    page.link("Open file").click();
    page.find("input[type=file]", None).wait();
    site
}

#[test]
fn saved_answers_open_without_a_server() {
    e2e::test("saved_answers_open_without_a_server", |page| {
        let site = open_view(page);
        page.assert_accessible();
        for (name, n_items, text) in [
            ("vb365/v6/log.json", 5, ""),
            ("vb365/v8/log.json", 10, ""),
            ("vb365/v1/log.json", 3, ""),
            ("vbazure/v8.1/log.json", 7, ""),
            ("vbazure/v1/log.json", 2, ""),
        ] {
            println!("{name}");
            let path = fixture(name);
            choose(page, &path);
            // Each has another number than the one before it.
            wait_for_whole_log(page, n_items);
            page.wait_for_text("log.json");
            page.table("Log").rows().wait();
            page.find("figure", Some("Timeline")).wait();
            page.table("Log").rows().click();
            page.find("aside[aria-label=Item]", None).wait_for_text(text);
            let is_open = page.execute("return document.querySelector('aside[aria-label=Item] details').open", &[]);
            if is_open == false {
                page.find("aside[aria-label=Item] summary", None).click();
            }
            page.find("aside[aria-label=Item] pre", None).wait_for_text("{");
        }
        page.assert_accessible();
        let seen: Vec<String> = site.seen().into_iter().map(|seen| seen.method).collect();
        assert!(seen.iter().all(|method| method == "GET"), "{seen:?}");
    });
}

#[test]
fn what_is_no_log_is_told_and_costs_nothing() {
    e2e::test("what_is_no_log_is_told_and_costs_nothing", |page| {
        let site = open_view(page);
        let good = file("good.json", log_of(300).as_bytes());
        choose(page, &good);
        wait_for_whole_log(page, 300);
        let n_requests = site.seen().len();
        for (path, says) in [
            (file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "is no log that Tapeline knows"),
            (file("empty.json", b""), "is no log that Tapeline knows"),
            (file("text.txt", b"All went well."), "is no log that Tapeline knows"),
            (file("page.html", b"<!doctype html><title>Sign in</title>"), "is no log that Tapeline knows"),
            (file("other.json", br#"{"status":"Healthy","entries":{}}"#), "is no log that Tapeline knows"),
            (fixture("vb365/v6/sessions.json"), "holds a list of sessions"),
            (fixture("vbazure/v8.1/sessions.json"), "holds a list of sessions"),
        ] {
            println!("{}", path.display());
            choose(page, &path);
            let alert = page.find("alert", None).with_text(path.file_name().unwrap().to_str().unwrap());
            alert.wait_for_text(says);
            alert.wait_for_text("LogItems");
            page.table("Log").wait_for_row_count(rows(300));
        }
        page.assert_accessible();
        choose(page, &good);
        page.find("alert", None).with_text("holds a list").wait_gone();
        wait_for_whole_log(page, 300);
        assert_eq!(site.seen().len(), n_requests, "nothing is sent anywhere");
    });
}

#[test]
fn a_file_that_breaks_off_shows_what_came() {
    e2e::test("a_file_that_breaks_off_shows_what_came", |page| {
        let _site = open_view(page);
        let whole = log_of(300);
        let cut = file("cut.json", &whole.as_bytes()[..whole.len() / 2]);
        choose(page, &cut);
        meter(page).wait_for_text("The file breaks off; what came before is shown");
        assert!(
            page.table("Log").row_count().is_some_and(|n| (140..152).contains(&n)),
            "{:?}",
            page.table("Log").row_count()
        );
        wait_for_failed_pixels(page);
        // One page of a longer list.
        let text = whole.replacen("\"offset\":0", "\"offset\":30", 1);
        choose(page, &file("page.json", text.as_bytes()));
        meter(page).wait_for_text("one page of a longer list");
        page.table("Log").wait_for_row_count(rows(300));
    });
}

#[test]
fn a_large_file_opens_whole() {
    e2e::test("a_large_file_opens_whole", |page| {
        let _site = open_view(page);
        let n_items = 60_000;
        let path = file("large.json", log_of(n_items).as_bytes());
        let begun = std::time::Instant::now();
        choose(page, &path);
        wait_for_whole_log(page, n_items);
        println!("60,000 items from a file in {:?}", begun.elapsed());
        wait_for_failed_pixels(page);
        chip(page, "Failed").wait_for_text(&number(n_items / 10));
        assert!(n_nodes(page) < 6_000);
        assert!(pixels_of(page, "--tl-success") > 0 || pixels_of(page, "--tl-failed") > 0);
    });
}

/// A file that is open is left for another view and is there again.
#[test]
fn a_file_is_dropped_on_the_page() {
    e2e::test("a_file_is_dropped_on_the_page", |page| {
        let _site = open_view(page);
        let drop = "const data = new DataTransfer();
            data.items.add(new File([arguments[0]], 'dropped.json', { type: 'application/json' }));
            const zone = document.querySelector('.drop');
            for (const kind of ['dragover', 'drop']) {
                zone.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
            }";
        page.execute(drop, &[log_of(40).into()]);
        wait_for_whole_log(page, 40);
        page.wait_for_text("dropped.json");
        page.link("Job sessions").click();
        page.button("Connect").wait();
    });
}
