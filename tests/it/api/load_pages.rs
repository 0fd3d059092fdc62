//! How large the pages are that are asked for, and a list that shrinks meanwhile.

use tapeline::api::load::{FIRST_LIMIT, LIMIT};
use tapeline::api::{Fault, List, Load, LoadState, Step};
use tapeline::model::{Product, SessionKind};

use super::load::{answered, doubted, load, log, page, sent};
use super::server;

/// Before the first whole answer the same request goes out again: what it brings may be less than what is there.
#[test]
fn a_list_that_became_shorter_is_not_complete() {
    for (n_before, n_now) in [(800, 300), (800, 0), (500, 499), (1, 0)] {
        let mut load = load();
        sent(&mut load);
        load.on_partial(n_before);
        load.on_fault(Fault::Cut, 0.0);
        assert!(matches!(load.next(), Step::Wait { .. }));
        let (offset, limit) = sent(&mut load);
        assert_eq!((offset, load.n_skip()), (0, n_before));
        load.on_page(&page(0, limit, n_now), 0);
        doubted(&load, n_before, "shorter");
    }
    // As many as before, and the end of them: that is all.
    let mut load = load();
    sent(&mut load);
    load.on_partial(300);
    load.on_fault(Fault::Cut, 0.0);
    assert!(matches!(load.next(), Step::Wait { .. }));
    sent(&mut load);
    load.on_page(&page(0, 500, 300), 0);
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 300 });
}

#[test]
fn a_log_too_large_is_fetched_once_where_it_has_no_pages() {
    let kind = SessionKind::Job;
    for (product, version, list) in [
        (Product::VbAzure, "v8", log()),
        (Product::VbAzure, "v1", log()),
        (Product::Vb365, "v1", log()),
        (Product::Vb365, "v2", log()),
        (Product::Vb365, "v2", List::sessions(kind)),
        (Product::Vb365, "v7", List::Jobs),
    ] {
        for n_partial in [0, 2_000] {
            let mut load = Load::new(server(product, version), list.clone());
            sent(&mut load);
            load.on_partial(n_partial);
            load.on_fault(Fault::TooLarge { limit_mib: 1024 }, 0.5);
            assert_eq!(load.next(), Step::Idle, "{product:?} {version} {list:?}");
            assert!(matches!(load.state(), LoadState::Failed { n_rows, .. } if *n_rows == n_partial));
        }
    }
}

#[test]
fn a_stop_leaves_no_trace_in_what_is_asked_for_next() {
    let mut load = load();
    answered(&mut load, &page(0, 1000, 1000));
    let mut n_rows = 1000;
    for n_came in [0, 1, 7, 4_000, 0, 250] {
        assert_eq!(sent(&mut load), (n_rows, LIMIT));
        load.stop();
        load.on_partial(n_came);
        load.on_fault(Fault::Aborted, 0.0);
        load.resume();
        n_rows += n_came as u64;
    }
    assert_eq!(answered(&mut load, &page(n_rows, LIMIT, 10)), (n_rows, LIMIT));
    // Before anything came whole, too, and where the browser was faster than the stop.
    let mut load = super::load::load();
    for _ in 0..5 {
        assert_eq!(sent(&mut load), (0, FIRST_LIMIT));
        load.on_partial(3);
        load.on_fault(Fault::Aborted, 0.0);
        load.resume();
    }
    assert_eq!((sent(&mut load), load.n_skip()), ((0, FIRST_LIMIT), 3));
}

#[test]
fn pages_that_were_cut_grow_again_with_those_that_come_well() {
    let mut load = load();
    answered(&mut load, &page(0, 1000, 1000));
    for half in [10_000, 5_000, 2_500] {
        assert_eq!(sent(&mut load), (1000, half));
        load.on_partial(0);
        load.on_fault(Fault::Cut, 0.0);
        assert!(matches!(load.next(), Step::Wait { .. }));
    }
    let mut offset = 1000;
    for n in [1_250, 2_500, 5_000, LIMIT, LIMIT] {
        assert_eq!(answered(&mut load, &page(offset, n, usize::try_from(n).unwrap())), (offset, n));
        offset += n;
    }
    // Cut once at first, it does not stay at half a page.
    let mut load = super::load::load();
    sent(&mut load);
    load.on_partial(0);
    load.on_fault(Fault::Cut, 0.0);
    assert!(matches!(load.next(), Step::Wait { .. }));
    let limits: Vec<u64> = [500, 1_000, 2_000, 4_000, 8_000, 10_000]
        .into_iter()
        .scan(0, |offset, n| {
            let (_, limit) = answered(&mut load, &page(*offset, n, usize::try_from(n).unwrap()));
            *offset += n;
            Some(limit)
        })
        .collect();
    assert_eq!(limits, [500, 1_000, 2_000, 4_000, 8_000, 10_000]);
}

/// Ten thousand pages of a hundred rows, asked for so by this page: no fault of the server's.
#[test]
fn pages_as_large_as_they_were_asked_for_are_never_too_few() {
    let mut load = load();
    let mut offset = 0;
    while offset < 1_100_000 {
        let (at, limit) = sent(&mut load);
        assert_eq!(at, offset);
        if limit > 100 {
            load.on_partial(0);
            load.on_fault(Fault::TooLarge { limit_mib: 1024 }, 0.0);
            assert!(matches!(load.next(), Step::Wait { ms: 0 }), "{:?} at {offset}", load.state());
            continue;
        }
        load.on_page(&page(at, limit, 100), 100);
        offset += 100;
    }
    assert!(matches!(load.state(), LoadState::Loading { n_rows: 1_100_000 }));
}
