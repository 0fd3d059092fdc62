//! A part of the page as plain text, as it is read: a line for each block, a tab between cells, ` · ` between parts of a line
//! that stand apart on screen; nothing of buttons, fields and drawings, and nothing that is for the ear or for the eye alone.
//!
//! It is told of elements as a walk meets them (`browser/read_out.rs`), so it knows no browser.

/// The text so far.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    out: String,
    /// The tags of the elements that are open.
    above: Vec<Box<str>>,
    /// How many of them are in a part that is left out, from the outermost that is.
    n_hidden: usize,
    /// Whether a part of a line has just ended: what follows at once stands apart from it on screen.
    has_ended: bool,
}

impl Plain {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// An element begins. `is_hidden` says that it is not for whoever reads: said to the ear alone, or a mark for the eye.
    pub fn open(&mut self, tag: &str, is_hidden: bool) {
        let is_hidden = is_hidden || is_left_out(tag);
        if std::mem::take(&mut self.has_ended) && self.n_hidden == 0 && !is_hidden && is_inline(tag) {
            self.out.push_str(" · ");
        }
        self.n_hidden += usize::from(is_hidden || self.n_hidden > 0);
        if is_cell(tag) && !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\t');
        } else if is_block(tag) {
            self.end_line();
        }
        self.above.push(tag.into());
    }

    /// A text of the element that began last.
    pub fn text(&mut self, text: &str) {
        if self.n_hidden == 0 && !text.is_empty() {
            self.out.push_str(text);
            self.has_ended = false;
        }
    }

    /// The element that began last ends.
    pub fn close(&mut self) {
        let is_shown = self.n_hidden == 0;
        self.n_hidden = self.n_hidden.saturating_sub(1);
        let tag = self.above.pop().unwrap_or_default();
        if is_block(&tag) {
            self.end_line();
        }
        self.has_ended |= is_shown && is_inline(&tag) && !self.out.ends_with(['\n', '\t', ' ']);
    }

    /// All of it; every line is ended.
    pub fn finish(mut self) -> String {
        self.end_line();
        self.out
    }

    fn end_line(&mut self) {
        self.out.truncate(self.out.trim_end().len());
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }
}

/// What is worked with, and what is seen only.
fn is_left_out(tag: &str) -> bool {
    matches!(tag, "button" | "input" | "select" | "textarea" | "svg" | "canvas" | "script")
}

fn is_cell(tag: &str) -> bool {
    matches!(tag, "td" | "th")
}

fn is_inline(tag: &str) -> bool {
    matches!(tag, "span" | "a" | "b" | "bdi" | "dfn" | "mark" | "kbd" | "code" | "summary" | "label" | "time")
}

/// What differs in a text (`var`) is a part of its line.
fn is_block(tag: &str) -> bool {
    !is_cell(tag) && !is_inline(tag) && !is_left_out(tag) && tag != "var"
}
