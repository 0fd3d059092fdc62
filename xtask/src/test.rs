//! `cargo xtask test`: every check, in the order in which they are cheap. CI runs just this.

use std::process::Command;
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

const STEPS: [Step; 8] = [
    Step {
        name: "tools",
        what: "Rust's wasm target, Trunk, wasm-bindgen, Chromium, axe-core: brought if missing",
        fix: "see the message above; what is installed is kept, so the next run goes on from there",
        run: || {
            tools::for_build()?;
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
        run: || cargo("clippy --locked --workspace --all-targets -- -D warnings", 15),
    },
    Step {
        name: "lints, wasm",
        what: "clippy over the page as the browser gets it",
        fix: "cargo clippy --package tapeline --lib --bins --target wasm32-unknown-unknown --fix",
        run: || {
            let page = "clippy --locked --package tapeline --lib --bins";
            cargo(&format!("{page} --target wasm32-unknown-unknown -- -D warnings"), 15)
        },
    },
    Step {
        name: "native tests",
        what: "everything that needs no browser, and the rules of tests/it/tidy.rs",
        fix: "cargo test --workspace --exclude e2e NAME_OF_THE_TEST",
        run: || cargo("test --locked --workspace --exclude e2e", 20),
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
        run: || cargo("test --locked --package e2e --no-run", 15),
    },
    Step {
        name: "browser tests",
        what: "the finished page in Chromium, against servers on loopback",
        fix: "cargo xtask test (pictures of what failed are in e2e-screens/ of the target folder)",
        run: browser_tests,
    },
];

/// Runs the steps until one fails.
pub(crate) fn run() -> Result<()> {
    let started = Instant::now();
    let total = STEPS.len();
    let mut times = Vec::new();
    for (number, step) in (1..).zip(&STEPS) {
        println!("\n[{number}/{total}] {}: {}", step.name, step.what);
        let begun = Instant::now();
        if let Err(problem) = (step.run)() {
            return Err(format!(
                "step {number} of {total}, {}, failed after {}: {problem}\nto look at it or repair it: {}",
                step.name,
                process::spoken(begun.elapsed()),
                step.fix
            )
            .into());
        }
        println!("[{number}/{total}] {}: good, {}", step.name, process::spoken(begun.elapsed()));
        times.push((step.name, begun.elapsed()));
    }
    println!();
    for (name, time) in times {
        println!("{:>12}  {name}", process::spoken(time));
    }
    println!("{:>12}  all {total} steps, everything is good", process::spoken(started.elapsed()));
    Ok(())
}

/// Runs cargo with these words, for at most so many minutes.
fn cargo(words: &str, limit_min: u64) -> Result<()> {
    process::run(
        Command::new(place::cargo()).args(words.split_whitespace()).current_dir(place::workspace()),
        Duration::from_mins(limit_min),
    )
}

fn browser_tests() -> Result<()> {
    let browser = tools::for_browser()?;
    let mut test = Command::new(place::cargo());
    test.args(["test", "--locked", "--package", "e2e"]).current_dir(place::workspace());
    test.env("TAPELINE_DIST", place::dist());
    test.env("TAPELINE_CHROMIUM", browser.chromium);
    test.env("TAPELINE_CHROMEDRIVER", browser.chromedriver);
    test.env("TAPELINE_AXE", browser.axe);
    process::run(&mut test, Duration::from_mins(15))
}
