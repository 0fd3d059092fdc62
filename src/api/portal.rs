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

use std::mem;

use serde_json::{Map, Value};

use super::token::{Token, TokenError, wipe};

/// A message may be so large, in bytes of its JSON.
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
    pub fn ready(&self) -> Message<'_> {
        Message { texts: [("nonce", &self.nonce), NONE], number: ("version", 1), ..Message::of("tapeline:ready") }
    }

    /// After how long it is posted again; nothing once nobody is asked any more.
    pub fn next_wait_ms(&mut self) -> Option<u32> {
        self.is_over |= self.wait_ms > LAST_WAIT_MS;
        let wait_ms = self.wait_ms;
        self.wait_ms *= 2;
        (!self.is_over).then_some(wait_ms)
    }

    /// Judges a message to the window, given as JSON. It is not even looked into unless its sender is right.
    pub fn hear(&mut self, sender: Sender<'_>, look: &dyn Fn() -> String) -> Option<Hello> {
        let hello = self.judge(sender, look);
        self.is_over |= hello.is_some();
        self.n_refused += u32::from(hello.is_none());
        hello
    }

    fn judge(&self, sender: Sender<'_>, look: &dyn Fn() -> String) -> Option<Hello> {
        let portal = self.portals.iter().find(|portal| *portal == sender.origin && *portal != "null")?;
        if self.is_over || !sender.is_parent || !sender.is_trusted || sender.n_ports != 1 {
            return None;
        }
        let message = Members::read(look())?;
        let had_token = message.text("token").is_some();
        let fits = message.text("type").is_some_and(|kind| kind.starts_with("tapeline:"))
            && message.0.get("version").and_then(Value::as_u64) == Some(1)
            && message.text("nonce") == Some(&self.nonce);
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
    /// Reads a message of the port, given as JSON.
    pub fn read(json: String) -> Result<Self, Refusal> {
        if json.len() > MESSAGE_MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        let message = Members::read(json).ok_or(Refusal::NotUnderstood)?;
        let text = |name| message.text(name).ok_or(Refusal::NotUnderstood);
        match message.text("type") {
            Some("tapeline:token") => {
                let (token, server) = (text("token")?, text("server")?);
                let (token, _) = Token::clean(token).map_err(Refusal::BadToken)?;
                Ok(Self::Token(token, server.to_owned()))
            }
            Some("tapeline:open") => Ok(Self::Open(text("route")?.to_owned())),
            Some("tapeline:theme") => match text("theme")? {
                "dark" => Ok(Self::Theme(true)),
                "light" => Ok(Self::Theme(false)),
                _ => Err(Refusal::NotUnderstood),
            },
            _ => Err(Refusal::NotUnderstood),
        }
    }
}

/// What came, wiped when it has been read: there may be a token in it.
struct Members(Value);

impl Members {
    fn read(json: String) -> Option<Self> {
        let fits = json.len() <= MESSAGE_MAX_BYTES;
        let mut json = json.into_bytes();
        let value = fits.then(|| serde_json::from_slice(&json).ok()).flatten();
        wipe(&mut json);
        value.map(Self)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }
}

impl Drop for Members {
    fn drop(&mut self) {
        for value in self.0.as_object_mut().into_iter().flat_map(Map::values_mut) {
            if let Value::String(text) = value {
                wipe(&mut mem::take(text).into_bytes());
            }
        }
    }
}

/// Why something was not done.
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

/// What the page posts: a type, and at most two texts and a number, by their names. No name means that there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Message<'a> {
    /// Its `type`.
    pub kind: &'a str,
    /// Texts.
    pub texts: [(&'a str, &'a str); 2],
    /// A number.
    pub number: (&'a str, u32),
}

const NONE: (&str, &str) = ("", "");

impl<'a> Message<'a> {
    const fn of(kind: &'a str) -> Self {
        Self { kind, texts: [NONE; 2], number: ("", 0) }
    }

    /// The token is not accepted any more, or the person lets the portal sign in again.
    pub const TOKEN_NEEDED: Message<'static> = Message::of("tapeline:token-needed");

    /// Token and data are gone from the page.
    pub const SIGNED_OUT: Message<'static> = Message::of("tapeline:signed-out");

    /// Another view is shown, or it is set otherwise: its address.
    pub const fn view(route: &'a str) -> Self {
        Self { texts: [("route", route), NONE], ..Self::of("tapeline:view") }
    }

    /// The page is so high, in CSS pixels.
    pub const fn height(px: u32) -> Self {
        Self { number: ("px", px), ..Self::of("tapeline:height") }
    }

    /// Something was not done: a code for programs, and why, for the portal's owner.
    pub const fn error(code: &'a str, why: &'a str) -> Self {
        Self { texts: [("code", code), ("message", why)], ..Self::of("tapeline:error") }
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
