//! The reactive graph, in few types.
//!
//! A framework's signal, memo, effect and view function are compiled anew for every type and closure they hold. In this
//! page that was more than half of all code sent over the wire. Here a value lives outside the graph and the graph sees a
//! `Trigger` or a counter; closures of views are boxed. So everything of the graph is compiled once.
//!
//! Values belong to the page and live as long as it does: they are leaked on purpose and created once, in `state.rs`.

use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use leptos::prelude::*;

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

impl<T: Send + Sync> Value<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { changed: Trigger::new(), value: Box::leak(Box::new(RwLock::new(value))) }
    }

    /// The value; whoever is being computed or drawn now follows it.
    pub(crate) fn read(self) -> RwLockReadGuard<'static, T> {
        self.changed.track();
        self.peek()
    }

    /// The value, without following it.
    pub(crate) fn peek(self) -> RwLockReadGuard<'static, T> {
        self.value.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows the value without reading it.
    pub(crate) fn track(self) {
        self.changed.track();
    }

    /// Changes the value in place.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.write().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify();
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

fn revision(compute: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<u32> {
    Memo::new(move |before: Option<&u32>| before.copied().unwrap_or(0).wrapping_add(u32::from(compute())))
}

/// Runs now, and again whenever something it follows has changed; ends with the view it was made in.
pub(crate) fn effect(run: impl Fn() + 'static) {
    run_boxed(Box::new(run));
}

fn run_boxed(run: Box<dyn Fn()>) {
    Effect::new(move || run());
}

/// A function of a view, of one type for all that give the same.
pub(crate) type View<T> = Arc<Mutex<dyn FnMut() -> T + Send>>;

/// Text, or an attribute's value, that follows what it reads.
pub(crate) fn text(f: impl Fn() -> String + Send + 'static) -> View<String> {
    Arc::new(Mutex::new(f))
}

/// An attribute that is there only sometimes.
pub(crate) fn maybe(f: impl Fn() -> Option<String> + Send + 'static) -> View<Option<String>> {
    Arc::new(Mutex::new(f))
}

/// Yes or no, for a class or a boolean attribute.
pub(crate) fn flag(f: impl Fn() -> bool + Send + 'static) -> View<bool> {
    Arc::new(Mutex::new(f))
}

/// A part of a view that is built anew whenever something it reads has changed; nothing for `None`.
pub(crate) fn part(f: impl Fn() -> Option<AnyView> + Send + 'static) -> View<Option<AnyView>> {
    Arc::new(Mutex::new(f))
}

/// A part of a view that is there while a condition holds, and is built anew only when that turns.
pub(crate) fn when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + 'static,
) -> View<Option<AnyView>> {
    let condition = truth(Box::new(condition));
    part(move || condition.get().then(&view))
}

fn truth(condition: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| condition())
}

/// What a click does.
pub(crate) fn click(f: impl Fn() + 'static) -> Box<dyn FnMut(leptos::ev::MouseEvent)> {
    Box::new(move |_| f())
}

/// What an event does.
pub(crate) fn on<E: 'static>(f: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(f)
}

/// A button with a word or a sign for a face.
pub(crate) fn button(face: impl Into<String>, f: impl Fn() + 'static) -> AnyView {
    button_of(face.into(), None, "", click(f))
}

/// The button that does what the view is for.
pub(crate) fn main_button(face: impl Into<String>, f: impl Fn() + 'static) -> AnyView {
    button_of(face.into(), None, "button--main", click(f))
}

/// A button whose face is a sign: its title says what it does, to eye and ear.
pub(crate) fn sign_button(face: &str, title: &str, f: impl Fn() + 'static) -> AnyView {
    button_of(face.to_owned(), Some(title.to_owned()), "", click(f))
}

fn button_of(
    face: String,
    title: Option<String>,
    class: &'static str,
    click: Box<dyn FnMut(leptos::ev::MouseEvent)>,
) -> AnyView {
    view! {
        <button type="button" class=class title=title.clone() aria-label=title on:click=click>{face}</button>
    }
    .into_any()
}
