//! The sessions of a list that comes in pages, each of them once.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::PageInfo;
use super::lists::sessions_and_spans;
use crate::model::{DecodeError, Id, Notices, Product, Session, SessionKind};

/// The sessions that came so far, and what was odd about them.
#[derive(Clone, Default, Debug)]
pub struct Gathered {
    /// In the order in which they came.
    pub sessions: Vec<Session>,
    /// Of rows as they stand in `sessions`.
    pub notices: Notices,
    /// The bytes of each of them as they came, where they are kept.
    sent: Option<Vec<Box<[u8]>>>,
    /// Where the session with an id stands, by a hash of it.
    by_id: HashMap<u64, u32>,
}

/// What a page brought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brought {
    /// What the page says of itself.
    pub info: PageInfo,
    /// Rows that the list did not hold before.
    pub n_new: usize,
    /// How many of those are none of this list after all, and were left out.
    pub n_left_out: usize,
}

impl Gathered {
    /// None yet; of those that come the bytes are kept, too.
    pub fn keeping_bytes() -> Self {
        Self { sent: Some(Vec::new()), ..Self::default() }
    }

    /// The sessions with their bytes; none where these were not kept.
    pub fn with_bytes(self) -> Vec<(Session, Box<[u8]>)> {
        self.sessions.into_iter().zip(self.sent.unwrap_or_default()).collect()
    }

    /// Adds the sessions of a page. One that came before is no news: a session that begins while the list is being read moves
    /// the others on by one, and the last of a page comes again in the next. O(n) in the page.
    pub fn take(&mut self, product: Product, kind: SessionKind, body: &[u8]) -> Result<Brought, DecodeError> {
        let mut notices = Notices::default();
        let (mut sessions, mut spans) = (Vec::new(), Vec::new());
        let info = sessions_and_spans(product, body, &mut sessions, &mut spans, &mut notices)?;
        let n_before = self.sessions.len();
        self.notices.append(notices, n_before);
        let n_unreadable = info.n_rows.saturating_sub(sessions.len());
        let mut n_left_out = 0;
        for (session, span) in sessions.into_iter().zip(spans) {
            // One kind of sessions is asked for; an old server may not heed that, and sends both.
            if product == Product::VbAzure && kind == SessionKind::DataRetrieval && session.kind() != kind {
                n_left_out += 1;
            } else if !session.id.as_ref().is_some_and(|id| self.is_known(id)) {
                self.sessions.push(session);
                if let Some(sent) = &mut self.sent {
                    sent.push(body.get(span).unwrap_or_default().into());
                }
            }
        }
        let n_new = self.sessions.len() - n_before + n_unreadable + n_left_out;
        Ok(Brought { info, n_new, n_left_out })
    }

    /// Whether a session with this id is there. If it is not, the next that is added is taken for it.
    fn is_known(&mut self, id: &Id) -> bool {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let next = u32::try_from(self.sessions.len()).unwrap_or(u32::MAX);
        let at = *self.by_id.entry(hasher.finish()).or_insert(next);
        self.sessions.get(at as usize).is_some_and(|known| known.id.as_ref() == Some(id))
    }
}
