//! What is worked out of a log turn by turn, and the sets that figures lead to.

use tapeline::answers::sets;
use tapeline::model::{Log, NewItem, Status, TimeRange, Timestamp};
use tapeline::report::work::Work;
use tapeline::texts::Lang;

use super::desk::Page;
use super::summary::drawn;
use super::work::shown;
use crate::render;

#[test]
fn a_very_large_log_is_added_up_in_turns_and_only_on_demand() {
    let mut page = Page::new();
    let (session, _) = page.troubled();
    let mut log = Log::new();
    for n in 0..200_010_i64 {
        let (start, end) = (Timestamp::from_ticks(n * 10), Timestamp::from_ticks(n * 10 + 15));
        let title = format!("Processing mailbox: user{}@x.example", n % 1000);
        log.push(&NewItem { start: Some(start), end: Some(end), title: &title, ..NewItem::default() });
    }
    page.open(&session, &log, false);
    let route = format!("#/job-sessions/{}?api=sample", session.id_text);
    let (summary, needs) = page.summary().unwrap();
    let text = render::plain(&drawn(&summary, &route));
    assert!(needs.is_empty() && !text.contains("longest phase"), "{text}");
    let mut n_turns = [0; 2];
    let work = loop {
        let answer = page.desk.work(&page.log, None);
        if let Some(answer) = answer.clone().filter(|answer| !matches!(answer, Work::AddingUp(..))) {
            break answer;
        }
        if let Some(answer) = &answer {
            let text = render::plain(&shown(answer.clone(), Lang::En, None));
            assert!(text.contains(" of 200,010 items"), "{text}");
        }
        n_turns[usize::from(answer.is_none())] += 1;
    };
    // Titles are read first; then there are the sweep, the shares and the rest.
    assert!((15..40).contains(&n_turns[0]) && (10..40).contains(&n_turns[1]), "{n_turns:?}");
    assert!(render::plain(&shown(work, Lang::En, None)).contains("Wall-clock time"));
}

#[test]
fn the_answer_on_top_is_worked_out_in_turns_and_is_the_same() {
    let (mut page, mut at_once) = (Page::new(), Page::new());
    let (session, _) = page.troubled();
    let mut log = Log::new();
    for n in 0..12_000_i64 {
        let (start, end) = (Timestamp::from_ticks(n * 10), Timestamp::from_ticks(n * 10 + 15));
        let title = format!("Processing mailbox: user{}@x.example", n % 1000);
        let status = if n % 10 == 0 { Status::Failed } else { Status::Success };
        log.push(&NewItem { start: Some(start), end: Some(end), title: &title, status, ..NewItem::default() });
    }
    page.open(&session, &log, false);
    at_once.open(&session, &log, false);
    let n_turns = (0..100).take_while(|_| !page.desk.prepare_summary(&page.log)).count();
    // 1,200 problems, 12,000 titles, and the sweep.
    assert!((3..8).contains(&n_turns), "{n_turns}");
    assert_eq!(page.summary(), at_once.summary());
    // More has come: it is all worked out anew, where it does not grow with the log.
    page.log.push(&NewItem {
        title: "Processing mailbox: new@x.example",
        status: Status::Failed,
        ..NewItem::default()
    });
    page.desk.log_grew();
    assert!(!page.desk.prepare_summary(&page.log));
    let n = |page: &mut Page| page.summary().unwrap().0.problems.iter().map(|problem| problem.n).sum::<usize>();
    assert_eq!((n(&mut page), n(&mut at_once)), (1_201, 1_200));
}

/// What is told of a chosen range leads to what runs in it.
#[test]
fn a_set_is_cut_to_its_range() {
    let mut page = Page::new();
    let (session, _) = page.troubled();
    let mut log = Log::new();
    for (n, (from, to)) in [(0, 4), (3, 8), (9, 12), (14, 20)].into_iter().enumerate() {
        let [start, end] = [from, to].map(|second| Some(Timestamp::from_ticks(1_000_000 + second * 10)));
        let title =
            ["Processing mailbox: a", "Processing site: b", "Processing mailbox: c", "Processing mailbox: d"][n];
        log.push(&NewItem { start, end, title, ..NewItem::default() });
    }
    page.open(&session, &log, false);
    let kind = sets::name("kind", "Processing mailbox");
    let range = TimeRange::new(Timestamp::from_ticks(1_000_035), Timestamp::from_ticks(1_000_130));
    let mut of = |name: &str| page.desk.set(&page.log, name);
    assert_eq!(of(&kind), Some(vec![0, 2, 3]));
    assert_eq!(of(&sets::within(&kind, range)), Some(vec![0, 2]));
    assert_eq!(of(&sets::within(sets::ALL, range)), Some(vec![0, 1, 2]));
    assert_eq!(of(&sets::within("alone", range)), Some(vec![1, 2]));
    assert_eq!(of(&sets::within("nothing", range)), None);
}
