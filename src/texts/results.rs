//! The words of results: how sessions and items end.

use super::Texts;
use crate::format;
use crate::model::{Severity, Status};

/// Letters that are shown of a server's word for a result.
const WORD_MAX_CHARS: usize = 500;

impl Texts {
    /// How a session or an item ended, in the page's own word.
    pub fn status(self, status: Status) -> String {
        match status {
            Status::Unknown => self.result_unknown(),
            Status::Success => self.result_success(),
            Status::NeverExecuted => self.result_never_executed(),
            Status::NotConfigured => self.result_not_configured(),
            Status::Queued => self.result_queued(),
            Status::Stopped => self.result_stopped(),
            Status::Canceled => self.result_canceled(),
            Status::Disconnected => self.result_disconnected(),
            Status::Running => self.result_running(),
            Status::Canceling => self.result_canceling(),
            Status::RunningWithWarning => self.result_running_with_warning(),
            Status::Warning => self.result_warning(),
            Status::RunningWithError => self.result_running_with_error(),
            Status::Failed => self.result_failed(),
        }
    }

    /// The group that a result is of.
    pub fn severity(self, severity: Severity) -> String {
        match severity {
            Severity::Success => self.result_success(),
            Severity::Neutral => self.result_other(),
            Severity::Running => self.result_running(),
            Severity::Warning => self.result_warning(),
            Severity::Failed => self.result_failed(),
        }
    }

    /// One item of a group, for a sentence.
    pub fn severity_noun(self, severity: Severity) -> String {
        match severity {
            Severity::Success => self.result_noun_success(),
            Severity::Neutral => self.result_noun_other(),
            Severity::Running => self.result_noun_running(),
            Severity::Warning => self.result_noun_warning(),
            Severity::Failed => self.result_noun_failed(),
        }
    }

    /// A result in the word that was sent: the page's own where it is one of its words, as it came otherwise.
    pub fn result_sent(self, severity: Severity, word: &str) -> String {
        match Status::ALL.into_iter().find(|status| status.word() == word) {
            Some(status) => self.status(status),
            None if word == severity.word() => self.severity(severity),
            None => format::shown(word, WORD_MAX_CHARS).into_owned(),
        }
    }

    /// What went wrong or still runs among items, the worst first: "3 failed". `counts` are by [`Severity`].
    pub fn problems(self, counts: [u32; 5]) -> impl Iterator<Item = (Severity, String)> {
        [Severity::Failed, Severity::Warning, Severity::Running].into_iter().filter_map(move |severity| {
            let n = counts.get(severity as usize).copied().filter(|&n| n > 0)?;
            let n = self.count(n);
            Some((
                severity,
                match severity {
                    Severity::Failed => self.common_n_failed(n),
                    Severity::Warning => self.common_n_warnings(n),
                    _ => self.common_n_running(n),
                },
            ))
        })
    }
}
