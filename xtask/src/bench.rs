//! `cargo xtask bench`: the finished page beside its peers, in one browser, on the same items; with `TAPELINE_BEFORE`, the
//! `dist` folder of an earlier page, beside that as well.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::{Result, place, process, site, tools};

/// What Tapeline is measured beside, as the release of its own package is.
const PEERS: [(&str, &str); 2] = [("speedscope", "1.25.0"), ("vis-timeline", "8.5.4")];

/// How much is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Everything, beside all peers. The figures end up in tests/bench.
    Whole,
    /// The page beside the bare loop, at two sizes, held against the figures in tests/bench.
    Quick,
}

/// Brings what is needed, builds the page, and measures.
pub(crate) fn run(extent: Extent) -> Result<()> {
    let before = before()?;
    println!("[1/4] tools");
    let browser = tools::for_browser()?;
    println!("[2/4] the page");
    site::build_page()?;
    println!("[3/4] peers");
    let peers = if extent == Extent::Whole { Some(peers()?) } else { None };
    let takes = if extent == Extent::Whole { "ten to twenty minutes" } else { "two minutes" };
    println!("[4/4] the measurement: {takes}; leave the machine alone meanwhile");
    let mut bench = place::cargo();
    bench.args(["run", "--quiet", "--package", "bench"]).current_dir(place::workspace());
    match extent {
        Extent::Whole => bench.arg("--release"),
        // What drives a browser waits for it; compiled for tests it is there already.
        Extent::Quick => bench.args(["--", "quick"]),
    };
    bench.env("TAPELINE_DIST", place::dist());
    bench.env("TAPELINE_CHROMIUM", browser.chromium);
    bench.env("TAPELINE_CHROMEDRIVER", browser.chromedriver);
    if let Some(peers) = peers {
        bench.env("TAPELINE_PEERS", peers);
    }
    bench.env("TAPELINE_SCRATCH", place::cache()?.join("bench"));
    bench.env("TAPELINE_RESULTS", place::workspace().join("tests/bench"));
    if let Some(before) = before {
        if let Some(commit) = commit_of(&before) {
            bench.env("TAPELINE_BEFORE_COMMIT", commit);
        }
        bench.env("TAPELINE_BEFORE", before);
    }
    process::run(&mut bench, Duration::from_mins(40))
}

/// Where the earlier page is, if one is to be measured.
fn before() -> Result<Option<PathBuf>> {
    let Some(folder) = env::var_os("TAPELINE_BEFORE").filter(|folder| !folder.is_empty()) else { return Ok(None) };
    // The measurement runs in another folder than this.
    let folder = env::current_dir()?.join(folder);
    if folder.join("index.html").is_file() {
        return Ok(Some(folder));
    }
    let folder = folder.display();
    Err(format!("TAPELINE_BEFORE names {folder}, where no page is: build it there with `cargo xtask build`").into())
}

/// What is checked out around a page, if that is a checkout of its own: the page itself does not say what it was built from.
fn commit_of(page: &Path) -> Option<String> {
    let git = |words: &[&str]| process::answer(Command::new("git").arg("-C").arg(page).args(words));
    let is_ours = page.canonicalize().ok()?.starts_with(place::workspace().canonicalize().ok()?);
    if is_ours { None } else { git(&["rev-parse", "--short", "HEAD"]) }
}

/// The folder into which npm puts the peers, once for each set of versions.
fn peers() -> Result<PathBuf> {
    let words = PEERS.map(|(name, version)| format!("{name}@{version}"));
    let folder = place::cache()?.join(format!("peers-{}", words.join("-")));
    if PEERS.iter().all(|(name, _)| folder.join("node_modules").join(name).is_dir()) {
        return Ok(folder);
    }
    if place::program(&["npm"]).is_none() {
        return Err("the peers come by npm: install it so that `npm` is on the PATH".into());
    }
    fs::create_dir_all(&folder)?;
    println!("bringing {} …", words.join(" and "));
    let mut install = Command::new("npm");
    install.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "--prefix"]);
    install.arg(&folder).args(&words);
    process::run(&mut install, Duration::from_mins(5))?;
    Ok(folder)
}
