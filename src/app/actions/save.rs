//! Whatever leaves the page as a file, or on paper.

use leptos::prelude::window;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::super::state::State;
use super::desk;
use crate::browser::files;

/// Saves what a word of a button names: a table, the pages as sent, a picture, the session.
pub(crate) fn save(state: State, what: &str) {
    if what == "print" {
        // A browser that refuses has said so itself.
        let _ = window().print();
        return;
    }
    let what = what.to_owned();
    spawn_local(async move {
        let made = make(state, &what).await;
        let is_saved = match made {
            Some((blob, name)) => files::save(&blob, &name),
            None => false,
        };
        if !is_saved {
            super::say(state, "This could not be saved. Reload the page and try again.".to_owned());
        }
    });
}

/// The bytes and the name of the file. What the desk gives is the name, a line feed, and the bytes.
async fn make(state: State, what: &str) -> Option<(Blob, String)> {
    if what == "json" {
        return Some((as_sent(state)?, "log.json".to_owned()));
    }
    let sizes: Vec<String> =
        state.open.sources.with(|sources| sources.iter().map(|blob| blob.size().to_string()).collect());
    let body = desk::text(state, what, &sizes.join(",")).await?;
    let at = body.iter().position(|&b| b == b'\n')?;
    let name = String::from_utf8_lossy(body.get(..at)?).into_owned();
    let bytes = body.get(at + 1..)?;
    let blob = files::blob_of(bytes)?;
    let blob = match what {
        "png" => files::png_of_svg(&blob).await?,
        "session" => files::packed(&pages_behind(state, &blob)?).await?,
        "session-redacted" => files::packed(&blob).await?,
        _ => blob,
    };
    Some((blob, name))
}

/// The pages as they came: one as it is, several in an array.
fn as_sent(state: State) -> Option<Blob> {
    state.open.sources.with(|sources| {
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

/// A head and the pages as they came.
fn pages_behind(state: State, head: &Blob) -> Option<Blob> {
    let parts = js_sys::Array::of1(head);
    state.open.sources.with(|sources| {
        sources.iter().for_each(|page| {
            parts.push(page);
        })
    });
    files::joined(&parts)
}
