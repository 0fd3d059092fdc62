//! Takes out of the program and its script what only they say to each other, and nobody else needs.
//!
//! wasm-bindgen makes each name unique with sixteen hexadecimal digits, which no compression makes smaller, and writes it
//! into both files: 5 KB of the page over the wire. Here such names become `$0`, `$1`, … in both.
//!
//! What the script does not name is not exported any more, and the optimiser drops what it held.

use crate::Result;

const IMPORTS: u8 = 2;
pub(crate) const EXPORTS: u8 = 7;
const CUSTOM: u8 = 0;
pub(crate) const HEADER_LEN: usize = 8;

/// The program and its script with short names for each other, and without exports that the script does not name.
///
/// # Errors
/// The program is not laid out as WebAssembly is.
pub(crate) fn shorten(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut names = Names { script: script.to_owned(), module: None, n: 0 };
    let mut out = wasm.get(..HEADER_LEN).ok_or(NOT_WASM)?.to_vec();
    let mut rest = Reader { rest: wasm.get(HEADER_LEN..).unwrap_or_default() };
    while let Ok(id) = rest.byte() {
        let body = rest.bytes()?;
        let section = match id {
            // Who made it, and how: nobody asks.
            CUSTOM => continue,
            IMPORTS => names.section(body, true)?,
            EXPORTS => names.section(body, false)?,
            _ => body.to_vec(),
        };
        out.push(id);
        push_bytes(&mut out, &section);
    }
    Ok((out, names.script))
}

const NOT_WASM: &str = "the program that Trunk left is no WebAssembly";

/// What the script's module is called in the end.
const SHORT_MODULE: &str = "$";

struct Names {
    script: String,
    /// What it was called before.
    module: Option<String>,
    n: usize,
}

impl Names {
    /// Imports are a module, a name and what is imported; exports a name and what is exported.
    fn section(&mut self, body: &[u8], is_import: bool) -> Result<Vec<u8>> {
        let mut from = Reader { rest: body };
        let mut out = Vec::with_capacity(body.len());
        let mut n_kept = 0;
        for _ in 0..from.number()? {
            let module = if is_import { Some(from.bytes()?) } else { None };
            let name = std::str::from_utf8(from.bytes()?)?;
            let description = from.description(is_import)?;
            if !is_import && !self.script.contains(name) {
                continue;
            }
            if let Some(module) = module {
                push_bytes(&mut out, self.short_module(std::str::from_utf8(module)?).as_bytes());
            }
            push_bytes(&mut out, self.short(name).as_bytes());
            out.extend(description);
            n_kept += 1;
        }
        let mut section = Vec::with_capacity(out.len() + 4);
        push_number(&mut section, n_kept);
        section.extend(out);
        Ok(section)
    }

    /// The script hands everything over under one module's name, which stands before every import.
    fn short_module<'a>(&mut self, module: &'a str) -> &'a str {
        let quoted = format!("\"{module}\"");
        if self.script.contains(&quoted) {
            self.module = Some(module.to_owned());
            self.script = self.script.replace(&quoted, SHORT_MODULE);
        }
        if self.module.as_deref() == Some(module) { SHORT_MODULE } else { module }
    }

    fn short(&mut self, name: &str) -> String {
        let is_made_unique = name.len() > 17 && name.bytes().rev().take(16).all(|b| b.is_ascii_hexdigit());
        if !is_made_unique || !self.script.contains(name) {
            return name.to_owned();
        }
        let short = format!("${}", self.n);
        self.n += 1;
        self.script = self.script.replace(name, &short);
        short
    }
}

pub(crate) struct Reader<'a> {
    pub(crate) rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn byte(&mut self) -> Result<u8> {
        let (&first, rest) = self.rest.split_first().ok_or(NOT_WASM)?;
        self.rest = rest;
        Ok(first)
    }

    /// An unsigned number, seven bits a byte, the lowest first.
    pub(crate) fn number(&mut self) -> Result<usize> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
    }

    pub(crate) fn bytes(&mut self) -> Result<&'a [u8]> {
        let len = self.number()?;
        let (bytes, rest) = self.rest.split_at_checked(len).ok_or(NOT_WASM)?;
        self.rest = rest;
        Ok(bytes)
    }

    /// What an entry says behind its name, as it stands there.
    fn description(&mut self, is_import: bool) -> Result<&'a [u8]> {
        let before = self.rest;
        let kind = self.byte()?;
        match (is_import, kind) {
            // A table or a memory: for a table its type first, then a flag, a least and perhaps a largest size.
            (true, 1 | 2) => {
                if kind == 1 {
                    self.byte()?;
                }
                let has_most = self.byte()? & 1 == 1;
                self.number()?;
                if has_most {
                    self.number()?;
                }
            }
            (true, 3) => {
                self.byte()?;
                self.byte()?;
            }
            _ => {
                self.number()?;
            }
        }
        Ok(before.get(..before.len() - self.rest.len()).unwrap_or_default())
    }
}

fn push_number(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push(u8::try_from(value & 0x7f).unwrap_or_default() | 0x80);
        value >>= 7;
    }
    out.push(u8::try_from(value).unwrap_or_default());
}

fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_that_the_script_does_not_name_go() -> Result<()> {
        let mut exports = vec![2];
        for (name, at) in [(b"memory".as_slice(), [2, 0]), (b"unasked", [0, 7])] {
            push_bytes(&mut exports, name);
            exports.extend(at);
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.push(EXPORTS);
        push_bytes(&mut wasm, &exports);
        let (short, _) = shorten(&wasm, "wasm.memory.buffer")?;
        assert_eq!(short, b"\0asm\x01\0\0\0\x07\x0a\x01\x06memory\x02\x00");
        Ok(())
    }

    #[test]
    fn both_sides_get_the_same_short_name_and_all_else_stays() -> Result<()> {
        let long = "__wbg_now_0123456789abcdef";
        let mut imports = vec![2];
        for name in [long, "memory"] {
            push_bytes(&mut imports, b"./page_bg.js");
            push_bytes(&mut imports, name.as_bytes());
            imports.extend(if name == long { vec![0, 5] } else { vec![2, 1, 17, 0x80, 2] });
        }
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.push(IMPORTS);
        push_bytes(&mut wasm, &imports);
        wasm.push(10);
        push_bytes(&mut wasm, b"code with __wbg_now_0123456789abcdef");
        let (short, script) = shorten(&wasm, &format!("\"./page_bg.js\": {{ {long}: () => 1, memory }}"))?;
        assert_eq!(script, "$: { $0: () => 1, memory }");
        assert_eq!(short.len(), wasm.len() - (long.len() - 2) - 2 * ("./page_bg.js".len() - 1));
        assert!(short.windows(6).any(|part| part == b"memory"));
        assert!(short.ends_with(b"code with __wbg_now_0123456789abcdef"));
        Ok(())
    }
}
