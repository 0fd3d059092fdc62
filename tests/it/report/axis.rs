//! All sessions on one axis: which items they become, in which rows, and what is said of a window and of one of them.

use std::sync::Arc;

use leptos::prelude::*;
use proptest::prelude::*;
use tapeline::app::axis::facts::Facts;
use tapeline::model::{Id, Log, Session, SessionKind, Status, TimeRange, Timestamp, UtcOffset};
use tapeline::reader::Reader;
use tapeline::report::axis::{Axis, Window, around, axis, night_at, nights, window};
use tapeline::route::{Page, Params, Route};
use tapeline::sweep::Load;
use tapeline::texts::{Lang, Texts};
use tapeline::timeline::Zone;

use crate::render::{html, plain};

const SECOND: i64 = 10_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Ticks after 14 Nov 2023, 00:00 UTC.
fn at(ticks: i64) -> Timestamp {
    Timestamp::from_ticks(16_999_200_000_000_000 + ticks)
}

fn run(id: &str, job: &str, start: i64, ticks: i64) -> Session {
    let (start, end) = (Some(at(start)), Some(at(start + ticks)));
    Session { job_id: Id::new(job), start, end, status: Status::Success, ..Session::new(id) }
}

fn retrieval(id: &str, name: &str, start: i64, ticks: i64) -> Session {
    Session {
        job_id: None,
        name: Some(name.to_owned()),
        retrieval_id: Id::new("r"),
        type_word: Some("Retrieve".to_owned()),
        ..run(id, "-", start, ticks)
    }
}

fn name(session: &Session) -> String {
    session.job_id.as_ref().map(ToString::to_string).or_else(|| session.name.clone()).unwrap_or_else(|| "?".to_owned())
}

fn of(jobs: &[Session], retrievals: &[Session], now: i64) -> (Log, Axis) {
    axis([jobs, retrievals], &name, (Texts::new(Lang::En), &Zone::utc(), at(now)))
}

fn told(jobs: &[Session], range: TimeRange, chosen: Option<u32>, now: i64) -> Window {
    let (log, axis) = of(jobs, &[], now);
    let load = Load::new(&log, if axis.runs { at(now) } else { log.extent().map_or(at(now), TimeRange::end) });
    window(&log, &axis, &load, range, chosen, at(now))
}

fn row_of<'a>(axis: &'a Axis, log: &Log, id: &str) -> &'a str {
    let idx = log.find_id(&Id::new(id).unwrap()).unwrap();
    &axis.rows.names[axis.rows.of[idx as usize] as usize]
}

#[test]
fn jobs_have_a_row_each_and_retrievals_stand_below() {
    let jobs = [run("3", "sites", 3 * HOUR, HOUR), run("1", "Mail", HOUR, HOUR), run("2", "mail-2", 2 * HOUR, HOUR)];
    let (log, axis) = of(&jobs, &[retrieval("9", "archive of Ann", 0, HOUR)], 0);
    assert_eq!(axis.rows.names, ["Mail", "mail-2", "sites", "archive of Ann"], "by name, whatever the case");
    assert_eq!((0..4).map(|idx| log.id(idx).unwrap()).collect::<Vec<_>>(), ["9", "1", "2", "3"], "by start");
    assert_eq!([row_of(&axis, &log, "3"), row_of(&axis, &log, "9")], ["sites", "archive of Ann"]);
    assert_eq!(axis.pages[0], Some((SessionKind::DataRetrieval, Id::new("9").unwrap())));
    assert_eq!(axis.pages[1], Some((SessionKind::Job, Id::new("1").unwrap())));
    assert_eq!(log.text(0), "archive of Ann · Retrieve");
    // A retrieval is one, whatever is done with it.
    let longer = Session { type_word: Some("ChangePeriod".to_owned()), ..retrieval("8", "archive", DAY, HOUR) };
    let (_, axis) = of(&[], &[retrieval("9", "archive", 0, HOUR), longer], 0);
    assert_eq!(axis.rows.names, ["archive"]);
    // Later runs of a job stand in its row.
    let (log, axis) = of(&[run("1", "a", 0, HOUR), run("2", "b", HOUR, HOUR), run("3", "a", DAY, HOUR)], &[], 0);
    assert_eq!((axis.rows.names.len(), row_of(&axis, &log, "1"), row_of(&axis, &log, "3")), (2, "a", "a"));
}

/// Azure lists retrievals among all other sessions as well.
#[test]
fn what_stands_in_both_lists_is_one_item() {
    let both = retrieval("9", "archive", 0, HOUR);
    let (log, axis) = of(&[run("1", "a", 0, HOUR), both.clone()], std::slice::from_ref(&both), 0);
    assert_eq!((log.len(), axis.pages.len(), axis.rows.of.len()), (2, 2, 2));
    assert_eq!(axis.rows.names, ["a", "archive"]);
}

/// Two jobs may have one name, and a policy of Azure has no job: rows are those of jobs, not of names.
#[test]
fn rows_are_jobs_and_not_names() {
    let named = |id: &str, job: Option<&str>, kind: &str| Session {
        job_id: job.and_then(Id::new),
        name: Some("Nightly".to_owned()),
        type_word: Some(kind.to_owned()),
        ..run(id, "-", 0, HOUR)
    };
    let same = |_: &Session| "Nightly".to_owned();
    let sessions = [
        named("1", Some("a"), "Backup"),
        named("2", Some("b"), "Backup"),
        named("3", None, "Snapshot"),
        named("4", None, "Backup"),
        named("5", None, "Backup"),
    ];
    let (_, found) = axis([&sessions, &[]], &same, (Texts::new(Lang::En), &Zone::utc(), at(0)));
    assert_eq!(found.rows.names.len(), 4);
    let n_snapshots = found.rows.names.iter().filter(|name| *name == "Nightly · Snapshot").count();
    assert_eq!(n_snapshots, 1, "of one name they are told apart by what they do: {:?}", found.rows.names);
    assert_eq!(found.rows.of[3], found.rows.of[4]);
    // What is of no known job has one row for all of it.
    let nobody = |id: &str| Session { job_id: None, ..run(id, "-", 0, HOUR) };
    let (_, found) = of(&[nobody("1"), run("2", "a", 0, HOUR), nobody("3")], &[], 0);
    assert_eq!((found.rows.of.as_slice(), found.rows.names.len()), (&[0, 1, 0][..], 2));
}

#[test]
fn what_goes_on_reaches_to_now_and_nothing_else_does() {
    let open =
        |status, stated: Option<i64>| Session { end: None, status, stated_ticks: stated, ..run("1", "a", HOUR, HOUR) };
    let drawn = |session: Session| {
        let (log, axis) = of(&[session], &[], 9 * HOUR);
        (axis.runs, log.is_open(0), log.ticks(0))
    };
    assert_eq!(drawn(open(Status::Running, None)), (true, true, None));
    // It ended, and does not say when: a mark, or as long as the server states.
    assert_eq!(drawn(open(Status::Stopped, None)), (false, false, Some(0)));
    assert_eq!(drawn(open(Status::Failed, Some(2 * HOUR))), (false, false, Some(2 * HOUR)));
    // The night that has begun is part of the axis.
    let (_, axis) = of(&[open(Status::Running, None)], &[], DAY + HOUR);
    assert_eq!(axis.span.unwrap().end(), at(DAY + 12 * HOUR));
}

#[test]
fn times_that_cannot_be_believed_are_listed_and_not_drawn() {
    let mut never = run("never", "b", 0, HOUR);
    (never.start, never.end) = (Some(Timestamp::from_ticks(DAY)), Some(Timestamp::from_ticks(DAY)));
    let none = Session { start: None, end: None, ..run("none", "c", 0, HOUR) };
    let sound: Vec<Session> = (0..5).map(|n| run(&format!("s{n}"), "a", n * DAY + HOUR, HOUR)).collect();
    let known = of(&sound, &[], 0).1.span;
    let all: Vec<Session> = sound.iter().chain([&never, &none]).cloned().collect();
    let (log, axis) = of(&all, &[], 0);
    assert_eq!((log.len(), axis.span), (7, known));
    let range = known.unwrap();
    assert_eq!(told(&all, range, None, 50 * DAY).n_sessions, 5);
    // Nothing at all to be drawn.
    let (log, axis) = of(&[none], &[], 0);
    assert_eq!((log.len(), axis.span), (1, None));
    let (log, axis) = of(&[], &[], 0);
    assert_eq!((log.len(), axis), (0, Axis::default()));
}

#[test]
fn nights_begin_at_noon_on_every_clock() {
    let zone = Zone::utc();
    assert_eq!(night_at(&zone, at(11 * HOUR)), night_at(&zone, at(0)));
    assert_eq!(night_at(&zone, at(12 * HOUR)), night_at(&zone, at(0)) + 1);
    let night = night_at(&zone, at(23 * HOUR));
    assert_eq!(nights(&zone, night, night), TimeRange::new(at(12 * HOUR), at(36 * HOUR)));
    assert_eq!(nights(&zone, night - 6, night).ticks(), 7 * DAY);
    // A night in which clocks are put back has 25 hours.
    let offset = |minutes| UtcOffset::from_minutes(minutes).unwrap();
    let berlin = Zone::table("Berlin".to_owned(), vec![(at(-400 * DAY), offset(120)), (at(25 * HOUR), offset(60))]);
    let night = night_at(&berlin, at(23 * HOUR));
    assert_eq!(nights(&berlin, night, night), TimeRange::new(at(10 * HOUR), at(35 * HOUR)));
    assert_eq!(nights(&berlin, night, night).ticks(), 25 * HOUR);
}

#[test]
fn a_window_is_summed_up() {
    let jobs = [
        run("1", "a", 22 * HOUR, 2 * HOUR),
        run("2", "b", 23 * HOUR, 2 * HOUR),
        run("3", "a", 30 * HOUR, HOUR),
        run("4", "c", 60 * HOUR, HOUR),
    ];
    let night = TimeRange::new(at(12 * HOUR), at(36 * HOUR));
    let found = told(&jobs, night, None, 50 * DAY);
    assert_eq!((found.n_sessions, found.n_rows), (3, 2), "two runs of a, one of b");
    assert_eq!(found.most, Some((2, at(23 * HOUR))));
    assert_eq!(found.idle_ticks, (5 + 5) * HOUR);
    assert_eq!(found.idle, Some(TimeRange::new(at(31 * HOUR), at(36 * HOUR))));
    // Nothing is said of what came before all that is known, nor of what is still to come; a server's clock that is ahead of this one tells what has been.
    let soon = told(&jobs, TimeRange::new(at(60 * HOUR), at(90 * HOUR)), None, 64 * HOUR);
    assert_eq!((soon.n_sessions, soon.idle_ticks), (1, 3 * HOUR));
    let later = told(&jobs, TimeRange::new(at(70 * HOUR), at(90 * HOUR)), None, 64 * HOUR);
    assert_eq!((later.n_sessions, later.idle_ticks, later.idle), (0, 0, None));
    assert_eq!(told(&jobs, night, None, 0).most, Some((2, at(23 * HOUR))));
    // What only touches a window is not in it.
    let after = told(&jobs, TimeRange::new(at(25 * HOUR), at(30 * HOUR)), None, 0);
    assert_eq!((after.n_sessions, after.most, after.idle_ticks), (0, None, 5 * HOUR));
    // A session without length is in the window it lies in.
    let mark = [run("1", "a", HOUR, 0), run("2", "a", 9 * HOUR, HOUR)];
    assert_eq!(told(&mark, TimeRange::new(at(0), at(2 * HOUR)), None, 0).n_sessions, 1);
}

#[test]
fn of_one_session_it_is_said_what_ran_meanwhile() {
    let jobs = [
        run("before", "a", 0, HOUR),
        run("slow", "b", HOUR, 3 * HOUR),
        run("in", "c", 2 * HOUR, MINUTE),
        run("again", "c", 3 * HOUR, MINUTE),
        run("over", "d", 3 * HOUR, 9 * HOUR),
        run("after", "e", 4 * HOUR, HOUR),
    ];
    let range = TimeRange::new(at(0), at(DAY));
    let (log, _) = of(&jobs, &[], 0);
    let chosen = |id: &str| told(&jobs, range, log.find_id(&Id::new(id).unwrap()), 0).chosen.unwrap();
    let slow = chosen("slow");
    assert_eq!((slow.n_others, slow.others, slow.n_more), (3, vec!["c".to_owned(), "d".to_owned()], 0));
    assert_eq!(chosen("before").n_others, 0, "what begins as it ends did not run meanwhile");
    assert_eq!((chosen("over").n_others, chosen("over").others.len()), (3, 3));
    assert_eq!(told(&jobs, range, Some(99), 50 * DAY).chosen, None);
    // More rows than are named.
    let many: Vec<Session> = (0..20).map(|n| run(&format!("s{n}"), &format!("j{n:02}"), 0, HOUR)).collect();
    let one = told(&many, range, Some(0), 50 * DAY).chosen.unwrap();
    assert_eq!((one.n_others, one.others.len(), one.n_more), (19, 6, 13));
}

#[test]
fn a_window_around_a_session_shows_what_is_beside_it() {
    assert_eq!(around(at(0), at(4 * HOUR)), TimeRange::new(at(-HOUR), at(5 * HOUR)));
    assert_eq!(around(at(0), at(0)), TimeRange::new(at(-5 * MINUTE), at(5 * MINUTE)));
    // An end before the start turns nothing round.
    assert_eq!(around(at(HOUR), at(0)), TimeRange::new(at(HOUR - 5 * MINUTE), at(HOUR + 5 * MINUTE)));
}

fn says(facts: Window, lang: Lang) -> String {
    let route = Route { page: Page::Axis, params: Params::sample() };
    let reader = Reader { texts: Texts::new(lang), route, now: at(40 * DAY), ..Reader::default() };
    let (facts, reader) = (Signal::stored(Some(Arc::new(facts))), Signal::stored(Arc::new(reader)));
    let page = html(move || view! { <Facts facts=facts reader=reader /> });
    assert!(!page.contains("href=\"\""), "{page}");
    plain(&page)
}

#[test]
fn it_is_said_in_both_languages() {
    let jobs = [run("1", "Mail", 22 * HOUR, 2 * HOUR), run("2", "Sites", 23 * HOUR, 2 * HOUR)];
    let night = TimeRange::new(at(12 * HOUR), at(36 * HOUR));
    let english = says(told(&jobs, night, Some(0), 50 * DAY), Lang::En);
    for part in [
        "2 sessions of 2 jobs",
        "At most 2 at once, first at Tue 14 Nov 23:00",
        // What was before the first of them is not known.
        "Nothing ran for 11 h 00 min in all, at the longest for 11 h 00 min: Wed 15 Nov 2023 01:00 – 12:00",
        "Meanwhile 1 other ran: Sites",
    ] {
        assert!(english.contains(part), "{part}: {english}");
    }
    // With the seconds where they tell.
    let close = [run("1", "Mail", 13 * HOUR, HOUR), run("2", "Mail", 14 * HOUR + 30 * SECOND, HOUR)];
    let short = says(told(&close, night, None, 15 * HOUR), Lang::En);
    assert!(short.contains("in all, at the longest for 30 s: "), "{short}");
    let german = says(told(&jobs, night, Some(0), 50 * DAY), Lang::De);
    for part in
        ["2 Sitzungen von 2 Jobs", "Höchstens 2 zugleich", "Insgesamt 11 h 00 min lief nichts", "lief 1 andere: Sites"]
    {
        assert!(german.contains(part), "{part}: {german}");
    }
    let nothing = says(told(&jobs, TimeRange::new(at(0), at(HOUR)), None, 0), Lang::En);
    assert!(
        nothing.contains("Nothing ran.") && !nothing.contains("At most") && !nothing.contains("in all"),
        "{nothing}"
    );
    // What a server calls its job is only ever text.
    let odd = [run("1", "a", 0, HOUR)].map(|session| Session {
        job_id: None,
        name: Some("<b>x\u{202e}</b>".to_owned()),
        ..session
    });
    let odd = says(told(&odd, TimeRange::new(at(0), at(HOUR)), Some(0), 0), Lang::En);
    assert!(!odd.contains('\u{202e}'), "{odd}");
}

proptest! {
    /// Every session is one item in one row, rows are never empty, and what ran in whole nights is all of it.
    #[test]
    fn every_session_is_on_the_axis_once(
        runs in proptest::collection::vec((0..40_i64, 0..5_usize, 0..30_i64, any::<bool>()), 0..40),
        now in 0..60_i64,
    ) {
        let sessions: Vec<Session> = runs.iter().enumerate().map(|(n, &(start, job, hours, is_open))| {
            let run = run(&format!("s{n}"), &format!("j{job}"), start * HOUR, hours * HOUR);
            if is_open { Session { end: None, status: Status::Running, ..run } } else { run }
        }).collect();
        let (log, axis) = of(&sessions, &[], now * HOUR);
        prop_assert_eq!(log.len(), sessions.len());
        prop_assert!(log.is_in_order());
        let n_jobs = runs.iter().map(|run| run.1).collect::<std::collections::BTreeSet<_>>().len();
        prop_assert_eq!(axis.rows.names.len(), n_jobs);
        prop_assert_eq!(axis.rows.of.iter().collect::<std::collections::BTreeSet<_>>().len(), n_jobs);
        if let Some(span) = axis.span {
            let found = told(&sessions, span, None, now * HOUR);
            prop_assert_eq!((found.n_sessions, found.n_rows), (sessions.len(), n_jobs));
            prop_assert!(found.idle_ticks >= found.idle.map_or(0, TimeRange::ticks));
        } else {
            prop_assert!(sessions.is_empty());
        }
    }
}
