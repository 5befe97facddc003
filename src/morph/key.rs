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
    /// The same, a byte each.
    each: [u8; 32],
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

/// What the fast path does with U+0600–067F: to add a letter is to shift and add, without a question.
#[derive(Clone, Copy)]
struct Fast {
    /// The bits of the letter in four sets of places each, sixteen bits a set: ى أ إ ؤ, and ئ, what no stem has, ا, the letters that templates
    /// have.
    seats: u64,
    places: u64,
    code: u8,
    /// 1 for a letter, 0 for a mark or tatweel.
    step: u8,
    /// [`MARK`], [`LETTER`], or [`RARE`].
    kind: u8,
}

/// How many letters the fast path reads.
const FAST_LETTERS: usize = 12;

#[allow(clippy::indexing_slicing, reason = "at compile time")]
static FAST: [Fast; 128] = {
    let mut table = [Fast { seats: 0, places: 0, code: 0, step: 0, kind: RARE }; 128];
    let mut c = 0x21;
    while c <= 0x4A {
        // آ is two codes.
        if let Some(letter) = char::from_u32(0x600 + c)
            && code(letter) != OTHER
            && letter != 'آ'
        {
            let code = code(letter);
            let seats = match letter {
                'ى' => 1,
                'أ' => 1 << 16,
                'إ' => 1 << 32,
                'ؤ' => 1 << 48,
                _ => 0,
            };
            let places = (letter == 'ئ') as u64
                | ((letter == 'ة') as u64) << 16
                | ((code == ALEF) as u64) << 32
                | ((SERVILE >> code & 1) as u64) << 48;
            table[c as usize] = Fast { seats, places, code, step: 1, kind: LETTER };
        }
        c += 1;
    }
    table[0x40].kind = 0;
    c = 0x4B;
    while c <= 0x52 {
        table[c as usize].kind = MARK;
        c += 1;
    }
    table[0x70].kind = MARK;
    // Punctuation and digits that stand at a word: ، ؛ ؟ and U+0660–066D.
    let other = Fast { seats: 0, places: 1 << 16, code: OTHER, step: 1, kind: 0 };
    (table[0x0C], table[0x1B], table[0x1F]) = (other, other, other);
    c = 0x60;
    while c <= 0x6D {
        table[c as usize] = other;
        c += 1;
    }
    table
};
/// A vowel or another mark that is no letter.
const MARK: u8 = 1;
/// A letter of Arabic.
const LETTER: u8 = 2;
/// What needs another look.
const RARE: u8 = 4;

impl Key {
    pub(crate) const EMPTY: Key = Key {
        codes: 0,
        each: [0; 32],
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
    #[inline]
    pub(crate) fn of(word: &str) -> Result<Key, NoLetters> {
        let (pairs, rest) = word.as_bytes().as_chunks::<2>();
        if pairs.len() > 64 || !rest.is_empty() {
            return Key::of_rare(word);
        }
        let mut start = [0; MAX_CODES + 1];
        let mut each = [0; 32];
        let (mut codes, mut seats, mut places) = (0u64, 0u64, 0u64);
        let (mut n, mut kinds, mut wrong) = (0usize, 0u8, 0u8);
        for (i, &[lead, next]) in pairs.iter().enumerate() {
            // D8 and D9 lead U+0600–067F.
            wrong |= lead ^ 0xD8;
            let Some(f) = FAST.get(usize::from(lead & 1) << 6 | usize::from(next & 63)) else { break };
            let (Some(at), Some(code)) = (start.get_mut(n), each.get_mut(n)) else { break };
            // A mark leaves the place for the next letter.
            (*at, *code) = (2 * i as u16, f.code);
            codes |= u64::from(f.code) << ((5 * n) & 63);
            seats |= f.seats << (n & 63);
            places |= f.places << (n & 63);
            kinds |= f.kind;
            n += usize::from(f.step);
        }
        if wrong > 1 || kinds & (LETTER | RARE) != LETTER || n > FAST_LETTERS {
            return Key::of_rare(word);
        }
        let set = |sets: u64, i: u32| (sets >> (16 * i)) as u32 & 0xFFFF;
        start[0] = 0;
        let key = Key {
            codes: u128::from(codes),
            each,
            len: n as u8,
            maksura: set(seats, 0),
            above: set(seats, 1),
            below: set(seats, 2),
            on_waw: set(seats, 3),
            on_yeh: set(places, 0),
            foreign: set(places, 1),
            alef: set(places, 2),
            servile: set(places, 3),
            marked: kinds & MARK != 0,
            start,
        };
        key.done(word.len())
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
        if let Some(each) = self.each.get_mut(n) {
            *each = code;
        }
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
    #[inline(always)]
    pub(crate) fn at(&self, i: usize) -> u8 {
        self.each.get(i).copied().unwrap_or(0)
    }

    /// The codes of a part, of which twelve fit.
    pub(crate) fn part(&self, from: usize, to: usize) -> u64 {
        let n = to.saturating_sub(from).min(12);
        let codes = if self.len <= 12 { self.codes as u64 >> ((5 * from) & 63) } else { (self.codes >> (5 * from)) as u64 };
        codes & ((1 << (5 * n)) - 1)
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
