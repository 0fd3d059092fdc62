//! Rows of a log for pasting: as lines with tabs between cells, and as a table for programs that take one. What is in a cell is
//! written as on screen, hidden characters made visible; times have their day and their offset, since a row that was pasted
//! somewhere does not say what the page around it showed.

use super::csv::is_formula;
use super::redact::{Rewrite, What};
use crate::format;
use crate::model::{Log, Timestamp};
use crate::texts::Texts;
use crate::timeline::Zone;

/// The same rows twice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rows {
    /// How many.
    pub n: usize,
    /// A line for each, with tabs between.
    pub text: String,
    /// A table in HTML, with a head.
    pub html: String,
}

/// `items` of a log, in the given order.
pub fn rows(log: &Log, items: &[u32], zone: &Zone, texts: Texts, rewrite: Option<&Rewrite<'_>>) -> Rows {
    let head = [
        texts.session_column_usn(),
        texts.common_result(),
        texts.common_start(),
        texts.common_end(),
        texts.common_length(),
        texts.common_text(),
    ];
    let (mut text, mut html) = (String::new(), "<table><tr>".to_owned());
    for name in &head {
        push_cell(&mut html, "th", name);
    }
    html.push_str("</tr>");
    for &idx in items {
        html.push_str("<tr>");
        for (at, cell) in cells(log, idx, zone, texts, rewrite).iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            text.push_str(cell);
            push_cell(&mut html, "td", cell);
        }
        text.push('\n');
        html.push_str("</tr>");
    }
    html.push_str("</table>");
    Rows { n: items.len(), text, html }
}

fn cells(log: &Log, idx: u32, zone: &Zone, texts: Texts, rewrite: Option<&Rewrite<'_>>) -> [String; 6] {
    let time = |t: Option<Timestamp>| t.map(|t| format::full(t, zone.offset_at(t))).unwrap_or_default();
    let is_open = log.is_open(idx);
    let words = rewrite.map_or_else(|| log.said(idx).to_owned(), |rewrite| rewrite(What::Text, log.said(idx)));
    let length =
        if is_open { texts.session_open() } else { log.ticks(idx).map(format::exact_duration).unwrap_or_default() };
    [
        log.usn(idx).map(|usn| usn.to_string()).unwrap_or_default(),
        guarded(&format::visible(&texts.result_sent(log.status(idx).severity(), log.status_text(idx)))),
        time(log.start(idx)),
        if is_open { String::new() } else { time(log.end(idx)) },
        length,
        guarded(&format::visible(&words)),
    ]
}

/// A spreadsheet takes what is pasted for a formula as readily as what is in a file.
fn guarded(text: &str) -> String {
    if is_formula(text) { ["'", text].concat() } else { text.to_owned() }
}

fn push_cell(html: &mut String, tag: &str, text: &str) {
    html.extend(["<", tag, ">"]);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c => html.push(c),
        }
    }
    html.extend(["</", tag, ">"]);
}
