//! Faults on demand: what can go wrong between a page and a server, each row of it that a server can play.

use std::time::Duration;

use serde_json::Value;

/// Body of an answer with an error status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultBody {
    /// As the product writes it.
    Vendor,
    /// None.
    Empty,
    /// A web page, as a proxy in front would send.
    Html,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Another status than 200.
    Status {
        /// The status.
        status: u16,
        /// Seconds of a Retry-After header.
        retry_after: Option<u32>,
        /// Its body.
        body: FaultBody,
    },
    /// A web page with status 200.
    Html,
    /// 204.
    NoContent,
    /// 200 with no body.
    EmptyBody,
    /// Half of the announced body, then the connection closes.
    CutBody,
    /// Announced as gzip, which it is not.
    BadGzip,
    /// Bytes that are no UTF-8 in the middle of the body.
    BadUtf8,
    /// A body that does not end.
    Endless,
    /// Sixteen bytes at a time with a pause after each.
    Drip(Duration),
    /// A wait before the first byte.
    SlowHeaders(Duration),
    /// No answer: the connection closes, as when the server is restarted just then.
    HangUp,
    /// 302 to the tripwire.
    Redirect,
    /// OPTIONS answers this status with no header that allows anything. Other methods pass.
    PreflightRefused(u16),
    /// No CORS headers. Goes together with any other fault, as when a server forgets them on its errors.
    NoCorsHeaders,
    /// All rows on one page, whatever limit was asked for.
    LimitIgnored,
    /// The first page again, whatever offset was asked for.
    PageRepeated,
    /// As if so many rows had been added before those asked for.
    RowsInserted(usize),
    /// As if so many rows before those asked for had been deleted.
    RowsDeleted(usize),
    /// Rows that no server should send stand before those of a list of job sessions.
    OddSessions,
    /// The link to the next page leads here, wherever that is.
    NextLink(String),
    /// 400 for a request that names a `setId`.
    SetLost,
    /// A change token of `/Events` is no longer known.
    OutdatedToken,
    /// `{"error": …}` with status 200.
    ErrorJson,
    /// 500 with a message that holds markup and a mark of direction.
    OddError,
    /// A hundred thousand brackets inside each other.
    DeepJson,
    /// 500 for every page that holds one of these rows, by their place in the list; all other pages are good.
    Poisoned(Vec<usize>),
    /// The header by which CORS allows the page comes twice, as when a server and a proxy both add it.
    CorsTwice,
    /// An answer as a program in front of the server writes it.
    OfProxy {
        /// Its status.
        status: u16,
        /// Its type.
        content_type: &'static str,
        /// Its body.
        body: &'static str,
    },
}

/// A fault, and when it strikes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Part of the path and query, in any case; empty for every request to an API.
    pub path_contains: String,
    /// How many matching requests pass first.
    pub after_n_matches: usize,
    /// How often it strikes; `None` for ever.
    pub times: Option<usize>,
    /// What goes wrong.
    pub kind: FaultKind,
}

impl Fault {
    /// A fault that strikes at once and for ever.
    pub fn new(path_contains: &str, kind: FaultKind) -> Self {
        Self { path_contains: path_contains.to_owned(), after_n_matches: 0, times: None, kind }
    }
}

/// The faults in force, with how often each has been met.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<(Fault, usize)>);

impl Faults {
    pub(crate) fn set(&mut self, faults: Vec<Fault>) {
        self.0 = faults.into_iter().map(|fault| (fault, 0)).collect();
    }

    /// Counts a request, and says which faults it meets: the first one that strikes, and beside it a loss of CORS headers.
    pub(crate) fn meet(&mut self, method: &str, target: &str) -> Met {
        let target = target.to_ascii_lowercase();
        let mut met = Met::default();
        for (fault, n) in &mut self.0 {
            let for_preflight = matches!(fault.kind, FaultKind::PreflightRefused(_));
            let matches =
                for_preflight == (method == "OPTIONS") && target.contains(&fault.path_contains.to_ascii_lowercase());
            if !matches {
                continue;
            }
            *n += 1;
            let nth = n.checked_sub(fault.after_n_matches + 1);
            let strikes = nth.is_some_and(|nth| fault.times.is_none_or(|times| nth < times));
            if !strikes {
                continue;
            }
            if fault.kind == FaultKind::NoCorsHeaders {
                met.no_cors_headers = true;
            } else if met.kind.is_none() {
                met.kind = Some(fault.kind.clone());
            }
        }
        met
    }
}

/// What a request meets.
#[derive(Debug, Default)]
pub(crate) struct Met {
    pub(crate) kind: Option<FaultKind>,
    pub(crate) no_cors_headers: bool,
}

/// Reads `[{"path_contains": "LogItems", "after_n_matches": 2, "times": 1, "kind": "status", "status": 503, …}]`.
pub(crate) fn faults_from_json(bytes: &[u8]) -> Result<Vec<Fault>, String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    value.as_array().ok_or("an array of faults is expected")?.iter().map(fault_from_json).collect()
}

fn fault_from_json(value: &Value) -> Result<Fault, String> {
    let number = |name: &str| value.get(name).and_then(Value::as_u64);
    let count = |name: &str| number(name).and_then(|n| usize::try_from(n).ok());
    let status = |default: u16| number("status").map_or(Ok(default), u16::try_from).map_err(|error| error.to_string());
    let wait = |default: u64| Duration::from_millis(number("ms").unwrap_or(default));
    let word = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    let kind = match word("kind") {
        "status" => FaultKind::Status {
            status: status(500)?,
            retry_after: number("retry_after").and_then(|n| u32::try_from(n).ok()),
            body: match word("body") {
                "" | "vendor" => FaultBody::Vendor,
                "empty" => FaultBody::Empty,
                "html" => FaultBody::Html,
                other => return Err(format!("no such body: {other}")),
            },
        },
        "html" => FaultKind::Html,
        "no_content" => FaultKind::NoContent,
        "empty_body" => FaultKind::EmptyBody,
        "cut_body" => FaultKind::CutBody,
        "bad_gzip" => FaultKind::BadGzip,
        "bad_utf8" => FaultKind::BadUtf8,
        "endless" => FaultKind::Endless,
        "drip" => FaultKind::Drip(wait(200)),
        "slow_headers" => FaultKind::SlowHeaders(wait(5_000)),
        "hang_up" => FaultKind::HangUp,
        "redirect" => FaultKind::Redirect,
        "preflight_refused" => FaultKind::PreflightRefused(status(405)?),
        "no_cors_headers" => FaultKind::NoCorsHeaders,
        "limit_ignored" => FaultKind::LimitIgnored,
        "page_repeated" => FaultKind::PageRepeated,
        "rows_inserted" => FaultKind::RowsInserted(count("rows").unwrap_or(3)),
        "rows_deleted" => FaultKind::RowsDeleted(count("rows").unwrap_or(3)),
        "odd_sessions" => FaultKind::OddSessions,
        "next_link" => FaultKind::NextLink(word("href").to_owned()),
        "set_lost" => FaultKind::SetLost,
        "outdated_token" => FaultKind::OutdatedToken,
        "error_json" => FaultKind::ErrorJson,
        "odd_error" => FaultKind::OddError,
        "deep_json" => FaultKind::DeepJson,
        "cors_twice" => FaultKind::CorsTwice,
        "poisoned" => {
            let rows = value.get("rows").and_then(Value::as_array).into_iter().flatten();
            FaultKind::Poisoned(rows.filter_map(Value::as_u64).filter_map(|row| usize::try_from(row).ok()).collect())
        }
        other => return Err(format!("no such kind of fault: {other}")),
    };
    Ok(Fault {
        path_contains: word("path_contains").to_owned(),
        after_n_matches: count("after_n_matches").unwrap_or(0),
        times: count("times"),
        kind,
    })
}
