//! Light stemming: removes prefixes and suffixes by two table lookups on a word in a vector, without a branch for each affix. Used by the light
//! stemmers and by Lucene's.

use alloc::string::String;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use super::Isa;
use super::Level;
use super::letters::{Numbers, PUSHED};

/// The number of entries of a table: three bits for each of four letters.
pub(crate) const TABLE: usize = 1 << 12;
/// An entry that depends on more letters: the word requires the fallback.
pub(crate) const MORE: u8 = u8::MAX;
/// The bit of U+0621–063A and U+0641–064A.
const LETTER: u8 = 0x80;
/// Groups of letters that a table does not distinguish. The first group has number 1; all other characters have 0.
pub(crate) type Groups = [&'static str];

/// The tables of a stemmer.
pub(crate) struct Affixes {
    /// By the low four bits of a code (see [`letters`](super::letters)) from 20 to 4F, for a letter of these: [`LETTER`], its number for
    /// beginnings, and sixteen times that for endings.
    numbers: Numbers,
    /// How many letters go in front, by the numbers of the first four, the first lowest. Of letters that must not go the number is 0: of the
    /// last two, and of all of three.
    beginnings: &'static [u8; TABLE],
    /// How many go behind, by the numbers of the last four, the last lowest. Of the letters that go in front, and of two more, the number is 0.
    endings: &'static [u8; TABLE],
}

impl Affixes {
    /// The tables, with the letters of their numbers.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn new(beginnings: (&'static [u8; TABLE], &Groups), endings: (&'static [u8; TABLE], &Groups)) -> Affixes {
        assert!(cuts_what_it_sees(beginnings.0) && cuts_what_it_sees(endings.0), "what goes has numbers");
        let mut numbers = [[0; 16]; 4];
        let mut code = 0x20;
        while code < 0x50 {
            numbers[code / 16 % 4][code % 16] = if matches!(code, 0x21..=0x3A | 0x41..=0x4A) { LETTER } else { 0 };
            code += 1;
        }
        number(&mut numbers, beginnings.1, 1);
        number(&mut numbers, endings.1, 16);
        Affixes { numbers, beginnings: beginnings.0, endings: endings.0 }
    }
}

/// Whether letters go that have numbers, and no others: what reads and writes without a check relies on it.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn cuts_what_it_sees(table: &[u8; TABLE]) -> bool {
    let mut seen = 0;
    while seen < TABLE {
        let mut n = 0;
        while table[seen] != MORE && n < table[seen] {
            if n > 3 || seen >> (3 * n) & 7 == 0 {
                return false;
            }
            n += 1;
        }
        seen += 1;
    }
    true
}

#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn number(numbers: &mut Numbers, groups: &Groups, unit: u8) {
    let mut n = 0;
    while n < groups.len() {
        let (letters, mut i) = (groups[n].as_bytes(), 0);
        while i < letters.len() {
            let code = (letters[i] & 1) << 6 | letters[i + 1] & 0x3F;
            assert!(n < 7 && matches!(code >> 4, 2..=4), "seven numbers for letters of these rows");
            numbers[(code >> 4) as usize % 4][(code & 15) as usize] += unit * (n as u8 + 1);
            i += 2;
        }
        n += 1;
    }
}

/// The result for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AffixCut {
    /// The stem was appended. It has these bounds in the word, in bytes.
    At(usize, usize),
    /// The word is ASCII and was appended.
    Ascii,
    /// The word is not of two-byte letters, or depends on more letters. Nothing was appended.
    Fallback,
}

/// The mode in which every character is a letter.
pub(crate) const AS_IT_IS: u8 = 0;
/// The mode that drops marks and folds letters as [`Alphabet::Search`](super::letters::Alphabet::Search).
pub(crate) const SEARCH: u8 = 1;
/// The mode that drops marks and folds letters as [`Normalizer::lucene`](crate::normalize::Normalizer::lucene). Words with other characters require
/// the fallback.
pub(crate) const LUCENE: u8 = 2;

/// Removes the affixes of a word and appends the stem. A word also requires the fallback if `unless` is true of the codes of its letters: folded for
/// `SEARCH`, as they are spelled for the other modes.
#[inline(always)]
pub(crate) fn cut<const READ: u8>(
    level: Level,
    word: &str,
    affixes: &Affixes,
    unless: impl Fn(u128) -> bool,
    out: &mut String,
) -> AffixCut {
    // Here, where nothing is in registers yet that would have to be kept.
    out.reserve(PUSHED);
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    #[allow(unsafe_code)]
    // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions; `reserve` made room for the bytes that are written.
    let (from, to) = match level.isa() {
        Isa::Avx512 => unsafe { x86::cut_avx512::<READ>(word.as_bytes(), affixes, unless, out) },
        Isa::Avx2 => unsafe { x86::cut_avx2::<READ>(word.as_bytes(), affixes, unless, out) },
        Isa::Ssse3 => unsafe { x86::cut_ssse3::<READ>(word.as_bytes(), affixes, unless, out) },
        Isa::Scalar => FALLBACK,
    };
    #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
    let (from, to) = {
        let _ = (level, word, affixes, unless);
        FALLBACK
    };
    // By `to`, which all stems have: many words lose nothing in front, and many do.
    match to {
        0 if from == FALLBACK.0 => AffixCut::Fallback,
        0 => AffixCut::Ascii,
        _ => AffixCut::At(from, to),
    }
}

/// The other two of [`AffixCut`] as places, which a function returns in two registers. No stem is empty.
const FALLBACK: (usize, usize) = (0, 0);
const ASCII: (usize, usize) = (1, 0);

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod x86 {
    use core::arch::x86_64::*;

    use alloc::string::String;

    use super::super::letters::two_byte::{self, Avx512, Ssse3, WordSimd, low_bits};
    use super::{AS_IT_IS, ASCII, Affixes, FALLBACK, LUCENE, MORE};

    /// By the number of letters: the first four, and the last four, the last lowest; what makes 0 where there is none, or none that may go.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    static ENDS: [[u8; 8]; 17] = {
        let mut table = [[0x80; 8]; 17];
        let mut len = 0;
        while len <= 16 {
            let mut i = 0;
            while i < 4 {
                if len > 3 && i + 2 < len {
                    table[len][i] = i as u8;
                }
                if i + 2 < len {
                    table[len][4 + i] = (len - 1 - i) as u8;
                }
                i += 1;
            }
            len += 1;
        }
        table
    };

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn cut_avx512<const READ: u8>(
        b: &[u8],
        affixes: &Affixes,
        unless: impl Fn(u128) -> bool,
        out: &mut String,
    ) -> (usize, usize) {
        // SAFETY: this function has the instructions.
        unsafe { cut::<Avx512, READ>(b, affixes, unless, out) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn cut_avx2<const READ: u8>(
        b: &[u8],
        affixes: &Affixes,
        unless: impl Fn(u128) -> bool,
        out: &mut String,
    ) -> (usize, usize) {
        // SAFETY: this function has the instructions.
        unsafe { cut::<Ssse3, READ>(b, affixes, unless, out) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn cut_ssse3<const READ: u8>(
        b: &[u8],
        affixes: &Affixes,
        unless: impl Fn(u128) -> bool,
        out: &mut String,
    ) -> (usize, usize) {
        // SAFETY: this function has the instructions.
        unsafe { cut::<Ssse3, READ>(b, affixes, unless, out) }
    }

    #[inline(always)]
    unsafe fn cut<I: WordSimd, const READ: u8>(
        b: &[u8],
        affixes: &Affixes,
        unless: impl Fn(u128) -> bool,
        out: &mut String,
    ) -> (usize, usize) {
        // SAFETY: the caller has those instructions, and room. What is pushed are pairs of the word from a letter to a letter, and what is behind.
        unsafe {
            let Some(word) = two_byte::read::<I>(b) else { return ascii(b, out) };
            let (n, len) = (b.len(), word.len + usize::from(word.ascii));
            if READ == AS_IT_IS {
                let numbers = I::numbers(word.codes, &affixes.numbers);
                if !word.is_pairs() {
                    return ascii(b, out);
                }
                let Some((from, gone)) = cut_numbers(numbers, len, affixes).filter(|_| !unless(number(word.codes))) else {
                    return FALLBACK;
                };
                two_byte::push(word.bytes, from, n - 2 * (from + gone), out);
                return (2 * from, n - 2 * gone);
            }
            let folded = I::fold(word.codes);
            // Lucene's affixes are those of folded letters.
            let numbers = I::numbers(if READ == LUCENE { folded } else { word.codes }, &affixes.numbers);
            let asked = |codes| unless(number(codes));
            let letters = _mm_movemask_epi8(numbers).cast_unsigned();
            if letters == low_bits(word.len) && !(READ == LUCENE && word.ascii) {
                // Letters and nothing else, but for ASCII behind them.
                let Some((from, gone)) =
                    cut_numbers(numbers, len, affixes).filter(|_| !asked(if READ == LUCENE { word.codes } else { folded }))
                else {
                    return FALLBACK;
                };
                two_byte::push_spelled::<I>(folded, from, n - 2 * (from + gone), word.last, out);
                return (2 * from, n - 2 * gone);
            }
            let (places, len) = if READ == LUCENE {
                if word.ascii || letters == 0 || letters | two_byte::tashkeel_and_tatweel(word.codes) != low_bits(word.len) {
                    return FALLBACK;
                }
                (I::places(letters), letters.count_ones() as usize)
            } else {
                if !word.is_pairs() {
                    return ascii(b, out);
                }
                let Some(kept) = two_byte::kept::<I>(&word) else { return FALLBACK };
                kept
            };
            let kept = _mm_shuffle_epi8(folded, places);
            let Some((from, gone)) = cut_numbers(_mm_shuffle_epi8(numbers, places), len, affixes) else { return FALLBACK };
            if asked(if READ == LUCENE { word.codes } else { kept }) {
                return FALLBACK;
            }
            let to = len - gone;
            two_byte::push_spelled::<I>(kept, from, 2 * (to - from) - usize::from(word.ascii), word.last, out);
            // Where the letters start. What stands before the first is its own.
            let (starts, both) = (_mm_add_epi8(places, places), _mm_cvtsi32_si128((from | to << 8) as i32));
            let starts = _mm_cvtsi128_si32(_mm_shuffle_epi8(starts, both)) as usize;
            (if from == 0 { 0 } else { starts & 0xFF }, if gone == 0 { n } else { starts >> 8 & 0xFF })
        }
    }

    /// Codes as a number.
    #[inline(always)]
    unsafe fn number(codes: __m128i) -> u128 {
        // SAFETY: both are sixteen bytes, whichever they are.
        unsafe { core::mem::transmute::<__m128i, u128>(codes) }
    }

    /// What becomes of a word that is not of pairs.
    ///
    /// # Safety
    ///
    /// That of [`two_byte::push_ascii`].
    #[cold]
    #[inline(never)]
    unsafe fn ascii(b: &[u8], out: &mut String) -> (usize, usize) {
        // SAFETY: the caller guarantees the conditions of this function.
        if unsafe { two_byte::push_ascii(b, out) } { ASCII } else { FALLBACK }
    }

    /// How many letters go of a word of so many, at most sixteen, in front and behind. `None` if that takes a look at more letters.
    ///
    /// # Safety
    ///
    /// The processor has SSSE3.
    #[inline(always)]
    unsafe fn cut_numbers(numbers: __m128i, len: usize, affixes: &Affixes) -> Option<(usize, usize)> {
        debug_assert!(len <= 16);
        // SAFETY: the caller guarantees the conditions of this function; both sums of numbers index the tables.
        unsafe {
            let ends = _mm_shuffle_epi8(numbers, _mm_loadl_epi64(ENDS.get_unchecked(len).as_ptr().cast()));
            let ends = _mm_and_si128(ends, _mm_set_epi64x(0, 0x7070_7070_0707_0707));
            let twos = _mm_maddubs_epi16(ends, _mm_set1_epi16(0x0801));
            let sums = _mm_cvtsi128_si64(_mm_madd_epi16(twos, _mm_set1_epi32(0x0040_0001))).cast_unsigned();
            let (first, last) = (sums as usize & 0xFFF, (sums >> 36) as usize & 0xFFF);
            let from = usize::from(*affixes.beginnings.get_unchecked(first));
            let gone = usize::from(*affixes.endings.get_unchecked(last));
            if from + gone + 2 <= len { Some((from, gone)) } else { cut_less(from, last, len, affixes) }
        }
    }

    /// The same where endings would take what a beginning has left, or more letters count.
    #[inline(always)]
    fn cut_less(from: usize, last: usize, len: usize, affixes: &Affixes) -> Option<(usize, usize)> {
        let free = len.saturating_sub(from + 2).min(4);
        let gone = *affixes.endings.get(last & ((1 << (3 * free)) - 1))?;
        (gone != MORE).then_some((from, usize::from(gone)))
    }
}
