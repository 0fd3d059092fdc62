//! What Trunk's hooks do (see Trunk.toml), so that `trunk build` and `trunk serve` leave the same page as our own commands.

use std::env;
use std::path::PathBuf;

use crate::{Result, artefact, budget, dist, paths};

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
    dist::finish(&page, is_release)?;
    if is_release {
        budget::check(&page)?;
        artefact::check(&page)?;
    }
    Ok(())
}
