//! Keeps the picture up with the open log: made anew whenever items have come, in slices, so that the page answers.

use std::cell::Cell;
use std::rc::Rc;

use leptos::task::spawn_local;

use super::super::reactive::effect;
use super::super::state::{Drawn, Shared, State, extent, open_end};
use crate::api::LoadState;
use crate::browser::frame;
use crate::timeline::{Items, Lanes, Layout, Picture};

/// The lanes of the last picture, and the number of the log that they belong to.
type Kept = (usize, Lanes);

/// Makes the picture anew from now on whenever what it shows has changed.
pub(crate) fn keep_drawn(state: State) {
    let (is_due, is_at_work) = (Rc::<Cell<bool>>::default(), Rc::<Cell<bool>>::default());
    let kept = Rc::<Cell<Kept>>::default();
    effect(move || {
        state.open.revision.track();
        state.open.session.track();
        state.open.group.track();
        is_due.set(true);
        if is_at_work.replace(true) {
            return;
        }
        let (is_due, is_at_work, kept) = (is_due.clone(), is_at_work.clone(), kept.clone());
        spawn_local(async move {
            while is_due.replace(false) {
                let before = kept.take();
                kept.set(draw(state, before).await);
            }
            is_at_work.set(false);
        });
    });
}

/// Makes one picture of what has come. It is shown if the log is still open then.
async fn draw(state: State, (number, mut lanes): Kept) -> Kept {
    let open = state.open;
    let shared = open.log.get_untracked();
    if number != shared.number() {
        lanes = Lanes::default();
    }
    let now = state.now.get_untracked();
    let session = open.session.get_untracked();
    let taken = shared.read().ok().and_then(|log| {
        let open_end = open_end(&log, session.as_deref(), now);
        Some((Items::of(&log), extent(&log, session.as_deref(), open_end)?, open_end))
    });
    let Some((items, extent, open_end)) = taken else {
        open.picture.set(None);
        return (shared.number(), lanes);
    };
    let is_whole = !matches!(*open.load.state.peek(), Some(LoadState::Loading { .. } | LoadState::Waiting { .. }));
    let layout = match open.group.get_untracked() {
        None => Layout::Packed,
        Some(_) => Layout::OneEach,
    };
    let turns = frame::turns();
    let picture = Picture::build(&items, layout, (&mut lanes, is_whole), (extent, open_end), &turns).await;
    if open.log.peek().number() == shared.number() {
        open.picture.set(Some(Shared::new(Drawn { picture, log: shared.number() })));
    }
    (shared.number(), lanes)
}
