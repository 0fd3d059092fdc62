//! What a screen reader says of the window once it rests.

use leptos::prelude::*;

use super::Figure;
use crate::app::signals::{SetIfNew as _, effect};
use crate::app::store::answers::keep::ask;
use crate::app::store::kind_of_items;
use crate::app::ui::speak;
use crate::browser::frame::Rest;
use crate::format;
use crate::reader::time_in_log;

/// Whoever moves on is not talked to meanwhile.
const REST_MS: i32 = 900;

/// Has it said.
pub(super) fn keep_spoken(figure: Figure) {
    let line = RwSignal::new(String::new());
    let rest = Rest::new(REST_MS, move || line.set_if_new(summary(figure).unwrap_or_default()));
    effect(move || {
        figure.store.open.viewport.track();
        figure.totals.track();
        figure.store.texts.track();
        rest.begin();
    });
    speak(move || line.get());
}

/// "22:00:12 to 23:10:45: 412 of 60,000 items, 3 failed. At most 14 at once, at 22:40:03."
fn summary(figure: Figure) -> Option<String> {
    let store = figure.store;
    let texts = store.texts.get_untracked();
    let picture = store.open.picture.get_untracked()?;
    let window = store.open.viewport.read_untracked().range();
    let zone = store.zone.get_untracked();
    let real = picture.map.real_range(window);
    let digits = format::digits_for(real.ticks() / 100);
    let time = |t| time_in_log(texts, &zone, t, picture.extent, digits);
    let totals = *figure.totals.read_untracked();
    let (n, all) = (texts.count(totals.n_window), texts.count(totals.n_session));
    let mut what = vec![texts.timeline_of_items(n, all, untrack(|| kind_of_items(store)))];
    what.extend(texts.problems(totals.by_severity).map(|(_, words)| words));
    let mut line = texts.timeline_spoken(time(real.start()), time(real.end()), what.join(", "));
    // The same figure as "where the time went" has.
    if let Some((most, at)) = ask(store, |desk, log| desk.most_at_a_time(log, real)).flatten() {
        line.push_str(&texts.timeline_spoken_most(texts.count(most), time(at)));
    }
    Some(line)
}
