//! Bitmasks of a block of 64 bytes. The set bits mark the characters that normalization may change.
//!
//! The code consists of loops over byte arrays, so that the compiler can vectorize the loops for every target. Most bytes of Arabic text
//! belong to letters that the block loop never changes. The bits of these letters are 0, so the normalizer does not visit these letters.

/// The number of bytes in a block. A mask has one bit for each byte.
pub(super) const BLOCK: usize = 64;

/// The 64 bytes of a block, and the next byte of the text.
pub(super) type Block = [u8; BLOCK + 1];

/// Returns the block that begins at byte `i`. Byte `i` may be inside a character. If fewer than 65 bytes remain, the function copies these
/// bytes to `buffer` and fills the other bytes with NUL.
#[inline(always)]
pub(super) fn load<'b>(bytes: &'b [u8], i: usize, buffer: &'b mut Block) -> &'b Block {
    let rest = bytes.get(i..).unwrap_or_default();
    if let Some(block) = rest.first_chunk() {
        return block;
    }
    *buffer = [0; BLOCK + 1];
    if let Some(to) = buffer.get_mut(..rest.len()) {
        to.copy_from_slice(rest);
    }
    buffer
}

/// Returns whether the 64 bytes of a block are ASCII without tabs. The tab is the only ASCII character that the block loop may change. If
/// an option changes other ASCII characters, such as `.` between two Arabic-Indic digits, the normalizer does not use the block loop.
#[inline(always)]
pub(super) fn is_plain_ascii(block: &Block) -> bool {
    // The first eight bytes of Arabic text usually contain a byte that is not ASCII. So the function usually returns before the loop over
    // the whole block.
    let start = block.first_chunk().copied().map_or(0, u64::from_le_bytes);
    start & 0x8080_8080_8080_8080 == 0 && block.iter().take(BLOCK).fold(0, |all, &b| all | b | (u8::from(b == b'\t') << 7)) < 0x80
}

/// The bitmasks of a block. Bit 0 corresponds to the first byte.
///
/// Example: the text `"\u{628}\u{64E}\u{623} "` is بَأ and a space. Beh (U+0628) and the space are in neither mask. Fatha (U+064E) is in
/// `vowels`. Alef with hamza (U+0623) is in `special`:
///
/// ```text
/// byte     D8 A8 D9 8E D8 A3 20
/// special   0  0  0  0  1  0  0
/// vowels    0  0  1  0  0  0  0
/// ```
#[derive(Clone, Copy)]
pub(super) struct Masks {
    /// The first bytes of all characters that are neither plain nor tashkeel. A character is plain if two conditions hold: the block loop
    /// never changes the character, and the text can be split before the character. The plain characters are ASCII except the tab, U+0628,
    /// U+062A–063A, U+0641–0648 and U+064A. Alef (U+0627) is plain if the argument `first` of [`masks`] is 0xA7.
    pub(super) special: u64,
    /// The first bytes of the tashkeel characters U+064B–0652 (vowel signs, tanwin, shadda, sukun).
    pub(super) vowels: u64,
}

/// Computes the masks of a block. `first` is the second UTF-8 byte of the lowest plain letter: 0xA7 if alef (U+0627) is plain, otherwise
/// 0xA8 (beh, U+0628).
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "lanes of arrays of the same length")]
pub(super) fn masks(block: &Block, first: u8) -> Masks {
    let (mut special, mut vowels) = ([0; LANES], [0; LANES]);
    for (n, weights) in WEIGHTS.iter().enumerate() {
        let (here, next) = (lanes(block, n * LANES), lanes(block, n * LANES + 1));
        for k in 0..LANES {
            let (b, next) = (here[k], next[k]);
            // As signed numbers, the continuation bytes 0x80–0xBF are less than all other bytes. So each end of a range of continuation
            // bytes needs only one comparison.
            let (next, d8, d9) = (next.cast_signed(), b == 0xD8, b == 0xD9);
            let at_least = |from: u8| next >= from.cast_signed();
            let is_not = |other: u8| next != other.cast_signed();
            let of_d8 = at_least(first) & !at_least(0xBB) & is_not(0xA9);
            let of_d9 = !at_least(0x8B) & is_not(0x80) & is_not(0x89);
            let letter = d8 & of_d8 | d9 & of_d9;
            let vowel = d9 & at_least(0x8B) & !at_least(0x93);
            let lead = (b >= 0xC0) | (b == b'\t');
            special[k] |= weights[k] & all_if(lead & !letter & !vowel);
            vowels[k] |= weights[k] & all_if(vowel);
        }
    }
    Masks { special: gather(&special), vowels: gather(&vowels) }
}

/// The number of bytes that one step of the loop classifies: the length of a 128-bit vector.
const LANES: usize = 16;

/// The weights: if the byte in lane `k` of step `n` is in a mask, the step sets the bit `WEIGHTS[n][k]` in lane `k` of the sum. This byte
/// is byte `16 * n + k` of the block. Its weight is `1 << g`, where `g = (16 * n + k) / 8` is the number of the group of eight bytes that
/// contains the byte.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const WEIGHTS: [[u8; LANES]; BLOCK / LANES] = {
    let mut weights = [[0; LANES]; BLOCK / LANES];
    let mut at = 0;
    while at < BLOCK {
        weights[at / LANES][at % LANES] = 1 << (at / 8);
        at += 1;
    }
    weights
};

/// Returns the 16 bytes of a block from byte `at` on.
#[inline(always)]
fn lanes(block: &Block, at: usize) -> [u8; LANES] {
    block.get(at..).and_then(|b| b.first_chunk()).copied().unwrap_or_default()
}

/// Returns 0xFF if `yes` is true, otherwise 0. A vector comparison produces the same two values in each lane, so the compiler can use the
/// comparison result directly.
#[inline(always)]
fn all_if(yes: bool) -> u8 {
    0_u8.wrapping_sub(u8::from(yes))
}

/// Computes the mask from the sums of the weights. After the two halves of `sums` are combined, bit `g` of byte `k` represents byte `k` of
/// group `g`, a group of eight bytes. The mask needs the bits of group `g` in byte `g`, so the function transposes the matrix of 8 by 8
/// bits.
#[inline(always)]
fn gather(sums: &[u8; LANES]) -> u64 {
    let half = |at: usize| sums.get(at..).and_then(|s| s.first_chunk()).copied().map_or(0, u64::from_le_bytes);
    let mut x = half(0) | half(8);
    // The transposition is from Warren, Hacker's Delight, 7-3.
    for (shift, mask) in [(7, 0x00AA_00AA_00AA_00AA), (14, 0x0000_CCCC_0000_CCCC), (28, 0x0000_0000_F0F0_F0F0)] {
        let t = (x ^ (x >> shift)) & mask;
        x ^= t ^ (t << shift);
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn masks_agree_with_the_documented_characters() {
        let text: String = ('\u{600}'..='\u{6FF}').chain("a\t\n\u{7F}é日😀ﷺ\u{A0}".chars()).collect();
        for i in 0..text.len() {
            let mut buffer = [0; BLOCK + 1];
            let block = load(text.as_bytes(), i, &mut buffer);
            let (with, without) = (masks(block, 0xA7), masks(block, 0xA8));
            for k in 0..BLOCK {
                let is = |mask: u64| mask >> k & 1 == 1;
                let Some(c) = text.get(i + k..).map(|rest| rest.chars().next().unwrap_or('\0')) else {
                    assert_eq!((is(with.special), is(with.vowels)), (false, false));
                    continue;
                };
                let vowel = ('\u{64B}'..='\u{652}').contains(&c);
                let plain = c.is_ascii() && c != '\t' || "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".contains(c);
                assert_eq!((is(with.special), is(with.vowels)), (!plain && !vowel, vowel), "{c:?} at {k}");
                assert_eq!(is(without.special), is(with.special) || c == 'ا');
            }
        }
    }

    #[test]
    fn plain_ascii() {
        let mut block = [b'a'; BLOCK + 1];
        assert!(is_plain_ascii(&block));
        for (k, b) in [(0, b'\t'), (63, 0x80), (17, 0xFF)] {
            block[k] = b;
            assert!(!is_plain_ascii(&block));
            block[k] = b'\n';
        }
        assert!(is_plain_ascii(&block));
    }
}
