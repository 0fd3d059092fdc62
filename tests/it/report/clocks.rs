//! Nights by chance around changes of clocks: a cell counts the sessions of its night, and leads to them and to no others.

use std::collections::BTreeMap;

use tapeline::model::{Id, Session, Status, Timestamp, UtcOffset};
use tapeline::report::glance::{Place, glance};
use tapeline::timeline::Zone;

use crate::adversary::Dice;

const HOUR: i64 = 36_000_000_000;

/// Instants at which clocks change, in seconds since 1970, and minutes ahead of UTC from then on; the first counts before, too.
type Changes = [(i64, i16); 3];
const ZONES: [(&str, Changes); 3] = [
    ("Europe/Berlin", [(1_761_440_400, 60), (1_774_746_000, 120), (1_792_890_000, 60)]),
    ("America/New_York", [(1_762_063_200, -300), (1_772_953_200, -240), (1_793_512_800, -300)]),
    ("Australia/Lord_Howe", [(1_759_591_800, 660), (1_775_314_800, 630), (1_791_041_400, 660)]),
];

fn zone(name: &str, changes: Changes) -> Zone {
    let at = |(seconds, minutes): (i64, i16)| {
        (Timestamp::from_ticks(seconds * 10_000_000), UtcOffset::from_minutes(minutes).unwrap())
    };
    Zone::table(name.to_owned(), changes.map(at).to_vec())
}

/// The day of the noon before, by the clock on the wall.
fn night_by_hand(t: Timestamp, changes: Changes) -> i64 {
    let seconds = t.ticks().div_euclid(10_000_000);
    let known = changes.iter().rev().find(|(from, _)| *from <= seconds).unwrap_or(&changes[0]);
    (seconds + i64::from(known.1) * 60 - 12 * 3_600).div_euclid(86_400)
}

#[test]
fn a_night_leads_to_its_own_sessions_whatever_clocks_do() {
    let mut dice = Dice(1_306);
    for round in 0..300 {
        let (name, changes) = dice.pick(&ZONES);
        let around = Timestamp::from_ticks(changes[1 + dice.roll(2)].0 * 10_000_000);
        let sessions: Vec<Session> = (0..=dice.roll(12))
            .map(|n| {
                let quarter = i64::try_from(dice.roll(4 * 24 * 4)).unwrap() - 4 * 24 * 2;
                let start = around.plus(quarter * HOUR / 4 - i64::from(dice.roll(5) == 0));
                let end = Some(start.plus(HOUR));
                let status = dice.pick(&[Status::Success, Status::Failed]);
                Session { job_id: Id::new("j"), start: Some(start), end, status, ..Session::new(&format!("s{n}")) }
            })
            .collect();
        let mut wanted: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
        for session in &sessions {
            wanted.entry(night_by_hand(session.start.unwrap(), changes)).or_default().push(&session.id_text);
        }
        let facts = glance(&sessions, true, (&zone(name, changes), 12), around, &|_| "J".to_owned());
        let nights = &facts.jobs[0].nights;
        assert_eq!(
            nights.iter().map(|night| night.day).collect::<Vec<_>>(),
            wanted.keys().copied().collect::<Vec<_>>()
        );
        for (night, wanted) in nights.iter().zip(wanted.values()) {
            assert_eq!(night.n_sessions, wanted.len(), "round {round}, {name}");
            let listed: Vec<&str> = match &night.place {
                Place::Session(_, id) => vec![id.as_str()],
                Place::List { from, to, .. } => {
                    let is_in = |session: &&Session| session.start.is_some_and(|start| *from <= start && start <= *to);
                    sessions.iter().filter(is_in).map(|session| session.id_text.as_str()).collect()
                }
            };
            assert_eq!(listed, *wanted, "round {round}, {name}");
        }
    }
}
