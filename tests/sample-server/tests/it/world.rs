//! The world: the same from the same seed, growing with time, with the sessions that tests look for.

use sample_server::{Options, start};
use sample_world::{Scale, Status, TICKS_PER_SECOND, World, time_from_text};

use crate::client::{get, json, rows, server};

const SCALE: Scale = Scale { big: 1_000, odd: true };

fn now() -> i64 {
    time_from_text("2026-11-22T03:00:00Z").unwrap()
}

#[test]
fn one_seed_is_one_world_at_any_hour_of_the_day() {
    for hour in 0..24_u32 {
        let now = now() + i64::from(hour) * 3_600 * TICKS_PER_SECOND;
        let (one, other) = (World::with_scale(hour.into(), now, SCALE), World::with_scale(hour.into(), now, SCALE));
        assert!(one.sessions.iter().map(|session| session.id).eq(other.sessions.iter().map(|session| session.id)));
        let marks = one.landmarks;
        assert_eq!(marks, other.landmarks);
        let all = [
            marks.big,
            marks.empty,
            marks.running,
            marks.queued,
            marks.failed,
            marks.retried,
            marks.stopped,
            marks.odd,
        ];
        assert!(all.iter().all(|id| one.session(*id).is_some()), "{hour}");
        let retrievals = [marks.retrieval, marks.running_retrieval, marks.failed_retrieval];
        assert!(retrievals.iter().all(|id| one.retrieval_session(*id).is_some()), "{hour}");
        let big = one.session(marks.big).unwrap();
        assert_eq!((big.n_items, big.status), (1_000, Status::Warning));
        assert!(one.sessions.iter().filter(|session| session.status == Status::Running).count() == 1);
        assert!(
            one.sessions.iter().all(|session| { session.end.is_none_or(|end| end <= now && end >= session.start) })
        );
    }
}

#[test]
fn what_runs_grows_and_ends_and_the_past_stays() {
    let world = World::with_scale(3, now(), SCALE);
    let id = world.landmarks.running;
    let mut before = 0;
    for minutes in [0, 10, 60, 600] {
        let later = world.at(now() + minutes * 60 * TICKS_PER_SECOND);
        let session = later.session(id).unwrap();
        let log = later.log(session);
        assert!(log.len() > before, "{minutes}");
        before = log.len();
        let n_open = (0..log.len()).filter_map(|at| log.item(at)).filter(|item| item.end.is_none()).count();
        assert_eq!(n_open > 0, minutes < 600);
        assert_eq!(session.end.is_some(), minutes == 600);
        assert_eq!(later.sessions.len(), world.sessions.len());
    }
    let next_day = World::with_scale(3, now() + 26 * 3_600 * TICKS_PER_SECOND, SCALE);
    let nightly = |world: &World| -> Vec<u128> {
        world.sessions.iter().filter(|session| session.owner == 4).map(|session| session.id).collect()
    };
    let old = nightly(&world);
    assert!(nightly(&next_day).iter().filter(|id| old.contains(id)).count() > old.len() / 2);
}

#[test]
fn a_chain_of_retries_hangs_on_its_first_session() {
    let world = World::with_scale(1, now(), SCALE);
    let first = world.session(world.landmarks.retried).unwrap();
    assert!(first.will_retry && first.main.is_none() && first.status == Status::Failed);
    let retries: Vec<_> = world.sessions.iter().filter(|session| session.main == Some(first.id)).collect();
    assert!(!retries.is_empty());
    assert!(retries.iter().all(|retry| retry.start > first.end.unwrap() && retry.retry_count > 0));
}

#[test]
fn odd_rows_come_as_they_are_and_with_good_neighbours() {
    let server = server(|_| {});
    let truth = server.truth();
    let path = format!("JobSessions/{}/LogItems?limit=1000", truth.landmark("odd"));
    for version in [3, 5, 6, 7, 8] {
        let text = get(&server, &format!("/v{version}/{path}")).text();
        for part in ["<img src=x onerror=", "\\u202E", "\\u0000", "\\ud800", "1e400", "0001-01-01", "../../Token"] {
            assert!(text.contains(part), "v{version} {part}");
        }
        // What no parser takes is taken out; the rest must be sound.
        let sound =
            text.replace("\\udc00", "").replace("\\ud800", "").replace("1e400", "1").replace("\\ud83d\\ude80", "");
        let page: serde_json::Value = serde_json::from_str(&sound).unwrap();
        assert_eq!(rows(&page).len(), truth.odd_rows.len(), "v{version}");
    }
    let empty = json(&server, &format!("/v8/JobSessions/{}/LogItems", truth.landmark("empty")));
    assert!(rows(&empty).is_empty());
    // On Azure no parser is upset but by the same surrogates.
    let sessions = json(&server, "/api/v8/jobSessions?limit=-1");
    assert!(rows(&sessions).iter().any(|row| row["id"] == truth.landmark("odd")));
}

#[test]
fn a_million_rows_are_served_page_by_page() {
    let server = start(Options { items: 1_000_000, ..Options::default() }).unwrap();
    let world = server.world();
    let path = format!("/v8/JobSessions/{}/LogItems", tests_id(world.landmarks.big));
    let page = json(&server, &format!("{path}?offset=999990&limit=10000"));
    assert_eq!(rows(&page).len(), 10);
    assert!(rows(&page)[9]["message"].as_str().unwrap().starts_with("Job finished at "));
}

fn tests_id(id: u128) -> String {
    let mut text = String::new();
    sample_world::push_id(&mut text, id);
    text
}
