//! Keeps the picture up with the open log: made anew whenever items have come, in slices, so that the page answers.

use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

use super::answers;
use crate::answers::open_end;
use crate::api::LoadState;
use crate::app::signals::{SetIfNew as _, one_at_a_time};
use crate::app::store::{Drawn, Shared, Store, extent};
use crate::browser::frame;
use crate::model::{Log, TimeRange};
use crate::report::asked::{Groups, group_name};
use crate::report::desk::ONE_TURN;
use crate::route::Group;
use crate::timeline::{Items, Lanes, Picture};

/// What the next picture of the same log goes on from.
#[derive(Default)]
struct Kept {
    /// Number of the log.
    log: usize,
    lanes: Lanes,
    /// Whether times of some of its items could not be believed: which these are may change with each further item.
    had_far_times: bool,
}

/// Makes the picture anew from now on whenever what it shows has changed.
pub(crate) fn keep_drawn(store: Store) {
    let kept = Rc::<Cell<Kept>>::default();
    let follow = move || {
        store.open.revision.track();
        store.open.session.track();
        store.open.group.track();
        // Groups are named.
        store.texts.track();
        store.open.idle.track();
        store.open.decide();
    };
    one_at_a_time(follow, move |_| draw_anew(store, kept.clone()));
}

/// Makes the picture of what has come, with turns for others around it.
async fn draw_anew(store: Store, kept: Rc<Cell<Kept>>) {
    let is_large = store.open.log.get_untracked().read().is_ok_and(|log| log.len() > ONE_TURN);
    // The page is laid out once with the few, their picture and their answer.
    if is_large {
        // Items that have just come, and the view around them, are worth a turn of their own.
        frame::turn().await;
    }
    let revision = store.open.revision.get_untracked();
    let before = kept.take();
    kept.set(draw(store, before).await);
    if is_large {
        // It is on screen before anything else is worked out.
        frame::turn().await;
    }
    store.open.drawn.set_if_new(revision);
}

/// Makes one picture of what has come. It is shown if the log is still open then.
async fn draw(store: Store, mut kept: Kept) -> Kept {
    let open = store.open;
    let shared = open.log.get_untracked();
    if kept.log != shared.number() {
        kept = Kept { log: shared.number(), ..Kept::default() };
    }
    let turns = frame::turns();
    let axis = open.axis.get_untracked();
    let group = if axis.is_some() { Group::Packed } else { open.group.get_untracked() };
    let groups = match axis {
        Some(axis) => Some(axis.rows.clone()),
        None => group_items(store, group).await,
    };
    let now = store.now.get_untracked();
    let session = open.session.get_untracked();
    store.open.rely_on_session();
    let has_far_times = shared.read().is_ok_and(|log| log.has_far_times());
    if has_far_times || kept.had_far_times {
        kept.lanes = Lanes::default();
    }
    kept.had_far_times = has_far_times;
    let taken = shared.read().ok().and_then(|log| {
        let open_end = open_end(&log, session.as_deref(), now);
        let extent = extent(&log, session.as_deref(), open_end)?;
        Some((Items::of(&log), widened(store, &log, extent), open_end))
    });
    let Some((items, extent, open_end)) = taken else {
        open.picture.set(None);
        return kept;
    };
    let is_whole = !open.load.state.read_untracked().as_ref().is_some_and(LoadState::goes_on);
    let layout = (Groups::layout(groups.as_ref(), group), open.idle.get_untracked());
    let picture = Picture::build(items, layout, (&mut kept.lanes, is_whole), (extent, open_end), &turns).await;
    if open.log.read_untracked().number() == kept.log {
        let group_names = groups.map(|groups| groups.names).unwrap_or_default();
        open.picture.set(Some(Shared::new(Drawn { picture, log: kept.log, group_names })));
    }
    kept
}

/// How far an axis of sessions reaches: over whole nights, and over the window that the address names, which may be one in which
/// nothing ran. Every other log reaches as far as it does.
fn widened(store: Store, log: &Log, extent: TimeRange) -> TimeRange {
    let axis = store.open.axis.get_untracked();
    let span = axis.as_ref().and_then(|axis| axis.span);
    let is_near = |range: &TimeRange| log.reaches(range.start()) && log.reaches(range.end());
    let wanted = store.open.wanted.get_untracked().filter(|range| axis.is_some() && is_near(range));
    [span, wanted].into_iter().flatten().fold(extent, TimeRange::union)
}

/// Puts the items into groups, with names in the reader's language. Nothing where they are not grouped.
async fn group_items(store: Store, group: Group) -> Option<Groups> {
    let by = group.by()?;
    loop {
        if let Some(Groups { of, names }) = answers::groups(store, by) {
            let texts = store.texts.get_untracked();
            let has_parts = store.open.has_parts.get_untracked();
            let names = names.into_iter().map(|name| group_name(texts, by, has_parts, name)).collect();
            return Some(Groups { of, names });
        }
        frame::turn().await;
    }
}
