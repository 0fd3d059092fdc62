//! What a load wants next, and how far it is.

use crate::api::{Doubt, Endpoint, Fault};

/// What to do now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Send this; then report with [`super::Load::on_page`], or with [`super::Load::on_partial`] and [`super::Load::on_fault`].
    Send(Endpoint),
    /// Wait, then call [`super::Load::next`] again. Calling earlier is "try now".
    Wait {
        /// How long.
        ms: u32,
    },
    /// Nothing: a request is under way, or it is over or held up, see [`super::Load::state`].
    Idle,
}

/// How far it is. `n_rows` counts the rows that have come, each once.
#[derive(Clone, PartialEq, Debug)]
pub enum LoadState {
    /// Going on.
    Loading {
        /// Rows so far.
        n_rows: usize,
    },
    /// Will be tried again by itself.
    Waiting {
        /// Rows so far.
        n_rows: usize,
        /// What went wrong.
        fault: Fault,
        /// How long the wait is.
        ms: u32,
        /// Which retry follows, from 1.
        attempt: u32,
    },
    /// The token is missing, has ended or is refused; a new one and [`super::Load::resume`] go on from here.
    NeedsToken {
        /// Rows so far.
        n_rows: usize,
    },
    /// Stopped by the user; [`super::Load::resume`] goes on.
    Stopped {
        /// Rows so far.
        n_rows: usize,
    },
    /// Given up; [`super::Load::resume`] tries again from here.
    Failed {
        /// Rows so far.
        n_rows: usize,
        /// What went wrong.
        fault: Fault,
    },
    /// All there.
    Complete {
        /// Rows in all.
        n_rows: usize,
    },
    /// Ended, and nothing proves that it is all.
    Doubtful {
        /// Rows so far.
        n_rows: usize,
        /// Why.
        why: Doubt,
    },
}

impl LoadState {
    /// Whether more comes by itself.
    pub const fn goes_on(&self) -> bool {
        matches!(self, Self::Loading { .. } | Self::Waiting { .. })
    }

    /// Says a new number of rows.
    pub(super) const fn set_n_rows(&mut self, now: usize) {
        match self {
            Self::Loading { n_rows }
            | Self::Waiting { n_rows, .. }
            | Self::NeedsToken { n_rows }
            | Self::Stopped { n_rows }
            | Self::Failed { n_rows, .. }
            | Self::Complete { n_rows }
            | Self::Doubtful { n_rows, .. } => *n_rows = now,
        }
    }
}
