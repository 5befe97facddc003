//! The SIMD stage of the block scanner: the bitmasks of the bytes of one block, and the choice among three paths by what the block contains.
//!
//! Most blocks are Arabic words and spaces: six bitmasks suffice (the fast path). Blocks with digits, ASCII letters or common punctuation need ten more
//! (the common path), and all others another seventeen (the slow path).

use super::super::arch::{BLOCK, Simd, Vector, bitmasks, level::dispatch};
use super::super::read_ahead;
use super::classes::{self, NibbleClass};
use super::masks::{self, ArabicMasks, CommonMasks, RareMasks, WHOLE};
use super::{Block, BlockMasks, Carry, DeferMasks};

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

    /// Returns the classes of each byte of a register, one bit for each class.
    #[inline(always)]
    fn of<S: Simd>(&self, simd: S, bytes: Vector<S>) -> Vector<S> {
        Vector::table(simd, &self.low).lookup(bytes & 0x0F) & Vector::table(simd, &self.high).lookup(bytes.shift_right::<4>())
    }
}

dispatch! {
    /// Classifies the block that starts at byte `at` of a text; see [`classify`].
    pub(super) fn load_block(b: &[u8], at: usize, afresh: bool, block: &mut Block) = classify;
    /// Classifies a block by the slow path. Returns the masks and the carry into the next block. It is not inlined, because the code is large, and
    /// [`Reader::fold`](super::Reader::fold) is compiled once for each closure. The [`Block`] is not an argument, so it stays in registers.
    #[inline(never)]
    fn classify_rare(bytes: &[u8; BLOCK], afresh: bool, carry: Carry, defer: DeferMasks) -> (BlockMasks, Carry) = classify_by_all_masks;
}

/// Computes the masks of the block that starts at byte `at` of a text, and the carry into the next one. The block loads two bytes before `at`. With
/// `afresh` a token starts at `at` whatever precedes it; otherwise the carry of the preceding block applies.
#[inline(always)]
pub(super) fn classify<S: Simd>(simd: S, b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    match at.checked_sub(2).and_then(|start| b.get(start..)).and_then(|rest| rest.first_chunk()) {
        Some(bytes) => {
            read_ahead(bytes.as_ptr());
            classify_bytes(simd, bytes, afresh, block);
        }
        None => classify_bytes(simd, &window(b, at), afresh, block),
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

/// Classifies the bytes of a block: by the fast path if they are Arabic words and spaces only, otherwise by the common or the slow path.
#[inline(always)]
fn classify_bytes<S: Simd>(simd: S, bytes: &[u8; BLOCK], afresh: bool, block: &mut Block) {
    let arabic_masks = arabic_masks(simd, bytes, afresh);
    let arabic = arabic_masks.lead | arabic_masks.lead << 1;
    let carry = &mut block.carry;
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
    match masks::classify_block(bytes, &arabic_masks, &common_masks(simd, bytes), None, carry, &defer) {
        Some(masks) => block.masks = masks,
        None => (block.masks, block.carry) = classify_rare(simd.level(), bytes, afresh, block.carry, defer),
    }
}

/// Implements [`classify_rare`].
#[inline(always)]
fn classify_by_all_masks<S: Simd>(simd: S, bytes: &[u8; BLOCK], afresh: bool, mut carry: Carry, defer: DeferMasks) -> (BlockMasks, Carry) {
    let (arabic, common, rare) = (arabic_masks(simd, bytes, afresh), common_masks(simd, bytes), rare_masks(simd, bytes));
    let masks = masks::classify_block(bytes, &arabic, &common, Some(&rare), &mut carry, &defer);
    // With all masks there is always a result.
    (masks.unwrap_or_default(), carry)
}

#[inline(always)]
fn arabic_masks<S: Simd>(simd: S, bytes: &[u8; BLOCK], afresh: bool) -> ArabicMasks {
    let masks = bitmasks!(simd: S, bytes, |here| [
        here.is(0xD8),
        here.is(0xD9),
        here.shift_left::<2>(),
        here.is(0x80),
        here.at_least(0x8B),
        here.is(b' '),
    ]);
    ArabicMasks::new(if afresh { !3 } else { !0 }, masks)
}

#[inline(always)]
fn common_masks<S: Simd>(simd: S, bytes: &[u8; BLOCK]) -> CommonMasks {
    let [no_letters, clitics, commas, quotes, digits, questions, soft, high, feeds, dots] = bitmasks!(simd: S, bytes, |here| [
        // The first two classes.
        (COMMON.of(simd, here) & 0b11).is(0),
        COMMON.of(simd, here).shift_left::<5>(),
        COMMON.of(simd, here).shift_left::<4>(),
        COMMON.of(simd, here).shift_left::<3>(),
        COMMON.of(simd, here).shift_left::<2>(),
        COMMON.of(simd, here).shift_left::<1>(),
        COMMON.of(simd, here),
        here,
        here.is(b'\n'),
        here.is(b'.'),
    ]);
    CommonMasks { letters: !no_letters, clitics, commas, quotes, digits, questions, soft, high, feeds, dots }
}

#[inline(always)]
fn rare_masks<S: Simd>(simd: S, bytes: &[u8; BLOCK]) -> RareMasks {
    let [percents, sums, ends_latin_1, ends_latin_2, threes_1, threes_2, tens, twos] = bitmasks!(simd: S, bytes, |here| [
        RARE.of(simd, here).shift_left::<7>(),
        RARE.of(simd, here).shift_left::<6>(),
        RARE.of(simd, here).shift_left::<5>(),
        RARE.of(simd, here).shift_left::<4>(),
        RARE.of(simd, here).shift_left::<3>(),
        RARE.of(simd, here).shift_left::<1>(),
        RARE.of(simd, here).shift_left::<2>(),
        RARE.of(simd, here),
    ]);
    let [c2, c3, c4, da, db, e2, signs, late, later, not_controls, wide] = bitmasks!(simd: S, bytes, |here| [
        here.is(0xC2),
        here.is(0xC3),
        here.at_least(0xC4).and_not(here.at_least(0xC6)),
        here.is(0xDA),
        here.is(0xDB),
        here.is(0xE2),
        here.is(0x97) | here.is(0xB7),
        here.at_least(0xB1),
        here.at_least(0x94),
        here.at_least(b' '),
        here.at_least(0xE1).and_not(here.at_least(0xE4)),
    ]);
    RareMasks {
        rare: ends_latin_1 | ends_latin_2,
        sums,
        c2,
        c3,
        c4,
        da,
        db,
        e2,
        signs,
        twos,
        threes: threes_1 | threes_2,
        tens,
        percents,
        late,
        later,
        white: !not_controls | c2 | wide,
    }
}
