//! Veeam Backup for Microsoft 365, v1 to v8: which paths each version has, and what it lists there.

use std::sync::Arc;

use sample_world::{Json, Query, Session, Status, World, id_from_text, push_id};

use crate::faults::FaultKind;
use crate::http::{Reply, Request};
use crate::odd;
use crate::options::Options;
use crate::paging::{Row, Window, rows};
use crate::vb365_rows::{self as write, Dialect};

/// One request to one version.
pub(crate) struct Asked<'a> {
    pub(crate) version: u8,
    pub(crate) request: &'a Request,
    pub(crate) world: Arc<World>,
    pub(crate) options: &'a Options,
    pub(crate) fault: Option<&'a FaultKind>,
}

/// An error as the versions write it: an error code from v7 on.
pub(crate) fn error(version: u8, status: u16, message: &str) -> Reply {
    let code = match status {
        400 => "ParameterValidationFailure",
        403 => "ResourceAccessDenied",
        404 => "ResourceNotFound",
        _ => "HttpError",
    };
    let mut json = Json::default();
    json.raw("{").text("message", message);
    match version {
        8.. => json.text("errorCode", code),
        7 => json.name("errorCode").raw("null"),
        _ => &mut json,
    };
    json.raw("}");
    Reply::json(status, json.0)
}

/// The version of a path such as `/v8/JobSessions`, and its parts after that, in lower case.
pub(crate) fn parts_of(path: &str) -> Option<(u8, Vec<String>)> {
    let lower = path.to_ascii_lowercase();
    let mut parts = lower.split('/').skip(1).map(str::to_owned);
    let version = parts.next()?.strip_prefix('v')?.parse().ok()?;
    Some((version, parts.filter(|part| !part.is_empty()).collect()))
}

impl Asked<'_> {
    /// Answers a GET whose token has been found good.
    pub(crate) fn answer(&self, parts: &[String]) -> Reply {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        self.route(&parts).unwrap_or_else(|| error(self.version, 404, "The requested resource was not found."))
    }

    fn query(&self) -> Query<'_> {
        Query(self.request.query())
    }

    fn dialect(&self) -> Dialect {
        Dialect { version: self.version, pages_items: self.version != 3 || self.options.v3_pages }
    }

    fn route(&self, parts: &[&str]) -> Option<Reply> {
        let world = &self.world;
        let (version, dialect) = (self.version, self.dialect());
        match *parts {
            ["serviceinstance"] => Some(Reply::json(200, write::service_instance(world, version))),
            ["jobs"] => Some(self.jobs(false)),
            ["copyjobs"] if version >= 6 => Some(self.jobs(true)),
            ["jobs" | "copyjobs", id] => {
                let id = id_from_text(id)?;
                let at = world.jobs.iter().position(|job| job.id == id)?;
                Some(one(|json| write::job(json, world, at, dialect)))
            }
            ["jobs", id, "jobsessions"] if version <= 6 => {
                let id = id_from_text(id)?;
                let owner = world.jobs.iter().position(|job| job.id == id)?;
                Some(self.sessions(|session| session.owner == owner))
            }
            ["organizations"] => {
                let row = self.row(move |json, world, _| write::organization(json, world, dialect));
                Some(self.list(version >= 8, 1, row))
            }
            ["jobsessions"] => Some(self.filtered_sessions()),
            ["jobsessions", id] => {
                let session = world.session(id_from_text(id)?)?;
                Some(one(|json| write::session(json, world, session, dialect)))
            }
            ["jobsessions", id, "log"] if version == 1 => self.log(id, &[]),
            ["jobsessions", id, "logitems", ref item @ ..] if version >= 2 => self.log(id, item),
            _ if version >= 6 => self.retrieval_route(parts),
            _ => None,
        }
    }

    fn retrieval_route(&self, parts: &[&str]) -> Option<Reply> {
        let (world, dialect) = (&self.world, self.dialect());
        let n = world.retrievals.len();
        match *parts {
            ["dataretrievals"] => {
                let row = self.row(move |json, world, at| write::retrieval(json, world, at, dialect));
                Some(self.list(self.version >= 8, n, row))
            }
            ["dataretrievals", id] => {
                let id = id_from_text(id)?;
                let at = world.retrievals.iter().position(|retrieval| retrieval.id == id)?;
                Some(one(|json| write::retrieval(json, world, at, dialect)))
            }
            ["dataretrievalsessions"] => {
                let of = self.query().id("dataRetrievalId");
                let owner = |session: &Session| world.retrievals.get(session.owner).map(|retrieval| retrieval.id);
                let chosen = places(&world.retrieval_sessions, |session| of.is_none() || owner(session) == of);
                let n = chosen.len();
                let row = self.row(move |json, world, at| {
                    let session = chosen.get(at).and_then(|&at| world.retrieval_sessions.get(at));
                    if let Some(session) = session {
                        write::retrieval_session(json, world, session, dialect);
                    }
                });
                Some(self.list(true, n, row))
            }
            ["dataretrievalsessions", id] => {
                let session = world.retrieval_session(id_from_text(id)?)?;
                Some(one(|json| {
                    write::retrieval_session(json, world, session, dialect);
                }))
            }
            ["dataretrievalsessions", id, "logitems", ref item @ ..] => {
                let session = world.retrieval_session(id_from_text(id)?)?;
                self.items(session, item)
            }
            _ => None,
        }
    }

    /// A writer of rows that keeps the world for itself: a long answer outlives the request.
    fn row(&self, write: impl Fn(&mut Json, &World, usize) + Send + 'static) -> Row {
        let world = Arc::clone(&self.world);
        Box::new(move |json, at| write(json, &world, at))
    }

    fn jobs(&self, copies: bool) -> Reply {
        let dialect = self.dialect();
        let chosen = places(&self.world.jobs, |job| job.copies.is_some() == copies);
        let n = chosen.len();
        let row = self.row(move |json, world, at| {
            if let Some(&at) = chosen.get(at) {
                write::job(json, world, at, dialect);
            }
        });
        self.list(self.version >= 8, n, row)
    }

    /// The session list with the filters that this version knows; it overlooks those it does not.
    fn filtered_sessions(&self) -> Reply {
        let (query, version, jobs) = (self.query(), self.version, &self.world.jobs);
        let since = |first: u8| version >= first;
        let of_status = match query.get("status").filter(|_| since(8)) {
            None => None,
            Some(word) => match status_of_filter(&word) {
                None => return error(version, 400, "The status is not valid."),
                known => known,
            },
        };
        let copies = query.get("jobType").filter(|_| since(6)).map(|word| word.eq_ignore_ascii_case("copy"));
        let from = query.time("endTimeLowerBound").filter(|_| since(6));
        let to = query.time("endTimeUpperBound").filter(|_| since(7));
        let of_job = query.id("jobId").filter(|_| since(7));
        self.sessions(|session| {
            let job = jobs.get(session.owner);
            let end = session.end.unwrap_or(session.start);
            of_status.is_none_or(|status| session.status == status)
                && copies.is_none_or(|copies| job.is_some_and(|job| job.copies.is_some() == copies))
                && of_job.is_none_or(|id| job.is_some_and(|job| job.id == id))
                && from.is_none_or(|from| end >= from)
                && to.is_none_or(|to| end <= to)
        })
    }

    fn sessions(&self, chosen: impl Fn(&Session) -> bool) -> Reply {
        let dialect = self.dialect();
        let chosen = places(&self.world.sessions, chosen);
        let n = chosen.len();
        let row = self.row(move |json, world, at| {
            if let Some(session) = chosen.get(at).and_then(|&at| world.sessions.get(at)) {
                write::session(json, world, session, dialect);
            }
        });
        self.list(self.version >= 5, n, row)
    }

    fn log(&self, id: &str, item: &[&str]) -> Option<Reply> {
        let session = self.world.session(id_from_text(id)?)?;
        if session.id == self.world.landmarks.odd {
            return item.is_empty().then(|| self.odd_items(session.id));
        }
        self.items(session, item)
    }

    /// The log of a session, or one item of it.
    fn items(&self, session: &Session, item: &[&str]) -> Option<Reply> {
        let (world, dialect, id) = (&self.world, self.dialect(), session.id);
        let log = world.log(session);
        let is_page = self.version >= 5 || (self.version == 3 && self.options.v3_pages);
        match *item {
            [] => {}
            [item] => {
                let at = log.position(id_from_text(item)?)?;
                // The documents of v3 show the whole list here.
                if self.version != 3 {
                    return Some(one(|json| {
                        if let Some(item) = log.item(at) {
                            write::item(json, &item, id, dialect);
                        }
                    }));
                }
            }
            _ => return None,
        }
        let (query, version) = (self.query(), self.version);
        let of_type = query.get("type").filter(|_| version >= 8 && session.retrieval.is_none());
        let chosen: Option<Vec<usize>> = of_type.map(|word| {
            let has_type = |status: Status| status.item_type().eq_ignore_ascii_case(&word);
            (0..log.len()).filter(|&at| log.status(at).is_some_and(has_type)).collect()
        });
        let backwards = version >= 8 && query.get("orderAsc").is_some_and(|word| word.eq_ignore_ascii_case("false"));
        let n = chosen.as_ref().map_or(log.len(), Vec::len);
        let session = session.holding_times();
        let row = self.row(move |json, world, at| {
            let at = if backwards { n - 1 - at } else { at };
            let at = chosen.as_ref().map_or(Some(at), |chosen| chosen.get(at).copied());
            if let Some(item) = at.and_then(|at| world.log(&session).item(at)) {
                write::item(json, &item, id, dialect);
            }
        });
        Some(self.list(is_page && item.is_empty(), n, row))
    }

    fn odd_items(&self, session: u128) -> Reply {
        let rows = odd::rows();
        let is_page = self.version >= 5 || (self.version == 3 && self.options.v3_pages);
        let n = rows.len();
        let has_message = self.version >= 8;
        let row: Row = Box::new(move |json, at| {
            if let Some(row) = rows.get(at) {
                row.write_item(json, session, has_message);
            }
        });
        self.list(is_page, n, row)
    }

    /// A list in the shape of this version.
    fn list(&self, is_page: bool, n: usize, row: Row) -> Reply {
        if !is_page {
            let mut json = Json::default();
            json.raw("[");
            return rows(json, 0, n, "]", row);
        }
        let query = self.query();
        if self.fault == Some(&FaultKind::SetLost) && query.get("setId").is_some() {
            return error(self.version, 400, "The set is no longer available.");
        }
        let Some(window) = Window::of(query, self.options.cap, n, self.fault) else {
            return error(self.version, 400, "The limit or the offset is not valid.");
        };
        let mut json = Json::default();
        json.raw("{").name("offset").raw(&window.offset.to_string());
        json.name("limit").raw(&window.limit.to_string());
        if self.version >= 6 {
            self.page_links(&mut json, window, n);
        }
        json.name("results").raw("[");
        if self.fault == Some(&FaultKind::OddSessions) && window.offset == 0 {
            json.raw(odd::SESSIONS);
        }
        rows(json, window.from, window.to, &self.page_end(), row)
    }

    fn page_end(&self) -> String {
        let mut end = Json("]".to_owned());
        if self.version >= 6 {
            // v6 sends an empty set with a log.
            let is_log = self.request.path().to_ascii_lowercase().ends_with("logitems");
            let set = if is_log && self.version == 6 { 0 } else { self.world.installation() ^ 0xFFFF };
            end.id("setId", set);
        }
        end.raw("}");
        end.0
    }

    fn page_links(&self, json: &mut Json, window: Window, n: usize) {
        let path = self.request.path();
        let link = |json: &mut Json, name: &str, path: &str, offset: usize| {
            json.name(name).raw("{").text("href", &format!("{path}?offset={offset}&limit={}", window.limit)).raw("}");
        };
        json.name("_links").raw("{");
        if n > window.limit {
            link(json, "first", path, 0);
            if window.offset > 0 {
                link(json, "prev", path, window.offset.saturating_sub(window.limit));
            }
        }
        link(json, "self", path, window.offset);
        if window.to < n {
            // A server of v8 has been seen to send people back to v7.
            let tail = path.get(3..).unwrap_or_default();
            if let Some(FaultKind::NextLink(href)) = self.fault {
                json.name("next").raw("{").text("href", href).raw("}}");
                return;
            }
            let next = if self.version == 8 { format!("/v7{tail}") } else { path.to_owned() };
            link(json, "next", &next, window.offset + window.limit);
        }
        json.raw("}");
    }
}

/// An answer of one object.
fn one(write: impl FnOnce(&mut Json)) -> Reply {
    let mut json = Json::default();
    write(&mut json);
    Reply::json(200, json.0)
}

fn places<T>(list: &[T], chosen: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, one)| chosen(one)).map(|(at, _)| at).collect()
}

/// The filter says Succeeded where the rows say Success, and knows no other words than these.
fn status_of_filter(word: &str) -> Option<Status> {
    let words = [
        ("stopped", Status::Stopped),
        ("running", Status::Running),
        ("succeeded", Status::Success),
        ("failed", Status::Failed),
        ("warning", Status::Warning),
    ];
    words.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, status)| status)
}

/// An id as text.
pub(crate) fn id_text(id: u128) -> String {
    let mut text = String::new();
    push_id(&mut text, id);
    text
}
