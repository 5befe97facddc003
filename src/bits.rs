//! A Bloom filter with one hash function. A query returns `true` for every value in the set, and usually `false` for a value that is not in
//! the set.

/// A set of hashes. The set has `N` words of 64 bits, and `N` is a power of two. The highest bits of a hash select one of the `64 * N`
/// bits. Two hashes that select the same bit cannot be distinguished.
#[derive(Clone, Debug)]
pub(crate) struct Bits<const N: usize>([u64; N]);

impl<const N: usize> Bits<N> {
    /// The empty set.
    pub(crate) const NONE: Bits<N> = Bits([0; N]);

    /// Returns the position of the bit that a hash selects: the index of its 64-bit word, and the number of the bit in this word.
    #[inline(always)]
    const fn position(hash: u64) -> (usize, u32) {
        const { assert!(N.is_power_of_two()) };
        let bit = hash >> (64 - 6 - N.trailing_zeros());
        ((bit / 64) as usize, (bit % 64) as u32)
    }

    /// Adds a hash to the set.
    #[allow(clippy::indexing_slicing, reason = "the word is below N")]
    pub(crate) const fn set(&mut self, hash: u64) {
        let (at, bit) = Bits::<N>::position(hash);
        self.0[at] |= 1 << bit;
    }

    /// Returns `true` for every hash in the set, and usually `false` for another hash.
    #[inline(always)]
    pub(crate) fn has(&self, hash: u64) -> bool {
        let (at, bit) = Bits::<N>::position(hash);
        self.0.get(at).is_some_and(|bits| bits >> bit & 1 == 1)
    }
}
