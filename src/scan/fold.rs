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
use alloc::vec::Vec;
use core::mem::MaybeUninit;

use super::arch::{BLOCK, Simd, Vector, level::dispatch, utf8};
use super::{Level, read_ahead};

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
    fold_at_level(level, table, text, from, out)
}

/// Returns the position of the first character from byte `from` on that is not kept, or the length of the text.
#[inline]
pub(crate) fn unchanged(level: Level, table: &FoldTable, text: &str, from: usize) -> usize {
    debug_assert!(text.is_char_boundary(from));
    if !text.is_char_boundary(from) {
        return text.len();
    }
    unchanged_at_level(level, table, text, from)
}

dispatch! {
    #[inline]
    fn fold_at_level(table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize = fold_blocks, scalar fold_scalar;
    #[inline]
    fn unchanged_at_level(table: &FoldTable, text: &str, from: usize) -> usize = unchanged_blocks, scalar unchanged_scalar;
}

/// The bytes around a block: the byte before it, its 64 bytes, and the byte after it.
const WINDOW: usize = BLOCK + 2;

/// A [`FoldTable`] in registers.
#[derive(Clone, Copy)]
struct Tables<S: Simd> {
    simd: S,
    drop: Vector<S>,
    fallback: Vector<S>,
    replace: Vector<S>,
    change: [Vector<S>; 2],
    /// One bit for each of the combinations of D8 or D9 and bits 4 and 5 of a second byte.
    which: Vector<S>,
}

/// The result of one register.
#[derive(Clone, Copy)]
struct Folded<S: Simd> {
    bytes: Vector<S>,
    /// The byte mask of the bytes that are not dropped.
    is_kept: Vector<S>,
    /// The byte mask of the bytes that the table decides: those that require no fallback.
    is_decided: Vector<S>,
}

impl<S: Simd> Tables<S> {
    #[inline(always)]
    fn new(simd: S, table: &FoldTable) -> Tables<S> {
        let [after_d8, after_d9] = &table.change;
        Tables {
            simd,
            drop: Vector::table(simd, &table.drop),
            fallback: Vector::table(simd, &table.fallback),
            replace: Vector::table(simd, &table.replace),
            change: [Vector::table(simd, after_d8), Vector::table(simd, after_d9)],
            which: Vector::table(simd, &[0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128]),
        }
    }

    /// Folds the bytes of one register, those from index `at + 1` of the window on. Reads the byte before and the byte after them.
    #[inline(always)]
    fn fold(&self, window: &[u8], at: usize) -> Folded<S> {
        let before = Vector::load(self.simd, window, at);
        let here = Vector::load(self.simd, window, at + 1);
        let after = Vector::load(self.simd, window, at + 2);
        // The pair of each byte: a first byte with the next one, any other with the preceding one.
        let is_lead = here.at_least(0xC0);
        let (lead, next) = (is_lead.select(here, before), is_lead.select(after, here));
        let odd = lead & 1;
        let is_arabic = (lead ^ odd).is(0xD8);
        // Bits 7 and 6 of a second byte are 10; for other bytes (ASCII) the lookup is 0.
        let which = self.which.lookup(next.shift_right::<4>() ^ odd.shift_left::<2>()) & is_arabic;
        let low = next & 0x0F;
        let is_other = is_lead.and_not(is_arabic) | here.is(b'\t');
        let change = odd.is(0).select(self.change[0].lookup(low), self.change[1].lookup(low));
        // Bit 6 of the change is the change of the first byte, D8 to D9 or back.
        let change = is_lead.select(change.shift_right::<6>() & 1, change & 0x3F);
        Folded {
            bytes: here ^ change.and_not((self.replace.lookup(low) & which).is(0)),
            is_kept: (self.drop.lookup(low) & which).is(0),
            is_decided: (self.fallback.lookup(low) & which | is_other).is(0),
        }
    }
}

/// Returns the bits below bit `n`, for `n` up to 64.
#[inline(always)]
fn bits_before(n: usize) -> u64 {
    !u64::MAX.unbounded_shl(n as u32)
}

/// The output of one block.
struct FoldedBlock {
    /// The number of bytes that were written: the output of the characters that precede the first one that requires the fallback.
    written: usize,
    /// The number of bytes before that character, or the number of all bytes of the block.
    decided: usize,
}

/// Folds the first `n` bytes of a block and writes the output to `to`, which has [`BLOCK`] bytes or more.
#[inline(always)]
fn fold_block<S: Simd>(tables: &Tables<S>, window: &[u8; WINDOW], n: usize, to: &mut [MaybeUninit<u8>]) -> FoldedBlock {
    let (mut at, mut written, mut keep) = (0, 0, 0);
    let all_ones = Vector::splat(tables.simd, 0xFF);
    let (mut decided, mut all_decided) = ([all_ones; BLOCK / 16], all_ones);
    while at < n {
        let folded = tables.fold(window, at);
        let kept = folded.is_kept.bits();
        keep |= kept << at;
        if let Some(to) = to.get_mut(written..) {
            written += folded.bytes.compress(kept, to);
        }
        if let Some(decided) = decided.get_mut(at / S::BYTES) {
            *decided = folded.is_decided;
        }
        all_decided = all_decided & folded.is_decided;
        at += S::BYTES;
    }
    if all_decided.bits() == all_ones.bits() && n == BLOCK {
        return FoldedBlock { written, decided: BLOCK };
    }
    // Bytes are written in order, so those of the decided characters come first.
    let decided = decided.iter().rev().fold(0, |bits: u64, decided| bits.unbounded_shl(S::BYTES as u32) | decided.bits());
    let decided = (decided.trailing_ones() as usize).min(n);
    FoldedBlock { written: (keep & bits_before(decided)).count_ones() as usize, decided }
}

/// Implements [`fold`].
#[inline(always)]
fn fold_blocks<S: Simd>(simd: S, table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize {
    let b = text.as_bytes();
    let tables = Tables::new(simd, table);
    let mut i = from;
    while i < b.len() {
        let is_stopped;
        (i, is_stopped) = utf8::append(out, |out| fold_whole_blocks(&tables, b, i, out));
        if is_stopped || i == b.len() {
            break;
        }
        // The first and the last block of the text, and a block for which `out` has no capacity, are folded in a copy. The block ends with a whole
        // character.
        let mut n = (b.len() - i).min(BLOCK);
        n -= usize::from(b.get(i + n).is_some_and(|&b| b & 0xC0 == 0x80));
        let window = copied_window(b, i);
        let mut to = [MaybeUninit::uninit(); BLOCK];
        let folded = fold_block(&tables, &window, n, &mut to);
        utf8::append(out, |out| out.extend_from_slice(utf8::written(&to, folded.written)));
        i += folded.decided;
        if folded.decided < n {
            break;
        }
    }
    i
}

/// Folds whole blocks from byte `i` on, as long as a byte precedes and follows each of them and `out` has capacity for it. Returns the position after
/// them, the start of a character, and whether the character there requires the fallback.
#[inline(always)]
fn fold_whole_blocks<S: Simd>(tables: &Tables<S>, b: &[u8], mut i: usize, out: &mut Vec<u8>) -> (usize, bool) {
    let spare = out.spare_capacity_mut();
    let (mut written, mut is_stopped) = (0, false);
    while let Some(window) = window_at(b, i)
        && let Some(to) = spare.get_mut(written..).filter(|to| to.len() >= BLOCK)
    {
        read_ahead(window.as_ptr());
        let folded = fold_block(tables, window, BLOCK, to);
        i += folded.decided;
        written += folded.written;
        is_stopped = folded.decided < BLOCK;
        if is_stopped {
            break;
        }
    }
    // If the last block ended within a character, its first byte is removed, so `out` ends with a whole character.
    if b.get(i).is_some_and(|&b| b & 0xC0 == 0x80) {
        i -= 1;
        let lead = out.len() + written;
        utf8::set_len(out, lead);
        let is_lead = out.last().is_some_and(|&last| last >= 0xC0);
        out.truncate(lead - usize::from(is_lead && written > 0));
    } else {
        utf8::set_len(out, out.len() + written);
    }
    (i, is_stopped)
}

/// Returns the 64 bytes from byte `i` on with the byte before and the byte after them, if they exist.
#[inline(always)]
fn window_at(b: &[u8], i: usize) -> Option<&[u8; WINDOW]> {
    b.get(i.wrapping_sub(1)..)?.first_chunk()
}

/// Returns a copy of the bytes from byte `i` on with the byte before them, padded with zeros.
#[inline(always)]
fn copied_window(b: &[u8], i: usize) -> [u8; WINDOW] {
    let mut window = [0; WINDOW];
    let start = i.saturating_sub(1);
    let bytes = b.get(start..b.len().min(i + BLOCK + 1)).unwrap_or_default();
    if let Some(to) = window.get_mut(start + 1 - i..).and_then(|window| window.get_mut(..bytes.len())) {
        to.copy_from_slice(bytes);
    }
    window
}

/// Implements [`unchanged`], one register at a time: most texts that are not unchanged change soon.
#[inline(always)]
fn unchanged_blocks<S: Simd>(simd: S, table: &FoldTable, text: &str, from: usize) -> usize {
    let b = text.as_bytes();
    // A register needs a byte before it.
    let mut i = if from == 0 { one_unchanged(table, b, 0) } else { from };
    let tables = Tables::new(simd, table);
    while let Some(window) = b.get(i.wrapping_sub(1)..).filter(|window| window.len() >= S::BYTES + 2) {
        read_ahead(window.as_ptr());
        let folded = tables.fold(window, 0);
        let same = (folded.bytes.eq(Vector::load(simd, window, 1)) & folded.is_kept & folded.is_decided).bits();
        if same != u64::MAX >> (BLOCK - S::BYTES) {
            return whole(b, i + same.trailing_ones() as usize);
        }
        i += S::BYTES;
    }
    unchanged_scalar(table, text, whole(b, i))
}

/// The number of bytes of an iteration of the scalar loops, and of a part of it that is checked for the fallback.
const CHUNK: usize = 64;
const PART: usize = 16;

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
        self.len + 1 + CHUNK + PART < 256
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

/// Implements [`fold`] without SIMD.
fn fold_scalar(table: &FoldTable, text: &str, from: usize, out: &mut String) -> usize {
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
            for block in codes.as_chunks::<PART>().0 {
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
                i += PART;
            }
        }
        // Whole characters: ASCII, and the pairs of the table.
        utf8::append(out, |out| out.extend_from_slice(batch.bytes.get(..batch.len).unwrap_or_default()));
    }
    // A first byte at the end had no output yet.
    whole(b, i.min(b.len()))
}

/// The output of each code if every character is kept.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static SAME: [u16; 256] = {
    let mut same = FoldTable::new(&[FoldAction::Keep; 128]).adds;
    same[OTHER as usize] = NONE;
    same
};

/// Implements [`unchanged`] without SIMD.
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
        for block in codes.as_chunks::<PART>().0 {
            if block.iter().fold(NONE, |all, &code| all | change(code)) != NONE {
                i += block.iter().take_while(|&&code| change(code) == NONE).count();
                return whole(b, i);
            }
            i += PART;
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

/// Returns the first byte of the character of a byte.
#[inline(always)]
fn whole(b: &[u8], i: usize) -> usize {
    if b.get(i).is_some_and(|&x| x & 0xC0 == 0x80) { i - 1 } else { i }
}
