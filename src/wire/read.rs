//! Bytes to structs, by `serde_json`: first as they are, and once more mended where it refuses them.

use serde::Deserialize;

use super::scan::{Cursor, DEPTH_MAX, JsonError};
use super::{mend, powershell};

/// The object at the cursor, which is passed. `mended` is room for a broken one; on an error nothing has been read.
///
/// Where `serde_json` wants more bytes, so does this. What it refuses is looked through once more by the scanner, which
/// knows its end, or says where it is no JSON at all.
pub(crate) fn object<'bytes: 'a, 'a, T: Deserialize<'a>>(
    cursor: &mut Cursor<'bytes>,
    mended: &'a mut Vec<u8>,
) -> Result<T, JsonError> {
    let from = cursor.pos();
    if powershell::is_object(cursor.rest()) {
        mend::object_of_powershell(cursor, mended)?;
        return serde_json::from_slice(mended).map_err(|_| JsonError::Bad(from));
    }
    let mut objects = serde_json::Deserializer::from_slice(cursor.rest()).into_iter();
    match objects.next() {
        Some(Ok(object)) => {
            cursor.seek(from + objects.byte_offset());
            if !may_be_too_deep(cursor.since(from)) {
                return Ok(object);
            }
            cursor.seek(from);
        }
        Some(Err(error)) if !error.is_eof() => {}
        Some(Err(_)) | None => return Err(JsonError::Incomplete),
    }
    mend::object(cursor, mended)?;
    serde_json::from_slice(mended).map_err(|_| JsonError::Bad(from))
}

/// A value that is in memory as a whole; of one that breaks off, what comes before that place.
pub(crate) fn value<'a, T: Deserialize<'a>>(bytes: &'a [u8], mended: &'a mut Vec<u8>) -> Option<T> {
    if let Ok(value) = serde_json::from_slice(bytes) {
        return Some(value);
    }
    *mended = mend::value(bytes);
    serde_json::from_slice(mended).ok()
}

/// What `serde_json` passes over, it passes at any depth. The scanner does not, and both have to agree on what a row is.
fn may_be_too_deep(object: &[u8]) -> bool {
    memchr::memchr2_iter(b'{', b'[', object).nth(DEPTH_MAX as usize).is_some()
}
