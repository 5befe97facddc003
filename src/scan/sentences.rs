//! What sentences ask of every byte: where the next of a few bytes is, which word a stop stands behind, and how many characters of a line can be
//! seen.

mod word;

use super::{Isa, Level};
use crate::chars::{ClassSet, pairs};
pub(crate) use word::Word;
use word::word_scalar;

/// A few bytes that are looked for.
pub(crate) trait Few {
    /// At most eight different high nibbles are among them.
    const BYTES: &'static [u8];
}

/// The first of a few bytes from `from` on, or the length.
#[inline]
pub(crate) fn find<F: Few>(level: Level, b: &[u8], from: usize) -> usize {
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

fn find_scalar<F: Few>(b: &[u8], mut from: usize) -> usize {
    const STEP: usize = 16;
    // One lane a byte, without a branch: this becomes vector compares.
    while let Some(chunk) = b.get(from..).and_then(|rest| rest.first_chunk::<STEP>()) {
        let mut found = [0; STEP];
        for &few in F::BYTES {
            for (f, &x) in found.iter_mut().zip(chunk) {
                *f |= (x == few) as u8;
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

/// A byte that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) at: usize,
    /// The word before it; an empty one if it is no stop.
    pub(crate) word: Word,
}

/// The first of a few bytes from `from` on, or the length; and the word before it, if it is a stop.
#[inline]
pub(crate) fn find_stop<F: Few>(level: Level, b: &[u8], from: usize) -> Hit {
    match level.isa() {
        Isa::Scalar => {
            let at = find_scalar::<F>(b, from);
            Hit { at, word: word_scalar(b, at) }
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

/// Characters of U+0600–067F.
pub(crate) struct Set {
    /// The second bytes, less 0x80, behind D8 and behind D9.
    pairs: [u64; 2],
    /// The same by nibbles: of the second byte, the low one says in which groups, four of D8 and four of D9 by bits 4 and 5, it is a member.
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    groups: [u8; 16],
}

impl Set {
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn of(classes: ClassSet) -> Set {
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
        Set {
            pairs,
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            groups,
        }
    }
}

/// How many characters there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Those that are not in the set.
    pub(crate) chars: usize,
    /// Those of ASCII.
    pub(crate) ascii: usize,
}

/// Adds up the characters from `from`, the start of one, to `to` that are not in a set, as long as they are ASCII or of U+0600–06BF. Returns
/// where another one or `to` is.
#[inline]
pub(crate) fn count(level: Level, hidden: &Set, b: &[u8], from: usize, to: usize, sum: &mut Count) -> usize {
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

fn count_scalar(hidden: &Set, b: &[u8], from: usize, to: usize, sum: &mut Count) -> usize {
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
    use super::word::{REACH, word, word_scalar};
    use super::{Count, Few, Hit, Set, find_scalar};

    /// How many bytes are looked at together.
    const BLOCK: usize = 64;

    /// For the members: by the low nibble, in which groups; and by the high nibble, which group that is.
    struct Nibbles<F>(core::marker::PhantomData<F>);

    impl<F: Few> Nibbles<F> {
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
    pub(super) unsafe fn find_avx512<F: Few>(b: &[u8], from: usize) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { find::<Avx512, F>(b, from) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn find_avx2<F: Few>(b: &[u8], from: usize) -> usize {
        // SAFETY: as above.
        unsafe { find::<Avx2, F>(b, from) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn find_ssse3<F: Few>(b: &[u8], from: usize) -> usize {
        // SAFETY: as above.
        unsafe { find::<Ssse3, F>(b, from) }
    }

    #[inline(always)]
    unsafe fn find<V: Vector, F: Few>(b: &[u8], from: usize) -> usize {
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
            // The last bytes, with some before them again.
            if i < b.len() && b.len() >= BLOCK {
                let last = b.len() - BLOCK;
                let members = members::<V, F>(b.as_ptr().add(last)) >> (i - last);
                return if members == 0 { b.len() } else { i + members.trailing_zeros() as usize };
            }
        }
        find_scalar::<F>(b, i)
    }

    /// Which of the 64 bytes at `at` are members.
    #[inline(always)]
    unsafe fn members<V: Vector, F: Few>(at: *const u8) -> u64 {
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
    pub(super) unsafe fn find_stop_avx512<F: Few>(b: &[u8], from: usize) -> Hit {
        // SAFETY: this function has the instructions.
        unsafe { find_stop::<Avx512, F>(b, from) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn find_stop_avx2<F: Few>(b: &[u8], from: usize) -> Hit {
        // SAFETY: as above.
        unsafe { find_stop::<Avx2, F>(b, from) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn find_stop_ssse3<F: Few>(b: &[u8], from: usize) -> Hit {
        // SAFETY: as above.
        unsafe { find_stop::<Ssse3, F>(b, from) }
    }

    #[inline(always)]
    unsafe fn find_stop<V: Vector, F: Few>(b: &[u8], from: usize) -> Hit {
        // SAFETY: the caller has the instructions; what is read is in `b`.
        unsafe {
            let at = find::<V, F>(b, from);
            let near = at < REACH || b.get(at) != Some(&b'.');
            Hit { at, word: if near { word_scalar(b, at) } else { word::<V>(b.as_ptr().add(at - REACH)) } }
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn count_avx512(hidden: &Set, b: &[u8], from: usize, to: usize, sum: &mut Count) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { count::<Avx512>(hidden, b, from, to, sum) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn count_avx2(hidden: &Set, b: &[u8], from: usize, to: usize, sum: &mut Count) -> usize {
        // SAFETY: as above.
        unsafe { count::<Avx2>(hidden, b, from, to, sum) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn count_ssse3(hidden: &Set, b: &[u8], from: usize, to: usize, sum: &mut Count) -> usize {
        // SAFETY: as above.
        unsafe { count::<Ssse3>(hidden, b, from, to, sum) }
    }

    #[inline(always)]
    unsafe fn count<V: Vector>(hidden: &Set, b: &[u8], from: usize, to: usize, sum: &mut Count) -> usize {
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
            // The last byte of a block may be the first of two.
            if good < BLOCK - 1 && n == good {
                break;
            }
        }
        i
    }

    struct Masks {
        ascii: u64,
        leads: u64,
        good: u64,
        hidden: u64,
    }

    /// Of the 64 bytes at `at`, the start of a character.
    #[inline(always)]
    unsafe fn masks<V: Vector>(hidden: &Set, at: *const u8) -> Masks {
        let (mut high, mut first, mut d8, mut d9, mut da, mut not_8, mut not_9, mut n) = (0, 0, 0, 0, 0, 0, 0, 0);
        // SAFETY: the caller's.
        unsafe {
            let groups = V::table(&hidden.groups);
            // By the high nibble, 8 to B: its group behind D8, and behind D9.
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
    impl Few for Any {
        const BYTES: &'static [u8] = b".\n\r\x00/~\x80\x9F\xC2\xE2\xFF";
    }

    #[test]
    fn finds_the_first() {
        let bytes: Vec<u8> = (0..=255).collect();
        for level in Level::all() {
            for len in (0..200).chain([256]) {
                let b = &bytes[256 - len..];
                for from in 0..=len + 1 {
                    let first = (from..len).find(|&i| Any::BYTES.contains(&b[i])).unwrap_or(len);
                    assert_eq!(find::<Any>(level, b, from), first, "{level:?} {len} {from}");
                }
            }
            for at in 0..150 {
                let mut b = [b'x'; 150];
                b[at] = b'.';
                assert_eq!(find::<Any>(level, &b, 0), at);
                assert_eq!(find::<Any>(level, &b, at + 1), 150);
            }
        }
    }

    #[test]
    fn counts_what_is_seen() {
        static MARKS: Set = Set::of(chars::MARKS.or(chars::IGNORABLE));
        let unseen = |c: char| chars::is_mark(c) || chars::IGNORABLE.has_char(c);
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
                    let mut sum = Count::default();
                    let end = count(level, &MARKS, text.as_bytes(), from, to, &mut sum);
                    assert_eq!(end, from + seen.iter().map(|c| c.len_utf8()).sum::<usize>(), "{level:?} {from} {to}");
                    assert_eq!(sum.chars, seen.iter().filter(|&&c| !unseen(c)).count(), "{level:?} {from} {to}");
                    assert_eq!(sum.ascii, seen.iter().filter(|c| c.is_ascii()).count(), "{level:?} {from} {to}");
                }
            }
        }
    }

    /// Bytes that are no UTF-8 end the count, at every level at the same place.
    #[test]
    fn counts_up_to_what_is_no_text() {
        static MARKS: Set = Set::of(chars::MARKS);
        for bad in [&b"\xD8"[..], b"\xD9\xD9", b"\x8B", b"\xD8 ", b"\xDA", b"\xDB\x81", b"\xFF", b"\xC0\x80", b"\xD9\x8B\x8B"] {
            for pad in 0..140 {
                let mut b: Vec<u8> = "ب".repeat(pad / 2).into_bytes();
                b.extend(b" ".repeat(pad % 2));
                b.extend(bad);
                b.extend(b"\xD8\xA8 x");
                for to in [b.len(), b.len() + 9, pad + 1, pad] {
                    let counted = |level| {
                        let mut sum = Count::default();
                        (count(level, &MARKS, &b, 0, to, &mut sum).min(to), sum)
                    };
                    for level in Level::all() {
                        assert_eq!(counted(level), counted(Level::SCALAR), "{level:?} {bad:?} {pad} {to}");
                    }
                }
            }
        }
    }
}
