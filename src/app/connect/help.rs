//! "How do I get a token?": lines to paste into a console, for one server, with a button for each that copies them.

use leptos::prelude::*;

use super::form::Fields;
use crate::api::{Origin, Server, TokenHelp};
use crate::app::signals::SetIfNew as _;
use crate::app::signals::memo;
use crate::app::store::{self, Store};
use crate::app::ui::Button;
use crate::app::ui::view;
use crate::texts::Texts;

/// In place of a server, before one is typed.
const EXAMPLE: &str = "https://backup.example.com:4443";

/// The lines for the server that is typed, as far as it goes; made once somebody wants them.
#[component]
pub(super) fn Help(fields: Fields) -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let is_open = RwSignal::new(false);
    let server = move || {
        let typed = Origin::from_typed(&fields.typed.address.read()).map(|typed| typed.origin);
        let origin = typed.or_else(|_| Origin::parse(EXAMPLE)).ok()?;
        let product = fields.typed.product.get();
        let version = fields.typed.version.get().or_else(|| product.versions().first().copied())?;
        Some(Server { origin, product, version })
    };
    let help = memo(move || is_open.get().then(server).flatten().map(|server| TokenHelp::new(&server)));
    let copy = move |lines| store::copy(store, lines, |texts: Texts| texts.common_copied_text());
    view! {
        <details on:toggle=move |event| {
            is_open.set_if_new(event_target::<web_sys::Element>(&event).has_attribute("open"));
        }>
            <summary>{move || texts.get().connect_help_title()}</summary>
            <p>{move || texts.get().connect_help_text()}</p>
            <div>
                {move || help.get().map(|help| view! { <TokenLines texts=texts help on_copy=copy /> })}
            </div>
        </details>
    }
}

/// The lines of both consoles, and what else to know.
#[component]
pub fn TokenLines(
    /// The language.
    #[prop(into)]
    texts: Signal<Texts>,
    /// The lines.
    help: TokenHelp,
    /// Copies lines.
    #[prop(into)]
    on_copy: Callback<String>,
) -> impl IntoView {
    let TokenHelp { powershell, shell, notes } = help;
    let lines = [("Windows PowerShell", powershell), ("curl", shell)].map(|(name, lines)| {
        let copied = lines.clone();
        view! {
            <h2>{name}</h2>
            <pre class="text">{lines}</pre>
            <Button name=move || texts.get().common_copy() on_click=move |()| on_copy.run(copied.clone()) />
        }
    });
    view! {
        {lines.into_iter().collect_view()}
        <ul>{notes.into_iter().map(|note| view! { <li class="text">{move || note.say(texts.get())}</li> }).collect_view()}</ul>
    }
}
