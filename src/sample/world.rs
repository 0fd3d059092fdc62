//! The made-up company: its jobs, their sessions, its data retrievals, as they stand at one moment.

use std::sync::Arc;

use super::log::Log;
use super::plan;
use super::random::Key;
use super::times::Times;

/// Puts sessions in the order in which servers list them.
pub(crate) fn sort_newest_first(sessions: &mut [Session]) {
    sessions.sort_by_key(|session| (std::cmp::Reverse(session.start), session.id));
}

/// How large a world is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Rows in the log of the big session, 10 to 1,000,000.
    pub big: usize,
    /// Whether there is a job named "Odd inputs", with one session whose rows the caller makes up.
    pub odd: bool,
}

impl Default for Scale {
    fn default() -> Self {
        Self { big: 3_000, odd: false }
    }
}

/// What a job processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objects {
    /// Exchange mailboxes.
    Mailbox,
    /// SharePoint sites.
    Site,
    /// The OneDrive of a user.
    OneDrive,
    /// Teams.
    Team,
}

/// Result of a session or of a log item. The servers have several words for each; these are the ones of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Ended well.
    Success,
    /// Ended with something to look at.
    Warning,
    /// Ended badly.
    Failed,
    /// Has not ended.
    Running,
    /// Has not begun.
    Queued,
    /// Was ended by hand.
    Stopped,
}

impl Status {
    /// Every status, in the order of [`Log::counts`].
    pub const ALL: [Self; 6] = [Self::Success, Self::Warning, Self::Failed, Self::Running, Self::Queued, Self::Stopped];

    /// The word of a session of Veeam Backup for Microsoft 365.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "Success",
            Self::Warning => "Warning",
            Self::Failed => "Failed",
            Self::Running => "Running",
            Self::Queued => "Queued",
            Self::Stopped => "Stopped",
        }
    }

    /// The `type` of a log item of v8.
    pub const fn item_type(self) -> &'static str {
        match self {
            Self::Failed => "Error",
            Self::Stopped => "Stop",
            other => other.word(),
        }
    }
}

/// A backup or copy job.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its uuid.
    pub id: u128,
    /// Its name; no two jobs share one.
    pub name: &'static str,
    /// What its owner wrote about it.
    pub description: &'static str,
    /// What it processes.
    pub objects: Objects,
    /// Whether it runs by itself.
    pub enabled: bool,
    /// The backup job it copies, if it is a copy job.
    pub copies: Option<u128>,
    /// Where it writes to.
    pub repository: u128,
}

/// How fast, and at what price, archive storage hands data back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Minutes.
    Expedited,
    /// Hours.
    Standard,
    /// Half a day.
    Bulk,
}

impl Policy {
    /// The word of the server.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Expedited => "Expedited",
            Self::Standard => "Standard",
            Self::Bulk => "Bulk",
        }
    }
}

/// A data-retrieval job.
#[derive(Clone, Debug)]
pub struct Retrieval {
    /// Its uuid.
    pub id: u128,
    /// Its name.
    pub name: &'static str,
    /// What it brings back.
    pub objects: Objects,
    /// How fast.
    pub policy: Policy,
    /// Where it reads from.
    pub repository: u128,
}

/// What a data-retrieval session does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetrievalKind {
    /// Brings data back.
    Retrieve,
    /// Keeps it for longer.
    ChangeAvailability,
    /// Removes it again.
    Remove,
}

impl RetrievalKind {
    /// The word of the server.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Retrieve => "Retrieve",
            Self::ChangeAvailability => "RetrievalChangeAvailabilityPeriodDays",
            Self::Remove => "RetrievalRemoving",
        }
    }
}

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
            seconds: ((self.end.unwrap_or(now) - self.start) / super::TICKS_PER_SECOND).max(1),
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

/// Ids of the sessions that tests and tours look for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Landmarks {
    /// The one of [`Scale::big`] rows.
    pub big: u128,
    /// A finished one without a row.
    pub empty: u128,
    /// One that runs at the world's first moment.
    pub running: u128,
    /// One that waits and has no row.
    pub queued: u128,
    /// The newest failed one.
    pub failed: u128,
    /// The first of a chain of retries.
    pub retried: u128,
    /// One ended by hand.
    pub stopped: u128,
    /// The one of "Odd inputs"; 0 if there is none.
    pub odd: u128,
    /// A finished data-retrieval session with a wait of hours.
    pub retrieval: u128,
    /// A data-retrieval session that runs.
    pub running_retrieval: u128,
    /// A data-retrieval session that failed.
    pub failed_retrieval: u128,
}

/// The company at one moment.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) key: Key,
    pub(crate) now: i64,
    /// Its backup and copy jobs.
    pub jobs: Vec<Job>,
    /// Their sessions, newest first.
    pub sessions: Vec<Session>,
    /// Its data-retrieval jobs.
    pub retrievals: Vec<Retrieval>,
    /// Their sessions, newest first.
    pub retrieval_sessions: Vec<Session>,
    /// Which session is which.
    pub landmarks: Landmarks,
}

impl World {
    /// The world the page shows: one session of about 3,000 rows, the others of 20 to 300. `now` is in ticks.
    pub fn new(seed: u64, now: i64) -> Self {
        Self::with_scale(seed, now, Scale::default())
    }

    /// A world of another size.
    pub fn with_scale(seed: u64, now: i64, scale: Scale) -> Self {
        plan::world(Key::new(seed), now, scale)
    }

    /// The same world at another moment, no earlier than its first. What runs has grown.
    #[must_use]
    pub fn at(&self, now: i64) -> Self {
        let first = self.now;
        let mut world = self.clone();
        world.now = now;
        for session in world.sessions.iter_mut().chain(&mut world.retrieval_sessions) {
            if session.end.is_none() || session.plan.end > first {
                session.refresh(now);
            }
        }
        world
    }

    /// The moment this is a view of, in ticks.
    pub fn now(&self) -> i64 {
        self.now
    }

    /// The uuid of this installation.
    pub fn installation(&self) -> u128 {
        self.key.with(1).id()
    }

    /// The uuid of the company.
    pub fn organization(&self) -> u128 {
        self.key.with(2).id()
    }

    /// The job session with this id.
    pub fn session(&self, id: u128) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// The data-retrieval session with this id.
    pub fn retrieval_session(&self, id: u128) -> Option<&Session> {
        self.retrieval_sessions.iter().find(|session| session.id == id)
    }

    /// The log of a session of this world.
    pub fn log<'a>(&self, session: &'a Session) -> Log<'a> {
        Log::new(session, self.now)
    }

    /// The newest session of a job.
    pub fn last_of_job(&self, job: usize) -> Option<&Session> {
        self.sessions.iter().find(|session| session.owner == job)
    }
}
