//! Views whose whole content is a document of the desk: an object across sessions, and two sessions side by side.

use crate::app::actions::load;
use crate::app::dom::{El, div, el_of, plain};
use crate::app::parts::meter::Controls;
use crate::app::parts::{filters, meter, report};
use crate::app::state::State;
use crate::model::SessionKind;

/// An object, by a part of its name, in the recent sessions of all jobs.
pub(crate) fn find(state: State) -> El {
    let list = state.job_sessions;
    let controls = Controls {
        stop: |state| load::stop_sessions(state, SessionKind::Job),
        resume: |state| load::resume_sessions(state, SessionKind::Job),
        reload: None,
    };
    let head =
        div("bar").child(plain("h1", "Find")).child(meter::meter(state, list.load, ("session", "sessions"), controls));
    el_of("section", "view")
        .attr_said("aria-label", "Find")
        .child(head)
        .part(move || meter::trouble(state, list.load, controls.resume))
        .child(div("bar no-print").child(filters::search_box(state, "Name of a mailbox, site, team or VM")))
        .child(report::report(state, "report", state.desk.page))
}

/// Two sessions.
pub(crate) fn compare(state: State) -> El {
    el_of("section", "view").attr_said("aria-label", "Compare").child(report::report(state, "report", state.desk.page))
}
