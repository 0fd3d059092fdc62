//! The steps of the machine: the first byte, a member of the envelope, a row, the closing brace.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::super::answer::Shape;
use super::super::error::error_body;
use super::super::keys::{describe, keys};
use super::super::lenient::{Value, whole};
use super::super::read;
use super::super::recover::{Garbage, Recovery, quoted};
use super::super::scan::{Cursor, JsonError, what};
use super::{Envelope, ROW_MAX, RowKind, Rows, State, to_usize};
use crate::model::{DecodeError, Instead, Notices, Oddity, ValueKind};

impl Envelope {
    pub(super) fn start(&mut self, cursor: &mut Cursor<'_>) -> Result<(), JsonError> {
        let byte = cursor.peek()?;
        if self.pass_mark(cursor)? {
            return Ok(());
        }
        match byte {
            b'[' => {
                cursor.byte(b'[')?;
                self.is_object = false;
                self.open_rows();
            }
            b'{' => {
                self.object_from = Some(self.base + cursor.pos() as u64);
                self.is_object = true;
                cursor.byte(b'{')?;
                self.state = State::Member { may_close: true };
            }
            b'<' => self.state = State::Failed(DecodeError::Html),
            b'"' | b'-' | b'0'..=b'9' => self.state = State::Failed(not_a_log(Instead::TextOrNumber)),
            _ => {
                let from = cursor.pos();
                if what(cursor.value()?) == ValueKind::Word {
                    return Err(JsonError::Bad(from));
                }
                self.state = State::Failed(not_a_log(Instead::Word));
            }
        }
        if let Some(values) = &mut self.values {
            values.n += 1;
        }
        Ok(())
    }

    /// Passes a byte order mark, if one stands at the cursor.
    pub(super) fn pass_mark(&self, cursor: &mut Cursor<'_>) -> Result<bool, JsonError> {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        let rest = cursor.rest();
        if rest.starts_with(MARK) {
            cursor.seek(cursor.pos() + MARK.len());
            return Ok(true);
        }
        if MARK.starts_with(rest) && !self.is_final { Err(JsonError::Incomplete) } else { Ok(false) }
    }

    /// The rows begin: the bracket before them has been passed.
    fn open_rows(&mut self) {
        self.state = State::Row { after_comma: false };
        if let Some(values) = &mut self.values {
            values.is_fresh = true;
        }
    }

    /// A member of the envelope, or of an object that may yet be a single item.
    pub(super) fn member(
        &mut self,
        cursor: &mut Cursor<'_>,
        kind: &RowKind,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        let from = cursor.pos();
        let key = cursor.key()?;
        if !kind.within.is_empty() && kind.within.as_bytes() == key.as_ref() && cursor.peek()? == b'{' {
            cursor.byte(b'{')?;
            self.n_around += 1;
            self.object_from = None;
            self.state = State::Member { may_close: true };
            return Ok(());
        }
        if kind.lists.iter().any(|list| list.as_bytes() == key.as_ref()) {
            let is_list = cursor.peek()? == b'[';
            if is_list {
                cursor.byte(b'[')?;
                self.open_rows();
            } else {
                let value = cursor.value()?;
                if value != b"null" {
                    let name = String::from_utf8_lossy(&key).into_owned();
                    self.state = State::Failed(not_a_log(Instead::Member { name, kind: what(value) }));
                    return Ok(());
                }
                // Azure's document allows it for `log`; nobody does for `results`.
                if key.as_ref() != b"log" {
                    notices.add(None, || Oddity::NullRows);
                }
                self.state = State::AfterMember;
            }
            self.object_from = None;
            self.page.shape =
                if matches!(key.as_ref(), b"log" | b"Log" | b"records") { Shape::Array } else { Shape::Page };
            return Ok(());
        }
        let value = cursor.value()?;
        if cursor.pos() - from > ROW_MAX {
            self.state = State::Failed(DecodeError::NotJson { at: to_usize(self.base + from as u64) });
            return Ok(());
        }
        let mut mended = Vec::new();
        match key.as_ref() {
            b"offset" => self.page.offset = count("offset", value, notices),
            b"limit" => self.page.limit = count("limit", value, notices),
            b"totalCount" => self.page.total_count = count("totalCount", value, notices),
            // PowerShell's, beside `value`.
            b"Count" => self.page.total_count = count("Count", value, notices),
            b"jobSessionId" => {
                if let Some(values) = &mut self.values {
                    values.of_session(value);
                }
            }
            b"totalRecords" => self.page.total_count = count("totalRecords", value, notices),
            // Backup & Replication has all of it in an object of its own.
            b"pagination" if value.starts_with(b"{") => {
                let paging: Paging<'_> = read::value(value, &mut mended).unwrap_or_default();
                self.page.total_count = whole_count("total", &paging.total, notices);
                self.page.offset = whole_count("skip", &paging.skip, notices);
                self.page.limit = whole_count("limit", &paging.limit, notices);
            }
            b"setId" => {
                let set_id = read::value(value, &mut mended);
                self.page.set_id = if let Some(Value::Text(set_id)) = set_id { Some(set_id.text.into()) } else { None };
            }
            b"_links" if value.starts_with(b"{") => {
                let links: Option<Links> = read::value(value, &mut mended);
                self.page.has_next = links.is_some_and(|links| links.next.is_some());
                self.has_links(true);
            }
            b"_links" => self.page.has_next = false,
            _ => {}
        }
        self.state = State::AfterMember;
        if let Some(from) = self.object_from.map(|from| to_usize(from - self.base))
            && cursor.pos() - from > ROW_MAX
        {
            let object = cursor.rest_from(from);
            self.state = State::Failed(not_a_log(describe(&keys(object.get(..64 << 10).unwrap_or(object)))));
        }
        Ok(())
    }

    pub(super) fn before_row(
        &mut self,
        after_comma: bool,
        cursor: &mut Cursor<'_>,
        rows: &mut dyn Rows,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        let byte = cursor.peek()?;
        let from = cursor.pos();
        let at = self.page.n_rows;
        let is_wanted = at >= self.n_skip;
        if self.begins_inner_value(byte, cursor.rest(), rows.kind())? {
            return Ok(());
        }
        if byte == b'{' {
            cursor.forget_key();
            if is_too_long(cursor) {
                self.pass_long();
                cursor.seek(from + 1);
                return Ok(());
            }
            let read =
                if is_wanted { rows.row(cursor, at, self.base + from as u64, notices) } else { cursor.skip_value() };
            match read {
                Ok(()) => {
                    self.page.n_rows += 1;
                    self.state = State::AfterRow;
                }
                Err(JsonError::Incomplete) => return Err(JsonError::Incomplete),
                Err(JsonError::Bad(bad_at)) => self.broken_row(cursor, from, bad_at, notices),
            }
            return Ok(());
        }
        if byte == b']' {
            if after_comma {
                notices.add(None, || Oddity::LastComma(at));
            }
            self.state = State::AfterRow;
            return Ok(());
        }
        if byte == b',' {
            notices.add(None, || Oddity::TwoCommas(at));
            self.state = State::AfterRow;
            return Ok(());
        }
        match cursor.value() {
            Ok(value) => {
                if matches!(cursor.peek()?, b',' | b']') {
                    if is_wanted {
                        notices.add(Some(at), || Oddity::NoObject(what(value)));
                    }
                    self.page.n_rows += 1;
                    self.state = State::AfterRow;
                    return Ok(());
                }
            }
            Err(JsonError::Incomplete) => return Err(JsonError::Incomplete),
            Err(JsonError::Bad(bad_at)) if byte == b'[' => {
                cursor.forget_key();
                self.broken_row(cursor, from, bad_at, notices);
                return Ok(());
            }
            Err(JsonError::Bad(_)) => {}
        }
        cursor.seek(from);
        self.state = State::Garbage(Garbage::new(self.base + from as u64));
        Ok(())
    }

    /// Counts a row that is no JSON, and goes to look for the next one.
    fn broken_row(&mut self, cursor: &mut Cursor<'_>, from: usize, bad_at: usize, notices: &mut Notices) {
        let at = self.page.n_rows;
        self.has_gap();
        if at >= self.n_skip {
            let byte = self.base + bad_at as u64;
            notices.add(Some(at), || Oddity::NoJson { byte, field: quoted(&cursor.last_key()) });
        }
        self.page.n_rows += 1;
        cursor.seek(from + 1);
        self.state = State::Recover(Recovery::new(b'{'));
    }

    /// Of a file: what was passed may have been a row.
    pub(super) fn has_gap(&mut self) {
        if let Some(values) = &mut self.values {
            values.has_gap = true;
        }
    }

    /// Goes to look for the row after one that is longer than any may be.
    fn pass_long(&mut self) {
        self.has_gap();
        self.state = State::Recover(Recovery::after_long());
    }

    /// Counts a row that was too long, once it has an end: an answer that breaks off in one may have it whole the next time.
    pub(super) fn long_row(&mut self, notices: &mut Notices) {
        let at = self.page.n_rows;
        if at >= self.n_skip {
            notices.add(Some(at), || Oddity::TooLong);
        }
        self.page.n_rows += 1;
    }

    /// More bytes are held back than a row may have, and it still has no end. Gives the byte at which to go on.
    pub(super) fn give_up(&mut self, at: usize) -> usize {
        match self.state {
            State::Row { .. } => self.pass_long(),
            State::Recover(_) => {}
            _ => {
                self.state = State::Failed(DecodeError::NotJson { at: to_usize(self.base + at as u64) });
                return at;
            }
        }
        at + 1
    }

    /// Passes the closing brace. Without rows before it, the object is an item, an error, or nothing of use.
    pub(super) fn close_object(
        &mut self,
        cursor: &mut Cursor<'_>,
        rows: &mut dyn Rows,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        cursor.byte(b'}')?;
        if self.n_around > 0 {
            self.n_around -= 1;
            self.state = State::AfterMember;
            return Ok(());
        }
        let Some(from) = self.object_from.take() else {
            self.end_value();
            return Ok(());
        };
        let object = cursor.since(to_usize(from - self.base));
        let keys = keys(object);
        // PowerShell writes names with a capital.
        let has = |wanted: &&str| keys.iter().any(|key| key.eq_ignore_ascii_case(wanted));
        if rows.kind().telling.iter().any(|all| all.iter().all(has)) {
            self.page.shape = Shape::Single;
            if self.n_skip == 0 {
                // The object was read to its end once; it can only be read so again.
                rows.row(&mut Cursor::new(object), self.page.n_rows, from, notices)?;
            }
            self.page.n_rows += 1;
            self.end_value();
        } else if let Some(body) = error_body(object) {
            self.state = State::Failed(DecodeError::ServerError { message: body.message });
        } else {
            self.state = State::Failed(not_a_log(describe(&keys)));
        }
        Ok(())
    }
}

/// Whether the object at the cursor is all there, and longer than a row may be. Looks at it only where it may be.
fn is_too_long(cursor: &Cursor<'_>) -> bool {
    let mut probe = cursor.clone();
    cursor.rest().len() > ROW_MAX && probe.skip_value().is_ok() && probe.pos() - cursor.pos() > ROW_MAX
}

pub(super) const fn not_a_log(found: Instead) -> DecodeError {
    DecodeError::NotALog { found }
}

/// Of a page's links the one that matters; never followed.
#[derive(Deserialize)]
struct Links {
    next: Option<IgnoredAny>,
}

/// Of which part of a list a page is.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Paging<'a> {
    #[serde(borrow)]
    total: Value<'a>,
    #[serde(borrow)]
    skip: Value<'a>,
    #[serde(borrow)]
    limit: Value<'a>,
}

fn count(field: &'static str, value: &[u8], notices: &mut Notices) -> Option<u64> {
    let mut mended = Vec::new();
    // What cannot be read is no count either.
    whole_count(field, &read::value(value, &mut mended).unwrap_or(Value::Object), notices)
}

fn whole_count(field: &'static str, value: &Value<'_>, notices: &mut Notices) -> Option<u64> {
    match whole(value) {
        Ok(None) => return None,
        Ok(Some(number)) if number >= 0 => return u64::try_from(number).ok(),
        _ => {}
    }
    notices.add(None, || Oddity::NoCount(field));
    None
}
