//! The one list of results, for sessions and log items of both products, and their order of severity.

/// How something ended, or that it has not. Words that no list names are [`Status::Unknown`], their text kept beside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[repr(u8)]
pub enum Status {
    /// No status, or a word that is in no list.
    #[default]
    Unknown,
    /// Ended well.
    Success,
    /// Never run.
    NeverExecuted,
    /// Set up incompletely.
    NotConfigured,
    /// Waits for its turn.
    Queued,
    /// Ended by somebody.
    Stopped,
    /// Called off.
    Canceled,
    /// Its proxy or repository could not be reached.
    Disconnected,
    /// Runs.
    Running,
    /// Is being called off.
    Canceling,
    /// Runs, and has warned already.
    RunningWithWarning,
    /// Ended with warnings.
    Warning,
    /// Runs, and has failed in part already.
    RunningWithError,
    /// Failed.
    Failed,
}

/// What a pixel shows when several items share it: the worst wins, in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[repr(u8)]
pub enum Severity {
    /// Ended well.
    Success,
    /// Neither good nor bad: stopped, queued, unknown.
    #[default]
    Neutral,
    /// Not ended yet.
    Running,
    /// Ended or runs with warnings.
    Warning,
    /// Failed, in whole or part.
    Failed,
}

impl Severity {
    /// All, from harmless to worst.
    pub const ALL: [Self; 5] = [Self::Success, Self::Neutral, Self::Running, Self::Warning, Self::Failed];

    /// The word a person reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "Success",
            Self::Neutral => "Other",
            Self::Running => "Running",
            Self::Warning => "Warning",
            Self::Failed => "Failed",
        }
    }

    /// The shape that says the same as the colour.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Success => "●",
            Self::Neutral => "◇",
            Self::Running => "▶",
            Self::Warning => "▲",
            Self::Failed => "✕",
        }
    }
}

/// Every word a server uses, lower-case, with what it means. One idea has several words: a session is `Failed`, a v8 log
/// item `Error`; a filter says `Succeeded`, the row `Success`; an item `Stop`, a session `Stopped`.
const WORDS: [(&str, Status); 26] = [
    ("success", Status::Success),
    ("succeeded", Status::Success),
    ("warning", Status::Warning),
    ("warn", Status::Warning),
    ("failed", Status::Failed),
    ("error", Status::Failed),
    ("failure", Status::Failed),
    ("running", Status::Running),
    ("inprogress", Status::Running),
    ("working", Status::Running),
    ("updating", Status::Running),
    ("stop", Status::Stopped),
    ("stopped", Status::Stopped),
    ("queued", Status::Queued),
    ("pending", Status::Queued),
    ("notconfigured", Status::NotConfigured),
    ("disconnected", Status::Disconnected),
    ("canceled", Status::Canceled),
    ("cancelled", Status::Canceled),
    ("canceling", Status::Canceling),
    ("cancelling", Status::Canceling),
    ("neverexecuted", Status::NeverExecuted),
    ("runningwitherror", Status::RunningWithError),
    ("runningwithwarning", Status::RunningWithWarning),
    ("unknown", Status::Unknown),
    ("none", Status::Unknown),
];

impl Status {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 14] = [
        Self::Unknown,
        Self::Success,
        Self::NeverExecuted,
        Self::NotConfigured,
        Self::Queued,
        Self::Stopped,
        Self::Canceled,
        Self::Disconnected,
        Self::Running,
        Self::Canceling,
        Self::RunningWithWarning,
        Self::Warning,
        Self::RunningWithError,
        Self::Failed,
    ];

    /// Whether something came to an end by itself: well, with warnings, or failed. What waits, goes on, was stopped, or is of
    /// no known status did not.
    pub const fn is_result(self) -> bool {
        matches!(self, Self::Success | Self::Warning | Self::Failed)
    }

    /// What a server's word means, without regard to case; nothing for a word that no list names.
    pub fn from_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|&(_, status)| status)
    }

    /// The word a person reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "Unknown",
            Self::Success => "Success",
            Self::NeverExecuted => "Never executed",
            Self::NotConfigured => "Not configured",
            Self::Queued => "Queued",
            Self::Stopped => "Stopped",
            Self::Canceled => "Canceled",
            Self::Disconnected => "Disconnected",
            Self::Running => "Running",
            Self::Canceling => "Canceling",
            Self::RunningWithWarning => "Running with warning",
            Self::Warning => "Warning",
            Self::RunningWithError => "Running with error",
            Self::Failed => "Failed",
        }
    }

    /// How bad it is.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Success => Severity::Success,
            Self::Unknown
            | Self::NeverExecuted
            | Self::NotConfigured
            | Self::Queued
            | Self::Stopped
            | Self::Canceled => Severity::Neutral,
            Self::Running | Self::Canceling => Severity::Running,
            Self::RunningWithWarning | Self::Warning | Self::Disconnected => Severity::Warning,
            Self::RunningWithError | Self::Failed => Severity::Failed,
        }
    }

    /// Whether it goes on: a bar without an end.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Running | Self::Canceling | Self::RunningWithWarning | Self::RunningWithError)
    }
}
