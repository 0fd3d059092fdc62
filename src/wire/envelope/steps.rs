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
use super::{Envelope, RowKind, Rows, State, to_usize};
use crate::model::{DecodeError, Instead, Notices, Oddity, ValueKind};

impl Envelope {
    pub(super) fn start(&mut self, cursor: &mut Cursor<'_>) -> Result<(), JsonError> {
        const MARK: &[u8] = b"\xEF\xBB\xBF";
        if self.base == 0 && cursor.pos() == 0 {
            if cursor.rest().starts_with(MARK) {
                cursor.seek(MARK.len());
                return Ok(());
            }
            if MARK.starts_with(cursor.rest()) && !self.is_final {
                return Err(JsonError::Incomplete);
            }
        }
        match cursor.peek()? {
            b'[' => {
                cursor.byte(b'[')?;
                self.state = State::Row { after_comma: false };
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
        Ok(())
    }

    /// A member of the envelope, or of an object that may yet be a single item.
    pub(super) fn member(
        &mut self,
        cursor: &mut Cursor<'_>,
        kind: &RowKind,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        let key = cursor.key()?;
        if kind.lists.iter().any(|list| list.as_bytes() == key.as_ref()) {
            let is_list = cursor.peek()? == b'[';
            if is_list {
                cursor.byte(b'[')?;
                self.state = State::Row { after_comma: false };
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
            self.page.shape = if key.as_ref() == b"log" { Shape::Array } else { Shape::Page };
            return Ok(());
        }
        let value = cursor.value()?;
        let mut mended = Vec::new();
        match key.as_ref() {
            b"offset" => self.page.offset = count("offset", value, notices),
            b"limit" => self.page.limit = count("limit", value, notices),
            b"totalCount" => self.page.total_count = count("totalCount", value, notices),
            b"setId" => {
                let set_id = read::value(value, &mut mended);
                self.page.set_id = if let Some(Value::Text(set_id)) = set_id { Some(set_id.text.into()) } else { None };
            }
            b"_links" if value.starts_with(b"{") => {
                let links: Option<Links> = read::value(value, &mut mended);
                self.page.has_next = links.is_some_and(|links| links.next.is_some());
            }
            b"_links" => self.page.has_next = false,
            _ => {}
        }
        self.state = State::AfterMember;
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
        if byte == b'{' {
            cursor.forget_key();
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
        if at >= self.n_skip {
            let byte = self.base + bad_at as u64;
            notices.add(Some(at), || Oddity::NoJson { byte, field: quoted(&cursor.last_key()) });
        }
        self.page.n_rows += 1;
        cursor.seek(from + 1);
        self.state = State::Recover(Recovery::new(b'{'));
    }

    /// Passes the closing brace. Without rows before it, the object is an item, an error, or nothing of use.
    pub(super) fn close_object(
        &mut self,
        cursor: &mut Cursor<'_>,
        rows: &mut dyn Rows,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        cursor.byte(b'}')?;
        let Some(from) = self.object_from.take() else {
            self.state = State::End;
            return Ok(());
        };
        let object = cursor.since(to_usize(from - self.base));
        let keys = keys(object);
        let has = |wanted: &&str| keys.iter().any(|key| key == wanted);
        self.state = if rows.kind().telling.iter().any(|all| all.iter().all(has)) {
            self.page.shape = Shape::Single;
            if self.n_skip == 0 {
                // The object was read to its end once; it can only be read so again.
                rows.row(&mut Cursor::new(object), 0, from, notices)?;
            }
            self.page.n_rows = 1;
            State::End
        } else if let Some(body) = error_body(object) {
            State::Failed(DecodeError::ServerError { message: body.message })
        } else {
            State::Failed(not_a_log(describe(&keys)))
        };
        Ok(())
    }
}

pub(super) const fn not_a_log(found: Instead) -> DecodeError {
    DecodeError::NotALog { found }
}

/// Of a page's links the one that matters; never followed.
#[derive(Deserialize)]
struct Links {
    next: Option<IgnoredAny>,
}

fn count(field: &'static str, value: &[u8], notices: &mut Notices) -> Option<u64> {
    let mut mended = Vec::new();
    let number = read::value(value, &mut mended).map(|value: Value<'_>| whole(&value));
    match number {
        Some(Ok(None)) => return None,
        Some(Ok(Some(number))) if number >= 0 => return u64::try_from(number).ok(),
        _ => {}
    }
    notices.add(None, || Oddity::NoCount(field));
    None
}
