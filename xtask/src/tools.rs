//! The tools the other commands need. What is there is left alone, in well under a second.
//!
//! Trunk and wasm-bindgen are compiled from locked sources, as debug builds (a third of the time of release
//! builds), into a folder of our own: a user's own tools of other versions stay as they are. Trunk itself
//! never downloads anything (`offline` in Trunk.toml).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::together::{self, Job};
use crate::{Result, place, process};

/// The newest Trunk that the Rust version of this project compiles.
const TRUNK_VERSION: &str = "0.21.14";
/// Drives Firefox. Debian has no package of it.
const GECKODRIVER_VERSION: &str = "0.37.1";
/// Holds what the project is made of to .cargo/deny.toml.
const DENY_VERSION: &str = "0.20.2";
/// The checker of accessibility that the browser tests run in the page.
const AXE_VERSION: &str = "4.14.1";
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What browser tests need.
pub(crate) struct Browser {
    /// Chromium itself.
    pub(crate) chromium: PathBuf,
    /// Its WebDriver.
    pub(crate) chromedriver: PathBuf,
    /// `axe.min.js`.
    pub(crate) axe: PathBuf,
}

/// What browser tests in further engines need, beside WebKitGTK, which is found on the PATH.
pub(crate) struct MoreEngines {
    /// Firefox itself.
    pub(crate) firefox: PathBuf,
    /// Its WebDriver.
    pub(crate) geckodriver: PathBuf,
}

/// Makes sure of what compiles the page.
pub(crate) fn for_build() -> Result<()> {
    wasm_target()?;
    install(missing_for_build()?)
}

/// What installs Trunk and wasm-bindgen, as far as they are missing.
pub(crate) fn missing_for_build() -> Result<Vec<Job>> {
    let lock = fs::read_to_string(place::workspace().join("Cargo.lock"))?;
    let bindgen = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock does not name wasm-bindgen")?;
    // The tool and the crate must be of one version, exactly.
    let tools = [("trunk", "trunk", TRUNK_VERSION), ("wasm-bindgen-cli", "wasm-bindgen", bindgen)];
    let missing = tools.map(|(package, program, version)| cargo_tool(package, program, version));
    missing.into_iter().filter_map(Result::transpose).collect()
}

/// Installs tools, and throws away what they were compiled from.
fn install(missing: Vec<Job>) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    together::run(missing, Duration::from_mins(40))?;
    forget_builds()
}

/// Makes sure of what a release needs beside the page.
pub(crate) fn for_release() -> Result<()> {
    for program in ["git", "tar", "gzip"] {
        place::program(&[program])
            .ok_or(format!("a release is packed with git, GNU tar and gzip: {program} is missing"))?;
    }
    wasm_target()?;
    let mut missing = missing_for_build()?;
    missing.extend(cargo_tool("cargo-deny", "cargo-deny", DENY_VERSION)?);
    install(missing)
}

/// More than a gigabyte that nobody reads again.
pub(crate) fn forget_builds() -> Result<()> {
    let build = place::tools()?.join("build");
    if build.is_dir() {
        fs::remove_dir_all(build)?;
    }
    Ok(())
}

/// Makes sure of a browser, its driver, and the accessibility checker.
pub(crate) fn for_browser() -> Result<Browser> {
    let browser = || place::program(&["chromium", "chromium-browser", "google-chrome"]);
    let driver = || place::program(&["chromedriver"]);
    let npm = || place::program(&["npm"]);
    let axe = place::cache()?.join(format!("axe-{AXE_VERSION}"));
    let script = axe.join("node_modules/axe-core/axe.min.js");

    let mut packages = Vec::new();
    if browser().is_none() || driver().is_none() {
        packages.extend(["chromium", "chromium-driver"]);
    }
    if !script.is_file() && npm().is_none() {
        packages.push("npm");
    }
    debian_packages(&packages, "the browser tests need Chromium and its chromedriver (and npm once, for axe-core)")?;
    if !script.is_file() {
        fs::create_dir_all(&axe)?;
        println!("bringing axe-core {AXE_VERSION} …");
        let mut install = Command::new("npm");
        install.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "--prefix"]);
        install.arg(&axe).arg(format!("axe-core@{AXE_VERSION}"));
        process::run(&mut install, Duration::from_mins(3))?;
    }
    if !script.is_file() {
        return Err(format!("axe-core was installed, but {} is not there", script.display()).into());
    }
    let missing = "is not on the PATH, even after installing it";
    Ok(Browser {
        chromium: browser().ok_or(format!("chromium {missing}"))?,
        chromedriver: driver().ok_or(format!("chromedriver {missing}"))?,
        axe: script,
    })
}

/// Makes sure of the web servers that recipes are tried with.
pub(crate) fn for_recipes() -> Result<()> {
    // Not every user's PATH has the folder where they are.
    let there = |name: &str| place::program(&[name]).is_some() || Path::new("/usr/sbin").join(name).is_file();
    let mut packages = vec![("nginx", "nginx"), ("apache2", "apache2-bin"), ("caddy", "caddy")];
    packages.retain(|(program, _)| !there(program));
    let packages: Vec<&str> = packages.into_iter().map(|(_, package)| package).collect();
    debian_packages(&packages, "the recipes of `cargo xtask deploy` are tried with nginx, Apache and Caddy")
}

/// Makes sure of the spreadsheet that tables are opened in: 88 MB to download where nothing of it is there.
pub(crate) fn for_tables() -> Result<()> {
    let is_there = place::program(&["soffice"]).is_some();
    let packages: &[&str] = if is_there { &[] } else { &["libreoffice-calc-nogui"] };
    debian_packages(packages, "what the page exports as a table is opened with LibreOffice")
}

/// Makes sure of Firefox and WebKitGTK with their drivers.
pub(crate) fn for_more_engines() -> Result<MoreEngines> {
    let firefox = || place::program(&["firefox-esr", "firefox"]);
    let mut packages = Vec::new();
    if firefox().is_none() {
        packages.push("firefox-esr");
    }
    for (program, package) in [("WebKitWebDriver", "webkit2gtk-driver"), ("xvfb-run", "xvfb"), ("xauth", "xauth")] {
        if place::program(&[program]).is_none() {
            packages.push(package);
        }
    }
    debian_packages(
        &packages,
        "with --all-engines the tests need Firefox, WebKitWebDriver (WebKitGTK), and xvfb-run with xauth",
    )?;
    install(cargo_tool("geckodriver", "geckodriver", GECKODRIVER_VERSION)?.into_iter().collect())?;
    Ok(MoreEngines {
        firefox: firefox().ok_or("firefox is not on the PATH, even after installing it")?,
        geckodriver: place::tools()?.join("bin/geckodriver"),
    })
}

/// Makes sure that Rust compiles for the browser.
pub(crate) fn wasm_target() -> Result<()> {
    let folder = process::answer(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]));
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("adding the Rust target {WASM_TARGET} …");
    let mut add = Command::new("rustup");
    add.args(["target", "add", WASM_TARGET]);
    process::run(&mut add, Duration::from_mins(5)).map_err(|e| {
        format!(
            "{e}\nRust's {WASM_TARGET} target is needed: `rustup target add {WASM_TARGET}`; is this machine online? \
             Where Rust did not come by rustup, install the target's package beside Rust's own"
        )
        .into()
    })
}

/// What installs `package`, unless its `program` is there in this version.
fn cargo_tool(package: &str, program: &str, version: &str) -> Result<Option<Job>> {
    let root = place::tools()?;
    let said = process::answer(Command::new(root.join("bin").join(program)).arg("--version"));
    if said.as_deref().and_then(|said| said.lines().next()) == Some(&format!("{program} {version}")) {
        return Ok(None);
    }
    println!("  {package} {version} is compiled, once on this machine …");
    // One folder for all tools, since they share half of their dependencies: of two at once, one waits for the other.
    let build = root.join("build");
    let mut install = place::cargo();
    install.args(["install", "--quiet", "--debug", "--no-default-features", "--force", "--version", version, "--root"]);
    install.arg(&root).args([package, "--bin", program]);
    install.env("CARGO_TARGET_DIR", &build).env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    // Away from the workspace, whose settings are for the page.
    fs::create_dir_all(&root)?;
    install.current_dir(&root);
    Ok(Some(Job { what: package.to_owned(), command: install }))
}

/// The version of a package in a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// Installs packages; `why` they are needed is said where that is not possible.
fn debian_packages(packages: &[&str], why: &str) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    let root = process::answer(Command::new("id").arg("-u")).as_deref() == Some("0");
    if !root || place::program(&["apt-get"]).is_none() {
        return Err(format!(
            "{why}.\nOn Debian or Ubuntu: sudo apt-get install {list}\n\
             Elsewhere: install what is in these packages, so that the programs are on the PATH"
        )
        .into());
    }
    println!("installing {list} …");
    let asleep = Asleep::begin()?;
    let apt = |words: &[&str], limit_min| {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-o", "Dpkg::Use-Pty=0"]).args(words);
        process::run(&mut apt, Duration::from_mins(limit_min))
    };
    apt(&["update"], 5)?;
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat(), 15)?;
    drop(asleep);
    for package in packages {
        // Nor at the next start of the machine. Most packages have no service, and some machines no systemd.
        process::answer(Command::new("systemctl").args(["--quiet", "disable", package]));
    }
    Ok(())
}

/// What Debian asks whether a service may start.
const MAY_START: &str = "/usr/sbin/policy-rc.d";

/// While this is alive, no service of a package is started: the tests start their own.
struct Asleep {
    ours: bool,
}

impl Asleep {
    fn begin() -> Result<Self> {
        let file = Path::new(MAY_START);
        let ours = !file.exists();
        if ours {
            fs::write(file, "#!/bin/sh\nexit 101\n")?;
            let mut allow = Command::new("chmod");
            process::run(allow.arg("755").arg(file), Duration::from_secs(10))?;
        }
        Ok(Self { ours })
    }
}

impl Drop for Asleep {
    fn drop(&mut self) {
        if self.ours {
            // If it is gone already, all the better.
            let _ = fs::remove_file(MAY_START);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_lock() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.79\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
