//! What a report looks like, before it is elements: a stream of what to open, set, write and close. The page makes elements
//! of it (`app/parts/report.rs`) and keeps those that stay the same; tests read it as an outline.
//!
//! Text is only ever text: nothing of it is read as markup, and an address counts only inside the page (`#/…`).

/// A report being written. Every name of a tag or an attribute is the page's own; texts may be the server's.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Doc {
    bytes: Vec<u8>,
}

const OPEN: u8 = 1;
const SET: u8 = 2;
const TEXT: u8 = 3;
const CLOSE: u8 = 4;

impl Doc {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// An element and what is inside. A tag such as `svg:rect` is one of a drawing.
    pub fn el(&mut self, tag: &str, class: &str, inside: impl FnOnce(&mut Self)) {
        self.put(OPEN, tag);
        if !class.is_empty() {
            self.set("class", class);
        }
        inside(self);
        self.bytes.push(CLOSE);
    }

    /// An element with nothing but a text.
    pub fn line(&mut self, tag: &str, class: &str, text: &str) {
        self.el(tag, class, |doc| doc.text(text));
    }

    /// An attribute of the element that was opened last, before anything inside it. A name that begins with `--` is a
    /// property of its style.
    pub fn set(&mut self, name: &str, value: &str) {
        self.put(SET, name);
        self.put(SET, value);
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.put(TEXT, text);
    }

    /// A link to a view, by its address.
    pub fn link(&mut self, address: &str, class: &str, text: &str) {
        self.el("a", class, |doc| {
            doc.set("href", address);
            doc.text(text);
        });
    }

    /// A button that makes the page do something: `action` is a word that the page knows, and a value after a colon.
    pub fn button(&mut self, action: &str, class: &str, text: &str) {
        self.el("button", class, |doc| {
            doc.set("type", "button");
            doc.set("data-do", action);
            doc.text(text);
        });
    }

    /// A figure that says what it means: on hover, and to those who hear the page.
    pub fn term(&mut self, text: &str, definition: &str) {
        self.el("dfn", "", |doc| {
            doc.set("tabindex", "0");
            doc.set("data-tip", definition);
            doc.text(text);
            doc.line("span", "unseen", &[": ", definition].concat());
        });
    }

    /// The stream.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn put(&mut self, op: u8, text: &str) {
        self.bytes.push(op);
        self.bytes.extend_from_slice(&u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// One step of the stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step<'a> {
    /// An element of this tag begins.
    Open(&'a str),
    /// An attribute of the element that began last.
    Set(&'a str, &'a str),
    /// A text inside.
    Text(&'a str),
    /// The element that began last ends.
    Close,
}

/// The steps of a stream, in order; ends at the first thing that is none.
pub fn steps(bytes: &[u8]) -> impl Iterator<Item = Step<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        Some(match take(&mut rest)? {
            (OPEN, tag) => Step::Open(tag),
            (SET, name) => Step::Set(name, take(&mut rest)?.1),
            (TEXT, text) => Step::Text(text),
            _ => Step::Close,
        })
    })
}

fn take<'a>(rest: &mut &'a [u8]) -> Option<(u8, &'a str)> {
    let (&op, after) = rest.split_first()?;
    if op == CLOSE {
        *rest = after;
        return Some((op, ""));
    }
    let (len, after) = after.split_first_chunk::<4>()?;
    let (text, after) = after.split_at_checked(u32::from_le_bytes(*len) as usize)?;
    *rest = after;
    Some((op, std::str::from_utf8(text).ok()?))
}

/// The stream as an outline, one line for each element or text, for tests and for reading.
pub fn outline(bytes: &[u8]) -> String {
    let (mut out, mut depth) = (String::new(), 0_usize);
    for step in steps(bytes) {
        match step {
            Step::Set(name, value) => {
                out.push_str(&[" ", name, "=\"", value, "\""].concat());
            }
            Step::Close => depth = depth.saturating_sub(1),
            Step::Open(text) | Step::Text(text) => {
                if !out.is_empty() {
                    out.push('\n');
                }
                out.extend(std::iter::repeat_n("  ", depth));
                let is_text = matches!(step, Step::Text(_));
                out.push_str(&if is_text { ["\"", text, "\""].concat() } else { text.to_owned() });
                depth += usize::from(!is_text);
            }
        }
    }
    out.push('\n');
    out
}

/// The document as plain text, as it is read: a line for each block, a tab between cells, nothing of buttons and drawings.
pub fn plain(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut above: Vec<&str> = Vec::new();
    let mut n_hidden = 0_usize;
    // Whether a part of a line has just ended: what follows at once stands apart from it on screen.
    let mut has_ended = false;
    for step in steps(bytes) {
        match step {
            Step::Open(tag) => {
                above.push(tag);
                if std::mem::take(&mut has_ended) && n_hidden == 0 && !is_block(tag) && !is_cell(tag) {
                    out.push_str(" · ");
                }
                let is_hidden = tag == "button" || tag.starts_with("svg:");
                n_hidden += usize::from(is_hidden || n_hidden > 0);
                match tag {
                    _ if is_cell(tag) && !out.is_empty() && !out.ends_with('\n') => out.push('\t'),
                    _ if is_block(tag) => end_line(&mut out),
                    _ => {}
                }
            }
            // What only those hear who do not see a figure explained, and what only those see who do not hear it.
            Step::Set("class", "unseen") | Step::Set("aria-hidden", "true") => n_hidden += usize::from(n_hidden == 0),
            Step::Set(..) => {}
            Step::Text(text) => {
                if n_hidden == 0 {
                    out.push_str(text);
                    has_ended = false;
                }
            }
            Step::Close => {
                let is_shown = n_hidden == 0;
                n_hidden = n_hidden.saturating_sub(1);
                let tag = above.pop().unwrap_or_default();
                if is_block(tag) {
                    end_line(&mut out);
                }
                has_ended |= is_shown && !is_block(tag) && !is_cell(tag) && !out.ends_with(['\n', '\t', ' ']);
            }
        }
    }
    end_line(&mut out);
    out
}

fn is_cell(tag: &str) -> bool {
    matches!(tag, "td" | "th")
}

fn is_block(tag: &str) -> bool {
    !matches!(tag, "td" | "th" | "span" | "a" | "b" | "dfn" | "mark" | "kbd" | "button" | "code" | "summary")
        && !tag.starts_with("svg:")
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
}
