//! A job over time: which runs are its points, how they are drawn and said, and since when it is slower.

use std::sync::Arc;

use leptos::prelude::*;
use tapeline::app::sessions::job::OverTime;
use tapeline::model::{Id, Rate, Session, SessionKind, Severity, Statistics, Status, Timestamp};
use tapeline::reader::Reader;
use tapeline::report::job::{Job, N_RUNS_MAX, Named, job};
use tapeline::route::{Page, Params, Route};
use tapeline::texts::{Lang, Texts};
use tapeline::timeline::Zone;

use crate::render::{Step, html, plain, steps};

const MINUTE: i64 = 600_000_000;
const DAY: i64 = 1_440 * MINUTE;

/// Ticks after 14 Nov 2023, 00:00 UTC.
fn at(ticks: i64) -> Timestamp {
    Timestamp::from_ticks(16_999_200_000_000_000 + ticks)
}

fn run(id: &str, start: i64, minutes: i64, status: Status) -> Session {
    let (start, end) = (Some(at(start)), Some(at(start + minutes * MINUTE)));
    Session { job_id: Id::new("j"), start, end, status, ..Session::new(id) }
}

fn night(n: i64, minutes: i64) -> Session {
    run(&format!("s{n}"), n * DAY + 22 * 60 * MINUTE, minutes, Status::Success)
}

fn of(sessions: &[Session], named: &Named) -> Option<Job> {
    let name = |session: &Session| session.name.clone().unwrap_or_else(|| "Mailboxes".to_owned());
    job((sessions, true), named, &name, (&Zone::utc(), at(90 * DAY)))
}

fn j(sessions: &[Session]) -> Job {
    of(sessions, &Named::Id(Id::new("j").unwrap())).unwrap()
}

/// 30 nights of about an hour, and 12 of about an hour and a half.
fn slower() -> Vec<Session> {
    (0..42).map(|n| night(n, if n < 30 { 60 } else { 90 } + n % 4)).collect()
}

#[test]
fn each_run_is_a_point_with_its_retries() {
    let retry =
        |id: &str, of: &str, start, status| Session { main_session_id: Id::new(of), ..run(id, start, 5, status) };
    let other = Session { job_id: Id::new("other"), ..night(3, 9) };
    let mut none = night(4, 9);
    none.start = None;
    let mut first = run("a", 0, 60, Status::Failed);
    first.statistics =
        Some(Statistics { transferred: Some(Rate { bytes: Some(5_000), text: None }), ..Statistics::default() });
    first.progress = Some(17);
    let sessions = [
        retry("b", "a", 90 * MINUTE, Status::Success),
        run("c", DAY, 30, Status::Warning),
        first,
        other,
        none,
        Session { end: None, ..run("d", 89 * DAY, 0, Status::Running) },
    ];
    let job = j(&sessions);
    assert_eq!((job.n_runs, job.runs.len(), job.is_all), (4, 3, true), "one has no start");
    let points: Vec<_> =
        job.runs.iter().map(|run| (run.start, run.ticks, run.outcome, run.worst, run.n_retries)).collect();
    assert_eq!(points[0], (at(0), Some(60 * MINUTE), Severity::Success, Severity::Failed, 1));
    assert_eq!(points[1], (at(DAY), Some(30 * MINUTE), Severity::Warning, Severity::Warning, 0));
    assert_eq!(points[2], (at(89 * DAY), Some(DAY), Severity::Running, Severity::Running, 0), "so far");
    assert_eq!((job.runs[0].bytes, job.runs[0].objects), (Some(5_000), Some(17)));
    assert_eq!(job.runs[0].page, Some((SessionKind::Job, Id::new("a").unwrap())));
    assert_eq!(of(&sessions, &Named::Id(Id::new("gone").unwrap())), None);
}

/// On Azure a policy has no id; sessions say its name.
#[test]
fn a_job_without_an_id_is_named() {
    let policy = |id: &str, name: &str, n| Session {
        job_id: None,
        name: Some(name.to_owned()),
        ..run(id, n * DAY, 9, Status::Success)
    };
    let sessions = [policy("1", "VMs", 0), policy("2", "VMs", 1), policy("3", "Discs", 2)];
    let named = Named::of(&sessions[0]).unwrap();
    assert_eq!(named, Named::Name("VMs".to_owned()));
    assert_eq!(of(&sessions, &named).unwrap().runs.len(), 2);
    let shown = Route { page: Page::JobSessions, params: Params::sample() };
    let route = named.route(&shown, Page::Job);
    assert_eq!(route.to_string(), "#/job?api=sample&q=VMs");
    assert_eq!(Named::by(&Route::parse(&route.to_string()).route), Some(named));
    assert_eq!(Named::of(&Session { name: None, ..sessions[0].clone() }), None);
    assert_eq!(Named::by(&shown), None);
}

#[test]
fn a_step_is_told_with_its_run() {
    let job = j(&slower());
    let step = job.change.clone().unwrap();
    assert_eq!(
        (step.between.1, step.page),
        (at(30 * DAY + 22 * 60 * MINUTE), Some((SessionKind::Job, Id::new("s30").unwrap())))
    );
    assert_eq!((job.n_compared, step.change.before.1, step.change.after.1), (42, 30, 12));
    // Failed, stopped and running runs, retries, and runs of another kind say nothing of how long it takes.
    let mut sessions = slower();
    for n in 0..42 {
        sessions.push(run(&format!("f{n}"), n * DAY, 1, Status::Failed));
        sessions.push(Session {
            config_type: Some("Full".into()),
            ..run(&format!("full{n}"), n * DAY + MINUTE, 600 - 9 * n, Status::Success)
        });
        sessions.push(Session {
            main_session_id: Id::new(&format!("s{n}")),
            ..run(&format!("r{n}"), n * DAY + 2 * MINUTE, 2, Status::Success)
        });
    }
    let again = j(&sessions);
    assert_eq!((again.change.unwrap().between, again.n_compared), (step.between, 42));
}

fn drawn(job: Job, lang: Lang, is_small: bool) -> String {
    let route = Route { page: Page::Job, params: Params::sample() };
    let reader = Reader { texts: Texts::new(lang), route, now: at(90 * DAY), ..Reader::default() };
    let (facts, reader) = (Signal::stored(Some(Arc::new(job))), Signal::stored(Arc::new(reader)));
    html(move || view! { <OverTime facts=facts reader=reader is_small=is_small /> })
}

fn attributes<'a>(steps: &'a [Step], name: &'a str) -> Vec<&'a str> {
    steps
        .iter()
        .filter_map(|step| match step {
            Step::Set(of, value) if of == name => Some(value.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn it_is_said_in_both_languages() {
    let english = plain(&drawn(j(&slower()), Lang::En, false));
    for part in [
        "42 runs, all there are",
        "Since Thu 14 Dec 2023 22:00 it takes 1 h 31 min instead of 1 h 01 min, 50 % longer (medians of 30 and 12 runs)",
    ] {
        assert!(english.contains(part), "{part}: {english}");
    }
    let german = plain(&drawn(j(&slower()), Lang::De, false));
    assert!(
        german.contains("Seit Do 14 Dez 2023 22:00 dauert er 1 h 31 min statt 1 h 01 min, 50 % länger"),
        "{german}"
    );
    // Quicker is said as such, and nothing is guessed.
    let quicker: Vec<Session> = (0..42).map(|n| night(n, if n < 30 { 90 } else { 60 } + n % 4)).collect();
    let said = plain(&drawn(j(&quicker), Lang::En, false));
    assert!(said.contains("% less") && !said.contains("longer"), "{said}");
    let steady: Vec<Session> = (0..42).map(|n| night(n, 60 + n * 7 % 5)).collect();
    let said = plain(&drawn(j(&steady), Lang::En, false));
    assert!(said.contains("In the lengths of the 42 runs that can be compared no lasting step is seen."), "{said}");
    let few = plain(&drawn(j(&steady[..6]), Lang::En, false));
    assert!(few.contains("Only 6 runs can be compared, too few"), "{few}");
}

#[test]
fn points_lead_to_their_sessions_and_say_their_figures() {
    let mut sessions = slower();
    sessions[5].status = Status::Failed;
    sessions.push(Session {
        main_session_id: Id::new("s5"),
        ..run("again", 5 * DAY + 23 * 60 * MINUTE + 30 * MINUTE, 9, Status::Success)
    });
    let page = drawn(j(&sessions), Lang::En, false);
    let steps = steps(&page);
    let links: Vec<&str> = attributes(&steps, "href").into_iter().filter(|href| href.contains("/s")).collect();
    assert_eq!(links.len(), 43, "42 points and the step");
    assert!(links.contains(&"#/job-sessions/s41?api=sample"), "{links:?}");
    let labels = attributes(&steps, "aria-label");
    assert!(
        labels.contains(&"Sun 19 Nov 2023 22:00:00: Success, after a retry; Failed before, 1 retry, 1 h 01 min"),
        "{labels:?}"
    );
    // One takes the focus: the newest.
    let tabs = attributes(&steps, "tabindex");
    assert_eq!(tabs.iter().filter(|&&tab| tab == "-1").count(), 41);
    // What marks a result is its shape too.
    assert!(page.contains(Severity::Success.symbol()) && page.contains("↻"), "{page}");
    // In small it is the lengths alone.
    let mut moved = sessions;
    for session in &mut moved {
        session.progress = Some(9);
    }
    let (large, small) = (drawn(j(&moved), Lang::En, false), drawn(j(&moved), Lang::En, true));
    assert!(large.contains("plot__bars") && !small.contains("plot__bars"));
    assert!(small.contains("plot__run"));
}

#[test]
fn what_is_drawn_stays_in_its_frame() {
    let mut sessions: Vec<Session> = (0..7).map(|n| night(n, n * 13 % 9)).collect();
    sessions.push(Session { end: Some(at(-9 * DAY)), ..night(8, 1) });
    sessions.push(Session { end: None, ..night(9, 1) });
    for sessions in [&sessions[..], &sessions[..1], &sessions[7..8]] {
        let page = drawn(j(sessions), Lang::En, false);
        for name in ["left", "bottom", "height", "width"] {
            for value in attributes(&steps(&page), name) {
                let percent: f64 = value.trim_end_matches('%').parse().unwrap();
                assert!((0.0..=100.0).contains(&percent), "{name} {value}");
            }
        }
    }
}

#[test]
fn more_runs_than_are_drawn_are_said() {
    let sessions: Vec<Session> = (0..i64::try_from(N_RUNS_MAX).unwrap() + 25)
        .map(|n| run(&format!("s{n}"), n * 60 * MINUTE, 20, Status::Success))
        .collect();
    let job = j(&sessions);
    assert_eq!((job.n_runs, job.runs.len()), (N_RUNS_MAX + 25, N_RUNS_MAX));
    assert_eq!(job.runs[0].start, at(25 * 60 * MINUTE), "the newest are drawn");
    assert!(plain(&drawn(job, Lang::En, true)).contains("25 older runs, or such without a start, are not drawn"));
}

/// A run at a time at which no server ran flattens nothing.
#[test]
fn a_time_that_cannot_be_believed_is_not_drawn() {
    let mut sessions = slower();
    sessions.push(Session {
        start: Some(Timestamp::from_ticks(0)),
        end: Some(Timestamp::from_ticks(9)),
        ..night(1, 1)
    });
    let job = j(&sessions);
    assert_eq!((job.n_runs, job.runs.len()), (43, 42));
    assert_eq!(job.span().unwrap().0, at(22 * 60 * MINUTE));
}
