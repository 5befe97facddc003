//! A word as codes of five bits, the first letter lowest: all hamzas are ء, آ is ءا, ى is ي. What that forgets stands beside it as bits.
//!
//! Beside the code of a letter stands its kind, of four bits: what templates and endings tell apart.

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

/// Kinds of letters: those that templates and endings have of their own, ك and ه, and all others; 0 is what no stem has.
pub(crate) const KINDS: usize = 16;
const OTHER_KIND: u8 = 1;
pub(crate) const ALEF_KIND: u8 = 2;
pub(crate) const HAMZA_KIND: u8 = 3;
pub(crate) const YEH_KIND: u8 = 11;
/// ى is a ي that has endings of its own.
pub(crate) const MAKSURA_KIND: u8 = 15;

/// The kind of a letter by its code.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(crate) const KIND: [u8; 32] = {
    let mut kinds = [OTHER_KIND; 32];
    (kinds[0], kinds[OTHER as usize]) = (0, 0);
    let own =
        [(ALEF, ALEF_KIND), (HAMZA, HAMZA_KIND), (TEH, 4), (9, 5), (SEEN, 6), (17, 7), (25, 8), (NOON, 9), (WAW, 10), (YEH, YEH_KIND)];
    let endings = [(TEH_MARBUTA, 12), (KAF, 13), (27, 14)];
    let mut i = 0;
    while i < own.len() {
        kinds[own[i].0 as usize] = own[i].1;
        i += 1;
    }
    i = 0;
    while i < endings.len() {
        kinds[endings[i].0 as usize] = endings[i].1;
        i += 1;
    }
    kinds
};

/// Where the letters of a word are in its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// Each has two bytes, and nothing else is there.
    Letters,
    /// Each has two bytes, as have the marks and tatweels between them.
    Marked,
    /// Elsewhere.
    Rare,
}

/// The codes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    codes: u128,
    kinds: u128,
    /// Places of a ى.
    pub(crate) maksura: u32,
    /// Places of أ.
    pub(crate) above: u32,
    /// Places of إ.
    pub(crate) below: u32,
    /// Places of ؤ and of ئ.
    pub(crate) on_waw: u32,
    pub(crate) on_yeh: u32,
    /// Places of the ء of a آ.
    pub(crate) madda: u32,
    len: u8,
    source: Source,
    /// Whether vowels or shaddas are written.
    pub(crate) marked: bool,
}

/// What the fast path does with U+0600–067F: to add a letter is to shift and add, without a question.
#[derive(Clone, Copy)]
struct Fast {
    /// The bit of the letter in five sets of places, twelve bits a set: ى أ إ ؤ ئ.
    seats: u64,
    code: u8,
    kind: u8,
    /// [`MARK`], [`LETTER`], [`STILL`] or [`RARE`]; 0 for punctuation.
    class: u8,
}

/// How many letters the fast path reads.
const FAST_LETTERS: usize = 12;

#[allow(clippy::indexing_slicing, reason = "at compile time")]
static FAST: [Fast; 128] = {
    let mut table = [Fast { seats: 0, code: 0, kind: 0, class: RARE }; 128];
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
                'أ' => 1 << 12,
                'إ' => 1 << 24,
                'ؤ' => 1 << 36,
                'ئ' => 1 << 48,
                _ => 0,
            };
            let kind = if letter == 'ى' { MAKSURA_KIND } else { KIND[code as usize] };
            table[c as usize] = Fast { seats, code, kind, class: LETTER };
        }
        c += 1;
    }
    table[0x40].class = STILL;
    c = 0x4B;
    while c <= 0x52 {
        table[c as usize].class = MARK;
        c += 1;
    }
    table[0x70].class = MARK;
    // Punctuation and digits that stand at a word: ، ؛ ؟ and U+0660–066D.
    let other = Fast { seats: 0, code: OTHER, kind: 0, class: 0 };
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
/// Tatweel, which takes no place and is no mark.
const STILL: u8 = 8;

impl Fast {
    /// What is to be done with two bytes; those that lead U+0600–067F are D8 and D9.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 128 of 128")]
    fn of([lead, next]: [u8; 2]) -> &'static Fast {
        &FAST[usize::from((lead << 6 ^ next) & 127)]
    }
}

impl Key {
    pub(crate) const EMPTY: Key = Key {
        codes: 0,
        kinds: 0,
        maksura: 0,
        above: 0,
        below: 0,
        on_waw: 0,
        on_yeh: 0,
        madda: 0,
        len: 0,
        source: Source::Rare,
        marked: false,
    };

    /// The key of a word, or why it has none.
    #[inline]
    pub(crate) fn of(word: &str) -> Result<Key, NoLetters> {
        let (pairs, rest) = word.as_bytes().as_chunks::<2>();
        if pairs.len() > FAST_LETTERS || !rest.is_empty() {
            return Key::of_marked(word);
        }
        // From the last letter on, so that each shifts those behind it.
        let (mut codes, mut kinds, mut seats) = (0u64, 0u64, 0u64);
        let (mut classes, mut wrong) = (0u8, 0u8);
        for &pair in pairs.iter().rev() {
            wrong |= pair[0] ^ 0xD8;
            let f = Fast::of(pair);
            codes = codes << 5 | u64::from(f.code);
            kinds = kinds << 4 | u64::from(f.kind);
            seats = seats << 1 | f.seats;
            classes |= f.class;
        }
        if wrong > 1 || classes & (LETTER | MARK | STILL | RARE) != LETTER {
            return Key::of_marked(word);
        }
        Ok(Key::fast(codes, kinds, seats, pairs.len(), Source::Letters, false))
    }

    /// The key of what the fast path has read.
    #[inline(always)]
    fn fast(codes: u64, kinds: u64, seats: u64, n: usize, source: Source, marked: bool) -> Key {
        let set = |i: u32| (seats >> (12 * i)) as u32 & 0xFFF;
        Key {
            codes: u128::from(codes),
            kinds: u128::from(kinds),
            maksura: set(0),
            above: set(1),
            below: set(2),
            on_waw: set(3),
            on_yeh: set(4),
            madda: 0,
            len: n as u8,
            source,
            marked,
        }
    }

    /// The same for a word with marks or tatweel, which take no place.
    #[inline(never)]
    fn of_marked(word: &str) -> Result<Key, NoLetters> {
        let (pairs, rest) = word.as_bytes().as_chunks::<2>();
        if pairs.len() > 64 || !rest.is_empty() {
            return Key::of_rare(word);
        }
        let (mut codes, mut kinds, mut seats) = (0u64, 0u64, 0u64);
        let (mut n, mut classes, mut wrong) = (0usize, 0u8, 0u8);
        for &pair in pairs {
            wrong |= pair[0] ^ 0xD8;
            let f = Fast::of(pair);
            codes |= u64::from(f.code) << ((5 * n) & 63);
            kinds |= u64::from(f.kind) << ((4 * n) & 63);
            seats |= f.seats << (n & 63);
            classes |= f.class;
            n += usize::from(f.class & (MARK | STILL) == 0);
        }
        if wrong > 1 || classes & (LETTER | RARE) != LETTER || n > FAST_LETTERS {
            return Key::of_rare(word);
        }
        Ok(Key::fast(codes, kinds, seats, n, Source::Marked, classes & MARK != 0))
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
        for &c in letters.spelled() {
            key.letter(c)?;
        }
        key.marked = word.chars().any(super::vowels::is_vowel);
        if key.len == 0 { Err(NoLetters::NotArabic) } else { Ok(key) }
    }

    fn letter(&mut self, c: char) -> Result<(), NoLetters> {
        let here = 1u32 << self.len;
        match c {
            'ى' => self.maksura |= here,
            'أ' => self.above |= here,
            'إ' => self.below |= here,
            'ؤ' => self.on_waw |= here,
            'ئ' => self.on_yeh |= here,
            'آ' => self.madda |= here,
            _ => {}
        }
        let code = code(c);
        let kind = if c == 'ى' { MAKSURA_KIND } else { KIND.get(usize::from(code)).copied().unwrap_or(0) };
        self.push(code, kind)?;
        if c == 'آ' { self.push(ALEF, ALEF_KIND) } else { Ok(()) }
    }

    fn push(&mut self, code: u8, kind: u8) -> Result<(), NoLetters> {
        let n = usize::from(self.len);
        if n == MAX_CODES {
            return Err(NoLetters::TooLong);
        }
        self.codes |= u128::from(code) << (5 * n);
        self.kinds |= u128::from(kind) << (4 * n);
        self.len += 1;
        Ok(())
    }

    /// How many codes it has.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Whether all codes are in the lower half.
    #[inline(always)]
    fn is_short(&self) -> bool {
        self.len <= 12
    }

    /// All codes and all kinds, the first lowest.
    #[inline(always)]
    pub(crate) fn letters(&self) -> (u128, u128) {
        (self.codes, self.kinds)
    }

    /// The code at a place; 0 behind the end.
    #[inline(always)]
    pub(crate) fn at(&self, i: usize) -> u8 {
        self.codes_from(i.min(MAX_CODES)) as u8 & 31
    }

    /// The codes from a place on, the first lowest; twelve fit.
    #[inline(always)]
    pub(crate) fn codes_from(&self, from: usize) -> u64 {
        if self.is_short() { self.codes as u64 >> (5 * from.min(12)) } else { self.long_codes_from(from) }
    }

    #[cold]
    #[inline(never)]
    fn long_codes_from(&self, from: usize) -> u64 {
        (self.codes >> (5 * from.min(MAX_CODES))) as u64 & ((1 << 60) - 1)
    }

    /// The codes of a part, of which twelve fit.
    #[inline(always)]
    pub(crate) fn part(&self, from: usize, to: usize) -> u64 {
        let n = to.saturating_sub(from).min(12);
        self.codes_from(from) & ((1 << (5 * n)) - 1)
    }

    /// The kinds up to the end, the last highest; sixteen fit.
    #[inline(always)]
    pub(crate) fn kinds_to_end(&self) -> u64 {
        if self.is_short() { (self.kinds as u64) << ((64 - 4 * u32::from(self.len)) & 63) } else { self.long_kinds_to_end() }
    }

    #[cold]
    #[inline(never)]
    fn long_kinds_to_end(&self) -> u64 {
        (self.kinds << ((128 - 4 * u32::from(self.len)) & 127) >> 64) as u64
    }

    /// Whether a part stands in the word letter by letter, two bytes each, and folding changes none: no hamza, no ى and no ة is among them,
    /// and no letter without a code.
    pub(crate) fn stays(&self, from: usize, to: usize) -> bool {
        const ONES: u64 = (1 << 60) / 31;
        // Which fields of five bits are 0: the lowest is sure.
        let any = |x: u64| x.wrapping_sub(ONES) & !x & (ONES << 4) != 0;
        let codes = self.part(from, to);
        let (hamza, late) = (codes ^ (ONES * u64::from(HAMZA)), (codes | ONES) ^ (ONES * u64::from(OTHER)));
        let maksura = self.maksura >> from & ((1 << (to - from)) - 1);
        self.source == Source::Letters && maksura == 0 && !any(hamza) && !any(late)
    }

    /// Where a code begins in the word that this is the key of; marks before the first letter are its own.
    pub(crate) fn start(&self, word: &str, i: usize) -> usize {
        match self.source {
            _ if i == 0 => 0,
            _ if i >= self.len() => word.len(),
            Source::Letters => 2 * i,
            _ => self.starts(word).get(i).map_or(0, |&s| usize::from(s)),
        }
    }

    /// Where each code begins, and where the last one ends.
    pub(crate) fn starts(&self, word: &str) -> [u16; MAX_CODES + 1] {
        let mut starts = [0; MAX_CODES + 1];
        let mut n = 0;
        let mut next = |at: usize, codes: usize| {
            for start in starts.get_mut(n..n + codes).unwrap_or_default() {
                *start = at as u16;
            }
            n += codes;
        };
        if self.source == Source::Rare {
            if let Ok(letters) = Letters::of(word) {
                letters.spelled().iter().enumerate().for_each(|(i, &c)| next(letters.start(i), if c == 'آ' { 2 } else { 1 }));
            }
        } else {
            let (pairs, _) = word.as_bytes().as_chunks::<2>();
            pairs.iter().enumerate().for_each(|(i, &pair)| next(2 * i, usize::from(Fast::of(pair).class & (MARK | STILL) == 0)));
        }
        starts[0] = 0;
        if let Some(end) = starts.get_mut(self.len()) {
            *end = word.len() as u16;
        }
        starts
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
                    (Ok(x), Ok(y)) => {
                        assert_eq!(x.starts(&word), y.starts(&word), "{a:04X}");
                        let x = Key { source: y.source, ..x };
                        assert_eq!(alloc::format!("{x:?}"), alloc::format!("{y:?}"), "{a:04X}");
                    }
                    (x, y) => assert_eq!(x.err(), y.err(), "{a:04X}"),
                }
            }
        }
    }

    #[test]
    fn letters_as_codes() {
        let word = "آمَنُوا";
        let key = Key::of(word).unwrap();
        assert_eq!((0..6).map(|i| key.at(i)).collect::<alloc::vec::Vec<_>>(), [HAMZA, ALEF, 25, NOON, WAW, ALEF]);
        assert_eq!((key.len(), key.start(word, 1), key.start(word, 2), key.start(word, 6)), (6, 0, 2, 14));
        assert_eq!(key.madda, 1);
        assert_eq!((key.at(6), key.at(usize::MAX), key.part(0, 2)), (0, 0, u64::from(HAMZA) | u64::from(ALEF) << 5));
        assert_eq!(Key::of("").err(), Some(NoLetters::NotArabic));
        assert_eq!(Key::of(&"م".repeat(25)).err(), Some(NoLetters::TooLong));
        let long = Key::of("والمستعملونها").unwrap();
        assert_eq!((long.len(), long.at(12), long.at(13), long.kinds_to_end() >> 60), (13, ALEF, 0, u64::from(ALEF_KIND)));
        // Twelve codes fit, and no bit of the thirteenth.
        let long = Key::of("أفسيستعملونكم").unwrap();
        assert_eq!((long.at(12), long.codes_from(0) >> 60, long.codes_from(1) >> 55), (25, 0, 25));
    }

    #[test]
    fn letters_and_marks_have_places() {
        for (word, starts) in
            [("كتاب", [0, 2, 4, 6, 8]), ("كِتَابٌ", [0, 4, 8, 10, 14]), ("كـتاب", [0, 4, 6, 8, 10]), ("xكتا", [0, 1, 3, 5, 7])]
        {
            let key = Key::of(word).unwrap();
            assert_eq!([0, 1, 2, 3, 4].map(|i| key.start(word, i)), starts, "{word}");
        }
    }
}
