//! What a session is. No JSON, no browser, no clock, no zone, no global state.

pub mod era;
pub mod fold;
pub mod id;
pub mod log;
pub mod notice;
pub mod order;
pub mod product;
pub mod session;
pub mod status;
pub mod text;
pub mod time;
pub mod turns;
pub mod unread;

pub use era::Era;
pub use id::Id;
pub use log::{Assumption, Log, NewItem};
pub use notice::{Found, Notice, Notices, Oddity, Unfit};
pub use product::{Product, Version};
pub use session::{Job, Rate, Session, SessionKind, Statistics};
pub use status::{Severity, Status};
pub use time::{Stamp, TimeRange, Timestamp, UtcOffset};
pub use turns::Turns;
pub use unread::{DecodeError, Foreign, Instead, ValueKind};
