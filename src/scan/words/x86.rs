//! The masks of a block by vectors, and tokens folded with the masks in registers.

use super::super::vector::{Avx2, Ssse3, Vector};
use super::{BLOCK, Block, Event, Reader, SPOKEN, STEP};

/// Upper half-bytes and lower half-bytes of a class of bytes.
type Class = (&'static [u8], &'static [u8]);
/// Of each bit of a class byte, what has it.
const CLASSES: [Class; 8] = [
    // Letters.
    (&[4, 6], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    (&[5, 7], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    // " ' ( - .
    (&[2], &[2, 7, 8, 13, 14]),
    // The colon.
    (&[3], &[10]),
    // The second byte of the Arabic comma.
    (&[8], &[12]),
    // Digits.
    (&[3], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    // ; ? and the second bytes of the Arabic ones.
    (&[3, 9], &[11, 15]),
    // Space ! & ) * , /
    (&[2], &[0, 1, 6, 9, 10, 12, 15]),
];
const LETTERS: u8 = 0b11;
/// Bit 5, from which digits are read.
const MARKS: u8 = 0b1100_1100;
const SIGNS: u8 = 0b0101_0000;
static UPPER: [u8; 16] = halves(true);
static LOWER: [u8; 16] = halves(false);

/// For each half-byte, the bits of the classes that have it.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn halves(upper: bool) -> [u8; 16] {
    let (mut table, mut bit) = ([0; 16], 0);
    while bit < 8 {
        let half = if upper { CLASSES[bit].0 } else { CLASSES[bit].1 };
        let mut i = 0;
        while i < half.len() {
            table[half[i] as usize] |= 1 << bit;
            i += 1;
        }
        bit += 1;
    }
    table
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(super) unsafe fn look_avx2(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: this function has the instructions.
    unsafe { look::<Avx2>(b, at, afresh, block) }
}

#[target_feature(enable = "ssse3,popcnt")]
pub(super) unsafe fn look_ssse3(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: as above.
    unsafe { look::<Ssse3>(b, at, afresh, block) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(super) unsafe fn fold_avx2<'t, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    so_far: B,
    kind: impl Fn(u8) -> K,
    ask: impl FnMut(usize) -> (usize, Option<K>),
    f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    // SAFETY: as above.
    unsafe { fold::<Avx2, B, K, WORDS>(reader, so_far, kind, ask, f) }
}

#[target_feature(enable = "ssse3,popcnt")]
pub(super) unsafe fn fold_ssse3<'t, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    so_far: B,
    kind: impl Fn(u8) -> K,
    ask: impl FnMut(usize) -> (usize, Option<K>),
    f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    // SAFETY: as above.
    unsafe { fold::<Ssse3, B, K, WORDS>(reader, so_far, kind, ask, f) }
}

/// [`Reader::fold`]: in here, what is known of the block stays in registers.
#[inline(always)]
unsafe fn fold<'t, V: Vector, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    mut so_far: B,
    kind: impl Fn(u8) -> K,
    mut ask: impl FnMut(usize) -> (usize, Option<K>),
    mut f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    let mut r = Reader { block: Block { ..reader.block }, ..reader };
    loop {
        let (text, start, kind) = if let Some((text, start, first)) = r.sure() {
            (text, start, kind(first))
        } else if r.held != 0 || r.is_other() {
            match r.stop() {
                Event::Token((text, start, first)) => (text, start, kind(first)),
                Event::Ask(start) => {
                    let (end, kind) = ask(start);
                    let (text, end) = r.asked(start, end);
                    if !r.goes_on(end) {
                        // SAFETY: the caller has the instructions, here and below.
                        unsafe { look::<V>(r.text.as_bytes(), end, true, &mut r.block) };
                        r.looked(end, true);
                    }
                    let Some(kind) = kind else { continue };
                    (text, start, kind)
                }
            }
        } else if r.is_done() {
            return so_far;
        } else {
            let at = r.base.wrapping_add(STEP + 2);
            unsafe { look::<V>(r.text.as_bytes(), at, at == 0, &mut r.block) };
            r.looked(at, at == 0);
            continue;
        };
        so_far = f(so_far, text, start, kind);
    }
}

#[inline(always)]
unsafe fn look<V: Vector>(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: the caller has the instructions; what is read is in `b`, or in a window.
    unsafe {
        if at >= 2 && b.len().saturating_sub(at) >= BLOCK - 2 {
            return masks::<V>(b.as_ptr().add(at - 2), afresh, block);
        }
        let window = window(b, at);
        masks::<V>(window.as_ptr(), afresh, block);
    }
}

/// The bytes of a block at the start or the end of the text; where there are none, line feeds.
#[inline(never)]
fn window(b: &[u8], at: usize) -> [u8; BLOCK] {
    let mut window = [b'\n'; BLOCK];
    let skipped = 2 - at.min(2);
    let seen = b.get(at + skipped - 2..).unwrap_or_default();
    for (to, from) in window.iter_mut().skip(skipped).zip(seen) {
        *to = *from;
    }
    window
}

/// The masks of the 64 bytes at `at`.
#[inline(always)]
unsafe fn masks<V: Vector>(at: *const u8, afresh: bool, block: &mut Block) {
    let (mut d8, mut d9, mut bit_5, mut tatweel, mut odd_second, mut spaces) = (0, 0, 0, 0, 0, 0);
    // SAFETY: the caller's.
    unsafe {
        let mut n = 0;
        while n < BLOCK {
            let here = V::load(at.add(n));
            let put = |v: V| u64::from(v.bits()) << n;
            let eq = |b: u8| here.eq(V::splat(b));
            d8 |= put(eq(0xD8));
            d9 |= put(eq(0xD9));
            bit_5 |= put(here.bit_5_highest());
            tatweel |= put(eq(0x80));
            odd_second |= put(eq(0x80).or(here.above(0x8A)));
            spaces |= put(eq(b' '));
            n += V::BYTES;
        }
    }
    // Arabic characters of two bytes: D8 with A0–BF, D9 with 80–9F. What stands before a fresh start does not count.
    let (context, spoken) = if afresh { (!3, SPOKEN & !4) } else { (!0, SPOKEN) };
    let lead = (d8 & bit_5 >> 1 | d9 & !(bit_5 >> 1)) & context;
    let arabic = lead | lead << 1;
    let (arabic_1, spaces_1) = (arabic << 1, spaces << 1);
    let inner = arabic & arabic_1 | spaces & spaces_1;
    let rest = !(arabic | spaces);
    // Marks and tatweel, the one no start of a word and the other no end of a plain one.
    let odd = d9 & odd_second >> 1 & lead;
    let odd_starts = odd & !arabic_1 & SPOKEN | if block.odd { lead & 3 } else { 0 };
    let stretched = arabic & tatweel;
    // Marks behind a tatweel leave it the end of its word.
    let marks = odd & !(tatweel >> 1);
    let marks = (marks | marks << 1) & !(!0 << (STEP + 2));
    let stretched_marks = stretched << 1 & marks | if block.stretched { lead & marks & 3 } else { 0 };
    // Most blocks are words and spaces. At the edges a character may not be whole.
    if rest & !(1 | 1 << (BLOCK - 1)) | odd_starts | stretched | stretched_marks == 0 {
        block.bounds = spoken & !inner;
        (block.unsure, block.others, block.signs) = (0, 0, 0);
        (block.wordy, block.odd, block.stretched) = (arabic, false, false);
        return;
    }
    // A sum carries from an odd start to what is behind the run.
    let run = arabic & !(!0 << (STEP + 2));
    let carried = run.wrapping_add(odd_starts);
    block.odd = carried >> (STEP + 2) & 1 == 1;
    let behind_marks = marks.wrapping_add(stretched_marks);
    block.stretched = behind_marks >> (STEP + 2) & 1 == 1;
    let unsure = carried & !run | stretched << 1 | behind_marks & !marks;
    let (mut no_letters, mut no_marks, mut no_signs, mut digits) = (0, 0, 0, 0);
    let (mut soft, mut high, mut feeds, mut dots) = (0, 0, 0, 0);
    // SAFETY: the caller's.
    unsafe {
        let zero = V::splat(0);
        let mut n = 0;
        while n < BLOCK {
            let here = V::load(at.add(n));
            let put = |v: V| u64::from(v.bits()) << n;
            let class = V::lookup(V::table(&LOWER), here.and(V::splat(0x0F))).and(V::lookup(V::table(&UPPER), here.high_nibbles()));
            let none = |bits: u8| put(class.and(V::splat(bits)).eq(zero));
            no_letters |= none(LETTERS);
            no_marks |= none(MARKS);
            no_signs |= none(SIGNS);
            digits |= put(class.bit_5_highest());
            soft |= put(class);
            high |= put(here);
            feeds |= put(here.eq(V::splat(b'\n')));
            dots |= put(here.eq(V::splat(b'.')));
            n += V::BYTES;
        }
    }
    let sign = d8 & !no_signs >> 1;
    let (letters, marks, signs) = (!no_letters, !(no_marks | spaces | high), sign | sign << 1);
    let dull = spaces | feeds | marks | signs;
    let others = rest & !(letters | digits | dull);
    // Behind a byte of each kind.
    let (letters_1, digits_1) = (letters << 1, digits << 1);
    let inner = inner | letters & letters_1 | digits & digits_1 | others & others << 1 | sign << 1;
    let bounds = spoken & !inner;
    let apart = !high | lead & !odd | sign;
    let (plain, blank) = (soft | feeds | sign, spaces | feeds);
    let marked = marks & !dots;
    let digits_end = blank | (soft & (apart & !digits) >> 1) | marks & blank >> 1 | sign & blank >> 2;
    let sure = arabic_1 & (plain | marked & plain >> 1)
        | letters_1 & (plain | marked & blank >> 1)
        | digits_1 & digits_end & !block.no_digits
        | spaces_1 & !others
        | (marks | sign << 1) << 1 & apart
        | feeds << 1;
    block.bounds = bounds;
    block.unsure = bounds & (unsure | !sure);
    block.wordy = !dull;
    block.others = others;
    block.signs = sign << 2;
}
