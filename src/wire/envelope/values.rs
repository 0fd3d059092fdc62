//! Several values in one file: an item or a page a line, pages one behind the other, with commas between them or in an array.
//!
//! What stands between two values is passed. A value that cannot be read costs itself, but then the file is not whole.

use memchr::memchr2;

use super::super::answer::Shape;
use super::super::recover::begins_row;
use super::super::scan::{Cursor, JsonError};
use super::{Envelope, RowKind, Rows, State};
use crate::model::order::sort_indexes;
use crate::model::{Notices, Oddity};

/// Members that stand around rows, and in no row. Together with those that hold the rows they tell a page.
const AROUND: [&str; 8] =
    ["offset", "limit", "totalCount", "setId", "jobSessionId", "Count", "totalRecords", "pagination"];

/// What is known of the values of a file.
#[derive(Debug, Default)]
pub(crate) struct Values {
    /// How many have begun.
    pub(super) n: usize,
    /// How many arrays of values are open, and how many objects around such.
    depth: usize,
    n_objects: usize,
    /// Whether an array was opened, and nothing in it has been read.
    pub(super) is_fresh: bool,
    lone: Lone,
    /// Rows of the values before this one.
    n_rows_before: usize,
    has_links: bool,
    pages: Vec<Page>,
    /// How many values could not be read, or not to their end.
    n_torn: usize,
    /// Whether something between rows could not be read, or its beginning is missing.
    pub(super) has_gap: bool,
    session: OfSession,
}

/// The session that values say they are of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
enum OfSession {
    /// None says.
    #[default]
    Untold,
    /// This one.
    One(Vec<u8>),
    /// They name several.
    Several,
}

/// Items that stand alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Lone {
    /// There was none.
    #[default]
    Never,
    /// There was one: what begins like one is one.
    Before,
    /// One is read.
    Now,
}

/// A page of a list.
#[derive(Clone, Copy, Debug)]
struct Page {
    offset: Option<u64>,
    n_rows: u64,
    total_count: Option<u64>,
    has_next: bool,
    /// It holds as many rows as a page can, and says nothing of others.
    is_full: bool,
}

/// Why what a file holds is not all of a list, as far as it says so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Missing {
    /// Its last page is full, and nothing says whether another one follows.
    Perhaps,
    /// Pages of the list are not there.
    Pages,
    /// A part of it is missing, or could not be read.
    Part,
    /// It breaks off, or a value of it could not be read.
    End,
}

impl Values {
    /// Whether an array of values has not been closed.
    pub(super) fn is_open(&self) -> bool {
        self.depth > 0
    }

    /// Whether the row that was read last stood alone; asked once.
    pub(super) fn ends_line(&mut self) -> bool {
        let is_now = self.lone == Lone::Now;
        if is_now {
            self.lone = Lone::Before;
        }
        is_now
    }

    /// Goes on with another file, and whether that was whole.
    pub(crate) fn append(&mut self, other: Self, is_whole: bool) {
        self.pages.extend(other.pages);
        self.n_torn += other.n_torn + usize::from(!is_whole);
        self.has_gap |= other.has_gap;
        match other.session {
            OfSession::Untold => {}
            OfSession::One(session) => self.of_session(&session),
            OfSession::Several => self.session = OfSession::Several,
        }
    }

    /// A value says which session it is of.
    pub(super) fn of_session(&mut self, session: &[u8]) {
        match &self.session {
            OfSession::Untold => self.session = OfSession::One(session.to_vec()),
            OfSession::One(known) if known != session => self.session = OfSession::Several,
            OfSession::One(_) | OfSession::Several => {}
        }
    }

    /// Whether they name several sessions.
    pub(crate) fn is_mixed(&self) -> bool {
        self.session == OfSession::Several
    }

    /// What is missing, by what the pages say of themselves: where they begin, and whether others follow. O(n log n).
    pub(crate) fn missing(&self) -> Option<Missing> {
        if self.n_torn > 0 {
            return Some(Missing::End);
        }
        if self.has_gap {
            return Some(Missing::Part);
        }
        let mut known = 0;
        let mut pages = Vec::with_capacity(self.pages.len());
        let mut in_order = Vec::with_capacity(self.pages.len());
        for page in &self.pages {
            let offset = page.offset.unwrap_or(known);
            known = offset.saturating_add(page.n_rows);
            in_order.extend(u32::try_from(pages.len()));
            pages.push((offset, *page));
        }
        let key = |at: u32| pages.get(at as usize).map(|(offset, page)| (*offset, page.n_rows));
        sort_indexes(&mut in_order, &|a, b| key(a).cmp(&key(b)));
        let mut covered = 0;
        let mut last = None;
        for &(offset, page) in in_order.iter().filter_map(|&at| pages.get(at as usize)) {
            if offset > covered {
                return Some(Missing::Pages);
            }
            let end = offset + page.n_rows;
            if end >= covered {
                covered = end;
                last = Some(page);
            }
        }
        let last = last?;
        if last.has_next || last.total_count.is_some_and(|total| total > covered) {
            Some(Missing::Pages)
        } else {
            last.is_full.then_some(Missing::Perhaps)
        }
    }
}

impl Envelope {
    /// What is known of the values of a file that has been read.
    pub(crate) fn into_values(self) -> Values {
        self.values.unwrap_or_default()
    }

    /// Of a file: notes whether the page has links.
    pub(super) fn has_links(&mut self, has_links: bool) {
        if let Some(values) = &mut self.values {
            values.has_links = has_links;
        }
    }

    /// A value is complete.
    pub(super) fn end_value(&mut self) {
        self.state = State::End;
        let Some(values) = &mut self.values else { return };
        let page = &mut self.page;
        let n_rows = (page.n_rows - values.n_rows_before) as u64;
        values.n_rows_before = page.n_rows;
        if page.shape == Shape::Single {
            values.lone = Lone::Before;
        }
        let has_links = std::mem::take(&mut values.has_links);
        let (offset, limit, total_count) = (page.offset.take(), page.limit.take(), page.total_count.take());
        if page.shape == Shape::Page {
            let is_full =
                limit.is_some_and(|limit| limit > 0 && n_rows >= limit) && !has_links && total_count.is_none();
            values.pages.push(Page { offset, n_rows, total_count, has_next: page.has_next, is_full });
        }
        (page.shape, page.has_next) = (Shape::Array, false);
    }

    /// Between two values: the next one begins, or what is between them is passed.
    pub(super) fn between(
        &mut self,
        cursor: &mut Cursor<'_>,
        rows: &mut dyn Rows,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        let byte = cursor.peek()?;
        if self.pass_mark(cursor)? {
            return Ok(());
        }
        let is_row = byte == b'{' && self.settled(begins_lone_row(cursor.rest(), rows.kind()))?;
        let is_doubtful = self.is_end_doubtful;
        let Some(values) = &mut self.values else { return Ok(()) };
        match byte {
            // The bracket that seemed to end the rows was part of a broken one.
            b'{' | b','
                if is_doubtful && values.depth == 0 && values.lone == Lone::Never && (is_row || byte == b',') =>
            {
                self.state = State::AfterRow;
            }
            b'{' | b'[' => {
                rows.begin_value();
                self.is_end_doubtful = false;
                self.state = State::Start;
                if is_row && values.lone == Lone::Before {
                    values.n += 1;
                    values.lone = Lone::Now;
                    self.state = State::Row { after_comma: false };
                }
            }
            b',' => cursor.byte(byte)?,
            b']' if values.depth > 0 => {
                cursor.byte(b']')?;
                values.depth -= 1;
            }
            b'}' if values.n_objects > 0 => {
                cursor.byte(b'}')?;
                values.n_objects -= 1;
            }
            // What this closes began before the file does.
            b']' | b'}' => {
                cursor.byte(byte)?;
                values.has_gap = true;
            }
            _ => {
                notices.add(None, || Oddity::AfterEnd);
                self.state = State::Aside;
            }
        }
        Ok(())
    }

    /// Whether the first thing in an array is no row but a value with rows of its own; then that is read next.
    pub(super) fn begins_inner_value(&mut self, byte: u8, rest: &[u8], kind: &RowKind) -> Result<bool, JsonError> {
        if !self.values.as_ref().is_some_and(|values| values.is_fresh) {
            return Ok(false);
        }
        let is_value = byte == b'[' || byte == b'{' && self.settled(looks_like_page(rest, kind))?;
        if let Some(values) = &mut self.values {
            values.is_fresh = false;
            if is_value {
                values.depth += 1;
                values.n_objects += usize::from(self.is_object);
                self.object_from = None;
                self.state = State::Start;
            }
        }
        Ok(is_value)
    }

    /// An answer that may need more bytes; where none come, it is no.
    fn settled(&self, answer: Result<bool, JsonError>) -> Result<bool, JsonError> {
        match answer {
            Err(JsonError::Incomplete) if !self.is_final => Err(JsonError::Incomplete),
            answer => Ok(answer == Ok(true)),
        }
    }

    /// A value that failed is passed, and said.
    pub(super) fn pass_failed(&mut self, notices: &mut Notices) {
        if !matches!(self.state, State::Failed(_)) {
            return;
        }
        if let State::Failed(error) = std::mem::replace(&mut self.state, State::Aside) {
            notices.add(None, || Oddity::Unread(error));
        }
        self.object_from = None;
        if let Some(values) = &mut self.values {
            values.n_torn += 1;
        }
    }

    /// Passes what is no value, up to what begins like one.
    pub(super) fn aside(&mut self, cursor: &mut Cursor<'_>) -> Result<(), JsonError> {
        let rest = cursor.rest();
        if rest.is_empty() {
            return Err(JsonError::Incomplete);
        }
        let at = memchr2(b'{', b'[', rest).unwrap_or(rest.len());
        let begins = at < rest.len() && self.settled(begins_value(rest.get(at..).unwrap_or_default()))?;
        cursor.seek(cursor.pos() + if begins || at == rest.len() { at } else { at + 1 });
        if begins {
            self.state = State::End;
        }
        Ok(())
    }
}

/// A brace and a text, or a bracket and another of the two.
fn begins_value(rest: &[u8]) -> Result<bool, JsonError> {
    let mut cursor = Cursor::new(rest.get(1..).unwrap_or_default());
    let next = cursor.peek()?;
    Ok(if rest.starts_with(b"{") { next == b'"' } else { matches!(next, b'{' | b'[') })
}

/// Whether an object begins as a row does. Links stand in pages, too.
fn begins_lone_row(rest: &[u8], kind: &RowKind) -> Result<bool, JsonError> {
    Ok(begins_row(rest, kind.keys)? && !begins_row(rest, &["_links"])?)
}

/// Whether an object has members that only pages have, before any that rows have.
fn looks_like_page(rest: &[u8], kind: &RowKind) -> Result<bool, JsonError> {
    let mut cursor = Cursor::new(rest);
    let mut more = cursor.enter(b'{', b'}')?;
    while more {
        let key = cursor.key()?;
        let is_in = |names: &[&str]| names.iter().any(|name| name.as_bytes() == key.as_ref());
        if is_in(kind.lists) || is_in(&AROUND) {
            return Ok(true);
        }
        if is_in(kind.keys) && key.as_ref() != b"_links" {
            return Ok(false);
        }
        cursor.skip_value()?;
        more = cursor.more(b'}')?;
    }
    Ok(false)
}
