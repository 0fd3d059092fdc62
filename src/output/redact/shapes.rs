//! What is a name by its looks alone (`looks.rs`), and the parts of a link.

use super::What;
use crate::looks::{Found, Look, Reading, Titled, looks, titled};

/// A part of a text that is a name whatever it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Shape {
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// What it is.
    pub(super) what: What,
}

/// The shapes in a text, from left to right, none within another; first those that need nothing but their looks. Gives how the
/// text reads with its escapes undone. O(n).
pub(super) fn shapes(text: &str, out: &mut Vec<Shape>) -> Vec<Reading> {
    let readings = by_looks(text, out);
    for Titled { found, word } in titled(text, &readings) {
        let at = out.partition_point(|shape| shape.end <= found.start);
        if out.get(at).is_none_or(|next| next.start >= found.end) {
            out.insert(at, Shape { start: found.start, end: found.end, what: What::titled(&word) });
        }
    }
    readings
}

/// The same without the names that a word before them tells: of a text that is a name as a whole.
pub(super) fn by_looks(text: &str, out: &mut Vec<Shape>) -> Vec<Reading> {
    let mut found = Vec::new();
    let readings = looks(text, &mut found);
    out.clear();
    out.extend(found.into_iter().map(|Found { start, end, look }| Shape { start, end, what: look.into() }));
    readings
}

impl From<Look> for What {
    fn from(look: Look) -> Self {
        match look {
            Look::Mail => Self::Address,
            Look::Link => Self::Link,
            Look::Id => Self::Id,
            Look::Secret => Self::Secret,
            Look::Host => Self::Host,
            Look::Ip => Self::Ip,
            Look::Path => Self::Path,
            Look::File => Self::File,
            Look::Name => Self::Name,
        }
    }
}

/// Parts of a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Link<'a> {
    /// With `://`.
    pub(super) scheme: &'a str,
    /// Without the brackets of an address in numbers.
    pub(super) host: &'a str,
    /// With its colon; empty where there is none.
    pub(super) port: &'a str,
    /// What follows.
    pub(super) rest: &'a str,
}

/// The parts of a link. Whoever signs in by it (`user:password@`) is none of them.
pub(super) fn parts_of_link(link: &str) -> Option<Link<'_>> {
    // The link may be a coded one, with another in it.
    let (scheme, after) = link.split_at_checked(link.find(|c: char| !c.is_ascii_alphanumeric())? + 3)?;
    scheme.ends_with("://").then_some(())?;
    let authority = after.get(..after.find(['/', '?', '#']).unwrap_or(after.len()))?;
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    // Digits before a colon are the first of an address in numbers.
    let is_name = |&at: &usize| authority.bytes().take(at).any(|b| !b.is_ascii_hexdigit());
    let colon = authority.find(':').filter(is_name).or_else(|| authority.rfind(':')).unwrap_or(authority.len());
    let in_brackets = authority.strip_prefix('[').and_then(|inside| inside.split_once(']'));
    let (host, after) = in_brackets.or_else(|| authority.split_at_checked(colon))?;
    let n_digits = after.strip_prefix(':').map_or(0, |port| port.bytes().take_while(u8::is_ascii_digit).count());
    let port = after.get(..if n_digits > 0 { n_digits + 1 } else { 0 })?;
    // To the end of the link, from behind the port.
    let rest = link.get(after.as_ptr() as usize - link.as_ptr() as usize + port.len()..)?;
    (!host.is_empty()).then_some(Link { scheme, host, port, rest })
}
