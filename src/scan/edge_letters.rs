//! The first and the last eight letters of a word as numbers of four bits each, computed with SIMD: for `stem/rules`, which decides by tables and
//! short lists.

use alloc::string::String;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use super::Isa;
use super::Level;
use super::affixes::AffixCut;
use super::letters::{Numbers, PUSHED};

/// A word of at most sixteen letters and signs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EdgeLetters {
    /// The numbers of the first eight letters, four bits each, the first lowest; 0 of signs, and behind the last.
    pub(crate) first: u32,
    /// The same of the last eight, the last lowest.
    pub(crate) last: u32,
    /// The codes of all letters, folded (see [`letters`](super::letters)).
    pub(crate) folded: u128,
    /// How many there are.
    pub(crate) len: usize,
}

/// The decision on a word. It is inlined into the reader.
pub(crate) trait AffixRule {
    /// What the letters of [`EdgeLetters::first`], below 16, and sixteen times those of [`EdgeLetters::last`] are; no letter is 0.
    const NUMBERS: &'static Numbers;
    /// The letters that stay, from and to, at most eight of them gone in front; and a mark for the caller. `None` if it takes another look.
    fn decide(self, ends: &EdgeLetters) -> Option<(usize, usize, bool)>;
}

/// Removes the affixes of a word by a rule and appends the folded stem. Words with characters other than two-byte letters, marks and signs, and those
/// that the rule does not decide, require the fallback.
#[inline(always)]
pub(crate) fn cut<D: AffixRule>(level: Level, word: &str, decide: D, out: &mut String) -> PackedCut {
    out.reserve(PUSHED);
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    #[allow(unsafe_code)]
    // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions; `reserve` made room for the bytes that are written.
    match level.isa() {
        Isa::Avx512 => unsafe { x86::cut_avx512(word.as_bytes(), decide, out) },
        Isa::Avx2 => unsafe { x86::cut_avx2(word.as_bytes(), decide, out) },
        Isa::Ssse3 => unsafe { x86::cut_ssse3(word.as_bytes(), decide, out) },
        Isa::Scalar => PackedCut::FALLBACK,
    }
    #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
    {
        let _ = (level, word, decide);
        PackedCut::FALLBACK
    }
}

/// The result for a word in one register: the bounds of the stem in the word, in bytes, and the mark of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackedCut {
    from: u8,
    to: u8,
    mark: bool,
}

impl PackedCut {
    const FALLBACK: PackedCut = PackedCut { from: 0, to: 0, mark: false };
    /// No stem is empty.
    const ASCII: PackedCut = PackedCut { from: 1, to: 0, mark: false };

    /// The same, told apart; and the mark.
    #[inline(always)]
    pub(crate) fn unpack(self) -> (AffixCut, bool) {
        let cut = match self {
            PackedCut { from: 0, to: 0, .. } => AffixCut::Fallback,
            PackedCut { to: 0, .. } => AffixCut::Ascii,
            PackedCut { from, to, .. } => AffixCut::At(usize::from(from), usize::from(to)),
        };
        (cut, self.mark)
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod x86 {
    use core::arch::x86_64::*;

    use alloc::string::String;

    use super::super::letters::two_byte::{self, Avx512, Ssse3, WordSimd, low_bits};
    use super::{AffixRule, EdgeLetters, PackedCut};

    /// By the number of letters: the first eight, and the last eight, the last lowest; 80 where there is none.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    static ENDS: [[u8; 16]; 17] = {
        let mut table = [[0x80; 16]; 17];
        let mut len = 0;
        while len <= 16 {
            let mut i = 0;
            while i < 8 && i < len {
                table[len][i] = i as u8;
                table[len][8 + i] = (len - 1 - i) as u8;
                i += 1;
            }
            len += 1;
        }
        table
    };

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn cut_avx512<D: AffixRule>(b: &[u8], decide: D, out: &mut String) -> PackedCut {
        // SAFETY: this function has the instructions.
        unsafe { cut::<Avx512, D>(b, decide, out) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn cut_avx2<D: AffixRule>(b: &[u8], decide: D, out: &mut String) -> PackedCut {
        // SAFETY: this function has the instructions.
        unsafe { cut::<Ssse3, D>(b, decide, out) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn cut_ssse3<D: AffixRule>(b: &[u8], decide: D, out: &mut String) -> PackedCut {
        // SAFETY: this function has the instructions.
        unsafe { cut::<Ssse3, D>(b, decide, out) }
    }

    #[inline(always)]
    unsafe fn cut<I: WordSimd, D: AffixRule>(b: &[u8], decide: D, out: &mut String) -> PackedCut {
        // SAFETY: the caller has those instructions, and room. What is pushed are letters of the word, and what is behind.
        unsafe {
            let Some(word) = two_byte::read::<I>(b) else { return ascii(b, out) };
            let (mut numbers, mut folded) = (I::numbers(word.codes, D::NUMBERS), I::fold(word.codes));
            let (mut len, mut places) = (word.len + usize::from(word.ascii), two_byte::all_places());
            let none = _mm_movemask_epi8(_mm_cmpeq_epi8(numbers, _mm_setzero_si128())).cast_unsigned();
            if none & low_bits(word.len) != 0 {
                // Something is there but letters.
                if !word.is_pairs() {
                    return ascii(b, out);
                }
                let Some(kept) = two_byte::kept::<I>(&word) else { return PackedCut::FALLBACK };
                (places, len) = kept;
                (numbers, folded) = (_mm_shuffle_epi8(numbers, places), _mm_shuffle_epi8(folded, places));
            }
            if word.ascii {
                folded = _mm_or_si128(folded, two_byte::at(len - 1, word.last | 0x80));
            }
            let ends = ends(numbers, len);
            let ends =
                EdgeLetters { first: ends as u32, last: (ends >> 32) as u32, folded: core::mem::transmute::<__m128i, u128>(folded), len };
            let Some((from, to, mark)) = decide.decide(&ends) else { return PackedCut::FALLBACK };
            debug_assert!(from < to && to <= len && from <= 8);
            if from >= to || to > len || from > 8 {
                return PackedCut::FALLBACK;
            }
            let gone = len - to;
            two_byte::push_spelled::<I>(folded, from, 2 * (to - from) - usize::from(word.ascii & (gone == 0)), word.last, out);
            // Where the letters start. What stands before the first is its own.
            let (starts, both) = (_mm_add_epi8(places, places), _mm_cvtsi32_si128((from | to << 8) as i32));
            let starts = _mm_cvtsi128_si32(_mm_shuffle_epi8(starts, both)).cast_unsigned();
            let start = starts as u8 & u8::from(from == 0).wrapping_sub(1);
            PackedCut { from: start, to: if gone == 0 { b.len() as u8 } else { (starts >> 8) as u8 }, mark }
        }
    }

    /// What becomes of a word that is not of pairs.
    ///
    /// # Safety
    ///
    /// That of [`two_byte::push_ascii`].
    #[cold]
    #[inline(never)]
    unsafe fn ascii(b: &[u8], out: &mut String) -> PackedCut {
        // SAFETY: the caller guarantees the conditions of this function.
        if unsafe { two_byte::push_ascii(b, out) } { PackedCut::ASCII } else { PackedCut::FALLBACK }
    }

    /// The numbers of both ends.
    ///
    /// # Safety
    ///
    /// The processor has SSSE3, and `len` is at most 16.
    #[inline(always)]
    unsafe fn ends(numbers: __m128i, len: usize) -> u64 {
        debug_assert!(len <= 16);
        // SAFETY: the caller guarantees the conditions of this function.
        unsafe {
            let ends = _mm_shuffle_epi8(numbers, _mm_loadu_si128(ENDS.get_unchecked(len).as_ptr().cast()));
            let half = _mm_set1_epi8(0x0F);
            let (first, last) = (_mm_and_si128(ends, half), _mm_and_si128(_mm_srli_epi16::<4>(ends), half));
            let both = _mm_castpd_si128(_mm_shuffle_pd::<0b10>(_mm_castsi128_pd(first), _mm_castsi128_pd(last)));
            let twos = _mm_maddubs_epi16(both, _mm_set1_epi16(0x1001));
            _mm_cvtsi128_si64(_mm_packus_epi16(twos, twos)).cast_unsigned()
        }
    }
}
