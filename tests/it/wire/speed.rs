//! How fast a log is decoded. Not part of a run: `cargo test --release -p tapeline wire::speed -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, read by a person")]

use std::fmt::Write as _;
use std::time::Instant;

use tapeline::model::{Log, Notices, Product, Timestamp, UtcOffset};
use tapeline::wire::LogDecoder;

/// A page of rows as v6 sends them: 446 bytes each, half of them links.
fn page(n_rows: u32) -> String {
    let mut out = String::from("{\"offset\":0,\"limit\":1000000,\"results\":[");
    for n in 0..n_rows {
        let start = Timestamp::from_unix_ms(1_643_399_556_928 + i64::from(n) * 37).plus(7841);
        let (start, end) = (start.to_iso(UtcOffset::UTC), start.plus(105_855_865).to_iso(UtcOffset::UTC));
        let session = "668f478c-0326-440a-8bdf-58cf39163ea2";
        let id = format!("{n:08x}-5eac-4de0-b38a-081799ded6f1");
        let comma = if n == 0 { "" } else { "," };
        let _ = write!(
            out,
            "{comma}{{\"id\":\"{id}\",\"usn\":{n},\
             \"title\":\"[Success] Collecting object list for mailbox: user{n}@abc.onmicrosoft.com\",\
             \"creationTime\":\"{start}\",\"endTime\":\"{end}\",\"_links\":{{\
             \"self\":{{\"href\":\"v6/jobsessions/{session}/logitems/{id}\"}},\
             \"jobsessions\":{{\"href\":\"v6/jobsessions/{session}\"}}}}}}"
        );
    }
    out.push_str("],\"setId\":\"00000000-0000-0000-0000-000000000000\"}");
    out
}

#[test]
#[ignore = "a measurement"]
fn decodes_a_million_rows() {
    for n_rows in [100_000, 1_000_000] {
        let page = page(n_rows);
        for chunk in [page.len(), 65_536, 4096] {
            let from = Instant::now();
            let (mut log, mut notices) = (Log::new(), Notices::default());
            let mut decoder = LogDecoder::new(Product::Vb365, 0);
            for chunk in page.as_bytes().chunks(chunk) {
                decoder.feed(chunk, &mut log, &mut notices);
            }
            decoder.finish(&mut log, &mut notices).unwrap();
            let took = from.elapsed();
            assert_eq!((log.len(), notices.n_total()), (n_rows as usize, 0));
            #[allow(clippy::cast_precision_loss, reason = "three digits are enough")]
            let rate = page.len() as f64 / 1e6 / took.as_secs_f64();
            println!("{n_rows} rows, {} MB in chunks of {chunk}: {took:.0?}, {rate:.0} MB/s", page.len() / 1_000_000);
        }
    }
}
