//! What Trunk's hooks do (see Trunk.toml), so that `trunk build` and `trunk serve` leave the same page as our own commands.

use std::env;
use std::path::PathBuf;
use std::time::Duration;

use crate::{Result, artefact, budget, dist, paths, place, process};

/// Before Trunk compiles.
pub(crate) fn prepare() -> Result<()> {
    paths::hide()
}

/// After Trunk has put its files together: finishes the page, and of a release says what it weighs and looks whether it
/// holds what it should not.
///
/// # Errors
/// Something does not fit; Trunk then leaves the last page where it was.
pub(crate) fn finish() -> Result<()> {
    let told = |name| env::var_os(name).ok_or(format!("{name} is not set: `finish` is called by `trunk build`"));
    let page = PathBuf::from(told("TRUNK_STAGING_DIR")?);
    let is_release = told("TRUNK_PROFILE")? == "release";
    let mut programs = Vec::new();
    for (word, package) in [("sample", "sample-world"), ("desk", "desk"), ("interpreter", "interpreter")] {
        programs.push((word, program(package, is_release)?));
    }
    dist::finish(&page, &programs, is_release)?;
    if is_release {
        budget::check(&page)?;
        artefact::check(&page)?;
    }
    Ok(())
}

/// Builds a program of its own, which the page fetches when somebody needs it; where it lies.
fn program(package: &str, is_release: bool) -> Result<PathBuf> {
    let mut build = place::cargo();
    build.args(["build", "--quiet", "--package", package, "--target", "wasm32-unknown-unknown"]);
    let profile = if is_release { "release" } else { "debug" };
    if is_release {
        build.arg("--release");
    }
    process::run(build.current_dir(place::workspace()), Duration::from_mins(10))?;
    let name = [&package.replace('-', "_"), ".wasm"].concat();
    Ok(place::target().join("wasm32-unknown-unknown").join(profile).join(name))
}
