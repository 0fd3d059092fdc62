//! Lists of words that are asked for each word of a text.

/// Words in lower case, and for each length which letters they begin with: most other words are told by that alone.
pub(super) struct Words {
    list: &'static str,
    by_len: [u32; Words::LEN_MAX],
}

impl Words {
    const LEN_MAX: usize = 32;

    /// Words with blanks between them.
    #[allow(clippy::indexing_slicing, reason = "worked out while compiling, and bounded by the loop")]
    pub(super) const fn new(list: &'static str) -> Self {
        let bytes = list.as_bytes();
        let mut by_len = [0; Self::LEN_MAX];
        let (mut at, mut start) = (0, 0);
        while at <= bytes.len() {
            if at == bytes.len() || bytes[at] == b' ' {
                by_len[at - start] |= 1 << (bytes[start] & 31);
                start = at + 1;
            }
            at += 1;
        }
        Self { list, by_len }
    }

    /// Whether a word is among them, in whatever case.
    pub(super) fn holds(&self, word: &str) -> bool {
        let first = word.bytes().next().unwrap_or_default() & 31;
        self.by_len.get(word.len()).is_some_and(|letters| letters >> first & 1 != 0)
            && self.list.split(' ').any(|known| known.eq_ignore_ascii_case(word))
    }
}
