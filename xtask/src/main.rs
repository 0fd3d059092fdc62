//! Tapeline's commands. `cargo xtask` alone lists them.
//!
//! Each works from a fresh clone: it brings the tools it needs into a cache of its own and says what it does.

mod artefact;
mod bench;
mod budget;
mod demo;
mod deploy;
mod dist;
mod finish;
mod paths;
mod place;
mod policy;
mod process;
mod release;
mod site;
mod test;
mod together;
mod tools;
mod wasm;

use std::process::ExitCode;

/// What goes wrong here is told to a person and ends the command: a sentence is all that is needed.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const HELP: &str = "\
Tapeline's commands

    cargo xtask demo     build the page and show it with sample data, on this machine only
    cargo xtask test     run every check, in order, up to the page in Chromium; with --all-engines in
                         Firefox and in WebKit (WebKitGTK) too
    cargo xtask build    build the page into dist/, ready for any static host
    cargo xtask deploy   write what nginx, Apache, Caddy or IIS need to serve the page; `deploy help` tells more
    cargo xtask release  make an archive of the page with its list of parts (SBOM) and hashes, in release/: licences
                         and sources are checked, and the page is built twice and compared byte by byte
    cargo xtask screenshots
                         take a picture of every view in four sizes, light and dark, with few rows and many
    cargo xtask bench    measure the page beside its peers, in one browser (some 15 minutes), and fail on what is slower
                         by a fifth than in tests/bench; with --quick beside the bare loop alone (2 minutes)
    cargo xtask trunk    call Trunk with the tools of this project: `cargo xtask trunk serve` to work on the page

Trunk alone does as well (0.21, with wasm-bindgen on the PATH): it calls `prepare` and `finish` (see Trunk.toml).

Each brings the tools it needs (the first time takes some minutes) into a folder of its own:
$TAPELINE_CACHE, or tapeline/ in the user's cache folder. Nothing else of yours is changed, but for
the Rust target wasm32-unknown-unknown and, on Debian as root, the packages of the browsers for `test`
and `bench`, and of three web servers for `test` (none of them is started).";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        ["bench"] => bench::run(bench::Extent::Whole),
        ["bench", "--quick"] => bench::run(bench::Extent::Quick),
        ["build"] => site::build_page(),
        ["demo"] => demo::run(),
        ["deploy", words @ ..] => deploy::run(words),
        ["finish"] => finish::finish(),
        ["prepare"] => finish::prepare(),
        ["release"] => release::run(),
        ["screenshots"] => test::screenshots(),
        ["test"] => test::run(test::Engines::Chromium),
        ["test", "--all-engines"] => test::run(test::Engines::All),
        ["trunk", words @ ..] => site::run_trunk(words),
        ["bench" | "build" | "demo" | "finish" | "prepare" | "release" | "screenshots" | "test", extra, ..] => {
            Err(format!("`{extra}` is not known to this command.\n\n{HELP}").into())
        }
        [word, ..] => Err(format!("there is no command `{word}`.\n\n{HELP}").into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nxtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
