//! The keys of an object, for telling what it is. Where it is broken or cut, those before that place count.

use super::recover::quoted;
use super::scan::Cursor;
use crate::model::Instead;

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

/// An object by its first keys.
pub(crate) fn describe(keys: &[String]) -> Instead {
    const N_MAX: usize = 6;
    let first = keys.iter().take(N_MAX).map(|key| quoted(key)).collect();
    Instead::Object { keys: first, has_more: keys.len() > N_MAX }
}
