//! Where things are: the workspace, the cache, programs on the PATH.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// Where cargo keeps packages.
pub(crate) fn packages() -> Result<PathBuf> {
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home).ok_or_else(|| "no CARGO_HOME, nor a HOME".into())
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

/// The cargo that runs this, held to the lock file whatever it is told to do. Nothing else here starts cargo.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.arg("--locked");
    cargo
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A build that quietly takes other versions than those of the lock file is not the build that was tested.
    #[test]
    fn nothing_is_built_but_from_the_lock_file() -> Result<()> {
        assert_eq!(cargo().get_args().collect::<Vec<_>>(), ["--locked"]);
        let read = |file: &str| fs::read_to_string(workspace().join(file));
        assert!(read(".cargo/config.toml")?.contains("xtask = \"run --quiet --locked "));
        for line in ["locked = true", "offline = true"] {
            assert!(read("Trunk.toml")?.lines().any(|own| own == line), "Trunk.toml needs `{line}`");
        }
        let ci = read(".ci/run")?;
        let mut calls = ci.lines().filter(|line| line.contains("cargo "));
        assert!(calls.all(|line| line.contains("cargo xtask") || line.contains(" --locked ")), "{ci}");
        let ways_around = [["new(\"car", "go"].concat(), ["var_os(\"CAR", "GO\")"].concat()];
        for file in sources(&workspace().join("xtask/src"))? {
            let text = fs::read_to_string(&file)?;
            let goes_around = ways_around.iter().any(|around| text.contains(around));
            assert!(!goes_around || file.ends_with("place.rs"), "{}: starts cargo on its own", file.display());
        }
        Ok(())
    }

    /// The source files below a folder.
    fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                found.extend(sources(&path)?);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
        Ok(found)
    }
}
