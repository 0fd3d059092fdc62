//! Bodies of answers that are errors, in all forms met, and the version a server says it is.

use super::json::{Cursor, Value};
use super::object::{each_member, member};

/// What a server says went wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorBody {
    /// In its own words, at most 500 letters.
    pub message: String,
    /// Its name for the error, where it has one: `ResourceNotFound`, `invalid_grant`.
    pub code: Option<String>,
}

/// Letters of a message that are kept: the rest would be a stack trace.
const MESSAGE_MAX: usize = 500;

/// Reads `{message, errorCode}`, problem+json (`title`, `detail`, `errors`), OAuth's `{error, error_description}`, an
/// error nested in `error`, and a short plain text. What was read of a body that is cut counts; a web page is nothing.
pub fn error_body(bytes: &[u8]) -> Option<ErrorBody> {
    let bytes = without_mark(bytes).trim_ascii();
    match bytes.first()? {
        b'{' => from_object(bytes, true),
        b'[' | b'<' => None,
        b'"' => match Cursor::new(bytes).value() {
            Ok(Value::Text(text)) => body(&text.text, None),
            _ => None,
        },
        _ => {
            let text = str::from_utf8(bytes).ok()?;
            let is_plain = text.chars().all(|c| !c.is_control() || c.is_ascii_whitespace());
            if is_plain && text.chars().any(|c| c.is_ascii_alphabetic() || c > '\u{bf}') {
                body(text, None)
            } else {
                None
            }
        }
    }
}

fn from_object(object: &[u8], may_nest: bool) -> Option<ErrorBody> {
    let (mut message, mut detail, mut title, mut description) = (None, None, None, None);
    let (mut error, mut code, mut nested) = (None, None, None);
    let mut fields = String::new();
    each_member(object, &mut |key, value| {
        let text = value.text().filter(|text| !text.trim().is_empty()).map(str::to_owned);
        match (key, value) {
            (b"message" | b"Message", _) => message = text,
            (b"detail", _) => detail = text,
            (b"title", _) => title = text,
            (b"error_description", _) => description = text,
            (b"errorCode" | b"code", _) => code = text,
            (b"error", Value::Composite(object)) if may_nest => nested = from_object(object, false),
            (b"error", _) => error = text,
            (b"errors", Value::Composite(object)) => field_errors(object, &mut fields),
            _ => {}
        }
    });
    if let Some(nested) = nested {
        return Some(nested);
    }
    let what = message.or(detail).or(description).or(title);
    match (what, error) {
        (Some(mut what), error) => {
            what.push_str(&fields);
            body(&what, code.or(error))
        }
        (None, Some(error)) => body(&error, code),
        (None, None) if !fields.is_empty() => body(fields.trim_ascii_start(), code),
        (None, None) => None,
    }
}

/// problem+json's `errors`: `{field: [text, …]}`.
fn field_errors(object: &[u8], out: &mut String) {
    each_member(object, &mut |key, value| {
        let Value::Composite(texts) = value else { return };
        let mut cursor = Cursor::new(texts);
        let mut more = cursor.enter(b'[', b']');
        while more == Ok(true) && out.len() < MESSAGE_MAX {
            let Ok(value) = cursor.value() else { return };
            if let Some(text) = value.text() {
                out.push(' ');
                out.push_str(&String::from_utf8_lossy(key));
                out.push_str(": ");
                out.push_str(text);
            }
            more = cursor.more(b']');
        }
    });
}

#[allow(clippy::unnecessary_wraps, reason = "every caller wants an Option")]
fn body(message: &str, code: Option<String>) -> Option<ErrorBody> {
    let cap = |text: &str| text.trim().chars().take(MESSAGE_MAX).collect::<String>();
    Some(ErrorBody { message: cap(message), code: code.map(|code| cap(&code)) })
}

/// The product's version from `/ServiceInstance` (`version`) or Azure's `/system/about` (`serverVersion`).
pub fn server_version(bytes: &[u8]) -> Option<String> {
    let object = without_mark(bytes);
    let version = member(object, "version").or_else(|| member(object, "serverVersion"))?;
    let version = version.text()?.trim();
    let is_plain = version.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'+' | b'_' | b' '));
    ((1..=64).contains(&version.len()) && is_plain).then(|| version.to_owned())
}

/// Without a byte order mark.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}
