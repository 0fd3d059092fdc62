//! Two runs side by side, through the desk: what goes on, what is not whole, what is usual, and what a figure leads to.

use tapeline::answers::compare::Change;
use tapeline::model::{Id, Log, Status};
use tapeline::report::compare::Items;

use super::told::{Told, log, nights, retry, run};

#[test]
fn a_run_that_goes_on_is_not_better_and_not_done() {
    let mut told = Told::of(&[run("b", 1_000, -1, Status::Running), run("a", 0, 900, Status::Failed)], true);
    told.tell(
        "a",
        "",
        &log(&[
            (0, 600, Status::Failed, "Processing mailbox: ann@x.example"),
            (0, 9_000_000, Status::Success, "Processing mailbox: eve@x.example"),
            (0, 9, Status::Success, "Processing mailbox: bob@x.example"),
        ]),
    );
    told.tell(
        "b",
        "",
        &log(&[
            (1_000, -1, Status::Running, "Processing mailbox: ann@x.example"),
            (1_000, -1, Status::Running, "Processing mailbox: eve@x.example"),
        ]),
    );
    let (runs, _, text) = told.compare("a", "b");
    let changes: Vec<(Change, usize)> = runs.groups.iter().map(|group| (group.change, group.n)).collect();
    assert_eq!(changes, [(Change::Undecided, 3)]);
    assert!(text.contains("not in this run so far") && text.contains("so far"), "{text}");
    assert!(!text.contains("B against A"), "a length so far is none to compare: {text}");
    let (runs, ..) = told.compare("b", "a");
    let changes: Vec<Change> = runs.groups.iter().map(|group| group.change).collect();
    assert_eq!(changes, [Change::NewlyFailing, Change::Undecided]);
}

#[test]
fn what_a_doubtful_log_lacks_is_not_known() {
    let mut told = Told::of(&nights(2, Status::Failed), true);
    told.tell("s0", "", &log(&[(0, 9, Status::Success, "Processing mailbox: bob@x.example")]));
    told.tell("s1", "The server failed while answering (500)", &log(&[(0, 9, Status::Success, "Job started")]));
    let (runs, _, text) = told.compare("s0", "s1");
    let changes: Vec<Change> = runs.groups.iter().map(|group| group.change).collect();
    assert_eq!(changes, [Change::New, Change::Undecided]);
    assert!(
        text.contains("not known: the log is not whole") && text.contains("One of the logs is not whole"),
        "{text}"
    );
}

/// What is usual is taken of first tries that began before both, the newest of them, and of whole logs.
#[test]
fn earlier_runs_are_earlier_first_tries() {
    let mut sessions = nights(8, Status::Success);
    sessions.insert(6, retry("r1", "s1", 1_500, 60, Status::Success));
    let mut told = Told::of(&sessions, true);
    let bob = |start| log(&[(start, 9, Status::Success, "Processing mailbox: bob@x.example")]);
    for n in [3, 7] {
        told.tell(&format!("s{n}"), "", &bob(n * 1_000));
    }
    told.desk.show_usual(true);
    let (_, needs, _) = told.compare("s3", "s7");
    assert_eq!(needs, ["s2", "s1", "s0"]);
    told.tell("s2", "", &bob(2_000));
    told.tell("s1", "The log is still loading", &bob(1_000));
    told.tell("s0", "", &log(&[(0, 9, Status::Success, "Job started")]));
    let (runs, needs, text) = told.compare("s3", "s7");
    assert_eq!((runs.n_usual, needs.len()), (Some(2), 0));
    assert!(text.contains("2 earlier runs") && text.contains("once 9 s"), "{text}");
}

/// The pale bar is measured as the bar is, the figure as the figure; and a link leads to what it counts.
#[test]
fn figures_of_a_step_are_of_that_step() {
    let mut told = Told::of(&nights(3, Status::Success), true);
    let of = |start: i64| {
        log(&[
            (start, 10, Status::Success, "Processing mailbox: ann@x.example"),
            (start, 10, Status::Success, "Processing mailbox: Ann@x.example"),
            (start, 1, Status::Success, "Collecting object list for mailbox: ann@x.example"),
            (start, 40, Status::Success, "Job started"),
        ])
    };
    (0..3).for_each(|n| told.tell(&format!("s{n}"), "", &of(n * 1_000)));
    told.desk.show_usual(true);
    let (runs, ..) = told.compare("s1", "s2");
    let rows: Vec<_> = runs.groups.iter().flat_map(|group| &group.rows).collect();
    let row = rows.iter().find(|row| row.label.starts_with("Processing")).unwrap();
    let (step, usual) = (row.steps[1].clone().unwrap(), row.usual.unwrap());
    assert_eq!((step.ticks, usual.length.median_ticks), (200_000_000, 200_000_000), "added up");
    assert_eq!((step.bar.unwrap().ticks, usual.places[1].ticks), (100_000_000, 100_000_000), "as drawn");
    assert_eq!(step.bar.unwrap().from, usual.places[1].from);
    let Items::Set(set) = &step.items else { panic!("{:?}", step.items) };
    told.open("s2", &of(2_000));
    assert_eq!(told.desk.set(&told.open, set), Some(vec![0, 1]), "the step's items, and not all of its object's");
    // One item beside what one item usually takes.
    let item = told.desk.item(&told.open, 0).unwrap();
    assert_eq!(item.usual.map(|usual| usual.median_ticks), Some(100_000_000));
    // The set of an object is the same in whichever spelling.
    let longest = told.summary().0.longest_object.unwrap();
    assert_eq!(told.desk.set(&told.open, &longest.1), Some(vec![0, 1, 2]));
}

/// The page asks in turns; what was matched so far is of these logs alone, and of none that has changed.
#[test]
fn steps_are_matched_in_turns_of_the_same_logs() {
    let sessions = [run("a", 0, 900, Status::Success), run("b", 100_000, 900, Status::Success)];
    let items = |from: i64, n: i64| -> Log {
        let titles: Vec<String> = (0..n).map(|n| format!("Processing mailbox: user{n}@x.example")).collect();
        let rows =
            (0..).zip(&titles).map(|(n, title): (i64, &String)| (from + n % 800, 5, Status::Success, title.as_str()));
        log(&rows.collect::<Vec<_>>())
    };
    let ids = ["a", "b"].map(|id| Id::new(id).unwrap());
    let ids = [&ids[0], &ids[1]];
    let turns = |told: &mut Told| {
        let mut n = 1;
        while !told.desk.match_steps(&told.open, ids) {
            n += 1;
        }
        n
    };
    let mut told = Told::of(&sessions, true);
    assert_eq!(turns(&mut told), 1, "without logs there is nothing to match");
    told.tell("a", "", &items(0, 12_000));
    told.tell("b", "", &items(100_000, 15_000));
    let at_once = told.compare("a", "b");
    assert!(turns(&mut told) > 2);
    assert_eq!(told.compare("a", "b"), at_once);
    // Half way another log comes: nothing of the one before is in the answer.
    assert!(!told.desk.match_steps(&told.open, ids));
    told.tell("b", "", &items(100_000, 11_000));
    turns(&mut told);
    let (runs, ..) = told.compare("a", "b");
    assert_eq!(runs.groups.iter().map(|group| group.n).sum::<usize>(), 12_000);
    // Of another pair, too.
    assert!(!told.desk.match_steps(&told.open, ids));
    let (runs, ..) = told.compare("b", "a");
    assert_eq!(runs.sides[0].session.id_text, "b");
    assert_eq!(runs.groups.iter().map(|group| group.n).sum::<usize>(), 12_000);
}
