//! How texts begin and what their words mean: all there is to change for a new text.

use super::patterns::Patterns;
use super::{ObjectKind, WAITING};

/// The words of the texts, lower-case, for what `{kind}` stands for; a longer one before its own beginning. A row about
/// an account or a personal site stands in place of the one about the mailbox or the OneDrive that could not be reached.
pub(super) const WORDS: [(&str, ObjectKind); 18] = [
    ("mailbox", ObjectKind::Mailbox),
    ("site", ObjectKind::Site),
    ("onedrive", ObjectKind::OneDrive),
    ("team", ObjectKind::Team),
    ("account", ObjectKind::Mailbox),
    ("user account", ObjectKind::Mailbox),
    ("exchange account", ObjectKind::Mailbox),
    ("personal site", ObjectKind::OneDrive),
    ("group", ObjectKind::Group),
    ("user", ObjectKind::User),
    ("public folder", ObjectKind::PublicFolder),
    ("vm", ObjectKind::Vm),
    ("virtual machine", ObjectKind::Vm),
    ("sql database", ObjectKind::Database),
    ("database", ObjectKind::Database),
    ("file share", ObjectKind::FileShare),
    ("policy", ObjectKind::Policy),
    ("repository", ObjectKind::Repository),
];

/// How texts begin, and the kind they are of; the first that fits counts, so the frequent ones come first. Letter for
/// letter but for the holes; what follows a pattern in the text may be anything.
///
/// `{object}` is a kind of object and its name, with `: ` or a blank between them; `{kind}` and `{name}` are its parts, the
/// name up to what the pattern goes on with; `{word}` is the name of an object of no known kind, in one word that ends the
/// sentence; `{n}` is a number; `{disk}` is `Hard disk` and its number, which are an object of their own.
pub(super) static PATTERNS: Patterns<42> = Patterns::new([
    // Microsoft 365, backup and retrieval.
    ("Processing {object}", "Processing {kind}"),
    ("Failed to process {object}", "Processing {kind}"),
    ("Retrieving {object}", "Retrieving {kind}"),
    ("Removing {object}", "Removing {kind}"),
    ("Collecting object list for {object}", "Collecting object list for {kind}"),
    ("License limit has been reached. {object}", "Processing {kind}"),
    ("Nothing to process: {object}", "Processing {kind}"),
    ("Job started", "Job started"),
    ("Job finished", "Job ended"),
    ("Job failed", "Job ended"),
    ("Job was stopped", "Job ended"),
    ("Connected to organization", "Connecting to organization"),
    ("Failed to connect to organization", "Connecting to organization"),
    ("Found {n} objects", "Found objects"),
    ("Found {n} excluded objects", "Found excluded objects"),
    ("{n} mailboxes found", "Found mailboxes"),
    ("Transferred: ", "Transferred"),
    ("Data retrieval started", "Data retrieval started"),
    ("Expedited data retrieval started", "Data retrieval started"),
    ("Standard data retrieval started", "Data retrieval started"),
    ("Bulk data retrieval started", "Data retrieval started"),
    ("Data retrieval finished", "Data retrieval ended"),
    ("Data retrieval failed", "Data retrieval ended"),
    ("Data retrieval was stopped", "Data retrieval ended"),
    ("Availability period change started", "Availability period change started"),
    ("Retrieved data removal started", "Retrieved data removal started"),
    ("Waiting for archive storage", "Waiting for archive storage"),
    ("Archive storage refused the request", "Waiting for archive storage"),
    // Microsoft Azure, and Backup & Replication.
    ("Processing {word}", "Processing"),
    ("Processing {name} Error: ", "Processing"),
    ("Processing {name} Warning: ", "Processing"),
    ("Snapshot backup of {name}", "Snapshot backup"),
    ("Backup plan creation", "Backup plan creation"),
    // Backup & Replication.
    ("Processing finished with ", "Job ended"),
    ("Failed to create processing task for VM {name}", "Processing"),
    ("Virtual Machine {name}", "Processing"),
    ("Queued for processing", "Queued for processing"),
    ("Required backup infrastructure resources", WAITING),
    ("Using backup proxy {name} for ", "Using proxy"),
    ("Using source proxy {name} for ", "Using proxy"),
    ("Using target proxy {name} for ", "Using proxy"),
    ("{disk}", "Hard disk"),
]);

/// The same behind a label of one word (`EC2: `), as the appliance of AWS writes.
pub(super) static LABELLED: Patterns<1> = Patterns::new([("Processing {name} - ", "Processing")]);

/// The same for texts that begin with a kind of object.
pub(super) static OBJECT_FIRST: Patterns<5> = Patterns::new([
    ("{kind} was not found: {name}", "Processing {kind}"),
    ("{kind} was not found", "Processing {kind}"),
    ("{kind} does not have a valid licence: {name}", "Processing {kind}"),
    ("{kind}: {name}", "Processing {kind}"),
    ("{object} does not have a valid", "Processing {kind}"),
]);

/// What may follow a name of several words, but for the end of a sentence. A name ends before the first of them.
pub(super) const AFTER_NAME: [&str; 12] = [
    " (ID: ",
    " () ",
    " finished with ",
    " completed with ",
    " failed",
    " was skipped",
    " was not ",
    " has ",
    " does not have ",
    " is unavailable",
    " Error: ",
    " Warning: ",
];

/// What follows a part of [`AFTER_NAME`] that may be in a name as well (`Who has keys`, `Projects failed in 2024`), where
/// it is none; nothing at all for its end.
pub(super) const GOES_ON: [(&str, &[&str]); 3] = [
    (" failed", &["", ":", ".", ",", ";", " with ", " due ", " because ", " to ", " after ", " and "]),
    (
        " was not ",
        &["found", "processed", "backed", "skipped", "available", "able", "changed", "completed", "retrieved"],
    ),
    (
        " has ",
        &[
            "been ",
            "no ",
            "not ",
            "failed",
            "finished",
            "completed",
            "exceeded",
            "reached",
            "timed ",
            "ended",
            "a ",
            "an ",
        ],
    ),
];

/// How sentences begin. After a short word with a capital letter (`Dr.`, `HR.`) only these tell that a sentence has ended.
pub(super) const OPENERS: [&str; 10] =
    ["The ", "Failed ", "Cannot ", "Unable ", "Item ", "Object ", "Task ", "Access ", "Repository ", "Error"];
