//! Links, addresses of mail, and addresses of machines in numbers.

use super::{FAR, escape_len, is_letter, without_end};

/// Length of a link, in any of the ways in which texts write one: `https://…`, `https:\/\/…`, `https%3A%2F%2F…`.
pub(super) fn link_len(rest: &str) -> Option<usize> {
    // No mark is one of a scheme: what stands before it, as in `srv1.corp.local+https://…`, is looked at by itself.
    let scheme = rest.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    rest.bytes().next().filter(u8::is_ascii_alphabetic)?;
    let after = rest.get(scheme..)?;
    let is_coded = after.get(..9).is_some_and(|mark| mark.eq_ignore_ascii_case("%3A%2F%2F"));
    let mark = if is_coded { 9 } else { ["://", ":\\/\\/"].iter().find(|mark| after.starts_with(**mark))?.len() };
    let body = after.get(mark..)?;
    let is_end = |at: usize, c: char| {
        "\"'<>|`".contains(c)
            || c == '&' && is_coded
            || c == '\\' && body.get(at..).is_some_and(|r| escape_len(r).is_some())
    };
    let len = body.char_indices().find(|&(at, c)| is_end(at, c)).map_or(body.len(), |(at, _)| at);
    let mut body = body.get(..len)?;
    // What follows a host alone, as in `https://a.example,b`, is no more of it.
    let host = body.find(['/', '?', '#', ',', ';', ')', '}', '\\']).unwrap_or(body.len());
    if body.get(host..).is_some_and(|rest| rest.starts_with([',', ';', ')', '}'])) {
        body = body.get(..host)?;
    }
    let mut body = without_end(body);
    // The bracket of an address in numbers belongs to it; one that is not closed begins something else.
    let is_open = body.matches('[').count() > body.matches(']').count();
    let is_closed = is_open && after.get(mark + body.len()..)?.starts_with(']');
    if is_open && !is_closed {
        body = body.rfind('[').and_then(|open| body.get(..open)).map(without_end).filter(|body| !body.is_empty())?;
    }
    (!body.is_empty()).then(|| scheme + mark + body.len() + usize::from(is_closed))
}

/// Length of the address of mail, or of whoever signs in by one. The `@` may be coded.
pub(super) fn mail_len(rest: &str) -> Option<usize> {
    let is_user = |c: char| is_letter(c) || matches!(c, '.' | '-' | '_' | '+' | '%' | '#' | '~' | '!' | '$' | '*');
    let mut at = 0;
    let domain = loop {
        let here = rest.get(at..)?;
        let mark = ["@", "%40", "\\u0040"].iter().find(|mark| here.starts_with(**mark));
        if let Some(mark) = mark.filter(|_| at > 0) {
            break at + mark.len();
        }
        let c = here.chars().next().filter(|_| at < FAR)?;
        at += match c {
            '\\' if is_coded_letter(here) && escape_len(here).is_none() => 6,
            '\'' if at > 0 && here.get(1..).is_some_and(|after| after.starts_with(is_letter)) => 1,
            _ if is_user(c) => c.len_utf8(),
            _ => return None,
        };
    };
    let user = rest.get(..at)?;
    let host = rest.get(domain..)?;
    let (mut len, mut has_dot) = (0, false);
    for (at, c) in host.char_indices().take_while(|&(at, _)| at < FAR) {
        has_dot |= c == '.';
        if !(is_letter(c) || matches!(c, '.' | '-') || c == '_' && !has_dot) {
            break;
        }
        len = at + c.len_utf8();
    }
    let host = host.get(..len)?.trim_end_matches(['.', '-', '_']);
    let is_one = user.chars().any(char::is_alphanumeric) && host.chars().any(char::is_alphanumeric);
    is_one.then_some(domain + host.len())
}

/// `\u00FC`
pub(super) fn is_coded_letter(text: &str) -> bool {
    text.get(2..6).is_some_and(|code| text.starts_with("\\u") && code.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Length of an address of IPv6; a time such as `12:07:21` is none.
pub(super) fn ip6_len(rest: &str) -> Option<usize> {
    let is_in = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b':' | b'.');
    let run = rest.get(..rest.bytes().take(64).take_while(is_in).count())?;
    // A longer part is no more of it.
    let len: usize =
        run.split_inclusive(':').take_while(|part| part.len() < 6 || part.contains('.')).map(str::len).sum();
    let mut run = run.get(..len)?;
    if rest.get(len..)?.starts_with(is_letter) && run.bytes().any(|b| b.is_ascii_digit()) {
        // `fd00::5:AAMk…`: what follows begins with letters that are digits too.
        run = run.rsplit_once(':')?.0;
    }
    let run = if run.ends_with("::") { run } else { run.trim_end_matches([':', '.']) };
    let begins = run.starts_with("::") || !run.starts_with([':', '.']);
    let n_colons = run.bytes().filter(|&b| b == b':').count();
    let is_one = n_colons >= 5 || n_colons >= 2 && run.contains("::") && run.len() > 2;
    let ends = !rest.get(run.len()..)?.starts_with(is_letter);
    (is_one && begins && ends && run.len() < 64).then_some(run.len())
}
