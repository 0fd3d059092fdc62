//! What is typed on any keyboard, what is said to whom cannot see, and where a card stands.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::app::ui::Stroke;
use tapeline::app::ui::beside::{Edges, beside};
use tapeline::app::ui::voice::{GAP_MS, Queue, SETTLE_MS};

fn stroke(key: &str, code: &str) -> Stroke {
    Stroke { key: key.to_owned(), code: code.to_owned(), ..Stroke::default() }
}

fn shifted(key: &str, code: &str) -> Stroke {
    Stroke { has_shift: true, ..stroke(key, code) }
}

fn command(stroke: &Stroke) -> String {
    stroke.command().unwrap_or_default()
}

#[test]
fn what_is_printed_on_a_key_is_what_is_pressed() {
    for (key, code) in
        [("n", "KeyN"), ("[", "BracketLeft"), ("ArrowUp", "ArrowUp"), ("0", "Numpad0"), ("/", "NumpadDivide")]
    {
        assert_eq!(command(&stroke(key, code)), key);
    }
    assert_eq!(command(&shifted("W", "KeyW")), "W");
    // What is typed without a key of its own: by a driver, or a keyboard on screen.
    assert_eq!((command(&stroke("W", "")), command(&stroke("n", ""))), ("W".to_owned(), "n".to_owned()));
    // French: the letters and signs lie elsewhere, and A's place says q.
    assert_eq!(command(&stroke("a", "KeyQ")), "a");
    assert_eq!(command(&shifted("0", "Digit0")), "0");
    assert_eq!(command(&shifted("?", "KeyM")), "?");
    assert_eq!(command(&shifted("/", "Period")), "/");
    let french_a = stroke("q", "KeyA");
    assert_eq!((command(&french_a), french_a.place()), ("q".to_owned(), Some('a')));
    // Dvorak and Colemak: by the letter.
    assert_eq!(command(&stroke("n", "KeyL")), "n");
    assert_eq!(command(&stroke("s", "KeyD")), "s");
}

#[test]
fn behind_alt_gr_and_option_are_characters() {
    let german = Stroke { has_ctrl: true, has_alt: true, has_alt_graph: true, ..stroke("[", "Digit8") };
    assert_eq!(command(&german), "[");
    // A browser that does not say that it was AltGr, and one that says only that.
    assert_eq!(command(&Stroke { has_alt_graph: false, ..german.clone() }), "[");
    assert_eq!(command(&Stroke { has_ctrl: false, has_alt: false, ..german.clone() }), "[");
    assert_eq!(command(&Stroke { key: "]".into(), code: "Digit9".into(), ..german.clone() }), "]");
    let mac = Stroke { has_alt: true, ..stroke("[", "Digit5") };
    assert_eq!(command(&mac), "[");
    let french_mac = Stroke { has_shift: true, key: "]".into(), ..mac };
    assert_eq!(command(&french_mac), "]");
    // Shortcuts stay shortcuts: of the browser, of the window, of the system.
    for (held, key, code) in [
        (Stroke { has_ctrl: true, ..Stroke::default() }, "n", "KeyN"),
        (Stroke { has_ctrl: true, ..Stroke::default() }, "+", "Equal"),
        (Stroke { has_ctrl: true, ..Stroke::default() }, "0", "Digit0"),
        (Stroke { has_ctrl: true, ..Stroke::default() }, "[", "BracketLeft"),
        (Stroke { has_alt: true, ..Stroke::default() }, "ArrowLeft", "ArrowLeft"),
        (Stroke { has_alt: true, ..Stroke::default() }, "n", "KeyN"),
        (Stroke { has_alt: true, ..Stroke::default() }, "˜", "KeyN"),
        (Stroke { has_meta: true, ..Stroke::default() }, "[", "BracketLeft"),
        (Stroke { has_meta: true, ..Stroke::default() }, "р", "KeyH"),
        (Stroke { has_ctrl: true, ..Stroke::default() }, "ф", "KeyA"),
        (Stroke { has_ctrl: true, has_alt: true, ..Stroke::default() }, "[", "BracketLeft"),
        (Stroke { has_ctrl: true, has_alt: true, ..Stroke::default() }, "ArrowLeft", "ArrowLeft"),
        (Stroke { has_ctrl: true, has_alt: true, has_alt_graph: true, ..Stroke::default() }, "ArrowLeft", "ArrowLeft"),
        (Stroke { is_composing: true, ..Stroke::default() }, "n", "KeyN"),
    ] {
        let stroke = Stroke { key: key.to_owned(), code: code.to_owned(), ..held };
        assert_eq!((stroke.command(), stroke.place()), (None, None), "{stroke:?}");
    }
}

#[test]
fn where_no_key_is_latin_its_place_counts() {
    for (key, code, expected) in [
        ("т", "KeyN", "n"),
        ("ф", "KeyA", "a"),
        ("в", "KeyD", "d"),
        ("х", "BracketLeft", "["),
        ("ъ", "BracketRight", "]"),
        ("ν", "KeyN", "n"),
        ("ى", "KeyN", "n"),
        ("لا", "KeyB", "b"),
        ("ج", "BracketLeft", "["),
        ("צ", "KeyM", "m"),
        ("ื", "KeyN", "n"),
        ("み", "KeyN", "n"),
        ("ㅜ", "KeyN", "n"),
        ("٠", "Digit0", "0"),
    ] {
        assert_eq!(command(&stroke(key, code)), expected, "{key} at {code}");
    }
    assert_eq!(command(&shifted("Ц", "KeyW")), "W");
    assert_eq!(command(&shifted("؟", "Slash")), "?");
    // Russian types these itself, elsewhere.
    assert_eq!(command(&shifted("?", "Digit7")), "?");
    assert_eq!(command(&shifted("/", "Backslash")), "/");
    // Latin letters with marks, and signs, are no other script: nobody meant n.
    for (key, code) in [("ñ", "KeyN"), ("ı", "KeyI"), ("é", "KeyW"), ("ắ", "KeyA"), ("№", "Digit3"), ("€", "KeyE")]
    {
        assert_eq!(command(&stroke(key, code)), key);
    }
    // With Caps Lock a letter is what it is without.
    let caps = |key: &str, has_shift| Stroke { has_caps: true, has_shift, ..stroke(key, "KeyW") };
    assert_eq!((command(&caps("W", false)), command(&caps("w", true))), ("w".to_owned(), "W".to_owned()));
}

#[test]
fn the_browsers_own_search_is_known_on_every_keyboard() {
    let ctrl = |key: &str, code: &str| Stroke { has_ctrl: true, ..stroke(key, code) };
    assert!(ctrl("f", "KeyF").is_find() && ctrl("а", "KeyF").is_find() && ctrl("F", "KeyF").is_find());
    assert!(Stroke { has_meta: true, ..stroke("f", "KeyF") }.is_find() && stroke("F3", "F3").is_find());
    // Dvorak: F is where Y is, and what lies at F's place is U.
    assert!(ctrl("f", "KeyY").is_find() && !ctrl("u", "KeyF").is_find());
    assert!(!stroke("f", "KeyF").is_find() && !ctrl("g", "KeyG").is_find());
    assert!(!Stroke { has_shift: true, ..ctrl("f", "KeyF") }.is_find());
}

/// What is said, and when, while things are put and withdrawn at some times.
fn said(steps: &[(i64, u32, Option<&str>)], until_ms: i64) -> Vec<(i64, String)> {
    let (mut queue, mut out) = (Queue::default(), Vec::new());
    for now_ms in 0..until_ms {
        for &(_, source, text) in steps.iter().filter(|(at_ms, ..)| *at_ms == now_ms) {
            match text {
                Some(text) => queue.put(source, text.to_owned(), now_ms),
                None => _ = queue.withdraw(source),
            }
        }
        if queue.wait_ms(now_ms) == Some(0) {
            out.push((now_ms, queue.next(now_ms).unwrap()));
        }
    }
    out
}

#[test]
fn a_long_load_is_told_in_few_words_and_to_its_end() {
    // 208 pages in seven seconds.
    let texts: Vec<String> = (0..208).map(|n| format!("{n} pages loaded")).collect();
    let mut steps: Vec<_> = (0..).zip(&texts).map(|(n, text)| (n * 33, 1, Some(text.as_str()))).collect();
    steps.push((6_900, 1, Some("all loaded")));
    let heard = said(&steps, 20_000);
    assert!(heard.len() <= 4, "{heard:?}");
    assert_eq!(heard.last().unwrap().1, "all loaded");
    assert!(heard.windows(2).all(|pair| pair[1].0 - pair[0].0 >= GAP_MS), "{heard:?}");
    // A short one only by its result.
    let heard = said(&[(0, 1, Some("loading")), (200, 1, Some("3 items"))], 9_000);
    assert_eq!(heard, [(SETTLE_MS, "3 items".to_owned())]);
}

#[test]
fn what_a_view_has_to_say_goes_with_it() {
    let mut queue = Queue::default();
    let (view, page) = (queue.source(), queue.source());
    assert_ne!(view, page);
    queue.put(view, "nothing found".into(), 0);
    assert_eq!(queue.next(SETTLE_MS - 1), None);
    assert_eq!(queue.next(SETTLE_MS).as_deref(), Some("nothing found"));
    queue.put(view, "still nothing".into(), 500);
    queue.put(page, "copied".into(), 600);
    assert!(queue.withdraw(view), "what it said is to be taken back");
    assert!(!queue.withdraw(view), "once");
    assert_eq!(queue.wait_ms(600), Some(SETTLE_MS + GAP_MS - 600));
    assert_eq!(queue.next(SETTLE_MS + GAP_MS).as_deref(), Some("copied"));
    assert_eq!((queue.wait_ms(0), queue.next(99_999)), (None, None));
    assert!(!queue.withdraw(view), "another has spoken since");
}

/// Somebody who has copied something hears so next, whatever else waits.
#[test]
fn an_answer_is_said_before_all_that_waits() {
    let mut queue = Queue::default();
    for source in 1..5 {
        queue.put(source, format!("line {source}"), 0);
    }
    assert_eq!(queue.next(SETTLE_MS).as_deref(), Some("line 1"));
    queue.put_first(9, "copied".into(), 500);
    queue.put_first(9, "copied again".into(), 600);
    let mut heard = Vec::new();
    for now_ms in 0..20_000 {
        heard.extend(queue.next(now_ms));
    }
    assert_eq!(heard, ["copied again", "line 2", "line 3", "line 4"]);
}

proptest! {
    #[test]
    fn one_message_at_a_time_and_the_last_of_each(steps in prop::collection::vec((0..5_000_i64, 0..4_u32, 0..90_u32), 0..60)) {
        let texts: Vec<String> = steps.iter().map(|step| step.2.to_string()).collect();
        let mut put: Vec<_> = steps.iter().zip(&texts).map(|(step, text)| (step.0, step.1, (step.2 > 20).then_some(text.as_str()))).collect();
        put.sort_by_key(|step| step.0);
        let heard = said(&put, 40_000);
        for pair in heard.windows(2) {
            prop_assert!(pair[1].0 - pair[0].0 >= GAP_MS, "{heard:?}");
        }
        for source in 0..4 {
            if let Some((_, _, Some(text))) = put.iter().rfind(|step| step.1 == source) {
                prop_assert!(heard.iter().any(|(_, heard)| heard == text), "{text} of {put:?} is not in {heard:?}");
            }
        }
    }

    #[test]
    fn a_card_is_in_the_window_and_beside_the_pointer(x in 0.0..1440.0_f64, y in 0.0..900.0_f64, width in 1.0..1500.0_f64, height in 1.0..950.0_f64, zoom in 1.0..5.0_f64) {
        let window = (1440.0 / zoom, 900.0 / zoom);
        let size = (f64::min(width, window.0 - 16.0), f64::min(height, window.1 - 16.0));
        let point = (x / zoom, y / zoom);
        let card = beside(point, size, window);
        prop_assert!(card.left >= 7.99 && card.top >= 7.99, "{card:?}");
        prop_assert!(card.right <= window.0 - 7.99 && card.bottom <= window.1 - 7.99, "{card:?} in {window:?}");
        let has_room = |at: f64, length: f64, room: f64| at + length + 22.0 <= room || at - length - 22.0 >= 0.0;
        if has_room(point.0, size.0, window.0) || has_room(point.1, size.1, window.1) {
            let is_over = card.left <= point.0 && point.0 <= card.right && card.top <= point.1 && point.1 <= card.bottom;
            prop_assert!(!is_over, "{card:?} covers {point:?}");
        }
        // Whoever goes to its middle is on the way to it, from wherever; whoever goes the other way is not.
        let middle = (f64::midpoint(card.left, card.right), f64::midpoint(card.top, card.bottom));
        let step = (point.0 + (middle.0 - point.0) / 8.0, point.1 + (middle.1 - point.1) / 8.0);
        prop_assume!(point != step);
        prop_assert!(card.is_aimed_at(point, step));
        let is_beside = point.0 < card.left || point.0 > card.right || point.1 < card.top || point.1 > card.bottom;
        prop_assert!(!is_beside || !card.is_aimed_at(point, (2.0 * point.0 - step.0, 2.0 * point.1 - step.1)));
    }
}

#[test]
fn along_a_row_nobody_is_on_the_way_to_the_card_below() {
    let card = Edges { left: 114.0, top: 64.0, right: 400.0, bottom: 140.0 };
    assert!(!card.is_aimed_at((100.0, 50.0), (140.0, 50.0)), "along the row");
    assert!(!card.is_aimed_at((100.0, 50.0), (100.0, 80.0)), "down the rows");
    assert!(card.is_aimed_at((100.0, 50.0), (104.0, 54.0)), "into its corner");
    assert!(!card.is_aimed_at((100.0, 50.0), (100.0, 50.0)), "nowhere");
}
