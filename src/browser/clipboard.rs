//! Text to the clipboard, and text that is a table to programs that take one.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

// In `beside.js`.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tapelineGlue, js_name = copy, catch)]
    fn copy_as(text: &str, html: &str) -> Result<js_sys::Promise, JsValue>;
}

/// Copies plain text. False if the browser or a frame refuses.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Copies text and the same as a table; the text alone where the browser takes no more. False if it refuses.
pub(crate) async fn copy_table(text: &str, html: &str) -> bool {
    if let Ok(promise) = copy_as(text, html)
        && JsFuture::from(promise).await.is_ok()
    {
        return true;
    }
    copy(text).await
}
