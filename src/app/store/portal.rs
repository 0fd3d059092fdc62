//! The portal around the page: asked for a token, obeyed as far as the contract goes, told what is shown.

use crate::app::signals::{SetIfNew as _, effect};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::task::spawn_local;
use web_sys::{Element, MessagePort};

use super::connect::{self, Form, Refused};
use super::{answers, life};
use crate::api::portal::{Handshake, Hello, Message, Order, Refusal};
use crate::api::{Origin, Server, Token};
use crate::app::signals::keep;
use crate::app::store::{Connection, Saying, Store, named_origin};
use crate::browser::fetch::Abort;
use crate::browser::fragment;
use crate::browser::frame::{self, Painter, SizeWatch, Timer};
use crate::browser::portal::{self, Port};
use crate::model::time::TICKS_PER_MS;
use crate::model::{Product, Timestamp, Version};
use crate::route::{Page, Route, Theme};
use crate::texts::Texts;

/// A portal is asked for a new token no more often than this.
const ASK_AGAIN_MS: i64 = 30_000;

/// Asks the page around for a token, if config.json lists who may give one.
pub(crate) fn ask(store: Store) {
    let portals = store.config.get_untracked().portal_origins.clone();
    if !fragment::is_framed() || portals.is_empty() {
        return;
    }
    let Some(nonce) = portal::nonce() else { return };
    let handshake = Rc::new(RefCell::new(Handshake::new(portals.clone(), nonce)));
    let judge = handshake.clone();
    let listener = Rc::new(Cell::new(None));
    let heard = listener.clone();
    listener.set(portal::hear(move |sender, look, port| {
        let hello = judge.borrow_mut().hear(sender, look);
        if let Some((hello, port)) = hello.zip(port) {
            // Whatever else comes to the window is not even heard.
            heard.set(None);
            meet(store, hello, port, judge.borrow().n_refused());
        }
    }));
    store.portal.is_asked.set(true);
    spawn_local(async move {
        loop {
            let wait_ms = handshake.borrow_mut().next_wait_ms();
            let Some(wait_ms) = wait_ms else { break };
            for origin in &portals {
                portal::post_to_parent(handshake.borrow().ready(), origin);
            }
            frame::sleep(wait_ms.cast_signed()).await;
        }
        // Answered, or not in time.
        listener.set(None);
        store.portal.is_asked.set_if_new(false);
    });
}

/// A portal answered: from here on it has a port.
fn meet(store: Store, hello: Hello, port: MessagePort, n_refused: u32) {
    let port = Port::open(port, move |message| {
        if let Err(refusal) = Order::read(message).and_then(|order| obey(store, order)) {
            refuse(store, &refusal);
        }
    });
    store.portal.port.set_value(Some(port));
    if hello.had_token {
        refuse(store, &Refusal::TokenInWindow);
    }
    if n_refused > 0 {
        refuse(store, &Refusal::Refused(n_refused));
    }
    store.portal.is_asked.set(false);
    store.portal.origin.set(Some(hello.portal));
}

/// Tells the portal, if there is one.
fn tell(store: Store, message: Message<'_>) {
    store.portal.port.with_value(|port| {
        if let Some(port) = port {
            port.post(message);
        }
    });
}

fn refuse(store: Store, refusal: &Refusal) {
    let (code, why) = refusal.words();
    tell(store, Message::error(code, &why));
}

fn obey(store: Store, order: Order) -> Result<(), Refusal> {
    match order {
        Order::Token(token, name) => return sign_in(store, token, &name),
        Order::Open(route) => {
            let parsed = Route::parse(&route);
            if parsed.has_token || matches!(parsed.route.page, Page::NotFound(_)) {
                return Err(Refusal::BadRoute);
            }
            let route = parsed.route.in_place_of(&store.route.read_untracked());
            super::go_to(store, route);
            store.notices.set(super::of_route(parsed.notices));
        }
        Order::Theme(is_dark) => {
            super::set_params(store, |params| params.theme = Some(if is_dark { Theme::Dark } else { Theme::Light }));
        }
    }
    Ok(())
}

/// Takes a token for a server that config.json names: in place where it is connected already, else as the form does.
fn sign_in(store: Store, token: Token, name: &str) -> Result<(), Refusal> {
    if *store.portal.is_refused.read_untracked() {
        return Err(Refusal::SignedOut);
    }
    let config = store.config.get_untracked();
    let server = config.server(name).ok_or(Refusal::UnknownServer)?;
    let origin = Origin::parse(&server.api).map_err(|_| Refusal::UnknownServer)?;
    if let Some(abort) = store.portal.abort.get_value() {
        abort.abort();
        store.portal.progress.set(None);
    }
    if matches!(&*store.connection.read_untracked(), Connection::Server(server) if server.origin == origin) {
        life::renew_token(store, token);
        store.portal.handed.set(store.token.read_untracked().since());
        return Ok(());
    }
    let api = store.route.read_untracked().params.api.clone();
    if api.and_then(|api| named_origin(&api, &config)).as_ref() != Some(&origin) {
        // The view stays; it is this server's now.
        super::set_params(store, |params| params.api = Some(server.name.clone()));
    }
    let abort = Abort::new();
    store.portal.abort.set_value(Some(abort.clone()));
    let form = Form { origin, product: server.product.unwrap_or(Product::Vb365), version: server.version, token };
    spawn_local(async move {
        let result =
            connect::connect(store, form, abort.clone(), &|words| store.portal.progress.set(Some(words))).await;
        if abort.is_aborted() {
            return;
        }
        store.portal.progress.set(None);
        match result {
            Ok(()) => store.portal.handed.set(store.token.read_untracked().since()),
            Err(refused) => {
                let refused = Arc::new(refused);
                let told = refused.clone();
                store.notices.set(vec![Saying::from(move |texts| why(store, &told, texts).join(" "))]);
                let [why, _] = why(store, &refused, store.texts.get_untracked());
                refuse(store, &Refusal::Connect(why));
            }
        }
    });
    Ok(())
}

/// What went wrong, and more of it for the person at the page alone.
fn why(store: Store, refused: &Refused, texts: Texts) -> [String; 2] {
    let Refused { origin, product, fault, note, .. } = refused;
    let Some(fault) = fault else {
        return [note.map_or_else(|| texts.connect_no_version(), |note| note.say(texts)), String::new()];
    };
    let server = Server { origin: origin.clone(), product: *product, version: Version::new(8, 0) };
    let told = answers::explain(store, fault, &server, false);
    [told.title, told.cause]
}

/// The person lets the portal sign in again.
pub(crate) fn allow(store: Store) {
    store.portal.is_refused.set(false);
    tell(store, Message::TOKEN_NEEDED);
}

/// Keeps a portal told: the view, the page's height, that a token is needed, that it was forgotten.
pub(crate) fn keep_told(store: Store, page: &Element) {
    effect(move || {
        store.portal.origin.track();
        tell(store, Message::view(&store.route.read().to_string()));
    });
    let (asked, timer) = (Cell::new(None::<Timestamp>), Cell::new(None));
    effect(move || {
        // A portal that has nothing but a bad token is not asked in a circle.
        let later = life::needs_token(store).then(|| {
            let now = frame::now();
            let ms = asked.get().map_or(0, |asked| (ASK_AGAIN_MS - now.since(asked) / TICKS_PER_MS).max(0));
            asked.set(Some(now.plus(ms * TICKS_PER_MS)));
            Timer::after(i32::try_from(ms).unwrap_or_default(), move || tell(store, Message::TOKEN_NEEDED))
        });
        timer.set(later);
    });
    let was_connected = Cell::new(false);
    effect(move || {
        let is_connected = matches!(*store.connection.read(), Connection::Server(_));
        if was_connected.replace(is_connected) && !is_connected {
            store.portal.is_refused.set(true);
            tell(store, Message::SIGNED_OUT);
        }
    });
    let measured = page.clone();
    let painter = Painter::new(move || tell(store, Message::height(measured.scroll_height().unsigned_abs())));
    let asked = painter.clone();
    keep(SizeWatch::new(page, move || asked.request()));
    effect(move || {
        store.portal.origin.track();
        painter.request();
    });
}
