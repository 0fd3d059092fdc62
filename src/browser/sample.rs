//! The sample world: a program of its own beside the page, fetched when somebody asks for it. What it exports is in
//! `src/sample/export.rs`.

use js_sys::{Function, Object, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::fetch;

/// The made-up company as it was when this was loaded, and as it goes on.
pub(crate) struct Sample {
    exports: JsValue,
}

impl Sample {
    /// Fetches and starts it. Nothing if the page's host does not have it, or has another one than was built with the page.
    pub(crate) async fn load() -> Option<Self> {
        let bytes = fetch::part_of_page("sample").await?;
        let started = JsFuture::from(WebAssembly::instantiate_buffer(&bytes, &Object::new())).await.ok()?;
        let sample = Self { exports: member(&member(&started, "instance")?, "exports")? };
        sample.call("begin", &now_ms())?;
        Some(sample)
    }

    /// The body of the answer to a GET, as Veeam Backup for Microsoft 365 v8 would write it; and whether it is a good one.
    pub(crate) fn ask(&self, path: &str) -> Option<(bool, Vec<u8>)> {
        let at = self.call("path", &JsValue::from(path.len()))?;
        self.bytes(at, path.len())?.copy_from(path.as_bytes());
        let len = self.call("ask", &now_ms())?;
        let body = self.bytes(self.call("body", &JsValue::UNDEFINED)?, len.unsigned_abs() as usize)?;
        Some((len > 0, body.to_vec()))
    }

    fn call(&self, name: &str, argument: &JsValue) -> Option<i32> {
        let function: Function = member(&self.exports, name)?.unchecked_into();
        #[expect(clippy::cast_possible_truncation, reason = "it gives whole numbers of 32 bits, or nothing")]
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

fn now_ms() -> JsValue {
    JsValue::from(js_sys::Date::now())
}
