//! The archive of a page, the same for the same page, and the hashes of all that is given away.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::{Result, place, process};

/// Nothing of the machine: names in their order, one owner, plain rights.
const ALIKE: [&str; 6] =
    ["--sort=name", "--format=ustar", "--owner=0", "--group=0", "--numeric-owner", "--mode=u=rwX,go=rX"];

/// Copies the page into `folder/name/` and packs that as `folder/name.tar.gz`.
pub(super) fn pack(page: &Path, folder: &Path, name: &str) -> Result<()> {
    let unpacked = folder.join(name);
    fs::create_dir_all(&unpacked)?;
    for entry in fs::read_dir(page)? {
        let entry = entry?;
        fs::copy(entry.path(), unpacked.join(entry.file_name()))?;
    }
    pack_at(&unpacked, time()?)
}

/// When the source was last changed. Not one time for all releases: hosts tell browsers by time and size whether a file
/// is still the same, and `index.html` keeps its size.
fn time() -> Result<u64> {
    let told = env::var("SOURCE_DATE_EPOCH").ok();
    let mut log = Command::new("git");
    log.args(["log", "-1", "--format=%ct"]).current_dir(place::workspace());
    let seconds = told.or_else(|| process::answer(&mut log)).ok_or("no commit to take the time from")?;
    seconds.parse().map_err(|_| format!("`{seconds}` is no time in seconds since 1970").into())
}

fn pack_at(unpacked: &Path, seconds: u64) -> Result<()> {
    let (parent, name) = (unpacked.parent().unwrap_or(unpacked), unpacked.file_name().unwrap_or_default());
    let archive = unpacked.with_added_extension("tar");
    let mut tar = Command::new("tar");
    tar.args(ALIKE).arg(format!("--mtime=@{seconds}")).arg("-cf").arg(&archive).arg("-C").arg(parent).arg(name);
    process::run(tar.env("LC_ALL", "C"), Duration::from_mins(1))?;
    let mut gzip = Command::new("gzip");
    gzip.args(["--no-name", "--best", "--force"]).arg(&archive).env_remove("GZIP");
    process::run(&mut gzip, Duration::from_mins(1))
}

/// Writes SHA256SUMS over all files in and below a folder; says how many these are.
pub(super) fn sums(folder: &Path) -> Result<usize> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            for inner in fs::read_dir(entry.path())? {
                names.insert([&name, "/", &inner?.file_name().to_string_lossy()].concat());
            }
        } else {
            names.insert(name);
        }
    }
    let mut lines = String::new();
    for name in &names {
        let hash = Sha256::digest(fs::read(folder.join(name))?);
        hash.iter().try_for_each(|byte| write!(lines, "{byte:02x}"))?;
        writeln!(lines, "  {name}")?;
    }
    fs::write(folder.join("SHA256SUMS"), lines)?;
    Ok(names.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_page_makes_the_same_archive_and_sums_that_hold() -> Result<()> {
        let root = env::temp_dir().join(format!("tapeline-archive-{}", std::process::id()));
        let mut packed = Vec::new();
        // Written in another order, at another time, in another folder.
        for (place, names) in [("one", ["c.svg", "a.js", "b.css"]), ("other", ["b.css", "c.svg", "a.js"])] {
            let page = root.join(place).join("page");
            fs::create_dir_all(&page)?;
            for name in names {
                fs::write(page.join(name), name)?;
            }
            let mut touch = Command::new("touch");
            process::run(touch.args(["-d", "2001-01-01", names[0]]).current_dir(&page), Duration::from_secs(10))?;
            pack_at(&page, 1_700_000_000)?;
            assert_eq!(sums(&root.join(place))?, 4);
            packed.push((fs::read(root.join(place).join("page.tar.gz"))?, root.join(place)));
        }
        let archives: BTreeSet<_> = packed.iter().map(|(archive, _)| archive).collect();
        assert_eq!(archives.len(), 1);
        let archive = archives.first().ok_or("no archive")?;
        // The header of gzip: two bytes that say so, the method, then flags (a name?) and a time.
        assert_eq!(archive.get(3..8), Some([0; 5].as_slice()));
        let listed = process::answer(Command::new("tar").arg("-tf").arg(root.join("one/page.tar.gz")));
        assert_eq!(listed.as_deref(), Some("page/\npage/a.js\npage/b.css\npage/c.svg"));
        for (_, folder) in packed {
            let mut check = Command::new("sha256sum");
            check.args(["--check", "--status", "SHA256SUMS"]).current_dir(&folder);
            process::run(&mut check, Duration::from_secs(20))?;
            fs::write(folder.join("page/a.js"), "changed")?;
            assert!(process::run(&mut check, Duration::from_secs(20)).is_err());
        }
        fs::remove_dir_all(root)?;
        Ok(())
    }
}
