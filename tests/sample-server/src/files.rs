//! The page itself, from a folder, as a strict host serves it: right media types, nothing outside the folder, no guessing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::http::{Reply, Request};

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// The file a path names, if it is one in the folder; a path that climbs or hides names none.
fn file_of(dir: &Path, mount: &str, path: &str) -> Option<PathBuf> {
    let rest = path.strip_prefix(mount)?;
    let rest = if rest.is_empty() || rest.ends_with('/') { format!("{rest}index.html") } else { rest.to_owned() };
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '%', ':']);
    if !rest.split('/').all(plain) {
        return None;
    }
    let file = dir.join(rest);
    file.is_file().then_some(file)
}

/// Answers one request for the page.
pub(crate) fn answer(dir: Option<&Path>, mount: &str, headers: &[(String, String)], request: &Request) -> Reply {
    let mut reply = match request.method.as_str() {
        "GET" => {
            let file = dir.and_then(|dir| file_of(dir, mount, request.path()));
            match file.and_then(|file| Some((media_type(&file), fs::read(&file).ok()?))) {
                Some((media_type, bytes)) => Reply::new(200, media_type, bytes),
                None => Reply::new(404, "text/plain; charset=utf-8", "Not Found"),
            }
        }
        _ => Reply::empty(405),
    };
    reply = reply.with("X-Content-Type-Options", "nosniff").with("Cache-Control", "no-cache");
    reply.headers.extend_from_slice(headers);
    reply
}
