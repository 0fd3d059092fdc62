//! Names that a word before them tells: `backup proxy prx01`, `host esx01`, `"displayName":"Ann Smith"`.

use super::codes::{capitals, has_digit_and_letter, has_look, name_of_value, value_behind};
use super::words::Words;
use super::{Found, Look, Reading, as_it_stands};

/// Words that stand before a name.
const WORDS: Words = Words::new(
    "proxy proxies host hosts server servers datastore datastores repository repositories extent account \
     vm vms machine machines computer node cluster vcenter hypervisor share library tenant user users \
     login username mailbox team group site organization owner workstation appliance gateway channel",
);
/// Words with a capital letter, or names of what everybody has, that are no names behind one of those.
const NO_NAMES: Words = Words::new(
    "error errors failed failure not the a an is was were has have had cannot could unable warning \
     exception service services server servers backup certificate access connection name names id ids \
     type size info information unavailable timeout exchange sharepoint onedrive teams microsoft office \
     azure windows linux vmware hyper-v web plan policy status snapshot tools hardware host hosts proxy \
     repository account user users data online offline and or for in on at to with by of if no yes none \
     object objects item items folder processing retry please check request response message source \
     target network veeam mailbox mailboxes mail site sites team group owner found license licence limit \
     code list count job jobs task tasks session files file disk disks time date version default system \
     local remote",
);
/// Names of values that are names of somebody or something, in lower case.
const VALUES: Words = Words::new(
    "displayname userprincipalname upn user username owner ownername mailbox mail email host hostname \
     server servername machine machinename computer computername site sitename siteurl team teamname \
     group groupname tenant tenantname organization organizationname login account accountname givenname \
     surname samaccountname path file filename folder foldername proxy repository datastore vm vmname \
     domain subject objectname database catalog uid",
);

/// A name, and the word that tells it, in lower case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Titled {
    /// Where it stands.
    pub found: Found,
    /// The word before it.
    pub word: String,
}

/// The names that words before them tell, from left to right, as the text stands and as it reads with its escapes undone, which
/// [`super::looks`] gives; what has a look of its own is left to that. O(n).
pub fn titled(text: &str, readings: &[Reading]) -> Vec<Titled> {
    let mut out = as_titled(text);
    for reading in readings {
        for Titled { found, word } in as_titled(&reading.text) {
            let found = reading.place(found);
            let at = out.partition_point(|known| known.found.end <= found.start);
            if out.get(at).is_none_or(|next| next.found.start >= found.end) {
                out.insert(at, Titled { found, word });
            }
        }
    }
    out
}

/// The same of the text as it stands.
fn as_titled(text: &str) -> Vec<Titled> {
    let mut out: Vec<Titled> = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let begin = at;
        at += word.len();
        let own = word.trim_end().trim_start_matches(['(', '"', '\'', '[']).trim_end_matches(':');
        let is_short = own.len() > 1 && own.len() < 14;
        if out.last().is_some_and(|last| last.found.end > begin) || !is_short || !WORDS.holds(own) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let is_small = own.starts_with(char::is_lowercase);
        let Some((start, len)) = name_behind(rest, is_small || begin == 0) else { continue };
        let found = Found { start: at + start, end: at + start + len, look: Look::Name };
        out.push(Titled { found, word: own.to_ascii_lowercase() });
    }
    out
}

/// The name that a text begins with, behind a quote or bracket: where, and how long.
fn name_behind(rest: &str, may_be_capital: bool) -> Option<(usize, usize)> {
    for (open, close) in [('"', '"'), ('\'', '\''), ('[', ']'), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»')]
    {
        if let Some(inside) = rest.strip_prefix(open) {
            let len = inside.char_indices().take(128).find(|&(_, c)| c == close).map(|(at, _)| at)?;
            let is_own = inside.get(..len).is_some_and(|name| !name.is_empty() && !has_look(name));
            return is_own.then_some((open.len_utf8(), len));
        }
    }
    let word = rest.split(char::is_whitespace).next()?;
    let own = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\'']);
    let mut found = Vec::new();
    as_it_stands(own, &mut found);
    if own.len() < 2 || !found.is_empty() || NO_NAMES.holds(own) || own.starts_with(['(', '[', '{', '<']) {
        return None;
    }
    let has_number = has_digit_and_letter(own) && own.starts_with(char::is_alphabetic);
    let has_mark = own.contains(['_', '-']) && own.contains(char::is_uppercase);
    // `user jane.doe`
    let is_login = own.split_once('.').is_some_and(|(first, last)| {
        [first, last].iter().all(|part| part.chars().count() > 1 && part.chars().all(char::is_lowercase))
    });
    if own.starts_with(char::is_uppercase)
        && may_be_capital
        && own.chars().all(|c| c.is_alphanumeric() || "-_&'’".contains(c))
    {
        let len = capitals(rest).max(own.len());
        // `Jane Doe Access is denied`: the name ends before a word that is none.
        let mut end = 0;
        for part in rest.get(..len)?.split_inclusive(' ') {
            if NO_NAMES.holds(part.trim_end()) {
                break;
            }
            end += part.len();
        }
        return Some((0, rest.get(..end)?.trim_end().len()));
    }
    (has_number || has_mark || is_login).then_some((0, own.len()))
}

/// The value at a place whose name says that it is a name: in quotes or brackets, or behind `=`.
pub(super) fn named_value(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    // `User Id=…` of a connection to a database.
    let is_login = |name: &str| name.eq_ignore_ascii_case("id") && text.get(..at).is_some_and(|t| t.ends_with("User "));
    let name = name_of_value(rest).filter(|name| VALUES.holds(name) || is_login(name))?;
    let value = value_behind(rest, name).filter(|value| value.is_sure && value.end - value.start < 128)?;
    let own = rest.get(value.start..value.end)?;
    let mut found = Vec::new();
    as_it_stands(own, &mut found);
    let is_name = found.is_empty() && own.chars().any(char::is_alphabetic) && !matches!(own, "null" | "true" | "false");
    is_name.then_some((at + value.start, at + value.end))
}
