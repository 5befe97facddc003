//! Words of two-byte characters only (*pairs*: D8 or D9 and a second byte): letters, marks and signs of U+0600–067F, with or without one character of
//! ASCII after them. Nearly all words of Arabic text are such words.

use core::arch::x86_64::*;

use super::x86::{Lookup, SEARCH, Table, load_16, places, set};
use super::{Alphabet, BYTES, CodeKind, Numbers, kind};
use alloc::string::String;

/// The shortest word that is read.
const LEAST: usize = 4;

/// A word of [`LEAST`] to [`BYTES`] bytes.
#[derive(Clone, Copy)]
pub(in crate::scan) struct Word {
    /// Its bytes, zero-padded.
    pub(in crate::scan) bytes: [__m128i; 2],
    /// The codes of its pairs, zero-padded. Bytes that are not a pair have 0, or 80 and more.
    pub(in crate::scan) codes: __m128i,
    /// The number of pairs, if the word is [all pairs](Word::is_pairs).
    pub(in crate::scan) len: usize,
    /// Whether one character of ASCII follows the pairs then.
    pub(in crate::scan) ascii: bool,
    /// The last byte.
    pub(in crate::scan) last: u8,
}

/// The operations on words that differ between instruction sets.
///
/// # Safety
///
/// Every function needs the instructions of its implementor.
pub(in crate::scan) trait WordSimd {
    /// Returns the bytes of a word of 1 to [`BYTES`] bytes and the codes of its pairs, both zero-padded.
    unsafe fn load(b: &[u8]) -> ([__m128i; 2], __m128i);
    /// Returns the numbers of letters with codes from 20 to 4F, and 0 for all others.
    unsafe fn numbers(codes: __m128i, numbers: &Numbers) -> __m128i;
    /// Returns letters folded as [`Alphabet::Search`] does, except those for which [`kept`] is `None`.
    unsafe fn fold(codes: __m128i) -> __m128i;
    /// Returns the positions of the set bits among sixteen, in order, followed by 80 or more.
    unsafe fn places(set: u32) -> __m128i;
    /// Writes letters by their codes, from one of the first nine, 32 bytes in all.
    unsafe fn spell(codes: __m128i, from: usize, to: *mut u8);
}

/// The operations with SSSE3.
pub(in crate::scan) struct Ssse3;

impl WordSimd for Ssse3 {
    #[inline(always)]
    unsafe fn load(b: &[u8]) -> ([__m128i; 2], __m128i) {
        // SAFETY: the caller has the instructions; every read is within the word.
        unsafe {
            let bytes = bytes(b);
            // 64 times the first byte and the second: of D8 80 to D9 BF that is 3680 to 36FF, and of nothing else that stands in text.
            let [low, high] = bytes.map(|v| _mm_sub_epi16(_mm_maddubs_epi16(v, _mm_set1_epi16(0x0140)), _mm_set1_epi16(0x3680)));
            (bytes, _mm_packus_epi16(low, high))
        }
    }
    #[inline(always)]
    unsafe fn numbers(codes: __m128i, numbers: &Numbers) -> __m128i {
        unsafe {
            let [four, _, two, three] = numbers;
            let of = |row: &[u8; 16], at: u8| _mm_shuffle_epi8(_mm_loadu_si128(row.as_ptr().cast()), in_row(codes, at));
            _mm_or_si128(_mm_or_si128(of(two, 0x20), of(three, 0x30)), of(four, 0x40))
        }
    }
    #[inline(always)]
    unsafe fn fold(codes: __m128i) -> __m128i {
        unsafe {
            let [two, ..] = &SEARCH.changes;
            let folded = _mm_xor_si128(codes, _mm_shuffle_epi8(two.load(), in_row(codes, 0x20)));
            // ى is ي, the next.
            _mm_sub_epi8(folded, _mm_cmpeq_epi8(codes, _mm_set1_epi8(0x49)))
        }
    }
    #[inline(always)]
    unsafe fn places(set: u32) -> __m128i {
        unsafe { places(set) }
    }
    #[inline(always)]
    unsafe fn spell(codes: __m128i, from: usize, to: *mut u8) {
        unsafe {
            let all = |b: u8| _mm_set1_epi8(b.cast_signed());
            let first = _mm_or_si128(_mm_and_si128(_mm_srli_epi16::<6>(codes), all(1)), all(0xD8));
            let second = _mm_or_si128(_mm_and_si128(codes, all(0x3F)), all(0x80));
            write([_mm_unpacklo_epi8(first, second), _mm_unpackhi_epi8(first, second)], from, to);
        }
    }
}

/// The operations with AVX-512, which has masked loads and lookups in 64 bytes.
pub(in crate::scan) struct Avx512;

impl WordSimd for Avx512 {
    #[inline(always)]
    unsafe fn load(b: &[u8]) -> ([__m128i; 2], __m128i) {
        // SAFETY: the caller has the instructions; only the bytes of the word are read.
        unsafe {
            let bytes = _mm256_maskz_loadu_epi8(low_bits_of_32(b.len()), b.as_ptr().cast());
            let words = _mm256_sub_epi16(_mm256_maddubs_epi16(bytes, _mm256_set1_epi16(0x0140)), _mm256_set1_epi16(0x3680));
            let codes = _mm256_maskz_cvtusepi16_epi8(low_bits(b.len() / 2) as u16, words);
            ([_mm256_castsi256_si128(bytes), _mm256_extracti128_si256::<1>(bytes)], codes)
        }
    }
    #[inline(always)]
    unsafe fn numbers(codes: __m128i, numbers: &Numbers) -> __m128i {
        unsafe {
            let table = _mm512_loadu_si512(numbers.as_ptr().cast());
            _mm_maskz_mov_epi8(in_rows(codes), _mm512_castsi512_si128(_mm512_permutexvar_epi8(_mm512_castsi128_si512(codes), table)))
        }
    }
    #[inline(always)]
    unsafe fn fold(codes: __m128i) -> __m128i {
        unsafe {
            let table = _mm512_loadu_si512(FOLDED.as_ptr().cast());
            _mm_mask_mov_epi8(codes, in_rows(codes), _mm512_castsi512_si128(_mm512_permutexvar_epi8(_mm512_castsi128_si512(codes), table)))
        }
    }
    #[inline(always)]
    unsafe fn places(set: u32) -> __m128i {
        unsafe { _mm_mask_compress_epi8(_mm_set1_epi8(0x80_u8.cast_signed()), set as u16, all_places()) }
    }
    #[inline(always)]
    unsafe fn spell(codes: __m128i, from: usize, to: *mut u8) {
        unsafe {
            let codes = _mm256_cvtepu8_epi16(forward(codes, from));
            // D8 or D9, and 80 and the low six bits.
            let pair = _mm256_or_si256(
                _mm256_and_si256(_mm256_slli_epi16::<8>(codes), _mm256_set1_epi16(0x3F00)),
                _mm256_and_si256(_mm256_srli_epi16::<6>(codes), _mm256_set1_epi16(1)),
            );
            _mm256_storeu_si256(to.cast(), _mm256_or_si256(pair, _mm256_set1_epi16(0x80D8_u16.cast_signed())));
        }
    }
}

/// Codes from 20 to 4F.
#[inline(always)]
unsafe fn in_rows(codes: __m128i) -> __mmask16 {
    // SAFETY: AVX-512 is there.
    unsafe { _mm_cmplt_epu8_mask(_mm_sub_epi8(codes, _mm_set1_epi8(0x20)), _mm_set1_epi8(0x30)) }
}

/// What codes from 20 to 4F fold to, by their low six bits.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static FOLDED: [u8; 64] = {
    let mut table = [0; 64];
    let mut n = 0x20;
    while n < 0x50 {
        table[n as usize & 63] = match kind(Alphabet::Search, n) {
            CodeKind::Letter(folded) => folded,
            _ => n,
        };
        n += 1;
    }
    table
};

/// The bytes of a word of 1 to [`BYTES`], and zeros.
///
/// # Safety
///
/// The processor has SSSE3, and `b` has 1 to [`BYTES`] bytes.
#[inline(always)]
unsafe fn bytes(b: &[u8]) -> [__m128i; 2] {
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

/// Returns the `n` lowest bits, `n` below 32.
#[inline(always)]
pub(in crate::scan) const fn low_bits(n: usize) -> u32 {
    !(u32::MAX << n)
}

/// Returns the `n` lowest bits, `n` up to 32.
#[inline(always)]
const fn low_bits_of_32(n: usize) -> u32 {
    !(u64::MAX << n) as u32
}

/// Reads a word. Returns `None` if it has too few or too many bytes or ends in a tab.
///
/// # Safety
///
/// The processor has the instructions of `I`.
#[inline(always)]
pub(in crate::scan) unsafe fn read<I: WordSimd>(b: &[u8]) -> Option<Word> {
    let n = b.len();
    if !(LEAST..=BYTES).contains(&n) {
        return None;
    }
    // SAFETY: the caller guarantees the conditions of this function. `n` is in `LEAST..=BYTES`, so byte `n - 1` exists.
    unsafe {
        let last = *b.get_unchecked(n - 1);
        if last == b'\t' {
            return None;
        }
        let (bytes, codes) = I::load(b);
        Some(Word { bytes, codes, len: n / 2, ascii: n % 2 == 1, last })
    }
}

impl Word {
    /// Returns whether the word is all pairs, followed by one character of ASCII if its length is odd.
    #[inline(always)]
    pub(in crate::scan) fn is_pairs(&self) -> bool {
        // SAFETY: SSE2 is there on every processor of this architecture.
        let pairs = unsafe { _mm_movemask_epi8(_mm_cmpgt_epi8(self.codes, _mm_setzero_si128())) };
        pairs.cast_unsigned() == low_bits(self.len)
    }
}

/// Appends a word of at most [`BYTES`] bytes if it is ASCII. Returns whether it was.
///
/// # Safety
///
/// The processor has SSSE3, and room for [`PUSHED`](super::PUSHED) bytes.
#[inline(never)]
#[target_feature(enable = "ssse3")]
pub(in crate::scan) unsafe fn push_ascii(b: &[u8], out: &mut String) -> bool {
    let n = b.len();
    if n == 0 || n > BYTES {
        return false;
    }
    // SAFETY: the caller guarantees the conditions of this function. `n` is in `1..=BYTES`, and only ASCII bytes are appended.
    unsafe {
        let bytes = if n < LEAST { [load_16(b), _mm_setzero_si128()] } else { bytes(b) };
        if _mm_movemask_epi8(_mm_or_si128(bytes[0], bytes[1])) != 0 {
            return false;
        }
        push(bytes, 0, n, out);
        true
    }
}

/// Shuffles: the sixteen entries from n on move bytes to the front by n and append zeros.
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

/// Returns bytes moved to the front by at most 16.
///
/// # Safety
///
/// The processor has SSSE3, and `by` is no more.
#[inline(always)]
pub(in crate::scan) unsafe fn forward(v: __m128i, by: usize) -> __m128i {
    debug_assert!(by <= 16);
    // SAFETY: the window is within the table.
    unsafe { _mm_shuffle_epi8(v, _mm_loadu_si128(FORWARD.as_ptr().add(by).cast())) }
}

/// The characters for which [`Alphabet::Search`] requires the fallback, and the letters from 70 on that it folds.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static RARE: Table = {
    let mut table = [0; 16];
    let mut n = 0u8;
    while n < 128 {
        let rare = match kind(Alphabet::Search, n) {
            CodeKind::Fallback => true,
            CodeKind::Letter(folded) => n >= 0x70 && folded != n,
            _ => false,
        };
        table[(n & 15) as usize] |= (rare as u8) << (n >> 4);
        n += 1;
    }
    Table(table)
};

/// Returns the positions of the letters and signs that [`Alphabet::Search`] keeps of a word of pairs, followed by 80, and their number with the ASCII
/// character after them. Returns `None` if there is no letter, or a character requires the fallback.
///
/// # Safety
///
/// The processor has the instructions of `I`, SSSE3 and POPCNT.
#[inline(always)]
pub(in crate::scan) unsafe fn kept<I: WordSimd>(word: &Word) -> Option<(__m128i, usize)> {
    let (pairs, with_ascii) = (low_bits(word.len), low_bits(word.len + usize::from(word.ascii)));
    // SAFETY: the caller guarantees the conditions of this function.
    unsafe {
        let lookup = Lookup::of(word.codes);
        let missing = |set: &Table| _mm_movemask_epi8(lookup.missing(set)).cast_unsigned();
        if missing(&RARE) & pairs != pairs || missing(&SEARCH.letter) & pairs == pairs {
            return None;
        }
        let kept = missing(&SEARCH.skip) & with_ascii;
        Some((I::places(kept), kept.count_ones() as usize))
    }
}

/// The characters that [`Alphabet::Search`] drops or for which it requires the fallback.
static UNPLAIN: Table = set(Alphabet::Search, true, true, false);

/// Returns the bits of `pairs` whose codes are letters and signs, which [`Alphabet::Search`] keeps. Returns `None` if one of them requires the
/// fallback, or if a character is dropped and there is no letter.
///
/// # Safety
///
/// The processor has SSSE3.
#[inline(always)]
pub(in crate::scan) unsafe fn seen(codes: __m128i, pairs: u32) -> Option<u32> {
    // SAFETY: the caller guarantees the conditions of this function.
    unsafe {
        let lookup = Lookup::of(codes);
        let missing = |set: &Table| _mm_movemask_epi8(lookup.missing(set)).cast_unsigned();
        // Most words without marks; in a vocalized text hardly one.
        if missing(&UNPLAIN) & pairs == pairs {
            return Some(pairs);
        }
        let kept = missing(&SEARCH.skip) & pairs;
        let plain = missing(&SEARCH.look) & pairs == pairs && (kept == pairs || missing(&SEARCH.letter) & pairs != pairs);
        plain.then_some(kept)
    }
}

/// Returns a bit for each code of U+064B–0652 and the tatweel.
///
/// # Safety
///
/// The processor has SSSE3.
#[inline(always)]
pub(in crate::scan) unsafe fn tashkeel_and_tatweel(codes: __m128i) -> u32 {
    // SAFETY: the caller guarantees the conditions of this function.
    unsafe {
        let behind = _mm_sub_epi8(codes, _mm_set1_epi8(0x4B));
        let tashkeel = _mm_cmpeq_epi8(_mm_min_epu8(behind, _mm_set1_epi8(7)), behind);
        _mm_movemask_epi8(_mm_or_si128(tashkeel, _mm_cmpeq_epi8(codes, _mm_set1_epi8(0x40)))).cast_unsigned()
    }
}

/// Returns the position of codes in the sixteen from `row` on; 80 and more for others.
///
/// # Safety
///
/// The processor has SSSE3.
#[inline(always)]
pub(in crate::scan) unsafe fn in_row(codes: __m128i, row: u8) -> __m128i {
    let all = |b: u8| {
        // SAFETY: SSE2 is there on every processor of this architecture.
        unsafe { _mm_set1_epi8(b.cast_signed()) }
    };
    // SAFETY: the caller guarantees the conditions of this function.
    unsafe { _mm_adds_epu8(_mm_xor_si128(codes, all(row)), all(0x70)) }
}

/// Returns the position of each pair.
#[inline(always)]
pub(in crate::scan) fn all_places() -> __m128i {
    // SAFETY: SSE2 is there on every processor of this architecture.
    unsafe { _mm_set_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0) }
}

/// Returns a byte at one of sixteen positions, and zeros.
#[inline(always)]
pub(in crate::scan) fn at(place: usize, b: u8) -> __m128i {
    // SAFETY: SSE2 is there on every processor of this architecture.
    unsafe {
        let there = _mm_cmpeq_epi8(all_places(), _mm_set1_epi8(place as i8));
        _mm_and_si128(there, _mm_set1_epi8(b.cast_signed()))
    }
}

/// Appends the `n` bytes of `word` that start at byte `2 * from`.
///
/// # Safety
///
/// The processor has SSSE3. `out` has at least [`PUSHED`](super::PUSHED) bytes of spare capacity. `from` is at most 8 and `2 * from + n` is at most
/// 32, so the bytes are in `word`. They begin and end at character boundaries.
#[inline(always)]
pub(in crate::scan) unsafe fn push(word: [__m128i; 2], from: usize, n: usize, out: &mut String) {
    debug_assert!(from <= 8 && 2 * from + n <= 32);
    // SAFETY: the caller guarantees the conditions of this function.
    unsafe {
        let out = out.as_mut_vec();
        write(word, from, out.as_mut_ptr().add(out.len()));
        out.set_len(out.len() + n);
    }
}

/// Writes the bytes of a word from a pair on.
///
/// # Safety
///
/// The processor has SSSE3, and room for 32 bytes; `from` is at most 8.
#[inline(always)]
unsafe fn write(word: [__m128i; 2], from: usize, to: *mut u8) {
    // SAFETY: the caller guarantees the conditions of this function.
    unsafe {
        _mm_storeu_si128(to.cast(), forward(word[0], 2 * from));
        _mm_storeu_si128(to.add(16 - 2 * from).cast(), word[1]);
    }
}

/// Appends `n` bytes of letters by their codes, from the code with index `from`. If `n` is odd, `last` is the last byte.
///
/// # Safety
///
/// The conditions of [`push`] hold, but `2 * from + n` may be 33. If `n` is odd, `last` is ASCII.
#[inline(always)]
pub(in crate::scan) unsafe fn push_spelled<I: WordSimd>(codes: __m128i, from: usize, n: usize, last: u8, out: &mut String) {
    debug_assert!(from <= 8 && 2 * from + n <= 33);
    // SAFETY: the caller guarantees the conditions of this function. If `n` is even, `last` is written after the `n` bytes, into spare capacity
    // that `set_len` does not include.
    unsafe {
        let out = out.as_mut_vec();
        let to = out.as_mut_ptr().add(out.len());
        I::spell(codes, from, to);
        *to.add(n & !1) = last;
        out.set_len(out.len() + n);
    }
}
