//! Numbers that tell problems apart, and those that differ from item to item: times, dates, lengths, amounts.

use super::number_len;

/// Words that a code follows, or that end so: `error 5`, `StatusCode: 404`, `Win32Exception (5)`.
const BEFORE_CODES: [&str; 13] = [
    "error",
    "code",
    "status",
    "http",
    "errno",
    "exception",
    "hresult",
    "fehler",
    "microsoft",
    "office",
    "tls",
    "ssl",
    "win",
];
/// Products that are told apart by their years.
const PRODUCTS: [&str; 6] = ["windows", "exchange", "sharepoint", "server", "outlook", "sql"];
/// Words with a number that is no number.
const WORDS: [&str; 16] = [
    "win32", "win64", "o365", "m365", "x86", "x64", "x509", "s3", "ipv4", "ipv6", "utf8", "base64", "sha1", "sha256",
    "md5", "aes256",
];
/// Beginnings of codes, with any number of digits behind them.
const CODES: [&str; 6] = ["AADSTS", "KB", "MC", "HTTP", "CVE", "ORA"];
/// How the reason of an HTTP status begins.
const REASONS: [&str; 13] = [
    "Not",
    "Bad",
    "Unauthorized",
    "Forbidden",
    "Internal",
    "Service",
    "Too",
    "Gateway",
    "Conflict",
    "Gone",
    "Precondition",
    "Request",
    "Method",
];

/// Whether a run of letters and digits is a code, between what stands before and after it.
pub(super) fn is_code(before: &str, run: &str, after: &str) -> bool {
    let is_hex = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit());
    if run.strip_prefix("0x").or(run.strip_prefix("0X")).is_some_and(is_hex)
        || run.len() == 9 && run.strip_suffix(['h', 'H']).is_some_and(is_hex)
        || WORDS.iter().any(|word| word.eq_ignore_ascii_case(run))
    {
        return true;
    }
    let n_capitals = run.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, digits) = run.split_at_checked(n_capitals).unwrap_or_default();
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if n_capitals > 0 {
        let is_known = CODES.contains(&letters);
        return all_digits && (is_known || n_capitals > 1 && digits.len() > 4)
            || is_hex(run) && follows_word(before, run, after);
    }
    if !all_digits {
        return is_hex(run) && follows_word(before, run, after);
    }
    let is_bracketed = run.len() == 3 && before.ends_with('(') && after.starts_with(')');
    // `404 Not Found`, `403 (Forbidden)`
    let reason = after.strip_prefix(" (").or_else(|| after.strip_prefix(' '));
    let reason = reason.and_then(|after| after.split(|c: char| !c.is_ascii_alphabetic()).next());
    let may_be_status = run.len() == 3 && run.starts_with(['4', '5']);
    let is_told = || reason.is_some_and(|word| REASONS.contains(&word)) || before.ends_with(" returned ");
    is_bracketed || may_be_status && is_told() || is_of_mail(before, run, after) || follows_word(before, run, after)
}

/// Whether it is one of the two numbers with which a mail server refuses, `550 5.7.1`: they begin with the same digit.
fn is_of_mail(before: &str, run: &str, after: &str) -> bool {
    let class = run.get(..1).filter(|class| matches!(*class, "4" | "5"));
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let other = match run.len() {
        3 => class
            .and_then(|class| after.strip_prefix(' ')?.strip_prefix(class)?.strip_prefix('.'))
            .filter(|t| is_number(t)),
        1 => class
            .and_then(|class| before.trim_end().rsplit(' ').next().filter(|n| n.len() == 3 && n.starts_with(class))),
        _ => None,
    };
    other.is_some() && (run.len() == 3 || after.strip_prefix('.').is_some_and(is_number))
}

/// The letters that a text ends with, in lower case, and what stands before them.
fn last_word(text: &str) -> (&str, String) {
    let begin = text.trim_end_matches(char::is_alphabetic).len();
    (text.get(..begin).unwrap_or_default(), text.get(begin..).unwrap_or_default().to_lowercase())
}

/// Whether a word before says that what follows is a code.
fn follows_word(before: &str, run: &str, after: &str) -> bool {
    // `HTTP/1.1 404`: the version and the status.
    let words = before.trim_end();
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    if last.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http/")) {
        return true;
    }
    let between = |c: char| c == ' ' || matches!(c, ':' | '=' | '(' | '#' | '-' | '[' | '"' | '\'' | '/');
    let trimmed = before.trim_end_matches(between);
    let joint = before.get(trimmed.len()..).unwrap_or_default();
    let (trimmed, word) = last_word(trimmed);
    let word = match word.as_str() {
        // `The error code was (5)`
        "was" | "is" => last_word(trimmed.trim_end()).1,
        "id" if last_word(trimmed.trim_end()).1 == "event" => return joint.len() < 4,
        _ => word,
    };
    // `KB-5005413`, `CVE-2026-1`, `ORA-01555`.
    if joint == "-" && CODES.iter().any(|code| code.eq_ignore_ascii_case(&word)) {
        return true;
    }
    if joint.is_empty() {
        // `Office365`
        return ["microsoft", "office"].contains(&word.as_str());
    }
    if joint.len() > 4 {
        return false;
    }
    let is_year = run.len() == 4 && run.starts_with("20") && joint == " ";
    if is_year && PRODUCTS.contains(&word.as_str()) {
        return true;
    }
    let is_told = BEFORE_CODES.iter().any(|known| word.ends_with(known) && (known.len() > 3 || word == *known));
    // `Error: 5 mailboxes were left out` has no code.
    let mut next = after.chars();
    let counts = joint.contains(':')
        && !word.ends_with("code")
        && next.next() == Some(' ')
        && next.next().is_some_and(char::is_lowercase);
    is_told && !counts
}

/// Length of further parts of a code: `.2`.
pub(super) fn more_of_code(text: &str) -> usize {
    let mut len = 0;
    while let Some(digits) = text.get(len..).and_then(|rest| rest.strip_prefix('.')) {
        match digits.bytes().take_while(u8::is_ascii_digit).count() {
            0 => break,
            n => len += n + 1,
        }
    }
    len
}

/// Length of the number, the date or the time that a text begins with: `2026-11-27T01:02:03.5+01:00` is one.
pub(super) fn time_len(text: &str) -> usize {
    let mut len = number_len(text);
    let at = |at: usize| text.as_bytes().get(at).copied().unwrap_or_default();
    if at(len) == b'T' && at(len + 1).is_ascii_digit() {
        len += 1 + number_len(text.get(len + 1..).unwrap_or_default());
        if at(len) == b'Z' && !at(len + 1).is_ascii_alphanumeric() {
            len += 1;
        } else if at(len) == b'+' && at(len + 1).is_ascii_digit() {
            len += 1 + number_len(text.get(len + 1..).unwrap_or_default());
        }
    }
    len
}

/// `AM` and `PM`.
pub(super) fn is_half_of_day(word: &str) -> bool {
    ["AM", "PM", "am", "pm"].contains(&word)
}

/// Names of months and of days, as dates have them.
pub(super) fn is_date_word(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let is_one = |name: &&str| {
        name.eq_ignore_ascii_case(word) || name.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(word))
    };
    word.starts_with(|c: char| c.is_ascii_uppercase()) && NAMES.iter().any(is_one)
}

/// Whether a number, or another part of a date, follows.
pub(super) fn is_before_number(after: &str) -> bool {
    let mut after = after;
    // `Thu, Nov 5`: other such words may stand between.
    for _ in 0..8 {
        let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '/');
        let rest = after.trim_start_matches([',', '.']).trim_start_matches(is_between);
        if rest.len() == after.len() || rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("⟨n⟩") {
            return rest.len() < after.len();
        }
        let (word, behind) = rest.split_at(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()));
        if !is_date_word(word) {
            return false;
        }
        after = behind;
    }
    false
}

/// The base unit of a length or an amount that a word is a unit of, and how many bytes it takes with `/s`.
pub(super) fn unit(word: &str, after: &str) -> Option<(&'static str, usize)> {
    let is_amount = matches!(
        word,
        "B" | "KB" | "kB" | "MB" | "GB" | "TB" | "PB" | "KiB" | "MiB" | "GiB" | "TiB" | "byte" | "bytes"
    );
    if is_amount {
        let is_rate = after.strip_prefix("/s").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        return Some(if is_rate { ("B/s", word.len() + 2) } else { ("B", word.len()) });
    }
    let unit = match word {
        "ms" | "s" | "sec" | "secs" | "min" | "mins" | "h" | "hr" | "hrs" | "d" => "s",
        "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" | "day" | "days" | "milliseconds" => "seconds",
        _ => return None,
    };
    Some((unit, word.len()))
}
