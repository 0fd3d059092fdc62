//! Time: the clock, timers, one paint per frame, and turns for others while long work goes on.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use crate::model::{Timestamp, Turns};

// In `beside.js`.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tapelineGlue, js_name = turn)]
    fn heard() -> js_sys::Promise;
}

/// This computer's clock. Used for "now" and ages only; lengths come from the server's stamps.
pub(crate) fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
    Timestamp::from_unix_ms(js_sys::Date::now() as i64)
}

/// Calls once after a while; dropping it calls it off.
pub(crate) struct Timer {
    handle: Option<i32>,
    _call: Closure<dyn FnMut()>,
}

impl Timer {
    pub(crate) fn after(ms: i32, call: impl FnOnce() + 'static) -> Self {
        let mut call = Some(call);
        Self::boxed(ms, Box::new(move || call.take().map_or((), |call| call())))
    }

    fn boxed(ms: i32, call: Box<dyn FnMut()>) -> Self {
        let call = Closure::wrap(call);
        let handle = web_sys::window().and_then(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(call.as_ref().unchecked_ref(), ms).ok()
        });
        Self { handle, _call: call }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(handle), Some(window)) = (self.handle, web_sys::window()) {
            window.clear_timeout_with_handle(handle);
        }
    }
}

/// Calls once nothing has begun anew for a while. Beginning anew makes nothing new: it is done with every frame.
pub(crate) struct Rest {
    ms: i32,
    handle: Cell<Option<i32>>,
    call: Closure<dyn FnMut()>,
}

impl Rest {
    pub(crate) fn new(ms: i32, call: impl FnMut() + 'static) -> Self {
        let call: Box<dyn FnMut()> = Box::new(call);
        Self { ms, handle: Cell::new(None), call: Closure::wrap(call) }
    }

    /// The while begins now.
    pub(crate) fn begin(&self) {
        self.end();
        let set = |window: web_sys::Window| {
            let call = self.call.as_ref().unchecked_ref();
            window.set_timeout_with_callback_and_timeout_and_arguments_0(call, self.ms).ok()
        };
        self.handle.set(web_sys::window().and_then(set));
    }

    fn end(&self) {
        if let (Some(handle), Some(window)) = (self.handle.take(), web_sys::window()) {
            window.clear_timeout_with_handle(handle);
        }
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        self.end();
    }
}

/// Waits.
pub(crate) async fn sleep(ms: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // If no timer can be had, the promise stays open: nothing runs too early.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// How long work goes on before others get their turn, in milliseconds: less than a frame.
const WORK_MS: f64 = 8.0;

/// Turns for events and frames between slices of long work.
pub(crate) fn turns() -> Turns {
    let since = Rc::new(Cell::new(js_sys::Date::now()));
    Turns::new(move || {
        if js_sys::Date::now() - since.get() < WORK_MS {
            return None;
        }
        let since = since.clone();
        Some(Box::pin(async move {
            turn().await;
            since.set(js_sys::Date::now());
        }))
    })
}

/// Waits until what is due has had its turn. A timer would do, but waits four milliseconds more once it follows others.
pub(crate) async fn turn() {
    let _ = JsFuture::from(heard()).await;
}

/// Runs a job at most once per frame, however often it is asked for. Clones ask for the same job; when the last one is
/// dropped, a run that is due is called off.
#[derive(Clone)]
pub(crate) struct Painter(Rc<Job>);

struct Job {
    /// The frame that is asked for.
    due: Rc<Cell<Option<i32>>>,
    call: Closure<dyn FnMut()>,
}

impl Painter {
    pub(crate) fn new(mut paint: impl FnMut() + 'static) -> Self {
        let due = Rc::<Cell<Option<i32>>>::default();
        let is_run = due.clone();
        let call: Box<dyn FnMut()> = Box::new(move || {
            is_run.set(None);
            paint();
        });
        let call = Closure::wrap(call);
        Self(Rc::new(Job { due, call }))
    }

    /// Runs at once: where no frame follows, as before printing.
    pub(crate) fn run(&self) {
        // It throws nothing.
        let _ = self.0.call.as_ref().unchecked_ref::<js_sys::Function>().call0(&wasm_bindgen::JsValue::NULL);
    }

    /// Asks for a run before the next frame is shown.
    pub(crate) fn request(&self) {
        let Some(window) = web_sys::window() else { return };
        let Job { due, call } = &*self.0;
        if due.get().is_none() {
            due.set(window.request_animation_frame(call.as_ref().unchecked_ref()).ok());
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        if let (Some(frame), Some(window)) = (self.due.get(), web_sys::window()) {
            // Fails for no number.
            let _ = window.cancel_animation_frame(frame);
        }
    }
}

/// A listener that is taken off when dropped.
pub(crate) struct Listener {
    target: web_sys::EventTarget,
    name: &'static str,
    call: Closure<dyn FnMut(web_sys::Event)>,
}

impl Listener {
    pub(crate) fn new(
        target: &web_sys::EventTarget,
        name: &'static str,
        call: impl FnMut(web_sys::Event) + 'static,
    ) -> Self {
        Self::boxed(target, name, Box::new(call))
    }

    // One closure type for all that is heard: the glue of each type is compiled anew.
    fn boxed(target: &web_sys::EventTarget, name: &'static str, call: Box<dyn FnMut(web_sys::Event)>) -> Self {
        let call = Closure::wrap(call);
        // Fails only for a target that is gone; then there is nothing to hear.
        let _ = target.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
        Self { target: target.clone(), name, call }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.name, self.call.as_ref().unchecked_ref());
    }
}

/// Hears when an element's size changes, until dropped.
pub(crate) struct SizeWatch {
    observer: web_sys::ResizeObserver,
    _call: Closure<dyn FnMut()>,
}

impl SizeWatch {
    pub(crate) fn new(element: &web_sys::Element, call: impl FnMut() + 'static) -> Option<Self> {
        let call: Box<dyn FnMut()> = Box::new(call);
        let call = Closure::wrap(call);
        let observer = web_sys::ResizeObserver::new(call.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _call: call })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
