//! What the page weighs over the wire, and the limit it must keep; the compressed form is kept beside the files.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::Result;

/// Bytes that everything the page can ever load may have together, each file compressed with brotli. No goal, but a guard: what
/// exceeds it came in by accident.
const BUDGET: usize = 800_000;
/// The files that the page loads.
const COUNTED: [&str; 5] = ["wasm", "js", "css", "html", "svg"];
/// What static hosts use for files compressed ahead of time.
const QUALITY: i32 = 11;
/// The window, as a power of two, that browsers accept.
const WINDOW: i32 = 24;

/// Compresses the files of a finished page and prints their sizes. Those whose name changes with their content get the
/// compressed form beside them, for hosts that send it (Caddy, and nginx with a module). Others may be edited where they
/// are hosted, and what stood beside them would then be wrong.
///
/// # Errors
/// The sum is above the budget.
pub(crate) fn check(dist: &Path) -> Result<()> {
    let mut files: Vec<(String, usize, usize)> = Vec::new();
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let counted = path.extension().is_some_and(|e| COUNTED.iter().any(|c| e == *c));
        if counted && path.is_file() {
            let bytes = fs::read(&path)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let compressed = brotli(&bytes)?;
            if is_hashed(&name) {
                fs::write(dist.join(format!("{name}.br")), &compressed)?;
            }
            files.push((name, bytes.len(), compressed.len()));
        }
    }
    files.sort_by_key(|(_, _, wire)| std::cmp::Reverse(*wire));
    println!("{:>9}  {:>9}", "bytes", "brotli");
    for (name, raw, wire) in &files {
        println!("{raw:>9}  {wire:>9}  {name}");
    }
    let total: usize = files.iter().map(|(_, _, wire)| wire).sum();
    println!("{:>9}  {total:>9}  of {BUDGET} allowed over the wire", "");
    if total > BUDGET {
        return Err(format!(
            "the page is {} bytes over its limit of {BUDGET} (brotli). What grew is in the list above; a dependency \
             or a large `match` over strings are the usual reasons",
            total - BUDGET
        )
        .into());
    }
    Ok(())
}

/// Whether sixteen hexadecimal digits of the content are a part of the name.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '_', '.']).any(|part| part.len() == 16 && part.chars().all(|c| c.is_ascii_hexdigit()))
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW, ..Default::default() };
    let mut writer = brotli::CompressorWriter::with_params(Vec::new(), 1 << 16, &params);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_over_the_budget_fails_and_a_small_one_does_not() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("tapeline-budget-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("small.js"), "export {};")?;
        fs::write(folder.join("page-0123456789abcdef_bg.wasm"), "\0asm")?;
        fs::write(folder.join("not-counted-0123456789abcdef.png"), noise(400_000))?;
        check(&folder)?;
        let mut kept: Vec<_> = fs::read_dir(&folder)?.flatten().map(|entry| entry.file_name()).collect();
        kept.retain(|name| Path::new(name).extension().is_some_and(|e| e == "br"));
        assert_eq!(kept, ["page-0123456789abcdef_bg.wasm.br"]);
        fs::write(folder.join("large.wasm"), noise(BUDGET + 1))?;
        let problem = check(&folder);
        fs::remove_dir_all(&folder)?;
        assert!(problem.is_err_and(|e| e.to_string().contains("over its limit")));
        Ok(())
    }

    /// Bytes that no compressor makes smaller.
    fn noise(n: usize) -> Vec<u8> {
        let mut state = 0x9E37_79B9_u32;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_le_bytes()
        };
        (0..n).map(|_| next()[1]).collect()
    }
}
