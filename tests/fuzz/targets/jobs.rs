//! Jobs, copy jobs and data retrievals.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tapeline::model::Notices;
use tapeline::wire::jobs;

fuzz_target!(|data: &[u8]| {
    let _ = jobs(data, &mut Notices::default());
});
