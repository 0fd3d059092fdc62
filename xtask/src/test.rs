//! `cargo xtask test`: every check, in the order in which they are cheap. CI runs this, and then `cargo xtask bench --quick`.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::{Result, place, process, site, tools};

struct Step {
    name: &'static str,
    /// What it does, for somebody who sees it for the first time.
    what: &'static str,
    /// What to type when it finds something.
    fix: &'static str,
    run: fn() -> Result<()>,
}

/// Which browsers to run in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engines {
    /// Only the one that every change is tried in.
    Chromium,
    /// Firefox and WebKit as well.
    All,
}

const STEPS: [Step; 8] = [
    Step {
        name: "tools",
        what: "Rust's wasm target, Trunk, wasm-bindgen, Chromium, axe-core, nginx, Apache, Caddy, LibreOffice: brought if missing",
        fix: "see the message above; what is installed is kept, so the next run goes on from there",
        run: || {
            tools::for_build()?;
            tools::for_recipes()?;
            tools::for_tables()?;
            tools::for_browser().map(drop)
        },
    },
    Step {
        name: "format",
        what: "is the source formatted?",
        fix: "cargo fmt --all",
        run: || cargo("fmt --all --check", 2),
    },
    Step {
        name: "lints",
        what: "clippy over everything that is compiled natively",
        fix: "cargo clippy --workspace --all-targets --fix",
        run: || cargo("clippy --workspace --all-targets -- -D warnings", 15),
    },
    Step {
        name: "lints, wasm",
        what: "clippy over the page as the browser gets it",
        fix: "cargo clippy --package tapeline --lib --bins --target wasm32-unknown-unknown --fix",
        run: || {
            let page = "clippy --package tapeline --lib --bins";
            cargo(&format!("{page} --target wasm32-unknown-unknown -- -D warnings"), 15)
        },
    },
    Step {
        name: "native tests",
        what: "everything that needs no browser, and the rules of tests/it/tidy.rs; the page's program is compiled beside",
        fix: "cargo test --workspace --exclude e2e NAME_OF_THE_TEST",
        run: || {
            // The page's program is compiled on one core for most of its time, and the longest tests end on one.
            thread::scope(|scope| {
                let page = scope.spawn(|| site::compile(Vec::new()).map_err(|error| error.to_string()));
                let tests = cargo("test --workspace --exclude e2e", 20);
                let page = page.join().unwrap_or_else(|_| Err("it ended without a word".to_owned()));
                tests.and(page.map_err(Into::into))
            })
        },
    },
    Step {
        name: "page",
        what: "release build of the page, finished and weighed",
        fix: "cargo xtask build",
        run: site::build,
    },
    Step {
        name: "browser tests, compiled",
        what: "compiles what drives the browser",
        fix: "cargo test --package e2e --no-run",
        run: || cargo("test --package e2e --no-run", 15),
    },
    Step {
        name: "browser tests",
        what: "the finished page in Chromium, against servers on loopback, and behind web servers of Debian's",
        fix: "cargo xtask test (pictures of what failed are in e2e-screens/ of the target folder)",
        run: || browser_tests("chromium"),
    },
];

/// What follows with all engines. What a test passes over in one of them, it says.
const MORE_STEPS: [Step; 3] = [
    Step {
        name: "tools for more engines",
        what: "Firefox, geckodriver, WebKitGTK's small browser: brought if missing",
        fix: "see the message above; what is installed is kept, so the next run goes on from there",
        run: || tools::for_more_engines().map(drop),
    },
    Step {
        name: "browser tests, WebKit",
        what: "the finished page in WebKitGTK, against servers on loopback",
        fix: "TAPELINE_ENGINE=webkit cargo test --package e2e NAME_OF_THE_TEST (see tests/e2e/src/setup.rs)",
        run: || browser_tests("webkit"),
    },
    Step {
        name: "browser tests, Firefox",
        what: "the finished page in Firefox, against servers on loopback",
        fix: "TAPELINE_ENGINE=firefox cargo test --package e2e NAME_OF_THE_TEST (see tests/e2e/src/setup.rs)",
        run: || browser_tests("firefox"),
    },
];

/// Runs the steps until one fails; of those in a browser, each.
pub(crate) fn run(engines: Engines) -> Result<()> {
    let started = Instant::now();
    let more: &[Step] = if engines == Engines::All { &MORE_STEPS } else { &[] };
    let total = STEPS.len() + more.len();
    let mut times = Vec::new();
    let mut failed = Vec::new();
    for (number, step) in (1..).zip(STEPS.iter().chain(more)) {
        println!("\n[{number}/{total}] {}: {}", step.name, step.what);
        let begun = Instant::now();
        match (step.run)() {
            Ok(()) => println!("[{number}/{total}] {}: good, {}", step.name, process::spoken(begun.elapsed())),
            Err(problem) => {
                let problem = format!(
                    "step {number} of {total}, {}, failed after {}: {problem}\nto look at it or repair it: {}",
                    step.name,
                    process::spoken(begun.elapsed()),
                    step.fix
                );
                // The last of them are the browser tests.
                if number < STEPS.len() {
                    return Err(problem.into());
                }
                failed.push(problem);
            }
        }
        times.push((step.name, begun.elapsed()));
    }
    println!();
    if !failed.is_empty() {
        return Err(failed.join("\n").into());
    }
    for (name, time) in times {
        println!("{:>12}  {name}", process::spoken(time));
    }
    println!("{:>12}  all {total} steps, everything is good", process::spoken(started.elapsed()));
    Ok(())
}

/// Runs cargo with these words, for at most so many minutes.
fn cargo(words: &str, limit_min: u64) -> Result<()> {
    // A test that needs a spreadsheet is not to be passed over here.
    let mut cargo = place::cargo();
    cargo.args(words.split_whitespace()).current_dir(place::workspace()).env("TAPELINE_NEEDS_SOFFICE", "1");
    process::run(&mut cargo, Duration::from_mins(limit_min))
}

/// Takes a picture of every view for eyes, of the page as it is now.
pub(crate) fn screenshots() -> Result<()> {
    site::build_page()?;
    process::run(
        browser_test("chromium")?.args(["screenshots_of_every_view", "--", "--ignored"]),
        Duration::from_mins(15),
    )?;
    println!("the pictures are in e2e-screens/ of the target folder");
    Ok(())
}

/// Runs the browser tests in an engine, by its name in tests/e2e/src/engine.rs. WebKit takes more than twice as long as Chromium.
fn browser_tests(engine: &str) -> Result<()> {
    process::run(&mut browser_test(engine)?, Duration::from_mins(30))
}

/// The command that does.
fn browser_test(engine: &str) -> Result<Command> {
    let browser = tools::for_browser()?;
    let mut test = place::cargo();
    test.args(["test", "--package", "e2e"]).current_dir(place::workspace());
    // One for each browser of tests/e2e/src/browser.rs.
    test.env("RUST_TEST_THREADS", "3");
    test.env("TAPELINE_DIST", place::dist());
    test.env("TAPELINE_CHROMIUM", browser.chromium);
    test.env("TAPELINE_CHROMEDRIVER", browser.chromedriver);
    test.env("TAPELINE_AXE", browser.axe);
    test.env("TAPELINE_ENGINE", engine);
    if engine != "chromium" {
        let more = tools::for_more_engines()?;
        test.env("TAPELINE_FIREFOX", more.firefox);
        test.env("TAPELINE_GECKODRIVER", more.geckodriver);
    }
    Ok(test)
}
