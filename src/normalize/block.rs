//! Bit masks of a block of 64 bytes: the characters that normalization may change.
//!
//! The code is plain loops over byte arrays, which the compiler vectorizes for every target. Most bytes of Arabic text are letters that no
//! option changes, so the normalizer visits only the others.

/// The number of bytes of a block. A mask has one bit for each.
pub(super) const BLOCK: usize = 64;

/// A block and the byte after it.
pub(super) type Block = [u8; BLOCK + 1];

/// Returns the block that begins at byte `i`, which may be inside a character. After the end of the text, the block is filled with NUL
/// bytes.
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

/// Returns whether a block is ASCII without a tab, the only ASCII character that an option may change.
#[inline(always)]
pub(super) fn is_plain_ascii(block: &Block) -> bool {
    // In Arabic text, the first eight bytes usually contain a byte that is not ASCII, so the loop is skipped.
    let start = block.first_chunk().copied().map_or(0, u64::from_le_bytes);
    start & 0x8080_8080_8080_8080 == 0 && block.iter().take(BLOCK).fold(0, |all, &b| all | b | (u8::from(b == b'\t') << 7)) < 0x80
}

/// Masks of the bytes of a block. Bit 0 is the first byte.
///
/// For example, in `"\u{628}\u{64E}\u{623} "` (بَأ and a space), beh and the space are plain, fatha is a vowel, and alef with hamza is special:
///
/// ```text
/// byte     D8 A8 D9 8E D8 A3 20
/// special   0  0  0  0  1  0  0
/// vowels    0  0  1  0  0  0  0
/// ```
#[derive(Clone, Copy)]
pub(super) struct Masks {
    /// First bytes of characters that are neither plain nor in `vowels`. A plain character is not changed by any plan, and the text can be
    /// split before it: ASCII except tab, U+0628, U+062A–063A, U+0641–0648, U+064A, and U+0627 if the argument `first` of [`masks`]
    /// includes it.
    pub(super) special: u64,
    /// The first bytes of tashkeel, U+064B–0652.
    pub(super) vowels: u64,
}

/// Computes the masks of a block. `first` is the second byte of the first plain letter: 0xA7 if alef U+0627 is plain, 0xA8 if it is not.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "lanes of arrays of the same length")]
pub(super) fn masks(block: &Block, first: u8) -> Masks {
    let (mut special, mut vowels) = ([0; LANES], [0; LANES]);
    for (n, weights) in WEIGHTS.iter().enumerate() {
        let (here, next) = (lanes(block, n * LANES), lanes(block, n * LANES + 1));
        for k in 0..LANES {
            let (b, next) = (here[k], next[k]);
            // Continuation bytes are the smallest bytes if they are compared as signed numbers, so one comparison checks each end of a
            // range.
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

/// The number of bytes that one step classifies: a vector of 128 bits.
const LANES: usize = 16;

/// The weight that lane `k` of step `n` adds: the bit of the group of eight bytes that contains the byte, `2 * n` or `2 * n + 1`.
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

/// Returns the bytes of a step.
#[inline(always)]
fn lanes(block: &Block, at: usize) -> [u8; LANES] {
    block.get(at..).and_then(|b| b.first_chunk()).copied().unwrap_or_default()
}

/// Returns a byte with all bits set or none, like the result of a vector comparison.
#[inline(always)]
fn all_if(yes: bool) -> u8 {
    0_u8.wrapping_sub(u8::from(yes))
}

/// Computes the mask from the sums of the weights. Byte `k` of the sums has one bit for byte `k` of each of the eight groups. The
/// transposition moves the bits of one group into one byte.
#[inline(always)]
fn gather(sums: &[u8; LANES]) -> u64 {
    let half = |at: usize| sums.get(at..).and_then(|s| s.first_chunk()).copied().map_or(0, u64::from_le_bytes);
    let mut x = half(0) | half(8);
    // Transposes a matrix of 8 by 8 bits (Warren, Hacker's Delight, 7-3).
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
