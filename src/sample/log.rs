//! The log of one session, row by row. A row is worked out when asked for.

use std::sync::Arc;

use super::session::{Mood, Session};
use super::text::{self, Row};
use super::times::{N_HEAD, N_WAITS, Times};
use super::words::{Objects, RetrievalKind, Status};

/// One row of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its uuid.
    pub id: u128,
    /// Its order number. It grows from row to row, with gaps.
    pub usn: u64,
    /// Its result.
    pub status: Status,
    /// Its text, without a prefix.
    pub text: String,
    /// When it began, in ticks.
    pub start: i64,
    /// When it ended, in ticks; `None` while it has not.
    pub end: Option<i64>,
}

/// What a row is about, whatever its text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The part of the session's work.
    pub part: Part,
    /// What it was done on: what it is, and its name.
    pub object: Option<(Objects, String)>,
}

/// A part of a session's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It begins.
    Started,
    /// It connects to the organization.
    Connected,
    /// It counts what is left out.
    Excluded,
    /// It counts what there is to do.
    Found,
    /// It looks up what is in an object.
    Collecting,
    /// It does to an object what it is for.
    Object,
    /// It waits for archive storage.
    Waiting,
    /// It sums up what was moved.
    Transferred,
    /// It ends.
    Finished,
}

/// The rows of a session that have begun at a moment.
#[derive(Debug)]
pub struct Log<'a> {
    session: &'a Session,
    times: Arc<Times>,
    now: i64,
}

impl<'a> Log<'a> {
    pub(crate) fn new(session: &'a Session, now: i64) -> Self {
        Self { session, times: session.times(), now }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.session.n_items
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a place, counted from 0.
    pub fn item(&self, at: usize) -> Option<Item> {
        let status = self.status(at)?;
        let (start, end) = self.times.get(at)?;
        Some(Item {
            id: self.id(at),
            usn: self.usn(at),
            status,
            text: text::of_row(self.session, self.row(at), status, start, end),
            start,
            end: (end <= self.now).then_some(end),
        })
    }

    /// What a row is about.
    pub fn about(&self, at: usize) -> Option<About> {
        let plan = &self.session.plan;
        let object = |nth| Some((plan.objects, text::object_name(plan, nth)));
        let (part, object) = match (at < self.len()).then(|| self.row(at))? {
            Row::Started => (Part::Started, None),
            Row::Connected => (Part::Connected, None),
            Row::Excluded => (Part::Excluded, None),
            Row::Found => (Part::Found, None),
            Row::Collecting(nth) => (Part::Collecting, object(nth)),
            Row::Object(nth) => (Part::Object, object(nth)),
            Row::Waiting(_) => (Part::Waiting, None),
            Row::Transferred => (Part::Transferred, None),
            Row::Finished => (Part::Finished, None),
        };
        Some(About { part, object })
    }

    /// The result of a row, without its text.
    pub fn status(&self, at: usize) -> Option<Status> {
        if at >= self.len() {
            return None;
        }
        let (start, end) = self.times.get(at)?;
        if end > self.now {
            return Some(Status::Running);
        }
        let plan = &self.session.plan;
        Some(match self.row(at) {
            Row::Connected if plan.mood == Mood::Broken => Status::Failed,
            Row::Waiting(part) if plan.mood == Mood::Bad && part % 2 == 0 => Status::Failed,
            Row::Finished => match plan.mood {
                Mood::Broken => Status::Failed,
                Mood::Stopped => Status::Stopped,
                Mood::Bad if self.session.retrieval.is_some() => Status::Failed,
                _ => Status::Success,
            },
            Row::Object(_) if plan.mood == Mood::Stopped && start < end && Some(end) == self.times.last_end() => {
                Status::Stopped
            }
            Row::Object(nth) => self.object_status(nth),
            _ => Status::Success,
        })
    }

    /// The id of a row.
    pub fn id(&self, at: usize) -> u128 {
        self.session.plan.key.with(300).with(at as u64).id()
    }

    /// The place of the row with this id.
    pub fn position(&self, id: u128) -> Option<usize> {
        (0..self.len()).find(|&at| self.id(at) == id)
    }

    /// How many rows have each status, in the order of [`Status::ALL`].
    pub fn counts(&self) -> [usize; 6] {
        let mut counts = [0; 6];
        for status in (0..self.len()).filter_map(|at| self.status(at)) {
            if let Some(count) = counts.get_mut(status as usize) {
                *count += 1;
            }
        }
        counts
    }

    /// Rows of a backup are numbered 1, 2 and then from 1000 with gaps, as a real server does; those of a retrieval from 1.
    fn usn(&self, at: usize) -> u64 {
        let nth = at as u64;
        if at < 2 || self.session.retrieval.is_some() {
            nth + 1
        } else {
            let n_skipped = self.session.plan.key.with(301).with(nth).below(3);
            1_000 + (nth - 2) * 3 + n_skipped
        }
    }

    fn row(&self, at: usize) -> Row {
        let plan = &self.session.plan;
        if at + 1 == self.times.len() {
            return Row::Finished;
        }
        let n = plan.n_objects;
        match (self.session.retrieval, at) {
            (_, 0) => Row::Started,
            (Some(RetrievalKind::Retrieve), _) => {
                let at = at - 1;
                match at.checked_sub(n + N_WAITS) {
                    Some(nth) => Row::Object(nth),
                    None if at < n => Row::Collecting(at),
                    None => Row::Waiting(at - n),
                }
            }
            (Some(_), _) => Row::Object(at - 1),
            (None, 1) => Row::Connected,
            (None, 2) => Row::Excluded,
            (None, 3) => Row::Found,
            (None, _) if at + 2 == self.times.len() && plan.mood != Mood::Stopped => Row::Transferred,
            (None, _) => Row::Object(at - N_HEAD),
        }
    }

    fn object_status(&self, nth: usize) -> Status {
        let plan = &self.session.plan;
        let object = text::object_of(plan, nth);
        let key = plan.key.with(302).with(object as u64);
        // Some objects are in the same trouble every night: they are not news.
        let chronic = object % 61 == 17 && plan.retried.is_empty();
        let middle = nth == plan.n_objects / 2;
        match plan.mood {
            Mood::Rough if key.once_in(400) => Status::Failed,
            Mood::Rough if chronic || middle || key.once_in(40) => Status::Warning,
            Mood::Bad if middle || key.once_in(40) => Status::Failed,
            Mood::Bad if chronic || key.once_in(30) => Status::Warning,
            Mood::Big if middle || key.once_in(4_000) => Status::Failed,
            Mood::Big if key.once_in(500) => Status::Warning,
            _ => Status::Success,
        }
    }
}
