//! What works on every item of a log while it loads and is drawn: answers of the APIs to columns (`wire`), and columns to a
//! picture (`timeline`).
//!
//! A package of its own for one reason: it is compiled for speed, and everything else for size (`Cargo.toml`).

pub mod model;

pub mod wire;

pub mod timeline;
