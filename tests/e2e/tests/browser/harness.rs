//! The harness itself: what finds nothing wrong must be able to find something wrong.

use e2e::{Feature, Site, Tripwire, keys, setup};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a failure says, if this is one.
fn failure(run: impl FnOnce()) -> Option<String> {
    let said = catch_unwind(AssertUnwindSafe(run)).err()?;
    Some(said.downcast_ref::<String>().cloned().unwrap_or_default())
}

/// Is this a failure?
fn fails(run: impl FnOnce()) -> bool {
    failure(run).is_some()
}

#[test]
fn a_leaked_token_is_found_everywhere() {
    e2e::test("a_leaked_token_is_found_everywhere", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url(""));
        let token = e2e::token();
        page.assert_nowhere(&token);
        for leak in [
            "localStorage.setItem('t', token)",
            "sessionStorage.setItem(token, '1')",
            "document.cookie = 't=' + token",
            "window.name = token",
            "history.replaceState({ token }, '')",
            "history.replaceState(null, '', '#' + token)",
            "document.body.dataset.t = token",
            "const i = document.createElement('input'); document.body.append(i); i.value = token",
            "caches.open('c').then((c) => c.put('/x', new Response(token)))",
            "indexedDB.open(token).onsuccess = (event) => event.target.result.close()",
            "console.log(token)",
        ] {
            page.open("about:blank");
            page.open(&site.url(""));
            // What is deleted may take a moment to go.
            page.wait_until("the last leak to be gone", || !fails(|| page.assert_nowhere(&token)));
            page.execute(&format!("const token = arguments[0]; {leak}"), &[token.clone().into()]);
            page.wait_until(&format!("{leak} to be found"), || fails(|| page.assert_nowhere(&token)));
            page.execute_async(
                "localStorage.clear(); sessionStorage.clear(); window.name = ''; await caches.delete('c');
                 indexedDB.deleteDatabase(arguments[0]); document.cookie = 't=; max-age=0'",
                &[token.clone().into()],
            );
        }
    });
}

#[test]
fn a_loud_console_is_found() {
    e2e::test("a_loud_console_is_found", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url(""));
        page.assert_quiet();
        page.execute("console.error('loud')", &[]);
        assert!(fails(|| page.assert_quiet()));
        page.expect_console("loud");
        page.assert_quiet();
        page.execute("const s = document.createElement('style'); s.textContent = 'p{}'; document.head.append(s)", &[]);
        assert!(fails(|| page.assert_quiet()), "a violation of the policy");
        page.expect_console("Content Security Policy");
    });
}

#[test]
fn elements_are_found_as_a_screen_reader_names_them() {
    e2e::test("elements_are_found_as_a_screen_reader_names_them", |page| {
        let site = Site::of(setup::dist()).change("index.html", |answer| answer.body = VIEW.into()).start();
        page.open(&site.url(""));
        page.field("Server address").fill("http://127.0.0.1:1");
        assert_eq!(page.field("Server address").value(), "http://127.0.0.1:1");
        let product = page.field("Product");
        assert_eq!(product.options(), ["One", "Two"]);
        product.choose("Two");
        assert_eq!(product.value(), "2");
        let table = page.table("Log");
        assert_eq!(table.row_count(), Some(41));
        assert_eq!(table.rows().count(), 2);
        assert_eq!(table.row("second").link(None).attribute("href").as_deref(), Some("#2"));
        assert_eq!(table.texts(), [["1", "first"], ["2", "second"]]);
        assert_eq!(table.element().accessible_name(), "Log");
        assert_eq!(table.element().accessible_role(), "table");
        assert!(!page.button("Hidden").exists());
        page.button("Go").click();
        page.press(keys::TAB);
        assert_eq!(page.execute("return document.activeElement.textContent", &[]), "Last");
        let found = failure(|| page.assert_accessible()).unwrap_or_default();
        assert!(found.contains("image-alt"), "an image without a name: {found}");
        page.execute("document.querySelector('img').alt = 'a picture'", &[]);
        page.assert_accessible();
    });
}

const VIEW: &str = r##"<!DOCTYPE html><html lang="en"><title>View</title><link rel="icon" href="data:,"><main><h1>View</h1>
<label for="a">Server address</label><input id="a">
<label>Product <select><option value="1">One</option><option value="2">Two</option></select></label>
<table aria-label="Log" aria-rowcount="41"><thead><tr><th>n</th><th>text</th></tr></thead>
<tbody><tr><td>1</td><td><a href="#1">first</a></td></tr><tr><td>2</td><td><a href="#2">second</a></td></tr></tbody></table>
<button hidden>Hidden</button><button aria-label="Go">></button><button>Last</button><img src="data:,"></main></html>"##;

#[test]
fn the_look_can_be_set() {
    e2e::test("the_look_can_be_set", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url(""));
        let matches = |query: &str| page.execute("return matchMedia(arguments[0]).matches", &[query.into()]) == true;
        page.emulate_size(360, 640, 1.0);
        assert!(matches("(width: 360px)") && matches("(height: 640px)"));
        if !page.has(Feature::Media, "dark, forced colours, reduced motion, device ratio, time zone") {
            return;
        }
        page.emulate_media(&[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")]);
        assert!(matches("(prefers-color-scheme: dark)") && matches("(prefers-reduced-motion: reduce)"));
        page.emulate_media(&[("forced-colors", "active")]);
        assert!(matches("(forced-colors: active)"));
        page.emulate_size(360, 640, 2.0);
        assert!(matches("(width: 360px)") && matches("(resolution: 2dppx)"));
        page.emulate_zone("Asia/Kathmandu");
        assert_eq!(page.execute("return new Date(0).getTimezoneOffset()", &[]), -330);
    });
}

#[test]
fn a_tripwire_notes_who_comes() {
    e2e::test("a_tripwire_notes_who_comes", |page| {
        let (site, wire) = (Site::start(setup::dist()), Tripwire::start());
        page.open(&site.url(""));
        wire.assert_untouched();
        page.execute_async("await fetch(arguments[0], { headers: { Authorization: 'x' } })", &[wire.origin().into()]);
        assert!(fails(|| wire.assert_untouched()));
        assert!(wire.seen().iter().any(|seen| seen.header("authorization") == Some("x")));
    });
}
