//! Static hosts for the page, good ones and bad ones.
//!
//! Strict where lenient servers hide mistakes: what is not there is a 404 and never index.html, and nothing
//! outside its path is served.

use std::fs;
use std::path::{Path, PathBuf};

use crate::engine::Console;
use crate::http::{Answer, Request, Server};
use crate::setup;
use crate::tripwire::{Record, Seen};

/// What notes the console's lines in engines whose drivers do not tell them.
const CONSOLE_SCRIPT: &str = include_str!("console.js");
const CONSOLE_NAME: &str = "tapeline-e2e-console.js";

type Change = Box<dyn Fn(&mut Answer) + Send + Sync>;

/// A host of the page; see [`Site::start`].
pub struct Site {
    server: Server,
    prefix: String,
    record: Record,
}

/// A host being described.
pub struct Host {
    folder: PathBuf,
    prefix: String,
    headers: Vec<(String, String)>,
    changes: Vec<(&'static str, Change)>,
    added: Vec<(&'static str, &'static str)>,
    scripts: Vec<&'static str>,
}

impl Site {
    /// A plain host of this folder, at the root.
    pub fn start(folder: PathBuf) -> Self {
        Self::of(folder).start()
    }

    /// Describes a host of this folder.
    pub fn of(folder: PathBuf) -> Host {
        let (headers, changes, added, scripts) = Default::default();
        Host { folder, prefix: "/".to_owned(), headers, changes, added, scripts }
    }

    /// The address of the page, with what follows it, such as `#/connect`.
    pub fn url(&self, rest: &str) -> String {
        format!("{}{}{rest}", self.origin(), self.prefix)
    }

    /// The host's origin, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.server.port)
    }

    /// All requests it got: nothing of a view's address may be in them.
    pub fn seen(&self) -> Vec<Seen> {
        self.record.all()
    }
}

impl Host {
    /// Serves it below a path: `/deep/sub/`.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    /// Sends this header with every answer.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Changes the answers for files whose names end so.
    #[must_use]
    pub fn change(mut self, ends: &'static str, change: impl Fn(&mut Answer) + Send + Sync + 'static) -> Self {
        self.changes.push((ends, Box::new(change)));
        self
    }

    /// Has one more script, at the end of the page: unlike what a test executes, it is bound by the page's policy.
    #[must_use]
    pub fn add_script(mut self, name: &'static str, text: &'static str) -> Self {
        self.scripts.push(name);
        self.add_file(name, text)
    }

    /// Has one more file, or another in place of the page's own.
    #[must_use]
    pub fn add_file(mut self, name: &'static str, text: &'static str) -> Self {
        self.added.push((name, text));
        self
    }

    /// Flips one bit in the middle of files whose names end so.
    #[must_use]
    pub fn alter(self, ends: &'static str) -> Self {
        self.change(ends, |answer| {
            let middle = answer.body.len() / 2;
            answer.body[middle] ^= 1;
        })
    }

    /// Has no files whose names end so.
    #[must_use]
    pub fn lose(self, ends: &'static str) -> Self {
        self.change(ends, |answer| *answer = missing())
    }

    /// Sends files whose names end so with another type.
    #[must_use]
    pub fn mistype(self, ends: &'static str, mime: &'static str) -> Self {
        self.change(ends, move |answer| {
            mime.clone_into(&mut answer.headers[0].1);
        })
    }

    /// Opens it on a port of its own, until it is dropped.
    pub fn start(self) -> Site {
        let (prefix, record) = (self.prefix.clone(), Record::default());
        let notes = record.clone();
        let server = Server::start(move |request| {
            notes.add(request);
            self.answer(request)
        });
        Site { server, prefix, record }
    }

    fn answer(&self, request: &Request) -> Answer {
        let path = request.target.split('?').next().unwrap_or_default();
        let name =
            path.strip_prefix(self.prefix.as_str()).map(|name| if name.is_empty() { "index.html" } else { name });
        // Names only: a page of ours has no folders, and none is walked out of.
        let name = name.filter(|name| !name.contains("..") && !name.starts_with('/'));
        if name == Some(CONSOLE_NAME) {
            return typed(CONSOLE_SCRIPT.as_bytes().to_vec(), "text/javascript");
        }
        let added = name.and_then(|name| self.added.iter().find(|(own, _)| *own == name));
        let mut answer = match (added, name) {
            (Some((_, text)), _) => typed(text.as_bytes().to_vec(), "text/javascript"),
            (None, Some(name)) => file(&self.folder.join(name)),
            (None, None) => missing(),
        };
        let name = name.unwrap_or_default();
        if name == "index.html" {
            for script in &self.scripts {
                let html = String::from_utf8_lossy(&answer.body);
                let tag = format!("<script src=\"./{script}\"></script></body>");
                answer.body = html.replace("</body>", &tag).into_bytes();
            }
            if setup::engine().console() == Console::Script {
                listen(&mut answer);
            }
        }
        for (_, change) in self.changes.iter().filter(|(ends, _)| name.ends_with(ends)) {
            change(&mut answer);
        }
        answer.headers.extend(self.headers.iter().cloned());
        answer
    }
}

/// Puts the script that notes the console's lines behind the page's policy, before all else that runs.
fn listen(answer: &mut Answer) {
    let html = String::from_utf8_lossy(&answer.body).into_owned();
    let script = format!("<script src=\"./{CONSOLE_NAME}\"></script>");
    let policy =
        html.find("http-equiv=\"Content-Security-Policy\"").and_then(|at| Some(at + html[at..].find('>')? + 1));
    if let Some(at) = policy {
        answer.body = [&html[..at], &script, &html[at..]].concat().into_bytes();
    }
}

fn missing() -> Answer {
    let plain = ("Content-Type".to_owned(), "text/plain".to_owned());
    Answer { status: 404, headers: vec![plain], body: b"not here".to_vec() }
}

/// A file's answer.
fn file(path: &Path) -> Answer {
    let Ok(body) = fs::read(path) else {
        return missing();
    };
    let mime = match path.extension().and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    typed(body, mime)
}

/// An answer whose first header is its type.
fn typed(body: Vec<u8>, mime: &str) -> Answer {
    let headers = [("Content-Type", mime), ("X-Content-Type-Options", "nosniff")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Answer { status: 200, headers, body }
}
