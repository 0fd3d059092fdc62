//! An answer decoded whole and cut in two; both ways must give the same log.

use tapeline::model::{Log, Notices, Product};
use tapeline::wire::LogDecoder;

/// The first byte of `data` says where the rest is cut.
pub fn check(product: Product, data: &[u8]) {
    let Some((&at, bytes)) = data.split_first() else { return };
    let (head, tail) = bytes.split_at(usize::from(at).min(bytes.len()));
    assert_eq!(decode(product, &[bytes]), decode(product, &[head, tail]));
}

fn decode(product: Product, chunks: &[&[u8]]) -> String {
    let (mut log, mut notices) = (Log::new(), Notices::default());
    let mut decoder = LogDecoder::new(product, 0);
    for chunk in chunks {
        decoder.feed(chunk, &mut log, &mut notices);
    }
    let end = decoder.finish(&mut log, &mut notices);
    format!("{log:?} {notices:?} {end:?}")
}
