//! What follows from what the page knows: which view, which zone, how far a picture reaches.

use super::{Connection, OpenSession, Screen, Shared, Store};
use crate::answers::server_zone::ServerClock;
use crate::api::Origin;
use crate::browser::{fragment, zone as browser_zone};
use crate::config::Config;
use crate::model::{Log, Session, TimeRange, Timestamp, UtcOffset};
use crate::route::{Page, Route, ZoneChoice};
use crate::texts::Texts;
use crate::timeline::Zone;
use leptos::prelude::*;

/// The server that an address names: by its name in config.json, or by its origin.
pub(crate) fn named_origin(api: &str, config: &Config) -> Option<Origin> {
    let by_name = config.server(api).map(|server| server.api.as_str());
    Origin::parse(by_name.unwrap_or(api)).ok()
}

pub(super) fn screen(route: &Route, connection: &Connection, config: &Config) -> Screen {
    let fits = match (&route.params.api, connection) {
        (None, connection) => *connection != Connection::None,
        (Some(_), Connection::Sample(product)) => route.sample_of() == Some(*product),
        (Some(api), Connection::Server(server)) => named_origin(api, config).as_ref() == Some(&server.origin),
        (Some(_), Connection::None) => false,
    };
    match &route.page {
        Page::File | Page::NotFound(_) => Screen::View(route.page.clone()),
        page if fits && *page != Page::Connect => Screen::View(page.clone()),
        // On its way; then the view that is asked for.
        _ if route.sample_of().is_some() => Screen::Blank,
        _ => Screen::Connect { proposed: route.params.api.clone() },
    }
}

/// From the first start to the last end of all items, the session's own start and end included.
pub(crate) fn extent(log: &Log, session: Option<&Session>, open_end: Timestamp) -> Option<TimeRange> {
    let items = log.extent()?;
    let mut extent = items.union(TimeRange::new(items.start(), open_end));
    if let Some(session) = session {
        // A session's own time far from every item would flatten the picture: it counts only where it is near.
        let near = items.ticks().max(600 * crate::model::time::TICKS_PER_SECOND);
        for at in [session.start, session.end].into_iter().flatten() {
            if at.since(extent.end()) < near && extent.start().since(at) < near {
                extent = extent.union(TimeRange::new(at, at));
            }
        }
    }
    Some(extent)
}

/// The word of the zone that the address asks for, or else whoever runs the page.
pub(super) fn zone_word(route: &Route, config: &Config) -> String {
    let choice = route.params.tz.as_ref().or(config.default_zone.as_ref()).unwrap_or(&ZoneChoice::Browser);
    choice.word().into_owned()
}

/// The zone of every time. `told` is what titles tell of the server's clock.
pub(super) fn zone(texts: Texts, word: &str, told: Option<ServerClock>, open: &OpenSession) -> Shared<Zone> {
    let choice = ZoneChoice::parse(word).unwrap_or(ZoneChoice::Browser);
    let zone = match &choice {
        ZoneChoice::Utc => None,
        ZoneChoice::Browser => browser_zone::named(&browser_zone::local_name()),
        ZoneChoice::Named(name) => browser_zone::named(name),
        ZoneChoice::Fixed(offset) => Some(Zone::fixed(choice.word().into_owned(), *offset)),
        ZoneChoice::Server => {
            open.revision.track();
            Some(match told {
                Some(ServerClock { first, then: None }) => {
                    Zone::fixed(texts.header_zone_inferred(offset_name(first)), first)
                }
                Some(ServerClock { first, then: Some((change, then)) }) => {
                    let name = texts.header_zone_inferred_change(offset_name(first), offset_name(then));
                    Zone::table(name, vec![(change.plus(-1), first), (change, then)])
                }
                None => {
                    let written = open.log.read().read().ok().and_then(|log| log.offset(0)).unwrap_or_default();
                    Zone::fixed(texts.header_zone_written(offset_name(written)), written)
                }
            })
        }
    };
    Shared::new(zone.unwrap_or_else(Zone::utc))
}

/// `UTC`, or `UTC+02:00`.
fn offset_name(offset: UtcOffset) -> String {
    let mut name = "UTC".to_owned();
    if offset != UtcOffset::UTC {
        offset.write_suffix(&mut name);
    }
    name
}

/// Whether the page may ask for a token: in a frame only if a listed portal answered, for any other page around it could
/// lie about what it is.
pub(crate) fn may_ask_for_token(store: Store) -> bool {
    !fragment::is_framed() || store.portal.origin.read().is_some()
}
