//! A portal around the page: who may sign in here, what is said, what is refused. Contract v1, told to portal owners in
//! `tests/portal/README.md`.
//!
//! The page speaks first. It posts `ready` with a nonce to the window around it, once for each origin of config.json and
//! readable for that origin only; an answer counts if it comes from that window, from one of those origins, with the nonce
//! and one `MessagePort`. The first such answer is the only one; everything else goes over the port. A portal's own script
//! may start late and miss `ready`: the same is posted again after 1/4, 1/2, 1, … 32 seconds. After the last wait nothing is
//! heard any more, and the page offers a tab of its own.
//!
//! What is refused at the window is counted and not answered: whoever sent it learns nothing. What is refused on the port
//! is told there.

use super::token::{Token, TokenError, wipe};
use crate::wire::Tree;

/// A message may be so large, in bytes: names and texts together.
pub const MESSAGE_MAX_BYTES: usize = 32 * 1024;
const FIRST_WAIT_MS: u32 = 250;
const LAST_WAIT_MS: u32 = 32_000;

/// Who sent a message to the window, as the browser says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sender<'a> {
    /// `event.origin`.
    pub origin: &'a str,
    /// Whether `event.source` is the window around this one.
    pub is_parent: bool,
    /// Whether the browser made the event, and no script.
    pub is_trusted: bool,
    /// How many ports came with it.
    pub n_ports: u32,
}

/// An answer that counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hello {
    /// The portal's origin, as config.json has it.
    pub portal: String,
    /// There was a token in it, which is not taken from there.
    pub had_token: bool,
}

/// The way to a portal: at most one answer is accepted.
pub struct Handshake {
    portals: Vec<String>,
    nonce: String,
    wait_ms: u32,
    n_refused: u32,
    is_over: bool,
}

impl Handshake {
    /// With the origins of config.json and a nonce that nobody can guess.
    pub fn new(portals: Vec<String>, nonce: String) -> Self {
        Self { portals, nonce, wait_ms: FIRST_WAIT_MS, n_refused: 0, is_over: false }
    }

    /// What is posted for each of the origins.
    pub fn ready(&self) -> Tree {
        let text = |text: &str| Tree::Text(text.to_owned());
        members([("type", text("tapeline:ready")), ("version", Tree::Number(1)), ("nonce", text(&self.nonce))])
    }

    /// After how long it is posted again; nothing once nobody is asked any more.
    pub fn next_wait_ms(&mut self) -> Option<u32> {
        self.is_over |= self.wait_ms > LAST_WAIT_MS;
        let wait_ms = self.wait_ms;
        self.wait_ms *= 2;
        (!self.is_over).then_some(wait_ms)
    }

    /// Judges a message to the window. It is not even looked into unless its sender is right.
    pub fn hear(&mut self, sender: Sender<'_>, look: impl FnOnce() -> Tree) -> Option<Hello> {
        let hello = self.judge(sender, look);
        self.is_over |= hello.is_some();
        self.n_refused += u32::from(hello.is_none());
        hello
    }

    fn judge(&self, sender: Sender<'_>, look: impl FnOnce() -> Tree) -> Option<Hello> {
        let portal = self.portals.iter().find(|portal| *portal == sender.origin && *portal != "null")?;
        if self.is_over || !sender.is_parent || !sender.is_trusted || sender.n_ports != 1 {
            return None;
        }
        let message = look();
        let had_token = message.get("token").is_some();
        let names = ["type", "version", "nonce", "token"];
        let fits = size(&message) <= MESSAGE_MAX_BYTES
            && is_exactly(&message, names.get(..if had_token { 4 } else { 3 })?)
            && text(&message, "type").is_some_and(|kind| kind.starts_with("tapeline:"))
            && message.get("version").and_then(Tree::number) == Some(1)
            && text(&message, "nonce") == Some(&self.nonce);
        forget(message);
        fits.then(|| Hello { portal: portal.clone(), had_token })
    }

    /// How many messages were refused.
    pub const fn n_refused(&self) -> u32 {
        self.n_refused
    }
}

/// What a portal asks for, over the port.
pub enum Order {
    /// Sign in: a token, and the server it is for by its name in config.json.
    Token(Token, String),
    /// Show this view.
    Open(String),
    /// Dark, or light.
    Theme(bool),
}

impl Order {
    /// Reads a message of the port, and wipes it.
    pub fn read(message: Tree) -> Result<Self, Refusal> {
        let order = Self::judge(&message);
        forget(message);
        order
    }

    fn judge(message: &Tree) -> Result<Self, Refusal> {
        if size(message) > MESSAGE_MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        let of = |name| text(message, name).ok_or(Refusal::NotUnderstood);
        match (of("type")?, of("theme")) {
            ("tapeline:token", _) if is_exactly(message, &["type", "token", "server"]) => {
                let (token, server) = (of("token")?, of("server")?);
                let (token, _) = Token::clean(token).map_err(Refusal::BadToken)?;
                Ok(Self::Token(token, server.to_owned()))
            }
            ("tapeline:open", _) if is_exactly(message, &["type", "route"]) => Ok(Self::Open(of("route")?.to_owned())),
            ("tapeline:theme", Ok(theme @ ("dark" | "light"))) if is_exactly(message, &["type", "theme"]) => {
                Ok(Self::Theme(theme == "dark"))
            }
            _ => Err(Refusal::NotUnderstood),
        }
    }
}

/// Why something was not done, as the portal is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// No message of this contract.
    NotUnderstood,
    /// More than 32 KiB.
    TooLarge,
    /// A token that came to the window.
    TokenInWindow,
    /// What came is no token.
    BadToken(TokenError),
    /// config.json has no such server.
    UnknownServer,
    /// No view has this address, or it holds a token.
    BadRoute,
    /// The person at the page signed out.
    SignedOut,
    /// The server cannot be asked, or refused; why, for people.
    Connect(String),
    /// So many messages to the window were refused before the portal answered.
    Refused(u32),
}

/// What the page tells the portal. There is no place for a token in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Report {
    /// Another view is shown, or it is set otherwise: its address.
    View(String),
    /// The page is so high, in CSS pixels.
    Height(u32),
    /// Something was not done.
    Error(Refusal),
    /// The token is not accepted any more, or the person lets the portal sign in again.
    TokenNeeded,
    /// Token and data are gone from the page.
    SignedOut,
}

impl Report {
    /// As it is posted.
    pub fn message(&self) -> Tree {
        let text = |text: &str| Tree::Text(text.to_owned());
        match self {
            Self::View(route) => members([("type", text("tapeline:view")), ("route", text(route))]),
            Self::Height(px) => members([("type", text("tapeline:height")), ("px", Tree::Number((*px).into()))]),
            Self::TokenNeeded => members([("type", text("tapeline:token-needed"))]),
            Self::SignedOut => members([("type", text("tapeline:signed-out"))]),
            Self::Error(refusal) => {
                let (code, words) = refusal.words();
                members([("type", text("tapeline:error")), ("code", text(code)), ("message", text(&words))])
            }
        }
    }
}

impl Refusal {
    /// A code for programs, and what a portal's owner reads.
    pub fn words(&self) -> (&'static str, String) {
        let (code, words) = match self {
            Self::BadToken(error) => return ("bad-token", error.to_string()),
            Self::Connect(why) => return ("connect", why.clone()),
            Self::Refused(n) => return ("refused", n.to_string() + " messages to the window did not count."),
            Self::NotUnderstood => ("bad-message", "This is no message of contract v1."),
            Self::TooLarge => ("too-large", "A message may have 32 KiB."),
            Self::TokenInWindow => ("token-in-window", "A token is taken from this port only."),
            Self::UnknownServer => ("unknown-server", "A server is named as config.json names it."),
            Self::BadRoute => ("bad-route", "No view has this address."),
            Self::SignedOut => ("signed-out", "The person at the page signed out and has to ask first."),
        };
        (code, words.to_owned())
    }
}

fn members<const N: usize>(members: [(&str, Tree); N]) -> Tree {
    Tree::Members(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn text<'a>(message: &'a Tree, name: &str) -> Option<&'a str> {
    message.get(name).and_then(Tree::text)
}

/// Whether these are its members, and no others.
fn is_exactly(message: &Tree, names: &[&str]) -> bool {
    message.members().len() == names.len() && names.iter().all(|name| message.get(name).is_some())
}

fn size(message: &Tree) -> usize {
    message.members().iter().map(|(name, value)| name.len() + value.text().map_or(0, str::len)).sum()
}

/// A token may have been in it.
fn forget(message: Tree) {
    let Tree::Members(members) = message else { return };
    for (_, value) in members {
        if let Tree::Text(text) = value {
            wipe(&mut text.into_bytes());
        }
    }
}
