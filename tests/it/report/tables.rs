//! Times and cells of the tables: short, and each where its heading says.

use tapeline::answers::failures::groups;
use tapeline::answers::groups::{By, grouped};
use tapeline::answers::load::Load;
use tapeline::answers::noise::Muted;
use tapeline::answers::phases::Rules;
use tapeline::model::{Id, Log, NewItem, Product, Session, SessionKind, Status, Timestamp};
use tapeline::report::asked;
use tapeline::report::doc::{Step, steps};
use tapeline::report::summary::{Facts, Time, summary};
use tapeline::report::{Context, Doc};

const HOUR: i64 = 36_000_000_000;
/// Tue 14 Nov 2023 22:00 UTC.
const START: i64 = 17_000_000_000_000_000 - 800 * 10_000_000;

fn at(hours: i64) -> Timestamp {
    Timestamp::from_ticks(START + hours * HOUR)
}

fn context() -> Context {
    Context { now: at(200), ..Context::default() }
}

/// A cell: its class, and what is shown in it.
type Cell = (String, String);

/// The cells of each row.
fn rows(bytes: &[u8]) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = vec![];
    let mut open: Vec<(&str, &str)> = vec![];
    for step in steps(bytes) {
        match step {
            Step::Open(tag) => {
                match tag {
                    "tr" => rows.push(vec![]),
                    "td" | "th" => rows.last_mut().unwrap().push(<_>::default()),
                    _ => {}
                }
                open.push((tag, ""));
            }
            Step::Set("class", class) => {
                let element = open.last_mut().unwrap();
                element.1 = class;
                if matches!(element.0, "td" | "th") {
                    class.clone_into(&mut rows.last_mut().unwrap().last_mut().unwrap().0);
                }
            }
            Step::Text(text)
                if open.iter().any(|(tag, _)| matches!(*tag, "td" | "th")) && !open.contains(&("span", "unseen")) =>
            {
                rows.last_mut().unwrap().last_mut().unwrap().1.push_str(text);
            }
            Step::Close => drop(open.pop()),
            _ => {}
        }
    }
    rows
}

fn when(items: &[i64]) -> String {
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
    let facts = Facts {
        open: &open,
        log: &log,
        time: Some(Time { load: &load, kinds: &kinds, objects: &objects, rules: &rules }),
        groups: &groups(&log),
        seen: &[],
        is_looking: false,
        sessions: &[],
        muted: &Muted::default(),
        shows_noise: false,
    };
    let mut doc = Doc::new();
    summary(&mut doc, &context(), &facts);
    let rows = rows(&doc.into_bytes());
    let (heads, cells) = (&rows[0], &rows[1]);
    let place = heads.iter().position(|(_, name)| name == "When").unwrap();
    assert_eq!(cells[place].0, "when");
    cells[place].1.clone()
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
