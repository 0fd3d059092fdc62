//! The rules of the house that no compiler holds: who may use whom, who may send, what a file looks like.
//!
//! The tables come first. A rule that is in the way is changed there, with its reason, not worked around.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code: a panic is how a test fails"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

pub(crate) use source::sources;
use source::{File, files, holds_word, root};

mod source;

/// Which modules a module may name. What is missing here may name nothing, and needs a line of its own.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("sample", &[]),
    ("looks", &["model"]),
    ("format", &["model"]),
    ("texts", &["model", "format"]),
    // An address names filters, and so what is searched for.
    ("route", &["model", "format", "texts", "answers"]),
    ("config", &["model", "format", "texts", "answers", "route", "api", "wire"]),
    ("reader", &["model", "format", "texts", "timeline", "answers", "route"]),
    ("wire", &["model"]),
    ("timeline", &["model"]),
    ("sweep", &["model"]),
    ("answers", &["model", "looks", "sweep"]),
    ("output", &["model", "looks", "answers", "format", "timeline", "texts", "wire"]),
    ("api", &["model", "looks", "format", "texts", "wire"]),
    (
        "report",
        &[
            "model", "format", "texts", "wire", "timeline", "sweep", "answers", "output", "route", "config", "api",
            "reader",
        ],
    ),
    ("browser", &[ALL_PURE]),
    ("app", &[ALL_PURE, "browser"]),
];

/// Stands in a list for all of [`PURE`].
const ALL_PURE: &str = "pure";
/// Stands in a list for everything.
const ALL: &str = "*";
/// The modules that compile natively: no browser, no clock, no I/O.
const PURE: &[&str] = &[
    "model", "looks", "sample", "format", "texts", "config", "route", "wire", "timeline", "sweep", "answers", "output",
    "api", "reader", "report",
];

/// What of `browser` the files of `app` may use; the first place that fits counts. Features draw and listen;
/// whatever leaves the page or comes into it goes through the store.
const APP_MAY_USE_OF_BROWSER: &[(&str, &[&str])] = &[("app/store/", &[ALL]), ("app/", &["canvas", "frame"])];

/// Names that only some places may hold.
struct Reserved {
    names: &'static [&'static str],
    /// The files, or folders that end in a slash, that may; none means nobody.
    only_in: &'static [&'static str],
    why: &'static str,
}

const RESERVED: &[Reserved] = &[
    Reserved {
        names: &[
            "gloo_net",
            "web_sys::Request",
            "web_sys::RequestInit",
            "RequestInit",
            "fetch_with_request",
            "fetch_with_str",
            "fetch_with_str_and_init",
            "fetch_with_request_and_init",
            "XmlHttpRequest",
            "WebSocket",
            "EventSource",
            "send_beacon",
            "send_beacon_with_opt_str",
            "sendBeacon",
        ],
        only_in: &["browser/fetch.rs"],
        why: "one module sends, so that one place decides where a token goes",
    },
    Reserved {
        names: &[
            "inner_html",
            "set_inner_html",
            "outer_html",
            "set_outer_html",
            "insert_adjacent_html",
            "DomParser",
            "create_contextual_fragment",
            "set_srcdoc",
            "srcdoc",
        ],
        only_in: &[],
        why: "text from a server is only ever text",
    },
    Reserved {
        names: &["js_sys::eval", "new_no_args", "new_with_args"],
        only_in: &[],
        why: "no text is ever run; the page's policy forbids it too",
    },
    Reserved {
        names: &["local_storage", "session_storage", "localStorage", "sessionStorage", "indexed_db", "set_cookie"],
        only_in: &["browser/storage.rs"],
        why: "one module keeps things, so that one place decides what is never kept",
    },
    Reserved {
        names: &["SystemTime", "Instant", "Date::now", "Utc::now", "Local::now", "chrono::Local"],
        only_in: &["browser/", "app/", "main.rs"],
        why: "pure code is told what time it is; so a picture can be compared",
    },
    Reserved {
        names: &["std::fs", "TcpStream", "UdpSocket", "std::env", "std::process", "std::thread"],
        only_in: &["main.rs"],
        why: "pure code does no input or output, and the browser has none of these",
    },
];

/// The most lines a source file may have.
const MAX_LINES: usize = 450;
/// Files that are longer, with the length they may not pass. This list only ever gets shorter.
const TOO_LONG: &[(&str, usize)] = &[];

/// What no file of the project may hold, in pieces so that this file does not.
const FORBIDDEN_TEXT: &[(&str, &str)] = &[
    (concat!("/ro", "ot/"), "a path of one machine"),
    (concat!("/wo", "rk/"), "a path of one machine"),
    (concat!("cra", "tes.io"), "a registry's host: say the package's name"),
    (concat!("npm", "js."), "a registry's host: say the package's name"),
    (concat!("py", "pi.org"), "a registry's host: say the package's name"),
    (concat!("static.rust", "-lang.org"), "a host of downloads"),
    (concat!("deb.", "debian.org"), "a registry's host: say the package's name"),
];
/// The lock file names the registry by design.
const MAY_HOLD_ANY_TEXT: &[&str] = &["Cargo.lock"];

#[test]
fn modules_use_only_what_the_map_allows() {
    let mut found = Findings::default();
    for file in sources("src") {
        let Some(module) = file.module() else {
            continue;
        };
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            found.add(&file, 1, &format!("the module `{module}` has no line in MAY_USE"));
            continue;
        };
        for (line, path) in file.crate_paths() {
            let (used, inner) = path.split_once("::").unwrap_or((&path, ""));
            if used == module || !MAY_USE.iter().any(|(known, _)| *known == used) {
                continue;
            }
            let pure = allowed.contains(&ALL_PURE) && PURE.contains(&used);
            if !pure && !allowed.contains(&used) {
                found.add(&file, line, &format!("`{module}` may not use `{used}` (see MAY_USE)"));
            }
            if module == "app" && used == "browser" {
                let place = APP_MAY_USE_OF_BROWSER.iter().find(|(place, _)| file.name().starts_with(place));
                let inner = inner.split("::").next().unwrap_or_default();
                if !place.is_some_and(|(_, parts)| parts.contains(&ALL) || parts.contains(&inner)) {
                    found.add(&file, line, &format!("may not use `browser::{inner}` (see APP_MAY_USE_OF_BROWSER)"));
                }
            }
        }
    }
    found.none();
}

/// Inside `app` an arrow leads from a feature to the store or to small components, and nowhere else: the store knows no view,
/// a small component knows neither, and no feature knows another. The root, `app/mod.rs`, puts them together.
#[test]
fn no_feature_uses_another() {
    let mut found = Findings::default();
    for file in sources("src/app") {
        let Some((own, _)) = file.name().strip_prefix("app/").and_then(|name| name.split_once('/')) else { continue };
        let allowed: &[&str] = match own {
            "store" | "ui" => &["signals"],
            _ => &["signals", "store", "ui"],
        };
        for (line, path) in file.app_paths() {
            let used = path.split("::").next().unwrap_or_default();
            let is_module = root().join("src/app").join(used).is_dir() || used == "signals";
            if is_module && used != own && !allowed.contains(&used) {
                found.add(&file, line, &format!("`app/{own}` may not use `app/{used}`: {allowed:?} alone"));
            }
        }
    }
    found.none();
}

#[test]
fn reserved_names_stay_where_they_belong() {
    let mut found = Findings::default();
    for file in sources("src") {
        let paths: Vec<(usize, String)> = file.use_paths();
        for Reserved { names, only_in, why } in RESERVED {
            if only_in
                .iter()
                .any(|place| file.name() == *place || place.ends_with('/') && file.name().starts_with(place))
            {
                continue;
            }
            for name in *names {
                let imported = paths.iter().filter(|(_, path)| holds_word(path, name)).map(|(line, _)| *line);
                let written = file.lines().filter(|(_, text)| holds_word(text, name)).map(|(line, _)| line);
                for line in imported.chain(written).collect::<BTreeSet<_>>() {
                    found.add(&file, line, &format!("`{name}`: {why} (only in: {only_in:?})"));
                }
            }
        }
    }
    found.none();
}

#[test]
fn files_say_what_they_are_for_and_stay_short() {
    let mut found = Findings::default();
    for file in ["src", "tests", "xtask"].into_iter().flat_map(sources) {
        if !file.text.starts_with("//! ") {
            found.add(&file, 1, "a source file opens with a `//!` line that says what it is for");
        }
        let length = file.text.lines().count();
        let debt = TOO_LONG.iter().find(|(path, _)| *path == file.path);
        let limit = debt.map_or(MAX_LINES, |(_, limit)| *limit);
        if length > limit {
            found.add(&file, limit, &format!("{length} lines, {limit} allowed: cut it in two"));
        }
        if debt.is_some() && length <= MAX_LINES {
            found.add(&file, 1, "is short enough now: take it out of TOO_LONG");
        }
    }
    found.none();
}

#[test]
fn no_file_names_a_machine_or_a_registry() {
    let mut found = Findings::default();
    for file in files(Path::new(""), &|_| true) {
        if MAY_HOLD_ANY_TEXT.contains(&file.path.as_str()) {
            continue;
        }
        for (line, text) in (1..).zip(file.text.lines()) {
            for (forbidden, what) in FORBIDDEN_TEXT.iter().filter(|(forbidden, _)| text.contains(forbidden)) {
                found.add(&file, line, &format!("holds `{forbidden}`: {what}"));
            }
        }
    }
    found.none();
}

#[test]
fn the_map_names_every_module() {
    let Ok(map) = fs::read_to_string(root().join("src/README.md")) else {
        return;
    };
    let mut found = Findings::default();
    for file in sources("src") {
        // A folder's mod.rs is what the map says about the folder; a small file inside is found from there.
        let name = file.name().strip_suffix("/mod.rs").unwrap_or(file.name());
        if !name.contains('/') && !map.contains(&format!("`{name}`")) {
            found.add(&file, 1, &format!("src/README.md does not name `{name}`"));
        }
    }
    found.none();
}

/// What was found, told all at once.
#[derive(Default)]
struct Findings(String);

impl Findings {
    fn add(&mut self, file: &File, line: usize, what: &str) {
        writeln!(self.0, "  {}:{line}: {what}", file.path).unwrap();
    }

    fn none(self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}
