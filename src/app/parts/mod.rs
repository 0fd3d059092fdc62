//! Pieces that several views use.

pub(crate) mod fault;
pub(crate) mod filters;
pub(crate) mod meter;
pub(crate) mod report;
pub(crate) mod text;
