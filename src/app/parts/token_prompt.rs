//! Asks for a new token in place, where the old one ended: what is loaded stays, loading goes on.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::api::Token;
use crate::app::dom::{El, div, el, el_of, plain, span};
use crate::app::store::life;
use crate::app::store::said::said;
use crate::app::store::{Connection, Store, TokenState};

/// The prompt.
pub(crate) fn token_prompt(store: Store) -> El {
    let field = token_input("new-token").attr("type", "password");
    let complaint = span("field__bad", "").attr("role", "alert");
    let (title, why) = match store.token.get_untracked() {
        TokenState::Ended => (
            "The token’s time is over",
            "It ended, or was an hour old, as servers end them by default. Where the whole token answer is pasted, its \
             real life is known.",
        ),
        TokenState::Left | TokenState::None | TokenState::Set { .. } => {
            ("A token is needed again", "The page was left, and forgot its token.")
        }
        TokenState::Refused => (
            "The server asks for a valid token",
            "The token has ended or is not accepted (401). If the very first request was refused, it may have been \
             requested without disable_antiforgery_token=true, which current servers need.",
        ),
    };
    let origin = match store.connection.get_untracked() {
        Connection::Server(server) => server.origin.to_string(),
        _ => String::new(),
    };
    let (input, bad) = (field.node::<HtmlInputElement>(), complaint.element().clone());
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        match Token::clean(&input.value()) {
            Ok((token, _)) => {
                input.set_value("");
                life::renew_token(store, token);
            }
            Err(error) => bad.set_text_content(Some(&said(&error.to_string()))),
        }
    };
    let go = plain("button", "Continue").attr("type", "submit").attr("class", "button--main");
    el_of("form", "notice notice--warn form").on("submit", submit).children([
        plain("h2", title),
        plain("p", why).say(" What is loaded stays here; with a new token loading goes on where it stopped."),
        target(&origin),
        div("field").children([
            plain("label", "Access token").attr("for", "new-token"),
            div("field__row").child(field).child(go),
            complaint,
        ]),
    ])
}

/// Where a token will go, in full, before it is given.
pub(crate) fn target(origin: &str) -> El {
    let line = el_of("p", "form__target");
    if origin.is_empty() {
        return line.say("Type the server’s address first: here stands where the token will be sent.");
    }
    line.say("The token will be sent to ").child(el("strong").text(origin)).say(" and nowhere else.")
}

/// A field for a token: nothing remembers, corrects or completes it.
pub(crate) fn token_input(id: &str) -> El {
    el("input")
        .attr("id", id)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("autocorrect", "off")
        .attr("spellcheck", "false")
}
