//! Where the time went, as the page shows it.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use tapeline::answers::groups::{By, grouped};
use tapeline::answers::phases::Rules;
use tapeline::app::session::work::WhereTimeWent;
use tapeline::model::{Id, Log, NewItem, SessionKind, Status, TimeRange, Timestamp};
use tapeline::reader::Reader;
use tapeline::report::work::{Facts, Work, work};
use tapeline::route::{Page, Params, Route};
use tapeline::sweep::Load;
use tapeline::texts::{Lang, Texts};

use crate::render::{Step, html, outline, steps};

const START: i64 = 17_000_000_000_000_000;
const SECOND: i64 = 10_000_000;

fn at(second: i64) -> Timestamp {
    Timestamp::from_ticks(START + second * SECOND)
}

/// A night of three workers, in seconds.
fn log() -> Log {
    let mut log = Log::new();
    let mut push = |start: i64, end: i64, status, title: &str| {
        let id = format!("3fa85f64-5717-4562-b3fc-{:012}", log.len());
        log.push(&NewItem {
            id: Some(&id),
            start: Some(at(start)),
            end: Some(at(end)),
            status,
            title,
            ..NewItem::default()
        });
    };
    push(0, 0, Status::Success, "Job started at 4/4/2017 12:07:21 AM");
    push(0, 10, Status::Success, "Connected to organization");
    for nth in 0..24 {
        let begin = 12 + nth / 3 * 15;
        push(
            begin,
            begin + 8 + nth % 3 * 2,
            Status::Success,
            &format!("Processing mailbox: user{nth}@contoso.example"),
        );
    }
    push(132, 190, Status::Warning, "Processing mailbox: slow@contoso.example. Item may have a virus\u{202e}");
    push(200, 210, Status::Failed, "Strange thing");
    push(210, 210, Status::Success, "Job finished at 4/4/2017 12:12:21 AM");
    log
}

fn figures(log: &Log, chosen: Option<TimeRange>) -> Work {
    let [kinds, objects, results] = [By::Kind, By::Object, By::Result].map(|by| grouped(log, by));
    let load = Load::new(log, at(300));
    let rules = Rules::default();
    work(&Facts {
        log,
        load: &load,
        kinds: &kinds,
        objects: &objects,
        results: &results,
        rules: &rules,
        chosen,
        own: None,
    })
}

/// The view of a session as HTML.
pub(super) fn shown(work: Work, lang: Lang, chosen: Option<TimeRange>) -> String {
    let page = Page::Session(SessionKind::Job, Id::new("s-1").unwrap());
    let params = Params { from: chosen.map(TimeRange::start), to: chosen.map(TimeRange::end), ..Params::sample() };
    let reader = Reader { texts: Texts::new(lang), route: Route { page, params }, ..Reader::default() };
    html(move || {
        let (facts, reader) = (Signal::stored(Some(Arc::new(work))), Signal::stored(Arc::new(reader)));
        view! { <WhereTimeWent facts=facts reader=reader on_copy=|_| () on_let_go=|()| () /> }
    })
}

fn document(log: &Log, lang: Lang, chosen: Option<TimeRange>) -> String {
    shown(figures(log, chosen), lang, chosen)
}

/// The texts inside each element of a tag, joined.
fn inside(html: &str, tag: &str) -> Vec<String> {
    let mut open: Vec<String> = vec![];
    let mut found: Vec<String> = vec![];
    for step in steps(html) {
        match step {
            Step::Open(name) => {
                if name == tag {
                    found.push(String::new());
                }
                open.push(name);
            }
            Step::Text(text) if open.iter().any(|name| name == tag) && !open.iter().any(|name| name == "span") => {
                let last = found.last_mut().unwrap();
                last.push_str(if last.is_empty() { "" } else { " | " });
                last.push_str(&text);
            }
            Step::Close => drop(open.pop()),
            _ => {}
        }
    }
    found
}

#[test]
fn it_says_what_the_items_took_and_why_that_is_not_the_clock() {
    let html = document(&log(), Lang::En, None);
    let figures = inside(&html, "dl").concat();
    for figure in [
        "Wall-clock time | 3 min 30 s",
        "Summed time | 5 min 18 s",
        "Busy | 2 min 54 s",
        "Idle | 36 s",
        "average | 1.83",
    ] {
        assert!(figures.contains(figure), "{figure} in {figures}");
    }
    assert!(figures.contains("Most at a time | 3 |   | first at 22:13:32, for 1 min 04 s in all"), "{figures}");
    let text = inside(&html, "p").join("\n");
    assert!(text.contains("since several ran at a time: 1.83 on average"), "{text}");
    assert!(text.contains("The whole log: Tue 14 Nov 2023 22:13:20 – 22:16:50"), "{text}");
    let rows = inside(&html, "tr");
    assert!(rows.contains(&"Processing | 2 min 34 s | 88.5 % | 2 min 34 s | 1 min 14 s | 25".to_owned()), "{rows:#?}");
    assert!(rows.contains(&"Mailbox slow@contoso.example | 58 s | 33.3 % | 58 s | 58 s | 1".to_owned()), "{rows:#?}");
    assert!(rows.iter().any(|row| row.starts_with("22:16:30 | 10 s | Processing mailbox: slow")), "{rows:#?}");
    assert!(text.contains("and 16 more"), "objects beyond the first ten are counted: {text}");
}

#[test]
fn a_chosen_range_is_what_all_of_it_is_about() {
    let chosen = TimeRange::new(at(132), at(195));
    let html = document(&log(), Lang::En, Some(chosen));
    let text = inside(&html, "p").join("\n");
    assert!(text.contains("Only the chosen range: Tue 14 Nov 2023 22:15:32 – 22:16:35  | Show the whole"), "{text}");
    assert!(inside(&html, "dl").concat().contains("Wall-clock time | 1 min 03 s"));
    assert!(text.contains("for part of it nothing ran"), "{text}");
    let sides: Vec<String> = inside(&html, "tr").into_iter().filter(|row| row.contains("Strange")).collect();
    assert_eq!(sides.len(), 1, "one gap, cut to the range: {sides:?}");
    assert!(sides[0].contains("| 5 s |"), "{sides:?}");
}

#[test]
fn every_link_leads_somewhere_and_every_figure_says_what_it_is() {
    let html = document(&log(), Lang::En, None);
    let (mut sets, mut n_items, mut n_windows, mut n_terms) = (BTreeSet::new(), 0, 0, 0);
    for step in steps(&html) {
        let Step::Set(name, value) = step else { continue };
        match (name.as_str(), value) {
            ("href", address) => {
                let set = address.split_once("&only=").map(|(_, set)| set.split('.').next().unwrap().to_owned());
                let parsed = Route::parse(address.split("&only=").next().unwrap());
                assert!(
                    parsed.notices.is_empty() && parsed.route.sample_of().is_some(),
                    "{address}: {:?}",
                    parsed.notices
                );
                assert!(matches!(parsed.route.page, Page::Session(..)));
                n_items += usize::from(parsed.route.params.item.is_some());
                n_windows += usize::from(parsed.route.params.range().is_some());
                sets.extend(set);
            }
            ("data-tip", tip) => {
                assert!(!tip.is_empty());
                n_terms += 1;
            }
            _ => {}
        }
    }
    assert_eq!(
        sets.into_iter().collect::<Vec<_>>(),
        ["alone", "chain", "kind", "object", "phase", "stragglers"].map(str::to_owned)
    );
    assert!(n_items > 20 && n_windows > 8 && n_terms > 30, "{n_items} {n_windows} {n_terms}");
    let shown = outline(&html);
    assert!(
        !shown.contains('\u{202e}') && shown.contains("virus⟨U+202E⟩"),
        "text of the server with what is hidden spelt out"
    );
}

#[test]
fn the_strip_fills_the_range() {
    for (n, most) in [(20, 64), (4_000, 401)] {
        let mut log = Log::new();
        for nth in 0..n {
            let title = if nth / 3 % 2 == 0 {
                "Processing mailbox: a@b.example"
            } else {
                "Collecting object list for mailbox: a@b.example"
            };
            log.push(&NewItem { start: Some(at(nth * 10)), end: Some(at(nth * 10 + 7)), title, ..NewItem::default() });
        }
        let html = document(&log, Lang::En, None);
        let part = |value: &str| value.strip_suffix('%').unwrap().parse::<f64>().unwrap();
        let mut parts: Vec<(f64, f64)> = vec![];
        for step in steps(&html) {
            let Step::Set(name, value) = step else { continue };
            match name.as_str() {
                "--x" => parts.push((part(&value), 0.0)),
                "--w" => parts.last_mut().unwrap().1 = part(&value),
                _ => {}
            }
        }
        assert!(parts.len() > 1 && parts.len() <= most, "{}", parts.len());
        let mut x = 0.0_f64;
        for (begin, width) in parts {
            assert!((begin - x).abs() < 0.01, "{begin} after {x}");
            x = begin + width;
        }
        assert!((x - 100.0).abs() < 0.01);
        let path = steps(&html).into_iter().find_map(|step| match step {
            Step::Set(name, path) if name == "d" => Some(path),
            _ => None,
        });
        assert!(path.unwrap().matches("h1").count() == 400);
    }
}

#[test]
fn every_text_of_the_page_is_in_german_too() {
    let texts = |html: &str| -> BTreeSet<String> {
        let text = |step| match step {
            Step::Text(text) => Some(text),
            Step::Set(name, text) if name == "data-tip" => Some(text),
            _ => None,
        };
        steps(html).into_iter().filter_map(text).collect()
    };
    for chosen in [None, Some(TimeRange::new(at(132), at(195))), Some(TimeRange::new(at(20), at(30)))] {
        let (english, german) = (document(&log(), Lang::En, chosen), document(&log(), Lang::De, chosen));
        let same: Vec<String> = texts(&english).intersection(&texts(&german)).cloned().collect();
        let of_server = ["Processing", "Collecting", "Strange", "Job ", "Connect", "Mailbox ", "Start", "Phase"];
        let is_figure = |text: &str| {
            !text.contains(|c: char| c.is_ascii_alphabetic()) || text.starts_with(|c: char| c.is_ascii_digit())
        };
        let left: Vec<_> = same
            .iter()
            .filter(|text| !is_figure(text) && !of_server.iter().any(|word| text.starts_with(word)))
            .collect();
        assert!(left.is_empty(), "{left:#?}");
        assert!(outline(&german).contains("Gerechter Anteil"));
    }
}

#[test]
fn a_log_without_time_says_so() {
    let mut log = Log::new();
    assert!(inside(&document(&log, Lang::En, None), "p").concat().starts_with("No item took any time"));
    log.push(&NewItem { start: Some(at(1)), end: Some(at(1)), title: "Job started", ..NewItem::default() });
    assert!(inside(&document(&log, Lang::En, None), "p").concat().starts_with("No item took any time"));
    let nothing_there = TimeRange::new(at(500), at(600));
    let idle = document(&self::log(), Lang::En, Some(nothing_there));
    assert!(
        inside(&idle, "tr").iter().any(|row| row.contains("1 min 40 s | Job finished") && row.ends_with("–")),
        "{:?}",
        inside(&idle, "tr")
    );
    assert!(!outline(&idle).contains("Fair share"));
}
