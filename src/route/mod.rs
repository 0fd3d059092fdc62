//! The addresses of the page. Everything stands in the fragment, so that a bookmark works on any static host and under
//! any sub-path, and nothing of it reaches a host's access log.
//!
//! An address is somebody else's text: it only ever names a view. Every value is of a closed set or a checked form; what
//! is unknown or bad is left out and named in a notice, the rest holds. `parse` takes any text, and what it gives prints
//! to an address that parses to the same.

mod notice;
mod params;
mod percent;
mod token;
mod words;

use std::fmt;

pub use notice::{Flaw, RouteNotice, Wants};
pub use params::{Params, Q_MAX_CHARS};
pub use token::{is_token_name, looks_like_token};
pub use words::{Column, Group, IdleWord, Part, Sort, Theme, ZoneChoice};

use crate::model::{Id, Product, SessionKind, TimeRange};

/// The longest fragment that is read, in bytes.
pub const FRAGMENT_MAX_BYTES: usize = 8192;
const PATH_MAX_CHARS: usize = 200;

/// One of the views.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Page {
    /// Choose a server and give a token.
    #[default]
    Connect,
    /// The list of job sessions.
    JobSessions,
    /// The list of data-retrieval sessions.
    DataRetrieval,
    /// One session and its log.
    Session(SessionKind, Id),
    /// Two sessions side by side.
    Compare(Id, Id),
    /// All sessions on one axis, a row for each job.
    Axis,
    /// One job over time: the one that the settings name.
    Job,
    /// An object across sessions.
    Find,
    /// A saved file.
    File,
    /// No view has this path, which is kept as text, decoded and without its first slash.
    NotFound(String),
}

/// A view and how it is set.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Route {
    /// The view.
    pub page: Page,
    /// Its settings.
    pub params: Params,
}

/// What an address said.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Parsed {
    /// The view, of everything in the address that was fit.
    pub route: Route,
    /// What was left out and why. Never repeats a value of the address.
    pub notices: Vec<RouteNotice>,
    /// An access token, or what looks like one, was in the address. It is in no part of `route`; the address has to be
    /// replaced by the printed route at once, and the user told to treat the token as exposed.
    pub has_token: bool,
}

impl Route {
    /// A view as it is set at first.
    pub fn new(page: Page) -> Self {
        Self { page, params: Params::default() }
    }

    /// Another view of the same server with the same looks, without the filters of this one.
    #[must_use]
    pub fn to(&self, page: Page) -> Self {
        Self { page, params: self.params.common() }
    }

    /// This view over a window of time; without one, over all there is.
    #[must_use]
    pub fn over(mut self, window: Option<TimeRange>) -> Self {
        (self.params.from, self.params.to) = (window.map(TimeRange::start), window.map(TimeRange::end));
        self
    }

    /// This view and its filters, of the server of another route and with the looks of that one.
    #[must_use]
    pub fn in_place_of(self, shown: &Self) -> Self {
        let Params { status, job, from, to, q, item, only, group, idle, sort, .. } = self.params;
        let params = Params { status, job, from, to, q, item, only, group, idle, sort, ..shown.params.common() };
        Self { page: self.page, params }
    }

    /// The product whose built-in sample data it shows, if it does.
    pub fn sample_of(&self) -> Option<Product> {
        self.params.sample_of()
    }

    /// Reads a fragment, with or without its `#`. Takes any text.
    pub fn parse(fragment: &str) -> Parsed {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut parsed = Parsed::default();
        if fragment.len() > FRAGMENT_MAX_BYTES {
            parsed.has_token = looks_like_token(fragment) || percent::names(fragment).any(|name| is_token_name(&name));
            parsed.notices.push(RouteNotice::TooLong);
            return parsed;
        }
        let (path, query) = match fragment.split_once('?') {
            Some((path, query)) => (path, query),
            // What a sign-in service might hand back: `#access_token=…`.
            None if !fragment.starts_with('/') && fragment.contains('=') => ("", fragment),
            None => (fragment, ""),
        };
        parsed.route.page = parse_path(path, &mut parsed);
        params::parse_query(query, &mut parsed);
        parsed
    }
}

fn parse_path(path: &str, parsed: &mut Parsed) -> Page {
    let Some(path) = percent::decode(path) else {
        parsed.notices.push(RouteNotice::BadPath);
        return Page::default();
    };
    let path = path.strip_prefix('/').unwrap_or(&path);
    let kept = path.char_indices().nth(PATH_MAX_CHARS).map_or(path, |(at, _)| path.get(..at).unwrap_or_default());
    if holds_token(path) || holds_token(kept) {
        parsed.has_token = true;
        return Page::default();
    }
    let path = kept;
    let mut parts = path.strip_suffix('/').unwrap_or(path).split('/');
    let found = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (None | Some("" | "connect"), None, ..) => Some(Page::Connect),
        (Some("job-sessions"), None, ..) => Some(Page::JobSessions),
        (Some("data-retrieval-sessions"), None, ..) => Some(Page::DataRetrieval),
        (Some("job-sessions"), Some(id), None, _) => Id::new(id).map(|id| Page::Session(SessionKind::Job, id)),
        (Some("data-retrieval-sessions"), Some(id), None, _) => {
            Id::new(id).map(|id| Page::Session(SessionKind::DataRetrieval, id))
        }
        (Some("compare"), Some(a), Some(b), None) => Id::new(a).zip(Id::new(b)).map(|(a, b)| Page::Compare(a, b)),
        (Some("axis"), None, ..) => Some(Page::Axis),
        (Some("job"), None, ..) => Some(Page::Job),
        (Some("find"), None, ..) => Some(Page::Find),
        (Some("file"), None, ..) => Some(Page::File),
        _ => None,
    };
    found.unwrap_or_else(|| Page::NotFound(path.to_owned()))
}

fn holds_token(path: &str) -> bool {
    looks_like_token(path) || path.split('/').any(|part| is_token_name(part.split('=').next().unwrap_or(part)))
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect => f.write_str("#/connect"),
            Self::JobSessions => f.write_str("#/job-sessions"),
            Self::DataRetrieval => f.write_str("#/data-retrieval-sessions"),
            Self::Session(SessionKind::Job, id) => write!(f, "#/job-sessions/{id}"),
            Self::Session(SessionKind::DataRetrieval, id) => write!(f, "#/data-retrieval-sessions/{id}"),
            Self::Compare(a, b) => write!(f, "#/compare/{a}/{b}"),
            Self::Axis => f.write_str("#/axis"),
            Self::Job => f.write_str("#/job"),
            Self::Find => f.write_str("#/find"),
            Self::File => f.write_str("#/file"),
            Self::NotFound(path) => {
                f.write_str("#/")?;
                percent::encode(path, f)
            }
        }
    }
}

/// The whole fragment, `#` included: fit for `href` and for `location.hash`.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.page.fmt(f)?;
        params::print_query(&self.params, f)
    }
}
