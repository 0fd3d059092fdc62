//! When to look again, and what of a log is read again.

use proptest::prelude::*;
use tapeline::api::follow::{Pace, Round};
use tapeline::api::{Endpoint, Fault, List, Load, LoadState, Step};
use tapeline::model::{Id, Log, NewItem, Product, SessionKind, Status, Timestamp, Version};
use tapeline::wire::changes;

use super::load::page;
use super::server;

#[test]
fn looks_come_soon_where_something_happens_and_seldom_where_nothing_does() {
    let mut pace = Pace::default();
    assert_eq!(pace.after(Round::News, 10, 0.0), 5_000);
    let same: Vec<u32> = (0..9).map(|_| pace.after(Round::Same, 10, 0.0)).collect();
    assert_eq!(same[..4], [7_500, 11_250, 16_875, 25_312]);
    assert_eq!(same[8], 60_000);
    assert_eq!(pace.after(Round::News, 10, 0.0), 5_000);
    // A round that takes long is not made often.
    assert_eq!(pace.after(Round::News, 4_000, 0.0), 40_000);
    let failed: Vec<u32> = (0..6).map(|_| pace.after(Round::Failed, 0, 0.0)).collect();
    assert_eq!(failed, [10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
    // Many pages do not come back at the same moment.
    assert_eq!(pace.after(Round::Failed, 0, 1.0), 30_000);
}

#[test]
fn the_feed_is_asked_for_and_read() {
    let path = |from: Option<&str>, product, version| {
        Endpoint::Events { from: from.map(str::to_owned) }.path(product, version)
    };
    let v8 = Version::new(8, 0);
    assert_eq!(path(None, Product::Vb365, v8).unwrap(), "/v8/Events?from=latest&limit=1000&timeoutSeconds=20");
    // A token is a text of the server's: it stays within its value.
    let odd = path(Some("a&b=c#/../x?é"), Product::Vb365, v8).unwrap();
    assert!(odd.starts_with("/v8/Events?from=a%26b%3Dc%23%2F..%2Fx%3F%C3%A9&limit="), "{odd}");
    assert_eq!(path(None, Product::Vb365, Version::new(7, 0)), None);
    assert_eq!(path(None, Product::VbAzure, v8), None);

    let id = "ba46ddf2-cd46-44a1-ab37-332326eceab6";
    let row = |kind: &str, id: &str| format!(r#"{{"eventType":"{kind}","id":"{id}","jobId":null}}"#);
    let rows =
        [row("JobSessionUpdate", id), row("JobUpdate", "x"), row("JobSessionUpdate", "../../Token"), "7".to_owned()];
    let body = format!(r#"{{"nextChangeToken":"abc","limit":9,"results":[{}],"_links":{{}}}}"#, rows.join(","));
    let read = changes(body.as_bytes()).unwrap();
    assert_eq!((read.next.as_str(), read.sessions), ("abc", vec![Id::new(id).unwrap()]));
    let long = format!(r#"{{"nextChangeToken":"{}","results":[]}}"#, "a".repeat(1_025));
    for bad in [
        "",
        "[]",
        "<html>",
        r#"{"results":[]}"#,
        r#"{"nextChangeToken":"","results":[]}"#,
        r#"{"nextChangeToken":"a"}"#,
        &long,
    ] {
        assert_eq!(changes(bad.as_bytes()), None, "{bad:.60}");
    }
}

#[test]
fn a_list_that_grows_is_read_on_from_its_last_settled_row() {
    let page = |offset: u64, n_rows| page(offset, 100, n_rows);
    let server = || server(Product::Vb365, "v8");
    let list = List::Log { kind: SessionKind::Job, session: Id::new("a").unwrap() };
    let mut load = Load::new(server(), list.clone());
    assert!(matches!(load.next(), Step::Send(_)));
    load.on_page(&page(0, 40), 40);
    assert!(load.comes_in_pages(40) && !load.comes_in_pages(39));
    let mut again = Load::new(server(), list);
    again.begin_behind(37);
    let Step::Send(Endpoint::List(_, part)) = again.next() else { panic!() };
    assert_eq!(part.offset, 37);
    again.on_page(&page(37, 8), 8);
    assert_eq!(*again.state(), LoadState::Complete { n_rows: 45 });
    assert!(again.comes_in_pages(45));
    again.on_fault(Fault::Cut, 0.0);
    assert_eq!(*again.state(), LoadState::Complete { n_rows: 45 });
}

fn item(n: i64, end: Option<i64>, is_odd: bool) -> (Option<Timestamp>, Option<Timestamp>, String, String) {
    let at = |s: i64| Timestamp::from_ticks(17_000_000_000_000_000 + s * 10_000_000);
    let id = if is_odd { format!("odd {n}") } else { format!("00000000-0000-0000-0000-{:012x}", n + 1) };
    (Some(at(n)), end.map(at), id, format!("[Success] item {n} é"))
}

fn push(log: &mut Log, items: &[(Option<i64>, bool, usize)]) {
    let from = i64::try_from(log.len()).unwrap();
    for (n, &(end, is_odd, status)) in (from..).zip(items.iter().skip(log.len())) {
        let (start, end, id, title) = item(n, end, is_odd);
        let status = [Status::Success, Status::Failed, Status::Running, Status::Warning][status];
        let usn = if is_odd { i64::MAX - n } else { n };
        let new = NewItem {
            id: Some(&id),
            usn: Some(usn),
            start,
            end,
            status,
            title: &title,
            prefix_len: 10,
            ..NewItem::default()
        };
        log.push(&new).unwrap();
    }
}

proptest! {
    /// The head of a log is the log of its first items, and goes on as that would.
    #[test]
    fn the_head_of_a_log_is_a_log(
        items in proptest::collection::vec((proptest::option::of(0_i64..50), any::<bool>(), 0_usize..4), 0..40),
        n in any::<prop::sample::Index>(),
    ) {
        let n = n.index(items.len() + 1);
        let (mut whole, mut first) = (Log::new(), Log::new());
        whole.begin_source();
        first.begin_source();
        push(&mut whole, &items);
        push(&mut first, &items[..n]);
        let (mut head, n_sources) = whole.head(n);
        prop_assert_eq!(n_sources, usize::from(n > 0));
        let same = |a: &Log, b: &Log| {
            let row = |log: &Log, idx| (log.id(idx), log.usn(idx), log.start(idx), log.end(idx), log.title(idx).to_owned(),
                log.status(idx), log.assumed(idx), log.offset(idx));
            prop_assert_eq!(a.len(), b.len());
            for idx in 0..u32::try_from(a.len()).unwrap() {
                prop_assert_eq!(row(a, idx), row(b, idx));
            }
            prop_assert_eq!(a.counts(), b.counts());
            prop_assert_eq!(a.extent(), b.extent());
            prop_assert_eq!(a.is_in_order(), b.is_in_order());
            Ok(())
        };
        same(&head, &first)?;
        head.begin_source();
        push(&mut head, &items);
        same(&head, &whole)?;
        // Nothing before the settled part's end can change.
        let settled = whole.n_settled();
        for idx in 0..u32::try_from(settled).unwrap() {
            prop_assert!(!whole.is_open(idx) && !whole.status(idx).is_running());
        }
        let next = u32::try_from(settled).unwrap();
        prop_assert!(settled == whole.len() || whole.is_open(next) || whole.status(next).is_running());
    }
}
