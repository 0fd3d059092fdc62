//! One session: what was decided about it before it began, and how it stands at a moment.

use std::sync::Arc;

use super::clock::TICKS_PER_SECOND;
use super::random::Key;
use super::times::Times;
use super::words::{Objects, Policy, RetrievalKind, Status};

/// How a session will go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Clean,
    /// Warnings, and now and then a failure.
    Rough,
    Bad,
    /// Does not get past its connection.
    Broken,
    Stopped,
    /// No rows at all.
    Empty,
    Queued,
    /// Rows are the caller's.
    Odd,
    /// The one of many rows.
    Big,
}

/// What was decided about a session before it began.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) key: Key,
    pub(crate) mood: Mood,
    pub(crate) objects: Objects,
    pub(crate) n_objects: usize,
    pub(crate) n_workers: usize,
    /// Mean length of one object, in ticks.
    pub(crate) step: i64,
    /// Which objects, if not all: those that failed in the session this one repeats.
    pub(crate) retried: Vec<usize>,
    pub(crate) policy: Policy,
    pub(crate) n_items: usize,
    pub(crate) end: i64,
    pub(crate) status: Status,
    /// Kept for sessions of many rows only; for others it is quicker to work out than to keep.
    pub(crate) times: Option<Arc<Times>>,
}

/// A session as it stands at the world's moment.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its uuid.
    pub id: u128,
    /// Index of its job in [`World::jobs`], or of its retrieval in [`World::retrievals`].
    pub owner: usize,
    /// What it does, if it is a data-retrieval session.
    pub retrieval: Option<RetrievalKind>,
    /// When it began, in ticks.
    pub start: i64,
    /// When it ended, in ticks; `None` while it has not.
    pub end: Option<i64>,
    /// Its result so far.
    pub status: Status,
    /// How many sessions went before it in its chain of retries.
    pub retry_count: u32,
    /// The first of its chain, if it is a retry.
    pub main: Option<u128>,
    /// Whether the server means to repeat it.
    pub will_retry: bool,
    /// Whether it read everything, not only what changed.
    pub full: bool,
    /// Rows in its log so far.
    pub n_items: usize,
    /// Objects processed so far.
    pub progress: usize,
    pub(crate) plan: Plan,
}

/// Totals of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Length so far in whole seconds, at least 1.
    pub seconds: i64,
    /// Bytes written.
    pub bytes: i64,
    /// Items (mails, files, ...) in the objects.
    pub items: i64,
    /// Where the time went: `Source`, `Target` or `NA`.
    pub bottleneck: &'static str,
}

impl Session {
    /// Totals so far.
    pub fn statistics(&self, now: i64) -> Statistics {
        let key = self.plan.key.with(900);
        let done = self.progress as i64;
        Statistics {
            seconds: ((self.end.unwrap_or(now) - self.start) / TICKS_PER_SECOND).max(1),
            bytes: done * (1_200_000 + key.below(30_000_000) as i64),
            items: done * (7 + key.with(1).below(60) as i64),
            bottleneck: if done == 0 {
                "NA"
            } else if key.with(2).once_in(4) {
                "Target"
            } else {
                "Source"
            },
        }
    }

    /// How many objects it found.
    pub fn n_objects(&self) -> usize {
        self.plan.n_objects
    }

    /// A copy that holds its times, for one who asks for many rows in many questions.
    #[must_use]
    pub fn holding_times(&self) -> Self {
        let mut session = self.clone();
        session.plan.times = Some(self.times());
        session
    }

    pub(crate) fn times(&self) -> Arc<Times> {
        self.plan.times.clone().unwrap_or_else(|| Arc::new(Times::of(self)))
    }

    /// Brings the session to the moment `now`.
    pub(crate) fn refresh(&mut self, now: i64) {
        let plan = &self.plan;
        if plan.status == Status::Queued {
            return;
        }
        let over = plan.end <= now;
        self.end = over.then_some(plan.end);
        self.status = if over { plan.status } else { Status::Running };
        if over {
            self.n_items = plan.n_items;
            let nothing_done = plan.mood == Mood::Broken || (plan.mood == Mood::Bad && self.retrieval.is_some());
            self.progress = match plan.mood {
                Mood::Stopped => self.times().n_objects_done(plan.end),
                _ if nothing_done => 0,
                _ => plan.n_objects,
            };
        } else {
            let times = self.times();
            self.n_items = times.n_begun(now);
            self.progress = times.n_objects_done(now);
        }
    }
}
