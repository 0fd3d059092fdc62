//! The map of keys and gestures, on `?`.

use super::{Context, Doc};

const KEYS: [(&str, &str); 22] = [
    ("?", "this map"),
    ("/", "search"),
    ("↑ ↓", "previous, next item; in a table: row"),
    ("Home End", "first, last item"),
    ("Enter", "in a table of sessions: open the session"),
    ("Esc", "let go of the range, then of the item; close"),
    ("n p", "next, previous failure"),
    ("w W", "next, previous warning"),
    ("r R", "next, previous running item"),
    ("h H", "next, previous item found by search and filters"),
    ("g G", "next, previous stretch in which nothing runs"),
    ("b", "draw long stretches in which nothing runs short"),
    ("← → or a d", "move the window"),
    ("+ −", "zoom"),
    ("Shift and ← →", "choose a range; s: that of the item"),
    ("z", "zoom to the range, or to the item"),
    ("0 or f", "show the whole session"),
    ("[ ]", "back and forward through windows"),
    ("wheel or pinch", "zoom at the pointer; with Shift: move; with Alt: scroll tall rows"),
    ("drag", "move the window; with Shift: choose a range"),
    ("double click", "show the whole session"),
    ("overview", "drag there to choose the window"),
];

/// The document.
pub fn keys(doc: &mut Doc, ctx: &Context) {
    doc.el("table", "", |doc| {
        doc.el("tbody", "", |doc| {
            for (key, what) in KEYS {
                doc.el("tr", "", |doc| {
                    doc.el("td", "", |doc| doc.line("kbd", "", ctx.say(key)));
                    doc.line("td", "", ctx.say(what));
                });
            }
        });
    });
}
