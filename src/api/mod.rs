//! Where to ask, and what to do when it fails. No request leaves from here and no clock is read: the page carries out
//! what is decided here, so that every decision has a native test.

pub mod doubt;
pub mod endpoint;
pub mod explain;
pub mod fault;
pub mod follow;
pub mod life;
pub mod load;
pub mod narrow;
pub mod origin;
pub mod portal;
pub mod retry;
pub mod token;
pub mod token_help;
pub mod version;

use crate::model::{Product, Version};

pub use doubt::Doubt;
pub use endpoint::{Endpoint, List, NotThere, Page};
pub use explain::{Certainty, Explanation, Situation, unreadable_saved};
pub use fault::{Fault, ProbeResult, Stage, Wants};
pub use life::Idle;
pub use load::{Load, LoadState, Step};
pub use narrow::Missing;
pub use origin::{Origin, OriginError, OriginNote, Typed};
pub use retry::retry_after_ms;
pub use token::{Credential, Ends, Token, TokenError, TokenNote};
pub use token_help::{HelpNote, TokenHelp};

/// A server that can be asked: where it is, what it is, and which version of its API is spoken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Server {
    /// Where it is.
    pub origin: Origin,
    /// What it is.
    pub product: Product,
    /// The version of its API.
    pub version: Version,
}
