//! Asking again whenever what an answer is made of has changed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fetch::fetch_log;
use super::tell::tell;
use crate::app::signals::effect;
use crate::app::store::Store;
use crate::browser::frame;
use crate::model::{Id, Log};
use crate::report::Desk;

/// What a question came to.
pub(crate) struct Asked<A> {
    /// What goes on screen.
    pub(crate) answer: A,
    /// Sessions whose logs would make the answer better, the most wanted first.
    pub(crate) needs: Vec<Id>,
    /// Whether the same question is to be asked again, after a turn for others.
    pub(crate) is_partial: bool,
}

impl<A> From<A> for Asked<A> {
    fn from(answer: A) -> Self {
        Self { answer, needs: Vec::new(), is_partial: false }
    }
}

/// Asks the desk a question about the open log and what else is loaded, at once.
pub(crate) fn ask<A>(store: Store, question: impl FnOnce(&mut Desk, &Log) -> A) -> Option<A> {
    untrack(|| {
        store.open.rely_on_session();
        tell(store);
        let shared = store.open.log.get_untracked();
        let log = shared.read().ok()?;
        store.desk.known.try_update_value(|desk| question(desk, &log))
    })
}

/// Keeps an answer up to date. `question` follows what the answer is made of, and is nothing while nobody wants it; `answer`
/// gives nothing where there is none. Asked one after the other, with a turn for events between the parts of a long answer.
/// The logs of other sessions that would make it better are loaded, and it is asked again.
pub(crate) fn keep<Q, A>(
    store: Store,
    question: impl Fn() -> Option<Q> + 'static,
    answer: impl Fn(&mut Desk, &Log, &Q) -> Option<Asked<A>> + 'static,
    into: RwSignal<Option<Arc<A>>>,
) where
    Q: 'static,
    A: PartialEq + Send + Sync + 'static,
{
    let due = Rc::new(RefCell::new(None::<Q>));
    let put = {
        let due = due.clone();
        move || {
            let question = question();
            let is_wanted = question.is_some();
            if is_wanted {
                due.replace(question);
            }
            is_wanted
        }
    };
    let take = move || {
        let question = due.take()?;
        let asked = ask(store, |desk, log| answer(desk, log, &question)).flatten();
        let Some(Asked { answer, needs, is_partial }) = asked else {
            into.set(None);
            return Some((None, false));
        };
        if into.read_untracked().as_deref() != Some(&answer) {
            into.set(Some(Arc::new(answer)));
        }
        let goes_on = is_partial && due.borrow().is_none();
        if goes_on {
            due.replace(Some(question));
        }
        Some((needs.into_iter().next(), goes_on))
    };
    keep_asking(store, Box::new(put), Rc::new(take));
}

/// Answers what is due: nothing where nothing is; else the log that is wanted next, and whether there is more of the answer.
type Take = Rc<dyn Fn() -> Option<(Option<Id>, bool)>>;

// Whatever is asked, it is compiled once.
fn keep_asking(store: Store, put: Box<dyn Fn() -> bool>, take: Take) {
    let is_at_work = Rc::<Cell<bool>>::default();
    effect(move || {
        if !put() || is_at_work.replace(true) {
            return;
        }
        let (is_at_work, take) = (is_at_work.clone(), take.clone());
        spawn_local(async move {
            while let Some((wanted, goes_on)) = take() {
                if let Some(id) = wanted {
                    fetch_log(store, id);
                }
                if goes_on {
                    frame::sleep(0).await;
                }
            }
            is_at_work.set(false);
        });
    });
}
