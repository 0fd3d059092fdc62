//! All sessions on one axis, a row for each job: which ran at the same time, and when nothing did. Picture and table are those
//! of a log (`store/axis.rs` opens one of which each item is a session); around them stands what is said of the window.

pub mod facts;

use leptos::prelude::*;

use crate::api::LoadState;
use crate::app::signals::memo;
use crate::app::store::Store;
use crate::app::ui::view;
use crate::model::{SessionKind, TimeRange};
use crate::report::axis::{night_at, nights};
use crate::route::Route;
use crate::texts::Texts;
use facts::Facts;

/// A window wider than this is no single night, in ticks: a day and a half.
const MORE_THAN_A_NIGHT: i64 = 1_296_000_000_000;
/// The nights of a week.
const WEEK: i64 = 7;

/// The view.
#[component]
pub(crate) fn Axis(
    /// How much of the job sessions is loaded.
    jobs: AnyView,
    /// The same of data retrieval.
    retrievals: AnyView,
    /// Picture and table.
    children: Children,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let title = Signal::derive(move || store.texts.get().axis_title());
    let is_empty = move || store.open.picture.read().is_none();
    view! {
        <section class="view session axis" aria-label=title>
            <div class="bar">
                <h1>{title}</h1>
                <Steps />
                {jobs}
            </div>
            <Facts facts=store.desk.window reader=store.reader />
            {retrievals}
            {move || is_empty().then(|| view! { <p class="soft">{empty(store)}</p> })}
            <div class="desk" hidden=is_empty>
                <div class="desk__main">{children()}</div>
            </div>
        </section>
    }
}

/// Why there is nothing to be drawn.
fn empty(store: Store) -> String {
    let texts = store.texts.get();
    let is_loading = |kind| store.sessions(kind).load.state.read().as_ref().is_none_or(LoadState::goes_on);
    if is_loading(SessionKind::Job) || is_loading(SessionKind::DataRetrieval) {
        texts.sessions_loading()
    } else {
        texts.axis_nothing()
    }
}

/// The ways to other windows: night by night, a week, all of them. Links, so that each can be kept.
#[component]
fn Steps() -> impl IntoView {
    let store = expect_context::<Store>();
    let steps = memo(move || steps(store));
    // Each stays where it is, under the pointer and with the focus, whatever is shown; what leads nowhere keeps its room.
    let link = move |(at, name): (usize, fn(Texts) -> String)| {
        let step = move || steps.read().get(at).cloned().flatten();
        view! {
            <a
                class="button chip"
                href=move || step().map(|step| step.route.to_string())
                aria-current=move || step().is_some_and(|step| step.is_here).then_some("true")
                hidden=move || step().is_none()
            >
                {move || name(store.texts.get())}
            </a>
        }
    };
    view! {
        <nav class="axis__steps no-print" aria-label=move || store.texts.get().axis_windows()>
            {STEPS.into_iter().enumerate().map(link).collect_view()}
        </nav>
    }
}

/// One night, a week, all, earlier, later.
const STEPS: [fn(Texts) -> String; 5] = [
    |texts| texts.axis_night(),
    |texts| texts.axis_week(),
    |texts| texts.axis_all(),
    |texts| texts.axis_earlier(),
    |texts| texts.axis_later(),
];

/// A way to another window.
#[derive(Clone, PartialEq)]
struct Step {
    route: Route,
    /// Whether it leads to what is shown.
    is_here: bool,
}

/// Where the [`STEPS`] lead; earlier and later nowhere as long as all is shown, and none while there is nothing.
fn steps(store: Store) -> [Option<Step>; 5] {
    let route = store.route.get();
    let (zone, span) = (store.zone.get(), store.open.axis.read().as_ref().and_then(|axis| axis.span));
    let Some(span) = span else { return Default::default() };
    let shown = route.params.range();
    let range = shown.unwrap_or(span);
    let is_wide = range.ticks() > MORE_THAN_A_NIGHT;
    let at = if is_wide { range.end().plus(-1) } else { range.start().plus(range.ticks() / 2) };
    let night = night_at(&zone, at);
    let step = if is_wide { WEEK } else { 1 };
    let to = |window: Option<TimeRange>| Some(Step { route: route.clone().over(window), is_here: window == shown });
    let until = |last: i64, n: i64| to(Some(nights(&zone, last - n + 1, last)));
    let beside = |last: i64| until(last, step).filter(|_| shown.is_some());
    [until(night, 1), until(night, WEEK), to(None), beside(night - step), beside(night + step)]
}
