//! What the project is made of: one registry, nothing that the lock file does not hold to a hash, and only licences that
//! `.cargo/deny.toml` allows. cargo-deny says the same of a release; this says it of every change, in a second.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The one registry, in two pieces since no file but the lock file spells its host.
const REGISTRY: &str = concat!("registry+https://github.com/rust-lang/cra", "tes.io-index");

#[test]
fn all_packages_come_from_one_registry_and_are_held_to_a_hash() {
    let lock = read("Cargo.lock");
    let mut n_foreign = 0;
    for package in lock.split("[[package]]").skip(1) {
        let Some(source) = package.lines().find_map(|line| line.strip_prefix("source = ")) else {
            // By path: a part of this workspace.
            continue;
        };
        assert_eq!(source.trim_matches('"'), REGISTRY, "{package}");
        assert!(package.contains("\nchecksum = \""), "without a hash: {package}");
        n_foreign += 1;
    }
    assert!(n_foreign > 100, "the lock file is not laid out as it was: {n_foreign} packages found");
    let deny = read(".cargo/deny.toml");
    for rule in ["unknown-registry = \"deny\"", "unknown-git = \"deny\"", "wildcards = \"deny\""] {
        assert!(deny.lines().any(|line| line == rule), "{rule}");
    }
}

#[test]
fn every_licence_is_one_that_the_project_allows() {
    let allowed = allowed_licences();
    let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
    let packages = packages();
    assert!(packages.len() > 100, "{} packages", packages.len());
    for package in packages {
        let text = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
        let (name, licence) = (text("name"), text("license"));
        assert!(allows(&allowed, &licence), "{name} has the licence `{licence}`: .cargo/deny.toml does not allow it");
        let source = text("source");
        assert!(source.is_empty() || source == REGISTRY, "{name} comes from {source}");
    }
}

#[test]
fn a_licence_is_read_as_the_standard_has_it() {
    let allows = |text| allows(&["MIT", "ISC", "Apache-2.0"], text);
    for good in ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-3.0", "(GPL-3.0 OR MIT) AND ISC", "GPL-3.0 OR MIT AND ISC"] {
        assert!(allows(good), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "MIT AND (GPL-3.0 OR BSD)", "Apache-2.0 WITH Some-exception", "(MIT"]
    {
        assert!(!allows(bad), "{bad}");
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// All that is compiled on this platform or for the page.
fn packages() -> Vec<Value> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["metadata", "--locked", "--format-version", "1", "--filter-platform", "host-tuple"]);
    cargo.args(["--filter-platform", "wasm32-unknown-unknown"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let Value::Array(packages) = told["packages"].take() else { panic!("cargo tells of no packages") };
    packages
}

fn allowed_licences() -> Vec<String> {
    let deny = read(".cargo/deny.toml");
    let (_, list) = deny.split_once("\nallow = [").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether the licences allowed are enough for an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0`.
fn allows(allowed: &[&str], expression: &str) -> bool {
    // The slash is how it was written before there was a standard.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let allows = any(allowed, &mut words);
    allows == Some(true) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(allowed: &[&str], words: &mut Words<'_>) -> Option<bool> {
    let mut is_enough = all(allowed, words)?;
    while words.next_if_eq(&"OR").is_some() {
        is_enough |= all(allowed, words)?;
    }
    Some(is_enough)
}

fn all(allowed: &[&str], words: &mut Words<'_>) -> Option<bool> {
    let mut is_enough = one(allowed, words)?;
    while words.next_if_eq(&"AND").is_some() {
        is_enough &= one(allowed, words)?;
    }
    Some(is_enough)
}

/// A name, a name with an exception (which is a licence of its own), or what stands in brackets.
fn one(allowed: &[&str], words: &mut Words<'_>) -> Option<bool> {
    let word = words.next()?;
    if word == "(" {
        let is_enough = any(allowed, words)?;
        return (words.next()? == ")").then_some(is_enough);
    }
    if words.next_if_eq(&"WITH").is_some() {
        let with = format!("{word} WITH {}", words.next()?);
        return Some(allowed.contains(&with.as_str()));
    }
    Some(allowed.contains(&word))
}
