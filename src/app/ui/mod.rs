//! Small components that know nothing of Veeam: what they show and do comes in as properties.

pub(crate) mod badge;
pub mod beside;
pub mod button;
pub mod chips;
pub mod choice;
pub mod fault;
pub(crate) mod foreign;
pub mod maybe_link;
pub mod meter;
pub mod notice;
pub mod results;
pub mod row_window;
pub mod search;
pub mod splitter;
pub mod stroke;
pub(crate) mod term;
pub mod token;
pub mod virtual_table;
pub mod voice;

pub(crate) use badge::Badge;
pub use button::{Button, MainButton, SignButton};
pub use chips::{Chip, Chips};
pub use choice::{Choice, Offer};
pub use fault::{FaultPanel, Obstacle};
pub use maybe_link::MaybeLink;
pub use meter::Meter;
pub use notice::{Lines, Notice};
pub use results::Results;
pub use search::Search;
pub use splitter::Splitter;
pub use stroke::Stroke;
pub(crate) use term::Term;
pub use token::{Target, TokenInput};
pub use virtual_table::VirtualTable;
pub(crate) use voice::speak;
