//! Builds the page into dist/.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use crate::{Result, artefact, budget, dist, place, process, tools};

/// `cargo xtask build`: tools, page, sizes.
pub(crate) fn build_page() -> Result<()> {
    tools::for_build()?;
    build()?;
    println!("the page is in {}", place::dist().display());
    Ok(())
}

/// Builds, finishes and weighs the page. The tools must be there.
pub(crate) fn build() -> Result<()> {
    let mut trunk = Command::new("trunk");
    trunk.args(["build", "--release"]).current_dir(place::workspace()).env("PATH", place::path_with_tools()?);
    // Trunk 0.21 reads this variable as a flag of its own, and takes only `true` and `false`.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    process::run(&mut trunk, Duration::from_mins(20))?;
    let dist = place::dist();
    // Programs of their own, which the page fetches when somebody needs them. The desk may weigh more, and is quick.
    let sample = program("sample-world", &[])?;
    let desk = program("desk", &[("CARGO_PROFILE_RELEASE_OPT_LEVEL", "s")])?;
    let interpreter = program("interpreter", &[])?;
    let file = |path: &str| place::workspace().join(path);
    let styles =
        ["style/parts.css", "style/table.css", "style/session.css", "style/report.css", "style/embed.css"].map(file);
    dist::finish(&dist, &dist::Later { sample, desk, interpreter, styles })?;
    budget::check(&dist)?;
    artefact::check(&dist)
}

/// Builds a program that is none of wasm-bindgen's; where it lies.
fn program(package: &str, how: &[(&str, &str)]) -> Result<PathBuf> {
    let mut build = place::cargo();
    build.args(["build", "--release", "--package", package, "--target", "wasm32-unknown-unknown"]);
    build.current_dir(place::workspace()).envs(how.iter().copied());
    process::run(&mut build, Duration::from_mins(10))?;
    let name = [&package.replace('-', "_"), ".wasm"].concat();
    Ok(place::target().join("wasm32-unknown-unknown/release").join(name))
}
