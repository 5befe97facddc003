//! A word as codes of five bits, the first letter lowest: all hamzas are ء, آ is ءا, ى is ي. What that forgets stands beside it as bits.

use super::letters::{Letters, NoLetters};

/// Letters by code; 0 is none, 31 any other letter.
pub(crate) const ALPHABET: [char; 32] = [
    '\0', 'ء', 'ا', 'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ف', 'ق', 'ك', 'ل', 'م', 'ن',
    'ه', 'و', 'ي', 'ة', '\u{FFFD}',
];
pub(crate) const HAMZA: u8 = 1;
pub(crate) const ALEF: u8 = 2;
pub(crate) const BEH: u8 = 3;
pub(crate) const TEH: u8 = 4;
pub(crate) const SEEN: u8 = 13;
pub(crate) const FEH: u8 = 21;
pub(crate) const KAF: u8 = 23;
pub(crate) const LAM: u8 = 24;
pub(crate) const NOON: u8 = 26;
pub(crate) const WAW: u8 = 28;
pub(crate) const YEH: u8 = 29;
pub(crate) const TEH_MARBUTA: u8 = 30;
pub(crate) const OTHER: u8 = 31;

/// Longer words are not parsed.
pub(crate) const MAX_CODES: usize = 25;

/// The code of a letter; ء for all hamzas, ءا is not told from ء.
pub(crate) const fn code(c: char) -> u8 {
    const TABLE: [u8; 0x2B] = {
        let mut table = [OTHER; 0x2B];
        let mut i = 1;
        while i < 31 {
            table[ALPHABET[i] as usize - 0x621] = i as u8;
            i += 1;
        }
        table[1] = HAMZA;
        table[2] = HAMZA;
        table[3] = HAMZA;
        table[4] = HAMZA;
        table[5] = HAMZA;
        table[0x49 - 0x21] = YEH;
        table
    };
    let at = (c as u32).wrapping_sub(0x621) as usize;
    if at < TABLE.len() { TABLE[at] } else { OTHER }
}

/// The codes of a word, with their places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    codes: u128,
    len: u8,
    /// Places of a bare ا.
    pub(crate) bare: u32,
    /// Places of a ى.
    pub(crate) maksura: u32,
    /// Places of أ.
    pub(crate) above: u32,
    /// Places of إ.
    pub(crate) below: u32,
    /// Places of ؤ and of ئ.
    pub(crate) on_waw: u32,
    pub(crate) on_yeh: u32,
    start: [u16; MAX_CODES + 1],
}

/// What the fast path does with U+0600–067F: a code, `SKIP`, or `RARE`.
const FAST: [u8; 128] = {
    let mut table = [RARE; 128];
    let mut c = 0x21;
    while c <= 0x4A {
        if let Some(letter) = char::from_u32(0x600 + c)
            && code(letter) != OTHER
        {
            table[c as usize] = code(letter);
        }
        c += 1;
    }
    table[0x40] = SKIP;
    c = 0x4B;
    while c <= 0x52 {
        table[c as usize] = SKIP;
        c += 1;
    }
    table[0x70] = SKIP;
    table
};
/// ا ى and the hamzas on a seat, by their places in the block.
const SEATS: u128 = 1 << 0x27 | 1 << 0x49 | 1 << 0x23 | 1 << 0x25 | 1 << 0x24 | 1 << 0x26;
const SKIP: u8 = 0;
const RARE: u8 = 32;

impl Key {
    pub(crate) const EMPTY: Key =
        Key { codes: 0, len: 0, bare: 0, maksura: 0, above: 0, below: 0, on_waw: 0, on_yeh: 0, start: [0; MAX_CODES + 1] };

    /// The key of a word, or why it has none.
    pub(crate) fn of(word: &str) -> Result<Key, NoLetters> {
        let mut key = Key::EMPTY;
        let bytes = word.as_bytes();
        if bytes.len() > 128 {
            return Key::of_rare(word);
        }
        let mut i = 0;
        while let (Some(&lead), Some(&next)) = (bytes.get(i), bytes.get(i + 1)) {
            // D8 and D9 lead U+0600–067F; anything else has a bit among these.
            let c = usize::from(lead & 1) << 6 | usize::from(next & 63);
            match FAST.get(c) {
                Some(&f) if lead & 0xFE == 0xD8 && f < RARE => {
                    if f != SKIP {
                        key.letter(f, c, i as u16)?;
                    }
                }
                _ => return Key::of_rare(word),
            }
            i += 2;
        }
        if i != bytes.len() {
            return Key::of_rare(word);
        }
        key.done(i)
    }

    /// The same by way of the letters that every encoding has.
    #[cold]
    #[inline(never)]
    fn of_rare(word: &str) -> Result<Key, NoLetters> {
        let letters = Letters::of(word)?;
        let mut key = Key::EMPTY;
        for (i, &c) in letters.spelled().iter().enumerate() {
            // The marks before the first letter are its own.
            let at = u16::try_from(letters.start(i)).map_err(|_| NoLetters::TooLong)?;
            key.letter(code(c), (c as usize).wrapping_sub(0x600), at)?;
        }
        key.done(word.len())
    }

    /// Adds a letter by its code and by its place in the block of U+0600.
    #[inline]
    fn letter(&mut self, code: u8, c: usize, at: u16) -> Result<(), NoLetters> {
        let here = 1u32 << self.len;
        if SEATS >> c.min(127) & 1 == 1 {
            match c {
                0x27 => self.bare |= here,
                0x49 => self.maksura |= here,
                0x23 => self.above |= here,
                0x25 => self.below |= here,
                0x24 => self.on_waw |= here,
                _ => self.on_yeh |= here,
            }
        }
        self.push(code, at)?;
        if c == 0x22 { self.push(ALEF, at) } else { Ok(()) }
    }

    #[inline]
    fn push(&mut self, code: u8, at: u16) -> Result<(), NoLetters> {
        let n = usize::from(self.len);
        if n == MAX_CODES {
            return Err(NoLetters::TooLong);
        }
        self.codes |= u128::from(code) << (5 * n);
        if let Some(p) = self.start.get_mut(n)
            && n > 0
        {
            *p = at;
        }
        self.len += 1;
        Ok(())
    }

    fn done(mut self, bytes: usize) -> Result<Key, NoLetters> {
        if self.len == 0 {
            return Err(NoLetters::NotArabic);
        }
        if let Some(end) = self.start.get_mut(usize::from(self.len)) {
            *end = u16::try_from(bytes).map_err(|_| NoLetters::TooLong)?;
        }
        Ok(self)
    }

    /// How many codes it has.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// The code at a place; 0 behind the end.
    pub(crate) fn at(&self, i: usize) -> u8 {
        if i < MAX_CODES { (self.codes >> (5 * i)) as u8 & 31 } else { 0 }
    }

    /// The codes of a part, of which twelve fit.
    pub(crate) fn part(&self, from: usize, to: usize) -> u64 {
        let n = to.saturating_sub(from).min(12);
        (self.codes >> (5 * from)) as u64 & ((1 << (5 * n)) - 1)
    }

    /// Where a code begins in the source; marks before the first letter are its own.
    pub(crate) fn start(&self, i: usize) -> usize {
        if i == 0 { 0 } else { self.start.get(i.min(self.len())).map_or(0, |&s| usize::from(s)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_paths_agree() {
        for a in 0x600..0x680u32 {
            for word in ["كXتاب", "X", "Xكتاب", "كتابX", "XX"] {
                let word = word.replace('X', &alloc::string::String::from(char::from_u32(a).unwrap()));
                match (Key::of(&word), Key::of_rare(&word)) {
                    (Ok(x), Ok(y)) => assert_eq!(alloc::format!("{x:?}"), alloc::format!("{y:?}"), "{a:04X}"),
                    (x, y) => assert_eq!(x.err(), y.err(), "{a:04X}"),
                }
            }
        }
    }

    #[test]
    fn letters_as_codes() {
        let key = Key::of("آمَنُوا").unwrap();
        assert_eq!((0..6).map(|i| key.at(i)).collect::<alloc::vec::Vec<_>>(), [HAMZA, ALEF, 25, NOON, WAW, ALEF]);
        assert_eq!((key.len(), key.start(1), key.start(2), key.start(6)), (6, 0, 2, 14));
        assert_eq!(Key::of("").err(), Some(NoLetters::NotArabic));
        assert_eq!(Key::of(&"م".repeat(26)).err(), Some(NoLetters::TooLong));
    }
}
