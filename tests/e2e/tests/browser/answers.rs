//! What people come with, tried as somebody new to the job would: from a bookmark, in at most three actions, to a text in
//! the clipboard that answers it.

use std::cell::Cell;
use std::collections::BTreeMap;

use e2e::{Element, Page};
use sample_server::{LogRow, Options, SessionTruth};
use tapeline::format;
use tapeline::model::{Timestamp, UtcOffset};

use crate::walk::{NOW, Walk, options, text_of, wait_for_whole_log};

/// 2026-11-19 22:35 UTC: the mailboxes have failed, and their retry has not begun.
pub(crate) const THAT_NIGHT: i64 = NOW - (2 * 86_400 + 4 * 3_600 + 25 * 60) * 10_000_000;
/// Of a world in which that happened.
pub(crate) const SEED: u64 = 90;
/// What a new agent may have to do at most.
const N_ACTIONS_MAX: usize = 3;

/// Keeps what is copied, where [`copied`] finds it.
pub(crate) fn keep_copied(page: &Page<'_>) {
    page.execute("window.copied = null; navigator.clipboard.writeText = async (text) => { window.copied = text }", &[]);
}

/// Waits for a text to be copied, and takes it.
pub(crate) fn copied(page: &Page<'_>) -> String {
    page.wait_for("a text in the clipboard", || {
        let text = page.execute("const text = window.copied; window.copied = null; return text", &[]);
        (!text.is_null()).then(|| text_of(&text))
    })
}

/// A panel of the view of a session, opened by its tab.
pub(crate) fn open_part<'a>(page: &'a Page<'a>, title: &str) -> Element<'a> {
    let tab = page.find("button.tab", None).with_text(title);
    // A panel stays open from one session to the next.
    if tab.attribute("aria-expanded").as_deref() != Some("true") {
        // On a phone the panel that is open may lie over it.
        tab.eval("arguments[0].scrollIntoView({ block: 'start' })", &[]);
        tab.click();
    }
    let part = page.find(".panel", None);
    part.inside(".report > section", None).wait();
    part
}

/// Waits until the answer on top of a session is there, earlier runs looked at.
pub(crate) fn wait_for_summary(page: &Page<'_>) {
    page.find(".summary", None).wait();
    page.wait_until("earlier runs to be looked at", || !page.find(".summary", None).text().contains("looking whether"));
}

/// As the page writes the beginning of a session.
pub(crate) fn moment(ticks: i64) -> String {
    format::date_time(Timestamp::from_ticks(ticks), UtcOffset::UTC)
}

/// Somebody with a caller on the line.
struct Agent<'a> {
    walk: Walk<'a>,
    n_actions: Cell<usize>,
}

impl<'a> Agent<'a> {
    /// Signed in that night, on a page that was bookmarked.
    fn new(page: &'a Page<'a>) -> Self {
        // What a server knows is kept by its size, so this world has one of its own.
        let walk =
            Walk::with(page, Options { now: Some(THAT_NIGHT), seed: SEED, items: 301, ..options() }).at_sessions();
        walk.open(&bookmark(&walk, "#/job-sessions"));
        page.table("Nights by job").rows().wait();
        keep_copied(page);
        Self { walk, n_actions: Cell::new(0) }
    }

    fn click(&self, what: &Element<'_>) {
        self.n_actions.set(self.n_actions.get() + 1);
        what.click();
    }

    fn type_text(&self, field: &Element<'_>, text: &str) {
        self.n_actions.set(self.n_actions.get() + 1);
        field.type_text(text);
    }

    /// The text that it all ended with. A picture of the end is left for eyes.
    fn ends_with(&self, name: &str) -> String {
        let text = copied(self.walk.page);
        self.walk.page.screenshot(&format!("answer-{name}"));
        println!("--- {name}, {} actions\n{text}", self.n_actions.get());
        assert!(self.n_actions.get() <= N_ACTIONS_MAX, "{} actions", self.n_actions.get());
        self.walk.assert_clean();
        text
    }

    /// The run of last night in which mailboxes failed.
    fn failed(&self) -> &SessionTruth {
        let sessions = &self.walk.truth.sessions;
        let newest = sessions.iter().find(|session| session.job == "Exchange mailboxes").unwrap();
        assert!(newest.status == "Failed" && newest.failed_items.len() > 4, "{newest:?}");
        newest
    }

    /// Opens a session by its night, as somebody does who looks for red.
    fn open_night(&self, session: &SessionTruth) {
        let page = self.walk.page;
        self.click(&page.find(&format!(".glance a.glance__night[href*='/{}?']", session.id), None));
        wait_for_whole_log(page, session.n_items);
        wait_for_summary(page);
    }
}

fn bookmark(walk: &Walk<'_>, page: &str) -> String {
    walk.session_address("", "&tz=UTC").replace("#/job-sessions/", page)
}

/// The address in a text of the sample world.
pub(crate) fn mailbox(text: &str) -> Option<&str> {
    let after = text.split_once("mailbox: ")?.1;
    let at = after.find(".example")?;
    after.get(..at + ".example".len())
}

fn has(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "{wanted:?} should be in:\n{text}");
}

#[test]
fn which_mailboxes_failed_last_night() {
    e2e::test("which_mailboxes_failed_last_night", |page| {
        let agent = Agent::new(page);
        let failed = agent.failed();
        agent.open_night(failed);
        agent.click(&page.button("Copy for ticket"));
        let text = agent.ends_with("which-failed");
        for item in &failed.failed_items {
            has(&text, mailbox(&item.text).unwrap());
        }
        for wanted in [&failed.id, &failed.job, "all items were loaded", "REST API v8", &page.address()] {
            has(&text, wanted);
        }
        has(&text, &format!("{} Failed", failed.failed_items.len()));
    });
}

/// What the logs say of one mailbox: where it was met, newest first, and its failures there.
pub(crate) fn runs_of<'w>(walk: &'w Walk<'_>, name: &str) -> Vec<(&'w SessionTruth, Vec<LogRow>)> {
    let is_it = |row: &LogRow| mailbox(&row.text) == Some(name);
    let newest = walk.truth.sessions.iter().take(20);
    let runs = newest.filter_map(|session| {
        let rows: Vec<LogRow> = walk.server.log(&session.id)?.into_iter().filter(is_it).collect();
        (!rows.is_empty()).then(|| (session, rows.into_iter().filter(|row| row.status == "Failed").collect()))
    });
    runs.collect()
}

#[test]
fn does_this_mailbox_work_and_since_when_not() {
    e2e::test("does_this_mailbox_work_and_since_when_not", |page| {
        let agent = Agent::new(page);
        let name = mailbox(&agent.failed().failed_items[0].text).unwrap();
        agent.click(&page.link("Find"));
        agent.type_text(&page.field("Name of a mailbox, site, team or VM"), name);
        page.wait_for_text("Looked through 20 of 20 sessions");
        page.find("h2", None).with_text(name).wait();
        agent.click(&page.button("Copy as text"));
        let text = agent.ends_with("since-when");
        let runs = runs_of(&agent.walk, name);
        let of_failed: Vec<_> = runs.iter().filter(|(_, failures)| !failures.is_empty()).collect();
        assert!(!of_failed.is_empty() && of_failed.len() < runs.len(), "{runs:?}");
        // A run counts once, by the last of its tries; the newest session of each comes first.
        let mut in_the_end: BTreeMap<&str, bool> = BTreeMap::new();
        for (session, failures) in &runs {
            let run = session.main.as_ref().unwrap_or(&session.id);
            in_the_end.entry(run).or_insert(!failures.is_empty());
        }
        let n_failed = in_the_end.values().filter(|has_failed| **has_failed).count();
        has(&text, &format!("failed in {n_failed} of {} runs", in_the_end.len()));
        for (session, failures) in of_failed {
            for failure in failures {
                has(&text, &failure.text);
                has(&text, &format!("{}, {}", session.job, moment(failure.start)));
            }
        }
        let (good, _) = runs.iter().find(|(_, failures)| failures.is_empty()).unwrap();
        has(&text, &format!("last worked {}, {}", good.job, moment(good.start)));
        has(&text, "Looked through 20 of 20 sessions");
        has(&text, "There are older sessions that were not looked through.");
    });
}

#[test]
fn why_was_the_job_slow() {
    e2e::test("why_was_the_job_slow", |page| {
        let agent = Agent::new(page);
        let failed = agent.failed();
        agent.open_night(failed);
        agent.click(&page.button("Where the time went"));
        agent.click(&page.button("Copy as text"));
        let text = agent.ends_with("why-slow");
        let work = agent.walk.server.work(&failed.id).unwrap();
        for (name, ticks) in
            [("Wall-clock time", work.range.1 - work.range.0), ("Busy", work.busy), ("Idle", work.idle)]
        {
            has(&text, &format!("{name}\n{}\n", format::duration(ticks)));
        }
        let [phase, object, _] = work.longest.map(Option::unwrap);
        has(&text.to_lowercase(), &format!("\n{phase}\t"));
        has(&text, &format!("\n{object}\t"));
        has(&text, &page.address());
    });
}

#[test]
fn is_it_worse_than_usual() {
    e2e::test("is_it_worse_than_usual", |page| {
        let agent = Agent::new(page);
        let failed = agent.failed();
        agent.open_night(failed);
        agent.click(&page.button("Copy for ticket"));
        let text = agent.ends_with("than-usual");
        let world = agent.walk.server.world();
        let id = sample_id(&failed.id);
        let of = world.sessions.iter().find(|session| session.id == id).unwrap();
        let mut lengths: Vec<i64> = world
            .sessions
            .iter()
            .filter(|run| run.owner == of.owner && run.full == of.full && run.main.is_none() && run.id != of.id)
            .filter(|run| matches!(run.status.word(), "Success" | "Warning"))
            .filter_map(|run| Some(run.end? - run.start))
            .take(50)
            .collect();
        lengths.sort_unstable();
        let n = lengths.len();
        let median = i64::midpoint(lengths[(n - 1) / 2], lengths[n / 2]);
        let p90 = lengths[(n * 9).div_ceil(10) - 1];
        let length = of.end.unwrap() - of.start;
        has(
            &text,
            &format!(
                "\nLength: {} ({}), usually {} (median of {n} runs; nine of ten took at most {})\n",
                format::duration(length),
                format::exact_duration(length),
                format::duration(median),
                format::duration(p90)
            ),
        );
        let verdict = match length {
            _ if length > p90 => "longer than nine of ten runs",
            _ if length > median => "longer than half of the runs, not out of the ordinary",
            _ => "not longer than usual",
        };
        page.find(".summary b", None).wait_for_text(verdict);
    });
}

fn sample_id(text: &str) -> u128 {
    u128::from_str_radix(&text.replace('-', ""), 16).unwrap()
}
