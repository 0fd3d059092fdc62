//! Saved sessions and files of known noise, as their first line tells them.

use super::super::asked::{NoSession, SavedFile, Span};
use super::Desk;
use crate::model::Id;
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
    ///
    /// # Errors
    ///
    /// Why it shows no session, or what it is instead.
    pub fn take_saved(&mut self, file: &[u8]) -> Result<SavedFile, NoSession> {
        self.redactor.take();
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
            n_bytes: saved.n_bytes(),
            session,
        };
        self.saved = Some(SavedSession(saved));
        Ok(told)
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
