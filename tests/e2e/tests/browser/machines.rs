//! Backup & Replication and Veeam Backup for AWS: every revision from the form to a failed machine in picture and table.

use e2e::{Page, Site, setup};
use sample_server::{BackupSession, Fault, FaultBody, FaultKind, Machine, Options, STAGES};
use serde_json::{Value, json};
use tapeline::format;

use crate::answers::open_part;
use crate::figures::{figure, rows_of};
use crate::redaction::{keep_saved, saved};
use crate::walk::{AWS, VBR, Walk, chip, meter, number, options, rows, scroll_to_link, wait_for_failed_pixels};

/// A server with one revision of each product.
fn with(revision: &str, n_machines: usize) -> Options {
    let is_aws = revision.ends_with("rev0") && revision != "1.3-rev0";
    let (revisions, aws_revisions) =
        if is_aws { (vec![], vec![revision.into()]) } else { (vec![revision.into()], vec![]) };
    Options { revisions, aws_revisions, machines: n_machines, ..options() }
}

/// From the form to the list of sessions.
fn connect(walk: &Walk<'_>, product: &str, revision: &str) {
    walk.open("#/connect");
    walk.connect(product, revision);
    meter(walk.page).wait_for_text("all loaded");
}

fn open<'a>(walk: &'a Walk<'_>, of: impl Fn(&&BackupSession) -> bool) -> &'a BackupSession {
    let session = walk.server.backup().sessions.iter().find(of).expect("there is one");
    scroll_to_link(walk.page, "Job sessions", &session.id).click();
    walk.page.table("Log").element().wait();
    session
}

/// The whole way on one revision.
fn walk_revision(page: &Page<'_>, product: &str, revision: &str, is_found_out: bool) {
    let walk = Walk::with(page, with(revision, 12));
    if is_found_out {
        page.expect_console("400");
        page.expect_console("401");
    }
    connect(&walk, product, if is_found_out { "find out" } else { revision });
    page.table("Job sessions").wait_for_row_count(rows(walk.server.backup().sessions.len()));
    assert!(page.address().contains(&format!("version={revision}")), "{}", page.address());
    // Only 1.3-rev2 names the run that a session repeats.
    if product == VBR {
        page.wait_for_text("1 retry counts with the run it repeats");
        assert_eq!(page.text().contains("which is assumed where a run began"), revision != "1.3-rev2", "{revision}");
    }
    let session = open(&walk, |session| session.result == "Failed" && session.retry_of.is_none());
    let failed = session.machines.iter().find(|machine| machine.result == "Failed").expect("one failed");
    wait_for_failed_pixels(page);
    let chip = chip(page, "Failed");
    chip.wait();
    chip.click();
    page.table("Log").row(&failed.name).wait();
    // Its machines, each with its steps; or it is said why there are none.
    if revision == "1.1-rev2" {
        page.wait_until("what is missing", || page.text().contains("came with 12.3"));
    } else {
        let n = if product == AWS { session.machines.len() + 1 } else { session.machines.len() };
        page.wait_until("the machines", || page.text().contains(&format!("{} machines with their steps", number(n))));
        let step = failed.steps.iter().find(|step| step.status == "Failed").expect("a step failed");
        page.table("Log").row(&format!("[{}] {}", failed.name, step.title)).wait();
    }
    let asked = walk.server.requests();
    let with_token: Vec<_> = asked.iter().filter(|request| request.authorization.is_some()).collect();
    assert!(!with_token.is_empty() && with_token.iter().all(|request| request.revision.as_deref() == Some(revision)));
    page.assert_accessible();
    walk.assert_clean();
    page.assert_nowhere(&walk.server.token());
}

macro_rules! revision_tests {
    ($($name:ident: $product:expr, $revision:expr, $is_found_out:expr;)*) => {
        $(
            #[test]
            fn $name() {
                e2e::test(stringify!($name), |page| walk_revision(page, $product, $revision, $is_found_out));
            }
        )*
    };
}

revision_tests! {
    vbr_1_1_rev2_from_form_to_failure: VBR, "1.1-rev2", false;
    vbr_1_2_rev1_is_found_out_and_leads_to_a_failure: VBR, "1.2-rev1", true;
    vbr_1_3_rev2_from_form_to_failure: VBR, "1.3-rev2", true;
    aws_1_7_rev0_from_form_to_failure: AWS, "1.7-rev0", false;
}

/// A step without a result goes on while its session does.
#[test]
fn what_runs_is_open() {
    e2e::test("what_runs_is_open", |page| {
        let walk = Walk::with(page, with("1.3-rev2", 12));
        connect(&walk, VBR, "1.3-rev2");
        let session = open(&walk, |session| session.end.is_none());
        let n = session.rows.iter().filter(|row| row.status == "None").count();
        let steps = session.machines.iter().flat_map(|machine| &machine.steps);
        let n_steps = steps.filter(|step| step.status == "None").count();
        assert!(n > 0 && n_steps > 0);
        // A row for each machine that runs, and the step at which it is.
        chip(page, "Running").wait_for_text(&number(n + n_steps));
    });
}

/// Machines stand in rows of their own, unasked; packed is one choice away, and its address keeps it.
#[test]
fn machines_stand_one_below_the_other() {
    e2e::test("machines_stand_one_below_the_other", |page| {
        let walk = Walk::with(page, with("1.3-rev2", 12));
        connect(&walk, VBR, "1.3-rev2");
        let session = open(&walk, |session| session.result == "Failed" && session.retry_of.is_none());
        let heads =
            || page.execute("return [...document.querySelectorAll('.timeline__head')].map((e) => e.textContent)", &[]);
        let stand_apart = || {
            page.wait_until("the job", || heads().to_string().contains("The job itself"));
            // Not each has room for its name.
            let is_named = || session.machines.iter().any(|machine| heads().to_string().contains(&machine.name));
            page.wait_until("a machine", is_named);
        };
        stand_apart();
        let choice = page.find("select[aria-label=Rows]", None);
        assert_eq!(choice.value(), "object");
        assert!(choice.options().contains(&"Rows by machine".to_owned()), "{:?}", choice.options());
        assert!(!page.address().contains("group="), "{}", page.address());
        wait_for_failed_pixels(page);
        page.assert_accessible();
        // What the server sent of a machine is at hand, and in the file of all that it sent.
        let failed = session.machines.iter().find(|machine| machine.result == "Failed").expect("one failed");
        page.table("Log").row(&format!("[{}] Processing", failed.name)).click();
        page.find("summary", None).with_text("As sent").click();
        page.find(".detail pre", None).wait_for_text(&failed.id);
        page.button("Close").click();
        keep_saved(page);
        open_part(page, "To the ticket, and files");
        let (_, sent) = saved(page, "JSON");
        let sent: Value = serde_json::from_slice(&sent).expect("it is JSON");
        assert!(
            sent.to_string().contains(&failed.id) && sent.as_array().is_some_and(|pages| pages.len() > 12),
            "{sent}"
        );
        page.button("Close").click();
        choice.choose("Rows: packed");
        page.wait_until("no names", || heads() == json!([]));
        let packed = page.address();
        assert!(packed.contains("group=packed"), "{packed}");
        wait_for_failed_pixels(page);
        // A row for each, as an address says that is older than machines.
        page.open(&packed.replace("group=packed", "group=kind"));
        page.wait_until("kinds", || heads().to_string().contains("Job started"));
        page.open(&packed.replace("&group=packed", ""));
        stand_apart();
        page.open(&packed);
        page.wait_until("no names again", || heads() == json!([]));
        page.find("select[aria-label=Rows]", None).choose("Rows by machine");
        stand_apart();
        assert!(page.address().contains("group=object"), "{}", page.address());
    });
}

/// The machines of a session that runs are not followed: that is said, and read again what is selected stays.
#[test]
fn machines_of_a_session_that_runs_are_read_again() {
    e2e::test("machines_of_a_session_that_runs_are_read_again", |page| {
        let walk = Walk::with(page, with("1.3-rev2", 12));
        connect(&walk, VBR, "1.3-rev2");
        let session = open(&walk, |session| session.end.is_none());
        let are_there = || page.text().contains(&format!("{} machines with their steps", session.machines.len()));
        page.wait_until("the machines", are_there);
        page.wait_for_text("The session goes on; refresh to see the steps that have come since.");
        // One that is in sight at the top of the table.
        let step = format!("[{}] {}", session.machines[0].name, session.machines[0].steps[0].title);
        page.table("Log").row(&step).click();
        let selected = || {
            page.execute(
                "return [...document.querySelectorAll('tr[aria-selected=true]')].map((e) => e.textContent).join()",
                &[],
            )
        };
        page.wait_until("the step", || selected().to_string().contains(&step));
        let n_before = walk.server.requests().len();
        page.find(".machines button", None).click();
        page.wait_until("all of it again", || {
            walk.server.requests().len() >= n_before + session.machines.len() + 2 && are_there()
        });
        page.table("Log").wait_for_row_count(rows(n_items(session)));
        // Logs of two machines come at once, so its row may stand out of sight now: the search brings it back.
        page.field("Search the log").fill(&session.machines[0].steps[0].title);
        page.wait_until("the step again", || selected().to_string().contains(&step));
    });
}

/// All rows of a session: its own but for those of its machines, its machines, and their steps.
fn n_items(session: &BackupSession) -> usize {
    let n_steps: usize = session.machines.iter().map(|machine| machine.steps.len()).sum();
    session.rows.len() + n_steps
}

/// Where the time went: who waited for longest, and what held the machines up, by the server's own account.
fn assert_machines(page: &Page<'_>, of: &BackupSession) {
    let mut queued: Vec<&Machine> = of.machines.iter().filter(|machine| machine.slot > machine.start).collect();
    queued.sort_by_key(|machine| machine.start - machine.slot);
    let is_at_work = |machine: &&&Machine, other: &Machine| {
        other.name != machine.name && other.slot < machine.slot && other.end.is_none_or(|end| end > machine.start)
    };
    let wanted: Vec<(String, String, usize)> = queued
        .iter()
        .take(10)
        .map(|machine| {
            let n = of.machines.iter().filter(|other| is_at_work(&machine, other)).count();
            (machine.name.clone(), format::duration(machine.slot - machine.start), n)
        })
        .collect();
    open_part(page, "Where the time went");
    page.wait_until("the waits", || !rows_of(page, "Waiting for a slot").is_empty());
    let shown = rows_of(page, "Waiting for a slot");
    for (row, (name, length, n)) in shown.iter().zip(&wanted) {
        assert_eq!((&row[0], &row[1]), (name, length));
        assert!(row[2].starts_with(&format!("{} others: ", number(*n))), "{row:?}, {n}");
    }
    assert_eq!(shown.len(), wanted.len());
    page.wait_for_text(&format!("and {} more", number(queued.len() - 10)));
    let told: Vec<&Machine> =
        of.machines.iter().filter(|of| of.steps.iter().any(|row| row.title.starts_with("Busy"))).collect();
    let figures: Vec<String> = STAGES
        .iter()
        .enumerate()
        .map(|(at, stage)| {
            let mut busy: Vec<u64> = told.iter().map(|machine| machine.busy[at]).collect();
            busy.sort_unstable();
            let n_named = told.iter().filter(|machine| machine.bottleneck == *stage).count();
            format!("{stage} {} % ({})", busy[(busy.len() - 1) / 2], number(n_named))
        })
        .collect();
    let held_up = rows_of(page, "What held machines up");
    assert_eq!(held_up.len(), told.len().min(10));
    for row in &held_up {
        let machine = told.iter().find(|machine| machine.name == row[0]).expect("it is one that tells");
        let busy: Vec<String> = STAGES.iter().zip(machine.busy).map(|(stage, n)| format!("{stage} {n} %")).collect();
        assert_eq!((row[2].as_str(), row[3].clone()), (machine.bottleneck, busy.join(" > ")));
    }
    let said = figure(page, "Bottleneck");
    assert!(said.starts_with(&format!("{}; the middle of {} logs", figures.join(" > "), number(told.len()))), "{said}");
}

/// In WebKit, beside two other browsers, all of them take longer than one wait.
fn wait_for_500(page: &Page<'_>) {
    let says = |part: &str| page.text().contains(part);
    page.wait_until("half of the machines", || says("Steps of 2") || says("500 machines with their steps"));
    page.wait_until("the machines", || says("500 machines with their steps"));
}

/// With no server at all: a month of jobs of machines, one of 500 and one that runs, behind an address that is kept.
#[test]
fn sample_data_has_machines() {
    e2e::test("sample_data_has_machines", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url(""));
        page.button("Sample data of Backup & Replication").click();
        meter(page).wait_for_text("all loaded");
        assert!(page.address().ends_with("#/job-sessions?api=sample&product=vbr"), "{}", page.address());
        let large = page.table("Job sessions").row("Whole Estate");
        large.wait();
        large.link(None).click();
        wait_for_500(page);
        wait_for_failed_pixels(page);
        page.assert_accessible();
        open_part(page, "To the ticket, and files");
        let ticket = page.find("pre.ticket", None);
        ticket.wait_for_text("Product: Veeam Backup & Replication");
        // Which session was open, and with how many of its machines, is nothing to Find.
        page.open(&site.url("#/find?api=sample&product=vbr&q=vm400"));
        page.wait_for_text("Looked through 20 of 20 sessions");
        page.wait_for_text("last worked");
        assert!(!page.text().contains("could not be loaded"), "{}", page.text());
        page.open(&site.url("#/data-retrieval-sessions?api=sample&product=vbr"));
        page.wait_for_text("does not have this");
        page.open(&site.url("#/job-sessions?api=sample&product=vbr"));
        page.table("Job sessions").row("Whole Estate").link(None).click();
        wait_for_500(page);
        page.reload();
        wait_for_500(page);
        // The other data are one address away.
        page.open(&site.url("#/job-sessions?api=sample"));
        meter(page).wait_for_text("all loaded");
        page.wait_until("other jobs", || !page.text().contains("Whole Estate"));
        page.open(&site.url("#/job-sessions?api=sample&product=vbr"));
        page.table("Job sessions").row("Running").link(None).click();
        page.wait_until("the machines of what runs", || page.text().contains("6 machines with their steps"));
    });
}

/// What has come of machines is shown, however long the rest takes.
#[test]
fn machines_that_came_before_a_pause_are_shown_meanwhile() {
    e2e::test("machines_that_came_before_a_pause_are_shown_meanwhile", |page| {
        let walk = Walk::with(page, with("1.3-rev2", 500));
        let large = walk.server.backup().large().expect("there is one").clone();
        let pause = FaultKind::SlowHeaders(std::time::Duration::from_mins(1));
        walk.server.set_faults(vec![Fault { after_n_matches: 40, ..Fault::new("/logs", pause) }]);
        connect(&walk, VBR, "1.3-rev2");
        open(&walk, |session| session.id == large.id);
        page.wait_until("all that the server gives", || {
            ["Steps of 39 of 500", "Steps of 40 of 500"].iter().any(|said| page.text().contains(said))
        });
        page.wait_until("all of it in the table", || {
            let said = meter(page).text();
            let n = said.split(" items").next().and_then(|n| n.replace(',', "").trim().parse::<usize>().ok());
            n.is_some_and(|n| page.table("Log").row_count() == Some(rows(n)))
        });
    });
}

/// A large job opens with few requests at once, says how far it is, can be stopped and goes on; one machine fails, and is named.
#[test]
fn a_large_job_of_machines() {
    e2e::test("a_large_job_of_machines", |page| {
        let walk = Walk::with(page, with("1.3-rev2", 500));
        let large = walk.server.backup().large().expect("there is one").clone();
        let broken = &large.machines[7];
        let fault = FaultKind::Status { status: 500, retry_after: None, body: FaultBody::Empty };
        let logs_of = |machine: &Machine| format!("/api/v1/taskSessions/{}/logs", machine.id);
        // While one is waited for another one is asked for, however quick the server is.
        let held = FaultKind::SlowHeaders(std::time::Duration::from_millis(500));
        let late = &large.machines[450];
        walk.server.set_faults(vec![Fault::new(&logs_of(broken), fault), Fault::new(&logs_of(late), held)]);
        page.expect_console("500");
        connect(&walk, VBR, "1.3-rev2");
        open(&walk, |session| session.id == large.id);
        page.wait_until("the first machines", || page.text().contains("of 500 machines loaded"));
        page.find(".machines button", None).click();
        page.wait_until("to be stopped", || page.text().contains("machines loaded, stopped"));
        page.wait_until("nothing on the way", || {
            let n = walk.server.requests().len();
            std::thread::sleep(std::time::Duration::from_millis(200));
            n == walk.server.requests().len()
        });
        walk.server.clear_requests();
        page.find(".machines button", None).click();
        page.wait_until("all machines", || page.text().contains("499 machines with their steps"));
        assert!(page.text().contains(&format!("those of 1 could not be loaded: {}", broken.name)), "{}", page.text());
        let n_asked = walk.server.requests().iter().filter(|request| request.target.contains("/taskSessions/")).count();
        assert!(n_asked > 100, "{n_asked}");
        assert_eq!(walk.server.most_at_once(), 2, "as many as are allowed, and never more");
        // Once it can be had, it comes.
        walk.server.set_faults(Vec::new());
        page.find(".machines button", None).click();
        page.wait_until("the last one", || page.text().contains("500 machines with their steps"));
        page.table("Log").wait_for_row_count(rows(n_items(&large)));
        let is_failed = |of: &&Machine| of.result == "Failed";
        let n_failed_steps =
            large.machines.iter().flat_map(|of| &of.steps).filter(|row| row.status == "Failed").count();
        let n_failed_rows = large.rows.iter().filter(|row| row.status == "Failed").count();
        assert!(large.machines.iter().any(|machine| is_failed(&machine)));
        chip(page, "Failed").wait_for_text(&number(n_failed_rows + n_failed_steps));
        assert_machines(page, &large);
        // One search over all levels.
        page.field("Search the log").fill(&format!("[{}]", large.machines[41].name));
        page.table("Log").wait_for_row_count(rows(large.machines[41].steps.len() + 1));
    });
}
