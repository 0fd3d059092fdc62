//! Programs of their own beside the page, fetched when they are needed: the sample world, and the desk. A message goes into
//! their memory, an answer comes out (`src/sample/export.rs`, `src/desk/lib.rs`; `beside.js` hands over).

use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::fetch;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tapelineGlue)]
    fn start(bytes: &[u8]) -> js_sys::Promise;
}

/// A program that runs.
pub(crate) struct Program(Function);

impl Program {
    /// Fetches and starts the one that stands under a word on the start script's tag. Nothing if the page's host does not have
    /// it, or has another one than was built with the page.
    pub(crate) async fn load(word: &str) -> Option<Self> {
        let bytes = fetch::part_of_page(word).await?;
        Some(Self(JsFuture::from(start(&bytes)).await.ok()?.unchecked_into()))
    }

    /// The answer to a message; nothing if there is none.
    pub(crate) fn ask(&self, message: &[u8]) -> Option<Vec<u8>> {
        let answer = self.0.call1(&JsValue::UNDEFINED, &Uint8Array::from(message)).ok()?;
        Some(answer.dyn_into::<Uint8Array>().ok()?.to_vec())
    }
}
