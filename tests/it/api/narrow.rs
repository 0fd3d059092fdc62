//! Rows that a server cannot give cost those rows, and a bounded number of requests.

use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;
use tapeline::api::{Doubt, Endpoint, Fault, List, Load, LoadState, Missing, Step};
use tapeline::model::{DecodeError, Id, Product, SessionKind};
use tapeline::wire::{PageInfo, Shape};

use super::load::{load, page};
use super::server;

/// How a server refuses a page with a bad row in it.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Manner {
    Status(u16),
    ErrorInPlaceOfRows,
    /// The rows before it come, then the answer breaks off.
    BreaksOff,
}

impl Manner {
    fn fault(self) -> Fault {
        match self {
            Self::Status(status @ (502..=504)) => Fault::Unavailable { status, retry_after_s: None, body: None },
            Self::Status(status) => Fault::ServerError { status, body: None },
            Self::ErrorInPlaceOfRows => {
                Fault::Decode(DecodeError::ServerError { message: "Object reference".to_owned() })
            }
            Self::BreaksOff => Fault::Cut,
        }
    }
}

/// A server with bad rows.
#[derive(Clone, Debug)]
struct Poisoned {
    n_rows: usize,
    bad: BTreeSet<usize>,
    cap: u64,
    says_total: bool,
    manner: Manner,
    /// From this request on the bad rows are good again.
    heals_at: usize,
}

impl Poisoned {
    fn new(n_rows: usize, bad: impl IntoIterator<Item = usize>) -> Self {
        let bad = bad.into_iter().collect();
        Self { n_rows, bad, cap: u64::MAX, says_total: false, manner: Manner::Status(500), heals_at: usize::MAX }
    }
}

/// What came of a load.
struct End {
    state: LoadState,
    rows: Vec<usize>,
    n_requests: usize,
    limits: Vec<u64>,
}

impl End {
    fn missing(&self) -> Vec<Range<usize>> {
        match &self.state {
            LoadState::Doubtful { why: Doubt::Missing(Missing { rows, .. }), .. } => rows.clone(),
            LoadState::Complete { .. } => Vec::new(),
            other => panic!("{other:?} after {} requests", self.n_requests),
        }
    }
}

/// Loads all of it. After the requests with the given numbers the token ends, or somebody stops it; both go on at once.
fn run(mut load: Load, server: &Poisoned, interrupted: &[(usize, bool)]) -> End {
    let (mut rows, mut n_requests, mut limits) = (Vec::new(), 0, Vec::new());
    loop {
        match load.next() {
            Step::Send(Endpoint::List(_, asked)) => {
                n_requests += 1;
                assert!(n_requests < 5_000, "{:?}", load.state());
                limits.push(asked.limit);
                if let Some((_, is_token)) = interrupted.iter().find(|(at, _)| *at == n_requests) {
                    if *is_token {
                        load.on_fault(Fault::Unauthorized, 0.0);
                    } else {
                        load.stop();
                        load.on_fault(Fault::Aborted, 0.0);
                    }
                    load.resume();
                    continue;
                }
                let limit = asked.limit.min(server.cap);
                let start = server.n_rows.min(usize::try_from(asked.offset).unwrap());
                let end = server.n_rows.min(start + usize::try_from(limit).unwrap());
                let bad = server.bad.range(start..end).next().filter(|_| n_requests < server.heals_at).copied();
                let n_skip = load.n_skip();
                if let Some(bad) = bad {
                    if server.manner == Manner::BreaksOff {
                        rows.extend((start..bad).skip(n_skip));
                        load.on_partial(bad - start);
                    }
                    load.on_fault(server.manner.fault(), 0.0);
                } else {
                    let n_before = rows.len();
                    rows.extend((start..end).skip(n_skip));
                    let info = PageInfo {
                        total_count: server.says_total.then_some(server.n_rows as u64),
                        ..page(asked.offset, limit, end - start)
                    };
                    load.on_page(&info, rows.len() - n_before);
                }
            }
            Step::Wait { .. } => {}
            Step::Idle => return End { state: load.state().clone(), rows, n_requests, limits },
            Step::Send(other) => panic!("{other:?}"),
        }
    }
}

#[track_caller]
fn all_but(server: &Poisoned, end: &End) {
    let missing: BTreeSet<usize> = end.missing().into_iter().flatten().collect();
    assert_eq!(missing, server.bad);
    let wanted: Vec<usize> = (0..server.n_rows).filter(|row| !server.bad.contains(row)).collect();
    assert_eq!(end.rows, wanted);
}

#[test]
fn one_bad_row_costs_that_row_wherever_it_is() {
    for bad in [0, 1, 41, 98, 99] {
        for manner in [500, 501, 502, 503, 504, 599].map(Manner::Status).into_iter().chain([Manner::ErrorInPlaceOfRows])
        {
            let server = Poisoned { manner, ..Poisoned::new(100, [bad]) };
            let mut load = load();
            load.set_answered_before();
            let end = run(load, &server, &[]);
            all_but(&server, &end);
            assert!(end.n_requests <= 24, "{bad}, {manner:?}: {} requests", end.n_requests);
        }
    }
    // The first page of all, and a proxy that speaks for the server: one row tells that there is somebody.
    for status in [500, 502, 503, 504] {
        let server = Poisoned { manner: Manner::Status(status), ..Poisoned::new(100, [41]) };
        let end = run(load(), &server, &[]);
        all_but(&server, &end);
        assert!(end.n_requests <= 45, "{status}: {} requests", end.n_requests);
    }
    let LoadState::Doubtful { n_rows, why } = run(load(), &Poisoned::new(100, [41]), &[]).state else { panic!() };
    assert_eq!(n_rows, 99);
    assert!(why.to_string().starts_with("The server cannot give row 41 (500)"), "{why}");
}

#[test]
fn answers_that_break_off_at_a_row_cost_that_row() {
    for bad in [0, 5, 41, 99, 1_500] {
        let server = Poisoned { manner: Manner::BreaksOff, ..Poisoned::new(2_000, [bad]) };
        let end = run(load(), &server, &[]);
        all_but(&server, &end);
        assert!(end.n_requests <= 40, "{bad}: {}", end.n_requests);
    }
    // An unbroken run of them: each is asked for twice.
    let server = Poisoned { manner: Manner::BreaksOff, ..Poisoned::new(2_000, 300..330) };
    let end = run(load(), &server, &[]);
    all_but(&server, &end);
    assert!(end.n_requests <= 110, "{}", end.n_requests);
    // All of them, from the second page on.
    let server = Poisoned { manner: Manner::BreaksOff, ..Poisoned::new(1_000_000, 1_000..1_000_000) };
    let end = run(load(), &server, &[]);
    assert!(matches!(end.state, LoadState::Failed { n_rows: 1_000, .. }), "{:?}", end.state);
    assert!(end.n_requests <= 16, "{}", end.n_requests);
}

#[test]
fn several_bad_rows_and_runs_of_them_are_all_found() {
    for bad in [vec![3, 4], vec![0, 99], vec![40, 42, 44], (10..30).collect(), (0..20).collect(), (80..100).collect()] {
        let server = Poisoned::new(100, bad.clone());
        let end = run(load(), &server, &[]);
        all_but(&server, &end);
        assert!(end.n_requests <= 70, "{bad:?}: {} requests", end.n_requests);
        let text = Doubt::Missing(Missing { rows: end.missing(), status: Some(500) }).to_string();
        assert!(text.contains("cannot give rows "), "{text}");
    }
    // Far into a long list, on pages of ten thousand.
    let server = Poisoned::new(60_000, [25_000, 25_001, 58_123]);
    let end = run(load(), &server, &[]);
    all_but(&server, &end);
    assert!(end.n_requests <= 60, "{}", end.n_requests);
    assert_eq!(end.limits.iter().max(), Some(&10_000), "pages grow again behind a bad row");
}

#[test]
fn a_server_that_fails_on_everything_is_left_after_a_few_requests() {
    for manner in [500, 502, 503].map(Manner::Status).into_iter().chain([Manner::ErrorInPlaceOfRows, Manner::BreaksOff])
    {
        // Whatever is asked for, whether or not there are rows.
        let server = Poisoned { manner, ..Poisoned::new(1_000_000, 0..1_000_000) };
        let mut load = load();
        load.set_answered_before();
        let end = run(load, &server, &[]);
        assert!(matches!(end.state, LoadState::Failed { n_rows: 0, .. }), "{:?}", end.state);
        assert!(end.n_requests <= 15, "{manner:?}: {} requests", end.n_requests);
    }
    // One that nobody has heard of yet: the usual tries, and one row.
    for status in [502, 503, 504] {
        let server = Poisoned { manner: Manner::Status(status), ..Poisoned::new(1_000_000, 0..1_000_000) };
        let end = run(load(), &server, &[]);
        assert!(matches!(end.state, LoadState::Failed { n_rows: 0, .. }), "{:?}", end.state);
        assert!(end.n_requests <= 6, "{status}: {} requests", end.n_requests);
    }
    // All of a hundred rows are bad, and behind them nothing is: no list of missing rows, but a failure.
    let end = run(load(), &Poisoned::new(100, 0..100), &[]);
    assert!(matches!(end.state, LoadState::Failed { n_rows: 0, .. }), "{:?}", end.state);
    assert!(end.n_requests <= 20, "{}", end.n_requests);
}

#[test]
fn whoever_tries_again_begins_where_the_server_failed() {
    let mut load = load();
    let Step::Send(_) = load.next() else { panic!() };
    load.on_page(&page(0, 1_000, 1_000), 1_000);
    for _ in 0..40 {
        match load.next() {
            Step::Send(_) => load.on_fault(Manner::Status(500).fault(), 0.0),
            Step::Wait { .. } => {}
            Step::Idle => break,
        }
    }
    assert!(matches!(load.state(), LoadState::Failed { n_rows: 1_000, .. }));
    load.resume();
    let Step::Send(Endpoint::List(_, asked)) = load.next() else { panic!() };
    assert_eq!((asked.offset, asked.limit), (1_000, 1_000));
    load.on_page(&page(1_000, 1_000, 5), 5);
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 1_005 });
}

#[test]
fn a_row_that_heals_meanwhile_is_not_missing() {
    for heals_at in 1..14 {
        let server = Poisoned { heals_at, ..Poisoned::new(5_000, [2_500]) };
        let end = run(load(), &server, &[]);
        assert_eq!(end.rows, (0..5_000).collect::<Vec<_>>(), "{heals_at}");
        assert_eq!(end.state, LoadState::Complete { n_rows: 5_000 }, "{heals_at}");
    }
}

/// What comes whole cannot be asked for in parts, and a server that heeds no limit cannot be asked for one row.
#[test]
fn where_rows_cannot_be_asked_for_alone_none_is_called_missing() {
    let kind = SessionKind::Job;
    let list = List::Log { kind, session: Id::new("7").unwrap() };
    for (product, version) in [(Product::VbAzure, "v8.1"), (Product::Vb365, "v1")] {
        let list = if product == Product::Vb365 { List::sessions(kind) } else { list.clone() };
        let mut load = Load::new(server(product, if product == Product::Vb365 { "v2" } else { version }), list);
        let Step::Send(_) = load.next() else { panic!() };
        load.on_fault(Manner::Status(500).fault(), 0.0);
        assert!(matches!(load.state(), LoadState::Failed { .. }));
    }
    let mut load = load();
    let Step::Send(_) = load.next() else { panic!() };
    // It calls its limit 3,000 and sends so many, though 1,000 were asked for.
    load.on_page(&page(0, 3_000, 3_000), 3_000);
    let mut n_requests = 0;
    loop {
        match load.next() {
            Step::Send(_) => {
                n_requests += 1;
                load.on_fault(Manner::Status(500).fault(), 0.0);
            }
            Step::Wait { .. } => {}
            Step::Idle => break,
        }
    }
    assert!(matches!(load.state(), LoadState::Failed { n_rows: 3_000, .. }) && n_requests <= 2);
}

/// Every row that is tried behind the first three is bad, too; the list is short, so all of it is asked for.
#[test]
fn rows_are_named_where_each_one_tried_in_between_is_bad() {
    let bad = (0..3).chain(15..19).chain(40..51);
    let server = Poisoned { cap: 30, ..Poisoned::new(51, bad) };
    let mut load = load();
    load.set_answered_before();
    let end = run(load, &server, &[]);
    all_but(&server, &end);
}

/// Rows noted as missing count as rows of the server, which says how many there are.
#[test]
fn a_count_of_the_servers_holds_with_rows_missing() {
    let server = Poisoned { says_total: true, ..Poisoned::new(300, [7, 299]) };
    let end = run(load(), &server, &[]);
    all_but(&server, &end);
}

/// An array comes in place of a page: all of it, also the row that was taken for missing.
#[test]
fn a_list_that_comes_whole_after_all_misses_nothing() {
    let mut load = Load::new(server(Product::Vb365, "v3"), List::sessions(SessionKind::Job));
    for _ in 0..4 {
        while let Step::Wait { .. } = load.next() {}
        load.on_fault(Manner::Status(500).fault(), 0.0);
    }
    let Step::Send(_) = load.next() else { panic!() };
    assert_eq!(load.n_skip(), 0);
    load.on_page(&PageInfo { shape: Shape::Array, offset: None, limit: None, ..page(0, 0, 40) }, 40);
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 40 });
}

#[test]
fn what_is_missing_is_named_and_the_rest_counted() {
    let missing = |rows: Vec<Range<usize>>, status| Doubt::Missing(Missing { rows, status }).to_string();
    assert!(missing(vec![41..42, 57..64], Some(500)).contains("rows 41, 57–63 (500)"));
    assert!(missing((0..12).map(|n| n * 10..n * 10 + 2).collect(), Some(502)).contains("70–71 and 8 more (502)"));
    assert!(missing(vec![0..1, 4..6], None).contains("break off"));
}

fn poisoned() -> impl Strategy<Value = Poisoned> {
    let manner = prop_oneof![
        5 => Just(Manner::Status(500)),
        1 => Just(Manner::Status(502)),
        1 => Just(Manner::Status(503)),
        1 => Just(Manner::ErrorInPlaceOfRows),
        2 => Just(Manner::BreaksOff),
    ];
    let runs = proptest::collection::vec((any::<prop::sample::Index>(), 1_usize..12), 0..6);
    let cap = prop_oneof![Just(30_u64), Just(100), Just(u64::MAX)];
    let sizes = prop_oneof![1_usize..150, 1_usize..4_000, 9_000_usize..25_000];
    (sizes, runs, cap, any::<bool>(), manner).prop_map(|(n_rows, runs, cap, says_total, manner)| {
        let n_rows = if cap == 30 { n_rows.min(3_000) } else { n_rows };
        let bad = runs.into_iter().flat_map(|(at, n)| {
            let at = at.index(n_rows);
            at..n_rows.min(at + n)
        });
        Poisoned { cap, says_total, manner, ..Poisoned::new(n_rows, bad) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Whichever rows are bad: all others are loaded, each once and in order, just the bad ones are called missing, and the
    /// number of requests is bounded. Also where tokens end and people stop it in between.
    #[test]
    fn all_good_rows_are_loaded_within_the_bound(
        server in poisoned(),
        interrupted in proptest::collection::vec((1_usize..60, any::<bool>()), 0..4),
    ) {
        let mut load = load();
        load.set_answered_before();
        let end = run(load, &server, &interrupted);
        if let LoadState::Failed { n_rows, .. } = end.state {
            // Nothing could be had at all, as far as anybody looked.
            prop_assert!(n_rows == 0 && server.bad.len() * 2 > server.n_rows, "{:?}", end.state);
            return Ok(());
        }
        let missing: BTreeSet<usize> = end.missing().into_iter().flatten().collect();
        prop_assert_eq!(&missing, &server.bad);
        prop_assert!(end.rows.iter().copied().eq((0..server.n_rows).filter(|row| !server.bad.contains(row))));
        let n_runs = server.bad.iter().filter(|&&row| row == 0 || !server.bad.contains(&(row - 1))).count();
        let page = usize::try_from(server.cap.min(10_000)).unwrap();
        let tries = if server.manner == Manner::Status(500) { 1 } else { 6 };
        let bound = 4 + server.n_rows / page + n_runs * (2 * 14 + 8 + 15 + tries) + server.bad.len() * 2 + interrupted.len();
        prop_assert!(end.n_requests <= bound, "{} requests, at most {} allowed", end.n_requests, bound);
    }
}
