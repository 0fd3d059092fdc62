//! Messages with the window around the page: posted, heard, and over a port. What counts is decided in `api::portal`.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, MessageEvent, MessagePort, Window};

use super::frame::Listener;
use crate::api::portal::{MESSAGE_MAX_BYTES, Sender};
use crate::wire::Tree;

/// No message of the contract has so many members.
const MAX_MEMBERS: usize = 8;

/// 128 random bits, in hexadecimal digits.
pub(crate) fn nonce() -> Option<String> {
    let mut bytes = [0; 16];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    let digit = |n: u8| char::from_digit(n.into(), 16);
    bytes.into_iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn parent() -> Option<Window> {
    web_sys::window()?.parent().ok().flatten()
}

/// Posts to the window around, for one origin: to any other window there the browser does not deliver it.
pub(crate) fn post_to_parent(message: &Tree, origin: &str) {
    if let Some(parent) = parent() {
        // Fails only for what is no origin.
        let _ = parent.post_message(&write(message), origin);
    }
}

/// Hears what is posted to this window: who sent it, a way to look into it, and its port.
pub(crate) fn hear(
    mut heard: impl FnMut(Sender<'_>, &dyn Fn() -> Tree, Option<MessagePort>) + 'static,
) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(Listener::new(&window, "message", move |event: Event| {
        let event: MessageEvent = event.unchecked_into();
        let is_parent = match (event.source(), parent()) {
            (Some(source), Some(parent)) => js_sys::Object::is(&source, &parent),
            _ => false,
        };
        let ports = event.ports();
        let origin = event.origin();
        let sender = Sender { origin: &origin, is_parent, is_trusted: event.is_trusted(), n_ports: ports.length() };
        heard(sender, &|| read(&event.data()), ports.get(0).dyn_into().ok());
    }))
}

/// One end of a channel, open until it is dropped.
pub(crate) struct Port {
    port: MessagePort,
    _listener: Listener,
}

impl Port {
    pub(crate) fn open(port: MessagePort, mut heard: impl FnMut(Tree) + 'static) -> Self {
        let listener = Listener::new(&port, "message", move |event| {
            heard(read(&event.unchecked_into::<MessageEvent>().data()));
        });
        port.start();
        Self { port, _listener: listener }
    }

    pub(crate) fn post(&self, message: &Tree) {
        // Fails only for what cannot be copied.
        let _ = self.port.post_message(&write(message));
    }
}

/// A message as far as any of the contract goes: texts and whole numbers, one level deep. What comes is a copy made by the
/// browser, so reading it runs no foreign code.
fn read(data: &JsValue) -> Tree {
    let Some(data) = data.dyn_ref::<js_sys::Object>() else { return Tree::Other };
    let entries = js_sys::Object::entries(data).into_iter().take(MAX_MEMBERS + 1);
    let member = |entry: JsValue| {
        let entry: js_sys::Array = entry.unchecked_into();
        (cut(&entry.get(0)).unwrap_or_default(), value(&entry.get(1)))
    };
    Tree::Members(entries.map(member).collect())
}

fn value(value: &JsValue) -> Tree {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "only whole small numbers are taken")]
    let number = value.as_f64().filter(|n| (0.0..=1e9).contains(n) && n.fract() == 0.0).map(|n| n as u64);
    number.map(Tree::Number).or_else(|| cut(value).map(Tree::Text)).unwrap_or(Tree::Other)
}

/// A text. Of one that is too large only so much is copied that it is found to be too large.
fn cut(value: &JsValue) -> Option<String> {
    let most = u32::try_from(MESSAGE_MAX_BYTES + 1).ok()?;
    if !value.is_string() {
        return None;
    }
    let text: &js_sys::JsString = value.unchecked_ref();
    if text.length() > most { Some(text.slice(0, most).into()) } else { value.as_string() }
}

fn write(message: &Tree) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in message.members() {
        let value = match value {
            Tree::Text(text) => JsValue::from_str(text),
            #[expect(clippy::cast_precision_loss, reason = "a version or pixels")]
            Tree::Number(number) => JsValue::from_f64(*number as f64),
            _ => JsValue::NULL,
        };
        // Fails for no object of our own.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), &value);
    }
    object.into()
}
