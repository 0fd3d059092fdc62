//! The desk (`report::Desk`) as a program that JavaScript calls: bytes go in and out through its memory.
//! `browser/program.rs` is the caller.
#![allow(unsafe_code, reason = "an exported name could clash with one of another library; here there is no other")]

use std::cell::RefCell;

use tapeline::report::Desk;

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

#[derive(Default)]
struct State {
    desk: Desk,
    message: Vec<u8>,
    answer: Vec<u8>,
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
        let message = std::mem::take(&mut state.message);
        let Some(answer) = state.desk.take(&message) else { return -1 };
        state.answer = answer;
        i32::try_from(state.answer.len()).unwrap_or(-1)
    })
}

/// Where the answer begins.
#[unsafe(no_mangle)]
extern "C" fn answer() -> *const u8 {
    STATE.with_borrow(|state| state.answer.as_ptr())
}
