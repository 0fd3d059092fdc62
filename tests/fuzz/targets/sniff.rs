//! What a file is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tapeline::wire::sniff;

fuzz_target!(|data: &[u8]| {
    let _ = sniff(data);
});
