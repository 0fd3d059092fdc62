//! Tapeline measured beside its peers: the same items, one browser, and a picture that is proved right before a time
//! counts. `cargo xtask bench` runs it; `cargo bench -p bench` measures the modules natively.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::cast_precision_loss,
    reason = "a measurement: a panic is how it fails, and three digits are enough"
)]

pub mod acts;
pub mod api;
pub mod bare;
pub mod frames;
pub mod items;
pub mod judge;
pub mod raw;
pub mod report;
pub mod run;
pub mod scratch;
pub mod speedscope;
pub mod tab;
pub mod tapeline;
pub mod vis;
