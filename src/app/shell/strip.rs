//! The slim line where the bar on top is not shown, or where a portal is around: who signed in and for which server, a way
//! to sign out, the zone of every time.

use leptos::prelude::*;

use super::server::{SignOut, server_line};
use crate::app::store::{Connection, Store, portal};
use crate::app::ui::MainButton;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::route::Part;

/// The line.
#[component]
pub(crate) fn Strip() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let has_bar = move || !store.route.read().params.hides(Part::Nav);
    let asks = move || store.portal.origin.read().is_some() && store.portal.is_refused.get();
    let name = move || texts.get().connect_portal_let(store.portal.origin.get().unwrap_or_default());
    view! {
        <section class="strip" aria-label=move || texts.get().header_server()>
            <span class="text">{move || line(store)}</span>
            <Show when=asks>
                <MainButton name=name on_click=move |()| portal::allow(store) />
            </Show>
            <div class="bar__end">
                <span>{move || texts.get().header_zone_times(store.zone.read().name())}</span>
                <Show when=move || !has_bar()>
                    <SignOut />
                </Show>
            </div>
        </section>
    }
}

fn line(store: Store) -> String {
    let texts = store.texts.get();
    let progress = store.portal.progress.get();
    let server = server_line(store, texts);
    let Some(portal) = store.portal.origin.get() else { return server };
    let is_handed = store.token.get().since().is_some_and(|since| store.portal.handed.get() == Some(since));
    match (&*store.connection.read(), progress) {
        (_, Some(progress)) => progress.say(texts),
        (Connection::Server(_), _) if is_handed => texts.connect_portal_signed_in(portal, server),
        (Connection::None, _) if store.portal.is_refused.get() => texts.connect_portal_cannot(portal),
        (Connection::None, _) => texts.connect_portal_may(portal),
        _ => server,
    }
}
