//! Finishes what Trunk left in dist/: a strict Content-Security-Policy, a start from a file, integrity that is
//! really checked.
//!
//! Trunk starts the page from an inline script and fetches the program without integrity (its hash stands on a
//! preload, and a preload's hash binds nobody else). Here the inline script goes, and `boot.js` takes its place.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha384};

use crate::{Result, policy, wasm};

/// Runs first in the page.
const BOOT: &str = include_str!("boot.js");

/// Where the script that wasm-bindgen wrote begins to look for the program, in all the ways in which it could be asked to.
const LOOKS_FOR: &str = "async function __wbg_load";

/// What the page's own code asks of the browser in JavaScript.
const BESIDE: &str = include_str!("../../src/browser/beside.js");

/// What stands there instead: `boot.js` has the script from here, so that it is never fetched twice, and brings the program,
/// as an answer that says what it is or as bytes.
const HAND_OVER: &str = "\
globalThis.tapelineGlue = async (program) => {
if (wasm !== undefined) return wasm;
const how = program instanceof Response ? 'instantiateStreaming' : 'instantiate';
const { instance, module } = await WebAssembly[how](program, __wbg_get_imports());
return __wbg_finalize_init(instance, module);
};
";

/// Rewrites the page that Trunk built. What a debugger wants stays only where the page is no release.
///
/// # Errors
/// It does not look as this version of Trunk writes it, or what comes out would not run under its own policy.
pub(crate) fn finish(dist: &Path, is_release: bool) -> Result<()> {
    let index = dist.join("index.html");
    let html = join_styles(dist, &fs::read_to_string(&index)?)?;
    let start = Start::find(&html)?;
    let (glue_path, wasm_path) = (dist.join(start.glue), dist.join(start.wasm));
    let mut glue_text = glue(&fs::read_to_string(&glue_path)?)?;
    let mut wasm_bytes = fs::read(&wasm_path)?;
    let mut boot = BOOT.to_owned();
    if is_release {
        (boot, glue_text) = (without_remarks(&boot), without_remarks(&glue_text));
        (wasm_bytes, glue_text) = wasm::finished(&wasm_bytes, &glue_text)?;
    }
    fs::remove_file(&glue_path)?;
    fs::remove_file(&wasm_path)?;
    let start_parts = [
        Part::write(dist, "boot-", ".js", boot.as_bytes())?,
        Part::write(dist, "tapeline-", ".js", glue_text.as_bytes())?,
        Part::write(dist, "tapeline-", "_bg.wasm", &wasm_bytes)?,
    ];
    let finished = rewrite(&html, &start, &start_parts)?;
    no_inline_code(&finished)?;
    fs::write(index, finished)?;
    Ok(())
}

/// The script that wasm-bindgen wrote, handing over where it would have fetched the program itself.
fn glue(written: &str) -> Result<String> {
    let (before, rest) = written.split_once(LOOKS_FOR).ok_or("wasm-bindgen writes its script otherwise than it did")?;
    if !rest.contains("__wbg_finalize_init(instance, module)") || !before.contains("function __wbg_get_imports()") {
        return Err("wasm-bindgen starts the program otherwise than it did".into());
    }
    Ok([before, HAND_OVER, BESIDE].concat())
}

/// A script without lines that are a remark, and without indentation. No text of these scripts goes over two lines.
fn without_remarks(script: &str) -> String {
    let lines = script.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A style sheet without its comments.
fn without_comments(styles: &str) -> String {
    let mut out = String::with_capacity(styles.len());
    let mut rest = styles;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind.trim_start());
    }
    out + rest
}

/// The page with one style sheet in place of several, in their order and without comments: one request, and less to load.
fn join_styles(dist: &Path, html: &str) -> Result<String> {
    const BEGINS: &str = "<link rel=\"stylesheet\"";
    let (mut page, mut styles) = (html.to_owned(), String::new());
    while let Some(tag) = between(&page, BEGINS, ">") {
        let name = between(tag, "href=\"./", "\"").ok_or("a style sheet of dist/index.html has no address")?.to_owned();
        styles.push_str(&fs::read_to_string(dist.join(&name))?);
        fs::remove_file(dist.join(&name))?;
        page = without_tag(&page, BEGINS);
    }
    let styles = without_comments(&styles);
    let name = format!("tapeline-{}.css", short_hash(styles.as_bytes()));
    let link = format!("  {BEGINS} href=\"./{name}\" integrity=\"{}\" />\n  </head>", integrity(styles.as_bytes()));
    fs::write(dist.join(name), styles)?;
    Ok(page.replacen("</head>", &link, 1))
}

/// A file of the page and the hash that the browser holds it to.
struct Part {
    name: String,
    integrity: String,
}

impl Part {
    /// Writes a file under a name made of what is in it in the end. Trunk's names are made of what wasm-bindgen wrote: there
    /// Leptos still has a mark made of the folder where the builder keeps packages, which goes with the other exports.
    fn write(dist: &Path, begins: &str, ends: &str, bytes: &[u8]) -> Result<Self> {
        let name = [begins, &short_hash(bytes), ends].concat();
        fs::write(dist.join(&name), bytes)?;
        Ok(Self { name, integrity: integrity(bytes) })
    }
}

/// The inline script by which Trunk starts the page.
struct Start<'a> {
    /// The whole element.
    element: &'a str,
    /// File names, without a path.
    glue: &'a str,
    wasm: &'a str,
}

impl<'a> Start<'a> {
    fn find(html: &'a str) -> Result<Self> {
        let unlike = "dist/index.html does not look as Trunk 0.21 writes it: no start script found (was it finished before? \
                      run `cargo xtask build`)";
        let (open, close) = ("<script type=\"module\">", "</script>");
        let from = html.find(open).ok_or(unlike)?;
        let rest = html.get(from..).unwrap_or_default();
        let element = rest.get(..rest.find(close).ok_or(unlike)? + close.len()).ok_or(unlike)?;
        let glue = between(element, "from './", "'").ok_or(unlike)?;
        let wasm = between(element, "module_or_path: './", "'").ok_or(unlike)?;
        Ok(Self { element, glue, wasm })
    }
}

fn rewrite(html: &str, start: &Start<'_>, [boot, glue, wasm]: &[Part; 3]) -> Result<String> {
    let mut page = html.replacen(start.element, "", 1);
    // Trunk's own hints: the glue has a tag of its own now, and the program is fetched with its integrity.
    for hint in ["<link rel=\"modulepreload\"", "<link rel=\"preload\""] {
        page = without_tag(&page, hint);
    }
    let policy = policy::of_page();
    let meta = format!("<head>\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />");
    let mut scripts = String::new();
    writeln!(
        scripts,
        "  <script type=\"module\" src=\"./{}\" integrity=\"{}\" crossorigin=\"anonymous\"></script>",
        glue.name, glue.integrity
    )?;
    writeln!(
        scripts,
        "    <script type=\"module\" id=\"tapeline-boot\" src=\"./{}\" integrity=\"{}\" crossorigin=\"anonymous\" \
         data-wasm=\"./{}\" data-wasm-integrity=\"{}\"></script>",
        boot.name, boot.integrity, wasm.name, wasm.integrity
    )?;
    if page.matches("<head>").count() != 1 || page.matches("</head>").count() != 1 {
        return Err("dist/index.html needs exactly one <head>".into());
    }
    Ok(page.replacen("<head>", &meta, 1).replacen("</head>", &format!("{scripts}  </head>"), 1))
}

/// What the policy would block must not be in the page at all.
fn no_inline_code(html: &str) -> Result<()> {
    let lower = html.to_ascii_lowercase();
    for script in lower.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').unwrap_or((script, ""));
        if !tag.contains(" src=") || !rest.starts_with("</script>") {
            return Err("dist/index.html holds an inline script, which its policy blocks".into());
        }
        if !tag.contains(" integrity=") {
            return Err("dist/index.html holds a script without integrity".into());
        }
    }
    if lower.contains("<style") || lower.contains(" style=") {
        return Err("dist/index.html holds an inline style, which its policy blocks: put it into style/".into());
    }
    if lower.contains(" onload=")
        || lower.contains(" onerror=")
        || lower.contains(" onclick=")
        || lower.contains("javascript:")
    {
        return Err("dist/index.html holds an inline event handler, which its policy blocks".into());
    }
    Ok(())
}

/// The text without the first tag that begins so.
fn without_tag(html: &str, begins: &str) -> String {
    let Some((before, tag)) = html.split_once(begins) else {
        return html.to_owned();
    };
    let after = tag.split_once('>').map_or("", |(_, after)| after);
    format!("{before}{after}")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

/// The value of an `integrity` attribute.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

/// For file names, as Trunk does it: sixteen hexadecimal digits of a hash of the content.
fn short_hash(bytes: &[u8]) -> String {
    Sha384::digest(bytes).iter().take(8).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Base64 without padding: a SHA-384 hash has 48 bytes and needs none.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |value: u32| DIGITS.get((value & 63) as usize).map_or('A', |&d| char::from(d));
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let value = three.iter().fold(0, |value, &byte| value << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        text.extend((0..=three.len()).map(|place| digit(value >> (18 - 6 * place))));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// As Trunk 0.21.14 writes it, shortened.
    const TRUNKS: &str = r#"<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
<script type="module">
import init, * as bindings from './tapeline-ab.js';
const wasm = await init({ module_or_path: './tapeline-ab_bg.wasm' });
</script>
    <link rel="stylesheet" href="./tokens-cd.css" integrity="sha384-x"/>
  <link rel="modulepreload" href="./tapeline-ab.js" crossorigin="anonymous" integrity="sha384-y"><link rel="preload" href="./tapeline-ab_bg.wasm" crossorigin="anonymous" integrity="sha384-z" as="fetch" type="application/wasm"></head>
  <body><div id="boot" role="status">Tapeline is loading …</div></body>
</html>
"#;

    /// The shortest program there is.
    const WASM: &[u8] = b"\0asm\x01\0\0\0";

    fn finished() -> Result<(String, PathBuf)> {
        static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("tapeline-dist-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), TRUNKS)?;
        fs::write(
            folder.join("tapeline-ab.js"),
            "function __wbg_get_imports() {}\nasync function __wbg_load() {}\n__wbg_finalize_init(instance, module);\n",
        )?;
        fs::write(folder.join("tapeline-ab_bg.wasm"), WASM)?;
        fs::write(folder.join("tokens-cd.css"), ":root {\n  color: red;\n}\n")?;
        finish(&folder, true)?;
        Ok((fs::read_to_string(folder.join("index.html"))?, folder))
    }

    #[test]
    fn the_policy_stands_first_and_the_start_is_a_file() -> Result<()> {
        let (html, folder) = finished()?;
        let policy = html.find("Content-Security-Policy").unwrap_or(usize::MAX);
        assert!(html.find("<meta").is_some_and(|first| first + 30 > policy), "{html}");
        assert!(
            html.find("charset").is_some_and(|at| at < 1024),
            "browsers look for the charset in the first 1,024 bytes"
        );
        assert!(html.contains("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "));
        assert!(!html.contains("await init"));
        assert!(!html.contains("preload"));
        let style = between(&html, "href=\"./tapeline-", "\"").unwrap_or_default();
        assert_eq!(fs::read_to_string(folder.join(format!("tapeline-{style}")))?, ":root {\n  color: red;\n}\n");
        let boot = between(&html, "src=\"./boot-", "\"").unwrap_or_default();
        assert!(fs::read_to_string(folder.join(format!("boot-{boot}")))?.contains("tapeline-boot"));
        let glue = between(&html, "src=\"./tapeline-", "\"").unwrap_or_default();
        let text = fs::read_to_string(folder.join(format!("tapeline-{glue}")))?;
        assert!(text.contains("globalThis.tapelineGlue = ") && html.contains(&integrity(text.as_bytes())), "{text}");
        assert_eq!(glue, format!("{}.js", short_hash(text.as_bytes())), "named by what is in it in the end");
        let (hash, integrity) = (short_hash(WASM), integrity(WASM));
        let wasm = format!("data-wasm=\"./tapeline-{hash}_bg.wasm\" data-wasm-integrity=\"{integrity}\"");
        assert!(html.contains(&wasm), "{html}");
        assert!(!html.contains("tapeline-ab") && !folder.join("tapeline-ab.js").exists(), "Trunk's own are gone");
        fs::remove_dir_all(folder)?;
        Ok(())
    }

    #[test]
    fn scripts_lose_their_remarks_and_nothing_else() {
        let script = "// What it is.\nif (a) {\n\n  // Why.\n  b(\"// c\"); // d\n}\n";
        assert_eq!(without_remarks(script), "if (a) {\nb(\"// c\"); // d\n}\n");
        // Within a text that goes over two lines, blanks and what looks like a remark would be part of it.
        for script in [BOOT, BESIDE] {
            let is_remark = |line: &&str| line.trim_start().starts_with("//");
            let lines = script.lines().filter(|line| !is_remark(line));
            assert!(lines.map(|line| line.matches('`').count()).all(|n| n % 2 == 0));
        }
    }

    #[test]
    fn a_page_is_finished_once() -> Result<()> {
        let (_, folder) = finished()?;
        assert!(finish(&folder, true).is_err_and(|e| e.to_string().contains("no start script found")));
        fs::remove_dir_all(folder)?;
        Ok(())
    }

    #[test]
    fn inline_code_is_refused() {
        let script = "<script src=\"a.js\" integrity=\"sha384-x\"></script>";
        assert!(no_inline_code(script).is_ok());
        for bad in [
            "<script>1</script>",
            "<script src=\"a.js\"></script>",
            "<script src=\"a.js\" integrity=\"x\">1</script>",
            "<p style=\"color:red\">",
            "<STYLE>p{}</STYLE>",
            "<img onerror=\"x\">",
            "<a href=\"javascript:x\">",
        ] {
            assert!(no_inline_code(bad).is_err(), "{bad}");
        }
    }

    /// The hash of the empty text, as the standard's examples give it.
    #[test]
    fn integrity_is_what_browsers_compute() {
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"M"), "TQ");
    }
}
