//! A fault, told to people: what happened, why most likely and how sure that is, what to do, who can do it, and a report
//! for the administrator that holds no token, and of the server's own words nothing that looks like a name. What is said of which kind of failure stands in `rows.rs`.

mod rows;

use self::rows::{Facts, Row};
use super::{Endpoint, Fault, List, ProbeResult, Server, Stage, Wants};
use crate::looks::{looks, titled};
use crate::model::order::sorted_by;
use crate::model::text::holds;
use crate::model::{DecodeError, Product, Timestamp, UtcOffset};
use crate::texts::Texts;
use crate::wire::{SAVED_VERSION, SavedError};

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
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::Certain => texts.faults_certain(),
            Self::Likely => texts.faults_likely(),
            Self::Possible => texts.faults_possible(),
        }
    }
}

/// Who can do something about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Who {
    You,
    YouOrBackup,
    Backup,
    BackupOrProxy,
    Network,
    Host,
}

impl Who {
    /// Said to the person at the page.
    fn say(self, texts: Texts) -> String {
        match self {
            Self::You => texts.faults_who_you(),
            Self::YouOrBackup => texts.faults_who_you_or_backup(),
            Self::Backup => texts.faults_who_backup(),
            Self::BackupOrProxy => texts.faults_who_backup_or_proxy(),
            Self::Network => texts.faults_who_network(),
            Self::Host => texts.faults_who_host(),
        }
    }

    /// Said to whoever gets the report.
    fn say_to_others(self, texts: Texts) -> String {
        match self {
            Self::You => texts.faults_user(),
            Self::YouOrBackup => texts.faults_user_or_backup(),
            other => other.say(texts),
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
    /// All of it as text to hand on, with time, addresses and request. No token, and no word of the server that looks like a
    /// name.
    pub report: String,
}

/// What was going on when it failed.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The language.
    pub texts: Texts,
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

/// Age in minutes from which a token may well have ended: the servers' own default is 60, but for Backup & Replication, whose
/// tokens end after 15 or after 60.
const fn old_token_minutes(product: Product) -> i64 {
    if matches!(product, Product::Vbr) { 14 } else { 55 }
}

impl Fault {
    /// Tells it to people.
    pub fn explain(&self, situation: &Situation<'_>) -> Explanation {
        let texts = situation.texts;
        let (row, facts) = (self.row(situation), self.facts(situation));
        let (certainty, who) = row.sure_and_who();
        let mut cause = row.cause(texts, &facts);
        let said = self.body().map(|body| quiet(&body.message)).filter(|said| !said.is_empty());
        if let Some(said) = said {
            cause = texts.faults_says(cause, said);
        }
        let title = row.title(texts, &facts);
        let todo = row.todo(texts, &facts);
        let report = String::new();
        let mut explanation = Explanation { title, cause, certainty, todo, who: who.say(texts), report };
        explanation.report = report_of(&explanation, who, self, situation);
        explanation
    }

    fn row(&self, situation: &Situation<'_>) -> Row {
        let product = situation.server.product;
        let is_old = situation.token_age_minutes.is_some_and(|age| age >= old_token_minutes(product));
        match self {
            _ if self.is_of_family() && situation.server.product.has_revisions() => Row::Revision,
            _ if self.is_of_family() => Row::OtherFamily,
            Self::Proxy { wants: Wants::SignIn, .. } => Row::ProxySignIn,
            Self::Proxy { wants: Wants::ShortHeaders, .. } => Row::LongHeader,
            Self::Proxy { wants: Wants::ClientCertificate, .. } => Row::ClientCertificate,
            Self::Proxy { wants: Wants::Unknown, .. } => Row::RefusedByProxy,
            Self::Unreachable { probe } => match probe {
                Some(ProbeResult::Resolved) if situation.page_origin == "null" => Row::CorsFromFile,
                Some(ProbeResult::Rejected) if situation.has_answered => Row::Lost,
                Some(ProbeResult::Rejected) => Row::NoConnection,
                _ if situation.has_answered && is_old => Row::TokenEndedUnseen,
                Some(ProbeResult::Resolved) => Row::Cors,
                None => Row::Unreachable,
            },
            Self::Offline => Row::Offline,
            Self::BlockedByPolicy => Row::Policy,
            Self::LocalNetworkDenied => Row::LocalNetwork,
            Self::Timeout { stage: Stage::Headers, .. } => Row::SlowToAnswer,
            Self::Timeout { stage: Stage::Body, .. } => Row::Stalled,
            Self::Timeout { stage: Stage::Whole, .. } => Row::TooSlow,
            Self::Unauthorized if situation.has_answered => Row::TokenEnded,
            Self::Unauthorized => match product {
                Product::Vb365 => Row::TokenRefusedVb365,
                Product::Vbr => Row::TokenRefusedVbr,
                Product::VbAzure | Product::VbAws => Row::TokenRefusedAzure,
            },
            Self::Forbidden { is_page: true, .. } => Row::ForbiddenByProxy,
            Self::Forbidden { .. } => match product {
                Product::Vb365 => Row::Forbidden,
                Product::Vbr => Row::ForbiddenVbr,
                Product::VbAzure | Product::VbAws => Row::ForbiddenAzure,
            },
            Self::NotFound { is_page: true, .. } if !situation.has_answered => Row::OtherWebServer,
            Self::NotFound { .. } => not_found(situation.endpoint),
            Self::TooMany { .. } => Row::TooMany,
            Self::Unavailable { status: 502 | 504, .. } => Row::Gateway,
            Self::Unavailable { .. } => Row::Unavailable,
            Self::ServerError { .. } => Row::ServerError,
            Self::OtherStatus { status: 400 | 422, .. } => Row::BadRequest,
            Self::OtherStatus { status: 405, .. } => Row::NotAllowed,
            Self::OtherStatus { status: 407, .. } => Row::ProxyLogin,
            Self::OtherStatus { .. } => Row::OtherStatus,
            Self::NotJson { content_type, .. } if content_type.is_empty() || holds(content_type, "html") => {
                Row::WebPage
            }
            Self::NotJson { .. } => Row::NoDataType,
            Self::Decode(DecodeError::Html) => Row::WebPage,
            Self::Empty | Self::Decode(DecodeError::Empty) => Row::Empty,
            Self::Cut | Self::Decode(DecodeError::Cut { .. }) => Row::Cut,
            Self::Decode(DecodeError::ServerError { .. }) => Row::SaidAnError,
            Self::Decode(_) => Row::Unreadable,
            Self::TooLarge { .. } => Row::TooLarge,
            Self::Aborted => Row::Aborted,
            Self::Redirected => Row::Redirected,
            Self::Insecure => Row::Insecure,
            Self::NoSuchResource { .. } => Row::NoSuchResource,
        }
    }

    fn facts(&self, situation: &Situation<'_>) -> Facts {
        let (texts, server) = (situation.texts, situation.server);
        let number = |n: u32| n.to_string();
        Facts {
            server: server.origin.to_string(),
            host: server.origin.host().to_owned(),
            port: server.origin.port().to_string(),
            own_port: server.product.default_port().to_string(),
            product: server.product.name(),
            headers: if server.product.has_revisions() { "Authorization, x-api-version" } else { "Authorization" },
            has_revisions: server.product.has_revisions(),
            version: server.version.to_string(),
            page: situation.page_origin.to_owned(),
            status: self.status().unwrap_or_default().to_string(),
            seconds: if let Self::Timeout { seconds, .. } = self { number(*seconds) } else { String::new() },
            mib: if let Self::TooLarge { limit_mib } = self { number(*limit_mib) } else { String::new() },
            family: family(server.origin.port(), self).map_or_else(|| texts.faults_family(), str::to_owned),
            letters: match self {
                Self::Proxy { n_sent: Some(n), .. } => texts.faults_token_letters(texts.count(*n)),
                _ => String::new(),
            },
            wait: self.retry_after_s().map_or_else(String::new, |seconds| texts.faults_wait(seconds, number(seconds))),
            content_type: if let Self::NotJson { content_type, .. } = self {
                quiet(content_type)
            } else {
                String::new()
            },
            why: match self {
                Self::NoSuchResource { why } => why.say(texts),
                Self::Decode(error) => quiet(&texts.unreadable(error)),
                _ => String::new(),
            },
        }
    }
}

/// Which other product of the family it is, by its usual port or its own words.
fn family(port: u16, fault: &Fault) -> Option<&'static str> {
    let is_said = fault.body().is_some_and(|body| holds(&body.message.to_ascii_lowercase(), "restapi version"));
    match port {
        11_005 => Some("Veeam Backup for AWS"),
        13_140 => Some("Veeam Backup for Google Cloud"),
        9_419 => Some("Veeam Backup & Replication"),
        _ => is_said.then_some("Veeam Backup & Replication"),
    }
}

/// Why a saved session could not be read, for people.
pub fn unreadable_saved(error: &SavedError, texts: Texts) -> String {
    match error {
        SavedError::NotSaved => texts.read_saved_not(),
        SavedError::Incomplete => texts.read_saved_first_line(),
        SavedError::NotJson { at } => texts.read_saved_not_json(at.to_string()),
        SavedError::Newer { version } => texts.read_saved_newer(version.to_string(), SAVED_VERSION.to_string()),
        SavedError::OtherProduct { product } => texts.read_saved_product(product),
        SavedError::BadPart { n } => texts.read_saved_part(n.to_string()),
        SavedError::NoLog => texts.read_saved_no_log(),
    }
}

fn not_found(endpoint: Option<&Endpoint>) -> Row {
    match endpoint {
        Some(Endpoint::List(List::Parts { .. } | List::PartLog { .. }, _)) => Row::NoParts,
        Some(Endpoint::Session(..) | Endpoint::LogItem(..) | Endpoint::List(List::Log { .. }, _)) => Row::NoSuchSession,
        Some(Endpoint::List(List::Sessions { job: Some(_), .. }, _)) => Row::NoSuchJob,
        _ => Row::NoSuchVersion,
    }
}

/// A server's own words without what looks like a name, an address or a secret, or stands where one does: a server may
/// repeat the token it refuses, or name the mailbox it failed on. A name that reads like any other word is left.
fn quiet(text: &str) -> String {
    let mut found = Vec::new();
    let readings = looks(text, &mut found);
    let titled = titled(text, &readings).into_iter().map(|titled| titled.found);
    let private = found.into_iter().chain(titled).map(|found| (found.start, found.end));
    let private = sorted_by(private, &Ord::cmp);
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end) in private {
        if start >= at {
            plain.push_str(text.get(at..start).unwrap_or_default());
            plain.push_str(PRIVATE);
        }
        at = at.max(end);
    }
    plain.push_str(text.get(at..).unwrap_or_default());
    let mut out = String::new();
    for word in plain.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        let is_private = word.len() > 40 || word.contains(['@', '\\']) || holds(word, "://") || holds(word, PRIVATE);
        out.push_str(if is_private { PRIVATE } else { word });
    }
    out
}

/// Stands for what is left out of a server's own words.
const PRIVATE: &str = "[…]";

fn report_of(told: &Explanation, who: Who, fault: &Fault, situation: &Situation<'_>) -> String {
    let (texts, server) = (situation.texts, situation.server);
    let mut out = texts.faults_report_title();
    out.push('\n');
    let mut line = |name: String, value: &str| {
        out.push_str(&name);
        out.push_str(": ");
        out.push_str(value);
        out.push('\n');
    };
    line(texts.faults_report_what(), &told.title);
    line(texts.faults_report_cause(), &told.cause);
    line(texts.faults_report_how_sure(), &told.certainty.say(texts));
    line(texts.faults_report_when(), &situation.now.to_iso(UtcOffset::UTC));
    line(texts.faults_report_page(), situation.page_origin);
    line(texts.faults_report_server(), &server.origin.to_string());
    line(texts.faults_report_product(), server.product.name());
    line(texts.faults_report_version(), &server.version.to_string());
    if let Some(path) = situation.endpoint.and_then(|endpoint| endpoint.path(server.product, server.version)) {
        line(texts.faults_report_request(), &format!("GET {path}"));
    }
    if let Some(status) = fault.status() {
        line(texts.faults_report_status(), &status.to_string());
    }
    if let Some(code) = fault.body().and_then(|body| body.code.as_deref()) {
        line(texts.faults_report_code(), &quiet(code));
    }
    let token = situation.token_age_minutes.map(|minutes| texts.faults_report_token_set(minutes.to_string()));
    line(texts.faults_report_token(), &token.unwrap_or_else(|| texts.faults_report_token_none()));
    line(texts.faults_report_who(), &who.say_to_others(texts));
    for step in &told.todo {
        line(texts.faults_report_do(), step);
    }
    out
}
