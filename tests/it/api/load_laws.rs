//! What holds for loading whatever a server does.

use proptest::prelude::*;
use tapeline::api::load::LIMIT;
use tapeline::api::retry::MAX_WAIT_MS;
use tapeline::api::{Doubt, Endpoint, Fault, LoadState, Missing, Stage, Step};
use tapeline::wire::{PageInfo, Shape};

use super::load::{load, page};

/// What happens to one request.
#[derive(Clone, Debug)]
enum Event {
    Good,
    CutAfter(usize),
    Fault(Fault),
    StopAfter(usize),
    /// So many rows are added at the end before the request is answered.
    Grows(usize),
    /// So many are taken away there.
    Shrinks(usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let fault = prop::sample::select(vec![
        Fault::Unauthorized,
        Fault::Unreachable { probe: None },
        Fault::Offline,
        Fault::Timeout { stage: Stage::Body, seconds: 30 },
        Fault::TooMany { retry_after_s: Some(3) },
        Fault::Unavailable { status: 503, retry_after_s: None, body: None },
        Fault::ServerError { status: 500, body: None },
        Fault::NotFound { body: None, is_page: false },
        Fault::TooLarge { limit_mib: 64 },
        Fault::Cut,
        Fault::Aborted,
    ]);
    let event = prop_oneof![
        4 => Just(Event::Good),
        3 => (0_usize..3000).prop_map(Event::CutAfter),
        3 => fault.prop_map(Event::Fault),
        1 => (0_usize..3000).prop_map(Event::StopAfter),
        1 => (0_usize..3000).prop_map(Event::Grows),
        1 => prop_oneof![0_usize..10, 0_usize..30_000].prop_map(Event::Shrinks),
    ];
    proptest::collection::vec(event, 0..40)
}

/// A server's habits.
#[expect(clippy::struct_excessive_bools, reason = "habits are independent of each other")]
#[derive(Clone, Debug)]
struct Simulated {
    n_rows: usize,
    cap: u64,
    is_array: bool,
    says_total: bool,
    says_next: bool,
    says_offset: bool,
}

fn simulated() -> impl Strategy<Value = Simulated> {
    let cap = prop_oneof![1_u64..40, 900_u64..1100, Just(10_000), Just(u64::MAX)];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let sizes = prop_oneof![0_usize..5, 990_usize..1010, 0_usize..30_000];
    (sizes, cap, flags).prop_map(|(n_rows, cap, (is_array, says_total, says_next, says_offset))| Simulated {
        n_rows: if cap < 40 { n_rows % 700 } else { n_rows },
        cap,
        is_array,
        says_total,
        says_next,
        says_offset,
    })
}

impl Simulated {
    /// The rows of an answer, by number, and what it says of itself.
    fn answer(&self, offset: u64, limit: u64) -> (std::ops::Range<usize>, PageInfo) {
        if self.is_array {
            let info = PageInfo { shape: Shape::Array, offset: None, limit: None, ..page(0, 0, self.n_rows) };
            return (0..self.n_rows, info);
        }
        let limit = limit.min(self.cap);
        let start = self.n_rows.min(usize::try_from(offset).unwrap());
        let end = self.n_rows.min(start.saturating_add(usize::try_from(limit).unwrap()));
        let info = PageInfo {
            offset: Some(offset).filter(|_| self.says_offset),
            total_count: Some(self.n_rows as u64).filter(|_| self.says_total),
            has_next: self.says_next && end < self.n_rows,
            ..page(offset, limit, end - start)
        };
        (start..end, info)
    }
}

proptest! {
    #[test]
    fn whatever_happens_every_row_comes_once_and_the_end_is_proved(
        mut simulated in simulated(),
        events in events(),
        randoms in proptest::collection::vec(0.0..=1.0, 1..8),
    ) {
        let mut load = load();
        let mut rows: Vec<usize> = Vec::new();
        let mut events = events.into_iter();
        let (mut n_requests, mut waited_ms) = (0_usize, 0);
        // What a list that is all there must be: the rows of the server when it sent its last answer.
        let (mut n_before_last, mut last) = (0, 0..0);
        // Only then there is anything to be doubted.
        let mut has_changed = false;
        loop {
            match load.next() {
                Step::Send(Endpoint::List(_, asked)) => {
                    n_requests += 1;
                    prop_assert!(n_requests < 5_000);
                    prop_assert!(asked.limit >= 1 && asked.limit <= LIMIT);
                    let random = randoms[n_requests % randoms.len()];
                    let event = events.next().unwrap_or(Event::Good);
                    match event {
                        Event::Grows(n) => simulated.n_rows += if simulated.cap < 40 { n % 50 } else { n },
                        Event::Shrinks(n) => {
                            has_changed |= n > 0;
                            simulated.n_rows = simulated.n_rows.saturating_sub(n);
                        }
                        // By chance it may strike a row that is asked for alone, even one that there is not.
                        Event::Fault(Fault::ServerError { .. } | Fault::Unavailable { .. }) => has_changed = true,
                        _ => {}
                    }
                    let (range, info) = simulated.answer(asked.offset, asked.limit);
                    let n_skip = load.n_skip();
                    let n_before = rows.len();
                    let mut take = |n: usize| rows.extend(range.clone().take(n).skip(n_skip));
                    match event {
                        Event::Good | Event::Grows(_) | Event::Shrinks(_) => {
                            take(usize::MAX);
                            (n_before_last, last) = (n_skip, range.clone());
                            load.on_page(&info, rows.len() - n_before);
                            waited_ms = 0;
                        }
                        Event::CutAfter(n) => {
                            let n = n.min(info.n_rows);
                            take(n);
                            load.on_partial(n);
                            load.on_fault(Fault::Cut, random);
                        }
                        Event::StopAfter(n) => {
                            let n = n.min(info.n_rows);
                            take(n);
                            if n % 2 == 0 {
                                load.stop();
                            }
                            load.on_partial(n);
                            load.on_fault(Fault::Aborted, random);
                        }
                        Event::Fault(fault) => load.on_fault(fault, random),
                    }
                    if rows.len() > n_before {
                        waited_ms = 0;
                    }
                }
                Step::Send(other) => prop_assert!(false, "{:?}", other),
                Step::Wait { ms } => {
                    waited_ms += ms;
                    prop_assert!(waited_ms <= MAX_WAIT_MS);
                }
                Step::Idle => match load.state() {
                    LoadState::Complete { n_rows } => {
                        prop_assert_eq!(*n_rows, rows.len());
                        prop_assert!(rows.iter().copied().eq(0..rows.len()), "rows in order, each once");
                        // An answer without a row proves that there are no more; that some are gone it cannot show.
                        let shows_end = !last.is_empty() || n_before_last > 0;
                        prop_assert!(rows.len() >= simulated.n_rows);
                        prop_assert!(!shows_end || rows.len() == simulated.n_rows, "{} of {}", rows.len(), simulated.n_rows);
                        break;
                    }
                    LoadState::Doubtful { why: Doubt::Missing(Missing { rows: missing, .. }), .. } => {
                        let wanted = (0..simulated.n_rows).filter(|row| !missing.iter().any(|range| range.contains(row)));
                        prop_assert!(has_changed || rows.iter().copied().eq(wanted), "all but those that are said to be missing");
                        break;
                    }
                    LoadState::Doubtful { .. } if has_changed => break,
                    LoadState::NeedsToken { n_rows }
                    | LoadState::Stopped { n_rows }
                    | LoadState::Failed { n_rows, .. } => {
                        prop_assert_eq!(*n_rows, rows.len());
                        waited_ms = 0;
                        load.resume();
                    }
                    other => prop_assert!(false, "{:?}", other),
                },
            }
            prop_assert!(rows.is_sorted_by(|a, b| a < b), "rows in order, each once");
        }
    }

    /// A server that answers anything at all: no panic, and an end within a bounded number of requests.
    #[test]
    fn a_mad_server_does_not_keep_it_busy_for_ever(
        answers in proptest::collection::vec(
            (0_u8..8, any::<Option<u32>>(), any::<Option<u32>>(), any::<Option<u32>>(), any::<bool>(), 0_usize..20_000, 0.0..=1.0),
            1..30,
        ),
    ) {
        let mut load = load();
        let mut at = 0;
        for _ in 0..80_000 {
            match load.next() {
                Step::Send(_) => {
                    let (kind, offset, limit, total, has_next, n_rows, random) = answers[at % answers.len()];
                    at += 1;
                    let shape = [Shape::Array, Shape::Page, Shape::Page, Shape::Page, Shape::Single][usize::from(kind % 5)];
                    let info = PageInfo {
                        shape,
                        offset: offset.map(u64::from),
                        limit: limit.map(u64::from),
                        total_count: total.map(u64::from),
                        set_id: None,
                        has_next,
                        n_rows,
                    };
                    match kind {
                        5 => load.on_fault(Fault::TooMany { retry_after_s: offset }, random),
                        6 => {
                            load.on_partial(n_rows);
                            load.on_fault(Fault::Cut, random);
                        }
                        7 => load.on_fault(Fault::TooLarge { limit_mib: 64 }, random),
                        _ => load.on_page(&info, n_rows),
                    }
                }
                Step::Wait { ms } => prop_assert!(ms <= MAX_WAIT_MS),
                Step::Idle => return Ok(()),
            }
        }
        prop_assert!(false, "still {:?}", load.state());
    }
}
