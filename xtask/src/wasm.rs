//! The compiled program as WebAssembly lays it out: sections, and in one of them the names that it shows to others.

use std::collections::HashSet;

use crate::Result;

/// Section of what the program takes from its script.
const IMPORTS: u8 = 2;
/// Section of what others may name.
pub(crate) const EXPORTS: u8 = 7;
/// Sections that are no part of WebAssembly proper: names, debuggers' tables, who made it.
pub(crate) const CUSTOM: u8 = 0;
const HEADER_LEN: usize = 8;
const NOT_WASM: &str = "the program that Trunk left is no WebAssembly";

/// The program without what nobody asks for: sections for debuggers, and exports that its script does not name.
///
/// Leptos exports a mark that is made of the folder where the builder keeps packages (wasm_split_helpers), by which the
/// same page would differ from machine to machine.
///
/// # Errors
/// The program is not laid out as WebAssembly is.
pub(crate) fn trimmed(wasm: &[u8], script: &str) -> Result<Vec<u8>> {
    let mut out = wasm.get(..HEADER_LEN).ok_or(NOT_WASM)?.to_vec();
    for section in sections(wasm) {
        let (id, body) = section?;
        if id == CUSTOM {
            continue;
        }
        out.push(id);
        push_bytes(&mut out, &if id == EXPORTS { named_exports(body, script)? } else { body.to_vec() });
    }
    Ok(out)
}

/// The program and its script, with shorter names for what one takes from the other: wasm-bindgen ends each with sixteen
/// digits of a hash, which nothing makes smaller on the way. Names that would become the same are numbered.
///
/// # Errors
/// The program is not laid out as WebAssembly is.
pub(crate) fn without_hashes(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut out = wasm.get(..HEADER_LEN).ok_or(NOT_WASM)?.to_vec();
    let mut short_script = script.to_owned();
    for section in sections(wasm) {
        let (id, body) = section?;
        out.push(id);
        if id != IMPORTS {
            push_bytes(&mut out, body);
            continue;
        }
        let mut from = Reader { rest: body };
        let imports = (0..from.number()?).map(|_| from.import()).collect::<Result<Vec<_>>>()?;
        let mut taken: HashSet<String> = imports.iter().map(|&(_, name, _)| name.to_owned()).collect();
        let mut section = Vec::with_capacity(body.len());
        push_number(&mut section, imports.len());
        for (module, name, what) in imports {
            let short = short_name(name, &mut taken);
            short_script = short_script.replace(name, &short);
            push_bytes(&mut section, module);
            push_bytes(&mut section, short.as_bytes());
            section.extend_from_slice(what);
        }
        push_bytes(&mut out, &section);
    }
    Ok((out, short_script))
}

/// A name without the hash at its end, or with a number in its place where that is taken.
fn short_name(name: &str, taken: &mut HashSet<String>) -> String {
    const HASH_LEN: usize = 16;
    let is_hash = |end: &str| end.len() == HASH_LEN && end.bytes().all(|b| b.is_ascii_hexdigit());
    let Some((plain, _)) = name.rsplit_once('_').filter(|(_, end)| is_hash(end)) else { return name.to_owned() };
    let numbered = (2..).map(|n| format!("{plain}_{n}"));
    let mut free = std::iter::once(plain.to_owned()).chain(numbered).filter(|short| taken.insert(short.clone()));
    free.next().unwrap_or_else(|| name.to_owned())
}

/// The sections of a program: the number that says what each is, and what is in it.
pub(crate) fn sections(wasm: &[u8]) -> impl Iterator<Item = Result<(u8, &[u8])>> {
    let mut rest = Reader { rest: wasm.get(HEADER_LEN..).unwrap_or_default() };
    std::iter::from_fn(move || {
        let id = rest.byte().ok()?;
        Some(rest.bytes().map(|body| (id, body)))
    })
}

/// The names of a section of exports.
///
/// # Errors
/// It is not laid out as such a section is.
pub(crate) fn exports(body: &[u8]) -> Result<Vec<String>> {
    let mut from = Reader { rest: body };
    (0..from.number()?).map(|_| Ok(String::from_utf8_lossy(from.export()?.0).into_owned())).collect()
}

fn named_exports(body: &[u8], script: &str) -> Result<Vec<u8>> {
    let mut from = Reader { rest: body };
    let (mut n_kept, mut kept) = (0, Vec::with_capacity(body.len()));
    for _ in 0..from.number()? {
        let (name, whole) = from.export()?;
        if script.contains(&["wasm.", std::str::from_utf8(name)?].concat()) {
            kept.extend_from_slice(whole);
            n_kept += 1;
        }
    }
    let mut section = Vec::with_capacity(body.len());
    push_number(&mut section, n_kept);
    section.extend(kept);
    Ok(section)
}

/// Reads numbers and names as WebAssembly writes them.
pub(crate) struct Reader<'a> {
    pub(crate) rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (&first, rest) = self.rest.split_first().ok_or(NOT_WASM)?;
        self.rest = rest;
        Ok(first)
    }

    /// An unsigned number, seven bits a byte, the lowest first.
    fn number(&mut self) -> Result<usize> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f).checked_shl(shift).ok_or(NOT_WASM)?;
            shift += 7;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
    }

    /// A length, and as many bytes.
    pub(crate) fn bytes(&mut self) -> Result<&'a [u8]> {
        let len = self.number()?;
        let (bytes, rest) = self.rest.split_at_checked(len).ok_or(NOT_WASM)?;
        self.rest = rest;
        Ok(bytes)
    }

    /// A module, a name in it, and what that is: its kind, and as much as that kind takes.
    fn import(&mut self) -> Result<(&'a [u8], &'a str, &'a [u8])> {
        let (module, name, before) = (self.bytes()?, std::str::from_utf8(self.bytes()?)?, self.rest);
        let kind = self.byte()?;
        match kind {
            // A function.
            0 => drop(self.number()?),
            // A table, which has a type, or a memory: its least size and, where the first says so, its largest.
            1 | 2 => {
                if kind == 1 {
                    self.byte()?;
                }
                let has_most = self.number()? & 1 == 1;
                self.number()?;
                if has_most {
                    self.number()?;
                }
            }
            // A value, and a kind of exception.
            3 => drop((self.byte()?, self.byte()?)),
            4 => drop((self.byte()?, self.number()?)),
            _ => return Err(NOT_WASM.into()),
        }
        Ok((module, name, before.get(..before.len() - self.rest.len()).unwrap_or_default()))
    }

    /// A name, and the whole entry: after the name stand a byte for what it is, and its number.
    fn export(&mut self) -> Result<(&'a [u8], &'a [u8])> {
        let before = self.rest;
        let name = self.bytes()?;
        self.byte()?;
        self.number()?;
        Ok((name, before.get(..before.len() - self.rest.len()).unwrap_or_default()))
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
    fn what_nobody_asks_for_goes_and_all_else_stays() -> Result<()> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        let exports_of = b"\x02\x06memory\x02\x00\x07unasked\x00\x07";
        for (id, body) in [(1, b"types".as_slice()), (EXPORTS, exports_of), (CUSTOM, b"\x04name..."), (10, &[7; 200])] {
            wasm.push(id);
            push_bytes(&mut wasm, body);
        }
        let trimmed = trimmed(&wasm, "wasm.memory.buffer")?;
        let found = sections(&trimmed).collect::<Result<Vec<_>>>()?;
        assert_eq!(found, [(1, b"types".as_slice()), (EXPORTS, b"\x01\x06memory\x02\x00"), (10, &[7; 200])]);
        assert_eq!(exports(exports_of)?, ["memory", "unasked"]);
        Ok(())
    }

    #[test]
    fn names_lose_their_hashes_where_they_stay_apart() -> Result<()> {
        let entry = |name: &str, what: &[u8]| {
            let mut entry = b"\x06./p.js".to_vec();
            push_bytes(&mut entry, name.as_bytes());
            [entry, what.to_vec()].concat()
        };
        let long =
            ["top_0123456789abcdef", "now_0123456789abcdef", "now_fedcba9876543210", "a_00", "mem_0123456789abcde0"];
        let short = ["top", "now", "now_2", "a_00", "mem"];
        let program = |names: [&str; 5]| {
            let kinds: [&[u8]; 5] =
                [b"\x00\x07", b"\x00\x81\x01", b"\x03\x7f\x00", b"\x01\x70\x00\x05", b"\x02\x01\x01\x10"];
            let entries: Vec<Vec<u8>> = names.iter().zip(kinds).map(|(name, kind)| entry(name, kind)).collect();
            let mut wasm = b"\0asm\x01\0\0\0\x01\x01t\x02".to_vec();
            push_bytes(&mut wasm, &[vec![5], entries.concat()].concat());
            wasm.extend(b"\x0a\x01c");
            wasm
        };
        let script = |names: [&str; 5]| names.map(|name| format!("{name}: function() {{}},")).concat();
        assert_eq!(without_hashes(&program(long), &script(long))?, (program(short), script(short)));
        assert_eq!(without_hashes(&program(short), &script(short))?, (program(short), script(short)));
        assert!(without_hashes(b"\0asm\x01\0\0\0\x02\x05\x01\x01m\x01n", "").is_err());
        Ok(())
    }

    #[test]
    fn what_is_no_program_is_told() {
        for bad in [
            b"\0asm".as_slice(),
            b"\0asm\x01\0\0\0\x07\x09\x01",
            b"\0asm\x01\0\0\0\x07\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        ] {
            assert!(trimmed(bad, "").is_err(), "{bad:?}");
        }
    }
}
