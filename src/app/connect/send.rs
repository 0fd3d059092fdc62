//! Sending the form: what was typed is checked, what is wrong is said beside its field, and the server is asked.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use super::form::Fields;
use crate::api::{Origin, OriginNote, Token, TokenError, TokenNote};
use crate::app::store::{Abort, Saying, Store, connect as act};
use crate::browser::frame::Timer;
use crate::texts::Texts;

/// How long connecting may take before it is said that it takes long.
const SLOW_MS: i32 = 5_000;

/// Checks what was typed, and connects.
pub(super) fn send(store: Store, fields: Fields, field: &HtmlInputElement) {
    if fields.progress.read_untracked().is_some() {
        return;
    }
    fields.refused.set(None);
    let typed = Origin::from_typed(&fields.typed.address.get_untracked());
    let token = Token::clean(&field.value());
    fields.address_bad.set(typed.as_ref().err().map(|&error| Saying::from(move |texts: Texts| error.say(texts))));
    let n_letters = field.value().trim().chars().count();
    fields.token_bad.set(token.as_ref().err().map(|&error| match error {
        TokenError::TooLong => Saying::from(move |texts: Texts| texts.token_too_long_by(texts.count(n_letters))),
        _ => Saying::from(move |texts: Texts| error.say(texts)),
    }));
    let (Ok(typed), Ok((token, notes))) = (typed, token) else { return };
    fields.address_notes.set(joined(typed.notes, OriginNote::say));
    fields.token_notes.set(joined(notes, TokenNote::say));
    let config = store.config.get_untracked();
    let is_listed = config.servers.iter().any(|server| Origin::parse(&server.api).ok().as_ref() == Some(&typed.origin));
    if !config.allow_other_servers && !is_listed {
        fields.address_bad.set(Some(Saying::from(|texts: Texts| texts.connect_not_listed())));
        return;
    }
    let (product, version) = (fields.typed.product, fields.typed.version);
    if let (None, Some((typed_product, typed_version))) = (version.get_untracked(), typed.version) {
        product.set(typed_product);
        version.set(Some(typed_version));
    }
    let abort = Abort::new();
    fields.abort.set_value(Some(abort.clone()));
    fields.progress.set(Some(Saying::from(|texts: Texts| texts.connect_connecting())));
    let form =
        act::Form { origin: typed.origin, product: product.get_untracked(), version: version.get_untracked(), token };
    let field = field.clone();
    spawn_local(async move {
        // The form may be gone before its server has answered.
        let slow = Timer::after(SLOW_MS, move || {
            let _ = fields.is_slow.try_set(true);
        });
        let result = act::connect(store, form, abort, &|words| drop(fields.progress.try_set(Some(words)))).await;
        drop(slow);
        let _ = (fields.progress.try_set(None), fields.is_slow.try_set(false));
        match result {
            Ok(()) => field.set_value(""),
            Err(refused) => drop(fields.refused.try_set(Some(Arc::new(refused)))),
        }
    });
}

/// Notes behind one another; nothing where there are none.
fn joined<N: Copy + Send + Sync + 'static>(notes: Vec<N>, say: fn(N, Texts) -> String) -> Option<Saying> {
    if notes.is_empty() {
        return None;
    }
    let say_all = move |texts: Texts| notes.iter().map(|&note| say(note, texts)).collect::<Vec<_>>().join(" ");
    Some(say_all.into())
}
