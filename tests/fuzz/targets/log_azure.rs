//! The first byte says where the answer is cut in two; both ways must give the same log.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tapeline::model::{Log, Notices, Product};
use tapeline::wire::LogDecoder;

fn decode(chunks: &[&[u8]]) -> String {
    let (mut log, mut notices) = (Log::new(), Notices::default());
    let mut decoder = LogDecoder::new(Product::VbAzure, 0);
    for chunk in chunks {
        decoder.feed(chunk, &mut log, &mut notices);
    }
    let end = decoder.finish(&mut log, &mut notices);
    format!("{log:?} {notices:?} {end:?}")
}

fuzz_target!(|data: &[u8]| {
    let Some((&at, bytes)) = data.split_first() else { return };
    let (head, tail) = bytes.split_at(usize::from(at).min(bytes.len()));
    assert_eq!(decode(&[bytes]), decode(&[head, tail]));
});
