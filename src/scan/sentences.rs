//! The vectorized primitives of the sentence scanner: the next byte of a set, the word before a full stop, and the number of visible characters of
//! a line.
//!
//! Each reads blocks of 64 bytes and computes a bitmask of each class of bytes that it needs. The scalar implementations are the fallback for
//! processors without SIMD and for the ends of a text, and the reference.
//!
//! # Example
//!
//! The search for the bytes of `. \n` (and others) in `تم. ثم`. Two lookups return groups of members that have one high nibble: here bit 0 for `2x`,
//! bit 1 for `0x`. A byte is a member if both lookups have a bit in common.
//!
//! ```text
//! character  ت     م     .  ␠  ث     م
//! byte       D8 AA D9 85 2E 20 D8 AB D9 85
//! by low     10 10 00 00 01 00 10 10 00 00   A and B: line feed and others of 0x; E: full stop
//! by high    00 00 00 00 01 01 00 00 00 00   2x: bit 0
//! member      0  0  0  0  1  0  0  0  0  0
//! ```

mod preceding_word;

use super::arch::{BLOCK, Simd, Vector, bitmasks, level::dispatch};
use super::read_ahead;
use crate::chars::{ClassSet, pairs};
pub(crate) use preceding_word::PrecedingWord;
use preceding_word::{REACH, preceding_word, preceding_word_scalar};

/// A set of bytes to search for.
pub(crate) trait ByteSet {
    /// The bytes. They have at most eight different high nibbles.
    const BYTES: &'static [u8];
}

/// A byte that a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The position of the byte, or the length of the text.
    pub(crate) at: usize,
    /// The word before the byte. It is empty if the byte is not a full stop.
    pub(crate) word: PrecedingWord,
}

dispatch! {
    /// Finds the first byte of a set from `from` on. Returns the length if the text has no such byte.
    #[inline]
    pub(crate) fn find_byte<F: ByteSet>(b: &[u8], from: usize) -> usize = find_in_blocks::<_, F>, scalar find_scalar::<F>;
    /// Finds the first byte of a set from `from` on, and the word before it if it is a full stop.
    #[inline]
    pub(crate) fn find_stop<F: ByteSet>(b: &[u8], from: usize) -> Hit = find_stop_in_blocks::<_, F>, scalar find_stop_scalar::<F>;
    /// Counts the characters outside a set from `from`, the start of a character, to `to`, and adds them to `sum`. Stops at a character other than
    /// ASCII and U+0600–06BF. Returns its position, or `to`.
    #[inline]
    pub(crate) fn count_chars(hidden: &ArabicSet, b: &[u8], from: usize, to: usize, sum: &mut CharCount) -> usize
        = count_in_blocks, scalar count_scalar;
}

/// Two tables of groups of the members of a set, which have one high nibble each: those of a low nibble, and the one of a high nibble. A byte is a
/// member if its two nibbles have a group in common.
struct NibbleTables<F>(core::marker::PhantomData<F>);

impl<F: ByteSet> NibbleTables<F> {
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const TABLES: ([u8; 16], [u8; 16]) = {
        let (mut low, mut high, mut groups, mut i) = ([0; 16], [0; 16], 0, 0);
        while i < F::BYTES.len() {
            let x = F::BYTES[i] as usize;
            if high[x >> 4] == 0 {
                assert!(groups < 8, "too many high nibbles");
                high[x >> 4] = 1 << groups;
                groups += 1;
            }
            low[x & 15] |= high[x >> 4];
            i += 1;
        }
        (low, high)
    };
    const LOW: &'static [u8; 16] = &Self::TABLES.0;
    const HIGH: &'static [u8; 16] = &Self::TABLES.1;
}

/// Implements [`find_byte`].
#[inline(always)]
fn find_in_blocks<S: Simd, F: ByteSet>(simd: S, b: &[u8], from: usize) -> usize {
    let mut i = from;
    while let Some(block) = b.get(i..).and_then(|rest| rest.first_chunk()) {
        let members = members::<S, F>(simd, block);
        read_ahead(block.as_ptr());
        if members != 0 {
            return i + members.trailing_zeros() as usize;
        }
        i += BLOCK;
    }
    // The last block overlaps the one before it.
    if i < b.len()
        && let Some(block) = b.last_chunk()
    {
        let last = b.len() - BLOCK;
        let members = members::<S, F>(simd, block) >> (i - last);
        return if members == 0 { b.len() } else { i + members.trailing_zeros() as usize };
    }
    find_scalar::<F>(b, i)
}

/// Returns the bitmask of the members of a set in a block.
#[inline(always)]
fn members<S: Simd, F: ByteSet>(simd: S, block: &[u8; BLOCK]) -> u64 {
    let (low, high) = (Vector::table(simd, NibbleTables::<F>::LOW), Vector::table(simd, NibbleTables::<F>::HIGH));
    let [others] = bitmasks!(simd: S, block, |here| [(low.lookup(here & 0x0F) & high.lookup(here.shift_right::<4>())).is(0)]);
    !others
}

/// Implements [`find_byte`] without SIMD.
fn find_scalar<F: ByteSet>(b: &[u8], mut from: usize) -> usize {
    const STEP: usize = 16;
    // One lane per byte and no branch, so that the compiler emits vector comparisons.
    while let Some(chunk) = b.get(from..).and_then(|rest| rest.first_chunk::<STEP>()) {
        let mut found = [0; STEP];
        for &member in F::BYTES {
            for (f, &x) in found.iter_mut().zip(chunk) {
                *f |= (x == member) as u8;
            }
        }
        let found = u128::from_le_bytes(found);
        if found != 0 {
            return from + (found.trailing_zeros() / 8) as usize;
        }
        from += STEP;
    }
    b.get(from..).and_then(|rest| rest.iter().position(|x| F::BYTES.contains(x))).map_or(b.len(), |n| from + n)
}

/// Implements [`find_stop`].
#[inline(always)]
fn find_stop_in_blocks<S: Simd, F: ByteSet>(simd: S, b: &[u8], from: usize) -> Hit {
    let at = find_in_blocks::<S, F>(simd, b, from);
    let before = at.checked_sub(REACH).and_then(|start| b.get(start..)).and_then(|rest| rest.first_chunk());
    let word = match before {
        Some(before) if b.get(at) == Some(&b'.') => preceding_word(simd, before),
        _ => preceding_word_scalar(b, at),
    };
    Hit { at, word }
}

/// Implements [`find_stop`] without SIMD.
fn find_stop_scalar<F: ByteSet>(b: &[u8], from: usize) -> Hit {
    let at = find_scalar::<F>(b, from);
    Hit { at, word: preceding_word_scalar(b, at) }
}

/// A set of characters of U+0600–067F, which are all pairs of D8 or D9 with a second byte of 80–BF.
pub(crate) struct ArabicSet {
    /// The second bytes, less 0x80, after D8 and after D9.
    pairs: [u64; 2],
    /// The same set by nibbles. The low nibble of the second byte is the index. The lead byte and bits 4 and 5 of the second byte select one bit of
    /// the entry: four for D8 and four for D9.
    groups: [u8; 16],
}

impl ArabicSet {
    /// Returns the characters of some classes.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn of(classes: ClassSet) -> ArabicSet {
        let all = pairs(classes);
        let pairs = [all[0xD8], all[0xD9]];
        let (mut groups, mut n) = ([0; 16], 0);
        while n < 128 {
            if pairs[n >> 6] >> (n & 63) & 1 == 1 {
                groups[n & 15] |= 1 << (n >> 4);
            }
            n += 1;
        }
        ArabicSet { pairs, groups }
    }
}

/// Numbers of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CharCount {
    /// The number of characters outside a set.
    pub(crate) chars: usize,
    /// The number of characters of ASCII.
    pub(crate) ascii: usize,
}

/// Implements [`count_chars`] without SIMD.
fn count_scalar(hidden: &ArabicSet, b: &[u8], from: usize, to: usize, sum: &mut CharCount) -> usize {
    let mut i = from;
    while i < to {
        match b.get(i..).unwrap_or_default() {
            [0..0x80, ..] => {
                sum.chars += 1;
                sum.ascii += 1;
                i += 1;
            }
            &[lead @ 0xD8..=0xDA, next @ 0x80..=0xBF, ..] => {
                let set = hidden.pairs.get(lead as usize - 0xD8).copied().unwrap_or(0);
                sum.chars += (set >> (next & 63) & 1 == 0) as usize;
                i += 2;
            }
            _ => break,
        }
    }
    i
}

/// Implements [`count_chars`].
#[inline(always)]
fn count_in_blocks<S: Simd>(simd: S, hidden: &ArabicSet, b: &[u8], from: usize, to: usize, sum: &mut CharCount) -> usize {
    let (mut i, to) = (from, to.min(b.len()));
    while i < to {
        let rest = b.get(i..).unwrap_or_default();
        let CharMasks { ascii, leads, known, hidden } = match rest.first_chunk() {
            Some(block) => char_masks(simd, hidden, block),
            None => {
                let mut block = [0; BLOCK];
                block.iter_mut().zip(rest).for_each(|(to, &b)| *to = b);
                char_masks(simd, hidden, &block)
            }
        };
        let known = known.trailing_ones() as usize;
        let n = known.min(to - i);
        let within = |mask: u64| (mask & !u64::MAX.unbounded_shl(n as u32)).count_ones() as usize;
        sum.ascii += within(ascii);
        sum.chars += within(ascii | leads) - within(hidden);
        i += n;
        // The last byte of a block may be the first byte of a pair.
        if known < BLOCK - 1 && n == known {
            break;
        }
    }
    i
}

/// Bitmasks of a block of 64 bytes.
struct CharMasks {
    ascii: u64,
    /// Lead bytes D8, D9 and DA.
    leads: u64,
    /// ASCII and complete pairs with one of these lead bytes.
    known: u64,
    /// Lead bytes of the characters of the set.
    hidden: u64,
}

/// Computes the masks of a block that starts with a character.
#[inline(always)]
fn char_masks<S: Simd>(simd: S, hidden: &ArabicSet, block: &[u8; BLOCK]) -> CharMasks {
    let groups = Vector::table(simd, &hidden.groups);
    // The bit of a high nibble, 8 to B, after D8 and after D9.
    let which_8 = Vector::table(simd, &[0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0x02, 0x04, 0x08, 0, 0, 0, 0]);
    let which_9 = Vector::table(simd, &[0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x20, 0x40, 0x80, 0, 0, 0, 0]);
    let [high, first, d8, d9, da, not_8, not_9] = bitmasks!(simd: S, block, |here| [
        here,
        here.at_least(0xC0),
        here.is(0xD8),
        here.is(0xD9),
        here.is(0xDA),
        (groups.lookup(here & 0x0F) & which_8.lookup(here.shift_right::<4>())).is(0),
        (groups.lookup(here & 0x0F) & which_9.lookup(here.shift_right::<4>())).is(0),
    ]);
    let (leads, second) = (d8 | d9 | da, high & !first);
    CharMasks { ascii: !high, leads, known: !high | leads & second >> 1 | second & leads << 1, hidden: d8 & !not_8 >> 1 | d9 & !not_9 >> 1 }
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::*;
    use crate::chars;
    use alloc::string::String;
    use alloc::vec::Vec;

    struct Any;
    impl ByteSet for Any {
        const BYTES: &'static [u8] = b".\n\r\x00/~\x80\x9F\xC2\xE2\xFF";
    }

    #[test]
    fn every_level_finds_the_first_byte() {
        let bytes: Vec<u8> = (0..=255).collect();
        for level in Level::all() {
            for len in (0..200).chain([256]) {
                let b = &bytes[256 - len..];
                for from in 0..=len + 1 {
                    let first = (from..len).find(|&i| Any::BYTES.contains(&b[i])).unwrap_or(len);
                    assert_eq!(find_byte::<Any>(level, b, from), first, "{level:?} {len} {from}");
                }
            }
            for at in 0..150 {
                let mut b = [b'x'; 150];
                b[at] = b'.';
                assert_eq!(find_byte::<Any>(level, &b, 0), at);
                assert_eq!(find_byte::<Any>(level, &b, at + 1), 150);
            }
        }
    }

    #[test]
    fn every_level_counts_the_visible_characters() {
        static MARKS: ArabicSet = ArabicSet::of(chars::MARKS.or(chars::IGNORABLE));
        let is_hidden = |c: char| chars::is_mark(c) || chars::IGNORABLE.has_char(c);
        let known = |c: char| c.is_ascii() || ('\u{600}'..='\u{6BF}').contains(&c);
        let mut text: String = ('\u{600}'..'\u{6C0}').chain('\0'..'\u{80}').collect();
        text += &"كَلِمَةٌ ".repeat(20);
        for c in "é\u{6C0}–😀\u{200F}".chars() {
            text.extend(['x', 'ك', c, 'م', '\u{64E}']);
        }
        for level in Level::all() {
            for (from, _) in text.char_indices() {
                for to in (from..=text.len().min(from + 140)).filter(|&i| text.is_char_boundary(i)) {
                    let seen: Vec<char> = text[from..to].chars().take_while(|&c| known(c)).collect();
                    let mut sum = CharCount::default();
                    let end = count_chars(level, &MARKS, text.as_bytes(), from, to, &mut sum);
                    assert_eq!(end, from + seen.iter().map(|c| c.len_utf8()).sum::<usize>(), "{level:?} {from} {to}");
                    assert_eq!(sum.chars, seen.iter().filter(|&&c| !is_hidden(c)).count(), "{level:?} {from} {to}");
                    assert_eq!(sum.ascii, seen.iter().filter(|c| c.is_ascii()).count(), "{level:?} {from} {to}");
                }
            }
        }
    }

    /// Bytes that are not UTF-8 end the count, at the same position for every level.
    #[test]
    fn every_level_stops_counting_at_the_same_bytes() {
        static MARKS: ArabicSet = ArabicSet::of(chars::MARKS);
        for bad in [&b"\xD8"[..], b"\xD9\xD9", b"\x8B", b"\xD8 ", b"\xDA", b"\xDB\x81", b"\xFF", b"\xC0\x80", b"\xD9\x8B\x8B"] {
            for pad in 0..140 {
                let mut b: Vec<u8> = "ب".repeat(pad / 2).into_bytes();
                b.extend(b" ".repeat(pad % 2));
                b.extend(bad);
                b.extend(b"\xD8\xA8 x");
                for to in [b.len(), b.len() + 9, pad + 1, pad] {
                    let counted = |level| {
                        let mut sum = CharCount::default();
                        (count_chars(level, &MARKS, &b, 0, to, &mut sum).min(to), sum)
                    };
                    for level in Level::all() {
                        assert_eq!(counted(level), counted(Level::Scalar), "{level:?} {bad:?} {pad} {to}");
                    }
                }
            }
        }
    }
}
