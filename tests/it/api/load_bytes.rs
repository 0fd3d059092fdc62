//! Loading and decoding together, over bodies that break off at any byte: the way the page uses them.

use proptest::prelude::*;
use tapeline::api::{Endpoint, Fault, List, Load, LoadState, Step};
use tapeline::model::{DecodeError, Id, Log, Notices, Product, SessionKind};
use tapeline::wire::LogDecoder;

use super::server;

const N_ROWS: usize = 2_300;

/// A version that the product has.
fn version_of(product: Product) -> &'static str {
    match product {
        Product::Vbr => "1.3-rev2",
        Product::VbAws => "1.8-rev0",
        _ => "v8",
    }
}

fn body(product: Product, offset: usize, limit: usize) -> String {
    let rows = |range: std::ops::Range<usize>| {
        let row = |n: usize| match product {
            Product::Vb365 => format!(
                r#"{{"id":"{n}","usn":{n},"title":"[Success] row {n}","creationTime":"2026-11-21T22:00:00Z","endTime":"2026-11-21T22:00:01Z"}}"#
            ),
            Product::Vbr => format!(
                r#"{{"id":{n},"status":"Succeeded","title":"row {n}","startTime":"2026-11-21T22:00:00Z","updateTime":"2026-11-21T22:00:01Z"}}"#
            ),
            Product::VbAzure | Product::VbAws => format!(
                r#"{{"logTime":"2026-11-21T22:00:00Z","status":"Success","message":"row {n}","executionStartTime":"2026-11-21T22:00:00Z"}}"#
            ),
        };
        range.map(row).collect::<Vec<_>>().join(",")
    };
    match product {
        Product::Vb365 => {
            let end = N_ROWS.min(offset + limit);
            format!(r#"{{"offset":{offset},"limit":{limit},"results":[{}]}}"#, rows(offset.min(end)..end))
        }
        Product::Vbr => format!(r#"{{"totalRecords":{N_ROWS},"records":[{}]}}"#, rows(0..N_ROWS)),
        Product::VbAws => format!(r#"{{"sessionId":"7","log":[{}]}}"#, rows(0..N_ROWS)),
        Product::VbAzure => format!(r#"{{"jobSessionId":"7","log":[{}]}}"#, rows(0..N_ROWS)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn bodies_that_break_off_cost_no_row_and_double_none(
        product in prop::sample::select(Product::ALL.to_vec()),
        cuts in proptest::collection::vec(0.0..=1.0, 0..4),
    ) {
        let session = Id::new("7").unwrap();
        let mut load = Load::new(server(product, version_of(product)), List::Log { kind: SessionKind::Job, session });
        let (mut log, mut notices) = (Log::new(), Notices::default());
        let mut cuts = cuts.into_iter();
        loop {
            match load.next() {
                Step::Send(Endpoint::List(_, asked)) => {
                    let body = body(product, usize::try_from(asked.offset).unwrap(), usize::try_from(asked.limit).unwrap());
                    let n_before = log.len();
                    let mut decoder = LogDecoder::new(product, load.n_skip());
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of a length")]
                    let cut = cuts.next().map(|share| (body.len() as f64 * share) as usize);
                    let come = &body.as_bytes()[..cut.unwrap_or(body.len())];
                    prop_assert_eq!(Fault::from_answer(200, Some("application/json"), None, come).is_some(), come.is_empty());
                    for chunk in come.chunks(4_096) {
                        decoder.feed(chunk, &mut log, &mut notices);
                    }
                    let n_seen = decoder.n_rows();
                    match decoder.finish(&mut log, &mut notices) {
                        Ok(page) => load.on_page(&page, log.len() - n_before),
                        Err(error) => {
                            // Not `n_rows()` from before: finishing completes the rows that were still held back.
                            let n_rows = if let DecodeError::Cut { n_rows } = error { n_rows } else { n_seen };
                            load.on_partial(n_rows);
                            load.on_fault(Fault::Decode(error), 0.0);
                            load.resume();
                        }
                    }
                }
                Step::Idle => break,
                _ => {}
            }
        }
        prop_assert_eq!(load.state(), &LoadState::Complete { n_rows: N_ROWS });
        prop_assert_eq!(log.len(), N_ROWS);
        for n in 0..N_ROWS {
            prop_assert_eq!(log.text(u32::try_from(n).unwrap()), format!("row {n}"));
        }
    }
}
