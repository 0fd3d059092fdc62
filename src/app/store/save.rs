//! Whatever leaves the page as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::answers::keep::ask;
use crate::app::store::Store;
use crate::browser::files;
use crate::report::desk::InView;
use crate::report::export::{FileKind, Made};
use crate::texts::Texts;

/// Saves a file: a table, the pages as sent, a picture, the session.
pub(crate) fn save(store: Store, what: FileKind) {
    spawn_local(async move {
        match make(store, what).await {
            Some(blob) => files::save(&blob, what.name()),
            None => super::say(store, |texts: Texts| texts.export_failed()),
        }
    });
}

/// The bytes of the file.
async fn make(store: Store, what: FileKind) -> Option<Blob> {
    if what == FileKind::Json {
        return as_sent(store);
    }
    let pages = store.open.sources.get_value();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are whole numbers")]
    let sizes: Vec<u64> = pages.iter().map(|blob| blob.size() as u64).collect();
    let (route, range) = (store.route.get_untracked(), store.open.range.get_untracked());
    let view = InView { route: &route, range, sizes: &sizes };
    let Made { head, tail } = ask(store, |desk, log| desk.file(log, what, view)).flatten()?;
    let blob = match tail {
        Some(tail) => {
            let parts = js_sys::Array::of1(files::blob_of(head.as_bytes())?.as_ref());
            for page in &pages {
                parts.push(page);
            }
            parts.push(files::blob_of(tail.as_bytes())?.as_ref());
            files::joined(&parts)?
        }
        None => files::blob_of(head.as_bytes())?,
    };
    match what {
        FileKind::Png => files::png_of_svg(&blob).await,
        FileKind::Session => files::packed(&blob).await,
        _ => Some(blob),
    }
}

/// The pages as they came: one as it is, several in an array.
fn as_sent(store: Store) -> Option<Blob> {
    store.open.sources.with_value(|sources| {
        if let [page] = sources.as_slice() {
            return Some(page.clone());
        }
        let parts = js_sys::Array::new();
        for (n, page) in sources.iter().enumerate() {
            parts.push(&if n == 0 { "[" } else { "," }.into());
            parts.push(page);
        }
        parts.push(&"]".into());
        files::joined(&parts)
    })
}
