//! Sentences about other runs, through the desk: new or not, in a row, usual, found; from logs that broke off, lists that are not
//! whole, and runs that go on.

use tapeline::model::{Id, Job, Log, Session, Status, TimeRange};
use tapeline::output::ticket::Seen;
use tapeline::report::summary::Pace;
use tapeline::report::work::Work;
use tapeline::texts::{Lang, Texts};

use super::told::{LOST, Told, at, log, nights, retry, run};

#[test]
fn a_log_that_broke_off_makes_nothing_new() {
    let mut told = Told::of(&nights(3, Status::Failed), true);
    told.open("s2", &log(&[(2_000, 9, Status::Failed, LOST)]));
    told.tell("s1", "The server failed while answering (500)", &log(&[(1_000, 0, Status::Success, "Job started")]));
    let (summary, needs) = told.summary();
    assert_eq!((summary.problems[0].seen, needs.len()), (None, 0), "it may stand behind the cut");
    assert!(!told.says().contains("new since") && !told.ticket().contains("Seen before"), "{}", told.ticket());
    // What it holds counts.
    told.tell("s1", "The server failed while answering (500)", &log(&[(1_000, 9, Status::Failed, LOST)]));
    told.tell("s0", "", &log(&[(0, 9, Status::Success, "Processing mailbox: ann@x.example")]));
    assert_eq!(told.summary().0.problems[0].seen, Some(Seen::Runs(2)));
    told.tell("s0", "The log is still loading", &Log::new());
    assert_eq!(told.summary().0.problems[0].seen, Some(Seen::AtLeast(2)));
    assert!(told.says().contains("at least 2 runs in a row"), "{}", told.says());
    assert!(told.ticket().contains("\nSeen before: yes, at least 2 runs in a row\n"), "{}", told.ticket());
    // A whole one says that it is new.
    told.tell("s1", "", &log(&[(1_000, 9, Status::Success, "Processing mailbox: ann@x.example")]));
    assert_eq!(told.summary().0.problems[0].seen, Some(Seen::New));
}

#[test]
fn where_the_look_back_ends_a_row_may_be_longer() {
    let failed = |n: i64| log(&[(n * 1_000, 9, Status::Failed, LOST)]);
    for (n, is_all, seen) in [
        (12, true, Seen::AtLeast(6)),
        (7, true, Seen::AtLeast(6)),
        (6, true, Seen::Runs(6)),
        (6, false, Seen::AtLeast(6)),
        (3, true, Seen::Runs(3)),
        (3, false, Seen::AtLeast(3)),
    ] {
        let mut told = Told::of(&nights(n, Status::Failed), is_all);
        told.open(&format!("s{}", n - 1), &failed(n - 1));
        (0..n - 1).for_each(|n| told.tell(&format!("s{n}"), "", &failed(n)));
        let (summary, needs) = told.summary();
        assert_eq!((summary.problems[0].seen, needs.len()), (Some(seen), 0), "{n} {is_all}");
    }
    // Looked at one after the other: until then it is "at least".
    let mut told = Told::of(&nights(12, Status::Failed), true);
    told.open("s11", &failed(11));
    assert_eq!((told.summary().0.problems[0].seen, told.summary().1), (None, vec!["s10".to_owned()]));
    told.tell("s10", "", &failed(10));
    assert_eq!((told.summary().0.problems[0].seen, told.summary().1), (Some(Seen::AtLeast(2)), vec!["s9".to_owned()]));
}

/// A run that was stopped may not have come to the problem, and a retry is of the same run.
#[test]
fn stopped_runs_and_retries_are_no_runs_before() {
    let sessions = [
        retry("me-again", "me", 3_500, 60, Status::Failed),
        run("me", 3_000, 60, Status::Failed),
        run("stopped", 2_000, 60, Status::Stopped),
        run("before", 1_000, 60, Status::Failed),
    ];
    let failed = log(&[(3_000, 9, Status::Failed, LOST)]);
    for id in ["me", "me-again"] {
        let mut told = Told::of(&sessions, true);
        told.open(id, &failed);
        for id in ["stopped", "me", "me-again"] {
            told.tell(id, "", &failed);
        }
        assert_eq!(told.summary().1, ["before"], "{id}");
        told.tell("before", "", &log(&[(1_000, 9, Status::Success, "Job started")]));
        assert_eq!(told.summary().0.problems[0].seen, Some(Seen::New), "{id}");
        told.tell("before", "", &failed);
        assert_eq!(told.summary().0.problems[0].seen, Some(Seen::Runs(2)), "{id}: two runs, whatever was tried again");
    }
}

#[test]
fn find_knows_what_it_has_not_read() {
    let ann = |start, status| log(&[(start, 9, status, "Processing mailbox: ann@x.example")]);
    let mut told = Told::of(&nights(2, Status::Success), true);
    told.tell("s1", "The server failed while answering (500)", &log(&[(1_000, 0, Status::Success, "Job started")]));
    told.tell("s0", "", &ann(0, Status::Success));
    let (found, text) = told.find("ann");
    assert_eq!((found.objects[0].n_missing, found.missed.len(), found.n_read), (0, 1, 2));
    assert!(text.contains("1 log could not be loaded whole") && text.contains("(500)"), "{text}");
    for untrue in ["That is all of them", "without it", "its newest run"] {
        assert!(!text.contains(untrue), "{untrue}: {text}");
    }
    // With all of it the same sentences are true.
    let mut told = Told::of(&nights(2, Status::Success), true);
    told.tell("s1", "", &log(&[(1_000, 0, Status::Success, "Job started")]));
    told.tell("s0", "", &ann(0, Status::Success));
    let (_, text) = told.find("ann");
    assert!(text.contains("That is all of them") && text.contains("1 session without it"), "{text}");
    // A list that is not whole is not all of them.
    let mut told = Told::of(&nights(3, Status::Success), false);
    (0..3).for_each(|n| told.tell(&format!("s{n}"), "", &ann(n * 1_000, Status::Success)));
    let (_, text) = told.find("ann");
    assert!(text.contains("Looked through 3 of 3 sessions") && !text.contains("all of them"), "{text}");
    assert!(text.contains("The server has more sessions, which are not loaded."), "{text}");
}

#[test]
fn find_counts_runs_and_says_what_a_retry_mended() {
    let ann = |start, status| log(&[(start, 9, status, LOST)]);
    let sessions = [
        retry("b2", "b1", 2_500, 60, Status::Success),
        run("b1", 2_000, 60, Status::Failed),
        retry("a2", "a1", 1_500, 60, Status::Failed),
        run("a1", 1_000, 60, Status::Failed),
    ];
    let mut told = Told::of(&sessions, true);
    for (id, start, status) in [
        ("a1", 1_000, Status::Failed),
        ("a2", 1_500, Status::Failed),
        ("b1", 2_000, Status::Failed),
        ("b2", 2_500, Status::Success),
    ] {
        told.tell(id, "", &ann(start, status));
    }
    let (found, text) = told.find("ann");
    assert!(text.contains("failed in 1 of 2 runs; in 1 more a retry made it good"), "{text}");
    assert_eq!((found.objects[0].n_failed, found.objects[0].failed.len()), (3, 3), "each is there to be read");
    assert!(text.contains("which is its newest run") && text.contains("how long it takes: once 9 s"), "{text}");
}

/// Under five runs nothing is usual, and what goes on is not judged before it is long.
#[test]
fn a_verdict_needs_runs_and_an_end() {
    let with = |lengths: &[i64], mine: Session| {
        let mut sessions: Vec<Session> =
            (0..).zip(lengths).map(|(n, &length)| run(&format!("e{n}"), n * 1_000, length, Status::Success)).collect();
        let id = mine.id_text.clone();
        sessions.insert(0, mine);
        let mut told = Told::of(&sessions, true);
        told.open(&id, &Log::new());
        let summary = told.summary().0;
        (summary.pace, told.says(), told.ticket())
    };
    let mine = |seconds| run("me", 100_000, seconds, Status::Success);
    let (pace, text, ticket) = with(&[600], mine(601));
    assert_eq!(pace, None);
    assert!(text.contains("once 10 min 00 s") && !text.contains("nine of ten") && !text.contains("usual"), "{text}");
    assert!(ticket.contains(", in other runs once 10 min 00 s\n") && !ticket.contains("nine of ten"), "{ticket}");
    let (pace, text, ticket) = with(&[600, 300, 900, 400], mine(9_000));
    assert_eq!(pace, None);
    assert!(text.contains("from 5 min 00 s to 15 min 00 s (4 runs)") && !text.contains("longer"), "{text}");
    assert!(ticket.contains(", in other runs from 5 min 00 s to 15 min 00 s (4 runs)\n"), "{ticket}");
    let five = [600, 600, 600, 600, 600];
    let (pace, text, _) = with(&five, mine(601));
    assert_eq!(pace, Some(Pace::Long));
    assert!(text.contains("usually 10 min 00 s (5 runs)") && text.contains("longer than nine of ten runs"), "{text}");
    assert_eq!(with(&five, mine(600)).0, Some(Pace::Usual));
    assert_eq!(with(&[300, 300, 300, 300, 300, 900], mine(600)).0, Some(Pace::OverMedian));
    // It is 10,000,000 s now.
    let running = |start| Session { end: None, ..run("me", start, 0, Status::Running) };
    assert_eq!(with(&five, running(9_999_990)).0, None, "it began ten seconds ago");
    assert_eq!(with(&[1, 1, 1, 1, 1, 9_000_000], running(9_999_990)).0, None, "longer than half so far, and so what");
    assert_eq!(with(&five, running(9_999_000)).0, Some(Pace::Long), "it is longer already");
}

/// "Last good run" and "in a row" are as of the session, and what came later is said to be later.
#[test]
fn before_and_since_are_told_apart() {
    let sessions = [
        run("later", 6_000, 60, Status::Success),
        run("worse", 5_000, 60, Status::Failed),
        run("me", 4_000, 60, Status::Failed),
        run("bad", 3_000, 60, Status::Failed),
        retry("ok-again", "ok", 2_500, 60, Status::Success),
        run("ok", 2_000, 60, Status::Failed),
    ];
    let opened = |id: &str, is_all| {
        let mut told = Told::of(&sessions, is_all);
        told.open(id, &Log::new());
        (told.says(), told.ticket())
    };
    let (text, ticket) = opened("me", true);
    assert!(text.contains("failed 2 times in a row"), "{text}");
    assert!(text.contains("last good run before it: Tue 14 Nov 2023 00:41:40"), "the retry that made it good: {text}");
    assert!(text.contains("since then 1 more run failed"), "{text}");
    assert!(text.contains("good again since: Tue 14 Nov 2023 01:40:00"), "{text}");
    for line in [
        "\nFailed in a row: 2 runs, this one included\n",
        "\nLast good run before it: 2023-11-14 00:41:40.0000000 UTC\n",
        "\nSince then: 1 more run failed\n",
        "\nGood again since: 2023-11-14 01:40:00.0000000 UTC\n",
    ] {
        assert!(ticket.contains(line), "{line:?}: {ticket}");
    }
    let (text, ticket) = opened("later", true);
    assert!(text.contains("the 3 runs before it failed") && !text.contains("last good"), "{text}");
    assert!(!ticket.contains("in a row") && !ticket.contains("good run"), "{ticket}");
    let (text, _) = opened("ok", true);
    assert!(text.contains("good again since: Tue 14 Nov 2023 00:41:40") && !text.contains("last good"), "{text}");
    let (text, ticket) = opened("ok", false);
    assert!(!text.contains("in a row") && !ticket.contains("in a row"), "one is no row: {text}");
    // Where no good run is known and older ones are not loaded, there may be more.
    let mut told = Told::of(&nights(3, Status::Failed), false);
    told.open("s2", &Log::new());
    assert!(told.says().contains("failed at least 3 times in a row"), "{}", told.says());
    assert!(told.ticket().contains("\nFailed in a row: at least 3 runs, this one included\n"), "{}", told.ticket());
}

/// Nothing is said of what there is none of.
#[test]
fn kinds_of_problem_are_named_if_there_are_any() {
    let warned = (0, 1, Status::Warning, "Slow");
    let failed = (0, 1, Status::Failed, LOST);
    for (items, caption) in [
        (&[failed][..], "What went wrong: 1 kind of failure\n"),
        (&[warned], "What went wrong: 1 kind of warning\n"),
        (
            &[failed, warned, (0, 1, Status::Warning, "Late")],
            "What went wrong: 1 kind of failure, 2 kinds of warning\n",
        ),
    ] {
        let mut told = Told::of(&nights(1, Status::Failed), true);
        told.open("s0", &log(items));
        assert!(told.says().contains(caption), "{caption:?}: {}", told.says());
    }
}

/// One name in two organizations is two jobs, wherever it stands; stand-ins name neither.
#[test]
fn a_ticket_names_the_organization_where_jobs_share_a_name() {
    let id = |text: &str| Id::new(text).unwrap();
    let job = |job: &str, organization: &str| Job {
        id: id(job),
        name: "Default Backup Job".into(),
        organization: Some(id(organization)),
    };
    let other = Session { job_id: Id::new("k"), ..run("o", 0, 600, Status::Failed) };
    let mut told = Told::of(&[run("s", 0, 600, Status::Failed), other], true);
    let mut names = tapeline::answers::names::Names::default();
    names.add(vec![job("j", "f1"), job("k", "f2")]);
    names.add_organizations(vec![
        Job { name: "Contoso".into(), organization: None, ..job("f1", "f1") },
        Job { name: "Fabrikam".into(), organization: None, ..job("f2", "f2") },
    ]);
    told.desk.set_names(names);
    told.open("s", &Log::new());
    assert!(told.ticket().contains("\nJob: Default Backup Job (Contoso)\n"), "{}", told.ticket());
    let glance = told.desk.glance();
    let jobs: Vec<&str> = glance.jobs.iter().map(|job| job.name.as_str()).collect();
    assert_eq!(jobs, ["Default Backup Job (Contoso)", "Default Backup Job (Fabrikam)"]);
    told.desk.set_redacted(true);
    let ticket = told.ticket();
    assert!(!ticket.contains("Contoso") && !ticket.contains("Default"), "{ticket}");
    told.desk.set_texts(Texts::new(Lang::De));
    assert!(!told.ticket().contains("Contoso"));
}

/// What is spoken of the picture and what "where the time went" says are one figure: what has no length runs at no time.
#[test]
fn most_at_a_time_is_one_figure() {
    let mut told = Told::of(&nights(1, Status::Success), true);
    let bar = (0, 100, Status::Success, "Processing mailbox: ann@x.example");
    let mark = |start| (start, 0, Status::Success, "Job started");
    told.open("s0", &log(&[bar, mark(50), mark(50), mark(50), (80, 10, Status::Success, "Processing site: a")]));
    let within = |from, to| TimeRange::new(at(from), at(to));
    assert_eq!(told.desk.most_at_a_time(&told.open, within(0, 100)), Some((2, at(80))));
    assert_eq!(told.desk.most_at_a_time(&told.open, within(0, 60)), Some((1, at(0))));
    let Some(Work::Figures(figures)) = told.desk.work(&told.open, Some(within(0, 60))) else { panic!("nothing ran") };
    assert_eq!(figures.sums.peak, 1);
    told.open("s0", &log(&[mark(50), mark(50)]));
    assert_eq!(told.desk.most_at_a_time(&told.open, within(0, 60)), None);
}

/// What is asked of a mailbox: since when does it not work?
#[test]
fn find_says_since_when_an_object_fails_and_where_it_may_be_longer() {
    let ann = |n: i64, status| log(&[(n * 1_000, 5, status, "Processing mailbox: Ann@x.example")]);
    let (good, bad) = (Status::Success, Status::Failed);
    let stopped = Status::Stopped;
    for (name, statuses, doubted, since) in [
        ("two failed", &[good, bad, bad][..], None, Some(("s1", false))),
        ("none known that worked", &[bad, bad], None, Some(("s0", true))),
        ("works again", &[bad, bad, good], None, None),
        ("one that was stopped is passed over", &[good, bad, stopped, bad], None, Some(("s1", false))),
        ("a stopped one begins nothing", &[good, stopped, bad, bad], None, Some(("s2", false))),
        ("a log between was not looked through to its end", &[good, good, bad], Some(1), Some(("s2", true))),
        ("one before the last good run says nothing", &[bad, good, bad], Some(0), Some(("s2", false))),
    ] {
        let n_nights = i64::try_from(statuses.len()).unwrap();
        let mut told = Told::of(&nights(n_nights, bad), true);
        for (n, &status) in (0..).zip(statuses) {
            let doubt = if doubted == Some(n) { "The server failed while answering (500)" } else { "" };
            told.tell(&format!("s{n}"), doubt, &ann(n, status));
        }
        let (found, text) = told.find("ann");
        let object = &found.objects[0];
        let told_since = object.failed_since.as_ref();
        let told_since = told_since.map(|(named, _)| (named.session.id_text.as_str(), object.is_since_least));
        assert_eq!(told_since, since, "{name}: {text}");
        match since {
            Some((_, true)) => assert!(text.contains("has failed at least since"), "{name}: {text}"),
            Some((_, false)) => assert!(text.contains("has failed since"), "{name}: {text}"),
            None => assert!(!text.contains("has failed"), "{name}: {text}"),
        }
    }
}

/// The line of a ticket with this name.
fn line<'t>(ticket: &'t str, name: &str) -> Option<&'t str> {
    ticket.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn a_ticket_says_where_the_time_went_and_whether_that_is_usual() {
    let mut sessions = nights(8, Status::Success);
    sessions[0].end = Some(at(7_000 + 900));
    let mut told = Told::of(&sessions, true);
    let items = [
        (7_000, 10, Status::Success, "Job started"),
        (7_010, 300, Status::Success, "Processing mailbox: ann@x.example"),
        (7_100, 100, Status::Success, "Processing mailbox: bob@x.example"),
        (7_610, 290, Status::Warning, "Processing site: Intranet"),
    ];
    told.open("s7", &log(&items));
    // Not before it is worked out: the ticket of a log that goes on loading says nothing that will be otherwise.
    assert_eq!(line(&told.ticket(), "Busy"), None);
    told.summary();
    let ticket = told.ticket();
    for (name, wanted) in [
        ("Compared with usual", "longer than nine of ten runs"),
        ("Busy", "10 min 00 s (00:10:00.0000000)"),
        ("Idle", "5 min 00 s (00:05:00.0000000), at the longest 5 min 00 s from 2023-11-14 02:01:50.0000000 UTC"),
        ("Longest phase", "Processing, 9 min 50 s (00:09:50.0000000)"),
        ("Longest object", "Mailbox ann@x.example, 5 min 00 s (00:05:00.0000000)"),
    ] {
        assert_eq!(line(&ticket, name), Some(wanted), "{name} in\n{ticket}");
    }
    // A ticket about an item is about that item.
    let of_item = told.desk.ticket(&told.open, &[3], "https://x/").unwrap();
    assert_eq!((line(&of_item, "Busy"), line(&of_item, "Longest object")), (None, None), "{of_item}");
    // Nothing ran: no figures of nothing, and no idle time that nobody spent.
    told.open("s7", &log(&[(7_000, 0, Status::Success, "Job started")]));
    told.summary();
    let ticket = told.ticket();
    assert!(["Busy", "Idle", "Longest phase"].iter().all(|name| line(&ticket, name).is_none()), "{ticket}");
    // What lies outside the session's own times is not its time.
    let stray = [&items[..], &[(90_000, 400, Status::Success, "Processing mailbox: eve@x.example")]].concat();
    told.open("s7", &log(&stray));
    let longest = told.summary().0.longest_object.unwrap();
    assert_eq!(line(&told.ticket(), "Longest object").unwrap().split(',').next(), Some(longest.0.as_str()));
    assert_eq!(line(&told.ticket(), "Busy"), Some("10 min 00 s (00:10:00.0000000)"));
    // Few runs tell nothing of what is usual.
    let mut told = Told::of(&nights(3, Status::Success), true);
    told.open("s2", &log(&[(2_000, 9, Status::Success, "Processing mailbox: ann@x.example")]));
    told.summary();
    assert_eq!(line(&told.ticket(), "Compared with usual"), None);
}
