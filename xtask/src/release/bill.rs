//! The list of parts of a page, in the form of CycloneDX.
//!
//! Cargo knows what is linked into the page. The standard library comes compiled with the compiler, as one part of its
//! version. What only runs while they are compiled (macros, build scripts) is not in the page, and so not in
//! the list. The tool cargo-cyclonedx would list the macros, leave the standard library out, and write down paths of this machine.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Result, place, process};

/// The list, and how many parts it names.
pub(super) struct Bill {
    pub(super) json: String,
    pub(super) n_parts: usize,
}

/// Where the list would be wrong if one of them were missing.
const KNOWN: [&str; 4] = ["leptos", "wasm-bindgen", "chrono", STD];
/// The page itself; the others are its parts.
const PAGE: &str = "tapeline";
const STD: &str = "std";

/// A part by name and version.
type Key = (String, String);

#[derive(Default)]
struct Part {
    licence: String,
    /// Not from the registry, so without an address there.
    is_by_path: bool,
    needs: BTreeSet<Key>,
}

type Parts = BTreeMap<Key, Part>;

/// Lists what the page is made of.
pub(super) fn of_page() -> Result<Bill> {
    let workspace = place::workspace();
    let compiler = rustc(&["--version"])?;
    let version = compiler.split(' ').nth(1).unwrap_or_default();
    let mut parts = Parts::new();
    read(&tree(&workspace)?, &mut parts)?;
    add_std(version, &mut parts);
    if let Some(missing) = KNOWN.iter().find(|known| !parts.keys().any(|(name, _)| name == *known)) {
        return Err(format!("the list of parts does not name {missing}").into());
    }
    let hashes = hashes(&fs::read_to_string(workspace.join("Cargo.lock"))?);
    Ok(Bill { json: json(&parts, &hashes, &compiler)?, n_parts: parts.len() - 1 })
}

fn rustc(words: &[&str]) -> Result<String> {
    process::answer(Command::new("rustc").args(words)).ok_or_else(|| "rustc does not answer".into())
}

/// The standard library, which the page needs as well.
fn add_std(version: &str, parts: &mut Parts) {
    let std = (STD.to_owned(), version.to_owned());
    for (_, part) in parts.iter_mut().filter(|((name, _), _)| name == PAGE) {
        part.needs.insert(std.clone());
    }
    let licence = "MIT OR Apache-2.0".to_owned();
    parts.insert(std, Part { licence, is_by_path: true, needs: BTreeSet::new() });
}

/// What cargo says is linked into the page: a line each, how deep it is and what it is.
fn tree(workspace: &Path) -> Result<String> {
    let mut cargo = place::cargo();
    cargo.args(["tree", "--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"]);
    cargo.args(["--prefix", "depth", "--charset", "ascii", "--format", "|{p}|{l}|"]);
    cargo.args(["--package", PAGE]).current_dir(workspace);
    process::answer(&mut cargo).ok_or_else(|| format!("cargo does not tell of {}", workspace.display()).into())
}

/// Reads lines such as `2|memchr v2.8.3|MIT|`; what is deeper than the line before it is needed by that.
fn read(tree: &str, parts: &mut Parts) -> Result<()> {
    let mut above: Vec<Key> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let mut fields = line.split('|');
        let unlike = || format!("`cargo tree` wrote a line that is not understood: {line}");
        let mut next = || fields.next().ok_or_else(unlike);
        let (depth, package, licence) = (next()?.parse::<usize>()?, next()?, next()?);
        let mut words = package.splitn(3, ' ');
        let name = words.next().unwrap_or_default();
        let version = words.next().and_then(|word| word.strip_prefix('v')).ok_or_else(unlike)?;
        let is_by_path = words.next().is_some();
        let key = (name.to_owned(), version.to_owned());
        above.truncate(depth);
        if let Some(part) = above.last().and_then(|above| parts.get_mut(above)) {
            part.needs.insert(key.clone());
        }
        let part = parts.entry(key.clone()).or_default();
        part.is_by_path = is_by_path;
        licence.replace('/', " OR ").clone_into(&mut part.licence);
        above.push(key);
    }
    Ok(())
}

/// The hashes that a lock file holds packages to.
fn hashes(lock: &str) -> BTreeMap<Key, String> {
    let mut found = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let field = |name: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""))?;
            line.strip_suffix('"').map(str::to_owned)
        };
        if let (Some(name), Some(version), Some(hash)) = (field("name"), field("version"), field("checksum")) {
            found.insert((name, version), hash);
        }
    }
    found
}

fn json(parts: &Parts, hashes: &BTreeMap<Key, String>, compiler: &str) -> Result<String> {
    let (page, others): (Vec<_>, Vec<_>) = parts.iter().partition(|((name, _), _)| name == PAGE);
    let described = |(key, part): &(&Key, &Part), kind| component(key, part, hashes.get(*key), kind);
    let page = page.first().map(|page| described(page, "application")).ok_or("the list does not name the page")?;
    let components: Vec<_> = others.iter().map(|part| described(part, "library")).collect();
    let needs = parts.iter().map(|(key, part)| {
        let needs: Vec<_> = part.needs.iter().map(reference).collect();
        format!("{{\"ref\": {}, \"dependsOn\": [{}]}}", reference(key), needs.join(", "))
    });
    Ok(format!(
        "{{\n\"bomFormat\": \"CycloneDX\",\n\"specVersion\": \"1.5\",\n\"version\": 1,\n\"metadata\": {{\"component\": {page},\n\
         \"properties\": [{{\"name\": \"tapeline:compiler\", \"value\": {}}}]}},\n\"components\": [\n{}\n],\n\
         \"dependencies\": [\n{}\n]\n}}\n",
        quoted(compiler),
        components.join(",\n"),
        needs.collect::<Vec<_>>().join(",\n")
    ))
}

fn component(key: &Key, part: &Part, hash: Option<&String>, kind: &str) -> String {
    let (name, version) = key;
    let named = [("type", kind.to_owned()), ("name", name.clone()), ("version", version.clone())];
    let mut members: Vec<_> =
        named.iter().map(|(name, value)| [&quoted(name), ": ", &quoted(value)].concat()).collect();
    members.push(format!("\"bom-ref\": {}", reference(key)));
    if let Some(hash) = hash {
        members.push(format!("\"hashes\": [{{\"alg\": \"SHA-256\", \"content\": {}}}]", quoted(hash)));
    }
    if !part.licence.is_empty() {
        members.push(format!("\"licenses\": [{{\"expression\": {}}}]", quoted(&part.licence)));
    }
    if !part.is_by_path {
        members.push(format!("\"purl\": {}", quoted(&format!("pkg:cargo/{name}@{version}"))));
    }
    ["{", &members.join(", "), "}"].concat()
}

fn reference((name, version): &Key) -> String {
    quoted(&[name, "@", version].concat())
}

fn quoted(text: &str) -> String {
    ["\"", &text.replace('\\', "\\\\").replace('"', "\\\""), "\""].concat()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const TREE: &str = "0|tapeline v0.1.0 (/some/where)|MIT|\n1|chrono v0.4.45|MIT/Apache-2.0|\n2|num v0.2.1|MIT|\n1|num v0.2.1|MIT| (*)\n\
                        1|sample-world v0.1.0 (/some/where/sample)|MIT|\n";
    const LOCK: &str = "[[package]]\nname = \"chrono\"\nversion = \"0.4.45\"\nsource = \"x\"\nchecksum = \"abc\"\n\n\
                        [[package]]\nname = \"tapeline\"\nversion = \"0.1.0\"\n";

    #[test]
    fn parts_have_licence_hash_and_what_they_need() -> Result<()> {
        let mut parts = Parts::new();
        read(TREE, &mut parts)?;
        add_std("1.2.3", &mut parts);
        let text = json(&parts, &hashes(LOCK), "rustc 1.2.3 (\"quoted\")")?;
        assert!(!text.contains("/some"), "no path of this machine: {text}");
        let list: Value = serde_json::from_str(&text)?;
        let said = |part: &Value, name: &str| part.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        // What the standard's schema asks for.
        assert_eq!([said(&list, "bomFormat"), said(&list, "specVersion")], ["CycloneDX", "1.5"]);
        let components = list.get("components").and_then(Value::as_array).cloned().unwrap_or_default();
        let names: Vec<_> = components.iter().map(|part| said(part, "bom-ref")).collect();
        assert_eq!(names, ["chrono@0.4.45", "num@0.2.1", "sample-world@0.1.0", "std@1.2.3"]);
        assert!(components.iter().all(|part| said(part, "type") == "library" && !said(part, "name").is_empty()));
        assert!(text.contains(
            "\"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"abc\"}], \"licenses\": [{\"expression\": \"MIT OR Apache-2.0\"}], \
             \"purl\": \"pkg:cargo/chrono@0.4.45\""
        ));
        assert!(
            text.contains(
                "{\"ref\": \"tapeline@0.1.0\", \"dependsOn\": [\"chrono@0.4.45\", \"num@0.2.1\", \"sample-world@0.1.0\", \"std@1.2.3\"]}"
            ),
            "{text}"
        );
        assert!(text.contains("{\"ref\": \"chrono@0.4.45\", \"dependsOn\": [\"num@0.2.1\"]}"), "{text}");
        assert!(text.contains("{\"ref\": \"sample-world@0.1.0\", \"dependsOn\": []}"), "{text}");
        Ok(())
    }

    /// The list of this very checkout names what is known to be in the page, and no macro.
    #[test]
    fn the_pages_own_list_names_what_is_in_it() -> Result<()> {
        let mut parts = Parts::new();
        let lines = tree(&place::workspace())?;
        read(&lines, &mut parts)?;
        let has = |name: &str| parts.keys().any(|(own, _)| own == name);
        assert!(has("leptos") && has("wasm-bindgen") && has("sample-world"), "{lines}");
        assert!(!has("leptos_macro") && !has("proptest") && !has("windows-sys"), "{lines}");
        Ok(())
    }
}
