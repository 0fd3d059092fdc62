//! The only source of variety: a hash, so that any item can be worked out without those before it.

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014): every bit of the answer hangs on every bit given.
const fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// A place in the world's tree of choices. Children are told apart by a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(u64);

impl Key {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    #[inline]
    pub(crate) const fn with(self, n: u64) -> Self {
        Self(mix(self.0 ^ n.wrapping_mul(0xD6E8_FEB8_6659_FD93)))
    }

    /// A number in `0..n`; 0 when `n` is 0.
    #[inline]
    pub(crate) fn below(self, n: u64) -> u64 {
        self.0 % n.max(1)
    }

    /// True once in `n` times.
    pub(crate) fn once_in(self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// A random (version 4) uuid.
    #[inline]
    pub(crate) const fn id(self) -> u128 {
        let id = ((self.0 as u128) << 64) | (mix(!self.0) as u128);
        id & !(0xF000_u128 << 64 | 0xC0_u128 << 56) | (0x4000_u128 << 64 | 0x80_u128 << 56)
    }
}
