//! The page's texts in German (`words::Words`, with the file in it) as a program that JavaScript calls: a text goes in, and
//! comes out said. For nothing comes out what the desk has to be told to speak German as well.
//! `browser/program.rs` is the caller.
#![allow(unsafe_code, reason = "an exported name could clash with one of another library; here there is no other")]

use std::cell::RefCell;

use tapeline::words::{Lang, Words};

/// English and German in pairs.
const GERMAN: &str = include_str!("../words/de.txt");

thread_local! {
    static STATE: RefCell<State> =
        RefCell::new(State { words: Words::parse(Lang::De, GERMAN), message: Vec::new(), answer: String::new() });
}

struct State {
    words: Words,
    message: Vec<u8>,
    answer: String,
}

/// Where a message of so many bytes goes.
#[unsafe(no_mangle)]
extern "C" fn room(len: usize) -> *const u8 {
    STATE.with_borrow_mut(|state| {
        state.message = vec![0; len];
        state.message.as_ptr()
    })
}

/// Takes the message; gives the length of the answer, or a negative number if there is none.
#[unsafe(no_mangle)]
extern "C" fn ask(_now_ms: f64) -> i32 {
    STATE.with_borrow_mut(|state| {
        let Ok(english) = std::str::from_utf8(&state.message) else { return -1 };
        state.answer = if english.is_empty() { GERMAN.to_owned() } else { state.words.said(english) };
        i32::try_from(state.answer.len()).unwrap_or(-1)
    })
}

/// Where the answer begins.
#[unsafe(no_mangle)]
extern "C" fn answer() -> *const u8 {
    STATE.with_borrow(|state| state.answer.as_ptr())
}
