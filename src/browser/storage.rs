//! What is kept until the tab is closed. The one place that keeps anything; a browser that refuses keeps nothing.

use web_sys::{Storage, window};

const KEY: &str = "tapeline";

fn storage() -> Option<Storage> {
    window()?.session_storage().ok()?
}

/// Keeps a text in place of the one before; nothing takes it away.
pub(crate) fn keep(text: Option<&str>) {
    let Some(storage) = storage() else { return };
    // A full or forbidden storage keeps nothing, which is what the page says of it.
    let _ = match text {
        Some(text) => storage.set_item(KEY, text),
        None => storage.remove_item(KEY),
    };
}

/// What was kept.
pub(crate) fn kept() -> Option<String> {
    storage()?.get_item(KEY).ok()?
}
