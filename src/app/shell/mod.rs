//! What stands around every view: the bar on top or the strip, notices, the prompt for a token, the map of keys, and what is
//! said where an address names no view.

mod header;
mod help;
mod keys;
mod notices;
mod nowhere;
mod server;
mod strip;
mod token_prompt;

pub(crate) use header::Header;
pub(crate) use help::Help;
pub use keys::KeyMap;
pub(crate) use notices::{IdleWarning, Notices, Toast};
pub use nowhere::Nowhere;
pub(crate) use strip::Strip;
pub(crate) use token_prompt::TokenPrompt;
