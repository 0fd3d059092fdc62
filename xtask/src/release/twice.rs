//! Builds the page a second time, from a copy of the source in another folder with nothing compiled before, and compares.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::{Result, place, process};

/// # Errors
/// The second page is not the one in dist/, byte for byte; it is left where it is, to be looked at.
pub(super) fn check() -> Result<()> {
    let root = std::env::temp_dir().join(format!("tapeline-again-{}", std::process::id()));
    let copy = root.join("in another folder");
    copy_source(&place::workspace(), &copy)?;
    // This very program serves the folder that cargo names (see place.rs).
    let mut build = Command::new(std::env::current_exe()?);
    build.arg("build").current_dir(&copy).env("CARGO_MANIFEST_DIR", copy.join("xtask"));
    build.env("CARGO_TARGET_DIR", root.join("target"));
    // What differs between people's machines, and must not be seen in what comes out. Macros see where packages are.
    let packages = root.join("packages");
    let mut link = Command::new("ln");
    process::run(link.arg("-s").arg(place::packages()?).arg(&packages), Duration::from_secs(10))?;
    build.env("CARGO_HOME", packages);
    build.env("TZ", "Pacific/Auckland").env("LC_ALL", "C").env("CARGO_BUILD_JOBS", "1");
    let same =
        process::run(&mut build, Duration::from_mins(30)).and_then(|()| compare(&place::dist(), &copy.join("dist")));
    same.map_err(|e| format!("{e}\nthe second build is in {}", root.display()))?;
    fs::remove_dir_all(&root)?;
    println!("both pages are the same, byte for byte");
    Ok(())
}

/// Copies what git knows or would take, so nothing that was built.
fn copy_source(from: &Path, to: &Path) -> Result<()> {
    let mut list = Command::new("git");
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(from);
    let list = process::answer(&mut list).ok_or("a release is made from a git checkout")?;
    for name in list.split('\0').filter(|name| !name.is_empty()) {
        let (source, target) = (from.join(name), to.join(name));
        // Deleted, but not yet for git.
        if source.is_file() {
            fs::create_dir_all(target.parent().unwrap_or(to))?;
            fs::copy(source, target)?;
        }
    }
    Ok(())
}

/// # Errors
/// The first difference is named.
fn compare(one: &Path, other: &Path) -> Result<()> {
    let (names, others) = (names(one)?, names(other)?);
    if let Some(name) = names.symmetric_difference(&others).next() {
        return Err(format!("the two pages differ: only one of them has {name}").into());
    }
    for name in names {
        let (one, other) = (fs::read(one.join(&name))?, fs::read(other.join(&name))?);
        if one != other {
            let n_same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
            return Err(format!("the two pages differ: {name}, from byte {n_same} on").into());
        }
    }
    Ok(())
}

/// The files of a page, which has no folders.
fn names(folder: &Path) -> Result<BTreeSet<String>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_named() -> Result<()> {
        let root = std::env::temp_dir().join(format!("tapeline-compare-{}", std::process::id()));
        let (one, other) = (root.join("one"), root.join("other"));
        for folder in [&one, &other] {
            fs::create_dir_all(folder)?;
            fs::write(folder.join("a.js"), "same")?;
            fs::write(folder.join("b.wasm"), "0123456")?;
        }
        let problem = || compare(&one, &other).err().map(|e| e.to_string()).unwrap_or_default();
        assert_eq!(problem(), "");
        fs::write(other.join("b.wasm"), "01234_6")?;
        assert!(problem().ends_with("b.wasm, from byte 5 on"), "{}", problem());
        fs::write(other.join("b.wasm"), "0123")?;
        assert!(problem().ends_with("b.wasm, from byte 4 on"), "{}", problem());
        fs::write(other.join("c.css"), "")?;
        assert!(problem().ends_with("only one of them has c.css"), "{}", problem());
        fs::remove_dir_all(root)?;
        Ok(())
    }
}
