//! Times and time spans; what was parsed prints to the same instant.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tapeline::model::{Stamp, time};

fuzz_target!(|data: &[u8]| {
    if let Ok(Stamp::At(t, offset)) = time::parse(data) {
        let offset = offset.unwrap_or_default();
        assert_eq!(time::parse(t.to_iso(offset).as_bytes()), Ok(Stamp::At(t, Some(offset))));
    }
    let _ = time::parse_span(data);
});
