//! Sessions of both products and kinds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tapeline::model::{Notices, Product, SessionKind};
use tapeline::wire::sessions_into;

fuzz_target!(|data: &[u8]| {
    for product in Product::ALL {
        for kind in [SessionKind::Job, SessionKind::DataRetrieval] {
            let _ = sessions_into(product, kind, data, &mut Vec::new(), &mut Notices::default());
        }
    }
});
