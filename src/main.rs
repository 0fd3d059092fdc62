//! Starts the page. Natively there is nothing to start: the library is what the tests use.

#[cfg(target_arch = "wasm32")]
fn main() {
    leptos::mount::mount_to_body(|| "Tapeline");
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
