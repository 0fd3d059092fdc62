//! The API way: the log of a session, page by page, against a loop that does nothing but fetch and parse the same pages.

use std::path::Path;

use e2e::{Page, Site};
use sample_server::{Cors, Options, Server};

use crate::tab::{LIMIT, Load, Tab};
use crate::{bare, tapeline};

/// How many items the session has.
pub const N_ITEMS: usize = 100_000;
/// How often each is tried, one after the other.
const N_ROUNDS: usize = 3;
/// 2026-11-22 03:00 UTC in ticks: a world that stands still, so that every run sees the same.
const NOW: i64 = 17_953_164_000_000_000;

/// What was seen.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// What Tapeline asked for: the limit of each of its pages.
    pub limits: Vec<u64>,
    /// Tapeline's loads.
    pub tapeline: Vec<Load>,
    /// Those of an earlier page; none if there is none to measure.
    pub before: Vec<Load>,
    /// Those of the bare loop.
    pub bare: Vec<Load>,
}

/// Measures all, in turn. `pages` is the host of the bare page, `before` the folder of an earlier page of Tapeline.
pub fn over_http(pages: &Site, before: Option<&Path>) -> Seen {
    let (token, now) = (e2e::token(), Some(NOW));
    let options = Options { now, items: N_ITEMS, cors: Cors::Any, token, ..Options::default() };
    let server = sample_server::start(options).expect("a server on loopback");
    let world = server.truth();
    let big = world.landmark("big").to_owned();
    assert_eq!(world.session(&big).map(|session| session.n_items), Some(N_ITEMS));
    let (site, before) = (tapeline::site(), before.map(|folder| Site::start(folder.to_owned())));
    let mut seen = Seen::default();
    for _ in 0..N_ROUNDS {
        server.clear_requests();
        let load = e2e::alone(LIMIT, |page| tapeline_load(page, &site, &server, &big));
        seen.tapeline.push(load.expect("Tapeline shows the whole log over the API"));
        let log = format!("/JobSessions/{big}/LogItems");
        let asked = server.requests();
        let asked = asked.iter().filter(|request| request.method == "GET" && request.target.contains(&log));
        seen.limits = asked.filter_map(|request| limit_of(&request.target)).collect();
        let address = format!("{}/v8{log}", server.api_url());
        let load = e2e::alone(LIMIT, |page| {
            let mut tab = bare::open(page, pages);
            let load = bare::load_pages(&mut tab, &address, &server.token(), &seen.limits);
            assert_eq!(bare::n_items(&tab), N_ITEMS as u64);
            load
        });
        seen.bare.push(load.expect("the bare loop reads all pages"));
        if let Some(before) = &before {
            let load = e2e::alone(LIMIT, |page| tapeline_load(page, before, &server, &big));
            seen.before.push(load.expect("the earlier page shows the whole log over the API"));
        }
    }
    seen
}

fn tapeline_load(page: &Page<'_>, site: &Site, server: &Server, session: &str) -> Option<Load> {
    let mut tab = Tab::open(page, &site.url("#/connect"));
    page.field("Server address").fill(&server.api_url());
    page.field("Product").choose("Veeam Backup for Microsoft 365");
    page.field("API version").choose("v8");
    page.field("Access token").fill(&server.token());
    page.button("Connect").click();
    page.find(".meter", None).wait_for_text("all loaded");
    tapeline::watch(&mut tab, N_ITEMS);
    let api = server.api_url().replace(':', "%3A").replace('/', "%2F");
    let fragment = format!("#/job-sessions/{session}?api={api}&product=vb365&version=v8");
    page.execute("window.tapelineBench.begin(); location.hash = arguments[0]; return null", &[fragment.into()]);
    tab.wait()
}

fn limit_of(target: &str) -> Option<u64> {
    let query = target.split_once('?')?.1;
    query.split('&').find_map(|pair| pair.strip_prefix("limit=")?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::limit_of;

    #[test]
    fn the_limit_is_read_from_an_address() {
        assert_eq!(limit_of("/v8/JobSessions/1/LogItems?offset=0&limit=1000"), Some(1000));
        assert_eq!(limit_of("/v8/JobSessions/1/LogItems"), None);
    }
}
