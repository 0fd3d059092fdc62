//! What sessions are called: by their job's name, which stands in another list.

use crate::model::{Id, Session};

/// Names of jobs by id.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names(Vec<(Id, String)>);

impl Names {
    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// They and their ids, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = &(Id, String)> {
        self.0.iter()
    }

    /// Adds a name, or puts it in the place of the one known. O(n).
    pub fn insert(&mut self, id: &Id, name: String) {
        match self.place(id) {
            Ok(at) => {
                if let Some(known) = self.0.get_mut(at) {
                    known.1 = name;
                }
            }
            Err(at) => self.0.insert(at, (id.clone(), name)),
        }
    }

    /// The name of a job. O(log n).
    pub fn get(&self, id: &Id) -> Option<&String> {
        self.place(id).ok().and_then(|at| self.0.get(at)).map(|(_, name)| name)
    }

    fn place(&self, id: &Id) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(id.as_str()))
    }
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
