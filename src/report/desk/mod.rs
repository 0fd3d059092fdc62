//! The desk answers questions about what the page has loaded. It keeps what was worked out and the logs of other sessions; the
//! log of the open session stays with the page, which lends it for each question.

mod compare;
mod find;
mod open;
mod runs;
mod saved;
mod session;
mod texts;

pub use find::Searched;
pub use texts::InView;

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use super::asked::{Facts, Span};
use super::export;
use super::work::{self, Making, Work};
use crate::answers::baseline::Baseline;
use crate::answers::names::{self, Names};
use crate::answers::noise::Noise;
use crate::answers::runs::assumed;
use crate::format;
use crate::model::{Id, Log, Notices, Product, Session, SessionKind, Severity, TimeRange, Timestamp};
use crate::output::redact::Redactor;
use crate::texts::Texts;
use crate::timeline::Zone;
use crate::wire::{LogDecoder, pretty};

use compare::{Chosen, Matching};
use find::Search;
use open::Open;
use saved::SavedSession;

/// Titles that are read before the page may have a turn: some milliseconds.
const TITLES_A_TURN: usize = 10_000;
/// The same of texts of what went wrong, of which more is asked.
const PROBLEMS_A_TURN: usize = 500;
/// How far the reading of titles is, is said whenever so many more have been read.
const SAID_EVERY: usize = 50_000;
/// What is made of so many items takes a few milliseconds: a picture, or the answer on top, is made in one turn.
pub const ONE_TURN: usize = 2_000;
/// Items of other sessions' logs that are kept; the oldest go first.
const SIBLING_ITEMS_MAX: usize = 1_500_000;

/// The log of another session than the open one.
#[derive(Clone, Debug)]
struct Other {
    id: Id,
    /// Why it is not all there is; empty if it is.
    doubt: String,
    log: Arc<Log>,
    /// What went wrong in it, once somebody wants to know.
    problems: OnceCell<Vec<(String, Severity)>>,
}

/// What the page has told, and what was chosen in its answers.
#[derive(Debug, Default)]
pub struct Desk {
    texts: Texts,
    zone: Zone,
    now: Timestamp,
    open: Open,
    job_sessions: Arc<Vec<Session>>,
    retrieval_sessions: Arc<Vec<Session>>,
    are_all: [bool; 2],
    names: Names,
    siblings: Vec<Other>,
    noise: Noise,
    shows_noise: bool,
    /// What was chosen where two sessions are compared.
    chosen: Chosen,
    /// Steps of two sessions, until they are compared.
    matching: RefCell<Option<Matching>>,
    search: Search,
    saved: Option<SavedSession>,
    /// How long objects take in other runs of the open session's job, until another log comes.
    baseline: OnceCell<Baseline>,
    /// What stands for names, until more is known: one for all that leaves the page, so that stand-ins agree.
    redactor: OnceCell<Redactor>,
    form: export::Form,
    is_redacted: bool,
}

impl Desk {
    /// Forgets everything but the language.
    pub fn forget(&mut self) {
        *self = Self { texts: self.texts, ..Self::default() };
    }

    /// The language of all that leaves the page.
    pub fn set_texts(&mut self, texts: Texts) {
        self.texts = texts;
    }

    /// What time it is, and the zone of every time.
    pub fn set_clock(&mut self, now: Timestamp, zone: Zone) {
        (self.now, self.zone) = (now, zone);
    }

    /// The sessions of a kind that are loaded, and whether there are no more.
    pub fn set_sessions(&mut self, kind: SessionKind, mut rows: Arc<Vec<Session>>, is_complete: bool) {
        self.redactor.take();
        for (place, id) in assumed(&rows) {
            if let Some(session) = Arc::make_mut(&mut rows).get_mut(place) {
                session.assumed_main = Some(id);
            }
        }
        match kind {
            SessionKind::Job => (self.job_sessions, self.are_all[0]) = (rows, is_complete),
            SessionKind::DataRetrieval => (self.retrieval_sessions, self.are_all[1]) = (rows, is_complete),
        }
    }

    /// Names of jobs.
    pub fn set_names(&mut self, names: Names) {
        self.redactor.take();
        self.names = names;
    }

    /// Another session is open: what was worked out of the one before is gone.
    pub fn open(&mut self, facts: Facts) {
        self.redactor.take();
        self.matching.take();
        self.open = Open::new(facts);
        self.baseline.take();
        self.shows_noise = false;
    }

    /// The open session, known better.
    pub fn set_facts(&mut self, facts: Facts) {
        self.open.facts = Some(facts);
    }

    /// More items of the open session have come.
    pub fn log_grew(&mut self) {
        self.redactor.take();
        self.matching.take();
        self.open.log_grew();
    }

    /// Forgets the logs of other sessions, and what was worked out with them.
    pub fn forget_logs(&mut self) {
        (self.siblings, self.search) = Default::default();
        self.redactor.take();
        self.matching.take();
        self.baseline.take();
    }

    /// The log of another session, and why it may not be all there is; empty if it is.
    pub fn add_sibling(&mut self, id: Id, doubt: String, mut log: Arc<Log>) {
        let start = self.session_of(&id).and_then(|(_, of)| of.start);
        if let Some(log) = Arc::get_mut(&mut log) {
            log.rely_on(start);
        }
        self.redactor.take();
        self.matching.take();
        self.baseline.take();
        self.siblings.retain(|known| known.id != id);
        while self.siblings.iter().map(|known| known.log.len()).sum::<usize>() > SIBLING_ITEMS_MAX {
            self.siblings.remove(0);
        }
        self.siblings.push(Other { id, doubt, log, problems: OnceCell::new() });
    }

    /// The log of a session of the saved one, by its pages as they stand there.
    pub fn decode_saved(&self, pages: &[Vec<u8>]) -> Log {
        let product = self.saved.as_ref().map_or(Product::Vb365, |saved| saved.0.product);
        let mut log = Log::new();
        for page in pages {
            let mut decoder = LogDecoder::new(product, 0);
            decoder.feed(page, &mut log, &mut Notices::default());
            // What breaks off is kept as far as it goes.
            let _ = decoder.finish(&mut log, &mut Notices::default());
        }
        log
    }

    /// Where the log of a session of the saved one stands; nothing if it is not in there.
    pub fn saved_log_of(&self, id: &Id) -> Vec<Span> {
        self.saved.as_ref().map_or_else(Vec::new, |saved| saved.log_of(id))
    }

    /// The JSON of an item as it came, laid out for reading.
    pub fn laid_out(json: &[u8]) -> String {
        format::visible_lines(&pretty(json)).into_owned()
    }

    /// Where the time went, in the whole log or in a range of it. Nothing, or how far it is, while there is work left: it is to be
    /// asked again.
    pub fn work(&mut self, log: &Log, chosen: Option<TimeRange>) -> Option<Work> {
        if !self.open.prepare(log, TITLES_A_TURN) {
            // Each number that is said costs a frame.
            let n = self.open.n_prepared();
            return Some(Work::AddingUp(n - n % SAID_EVERY, log.len()));
        }
        let is_small = log.len() <= ONE_TURN;
        if is_small {
            self.open.load(log, self.now);
        } else if !self.open.sweep_on(log, self.now) {
            return None;
        }
        let own = self.open.own_times(log);
        let making = self.open.making.take().filter(|making| making.is_of(chosen, own));
        let facts = work::Facts {
            log,
            load: self.open.swept()?,
            kinds: self.open.kinds(),
            objects: self.open.objects(),
            results: self.open.results(),
            rules: &self.open.rules,
            chosen,
            own,
        };
        if is_small {
            return Some(work::work(&facts));
        }
        let Some(mut making) = making.or_else(|| Making::new(&facts)) else { return Some(Work::Nothing) };
        if making.is_made() {
            return Some(making.into_work());
        }
        // What is made of them on screen is worth a turn of its own.
        making.go_on(&facts);
        self.open.making = Some(making);
        None
    }

    /// The sessions of the open one's kind.
    fn sessions(&self) -> &[Session] {
        match self.open.facts.as_ref().map(|facts| facts.kind) {
            Some(SessionKind::DataRetrieval) => &self.retrieval_sessions,
            _ => &self.job_sessions,
        }
    }

    /// A session of any kind, and which that is, if it is in a list that is loaded.
    fn session_of(&self, id: &Id) -> Option<(SessionKind, &Session)> {
        let lists = [(SessionKind::Job, &self.job_sessions), (SessionKind::DataRetrieval, &self.retrieval_sessions)];
        lists.into_iter().find_map(|(kind, list)| {
            let session = list.iter().find(|session| session.id.as_ref() == Some(id))?;
            Some((kind, session))
        })
    }

    /// Which kind a session in a list is of: what is looked through is not always of the open one's kind.
    pub fn kind_of(&self, id: &Id) -> Option<SessionKind> {
        self.session_of(id).map(|(kind, _)| kind)
    }

    /// Whether these are all that the server has.
    fn has_all_sessions(&self) -> bool {
        match self.open.facts.as_ref().map(|facts| facts.kind) {
            Some(SessionKind::DataRetrieval) => self.are_all[1],
            _ => self.are_all[0],
        }
    }

    fn name(&self, session: &Session) -> String {
        names::name(session, &self.names)
    }

    /// The log of a session, if it is known, and why it may not be all there is. With the steps of its machines the open one is
    /// not what the others are, which have none: it is wanted once more, as the session itself tells it.
    fn log_of<'a>(&'a self, open: &'a Log, id: &Id) -> Option<(&'a Log, &'a str)> {
        let sibling = || self.siblings.iter().find(|known| known.id == *id);
        match &self.open.facts {
            Some(facts) if !facts.is_file && facts.opened == id.as_str() && facts.is_at_rest && !open.has_parts() => {
                Some((open, &facts.doubt))
            }
            _ => sibling().map(|known| (&*known.log, known.doubt.as_str())),
        }
    }

    /// What stands for the names that the page shows, if they are to be replaced.
    fn redactor(&self, log: &Log) -> Option<&Redactor> {
        self.is_redacted.then(|| self.redactor.get_or_init(|| texts::redactor(self, log)))
    }
}
