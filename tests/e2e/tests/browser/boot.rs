//! The page starts under its own policy from any host, and says what is wrong where it cannot.

use e2e::{Feature, Page, Site, setup};

/// The frame of the page is there and the loading line is gone.
fn assert_started(page: &Page<'_>) {
    page.wait_for_text("Tapeline");
    page.find("#boot", None).wait_gone();
}

fn assert_problem(page: &Page<'_>, says: &str) {
    let alert = page.find("alert", None);
    alert.wait_for_text(says);
    assert!(alert.text().contains("Tapeline could not start"), "{}", alert.text());
    assert!(alert.button("Reload").exists());
}

#[test]
fn it_starts_under_its_policy() {
    e2e::test("it_starts_under_its_policy", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url(""));
        assert_started(page);
        let policy = page.execute("return document.head.firstElementChild.content", &[]);
        assert!(policy.as_str().is_some_and(|policy| policy.starts_with("default-src 'none'")), "{policy}");
        // Every file once: nothing is loaded twice because a hint and a request differ.
        let mut targets: Vec<String> = site.seen().into_iter().map(|seen| seen.target).collect();
        targets.sort_unstable();
        let n_requests = targets.len();
        targets.dedup();
        assert_eq!(targets.len(), n_requests, "loaded twice: {:?}", site.seen());
    });
}

#[test]
fn text_is_never_run() {
    e2e::test("text_is_never_run", |page| {
        let attempt = "const outcome = (run) => { try { run(); return 'ran' } catch (error) { return error.name } };
            document.body.dataset.r = [
                outcome(() => new Function('return 1')()),
                outcome(() => { document.body.innerHTML = '<b>' }),
                outcome(() => { document.createElement('script').text = '1' }),
                outcome(() => trustedTypes.createPolicy('any', {})),
            ].join(' ')";
        let site = Site::of(setup::dist()).add_script("attempt.js", attempt).start();
        page.open(&site.url(""));
        assert_started(page);
        page.expect_console("Trusted");
        page.expect_console("Content Security Policy");
        let outcome = || page.find("body", None).attribute("data-r");
        assert_eq!(page.wait_for("the attempts", outcome), "EvalError TypeError TypeError TypeError");
    });
}

#[test]
fn it_starts_below_a_path() {
    e2e::test("it_starts_below_a_path", |page| {
        let site = Site::of(setup::dist()).under("/deep/sub/").start();
        page.open(&site.url("#/connect"));
        assert_started(page);
        page.reload();
        assert_started(page);
        assert!(site.seen().iter().all(|seen| seen.target.starts_with("/deep/sub/")), "{:?}", site.seen());
    });
}

#[test]
fn it_starts_where_the_host_does_not_know_wasm() {
    e2e::test("it_starts_where_the_host_does_not_know_wasm", |page| {
        let site = Site::of(setup::dist()).mistype(".wasm", "application/octet-stream").start();
        page.open(&site.url(""));
        assert_started(page);
    });
}

#[test]
fn an_altered_program_is_not_started() {
    e2e::test("an_altered_program_is_not_started", |page| {
        let site = Site::of(setup::dist()).alter(".wasm").start();
        page.expect_console("integrity");
        page.open(&site.url(""));
        assert_problem(page, "not the one this page was built with");
        page.assert_accessible();
        page.screenshot("boot-altered");
        if page.has(Feature::Media, "the same message in the dark") {
            page.emulate_media(&[("prefers-color-scheme", "dark")]);
        }
        page.emulate_size(360, 640, 1.0);
        page.screenshot("boot-altered-dark-360");
        page.assert_accessible();
    });
}

#[test]
fn a_missing_program_is_told() {
    e2e::test("a_missing_program_is_told", |page| {
        let site = Site::of(setup::dist()).lose(".wasm").start();
        page.expect_console("404");
        page.expect_console("integrity");
        page.open(&site.url(""));
        assert_problem(page, "is not on the host of this page");
    });
}

/// In WebKit too, which would fetch it once more, unchecked, if it were imported.
#[test]
fn an_altered_script_is_not_started() {
    e2e::test("an_altered_script_is_not_started", |page| {
        let glue = page_file("tapeline-", ".js");
        let site = Site::of(setup::dist()).alter(glue).start();
        page.expect_console("integrity");
        page.open(&site.url(""));
        assert_problem(page, "A script of the page could not be loaded");
    });
}

#[test]
fn a_host_that_forbids_webassembly_is_told() {
    e2e::test("a_host_that_forbids_webassembly_is_told", |page| {
        let site = Site::of(setup::dist()).header("Content-Security-Policy", "script-src 'self'").start();
        page.expect_console("Tapeline could not start");
        page.expect_console("Content Security Policy");
        page.open(&site.url(""));
        assert_problem(page, "WebAssembly is blocked");
    });
}

#[test]
fn a_lost_start_script_leaves_a_word_behind() {
    e2e::test("a_lost_start_script_leaves_a_word_behind", |page| {
        let site = Site::of(setup::dist()).change(".js", |answer| answer.status = 404).start();
        page.expect_console("404");
        page.open(&site.url(""));
        page.execute("for (const animation of document.getAnimations()) animation.playbackRate = 100", &[]);
        page.wait_for_text("takes longer than it should");
    });
}

#[test]
fn a_panic_ends_in_a_message_and_nothing_else_runs() {
    e2e::test("a_panic_ends_in_a_message_and_nothing_else_runs", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url(""));
        assert_started(page);
        page.execute(
            "window.presses = 0; window.addEventListener('keydown', () => window.presses += 1);
             window.dispatchEvent(new CustomEvent('tapeline:panic'));",
            &[],
        );
        let stopped = page.find("dialog", Some("Tapeline stopped"));
        stopped.wait_for_text("Your server was not changed");
        page.press("+a");
        assert_eq!(page.execute("return window.presses", &[]), 0);
        page.assert_accessible();
        page.screenshot("boot-stopped");
        stopped.button("Reload").click();
        assert_started(page);
        stopped.wait_gone();
    });
}

/// A trap that reaches the window, as it does from a timer or an event.
#[test]
fn a_trap_ends_in_a_message() {
    e2e::test("a_trap_ends_in_a_message", |page| {
        // The smallest program that traps: one function, `unreachable`.
        let trap =
            "const bytes = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11]);
            const trap = () => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f();
            addEventListener('trap', () => setTimeout(trap))";
        let site = Site::of(setup::dist()).add_script("trap.js", trap).start();
        page.open(&site.url(""));
        assert_started(page);
        // Each engine has words of its own for it.
        page.expect_console("nreachable");
        page.execute("window.dispatchEvent(new Event('trap'))", &[]);
        page.find("dialog", Some("Tapeline stopped")).wait();
        assert!(!page.text().contains("unreachable"));
    });
}

/// The name of the file of the page that begins and ends so.
fn page_file(begins: &str, ends: &str) -> &'static str {
    let names =
        std::fs::read_dir(setup::dist()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let is_it = |name: &String| name.starts_with(begins) && name.ends_with(ends);
    names.into_iter().find(is_it).unwrap().leak()
}
