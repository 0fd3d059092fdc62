//! The desk as the page uses it, with the company that does not exist.

use std::sync::Arc;

use sample_world::{World, answer, time_from_text};
use tapeline::answers::failures;
use tapeline::answers::groups::By;
use tapeline::answers::names::Names;
use tapeline::answers::said::said;
use tapeline::api::{Fault, NotThere, Origin, ProbeResult, Server, Situation, Stage};
use tapeline::model::{
    DecodeError, Id, Instead, Log, NewItem, Notices, Product, Session, SessionKind, Severity, Timestamp, Version,
};
use tapeline::report::Desk;
use tapeline::report::asked::Facts;
use tapeline::report::desk::InView;
use tapeline::report::export::{FileKind, Made};
use tapeline::report::summary::Summary;
use tapeline::report::work::Work;
use tapeline::route::Route;
use tapeline::texts::{Lang, Texts};
use tapeline::timeline::Zone;
use tapeline::wire::{ErrorBody, LogDecoder, jobs, sessions};

use super::summary::{drawn, hrefs};
use super::work::shown;
use crate::render;

/// A page with a desk.
pub(super) struct Page {
    world: World,
    pub(super) desk: Desk,
    pub(super) sessions: Vec<Session>,
    pub(super) log: Log,
}

fn decoded(bytes: &[u8]) -> Log {
    let mut log = Log::new();
    let mut decoder = LogDecoder::new(Product::Vb365, 0);
    decoder.feed(bytes, &mut log, &mut Notices::default());
    decoder.finish(&mut log, &mut Notices::default()).unwrap();
    log
}

impl Page {
    pub(super) fn new() -> Self {
        let world = World::new(7, time_from_text("2026-11-22T05:00:00Z").unwrap());
        let mut notices = Notices::default();
        let body = answer(&world, "/v8/JobSessions?limit=10000").body;
        let (rows, _) = sessions(Product::Vb365, SessionKind::Job, &body, &mut notices).unwrap();
        let (names, _) = jobs(&answer(&world, "/v8/Jobs?limit=99").body, &mut notices).unwrap();
        let mut page = Self { world, desk: Desk::default(), sessions: rows.clone(), log: Log::new() };
        page.desk.set_sessions(SessionKind::Job, Arc::new(rows), true);
        let mut known = Names::default();
        known.add(names);
        page.desk.set_names(known);
        page.desk.set_clock(Timestamp::from_ticks(page.world.now()), Zone::utc());
        page
    }

    pub(super) fn work(&mut self) -> Work {
        self.desk.work(&self.log, None).unwrap()
    }

    /// A file of the open log, whose pages came in these sizes.
    fn file(&mut self, what: FileKind, sizes: &[u64]) -> Made {
        self.desk.file(&self.log, what, InView { route: &Route::default(), range: None, sizes }).unwrap()
    }

    pub(super) fn ticket(&self) -> String {
        self.desk.ticket(&self.log, &[], "https://x/").unwrap()
    }

    fn body(&self, id: &Id) -> Vec<u8> {
        answer(&self.world, &format!("/v8/JobSessions/{id}/LogItems?limit=10000")).body
    }

    fn log(&self, id: &Id) -> Log {
        decoded(&self.body(id))
    }

    pub(super) fn open(&mut self, session: &Session, log: &Log, is_file: bool) {
        let facts = Facts {
            kind: SessionKind::Job,
            opened: session.id_text.clone(),
            session: Some(session.clone()),
            product: Product::Vb365,
            version: Some(Version::new(8, 0)),
            server_version: None,
            server: "https://backup01.fjordline.example:4443".to_owned(),
            is_file,
            is_at_rest: true,
            doubt: String::new(),
        };
        self.open_with(facts, log);
    }

    pub(super) fn open_with(&mut self, facts: Facts, log: &Log) {
        self.log = log.clone();
        self.desk.open(facts);
    }

    pub(super) fn tell_sibling(&mut self, id: &Id) {
        let log = Arc::new(self.log(id));
        self.desk.add_sibling(id.clone(), String::new(), log);
    }

    /// The answer on top of the open session.
    pub(super) fn summary(&mut self) -> Option<(Summary, Vec<Id>)> {
        self.desk.summary(&self.log)
    }

    /// The same, once every log that was wanted is there; how many were.
    fn settled_summary(&mut self) -> (Summary, usize) {
        for n in 0..60 {
            let (summary, needs) = self.summary().unwrap();
            match needs.first() {
                Some(id) => self.tell_sibling(id),
                None => return (summary, n),
            }
        }
        panic!("it wants ever more");
    }

    /// The items of a set of the open session.
    fn set(&mut self, name: &str) -> Option<Vec<u32>> {
        self.desk.set(&self.log, name)
    }

    /// A session that went wrong, and its log.
    pub(super) fn troubled(&self) -> (Session, Log) {
        let with_log = |session: &Session| Some((session.clone(), self.log(session.id.as_ref()?)));
        let logs = self.sessions.iter().filter_map(with_log);
        let with_groups = logs.filter(|(_, log)| log.count(Severity::Warning) > 1 && log.count(Severity::Failed) > 0);
        with_groups.min_by_key(|(_, log)| log.len()).unwrap()
    }
}

#[test]
fn a_summary_wants_earlier_runs_only_as_far_as_problems_repeat() {
    let mut page = Page::new();
    let (session, log) = page.troubled();
    page.open(&session, &log, false);
    let route = format!("#/job-sessions/{}?api=sample", session.id_text);
    let (summary, n_logs) = page.settled_summary();
    assert!((1..=5).contains(&n_logs), "{n_logs}");
    let html = drawn(&summary, &route);
    let text = render::plain(&html);
    let groups = failures::groups(&log);
    assert!(text.contains("usually ") && text.contains("nine of ten within "), "{text}");
    for group in groups.iter().take(6) {
        // A row shows what the first item says.
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let begin: String = letters(&said(log.text(group.items[0]))).chars().take(80).collect();
        assert!(letters(&text).contains(&begin), "{text}");
    }
    assert!(text.contains("new since the run before") || text.contains("runs in a row"), "{text}");
    // Each group leads to its items.
    let sets: Vec<String> = hrefs(&html).into_iter().filter(|href| href.contains("only=problem.")).collect();
    assert_eq!(sets.len(), groups.len());
    for (href, group) in sets.iter().zip(&groups) {
        let set = href.split_once("only=").unwrap().1.split('&').next().unwrap();
        let mut wanted = group.items.clone();
        wanted.sort_unstable();
        assert_eq!(page.set(set).unwrap(), wanted, "{href}");
    }
}

#[test]
fn every_link_of_a_report_leads_to_items_or_a_window() {
    let mut page = Page::new();
    let (session, log) = page.troubled();
    page.open(&session, &log, false);
    let html = shown(page.work(), Lang::En, None);
    let links: Vec<String> = render::steps(&html)
        .into_iter()
        .filter_map(|step| match step {
            render::Step::Set(name, href) if name == "href" => Some(href),
            _ => None,
        })
        .collect();
    assert!(links.len() > 10, "{links:?}");
    for href in links {
        assert!(href.starts_with("#/"), "{href}");
        if let Some((_, set)) = href.split_once("only=") {
            let set = set.split('&').next().unwrap();
            let found = page.set(set);
            assert!(found.is_some_and(|items| !items.is_empty()), "{href}");
        }
    }
    assert!(page.set("problem.00000000").is_none());
    assert!(page.set("nonsense").is_none());
}

#[test]
fn what_a_rule_calls_harmless_is_hidden_and_counted() {
    let mut page = Page::new();
    let (session, log) = page.troubled();
    page.open(&session, &log, false);
    let route = format!("#/job-sessions/{}?api=sample", session.id_text);
    let (summary, _) = page.summary().unwrap();
    assert!(summary.muted.is_empty());
    // What failed is never called so by one click.
    let n_warnings = summary.problems.iter().filter(|problem| problem.severity == Severity::Warning).count();
    assert_eq!(drawn(&summary, &route).matches(">Harmless<").count(), n_warnings);
    let problem = summary.problems.last().unwrap();
    assert_eq!(problem.severity, Severity::Warning);
    page.desk.add_noise(&log, &problem.set);
    let (summary, _) = page.summary().unwrap();
    assert!(!summary.muted.is_empty());
    assert!(summary.muted.iter().all(|&idx| log.status(idx).severity() == Severity::Warning), "never a failure");
    assert!(render::plain(&drawn(&summary, &route)).contains("hidden"));
    assert_eq!(page.set("noise").unwrap(), summary.muted);
    page.desk.show_noise(true);
    let (shown, _) = page.summary().unwrap();
    assert!(shown.muted.is_empty() && render::plain(&drawn(&shown, &route)).contains("shown"));
    // The rules as a file, which another desk takes.
    let file = page.file(FileKind::Noise, &[]).head;
    let mut other = Page::new();
    other.open(&session, &log, false);
    let said = other.desk.take_saved(file.as_bytes()).unwrap_err().say(Texts::default(), "noise.json");
    assert!(said.contains("1 rule"), "{said}");
    assert_eq!(other.summary().unwrap().0.muted, summary.muted);
}

/// What the page does when it saves, and when it opens what it saved.
#[test]
fn a_saved_session_opens_as_it_was() {
    let mut page = Page::new();
    let (session, log) = page.troubled();
    page.open(&session, &log, false);
    let route = format!("#/job-sessions/{}?api=sample", session.id_text);
    let (live, n_logs) = page.settled_summary();
    let raw = page.body(session.id.as_ref().unwrap());
    for is_redacted in [false, true] {
        page.desk.set_redacted(is_redacted);
        assert_eq!(FileKind::Session.name(), "session.tapeline");
        let Made { head, tail } = page.file(FileKind::Session, &[raw.len().try_into().unwrap()]);
        assert_eq!(tail.is_none(), is_redacted);
        let file =
            tail.map_or_else(|| head.clone().into_bytes(), |tail| [head.as_bytes(), &raw, tail.as_bytes()].concat());

        let mut other = Page::new();
        let saved = other.desk.take_saved(file.split_inclusive(|&b| b == b'\n').next().unwrap()).unwrap();
        assert_eq!((saved.is_complete, saved.is_retrieval), (true, false));
        let part = |(begin, end): (i64, i64)| &file[usize::try_from(begin).unwrap()..usize::try_from(end).unwrap()];
        let opened = decoded(&saved.log.iter().flat_map(|&span| part(span).to_vec()).collect::<Vec<u8>>());
        assert_eq!(opened.len(), log.len());
        assert_eq!((opened.counts(), opened.extent()), (log.counts(), log.extent()));
        let (rows, _) =
            sessions(Product::Vb365, SessionKind::Job, part(saved.sessions[0]), &mut Notices::default()).unwrap();
        let of = rows.iter().find(|row| row.id_text == saved.session).unwrap().clone();
        assert_eq!(of.start, session.start);
        // Who opens it has no list of jobs.
        let is_name = page.world.jobs.iter().any(|job| Some(job.name) == of.name.as_deref());
        assert_eq!((is_name, of.name.is_some()), (!is_redacted, true), "{:?}", of.name);
        let text = String::from_utf8_lossy(&file);
        assert_eq!(text.contains("fjordline"), !is_redacted);
        assert_eq!(text.contains(&session.id_text), !is_redacted);
        if is_redacted {
            continue;
        }
        other.desk.set_sessions(SessionKind::Job, Arc::new(rows), false);
        other.open(&of, &opened, true);
        for idx in 0..u32::try_from(log.len()).unwrap() {
            assert_eq!(
                (opened.title(idx), opened.start(idx), opened.end(idx)),
                (log.title(idx), log.start(idx), log.end(idx))
            );
        }
        let same = loop {
            let (same, needs) = other.summary().unwrap();
            let Some(id) = needs.first().cloned() else { break same };
            let spans = other.desk.saved_log_of(&id);
            assert!(!spans.is_empty(), "its siblings came with it: {n_logs}");
            let pages: Vec<Vec<u8>> = spans.into_iter().map(|span| part(span).to_vec()).collect();
            let log = Arc::new(other.desk.decode_saved(&pages));
            other.desk.add_sibling(id, String::new(), log);
        };
        let plain = |summary| render::plain(&drawn(summary, &route));
        assert_eq!(plain(&same), plain(&live), "the same answer without a server");
    }
}

#[test]
fn items_are_grouped_in_turns() {
    let mut page = Page::new();
    let (session, log) = page.troubled();
    page.open(&session, &log, false);
    let groups = page.desk.groups(&log, By::Result).unwrap();
    assert_eq!(groups.of.len(), log.len());
    assert_eq!(groups.names.first().map(String::as_str), Some("Failed"));
}

#[test]
fn every_fault_is_told() {
    let body = || Some(ErrorBody { message: "No".to_owned(), code: Some("X".to_owned()) });
    let decode = |error| Fault::Decode(error);
    let faults = [
        Fault::Unreachable { probe: None },
        Fault::Unreachable { probe: Some(ProbeResult::Resolved) },
        Fault::Unreachable { probe: Some(ProbeResult::Rejected) },
        Fault::Offline,
        Fault::BlockedByPolicy,
        Fault::LocalNetworkDenied,
        Fault::Timeout { stage: Stage::Headers, seconds: 7 },
        Fault::Timeout { stage: Stage::Body, seconds: 8 },
        Fault::Timeout { stage: Stage::Whole, seconds: 9 },
        Fault::Unauthorized,
        Fault::Forbidden { body: body(), is_page: true },
        Fault::NotFound { body: None, is_page: false },
        Fault::TooMany { retry_after_s: Some(3) },
        Fault::Unavailable { status: 503, retry_after_s: None, body: body() },
        Fault::ServerError { status: 500, body: None },
        Fault::OtherStatus { status: 405, body: body() },
        Fault::NotJson { content_type: "text/html".to_owned(), status: 200 },
        Fault::Empty,
        decode(DecodeError::Empty),
        decode(DecodeError::NotJson { at: 12 }),
        decode(DecodeError::Html),
        decode(DecodeError::Cut { n_rows: 4 }),
        decode(DecodeError::NotALog { found: Instead::Word }),
        decode(DecodeError::ServerError { message: "y".to_owned() }),
        Fault::Cut,
        Fault::TooLarge { limit_mib: 64 },
        Fault::Aborted,
        Fault::Redirected,
        Fault::Insecure,
        Fault::NoSuchResource { why: NotThere::CopyJobs },
    ];
    let origin = Origin::parse("https://backup01:4443").unwrap();
    let server = Server { origin, product: Product::Vb365, version: Version::new(8, 0) };
    for fault in faults {
        let told = fault.explain(&Situation {
            texts: Texts::default(),
            server: &server,
            page_origin: "https://tapeline.example",
            endpoint: None,
            now: Timestamp::from_ticks(0),
            token_age_minutes: Some(3),
            has_answered: false,
        });
        assert!(!told.title.is_empty() && !told.todo.is_empty() && told.report.contains("backup01"), "{told:?}");
    }
}

#[test]
fn where_nothing_is_open_nothing_is_answered() {
    assert!(Page::new().summary().is_none());
}

/// Machines stand one below the other in the order in which they began, and what the job says of itself above them all.
#[test]
fn machines_have_rows_of_their_own_below_their_job() {
    let mut page = Page::new();
    let (session, _) = page.troubled();
    let at = |second: i64| Some(Timestamp::from_ticks(17_000_000_000_000_000 + second * 10_000_000));
    let item = |from, to, title| NewItem { start: at(from), end: at(to), title, ..NewItem::default() };
    let names = |page: &mut Page, log: &Log| {
        page.open(&session, log, false);
        let groups = page.desk.groups(log, By::Object).unwrap();
        let of: Vec<&str> = groups.of.iter().map(|&of| groups.names[of as usize].as_str()).collect();
        (groups.names.clone(), of.join(","))
    };
    let mut log = Log::new();
    log.push(&item(0, 0, "Job started at 4/4/2017 12:07:21 AM"));
    log.push(&item(40, 40, "Job finished at 4/4/2017 12:07:21 AM"));
    // Without machines, what is about nothing stands last.
    let mut plain = log.clone();
    plain.push(&item(5, 9, "Processing mailbox: a@x.example"));
    assert_eq!(names(&mut page, &plain).0, ["Mailbox a@x.example", ""]);
    // A disk and a proxy are of the machine, whatever they are called; the later machine came first.
    log.push_of_part("web02", &item(9, 30, "Processing web02"));
    log.push_of_part("web01", &item(5, 20, "Processing web01"));
    log.push_of_part("web01", &item(6, 8, "Using backup proxy prx01 for disk Hard disk 1 [nbd]"));
    log.push_of_part("WEB02", &item(9, 12, "Hard disk 1 (20 GB)"));
    let (from_top, of) = names(&mut page, &log);
    assert_eq!(from_top, ["", "web01", "web02"]);
    assert_eq!(of, ",,web02,web01,web01,web02");
    // A machine called as the page calls what is about nothing is a machine.
    log.push_of_part("No object", &item(1, 2, "Processing No object"));
    assert_eq!(names(&mut page, &log).0, ["", "No object", "web01", "web02"]);
    // A log of machines alone has no row for the job.
    let mut alone = Log::new();
    alone.push_of_part("web01", &item(5, 20, "Processing web01"));
    assert_eq!(names(&mut page, &alone).0, ["web01"]);
}
