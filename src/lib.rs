//! Tapeline: what a Veeam backup server did, and when, on a time axis.
//!
//! Data goes one way, top to bottom; a module may use those above it. `src/README.md` is the map.

pub mod model;
pub mod wire;

pub mod api;

pub mod answers;
pub mod config;
pub mod format;
pub mod route;
pub mod sample;
pub mod timeline;
