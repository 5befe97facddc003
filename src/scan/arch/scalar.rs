//! The backend without SIMD: arrays of 16 bytes. It runs on every processor, and it is the reference implementation of the operations.

use core::mem::MaybeUninit;

use super::{Level, Simd, WordSimd};

/// Any processor: arrays of 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scalar;

type Bytes = [u8; 16];

/// Applies a function to each pair of bytes.
#[inline(always)]
fn zip(a: Bytes, b: Bytes, f: impl Fn(u8, u8) -> u8) -> Bytes {
    let mut result = [0; 16];
    for (to, (a, b)) in result.iter_mut().zip(a.into_iter().zip(b)) {
        *to = f(a, b);
    }
    result
}

/// Returns FF for `true` and 00 for `false`.
#[inline(always)]
fn byte_mask(is: bool) -> u8 {
    u8::from(is).wrapping_neg()
}

impl Simd for Scalar {
    type Register = Bytes;
    type Word = Scalar;
    const BYTES: usize = 16;

    #[inline(always)]
    fn level(self) -> Level {
        Level::Scalar
    }
    #[inline(always)]
    fn word(self) -> Scalar {
        self
    }
    #[inline(always)]
    fn splat(self, b: u8) -> Bytes {
        [b; 16]
    }
    #[inline(always)]
    fn load(self, bytes: &[u8], at: usize) -> Bytes {
        bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default()
    }
    #[inline(always)]
    fn table(self, bytes: &[u8; 16]) -> Bytes {
        *bytes
    }
    #[inline(always)]
    fn and(self, a: Bytes, b: Bytes) -> Bytes {
        zip(a, b, |a, b| a & b)
    }
    #[inline(always)]
    fn or(self, a: Bytes, b: Bytes) -> Bytes {
        zip(a, b, |a, b| a | b)
    }
    #[inline(always)]
    fn xor(self, a: Bytes, b: Bytes) -> Bytes {
        zip(a, b, |a, b| a ^ b)
    }
    #[inline(always)]
    fn and_not(self, a: Bytes, b: Bytes) -> Bytes {
        zip(a, b, |a, b| a & !b)
    }
    #[inline(always)]
    fn eq(self, a: Bytes, b: Bytes) -> Bytes {
        zip(a, b, |a, b| byte_mask(a == b))
    }
    #[inline(always)]
    fn at_least(self, a: Bytes, b: Bytes) -> Bytes {
        zip(a, b, |a, b| byte_mask(a >= b))
    }
    #[inline(always)]
    fn select(self, mask: Bytes, yes: Bytes, no: Bytes) -> Bytes {
        self.or(self.and(mask, yes), self.and_not(no, mask))
    }
    #[inline(always)]
    fn lookup(self, table: Bytes, index: Bytes) -> Bytes {
        index.map(|i| table.get(usize::from(i)).copied().unwrap_or(0))
    }
    #[inline(always)]
    fn shift_left<const N: i32>(self, a: Bytes) -> Bytes {
        a.map(|b| b << N)
    }
    #[inline(always)]
    fn shift_right<const N: i32>(self, a: Bytes) -> Bytes {
        a.map(|b| b >> N)
    }
    #[inline(always)]
    fn bits(self, a: Bytes) -> u64 {
        // The products place the highest bits of eight bytes in the highest byte, the first lowest, without a carry.
        let eight = |bytes: u64| (bytes >> 7 & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        let n = u128::from_le_bytes(a);
        eight(n as u64) | eight((n >> 64) as u64) << 8
    }
    #[inline(always)]
    fn store(self, a: Bytes, to: &mut [MaybeUninit<u8>]) {
        if let Some(to) = to.first_chunk_mut() {
            *to = a.map(MaybeUninit::new);
        }
    }
    #[inline(always)]
    fn compress(self, a: Bytes, keep: u64, to: &mut [MaybeUninit<u8>]) {
        let mut n = 0;
        for (i, b) in a.into_iter().enumerate() {
            // Each byte is written, and overwritten by the next one if it is not selected.
            if let Some(to) = to.get_mut(n) {
                to.write(b);
            }
            n += (keep >> i & 1) as usize;
        }
    }
}

impl WordSimd for Scalar {
    #[inline(always)]
    fn pair_codes(self, [low, high]: [Bytes; 2]) -> Bytes {
        let mut codes = [0; 16];
        for (code, pair) in codes.iter_mut().zip(low.as_chunks::<2>().0.iter().chain(high.as_chunks().0)) {
            let &[first, second] = pair;
            *code = match first {
                0xD8 | 0xD9 => (first & 1) << 6 | second & 0x3F,
                0..0xD8 => 0,
                _ => 0xFF,
            };
        }
        codes
    }
    #[inline(always)]
    fn pairs(self, codes: Bytes) -> [u8; 32] {
        let mut pairs = [0; 32];
        for (pair, code) in pairs.as_chunks_mut::<2>().0.iter_mut().zip(codes) {
            *pair = [0xD8 | code >> 6 & 1, 0x80 | code & 0x3F];
        }
        pairs
    }
    #[inline(always)]
    fn lookup_letters(self, rows: &[[u8; 16]; 3], index: Bytes) -> Bytes {
        index.map(|i| rows.as_flattened().get(usize::from(i.wrapping_sub(0x20))).copied().unwrap_or(0))
    }
    #[inline(always)]
    fn indices(self, set: u32) -> Bytes {
        let (mut indices, mut n) = ([0x80; 16], 0);
        for i in 0..16 {
            if set >> i & 1 == 1 {
                if let Some(to) = indices.get_mut(n) {
                    *to = i;
                }
                n += 1;
            }
        }
        indices
    }
    #[inline(always)]
    fn to_number(self, a: Bytes) -> u128 {
        u128::from_le_bytes(a)
    }
    #[inline(always)]
    fn from_number(self, n: u128) -> Bytes {
        n.to_le_bytes()
    }
}
