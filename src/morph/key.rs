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
#[derive(Clone, Debug)]
pub(crate) struct Key {
    codes: u128,
    len: usize,
    /// Places of a bare ا.
    pub(crate) bare: u32,
    /// Places of a ى.
    pub(crate) maksura: u32,
    start: [u16; MAX_CODES + 1],
    pub(crate) spelled: [char; MAX_CODES + 1],
}

impl Key {
    /// The key of a word; `None` if it has no Arabic letter or too many of them.
    pub(crate) fn of(word: &str) -> Result<Key, NoLetters> {
        let letters = Letters::of(word)?;
        let mut key = Key { codes: 0, len: 0, bare: 0, maksura: 0, start: [0; MAX_CODES + 1], spelled: ['\0'; MAX_CODES + 1] };
        for (i, &c) in letters.spelled().iter().enumerate() {
            let at = u16::try_from(letters.start(i)).map_err(|_| NoLetters::TooLong)?;
            match c {
                'ا' => key.bare |= 1 << key.len,
                'ى' => key.maksura |= 1 << key.len,
                _ => {}
            }
            key.push(code(c), c, at)?;
            if c == 'آ' {
                key.push(ALEF, '\0', at)?;
            }
        }
        if let Some(end) = key.start.get_mut(key.len) {
            *end = u16::try_from(word.len()).map_err(|_| NoLetters::TooLong)?;
        }
        Ok(key)
    }

    fn push(&mut self, code: u8, c: char, at: u16) -> Result<(), NoLetters> {
        if self.len == MAX_CODES {
            return Err(NoLetters::TooLong);
        }
        self.codes |= u128::from(code) << (5 * self.len);
        if let (Some(s), Some(p)) = (self.spelled.get_mut(self.len), self.start.get_mut(self.len)) {
            (*s, *p) = (c, at);
        }
        self.len += 1;
        Ok(())
    }

    /// How many codes it has.
    pub(crate) fn len(&self) -> usize {
        self.len
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

    /// Where a code begins in the source.
    pub(crate) fn start(&self, i: usize) -> usize {
        self.start.get(i.min(self.len)).map_or(0, |&s| if i == 0 { 0 } else { usize::from(s) })
    }
}
