//! The backend of aarch64: NEON with registers of 16 bytes.

use core::arch::aarch64::*;
use core::mem::MaybeUninit;

use super::{BLOCK, Level, Simd, Vector, WordSimd, compact};

/// NEON: registers of 16 bytes. Every aarch64 target of this module has it, so a value needs no detection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Neon(());

impl Neon {
    /// Returns the backend.
    pub(super) const fn detect() -> Option<Neon> {
        Some(Neon(()))
    }
}

/// Defines operations as one expression of intrinsics each.
macro_rules! operations {
    ($(fn $name:ident $(<const $n:ident>)? ($($arg:ident: $ty:ty),*) -> $ret:ty = $body:expr;)*) => {$(
        #[inline(always)]
        fn $name $(<const $n: i32>)? (self, $($arg: $ty),*) -> $ret {
            // SAFETY: the target has NEON, and these intrinsics access no memory.
            unsafe { $body }
        }
    )*};
}

/// The bit of each of eight bytes in the bitmask of these bytes.
const BIT_OF_BYTE: u128 = 0x8040_2010_0804_0201_8040_2010_0804_0201;

impl Simd for Neon {
    type Register = uint8x16_t;
    type Word = Neon;
    const BYTES: usize = 16;

    #[inline(always)]
    fn level(self) -> Level {
        Level::Neon(self)
    }
    #[inline(always)]
    fn word(self) -> Neon {
        self
    }
    #[inline(always)]
    fn load(self, bytes: &[u8], at: usize) -> uint8x16_t {
        match bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
            // SAFETY: the target has NEON; the array has 16 bytes.
            Some(bytes) => unsafe { vld1q_u8(bytes.as_ptr()) },
            None => self.splat(0),
        }
    }
    #[inline(always)]
    fn table(self, bytes: &[u8; 16]) -> uint8x16_t {
        self.load(bytes, 0)
    }
    operations! {
        fn splat(b: u8) -> uint8x16_t = vdupq_n_u8(b);
        fn and(a: uint8x16_t, b: uint8x16_t) -> uint8x16_t = vandq_u8(a, b);
        fn or(a: uint8x16_t, b: uint8x16_t) -> uint8x16_t = vorrq_u8(a, b);
        fn xor(a: uint8x16_t, b: uint8x16_t) -> uint8x16_t = veorq_u8(a, b);
        fn and_not(a: uint8x16_t, b: uint8x16_t) -> uint8x16_t = vbicq_u8(a, b);
        fn eq(a: uint8x16_t, b: uint8x16_t) -> uint8x16_t = vceqq_u8(a, b);
        fn at_least(a: uint8x16_t, b: uint8x16_t) -> uint8x16_t = vcgeq_u8(a, b);
        fn select(mask: uint8x16_t, yes: uint8x16_t, no: uint8x16_t) -> uint8x16_t = vbslq_u8(mask, yes, no);
        fn lookup(table: uint8x16_t, index: uint8x16_t) -> uint8x16_t = vqtbl1q_u8(table, index);
        fn shift_left<const N>(a: uint8x16_t) -> uint8x16_t = vshlq_n_u8::<N>(a);
        fn shift_right<const N>(a: uint8x16_t) -> uint8x16_t = vshrq_n_u8::<N>(a);
        fn bits(a: uint8x16_t) -> u64 = {
            let bits = vandq_u8(byte_mask(a), bit_of_byte());
            u64::from(vaddv_u8(vget_low_u8(bits))) | u64::from(vaddv_u8(vget_high_u8(bits))) << 8
        };
    }
    #[inline(always)]
    fn store(self, a: uint8x16_t, to: &mut [MaybeUninit<u8>]) {
        if let Some(to) = to.first_chunk_mut::<16>() {
            // SAFETY: the target has NEON; the array has 16 bytes.
            unsafe { vst1q_u8(to.as_mut_ptr().cast(), a) }
        }
    }
    #[inline(always)]
    fn compress(self, a: uint8x16_t, keep: u64, to: &mut [MaybeUninit<u8>]) {
        let [low, high] = compact::halves(keep as u32);
        let packed = self.to_number(self.lookup(a, self.from_number(u128::from(low) | u128::from(high) << 64)));
        if to.len() >= 16 {
            // SAFETY: `to` has 16 bytes.
            unsafe { compact::write_halves(packed, keep as u32, to.as_mut_ptr().cast()) }
        }
    }

    /// NEON has no instruction for the bitmask of one register. For the four registers of a block at once, three levels of pairwise additions add
    /// the bits of neighbouring bytes.
    #[inline(always)]
    fn join<const N: usize>(self, [a, b, c, d]: [[Vector<Neon>; N]; BLOCK / 16]) -> [u64; N] {
        let mut masks = [0; N];
        for ((((mask, a), b), c), d) in masks.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            // SAFETY: the target has NEON, and these intrinsics access no memory.
            *mask = unsafe {
                let [a, b, c, d] = [a, b, c, d].map(|v| vandq_u8(byte_mask(v.register), bit_of_byte()));
                let sums = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
                vgetq_lane_u64::<0>(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)))
            };
        }
        masks
    }
}

/// Returns FF for each byte whose highest bit is set, otherwise 00.
///
/// # Safety
///
/// The target has NEON.
#[inline(always)]
unsafe fn byte_mask(a: uint8x16_t) -> uint8x16_t {
    // SAFETY: the caller's condition.
    unsafe { vcltzq_s8(vreinterpretq_s8_u8(a)) }
}

/// Returns [`BIT_OF_BYTE`] in a register.
///
/// # Safety
///
/// The target has NEON.
#[inline(always)]
unsafe fn bit_of_byte() -> uint8x16_t {
    // SAFETY: both types have 16 bytes, and every value of them is valid.
    unsafe { core::mem::transmute::<u128, uint8x16_t>(BIT_OF_BYTE) }
}

impl WordSimd for Neon {
    operations! {
        fn pair_codes(bytes: [uint8x16_t; 2]) -> uint8x16_t = {
            let [low, high] = bytes;
            let (first, second) = (vuzp1q_u8(low, high), vuzp2q_u8(low, high));
            let code = vorrq_u8(vandq_u8(second, vdupq_n_u8(0x3F)), vshlq_n_u8::<6>(vandq_u8(first, vdupq_n_u8(1))));
            let is_pair = vceqq_u8(vorrq_u8(first, vdupq_n_u8(1)), vdupq_n_u8(0xD9));
            // Other pairs: FF from the first byte DA on, otherwise 00.
            vbslq_u8(is_pair, code, vcgtq_u8(first, vdupq_n_u8(0xD9)))
        };
        fn pairs(codes: uint8x16_t) -> [u8; 32] = {
            let first = vorrq_u8(vandq_u8(vshrq_n_u8::<6>(codes), vdupq_n_u8(1)), vdupq_n_u8(0xD8));
            let second = vorrq_u8(vandq_u8(codes, vdupq_n_u8(0x3F)), vdupq_n_u8(0x80));
            core::mem::transmute::<[uint8x16_t; 2], [u8; 32]>([vzip1q_u8(first, second), vzip2q_u8(first, second)])
        };
        fn to_number(a: uint8x16_t) -> u128 = core::mem::transmute::<uint8x16_t, u128>(a);
        fn from_number(n: u128) -> uint8x16_t = core::mem::transmute::<u128, uint8x16_t>(n);
    }
    #[inline(always)]
    fn lookup_letters(self, rows: &[[u8; 16]; 3], index: uint8x16_t) -> uint8x16_t {
        let [a, b, c] = rows.each_ref().map(|row| self.table(row));
        // SAFETY: the target has NEON, and these intrinsics access no memory. An index of 48 and more returns 0.
        unsafe { vqtbl3q_u8(uint8x16x3_t(a, b, c), vsubq_u8(index, vdupq_n_u8(0x20))) }
    }
    #[inline(always)]
    fn indices(self, set: u32) -> uint8x16_t {
        let [low, high] = compact::halves(set);
        self.lookup(self.from_number(u128::from(low) | u128::from(high) << 64), self.table(compact::join(set)))
    }
}
