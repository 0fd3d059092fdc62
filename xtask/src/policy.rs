//! The page's Content-Security-Policy, once: as the page carries it, and as a host sends it.

const CONNECT: &str = "connect-src";

/// What the page may do. A host's own header can only tighten this, never loosen it.
///
/// - `wasm-unsafe-eval` allows WebAssembly and nothing else: no `eval`, no inline script.
/// - `connect-src`: the user types the server's address, so at build time any https origin must be possible, and
///   plain http on loopback for the sample server. Whoever hosts the page for known servers names them in a header.
///   (`http://[::1]:*` is no valid source: the grammar of CSP has no IPv6 addresses.)
/// - `data:` and `blob:` for images: marks in the styles, and the picture that an export is drawn from.
/// - Who may frame the page can only be said in a header.
const DIRECTIVES: &[(&str, &str)] = &[
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data: blob:"),
    ("font-src", "'self'"),
    (CONNECT, "'self' https: http://127.0.0.1:* http://localhost:*"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("object-src", "'none'"),
    ("frame-src", "'none'"),
    ("require-trusted-types-for", "'script'"),
    ("trusted-types", "'none'"),
];

/// What the page carries in itself.
pub(crate) fn of_page() -> String {
    joined(DIRECTIVES.iter().map(|&(name, value)| (name, value)))
}

/// What a host sends: the same, but only these servers may be asked (none given: any), and only these pages may frame
/// it.
pub(crate) fn of_host(servers: Option<&[String]>, portals: &[String]) -> String {
    let connect = servers.map(|servers| list("'self'", servers));
    let ancestors = if portals.is_empty() { "'none'".to_owned() } else { list("'self'", portals) };
    let directives = DIRECTIVES.iter().map(|&(name, value)| match &connect {
        Some(connect) if name == CONNECT => (name, connect.as_str()),
        _ => (name, value),
    });
    joined(directives.chain([("frame-ancestors", ancestors.as_str())]))
}

/// What a host sends with answers of the API, which no browser should ever show as a page.
pub(crate) const OF_API: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

fn joined<'a>(directives: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    directives.map(|(name, value)| [name, " ", value].concat()).collect::<Vec<_>>().join("; ")
}

fn list(first: &str, others: &[String]) -> String {
    others.iter().fold(first.to_owned(), |list, other| list + " " + other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_says_what_the_page_says_and_who_may_be_asked() {
        let servers = ["https://backup01.example:4443".to_owned()];
        let sent = of_host(Some(&servers), &[]);
        let (page, sent) = (of_page(), sent.strip_suffix("; frame-ancestors 'none'").unwrap_or_default().to_owned());
        for (own, sent) in page.split("; ").zip(sent.split("; ")) {
            if own.starts_with(CONNECT) {
                assert_eq!(sent, "connect-src 'self' https://backup01.example:4443");
            } else {
                assert_eq!(own, sent);
            }
        }
        assert_eq!(page.matches("; ").count(), sent.matches("; ").count());
        let portals = ["https://portal.example".to_owned()];
        assert_eq!(of_host(None, &portals), page + "; frame-ancestors 'self' https://portal.example");
    }
}
