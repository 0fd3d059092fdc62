//! The closed sets of words: results, kinds of objects, policies. Each as the servers write it.

/// What a job processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objects {
    /// Exchange mailboxes.
    Mailbox,
    /// SharePoint sites.
    Site,
    /// The OneDrive of a user.
    OneDrive,
    /// Teams.
    Team,
}

/// Result of a session or of a log item. The servers have several words for each; these are the ones of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Ended well.
    Success,
    /// Ended with something to look at.
    Warning,
    /// Ended badly.
    Failed,
    /// Has not ended.
    Running,
    /// Has not begun.
    Queued,
    /// Was ended by hand.
    Stopped,
}

impl Status {
    /// Every status, in the order of [`Log::counts`].
    pub const ALL: [Self; 6] = [Self::Success, Self::Warning, Self::Failed, Self::Running, Self::Queued, Self::Stopped];

    /// The word of a session of Veeam Backup for Microsoft 365.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "Success",
            Self::Warning => "Warning",
            Self::Failed => "Failed",
            Self::Running => "Running",
            Self::Queued => "Queued",
            Self::Stopped => "Stopped",
        }
    }

    /// The `type` of a log item of v8.
    pub const fn item_type(self) -> &'static str {
        match self {
            Self::Failed => "Error",
            Self::Stopped => "Stop",
            other => other.word(),
        }
    }
}

/// How fast, and at what price, archive storage hands data back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Minutes.
    Expedited,
    /// Hours.
    Standard,
    /// Half a day.
    Bulk,
}

impl Policy {
    /// The word of the server.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Expedited => "Expedited",
            Self::Standard => "Standard",
            Self::Bulk => "Bulk",
        }
    }
}

/// What a data-retrieval session does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetrievalKind {
    /// Brings data back.
    Retrieve,
    /// Keeps it for longer.
    ChangeAvailability,
    /// Removes it again.
    Remove,
}

impl RetrievalKind {
    /// The word of the server.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Retrieve => "Retrieve",
            Self::ChangeAvailability => "RetrievalChangeAvailabilityPeriodDays",
            Self::Remove => "RetrievalRemoving",
        }
    }
}
