//! Which patterns may fit a text, told by its first byte: most texts are held against two or three of them, and not against all.

/// Patterns, each with its step, in the order in which they are tried; 64 at most.
pub(super) struct Patterns<const N: usize> {
    all: [(&'static str, &'static str); N],
    /// By the first byte of a text, those that may fit it: a bit for each, at its number.
    by_first: [u64; 256],
}

impl<const N: usize> Patterns<N> {
    /// Patterns, none of them empty. O(n), when the program is compiled.
    #[expect(clippy::indexing_slicing, reason = "a constant: what does not fit is no program")]
    pub(super) const fn new(all: [(&'static str, &'static str); N]) -> Self {
        let mut by_first = [0; 256];
        let mut at = 0;
        while at < N {
            let begin = all[at].0.as_bytes()[0];
            let mut first = 0;
            while first < by_first.len() {
                // A hole may hold anything.
                if begin == b'{' || begin as usize == first {
                    by_first[first] |= 1 << at;
                }
                first += 1;
            }
            at += 1;
        }
        Self { all, by_first }
    }

    /// The steps of all patterns, in their order.
    pub(super) fn steps(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().map(|&(_, step)| step)
    }

    /// The patterns that may fit a text, in their order; none where it is empty.
    pub(super) fn for_text(&self, text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        let by_first = text.as_bytes().first().and_then(|&first| self.by_first.get(usize::from(first)));
        let mut left = by_first.copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let next = self.all.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(*next)
        })
    }
}
