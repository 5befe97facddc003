//! The next 64 bytes of a text at once: where something may change, as bit masks.
//!
//! Plain loops over byte arrays, which the compiler turns into vector code on whatever it compiles for. Most bytes of Arabic text are letters
//! that no fold touches; the engine visits only the others.

/// How many bytes a mask speaks of.
pub(super) const BLOCK: usize = 64;

/// A block and the byte behind it.
pub(super) type Block = [u8; BLOCK + 1];

/// The block that begins at byte `i`, which may be inside a character; behind the end of the text it is filled with NUL.
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

/// Whether a block is ASCII without tab, the one ASCII character that a fold may change.
#[inline(always)]
pub(super) fn is_plain_ascii(block: &Block) -> bool {
    // Arabic text shows in the first word.
    let start = block.first_chunk().copied().map_or(0, u64::from_le_bytes);
    start & 0x8080_8080_8080_8080 == 0 && block.iter().take(BLOCK).fold(0, |all, &b| all | b | (u8::from(b == b'\t') << 7)) < 0x80
}

/// Bits of the bytes of a block, the first byte lowest.
#[derive(Clone, Copy)]
pub(super) struct Masks {
    /// First bytes of characters that are neither plain nor `vowels`. Plain is what no plan touches, and where the context may be cut: ASCII
    /// but tab, U+0628, U+062A–063A, U+0641–0648, U+064A, and U+0627 if so asked.
    pub(super) special: u64,
    /// First bytes of tashkeel, U+064B–0652.
    pub(super) vowels: u64,
}

/// The masks of a block. `first` is the continuation byte of the first plain letter: 0xA7 for alef, 0xA8 to leave alef out.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "one lane of several arrays of as many")]
pub(super) fn masks(block: &Block, first: u8) -> Masks {
    let (mut special, mut vowels) = ([0; LANES], [0; LANES]);
    for (n, weights) in WEIGHTS.iter().enumerate() {
        let (here, next) = (lanes(block, n * LANES), lanes(block, n * LANES + 1));
        for k in 0..LANES {
            let (b, next) = (here[k], next[k]);
            // As signed numbers continuation bytes are the least, so that one comparison is enough for either end.
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

/// How many bytes are looked at in one step: those of a vector of 128 bits.
const LANES: usize = 16;

/// What lane `k` of step `n` adds: the bit of its word of eight bytes, `2 * n` or `2 * n + 1`.
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

/// The bytes of a step.
#[inline(always)]
fn lanes(block: &Block, at: usize) -> [u8; LANES] {
    block.get(at..).and_then(|b| b.first_chunk()).copied().unwrap_or_default()
}

/// All bits or none, as vector comparisons give them.
#[inline(always)]
fn all_if(yes: bool) -> u8 {
    0_u8.wrapping_sub(u8::from(yes))
}

/// One mask from the sums of the weights: each byte has the bits of all words at its place, and is turned to have all bits of a word.
#[inline(always)]
fn gather(sums: &[u8; LANES]) -> u64 {
    let half = |at: usize| sums.get(at..).and_then(|s| s.first_chunk()).copied().map_or(0, u64::from_le_bytes);
    let mut x = half(0) | half(8);
    // The transposition of a matrix of 8 by 8 bits (Warren, Hacker's Delight, 7-3).
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
    fn masks_say_what_they_should() {
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
