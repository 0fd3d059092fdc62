//! A fault, told to people: what happened, why most likely and how sure that is, what to do, who can do it, and a report
//! for the administrator that holds neither token nor names.

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
    const ALL: [Self; 3] = [Self::Certain, Self::Likely, Self::Possible];

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
    pub who: String,
    /// All of it as text to hand on, with time, addresses and request. No token, no names.
    pub report: String,
}

/// What was going on when it failed.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// `explanations.txt`, which the page fetches when somebody connects; empty if that failed.
    pub texts: &'a str,
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

/// In place of `explanations.txt`, where it could not be fetched.
const NO_TEXTS: &str = "any\nwhat Reading from the server failed\ndo Try again, and reload the page.";

/// A block of `explanations.txt`.
struct Row<'a> {
    what: &'a str,
    why: &'a str,
    sure: Certainty,
    who: &'a str,
    todo: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The block of that name; where the texts are missing, what can be said without.
    fn find(texts: &'a str, name: &'static str) -> Self {
        let mut row = Row {
            what: name,
            why: "The texts that say more could not be loaded from the host of this page.",
            sure: Certainty::Possible,
            who: "you",
            todo: Vec::new(),
        };
        let texts = if texts.is_empty() { NO_TEXTS } else { texts };
        let block = texts.lines().skip_while(|&line| line != name && line != "any").skip(1);
        for line in block.take_while(|line| !line.is_empty()) {
            let (word, text) = line.split_once(' ').unwrap_or_default();
            match word {
                "what" => row.what = text,
                "why" => row.why = text,
                "sure" => row.sure = Certainty::ALL.into_iter().find(|sure| sure.word() == text).unwrap_or(row.sure),
                "who" => row.who = text,
                _ => row.todo.push(text),
            }
        }
        row
    }
}

/// Age in minutes from which a token may well have ended: the servers' own default is 60.
const OLD_TOKEN_MINUTES: i64 = 55;

impl Fault {
    /// Tells it to people.
    pub fn explain(&self, situation: &Situation<'_>) -> Explanation {
        let row = Row::find(situation.texts, self.row(situation));
        let fill = |template: &str| fill(template, self, situation);
        let title = fill(row.what);
        let mut cause = fill(row.why);
        let said = self.body().map(|body| quiet(&body.message)).filter(|said| !said.is_empty());
        if let Some(said) = said {
            cause.push_str(" The server says: “");
            cause.push_str(&said);
            cause.push('”');
        }
        let todo = row.todo.iter().map(|step| fill(step)).collect();
        let mut explanation =
            Explanation { title, cause, certainty: row.sure, todo, who: row.who.to_owned(), report: String::new() };
        explanation.report = report(&explanation, self, situation);
        explanation
    }

    fn row(&self, situation: &Situation<'_>) -> &'static str {
        let is_vb365 = situation.server.product == Product::Vb365;
        let is_old = situation.token_age_minutes.is_some_and(|age| age >= OLD_TOKEN_MINUTES);
        match self {
            Self::Unreachable { probe } => match probe {
                Some(ProbeResult::Resolved) if situation.page_origin == "null" => "cors-from-file",
                Some(ProbeResult::Rejected) if situation.has_answered => "lost",
                Some(ProbeResult::Rejected) => "no-connection",
                _ if situation.has_answered && is_old => "token-ended-unseen",
                Some(ProbeResult::Resolved) => "cors",
                None => "unreachable",
            },
            Self::Offline => "offline",
            Self::BlockedByPolicy => "policy",
            Self::LocalNetworkDenied => "local-network",
            Self::Timeout { stage: Stage::Headers, .. } => "slow-to-answer",
            Self::Timeout { stage: Stage::Body, .. } => "stalled",
            Self::Timeout { stage: Stage::Whole, .. } => "too-slow",
            Self::Unauthorized if situation.has_answered => "token-ended",
            Self::Unauthorized if is_vb365 => "token-refused-vb365",
            Self::Unauthorized => "token-refused-azure",
            Self::Forbidden { is_page: true, .. } => "forbidden-by-proxy",
            Self::Forbidden { .. } if is_vb365 => "forbidden",
            Self::Forbidden { .. } => "forbidden-azure",
            Self::NotFound { is_page: true, .. } if !situation.has_answered => "other-web-server",
            Self::NotFound { .. } => not_found(situation.endpoint),
            Self::TooMany { .. } => "too-many",
            Self::Unavailable { status: 502 | 504, .. } => "gateway",
            Self::Unavailable { .. } => "unavailable",
            Self::ServerError { .. } => "server-error",
            Self::OtherStatus { status: 400 | 422, .. } => "bad-request",
            Self::OtherStatus { status: 405, .. } => "not-allowed",
            Self::OtherStatus { status: 407, .. } => "proxy-login",
            Self::OtherStatus { .. } => "other-status",
            Self::NotJson { content_type, .. } if content_type.is_empty() || holds(content_type, "html") => "web-page",
            Self::NotJson { .. } => "no-data-type",
            Self::Decode(DecodeError::Html) => "web-page",
            Self::Empty | Self::Decode(DecodeError::Empty) => "empty",
            Self::Cut | Self::Decode(DecodeError::Cut { .. }) => "cut",
            Self::Decode(DecodeError::ServerError { .. }) => "said-an-error",
            Self::Decode(_) => "unreadable",
            Self::TooLarge { .. } => "too-large",
            Self::Aborted => "aborted",
            Self::Redirected => "redirected",
            Self::Insecure => "insecure",
            Self::NoSuchResource { .. } => "no-such-resource",
        }
    }
}

fn not_found(endpoint: Option<&Endpoint>) -> &'static str {
    match endpoint {
        Some(Endpoint::Session(..) | Endpoint::LogItem(..) | Endpoint::List(List::Log { .. }, _)) => "no-such-session",
        Some(Endpoint::List(List::Sessions { job: Some(_), .. }, _)) => "no-such-job",
        _ => "no-such-version",
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
    match told.who.strip_prefix("you").or_else(|| told.who.strip_prefix("Sie")) {
        Some(others) => line("Who can help", &["the user", others].concat()),
        None => line("Who can help", &told.who),
    }
    for step in &told.todo {
        line("To do", step);
    }
    out
}
