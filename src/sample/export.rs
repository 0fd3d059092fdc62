//! The world as a program that JavaScript calls: text goes in and out through its memory. `browser/program.rs` is the caller.
#![allow(unsafe_code, reason = "an exported name could clash with one of another library; here there is no other")]

use std::cell::RefCell;

use super::{World, answer as answer_path};

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

#[derive(Default)]
struct State {
    world: Option<World>,
    path: Vec<u8>,
    body: Vec<u8>,
}

/// The same company for everybody.
const SEED: u64 = 365;

/// Where a path of so many bytes goes.
#[unsafe(no_mangle)]
extern "C" fn room(len: usize) -> *const u8 {
    STATE.with_borrow_mut(|state| {
        state.path = vec![0; len];
        state.path.as_ptr()
    })
}

/// Answers the path at a time in milliseconds since 1970; gives the length of the body, or a negative number and no body where
/// the status is not 200. The world is that of the first time it is asked.
#[unsafe(no_mangle)]
extern "C" fn ask(now_ms: f64) -> i32 {
    STATE.with_borrow_mut(|state| {
        let now = ticks(now_ms);
        let world = state.world.get_or_insert_with(|| World::new(SEED, now));
        let answer = answer_path(&world.at(now), std::str::from_utf8(&state.path).unwrap_or_default());
        state.body = answer.body;
        if answer.status == 200 { i32::try_from(state.body.len()).unwrap_or(-1) } else { -1 }
    })
}

/// Where the body begins.
#[unsafe(no_mangle)]
extern "C" fn answer() -> *const u8 {
    STATE.with_borrow(|state| state.body.as_ptr())
}

fn ticks(ms: f64) -> i64 {
    ms as i64 * 10_000
}
