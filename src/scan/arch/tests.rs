//! Every backend of this processor is equal to the one without SIMD, operation by operation.

use super::*;
use proptest::prelude::*;
use std::vec::Vec;

/// The results of all operations on some bytes. `S::BYTES` is 16, 32 or 64; the result for each part of 16 bytes is that of 16 bytes.
#[derive(Debug, PartialEq, Eq)]
struct Results {
    blocks: Vec<[u8; BLOCK]>,
    masks: Vec<u64>,
    compressed: Vec<u8>,
}

/// Runs the operations on two blocks of 64 bytes and a table.
#[inline(always)]
fn operations<S: Simd>(simd: S, a: &[u8; BLOCK], b: &[u8; BLOCK], table: &[u8; 16], keep: u64) -> Results {
    let (mut blocks, mut masks, mut compressed) = (std::vec![[0; BLOCK]; 13], std::vec![0; 5], Vec::new());
    for at in (0..BLOCK).step_by(S::BYTES) {
        let [x, y] = [a, b].map(|block| Vector::load(simd, block, at));
        let table = Vector::table(simd, table);
        let results = [
            x & y,
            x | y,
            x ^ y,
            x.and_not(y),
            x.eq(y),
            x.is(0xD8),
            x.at_least(0x8B),
            x.eq(y).select(x, Vector::splat(simd, 7)),
            table.lookup(x & 0x8F),
            x.shift_left::<2>(),
            x.shift_right::<4>(),
            x.shift_right::<6>(),
            Vector::load(simd, &[1; 15], 0),
        ];
        for (block, result) in blocks.iter_mut().zip(results) {
            let mut bytes = [MaybeUninit::uninit(); BLOCK];
            assert_eq!(result.compress(u64::MAX >> (BLOCK - S::BYTES), &mut bytes), S::BYTES);
            for (to, byte) in block[at..].iter_mut().zip(&bytes[..S::BYTES]) {
                // SAFETY: `compress` wrote the selected bytes, which are all.
                *to = unsafe { byte.assume_init() };
            }
        }
        let bits = [x, x.shift_left::<1>(), x.shift_left::<2>(), x.shift_left::<5>(), x.shift_left::<7>()].map(Vector::bits);
        masks.iter_mut().zip(bits).for_each(|(mask, bits)| *mask |= bits << at);
        let mut bytes = [MaybeUninit::uninit(); BLOCK];
        let n = x.compress(keep >> at & u64::MAX >> (BLOCK - S::BYTES), &mut bytes);
        // SAFETY: `compress` wrote the first `n` bytes.
        compressed.extend(bytes[..n].iter().map(|byte| unsafe { byte.assume_init() }));
    }
    masks.extend(bitmasks!(simd: S, a, |x| [x, x.is(0xD9), x.shift_left::<3>()]));
    Results { blocks, masks, compressed }
}

/// Runs the operations on words.
#[inline(always)]
fn word_operations<S: Simd>(simd: S, bytes: &[u8], codes: u128, set: u32, rows: &[[u8; 16]; 3]) -> Vec<u128> {
    let simd = simd.word();
    let word = Vector::load_word(simd, bytes);
    let codes = Vector::from_number(simd, codes);
    let indices = Vector::indices(simd, set);
    let mut all = std::vec![
        word[0].to_number(),
        word[1].to_number(),
        codes.lookup_letters(rows).to_number(),
        codes.lookup(indices).to_number(),
        // Padding differs: at least 80.
        (indices & 0x8F).at_least(0x80).select(Vector::splat(simd, 0xFF), indices).to_number(),
    ];
    all.extend((0..16).map(|n| codes.bytes_from(n).to_number()));
    let pairs = codes.pairs();
    let valid = (codes & 0x7F).pairs();
    all.extend([u128::from_le_bytes(pairs[..16].try_into().unwrap()), u128::from_le_bytes(valid[16..].try_into().unwrap())]);
    // A code is 00–7F; all others are equal for this purpose.
    let codes_of = |word| {
        let codes = Vector::pair_codes(word);
        let no_code = codes.at_least(0x80) | codes.is(0);
        no_code.select(Vector::splat(simd, 0), codes).to_number()
    };
    all.push(codes_of(word));
    all.push(codes_of([&valid[..16], &valid[16..]].map(|half| Vector::load(simd, half, 0))));
    all
}

super::level::dispatch! {
    fn run(a: &[u8; BLOCK], b: &[u8; BLOCK], table: &[u8; 16], keep: u64) -> Results = operations;
    fn run_words(bytes: &[u8], codes: u128, set: u32, rows: &[[u8; 16]; 3]) -> Vec<u128> = word_operations;
}

/// Bytes of Arabic text more often than others.
fn bytes(n: usize) -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![Just(0xD8), Just(0xD9), 0x80..=0xBF_u8, Just(b' '), any::<u8>()];
    prop::collection::vec(byte, n)
}

proptest! {
    #[test]
    fn every_backend_has_the_same_operations(a in bytes(BLOCK), b in bytes(BLOCK), table in any::<[u8; 16]>(), keep in any::<u64>()) {
        let [a, b]: [[u8; BLOCK]; 2] = [a, b].map(|bytes| bytes.try_into().unwrap());
        let expected = run(Level::Scalar, &a, &b, &table, keep);
        for level in Level::all() {
            prop_assert_eq!(&run(level, &a, &b, &table, keep), &expected, "{:?}", level);
        }
    }

    #[test]
    fn every_backend_has_the_same_words(
        word in "[\u{600}-\u{67F} -~ڤéA]{0,20}", codes in any::<[u8; 16]>(), set in 0..0x1_0000_u32, rows in any::<[[u8; 16]; 3]>()
    ) {
        let codes = u128::from_le_bytes(codes.map(|code| if code < 0xB0 { code & 0x7F } else { code }));
        for bytes in [word.as_bytes(), &[0xD8_u8, 0xA8].repeat(word.len() / 2)] {
            let expected = run_words(Level::Scalar, bytes, codes, set, &rows);
            for level in Level::all() {
                prop_assert_eq!(&run_words(level, bytes, codes, set, &rows), &expected, "{:?}", level);
            }
        }
    }
}

/// The scalar operations have the results that their documentation states.
#[test]
fn scalar_operations_have_the_documented_results() {
    let bytes: [u8; 16] = core::array::from_fn(|i| i as u8 * 0x11);
    assert_eq!(Scalar.bits(bytes), 0xFF00);
    let bit_4 = (0..16).filter(|i| (i * 0x11) >> 4 & 1 == 1).fold(0, |all, i| all | 1 << i);
    assert_eq!(Scalar.bits(Scalar.shift_left::<3>(bytes)), bit_4);
    assert_eq!(Scalar.lookup(bytes, [0x80, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])[..3], [0, 0xFF, 0]);
    assert_eq!(Scalar.indices(0b1010_0000_0000_0001)[..4], [0, 13, 15, 0x80]);
    // كتاب and the bytes of é.
    let word = Scalar.load_word("كتابé".as_bytes());
    assert_eq!(Scalar.pair_codes(word)[..5], [0x43, 0x2A, 0x27, 0x28, 0]);
    assert_eq!(&Scalar.pairs(Scalar.pair_codes(word))[..8], "كتاب".as_bytes());
    for n in 0..=32 {
        let word: [u8; 32] = core::array::from_fn(|i| if i < n { i as u8 + 1 } else { 0 });
        let [low, high] = Scalar.load_word(&word[..n]);
        assert_eq!([low, high].as_flattened(), word);
    }
    assert_eq!(Scalar.load_word(&[7; 31])[1], [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0]);
}
