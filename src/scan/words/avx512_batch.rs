//! The loop of `fold` with AVX-512, over eight blocks at once. It first records the positions of all starts and ends of the batch in two arrays and
//! then reads them in one loop. A loop over the bits of each block would end at an unpredictable iteration eight times as often.

use core::arch::x86_64::*;
use core::mem::MaybeUninit;

use super::super::vector::Avx512;
use super::x86::load_block;
use super::{BATCH, BLOCK, Block, BlockMasks, Reader, STEP, bitslice};

/// The capacity of an array of positions: one for each byte, and the rest of the last vector that is stored.
const CAPACITY: usize = BATCH * STEP + BLOCK;
/// The flag of an end whose token has its kind in its second byte.
const SECOND_BYTE: u16 = 1 << 15;

/// Positions in a batch, in bytes from the first loaded byte of the first block.
type Positions = [MaybeUninit<u16>; CAPACITY];

/// Appends the positions of the bits of a block to `len` others and returns the new length.
///
/// # Safety
///
/// The processor has the instructions of [`Isa::Avx512`](crate::scan::Isa), and the new length is at most [`BATCH`] times [`STEP`] and one.
#[inline(always)]
unsafe fn push_positions(positions: &mut Positions, len: usize, bits: u64, by_second_byte: u64, block: usize) -> usize {
    debug_assert!(len + BLOCK <= CAPACITY);
    // SAFETY: the caller guarantees the instructions and the length; the array has space for one more vector after the last position.
    unsafe {
        let each = _mm512_set_epi8(
            63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
            31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
        );
        let (all, by_second_byte) = (_mm512_maskz_compress_epi8(bits, each), _pext_u64(by_second_byte, bits));
        let first = _mm512_set1_epi16((block * STEP) as i16);
        let to = positions.as_mut_ptr().add(len).cast::<u16>();
        let write = |n: usize, positions: __m256i, by_second_byte: u32| {
            let first =
                _mm512_mask_blend_epi16(by_second_byte, first, _mm512_or_si512(first, _mm512_set1_epi16(SECOND_BYTE.cast_signed())));
            _mm512_storeu_si512(to.add(n).cast(), _mm512_add_epi16(_mm512_cvtepu8_epi16(positions), first));
        };
        write(0, _mm512_castsi512_si256(all), by_second_byte as u32);
        let n = bits.count_ones() as usize;
        if n > 32 {
            write(32, _mm512_extracti64x4_epi64::<1>(all), (by_second_byte >> 32) as u32);
        }
        len + n
    }
}

/// Returns a position.
///
/// # Safety
///
/// More than `n` positions were written.
#[inline(always)]
unsafe fn position(positions: &Positions, n: usize) -> u16 {
    debug_assert!(n < CAPACITY);
    // SAFETY: the caller guarantees that the position was written, and so that it is in the array.
    unsafe { positions.get_unchecked(n).assume_init() }
}

/// Implements [`Reader::fold`].
///
/// # Safety
///
/// The processor has the instructions of [`Isa::Avx512`](crate::scan::Isa).
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
pub(super) unsafe fn fold<'t, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    mut so_far: B,
    kind: impl Fn(u8) -> K,
    mut ask: impl FnMut(usize) -> (usize, Option<K>),
    mut f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    let text = reader.text.as_bytes();
    let mut batch = BatchState::of(&reader);
    let (mut begins, mut ends) = ([MaybeUninit::uninit(); CAPACITY], [MaybeUninit::uninit(); CAPACITY]);
    // The end of a deferred token that crossed the end of the batch.
    let mut crossed = None;
    loop {
        // SAFETY: this function has the instructions.
        let count = unsafe { batch.record_positions::<WORDS>(&mut begins, &mut ends) };
        let base = batch.base;
        // SAFETY: `count` ends were recorded, a start for each, and one more start, at least that after the batch.
        let end_at = |n| unsafe { position(&ends, n) };
        let begin_at = |n| base.wrapping_add(usize::from(unsafe { position(&begins, n) }));
        let (mut n, mut start, mut stop) = (0, batch.start, batch.next_uncertain(batch.block, !0, count));
        if let Some(end) = crossed.take() {
            let Some(on) = batch.resume(end, count) else {
                // SAFETY: this function has the instructions.
                unsafe { batch.load_block::<WORDS>(text, end, true) };
                continue;
            };
            let in_others;
            (n, stop, in_others) = on;
            start = if WORDS && !in_others { begin_at(n) } else { end };
        } else if WORDS && !batch.begun {
            start = begin_at(0);
        }
        let fresh = loop {
            for n in n..stop.n {
                let end = end_at(n);
                let (end, by_second_byte) = (base.wrapping_add(usize::from(end & !SECOND_BYTE)), u64::from(end / SECOND_BYTE));
                let next = if WORDS { begin_at(n + 1) } else { end };
                let (text, start, first) = reader.piece(core::mem::replace(&mut start, next), end, by_second_byte);
                so_far = f(so_far, text, start, kind(first));
            }
            // A piece of other bytes may continue after the batch; its start decides.
            if stop.n == count && !batch.is_other(start) {
                break None;
            }
            let (end, kind) = ask(start);
            let (text, end) = reader.deferred_token(start, end);
            if let Some(kind) = kind {
                so_far = f(so_far, text, start, kind);
            }
            let mut in_others = false;
            if end == base.wrapping_add(stop.place) {
                // Most deferred tokens are the whole piece. The branch is predicted, so the next token does not wait for the result.
                (n, stop) = (stop.n + 1, batch.next_uncertain(stop.block, stop.behind, count));
            } else {
                let Some(on) = batch.resume(end, count) else { break Some(end) };
                (n, stop, in_others) = on;
            }
            start = if WORDS && !in_others { begin_at(n) } else { end };
        };
        batch.start = start;
        let behind = batch.base.wrapping_add(batch.blocks * STEP + 2);
        let (at, afresh) = match fresh {
            // The token may end at a bound of the next batch.
            Some(end) if end.wrapping_sub(behind) < BATCH * STEP && has_many(text, behind) => {
                crossed = Some(end);
                (behind, false)
            }
            Some(end) => (end, true),
            None => (behind, behind == 0),
        };
        if at > text.len() || !WORDS && !afresh && batch.start >= text.len() {
            return so_far;
        }
        // SAFETY: this function has the instructions.
        unsafe { batch.load_block::<WORDS>(text, at, afresh) };
    }
}

/// Returns whether the text has enough bytes around `at` for a batch.
#[inline(always)]
fn has_many(text: &[u8], at: usize) -> bool {
    at >= 2 && text.len().saturating_sub(at) >= BATCH * STEP + 2
}

/// The state of the batch that is read.
struct BatchState {
    masks: BlockMasks<[u64; BATCH]>,
    /// The number of blocks: [`BATCH`] or one.
    blocks: usize,
    /// The position in the text of the first loaded byte of the first block.
    base: usize,
    /// The index of the first block to read.
    block: usize,
    /// The start of the next token, if `begun`: it started before the bounds that are left to read.
    start: usize,
    begun: bool,
    /// The number of ends recorded before each block.
    ended: [usize; BATCH],
    /// The ends of each block, the uncertain ones, and the set of blocks that have uncertain ends.
    ends: [u64; BATCH],
    stops: [u64; BATCH],
    with_stops: u32,
    /// A single block, for the start and the end of the text; it has the carry into the next block.
    one: Block,
}

#[allow(clippy::indexing_slicing, reason = "numbers below BATCH")]
impl BatchState {
    /// Creates the state of a reader.
    #[inline(always)]
    fn of<const WORDS: bool>(r: &Reader<'_, WORDS>) -> BatchState {
        let (mut masks, mut block, mut blocks) = (single_block(r.block.masks), 0, 1);
        if r.next_in_batch < BATCH {
            (masks, block, blocks) = (r.ahead, r.next_in_batch.saturating_sub(1), BATCH);
        }
        // The bounds of the block that are left to read.
        masks.bounds[block] = r.ends | r.deferred | r.starts;
        // A start after the block is not known yet.
        let begun = r.start.wrapping_sub(r.base).cast_signed() < (STEP + 2).cast_signed();
        let base = r.base.wrapping_sub(block * STEP);
        BatchState {
            masks,
            blocks,
            base,
            block,
            start: r.start,
            begun,
            ended: [0; BATCH],
            ends: [0; BATCH],
            stops: [0; BATCH],
            with_stops: 0,
            one: r.block.clone(),
        }
    }

    /// Classifies the blocks from `at` on: one block if a token starts there `afresh` or the text is too short for a batch.
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    #[inline(never)]
    unsafe fn load_block<const WORDS: bool>(&mut self, b: &[u8], at: usize, afresh: bool) {
        crate::op_counter::count(BLOCK);
        let remaining = b.len() - at;
        // SAFETY: the caller has the instructions; `has_many` and `load_block` check the length of the text.
        unsafe {
            if !afresh && has_many(b, at) {
                bitslice::classify_block(b.as_ptr().add(at - 2), &mut self.one.carry, &self.one.defer, &mut self.masks);
                self.blocks = BATCH;
            } else {
                load_block::<Avx512>(b, at, afresh, &mut self.one);
                if remaining < STEP {
                    // No piece starts after the end of the text.
                    self.one.masks.bounds &= (8 << remaining) - 1;
                }
                self.masks = single_block(self.one.masks);
                self.blocks = 1;
            }
        }
        (self.base, self.block) = (at.wrapping_sub(2), 0);
        // With `afresh` a token starts with the first byte; otherwise one continues there if the byte before is part of one.
        self.begun = self.masks.word_like[0] & if afresh { 4 } else { 2 } != 0;
        if afresh && (!WORDS || self.begun) {
            self.start = at;
        }
    }

    /// Records the positions at which tokens start and end within the batch. A token already open when the batch began contributes no start; one
    /// extra start, the first byte after the batch, is appended. Returns the number of ends.
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    #[inline(never)]
    unsafe fn record_positions<const WORDS: bool>(&mut self, begins: &mut Positions, ends: &mut Positions) -> usize {
        // SAFETY: the caller has the instructions.
        unsafe { self.find_ends::<WORDS>() };
        let (mut begun, mut ended) = (usize::from(self.begun), 0);
        if let Some(first) = begins.first_mut() {
            // The start of a token that continues from the preceding batch is in `start`; this entry is not read.
            first.write(0);
        }
        for block in self.block..self.blocks {
            let n = block & (BATCH - 1);
            self.ended[n] = ended;
            // SAFETY: the caller has the instructions; each byte of the batch is at most one position.
            unsafe {
                ended = push_positions(ends, ended, self.ends[n], self.masks.by_second_byte[n], n);
                if WORDS {
                    begun = push_positions(begins, begun, self.masks.bounds[n] & self.masks.word_like[n], 0, n);
                }
            }
        }
        // The caller reads one beginning more than there are ends. Each end closes a token that begins in these blocks or has begun before them.
        debug_assert!(!WORDS || begun >= ended, "{ended} ends, {begun} beginnings");
        if let Some(behind) = begins.get_mut(begun) {
            behind.write((self.blocks * STEP + 2) as u16);
        }
        ended
    }

    /// Returns whether a byte is an other byte, which is never certain.
    #[inline(always)]
    fn is_other(&self, start: usize) -> bool {
        let place = start.wrapping_sub(self.base).wrapping_sub(2);
        place < self.blocks * STEP && self.masks.others[(place / STEP) & (BATCH - 1)] & 4 << (place % STEP) != 0
    }

    /// Returns the number of the `count` ends up to `end`, the next uncertain end, and whether an other byte is at `end`. Returns `None` if `end` is
    /// inside a piece, which the masks do not describe, or after the batch.
    #[inline(always)]
    fn resume(&self, end: usize, count: usize) -> Option<(usize, UncertainEnd, bool)> {
        let place = end.wrapping_sub(self.base).wrapping_sub(2);
        if place >= self.blocks * STEP {
            return None;
        }
        let (block, here) = ((place / STEP) & (BATCH - 1), 4 << (place % STEP));
        let in_others = self.masks.others[block] & here != 0;
        if self.masks.bounds[block] & here == 0 && !in_others {
            return None;
        }
        let behind = (here << 1).wrapping_neg();
        let up_to = self.ends[block] & !behind;
        Some((self.ended[block] + up_to.count_ones() as usize, self.next_uncertain(block, behind, count), in_others))
    }

    /// Returns the first uncertain end among these bits of a block, or in the blocks after it; one after all `count` ends if there is none.
    #[inline(always)]
    fn next_uncertain(&self, mut block: usize, among: u64, count: usize) -> UncertainEnd {
        let mut stops = self.stops[block] & among;
        if stops == 0 {
            let behind = self.with_stops & (!1 << block);
            if behind == 0 {
                return UncertainEnd { n: count, block, place: usize::MAX, behind: 0 };
            }
            block = (behind.trailing_zeros() & 7) as usize;
            stops = self.stops[block];
        }
        let before = self.ends[block] & (stops & stops.wrapping_neg()).wrapping_sub(1);
        let place = block * STEP + stops.trailing_zeros() as usize;
        UncertainEnd { n: self.ended[block] + before.count_ones() as usize, block, place, behind: stops & stops.wrapping_sub(1) }
    }

    /// Computes the bounds that are ends of returned tokens, and the uncertain ones among them.
    #[inline(always)]
    unsafe fn find_ends<const WORDS: bool>(&mut self) {
        // SAFETY: the caller has AVX-512; every load and store is one array of eight `u64`.
        unsafe {
            let all = |bits: &[u64; BATCH]| _mm512_loadu_si512(bits.as_ptr().cast());
            let mut ends = all(&self.masks.bounds);
            if WORDS {
                ends = _mm512_and_si512(ends, _mm512_slli_epi64::<1>(all(&self.masks.word_like)));
            }
            let stops = _mm512_and_si512(ends, all(&self.masks.uncertain));
            _mm512_storeu_si512(self.ends.as_mut_ptr().cast(), ends);
            _mm512_storeu_si512(self.stops.as_mut_ptr().cast(), stops);
            self.with_stops = u32::from(_mm512_test_epi64_mask(stops, stops));
        }
    }
}

/// An uncertain end.
struct UncertainEnd {
    /// The number of ends before it.
    n: usize,
    /// Its block, its position in the batch, and the uncertain bits of its block after it.
    block: usize,
    place: usize,
    behind: u64,
}

/// Returns the masks of one block as the first of a batch.
#[inline(always)]
fn single_block(BlockMasks { bounds, uncertain, word_like, others, by_second_byte }: BlockMasks<u64>) -> BlockMasks<[u64; BATCH]> {
    let first = |bits| [bits, 0, 0, 0, 0, 0, 0, 0];
    BlockMasks {
        bounds: first(bounds),
        uncertain: first(uncertain),
        word_like: first(word_like),
        others: first(others),
        by_second_byte: first(by_second_byte),
    }
}
