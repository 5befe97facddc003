//! The Arabic word before a full stop: its length, its number of letters and its last two letters.
//!
//! They decide that most words are not abbreviations.

use super::{Simd, bitmasks};

/// The Arabic word before a full stop: its letters (D8 A0–BF, D9 81–8A), the diacritics U+064B–065F and U+0670, and tatweel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PrecedingWord {
    /// The number of bytes, at most [`REACH`]. A word of [`REACH`] bytes may be longer.
    pub(crate) len: u8,
    /// The number of letters.
    pub(crate) letters: u8,
    /// The second bytes of the last two letters; 0 for a letter that does not exist.
    pub(crate) last_two: [u8; 2],
}

/// The number of bytes before a full stop that are read.
pub(crate) const REACH: usize = 64;

/// Returns the word before the byte at `i` if that is a full stop, else an empty word.
pub(super) fn preceding_word_scalar(b: &[u8], i: usize) -> PrecedingWord {
    let mut word = PrecedingWord::default();
    if b.get(i) != Some(&b'.') {
        return word;
    }
    let seen = b.get(i.saturating_sub(REACH)..i).unwrap_or_default();
    for pair in seen.rchunks_exact(2) {
        let &[lead, next] = pair else { break };
        // No branch depends on the class of the character, because the processor cannot predict it.
        let letter = (lead == 0xD8) & (next & 0xE0 == 0xA0) | (lead == 0xD9) & (next.wrapping_sub(0x81) < 10);
        let hidden = (lead == 0xD9) & ((next.wrapping_sub(0x8B) < 0x15) | (next == 0x80) | (next == 0xB0));
        if !(letter | hidden) {
            break;
        }
        let [before, last] = word.last_two;
        word.last_two = match word.letters {
            0 if letter => [0, next],
            1 if letter => [next, last],
            _ => [before, last],
        };
        word.letters += u8::from(letter);
        word.len += 2;
    }
    word
}

/// Returns the word at the end of the 64 bytes before a full stop.
///
/// The bits of the second bytes of letters give the number of letters and the positions of the last two. The bits of the second bytes of all
/// characters of a word give its length: the number of leading ones, counted in pairs. For `في د.` with the last 8 bytes:
///
/// ```text
/// character  ف     ي     ␠  د
/// byte       D9 81 D9 8A 20 D8 AF
/// letters     0  1  0  1  0  0  1   the second bytes of letters; for the length, every second byte from the end
/// word                       0  1   len 2, letters 1, last_two [0, AF]
/// ```
#[inline(always)]
pub(super) fn preceding_word<S: Simd>(simd: S, before: &[u8; REACH]) -> PrecedingWord {
    /// The positions of second bytes.
    const SECOND: u64 = 0xAAAA_AAAA_AAAA_AAAA;
    let [d8, d9, is_80, from_8b, below_a0, below_c0, is_b0] = bitmasks!(simd: S, before, |here| [
        here.is(0xD8),
        here.is(0xD9),
        here.is(0x80),
        here.at_least(0x8B),
        (here & 0xE0).is(0x80),
        (here & 0xE0).is(0xA0),
        here.is(0xB0),
    ]);
    let (after_d8, after_d9) = (d8 << 1 & below_c0 & SECOND, d9 << 1 & SECOND);
    let letters = after_d8 | after_d9 & below_a0 & !is_80 & !from_8b;
    let len = (SECOND & !(after_d8 | after_d9 & (below_a0 | is_b0))).leading_zeros();
    let letters = letters & !u64::MAX.checked_shr(len).unwrap_or(0);
    // The byte at the highest bit, or 0 if no bit is set. Bit 0 is the position of a lead byte, so it is never set.
    let byte_at = |bits: u64| match before.get(63 - (bits | 1).leading_zeros() as usize) {
        Some(&byte) if bits != 0 => byte,
        _ => 0,
    };
    let last = 63 - (letters | 1).leading_zeros();
    let others = letters & !(1 << last);
    PrecedingWord { len: len as u8, letters: letters.count_ones() as u8, last_two: [byte_at(others), byte_at(letters)] }
}

#[cfg(test)]
mod tests {
    use super::super::super::Level;
    use super::super::{ByteSet, Hit, find_stop};
    use super::*;
    use alloc::vec::Vec;

    struct Stop;
    impl ByteSet for Stop {
        const BYTES: &'static [u8] = b".!";
    }

    /// Every level reads the same word, at every offset in a block, in text and in bytes that are not UTF-8.
    #[test]
    fn every_level_reads_the_word_before_a_stop() {
        let letter = |c: &char| matches!(c, '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}');
        let part = |c: &char| letter(c) || matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}');
        let long = "ب".repeat(40);
        let pieces = [
            "",
            "ب",
            "كتاب",
            "كِتَابٌ",
            "كـ\u{670}",
            "\u{64E}\u{640}",
            "فسيكفيكهم",
            &long,
            "\u{61F}",
            "\u{660}",
            "\u{671}",
            "پ",
            "x",
            "é",
            " ",
            "\u{200F}",
            ".",
        ];
        for before in pieces {
            for word in pieces {
                for after in pieces {
                    for pad in 0..70 {
                        let text = alloc::format!("{}{before}{word}{after}. ", "x".repeat(pad));
                        let (b, from) = (text.as_bytes(), text.len() - 2);
                        let chars = || text[..from].chars().rev().take(REACH / 2).take_while(part);
                        let letters: Vec<u8> = chars().filter(letter).map(|c| c as u8 & 0x3F | 0x80).collect();
                        let last_two = [letters.get(1), letters.first()].map(|x| x.copied().unwrap_or(0));
                        let word = PrecedingWord { len: 2 * chars().count() as u8, letters: letters.len() as u8, last_two };
                        for level in Level::all() {
                            assert_eq!(find_stop::<Stop>(level, b, from), Hit { at: from, word }, "{level:?} {text:?}");
                        }
                    }
                }
            }
        }
        for bad in [
            &b"\xD8"[..],
            b"\xD9\xD9",
            b"\x8B",
            b"\xD8 ",
            b"\xDA\xA9",
            b"\xD7\xBF",
            b"\xD9\xA0",
            b"\xD8\x9F",
            b"\xD9\xB0",
            b"\xD9\xB1",
            b"\xFF",
        ] {
            for pad in 0..140 {
                let b = [&b"x".repeat(pad), bad, &"ب".repeat(pad % 5).into_bytes(), b"!.", bad, b"."].concat();
                for from in 0..b.len() {
                    let found = find_stop::<Stop>(Level::Scalar, &b, from);
                    assert_eq!(found.word, preceding_word_scalar(&b, found.at));
                    for level in Level::all() {
                        assert_eq!(find_stop::<Stop>(level, &b, from), found, "{level:?} {b:?}");
                    }
                }
            }
        }
    }
}
