//! Folding: text copied with letters replaced and marks left out, up to the next character that takes a closer look.
//!
//! What happens to a character of U+0600–067F is a matter of its two bytes alone: it stays, it goes, it becomes another of these, or it takes
//! a closer look. ASCII stays, but for the tab, which takes a closer look as all other characters do.
//!
//! By vectors: a byte and its neighbour make the pair that is the character, for the first byte as for the second. The low four bits of the
//! second byte look up one bit for each of the eight combinations of first byte (D8, D9) and bits 4 and 5, and those look up which bit it is.
//! What goes is squeezed out eight bytes at a time.

use alloc::string::String;

use super::Level;

/// What becomes of a character of U+0600–067F.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays.
    Keep,
    /// It goes.
    Drop,
    /// It becomes U+0600 + n, n below 128.
    Become(u8),
    /// It takes a closer look.
    Look,
}

/// The fates of all characters of U+0600–067F, in the form that the loops want.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fates {
    /// By the low four bits of the second byte: one bit for each first byte and bits 4 and 5 of the second.
    drop: [u8; 16],
    look: [u8; 16],
    become_: [u8; 16],
    /// What the second byte is changed by, for D8 and for D9; bit 6: the first byte changes to the other one.
    change: [[u8; 16]; 2],
    /// For the scalar loop: the two bytes that a character becomes, [`DROP`], or [`LOOK`].
    pairs: [u16; 128],
}

/// No bytes.
const DROP: u16 = 0;
/// No pair of UTF-8.
const LOOK: u16 = 1;

/// The two bytes of U+0600 + n, as a number of two bytes.
const fn pair(n: u8) -> u16 {
    u16::from_le_bytes([0xD8 | n >> 6, 0x80 | n & 63])
}

impl Fates {
    /// The tables for some fates. Where two of D8 or two of D9 would share the low four bits and not the change, the second takes a closer look.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn new(fates: &[Fate; 128]) -> Fates {
        let mut t = Fates { drop: [0; 16], look: [0; 16], become_: [0; 16], change: [[0; 16]; 2], pairs: [LOOK; 128] };
        let mut n = 0;
        while n < 128 {
            let (low, bit, odd) = (n & 15, 1u8 << (n >> 4 & 7), n >> 6);
            match fates[n] {
                Fate::Keep => t.pairs[n] = pair(n as u8),
                Fate::Drop => {
                    t.drop[low] |= bit;
                    t.pairs[n] = DROP;
                }
                Fate::Become(to) => {
                    let change = (n as u8 ^ to) & 0x7F;
                    if t.change[odd][low] == 0 || t.change[odd][low] == change {
                        t.change[odd][low] = change;
                        t.become_[low] |= bit;
                        t.pairs[n] = pair(to);
                    } else {
                        t.look[low] |= bit;
                    }
                }
                Fate::Look => t.look[low] |= bit,
            }
            n += 1;
        }
        t
    }

    /// The entry of the pair of bytes at `i`; [`LOOK`] where none of U+0600–067F is.
    #[inline(always)]
    fn pair_at(&self, b: &[u8], i: usize) -> u16 {
        match b.get(i..) {
            Some(&[lead @ 0xD8..=0xD9, next, ..]) => self.pairs.get((lead as usize & 1) << 6 | next as usize & 63).copied().unwrap_or(LOOK),
            _ => LOOK,
        }
    }

    /// Whether the character at byte `i` takes no closer look.
    #[inline(always)]
    pub(crate) fn knows(&self, b: &[u8], i: usize) -> bool {
        b.get(i).is_some_and(|&b| b < 0x80 && b != b'\t') || self.pair_at(b, i) != LOOK
    }
}

/// Folds a text from byte `from`, the start of a character, on: appends what becomes of it to `out`. Returns the first byte of the character
/// that takes a closer look, or the length of the text.
#[inline]
pub(crate) fn fold(level: Level, fates: &Fates, text: &str, from: usize, out: &mut String) -> usize {
    debug_assert!(text.is_char_boundary(from));
    // Everything below relies on it.
    if !text.is_char_boundary(from) {
        return text.len();
    }
    match level {
        Level::Scalar => scalar(fates, text, from, out),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a level is made only where the processor has its instructions.
        #[allow(unsafe_code)]
        Level::Ssse3 => unsafe { x86::fold_ssse3(fates, text, from, out) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        #[allow(unsafe_code)]
        Level::Avx2 => unsafe { x86::fold_avx2(fates, text, from, out) },
    }
}

/// The first character from byte `from`, the start of one, on that does not stay, or the length of the text.
#[inline]
pub(crate) fn unchanged(level: Level, fates: &Fates, text: &str, from: usize) -> usize {
    debug_assert!(text.is_char_boundary(from));
    // Everything below relies on it.
    if !text.is_char_boundary(from) {
        return text.len();
    }
    match level {
        Level::Scalar => unchanged_scalar(fates, text, from),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a level is made only where the processor has its instructions.
        #[allow(unsafe_code)]
        Level::Ssse3 => unsafe { x86::unchanged_ssse3(fates, text, from) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        #[allow(unsafe_code)]
        Level::Avx2 => unsafe { x86::unchanged_avx2(fates, text, from) },
    }
}

/// Eight bytes of ASCII without a tab.
#[inline(always)]
fn is_plain_ascii(bytes: &[u8; 8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let v = u64::from_le_bytes(*bytes);
    // A byte below 128 plus 127 less a tab has its high bit but where it is a tab.
    let tabs = (v ^ (ONES * b'\t' as u64)).wrapping_add(ONES * 0x7F) ^ (ONES * 0x80);
    (v | tabs) & (ONES * 0x80) == 0
}

/// How many bytes the scalar loop writes before it appends them.
const BATCH: usize = 256;

fn scalar(fates: &Fates, text: &str, from: usize, out: &mut String) -> usize {
    let b = text.as_bytes();
    let mut i = from;
    let mut looks = false;
    while i < b.len() && !looks {
        let mut batch = [0u8; BATCH + 8];
        let mut n = 0;
        while n < BATCH {
            let Some(&first) = b.get(i) else { break };
            if first < 0x80 {
                if let Some(eight) = b.get(i..).and_then(|rest| rest.first_chunk::<8>())
                    && is_plain_ascii(eight)
                {
                    if let Some(to) = batch.get_mut(n..n + 8) {
                        to.copy_from_slice(eight);
                    }
                    (i, n) = (i + 8, n + 8);
                    continue;
                }
                looks = first == b'\t';
                if looks {
                    break;
                }
                if let Some(to) = batch.get_mut(n) {
                    *to = first;
                }
                (i, n) = (i + 1, n + 1);
                continue;
            }
            let pair = fates.pair_at(b, i);
            looks = pair == LOOK;
            if looks {
                break;
            }
            if let Some(to) = batch.get_mut(n..n + 2) {
                to.copy_from_slice(&pair.to_le_bytes());
            }
            (i, n) = (i + 2, n + 2 * usize::from(pair != DROP));
        }
        append(out, batch.get(..n).unwrap_or_default());
    }
    i
}

/// Appends bytes that are UTF-8.
#[inline(always)]
#[allow(unsafe_code)]
fn append(out: &mut String, bytes: &[u8]) {
    debug_assert!(core::str::from_utf8(bytes).is_ok());
    // SAFETY: all writers of this file put whole characters together: ASCII, and the pairs of `Fates`.
    unsafe { out.as_mut_vec() }.extend_from_slice(bytes);
}

fn unchanged_scalar(fates: &Fates, text: &str, from: usize) -> usize {
    let b = text.as_bytes();
    let mut i = from;
    loop {
        while let Some(eight) = b.get(i..).and_then(|rest| rest.first_chunk::<8>())
            && is_plain_ascii(eight)
        {
            i += 8;
        }
        match one_unchanged(fates, b, i) {
            0 => return i,
            n => i += n,
        }
    }
}

/// The length of the character at byte `i` if it stays, else 0.
#[inline(always)]
fn one_unchanged(fates: &Fates, b: &[u8], i: usize) -> usize {
    match b.get(i..) {
        Some(&[first, ..]) if first < 0x80 && first != b'\t' => 1,
        Some(&[lead, next, ..]) if fates.pair_at(b, i) == u16::from_le_bytes([lead, next]) => 2,
        _ => 0,
    }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use super::super::vector::{Avx2, Ssse3, Vector};
    use super::{Fates, String, append};

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn fold_avx2(fates: &Fates, text: &str, from: usize, out: &mut String) -> usize {
        // SAFETY: this function has the instructions.
        unsafe { fold::<Avx2>(fates, text, from, out) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn fold_ssse3(fates: &Fates, text: &str, from: usize, out: &mut String) -> usize {
        // SAFETY: as above.
        unsafe { fold::<Ssse3>(fates, text, from, out) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn unchanged_avx2(fates: &Fates, text: &str, from: usize) -> usize {
        // SAFETY: as above.
        unsafe { unchanged::<Avx2>(fates, text, from) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn unchanged_ssse3(fates: &Fates, text: &str, from: usize) -> usize {
        // SAFETY: as above.
        unsafe { unchanged::<Ssse3>(fates, text, from) }
    }

    /// Room for a vector, the byte before it and the byte behind it.
    const WINDOW: usize = 34;

    /// The tables in registers.
    #[derive(Clone, Copy)]
    struct Tables<V> {
        drop: V,
        look: V,
        become_: V,
        change: [V; 2],
        /// One bit for each of the combinations of D8 or D9 and bits 4 and 5 of a second byte.
        which: V,
    }

    impl<V: Vector> Tables<V> {
        #[inline(always)]
        unsafe fn new(f: &Fates) -> Tables<V> {
            // SAFETY: the caller has the instructions, here and below.
            unsafe {
                Tables {
                    drop: V::table(&f.drop),
                    look: V::table(&f.look),
                    become_: V::table(&f.become_),
                    change: [V::table(&f.change[0]), V::table(&f.change[1])],
                    which: V::table(&[0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128]),
                }
            }
        }

        /// The bytes at `at` folded, and as bits those that go and those that take a closer look. The byte before `at` and the one behind the
        /// vector are read too.
        #[inline(always)]
        unsafe fn step(&self, at: *const u8) -> (V, u32, u32) {
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
                let look = V::lookup(self.look, low).and(which).or(is_lead.without(arabic)).or(here.eq(V::splat(b'\t')));
                let no_change = V::lookup(self.become_, low).and(which).eq(zero);
                let change = V::select(odd.eq(zero), V::lookup(self.change[0], low), V::lookup(self.change[1], low));
                let change = V::select(is_lead, change.bit_6(), change.and(V::splat(0x3F)));
                let folded = here.xor(V::select(no_change, zero, change));
                (folded, !no_drop.bits(), !look.eq(zero).bits())
            }
        }
    }

    /// Bits of the first `n` bytes of a vector.
    #[inline(always)]
    fn first(n: usize) -> u32 {
        ((1u64 << n) - 1) as u32
    }

    #[inline(always)]
    unsafe fn fold<V: Vector>(fates: &Fates, text: &str, from: usize, out: &mut String) -> usize {
        let b = text.as_bytes();
        // SAFETY: the caller has the instructions. Reads stay within `b` by the conditions of the loop, and within the window behind it; writes
        // within the spare room of `out`. What is written is whole characters of UTF-8: pairs go, change or stay together.
        unsafe {
            let tables = Tables::<V>::new(fates);
            let mut i = from;
            loop {
                if i > 0 && i + V::BYTES < b.len() {
                    let vec = out.as_mut_vec();
                    let (mut len, room) = (vec.len(), vec.capacity());
                    let to = vec.as_mut_ptr();
                    let mut seen = None;
                    while i + V::BYTES < b.len() && len + V::BYTES <= room {
                        let (folded, drop, look) = tables.step(b.as_ptr().add(i));
                        let (drop, look) = (drop & V::ALL, look & V::ALL);
                        // Where to go on must not be a sum that waits for `look`: a branch is foretold.
                        if look != 0 {
                            seen = Some((folded, drop, look));
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
                    if let Some((folded, drop, look)) = seen {
                        let n = look.trailing_zeros() as usize;
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
                let (folded, drop, look) = tables.step(window.as_ptr().add(1));
                let (drop, look) = (drop & first(n), look & first(n));
                let n = if look == 0 { n } else { look.trailing_zeros() as usize };
                let mut made = [0u8; 32];
                let len = folded.compress(!drop & first(n), made.as_mut_ptr());
                append(out, made.get_unchecked(..len));
                i += n;
                if look != 0 {
                    return i;
                }
            }
        }
    }

    #[inline(always)]
    unsafe fn unchanged<V: Vector>(fates: &Fates, text: &str, from: usize) -> usize {
        let b = text.as_bytes();
        // SAFETY: as in `fold`; nothing is written.
        unsafe {
            let tables = Tables::<V>::new(fates);
            let mut i = from;
            if i == 0 {
                // A vector wants a byte before it.
                i = super::one_unchanged(fates, b, 0);
            }
            while i > 0 && i + V::BYTES < b.len() {
                let here = V::load(b.as_ptr().add(i));
                let (folded, drop, look) = tables.step(b.as_ptr().add(i));
                let changed = (!folded.eq(here).bits() | drop | look) & V::ALL;
                if changed != 0 {
                    return super::whole(b, i + changed.trailing_zeros() as usize);
                }
                i += V::BYTES;
            }
            super::unchanged_scalar(fates, text, super::whole(b, i))
        }
    }
}

/// The first byte of the character that holds a byte.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn whole(b: &[u8], i: usize) -> usize {
    if b.get(i).is_some_and(|&x| x & 0xC0 == 0x80) { i - 1 } else { i }
}
