//! The shape of a text: what differs from item to item taken out, so that items of one sort have the same.
//!
//! What is taken out is the object the text is about, what stands in quotes, what is a name by its looks (`looks.rs`),
//! and numbers with their units. Codes stay (`shape/codes.rs`): they tell problems apart.

mod codes;

use std::borrow::Cow;
use std::ops::Range;

use super::objects::subject;
use super::said::said;
use crate::looks::{Found, Look, is_hex_id, looks};

const ID: &str = "⟨id⟩";
const NUMBER: &str = "⟨n⟩";
const MAIL: &str = "⟨mail⟩";
const LINK: &str = "⟨link⟩";
const PATH: &str = "⟨path⟩";
const NAME: &str = "⟨name⟩";

/// How far the end of a quoted part is looked for, in bytes: a text full of quotes that never end is to cost no more.
const MAX_QUOTED: usize = 256;

/// A message with the object it is about, its uuids and other ids, mail addresses, links, paths, quoted parts and numbers
/// replaced by `⟨name⟩`, `⟨id⟩`, `⟨mail⟩`, `⟨link⟩`, `⟨path⟩`, `⟨n⟩`. An answer of a service inside it is read for its message
/// ([`said`]); lengths and amounts are told in seconds and bytes, so that `1 h 12 min` and `12 min` are the same; any blanks
/// are one. The pattern of a pattern is itself.
pub fn pattern(message: &str) -> String {
    let said = said(message);
    let mut folder = Folder { text: &said, out: String::with_capacity(said.len()), begin: 0, holes: Vec::new() };
    folder.fold(object(&said));
    folder.out
}

/// What a message says, and the parts of it that its pattern leaves out, in bytes, from left to right. O(n).
pub fn parts(message: &str) -> (Cow<'_, str>, Vec<Range<usize>>) {
    let said = said(message);
    let mut folder = Folder { text: &said, out: String::with_capacity(said.len()), begin: 0, holes: Vec::new() };
    folder.fold(object(&said));
    let mut holes: Vec<Range<usize>> = Vec::new();
    for hole in folder.holes {
        // `1 h 12 min` is one length.
        match holes.last_mut() {
            Some(last) if said.get(last.end..hole.start).is_some_and(|between| between.trim().is_empty()) => {
                last.end = hole.end;
            }
            _ => holes.push(hole),
        }
    }
    (said, holes)
}

/// Appends the pattern of a part of a message, in which no object is looked for. O(n).
pub(super) fn push_pattern(text: &str, out: &mut String) {
    let begin = out.len();
    let mut folder = Folder { text, out: std::mem::take(out), begin, holes: Vec::new() };
    folder.fold(None);
    *out = folder.out;
}

/// Where the object stands that a text is about.
fn object(text: &str) -> Option<Range<usize>> {
    let name = subject(text).object?.name;
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    // What stands for a name is one by itself: what ended the name, as a line break does, may be gone.
    let is_hole = [ID, NUMBER, PATH, NAME, MAIL, LINK].iter().any(|mark| name.starts_with(mark));
    (!is_hole).then_some(start..start + name.len())
}

/// What stands between quotes at the beginning of a text; nothing if it does not begin with a quote, or the quote never
/// ends. A quote between letters is an apostrophe.
pub(super) fn quoted(text: &str) -> Option<&str> {
    let open = text.chars().next()?;
    let close = match open {
        '\'' | '"' => open,
        '`' => '\'',
        '‘' | '‚' => '’',
        '“' | '„' => '”',
        '«' => '»',
        '»' => '«',
        '‹' => '›',
        '「' => '」',
        '『' => '』',
        _ => return None,
    };
    // German quotes end with what English ones begin with.
    let is_close =
        |c: char| c == close || open == '„' && c == '“' || open == '‚' && c == '‘' || open == '`' && c == '`';
    let start = open.len_utf8();
    let ends = |&(at, c): &(usize, char)| {
        let after = text.get(at + c.len_utf8()..).and_then(|after| after.chars().next());
        // Japanese has no blanks between words.
        let goes_on = after.is_some_and(|after| after.is_alphanumeric() && !matches!(c, '」' | '』') || after == c);
        at > start && is_close(c) && !goes_on
    };
    let end = text.char_indices().skip(1).take_while(|&(at, _)| at < MAX_QUOTED).find(ends)?.0;
    text.get(start..end)
}

/// What is written while a text is read from left to right.
struct Folder<'t> {
    text: &'t str,
    out: String,
    /// Where its own text begins in `out`.
    begin: usize,
    /// What was left out of the text, in bytes of it.
    holes: Vec<Range<usize>>,
}

impl Folder<'_> {
    fn fold(&mut self, object: Option<Range<usize>>) {
        let holes = holes(self.text, object);
        let mut at = 0;
        for (hole, mark) in holes {
            self.plain(at..hole.start);
            self.hole(hole.clone(), mark);
            at = hole.end;
            if mark == PATH {
                // The mark behind a path is often taken for a part of it.
                at += self.rest(at).bytes().take_while(|b| matches!(b, b',' | b';' | b':' | b'.')).count();
            }
        }
        self.plain(at..self.text.len());
        let len = self.out.trim_end_matches(' ').len().max(self.begin);
        self.out.truncate(len);
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn hole(&mut self, hole: Range<usize>, mark: &str) {
        self.out.push_str(mark);
        self.holes.push(hole);
    }

    /// A part of the text without names: words, blanks and numbers.
    fn plain(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(c) = self.text.get(at..range.end).and_then(|rest| rest.chars().next()) {
            if c.is_whitespace() {
                if self.out.len() > self.begin && !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
                at += c.len_utf8();
            } else if c.is_alphanumeric() {
                at += self.run(at, range.end).max(c.len_utf8());
            } else {
                self.out.push(c);
                at += c.len_utf8();
            }
        }
    }

    /// A run of letters and digits, or the number that begins there. Gives how many bytes that takes.
    fn run(&mut self, at: usize, end: usize) -> usize {
        let rest = self.text.get(at..end).unwrap_or_default();
        let run = rest.get(..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())).unwrap_or_default();
        if run.bytes().all(|b| !b.is_ascii_digit()) {
            return self.letters(at, run);
        }
        // A word within what was left out says nothing of what follows.
        let from = self.holes.last().map_or(0, |hole| hole.end).min(at);
        let before = self.text.get(from..at).unwrap_or_default();
        if codes::is_code(before, run, self.rest(at + run.len())) {
            // `TLS 1.2` has one with two parts.
            let n_more = rest.get(run.len()..).map_or(0, codes::more_of_code);
            self.out.push_str(rest.get(..run.len() + n_more).unwrap_or_default());
            return run.len() + n_more;
        }
        if run.len() >= 8 && is_hex_id(run) && run.bytes().all(|b| b.is_ascii_hexdigit()) {
            self.hole(at..at + run.len(), ID);
            return run.len();
        }
        let n_letters = run.bytes().take_while(|b| !b.is_ascii_digit()).count();
        if n_letters > 0 {
            self.out.push_str(run.get(..n_letters).unwrap_or_default());
            return n_letters;
        }
        let len = codes::time_len(rest);
        self.hole(at..at + len, NUMBER);
        len
    }

    /// Letters: as they are, but for what belongs to the number before, or to the date around.
    fn letters(&mut self, at: usize, run: &str) -> usize {
        let after = self.rest(at + run.len());
        let is_glued = self.out.ends_with(NUMBER);
        let before = self.out.strip_suffix(' ').unwrap_or(&self.out);
        let follows_number = before.ends_with(NUMBER) && before.len() >= self.begin;
        if follows_number && !is_glued && codes::is_half_of_day(run) && !after.starts_with(char::is_alphanumeric) {
            // The half of the day belongs to the time before it.
            let len = before.len();
            self.out.truncate(len);
            return run.len();
        }
        if codes::is_date_word(run)
            && (codes::is_before_number(after) || ["⟨n⟩ ", "⟨n⟩-", "⟨n⟩/"].iter().any(|end| self.out.ends_with(end)))
        {
            self.hole(at..at + run.len(), NUMBER);
            return run.len();
        }
        let unit = if follows_number { codes::unit(run, after) } else { None };
        let Some((unit, len)) = unit else {
            self.out.push_str(run);
            return run.len();
        };
        self.out.push_str(unit);
        // A length in several units is one length.
        let one = [NUMBER, if is_glued { "" } else { " " }, unit].concat();
        if self.out.ends_with(&[&*one, " ", &one].concat()) {
            self.out.truncate(self.out.len() - one.len() - 1);
        }
        if let Some(hole) = self.holes.last_mut() {
            hole.end = hole.end.max(at + len);
        }
        len
    }
}

/// What is left out of a text whatever it says, from left to right: quoted parts, the object, and what is a name by its looks.
fn holes(text: &str, object: Option<Range<usize>>) -> Vec<(Range<usize>, &'static str)> {
    let mut holes: Vec<(Range<usize>, &'static str)> = Vec::new();
    let mut found = Vec::new();
    looks(text, &mut found);
    let mut at = 0;
    let mut may_begin = true;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let may_begin_here = may_begin && !c.is_alphanumeric() || matches!(c, '「' | '『');
        let name = if may_begin_here { quoted(text.get(at..).unwrap_or_default()) } else { None };
        may_begin = c.is_whitespace() || matches!(c, '=' | ':');
        at += c.len_utf8();
        if let Some(name) = name {
            // A blank is no name.
            holes.extend(Some((at..at + name.len(), NAME)).filter(|_| !name.trim().is_empty()));
            at += name.len();
        }
    }
    let is_free = |holes: &[(Range<usize>, &str)], range: &Range<usize>| {
        let next = holes.partition_point(|(hole, _)| hole.end <= range.start);
        holes.get(next).is_none_or(|(hole, _)| hole.start >= range.end)
    };
    let is_look = |range: &Range<usize>| found.iter().any(|found| (found.start, found.end) == (range.start, range.end));
    if let Some(object) = object.filter(|object| !is_look(object)) {
        // What is in quotes within a name is a part of it.
        holes.retain(|(hole, _)| hole.start <= object.start || hole.end >= object.end);
        let at = holes.partition_point(|(hole, _)| hole.end <= object.start);
        let end = holes.get(at).map_or(object.end, |(hole, _)| hole.start.min(object.end));
        let name = text.get(object.start..end).unwrap_or_default();
        let name = if end < object.end { name.trim_end_matches(|c: char| !c.is_alphanumeric()) } else { name };
        if !name.is_empty() {
            holes.insert(at, (object.start..object.start + name.len(), NAME));
        }
    }
    for Found { start, end, look } in found {
        let mark = match look {
            Look::Mail => MAIL,
            Look::Link => LINK,
            Look::Id | Look::Secret => ID,
            Look::Path => PATH,
            Look::Host | Look::Ip | Look::File | Look::Name => NAME,
        };
        if is_free(&holes, &(start..end)) {
            let at = holes.partition_point(|(hole, _)| hole.end <= start);
            holes.insert(at, (start..end, mark));
        }
    }
    holes
}

/// Length of the number that a text begins with; 0 if it begins with none. A number goes on over `.`, `,`, `:`, `/` and `-`
/// between digits, so that a time, a date and a grouped number count as one, and over a blank that does not break before three
/// digits: French and Czech group so.
pub(super) fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let joint = |at: usize| match bytes.get(at..) {
        Some([b'.' | b',' | b':' | b'/' | b'-', ..]) => 1,
        Some([0xc2, 0xa0, ..]) if digit(at + 3) && digit(at + 4) && !digit(at + 5) => 2,
        Some([0xe2, 0x80, 0xaf, ..]) if digit(at + 4) && digit(at + 5) && !digit(at + 6) => 3,
        _ => 0,
    };
    let mut len = 0;
    loop {
        len += match joint(len) {
            _ if digit(len) => 1,
            n if n > 0 && len > 0 && digit(len + n) => n,
            _ => return len,
        };
    }
}
