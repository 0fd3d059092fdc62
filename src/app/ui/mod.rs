//! Small components that know nothing of Veeam: what they show and do comes in as properties.

pub(crate) mod badge;
pub(crate) mod foreign;
pub(crate) mod set;
pub(crate) mod term;

pub(crate) use badge::Badge;
pub(crate) use foreign::{Foreign, Marked};
pub(crate) use term::Term;
