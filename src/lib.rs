//! Tapeline: what a Veeam backup server did, and when, on a time axis.
//!
//! Data goes one way, top to bottom; a module may use those above it. `src/README.md` is the map.

pub mod model;

pub mod format;

pub mod texts;

pub mod words;

pub mod wire;

pub mod timeline;

pub mod answers;

pub mod output;

pub mod route;

pub mod api;

pub mod config;

pub mod report;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
mod browser;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod app;
