//! Saved sessions and files of known noise, as their first line tells them.

use std::ops::Range;

use super::super::asked::{SavedFile, Span};
use super::Desk;
use crate::model::{Id, Log, Notices, Product};
use crate::output::noise;
use crate::wire::{self, LogDecoder, PartKind, Saved, Sniffed};

/// What a file of known noise says it is.
const NOISE: &[u8] = b"known noise";

/// The saved session that is open.
#[derive(Clone, Debug)]
pub(super) struct SavedSession(pub(super) Saved);

impl SavedSession {
    /// Where the log of a session stands; nothing if it is not in there.
    pub(super) fn log_of(&self, id: &Id) -> Vec<Span> {
        self.0.log_of(id.as_str()).map(span).collect()
    }
}

/// Whether a file says that it is of known noise; what it is stands at its beginning.
fn is_noise(file: &[u8]) -> bool {
    file.get(..200).unwrap_or(file).windows(NOISE.len()).any(|part| part == NOISE)
}

fn span(part: &wire::SavedPart) -> Span {
    let place = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    (place(part.begin), place(part.begin.saturating_add(part.n_bytes)))
}

/// What follows the name of a file, before why.
const CANNOT: &str = "cannot be shown. ";

/// A file that shows no session; what there is to say of it.
fn shows_nothing(complaint: &[&str]) -> SavedFile {
    SavedFile {
        complaint: complaint.concat(),
        product: Product::Vb365,
        is_retrieval: false,
        session: String::new(),
        is_complete: false,
        log: Vec::new(),
        sessions: Vec::new(),
    }
}

impl Desk {
    /// Reads the beginning of a file. One of known noise is taken, and shown as nothing but a word about it.
    pub fn take_saved(&mut self, file: &[u8]) -> SavedFile {
        self.redactor.take();
        if file.trim_ascii_start().starts_with(b"[") {
            return self.take_pages(file);
        }
        let saved = match wire::saved(file) {
            Ok(saved) => saved,
            Err(error) if !is_noise(file) => return shows_nothing(&[CANNOT, &error.to_string()]),
            Err(_) => return shows_nothing(&[&self.take_noise(file)]),
        };
        let session = saved.sessions().first().map(|&session| session.to_owned()).unwrap_or_default();
        let spans = |kind| saved.parts_of(kind).map(span).collect();
        let told = SavedFile {
            complaint: String::new(),
            product: saved.product,
            is_retrieval: saved.is_retrieval,
            is_complete: saved.is_complete(&session),
            log: saved.log_of(&session).map(span).collect(),
            sessions: spans(PartKind::Sessions),
            session,
        };
        self.saved = Some(SavedSession(saved));
        told
    }

    /// Reads an array of pages of a log, which stand there without anything about their session.
    fn take_pages(&mut self, file: &[u8]) -> SavedFile {
        let (pages, is_closed) = wire::pages(file);
        let page = |range: &Range<usize>| file.get(range.clone()).unwrap_or_default();
        let Some(Sniffed::Log(product)) = pages.first().map(|first| wire::sniff(page(first))) else {
            return shows_nothing(&[CANNOT, self.context.say("The pages in it are of no log.")]);
        };
        if !is_closed {
            let why =
                "It breaks off, or is larger than 16 MB. Save its pages as files of their own, and open them together.";
            return shows_nothing(&[CANNOT, self.context.say(why)]);
        }
        let has_next = pages.last().is_some_and(|last| {
            let (mut log, mut notices) = (Log::new(), Notices::default());
            let mut decoder = LogDecoder::new(product, 0);
            decoder.feed(page(last), &mut log, &mut notices);
            decoder.finish(&mut log, &mut notices).is_ok_and(|info| info.has_next)
        });
        let place = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
        let log = pages.iter().map(|page| (place(page.start), place(page.end))).collect();
        SavedFile { product, log, is_complete: !has_next, ..shows_nothing(&[]) }
    }

    /// Takes the rules of a file of known noise; what there is to say about it.
    pub(super) fn take_noise(&mut self, file: &[u8]) -> String {
        let texts = self.context.texts();
        match noise::parse(file) {
            Ok((noise, problems)) => {
                let n = noise.rules.len();
                self.noise = noise;
                self.open.forget_noise();
                let taken = texts.file_noise_in_use(texts.file_noise_rules(n, texts.count(n)));
                let problems = problems.into_iter().map(|problem| problem.say(texts));
                problems.fold(["holds known noise. ", &taken].concat(), |all, problem| [&all, " ", &problem].concat())
            }
            Err(error) => [CANNOT, &error.say(texts)].concat(),
        }
    }
}
