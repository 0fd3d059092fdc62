//! The names of organizations, by which jobs that share a name are told apart.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ask::ask_whole;
use super::server;
use crate::api::{Endpoint, List, Page};
use crate::app::store::{Shared, Store};
use crate::browser::fetch::Abort;
use crate::model::Notices;
use crate::wire;

/// The most organizations that one request asks for: there is no other.
const N_MOST: u64 = 10_000;

/// Asks for them, once, if they would tell jobs apart. Where they cannot be had nothing is said: ids tell the jobs apart then.
pub(super) fn load(store: Store) {
    let Some(server_asked) = server(store).filter(|_| store.names.read_untracked().wants_organizations()) else {
        return;
    };
    spawn_local(async move {
        let endpoint = Endpoint::List(List::Organizations, Page { offset: 0, limit: N_MOST });
        let answer = ask_whole(store, &server_asked, &endpoint, &Abort::new()).await;
        let organizations = answer.ok().and_then(|body| wire::jobs(&body, &mut Notices::default()).ok());
        if let Some((organizations, _)) = organizations
            && server(store).as_ref() == Some(&server_asked)
        {
            let mut names = (**store.names.read_untracked()).clone();
            names.add_organizations(organizations);
            store.names.set(Shared::new(names));
        }
    });
}
