//! Where things are: the workspace, the cache, programs on the PATH.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::Result;

/// The workspace's folder. Cargo tells at run time, so that a binary from a shared target folder serves the
/// checkout it was called from.
pub(crate) fn workspace() -> PathBuf {
    let xtask =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or_else(|| xtask.clone(), Path::to_path_buf)
}

/// The finished page.
pub(crate) fn dist() -> PathBuf {
    workspace().join("dist")
}

/// Where cargo puts what it compiles.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}

/// What is brought once and kept between checkouts.
pub(crate) fn cache() -> Result<PathBuf> {
    let set = |name| env::var_os(name).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from);
    set("TAPELINE_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|folder| folder.join("tapeline")))
        .or_else(|| set("HOME").map(|folder| folder.join(".cache/tapeline")))
        .ok_or_else(|| "no place to keep tools: set TAPELINE_CACHE to a folder".into())
}

/// Trunk and wasm-bindgen, apart from any that the user installed.
pub(crate) fn tools() -> Result<PathBuf> {
    Ok(cache()?.join("tools"))
}

/// The PATH with our own tools first.
pub(crate) fn path_with_tools() -> Result<OsString> {
    let own = tools()?.join("bin");
    let path = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths(std::iter::once(own).chain(env::split_paths(&path)))?)
}

/// The first of these programs that the PATH has.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names.iter().find_map(|name| env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// The cargo that runs this.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
