//! The map of keys and gestures.

use leptos::prelude::*;

use crate::app::ui::view;
use crate::texts::Texts;

/// A key or a gesture, and what it does.
type Key = (Face, fn(Texts) -> String);

enum Face {
    /// The same in every language.
    Sign(&'static str),
    Word(fn(Texts) -> String),
}

use Face::{Sign, Word};

const KEYS: [Key; 22] = [
    (Sign("?"), |texts| texts.help_this_map()),
    (Sign("/"), |texts| texts.help_search()),
    (Sign("↑ ↓"), |texts| texts.help_step()),
    (Word(|texts| texts.help_key_home_end()), |texts| texts.help_ends()),
    (Word(|texts| texts.help_key_enter()), |texts| texts.help_open()),
    (Word(|texts| texts.help_key_esc()), |texts| texts.help_escape()),
    (Sign("n p"), |texts| texts.help_failures()),
    (Sign("w W"), |texts| texts.help_warnings()),
    (Sign("r R"), |texts| texts.help_running()),
    (Sign("h H"), |texts| texts.help_hits()),
    (Sign("g G"), |texts| texts.help_gaps()),
    (Sign("b"), |texts| texts.help_breaks()),
    (Word(|texts| texts.help_key_arrows_or_letters()), |texts| texts.help_move()),
    (Sign("+ −"), |texts| texts.help_zoom()),
    (Word(|texts| texts.help_key_shift_arrows()), |texts| texts.help_range()),
    (Sign("z"), |texts| texts.help_zoom_to()),
    (Word(|texts| texts.help_key_zero()), |texts| texts.help_fit()),
    (Word(|texts| texts.help_key_windows()), |texts| texts.help_windows()),
    (Word(|texts| texts.help_wheel()), |texts| texts.help_wheel_does()),
    (Word(|texts| texts.help_drag()), |texts| texts.help_drag_does()),
    (Word(|texts| texts.help_double_click()), |texts| texts.help_fit()),
    (Word(|texts| texts.help_overview()), |texts| texts.help_overview_does()),
];

/// The map.
#[component]
pub fn KeyMap(
    /// The language.
    #[prop(into)]
    texts: Signal<Texts>,
) -> impl IntoView {
    let row = move |(face, what): Key| {
        let face = move || match face {
            Sign(sign) => sign.to_owned(),
            Word(word) => word(texts.get()),
        };
        view! {
            <tr>
                <td>
                    <kbd>{move || face()}</kbd>
                </td>
                <td>{move || what(texts.get())}</td>
            </tr>
        }
    };
    view! {
        <table>
            <tbody>{KEYS.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
