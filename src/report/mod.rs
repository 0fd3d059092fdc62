//! What the page says about sessions: views as documents, and the texts that leave the page. Pure; the page runs it as a
//! program of its own beside it (`src/desk`), fetched when the first session is opened, so it weighs nothing before.

pub mod asked;
pub mod compare;
pub mod desk;
pub mod doc;
pub mod export;
pub mod find;
pub mod glance;
pub mod item;
mod marks;
pub mod summary;
pub mod work;

pub use desk::Desk;
pub use doc::Doc;

use crate::model::{Timestamp, UtcOffset};
use crate::route::Route;
use crate::texts::Texts;
use crate::timeline::Zone;
use crate::words::Words;

/// What every view is made with.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The language.
    pub words: Words,
    /// The zone of every time.
    pub zone: Zone,
    /// What time it is.
    pub now: Timestamp,
    /// The view that is shown; links are made of it.
    pub route: Route,
}

impl Context {
    /// The offset of the zone at an instant.
    pub fn offset(&self, t: Timestamp) -> UtcOffset {
        self.zone.offset_at(t)
    }

    /// The texts of the page in its language.
    pub const fn texts(&self) -> Texts {
        Texts::new(self.words.lang())
    }

    /// A text of the page in its language.
    pub fn say<'a>(&'a self, english: &'a str) -> &'a str {
        self.words.say(english)
    }
}
