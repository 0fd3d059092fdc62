//! Pieces that several views use.

pub(crate) mod detail;
pub(crate) mod fault;
pub(crate) mod filters;
pub(crate) mod header;
pub(crate) mod help;
pub(crate) mod log_table;
pub(crate) mod meter;
pub(crate) mod notices;
pub(crate) mod report;
pub(crate) mod status;
pub(crate) mod strip;
pub(crate) mod text;
pub(crate) mod token_prompt;
pub(crate) mod virtual_rows;
