//! The items of one session, as columns. An item is an index into them, in the order of arrival.
//!
//! 44 bytes an item and its text: at a million items a struct per item would cost ten times that.
//! A Log only grows; nothing in it moves or changes once pushed. Times are kept as they were sent; which of them can be
//! believed (`era.rs`) follows from all of them.

mod head;
mod parts;
mod placed;
mod uuid;

use super::era::{Era, FAR_TICKS};
use super::fold::is_plain;
use super::order::sort_for_reading;
use super::{Id, Severity, Status, Timestamp, UtcOffset};

/// Something that was not sent as one would expect, and what was assumed instead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum Assumption {
    /// No end: taken as running to the end of what is known.
    NoEnd = 1,
    /// Ends before it starts: drawn as a mark at its start.
    EndBeforeStart = 2,
    /// No status field and no bracketed word: its result is unknown.
    NoStatus = 4,
    /// Times without a zone: read as UTC.
    NoZone = 8,
    /// No start: in the table, not in the picture.
    NoStart = 16,
    /// Runs, and yet its end equals its start: taken as open.
    RunningWithEnd = 32,
    /// The text held characters that are no text (a lone surrogate, bytes that are no UTF-8): replaced by U+FFFD.
    BrokenText = 64,
    /// Its start or end lies half a year or more from the other times of the log, see [`Era`]: drawn only where its time
    /// can be believed. This follows from the other items, and is in no [`NewItem`].
    FarTime = 128,
}

impl Assumption {
    /// All of them, by their bits.
    pub const ALL: [Self; 8] = [
        Self::NoEnd,
        Self::EndBeforeStart,
        Self::NoStatus,
        Self::NoZone,
        Self::NoStart,
        Self::RunningWithEnd,
        Self::BrokenText,
        Self::FarTime,
    ];
}

/// An item on its way into a [`Log`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NewItem<'a> {
    /// Id as sent.
    pub id: Option<&'a str>,
    /// Order number; neither contiguous nor always sent.
    pub usn: Option<i64>,
    /// Start.
    pub start: Option<Timestamp>,
    /// End.
    pub end: Option<Timestamp>,
    /// The offset that `start` was written with.
    pub offset: Option<UtcOffset>,
    /// Result.
    pub status: Status,
    /// The result's word, where no list names it.
    pub status_word: Option<&'a str>,
    /// Whether the word of the result leaves open if it goes on: then its session decides, see [`Log::decide`]. Its end is the
    /// last sign of life.
    pub is_undecided: bool,
    /// The text as sent, bracketed word included.
    pub title: &'a str,
    /// Length in bytes of the bracketed word and the blank after it, at the title's beginning.
    pub prefix_len: u8,
    /// Bits of [`Assumption`].
    pub assumed: u8,
    /// Where the item begins in its page or file, in bytes.
    pub raw_start: u32,
    /// Whether what stands in brackets at the title's beginning is the name of the part of the session that the item is of: of a
    /// machine.
    pub is_of_part: bool,
}

const NO_START: i64 = i64::MIN;
const NO_END: i64 = i64::MAX;
const USN_IN_MAP: i32 = i32::MIN;

/// What few items have, in the order of items: it only grows at its end.
type Few<T> = Vec<(u32, T)>;

fn of_item<T>(few: &Few<T>, idx: u32) -> Option<&T> {
    few.binary_search_by_key(&idx, |&(item, _)| item).ok().and_then(|at| few.get(at)).map(|(_, value)| value)
}

/// The items of one session.
#[derive(Clone, Debug, Default)]
pub struct Log {
    start: Vec<i64>,
    end: Vec<i64>,
    id: Vec<u128>,
    usn: Vec<i32>,
    text_end: Vec<u32>,
    raw_start: Vec<u32>,
    status: Vec<Status>,
    prefix_len: Vec<u8>,
    offset: Vec<u8>,
    assumed: Vec<u8>,
    text: String,
    /// The few that do not fit their column, by item.
    long_usn: Few<i64>,
    odd_id: Few<Box<str>>,
    odd_word: Few<Box<str>>,
    /// Items whose session decides whether they go on, with what was sent as their end.
    undecided: Few<i64>,
    /// Whether that session goes on.
    goes_on: bool,
    /// Items of parts of the session, in order.
    of_parts: Vec<u32>,
    /// Of these the ones that other items tell in steps, in order: they take no time of their own.
    covered: Vec<u32>,
    /// Items whose title is not plain (`fold::is_plain`), in order.
    odd_title: Vec<u32>,
    /// Distinct offsets; the column holds positions in here.
    offsets: Vec<Option<UtcOffset>>,
    /// First item of each page or file, in order.
    sources: Vec<u32>,
    counts: [u32; 5],
    n_assumed: [u32; Assumption::ALL.len()],
    era: Era,
    /// Start and usn of the last item, and whether any item came before one that is read before it.
    last: (i64, i64),
    has_late: bool,
}

impl Log {
    /// A Log without items.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many items.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// Makes room for further items of this much text in all: columns that double as they grow are copied again and again,
    /// and take up to twice the memory.
    pub fn reserve(&mut self, n_items: usize, text_bytes: usize) {
        for column in [&mut self.start, &mut self.end] {
            column.reserve(n_items);
        }
        for column in [&mut self.text_end, &mut self.raw_start] {
            column.reserve(n_items);
        }
        for column in [&mut self.prefix_len, &mut self.offset, &mut self.assumed] {
            column.reserve(n_items);
        }
        self.id.reserve(n_items);
        self.usn.reserve(n_items);
        self.status.reserve(n_items);
        self.text.reserve(text_bytes);
    }

    /// Says that what is pushed from now on comes from a further page or file. Gives its number, from 0.
    pub fn begin_source(&mut self) -> usize {
        self.sources.push(u32::try_from(self.len()).unwrap_or(u32::MAX));
        self.sources.len() - 1
    }

    /// Adds an item, O(1) on average. Gives its index; nothing once text or items exceed what 32 bits count.
    pub fn push(&mut self, item: &NewItem<'_>) -> Option<u32> {
        let is_set = |t: &Timestamp| t.is_set();
        let item = &NewItem { start: item.start.filter(is_set), end: item.end.filter(is_set), ..item.clone() };
        let idx = u32::try_from(self.len()).ok().filter(|&idx| idx < u32::MAX)?;
        let text_end = u32::try_from(self.text.len() + item.title.len()).ok()?;
        let mut assumed = item.assumed;
        let mut end = item.end;
        match (item.start, item.end) {
            (None, _) => assumed |= Assumption::NoStart as u8,
            (_, None) => assumed |= Assumption::NoEnd as u8,
            (Some(start), Some(e)) if e < start => assumed |= Assumption::EndBeforeStart as u8,
            (Some(start), Some(e)) if e == start && item.status.is_running() => {
                assumed |= Assumption::RunningWithEnd as u8;
                end = None;
            }
            _ => {}
        }
        self.start.push(item.start.map_or(NO_START, Timestamp::ticks));
        self.end.push(end.map_or(NO_END, Timestamp::ticks));
        self.push_id(idx, item.id);
        let key = (item.start.map_or(i64::MAX, Timestamp::ticks), item.usn.unwrap_or(i64::MAX));
        self.has_late |= idx > 0 && key < self.last;
        self.last = key;
        let usn = item.usn.and_then(|usn| i32::try_from(usn).ok()).filter(|&usn| usn != USN_IN_MAP);
        self.usn.push(usn.unwrap_or(USN_IN_MAP));
        if let (None, Some(long)) = (usn, item.usn) {
            self.long_usn.push((idx, long));
        }
        if !is_plain(item.title) {
            self.odd_title.push(idx);
        }
        self.text.push_str(item.title);
        self.text_end.push(text_end);
        self.raw_start.push(item.raw_start);
        self.status.push(item.status);
        if let Some(word) = item.status_word {
            self.odd_word.push((idx, word.into()));
        }
        self.prefix_len.push(item.prefix_len);
        self.push_offset(item.offset);
        self.assumed.push(assumed);
        if item.is_of_part {
            self.of_parts.push(idx);
        }
        if item.is_undecided {
            self.undecided.push((idx, end.map_or(NO_END, Timestamp::ticks)));
            self.decide_one(idx, end.map_or(NO_END, Timestamp::ticks));
        }
        self.sum_up(idx);
        Some(idx)
    }

    /// Adds an item to the sums.
    fn sum_up(&mut self, idx: u32) {
        let assumed = self.assumed.get(idx as usize).copied().unwrap_or(0);
        if assumed != 0 {
            for (count, assumption) in self.n_assumed.iter_mut().zip(Assumption::ALL) {
                *count += u32::from(assumed & assumption as u8 != 0);
            }
        }
        let severity = self.status(idx).severity();
        if let Some(count) = self.counts.get_mut(severity as usize) {
            *count += 1;
        }
        if let Some(start) = self.start(idx) {
            self.era.add(start);
            // An end that lies a little before the start tells nothing of when the item ran.
            if let Some(end) = self.end(idx).filter(|end| *end >= start || start.since(*end) >= FAR_TICKS) {
                self.era.add(end);
            }
        }
    }

    fn push_id(&mut self, idx: u32, id: Option<&str>) {
        let packed = id.and_then(uuid::pack);
        if packed.is_none()
            && let Some(text) = id
        {
            self.odd_id.push((idx, text.into()));
        }
        self.id.push(packed.unwrap_or(0));
    }

    fn push_offset(&mut self, offset: Option<UtcOffset>) {
        let known = self.offsets.iter().position(|&known| known == offset);
        let at = known.unwrap_or_else(|| {
            self.offsets.push(offset);
            self.offsets.len() - 1
        });
        // Past 255 distinct offsets the last one stands in: such a server is beyond what clocks on Earth do.
        self.offset.push(u8::try_from(at).unwrap_or(u8::MAX));
    }

    /// Start of an item; `None` if none was sent or there is no such item.
    pub fn start(&self, idx: u32) -> Option<Timestamp> {
        self.start.get(idx as usize).copied().filter(|&t| t != NO_START).map(Timestamp::from_ticks)
    }

    /// End of an item as sent; `None` while it is open: what is not set (.NET's largest date) is no end.
    pub fn end(&self, idx: u32) -> Option<Timestamp> {
        self.end.get(idx as usize).copied().filter(|&t| t != NO_END).map(Timestamp::from_ticks)
    }

    /// Whether an item has no end yet.
    pub fn is_open(&self, idx: u32) -> bool {
        self.end.get(idx as usize).is_some_and(|&t| t == NO_END)
    }

    /// Result of an item.
    pub fn status(&self, idx: u32) -> Status {
        self.status.get(idx as usize).copied().unwrap_or_default()
    }

    /// The column of results.
    pub fn statuses(&self) -> &[Status] {
        &self.status
    }

    /// The result as a person reads it: the server's own word where no list names it.
    pub fn status_text(&self, idx: u32) -> &str {
        match of_item(&self.odd_word, idx) {
            Some(word) if !self.goes_on || self.undecided(idx).is_none() => word,
            _ => self.status(idx).word(),
        }
    }

    /// The text as sent, bracketed word included.
    pub fn title(&self, idx: u32) -> &str {
        let idx = idx as usize;
        let begin = idx.checked_sub(1).and_then(|before| self.text_end.get(before)).map_or(0, |&end| end as usize);
        let end = self.text_end.get(idx).map_or(begin, |&end| end as usize);
        self.text.get(begin..end).unwrap_or_default()
    }

    /// The text without the bracketed word.
    pub fn text(&self, idx: u32) -> &str {
        let prefix_len = self.prefix_len.get(idx as usize).map_or(0, |&len| len as usize);
        self.title(idx).get(prefix_len..).unwrap_or_default()
    }

    /// What was sent as the end of an item whose session decides about it, see [`Log::decide`]; nothing for all others.
    pub fn undecided(&self, idx: u32) -> Option<Option<Timestamp>> {
        let &end = of_item(&self.undecided, idx)?;
        Some(Some(end).filter(|&end| end != NO_END).map(Timestamp::from_ticks))
    }

    /// All titles in one string, with the byte at which each ends: for searching.
    pub fn titles(&self) -> (&str, &[u32]) {
        (&self.text, &self.text_end)
    }

    /// The items whose title has more to compare than the case of its letters (not `fold::is_plain`), in order.
    pub fn odd_titles(&self) -> &[u32] {
        &self.odd_title
    }

    /// Order number.
    pub fn usn(&self, idx: u32) -> Option<i64> {
        match self.usn.get(idx as usize) {
            None => None,
            Some(&USN_IN_MAP) => of_item(&self.long_usn, idx).copied(),
            Some(&usn) => Some(i64::from(usn)),
        }
    }

    /// Id as sent (a uuid in lower case). Not checked: an address needs an [`Id`].
    pub fn id(&self, idx: u32) -> Option<String> {
        match self.id.get(idx as usize) {
            None => None,
            Some(0) => of_item(&self.odd_id, idx).map(ToString::to_string),
            Some(&packed) => Some(uuid::unpack(packed)),
        }
    }

    /// The item with this id; the first, if several have it. O(n).
    pub fn find_id(&self, id: &Id) -> Option<u32> {
        let at = match uuid::pack(id.as_str()) {
            Some(packed) => self.id.iter().position(|&known| known == packed)?,
            None => return self.odd_id.iter().find(|(_, known)| known.as_ref() == id.as_str()).map(|&(idx, _)| idx),
        };
        u32::try_from(at).ok()
    }

    /// The offset from UTC that the start was written with; `None` where no zone was sent.
    pub fn offset(&self, idx: u32) -> Option<UtcOffset> {
        let at = self.offset.get(idx as usize)?;
        self.offsets.get(*at as usize).copied().flatten()
    }

    /// What was assumed about an item.
    pub fn assumptions(&self, idx: u32) -> impl Iterator<Item = Assumption> {
        let bits = self.assumed(idx);
        Assumption::ALL.into_iter().filter(move |&assumption| bits & assumption as u8 != 0)
    }

    /// Where an item stands in what was sent: number of the page or file, and the bytes at which it begins and at which
    /// the next one of the same source begins, if there is one.
    pub fn raw_span(&self, idx: u32) -> Option<(usize, u32, Option<u32>)> {
        let begin = *self.raw_start.get(idx as usize)?;
        let source = self.sources.partition_point(|&first| first <= idx).checked_sub(1)?;
        let next = idx + 1;
        let same_source = self.sources.get(source + 1).is_none_or(|&first| next < first);
        Some((source, begin, self.raw_start.get(next as usize).copied().filter(|_| same_source)))
    }

    /// How many items of each severity, in the order of [`Severity::ALL`].
    pub fn counts(&self) -> [u32; 5] {
        self.counts
    }

    /// How many items of one severity.
    pub fn count(&self, severity: Severity) -> u32 {
        self.counts.get(severity as usize).copied().unwrap_or(0)
    }

    /// Whether all items arrived in the order of reading, see [`Log::sort_by_time`].
    pub fn is_in_order(&self) -> bool {
        !self.has_late
    }

    /// Puts items, given in the order of arrival, in the order of reading: by start, then usn, then arrival; items without
    /// a start last. O(n), and nothing where all arrived in that order.
    pub fn sort_by_time(&self, items: Vec<u32>) -> Vec<u32> {
        if self.is_in_order() {
            return items;
        }
        let start = |idx| self.start(idx).map_or(i64::MAX, Timestamp::ticks);
        sort_for_reading(items, &start, &|idx| self.usn(idx).unwrap_or(i64::MAX))
    }
}
