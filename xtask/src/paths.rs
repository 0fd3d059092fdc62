//! Keeps the paths of the machine that builds out of the page.
//!
//! A panic says in which file it happened, and for packages that is a path below the builder's home. The compiler can be
//! told to write something else, but only by somebody who knows these paths. So they are written into target/paths.toml, which
//! .cargo/config.toml includes: whoever calls cargo then, we or Trunk, compiles the same.
//! (`trim-paths` will do this in a profile once it is stable. `/rustc/…` of the standard library is no path of anybody's machine;
//! but where the library's source is installed, the compiler names it instead.)

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, place, process};

/// Writes the file, unless it says the same already: a new one would make Trunk build again while it watches.
pub(crate) fn hide() -> Result<()> {
    // Always here, wherever cargo was told to put what it compiles.
    let folder = place::workspace().join("target");
    let file = folder.join("paths.toml");
    // The last that fits counts for the compiler: what lies inside stands after what it lies in.
    let mut hidden = vec![(place::workspace(), ".".to_owned()), (place::target(), "target".to_owned())];
    let registry = place::packages()?.join("registry/src");
    let (library, library_is) = library()?;
    for (path, shown) in [(registry, "packages"), (library, library_is.as_str())] {
        // Where it is a link, either may be what the compiler sees.
        let real = path.canonicalize().ok().filter(|real| *real != path);
        hidden.extend([Some(path), real].into_iter().flatten().map(|path| (path, shown.to_owned())));
    }
    let text = text(&hidden)?;
    if fs::read_to_string(&file).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    Ok(fs::write(file, text)?)
}

/// Where the source of the standard library lies, if it does (rust-src), and what the compiler calls that place where it does not.
fn library() -> Result<(PathBuf, String)> {
    let asked = |words: &[&str]| process::answer(Command::new("rustc").args(words)).ok_or("rustc does not answer");
    let (sysroot, version) = (asked(&["--print", "sysroot"])?, asked(&["-vV"])?);
    let hash = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    Ok((Path::new(&sysroot).join("lib/rustlib/src/rust"), ["/rustc/", hash].concat()))
}

fn text(hidden: &[(PathBuf, String)]) -> Result<String> {
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
        let text = text(&[
            (PathBuf::from("/home/me/a \"page\""), ".".to_owned()),
            (PathBuf::from("/home/me/.cargo"), "packages".to_owned()),
        ])?;
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
