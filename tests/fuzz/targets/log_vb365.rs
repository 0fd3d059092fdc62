//! Logs of Veeam Backup for Microsoft 365, whole and cut in two.
#![no_main]

mod cut;

use libfuzzer_sys::fuzz_target;
use tapeline::model::Product;

fuzz_target!(|data: &[u8]| cut::check(Product::Vb365, data));
