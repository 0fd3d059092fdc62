//! One item whole: its text as sent, its times to 100 ns, what was assumed, its share of the time, and what is usual for it.
//! Facts alone; the page says them (`app/session/item.rs`).

use crate::answers::usual::Usual;
use crate::model::{Assumption, Log, Status, Timestamp};
use crate::sweep::Load;

/// One item.
#[derive(Clone, PartialEq, Debug)]
pub struct ItemFacts {
    /// Its number in the log, if it has one.
    pub usn: Option<i64>,
    /// Its result …
    pub status: Status,
    /// … and the word that was sent for it.
    pub status_text: String,
    /// The machine that it is of, where it is of one; foreign.
    pub part: Option<String>,
    /// Its text; foreign.
    pub text: String,
    /// When it began, if that was sent.
    pub start: Option<Timestamp>,
    /// When it ended, if that was sent.
    pub end: Option<Timestamp>,
    /// Whether it still runs.
    pub is_open: bool,
    /// How long it took; nothing where that is not known.
    pub ticks: Option<i64>,
    /// Its share of the time, and for how much of it it ran alone; nothing where the items were not added up.
    pub share: Option<(i64, i64)>,
    /// How long one item of its step takes in other runs.
    pub usual: Option<Usual>,
    /// Its id as sent; foreign.
    pub id: Option<String>,
    /// What was assumed about it.
    pub assumed: Vec<Assumption>,
    /// By how many ticks its start and its end are too early (negative) or too late to be believed.
    pub far_by: [Option<i64>; 2],
}

impl ItemFacts {
    /// An item of a log. `load` holds the items, swept, if they were.
    pub fn of(log: &Log, idx: u32, load: Option<&Load>, usual: Option<Usual>) -> Self {
        // What is told in steps has no time of its own.
        let share = load.filter(|_| !log.is_covered(idx)).and_then(|load| {
            let extent = load.extent()?;
            Some((load.share_of(extent, idx), load.alone_of(extent, idx)))
        });
        Self {
            usn: log.usn(idx),
            status: log.status(idx),
            status_text: log.status_text(idx).to_owned(),
            part: log.part(idx).map(str::to_owned),
            text: log.text(idx).to_owned(),
            start: log.start(idx),
            end: log.end(idx),
            is_open: log.is_open(idx),
            ticks: log.ticks(idx),
            share,
            usual,
            id: log.id(idx),
            assumed: log.assumptions(idx).collect(),
            far_by: [log.start(idx), log.end(idx)].map(|t| log.far_by(t?)),
        }
    }
}
