//! Taking the rows of an answer to where they belong.

use leptos::prelude::*;

use super::Fresh;
use crate::api::Fault;
use crate::app::store::{Shared, Store};
use crate::browser::files;
use crate::model::{DecodeError, Notices};
use crate::wire::{self, Brought, LogDecoder};

/// An answer that came whole, or how many rows of it came before it failed.
pub(super) type PageResult = Result<Brought, (Fault, usize)>;

pub(super) fn take_names(store: Store, body: &[u8]) -> PageResult {
    let (jobs, info) = wire::jobs(body, &mut Notices::default()).map_err(|error| (Fault::Decode(error), 0))?;
    let mut names = (**store.names.read_untracked()).clone();
    let n_before = names.len();
    names.add(jobs);
    let n_new = names.len() - n_before;
    store.names.set(Shared::new(names));
    Ok(Brought { info, n_new, n_left_out: 0 })
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
            Ok(Brought { info, n_new, n_left_out: 0 })
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
