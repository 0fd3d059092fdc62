//! Agreeing on a server, giving a token, signing out.

use super::super::state::{Connection, Opened, Shared, State, named_origin};
use super::load;
use crate::api::version::{Found, Search};
use crate::api::{Credential, Fault, Origin, Server, Token};
use crate::browser::fetch::Abort;
use crate::browser::frame;
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Product, Timestamp, Version};
use crate::route::{Page, Route};
use crate::sample::World;

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
    pub(crate) note: Option<&'static str>,
    /// What answers there instead.
    pub(crate) other: Option<(Product, Version)>,
}

/// Finds out the version if need be, tries the token once, and shows the view that the address names.
pub(crate) async fn connect(state: State, form: Form, abort: Abort, say: &dyn Fn(String)) -> Result<(), Refused> {
    let Form { origin, product, version, token } = form;
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
    say(format!("Asking {origin} for job sessions ({version}) …"));
    load::try_credential(&server, &credential, &abort).await.map_err(refused)?;
    forget_data(state);
    state.notices.set(note.map(ToOwned::to_owned).into_iter().collect());
    state.used.set(frame::now());
    state.token_since.set(Some(frame::now()));
    state.credential.set(Some(credential));
    let mut route = state.route.get_untracked();
    if matches!(route.page, Page::Connect | Page::NotFound(_) | Page::File) {
        route = route.to(Page::JobSessions);
    }
    let keeps_name = route
        .params
        .api
        .as_ref()
        .is_some_and(|api| named_origin(api, &state.config.peek()).as_ref() == Some(&server.origin));
    if !keeps_name {
        route.params.api = Some(server.origin.to_string());
    }
    route.params.product = Some(server.product);
    route.params.version = Some(server.version);
    state.connection.set(Connection::Server(server));
    super::go_to(state, route);
    load::product_version(state);
    Ok(())
}

/// What is served, and what to tell the person about it.
async fn find_version(
    origin: &Origin,
    product: Product,
    abort: &Abort,
    say: &dyn Fn(String),
) -> (Found, Option<&'static str>) {
    let mut search = Search::new(product);
    while let Some((product, version)) = search.next() {
        say(format!("Finding out which API version is served: asking for {version} …"));
        let answer = load::probe(origin, product, version, abort).await;
        search.on_answer(product, version, answer);
    }
    let found = search.found();
    let note = found.note();
    (found, note)
}

/// Shows the sample data of the page itself.
pub(crate) fn use_sample(state: State) {
    sign_out_quietly(state);
    let now = frame::now();
    state.world.set(Some(World::new(crate::app::SAMPLE_SEED, now.ticks())));
    state.connection.set(Connection::Sample);
    super::enter(state);
}

/// Takes a new token for the server that is connected, and goes on where the old one ended.
pub(crate) fn renew_token(state: State, token: Token) {
    let Connection::Server(server) = state.connection.get_untracked() else { return };
    state.credential.set(Some(Credential::new(server.origin, token, frame::now())));
    state.token_since.set(Some(frame::now()));
    load::resume_all(state);
}

/// Forgets the token and everything that was read with it. Works without a network.
pub(crate) fn sign_out(state: State) {
    sign_out_quietly(state);
    let params = state.route.peek().params.looks();
    super::go_to(state, Route { page: Page::Connect, params });
    super::say(
        state,
        "Signed out: the token and all data are gone from this page. The token itself stays valid on the server until \
         it expires."
            .to_owned(),
    );
}

/// Signs out once nobody has done anything for as long as config.json says; warns a minute before.
pub(crate) fn sign_out_if_idle(state: State, now: Timestamp) {
    if state.token_since.peek().is_none() {
        return;
    }
    let limit = i64::from(state.config.peek().idle_minutes) * 60;
    let left = limit - now.since(*state.used.peek()) / TICKS_PER_SECOND;
    if left <= 0 {
        sign_out(state);
        let words = "Nobody did anything here for a while: the token and all data were forgotten.";
        state.notices.set(vec![words.to_owned()]);
    } else if left == 60 {
        super::say(state, "Signing out in one minute. Any key or click keeps you signed in.".to_owned());
    }
}

fn sign_out_quietly(state: State) {
    load::stop_all(state);
    state.credential.set(None);
    state.token_since.set(None);
    state.world.set(None);
    state.connection.set(Connection::None);
    forget_data(state);
}

/// Forgets the token alone: what is loaded stays, a further request asks for a new one.
pub(crate) fn drop_token(state: State) {
    state.credential.set(None);
    state.token_since.set(None);
}

/// A token belongs to the server it was given for: where the address names another one, it is dropped before anything
/// else happens.
pub(crate) fn drop_token_of_another_server(state: State) {
    let Connection::Server(server) = state.connection.get_untracked() else { return };
    let Some(api) = state.route.peek().params.api.clone() else { return };
    if named_origin(&api, &state.config.peek()).as_ref() != Some(&server.origin) {
        sign_out_quietly(state);
        state.notices.update(|notices| {
            notices.push(format!(
                "The address names another server than the one your token was given for. The token for {} was dropped \
                 and was not sent anywhere else.",
                server.origin
            ));
        });
    }
}

fn forget_data(state: State) {
    for list in [state.job_sessions, state.retrieval_sessions] {
        list.rows.set(Shared::default());
        list.load.state.set(None);
        list.notices.set(Shared::default());
        load::call_off(list.task);
    }
    state.names.set(Shared::default());
    state.product_version.set(None);
    forget_open_session(state);
}

/// Closes the open session.
pub(crate) fn forget_open_session(state: State) {
    let open = state.open;
    load::call_off(open.task);
    open.reading.set(None);
    open.opened.set(Opened::Nothing);
    open.fitted.set(Opened::Nothing);
    open.session.set(None);
    open.selection.set(None);
    open.range.set(None);
    open.odd.set(0);
    open.log.set(Shared::default());
    open.picture.set(None);
    open.load.state.set(None);
    open.notices.set(Shared::default());
    open.sources.set(Vec::new());
    open.revision.update(|revision| *revision += 1);
}
