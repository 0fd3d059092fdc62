//! What is around the rows: an array, a page or a single item, told apart by the first byte, read in chunks of any size.
//!
//! The machine keeps its place between chunks and at most one incomplete row. It owns no row: a [`Rows`] decodes each
//! one straight off the cursor. Whatever it decides rests on bytes that it has seen, never on where a chunk ends, so
//! any way of cutting an answer gives the same result.
//!
//! A server's answer is one value. A file may hold several, see `values.rs`.

mod steps;
mod values;

pub use self::values::Missing;
pub(crate) use self::values::Values;
use super::answer::{PageInfo, Shape};
use super::recover::{Garbage, Recovery};
use super::scan::{Cursor, JsonError};
use crate::model::{DecodeError, Instead, Notices, Oddity};

/// What decodes rows and keeps them.
pub(crate) trait Rows {
    /// What a row looks like.
    fn kind(&self) -> &'static RowKind;
    /// Reads the row (an object) that begins at the cursor. `at` is its number, `raw_start` its byte in the answer.
    /// On an error nothing may have been kept or noted.
    fn row(
        &mut self,
        cursor: &mut Cursor<'_>,
        at: usize,
        raw_start: u64,
        notices: &mut Notices,
    ) -> Result<(), JsonError>;
    /// Of a file: a further value begins.
    fn begin_value(&mut self) {}
}

/// What tells rows of one kind.
pub(crate) struct RowKind {
    /// Members of an envelope that hold the rows.
    pub(crate) lists: &'static [&'static str],
    /// Keys a row may begin with: where to go on after a broken one.
    pub(crate) keys: &'static [&'static str],
    /// A lone object that has all keys of one of these is an item of this kind.
    pub(crate) telling: &'static [&'static [&'static str]],
    /// The member of the outermost object in which all this stands; empty for most.
    pub(crate) within: &'static str,
}

/// A row that is longer than this is none, however it comes: no more than about this is held back.
const ROW_MAX: usize = 16 << 20;
/// Longer chunks are taken in pieces, so that what is held back is looked at as often in one chunk as in many.
const PIECE: usize = 1 << 20;

/// Where the machine is.
#[derive(Debug)]
enum State {
    /// Before the first byte that counts.
    Start,
    /// In an object, before a key; `may_close` right after its brace.
    Member { may_close: bool },
    /// In an object, after a value.
    AfterMember,
    /// In the rows, before one.
    Row { after_comma: bool },
    /// In the rows, after one.
    AfterRow,
    /// In the rows, passing what is no row.
    Garbage(Garbage),
    /// In a broken row, looking for the next one.
    Recover(Recovery),
    /// The value is complete.
    End,
    /// The value is complete, and text after it has been noted.
    Over,
    /// Of a file: text that is no value is passed.
    Aside,
    /// There is no use in reading on.
    Failed(DecodeError),
}

/// The machine.
#[derive(Debug)]
pub(crate) struct Envelope {
    state: State,
    /// Bytes not done with, and how far of them has been read.
    carry: Vec<u8>,
    resume: usize,
    /// Length the carry must reach before another try is worth it: doubling keeps the whole work linear.
    retry_at: usize,
    /// Bytes of the answer before the carry.
    base: u64,
    /// Byte of the answer at which a top-level object began, as long as it may be a single item.
    object_from: Option<u64>,
    is_object: bool,
    /// Whether something among the rows was no JSON: a bracket that seems to end them may be part of a text, and if what
    /// follows it does not fit, the rows go on.
    is_end_doubtful: bool,
    is_final: bool,
    n_skip: usize,
    page: PageInfo,
    /// Of a file: the values that came before this one.
    values: Option<Values>,
    /// How many objects are open around the one that is read, see [`RowKind::within`].
    n_around: u32,
}

impl Envelope {
    /// A machine that passes over the first `n_skip` rows unread.
    pub(crate) fn new(n_skip: usize) -> Self {
        Self {
            state: State::Start,
            carry: Vec::new(),
            resume: 0,
            retry_at: 0,
            base: 0,
            object_from: None,
            is_object: false,
            is_end_doubtful: false,
            is_final: false,
            n_skip,
            page: PageInfo {
                shape: Shape::Array,
                offset: None,
                limit: None,
                total_count: None,
                set_id: None,
                has_next: false,
                n_rows: 0,
            },
            values: None,
            n_around: 0,
        }
    }

    /// A machine for a file, in which several values may stand.
    pub(crate) fn of_file() -> Self {
        Self { values: Some(Values::default()), ..Self::new(0) }
    }

    /// Rows seen so far.
    pub(crate) fn n_rows(&self) -> usize {
        self.page.n_rows
    }

    /// Takes a further chunk.
    pub(crate) fn feed(&mut self, bytes: &[u8], rows: &mut dyn Rows, notices: &mut Notices) {
        for piece in bytes.chunks(PIECE) {
            self.feed_piece(piece, rows, notices);
        }
    }

    fn feed_piece(&mut self, bytes: &[u8], rows: &mut dyn Rows, notices: &mut Notices) {
        if matches!(self.state, State::Over | State::Failed(_)) {
            return;
        }
        if self.carry.is_empty() {
            let kept_from = self.run(bytes, rows, notices);
            self.carry.extend_from_slice(bytes.get(kept_from..).unwrap_or_default());
            return;
        }
        self.carry.extend_from_slice(bytes);
        if self.carry.len() >= self.retry_at || self.is_final {
            let mut carry = std::mem::take(&mut self.carry);
            let kept_from = self.run(&carry, rows, notices);
            carry.drain(..kept_from);
            self.carry = carry;
        }
    }

    /// No chunk is to come.
    pub(crate) fn finish(mut self, rows: &mut dyn Rows, notices: &mut Notices) -> Result<PageInfo, DecodeError> {
        self.close(rows, notices)
    }

    /// The same, of a machine that is looked at afterwards.
    pub(crate) fn close(&mut self, rows: &mut dyn Rows, notices: &mut Notices) -> Result<PageInfo, DecodeError> {
        self.is_final = true;
        self.feed_piece(&[], rows, notices);
        if matches!(&self.state, State::Recover(Recovery { long: Some(end), .. }) if end.is_passed()) {
            self.long_row(notices);
        }
        let n_rows = self.page.n_rows;
        match std::mem::replace(&mut self.state, State::Over) {
            State::Start | State::End | State::Aside if self.values.as_ref().is_some_and(Values::is_open) => {
                Err(DecodeError::Cut { n_rows })
            }
            State::End | State::Over | State::Aside => Ok(self.page.clone()),
            State::Failed(error) => Err(error),
            State::Start => Err(match self.carry.trim_ascii() {
                b"" => DecodeError::Empty,
                b"null" | b"true" | b"false" => steps::not_a_log(Instead::Word),
                _ => DecodeError::NotJson { at: to_usize(self.base) },
            }),
            _ => Err(DecodeError::Cut { n_rows }),
        }
    }

    /// Reads on in `bytes`, which are the carry and what came after it. Gives the byte from which on they must be kept.
    fn run(&mut self, bytes: &[u8], rows: &mut dyn Rows, notices: &mut Notices) -> usize {
        let mut cursor = Cursor::new(bytes);
        cursor.seek(self.resume);
        let mut reached = self.resume;
        loop {
            // Blanks are done with, unless they may be part of something.
            if !matches!(self.state, State::Start | State::Garbage(_) | State::Aside) {
                let _ = cursor.peek();
                reached = cursor.pos();
            }
            match self.step(&mut cursor, rows, notices) {
                Ok(()) => reached = cursor.pos(),
                Err(JsonError::Incomplete) if cursor.rest_from(reached).len() > ROW_MAX => {
                    reached = self.give_up(reached);
                    cursor.seek(reached);
                }
                Err(JsonError::Incomplete) => break,
                Err(JsonError::Bad(_)) if self.is_end_doubtful => {
                    cursor.seek(reached);
                    self.state = State::Recover(Recovery::new(b','));
                }
                Err(JsonError::Bad(at)) => {
                    self.state = State::Failed(DecodeError::NotJson { at: to_usize(self.base).saturating_add(at) });
                }
            }
            if self.values.as_ref().is_some_and(|values| values.n > 1) {
                self.pass_failed(notices);
                cursor.seek(reached);
            }
        }
        if matches!(self.state, State::Over | State::Failed(_)) {
            reached = bytes.len();
            self.object_from = None;
        }
        let kept_from = self.object_from.map_or(reached, |from| to_usize(from - self.base).min(reached));
        self.resume = reached - kept_from;
        self.retry_at = (bytes.len() - kept_from) + (bytes.len() - reached);
        self.base += kept_from as u64;
        kept_from
    }

    /// One step. `Ok` moves on for good; `Incomplete` leaves everything as it was, to be tried again with more bytes.
    fn step(&mut self, cursor: &mut Cursor<'_>, rows: &mut dyn Rows, notices: &mut Notices) -> Result<(), JsonError> {
        match &mut self.state {
            State::Start => return self.start(cursor),
            State::Member { may_close } => {
                if *may_close && cursor.peek()? == b'}' {
                    return self.close_object(cursor, rows, notices);
                }
                return self.member(cursor, rows.kind(), notices);
            }
            State::AfterMember => {
                if cursor.peek()? == b'}' {
                    return self.close_object(cursor, rows, notices);
                }
                cursor.byte(b',')?;
                self.state = State::Member { may_close: false };
            }
            State::Row { after_comma } => {
                let after_comma = *after_comma;
                return self.before_row(after_comma, cursor, rows, notices);
            }
            State::AfterRow if self.values.as_mut().is_some_and(Values::ends_line) => self.end_value(),
            State::AfterRow => match cursor.peek()? {
                b',' => {
                    cursor.byte(b',')?;
                    self.state = State::Row { after_comma: true };
                }
                b']' => {
                    cursor.byte(b']')?;
                    if self.is_object {
                        self.state = State::AfterMember;
                    } else {
                        self.end_value();
                    }
                }
                b'{' => {
                    let at = self.page.n_rows;
                    notices.add(Some(at), || Oddity::NoComma);
                    self.state = State::Row { after_comma: true };
                }
                _ => self.state = State::Garbage(Garbage::new(self.base + cursor.pos() as u64)),
            },
            State::Garbage(garbage) => {
                if garbage.pass(cursor)? {
                    let oddity = garbage.oddity(self.page.n_rows);
                    notices.add(None, || oddity);
                    self.has_gap();
                    self.is_end_doubtful = true;
                    let at_row = cursor.peek() == Ok(b'{');
                    self.state = if at_row { State::Row { after_comma: false } } else { State::AfterRow };
                }
            }
            State::Recover(recovery) => {
                let reached = match recovery.pass(cursor, rows.kind().keys, self.values.is_some()) {
                    // A bracket that nothing follows ends an array.
                    Err(JsonError::Incomplete) if self.is_final && cursor.peek() == Ok(b']') => true,
                    other => other?,
                };
                if reached {
                    if recovery.long.is_some() {
                        self.long_row(notices);
                    }
                    let at_row = cursor.peek() == Ok(b'{');
                    self.is_end_doubtful = true;
                    self.state = if at_row { State::Row { after_comma: false } } else { State::AfterRow };
                }
            }
            State::End if self.values.is_some() => return self.between(cursor, rows, notices),
            State::Aside => return self.aside(cursor),
            State::End => {
                cursor.peek()?;
                if self.is_end_doubtful {
                    self.state = State::AfterRow;
                } else {
                    notices.add(None, || Oddity::AfterEnd);
                    self.state = State::Over;
                }
            }
            State::Over | State::Failed(_) => return Err(JsonError::Incomplete),
        }
        Ok(())
    }
}

fn to_usize(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
