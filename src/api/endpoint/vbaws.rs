//! Veeam Backup for AWS, 1.0-rev0 to 1.8-rev0. The revision stands in a header, the path is the same for all.

use super::path::{Path, second_after, second_before};
use super::{Endpoint, List};
use crate::model::{SessionKind, Version};

/// Sessions can be asked for by their parent from 1.7 on.
const PARENTS_FROM_MINOR: u8 = 7;

/// Puts the path together; nothing where that version has no such thing.
pub(super) fn path(endpoint: &Endpoint, version: Version, path: &mut Path) -> Option<()> {
    path.segment("api").segment("v1");
    match endpoint {
        Endpoint::List(List::Sessions { kind: SessionKind::Job, job, from, to }, page) => {
            path.segment("sessions").query("Sort", "startTimeDesc");
            if let Some(id) = job {
                path.query("PolicyId", id.as_str());
            }
            if let Some(from) = from {
                path.query("FromUtc", &second_before(*from));
            }
            if let Some(to) = to {
                path.query("ToUtc", &second_after(*to));
            }
            path.number("Offset", page.offset).number("Limit", page.limit);
        }
        Endpoint::List(List::Parts { session }, page) if version.minor() >= PARENTS_FROM_MINOR => {
            path.segment("sessions").query("ParentSessionId", session.as_str());
            path.number("Offset", page.offset).number("Limit", page.limit);
        }
        // Not paged, whatever page is asked for.
        Endpoint::List(List::Log { kind: SessionKind::Job, session: id } | List::PartLog { part: id }, _) => {
            path.segment("sessions").segment(id.as_str()).segment("log");
        }
        Endpoint::Session(SessionKind::Job, id) => {
            path.segment("sessions").segment(id.as_str());
        }
        Endpoint::ServiceInstance(_) => {
            path.segment("system").segment("version");
        }
        // Nothing answers without a token.
        Endpoint::Probe(_) => {
            path.segment("sessions").number("Limit", 1);
        }
        Endpoint::List(..) | Endpoint::Session(..) | Endpoint::LogItem(..) | Endpoint::Events { .. } => return None,
    }
    Some(())
}
