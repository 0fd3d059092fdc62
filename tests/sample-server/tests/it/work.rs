//! Where the time went: every figure of the page, for every session of the world, is what the world itself says.

use sample_server::{GroupTruth, WorkTruth};
use sample_world::{Scale, Session, World, time_from_text};
use tapeline::answers::groups::{By, Grouper, grouped};
use tapeline::answers::phases::{self, Phase, Rules};
use tapeline::model::{Log, NewItem, Status, TimeRange, Timestamp};
use tapeline::sweep::{Account, Load};

use crate::client::{send, server};

fn world(seed: u64) -> World {
    let now = time_from_text("2026-11-22T03:00:00Z").unwrap();
    World::with_scale(seed, now, Scale { big: 1_200, odd: false })
}

/// The log of a session as the page holds it.
fn log(world: &World, session: &Session) -> Log {
    let mut log = Log::new();
    let rows = world.log(session);
    for item in (0..rows.len()).filter_map(|at| rows.item(at)) {
        log.push(&NewItem {
            usn: i64::try_from(item.usn).ok(),
            start: Some(Timestamp::from_ticks(item.start)),
            end: item.end.map(Timestamp::from_ticks),
            status: Status::from_word(item.status.word()).unwrap(),
            title: &item.text,
            ..NewItem::default()
        });
    }
    log
}

fn range((from, to): (i64, i64)) -> TimeRange {
    TimeRange::new(Timestamp::from_ticks(from), Timestamp::from_ticks(to))
}

fn ticks(range: TimeRange) -> (i64, i64) {
    (range.start().ticks(), range.end().ticks())
}

fn group(label: &str, account: Account) -> GroupTruth {
    let Account { n_items, share, covered, alone, summed } = account;
    GroupTruth { label: label.to_owned(), n_items, share, covered, alone, summed }
}

fn groups(load: &Load, within: TimeRange, groups: &Grouper) -> Vec<GroupTruth> {
    let accounts = load.accounts(within, groups.of(), groups.n_groups());
    (0..).zip(accounts).map(|(at, account)| group(groups.name(at), account)).collect()
}

/// Holds every figure of a session against the truth about the same range.
fn compare(world: &World, session: &Session, truth: &WorkTruth) {
    let log = log(world, session);
    let load = Load::new(&log, Timestamp::from_ticks(world.now()));
    let within = range(truth.range);
    let sums = load.sums(within);
    assert_eq!((sums.wall, sums.busy, sums.idle), (truth.range.1 - truth.range.0, truth.busy, truth.idle));
    assert_eq!((sums.summed, sums.alone), (truth.summed, truth.alone));
    let (from, to) = sums.first_peak.map_or((0, 0), ticks);
    assert_eq!((sums.peak, from, to, sums.at_peak), truth.peak);
    let steps = load.steps(within).map(|step| (ticks(step.range).0, ticks(step.range).1, step.running));
    assert_eq!(steps.collect::<Vec<_>>(), truth.steps);

    let [kinds, objects, results] = [By::Kind, By::Object, By::Result].map(|by| grouped(&log, by));
    let phase_of = Rules::default().phases(&kinds);
    let of_phases = Phase::ALL.into_iter().zip(load.accounts(within, &phase_of, Phase::ALL.len()));
    let of_phases = of_phases.map(|(phase, account)| group(phase.word(), account)).collect();
    let found =
        [groups(&load, within, &kinds), groups(&load, within, &objects), groups(&load, within, &results), of_phases];
    assert_eq!(found, truth.groups);

    let mut alone: Vec<_> = load.alone(within).into_iter().map(|(idx, ticks)| (idx as usize, ticks)).collect();
    alone.sort_unstable();
    assert_eq!(alone, truth.alone_rows);
    let strip = phases::strip(&load, within, &phase_of)
        .into_iter()
        .map(|part| (ticks(part.range).0, ticks(part.range).1, part.group.and_then(Phase::of_number).map(Phase::word)));
    assert_eq!(strip.collect::<Vec<_>>(), truth.strip);
    let row = |idx: u32| idx as usize;
    let gaps = load.gaps(within).into_iter();
    let gaps = gaps.map(|gap| (ticks(gap.range).0, ticks(gap.range).1, gap.before.map(row), gap.after.map(row)));
    assert_eq!(gaps.collect::<Vec<_>>(), truth.gaps);
    let tail = load.stragglers(within);
    let tail = tail.map(|tail| (ticks(tail.range).0, ticks(tail.range).1, tail.items.into_iter().map(row).collect()));
    assert_eq!(tail, truth.tail);
    let links = load.chain(within).links.into_iter();
    let links = links.map(|link| (row(link.idx), ticks(link.range).0, ticks(link.range).1, link.waited));
    assert_eq!(links.collect::<Vec<_>>(), truth.chain);
    let longest = phases::longest(&load, within, &phase_of, &objects);
    let object = |found: Option<(u32, Account)>| found.map(|(at, _)| objects.name(at).to_owned());
    let phase = longest.phase.map(|(phase, _)| phase.word().to_owned());
    assert_eq!([phase, object(longest.object), object(longest.span)], truth.longest);
}

#[test]
fn every_figure_is_what_the_world_says() {
    let (mut n_sessions, mut n_tails, mut n_phases) = (0, 0, std::collections::BTreeSet::new());
    for seed in 1..3 {
        let world = world(seed);
        for session in world.sessions.iter().chain(&world.retrieval_sessions) {
            let Some(truth) = WorkTruth::of(&world, session.id, None) else {
                assert_eq!(session.n_items, 0, "an account of every session that has a log");
                continue;
            };
            compare(&world, session, &truth);
            n_sessions += 1;
            n_tails += usize::from(truth.tail.is_some());
            n_phases.extend(truth.strip.iter().filter_map(|part| part.2));
            // A third in the middle, as somebody chooses it, cuts items in two.
            let (from, to) = truth.range;
            let third = (from + (to - from) / 3, to - (to - from) / 3 + 1);
            compare(&world, session, &WorkTruth::of(&world, session.id, Some(third)).unwrap());
        }
    }
    assert!(n_sessions > 600 && n_tails > 400 && n_phases.len() == 5, "{n_sessions} {n_tails} {n_phases:?}");
}

#[test]
fn the_account_is_asked_for_by_a_sessions_id() {
    let server = server(|options| options.control = true);
    let id = server.truth().landmark("retrieval").to_owned();
    let answer = send(&server.api_url(), "GET", &format!("/_control/time/{id}"), &[], "").json();
    let truth = server.work(&id).unwrap();
    assert_eq!(answer["busyTicks"], truth.busy);
    assert_eq!(answer["groups"]["phase"][6]["label"], "waiting");
    assert_eq!(answer["groups"]["phase"][6]["shareTicks"], truth.groups[3][6].share);
    assert_eq!(answer["chain"].as_array().unwrap().len(), truth.chain.len());
    assert_eq!(answer["chain"][0]["id"], server.log(&id).unwrap()[truth.chain[0].0].id);
    assert!(server.work(server.truth().landmark("empty")).is_none());
}
