//! Starts the page. Natively there is nothing to start: the library is what the tests use.

#[cfg(target_arch = "wasm32")]
fn main() {
    tapeline::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
