//! The server's own zone, where it can be inferred. Starts come in UTC as a rule, but some titles quote the server's clock:
//! `Job started at 9/23/2024 2:50:36 AM`. What such a clock is ahead of the item's start is the zone's offset at that time.
//!
//! The server writes in the way of its culture, so a title counts only if it ends with a date and a time of which every
//! sign is understood (`server_zone/clock.rs`); any other may be read half a day or some centuries wrong. The order of day
//! and month is the server's affair: only one of them lies near the start, and all titles of a log have to agree on it.

mod clock;

use self::clock::{Clock, Order};
use crate::model::time::{TICKS_PER_DAY, TICKS_PER_SECOND};
use crate::model::{Assumption, Log, Timestamp, UtcOffset};

/// Offsets are whole quarters of an hour.
const QUARTER_S: i64 = 900;
/// How far a clock in a title may be from its item's start, beside the offset: the item is written after the event.
const LATE_MAX_S: i64 = 60;
/// Zones go from twelve hours behind UTC to fourteen ahead.
const OFFSETS_S: std::ops::RangeInclusive<i64> = -12 * 3600..=14 * 3600;
/// Titles that have to say the same.
const N_AGREEING: usize = 2;
/// More titles than these tell nothing new.
const N_ENOUGH: usize = 200;
/// By how much a clock is put forward or back in spring and autumn, in seconds: an hour, on Lord Howe half of one.
const CHANGES_S: [i64; 2] = [3600, 1800];

/// What titles tell of the server's clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ServerClock {
    /// Its offset, or that at the begin of the log.
    pub first: UtcOffset,
    /// The offset that came after, where the clock was changed during the log, and when about that was.
    pub then: Option<(Timestamp, UtcOffset)>,
}

/// What one title says.
#[derive(Clone, Copy, Debug)]
struct Vote {
    at: Timestamp,
    offset_s: i64,
}

/// What several titles agree on; nothing where there are none, or more than one in ten says otherwise. Where all titles
/// up to some time say one thing, and all after it another that is an hour from it, the clock was changed in between.
/// O(items), until 200 titles quote a clock.
pub fn inferred(log: &Log) -> Option<ServerClock> {
    let mut votes: Vec<Vote> = Vec::new();
    let mut order: Option<Order> = None;
    for idx in 0..u32::try_from(log.len()).unwrap_or(u32::MAX) {
        let Some(at) = log.start(idx).or(log.end(idx)) else { continue };
        // A time that names no zone was read as UTC; what a title is ahead of it is no offset.
        if log.assumptions(idx).any(|assumption| assumption == Assumption::NoZone) {
            continue;
        }
        let Some((offset_s, read_as)) = Clock::at_end_of(log.text(idx)).and_then(|clock| offset_s(&clock, at)) else {
            continue;
        };
        if read_as.is_some() && order.is_some_and(|order| Some(order) != read_as) {
            return None;
        }
        order = order.or(read_as);
        votes.insert(votes.partition_point(|vote| vote.at <= at), Vote { at, offset_s });
        if votes.len() == N_ENOUGH {
            break;
        }
    }
    change(&votes).or_else(|| most(&votes))
}

/// The offset that nearly all titles say.
fn most(votes: &[Vote]) -> Option<ServerClock> {
    let n = |offset_s| votes.iter().filter(|vote| vote.offset_s == offset_s).count();
    let offset_s = votes.iter().map(|vote| vote.offset_s).max_by_key(|&offset_s| n(offset_s))?;
    let agree = n(offset_s) >= N_AGREEING && n(offset_s) * 10 >= votes.len() * 9;
    agree.then(|| Some(ServerClock { first: offset(offset_s)?, then: None }))?
}

/// Two offsets one after the other, in votes in the order of time.
fn change(votes: &[Vote]) -> Option<ServerClock> {
    let (first, last) = (votes.first()?.offset_s, votes.last()?.offset_s);
    let n_first = votes.iter().take_while(|vote| vote.offset_s == first).count();
    let (before, after) = votes.split_at_checked(n_first)?;
    let (until, from) = (before.last()?.at, after.first()?.at);
    let is_change = CHANGES_S.contains(&(last - first).abs()) && until < from;
    if !is_change || after.iter().any(|vote| vote.offset_s != last) {
        return None;
    }
    let (first, then) = (offset(first)?, offset(last)?);
    Some(ServerClock { first, then: Some((change_between(until, from, first), then)) })
}

/// When a clock was changed between two instants, as far as one can tell: titles say no more. Most are changed in the
/// night to a Sunday: Europe's together, at one o'clock UTC, others at two by their own clock.
fn change_between(until: Timestamp, from: Timestamp, offset: UtcOffset) -> Timestamp {
    let hour = 3600 * TICKS_PER_SECOND;
    let is_europe = (0..=3 * 3600).contains(&offset.seconds());
    let hour_utc = if is_europe { hour } else { 2 * hour - offset.ticks() };
    // 1970-01-04 was a Sunday.
    let (week, sunday) = (7 * TICKS_PER_DAY, 3 * TICKS_PER_DAY + hour_utc);
    let behind = (until.ticks() - sunday).rem_euclid(week);
    let next = until.plus(week - behind);
    next.min(from)
}

fn offset(offset_s: i64) -> Option<UtcOffset> {
    UtcOffset::from_seconds(i32::try_from(offset_s).ok()?)
}

/// How many seconds a clock is ahead of an item's start, if that may be a zone's offset; and the order in which the date was
/// read, where another one would have been another date.
fn offset_s(clock: &Clock, start: Timestamp) -> Option<(i64, Option<Order>)> {
    let start_s = start.unix_ms().div_euclid(1000);
    clock.readings().into_iter().find_map(|(clock_s, order)| {
        let ahead_s = clock_s - start_s;
        let offset_s = (ahead_s + QUARTER_S / 2).div_euclid(QUARTER_S) * QUARTER_S;
        let is_stated = clock.offset_s.is_none_or(|stated| stated == offset_s);
        let fits = (ahead_s - offset_s).abs() <= LATE_MAX_S && OFFSETS_S.contains(&offset_s) && is_stated;
        fits.then_some((offset_s, order))
    })
}
