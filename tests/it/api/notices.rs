//! Oddities of a log that is followed: counted once, however often its rows are read again.

use proptest::prelude::*;
use tapeline::model::{Notices, Oddity};

fn of_rows(rows: std::ops::Range<usize>) -> Notices {
    let mut notices = Notices::default();
    for row in rows {
        notices.add(Some(row), || Oddity::NoId);
    }
    notices
}

#[test]
fn rows_that_are_read_again_are_counted_once() {
    let mut notices = of_rows(0..150);
    assert_eq!((notices.n_total(), notices.kept().len()), (150, 100));
    assert_eq!(notices.head(140).n_total(), 140);
    assert_eq!(notices.head(1_000).n_total(), 150);
    for _ in 0..5 {
        notices = notices.head(140);
        // A page that begins with row 140 numbers its rows from 0.
        notices.append(of_rows(0..10), 140);
        assert_eq!((notices.n_total(), notices.kept().len()), (150, 100));
    }
    // Several of one row, before and behind what is read again.
    let mut notices = Notices::default();
    for row in [3, 3, 3, 8, 8] {
        notices.add(Some(row), || Oddity::NoId);
    }
    assert_eq!([notices.head(3), notices.head(4), notices.head(9)].map(|head| head.n_total()), [0, 3, 5]);
}

#[test]
fn what_concerns_no_row_is_said_once() {
    let limit = || Oddity::NoCount("limit");
    // The whole log anew in every round.
    let mut notices = Notices::default();
    for _ in 0..120 {
        notices = notices.head(0);
        notices.add(None, limit);
        notices.append(of_rows(0..2), 0);
    }
    assert_eq!((notices.n_total(), notices.kept().len()), (3, 3));
    // Its end anew: what was odd about an answer before is odd again.
    for n in 0..120 {
        notices = notices.head(1);
        let mut page = of_rows(0..1);
        page.add(None, limit);
        page.append(Notices::default(), 0);
        notices.append(page, 1);
        assert_eq!(notices.n_total(), 3, "round {n}");
    }
    // What is new is told.
    let mut again = notices.head(1);
    again.add(None, || Oddity::NoCount("offset"));
    assert_eq!(again.n_total(), 3);
    assert!(again.kept().iter().any(|notice| notice.what == Oddity::NoCount("offset")));
}

proptest! {
    /// However often and from wherever the rows are read again, as many are counted as at first.
    #[test]
    fn reading_again_changes_no_count(
        rows in proptest::collection::vec(0_usize..300, 0..400),
        from in proptest::collection::vec(0_usize..310, 0..6),
    ) {
        let mut rows = rows;
        rows.sort_unstable();
        let mut notices = Notices::default();
        for &row in &rows {
            notices.add(Some(row), || Oddity::NoId);
        }
        let first = notices.clone();
        for n in from {
            notices = notices.head(n);
            let mut again = Notices::default();
            for &row in rows.iter().filter(|&&row| row >= n) {
                again.add(Some(row - n), || Oddity::NoId);
            }
            notices.append(again, n);
            prop_assert_eq!(notices.n_total(), first.n_total());
            prop_assert_eq!(notices.head(0).n_total(), 0);
        }
    }
}
