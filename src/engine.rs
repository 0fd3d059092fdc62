//! What works on every item of a log while it loads and is drawn: answers of the APIs to columns (`wire`), columns to a
//! picture (`timeline`), and how much ran when (`sweep`).
//!
//! A package of its own for one reason: it is compiled for speed, and everything else for size (`Cargo.toml`).

pub mod model;

pub mod sweep;

pub mod wire;

pub mod timeline;
