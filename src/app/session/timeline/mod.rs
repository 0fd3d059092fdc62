//! The timeline: the whole session in small, the axis, and the items as bars. One tab stop; the log table is its equal.
//!
//! The way of a frame: something that is seen changes → one paint is asked for ([`drawing`]) → it paints both canvases and
//! sets where the labels of the axis stand and what the sums are. What follows these signals ([`axis`], [`tools`]) is
//! brought up to date in the same turn, so canvas and page never show two different windows.

mod axis;
mod brush;
mod drawing;
mod heads;
mod keys;
mod overview;
mod pointer;
mod range;
mod spoken;
mod tip;
mod tools;
mod window;

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::MouseEvent;

use self::axis::{Axis, Labels};
use self::brush::Brush;
use self::heads::Heads;
use self::tip::Tip;
use self::tools::Tools;
use crate::app::signals::memo;
use crate::app::store::{Drawn, Store, kind_of_items};
use crate::app::ui::Splitter;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::browser::frame;
use crate::model::Timestamp;
use crate::route::{Group, Part};
use crate::timeline::{Density, Hit, Scale, Size, Totals, View};

/// Fewer lanes than these need less than the room that the style gives them.
const FEW_LANES: u32 = 14;
/// The height of a machine, which has a row for itself and one for its steps: that of its name.
const MACHINE_PX: u32 = 12;
/// So many lanes of sessions or machines, and not more, all have their names beside them at once; more are high rows from the start.
const MOST_NAMED: u32 = 28;
/// The least and the largest height of the stage that a person can set, in CSS pixels.
const HEIGHT_PX: (i32, i32) = (72, 1_200);

/// What the pointer is over, and where in the window it is.
#[derive(Clone, Copy, PartialEq)]
struct Hover {
    hit: Option<Hit>,
    x_px: f64,
    y_px: f64,
}

impl Hover {
    fn at(event: &MouseEvent, hit: Option<Hit>) -> Self {
        Self { hit, x_px: f64::from(event.client_x()), y_px: f64::from(event.client_y()) }
    }
}

/// How long it is said what the wheel would do here.
const HINT_MS: i32 = 8_000;

/// The figure: what is so in it now, and the state that it shows.
#[derive(Clone, Copy)]
pub(crate) struct Figure {
    store: Store,
    /// The stage's; the overview is as wide.
    size: RwSignal<Size>,
    hover: RwSignal<Option<Hover>>,
    /// The item that is told of in a card, and where the pointer was.
    card: RwSignal<Option<Hover>>,
    /// Whether it is said how the wheel zooms.
    has_hint: RwSignal<bool>,
    totals: RwSignal<Totals>,
    labels: Labels,
}

impl Figure {
    fn new(store: Store) -> Self {
        Self {
            store,
            size: store.open.size,
            hover: RwSignal::new(None),
            card: RwSignal::new(None),
            has_hint: RwSignal::new(false),
            totals: RwSignal::new(Totals::default()),
            labels: Labels::new(),
        }
    }

    /// How far open items reach, in drawn time: to now, while the session runs.
    fn open_end(self, picture: &Drawn) -> Timestamp {
        let session = self.store.open.session.read_untracked();
        let runs = session.as_ref().is_some_and(|session| session.runs());
        picture.map.drawn(if runs { picture.open_end.max(self.store.now.get_untracked()) } else { picture.open_end })
    }

    /// What is at a point of the stage.
    fn hit(self, x_px: f64, y_px: f64) -> Option<Hit> {
        let picture = self.store.open.picture.get_untracked()?;
        let viewport = self.store.open.viewport.read_untracked();
        let hits = self.store.open.hits.get_untracked();
        let mut view = View::new(&picture.index, &viewport, self.size.get_untracked(), self.open_end(&picture));
        view.hits = hits.as_deref();
        crate::timeline::item_at(&view, x_px, y_px)
    }

    /// Says for a while how the wheel zooms, once for as long as the page lives: the page scrolls, and whoever wanted that
    /// needs no advice.
    fn tell_of_wheel(self) {
        static IS_TOLD: AtomicBool = AtomicBool::new(false);
        if IS_TOLD.swap(true, Ordering::Relaxed) {
            return;
        }
        self.has_hint.set(true);
        spawn_local(async move {
            frame::sleep(HINT_MS).await;
            // Nobody is told where the view is gone.
            let _ = self.has_hint.try_set(false);
        });
    }

    /// The instant at a place of the stage, in drawn time.
    fn time_at(self, x_px: f64) -> Timestamp {
        Scale::of(self.store.open.viewport.read_untracked().range(), self.size.get_untracked()).time_from_x(x_px)
    }
}

/// The figure of the open session.
#[component]
pub(crate) fn Timeline() -> impl IntoView {
    let store = expect_context::<Store>();
    let figure = Figure::new(store);
    let (open, texts) = (store.open, store.texts);
    let (stage, canvas) = (NodeRef::<html::Div>::new(), NodeRef::<html::Canvas>::new());
    let overview = NodeRef::<html::Canvas>::new();
    window::fit_when_opened(store);
    window::follow_in_address(store);
    drawing::keep_painted(figure, stage, canvas, overview);
    spoken::keep_spoken(figure);

    let is_grouped = memo(move || open.picture.read().as_ref().is_some_and(|picture| !picture.group_names.is_empty()));
    let n_lanes = memo(move || open.picture.read().as_ref().map_or(1, |picture| picture.index.n_lanes()));
    // Few lanes need little room; many get what the style says.
    let height = store.workplace.picture_px;
    let body_height = move || {
        let n_lanes = n_lanes.get();
        let are_machines = || open.has_parts.get() && open.group.get() == Group::Object;
        // The name of a job, or of a machine, stands beside its row.
        let (most, lane_px) = match () {
            () if n_lanes < FEW_LANES => (FEW_LANES, 22),
            () if open.axis.read().is_some() => (MOST_NAMED, 14),
            () if are_machines() => (MOST_NAMED, MACHINE_PX / 2),
            () => (FEW_LANES, 14),
        };
        let usual = || (n_lanes < most).then(|| px(f64::from(n_lanes.max(3) * lane_px + 12)));
        height.get().map(style_px).or_else(usual)
    };
    let class = move || {
        let grouped = if is_grouped.get() { " timeline--grouped" } else { "" };
        ["timeline", grouped, if height.read().is_some() { " timeline--set" } else { "" }].concat()
    };
    let now_px = memo(move || whole(figure.size.read().height_px));
    let has_overview = memo(move || !store.route.read().params.hides(Part::Overview));
    let on_stage = pointer::Stage::new(figure);
    on_stage.watch_wheel(stage);
    // A finger that moves up or down scrolls the page, unless there are rows to be scrolled.
    let has_rows = memo(move || open.viewport.read().density() == Density::Readable);
    let stage_class = move || if has_rows.get() { "timeline__stage timeline__stage--rows" } else { "timeline__stage" };

    view! {
        <figure
            class=class
            aria-label=move || texts.get().common_timeline()
        >
            <Tools figure />
            <Show when=move || has_overview.get()>
                <Brush figure canvas=overview />
            </Show>
            <Axis store labels=figure.labels />
            <div class="timeline__body" style:height=body_height>
                <Show when=move || is_grouped.get()>
                    <Heads figure />
                </Show>
                <div
                    class=stage_class
                    tabindex="0"
                    role="application"
                    aria-roledescription=move || texts.get().timeline_role()
                    aria-label=move || texts.get().timeline_label(kind_of_items(store))
                    on:keydown=move |event| keys::press(figure, &event)
                    // Not passive: what zooms or moves the picture must not scroll the page.
                    on:wheel=move |event| on_stage.wheel(&event)
                    on:pointerdown=move |event| on_stage.press(&event)
                    on:pointermove=move |event| on_stage.go(&event)
                    on:pointerup=move |event| on_stage.release(&event)
                    on:pointercancel=move |event| on_stage.cancel(&event)
                    on:pointerleave=move |_| on_stage.leave()
                    on:dblclick=move |_| open.viewport.update(crate::timeline::Viewport::refit)
                    node_ref=stage
                >
                    <canvas aria-hidden="true" node_ref=canvas></canvas>
                    <range::Mark figure />
                    <Show when=move || figure.has_hint.get()>
                        <p class="timeline__hint no-print" aria-hidden="true">
                            {move || texts.get().timeline_wheel_hint()}
                        </p>
                    </Show>
                </div>
            </div>
            <Splitter
                name=move || texts.get().timeline_height()
                is_upright=false
                now_px=now_px
                measure=move |()| stage.get_untracked().map_or(HEIGHT_PX.0, |stage| stage.client_height())
                range_px=HEIGHT_PX
                on_set=move |px| height.set(px)
            />
            <Tip figure />
            <range::Chosen figure />
        </figure>
    }
}

/// A length in whole pixels.
#[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
const fn whole(px: f64) -> i32 {
    px.round() as i32
}

/// A length for a style, in whole pixels.
fn px(px: f64) -> String {
    style_px(whole(px))
}

/// The same of a length that is whole already.
fn style_px(px: i32) -> String {
    let mut out = px.to_string();
    out.push_str("px");
    out
}
