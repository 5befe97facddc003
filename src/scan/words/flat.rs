//! Tokens folded where eight blocks are looked at together. Where they begin and end is written down first, one place behind the other, and read
//! then: a loop that ends with each block ends where nobody foresees it, eight times as often.

use core::arch::x86_64::*;
use core::mem::MaybeUninit;

use super::super::vector::Avx512;
use super::x86::look;
use super::{AHEAD, BLOCK, Block, Reader, STEP, Told, eight};

/// Room for a place at each byte, and for those that are written behind the last.
const ROOM: usize = AHEAD * STEP + BLOCK;
/// What the place has of an end whose piece is told by its second byte.
const SPECIAL: u16 = 1 << 15;

/// Places in the blocks that are looked at, from the first byte of the first.
type Places = [MaybeUninit<u16>; ROOM];

/// Writes the places of the bits of a block behind `len` others, and returns how many there are then.
///
/// # Safety
///
/// The level is there, and no more than [`AHEAD`] times [`STEP`] places are written.
#[inline(always)]
unsafe fn push(places: &mut Places, len: usize, bits: u64, special: u64, block: usize) -> usize {
    debug_assert!(len + BLOCK <= ROOM);
    // SAFETY: the caller's word; a vector is written behind the last of them.
    unsafe {
        let each = _mm512_set_epi8(
            63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
            31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
        );
        let (all, special) = (_mm512_maskz_compress_epi8(bits, each), _pext_u64(special, bits));
        let first = _mm512_set1_epi16((block * STEP) as i16);
        let to = places.as_mut_ptr().add(len).cast::<u16>();
        let write = |n: usize, places: __m256i, special: u32| {
            let first = _mm512_mask_blend_epi16(special, first, _mm512_or_si512(first, _mm512_set1_epi16(SPECIAL.cast_signed())));
            _mm512_storeu_si512(to.add(n).cast(), _mm512_add_epi16(_mm512_cvtepu8_epi16(places), first));
        };
        write(0, _mm512_castsi512_si256(all), special as u32);
        let n = bits.count_ones() as usize;
        if n > 32 {
            write(32, _mm512_extracti64x4_epi64::<1>(all), (special >> 32) as u32);
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
/// [`Level::Avx512`](crate::scan::Level) is there.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
pub(super) unsafe fn fold<'t, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    mut so_far: B,
    kind: impl Fn(u8) -> K,
    mut ask: impl FnMut(usize) -> (usize, Option<K>),
    mut f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    let mut now = Now::of(&reader);
    let (mut begins, mut ends) = ([MaybeUninit::uninit(); ROOM], [MaybeUninit::uninit(); ROOM]);
    loop {
        // What is sure up to the next that is not, or to the end of the blocks.
        // SAFETY: the level is there, here and below.
        let (count, mut held) = unsafe { now.write_down::<WORDS>(&mut begins, &mut ends) };
        let (base, mut start) = (now.base, now.start);
        let skipped = usize::from(!now.begun);
        if WORDS && !now.begun {
            // SAFETY: one is there, if only that of what comes behind the blocks.
            start = base.wrapping_add(usize::from(unsafe { get(&begins, 0) }));
            now.begun = true;
        }
        for n in 0..count {
            // SAFETY: so many ends were written down. Each is that of a token that began, and one more begins, if only behind the blocks.
            let (end, next) = unsafe { (get(&ends, n), if WORDS { get(&begins, n + skipped) } else { 0 }) };
            let (end, special) = (base.wrapping_add(usize::from(end & !SPECIAL)), u64::from(end / SPECIAL));
            let next = if WORDS { base.wrapping_add(usize::from(next)) } else { end };
            let (text, start, first) = reader.piece(core::mem::replace(&mut start, next), end, special);
            so_far = f(so_far, text, start, kind(first));
        }
        now.start = start;
        // Where a run of others goes on behind the blocks, no more than its start counts.
        held = held || now.is_among_others(start);
        let mut fresh = None;
        while held {
            let (start, (end, kind)) = (now.start, ask(now.start));
            let (text, end) = reader.asked(start, end);
            if let Some(kind) = kind {
                so_far = f(so_far, text, start, kind);
            }
            match now.go_on::<WORDS>(end) {
                Some(in_others) => held = in_others,
                None => (held, fresh) = (false, Some(end)),
            }
        }
        let (at, afresh) = match fresh {
            Some(end) => (end, true),
            None if now.block < now.blocks => continue,
            None => {
                let at = now.base.wrapping_add(now.blocks * STEP + 2);
                (at, at == 0)
            }
        };
        if at > reader.text.len() || !WORDS && !afresh && now.start >= reader.text.len() {
            return so_far;
        }
        // SAFETY: as above.
        unsafe { now.look::<WORDS>(reader.text.as_bytes(), at, afresh) };
    }
}

/// What is known of the blocks that are read.
struct Now {
    told: Told<[u64; AHEAD]>,
    /// How many they are: all, or one.
    blocks: usize,
    /// Where the first has its first byte.
    base: usize,
    /// Which of them is read, and which of its bounds and starts are still to be.
    block: usize,
    bounds: u64,
    starts: u64,
    /// Where the next token begins if it has begun.
    start: usize,
    begun: bool,
    /// The block for one, and what the blocks leave.
    one: Block,
}

#[allow(clippy::indexing_slicing, reason = "numbers below AHEAD")]
impl Now {
    /// Where a reader is.
    #[inline(always)]
    fn of<const WORDS: bool>(r: &Reader<'_, WORDS>) -> Now {
        let (bounds, starts, start, one) = (r.ends | r.held, r.starts, r.start, r.block.clone());
        if r.next_ahead < AHEAD {
            let block = r.next_ahead.saturating_sub(1);
            let base = r.base.wrapping_sub(block * STEP);
            return Now { told: r.ahead, blocks: AHEAD, base, block, bounds, starts, start, begun: true, one };
        }
        Now { told: only(one.told), blocks: 1, base: r.base, block: 0, bounds, starts, start, begun: true, one }
    }

    /// Looks at the blocks from `at` on, at one alone if a token begins there afresh or the text has no more.
    #[inline(always)]
    unsafe fn look<const WORDS: bool>(&mut self, b: &[u8], at: usize, afresh: bool) {
        crate::work::count(BLOCK);
        let left = b.len() - at;
        // SAFETY: the caller has the level; the bytes are there.
        unsafe {
            if !afresh && at >= 2 && left >= AHEAD * STEP + 2 {
                eight::tell(b.as_ptr().add(at - 2), &mut self.one.left, &self.one.asks, &mut self.told);
                self.blocks = AHEAD;
            } else {
                look::<Avx512>(b, at, afresh, &mut self.one);
                if left < STEP {
                    // Behind the end of the text nothing begins.
                    self.one.told.bounds &= (8 << left) - 1;
                }
                self.told = only(self.one.told);
                self.blocks = 1;
            }
        }
        (self.base, self.block) = (at.wrapping_sub(2), 0);
        self.bounds = self.told.bounds[0];
        self.starts = (self.bounds | u64::from(afresh) << 2) & self.told.wordy[0];
        if WORDS {
            self.begun = !afresh && self.start < at;
        } else if afresh {
            self.start = at;
        }
    }

    /// Writes down where the tokens of the blocks begin that come next, and behind them where what comes behind the blocks does; and where they
    /// end that are sure, up to one that is not. Returns how many ends there are, and whether one is not.
    #[inline(always)]
    unsafe fn write_down<const WORDS: bool>(&mut self, begins: &mut Places, ends: &mut Places) -> (usize, bool) {
        let (mut begun, mut ended, mut block, blocks) = (0, 0, self.block, self.blocks);
        let (mut bounds, mut starts, mut held) = (self.bounds, self.starts, false);
        while block < blocks {
            let n = block & (AHEAD - 1);
            let all = if WORDS { bounds & self.told.wordy[n] << 1 } else { bounds };
            let stops = all & self.told.unsure[n];
            let before = (stops & stops.wrapping_neg()).wrapping_sub(1);
            // SAFETY: the caller has the level; a byte of the blocks is written once at most.
            unsafe {
                ended = push(ends, ended, all & before, self.told.special[n], n);
                if WORDS {
                    begun = push(begins, begun, starts & before, 0, n);
                }
            }
            held = stops != 0;
            if held {
                break;
            }
            block += 1;
            let next = block & (AHEAD - 1);
            bounds = self.told.bounds[next];
            starts = bounds & self.told.wordy[next];
        }
        (self.block, self.bounds, self.starts) = (block, bounds, starts);
        if let Some(behind) = begins.get_mut(begun) {
            behind.write((blocks * STEP + 2) as u16);
        }
        (ended, held)
    }

    /// Whether one of others begins there.
    #[inline(always)]
    fn is_among_others(&self, start: usize) -> bool {
        let place = start.wrapping_sub(self.base).wrapping_sub(2);
        place < self.blocks * STEP && self.told.others[(place / STEP) & (AHEAD - 1)] & 4 << (place % STEP) != 0
    }

    /// Goes on from the end of a token, if the blocks know what begins there: they say nothing of what begins within a piece. The answer is
    /// whether it is one of others.
    #[inline(always)]
    fn go_on<const WORDS: bool>(&mut self, end: usize) -> Option<bool> {
        let place = end.wrapping_sub(self.base).wrapping_sub(2);
        if place >= self.blocks * STEP {
            return None;
        }
        self.block = place / STEP;
        let (n, here) = (self.block & (AHEAD - 1), 4 << (place % STEP));
        let (bounds, others) = (self.told.bounds[n], self.told.others[n] & here);
        if (bounds & here | others) == 0 {
            return None;
        }
        self.bounds = bounds & (here << 1).wrapping_neg();
        if others != 0 {
            (self.start, self.begun) = (end, true);
            self.starts = bounds & self.told.wordy[n] & (here << 1).wrapping_neg();
            return Some(true);
        }
        if WORDS {
            self.begun = false;
            self.starts = bounds & self.told.wordy[n] & here.wrapping_neg();
        } else {
            self.start = end;
        }
        Some(false)
    }
}

/// What is told of one block, as the first of many.
#[inline(always)]
fn only(Told { bounds, unsure, wordy, others, special }: Told<u64>) -> Told<[u64; AHEAD]> {
    let first = |bits| [bits, 0, 0, 0, 0, 0, 0, 0];
    Told { bounds: first(bounds), unsure: first(unsure), wordy: first(wordy), others: first(others), special: first(special) }
}
