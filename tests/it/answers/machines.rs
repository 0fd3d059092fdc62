//! What held machines up, and what they waited for.

use proptest::prelude::*;
use tapeline::answers::failures::groups;
use tapeline::answers::groups::{By, grouped};
use tapeline::answers::machines::{STAGES, Stage, Wait, held_up, stages, tell, waits};
use tapeline::answers::phases::Rules;
use tapeline::model::{Log, NewItem, Status, TimeRange};
use tapeline::output::ticket::stages_said;
use tapeline::texts::{Lang, Texts};

use super::at;

/// Adds a row of a machine, or of the job where it has no name.
fn push(log: &mut Log, machine: &str, (from, to): (i64, i64), title: &str) -> u32 {
    let item = NewItem { start: Some(at(from)), end: Some(at(to)), title, ..NewItem::default() };
    if machine.is_empty() { log.push(&item) } else { log.push_of_part(machine, &item) }.unwrap()
}

/// The figures of logs of these rows, each stage with how busy it was and how often it is named; and how many logs have figures.
fn said(rows: &[&str]) -> (String, usize) {
    let mut log = Log::new();
    for row in rows {
        push(&mut log, "web01", (0, 0), row);
    }
    let (stages, n) = stages(&log, None);
    assert!(n == 0 || tell(&grouped(&log, By::Kind)), "a log that tells is one by its kinds of work");
    let met = STAGES.iter().zip(&stages).filter(|(_, stage)| **stage != Stage::default());
    let shown: Vec<String> = met.map(|(name, stage)| format!("{name} {:?} {}", stage.busy, stage.n_named)).collect();
    (shown.join(", "), n)
}

fn one(figures: &str, n: usize) -> (String, usize) {
    (figures.to_owned(), n)
}

#[test]
fn lines_of_stages_are_figures() {
    let four = one("Source [12] 0, Proxy [40] 0, Network [3] 0, Target [88] 0", 1);
    assert_eq!(said(&["Busy: Source 12% > Proxy 40% > Network 3% > Target 88%"]), four);
    assert_eq!(said(&["Load: Source 12% > Proxy 40% > Network 3% > Target 88%"]), four);
    // The log's own word, before the figures or behind them.
    let rows = ["Busy: Source 12% > Proxy 40%", "Primary bottleneck: Proxy"];
    assert_eq!(said(&rows), one("Source [12] 0, Proxy [40] 1", 1));
    assert_eq!(said(&[rows[1], rows[0]]), said(&rows));
    // Blanks, letters, and ways over a WAN.
    assert_eq!(said(&["Load: source 1 %>PROXY 2 % "]), one("Source [1] 0, Proxy [2] 0", 1));
    let wan = "Busy: Source 5% > Source WAN 6% > Network 97% > Target WAN 7% > Target 0%";
    let figures = "Source [5] 0, Source WAN [6] 0, Network [97] 0, Target WAN [7] 0, Target [0] 0";
    assert_eq!(said(&[wan]), one(figures, 1));
    assert_eq!(said(&["Primary bottleneck: TargetDisk"]), one("Target disk [] 1", 0));
    assert_eq!(said(&["Primary bottleneck: Source proxy"]), one("Source proxy [] 1", 0));
}

#[test]
fn what_is_no_line_of_stages_gives_no_figure() {
    for text in [
        "Busy",
        "Busy: ",
        "Busy: very",
        "Busy: Source 12% > Proxy",
        "Busy: Source 12% > Moon 40%",
        "Busy: Source 101%",
        "Busy: Source -1%",
        "Busy: Source 1.5%",
        "Load: 12%",
        "Load balancer: Source 12%",
        "Loading: Source 12%",
        "Primary bottleneck: None",
        "Primary bottleneck: the printer",
        "Primary bottleneck: ",
        "Source 12% > Proxy 40% > Network 3% > Target 88%",
    ] {
        assert_eq!(said(&[text]), one("", 0), "{text}");
    }
}

#[test]
fn stages_are_summed_up_over_machines() {
    let mut log = Log::new();
    push(&mut log, "", (90, 90), "Primary bottleneck: Target");
    for (n, target) in (1..).zip([90, 50, 70, 10]) {
        push(&mut log, "web", (n, n), &format!("Busy: Source {n}% > Target {target}%"));
        push(&mut log, "web", (n, n), if n == 2 { "Primary bottleneck: Source" } else { "Finalizing" });
    }
    let middle = |within| {
        let (all, n) = stages(&log, within);
        (all[0].middle(), all[10].middle(), all[0].n_named, all[10].n_named, n)
    };
    assert_eq!(middle(None), (Some(2), Some(50), 1, 1, 4), "of two in the middle the lesser one");
    let of = |from, to| middle(Some(TimeRange::new(at(from), at(to))));
    assert_eq!(of(2, 4), (Some(3), Some(50), 1, 0, 3));
    assert_eq!(of(5, 100), (None, None, 0, 1, 0));
    let said = stages_said(Texts::default(), &stages(&log, None));
    assert_eq!(said, "Source 2 % (1) > Target 50 % (1); the middle of 4 logs, in brackets how many name it");
    let mut one = Log::new();
    push(&mut one, "web", (0, 0), "Busy: Source 1% > Target 99%");
    push(&mut one, "web", (0, 0), "Primary bottleneck: Target");
    let said = stages_said(Texts::new(Lang::De), &stages(&one, None));
    assert_eq!(said, "Source 1 % > Target 99 % (1); laut 1 Protokoll, in Klammern, was es nennt");
}

#[test]
fn what_held_each_machine_up() {
    let mut log = in_turn();
    push(&mut log, "", (60, 60), "Busy: Source 1% > Target 2%");
    push(&mut log, "web02", (50, 50), "Busy: Source 12% > Network 97%");
    push(&mut log, "web02", (50, 50), "Primary bottleneck: Network");
    push(&mut log, "web01", (19, 19), "Busy: Source 80% > Network 3%");
    // After a retry it is told once more.
    push(&mut log, "web01", (20, 20), "Busy: Source 70% > Network 4%");
    push(&mut log, "web03", (55, 55), "Primary bottleneck: the printer");
    let objects = grouped(&log, By::Object);
    let of = |from, to, n_most| held_up(&log, &objects, TimeRange::new(at(from), at(to)), n_most);
    let said = |from, to, n_most| {
        let (held, n) = of(from, to, n_most);
        let row = |held: &tapeline::answers::machines::Held| {
            let busy: Vec<String> = held.busy.iter().map(|&(at, n)| format!("{} {n}", STAGES[at])).collect();
            let ticks = held.range.ticks() / 10_000_000;
            format!("{} {ticks} {:?} {}", log.part(held.idx).unwrap(), held.named.map(|at| STAGES[at]), busy.join(" "))
        };
        (held.iter().map(row).collect::<Vec<_>>(), n)
    };
    let (web01, web02) = ("web01 19 None Source 70 Network 4", "web02 49 Some(\"Network\") Source 12 Network 97");
    assert_eq!(said(0, 100, 10), (vec![web02.to_owned(), web01.to_owned()], 2), "the job itself is no machine");
    assert_eq!(said(0, 100, 1), (vec![web02.to_owned()], 2));
    assert_eq!(said(0, 30, 10), (vec![web01.to_owned()], 1), "only what is told in the range");
    assert_eq!(held_up(&Log::new(), &objects, TimeRange::new(at(0), at(9)), 9).1, 0);
}

proptest! {
    /// No text panics, and figures are percent.
    #[test]
    fn any_text_is_read(texts in proptest::collection::vec("(Busy|Load|Primary bottleneck): ?[A-Za-z0-9 >%]{0,40}", 0..5)) {
        let mut log = Log::new();
        for text in &texts {
            push(&mut log, "m", (0, 0), text);
        }
        let (stages, n) = stages(&log, None);
        prop_assert!(n <= texts.len() && stages.iter().all(|stage| stage.n_named <= texts.len()));
        prop_assert!(stages.iter().flat_map(|stage| &stage.busy).all(|percent| *percent <= 100));
    }

    /// Figures are read as they were written, whatever else a log says.
    #[test]
    fn figures_come_back(rows in proptest::collection::vec(proptest::collection::vec(0_u32..=100, STAGES.len()), 1..9)) {
        let mut log = Log::new();
        for figures in &rows {
            let parts: Vec<String> = STAGES.iter().zip(figures).map(|(name, n)| format!("{name} {n}%")).collect();
            push(&mut log, "m", (0, 0), &format!("Busy: {}", parts.join(" > ")));
            push(&mut log, "m", (0, 0), "Finalizing");
        }
        let (stages, n) = stages(&log, None);
        prop_assert_eq!(n, rows.len());
        for (at, stage) in stages.iter().enumerate() {
            let mut wanted: Vec<u32> = rows.iter().map(|figures| figures[at]).collect();
            wanted.sort_unstable();
            prop_assert_eq!(stage.middle(), Some(wanted[(wanted.len() - 1) / 2]));
            prop_assert_eq!(&stage.busy, &wanted);
        }
    }
}

const ASSIGNED: &str = "Required backup infrastructure resources have been assigned";

fn waits_of(log: &Log, within: (i64, i64), n_most: usize) -> (Vec<Wait>, usize) {
    let (kinds, objects) = (grouped(log, By::Kind), grouped(log, By::Object));
    let phase_of = Rules::default().phases(&kinds);
    waits(log, (&kinds, &objects), &phase_of, TimeRange::new(at(within.0), at(within.1)), n_most)
}

/// Who waited for how many seconds, and who was at work meanwhile.
fn waited(log: &Log, within: (i64, i64)) -> Vec<(String, i64, Vec<String>)> {
    let objects = grouped(log, By::Object);
    let name = |&group: &u32| objects.name(group).to_owned();
    let (waits, n) = waits_of(log, within, 10);
    assert_eq!(n, waits.len());
    let row = |wait: &Wait| {
        let others = wait.others.iter().map(name).collect();
        (log.part(wait.idx).unwrap().to_owned(), wait.range.ticks() / 10_000_000, others)
    };
    waits.iter().map(row).collect()
}

/// Three machines on one slot.
fn in_turn() -> Log {
    let mut log = Log::new();
    push(&mut log, "", (0, 1), "Job started at 3/14/2026 8:30:02 PM");
    push(&mut log, "", (1, 60), "Creating VM snapshot");
    for (name, begin, end) in [("web01", 1, 20), ("web02", 20, 50), ("web03", 50, 55)] {
        // Its row in the job's log goes over all of it.
        let whole = push(&mut log, name, (1, end), &format!("Processing {name}"));
        log.cover(whole);
        push(&mut log, name, (1, 1), "Queued for processing at 3/14/2026 8:30:03 PM");
        push(&mut log, name, (1, begin), ASSIGNED);
        push(&mut log, name, (begin, begin), "Using backup proxy prx01 for disk Hard disk 1 [nbd]");
        push(&mut log, name, (begin, end), "Hard disk 1 (20 GB)");
    }
    log
}

#[test]
fn who_waited_for_longest_and_who_was_at_work_meanwhile() {
    let text = |text: &str| text.to_owned();
    let log = in_turn();
    assert_eq!(
        waited(&log, (0, 100)),
        [(text("web03"), 49, vec![text("web02"), text("web01")]), (text("web02"), 19, vec![text("web01")]),],
        "the one that did not wait is left out; those that waited too were not at work"
    );
    // A range cuts waits as it cuts all else.
    assert_eq!(
        waited(&log, (10, 25)),
        [(text("web03"), 15, vec![text("web01"), text("web02")]), (text("web02"), 10, vec![text("web01")]),]
    );
    assert_eq!(waited(&log, (60, 90)), []);
    let (longest, n) = waits_of(&log, (0, 100), 1);
    assert_eq!((longest.len(), n), (1, 2));
}

#[test]
fn a_wait_that_goes_on_reaches_to_the_end_of_the_range() {
    let mut log = in_turn();
    let item = NewItem { start: Some(at(30)), status: Status::Running, title: ASSIGNED, ..NewItem::default() };
    log.push_of_part("web04", &item);
    let waited = waited(&log, (0, 100));
    assert_eq!((waited[0].0.as_str(), waited[0].1), ("web04", 70));
    assert_eq!(waited[0].2, ["web02", "web03"]);
}

#[test]
fn what_is_not_known_to_be_at_work_is_not_named() {
    let mut log = Log::new();
    push(&mut log, "web01", (0, 30), ASSIGNED);
    // Its steps are not there: its row goes from being queued to its end.
    push(&mut log, "web02", (0, 30), "Processing web02");
    // The job is no machine, and neither is a wait at work.
    push(&mut log, "", (0, 30), "Building list of machines to process");
    push(&mut log, "web03", (0, 30), "Waiting for the backup window");
    // It ended as the wait began, and began as it ended.
    push(&mut log, "web04", (0, 0), "Hard disk 1 (20 GB)");
    push(&mut log, "web05", (30, 40), "Hard disk 1 (20 GB)");
    // A wait of the job itself is nobody's.
    push(&mut log, "", (0, 20), ASSIGNED);
    assert_eq!(waited(&log, (0, 100)), [("web01".to_owned(), 30, vec![])]);
}

/// A problem of several machines names them, whatever disk or proxy the rows are about.
#[test]
fn a_problem_names_its_machines() {
    let mut log = Log::new();
    let mut fail = |machine: &str, title: &str| {
        let item =
            NewItem { start: Some(at(1)), end: Some(at(2)), status: Status::Failed, title, ..NewItem::default() };
        if machine.is_empty() { log.push(&item) } else { log.push_of_part(machine, &item) }.unwrap()
    };
    for machine in ["web01", "web02", "web01", "WEB02"] {
        fail(machine, "Hard disk 1 (20 GB) Error: Cannot read the disk of the machine.");
    }
    fail("", "Processing web09 Error: No such machine.");
    fail("", "Processing web09 Error: No such machine.");
    let groups = groups(&log);
    let named: Vec<Vec<&str>> =
        groups.iter().map(|group| group.objects(&log).iter().map(|object| object.name).collect()).collect();
    assert_eq!(named, [vec!["web01", "web02", "WEB02"], vec!["web09"]]);
}
