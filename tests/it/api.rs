//! Where to ask, and what to do when it fails.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

mod endpoint;
mod fault;
mod follow;
mod load;
mod load_bytes;
mod load_laws;
mod load_pages;
mod load_servers;
mod narrow;
mod notices;
mod origin;
mod portal;
mod refusals;
mod retry;
mod revisions;
mod token;
mod version;

use tapeline::api::{Origin, Server};
use tapeline::model::{Product, Version};

/// A server of that product and version at a name that cannot exist.
fn server(product: Product, version: &str) -> Server {
    let version = Version::parse(product, version).unwrap();
    Server { origin: Origin::parse("https://backup01.test:4443").unwrap(), product, version }
}

/// Compares with a text in `tests/fixtures/api`. `UPDATE_EXPECT=1` writes it again; read it before committing.
fn golden(name: &str, got: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/api").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, got).unwrap();
    }
    assert_eq!(got, std::fs::read_to_string(&path).unwrap_or_default(), "differs from tests/fixtures/api/{name}");
}
