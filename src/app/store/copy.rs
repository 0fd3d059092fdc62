//! Whatever leaves the page by the clipboard.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::answers::keep::ask;
use super::{Saying, Store, address, answers, say};
use crate::browser::clipboard;
use crate::browser::read_out::read_out;
use crate::output::rows::Rows;
use crate::report::export::Form;
use crate::texts::Texts;

/// Copies a text, and says whether that worked. `what` names it.
pub(crate) fn copy(store: Store, text: String, what: impl Into<Saying>) {
    let what = what.into();
    spawn_local(async move {
        let is_copied = clipboard::copy(&text).await;
        say(store, move |texts: Texts| {
            let what = what.say(texts);
            if is_copied { texts.common_copied(what) } else { texts.common_copy_refused(what, &text) }
        });
    });
}

/// Copies a part of the page as it is read on screen, and the address of the view; names replaced if that is wanted.
pub(crate) fn copy_view(store: Store, part: &Element) {
    let (text, link) = (read_out(part), address());
    if let Some(text) = ask(store, |desk, log| desk.read_out(log, &text, &link)) {
        copy(store, text, |texts: Texts| texts.common_copied_text());
    }
}

/// Rows that are copied at once, at most: a table for the clipboard is made in one go.
const ROWS_MAX: usize = 20_000;

/// The chosen rows of the log, for pasting; nothing where none is. Too many are told to be.
pub(crate) fn chosen_rows(store: Store) -> Option<Rows> {
    let places = store.open.chosen.get_untracked();
    if places.len() > ROWS_MAX {
        say(store, |texts: Texts| texts.session_too_many_rows(texts.count(ROWS_MAX)));
        return None;
    }
    let rows = store.open.rows.get_untracked();
    let items = rows.get(places).filter(|items| !items.is_empty())?;
    ask(store, |desk, log| desk.rows(log, items))
}

/// Says that rows were copied.
pub(crate) fn say_copied(store: Store, n: usize) {
    say(store, move |texts: Texts| texts.common_copied(texts.session_rows(n, texts.count(n))));
}

/// Copies the chosen rows of the log, as text and as a table.
pub(crate) fn copy_rows(store: Store) {
    let Some(Rows { n, text, html }) = chosen_rows(store) else { return };
    spawn_local(async move {
        if clipboard::copy_table(&text, &html).await {
            say_copied(store, n);
        } else {
            say(store, move |texts: Texts| texts.common_copy_refused(texts.common_copied_text(), &text));
        }
    });
}

/// Copies the text of the ticket, which names the selected item in particular.
pub(crate) fn copy_ticket(store: Store) {
    let (item, link) = (store.open.selection.get_untracked(), address());
    if let Some(text) = ask(store, |desk, log| desk.ticket(log, item.as_slice(), &link)).flatten() {
        copy(store, text, |texts: Texts| texts.common_copied_ticket());
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
