//! What Tapeline exists for, and all that grows with a log: answers of the APIs to columns (`wire`), columns to a picture
//! (`timeline`) and to facts (`answers`).
//!
//! A package of its own for one reason: it is compiled for speed, and everything else for size (`Cargo.toml`).

pub mod model;

pub mod wire;

pub mod timeline;
