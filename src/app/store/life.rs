//! How long a token and a sign-in last: the idle limit, the end of a token, leaving the page, and what is kept for the tab.

use crate::app::signals::SetIfNew as _;
use leptos::prelude::*;

use super::connect::{self, sign_out};
use crate::api::{Credential, Idle, Server};
use crate::app::store::{Connection, Saying, Screen, Store, TokenState};
use crate::browser::{fragment, frame, storage};
use crate::model::{Product, Timestamp, Version};
use crate::route::Page;
use crate::texts::Texts;

/// What the deployer's limit says of a page that was last used then.
fn idle(store: Store, now: Timestamp, used: Timestamp) -> Idle {
    Idle::at(now, used, store.config.read_untracked().idle_minutes)
}

/// Does what the time asks for. The clock decides, not the number of calls: a computer that slept makes none.
pub(crate) fn look_at_clock(store: Store) {
    let now = frame::now();
    let is_signed_in = matches!(*store.connection.read_untracked(), Connection::Server(_));
    let left = match idle(store, now, *store.used.read_untracked()) {
        Idle::Ending(seconds) if is_signed_in => Some(seconds),
        Idle::Over if is_signed_in => {
            sign_out(store);
            store.notices.set(vec![Saying::from(|texts: Texts| texts.connect_idle_out())]);
            None
        }
        _ => None,
    };
    store.idle_left.set_if_new(left);
    let has_ended = matches!(&*store.token.read_untracked(), TokenState::Set { ends, .. } if ends.at <= now);
    if has_ended {
        drop_token(store, TokenState::Ended);
    }
    if !document().hidden() {
        store.now.set(now);
    }
}

/// Somebody is there.
pub(crate) fn use_page(store: Store) {
    // What comes too late, after a sleep, does not count.
    let now = frame::now();
    if idle(store, now, *store.used.read_untracked()) != Idle::Over {
        store.used.set(now);
        store.idle_left.set_if_new(None);
    }
}

/// Makes a token the one that is used.
pub(crate) fn take_token(store: Store, credential: Credential) {
    store.used.set(frame::now());
    store.token.set(TokenState::Set { since: credential.since(), ends: credential.ends() });
    store.credential.set_value(Some(credential));
    keep(store);
}

/// Forgets the token alone: what is loaded stays, a further request asks for a new one.
pub(crate) fn drop_token(store: Store, why: TokenState) {
    store.credential.set_value(None);
    store.token.set(why);
    storage::keep(storage::TOKEN, None);
}

/// What leaves the screen takes the token along: a page that comes back from the browser's cache asks anew, unless the
/// token is kept for the tab.
pub(crate) fn leave_page(store: Store) {
    if store.token.read_untracked().since().is_some() {
        keep(store);
        store.credential.set_value(None);
        store.token.set(TokenState::Left);
    }
}

/// The page is seen again, from the browser's cache or in front of other tabs.
pub(crate) fn come_back(store: Store) {
    look_at_clock(store);
    if *store.token.read_untracked() == TokenState::Left
        && let Some((server, credential)) = restored(store)
        && *store.connection.read_untracked() == Connection::Server(server)
    {
        take_token(store, credential);
        super::load::resume_all(store);
    }
}

/// Takes up what was kept for the tab, after a reload.
pub(crate) fn restore(store: Store) {
    if let Some((server, credential)) = restored(store) {
        store.keeps_token.set(true);
        store.is_unasked.set_value(true);
        store.connection.set(Connection::Server(server));
        take_token(store, credential);
        super::load::product_version(store);
    } else {
        storage::keep(storage::TOKEN, None);
    }
}

/// Writes down the token for as long as the tab lives, if the deployer allows it and the person asked for it.
fn keep(store: Store) {
    let Connection::Server(Server { product, version, .. }) = &*store.connection.read_untracked() else { return };
    if !may_keep(store) || !*store.keeps_token.read_untracked() {
        return;
    }
    let used = store.used.read_untracked().unix_ms().to_string();
    let kept = store.credential.with_value(|credential| credential.as_ref().map(Credential::to_kept));
    if let Some(kept) = kept {
        storage::keep(storage::TOKEN, Some(&[&used, product.key(), &version.to_string(), &kept].join(" ")));
    }
}

/// Whether the form offers it. In a frame the page around could have put its own there.
pub(crate) fn may_keep(store: Store) -> bool {
    store.config.read_untracked().keep_token_for_tab && !fragment::is_framed()
}

fn restored(store: Store) -> Option<(Server, Credential)> {
    if !may_keep(store) {
        return None;
    }
    let kept = storage::kept(storage::TOKEN)?;
    let mut words = kept.splitn(4, ' ');
    let used = Timestamp::from_unix_ms(words.next()?.parse().ok()?);
    let product = Product::from_key(words.next()?)?;
    let version = Version::parse(product, words.next()?)?;
    let credential = Credential::from_kept(words.next()?)?;
    let now = frame::now();
    let is_over = idle(store, now, used) == Idle::Over || credential.ends().at <= now;
    (!is_over).then(|| (Server { origin: credential.origin().clone(), product, version }, credential))
}

/// Whether a view of a server waits for a token.
pub(crate) fn needs_token(store: Store) -> bool {
    let has_token = store.token.read().since().is_some();
    let is_of_server = matches!(&*store.screen.read(), Screen::View(page) if *page != Page::File);
    !has_token && is_of_server && matches!(&*store.connection.read(), Connection::Server(_))
}

/// Takes a new token for the server that is connected, and goes on where the old one ended.
pub(crate) fn renew_token(store: Store, token: crate::api::Token) {
    let Connection::Server(server) = store.connection.get_untracked() else { return };
    take_token(store, Credential::new(server.origin, token, frame::now()));
    super::load::resume_all(store);
}

/// The server refused the token that was sent: nothing asks with it again.
pub(crate) fn refuse_token(store: Store) {
    if store.token.read_untracked().since().is_some() {
        drop_token(store, TokenState::Refused);
    }
}

/// Forgets everything, as after a sign-out; see [`connect::sign_out`].
pub(crate) fn forget(store: Store) {
    drop_token(store, TokenState::None);
    store.keeps_token.set(false);
    store.idle_left.set(None);
    connect::forget_data(store);
}
