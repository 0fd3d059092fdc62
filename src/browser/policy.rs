//! What the browser itself forbids: what the page's own policy does not list, and the local network.

use std::cell::RefCell;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::frame::Listener;

thread_local! {
    static BLOCKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Notes from now on what the page's Content-Security-Policy blocks.
pub(crate) fn watch() -> Option<Listener> {
    let document = web_sys::window()?.document()?;
    Some(Listener::new(&document, "securitypolicyviolation", |event| {
        if let Some(url) = Reflect::get(&event, &"blockedURI".into()).ok().and_then(|url| url.as_string()) {
            BLOCKED.with_borrow_mut(|blocked| blocked.push(url));
        }
    }))
}

/// Whether the policy has blocked a request to an origin.
pub(crate) fn has_blocked(origin: &str) -> bool {
    let is_of_it = |url: &String| url.strip_prefix(origin).is_some_and(|path| path.is_empty() || path.starts_with('/'));
    BLOCKED.with_borrow(|blocked| blocked.iter().any(is_of_it))
}

/// `granted`, `denied` or `prompt` for reaching a host on the local network or on this computer; nothing in browsers that
/// do not ask. The name that both once had together is not asked for: it is said to crash an older Chrome.
pub(crate) async fn local_network(is_loopback: bool) -> Option<String> {
    let permissions = Reflect::get(&web_sys::window()?.navigator(), &"permissions".into()).ok()?;
    let query: Function = Reflect::get(&permissions, &"query".into()).ok()?.dyn_into().ok()?;
    let wanted = Object::new();
    let name = if is_loopback { "loopback-network" } else { "local-network" };
    Reflect::set(&wanted, &"name".into(), &name.into()).ok()?;
    let asked: Promise = query.call1(&permissions, &wanted).ok()?.dyn_into().ok()?;
    let status: JsValue = JsFuture::from(asked).await.ok()?;
    Reflect::get(&status, &"state".into()).ok()?.as_string()
}
