//! The desk: keeps a copy of what the page has loaded, and answers its questions. One message after another comes in as
//! bytes; only a question has an answer.

use super::exchange::{Answer, Clock, Facts, Field, Groups, Sessions, Sibling, What, Wish, take_items};
use super::{Context, Doc, summary};
use crate::answers::groups::{By, Grouper};
use crate::answers::names::Names;
use crate::answers::{failures, sets, usual};
use crate::model::{Id, Log, Session, SessionKind};
use crate::output::Completeness;
use crate::output::ticket::{self, Ticket};
use crate::route::Route;
use crate::words::{Lang, Words};

/// Titles that are read before the page may have a turn.
const TITLES_A_TURN: usize = 20_000;

/// What a message begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Tell {
    /// The language: its code, and the file of its texts.
    Words,
    /// A [`Clock`].
    Clock,
    /// [`Sessions`] of one kind.
    Sessions,
    /// Names of jobs by id.
    Names,
    /// [`Facts`] of another session: its items follow, those of the one before are gone.
    Open,
    /// The same session, known better.
    Facts,
    /// More items of the open session.
    Items,
    /// A [`Sibling`]; its items follow.
    Sibling,
    /// More items of the sibling told last.
    SiblingItems,
    /// A button of a document was pressed: its action.
    Act,
    /// The first line of a saved session: answered with what it says.
    Saved,
    /// The id of a session of the saved one: answered with where its log stands.
    SavedLog,
    /// A [`Wish`], which is answered.
    Wish,
}

impl Tell {
    const ALL: [Self; 13] = [
        Self::Words,
        Self::Clock,
        Self::Sessions,
        Self::Names,
        Self::Open,
        Self::Facts,
        Self::Items,
        Self::Sibling,
        Self::SiblingItems,
        Self::Act,
        Self::Saved,
        Self::SavedLog,
        Self::Wish,
    ];
}

/// The log of another session than the open one.
#[derive(Clone, Debug)]
pub struct Other {
    /// Which session.
    pub id: Id,
    /// Why it is not all there is; empty if it is.
    pub doubt: String,
    /// What of it could be had.
    pub log: Log,
}

/// What the page has told.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    context: Context,
    facts: Option<Facts>,
    log: Log,
    grouper: Option<Grouper>,
    job_sessions: Vec<Session>,
    retrieval_sessions: Vec<Session>,
    names: Names,
    siblings: Vec<Other>,
}

impl Desk {
    /// Takes a message; the answer, where it is a question. Nothing for bytes that are no message.
    pub fn take(&mut self, message: &[u8]) -> Option<Vec<u8>> {
        let (&tag, mut rest) = message.split_first()?;
        let rest = &mut rest;
        match Tell::ALL.get(usize::from(tag))? {
            Tell::Words => {
                let (code, file) = <(String, String)>::read(rest)?;
                self.context.words = Words::parse(Lang::of_code(&code)?, &file);
            }
            Tell::Clock => {
                let clock = Clock::read(rest)?;
                self.context.now = clock.now;
                self.context.zone = clock.zone();
            }
            Tell::Sessions => {
                let Sessions { kind, rows, .. } = Sessions::read(rest)?;
                match kind {
                    SessionKind::Job => self.job_sessions = rows,
                    SessionKind::DataRetrieval => self.retrieval_sessions = rows,
                }
            }
            Tell::Names => {
                for (id, name) in Vec::<(Id, String)>::read(rest)? {
                    self.names.insert(&id, name);
                }
            }
            Tell::Open => {
                self.facts = Some(Facts::read(rest)?);
                self.log = Log::new();
                self.grouper = None;
            }
            Tell::Facts => self.facts = Some(Facts::read(rest)?),
            Tell::Items => take_items(rest, &mut self.log)?,
            Tell::Sibling => {
                let Sibling { id, doubt } = Sibling::read(rest)?;
                self.siblings.retain(|known| known.id != id);
                self.siblings.push(Other { id, doubt, log: Log::new() });
            }
            Tell::SiblingItems => take_items(rest, &mut self.siblings.last_mut()?.log)?,
            Tell::Act => {}
            Tell::Wish => {
                let wish = Wish::read(rest)?;
                self.context.route = Route::parse(&wish.route).route;
                let body = self.answer(&wish)?;
                let mut out = Vec::new();
                Answer { needs: Vec::new(), body }.put(&mut out);
                return Some(out);
            }
        }
        Some(Vec::new())
    }

    fn answer(&mut self, wish: &Wish) -> Option<Vec<u8>> {
        let mut doc = Doc::new();
        match wish.what {
            What::Summary => {
                summary::summary(&mut doc, &self.context, self.facts.as_ref()?, &self.log, self.sessions());
            }
            What::Work | What::Page | What::Export => {}
            What::Text => return self.text(wish).map(String::into_bytes),
            What::Groups => {
                return self.groups(&wish.detail);
            }
            What::Items => {
                let mut out = Vec::new();
                sets::items(&self.log, &wish.detail)?.put(&mut out);
                return Some(out);
            }
        }
        Some(doc.into_bytes())
    }

    /// The sessions of the open one's kind.
    fn sessions(&self) -> &[Session] {
        match self.facts.as_ref().map(|facts| facts.kind) {
            Some(SessionKind::DataRetrieval) => &self.retrieval_sessions,
            _ => &self.job_sessions,
        }
    }

    /// The items in groups, from the top; empty while there are titles left to read, and the question is to be asked again.
    fn groups(&mut self, by: &str) -> Option<Vec<u8>> {
        let by = match by {
            "result" => By::Result,
            "kind" => By::Kind,
            "object" => By::Object,
            _ => return None,
        };
        let kept = self.grouper.take().filter(|grouper| grouper.by() == by);
        let grouper = self.grouper.insert(kept.unwrap_or_else(|| Grouper::new(by)));
        let mut out = Vec::new();
        if grouper.extend(&self.log, TITLES_A_TURN) {
            let order = grouper.order();
            let mut place = vec![0; grouper.n_groups()];
            for (at, &group) in (0..).zip(&order) {
                if let Some(place) = place.get_mut(group as usize) {
                    *place = at;
                }
            }
            let of = grouper.of().iter().map(|&group| place.get(group as usize).copied().unwrap_or(0)).collect();
            let names = order.iter().map(|&group| grouper.name(group).to_owned()).collect();
            Groups { of, names }.put(&mut out);
        }
        Some(out)
    }

    /// A text that leaves the page: `detail` is its name, the number of the selected item if there is one, the address of the
    /// view, and what else it needs, with blanks between.
    fn text(&self, wish: &Wish) -> Option<String> {
        let mut parts = wish.detail.split(' ');
        let (_, item, link) = (parts.next()?, parts.next()?, parts.next()?);
        let facts = self.facts.as_ref()?;
        let unnamed = Session::new("");
        let session = facts.session.as_ref();
        let groups = failures::groups(&self.log);
        let name = session.map(|session| crate::answers::names::name(session, &self.names));
        Some(ticket::text(&Ticket {
            product: facts.product,
            version: facts.version,
            server_version: facts.server_version.as_deref(),
            server: &facts.server,
            kind: facts.kind,
            session: session.unwrap_or(&unnamed),
            name: name.as_deref(),
            usual: session.and_then(|session| usual::usual(self.sessions(), session)),
            log: Some(&self.log),
            groups: &groups,
            items: item.parse::<u32>().ok().as_slice(),
            completeness: if facts.doubt.is_empty() {
                Completeness::Complete
            } else {
                Completeness::Partial(&facts.doubt)
            },
            zone: self.context.zone.name(),
            offset_at: &|t| self.context.offset(t),
            now: self.context.now,
            link,
        }))
    }
}
