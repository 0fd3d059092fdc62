//! Views whose whole content is a document of the desk: an object across sessions, and two sessions side by side.

use crate::app::dom::{El, div, el_of, plain};
use crate::app::parts::meter::Controls;
use crate::app::parts::{filters, meter, report};
use crate::app::store::Store;
use crate::app::store::load;
use crate::model::SessionKind;

/// An object, by a part of its name, in the recent sessions of all jobs.
pub(crate) fn find(store: Store) -> El {
    let list = store.job_sessions;
    let controls = Controls {
        stop: |store| load::stop_sessions(store, SessionKind::Job),
        resume: |store| load::resume_sessions(store, SessionKind::Job),
        reload: None,
    };
    let head =
        div("bar").child(plain("h1", "Find")).child(meter::meter(store, list.load, ("session", "sessions"), controls));
    el_of("section", "view")
        .attr_said("aria-label", "Find")
        .child(head)
        .part(move || meter::trouble(store, list.load, controls.resume))
        .child(div("bar no-print").child(filters::search_box(store, "Name of a mailbox, site, team or VM")))
        .child(report::report(store, "report", store.desk.page))
}

/// Two sessions.
pub(crate) fn compare(store: Store) -> El {
    el_of("section", "view").attr_said("aria-label", "Compare").child(report::report(store, "report", store.desk.page))
}
