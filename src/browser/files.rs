//! Bytes that stay outside the page's memory: files of the user and pages as they came, both as blobs, read by pieces.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, HtmlInputElement};

/// One piece of a file: small enough to keep a frame free, large enough to be quick.
const PIECE_BYTES: f64 = 4_194_304.0;

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

/// Reads the next piece of a blob. Nothing if it cannot be read any more.
pub(crate) async fn next_piece(blob: &Blob, at: f64) -> Option<Vec<u8>> {
    read(blob, at, at + PIECE_BYTES).await.filter(|bytes| !bytes.is_empty())
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
