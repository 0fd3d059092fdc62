//! Bytes that stay outside the page's memory: files of the user and pages as they came, both as blobs, read by pieces; packed,
//! unpacked, and saved as files.

use js_sys::Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, FileList, HtmlInputElement};

use super::frame;
use super::stream::Stream;

// In `beside.js`.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tapelineGlue, catch)]
    fn through(blob: &Blob, stream: &str) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = tapelineGlue, catch)]
    fn png(svg: &Blob) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(js_namespace = tapelineGlue, js_name = save)]
    fn save_as(blob: &Blob, name: &str);
}

/// The least of a piece but the last: a piece costs a turn.
const PIECE_BYTES: usize = 1_048_576;
/// How much is asked for at once. Browsers read ahead by themselves: most by a few pieces, WebKit as far as it can.
const STRETCH_BYTES: f64 = 33_554_432.0;

/// The pieces of a page as they came, kept by the browser.
pub(crate) fn blob(pieces: &Array) -> Option<Blob> {
    Blob::new_with_u8_array_sequence_and_options(pieces, &BlobPropertyBag::new()).ok()
}

/// Reads a part of a blob.
pub(crate) async fn read(blob: &Blob, begin: f64, end: f64) -> Option<Vec<u8>> {
    let slice = blob.slice_with_f64_and_f64(begin, end.min(blob.size())).ok()?;
    let buffer = JsFuture::from(slice.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The pieces of a blob, one behind the other. While one is worked on, the browser reads on.
pub(crate) struct Pieces {
    blob: Blob,
    /// How far it has been handed out, in bytes.
    at: f64,
    /// The stretch that is being read, and where it ends.
    stretch: Option<(Stream, f64)>,
}

impl Pieces {
    /// From a byte on.
    pub(crate) fn new(blob: &Blob, at: f64) -> Self {
        Self { blob: blob.clone(), at, stretch: None }
    }

    /// The next one, in a turn of its own. Nothing at the end, or where the blob cannot be read on; what came before is handed out.
    pub(crate) async fn next(&mut self) -> Option<Vec<u8>> {
        // What the browser has at hand comes without one.
        frame::turn().await;
        let mut bytes = Vec::new();
        while bytes.len() < PIECE_BYTES && !self.is_at_end() {
            let Some((stream, end)) = self.stretch.take().or_else(|| self.ask()) else { break };
            match stream.next().await {
                Ok(Some(read)) => {
                    self.at += f64::from(read.length());
                    if bytes.is_empty() {
                        bytes = read.to_vec();
                    } else {
                        bytes.extend(read.to_vec());
                    }
                    self.stretch = Some((stream, end));
                }
                Ok(None) if self.at >= end => {}
                Ok(None) | Err(_) => break,
            }
        }
        Some(bytes).filter(|bytes| !bytes.is_empty())
    }

    /// The stretch behind what has been handed out, and where it ends.
    fn ask(&self) -> Option<(Stream, f64)> {
        let end = (self.at + STRETCH_BYTES).min(self.blob.size());
        Some((Stream::of(&part(&self.blob, self.at, end)?.stream()), end))
    }

    /// Whether all have been handed out.
    pub(crate) fn is_at_end(&self) -> bool {
        self.at >= self.blob.size()
    }
}

/// The files chosen in a file field; the field is emptied, so that the same can be chosen again.
pub(crate) fn chosen(field: &HtmlInputElement) -> Vec<File> {
    let chosen = listed(field.files());
    field.set_value("");
    chosen
}

/// The files dropped on the page.
pub(crate) fn dropped(transfer: Option<DataTransfer>) -> Vec<File> {
    listed(transfer.and_then(|transfer| transfer.files()))
}

fn listed(files: Option<FileList>) -> Vec<File> {
    files.map_or_else(Vec::new, |files| (0..files.length()).filter_map(|at| files.get(at)).collect())
}

/// A file is a blob with a name.
pub(crate) fn as_blob(file: &File) -> &Blob {
    file.unchecked_ref()
}

/// Bytes handed over to the browser.
pub(crate) fn blob_of(bytes: &[u8]) -> Option<Blob> {
    blob(&Array::of1(&js_sys::Uint8Array::from(bytes)))
}

/// Blobs and texts one behind the other.
pub(crate) fn joined(parts: &Array) -> Option<Blob> {
    Blob::new_with_blob_sequence(parts).ok()
}

/// A part of a blob, as a blob.
pub(crate) fn part(whole: &Blob, begin: f64, end: f64) -> Option<Blob> {
    whole.slice_with_f64_and_f64(begin, end).ok()
}

/// Packed with gzip.
pub(crate) async fn packed(blob: &Blob) -> Option<Blob> {
    made(through(blob, "CompressionStream")).await
}

/// Unpacked with gzip; nothing if it is not whole.
pub(crate) async fn unpacked(blob: &Blob) -> Option<Blob> {
    made(through(blob, "DecompressionStream")).await
}

/// A drawing as pixels, two for each of its own.
pub(crate) async fn png_of_svg(svg: &Blob) -> Option<Blob> {
    made(png(svg)).await
}

async fn made(promise: Result<js_sys::Promise, JsValue>) -> Option<Blob> {
    JsFuture::from(promise.ok()?).await.ok()?.dyn_into().ok()
}

/// Saves a blob under a name, as a download.
pub(crate) fn save(blob: &Blob, name: &str) {
    save_as(blob, name);
}
