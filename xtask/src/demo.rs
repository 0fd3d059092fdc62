//! `cargo xtask demo`: the page with sample data, on this machine only.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use crate::together::Job;
use crate::{Result, place, site};

/// Where the sample server and the page are, if nobody else is there.
const API_PORT: u16 = 4443;
const PAGE_PORT: u16 = 8080;

/// Builds what is needed, starts the sample server, shows the address, and stays until ctrl-c.
pub(crate) fn run() -> Result<()> {
    println!(
        "[1/3] tools, the page and the sample server are compiled: the first time this takes about five minutes on two cores"
    );
    let server = ["--package", "sample-server", "--bin", "sample-server"];
    let mut build = place::cargo();
    build.args(["build", "--quiet"]).args(server).current_dir(place::workspace());
    site::compile(vec![Job { what: "the sample server".to_owned(), command: build }])?;
    println!("[2/3] the page is put together");
    site::build()?;
    println!("[3/3] the sample server");
    let mut serve = place::cargo();
    serve.args(["run", "--quiet"]).args(server).arg("--");
    serve.arg("--page-dir").arg(place::dist()).args(["--cors", "any"]);
    serve.args(["--port", &port(API_PORT), "--page-port", &port(PAGE_PORT)]);
    serve.current_dir(place::workspace()).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = serve.spawn().map_err(|e| format!("could not start the sample server: {e}"))?;
    let lines = child.stdout.take().map(|out| BufReader::new(out).lines());
    let mut said = Said::default();
    for line in lines.into_iter().flatten() {
        if said.hear(&line?) {
            println!("{}", said.told());
            open(&said.page);
        }
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(format!("the sample server ended ({status})").into()) }
}

/// The port as a word if it is free, else 0, which lets the server take any. The same port each time keeps
/// bookmarks of the demo alive.
fn port(wanted: u16) -> String {
    TcpListener::bind(("127.0.0.1", wanted)).map_or(0, |_| wanted).to_string()
}

/// What the sample server said: one line each, a name and its value.
#[derive(Default)]
struct Said {
    api: String,
    page: String,
    token: String,
}

impl Said {
    /// Takes a line in; true once everything was said.
    fn hear(&mut self, line: &str) -> bool {
        let mut words = line.split_whitespace();
        let (name, value) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let place = match name {
            "api" => &mut self.api,
            "page" => &mut self.page,
            "token" => &mut self.token,
            _ => return false,
        };
        value.clone_into(place);
        ![&self.api, &self.page, &self.token].iter().any(|said| said.is_empty())
    }

    fn told(&self) -> String {
        format!(
            "
Tapeline is at  {}

Its sample data is one click away. To see it talk to a server, connect to the one that runs beside it:
    Server address  {}
    Access token    {}
Both are on this machine only. Ctrl-c stops them.",
            self.page, self.api, self.token
        )
    }
}

/// Opens the address in the user's browser, if there is a screen to open it on.
fn open(address: &str) {
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|v| !v.is_empty()));
    let opener = if cfg!(target_os = "macos") { Some("open") } else { screen.then_some("xdg-open") };
    let Some(program) = opener.filter(|name| env::var_os("CI").is_none() && place::program(&[name]).is_some()) else {
        return;
    };
    // No browser opened is no failure: the address is printed.
    let _ = Command::new(program).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_are_told_once_all_are_known() {
        let mut said = Said::default();
        assert!(!said.hear("api    http://127.0.0.1:4443"));
        assert!(!said.hear(""));
        assert!(!said.hear("page   http://127.0.0.1:8080/"));
        assert!(said.hear("token  abc"));
        for part in ["http://127.0.0.1:4443", "http://127.0.0.1:8080/", "abc"] {
            assert!(said.told().contains(part));
        }
        assert!(!said.hear("GET /v8/Jobs"), "what it says later is not for here");
    }

    #[test]
    fn a_port_in_use_is_left_to_its_user() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).ok();
        let number = taken.as_ref().and_then(|t| t.local_addr().ok()).map_or(0, |a| a.port());
        assert_eq!(port(number), "0");
        drop(taken);
    }
}
