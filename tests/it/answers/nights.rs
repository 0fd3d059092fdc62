//! The clock that nights go by, also where clocks change, and what jobs are called.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use tapeline::answers::names::{Names, name};
use tapeline::answers::nights::{Clock, nights};
use tapeline::answers::runs::Runs;
use tapeline::model::{Id, Job, Session, Status, Timestamp, UtcOffset};

use super::run;

/// An offset by a table, as of a zone whose clocks change: from each instant on.
fn offsets(changes: &[(&str, i16)]) -> impl Fn(Timestamp) -> UtcOffset + use<> {
    let epoch = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let seconds = |text: &str| (text.parse::<NaiveDateTime>().unwrap() - epoch).num_seconds();
    let table: Vec<(i64, i16)> = changes.iter().map(|(text, minutes)| (seconds(text), *minutes)).collect();
    move |t: Timestamp| {
        let second = t.ticks().div_euclid(10_000_000) - (epoch.and_utc().timestamp());
        let before = table.iter().rev().find(|(from, _)| *from <= second).or(table.first());
        UtcOffset::from_minutes(before.unwrap().1).unwrap()
    }
}

const BERLIN: &[(&str, i16)] =
    &[("2025-10-26T01:00:00", 60), ("2026-03-29T01:00:00", 120), ("2026-10-25T01:00:00", 60)];
const NEW_YORK: &[(&str, i16)] =
    &[("2025-11-02T06:00:00", -300), ("2026-03-08T07:00:00", -240), ("2026-11-01T06:00:00", -300)];
const LORD_HOWE: &[(&str, i16)] =
    &[("2025-10-04T15:30:00", 660), ("2026-04-04T15:00:00", 630), ("2026-10-03T15:30:00", 660)];
const CAIRO: &[(&str, i16)] =
    &[("2025-10-30T21:00:00", 120), ("2026-04-23T22:00:00", 180), ("2026-10-29T21:00:00", 120)];

fn time(text: &str) -> Timestamp {
    let time = text.parse::<NaiveDateTime>().unwrap().and_utc();
    Timestamp::from_ticks(time.timestamp() * 10_000_000)
}

/// A night and its address agree, also on the two nights of the year in which clocks change.
#[test]
fn a_night_is_as_long_as_its_clock_says() {
    for (zone, instant, hours) in [
        (BERLIN, "2026-10-24T20:00:00", 25),
        (BERLIN, "2026-10-25T10:30:00", 25),
        (BERLIN, "2026-03-28T20:00:00", 23),
        (BERLIN, "2026-07-01T00:00:00", 24),
        (NEW_YORK, "2026-11-01T03:00:00", 25),
        (NEW_YORK, "2026-03-08T03:00:00", 23),
    ] {
        let offset_at = offsets(zone);
        let clock = Clock { offset_at: &offset_at, first_hour: 12 };
        let (from, to) = clock.instants(clock.day(time(instant)));
        assert!(from <= time(instant) && time(instant) <= to, "{instant}");
        assert_eq!(to.plus(1).since(from), hours * 36_000_000_000, "{instant}");
    }
    let offset_at = offsets(LORD_HOWE);
    let clock = Clock { offset_at: &offset_at, first_hour: 12 };
    let (from, to) = clock.instants(clock.day(time("2026-04-04T10:00:00")));
    assert_eq!(to.plus(1).since(from), 49 * 18_000_000_000, "half an hour more");
}

/// Jobs that share a name are told apart by the names of their organizations; where these do not, by a piece of the id.
#[test]
fn jobs_of_one_name_are_told_apart() {
    let id = |n: u32| Id::new(&format!("00000000-0000-4000-8000-{n:012x}")).unwrap();
    let job = |n: u32, name: &str, organization: Option<u32>| Job {
        id: id(n),
        name: name.to_owned(),
        organization: organization.map(id),
    };
    let shared = "Default Backup Job";
    let mut names = Names::default();
    names.add(vec![
        job(0xa1, shared, Some(0xf1)),
        job(0xa2, "default backup job ", Some(0xf2)),
        job(0xa3, "Mail", Some(0xf1)),
    ]);
    let called = |names: &Names, n: u32| names.get(&id(n)).unwrap().clone();
    assert_eq!(called(&names, 0xa1), "Default Backup Job (…000000a1)");
    assert_eq!(called(&names, 0xa2), "default backup job  (…000000a2)");
    assert_eq!(called(&names, 0xa3), "Mail", "what has a name of its own is called by it");
    assert!(names.wants_organizations());
    names.add_organizations(vec![job(0xf1, "Contoso", None), job(0xf2, "Fabrikam", None)]);
    assert!(!names.wants_organizations());
    assert_eq!(called(&names, 0xa1), "Default Backup Job (Contoso)");
    assert_eq!(called(&names, 0xa2), "default backup job  (Fabrikam)");
    // A second one in the same organization, and one of an organization that nobody knows.
    names.add(vec![job(0xa4, shared, Some(0xf2)), job(0xa5, shared, Some(0xf9)), job(0xa6, shared, None)]);
    assert_eq!(called(&names, 0xa1), "Default Backup Job (Contoso)");
    assert_eq!(called(&names, 0xa4), "Default Backup Job (…000000a4)");
    assert_eq!(called(&names, 0xa5), "Default Backup Job (…000000a5)");
    let session = Session { job_id: Some(id(0xa1)), ..Session::new("s") };
    assert_eq!(name(&session, &names), "Default Backup Job (Contoso)");
    // Ids that end alike stand in full; and who has no organizations to tell needs none.
    let alike = |text: &str| Job { id: Id::new(text).unwrap(), name: "x".into(), organization: None };
    let mut names = Names::default();
    names.add(vec![alike("1-00000000"), alike("2-00000000")]);
    assert_eq!(names.get(&Id::new("1-00000000").unwrap()).unwrap(), "x (1-00000000)");
    assert!(!names.wants_organizations());
    names.add(vec![Job { name: "y".into(), ..alike("2-00000000") }]);
    assert_eq!(names.get(&Id::new("1-00000000").unwrap()).unwrap(), "x", "a job that was renamed frees the name");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Nights follow each other without a gap, and an instant is in the night that it is counted in.
    #[test]
    fn an_instant_lies_in_its_night(zone in 0_usize..4, minute in 0_i64..600_000, first_hour in prop_oneof![Just(12_u8), Just(6), Just(18)]) {
        let offset_at = offsets([BERLIN, NEW_YORK, LORD_HOWE, CAIRO][zone]);
        let clock = Clock { offset_at: &offset_at, first_hour };
        let t = time("2025-11-05T00:00:00").plus(minute * 600_000_000);
        let day = clock.day(t);
        let (from, to) = clock.instants(day);
        prop_assert!(from <= t && t <= to);
        prop_assert_eq!((clock.day(from), clock.day(to)), (day, day));
        prop_assert_eq!(clock.instants(day + 1).0, to.plus(1));
    }
}

/// Nights of one job and of as many jobs as sessions cost as much for each session, whatever its runs came to.
#[test]
fn nights_of_many_runs_are_soon_known() {
    let of = |n: i64, job: &str| run(&format!("s{n}"), job, n * 86_400, 60, Status::Failed);
    let one_job: Vec<Session> = (0..20_000).map(|n| of(n, "j")).collect();
    let many_jobs: Vec<Session> = (0..20_000).map(|n| of(n, &format!("j{n}"))).collect();
    let offset_at = |_: Timestamp| UtcOffset::UTC;
    for sessions in [one_job, many_jobs] {
        let begun = std::time::Instant::now();
        let strip = nights(&Runs::of(&sessions), &Clock { offset_at: &offset_at, first_hour: 12 });
        let n: BTreeMap<usize, usize> = strip.iter().map(|job| (job.example, job.nights.len())).collect();
        assert_eq!(n.values().sum::<usize>(), 20_000);
        // Unoptimized it takes a tenth of a second; by walking all jobs or all nights for each it took many.
        assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
    }
}
