//! Bytes that stay outside the page's memory: files of the user and pages as they came, both as blobs, read by pieces.

use std::ops::ControlFlow;

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, HtmlInputElement};

/// One piece of a file: small enough to keep a frame free, large enough to be quick.
const PIECE_BYTES: f64 = 1_048_576.0;

/// The pieces of a page as they came, kept by the browser.
pub(crate) fn blob(pieces: &js_sys::Array) -> Option<Blob> {
    Blob::new_with_u8_array_sequence_and_options(pieces, &BlobPropertyBag::new()).ok()
}

/// Reads a part of a blob.
pub(crate) async fn read(blob: &Blob, begin: f64, end: f64) -> Option<Vec<u8>> {
    let slice = blob.slice_with_f64_and_f64(begin, end.min(blob.size())).ok()?;
    let buffer = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Reads a blob from front to back. False if it could not be read to its end.
pub(crate) async fn read_all(blob: &Blob, mut take: impl FnMut(&[u8]) -> ControlFlow<()>) -> bool {
    let mut at = 0.0;
    while at < blob.size() {
        let Some(bytes) = read(blob, at, at + PIECE_BYTES).await else { return false };
        if take(&bytes).is_break() {
            return true;
        }
        at += PIECE_BYTES;
    }
    true
}

/// The file chosen in a file field; the field is emptied, so that the same file can be chosen again.
pub(crate) fn chosen(field: &HtmlInputElement) -> Option<File> {
    let file = field.files().and_then(|files| files.get(0));
    field.set_value("");
    file
}

/// The file dropped on the page.
pub(crate) fn dropped(transfer: Option<DataTransfer>) -> Option<File> {
    transfer.and_then(|transfer| transfer.files()).and_then(|files| files.get(0))
}

/// A file is a blob with a name.
pub(crate) fn as_blob(file: &File) -> &Blob {
    file.unchecked_ref()
}
