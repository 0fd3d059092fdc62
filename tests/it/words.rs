//! The page's texts in other languages.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic is how a test fails")]

mod sources;

use proptest::prelude::*;
use tapeline::words::{Lang, Words};

fn german() -> Words {
    Words::parse(Lang::De, include_str!("../../src/words/de.txt"))
}

#[test]
fn a_text_without_a_partner_stays_english() {
    let words = german();
    assert_eq!(words.say("Sun"), "So");
    assert_eq!(words.say("nobody says this"), "nobody says this");
    assert_eq!(Words::default().say("Sun"), "Sun");
}

#[test]
fn holes_are_filled_in_order_or_by_number_and_not_read_again() {
    let words = Words::parse(Lang::De, "about\n\n{} of {}\nvon {1} sind {0}\n");
    assert_eq!(words.fill("{} of {}", &["3", "{}"]), "von {} sind 3");
    assert_eq!(Words::default().fill("{} of {}", &["{1}", "4"]), "{1} of 4");
    assert_eq!(Words::default().fill("{} and {", &["a"]), "a and ");
}

#[test]
fn numbers_and_dates_are_written_as_the_language_does() {
    let words = german();
    let local = |text: &str| words.local(text.to_owned());
    assert_eq!(local("Sun 1 Mar 2026 22:00 – Mon 04:31"), "So 1 Mär 2026 22:00 – Mo 04:31");
    assert_eq!(local("59,960"), "59.960");
    assert_eq!(local("12.3 ms"), "12,3 ms");
    assert_eq!(local("−1,234.5 MB/s, Sunday"), "−1.234,5 MB/s, Sunday");
    assert_eq!(Words::default().local("59,960".to_owned()), "59,960");
}

#[test]
fn a_language_is_known_by_its_code() {
    assert_eq!(Lang::of_code("de-AT"), Some(Lang::De));
    assert_eq!(Lang::of_code("EN"), Some(Lang::En));
    assert_eq!(Lang::of_code("fr"), None);
}

/// A file of these lines, two for each text.
fn words_of(lines: &str) -> Words {
    Words::parse(Lang::De, &["about\n\n", lines].concat())
}

#[test]
fn a_finished_text_is_said_by_the_line_that_looks_like_it() {
    let words = words_of(
        "item\nEintrag\n\n{*} items\n{} Einträge\n\n{*}, all loaded\n{}, alle geladen\n\n\
         Signed in by {=} for {=}\nFür {1} angemeldet von {0}\n\n{*} found\n{} gefunden\n\n\
         {*} of {*} found\n{} von {} gefunden",
    );
    assert_eq!(words.said("1,234 items, all loaded"), "1.234 Einträge, alle geladen");
    assert_eq!(words.said("Signed in by item for 1,234 items"), "Für 1,234 items angemeldet von item");
    assert_eq!(words.said("3 of 5 found"), "3 von 5 gefunden", "the more telling line comes first");
    assert_eq!(words.said("item"), "Eintrag");
    assert_eq!(words.said("12.5 MB/s · 4 min 02.5 s"), "12,5 MB/s · 4 min 02,5 s");
    assert_eq!(words.said("No line for https://10.0.0.5:4443"), "No line for https://10.0.0.5:4443");
    assert_eq!(words.said("  item "), "  Eintrag ");
    for other in ["items", "12 items!", "Signed in by a for ", "not signed in by a for b", "found", ""] {
        assert_eq!(words.said(other), other);
    }
}

#[test]
fn lines_that_would_look_like_everything_are_left_out() {
    let words = words_of("{*}\nalles {}\n\n{=}{*}\n{}\n");
    assert_eq!(words.said("whatever comes"), "whatever comes");
}

proptest! {
    #[test]
    fn in_english_nothing_changes(text in ".{0,60}") {
        prop_assert_eq!(Words::default().said(&text), text);
    }

    #[test]
    fn a_text_that_no_line_fits_keeps_its_words(text in "[a-z ]{0,40}") {
        let words = words_of("{=} of {=} Q\n{} von {} Q");
        prop_assert_eq!(words.said(&text), text);
    }

    /// What a server sent stands in a hole that is taken as it is, whatever it looks like.
    #[test]
    fn a_foreign_text_in_a_hole_comes_out_as_it_went_in(
        foreign in prop_oneof![".{1,60}", "Failed|1,234 items|Sun 1 Mar|\\{=\\}|\\{\\}|\\{1\\}"],
    ) {
        let words = words_of("The file {=} cannot be shown.\nDie Datei {} lässt sich nicht zeigen.\n\nFailed\nX");
        prop_assert_eq!(
            words.said(&["The file ", &foreign, " cannot be shown."].concat()),
            ["Die Datei ", &foreign, " lässt sich nicht zeigen."].concat()
        );
    }

    #[test]
    fn any_file_and_any_text_give_a_text(file in "([a-z{}*=0-9 ]{0,12}\n){0,12}", text in "[a-z{}*=0-9 ]{0,24}") {
        words_of(&file).said(&text);
    }
}
