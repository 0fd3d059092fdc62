//! Known names that are seen only once the escapes of a text are undone.

use super::keys::{Word, words};
use super::shapes::Shape;
use super::{Inner, What};
use crate::looks::{Found, Look, Reading};

impl Inner {
    /// Puts them among the shapes of the text: of `\nJane` the `n` is none of the name.
    pub(super) fn in_readings(
        &self,
        (text, readings): (&str, &[Reading]),
        words_in: &mut Vec<Word>,
        shapes_in: &mut Vec<Shape>,
    ) {
        for reading in readings {
            words(&reading.text, words_in);
            let mut word = 0;
            while let Some(rest) = words_in.get(word..).filter(|rest| !rest.is_empty()) {
                let found = self.anywhere(&reading.text, rest);
                word += found.map_or(1, |found| found.n);
                let what = found.and_then(|found| self.entries.get(found.value as usize / 2)).map(|entry| entry.what);
                let ends = found.and_then(|found| Some((rest.first()?.start, rest.get(found.n - 1)?.end)));
                let Some((what, (start, end))) = what.zip(ends) else { continue };
                let Found { start, end, .. } = reading.place(Found { start, end, look: Look::Name });
                let at = shapes_in.partition_point(|shape| shape.end <= start);
                // `Jane\nBob` reads like an account as it stands.
                if let Some(account) = shapes_in
                    .get_mut(at)
                    .filter(|shape| shape.what == What::Name && shape.start < start && shape.end < end)
                {
                    let own = text.get(account.start..start).unwrap_or_default();
                    account.end = account.start + own.trim_end_matches(['n', 'r', 't']).trim_end_matches('\\').len();
                }
                let at = shapes_in.partition_point(|shape| shape.end <= start);
                let begins_within = |next: &Shape| next.what == What::Name && next.start > start && next.start < end;
                while shapes_in.get(at).is_some_and(|next| begins_within(next) && next.end > end) {
                    shapes_in.remove(at);
                }
                if shapes_in.get(at).is_none_or(|next| next.start >= end) {
                    shapes_in.insert(at, Shape { start, end, what });
                }
            }
        }
    }
}
