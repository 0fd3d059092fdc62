//! Whatever leaves the page by the clipboard.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::answers::keep::ask;
use super::{Store, address, answers, say};
use crate::browser::clipboard;
use crate::browser::read_out::read_out;
use crate::report::export::Form;
use crate::texts::Texts;

/// What is copied, as a person is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Copied {
    /// What a fault means, for the administrator.
    Report,
    /// Any text.
    Text,
    /// The address of a view.
    Link,
    /// The text for a ticket.
    Ticket,
}

impl Copied {
    fn name(self, texts: Texts) -> String {
        match self {
            Self::Report => texts.common_copied_report(),
            Self::Text => texts.common_copied_text(),
            Self::Link => texts.common_copied_link(),
            Self::Ticket => texts.common_copied_ticket(),
        }
    }
}

/// Copies a text, and says whether that worked.
pub(crate) fn copy(store: Store, text: String, what: Copied) {
    spawn_local(async move {
        let is_copied = clipboard::copy(&text).await;
        let texts = store.texts.get_untracked();
        let name = what.name(texts);
        say(store, if is_copied { texts.common_copied(name) } else { texts.common_copy_refused(name, text) });
    });
}

/// Copies a part of the page as it is read on screen, and the address of the view; names replaced if that is wanted.
pub(crate) fn copy_view(store: Store, part: &Element) {
    let (text, link) = (read_out(part), address());
    if let Some(text) = ask(store, |desk, log| desk.read_out(log, &text, &link)) {
        copy(store, text, Copied::Text);
    }
}

/// Copies the text of the ticket, which names the selected item in particular.
pub(crate) fn copy_ticket(store: Store) {
    let (item, link) = (store.open.selection.get_untracked(), address());
    if let Some(text) = ask(store, |desk, log| desk.ticket(log, item.as_slice(), &link)).flatten() {
        copy(store, text, Copied::Ticket);
    }
}

/// Changes the form of the ticket.
pub(crate) fn set_ticket_form(store: Store, form: Form) {
    ask(store, |desk, _| desk.set_form(form));
    answers::ask_again(store);
}

/// Has names replaced, or not, in all that leaves from now on.
pub(crate) fn replace_names(store: Store, is_redacted: bool) {
    ask(store, |desk, _| desk.set_redacted(is_redacted));
    answers::ask_again(store);
}
