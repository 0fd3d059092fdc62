//! Builds the page into dist/.

use std::env;
use std::process::Command;
use std::time::Duration;

use crate::{Result, budget, dist, place, process, tools};

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
    dist::finish(&dist)?;
    budget::check(&dist)
}
