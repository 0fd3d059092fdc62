//! The keys of an object, for telling what it is. Where it is broken or cut, those before that place count.

use super::recover::quote;
use super::scan::Cursor;

/// The keys in order. What was read of a member that ends too early counts.
pub(crate) fn keys(object: &[u8]) -> Vec<String> {
    let mut keys = Vec::new();
    let mut cursor = Cursor::new(object);
    let mut more = cursor.enter(b'{', b'}');
    while more == Ok(true) {
        let Ok(key) = cursor.key() else { break };
        keys.push(String::from_utf8_lossy(&key).into_owned());
        more = cursor.skip_value().and_then(|()| cursor.more(b'}'));
    }
    keys
}

/// An object in words, by its first keys.
pub(crate) fn describe(keys: &[String]) -> String {
    if keys.is_empty() {
        return "an empty object".to_owned();
    }
    let mut out = "an object with".to_owned();
    for (n, key) in keys.iter().take(6).enumerate() {
        out.push_str(if n == 0 { " " } else { ", " });
        quote(key, &mut out);
    }
    if keys.len() > 6 {
        out.push_str(" and more");
    }
    out
}
