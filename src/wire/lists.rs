//! Whole lists at once: sessions and jobs. Logs, which are large, have the resumable [`LogDecoder`](super::LogDecoder).

use std::ops::Range;

use super::answer::PageInfo;
use super::dialect;
use super::envelope::{Envelope, RowKind, Rows};
use super::lenient;
use super::row::Row;
use super::scan::{Cursor, JsonError};
use crate::model::{DecodeError, Id, Job, Notices, Oddity, Product, Session, SessionKind};

/// Decodes sessions, sent as an array, a page or one alone.
pub fn sessions(
    product: Product,
    kind: SessionKind,
    bytes: &[u8],
    notices: &mut Notices,
) -> Result<(Vec<Session>, PageInfo), DecodeError> {
    let mut sessions = Vec::new();
    let page = sessions_into(product, kind, bytes, &mut sessions, notices)?;
    Ok((sessions, page))
}

/// As [`sessions`], but those decoded before an error stay in `out`.
pub fn sessions_into(
    product: Product,
    _kind: SessionKind,
    bytes: &[u8],
    out: &mut Vec<Session>,
    notices: &mut Notices,
) -> Result<PageInfo, DecodeError> {
    sessions_and_spans(product, bytes, out, &mut Vec::new(), notices)
}

/// As [`sessions_into`], and the bytes in which each of them was sent.
pub(super) fn sessions_and_spans(
    product: Product,
    bytes: &[u8],
    out: &mut Vec<Session>,
    spans: &mut Vec<Range<usize>>,
    notices: &mut Notices,
) -> Result<PageInfo, DecodeError> {
    decode(bytes, &mut SessionRows { product, out, spans }, notices)
}

/// Decodes jobs, copy jobs, data retrievals or organizations, sent as an array, a page or one alone. One without an id that is fit for
/// an address, or without a name, is of no use and only noted.
pub fn jobs(bytes: &[u8], notices: &mut Notices) -> Result<(Vec<Job>, PageInfo), DecodeError> {
    let mut jobs = JobRows(Vec::new());
    let page = decode(bytes, &mut jobs, notices)?;
    Ok((jobs.0, page))
}

fn decode(bytes: &[u8], rows: &mut dyn Rows, notices: &mut Notices) -> Result<PageInfo, DecodeError> {
    let mut envelope = Envelope::new(0);
    envelope.feed(bytes, rows, notices);
    envelope.finish(rows, notices)
}

struct SessionRows<'a> {
    product: Product,
    out: &'a mut Vec<Session>,
    spans: &'a mut Vec<Range<usize>>,
}

impl Rows for SessionRows<'_> {
    fn kind(&self) -> &'static RowKind {
        &dialect::of(self.product).sessions
    }

    fn row(
        &mut self,
        cursor: &mut Cursor<'_>,
        at: usize,
        raw_start: u64,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        let from = cursor.pos();
        self.out.push((dialect::of(self.product).session)(cursor, at, notices)?);
        let begin = usize::try_from(raw_start).unwrap_or(usize::MAX);
        self.spans.push(begin..begin.saturating_add(cursor.pos() - from));
        Ok(())
    }
}

struct JobRows(Vec<Job>);

const JOBS: RowKind = RowKind {
    lists: &["results"],
    keys: &["id", "name", "description", "organizationId", "repositoryId", "backupType", "lastRun", "eTag", "_links"],
    telling: &[&["id", "name"]],
    within: "",
};

impl Rows for JobRows {
    fn kind(&self) -> &'static RowKind {
        &JOBS
    }

    fn row(&mut self, cursor: &mut Cursor<'_>, at: usize, _: u64, notices: &mut Notices) -> Result<(), JsonError> {
        let mut mended = Vec::new();
        let row = Row::read(cursor, &mut mended)?;
        let id = row.take("id", lenient::string);
        let name = row.take("name", lenient::string);
        let organization = row.take("organizationId", lenient::id_or_none);
        match (id.as_deref().and_then(Id::new), name) {
            (Some(id), Some(name)) => self.0.push(Job { id, name, organization }),
            _ => row.say(Oddity::UnfitJob),
        }
        row.tell(at, notices);
        Ok(())
    }
}
