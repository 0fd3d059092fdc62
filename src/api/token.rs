//! The access token: cleaned when pasted, bound to one origin, in no type that prints, wiped when dropped.
//!
//! What is wiped is this program's own copy. The browser's engine keeps copies of a pasted text and of a header that
//! nothing can wipe; they go when the page goes.

use std::fmt;

use super::Origin;
use crate::model::text::holds;
use crate::model::{Timestamp, time::TICKS_PER_SECOND};
use crate::texts::Texts;

/// Longest token: servers refuse longer headers.
const MAX_LEN: usize = 16 * 1024;
/// Longest paste that is looked at: a token answer holds two tokens and little else.
const MAX_PASTE_LEN: usize = 256 * 1024;

/// An access token. It has no `Debug`, `Display`, `Clone` or `Serialize`: nothing can print or copy it by accident.
pub struct Token {
    bytes: Vec<u8>,
    /// How long it lives from when it was given, in seconds, where the server's answer said so.
    life_s: Option<u32>,
}

impl Drop for Token {
    fn drop(&mut self) {
        wipe(&mut self.bytes);
    }
}

/// Zeroes that the compiler may not leave out.
pub(super) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    std::hint::black_box(bytes);
}

/// What was left out of a pasted text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenNote {
    /// Quotes around it.
    Quotes,
    /// The word `Bearer`.
    Bearer,
    /// The name of the header.
    Header,
    /// The name `access_token`.
    Name,
    /// All of an answer but `access_token`.
    Answer,
    /// A refresh token.
    Refresh,
}

impl TokenNote {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::Quotes => texts.token_note_quotes(),
            Self::Bearer => texts.token_note_bearer(),
            Self::Header => texts.token_note_header(),
            Self::Name => texts.token_note_name(),
            Self::Answer => texts.token_note_answer(),
            Self::Refresh => texts.token_note_refresh(),
        }
    }
}

/// In English, for developers.
impl fmt::Display for TokenNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Texts::default()))
    }
}

/// Why a pasted text is no token. No variant carries any of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenError {
    /// Nothing, or nothing but blanks, quotes and `Bearer`.
    Empty,
    /// More than 16 KiB.
    TooLong,
    /// Letters beyond ASCII, or invisible ones.
    NonAscii,
    /// Broken over several lines.
    LineBreak,
    /// A tab or another control character.
    Control,
    /// Several words.
    Space,
    /// A server's answer without an access token in it.
    NoAccessToken,
    /// An address, a web page or data.
    NotAToken,
    /// A token that only gets others.
    IsRefresh,
}

impl TokenError {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::Empty => texts.token_empty(),
            Self::TooLong => texts.token_too_long(),
            Self::NonAscii => texts.token_non_ascii(),
            Self::LineBreak => texts.token_line_break(),
            Self::Control => texts.token_control(),
            Self::Space => texts.token_space(),
            Self::NoAccessToken => texts.token_no_access_token(),
            Self::NotAToken => texts.token_not_a_token(),
            Self::IsRefresh => texts.token_is_refresh(),
        }
    }
}

/// In English, for developers.
impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Texts::default()))
    }
}

impl std::error::Error for TokenError {}

impl Token {
    /// Takes the token out of what was pasted, with what was cleaned. A whole token answer may be pasted: only
    /// `access_token` of it is kept.
    pub fn clean(pasted: &str) -> Result<(Self, Vec<TokenNote>), TokenError> {
        if pasted.len() > MAX_PASTE_LEN {
            return Err(TokenError::TooLong);
        }
        let mut notes = Vec::new();
        let trimmed = trim(pasted);
        let token = if trimmed.starts_with(['{', '[']) || holds(trimmed, "\"access_token\"") {
            from_answer(trimmed, &mut notes)?
        } else {
            let bare = unwrap_word(pasted, &mut notes);
            Self { bytes: bare.as_bytes().to_vec(), life_s: None }
        };
        token.check()?;
        Ok((token, notes))
    }

    fn check(&self) -> Result<(), TokenError> {
        let has = |test: fn(&u8) -> bool| self.bytes.iter().any(test);
        if self.bytes.is_empty() {
            Err(TokenError::Empty)
        } else if self.bytes.len() > MAX_LEN {
            Err(TokenError::TooLong)
        } else if has(|b| !b.is_ascii()) {
            Err(TokenError::NonAscii)
        } else if has(|&b| b == b'\n' || b == b'\r') {
            Err(TokenError::LineBreak)
        } else if has(u8::is_ascii_control) {
            Err(TokenError::Control)
        } else if has(|&b| b == b' ') {
            Err(TokenError::Space)
        } else if has(|b| b"{}<>\"\\".contains(b)) || has_scheme(&self.bytes) {
            Err(TokenError::NotAToken)
        } else if self.claim("aud", |value| value.starts_with("\"refresh\"").then_some(())).is_some() {
            Err(TokenError::IsRefresh)
        } else {
            Ok(())
        }
    }

    /// When the token itself says it ends, if it is a JWT. Unproven: nothing here checks its signature.
    pub fn stated_end(&self) -> Option<Timestamp> {
        self.claim("exp", |value| {
            let seconds = leading_number(value)?;
            Some(Timestamp::from_unix_ms(seconds.saturating_mul(1000)))
        })
    }

    /// What a claim of a JWT says, by what stands behind its colon.
    fn claim<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut parts = self.bytes.split(|&b| b == b'.');
        let payload = parts.nth(1)?;
        parts.next()?;
        let mut decoded = from_base64url(payload)?;
        let claim = std::str::from_utf8(&decoded).ok().and_then(|claims| value_of(claims, name)).and_then(read);
        wipe(&mut decoded);
        claim
    }

    /// Only here does the token become text: the value of the `Authorization` header.
    fn to_header(&self) -> String {
        let mut value = String::with_capacity(self.bytes.len() + 7);
        value.push_str("Bearer ");
        value.extend(self.bytes.iter().map(|&b| char::from(b)));
        value
    }
}

/// When a token ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ends {
    /// By this computer's clock.
    pub at: Timestamp,
    /// Whether the token or the answer it came with says so (unproven); if not, it is the servers' usual hour.
    pub is_stated: bool,
}

/// How long a token lives that does not say, in seconds: what the servers are set to unless somebody changed it.
const USUAL_LIFE_S: u32 = 3_600;

/// A token and the one origin it may go to.
pub struct Credential {
    origin: Origin,
    token: Token,
    since: Timestamp,
}

impl Credential {
    /// Binds a token to an origin. `now` is when it was given.
    pub const fn new(origin: Origin, token: Token, now: Timestamp) -> Self {
        Self { origin, token, since: now }
    }

    /// The origin it may go to.
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Whole minutes since it was given; never negative, whatever the clock did.
    pub fn age_minutes(&self, now: Timestamp) -> i64 {
        now.since(self.since).max(0) / (60 * TICKS_PER_SECOND)
    }

    /// When the token ends, as far as that can be known. An end that is past when the token is given is not believed: one
    /// of two clocks is wrong then, and the server decides.
    pub fn ends(&self) -> Ends {
        let after = |seconds: u32| self.since.plus(i64::from(seconds) * TICKS_PER_SECOND);
        let by_answer = self.token.life_s.map(after);
        let stated = by_answer.or_else(|| self.token.stated_end()).filter(|&end| end > self.since);
        Ends { at: stated.unwrap_or_else(|| after(USUAL_LIFE_S)), is_stated: stated.is_some() }
    }

    /// When it was given.
    pub const fn since(&self) -> Timestamp {
        self.since
    }

    /// The one text that holds the token beside the header: what `browser/storage.rs` keeps for the tab, where the deployer
    /// allows that and the person asks for it.
    pub fn to_kept(&self) -> String {
        let life = self.token.life_s.unwrap_or_default().to_string();
        let since = self.since.unix_ms().to_string();
        [since.as_str(), &life, &self.origin.to_string(), self.token.to_header().trim_start_matches("Bearer ")]
            .join(" ")
    }

    /// Reads what [`Credential::to_kept`] wrote.
    pub fn from_kept(text: &str) -> Option<Self> {
        let mut words = text.splitn(4, ' ');
        let since = Timestamp::from_unix_ms(words.next()?.parse().ok()?);
        let life_s = words.next()?.parse().ok().filter(|&life| life > 0);
        let origin = Origin::parse(words.next()?).ok()?;
        let (mut token, _) = Token::clean(words.next()?).ok()?;
        token.life_s = life_s;
        Some(Self { origin, token, since })
    }

    /// The value of the `Authorization` header for a request to `origin`; nothing for any other than its own.
    pub fn authorization_for(&self, origin: &Origin) -> Option<String> {
        (*origin == self.origin).then(|| self.token.to_header())
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’')
}

/// Blanks and characters of no width that come along when text is copied.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The token without quotes, header name and scheme around it, in whatever order they come.
fn unwrap_word<'a>(pasted: &'a str, notes: &mut Vec<TokenNote>) -> &'a str {
    let mut rest = trim(pasted);
    let mut note = |note| {
        if !notes.contains(&note) {
            notes.push(note);
        }
    };
    loop {
        let bare = trim(rest.trim_matches(|c| is_quote(c) || c == ',' || c == ';'));
        if bare.len() < rest.len() {
            note(TokenNote::Quotes);
        }
        rest = bare;
        if let Some(after) = after_word(rest, "Bearer", false) {
            note(TokenNote::Bearer);
            rest = after;
        } else if let Some(after) = after_word(rest, "Authorization", true) {
            note(TokenNote::Header);
            rest = after;
        } else if let Some(after) = after_word(rest, "access_token", true) {
            note(TokenNote::Name);
            rest = after;
        } else if let Some(after) = after_word(rest, "-H", false) {
            rest = after;
        } else {
            return rest;
        }
    }
}

/// What follows `word`: after a colon or equals sign if it is a name, after a blank if not.
fn after_word<'a>(text: &'a str, word: &str, is_name: bool) -> Option<&'a str> {
    let (head, after) = text.split_at_checked(word.len())?;
    if !head.eq_ignore_ascii_case(word) {
        return None;
    }
    let trimmed = trim(after);
    if is_name {
        trimmed.trim_start_matches(is_quote).trim_start().strip_prefix([':', '=']).map(trim)
    } else {
        (after.is_empty() || after.starts_with(is_blank)).then_some(trimmed)
    }
}

fn has_scheme(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|window| window == b"://")
}

/// Takes `access_token` out of a server's answer.
fn from_answer(text: &str, notes: &mut Vec<TokenNote>) -> Result<Token, TokenError> {
    let mut rest = text;
    let mut token = None;
    let mut has_refresh = false;
    let mut life_s = None;
    while let Some((key, after)) = next_string(rest) {
        rest = after;
        let Some(value) = after.trim_start().strip_prefix(':').map(str::trim_start) else {
            continue;
        };
        has_refresh |= key == "refresh_token";
        if key == "expires_in" {
            life_s = leading_number(value.trim_start_matches('"')).and_then(|s| u32::try_from(s).ok());
        }
        if key == "access_token" && value.starts_with('"') {
            let (raw, after) = next_string(value).ok_or(TokenError::NotAToken)?;
            rest = after;
            if token.is_none() {
                token = Some(unescape(raw)?);
            }
        }
    }
    let mut token = token.ok_or(TokenError::NoAccessToken)?;
    token.life_s = life_s;
    notes.push(TokenNote::Answer);
    if has_refresh {
        notes.push(TokenNote::Refresh);
    }
    Ok(token)
}

/// What stands between the next two quotes, escapes as they are, and what follows.
fn next_string(text: &str) -> Option<(&str, &str)> {
    let (_, from) = text.split_once('"')?;
    let mut is_escaped = false;
    let end = from.bytes().position(|b| {
        let ends = b == b'"' && !is_escaped;
        is_escaped = b == b'\\' && !is_escaped;
        ends
    })?;
    Some((from.get(..end)?, from.get(end + 1..)?))
}

/// Resolves JSON escapes, straight into the memory that is wiped: some servers write `+` and `/` as escapes.
fn unescape(raw: &str) -> Result<Token, TokenError> {
    let mut token = Token { bytes: Vec::with_capacity(raw.len()), life_s: None };
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            token.bytes.push(byte);
            continue;
        }
        match bytes.next() {
            Some(plain @ (b'/' | b'\\' | b'"')) => token.bytes.push(plain),
            Some(b'u') => {
                let mut code = 0;
                for _ in 0..4 {
                    let digit = bytes.next().and_then(|b| char::from(b).to_digit(16)).ok_or(TokenError::NotAToken)?;
                    code = code * 16 + digit;
                }
                // 0xff stands for anything beyond ASCII: refused afterwards.
                token.bytes.push(u8::try_from(code).unwrap_or(0xff));
            }
            _ => return Err(TokenError::Control),
        }
    }
    Ok(token)
}

fn from_base64url(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let (mut bits, mut n_bits) = (0_u32, 0_u32);
    for &b in text.iter().filter(|&&b| b != b'=') {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            out.push(u8::try_from(bits >> n_bits & 0xff).ok()?);
        }
    }
    Some(out)
}

fn leading_number(text: &str) -> Option<i64> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..len)?.parse().ok()
}

/// What stands behind the colon of a member, to the end of the text.
fn value_of<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = object;
    while let Some((key, after)) = next_string(rest) {
        rest = after;
        if let Some(value) = after.trim_start().strip_prefix(':').filter(|_| key == name) {
            return Some(value.trim_start());
        }
    }
    None
}
