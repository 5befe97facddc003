//! The backends of x86-64: SSSE3 with registers of 16 bytes, AVX2 with 32, and AVX-512 with 64.

use core::arch::x86_64::*;
use core::mem::MaybeUninit;

use super::{Level, Simd, WordSimd, compact};

/// Returns whether the processor has all of some features. With `std` the processor is queried; without it only the features that the compiler builds
/// for are known.
macro_rules! has {
    ($($feature:tt),*) => {{
        #[cfg(any(test, feature = "std"))]
        let has = true $(&& std::arch::is_x86_feature_detected!($feature))*;
        #[cfg(not(any(test, feature = "std")))]
        let has = cfg!(all($(target_feature = $feature),*));
        has
    }};
}

/// Defines a backend, a value that proves that the processor has some instructions.
macro_rules! backend {
    ($(#[$doc:meta])* $name:ident: $detected:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) struct $name(());

        impl $name {
            /// Returns the backend if the processor has its instructions.
            pub(super) fn detect() -> Option<$name> {
                $detected.then_some($name(()))
            }

            /// Returns the backend without detection.
            ///
            /// # Safety
            ///
            /// [`detect`](Self::detect) returned the backend in this process before.
            #[cfg(any(test, feature = "std"))]
            #[inline(always)]
            pub(super) const unsafe fn assume() -> $name {
                $name(())
            }
        }
    };
}

backend! {
    /// SSSE3 and POPCNT: registers of 16 bytes.
    Ssse3: has!("ssse3", "popcnt")
}
backend! {
    /// AVX2, BMI1, BMI2, and the instructions of [`Ssse3`]: registers of 32 bytes.
    Avx2: Ssse3::detect().is_some() && has!("avx2", "bmi1", "bmi2")
}
backend! {
    /// AVX-512 F, BW, VL, VBMI and VBMI2 (Ice Lake, Zen 4), and the instructions of [`Avx2`]: registers of 64 bytes.
    Avx512: Avx2::detect().is_some() && has!("avx512f", "avx512bw", "avx512vl", "avx512vbmi", "avx512vbmi2")
}

/// The instructions of [`Avx512`] on registers of 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Avx512Word(());

/// Defines operations as one expression of intrinsics each.
macro_rules! operations {
    ($(fn $name:ident $(<const $n:ident>)? ($($arg:ident: $ty:ty),*) -> $ret:ty = $body:expr;)*) => {$(
        #[inline(always)]
        fn $name $(<const $n: i32>)? (self, $($arg: $ty),*) -> $ret {
            // SAFETY: `self` proves that the processor has the instructions, and these intrinsics access no memory.
            unsafe { $body }
        }
    )*};
}

/// The operations of [`Simd`] on 16 bytes that need no more than SSSE3.
macro_rules! operations_of_16_bytes {
    () => {
        const BYTES: usize = 16;
        #[inline(always)]
        fn load(self, bytes: &[u8], at: usize) -> __m128i {
            match bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
                // SAFETY: SSE2 is available on every x86-64 target of this module; the array has 16 bytes.
                Some(bytes) => unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) },
                None => self.splat(0),
            }
        }
        #[inline(always)]
        fn store(self, a: __m128i, to: &mut [MaybeUninit<u8>]) {
            if let Some(to) = to.first_chunk_mut::<16>() {
                // SAFETY: `self` proves that the processor has the instruction; the array has 16 bytes.
                unsafe { _mm_storeu_si128(to.as_mut_ptr().cast(), a) }
            }
        }
        #[inline(always)]
        fn table(self, bytes: &[u8; 16]) -> __m128i {
            self.load(bytes, 0)
        }
        operations! {
            fn splat(b: u8) -> __m128i = _mm_set1_epi8(b.cast_signed());
            fn and(a: __m128i, b: __m128i) -> __m128i = _mm_and_si128(a, b);
            fn or(a: __m128i, b: __m128i) -> __m128i = _mm_or_si128(a, b);
            fn xor(a: __m128i, b: __m128i) -> __m128i = _mm_xor_si128(a, b);
            fn and_not(a: __m128i, b: __m128i) -> __m128i = _mm_andnot_si128(b, a);
            fn eq(a: __m128i, b: __m128i) -> __m128i = _mm_cmpeq_epi8(a, b);
            fn at_least(a: __m128i, b: __m128i) -> __m128i = _mm_cmpeq_epi8(_mm_max_epu8(a, b), a);
            fn select(mask: __m128i, yes: __m128i, no: __m128i) -> __m128i = _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
            fn lookup(table: __m128i, index: __m128i) -> __m128i = _mm_shuffle_epi8(table, index);
            fn shift_left<const N>(a: __m128i) -> __m128i = _mm_and_si128(_mm_slli_epi16::<N>(a), _mm_set1_epi8(low_bits_cleared(N)));
            fn shift_right<const N>(a: __m128i) -> __m128i = _mm_and_si128(_mm_srli_epi16::<N>(a), _mm_set1_epi8(high_bits_cleared(N)));
            fn bits(a: __m128i) -> u64 = u64::from(_mm_movemask_epi8(a).cast_unsigned());
        }
    };
}

const fn low_bits_cleared(n: i32) -> i8 {
    (0xFF_u8 << n).cast_signed()
}

const fn high_bits_cleared(n: i32) -> i8 {
    (0xFF_u8 >> n).cast_signed()
}

/// Moves the selected ones of 16 bytes to the front of each half of eight.
#[inline(always)]
fn compress_halves(simd: Ssse3, a: __m128i, set: u32) -> u128 {
    let [low, high] = compact::halves(set);
    simd.to_number(simd.lookup(a, simd.from_number(u128::from(low) | u128::from(high) << 64)))
}

impl Simd for Ssse3 {
    type Register = __m128i;
    type Word = Ssse3;
    operations_of_16_bytes!();

    #[inline(always)]
    fn level(self) -> Level {
        Level::Ssse3(self)
    }
    #[inline(always)]
    fn word(self) -> Ssse3 {
        self
    }
    #[inline(always)]
    fn compress(self, a: __m128i, keep: u64, to: &mut [MaybeUninit<u8>]) {
        let keep = keep as u32;
        if to.len() >= 16 {
            // SAFETY: `to` has 16 bytes.
            unsafe { compact::write_halves(compress_halves(self, a, keep), keep, to.as_mut_ptr().cast()) }
        }
    }
}

impl WordSimd for Ssse3 {
    operations! {
        // 64 times the first byte plus the second, minus 64 times D8 plus 80: 00–7F for D8 80 to D9 BF. Saturation maps all larger values to FF.
        fn pair_codes(bytes: [__m128i; 2]) -> __m128i = {
            let [low, high] = bytes.map(|v| _mm_sub_epi16(_mm_maddubs_epi16(v, _mm_set1_epi16(0x0140)), _mm_set1_epi16(0x3680)));
            _mm_packus_epi16(low, high)
        };
        fn pairs(codes: __m128i) -> [u8; 32] = {
            let first = _mm_or_si128(_mm_and_si128(_mm_srli_epi16::<6>(codes), _mm_set1_epi8(1)), _mm_set1_epi8(0xD8_u8.cast_signed()));
            let second = _mm_or_si128(_mm_and_si128(codes, _mm_set1_epi8(0x3F)), _mm_set1_epi8(0x80_u8.cast_signed()));
            core::mem::transmute::<[__m128i; 2], [u8; 32]>([_mm_unpacklo_epi8(first, second), _mm_unpackhi_epi8(first, second)])
        };
        fn to_number(a: __m128i) -> u128 = core::mem::transmute::<__m128i, u128>(a);
        fn from_number(n: u128) -> __m128i = core::mem::transmute::<u128, __m128i>(n);
    }
    #[inline(always)]
    fn lookup_letters(self, rows: &[[u8; 16]; 3], index: __m128i) -> __m128i {
        // An index of the row becomes 70–7F, and its low four bits select the entry. Any other index becomes 80 or more.
        // SAFETY: `self` proves that the processor has the instructions, and this intrinsic accesses no memory.
        let in_row = |row: u8| unsafe { _mm_adds_epu8(self.xor(index, self.splat(row)), self.splat(0x70)) };
        let [a, b, c] = rows;
        let entries = |row: &[u8; 16], first: u8| self.lookup(self.table(row), in_row(first));
        self.or(self.or(entries(a, 0x20), entries(b, 0x30)), entries(c, 0x40))
    }
    #[inline(always)]
    fn indices(self, set: u32) -> __m128i {
        let [low, high] = compact::halves(set);
        self.lookup(self.from_number(u128::from(low) | u128::from(high) << 64), self.table(compact::join(set)))
    }
}

impl Simd for Avx2 {
    type Register = __m256i;
    type Word = Ssse3;
    const BYTES: usize = 32;

    #[inline(always)]
    fn level(self) -> Level {
        Level::Avx2(self)
    }
    #[inline(always)]
    fn word(self) -> Ssse3 {
        Ssse3(())
    }
    #[inline(always)]
    fn load(self, bytes: &[u8], at: usize) -> __m256i {
        match bytes.get(at..).and_then(|rest| rest.first_chunk::<32>()) {
            // SAFETY: `self` proves that the processor has the instruction; the array has 32 bytes.
            Some(bytes) => unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) },
            None => self.splat(0),
        }
    }
    #[inline(always)]
    fn store(self, a: __m256i, to: &mut [MaybeUninit<u8>]) {
        if let Some(to) = to.first_chunk_mut::<32>() {
            // SAFETY: `self` proves that the processor has the instruction; the array has 32 bytes.
            unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), a) }
        }
    }
    operations! {
        fn splat(b: u8) -> __m256i = _mm256_set1_epi8(b.cast_signed());
        fn table(bytes: &[u8; 16]) -> __m256i = _mm256_broadcastsi128_si256(Ssse3(()).load(bytes, 0));
        fn and(a: __m256i, b: __m256i) -> __m256i = _mm256_and_si256(a, b);
        fn or(a: __m256i, b: __m256i) -> __m256i = _mm256_or_si256(a, b);
        fn xor(a: __m256i, b: __m256i) -> __m256i = _mm256_xor_si256(a, b);
        fn and_not(a: __m256i, b: __m256i) -> __m256i = _mm256_andnot_si256(b, a);
        fn eq(a: __m256i, b: __m256i) -> __m256i = _mm256_cmpeq_epi8(a, b);
        fn at_least(a: __m256i, b: __m256i) -> __m256i = _mm256_cmpeq_epi8(_mm256_max_epu8(a, b), a);
        fn select(mask: __m256i, yes: __m256i, no: __m256i) -> __m256i = _mm256_blendv_epi8(no, yes, mask);
        fn lookup(table: __m256i, index: __m256i) -> __m256i = _mm256_shuffle_epi8(table, index);
        fn shift_left<const N>(a: __m256i) -> __m256i = _mm256_and_si256(_mm256_slli_epi16::<N>(a), _mm256_set1_epi8(low_bits_cleared(N)));
        fn shift_right<const N>(a: __m256i) -> __m256i = _mm256_and_si256(_mm256_srli_epi16::<N>(a), _mm256_set1_epi8(high_bits_cleared(N)));
        fn bits(a: __m256i) -> u64 = u64::from(_mm256_movemask_epi8(a).cast_unsigned());
    }
    #[inline(always)]
    fn compress(self, a: __m256i, keep: u64, to: &mut [MaybeUninit<u8>]) {
        let (low, high) = (keep as u32 & 0xFFFF, keep as u32 >> 16);
        if to.len() >= 32 {
            let to: *mut u8 = to.as_mut_ptr().cast();
            // SAFETY: `self` proves that the processor has the instructions. `to` has 32 bytes, and at most 16 precede the second half.
            unsafe {
                compact::write_halves(compress_halves(self.word(), _mm256_castsi256_si128(a), low), low, to);
                let to = to.add(low.count_ones() as usize);
                compact::write_halves(compress_halves(self.word(), _mm256_extracti128_si256::<1>(a), high), high, to);
            }
        }
    }
}

impl Simd for Avx512 {
    type Register = __m512i;
    type Word = Avx512Word;
    const BYTES: usize = 64;

    #[inline(always)]
    fn level(self) -> Level {
        Level::Avx512(self)
    }
    #[inline(always)]
    fn word(self) -> Avx512Word {
        Avx512Word(())
    }
    #[inline(always)]
    fn load(self, bytes: &[u8], at: usize) -> __m512i {
        match bytes.get(at..).and_then(|rest| rest.first_chunk::<64>()) {
            // SAFETY: `self` proves that the processor has the instruction; the array has 64 bytes.
            Some(bytes) => unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) },
            None => self.splat(0),
        }
    }
    #[inline(always)]
    fn store(self, a: __m512i, to: &mut [MaybeUninit<u8>]) {
        if let Some(to) = to.first_chunk_mut::<64>() {
            // SAFETY: `self` proves that the processor has the instruction; the array has 64 bytes.
            unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast(), a) }
        }
    }
    operations! {
        fn splat(b: u8) -> __m512i = _mm512_set1_epi8(b.cast_signed());
        fn table(bytes: &[u8; 16]) -> __m512i = _mm512_broadcast_i32x4(Ssse3(()).load(bytes, 0));
        fn and(a: __m512i, b: __m512i) -> __m512i = _mm512_and_si512(a, b);
        fn or(a: __m512i, b: __m512i) -> __m512i = _mm512_or_si512(a, b);
        fn xor(a: __m512i, b: __m512i) -> __m512i = _mm512_xor_si512(a, b);
        fn and_not(a: __m512i, b: __m512i) -> __m512i = _mm512_andnot_si512(b, a);
        // Comparisons return bits. If the bits of a byte mask are computed from them, the compiler removes both conversions.
        fn eq(a: __m512i, b: __m512i) -> __m512i = _mm512_movm_epi8(_mm512_cmpeq_epi8_mask(a, b));
        fn at_least(a: __m512i, b: __m512i) -> __m512i = _mm512_movm_epi8(_mm512_cmpge_epu8_mask(a, b));
        fn select(mask: __m512i, yes: __m512i, no: __m512i) -> __m512i = _mm512_mask_blend_epi8(_mm512_movepi8_mask(mask), no, yes);
        fn lookup(table: __m512i, index: __m512i) -> __m512i = _mm512_shuffle_epi8(table, index);
        fn shift_left<const N>(a: __m512i) -> __m512i = {
            let n = _mm_cvtsi32_si128(N);
            _mm512_and_si512(_mm512_sll_epi16(a, n), _mm512_set1_epi8(low_bits_cleared(N)))
        };
        fn shift_right<const N>(a: __m512i) -> __m512i = {
            let n = _mm_cvtsi32_si128(N);
            _mm512_and_si512(_mm512_srl_epi16(a, n), _mm512_set1_epi8(high_bits_cleared(N)))
        };
        fn bits(a: __m512i) -> u64 = _mm512_movepi8_mask(a);
    }
    #[inline(always)]
    fn compress(self, a: __m512i, keep: u64, to: &mut [MaybeUninit<u8>]) {
        // All bytes are written, because a store of the selected bytes alone takes much longer.
        // SAFETY: `self` proves that the processor has the instruction, which accesses no memory.
        self.store(unsafe { _mm512_maskz_compress_epi8(keep, a) }, to);
    }
}

impl Simd for Avx512Word {
    type Register = __m128i;
    type Word = Avx512Word;
    operations_of_16_bytes!();

    #[inline(always)]
    fn level(self) -> Level {
        Level::Avx512(Avx512(()))
    }
    #[inline(always)]
    fn word(self) -> Avx512Word {
        self
    }
    #[inline(always)]
    fn compress(self, a: __m128i, keep: u64, to: &mut [MaybeUninit<u8>]) {
        Ssse3(()).compress(a, keep, to)
    }
}

impl WordSimd for Avx512Word {
    #[inline(always)]
    fn load_word(self, word: &[u8]) -> [__m128i; 2] {
        let n = word.len().min(32) as u32;
        // SAFETY: `self` proves that the processor has the instructions. A masked load reads only the selected bytes, which are in the word.
        unsafe {
            let bytes = _mm256_maskz_loadu_epi8(_bzhi_u32(u32::MAX, n), word.as_ptr().cast());
            [_mm256_castsi256_si128(bytes), _mm256_extracti128_si256::<1>(bytes)]
        }
    }
    operations! {
        // As with SSSE3, but with one saturating conversion.
        fn pair_codes(bytes: [__m128i; 2]) -> __m128i = {
            let [low, high] = bytes;
            let words = _mm256_maddubs_epi16(_mm256_set_m128i(high, low), _mm256_set1_epi16(0x0140));
            let codes = _mm256_sub_epi16(words, _mm256_set1_epi16(0x3680));
            _mm256_cvtusepi16_epi8(_mm256_max_epi16(codes, _mm256_setzero_si256()))
        };
        fn pairs(codes: __m128i) -> [u8; 32] = {
            let codes = _mm256_cvtepu8_epi16(codes);
            let first = _mm256_and_si256(_mm256_srli_epi16::<6>(codes), _mm256_set1_epi16(1));
            let second = _mm256_and_si256(_mm256_slli_epi16::<8>(codes), _mm256_set1_epi16(0x3F00));
            let pairs = _mm256_or_si256(_mm256_or_si256(first, second), _mm256_set1_epi16(0x80D8_u16.cast_signed()));
            core::mem::transmute::<__m256i, [u8; 32]>(pairs)
        };
        fn to_number(a: __m128i) -> u128 = core::mem::transmute::<__m128i, u128>(a);
        fn from_number(n: u128) -> __m128i = core::mem::transmute::<u128, __m128i>(n);
        fn indices(set: u32) -> __m128i = {
            let all = _mm_set_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
            _mm_mask_compress_epi8(_mm_set1_epi8(0x80_u8.cast_signed()), set as u16, all)
        };
    }
    #[inline(always)]
    fn lookup_letters(self, rows: &[[u8; 16]; 3], index: __m128i) -> __m128i {
        // SAFETY: `self` proves that the processor has the instructions. The masked load reads the 48 bytes of the table.
        unsafe {
            let table = _mm512_maskz_loadu_epi8((1 << 48) - 1, rows.as_ptr().cast());
            let index = _mm_sub_epi8(index, _mm_set1_epi8(0x20));
            let entries = _mm512_castsi512_si128(_mm512_permutexvar_epi8(_mm512_castsi128_si512(index), table));
            _mm_maskz_mov_epi8(_mm_cmplt_epu8_mask(index, _mm_set1_epi8(0x30)), entries)
        }
    }
}

/// Prefetches the cache line of an address. Any address is allowed.
#[inline(always)]
pub(super) fn prefetch_line(at: *const u8) {
    // SAFETY: the target has SSE2, and with it SSE, which has the instruction. A prefetch accesses no memory that the program can observe.
    unsafe { _mm_prefetch::<_MM_HINT_T0>(at.cast()) }
}
