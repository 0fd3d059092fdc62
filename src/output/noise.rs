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

use crate::answers::noise::{N_LETTERS_MIN, Noise, Rule};
use crate::format;
use crate::wire::Tree;
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
    let tree = Tree::parse(text).map_err(|at| {
        let line = text.iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
        words.fill("The file is not valid JSON: look at line {}.", &[&line.to_string()])
    })?;
    if tree.get("tapeline").and_then(Tree::text) != Some(KIND) {
        return Err(words.say("The file is no file of known noise: it does not say so of itself.").to_owned());
    }
    if tree.get("version").and_then(Tree::number) != Some(VERSION) {
        return Err(words.say("The file is of a version that this page does not know.").to_owned());
    }
    let Some(rules) = tree.get("rules").and_then(Tree::list) else {
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
fn read(rule: &Tree) -> Result<(Rule, Option<&'static str>), &'static str> {
    let text = rule.get("text").and_then(Tree::text).ok_or("has no text and was left out")?;
    if text.chars().nth(TEXT_MAX_CHARS).is_some() {
        return Err("has a text of more than 2,000 characters and was left out");
    }
    let why = rule.get("why").and_then(Tree::text).unwrap_or_default();
    let failures = rule.get("failures").map(Tree::flag);
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
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if format::is_hidden(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str("\\u");
                    let digit = |place: u32| char::from_digit(u32::from(*unit) >> (4 * place) & 15, 16);
                    out.extend((0..4).rev().filter_map(digit));
                }
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}
