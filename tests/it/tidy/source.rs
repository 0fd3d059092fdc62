//! Reads the sources for the rules of `tidy.rs`: comments apart, `use` trees written out.

use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A text file of the project.
pub(crate) struct File {
    /// From the project's folder, with forward slashes.
    pub(crate) path: String,
    pub(super) text: String,
    /// The text without comments, lines kept.
    pub(crate) code: String,
}

impl File {
    /// The path below src/.
    pub(super) fn name(&self) -> &str {
        self.path.strip_prefix("src/").unwrap_or(&self.path)
    }

    /// The outermost module it belongs to; none for the files that tie all together.
    pub(super) fn module(&self) -> Option<&str> {
        let name = self.name().split('/').next()?.trim_end_matches(".rs");
        (!["lib", "main", "engine"].contains(&name) && self.path != "src/README.md").then_some(name)
    }

    /// How many modules deep the file is: `src/format.rs` and `src/wire/mod.rs` are one deep.
    fn depth(&self) -> usize {
        self.name().trim_end_matches("/mod.rs").split('/').count()
    }

    /// The code's lines, counted from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.code.lines())
    }

    /// The paths inside this crate that the code names, written from its root, with their lines.
    pub(super) fn crate_paths(&self) -> Vec<(usize, String)> {
        let up = "super::".repeat(self.depth());
        let mut found = Vec::new();
        for (start, length) in [self.starts("crate::"), self.starts(&up)].concat() {
            let line = line_of(&self.code, start);
            found.extend(expanded(&self.code[start + length..]).into_iter().map(|path| (line, path)));
        }
        found
    }

    /// The paths inside `app` that a file of it names, written from there, with their lines.
    pub(super) fn app_paths(&self) -> Vec<(usize, String)> {
        let whole = self.crate_paths();
        let mut found: Vec<_> =
            whole.into_iter().filter_map(|(line, path)| Some((line, path.strip_prefix("app::")?.to_owned()))).collect();
        let up = "super::".repeat(self.depth().saturating_sub(1));
        // At least one step up, and not one of more.
        let steps = if up.is_empty() { Vec::new() } else { self.starts(&up) };
        for (start, length) in steps {
            let line = line_of(&self.code, start);
            found.extend(expanded(&self.code[start + length..]).into_iter().map(|path| (line, path)));
        }
        found.retain(|(_, path)| !path.starts_with("super"));
        found
    }

    /// All paths of its `use` lines, written out.
    pub(super) fn use_paths(&self) -> Vec<(usize, String)> {
        let uses = self.starts("use ").into_iter();
        uses.flat_map(|(start, length)| {
            let line = line_of(&self.code, start);
            expanded(&self.code[start + length..]).into_iter().map(move |path| (line, path))
        })
        .collect()
    }

    /// Where this begins in the code, as a word of its own, and its length.
    fn starts(&self, prefix: &str) -> Vec<(usize, usize)> {
        let free = |at: usize| !self.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        self.code.match_indices(prefix).map(|(at, _)| (at, prefix.len())).filter(|(at, _)| free(*at)).collect()
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The paths that a `use` tree (or a plain path) at the beginning of this text stands for.
fn expanded(text: &str) -> Vec<String> {
    let text = text.trim_start();
    let end = text.find(|c: char| !(c.is_alphanumeric() || "_:*".contains(c))).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    let Some(inner) = rest.strip_prefix('{') else {
        return vec![head.to_owned()];
    };
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(c);
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.flat_map(expanded).map(|tail| format!("{head}{tail}")).collect()
}

/// Does the text hold the name, not as a part of a longer one?
pub(super) fn holds_word(text: &str, name: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(part_of_name) && !text[at + name.len()..].starts_with(part_of_name))
}

/// The text with comments blanked; text in quotes stays, so that `"https://…"` is no comment.
fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("//") => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '/' if rest.starts_with("/*") => {
                let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
                code.extend(rest[..end].chars().filter(|c| *c == '\n'));
                rest = &rest[end..];
                continue;
            }
            'r' if rest.starts_with("r\"") || rest.starts_with("r#") => raw_len(rest),
            '"' => quoted_len(rest),
            // A quote as a character; a lifetime is one character here and there, which does no harm.
            '\'' if rest.starts_with("'\"'") => 3,
            '\'' if rest.starts_with("'\\\"'") => 4,
            _ => c.len_utf8(),
        };
        code.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    code
}

fn quoted_len(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_len(text: &str) -> usize {
    let n_marks = text[1..].len() - text[1..].trim_start_matches('#').len();
    let open = 1 + n_marks + 1;
    if !text[1 + n_marks..].starts_with('"') {
        return 1;
    }
    let close = format!("\"{}", "#".repeat(n_marks));
    text[open..].find(&close).map_or(text.len(), |at| open + at + close.len())
}

/// All Rust sources below a folder of the project.
pub(crate) fn sources(folder: &str) -> Vec<File> {
    files(Path::new(folder), &|path| path.extension().is_some_and(|e| e == "rs"))
}

pub(super) fn files(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Vec<File> {
    let mut found = Vec::new();
    let entries = fs::read_dir(root().join(folder)).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    for name in names {
        let path = folder.join(&name);
        let full = root().join(&path);
        if full.is_dir() {
            // What is built or brought is not the project's.
            if !["target", "dist", "node_modules", ".git"].contains(&name.as_str()) {
                found.extend(files(&path, wanted));
            }
        } else if wanted(&path) && name != ".git" {
            // Pictures and the like are no text.
            if let Ok(text) = fs::read_to_string(&full) {
                let path = path.to_str().unwrap().replace('\\', "/");
                found.push(File { path, code: without_comments(&text), text });
            }
        }
    }
    found
}

fn sample(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned(), code: without_comments(text) }
}

#[test]
fn uses_are_read_however_they_are_written() {
    let text = "use crate::{model::{log::Log, time}, wire};\n// crate::app\nfn f() { crate::api::x(\"//\"); super::super::browser::y() }\n";
    let paths = |path, text| sample(path, text).crate_paths().into_iter().map(|(_, path)| path).collect::<Vec<_>>();
    let named = paths("src/timeline/lanes.rs", text);
    assert_eq!(named, ["model::log::Log", "model::time", "wire", "api::x", "browser::y"]);
    // From one module deep, one step up is the crate; from two deep it is not.
    assert_eq!(paths("src/timeline/mod.rs", "use super::wire;"), ["wire"]);
    assert!(paths("src/timeline/lanes.rs", "use super::wire;").is_empty());
    let paths = sample("src/x.rs", "use web_sys::{Window, Request};").use_paths();
    assert_eq!(paths, [(1, "web_sys::Window".to_owned()), (1, "web_sys::Request".to_owned())]);
}

#[test]
fn comments_are_left_out_and_text_is_not() {
    let text = "a \"https://x\" // b\n/* c\n*/ d r#\"// e \"# '\"' // f\n";
    assert_eq!(without_comments(text), "a \"https://x\" \n\n d r#\"// e \"# '\"' \n");
    assert!(holds_word("x.set_inner_html(y)", "set_inner_html"));
    assert!(!holds_word("x.set_inner_html(y)", "inner_html"));
}
