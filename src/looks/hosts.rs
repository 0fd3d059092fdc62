//! Words: machines and domains, addresses in numbers, files, names with a number in them.

use super::codes::has_digit_and_letter;
use super::words::Words;
use super::{Look, is_letter};

/// Last parts of the names of hosts. A dotted word with another end is a host by its form alone.
const SUFFIXES: Words = Words::new(
    "com net org edu gov int mil info biz eu de at ch li lu uk ie fr it es pt nl be dk se no fi pl cz sk \
     hu us ca au nz jp br io ai co me tv app dev tech online cn ru kr tw hk sg za mx ar cl tr gr ro bg hr \
     si rs lt lv ee cy il ae sa th ph vn asia pro mobi global company solutions services systems gmbh \
     berlin hamburg koeln bayern swiss wien london bank school academy digital agency consulting email \
     cloud local localdomain lan intern internal corp home example test invalid priv private ad dom arpa",
);
/// Hosts that everybody has: their names say what failed, and nobody's secrets.
const PUBLIC: [&str; 5] = ["microsoft.com", "office365.com", "office.com", "microsoftonline.com", "veeam.com"];
/// Ends of names of files that people make, and of those that hold what was backed up.
const FILES: Words = Words::new(
    "doc docx docm dotx xls xlsx xlsm xlsb csv ppt pptx pptm pdf txt rtf msg eml pst ost one zip 7z rar \
     gz tar bz2 iso jpg jpeg png gif bmp tif tiff svg heic aspx vsdx mpp pub mp3 mp4 mov avi wav m4a odt \
     ods odp md ics vcf p7m pem crt cer pfx rdp lnk accdb mdb db mdf ldf edb adb sql bak tmp log xml \
     json vbk vib vrb vbm vlb vmdk vmx vhd vhdx avhdx ova ovf html htm",
);
/// Ends of names of programs and their parts: nobody's names, and no hosts either.
const PROGRAMS: Words = Words::new(
    "dll exe sys msi cab config ini inf cfg dat ps1 psm1 cmd bat vbs js css cs cpp py php java jar war \
     asp ashx svc asmx",
);
/// First parts of dotted words that are classes, settings or versions.
const CLASSES: [&str; 7] = ["System.", "Microsoft.", "Veeam.", "Newtonsoft.", "Azure.", "Polly.", "NLog."];
/// The same of those that are written in small letters, with any end.
const PACKAGES: [&str; 6] = ["org.", "java.", "javax.", "com.", "net.", "io."];
/// Words before a number of four parts that is no address.
const VERSIONS: Words = Words::new("version v build release update");
/// Words with a number behind a hyphen that every log may have.
const NO_NAMES: Words = Words::new(
    "utf sha aes rsa tls ssl iso http https error code part microsoft office x hresult windows cve kb rfc \
     cp ms ipv smb nfs ntlm v md5 e o ora mapi rev request response exchange status retry level day week \
     step type version",
);

/// What a word is by its looks, between what stands before and after it.
pub(super) fn of_word(word: &str, before: &str, after: &str) -> Option<Look> {
    if word.contains('.') {
        return of_dotted(word, before, after);
    }
    let has_hyphen = word.contains('-') && has_digit_and_letter(word);
    if has_hyphen && word.bytes().next()?.is_ascii_alphabetic() {
        let first = word.split(['-', '_']).next()?;
        let is_version = first.strip_prefix('v').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        return (!is_version && !NO_NAMES.holds(first)).then_some(Look::Name);
    }
    // `backup01:4443`
    let port = after.strip_prefix(':')?;
    let n_digits = port.bytes().take_while(u8::is_ascii_digit).count();
    let is_port = matches!(n_digits, 4 | 5) && !port.get(n_digits..).is_some_and(|rest| rest.starts_with(is_letter));
    let is_machine = word.len() > 2 && has_digit_and_letter(word) && word.bytes().next()?.is_ascii_alphabetic();
    (is_port && is_machine).then_some(Look::Host)
}

fn of_dotted(word: &str, before: &str, after: &str) -> Option<Look> {
    let (first, last) = (word.split('.').next()?, word.rsplit('.').next()?);
    let has_letter = word.chars().any(char::is_alphabetic);
    if !has_letter {
        let is_address = word.split('.').count() == 4 && word.split('.').all(|part| part.parse::<u8>().is_ok());
        let word_before = before.trim_end().rsplit([' ', '(', '"']).next().unwrap_or_default();
        return (is_address && !VERSIONS.holds(word_before)).then_some(Look::Ip);
    }
    if first.is_empty() || word.split('.').any(str::is_empty) {
        return None;
    }
    if before.ends_with(['@', '*']) || before.ends_with("*.") {
        return Some(Look::Host);
    }
    if FILES.holds(last) {
        return Some(Look::File);
    }
    let is_class = CLASSES.iter().any(|known| word.starts_with(known));
    if is_class || PROGRAMS.holds(last) || is_public(word) {
        return None;
    }
    if SUFFIXES.holds(last) {
        return Some(Look::Host);
    }
    has_form_of_host(word, after).then_some(Look::Host)
}

/// Whether a dotted word with an unknown end is a host all the same: all in one case, as no class is; three parts, or a
/// first one such as `srv01`; or with a port or a path behind it. No version has such an end.
fn has_form_of_host(word: &str, after: &str) -> bool {
    let mut parts = word.split('.');
    let n = word.split('.').count();
    let (Some(first), Some(last)) = (parts.next(), word.rsplit('.').next()) else { return false };
    let is_end =
        last.len() > 1 && last.len() < 25 && last.chars().all(|c| c.is_alphabetic() || last.starts_with("xn--"));
    let in_one_case = !word.contains(char::is_lowercase) || !word.contains(char::is_uppercase);
    let is_version = word.split('.').any(|part| part.bytes().all(|b| b.is_ascii_digit()))
        || first.strip_prefix(['v', 'V']).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    let is_package = PACKAGES.iter().any(|known| word.starts_with(known));
    if is_package || !is_end || !in_one_case || is_version || first.len() < 2 {
        return false;
    }
    let has_port = after.strip_prefix(':').is_some_and(|port| port.starts_with(|c: char| c.is_ascii_digit()));
    let numbered = has_digit_and_letter(first)
        && first.starts_with(char::is_alphabetic)
        && !NO_NAMES.holds(first.trim_end_matches(|c: char| c.is_ascii_digit()));
    n > 2 || numbered || has_port || after.starts_with('/')
}

/// Whether a host is one that everybody has.
pub fn is_public(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    PUBLIC.iter().any(|known| host.strip_suffix(known).is_some_and(|before| before.is_empty() || before.ends_with('.')))
}
