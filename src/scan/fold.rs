//! Folding: text copied with letters replaced and marks left out, up to the next character that takes a closer look.
//!
//! What happens to a character of U+0600–067F is a matter of its two bytes alone: it stays, it goes, it becomes another of these, or it takes
//! a closer look. ASCII stays, but for the tab, which takes a closer look as all other characters do.
//!
//! By vectors: a byte and its neighbour make the pair that is the character, for the first byte as for the second. The low four bits of the
//! second byte look up one bit for each of the eight combinations of first byte (D8, D9) and bits 4 and 5, and those look up which bit it is.
//! What goes is squeezed out eight bytes at a time.
//!
//! Without vectors: what a byte adds to the output is one load by its code, a number of eight bits that says which of the two bytes of Arabic
//! stood before it. Two bytes are written in any case, and the next ones overwrite what was too much, so that neither the length of a word nor
//! a mark is a branch.

use alloc::string::String;

use super::{Isa, Level};

/// What becomes of a character of U+0600–067F.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FoldAction {
    /// It stays.
    Keep,
    /// It goes.
    Drop,
    /// It becomes U+0600 + n, n below 128.
    Replace(u8),
    /// It takes a closer look.
    Fallback,
}

/// The table of all characters of U+0600–067F, in the form that the loops want.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct FoldTable {
    /// By the low four bits of the second byte: one bit for each first byte and bits 4 and 5 of the second.
    drop: [u8; 16],
    fallback: [u8; 16],
    replace: [u8; 16],
    /// What the second byte is changed by, for D8 and for D9; bit 6: the first byte changes to the other one.
    change: [[u8; 16]; 2],
    /// For the scalar loop, by the code of a byte: what it adds to the output, a character of two bytes, one of ASCII, or nothing; or [`FALLBACK`].
    adds: [u16; 256],
}

/// Nothing to add.
const NONE: u16 = 0;
/// A closer look: a bit that no character of one or two bytes has.
const FALLBACK: u16 = 0x4000;

/// The code of a first byte: it adds nothing, what is behind it tells the character. U+0000, whose code this would be, takes a closer look.
const LEAD: u8 = 0;
/// The code of a tab, and of what takes a closer look whatever is behind it.
const OTHER: u8 = b'\t';

/// The code of byte `c` behind byte `before`: of ASCII itself; 0x80 + n of the second byte of U+0600 + n.
#[inline(always)]
fn code(before: u8, c: u8) -> u8 {
    let second = c | before << 6 & c >> 1 & 0x40;
    // Without branches: the compiler makes vectors of it.
    let is_lead = if c >= 0xC0 { 0xFF } else { 0 };
    let is_other = if (c ^ 0xD8) & 0xFE & is_lead != 0 || c == 0 { OTHER } else { LEAD };
    second & !is_lead | is_other
}

/// The two bytes of U+0600 + n, as a number of two bytes.
const fn pair(n: u8) -> u16 {
    u16::from_le_bytes([0xD8 | n >> 6, 0x80 | n & 63])
}

impl FoldTable {
    /// The tables for some table. Where two of D8 or two of D9 would share the low four bits and not the change, the second takes a closer look.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn new(table: &[FoldAction; 128]) -> FoldTable {
        let mut t = FoldTable { drop: [0; 16], fallback: [0; 16], replace: [0; 16], change: [[0; 16]; 2], adds: [FALLBACK; 256] };
        let mut n = 0;
        while n < 128 {
            t.adds[n] = n as u16;
            n += 1;
        }
        t.adds[LEAD as usize] = NONE;
        t.adds[OTHER as usize] = FALLBACK;
        n = 0;
        while n < 128 {
            let (low, bit, odd) = (n & 15, 1u8 << (n >> 4 & 7), n >> 6);
            match table[n] {
                FoldAction::Keep => t.adds[0x80 | n] = pair(n as u8),
                FoldAction::Drop => {
                    t.drop[low] |= bit;
                    t.adds[0x80 | n] = NONE;
                }
                FoldAction::Replace(to) => {
                    let change = (n as u8 ^ to) & 0x7F;
                    if t.change[odd][low] == 0 || t.change[odd][low] == change {
                        t.change[odd][low] = change;
                        t.replace[low] |= bit;
                        t.adds[0x80 | n] = pair(to);
                    } else {
                        t.fallback[low] |= bit;
                    }
                }
                FoldAction::Fallback => t.fallback[low] |= bit,
            }
            n += 1;
        }
        t
    }

    /// What a byte of this code adds.
    #[inline(always)]
    fn adds(&self, code: u8) -> u16 {
        self.adds.get(usize::from(code)).copied().unwrap_or(FALLBACK)
    }

    /// What the pair of bytes at `i` becomes; [`FALLBACK`] where none of U+0600–067F is.
    #[inline(always)]
    fn pair_at(&self, b: &[u8], i: usize) -> u16 {
        match b.get(i..) {
            Some(&[lead @ 0xD8..=0xD9, next, ..]) => self.adds(0x80 | lead << 6 & 0x40 | next & 0x3F),
            _ => FALLBACK,
        }
    }

    /// Whether the character at byte `i` takes no closer look.
    #[inline(always)]
    pub(crate) fn decides(&self, b: &[u8], i: usize) -> bool {
        b.get(i).is_some_and(|&b| b < 0x80 && b != b'\t') || self.pair_at(b, i) != FALLBACK
    }
}

/// Folds a text from byte `from`, the start of a character, on: appends what becomes of it to `out`. Returns the first byte of the character
/// that takes a closer look, or the length of the text.
#[inline]
pub(crate) fn fold(level: Level, table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize {
    debug_assert!(text.is_char_boundary(from));
    // Everything below relies on it.
    if !text.is_char_boundary(from) {
        return text.len();
    }
    match level.isa() {
        Isa::Scalar => scalar(table, text, from, out),
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of SSSE3.
        #[allow(unsafe_code)]
        Isa::Ssse3 => unsafe { x86::fold_ssse3(table, text, from, out) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX2.
        #[allow(unsafe_code)]
        Isa::Avx2 => unsafe { x86::fold_avx2(table, text, from, out) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX-512.
        #[allow(unsafe_code)]
        Isa::Avx512 => unsafe { x86::fold_avx512(table, text, from, out) },
    }
}

/// The first character from byte `from`, the start of one, on that does not stay, or the length of the text.
#[inline]
pub(crate) fn unchanged(level: Level, table: &FoldTable, text: &str, from: usize) -> usize {
    debug_assert!(text.is_char_boundary(from));
    // Everything below relies on it.
    if !text.is_char_boundary(from) {
        return text.len();
    }
    match level.isa() {
        Isa::Scalar => unchanged_scalar(table, text, from),
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of SSSE3.
        #[allow(unsafe_code)]
        Isa::Ssse3 => unsafe { x86::unchanged_ssse3(table, text, from) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX2.
        #[allow(unsafe_code)]
        Isa::Avx2 => unsafe { x86::unchanged_avx2(table, text, from) },
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX-512.
        #[allow(unsafe_code)]
        Isa::Avx512 => unsafe { x86::unchanged_avx512(table, text, from) },
    }
}

/// How many bytes the scalar loops take at once, and in how many they look for what takes a closer look.
const CHUNK: usize = 64;
const BLOCK: usize = 16;

/// The codes of the bytes from `i` on; behind the end of the text, those of first bytes. Whether all are ASCII and take no closer look.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below the length of an array")]
fn codes(b: &[u8], i: usize) -> ([u8; CHUNK], bool) {
    let mut window = [0xD8; 1 + CHUNK];
    let chunk = match b.get(i.wrapping_sub(1)..).and_then(|rest| rest.first_chunk()) {
        Some(chunk) => chunk,
        // The start of the text, or its end.
        None => {
            let shown = b.get(i.saturating_sub(1)..b.len().min(i + CHUNK)).unwrap_or_default();
            let at = usize::from(i == 0);
            if let Some(to) = window.get_mut(at..at + shown.len()) {
                to.copy_from_slice(shown);
            }
            &window
        }
    };
    let codes = core::array::from_fn(|k| code(chunk[k], chunk[k + 1]));
    // The last bytes tell of Arabic text that it is not; the line feed is the first that is.
    let is_plain = codes.as_chunks::<8>().0.last().is_some_and(|last| u64::from_ne_bytes(*last) & 0x8080_8080_8080_8080 == 0)
        && codes.iter().fold(0, |max: u8, &code| max.max(code.wrapping_sub(OTHER + 1))) < 0x7F - OTHER;
    (codes, is_plain)
}

/// Output of the scalar loop that is not yet appended. Places are modulo 256, which needs no check.
struct Batch {
    bytes: [u8; 258],
    len: usize,
}

impl Batch {
    /// Whether the output of one more chunk has room: a first byte before it, and a block of other scripts, whose bytes may seem two each.
    fn has_room(&self) -> bool {
        self.len + 1 + CHUNK + BLOCK < 256
    }

    /// Writes what a byte adds.
    #[inline(always)]
    fn add(&mut self, adds: u16) {
        let at = self.len & 0xFF;
        if let Some(to) = self.bytes.get_mut(at..at + 2) {
            to.copy_from_slice(&adds.to_le_bytes());
        }
        // 0 for nothing, 1 for ASCII, 2 for a pair, whose second byte has its high bit: one sum only waits for the one before it.
        self.len += (usize::from(adds) + 0x7FFF) >> 15;
    }
}

fn scalar(table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize {
    let b = text.as_bytes();
    let mut i = from;
    let mut batch = Batch { bytes: [0; 258], len: 0 };
    let mut needs_fallback = false;
    while i < b.len() && !needs_fallback {
        batch.len = 0;
        while batch.has_room() && i < b.len() && !needs_fallback {
            let (codes, is_plain) = codes(b, i);
            if is_plain && let Some(to) = batch.bytes.get_mut(batch.len..batch.len + CHUNK) {
                to.copy_from_slice(&codes);
                (i, batch.len) = (i + CHUNK, batch.len + CHUNK);
                continue;
            }
            for block in codes.as_chunks::<BLOCK>().0 {
                let start = batch.len;
                let mut all = NONE;
                for &code in block {
                    let adds = table.adds(code);
                    all |= adds;
                    batch.add(adds);
                }
                needs_fallback = all & FALLBACK != 0;
                if needs_fallback {
                    batch.len = start;
                    let known = block.iter().map(|&code| table.adds(code)).take_while(|adds| adds & FALLBACK == 0);
                    i += known.map(|adds| batch.add(adds)).count();
                    break;
                }
                i += BLOCK;
            }
        }
        append(out, batch.bytes.get(..batch.len).unwrap_or_default());
    }
    // Nothing was added for the first byte of a character whose second one is next.
    whole(b, i.min(b.len()))
}

/// Appends bytes that are UTF-8.
#[inline(always)]
#[allow(unsafe_code)]
fn append(out: &mut String, bytes: &[u8]) {
    debug_assert!(core::str::from_utf8(bytes).is_ok());
    // SAFETY: all writers of this file put whole characters together: ASCII, and the pairs of `FoldTable`.
    unsafe { out.as_mut_vec() }.extend_from_slice(bytes);
}

/// What each code adds where all stays.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static SAME: [u16; 256] = {
    let mut same = FoldTable::new(&[FoldAction::Keep; 128]).adds;
    same[OTHER as usize] = NONE;
    same
};

fn unchanged_scalar(table: &FoldTable, text: &str, from: usize) -> usize {
    let b = text.as_bytes();
    let mut i = from;
    let change = |code: u8| table.adds(code) ^ SAME.get(usize::from(code)).copied().unwrap_or(NONE);
    // A short text is seldom unchanged: there the codes of a whole chunk would be too many.
    while b.len() - i >= CHUNK {
        let (codes, is_plain) = codes(b, i);
        if is_plain {
            i += CHUNK;
            continue;
        }
        for block in codes.as_chunks::<BLOCK>().0 {
            if block.iter().fold(NONE, |all, &code| all | change(code)) != NONE {
                i += block.iter().take_while(|&&code| change(code) == NONE).count();
                return whole(b, i);
            }
            i += BLOCK;
        }
    }
    i = whole(b, i);
    loop {
        match one_unchanged(table, b, i) {
            0 => return i,
            n => i += n,
        }
    }
}

/// The length of the character at byte `i` if it stays, else 0.
#[inline(always)]
fn one_unchanged(table: &FoldTable, b: &[u8], i: usize) -> usize {
    match b.get(i..) {
        Some(&[first, ..]) if first < 0x80 && first != b'\t' => 1,
        Some(&[lead, next, ..]) if table.pair_at(b, i) == u16::from_le_bytes([lead, next]) => 2,
        _ => 0,
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod x86 {
    use super::super::read_ahead;
    use super::super::vector::{Avx2, Avx512, Ssse3, Vector};
    use super::{FoldTable, String, append};

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn fold_avx512(table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { fold::<Avx512>(table, text, from, out) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn fold_avx2(table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize {
        // SAFETY: as above.
        unsafe { fold::<Avx2>(table, text, from, out) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn fold_ssse3(table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize {
        // SAFETY: as above.
        unsafe { fold::<Ssse3>(table, text, from, out) }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn unchanged_avx512(table: &FoldTable, text: &str, from: usize) -> usize {
        // SAFETY: as above.
        unsafe { unchanged::<Avx512>(table, text, from) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn unchanged_avx2(table: &FoldTable, text: &str, from: usize) -> usize {
        // SAFETY: as above.
        unsafe { unchanged::<Avx2>(table, text, from) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn unchanged_ssse3(table: &FoldTable, text: &str, from: usize) -> usize {
        // SAFETY: as above.
        unsafe { unchanged::<Ssse3>(table, text, from) }
    }

    /// Room for a vector, the byte before it and the byte behind it.
    const WINDOW: usize = 66;

    /// The tables in registers.
    #[derive(Clone, Copy)]
    struct Tables<V> {
        drop: V,
        fallback: V,
        replace: V,
        change: [V; 2],
        /// One bit for each of the combinations of D8 or D9 and bits 4 and 5 of a second byte.
        which: V,
    }

    impl<V: Vector> Tables<V> {
        #[inline(always)]
        unsafe fn new(f: &FoldTable) -> Tables<V> {
            // SAFETY: the caller has the instructions, here and below.
            unsafe {
                Tables {
                    drop: V::table(&f.drop),
                    fallback: V::table(&f.fallback),
                    replace: V::table(&f.replace),
                    change: [V::table(&f.change[0]), V::table(&f.change[1])],
                    which: V::table(&[0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128]),
                }
            }
        }

        /// The bytes at `at` folded, and as bits those that go and those that take a closer look. The byte before `at` and the one behind the
        /// vector are read too.
        #[inline(always)]
        unsafe fn step(&self, at: *const u8) -> (V, u64, u64) {
            unsafe {
                let (before, here, behind) = (V::load(at.sub(1)), V::load(at), V::load(at.add(1)));
                // The pair of each byte: a first byte with the one behind it, any other with the one before it.
                let is_lead = here.at_least(V::splat(0xC0));
                let (lead, next) = (V::select(is_lead, here, before), V::select(is_lead, behind, here));
                let odd = lead.and(V::splat(1));
                let arabic = lead.xor(odd).eq(V::splat(0xD8));
                // Bits 7 and 6 of a second byte are 10; what is not one (ASCII) finds nothing.
                let which = V::lookup(self.which, next.high_nibbles().xor(odd.times_four())).and(arabic);
                let low = next.and(V::splat(0x0F));
                let zero = V::splat(0);
                let no_drop = V::lookup(self.drop, low).and(which).eq(zero);
                let fallback = V::lookup(self.fallback, low).and(which).or(is_lead.without(arabic)).or(here.eq(V::splat(b'\t')));
                let no_change = V::lookup(self.replace, low).and(which).eq(zero);
                let change = V::select(odd.eq(zero), V::lookup(self.change[0], low), V::lookup(self.change[1], low));
                let change = V::select(is_lead, change.bit_6(), change.and(V::splat(0x3F)));
                let folded = here.xor(V::select(no_change, zero, change));
                (folded, !no_drop.bits(), !fallback.eq(zero).bits())
            }
        }
    }

    /// Bits of the first `n` bytes of a vector.
    #[inline(always)]
    fn first(n: usize) -> u64 {
        !u64::MAX.unbounded_shl(n as u32)
    }

    #[inline(always)]
    unsafe fn fold<V: Vector>(table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize {
        let b = text.as_bytes();
        // SAFETY: the caller has the instructions. Reads stay within `b` by the conditions of the loop, and within the window behind it; writes
        // within the spare room of `out`. What is written is whole characters of UTF-8: pairs go, change or stay together.
        unsafe {
            let tables = Tables::<V>::new(table);
            let mut i = from;
            loop {
                if i > 0 && i + V::BYTES < b.len() {
                    let vec = out.as_mut_vec();
                    let (mut len, room) = (vec.len(), vec.capacity());
                    let to = vec.as_mut_ptr();
                    let mut seen = None;
                    while i + V::BYTES < b.len() && len + V::BYTES <= room {
                        read_ahead(b.as_ptr().add(i));
                        let (folded, drop, fallback) = tables.step(b.as_ptr().add(i));
                        let (drop, fallback) = (drop & V::ALL, fallback & V::ALL);
                        // Where to go on must not be a sum that waits for `fallback`: a branch is foretold.
                        if fallback != 0 {
                            seen = Some((folded, drop, fallback));
                            break;
                        }
                        if drop == 0 {
                            folded.store(to.add(len));
                            len += V::BYTES;
                        } else {
                            len += folded.compress(!drop & V::ALL, to.add(len));
                        }
                        i += V::BYTES;
                    }
                    if let Some((folded, drop, fallback)) = seen {
                        let n = fallback.trailing_zeros() as usize;
                        len += folded.compress(!drop & first(n), to.add(len));
                        vec.set_len(len);
                        return i + n;
                    }
                    // No half of a character is left to be seen, should anything below unwind.
                    if b.get_unchecked(i) & 0xC0 == 0x80 {
                        i -= 1;
                        len -= usize::from(len > 0 && *to.add(len - 1) >= 0xC0);
                    }
                    vec.set_len(len);
                }
                // The start of the text, its end, and where there is no room: by way of a window of their own.
                if i == b.len() {
                    return i;
                }
                let mut n = (b.len() - i).min(V::BYTES);
                if b.get(i + n).is_some_and(|&b| b & 0xC0 == 0x80) {
                    n -= 1;
                }
                let mut window = [0u8; WINDOW];
                let start = i - usize::from(i > 0);
                let shown = b.get_unchecked(start..(i + n + 1).min(b.len()));
                core::ptr::copy_nonoverlapping(shown.as_ptr(), window.as_mut_ptr().add(usize::from(i == 0)), shown.len());
                let (folded, drop, fallback) = tables.step(window.as_ptr().add(1));
                let (drop, fallback) = (drop & first(n), fallback & first(n));
                let n = if fallback == 0 { n } else { fallback.trailing_zeros() as usize };
                let mut made = [0u8; 64];
                let len = folded.compress(!drop & first(n), made.as_mut_ptr());
                append(out, made.get_unchecked(..len));
                i += n;
                if fallback != 0 {
                    return i;
                }
            }
        }
    }

    #[inline(always)]
    unsafe fn unchanged<V: Vector>(table: &FoldTable, text: &str, from: usize) -> usize {
        let b = text.as_bytes();
        // SAFETY: as in `fold`; nothing is written.
        unsafe {
            let tables = Tables::<V>::new(table);
            let mut i = from;
            if i == 0 {
                // A vector wants a byte before it.
                i = super::one_unchanged(table, b, 0);
            }
            while i > 0 && i + V::BYTES < b.len() {
                read_ahead(b.as_ptr().add(i));
                let here = V::load(b.as_ptr().add(i));
                let (folded, drop, fallback) = tables.step(b.as_ptr().add(i));
                let changed = (!folded.eq(here).bits() | drop | fallback) & V::ALL;
                if changed != 0 {
                    return super::whole(b, i + changed.trailing_zeros() as usize);
                }
                i += V::BYTES;
            }
            super::unchanged_scalar(table, text, super::whole(b, i))
        }
    }
}

/// The first byte of the character that holds a byte.
#[inline(always)]
fn whole(b: &[u8], i: usize) -> usize {
    if b.get(i).is_some_and(|&x| x & 0xC0 == 0x80) { i - 1 } else { i }
}
