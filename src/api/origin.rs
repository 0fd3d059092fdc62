//! The address of a server, checked before a token can be given for it: scheme, host and port, nothing else.
//!
//! Stricter than a browser, so that what is shown is what is called: whatever is accepted here, a browser's
//! `new URL(text).origin` gives the same text. What a browser would silently repair is refused with a reason. Only the
//! inside of an `xn--` part is not looked at: a browser refuses a malformed one when it is called.

use std::fmt::{self, Write as _};

use crate::model::text::cut;
use crate::model::{Product, Version};
use crate::texts::Texts;

/// Scheme, host and port of a server. `https`, or `http` on this computer itself.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Origin {
    is_https: bool,
    /// Lower case; an IPv6 address in its brackets.
    host: String,
    /// `None` where it is the scheme's own.
    port: Option<u16>,
}

/// What a person typed or pasted as a server's address, understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Typed {
    /// The address.
    pub origin: Origin,
    /// What was added or left out.
    pub notes: Vec<OriginNote>,
    /// The product and version that a path such as `/v8/JobSessions` or `/api/v8.1/…` names.
    pub version: Option<(Product, Version)>,
}

/// What was added to a typed address, or left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OriginNote {
    /// `https://` was put in front.
    Scheme,
    /// A path of the API was left out.
    Path,
}

impl OriginNote {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::Scheme => texts.origin_note_scheme(),
            Self::Path => texts.origin_note_path(),
        }
    }
}

/// In English, for developers.
impl fmt::Display for OriginNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Texts::default()))
    }
}

/// Why a text is no server address. No variant carries the text: it may have been a secret in the wrong field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OriginError {
    /// Nothing.
    Empty,
    /// A line break, tab or other control character.
    Control,
    /// A space inside.
    Space,
    /// A backslash.
    Backslash,
    /// Neither `https` nor `http`.
    Scheme,
    /// `http` to another computer.
    PlainHttp,
    /// A user name or password before the host.
    UserInfo,
    /// No host.
    NoHost,
    /// Letters beyond ASCII, or invisible characters.
    NonAscii,
    /// A character that no host name has, or an empty part between dots.
    Host,
    /// A dot at the end.
    TrailingDot,
    /// A name longer than DNS allows.
    TooLong,
    /// Numbers that are no IPv4 address in the usual form.
    Ipv4,
    /// Brackets without an IPv6 address.
    Ipv6,
    /// No port between 1 and 65535.
    Port,
    /// A path that is not the API's own.
    Path,
    /// `?` or `#`.
    Query,
}

impl OriginError {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::Empty => texts.origin_empty(),
            Self::Control => texts.origin_control(),
            Self::Space => texts.origin_space(),
            Self::Backslash => texts.origin_backslash(),
            Self::Scheme => texts.origin_scheme(),
            Self::PlainHttp => texts.origin_plain_http(),
            Self::UserInfo => texts.origin_user_info(),
            Self::NoHost => texts.origin_no_host(),
            Self::NonAscii => texts.origin_non_ascii(),
            Self::Host => texts.origin_host(),
            Self::TrailingDot => texts.origin_trailing_dot(),
            Self::TooLong => texts.origin_too_long(),
            Self::Ipv4 => texts.origin_ipv4(),
            Self::Ipv6 => texts.origin_ipv6(),
            Self::Port => texts.origin_port(),
            Self::Path => texts.origin_path(),
            Self::Query => texts.origin_query(),
        }
    }
}

/// In English, for developers.
impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Texts::default()))
    }
}

impl std::error::Error for OriginError {}

impl Origin {
    /// Reads an address strictly: `https://` may be missing, one `/` may follow, anything else is refused.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let parts = split(text)?;
        let origin = parts.origin()?;
        if parts.tail == "/" || parts.tail.is_empty() { Ok(origin) } else { Err(tail_error(parts.tail)) }
    }

    /// Reads what a person typed: as [`Origin::parse`], but a path of the API itself is cut off, and said.
    pub fn from_typed(text: &str) -> Result<Typed, OriginError> {
        let parts = split(text)?;
        let origin = parts.origin()?;
        let mut notes = Vec::new();
        let mut version = None;
        if !parts.has_scheme {
            notes.push(OriginNote::Scheme);
        }
        if !(parts.tail == "/" || parts.tail.is_empty()) {
            if !is_api_path(parts.tail) {
                return Err(tail_error(parts.tail));
            }
            // Of the products with revisions the path tells nothing.
            let has_revisions = |product: &Product| product.has_revisions() && product.default_port() == origin.port();
            version = version_of(parts.tail).filter(|_| !Product::ALL.iter().any(has_revisions));
            notes.push(OriginNote::Path);
        }
        Ok(Typed { origin, notes, version })
    }

    /// The host, lower case; an IPv6 address in its brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, the scheme's own included.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(if self.is_https { 443 } else { 80 })
    }

    /// Whether requests are encrypted.
    pub const fn is_https(&self) -> bool {
        self.is_https
    }

    /// Whether it names this computer itself.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_https { "https://" } else { "http://" })?;
        f.write_str(&self.host)?;
        match self.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

struct Parts<'a> {
    is_https: bool,
    has_scheme: bool,
    authority: &'a str,
    /// Path, query and fragment.
    tail: &'a str,
}

fn split(text: &str) -> Result<Parts<'_>, OriginError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(OriginError::Empty);
    }
    if text.chars().any(char::is_control) {
        return Err(OriginError::Control);
    }
    if text.chars().any(char::is_whitespace) {
        return Err(OriginError::Space);
    }
    if text.contains('\\') {
        return Err(OriginError::Backslash);
    }
    let until_tail = text.split(['/', '?', '#']).next().unwrap_or_default();
    let (is_https, has_scheme, rest) = match cut(text, "://") {
        Some((scheme, rest)) if scheme.len() < until_tail.len() => {
            let is_https = scheme.eq_ignore_ascii_case("https");
            if !is_https && !scheme.eq_ignore_ascii_case("http") {
                return Err(OriginError::Scheme);
            }
            (is_https, true, rest)
        }
        _ if names_a_scheme(until_tail) => return Err(OriginError::Scheme),
        _ => (true, false, text),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at_checked(end).ok_or(OriginError::Host)?;
    Ok(Parts { is_https, has_scheme, authority, tail })
}

/// Schemes that people paste. What else stands before a colon is a host, whose port is missing or no number.
const SCHEMES: [&str; 9] = ["https", "http", "ftp", "javascript", "data", "mailto", "blob", "file", "about"];

/// `javascript:…`, `mailto:…`, `https:host`: a scheme, and a colon that no port follows.
fn names_a_scheme(text: &str) -> bool {
    let is_scheme = |name: &str| SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(name));
    text.split_once(':')
        .is_some_and(|(name, after)| is_scheme(name) && !text.contains(['@', '[', '.']) && !after.starts_with(digit))
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

impl Parts<'_> {
    fn origin(&self) -> Result<Origin, OriginError> {
        if self.authority.contains('@') {
            return Err(OriginError::UserInfo);
        }
        if !self.authority.is_ascii() {
            return Err(OriginError::NonAscii);
        }
        let (host, port) = split_port(self.authority)?;
        let host = host_of(host)?;
        if !self.is_https && !is_loopback(&host) {
            return Err(OriginError::PlainHttp);
        }
        let own_port = if self.is_https { 443 } else { 80 };
        Ok(Origin { is_https: self.is_https, host, port: port.filter(|&port| port != own_port) })
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), OriginError> {
    let colon = match authority.rfind(']') {
        Some(bracket) => authority.get(bracket..).and_then(|after| after.find(':')).map(|at| at + bracket),
        None => authority.find(':'),
    };
    let Some((host, port)) = colon.and_then(|at| authority.split_at_checked(at)) else {
        return Ok((authority, None));
    };
    let digits = port.strip_prefix(':').unwrap_or_default();
    // Several colons and no brackets: an IPv6 address, most likely.
    if digits.contains(':') {
        return Err(OriginError::Ipv6);
    }
    if digits.is_empty() || digits.len() > 5 || !digits.chars().all(digit) {
        return Err(OriginError::Port);
    }
    match digits.parse() {
        Ok(0) | Err(_) => Err(OriginError::Port),
        Ok(port) => Ok((host, Some(port))),
    }
}

fn host_of(host: &str) -> Result<String, OriginError> {
    if host.is_empty() {
        return Err(OriginError::NoHost);
    }
    if host.starts_with('[') || host.ends_with(']') {
        let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        return inner.and_then(ipv6).map(|segments| ipv6_text(&segments)).ok_or(OriginError::Ipv6);
    }
    if host.ends_with('.') {
        return Err(OriginError::TrailingDot);
    }
    if host.len() > 253 || host.split('.').any(|label| label.len() > 63) {
        return Err(OriginError::TooLong);
    }
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_' || b == b'.';
    if !host.bytes().all(allowed) || host.split('.').any(str::is_empty) {
        return Err(OriginError::Host);
    }
    if ends_in_number(host) && !is_ipv4(host) {
        return Err(OriginError::Ipv4);
    }
    Ok(host.to_ascii_lowercase())
}

/// Whether a browser would take the host for an IPv4 address (the rule of the URL standard).
fn ends_in_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    let hex = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    last.chars().all(digit) || hex.is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_ipv4(host: &str) -> bool {
    let plain = |part: &str| {
        let no_leading_zero = part == "0" || !part.starts_with('0');
        no_leading_zero && part.chars().all(digit) && part.parse::<u8>().is_ok()
    };
    host.split('.').count() == 4 && host.split('.').all(plain)
}

/// The eight numbers of an IPv6 address. The standard library's parser reads the same, in three times the code.
fn ipv6(text: &str) -> Option<[u16; 8]> {
    let Some((head, tail)) = cut(text, "::") else {
        return segments(text, true)?.try_into().ok();
    };
    let (mut head, tail) = (segments(head, false)?, segments(tail, true)?);
    let n_zeros = 8_usize.checked_sub(head.len() + tail.len()).filter(|&n| n > 0)?;
    head.resize(head.len() + n_zeros, 0);
    head.extend(tail);
    head.try_into().ok()
}

/// Numbers between colons. At the end of an address two of them may be written as an IPv4 address.
fn segments(text: &str, is_end: bool) -> Option<Vec<u16>> {
    let mut out = Vec::new();
    let (numbers, v4) = match text.rsplit_once(':') {
        Some((numbers, last)) if is_end && is_ipv4(last) => (Some(numbers), last),
        None if text.is_empty() || is_end && is_ipv4(text) => (None, text),
        _ => (Some(text), ""),
    };
    for number in numbers.into_iter().flat_map(|numbers| numbers.split(':')) {
        let fits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_hexdigit());
        out.push(u16::from_str_radix(number, 16).ok().filter(|_| fits)?);
    }
    let bytes: Vec<u16> = v4.split('.').filter_map(|byte| byte.parse().ok()).collect();
    out.extend(bytes.chunks(2).filter_map(|pair| Some(pair.first()? << 8 | pair.last()?)));
    Some(out)
}

/// An IPv6 address as the URL standard writes it: the first longest run of at least two zeros as `::`, never with an
/// IPv4 tail.
fn ipv6_text(segments: &[u16; 8]) -> String {
    let (mut run_start, mut run_len) = (0, 0);
    let mut at = 0;
    while at < segments.len() {
        let len = segments.iter().skip(at).take_while(|&&segment| segment == 0).count();
        if len > run_len.max(1) {
            (run_start, run_len) = (at, len);
        }
        at += len.max(1);
    }
    let mut text = String::from("[");
    for (at, segment) in segments.iter().enumerate() {
        if run_len > 0 && at == run_start {
            text.push_str(if at == 0 { "::" } else { ":" });
        }
        if at >= run_start && at < run_start + run_len {
            continue;
        }
        let _ = write!(text, "{segment:x}");
        if at < 7 {
            text.push(':');
        }
    }
    text.push(']');
    text
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host == "[::1]" || (is_ipv4(host) && host.starts_with("127."))
}

fn tail_error(tail: &str) -> OriginError {
    if tail.trim_start_matches('/').starts_with(['?', '#']) { OriginError::Query } else { OriginError::Path }
}

/// Whether a path is one of the API's own: `/v8/…`, `/api/v8.1/…`, `/swagger/…`.
fn is_api_path(tail: &str) -> bool {
    let (first, _) = first_two(tail);
    let number = first.strip_prefix(['v', 'V']).unwrap_or_default();
    let is_version = !number.is_empty() && number.chars().all(|c| digit(c) || c == '.');
    let is_swagger = first.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("swagger"));
    is_version || is_swagger || first.eq_ignore_ascii_case("api")
}

/// The product and version that a path of the API names.
fn version_of(tail: &str) -> Option<(Product, Version)> {
    let (first, second) = first_two(tail);
    let (product, word) =
        if first.eq_ignore_ascii_case("api") { (Product::VbAzure, second) } else { (Product::Vb365, first) };
    Version::parse(product, &word.to_ascii_lowercase()).map(|version| (product, version))
}

fn first_two(tail: &str) -> (&str, &str) {
    let mut segments = tail.strip_prefix('/').unwrap_or_default().split(['/', '?', '#']);
    (segments.next().unwrap_or_default(), segments.next().unwrap_or_default())
}
