//! `cargo xtask release`: the page as it is given away, with all that somebody needs who does not want to trust it blindly.
//!
//! What comes out depends on the source and the tools alone: the page is built twice, in two places, and every byte is
//! compared; archive and lists hold no time of building, no name of a user and no path.

mod archive;
mod bill;
mod twice;

use std::fs;
use std::time::Duration;

use crate::{Result, place, process, site, tools};

/// What cargo-deny is asked. Advisories are not among it: their list is kept by others, away from the registry, and an
/// old copy of it would call clean what is not.
const ASKED: [&str; 3] = ["licenses", "bans", "sources"];

/// Makes the release in `release/`.
pub(crate) fn run() -> Result<()> {
    println!("[1/5] tools");
    tools::for_release()?;
    println!(
        "[2/5] what it is made of: licences, versions, sources (known weaknesses are not looked up: ask for them elsewhere)"
    );
    deny()?;
    println!("[3/5] the page");
    site::build()?;
    println!("[4/5] the page once more, in another folder, from nothing");
    twice::check()?;
    println!("[5/5] archive, list of parts, hashes");
    let folder = place::workspace().join("release");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let name = ["tapeline-", env!("CARGO_PKG_VERSION")].concat();
    let bill = bill::of_page()?;
    fs::write(folder.join([&name, ".cdx.json"].concat()), &bill.json)?;
    archive::pack(&place::dist(), &folder, &name)?;
    let n_files = archive::sums(&folder)?;
    println!("{name}.tar.gz: the page, for any static host");
    println!("{name}.cdx.json: the {} parts of the page, with version, licence and hash (CycloneDX)", bill.n_parts);
    println!("SHA256SUMS: {n_files} files; `sha256sum --check SHA256SUMS`, beside the archive once it is unpacked");
    println!("the release is in {}", folder.display());
    Ok(())
}

/// Holds the packages to .cargo/deny.toml.
fn deny() -> Result<()> {
    let mut fetch = place::cargo();
    fetch.args(["fetch", "--quiet"]).current_dir(place::workspace());
    process::run(&mut fetch, Duration::from_mins(10))?;
    let mut deny = place::cargo();
    deny.args(["deny", "--locked", "--offline", "--workspace", "check", "--hide-inclusion-graph"]).args(ASKED);
    deny.current_dir(place::workspace()).env("PATH", place::path_with_tools()?);
    process::run(&mut deny, Duration::from_mins(5))
}
