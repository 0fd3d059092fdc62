//! Items that lie outside the times of their own session: another machine wrote them, and its clock may be wrong. They are
//! drawn where they say; what is worked out of a session as a whole does not lean on them.

use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Log, Session, TimeRange, Timestamp};

/// A session is begun and ended a moment before or after what its items say.
const SLACK_TICKS: i64 = 60 * TICKS_PER_SECOND;

/// The items that begin before their session, or end after it, by more than a minute; in the order of arrival. None where the
/// session's own times are not known, or cannot be believed of the log. O(n) where there are some.
pub fn outside(log: &Log, session: Option<&Session>) -> Vec<u32> {
    let (start, end) = own_times(log, session);
    let is_outside = |&idx: &u32| {
        let Some(item) = log.range(idx, Timestamp::from_ticks(i64::MIN)) else { return false };
        start.is_some_and(|start| start.since(item.start()) > SLACK_TICKS)
            || end.is_some_and(|end| item.end().since(end) > SLACK_TICKS)
    };
    let is_within = log.extent().is_none_or(|all| {
        start.is_none_or(|start| start.since(all.start()) <= SLACK_TICKS)
            && end.is_none_or(|end| all.end().since(end) <= SLACK_TICKS)
    });
    if is_within {
        return Vec::new();
    }
    (0..).take(log.len()).filter(is_outside).collect()
}

/// The part of a range that lies within the times of a session; nothing where none of it does.
pub fn within_session(log: &Log, session: Option<&Session>, range: TimeRange) -> Option<TimeRange> {
    let (start, end) = own_times(log, session);
    let start = start.map_or(range.start(), |start| start.max(range.start()));
    let end = end.map_or(range.end(), |end| end.min(range.end()));
    (start < end).then(|| TimeRange::new(start, end))
}

/// Start and end of a session, as far as its log can have been then.
fn own_times(log: &Log, session: Option<&Session>) -> (Option<Timestamp>, Option<Timestamp>) {
    let believed = |t: Option<Timestamp>| t.filter(|&t| log.reaches(t));
    let (start, end) = session.map_or((None, None), |session| (believed(session.start), believed(session.end)));
    (start, end.filter(|end| start.is_none_or(|start| start <= *end)))
}
