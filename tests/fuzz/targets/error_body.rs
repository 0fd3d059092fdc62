//! Bodies of errors, a server's version, and one value laid out for people.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tapeline::wire::{error_body, pretty, server_version};

fuzz_target!(|data: &[u8]| {
    if let Some(body) = error_body(data) {
        assert!(body.message.chars().count() <= 500);
    }
    let _ = server_version(data);
    let _ = pretty(data);
});
