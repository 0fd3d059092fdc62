//! Taking the rows of an answer to where they belong.

use leptos::prelude::*;

use super::Fresh;
use crate::api::{Fault, Server};
use crate::app::store::{Shared, Store};
use crate::browser::files;
use crate::model::{DecodeError, Notices, Product, Session, SessionKind};
use crate::wire::{self, LogDecoder, PageInfo};

/// An answer that came whole, or how many rows of it came before it failed.
pub(super) type PageResult = Result<Came, (Fault, usize)>;

/// What came with an answer.
pub(super) struct Came {
    pub(super) info: PageInfo,
    /// Rows that the list did not hold before.
    pub(super) n_new: usize,
    /// How many of those are none of this list after all, and were left out.
    pub(super) n_left_out: usize,
}

impl Came {
    const fn new(info: PageInfo, n_new: usize) -> Self {
        Self { info, n_new, n_left_out: 0 }
    }
}

pub(super) fn take_sessions(
    server: &Server,
    kind: SessionKind,
    body: &[u8],
    rows: &mut (Vec<Session>, Notices),
) -> PageResult {
    let mut notices = Notices::default();
    let (sessions, info) =
        wire::sessions(server.product, kind, body, &mut notices).map_err(|error| (Fault::Decode(error), 0))?;
    let n_before = rows.0.len();
    rows.1.append(notices, n_before);
    let n_unreadable = info.n_rows.saturating_sub(sessions.len());
    let mut n_left_out = 0;
    for session in sessions {
        // One kind of sessions is asked for; an old server may not heed that, and sends both.
        if server.product == Product::VbAzure && kind == SessionKind::DataRetrieval && session.kind() != kind {
            n_left_out += 1;
            continue;
        }
        // A session that came while the list was being read moves the others on by one: the same again is no news.
        let is_known = session.id.is_some() && rows.0.iter().rev().take(10_000).any(|known| known.id == session.id);
        if !is_known {
            rows.0.push(session);
        }
    }
    let n_new = rows.0.len() - n_before + n_unreadable + n_left_out;
    Ok(Came { info, n_new, n_left_out })
}

pub(super) fn take_names(store: Store, body: &[u8]) -> PageResult {
    let (jobs, info) = wire::jobs(body, &mut Notices::default()).map_err(|error| (Fault::Decode(error), 0))?;
    let mut names = (**store.names.read_untracked()).clone();
    let n_before = names.len();
    names.add(jobs);
    let n_new = names.len() - n_before;
    store.names.set(Shared::new(names));
    Ok(Came::new(info, n_new))
}

pub(super) fn take_log(
    answer: Result<(), Fault>,
    decoder: LogDecoder,
    (n_before, n_skip): (usize, usize),
    pieces: &js_sys::Array,
    (fresh, notices): (&mut Fresh, &mut Notices),
) -> PageResult {
    if pieces.length() > 0
        && let Some(blob) = files::blob(pieces)
    {
        fresh.sources.push(blob);
    }
    let n_rows = decoder.n_rows();
    // Rows still held back by the decoder come with its end, also where the answer broke off.
    let Ok(mut log) = fresh.log.write() else { return Err((Fault::Aborted, n_rows)) };
    let finished = decoder.finish(&mut log, notices);
    // A page that begins with a row that came before is no news: the server sends the same again, or its list has moved.
    drop(log);
    let is_known = fresh.first_known(n_before).is_some();
    let n_items = fresh.n_items();
    match (answer, finished) {
        (Ok(()), Ok(info)) => {
            let n_new = if is_known { 0 } else { info.n_rows.saturating_sub(n_skip) };
            Ok(Came::new(info, n_new))
        }
        // Where no row could be read, what was cut off was no page of this list.
        (answer, Err(DecodeError::Cut { n_rows })) => {
            let n_rows = if n_items > n_before { n_rows } else { n_skip };
            Err((answer.err().unwrap_or(Fault::Cut), n_rows))
        }
        (Err(fault), Ok(info)) => Err((fault, info.n_rows)),
        (answer, Err(error)) => Err((answer.err().unwrap_or(Fault::Decode(error)), n_rows)),
    }
}
