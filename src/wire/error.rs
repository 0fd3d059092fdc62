//! Bodies of answers that are errors, in all forms met, and the version a server says it is.

use super::lenient::Value;
use super::read;
use super::row::Row;

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
        b'{' => of_object(&Row::of(bytes, &mut Vec::new())?, true),
        b'[' | b'<' => None,
        b'"' => match read::value(bytes, &mut Vec::new()) {
            Some(Value::Text(text)) => body(&text.text, None),
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

/// Of the members that matter, in every spelling met.
fn of_object(object: &Row<'_>, may_nest: bool) -> Option<ErrorBody> {
    let said = |name: &str| object.words(name).filter(|text| !text.trim().is_empty());
    // A word, or an error of its own.
    let nested = object.aside("error").filter(|_| may_nest).and_then(|nested| of_object(&nested, false));
    if nested.is_some() {
        return nested;
    }
    let error = said("error");
    let what = ["message", "Message", "detail", "error_description", "title"].into_iter().find_map(said);
    let code = said("errorCode").or_else(|| said("code"));
    let fields = field_errors(object);
    match (what, error) {
        (Some(what), error) => body(&[what, fields].concat(), code.or(error)),
        (None, Some(error)) => body(&error, code),
        (None, None) if !fields.is_empty() => body(&fields, code),
        (None, None) => None,
    }
}

/// problem+json's `errors`, `{field: [text, …]}`, as one text that begins with a blank.
fn field_errors(object: &Row<'_>) -> String {
    let mut out = String::new();
    for (field, texts) in object.aside("errors").iter().flat_map(Row::lists) {
        for text in texts {
            if out.len() < MESSAGE_MAX {
                out.extend([" ", &field, ": ", &text]);
            }
        }
    }
    out
}

#[allow(clippy::unnecessary_wraps, reason = "every caller wants an Option")]
fn body(message: &str, code: Option<String>) -> Option<ErrorBody> {
    let cap = |text: &str| text.trim().chars().take(MESSAGE_MAX).collect::<String>();
    Some(ErrorBody { message: cap(message), code: code.map(|code| cap(&code)) })
}

/// The product's version from `/ServiceInstance` (`version`), Backup & Replication's `/serverInfo` (`buildVersion`) or Azure's `/system/about` (`serverVersion`).
pub fn server_version(bytes: &[u8]) -> Option<String> {
    let object = without_mark(bytes).trim_ascii();
    let mut mended = Vec::new();
    let about = Row::of(object, &mut mended)?;
    let version = ["version", "serverVersion", "buildVersion"].into_iter().find_map(|name| about.words(name))?;
    let version = version.trim();
    let is_plain = version.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'+' | b'_' | b' '));
    ((1..=64).contains(&version.len()) && is_plain).then(|| version.to_owned())
}

/// Without a byte order mark.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}
