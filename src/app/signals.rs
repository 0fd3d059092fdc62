//! What every part of the page does with signals, and with what ends with a view.
//!
//! Of two memos that an effect or a view reads, it reads the one first that the other is made of. Else Leptos (0.9.0-rc1) loses
//! a change: it looks at what was read in that order, and what the first look brings up to date in passing counts as unchanged in
//! the second. So a table that had read how many rows there are, and then which, was not drawn again where only the order changed.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

/// Setting what is the same already would tell everybody who follows it for nothing.
pub(crate) trait SetIfNew<T> {
    /// Sets the value unless it is the same.
    fn set_if_new(&self, value: T);
}

impl<T: PartialEq, S: Update<Value = T>> SetIfNew<T> for S {
    fn set_if_new(&self, value: T) {
        self.maybe_update(|old| {
            let is_new = *old != value;
            *old = value;
            is_new
        });
    }
}

/// Lets something live as long as the view that is being built.
pub(crate) fn keep<T: 'static>(value: T) {
    StoredValue::new_local(value);
}

/// Does something, and again whenever a signal that it has read changes, as long as the view that is being built. As Leptos'
/// own effect, which is compiled anew for each.
pub(crate) fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

fn boxed(run: Box<dyn FnMut()>) {
    Effect::new(run);
}

/// A value made of signals: made anew when they change, and told to others only if it is another one then. As Leptos' own memo,
/// most of which is compiled anew for each.
pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(make: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    boxed_memo(Box::new(make))
}

fn boxed_memo<T: PartialEq + Send + Sync + 'static>(make: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| make())
}

/// Does some work, and again whenever a signal that `follow` has read changes, as long as the view that is being built; never twice
/// at a time. The work is told by a cell whether it is due once more.
pub(crate) fn one_at_a_time<W: Future<Output = ()> + 'static>(
    follow: impl Fn() + 'static,
    work: impl Fn(Rc<Cell<bool>>) -> W + Clone + 'static,
) {
    let (is_due, is_at_work) = (Rc::<Cell<bool>>::default(), Rc::<Cell<bool>>::default());
    effect(move || {
        follow();
        is_due.set(true);
        if is_at_work.replace(true) {
            return;
        }
        let (is_due, is_at_work, work) = (is_due.clone(), is_at_work.clone(), work.clone());
        spawn_local(async move {
            while is_due.replace(false) {
                work(is_due.clone()).await;
            }
            is_at_work.set(false);
        });
    });
}
