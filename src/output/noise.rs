//! The file of known noise, which a site shares:
//!
//! ```json
//! {
//!   "tapeline": "known noise",
//!   "version": 1,
//!   "rules": [
//!     { "text": "⟨mail⟩ was skipped: the user does not have a valid", "why": "leavers", "failures": false }
//!   ]
//! }
//! ```
//!
//! - `text`: a part of a message, or of its pattern, in which `⟨mail⟩`, `⟨link⟩`, `⟨path⟩`, `⟨name⟩`, `⟨id⟩` and `⟨n⟩`
//!   stand for what differs; four letters at least.
//! - `why`: for whoever reads the file next. May be left out.
//! - `failures`: whether failed items are hidden as well. Left out or not understood: no.

use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{CharEscape, Formatter, Serializer};

use crate::answers::noise::{N_LETTERS_MIN, Noise, Rule};
use crate::format;
use crate::words::Words;

const KIND: &str = "known noise";
const VERSION: u64 = 1;
/// The largest file that is read, in bytes.
pub const NOISE_MAX_BYTES: usize = 262_144;
const N_RULES_MAX: usize = 500;
const TEXT_MAX_CHARS: usize = 2000;

/// Reads a file. A rule that is bad costs that rule, and is named; the error says why there are no rules at all.
pub fn parse(bytes: &[u8], words: &Words) -> Result<(Noise, Vec<String>), String> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if text.len() > NOISE_MAX_BYTES {
        return Err(words.say("The file is larger than 256 KiB.").to_owned());
    }
    let file: Value = serde_json::from_slice(text)
        .map_err(|error| words.fill("The file is not valid JSON: look at line {}.", &[&error.line().to_string()]))?;
    if file.get("tapeline").and_then(Value::as_str) != Some(KIND) {
        return Err(words.say("The file is no file of known noise: it does not say so of itself.").to_owned());
    }
    if file.get("version").and_then(Value::as_u64) != Some(VERSION) {
        return Err(words.say("The file is of a version that this page does not know.").to_owned());
    }
    let Some(rules) = file.get("rules").and_then(Value::as_array) else {
        return Err(words.say("The file has no list of rules.").to_owned());
    };
    let (mut noise, mut problems) = (Noise::default(), Vec::new());
    for (n, rule) in rules.iter().enumerate() {
        let read = if n < N_RULES_MAX { read(rule) } else { Err("is one too many and was left out") };
        let problem = match read {
            Ok((rule, problem)) => {
                noise.rules.push(rule);
                problem
            }
            Err(problem) => Some(problem),
        };
        let problem = problem.map(|problem| words.fill("Rule {} {}.", &[&format::count(n + 1), words.say(problem)]));
        problems.extend(problem);
        if n >= N_RULES_MAX {
            break;
        }
    }
    Ok((noise, problems))
}

/// A rule, and what is odd about it.
fn read(rule: &Value) -> Result<(Rule, Option<&'static str>), &'static str> {
    let text = rule.get("text").and_then(Value::as_str).ok_or("has no text and was left out")?;
    if text.chars().nth(TEXT_MAX_CHARS).is_some() {
        return Err("has a text of more than 2,000 characters and was left out");
    }
    let why = rule.get("why").and_then(Value::as_str).unwrap_or_default();
    let failures = rule.get("failures").map(Value::as_bool);
    let problem = (failures == Some(None)).then_some("says neither true nor false of failures; they stay in view");
    let failures = failures.flatten().unwrap_or(false);
    let rule = Rule { text: text.trim().to_owned(), why: why.to_owned(), failures };
    const { assert!(N_LETTERS_MIN == 4, "the message says how many") };
    if rule.is_telling() {
        Ok((rule, problem))
    } else {
        Err("has fewer than four letters, fits too much and was left out")
    }
}

/// The file of some rules, a line for each.
pub fn to_json(noise: &Noise) -> String {
    let mut out = String::from("{\n  \"tapeline\": \"known noise\",\n  \"version\": 1,\n  \"rules\": [");
    for (n, rule) in noise.rules.iter().enumerate() {
        out.push_str(if n == 0 { "\n    { \"text\": " } else { ",\n    { \"text\": " });
        push_text(&mut out, &rule.text);
        out.push_str(", \"why\": ");
        push_text(&mut out, &rule.why);
        out.push_str(if rule.failures { ", \"failures\": true }" } else { ", \"failures\": false }" });
    }
    out.push_str(if noise.rules.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    out
}

/// Appends a JSON text. What nobody would see is written as its number.
fn push_text(out: &mut String, text: &str) {
    let mut bytes = Vec::new();
    // Memory takes all that is written, and what is written of a text is one.
    let _ = text.serialize(&mut Serializer::with_formatter(&mut bytes, InSight));
    out.push_str(&String::from_utf8_lossy(&bytes));
}

/// Writes hidden characters as `\u202e`, and all control characters in that one form.
struct InSight;

impl Formatter for InSight {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        for c in fragment.chars() {
            if format::is_hidden(c) {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(to, "\\u{unit:04x}")?;
                }
            } else {
                write!(to, "{c}")?;
            }
        }
        Ok(())
    }

    fn write_char_escape<W: io::Write + ?Sized>(&mut self, to: &mut W, escape: CharEscape) -> io::Result<()> {
        let control = match escape {
            CharEscape::Quote => return to.write_all(b"\\\""),
            CharEscape::ReverseSolidus => return to.write_all(b"\\\\"),
            CharEscape::Solidus => b'/',
            CharEscape::Backspace => 0x08,
            CharEscape::FormFeed => 0x0c,
            CharEscape::LineFeed => b'\n',
            CharEscape::CarriageReturn => b'\r',
            CharEscape::Tab => b'\t',
            CharEscape::AsciiControl(byte) => byte,
        };
        write!(to, "\\u{control:04x}")
    }
}
