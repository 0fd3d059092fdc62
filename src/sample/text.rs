//! What the rows say. Texts follow those seen on real servers; every name in them is made up.

use super::clock::push_us_time;
use super::json::{push_id, push_number};
use super::random::Key;
use super::session::{Mood, Plan, Session};
use super::words::{Objects, RetrievalKind, Status};

/// What a row of a log is about; objects and parts are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    Started,
    Connected,
    Excluded,
    Found,
    Object(usize),
    Transferred,
    Finished,
    Collecting(usize),
    Waiting(usize),
}

const FIRST_NAMES: [&str; 24] = [
    "anna", "bjorn", "carla", "david", "elif", "farid", "grace", "hugo", "ines", "jakub", "katja", "liam", "maria",
    "noor", "olga", "pedro", "quentin", "rosa", "sven", "tara", "uma", "viktor", "wanda", "yusuf",
];
const LAST_NAMES: [&str; 25] = [
    "abel", "berg", "costa", "demir", "ekman", "fischer", "garcia", "hansen", "ito", "jensen", "kowalski", "lund",
    "moreau", "novak", "okafor", "petrov", "quist", "rossi", "silva", "tanaka", "ueda", "vogel", "weber", "yilmaz",
    "zhang",
];
const THEMES: [&str; 16] = [
    "finance",
    "sales",
    "people",
    "legal",
    "it-service",
    "marketing",
    "quality",
    "logistics",
    "projects",
    "research",
    "board",
    "purchasing",
    "support",
    "training",
    "facilities",
    "press",
];
const DOMAIN: &str = "@fjordline.example";
const SITES: &str = "https://fjordline.sharepoint.example/sites/";

/// `{o}` is the object with its kind, `{a}` what is missing when it is gone, `{n}` its name alone, `{i}` an id, `{s}` some seconds.
const WARNINGS: [&str; 8] = [
    "{o} was skipped: the user does not have a valid Microsoft 365 license",
    "{a} was not found: {n} (ID: {i})",
    "License limit has been reached. {o} was not processed",
    "Processing {o}. Item may have a virus and was skipped: Invoice {s}.pdf",
    "Processing {o}. Item was changed during backup and will be processed by the next run",
    "Processing {o}. The service throttled the requests, waited {s} seconds",
    "Nothing to process: {o}",
    "Processing {o}. Failed to read the permissions of 1 folder; success for all others",
];
const ERRORS: [&str; 8] = [
    "Failed to process {o}. Cannot read data from the transport connection: An existing connection was forcibly \
     closed by the remote host.",
    "Failed to process {o}. The remote server returned an error: (404) Not Found.",
    "Failed to process {o}. Object was not found (ID: {i})",
    "Failed to process {o}. Access is denied. (Exception from HRESULT: 0x80070005 (E_ACCESSDENIED))",
    "Failed to process {o}. The operation has timed out.",
    "Failed to process {o}. The remote server returned an error: (429) Too Many Requests. Retry after {s} seconds.",
    "Failed to process {o}. The remote server returned an error: (503) Server Unavailable.",
    "Failed to process {o}. Repository is out of disk space.",
];

/// Which of a job's objects comes at the `nth` place of a session. Each run begins at another one.
pub(crate) fn object_of(plan: &Plan, nth: usize) -> usize {
    if plan.retried.is_empty() {
        (nth + plan.key.with(303).below(plan.n_objects as u64) as usize) % plan.n_objects.max(1)
    } else {
        plan.retried.get(nth).copied().unwrap_or_default()
    }
}

fn pick(list: &[&'static str], at: usize) -> &'static str {
    list.get(at % list.len().max(1)).copied().unwrap_or_default()
}

fn push_name(out: &mut String, objects: Objects, object: usize) {
    let rest = match objects {
        Objects::Mailbox | Objects::OneDrive => {
            out.push_str(pick(&FIRST_NAMES, object));
            out.push('.');
            out.push_str(pick(&LAST_NAMES, object / FIRST_NAMES.len()));
            object / (FIRST_NAMES.len() * LAST_NAMES.len())
        }
        Objects::Site | Objects::Team => {
            if objects == Objects::Site {
                out.push_str(SITES);
            }
            out.push_str(pick(&THEMES, object));
            out.push('-');
            object / THEMES.len() + 1
        }
    };
    if rest > 0 {
        push_number(out, rest as i64);
    }
    if matches!(objects, Objects::Mailbox | Objects::OneDrive) {
        out.push_str(DOMAIN);
    }
}

/// The name of the object at the `nth` place of a session.
pub(crate) fn object_name(plan: &Plan, nth: usize) -> String {
    let mut out = String::new();
    push_name(&mut out, plan.objects, object_of(plan, nth));
    out
}

const fn kind_word(objects: Objects) -> &'static str {
    match objects {
        Objects::Mailbox => "mailbox: ",
        Objects::Site => "site: ",
        Objects::OneDrive => "OneDrive: ",
        Objects::Team => "team: ",
    }
}

fn push_object(out: &mut String, objects: Objects, object: usize) {
    out.push_str(kind_word(objects));
    push_name(out, objects, object);
}

fn push_pattern(out: &mut String, pattern: &str, objects: Objects, object: usize, key: Key) {
    let mut parts = pattern.split('{');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part.as_bytes().first() {
            Some(b'o') => push_object(out, objects, object),
            Some(b'a') => out.push_str(match objects {
                Objects::Mailbox => "Account",
                Objects::OneDrive => "Personal site",
                Objects::Site => "Site",
                Objects::Team => "Team",
            }),
            Some(b'n') => push_name(out, objects, object),
            Some(b'i') => push_id(out, key.id()),
            _ => push_number(out, 11 + key.below(400) as i64),
        }
        out.push_str(part.get(2..).unwrap_or_default());
    }
}

/// Appends an amount as the product prints it, such as `168.8 MB`.
pub fn push_amount(out: &mut String, bytes: i64) {
    let units = ["B", "KB", "MB", "GB", "TB"];
    let mut tenths = bytes.saturating_mul(10);
    let mut unit = 0;
    while tenths >= 10_240 && unit + 1 < units.len() {
        tenths /= 1_024;
        unit += 1;
    }
    push_number(out, tenths / 10);
    if unit > 0 {
        out.push('.');
        push_number(out, tenths % 10);
    }
    out.push(' ');
    out.push_str(pick(&units, unit));
}

/// Appends `Transferred: 168.8 MB (2472 items) at 1.8 MB/s (26 items/s)`.
pub fn push_transferred(out: &mut String, bytes: i64, items: i64, seconds: i64) {
    out.push_str("Transferred: ");
    push_amount(out, bytes);
    out.push_str(" (");
    push_number(out, items);
    out.push_str(" items) at ");
    push_amount(out, bytes / seconds.max(1));
    out.push_str("/s (");
    push_number(out, items / seconds.max(1));
    out.push_str(" items/s)");
}

/// The text of a row, without a prefix.
pub(crate) fn of_row(session: &Session, row: Row, status: Status, start: i64, end: i64) -> String {
    let mut out = String::with_capacity(96);
    let plan = &session.plan;
    let retrieval = session.retrieval;
    match row {
        Row::Started => {
            match retrieval {
                None => out.push_str("Job started at "),
                Some(RetrievalKind::Retrieve) => {
                    out.push_str(plan.policy.word());
                    out.push_str(" data retrieval started at: ");
                }
                Some(RetrievalKind::ChangeAvailability) => {
                    out.push_str("Availability period change started at: ");
                }
                Some(RetrievalKind::Remove) => out.push_str("Retrieved data removal started at: "),
            }
            push_us_time(&mut out, start);
        }
        Row::Connected if plan.mood == Mood::Broken => {
            out.push_str("Failed to connect to organization. The remote server returned an error: (401) Unauthorized.");
        }
        Row::Connected => out.push_str("Connected to organization"),
        Row::Excluded => {
            out.push_str("Found ");
            push_number(&mut out, 1 + plan.key.below(500) as i64);
            out.push_str(" excluded objects");
        }
        Row::Found => {
            out.push_str("Found ");
            push_number(&mut out, plan.n_objects as i64);
            out.push_str(" objects");
        }
        Row::Object(nth) => push_object_row(&mut out, session, nth, status),
        Row::Transferred => {
            let statistics = session.statistics(start);
            push_transferred(&mut out, statistics.bytes, statistics.items, statistics.seconds);
        }
        Row::Finished => {
            out.push_str(if retrieval.is_some() { "Data retrieval " } else { "Job " });
            out.push_str(match status {
                Status::Failed => "failed",
                Status::Stopped => "was stopped by operator",
                _ => "finished",
            });
            out.push_str(if retrieval.is_some() { " at: " } else { " at " });
            push_us_time(&mut out, end);
        }
        Row::Collecting(nth) => {
            out.push_str("Collecting object list for ");
            push_object(&mut out, plan.objects, object_of(plan, nth));
        }
        Row::Waiting(part) => {
            out.push_str(if status == Status::Failed {
                "Archive storage refused the request: no capacity for this retrieval policy is available, part "
            } else {
                "Waiting for archive storage to make data available, part "
            });
            push_number(&mut out, part as i64 + 1);
            out.push_str(" of 5");
        }
    }
    out
}

fn push_object_row(out: &mut String, session: &Session, nth: usize, status: Status) {
    let plan = &session.plan;
    let object = object_of(plan, nth);
    // An object in trouble every night is so for one reason.
    let key = if object % 61 == 17 { Key::new(object as u64) } else { plan.key.with(304).with(object as u64) };
    let choice = key.with(1).below(8) as usize;
    match status {
        Status::Failed => push_pattern(out, pick(&ERRORS, choice), plan.objects, object, key),
        Status::Warning => push_pattern(out, pick(&WARNINGS, choice), plan.objects, object, key),
        _ => {
            out.push_str(match session.retrieval {
                None => "Processing ",
                Some(RetrievalKind::Remove) => "Removing ",
                Some(_) => "Retrieving ",
            });
            push_object(out, plan.objects, object);
            if status == Status::Stopped {
                out.push_str(". Task was canceled by user");
            }
        }
    }
}
