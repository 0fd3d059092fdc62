//! The headers that answers carry, and those that do not pass. The same for every web server.

use tapeline::api::Origin;
use tapeline::config::Config;

use crate::{Result, policy};

/// Names and values.
pub(crate) type Headers = Vec<(&'static str, String)>;

/// What a request to the API does not take along: neither other applications' cookies nor where it comes from.
pub(crate) const KEPT_FROM_API: [&str; 3] = ["Cookie", "Origin", "Referer"];

/// What an answer of the API does not bring: cookies, and words about other origins, which are the host's to say.
const KEPT_FROM_BROWSER: [&str; 7] = [
    "Set-Cookie",
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Expose-Headers",
    "Access-Control-Max-Age",
];

/// A year, in seconds.
const YEAR: u32 = 31_536_000;

/// For files whose name changes with their content.
pub(crate) const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// For `index.html` and `config.json`: kept, but asked for again.
pub(crate) const REVALIDATED: &str = "no-cache";
/// The end of the names of files that are [`IMMUTABLE`], as a regular expression.
pub(crate) const HASHED: &str = r"-[0-9a-f]{16}(_bg)?\.(css|js|svg|txt|wasm)$";
/// The types of all files of the page.
pub(crate) const TYPES: [(&str, &str); 7] = [
    ("html", "text/html"),
    ("css", "text/css"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("wasm", "application/wasm"),
];

/// Everything that a browser should ask nobody for. There is no "all" in this header; writing to the clipboard and
/// reaching the local network are left as they are, allowed to the page itself.
const WITHOUT: [&str; 13] = [
    "accelerometer",
    "camera",
    "clipboard-read",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
];

/// Headers of the page and its files.
///
/// # Errors
/// The servers of config.json cannot be named in a policy.
pub(crate) fn of_page(origin: &Origin, config: &Config) -> Result<Headers> {
    let own = origin.to_string();
    let mut servers: Vec<String> = config.servers.iter().map(|server| server.api.clone()).collect();
    servers.retain(|server| *server != own);
    if let Some(server) = servers.iter().find(|server| server.contains('[')) {
        return Err(
            format!("config.json: {server}: a policy cannot name an IPv6 address; give the server a name").into()
        );
    }
    servers.dedup();
    let named = (!config.allow_other_servers).then_some(servers.as_slice());
    let mut headers = vec![("Content-Security-Policy", policy::of_host(named, &config.portal_origins))];
    headers.extend(of_all(origin));
    headers.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
    headers.push(("Permissions-Policy", WITHOUT.map(|name| [name, "=()"].concat()).join(", ")));
    if config.portal_origins.is_empty() {
        headers.push(("X-Frame-Options", "DENY".to_owned()));
    }
    Ok(headers)
}

/// Headers of the API's answers; `reader` is the origin of the page, where that is another one. `has_revisions`: a product is
/// forwarded to that wants the revision of its API in a header.
pub(crate) fn of_api(origin: &Origin, reader: Option<&Origin>, has_revisions: bool) -> Headers {
    let mut headers = vec![("Content-Security-Policy", policy::OF_API.to_owned())];
    headers.extend(of_all(origin));
    headers.push(("Cache-Control", "no-store".to_owned()));
    if let Some(reader) = reader {
        headers.push(("Access-Control-Allow-Origin", reader.to_string()));
        headers.push(("Access-Control-Allow-Methods", "GET".to_owned()));
        // The revision of an API is asked for in a header of its own.
        let more = if has_revisions { ", x-api-version" } else { "" };
        headers.push(("Access-Control-Allow-Headers", ["Authorization", more].concat()));
        headers.push(("Access-Control-Expose-Headers", "Retry-After, Date".to_owned()));
        headers.push(("Access-Control-Max-Age", "600".to_owned()));
    }
    headers
}

/// All names that an answer of the API may bring and the host takes out, or says itself.
pub(crate) fn kept_from_browser(own: &Headers) -> Vec<&'static str> {
    let own = own.iter().map(|(name, _)| *name).filter(|name| !KEPT_FROM_BROWSER.contains(name));
    KEPT_FROM_BROWSER.into_iter().chain(own).collect()
}

fn of_all(origin: &Origin) -> Headers {
    let mut headers =
        vec![("X-Content-Type-Options", "nosniff".to_owned()), ("Referrer-Policy", "no-referrer".to_owned())];
    if origin.is_https() {
        headers.push(("Strict-Transport-Security", format!("max-age={YEAR}")));
    }
    headers
}
