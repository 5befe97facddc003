//! Words of nothing but pairs, D8 or D9 and a second byte: letters, marks and signs of U+0600–067F. Nearly all words of Arabic text are, some with
//! one character of ASCII behind.

use core::arch::x86_64::*;

use super::x86::{Lookup, SEARCH, Table, load_16, places};
use super::{Alphabet, BYTES, Kind, kind};

/// The shortest word that is read.
const LEAST: usize = 4;

/// The characters of a word.
#[derive(Clone, Copy)]
pub(in crate::scan) struct Pairs {
    /// Their codes, and zeros.
    pub(in crate::scan) codes: __m128i,
    /// How many there are.
    pub(in crate::scan) len: usize,
    /// Whether one of ASCII stands behind them.
    pub(in crate::scan) ascii: bool,
}

/// How a word gets into two vectors.
pub(in crate::scan) trait Load {
    /// The bytes of a word of [`LEAST`] to [`BYTES`], and zeros.
    ///
    /// # Safety
    ///
    /// The processor has the instructions: SSSE3, or AVX2.
    unsafe fn load(b: &[u8]) -> [__m128i; 2];
}

pub(in crate::scan) struct Ssse3;

impl Load for Ssse3 {
    #[inline(always)]
    unsafe fn load(b: &[u8]) -> [__m128i; 2] {
        let n = b.len();
        // SAFETY: every read is within the word.
        unsafe {
            if n <= 16 {
                return [load_16(b), _mm_setzero_si128()];
            }
            let last = _mm_loadu_si128(b.as_ptr().add(n - 16).cast());
            [_mm_loadu_si128(b.as_ptr().cast()), forward(last, BYTES - n)]
        }
    }
}

pub(in crate::scan) struct Avx2;

impl Load for Avx2 {
    #[inline(always)]
    unsafe fn load(b: &[u8]) -> [__m128i; 2] {
        /// All bits in the first n; and in the one behind them.
        static FIRST: [[i32; 8]; 9] = by_fours(true);
        static NEXT: [[i32; 8]; 9] = by_fours(false);
        let (n, p) = (b.len(), b.as_ptr());
        // SAFETY: what the mask leaves out is not read, and the last four bytes are of the word.
        unsafe {
            let mask = |table: &[[i32; 8]; 9]| _mm256_loadu_si256(table.get_unchecked(n / 4).as_ptr().cast());
            let fours = _mm256_maskload_epi32(p.cast(), mask(&FIRST));
            // What is behind the last four that are full.
            let last = u64::from(p.add(n - 4).cast::<u32>().read_unaligned());
            let rest = (last << (8 * (n % 4)) >> 32) as i32;
            let word = _mm256_or_si256(fours, _mm256_and_si256(_mm256_set1_epi32(rest), mask(&NEXT)));
            [_mm256_castsi256_si128(word), _mm256_extracti128_si256::<1>(word)]
        }
    }
}

#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn by_fours(first: bool) -> [[i32; 8]; 9] {
    let (mut table, mut n) = ([[0; 8]; 9], 0);
    while n <= 8 {
        let mut i = 0;
        while i < 8 {
            table[n][i] = -((if first { i < n } else { i == n }) as i32);
            i += 1;
        }
        n += 1;
    }
    table
}

/// As many bits.
#[inline(always)]
pub(in crate::scan) const fn low_bits(n: usize) -> u32 {
    !(u32::MAX << n)
}

/// Reads a word; `None` if it is none of these words, or a tab stands behind it.
///
/// # Safety
///
/// The processor has the instructions of `L`.
#[inline(always)]
pub(in crate::scan) unsafe fn read<L: Load>(b: &[u8]) -> Option<Pairs> {
    let n = b.len();
    if !(LEAST..=BYTES).contains(&n) || b.last() == Some(&b'\t') {
        return None;
    }
    // SAFETY: the caller's word; the word has so many bytes.
    unsafe {
        let [low, high] = L::load(b);
        // 64 times the first byte and the second: of D8 80 to D9 BF that is 3680 to 36FF, and of nothing else that stands in text.
        let code = |v: __m128i| _mm_sub_epi16(_mm_maddubs_epi16(v, _mm_set1_epi16(0x0140)), _mm_set1_epi16(0x3680));
        let codes = _mm_packus_epi16(code(low), code(high));
        let pairs = _mm_movemask_epi8(_mm_cmpgt_epi8(codes, _mm_setzero_si128())).cast_unsigned();
        if pairs != low_bits(n / 2) {
            return None;
        }
        Some(Pairs { codes, len: n / 2, ascii: n % 2 == 1 })
    }
}

/// A window of sixteen that begins at n moves bytes to the front by n, with zeros behind.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static FORWARD: [u8; 32] = {
    let mut table = [0x80; 32];
    let mut n = 0;
    while n < 16 {
        table[n] = n as u8;
        n += 1;
    }
    table
};

/// Moves bytes to the front, by 16 at most.
///
/// # Safety
///
/// SSSE3 is there, and `by` is no more.
#[inline(always)]
pub(in crate::scan) unsafe fn forward(v: __m128i, by: usize) -> __m128i {
    debug_assert!(by <= 16);
    // SAFETY: the window is within the table.
    unsafe { _mm_shuffle_epi8(v, _mm_loadu_si128(FORWARD.as_ptr().add(by).cast())) }
}

/// What is left of the characters of a word when marks are gone: letters and signs.
#[derive(Clone, Copy)]
pub(in crate::scan) struct Kept {
    /// Their codes, and zeros; of ASCII, zero.
    pub(in crate::scan) codes: __m128i,
    /// Which pair of the word each is.
    pub(in crate::scan) places: __m128i,
    /// How many there are.
    pub(in crate::scan) len: usize,
}

impl Kept {
    /// All characters of a word.
    #[inline(always)]
    pub(in crate::scan) fn all(pairs: Pairs) -> Kept {
        // SAFETY: SSE2 is there on every processor of this architecture.
        let places = unsafe { _mm_set_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0) };
        Kept { codes: pairs.codes, places, len: pairs.len + usize::from(pairs.ascii) }
    }
}

/// What [`Alphabet::Search`] takes a closer look at, and letters of the last row that it folds.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static RARE: Table = {
    let mut table = [0; 16];
    let mut n = 0u8;
    while n < 128 {
        let rare = match kind(Alphabet::Search, n) {
            Kind::Look => true,
            Kind::Letter(folded) => n >= 0x70 && folded != n,
            _ => false,
        };
        table[(n & 15) as usize] |= (rare as u8) << (n >> 4);
        n += 1;
    }
    Table(table)
};

/// Leaves out what [`Alphabet::Search`] leaves out. `None` if there is no letter, or a character that takes a closer look.
///
/// # Safety
///
/// SSSE3 and POPCNT are there.
#[inline(always)]
pub(in crate::scan) unsafe fn keep(pairs: Pairs) -> Option<Kept> {
    let Pairs { codes, len, ascii } = pairs;
    let (of_word, with_ascii) = (low_bits(len), low_bits(len + usize::from(ascii)));
    // SAFETY: the caller's word.
    unsafe {
        let all = |b: u8| _mm_set1_epi8(b.cast_signed());
        let bits = |v: __m128i| _mm_movemask_epi8(v).cast_unsigned();
        // Letters of 21 to 3A and of 41 to 4A, moved up to end with the greatest number.
        let up = _mm_add_epi8(codes, all(0x7F - 0x4A));
        let between = _mm_sub_epi8(codes, all(0x3B));
        let between = _mm_cmpeq_epi8(_mm_min_epu8(between, all(5)), between);
        let plain = bits(_mm_andnot_si128(between, _mm_cmpgt_epi8(up, all(0x7F - 0x4A + 0x20))));
        if plain & of_word == of_word {
            return Some(Kept::all(pairs));
        }
        let lookup = Lookup::of(codes);
        if bits(lookup.missing(&RARE)) & of_word != of_word || bits(lookup.missing(&SEARCH.letter)) & of_word == of_word {
            return None;
        }
        let kept = bits(lookup.missing(&SEARCH.skip)) & with_ascii;
        let places = places(kept);
        Some(Kept { codes: _mm_shuffle_epi8(codes, places), places, len: kept.count_ones() as usize })
    }
}

/// Folds the letters that [`keep`] left, by their place in row 2: their low four bits there, and 80 or more outside of it.
///
/// # Safety
///
/// SSSE3 is there.
#[inline(always)]
pub(in crate::scan) unsafe fn fold(codes: __m128i, in_row_2: __m128i) -> __m128i {
    // SAFETY: the caller's word.
    unsafe {
        let [two, ..] = &SEARCH.changes;
        let folded = _mm_xor_si128(codes, _mm_shuffle_epi8(two.load(), in_row_2));
        // ى is ي, the next.
        _mm_sub_epi8(folded, _mm_cmpeq_epi8(codes, _mm_set1_epi8(0x49)))
    }
}
