//! Agreeing on a server, giving a token, signing out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{life, load};
use crate::api::version::{Found, FoundNote, Search};
use crate::api::{Credential, Fault, Origin, Server, Token};
use crate::app::store::{Connection, Opened, Saying, Shared, Store, named_origin};
use crate::browser::fetch::Abort;
use crate::browser::{frame, policy};
use crate::model::{Product, Version};
use crate::route::{Page, Route};
use crate::texts::Texts;

/// What the connect form holds when it is sent.
pub(crate) struct Form {
    pub(crate) origin: Origin,
    pub(crate) product: Product,
    /// `None`: find out.
    pub(crate) version: Option<Version>,
    pub(crate) token: Token,
}

/// Why connecting did not work.
pub(crate) struct Refused {
    pub(crate) origin: Origin,
    pub(crate) product: Product,
    pub(crate) fault: Option<Fault>,
    /// What the search for a version found out, for people.
    pub(crate) note: Option<FoundNote>,
    /// What answers there instead.
    pub(crate) other: Option<(Product, Version)>,
}

/// Finds out the version if need be, tries the token once, and shows the view that the address names.
pub(crate) async fn connect(store: Store, form: Form, abort: Abort, say: &dyn Fn(Saying)) -> Result<(), Refused> {
    let Form { origin, product, version, token } = form;
    if may_be_asked(origin.is_loopback()).await {
        abort.wait_longer();
    }
    let refused = |fault| Refused { origin: origin.clone(), product, fault: Some(fault), note: None, other: None };
    let (version, note) = match version {
        Some(version) => (version, None),
        None => match find_version(&origin, product, &abort, say).await {
            (Found::Served { version, .. }, note) => (version, note),
            (Found::Failed(fault), _) => return Err(refused(fault)),
            (Found::OtherProduct { product: other, version }, note) => {
                return Err(Refused { origin, product, fault: None, note, other: Some((other, version)) });
            }
            (Found::NoneServed, note) => return Err(Refused { origin, product, fault: None, note, other: None }),
        },
    };
    let server = Server { origin: origin.clone(), product, version };
    let credential = Credential::new(origin.clone(), token, frame::now());
    let asked = origin.to_string();
    say(Saying::from(move |texts: Texts| texts.connect_asking(&asked, version.to_string())));
    if let Err(fault) = load::try_credential(&server, &credential, &abort).await {
        let other = if matches!(fault, Fault::NotFound { .. }) {
            other_version(&server, &find_version(&server.origin, product, &abort, say).await.0)
        } else {
            None
        };
        return Err(Refused { other, ..refused(fault) });
    }
    forget_data(store);
    store.is_unasked.set_value(false);
    let note = note.map(|note| Saying::from(move |texts: Texts| note.say(texts)));
    store.notices.set(note.into_iter().collect());
    let mut route = store.route.get_untracked();
    if matches!(route.page, Page::Connect | Page::NotFound(_) | Page::File) {
        route = route.to(Page::JobSessions);
    }
    let keeps_name = route
        .params
        .api
        .as_ref()
        .is_some_and(|api| named_origin(api, &store.config.read_untracked()).as_ref() == Some(&server.origin));
    if !keeps_name {
        route.params.api = Some(server.origin.to_string());
    }
    route.params.product = Some(server.product);
    route.params.version = Some(server.version);
    store.connection.set(Connection::Server(server));
    life::take_token(store, credential);
    super::go_to(store, route);
    load::product_version(store);
    Ok(())
}

/// Whether the browser may ask the person before it lets the page reach a server on the local network.
pub(crate) async fn may_be_asked(is_loopback: bool) -> bool {
    policy::local_network(is_loopback).await.as_deref() == Some("prompt")
}

/// What answers in place of a version that does not.
fn other_version(server: &Server, found: &Found) -> Option<(Product, Version)> {
    match *found {
        Found::Served { version, .. } if version != server.version => Some((server.product, version)),
        Found::OtherProduct { product, version } => Some((product, version)),
        _ => None,
    }
}

/// The version in use is not served any more: finds one that is, and goes on with it.
pub(crate) fn change_version(store: Store) {
    let Connection::Server(server) = store.connection.get_untracked() else { return };
    spawn_local(async move {
        let say = |words| super::say(store, words);
        let (found, _) = find_version(&server.origin, server.product, &Abort::new(), &say).await;
        if *store.connection.read_untracked() != Connection::Server(server.clone()) {
            return;
        }
        let Some((product, version)) = other_version(&server, &found) else {
            return say(Saying::from(|texts: Texts| texts.connect_no_other_version()));
        };
        say(Saying::from(move |texts: Texts| texts.connect_version_answers(version.to_string())));
        forget_data(store);
        super::set_params(store, |params| {
            params.product = Some(product);
            params.version = Some(version);
        });
        store.connection.set(Connection::Server(Server { product, version, ..server }));
        super::enter(store);
    });
}

/// What is served, and what to tell the person about it.
async fn find_version(
    origin: &Origin,
    product: Product,
    abort: &Abort,
    say: &dyn Fn(Saying),
) -> (Found, Option<FoundNote>) {
    let mut search = Search::new(product);
    while let Some((product, version)) = search.next() {
        say(Saying::from(move |texts: Texts| texts.connect_finding_version(version.to_string())));
        let answer = load::probe(origin, product, version, abort).await;
        search.on_answer(product, version, answer);
    }
    let found = search.found();
    let note = found.note();
    (found, note)
}

/// Shows the sample data of a product.
pub(crate) fn use_sample(store: Store, product: Product) {
    sign_out_quietly(store);
    store.sample.set_value(Some(load::Sample::new(product)));
    store.connection.set(Connection::Sample(product));
    super::enter(store);
}

/// Forgets the token and everything that was read with it. Works without a network.
pub(crate) fn sign_out(store: Store) {
    sign_out_quietly(store);
    let params = store.route.read_untracked().params.looks();
    super::go_to(store, Route { page: Page::Connect, params });
    super::say(store, |texts: Texts| texts.connect_signed_out());
}

fn sign_out_quietly(store: Store) {
    load::stop_all(store);
    store.sample.set_value(None);
    store.connection.set(Connection::None);
    life::forget(store);
}

/// A token belongs to the server it was given for: where the address names another one, it is dropped before anything
/// else happens.
pub(crate) fn drop_token_of_another_server(store: Store) {
    let Connection::Server(server) = store.connection.get_untracked() else { return };
    let Some(api) = store.route.read_untracked().params.api.clone() else { return };
    if named_origin(&api, &store.config.read_untracked()).as_ref() != Some(&server.origin) {
        sign_out_quietly(store);
        let origin = server.origin.to_string();
        let dropped = Saying::from(move |texts: Texts| texts.connect_other_server(&origin));
        store.notices.update(|notices| notices.push(dropped));
    }
}

pub(super) fn forget_data(store: Store) {
    super::follow::forget_feed(store);
    for list in [store.job_sessions, store.retrieval_sessions] {
        list.rows.set(Shared::default());
        list.load.state.set(None);
        list.notices.set(Shared::default());
        list.scroll_px.set(0.0);
        load::call_off(list.task);
    }
    store.names.set(Shared::default());
    store.product_version.set(None);
    store.in_file.set(None);
    forget_open_session(store);
    store.desk.forget();
}

/// Closes the open session.
pub(crate) fn forget_open_session(store: Store) {
    let open = store.open;
    load::call_off(open.task);
    load::machines::forget(store);
    super::follow::call_off(store);
    open.reading.set_value(None);
    open.saved.set_value(None);
    open.opened.set(Opened::Nothing);
    open.fitted.set(Opened::Nothing);
    open.session.set(None);
    open.selection.set(None);
    open.range.set(None);
    open.log.set(Shared::default());
    open.picture.set(None);
    open.load.state.set(None);
    open.notices.set(Shared::default());
    open.sources.set_value(Vec::new());
    open.muted.set(Vec::new());
    open.axis.set(None);
    open.scroll_px.set(0.0);
    store.desk.clear();
    open.revision.update(|revision| *revision += 1);
}
