//! Builds the page into dist/.

use std::env;
use std::process::Command;
use std::time::Duration;

use crate::{Result, artefact, budget, dist, place, process, tools};

/// The page is built with a standard library of its own: compiled for size, with panics that trap at once instead of
/// telling about themselves to nobody. That is a tenth of the page, and no path of the machine it was built on is in it.
/// The compiler has these switches, but has not settled their names yet; the variable says that this is known. They hold
/// for this one build: checks, tests and `trunk serve` use the compiler as it comes.
const FOR_SIZE: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none -Zinline-mir=no",
    ),
];

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
    trunk.envs(FOR_SIZE);
    // Trunk 0.21 reads this variable as a flag of its own, and takes only `true` and `false`.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    process::run(&mut trunk, Duration::from_mins(20))?;
    // The sample world is a program of its own, which the page fetches when somebody asks for it.
    let mut sample = place::cargo();
    sample.args(["build", "--release", "--package", "sample-world", "--target", "wasm32-unknown-unknown"]);
    sample.current_dir(place::workspace()).envs(FOR_SIZE);
    process::run(&mut sample, Duration::from_mins(10))?;
    let dist = place::dist();
    let sample = place::target().join("wasm32-unknown-unknown/release/sample_world.wasm");
    dist::finish(&dist, &sample, &place::workspace().join("src/api/explanations.txt"))?;
    budget::check(&dist)?;
    artefact::check(&dist)
}
