//! Saved sessions and files of known noise, as their first line tells them.

use std::ops::Range;

use super::super::asked::{NoSession, SavedFile, Span};
use super::Desk;
use crate::model::{Id, Log, Notices};
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

impl Desk {
    /// Reads the beginning of a file. One of known noise is taken, and shown as nothing but a word about it.
    ///
    /// # Errors
    ///
    /// Why it shows no session, or what it is instead.
    pub fn take_saved(&mut self, file: &[u8]) -> Result<SavedFile, NoSession> {
        self.redactor.take();
        if file.trim_ascii_start().starts_with(b"[") {
            return Self::take_pages(file);
        }
        let saved = match wire::saved(file) {
            Ok(saved) => saved,
            Err(error) if !is_noise(file) => return Err(NoSession::Broken(error)),
            Err(_) => return Err(self.take_noise(file)),
        };
        let session = saved.sessions().first().map(|&session| session.to_owned()).unwrap_or_default();
        let spans = |kind| saved.parts_of(kind).map(span).collect();
        let told = SavedFile {
            product: saved.product,
            is_retrieval: saved.is_retrieval,
            is_complete: saved.is_complete(&session),
            log: saved.log_of(&session).map(span).collect(),
            sessions: spans(PartKind::Sessions),
            session,
        };
        self.saved = Some(SavedSession(saved));
        Ok(told)
    }

    /// Reads an array of pages of a log, which stand there without anything about their session.
    fn take_pages(file: &[u8]) -> Result<SavedFile, NoSession> {
        let (pages, is_closed) = wire::pages(file);
        let page = |range: &Range<usize>| file.get(range.clone()).unwrap_or_default();
        let Some(Sniffed::Log(product)) = pages.first().map(|first| wire::sniff(page(first))) else {
            return Err(NoSession::NoPages);
        };
        if !is_closed {
            return Err(NoSession::Endless);
        }
        let has_next = pages.last().is_some_and(|last| {
            let (mut log, mut notices) = (Log::new(), Notices::default());
            let mut decoder = LogDecoder::new(product, 0);
            decoder.feed(page(last), &mut log, &mut notices);
            decoder.finish(&mut log, &mut notices).is_ok_and(|info| info.has_next)
        });
        let place = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
        Ok(SavedFile {
            product,
            is_retrieval: false,
            session: String::new(),
            is_complete: !has_next,
            log: pages.iter().map(|page| (place(page.start), place(page.end))).collect(),
            sessions: Vec::new(),
        })
    }

    /// Takes the rules of a file of known noise; what there is to say about it.
    fn take_noise(&mut self, file: &[u8]) -> NoSession {
        match noise::parse(file) {
            Ok((noise, problems)) => {
                let n_rules = noise.rules.len();
                self.noise = noise;
                self.open.forget_noise();
                NoSession::Noise { n_rules, problems }
            }
            Err(error) => NoSession::BadNoise(error),
        }
    }
}
