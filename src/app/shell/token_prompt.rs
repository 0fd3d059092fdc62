//! Asks for a new token in place, where the old one ended: what is loaded stays, loading goes on.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api::Token;
use crate::app::store::{Connection, Saying, Store, TokenState, life};
use crate::app::ui::view;
use crate::app::ui::{Target, TokenInput};
use crate::texts::Texts;

/// The prompt.
#[component]
pub(crate) fn TokenPrompt() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let field = NodeRef::<leptos::html::Input>::new();
    let complaint = RwSignal::new(None::<Saying>);
    // Of the token that ended; while it is asked for there is no other.
    let ended = store.token.get_untracked();
    let why = move || {
        let texts = texts.get();
        match ended {
            TokenState::Ended => (texts.connect_ended_title(), texts.connect_ended_text()),
            TokenState::Left | TokenState::None | TokenState::Set { .. } => {
                (texts.connect_left_title(), texts.connect_left_text())
            }
            TokenState::Refused => (texts.connect_refused_title(), texts.connect_refused_text()),
        }
    };
    let origin = move || match &*store.connection.read() {
        Connection::Server(server) => server.origin.to_string(),
        _ => String::new(),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        match Token::clean(&field.value()) {
            Ok((token, _)) => {
                field.set_value("");
                life::renew_token(store, token);
            }
            Err(error) => complaint.set(Some(Saying::from(move |texts: Texts| error.say(texts)))),
        }
    };
    view! {
        <form class="notice notice--warn form" on:submit=submit>
            <h2>{move || why().0}</h2>
            <p>{move || why().1} " " {move || texts.get().connect_renew_keeps()}</p>
            <Target texts=texts origin=origin />
            <div class="field">
                <label for="new-token">{move || texts.get().connect_token()}</label>
                <div class="field__row">
                    <TokenInput id="new-token" field=field />
                    <button type="submit" class="button--main">{move || texts.get().common_go_on()}</button>
                </div>
                <span class="field__bad" role="alert">
                    {move || complaint.get().map(|complaint| complaint.say(texts.get()))}
                </span>
            </div>
        </form>
    }
}
