//! Where something that was found ends: before what is found by itself, and behind what belongs to it.

use super::addresses::{ip6_len, link_len};
use super::paths::path_len;
use super::{Found, Look, account_len, codes, escape, is_letter, titled};

/// What was found, to the mark before something in it that is found by itself: what goes on behind blanks, as the name of an
/// entry in a directory does; and a link or an address in numbers, which only links and secrets hold.
pub(super) fn own(text: &str, found: Found) -> Found {
    let may_hold = matches!(found.look, Look::Link | Look::Secret | Look::Ip);
    let rest = text.get(found.start..).unwrap_or_default();
    // The parts of such a name are entries by themselves.
    let is_entry = found.look == Look::Name && codes::directory_len(rest).is_some();
    let len = own_len(rest, found.end - found.start, |mark, rest| {
        // A hyphen is one of the id: `S-1-5-21-1107:fd00::1`.
        let is_other = || link_len(rest).is_some() || mark != '-' && ip6_len(rest).is_some();
        !is_entry && (codes::distinguished_len(rest).is_some() || !may_hold && is_other())
            || is_answer(rest)
            || codes::arn_len(rest).is_some()
            || found.look == Look::Id && mark == '/' && is_resource(rest)
            || goes_beyond(text, rest.as_ptr() as usize - text.as_ptr() as usize, found)
    });
    let own = rest.get(..len).unwrap_or_default();
    // Of a token that ends where a link does not: the scheme is the link's.
    let before = own.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let is_scheme = found.look != Look::Link && rest.get(len..).is_some_and(|rest| rest.starts_with("://"));
    let mark = before.char_indices().next_back().map_or(0, |(at, _)| at);
    let len = if is_scheme && mark > 0 { mark } else { len };
    Found { end: found.start + len, ..found }
}

/// Whether the place of a resource goes on behind a slash, as it does by no chance in an id: `subscriptions/…`.
pub(super) fn is_resource(rest: &str) -> bool {
    let n_letters = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    n_letters > 4 && rest.get(n_letters..).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a whole answer of a server begins: `HTTP/1.1 404 Not Found`.
pub(super) fn is_answer(rest: &str) -> bool {
    rest.strip_prefix("HTTP/").is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
}

/// Another find with the user of an account whose domain was taken for its end: `…_CONTOSO\jane`.
pub(super) fn with_account(text: &str, found: Found) -> Found {
    let own = text.get(found.start..found.end).unwrap_or_default();
    let after = text.get(found.end..).unwrap_or_default();
    let is_glued = own.rfind(['_', '=']).is_some_and(|mark| mark + 1 < own.len()) && own.ends_with(is_letter);
    let is_name = matches!(found.look, Look::Mail | Look::Secret | Look::Id | Look::Name | Look::Host);
    let len = account_len(after).filter(|_| is_glued && is_name && !own.contains('\\'));
    Found { end: found.end + len.unwrap_or(0), ..found }
}

/// Whether a value behind its name, or a path, begins at a place in what was found, and goes on beyond it:
/// `…#Authorization: Basic …`.
fn goes_beyond(text: &str, at: usize, found: Found) -> bool {
    if at <= found.start {
        return false;
    }
    let is_drive = || text.get(at + 1..).is_some_and(|rest| rest.starts_with(":\\"));
    let path = || path_len(text.get(at..)?).map(|len| (at, at + len));
    let found_there = value_at(text, at).or_else(|| if is_drive() { path() } else { None });
    found_there.is_some_and(|(_, end)| end > found.end)
}

/// The value behind its name at a place.
pub(super) fn value_at(text: &str, at: usize) -> Option<(usize, usize)> {
    codes::secret(text, at).or_else(|| titled::named_value(text, at))
}

/// The first `len` bytes of a text, to the mark before what is found by itself. The mark may be an escape.
pub(super) fn own_len(text: &str, len: usize, is_other: impl Fn(char, &str) -> bool) -> usize {
    let begins = |&(at, c): &(usize, char)| {
        let here = text.get(at..).unwrap_or_default();
        let n_escape = || escape(c, here, false).filter(|(c, _)| !is_letter(*c)).map_or(0, |(_, len)| len);
        let n_marks = if c.is_ascii_alphanumeric() { 0 } else { n_escape() };
        let is_begun = |n: usize| here.get(n..).is_some_and(|rest| is_other(c, rest));
        !is_letter(c) && is_begun(c.len_utf8()) || n_marks > 0 && is_begun(n_marks)
    };
    text.get(..len).unwrap_or_default().char_indices().find(begins).map_or(len, |(at, _)| at)
}
