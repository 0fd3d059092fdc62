//! The texts of the page: each is said somewhere, and says in every language what it is given.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tapeline::answers::objects::{NO_TEXT, work_kinds};
use tapeline::model::{Assumption, Severity, Status};
use tapeline::texts::{Lang, Texts};

use super::tidy::sources;

/// Texts in the code of views that nobody reads, or that are the same in all languages.
const NOT_READ: &[&str] = &[
    "Tapeline",
    "Windows PowerShell",
    "Microsoft 365",
    "Azure",
    // Headers of an answer.
    "Content-Type",
    "Retry-After",
    // Keys, as events name them.
    "KeyF",
    "ArrowDown",
    "ArrowUp",
    "ArrowLeft",
    "ArrowRight",
    "PageDown",
    "PageUp",
    "Home",
    "End",
    "Enter",
    "Escape",
    "AltGraph",
    "CapsLock",
    "Key",
    "Digit",
    "BracketLeft",
    "BracketRight",
    "Slash",
    "Equal",
    "Minus",
];

#[test]
fn a_language_is_known_by_its_code() {
    assert_eq!(Lang::of_code("de-AT"), Some(Lang::De));
    assert_eq!(Lang::of_code("EN"), Some(Lang::En));
    assert_eq!(Lang::of_code("fr"), None);
    assert_eq!(Lang::ALL.map(Lang::name), ["English", "Deutsch"]);
}

#[test]
fn plurals_and_figures_are_those_of_the_language() {
    let said = |lang: Lang, n: usize| {
        let texts = Texts::new(lang);
        texts.common_items(n, texts.count(n))
    };
    assert_eq!(Lang::ALL.map(|lang| said(lang, 1)), ["1 item", "1 Eintrag"]);
    assert_eq!(Lang::ALL.map(|lang| said(lang, 59_960)), ["59,960 items", "59.960 Einträge"]);
    assert_eq!(Texts::default().common_items(0, "no"), "no items");
    let german = Texts::new(Lang::De);
    assert_eq!(german.local("Sun 1 Mar 2026 22:00 – Mon 04:31"), "So 1 Mär 2026 22:00 – Mo 04:31");
    assert_eq!(german.local("−1,234.5 MB/s, Sunday"), "−1.234,5 MB/s, Sunday");
    assert_eq!(Texts::default().local("59,960"), "59,960");
    assert_eq!(german.duration(73_000_000), "7,3 s");
}

#[test]
fn results_and_kinds_of_work_are_words_of_the_page() {
    let (english, german) = (Texts::default(), Texts::new(Lang::De));
    for status in Status::ALL {
        assert_eq!(english.status(status), status.word());
        assert_ne!(german.status(status), status.word());
    }
    for severity in Severity::ALL {
        assert_eq!(english.severity(severity), severity.word());
        assert_ne!(german.severity(severity), severity.word());
    }
    for assumption in Assumption::ALL {
        assert_ne!(german.assumption(assumption), english.assumption(assumption));
    }
    for kind in work_kinds().chain([NO_TEXT.to_owned()]) {
        assert_eq!(english.work_kind(&kind), kind);
        assert_ne!(german.work_kind(&kind), kind, "src/texts/kinds.rs does not know it");
    }
    assert_eq!(german.work_kind("Processing mailbox"), "Verarbeiten: Postfach");
    assert_eq!(german.work_kind("Processing wonders"), "Processing wonders");
}

#[test]
fn every_message_is_said_somewhere() {
    let sources = sources("src");
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let said: BTreeSet<&str> = sources.iter().flat_map(|file| file.code.split(|c| !is_name(c))).collect();
    let all = messages("en");
    let unused: Vec<&String> = all.keys().filter(|id| !said.contains(id.replace('-', "_").as_str())).collect();
    assert!(unused.is_empty(), "nobody says these; take them out of src/texts: {unused:#?}");
}

/// A sentence in the code of a view would stay English.
#[test]
fn no_view_has_words_of_its_own() {
    let is_prose = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.contains(|c: char| c.is_ascii_lowercase())
            && !NOT_READ.contains(&text)
    };
    let mut found = Vec::new();
    for file in ["src/app", "src/report"].into_iter().flat_map(sources) {
        // What is between quotes; a quote as a character would count as one.
        let code = file.code.replace("'\"'", "").replace("\\\"", "");
        let prose = code.split('"').skip(1).step_by(2).filter(|text| is_prose(text));
        found.extend(prose.map(|text| format!("{}: {text}", file.path)));
    }
    assert!(found.is_empty(), "to be said by `Texts`: {found:#?}");
}

/// The build sees to it that a language has every message and no argument of its own; not that it uses all it gets.
#[test]
fn no_language_leaves_out_what_fills_a_sentence() {
    let german = messages("de");
    for (id, english) in messages("en") {
        // What only chooses a form may choose none in another language.
        let filled = |text: &str| -> BTreeSet<String> {
            text.split('{')
                .filter_map(|rest| rest.trim_start().strip_prefix('$'))
                .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.trim_end().to_owned()))
                .filter(|name| !name.contains("->"))
                .collect()
        };
        let other = &german[&id];
        assert_eq!(filled(&english), filled(other), "{id}");
    }
}

/// All messages of a language by their names.
fn messages(lang: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/texts").join(lang);
    for entry in fs::read_dir(folder).unwrap() {
        let mut id = String::new();
        for line in fs::read_to_string(entry.unwrap().path()).unwrap().lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                let (name, text) = line.split_once('=').unwrap();
                name.trim().clone_into(&mut id);
                assert!(all.insert(id.clone(), text.to_owned()).is_none(), "{id} is there twice");
            } else if let Some(text) = all.get_mut(&id) {
                text.push('\n');
                text.push_str(line);
            }
        }
    }
    all
}
