//! The vectorized primitives of the sentence scanner: the next byte of a set, the word before a full stop, and the number of visible characters of
//! a line.
//!
//! Each has a scalar implementation, which is its fallback and its reference, and one for SSSE3, AVX2 and AVX-512.

mod preceding_word;

use super::{Isa, Level};
use crate::chars::{ClassSet, pairs};
pub(crate) use preceding_word::PrecedingWord;
use preceding_word::preceding_word_scalar;

/// A set of bytes to search for.
pub(crate) trait ByteSet {
    /// The bytes. They have at most eight different high nibbles.
    const BYTES: &'static [u8];
}

/// Finds the first byte of a set from `from` on. Returns the length if the text has no such byte.
#[inline]
pub(crate) fn find_byte<F: ByteSet>(level: Level, b: &[u8], from: usize) -> usize {
    match level.isa() {
        Isa::Scalar => find_scalar::<F>(b, from),
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of SSSE3.
        #[allow(unsafe_code)]
        Isa::Ssse3 => unsafe { x86::find_ssse3::<F>(b, from) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX2.
        #[allow(unsafe_code)]
        Isa::Avx2 => unsafe { x86::find_avx2::<F>(b, from) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX-512.
        #[allow(unsafe_code)]
        Isa::Avx512 => unsafe { x86::find_avx512::<F>(b, from) },
    }
}

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

/// A byte that a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The position of the byte, or the length of the text.
    pub(crate) at: usize,
    /// The word before the byte. It is empty if the byte is not a full stop.
    pub(crate) word: PrecedingWord,
}

/// Finds the first byte of a set from `from` on, and the word before it if it is a full stop.
#[inline]
pub(crate) fn find_stop<F: ByteSet>(level: Level, b: &[u8], from: usize) -> Hit {
    match level.isa() {
        Isa::Scalar => {
            let at = find_scalar::<F>(b, from);
            Hit { at, word: preceding_word_scalar(b, at) }
        }
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of SSSE3.
        #[allow(unsafe_code)]
        Isa::Ssse3 => unsafe { x86::find_stop_ssse3::<F>(b, from) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX2.
        #[allow(unsafe_code)]
        Isa::Avx2 => unsafe { x86::find_stop_avx2::<F>(b, from) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX-512.
        #[allow(unsafe_code)]
        Isa::Avx512 => unsafe { x86::find_stop_avx512::<F>(b, from) },
    }
}

/// A set of characters of U+0600–067F, which are all pairs of D8 or D9 with a second byte of 80–BF.
pub(crate) struct ArabicSet {
    /// The second bytes, less 0x80, after D8 and after D9.
    pairs: [u64; 2],
    /// The same set by nibbles. The low nibble of the second byte is the index. The lead byte and bits 4 and 5 of the second byte select one bit of
    /// the entry: four for D8 and four for D9.
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    groups: [u8; 16],
}

impl ArabicSet {
    /// Returns the characters of some classes.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn of(classes: ClassSet) -> ArabicSet {
        let all = pairs(classes);
        let pairs = [all[0xD8], all[0xD9]];
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        let groups = {
            let (mut groups, mut n) = ([0; 16], 0);
            while n < 128 {
                if pairs[n >> 6] >> (n & 63) & 1 == 1 {
                    groups[n & 15] |= 1 << (n >> 4);
                }
                n += 1;
            }
            groups
        };
        ArabicSet {
            pairs,
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            groups,
        }
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

/// Counts the characters outside a set from `from`, the start of a character, to `to`. Stops at a character other than ASCII and U+0600–06BF. Returns
/// its position, or `to`.
#[inline]
pub(crate) fn count_chars(level: Level, hidden: &ArabicSet, b: &[u8], from: usize, to: usize, sum: &mut CharCount) -> usize {
    match level.isa() {
        Isa::Scalar => count_scalar(hidden, b, from, to, sum),
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of SSSE3.
        #[allow(unsafe_code)]
        Isa::Ssse3 => unsafe { x86::count_ssse3(hidden, b, from, to, sum) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX2.
        #[allow(unsafe_code)]
        Isa::Avx2 => unsafe { x86::count_avx2(hidden, b, from, to, sum) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX-512.
        #[allow(unsafe_code)]
        Isa::Avx512 => unsafe { x86::count_avx512(hidden, b, from, to, sum) },
    }
}

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

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod x86 {
    use super::super::read_ahead;
    use super::super::vector::{Avx2, Avx512, Ssse3, Vector};
    use super::preceding_word::{REACH, preceding_word, preceding_word_scalar};
    use super::{ArabicSet, ByteSet, CharCount, Hit, find_scalar};

    /// The number of bytes of a block.
    const BLOCK: usize = 64;

    /// Two tables of groups of the members of a set, which have one high nibble each: those of a low nibble, and the one of a high nibble. A byte is
    /// a member if its two nibbles have a group in common.
    struct Nibbles<F>(core::marker::PhantomData<F>);

    impl<F: ByteSet> Nibbles<F> {
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

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn find_avx512<F: ByteSet>(b: &[u8], from: usize) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { find::<Avx512, F>(b, from) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn find_avx2<F: ByteSet>(b: &[u8], from: usize) -> usize {
        // SAFETY: as above.
        unsafe { find::<Avx2, F>(b, from) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn find_ssse3<F: ByteSet>(b: &[u8], from: usize) -> usize {
        // SAFETY: as above.
        unsafe { find::<Ssse3, F>(b, from) }
    }

    #[inline(always)]
    unsafe fn find<V: Vector, F: ByteSet>(b: &[u8], from: usize) -> usize {
        let mut i = from;
        // SAFETY: the caller has the instructions; what is read is in `b`.
        unsafe {
            while b.len().saturating_sub(i) >= BLOCK {
                let members = members::<V, F>(b.as_ptr().add(i));
                read_ahead(b.as_ptr().add(i));
                if members != 0 {
                    return i + members.trailing_zeros() as usize;
                }
                i += BLOCK;
            }
            // The last block overlaps the one before it.
            if i < b.len() && b.len() >= BLOCK {
                let last = b.len() - BLOCK;
                let members = members::<V, F>(b.as_ptr().add(last)) >> (i - last);
                return if members == 0 { b.len() } else { i + members.trailing_zeros() as usize };
            }
        }
        find_scalar::<F>(b, i)
    }

    /// Returns the bitmask of the members among the 64 bytes at `at`.
    #[inline(always)]
    unsafe fn members<V: Vector, F: ByteSet>(at: *const u8) -> u64 {
        let (mut none, mut n) = (0, 0);
        // SAFETY: the caller's.
        unsafe {
            while n < BLOCK {
                let here = V::load(at.add(n));
                let low = V::lookup(V::table(Nibbles::<F>::LOW), here.and(V::splat(0x0F)));
                let high = V::lookup(V::table(Nibbles::<F>::HIGH), here.high_nibbles());
                none |= low.and(high).eq(V::splat(0)).bits() << n;
                n += V::BYTES;
            }
        }
        !none
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn find_stop_avx512<F: ByteSet>(b: &[u8], from: usize) -> Hit {
        // SAFETY: this function has the instructions.
        unsafe { find_stop::<Avx512, F>(b, from) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn find_stop_avx2<F: ByteSet>(b: &[u8], from: usize) -> Hit {
        // SAFETY: as above.
        unsafe { find_stop::<Avx2, F>(b, from) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn find_stop_ssse3<F: ByteSet>(b: &[u8], from: usize) -> Hit {
        // SAFETY: as above.
        unsafe { find_stop::<Ssse3, F>(b, from) }
    }

    #[inline(always)]
    unsafe fn find_stop<V: Vector, F: ByteSet>(b: &[u8], from: usize) -> Hit {
        // SAFETY: the caller has the instructions; what is read is in `b`.
        unsafe {
            let at = find::<V, F>(b, from);
            let near = at < REACH || b.get(at) != Some(&b'.');
            Hit { at, word: if near { preceding_word_scalar(b, at) } else { preceding_word::<V>(b.as_ptr().add(at - REACH)) } }
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn count_avx512(hidden: &ArabicSet, b: &[u8], from: usize, to: usize, sum: &mut CharCount) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { count::<Avx512>(hidden, b, from, to, sum) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn count_avx2(hidden: &ArabicSet, b: &[u8], from: usize, to: usize, sum: &mut CharCount) -> usize {
        // SAFETY: as above.
        unsafe { count::<Avx2>(hidden, b, from, to, sum) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn count_ssse3(hidden: &ArabicSet, b: &[u8], from: usize, to: usize, sum: &mut CharCount) -> usize {
        // SAFETY: as above.
        unsafe { count::<Ssse3>(hidden, b, from, to, sum) }
    }

    #[inline(always)]
    unsafe fn count<V: Vector>(hidden: &ArabicSet, b: &[u8], from: usize, to: usize, sum: &mut CharCount) -> usize {
        let (mut i, to) = (from, to.min(b.len()));
        while i < to {
            // SAFETY: the caller has the instructions; what is read is in `b` or in the window.
            let Masks { ascii, leads, good, hidden } = unsafe {
                if b.len() - i >= BLOCK {
                    masks::<V>(hidden, b.as_ptr().add(i))
                } else {
                    let mut window = [0; BLOCK];
                    core::ptr::copy_nonoverlapping(b.as_ptr().add(i), window.as_mut_ptr(), b.len() - i);
                    masks::<V>(hidden, window.as_ptr())
                }
            };
            let good = (!good).trailing_zeros() as usize;
            let n = good.min(to - i);
            let within = |mask: u64| (mask & !(!0_u64).checked_shl(n as u32).unwrap_or(0)).count_ones() as usize;
            sum.ascii += within(ascii);
            sum.chars += within(ascii | leads) - within(hidden);
            i += n;
            // The last byte of a block may be the first byte of a pair.
            if good < BLOCK - 1 && n == good {
                break;
            }
        }
        i
    }

    /// Bitmasks of a block of 64 bytes.
    struct Masks {
        ascii: u64,
        /// Lead bytes D8, D9 and DA.
        leads: u64,
        /// ASCII and complete pairs with one of these lead bytes.
        good: u64,
        /// Lead bytes of the characters of the set.
        hidden: u64,
    }

    /// Computes the masks of the 64 bytes at `at`, the start of a character.
    #[inline(always)]
    unsafe fn masks<V: Vector>(hidden: &ArabicSet, at: *const u8) -> Masks {
        let (mut high, mut first, mut d8, mut d9, mut da, mut not_8, mut not_9, mut n) = (0, 0, 0, 0, 0, 0, 0, 0);
        // SAFETY: the caller's.
        unsafe {
            let groups = V::table(&hidden.groups);
            // The bit of a high nibble, 8 to B, after D8 and after D9.
            let which_8 = V::table(&[0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0x02, 0x04, 0x08, 0, 0, 0, 0]);
            let which_9 = V::table(&[0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x20, 0x40, 0x80, 0, 0, 0, 0]);
            while n < BLOCK {
                let here = V::load(at.add(n));
                let put = |v: V| v.bits() << n;
                let (members, nibble) = (V::lookup(groups, here.and(V::splat(0x0F))), here.high_nibbles());
                high |= put(here);
                first |= put(here.at_least(V::splat(0xC0)));
                d8 |= put(here.eq(V::splat(0xD8)));
                d9 |= put(here.eq(V::splat(0xD9)));
                da |= put(here.eq(V::splat(0xDA)));
                not_8 |= put(members.and(V::lookup(which_8, nibble)).eq(V::splat(0)));
                not_9 |= put(members.and(V::lookup(which_9, nibble)).eq(V::splat(0)));
                n += V::BYTES;
            }
        }
        let (leads, second) = (d8 | d9 | da, high & !first);
        Masks { ascii: !high, leads, good: !high | leads & second >> 1 | second & leads << 1, hidden: d8 & !not_8 >> 1 | d9 & !not_9 >> 1 }
    }
}

#[cfg(test)]
mod tests {
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
                        assert_eq!(counted(level), counted(Level::SCALAR), "{level:?} {bad:?} {pad} {to}");
                    }
                }
            }
        }
    }
}
