//! What sessions are called: by their job's name, which stands in another list. Where several jobs share a name, as those of
//! many organizations do, each is told apart by its organization's name or by a piece of its id.

use super::groups::Names as Numbers;
use super::search::lower;
use crate::model::order::{sort_indexes, sorted_by};
use crate::model::{Id, Job, Session};

/// The last characters of an id that stand for it, if they are enough.
const PIECE_CHARS: usize = 8;

/// Names of jobs by id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    /// By id, each beside what it is called.
    jobs: Vec<(Job, String)>,
    organizations: Vec<Job>,
}

impl Names {
    /// How many.
    pub fn len(&self) -> usize {
        self.jobs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// The jobs, each beside what it is called, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &(Job, String)> {
        self.jobs.iter()
    }

    /// The names of organizations that are known.
    pub fn organizations(&self) -> impl Iterator<Item = &str> {
        self.organizations.iter().map(|organization| organization.name.as_str())
    }

    /// Adds jobs; one that is known already is put in its own place. O(n log n).
    pub fn add(&mut self, jobs: Vec<Job>) {
        let known = std::mem::take(&mut self.jobs).into_iter();
        let all = known.chain(jobs.into_iter().map(|job| (job, String::new())));
        self.jobs = sorted_by(all, &|(a, _), (b, _)| a.id.cmp(&b.id));
        // Of those of one id the last, which came last.
        self.jobs.reverse();
        self.jobs.dedup_by(|(earlier, _), (later, _)| earlier.id == later.id);
        self.jobs.reverse();
        self.call();
    }

    /// Adds organizations, in whose name jobs of the same name are told apart. O(n log n).
    pub fn add_organizations(&mut self, organizations: Vec<Job>) {
        self.organizations.extend(organizations);
        self.call();
    }

    /// Whether the names of organizations would tell jobs apart that share a name.
    pub fn wants_organizations(&self) -> bool {
        self.organizations.is_empty()
            && self.jobs.iter().any(|(job, called)| job.organization.is_some() && *called != job.name)
    }

    /// What a job is called. O(log n).
    pub fn get(&self, id: &Id) -> Option<&String> {
        self.place(id).ok().and_then(|at| self.jobs.get(at)).map(|(_, called)| called)
    }

    fn place(&self, id: &Id) -> Result<usize, usize> {
        self.jobs.binary_search_by(|(known, _)| known.id.as_str().cmp(id.as_str()))
    }

    /// Finds out what each is called.
    fn call(&mut self) {
        let folded: Vec<String> = self.jobs.iter().map(|(job, _)| fold(&job.name)).collect();
        let name = |at: u32| folded.get(at as usize);
        let mut places: Vec<u32> = (0..).zip(&folded).map(|(at, _)| at).collect();
        sort_indexes(&mut places, &|a, b| name(a).cmp(&name(b)));
        for same in places.chunk_by(|&a, &b| name(a) == name(b)) {
            let called = self.told_apart(same);
            for (&at, called) in same.iter().zip(called) {
                if let Some(job) = self.jobs.get_mut(at as usize) {
                    job.1 = called;
                }
            }
        }
    }

    /// What jobs are called that share a name.
    fn told_apart(&self, places: &[u32]) -> Vec<String> {
        let jobs = || places.iter().filter_map(|&at| self.jobs.get(at as usize)).map(|(job, _)| job);
        if places.len() < 2 {
            return jobs().map(|job| job.name.clone()).collect();
        }
        let of_organization = |job: &Job| {
            let known = self.organizations.iter().find(|known| Some(&known.id) == job.organization.as_ref());
            known.map(|known| fold(&known.name)).filter(|name| !name.is_empty())
        };
        let organizations = singles(&mut jobs().map(of_organization));
        let pieces = singles(&mut jobs().map(|job| Some(piece(&job.id).to_owned())));
        let called = |((job, is_alone), has_own_piece): ((&Job, bool), bool)| {
            let organization = self.organizations.iter().find(|known| Some(&known.id) == job.organization.as_ref());
            match organization.filter(|_| is_alone) {
                Some(organization) => [&job.name, " (", organization.name.trim(), ")"].concat(),
                None if has_own_piece => [&job.name, " (…", piece(&job.id), ")"].concat(),
                None => [&job.name, " (", job.id.as_str(), ")"].concat(),
            }
        };
        jobs().zip(organizations).zip(pieces).map(called).collect()
    }
}

fn fold(name: &str) -> String {
    name.trim().chars().map(lower).collect()
}

/// Which of some texts there are once.
fn singles(texts: &mut dyn Iterator<Item = Option<String>>) -> Vec<bool> {
    let (mut numbers, mut counts) = (Numbers::default(), Vec::<u32>::new());
    let mut count = |text: String| {
        let number = numbers.number(&text) as usize;
        counts.resize(counts.len().max(number + 1), 0);
        if let Some(n) = counts.get_mut(number) {
            *n += 1;
        }
        number
    };
    let of: Vec<Option<usize>> = texts.map(|text| text.map(&mut count)).collect();
    of.into_iter().map(|number| number.and_then(|number| counts.get(number)) == Some(&1)).collect()
}

/// The end of an id, where ids of one server differ most.
fn piece(id: &Id) -> &str {
    let text = id.as_str();
    text.get(text.len().saturating_sub(PIECE_CHARS)..).unwrap_or(text)
}

/// The name of a session's job, or what else it can be called by.
pub fn name(session: &Session, names: &Names) -> String {
    let by_job = session.job_id.as_ref().and_then(|id| names.get(id).cloned());
    by_job
        .or_else(|| session.name.clone())
        .or_else(|| session.job_id.as_ref().map(|id| ["job ", id.as_str()].concat()))
        .or_else(|| session.type_word.clone())
        .unwrap_or_else(|| "Session".to_owned())
}
