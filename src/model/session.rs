//! Sessions and jobs, as far as any of the products tells.

use super::era::plausible_length;
use super::{Id, Status, Timestamp, UtcOffset};

/// Which of a server's two kinds of sessions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SessionKind {
    /// One run of a backup or copy job, or of anything else the Azure appliance does.
    Job,
    /// Brings data back from archive storage; has no job and no statistics.
    DataRetrieval,
}

/// One run. Whatever a server did not send is `None`; nothing is made up.
#[derive(Clone, PartialEq, Debug)]
pub struct Session {
    /// Its id, where it is fit for an address.
    pub id: Option<Id>,
    /// The id as sent, fit or not.
    pub id_text: String,
    /// The job it is a run of: a field from v8 on, before only the last part of a link.
    pub job_id: Option<Id>,
    /// A name the session itself carries: a retrieval's name, or the policy's name on Azure.
    pub name: Option<String>,
    /// Its type in the server's words: `Backup`, `Retrieve`, `PolicyBackup`, with Azure's display name preferred.
    pub type_word: Option<String>,
    /// `Full` or `Incremental`, from v8 on.
    pub config_type: Option<String>,
    /// When it was created, taken as its start.
    pub start: Option<Timestamp>,
    /// When it ended; `None` while it runs.
    pub end: Option<Timestamp>,
    /// How it ended.
    pub status: Status,
    /// The status as sent, where no list names it.
    pub status_word: Option<String>,
    /// Objects processed so far: a count, never a percentage.
    pub progress: Option<i64>,
    /// A retrieval's count of processed objects.
    pub processed_objects: Option<i64>,
    /// Amounts and rates.
    pub statistics: Option<Statistics>,
    /// A line about the run, from v6 on.
    pub details: Option<String>,
    /// Which of the retries of a run it is, from v6 on; 0 for the first try.
    pub retry_count: Option<i64>,
    /// The run that this one repeats, from v7 on, as sent; [`Session::repeats`] says what it means.
    pub main_session_id: Option<Id>,
    /// Whether it will be tried again, from v7 on.
    pub will_be_retried: Option<bool>,
    /// The retrieval that a data-retrieval session belongs to.
    pub retrieval_id: Option<Id>,
    /// Whether it brings data back from archive storage, by its type: Azure lists such sessions among all others.
    pub is_retrieval: bool,
    /// The length the server itself states (Azure), in ticks of 100 ns.
    pub stated_ticks: Option<i64>,
    /// Azure's `usn`: the version of the backup policy, not an order number.
    pub policy_version: Option<i64>,
    /// Whether its times came without a zone from a product that writes its own local time so: they were read as UTC.
    pub is_local: bool,
    /// Whether its server names no run that a session repeats, as Backup & Replication before 1.3-rev2.
    pub names_no_run: bool,
    /// The run that it repeats by what the times say, where its server names none: see `answers::runs::assumed`.
    pub assumed_main: Option<Id>,
}

impl Session {
    /// A session of which only the id is known.
    pub fn new(id_text: &str) -> Self {
        Self {
            id: Id::new(id_text),
            id_text: id_text.to_owned(),
            job_id: None,
            name: None,
            type_word: None,
            config_type: None,
            start: None,
            end: None,
            status: Status::Unknown,
            status_word: None,
            progress: None,
            processed_objects: None,
            statistics: None,
            details: None,
            retry_count: None,
            main_session_id: None,
            will_be_retried: None,
            retrieval_id: None,
            is_retrieval: false,
            stated_ticks: None,
            policy_version: None,
            is_local: false,
            names_no_run: false,
            assumed_main: None,
        }
    }

    /// Of which kind it is.
    pub const fn kind(&self) -> SessionKind {
        if self.is_retrieval || self.retrieval_id.is_some() { SessionKind::DataRetrieval } else { SessionKind::Job }
    }

    /// The id of the run that this one repeats, as it says or is assumed; nothing where it names none. Servers write "none" as zeros, or as the session's
    /// own id.
    pub fn repeats(&self) -> Option<&Id> {
        let is_none = |id: &Id| {
            id.as_str().bytes().all(|b| matches!(b, b'0' | b'-')) || id.as_str().eq_ignore_ascii_case(&self.id_text)
        };
        self.main_session_id.as_ref().filter(|id| !is_none(id)).or(self.assumed_main.as_ref())
    }

    /// Whether it repeats a run: it names one, or it was counted as a retry. Which run that is may not be known.
    pub fn is_retry(&self) -> bool {
        self.repeats().is_some() || self.retry_count.is_some_and(|n| n > 0)
    }

    /// Length in ticks of 100 ns, up to `now` while it runs; nothing where it cannot be known, or not be believed. A start that
    /// this computer's clock has not reached yet is no length below zero: the two clocks differ.
    pub fn ticks(&self, now: Timestamp) -> Option<i64> {
        let start = self.start?;
        if self.end.is_none() && self.goes_on() { plausible_length(now.since(start).max(0)) } else { self.ran_for() }
    }

    /// Length from start to end, or as the server states it; nothing where it cannot be believed, since a time of the two
    /// stands for "never" or "not known".
    pub fn ran_for(&self) -> Option<i64> {
        let is_stand_in = |&(start, end): &(Timestamp, Timestamp)| start == end && !start.is_plausible();
        let between = || self.start.zip(self.end).filter(|times| !is_stand_in(times));
        let ticks = match (self.start, self.end) {
            (Some(_), Some(_)) => between().map(|(start, end)| end.since(start)),
            _ => self.stated_ticks,
        };
        ticks.and_then(plausible_length)
    }

    /// Puts times that are local to the server where they belong, by the offset of what else it wrote then.
    pub fn set_offset(&mut self, offset: UtcOffset) {
        if std::mem::take(&mut self.is_local) {
            for t in [&mut self.start, &mut self.end].into_iter().flatten() {
                *t = t.plus(-offset.ticks());
            }
        }
    }

    /// Whether start or end is no time at which it can have run, or they are further apart than any session is long.
    pub fn has_far_time(&self) -> bool {
        let mut times = [self.start, self.end].into_iter().flatten();
        let length = self.start.zip(self.end).map(|(start, end)| end.since(start)).or(self.stated_ticks);
        times.any(|t| !t.is_plausible()) || length.is_some_and(|ticks| plausible_length(ticks).is_none())
    }

    /// What its view is asked for by; nothing where its id is not fit for an address.
    pub fn page(&self) -> Option<(SessionKind, Id)> {
        Some((self.kind(), self.id.clone()?))
    }

    /// Whether it runs, and has no end either: what tells an end is over, whatever its status says.
    pub fn runs(&self) -> bool {
        self.end.is_none() && self.status.is_running()
    }

    /// Whether it has not come to its end: it runs, or waits for something meanwhile.
    pub fn goes_on(&self) -> bool {
        self.status.is_running() || self.status == Status::Queued && self.start.is_some() && self.end.is_none()
    }

    /// The status as a person reads it: the server's own word where no list names it.
    pub fn status_text(&self) -> &str {
        self.status_word.as_deref().unwrap_or(self.status.word())
    }
}

/// Amounts and rates of a job session.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Statistics {
    /// How fast objects went through.
    pub processing_rate: Option<Rate>,
    /// Items per second, where sent apart.
    pub processing_rate_items: Option<i64>,
    /// How fast the source was read.
    pub read_rate: Option<Rate>,
    /// How fast the target was written.
    pub write_rate: Option<Rate>,
    /// How much was moved; an amount, whatever the documents' unit says.
    pub transferred: Option<Rate>,
    /// Items processed. Not objects, despite its name.
    pub processed_items: Option<i64>,
    /// `Source`, `Target`, `Detecting`, `NA`.
    pub bottleneck: Option<String>,
}

/// A number of bytes, per second or in all: from v3 on exact, before a text such as `832.4 KB/s (52 items/s)`.
#[derive(Clone, PartialEq, Debug)]
pub struct Rate {
    /// Bytes; rounded as the text is, where the server sent one.
    pub bytes: Option<i64>,
    /// The text as sent.
    pub text: Option<String>,
}

/// A job, a copy job or a retrieval job: what gives sessions a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Job {
    /// Its id.
    pub id: Id,
    /// Its name; jobs of several organizations may share one.
    pub name: String,
    /// The organization it is of, from v8 on.
    pub organization: Option<Id>,
}
