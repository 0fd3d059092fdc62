//! Files that hold neither JSON nor a table: known by their first bytes, or by what their lines look like.

use crate::model::Foreign;

/// First bytes, and what begins with them.
const MAGIC: [(&[u8], Foreign); 22] = [
    (b"PK\x03\x04", Foreign::Archive),
    (b"PK\x05\x06", Foreign::Archive),
    (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
    (b"Rar!\x1A\x07", Foreign::Archive),
    (b"BZh", Foreign::Archive),
    (b"\xFD7zXZ\0", Foreign::Archive),
    (b"\x28\xB5\x2F\xFD", Foreign::Archive),
    (b"MSCF", Foreign::Archive),
    (b"%PDF", Foreign::Pdf),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Foreign::Office),
    (b"ElfFile\0", Foreign::EventLog),
    (b"\x89PNG", Foreign::Picture),
    (b"\xFF\xD8\xFF", Foreign::Picture),
    (b"GIF8", Foreign::Picture),
    (b"BM", Foreign::Picture),
    (b"RIFF", Foreign::Picture),
    (b"SQLite format 3\0", Foreign::Database),
    (b"MZ", Foreign::Program),
    (b"\x7FELF", Foreign::Program),
    (b"MDMP", Foreign::Program),
    (b"\xFF\xFE\0\0", Foreign::Utf32),
    (b"\0\0\xFE\xFF", Foreign::Utf32),
];

/// By the first bytes.
pub(crate) fn of_magic(head: &[u8]) -> Option<Foreign> {
    let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|&(_, kind)| kind);
    match known {
        // Two letters may begin a text as well.
        Some(Foreign::Picture | Foreign::Program) if head.first().is_some_and(u8::is_ascii) => {
            head.iter().take(512).any(|&byte| byte == 0).then_some(()).and(known)
        }
        // Office's files are archives of these.
        Some(Foreign::Archive) if holds(head, b"[Content_Types].xml") => Some(Foreign::Office),
        known => known,
    }
}

/// Of something that begins with an angle bracket; nothing for a web page.
pub(crate) fn of_markup(head: &[u8]) -> Option<Foreign> {
    if head.starts_with(b"<Objs") || holds(head, b"schemas.microsoft.com/powershell") {
        return Some(Foreign::CliXml);
    }
    let lower = head.get(..2048).unwrap_or(head).to_ascii_lowercase();
    let is_page = holds(&lower, b"<html") || lower.starts_with(b"<!doctype html") || holds(&lower, b"<body");
    (head.starts_with(b"<?xml") && !is_page).then_some(Foreign::Xml)
}

/// Of lines of text.
pub(crate) fn of_text(head: &[u8]) -> Option<Foreign> {
    const N_LINES: usize = 60;
    let lines =
        || head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).take(N_LINES);
    let n = |is: &dyn Fn(&[u8]) -> bool| lines().filter(|line| is(line)).count();
    // The line below the names of columns.
    let is_rule = |line: &[u8]| line.starts_with(b"--") && line.iter().all(|&byte| matches!(byte, b'-' | b' '));
    // `Title         : [Success] Job started`
    let is_field = |line: &[u8]| {
        let name_len = line.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let rest = line.get(name_len..).unwrap_or_default();
        name_len > 0 && rest.starts_with(b" ") && rest.trim_ascii_start().starts_with(b":")
    };
    if n(&is_rule) > 0 && holds(head, b"Time") {
        Some(Foreign::ConsoleTable)
    } else if n(&is_field) >= 2 {
        Some(Foreign::ConsoleList)
    } else if n(&is_dated) >= 2 {
        Some(Foreign::ProgramLog)
    } else if head.iter().take(4096).filter(|byte| matches!(byte, 0..9 | 14..32)).count() > 4 {
        Some(Foreign::Binary)
    } else {
        None
    }
}

/// Whether a line begins with a date and a clock, in brackets or not, in whatever order and with whatever between the figures.
pub(crate) fn is_dated(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"[").unwrap_or(line);
    let mut n_figures = 0;
    let mut n_digits = 0;
    for &byte in line.iter().take(40) {
        match byte {
            b'0'..=b'9' => n_digits += 1,
            b'.' | b'/' | b'-' | b':' | b' ' | b'T' | b',' => {
                n_figures += u32::from(n_digits > 0);
                n_digits = 0;
            }
            _ => break,
        }
    }
    n_figures + u32::from(n_digits > 0) >= 6
}

fn holds(text: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(text, part).is_some()
}
