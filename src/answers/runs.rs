//! Runs: a session together with the retries that repeat it. Made once of a list of sessions; whatever counts, follows or
//! compares runs is told by this what a run is, and how it ended.

use super::groups::Names;
use super::{Believed, is_same_job};
use crate::model::order::{sort_by_number, sort_indexes};
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Id, Session, Status, Timestamp};

/// A run and its retries, as places in the list of sessions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Its first try. Where that is not in the list, the earliest of its retries that is: then [`Session::is_retry`] holds
    /// for it.
    pub main: usize,
    /// Its retries, the earliest first.
    pub retries: Vec<usize>,
}

impl Run {
    /// The first try and its retries.
    pub fn members(&self) -> impl DoubleEndedIterator<Item = usize> {
        std::iter::once(self.main).chain(self.retries.iter().copied())
    }
}

/// The runs of a list of sessions: each session is in exactly one of them.
#[derive(Clone, Debug)]
pub struct Runs<'a> {
    sessions: &'a [Session],
    all: Vec<Run>,
    /// The run of each session, as a place in `all`.
    run_of: Vec<u32>,
    /// Which of their starts count.
    believed: Believed,
}

/// No number, or no place.
const NONE: u32 = u32::MAX;
/// Stands for the first try of what names another one in a circle, as only a broken list does.
const CIRCLE: u32 = u32::MAX - 1;
/// Stands for the first try of what is being followed.
const FOLLOWED: u32 = u32::MAX - 2;

impl<'a> Runs<'a> {
    /// Puts retries under the run they repeat, also where a retry names the retry before it. Retries that name a run which is
    /// not in the list are one run if they name the same one; what names itself in a circle stands for itself, and so does a
    /// retry that names nothing. The runs come in the order in which their first tries stand in the list. O(n log n).
    pub fn of(sessions: &'a [Session]) -> Self {
        let roots = roots(sessions);
        let start = |place: u32| sessions.get(place as usize).and_then(|session| session.start);
        let mut places: Vec<u32> = (0..).zip(sessions).map(|(place, _)| place).collect();
        // Of one run the first try comes first, and then its retries by their starts.
        let is_later = |place: u32| roots.get(place as usize).is_none_or(|&(_, is_main)| !is_main);
        sort_indexes(&mut places, &|a, b| (is_later(a), start(a), a).cmp(&(is_later(b), start(b), b)));
        // An id of its own, one that it names, and a number where it stands alone: no session takes more than three.
        let mut main_of = vec![NONE; sessions.len() * 3];
        let mut owner = vec![NONE; sessions.len()];
        for &place in &places {
            let root = roots.get(place as usize).map_or(NONE, |&(root, _)| root);
            let Some(main) = main_of.get_mut(root as usize) else { continue };
            *main = if *main == NONE { place } else { *main };
            if let Some(owner) = owner.get_mut(place as usize) {
                *owner = *main;
            }
        }
        let mains = (0..).zip(&owner).filter(|&(place, &owner)| place == owner);
        let mut all: Vec<Run> = mains.map(|(place, _)| Run { main: place as usize, retries: Vec::new() }).collect();
        let mut number = vec![NONE; sessions.len()];
        for (at, run) in (0..).zip(&all) {
            if let Some(number) = number.get_mut(run.main) {
                *number = at;
            }
        }
        let run_of: Vec<u32> = owner.iter().map(|&main| number.get(main as usize).copied().unwrap_or(NONE)).collect();
        for &place in &places {
            let at = run_of.get(place as usize).copied().unwrap_or(NONE);
            if let Some(run) = all.get_mut(at as usize).filter(|run| run.main != place as usize) {
                run.retries.push(place as usize);
            }
        }
        Self { sessions, all, run_of, believed: Believed::of(sessions) }
    }

    /// The sessions.
    pub fn sessions(&self) -> &'a [Session] {
        self.sessions
    }

    /// All runs.
    pub fn all(&self) -> &[Run] {
        &self.all
    }

    /// A run by its number, which is its place among all.
    pub fn get(&self, number: u32) -> Option<&Run> {
        self.all.get(number as usize)
    }

    /// The number of the run that a session belongs to, by its place in the list.
    pub fn number_of(&self, place: usize) -> Option<u32> {
        self.run_of.get(place).copied()
    }

    /// The first try of a run, or the earliest retry that is known of it.
    pub fn main(&self, run: &Run) -> Option<&'a Session> {
        self.sessions.get(run.main)
    }

    /// When a run began; nothing where that is not known, or cannot be believed.
    pub fn start(&self, run: &Run) -> Option<Timestamp> {
        self.main(run).filter(|session| self.believed.has(session.start))?.start
    }

    /// Whether a run has a start that cannot be believed: then it is of no order among the others.
    pub fn is_of_no_time(&self, run: &Run) -> bool {
        self.main(run).is_some_and(|session| session.start.is_some() && !self.believed.has(session.start))
    }

    /// Whether the first try of a run is in the list.
    pub fn has_first_try(&self, run: &Run) -> bool {
        self.main(run).is_some_and(|session| !session.is_retry())
    }

    /// The session that decides how a run ended, as a place in the list: the last of its tries that came to a result, of
    /// those that had begun by `until` if that is given. A retry that waits, goes on, or was stopped says nothing.
    pub fn decided_by(&self, run: &Run, until: Option<Timestamp>) -> Option<usize> {
        let has_begun = |session: &Session| until.is_none_or(|until| session.start.is_some_and(|start| start <= until));
        let decides = |session: &Session| session.status.is_result() && has_begun(session);
        run.members().rev().find(|&place| self.sessions.get(place).is_some_and(decides))
    }

    /// How a run ended: by the last of its tries that came to a result; where none did, as the last of them.
    pub fn outcome(&self, run: &Run) -> Status {
        let place = self.decided_by(run, None).or_else(|| run.members().last());
        place.and_then(|place| self.sessions.get(place)).map_or(Status::Unknown, |session| session.status)
    }

    /// The numbers of the runs of the job that `of` is one of, the newest first, those without a start last. O(n log n).
    pub fn of_job(&self, of: &Session) -> Vec<u32> {
        let is_of = |run: &Run| self.main(run).is_some_and(|session| is_same_job(session, of));
        let mut numbers: Vec<u32> = (0..).zip(&self.all).filter(|(_, run)| is_of(run)).map(|(at, _)| at).collect();
        self.sort_newest_first(&mut numbers);
        numbers
    }

    /// Puts numbers of runs in order: the newest first, those without a start last. O(n log n).
    pub fn sort_newest_first(&self, numbers: &mut [u32]) {
        let start = |number: u32| self.get(number).and_then(|run| self.start(run));
        sort_indexes(numbers, &|a, b| start(b).cmp(&start(a)));
    }
}

/// For each session a number that the sessions of one run have in common, and whether it is a first try. O(n).
fn roots(sessions: &[Session]) -> Vec<(u32, bool)> {
    let mut ids = Names::default();
    let mut lower = String::new();
    let mut number = |id: &str| {
        lower.clear();
        lower.push_str(id);
        lower.make_ascii_lowercase();
        ids.number(&lower)
    };
    let own: Vec<u32> = sessions.iter().map(|session| number(&session.id_text)).collect();
    let named: Vec<Option<u32>> = sessions.iter().map(|session| Some(number(session.repeats()?.as_str()))).collect();
    let n_ids = ids.len();
    // Which session has an id: the first that does.
    let mut has: Vec<u32> = vec![NONE; n_ids];
    for (place, &id) in (0..).zip(&own) {
        if let Some(has) = has.get_mut(id as usize).filter(|has| **has == NONE) {
            *has = place;
        }
    }
    let parent = |id: u32| named.get(*has.get(id as usize)? as usize).copied().flatten();
    // The id of the first try that an id leads to.
    let mut leads_to = vec![NONE; n_ids];
    let mut way = Vec::new();
    for id in (0..n_ids).filter_map(|id| u32::try_from(id).ok()) {
        let mut at = id;
        let root = loop {
            let Some(known) = leads_to.get_mut(at as usize) else { break CIRCLE };
            match *known {
                NONE => {}
                FOLLOWED => break CIRCLE,
                root => break root,
            }
            *known = FOLLOWED;
            way.push(at);
            match parent(at) {
                Some(next) => at = next,
                None => break at,
            }
        };
        for id in way.drain(..) {
            if let Some(known) = leads_to.get_mut(id as usize) {
                *known = root;
            }
        }
    }
    let mut next = u32::try_from(n_ids).unwrap_or(NONE);
    let mut alone = || {
        next = next.saturating_add(1);
        (next - 1, true)
    };
    let root = |(place, (own, named)): (u32, (&u32, &Option<u32>))| match named {
        None if has.get(*own as usize) == Some(&place) => (*own, true),
        None => alone(),
        Some(id) => match leads_to.get(*id as usize) {
            Some(&root) if root < FOLLOWED => (root, false),
            _ => alone(),
        },
    };
    (0..).zip(own.iter().zip(&named)).map(root).collect()
}

/// How long after a run that failed a retry begins at most, where nothing but the times tell.
const WAIT_MAX: i64 = 3600 * TICKS_PER_SECOND;
/// How many stretches between runs of a job tell how often it runs.
const N_USUAL_MIN: usize = 3;

/// Sessions that seem to repeat the run before them, each with its id, for servers that name none: the run before failed, this one
/// of the same job began within an hour of its end, and in less than half the time after its start that is usual between two runs
/// of the job. Nothing of a job that is too rarely seen to know. O(n log n).
pub fn assumed(sessions: &[Session]) -> Vec<(usize, Id)> {
    let jobs = job_numbers(&mut sessions.iter());
    let of = |place: u32| sessions.get(place as usize);
    let job = |place: u32| jobs.get(place as usize).copied().flatten();
    let key = |place: u32| (job(place), of(place).and_then(|session| session.start));
    let is_meant =
        |place: &u32| of(*place).is_some_and(|it| it.names_no_run && it.start.is_some()) && job(*place).is_some();
    let mut order: Vec<u32> = (0..).take(sessions.len()).filter(is_meant).collect();
    sort_indexes(&mut order, &|a, b| key(a).cmp(&key(b)));
    let mut found = Vec::new();
    for runs in order.chunk_by(|&a, &b| job(a) == job(b)) {
        let after = |at: u32| {
            let pair = runs.get(at as usize).zip(runs.get(at as usize + 1));
            let (a, b) = pair.and_then(|(&a, &b)| of(a).zip(of(b)))?;
            let (since, begin) = (a.start?, b.start?);
            let waited = a.end.filter(|_| a.status == Status::Failed).map(|end| begin.since(end));
            Some((begin.since(since), waited.is_some_and(|waited| (0..=WAIT_MAX).contains(&waited))))
        };
        let places = || (0..).take(runs.len());
        let usual = sort_by_number(places().filter(|&at| after(at).is_some_and(|(_, near)| !near)).collect(), &|at| {
            after(at).map_or(0, |(ticks, _)| ticks)
        });
        if usual.len() < N_USUAL_MIN {
            continue;
        }
        let middle = usual.get(usual.len() / 2).and_then(|&at| after(at)).map_or(0, |(ticks, _)| ticks);
        for at in places().filter(|&at| after(at).is_some_and(|(ticks, near)| near && ticks < middle / 2)) {
            let pair = runs.get(at as usize).zip(runs.get(at as usize + 1));
            found.extend(pair.and_then(|(&a, &b)| Some((b as usize, of(a)?.id.clone()?))));
        }
    }
    found
}

/// For each session the number of its job, from 0, in the order in which the jobs are first met; nothing for a session of
/// no known job (see [`is_same_job`]). O(n) on average.
pub fn job_numbers(sessions: &mut dyn Iterator<Item = &Session>) -> Vec<Option<u32>> {
    let mut jobs = Names::default();
    let mut key = String::new();
    let number = |session: &Session| {
        key.clear();
        match (&session.job_id, &session.name) {
            (Some(id), _) => key.push_str(id.as_str()),
            // No id holds a blank, so that no key with one is that of a job that has an id.
            (None, Some(name)) => key.extend([" ", session.type_word.as_deref().unwrap_or("\u{1}"), "\0", name]),
            (None, None) => return None,
        }
        Some(jobs.number(&key))
    };
    sessions.map(number).collect()
}
