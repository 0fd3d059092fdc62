//! What the page knows of a portal around it.

use super::Saying;
use crate::browser::fetch::Abort;
use crate::browser::portal::Port;
use crate::model::Timestamp;
use leptos::prelude::*;

/// The portal, and what it did.
#[derive(Clone, Copy)]
pub(crate) struct Portal {
    /// Its origin, once it answered.
    pub(crate) origin: RwSignal<Option<String>>,
    /// Whether the listed origins are asked, and none has answered.
    pub(crate) is_asked: RwSignal<bool>,
    pub(crate) port: StoredValue<Option<Port>, LocalStorage>,
    /// What is being done for it.
    pub(crate) progress: RwSignal<Option<Saying>>,
    pub(crate) abort: StoredValue<Option<Abort>, LocalStorage>,
    /// When it handed over the token that is in use. Another time than that of the token: it was pasted.
    pub(crate) handed: RwSignal<Option<Timestamp>>,
    /// Whether the person signed out, which the portal cannot undo.
    pub(crate) is_refused: RwSignal<bool>,
}

impl Portal {
    pub(crate) fn new() -> Self {
        Self {
            origin: RwSignal::new(None),
            is_asked: RwSignal::new(false),
            port: StoredValue::new_local(None),
            progress: RwSignal::new(None),
            abort: StoredValue::new_local(None),
            handed: RwSignal::new(None),
            is_refused: RwSignal::new(false),
        }
    }
}
