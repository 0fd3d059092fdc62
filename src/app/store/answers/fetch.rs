//! Loading the logs of other sessions, which make answers better: one after the other, kept where the open log is asked about.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::tell::shows_file;
use super::{ask_again, kind_of_open};
use crate::app::store::{Store, file, load};
use crate::browser::fetch::Abort;
use crate::model::{Id, Log};

/// Loads a log that the desk asked for, and tells it; one after the other.
pub(super) fn fetch_log(store: Store, id: Id) {
    let desk = store.desk;
    if desk.fetching.with_value(Option::is_some) {
        return;
    }
    let abort = Abort::new();
    desk.fetching.set_value(Some(abort.clone()));
    spawn_local(async move {
        let is_file = shows_file(store);
        let (log, doubt) = if is_file {
            saved_log_of(store, &id).await
        } else {
            let kind = desk.known.with_value(|desk| desk.kind_of(&id)).unwrap_or_else(|| kind_of_open(store));
            let (log, doubt) = load::log_of(store, kind, &id, &abort).await;
            (log.into_inner().and_then(|log| log.into_inner().ok()).unwrap_or_default(), doubt)
        };
        if !abort.is_aborted() && is_file == shows_file(store) {
            desk.known.update_value(|desk| desk.add_sibling(id, doubt, Arc::new(log)));
        }
        desk.fetching.set_value(None);
        // Also where it was called off: something may have been wanted again meanwhile.
        ask_again(store);
    });
}

/// The log of another session of the saved one, and why it may not be all there is.
async fn saved_log_of(store: Store, id: &Id) -> (Log, String) {
    let spans = store.desk.known.with_value(|desk| desk.saved_log_of(id));
    let saved = store.open.saved.get_value();
    let (Some(saved), false) = (saved, spans.is_empty()) else {
        return (Log::new(), store.texts.get_untracked().doubt_no_log_in_file());
    };
    let mut pages = Vec::with_capacity(spans.len());
    for span in spans {
        pages.push(file::read_part(&saved.whole, span).await);
    }
    (store.desk.known.with_value(|desk| desk.decode_saved(&pages)), String::new())
}
