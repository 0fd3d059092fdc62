//! What the page and the desk beside it tell each other, as bytes: one after the other what a type holds, lengths before
//! what has one. Both come from one build, so there is no version in it; a message that breaks off is read as none.

use crate::model::{
    Assumption, Id, Log, NewItem, Product, Rate, Session, SessionKind, Statistics, Status, TimeRange, Timestamp,
    UtcOffset, Version,
};
use crate::timeline::Zone;

/// Something that can be told.
pub trait Field: Sized {
    /// Appends it.
    fn put(&self, out: &mut Vec<u8>);
    /// Reads it from the front.
    fn read(rest: &mut &[u8]) -> Option<Self>;
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Field for $number {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            fn read(rest: &mut &[u8]) -> Option<Self> {
                let (first, after) = rest.split_first_chunk()?;
                *rest = after;
                Some(Self::from_le_bytes(*first))
            }
        }
    )*};
}

numbers!(u8, u32, i64);

/// A type as the fields of which it is made.
macro_rules! fields {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl Field for $name {
            fn put(&self, out: &mut Vec<u8>) {
                $(self.$field.put(out);)*
            }

            fn read(rest: &mut &[u8]) -> Option<Self> {
                $(let $field = Field::read(rest)?;)*
                Some(Self { $($field),* })
            }
        }
    )*};
}

/// A type as another one, from which it can be made again.
macro_rules! through {
    ($($name:ty: $as:ty = $to:expr, $from:expr;)*) => {$(
        impl Field for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let to: fn(&Self) -> $as = $to;
                to(self).put(out);
            }

            fn read(rest: &mut &[u8]) -> Option<Self> {
                let from: fn($as) -> Option<Self> = $from;
                from(<$as>::read(rest)?)
            }
        }
    )*};
}

mod fault;

pub use fault::{Told, Trouble};

fields! {
    Rate { bytes, text }
    Statistics {
        processing_rate, processing_rate_items, read_rate, write_rate, transferred, processed_items, bottleneck,
    }
    Session {
        id, id_text, job_id, name, type_word, config_type, start, end, status, status_word, progress, processed_objects,
        statistics, details, retry_count, main_session_id, will_be_retried, retrieval_id, stated_ticks, policy_version,
    }
    Facts { kind, opened, session, product, version, server_version, server, is_file, is_at_rest, doubt }
    Sessions { kind, rows, is_complete }
    Clock { now, zone, first, changes }
    Wish { what, route, range, detail }
    Answer { needs, muted, is_partial, body }
    Sibling { id, doubt }
    SavedFile { complaint, product, is_retrieval, session, is_complete, log, sessions }
}

through! {
    bool: u8 = |&is| u8::from(is), |byte| Some(byte > 0);
    Timestamp: i64 = |t| t.ticks(), |ticks| Some(Self::from_ticks(ticks));
    UtcOffset: i64 = |offset| i64::from(offset.minutes()), |minutes| Self::from_minutes(i16::try_from(minutes).ok()?);
    Id: String = |id| id.as_str().to_owned(), |text| Self::new(&text);
    Status: u8 = |&status| status as u8, |byte| Self::ALL.get(usize::from(byte)).copied();
    SessionKind: bool = |&kind| kind == Self::DataRetrieval, |is| Some(if is { Self::DataRetrieval } else { Self::Job });
    Product: bool = |&product| product == Self::VbAzure, |is| Some(if is { Self::VbAzure } else { Self::Vb365 });
    Version: (u8, u8) = |version| (version.major(), version.minor()), |(major, minor)| Some(Self::new(major, minor));
    TimeRange: (Timestamp, Timestamp) = |range| (range.start(), range.end()), |(start, end)| Some(Self::new(start, end));
    What: u8 = |&what| what as u8, |byte| Self::ALL.get(usize::from(byte)).copied();
}

impl Field for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        take_text(rest).map(str::to_owned)
    }
}

impl<A: Field, B: Field> Field for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        Some((A::read(rest)?, B::read(rest)?))
    }
}

impl<T: Field> Field for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        Some(if bool::read(rest)? { Some(T::read(rest)?) } else { None })
    }
}

impl<T: Field> Field for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        len(self.len()).put(out);
        for value in self {
            value.put(out);
        }
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        let n = u32::read(rest)?;
        (0..n).map(|_| T::read(rest)).collect()
    }
}

fn len(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    len(text.len()).put(out);
    out.extend_from_slice(text.as_bytes());
}

fn take_text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let n = u32::read(rest)? as usize;
    let (text, after) = rest.split_at_checked(n)?;
    *rest = after;
    std::str::from_utf8(text).ok()
}

/// What is known of the open session beside its items.
#[derive(Clone, PartialEq, Debug)]
pub struct Facts {
    /// Which kind it is.
    pub kind: SessionKind,
    /// Its id as in the address, or the name of the file.
    pub opened: String,
    /// The session; nothing for a file that has none.
    pub session: Option<Session>,
    /// The product of the server.
    pub product: Product,
    /// The version of its API, if known.
    pub version: Option<Version>,
    /// The version the server states of itself, if known.
    pub server_version: Option<String>,
    /// The server's address, or what the data came from.
    pub server: String,
    /// Whether it was opened from a file.
    pub is_file: bool,
    /// Whether no more of its log is on its way.
    pub is_at_rest: bool,
    /// Why its log may not be all there is; empty if it is.
    pub doubt: String,
}

/// The sessions that are loaded.
#[derive(Clone, PartialEq, Debug)]
pub struct Sessions {
    /// Of which kind.
    pub kind: SessionKind,
    /// They, in the order of the server.
    pub rows: Vec<Session>,
    /// Whether there are no more.
    pub is_complete: bool,
}

/// What the clock says, and in which zone.
#[derive(Clone, PartialEq, Debug)]
pub struct Clock {
    /// Now.
    pub now: Timestamp,
    /// The zone's name.
    pub zone: String,
    /// Its offset before all changes.
    pub first: UtcOffset,
    /// The offsets that begin at an instant, in order.
    pub changes: Vec<(Timestamp, UtcOffset)>,
}

impl Clock {
    /// The clock of a zone.
    pub fn new(now: Timestamp, zone: &Zone) -> Self {
        let (first, changes) = zone.parts();
        Self { now, zone: zone.name().to_owned(), first, changes: changes.to_vec() }
    }

    /// The zone again.
    pub fn zone(&self) -> Zone {
        let before = Timestamp::from_ticks(i64::MIN);
        Zone::table(self.zone.clone(), [(before, self.first)].into_iter().chain(self.changes.iter().copied()).collect())
    }
}

/// What can be asked of the desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum What {
    /// The answer on top of a session: a document.
    Summary,
    /// Where the time went, of the whole or of a range: a document.
    Work,
    /// The desk's part of the view that the address names: a document.
    Page,
    /// What leaves the page, shown before it does; `detail` is the address of the view: a document.
    Export,
    /// The item whose number is `detail`: a document.
    Item,
    /// The map of keys: a document.
    Keys,
    /// How to get a token for the server that `detail` names: its origin, its product and the version of its API.
    TokenHelp,
    /// A text that leaves the page; `detail` says which.
    Text,
    /// The groups of the items by what `detail` names: see [`Groups`].
    Groups,
    /// The items of the set that `detail` names, as [`Vec<u32>`].
    Items,
    /// The offset of the server's zone as titles of the open session tell it, a [`UtcOffset`]; empty where they do not.
    Zone,
}

impl What {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Summary,
        Self::Work,
        Self::Page,
        Self::Export,
        Self::Item,
        Self::Keys,
        Self::TokenHelp,
        Self::Text,
        Self::Groups,
        Self::Items,
        Self::Zone,
    ];
}

/// A question.
#[derive(Clone, PartialEq, Debug)]
pub struct Wish {
    /// What is asked for.
    pub what: What,
    /// The view that is shown, as its address.
    pub route: String,
    /// The chosen range of time.
    pub range: Option<TimeRange>,
    /// What else the question needs.
    pub detail: String,
}

/// What comes back.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answer {
    /// Sessions whose logs would make the answer better, the most wanted first.
    pub needs: Vec<Id>,
    /// The items that are hidden, since a rule says they are harmless.
    pub muted: Vec<u32>,
    /// Whether the same question is to be asked again, after a turn for others.
    pub is_partial: bool,
    /// A document, a text, or what else was asked for.
    pub body: Vec<u8>,
}

/// Another session's log: its items follow, or it could not be had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sibling {
    /// Which session.
    pub id: Id,
    /// Why it is not all there is; empty if it is.
    pub doubt: String,
}

/// A part of a file: its first byte, and the one behind its last.
pub type Span = (i64, i64);

/// What the first line of a saved session says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedFile {
    /// What follows its name, where it shows no session: why, or what it is instead. Empty if it shows one.
    pub complaint: String,
    /// The product whose answers it holds.
    pub product: Product,
    /// Whether its sessions are of data retrieval.
    pub is_retrieval: bool,
    /// The id of the session to open.
    pub session: String,
    /// Whether its log was all loaded.
    pub is_complete: bool,
    /// The pages of its log.
    pub log: Vec<Span>,
    /// Pages of sessions: it and its siblings.
    pub sessions: Vec<Span>,
}

/// Items in groups, from the top.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Groups {
    /// The group of each item, as its place in `names`.
    pub of: Vec<u32>,
    /// What a person reads.
    pub names: Vec<String>,
}

fields! { Groups { of, names } }

/// Tells items of a log, from `begin` to before `end`. O(n) in them and their texts.
pub fn put_items(log: &Log, begin: u32, end: u32, out: &mut Vec<u8>) {
    (end - begin).put(out);
    for idx in begin..end {
        let status = log.status(idx);
        let word = Some(log.status_text(idx)).filter(|&word| word != status.word()).map(str::to_owned);
        put_text(log.title(idx), out);
        out.push(u8::try_from(log.title(idx).len() - log.text(idx).len()).unwrap_or(0));
        out.push(log.assumed(idx));
        status.put(out);
        log.start(idx).put(out);
        // A running item whose end was its start is open in the log; pushed again, it is to become so again.
        let is_odd = log.assumed(idx) & Assumption::RunningWithEnd as u8 != 0;
        if is_odd { log.start(idx) } else { log.end(idx) }.put(out);
        log.offset(idx).put(out);
        log.usn(idx).put(out);
        log.id(idx).put(out);
        word.put(out);
    }
}

/// Appends the items to a log.
pub fn take_items(rest: &mut &[u8], log: &mut Log) -> Option<()> {
    for _ in 0..u32::read(rest)? {
        let title = take_text(rest)?;
        let (prefix_len, assumed) = (u8::read(rest)?, u8::read(rest)?);
        let status = Status::read(rest)?;
        let (start, end) = (Field::read(rest)?, Field::read(rest)?);
        let (offset, usn) = (Field::read(rest)?, Field::read(rest)?);
        let (id, word) = (Option::<String>::read(rest)?, Option::<String>::read(rest)?);
        log.push(&NewItem {
            id: id.as_deref(),
            usn,
            start,
            end,
            offset,
            status,
            status_word: word.as_deref(),
            title,
            prefix_len,
            assumed,
            raw_start: 0,
        });
    }
    Some(())
}
