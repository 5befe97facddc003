//! The backend of WebAssembly: simd128 with registers of 16 bytes.

use core::arch::wasm32::*;
use core::mem::MaybeUninit;

use super::{Level, Simd, WordSimd, compact};

/// simd128: registers of 16 bytes. This module is compiled only for targets with the feature, so a value needs no detection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Simd128(());

impl Simd128 {
    /// Returns the backend.
    pub(super) const fn detect() -> Option<Simd128> {
        Some(Simd128(()))
    }
}

/// Defines operations as one expression of intrinsics each. The intrinsics of simd128 are safe functions, except loads and stores.
macro_rules! operations {
    ($(fn $name:ident $(<const $n:ident>)? ($($arg:ident: $ty:ty),*) -> $ret:ty = $body:expr;)*) => {$(
        #[inline(always)]
        fn $name $(<const $n: i32>)? (self, $($arg: $ty),*) -> $ret {
            $body
        }
    )*};
}

impl Simd for Simd128 {
    type Register = v128;
    type Word = Simd128;
    const BYTES: usize = 16;

    #[inline(always)]
    fn level(self) -> Level {
        Level::Simd128(self)
    }
    #[inline(always)]
    fn word(self) -> Simd128 {
        self
    }
    #[inline(always)]
    fn load(self, bytes: &[u8], at: usize) -> v128 {
        match bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
            // SAFETY: the array has 16 bytes; the load needs no alignment.
            Some(bytes) => unsafe { v128_load(bytes.as_ptr().cast()) },
            None => self.splat(0),
        }
    }
    #[inline(always)]
    fn table(self, bytes: &[u8; 16]) -> v128 {
        self.load(bytes, 0)
    }
    operations! {
        fn splat(b: u8) -> v128 = u8x16_splat(b);
        fn and(a: v128, b: v128) -> v128 = v128_and(a, b);
        fn or(a: v128, b: v128) -> v128 = v128_or(a, b);
        fn xor(a: v128, b: v128) -> v128 = v128_xor(a, b);
        fn and_not(a: v128, b: v128) -> v128 = v128_andnot(a, b);
        fn eq(a: v128, b: v128) -> v128 = u8x16_eq(a, b);
        fn at_least(a: v128, b: v128) -> v128 = u8x16_ge(a, b);
        fn select(mask: v128, yes: v128, no: v128) -> v128 = v128_bitselect(yes, no, mask);
        fn lookup(table: v128, index: v128) -> v128 = u8x16_swizzle(table, index);
        fn shift_left<const N>(a: v128) -> v128 = u8x16_shl(a, N as u32);
        fn shift_right<const N>(a: v128) -> v128 = u8x16_shr(a, N as u32);
        fn bits(a: v128) -> u64 = u64::from(u8x16_bitmask(a));
    }
    #[inline(always)]
    fn store(self, a: v128, to: &mut [MaybeUninit<u8>]) {
        if let Some(to) = to.first_chunk_mut::<16>() {
            // SAFETY: the array has 16 bytes; the store needs no alignment.
            unsafe { v128_store(to.as_mut_ptr().cast(), a) }
        }
    }
    #[inline(always)]
    fn compress(self, a: v128, keep: u64, to: &mut [MaybeUninit<u8>]) {
        let [low, high] = compact::halves(keep as u32);
        let packed = self.to_number(self.lookup(a, u64x2(low, high)));
        if to.len() >= 16 {
            // SAFETY: `to` has 16 bytes.
            unsafe { compact::write_halves(packed, keep as u32, to.as_mut_ptr().cast()) }
        }
    }
}

impl WordSimd for Simd128 {
    operations! {
        fn pair_codes(bytes: [v128; 2]) -> v128 = {
            let [low, high] = bytes;
            let first = u8x16_shuffle::<0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30>(low, high);
            let second = u8x16_shuffle::<1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31>(low, high);
            let code = v128_or(v128_and(second, u8x16_splat(0x3F)), u8x16_shl(v128_and(first, u8x16_splat(1)), 6));
            let is_pair = u8x16_eq(v128_or(first, u8x16_splat(1)), u8x16_splat(0xD9));
            // Other pairs: FF from the first byte DA on, otherwise 00.
            v128_bitselect(code, u8x16_gt(first, u8x16_splat(0xD9)), is_pair)
        };
        fn pairs(codes: v128) -> [u8; 32] = {
            let first = v128_or(v128_and(u8x16_shr(codes, 6), u8x16_splat(1)), u8x16_splat(0xD8));
            let second = v128_or(v128_and(codes, u8x16_splat(0x3F)), u8x16_splat(0x80));
            let low = u8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(first, second);
            let high = u8x16_shuffle::<8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31>(first, second);
            // SAFETY: both types have 32 bytes, and every value of them is valid.
            unsafe { core::mem::transmute::<[v128; 2], [u8; 32]>([low, high]) }
        };
        fn to_number(a: v128) -> u128 = u128::from(u64x2_extract_lane::<0>(a)) | u128::from(u64x2_extract_lane::<1>(a)) << 64;
        fn from_number(n: u128) -> v128 = u64x2(n as u64, (n >> 64) as u64);
    }
    #[inline(always)]
    fn lookup_letters(self, rows: &[[u8; 16]; 3], index: v128) -> v128 {
        // An index outside of the row becomes 16 or more, which returns 0.
        let [a, b, c] = rows.each_ref().map(|row| self.table(row));
        let entries = |row: v128, first: u8| u8x16_swizzle(row, v128_xor(index, u8x16_splat(first)));
        v128_or(v128_or(entries(a, 0x20), entries(b, 0x30)), entries(c, 0x40))
    }
    #[inline(always)]
    fn indices(self, set: u32) -> v128 {
        let [low, high] = compact::halves(set);
        self.lookup(u64x2(low, high), self.table(compact::join(set)))
    }
}
