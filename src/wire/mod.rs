//! Bytes to model, for every dialect of the products' APIs. Nothing outside knows a JSON field's name.
//!
//! `scan` finds where values begin and end, `envelope` reads what is around the rows, in chunks of any size. A row of a log is
//! decoded by `serde_json` into a struct of its dialect (`vb365`, `vbazure`, `vbr`, `vbaws`; `dialect` lists them), one of a
//! session is asked for its members by name (`row`); what a field bears says its reader (`lenient`). Servers send what no
//! document says, so every field is optional, a bad field costs itself, a bad row costs that row, and both leave a notice.
//! What is no JSON and yet to be understood is mended first (`mend`).
//!
//! Logs alone are large. A cursor of our own, straight from bytes to columns, was measured
//! against this at 1,000,000 items (425 MB in chunks of 64 KiB) as WebAssembly with simd128 in V8 (Node 20), both in one
//! process, the best of sixteen rounds of CPU time: 0.55 s against 0.75 s, 1.25 to 1.45 times as quick on a busy machine.
//! That is less than the 1.5 that a reader of our own would have to earn, so there is none.

mod answer;
mod contents;
mod covers;
mod culture;
mod dialect;
mod envelope;
mod error;
mod events;
mod file;
mod foreign;
mod gathered;
mod integer;
mod keys;
mod lenient;
mod lists;
mod mend;
mod oddities;
mod plain;
mod powershell;
mod pretty;
mod read;
mod recover;
mod row;
mod saved;
mod scan;
mod sniff;
mod statistics;
mod table;
pub mod title;
mod utf16;
mod vb365;
mod vbaws;
mod vbazure;
mod vbr;
mod within;
pub mod write;

pub use answer::{PageInfo, Shape};
pub use contents::{Contents, ContentsOf, Thing, What, has_token, recorded};
pub use culture::DayOrder;
pub use envelope::Missing;
pub use error::{ErrorBody, error_body, server_version};
pub use events::{Changes, changes};
pub use file::FileDecoder;
pub use gathered::{Brought, Gathered};
pub use lists::{jobs, sessions, sessions_into};
pub use plain::{Plain, plain};
pub use pretty::pretty;
pub use saved::{MARK as SAVED_MARK, PartKind, Saved, SavedError, SavedPart, VERSION as SAVED_VERSION, saved};
pub use sniff::{Sniffed, sniff};
pub use table::{Table, table};
pub use utf16::Utf16;

use self::envelope::{Envelope, RowKind, Rows};
use self::scan::{Cursor, JsonError};
use crate::model::{DecodeError, Log, Notices, Product};

/// Decodes one page or file of a session's log while it arrives, straight into the columns of a [`Log`].
///
/// Chunks may end anywhere, within a character too: the result is the same as in one piece. A row appears in the Log
/// once all of it has been seen.
#[derive(Debug)]
pub struct LogDecoder {
    product: Product,
    envelope: Envelope,
    has_begun: bool,
}

impl LogDecoder {
    /// For one page or file. The first `n_skip` rows are known already and not pushed again.
    pub fn new(product: Product, n_skip: usize) -> Self {
        Self { product, envelope: Envelope::new(n_skip), has_begun: false }
    }

    /// Takes the next bytes. The first ones begin a new source of the Log: an answer without a byte is none.
    pub fn feed(&mut self, bytes: &[u8], log: &mut Log, notices: &mut Notices) {
        if bytes.is_empty() {
            return;
        }
        self.begin(log);
        self.envelope.feed(bytes, &mut LogRows { product: self.product, log }, notices);
    }

    /// Rows seen so far, bad and skipped ones included.
    pub fn n_rows(&self) -> usize {
        self.envelope.n_rows()
    }

    /// Says that no bytes are to come. On an error the rows pushed so far stay.
    pub fn finish(self, log: &mut Log, notices: &mut Notices) -> Result<PageInfo, DecodeError> {
        self.envelope.finish(&mut LogRows { product: self.product, log }, notices)
    }

    fn begin(&mut self, log: &mut Log) {
        if !self.has_begun {
            self.has_begun = true;
            log.begin_source();
        }
    }
}

struct LogRows<'a> {
    product: Product,
    log: &'a mut Log,
}

impl Rows for LogRows<'_> {
    fn kind(&self) -> &'static RowKind {
        &dialect::of(self.product).log
    }

    fn row(
        &mut self,
        cursor: &mut Cursor<'_>,
        at: usize,
        raw_start: u64,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        (dialect::of(self.product).log_row)(cursor, at, raw_start, self.log, notices)
    }
}
