//! Beginnings and endings cut from a word by tables, without a decision for each affix: what the light stemmers do, on words in vectors.

use alloc::string::String;

use super::Level;

/// How many entries a table has: three bits for each of four letters.
pub(crate) const TABLE: usize = 1 << 12;
/// An entry that takes a look at more letters.
pub(crate) const MORE: u8 = u8::MAX;
/// Letters that are one in a table; the first of these has the number 1, and all other characters 0.
pub(crate) type Groups = [&'static str];

/// What is cut from words.
pub(crate) struct Affixes {
    /// By the low four bits of a code (see [`letters`](super::letters)) from 20 to 2F and from 40 to 4F: the letter's number for beginnings,
    /// and sixteen times that for endings.
    numbers: [[u8; 16]; 2],
    /// How many letters go in front, by the numbers of the first four, the first lowest. Of letters that must not go the number is 0: of the
    /// last two, and of all of three.
    beginnings: &'static [u8; TABLE],
    /// How many go behind, by the numbers of the last four, the last lowest. Of the letters that go in front, and of two more, the number is 0.
    endings: &'static [u8; TABLE],
}

impl Affixes {
    /// The tables, with the letters of their numbers.
    pub(crate) const fn new(beginnings: (&'static [u8; TABLE], &Groups), endings: (&'static [u8; TABLE], &Groups)) -> Affixes {
        assert!(cuts_what_it_sees(beginnings.0) && cuts_what_it_sees(endings.0), "what goes has numbers");
        let mut numbers = [[0; 16]; 2];
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
const fn number(numbers: &mut [[u8; 16]; 2], groups: &Groups, unit: u8) {
    let mut n = 0;
    while n < groups.len() {
        let (letters, mut i) = (groups[n].as_bytes(), 0);
        while i < letters.len() {
            let code = (letters[i] & 1) << 6 | letters[i + 1] & 0x3F;
            assert!(n < 7 && matches!(code >> 4, 2 | 4), "seven numbers for letters of these two rows");
            numbers[(code >> 6) as usize][(code & 15) as usize] += unit * (n as u8 + 1);
            i += 2;
        }
        n += 1;
    }
}

/// Cuts a word and appends what is left of it. Returns where that begins and ends in the word; `None`, with nothing appended, for words that are
/// not of two-byte letters, and where nothing but the other ways can tell.
#[inline]
pub(crate) fn cut<const SEARCH: bool>(word: &str, affixes: &Affixes, out: &mut String) -> Option<(usize, usize)> {
    // Here, where nothing is in registers yet that would have to be kept.
    out.reserve(ROOM);
    cut_at::<SEARCH>(Level::best(), word, affixes, out)
}

#[inline]
fn cut_at<const SEARCH: bool>(level: Level, word: &str, affixes: &Affixes, out: &mut String) -> Option<(usize, usize)> {
    #[cfg(target_arch = "x86_64")]
    #[allow(unsafe_code)]
    // SAFETY: the level is one of the processor's, and there is room.
    let (from, to) = match level {
        Level::Avx2 => unsafe { x86::cut_avx2::<SEARCH>(word.as_bytes(), affixes, out) },
        Level::Ssse3 => unsafe { x86::cut_ssse3::<SEARCH>(word.as_bytes(), affixes, out) },
        Level::Scalar => NONE,
    };
    #[cfg(not(target_arch = "x86_64"))]
    let (from, to) = NONE;
    (to > 0).then_some((from, to))
}

/// How many bytes may be written: sixteen letters, and one byte more.
const ROOM: usize = 33;
/// No stem ends where the word begins.
const NONE: (usize, usize) = (0, 0);

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use core::arch::x86_64::*;

    use alloc::string::String;

    use super::super::letters::pairs::{self, Avx2, Kept, Load, Ssse3, forward};
    use super::{Affixes, MORE, NONE};

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

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn cut_avx2<const SEARCH: bool>(b: &[u8], affixes: &Affixes, out: &mut String) -> (usize, usize) {
        // SAFETY: this function has the instructions.
        unsafe { cut::<Avx2, SEARCH>(b, affixes, out) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn cut_ssse3<const SEARCH: bool>(b: &[u8], affixes: &Affixes, out: &mut String) -> (usize, usize) {
        // SAFETY: as above.
        unsafe { cut::<Ssse3, SEARCH>(b, affixes, out) }
    }

    #[inline(always)]
    unsafe fn cut<L: Load, const SEARCH: bool>(b: &[u8], affixes: &Affixes, out: &mut String) -> (usize, usize) {
        let all = |b: u8| {
            // SAFETY: SSE2 is there on every processor of this architecture.
            unsafe { _mm_set1_epi8(b.cast_signed()) }
        };
        // SAFETY: the caller has the instructions of `L`, which are SSSE3 at least. There are at most sixteen letters: `len`, `from` and `to`
        // are no more, as `endings` tells of letters behind the beginning alone.
        unsafe {
            let Some(pairs) = pairs::read::<L>(b) else { return NONE };
            let Some(Kept { codes, places, len }) = (if SEARCH { pairs::keep(pairs) } else { Some(Kept::all(pairs)) }) else { return NONE };
            let in_row = |row: u8| _mm_adds_epu8(_mm_xor_si128(codes, all(row)), all(0x70));
            let (two, four) = (in_row(0x20), in_row(0x40));
            let numbers = {
                let of = |row: &[u8; 16], at: __m128i| _mm_shuffle_epi8(_mm_loadu_si128(row.as_ptr().cast()), at);
                let [row_2, row_4] = &affixes.numbers;
                let ends = _mm_loadl_epi64(ENDS.get_unchecked(len).as_ptr().cast());
                let ends = _mm_shuffle_epi8(_mm_or_si128(of(row_2, two), of(row_4, four)), ends);
                let ends = _mm_and_si128(ends, _mm_set_epi64x(0, 0x7070_7070_0707_0707));
                let twos = _mm_maddubs_epi16(ends, _mm_set1_epi16(0x0801));
                _mm_cvtsi128_si64(_mm_madd_epi16(twos, _mm_set1_epi32(0x0040_0001))).cast_unsigned()
            };
            let from = usize::from(*affixes.beginnings.get_unchecked(numbers as usize & 0xFFF));
            // Of one letter none is seen.
            let free = len.wrapping_sub(from + 2) as u32;
            let seen = numbers >> 36 & !(!0u64).wrapping_shl(3 * free);
            let gone = *affixes.endings.get_unchecked(seen as usize & 0xFFF);
            if gone == MORE {
                return NONE;
            }
            let to = len - usize::from(gone);

            let folded = if SEARCH { pairs::fold(codes, two) } else { codes };
            let ascii = usize::from(pairs.ascii);
            push(forward(folded, from), to - from, ascii, *b.get_unchecked(b.len() - 1), out);

            // Where letters start: what stands before the first is its own, and none starts behind the last.
            let mut starts = [0u8; 17];
            _mm_storeu_si128(starts.as_mut_ptr().cast(), _mm_add_epi8(places, places));
            starts[0] = 0;
            *starts.get_unchecked_mut(len) = b.len() as u8;
            (usize::from(*starts.get_unchecked(from)), usize::from(*starts.get_unchecked(to)))
        }
    }

    /// Appends letters, the last of them one of ASCII if that is 1.
    ///
    /// # Safety
    ///
    /// SSSE3 is there, and room for [`ROOM`](super::ROOM) bytes; `len` is at most 16, and `ascii` at most `len`.
    #[inline(always)]
    unsafe fn push(codes: __m128i, len: usize, ascii: usize, last: u8, out: &mut String) {
        // SAFETY: there is room for all; each pair is a character, and `last` is ASCII if it counts.
        unsafe {
            let all = |b: u8| _mm_set1_epi8(b.cast_signed());
            let first = _mm_or_si128(_mm_and_si128(_mm_srli_epi16::<6>(codes), all(1)), all(0xD8));
            let second = _mm_or_si128(_mm_and_si128(codes, all(0x3F)), all(0x80));
            let out = out.as_mut_vec();
            let to = out.as_mut_ptr().add(out.len());
            _mm_storeu_si128(to.cast(), _mm_unpacklo_epi8(first, second));
            _mm_storeu_si128(to.add(16).cast(), _mm_unpackhi_epi8(first, second));
            // In the place of the last pair, or behind all.
            *to.add(2 * (len - ascii)) = last;
            out.set_len(out.len() + 2 * len - ascii);
        }
    }
}
