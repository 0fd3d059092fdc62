//! Veeam Backup & Replication, 1.1-rev0 to 1.3-rev2. The revision stands in a header, the path is the same for all.

use super::path::{Path, second_after, second_before};
use super::{Endpoint, List};
use crate::model::{SessionKind, Version};

/// Task sessions came with 1.2-rev0.
const TASKS_FROM_MINOR: u8 = 2;

/// Puts the path together; nothing where that version has no such thing.
pub(super) fn path(endpoint: &Endpoint, version: Version, path: &mut Path) -> Option<()> {
    let has_tasks = version.minor() >= TASKS_FROM_MINOR;
    path.segment("api").segment("v1");
    match endpoint {
        Endpoint::List(List::Sessions { kind: SessionKind::Job, job, from, to }, page) => {
            // The names are case-sensitive. The order is documented nowhere, so it is asked for.
            path.segment("sessions").number("skip", page.offset).number("limit", page.limit);
            path.query("orderColumn", "CreationTime").query("orderAsc", "false");
            if let Some(id) = job {
                path.query("jobIdFilter", id.as_str());
            }
            if let Some(from) = from {
                path.query("createdAfterFilter", &second_before(*from));
            }
            if let Some(to) = to {
                path.query("createdBeforeFilter", &second_after(*to));
            }
        }
        Endpoint::Session(SessionKind::Job, id) => {
            path.segment("sessions").segment(id.as_str());
        }
        // Not paged, whatever page is asked for.
        Endpoint::List(List::Log { kind: SessionKind::Job, session }, _) => {
            path.segment("sessions").segment(session.as_str()).segment("logs");
        }
        Endpoint::List(List::Parts { session }, page) if has_tasks => {
            path.segment("sessions").segment(session.as_str()).segment("taskSessions");
            // It has pages from 1.3-rev1 on, and one page of all of them before.
            path.number("skip", page.offset).number("limit", page.limit);
        }
        Endpoint::List(List::PartLog { part }, _) if has_tasks => {
            path.segment("taskSessions").segment(part.as_str()).segment("logs");
        }
        Endpoint::ServiceInstance(_) => {
            path.segment("serverInfo");
        }
        // Answers without a token, and lists the revisions it serves where it lacks the one that is asked for.
        Endpoint::Probe(_) => {
            path.segment("serverTime");
        }
        Endpoint::List(..) | Endpoint::Session(..) | Endpoint::LogItem(..) | Endpoint::Events { .. } => return None,
    }
    Some(())
}
