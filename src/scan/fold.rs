//! Folding: copies a text, replaces letters and drops marks, up to the next character that requires the fallback (`normalize/run.rs`).
//!
//! The action for a character of U+0600–067F depends on its two bytes alone ([`FoldAction`]). ASCII is kept, except the tab, which requires the
//! fallback as all other characters do.
//!
//! With SIMD, each byte is combined with its neighbour to the pair of the character. The low four bits of the second byte look up eight bits, one for
//! each combination of first byte (D8, D9) and bits 4 and 5; a second lookup selects the bit. Example: `أَ` with an action table that replaces أ
//! (U+0623) by ا (U+0627) and drops the fatha (U+064E):
//!
//! ```text
//! byte      D8 A3 D9 8E
//! low       3  3  E  E     low four bits of the second byte of the pair
//! which     D8, bits 10    D9, bits 00    selects bit 2 and bit 4 of the looked-up bytes
//! replace   1  1  0  0     change 04: A3 ^ 04 = A7
//! drop      0  0  1  1
//! output    D8 A7
//! ```
//!
//! The kept bytes are compressed eight at a time by a table of shuffles, or 64 at a time by an instruction of AVX-512. The loop advances by a
//! constant; blocks that need the fallback take a rare branch. Computing the advance from the masks would put their latency on the critical path.
//!
//! Without SIMD, the output of a byte is one table lookup by its code, a number of eight bits that includes which of D8 and D9 precedes it. Two bytes
//! are written in any case and the next ones overwrite the surplus, so neither the length of a word nor a mark is a branch.

use alloc::string::String;

use super::{Isa, Level};

/// The action for a character of U+0600–067F.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FoldAction {
    /// The character is kept.
    Keep,
    /// The character is dropped.
    Drop,
    /// The character is replaced by U+0600 + n, n below 128.
    Replace(u8),
    /// The caller decides the character.
    Fallback,
}

/// The table of all characters of U+0600–067F, in the form that the loops want.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct FoldTable {
    /// Sets of characters by the low four bits of the second byte: one bit for each first byte and bits 4 and 5 of the second.
    drop: [u8; 16],
    fallback: [u8; 16],
    replace: [u8; 16],
    /// The `xor` of the second byte, for D8 and for D9. Bit 6 changes the first byte to the other one.
    change: [[u8; 16]; 2],
    /// The output of the scalar loop by the code of a byte: a character of two bytes, one of ASCII, or [`NONE`]; or [`FALLBACK`].
    adds: [u16; 256],
}

/// No output.
const NONE: u16 = 0;
/// The fallback is required: a bit that no character of one or two bytes has.
const FALLBACK: u16 = 0x4000;

/// The code of a first byte, which has no output: the second byte has that of the character. U+0000, whose code this would be, requires the fallback.
const LEAD: u8 = 0;
/// The code of a tab, and of all bytes that require the fallback.
const OTHER: u8 = b'\t';

/// Returns the code of byte `c` after byte `before`: ASCII is itself; the second byte of U+0600 + n is 0x80 + n.
#[inline(always)]
fn code(before: u8, c: u8) -> u8 {
    let second = c | before << 6 & c >> 1 & 0x40;
    // Without branches, so that the compiler vectorizes it.
    let is_lead = if c >= 0xC0 { 0xFF } else { 0 };
    let is_other = if (c ^ 0xD8) & 0xFE & is_lead != 0 || c == 0 { OTHER } else { LEAD };
    second & !is_lead | is_other
}

/// Returns the two bytes of U+0600 + n as a number.
const fn pair(n: u8) -> u16 {
    u16::from_le_bytes([0xD8 | n >> 6, 0x80 | n & 63])
}

impl FoldTable {
    /// Computes the tables of 128 actions. Two characters of D8, or of D9, with the same low four bits share one entry of `change`; if they need
    /// different changes, the second requires the fallback.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn new(actions: &[FoldAction; 128]) -> FoldTable {
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
            match actions[n] {
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

    /// Returns the output of a code.
    #[inline(always)]
    fn adds(&self, code: u8) -> u16 {
        self.adds.get(usize::from(code)).copied().unwrap_or(FALLBACK)
    }

    /// Returns the output of the pair of bytes at `i`; [`FALLBACK`] if it is not in U+0600–067F.
    #[inline(always)]
    fn pair_at(&self, b: &[u8], i: usize) -> u16 {
        match b.get(i..) {
            Some(&[lead @ 0xD8..=0xD9, next, ..]) => self.adds(0x80 | lead << 6 & 0x40 | next & 0x3F),
            _ => FALLBACK,
        }
    }

    /// Returns whether the table decides the character at byte `i`.
    #[inline(always)]
    pub(crate) fn decides(&self, b: &[u8], i: usize) -> bool {
        b.get(i).is_some_and(|&b| b < 0x80 && b != b'\t') || self.pair_at(b, i) != FALLBACK
    }
}

/// Folds a text from byte `from`, the start of a character, on, and appends the output to `out`. Returns the position of the first character that
/// requires the fallback, or the length of the text.
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

/// Returns the position of the first character from byte `from` on that is not kept, or the length of the text.
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

/// The number of bytes of an iteration of the scalar loops, and of a block that is checked for the fallback.
const CHUNK: usize = 64;
const BLOCK: usize = 16;

/// Returns the codes of the bytes from `i` on, with codes of first bytes after the end of the text, and whether all are ASCII without the fallback.
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
    // For Arabic text the last bytes show quickly that it is not ASCII. The line feed is the first code after the tab.
    let is_plain = codes.as_chunks::<8>().0.last().is_some_and(|last| u64::from_ne_bytes(*last) & 0x8080_8080_8080_8080 == 0)
        && codes.iter().fold(0, |max: u8, &code| max.max(code.wrapping_sub(OTHER + 1))) < 0x7F - OTHER;
    (codes, is_plain)
}

/// Output of the scalar loop that is not yet appended. Positions are modulo 256, so they need no check.
struct Batch {
    bytes: [u8; 258],
    len: usize,
}

impl Batch {
    /// Returns whether the output of one more chunk fits: with a first byte before it, and a block of other scripts, whose bytes may count as two
    /// each.
    fn has_room(&self) -> bool {
        self.len + 1 + CHUNK + BLOCK < 256
    }

    /// Writes the output of a byte.
    #[inline(always)]
    fn add(&mut self, adds: u16) {
        let at = self.len & 0xFF;
        if let Some(to) = self.bytes.get_mut(at..at + 2) {
            to.copy_from_slice(&adds.to_le_bytes());
        }
        // 0 for no output, 1 for ASCII, 2 for a pair, whose second byte has its high bit: only one addition depends on the preceding iteration.
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
    // A first byte at the end had no output yet.
    whole(b, i.min(b.len()))
}

/// Appends bytes that are valid UTF-8.
#[inline(always)]
#[allow(unsafe_code)]
fn append(out: &mut String, bytes: &[u8]) {
    debug_assert!(core::str::from_utf8(bytes).is_ok());
    // SAFETY: all writers of this file put whole characters together: ASCII, and the pairs of `FoldTable`.
    unsafe { out.as_mut_vec() }.extend_from_slice(bytes);
}

/// The output of each code if every character is kept.
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
    // A short text is seldom unchanged, so computing the codes of a whole chunk would not pay.
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

/// Returns the length of the character at byte `i` if it is kept, otherwise 0.
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
        // SAFETY: this function has the instructions.
        unsafe { fold::<Avx2>(table, text, from, out) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn fold_ssse3(table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { fold::<Ssse3>(table, text, from, out) }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn unchanged_avx512(table: &FoldTable, text: &str, from: usize) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { unchanged::<Avx512>(table, text, from) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn unchanged_avx2(table: &FoldTable, text: &str, from: usize) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { unchanged::<Avx2>(table, text, from) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn unchanged_ssse3(table: &FoldTable, text: &str, from: usize) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { unchanged::<Ssse3>(table, text, from) }
    }

    /// The length of a window: a vector, the byte before it and the byte after it.
    const WINDOW: usize = 66;

    /// A [`FoldTable`] in registers.
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

        /// Returns the folded bytes at `at`, and bitmasks of the dropped bytes and of those that require the fallback. It also reads the byte before
        /// `at` and the byte after the vector.
        #[inline(always)]
        unsafe fn step(&self, at: *const u8) -> (V, u64, u64) {
            unsafe {
                let (before, here, behind) = (V::load(at.sub(1)), V::load(at), V::load(at.add(1)));
                // The pair of each byte: a first byte with the next one, any other with the preceding one.
                let is_lead = here.at_least(V::splat(0xC0));
                let (lead, next) = (V::select(is_lead, here, before), V::select(is_lead, behind, here));
                let odd = lead.and(V::splat(1));
                let arabic = lead.xor(odd).eq(V::splat(0xD8));
                // Bits 7 and 6 of a second byte are 10; for other bytes (ASCII) the lookup is 0.
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

    /// Returns the bits of the first `n` bytes of a vector.
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
                        // The advance must not be a sum that depends on `fallback`: the branch is predicted.
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
                    // `out` must end with a whole character if code below unwinds.
                    if b.get_unchecked(i) & 0xC0 == 0x80 {
                        i -= 1;
                        len -= usize::from(len > 0 && *to.add(len - 1) >= 0xC0);
                    }
                    vec.set_len(len);
                }
                // The start and the end of the text, and a full `out`, use a window of their own.
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
                // A vector needs a byte before it.
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

/// Returns the first byte of the character of a byte.
#[inline(always)]
fn whole(b: &[u8], i: usize) -> usize {
    if b.get(i).is_some_and(|&x| x & 0xC0 == 0x80) { i - 1 } else { i }
}
