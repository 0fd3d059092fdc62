//! A log, or a list of sessions, turned into facts. Pure: whatever depends on now or on a zone takes it as a parameter.

pub mod baseline;
pub mod change;
pub mod compare;
pub mod failures;
pub mod find;
pub mod groups;
pub mod machines;
pub mod names;
pub mod nights;
pub mod noise;
pub mod objects;
pub mod outside;
pub mod phases;
pub mod runs;
pub mod said;
pub mod search;
pub mod server_zone;
pub mod sets;
pub mod shape;
pub mod spans;
pub mod streaks;
pub mod usual;
pub mod which;

use crate::model::era::{FAR_TICKS, plausible_length};
use crate::model::{Log, Session, Severity, TimeRange, Timestamp};

/// A choice of severities, as in a filter. None chosen means no filter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Severities(u8);

impl Severities {
    /// No choice made: everything is to be shown.
    pub const NONE: Self = Self(0);

    /// Only this one.
    pub const fn only(severity: Severity) -> Self {
        Self(1 << severity as u8)
    }

    /// Failed and warning: what went wrong.
    pub const fn problems() -> Self {
        Self(1 << Severity::Failed as u8 | 1 << Severity::Warning as u8)
    }

    /// Whether no choice was made.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this one was chosen.
    pub const fn has(self, severity: Severity) -> bool {
        self.0 & 1 << severity as u8 != 0
    }

    /// Whether something of this severity is to be shown: it was chosen, or nothing was.
    pub const fn admits(self, severity: Severity) -> bool {
        self.is_empty() || self.has(severity)
    }

    /// This choice with one more.
    #[must_use]
    pub const fn with(self, severity: Severity) -> Self {
        Self(self.0 | 1 << severity as u8)
    }

    /// This choice with one added if it was missing, or taken away if it was there.
    #[must_use]
    pub const fn toggled(self, severity: Severity) -> Self {
        Self(self.0 ^ 1 << severity as u8)
    }

    /// The chosen ones, from harmless to worst.
    pub fn iter(self) -> impl Iterator<Item = Severity> {
        Severity::ALL.into_iter().filter(move |&severity| self.has(severity))
    }
}

/// Whether two sessions are runs of one job: by the job's id or, where neither has one (Azure), by name and type.
/// A session of which neither is known is of no job, not even of its own.
pub fn is_same_job(a: &Session, b: &Session) -> bool {
    match (&a.job_id, &b.job_id) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.name.is_some() && a.name == b.name && a.type_word == b.type_word,
        _ => false,
    }
}

/// Where open items of a log end: at the session's end if it has one; now, if it runs; else at the last time known. An end
/// that cannot be believed is none.
pub fn open_end(log: &Log, session: Option<&Session>, now: Timestamp) -> Timestamp {
    let last = log.extent().map_or(now, TimeRange::end);
    let end = match session {
        Some(Session { end: Some(end), .. }) => Some(*end),
        Some(session) if session.status.is_running() => Some(now),
        _ => None,
    };
    end.filter(|end| end.since(last) < FAR_TICKS).map_or(last, |end| last.max(end))
}

/// When a session began: its own start, unless that cannot be believed of the log.
pub fn began(log: &Log, session: Option<&Session>) -> Option<Timestamp> {
    let own = session.and_then(|session| session.start);
    let first = log.extent().map(TimeRange::start);
    own.filter(|own| first.is_none_or(|first| plausible_length(own.since(first)).is_some())).or(first).or(own)
}

/// Which sessions count by their start: not those that bear a time at which no server ran, where others do not.
#[derive(Clone, Copy, Debug)]
pub struct Believed {
    has_plausible: bool,
}

impl Believed {
    /// Among these sessions. O(n).
    pub fn of(sessions: &[Session]) -> Self {
        Self::among(sessions.iter().filter_map(|session| session.start))
    }

    /// Among sessions that began at these times. O(n).
    pub fn among(mut starts: impl Iterator<Item = Timestamp>) -> Self {
        Self { has_plausible: starts.any(Timestamp::is_plausible) }
    }

    /// Whether one with this start counts.
    pub fn has(self, start: Option<Timestamp>) -> bool {
        !self.has_plausible || start.is_some_and(Timestamp::is_plausible)
    }
}
