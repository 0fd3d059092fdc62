//! The stand-in against what is known of the real servers, over real sockets.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod client;
mod dialects;
mod faults;
mod host;
mod machines;
mod running;
mod tls;
mod work;
mod world;
