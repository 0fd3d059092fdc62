//! The reactive graph, in few types.
//!
//! Leptos' signals, memos and effects are compiled anew for every type and closure they hold: 35 KB of this page over the
//! wire. Here a value lives outside the graph and the graph sees a `Trigger` or a counter, and closures are boxed, so that
//! everything of the graph is compiled once.
//!
//! Values belong to the page and live as long as it does: they are leaked on purpose and created once, in `state/`.

use std::cell::RefCell;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use leptos::prelude::*;
use leptos::reactive::graph::{AnySubscriber, Subscriber as _, ToAnySubscriber as _};
use send_wrapper::SendWrapper;

/// A value that views follow.
pub(crate) struct Value<T: 'static> {
    changed: Trigger,
    value: &'static RwLock<T>,
}

impl<T> Clone for Value<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Value<T> {}

// Out of line on purpose: there are more than a hundred values and places that follow them.
#[inline(never)]
fn trigger() -> Trigger {
    Trigger::new()
}

#[inline(never)]
fn track(trigger: Trigger) {
    trigger.track();
}

#[inline(never)]
fn notify(trigger: Trigger) {
    trigger.notify();
}

impl<T: Send + Sync> Value<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { changed: trigger(), value: Box::leak(Box::new(RwLock::new(value))) }
    }

    /// The value; whoever is being computed or drawn now follows it.
    pub(crate) fn read(self) -> RwLockReadGuard<'static, T> {
        track(self.changed);
        self.peek()
    }

    /// The value, without following it.
    pub(crate) fn peek(self) -> RwLockReadGuard<'static, T> {
        self.value.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows the value without reading it.
    pub(crate) fn track(self) {
        track(self.changed);
    }

    /// Changes the value in place.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.write().unwrap_or_else(PoisonError::into_inner));
        notify(self.changed);
    }

    pub(crate) fn set(self, value: T) {
        self.update(|old| *old = value);
    }
}

impl<T: Send + Sync + Clone> Value<T> {
    /// A copy of the value, followed.
    pub(crate) fn get(self) -> T {
        self.read().clone()
    }

    /// A copy of the value, not followed.
    pub(crate) fn get_untracked(self) -> T {
        self.peek().clone()
    }
}

impl<T: Send + Sync + PartialEq> Value<T> {
    /// Sets the value, and tells nobody if it is the same.
    pub(crate) fn set_if_new(self, value: T) {
        let is_new = *self.peek() != value;
        if is_new {
            self.set(value);
        }
    }
}

/// What follows from values: computed when it is asked for and something it follows has changed, and passed on only if
/// it came out different.
pub(crate) struct Derived<T: 'static> {
    revision: Memo<u32>,
    value: &'static RwLock<T>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: Send + Sync + PartialEq + Default> Derived<T> {
    pub(crate) fn new(compute: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let value: &'static RwLock<T> = Box::leak(Box::default());
        let revision = revision(Box::new(move || {
            let next = compute();
            let mut value = value.write().unwrap_or_else(PoisonError::into_inner);
            let is_new = *value != next;
            *value = next;
            is_new
        }));
        Self { revision, value }
    }

    /// The value; whoever is being computed or drawn now follows it.
    pub(crate) fn read(self) -> RwLockReadGuard<'static, T> {
        self.revision.get();
        self.value.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows the value without reading it.
    pub(crate) fn track(self) {
        self.revision.get();
    }

    /// The value, without following it.
    pub(crate) fn peek(self) -> RwLockReadGuard<'static, T> {
        self.revision.get_untracked();
        self.value.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Send + Sync + PartialEq + Default + Clone> Derived<T> {
    /// A copy of the value, followed.
    pub(crate) fn get(self) -> T {
        self.read().clone()
    }

    /// A copy of the value, not followed.
    pub(crate) fn get_untracked(self) -> T {
        self.peek().clone()
    }
}

/// Whether something holds, passed on only when that turns; ends with the view it was made in.
pub(crate) fn truth(holds: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    let memo = ArcMemo::new(move |_| holds());
    let follower = memo.clone();
    on_cleanup(move || take_leave(&follower.to_any_subscriber()));
    memo.into()
}

/// What belongs to the page, is not followed by anybody, and may hold handles of the browser, which stay on their thread.
pub(crate) struct Held<T: 'static>(&'static SendWrapper<RefCell<T>>);

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Held<T> {}

impl<T> Held<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Box::leak(Box::new(SendWrapper::new(RefCell::new(value)))))
    }

    pub(crate) fn set(self, value: T) {
        // What was held may ask for this value while it is dropped.
        drop(self.0.replace(value));
    }

    pub(crate) fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(&self.0.borrow())
    }
}

impl<T: Clone> Held<T> {
    pub(crate) fn get(self) -> T {
        self.0.borrow().clone()
    }
}

fn revision(compute: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<u32> {
    Memo::new(move |before: Option<&u32>| before.copied().unwrap_or(0).wrapping_add(u32::from(compute())))
}

/// Runs at once, and again whenever something it follows has changed; ends with the view it was made in.
pub(crate) fn follow(run: impl Fn() + 'static) {
    follow_boxed(Box::new(run));
}

fn follow_boxed(run: Box<dyn Fn()>) {
    StoredValue::new_local(Following(RenderEffect::new(move |_| run())));
}

struct Following(RenderEffect<()>);

impl Drop for Following {
    fn drop(&mut self) {
        take_leave(&self.0.to_any_subscriber());
    }
}

/// Whoever follows something is remembered there, in 100 to 200 bytes, until it next changes. What lasts as long as the page
/// and hardly ever changes would remember every view there ever was.
fn take_leave(follower: &AnySubscriber) {
    follower.clear_sources(follower);
}

/// Runs as [`follow`] does, but after what is on its way now: for what acts on values that it follows itself.
pub(crate) fn effect(run: impl Fn() + 'static) {
    effect_boxed(Box::new(run));
}

fn effect_boxed(run: Box<dyn Fn()>) {
    let effect = Effect::new(run);
    on_cleanup(move || take_leave(&effect.to_any_subscriber()));
}
