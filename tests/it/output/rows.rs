//! Rows for pasting.

use tapeline::model::{Log, NewItem, Status, Timestamp, UtcOffset};
use tapeline::output::redact::What;
use tapeline::output::rows::{Rows, rows};
use tapeline::texts::{Lang, Texts};
use tapeline::timeline::Zone;

/// 2026-11-21 00:00:03 UTC.
const START: i64 = 17_952_192_030_000_000;

fn log() -> Log {
    let mut log = Log::new();
    let texts = ["Mailbox of Anna", "=1+1", "a\tb\nc", "<b>&\"", "-5 items", "\u{202e}gnp.exe"];
    for (at, title) in (0..).zip(texts) {
        log.push(&NewItem {
            usn: Some(at),
            title,
            status: Status::Failed,
            start: Some(Timestamp::from_ticks(START + at)),
            end: Some(Timestamp::from_ticks(START + at + 600_000_000)),
            ..NewItem::default()
        });
    }
    log
}

fn of(items: &[u32], zone: &Zone, texts: Texts) -> Rows {
    rows(&log(), items, zone, texts, None)
}

#[test]
fn a_row_is_a_line_and_says_day_and_offset() {
    let zone = Zone::fixed("home".to_owned(), UtcOffset::from_minutes(60).unwrap());
    let Rows { n, text, html } = of(&[0], &zone, Texts::default());
    assert_eq!(n, 1);
    assert_eq!(
        text,
        "0\tFailed\t2026-11-21 01:00:03.0000000 +01:00\t2026-11-21 01:01:03.0000000 +01:00\t00:01:00.0000000\tMailbox of Anna\n"
    );
    assert!(html.starts_with("<table><tr><th>#</th><th>Result</th>"), "{html}");
    assert!(html.ends_with("<td>Mailbox of Anna</td></tr></table>"), "{html}");
    let german = of(&[0], &zone, Texts::new(Lang::De));
    assert!(german.text.contains("\tFehlgeschlagen\t") || german.text.contains("\tFehler\t"), "{}", german.text);
}

/// What a server sent is text, in a line and in a table: no cell of two, no formula, no markup, no other order of letters.
#[test]
fn foreign_text_is_only_text() {
    let Rows { n, text, html } = of(&[0, 1, 2, 3, 4, 5], &Zone::utc(), Texts::default());
    assert_eq!((n, text.lines().count(), html.matches("<tr>").count()), (6, 6, 7));
    for line in text.lines() {
        assert_eq!(line.split('\t').count(), 6, "{line:?}");
    }
    let last: Vec<&str> = text.lines().map(|line| line.rsplit('\t').next().unwrap()).collect();
    assert_eq!(last[1..], ["'=1+1", "a⟨U+0009⟩b⟨U+000A⟩c", "<b>&\"", "'-5 items", "⟨U+202E⟩gnp.exe"]);
    for part in ["<td>'=1+1</td>", "<td>&lt;b&gt;&amp;\"</td>", "<td>⟨U+202E⟩gnp.exe</td>"] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(!html.contains("<b>"), "{html}");
}

#[test]
fn names_are_replaced_where_that_is_wanted() {
    let rewrite = |_: What, text: &str| text.replace("Anna", "user-1");
    let Rows { text, html, .. } = rows(&log(), &[0], &Zone::utc(), Texts::default(), Some(&rewrite));
    assert!(text.contains("Mailbox of user-1") && html.contains("Mailbox of user-1"), "{text}");
    assert!(!text.contains("Anna") && !html.contains("Anna"));
}
