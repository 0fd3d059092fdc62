//! A line between two parts that is moved by pointer or keys: it gives one of them another size.

use crate::app::ui::view;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// How far one key moves it.
const STEP_PX: i32 = 16;

/// The line. Whoever double-clicks it, or presses Enter, gives the size back to the page.
#[component]
pub fn Splitter(
    /// What it sets.
    #[prop(into)]
    name: Signal<String>,
    /// Whether it stands upright, and the part is at its right; else it lies below the part.
    is_upright: bool,
    /// The size of the part, in whole CSS pixels, as it was told last.
    #[prop(into)]
    now_px: Signal<i32>,
    /// The same as it is now: keys may come faster than sizes are told.
    #[prop(into)]
    measure: Callback<(), i32>,
    /// The least and the largest size.
    range_px: (i32, i32),
    /// Sets it; nothing leaves it to the page.
    #[prop(into)]
    on_set: Callback<Option<i32>>,
) -> impl IntoView {
    let (least, most) = range_px;
    let set = move |px: i32| on_set.run(Some(px.clamp(least, most)));
    // Size less place of the pointer, where that went down.
    let from = StoredValue::new(0);
    // What is at its right grows when the line goes left.
    let place = move |event: &PointerEvent| if is_upright { -event.client_x() } else { event.client_y() };
    let press = move |event: PointerEvent| {
        if let Some(line) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            // Without it a drag ends at the border of the line; that is all.
            let _ = line.set_pointer_capture(event.pointer_id());
        }
        from.set_value(measure.run(()) - place(&event));
    };
    let go = move |event: PointerEvent| {
        if event.buttons() > 0 {
            set(from.get_value() + place(&event));
        }
    };
    let key = move |event: KeyboardEvent| {
        let now = measure.run(());
        match event.key().as_str() {
            "ArrowDown" | "ArrowLeft" => set(now + STEP_PX),
            "ArrowUp" | "ArrowRight" => set(now - STEP_PX),
            "Home" => set(least),
            "End" => set(most),
            "Enter" => on_set.run(None),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div
            class=if is_upright { "splitter splitter--upright no-print" } else { "splitter no-print" }
            role="separator"
            tabindex="0"
            aria-label=name
            aria-orientation=if is_upright { "vertical" } else { "horizontal" }
            aria-valuemin=least.to_string()
            aria-valuemax=most.to_string()
            aria-valuenow=move || now_px.get().clamp(least, most).to_string()
            on:pointerdown=press
            on:pointermove=go
            on:dblclick=move |_| on_set.run(None)
            on:keydown=key
        ></div>
    }
}
