//! A search for an object through the logs of the newest sessions: one log after the other, as they come.

use super::super::find::{Found, Progress, found};
use super::Desk;
use super::runs::newest_first;
use crate::answers::find::Finder;
use crate::model::{Id, Log, Session};

/// Sessions whose logs are looked through before somebody says to go on.
const N_SEARCHED: usize = 20;
/// Items that are looked through before the page may have a turn.
const N_ITEMS_A_TURN: usize = 100_000;

/// How far a search has come.
#[derive(Clone, Debug)]
pub(super) struct Search {
    /// How many of the newest sessions are to be looked through.
    n_wanted: usize,
    is_stopped: bool,
    finder: Finder,
    /// The ids of those that were.
    searched: Vec<String>,
}

impl Default for Search {
    fn default() -> Self {
        Self { n_wanted: N_SEARCHED, is_stopped: false, finder: Finder::new(""), searched: Vec::new() }
    }
}

/// A search, as far as it has come.
#[derive(Clone, PartialEq, Debug)]
pub struct Searched {
    /// What was found.
    pub found: Found,
    /// The log that is wanted next.
    pub next: Option<Id>,
    /// Whether more logs are here already, and it is to be asked again.
    pub is_partial: bool,
}

impl Desk {
    /// Looks further for objects with this in their names; `open` is the log of the open session.
    pub fn find(&mut self, open: &Log, query: &str) -> Searched {
        let mut search = std::mem::take(&mut self.search);
        if search.finder.query() != query.trim() {
            (search.finder, search.is_stopped) = (Finder::new(query), false);
            search.searched.clear();
        }
        let candidates = newest_first(&self.job_sessions);
        let wanted = candidates.iter().take(search.n_wanted);
        // A session that began meanwhile moves the others down: what was looked through stays so.
        let left: Vec<&&Session> = wanted.filter(|session| !search.searched.contains(&session.id_text)).collect();
        let n_total = search.searched.len() + left.len();
        let (mut next, mut is_partial) = (None, false);
        if !query.trim().is_empty() {
            let mut n_left = N_ITEMS_A_TURN;
            for session in left {
                match session.id.as_ref().map(|id| (id, self.log_of(open, id))) {
                    Some((id, None)) => {
                        next = (!search.is_stopped).then(|| id.clone());
                        break;
                    }
                    Some((_, Some(_))) if n_left == 0 => {
                        is_partial = true;
                        break;
                    }
                    Some((_, Some((log, doubt)))) if log.is_empty() && !doubt.is_empty() => {
                        search.finder.miss(session, doubt);
                    }
                    Some((_, Some((log, doubt)))) => {
                        if doubt.is_empty() {
                            search.finder.add(session, log);
                        } else {
                            search.finder.add_part(session, log, doubt);
                        }
                        n_left = n_left.saturating_sub(log.len());
                    }
                    None => search.finder.miss(session, ""),
                }
                search.searched.push(session.id_text.clone());
            }
        }
        let progress = Progress {
            n_done: search.searched.len(),
            n_total: if query.trim().is_empty() { 0 } else { n_total },
            is_stopped: search.is_stopped,
            has_older: candidates.len() > n_total,
            has_all_sessions: self.are_all[0],
        };
        let found = found(&search.finder, progress, &|session| self.name(session));
        self.search = search;
        Searched { found, next, is_partial }
    }

    /// Looks through no more logs for now.
    pub fn stop_search(&mut self) {
        self.search.is_stopped = true;
    }

    /// Goes on with a search that was stopped; one that has ended goes on with older sessions.
    pub fn go_on_with_search(&mut self) {
        if !std::mem::take(&mut self.search.is_stopped) {
            self.search.n_wanted += N_SEARCHED;
        }
    }
}
