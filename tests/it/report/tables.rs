//! Times and cells of the tables: short, and each where its heading says.

use tapeline::model::{Id, Session, Status, Timestamp};
use tapeline::report::doc::{Step, steps};
use tapeline::report::glance::{Loaded, glance};
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

fn run(id: &str, day: i64, hours: i64, status: Status) -> Session {
    let (start, end) = (Some(at(day * 24)), Some(at(day * 24 + hours)));
    Session { job_id: Id::new("j"), start, end, status, ..Session::new(id) }
}

#[test]
fn a_night_stands_under_its_day_and_what_is_known_of_the_job_beside_its_name() {
    let mut sessions: Vec<Session> = (0..6).map(|day| run(&format!("s-{day}"), day, 1, Status::Success)).collect();
    sessions.push(run("s-6", 7, 9, Status::Failed));
    sessions.push(Session { main_session_id: Id::new("s-6"), ..run("s-7", 7, 1, Status::Success) });
    sessions.push(run("s-8", 8, 2, Status::Failed));
    sessions.reverse();
    let mut doc = Doc::new();
    let loaded = Loaded { n: sessions.len(), is_all: true, filter: None };
    glance(&mut doc, &context(), &sessions, &loaded, 12, &|_| "Mailboxes".to_owned());
    let rows = rows(&doc.into_bytes());
    let texts = |row: usize| rows[row].iter().map(|(_, text)| &**text).collect::<Vec<_>>();
    assert_eq!(
        texts(0),
        [
            "Job",
            "Failed in a row",
            "Usual length",
            "Last good run",
            "14 Nov",
            "15",
            "16",
            "17",
            "18",
            "19",
            "20",
            "21",
            "22"
        ]
    );
    assert_eq!(
        texts(1),
        [
            "Mailboxes",
            "✕1 in a row, since Wed 22 Nov 22:00",
            "1 h 00 min",
            "Tue 21 Nov 22:00",
            "●",
            "●",
            "●",
            "●",
            "●",
            "●",
            "·",
            "●↑↻",
            "✕↑"
        ]
    );
    for (head, cell) in rows[0].iter().zip(&rows[1]) {
        assert_eq!(
            head.0 == "number",
            cell.0 == "number",
            "a number stands under the end of its heading: {head:?} {cell:?}"
        );
        assert_eq!(head.0 == "glance__date", cell.0 == "glance__day");
    }
}
