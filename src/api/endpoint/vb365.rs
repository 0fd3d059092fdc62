//! Veeam Backup for Microsoft 365, v1 to v8.

use super::path::{Path, second_after, second_before};
use super::{Endpoint, List};
use crate::model::{Product, SessionKind, Version};

/// How long the server may hold a question for changes back, in seconds: less than the page waits for any answer.
const EVENTS_WAIT_S: u64 = 20;

/// Puts the path together; nothing where that version has no such thing.
pub(super) fn path(endpoint: &Endpoint, version: Version, path: &mut Path) -> Option<()> {
    let major = version.major();
    let has_retrieval = major >= 6;
    let home = |kind| match kind {
        SessionKind::Job => Some("JobSessions"),
        SessionKind::DataRetrieval => has_retrieval.then_some("DataRetrievalSessions"),
    };
    path.version(match endpoint {
        Endpoint::ServiceInstance(asked) | Endpoint::Probe(asked) => *asked,
        _ => version,
    });
    match endpoint {
        Endpoint::List(list, page) => {
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
                List::Parts { .. } | List::PartLog { .. } => return None,
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
        Endpoint::Session(kind, id) => {
            path.segment(home(*kind)?).segment(id.as_str());
        }
        Endpoint::LogItem(kind, session, item) => {
            let items = (major >= 2).then_some("LogItems")?;
            path.segment(home(*kind)?).segment(session.as_str()).segment(items).segment(item.as_str());
        }
        Endpoint::Events { from } => {
            path.segment((major >= 8).then_some("Events")?).query("from", from.as_deref().unwrap_or("latest"));
            path.number("limit", 1_000).number("timeoutSeconds", EVENTS_WAIT_S);
        }
        // Before v6 nothing documents ServiceInstance, and its 404 would look like a version that is not served.
        Endpoint::Probe(asked) if asked.major() < 6 => {
            path.segment("JobSessions").number("limit", 1);
        }
        Endpoint::ServiceInstance(_) | Endpoint::Probe(_) => {
            path.segment("ServiceInstance");
        }
    }
    Some(())
}
