//! What a screen reader says of the window once it rests.

use crate::app::ui::set::SetIfNew as _;
use leptos::prelude::*;
use std::cell::Cell;

use super::On;
use crate::app::dom::{El, div};
use crate::app::parts::status;
use crate::browser::frame::Timer;
use crate::format;

/// Whoever moves on is not talked to meanwhile.
const REST_MS: i32 = 900;

/// A line that is heard and not seen.
pub(super) fn spoken(on: On) -> El {
    let line = on.spoken;
    let timer = Cell::new(None);
    Effect::new(move || {
        on.store.open.viewport.track();
        on.totals.track();
        timer.set(Some(Timer::after(REST_MS, move || line.set_if_new(summary(on).unwrap_or_default()))));
    });
    div("unseen").attr("role", "status").say_with(move || line.get())
}

/// "22:00:12 to 23:10:45: 412 of 60,000 items, 3 failed. At most 14 at once, at 22:40:03."
fn summary(on: On) -> Option<String> {
    let store = on.store;
    let picture = store.open.picture.get_untracked()?;
    let window = store.open.viewport.read_untracked().range();
    let zone = store.zone.get_untracked();
    let real = picture.map.real_range(window);
    let digits = format::digits_for(real.ticks() / 100);
    let time = |t| format::time_with(t, zone.offset_at(t), digits);
    let totals = *on.totals.read_untracked();
    let mut line = format!(
        "{} to {}: {} of {} items",
        time(real.start()),
        time(real.end()),
        format::count(totals.n_window),
        format::count(totals.n_session)
    );
    status::problems(totals.by_severity, &mut |_, words| line.extend([", ", words]));
    let (peak, peak_at) = picture.overview.peak_within(window);
    line.extend([". At most ", &format::count(peak), " at once, at ", &time(picture.map.real(peak_at)), "."]);
    Some(line)
}
