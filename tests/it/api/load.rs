//! One list being loaded: each rule.

use tapeline::api::load::{FIRST_LIMIT, LIMIT, MAX_PAGES, MAX_ROWS};
use tapeline::api::{Endpoint, Fault, List, Load, LoadState, Page, Stage, Step, Wants};
use tapeline::model::{Id, Product, SessionKind};
use tapeline::wire::{PageInfo, Shape};

use super::server;

pub(super) fn log() -> List {
    List::Log { kind: SessionKind::Job, session: Id::new("7").unwrap() }
}

/// A log on a server of the newest version, yet to be loaded.
pub(super) fn load() -> Load {
    Load::new(server(Product::Vb365, "v8"), log())
}

/// What a page says of itself.
pub(super) fn page(offset: u64, limit: u64, n_rows: usize) -> PageInfo {
    PageInfo {
        shape: Shape::Page,
        offset: Some(offset),
        limit: Some(limit),
        total_count: None,
        set_id: None,
        has_next: false,
        n_rows,
    }
}

pub(super) fn sent(load: &mut Load) -> (u64, u64) {
    match load.next() {
        Step::Send(Endpoint::List(_, Page { offset, limit })) => (offset, limit),
        other => panic!("{other:?} in {:?}", load.state()),
    }
}

/// Asks for a page and answers it.
pub(super) fn answered(load: &mut Load, info: &PageInfo) -> (u64, u64) {
    let asked = sent(load);
    let n_new = info.n_rows.saturating_sub(load.n_skip());
    load.on_page(info, n_new);
    asked
}

#[test]
fn pages_are_small_at_first_and_large_then_until_one_is_short() {
    let mut load = load();
    assert_eq!(*load.state(), LoadState::Loading { n_rows: 0 });
    assert_eq!(answered(&mut load, &page(0, 1000, 1000)), (0, FIRST_LIMIT));
    assert_eq!(*load.state(), LoadState::Loading { n_rows: 1000 });
    assert_eq!(answered(&mut load, &page(1000, 10_000, 10_000)), (1000, LIMIT));
    assert_eq!(answered(&mut load, &page(11_000, 10_000, 17)), (11_000, LIMIT));
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 11_017 });
    assert_eq!(load.next(), Step::Idle);
    load.resume();
    assert_eq!(load.next(), Step::Idle);
}

#[test]
fn a_server_with_smaller_pages_is_followed_by_the_rows_that_came() {
    let mut load = load();
    answered(&mut load, &page(0, 30, 30));
    assert_eq!(answered(&mut load, &page(30, 30, 30)).0, 30);
    assert_eq!(answered(&mut load, &page(60, 30, 31)).0, 60);
    assert_eq!(answered(&mut load, &page(91, 30, 0)).0, 91);
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 91 });
}

#[test]
fn what_comes_whole_is_complete() {
    for shape in [Shape::Array, Shape::Single] {
        let mut load = load();
        answered(&mut load, &PageInfo { shape, offset: None, limit: None, ..page(0, 0, 1234) });
        assert_eq!(*load.state(), LoadState::Complete { n_rows: 1234 });
    }
    let mut load = load();
    answered(&mut load, &page(0, 1000, 0));
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 0 });
}

#[test]
fn a_short_page_that_promises_more_is_followed_to_an_empty_one() {
    let mut load = load();
    answered(&mut load, &PageInfo { has_next: true, ..page(0, 1000, 12) });
    assert_eq!(answered(&mut load, &page(12, 1000, 0)).0, 12);
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 12 });

    let mut load = self::load();
    answered(&mut load, &PageInfo { total_count: Some(40), ..page(0, 1000, 12) });
    answered(&mut load, &PageInfo { total_count: Some(40), ..page(12, 1000, 28) });
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 40 });

    // Without a limit of its own only an empty page, or the count, proves the end.
    let mut load = self::load();
    answered(&mut load, &PageInfo { limit: None, ..page(0, 0, 30) });
    answered(&mut load, &PageInfo { limit: None, ..page(30, 0, 0) });
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 30 });
    let mut load = self::load();
    answered(&mut load, &PageInfo { limit: None, total_count: Some(30), ..page(0, 0, 30) });
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 30 });
}

#[track_caller]
pub(super) fn doubted(load: &Load, n_rows: usize, part: &str) {
    match load.state() {
        LoadState::Doubtful { n_rows: n, why } if *n == n_rows && why.to_string().contains(part) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_end_that_proves_nothing_is_doubtful() {
    let counts = |total| PageInfo { total_count: Some(total), ..page(0, 1000, 12) };
    let mut load = load();
    answered(&mut load, &counts(40));
    answered(&mut load, &page(12, 1000, 0));
    doubted(&load, 12, "more rows than it sent");
    load.resume();
    assert_eq!(load.next(), Step::Idle);

    let mut load = self::load();
    answered(&mut load, &counts(5));
    doubted(&load, 12, "fewer rows than it sent");

    let mut load = self::load();
    answered(&mut load, &PageInfo { total_count: Some(1500), ..page(0, 1000, 1000) });
    answered(&mut load, &PageInfo { total_count: Some(1400), ..page(1000, 1000, 400) });
    doubted(&load, 1400, "shorter");

    let mut load = self::load();
    answered(&mut load, &page(0, 1000, 1000));
    answered(&mut load, &page(0, 10_000, 1000));
    doubted(&load, 2000, "another part");

    let mut load = self::load();
    answered(&mut load, &page(0, 1000, 1000));
    sent(&mut load);
    load.on_page(&PageInfo { offset: None, ..page(0, 1000, 1000) }, 0);
    doubted(&load, 1000, "again");

    let mut load = self::load();
    answered(&mut load, &page(0, 1000, 1000));
    answered(&mut load, &PageInfo { shape: Shape::Array, ..page(0, 0, 3000) });
    doubted(&load, 4000, "form");
}

#[test]
fn rows_that_move_while_a_growing_list_is_paged_count_once() {
    let mut load = load();
    answered(&mut load, &PageInfo { total_count: Some(1500), ..page(0, 1000, 1000) });
    // Three sessions came in at the front: three rows are seen twice.
    sent(&mut load);
    load.on_page(&PageInfo { total_count: Some(1503), ..page(1000, 10_000, 503) }, 500);
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 1500 });
}

#[test]
fn a_new_token_goes_on_where_the_old_one_ended() {
    let mut load = load();
    answered(&mut load, &page(0, 1000, 1000));
    sent(&mut load);
    load.on_fault(Fault::Unauthorized, 0.5);
    assert_eq!(*load.state(), LoadState::NeedsToken { n_rows: 1000 });
    assert_eq!(load.next(), Step::Idle);
    load.resume();
    assert_eq!(sent(&mut load), (1000, LIMIT));
}

#[test]
fn an_answer_that_breaks_off_is_taken_up_where_it_ended() {
    // Pages: the next request begins behind the last row, and asks for less.
    let mut load = load();
    answered(&mut load, &page(0, 1000, 1000));
    assert_eq!(sent(&mut load), (1000, LIMIT));
    load.on_partial(4000);
    load.on_fault(Fault::Cut, 0.5);
    assert!(matches!(load.state(), LoadState::Waiting { n_rows: 5000, ms: 500, attempt: 1, .. }), "{:?}", load.state());
    assert_eq!(load.next(), Step::Wait { ms: 500 });
    assert_eq!((sent(&mut load), load.n_skip()), ((5000, LIMIT / 2), 0));

    // Before the form is known: the same request, and the decoder leaves out what is there.
    let mut load = self::load();
    sent(&mut load);
    load.on_partial(700);
    load.on_fault(Fault::Cut, 1.0);
    assert_eq!(load.next(), Step::Wait { ms: 1000 });
    assert_eq!((sent(&mut load), load.n_skip()), ((0, FIRST_LIMIT / 2), 700));
    let mut array = load.clone();
    array.on_page(&PageInfo { shape: Shape::Array, ..page(0, 0, 3000) }, 2300);
    assert_eq!(*array.state(), LoadState::Complete { n_rows: 3000 });
    // It was a page, shorter than what is there: the next one begins among the known rows.
    load.on_page(&page(0, 500, 500), 0);
    assert_eq!(*load.state(), LoadState::Loading { n_rows: 700 });
    assert_eq!((sent(&mut load).0, load.n_skip()), (500, 200));
}

#[test]
fn a_failing_server_is_asked_five_times_and_no_longer_than_the_limit() {
    let mut load = load();
    answered(&mut load, &page(0, 1000, 1000));
    let fault = Fault::Unreachable { probe: None };
    let mut waits = Vec::new();
    sent(&mut load);
    loop {
        load.on_fault(fault.clone(), 1.0);
        match load.next() {
            Step::Wait { ms } => waits.push(ms),
            other => {
                assert_eq!(other, Step::Idle);
                break;
            }
        }
        assert!(matches!(load.state(), LoadState::Waiting { n_rows: 1000, .. }));
        sent(&mut load);
    }
    assert_eq!(waits, [1000, 2000, 4000, 8000]);
    assert_eq!(*load.state(), LoadState::Failed { n_rows: 1000, fault });

    // "Try again" starts afresh; the server's own wish counts against the limit.
    load.resume();
    let slow = Fault::TooMany { retry_after_s: Some(40) };
    for _ in 0..2 {
        sent(&mut load);
        load.on_fault(slow.clone(), 0.0);
        assert_eq!(load.next(), Step::Wait { ms: 40_000 });
    }
    sent(&mut load);
    load.on_fault(slow.clone(), 0.0);
    assert_eq!(*load.state(), LoadState::Failed { n_rows: 1000, fault: slow });
}

#[test]
fn a_server_that_never_answered_is_not_asked_again_by_itself() {
    for fault in [Fault::Unreachable { probe: None }, Fault::Timeout { stage: Stage::Headers, seconds: 30 }] {
        let mut load = load();
        sent(&mut load);
        load.on_fault(fault.clone(), 0.0);
        assert_eq!(*load.state(), LoadState::Failed { n_rows: 0, fault: fault.clone() });

        let mut load = self::load();
        load.set_answered_before();
        sent(&mut load);
        load.on_fault(fault, 0.0);
        assert_eq!(load.next(), Step::Wait { ms: 100 });
    }
    let mut load = load();
    sent(&mut load);
    load.on_fault(Fault::Unavailable { status: 503, retry_after_s: None, body: None }, 0.0);
    assert_eq!(load.next(), Step::Wait { ms: 100 });
}

#[test]
fn stop_and_go_on() {
    let mut load = load();
    sent(&mut load);
    assert_eq!(load.next(), Step::Idle);
    load.stop();
    load.on_partial(20);
    load.on_fault(Fault::Aborted, 0.0);
    load.on_fault(Fault::Unreachable { probe: None }, 0.0);
    assert_eq!(*load.state(), LoadState::Stopped { n_rows: 20 });
    assert_eq!(load.next(), Step::Idle);
    load.resume();
    assert_eq!((sent(&mut load).0, load.n_skip()), (0, 20));
    // An answer that was whole before the stop reached it still counts.
    load.stop();
    load.on_page(&page(0, 1000, 1000), 980);
    assert_eq!(*load.state(), LoadState::Stopped { n_rows: 1000 });
    load.resume();
    assert_eq!(sent(&mut load).0, 1000);
    load.stop();
    load.on_page(&page(1000, 1000, 3), 3);
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 1003 });
    load.stop();
    assert_eq!(*load.state(), LoadState::Complete { n_rows: 1003 });

    // "Try now" ends a wait.
    let mut load = self::load();
    sent(&mut load);
    load.on_fault(Fault::Unavailable { status: 503, retry_after_s: Some(60), body: None }, 0.0);
    load.resume();
    sent(&mut load);
    load.on_fault(Fault::Aborted, 0.0);
    assert_eq!(*load.state(), LoadState::Stopped { n_rows: 0 });
}

#[test]
fn too_much_at_once_is_asked_for_in_smaller_pages() {
    let mut load = load();
    answered(&mut load, &page(0, 1000, 1000));
    assert_eq!(sent(&mut load), (1000, 10_000));
    load.on_partial(40);
    load.on_fault(Fault::TooLarge { limit_mib: 64 }, 0.5);
    assert_eq!(load.next(), Step::Wait { ms: 0 });
    assert_eq!(sent(&mut load), (1040, 1250));
    for _ in 0..20 {
        load.on_fault(Fault::TooLarge { limit_mib: 64 }, 0.5);
        if !matches!(load.next(), Step::Wait { .. }) {
            break;
        }
        sent(&mut load);
    }
    assert!(matches!(load.state(), LoadState::Failed { n_rows: 1040, .. }));
}

#[test]
fn a_server_that_breaks_off_after_every_row_is_left_in_the_end() {
    let mut load = load();
    answered(&mut load, &page(0, 1000, 1000));
    let mut n_requests = 0;
    while sent(&mut load).1 >= 100 {
        n_requests += 1;
        load.on_partial(1);
        load.on_fault(Fault::Cut, 0.0);
        if load.next() == Step::Idle {
            break;
        }
    }
    assert_eq!(n_requests, 101);
    assert_eq!(*load.state(), LoadState::Failed { n_rows: 1101, fault: Fault::Cut });
}

#[test]
fn a_server_that_never_ends_is_left_and_that_is_said() {
    let mut load = load();
    let most = MAX_ROWS as u64;
    answered(&mut load, &page(0, most, MAX_ROWS - 1));
    assert_eq!(*load.state(), LoadState::Complete { n_rows: MAX_ROWS - 1 });
    let mut load = self::load();
    answered(&mut load, &page(0, most, MAX_ROWS));
    doubted(&load, MAX_ROWS, "more rows than this page can hold");
}

#[test]
fn a_server_that_goes_on_a_row_at_a_time_is_left_as_well() {
    let mut load = load();
    let n_pages = MAX_PAGES as usize;
    for n_before in 0..n_pages {
        assert_eq!(*load.state(), LoadState::Loading { n_rows: n_before });
        answered(&mut load, &PageInfo { has_next: true, ..page(n_before as u64, 1, 1) });
    }
    doubted(&load, n_pages, "too few rows at a time");
}

#[test]
fn a_whole_list_that_became_shorter_is_doubtful() {
    let mut load = load();
    sent(&mut load);
    load.on_partial(700);
    load.on_fault(Fault::Cut, 1.0);
    load.resume();
    sent(&mut load);
    load.on_page(&PageInfo { shape: Shape::Array, ..page(0, 0, 650) }, 0);
    doubted(&load, 700, "shorter");
}

#[test]
fn what_the_version_lacks_is_not_asked_for() {
    let mut load = Load::new(server(Product::Vb365, "v5"), List::DataRetrievals);
    assert_eq!(load.next(), Step::Idle);
    assert!(matches!(load.state(), LoadState::Failed { n_rows: 0, fault: Fault::NoSuchResource { .. } }));
    load.resume();
    assert_eq!(load.next(), Step::Idle);
}

#[test]
fn lasting_faults_end_it_and_keep_the_rows() {
    for fault in [
        Fault::NotFound { body: None, is_page: false },
        Fault::OtherStatus { status: 400, body: None },
        Fault::Proxy { status: 403, wants: Wants::ClientCertificate, n_sent: Some(900) },
        Fault::Forbidden { body: None, is_page: false },
        Fault::Empty,
        Fault::Redirected,
    ] {
        let mut load = load();
        answered(&mut load, &page(0, 1000, 1000));
        sent(&mut load);
        load.on_fault(fault.clone(), 0.0);
        assert_eq!(*load.state(), LoadState::Failed { n_rows: 1000, fault });
        load.resume();
        assert_eq!(sent(&mut load).0, 1000);
    }
}
