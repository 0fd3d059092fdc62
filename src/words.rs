//! The page's own texts in the reader's language. English stands where it is said; another language is a file of pairs
//! (`words/de.txt`): the English text, then the other one. A text the file does not have stays English. What a server sent
//! never comes through here, but for what stands in a hole that is taken as it is.
//!
//! The desk puts its texts together from words that are said already ([`Words::fill`]). The page says what is finished
//! ([`Words::said`]): there a line of the file with holes `{=}` and `{*}` stands for all texts that look like it.

pub use crate::texts::Lang;

/// The texts of one language. Without a file: English.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    lang: Lang,
    /// In the order of the English texts.
    pairs: Vec<(Box<str>, Box<str>)>,
    /// Those that stand for texts that look like them, the most telling first.
    patterns: Vec<(Box<str>, Box<str>)>,
}

impl Words {
    /// Reads a file of pairs: the English line, the line in `lang`, an empty line. What stands before the first empty line
    /// is about the file. A line that has no partner is left out.
    pub fn parse(lang: Lang, text: &str) -> Self {
        let lines: Vec<&str> =
            text.lines().skip_while(|line| !line.is_empty()).filter(|line| !line.is_empty()).collect();
        let mut pairs: Vec<(Box<str>, Box<str>)> = Vec::with_capacity(lines.len() / 2);
        let mut patterns: Vec<(Box<str>, Box<str>)> = Vec::new();
        for pair in lines.chunks_exact(2) {
            if let [english, other] = *pair {
                let is_pattern = hole(english).is_some();
                let list = if is_pattern { &mut patterns } else { &mut pairs };
                let at = list.partition_point(|(known, _)| {
                    if is_pattern { n_literal(known) >= n_literal(english) } else { &**known < english }
                });
                list.insert(at, (english.into(), other.into()));
            }
        }
        // What is nothing but holes would look like everything.
        patterns.retain(|(english, _)| n_literal(english) > 0);
        Self { lang, pairs, patterns }
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Every English text that has a partner, and the partner; those with holes `{=}` and `{*}` last.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().chain(&self.patterns).map(|(english, other)| (&**english, &**other))
    }

    /// A text of the page. O(log n) in the texts.
    pub fn say<'a>(&'a self, english: &'a str) -> &'a str {
        self.find(english).unwrap_or(english)
    }

    fn find(&self, english: &str) -> Option<&str> {
        let at = self.pairs.binary_search_by(|(known, _)| (**known).cmp(english));
        at.ok().and_then(|at| self.pairs.get(at)).map(|(_, other)| &**other)
    }

    /// A finished text of the page: as it is in the file, or as a line of it that has the same words around its holes. What
    /// stands in a hole `{=}` is taken as it is, in `{*}` it is said itself. Blanks around it stay. A number or a
    /// date that nothing fits is [written](Self::local) as it should be. O(patterns) where the file does not have the very text.
    pub fn said(&self, english: &str) -> String {
        if let Some(other) = self.find(english) {
            return other.to_owned();
        }
        let words = english.trim_matches(' ');
        if words.len() < english.len() && !words.is_empty() {
            let (before, after) = english.split_once(words).unwrap_or_default();
            return [before, &self.said(words), after].concat();
        }
        for (pattern, other) in &self.patterns {
            if let Some(holes) = holes(pattern, english) {
                let said: Vec<String> =
                    holes.iter().map(|&(again, text)| if again { self.said(text) } else { text.to_owned() }).collect();
                return filled(other, &said.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
        // A number, a date, a length; nothing in which a dot may be one of an address.
        let is_figure = english.split(|c: char| !c.is_alphabetic()).all(|word| word.chars().count() <= 3);
        if is_figure { self.local(english.to_owned()) } else { english.to_owned() }
    }

    /// A text with holes `{}` filled in order; a translation that needs another order names them `{0}`, `{1}`. What fills
    /// a hole is not read again.
    pub fn fill(&self, english: &str, holes: &[&str]) -> String {
        filled(self.say(english), holes)
    }

    /// A number and its noun: `1 item`, `59,960 items`.
    pub fn counted(&self, n: usize, one: &str, many: &str) -> String {
        let mut out = self.local(crate::format::count(n));
        out.push(' ');
        out.push_str(self.say(if n == 1 { one } else { many }));
        out
    }

    /// A number, length or time that `format` wrote, as this language writes it: its marks between digits, its names of days
    /// and months. Not for foreign text.
    pub fn local(&self, text: String) -> String {
        if self.lang == Lang::En {
            return text;
        }
        let mut out = String::with_capacity(text.len() + 4);
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let is_letter = |c: char| c.is_ascii_alphabetic();
            let name = rest.get(..rest.find(|c| !is_letter(c)).unwrap_or(rest.len())).unwrap_or_default();
            let len = name.len().max(first.len_utf8());
            let (token, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
            let is_inside =
                out.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
            out.push_str(match token {
                "," if is_inside => ".",
                "." if is_inside => ",",
                "" => token,
                _ if name.len() == 3 => self.say(token),
                _ => token,
            });
            rest = after;
        }
        out
    }
}

/// A text with its holes filled.
fn filled(text: &str, holes: &[&str]) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut next = 0;
    while let Some((before, hole)) = rest.split_once('{') {
        let (name, after) = hole.split_once('}').unwrap_or((hole, ""));
        out.push_str(before);
        out.push_str(holes.get(name.parse().unwrap_or(next)).copied().unwrap_or_default());
        next += 1;
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The first hole of a pattern: what stands before it, whether what is in it is said again, and what follows.
fn hole(pattern: &str) -> Option<(&str, bool, &str)> {
    let at = [pattern.find("{=}"), pattern.find("{*}")].into_iter().flatten().min()?;
    let (before, rest) = pattern.split_at_checked(at)?;
    Some((before, rest.starts_with("{*}"), rest.get(3..)?))
}

/// How much of a pattern is no hole, in bytes.
fn n_literal(pattern: &str) -> usize {
    let (mut n, mut rest) = (0, pattern);
    while let Some((before, _, after)) = hole(rest) {
        n += before.len();
        rest = after;
    }
    n + rest.len()
}

/// What stands in the holes of a pattern where a text looks like it, and whether it is said again. The first words of the
/// pattern begin the text, its last ones end it, those between are looked for from the left; no hole is empty.
fn holes<'t>(pattern: &str, text: &'t str) -> Option<Vec<(bool, &'t str)>> {
    let (first, mut is_again, mut rest) = hole(pattern)?;
    let mut text = text.strip_prefix(first)?;
    let mut holes = Vec::new();
    loop {
        let next = hole(rest);
        let inside = match next {
            Some((words, ..)) => {
                let (inside, after) = text.split_once(words)?;
                text = after;
                inside
            }
            None => text.strip_suffix(rest)?,
        };
        if inside.is_empty() {
            return None;
        }
        holes.push((is_again, inside));
        let Some((_, again, after)) = next else { return Some(holes) };
        (is_again, rest) = (again, after);
    }
}
