//! The machines of a job in the log of its session: a row for each, in place of what the job's own log says of it.

use crate::answers::objects::{processed, processing};
use crate::model::order::{sort_by_number, sorted_by_key};
use crate::model::{Assumption, Log, NewItem, Session, Severity};
use crate::texts::Texts;

/// The log of a session with its machines.
pub struct Laid {
    /// With a row for each of them, by their starts, as a source of its own at the end.
    pub log: Log,
    /// Which row is whose.
    pub rows: Vec<(Session, u32)>,
    /// The bytes of that source: an array of them as they were sent.
    pub sent: Vec<u8>,
}

/// Puts machines, each with its bytes as they were sent, into the log of their session. Times without a zone are those of the
/// server, whose offset the log has.
pub fn lay(log: &Log, machines: Vec<(Session, Box<[u8]>)>, texts: Texts) -> Laid {
    let offset = log.offset(0);
    let placed = |(mut machine, sent): (Session, Box<[u8]>)| {
        let is_local = machine.is_local;
        machine.set_offset(offset.unwrap_or_default());
        (machine, is_local, sent)
    };
    let machines = sorted_by_key(machines.into_iter().map(placed).collect(), |(machine, ..)| machine.start);
    // What the session's own log says of each.
    let all = 0..u32::try_from(log.len()).unwrap_or(u32::MAX);
    let mut own_rows: Vec<(u32, String)> =
        all.filter_map(|idx| Some((idx, processed(log.text(idx))?.to_lowercase()))).collect();
    let mut gone = Vec::new();
    let mut rows = Vec::with_capacity(machines.len());
    for (machine, is_local, sent) in machines {
        let name = name_of(&machine);
        let lower = name.to_lowercase();
        // Both come by their starts, so it is one of the first that are left.
        let own = own_rows.iter().position(|(_, own)| *own == lower).map(|at| own_rows.remove(at).0);
        gone.extend(own);
        rows.push((own.map(|idx| log.text(idx).to_owned()), name, machine, is_local, sent));
    }
    let mut log = log.without(&sort_by_number(gone, &|idx| idx.into()));
    log.begin_source();
    let mut laid = Vec::with_capacity(rows.len());
    let mut all_sent = vec![b'['];
    for (own, name, machine, is_local, sent) in rows {
        if all_sent.len() > 1 {
            all_sent.push(b',');
        }
        let raw_start = u32::try_from(all_sent.len()).unwrap_or(u32::MAX);
        all_sent.extend(sent);
        let mut text = own.unwrap_or_else(|| processing(&name));
        let statistics = machine.statistics.as_ref();
        // What went wrong is the same problem whatever was moved before it.
        let statistics = statistics.filter(|_| machine.status.severity() < Severity::Warning);
        let moved = statistics.and_then(|known| known.transferred.as_ref()?.bytes).map(|bytes| texts.bytes(bytes));
        let held = statistics.and_then(|known| known.bottleneck.clone());
        let why = machine.details.clone().filter(|why| !text.contains(why.as_str()));
        let moved = moved.map(|moved| texts.session_machine_moved(moved));
        let held = held.map(|held| texts.session_machine_held(held));
        for part in [why, moved, held].into_iter().flatten() {
            text.truncate(text.trim_end_matches('.').len());
            text.extend([". ", &part]);
        }
        let item = NewItem {
            id: Some(&machine.id_text),
            start: machine.start,
            end: machine.end,
            offset,
            status: machine.status,
            status_word: machine.status_word.as_deref(),
            title: &text,
            assumed: if is_local { Assumption::NoZone as u8 } else { 0 },
            raw_start,
            ..NewItem::default()
        };
        if let Some(idx) = log.push_of_part(&name, &item) {
            laid.push((machine, idx));
        }
    }
    all_sent.push(b']');
    Laid { log, rows: laid, sent: all_sent }
}

/// What a machine is called.
pub fn name_of(machine: &Session) -> String {
    machine.name.clone().or_else(|| machine.type_word.clone()).unwrap_or_else(|| machine.id_text.clone())
}
