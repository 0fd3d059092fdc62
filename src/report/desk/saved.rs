//! Saved sessions and files of known noise, as their first line tells them.

use super::super::exchange::{SavedFile, Span};
use super::Desk;
use crate::model::{Id, Product};
use crate::output::noise;
use crate::wire::{self, PartKind, Saved};

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
    pub(super) fn take_saved(&mut self, file: &[u8]) -> SavedFile {
        let nothing = |complaint: String| SavedFile {
            complaint,
            product: Product::Vb365,
            is_retrieval: false,
            session: String::new(),
            is_complete: false,
            log: Vec::new(),
            sessions: Vec::new(),
        };
        let saved = match wire::saved(file) {
            Ok(saved) => saved,
            Err(error) if !is_noise(file) => return nothing(error.to_string()),
            Err(_) => return nothing(self.take_noise(file)),
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

    /// Takes the rules of a file of known noise; what there is to say about it.
    pub(super) fn take_noise(&mut self, file: &[u8]) -> String {
        let words = &self.context.words;
        match noise::parse(file, words) {
            Ok((noise, problems)) => {
                let n = words.counted(noise.rules.len(), "rule", "rules");
                self.noise = noise;
                self.open.forget_noise();
                let taken = words.fill("Known noise: {} are used until this page is closed.", &[&n]);
                problems.into_iter().fold(taken, |all, problem| [&all, " ", &problem].concat())
            }
            Err(complaint) => complaint,
        }
    }
}
