//! Which server is asked, and the way to leave it.

use leptos::prelude::*;

use crate::app::store::{Connection, Store, TokenState, connect};
use crate::app::ui::Button;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::format;
use crate::model::time::TICKS_PER_SECOND;
use crate::texts::Texts;

/// Which server is asked, and how old its token is. Tracks both.
pub(super) fn server_line(store: Store, texts: Texts) -> String {
    let server = match store.connection.get() {
        Connection::None => return String::new(),
        Connection::Sample(_) => return texts.header_sample(),
        Connection::Server(server) => server,
    };
    let product = format!("{} {}", server.product.short_name(), server.version);
    let origin = server.origin.to_string();
    let origin = format::visible(&origin);
    let minutes = |ticks: i64| (ticks.max(0) / (60 * TICKS_PER_SECOND)).to_string();
    match store.token.get() {
        TokenState::Set { since, ends } => {
            let now = store.now.get();
            let age = minutes(now.since(since));
            if ends.is_stated {
                texts.header_token_and_end(origin, product, age, minutes(ends.at.since(now)))
            } else {
                texts.header_token(origin, product, age)
            }
        }
        _ => texts.header_no_token(origin, product),
    }
}

/// The button that forgets token and data, where there are any.
#[component]
pub(super) fn SignOut() -> impl IntoView {
    let store = expect_context::<Store>();
    let name = move || match *store.connection.read() {
        Connection::None => None,
        Connection::Sample(_) => Some(store.texts.get().connect_leave_sample()),
        Connection::Server(_) => Some(store.texts.get().connect_sign_out()),
    };
    view! {
        <Show when=move || *store.connection.read() != Connection::None>
            <Button name=move || name().unwrap_or_default() on_click=move |()| connect::sign_out(store) />
        </Show>
    }
}
