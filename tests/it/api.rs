//! Where to ask, and what to do when it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

mod endpoint;
mod fault;
mod load;
mod origin;
mod retry;
mod token;
mod version;

use tapeline::api::{Origin, Server};
use tapeline::model::{Product, Version};

/// A server of that product and version at a name that cannot exist.
fn server(product: Product, version: &str) -> Server {
    let version = Version::parse(product, version).unwrap();
    Server { origin: Origin::parse("https://backup01.test:4443").unwrap(), product, version }
}
