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
pub(crate) const MAX_CODES: usize = 24;

/// The code of a letter; ء for all hamzas, ءا is not told from ء.
#[allow(clippy::indexing_slicing, reason = "below the length")]
pub(crate) const fn code(c: char) -> u8 {
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
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
    /// Places of a ى.
    pub(crate) maksura: u32,
    /// Places of أ.
    pub(crate) above: u32,
    /// Places of إ.
    pub(crate) below: u32,
    /// Places of ؤ and of ئ.
    pub(crate) on_waw: u32,
    pub(crate) on_yeh: u32,
    /// Places of ا; of letters that templates have of their own; of letters that no stem has.
    pub(crate) alef: u32,
    pub(crate) servile: u32,
    pub(crate) foreign: u32,
    /// Whether vowels or shaddas are written.
    pub(crate) marked: bool,
    start: [u16; MAX_CODES + 1],
}

/// Letters that templates have of their own: ء ا ت د س ط م ن و ي.
const SERVILE: u32 = 1 << 1 | 1 << 2 | 1 << 4 | 1 << 9 | 1 << 13 | 1 << 17 | 1 << 25 | 1 << 26 | 1 << 28 | 1 << 29;

/// What the fast path does with U+0600–067F.
#[derive(Clone, Copy)]
struct Fast {
    /// A code, `SKIP`, or `RARE`.
    code: u8,
    /// Which of the seats the letter has; 0 is none.
    seat: u8,
    /// A bit in the lower half for ا, in the upper for letters that templates have.
    places: u64,
}

#[allow(clippy::indexing_slicing, reason = "at compile time")]
const FAST: [Fast; 128] = {
    let mut table = [Fast { code: RARE, seat: 0, places: 0 }; 128];
    let mut c = 0x21;
    while c <= 0x4A {
        // آ is two codes.
        if let Some(letter) = char::from_u32(0x600 + c)
            && code(letter) != OTHER
            && letter != 'آ'
        {
            let seat = match letter {
                'ى' => 1,
                'أ' => 2,
                'إ' => 3,
                'ؤ' => 4,
                'ئ' => 5,
                'ة' => 6,
                _ => 0,
            };
            let code = code(letter);
            let places = (code == ALEF) as u64 | ((SERVILE >> code & 1) as u64) << 32;
            table[c as usize] = Fast { code, seat, places };
        }
        c += 1;
    }
    table[0x40].code = SKIP;
    c = 0x4B;
    while c <= 0x52 {
        table[c as usize].code = SKIP;
        c += 1;
    }
    table[0x70].code = SKIP;
    table
};
const SKIP: u8 = 0;
const RARE: u8 = 32;

impl Key {
    pub(crate) const EMPTY: Key = Key {
        codes: 0,
        len: 0,
        maksura: 0,
        above: 0,
        below: 0,
        on_waw: 0,
        on_yeh: 0,
        alef: 0,
        servile: 0,
        foreign: 0,
        marked: false,
        start: [0; MAX_CODES + 1],
    };

    /// The key of a word, or why it has none.
    pub(crate) fn of(word: &str) -> Result<Key, NoLetters> {
        let bytes = word.as_bytes();
        if bytes.len() > 128 || !bytes.len().is_multiple_of(2) {
            return Key::of_rare(word);
        }
        let mut key = Key::EMPTY;
        // Twelve letters each.
        let mut halves = [0u64; 2];
        let mut seats = [0u32; 8];
        let mut places = 0;
        let mut n = 0;
        for (i, pair) in bytes.chunks_exact(2).enumerate() {
            let &[lead, next] = pair else { continue };
            let f = FAST.get(usize::from(lead & 1) << 6 | usize::from(next & 63)).copied().unwrap_or(FAST[0]);
            // D8 and D9 lead U+0600–067F.
            if lead & 0xFE != 0xD8 || f.code >= RARE {
                return Key::of_rare(word);
            }
            if f.code == SKIP {
                // A tatweel is no mark.
                key.marked |= next != 0x80;
                continue;
            }
            let (Some(half), Some(start)) = (halves.get_mut(n / 12), key.start.get_mut(n)) else { return Err(NoLetters::TooLong) };
            *half |= u64::from(f.code) << (5 * (n % 12));
            *start = 2 * i as u16;
            places |= f.places << n;
            if f.seat != 0
                && let Some(places) = seats.get_mut(usize::from(f.seat & 7))
            {
                *places |= 1 << n;
            }
            n += 1;
        }
        let [lo, hi] = halves;
        key.start[0] = 0;
        key.codes = u128::from(lo) | u128::from(hi) << 60;
        key.len = n as u8;
        (key.alef, key.servile) = (places as u32, (places >> 32) as u32);
        [_, key.maksura, key.above, key.below, key.on_waw, key.on_yeh, key.foreign, _] = seats;
        key.done(bytes.len())
    }

    /// The same by way of the letters that every encoding has.
    #[cold]
    #[inline(never)]
    fn of_rare(word: &str) -> Result<Key, NoLetters> {
        let letters = Letters::of(word)?;
        // Letters are lost: whatever is left is not the word.
        if letters.spelled().contains(&'\u{FFFD}') {
            return Err(NoLetters::NotArabic);
        }
        let mut key = Key::EMPTY;
        for (i, &c) in letters.spelled().iter().enumerate() {
            // The marks before the first letter are its own.
            let at = u16::try_from(letters.start(i)).map_err(|_| NoLetters::TooLong)?;
            key.letter(code(c), (c as usize).wrapping_sub(0x600), at)?;
        }
        key.marked = word.chars().any(super::vowels::is_vowel);
        key.done(word.len())
    }

    /// Adds a letter by its code and by its place in the block of U+0600.
    #[inline]
    fn letter(&mut self, code: u8, c: usize, at: u16) -> Result<(), NoLetters> {
        let here = 1u32 << self.len;
        match c {
            0x49 => self.maksura |= here,
            0x23 => self.above |= here,
            0x25 => self.below |= here,
            0x24 => self.on_waw |= here,
            0x26 => self.on_yeh |= here,
            _ => {}
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
        self.alef |= u32::from(code == ALEF) << n;
        self.servile |= (SERVILE >> code & 1) << n;
        self.foreign |= u32::from(code >= TEH_MARBUTA) << n;
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
        assert_eq!(Key::of(&"م".repeat(25)).err(), Some(NoLetters::TooLong));
    }
}
