//! Asks for a new token in place, where the old one ended: what is loaded stays, loading goes on.

use leptos::html;
use leptos::prelude::*;

use crate::api::Token;
use crate::app::actions::connect;
use crate::app::reactive::on;
use crate::app::state::{Connection, State};

/// The prompt.
pub(crate) fn token_prompt(state: State) -> AnyView {
    let field = NodeRef::<html::Input>::new();
    let complaint = NodeRef::<html::Span>::new();
    let origin = match state.connection.get_untracked() {
        Connection::Server(server) => server.origin.to_string(),
        _ => String::new(),
    };
    let submit = on(move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(field) = field.get_untracked() else { return };
        match Token::clean(&field.value()) {
            Ok((token, _)) => {
                field.set_value("");
                connect::renew_token(state, token);
            }
            Err(error) => {
                if let Some(complaint) = complaint.get_untracked() {
                    complaint.set_text_content(Some(&error.to_string()));
                }
            }
        }
    });
    view! {
        <form class="notice notice--warn form" on:submit=submit>
            <h2>"The server asks for a valid token"</h2>
            <p>
                "The token has ended or is not accepted (401). What is loaded stays here; with a new token loading goes on \
                where it stopped. If the very first request was refused, the token may have been requested without "
                <code>"disable_antiforgery_token=true"</code> ", which current servers need."
            </p>
            <p class="form__target">"It will be sent to " <strong>{origin}</strong> " and nowhere else."</p>
            <div class="field">
                <label for="new-token">"Access token"</label>
                <div class="field__row">
                    <input
                        id="new-token" type="password" node_ref=field autocomplete="off" autocapitalize="off" spellcheck="false"
                    />
                    <button type="submit" class="button--main">"Continue"</button>
                </div>
                <span class="field__bad" role="alert" node_ref=complaint></span>
            </div>
        </form>
    }
    .into_any()
}
