//! What leaves through the desk with names replaced, view by view: the ticket, files, rows, and what is copied of a view, also names
//! that stand only in the logs of other sessions.

use tapeline::model::{Id, Job, Log, Session, SessionKind, Status};
use tapeline::report::desk::InView;
use tapeline::report::export::{FileKind, Form};
use tapeline::report::summary::Summary;
use tapeline::route::{Group, Route};
use tapeline::texts::Lang;

use super::compare::{found, side_by_side};
use super::summary::drawn;
use super::told::{Told, log, run};
use crate::render;

/// Names that no ticket may hold, each in small letters; where each comes from is told by its letters.
const NAMES: [&str; 12] = [
    "qopen",
    "qsibling",
    "qhost",
    "qjob",
    "qdetails",
    "qretrieval",
    "qorg",
    "qquery",
    "qodd",
    "qlater",
    "qserver",
    "qtype",
];

fn world() -> Told {
    let mut sessions = vec![
        run("s3", 3_000, 600, Status::Failed),
        run("s2", 2_000, 600, Status::Failed),
        run("s1", 1_000, 600, Status::Success),
    ];
    sessions[0].details = Some("Waits for qdetails@x.example".into());
    sessions[0].type_word = Some("Backup of qtype@x.example".into());
    let mut told = Told::of(&sessions, true);
    let mut names = tapeline::answers::names::Names::default();
    let id = |text: &str| Id::new(text).unwrap();
    names.add(vec![
        Job { id: id("j"), name: "Qjob Daily".into(), organization: Some(id("o1")) },
        Job { id: id("k"), name: "Qjob Daily".into(), organization: Some(id("o2")) },
    ]);
    names.add_organizations(vec![
        Job { id: id("o1"), name: "Qorg One".into(), organization: None },
        Job { id: id("o2"), name: "Qorg Two".into(), organization: None },
    ]);
    told.desk.set_names(names);
    let retrieval = Session {
        name: Some("Qretrieval Search".into()),
        retrieval_id: Id::new("r1"),
        ..run("d1", 500, 60, Status::Success)
    };
    told.desk.set_sessions(SessionKind::DataRetrieval, std::sync::Arc::new(vec![retrieval]), true);
    let open = log(&[
        (3_000, 10, Status::Failed, "Failed to process team: Qopen North. Access is denied."),
        (3_000, 10, Status::Failed, "Failed to process mailbox: Qopen Smith. Server qhost01.qhost.local is gone"),
        (3_010, 10, Status::Warning, "[qodd@x.example] Processing site: Qopen Intranet"),
    ]);
    told.open("s3", &open);
    told.tell(
        "s2",
        "",
        &log(&[
            (2_000, 10, Status::Failed, "Failed to process team: Qsibling South. Access is denied."),
            (2_000, 50, Status::Success, "Processing mailbox: Qsibling Miller"),
            (2_000, 10, Status::Warning, "Collecting object list for mailbox: Qlater Jones"),
        ]),
    );
    told.tell(
        "s1",
        "Qserver01.qserver.local did not answer",
        &log(&[(1_000, 10, Status::Success, "Processing team: Qsibling South")]),
    );
    told
}

/// All that can leave; the name of each, and its text.
fn all(told: &mut Told) -> Vec<(String, String)> {
    let open = told.open.clone();
    let link = "https://tapeline.example/#/job-sessions/s3?api=sample&q=qquery";
    let mut out = vec![];
    let mut put = |name: &str, text: String| out.push((name.to_owned(), text));
    for form in Form::ALL {
        told.desk.set_form(form);
        put("ticket", told.desk.ticket(&open, &[], link).unwrap());
        put("ticket of items", told.desk.ticket(&open, &[0, 1, 2], link).unwrap());
    }
    for kind in [FileKind::Csv, FileKind::SessionsCsv, FileKind::Svg, FileKind::Session, FileKind::Noise] {
        let route = Route::default();
        if let Some(made) = told.desk.file(&open, kind, InView { route: &route, range: None, sizes: &[100] }) {
            put(&format!("{kind:?}"), made.head);
            put(&format!("{kind:?} tail"), made.tail.unwrap_or_default());
        }
    }
    for &group in Group::ALL {
        let mut route = Route::default();
        route.params.group = Some(group);
        let made = told.desk.file(&open, FileKind::Svg, InView { route: &route, range: None, sizes: &[] }).unwrap();
        put(&format!("drawing by {group:?}"), made.head);
    }
    let rows = told.desk.rows(&open, &[0, 1, 2]);
    put("rows", rows.text);
    put("rows as a table", rows.html);
    let summary: Summary = told.summary().0;
    let text = render::plain(&drawn(&summary, "#/job-sessions/x?api=sample"));
    put("summary", told.desk.read_out(&open, &text, link));
    let searched = told.desk.find(&open, "q").found;
    let text = render::plain(&found(searched, Lang::En));
    assert!(text.contains("Qsibling Miller"), "{text}");
    put("find", told.desk.read_out(&open, &text, link));
    let compared = told.desk.compare(&open, [&Id::new("s2").unwrap(), &Id::new("s3").unwrap()]).0;
    let text = render::plain(&side_by_side(compared, Lang::En));
    assert!(text.contains("Qlater Jones"), "{text}");
    put("compare", told.desk.read_out(&open, &text, link));
    let glance: Vec<String> = told.desk.glance().jobs.iter().map(|job| job.name.clone()).collect();
    put("nights", told.desk.read_out(&open, &glance.join("\n"), link));
    put("data retrieval", told.desk.read_out(&open, "Data retrieval\nQretrieval Search\n", link));
    out
}

#[test]
fn a_drawing_has_the_names_of_its_rows() {
    let mut told = Told::of(&[run("s1", 1_000, 600, Status::Success)], true);
    let mut open = log(&[(1_000, 600, Status::Success, "Job started")]);
    for (at, machine) in (0..).zip(["web01", "web02", "a & b"]) {
        open.append_part(machine, &log(&[(1_000 + 100 * at, 100, Status::Success, "Hard disk 1 (20 GB)")]));
    }
    told.open("s1", &open);
    let drawn = |told: &mut Told, asked: Option<Group>| {
        let mut route = Route::default();
        route.params.group = asked;
        told.desk.file(&open, FileKind::Svg, InView { route: &route, range: None, sizes: &[] }).unwrap().head
    };
    let n_of = |text: &str, name: &str| text.matches(&format!(">{name}<")).count();
    // Each machine has its row, below what the job says of itself, unless the address says otherwise.
    let by_machine = drawn(&mut told, None);
    for name in ["The job itself", "web01", "web02", "a &amp; b"] {
        assert_eq!(n_of(&by_machine, name), 1, "{name} in {by_machine}");
    }
    assert_eq!(by_machine, drawn(&mut told, Some(Group::Object)));
    assert_eq!(n_of(&drawn(&mut told, Some(Group::Result)), "Success"), 1);
    for group in [Group::Packed, Group::Item] {
        assert_eq!(n_of(&drawn(&mut told, Some(group)), "web01"), 0);
    }
    told.desk.set_redacted(true);
    let redacted = drawn(&mut told, None);
    assert!(!redacted.contains("web0") && n_of(&redacted, "The job itself") == 1, "{redacted}");
}

#[test]
fn nothing_that_leaves_a_view_names_anybody() {
    let mut told = world();
    // As it is, each of the names leaves with something.
    let plain = all(&mut told).into_iter().map(|(_, text)| text.to_lowercase()).collect::<String>();
    for name in NAMES {
        assert!(plain.contains(name), "{name} leaves with nothing");
    }
    let ticket = told.desk.ticket(&told.open.clone(), &[], "https://x/").unwrap();
    assert!(ticket.contains("Longest object: Team Qopen North"), "{ticket}");
    told.desk.set_redacted(true);
    let left: Vec<String> = all(&mut told)
        .into_iter()
        .flat_map(|(of, text)| {
            let small = text.to_lowercase();
            NAMES
                .iter()
                .filter(|name| small.contains(**name))
                .map(|name| format!("{of}: {name} in {text}"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(left.is_empty(), "{}", left.join("\n\n"));
}

/// The same where no session is open: only logs of others are known.
#[test]
fn a_search_without_an_open_session_names_nobody_either() {
    let mut told = Told::of(&[run("s2", 2_000, 600, Status::Failed), run("s1", 1_000, 600, Status::Success)], true);
    told.tell(
        "s2",
        "",
        &log(&[(2_000, 10, Status::Failed, "Failed to process team: Qsibling South. Access is denied.")]),
    );
    told.tell("s1", "", &log(&[(1_000, 10, Status::Success, "Processing team: Qlater West")]));
    told.desk.set_redacted(true);
    let open = Log::new();
    for (query, name) in [("south", "qsibling"), ("west", "qlater")] {
        let text = render::plain(&found(told.desk.find(&open, query).found, Lang::En));
        assert!(text.to_lowercase().contains(name), "{text}");
        let copied = told.desk.read_out(&open, &text, "https://x/#/find?api=sample");
        assert!(!copied.to_lowercase().contains(name), "{copied}");
    }
    let compared = told.desk.compare(&open, [&Id::new("s1").unwrap(), &Id::new("s2").unwrap()]).0;
    let text = render::plain(&side_by_side(compared, Lang::En));
    let copied = told.desk.read_out(&open, &text, "https://x/#/compare/s1/s2?api=sample").to_lowercase();
    assert!(!copied.contains("qsibling") && !copied.contains("qlater"), "{copied}");
}
