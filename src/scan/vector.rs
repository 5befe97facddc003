//! Byte vectors: the SIMD operations that the scanners need, with SSSE3, AVX2 and AVX-512.
//!
//! A scanner is written once over [`Vector`] and inlined into a function with `#[target_feature]`, which is called only if the processor has the
//! instructions. Every `unsafe` block here relies on that.
#![allow(unsafe_code)]

use core::arch::x86_64::*;

/// A vector of [`BYTES`](Vector::BYTES) bytes.
///
/// # Safety
///
/// Every function needs the instructions of its implementor, those of its [`Level`](super::Level).
pub(super) trait Vector: Copy {
    /// The number of bytes, at most 64.
    const BYTES: usize;
    /// A bit for each byte.
    const ALL: u64 = u64::MAX >> (64 - Self::BYTES);

    /// Reads `BYTES` bytes, which must be readable.
    unsafe fn load(at: *const u8) -> Self;
    /// Writes `BYTES` bytes, which must be writable.
    unsafe fn store(self, at: *mut u8);
    /// Returns a byte at all positions.
    unsafe fn splat(b: u8) -> Self;
    /// Returns sixteen bytes, repeated for each lane of 16: a table for [`lookup`](Vector::lookup).
    unsafe fn table(bytes: &[u8; 16]) -> Self;
    unsafe fn and(self, other: Self) -> Self;
    unsafe fn or(self, other: Self) -> Self;
    unsafe fn xor(self, other: Self) -> Self;
    /// Returns the bits that are not in the other.
    unsafe fn without(self, other: Self) -> Self;
    /// Returns FF where the bytes are equal, otherwise 00.
    unsafe fn eq(self, other: Self) -> Self;
    /// Returns FF where the byte, unsigned, is at least the other.
    unsafe fn at_least(self, other: Self) -> Self;
    /// Returns FF where the byte, as `i8`, is greater than `other`. For `other` 8A these are the bytes 8B–FF and 00–7F.
    unsafe fn above(self, other: u8) -> Self;
    /// Returns the bytes of `yes` where the byte of the mask is FF, those of `no` where it is 00. No other byte may be in the mask: SSSE3 selects by
    /// each bit of it, AVX2 and AVX-512 by the highest bit of each byte.
    unsafe fn select(mask: Self, yes: Self, no: Self) -> Self;
    /// Returns the bytes of a table by index. An index is below 16, or 128 and more, which gives 0.
    unsafe fn lookup(table: Self, index: Self) -> Self;
    /// Returns each byte shifted right by four bits.
    unsafe fn high_nibbles(self) -> Self;
    /// Returns each byte, of at most 63, shifted left by two bits.
    unsafe fn times_four(self) -> Self;
    /// Returns bit 6 of each byte as bit 0.
    unsafe fn bit_6(self) -> Self;
    /// Returns the bitmask of the highest bits of the bytes, the first byte lowest.
    unsafe fn bits(self) -> u64;
    /// Returns the bitmask of the bits that are `N` below the highest.
    unsafe fn bits_below<const N: i32>(self) -> u64;
    /// Writes the bytes whose bits are set consecutively and returns their number. `BYTES` bytes must be writable; no bit beyond them is set.
    unsafe fn compress(self, keep: u64, to: *mut u8) -> usize;
}

/// Returns whether each byte of a mask is FF or 00, as [`Vector::select`] requires.
///
/// # Safety
///
/// The processor has the instructions of `V`.
#[inline(always)]
unsafe fn is_byte_mask<V: Vector>(mask: V) -> bool {
    // SAFETY: the caller guarantees the instructions of `V`, and these functions require nothing else.
    unsafe { mask.eq(V::splat(0)).or(mask.eq(V::splat(0xFF))).bits() & V::ALL == V::ALL }
}

/// Computes the shuffle that compresses eight bytes, for each set of kept ones. `base` is the position of the first byte.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn together(base: u64) -> [u64; 256] {
    let mut table = [0; 256];
    let mut set = 0;
    while set < 256 {
        let (mut places, mut n, mut bit) = (0, 0, 0);
        while bit < 8 {
            if set >> bit & 1 == 1 {
                places |= (base + bit) << (8 * n);
                n += 1;
            }
            bit += 1;
        }
        table[set as usize] = places;
        set += 1;
    }
    table
}
static LOW: [u64; 256] = together(0);
static HIGH: [u64; 256] = together(8);

/// Compresses the bytes whose bits are set, eight at a time, and writes the two parts to two addresses.
#[inline(always)]
unsafe fn compress_16(v: __m128i, low: u32, high: u32, to_low: *mut u8, to_high: *mut u8) {
    // SAFETY: `low` and `high` are bytes, and so indices of the tables; the caller's word for the places.
    unsafe {
        let low = _mm_loadl_epi64(LOW.as_ptr().add(low as usize).cast());
        let places = _mm_loadh_pd(_mm_castsi128_pd(low), HIGH.as_ptr().add(high as usize).cast());
        let packed = _mm_shuffle_epi8(v, _mm_castpd_si128(places));
        _mm_storel_epi64(to_low.cast(), packed);
        _mm_storeh_pd(to_high.cast(), _mm_castsi128_pd(packed));
    }
}

/// Sixteen bytes, with SSSE3.
#[derive(Clone, Copy)]
pub(super) struct Ssse3(__m128i);

impl Vector for Ssse3 {
    const BYTES: usize = 16;

    #[inline(always)]
    unsafe fn load(at: *const u8) -> Self {
        // SAFETY: the caller guarantees the instructions and the memory.
        unsafe { Ssse3(_mm_loadu_si128(at.cast())) }
    }
    #[inline(always)]
    unsafe fn store(self, at: *mut u8) {
        // SAFETY: the caller guarantees the instructions and the memory.
        unsafe { _mm_storeu_si128(at.cast(), self.0) }
    }
    #[inline(always)]
    unsafe fn splat(b: u8) -> Self {
        // SAFETY: the caller has the instructions, and the intrinsic requires nothing else.
        unsafe { Ssse3(_mm_set1_epi8(b.cast_signed())) }
    }
    #[inline(always)]
    unsafe fn table(bytes: &[u8; 16]) -> Self {
        unsafe { Ssse3(_mm_loadu_si128(bytes.as_ptr().cast())) }
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        unsafe { Ssse3(_mm_and_si128(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        unsafe { Ssse3(_mm_or_si128(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn without(self, other: Self) -> Self {
        unsafe { Ssse3(_mm_andnot_si128(other.0, self.0)) }
    }
    #[inline(always)]
    unsafe fn xor(self, other: Self) -> Self {
        unsafe { Ssse3(_mm_xor_si128(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn eq(self, other: Self) -> Self {
        unsafe { Ssse3(_mm_cmpeq_epi8(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn at_least(self, other: Self) -> Self {
        unsafe { Ssse3(_mm_cmpeq_epi8(_mm_max_epu8(self.0, other.0), self.0)) }
    }
    #[inline(always)]
    unsafe fn above(self, other: u8) -> Self {
        unsafe { Ssse3(_mm_cmpgt_epi8(self.0, _mm_set1_epi8(other.cast_signed()))) }
    }
    #[inline(always)]
    unsafe fn select(mask: Self, yes: Self, no: Self) -> Self {
        // SAFETY: the caller guarantees the instructions of `Ssse3`, and the intrinsics require nothing else.
        unsafe {
            debug_assert!(is_byte_mask(mask));
            Ssse3(_mm_or_si128(_mm_and_si128(mask.0, yes.0), _mm_andnot_si128(mask.0, no.0)))
        }
    }
    #[inline(always)]
    unsafe fn lookup(table: Self, index: Self) -> Self {
        unsafe { Ssse3(_mm_shuffle_epi8(table.0, index.0)) }
    }
    #[inline(always)]
    unsafe fn high_nibbles(self) -> Self {
        unsafe { Ssse3(_mm_and_si128(_mm_srli_epi16::<4>(self.0), _mm_set1_epi8(0x0F))) }
    }
    #[inline(always)]
    unsafe fn times_four(self) -> Self {
        unsafe { Ssse3(_mm_slli_epi16::<2>(self.0)) }
    }
    #[inline(always)]
    unsafe fn bit_6(self) -> Self {
        unsafe { Ssse3(_mm_and_si128(_mm_srli_epi16::<6>(self.0), _mm_set1_epi8(1))) }
    }
    #[inline(always)]
    unsafe fn bits(self) -> u64 {
        unsafe { u64::from(_mm_movemask_epi8(self.0).cast_unsigned()) }
    }
    #[inline(always)]
    unsafe fn bits_below<const N: i32>(self) -> u64 {
        unsafe { u64::from(_mm_movemask_epi8(_mm_slli_epi16::<N>(self.0)).cast_unsigned()) }
    }
    #[inline(always)]
    unsafe fn compress(self, keep: u64, to: *mut u8) -> usize {
        // SAFETY: of the room, eight bytes at the start and eight behind at most eight are written.
        unsafe {
            let (low, high) = (keep as u32 & 0xFF, keep as u32 >> 8);
            compress_16(self.0, low, high, to, to.add(low.count_ones() as usize));
        }
        keep.count_ones() as usize
    }
}

/// Thirty-two bytes, with AVX2.
#[derive(Clone, Copy)]
pub(super) struct Avx2(__m256i);

impl Vector for Avx2 {
    const BYTES: usize = 32;

    #[inline(always)]
    unsafe fn load(at: *const u8) -> Self {
        // SAFETY: the caller guarantees the instructions and the memory.
        unsafe { Avx2(_mm256_loadu_si256(at.cast())) }
    }
    #[inline(always)]
    unsafe fn store(self, at: *mut u8) {
        // SAFETY: the caller guarantees the instructions and the memory.
        unsafe { _mm256_storeu_si256(at.cast(), self.0) }
    }
    #[inline(always)]
    unsafe fn splat(b: u8) -> Self {
        // SAFETY: the caller has the instructions, and the intrinsic requires nothing else.
        unsafe { Avx2(_mm256_set1_epi8(b.cast_signed())) }
    }
    #[inline(always)]
    unsafe fn table(bytes: &[u8; 16]) -> Self {
        unsafe { Avx2(_mm256_broadcastsi128_si256(_mm_loadu_si128(bytes.as_ptr().cast()))) }
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        unsafe { Avx2(_mm256_and_si256(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        unsafe { Avx2(_mm256_or_si256(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn without(self, other: Self) -> Self {
        unsafe { Avx2(_mm256_andnot_si256(other.0, self.0)) }
    }
    #[inline(always)]
    unsafe fn xor(self, other: Self) -> Self {
        unsafe { Avx2(_mm256_xor_si256(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn eq(self, other: Self) -> Self {
        unsafe { Avx2(_mm256_cmpeq_epi8(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn at_least(self, other: Self) -> Self {
        unsafe { Avx2(_mm256_cmpeq_epi8(_mm256_max_epu8(self.0, other.0), self.0)) }
    }
    #[inline(always)]
    unsafe fn above(self, other: u8) -> Self {
        unsafe { Avx2(_mm256_cmpgt_epi8(self.0, _mm256_set1_epi8(other.cast_signed()))) }
    }
    #[inline(always)]
    unsafe fn select(mask: Self, yes: Self, no: Self) -> Self {
        // SAFETY: the caller guarantees the instructions of `Avx2`, and the intrinsics require nothing else.
        unsafe {
            debug_assert!(is_byte_mask(mask));
            Avx2(_mm256_blendv_epi8(no.0, yes.0, mask.0))
        }
    }
    #[inline(always)]
    unsafe fn lookup(table: Self, index: Self) -> Self {
        unsafe { Avx2(_mm256_shuffle_epi8(table.0, index.0)) }
    }
    #[inline(always)]
    unsafe fn high_nibbles(self) -> Self {
        unsafe { Avx2(_mm256_and_si256(_mm256_srli_epi16::<4>(self.0), _mm256_set1_epi8(0x0F))) }
    }
    #[inline(always)]
    unsafe fn times_four(self) -> Self {
        unsafe { Avx2(_mm256_slli_epi16::<2>(self.0)) }
    }
    #[inline(always)]
    unsafe fn bit_6(self) -> Self {
        unsafe { Avx2(_mm256_and_si256(_mm256_srli_epi16::<6>(self.0), _mm256_set1_epi8(1))) }
    }
    #[inline(always)]
    unsafe fn bits(self) -> u64 {
        unsafe { u64::from(_mm256_movemask_epi8(self.0).cast_unsigned()) }
    }
    #[inline(always)]
    unsafe fn bits_below<const N: i32>(self) -> u64 {
        unsafe { u64::from(_mm256_movemask_epi8(_mm256_slli_epi16::<N>(self.0)).cast_unsigned()) }
    }
    #[inline(always)]
    unsafe fn compress(self, keep: u64, to: *mut u8) -> usize {
        let keep = keep as u32;
        // SAFETY: of the room, eight bytes are written behind at most 24.
        unsafe {
            let two = to.add((keep & 0xFF).count_ones() as usize);
            let three = to.add((keep & 0xFFFF).count_ones() as usize);
            let four = to.add((keep & 0xFF_FFFF).count_ones() as usize);
            compress_16(_mm256_castsi256_si128(self.0), keep & 0xFF, keep >> 8 & 0xFF, to, two);
            compress_16(_mm256_extracti128_si256::<1>(self.0), keep >> 16 & 0xFF, keep >> 24, three, four);
        }
        keep.count_ones() as usize
    }
}

/// Sixty-four bytes, with AVX-512 with the instructions for bytes of Ice Lake and Zen 4. Its comparisons make bits; where a mask of bytes is made
/// of them and bits of that, the compiler leaves out both.
#[derive(Clone, Copy)]
pub(super) struct Avx512(__m512i);

impl Vector for Avx512 {
    const BYTES: usize = 64;

    #[inline(always)]
    unsafe fn load(at: *const u8) -> Self {
        // SAFETY: the caller guarantees the instructions and the memory.
        unsafe { Avx512(_mm512_loadu_si512(at.cast())) }
    }
    #[inline(always)]
    unsafe fn store(self, at: *mut u8) {
        // SAFETY: the caller guarantees the instructions and the memory.
        unsafe { _mm512_storeu_si512(at.cast(), self.0) }
    }
    #[inline(always)]
    unsafe fn splat(b: u8) -> Self {
        // SAFETY: the caller has the instructions, and the intrinsic requires nothing else.
        unsafe { Avx512(_mm512_set1_epi8(b.cast_signed())) }
    }
    #[inline(always)]
    unsafe fn table(bytes: &[u8; 16]) -> Self {
        unsafe { Avx512(_mm512_broadcast_i32x4(_mm_loadu_si128(bytes.as_ptr().cast()))) }
    }
    #[inline(always)]
    unsafe fn and(self, other: Self) -> Self {
        unsafe { Avx512(_mm512_and_si512(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn or(self, other: Self) -> Self {
        unsafe { Avx512(_mm512_or_si512(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn without(self, other: Self) -> Self {
        unsafe { Avx512(_mm512_andnot_si512(other.0, self.0)) }
    }
    #[inline(always)]
    unsafe fn xor(self, other: Self) -> Self {
        unsafe { Avx512(_mm512_xor_si512(self.0, other.0)) }
    }
    #[inline(always)]
    unsafe fn eq(self, other: Self) -> Self {
        unsafe { Avx512(_mm512_movm_epi8(_mm512_cmpeq_epi8_mask(self.0, other.0))) }
    }
    #[inline(always)]
    unsafe fn at_least(self, other: Self) -> Self {
        unsafe { Avx512(_mm512_movm_epi8(_mm512_cmpge_epu8_mask(self.0, other.0))) }
    }
    #[inline(always)]
    unsafe fn above(self, other: u8) -> Self {
        unsafe { Avx512(_mm512_movm_epi8(_mm512_cmpgt_epi8_mask(self.0, _mm512_set1_epi8(other.cast_signed())))) }
    }
    #[inline(always)]
    unsafe fn select(mask: Self, yes: Self, no: Self) -> Self {
        // SAFETY: the caller guarantees the instructions of `Avx512`, and the intrinsics require nothing else.
        unsafe {
            debug_assert!(is_byte_mask(mask));
            Avx512(_mm512_mask_blend_epi8(_mm512_movepi8_mask(mask.0), no.0, yes.0))
        }
    }
    #[inline(always)]
    unsafe fn lookup(table: Self, index: Self) -> Self {
        unsafe { Avx512(_mm512_shuffle_epi8(table.0, index.0)) }
    }
    #[inline(always)]
    unsafe fn high_nibbles(self) -> Self {
        unsafe { Avx512(_mm512_and_si512(_mm512_srli_epi16::<4>(self.0), _mm512_set1_epi8(0x0F))) }
    }
    #[inline(always)]
    unsafe fn times_four(self) -> Self {
        unsafe { Avx512(_mm512_slli_epi16::<2>(self.0)) }
    }
    #[inline(always)]
    unsafe fn bit_6(self) -> Self {
        unsafe { Avx512(_mm512_and_si512(_mm512_srli_epi16::<6>(self.0), _mm512_set1_epi8(1))) }
    }
    #[inline(always)]
    unsafe fn bits(self) -> u64 {
        unsafe { _mm512_movepi8_mask(self.0) }
    }
    #[inline(always)]
    unsafe fn bits_below<const N: i32>(self) -> u64 {
        unsafe { _mm512_test_epi8_mask(self.0, _mm512_set1_epi8((0x80_u8 >> N).cast_signed())) }
    }
    #[inline(always)]
    unsafe fn compress(self, keep: u64, to: *mut u8) -> usize {
        // SAFETY: the caller guarantees the instructions and the memory. All bytes are written: to write only those that are kept takes much longer.
        unsafe { _mm512_storeu_si512(to.cast(), _mm512_maskz_compress_epi8(keep, self.0)) }
        keep.count_ones() as usize
    }
}
