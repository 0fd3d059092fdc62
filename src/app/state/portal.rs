//! What the page knows of a portal around it.

use super::super::reactive::{Held, Value};
use crate::browser::fetch::Abort;
use crate::browser::portal::Port;
use crate::model::Timestamp;

/// The page around this one, where config.json lists any.
#[derive(Clone, PartialEq, Default)]
pub(crate) enum Around {
    /// None, or one that did not answer.
    #[default]
    Nobody,
    /// The listed origins were asked.
    Asked,
    /// This listed origin answered.
    Portal(String),
}

/// The portal, and what it did.
#[derive(Clone, Copy)]
pub(crate) struct Portal {
    pub(crate) around: Value<Around>,
    pub(crate) port: Held<Option<Port>>,
    /// What is being done for it; empty while nothing is.
    pub(crate) progress: Value<String>,
    pub(crate) abort: Held<Option<Abort>>,
    /// When it handed over the token that is in use. Another time than that of the token: it was pasted.
    pub(crate) handed: Value<Option<Timestamp>>,
    /// Whether the person signed out, which the portal cannot undo.
    pub(crate) is_refused: Value<bool>,
}

impl Portal {
    pub(crate) fn new() -> Self {
        Self {
            around: Value::new(Around::Nobody),
            port: Held::new(None),
            progress: Value::new(String::new()),
            abort: Held::new(None),
            handed: Value::new(None),
            is_refused: Value::new(false),
        }
    }

    /// Its origin, if it answered. Followed.
    pub(crate) fn origin(self) -> Option<String> {
        if let Around::Portal(origin) = self.around.get() { Some(origin) } else { None }
    }
}
