//! What leaves the page, before it does: the text for a ticket as it will be, and what was replaced in it.

use crate::format;
use crate::output::redact::{Change, Redactor};

/// The most replaced names that are listed; the rest is counted.
const N_CHANGES_MAX: usize = 200;
/// Letters shown of a name.
const N_SHOWN: usize = 120;

/// In which form a ticket is copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Form {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
}

impl Form {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Text, Self::Markdown];
}

/// A file that can be saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// The items that pass the filters, as a table.
    Csv,
    /// The list of job sessions, as a table.
    SessionsCsv,
    /// The answers of the server, byte for byte: the page itself has them.
    Json,
    /// The timeline as it is in view.
    Svg,
    /// The same as a picture, made from the drawing.
    Png,
    /// One that opens again without the server.
    Session,
    /// The rules of known noise.
    Noise,
}

impl FileKind {
    /// Those of an open session, in the order in which they are offered.
    pub const OF_SESSION: [Self; 5] = [Self::Csv, Self::Json, Self::Svg, Self::Png, Self::Session];

    /// The name that it is saved under.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "log.csv",
            Self::SessionsCsv => "sessions.csv",
            Self::Json => "log.json",
            Self::Svg => "timeline.svg",
            Self::Png => "timeline.png",
            Self::Session => "session.tapeline",
            Self::Noise => "known-noise.json",
        }
    }

    /// Whether it can be had with its names replaced: what is sent byte for byte keeps them.
    pub const fn can_be_redacted(self) -> bool {
        !matches!(self, Self::Json)
    }
}

/// A file as it was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// All of it, or what stands before the pages as they came.
    pub head: String,
    /// What stands behind those pages; nothing where none go in.
    pub tail: Option<String>,
}

impl From<String> for Made {
    fn from(whole: String) -> Self {
        Self { head: whole, tail: None }
    }
}

/// What is shown before something leaves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Export {
    /// The ticket as it will be copied.
    pub ticket: Vec<Piece>,
    /// Its form.
    pub form: Form,
    /// What was replaced in it; nothing where names are as they were.
    pub replaced: Option<Replaced>,
    /// Whether there is a log: else the ticket is all there is to take away.
    pub has_log: bool,
}

/// A piece of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// It.
    pub text: String,
    /// The name that it stands for, cut, with what is hidden spelt out; nothing if it is as it was.
    pub name: Option<String>,
}

/// What was replaced.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Replaced {
    /// The first of the names, cut, with what is hidden spelt out.
    pub changes: Vec<Change>,
    /// How many names.
    pub n: usize,
}

/// What is shown of a ticket; `redactor` is what replaced the names in it.
pub fn export(ticket: &str, form: Form, redactor: Option<&Redactor>, has_log: bool) -> Export {
    let shown = |name: &str| format::shown(name, N_SHOWN).into_owned();
    let piece =
        |(text, name): (&str, Option<String>)| Piece { text: text.to_owned(), name: name.map(|name| shown(&name)) };
    let pieces = redactor.map_or_else(|| vec![(ticket, None)], |redactor| redactor.pieces(ticket));
    let replaced = redactor.map(|redactor| {
        let changes = redactor.changes();
        let n = changes.len();
        let cut = |change: Change| Change { name: shown(&change.name), ..change };
        Replaced { changes: changes.into_iter().take(N_CHANGES_MAX).map(cut).collect(), n }
    });
    Export { ticket: pieces.into_iter().map(piece).collect(), form, replaced, has_log }
}
