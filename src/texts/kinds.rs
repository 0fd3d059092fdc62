//! The words of kinds of work and objects, where they are the page's own, and of what was assumed about an item.
//!
//! A kind of work is known by its English words (`answers/objects.rs`), in addresses and saved files too; here is what a person
//! reads. A kind that only the shape of a server's text makes stays in the server's words.

use std::borrow::Cow;

use super::Texts;
use crate::model::Assumption;

impl Texts {
    /// A kind of object, by its English word (`mailbox`); a word that is none of the page's stays as it is.
    pub fn object_kind(self, word: &str) -> Cow<'_, str> {
        Cow::Owned(match word {
            "mailbox" => self.kind_mailbox(),
            "site" => self.kind_site(),
            "OneDrive" => self.kind_one_drive(),
            "team" => self.kind_team(),
            "group" => self.kind_group(),
            "user" => self.kind_user(),
            "public folder" => self.kind_public_folder(),
            "VM" => self.kind_vm(),
            "database" => self.kind_database(),
            "file share" => self.kind_file_share(),
            "policy" => self.kind_policy(),
            "repository" => self.kind_repository(),
            _ => return Cow::Borrowed(word),
        })
    }

    /// An object, by the English word of its kind and its name: `Mailbox user@contoso.example`. One of no known kind has a
    /// name alone.
    pub fn object(self, kind: &str, name: &str) -> String {
        let kind = self.object_kind(kind);
        let mut letters = kind.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let mut out: String = first.chain(letters).collect();
        out.push_str(if out.is_empty() { "" } else { " " });
        out.push_str(name);
        out
    }

    /// A kind of work, by its English words (`Processing mailbox`); one that is the shape of a server's text stays as it is.
    pub fn work_kind(self, kind: &str) -> Cow<'_, str> {
        Cow::Owned(match kind {
            "Processing" => self.kind_processing(),
            "Job started" => self.kind_job_started(),
            "Job ended" => self.kind_job_ended(),
            "Connecting to organization" => self.kind_connecting(),
            "Found objects" => self.kind_found_objects(),
            "Found excluded objects" => self.kind_found_excluded(),
            "Found mailboxes" => self.kind_found_mailboxes(),
            "Transferred" => self.kind_transferred(),
            "Data retrieval started" => self.kind_retrieval_started(),
            "Data retrieval ended" => self.kind_retrieval_ended(),
            "Availability period change started" => self.kind_availability_change_started(),
            "Retrieved data removal started" => self.kind_removal_started(),
            "Waiting for archive storage" => self.kind_waiting_archive(),
            "Snapshot backup" => self.kind_snapshot(),
            "No text" => self.kind_no_text(),
            "Backup plan creation" => self.kind_plan(),
            _ => return self.work_on_object(kind),
        })
    }

    fn work_on_object(self, kind: &str) -> Cow<'_, str> {
        let object = |begin: &str| {
            let word = kind.strip_prefix(begin)?;
            match self.object_kind(word) {
                Cow::Owned(word) => Some(word),
                Cow::Borrowed(_) => None,
            }
        };
        if let Some(object) = object("Processing ") {
            Cow::Owned(self.kind_processing_object(object))
        } else if let Some(object) = object("Retrieving ") {
            Cow::Owned(self.kind_retrieving_object(object))
        } else if let Some(object) = object("Removing ") {
            Cow::Owned(self.kind_removing_object(object))
        } else if let Some(object) = object("Collecting object list for ") {
            Cow::Owned(self.kind_listing_object(object))
        } else {
            Cow::Borrowed(kind)
        }
    }

    /// What was assumed about an item, since the server did not say.
    pub fn assumption(self, assumption: Assumption) -> String {
        match assumption {
            Assumption::NoEnd => self.session_assumed_no_end(),
            Assumption::EndBeforeStart => self.session_assumed_ends_before(),
            Assumption::NoStatus => self.session_assumed_no_status(),
            Assumption::NoZone => self.session_assumed_no_zone(),
            Assumption::NoStart => self.session_assumed_no_start(),
            Assumption::RunningWithEnd => self.session_assumed_runs(),
            Assumption::BrokenText => self.session_assumed_replaced(),
            Assumption::FarTime => self.session_assumed_far_time(),
        }
    }
}
