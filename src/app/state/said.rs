//! What the page says, in the reader's language: English as it is written here, another one by a program beside the page.
//! It is asked at the moment a text becomes a node; what a server sent is never said.

use std::cell::RefCell;

use crate::browser::program::Program;
use crate::words::Lang;

thread_local! {
    /// Says English texts in another language; nothing while the page speaks English.
    static INTERPRETER: RefCell<Option<Program>> = const { RefCell::new(None) };
}

/// A text of the page in its language.
pub(crate) fn said(english: &str) -> String {
    let said = if english.is_empty() { None } else { ask(english) };
    said.and_then(|said| String::from_utf8(said).ok()).unwrap_or_else(|| english.to_owned())
}

/// The file of texts that the desk is told; empty for English.
pub(crate) fn file() -> Vec<u8> {
    ask("").unwrap_or_default()
}

fn ask(text: &str) -> Option<Vec<u8>> {
    INTERPRETER.with_borrow(|program| program.as_ref()?.ask(text.as_bytes()))
}

/// The language that is spoken.
pub(crate) fn lang() -> Lang {
    if INTERPRETER.with_borrow(Option::is_some) { Lang::De } else { Lang::En }
}

/// From now on an interpreter is asked, or nobody.
pub(crate) fn set(interpreter: Option<Program>) {
    INTERPRETER.replace(interpreter);
}
