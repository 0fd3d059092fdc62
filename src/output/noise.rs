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
//! - `whole`: whether `text` is a whole pattern, as the page writes it for a group that somebody called harmless: such a
//!   rule hides that group and nothing else (with `failures`, its failed items alone). Left out: no.

use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{CharEscape, Formatter, Serializer};

use crate::answers::noise::{N_LETTERS_MIN, Noise, Rule};
use crate::format;
use crate::texts::Texts;

const KIND: &str = "known noise";
const VERSION: u64 = 1;
/// The largest file that is read, in bytes.
pub const NOISE_MAX_BYTES: usize = 262_144;
const N_RULES_MAX: usize = 500;
const TEXT_MAX_CHARS: usize = 8000;

/// Why a file gives no rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoiseError {
    /// No JSON.
    NotJson {
        /// Where it ends to be that, from 1.
        line: usize,
    },
    /// Too many bytes.
    TooLarge,
    /// It does not say that it is such a file.
    NotNoise,
    /// Another version.
    Newer,
    /// No list of rules.
    NoRules,
}

impl NoiseError {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::NotJson { line } => texts.noise_not_json(line.to_string()),
            Self::TooLarge => texts.noise_too_large(),
            Self::NotNoise => texts.noise_not_noise(),
            Self::Newer => texts.noise_newer(),
            Self::NoRules => texts.noise_no_rules(),
        }
    }
}

/// What is wrong with one rule of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleProblem {
    /// Which, from 1.
    pub n: usize,
    /// What.
    pub what: RuleFlaw,
}

/// A flaw of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RuleFlaw {
    /// One more than are read; left out.
    OneTooMany,
    /// No text; left out.
    NoText,
    /// A text that is too long; left out.
    TooLong,
    /// It does not say of failures what can be understood; they stay in view.
    BadFailures,
    /// Fits too much; left out.
    TooShort,
}

impl RuleProblem {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        let why = match self.what {
            RuleFlaw::OneTooMany => texts.noise_one_too_many(),
            RuleFlaw::NoText => texts.noise_no_text(),
            RuleFlaw::TooLong => texts.noise_too_long(),
            RuleFlaw::BadFailures => texts.noise_bad_failures(),
            RuleFlaw::TooShort => texts.noise_too_short(),
        };
        texts.noise_rule(texts.count(self.n), why)
    }
}

/// Reads a file. A rule that is bad costs that rule, and is named; the error says why there are no rules at all.
pub fn parse(bytes: &[u8]) -> Result<(Noise, Vec<RuleProblem>), NoiseError> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if text.len() > NOISE_MAX_BYTES {
        return Err(NoiseError::TooLarge);
    }
    let file: Value = serde_json::from_slice(text).map_err(|error| NoiseError::NotJson { line: error.line() })?;
    if file.get("tapeline").and_then(Value::as_str) != Some(KIND) {
        return Err(NoiseError::NotNoise);
    }
    if file.get("version").and_then(Value::as_u64) != Some(VERSION) {
        return Err(NoiseError::Newer);
    }
    let rules = file.get("rules").and_then(Value::as_array).ok_or(NoiseError::NoRules)?;
    let (mut noise, mut problems) = (Noise::default(), Vec::new());
    for (n, rule) in rules.iter().enumerate() {
        let read = if n < N_RULES_MAX { read(rule) } else { Err(RuleFlaw::OneTooMany) };
        let flaw = match read {
            Ok((rule, flaw)) => {
                noise.rules.push(rule);
                flaw
            }
            Err(flaw) => Some(flaw),
        };
        problems.extend(flaw.map(|what| RuleProblem { n: n + 1, what }));
        if n >= N_RULES_MAX {
            break;
        }
    }
    Ok((noise, problems))
}

/// A rule, and what is odd about it.
fn read(rule: &Value) -> Result<(Rule, Option<RuleFlaw>), RuleFlaw> {
    let text = rule.get("text").and_then(Value::as_str).ok_or(RuleFlaw::NoText)?;
    if text.chars().nth(TEXT_MAX_CHARS).is_some() {
        return Err(RuleFlaw::TooLong);
    }
    let why = rule.get("why").and_then(Value::as_str).unwrap_or_default();
    let failures = rule.get("failures").map(Value::as_bool);
    let flaw = (failures == Some(None)).then_some(RuleFlaw::BadFailures);
    let failures = failures.flatten().unwrap_or(false);
    let whole = rule.get("whole").and_then(Value::as_bool).unwrap_or(false);
    let rule = Rule { text: text.trim().to_owned(), why: why.to_owned(), failures, whole };
    const { assert!(N_LETTERS_MIN == 4, "the message says how many") };
    if rule.is_telling() { Ok((rule, flaw)) } else { Err(RuleFlaw::TooShort) }
}

/// The file of some rules, a line for each.
pub fn to_json(noise: &Noise) -> String {
    let mut out = String::from("{\n  \"tapeline\": \"known noise\",\n  \"version\": 1,\n  \"rules\": [");
    for (n, rule) in noise.rules.iter().enumerate() {
        out.push_str(if n == 0 { "\n    { \"text\": " } else { ",\n    { \"text\": " });
        push_text(&mut out, &rule.text);
        out.push_str(", \"why\": ");
        push_text(&mut out, &rule.why);
        out.push_str(if rule.failures { ", \"failures\": true" } else { ", \"failures\": false" });
        out.push_str(if rule.whole { ", \"whole\": true }" } else { " }" });
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
