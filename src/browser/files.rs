//! Bytes that stay outside the page's memory: files of the user and pages as they came, both as blobs, read by pieces; packed,
//! unpacked, and saved as files.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, DataTransfer, File, FileList, HtmlAnchorElement, HtmlImageElement,
    HtmlInputElement, OffscreenCanvas, ReadableWritablePair, Response, Url,
};

/// One piece of a file: small enough to keep a frame free, large enough to be quick.
const PIECE_BYTES: f64 = 4_194_304.0;

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

/// Reads the next piece of a blob. Nothing if it cannot be read any more.
pub(crate) async fn next_piece(blob: &Blob, at: f64) -> Option<Vec<u8>> {
    read(blob, at, at + PIECE_BYTES).await.filter(|bytes| !bytes.is_empty())
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
    through(blob, "CompressionStream").await
}

/// Unpacked with gzip; nothing if it is not whole.
pub(crate) async fn unpacked(blob: &Blob) -> Option<Blob> {
    through(blob, "DecompressionStream").await
}

/// The browser's own streams; their names are not among those of `web-sys` yet.
async fn through(blob: &Blob, class: &str) -> Option<Blob> {
    let class: Function = Reflect::get(&js_sys::global(), &class.into()).ok()?.dyn_into().ok()?;
    let pair: ReadableWritablePair = Reflect::construct(&class, &Array::of1(&"gzip".into())).ok()?.unchecked_into();
    let response = Response::new_with_opt_readable_stream(Some(&blob.stream().pipe_through(&pair))).ok()?;
    JsFuture::from(response.blob().ok()?).await.ok()?.dyn_into().ok()
}

/// Saves a blob under a name, as a download.
pub(crate) fn save(blob: &Blob, name: &str) -> bool {
    let saved = (|| {
        let url = Url::create_object_url_with_blob(blob).ok()?;
        let link: HtmlAnchorElement = web_sys::window()?.document()?.create_element("a").ok()?.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // The browser has taken hold of it by then.
        std::mem::forget(super::frame::Timer::after(60_000, move || drop(Url::revoke_object_url(&url))));
        Some(())
    })();
    saved.is_some()
}

/// A drawing as pixels, two for each of its own.
pub(crate) async fn png_of_svg(svg: &Blob) -> Option<Blob> {
    let typed = svg.slice_with_f64_and_f64_and_content_type(0.0, svg.size(), "image/svg+xml").ok()?;
    let url = Url::create_object_url_with_blob(&typed).ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&url);
    let is_read = JsFuture::from(image.decode()).await.is_ok();
    let _ = Url::revoke_object_url(&url);
    if !is_read {
        return None;
    }
    let (width, height) = (image.natural_width() * 2, image.natural_height() * 2);
    let canvas = OffscreenCanvas::new(width, height).ok()?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width.into(), height.into()).ok()?;
    JsFuture::from(canvas.convert_to_blob().ok()?).await.ok()?.dyn_into().ok()
}
