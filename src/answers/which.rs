//! What a bar has room for: first which object it is about, as short as still tells it from others, then what was done.

use super::objects::{Kind, subject};

/// What tells a bar from those around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Which<'a> {
    /// The object's name, or the whole text where it names none. A part of the text.
    pub name: &'a str,
    /// What was done on the object; nothing where the text names none.
    pub kind: Option<Kind<'a>>,
}

/// What tells a text from others. Allocates nothing; O(n).
pub fn which(text: &str) -> Which<'_> {
    let subject = subject(text);
    match subject.object {
        Some(object) => Which { name: last_part(object.name), kind: Some(subject.kind) },
        None => Which { name: text, kind: None },
    }
}

/// Of an address, which begins as its neighbours do, the part they differ in: `finance` of `https://contoso.example/sites/finance`.
fn last_part(name: &str) -> &str {
    let Some((_, place)) = name.split_once("://") else { return name };
    let place = place.trim_end_matches('/');
    let last = place.rsplit_once('/').map_or(place, |(_, last)| last);
    if last.is_empty() { name } else { last }
}
