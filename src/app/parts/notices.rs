//! What the page has to say about the address, the configuration or the last action.

use super::text::lines;
use crate::app::dom::{El, button, div};
use crate::app::state::State;

/// The notices, with a way to put them away.
pub(crate) fn notices(state: State) -> Option<El> {
    let notices = state.notices.get();
    (!notices.is_empty()).then(|| {
        div("notice notice--warn")
            .attr("role", "alert")
            .child(lines(notices))
            .child(button("Close", move || state.notices.set(Vec::new())))
    })
}
