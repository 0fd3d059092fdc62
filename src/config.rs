//! `config.json`, which whoever deploys the page may put beside `index.html`. All of it is optional:
//!
//! ```json
//! {
//!   "servers": [
//!     { "name": "Berlin", "api": "https://backup01.example:4443", "product": "vb365", "version": "v8" }
//!   ],
//!   "allow_other_servers": true,
//!   "portal_origins": ["https://portal.example"],
//!   "idle_minutes": 15,
//!   "keep_token_for_tab": false,
//!   "default_zone": "Europe/Berlin",
//!   "ticket_link": "https://helpdesk.example/new?subject={job}%20{status}&text={link}"
//! }
//! ```
//!
//! - `servers`: names that an address (`api=Berlin`) or a portal may use. `product` and `version` may be left out.
//! - `allow_other_servers`: whether a user may name servers that are not listed. Left out: yes. Not understood: no.
//! - `portal_origins`: pages that may embed this one and hand over a token, exactly as a browser writes their origin.
//! - `idle_minutes`: 1 to 480; after so long without use the token and all data are wiped.
//! - `keep_token_for_tab`: whether the form offers to keep the token until the tab is closed, over a reload too. Left out:
//!   no. Never in a frame. What is kept so can be read by any script of this origin, and a duplicated tab has it too.
//! - `default_zone`: `browser`, `utc`, `server`, an offset such as `+01:00`, or a zone's name.
//! - `ticket_link`: known, and not used yet.
//!
//! The file is readable by everybody who can open the page: no secret ever belongs in it. A member that is bad costs
//! that member, and is named; a file that cannot be read costs the file.

mod problem;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

pub use self::problem::{FileFlaw, Flaw, Problem};
use crate::answers::search::lower;
use crate::api::Origin;
use crate::format;
use crate::model::text::holds;
use crate::model::{Product, Version};
use crate::route::{ZoneChoice, is_token_name, looks_like_token};

/// The largest file that is read, in bytes.
pub const CONFIG_MAX_BYTES: usize = 65_536;
const N_SERVERS_MAX: usize = 200;
const N_PORTALS_MAX: usize = 20;
const NAME_MAX_CHARS: usize = 40;

/// What the deployer set.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// Servers by name, in the order of the file. Names differ in more than case.
    pub servers: Vec<NamedServer>,
    /// Whether others may be named by the user.
    pub allow_other_servers: bool,
    /// Origins that may embed the page and hand over a token, as a browser writes them: for comparing as text.
    pub portal_origins: Vec<String>,
    /// Minutes without use after which token and data are wiped.
    pub idle_minutes: u32,
    /// Whether a token may be kept until the tab is closed.
    pub keep_token_for_tab: bool,
    /// The zone to begin with.
    pub default_zone: Option<ZoneChoice>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            servers: Vec::new(),
            allow_other_servers: true,
            portal_origins: Vec::new(),
            idle_minutes: 15,
            keep_token_for_tab: false,
            default_zone: None,
        }
    }
}

/// A server that has a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedServer {
    /// The name in addresses and on screen.
    pub name: String,
    /// Its origin, `https://host:port`.
    pub api: String,
    /// Its product, if stated.
    pub product: Option<Product>,
    /// Its API version, if stated.
    pub version: Option<Version>,
}

impl Config {
    /// Reads the file; whatever is wrong with it is named, for the deployer.
    pub fn parse(bytes: &[u8]) -> (Self, Vec<Problem>) {
        let mut config = Self::default();
        let mut problems = Vec::new();
        match read(bytes) {
            Err(flaw) => problems.push(Problem::File(flaw)),
            Ok(members) => {
                for (name, value) in &members {
                    if let Err(flaw) = config.set(name, value, &mut problems) {
                        let name = format::shown(name, 40).into_owned();
                        problems.push(Problem::Member { name, flaw });
                    }
                }
            }
        }
        (config, problems)
    }

    /// The server of this name, without regard to case.
    pub fn server(&self, name: &str) -> Option<&NamedServer> {
        self.servers.iter().find(|server| server.name.chars().map(lower).eq(name.chars().map(lower)))
    }

    fn set(&mut self, name: &str, value: &Value, problems: &mut Vec<Problem>) -> Result<(), Flaw> {
        match name {
            "servers" => self.set_servers(value.as_array().ok_or(Flaw::WantsList)?, problems),
            "allow_other_servers" => {
                // Whoever wrote this member at all most likely meant to forbid them.
                self.allow_other_servers = value.as_bool().unwrap_or(false);
                value.as_bool().map(|_| ()).ok_or(Flaw::WantsFlag)?;
            }
            "portal_origins" => self.set_portals(value.as_array().ok_or(Flaw::WantsList)?, problems),
            "idle_minutes" => {
                let minutes = value.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| (1..=480).contains(n));
                self.idle_minutes = minutes.ok_or(Flaw::WantsMinutes)?;
            }
            "keep_token_for_tab" => {
                self.keep_token_for_tab = value.as_bool().ok_or(Flaw::WantsFlag)?;
            }
            "default_zone" => {
                let zone = value.as_str().and_then(ZoneChoice::parse);
                self.default_zone = Some(zone.ok_or(Flaw::WantsZone)?);
            }
            // Known, and not used before there is a button for it.
            "ticket_link" => {}
            _ if is_token_name(name) => {
                return Err(Flaw::Secret);
            }
            // By custom, a remark for the next reader of the file.
            _ if name.starts_with(['$', '_', '/']) => {}
            _ => return Err(Flaw::Unknown),
        }
        Ok(())
    }

    fn set_servers(&mut self, servers: &[Value], problems: &mut Vec<Problem>) {
        for (n, server) in servers.iter().enumerate() {
            let added = if n < N_SERVERS_MAX { self.read_server(server, problems, n) } else { Err(Flaw::OneTooMany) };
            match added {
                Ok(server) => self.servers.push(server),
                Err(flaw) => problems.push(nth("servers", n, flaw)),
            }
        }
    }

    fn read_server(&self, server: &Value, problems: &mut Vec<Problem>, n: usize) -> Result<NamedServer, Flaw> {
        let text = |name: &str| server.get(name).and_then(Value::as_str);
        let name = text("name").filter(|name| is_name(name)).ok_or(Flaw::WantsName)?;
        if self.server(name).is_some() {
            return Err(Flaw::SameName);
        }
        let api = text("api").and_then(origin).ok_or(Flaw::WantsApi)?;
        let product = text("product").and_then(Product::from_key);
        if product.is_none() && server.get("product").is_some() {
            problems.push(nth("servers", n, Flaw::UnknownProduct));
        }
        let mut products = Product::ALL.into_iter().filter(|&known| product.is_none_or(|product| product == known));
        let version = text("version").and_then(|version| products.find_map(|product| Version::parse(product, version)));
        if version.is_none() && server.get("version").is_some() {
            problems.push(nth("servers", n, Flaw::UnknownVersion));
        }
        if server.as_object().is_some_and(|members| members.keys().any(|name| is_token_name(name))) {
            problems.push(nth("servers", n, Flaw::HoldsSecret));
        }
        Ok(NamedServer { name: name.to_owned(), api, product, version })
    }

    fn set_portals(&mut self, portals: &[Value], problems: &mut Vec<Problem>) {
        for (n, portal) in portals.iter().enumerate() {
            match portal.as_str().and_then(origin) {
                Some(origin) if n < N_PORTALS_MAX => self.portal_origins.push(origin),
                Some(_) => problems.push(nth("portal_origins", n, Flaw::OneTooMany)),
                None => problems.push(nth("portal_origins", n, Flaw::WantsOrigin)),
            }
        }
    }
}

fn read(bytes: &[u8]) -> Result<Vec<(String, Value)>, FileFlaw> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = bytes.trim_ascii_start();
    if bytes.len() > CONFIG_MAX_BYTES {
        return Err(FileFlaw::TooLarge);
    }
    if text.is_empty() {
        return Err(FileFlaw::Empty);
    }
    if text.starts_with(b"<") {
        return Err(FileFlaw::WebPage);
    }
    match serde_json::from_slice(text) {
        Ok(Members(members)) => Ok(members),
        Err(_) => match serde_json::from_slice::<Value>(text) {
            Ok(_) => Err(FileFlaw::NoObject),
            Err(error) => Err(FileFlaw::NotJson { line: error.line() }),
        },
    }
}

/// The members of the file in its order, so that what is wrong is told in that order.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Members, A::Error> {
                let mut out = Vec::new();
                while let Some(member) = members.next_entry()? {
                    out.push(member);
                }
                Ok(Members(out))
            }
        }

        from.deserialize_map(InOrder)
    }
}

fn nth(list: &'static str, n: usize, flaw: Flaw) -> Problem {
    Problem::Entry { list, n: n + 1, flaw }
}

fn is_name(name: &str) -> bool {
    let fits = !name.is_empty() && name.chars().count() <= NAME_MAX_CHARS && name.trim() == name;
    let plain = !name.contains(['/', ':']) && !name.contains(format::is_hidden);
    fits && plain && !name.eq_ignore_ascii_case("sample") && !looks_like_token(name)
}

/// An origin as a browser writes it; here its scheme has to be stated. A slash at the end is forgiven.
fn origin(text: &str) -> Option<String> {
    Origin::parse(text).ok().filter(|_| holds(text, "://")).map(|origin| origin.to_string())
}
