//! The four questions of an agent with a caller on the line: each from a bookmark that is opened anew, in at most two actions,
//! to a text in the clipboard that can be sent as it is. Opening the bookmark is none; a click, a key and a text typed are one each.

use std::cell::Cell;

use e2e::{Element, Page, Site, setup};
use sample_server::{Options, SessionTruth};
use tapeline::format;

use crate::answers::{SEED, THAT_NIGHT, copied, keep_copied, mailbox, moment, runs_of, wait_for_summary};
use crate::walk::{Walk, meter, options, text_of, wait_for_whole_log};

/// What any of it may take.
const N_ACTIONS_MAX: usize = 2;
/// Of a desk, and of the phone of whoever is on call.
const SIZES: [(u32, u32); 2] = [(1440, 900), (360, 780)];

/// Somebody who was signed in this morning, in a tab that keeps the token.
struct Agent<'a> {
    walk: Walk<'a>,
    n_actions: Cell<usize>,
}

impl<'a> Agent<'a> {
    fn new(page: &'a Page<'a>) -> Self {
        let walk = Walk::with(page, Options { now: Some(THAT_NIGHT), seed: SEED, items: 301, ..options() });
        let config = format!(
            r#"{{"servers": [{{"name": "Berlin", "api": "{}", "product": "vb365", "version": "v8"}}], "keep_token_for_tab": true}}"#,
            walk.server.api_url()
        );
        let site = Site::of(setup::dist()).add_file("config.json", config.leak()).start();
        let agent = Self { walk: Walk { site, ..walk }, n_actions: Cell::new(0) };
        agent.walk.open("#/job-sessions?api=Berlin");
        page.field("Access token").fill(&agent.walk.server.token());
        page.find("checkbox", Some("Keep the token until this tab is closed, also over a reload")).click();
        page.button("Connect").click();
        meter(page).wait_for_text("all loaded");
        agent
    }

    /// Opens a bookmark in a page that knows nothing but the token.
    fn open(&self, bookmark: &str) {
        let page = self.walk.page;
        page.open("about:blank");
        self.walk.open(&format!("{bookmark}api=Berlin&tz=UTC"));
        meter(page).wait_for_text("all loaded");
        keep_copied(page);
        self.n_actions.set(0);
    }

    fn count(&self) {
        self.n_actions.set(self.n_actions.get() + 1);
    }

    fn click(&self, what: &Element<'_>) {
        self.count();
        what.click();
    }

    /// Types into what has the focus, which nobody gave it.
    fn type_text(&self, text: &str) {
        self.count();
        self.walk.page.press(text);
    }

    /// What can be sent.
    fn ends_with(&self, what: &str) -> String {
        let text = copied(self.walk.page);
        println!("--- {what}, {} actions\n{text}", self.n_actions.get());
        assert!(self.n_actions.get() <= N_ACTIONS_MAX, "{what}: {} actions", self.n_actions.get());
        self.walk.assert_clean();
        text
    }

    /// The run of last night in which mailboxes failed.
    fn failed(&self) -> &SessionTruth {
        let newest = self.walk.truth.sessions.iter().find(|session| session.job == "Exchange mailboxes").unwrap();
        assert!(newest.status == "Failed" && newest.failed_items.len() > 4, "{newest:?}");
        newest
    }

    /// From the bookmark of all jobs: a look for red, and the ticket.
    fn ticket_of_last_night(&self, what: &str) -> String {
        let (page, failed) = (self.walk.page, self.failed());
        self.open("#/job-sessions?");
        self.click(&page.find(&format!(".glance a.glance__night[href*='/{}?']", failed.id), None));
        wait_for_whole_log(page, failed.n_items);
        wait_for_summary(page);
        self.click(&page.button("Copy for ticket"));
        self.ends_with(what)
    }
}

/// At each size.
fn try_at(page: &Page<'_>, task: impl Fn(&Agent<'_>)) {
    let agent = Agent::new(page);
    for (width, height) in SIZES {
        page.emulate_size(width, height, 1.0);
        task(&agent);
    }
}

fn has(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "{wanted:?} should be in:\n{text}");
}

#[test]
fn two_actions_to_which_mailboxes_failed_last_night() {
    e2e::test("two_actions_to_which_mailboxes_failed_last_night", |page| {
        try_at(page, |agent| {
            let text = agent.ticket_of_last_night("which failed");
            let failed = agent.failed();
            for item in &failed.failed_items {
                has(&text, mailbox(&item.text).unwrap());
            }
            has(&text, &failed.job);
            has(&text, "all items were loaded");
        });
    });
}

#[test]
fn two_actions_to_since_when_a_mailbox_does_not_work() {
    e2e::test("two_actions_to_since_when_a_mailbox_does_not_work", |page| {
        try_at(page, |agent| {
            let walk = &agent.walk;
            // One that worked before, and one that is not known to.
            let failed = agent.failed();
            let mut names: Vec<&str> = failed.failed_items.iter().filter_map(|item| mailbox(&item.text)).collect();
            names.sort_unstable();
            names.dedup();
            for name in names.into_iter().take(3) {
                agent.open("#/find?");
                agent.type_text(name);
                page.wait_for_text("Looked through 20 of 20 sessions");
                page.find("h2", None).with_text(name).wait();
                agent.click(&page.button("Copy as text"));
                let text = agent.ends_with("since when");
                // The newest first; a retry is of the run that it repeats.
                let runs = runs_of(walk, name);
                let run = |session: &SessionTruth| session.main.clone().unwrap_or_else(|| session.id.clone());
                let mut in_the_end: Vec<(String, bool)> = Vec::new();
                for (session, failures) in &runs {
                    if in_the_end.iter().all(|(known, _)| *known != run(session)) {
                        in_the_end.push((run(session), !failures.is_empty()));
                    }
                }
                let n_failed = in_the_end.iter().take_while(|(_, has_failed)| *has_failed).count();
                assert!(n_failed > 0, "{name} works");
                let (first, _) = &in_the_end[n_failed - 1];
                let of_first =
                    |(session, failures): &&(&SessionTruth, Vec<_>)| run(session) == *first && !failures.is_empty();
                let (session, _) = runs.iter().rfind(of_first).unwrap();
                let since = if n_failed == in_the_end.len() { "has failed at least since" } else { "has failed since" };
                has(&text, &format!("{since} {}, {}", session.job, moment(session.start)));
            }
            // With the name in the bookmark it is one.
            agent.open(&format!("#/find?q={}&", mailbox(&failed.failed_items[0].text).unwrap()));
            page.wait_for_text("Looked through 20 of 20 sessions");
            agent.click(&page.button("Copy as text"));
            has(&agent.ends_with("since when, by a bookmark of its own"), "has failed");
        });
    });
}

#[test]
fn two_actions_to_why_a_job_was_slow() {
    e2e::test("two_actions_to_why_a_job_was_slow", |page| {
        try_at(page, |agent| {
            let text = agent.ticket_of_last_night("why slow");
            let work = agent.walk.server.work(&agent.failed().id).unwrap();
            let line = |name: &str, ticks: i64| {
                let begin = format!("\n{name}: {} ({})", format::duration(ticks), format::exact_duration(ticks));
                has(&text, &begin);
            };
            line("Busy", work.busy);
            line("Idle", work.idle);
            let [phase, _, object] = work.longest.clone().map(Option::unwrap);
            let ticks = |by: usize, label: &str| {
                work.groups[by].iter().find(|group| group.label == label).unwrap_or_else(|| panic!("no {label}"))
            };
            has(
                &text.to_lowercase(),
                &format!("\nlongest phase: {phase}, {}", format::duration(ticks(3, &phase).share)),
            );
            has(&text, &format!("\nLongest object: {object}, {}", format::duration(ticks(1, &object).covered)));
            if let Some(&(from, to, ..)) = work.gaps.iter().max_by_key(|(from, to, ..)| to - from) {
                has(&text, &format!(", at the longest {} from ", format::duration(to - from)));
            }
        });
    });
}

#[test]
fn two_actions_to_whether_it_was_worse_than_usual() {
    e2e::test("two_actions_to_whether_it_was_worse_than_usual", |page| {
        try_at(page, |agent| {
            let text = agent.ticket_of_last_night("worse than usual");
            has(&text, ", usually ");
            has(&text, "; nine of ten took at most ");
            // In the words that stand on top of the session.
            let verdict = text_of(&page.execute("return document.querySelector('.summary b').textContent", &[]));
            assert!(["longer than", "not longer"].iter().any(|begin| verdict.starts_with(begin)), "{verdict}");
            has(&text, &format!("\nCompared with usual: {verdict}\n"));
            // A link to the session, as it comes with a mail, needs one action.
            agent.open(&format!("#/job-sessions/{}?", agent.failed().id));
            wait_for_summary(page);
            agent.click(&page.button("Copy for ticket"));
            has(&agent.ends_with("worse than usual, from a link"), &format!("\nCompared with usual: {verdict}\n"));
        });
    });
}
