//! What is kept until the tab is closed. The one place that keeps anything; a browser that refuses keeps nothing.

use web_sys::{Storage, window};

/// The token, where it may be kept.
pub(crate) const TOKEN: &str = "tapeline";
/// How the view of a session is set: sizes and names of panels, nothing of a server's.
pub(crate) const WORKPLACE: &str = "tapeline-workplace";

fn storage() -> Option<Storage> {
    window()?.session_storage().ok()?
}

/// Keeps a text under one of these names in place of the one before; nothing takes it away.
pub(crate) fn keep(name: &str, text: Option<&str>) {
    let Some(storage) = storage() else { return };
    // A full or forbidden storage keeps nothing, which is what the page says of it.
    let _ = match text {
        Some(text) => storage.set_item(name, text),
        None => storage.remove_item(name),
    };
}

/// What was kept under it.
pub(crate) fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}
