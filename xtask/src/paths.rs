//! Keeps the paths of the machine that builds out of the page.
//!
//! A panic says in which file it happened, and for packages that is a path below the builder's home. The compiler can be
//! told to write something else, but only by somebody who knows these paths. So they are written into target/paths.toml, which
//! .cargo/config.toml includes: whoever calls cargo then, we or Trunk, compiles the same.
//! (`trim-paths` will do this in a profile once it is stable. Where the standard library says `/rustc/…`, that is no
//! path of anybody's machine.)

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Result, place};

/// Writes the file, unless it says the same already: a new one would make Trunk build again while it watches.
pub(crate) fn hide() -> Result<()> {
    // Always here, wherever cargo was told to put what it compiles.
    let folder = place::workspace().join("target");
    let file = folder.join("paths.toml");
    let registry = place::packages()?.join("registry/src");
    // The last that fits counts for the compiler: what lies inside stands after what it lies in.
    let mut hidden = vec![(place::workspace(), "."), (place::target(), "target"), (registry.clone(), "packages")];
    // Cargo home may be a link: then either may be what the compiler sees.
    hidden.extend(registry.canonicalize().ok().filter(|real| *real != registry).map(|real| (real, "packages")));
    let text = text(&hidden)?;
    if fs::read_to_string(&file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    Ok(fs::write(file, text)?)
}

fn text(hidden: &[(PathBuf, &str)]) -> Result<String> {
    let mut flags = String::new();
    for (path, shown) in hidden {
        writeln!(flags, "    {},", quoted(path, shown)?)?;
    }
    Ok(format!(
        "# Written by `cargo xtask` for this machine: what its paths are called in the page (xtask/src/paths.rs).\n\
         [target.wasm32-unknown-unknown]\nrustflags = [\n{flags}]\n"
    ))
}

/// The compiler's word for it, as a string of TOML.
fn quoted(path: &Path, shown: &str) -> Result<String> {
    let path = path.to_str().ok_or_else(|| format!("{}: the path is no text", path.display()))?;
    Ok(format!("\"--remap-path-prefix={}={shown}\"", path.replace('\\', "\\\\").replace('"', "\\\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_named_from_the_outside_in() -> Result<()> {
        let text =
            text(&[(PathBuf::from("/home/me/a \"page\""), "."), (PathBuf::from("/home/me/.cargo"), "packages")])?;
        let own = "    \"--remap-path-prefix=/home/me/a \\\"page\\\"=.\",\n";
        let packages = "    \"--remap-path-prefix=/home/me/.cargo=packages\",\n";
        assert!(text.contains(&[own, packages].concat()), "{text}");
        Ok(())
    }

    /// Else cargo would not read the file, or git would take it.
    #[test]
    fn cargo_reads_the_file_and_git_does_not() -> Result<()> {
        let read = |file: &str| fs::read_to_string(place::workspace().join(file));
        assert!(
            read(".cargo/config.toml")?.contains("include = [{ path = \"../target/paths.toml\", optional = true }]")
        );
        assert!(read(".gitignore")?.lines().any(|line| line == "/target"));
        Ok(())
    }
}
