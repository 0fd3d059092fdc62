//! Messages with the window around the page: posted, heard, and over a port. What counts is decided in `api::portal`.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Event, MessageEvent, MessagePort, Window};

use super::frame::Listener;
use crate::api::portal::{MESSAGE_MAX_BYTES, Message, Sender};

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
pub(crate) fn post_to_parent(message: Message<'_>, origin: &str) {
    if let Some(parent) = parent() {
        // Fails only for what is no origin.
        let _ = parent.post_message(&write(message), origin);
    }
}

/// Hears what is posted to this window: who sent it, a way to look into it, and its port.
pub(crate) fn hear(
    mut heard: impl FnMut(Sender<'_>, &dyn Fn() -> String, Option<MessagePort>) + 'static,
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
    pub(crate) fn open(port: MessagePort, mut heard: impl FnMut(String) + 'static) -> Self {
        let listener = Listener::new(&port, "message", move |event| {
            heard(read(&event.unchecked_into::<MessageEvent>().data()));
        });
        port.start();
        Self { port, _listener: listener }
    }

    pub(crate) fn post(&self, message: Message<'_>) {
        // Fails only for what cannot be copied.
        let _ = self.port.post_message(&write(message));
    }
}

/// A message as JSON. What comes is a copy made by the browser, so reading it runs no foreign code. Of one that is too large
/// only so much is copied that it is found to be too large; what cannot be JSON is none.
fn read(data: &JsValue) -> String {
    let Some(json) = js_sys::JSON::stringify(data).ok().filter(|json| json.is_string()) else { return String::new() };
    json.slice(0, u32::try_from(MESSAGE_MAX_BYTES + 1).unwrap_or_default()).into()
}

fn write(message: Message<'_>) -> JsValue {
    let object = js_sys::Object::new();
    let set = |name: &str, value: &JsValue| {
        if !name.is_empty() {
            // Fails for no object of our own.
            let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), value);
        }
    };
    set("type", &JsValue::from_str(message.kind));
    for (name, text) in message.texts {
        set(name, &JsValue::from_str(text));
    }
    let (name, number) = message.number;
    set(name, &JsValue::from_f64(number.into()));
    object.into()
}
