//! Whatever leaves the page by the clipboard.

use leptos::task::spawn_local;
use web_sys::Element;

use super::answers::keep::ask;
use super::{Store, address, say};
use crate::browser::clipboard;
use crate::browser::read_out::read_out;

/// Copies a text, and says whether that worked.
pub(crate) fn copy(store: Store, text: String, what: &'static str) {
    spawn_local(async move {
        let is_copied = clipboard::copy(&text).await;
        say(
            store,
            if is_copied { format!("{what} copied") } else { format!("The browser refused to copy. {what}: {text}") },
        );
    });
}

/// Copies a part of the page as it is read on screen, and the address of the view; names replaced if that is wanted.
pub(crate) fn copy_view(store: Store, part: &Element) {
    let (text, link) = (read_out(part), address());
    if let Some(text) = ask(store, |desk, log| desk.read_out(log, &text, &link)) {
        copy(store, text, "Text");
    }
}
