//! Builds the page into dist/, by Trunk, whose hooks finish it (see finish.rs).

use std::env;
use std::process::Command;
use std::time::Duration;

use crate::together::{self, Job};
use crate::{Result, paths, place, process, tools};

/// `cargo xtask build`: tools and page.
pub(crate) fn build_page() -> Result<()> {
    compile(Vec::new())?;
    build()?;
    println!("the page is in {}", place::dist().display());
    Ok(())
}

/// Compiles what a page needs, side by side: the tools that are missing, the program, and what else is wanted.
pub(crate) fn compile(more: Vec<Job>) -> Result<()> {
    tools::wasm_target()?;
    paths::hide()?;
    let mut jobs = tools::missing_for_build()?;
    // As Trunk will call it, which then finds it done. If there is an error in it, the compiler's words are the last ones.
    let mut page = place::cargo();
    page.args(["build", "--quiet", "--release", "--target=wasm32-unknown-unknown", "--bin=tapeline"]);
    page.current_dir(place::workspace());
    jobs.push(Job { what: "the page's program".to_owned(), command: page });
    jobs.extend(more);
    together::run(jobs, Duration::from_mins(40))?;
    tools::forget_builds()
}

/// Builds, finishes and weighs the page. The tools must be there.
pub(crate) fn build() -> Result<()> {
    let mut trunk = trunk(&["build", "--release"])?;
    process::run(&mut trunk, Duration::from_mins(20)).map_err(|e| {
        format!("{e}\nwhat went wrong stands above, before Trunk's own lines; `cargo xtask trunk build --release -v` tells more").into()
    })
}

/// `cargo xtask trunk …`: Trunk with the tools of our cache, for as long as it runs.
pub(crate) fn run_trunk(words: &[&str]) -> Result<()> {
    tools::for_build()?;
    let status = trunk(words)?.status()?;
    if status.success() { Ok(()) } else { Err(format!("Trunk ended ({status})").into()) }
}

fn trunk(words: &[&str]) -> Result<Command> {
    let mut trunk = Command::new("trunk");
    trunk.args(words).current_dir(place::workspace()).env("PATH", place::path_with_tools()?);
    // Its errors are sentences; where in Trunk they came up helps nobody here.
    trunk.env("RUST_BACKTRACE", "0");
    // Trunk 0.21 reads this variable as a flag of its own, and takes only `true` and `false`.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}
