//! Whatever leaves the page as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::answers;
use crate::app::store::Store;
use crate::browser::files;

/// Saves what a word of a button names: a table, the pages as sent, a picture, the session.
pub(crate) fn save(store: Store, what: &str) {
    let what = what.to_owned();
    spawn_local(async move {
        match make(store, &what).await {
            Some((blob, name)) => files::save(&blob, &name),
            None => super::say(store, "This could not be saved. Reload the page and try again.".to_owned()),
        }
    });
}

/// The bytes and the name of the file. What the desk gives is the name, a line feed, where the pages as they came go in if
/// they do, a line feed, and the bytes.
async fn make(store: Store, what: &str) -> Option<(Blob, String)> {
    if what == "json" {
        return Some((as_sent(store)?, "log.json".to_owned()));
    }
    let pages = store.open.sources.get_value();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are whole numbers")]
    let sizes: Vec<String> = pages.iter().map(|blob| (blob.size() as u64).to_string()).collect();
    let body = answers::text(store, what, &sizes.join(","))?;
    let (name, rest) = first_line(&body)?;
    let (place, bytes) = first_line(rest)?;
    let blob = match place.parse::<usize>().ok().and_then(|at| bytes.split_at_checked(at)) {
        Some((head, tail)) => {
            let parts = js_sys::Array::of1(files::blob_of(head)?.as_ref());
            for page in &pages {
                parts.push(page);
            }
            parts.push(files::blob_of(tail)?.as_ref());
            files::joined(&parts)?
        }
        None => files::blob_of(bytes)?,
    };
    let blob = match what {
        "png" => files::png_of_svg(&blob).await?,
        "session" => files::packed(&blob).await?,
        _ => blob,
    };
    Some((blob, name.to_owned()))
}

fn first_line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let at = bytes.iter().position(|&b| b == b'\n')?;
    Some((std::str::from_utf8(bytes.get(..at)?).ok()?, bytes.get(at + 1..)?))
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
