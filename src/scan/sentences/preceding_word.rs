//! The Arabic word before a full stop: its length, its number of letters and its last two letters.
//!
//! They decide that most words are not abbreviations.

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use super::super::vector::Vector;

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

/// Returns the word at the end of the 64 bytes at `at`.
///
/// The bits of the second bytes of letters give the number of letters and the positions of the last two. The bits of the second bytes of all
/// characters of a word give its length: the number of leading ones, counted in pairs.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
#[inline(always)]
pub(super) unsafe fn preceding_word<V: Vector>(at: *const u8) -> PrecedingWord {
    /// The positions of second bytes.
    const SECOND: u64 = 0xAAAA_AAAA_AAAA_AAAA;
    let (mut d8, mut d9, mut is_80, mut from_8b, mut below_a0, mut below_c0, mut is_b0, mut n) = (0, 0, 0, 0, 0, 0, 0, 0);
    // SAFETY: the caller's.
    unsafe {
        while n < REACH {
            let here = V::load(at.add(n));
            let put = |v: V| v.bits() << n;
            let third = here.and(V::splat(0xE0));
            d8 |= put(here.eq(V::splat(0xD8)));
            d9 |= put(here.eq(V::splat(0xD9)));
            is_80 |= put(here.eq(V::splat(0x80)));
            is_b0 |= put(here.eq(V::splat(0xB0)));
            from_8b |= put(here.at_least(V::splat(0x8B)));
            below_a0 |= put(third.eq(V::splat(0x80)));
            below_c0 |= put(third.eq(V::splat(0xA0)));
            n += V::BYTES;
        }
    }
    let (after_d8, after_d9) = (d8 << 1 & below_c0 & SECOND, d9 << 1 & SECOND);
    let letters = after_d8 | after_d9 & below_a0 & !is_80 & !from_8b;
    let len = (SECOND & !(after_d8 | after_d9 & (below_a0 | is_b0))).leading_zeros();
    let letters = letters & !u64::MAX.checked_shr(len).unwrap_or(0);
    // Bit 0 is the position of a lead byte, so it is free to indicate that there is no letter.
    let last = 63 - (letters | 1).leading_zeros();
    let others = letters & !(1 << last);
    let before = 63 - (others | 1).leading_zeros();
    // SAFETY: two of the 64 bytes.
    let [x, y] = unsafe { [*at.add(before as usize), *at.add(last as usize)] };
    let last_two = [if others == 0 { 0 } else { x }, if letters == 0 { 0 } else { y }];
    PrecedingWord { len: len as u8, letters: letters.count_ones() as u8, last_two }
}

#[cfg(test)]
mod tests {
    use super::super::{ByteSet, Hit, Level, find_stop};
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
                    let found = find_stop::<Stop>(Level::SCALAR, &b, from);
                    assert_eq!(found.word, preceding_word_scalar(&b, found.at));
                    for level in Level::all() {
                        assert_eq!(find_stop::<Stop>(level, &b, from), found, "{level:?} {b:?}");
                    }
                }
            }
        }
    }
}
