//! Hands: wheel and touchpad, fingers, the card beside the pointer, keys of every layout and the buttons that do the same.

use std::fmt::Write as _;

use e2e::{Engine, Feature, Page, Site, keys, setup};
use serde_json::{Value, json};

use crate::file::{choose, file, log_of};
use crate::walk::{focus_stage, focused, number, text_of, wait_for_whole_log};

/// A file is chosen and whole on screen.
pub(crate) fn opened(page: &Page<'_>, name: &str, text: &str, n_items: usize) -> Site {
    let site = Site::start(setup::dist());
    page.open(&site.url("#/file?tz=UTC"));
    page.find("input[type=file]", None).wait();
    choose(page, &file(name, text.as_bytes()));
    wait_for_whole_log(page, n_items);
    let begins = format!("{0} of {0} items", number(n_items));
    page.wait_until("all items in the picture", || page.find(".timeline__sum", None).text().starts_with(&begins));
    site
}

/// One bar of six hours with a text of so many letters, and short ones after it in another lane.
fn long_bar(n_letters: usize) -> String {
    let title = format!("[Warning] {}", "Mailbox of Anna ".repeat(n_letters / 16 + 1));
    let mut out = format!(
        r#"{{"offset":0,"limit":1000,"results":[{{"id":"00000000-0000-4000-8000-000000000000","usn":0,"title":"{}","creationTime":"2026-11-21T20:00:00.0000000Z","endTime":"2026-11-22T02:00:00.0000000Z"}}"#,
        title.chars().take(n_letters + 10).collect::<String>()
    );
    for at in 1..20 {
        write!(
            out,
            r#",{{"id":"00000000-0000-4000-8000-{at:012x}","usn":{at},"title":"[Success] Step {at}","creationTime":"2026-11-21T{:02}:{:02}:00.0000000Z","endTime":"2026-11-21T{:02}:{:02}:30.0000000Z"}}"#,
            20 + at / 6, at % 6 * 10, 20 + at / 6, at % 6 * 10
        )
        .unwrap();
    }
    out + "]}"
}

/// How much of the whole is in view, as a factor: from the window over the overview.
fn zoomed(page: &Page<'_>) -> f64 {
    let script = "await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
        const box = document.querySelector('.timeline__window'), whole = document.querySelector('.timeline__overview');
        return box.hidden ? 1 : whole.clientWidth / Math.max(parseFloat(box.style.width), 0.5)";
    page.execute_async(script, &[]).as_f64().unwrap()
}

/// Wheel events at the middle of the picture, as far apart as they say, however busy the machine; whether one was kept from the page.
fn turn(page: &Page<'_>, events: &[Value], pause_ms: u32) -> bool {
    let script = "const stage = document.querySelector('.timeline__stage'), box = stage.getBoundingClientRect();
        let kept = false, at = performance.now();
        for (const event of arguments[0]) {
            const wheel = new WheelEvent('wheel', { bubbles: true, cancelable: true,
                clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, ...event });
            Object.defineProperty(wheel, 'timeStamp', { value: at });
            kept = !stage.querySelector('canvas').dispatchEvent(wheel) || kept;
            at += arguments[1];
            await new Promise((done) => setTimeout(done, arguments[1]));
        }
        return kept";
    page.execute_async(script, &[json!(events), json!(pause_ms)]).as_bool().unwrap()
}

/// The text of what only the eye is to see; nothing where it is not there.
pub(crate) fn shown(page: &Page<'_>, selector: &str) -> Option<String> {
    let script = "return document.querySelector(arguments[0])?.innerText ?? null";
    page.execute(script, &[json!(selector)]).as_str().map(str::to_owned)
}

pub(crate) fn wait_shown(page: &Page<'_>, selector: &str, text: &str) {
    page.wait_until(&format!("{selector} to say {text:?}"), || {
        shown(page, selector).is_some_and(|now| now.contains(text))
    });
}

pub(crate) fn wait_gone(page: &Page<'_>, selector: &str) {
    page.wait_until(&format!("{selector} to be gone"), || shown(page, selector).is_none());
}

#[test]
fn the_wheel_scrolls_the_page_until_the_picture_is_meant() {
    e2e::test("the_wheel_scrolls_the_page_until_the_picture_is_meant", |page| {
        let _site = opened(page, "wheel.json", &log_of(300), 300);
        let down = json!({ "deltaY": -120 });
        assert!(!turn(page, &[down.clone(), down.clone()], 0), "the page scrolls");
        assert!((zoomed(page) - 1.0).abs() < 0.01);
        let hint = ".timeline__hint";
        wait_shown(page, hint, "The wheel zooms after a click here");
        page.screenshot("wheel-hint");
        wait_gone(page, hint);
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(!turn(page, std::slice::from_ref(&down), 300));
        assert_eq!(shown(page, hint), None, "it is said once");
        // Ctrl means the picture; so does the focus, which a click gives.
        assert!(turn(page, &[json!({ "deltaY": -120, "ctrlKey": true })], 300));
        let by_ctrl = zoomed(page);
        assert!((1.5..1.7).contains(&by_ctrl), "{by_ctrl}");
        page.find(".timeline__stage", None).click();
        assert!(focused(page).contains("Timeline of the log"), "{}", focused(page));
        assert!(turn(page, &[down], 300));
        assert!(zoomed(page) > by_ctrl * 1.4, "{} after {by_ctrl}", zoomed(page));
    });
}

#[test]
fn a_gesture_is_bounded_even_and_along_one_axis() {
    e2e::test("a_gesture_is_bounded_even_and_along_one_axis", |page| {
        let _site = opened(page, "gestures.json", &log_of(300), 300);
        focus_stage(page);
        let fit = || {
            // Another gesture.
            std::thread::sleep(std::time::Duration::from_millis(300));
            page.press("0");
            page.wait_until("the whole", || (zoomed(page) - 1.0).abs() < 0.01);
        };
        turn(page, &vec![json!({ "deltaY": -25 }); 60], 8);
        let flick = zoomed(page);
        assert!((12.0..20.0).contains(&flick), "60 events of 25: {flick}");
        fit();
        turn(page, &vec![json!({ "deltaY": -4, "ctrlKey": true }); 20], 8);
        let pinch = zoomed(page);
        assert!((2.0..2.5).contains(&pinch), "a pinch to 2.2 times: {pinch}");
        fit();
        turn(page, &[json!({ "deltaY": -3, "deltaMode": 1 })], 300);
        let lines = zoomed(page);
        assert!((1.5..1.7).contains(&lines), "three lines, one notch: {lines}");
        let slanted: Vec<Value> = (0..20)
            .map(|nth| {
                if nth % 2 == 0 { json!({ "deltaX": 14, "deltaY": 12 }) } else { json!({ "deltaX": 12, "deltaY": 14 }) }
            })
            .collect();
        turn(page, &slanted, 8);
        assert!((zoomed(page) - lines).abs() < 0.02, "it moved, and did not zoom: {} {lines}", zoomed(page));
        // Sideways the picture moves without the focus, too.
        page.execute("document.activeElement.blur()", &[]);
        std::thread::sleep(std::time::Duration::from_millis(300));
        let axis = || page.find(".timeline__axis", None).text();
        let before = axis();
        assert!(turn(page, &vec![json!({ "deltaX": -30, "deltaY": 3 }); 10], 8));
        page.wait_until("another part", || axis() != before);
    });
}

/// What began over another part of the page is not meant for the picture when it comes under the pointer.
#[test]
fn a_page_that_is_scrolled_goes_on_over_the_picture() {
    e2e::test("a_page_that_is_scrolled_goes_on_over_the_picture", |page| {
        let _site = opened(page, "momentum.json", &log_of(300), 300);
        focus_stage(page);
        let script =
            "const heading = document.querySelector('h1'), canvas = document.querySelector('.timeline__stage canvas');
            const kept = [];
            for (let nth = 0; nth < 30; nth += 1) {
                const wheel = new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaY: 40 - nth });
                kept.push(!(nth < 8 ? heading : canvas).dispatchEvent(wheel));
                await new Promise((done) => setTimeout(done, 8));
            }
            return kept.includes(true)";
        assert_eq!(page.execute_async(script, &[]), json!(false));
        assert!((zoomed(page) - 1.0).abs() < 0.01);
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert!(turn(page, &[json!({ "deltaY": -120 })], 300), "a new gesture is the picture's, which has the focus");
    });
}

#[test]
fn one_finger_moves_and_two_pinch() {
    e2e::test("one_finger_moves_and_two_pinch", |page| {
        let _site = opened(page, "fingers.json", &log_of(300), 300);
        let canvas = "return getComputedStyle(document.querySelector('.timeline__stage canvas')).touchAction";
        let action = || text_of(&page.execute(canvas, &[]));
        assert_eq!(action(), "pan-y", "up and down the page scrolls");
        let script = "const stage = document.querySelector('.timeline__stage'), box = stage.getBoundingClientRect();
            stage.setPointerCapture = () => {};
            for (const [kind, id, share] of arguments[0]) {
                stage.querySelector('canvas').dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: id,
                    pointerType: 'touch', isPrimary: id === 1, button: kind === 'pointermove' ? -1 : 0,
                    clientX: box.x + box.width * share, clientY: box.y + 20 }));
            }";
        let touch = |events: &[(&str, u32, f64)]| page.execute(script, &[json!(events)]);
        touch(&[("pointerdown", 1, 0.4), ("pointerdown", 2, 0.6), ("pointermove", 1, 0.3), ("pointermove", 2, 0.7)]);
        let pinched = zoomed(page);
        assert!((1.9..2.1).contains(&pinched), "twice as far apart: {pinched}");
        // One finger goes on, as wide; then it leaves, and nothing was clicked.
        let axis = || page.find(".timeline__axis", None).text();
        let before = axis();
        touch(&[("pointerup", 2, 0.7), ("pointermove", 1, 0.45)]);
        page.wait_until("another part", || axis() != before);
        touch(&[("pointerup", 1, 0.45)]);
        assert!((zoomed(page) - pinched).abs() < 0.1);
        assert!(!page.find("aside[aria-label=Item]", None).exists());
        // The browser takes the finger to scroll the page.
        touch(&[("pointerdown", 1, 0.5), ("pointercancel", 1, 0.5), ("pointermove", 1, 0.9)]);
        assert!((zoomed(page) - pinched).abs() < 0.1);
        assert_eq!(shown(page, TIP), None, "a finger hovers over nothing");
        page.button("Tall rows").click();
        page.wait_until("rows to scroll", || action() == "none");
    });
}

/// The card beside the pointer.
const TIP: &str = ".tip";

fn tip_rect(page: &Page<'_>) -> [f64; 4] {
    let script = "const { x, y, width, height } = document.querySelector('.tip').getBoundingClientRect();
        return [x, y, width, height]";
    serde_json::from_value(page.execute(script, &[])).unwrap()
}

/// All of the card is in the window, and what is seen there is the card.
fn assert_tip_is_whole(page: &Page<'_>, what: &str) {
    let script =
        "const card = document.querySelector('.tip'), { left, top, right, bottom } = card.getBoundingClientRect();
        const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        const seen = [[left + 4, top + 4], [right - 4, top + 4], [left + 4, bottom - 4], [right - 4, bottom - 4]]
            .every(([x, y]) => card.contains(document.elementFromPoint(x, y)));
        const text = card.querySelector('.tip__text');
        const reached = text.scrollHeight <= text.clientHeight + 1 || getComputedStyle(text).overflowY === 'auto';
        return [inside, seen, reached, [left, top, right, bottom].join(' ')]";
    page.wait_until("the card to be there", || shown(page, TIP).is_some());
    let found = page.execute(script, &[]);
    for (at, wanted) in ["inside the window", "not covered", "read to its end"].into_iter().enumerate() {
        assert_eq!(found[at], json!(true), "{what}: the card is {wanted}: {found}");
    }
}

#[test]
fn the_card_is_whole_says_all_and_can_be_reached() {
    e2e::test("the_card_is_whole_says_all_and_can_be_reached", |page| {
        for (name, n_letters) in [("short", 30), ("long", 8_000)] {
            let _site = opened(page, &format!("{name}.json"), &long_bar(n_letters), 20);
            // Ten minutes in its middle: both ends are beyond the edges.
            page.execute("location.hash += '&from=2026-11-21T23:00:00Z&to=2026-11-21T23:10:00Z'", &[]);
            page.wait_until("the window", || page.find(".timeline__sum", None).text().contains(" of 20 items in"));
            let stage = page.find(".timeline__stage", None);
            stage.eval("arguments[0].scrollIntoView({ block: 'center' })", &[]);
            let [x, y, width, _] = stage.rect();
            for share in [0.02, 0.5, 0.98] {
                page.hover(5.0, 5.0);
                wait_gone(page, TIP);
                page.hover(x + width * share, y + 11.0);
                wait_shown(page, TIP, "Mailbox of Anna");
                assert_tip_is_whole(page, &format!("{name} at {share}"));
                let text = shown(page, TIP).unwrap_or_default();
                for part in ["Warning", "6 h 00 min", "Sat 21 Nov 2026 20:00:00", "Sun 22 Nov 2026 02:00:00"] {
                    assert!(text.contains(part), "{part} is not in {text:.300}");
                }
            }
            page.screenshot(&format!("tip-{name}"));
            // It stays where it is on the way to it, and while it is read.
            let [left, top, card_width, card_height] = tip_rect(page);
            page.hover(left + card_width / 2.0, top + card_height / 2.0);
            std::thread::sleep(std::time::Duration::from_millis(800));
            assert_eq!(format!("{:?}", tip_rect(page)), format!("{:?}", [left, top, card_width, card_height]));
            assert!(shown(page, TIP).unwrap_or_default().contains("Mailbox of Anna"));
            // Escape puts it away; so does going elsewhere.
            page.press(keys::ESCAPE);
            wait_gone(page, TIP);
            page.hover(x + width * 0.4, y + 11.0);
            wait_shown(page, TIP, "");
            page.hover(5.0, 5.0);
            wait_gone(page, TIP);
        }
    });
}

#[test]
fn the_pointer_finds_the_same_when_the_page_is_magnified() {
    e2e::test("the_pointer_finds_the_same_when_the_page_is_magnified", |page| {
        let _site = opened(page, "magnified.json", &log_of(24), 24);
        let hovered = |share: f64| {
            let stage = page.find(".timeline__stage", None);
            stage.eval("arguments[0].scrollIntoView({ block: 'center' })", &[]);
            let [x, y, width, height] = stage.rect();
            page.hover(2.0, 2.0);
            wait_gone(page, TIP);
            page.hover(x + width * share, y + height * 11.0 / 78.0);
            wait_shown(page, TIP, "");
            assert_tip_is_whole(page, "magnified");
            shown(page, TIP).unwrap_or_default()
        };
        let style = |css: &str| page.execute("document.body.style.cssText = arguments[0]", &[json!(css)]);
        let wanted: Vec<String> = [0.2, 0.5, 0.8].map(hovered).into();
        let styles = [
            "transform: scale(.7); transform-origin: 0 0",
            "transform: scale(.8) translate(40px, 30px)",
            "zoom: .75",
            "zoom: 1.1",
        ];
        // WebKit counts the rectangles of what a style zooms in other pixels than those of the window.
        for css in &styles[..if page.engine() == Engine::WebKit { 2 } else { 4 }] {
            style(css);
            let found: Vec<String> = [0.2, 0.5, 0.8].map(hovered).into();
            assert_eq!(found, wanted, "{css}");
        }
        style("");
        if page.has(Feature::Ratio, "a magnified window") {
            page.emulate_size(720, 900, 2.0);
            let found: Vec<String> = [0.2, 0.5, 0.8].map(hovered).into();
            assert_eq!(found, wanted, "twice as large");
        }
    });
}

/// A key as a keyboard of some layout sends it.
fn strike(page: &Page<'_>, selector: &str, event: &Value) -> bool {
    let script = "const key = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...arguments[1] });
        return !document.querySelector(arguments[0]).dispatchEvent(key)";
    page.execute(script, &[json!(selector), event.clone()]).as_bool().unwrap()
}

#[test]
fn every_layout_has_the_keys() {
    e2e::test("every_layout_has_the_keys", |page| {
        let _site = opened(page, "layouts.json", &log_of(300), 300);
        let stage = ".timeline__stage";
        let axis = || page.find(".timeline__axis", None).text();
        let number = || page.find("aside[aria-label=Item] h2", None).text();
        focus_stage(page);
        page.press("+++");
        page.wait_until("a smaller window", || zoomed(page) > 4.0);
        let small = axis();
        // Back and forward through windows, by what each keyboard sends for the brackets.
        for (layout, back, forward) in [
            (
                "German, Windows",
                json!({ "key": "[", "code": "Digit8", "ctrlKey": true, "altKey": true, "modifierAltGraph": true }),
                json!({ "key": "]", "code": "Digit9", "ctrlKey": true, "altKey": true, "modifierAltGraph": true }),
            ),
            (
                "German, Linux",
                json!({ "key": "[", "code": "Digit8", "modifierAltGraph": true }),
                json!({ "key": "]", "code": "Digit9", "modifierAltGraph": true }),
            ),
            (
                "German, Mac",
                json!({ "key": "[", "code": "Digit5", "altKey": true }),
                json!({ "key": "]", "code": "Digit6", "altKey": true }),
            ),
            (
                "French, Windows",
                json!({ "key": "[", "code": "Digit5", "ctrlKey": true, "altKey": true }),
                json!({ "key": "]", "code": "Minus", "ctrlKey": true, "altKey": true }),
            ),
            ("Russian", json!({ "key": "х", "code": "BracketLeft" }), json!({ "key": "ъ", "code": "BracketRight" })),
            ("any", json!({ "key": "u", "code": "KeyU" }), json!({ "key": "U", "code": "KeyU", "shiftKey": true })),
        ] {
            assert!(strike(page, stage, &back), "{layout}: back");
            page.wait_until("the window before", || axis() != small);
            assert!(strike(page, stage, &forward), "{layout}: forward");
            page.wait_until("the window again", || axis() == small);
        }
        // To the sides, by the place of the key or by its letter.
        for (layout, left, right) in [
            ("French", json!({ "key": "q", "code": "KeyA" }), json!({ "key": "d", "code": "KeyD" })),
            ("French, by the letter", json!({ "key": "a", "code": "KeyQ" }), json!({ "key": "d", "code": "KeyD" })),
            ("Russian", json!({ "key": "ф", "code": "KeyA" }), json!({ "key": "в", "code": "KeyD" })),
            ("Greek", json!({ "key": "α", "code": "KeyA" }), json!({ "key": "δ", "code": "KeyD" })),
        ] {
            assert!(strike(page, stage, &left), "{layout}: left");
            page.wait_until("further left", || axis() != small);
            assert!(strike(page, stage, &right), "{layout}: right");
            page.wait_until("there again", || axis() == small);
        }
        // The next failure, and the one before.
        assert!(strike(page, stage, &json!({ "key": "т", "code": "KeyN" })));
        page.find("aside[aria-label=Item]", None).wait();
        let first = number();
        strike(page, stage, &json!({ "key": "ν", "code": "KeyN" }));
        page.wait_until("the next failure", || number() != first);
        strike(page, stage, &json!({ "key": "з", "code": "KeyP" }));
        page.wait_until("the failure before", || number() == first);
        // What belongs to the browser stays with it.
        for event in [
            json!({ "key": "n", "code": "KeyN", "ctrlKey": true }),
            json!({ "key": "т", "code": "KeyN", "ctrlKey": true }),
            json!({ "key": "ArrowLeft", "code": "ArrowLeft", "altKey": true }),
            json!({ "key": "[", "code": "BracketLeft", "metaKey": true }),
            json!({ "key": "˜", "code": "KeyN", "altKey": true }),
            json!({ "key": "+", "code": "Equal", "ctrlKey": true, "shiftKey": true }),
        ] {
            assert!(!strike(page, stage, &event), "{event}");
        }
        assert_eq!(number(), first);
    });
}

#[test]
fn the_map_the_search_and_fields_on_every_layout() {
    e2e::test("the_map_the_search_and_fields_on_every_layout", |page| {
        let _site = opened(page, "fields.json", &log_of(300), 300);
        let help = page.find("dialog", Some("Keys"));
        for event in [
            json!({ "key": "?", "code": "Minus", "shiftKey": true }),
            json!({ "key": "?", "code": "KeyM", "shiftKey": true }),
            json!({ "key": "?", "code": "Digit7", "shiftKey": true }),
            json!({ "key": "؟", "code": "Slash", "shiftKey": true }),
        ] {
            strike(page, "body", &event);
            help.wait_for_text("u U");
            help.button("Close").click();
            help.wait_gone();
        }
        let search = "input[aria-label='Search the log']";
        assert!(strike(page, "body", &json!({ "key": "/", "code": "Digit7", "shiftKey": true })));
        page.wait_until("the search to have the focus", || focused(page).contains("Search the log"));
        for key in ["?", "/", "n", "х"] {
            assert!(!strike(page, search, &json!({ "key": key, "code": "KeyN" })), "{key} is typed");
        }
        assert!(!help.exists() && !page.find("aside[aria-label=Item]", None).exists());
        // The browser's own search is told of once, and stays.
        for _ in 0..2 {
            assert!(!strike(page, "body", &json!({ "key": "f", "code": "KeyF", "ctrlKey": true })));
        }
        wait_shown(page, ".toast", "sees only the rows on screen");
    });
}

#[test]
fn what_keys_do_buttons_do_as_well() {
    e2e::test("what_keys_do_buttons_do_as_well", |page| {
        let _site = opened(page, "buttons.json", &log_of(300), 300);
        let item = page.find("aside[aria-label=Item] h2", None);
        page.find("summary", None).with_text("More").click();
        page.screenshot("timeline-more");
        page.assert_accessible();
        page.button("Last item").click();
        item.wait_for_text("Row 299");
        page.button("First item").click();
        item.wait_for_text("Row 0");
        page.button("Choose the item’s time").click();
        let chosen = page.find(".timeline__chosen", None);
        chosen.wait_for_text("1 item");
        page.button("Longer range").click();
        page.wait_until("more items in it", || !chosen.text().contains("1 item"));
        page.button("Zoom to the range or item").click();
        page.wait_until("a smaller window", || zoomed(page) > 3.0);
        let axis = || page.find(".timeline__axis", None).text();
        let before = axis();
        page.button("Later").click();
        page.wait_until("a later part", || axis() != before);
        page.button("Earlier").click();
        page.wait_until("the part before", || axis() == before);
        page.button("Next running item").click();
        page.wait_for_text("No running item after this one");
    });
}
