//! The SIMD backends: one for each instruction set, all with the same operations.
//!
//! [`Simd`] is the list of operations, and each backend implements them with the intrinsics of its processor. The algorithms of `scan` are written
//! once over [`Vector`], which adds operators to the registers of a backend, and know no processor. `dispatch!` (in `level.rs`) compiles an
//! algorithm for every backend of the target and calls the one of a [`Level`].
//!
//! | file | contents |
//! |---|---|
//! | `mod.rs` | the trait [`Simd`], the type [`Vector`], prefetching |
//! | `level.rs` | detection of the instruction sets, and dispatch |
//! | `x86_64.rs` | SSSE3 (16 bytes), AVX2 (32 bytes), AVX-512 (64 bytes) |
//! | `aarch64.rs` | NEON (16 bytes) |
//! | `wasm32.rs` | simd128 (16 bytes) |
//! | `scalar.rs` | arrays of 16 bytes, without SIMD: the fallback, and the reference implementation of the operations |
//! | `compact.rs` | the tables of shuffles that move selected bytes together |
//! | `copy.rs` | appending short words without a branch on their length |
//! | `utf8.rs` | strings made of bytes that the scanners know to be valid UTF-8 |
//!
//! This is the only module of the crate with `unsafe` code. A backend is a value without bytes that only detection makes, so it is a proof that the
//! processor has the instructions, and its operations are safe functions.
#![allow(unsafe_code)]
#![deny(clippy::undocumented_unsafe_blocks, clippy::missing_safety_doc)]

#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
mod aarch64;
mod compact;
pub(crate) mod copy;
pub(super) mod level;
mod scalar;
pub(super) mod utf8;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm32;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod x86_64;

use core::mem::MaybeUninit;
use core::ops::{BitAnd, BitOr, BitXor};

#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
pub(super) use aarch64::Neon;
pub(crate) use level::Level;
pub use level::simd_level;
pub(super) use scalar::Scalar;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(super) use wasm32::Simd128;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
pub(super) use x86_64::{Avx2, Avx512, Ssse3};

/// The number of bytes of a block, the unit of the scanners: four, two or one registers.
pub(super) const BLOCK: usize = 64;

/// An instruction set with registers of [`BYTES`](Simd::BYTES) bytes.
///
/// A value proves that the processor has the instructions: only the constructors of the backends make one, after detection. Byte 0 of a register is
/// the byte with the lowest address, and bit 0 of a bitmask is that of byte 0. A *byte mask* has FF or 00 in each byte.
pub(super) trait Simd: Copy {
    /// A register.
    type Register: Copy;
    /// The same instruction set with registers of 16 bytes, for the letters of one word.
    type Word: WordSimd;
    /// The number of bytes of a register: 16, 32 or 64.
    const BYTES: usize;

    /// Returns the level of the backend.
    fn level(self) -> Level;
    /// Returns the instruction set for words.
    fn word(self) -> Self::Word;
    /// Returns a register with `b` in each byte.
    fn splat(self, b: u8) -> Self::Register;
    /// Returns the bytes from index `at` on, or zeros if `bytes` has fewer than [`BYTES`](Simd::BYTES) of them.
    fn load(self, bytes: &[u8], at: usize) -> Self::Register;
    /// Returns a table for [`lookup`](Simd::lookup): the 16 bytes, repeated to the width of the register.
    fn table(self, bytes: &[u8; 16]) -> Self::Register;
    fn and(self, a: Self::Register, b: Self::Register) -> Self::Register;
    fn or(self, a: Self::Register, b: Self::Register) -> Self::Register;
    fn xor(self, a: Self::Register, b: Self::Register) -> Self::Register;
    /// Returns the bits of `a` that are not in `b`.
    fn and_not(self, a: Self::Register, b: Self::Register) -> Self::Register;
    /// Returns FF where the bytes are equal, otherwise 00.
    fn eq(self, a: Self::Register, b: Self::Register) -> Self::Register;
    /// Returns FF where the byte of `a`, unsigned, is at least that of `b`, otherwise 00.
    fn at_least(self, a: Self::Register, b: Self::Register) -> Self::Register;
    /// Returns the bytes of `yes` where the byte mask has FF, and those of `no` where it has 00.
    fn select(self, mask: Self::Register, yes: Self::Register, no: Self::Register) -> Self::Register;
    /// Returns for each byte of `index` the entry of the table. An index is below 16, or at least 128, which returns 0.
    fn lookup(self, table: Self::Register, index: Self::Register) -> Self::Register;
    /// Shifts each byte left by `N` bits, 1 to 7.
    fn shift_left<const N: i32>(self, a: Self::Register) -> Self::Register;
    /// Shifts each byte right by `N` bits, 1 to 7, and fills with zeros.
    fn shift_right<const N: i32>(self, a: Self::Register) -> Self::Register;
    /// Returns the bitmask of the highest bits of the bytes.
    fn bits(self, a: Self::Register) -> u64;
    /// Writes the bytes to the start of `to`, or none if `to` has fewer than [`BYTES`](Simd::BYTES) bytes.
    fn store(self, a: Self::Register, to: &mut [MaybeUninit<u8>]);
    /// Writes the bytes that `keep` selects to the start of `to`, consecutively. The bytes of `to` after them, up to [`BYTES`](Simd::BYTES), may be
    /// overwritten. Bits of `keep` from [`BYTES`](Simd::BYTES) on are 0. If `to` has fewer than [`BYTES`](Simd::BYTES) bytes, it may be unchanged.
    fn compress(self, a: Self::Register, keep: u64, to: &mut [MaybeUninit<u8>]);

    /// Returns the `N` bitmasks of a block from those of its registers. Only the first `64 / BYTES` registers are used. See [`bitmasks!`].
    #[inline(always)]
    fn join<const N: usize>(self, registers: [[Vector<Self>; N]; BLOCK / 16]) -> [u64; N] {
        let (mut masks, mut at) = ([0; N], 0);
        for register in registers.into_iter().take(BLOCK / Self::BYTES) {
            for (mask, vector) in masks.iter_mut().zip(register) {
                *mask |= vector.bits() << at;
            }
            at += Self::BYTES;
        }
        masks
    }
}

/// Computes bitmasks of a block of 64 bytes. The expressions compute registers from each register of the block; the highest bit of each byte becomes
/// a bit.
///
/// ```text
/// let [spaces, feeds] = bitmasks!(simd: S, block, |here| [here.is(b' '), here.is(b'\n')]);
/// ```
///
/// This is a macro, because a closure is a function without the instructions of the backend, into which the compiler cannot inline the intrinsics.
macro_rules! bitmasks {
    ($simd:ident: $S:ident, $block:expr, |$here:ident| [$($mask:expr),* $(,)?]) => {{
        let block: &[u8; $crate::scan::arch::BLOCK] = $block;
        let zero = $crate::scan::arch::Vector::splat($simd, 0);
        let mut registers = [[zero; { [$(stringify!($mask)),*].len() }]; $crate::scan::arch::BLOCK / 16];
        let mut at = 0;
        for register in &mut registers {
            if at < $crate::scan::arch::BLOCK {
                let $here = $crate::scan::arch::Vector::load($simd, block, at);
                *register = [$($mask),*];
                at += <$S as $crate::scan::arch::Simd>::BYTES;
            }
        }
        $simd.join(registers)
    }};
}
pub(in crate::scan) use bitmasks;

/// The operations on the letters of one word: an instruction set with registers of 16 bytes.
pub(super) trait WordSimd: Simd {
    /// Returns the first 32 bytes of a word, padded with zeros.
    #[inline(always)]
    fn load_word(self, word: &[u8]) -> [Self::Register; 2] {
        match (word.first_chunk::<16>(), word.len().min(32)) {
            (None, n) => {
                let [align, ..] = &ALIGN;
                [self.lookup(self.from_number(four_parts(word)), self.table(ALIGN.get(n).unwrap_or(align))), self.splat(0)]
            }
            // The second register has the last 16 bytes without those that are in the first one.
            (Some(first), n) => [self.table(first), self.lookup(self.load(word, n - 16), self.load(&FROM, 32 - n))],
        }
    }
    /// Returns a code for each of the 16 pairs of bytes: 00–7F for D8 80 to D9 BF, the characters U+0600–067F; for other pairs 0 or at least 80.
    fn pair_codes(self, bytes: [Self::Register; 2]) -> Self::Register;
    /// Returns the characters of 16 codes from 00 to 7F in UTF-8, two bytes each: the inverse of [`pair_codes`](WordSimd::pair_codes).
    fn pairs(self, codes: Self::Register) -> [u8; 32];
    /// Returns for each index the entry of a table of 48: index 20–2F is in the first row, 30–3F in the second, 40–4F in the third. Every other
    /// index returns 0.
    fn lookup_letters(self, rows: &[[u8; 16]; 3], index: Self::Register) -> Self::Register;
    /// Returns the indices of the lowest 16 bits that are set, in order, padded with bytes of at least 80. As the index of [`Simd::lookup`] it
    /// moves the selected bytes together.
    fn indices(self, set: u32) -> Self::Register;
    /// Returns the bytes as a number, the first byte lowest.
    fn to_number(self, a: Self::Register) -> u128;
    /// Returns the bytes of a number, the lowest first.
    #[allow(clippy::wrong_self_convention, reason = "the receiver is the instruction set")]
    fn from_number(self, n: u128) -> Self::Register;
}

/// Returns four parts of four bytes of a word of 4 to 15 bytes, which may overlap: the first, the one at index 4, the one before the last, and the
/// last. A word of less than eight bytes has only the first and the last, twice. There is no branch on the length, which would be mispredicted.
/// [`ALIGN`] has the positions of the bytes. A shorter word is its bytes.
#[inline(always)]
fn four_parts(word: &[u8]) -> u128 {
    let n = word.len();
    let Some(last) = n.checked_sub(4) else {
        let byte = |at: usize| word.get(at).map_or(0, |&b| u128::from(b) << (8 * at));
        return byte(0) | byte(n / 2) | byte(n.saturating_sub(1));
    };
    let skip = n >> 1 & 4;
    // SAFETY: `skip` is 0, or 4 if there are eight bytes, so every part is in the word.
    let part = |at: usize| u64::from(u32::from_le(unsafe { word.as_ptr().add(at).cast::<u32>().read_unaligned() }));
    u128::from(part(0) | part(skip) << 32) | u128::from(part(last - skip) | part(last) << 32) << 64
}

/// Shuffles that move the bytes of [`four_parts`] to their positions in the word, by its length, and append zeros.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ALIGN: [[u8; 16]; 16] = {
    let mut table = [[0x80; 16]; 16];
    let mut n = 0;
    while n < 16 {
        let mut at = 0;
        while at < n {
            // The first part, or the first two; the rest is at the end.
            let from_start = if n < 4 {
                n
            } else if n < 8 {
                4
            } else {
                8
            };
            table[n][at] = (if at < from_start { at } else { 16 + at - n }) as u8;
            at += 1;
        }
        n += 1;
    }
    table
};

/// Shuffles that move the bytes from index `n` on to the front and append zeros: the 16 entries from `n` on, for `n` from 0 to 16.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static FROM: [u8; 32] = {
    let mut table = [0x80; 32];
    let mut n = 0;
    while n < 16 {
        table[n] = n as u8;
        n += 1;
    }
    table
};

/// A register of bytes with operators.
#[derive(Clone, Copy)]
pub(super) struct Vector<S: Simd> {
    simd: S,
    register: S::Register,
}

impl<S: Simd> Vector<S> {
    #[inline(always)]
    fn of(simd: S, register: S::Register) -> Vector<S> {
        Vector { simd, register }
    }
    /// Returns the backend.
    #[inline(always)]
    pub(super) fn simd(self) -> S {
        self.simd
    }
    /// Returns `b` in each byte.
    #[inline(always)]
    pub(super) fn splat(simd: S, b: u8) -> Vector<S> {
        Vector::of(simd, simd.splat(b))
    }
    /// Returns the bytes from index `at` on, or zeros if there are too few.
    #[inline(always)]
    pub(super) fn load(simd: S, bytes: &[u8], at: usize) -> Vector<S> {
        Vector::of(simd, simd.load(bytes, at))
    }
    /// Returns a table of 16 bytes for [`lookup`](Vector::lookup).
    #[inline(always)]
    pub(super) fn table(simd: S, bytes: &[u8; 16]) -> Vector<S> {
        Vector::of(simd, simd.table(bytes))
    }
    /// Returns the byte mask of the bytes that are `b`.
    #[inline(always)]
    pub(super) fn is(self, b: u8) -> Vector<S> {
        self.eq(Vector::splat(self.simd, b))
    }
    /// Returns the byte mask of the bytes that are equal.
    #[inline(always)]
    pub(super) fn eq(self, other: Vector<S>) -> Vector<S> {
        Vector::of(self.simd, self.simd.eq(self.register, other.register))
    }
    /// Returns the byte mask of the bytes, unsigned, from `b` on.
    #[inline(always)]
    pub(super) fn at_least(self, b: u8) -> Vector<S> {
        Vector::of(self.simd, self.simd.at_least(self.register, self.simd.splat(b)))
    }
    /// Returns the bits that are not in `other`.
    #[inline(always)]
    pub(super) fn and_not(self, other: Vector<S>) -> Vector<S> {
        Vector::of(self.simd, self.simd.and_not(self.register, other.register))
    }
    /// Returns the bytes of `yes` where this byte mask has FF, and those of `no` where it has 00.
    #[inline(always)]
    pub(super) fn select(self, yes: Vector<S>, no: Vector<S>) -> Vector<S> {
        debug_assert!((self.is(0) | self.is(0xFF)).bits() == u64::MAX >> (BLOCK - S::BYTES), "a byte mask");
        Vector::of(self.simd, self.simd.select(self.register, yes.register, no.register))
    }
    /// Returns for each byte of `index` the entry of this table. An index is below 16, or at least 128, which returns 0.
    #[inline(always)]
    pub(super) fn lookup(self, index: Vector<S>) -> Vector<S> {
        Vector::of(self.simd, self.simd.lookup(self.register, index.register))
    }
    /// Returns each byte shifted left by `N` bits, 1 to 7.
    #[inline(always)]
    pub(super) fn shift_left<const N: i32>(self) -> Vector<S> {
        Vector::of(self.simd, self.simd.shift_left::<N>(self.register))
    }
    /// Returns each byte shifted right by `N` bits, 1 to 7.
    #[inline(always)]
    pub(super) fn shift_right<const N: i32>(self) -> Vector<S> {
        Vector::of(self.simd, self.simd.shift_right::<N>(self.register))
    }
    /// Returns the bitmask of the highest bits.
    #[inline(always)]
    pub(super) fn bits(self) -> u64 {
        self.simd.bits(self.register)
    }
    /// Writes the bytes that `keep` selects to the start of `to` and returns their number; see [`Simd::compress`]. Most registers of most texts are
    /// kept whole, and a store is faster.
    #[inline(always)]
    pub(super) fn compress(self, keep: u64, to: &mut [MaybeUninit<u8>]) -> usize {
        let all = u64::MAX >> (BLOCK - S::BYTES);
        debug_assert!(keep & !all == 0 && to.len() >= S::BYTES, "bits of the register only, and space for all");
        if keep == all {
            self.simd.store(self.register, to)
        } else {
            self.simd.compress(self.register, keep, to)
        }
        keep.count_ones() as usize
    }
}

impl<S: WordSimd> Vector<S> {
    /// Returns the first 32 bytes of a word, padded with zeros.
    #[inline(always)]
    pub(super) fn load_word(simd: S, word: &[u8]) -> [Vector<S>; 2] {
        simd.load_word(word).map(|register| Vector::of(simd, register))
    }
    /// Returns the codes of 16 pairs of bytes; see [`WordSimd::pair_codes`].
    #[inline(always)]
    pub(super) fn pair_codes([low, high]: [Vector<S>; 2]) -> Vector<S> {
        Vector::of(low.simd, low.simd.pair_codes([low.register, high.register]))
    }
    /// Returns the characters of these codes in UTF-8; see [`WordSimd::pairs`].
    #[inline(always)]
    pub(super) fn pairs(self) -> [u8; 32] {
        self.simd.pairs(self.register)
    }
    /// Returns the entries of a table for codes from 20 to 4F; see [`WordSimd::lookup_letters`].
    #[inline(always)]
    pub(super) fn lookup_letters(self, rows: &[[u8; 16]; 3]) -> Vector<S> {
        Vector::of(self.simd, self.simd.lookup_letters(rows, self.register))
    }
    /// Returns the indices of the bits that are set; see [`WordSimd::indices`].
    #[inline(always)]
    pub(super) fn indices(simd: S, set: u32) -> Vector<S> {
        Vector::of(simd, simd.indices(set))
    }
    /// Returns the bytes from index `n` on, less than 16, followed by zeros.
    #[inline(always)]
    pub(super) fn bytes_from(self, n: usize) -> Vector<S> {
        self.lookup(Vector::load(self.simd, &FROM, n & 15))
    }
    /// Returns the bytes as a number, the first byte lowest.
    #[inline(always)]
    pub(super) fn to_number(self) -> u128 {
        self.simd.to_number(self.register)
    }
    /// Returns the bytes of a number, the lowest first.
    #[inline(always)]
    pub(super) fn from_number(simd: S, n: u128) -> Vector<S> {
        Vector::of(simd, simd.from_number(n))
    }
}

impl<S: Simd> BitAnd for Vector<S> {
    type Output = Vector<S>;
    #[inline(always)]
    fn bitand(self, other: Vector<S>) -> Vector<S> {
        Vector::of(self.simd, self.simd.and(self.register, other.register))
    }
}

impl<S: Simd> BitOr for Vector<S> {
    type Output = Vector<S>;
    #[inline(always)]
    fn bitor(self, other: Vector<S>) -> Vector<S> {
        Vector::of(self.simd, self.simd.or(self.register, other.register))
    }
}

impl<S: Simd> BitXor for Vector<S> {
    type Output = Vector<S>;
    #[inline(always)]
    fn bitxor(self, other: Vector<S>) -> Vector<S> {
        Vector::of(self.simd, self.simd.xor(self.register, other.register))
    }
}

impl<S: Simd> BitAnd<u8> for Vector<S> {
    type Output = Vector<S>;
    #[inline(always)]
    fn bitand(self, b: u8) -> Vector<S> {
        self & Vector::splat(self.simd, b)
    }
}

impl<S: Simd> BitOr<u8> for Vector<S> {
    type Output = Vector<S>;
    #[inline(always)]
    fn bitor(self, b: u8) -> Vector<S> {
        self | Vector::splat(self.simd, b)
    }
}

impl<S: Simd> BitXor<u8> for Vector<S> {
    type Output = Vector<S>;
    #[inline(always)]
    fn bitxor(self, b: u8) -> Vector<S> {
        self ^ Vector::splat(self.simd, b)
    }
}

/// Prefetches the element of a slice at an index that will be read soon. An index out of bounds has no effect.
#[inline(always)]
pub(crate) fn prefetch<T>(all: &[T], at: usize) {
    if let Some(one) = all.get(at) {
        prefetch_line(core::ptr::from_ref(one).cast());
    }
}

/// Prefetches the bytes that a scan from `at` on reaches soon. The hardware prefetcher does not cross the end of a page, so without this the scan
/// waits at each page.
#[inline(always)]
pub(crate) fn read_ahead(at: *const u8) {
    /// The distance in bytes, half a page: early enough to arrive in time, and late enough not to be evicted again.
    const AHEAD: usize = 2048;
    prefetch_line(at.wrapping_add(AHEAD));
}

/// Prefetches the cache line of an address. Any address is allowed. Has no effect on processors without a stable intrinsic for it.
#[inline(always)]
pub(super) fn prefetch_line(at: *const u8) {
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    x86_64::prefetch_line(at);
    #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
    let _ = at;
}

#[cfg(test)]
mod tests;
