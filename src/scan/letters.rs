//! The letters of a word in one register, for the stemmers: read with SIMD instructions, without a loop over the characters.
//!
//! A letter of U+0600–067F is one byte, its code: the distance from U+0600. A character of ASCII is its byte with the highest bit set. Sixteen of
//! them are a `u128`, the first lowest: comparing or removing the first or last letters is a shift and a mask. Marks and tatweel are dropped.
//!
//! With SIMD, a second byte and the byte before it make the code. Sets of codes are looked up by the low four bits, which give one bit for each value
//! of the high bits. Dropped characters are compressed out as in [`fold`](super::fold).

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
pub(super) mod two_byte;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod x86;

use alloc::string::String;
use core::mem::MaybeUninit;

use crate::chars::{self, Class};

/// The greatest number of letters of a word that is read.
pub(crate) const ROOM: usize = 16;
/// The greatest length, in bytes, of a word that is read.
pub(crate) const BYTES: usize = 32;
/// The highest bit of each byte: set for ASCII.
pub(super) const HIGH: u128 = 0x8080_8080_8080_8080_8080_8080_8080_8080;

/// A number for each letter of U+0620–064F, for tables of affixes, by the low six bits of its code: rows of sixteen, the first of them U+0640–064F,
/// the second of none.
pub(crate) type Numbers = [[u8; 16]; 4];
/// The number of bytes that may be written when letters are appended: sixteen letters and one byte.
pub(crate) const PUSHED: usize = 2 * ROOM + 1;

/// The letters of a word, with the signs between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letters {
    /// The letters as they are spelled, except that ٱ is ا for [`Alphabet::Search`]; zero-padded.
    pub(crate) spelled: u128,
    /// The letters as the alphabet folds them; zero-padded.
    pub(crate) folded: u128,
    /// The position of the last byte of each letter in the word.
    ends: u128,
    /// The number of letters, at most [`ROOM`].
    pub(crate) len: usize,
    /// The length of the word.
    bytes: usize,
}

/// The result of reading a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LetterResult {
    Letters(Letters),
    /// The word has no letter.
    NoLetters,
    /// The word is too long, or has characters that require the fallback.
    Fallback,
}

impl Letters {
    /// Returns the start of a letter in the word. Characters before the first letter belong to it.
    #[inline(always)]
    pub(crate) fn start(&self, letter: usize) -> usize {
        let (code, end) = ((self.spelled >> (8 * (letter & 15))) as u8, (self.ends >> (8 * (letter & 15))) as u8);
        let start = (usize::from(end) + usize::from(code >> 7)).wrapping_sub(1);
        // Without a branch, which would be mispredicted: half of the words lose no letter at the start.
        let inside = usize::from((letter != 0) & (letter < self.len)).wrapping_neg();
        let behind = usize::from(letter >= self.len).wrapping_neg();
        start & inside | self.bytes & behind
    }

    /// Replaces a folded letter by another one of U+0600–067F.
    pub(crate) fn set_folded(&mut self, letter: usize, to: char) {
        let at = 8 * (letter & 15);
        self.folded = self.folded & !(0xFF << at) | (to as u128 & 0x7F) << at;
    }

    /// Appends folded letters.
    #[inline(always)]
    pub(crate) fn push_folded(&self, from: usize, to: usize, out: &mut String) {
        push(self.folded >> (8 * (from & 15)), to.saturating_sub(from), out);
    }
}

/// Returns letters as characters, for slice patterns. ASCII becomes characters that no pattern has.
#[inline(always)]
pub(crate) fn chars(letters: u128) -> [char; ROOM] {
    letters.to_le_bytes().map(|code| char::from_u32(0x600 + u32::from(code)).unwrap_or_default())
}

/// Returns the codes of the first letters. A character outside U+0600–067F has a code that no letter has.
pub(crate) fn codes(letters: &[char]) -> u128 {
    letters.iter().take(ROOM).rev().fold(0, |all, &c| all << 8 | (c as u128).checked_sub(0x600).filter(|&code| code < 0x80).unwrap_or(0xFF))
}

/// As many letters of a word, from the first; at most [`ROOM`].
#[inline(always)]
pub(crate) const fn first(letters: u128, n: usize) -> u128 {
    // A shift by all 128 bits is two by less.
    let bits = 4 * if n < ROOM { n } else { ROOM };
    letters & !(u128::MAX << bits << bits)
}

/// The last four letters of a word of so many, the last highest; zeros where it has fewer.
#[inline(always)]
pub(crate) const fn last_four(letters: u128, len: usize) -> u32 {
    letters.rotate_right((8 * len as u32 + 96) % 128) as u32
}

/// For whom a word is read: what goes and what folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// As [`Normalizer::search`](crate::normalize::Normalizer::search) folds letters.
    Search,
    /// As Snowball does: tashkeel and tatweel are dropped, hamza seats and alefs fold, every other character is a letter.
    Snowball,
}

/// The action of the reader for a character of U+0600–067F.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeKind {
    /// A letter, with the code that it folds to.
    Letter(u8),
    /// A sign, which is kept.
    Sign,
    /// The character is dropped.
    Skip,
    /// The word requires the fallback.
    Fallback,
}

pub(super) const fn kind(alphabet: Alphabet, n: u8) -> CodeKind {
    if matches!(alphabet, Alphabet::Snowball) {
        return match n {
            0x40 | 0x4B..=0x52 => CodeKind::Skip,
            0x60..=0x69 => CodeKind::Fallback,
            0x22 | 0x23 | 0x25 => CodeKind::Letter(ALEF),
            0x24 => CodeKind::Letter(0x48),
            0x26 => CodeKind::Letter(0x4A),
            _ => CodeKind::Letter(n),
        };
    }
    match Class::from_number(chars::class_in_block(n)) {
        Class::BasicLetter | Class::Hamza | Class::WawHamza | Class::YehHamza | Class::Yeh | Class::LoanLetter | Class::Alef => {
            CodeKind::Letter(n)
        }
        // ا, ي, ه
        Class::AlefMadda | Class::AlefHamza | Class::AlefVariant => CodeKind::Letter(0x27),
        Class::AlefMaksura => CodeKind::Letter(0x4A),
        Class::TehMarbuta => CodeKind::Letter(0x47),
        Class::Tanwin | Class::Haraka | Class::Shadda | Class::Tatweel | Class::DaggerAlef | Class::BidiMark => CodeKind::Skip,
        // ، ؛ ؟, digits and their signs
        _ if matches!(n, 0x0C | 0x1B | 0x1F | 0x60..=0x6D) => CodeKind::Sign,
        _ => CodeKind::Fallback,
    }
}

/// ٱ, the alef wasla of carefully spelled texts.
const WASLA: u8 = 0x71;
const ALEF: u8 = 0x27;

/// The continuation of a word that was read. It is inlined into the reader, so the letters stay in registers.
pub(crate) trait LetterVisitor {
    /// The alphabet by which the word is read.
    const ALPHABET: Alphabet;
    /// The result of [`visit`](LetterVisitor::visit).
    type Output;
    fn visit(self, read: LetterResult) -> Self::Output;
}

/// Reads the letters of a word.
#[inline(always)]
pub(crate) fn read<R: LetterVisitor>(word: &str, reading: R) -> R::Output {
    let b = word.as_bytes();
    if b.is_empty() || b.len() > BYTES {
        return reading.visit(LetterResult::Fallback);
    }
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions; the word has 1 to `BYTES` bytes by the check above.
    #[allow(unsafe_code)]
    match super::Level::best().isa() {
        super::Isa::Avx2 | super::Isa::Avx512 => return unsafe { x86::read_avx2(b, reading) },
        super::Isa::Ssse3 => return unsafe { x86::read_ssse3(b, reading) },
        super::Isa::Scalar => {}
    }
    reading.visit(read_scalar(R::ALPHABET, b))
}

/// Computes the table of the scalar loop: the folded code of a character, with [`LETTER`] for letters; [`SKIP`]; or [`FALLBACK`].
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn scalar(alphabet: Alphabet) -> [u16; 128] {
    let mut table = [FALLBACK; 128];
    let mut n = 0;
    while n < 128 {
        table[n as usize] = match kind(alphabet, n) {
            CodeKind::Letter(folded) => folded as u16 | LETTER,
            CodeKind::Sign => n as u16,
            CodeKind::Skip => SKIP,
            CodeKind::Fallback => FALLBACK,
        };
        n += 1;
    }
    table
}
static SCALAR: [[u16; 128]; 2] = [scalar(Alphabet::Search), scalar(Alphabet::Snowball)];
const LETTER: u16 = 0x100;
const SKIP: u16 = 0x200;
const FALLBACK: u16 = 0x400;

/// Reads one character after the other.
fn read_scalar(alphabet: Alphabet, b: &[u8]) -> LetterResult {
    let [search, snowball] = &SCALAR;
    let (table, alef) = match alphabet {
        Alphabet::Search => (search, ALEF),
        Alphabet::Snowball => (snowball, WASLA),
    };
    let mut letters = Letters { spelled: 0, folded: 0, ends: 0, len: 0, bytes: b.len() };
    let (mut i, mut any) = (0, false);
    while let Some(&first) = b.get(i) {
        let (spelled, folded, n) = match (first, b.get(i + 1)) {
            (b'\t', _) => return LetterResult::Fallback,
            (..0x80, _) => (first | 0x80, first | 0x80, 1),
            (0xD8 | 0xD9, Some(next)) => {
                let code = (first & 1) << 6 | next & 63;
                match table.get(usize::from(code)).copied().unwrap_or(FALLBACK) {
                    FALLBACK => return LetterResult::Fallback,
                    SKIP => {
                        i += 2;
                        continue;
                    }
                    folded => {
                        any |= folded & LETTER != 0;
                        (if code == WASLA { alef } else { code }, folded as u8, 2)
                    }
                }
            }
            _ => return LetterResult::Fallback,
        };
        if letters.len == ROOM {
            return LetterResult::Fallback;
        }
        let at = 8 * letters.len;
        letters.spelled |= u128::from(spelled) << at;
        letters.folded |= u128::from(folded) << at;
        i += n;
        letters.ends |= (i as u128 - 1) << at;
        letters.len += 1;
    }
    if any { LetterResult::Letters(letters) } else { LetterResult::NoLetters }
}

/// Appends the first `len` letters, at most [`ROOM`], by their codes.
#[inline(always)]
#[allow(unsafe_code)]
pub(crate) fn push(letters: u128, len: usize, out: &mut String) {
    // SAFETY: `reserve` made room for all bytes that `spell` writes; the number of bytes that it returns are whole characters.
    unsafe {
        let out = out.as_mut_vec();
        out.reserve(2 * ROOM);
        let spelled = spell(letters, len, &mut *out.as_mut_ptr().add(out.len()).cast());
        out.set_len(out.len() + spelled);
    }
}

/// Writes letters as UTF-8 and returns the number of their bytes. It always writes 32 bytes, because a copy of a constant length has no branch.
#[inline(always)]
pub(super) fn spell(letters: u128, len: usize, to: &mut Spelled) -> usize {
    if letters & HIGH != 0 {
        return spell_one_by_one(letters, len, to);
    }
    to.write(pairs(letters));
    2 * len.min(ROOM)
}

/// A buffer for letters as UTF-8.
pub(super) type Spelled = MaybeUninit<[u8; 2 * ROOM]>;

/// Implements [`spell`] for letters with ASCII among them: writes two bytes for each and keeps one of ASCII.
#[inline(never)]
fn spell_one_by_one(letters: u128, len: usize, to: &mut Spelled) -> usize {
    let to = to.write([0; 2 * ROOM]);
    let mut n = 0;
    for code in letters.to_le_bytes().into_iter().take(len) {
        let ascii = code >> 7;
        let first = if ascii == 1 { code & 0x7F } else { 0xD8 | code >> 6 };
        if let Some(pair) = to.get_mut(n..).and_then(|rest| rest.first_chunk_mut()) {
            *pair = [first, 0x80 | code & 0x3F];
        }
        n += 2 - usize::from(ascii);
    }
    n
}

/// Returns the two bytes of each letter: D8 or D9, and a second byte.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
#[inline(always)]
pub(super) fn pairs(letters: u128) -> [u8; 2 * ROOM] {
    let mut pairs = [0u8; 2 * ROOM];
    for (pair, code) in pairs.as_chunks_mut::<2>().0.iter_mut().zip(letters.to_le_bytes()) {
        *pair = [0xD8 | code >> 6 & 1, 0x80 | code & 63];
    }
    pairs
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[inline(always)]
#[allow(unsafe_code)]
pub(super) fn pairs(letters: u128) -> [u8; 2 * ROOM] {
    use core::arch::x86_64::*;
    // SAFETY: SSE2 is there on every processor of this architecture; a vector is sixteen bytes, whichever they are.
    unsafe {
        let all = |b: u8| _mm_set1_epi8(b.cast_signed());
        let codes = _mm_set_epi64x((letters >> 64) as i64, letters as i64);
        let first = _mm_or_si128(_mm_and_si128(_mm_srli_epi16::<6>(codes), all(1)), all(0xD8));
        let second = _mm_or_si128(_mm_and_si128(codes, all(0x3F)), all(0x80));
        core::mem::transmute::<[__m128i; 2], [u8; 2 * ROOM]>([_mm_unpacklo_epi8(first, second), _mm_unpackhi_epi8(first, second)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::letters as reference;
    use proptest::prelude::*;

    use std::vec::Vec;

    /// Gives back what was read.
    struct Itself<const SNOWBALL: bool>;
    impl<const SNOWBALL: bool> LetterVisitor for Itself<SNOWBALL> {
        const ALPHABET: Alphabet = if SNOWBALL { Alphabet::Snowball } else { Alphabet::Search };
        type Output = LetterResult;
        fn visit(self, read: LetterResult) -> LetterResult {
            read
        }
    }

    /// All readers, and the letters that the normalizer makes of the word.
    fn check(word: &str) {
        check_levels::<false>(word);
        check_levels::<true>(word);
        let chars = |codes: u128, len: usize| -> Vec<char> {
            let mut out = String::new();
            push(codes, len, &mut out);
            out.chars().collect()
        };
        match (read(word, Itself::<false>), reference::Letters::of(word)) {
            (LetterResult::Letters(fast), Ok(slow)) => {
                assert_eq!((&*chars(fast.folded, fast.len), &*chars(fast.spelled, fast.len)), (slow.folded(), slow.spelled()), "{word:?}");
                assert!((0..=fast.len).all(|i| fast.start(i) == slow.start(i)), "{word:?}");
                assert!((1..=fast.len).all(|i| fast.start(i) == slow.end(i - 1)), "{word:?}");
            }
            (LetterResult::NoLetters, Err(reference::NoLetters::NotArabic)) | (LetterResult::Fallback, _) => {}
            (fast, slow) => panic!("{word:?}: {fast:?}, {:?}", slow.err()),
        }
    }

    /// Every reader of this processor reads the same.
    #[allow(unsafe_code)]
    fn check_levels<const SNOWBALL: bool>(word: &str) {
        if !(1..=BYTES).contains(&word.len()) {
            return assert_eq!(read(word, Itself::<SNOWBALL>), LetterResult::Fallback);
        }
        let scalar = read_scalar(Itself::<SNOWBALL>::ALPHABET, word.as_bytes());
        for level in crate::scan::Level::all() {
            let one = match level.isa() {
                // SAFETY: `Level::all` yields detected levels only; the word has 1 to `BYTES` bytes.
                #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
                crate::scan::Isa::Avx2 | crate::scan::Isa::Avx512 => unsafe { x86::read_avx2(word.as_bytes(), Itself::<SNOWBALL>) },
                #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
                crate::scan::Isa::Ssse3 => unsafe { x86::read_ssse3(word.as_bytes(), Itself::<SNOWBALL>) },
                crate::scan::Isa::Scalar => scalar,
            };
            match (one, scalar) {
                (LetterResult::Letters(a), LetterResult::Letters(b)) => {
                    assert_eq!((a.spelled, a.folded, a.len, a.bytes), (b.spelled, b.folded, b.len, b.bytes), "{level:?} {word:?}");
                    assert!((0..=a.len + 1).all(|i| a.start(i) == b.start(i)), "{level:?} {word:?}");
                }
                (a, b) => assert_eq!(a, b, "{level:?} {word:?}"),
            }
        }
    }

    #[test]
    fn every_character_of_the_block() {
        for c in ('\0'..='\u{7F}').chain('\u{600}'..='\u{67F}') {
            for word in ["", "ا", "اب", "كتاب", "مدرستها"] {
                for i in 0..=word.chars().count() {
                    let mut all: Vec<char> = word.chars().collect();
                    all.insert(i, c);
                    check(&all.iter().collect::<String>());
                }
            }
        }
    }

    #[test]
    fn every_length() {
        for unit in ["ب", "بَ", "a", "ab", "a\u{64E}", "\u{64E}", "ب.", "أَ"] {
            for n in 0..36 {
                check(&unit.repeat(n));
                check(&(String::from("x") + &unit.repeat(n)));
                check(&(unit.repeat(n) + "،"));
                // A mark, and a sign behind it, where the vectors meet.
                check(&["#", &unit.repeat(n), "\u{651}."].concat());
                check(&[&unit.repeat(n), "\u{651}."].concat());
            }
        }
    }

    proptest! {
        #[test]
        fn words(word in "[ -~،؛؟«٣ٱپ]?[ء-غف-ي]{0,12}[ -~،؛؟«٣]?", marks in "[\u{64B}-\u{655}\u{640}\u{670}]{16}") {
            check(&word);
            let marked: String = word.chars().zip(marks.chars().cycle()).flat_map(|(c, m)| [c, m]).collect();
            check(&marked);
            check(&word.chars().zip(marks.chars()).flat_map(|(c, m)| [Some(c), Some(m).filter(|m| *m < '\u{653}')]).flatten().collect::<String>());
        }

        #[test]
        fn anything(text in "[\u{600}-\u{680} -~\u{200C}\u{FEFB}ء-ي]{0,20}") {
            check(&text);
        }
    }
}
