//! The answer on top of a session and the panel of one item, as the page draws them.

use std::sync::Arc;

use leptos::prelude::*;
use tapeline::answers::failures::groups;
use tapeline::answers::groups::{By, grouped};
use tapeline::answers::noise::Muted;
use tapeline::answers::phases::Rules;
use tapeline::app::session::item::{Item, OfItem};
use tapeline::app::session::summary::{OfNoise, Summary as SummaryView};
use tapeline::model::{Assumption, Log, NewItem, Product, Session, SessionKind, Status, Timestamp, UtcOffset};
use tapeline::reader::Reader;
use tapeline::report::asked;
use tapeline::report::item::ItemFacts;
use tapeline::report::summary::{Sources, Summary, Time};
use tapeline::route::Route;
use tapeline::sweep::Load;
use tapeline::texts::{Lang, Texts};

use crate::render::{self, Step, html};

const HOUR: i64 = 36_000_000_000;
/// Tue 14 Nov 2023 22:00 UTC.
const START: i64 = 17_000_000_000_000_000 - 800 * 10_000_000;

fn at(hours: i64) -> Timestamp {
    Timestamp::from_ticks(START + hours * HOUR)
}

fn reader(route: &str, lang: Lang) -> Arc<Reader> {
    Arc::new(Reader { route: Route::parse(route).route, now: at(200), texts: Texts::new(lang), ..Reader::default() })
}

/// The answer.
pub(super) fn drawn(summary: &Summary, route: &str) -> String {
    let (facts, reader) = (Some(Arc::new(summary.clone())), reader(route, Lang::En));
    html(move || {
        let nothing = |_: OfNoise| {};
        view! { <SummaryView facts=Signal::stored(facts) reader=Signal::stored(reader) on_noise=nothing /> }
    })
}

/// The panel of one item.
fn drawn_item(facts: ItemFacts, lang: Lang) -> String {
    let (facts, reader) = (Some(Arc::new(facts)), reader("#/job-sessions", lang));
    html(move || {
        let nothing = |_: OfItem| {};
        view! { <Item facts=Signal::stored(facts) reader=Signal::stored(reader) on_act=nothing /> }
    })
}

/// The links of what is drawn.
pub(super) fn hrefs(html: &str) -> Vec<String> {
    let href = |step| if let Step::Set(name, value) = step { (name == "href").then_some(value) } else { None };
    render::steps(html).into_iter().filter_map(href).collect()
}

/// The summary of a session with failed items that begin in these hours.
fn summary(items: &[i64]) -> Summary {
    let mut log = Log::new();
    for &hours in items {
        let (start, end) = (Some(at(hours)), Some(at(hours + 1)));
        log.push(&NewItem { start, end, status: Status::Failed, title: "Broken", ..NewItem::default() });
    }
    let open = asked::Facts {
        kind: SessionKind::Job,
        opened: "s-1".to_owned(),
        session: Some(Session { start: Some(at(0)), ..Session::new("s-1") }),
        product: Product::Vb365,
        version: None,
        server_version: None,
        server: String::new(),
        is_file: false,
        is_at_rest: true,
        doubt: String::new(),
    };
    let [kinds, objects] = [By::Kind, By::Object].map(|by| grouped(&log, by));
    let (load, rules) = (Load::new(&log, at(100)), Rules::default());
    Summary::of(&Sources {
        open: &open,
        log: &log,
        time: Some(Time { load: &load, kinds: &kinds, objects: &objects, rules: &rules }),
        groups: &groups(&log),
        seen: &[],
        is_looking: false,
        sessions: &[],
        is_all: true,
        muted: &Muted::default(),
        shows_noise: false,
        now: at(200),
    })
}

/// What stands under “When”.
fn when(items: &[i64]) -> String {
    let text = render::plain(&drawn(&summary(items), "#/job-sessions"));
    let row = text.lines().find(|line| line.contains("×")).unwrap();
    row.split('\t').nth(3).unwrap().to_owned()
}

/// A proxy's clock is three hours behind.
#[test]
fn what_took_longest_leaves_out_what_lies_outside_the_session() {
    let mut inside = summary(&[1, 2]);
    assert_eq!((inside.n_outside, inside.longest_phase.map(|(_, ticks)| ticks)), (0, Some(2 * HOUR)));
    inside = summary(&[-3, -2, 1]);
    assert_eq!((inside.n_outside, inside.longest_phase.map(|(_, ticks)| ticks)), (2, Some(HOUR)));
    let html = drawn(&inside, "#/job-sessions/s-1?api=sample");
    let text = render::plain(&html);
    assert!(text.contains("2 items lie outside the session's own times; a clock may be wrong."), "{text}");
    assert!(hrefs(&html).iter().any(|href| href.contains("only=outside")), "{html}");
    let one = render::plain(&drawn(&summary(&[-3, 1]), "#/job-sessions"));
    assert!(one.contains("1 item lies outside"), "{one}");
    let none = summary(&[-9, -8]);
    assert_eq!((none.n_outside, none.longest_phase, none.longest_object), (2, None, None), "nothing is said of it");
    let text = render::plain(&drawn(&summary(&[1]), "#/job-sessions"));
    assert!(!text.contains("outside"), "{text}");
}

#[test]
fn an_item_of_no_time_says_how_far_it_is_and_has_no_length() {
    let mut log = Log::new();
    for hours in 0..3 {
        log.push(&NewItem { start: Some(at(hours)), end: Some(at(hours + 1)), title: "x", ..NewItem::default() });
    }
    let year = 8766 * HOUR;
    let far = |start, end| NewItem { start: Some(start), end: Some(end), title: "x", ..NewItem::default() };
    for item in
        [far(at(0).plus(-56 * year), at(1)), far(at(1), at(3).plus(year)), far(at(0).plus(-200 * 24 * HOUR), at(1))]
    {
        log.push(&item);
    }
    let panel = |idx, lang| render::plain(&drawn_item(ItemFacts::of(&log, idx, None, None), lang));
    assert!(panel(3, Lang::En).contains("its start is 56 years before the others"), "{}", panel(3, Lang::En));
    assert!(panel(3, Lang::De).contains("beginnt 56 Jahre vor den anderen"), "{}", panel(3, Lang::De));
    assert!(panel(4, Lang::En).contains("its end is 1 year after the others"), "{}", panel(4, Lang::En));
    assert!(panel(5, Lang::En).contains("its start is 200 d 00 h before the others"), "{}", panel(5, Lang::En));
    for idx in 3..6 {
        assert_eq!(log.ticks(idx), None);
        let length = panel(idx, Lang::En).split("Length").nth(1).unwrap().trim_start().chars().next();
        assert_eq!(length, Some('–'), "{}", panel(idx, Lang::En));
    }
    assert!(!panel(0, Lang::En).contains("the others"), "{}", panel(0, Lang::En));
}

#[test]
fn the_day_of_a_problem_is_said_only_where_it_is_another() {
    assert_eq!(when(&[1]), "23:00:00");
    assert_eq!(when(&[0, 1]), "22:00:00 – 23:00:00");
    assert_eq!(when(&[1, 2]), "23:00:00 – Wed 00:00:00", "the session begins on a Tuesday");
    assert_eq!(when(&[2, 3]), "Wed 00:00:00 – 01:00:00", "the day is not said twice");
    assert_eq!(when(&[2, 2]), "Wed 00:00:00");
    assert_eq!(when(&[24 * 7]), "Tue 21 Nov 2023 22:00:00", "a day's name that would be the same says nothing");
}

/// Each column has a name, heard by those who do not see the table, and each cell the class of its column.
#[test]
fn a_problem_stands_under_the_names_of_its_columns() {
    let html = drawn(&summary(&[1]), "#/job-sessions");
    for name in ["Result", "Items", "Message", "When", "Since", "Noise"] {
        assert!(html.contains(&format!("<th scope=\"col\">{name}")), "{name}: {html}");
    }
    let outline = render::outline(&html);
    for class in ["number", "text", "when", "since", "no-print"] {
        assert!(outline.contains(&format!("td class=\"{class}\"")), "{class}: {outline}");
    }
    assert!(!html.contains("Harmless"), "no failure is called so");
}

fn item() -> NewItem<'static> {
    NewItem {
        id: Some("3fa85f64-5717-4562-b3fc-2c963f66afa6"),
        usn: Some(1234),
        start: Some(at(0)),
        end: Some(at(1)),
        title: "Processing <b>mailbox</b>: a\u{202e}b",
        status: Status::Warning,
        offset: UtcOffset::from_minutes(0),
        ..NewItem::default()
    }
}

fn facts(item: &NewItem<'_>) -> ItemFacts {
    let mut log = Log::new();
    log.push(item);
    ItemFacts::of(&log, 0, Some(&Load::new(&log, at(2))), None)
}

#[test]
fn an_item_is_shown_whole_and_its_text_is_only_text() {
    let html = drawn_item(facts(&item()), Lang::En);
    assert!(!html.contains("<b>mailbox"), "{html}");
    let text = render::plain(&html);
    for line in ["item 1,234 · ", "Warning", "Start", "Fair share", "1 h 00 min, of it alone 1 h 00 min", "3fa85f64-"]
    {
        assert!(text.contains(line), "{line:?}: {text}");
    }
    assert!(text.contains("<b>mailbox</b>") && !text.contains('\u{202e}'), "{text}");
    assert!(!render::outline(&html).contains("tabindex"), "a short text is not scrolled");
    let german = render::plain(&drawn_item(facts(&item()), Lang::De));
    assert!(german.contains("1.234") && german.contains("Warnung"), "{german}");
}

#[test]
fn what_was_not_sent_is_said() {
    let text = "x".repeat(400);
    let odd = NewItem {
        title: &text,
        end: None,
        usn: None,
        id: None,
        status_word: Some("Exploded"),
        assumed: Assumption::NoEnd as u8,
        ..item()
    };
    let html = drawn_item(facts(&odd), Lang::En);
    let outline = render::outline(&html);
    assert!(outline.contains("h2 tabindex=\"0\" class=\"text\""), "a long text is reached by keyboard: {outline}");
    let plain = render::plain(&html);
    for wanted in ["item – ·", "Exploded", "open", "no end was sent; drawn as still open"] {
        assert!(plain.contains(wanted), "{wanted:?}: {plain}");
    }
    let nothing = drawn_item(facts(&NewItem::default()), Lang::En);
    let plain = render::plain(&nothing);
    assert!(plain.contains("(no text)") && plain.contains("not sent"), "{plain}");
}
