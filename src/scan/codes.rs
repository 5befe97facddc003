//! Short words as sixteen bytes, a byte each character: what words are remembered by, and what they gave. Short ones of other characters are
//! their bytes.
//!
//! A character of U+0600–067F is its distance from U+0600, one of ASCII its byte with the highest bit set (see [`letters`]).

use super::Level;
use super::letters::{self, Alphabet, HIGH, Kind, ROOM, Spelled, kind};

/// Words of more bytes have no key, and words of more that are not all codes.
const LONGEST: usize = 64;
const OTHERS: usize = 14;

/// The codes of words of at most sixteen characters, and zeros behind them. If `letters` are asked for, what [`Alphabet::Search`] does not see is left
/// out of words with letters. Words of other characters, or with one that it takes a closer look at, are themselves, if they have at most fourteen
/// bytes. All others, and none, are 0.
#[inline(always)]
pub(crate) fn keys<const N: usize>(level: Level, words: &[&str; N], letters: bool, keys: &mut [u128; N]) {
    #[cfg(target_arch = "x86_64")]
    #[allow(unsafe_code)]
    // SAFETY: the level is one of the processor's.
    match level {
        Level::Avx512 => return unsafe { x86::keys_avx512(words, letters, keys) },
        Level::Avx2 => return unsafe { x86::keys_avx2(words, letters, keys) },
        Level::Ssse3 => return unsafe { x86::keys_ssse3(words, letters, keys) },
        Level::Scalar => {}
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = level;
    for (key, word) in keys.iter_mut().zip(words) {
        *key = one(word.as_bytes(), letters);
    }
}

/// The codes of a text that has one to fifteen.
#[inline(always)]
fn codes_of(word: &str) -> Option<u128> {
    let mut key = [0];
    keys(Level::best(), &[word], false, &mut key);
    let [key] = key;
    (key != 0 && key >> 120 == 0).then_some(key)
}

/// The key of one word.
#[inline(never)]
fn one(b: &[u8], letters: bool) -> u128 {
    ascii(b).unwrap_or_else(|| by_bytes(b, letters))
}

/// The key of a word of ASCII, or that begins with so much of it that it has none, all at once.
fn ascii(b: &[u8]) -> Option<u128> {
    const ONES: u128 = HIGH >> 7;
    let start = b.get(..ROOM).unwrap_or(b);
    let bytes = match (start.first_chunk(), start.last_chunk()) {
        (Some(first), Some(last)) => {
            u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << (8 * (start.len() - 8))
        }
        _ => start.iter().rev().fold(0, |all, &b| all << 8 | u128::from(b)),
    };
    // Neither a higher byte nor 7F, to which one more is a higher byte.
    let ascii = (bytes | bytes.wrapping_add(ONES)) & HIGH == 0;
    let high = HIGH.checked_shr(8 * (ROOM - start.len()) as u32).unwrap_or(0);
    ascii.then_some(if b.len() > ROOM { 0 } else { bytes | high })
}

/// The key of one word, character by character.
fn by_bytes(b: &[u8], letters: bool) -> u128 {
    if b.len() > LONGEST { 0 } else { codes(b, letters).unwrap_or_else(|| bytes(b)) }
}

/// The key of a word of other characters: its bytes, at most fourteen, their number, and behind them what no codes have there.
fn bytes(b: &[u8]) -> u128 {
    let mut key = [0; ROOM];
    if let Some(to) = key.get_mut(..b.len()).filter(|to| to.len() <= OTHERS) {
        to.copy_from_slice(b);
        return u128::from_le_bytes(key) | (b.len() as u128) << 112 | 0xFF << 120;
    }
    0
}

/// The codes of a word; `None` if it has others.
fn codes(b: &[u8], letters: bool) -> Option<u128> {
    let (mut key, mut len, mut rest) = (0, 0, b);
    let (mut any, mut skipped) = (false, false);
    loop {
        let code = match *rest {
            // Without letters, what is left out may count.
            [] => return (any || !skipped).then_some(key),
            [ascii @ ..0x7F, ..] => ascii | 0x80,
            [first @ (0xD8 | 0xD9), second, ..] => (first & 1) << 6 | second & 0x3F,
            _ => return None,
        };
        rest = rest.get(1 + usize::from(code < 0x80)..).unwrap_or_default();
        match if letters && code < 0x80 { kind(Alphabet::Search, code) } else { Kind::Sign } {
            Kind::Skip => {
                skipped = true;
                continue;
            }
            Kind::Look => return None,
            // U+0600 looks like what is behind the word.
            _ if code == 0 || len == ROOM => return None,
            Kind::Letter(_) => any = true,
            Kind::Sign => {}
        }
        key |= u128::from(code) << (8 * len);
        len += 1;
    }
}

/// A short text, and a note of three bits beside it: at most fifteen such characters as their codes, or at most fifteen bytes as they are, which is
/// how ASCII and other characters are held if they can be. The lowest byte is the length, the note above it, and then [`IS_BYTES`].
#[derive(Clone, Copy, Default)]
pub(crate) struct Short(u128);

/// Whether a [`Short`] holds bytes.
const IS_BYTES: u128 = 0x80;

impl Short {
    /// A copy of a text that is short enough.
    pub(crate) fn of(text: &str, note: u8) -> Option<Short> {
        let b = text.as_bytes();
        let held = match codes_of(text) {
            Some(codes) if codes & HIGH == 0 || b.len() >= ROOM => codes << 8 | (ROOM - codes.leading_zeros() as usize / 8) as u128,
            _ => {
                let mut bytes = [0; ROOM];
                bytes.get_mut(1..=b.len())?.copy_from_slice(b);
                u128::from_le_bytes(bytes) | IS_BYTES | b.len() as u128
            }
        };
        Some(Short(held | u128::from(note & 7) << 4))
    }

    /// The note.
    #[inline(always)]
    pub(crate) fn note(self) -> u8 {
        self.0 as u8 >> 4 & 7
    }

    /// The text, in some room. Its length is not read from memory, where whoever copies it with its place would wait for it.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub(crate) fn spell(self, room: &mut Room) -> &str {
        let (held, len) = (self.0 >> 8, self.0 as usize & 15);
        let n = if self.0 & IS_BYTES == 0 { letters::spell(held, len, &mut room.0) } else { copy(held, len, &mut room.0) };
        // SAFETY: so many bytes are written, and characters.
        unsafe { core::str::from_utf8_unchecked(room.0.assume_init_ref().get_unchecked(..n)) }
    }
}

/// Writes bytes that are held, and says how many of them count.
#[inline(always)]
fn copy(held: u128, len: usize, to: &mut Spelled) -> usize {
    if let Some(first) = to.write([0; 2 * ROOM]).first_chunk_mut() {
        *first = held.to_le_bytes();
    }
    len
}

/// Room for a [`Short`].
pub(crate) struct Room(Spelled);

impl Room {
    pub(crate) const fn new() -> Room {
        Room(Spelled::uninit())
    }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use core::arch::x86_64::*;

    use super::super::letters::BYTES;
    use super::super::letters::pairs::{Avx512, By, Ssse3, low_bits, seen};
    use super::{LONGEST, ROOM, one};

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn keys_avx512<const N: usize>(words: &[&str; N], letters: bool, keys: &mut [u128; N]) {
        // SAFETY: this function has the instructions.
        unsafe { all::<Avx512, N>(words, letters, keys) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn keys_avx2<const N: usize>(words: &[&str; N], letters: bool, keys: &mut [u128; N]) {
        // SAFETY: as above.
        unsafe { all::<Ssse3, N>(words, letters, keys) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn keys_ssse3<const N: usize>(words: &[&str; N], letters: bool, keys: &mut [u128; N]) {
        // SAFETY: as above.
        unsafe { all::<Ssse3, N>(words, letters, keys) }
    }

    #[inline(always)]
    unsafe fn all<I: By, const N: usize>(words: &[&str; N], letters: bool, keys: &mut [u128; N]) {
        for (key, word) in keys.iter_mut().zip(words) {
            // SAFETY: the caller has the instructions.
            *key = unsafe { key_of::<I>(word.as_bytes(), letters) };
        }
    }

    #[inline(always)]
    unsafe fn key_of<I: By>(b: &[u8], letters: bool) -> u128 {
        // SAFETY: the caller has the instructions.
        unsafe {
            if (1..=BYTES).contains(&b.len()) {
                return match pairs::<I>(b, letters) {
                    Some((codes, _)) => codes,
                    None => one(b, letters),
                };
            }
            key_of_long::<I>(b, letters)
        }
    }

    /// The codes of a word of 1 to [`BYTES`], and how many there are; `None` if it is not of pairs, but for ASCII behind them, or takes a closer look.
    #[inline(always)]
    unsafe fn pairs<I: By>(b: &[u8], letters: bool) -> Option<(u128, usize)> {
        let n = b.len();
        // SAFETY: the caller's word; the word has a last byte.
        unsafe {
            let (_, codes) = I::load(b);
            let pairs = _mm_movemask_epi8(_mm_cmpgt_epi8(codes, _mm_setzero_si128())).cast_unsigned() & 0xFFFF;
            if pairs != low_bits(n / 2) {
                return None;
            }
            let (codes, len) = if letters {
                match seen(codes, pairs)? {
                    all if all == pairs => (codes, n / 2),
                    seen => (_mm_shuffle_epi8(codes, I::places(seen)), seen.count_ones() as usize),
                }
            } else {
                (codes, n / 2)
            };
            let codes = core::mem::transmute::<__m128i, u128>(codes);
            if n.is_multiple_of(2) {
                return Some((codes, len));
            }
            // One more; a word of less than 32 bytes has room for it.
            let last = *b.get_unchecked(n - 1);
            (last < 0x7F).then(|| (codes | u128::from(last | 0x80) << (8 * (len & 15)), len + 1))
        }
    }

    /// The key of a longer word, which vocalized ones are.
    #[inline(never)]
    unsafe fn key_of_long<I: By>(b: &[u8], letters: bool) -> u128 {
        let Some((first, rest @ [_, ..])) = b.split_at_checked(BYTES).filter(|_| b.len() <= LONGEST) else { return 0 };
        // SAFETY: the caller has the instructions; both have 1 to `BYTES` bytes.
        match unsafe { (pairs::<I>(first, letters), pairs::<I>(rest, letters)) } {
            (Some((first, n)), Some((rest, m))) if n + m <= ROOM => first | rest.checked_shl(8 * n as u32).unwrap_or(0),
            (Some(_), Some(_)) => 0,
            _ => one(b, letters),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::string::String;

    const MANY: usize = 16;

    fn check(words: &[&str; MANY]) {
        for letters in [false, true] {
            for level in Level::all() {
                let mut fast = [1; MANY];
                keys(level, words, letters, &mut fast);
                assert_eq!(fast, words.map(|word| by_bytes(word.as_bytes(), letters)), "{level:?} {words:?}");
            }
        }
    }

    #[test]
    fn keys_are_characters() {
        let of = |word: &str, letters| by_bytes(word.as_bytes(), letters);
        assert_eq!(of("كتاب", false), 0x2827_2A43);
        assert_eq!(of("كِتَاب", true), of("كتاب", true));
        assert_ne!(of("كِتَاب", false), of("كتاب", false));
        assert_ne!(of("إلى", true), of("الى", true));
        assert_eq!(of("a1", true), 0xB1E1);
        assert_ne!(of("م5", true), 0);
        for word in ["", "abcdefghijklmnopq", "ﻻﻻﻻﻻﻻﻻ", &"م".repeat(17), &"مُ".repeat(17)] {
            assert_eq!(of(word, true), 0, "{word}");
        }
        // Others are told apart by all of their bytes, and from codes.
        let others = ["ﷺ", "é", "ا\u{600}", "\u{64E}", "\u{64E}\u{64E}", "ا\u{654}", "پدرک", "abcdefghijklm\u{7F}", "\u{7F}", "é\0"];
        let mut keys = others.map(|word| of(word, true));
        keys.sort_unstable();
        assert!(keys.iter().zip(keys.get(1..).unwrap()).all(|(a, b)| a != b));
        assert!(keys.iter().all(|key| key >> 120 == 0xFF) && of("C)", true) >> 120 == 0);
        assert_eq!(of(&"مُ".repeat(16), true), of(&"م".repeat(16), true));
        assert_eq!(of(&"مُ".repeat(16), false), 0);
    }

    #[test]
    fn every_length() {
        for unit in ["ب", "بَ", "a", "\u{7F}", "\u{64E}", "أَ", "ٱ", "\u{600}"] {
            for n in 0..40 {
                let word = unit.repeat(n);
                let [a, b, c] = [["x", &word].concat(), [&word, "ب"].concat(), [&word, "\u{654}ب"].concat()];
                check(&core::array::from_fn(|i| [&*word, &*a, &*b, &*c][i % 4]));
            }
        }
    }

    #[test]
    fn gives_what_it_was_given() {
        let held = [
            "",
            "a",
            "\0",
            "كتاب",
            "والمهندسين",
            "5م",
            "abcdefghijklmno",
            "ممممممممممممممم",
            "\u{600}",
            "a\u{7F}",
            "straße",
            "گچپژ",
            "كتاب😀",
            "ممممممممممممم.م",
        ];
        for (text, note) in held.into_iter().zip((0..8).cycle()) {
            let short = Short::of(text, note).unwrap();
            assert_eq!((short.spell(&mut Room::new()), short.note()), (text, note));
        }
        for text in ["abcdefghijklmnop", "پژگچپژگچ", "مممممممممممممممم", "ممممممممممممممم.", &"\u{600}".repeat(8)]
        {
            assert!(Short::of(text, 0).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn words(word in "[ء-غف-يٱپ]{0,12}[a-z0-9٣،]?", marks in "[\u{64B}-\u{655}\u{640}\u{670}]{16}", any in "[\u{5FF}-\u{681} -~]{0,20}") {
            let marked: String = word.chars().zip(marks.chars().cycle()).flat_map(|(c, m)| [c, m]).collect();
            check(&core::array::from_fn(|i| [&*word, &*marked, &*any, ""][i % 4]));
            for text in [&word, &any] {
                let short = Short::of(text, 5);
                prop_assert!(short.is_some() || text.len() > 15);
                prop_assert!(short.is_none_or(|short| short.spell(&mut Room::new()) == text && short.note() == 5));
            }
        }
    }
}
