//! What is different on paper: nobody can open there what is closed.

use leptos::prelude::*;

use crate::app::signals::keep;
use crate::browser::frame::Listener;

/// Marks what was opened for paper, and is closed again behind it.
const MARK: &str = "data-paper";

/// Opens the rest of what went wrong while the page is printed.
pub(super) fn open_answers() {
    keep(Listener::new(&window(), "beforeprint", |_| turn(".summary details:not([open])", true)));
    keep(Listener::new(&window(), "afterprint", |_| turn(".summary details[data-paper]", false)));
}

fn turn(selector: &str, is_open: bool) {
    // One after the other: each no longer fits once it is turned.
    while let Ok(Some(details)) = document().query_selector(selector) {
        let turned = ["open", MARK]
            .map(|name| if is_open { details.set_attribute(name, "") } else { details.remove_attribute(name) });
        if turned.iter().any(Result::is_err) {
            return;
        }
    }
}
