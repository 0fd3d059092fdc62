//! Opening and closing a session again and again leaves nothing behind. Counted by Chromium.

use e2e::{Engine, Page};
use sample_server::Options;
use serde_json::json;

use crate::walk::{Walk, options};

/// DOM nodes, listeners, KiB of JavaScript, KiB of the program's memory.
fn counts(page: &Page<'_>) -> [u64; 4] {
    page.cdp("HeapProfiler.collectGarbage", &json!({}));
    let counted = page.cdp("Memory.getDOMCounters", &json!({}));
    let of = |name: &str| counted[name].as_u64().unwrap();
    let heap = page.cdp("Runtime.getHeapUsage", &json!({}));
    let bytes = heap["usedSize"]
        .as_u64()
        .unwrap_or_else(|| heap["usedSize"].to_string().split('.').next().unwrap().parse().unwrap());
    // Started already, the glue only gives what the program exports.
    let program = page.execute("return window.tapelineGlue().then((program) => program.memory.buffer.byteLength)", &[]);
    [of("nodes"), of("jsEventListeners"), bytes / 1024, program.as_u64().unwrap() / 1024]
}

#[test]
fn sessions_opened_and_closed_leave_nothing_behind() {
    e2e::test("sessions_opened_and_closed_leave_nothing_behind", |page| {
        if page.engine() != Engine::Chromium {
            return;
        }
        let set = |name: &str, usual: usize| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
        let (n_rounds, n_items) = (set("TAPELINE_ROUNDS", 12), set("TAPELINE_ITEMS", 2_000));
        let walk = Walk::with(page, Options { items: n_items, ..options() }).at_sessions();
        let big = walk.landmark("big").clone();
        let address = walk.session_address(&big.id, "");
        let mut seen = Vec::new();
        // By scripts alone: the driver keeps every element that it was ever told of.
        let go = |hash: &str, n_rows: usize| {
            page.execute("location.hash = arguments[0]", &[json!(hash)]);
            let is_there =
                "const table = document.querySelector('.grid table'), title = table?.ariaLabel, log = location.hash.includes('sessions/');
                return table?.getAttribute('aria-rowcount') == arguments[0]
                    && (title === 'Log') === log && (!log || document.querySelector('figure') !== null)";
            page.wait_until("the view", || page.execute(is_there, &[json!((n_rows + 1).to_string())]) == true);
        };
        let other = walk.landmark("failed").clone();
        let other_address = walk.session_address(&other.id, "");
        let list = address.replace(&format!("/{}", big.id), "");
        for round in 0..n_rounds {
            go(&address, big.n_items);
            go(&list, walk.truth.sessions.iter().filter(|session| !session.is_retrieval).count());
            // Another session, so that the next round opens this one anew.
            go(&other_address, other.n_items);
            if round % (n_rounds / 6).max(1) == 1 {
                seen.push(counts(page));
            }
        }
        println!("nodes, listeners, KiB of JavaScript, KiB of memory: {seen:?}");
        let (early, late) = (seen[seen.len() / 2], seen[seen.len() - 1]);
        for (early, late) in early.into_iter().zip(late) {
            assert!(late <= early + early / 5 + 50, "it grows: {seen:?}");
        }
        walk.assert_clean();
    });
}
