//! The masks of bytes of eight blocks at once, with AVX-512 and GFNI, bit-sliced: bit *n* of the 64 bytes of a block is one `u64`, a vector has that
//! of eight blocks, and membership of bytes in a class is a boolean function of eight such vectors.

use core::arch::x86_64::*;
use core::ops::{BitAnd, BitOr, Not, Shl, Shr};

use super::classes::{self, NibbleClass};
use super::masks::{self, ArabicMasks, Bits, CommonMasks, RareMasks};
use super::{BATCH, BlockMasks, Carry, DeferMasks, STEP};
use crate::scan::read_ahead;

/// The bits of eight blocks. Every constructor runs in a function with AVX-512 and GFNI, so the operators may use them.
#[derive(Clone, Copy)]
struct EightBlocks(__m512i);

impl BitAnd for EightBlocks {
    type Output = EightBlocks;
    #[inline(always)]
    fn bitand(self, other: EightBlocks) -> EightBlocks {
        // SAFETY: a value of this type exists only in functions with AVX-512; so for all operators below.
        unsafe { EightBlocks(_mm512_and_si512(self.0, other.0)) }
    }
}

impl BitOr for EightBlocks {
    type Output = EightBlocks;
    #[inline(always)]
    fn bitor(self, other: EightBlocks) -> EightBlocks {
        unsafe { EightBlocks(_mm512_or_si512(self.0, other.0)) }
    }
}

impl Not for EightBlocks {
    type Output = EightBlocks;
    #[inline(always)]
    fn not(self) -> EightBlocks {
        unsafe { EightBlocks(_mm512_xor_si512(self.0, _mm512_set1_epi64(-1))) }
    }
}

impl Shl<u32> for EightBlocks {
    type Output = EightBlocks;
    #[inline(always)]
    fn shl(self, n: u32) -> EightBlocks {
        unsafe { EightBlocks(_mm512_sllv_epi64(self.0, _mm512_set1_epi64(i64::from(n)))) }
    }
}

impl Shr<u32> for EightBlocks {
    type Output = EightBlocks;
    #[inline(always)]
    fn shr(self, n: u32) -> EightBlocks {
        unsafe { EightBlocks(_mm512_srlv_epi64(self.0, _mm512_set1_epi64(i64::from(n)))) }
    }
}

impl Bits for EightBlocks {
    #[inline(always)]
    fn all(bits: u64) -> EightBlocks {
        unsafe { EightBlocks(_mm512_set1_epi64(bits.cast_signed())) }
    }
    #[inline(always)]
    fn any(self) -> bool {
        unsafe { _mm512_test_epi64_mask(self.0, self.0) != 0 }
    }
    #[inline(always)]
    fn plus(self, other: EightBlocks) -> EightBlocks {
        unsafe { EightBlocks(_mm512_add_epi64(self.0, other.0)) }
    }
    #[inline(always)]
    fn of_before(self, first: u64) -> EightBlocks {
        unsafe { EightBlocks(_mm512_alignr_epi64::<7>(self.0, _mm512_set1_epi64(first.cast_signed()))) }
    }
    #[inline(always)]
    fn last(self) -> u64 {
        let [.., last] = self.to_array();
        last
    }
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "a number below eight")]
    fn each(self, others: [EightBlocks; 2], f: impl Fn(usize, u64, [[u64; 2]; 2]) -> u64) -> EightBlocks {
        let mut made = [0; BATCH];
        let mut some = unsafe { _mm512_test_epi64_mask(self.0, self.0) };
        if some != 0 {
            let (stops, others) = (self.to_array(), others.map(EightBlocks::to_array));
            while some != 0 {
                let n = (some.trailing_zeros() & 7) as usize;
                made[n] = f(n, stops[n], others.map(|bits| if n == 0 { [0, bits[0]] } else { with_preceding(bits[n], bits[n - 1]) }));
                some &= some - 1;
            }
        }
        EightBlocks::from_array(made)
    }
}

/// Returns the bits of a block after the 64 before it, from the block before. Both blocks have the first four bytes of this one; the bits of the
/// first two are those of the block before, because a character of two bytes that begins in front of this block is whole there only. The first of the
/// eight blocks has none before it and keeps its own bits.
#[inline(always)]
fn with_preceding(bits: u64, before: u64) -> [u64; 2] {
    [before << (64 - STEP), bits & !3 | before >> STEP & 3]
}

impl EightBlocks {
    #[inline(always)]
    fn to_array(self) -> [u64; BATCH] {
        // SAFETY: as large, and any bits are such words; here and below.
        unsafe { core::mem::transmute(self.0) }
    }
    #[inline(always)]
    fn from_array(all: [u64; BATCH]) -> EightBlocks {
        unsafe { EightBlocks(core::mem::transmute::<[u64; BATCH], __m512i>(all)) }
    }
}

/// Computes where a nibble is in a constant set, by its four bits, the lowest first. Constant sets need one or two ternary-logic instructions.
macro_rules! in_set {
    ($set:expr, $bits:expr) => {{
        const SET: u16 = $set;
        const UPPER: i32 = (SET >> 8) as i32;
        const LOWER: i32 = (SET & 0xFF) as i32;
        let [one, two, four, eight]: [EightBlocks; 4] = $bits;
        let upper = _mm512_ternarylogic_epi64::<UPPER>(four.0, two.0, one.0);
        let lower = _mm512_ternarylogic_epi64::<LOWER>(four.0, two.0, one.0);
        if SET == u16::MAX {
            EightBlocks::all(u64::MAX)
        } else if UPPER == LOWER {
            EightBlocks(lower)
        } else {
            eight & EightBlocks(upper) | !eight & EightBlocks(lower)
        }
    }};
}

/// Computes where bytes are in a nibble class.
macro_rules! of_class {
    ($bits:ident, $class:expr) => {{
        const CLASS: NibbleClass = $class;
        let [b0, b1, b2, b3, b4, b5, b6, b7] = $bits;
        in_set!(CLASS.high, [b4, b5, b6, b7]) & in_set!(CLASS.low, [b0, b1, b2, b3])
    }};
    // One byte.
    ($bits:ident, = $byte:literal) => {
        of_class!($bits, NibbleClass::of(&[$byte >> 4], &[$byte & 15]))
    };
}

/// All nibbles.
const ANY: &[u8] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// Classifies eight blocks of a text, the first of which has its first byte at `at`.
///
/// # Safety
///
/// The processor has the instructions of [`Isa::Avx512`](crate::scan::Isa), and [`BATCH`] times [`STEP`] bytes and four more can be read at `at`.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
#[inline(never)]
pub(super) unsafe fn classify_block(at: *const u8, carry: &mut Carry, defer: &DeferMasks, to: &mut BlockMasks<[u64; BATCH]>) {
    let bits = unsafe { bits(at) };
    let [.., b5, b6, b7] = bits;
    let late = of_class!(bits, NibbleClass::of(&[8], &[11, 12, 13, 14, 15])) | of_class!(bits, NibbleClass::of(&[9], ANY));
    let byte = [of_class!(bits, = 0xD8), of_class!(bits, = 0xD9), b5, of_class!(bits, = 0x80), late, of_class!(bits, = b' ')];
    let arabic_masks = ArabicMasks::new(EightBlocks::all(u64::MAX), byte);
    let common = CommonMasks {
        letters: of_class!(bits, classes::COMMON[0]) | of_class!(bits, classes::COMMON[1]),
        clitics: of_class!(bits, classes::COMMON[2]),
        commas: of_class!(bits, classes::COMMON[3]),
        quotes: of_class!(bits, classes::COMMON[4]),
        digits: of_class!(bits, classes::COMMON[5]),
        questions: of_class!(bits, classes::COMMON[6]),
        soft: of_class!(bits, classes::COMMON[7]),
        high: b7,
        feeds: of_class!(bits, = b'\n'),
        dots: of_class!(bits, = b'.'),
    };
    let c2 = of_class!(bits, = 0xC2);
    let rare = RareMasks {
        percents: of_class!(bits, classes::RARE[0]),
        sums: of_class!(bits, classes::RARE[1]),
        rare: of_class!(bits, classes::RARE[2]) | of_class!(bits, classes::RARE[3]),
        threes: of_class!(bits, classes::RARE[4]) | of_class!(bits, classes::RARE[6]),
        tens: of_class!(bits, classes::RARE[5]),
        twos: of_class!(bits, classes::RARE[7]),
        c2,
        c3: of_class!(bits, = 0xC3),
        c4: of_class!(bits, NibbleClass::of(&[12], &[4, 5])),
        da: of_class!(bits, = 0xDA),
        db: of_class!(bits, = 0xDB),
        e2: of_class!(bits, = 0xE2),
        signs: of_class!(bits, NibbleClass::of(&[9, 11], &[7])),
        late: of_class!(bits, NibbleClass::of(&[11], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])),
        later: of_class!(bits, NibbleClass::of(&[9], &[4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]))
            | of_class!(bits, NibbleClass::of(&[10, 11], ANY)),
        white: !(b7 | b6 | b5) | c2 | of_class!(bits, NibbleClass::of(&[14], &[1, 2, 3])),
    };
    let short = defer.short;
    // SAFETY: the masks are those of the blocks at `at`; block `n` has the whole block `n - 1` before it.
    let full = |n: usize, stops, others| {
        let whole = if n == 0 { 0 } else { STEP };
        unsafe { super::x86::certain_full_stops(at.add(STEP * n), stops, others, whole, short) }
    };
    let masks = masks::classify_block(&arabic_masks, &common, Some(&rare), carry, defer, full);
    // With all masks there is always a result.
    if let Some(BlockMasks { bounds, uncertain, word_like, others, by_second_byte }) = masks {
        to.bounds = bounds.to_array();
        to.uncertain = uncertain.to_array();
        to.word_like = word_like.to_array();
        to.others = others.to_array();
        to.by_second_byte = by_second_byte.to_array();
    }
}

/// Returns the eight bit planes of the bytes of eight blocks, the lowest bit first.
#[inline(always)]
unsafe fn bits(at: *const u8) -> [EightBlocks; 8] {
    // SAFETY: the caller guarantees the instructions and the bytes.
    unsafe {
        let within = _mm512_set_epi8(
            56, 57, 58, 59, 60, 61, 62, 63, 48, 49, 50, 51, 52, 53, 54, 55, 40, 41, 42, 43, 44, 45, 46, 47, 32, 33, 34, 35, 36, 37, 38, 39,
            24, 25, 26, 27, 28, 29, 30, 31, 16, 17, 18, 19, 20, 21, 22, 23, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7,
        );
        let across = _mm512_set_epi8(
            63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 60, 52, 44, 36, 28, 20, 12, 4, 59,
            51, 43, 35, 27, 19, 11, 3, 58, 50, 42, 34, 26, 18, 10, 2, 57, 49, 41, 33, 25, 17, 9, 1, 56, 48, 40, 32, 24, 16, 8, 0,
        );
        let each_bit = _mm512_set1_epi64(0x8040_2010_0804_0201_u64.cast_signed());
        let mut rows = [_mm512_setzero_si512(); 8];
        for (n, row) in rows.iter_mut().enumerate() {
            read_ahead(at.add(STEP * n));
            // Eight bytes are a square of 8 × 8 bits. The affine instruction transposes it, and the permutation collects the bytes of each bit.
            let bytes = _mm512_shuffle_epi8(_mm512_loadu_si512(at.add(STEP * n).cast()), within);
            *row = _mm512_permutexvar_epi8(across, _mm512_gf2p8affine_epi64_epi8::<0>(each_bit, bytes));
        }
        // The vectors, one for each block, are transposed as well: one for each bit.
        let [a, b, c, d, e, f, g, h] = rows;
        let even =
            transpose([_mm512_unpacklo_epi64(a, b), _mm512_unpacklo_epi64(c, d), _mm512_unpacklo_epi64(e, f), _mm512_unpacklo_epi64(g, h)]);
        let odd =
            transpose([_mm512_unpackhi_epi64(a, b), _mm512_unpackhi_epi64(c, d), _mm512_unpackhi_epi64(e, f), _mm512_unpackhi_epi64(g, h)]);
        let [[b0, b2, b4, b6], [b1, b3, b5, b7]] = [even, odd];
        [b0, b1, b2, b3, b4, b5, b6, b7].map(EightBlocks)
    }
}

/// Transposes a square of four by four pairs of `u64`.
#[inline(always)]
unsafe fn transpose([a, b, c, d]: [__m512i; 4]) -> [__m512i; 4] {
    // SAFETY: the caller has AVX-512.
    unsafe {
        let (ab_even, ab_odd) = (_mm512_shuffle_i64x2::<0x88>(a, b), _mm512_shuffle_i64x2::<0xDD>(a, b));
        let (cd_even, cd_odd) = (_mm512_shuffle_i64x2::<0x88>(c, d), _mm512_shuffle_i64x2::<0xDD>(c, d));
        [
            _mm512_shuffle_i64x2::<0x88>(ab_even, cd_even),
            _mm512_shuffle_i64x2::<0x88>(ab_odd, cd_odd),
            _mm512_shuffle_i64x2::<0xDD>(ab_even, cd_even),
            _mm512_shuffle_i64x2::<0xDD>(ab_odd, cd_odd),
        ]
    }
}
