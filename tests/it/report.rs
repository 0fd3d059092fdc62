//! What is known about sessions, and how the page says it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

mod asked;
mod axis;
mod clocks;
mod compare;
mod desk;
mod export;
mod files;
mod job;
mod leaving;
mod nights;
mod runs;
mod sides;
mod summary;
pub(crate) mod told;
mod turns;
mod work;
mod worlds;
