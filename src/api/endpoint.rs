//! The paths of the APIs, by product and version. Only checked ids, numbers and times go in; no link of an answer does.

use super::Server;
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Id, Product, SessionKind, Timestamp, UtcOffset, Version};
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

/// The types of sessions by which Azure brings data back from its archive.
const AZURE_RETRIEVALS: [&str; 2] = ["RestorePointDataRetrieval", "SqlRestorePointDataRetrieval"];

/// From this version on Azure surely knows these types. An earlier one might refuse a filter by them: it is asked for all
/// sessions, and the page leaves out the others.
const AZURE_RETRIEVALS_FROM: u8 = 5;

/// How long the server may hold a question for changes back, in seconds: less than the page waits for any answer.
const EVENTS_WAIT_S: u64 = 20;

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
    /// Azure has no list of jobs.
    AzureJobs,
    /// Azure gives no single log item.
    AzureLogItem,
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
}

impl NotThere {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 7] = [
        Self::AzureJobs,
        Self::AzureLogItem,
        Self::Events,
        Self::AzureRetrieval,
        Self::LogItem,
        Self::CopyJobs,
        Self::Retrieval,
    ];

    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::AzureJobs => texts.version_no_jobs_on_azure(),
            Self::AzureLogItem => texts.version_no_log_item_on_azure(),
            Self::Events => texts.version_no_events(),
            Self::AzureRetrieval => texts.version_no_retrieval_on_azure(),
            Self::LogItem => texts.version_no_log_item(),
            Self::CopyJobs => texts.version_no_copy_jobs(),
            Self::Retrieval => texts.version_no_retrieval(),
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
            Product::Vb365 => (version.major() >= 7 || (version.major() == 6 && job.is_none()), version.major() >= 7),
        }
    }
}

impl Endpoint {
    /// Path and query; `None` where that version has no such thing, see [`Endpoint::why_not`].
    pub fn path(&self, product: Product, version: Version) -> Option<String> {
        let mut path = Path::default();
        match product {
            Product::Vb365 => self.vb365(version, &mut path),
            Product::VbAzure => self.vbazure(version, &mut path),
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
            (Self::List(List::Jobs | List::CopyJobs, _), Product::VbAzure) => NotThere::AzureJobs,
            (Self::LogItem(..), Product::VbAzure) => NotThere::AzureLogItem,
            (Self::Events { .. }, _) => NotThere::Events,
            (_, Product::VbAzure) => NotThere::AzureRetrieval,
            (Self::LogItem(..), Product::Vb365) => NotThere::LogItem,
            (Self::List(List::CopyJobs, _), Product::Vb365) => NotThere::CopyJobs,
            (_, Product::Vb365) => NotThere::Retrieval,
        }
    }

    fn vb365(&self, version: Version, path: &mut Path) -> Option<()> {
        let major = version.major();
        let has_retrieval = major >= 6;
        let home = |kind| match kind {
            SessionKind::Job => Some("JobSessions"),
            SessionKind::DataRetrieval => has_retrieval.then_some("DataRetrievalSessions"),
        };
        path.version(match self {
            Self::ServiceInstance(asked) | Self::Probe(asked) => *asked,
            _ => version,
        });
        match self {
            Self::List(list, page) => {
                let mut is_paged = major >= 8;
                match list {
                    List::Sessions { kind, job, from, to } => {
                        // Documented as pages from v5 on; v3 servers were seen to send them, too.
                        is_paged = major >= 3;
                        let (sends_from, sends_to) = list.sends_times(Product::Vb365, version);
                        match job {
                            Some(id) if *kind == SessionKind::Job && major <= 6 => {
                                path.segment("Jobs").segment(id.as_str()).segment("JobSessions");
                            }
                            Some(id) if *kind == SessionKind::Job => {
                                path.segment("JobSessions").query("jobId", id.as_str());
                            }
                            Some(id) => {
                                path.segment(home(*kind)?).query("dataRetrievalId", id.as_str());
                            }
                            None => {
                                path.segment(home(*kind)?);
                            }
                        }
                        if let Some(from) = from.filter(|_| sends_from) {
                            path.query("endTimeLowerBound", &second_before(from));
                        }
                        if let Some(to) = to.filter(|_| sends_to) {
                            path.query("endTimeUpperBound", &second_after(to));
                        }
                    }
                    List::Log { kind, session } => {
                        is_paged = major >= 3;
                        let log = if major == 1 { "Log" } else { "LogItems" };
                        path.segment(home(*kind)?).segment(session.as_str()).segment(log);
                    }
                    List::Jobs => {
                        path.segment("Jobs");
                    }
                    List::CopyJobs => {
                        path.segment(has_retrieval.then_some("CopyJobs")?);
                    }
                    List::DataRetrievals => {
                        path.segment(has_retrieval.then_some("DataRetrievals")?);
                    }
                    List::Organizations => {
                        path.segment((major >= 8).then_some("Organizations")?);
                    }
                }
                // Lists that are documented whole get no page numbers, unless they turned out to be paged after all.
                if is_paged || page.offset > 0 {
                    path.number("offset", page.offset).number("limit", page.limit);
                }
            }
            Self::Session(kind, id) => {
                path.segment(home(*kind)?).segment(id.as_str());
            }
            Self::LogItem(kind, session, item) => {
                let items = (major >= 2).then_some("LogItems")?;
                path.segment(home(*kind)?).segment(session.as_str()).segment(items).segment(item.as_str());
            }
            Self::Events { from } => {
                path.segment((major >= 8).then_some("Events")?).query("from", from.as_deref().unwrap_or("latest"));
                path.number("limit", 1_000).number("timeoutSeconds", EVENTS_WAIT_S);
            }
            // Before v6 nothing documents ServiceInstance, and its 404 would look like a version that is not served.
            Self::Probe(asked) if asked.major() < 6 => {
                path.segment("JobSessions").number("limit", 1);
            }
            Self::ServiceInstance(_) | Self::Probe(_) => {
                path.segment("ServiceInstance");
            }
        }
        Some(())
    }

    fn vbazure(&self, version: Version, path: &mut Path) -> Option<()> {
        path.segment("api").version(match self {
            Self::ServiceInstance(asked) | Self::Probe(asked) => *asked,
            _ => version,
        });
        match self {
            Self::List(list @ List::Sessions { kind, job, from, to }, page) => {
                path.segment("jobSessions");
                // The names are documented as case-sensitive; v1 has no documented filters at all.
                let (sends_from, sends_to) = list.sends_times(Product::VbAzure, version);
                if let Some(id) = job.as_ref().filter(|_| version.major() >= 2) {
                    path.query("PolicyId", id.as_str());
                }
                if *kind == SessionKind::DataRetrieval && version.major() >= AZURE_RETRIEVALS_FROM {
                    for word in AZURE_RETRIEVALS {
                        path.query("Types", word);
                    }
                }
                if let Some(from) = from.filter(|_| sends_from) {
                    path.query("FromUtc", &second_before(from));
                }
                if let Some(to) = to.filter(|_| sends_to) {
                    path.query("ToUtc", &second_after(to));
                }
                let (offset, limit) = if version.major() >= 2 { ("Offset", "Limit") } else { ("offset", "limit") };
                path.number(offset, page.offset).number(limit, page.limit);
            }
            // Not paged, whatever page is asked for.
            Self::List(List::Log { session, .. }, _) => {
                path.segment("jobSessions").segment(session.as_str()).segment("log");
            }
            Self::Session(_, id) => {
                path.segment("jobSessions").segment(id.as_str());
            }
            Self::ServiceInstance(_) => {
                path.segment("system").segment("about");
            }
            // The one path that is documented for every version.
            Self::Probe(_) => {
                path.segment("jobSessions").number("Limit", 1);
            }
            Self::List(..) | Self::LogItem(..) | Self::Events { .. } => return None,
        }
        Some(())
    }
}

/// The APIs take whole seconds (Azure: only those), so the limits are widened to them.
fn second_before(at: Timestamp) -> String {
    whole_second(at.ticks().div_euclid(TICKS_PER_SECOND))
}

fn second_after(at: Timestamp) -> String {
    whole_second(-at.ticks().saturating_neg().div_euclid(TICKS_PER_SECOND))
}

fn whole_second(seconds: i64) -> String {
    Timestamp::from_ticks(seconds.saturating_mul(TICKS_PER_SECOND)).to_iso(UtcOffset::UTC)
}

/// A path that is put together from known words and checked ids.
#[derive(Default)]
struct Path {
    text: String,
    query: String,
    n_segments: usize,
}

impl Path {
    fn segment(&mut self, word: &str) -> &mut Self {
        self.text.push('/');
        self.text.push_str(word);
        self.n_segments += 1;
        self
    }

    fn version(&mut self, version: Version) -> &mut Self {
        self.segment(&version.to_string())
    }

    fn number(&mut self, name: &str, value: u64) -> &mut Self {
        self.query(name, &value.to_string())
    }

    fn query(&mut self, name: &str, value: &str) -> &mut Self {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        self.query.push(if self.query.is_empty() { '?' } else { '&' });
        self.query.push_str(name);
        self.query.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                self.query.push(char::from(byte));
            } else {
                self.query.push('%');
                for half in [byte >> 4, byte & 15] {
                    self.query.push(HEX.get(usize::from(half)).map_or('0', |&digit| char::from(digit)));
                }
            }
        }
        self
    }

    /// The last check before anything is sent: as many segments as were meant, none that a browser would fold or split.
    fn finish(self) -> Option<String> {
        let segments = || self.text.split('/').skip(1);
        let is_plain = |word: &str| {
            let letters = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
            letters && !word.is_empty() && !word.starts_with('.')
        };
        let fits = self.text.starts_with('/') && segments().count() == self.n_segments && segments().all(is_plain);
        fits.then(|| self.text + &self.query)
    }
}
