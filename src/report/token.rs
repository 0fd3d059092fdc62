//! "How do I get a token?": lines to paste into a console, for one server, with a button for each that copies them.

use super::{Context, Doc};
use crate::api::TokenHelp;

/// The document.
pub fn token_help(doc: &mut Doc, ctx: &Context, help: &TokenHelp) {
    for (name, word, script) in
        [("Windows PowerShell", "copy:powershell", &help.powershell), ("curl", "copy:shell", &help.shell)]
    {
        doc.line("h2", "", name);
        doc.line("pre", "text", script);
        doc.button(word, "", ctx.say("Copy"));
    }
    doc.el("ul", "", |doc| {
        for note in &help.notes {
            doc.line("li", "text", &note.say(ctx.texts()));
        }
    });
}
