//! The two hot loops of the rules. [`arabic`] finds the end of a run of Arabic letters, and [`ascii`] finds the end of a run of ASCII
//! letters. Both loops read eight bytes at a time as a `u64`.
//!
//! For a word of less than four Arabic or eight ASCII letters, the first `u64` contains the end of the word. The loops compute this end
//! without a branch on the length of the word.

use crate::chars::{self, Class, ClassSet, pairs};
use crate::op_counter;

/// The set of the two-byte Arabic letters, marks and tatweel. The index is the first byte of a character. Bit `n` of the element is 1 if
/// the set contains the character with this first byte and a second byte with the low six bits `n`.
static WORD: [u64; 256] = pairs(chars::LETTERS.or(chars::MARKS).or(ClassSet::of(&[Class::Tatweel])));
/// The two-byte Arabic letters, in the layout of [`WORD`].
static LETTER: [u64; 256] = pairs(chars::LETTERS);
/// The letters U+00C0 to U+024F (Latin-1, Latin Extended-A and Latin Extended-B), in the layout of [`WORD`].
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static LATIN: [u64; 256] = {
    let mut masks = pairs(ClassSet::of(&[Class::Letter]));
    let mut lead = 0;
    while lead < 256 {
        if lead < 0xC3 || lead > 0xC9 {
            masks[lead] = 0;
        }
        lead += 1;
    }
    // C9 80 to C9 8F are U+0240 to U+024F. The characters from C9 90 on belong to the IPA extensions, so the bits of these characters are
    // cleared.
    masks[0xC9] &= 0xFFFF;
    masks
};

/// Returns whether a two-byte Arabic letter starts at byte `i`.
#[inline(always)]
pub(super) fn is_arabic(b: &[u8], i: usize) -> bool {
    has_char_of(&LETTER, b, i)
}

/// Returns whether a letter of U+00C0–024F starts at byte `i`.
#[inline(always)]
pub(super) fn is_latin(b: &[u8], i: usize) -> bool {
    has_char_of(&LATIN, b, i)
}

/// Returns the end of the run of two-byte Arabic letters, marks and tatweel that starts at `at`.
///
/// The loop over `u64` recognizes the characters U+0620–065F, which are all letters, marks or tatweel. The bytes of these characters are D8
/// and A0–BF, or D9 and 80–9F. In these pairs of bytes, bit 0 of the first byte differs from bit 5 of the second byte. In the variable
/// `other`, the 16 bits of each of these pairs are zero. The loop stops at the first pair that is not zero. [`has_char_of`] then checks the
/// pair, because a letter such as U+0671 may follow. Example: the text `كم في`, with the two bytes of each pair in memory order:
///
/// ```text
/// pair            D9 83       D9 85       20 D9
/// bit 0, bit 5    1, 0        1, 0        0, 0
/// other           0           0           not 0: the first byte is neither D8 nor D9
/// result          at + 4: two pairs of two bytes
/// ```
#[inline(always)]
pub(super) fn arabic(b: &[u8], at: usize) -> usize {
    const LEAD: u64 = 0x00FE_00FE_00FE_00FE;
    const D8: u64 = 0x00D8_00D8_00D8_00D8;
    const LAST: u64 = 0x0001_0001_0001_0001;
    let mut i = at;
    loop {
        while let Some(v) = eight(b, i) {
            let other = ((v & LEAD) ^ D8) | (((v ^ (v >> 13)) & LAST) ^ LAST);
            if other != 0 {
                i += other.trailing_zeros() as usize / 16 * 2;
                break;
            }
            i += 8;
        }
        if !has_char_of(&WORD, b, i) {
            break;
        }
        i += 2;
    }
    op_counter::count(i - at);
    i
}

/// Returns the end of the run of ASCII letters that starts at `at`.
///
/// In `letters`, the high bit of a byte is 1 if the byte of the text is an ASCII letter. All other bits are 0. To compute `letters`, the
/// bytes are converted to lowercase and masked to seven bits. The first addition sets the high bit of a byte if the byte is at least `a`.
/// The second addition sets the high bit if the byte is greater than `z`. No sum exceeds 0xFF, so no carry reaches the next byte.
#[inline(always)]
pub(super) fn ascii(b: &[u8], at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let mut i = at;
    while let Some(v) = eight(b, i) {
        let low = (v | (0x20 * ONES)) & !HIGH;
        let letters = (low + (0x80 - b'a' as u64) * ONES) & !(low + (0x7F - b'z' as u64) * ONES) & !v & HIGH;
        if letters != HIGH {
            return i + (letters ^ HIGH).trailing_zeros() as usize / 8;
        }
        i += 8;
    }
    while b.get(i).is_some_and(u8::is_ascii_alphabetic) {
        i += 1;
    }
    i
}

/// Returns whether a two-byte character of `set` starts at byte `i`. `set` has the layout of [`WORD`].
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn has_char_of(set: &[u64; 256], b: &[u8], i: usize) -> bool {
    matches!(b.get(i..), Some(&[lead, next, ..]) if set[lead as usize] >> (next & 63) & 1 == 1)
}

/// Returns the eight bytes that start at byte `i` as a little-endian `u64`, or `None` if less than eight bytes remain.
#[inline(always)]
fn eight(b: &[u8], i: usize) -> Option<u64> {
    b.get(i..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn runs_against_single_characters() {
        let mut text = String::from("كتابٌ جديد، ٣ a~z@Z[é`{|} ABCdefGHIjk ٱلۡكِتَٰبُ\u{7FF}ab١ ـــــــــــ؟ xyz");
        text.push_str(&('\u{600}'..'\u{800}').collect::<String>());
        text.push_str(&(' '..'\u{80}').collect::<String>());
        for (at, c) in text.char_indices() {
            let b = text.as_bytes();
            let set = chars::LETTERS.or(chars::MARKS).or(ClassSet::of(&[Class::Tatweel]));
            let slow = |f: &dyn Fn(char) -> bool| at + text[at..].find(|c| !f(c)).unwrap_or(text.len() - at);
            assert_eq!(arabic(b, at), slow(&|c| c < '\u{800}' && set.has_char(c)), "{c:?}");
            assert_eq!(ascii(b, at), slow(&|c| c.is_ascii_alphabetic()), "{c:?}");
        }
    }
}
