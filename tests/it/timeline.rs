//! The timeline: laws over random logs and windows, pictures, and what a frame costs.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

mod axis;
mod breaks;
mod drawings;
mod hit;
mod laws;
mod logs;
mod move_about;
mod pictures;
mod wheel;
mod windows;
mod zone;

pub(super) use pictures::LIGHT;
