//! Faults on their way to the desk, and what it tells people about them.

use super::{Field, put_text};
use crate::api::{Fault, NotThere, ProbeResult, Stage};
use crate::model::{Product, Timestamp, Version};
use crate::wire::{DecodeError, ErrorBody};

/// A fault, and what was going on: to be told to people.
#[derive(Clone, PartialEq, Debug)]
pub struct Trouble {
    /// What happened.
    pub fault: Fault,
    /// The server that was asked: its origin, …
    pub origin: String,
    /// … its product, …
    pub product: Product,
    /// … and the version of its API.
    pub version: Version,
    /// This page's own origin.
    pub page_origin: String,
    /// This computer's time.
    pub now: Timestamp,
    /// How old the token is, if there is one.
    pub token_age_minutes: Option<i64>,
    /// Whether this server answered this page well before, with this token.
    pub has_answered: bool,
}

/// A fault as people are told it; see `api::Explanation`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// What happened.
    pub title: String,
    /// Why, most likely.
    pub cause: String,
    /// How sure that is.
    pub certainty: String,
    /// What to do, the best first.
    pub todo: Vec<String>,
    /// Who can do it.
    pub who: String,
    /// All of it as text to hand on.
    pub report: String,
}

fields! {
    Trouble { fault, origin, product, version, page_origin, now, token_age_minutes, has_answered }
    Told { title, cause, certainty, todo, who, report }
    ErrorBody { message, code }
}

/// A fault as a number for its variant, two numbers, a text, and what the server said.
type Parts<'a> = (u8, i64, Option<u32>, &'a str, Option<&'a ErrorBody>);

fn parts_of(fault: &Fault) -> Parts<'_> {
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match fault {
        Fault::Unreachable { probe } => {
            (0, probe.map_or(0, |probe| 1 + i64::from(probe == ProbeResult::Rejected)), None, "", None)
        }
        Fault::Offline => (1, 0, None, "", None),
        Fault::BlockedByPolicy => (2, 0, None, "", None),
        Fault::LocalNetworkDenied => (3, 0, None, "", None),
        Fault::Timeout { stage, seconds } => (4, *stage as i64, Some(*seconds), "", None),
        Fault::Unauthorized => (5, 0, None, "", None),
        Fault::Forbidden { body, is_page } => (6, i64::from(*is_page), None, "", body.as_ref()),
        Fault::NotFound { body, is_page } => (7, i64::from(*is_page), None, "", body.as_ref()),
        Fault::TooMany { retry_after_s } => (8, 0, *retry_after_s, "", None),
        Fault::Unavailable { status, retry_after_s, body } => {
            (9, i64::from(*status), *retry_after_s, "", body.as_ref())
        }
        Fault::ServerError { status, body } => (10, i64::from(*status), None, "", body.as_ref()),
        Fault::OtherStatus { status, body } => (11, i64::from(*status), None, "", body.as_ref()),
        Fault::NotJson { content_type, status } => (12, i64::from(*status), None, content_type, None),
        Fault::Empty => (13, 0, None, "", None),
        Fault::Decode(DecodeError::Empty) => (14, 0, None, "", None),
        Fault::Decode(DecodeError::NotJson { at }) => (15, whole(*at), None, "", None),
        Fault::Decode(DecodeError::Html) => (16, 0, None, "", None),
        Fault::Decode(DecodeError::Cut { n_rows }) => (17, whole(*n_rows), None, "", None),
        Fault::Decode(DecodeError::NotALog { found }) => (18, 0, None, found, None),
        Fault::Decode(DecodeError::ServerError { message }) => (19, 0, None, message, None),
        Fault::Cut => (20, 0, None, "", None),
        Fault::TooLarge { limit_mib } => (21, 0, Some(*limit_mib), "", None),
        Fault::Aborted => (22, 0, None, "", None),
        Fault::Redirected => (23, 0, None, "", None),
        Fault::Insecure => (24, 0, None, "", None),
        Fault::NoSuchResource { why } => (25, *why as i64, None, "", None),
    }
}

impl Field for Fault {
    fn put(&self, out: &mut Vec<u8>) {
        let (variant, number, other, text, body) = parts_of(self);
        variant.put(out);
        number.put(out);
        other.put(out);
        put_text(text, out);
        body.cloned().put(out);
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        let (variant, number, other) = (u8::read(rest)?, i64::read(rest)?, Option::<u32>::read(rest)?);
        let (text, body) = (String::read(rest)?, Option::<ErrorBody>::read(rest)?);
        let (is_page, status) = (number > 0, u16::try_from(number).unwrap_or_default());
        let n = usize::try_from(number).unwrap_or_default();
        let number_32 = other.unwrap_or_default();
        Some(match variant {
            0 => Self::Unreachable {
                probe: match number {
                    0 => None,
                    1 => Some(ProbeResult::Resolved),
                    _ => Some(ProbeResult::Rejected),
                },
            },
            1 => Self::Offline,
            2 => Self::BlockedByPolicy,
            3 => Self::LocalNetworkDenied,
            4 => Self::Timeout { stage: *[Stage::Headers, Stage::Body, Stage::Whole].get(n)?, seconds: number_32 },
            5 => Self::Unauthorized,
            6 => Self::Forbidden { body, is_page },
            7 => Self::NotFound { body, is_page },
            8 => Self::TooMany { retry_after_s: other },
            9 => Self::Unavailable { status, retry_after_s: other, body },
            10 => Self::ServerError { status, body },
            11 => Self::OtherStatus { status, body },
            12 => Self::NotJson { content_type: text, status },
            13 => Self::Empty,
            14 => Self::Decode(DecodeError::Empty),
            15 => Self::Decode(DecodeError::NotJson { at: n }),
            16 => Self::Decode(DecodeError::Html),
            17 => Self::Decode(DecodeError::Cut { n_rows: n }),
            18 => Self::Decode(DecodeError::NotALog { found: text }),
            19 => Self::Decode(DecodeError::ServerError { message: text }),
            20 => Self::Cut,
            21 => Self::TooLarge { limit_mib: number_32 },
            22 => Self::Aborted,
            23 => Self::Redirected,
            24 => Self::Insecure,
            25 => Self::NoSuchResource { why: *NotThere::ALL.get(n)? },
            _ => return None,
        })
    }
}
