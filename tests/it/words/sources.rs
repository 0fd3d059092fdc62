//! Whether the file of German texts and the sources fit: what is said has a German partner.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::manual_strip,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "test code: a panic is how a test fails"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tapeline::words::{Lang, Words};

const GERMAN: &str = include_str!("../../../src/words/de.txt");

/// Texts that are the same in both languages, or that nobody reads.
const SAME: &[&str] = &[
    "Tapeline",
    "UTC",
    "Windows PowerShell",
    "Microsoft 365",
    "Azure",
    "CSV",
    "JSON",
    "SVG",
    "PNG",
    "Markdown",
    "Content-Type",
    "Retry-After",
    // Keys of the keyboard, as events name them.
    "ArrowDown",
    "ArrowUp",
    "ArrowLeft",
    "ArrowRight",
    "PageDown",
    "PageUp",
    "Home",
    "End",
    "Enter",
    "Escape",
    // Tags, as the document names them.
    "INPUT",
    "SELECT",
    "TEXTAREA",
    // Styles.
    "11px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
    "(prefers-color-scheme: dark)",
    "(forced-colors: active)",
    // Classes.
    "toast text",
    "soft text",
    "number text",
    "sessions view",
    "card form",
    "noopener noreferrer",
    "swatch",
    // The name of a zone is put together of these.
    "server, UTC",
    // Stops the program, and nobody reads it.
    "no such element",
    // Joins two names of a server in the desk's facts.
    ", from",
];

/// All text in quotes of a source, as it is written, with what stands before it; comments and bytes left out.
fn literals(source: &str) -> Vec<(&str, String)> {
    let (mut found, mut rest) = (Vec::new(), source);
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        let end = if from.starts_with("//") {
            from.find('\n').unwrap_or(from.len())
        } else if let Some(text) = from.strip_prefix('"') {
            let mut is_escaped = false;
            let len = text.find(|c| {
                let ends = c == '"' && !is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                ends
            });
            let len = len.expect("a text in quotes ends");
            if !before.ends_with('b') {
                found.push((before, written_out(&text[..len])));
            }
            len + 2
        } else if let Some(character) = from.strip_prefix("'\\") {
            2 + character[1..].find('\'').expect("a character ends") + 2
        } else if from.starts_with('\'') && from[1..].chars().nth(1) == Some('\'') {
            from[1..].char_indices().nth(2).map_or(from.len(), |(at, _)| at + 1)
        } else {
            1
        };
        rest = &from[end..];
    }
    found
}

/// A text over several lines is one; quotes in it are quotes.
fn written_out(text: &str) -> String {
    let mut lines = text.split("\\\n");
    let first = lines.next().unwrap_or_default().to_owned();
    let joined = lines.fold(first, |all, line| all + line.trim_start());
    joined.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// A text cut where it has holes.
fn between_holes(text: &str) -> Vec<&str> {
    text.split('{').filter_map(|part| part.rsplit('}').next()).collect()
}

fn n_letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Whether a text is for people: words, not a name of a class, an attribute, a file or a piece of a program.
fn is_prose(text: &str) -> bool {
    let is_camel = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase()) && word.contains(|c: char| c.is_ascii_uppercase())
    };
    let has_name = |word: &str| {
        word.contains("--") || word.contains("__") || word.contains(['<', '=', '\\', '\n']) || is_camel(word)
    };
    let is_name = text.chars().all(|c| c.is_ascii_lowercase() || "-_.:0123456789".contains(c));
    // Several classes, one of them of two words.
    let are_names = text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || " -".contains(c));
    n_letters(text) > 2
        && !is_name
        && !are_names
        && !text.split(' ').any(has_name)
        && !text.starts_with(['.', '#', '/', '['])
        && !text.contains("://")
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ends| ends == "rs" || ends == "txt") && !path.ends_with("de.txt") {
                found.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    found
}

#[test]
fn what_is_said_has_a_german_partner() {
    let words = Words::parse(Lang::De, GERMAN);
    let keys: BTreeSet<&str> = words.pairs().map(|(english, _)| english.trim()).collect();
    // What a line with holes is made of: a source puts the same together from pieces.
    let pieces: Vec<&str> = keys.iter().filter(|key| key.contains('{')).flat_map(|key| between_holes(key)).collect();
    let is_known = |text: &str| {
        let text = text.trim_matches([' ', '·']);
        let is_part = |piece: &str| n_letters(piece) < 3 || pieces.iter().any(|known| known.contains(piece.trim()));
        keys.contains(text) || SAME.contains(&text) || between_holes(text).into_iter().all(is_part)
    };
    let mut missing = Vec::new();
    for (path, source) in ["src/app", "src/report"].into_iter().flat_map(sources) {
        for (before, text) in literals(&source) {
            let is_for_readers_of_code = before.trim_end().ends_with("reason =");
            if is_prose(&text) && !is_for_readers_of_code && !is_known(&text) {
                missing.push(format!("{path}: {text}"));
            }
        }
    }
    assert!(missing.is_empty(), "no German for\n{}", missing.join("\n"));
}

#[test]
fn a_german_text_fills_the_holes_that_the_english_one_has() {
    let lines: Vec<&str> = GERMAN.lines().skip_while(|line| !line.is_empty()).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len() % 2, 0, "two lines each");
    let mut known = BTreeSet::new();
    for pair in lines.chunks_exact(2) {
        let [english, german] = pair else { unreachable!() };
        assert!(known.insert(*english), "twice: {english}");
        let n = english.matches('{').count();
        let holes: Vec<&str> = german.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
        let fits = |(at, name): (usize, &&str)| {
            name.parse().unwrap_or(at) < n && (name.is_empty() || name.parse::<usize>().is_ok())
        };
        assert!(holes.iter().enumerate().all(fits), "{english} → {german}");
        let edges = |text: &str| (text.starts_with(' '), text.ends_with(' '));
        assert_eq!(edges(english), edges(german), "{english}");
    }
}
