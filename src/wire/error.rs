//! Bodies of answers that are errors, in all forms met, and the version a server says it is.

use serde::Deserialize;

use super::lenient::{self, Part, Value};
use super::{mend, read};

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
        b'{' => read::value::<Object<'_>>(bytes, &mut Vec::new()).and_then(|object| object.body(true)),
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

/// The members that matter, in every spelling met.
#[derive(Deserialize)]
struct Object<'a> {
    #[serde(default, deserialize_with = "lenient::words")]
    message: Option<String>,
    #[serde(default, rename = "Message", deserialize_with = "lenient::words")]
    message_in_capitals: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    detail: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    title: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    error_description: Option<String>,
    #[serde(default, rename = "errorCode", deserialize_with = "lenient::words")]
    error_code: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    code: Option<String>,
    /// A word, or an error of its own.
    #[serde(borrow, default)]
    error: Part<'a, Box<Object<'a>>>,
    #[serde(default)]
    errors: serde_json::Value,
}

impl Object<'_> {
    fn body(self, may_nest: bool) -> Option<ErrorBody> {
        let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let error = match self.error {
            Part::Object(nested) => match nested.body(false).filter(|_| may_nest) {
                Some(body) => return Some(body),
                None => None,
            },
            Part::Other(Value::Text(text)) => said(Some(text.text.into_owned())),
            Part::Other(_) => None,
        };
        let message = said(self.message).or_else(|| said(self.message_in_capitals));
        let what = message.or(said(self.detail)).or(said(self.error_description)).or(said(self.title));
        let code = said(self.error_code).or(said(self.code));
        let fields = field_errors(&self.errors);
        match (what, error) {
            (Some(what), error) => body(&[what, fields].concat(), code.or(error)),
            (None, Some(error)) => body(&error, code),
            (None, None) if !fields.is_empty() => body(&fields, code),
            (None, None) => None,
        }
    }
}

/// A text, or one that had to be mended.
fn text(value: &serde_json::Value) -> Option<&str> {
    match value.as_array().map(Vec::as_slice) {
        Some([mark, text]) if mark == mend::TEXT => text.as_str(),
        _ => value.as_str(),
    }
}

/// problem+json's `errors`, `{field: [text, …]}`, as one text that begins with a blank.
fn field_errors(errors: &serde_json::Value) -> String {
    let mut out = String::new();
    for (field, texts) in errors.as_object().into_iter().flatten() {
        for text in texts.as_array().into_iter().flatten().filter_map(text) {
            if out.len() < MESSAGE_MAX {
                out.extend([" ", field, ": ", text]);
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
    let about: About = read::value(object, &mut Vec::new()).filter(|_| object.starts_with(b"{"))?;
    let version = about.version.or(about.server_version).or(about.build_version)?;
    let version = version.trim();
    let is_plain = version.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'+' | b'_' | b' '));
    ((1..=64).contains(&version.len()) && is_plain).then(|| version.to_owned())
}

/// What a server says of itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct About {
    #[serde(default, deserialize_with = "lenient::words")]
    version: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    server_version: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    build_version: Option<String>,
}

/// Without a byte order mark.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}
