//! A fault, told to people: what happened, why most likely and how sure that is, what to do, who can do it, and a report
//! for the administrator that holds neither token nor names.

use super::rows::{Row, answer, connection};
use super::{Endpoint, Fault, List, ProbeResult, Server, Stage};
use crate::model::text::holds;
use crate::model::{Product, Timestamp, UtcOffset};
use crate::wire::DecodeError;

/// How sure the cause is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certainty {
    /// Known.
    Certain,
    /// Most often so.
    Likely,
    /// One of several.
    Possible,
}

impl Certainty {
    /// What a person reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// A fault, told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// What happened.
    pub title: String,
    /// Why, most likely; with what the server itself says.
    pub cause: String,
    /// How sure the cause is.
    pub certainty: Certainty,
    /// What to do, the best first.
    pub todo: Vec<String>,
    /// Who can do it.
    pub who: &'static str,
    /// All of it as text to hand on, with time, addresses and request. No token, no names.
    pub report: String,
}

/// What was going on when it failed.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The server that was asked.
    pub server: &'a Server,
    /// This page's own origin, as `location.origin` gives it.
    pub page_origin: &'a str,
    /// What was asked for, if it is known.
    pub endpoint: Option<&'a Endpoint>,
    /// This computer's time.
    pub now: Timestamp,
    /// How old the token is, if there is one.
    pub token_age_minutes: Option<i64>,
    /// Whether this server answered this page well before, with this token.
    pub has_answered: bool,
}

/// Age in minutes from which a token may well have ended: the servers' own default is 60.
const OLD_TOKEN_MINUTES: i64 = 55;

impl Fault {
    /// Tells it to people.
    pub fn explain(&self, situation: &Situation<'_>) -> Explanation {
        let row = self.row(situation);
        let fill = |template: &str| fill(template, self, situation);
        let title = fill(row.title);
        let mut cause = fill(row.cause);
        let said = self.body().map(|body| quiet(&body.message)).filter(|said| !said.is_empty());
        if let Some(said) = said {
            cause.push_str(" The server says: “");
            cause.push_str(&said);
            cause.push('”');
        }
        let todo = row.todo.iter().map(|step| fill(step)).collect();
        let mut explanation =
            Explanation { title, cause, certainty: row.certainty, todo, who: row.who, report: String::new() };
        explanation.report = report(&explanation, self, situation);
        explanation
    }

    fn row(&self, situation: &Situation<'_>) -> &'static Row {
        let is_vb365 = situation.server.product == Product::Vb365;
        let is_old = situation.token_age_minutes.is_some_and(|age| age >= OLD_TOKEN_MINUTES);
        match self {
            Self::Unreachable { probe } => match probe {
                Some(ProbeResult::Resolved) if situation.page_origin == "null" => &connection::CORS_FROM_FILE,
                Some(ProbeResult::Rejected) if situation.has_answered => &connection::LOST,
                Some(ProbeResult::Rejected) => &connection::NO_CONNECTION,
                _ if situation.has_answered && is_old => &connection::TOKEN_ENDED_UNSEEN,
                Some(ProbeResult::Resolved) => &connection::CORS,
                None => &connection::UNREACHABLE,
            },
            Self::Offline => &connection::OFFLINE,
            Self::BlockedByPolicy => &connection::POLICY,
            Self::LocalNetworkDenied => &connection::LOCAL_NETWORK,
            Self::Timeout { stage: Stage::Headers, .. } => &connection::SLOW_TO_ANSWER,
            Self::Timeout { stage: Stage::Body, .. } => &connection::STALLED,
            Self::Timeout { stage: Stage::Whole, .. } => &connection::TOO_SLOW,
            Self::Unauthorized if situation.has_answered => &answer::TOKEN_ENDED,
            Self::Unauthorized if is_vb365 => &answer::TOKEN_REFUSED_VB365,
            Self::Unauthorized => &answer::TOKEN_REFUSED_AZURE,
            Self::Forbidden { is_page: true, .. } => &answer::FORBIDDEN_BY_PROXY,
            Self::Forbidden { .. } if is_vb365 => &answer::FORBIDDEN,
            Self::Forbidden { .. } => &answer::FORBIDDEN_AZURE,
            Self::NotFound { is_page: true, .. } if !situation.has_answered => &answer::OTHER_WEB_SERVER,
            Self::NotFound { .. } => not_found(situation.endpoint),
            Self::TooMany { .. } => &answer::TOO_MANY,
            Self::Unavailable { status: 502 | 504, .. } => &answer::GATEWAY,
            Self::Unavailable { .. } => &answer::UNAVAILABLE,
            Self::ServerError { .. } => &answer::SERVER_ERROR,
            Self::OtherStatus { status: 400 | 422, .. } => &answer::BAD_REQUEST,
            Self::OtherStatus { status: 405, .. } => &answer::NOT_ALLOWED,
            Self::OtherStatus { status: 407, .. } => &answer::PROXY_LOGIN,
            Self::OtherStatus { .. } => &answer::OTHER_STATUS,
            Self::NotJson { content_type, .. } if content_type.is_empty() || holds(content_type, "html") => {
                &answer::WEB_PAGE
            }
            Self::NotJson { .. } => &answer::NO_DATA_TYPE,
            Self::Decode(DecodeError::Html) => &answer::WEB_PAGE,
            Self::Empty | Self::Decode(DecodeError::Empty) => &answer::EMPTY,
            Self::Cut | Self::Decode(DecodeError::Cut { .. }) => &connection::CUT,
            Self::Decode(DecodeError::ServerError { .. }) => &answer::SAID_AN_ERROR,
            Self::Decode(_) => &answer::UNREADABLE,
            Self::TooLarge { .. } => &connection::TOO_LARGE,
            Self::Aborted => &connection::ABORTED,
            Self::Redirected => &connection::REDIRECTED,
            Self::Insecure => &connection::INSECURE,
            Self::NoSuchResource { .. } => &answer::NO_SUCH_RESOURCE,
        }
    }
}

fn not_found(endpoint: Option<&Endpoint>) -> &'static Row {
    match endpoint {
        Some(Endpoint::Session(..) | Endpoint::LogItem(..) | Endpoint::List(List::Log { .. }, _)) => {
            &answer::NO_SUCH_SESSION
        }
        Some(Endpoint::List(List::Sessions { job: Some(_), .. }, _)) => &answer::NO_SUCH_JOB,
        _ => &answer::NO_SUCH_VERSION,
    }
}

/// Puts the facts in for the words in braces, in one pass, so that no fact is taken for a word.
fn fill(template: &str, fault: &Fault, situation: &Situation<'_>) -> String {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (word, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(&fact(word, fault, situation));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn fact(word: &str, fault: &Fault, situation: &Situation<'_>) -> String {
    let server = situation.server;
    match word {
        "server" => server.origin.to_string(),
        "host" => server.origin.host().to_owned(),
        "port" => server.origin.port().to_string(),
        "own_port" => server.product.default_port().to_string(),
        "product" => server.product.name().to_owned(),
        "version" => server.version.to_string(),
        "page" => situation.page_origin.to_owned(),
        "status" => fault.status().unwrap_or_default().to_string(),
        "wait" => match fault.retry_after_s() {
            Some(1) => " It asks for 1 second.".to_owned(),
            Some(seconds) => format!(" It asks for {seconds} seconds."),
            None => String::new(),
        },
        "seconds" | "mib" => match fault {
            Fault::Timeout { seconds: number, .. } | Fault::TooLarge { limit_mib: number } => number.to_string(),
            _ => String::new(),
        },
        "type" => match fault {
            Fault::NotJson { content_type, .. } => quiet(content_type),
            _ => String::new(),
        },
        "why" => match fault {
            Fault::NoSuchResource { why } => (*why).to_owned(),
            Fault::Decode(error) => quiet(&error.to_string()),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// A server's own words without what may be a name, an address or a secret: a server may repeat the token it refuses, or
/// name the mailbox it failed on.
fn quiet(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        let is_private = word.len() > 40 || word.contains(['@', '\\']) || holds(word, "://");
        out.push_str(if is_private { "[…]" } else { word });
    }
    out
}

fn report(told: &Explanation, fault: &Fault, situation: &Situation<'_>) -> String {
    let server = situation.server;
    let mut out = String::from("Tapeline could not read from a backup server\n");
    let mut line = |name: &str, value: &str| {
        out.push_str(name);
        out.push_str(": ");
        out.push_str(value);
        out.push('\n');
    };
    line("What", &told.title);
    line("Cause", &told.cause);
    line("How sure", told.certainty.word());
    line("When", &situation.now.to_iso(UtcOffset::UTC));
    line("Page", situation.page_origin);
    line("Server", &server.origin.to_string());
    line("Product", server.product.name());
    line("API version", &server.version.to_string());
    if let Some(path) = situation.endpoint.and_then(|endpoint| endpoint.path(server.product, server.version)) {
        line("Request", &format!("GET {path}"));
    }
    if let Some(status) = fault.status() {
        line("Status", &status.to_string());
    }
    if let Some(code) = fault.body().and_then(|body| body.code.as_deref()) {
        line("Error code", &quiet(code));
    }
    match situation.token_age_minutes {
        Some(minutes) => line("Token", &format!("set, {minutes} min old")),
        None => line("Token", "none"),
    }
    match told.who.strip_prefix("you") {
        Some(others) => line("Who can help", &["the user", others].concat()),
        None => line("Who can help", told.who),
    }
    for step in &told.todo {
        line("To do", step);
    }
    out
}
