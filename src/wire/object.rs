//! Looks into objects that are in memory as a whole. Where one is broken, what comes before that place counts.

use super::json::{Cursor, JsonError, Value};
use super::recover::quote;

/// Gives each member to `take`, in order, with its key.
pub(crate) fn each_member<'a>(object: &'a [u8], take: &mut dyn FnMut(&[u8], Value<'a>)) {
    let mut cursor = Cursor::new(object);
    let _ = read_members(&mut cursor, take);
}

fn read_members<'a>(cursor: &mut Cursor<'a>, take: &mut dyn FnMut(&[u8], Value<'a>)) -> Result<(), JsonError> {
    let mut more = cursor.enter(b'{', b'}')?;
    while more {
        let key = cursor.key()?;
        take(&key, cursor.value()?);
        more = cursor.more(b'}')?;
    }
    Ok(())
}

/// The member of that name; the last one, if there are several.
pub(crate) fn member<'a>(object: &'a [u8], name: &str) -> Option<Value<'a>> {
    let mut found = None;
    each_member(object, &mut |key, value| {
        if key == name.as_bytes() {
            found = Some(value);
        }
    });
    found
}

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
