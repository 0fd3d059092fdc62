//! The wheel: whose a gesture is, along which axis, and how far it zooms.
#![allow(clippy::float_cmp, reason = "what did nothing did exactly nothing")]

use proptest::prelude::*;
use tapeline::timeline::wheel::{Does, Turn, Unit, Wheel};

use super::laws::cases;

/// Longer than the pause between two gestures.
const PAUSE: f64 = 400.0;

fn focused(at_ms: f64, across: f64, down: f64) -> Turn {
    Turn { at_ms, across, down, has_focus: true, ..Turn::default() }
}

fn bare(at_ms: f64, across: f64, down: f64) -> Turn {
    Turn { has_focus: false, ..focused(at_ms, across, down) }
}

fn pinched(at_ms: f64, down: f64) -> Turn {
    Turn { has_ctrl: true, ..bare(at_ms, 0.0, down) }
}

/// How far all of them zoom together, and how many pixels they move.
fn all(wheel: &mut Wheel, turns: impl IntoIterator<Item = Turn>) -> (f64, f64) {
    let (mut zoom, mut pan) = (1.0, 0.0);
    for turn in turns {
        match wheel.turn(&turn) {
            Does::Zoom(factor) => zoom *= factor,
            Does::Pan(by_px) => pan += by_px,
            Does::Page { .. } | Does::Nothing | Does::Rows(_) => {}
        }
    }
    (zoom, pan)
}

fn zoom(turns: impl IntoIterator<Item = Turn>) -> f64 {
    all(&mut Wheel::default(), turns).0
}

#[test]
fn a_flick_zooms_as_far_as_a_gesture_may() {
    // 60 events of 25 in a second; the same in other pieces.
    for (n, px) in [(60, 25.0), (150, 10.0), (15, 100.0), (300, 5.0)] {
        let zoomed = zoom((0..n).map(|nth| focused(f64::from(nth) * 1000.0 / f64::from(n), 0.0, -px)));
        assert!((15.9..16.1).contains(&zoomed), "{n} of {px}: {zoomed}");
    }
    // Two flicks with a pause between are two gestures.
    let flick = |from: f64| (0..60).map(move |nth| focused(from + f64::from(nth) * 16.0, 0.0, -25.0));
    let zoomed = zoom(flick(0.0).chain(flick(1_000.0 + PAUSE)));
    assert!((250.0..260.0).contains(&zoomed), "{zoomed}");
}

#[test]
fn a_notch_is_a_notch_in_every_browser() {
    let notch = |unit, down| zoom([Turn { unit, ..focused(0.0, 0.0, down) }]);
    let px = notch(Unit::Px, -120.0);
    assert!((1.59..1.61).contains(&px), "{px}");
    // Firefox counts lines, and some settings pages.
    assert_eq!((notch(Unit::Line, -3.0), notch(Unit::Page, -1.0)), (px, px));
    // As many back undo it.
    let there_and_back = zoom([-120.0, -120.0, 120.0, 120.0].map(|down| focused(0.0, 0.0, down)));
    assert!((there_and_back - 1.0).abs() < 1e-9, "{there_and_back}");
}

#[test]
fn a_pinch_follows_the_fingers() {
    // Twenty steps of 4: the fingers are e^0.8 times as far apart.
    let zoomed = zoom((0..20).map(|nth| pinched(f64::from(nth) * 16.0, -4.0)));
    assert!((zoomed - 0.8_f64.exp()).abs() < 0.01, "{zoomed}");
    let closed = zoom((0..20).map(|nth| pinched(f64::from(nth) * 16.0, 4.0)));
    assert!((closed - (-0.8_f64).exp()).abs() < 0.01, "{closed}");
    // A wheel with Ctrl turns as one without.
    assert_eq!(zoom([pinched(0.0, -120.0)]), zoom([focused(0.0, 0.0, -120.0)]));
    // Lines are never fingers.
    let lines = zoom([Turn { unit: Unit::Line, ..pinched(0.0, -3.0) }]);
    assert_eq!(lines, zoom([focused(0.0, 0.0, -120.0)]));
}

#[test]
fn a_slanted_swipe_keeps_its_axis() {
    let swipe = |first: (f64, f64), second: (f64, f64)| {
        let mut wheel = Wheel::default();
        let turns = (0..20).map(|nth| {
            let (across, down) = if nth % 2 == 0 { first } else { second };
            focused(f64::from(nth) * 16.0, across, down)
        });
        all(&mut wheel, turns)
    };
    let (zoomed, moved) = swipe((12.0, 14.0), (14.0, 12.0));
    assert!(zoomed < 1.0 && moved == 0.0, "{zoomed} {moved}");
    let (zoomed, moved) = swipe((14.0, 12.0), (12.0, 14.0));
    assert!(zoomed == 1.0 && moved > 200.0, "{zoomed} {moved}");
    // One step too small to tell decides nothing.
    let mut wheel = Wheel::default();
    let turns = [(1.0, 0.0), (2.0, 9.0), (0.0, 30.0), (4.0, 30.0)];
    let (zoomed, moved) = all(&mut wheel, turns.map(|(across, down)| focused(0.0, across, down)));
    assert!(zoomed < 0.8 && moved <= 1.0, "{zoomed} {moved}");
}

#[test]
fn the_page_scrolls_where_nobody_meant_the_picture() {
    let mut wheel = Wheel::default();
    assert_eq!(wheel.turn(&bare(0.0, 0.0, 100.0)), Does::Page { is_new: true });
    assert_eq!(wheel.turn(&bare(50.0, 3.0, 100.0)), Does::Page { is_new: false });
    // Whoever clicks the picture while it still scrolls has to begin anew.
    assert_eq!(wheel.turn(&focused(100.0, 0.0, 100.0)), Does::Page { is_new: false });
    assert!(matches!(wheel.turn(&focused(100.0 + PAUSE, 0.0, 100.0)), Does::Zoom(_)));
    // Sideways the page does not go, so that is the picture's.
    assert_eq!(wheel.turn(&bare(1_000.0, 30.0, 4.0)), Does::Pan(30.0));
    assert_eq!(wheel.turn(&bare(1_016.0, 0.0, 30.0)), Does::Nothing);
    // So is a wheel with Shift, in whichever direction the browser tells of it.
    let shifted = |at_ms, across, down| Turn { has_shift: true, ..bare(at_ms, across, down) };
    assert_eq!(wheel.turn(&shifted(2_000.0, 0.0, 120.0)), Does::Pan(120.0));
    assert_eq!(wheel.turn(&shifted(3_000.0, -120.0, 0.0)), Does::Pan(-120.0));
    // Ctrl means the picture, focus or not.
    assert!(matches!(wheel.turn(&pinched(4_000.0, -4.0)), Does::Zoom(_)));
}

#[test]
fn what_began_elsewhere_ends_elsewhere() {
    let mut wheel = Wheel::default();
    // Scrolled from the heading until the pointer is over the picture, which has the focus.
    for nth in 0..10 {
        wheel.turn_elsewhere(f64::from(nth) * 16.0);
    }
    for nth in 10..40 {
        let down = 60.0 - f64::from(nth);
        assert_eq!(wheel.turn(&focused(f64::from(nth) * 16.0, 2.0, down)), Does::Page { is_new: false });
        assert_eq!(wheel.turn(&focused(f64::from(nth) * 16.0, 90.0, 0.0)), Does::Page { is_new: false });
    }
    assert!(matches!(wheel.turn(&focused(640.0 + PAUSE, 0.0, 25.0)), Does::Zoom(_)));
    // What a touchpad still sends after Ctrl was let go, or the focus went, does nothing; the page does not scroll either.
    let mut wheel = Wheel::default();
    assert!(matches!(wheel.turn(&pinched(0.0, -4.0)), Does::Zoom(_)));
    assert_eq!(wheel.turn(&bare(16.0, 0.0, -30.0)), Does::Nothing);
    assert_eq!(wheel.turn(&focused(32.0, 0.0, -30.0)), Does::Nothing);
    let mut wheel = Wheel::default();
    assert!(matches!(wheel.turn(&focused(0.0, 0.0, -30.0)), Does::Zoom(_)));
    assert_eq!(wheel.turn(&bare(16.0, 0.0, -30.0)), Does::Nothing);
    assert_eq!(wheel.turn(&bare(16.0 + PAUSE, 0.0, -30.0)), Does::Page { is_new: true });
    // Two fingers that pinch right after scrolling are not scrolling.
    let mut wheel = Wheel::default();
    wheel.turn_elsewhere(0.0);
    assert!(matches!(wheel.turn(&pinched(20.0, -4.0)), Does::Zoom(_)));
}

#[test]
fn rows_scroll_with_alt_and_nothing_is_made_of_no_number() {
    let mut wheel = Wheel::default();
    assert_eq!(wheel.turn(&Turn { is_for_rows: true, ..bare(0.0, 0.0, 60.0) }), Does::Rows(60.0));
    let turn = Turn { is_for_rows: true, unit: Unit::Line, ..bare(9_000.0, 0.0, 3.0) };
    assert_eq!(wheel.turn(&turn), Does::Rows(120.0));
    for strange in [f64::NAN, f64::INFINITY, 0.0] {
        assert_eq!(Wheel::default().turn(&focused(0.0, 0.0, strange)), Does::Nothing);
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_gesture_is_bounded_and_even(steps in prop::collection::vec(-90.0..90.0_f64, 1..200), has_ctrl: bool) {
        let turn = |(nth, &down): (usize, &f64)| {
            #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
            let at_ms = nth as f64 * 10.0;
            Turn { has_ctrl, ..focused(at_ms, 0.0, down) }
        };
        let whole = zoom(steps.iter().enumerate().map(turn));
        prop_assert!((1.0 / 16.1..=16.1).contains(&whole), "{whole}");
        // In halves, as a browser that asks oftener sends it.
        if !has_ctrl {
            let halves: Vec<f64> = steps.iter().flat_map(|step| [step / 2.0, step / 2.0]).collect();
            let halved = zoom(halves.iter().enumerate().map(turn));
            prop_assert!((halved / whole - 1.0).abs() < 1e-9, "{whole} {halved}");
        }
    }

    #[test]
    fn one_event_does_one_thing_at_one_axis(turns in prop::collection::vec((0.0..300.0_f64, -60.0..60.0_f64, -60.0..60.0_f64, any::<bool>()), 1..60)) {
        // Whatever comes: a gesture zooms, or it moves, once its axis is settled.
        let mut wheel = Wheel::default();
        let (mut at_ms, mut gone, mut kinds) = (0.0, 0.0, Vec::new());
        for (pause, across, down, has_focus) in turns {
            at_ms += pause;
            if pause > 200.0 {
                (gone, kinds) = (0.0, Vec::new());
            }
            let does = wheel.turn(&Turn { has_focus, ..focused(at_ms, across, down) });
            gone += across.abs() + down.abs();
            if gone >= 8.0 {
                kinds.extend(match does {
                    Does::Zoom(_) => Some("zoom"),
                    Does::Pan(_) => Some("pan"),
                    _ => None,
                });
                kinds.dedup();
            }
            prop_assert!(kinds.len() <= 1, "{kinds:?}");
        }
    }
}
