//! The address's fragment: read, written, replaced.

use wasm_bindgen::JsValue;

/// What stands behind the `#`, without it.
pub(crate) fn read() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Goes to another view, named with its `#`: a new entry in the history. Fires `hashchange`.
pub(crate) fn go(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // Setting a fragment fails in no context a page can run in.
        let _ = window.location().set_hash(fragment);
    }
}

/// Changes the address of this view, named with its `#`, without a history entry. Refused in a `srcdoc` frame, where the address stays.
pub(crate) fn replace(fragment: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// The whole address of this view.
pub(crate) fn address() -> String {
    web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// The origin this page comes from.
pub(crate) fn page_origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Whether another page frames this one.
pub(crate) fn is_framed() -> bool {
    web_sys::window().is_some_and(|window| match window.parent() {
        Ok(Some(parent)) => !js_sys::Object::is(&parent, &window),
        _ => true,
    })
}
