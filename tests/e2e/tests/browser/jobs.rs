//! All jobs on one axis, and one job over time: what is drawn leads to its sessions, by pointer and by keys, for everybody.

use e2e::{Feature, Page, keys};

use crate::looks::assert_fits;
use crate::walk::{Walk, focused, rows, text_of};

/// Goes from the list to the newest night on one axis.
pub(crate) fn to_last_night(walk: &Walk<'_>) {
    let page = walk.page;
    page.link("The last night on one axis").click();
    page.find(".axis__facts b", None).wait();
    page.wait_until("the picture", || n_pixels_drawn(page) > 0);
}

/// How many pixels of bars there are in the picture.
pub(crate) fn n_pixels_drawn(page: &Page<'_>) -> u64 {
    ["--tl-success", "--tl-warning", "--tl-failed", "--tl-running"]
        .into_iter()
        .map(|role| crate::walk::pixels_of(page, role))
        .sum()
}

fn facts(page: &Page<'_>) -> String {
    text_of(&page.execute("return document.querySelector('.axis__facts').textContent", &[]))
}

pub(crate) fn n_rows(page: &Page<'_>) -> i64 {
    page.execute("return +document.querySelector('.axis table').getAttribute('aria-rowcount')", &[]).as_i64().unwrap()
}

/// The number at the beginning of "8 sessions of 5 jobs"; 0 where nothing ran.
pub(crate) fn n_sessions(page: &Page<'_>) -> i64 {
    let said = page.execute("return document.querySelector('.axis__facts > span')?.textContent ?? ''", &[]);
    let digits: String = text_of(&said).chars().take_while(|c| *c != ' ').filter(|c| *c != ',').collect();
    digits.parse().unwrap_or(0)
}

#[test]
fn a_night_is_drawn_with_all_that_ran_in_it() {
    e2e::test("a_night_is_drawn_with_all_that_ran_in_it", |page| {
        let walk = Walk::connected(page);
        page.link("Data retrieval").click();
        page.table("Data-retrieval sessions").rows().wait();
        let n_retrievals = page.table("Data-retrieval sessions").row_count().unwrap() - rows(0);
        page.link("Job sessions").click();
        to_last_night(&walk);
        assert!(page.address().contains("#/axis?") && page.address().contains("from="), "{}", page.address());
        page.wait_until("the table to hold the same", || {
            n_sessions(page) > 0 && n_rows(page) == rows(0) + n_sessions(page)
        });
        let of_night = n_sessions(page);
        // A week has more, and all of it is all.
        page.link("Week").click();
        page.wait_until("the week", || n_sessions(page) > of_night && n_rows(page) == rows(0) + n_sessions(page));
        let of_week = n_sessions(page);
        let place = || {
            let left = "return document.querySelectorAll('.axis__steps a')[2].getBoundingClientRect().left";
            page.execute(left, &[]).as_f64().unwrap()
        };
        let before = place();
        page.link("All").click();
        page.wait_until("all", || n_sessions(page) > of_week);
        // It stays under the pointer.
        assert!((place() - before).abs() < 1.0, "from {before} to {}", place());
        assert!(!page.address().contains("from="), "{}", page.address());
        let n_all: usize = walk.truth.sessions.len();
        page.wait_until("every session to be a row", || n_rows(page) == rows(n_all) + n_retrievals);
        // The picture is of them as well, and so it stays when the address names what it shows.
        let all = n_sessions(page);
        let shows_all = || page.find(".timeline__sum", None).text().starts_with(&format!("{all} of {all} sessions"));
        page.wait_until("every session to be in the picture", shows_all);
        // The address names the window once it has been at rest for half a second.
        std::thread::sleep(std::time::Duration::from_millis(700));
        assert!(shows_all() && !page.address().contains("from="), "{}", page.address());
        // Every job has its name beside its row.
        let names = text_of(&page.execute(
            "return [...document.querySelectorAll('.timeline__head')].map((e) => e.textContent).join('|')",
            &[],
        ));
        assert!(names.split('|').count() > 4, "{names}");
        // Back leads to the week.
        page.back();
        page.wait_until("the week again", || n_sessions(page) == of_week);
        walk.assert_clean();
    });
}

#[test]
fn what_else_ran_leads_to_the_window_of_a_session_and_back() {
    e2e::test("what_else_ran_leads_to_the_window_of_a_session_and_back", |page| {
        let walk = Walk::connected(page);
        let failed = walk.landmark("failed").id.clone();
        walk.open(&walk.session_address(&failed, ""));
        page.link("What else ran then").click();
        let chosen = ".axis__chosen a";
        page.find(chosen, None).wait();
        assert!(page.address().contains(&format!("item={failed}")), "{}", page.address());
        let selected = text_of(
            &page.execute("return document.querySelector('tr.row[aria-current=true]')?.textContent ?? ''", &[]),
        );
        assert!(selected.contains("Failed"), "{selected}");
        assert!(facts(page).contains("session"), "{}", facts(page));
        // By the link, and by Enter in the picture.
        page.find(chosen, None).click();
        page.wait_until("the session", || page.address().contains(&format!("#/job-sessions/{failed}")));
        page.table("Log").element().wait();
        page.back();
        page.find(chosen, None).wait();
        page.execute("document.querySelector('.timeline__stage').focus()", &[]);
        page.press(keys::ENTER);
        page.wait_until("the session again", || page.address().contains(&format!("#/job-sessions/{failed}")));
        // And over the time of its job.
        page.link("This job over time").click();
        page.find(".plot__run", None).wait();
        assert!(page.address().contains("#/job?") && page.address().contains("job="), "{}", page.address());
        walk.assert_clean();
    });
}

#[test]
fn the_address_of_a_night_shows_it_again() {
    e2e::test("the_address_of_a_night_shows_it_again", |page| {
        let walk = Walk::connected(page);
        to_last_night(&walk);
        page.link("‹ Earlier").click();
        page.wait_until("the night before", || page.address().contains("from=") && n_sessions(page) > 0);
        let (address, n) = (page.address(), n_sessions(page));
        let fragment = address.split_once('#').unwrap().1.to_owned();
        page.link("Find").click();
        page.find("section[aria-label=Find]", None).wait();
        page.execute("location.hash = arguments[0]", &[fragment.into()]);
        page.wait_until("the same night", || n_sessions(page) == n);
        // It rests there.
        std::thread::sleep(std::time::Duration::from_millis(1_200));
        assert_eq!(page.address(), address);
    });
}

/// Opens the job of which there are most runs, from its name in the strip.
pub(crate) fn to_a_job(walk: &Walk<'_>) {
    let page = walk.page;
    page.find(".glance__strip tbody .glance__job a", None).click();
    page.find(".plot__run", None).wait();
}

#[test]
fn a_job_over_time_leads_to_each_of_its_runs() {
    e2e::test("a_job_over_time_leads_to_each_of_its_runs", |page| {
        let walk = Walk::connected(page);
        to_a_job(&walk);
        let n_points = page.execute("return document.querySelectorAll('.plot__run').length", &[]).as_u64().unwrap();
        assert!(n_points > 10, "{n_points}");
        let n_tabs = page.execute("return document.querySelectorAll('.plot__run[tabindex=\"0\"]').length", &[]);
        assert_eq!(n_tabs.as_u64(), Some(1), "one stop for all of them");
        // The arrows lead from run to run, to the first and to the last.
        page.execute("document.querySelector('.plot__run[tabindex=\"0\"]').focus()", &[]);
        let newest = focused(page);
        page.press(keys::LEFT);
        let before = focused(page);
        assert_ne!(newest, before);
        page.press(keys::HOME);
        let first = text_of(&page.execute("return document.activeElement.ariaLabel", &[]));
        assert_eq!(first, text_of(&page.execute("return document.querySelector('.plot__run').ariaLabel", &[])));
        page.press(keys::LEFT);
        assert_eq!(
            text_of(&page.execute("return document.activeElement.ariaLabel", &[])),
            first,
            "there is none before it"
        );
        page.press(keys::END);
        assert_eq!(focused(page), newest);
        let said = text_of(&page.execute("return document.activeElement.ariaLabel", &[]));
        assert!(said.contains(": ") && said.contains(", "), "{said}");
        let href = text_of(&page.execute("return document.activeElement.getAttribute('href')", &[]));
        page.press(keys::ENTER);
        page.wait_until("its session", || page.address().ends_with(&href));
        page.table("Log").element().wait();
        walk.assert_clean();
    });
}

#[test]
fn a_chosen_job_is_drawn_above_its_sessions() {
    e2e::test("a_chosen_job_is_drawn_above_its_sessions", |page| {
        let walk = Walk::connected(page);
        to_a_job(&walk);
        page.link("Its sessions").click();
        page.find(".over-time__small .plot__run", None).wait();
        page.table("Job sessions").rows().wait();
        page.field("Job").choose("All jobs");
        page.wait_until("nothing of it", || !page.find(".over-time__small", None).exists());
        // Another job is another picture.
        let other = text_of(&page.execute("return [...document.querySelectorAll('select')].find((s) => s.options[0].textContent === 'All jobs').options[2].textContent", &[]));
        page.field("Job").choose(&other);
        page.find(".over-time__small .plot__run", None).wait();
        walk.assert_clean();
    });
}

/// A view, and how to get there from the list.
type View = (&'static str, fn(&Walk<'_>));

const VIEWS: [View; 4] = [
    ("night", to_last_night),
    ("night-chosen", |walk| {
        to_last_night(walk);
        walk.page.execute("document.querySelector('.axis tr.row td:last-child').click()", &[]);
        walk.page.find(".axis__chosen", None).wait();
    }),
    ("job", to_a_job),
    ("job-small", |walk| {
        to_a_job(walk);
        walk.page.link("Its sessions").click();
        walk.page.find(".over-time__small .plot__run", None).wait();
    }),
];

fn look_at_all(page: &Page<'_>, look: &str, (width, height): (u32, u32)) {
    let walk = Walk::connected(page);
    page.emulate_size(width, height, 1.0);
    let mut problems = Vec::new();
    for (name, go) in VIEWS {
        walk.open(&walk.session_address("", "").replace("#/job-sessions/", "#/job-sessions"));
        page.find(".glance a.glance__night", None).wait();
        go(&walk);
        page.execute("scrollTo(0, 0)", &[]);
        let name = format!("{name}-{width}-{look}");
        page.screenshot(&name);
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            page.assert_accessible();
            assert_fits(page, &name);
        }));
        if let Err(found) = found {
            problems.push(format!("{name}: {}", found.downcast_ref::<String>().cloned().unwrap_or_default()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn jobs_in_light() {
    e2e::test("jobs_in_light", |page| look_at_all(page, "light", (1440, 900)));
}

#[test]
fn jobs_in_dark() {
    e2e::test("jobs_in_dark", |page| {
        if page.has(Feature::Media, "jobs in dark") {
            page.emulate_media(&[("prefers-color-scheme", "dark")]);
            look_at_all(page, "dark", (1024, 768));
        }
    });
}

#[test]
fn jobs_on_320_pixels() {
    e2e::test("jobs_on_320_pixels", |page| look_at_all(page, "narrow", (320, 640)));
}

#[test]
fn jobs_in_german() {
    e2e::test("jobs_in_german", |page| {
        let walk = Walk::connected(page);
        walk.open(&walk.session_address("", "&lang=de").replace("#/job-sessions/", "#/job-sessions"));
        page.link("Die letzte Nacht auf einer Zeitachse").click();
        page.find(".axis__facts b", None).wait();
        page.wait_for_text("Alle Jobs auf einer Zeitachse");
        page.wait_until("the sentence", || facts(page).contains("Sitzung"));
        for word in ["Nacht", "Woche", "Alles"] {
            page.link(word).wait();
        }
    });
}
