//! Tables for spreadsheets, by one writer around the `csv` package's, so that no table can forget the guard.
//!
//! RFC 4180: every field in quotes, quotes doubled, rows ended by CR LF. The text begins with a byte order mark, since
//! Excel reads a file without one in the old code page of the machine; other programs skip it, and a program that does
//! not sees it before the first header and in no field of data.
//!
//! A spreadsheet takes a field that begins with `=` and the like for a formula, in quotes or not. Such a field gets an
//! apostrophe in front. Apart from that, text is as the server sent it: it is meant for comparing and searching.

use super::Completeness;
use super::redact::{Rewrite, What, own_word};
use crate::model::{Log, Session, Timestamp, UtcOffset};
use crate::texts::Texts;

/// Builds a table, field by field.
#[derive(Debug)]
pub struct Writer {
    out: csv::Writer<Vec<u8>>,
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// An empty table.
    pub fn new() -> Self {
        let mut layout = csv::WriterBuilder::new();
        layout.quote_style(csv::QuoteStyle::Always).terminator(csv::Terminator::CRLF).flexible(true);
        Self { out: layout.from_writer("\u{feff}".into()) }
    }

    /// Adds a field of text, guarded.
    pub fn text(&mut self, text: &str) {
        if is_formula(text) {
            self.field(&["'", text].concat());
        } else {
            self.field(text);
        }
    }

    /// Adds a number, or an empty field. A negative one is a number to a spreadsheet, and needs no guard.
    pub fn number(&mut self, number: Option<i64>) {
        self.field(&number.map(|number| number.to_string()).unwrap_or_default());
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        // Memory takes all that is written, and rows may be of any length.
        let _ = self.out.write_record(None::<&[u8]>);
    }

    fn header(&mut self, columns: &[&str]) {
        for column in columns {
            self.text(column);
        }
        self.end_row();
    }

    /// A last row that says, in the last column, what is missing.
    fn end(&mut self, completeness: Completeness<'_>, what: impl Fn(&str) -> String, n_columns: usize) {
        if let Completeness::Partial(why) = completeness {
            for _ in 0..n_columns - 1 {
                self.text("");
            }
            self.text(&what(why));
            self.end_row();
        }
    }

    /// The table.
    pub fn finish(self) -> String {
        let bytes = self.out.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn field(&mut self, text: &str) {
        let _ = self.out.write_field(text);
    }
}

/// Whether a spreadsheet might take a field for a formula: after optional blanks or invisible characters it begins with
/// `=`, `+`, `-`, `@` or a full-width twin of these, or there is a tab, CR, LF or NUL among those blanks.
pub(super) fn is_formula(text: &str) -> bool {
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
    log_in(log, items, completeness, None, Texts::default())
}

/// The same, with names and addresses replaced if that is wanted, and remarks in the reader's language.
pub fn log_in(
    log: &Log,
    items: &[u32],
    completeness: Completeness<'_>,
    rewrite: Option<&Rewrite<'_>>,
    texts: Texts,
) -> String {
    let mut table = Writer::new();
    table.header(&LOG_COLUMNS);
    let rewritten = |what, text: &str| rewrite.map_or_else(|| text.to_owned(), |rewrite| rewrite(what, text));
    for &idx in items {
        let time = |t: Option<Timestamp>| t.map(|t| iso(t, log.offset(idx))).unwrap_or_default();
        table.number(log.usn(idx));
        table.text(&rewritten(What::Id, &log.id(idx).unwrap_or_default()));
        table.text(&own_word(log.status_text(idx), rewrite));
        table.text(&time(log.start(idx)));
        table.text(&time(log.end(idx)));
        table.number(log.ticks(idx));
        table.text(&rewritten(What::Text, log.title(idx)));
        let remarks: Vec<String> = log.assumptions(idx).map(|assumption| texts.assumption(assumption)).collect();
        table.text(&remarks.join(". "));
        table.end_row();
    }
    table.end(completeness, |why| texts.export_csv_incomplete_log(why), LOG_COLUMNS.len());
    table.finish()
}

/// The header of [`sessions`].
pub const SESSION_COLUMNS: [&str; 15] = [
    "id",
    "job_id",
    "name",
    "type",
    "kind_of_run",
    "status",
    "start",
    "end",
    "length_100ns",
    "processed_objects",
    "processed_items",
    "transferred_bytes",
    "bottleneck",
    "retry_of",
    "details",
];

/// Sessions, in the given order, with the name that `name_of` gives each: times in UTC, to 100 ns. A last row says so if
/// they are not all there are.
pub fn sessions<'a>(
    sessions: &'a [Session],
    name_of: &dyn Fn(&'a Session) -> Option<&'a str>,
    completeness: Completeness<'_>,
    rewrite: Option<&Rewrite<'_>>,
    texts: Texts,
) -> String {
    let mut table = Writer::new();
    table.header(&SESSION_COLUMNS);
    let rewritten = |what, text: &str| rewrite.map_or_else(|| text.to_owned(), |rewrite| rewrite(what, text));
    for session in sessions {
        let time = |t: Option<Timestamp>| t.map(|t| iso(t, Some(UtcOffset::UTC))).unwrap_or_default();
        let id =
            |id: &Option<crate::model::Id>| id.as_ref().map_or(String::new(), |id| rewritten(What::Id, id.as_str()));
        let statistics = session.statistics.as_ref();
        table.text(&rewritten(What::Id, &session.id_text));
        table.text(&id(&session.job_id));
        table.text(&rewritten(What::Job, name_of(session).unwrap_or_default()));
        table.text(&own_word(session.type_word.as_deref().unwrap_or_default(), rewrite));
        table.text(&own_word(session.config_type.as_deref().unwrap_or_default(), rewrite));
        table.text(&own_word(session.status_text(), rewrite));
        table.text(&time(session.start));
        table.text(&time(session.end));
        table.number(session.ran_for());
        table.number(session.processed_objects.or(session.progress));
        table.number(statistics.and_then(|statistics| statistics.processed_items));
        table.number(statistics.and_then(|statistics| statistics.transferred.as_ref()?.bytes));
        let bottleneck = statistics.and_then(|statistics| statistics.bottleneck.as_deref());
        table.text(&own_word(bottleneck.unwrap_or_default(), rewrite));
        table.text(&id(&session.repeats().filter(|_| session.assumed_main.is_none()).cloned()));
        table.text(&rewritten(What::Text, session.details.as_deref().unwrap_or_default()));
        table.end_row();
    }
    table.end(completeness, |why| texts.export_csv_incomplete_list(why), SESSION_COLUMNS.len());
    table.finish()
}

fn iso(t: Timestamp, offset: Option<UtcOffset>) -> String {
    match offset {
        Some(offset) => t.to_iso(offset),
        None => t.civil(UtcOffset::UTC).to_iso_local(),
    }
}
