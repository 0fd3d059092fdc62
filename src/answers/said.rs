//! What the answer of a service inside a text says: JSON, and whole answers of HTTP, read for their message.
//!
//! `Failed to read item X: {"error":{"code":"ErrorItemNotFound","message":"The object was not found."}}` says
//! `Failed to read item X: The object was not found. (ErrorItemNotFound)`.

use std::borrow::Cow;

use crate::model::text::{cut, find, holds};

/// Where JSON has its message, the most telling first.
const MESSAGES: [&str; 7] =
    ["message", "error_description", "errormessage", "exceptionmessage", "detail", "title", "reason"];
/// Where it has its code.
const CODES: [&str; 3] = ["code", "errorcode", "error"];
/// How often an answer is looked for within the message of another.
const DEPTH: usize = 4;

/// A text with each answer in it replaced by its message, and one blank where there are several; borrowed where there is
/// neither. O(n).
pub fn said(text: &str) -> Cow<'_, str> {
    let mut said = one_blank_each(text);
    for _ in 0..DEPTH {
        match of_http(&said).or_else(|| of_json(&said)) {
            Some(next) => said = Cow::Owned(next),
            None => break,
        }
    }
    said
}

/// Without blanks at the ends, and none behind another: a text is the same with them. Line breaks are left to be read.
fn one_blank_each(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if holds(trimmed, "  ") {
        let words = trimmed.split(' ').filter(|word| !word.is_empty());
        Cow::Owned(words.collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(trimmed)
    }
}

/// `HTTP/1.1 404 Not Found`, headers and body: the status, and what the body says.
fn of_http(text: &str) -> Option<String> {
    let at = find(text, "HTTP/")?;
    let (version, after) = text.get(at + 5..)?.split_once(' ')?;
    let code = after.get(..3).filter(|code| code.bytes().all(|b| b.is_ascii_digit()))?;
    let is_version = version.len() < 4 && version.starts_with(|c: char| c.is_ascii_digit());
    let rest = after.get(3..).filter(|_| is_version)?;
    let line = rest.get(..rest.find(['\r', '\n']).unwrap_or(rest.len()))?;
    let line = line.get(..find(line, "\\r\\n").unwrap_or(line.len()))?;
    let mut out = [text.get(..at)?, "HTTP ", code].concat();
    // Where line breaks were lost, the first header follows.
    let is_reason = |word: &&str| word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'\'' || b == b'-');
    for word in line.split_whitespace().take_while(is_reason) {
        out.push(' ');
        out.push_str(word);
    }
    let ends = ["\r\n\r\n", "\n\n", "\\r\\n\\r\\n"];
    let body = ends.iter().find_map(|end| cut(rest, end)).map(|(_, body)| body);
    let body = body.or_else(|| rest.get(json_at(rest)?..)).unwrap_or_default().trim();
    if !body.is_empty() && !body.starts_with('<') {
        out.push_str(": ");
        out.push_str(body);
    }
    Some(out)
}

/// Where JSON begins: a brace and the name of a member.
fn json_at(text: &str) -> Option<usize> {
    let begins = |&(at, _): &(usize, char)| {
        let inside = text.get(at + 1..).unwrap_or_default().trim_start();
        inside.starts_with('"') || inside.starts_with("\\\"")
    };
    text.char_indices().filter(|&(_, c)| c == '{').find(begins).map(|(at, _)| at)
}

/// The first JSON that has a message, read.
fn of_json(text: &str) -> Option<String> {
    let mut from = 0;
    loop {
        let at = from + json_at(text.get(from..)?)?;
        let end = at + json_len(text.get(at..)?);
        if let Some(out) = of_json_at(text, at, end) {
            return Some(out);
        }
        from = end;
    }
}

fn of_json_at(text: &str, at: usize, end: usize) -> Option<String> {
    let (before, json, after) = (text.get(..at)?, text.get(at..end)?, text.get(end..)?);
    let is_coded = json.get(1..).is_some_and(|inside| inside.trim_start().starts_with("\\\""));
    let plain = if is_coded { json.replace("\\\"", "\"") } else { json.to_owned() };
    let message_of = |name: &&str| member(&plain, name).filter(|message| !message.trim().is_empty());
    let message = MESSAGES.iter().find_map(message_of)?;
    let message = message.trim();
    let code = CODES.iter().find_map(|name| member(&plain, name)).unwrap_or_default();
    let code = code.trim();
    let mut out = [before, message].concat();
    if !code.is_empty() && !holds(message, code) {
        let is_number = code.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        out.extend([if is_number { " (code " } else { " (" }, code, ")"]);
    }
    let after = after.trim();
    if after.chars().any(char::is_alphanumeric) {
        out.push(' ');
    }
    out.push_str(after);
    Some(out)
}

/// Length of the JSON that a text begins with: to the brace that closes it, or all of it where that was cut off.
fn json_len(json: &str) -> usize {
    let (mut depth, mut is_text, mut is_escaped) = (0, false, false);
    for (at, b) in json.bytes().enumerate() {
        match b {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b'{' if !is_text => depth += 1,
            b'}' if !is_text => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    // Where quotes are coded themselves, braces alone are counted.
    let mut depth = 0;
    let closes = |&(_, b): &(usize, u8)| {
        depth += i32::from(b == b'{') - i32::from(b == b'}');
        depth == 0
    };
    json.bytes().enumerate().find(closes).map_or(json.len(), |(at, _)| at + 1)
}

/// The text or number of the first member of this name.
fn member(json: &str, name: &str) -> Option<String> {
    let mut quotes = json.match_indices('"');
    quotes.find_map(|(at, _)| {
        let rest = json.get(at + 1..)?;
        let own = rest.get(..name.len()).filter(|own| own.eq_ignore_ascii_case(name))?;
        let value = rest.get(own.len()..)?.strip_prefix('"')?.trim_start().strip_prefix(':')?.trim_start();
        match value.bytes().next()? {
            b'"' => Some(text_of(value.get(1..)?)),
            // `"message":{"lang":"en-US","value":"…"}`
            b'{' if name == "message" => member(value.get(..json_len(value))?, "value"),
            b'-' | b'0'..=b'9' => {
                let len = value.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
                value.get(..len).map(str::to_owned)
            }
            _ => None,
        }
    })
}

/// A text of JSON, up to its quote or its end where that was cut off.
fn text_of(rest: &str) -> String {
    let mut out = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next().filter(|&c| c != '"') {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'r' | 't') => out.push(' '),
            Some('u') => {
                let code: String = chars.by_ref().take(4).collect();
                let c = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                out.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}
