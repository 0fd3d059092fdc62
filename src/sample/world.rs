//! The made-up company: its jobs, their sessions, its data retrievals, as they stand at one moment.

use super::log::Log;
use super::plan;
use super::random::Key;
use super::session::Session;
use super::words::{Objects, Policy};

/// Adds a session where it belongs in a list that is newest first. A sort of the standard library would do the same in
/// several times the code.
pub(crate) fn insert(sessions: &mut Vec<Session>, session: Session) {
    let at = sessions.partition_point(|other| (other.start, other.id) > (session.start, session.id));
    sessions.insert(at, session);
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
