//! One JSON value laid out for people. Not by `serde_json`: what is shown as sent keeps its escapes and its digits, and goes
//! on as far as it goes where it is cut.

use super::error::without_mark;

/// Columns of indent are capped here: deeper nesting than this is no structure anybody reads.
const INDENT_MAX: usize = 32;

/// The JSON value at the beginning of `raw`, indented; texts and numbers stay byte for byte as sent. What comes after
/// the value (a comma, a bracket of the list around it) is left out. What is broken or cut is given as far as it goes.
pub fn pretty(raw: &[u8]) -> String {
    let mut out = Vec::with_capacity(raw.len() * 2);
    let mut depth = 0_usize;
    let mut rest = without_mark(raw).trim_ascii();
    while let Some((&byte, after)) = rest.split_first() {
        match byte {
            b'"' => {
                let len = string_len(rest);
                out.extend_from_slice(rest.get(..len).unwrap_or_default());
                rest = rest.get(len..).unwrap_or_default();
            }
            b'{' | b'[' => {
                out.push(byte);
                let inner = after.trim_ascii_start();
                let close = if byte == b'{' { b'}' } else { b']' };
                if inner.first() == Some(&close) {
                    out.push(close);
                    rest = inner.get(1..).unwrap_or_default();
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                    rest = inner;
                    continue;
                }
            }
            b'}' | b']' => {
                if depth == 0 {
                    break;
                }
                depth -= 1;
                new_line(&mut out, depth);
                out.push(byte);
                rest = after;
            }
            b',' => {
                if depth == 0 {
                    break;
                }
                out.push(b',');
                new_line(&mut out, depth);
                rest = after.trim_ascii_start();
                continue;
            }
            b':' => {
                out.extend_from_slice(b": ");
                rest = after.trim_ascii_start();
                continue;
            }
            b' ' | b'\n' | b'\r' | b'\t' => {
                rest = after;
                continue;
            }
            _ => {
                let ends =
                    |b: &u8| matches!(b, b'"' | b'{' | b'}' | b'[' | b']' | b',' | b':') || b.is_ascii_whitespace();
                // At least one byte: a form feed is white space to this test and to none above.
                let len = rest.iter().position(ends).unwrap_or(rest.len()).max(1);
                out.extend_from_slice(rest.get(..len).unwrap_or_default());
                rest = rest.get(len..).unwrap_or_default();
            }
        }
        if depth == 0 {
            break;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn new_line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + depth.min(INDENT_MAX) * 2, b' ');
}

/// Length of the string at the beginning, quotes included; all there is, if it does not end.
fn string_len(bytes: &[u8]) -> usize {
    let mut is_escaped = false;
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    bytes.len()
}
