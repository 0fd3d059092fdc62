//! Figures on screen are those of the sample server, which works them out by itself: where the time of a session went, what
//! failed in it, and whether that is new.

use std::collections::{BTreeMap, BTreeSet};

use e2e::Page;
use sample_server::{GroupTruth, SessionTruth, WorkTruth};
use serde_json::json;
use tapeline::answers::shape::pattern;
use tapeline::format;

use crate::answers::{moment, open_part, wait_for_summary};
use crate::walk::{Walk, number, text_of, wait_for_whole_log};

/// The rows of a table with this caption, heads of rows included, as they are written.
pub(crate) fn rows_of(page: &Page<'_>, caption: &str) -> Vec<Vec<String>> {
    let script = "const table = [...document.querySelectorAll('table')].find((t) => t.caption?.textContent.startsWith(arguments[0]));
        return [...(table?.tBodies[0]?.rows ?? [])].map((row) => [...row.cells].map((cell) => cell.innerText.trim()))";
    serde_json::from_value(page.execute(script, &[json!(caption)])).unwrap()
}

/// A figure of "Where the time went" by its name.
pub(crate) fn figure(page: &Page<'_>, name: &str) -> String {
    let script = "const name = [...document.querySelectorAll('.figures dt')].find((dt) => (dt.querySelector('dfn') ?? dt).firstChild.textContent.trim() === arguments[0]
            || dt.innerText.split('\\n')[0].trim() === arguments[0]);
        return name?.nextElementSibling.innerText.trim() ?? ''";
    text_of(&page.execute(script, &[json!(name)]))
}

/// A part of a whole, cut to a tenth of a percent.
fn percent(part: i64, whole: i64) -> String {
    let tenths = i128::from(part) * 1000 / i128::from(whole);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// The rows that a table of shares should have: largest first, of equal ones the one that came first.
fn share_rows(groups: &[GroupTruth], busy: i64) -> Vec<Vec<String>> {
    let mut met: Vec<&GroupTruth> = groups.iter().filter(|group| group.n_items > 0).collect();
    met.sort_by_key(|group| std::cmp::Reverse(group.share));
    let row = |group: &&GroupTruth| {
        let name = group.label[..1].to_uppercase() + &group.label[1..];
        let ticks = [group.share, group.covered, group.alone].map(format::duration);
        let [share, covered, alone] = ticks;
        vec![name, share, percent(group.share, busy), covered, alone, number(group.n_items as usize)]
    };
    met.iter().map(row).collect()
}

fn assert_work(page: &Page<'_>, work: &WorkTruth) {
    let wall = work.range.1 - work.range.0;
    assert_eq!(wall, work.busy + work.idle, "busy and idle time are all of it");
    for (name, ticks) in [
        ("Wall-clock time", wall),
        ("Summed time", work.summed),
        ("Busy", work.busy),
        ("Idle", work.idle),
        ("Alone", work.alone),
    ] {
        assert_eq!(figure(page, name), format::duration(ticks), "{name}");
    }
    let most = figure(page, "Most at a time");
    assert_eq!(most.split_whitespace().next(), Some(number(work.peak.0 as usize).as_str()), "{most}");
    assert!(most.ends_with(&format!("for {} in all", format::duration(work.peak.3))), "{most}");
    let (summed, busy) = (i128::from(work.summed), i128::from(work.busy));
    let mean = (summed * 200 + busy) / (busy * 2);
    assert_eq!(figure(page, "At a time on average"), format!("{}.{:02}", mean / 100, mean % 100));
    for (by, caption) in
        ["Fair share by kind of work", "Fair share by object", "Fair share by result", "Fair share by phase"]
            .into_iter()
            .enumerate()
    {
        let groups = &work.groups[by];
        assert_eq!(groups.iter().map(|group| group.share).sum::<i64>(), work.busy, "shares are the busy time");
        let mut wanted = share_rows(groups, work.busy);
        wanted.truncate(10);
        let mut shown = rows_of(page, caption);
        for row in &mut shown {
            // A badge stands before the name of a result.
            let name = row[0].rsplit('\n').next().unwrap_or_default().trim().to_owned();
            row[0] = name;
        }
        shown.iter_mut().chain(&mut wanted).for_each(|row| row[0] = format::shown(&row[0], 90).into_owned());
        assert_eq!(shown, wanted, "{caption}");
    }
}

#[test]
fn where_the_time_went_is_what_the_server_knows() {
    e2e::test("where_the_time_went_is_what_the_server_knows", |page| {
        let walk = Walk::connected(page);
        let of_job = |job: &str| walk.truth.sessions.iter().find(|session| session.job == job && session.end.is_some());
        let retrieval = walk.landmark("retrieval");
        for session in [walk.landmark("failed"), walk.landmark("big"), of_job("OneDrive all users").unwrap(), retrieval]
        {
            println!("{}, {}", session.job, session.id);
            let address = walk.session_address(&session.id, "&tz=UTC");
            let kind = if session.is_retrieval { "#/data-retrieval-sessions/" } else { "#/job-sessions/" };
            walk.open(&address.replace("#/job-sessions/", kind));
            wait_for_whole_log(page, session.n_items);
            wait_for_summary(page);
            open_part(page, "Where the time went");
            let work = walk.server.work(&session.id).unwrap();
            page.wait_until("this session's figures", || figure(page, "Summed time") == format::duration(work.summed));
            assert_work(page, &work);
            assert_longest(page, &work);
        }
        walk.assert_clean();
    });
}

/// The phase and the object of the summary.
fn assert_longest(page: &Page<'_>, work: &WorkTruth) {
    let summary = page.execute("return document.querySelector('.summary .facts').textContent", &[]);
    let summary = text_of(&summary);
    let [objects, phases] = [&work.groups[1], &work.groups[3]];
    let of = |groups: &[GroupTruth], label: &str| groups.iter().find(|group| group.label == label).unwrap().clone();
    if let Some(phase) = &work.longest[0] {
        let share = format::duration(of(phases, phase).share);
        assert!(
            summary.to_lowercase().contains(&format!("longest phase: {phase}, {share}")),
            "{phase} {share}: {summary}"
        );
    }
    if let Some(object) = &work.longest[2] {
        let covered = format::duration(of(objects, object).covered);
        assert!(summary.contains(&format!("longest object: {object}, {covered}")), "{object} {covered}: {summary}");
    }
}

/// A problem: its result and its pattern.
type Problem = (&'static str, String);

/// The problems of a log, with how many items each has.
fn problems_of(walk: &Walk<'_>, session: &SessionTruth) -> BTreeMap<Problem, usize> {
    let mut found = BTreeMap::new();
    for row in walk.server.log(&session.id).unwrap() {
        if matches!(row.status, "Failed" | "Warning") {
            *found.entry((row.status, pattern(&row.text))).or_insert(0) += 1;
        }
    }
    found
}

/// In how many runs in a row a problem was there, newest first; a failure is worse than a warning of the same words.
fn in_a_row((status, text): &Problem, earlier: &[BTreeSet<Problem>]) -> usize {
    let is_there = |run: &&BTreeSet<Problem>| {
        let statuses: &[&str] = if *status == "Failed" { &["Failed"] } else { &["Failed", "Warning"] };
        run.iter().any(|(known, pattern)| statuses.contains(known) && pattern == text)
    };
    earlier.iter().take_while(is_there).count()
}

#[test]
fn problems_are_counted_and_known_from_runs_before() {
    e2e::test("problems_are_counted_and_known_from_runs_before", |page| {
        let walk = Walk::connected(page);
        let sessions = &walk.truth.sessions;
        let failed: Vec<&SessionTruth> = sessions
            .iter()
            .filter(|session| session.failed_items.len() > 1 && session.main.is_none())
            .take(4)
            .collect();
        let (mut n_new, mut n_repeated) = (0, 0);
        for session in failed {
            walk.open(&walk.session_address(&session.id, ""));
            wait_for_whole_log(page, session.n_items);
            wait_for_summary(page);
            for more in 0..page.find(".summary details summary", None).count() {
                page.find(".summary details:not([open]) summary", None).nth(0).click();
                assert!(more < 2);
            }
            let mut rows = rows_of(page, "What went wrong");
            rows.extend(rows_of(page, "More of what went wrong"));
            let wanted = problems_of(&walk, session);
            let n_failed: usize = wanted.iter().filter(|((status, _), _)| *status == "Failed").map(|(_, n)| n).sum();
            assert_eq!(n_failed, session.failed_items.len());
            assert_eq!(rows.len(), wanted.len(), "{rows:?}");
            // First tries of the same job that began before and came to a result, newest first; the page looks at five.
            let came_to_a_result = |run: &&SessionTruth| matches!(run.status, "Success" | "Warning" | "Failed");
            let before: Vec<&SessionTruth> = sessions
                .iter()
                .filter(|run| run.job == session.job && run.main.is_none() && run.start < session.start)
                .filter(came_to_a_result)
                .collect();
            let looked_at = before.iter().take(5);
            let earlier: Vec<BTreeSet<Problem>> =
                looked_at.map(|run| problems_of(&walk, run).into_keys().collect()).collect();
            for (problem, n) in &wanted {
                let text = format::shown(&problem.1, 120);
                let row = rows.iter().find(|row| row[2] == text && row[0].ends_with(problem.0));
                let row = row.unwrap_or_else(|| panic!("{problem:?} is not among {rows:#?}"));
                assert_eq!(row[1], format!("×{}", number(*n)), "{problem:?}");
                let since = match in_a_row(problem, &earlier) {
                    0 => {
                        n_new += 1;
                        "new since the run before".to_owned()
                    }
                    n => {
                        n_repeated += 1;
                        let is_least = n == 5 && before.len() > 5;
                        format!("{}{} runs in a row", if is_least { "at least " } else { "" }, n + 1)
                    }
                };
                assert_eq!(row[4], since, "{problem:?} of {}", session.id);
            }
        }
        assert!(n_new > 0 && n_repeated > 0, "{n_new} new, {n_repeated} repeated");
        walk.assert_clean();
    });
}

/// A data retrieval leads to data retrievals: to its last good run, and beside the run before.
#[test]
fn a_retrieval_leads_to_retrievals() {
    e2e::test("a_retrieval_leads_to_retrievals", |page| {
        let walk = Walk::connected(page);
        let failed = walk.landmark("failed_retrieval");
        walk.open(&walk.session_address(&failed.id, "").replace("#/job-sessions/", "#/data-retrieval-sessions/"));
        wait_for_whole_log(page, failed.n_items);
        wait_for_summary(page);
        let good = walk.truth.retrieval_sessions.iter().find(|run| run.job == failed.job && run.status == "Success");
        let good = good.unwrap();
        page.find(&format!(".summary a[href^='#/data-retrieval-sessions/{}?']", good.id), None).wait();
        page.link("Compare with the run before").click();
        let totals = page.find("table.compare__totals", None);
        totals.wait_for_text(&moment(failed.start));
        totals.wait_for_text(&moment(good.start));
        totals.wait_for_text(&failed.job);
        assert_eq!(totals.inside("a[href^='#/data-retrieval-sessions/']", None).count(), 2);
        page.find(".compare__sum", None).wait_for_text("B against A: ");
        totals.inside("a", None).nth(1).click();
        wait_for_whole_log(page, failed.n_items);
        page.find("h1", None).with_text(&failed.job).wait();
        walk.assert_clean();
    });
}
