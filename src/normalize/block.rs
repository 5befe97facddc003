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
    block.iter().take(BLOCK).fold(0, |all, &b| all | b | (u8::from(b == b'\t') << 7)) < 0x80
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
pub(super) fn masks(block: &Block, first: u8) -> Masks {
    let mut kinds = [0; BLOCK];
    for (kind, pair) in kinds.iter_mut().zip(block.windows(2)) {
        let &[b, next] = pair else { continue };
        let within = |from: u8, to: u8| next.wrapping_sub(from) <= to.wrapping_sub(from);
        let (d8, d9) = (b == 0xD8, b == 0xD9);
        let letter = d8 & (within(first, 0xA8) | within(0xAA, 0xBA)) | d9 & (within(0x81, 0x88) | (next == 0x8A));
        let vowel = d9 & within(0x8B, 0x92);
        let special = ((b >= 0xC0) | (b == b'\t')) & !letter & !vowel;
        *kind = u8::from(special) | u8::from(vowel) << 1;
    }
    Masks { special: gather(&kinds, 0), vowels: gather(&kinds, 1) }
}

/// The first bytes of all characters of a block.
#[inline(always)]
pub(super) fn starts(block: &Block) -> u64 {
    let mut kinds = [0; BLOCK];
    for (kind, &b) in kinds.iter_mut().zip(block) {
        *kind = u8::from(b & 0xC0 != 0x80);
    }
    gather(&kinds, 0)
}

/// One bit of each byte.
#[inline(always)]
fn gather(kinds: &[u8; BLOCK], bit: u32) -> u64 {
    let (words, _) = kinds.as_chunks();
    let mut mask = 0;
    for (n, word) in words.iter().enumerate() {
        let bits = u64::from_le_bytes(*word) >> bit & 0x0101_0101_0101_0101;
        // The product's highest byte has the bit of byte k in place k; no two bits meet on the way.
        mask |= (bits.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * n);
    }
    mask
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
            let (with, without, starts) = (masks(block, 0xA7), masks(block, 0xA8), starts(block));
            for k in 0..BLOCK {
                let is = |mask: u64| mask >> k & 1 == 1;
                let Some(c) = text.get(i + k..).map(|rest| rest.chars().next().unwrap_or('\0')) else {
                    let inside = i + k < text.len();
                    assert_eq!((is(with.special), is(with.vowels), is(starts)), (false, false, !inside));
                    continue;
                };
                let vowel = ('\u{64B}'..='\u{652}').contains(&c);
                let plain = c.is_ascii() && c != '\t' || "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".contains(c);
                assert_eq!((is(with.special), is(with.vowels), is(starts)), (!plain && !vowel, vowel, true), "{c:?} at {k}");
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
