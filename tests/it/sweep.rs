//! Where the time went: what holds for every log and every range, and a log small enough to add up tick by tick.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::model::turns::Slices;
use tapeline::model::{Log, NewItem, Status, TimeRange, Timestamp};
use tapeline::sweep::{Account, Accounting, Load, Sums, Times};
use tapeline::timeline::lanes::largest_overlap;

/// What an item is made of: start, length (negative ends before it starts), group.
type Row = (Option<i64>, Option<i64>, u32);

const N_GROUPS: usize = 4;
const LAST_GROUP: u32 = 3;

fn range(start: i64, end: i64) -> TimeRange {
    TimeRange::new(Timestamp::from_ticks(start), Timestamp::from_ticks(end))
}

fn log_of(rows: &[Row]) -> Log {
    let mut log = Log::new();
    for &(start, length, _) in rows {
        let end = start.zip(length).map(|(start, length)| Timestamp::from_ticks(start + length));
        let start = start.map(Timestamp::from_ticks);
        log.push(&NewItem { start, end, status: Status::Success, title: "x", ..NewItem::default() });
    }
    log
}

fn groups_of(rows: &[Row]) -> Vec<u32> {
    rows.iter().map(|row| row.2).collect()
}

fn any_rows(most: usize) -> impl Strategy<Value = Vec<Row>> {
    // Many begin at the same instant.
    let start = prop_oneof![0..1000_i64, (0..25_i64).prop_map(|n| n * 40)];
    let length = prop_oneof![
        2 => Just(Some(0)),
        2 => Just(Some(40)),
        5 => (-3..30_i64).prop_map(Some),
        2 => (0..900_i64).prop_map(Some),
        1 => Just(None),
    ];
    prop::collection::vec((prop::option::weighted(0.97, start), length, 0..=LAST_GROUP), 0..most)
}

fn any_range() -> impl Strategy<Value = TimeRange> {
    (-50..1100_i64, prop_oneof![0..20_i64, 1..2000_i64]).prop_map(|(start, ticks)| range(start, start + ticks))
}

const OPEN_END: i64 = 1_950;

fn load_of(rows: &[Row]) -> (Log, Load) {
    let log = log_of(rows);
    let load = Load::new(&log, Timestamp::from_ticks(OPEN_END));
    (log, load)
}

/// The items that run at a tick, one by one.
fn running_at(log: &Log, tick: i64) -> Vec<u32> {
    let runs = |&idx: &u32| {
        let range = log.range(idx, Timestamp::from_ticks(OPEN_END));
        range.is_some_and(|range| range.start().ticks() <= tick && tick < range.end().ticks())
    };
    (0..u32::try_from(log.len()).unwrap()).filter(runs).collect()
}

fn sum(accounts: &[Account], ticks: fn(&Account) -> i64) -> i64 {
    accounts.iter().map(ticks).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_adds_up_to_the_tick(rows in any_rows(80), within in any_range()) {
        let (_, load) = load_of(&rows);
        let sums = load.sums(within);
        prop_assert_eq!(sums.busy + sums.idle, sums.wall);
        prop_assert!(sums.alone <= sums.busy && sums.busy <= sums.summed);
        let accounts = load.accounts(within, &groups_of(&rows), N_GROUPS);
        prop_assert_eq!(sum(&accounts, |account| account.share), sums.busy);
        prop_assert_eq!(sum(&accounts, |account| account.alone), sums.alone);
        prop_assert_eq!(sum(&accounts, |account| account.summed), sums.summed);
        for account in &accounts {
            prop_assert!(account.alone <= account.covered && account.covered <= account.summed);
            prop_assert!(account.alone <= account.share && account.share <= account.covered + 1);
        }
        let each: Vec<u32> = (0..).zip(&rows).map(|(idx, _)| idx).collect();
        let of_each = load.accounts(within, &each, rows.len());
        prop_assert_eq!(sum(&of_each, |account| account.share), sums.busy);
        for (idx, account) in (0..).zip(&of_each) {
            prop_assert_eq!(load.alone_of(within, idx), account.alone);
            prop_assert!((0..=1).contains(&(account.share - load.share_of(within, idx))));
        }
        prop_assert_eq!(load.gaps(within).iter().map(|gap| gap.range.ticks()).sum::<i64>(), sums.idle);
        prop_assert_eq!(load.alone(within).iter().map(|&(_, ticks)| ticks).sum::<i64>(), sums.alone);
        let steps = load.steps(within).collect::<Vec<_>>();
        prop_assert_eq!(steps.iter().map(|step| step.range.ticks()).sum::<i64>(), sums.wall);
        prop_assert!(steps.windows(2).all(|pair| pair[0].running != pair[1].running && pair[0].range.end() == pair[1].range.start()));
        let strip = load.leaders(within, &groups_of(&rows), N_GROUPS);
        prop_assert_eq!(strip.iter().map(|part| part.range.ticks()).sum::<i64>(), sums.wall);
        prop_assert_eq!(strip.iter().filter(|part| part.group.is_none()).map(|part| part.range.ticks()).sum::<i64>(), sums.idle);
    }

    #[test]
    fn it_is_what_comes_of_looking_at_every_tick(rows in any_rows(10), within in any_range()) {
        // All numbers up to ten divide it.
        const WHOLE: i64 = 2_520;
        let (log, load) = load_of(&rows);
        let (mut shares, mut alone, mut covered, mut leaders) = ([0_i64; N_GROUPS], [0_i64; N_GROUPS], [0_i64; N_GROUPS], vec![]);
        let (mut peak, mut at_peak, mut first) = (0, 0, None);
        for tick in within.start().ticks()..within.end().ticks() {
            let running = running_at(&log, tick);
            let n = i64::try_from(running.len()).unwrap();
            let mut of_group = [0_i64; N_GROUPS];
            for &idx in &running {
                of_group[rows[idx as usize].2 as usize] += 1;
            }
            for (group, &k) in of_group.iter().enumerate().filter(|&(_, &k)| k > 0) {
                shares[group] += WHOLE / n * k;
                alone[group] += i64::from(n == 1);
                covered[group] += 1;
            }
            leaders.push((0..N_GROUPS).rev().find(|&group| of_group[group] > 0 && of_group.iter().all(|&k| k <= of_group[group])));
            if n > peak {
                (peak, at_peak, first) = (n, 0, Some(tick));
            }
            at_peak += i64::from(n == peak && n > 0);
        }
        let sums = load.sums(within);
        prop_assert_eq!((i64::from(sums.peak), sums.at_peak), (peak, at_peak));
        prop_assert_eq!(sums.first_peak.map(|range| range.start().ticks()), first);
        // The ticks left over go to the largest remainders, of equal ones to the lower group.
        let left = sums.busy - shares.iter().map(|share| share / WHOLE).sum::<i64>();
        let mut order: Vec<usize> = (0..N_GROUPS).collect();
        order.sort_by_key(|&group| (-(shares[group] % WHOLE * 65_536 / WHOLE), group));
        let mut expected = shares.map(|share| share / WHOLE);
        for &group in order.iter().take(usize::try_from(left).unwrap()) {
            expected[group] += 1;
        }
        let accounts = load.accounts(within, &groups_of(&rows), N_GROUPS);
        prop_assert_eq!(accounts.iter().map(|account| account.share).collect::<Vec<_>>(), expected);
        prop_assert_eq!(accounts.iter().map(|account| account.alone).collect::<Vec<_>>(), alone);
        prop_assert_eq!(accounts.iter().map(|account| account.covered).collect::<Vec<_>>(), covered);
        let mut tick = within.start().ticks();
        for part in load.leaders(within, &groups_of(&rows), N_GROUPS) {
            for at in part.range.start().ticks()..part.range.end().ticks() {
                prop_assert_eq!(leaders[usize::try_from(at - within.start().ticks()).unwrap()], part.group.map(|group| group as usize));
                tick += 1;
            }
        }
        prop_assert_eq!(tick, within.end().ticks());
    }

    #[test]
    fn the_peak_is_the_number_of_lanes_it_takes(rows in any_rows(120)) {
        // A lane shows an item without length as one tick.
        let rows: Vec<Row> = rows.iter().map(|&(start, length, group)| (start, length.map(|length| length.max(1)), group)).collect();
        let (log, load) = load_of(&rows);
        if let Some(extent) = load.extent() {
            prop_assert_eq!(load.sums(extent).peak, largest_overlap(&log));
        }
    }

    #[test]
    fn a_range_is_the_sum_of_its_halves(rows in any_rows(80), within in any_range(), cut in 0..=100_i64) {
        let (_, load) = load_of(&rows);
        let middle = within.start().plus(within.ticks() * cut / 100);
        let halves = [TimeRange::new(within.start(), middle), TimeRange::new(middle, within.end())];
        let (whole, parts) = (load.sums(within), halves.map(|half| load.sums(half)));
        let ticks = |sums: &Sums| [sums.wall, sums.busy, sums.idle, sums.alone, sums.summed];
        for (at, total) in ticks(&whole).into_iter().enumerate() {
            prop_assert_eq!(total, parts.iter().map(|sums| ticks(sums)[at]).sum::<i64>());
        }
        prop_assert_eq!(whole.peak, parts[0].peak.max(parts[1].peak));
        let accounts = load.accounts(within, &groups_of(&rows), N_GROUPS);
        let of_halves = halves.map(|half| load.accounts(half, &groups_of(&rows), N_GROUPS));
        for (group, account) in accounts.iter().enumerate() {
            let added = |ticks: fn(&Account) -> i64| of_halves.iter().map(|accounts| ticks(&accounts[group])).sum::<i64>();
            prop_assert_eq!(account.summed, added(|account| account.summed));
            prop_assert_eq!(account.covered, added(|account| account.covered));
            prop_assert_eq!(account.alone, added(|account| account.alone));
            prop_assert!((account.share - added(|account| account.share)).abs() <= 2, "each is cut to whole ticks once");
        }
    }

    #[test]
    fn the_order_of_arrival_changes_nothing(
        (rows, shuffled) in any_rows(60).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        within in any_range(),
    ) {
        let ((log_a, a), (log_b, b)) = (load_of(&rows), load_of(&shuffled));
        prop_assert_eq!(a.sums(within), b.sums(within));
        prop_assert!(a.steps(within).eq(b.steps(within)));
        prop_assert_eq!(a.accounts(within, &groups_of(&rows), N_GROUPS), b.accounts(within, &groups_of(&shuffled), N_GROUPS));
        prop_assert_eq!(a.leaders(within, &groups_of(&rows), N_GROUPS), b.leaders(within, &groups_of(&shuffled), N_GROUPS));
        let span = |log: &Log, idx: u32| log.range(idx, Timestamp::from_ticks(OPEN_END));
        let gaps = |log: &Log, load: &Load| -> Vec<_> {
            let side = |idx: Option<u32>| idx.and_then(|idx| span(log, idx));
            load.gaps(within).iter().map(|gap| (gap.range, side(gap.before), side(gap.after))).collect()
        };
        prop_assert_eq!(gaps(&log_a, &a), gaps(&log_b, &b));
        let tail = |log: &Log, load: &Load| {
            let tail = load.stragglers(within)?;
            Some((tail.range, tail.items.iter().map(|&idx| span(log, idx)).collect::<Vec<_>>()))
        };
        prop_assert_eq!(tail(&log_a, &a), tail(&log_b, &b));
        let chain = |load: &Load| -> Vec<_> { load.chain(within).links.iter().map(|link| (link.range, link.waited)).collect() };
        prop_assert_eq!(chain(&a), chain(&b));
    }

    #[test]
    fn a_chain_only_ever_goes_back(rows in any_rows(80), within in any_range()) {
        let (log, load) = load_of(&rows);
        let chain = load.chain(within);
        let mut now = within.end();
        for link in &chain.links {
            prop_assert!(link.range.ticks() > 0 && link.waited >= 0);
            prop_assert_eq!(link.range.end().plus(link.waited), now);
            // Nothing ended between: what runs there is still running at the point, and so ends later.
            for idx in 0..u32::try_from(log.len()).unwrap() {
                let Some(range) = log.range(idx, Timestamp::from_ticks(OPEN_END)).filter(|range| range.ticks() > 0) else { continue };
                prop_assert!(range.end() <= link.range.end() || range.end() > now || now == within.end() && range.end() >= now && link.range.end() == now);
            }
            now = link.range.start();
        }
        let worked: i64 = chain.links.iter().map(|link| link.range.ticks()).sum();
        prop_assert_eq!(worked + chain.waited, within.ticks());
        let mut items: Vec<u32> = chain.links.iter().map(|link| link.idx).collect();
        items.sort_unstable();
        items.dedup();
        prop_assert_eq!(items.len(), chain.links.len());
    }

    #[test]
    fn stragglers_come_after_the_last_time_half_the_peak_ran(rows in any_rows(80), within in any_range()) {
        let (log, load) = load_of(&rows);
        let peak = load.sums(within).peak;
        let Some(tail) = load.stragglers(within) else { return Ok(()) };
        let n_at = |t: i64| running_at(&log, t).len();
        prop_assert!(n_at(tail.range.start().ticks() - 1) * 2 >= peak as usize);
        prop_assert!(n_at(tail.range.end().ticks() - 1) > 0);
        let mut items = std::collections::BTreeSet::new();
        for tick in tail.range.start().ticks()..within.end().ticks() {
            let running = running_at(&log, tick);
            prop_assert!(running.len() * 2 < peak as usize);
            prop_assert!(running.is_empty() || tick < tail.range.end().ticks());
            items.extend(running);
        }
        prop_assert_eq!(items, tail.items.into_iter().collect::<std::collections::BTreeSet<_>>());
    }
}

#[test]
fn three_items_by_hand() {
    //  0    10    20    30    40
    //  a a a a a a a
    //        b b b b b b
    //                          c     and a mark at 37
    let rows = [(Some(0), Some(20), 0), (Some(10), Some(20), 1), (Some(40), Some(3), 1), (Some(37), Some(0), 2)];
    let (_, load) = load_of(&rows);
    let all = load.extent().unwrap();
    let sums = load.sums(all);
    assert_eq!((sums.wall, sums.busy, sums.idle, sums.alone, sums.summed), (43, 33, 10, 23, 43));
    assert_eq!((sums.peak, sums.first_peak, sums.at_peak, sums.mean_hundredths()), (2, Some(range(10, 20)), 10, 130));
    let accounts = load.accounts(all, &groups_of(&rows), 3);
    assert_eq!(accounts.iter().map(|account| account.share).collect::<Vec<_>>(), [15, 18, 0]);
    assert_eq!(accounts.iter().map(|account| account.n_items).collect::<Vec<_>>(), [1, 2, 1]);
    let sides: Vec<_> = load.gaps(all).iter().map(|gap| (gap.range, gap.before, gap.after)).collect();
    assert_eq!(sides, [(range(30, 37), Some(1), Some(3)), (range(37, 40), Some(3), Some(2))]);
    let links: Vec<_> = load.chain(all).links.iter().map(|link| (link.idx, link.waited)).collect();
    assert_eq!(links, [(2, 0), (1, 10)], "the first item ends after the second has begun");
    assert_eq!(load.chain(all).waited, 20);
    assert_eq!(load.stragglers(all), None, "one of two is half the peak");
    assert_eq!(
        load.accounts(range(12, 17), &groups_of(&rows), 3).iter().map(|a| a.share).collect::<Vec<_>>(),
        [3, 2, 0]
    );
    let cut = load.chain(range(0, 15));
    assert_eq!(
        cut.links.iter().map(|link| link.idx).collect::<Vec<_>>(),
        [0],
        "of two that are cut, the one begun first"
    );
    let beside = load.accounts(range(30, 37), &groups_of(&rows), 3);
    assert_eq!(beside.iter().map(|account| account.n_items).collect::<Vec<_>>(), [0, 1, 1], "ends count");
}

/// Items enough for several slices: many at a time, open ones, marks, some that end before they start, some without a start.
fn many_rows() -> Vec<Row> {
    let row = |n: i64| {
        let start = (n * 7_919 + n % 13 * 1_000) % 90_000;
        let length = [Some(n % 50), Some(0), Some(-3), Some(n % 4_000), None][usize::try_from(n % 5).unwrap()];
        ((n % 97 > 0).then_some(start), length, u32::try_from(n % 4).unwrap())
    };
    (0..40_000).map(row).collect()
}

#[test]
fn a_log_is_swept_in_slices_as_it_is_at_once() {
    let rows = many_rows();
    let log = log_of(&rows);
    let open_end = Timestamp::from_ticks(100_000);
    let times = Times::of(&log, open_end);
    let mut slices = Slices::new(|turns| async move { Load::in_turns(times, &turns).await });
    let mut n_slices = 1;
    let in_slices = loop {
        match slices.go_on() {
            Some(load) => break load,
            None => n_slices += 1,
        }
    };
    assert!((3..30).contains(&n_slices), "{n_slices}");
    assert_eq!(format!("{in_slices:?}"), format!("{:?}", Load::new(&log, open_end)));
}

#[test]
fn shares_are_added_up_in_parts_and_side_by_side_as_they_are_at_once() {
    let rows = many_rows();
    let (_, load) = load_of(&rows);
    let within = range(20_000, 60_000);
    let of_four = groups_of(&rows);
    let of_three: Vec<u32> = (0..).zip(&rows).map(|(idx, _)| idx % 3).collect();
    // Of the last ones no group is known.
    let of_some = &of_three[..30_000];
    let mut accounting = Accounting::new(&load, within, [4, 3, 3]);
    let mut n_parts = 1;
    while !accounting.go_on(&load, [&of_four, &of_three, of_some], 7_000) {
        n_parts += 1;
    }
    assert_eq!(n_parts, 6);
    let one = [(&*of_four, 4), (&*of_three, 3), (of_some, 3)];
    assert_eq!(accounting.into_accounts(), one.map(|(group_of, n)| load.accounts(within, group_of, n)));
}

#[test]
fn nothing_to_sweep() {
    let load = Load::new(&Log::new(), Timestamp::from_ticks(0));
    let within = range(5, 9);
    let sums = load.sums(within);
    assert_eq!((load.extent(), sums.wall, sums.idle, sums.peak, sums.mean_hundredths()), (None, 4, 4, 0, 0));
    assert_eq!((load.gaps(within).len(), load.chain(within).waited, load.stragglers(within)), (1, 4, None));
    assert_eq!(load.accounts(within, &[], 2), [Account::default(); 2]);
    assert_eq!(Load::default().gaps(within).len(), 1);
}
