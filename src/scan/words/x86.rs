//! The masks of bytes of one block, over [`Vector`], with dispatch to the three paths of [`masks`]; and the loop of `fold` with AVX2, which keeps the
//! masks in registers.

use super::super::read_ahead;
use super::super::vector::{Avx2, Avx512, Ssse3, Vector};
use super::classes::{self, NibbleClass};
use super::masks::{self, ArabicMasks, CommonMasks, RareMasks, WHOLE};
use super::{BLOCK, Block, BlockMasks, Carry, DeferMasks, Reader, STEP, ShortWords};

/// Two tables of 16 bytes, by the high and the low nibble of a byte. The bits that both lookups have are the classes of the byte.
struct NibbleTables {
    high: [u8; 16],
    low: [u8; 16],
}

static COMMON: NibbleTables = NibbleTables::new(&classes::COMMON);
static RARE: NibbleTables = NibbleTables::new(&classes::RARE);

impl NibbleTables {
    /// Computes the tables of eight classes: for each nibble a bit for each class that has it.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn new(classes: &[NibbleClass; 8]) -> NibbleTables {
        let (mut tables, mut bit) = (NibbleTables { high: [0; 16], low: [0; 16] }, 0);
        while bit < 8 {
            let mut nibble = 0;
            while nibble < 16 {
                tables.high[nibble] |= ((classes[bit].high >> nibble & 1) as u8) << bit;
                tables.low[nibble] |= ((classes[bit].low >> nibble & 1) as u8) << bit;
                nibble += 1;
            }
            bit += 1;
        }
        tables
    }

    /// Returns the classes of each byte of a vector.
    #[inline(always)]
    unsafe fn of<V: Vector>(&self, bytes: V) -> V {
        // SAFETY: the caller has the instructions of `V`, and these functions require nothing else.
        unsafe { V::lookup(V::table(&self.low), bytes.and(V::splat(0x0F))).and(V::lookup(V::table(&self.high), bytes.high_nibbles())) }
    }
}

/// Computes masks of a block: for each name the bits of an expression over each vector of the block. Unrolled by hand, because the compiler does not
/// always unroll a loop of that size.
macro_rules! masks {
    ($V:ident, $at:ident, |$here:ident| { $($name:ident = $bits:expr;)* }) => {
        $(let mut $name = 0;)*
        masks!(@ $V, $at, 0, $here, $($name = $bits;)*);
        if $V::BYTES == 16 {
            masks!(@ $V, $at, 16, $here, $($name = $bits;)*);
        }
        if $V::BYTES < 64 {
            masks!(@ $V, $at, 32, $here, $($name = $bits;)*);
        }
        if $V::BYTES == 16 {
            masks!(@ $V, $at, 48, $here, $($name = $bits;)*);
        }
    };
    (@ $V:ident, $at:ident, $n:literal, $here:ident, $($name:ident = $bits:expr;)*) => {
        // SAFETY: the caller has the instructions of the vector, and 64 bytes can be read at the address.
        unsafe {
            let $here = $V::load($at.add($n));
            $($name |= $bits << $n;)*
        }
    };
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
pub(super) unsafe fn load_block_avx512(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: this function has the instructions.
    unsafe { load_block::<Avx512>(b, at, afresh, block) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(super) unsafe fn load_block_avx2(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: this function has the instructions.
    unsafe { load_block::<Avx2>(b, at, afresh, block) }
}

#[target_feature(enable = "ssse3,popcnt")]
pub(super) unsafe fn load_block_ssse3(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: this function has the instructions.
    unsafe { load_block::<Ssse3>(b, at, afresh, block) }
}

/// Implements [`Reader::fold`] with AVX2. The function has the instructions, so the masks of the block stay in registers.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(super) unsafe fn fold_avx2<'t, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    mut so_far: B,
    kind: impl Fn(u8) -> K,
    mut ask: impl FnMut(usize) -> (usize, Option<K>),
    mut f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    let mut r = Reader { block: Block { ..reader.block }, ..reader };
    loop {
        let (text, start, kind) = if let Some((text, start, first)) = r.next_certain() {
            (text, start, kind(first))
        } else if r.is_deferred() {
            let start = r.start;
            let (end, kind) = ask(start);
            let (text, end) = r.deferred_token(start, end);
            if !r.try_resume(end) {
                // SAFETY: this function has the instructions, here and below.
                unsafe { load_block::<Avx2>(r.text.as_bytes(), end, true, &mut r.block) };
                r.enter_block(end, true);
            }
            let Some(kind) = kind else { continue };
            (text, start, kind)
        } else if r.is_done() {
            return so_far;
        } else {
            let at = r.base.wrapping_add(STEP + 2);
            unsafe { load_block::<Avx2>(r.text.as_bytes(), at, at == 0, &mut r.block) };
            r.enter_block(at, at == 0);
            continue;
        };
        so_far = f(so_far, text, start, kind);
    }
}

#[inline(always)]
pub(super) unsafe fn load_block<V: ClassifyRare>(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: the caller has the instructions. The 64 bytes are in `b` by the check, or in the window.
    unsafe {
        if at >= 2 && b.len().saturating_sub(at) >= BLOCK - 2 {
            read_ahead(b.as_ptr().add(at));
            return classify_block::<V>(b.as_ptr().add(at - 2), afresh, block);
        }
        let window = window(b, at);
        classify_block::<V>(window.as_ptr(), afresh, block);
    }
}

/// Returns the bytes of a block at the start or the end of the text, with line feeds before and after the text.
#[inline(never)]
fn window(b: &[u8], at: usize) -> [u8; BLOCK] {
    let mut window = [b'\n'; BLOCK];
    let skipped = 2 - at.min(2);
    let shown = b.get(at + skipped - 2..).unwrap_or_default();
    for (to, from) in window.iter_mut().skip(skipped).zip(shown) {
        *to = *from;
    }
    window
}

/// Classifies the 64 bytes at `at`: by the fast path if they are Arabic words and spaces only, otherwise by the common or the slow path.
#[inline(always)]
unsafe fn classify_block<V: ClassifyRare>(at: *const u8, afresh: bool, block: &mut Block) {
    // SAFETY: the caller guarantees the instructions and the 64 bytes.
    let arabic_masks = unsafe { arabic_masks::<V>(at, afresh) };
    let arabic = arabic_masks.lead | arabic_masks.lead << 1;
    let carry = &mut block.carry;
    // Most blocks are Arabic words and spaces.
    if !(arabic | arabic_masks.spaces) & WHOLE
        | arabic_masks.mark_run_starts(carry.mark_run)
        | arabic & arabic_masks.tatweel
        | carry.tatweel
        == 0
    {
        let bounds = arabic_masks.valid_bits() & !(arabic & arabic << 1 | arabic_masks.spaces & arabic_masks.spaces << 1);
        block.masks = BlockMasks { bounds, uncertain: 0, others: 0, by_second_byte: 0, word_like: arabic };
        (carry.mark_run, carry.quote, carry.number) = (0, 0, 0);
        return;
    }
    let defer = block.defer;
    // SAFETY: the caller guarantees the instructions and the 64 bytes; the masks are of these bytes.
    unsafe {
        let full = |_, stops, others| certain_full_stops(at, stops, others, 0, defer.short);
        match masks::classify_block(&arabic_masks, &common_masks::<V>(at), None, carry, &defer, full) {
            Some(masks) => block.masks = masks,
            None => (block.masks, block.carry) = V::classify_rare(at, afresh, block.carry, defer),
        }
    }
}

/// Vectors with a slow path in a function of its own. The code is large, and `fold` is compiled once for each closure, so it must not be inlined
/// there. The block is not an argument, so that it stays in registers.
pub(super) trait ClassifyRare: Vector {
    /// Classifies the 64 bytes at `at` by the slow path. Returns the masks and the carry into the next block.
    ///
    /// # Safety
    ///
    /// The processor has the instructions of the vector, and 64 bytes can be read at `at`.
    unsafe fn classify_rare(at: *const u8, afresh: bool, carry: Carry, defer: DeferMasks) -> (BlockMasks<u64>, Carry);
}

macro_rules! tell {
    ($($V:ident: $features:literal,)*) => {$(
        impl ClassifyRare for $V {
            #[inline(always)]
            unsafe fn classify_rare(at: *const u8, afresh: bool, carry: Carry, defer: DeferMasks) -> (BlockMasks<u64>, Carry) {
                #[target_feature(enable = $features)]
                #[inline(never)]
                unsafe fn with(at: *const u8, afresh: bool, carry: Carry, defer: DeferMasks) -> (BlockMasks<u64>, Carry) {
                    // SAFETY: this function has the instructions.
                    unsafe { classify_rare::<$V>(at, afresh, carry, defer) }
                }
                // SAFETY: the caller has the instructions.
                unsafe { with(at, afresh, carry, defer) }
            }
        }
    )*};
}
tell! {
    Avx512: "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt",
    Avx2: "avx2,bmi1,bmi2,popcnt",
    Ssse3: "ssse3,popcnt",
}

#[inline(always)]
unsafe fn classify_rare<V: Vector>(at: *const u8, afresh: bool, mut carry: Carry, defer: DeferMasks) -> (BlockMasks<u64>, Carry) {
    // SAFETY: the caller guarantees the instructions and the 64 bytes; the masks are of these bytes.
    let masks = unsafe {
        let full = |_, stops, others| certain_full_stops(at, stops, others, 0, defer.short);
        let (arabic_masks, common, rare) = (arabic_masks::<V>(at, afresh), common_masks::<V>(at), rare_masks::<V>(at));
        masks::classify_block(&arabic_masks, &common, Some(&rare), &mut carry, &defer, full)
    };
    // With all masks there is always a result.
    (masks.unwrap_or_default(), carry)
}

#[inline(always)]
unsafe fn arabic_masks<V: Vector>(at: *const u8, afresh: bool) -> ArabicMasks<u64> {
    masks!(V, at, |here| {
        d8 = here.eq(V::splat(0xD8)).bits();
        d9 = here.eq(V::splat(0xD9)).bits();
        bit_5 = here.bits_below::<2>();
        tatweel = here.eq(V::splat(0x80)).bits();
        late = here.above(0x8A).bits();
        spaces = here.eq(V::splat(b' ')).bits();
    });
    ArabicMasks::new(if afresh { !3 } else { !0 }, [d8, d9, bit_5, tatweel, late, spaces])
}

#[inline(always)]
unsafe fn common_masks<V: Vector>(at: *const u8) -> CommonMasks<u64> {
    masks!(V, at, |here| {
        // The first two.
        no_letters = COMMON.of(here).and(V::splat(0b11)).eq(V::splat(0)).bits();
        clitics = COMMON.of(here).bits_below::<5>();
        commas = COMMON.of(here).bits_below::<4>();
        quotes = COMMON.of(here).bits_below::<3>();
        digits = COMMON.of(here).bits_below::<2>();
        questions = COMMON.of(here).bits_below::<1>();
        soft = COMMON.of(here).bits();
        high = here.bits();
        feeds = here.eq(V::splat(b'\n')).bits();
        dots = here.eq(V::splat(b'.')).bits();
    });
    CommonMasks { letters: !no_letters, clitics, commas, quotes, digits, questions, soft, high, feeds, dots }
}

#[inline(always)]
unsafe fn rare_masks<V: Vector>(at: *const u8) -> RareMasks<u64> {
    masks!(V, at, |here| {
        percents = RARE.of(here).bits_below::<7>();
        sums = RARE.of(here).bits_below::<6>();
        rare = RARE.of(here).bits_below::<5>() | RARE.of(here).bits_below::<4>();
        threes = RARE.of(here).bits_below::<3>() | RARE.of(here).bits_below::<1>();
        tens = RARE.of(here).bits_below::<2>();
        twos = RARE.of(here).bits();
        c2 = here.eq(V::splat(0xC2)).bits();
        c3 = here.eq(V::splat(0xC3)).bits();
        c4 = here.at_least(V::splat(0xC4)).without(here.at_least(V::splat(0xC6))).bits();
        da = here.eq(V::splat(0xDA)).bits();
        db = here.eq(V::splat(0xDB)).bits();
        e2 = here.eq(V::splat(0xE2)).bits();
        signs = here.eq(V::splat(0x97)).or(here.eq(V::splat(0xB7))).bits();
        late = here.at_least(V::splat(0xB1)).bits();
        later = here.at_least(V::splat(0x94)).bits();
        controls = here.at_least(V::splat(b' ')).bits() ^ V::ALL;
        wide = here.at_least(V::splat(0xE1)).without(here.at_least(V::splat(0xE4))).bits();
    });
    RareMasks { rare, sums, c2, c3, c4, da, db, e2, signs, twos, threes, tens, percents, late, later, white: controls | c2 | wide }
}

/// Returns the full stops of `stops` whose word certainly is not an abbreviation. Each of them is after an Arabic word and before a blank. The word
/// has seven letters or more, marks and tatweels not counted; or it has two or more, no marks, and its length and last letters are not those of an
/// abbreviation.
///
/// The Arabic bytes and the marks are those of the block and of the 64 bytes before it, of which `before` are known.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "a place of at most 63, a length of at most 8")]
pub(super) unsafe fn certain_full_stops(
    at: *const u8,
    mut stops: u64,
    [arabic, mark_or_tatweel]: [[u64; 2]; 2],
    before: usize,
    short: &ShortWords,
) -> u64 {
    let mut full = 0;
    while stops != 0 {
        let stop = stops & stops.wrapping_neg();
        stops ^= stop;
        let place = (stop.trailing_zeros() & 63) as usize;
        // The length of the word in bytes, as far as the masks have it, and whether it has no marks. The first two bytes may be part of a character.
        let up_to = |bits: u64| bits << ((64 - place) & 63);
        let mut len = (!up_to(arabic[1])).leading_zeros() as usize;
        let mut unmarked = up_to(mark_or_tatweel[1]).leading_zeros() as usize >= len.min(place);
        if len >= place && before > 0 {
            let more = (!arabic[0]).leading_zeros() as usize;
            (len, unmarked) = (place + more, unmarked && mark_or_tatweel[0].leading_zeros() as usize >= more);
        }
        // SAFETY: a full stop after an Arabic word is not the first byte of a block; bytes before the block are read only if `before` has them.
        let (last, last_but_one) = unsafe {
            let stop = at.add(place);
            (*stop.sub(1), if place + before >= 3 { *stop.sub(3) } else { 0 })
        };
        let may_be = short[(len / 2).min(8)][last as usize & 63] >> (last_but_one & 63) & 1 == 1;
        // The bytes of its letters, as far as the word is in this block.
        let marks = up_to(mark_or_tatweel[1]) & !(u64::MAX >> (len.min(place) & 63));
        let letters = len.min(place).saturating_sub(2 * marks.count_ones() as usize);
        if letters >= 14 || unmarked && len >= 14 || len >= 4 && len + 2 <= place + before && unmarked && !may_be {
            full |= stop;
        }
    }
    full
}
