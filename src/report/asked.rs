//! What the page and the desk tell each other.

use crate::answers::groups::{By, Grouper};
use crate::api::unreadable_saved;
use crate::model::{Log, Product, Session, SessionKind, Severity, Version};
use crate::output::noise::{NoiseError, RuleProblem};
use crate::route::Group;
use crate::texts::Texts;
use crate::timeline::Layout;
use crate::wire::SavedError;

/// What is known of the open session beside its items.
#[derive(Clone, PartialEq, Debug)]
pub struct Facts {
    /// Which kind it is.
    pub kind: SessionKind,
    /// Its id as in the address, or the name of the file.
    pub opened: String,
    /// The session; nothing for a file that has none.
    pub session: Option<Session>,
    /// The product of the server.
    pub product: Product,
    /// The version of its API, if known.
    pub version: Option<Version>,
    /// The version the server states of itself, if known.
    pub server_version: Option<String>,
    /// The server's address, or what the data came from.
    pub server: String,
    /// Whether it was opened from a file.
    pub is_file: bool,
    /// Whether no more of its log is on its way.
    pub is_at_rest: bool,
    /// Why its log may not be all there is; empty if it is.
    pub doubt: String,
}

/// A part of a file: its first byte, and the one behind its last.
pub type Span = (i64, i64);

/// What the first line of a saved session says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedFile {
    /// The product whose answers it holds.
    pub product: Product,
    /// Whether its sessions are of data retrieval.
    pub is_retrieval: bool,
    /// The id of the session to open.
    pub session: String,
    /// Whether its log was all loaded.
    pub is_complete: bool,
    /// The pages of its log.
    pub log: Vec<Span>,
    /// Pages of sessions: it and its siblings.
    pub sessions: Vec<Span>,
    /// How many bytes the file has if it is whole.
    pub n_bytes: u64,
}

/// Why a file shows no session, or what it is instead.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoSession {
    /// It begins like a saved session, and is none.
    Broken(SavedError),
    /// It held rules of known noise, which are in use now.
    Noise {
        /// How many.
        n_rules: usize,
        /// What is wrong with some of them.
        problems: Vec<RuleProblem>,
    },
    /// It was to hold known noise, and does not.
    BadNoise(NoiseError),
}

impl NoSession {
    /// What a person reads of a file of this name.
    pub fn say(&self, texts: Texts, name: &str) -> String {
        let why = match self {
            Self::Broken(error) => unreadable_saved(error, texts),
            Self::BadNoise(error) => error.say(texts),
            Self::Noise { n_rules, problems } => {
                let rules = texts.file_noise_rules(*n_rules, texts.count(*n_rules));
                let mut all = vec![texts.file_noise_in_use(rules)];
                all.extend(problems.iter().map(|problem| problem.say(texts)));
                return texts.file_noise(name, all.join(" "));
            }
        };
        texts.file_cannot_show(name, why)
    }
}

/// Items in groups, from the top.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Groups {
    /// The group of each item, as its place in `names`.
    pub of: Vec<u32>,
    /// Their names: of results and kinds of work in English, of objects as the log names them, empty for
    /// items without one.
    pub names: Vec<String>,
}

impl Groups {
    /// The groups of all items of a log.
    pub fn of(grouper: &Grouper, log: &Log) -> Self {
        let mut order = grouper.order();
        let no_object = (grouper.by() == By::Object).then_some(0);
        if log.has_parts() && order.last().copied() == no_object {
            // What the job says of itself stands above its machines.
            order.rotate_right(1);
        }
        let mut place = vec![0; grouper.n_groups()];
        for (at, &group) in (0..).zip(&order) {
            if let Some(place) = place.get_mut(group as usize) {
                *place = at;
            }
        }
        let of = grouper.of().iter().map(|&group| place.get(group as usize).copied().unwrap_or(0)).collect();
        let name = |&group| if Some(group) == no_object { "" } else { grouper.name(group) };
        let names = order.iter().map(|group| name(group).to_owned()).collect();
        Self { of, names }
    }

    /// How a picture of these groups is laid out; there are some if its rows are groups.
    pub fn layout(groups: Option<&Self>, rows: Group) -> Layout<'_> {
        match (rows, groups) {
            (Group::Item, _) => Layout::OneEach,
            (_, Some(groups)) => Layout::Groups(&groups.of, groups.names.len()),
            _ => Layout::Packed,
        }
    }
}

/// The name of a group for people. Objects are named by the log itself; of a log with machines, what is about none is about
/// the job.
pub fn group_name(texts: Texts, by: By, has_parts: bool, name: String) -> String {
    match by {
        By::Result => {
            let severity = Severity::ALL.into_iter().find(|severity| severity.word() == name);
            severity.map_or(name, |severity| texts.severity(severity))
        }
        By::Kind => texts.work_kind(&name).into_owned(),
        By::Object if !name.is_empty() => name,
        By::Object if has_parts => texts.timeline_rows_own(),
        By::Object => texts.work_no_object(),
    }
}

/// A fault as people are told it; see `api::Explanation`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// What happened.
    pub title: String,
    /// Why, most likely.
    pub cause: String,
    /// How sure that is.
    pub certainty: String,
    /// What to do, the best first.
    pub todo: Vec<String>,
    /// Who can do it.
    pub who: String,
    /// All of it as text to hand on.
    pub report: String,
}
