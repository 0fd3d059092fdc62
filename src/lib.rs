//! Tapeline: what a Veeam backup server did, and when, on a time axis.
//!
//! Data goes one way, top to bottom; a module may use those above it. `src/README.md` is the map.

// Natively a view is a type made of the types of all that is in it.
#![recursion_limit = "256"]

pub use tapeline_engine::{model, sweep, timeline, wire};

pub mod answers;

pub mod looks;

pub mod format;

pub mod texts;

pub mod output;

pub mod route;

pub mod reader;

pub mod api;

pub mod config;

pub mod report;

#[cfg(feature = "page")]
mod browser;

#[cfg(feature = "page")]
pub mod app;
