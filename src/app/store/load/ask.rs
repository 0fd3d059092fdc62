//! Asking for one thing: a server over the network, or the sample data in the page.

use leptos::prelude::*;
use std::ops::ControlFlow;

use sample_world::{BackupWorld, World};

use crate::api::version::{self, ProbeAnswer};
use crate::api::{Credential, Endpoint, Fault, List, Origin, Page, ProbeResult, Server, Stage};
use crate::app::store::life;
use crate::app::store::{Connection, Store};
use crate::browser::fetch::{self, Abort, Answer, Failure, Headers};
use crate::browser::{frame, policy};
use crate::model::{Notices, Product, SessionKind, Version};
use crate::wire;

/// Enough of a refusal's body to find its message in.
const MAX_REFUSAL_BYTES: usize = 16 * 1024;

/// Asks for one thing and hands over the bytes as they come. Whatever is asked, this is how.
pub(super) async fn ask(
    store: Store,
    server: &Server,
    endpoint: &Endpoint,
    abort: &Abort,
    take: &mut dyn FnMut(&[u8]),
) -> Result<(), Fault> {
    let Some(path) = endpoint.path(server.product, server.version) else {
        return Err(Fault::NoSuchResource { why: endpoint.why_not(server.product) });
    };
    if matches!(*store.connection.read_untracked(), Connection::Sample(_)) {
        return ask_sample(store, server, &path, take).await;
    }
    loop {
        let authorization = store
            .credential
            .with_value(|credential| credential.as_ref().and_then(|c| c.authorization_for(&server.origin)));
        let Some(authorization) = authorization else { return Err(Fault::Unauthorized) };
        let token = *store.token.read_untracked();
        let answer = send(&server.origin, &path, (Some(&authorization), server.version), abort).await?;
        let end = read(answer, take).await.map_err(|fault| with_token(fault, &authorization));
        if end.as_ref().is_err_and(Fault::is_of_proxy) {
            // What answers there is not the server: the token goes there no more by itself.
            store.follow.is_paused.set(true);
        }
        if end != Err(Fault::Unauthorized) {
            return end;
        }
        // Only the token that was sent is refused; with one given meanwhile it is asked again.
        if *store.token.read_untracked() == token {
            life::refuse_token(store);
        }
    }
}

/// A fault of a request with that header.
fn with_token(fault: Fault, authorization: &str) -> Fault {
    fault.with_token_of(authorization.split_once(' ').map_or(0, |(_, token)| token.len()))
}

/// The sample data: a company that does not exist, as it is at the time when it is asked for.
pub(crate) enum Sample {
    /// Its Microsoft 365.
    Office(World),
    /// Its machines.
    Machines(BackupWorld),
}

/// The same company for everybody.
const SEED: u64 = 365;
/// Machines of its large job.
const N_MACHINES: usize = 500;

impl Sample {
    pub(crate) fn new(product: Product) -> Self {
        let now = frame::now().ticks();
        match product {
            Product::Vbr => Self::Machines(BackupWorld::new(now, N_MACHINES)),
            _ => Self::Office(World::new(SEED, now)),
        }
    }

    /// The body of the answer to a path; nothing where there is none.
    fn ask(&mut self, server: &Server, path: &str) -> Option<Vec<u8>> {
        let now = frame::now().ticks();
        let answer = match self {
            Self::Office(world) => sample_world::answer(&world.at(now), path),
            Self::Machines(world) => {
                world.go_on(now);
                sample_world::backup_answer(world, path, &server.version.to_string())
            }
        };
        (answer.status == 200).then_some(answer.body)
    }
}

/// Asks for one thing and waits for all of it.
pub(crate) async fn ask_whole(
    store: Store,
    server: &Server,
    endpoint: &Endpoint,
    abort: &Abort,
) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    ask(store, server, endpoint, abort, &mut |bytes| body.extend_from_slice(bytes)).await?;
    Ok(body)
}

async fn ask_sample(store: Store, server: &Server, path: &str, take: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
    frame::sleep(0).await;
    let body = store.sample.try_update_value(|sample| sample.as_mut().map(|sample| sample.ask(server, path))).flatten();
    take(&body.ok_or(Fault::Aborted)?.ok_or(Fault::NotFound { body: None, is_page: false })?);
    Ok(())
}

async fn send(
    origin: &Origin,
    path: &str,
    (authorization, version): (Option<&str>, Version),
    abort: &Abort,
) -> Result<Answer, Fault> {
    let url = format!("{origin}{path}");
    let revision = version.header();
    match fetch::get(&url, Headers { authorization, revision: revision.as_deref() }, abort).await {
        Ok(answer) => Ok(answer),
        Err(Failure::Aborted) => Err(Fault::Aborted),
        Err(Failure::Timeout) => Err(Fault::Timeout { stage: Stage::Headers, seconds: abort.patience_s() }),
        Err(_) => {
            // What was blocked is told in a turn of its own.
            frame::sleep(0).await;
            if policy::has_blocked(&origin.to_string()) {
                return Err(Fault::BlockedByPolicy);
            }
            if policy::local_network(origin.is_loopback()).await.as_deref() == Some("denied") {
                return Err(Fault::LocalNetworkDenied);
            }
            // Whether anything answers there at all: asked without the token.
            let is_there = fetch::is_reachable(&format!("{origin}/")).await;
            if !is_there && fetch::get("config.json", Headers::default(), &Abort::new()).await.is_err() {
                return Err(Fault::Offline);
            }
            let probe = if is_there { ProbeResult::Resolved } else { ProbeResult::Rejected };
            Err(Fault::Unreachable { probe: Some(probe) })
        }
    }
}

/// Reads an answer: a refusal to its message, data piece by piece.
async fn read(answer: Answer, take: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
    let (status, seconds) = (answer.status(), answer.patience_s());
    let content_type = answer.header("Content-Type");
    let retry_after = answer.header("Retry-After");
    let challenge = answer.header("www-authenticate");
    let judge = |head: &[u8]| {
        let fault = Fault::from_answer(status, content_type.as_deref(), retry_after.as_deref(), head)?;
        Some(fault.with_challenge(challenge.as_deref()))
    };
    if !(200..300).contains(&status) {
        let head = answer.head(MAX_REFUSAL_BYTES).await.unwrap_or_default();
        return Err(judge(&head).unwrap_or(Fault::Empty));
    }
    let mut verdict = None;
    let mut is_judged = false;
    let end = answer
        .read(|bytes| {
            if !is_judged && !bytes.is_empty() {
                is_judged = true;
                verdict = judge(bytes);
            }
            if verdict.is_some() {
                return ControlFlow::Break(());
            }
            take(bytes);
            ControlFlow::Continue(())
        })
        .await;
    if let Some(fault) = verdict {
        return Err(fault);
    }
    match end {
        Ok(()) if is_judged => Ok(()),
        Ok(()) => Err(Fault::Empty),
        Err(Failure::Aborted) => Err(Fault::Aborted),
        Err(Failure::Timeout) => Err(Fault::Timeout { stage: Stage::Body, seconds }),
        Err(Failure::TooLarge) => Err(Fault::TooLarge { limit_mib: fetch::MAX_MIB }),
        Err(Failure::Cut | Failure::Network) => Err(Fault::Cut),
    }
}

/// Asks without a token whether a version is served.
pub(crate) async fn probe(origin: &Origin, product: Product, asked: Version, abort: &Abort) -> ProbeAnswer {
    let Some(path) = version::probe_path(product, asked) else { return ProbeAnswer::NotServed };
    match send(origin, &path, (None, asked), abort).await {
        Err(fault) => ProbeAnswer::Unclear(fault),
        Ok(answer) => {
            let (status, content_type) = (answer.status(), answer.header("Content-Type"));
            let challenge = answer.header("www-authenticate").filter(|_| status == 401);
            let head = answer.head(MAX_REFUSAL_BYTES).await.unwrap_or_default();
            ProbeAnswer::read(status, content_type.as_deref(), None, &head).with_challenge(challenge.as_deref())
        }
    }
}

/// Tries a token with one row of the list of sessions; with the next one, where the server fails on the first: that may be a
/// broken record, which is no reason to keep all others from anybody.
pub(crate) async fn try_credential(server: &Server, credential: &Credential, abort: &Abort) -> Result<(), Fault> {
    let tried = try_row(server, credential, abort, 0).await;
    match &tried {
        Err(fault) if fault.is_of_row() => try_row(server, credential, abort, 1).await.or(tried),
        _ => tried,
    }
}

async fn try_row(server: &Server, credential: &Credential, abort: &Abort, offset: u64) -> Result<(), Fault> {
    let endpoint = Endpoint::List(List::sessions(SessionKind::Job), Page { offset, limit: 1 });
    let Some(path) = endpoint.path(server.product, server.version) else { return Err(Fault::Empty) };
    let authorization = credential.authorization_for(&server.origin).ok_or(Fault::Unauthorized)?;
    let answer = send(&server.origin, &path, (Some(&authorization), server.version), abort).await?;
    let mut body = Vec::new();
    let end = read(answer, &mut |bytes| body.extend_from_slice(bytes)).await;
    end.map_err(|fault| with_token(fault, &authorization))?;
    let sessions = wire::sessions(server.product, SessionKind::Job, &body, &mut Notices::default());
    sessions.map(drop).map_err(Fault::Decode)
}

/// A file beside the page. Its host is asked, no server.
pub(crate) async fn own_file(name: &str) -> Option<Vec<u8>> {
    let answer = fetch::get(name, Headers::default(), &Abort::new()).await.ok()?;
    if answer.status() != 200 {
        return None;
    }
    answer.head(256 * 1024).await.ok()
}
