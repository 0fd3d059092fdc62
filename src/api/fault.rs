//! What can go wrong with a request, as far as a page can tell.

use super::NotThere;
use crate::model::DecodeError;
use crate::model::text::holds;
use crate::wire::{ErrorBody, error_body};

/// What went wrong.
#[derive(Clone, PartialEq, Debug)]
pub enum Fault {
    /// The browser gave no answer and no reason: certificate, CORS, name, port and network all look the same to a page.
    Unreachable {
        /// What a request without a token showed since, if one was made.
        probe: Option<ProbeResult>,
    },
    /// This computer is not connected: the page's own host does not answer either.
    Offline,
    /// This page's own Content-Security-Policy does not list the server.
    BlockedByPolicy,
    /// The browser does not let the page reach the local network.
    LocalNetworkDenied,
    /// It took too long.
    Timeout {
        /// Which part.
        stage: Stage,
        /// The limit that passed.
        seconds: u32,
    },
    /// 401: no token, one that ended, or one that the server does not take.
    Unauthorized,
    /// A program in front of the service refused, in a way in which the service itself never does. It says nothing about
    /// the token, and nothing about what the service knows.
    Proxy {
        /// The status.
        status: u16,
        /// What it wants, as far as it says.
        wants: Wants,
        /// How long the token was that it was sent, in letters, if one was.
        n_sent: Option<usize>,
    },
    /// 403.
    Forbidden {
        /// What the server says.
        body: Option<ErrorBody>,
        /// A web page came with it: some other program in front of the service speaks.
        is_page: bool,
    },
    /// 404, 410.
    NotFound {
        /// What the server says.
        body: Option<ErrorBody>,
        /// A web page came with it.
        is_page: bool,
    },
    /// 429.
    TooMany {
        /// When to ask again, if the server says so and the page may read it.
        retry_after_s: Option<u32>,
    },
    /// 408, 502, 503, 504: not now.
    Unavailable {
        /// Which of them.
        status: u16,
        /// When to ask again, if the server says so and the page may read it.
        retry_after_s: Option<u32>,
        /// What the server says.
        body: Option<ErrorBody>,
    },
    /// Any other status of 500 or above.
    ServerError {
        /// The status.
        status: u16,
        /// What the server says.
        body: Option<ErrorBody>,
    },
    /// Any other status.
    OtherStatus {
        /// The status.
        status: u16,
        /// What the server says.
        body: Option<ErrorBody>,
    },
    /// A good status, but something else than data: most often a web page.
    NotJson {
        /// What the answer calls itself, empty if it does not.
        content_type: String,
        /// The status.
        status: u16,
    },
    /// A good status and nothing with it.
    Empty,
    /// Data that could not be read.
    Decode(DecodeError),
    /// The answer broke off.
    Cut,
    /// More than a page may hold.
    TooLarge {
        /// The limit, in MiB.
        limit_mib: u32,
    },
    /// Somebody stopped it.
    Aborted,
    /// The server wants the browser to go elsewhere; nothing followed.
    Redirected,
    /// An unencrypted address, or a page that was itself loaded unencrypted.
    Insecure,
    /// The chosen version has no such thing.
    NoSuchResource {
        /// Why.
        why: NotThere,
    },
}

/// What a program in front of the service wants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wants {
    /// A sign-in of its own.
    SignIn,
    /// Shorter headers: the token is the only long one.
    ShortHeaders,
    /// A certificate of the browser's.
    ClientCertificate,
    /// It does not say.
    Unknown,
}

/// What a GET without a token, in mode `no-cors`, to the origin showed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProbeResult {
    /// Something answered: name, port and certificate are good, so the browser withholds the answer (CORS).
    Resolved,
    /// Nothing did, or its certificate is not trusted.
    Rejected,
}

/// Which limit of time passed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Until the answer begins.
    Headers,
    /// Between two pieces of it.
    Body,
    /// All of it.
    Whole,
}

impl Fault {
    /// What an answer's beginning says: `None` if it is worth decoding. `head` is what has come of the body so far, for a
    /// refusal all of it (a few KiB are enough).
    pub fn from_answer(
        status: u16,
        content_type: Option<&str>,
        retry_after: Option<&str>,
        head: &[u8],
    ) -> Option<Self> {
        let content_type = content_type.unwrap_or_default();
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let is_json = head.starts_with(b"{") || head.starts_with(b"[");
        let says_html = holds(&content_type.to_ascii_lowercase(), "html");
        let is_page = head.starts_with(b"<");
        if (200..300).contains(&status) {
            if status == 204 || status == 205 || head.is_empty() {
                return Some(Self::Empty);
            }
            let says_json = holds(&content_type.to_ascii_lowercase(), "json");
            if is_json || (says_json && !is_page) {
                return None;
            }
            return Some(Self::NotJson { content_type: content_type.chars().take(80).collect(), status });
        }
        let is_page = is_page || says_html && !is_json;
        let body = if is_page { None } else { error_body(head) };
        let retry_after_s = retry_after.and_then(retry_after_seconds);
        if let Some(wants) = wants_of(status, is_page, is_json, head) {
            return Some(Self::Proxy { status, wants, n_sent: None });
        }
        Some(match status {
            401 => Self::Unauthorized,
            403 => Self::Forbidden { body, is_page },
            404 | 410 => Self::NotFound { body, is_page },
            429 => Self::TooMany { retry_after_s },
            408 | 502 | 503 | 504 => Self::Unavailable { status, retry_after_s, body },
            // A redirect that was not followed shows as 0 or as itself.
            0 | 300..=399 => Self::Redirected,
            500.. => Self::ServerError { status, body },
            _ => Self::OtherStatus { status, body },
        })
    }

    /// The same, with what the answer's `WWW-Authenticate` says, where the page may read it: the service itself asks for
    /// no other sign-in than a bearer token of its own.
    #[must_use]
    pub fn with_challenge(self, challenge: Option<&str>) -> Self {
        // Commas stand within quotes, too.
        let asks_for_other = |text: &str| {
            let bare: String = text.split('"').step_by(2).collect();
            let mut words = bare.split(',').filter_map(|part| part.split_whitespace().next());
            words.any(|word| !word.contains('=') && word != "bearer") || holds(text, "authorization_uri")
        };
        match self {
            Self::Unauthorized if challenge.is_some_and(|text| asks_for_other(&text.to_ascii_lowercase())) => {
                Self::Proxy { status: 401, wants: Wants::SignIn, n_sent: None }
            }
            other => other,
        }
    }

    /// The same, with the length of the token that was sent.
    #[must_use]
    pub fn with_token_of(self, n_letters: usize) -> Self {
        match self {
            Self::Proxy { status, wants, .. } => Self::Proxy { status, wants, n_sent: Some(n_letters) },
            other => other,
        }
    }

    /// Whether a program in front of the service speaks, and not the service.
    pub const fn is_of_proxy(&self) -> bool {
        matches!(
            self,
            Self::Proxy { .. } | Self::Forbidden { is_page: true, .. } | Self::OtherStatus { status: 407, .. }
        )
    }

    /// Whether another product of the family speaks: those want a header `x-api-version` with every request.
    pub fn is_of_family(&self) -> bool {
        self.body().is_some_and(|body| {
            let said = body.message.to_ascii_lowercase();
            holds(&said, "x-api-version") || holds(&said, "restapi version")
        })
    }

    /// Whether the server failed while it answered: perhaps on one row, where other rows come.
    pub const fn is_of_row(&self) -> bool {
        matches!(
            self,
            Self::ServerError { .. }
                | Self::Unavailable { status: 500.., .. }
                | Self::Decode(DecodeError::ServerError { .. })
        )
    }

    /// Whether the connection failed, rather than the server refused.
    pub const fn is_network(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Offline | Self::Timeout { .. })
    }

    /// Whether the answer began well and broke off.
    pub const fn is_cut(&self) -> bool {
        matches!(self, Self::Cut | Self::Decode(DecodeError::Cut { .. }))
    }

    /// Whether the same request may well succeed a little later.
    pub const fn is_passing(&self) -> bool {
        self.is_network() || self.is_cut() || matches!(self, Self::TooMany { .. } | Self::Unavailable { .. })
    }

    /// The status of the answer, where there was one.
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Unauthorized => Some(401),
            Self::Forbidden { .. } => Some(403),
            Self::NotFound { .. } => Some(404),
            Self::TooMany { .. } => Some(429),
            Self::Proxy { status, .. }
            | Self::Unavailable { status, .. }
            | Self::ServerError { status, .. }
            | Self::OtherStatus { status, .. }
            | Self::NotJson { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// What the server says about it.
    pub const fn body(&self) -> Option<&ErrorBody> {
        match self {
            Self::Forbidden { body, .. }
            | Self::NotFound { body, .. }
            | Self::Unavailable { body, .. }
            | Self::ServerError { body, .. }
            | Self::OtherStatus { body, .. } => body.as_ref(),
            _ => None,
        }
    }

    /// When the server wants to be asked again.
    pub const fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::TooMany { retry_after_s } | Self::Unavailable { retry_after_s, .. } => *retry_after_s,
            _ => None,
        }
    }
}

/// What a program in front of the service wants, if the refusal is none of the service's: that sends a 401 with nothing or
/// JSON, no web page with any status, and says nothing of headers or certificates.
fn wants_of(status: u16, is_page: bool, is_json: bool, head: &[u8]) -> Option<Wants> {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| holds(&text, word));
    let is_too_long = has(&["header", "cookie"]) && has(&["too large", "too long", "too big", "exceed", "limit"]);
    match status {
        431 | 494 => Some(Wants::ShortHeaders),
        495 | 496 => Some(Wants::ClientCertificate),
        400 | 413 if is_too_long => Some(Wants::ShortHeaders),
        // In the languages that IIS speaks most.
        400 | 401 | 403 if !is_json && has(&["certifica", "zertifikat"]) => Some(Wants::ClientCertificate),
        400 if is_page => Some(Wants::Unknown),
        401 if is_page || !is_json && !head.is_empty() => Some(Wants::SignIn),
        // Gateways that answer in JSON ask for something that the service does not know.
        401 if has(&["api key", "api-key", "apikey", "subscription key", "unauthenticated"]) => Some(Wants::SignIn),
        _ => None,
    }
}

/// Seconds only: a date would need this computer's clock to be right, so it is ignored.
fn retry_after_seconds(text: &str) -> Option<u32> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u32::MAX))
}
