//! The world as a program that JavaScript calls: text goes in and out through its memory. `browser/sample.rs` is the caller.
#![allow(unsafe_code, reason = "an exported name could clash with one of another library; here there is no other")]

use std::cell::RefCell;

use super::{World, answer};

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

/// Makes the world as of a time in milliseconds since 1970.
#[unsafe(no_mangle)]
extern "C" fn begin(now_ms: f64) {
    STATE.with_borrow_mut(|state| state.world = Some(World::new(SEED, ticks(now_ms))));
}

/// Where a path of so many bytes goes.
#[unsafe(no_mangle)]
extern "C" fn path(len: usize) -> *const u8 {
    STATE.with_borrow_mut(|state| {
        state.path = vec![0; len];
        state.path.as_ptr()
    })
}

/// Answers the path at a time; gives the length of the body, as a negative number where the status is not 200.
#[unsafe(no_mangle)]
extern "C" fn ask(now_ms: f64) -> i32 {
    STATE.with_borrow_mut(|state| {
        let State { world: Some(world), path, body } = state else { return 0 };
        let answer = answer(&world.at(ticks(now_ms)), std::str::from_utf8(path).unwrap_or_default());
        *body = answer.body;
        let len = i32::try_from(body.len()).unwrap_or(0);
        if answer.status == 200 { len } else { -len }
    })
}

/// Where the body begins.
#[unsafe(no_mangle)]
extern "C" fn body() -> *const u8 {
    STATE.with_borrow(|state| state.body.as_ptr())
}

fn ticks(ms: f64) -> i64 {
    ms as i64 * 10_000
}
