//! The paths of the APIs, by product and version. Only checked ids, numbers and times go in; no link of an answer does.

mod path;
mod vb365;
mod vbaws;
mod vbazure;
mod vbr;

use self::path::Path;
use super::Server;
use crate::model::{Id, Product, SessionKind, Timestamp, Version};
use crate::texts::Texts;

/// A list that can be asked for, page by page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum List {
    /// Sessions, newest first.
    Sessions {
        /// Of jobs or of data retrievals.
        kind: SessionKind,
        /// Only those of this job, policy or retrieval.
        job: Option<Id>,
        /// Only from this time on, where the server can tell (see [`List::sends_times`]).
        from: Option<Timestamp>,
        /// Only up to this time, where the server can tell.
        to: Option<Timestamp>,
    },
    /// The log of one session.
    Log {
        /// Of which kind the session is.
        kind: SessionKind,
        /// The session.
        session: Id,
    },
    /// The sessions of a session's parts: of the machines of a job.
    Parts {
        /// The session.
        session: Id,
    },
    /// The log of one of these.
    PartLog {
        /// The part's own session.
        part: Id,
    },
    /// Jobs: what gives sessions a name.
    Jobs,
    /// Copy jobs.
    CopyJobs,
    /// Data retrievals, the "jobs" of data-retrieval sessions.
    DataRetrievals,
    /// Organizations: what tells jobs apart that share a name. Only v8 says which organization a job is of.
    Organizations,
}

/// Which part of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// Rows before it.
    pub offset: u64,
    /// How many rows at most.
    pub limit: u64,
}

/// One thing to GET.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Endpoint {
    /// Part of a list.
    List(List, Page),
    /// One session.
    Session(SessionKind, Id),
    /// One item of a session's log.
    LogItem(SessionKind, Id, Id),
    /// The server's own version (needs a token).
    ServiceInstance(Version),
    /// What has changed, as a long poll. `from` is a token of an earlier answer; without one, from now on. Only v8 of
    /// Veeam Backup for Microsoft 365 has it.
    Events {
        /// A token of the server's, which goes nowhere but into a query.
        from: Option<String>,
    },
    /// Is this version of the API served? Asked without a token, see [`super::version`].
    Probe(Version),
}

/// Why a version of a product does not have something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotThere {
    /// The product has no list of jobs.
    NoJobs,
    /// The product gives no single log item.
    NoLogItem,
    /// Only the newest version tells what has changed.
    Events,
    /// Azure has no list of data retrievals; their sessions stand among all others.
    AzureRetrieval,
    /// The first version gives no single log item.
    LogItem,
    /// Copy jobs came later.
    CopyJobs,
    /// Data-retrieval sessions came later.
    Retrieval,
    /// The product retrieves no data from an archive.
    NoRetrieval,
    /// Sessions of machines came later, or never.
    Parts,
}

impl NotThere {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::NoJobs,
        Self::NoLogItem,
        Self::Events,
        Self::AzureRetrieval,
        Self::LogItem,
        Self::CopyJobs,
        Self::Retrieval,
        Self::NoRetrieval,
        Self::Parts,
    ];

    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::NoJobs => texts.version_no_jobs(),
            Self::NoLogItem => texts.version_no_log_item_here(),
            Self::Events => texts.version_no_events(),
            Self::AzureRetrieval => texts.version_no_retrieval_on_azure(),
            Self::LogItem => texts.version_no_log_item(),
            Self::CopyJobs => texts.version_no_copy_jobs(),
            Self::Retrieval => texts.version_no_retrieval(),
            Self::NoRetrieval => texts.version_no_retrieval_here(),
            Self::Parts => texts.version_no_parts(),
        }
    }
}

impl List {
    /// All sessions of a kind.
    pub const fn sessions(kind: SessionKind) -> Self {
        Self::Sessions { kind, job: None, from: None, to: None }
    }

    /// Whether the lower and the upper time limit are sent to that server. Where not, the page has to leave out rows itself.
    ///
    /// VB365 calls them limits of the end time and describes them as limits of the creation time; which of the two it is
    /// only a server can say. The page filters by itself in any case.
    pub fn sends_times(&self, product: Product, version: Version) -> (bool, bool) {
        let (job, kind) = match self {
            Self::Sessions { kind, job, .. } => (job, *kind),
            _ => return (false, false),
        };
        match product {
            Product::Vb365 if kind == SessionKind::DataRetrieval => (false, false),
            Product::VbAzure => (version.major() >= 2, version.major() >= 2),
            Product::Vbr | Product::VbAws => (true, true),
            Product::Vb365 => (version.major() >= 7 || (version.major() == 6 && job.is_none()), version.major() >= 7),
        }
    }
}

impl Endpoint {
    /// Path and query; `None` where that version has no such thing, see [`Endpoint::why_not`].
    pub fn path(&self, product: Product, version: Version) -> Option<String> {
        let mut path = Path::default();
        match product {
            Product::Vb365 => vb365::path(self, version, &mut path),
            Product::VbAzure => vbazure::path(self, version, &mut path),
            Product::Vbr => vbr::path(self, version, &mut path),
            Product::VbAws => vbaws::path(self, version, &mut path),
        }?;
        path.finish()
    }

    /// The whole address at that server; `None` as with [`Endpoint::path`].
    pub fn url(&self, server: &Server) -> Option<String> {
        Some(format!("{}{}", server.origin, self.path(server.product, server.version)?))
    }

    /// Why that version has no such thing.
    pub const fn why_not(&self, product: Product) -> NotThere {
        match (self, product) {
            (Self::Events { .. }, _) => NotThere::Events,
            (Self::List(List::Parts { .. } | List::PartLog { .. }, _), _) => NotThere::Parts,
            (Self::LogItem(..), Product::Vb365) => NotThere::LogItem,
            (Self::List(List::CopyJobs, _), Product::Vb365) => NotThere::CopyJobs,
            (_, Product::Vb365) => NotThere::Retrieval,
            (Self::List(List::Jobs | List::CopyJobs, _), _) => NotThere::NoJobs,
            (Self::LogItem(..), _) => NotThere::NoLogItem,
            (_, Product::VbAzure) => NotThere::AzureRetrieval,
            _ => NotThere::NoRetrieval,
        }
    }
}
