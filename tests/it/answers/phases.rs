//! Phases: what the table says about the texts that are known, and what took longest.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tapeline::answers::groups::{By, grouped};
use tapeline::answers::objects::subject;
use tapeline::answers::phases::{Longest, Phase, Rules, items, longest, strip};
use tapeline::answers::sets;
use tapeline::model::{Log, NewItem, TimeRange};
use tapeline::sweep::Load;

use super::at;

/// Items with begin and end in seconds.
fn log(rows: &[(i64, i64, &str)]) -> Log {
    let mut log = Log::new();
    for &(start, end, title) in rows {
        log.push(&NewItem { start: Some(at(start)), end: Some(at(end)), title, ..NewItem::default() });
    }
    log
}

#[test]
fn known_texts_are_of_the_phase_their_table_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/titles");
    let mut actual = String::new();
    for file in ["vb365", "vbazure", "vbr", "unknown"] {
        let titles = fs::read_to_string(root.join(file).with_extension("txt")).unwrap();
        for text in titles.lines().filter(|text| !text.starts_with('#')) {
            let mut kind = String::new();
            subject(text).kind.push_label(&mut kind);
            writeln!(actual, "{:10} {kind}", Rules::default().phase(&kind).word()).unwrap();
        }
    }
    let mut lines: Vec<&str> = actual.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    let actual = lines.join("\n") + "\n";
    let golden = root.join("phases.expected.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&golden, &actual).unwrap();
    }
    assert_eq!(fs::read_to_string(&golden).unwrap_or_default(), actual, "UPDATE_EXPECT=1 takes it over");
}

#[test]
fn the_table_is_read_as_it_stands() {
    let rules = Rules::parse("about: this file\n\nwaiting: Throttled\n\nno rule\nlater: x\nprocessing: Thro: ttle\n");
    assert_eq!(rules.iter().collect::<Vec<_>>(), [(Phase::Waiting, "Throttled"), (Phase::Processing, "Thro: ttle")]);
    assert_eq!(rules.phase("Throttled by the service"), Phase::Waiting);
    assert_eq!(rules.phase("about"), Phase::Unmatched);
    assert!(Phase::ALL.iter().all(|phase| Phase::of_word(phase.word()) == Some(*phase)));
    assert!(Phase::ALL.iter().all(|phase| Phase::of_number(*phase as u32) == Some(*phase)));
    let mut named: Vec<Phase> = Rules::default().iter().map(|(phase, _)| phase).collect();
    named.dedup();
    assert_eq!(named, Phase::ALL[1..], "the page's own table has every phase, each in one place");
}

#[test]
fn the_strip_shows_what_most_items_are_of() {
    let log = log(&[
        (0, 4, "Connected to organization"),
        (0, 2, "Job started"),
        (2, 12, "Found 3 excluded objects"),
        (4, 8, "Processing mailbox: a@x.example"),
        (5, 10, "Processing mailbox: b@x.example"),
        (14, 15, "Job finished"),
    ]);
    let (kinds, objects) = (grouped(&log, By::Kind), grouped(&log, By::Object));
    let phases = Rules::default().phases(&kinds);
    let load = Load::new(&log, at(99));
    let within = TimeRange::new(at(0), at(20));
    let seconds = |range: TimeRange| (range.start().since(at(0)) / 10_000_000, range.end().since(at(0)) / 10_000_000);
    let shown: Vec<_> = strip(&load, within, &phases)
        .into_iter()
        .map(|part| (seconds(part.range), part.group.and_then(Phase::of_number)))
        .collect();
    assert_eq!(
        shown,
        [
            ((0, 2), Some(Phase::Start)),
            ((2, 4), Some(Phase::Listing)),
            ((4, 10), Some(Phase::Processing)),
            ((10, 12), Some(Phase::Listing)),
            ((12, 14), None),
            ((14, 15), Some(Phase::Finishing)),
            ((15, 20), None),
        ]
    );
    let listing = load.accounts(within, &phases, Phase::ALL.len())[Phase::Listing as usize];
    assert_eq!((listing.covered, listing.alone), (100_000_000, 20_000_000));
    assert_eq!(items(&phases, Phase::Processing), [3, 4]);
    let longest = longest(&load, within, &phases, &objects);
    assert_eq!(longest.phase.unwrap().0, Phase::Listing, "by fair share, which the strip alone does not show");
    let name = |found: Option<(u32, _)>| found.map(|(group, _)| objects.name(group).to_owned());
    assert_eq!(name(longest.object).as_deref(), Some("Mailbox b@x.example"));
    assert_eq!(name(longest.span).as_deref(), Some("Mailbox b@x.example"));
    assert_eq!(
        tapeline::answers::phases::longest(&load, TimeRange::new(at(13), at(13)), &phases, &objects),
        Longest::default()
    );
}

#[test]
fn a_set_is_found_again_by_its_name() {
    let log = log(&[(0, 1, "Processing mailbox: a"), (1, 2, "Processing site: b"), (2, 3, "Processing mailbox: c")]);
    let kinds = grouped(&log, By::Kind);
    let name = sets::name("kind", "Processing mailbox");
    let hash = u32::from_str_radix(name.strip_prefix("kind.").unwrap(), 16).unwrap();
    assert_eq!(name.len(), "kind.".len() + 8);
    assert_eq!(sets::of_key(&kinds, hash), [0, 2]);
    assert_eq!(sets::of_key(&kinds, hash ^ 1), [0; 0]);
    assert_eq!(sets::hash("a"), 0xe40c_292c, "FNV-1a as published");
    let cut = sets::within(&name, TimeRange::new(at(1), at(2)));
    assert_eq!(sets::parted(&cut), (&*name, Some(TimeRange::new(at(1), at(2)))));
    for whole in [&*name, "alone", "odd.4", "", "kind.0000000000000001.0000000000000000", "a.1.2"] {
        assert_eq!(sets::parted(whole), (whole, None));
    }
}
