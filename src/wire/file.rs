//! Files of a session's log, while they are read: one or several, in each of them one value or several.
//!
//! Where a log was saved more than once, or while it grew, the same items come again. Then the one that came last counts,
//! as where a server is asked again.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::dialect;
use super::envelope::{Envelope, Missing, RowKind, Rows, Values};
use super::scan::{Cursor, JsonError};
use crate::model::order::sort_by_number;
use crate::model::{DecodeError, Log, Notices, Product};

/// Decodes files of one session's log, straight into the columns of a [`Log`].
#[derive(Debug)]
pub struct FileDecoder {
    product: Product,
    envelope: Envelope,
    values: Values,
    known: Known,
    n_rows: usize,
    has_begun: bool,
}

impl FileDecoder {
    /// For files of this product's answers.
    pub fn new(product: Product) -> Self {
        Self {
            product,
            envelope: Envelope::of_file(),
            values: Values::default(),
            known: Known::default(),
            n_rows: 0,
            has_begun: false,
        }
    }

    /// Takes the next bytes of a file.
    pub fn feed(&mut self, bytes: &[u8], log: &mut Log, notices: &mut Notices) {
        self.begin(log);
        let rows = &mut FileRows { product: self.product, log, known: &mut self.known };
        self.envelope.feed(bytes, rows, notices);
    }

    /// The file has ended; what is fed from now on is the next one.
    ///
    /// # Errors
    ///
    /// Why it could not be read to its end. What came before that stays.
    pub fn end_file(&mut self, log: &mut Log, notices: &mut Notices) -> Result<(), DecodeError> {
        self.begin(log);
        self.has_begun = false;
        let mut envelope = std::mem::replace(&mut self.envelope, Envelope::of_file());
        let ended = envelope.close(&mut FileRows { product: self.product, log, known: &mut self.known }, notices);
        self.n_rows += envelope.n_rows();
        self.values.append(envelope.into_values(), ended.is_ok());
        ended.map(|_| ())
    }

    /// Rows seen so far, bad and repeated ones included.
    pub fn n_rows(&self) -> usize {
        self.n_rows + self.envelope.n_rows()
    }

    /// What is missing of the log, as far as the files tell.
    pub fn missing(&self) -> Option<Missing> {
        self.values.missing()
    }

    /// Whether the files hold the logs of several sessions: they say so, or an order number comes again with another item.
    pub fn is_mixed(&self) -> bool {
        self.values.is_mixed() || self.known.is_mixed
    }

    /// Items that came again, in ascending order: to be taken out of the log in the end.
    pub fn replaced(&mut self) -> Vec<u32> {
        let mut replaced = sort_by_number(std::mem::take(&mut self.known.replaced), &|idx| idx.into());
        replaced.dedup();
        replaced
    }

    fn begin(&mut self, log: &mut Log) {
        if !self.has_begun {
            self.has_begun = true;
            log.begin_source();
            self.known.begin_value(log);
        }
    }
}

struct FileRows<'a> {
    product: Product,
    log: &'a mut Log,
    known: &'a mut Known,
}

impl Rows for FileRows<'_> {
    fn kind(&self) -> &'static RowKind {
        &dialect::of(self.product).log
    }

    fn begin_value(&mut self) {
        self.known.begin_value(self.log);
    }

    fn row(
        &mut self,
        cursor: &mut Cursor<'_>,
        at: usize,
        raw_start: u64,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        let n_before = self.log.len();
        (dialect::of(self.product).log_row)(cursor, at, raw_start, self.log, notices)?;
        if self.log.len() > n_before {
            self.known.see(self.log, n_before);
        }
        Ok(())
    }
}

/// Which items came in earlier values.
#[derive(Debug, Default)]
struct Known {
    /// The first item of the value that is read.
    from: usize,
    /// The smallest and the largest order number before it. A log in order never has one within that range again, so
    /// nothing is looked up for it.
    range: Option<(i64, i64)>,
    /// Where the last item of a key stands, of the first `n_listed` items.
    by_key: HashMap<u64, u32>,
    /// The same by order number, which a session gives only once.
    by_usn: HashMap<i64, u32>,
    is_mixed: bool,
    n_listed: usize,
    /// Those that came again.
    replaced: Vec<u32>,
}

impl Known {
    fn begin_value(&mut self, log: &Log) {
        for usn in items(self.from, log.len()).filter_map(|idx| log.usn(idx)) {
            let (first, last) = self.range.unwrap_or((usn, usn));
            self.range = Some((first.min(usn), last.max(usn)));
        }
        self.from = log.len();
    }

    fn see(&mut self, log: &Log, at: usize) {
        if self.from == 0 {
            return;
        }
        let Ok(idx) = u32::try_from(at) else { return };
        let is_beyond = |usn: i64| self.range.is_none_or(|(first, last)| usn < first || usn > last);
        if log.usn(idx).is_some_and(is_beyond) {
            return;
        }
        let Some(key) = key(log, idx) else { return };
        for earlier in items(self.n_listed, self.from) {
            if let Some(key) = self::key(log, earlier) {
                self.by_key.insert(key, earlier);
            }
            if let Some(usn) = log.usn(earlier) {
                self.by_usn.insert(usn, earlier);
            }
        }
        self.n_listed = self.from;
        if let Some(&earlier) = self.by_key.get(&key)
            && is_same(log, earlier, idx)
        {
            self.replaced.push(earlier);
        } else if log.usn(idx).is_some_and(|usn| usn != 0 && self.by_usn.contains_key(&usn)) {
            self.is_mixed = true;
        }
    }
}

fn items(from: usize, to: usize) -> impl Iterator<Item = u32> {
    (from..to).filter_map(|at| u32::try_from(at).ok())
}

/// What an item is known by: its id, or order number and start. A row that has neither may well be there twice.
fn key(log: &Log, idx: u32) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    match log.id(idx) {
        Some(id) => id.hash(&mut hasher),
        None => (log.usn(idx)?, log.start(idx)?).hash(&mut hasher),
    }
    Some(hasher.finish())
}

fn is_same(log: &Log, a: u32, b: u32) -> bool {
    match (log.id(a), log.id(b)) {
        (None, None) => log.usn(a) == log.usn(b) && log.start(a) == log.start(b),
        (a, b) => a == b,
    }
}
