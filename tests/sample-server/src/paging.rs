//! Lists: which rows of one belong on the page that was asked for, and how they go out.

use sample_world::{Json, Query};

use crate::faults::FaultKind;
use crate::http::{Body, Reply};

/// From this many rows on, an answer is sent in pieces.
const STREAM_FROM: usize = 20_000;
const ROWS_PER_PIECE: usize = 1_000;

/// Writes the row at a place of a list.
pub(crate) type Row = Box<dyn FnMut(&mut Json, usize) + Send>;

/// The rows of a page, and what the page says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) offset: usize,
    pub(crate) limit: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Window {
    /// `None` if offset or limit are no numbers, or the limit is 0.
    pub(crate) fn of(query: Query<'_>, cap: usize, n: usize, fault: Option<&FaultKind>) -> Option<Self> {
        let offset = query.number("offset", 0)?;
        let asked = query.number("limit", 30)?;
        if asked == 0 {
            return None;
        }
        let limit = asked.min(cap);
        let (from, count) = match fault {
            Some(FaultKind::LimitIgnored) => (0, n),
            Some(FaultKind::PageRepeated) => (0, limit),
            Some(FaultKind::RowsInserted(k)) if offset > 0 => (offset.saturating_sub(*k), limit),
            Some(FaultKind::RowsDeleted(k)) if offset > 0 => (offset.saturating_add(*k), limit),
            _ => (offset, limit),
        };
        let from = from.min(n);
        Some(Self { offset, limit, from, to: from.saturating_add(count).min(n) })
    }
}

/// Rows between two texts, parted by commas.
pub(crate) fn rows(before: Json, from: usize, to: usize, after: &str, mut row: Row) -> Reply {
    let mut write = move |json: &mut Json, at: usize| {
        if at != from {
            json.raw(",");
        }
        row(json, at);
    };
    let mut json = before;
    if to - from < STREAM_FROM {
        json.0.reserve((to - from) * 450);
        for at in from..to {
            write(&mut json, at);
        }
        json.raw(after);
        return Reply::json(200, json.0);
    }
    let after = after.to_owned();
    let mut next = from;
    let mut reply = Reply::json(200, "");
    reply.body = Body::Pieces(Box::new(move |piece| {
        let end = to.min(next + ROWS_PER_PIECE);
        for at in next..end {
            write(&mut json, at);
        }
        next = end;
        if next == to {
            json.raw(&after);
        }
        piece.extend_from_slice(json.0.as_bytes());
        json.0.clear();
        next < to
    }));
    reply
}
