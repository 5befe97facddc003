//! Tokens folded where eight blocks are looked at together. Where they begin and end is written down first, one place behind the other, and read
//! then: a loop that ends with each block ends where nobody foresees it, eight times as often.

use core::arch::x86_64::*;
use core::mem::MaybeUninit;

use super::super::vector::Avx512;
use super::x86::load_block;
use super::{BATCH, BLOCK, Block, BlockMasks, Reader, STEP, bitslice};

/// Room for a place at each byte, and for those that are written behind the last.
const ROOM: usize = BATCH * STEP + BLOCK;
/// What the place has of an end whose piece is told by its second byte.
const SPECIAL: u16 = 1 << 15;

/// Places in the blocks that are looked at, from the first byte of the first.
type Places = [MaybeUninit<u16>; ROOM];

/// Writes the places of the bits of a block behind `len` others, and returns how many there are then.
///
/// # Safety
///
/// The level is there, and no more than [`BATCH`] times [`STEP`] places are written, and one.
#[inline(always)]
unsafe fn push(places: &mut Places, len: usize, bits: u64, by_second_byte: u64, block: usize) -> usize {
    debug_assert!(len + BLOCK <= ROOM);
    // SAFETY: the caller's word; a vector is written behind the last of them.
    unsafe {
        let each = _mm512_set_epi8(
            63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
            31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
        );
        let (all, by_second_byte) = (_mm512_maskz_compress_epi8(bits, each), _pext_u64(by_second_byte, bits));
        let first = _mm512_set1_epi16((block * STEP) as i16);
        let to = places.as_mut_ptr().add(len).cast::<u16>();
        let write = |n: usize, places: __m256i, by_second_byte: u32| {
            let first = _mm512_mask_blend_epi16(by_second_byte, first, _mm512_or_si512(first, _mm512_set1_epi16(SPECIAL.cast_signed())));
            _mm512_storeu_si512(to.add(n).cast(), _mm512_add_epi16(_mm512_cvtepu8_epi16(places), first));
        };
        write(0, _mm512_castsi512_si256(all), by_second_byte as u32);
        let n = bits.count_ones() as usize;
        if n > 32 {
            write(32, _mm512_extracti64x4_epi64::<1>(all), (by_second_byte >> 32) as u32);
        }
        len + n
    }
}

/// A place that was written.
///
/// # Safety
///
/// So many were written and more.
#[inline(always)]
unsafe fn get(places: &Places, n: usize) -> u16 {
    debug_assert!(n < ROOM);
    // SAFETY: the caller's word.
    unsafe { places.get_unchecked(n).assume_init() }
}

/// [`Reader::fold`].
///
/// # Safety
///
/// [`Isa::Avx512`](crate::scan::Isa) is there.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
pub(super) unsafe fn fold<'t, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    mut so_far: B,
    kind: impl Fn(u8) -> K,
    mut ask: impl FnMut(usize) -> (usize, Option<K>),
    mut f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    let text = reader.text.as_bytes();
    let mut now = BatchState::of(&reader);
    let (mut begins, mut ends) = ([MaybeUninit::uninit(); ROOM], [MaybeUninit::uninit(); ROOM]);
    // Where a token ended that was asked for, if that was behind the blocks.
    let mut crossed = None;
    loop {
        // SAFETY: the level is there, here and below.
        let count = unsafe { now.write_down::<WORDS>(&mut begins, &mut ends) };
        let base = now.base;
        // SAFETY: so many ends were written down, and a beginning for each; and one more, if only that of what comes behind the blocks.
        let end_at = |n| unsafe { get(&ends, n) };
        let begin_at = |n| base.wrapping_add(usize::from(unsafe { get(&begins, n) }));
        let (mut n, mut start, mut stop) = (0, now.start, now.stop(now.block, !0, count));
        if let Some(end) = crossed.take() {
            let Some(on) = now.try_resume(end, count) else {
                // SAFETY: as above.
                unsafe { now.load_block::<WORDS>(text, end, true) };
                continue;
            };
            let in_others;
            (n, stop, in_others) = on;
            start = if WORDS && !in_others { begin_at(n) } else { end };
        } else if WORDS && !now.begun {
            start = begin_at(0);
        }
        let fresh = loop {
            for n in n..stop.n {
                let end = end_at(n);
                let (end, by_second_byte) = (base.wrapping_add(usize::from(end & !SPECIAL)), u64::from(end / SPECIAL));
                let next = if WORDS { begin_at(n + 1) } else { end };
                let (text, start, first) = reader.piece(core::mem::replace(&mut start, next), end, by_second_byte);
                so_far = f(so_far, text, start, kind(first));
            }
            // Where a run of others goes on behind the blocks, no more than its start counts.
            if stop.n == count && !now.is_among_others(start) {
                break None;
            }
            let (end, kind) = ask(start);
            let (text, end) = reader.deferred_token(start, end);
            if let Some(kind) = kind {
                so_far = f(so_far, text, start, kind);
            }
            let mut in_others = false;
            if end == base.wrapping_add(stop.place) {
                // Most answers are the piece. What comes next does not wait for them then, since this is foreseen.
                (n, stop) = (stop.n + 1, now.stop(stop.block, stop.behind, count));
            } else {
                let Some(on) = now.try_resume(end, count) else { break Some(end) };
                (n, stop, in_others) = on;
            }
            start = if WORDS && !in_others { begin_at(n) } else { end };
        };
        now.start = start;
        let behind = now.base.wrapping_add(now.blocks * STEP + 2);
        let (at, afresh) = match fresh {
            // The blocks behind these may know what begins there.
            Some(end) if end.wrapping_sub(behind) < BATCH * STEP && has_many(text, behind) => {
                crossed = Some(end);
                (behind, false)
            }
            Some(end) => (end, true),
            None => (behind, behind == 0),
        };
        if at > text.len() || !WORDS && !afresh && now.start >= text.len() {
            return so_far;
        }
        // SAFETY: as above.
        unsafe { now.load_block::<WORDS>(text, at, afresh) };
    }
}

/// Whether so many bytes come from `at` on, and before it, that blocks can be looked at together.
#[inline(always)]
fn has_many(text: &[u8], at: usize) -> bool {
    at >= 2 && text.len().saturating_sub(at) >= BATCH * STEP + 2
}

/// What is known of the blocks that are read.
struct BatchState {
    masks: BlockMasks<[u64; BATCH]>,
    /// How many they are: all, or one.
    blocks: usize,
    /// Where the first has its first byte.
    base: usize,
    /// Which of them is the first to be read.
    block: usize,
    /// Where the next token begins if it has begun.
    start: usize,
    begun: bool,
    /// How many ends were written down before each block.
    ended: [usize; BATCH],
    /// The ends in each block, those that are not sure, and the blocks that have some of these.
    ends: [u64; BATCH],
    stops: [u64; BATCH],
    with_stops: u32,
    /// The block for one, and what the blocks leave.
    one: Block,
}

#[allow(clippy::indexing_slicing, reason = "numbers below BATCH")]
impl BatchState {
    /// Where a reader is.
    #[inline(always)]
    fn of<const WORDS: bool>(r: &Reader<'_, WORDS>) -> BatchState {
        let (mut masks, mut block, mut blocks) = (only(r.block.masks), 0, 1);
        if r.next_in_batch < BATCH {
            (masks, block, blocks) = (r.ahead, r.next_in_batch.saturating_sub(1), BATCH);
        }
        // What is still to be read of the block.
        masks.bounds[block] = r.ends | r.deferred | r.starts;
        // Behind the block, the start is not known yet.
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

    /// Looks at the blocks from `at` on, at one alone if a token begins there afresh or the text has no more.
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    #[inline(never)]
    unsafe fn load_block<const WORDS: bool>(&mut self, b: &[u8], at: usize, afresh: bool) {
        crate::op_counter::count(BLOCK);
        let remaining = b.len() - at;
        // SAFETY: the caller has the level; the bytes are there.
        unsafe {
            if !afresh && has_many(b, at) {
                bitslice::classify_block(b.as_ptr().add(at - 2), &mut self.one.carry, &self.one.defer, &mut self.masks);
                self.blocks = BATCH;
            } else {
                load_block::<Avx512>(b, at, afresh, &mut self.one);
                if remaining < STEP {
                    // Behind the end of the text nothing begins.
                    self.one.masks.bounds &= (8 << remaining) - 1;
                }
                self.masks = only(self.one.masks);
                self.blocks = 1;
            }
        }
        (self.base, self.block) = (at.wrapping_sub(2), 0);
        // Afresh, a token begins with the first byte; else one goes on there if the byte before is of one.
        self.begun = self.masks.word_like[0] & if afresh { 4 } else { 2 } != 0;
        if afresh && (!WORDS || self.begun) {
            self.start = at;
        }
    }

    /// Writes down where the tokens of the blocks begin, the one that has begun carry out, and behind them where what comes behind the blocks does;
    /// and where they end. Returns how many ends there are.
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    #[inline(never)]
    unsafe fn write_down<const WORDS: bool>(&mut self, begins: &mut Places, ends: &mut Places) -> usize {
        // SAFETY: the caller has the level, here and below.
        unsafe { self.find_ends::<WORDS>() };
        let (mut begun, mut ended) = (usize::from(self.begun), 0);
        if let Some(first) = begins.first_mut() {
            // Nobody defer where the token began that goes on from before.
            first.write(0);
        }
        for block in self.block..self.blocks {
            let n = block & (BATCH - 1);
            self.ended[n] = ended;
            // SAFETY: a byte of the blocks is written once at most.
            unsafe {
                ended = push(ends, ended, self.ends[n], self.masks.by_second_byte[n], n);
                if WORDS {
                    begun = push(begins, begun, self.masks.bounds[n] & self.masks.word_like[n], 0, n);
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

    /// Whether one of others begins there.
    #[inline(always)]
    fn is_among_others(&self, start: usize) -> bool {
        let place = start.wrapping_sub(self.base).wrapping_sub(2);
        place < self.blocks * STEP && self.masks.others[(place / STEP) & (BATCH - 1)] & 4 << (place % STEP) != 0
    }

    /// How many of the `count` ends are up to the end of a token, the next that is not sure, and whether one of others begins there; if the
    /// blocks know what begins there: they say nothing of what begins within a piece.
    #[inline(always)]
    fn try_resume(&self, end: usize, count: usize) -> Option<(usize, Stop, bool)> {
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
        Some((self.ended[block] + up_to.count_ones() as usize, self.stop(block, behind, count), in_others))
    }

    /// The first end that is not sure among these bits of a block, or in the blocks behind it; behind all `count` ends if none is.
    #[inline(always)]
    fn stop(&self, mut block: usize, among: u64, count: usize) -> Stop {
        let mut stops = self.stops[block] & among;
        if stops == 0 {
            let behind = self.with_stops & (!1 << block);
            if behind == 0 {
                return Stop { n: count, block, place: usize::MAX, behind: 0 };
            }
            block = (behind.trailing_zeros() & 7) as usize;
            stops = self.stops[block];
        }
        let before = self.ends[block] & (stops & stops.wrapping_neg()).wrapping_sub(1);
        let place = block * STEP + stops.trailing_zeros() as usize;
        Stop { n: self.ended[block] + before.count_ones() as usize, block, place, behind: stops & stops.wrapping_sub(1) }
    }

    /// Which of the bounds are ends of tokens that are read, and which of those are not sure.
    #[inline(always)]
    unsafe fn find_ends<const WORDS: bool>(&mut self) {
        // SAFETY: the caller has the level; what is read and written are eight words.
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

/// An end that is not sure.
struct Stop {
    /// How many ends are before it.
    n: usize,
    /// Its block, its place in all of them, and the bits of its block that are behind it.
    block: usize,
    place: usize,
    behind: u64,
}

/// What is told of one block, as the first of many.
#[inline(always)]
fn only(BlockMasks { bounds, uncertain, word_like, others, by_second_byte }: BlockMasks<u64>) -> BlockMasks<[u64; BATCH]> {
    let first = |bits| [bits, 0, 0, 0, 0, 0, 0, 0];
    BlockMasks {
        bounds: first(bounds),
        uncertain: first(uncertain),
        word_like: first(word_like),
        others: first(others),
        by_second_byte: first(by_second_byte),
    }
}
