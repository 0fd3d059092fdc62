//! A stream of bytes, piece by piece as they come.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// It broke off.
pub(super) struct Broken;

/// A stream that is read here and nowhere else.
pub(super) struct Stream(ReadableStreamDefaultReader);

impl Stream {
    pub(super) fn of(stream: &ReadableStream) -> Self {
        Self(stream.get_reader().unchecked_into())
    }

    /// The next piece, once it is there. Nothing at the end.
    pub(super) async fn next(&self) -> Result<Option<Uint8Array>, Broken> {
        let piece = JsFuture::from(self.0.read()).await.map_err(|_| Broken)?;
        let member = |name: &str| Reflect::get(&piece, &JsValue::from_str(name)).map_err(|_| Broken);
        if member("done")?.is_truthy() {
            return Ok(None);
        }
        member("value")?.dyn_into().map(Some).map_err(|_| Broken)
    }
}
