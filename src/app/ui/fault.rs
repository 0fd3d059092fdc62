//! A fault, told: what happened, why, what to do, and a text for the administrator.

use leptos::prelude::*;

use super::{Button, Lines, MainButton, Notice};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::format;
use crate::report::asked::Told;
use crate::texts::Texts;

/// The explanation as a panel; what may help stands below it.
#[component]
pub fn FaultPanel(
    /// The language.
    #[prop(into)]
    texts: Signal<Texts>,
    /// What is told.
    #[prop(into)]
    told: Signal<Told>,
    /// Copies the report for the administrator.
    #[prop(into)]
    on_copy: Callback<String>,
    /// The first button.
    children: Children,
) -> impl IntoView {
    let of = move |what: fn(&Told) -> &str| what(&told.read()).to_owned();
    // Both may quote the server.
    let cause = move || format::visible(&told.read().cause).into_owned();
    let report = move || {
        let told = told.read();
        told.report.lines().map(format::visible).collect::<Vec<_>>().join("\n")
    };
    view! {
        <Notice is_bad=true>
            <h2 class="text">{move || of(|told| &told.title)}</h2>
            <p class="text">{cause}" ("{move || of(|told| &told.certainty)}")"</p>
            <Lines lines=move || told.get().todo />
            <p class="soft text">
                {move || texts.get().faults_panel_who()} <span>{move || of(|told| &told.who)}</span>
            </p>
            <div class="bar">
                {children()}
                <Button name=move || texts.get().faults_panel_copy() on_click=move |()| on_copy.run(report()) />
            </div>
            <details>
                <summary>{move || texts.get().faults_panel_report()}</summary>
                <pre class="text">{report}</pre>
            </details>
        </Notice>
    }
}

/// What keeps a load from going on, while there is something, with the button that may help.
#[component]
pub fn Obstacle(
    /// The language.
    #[prop(into)]
    texts: Signal<Texts>,
    /// What is told.
    #[prop(into)]
    told: Signal<Option<Told>>,
    /// The button's face.
    #[prop(into)]
    button: Signal<String>,
    /// What it does.
    #[prop(into)]
    on_click: Callback<()>,
    /// Copies the report for the administrator.
    #[prop(into)]
    on_copy: Callback<String>,
) -> impl IntoView {
    view! {
        <Show when=move || told.read().is_some()>
            <FaultPanel texts=texts told=move || told.get().unwrap_or_default() on_copy=on_copy>
                <MainButton name=button on_click=on_click />
            </FaultPanel>
        </Show>
    }
}
