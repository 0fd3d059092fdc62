//! Tables for spreadsheets, by one writer, so that no table can forget the guard.
//!
//! RFC 4180: every field in quotes, quotes doubled, rows ended by CR LF. The text begins with a byte order mark, since
//! Excel reads a file without one in the old code page of the machine; other programs skip it, and a program that does
//! not sees it before the first header and in no field of data.
//!
//! A spreadsheet takes a field that begins with `=` and the like for a formula, in quotes or not. Such a field gets an
//! apostrophe in front. Apart from that, text is as the server sent it: it is meant for comparing and searching.

use super::Completeness;
use crate::model::{Log, Timestamp, UtcOffset};

/// Builds a table, field by field.
#[derive(Clone, Debug)]
pub struct Writer {
    out: String,
    is_row_begun: bool,
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// An empty table.
    pub fn new() -> Self {
        Self { out: "\u{feff}".to_owned(), is_row_begun: false }
    }

    /// Adds a field of text, guarded.
    pub fn text(&mut self, text: &str) {
        self.begin_field();
        if is_formula(text) {
            self.out.push('\'');
        }
        for (n, part) in text.split('"').enumerate() {
            if n > 0 {
                self.out.push_str("\"\"");
            }
            self.out.push_str(part);
        }
        self.out.push('"');
    }

    /// Adds a number, or an empty field. A negative one is a number to a spreadsheet, and needs no guard.
    pub fn number(&mut self, number: Option<i64>) {
        self.begin_field();
        if let Some(number) = number {
            self.out.push_str(&number.to_string());
        }
        self.out.push('"');
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.out.push_str("\r\n");
        self.is_row_begun = false;
    }

    /// The table.
    pub fn finish(self) -> String {
        self.out
    }

    fn begin_field(&mut self) {
        self.out.push_str(if self.is_row_begun { ",\"" } else { "\"" });
        self.is_row_begun = true;
    }
}

/// Whether a spreadsheet might take a field for a formula: after optional blanks or invisible characters it begins with
/// `=`, `+`, `-`, `@` or a full-width twin of these, or there is a tab, CR, LF or NUL among those blanks.
fn is_formula(text: &str) -> bool {
    for c in text.chars() {
        match c {
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−' | '\t' | '\r' | '\n' | '\0' => return true,
            _ if c.is_whitespace() || crate::format::is_hidden(c) => {}
            _ => return false,
        }
    }
    false
}

/// The header of [`log`].
pub const LOG_COLUMNS: [&str; 8] = ["usn", "id", "status", "start", "end", "length_100ns", "text", "remarks"];

/// `items` of a log, in the given order: times to 100 ns and with the offset they were sent with (without one where none
/// was sent), lengths in ticks of 100 ns, the text as sent. A last row says so if the log is not all there is.
pub fn log(log: &Log, items: &[u32], completeness: Completeness<'_>) -> String {
    let mut table = Writer::new();
    for column in LOG_COLUMNS {
        table.text(column);
    }
    table.end_row();
    for &idx in items {
        let time = |t: Option<Timestamp>| t.map(|t| iso(t, log.offset(idx))).unwrap_or_default();
        table.number(log.usn(idx));
        table.text(&log.id(idx).unwrap_or_default());
        table.text(log.status_text(idx));
        table.text(&time(log.start(idx)));
        table.text(&time(log.end(idx)));
        table.number(log.ticks(idx));
        table.text(log.title(idx));
        let remarks: Vec<&str> = log.assumptions(idx).map(|(_, remark)| remark).collect();
        table.text(&remarks.join(". "));
        table.end_row();
    }
    if let Completeness::Partial(why) = completeness {
        for _ in 0..LOG_COLUMNS.len() - 1 {
            table.text("");
        }
        table.text(&["This log is incomplete: ", why].concat());
        table.end_row();
    }
    table.finish()
}

fn iso(t: Timestamp, offset: Option<UtcOffset>) -> String {
    match offset {
        Some(offset) => t.to_iso(offset),
        None => t.civil(UtcOffset::UTC).to_iso_local(),
    }
}
