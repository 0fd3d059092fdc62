//! Veeam Backup for Microsoft Azure, v1 to v8.1.

use super::path::{Path, second_after, second_before};
use super::{Endpoint, List};
use crate::model::{Product, SessionKind, Version};

/// The types of sessions by which Azure brings data back from its archive.
const AZURE_RETRIEVALS: [&str; 2] = ["RestorePointDataRetrieval", "SqlRestorePointDataRetrieval"];

/// From this version on Azure surely knows these types. An earlier one might refuse a filter by them: it is asked for all
/// sessions, and the page leaves out the others.
const AZURE_RETRIEVALS_FROM: u8 = 5;

/// Puts the path together; nothing where that version has no such thing.
pub(super) fn path(endpoint: &Endpoint, version: Version, path: &mut Path) -> Option<()> {
    path.segment("api").version(match endpoint {
        Endpoint::ServiceInstance(asked) | Endpoint::Probe(asked) => *asked,
        _ => version,
    });
    match endpoint {
        Endpoint::List(list @ List::Sessions { kind, job, from, to }, page) => {
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
        Endpoint::List(List::Log { session, .. }, _) => {
            path.segment("jobSessions").segment(session.as_str()).segment("log");
        }
        Endpoint::Session(_, id) => {
            path.segment("jobSessions").segment(id.as_str());
        }
        Endpoint::ServiceInstance(_) => {
            path.segment("system").segment("about");
        }
        // The one path that is documented for every version.
        Endpoint::Probe(_) => {
            path.segment("jobSessions").number("Limit", 1);
        }
        Endpoint::List(..) | Endpoint::LogItem(..) | Endpoint::Events { .. } => return None,
    }
    Some(())
}
