//! The page's texts in other languages.

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
