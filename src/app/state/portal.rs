//! What the page knows of a portal around it.

use super::super::reactive::{Held, Value};
use crate::browser::fetch::Abort;
use crate::browser::portal::Port;
use crate::model::Timestamp;

/// The portal, and what it did.
#[derive(Clone, Copy)]
pub(crate) struct Portal {
    /// Its origin, once it answered.
    pub(crate) origin: Value<Option<String>>,
    /// Whether the listed origins are asked, and none has answered.
    pub(crate) is_asked: Value<bool>,
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
            origin: Value::new(None),
            is_asked: Value::new(false),
            port: Held::new(None),
            progress: Value::new(String::new()),
            abort: Held::new(None),
            handed: Value::new(None),
            is_refused: Value::new(false),
        }
    }
}
