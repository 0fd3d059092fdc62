//! Looks for a token everywhere a page could have left it.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use serde_json::json;

use crate::page::Page;

/// How much of a token counts as a leak. Shown in part is shown too long.
const TELLING_CHARS: usize = 10;

/// A token that no other test uses, of the shape that servers give.
pub fn token() -> String {
    let part = || format!("{:016x}", RandomState::new().build_hasher().finish());
    format!("canary-{}{}.{}", part(), part(), part())
}

impl Page<'_> {
    /// Fails if the token, or ten characters of its middle, are anywhere in the page, its storages, its history, its
    /// address or its console.
    pub fn assert_nowhere(&self, token: &str) {
        let start = token.len() / 2 - TELLING_CHARS / 2;
        let part = token.get(start..start + TELLING_CHARS).expect("a token for this test is long, and plain ASCII");
        let places = self.execute_async(SEARCH, &[json!(part)]);
        let mut hits: Vec<String> = places.as_array().into_iter().flatten().map(ToString::to_string).collect();
        hits.extend(
            self.console().into_iter().filter(|line| line.contains(part)).map(|line| format!("console: {line}")),
        );
        assert!(hits.is_empty(), "the token was found in: {}", hits.join(", "));
    }
}

const SEARCH: &str = r#"
const part = arguments[0];
const places = {
  address: location.href,
  title: document.title,
  referrer: document.referrer,
  cookies: document.cookie,
  "window.name": window.name,
  "history.state": JSON.stringify(history.state),
  document: document.documentElement.outerHTML,
  fields: [...document.querySelectorAll("input,textarea,select")].map((field) => field.value).join("\n"),
  // Not the browser's own notes of where the document was: a page can do nothing about those.
  requests: performance.getEntriesByType("resource").map((entry) => entry.name).join("\n"),
};
// A storage may be closed to the page: then there is nothing in it.
const look = async (name, read) => { try { places[name] = await read(); } catch { places[name] = ""; } };
await look("localStorage", () => JSON.stringify({ ...localStorage }));
await look("sessionStorage", () => JSON.stringify({ ...sessionStorage }));
await look("caches", async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      texts.push(name, request.url, JSON.stringify([...request.headers]), await (await cache.match(request)).text());
    }
  }
  return texts.join("\n");
});
const done = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = no; });
await look("indexedDB", async () => {
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    texts.push(name);
    for (const store of db.objectStoreNames) {
      const open = db.transaction(store).objectStore(store);
      texts.push(store, JSON.stringify(await done(open.getAllKeys())), JSON.stringify(await done(open.getAll())));
    }
    db.close();
  }
  return texts.join("\n");
});
return Object.keys(places).filter((name) => (places[name] ?? "").includes(part));
"#;
