//! Something to say, before it is known in which language it is read.

use std::sync::Arc;

use crate::texts::Texts;

/// A text for people, said in the language of whoever reads it, and again when that changes.
#[derive(Clone)]
pub(crate) struct Saying(Arc<dyn Fn(Texts) -> String + Send + Sync>);

impl Saying {
    /// The text in a language.
    pub(crate) fn say(&self, texts: Texts) -> String {
        (self.0)(texts)
    }

    /// Whether it is the very same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<F: Fn(Texts) -> String + Send + Sync + 'static> From<F> for Saying {
    fn from(say: F) -> Self {
        Self(Arc::new(say))
    }
}
