//! When to ask again.

use proptest::prelude::*;
use tapeline::api::retry::{MAX_RETRIES, MAX_WAIT_MS};
use tapeline::api::{Fault, NotThere, ProbeResult, Stage, retry_after_ms};
use tapeline::model::DecodeError;

fn too_many(retry_after_s: Option<u32>) -> Fault {
    Fault::TooMany { retry_after_s }
}

fn unavailable(status: u16, retry_after_s: Option<u32>) -> Fault {
    Fault::Unavailable { status, retry_after_s, body: None }
}

#[test]
fn only_what_may_pass_is_retried() {
    let passing = [
        Fault::Unreachable { probe: None },
        Fault::Unreachable { probe: Some(ProbeResult::Rejected) },
        Fault::Offline,
        Fault::Timeout { stage: Stage::Headers, seconds: 30 },
        Fault::Timeout { stage: Stage::Body, seconds: 30 },
        too_many(None),
        unavailable(408, None),
        unavailable(502, None),
        unavailable(503, None),
        unavailable(504, None),
        Fault::Cut,
        Fault::Decode(DecodeError::Cut { n_rows: 7 }),
    ];
    for fault in passing {
        assert!(retry_after_ms(1, &fault, 0.5).is_some(), "{fault:?}");
        assert_eq!(retry_after_ms(MAX_RETRIES + 1, &fault, 0.0), None, "{fault:?}");
        assert_eq!(retry_after_ms(0, &fault, 0.0), None, "{fault:?}");
    }
    let lasting = [
        Fault::Unauthorized,
        Fault::Forbidden { body: None, is_page: false },
        Fault::NotFound { body: None, is_page: false },
        Fault::ServerError { status: 500, body: None },
        Fault::ServerError { status: 501, body: None },
        Fault::OtherStatus { status: 400, body: None },
        Fault::OtherStatus { status: 405, body: None },
        Fault::NotJson { content_type: "text/html".to_owned(), status: 200 },
        Fault::Empty,
        Fault::Decode(DecodeError::NotJson { at: 1 }),
        Fault::Decode(DecodeError::Empty),
        Fault::TooLarge { limit_mib: 64 },
        Fault::Aborted,
        Fault::Redirected,
        Fault::Insecure,
        Fault::BlockedByPolicy,
        Fault::LocalNetworkDenied,
        Fault::NoSuchResource { why: NotThere::Events },
    ];
    for fault in lasting {
        assert_eq!(retry_after_ms(1, &fault, 0.5), None, "{fault:?}");
    }
}

#[test]
fn the_server_is_not_asked_earlier_than_it_wants() {
    assert_eq!(retry_after_ms(1, &too_many(Some(7)), 0.0), Some(7_000));
    assert_eq!(retry_after_ms(4, &unavailable(503, Some(1)), 1.0), Some(8_000));
    assert_eq!(retry_after_ms(1, &too_many(Some(90)), 0.0), Some(90_000));
    assert_eq!(retry_after_ms(1, &too_many(Some(91)), 0.0), None);
    assert_eq!(retry_after_ms(1, &too_many(Some(u32::MAX)), 0.0), None);
    assert!(retry_after_ms(1, &too_many(Some(0)), 0.0).is_some_and(|ms| ms <= 1_000));
}

proptest! {
    #[test]
    fn waits_lie_between_nothing_and_a_ceiling_that_doubles(
        attempt in 1..=MAX_RETRIES,
        random in prop_oneof![0.0..=1.0, any::<f64>()],
    ) {
        let ms = retry_after_ms(attempt, &Fault::Cut, random).unwrap();
        prop_assert!(ms <= (1_000 << (attempt - 1)).min(30_000));
        prop_assert!(ms >= 100);
        prop_assert!(ms <= MAX_WAIT_MS);
    }

    #[test]
    fn waits_are_spread(attempt in 1..=MAX_RETRIES) {
        let ceiling = f64::from(1_000_u32 << (attempt - 1));
        for percent in 20_u32..=100 {
            let random = f64::from(percent) / 100.0;
            let ms = f64::from(retry_after_ms(attempt, &Fault::Cut, random).unwrap());
            prop_assert!((ms - ceiling * random).abs() < 1.0);
        }
    }
}
