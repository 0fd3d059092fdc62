//! Programs of their own beside the page, fetched when they are needed: the sample world, and the desk. A message goes into
//! their memory, an answer comes out (`src/sample/export.rs`, `src/desk/lib.rs`).

use js_sys::{Function, Object, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::fetch;

/// A program that runs.
pub(crate) struct Program {
    exports: JsValue,
}

impl Program {
    /// Fetches and starts the one that stands under a word on the start script's tag. Nothing if the page's host does not have
    /// it, or has another one than was built with the page.
    pub(crate) async fn load(word: &str) -> Option<Self> {
        let bytes = fetch::part_of_page(word).await?;
        let started = JsFuture::from(WebAssembly::instantiate_buffer(&bytes, &Object::new())).await.ok()?;
        Some(Self { exports: member(&member(&started, "instance")?, "exports")? })
    }

    /// The answer to a message; nothing if there is none.
    pub(crate) fn ask(&self, message: &[u8]) -> Option<Vec<u8>> {
        let at = self.call("room", &JsValue::from(message.len()))?;
        self.bytes(at, message.len())?.copy_from(message);
        let len = usize::try_from(self.call("ask", &JsValue::from(js_sys::Date::now()))?).ok()?;
        Some(self.bytes(self.call("answer", &JsValue::UNDEFINED)?, len)?.to_vec())
    }

    fn call(&self, name: &str, argument: &JsValue) -> Option<i32> {
        let function: Function = member(&self.exports, name)?.unchecked_into();
        #[expect(clippy::cast_possible_truncation, reason = "it gives whole numbers of 32 bits")]
        function.call1(&JsValue::UNDEFINED, argument).ok().map(|value| value.as_f64().unwrap_or_default() as i32)
    }

    /// A view of its memory, good until the next call: memory that grows lies elsewhere.
    fn bytes(&self, at: i32, len: usize) -> Option<Uint8Array> {
        let memory: WebAssembly::Memory = member(&self.exports, "memory")?.unchecked_into();
        let from = at.cast_unsigned();
        Some(Uint8Array::new(&memory.buffer()).subarray(from, from + u32::try_from(len).ok()?))
    }
}

fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).ok()
}
