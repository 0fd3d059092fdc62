//! Files with several things in them to choose from: a browser's recording (HAR), with the answers of servers; and sessions, alone
//! or each with its log. What is kept is where a thing stands, and what to call it.
//!
//! A recording holds whatever the browser sent, the access token as well. Nothing of that is kept: neither headers nor cookies nor
//! queries are read for more than whether they are there.

use memchr::memmem;

use super::dialect;
use super::envelope::{Envelope, Missing, RowKind, Rows};
use super::mend::unescaped;
use super::scan::{Cursor, JsonError};
use super::sniff::{Sniffed, sniff};
use crate::model::{DecodeError, Notices, Product, Session, SessionKind, Stamp, Timestamp, time};

/// A thing in a file.
#[derive(Clone, PartialEq, Debug)]
pub struct Thing {
    /// Its first byte in the file, and the one behind its last.
    pub span: (u64, u64),
    /// What it is.
    pub what: What,
}

/// What a thing in a file is.
#[derive(Clone, PartialEq, Debug)]
pub enum What {
    /// An answer of a server, in a browser's recording.
    Answer {
        /// The method, and the path without what may be secret.
        request: String,
        /// When it was asked for.
        at: Option<Timestamp>,
        /// Whether it is a list of sessions, and of which kind; otherwise it is the log of one.
        list: Option<SessionKind>,
    },
    /// A session, and whether its log is there too.
    Session {
        /// The session.
        session: Box<Session>,
        /// Whether there are rows of its log.
        has_log: bool,
    },
}

/// Which kind of file is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ContentsOf {
    /// A browser's recording.
    Recording,
    /// Sessions of a product.
    Sessions(Product),
}

/// Looks through such a file while it is read.
#[derive(Debug)]
pub struct Contents {
    of: ContentsOf,
    envelope: Envelope,
    things: Vec<Thing>,
    has_secret: bool,
}

impl Contents {
    /// For a file of this kind.
    pub fn new(of: ContentsOf) -> Self {
        Self { of, envelope: Envelope::of_file(), things: Vec::new(), has_secret: false }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, bytes: &[u8], notices: &mut Notices) {
        let Self { of, envelope, things, has_secret } = self;
        envelope.feed(bytes, &mut ContentRows { of: *of, things, has_secret }, notices);
    }

    /// No bytes are to come: what is in the file, in order, whether it holds a token, and what is missing of it.
    pub fn finish(mut self, notices: &mut Notices) -> (Vec<Thing>, bool, Option<Missing>) {
        let rows = &mut ContentRows { of: self.of, things: &mut self.things, has_secret: &mut self.has_secret };
        let ended: Result<_, DecodeError> = self.envelope.close(rows, notices);
        let missing = if ended.is_ok() { self.envelope.into_values().missing() } else { Some(Missing::End) };
        (self.things, self.has_secret, missing)
    }
}

/// Entries of a recording. Those of a browser begin with what the program itself has added.
const ENTRIES: RowKind = RowKind {
    lists: &["entries"],
    keys: &["startedDateTime", "request", "_initiator", "_priority", "_resourceType", "pageref", "_connectionId"],
    telling: &[],
    within: "log",
};

struct ContentRows<'a> {
    of: ContentsOf,
    things: &'a mut Vec<Thing>,
    has_secret: &'a mut bool,
}

impl Rows for ContentRows<'_> {
    fn kind(&self) -> &'static RowKind {
        match self.of {
            ContentsOf::Recording => &ENTRIES,
            ContentsOf::Sessions(product) => &dialect::of(product).sessions,
        }
    }

    fn row(
        &mut self,
        cursor: &mut Cursor<'_>,
        at: usize,
        raw_start: u64,
        notices: &mut Notices,
    ) -> Result<(), JsonError> {
        let from = cursor.pos();
        let what = match self.of {
            ContentsOf::Recording => {
                cursor.skip_value()?;
                let entry = Entry::new(cursor.since(from));
                *self.has_secret |= entry.has_secret();
                entry.what()
            }
            ContentsOf::Sessions(product) => {
                let mut ahead = cursor.clone();
                ahead.skip_value()?;
                let raw = ahead.since(from);
                // A log may stand behind its session.
                if matches!(sniff(raw.get(..HEAD).unwrap_or(raw)), Sniffed::Log(_)) {
                    cursor.seek(ahead.pos());
                    return Ok(());
                }
                let session = Box::new((dialect::of(product).session)(cursor, at, notices)?);
                let raw = cursor.since(from);
                let has_log = memmem::find(raw, b"\"Log\"").is_some()
                    && sniff(raw.get(..HEAD).unwrap_or(raw)) == Sniffed::SessionsWithLogs;
                Some(What::Session { session, has_log })
            }
        };
        if let Some(what) = what {
            let len = (cursor.pos() - from) as u64;
            self.things.push(Thing { span: (raw_start, raw_start + len), what });
        }
        Ok(())
    }
}

/// An entry of a recording, as far as it is looked at.
struct Entry<'a> {
    whole: &'a [u8],
    request: &'a [u8],
    response: &'a [u8],
}

/// The value of a member of an object, as its bytes; nothing where there is none.
fn member<'a>(object: &'a [u8], name: &str) -> &'a [u8] {
    let mut cursor = Cursor::new(object);
    let mut more = cursor.enter(b'{', b'}');
    while more == Ok(true) {
        let Ok(key) = cursor.key() else { break };
        let Ok(value) = cursor.value() else { break };
        if key.as_ref() == name.as_bytes() {
            return value;
        }
        more = cursor.more(b'}');
    }
    b""
}

/// A text, as far as so many bytes of its JSON go.
fn text(value: &[u8], n_most: usize) -> Option<String> {
    let inner = value.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    Some(unescaped(inner.get(..n_most).unwrap_or(inner)).text.into_owned())
}

impl<'a> Entry<'a> {
    fn new(whole: &'a [u8]) -> Self {
        Self { whole, request: member(whole, "request"), response: member(whole, "response") }
    }

    /// Whether a token, a password or a cookie is in it.
    fn has_secret(&self) -> bool {
        const NAMES: [&str; 4] = ["auth", "cookie", "token", "api-key"];
        const TEXTS: [&str; 6] = ["access_token", "refresh_token", "id_token", "password=", "Bearer ", "eyJ"];
        let has_header = |of: &[u8]| {
            let mut headers = Cursor::new(member(of, "headers"));
            let mut more = headers.enter(b'[', b']');
            while more == Ok(true) {
                let Ok(header) = headers.value() else { break };
                let name = text(member(header, "name"), usize::MAX).unwrap_or_default().to_ascii_lowercase();
                if NAMES.iter().any(|part| name.contains(part)) {
                    return true;
                }
                more = headers.more(b']');
            }
            false
        };
        let has_cookie = |of: &[u8]| member(of, "cookies").contains(&b'{');
        [self.request, self.response].into_iter().any(|of| has_header(of) || has_cookie(of))
            || TEXTS.iter().any(|text| memmem::find(self.whole, text.as_bytes()).is_some())
    }

    /// What the answer is; nothing if it is of no use here.
    fn what(&self) -> Option<What> {
        let list = match sniff(&self.body(HEAD)?) {
            Sniffed::Log(_) => None,
            Sniffed::Sessions(_, kind) => Some(kind),
            _ => return None,
        };
        let started = text(member(self.whole, "startedDateTime"), usize::MAX).unwrap_or_default();
        let at = match time::parse(started.as_bytes()) {
            Ok(Stamp::At(t, _)) => Some(t),
            _ => None,
        };
        let of_request = |name| text(member(self.request, name), usize::MAX).unwrap_or_default();
        let method: String = of_request("method").chars().filter(char::is_ascii_alphabetic).take(10).collect();
        let request = [&method, " ", &safe_path(&of_request("url"))].concat();
        Some(What::Answer { request, at, list })
    }

    /// The answer's text, of about so many bytes.
    fn body(&self, n_most: usize) -> Option<Vec<u8>> {
        let content = member(self.response, "content");
        let body = text(member(content, "text"), n_most)?.into_bytes();
        Some(if member(content, "encoding") == b"\"base64\"" { from_base64(&body) } else { body })
    }
}

/// Whether a text shows a token: what somebody copied may hold the request with its headers, or the answer that gave the token.
pub fn has_token(text: &[u8]) -> bool {
    const LEAST: usize = 16;
    let is_token = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'/' | b'~');
    let follows = |begin: &[u8]| {
        memmem::find_iter(text, begin).any(|at| {
            let behind = text.get(at + begin.len()..).unwrap_or_default();
            behind.iter().take_while(is_token).take(LEAST).count() == LEAST
        })
    };
    follows(b"Bearer ") || follows(b"bearer ") || follows(b"eyJ") || memmem::find(text, b"\"access_token\"").is_some()
}

/// How much of an answer tells what it is.
const HEAD: usize = 64 << 10;

/// The text of an answer in a recording, of which `entry` are the bytes of its span.
pub fn recorded(entry: &[u8]) -> Option<Vec<u8>> {
    Entry::new(entry).body(usize::MAX)
}

/// The path of an address, and of its query what says which part of a list it is. Anything else may be secret, and so may a part of a
/// path that is longer than any id.
fn safe_path(url: &str) -> String {
    const PART_MAX: usize = 40;
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    let (path, query) = rest.split_once(['?', '#']).unwrap_or((rest, ""));
    let is_plain = |part: &&str| {
        part.len() <= PART_MAX && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    };
    let parts: Vec<&str> = path.split('/').map(|part| if is_plain(&part) { part } else { "…" }).collect();
    let is_paging = |pair: &&str| {
        pair.split_once('=').is_some_and(|(name, value)| {
            ["offset", "limit"].iter().any(|known| known.eq_ignore_ascii_case(name))
                && !value.is_empty()
                && value.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let query: Vec<&str> = query.split('&').filter(is_paging).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    [parts.join("/").as_str(), mark, &query.join("&")].concat()
}

/// Bytes from base64; what is no letter of it is passed over.
pub(crate) fn from_base64(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut n_bits) = (0_u32, 0);
    for &byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            let [byte, ..] = (bits >> n_bits).to_le_bytes();
            out.push(byte);
            bits &= (1 << n_bits) - 1;
        }
    }
    out
}
