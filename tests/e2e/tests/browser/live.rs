//! Sessions that run are followed: what is new comes by itself, and nobody loses the place.

use std::time::{Duration, Instant};

use e2e::Page;
use sample_server::{Fault, FaultKind, Options, Recorded, Server, chaos};

use crate::walk::{NOW, VB365, Walk, meter, number, options, server_with, text_of};

const MINUTE: Duration = Duration::from_mins(1);
/// The page looks at the clock every second.
const TICKS: Duration = Duration::from_millis(1_300);

/// A world that stands still until it is told to go on.
fn held() -> Options {
    Options { speed: Some(0), ..options() }
}

/// The page's next look is due at once.
fn look_again(page: &Page<'_>) {
    page.execute(
        "const before = window.Date.now; window.Date.now = () => before() + 61e3; dispatchEvent(new Event('focus'))",
        &[],
    );
}

/// The page's clock goes so many times as fast: so it looks oftener.
fn hurry(page: &Page<'_>, times: u32) {
    let script = "const real = window.Date.now, since = real(), [times] = arguments;
        window.Date.now = () => since + (real() - since) * times";
    page.execute(script, &[times.into()]);
}

fn running(server: &Server) -> String {
    server.truth().landmark("running").to_owned()
}

fn n_rows(page: &Page<'_>) -> usize {
    let count =
        page.execute("return document.querySelector('table[aria-label=Log]').getAttribute('aria-rowcount')", &[]);
    text_of(&count).parse::<usize>().unwrap_or(1) - 1
}

/// The table holds what the server has: as many items, each once, in order, from the first to the last.
fn log_is_whole(walk: &Walk<'_>, id: &str) {
    let page = walk.page;
    let log = walk.server.log(id).expect("a log");
    page.wait_until("as many items as the server has", || n_rows(page) == log.len());
    let numbers: Vec<String> = log.iter().map(|row| number(usize::try_from(row.usn).unwrap())).collect();
    let scroll = "const box = document.querySelector('table[aria-label=Log]').parentElement;
        box.scrollTop = arguments[0] * 30;
        box.dispatchEvent(new Event('scroll'))";
    let read = "return [...document.querySelectorAll('tr.row[aria-rowindex]')]
        .map((row) => [+row.ariaRowIndex - 2, row.cells[0].innerText, row.cells[1].innerText])";
    let mut seen = vec![None; log.len()];
    for top in (0..log.len()).step_by(12) {
        page.execute(scroll, &[top.into()]);
        page.wait_until("the rows there", || {
            for row in page.execute(read, &[]).as_array().into_iter().flatten() {
                let at = usize::try_from(row[0].as_u64().unwrap()).unwrap();
                seen[at] = Some((text_of(&row[1]), text_of(&row[2])));
            }
            seen[top].is_some()
        });
    }
    page.execute(scroll, &[0.into()]);
    for (at, row) in seen.iter().enumerate() {
        let (usn, status) = row.as_ref().unwrap_or_else(|| panic!("row {at} was not seen"));
        assert_eq!(*usn, numbers[at], "row {at}");
        assert!(status.contains(log[at].status), "row {at}: {status:?} and {}", log[at].status);
    }
}

#[test]
fn a_running_session_is_followed_without_losing_the_place() {
    e2e::test("a_running_session_is_followed_without_losing_the_place", |page| {
        let walk = Walk::with(page, held()).at_sessions();
        let id = running(&walk.server);
        walk.open(&walk.session_address(&id, ""));
        meter(page).wait_for_text("all loaded");
        let before = n_rows(page);
        assert_eq!(before, walk.server.log(&id).unwrap().len());
        assert_eq!(page.button("Follow").attribute("aria-pressed").as_deref(), Some("true"));
        // A place: a selected item, a window, a scrolled table.
        page.table("Log").rows().click();
        page.wait_until("the item in the address", || page.address().contains("item="));
        page.find(".timeline__stage", None).eval("arguments[0].focus()", &[]);
        page.press("+++");
        page.wait_until("the window in the address", || page.address().contains("from="));
        let address = page.address();
        let first_text = page.table("Log").rows().text();

        walk.server.pass(3 * MINUTE);
        look_again(page);
        page.wait_until("the new items", || n_rows(page) > before);
        log_is_whole(&walk, &id);
        assert_eq!(page.address(), address, "selection and window are where they were");
        assert_eq!(page.table("Log").rows().text(), first_text);
        page.screenshot("live-running");
        page.assert_accessible();

        // Paused, nothing is asked.
        page.button("Follow").click();
        walk.server.clear_requests();
        walk.server.pass(3 * MINUTE);
        let paused = n_rows(page);
        look_again(page);
        std::thread::sleep(TICKS);
        assert!(
            walk.server.requests().iter().all(|request| request.target.contains("/Events")),
            "{:?}",
            walk.server.requests()
        );
        assert_eq!(n_rows(page), paused);
        // Hidden, neither.
        page.execute("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })", &[]);
        page.button("Follow").click();
        look_again(page);
        std::thread::sleep(TICKS);
        assert_eq!(n_rows(page), paused);
        // Seen again, it looks at once.
        page.execute("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))", &[]);
        page.wait_until("what came meanwhile", || n_rows(page) > paused);

        // It ends: told once its log is whole, and then nothing is asked any more.
        walk.server.pass(600 * MINUTE);
        look_again(page);
        page.wait_until("the end", || !page.button("Follow").exists());
        log_is_whole(&walk, &id);
        let end = walk.server.truth().session(&id).unwrap().clone();
        page.wait_until("its result", || page.find(".answer", None).text().contains(end.status));
        walk.server.clear_requests();
        look_again(page);
        std::thread::sleep(TICKS);
        assert!(walk.server.requests().iter().all(|request| request.target.contains("/Events")));
        walk.assert_clean();
    });
}

#[test]
fn a_list_is_followed_by_the_feed_and_without_it() {
    e2e::test("a_list_is_followed_by_the_feed_and_without_it", |page| {
        let walk = Walk::with(page, held()).at_sessions();
        let id = running(&walk.server);
        page.wait_until("the feed", || {
            walk.server.requests().iter().any(|request| request.target.contains("from=latest"))
        });
        let asked = || walk.server.requests().into_iter().map(|request| request.target).collect::<Vec<_>>();
        page.wait_until("a place in the feed", || {
            asked().iter().any(|target| target.contains("/Events") && !target.contains("latest"))
        });
        // After a look at the list the next one is five seconds away: none comes sooner because of the feed.
        let looks = || {
            let asked = walk.server.requests();
            let is_look = |request: &&Recorded| request.method == "GET" && request.target.contains("/JobSessions?");
            asked.iter().filter(is_look).map(|request| request.at).collect::<Vec<_>>()
        };
        walk.server.clear_requests();
        page.wait_until("a look", || !looks().is_empty());
        walk.server.pass(600 * MINUTE);
        page.wait_until("the session to be read by its id", || asked().iter().any(|target| target.ends_with(&id)));
        let is_early = |pair: &[Duration]| pair[0] + Duration::from_millis(4_500) > pair[1];
        assert!(!looks().windows(2).any(is_early), "{:?}", walk.server.requests());
        page.wait_until("no session to run", || {
            page.execute("return document.querySelectorAll('td .status--running').length", &[]) == 0
        });
        walk.assert_clean();
        page.button("Sign out").click();

        // Another server has a feed of its own, though the question to the first one has no answer yet.
        let other = server_with(held());
        page.field("Server address").fill(&other.api_url());
        page.field("API version").choose("v8");
        page.field("Access token").fill(&other.token());
        page.button("Connect").click();
        let is_asked = |request: &Recorded| request.method == "GET" && request.target.contains("from=latest");
        page.wait_until("its feed", || other.requests().iter().any(is_asked));
        let first =
            other.requests().into_iter().find(|request| request.method == "GET" && request.target.contains("/Events"));
        assert!(first.is_some_and(|request| request.target.contains("from=latest")), "{:?}", other.requests());
        page.button("Sign out").click();

        // An older version has no feed: the list is polled.
        let walk = Walk::with(page, held());
        walk.open("#/connect");
        walk.connect(VB365, "v7");
        walk.wait_for_sessions();
        walk.server.pass(600 * MINUTE);
        look_again(page);
        page.wait_until("no session to run", || {
            page.execute("return document.querySelectorAll('td .status--running').length", &[]) == 0
        });
        assert!(walk.server.requests().iter().all(|request| !request.target.contains("Events")));
        walk.assert_clean();
    });
}

/// What follows is not put off by what passes, and says so meanwhile.
#[test]
fn a_bad_look_is_told_and_another_one_follows() {
    e2e::test("a_bad_look_is_told_and_another_one_follows", |page| {
        page.expect_console("500");
        page.expect_console("404");
        let walk = Walk::with(page, held()).at_sessions();
        let status = FaultKind::Status { status: 500, retry_after: None, body: sample_server::FaultBody::Vendor };
        walk.server.set_faults(vec![Fault::new("JobSessions", status)]);
        look_again(page);
        page.wait_for_text("The last look for news failed");
        page.table("Job sessions").rows().wait();
        walk.server.set_faults(Vec::new());
        look_again(page);
        look_again(page);
        page.wait_until("all to be well", || !page.text().contains("The last look for news failed"));
    });
}

/// Two hours of a session, with faults at random, in seconds (`TAPELINE_CHAOS_S`, 12 unless stated; `TAPELINE_SEED`): in the end
/// the screen has what the server has.
#[test]
fn a_run_in_which_nothing_stays_well_ends_whole() {
    e2e::test("a_run_in_which_nothing_stays_well_ends_whole", |page| {
        for noise in
            ["status of", "ERR_", "CORS", "Failed to load", "redirect", "decod", "blocked", "Fetch API", "NetworkError"]
        {
            page.expect_console(noise);
        }
        let seed = std::env::var("TAPELINE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(7);
        let options = Options { now: Some(NOW), speed: Some(0), cap: 50, ..options() };
        let walk = Walk::with(page, options).at_sessions();
        let id = running(&walk.server);
        walk.open(&walk.session_address(&id, ""));
        meter(page).wait_for_text("all loaded");
        let seconds = std::env::var("TAPELINE_CHAOS_S").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
        // Not so fast that a token ends meanwhile.
        hurry(page, (240 / seconds).max(1));
        walk.server.set_speed(7_200 / seconds);
        let until = Instant::now() + Duration::from_secs(u64::from(seconds) * 2);
        let mut nth = 0;
        while walk.server.truth().session(&id).unwrap().end.is_none() && Instant::now() < until {
            walk.server.set_faults(chaos(seed, nth));
            nth += 1;
            std::thread::sleep(Duration::from_millis(300));
            // Idle is not what this is about.
            page.press(e2e::keys::ESCAPE);
        }
        walk.server.set_speed(0);
        walk.server.set_faults(Vec::new());
        walk.server.pass(600 * MINUTE);
        page.set_patience(MINUTE);
        page.wait_until("the end", || {
            page.press(e2e::keys::ESCAPE);
            !page.button("Follow").exists()
        });
        log_is_whole(&walk, &id);
        assert!(nth > 5, "{nth} stretches");
        println!("{nth} stretches of faults, {} requests", walk.server.requests().len());
    });
}
