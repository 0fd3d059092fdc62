//! `cargo xtask demo`: the page with sample data, on this machine only.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{Result, place, process, site, tools};

/// Builds what is needed, starts the sample server, shows the address, and stays until ctrl-c.
pub(crate) fn run() -> Result<()> {
    println!("[1/3] tools");
    tools::for_build()?;
    println!("[2/3] the page");
    site::build()?;
    println!("[3/3] the sample server");
    let server = [
        "--locked",
        "--package",
        "sample-server",
        "--bin",
        "sample-server",
    ];
    let mut build = Command::new(place::cargo());
    build
        .arg("build")
        .args(server)
        .current_dir(place::workspace());
    process::run(&mut build, Duration::from_mins(15))?;

    let mut serve = Command::new(place::cargo());
    serve
        .args(["run", "--quiet"])
        .args(server)
        .arg("--")
        .arg("--page-dir")
        .arg(place::dist())
        .arg("--cors");
    serve
        .current_dir(place::workspace())
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = serve
        .spawn()
        .map_err(|e| format!("could not start the sample server: {e}"))?;
    let lines = child.stdout.take().map(|out| BufReader::new(out).lines());
    let mut shown = false;
    for line in lines.into_iter().flatten() {
        let line = line?;
        println!("{line}");
        if let Some(address) = page_address(&line).filter(|_| !shown) {
            shown = true;
            println!("\nTapeline is at {address} (ctrl-c stops it)\n");
            open(address);
        }
    }
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("the sample server ended ({status})").into())
    }
}

/// The page's address in a line that the sample server prints.
fn page_address(line: &str) -> Option<&str> {
    let line = line.trim();
    let says_page = line.to_ascii_lowercase().starts_with("page");
    let start = line.find("http://").filter(|_| says_page)?;
    line.get(start..)?.split_whitespace().next()
}

/// Opens the address in the user's browser, if there is a screen to open it on.
fn open(address: &str) {
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|v| !v.is_empty()));
    let opener = if cfg!(target_os = "macos") {
        Some("open")
    } else {
        screen.then_some("xdg-open")
    };
    let Some(program) =
        opener.filter(|name| env::var_os("CI").is_none() && place::program(&[name]).is_some())
    else {
        return;
    };
    // No browser opened is no failure: the address is printed.
    let _ = Command::new(program)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_told_from_the_api() {
        assert_eq!(
            page_address("page: http://127.0.0.1:8080/ (sample data)"),
            Some("http://127.0.0.1:8080/")
        );
        assert_eq!(page_address("api: http://127.0.0.1:4443/"), None);
        assert_eq!(page_address("pages are capped at 4000"), None);
    }
}
