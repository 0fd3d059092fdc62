//! The desk answers questions about what the page has loaded. It keeps what was worked out and the logs of other sessions; the
//! log of the open session stays with the page, which lends it for each question.

mod open;
mod pages;
mod saved;
mod texts;

use std::cell::OnceCell;
use std::sync::Arc;

use super::asked::{Answer, Facts, Groups, Span, Told, Trouble, What, Wish};
use super::{Context, Doc, export, item, summary, work};
use crate::answers::baseline::Baseline;
use crate::answers::groups::{By, Grouper};
use crate::answers::is_same_job;
use crate::answers::names::{self, Names};
use crate::answers::noise::Noise;
use crate::answers::objects::subject;
use crate::answers::server_zone::inferred;
use crate::format;
use crate::model::{Id, Log, Notices, Product, Session, SessionKind, Timestamp};
use crate::output::redact::Redactor;
use crate::route::Route;
use crate::timeline::Zone;
use crate::wire::{LogDecoder, pretty};
use crate::words::Words;

use open::Open;
use pages::Pages;
use saved::SavedSession;

/// Titles that are read before the page may have a turn.
const TITLES_A_TURN: usize = 20_000;
/// Items of other sessions' logs that are kept; the oldest go first.
const SIBLING_ITEMS_MAX: usize = 1_500_000;

/// The log of another session than the open one.
#[derive(Clone, Debug)]
struct Other {
    id: Id,
    /// Why it is not all there is; empty if it is.
    doubt: String,
    log: Arc<Log>,
}

/// What the page has told, and what was chosen in the documents.
#[derive(Debug, Default)]
pub struct Desk {
    context: Context,
    open: Open,
    job_sessions: Arc<Vec<Session>>,
    retrieval_sessions: Arc<Vec<Session>>,
    are_all: [bool; 2],
    names: Names,
    siblings: Vec<Other>,
    noise: Noise,
    shows_noise: bool,
    pages: Pages,
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
        let words = std::mem::take(&mut self.context.words);
        *self = Self::default();
        self.context.words = words;
    }

    /// The language of its documents.
    pub fn set_words(&mut self, words: Words) {
        self.context.words = words;
    }

    /// What time it is, and the zone of every time.
    pub fn set_clock(&mut self, now: Timestamp, zone: Zone) {
        (self.context.now, self.context.zone) = (now, zone);
    }

    /// The sessions of a kind that are loaded, and whether there are no more.
    pub fn set_sessions(&mut self, kind: SessionKind, rows: Arc<Vec<Session>>, is_complete: bool) {
        self.redactor.take();
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
        self.open.log_grew();
    }

    /// The log of another session, and why it may not be all there is; empty if it is.
    pub fn add_sibling(&mut self, id: Id, doubt: String, log: Arc<Log>) {
        self.redactor.take();
        self.baseline.take();
        self.siblings.retain(|known| known.id != id);
        while self.siblings.iter().map(|known| known.log.len()).sum::<usize>() > SIBLING_ITEMS_MAX {
            self.siblings.remove(0);
        }
        self.siblings.push(Other { id, doubt, log });
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

    /// What a fault means for the person at the page.
    pub fn explain(&self, trouble: &Trouble) -> Option<Told> {
        texts::told(&self.context, trouble)
    }

    /// What a button of a document does here.
    pub fn act(&mut self, log: &Log, action: &str) {
        match action.split_once(':').unwrap_or((action, "")) {
            ("noise-show", _) => self.shows_noise = true,
            ("noise-hide", _) => self.shows_noise = false,
            ("noise-add", set) => self.add_noise(log, set),
            ("redact", _) => self.is_redacted = !self.is_redacted,
            ("ticket-form", form) => self.form = export::Form::from_word(form).unwrap_or_default(),
            _ => self.pages.act(action),
        }
    }

    /// Takes the problem of a set for harmless from now on.
    fn add_noise(&mut self, log: &Log, set: &str) {
        let is_it = |group: &&crate::answers::failures::Group| crate::answers::sets::of_problem(group) == set;
        let added = Noise::of_groups(self.open.groups(log).iter().find(is_it), "");
        self.noise.rules.extend(added.rules);
        self.open.forget_noise();
    }

    /// The answer to a question about what is loaded; `log` is that of the open session.
    pub fn answer(&mut self, log: &Log, wish: &Wish) -> Option<Answer> {
        self.context.route = Route::parse(&wish.route).route;
        let mut doc = Doc::new();
        let mut answer = Answer::default();
        match wish.what {
            What::Summary => {
                let is_large = Open::is_large(log);
                let seen = if is_large { Vec::new() } else { self.seen(log, &mut answer.needs) };
                if !is_large {
                    self.open.prepare(log, usize::MAX);
                    self.open.load(log, self.context.now);
                }
                let (kinds, objects, rules) = (self.open.kinds(), self.open.objects(), &self.open.rules);
                let time = |load| summary::Time { load, kinds, objects, rules };
                let muted = self.open.muted(log, &self.noise);
                let facts = summary::Facts {
                    open: self.open.facts.as_ref()?,
                    log,
                    time: self.open.swept().filter(|_| !is_large).map(time),
                    groups: self.open.groups(log),
                    seen: &seen,
                    is_looking: !answer.needs.is_empty(),
                    sessions: self.sessions(),
                    muted,
                    shows_noise: self.shows_noise,
                };
                summary::summary(&mut doc, &self.context, &facts);
                if !self.shows_noise {
                    answer.muted.clone_from(&muted.items);
                }
            }
            What::Work => answer.is_partial = !self.work(&mut doc, log, wish, TITLES_A_TURN)?,
            What::Page => self.page(&mut doc, log, &mut answer.needs),
            What::Export => self.export(&mut doc, log, wish)?,
            What::Item => {
                if !Open::is_large(log) {
                    self.open.load(log, self.context.now);
                }
                let idx = wish.detail.parse().ok()?;
                let facts = item::Facts {
                    log,
                    idx,
                    load: self.open.swept(),
                    usual: self.baseline.get_or_init(|| self.baseline()).ghost(&subject(log.text(idx))),
                };
                item::item(&mut doc, &self.context, &facts);
            }
            What::Text => {
                answer.body = self.text(log, wish)?;
                return Some(answer);
            }
            What::Groups => {
                answer.groups = self.groups(log, &wish.detail);
                return Some(answer);
            }
            What::Zone => {
                answer.zone = inferred(log);
                return Some(answer);
            }
            What::Items => {
                self.open.muted(log, &self.noise);
                answer.items = self.open.set(log, &wish.detail, wish.range, self.context.now)?;
                return Some(answer);
            }
        }
        answer.body = doc.into_bytes();
        Some(answer)
    }

    /// Where the time went; false while there are titles left to read, and the question is to be asked again.
    fn work(&mut self, doc: &mut Doc, log: &Log, wish: &Wish, n_most: usize) -> Option<bool> {
        if !self.open.prepare(log, n_most) {
            let n = |n: usize| self.context.words.local(format::count(n));
            let so_far = [&*n(self.open.n_prepared()), &*n(log.len())];
            doc.line("p", "soft", &self.context.words.fill("Adding up: {} of {} items …", &so_far));
            return Some(false);
        }
        self.open.load(log, self.context.now);
        let facts = work::Facts {
            log,
            load: self.open.swept()?,
            kinds: self.open.kinds(),
            objects: self.open.objects(),
            results: self.open.results(),
            rules: &self.open.rules,
            chosen: wish.range,
        };
        work::work(doc, &self.context, &facts, &|set| self.context.link_to_set(set));
        Some(true)
    }

    /// The sessions of the open one's kind.
    fn sessions(&self) -> &[Session] {
        match self.open.facts.as_ref().map(|facts| facts.kind) {
            Some(SessionKind::DataRetrieval) => &self.retrieval_sessions,
            _ => &self.job_sessions,
        }
    }

    fn name(&self, session: &Session) -> String {
        names::name(session, &self.names)
    }

    /// The log of a session, if it is known, and why it may not be all there is.
    fn log_of<'a>(&'a self, open: &'a Log, id: &Id) -> Option<(&'a Log, &'a str)> {
        let sibling = || self.siblings.iter().find(|known| known.id == *id);
        match &self.open.facts {
            Some(facts) if !facts.is_file && facts.opened == id.as_str() && facts.is_at_rest => {
                Some((open, &facts.doubt))
            }
            _ => sibling().map(|known| (&*known.log, known.doubt.as_str())),
        }
    }

    /// How long objects took in the runs of the same job whose logs are here.
    fn baseline(&self) -> Baseline {
        let mut baseline = Baseline::default();
        let Some(session) = self.open.facts.as_ref().and_then(|facts| facts.session.as_ref()) else { return baseline };
        for other in &self.siblings {
            let of = self.sessions().iter().find(|of| of.id.as_ref() == Some(&other.id) && is_same_job(of, session));
            if let Some(began) = of.and_then(|of| of.start) {
                baseline.add(&other.log, began);
            }
        }
        baseline
    }

    /// The items in groups, from the top; empty while there are titles left to read, and the question is to be asked again.
    fn groups(&mut self, log: &Log, by: &str) -> Option<Groups> {
        let by = match by {
            "result" => By::Result,
            "kind" => By::Kind,
            "object" => By::Object,
            _ => return None,
        };
        let kept = self.open.grouper.take().filter(|grouper| grouper.by() == by);
        let grouper = self.open.grouper.insert(kept.unwrap_or_else(|| Grouper::new(by)));
        let mut groups = None;
        if grouper.extend(log, TITLES_A_TURN) {
            let order = grouper.order();
            let mut place = vec![0; grouper.n_groups()];
            for (at, &group) in (0..).zip(&order) {
                if let Some(place) = place.get_mut(group as usize) {
                    *place = at;
                }
            }
            let of = grouper.of().iter().map(|&group| place.get(group as usize).copied().unwrap_or(0)).collect();
            // Results are the page's own words; kinds and objects are what the log is about, in its language.
            let words = &self.context.words;
            let name = |name| if by == By::Result { words.say(name) } else { name };
            let names = order.iter().map(|&group| name(grouper.name(group)).to_owned()).collect();
            groups = Some(Groups { of, names });
        }
        groups
    }

    /// What stands for the names that the page shows, if they are to be replaced.
    fn redactor(&self, log: &Log) -> Option<&Redactor> {
        self.is_redacted.then(|| self.redactor.get_or_init(|| texts::redactor(self, log)))
    }
}
