//! Every `tests/fixtures/<product>/<version>/<name>.json` against the readable dump beside it.
//!
//! The file's name begins with what it holds: `log`, `retrieval-log`, `session`, `retrieval-session`, `job`, `error`,
//! `version`. A new sample needs no code: a missing golden is written, and fails once, to be read. `UPDATE_EXPECT=1`
//! writes them all anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tapeline::model::{DecodeError, Log, Notices, Product, Rate, Session, SessionKind, Timestamp, UtcOffset};
use tapeline::texts::Texts;
use tapeline::wire::{LogDecoder, PageInfo, Sniffed, error_body, jobs, server_version, sessions_into, sniff};

#[test]
fn samples_decode_as_their_goldens_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut n_samples = 0;
    let mut wrong = String::new();
    for product in Product::ALL {
        for path in samples(&root.join(product.key())) {
            n_samples += 1;
            let actual = dump(product, &path);
            let golden = path.with_extension("expected.txt");
            let expected = fs::read_to_string(&golden).ok();
            if expected.as_ref() == Some(&actual) {
                continue;
            }
            if update || expected.is_none() {
                fs::write(&golden, &actual).unwrap();
            }
            if !update {
                let shown = path.strip_prefix(&root).unwrap().display().to_string();
                let _ = writeln!(wrong, "{shown}:\n{}", first_difference(expected.as_deref(), &actual));
            }
        }
    }
    assert!(n_samples > 50, "the samples were not found");
    assert!(wrong.is_empty(), "{wrong}Read the differences; UPDATE_EXPECT=1 takes them over.");
}

#[test]
fn documents_are_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for product in Product::ALL {
        for path in samples(&root.join(product.key())) {
            let text = fs::read(path.with_extension("expected.txt")).unwrap();
            assert!(!text.is_empty(), "{} has an empty golden", path.display());
        }
    }
}

fn samples(product: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for version in fs::read_dir(product).unwrap() {
        for file in fs::read_dir(version.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn first_difference(expected: Option<&str>, actual: &str) -> String {
    let Some(expected) = expected else { return "  no golden yet; written\n".to_owned() };
    let mut lines = expected.lines().zip(actual.lines()).enumerate();
    let found = lines.find(|(_, (a, b))| a != b);
    match found {
        Some((n, (a, b))) => format!("  line {}\n  expected {a}\n  actual   {b}\n", n + 1),
        None => format!("  {} lines expected, {} found\n", expected.lines().count(), actual.lines().count()),
    }
}

fn dump(product: Product, path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let mut notices = Notices::default();
    let mut out = String::new();
    let texts = Texts::default();
    let looks_like = match sniff(&bytes) {
        Sniffed::Log(product) => format!("a log of {}", product.name()),
        Sniffed::Sessions(product, SessionKind::Job) => format!("job sessions of {}", product.name()),
        Sniffed::Sessions(product, SessionKind::DataRetrieval) => format!("retrieval sessions of {}", product.name()),
        Sniffed::Saved => "a saved session".to_owned(),
        Sniffed::Gzip => "packed".to_owned(),
        Sniffed::Utf16(_) => "UTF-16".to_owned(),
        Sniffed::Copied => "a copy".to_owned(),
        Sniffed::Recording => "a recording".to_owned(),
        Sniffed::Table => "a table".to_owned(),
        Sniffed::SessionsWithLogs => "sessions with logs".to_owned(),
        Sniffed::Unknown { found } => texts.instead(&found),
    };
    let _ = writeln!(out, "looks like: {looks_like}");
    let end = if name.starts_with("log") || name.starts_with("retrieval-log") {
        let mut log = Log::new();
        let mut decoder = LogDecoder::new(product, 0);
        decoder.feed(&bytes, &mut log, &mut notices);
        let end = decoder.finish(&mut log, &mut notices);
        dump_log(&log, &bytes, &mut out);
        end
    } else if name.starts_with("session") || name.starts_with("retrieval-session") {
        let kind = if name.starts_with('r') { SessionKind::DataRetrieval } else { SessionKind::Job };
        let mut sessions = Vec::new();
        let end = sessions_into(product, kind, &bytes, &mut sessions, &mut notices);
        for (n, session) in sessions.iter().enumerate() {
            dump_session(n, session, &mut out);
        }
        end
    } else if name.starts_with("job") {
        jobs(&bytes, &mut notices).map(|(jobs, page)| {
            for job in jobs {
                let _ = writeln!(out, "{} | {}", job.id, job.name);
            }
            page
        })
    } else if name.starts_with("error") {
        let _ = writeln!(out, "{:#?}", error_body(&bytes));
        return out;
    } else if name.starts_with("version") {
        let _ = writeln!(out, "{:?}", server_version(&bytes));
        return out;
    } else {
        panic!("{name}: the name does not say what it holds");
    };
    dump_end(&end, &notices, &mut out);
    out
}

fn dump_log(log: &Log, bytes: &[u8], out: &mut String) {
    for idx in 0..u32::try_from(log.len()).unwrap() {
        let offset = log.offset(idx).unwrap_or_default();
        let time = |t: Option<Timestamp>| t.map_or("-".to_owned(), |t| t.to_iso(offset));
        let usn = log.usn(idx).map_or("-".to_owned(), |usn| usn.to_string());
        let id = log.id(idx).unwrap_or_else(|| "-".to_owned());
        let _ = write!(out, "{} | {} | {} | ", idx + 1, log.status_text(idx), time(log.start(idx)));
        let _ = write!(out, "{} | usn {usn} | id {id} | {:?}", time(log.end(idx)), log.text(idx));
        if log.text(idx) != log.title(idx) {
            let _ = write!(out, " of {:?}", log.title(idx));
        }
        for assumption in log.assumptions(idx) {
            let _ = write!(out, " | {assumption:?}");
        }
        let (_, begin, _) = log.raw_span(idx).unwrap();
        assert_eq!(bytes.get(begin as usize), Some(&b'{'), "item {idx} does not begin where it says");
        out.push('\n');
    }
}

fn dump_session(n: usize, session: &Session, out: &mut String) {
    let time = |t: Option<Timestamp>| t.map_or("-".to_owned(), |t| t.to_iso(UtcOffset::UTC));
    let rate = |rate: &Option<Rate>| rate.as_ref().map(|rate| (rate.bytes, rate.text.clone()));
    let _ = write!(out, "{} | {} | {} | ", n + 1, session.status_text(), time(session.start));
    let _ = write!(out, "{} | id {:?}", time(session.end), session.id_text);
    let _ = write!(out, "{}", if session.id.is_some() { "" } else { " (unfit)" });
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(out, " | {name} {value}");
        }
    };
    field("job", session.job_id.as_ref().map(ToString::to_string));
    field("name", session.name.clone());
    field("type", session.type_word.clone());
    field("config", session.config_type.clone());
    field("progress", session.progress.map(|n| n.to_string()));
    field("objects", session.processed_objects.map(|n| n.to_string()));
    field("details", session.details.clone());
    field("retries", session.retry_count.map(|n| n.to_string()));
    field("retry of", session.main_session_id.as_ref().map(ToString::to_string));
    field("will be retried", session.will_be_retried.map(|truth| truth.to_string()));
    field("retrieval", session.retrieval_id.as_ref().map(ToString::to_string));
    field("stated ticks", session.stated_ticks.map(|n| n.to_string()));
    field("policy version", session.policy_version.map(|n| n.to_string()));
    out.push('\n');
    if let Some(s) = &session.statistics {
        let _ = writeln!(
            out,
            "    processing {:?}, {:?} items | read {:?} | write {:?} | moved {:?} | {:?} items | bottleneck {:?}",
            rate(&s.processing_rate),
            s.processing_rate_items,
            rate(&s.read_rate),
            rate(&s.write_rate),
            rate(&s.transferred),
            s.processed_items,
            s.bottleneck
        );
    }
}

fn dump_end(end: &Result<PageInfo, DecodeError>, notices: &Notices, out: &mut String) {
    let texts = Texts::default();
    match end {
        Ok(page) => {
            let _ = writeln!(out, "{page:?}");
        }
        Err(error) => {
            let kind = match error {
                DecodeError::NotALog { found } => format!("NotALog {{ found: {:?} }}", texts.instead(found)),
                error => format!("{error:?}"),
            };
            let _ = writeln!(out, "{kind}\n{}", texts.unreadable(error));
        }
    }
    for notice in notices.kept() {
        let _ = writeln!(out, "notice: {}", texts.notice(notice));
    }
}
