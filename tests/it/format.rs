//! Numbers, times and foreign text as people read them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::borrow::Cow;

use proptest::prelude::*;
use tapeline::format;
use tapeline::model::{Stamp, Timestamp, UtcOffset, time};

fn at(iso: &str) -> Timestamp {
    let stamp = time::parse(iso.as_bytes()).unwrap();
    if let Stamp::At(t, _) = stamp { Some(t) } else { None }.unwrap()
}

fn offset(minutes: i16) -> UtcOffset {
    UtcOffset::from_minutes(minutes).unwrap()
}

#[test]
fn durations() {
    for (ticks, text) in [
        (0, "0"),
        (1, "0.1 µs"),
        (6_400, "640 µs"),
        (9_999, "999 µs"),
        (10_000, "1 ms"),
        (123_999, "12.3 ms"),
        (9_999_999, "999 ms"),
        (73_000_000, "7.3 s"),
        (599_999_999, "59.9 s"),
        (600_000_000, "1 min 00 s"),
        (2_420_000_000, "4 min 02 s"),
        (35_999_999_999, "59 min 59 s"),
        (234_600_000_000, "6 h 31 min"),
        (936_000_000_000, "1 d 02 h"),
        (-73_000_000, "−7.3 s"),
        (i64::MAX, "10,675,199 d 02 h"),
        (i64::MIN, "−10,675,199 d 02 h"),
    ] {
        assert_eq!(format::duration(ticks), text, "{ticks}");
    }
    assert_eq!(format::exact_duration(2_421_200_000), "00:04:02.1200000");
    assert_eq!(format::exact_duration(-1), "-00:00:00.0000001");
    assert_eq!(format::exact_duration(936_000_000_000), "1.02:00:00.0000000");
}

#[test]
fn amounts() {
    for (n, text) in [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1 KB"),
        (98_146_714, "93.6 MB"),
        (1_048_575, "1 MB"),
        (1_047_449, "1022.9 KB"),
        (-2048, "−2 KB"),
        (i64::MAX, "8 EB"),
        (i64::MIN, "−8 EB"),
    ] {
        assert_eq!(format::bytes(n), text, "{n}");
    }
    assert_eq!(format::rate(852_378), "832.4 KB/s");
    assert_eq!(format::count(0), "0");
    assert_eq!(format::count(976), "976");
    assert_eq!(format::count(59_960_usize), "59,960");
    assert_eq!(format::count(i64::MIN), "−9,223,372,036,854,775,808");
}

#[test]
fn times() {
    let t = at("2026-11-21T00:12:07.3100000Z");
    assert_eq!(format::time(t, offset(60)), "01:12:07.31");
    assert_eq!(format::time_with(t, offset(60), 0), "01:12:07");
    assert_eq!(format::time_with(t, offset(60), 200), "01:12:07.3100000");
    assert_eq!(format::date(t, offset(60)), "Sat 21 Nov 2026");
    assert_eq!(format::date(t, offset(-60)), "Fri 20 Nov 2026");
    assert_eq!(format::date_time(t, offset(60)), "Sat 21 Nov 2026 01:12:07");
    assert_eq!(format::full(t, offset(60)), "2026-11-21 01:12:07.3100000 +01:00");
    assert_eq!(format::full(t, UtcOffset::UTC), "2026-11-21 00:12:07.3100000 UTC");
    assert_eq!(format::digits_for(10_000_000), 0);
    assert_eq!(format::digits_for(10_000), 3);
    assert_eq!(format::digits_for(1), 7);
}

#[test]
fn spans_of_time_say_nothing_twice() {
    let text = |a, b| format::from_to(at(a), offset(60), at(b), offset(60));
    assert_eq!(text("2026-11-21T21:00:00Z", "2026-11-22T03:31:00Z"), "Sat 21 Nov 2026 22:00 – Sun 04:31");
    assert_eq!(text("2026-11-21T21:00:07Z", "2026-11-21T21:00:09Z"), "Sat 21 Nov 2026 22:00:07 – 22:00:09");
    assert_eq!(text("2026-11-21T21:00:00Z", "2026-11-30T21:00:00Z"), "Sat 21 Nov 2026 22:00 – Mon 30 Nov 2026 22:00");
}

#[test]
fn hidden_characters_are_spelt_out() {
    assert_eq!(format::visible("a\u{202e}b\n\0"), "a⟨U+202E⟩b⟨U+000A⟩⟨U+0000⟩");
    assert_eq!(format::visible_lines("a\u{85}\nb"), "a⟨U+0085⟩\nb");
    for hidden in ["\u{fe00}", "\u{fe0f}", "\u{1d173}", "\u{1bca0}", "\u{13430}", "\u{2800}", "\u{17b4}", "\u{17b5}"] {
        let shown = format::visible(hidden);
        assert!(shown.starts_with("⟨U+") && !shown.contains(hidden), "{shown}");
    }
    assert_eq!(format::visible("\u{feff}\u{f0000}\u{10fffd}"), "⟨U+FEFF⟩⟨U+F0000⟩⟨U+10FFFD⟩");
    for hidden in "\u{7f}\u{9b}\u{2028}\u{2029}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}\u{200b}\u{200d}\u{2060}".chars()
    {
        assert!(format::is_hidden(hidden), "{hidden:?}");
    }
    for clean in ["", "plain", "Müller – 漢字 é", "بريد"] {
        assert!(matches!(format::visible(clean), Cow::Borrowed(same) if same == clean));
    }
}

#[test]
fn long_text_is_cut() {
    assert_eq!(format::short("äöü", 3), "äöü");
    assert_eq!(format::short("äöüß", 3), "äö…");
    assert_eq!(format::short("ab", 0), "…");
    assert_eq!(format::short("", 0), "");
    assert_eq!(format::shown("a\tbcdef", 4), "a⟨U+0009⟩b…");
}

proptest! {
    #[test]
    fn nothing_hidden_is_left(text in any::<String>(), n in 0_usize..40) {
        prop_assert!(!format::visible(&text).contains(format::is_hidden));
        let lines = format::visible_lines(&text);
        prop_assert!(!lines.contains(|c| format::is_hidden(c) && c != '\n'));
        prop_assert!(format::short(&text, n).chars().count() <= n.max(1));
    }

    #[test]
    fn any_number_prints(n in any::<i64>(), minutes in -1439_i16..1440) {
        let (t, offset) = (Timestamp::from_ticks(n), offset(minutes));
        let _ = (format::duration(n), format::exact_duration(n), format::bytes(n), format::full(t, offset));
        let _ = (format::time(t, offset), format::from_to(t, offset, Timestamp::from_ticks(!n), offset));
        let plain: String = format::count(n).chars().filter(char::is_ascii_digit).collect();
        prop_assert_eq!(plain, n.unsigned_abs().to_string());
    }
}
