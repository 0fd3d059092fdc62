//! Lists whose rows stay as long as what they stand for is there.

use std::sync::Arc;

use leptos::prelude::*;

/// What tells a row from the others of its list.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
}

impl From<u64> for Key {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A row, and how it is made if it is not there yet.
type Row = (Key, Box<dyn FnOnce() -> AnyView + Send>);

/// A row for each item. One whose key was there before stays as it is, focus and all.
pub(crate) fn each<T: Send + 'static, Items: IntoIterator<Item = T>>(
    items: impl Fn() -> Items + Send + Sync + 'static,
    key: impl Fn(&T) -> Key + Send + Sync + 'static,
    row: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let row = Arc::new(row);
    keyed(Box::new(move || {
        let made = |item: T| -> Row {
            let row = row.clone();
            (key(&item), Box::new(move || row(item)))
        };
        items().into_iter().map(made).collect()
    }))
}

/// What Leptos does for a list is 4 KB of code for each type of item, so there is one.
fn keyed(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    leptos::prelude::view! { <For each=rows key=|(key, _)| key.clone() children=|(_, make)| make() /> }.into_any()
}
