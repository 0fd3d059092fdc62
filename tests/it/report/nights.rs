//! The nights of all jobs: what is known of them, and how it reads.

use std::sync::Arc;

use tapeline::answers::usual::Usual;
use tapeline::app::sessions::nights::Nights;
use tapeline::model::{Id, Session, Severity, Status, Timestamp, UtcOffset};
use tapeline::reader::Reader;
use tapeline::report::glance::{Glance, N_DAYS_MAX, Pace, Place, glance, pace};
use tapeline::route::{Page, Params, Route};
use tapeline::texts::{Lang, Texts};
use tapeline::timeline::Zone;

use crate::render::{Step, html, outline, steps};
use leptos::prelude::*;

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

/// Seconds after 14 Nov 2023, 00:00 UTC.
fn at(seconds: i64) -> Timestamp {
    Timestamp::from_ticks(16_999_200_000_000_000 + seconds * 10_000_000)
}

fn run(id: &str, start: i64, seconds: i64, status: Status) -> Session {
    let (start, end) = (Some(at(start)), Some(at(start + seconds)));
    Session { job_id: Id::new("j"), start, end, status, ..Session::new(id) }
}

fn reader(lang: Lang) -> Reader {
    let route = Route { page: Page::JobSessions, params: Params::sample() };
    Reader { texts: Texts::new(lang), route, now: at(50 * DAY), ..Reader::default() }
}

fn facts(sessions: &[Session], is_all: bool) -> Glance {
    let name = |session: &Session| session.job_id.as_ref().map_or("-", |id| id.as_str()).to_owned();
    glance(sessions, is_all, (&Zone::utc(), 12), at(50 * DAY), &name)
}

/// A run of a time that no run has seen moves the strip nowhere.
#[test]
fn the_strip_shows_the_nights_in_which_runs_can_have_been() {
    let sound: Vec<Session> =
        (0..20).map(|night| run(&format!("s{night}"), night * DAY + 22 * HOUR, HOUR, Status::Success)).collect();
    let known = facts(&sound, true);
    for start in [-2_200_000_000, -1_700_000_000 - 300 * DAY, 900 * DAY, 2_000_000_000, 250_000_000_000] {
        let mut sessions = sound.clone();
        sessions.push(run("odd", start, HOUR, Status::Failed));
        let found = facts(&sessions, true);
        assert_eq!(found.days, known.days, "{start}");
        assert_eq!(found.jobs[0].nights.len(), 20, "{start}");
    }
}

fn strip(facts: Glance, lang: Lang) -> String {
    drawn(facts, reader(lang))
}

fn drawn(facts: Glance, reader: Reader) -> String {
    let (facts, reader) = (Some(Arc::new(facts)), Arc::new(reader));
    html(|| view! { <Nights facts=Signal::stored(facts) reader=Signal::stored(reader) /> })
}

/// All texts in one line, and all addresses.
fn read(html: &str) -> (String, Vec<String>) {
    let (mut text, mut links) = (String::new(), vec![]);
    for step in steps(html) {
        match step {
            Step::Text(part) => text.push_str(&part),
            Step::Set(name, address) if name == "href" => links.push(address),
            Step::Close if !text.ends_with('|') => text.push('|'),
            _ => {}
        }
    }
    (text, links)
}

/// A cell: its class, and what is shown in it.
type Cell = (String, String);

/// The cells of each row.
fn rows(html: &str) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = vec![];
    let mut open: Vec<(String, String)> = vec![];
    for step in steps(html) {
        let is_cell = |(tag, _): &(String, String)| matches!(&**tag, "td" | "th");
        match step {
            Step::Open(tag) => {
                match &*tag {
                    "tr" => rows.push(vec![]),
                    "td" | "th" => rows.last_mut().unwrap().push(<_>::default()),
                    _ => {}
                }
                open.push((tag, String::new()));
            }
            Step::Set(name, class) if name == "class" => {
                let element = open.last_mut().unwrap();
                element.1.clone_from(&class);
                if is_cell(element) {
                    rows.last_mut().unwrap().last_mut().unwrap().0 = class;
                }
            }
            Step::Text(text) if open.iter().any(is_cell) && open.iter().all(|(_, class)| class != "unseen") => {
                rows.last_mut().unwrap().last_mut().unwrap().1.push_str(&text);
            }
            Step::Close => drop(open.pop()),
            _ => {}
        }
    }
    rows
}

fn month() -> Vec<Session> {
    let mut runs: Vec<Session> = (0..40).map(|n| run(&format!("n{n}"), n * DAY, 100 + n, Status::Success)).collect();
    runs[37].status = Status::Failed;
    runs.push(Session { main_session_id: Id::new("n37"), ..run("n37-again", 37 * DAY + 600, 30, Status::Warning) });
    runs[38].status = Status::Failed;
    runs[39].status = Status::Failed;
    runs[36].end = runs[36].start.map(|start| start.plus(9_000_000_000));
    runs.push(Session { job_id: Id::new("k"), ..run("other", 39 * DAY, 50, Status::Success) });
    runs
}

#[test]
fn nights_stand_in_a_strip_with_what_is_usual_and_what_is_not() {
    let runs = month();
    let html = strip(facts(&runs, true), Lang::En);
    let (text, links) = read(&html);
    for link in &links {
        let parsed = Route::parse(link);
        assert!(parsed.notices.is_empty(), "{link}: {:?}", parsed.notices);
        assert_eq!(parsed.route.to_string(), *link, "an address says all it was meant to");
    }
    assert!(text.starts_with("42 sessions loaded, all there are; 2 jobs|"), "{text}");
    assert!(text.contains("41 runs"), "a run counts once, with its retries: {text}");
    assert!(text.contains("2 in a row") && text.contains(", since Fri 22 Dec 2023"), "{text}");
    assert!(text.contains("1 min 58 s to 2 min 13 s (37 runs)"), "{text}");
    let cells: Vec<&String> = links.iter().filter(|link| link.starts_with("#/job-sessions/n")).collect();
    assert_eq!(
        i64::try_from(cells.len()).unwrap(),
        N_DAYS_MAX - 1 + 1,
        "34 nights of one session, and the last good run"
    );
    let night = "#/job-sessions?api=sample&job=j&from=2023-12-20T12:00:00Z&to=2023-12-21T11:59:59.9999999Z";
    assert!(links.contains(&night.to_owned()), "a night of several sessions is a list: {links:?}");
    let outline = outline(&html);
    for spoken in [
        "Wed 20 Dec 2023: Warning, after a retry; Failed before, 2 min 17 s, usually 1 min 58 s, 2 sessions",
        "Tue 19 Dec 2023: Success, 15 min 00 s, usually 1 min 58 s, much longer than usual",
        "Fri 22 Dec 2023: Failed, 2 min 19 s",
    ] {
        for name in ["aria-label", "data-tip"] {
            assert!(outline.contains(&format!("{name}=\"{spoken}")), "{name}: {spoken}: {outline}");
        }
    }
    assert!(outline.contains("--lo=\"13.11%\" --hi=\"14.77%\""), "{outline}");
    assert!(outline.contains("--h=\"100%\""));
    let (text, _) = read(&strip(facts(&runs[..3], false), Lang::En));
    assert!(text.starts_with("3 sessions loaded, not all there are; 1 job|"), "{text}");
    let (text, _) = read(&strip(facts(&[], true), Lang::En));
    assert!(!text.contains("Nights by job"), "{text}");
}

#[test]
fn a_night_stands_under_its_day_and_what_is_known_of_the_job_beside_its_name() {
    let evening = |id: &str, day: i64, hours: i64, status| run(id, day * DAY + 22 * HOUR, hours * HOUR, status);
    let mut sessions: Vec<Session> = (0..6).map(|day| evening(&format!("s-{day}"), day, 1, Status::Success)).collect();
    sessions.push(evening("s-6", 7, 9, Status::Failed));
    sessions.push(Session { main_session_id: Id::new("s-6"), ..evening("s-7", 7, 1, Status::Success) });
    sessions.push(evening("s-8", 8, 2, Status::Failed));
    sessions.reverse();
    let facts = glance(&sessions, true, (&Zone::utc(), 12), at(9 * DAY), &|_| "Mailboxes".to_owned());
    let reader = Reader { now: at(9 * DAY), ..reader(Lang::En) };
    let rows = rows(&drawn(facts, reader));
    let texts = |row: usize| rows[row].iter().map(|(_, text)| &**text).collect::<Vec<_>>();
    let heads = ["Job", "Failed in a row", "Usual length", "Last good run"];
    let days = ["14 Nov", "15", "16", "17", "18", "19", "20", "21", "22"];
    assert_eq!(texts(0), [&heads[..], &days].concat());
    let known = ["Mailboxes", "✕1 in a row, since Wed 22 Nov 22:00", "1 h 00 min", "Tue 21 Nov 22:00"];
    let nights = ["●", "●", "●", "●", "●", "●", "·", "●↑↻", "✕↑"];
    assert_eq!(texts(1), [&known[..], &nights].concat());
    for (head, cell) in rows[0].iter().zip(&rows[1]) {
        assert_eq!(
            head.0 == "number",
            cell.0 == "number",
            "a number stands under the end of its heading: {head:?} {cell:?}"
        );
        assert_eq!(head.0 == "glance__date", cell.0 == "glance__day");
    }
}

#[test]
fn the_strip_is_in_german() {
    let html = strip(facts(&month(), false), Lang::De);
    let said: Vec<String> = steps(&html)
        .into_iter()
        .filter_map(|step| match step {
            Step::Text(text) => Some(text),
            Step::Set(name, text) if matches!(&*name, "title" | "aria-label" | "data-tip") => Some(text),
            _ => None,
        })
        .collect();
    let said = said.join("|");
    for english in
        [" the ", "and ", " of ", "Failed", "Session", " run", "longer", "Length", "usually", "since", "row", "arning"]
    {
        let found = said.find(english).map(|at| said[at.saturating_sub(80)..].chars().take(160).collect::<String>());
        assert_eq!(found, None, "{english:?} is left in English");
    }
    for german in
        ["42 Sitzungen geladen, nicht alle vorhandenen; 2 Jobs", "2 in Folge", ", seit Fr 22 Dez 2023", "kein Lauf"]
    {
        assert!(said.contains(german), "{german}: {said}");
    }
}

/// Names come from a server: as text, with what hides in them made visible, and cut.
#[test]
fn a_name_is_only_ever_text() {
    let long = "x".repeat(500);
    for (name, shown) in [("<b>Mail\u{202e}boxes</b>", "<b>Mail"), (&*long, "xxxx")] {
        let facts = glance(&month(), true, (&Zone::utc(), 12), at(50 * DAY), &|_| name.to_owned());
        let html = strip(facts, Lang::En);
        assert!(!html.contains("<b>") && !html.contains('\u{202e}'), "{html}");
        let name = &rows(&html)[1][0].1;
        assert!(name.starts_with(shown) && name.chars().count() < 130, "{name}");
    }
}

#[test]
fn out_of_the_ordinary_needs_runs_to_compare_with() {
    let usual = |n| Usual { least_ticks: 50, median_ticks: 100, p90_ticks: 200, most_ticks: 300, n };
    assert_eq!(pace(201, &usual(5)), Pace::Long);
    assert_eq!(pace(200, &usual(5)), Pace::Usual, "one of ten is as long");
    assert_eq!(pace(150, &Usual { p90_ticks: 110, ..usual(5) }), Pace::Usual, "not by much");
    assert_eq!(pace(49, &usual(5)), Pace::Short);
    assert_eq!(pace(50, &usual(5)), Pace::Usual);
    assert_eq!(pace(9_999, &usual(4)), Pace::Usual);
}

/// Not a check but a measurement: `cargo test --release -- --ignored --nocapture many_sessions_at_a_glance`.
#[test]
#[ignore = "a measurement"]
fn many_sessions_at_a_glance() {
    let runs: Vec<Session> = (0..30_000)
        .map(|n| Session {
            job_id: Id::new(&(n % 200).to_string()),
            ..run(&n.to_string(), n / 200 * DAY / 5, 100 + n % 7, Status::Success)
        })
        .collect();
    let begun = std::time::Instant::now();
    let facts = facts(&runs, true);
    println!("30,000 sessions of 200 jobs at a glance: {:?}", begun.elapsed());
    let n = strip(facts, Lang::En).len();
    println!("and drawn, {n} bytes: {:?}", begun.elapsed());
}

/// A clock that is two hours ahead of UTC in summer, and one in winter, as in Berlin in 2026.
fn berlin() -> Zone {
    let time = |seconds: i64| Timestamp::from_ticks(seconds * 10_000_000);
    let hours = |n: i16| UtcOffset::from_minutes(60 * n).unwrap();
    // 26 Oct 2025, 29 Mar 2026 and 25 Oct 2026, 01:00 UTC each.
    let changes = [(1_761_440_400, 1), (1_774_746_000, 2), (1_792_890_000, 1)];
    Zone::table("Europe/Berlin".to_owned(), changes.map(|(at, n)| (time(at), hours(n))).to_vec())
}

/// The sessions that a list shows behind the address of a cell.
fn listed(sessions: &[Session], place: &Place) -> Vec<String> {
    let Place::List { from, to, job, .. } = place else { panic!("{place:?}") };
    let shown = sessions.iter().filter(|session| session.job_id == *job);
    let shown = shown.filter(|session| session.start.is_some_and(|start| *from <= start && start <= *to));
    shown.map(|session| session.id_text.clone()).collect()
}

/// The night of a change of clocks has 25 or 23 hours, and its cell leads to just the sessions that it counts.
#[test]
fn a_cell_leads_to_the_sessions_it_counts() {
    let utc = |id: &str, seconds: i64, status| {
        let start = Some(Timestamp::from_ticks(seconds * 10_000_000));
        Session { job_id: Id::new("j"), start, end: start, status, ..Session::new(id) }
    };
    // 24 Oct 2026 20:00 and 25 Oct 10:30 UTC, which is 11:30 by then; 25 Oct 11:30 UTC is the next night.
    let autumn = [
        utc("evening", 1_792_872_000, Status::Success),
        utc("late", 1_792_924_200, Status::Failed),
        utc("next", 1_792_927_800, Status::Success),
    ];
    // 28 Mar 2026 20:00 and 29 Mar 09:30 UTC, which is 11:30 by then; 29 Mar 10:30 UTC is 12:30.
    let spring = [
        utc("evening", 1_774_728_000, Status::Success),
        utc("late", 1_774_776_600, Status::Failed),
        utc("next", 1_774_780_200, Status::Success),
    ];
    for sessions in [&autumn[..], &spring] {
        let facts = glance(sessions, true, (&berlin(), 12), at(0), &|_| "J".to_owned());
        let nights = &facts.jobs[0].nights;
        assert_eq!(nights.iter().map(|night| night.n_sessions).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(listed(sessions, &nights[0].place), ["evening", "late"]);
        assert_eq!(nights[0].outcome, Severity::Failed);
    }
    // A retry counts with its run, and may begin after noon.
    let mut sessions = autumn.to_vec();
    sessions.push(Session { main_session_id: Id::new("late"), ..utc("again", 1_792_927_000, Status::Success) });
    let facts = glance(&sessions, true, (&berlin(), 12), at(0), &|_| "J".to_owned());
    let night = &facts.jobs[0].nights[0];
    assert_eq!((night.n_sessions, night.outcome), (3, Severity::Success));
    assert_eq!(listed(&sessions, &night.place), ["evening", "late", "again"]);
}

/// Beside the sums of nights it is said why a list that counts sessions has others.
#[test]
fn sums_that_differ_say_why() {
    let (text, _) = read(&strip(facts(&month(), true), Lang::En));
    assert!(
        text.contains("1 retry counts with the run it repeats; 3 failed sessions, but 2 runs in the end"),
        "{text}"
    );
    let plain: Vec<Session> = month().into_iter().take(30).collect();
    let (text, _) = read(&strip(facts(&plain, true), Lang::En));
    assert!(
        !text.contains("retry counts") && !text.contains("retries count") && !text.contains("in the end"),
        "{text}"
    );
    let german = read(&strip(facts(&month(), true), Lang::De)).0;
    assert!(german.contains("3 fehlgeschlagene Sitzungen, nach Wiederholungen fehlgeschlagen: 2 Läufe"), "{german}");
}

/// Too few runs are said and not judged; a row without an end is at least as long as it is.
#[test]
fn few_runs_are_only_said() {
    // Where no job has failed last, there is no column of failures in a row.
    let of = |n: i64, status| (0..n).map(|n| run(&format!("s{n}"), n * DAY, 100 + n, status)).collect::<Vec<_>>();
    let cells = |runs: &[Session], is_all| rows(&strip(facts(runs, is_all), Lang::En)).swap_remove(1);
    assert_eq!(cells(&of(1, Status::Success), true)[1].1, "once 1 min 40 s");
    assert_eq!(Texts::new(Lang::En).usual(([9_000_000, 9_000_000, 9_000_000], 2, false)), "900 ms each (2 runs)");
    assert_eq!(cells(&of(4, Status::Success), true)[1].1, "from 1 min 40 s to 1 min 43 s (4 runs)");
    assert_eq!(cells(&of(5, Status::Success), true)[1].1, "1 min 42 s");
    let html = strip(facts(&of(4, Status::Success), true), Lang::En);
    assert!(!html.contains("usually") && !html.contains("--lo"), "{html}");
    for (is_all, text) in [(true, "✕3 in a row"), (false, "✕at least 3 in a row")] {
        let cell = &cells(&of(3, Status::Failed), is_all)[1].1;
        assert!(cell.starts_with(text), "{cell}");
    }
    let mut good = of(3, Status::Failed);
    good[0].status = Status::Success;
    assert!(cells(&good, false)[1].1.starts_with("✕2 in a row"), "the good one is known");
}

/// A failed run whose retry was stopped has failed.
#[test]
fn a_stopped_retry_hides_no_failure() {
    let again = |of: &str, start, status| Session {
        main_session_id: Id::new(of),
        ..run(&format!("{of}-again"), start, 30, status)
    };
    let runs = [
        run("a", 0, 60, Status::Failed),
        again("a", 600, Status::Stopped),
        run("b", DAY, 60, Status::Failed),
        again("b", DAY + 600, Status::Queued),
    ];
    let facts = facts(&runs, true);
    assert_eq!(facts.results, [(Severity::Failed, 2)]);
    assert_eq!((facts.jobs[0].n_failed, facts.n_runs), (2, 2));
    assert!(facts.jobs[0].nights.iter().all(|night| night.outcome == Severity::Failed));
}

/// What a job costs that fails every night grows with its runs, as that of any other.
#[test]
fn a_job_that_always_fails_is_soon_at_a_glance() {
    let runs: Vec<Session> = (0..20_000).map(|n| run(&format!("s{n}"), n * DAY, 60, Status::Failed)).collect();
    let begun = std::time::Instant::now();
    let facts = facts(&runs, true);
    assert_eq!((facts.jobs[0].n_failed, facts.jobs[0].usual.len()), (20_000, 0));
    // Unoptimized it takes some tenths of a second; by asking anew for each run it took a minute.
    assert!(begun.elapsed().as_secs() < 3, "{:?}", begun.elapsed());
}
