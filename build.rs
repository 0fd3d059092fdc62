//! Makes the texts of the page callable: one function for each message of `src/texts/<language>/*.ftl`, with the types of its
//! arguments. A message that a language lacks, or whose arguments differ there, ends the build with its name.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, try_build_from_locales_folder};

const TEXTS: &str = "src/texts";
/// The language whose comments say what type an argument has.
const FIRST: &str = "en";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    match texts() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={}", error.to_string().replace('\n', " | "));
            ExitCode::FAILURE
        }
    }
}

fn texts() -> Result<(), Box<dyn Error>> {
    let out = std::env::var("OUT_DIR")?;
    let code = format!("{out}/texts.rs");
    let options = BuildOptions::default()
        .with_locales_folder(TEXTS)
        .with_default_language(FIRST)
        .with_output_file_path(&code)
        .with_ftl_output(FtlOutputOptions::single_file(&format!("{out}/texts.ftl")))
        .with_lint_level(LintLevel::Strict)
        .with_prefix("")
        .without_bidi_isolation()
        .without_format();
    try_build_from_locales_folder(options)?;
    without_comments(Path::new(&code), Path::new(&out))?;
    fs::write(&code, short(&fs::read_to_string(&code)?))?;
    // The library leaves out what is not the same in all languages, and warns; here that is an error.
    let code = fs::read_to_string(&code)?;
    let mut wrong = Vec::new();
    let mut all = BTreeSet::new();
    let mut languages = Vec::new();
    for entry in fs::read_dir(TEXTS)? {
        let path = entry?.path();
        if path.is_dir() {
            let ids = ids(&path)?;
            all.extend(ids.iter().cloned());
            languages.push((path, ids));
        }
    }
    for id in &all {
        for (path, ids) in &languages {
            if !ids.contains(id) {
                wrong.push(format!("{}: the message `{id}` is missing", path.display()));
            }
        }
        let function = format!("pub fn {}", id.replace('-', "_"));
        let is_there = code.match_indices(&function).any(|(at, _)| {
            code.get(at + function.len()..).is_some_and(|rest| rest.starts_with('(') || rest.starts_with('<'))
        });
        if wrong.is_empty() && !is_there {
            wrong.push(format!("{TEXTS}: the arguments of `{id}` are not the same in all languages"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// Takes the comments out of the texts that the page carries along, and tells the code where each language is then.
fn without_comments(code: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let texts = out.join("texts.ftl");
    let (mut functions, all) = (fs::read_to_string(code)?, fs::read_to_string(&texts)?);
    let (mut kept, mut begin) = (String::new(), 0);
    while let Some(length) = all.get(begin..).filter(|rest| !rest.is_empty()).map(str::len) {
        // Each language is a part of the file: `0..1234`, and the next one begins there.
        let mark = format!(" {begin}..");
        let parts = functions.match_indices(&mark).map(|(at, mark)| at + mark.len());
        let ends = parts.filter_map(|at| functions.get(at..)?.split(',').next()?.parse::<usize>().ok());
        let end = ends.max().ok_or("where a language ends in texts.ftl is not told")?;
        let from = kept.len();
        for line in all.get(begin..end).unwrap_or_default().lines().filter(|line| !line.starts_with('#')) {
            kept.extend([line, "\n"]);
        }
        functions = functions.replace(&format!(" {begin}..{end},"), &format!(" {from}..{},", kept.len()));
        begin = if end > begin { end } else { begin + length };
    }
    fs::write(texts, kept)?;
    fs::write(code, functions)?;
    Ok(())
}

/// The same functions with one call each where all arguments are texts: `say` (texts/mod.rs) does for all of them what each
/// did for itself, which is 30 KB of the program. What is not of that form is left.
fn short(functions: &str) -> String {
    let mut out = String::with_capacity(functions.len());
    let mut lines = functions.lines().peekable();
    while let Some(line) = lines.next() {
        let mut body = vec![line];
        let mut args = Vec::new();
        if line.trim() == "let mut args = FluentArgs::new();" {
            while let Some(set) = lines.next_if(|line| line.trim_start().starts_with("args.set(")) {
                body.push(set);
                args.push(set.trim().strip_prefix("args.set").and_then(|set| set.strip_suffix(".as_ref());")));
            }
            body.extend(lines.next());
        }
        let id = body.last().and_then(|last| last.trim().strip_prefix("self.0.msg("));
        let id = id.and_then(|rest| {
            let end = if args.is_empty() { ", None).unwrap()" } else { ", Some(args)).unwrap()" };
            rest.strip_suffix(end)
        });
        match (id, args.into_iter().collect::<Option<Vec<_>>>()) {
            (Some(id), Some(args)) => {
                out.extend(["say(&self.0, ", id, ", &["]);
                for arg in args {
                    out.extend([arg, ".as_ref()), "]);
                }
                out.push_str("])\n");
            }
            _ => {
                for line in body {
                    out.extend([line, "\n"]);
                }
            }
        }
    }
    out
}

/// The names of all messages in the files of one language.
fn ids(folder: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut ids = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let text = fs::read_to_string(entry?.path())?;
        let names = text.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name.trim_end());
        let is_name = |name: &&str| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        ids.extend(names.filter(is_name).map(str::to_owned));
    }
    Ok(ids)
}
