//! What a finished page must not hold: the builder's own means (source maps, debug sections, declarations for other
//! programs), paths of the machine that built it, and ways in that only tests would use.

use std::fs;
use std::path::{Path, PathBuf};

use wasmparser::{Parser, Payload};

use crate::{Result, place};

/// The kinds of files a page is made of. Whatever else lies there was forgotten there.
const KINDS: [&str; 8] = ["br", "css", "html", "js", "json", "svg", "txt", "wasm"];
/// What a program shows: to the script of wasm-bindgen, all with these beginnings (the last two are streams of bytes, which come
/// with Leptos' server functions).
const SHOWN_TO_SCRIPT: [&str; 5] =
    ["memory", "__wbindgen_", "__wasm_bindgen_func_elem_", "__wbg_intounderlying", "intounderlying"];
/// The one name that the page's scripts leave in the window (see dist.rs).
const SHOWN_IN_WINDOW: &str = "tapelineGlue";
/// What only a source map, a path on the building machine (see paths.rs), or a browser driven by a test would spell.
const TELLTALES: [&str; 4] = ["sourceMappingURL", "/.cargo/", "/registry/src/", "webdriver"];
/// A shorter one (the home of some services is `/`) could stand in any text.
const SHORTEST_PATH: usize = 4;

/// Looks through a finished page.
///
/// # Errors
/// It holds what it should not; the file and the reason are named.
pub(crate) fn check(dist: &Path) -> Result<()> {
    let telltales = telltales();
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        check_file(&name, &fs::read(&path)?, &telltales).map_err(|e| format!("dist/{name} {e}"))?;
    }
    Ok(())
}

/// All telltales: those of any machine, and this one's folders.
fn telltales() -> Vec<String> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let own = home.into_iter().chain([place::workspace(), place::target()]);
    let own = own.map(|path| format!("{}/", path.display())).filter(|path| path.len() > SHORTEST_PATH);
    own.chain(TELLTALES.map(str::to_owned)).collect()
}

fn check_file(name: &str, bytes: &[u8], telltales: &[String]) -> Result<()> {
    let kind = name.rsplit_once('.').map_or("", |(_, kind)| kind);
    if !KINDS.contains(&kind) {
        return Err("is no file of a page".into());
    }
    if let Some(found) = telltales.iter().find(|telltale| holds(bytes, telltale)) {
        return Err(format!("holds `{found}`, which is of the machine that built it, or for tests").into());
    }
    match kind {
        "wasm" => check_program(bytes),
        "js" => check_script(&String::from_utf8_lossy(bytes)),
        _ => Ok(()),
    }
}

fn check_program(wasm: &[u8]) -> Result<()> {
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::CustomSection(section) => {
                return Err(format!("holds the section `{}`, which is for debuggers", section.name()).into());
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    check_export(export?.name)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn check_export(name: &str) -> Result<()> {
    if SHOWN_TO_SCRIPT.iter().any(|known| name.starts_with(known)) {
        return Ok(());
    }
    Err(format!("shows `{name}`: a way in that the page does not need").into())
}

/// Nothing but the known name is left in the window.
fn check_script(script: &str) -> Result<()> {
    for owner in ["globalThis.", "window.", "self."] {
        for after in script.split(owner).skip(1) {
            let end = after.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(after.len());
            let (name, rest) = after.split_at(end);
            let is_set = rest.trim_start().strip_prefix('=').is_some_and(|value| !value.starts_with('='));
            if is_set && name != SHOWN_IN_WINDOW {
                return Err(format!("sets `{owner}{name}`: a way in that the page does not need").into());
            }
        }
    }
    Ok(())
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(name: &str, bytes: &[u8]) -> String {
        check_file(name, bytes, &telltales()).err().map(|e| e.to_string()).unwrap_or_default()
    }

    /// A program with one section.
    fn program(id: u8, body: &[u8]) -> Vec<u8> {
        let len = u8::try_from(body.len()).unwrap_or_default();
        [b"\0asm\x01\0\0\0".as_slice(), &[id, len], body].concat()
    }

    #[test]
    fn only_files_of_a_page_are_let_out() {
        for good in ["index.html", "tapeline-ab.js", "tapeline-ab.js.br", "texts-ab.txt"] {
            assert_eq!(problem(good, b"{}"), "");
        }
        for bad in ["tapeline.js.map", "tapeline.d.ts", "notes", "old.tar"] {
            assert!(problem(bad, b"{}").contains("no file of a page"), "{bad}");
        }
    }

    #[test]
    fn a_source_map_and_a_path_of_this_machine_are_found() {
        assert!(problem("a.js", b"x();\n//# sourceMappingURL=a.map").contains("sourceMappingURL"));
        let here = place::workspace().join("src/main.rs");
        assert!(problem("a.css", here.to_string_lossy().as_bytes()).contains("the machine that built it"));
        assert!(problem("a.wasm", b"\0asm\x01\0\0\0 /home/me/.cargo/registry").contains("the machine"));
    }

    #[test]
    fn what_debuggers_want_is_not_in_a_program() {
        assert!(problem("a.wasm", &program(0, b"\x09producers...")).contains("`producers`"));
        for name in [b"\x04name".as_slice(), b"\x0b.debug_info", b"\x13external_debug_info"] {
            assert!(problem("a.wasm", &program(0, name)).contains("for debuggers"));
        }
    }

    #[test]
    fn a_program_shows_no_more_than_it_must() {
        assert_eq!(problem("a_bg.wasm", &program(7, b"\x01\x06memory\x02\0")), "");
        assert!(problem("a_bg.wasm", &program(7, b"\x01\x03ask\0\0")).contains("shows `ask`"));
    }

    #[test]
    fn a_script_leaves_one_name_in_the_window() {
        assert_eq!(problem("a.js", b"globalThis.tapelineGlue = init;\nif (window.x == 1) { window.f(y = 2); }"), "");
        for bad in ["window.setClock = f;", "globalThis.tapelineState=1"] {
            assert!(problem("a.js", bad.as_bytes()).contains("a way in"), "{bad}");
        }
    }
}
