//! What the cmdlets gave, as `Export-Csv` and `ConvertTo-Csv` write it: a table that becomes JSON, row by row.
//!
//! Commas, semicolons or tabs, by the culture of the one who saved it; in Windows PowerShell with a line `#TYPE …` before it.
//! Dates are as that culture writes them, and by themselves many do not say whether the day or the month comes first: all of a file are written
//! alike, so one that can only be read one way decides for all.

use std::io::Write as _;

use memchr::memchr_iter;

use super::culture::{self, DayOrder};
use crate::model::{Foreign, Instead};

/// A table as JSON.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// An array of rows, one a line.
    pub json: Vec<u8>,
    /// What was assumed of its dates, where none of them says which figure is the day.
    pub assumed: Option<DayOrder>,
}

/// Columns that are read, as the JSON names them.
const COLUMNS: [&str; 17] = [
    "id",
    "usn",
    "title",
    "message",
    "type",
    "creationTime",
    "endTime",
    "jobId",
    "jobName",
    "name",
    "jobType",
    "status",
    "progress",
    "details",
    "retryCount",
    "jobSessionConfigType",
    "processedObjects",
];
const TIMES: [&str; 2] = ["creationTime", "endTime"];

/// Whether a text looks like a table of the cmdlets; nothing if it looks like no table at all.
pub(crate) fn looks_like(head: &[u8]) -> Option<bool> {
    let body = without_type(head);
    let delimiter = delimiter(body)?;
    let names = header(body, delimiter);
    let has = |wanted: &[&str]| wanted.iter().any(|wanted| names.contains(wanted));
    let is_log = has(&["title", "message"]) && has(&["usn", "creationTime", "endTime"]);
    let is_list = has(&["creationTime"]) && has(&["status", "progress", "jobName"]);
    if is_log || is_list {
        return Some(true);
    }
    // A table has as many columns in its second line as in its first.
    let mut lines = body.split(|&byte| byte == b'\n').map(|line| memchr_iter(delimiter, line).count());
    let (first, second) = (lines.next()?, lines.next()?);
    (first > 1 && first == second).then_some(false)
}

/// Reads a table of the cmdlets. O(n).
///
/// # Errors
///
/// What it is instead.
pub fn table(text: &[u8]) -> Result<Table, Instead> {
    let body = without_type(text);
    let delimiter = delimiter(body).ok_or(Instead::Foreign(Foreign::Table))?;
    let names = header(body, delimiter);
    let rows: Vec<Vec<Vec<u8>>> = Records { rest: body, delimiter }.skip(1).collect();
    let is_time = |name: &&str| TIMES.contains(name);
    let dates =
        rows.iter().flat_map(|row| names.iter().zip(row).filter(|(name, _)| is_time(name)).map(|(_, field)| field));
    let (order, is_sure) = culture::order(dates.map(Vec::as_slice));
    let mut json = b"[".to_vec();
    for (n, row) in rows.iter().enumerate() {
        json.extend_from_slice(if n == 0 { b"\n{" } else { b",\n{" });
        let mut is_first = true;
        for (name, field) in names.iter().zip(row).filter(|(name, field)| !name.is_empty() && !field.is_empty()) {
            let field = String::from_utf8_lossy(field);
            let date = if is_time(name) { culture::iso(&field, order) } else { None };
            let _ = write!(json, "{}\"{name}\":", if is_first { "" } else { "," });
            // Memory takes all that is written.
            let _ = serde_json::to_writer(&mut json, date.as_deref().unwrap_or(&field));
            is_first = false;
        }
        json.push(b'}');
    }
    json.extend_from_slice(b"\n]");
    Ok(Table { json, assumed: (!is_sure).then_some(order) })
}

/// Without the line that Windows PowerShell puts before a table, and a mark before that.
fn without_type(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text).trim_ascii_start();
    // Excel's, `sep=;`, says what stands between columns.
    let is_before =
        text.starts_with(b"#TYPE") || text.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case(b"sep="));
    if !is_before {
        return text;
    }
    let end = text.iter().position(|&byte| byte == b'\n').unwrap_or(text.len());
    without_type(text.get(end..).unwrap_or_default())
}

/// What stands between the names of columns: whichever is there most often.
fn delimiter(body: &[u8]) -> Option<u8> {
    let line = body.split(|&byte| byte == b'\n').next()?;
    let n_of = |wanted: u8| memchr_iter(wanted, line).count();
    [b',', b';', b'\t', b'|'].into_iter().max_by_key(|&byte| n_of(byte)).filter(|&byte| n_of(byte) > 0)
}

/// The names of the columns; empty for those that are not read.
fn header(body: &[u8], delimiter: u8) -> Vec<&'static str> {
    let known =
        |field: Vec<u8>| COLUMNS.into_iter().find(|name| field.trim_ascii().eq_ignore_ascii_case(name.as_bytes()));
    let first = Records { rest: body, delimiter }.next().unwrap_or_default();
    first.into_iter().map(|field| known(field).unwrap_or_default()).collect()
}

/// The rows of a table, one after the other. By hand, since reading is all that is needed here, and the page is near the limit of its size.
struct Records<'a> {
    rest: &'a [u8],
    delimiter: u8,
}

impl Iterator for Records<'_> {
    type Item = Vec<Vec<u8>>;

    fn next(&mut self) -> Option<Vec<Vec<u8>>> {
        while let [b'\r' | b'\n', rest @ ..] = self.rest {
            self.rest = rest;
        }
        if self.rest.is_empty() {
            return None;
        }
        let mut fields = vec![Vec::new()];
        let mut is_quoted = false;
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            let field = fields.last_mut()?;
            match byte {
                b'"' if is_quoted && rest.starts_with(b"\"") => {
                    field.push(b'"');
                    self.rest = rest.get(1..).unwrap_or_default();
                }
                b'"' if is_quoted || field.is_empty() => is_quoted = !is_quoted,
                b'\n' if !is_quoted => break,
                b'\r' if !is_quoted && rest.starts_with(b"\n") => {}
                _ if byte == self.delimiter && !is_quoted => fields.push(Vec::new()),
                _ => field.push(byte),
            }
        }
        Some(fields)
    }
}
