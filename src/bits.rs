//! Sets that may say yes to others too, seldom, and never no to a member: a Bloom filter of one hash.

/// A set of hashes, in 64 bits for each of `N` numbers, a power of two. The highest bits of a hash count.
#[derive(Clone, Debug)]
pub(crate) struct Bits<const N: usize>([u64; N]);

impl<const N: usize> Bits<N> {
    /// The empty set.
    pub(crate) const NONE: Bits<N> = Bits([0; N]);

    /// The place of a hash.
    #[inline(always)]
    const fn place(hash: u64) -> (usize, u32) {
        const { assert!(N.is_power_of_two()) };
        let bit = hash >> (64 - 6 - N.trailing_zeros());
        ((bit / 64) as usize, (bit % 64) as u32)
    }

    /// Adds a hash.
    #[allow(clippy::indexing_slicing, reason = "a place is one of N")]
    pub(crate) const fn set(&mut self, hash: u64) {
        let (at, bit) = Bits::<N>::place(hash);
        self.0[at] |= 1 << bit;
    }

    /// Whether a hash may have been added.
    #[inline(always)]
    pub(crate) fn has(&self, hash: u64) -> bool {
        let (at, bit) = Bits::<N>::place(hash);
        self.0.get(at).is_some_and(|bits| bits >> bit & 1 == 1)
    }
}
