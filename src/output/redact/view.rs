//! The address of a view of the page: whom it is about is replaced, how it looks stays.

use super::shapes::{Link, parts_of_link};
use super::{Inner, What};

impl Inner {
    /// The address of a view: the host, the ids, and what was searched for or chosen by a name.
    pub(super) fn view(&mut self, address: &str) -> String {
        const PLAIN: [&str; 13] = [
            "product", "version", "tz", "theme", "lang", "embed", "hide", "status", "from", "to", "group", "sort",
            "api",
        ];
        const VIEWS: [&str; 6] = ["connect", "job-sessions", "data-retrieval-sessions", "compare", "find", "file"];
        let (before, fragment) = address.split_once('#').unwrap_or((address, ""));
        let mut out = match parts_of_link(before) {
            Some(Link { scheme, host, port, rest }) => {
                let host = self.host(host);
                let path = if rest.len() > 1 {
                    ["/", &self.whole_of(What::Path, rest), "/"].concat()
                } else {
                    rest.to_owned()
                };
                [scheme, &host, port, &path].concat()
            }
            None => self.rewrite(before, None),
        };
        if fragment.is_empty() {
            return out;
        }
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        for (n, part) in path.split('/').enumerate() {
            out.push(if n == 0 { '#' } else { '/' });
            out.push_str(&if part.is_empty() || VIEWS.contains(&part) {
                part.to_owned()
            } else {
                self.whole(What::Id, part)
            });
        }
        for (n, pair) in query.split('&').filter(|pair| !pair.is_empty()).enumerate() {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = match name {
                _ if value.is_empty() => String::new(),
                "item" | "job" => self.whole(What::Id, value),
                "api" if value != "sample" => match parts_of_link(&decoded(value)) {
                    Some(Link { scheme, host, port, .. }) => {
                        let sent = [scheme, &self.host(host), port].concat();
                        if value.contains('%') { sent.replace(':', "%3A").replace('/', "%2F") } else { sent }
                    }
                    None => self.whole_of(What::Host, value),
                },
                _ if PLAIN.contains(&name) => value.to_owned(),
                _ => self.whole_of(What::Search, value),
            };
            out.push_str(if n == 0 { "?" } else { "&" });
            out.push_str(&[name, "=", &value].concat());
        }
        out
    }
}

/// A part of an address with what is coded in it (`%3A`) as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.bytes().next() {
        let code = rest.get(1..3).filter(|_| first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = rest.get(if code.is_some() { 3 } else { 1 }..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
