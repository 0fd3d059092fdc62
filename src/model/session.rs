//! Sessions and jobs, as far as any of the products tells.

use super::{Id, Status, Timestamp};

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
    /// How often it was tried again.
    pub retry_count: Option<i64>,
    /// The run that this one repeats, from v7 on.
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
        }
    }

    /// Of which kind it is.
    pub const fn kind(&self) -> SessionKind {
        if self.is_retrieval || self.retrieval_id.is_some() { SessionKind::DataRetrieval } else { SessionKind::Job }
    }

    /// Length in ticks of 100 ns, up to `now` while it runs; nothing where it cannot be known. A start that this computer's
    /// clock has not reached yet is no length below zero: the two clocks differ.
    pub fn ticks(&self, now: Timestamp) -> Option<i64> {
        let start = self.start?;
        match self.end {
            Some(end) => Some(end.since(start)),
            None if self.status.is_running() => Some(now.since(start).max(0)),
            None => self.stated_ticks,
        }
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
    /// Its name.
    pub name: String,
}
