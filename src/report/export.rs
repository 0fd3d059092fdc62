//! What leaves the page: the text for a ticket as it will be, with what was replaced in it marked and told, and the files.

use super::marks::{box_of, column};
use super::{Context, Doc};
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

    /// The word behind `ticket-form:`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
        }
    }

    /// From that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.word() == word)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Markdown => "Markdown",
        }
    }
}

/// What is shown.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    /// The ticket as it will be copied.
    pub ticket: &'a str,
    /// Its form.
    pub form: Form,
    /// What replaced the names in it; nothing where they are as they were.
    pub redactor: Option<&'a Redactor>,
    /// Whether there is a log: else the ticket is all there is to take away.
    pub has_log: bool,
}

/// The document.
pub fn export(doc: &mut Doc, ctx: &Context, export: Export<'_>) {
    doc.el("section", "export", |doc| {
        // What opens this says so already.
        doc.line("h2", "unseen", ctx.say("To the ticket"));
        choices(doc, ctx, export);
        preview(doc, export);
        doc.el("p", "bar no-print", |doc| doc.button("copy-ticket", "button button--main", ctx.say("Copy")));
        if let Some(redactor) = export.redactor {
            changes(doc, ctx, &redactor.changes());
        }
        if export.has_log {
            files(doc, ctx, export);
        }
    });
}

fn choices(doc: &mut Doc, ctx: &Context, export: Export<'_>) {
    doc.el("div", "bar no-print", |doc| {
        doc.el("div", "choice", |doc| {
            doc.set("role", "group");
            doc.set("aria-label", ctx.say("Form of the text"));
            for form in Form::ALL {
                toggle(
                    doc,
                    &["ticket-form:", form.word()].concat(),
                    ("aria-pressed", form == export.form),
                    form.name(),
                );
            }
        });
        let is_redacted = export.redactor.is_some();
        let text = ctx.say("Replace names, addresses and ids");
        doc.el("button", "switch", |doc| {
            doc.set("type", "button");
            doc.set("role", "switch");
            doc.set("aria-checked", yes_no(is_redacted));
            doc.set("data-do", "redact");
            doc.text(text);
        });
    });
}

fn toggle(doc: &mut Doc, action: &str, (state, is_on): (&str, bool), text: &str) {
    doc.el("button", "button", |doc| {
        doc.set("type", "button");
        doc.set(state, yes_no(is_on));
        doc.set("data-do", action);
        doc.text(text);
    });
}

const fn yes_no(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

/// The text; each stand-in is marked, and says on hover what it stands for.
fn preview(doc: &mut Doc, export: Export<'_>) {
    doc.el("pre", "ticket", |doc| {
        doc.set("tabindex", "0");
        let Some(redactor) = export.redactor else { return doc.text(export.ticket) };
        for (piece, name) in redactor.pieces(export.ticket) {
            match name {
                Some(name) => doc.el("mark", "", |doc| {
                    doc.set("title", &format::shown(&name, N_SHOWN));
                    doc.text(piece);
                }),
                None => doc.text(piece),
            }
        }
    });
}

/// What was replaced, by what, and how often.
fn changes(doc: &mut Doc, ctx: &Context, changes: &[Change]) {
    if changes.is_empty() {
        return doc.line("p", "soft", ctx.say("Nothing in it is known to be a name."));
    }
    doc.el("details", "", |doc| {
        doc.set("open", "");
        let n = ctx.words.counted(changes.len(), "name was replaced", "names were replaced");
        doc.line("summary", "", &n);
        doc.line(
            "p",
            "soft",
            ctx.say("The same name has the same stand-in in everything you take away in one go. What looks like no name and is none of an object, job or server stays: read the text before you send it."),
        );
        box_of(doc, |doc| changes_table(doc, ctx, changes));
        let n_more = changes.len().saturating_sub(N_CHANGES_MAX);
        if n_more > 0 {
            let n = ctx.words.local(format::count(n_more));
            doc.line("p", "soft", &ctx.words.fill("and {} more", &[&n]));
        }
    });
}

fn changes_table(doc: &mut Doc, ctx: &Context, changes: &[Change]) {
    // Nothing in it can be reached by keyboard, and it scrolls.
    doc.set("tabindex", "0");
    doc.el("table", "changes", |doc| {
        doc.line("caption", "unseen", ctx.say("What was replaced"));
        doc.el("thead", "", |doc| {
            doc.el("tr", "", |doc| {
                for (class, head) in [("", "Kind"), ("", "Name"), ("", "Stand-in"), ("number", "Times")] {
                    column(doc, class, ctx.say(head));
                }
            });
        });
        doc.el("tbody", "", |doc| {
            for change in changes.iter().take(N_CHANGES_MAX) {
                doc.el("tr", "", |doc| {
                    doc.line("td", "", ctx.say(change.what.word()));
                    doc.line("td", "text", &format::shown(&change.name, N_SHOWN));
                    doc.el("td", "", |doc| doc.line("mark", "", &change.stand_in));
                    doc.line("td", "number", &ctx.words.local(format::count(change.n)));
                });
            }
        });
    });
}

fn files(doc: &mut Doc, ctx: &Context, export: Export<'_>) {
    let kinds = [
        ("save:csv", "CSV", "All items as a table for a spreadsheet; no cell is taken for a formula."),
        ("save:json", "JSON", "The answers of the server, byte for byte."),
        ("save:svg", "SVG", "The timeline as it is in view, as a drawing that scales."),
        ("save:png", "PNG", "The same as a picture."),
        ("save:session", "Saved session", "One file that opens here again without the server."),
    ];
    let is_redacted = export.redactor.is_some();
    doc.line("h2", "no-print", ctx.say("Files"));
    doc.el("ul", "files no-print", |doc| {
        for (action, name, about) in kinds {
            // What is sent byte for byte keeps its names.
            if is_redacted && action == "save:json" {
                continue;
            }
            doc.el("li", "", |doc| {
                doc.button(action, "button", ctx.say(name));
                doc.line("span", "soft", ctx.say(about));
            });
        }
    });
    let note = if is_redacted {
        "Names are replaced in these files too. The server's own JSON is not offered: it would hold all of them."
    } else {
        "These files hold names and addresses as the server sent them."
    };
    doc.line("p", "soft no-print", ctx.say(note));
}
