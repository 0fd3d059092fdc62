//! The desk: keeps a copy of what the page has loaded, and answers its questions. One message after another comes in as
//! bytes; only a question has an answer.

mod open;
mod pages;
mod saved;
mod texts;

use std::cell::OnceCell;

use super::exchange::{Answer, Clock, Facts, Field, Groups, Sessions, Sibling, Trouble, What, Wish, take_items};
use super::{Context, Doc, export, item, keys, summary, token, work};
use crate::answers::baseline::Baseline;
use crate::answers::groups::{By, Grouper};
use crate::answers::is_same_job;
use crate::answers::names::{self, Names};
use crate::answers::noise::Noise;
use crate::answers::objects::subject;
use crate::answers::server_zone::inferred;
use crate::api::TokenHelp;
use crate::format;
use crate::model::{Id, Log, Notices, Session, SessionKind};
use crate::output::redact::Redactor;
use crate::route::Route;
use crate::wire::{LogDecoder, pretty};
use crate::words::{Lang, Words};

use open::Open;
use pages::Pages;
use saved::SavedSession;

/// What a message begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Tell {
    /// The file of German texts; nothing for English.
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
    /// A page of its log, as it stands in the saved session.
    SiblingPage,
    /// A button of a document was pressed: its action.
    Act,
    /// The JSON of an item as it came: answered with the same, laid out for reading.
    Raw,
    /// The beginning of a saved session, or a file of known noise: answered with what it says.
    Saved,
    /// The id of a session of the saved one: answered with where its log stands.
    SavedLog,
    /// [`Trouble`], answered with what to tell people: [`Told`].
    Trouble,
    /// A [`Wish`], which is answered.
    Wish,
}

impl Tell {
    const ALL: [Self; 16] = [
        Self::Words,
        Self::Clock,
        Self::Sessions,
        Self::Names,
        Self::Open,
        Self::Facts,
        Self::Items,
        Self::Sibling,
        Self::SiblingItems,
        Self::SiblingPage,
        Self::Act,
        Self::Raw,
        Self::Saved,
        Self::SavedLog,
        Self::Trouble,
        Self::Wish,
    ];
}

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
    log: Log,
}

/// What the page has told, and what was chosen in the documents.
#[derive(Debug, Default)]
pub struct Desk {
    context: Context,
    open: Open,
    job_sessions: Vec<Session>,
    retrieval_sessions: Vec<Session>,
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
    token_help: Option<TokenHelp>,
    form: export::Form,
    is_redacted: bool,
}

impl Desk {
    /// Takes a message; the answer, where it is a question. Nothing for bytes that are no message.
    pub fn take(&mut self, message: &[u8]) -> Option<Vec<u8>> {
        let (&tag, mut rest) = message.split_first()?;
        let rest = &mut rest;
        let mut out = Vec::new();
        if !matches!(Tell::ALL.get(usize::from(tag))?, Tell::Wish | Tell::Act | Tell::Clock | Tell::Facts) {
            self.redactor.take();
        }
        match Tell::ALL.get(usize::from(tag))? {
            Tell::Words => {
                let lang = if rest.is_empty() { Lang::En } else { Lang::De };
                self.context.words = Words::parse(lang, std::str::from_utf8(rest).ok()?);
            }
            Tell::Clock => {
                let clock = Clock::read(rest)?;
                self.context.now = clock.now;
                self.context.zone = clock.zone();
            }
            Tell::Sessions => self.take_sessions(Sessions::read(rest)?),
            Tell::Names => {
                for (id, name) in Vec::<(Id, String)>::read(rest)? {
                    self.names.insert(&id, name);
                }
            }
            Tell::Open => {
                self.open = Open::new(Facts::read(rest)?);
                self.baseline.take();
                self.shows_noise = false;
            }
            Tell::Facts => self.open.facts = Some(Facts::read(rest)?),
            Tell::Items => take_items(rest, self.open.log_mut())?,
            Tell::Sibling => self.begin_sibling(Sibling::read(rest)?),
            Tell::SiblingItems => {
                self.baseline.take();
                take_items(rest, &mut self.siblings.last_mut()?.log)?;
            }
            Tell::SiblingPage => {
                self.baseline.take();
                let product = self.saved.as_ref()?.0.product;
                let log = &mut self.siblings.last_mut()?.log;
                let mut decoder = LogDecoder::new(product, 0);
                decoder.feed(rest, log, &mut Notices::default());
                // What breaks off is kept as far as it goes.
                let _ = decoder.finish(log, &mut Notices::default());
            }
            Tell::Act => self.act(&String::read(rest)?),
            Tell::Raw => out = format::visible_lines(&pretty(rest)).into_owned().into_bytes(),
            Tell::Saved => self.take_saved(rest).put(&mut out),
            Tell::SavedLog => self.saved.as_ref()?.log_of(&Id::read(rest)?).put(&mut out),
            Tell::Trouble => texts::told(&self.context, &Trouble::read(rest)?)?.put(&mut out),
            Tell::Wish => {
                let wish = Wish::read(rest)?;
                self.context.route = Route::parse(&wish.route).route;
                self.answer(&wish)?.put(&mut out);
            }
        }
        Some(out)
    }

    fn take_sessions(&mut self, Sessions { kind, rows, is_complete }: Sessions) {
        match kind {
            SessionKind::Job => (self.job_sessions, self.are_all[0]) = (rows, is_complete),
            SessionKind::DataRetrieval => (self.retrieval_sessions, self.are_all[1]) = (rows, is_complete),
        }
    }

    fn begin_sibling(&mut self, Sibling { id, doubt }: Sibling) {
        self.siblings.retain(|known| known.id != id);
        while self.siblings.iter().map(|known| known.log.len()).sum::<usize>() > SIBLING_ITEMS_MAX {
            self.siblings.remove(0);
        }
        self.siblings.push(Other { id, doubt, log: Log::new() });
    }

    /// What a button of a document does here.
    fn act(&mut self, action: &str) {
        match action.split_once(':').unwrap_or((action, "")) {
            ("noise-show", _) => self.shows_noise = true,
            ("noise-hide", _) => self.shows_noise = false,
            ("noise-add", set) => self.add_noise(set),
            ("redact", _) => self.is_redacted = !self.is_redacted,
            ("ticket-form", form) => self.form = export::Form::from_word(form).unwrap_or_default(),
            _ => self.pages.act(action),
        }
    }

    /// Takes the problem of a set for harmless from now on.
    fn add_noise(&mut self, set: &str) {
        let is_it = |group: &&crate::answers::failures::Group| crate::answers::sets::of_problem(group) == set;
        let added = Noise::of_groups(self.open.groups().iter().find(is_it), "");
        self.noise.rules.extend(added.rules);
        self.open.forget_noise();
    }

    fn answer(&mut self, wish: &Wish) -> Option<Answer> {
        let mut doc = Doc::new();
        let mut answer = Answer::default();
        match wish.what {
            What::Summary => {
                let is_large = self.open.is_large();
                let seen = if is_large { Vec::new() } else { self.seen(&mut answer.needs) };
                if !is_large {
                    self.open.prepare(usize::MAX);
                    self.open.load(self.context.now);
                }
                let (kinds, objects, rules) = (self.open.kinds(), self.open.objects(), &self.open.rules);
                let time = |load| summary::Time { load, kinds, objects, rules };
                let muted = self.open.muted(&self.noise);
                let facts = summary::Facts {
                    open: self.open.facts.as_ref()?,
                    log: &self.open.log,
                    time: self.open.swept().filter(|_| !is_large).map(time),
                    groups: self.open.groups(),
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
            What::Work => answer.is_partial = !self.work(&mut doc, wish, TITLES_A_TURN)?,
            What::Page => self.page(&mut doc, &mut answer.needs),
            What::Export => self.export(&mut doc, wish)?,
            What::Item => {
                if !self.open.is_large() {
                    self.open.load(self.context.now);
                }
                let idx = wish.detail.parse().ok()?;
                let facts = item::Facts {
                    log: &self.open.log,
                    idx,
                    load: self.open.swept(),
                    usual: self.baseline.get_or_init(|| self.baseline()).ghost(&subject(self.open.log.text(idx))),
                };
                item::item(&mut doc, &self.context, &facts);
            }
            What::Keys => keys::keys(&mut doc, &self.context),
            What::TokenHelp => {
                let help = texts::token_help(&wish.detail)?;
                token::token_help(&mut doc, &self.context, &help);
                self.token_help = Some(help);
            }
            What::Text => {
                answer.body = self.text(wish)?;
                return Some(answer);
            }
            What::Groups => {
                answer.body = self.groups(&wish.detail)?;
                return Some(answer);
            }
            What::Zone => {
                if let Some(offset) = inferred(&self.open.log) {
                    offset.put(&mut answer.body);
                }
                return Some(answer);
            }
            What::Items => {
                self.open.muted(&self.noise);
                self.open.set(&wish.detail, wish.range, self.context.now)?.put(&mut answer.body);
                return Some(answer);
            }
        }
        answer.body = doc.into_bytes();
        Some(answer)
    }

    /// Where the time went; false while there are titles left to read, and the question is to be asked again.
    fn work(&mut self, doc: &mut Doc, wish: &Wish, n_most: usize) -> Option<bool> {
        if !self.open.prepare(n_most) {
            let n = |n: usize| self.context.words.local(format::count(n));
            let so_far = [&*n(self.open.n_prepared()), &*n(self.open.log.len())];
            doc.line("p", "soft", &self.context.words.fill("Adding up: {} of {} items …", &so_far));
            return Some(false);
        }
        self.open.load(self.context.now);
        let facts = work::Facts {
            log: &self.open.log,
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
    fn log_of(&self, id: &Id) -> Option<(&Log, &str)> {
        let sibling = || self.siblings.iter().find(|known| known.id == *id);
        match &self.open.facts {
            Some(facts) if !facts.is_file && facts.opened == id.as_str() && facts.is_at_rest => {
                Some((&self.open.log, &facts.doubt))
            }
            _ => sibling().map(|known| (&known.log, known.doubt.as_str())),
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
    fn groups(&mut self, by: &str) -> Option<Vec<u8>> {
        let by = match by {
            "result" => By::Result,
            "kind" => By::Kind,
            "object" => By::Object,
            _ => return None,
        };
        let kept = self.open.grouper.take().filter(|grouper| grouper.by() == by);
        let grouper = self.open.grouper.insert(kept.unwrap_or_else(|| Grouper::new(by)));
        let mut out = Vec::new();
        if grouper.extend(&self.open.log, TITLES_A_TURN) {
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
            Groups { of, names }.put(&mut out);
        }
        Some(out)
    }

    /// What stands for the names that the page shows, if they are to be replaced.
    fn redactor(&self) -> Option<&Redactor> {
        self.is_redacted.then(|| self.redactor.get_or_init(|| texts::redactor(self)))
    }
}
