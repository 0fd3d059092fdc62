//! All jobs on one axis, and one job over time, by keyboard alone and by touch alone.

use e2e::{Page, keys};

use crate::jobs::{n_pixels_drawn, n_rows, n_sessions, to_a_job, to_last_night};
use crate::walk::{Walk, focused, rows, text_of};

/// What is said of the selected session; nothing where none is.
fn chosen(page: &Page<'_>) -> String {
    text_of(&page.execute("return document.querySelector('.axis__chosen')?.textContent ?? ''", &[]))
}

/// Presses Tab until the focus is on what is wanted, where it is seen.
fn tab_to(page: &Page<'_>, wanted: &str) {
    let mut passed = Vec::new();
    for _ in 0..80 {
        page.press(keys::TAB);
        let now = focused(page);
        if now.contains(wanted) {
            let script = "const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0";
            assert_eq!(page.execute(script, &[]), true, "{now} has no outline");
            return;
        }
        passed.push(now);
    }
    panic!("Tab did not lead to {wanted:?}, but to {passed:#?}");
}

/// From the top of the page on.
fn begin_at_top(page: &Page<'_>) {
    page.execute("document.activeElement?.blur(); scrollTo(0, 0)", &[]);
    page.execute("document.querySelector('h1').tabIndex = -1; document.querySelector('h1').focus()", &[]);
}

#[test]
fn all_jobs_on_one_axis_by_keyboard_alone() {
    e2e::test("all_jobs_on_one_axis_by_keyboard_alone", |page| {
        let walk = Walk::connected(page);
        page.find(".glance a.glance__night", None).wait();
        begin_at_top(page);
        tab_to(page, "The last night on one axis");
        page.press(keys::ENTER);
        page.find(".axis__facts b", None).wait();
        let of_night = n_sessions(page);
        begin_at_top(page);
        tab_to(page, "a Week");
        page.press(keys::ENTER);
        page.wait_until("the week", || n_sessions(page) > of_night);
        assert!(focused(page).contains("Week"), "the focus was left at {}", focused(page));
        // In the picture: to a session, to a failed one, nearer to it and back, and away from it.
        tab_to(page, "Timeline of all jobs");
        page.press(keys::HOME);
        page.wait_until("the first session", || !chosen(page).is_empty());
        let first = chosen(page);
        page.press(keys::DOWN);
        page.wait_until("the next session", || !chosen(page).is_empty() && chosen(page) != first);
        page.press("n");
        page.wait_until("a failed session", || chosen(page).contains("Failed"));
        let whole = n_sessions(page);
        page.press("z");
        page.wait_until("its time alone", || n_sessions(page) < whole);
        page.press("0");
        page.wait_until("all of it", || n_sessions(page) >= whole);
        page.press(keys::ESCAPE);
        page.wait_until("none chosen", || chosen(page).is_empty());
        assert!(focused(page).contains("Timeline of all jobs"), "{}", focused(page));
        // What is said there speaks of sessions.
        let sum = page.find(".timeline__sum", None).text();
        assert!(sum.contains("sessions in the window") && !sum.contains("item"), "{sum}");
        // In the table: a session, and Enter leads to it.
        tab_to(page, "div Sessions");
        page.press(keys::DOWN);
        page.wait_until("the first row", || !chosen(page).is_empty());
        // Whoever is quick presses Enter before the focus has come to the row.
        page.execute("document.querySelector('div[aria-label=Sessions]').focus()", &[]);
        page.press(keys::ENTER);
        page.wait_until("its session", || page.address().contains("sessions/"));
        page.table("Log").element().wait();
        page.back();
        page.find(".axis__facts b", None).wait();
        // What is said of it leads there too, and over its time.
        page.wait_until("the session that was chosen", || !chosen(page).is_empty());
        begin_at_top(page);
        tab_to(page, "Show its time");
        let before = n_sessions(page);
        page.press(keys::ENTER);
        page.wait_until("its time", || n_sessions(page) < before);
        walk.assert_clean();
    });
}

#[test]
fn one_job_over_time_by_keyboard_alone() {
    e2e::test("one_job_over_time_by_keyboard_alone", |page| {
        let walk = Walk::connected(page);
        page.find(".glance a.glance__night", None).wait();
        let job = text_of(
            &page.execute("return document.querySelector('.glance__strip tbody .glance__job a').textContent", &[]),
        );
        begin_at_top(page);
        tab_to(page, &format!("a {job}"));
        page.press(keys::ENTER);
        page.find(".plot__run", None).wait();
        begin_at_top(page);
        tab_to(page, "a Its sessions");
        page.press(keys::ENTER);
        page.find(".over-time__small .plot__run", None).wait();
        // The search stands behind the strip of nights.
        page.press("/");
        tab_to(page, "a This job over time");
        page.press(keys::ENTER);
        page.wait_until("the job again", || page.address().contains("#/job?"));
        page.find(".plot__run", None).wait();
        begin_at_top(page);
        // The newest run is the stop; from it the one before, and in.
        let newest = "return document.querySelector('.plot__run[tabindex=\"0\"]').ariaLabel.slice(0, 40)";
        tab_to(page, &format!("a {}", text_of(&page.execute(newest, &[]))));
        page.press(keys::LEFT);
        let href = text_of(&page.execute("return document.activeElement.getAttribute('href')", &[]));
        assert!(href.contains("sessions/"), "{href}");
        page.press(keys::ENTER);
        page.wait_until("its session", || page.address().ends_with(&href));
        page.back();
        page.find(".plot__run", None).wait();
        // The table below: sorted by its length, and a session of it.
        begin_at_top(page);
        tab_to(page, "button Length");
        page.press(keys::ENTER);
        page.wait_until("the longest first", || page.address().contains("sort="));
        tab_to(page, &format!("a {job}"));
        page.press(keys::ENTER);
        page.table("Log").element().wait();
        walk.assert_clean();
    });
}

/// A finger goes down at a place of the picture, by shares of its size, moves on by so much, and goes up.
fn touch(page: &Page<'_>, id: u32, from: (f64, f64), to: (f64, f64)) {
    let script = "const stage = document.querySelector('.timeline__stage'), box = stage.getBoundingClientRect();
        const [id, from, to] = arguments;
        stage.setPointerCapture = () => {};
        for (const [kind, [x, y]] of [['pointerdown', from], ['pointermove', to], ['pointerup', to]]) {
            stage.querySelector('canvas').dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: id,
                pointerType: 'touch', isPrimary: true, button: kind === 'pointermove' ? -1 : 0,
                clientX: box.x + box.width * x, clientY: box.y + box.height * y }));
        }";
    page.execute(
        script,
        &[serde_json::json!(id), serde_json::json!([from.0, from.1]), serde_json::json!([to.0, to.1])],
    );
}

#[test]
fn the_axis_and_a_job_by_touch_alone() {
    e2e::test("the_axis_and_a_job_by_touch_alone", |page| {
        let walk = Walk::connected(page);
        page.emulate_size(360, 740, 1.0);
        to_last_night(&walk);
        page.link("Week").click();
        let axis = || page.find(".timeline__axis", None).text();
        page.wait_until("the week", || n_rows(page) == rows(0) + n_sessions(page) && !axis().is_empty());
        // A tap at a bar chooses its session; at many places there is one.
        let taps = (1..20).flat_map(|y| (1..40).map(move |x| (f64::from(x) / 40.0, f64::from(y) / 20.0)));
        let hit = taps.into_iter().find(|&at| {
            touch(page, 1, at, at);
            !chosen(page).is_empty()
        });
        assert!(hit.is_some(), "no tap met a bar");
        let link = page.find(".axis__chosen a", None);
        let href = link.attribute("href").unwrap();
        link.click();
        page.wait_until("its session", || page.address().ends_with(&href));
        page.back();
        page.find(".axis__facts b", None).wait();
        page.wait_until("the picture", || n_pixels_drawn(page) > 0);
        // A finger that moves takes the picture along.
        page.wait_until("the axis", || !axis().is_empty());
        let before = axis();
        touch(page, 2, (0.3, 0.5), (0.8, 0.5));
        page.wait_until("another part", || axis() != before);
        // A card of the table chooses its session too, and its time is one tap away.
        page.link("Week").click();
        page.wait_until("the week", || n_rows(page) == rows(0) + n_sessions(page));
        page.table("Sessions").rows().nth(1).inside("td:nth-child(2)", None).click();
        page.wait_until("a session", || !chosen(page).is_empty());
        let before = n_sessions(page);
        page.link("Show its time").click();
        page.wait_until("its time", || n_sessions(page) < before);
        for name in ["Night", "All"] {
            page.link(name).click();
            page.wait_until(name, || n_sessions(page) > 0);
        }
        walk.open(&walk.session_address("", "").replace("#/job-sessions/", "#/job-sessions"));
        to_a_job(&walk);
        let run = page.find(".plot__run[tabindex='0']", None);
        let href = run.attribute("href").unwrap();
        run.click();
        page.wait_until("its session", || page.address().ends_with(&href));
        page.table("Log").element().wait();
        page.back();
        page.find(".plot__run", None).wait();
        page.link("Its sessions").click();
        page.find(".over-time__small .plot__run", None).wait();
        walk.assert_clean();
    });
}
