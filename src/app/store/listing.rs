//! Which sessions a list shows, and in what order.

use std::cmp::Ordering;

use crate::answers::names::{Names, name};
use crate::answers::search::{Needle, lower};
use crate::model::order::sort_indexes;
use crate::model::{Rate, Session, Timestamp};
use crate::route::{Column, Params, Sort};

/// Newest first.
pub(crate) const NEWEST_FIRST: Sort = Sort { column: Column::Start, is_descending: true };

/// Positions of the sessions that pass the filters of an address, in its order. O(n log n).
pub(crate) fn shown(rows: &[Session], names: &Names, params: &Params, now: Timestamp) -> Vec<u32> {
    let sort = params.sort.unwrap_or(NEWEST_FIRST);
    let query = Needle::new(params.q.as_deref().unwrap_or_default());
    let keys: Vec<Option<Key>> = rows
        .iter()
        .map(|session| passes(session, names, params, &query).then(|| Key::of(session, names, sort.column, now)))
        .collect();
    let key = |at: u32| keys.get(at as usize).and_then(Option::as_ref);
    let mut shown: Vec<u32> = (0..).zip(&keys).filter(|(_, key)| key.is_some()).map(|(at, _)| at).collect();
    sort_indexes(&mut shown, &|a, b| {
        let order = if sort.is_descending { key(b).cmp(&key(a)) } else { key(a).cmp(&key(b)) };
        order.then_with(|| newer_first(rows.get(a as usize), rows.get(b as usize)))
    });
    shown
}

/// What a column sorts by: a word or a number; what is missing comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key(Option<String>, Option<i64>);

impl Key {
    fn of(session: &Session, names: &Names, column: Column, now: Timestamp) -> Self {
        let statistics = session.statistics.as_ref();
        match column {
            Column::Name => Self(Some(name(session, names).chars().map(lower).collect()), None),
            Column::Type => Self(session.type_word.clone(), None),
            Column::Bottleneck => Self(statistics.and_then(|s| s.bottleneck.clone()), None),
            Column::Status => Self(None, Some(session.status as i64)),
            Column::Length => Self(None, session.ticks(now)),
            Column::Objects => Self(None, session.progress.or(session.processed_objects)),
            Column::Data => Self(None, bytes(statistics.and_then(|s| s.transferred.as_ref()))),
            Column::Rate => Self(None, bytes(statistics.and_then(|s| s.processing_rate.as_ref()))),
            _ => Self(None, session.start.map(Timestamp::ticks)),
        }
    }
}

fn bytes(rate: Option<&Rate>) -> Option<i64> {
    rate.and_then(|rate| rate.bytes)
}

fn newer_first(a: Option<&Session>, b: Option<&Session>) -> Ordering {
    b.and_then(|session| session.start).cmp(&a.and_then(|session| session.start))
}

fn passes(session: &Session, names: &Names, params: &Params, query: &Needle) -> bool {
    let is_in_time = session
        .start
        .is_none_or(|start| params.from.is_none_or(|from| start >= from) && params.to.is_none_or(|to| start <= to));
    let is_of_job = params.job.is_none() || session.job_id == params.job || session.retrieval_id == params.job;
    params.status.admits(session.status.severity())
        && is_of_job
        && is_in_time
        && (query.is_empty() || matches(session, names, query))
}

fn matches(session: &Session, names: &Names, query: &Needle) -> bool {
    let has = |text: &str| query.find(text).is_some();
    has(&name(session, names))
        || has(&session.id_text)
        || [&session.details, &session.type_word].into_iter().flatten().any(|text| has(text))
}
