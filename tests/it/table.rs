//! Long tables: which rows exist where it is scrolled to, and that every one of them can be reached.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "test code: a panic is how a test fails; rows are whole pixels high"
)]

use leptos::prelude::*;
use tapeline::app::ui::VirtualTable;
use tapeline::app::ui::row_window::{HEAD_PX, ROW_PX, Rows, n_page};
use tapeline::app::ui::virtual_table::{Head, Order, RowKey};

/// The lowest and the highest that a table may be in any browser: 17.9 million px of the page, 33.5 million of the screen.
const MOST_PX: f64 = 17_000_000.0;
const MOST_SCREEN_PX: f64 = 33_000_000.0;

/// Where a row's upper edge is seen, in px below the head; nothing if it does not exist.
fn seen_at(rows: Rows, row_px: f64, top_px: f64, row: usize) -> Option<f64> {
    let window = rows.window(top_px);
    let place = window.contains(&row).then(|| row - window.start)?;
    Some(rows.spaces_px(top_px, &window)[0] + place as f64 * row_px - top_px)
}

/// Asserts that all that is in view at a scroll position is rows, and that the table is as high as ever.
fn assert_no_hole(rows: Rows, (n, row_px): (usize, f64), view_px: f64, top_px: f64) {
    let window = rows.window(top_px);
    let [above_px, below_px] = rows.spaces_px(top_px, &window);
    let height_px = window.len() as f64 * row_px;
    assert!((above_px + height_px + below_px - rows.body_px()).abs() < 0.01, "{n} rows, {top_px}: another height");
    let room_px = view_px - HEAD_PX;
    assert!(above_px <= top_px, "{n} rows, {top_px}: a hole above");
    let end_px = (top_px + room_px).min(rows.body_px());
    assert!(above_px + height_px >= end_px - 1.0, "{n} rows, {top_px}: a hole below");
}

#[test]
fn every_row_of_any_table_is_reached() {
    for (n, row_px, view_px, pixel_ratio) in [
        (1, ROW_PX, 400.0, 1.0),
        (20, ROW_PX, 400.0, 1.0),
        (499_999, ROW_PX, 400.0, 1.0),
        (500_001, ROW_PX, 400.0, 1.0),
        (600_000, ROW_PX, 900.0, 1.0),
        (600_000, ROW_PX, 400.0, 3.0),
        (1_000_000, ROW_PX, 2_000.0, 1.0),
        (5_000_000, ROW_PX, 400.0, 2.0),
        // Cards of a phone, and the narrower rows of a log.
        (20, 86.0, 400.0, 3.0),
        (300_000, 86.0, 560.0, 3.0),
        (1_000_000, 68.0, 440.0, 2.0),
        (1_000_000, 28.0, 317.0, 1.0),
    ] {
        let rows = Rows::new(n, row_px, view_px, pixel_ratio);
        assert!(rows.body_px() <= MOST_PX && rows.body_px() * pixel_ratio <= MOST_SCREEN_PX, "{n} rows are too high");
        let last_px = (rows.body_px() + HEAD_PX - view_px).max(0.0);
        let room_px = view_px - HEAD_PX;
        assert_eq!(seen_at(rows, row_px, 0.0, 0), Some(0.0), "{n} rows: the first");
        let last = seen_at(rows, row_px, last_px, n - 1).unwrap();
        let wanted_px = (room_px - row_px).min((n - 1) as f64 * row_px);
        assert!((last - wanted_px).abs() <= 1.0, "{n} rows: the last is at {last}, not {wanted_px}");
        for place in 0..=1_000 {
            let top_px = (last_px * f64::from(place) / 1_000.0).round();
            assert_no_hole(rows, (n, row_px), view_px, top_px);
            for by_px in [0.0, 1.0, 29.0, 31.0, 1_499.0, 1_501.0] {
                assert_no_hole(rows, (n, row_px), view_px, (top_px + by_px).min(last_px));
                assert_no_hole(rows, (n, row_px), view_px, (top_px - by_px).max(0.0));
            }
            // One more px of the scroll bar passes less than what is in view.
            let next = rows.window((top_px + 1.0).min(last_px)).start;
            assert!(((next - rows.window(top_px).start) as f64) < room_px / row_px, "{n} rows, {top_px}: a leap");
        }
        // From the top, from the end and from the middle, every row can be brought into view, and then stays.
        for row in (0..n).step_by((n / 997).max(1)).chain([n - 1]) {
            for from_px in [0.0, (last_px / 2.0).round(), last_px] {
                let top_px = rows.reveal(from_px, row).unwrap_or(from_px);
                assert!((0.0..=last_px.ceil()).contains(&top_px), "{n} rows, {row}: {top_px}");
                let at = seen_at(rows, row_px, top_px, row).unwrap();
                assert!(at >= -1.0 && at + row_px <= room_px + 1.0, "{n} rows: {row} is at {at}");
                assert_eq!(rows.reveal(top_px, row), None, "{n} rows, {row}");
            }
        }
    }
}

/// Rows that are kept, since text in them is selected, move none of those in view.
#[test]
fn rows_that_are_kept_move_no_other() {
    let rows = Rows::new(1_000, ROW_PX, 400.0, 1.0);
    for (top_px, kept) in [
        (3_000.0, vec![2, 5]),
        (3_000.0, vec![900, 950]),
        (3_000.0, vec![0, 100, 999]),
        (0.0, vec![999]),
        (29_635.0, vec![0, 1, 2]),
    ] {
        let window = rows.window(top_px);
        let [above_px, below_px] = rows.spaces_px_with(top_px, &window, &kept);
        let n_before = kept.iter().filter(|place| **place < window.start).count() as f64;
        let n_behind = kept.iter().filter(|place| **place >= window.end).count() as f64;
        assert_eq!(
            [above_px + n_before * ROW_PX, below_px + n_behind * ROW_PX],
            rows.spaces_px(top_px, &window),
            "{kept:?}"
        );
        // They stand next to the spare rows, out of view.
        assert!(n_before == 0.0 || above_px + n_before * ROW_PX <= top_px, "{kept:?} at {top_px}");
    }
}

#[test]
fn few_rows_stand_as_they_would_in_any_table() {
    let rows = Rows::new(1_000, ROW_PX, 400.0, 1.0);
    assert_eq!(rows.body_px(), 30_000.0);
    assert_eq!(rows.window(0.0), 0..27);
    assert_eq!(rows.window(3_000.0), 88..127);
    assert_eq!(rows.spaces_px(3_000.0, &(88..127)), [2_640.0, 26_190.0]);
    assert_eq!(rows.window(29_635.0), 975..1_000);
    assert_eq!(Rows::new(0, ROW_PX, 400.0, 1.0).window(0.0), 0..0);
    assert_eq!(Rows::new(3, ROW_PX, 400.0, 1.0).window(0.0), 0..3);
    // A list that has become shorter than where it was scrolled to.
    assert_eq!(Rows::new(3, ROW_PX, 400.0, 1.0).window(5_000.0).end, 3);
    assert_eq!((n_page(400.0, ROW_PX), n_page(0.0, ROW_PX)), (12, 1));
}

#[test]
fn the_table_tells_its_rows_and_how_it_is_sorted() {
    let html = Owner::new().with(|| {
        let head = |name: &str, is_number, order| Head {
            name: Signal::stored(name.to_owned()),
            is_number,
            width: "w-10".into(),
            order: Signal::stored(order),
            choose: Callback::new(|()| {}),
        };
        let heads = vec![head("Job", false, None), head("Length", true, Some(Order::Descending))];
        let row =
            |(row, at, _): RowKey| view! { <tr class="row" aria-rowindex=(row + 2).to_string()><td>{at}</td></tr> };
        view! {
            <VirtualTable
                name=Signal::stored("Jobs".to_owned())
                heads
                n_rows=Signal::stored(3_usize)
                key=|row| Some((row, u32::try_from(row).ok()? * 7, 0))
                row
                scroll_px=RwSignal::new(0.0)
            >
                <p>{String::from("nothing")}</p>
            </VirtualTable>
        }
        .to_html()
    });
    for part in [
        r#"class="grid""#,
        r#"aria-rowcount="4""#,
        r#"aria-sort="descending""#,
        r#"aria-rowindex="2""#,
        r#"aria-rowindex="4""#,
        ">14<",
        r#"colspan="2""#,
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert_eq!(html.matches("aria-sort").count(), 1, "{html}");
    assert!(!html.contains("nothing"), "{html}");
}
