//! The jobs of the company: what each processes, how fast, when, and how its nights go.

use super::random::Key;
use super::session::Mood;
use super::words::Objects;

/// A job and its habits.
pub(super) struct Habit {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) objects: Objects,
    pub(super) n_objects: usize,
    pub(super) n_workers: usize,
    pub(super) step_seconds: i64,
    /// First run of the day, in minutes from midnight UTC; how many runs a day, evenly spread.
    pub(super) first_minute: i64,
    pub(super) n_runs: i64,
}

pub(super) const fn habit(
    name: &'static str,
    description: &'static str,
    objects: Objects,
    (n_objects, n_workers, step_seconds): (usize, usize, i64),
    (first_minute, n_runs): (i64, i64),
) -> Habit {
    Habit { name, description, objects, n_objects, n_workers, step_seconds, first_minute, n_runs }
}

pub(super) const EXCHANGE: usize = 0;
pub(super) const SHAREPOINT: usize = 1;
pub(super) const TEAMS: usize = 3;
pub(super) const COPY: usize = 5;
pub(super) const OLD_TENANT: usize = 6;
pub(super) const NEW_STARTERS: usize = 7;
pub(super) const ODD: usize = 8;

pub(super) const HABITS: [Habit; 9] = [
    habit("Exchange mailboxes", "All mailboxes, every night", Objects::Mailbox, (190, 8, 90), (1_260, 1)),
    habit("SharePoint intranet", "Sites of the intranet", Objects::Site, (120, 6, 180), (1_350, 1)),
    habit("OneDrive all users", "", Objects::OneDrive, (270, 10, 60), (15, 1)),
    habit("Teams", "Teams with their channels and files", Objects::Team, (64, 4, 120), (120, 1)),
    habit("Executives", "Six times a day", Objects::Mailbox, (24, 4, 20), (45, 6)),
    habit("Exchange mailboxes to archive", "Copy to object storage", Objects::Mailbox, (190, 16, 30), (240, 1)),
    habit("Old tenant", "Disabled since the move", Objects::Mailbox, (40, 4, 30), (60, 1)),
    habit("New starters", "Empty until the first of the month", Objects::Mailbox, (0, 1, 1), (420, 1)),
    habit("Odd inputs", "Rows no server should send", Objects::Mailbox, (0, 1, 1), (430, 1)),
];

/// Seven nights in ten are clean.
pub(super) fn mood_of_night(key: Key) -> Mood {
    match key.with(10).below(100) {
        0..=69 => Mood::Clean,
        87..=93 => Mood::Bad,
        94..=96 => Mood::Broken,
        97 => Mood::Stopped,
        _ => Mood::Rough,
    }
}
