//! The timeline as SVG: a golden to be looked at, and files that are XML whatever is in them.

use std::fs;

use proptest::prelude::*;
use tapeline::model::{Log, TimeRange, Timestamp};
use tapeline::output::svg::{Drawing, svg};
use tapeline::texts::Texts;
use tapeline::timeline::{BitSet, Hits, Index, Lanes, Scene, Size, View, Viewport, Zone, ticks};

use super::logs::{any_log, open_end, session};
use super::pictures::{LIGHT, expect_text, small_log};

fn draw(log: &Log, size: Size, zoom: Option<TimeRange>, (title, label): (&str, &str), search: bool) -> String {
    let index = Index::new(log, &Lanes::pack(log));
    let mut viewport =
        Viewport::fit(log.extent().unwrap_or(TimeRange::new(Timestamp::default(), Timestamp::default())));
    if let Some(zoom) = zoom {
        viewport.zoom_to(zoom);
    }
    let n = u32::try_from(log.len()).unwrap();
    let hits = Hits::new(&index, &BitSet::of(log.len(), (0..n).filter(|idx| idx % 4 == 1)));
    let hits = search.then_some(&hits);
    let view = View { selection: Some(6), hits, ..View::new(&index, &viewport, size, open_end(log)) };
    let mut scene = Scene::of(&view);
    let ticks = ticks(view.window, size.width_px, &Zone::utc());
    scene.set_grid(&ticks);
    let label = |idx: u32| format!("{label} {idx}");
    svg(&Drawing {
        scene: &scene,
        ticks: &ticks,
        palette: &LIGHT,
        texts: Texts::default(),
        zone: "UTC",
        title,
        label: &label,
        heads: &[],
    })
}

fn surface(width_px: f64, height_px: f64) -> Size {
    Size { width_px, height_px, device_ratio: 1.0 }
}

/// Elements that end in the order in which they began, quoted attributes, known references, no character that XML lacks.
fn assert_xml(text: &str) {
    assert!(
        text.chars()
            .all(|c| c >= ' ' && !('\u{7f}'..='\u{9f}').contains(&c) && c < '\u{fffe}' || c == '\n' || c > '\u{ffff}')
    );
    let (mut open, mut rest): (Vec<&str>, &str) = (Vec::new(), text);
    let reference = |text: &str| {
        let known = ["amp;", "lt;", "gt;", "quot;"];
        text.split('&').skip(1).all(|rest| known.iter().any(|known| rest.starts_with(known)))
    };
    while let Some((before, after)) = rest.split_once('<') {
        assert!(reference(before) && !before.contains('>') || open.last() == Some(&"style"), "{before}");
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let (name, attributes) = tag.trim_end_matches('/').split_once(' ').unwrap_or((tag, ""));
        for attribute in
            attributes.split("\" ").map(|attribute| attribute.trim_end_matches('"')).filter(|a| !a.is_empty())
        {
            let (name, value) = attribute.split_once("=\"").unwrap();
            assert!(
                name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-') && !value.contains(['"', '<']),
                "{attribute}"
            );
            assert!(reference(value));
        }
        if !tag.ends_with('/') {
            open.push(name.trim_end_matches('/'));
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
}

#[test]
fn twenty_items_as_a_drawing() {
    let drawing =
        draw(&small_log(), surface(900.0, 200.0), None, ("SharePoint intranet, 21 Nov 2026", "Processing site"), false);
    assert_xml(&drawing);
    expect_text("20.svg", &drawing);
    let searched = draw(&small_log(), surface(900.0, 200.0), None, ("", ""), true);
    assert!(searched.contains("opacity=\".31\"") && !drawing.contains("opacity=\".31\""));
    for (word, n) in [("Failed", 5), ("Warning", 3), ("Success", 10)] {
        assert!(drawing.contains(&format!(">{word} {n}</text>")), "{word}");
    }
}

#[test]
fn a_drawing_follows_the_pixels_and_not_the_items() {
    let size = surface(900.0, 300.0);
    let small = draw(&session(1_000, 24, 1), size, None, ("", ""), false).len();
    let large = draw(&session(60_000, 64, 1), size, None, ("", ""), false).len();
    println!("{small} bytes of a thousand items, {large} of sixty thousand");
    assert!(large < 1_000_000 && large < small * 12, "{small} {large}");
    let folded = draw(&session(60_000, 900, 1), size, None, ("", ""), false);
    assert!(folded.len() < 1_000_000);
    assert_xml(&folded);
    let path = fs::metadata(super::pictures::folder().join("20.svg.txt"));
    assert!(path.is_ok_and(|file| file.len() < 20_000));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_drawing_is_xml(log in any_log(30), title in any::<String>(), label in "[<>&\"']{0,4}\\PC{0,8}\u{fffe}?\u{1b}?", search in any::<bool>()) {
        let drawing = draw(&log, surface(500.0, 120.0), None, (&title, &label), search);
        assert_xml(&drawing);
        prop_assert!(!drawing.contains("NaN") && !drawing.contains("inf"));
    }
}
