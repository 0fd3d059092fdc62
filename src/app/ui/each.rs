//! Lists whose rows stay as long as what they stand for is there.

use std::sync::Arc;

use leptos::prelude::*;

use crate::model::order::sort_indexes;

/// What tells a row from the others of its list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(u64);

impl From<u64> for Key {
    fn from(number: u64) -> Self {
        Self(number)
    }
}

impl From<String> for Key {
    /// No two texts of a list will have the same.
    fn from(text: String) -> Self {
        Self(mixed(0, text.as_bytes()))
    }
}

/// FNV-1a of bytes, on top of that of others.
pub(crate) fn mixed(hash: u64, bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(hash ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
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
///
/// Rows that stay must not change places among themselves: Leptos (tachys 0.3.0-rc1) tells by their numbers whether a row has to be
/// moved in the document, and is wrong where as many came as went before it. Where some change places, all are made anew.
fn keyed(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
    let before = StoredValue::new((0_u64, Vec::<u64>::new()));
    let rows = move || {
        let rows = rows();
        let keys: Vec<u64> = rows.iter().map(|(key, _)| key.0).collect();
        let round = before.try_update_value(|(round, known)| {
            *round += u64::from(!is_in_order(known, &keys));
            *known = keys;
            *round
        });
        let round = round.unwrap_or_default();
        rows.into_iter().map(|(key, make)| (mixed(round, &key.0.to_le_bytes()), make)).collect::<Vec<_>>()
    };
    leptos::prelude::view! { <For each=rows key=|(key, _)| *key children=|(_, make)| make() /> }.into_any()
}

/// Whether those of `before` that are still there come in the same order as they did. O(n log n).
fn is_in_order(before: &[u64], now: &[u64]) -> bool {
    if before == now {
        return true;
    }
    let key = |at: u32| before.get(at as usize).copied().unwrap_or_default();
    let mut by_key: Vec<u32> = (0..).take(before.len()).collect();
    sort_indexes(&mut by_key, &|a, b| key(a).cmp(&key(b)));
    let place = |&wanted: &u64| {
        let first = by_key.partition_point(|&at| key(at) < wanted);
        by_key.get(first).copied().filter(|&at| key(at) == wanted)
    };
    now.iter().filter_map(place).is_sorted()
}

#[cfg(test)]
mod tests {
    use super::is_in_order;

    #[test]
    fn rows_that_stay_are_in_order_or_not() {
        assert!(is_in_order(&[], &[3, 1]) && is_in_order(&[3, 1], &[]));
        assert!(is_in_order(&[5, 3, 9], &[7, 5, 8, 9, 3_000]));
        assert!(is_in_order(&[5, 3, 9], &[1, 2, 4]));
        assert!(!is_in_order(&[5, 3, 9], &[3, 5]));
        // What Leptos takes for rows that have not moved: one has come before them, and one has gone.
        assert!(!is_in_order(&[1, 2, 3], &[9, 3, 2]));
    }
}
