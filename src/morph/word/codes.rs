//! The letters of a word as letter codes of five bits. All codes of a word are packed into one integer, with the first letter in the lowest
//! bits. The grammar and the search use this integer instead of the text.
//!
//! Several letters share one code: أ, إ, ؤ and ئ have the code of ء, ى has the code of ي, and آ has two codes, the codes of ء and ا. Bit
//! sets record the positions of أ, إ, ؤ, ئ, آ and ى. Each letter also has a letter class, which is a number of four bits. Templates and
//! endings compare letters by class; `schema` defines the classes. Vowel signs, shaddas and tatweels have no code, so a word with these
//! characters has the same codes as the word without them.

use super::letters::{Letters, NoLetters};
use crate::morph::schema::{ALEF, ALEF_CLASS, CODE_BITS, DAGGER_ALEF, HAMZA, LETTER_CLASS, MAKSURA_CLASS, OTHER, letter_code, mark_bits};

/// The greatest number of letter codes of a word. A word with more codes has no reading.
pub(crate) const MAX_CODES: usize = 24;

/// The correspondence between the characters of a word and its codes. [`LetterCodes::start`] uses this value to find the byte offset at
/// which a code starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    /// Each character of the word has two bytes and one code.
    Letters,
    /// Each character of the word has two bytes. Marks and tatweels have no code; all other characters have one code.
    LettersAndMarks,
    /// All other words: the word contains other characters, such as presentation forms, or the word is too long for the fast paths.
    Other,
}

/// The letter codes of a word. Letters with the same code, such as أ and إ, are distinguished by bit sets of positions. A position is the
/// index of a code, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LetterCodes {
    /// The codes: five bits for each code, with the first code in the lowest bits.
    codes: u128,
    /// The letter classes: four bits for each code, with the class of the first code in the lowest bits.
    classes: u128,
    /// The positions of ى, as a bit set.
    pub(crate) maksura: u32,
    /// The positions of أ, as a bit set.
    pub(crate) hamza_above: u32,
    /// The positions of إ, as a bit set.
    pub(crate) hamza_below: u32,
    /// The positions of ؤ, as a bit set.
    pub(crate) hamza_on_waw: u32,
    /// The positions of ئ, as a bit set.
    pub(crate) hamza_on_yeh: u32,
    /// The positions of the ء of each آ, as a bit set.
    pub(crate) madda: u32,
    len: u8,
    encoding: Encoding,
    /// True if the word contains a vowel sign, a shadda or a dagger alef.
    pub(crate) has_marks: bool,
}

/// The data of a character of U+0600–067F. The fast paths combine the data of all characters of a word without a branch.
#[derive(Clone, Copy)]
struct CharCode {
    /// Five bit sets of twelve bits, for ى أ إ ؤ ئ in this order; the bit set for ى is in the lowest bits. If the character is one of these
    /// letters, bit 0 of its bit set is 1, and all other bits are 0. The fast paths shift this value by the position of the code of the
    /// character.
    spellings: u64,
    code: u8,
    class: u8,
    /// One of the constants [`MARK`], [`LETTER`], [`RARE`] and [`TATWEEL`], or 0 for punctuation and digits.
    role: u8,
}

/// The role of a mark: a vowel sign, a shadda or a dagger alef.
const MARK: u8 = 1;
/// The role of an Arabic letter.
const LETTER: u8 = 2;
/// The role of a character that only the slow path [`LetterCodes::of_rare`] can read.
const RARE: u8 = 4;
/// The role of the tatweel.
const TATWEEL: u8 = 8;

/// The greatest number of codes of a word that the two fast paths read, because a u64 contains at most twelve codes of five bits. The fast
/// paths are [`LetterCodes::of`] and [`LetterCodes::of_marked`].
const FAST_LETTERS: usize = 12;

/// The data of the characters U+0600–067F, indexed by the low seven bits of the code point.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
static CHAR_CODES: [CharCode; 128] = {
    let mut table = [CharCode { spellings: 0, code: 0, class: 0, role: RARE }; 128];
    let mut c = 0x21;
    while c <= 0x4A {
        // A character of this table has at most one code. The letter آ has two codes, so only the slow path reads a word with آ.
        if let Some(letter) = char::from_u32(0x600 + c)
            && letter_code(letter) != OTHER
            && letter != 'آ'
        {
            let code = letter_code(letter);
            let spellings = match letter {
                'ى' => 1,
                'أ' => 1 << 12,
                'إ' => 1 << 24,
                'ؤ' => 1 << 36,
                'ئ' => 1 << 48,
                _ => 0,
            };
            let class = if letter == 'ى' { MAKSURA_CLASS } else { LETTER_CLASS[code as usize] };
            table[c as usize] = CharCode { spellings, code, class, role: LETTER };
        }
        c += 1;
    }
    table[0x40].role = TATWEEL;
    c = 0x4B;
    while c <= 0x52 {
        table[c as usize].role = MARK;
        c += 1;
    }
    table[0x70].role = MARK;
    // A word may contain the punctuation marks ، ؛ ؟ and the digits and signs U+0660–066D. These characters have the code `OTHER`.
    let other = CharCode { spellings: 0, code: OTHER, class: 0, role: 0 };
    (table[0x0C], table[0x1B], table[0x1F]) = (other, other, other);
    c = 0x60;
    while c <= 0x6D {
        table[c as usize] = other;
        c += 1;
    }
    table
};

impl CharCode {
    /// Returns the data of a character that is given as two bytes of UTF-8. The first byte must be D8 or D9, so that the character is one
    /// of U+0600–067F.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 128 of 128")]
    fn of([lead, next]: [u8; 2]) -> &'static CharCode {
        &CHAR_CODES[usize::from((lead << 6 ^ next) & 127)]
    }

    /// Returns whether the character is a mark or a tatweel. Marks and tatweels have no code.
    #[inline(always)]
    fn has_no_code(&self) -> bool {
        self.role & (MARK | TATWEEL) != 0
    }
}

impl LetterCodes {
    pub(crate) const EMPTY: LetterCodes = LetterCodes {
        codes: 0,
        classes: 0,
        maksura: 0,
        hamza_above: 0,
        hamza_below: 0,
        hamza_on_waw: 0,
        hamza_on_yeh: 0,
        madda: 0,
        len: 0,
        encoding: Encoding::Other,
        has_marks: false,
    };

    /// Returns the letter codes of a word. Returns an error if the word contains U+FFFD, has no Arabic letter, has more than [`MAX_CODES`]
    /// codes, or has more than 65,535 bytes. This function is the fast path for words of at most [`FAST_LETTERS`] characters, all of
    /// U+0600–067F, without marks, tatweels and characters with the role [`RARE`]. For all other words, the function calls
    /// [`of_marked`](Self::of_marked).
    #[inline]
    pub(crate) fn of(word: &str) -> Result<LetterCodes, NoLetters> {
        let (pairs, rest) = word.as_bytes().as_chunks::<2>();
        if pairs.len() > FAST_LETTERS || !rest.is_empty() {
            return LetterCodes::of_marked(word);
        }
        // The loop runs from the last letter to the first letter. Each step shifts the codes of the following letters of the word to higher
        // bits.
        let (mut codes, mut classes, mut spellings) = (0u64, 0u64, 0u64);
        let (mut roles, mut wrong) = (0u8, 0u8);
        for &pair in pairs.iter().rev() {
            wrong |= pair[0] ^ 0xD8;
            let f = CharCode::of(pair);
            codes = codes << CODE_BITS | u64::from(f.code);
            classes = classes << 4 | u64::from(f.class);
            spellings = spellings << 1 | f.spellings;
            roles |= f.role;
        }
        // The XOR with D8 is 0 for the first byte D8, 1 for D9, and greater than 1 for every other first byte.
        if wrong > 1 || roles & (LETTER | MARK | TATWEEL | RARE) != LETTER {
            return LetterCodes::of_marked(word);
        }
        Ok(LetterCodes::from_fast(codes, classes, spellings, pairs.len(), Encoding::Letters, false))
    }

    /// Returns the letter codes of a word of `n` codes. `codes`, `classes` and `spellings` contain the combined [`CharCode`] fields of all
    /// characters that have a code.
    #[inline(always)]
    fn from_fast(codes: u64, classes: u64, spellings: u64, n: usize, encoding: Encoding, has_marks: bool) -> LetterCodes {
        let set = |i: u32| (spellings >> (12 * i)) as u32 & 0xFFF;
        LetterCodes {
            codes: u128::from(codes),
            classes: u128::from(classes),
            maksura: set(0),
            hamza_above: set(1),
            hamza_below: set(2),
            hamza_on_waw: set(3),
            hamza_on_yeh: set(4),
            madda: 0,
            len: n as u8,
            encoding,
            has_marks,
        }
    }

    /// Returns the letter codes of a word that may contain marks and tatweels. This function is the fast path for words of at most 64
    /// characters, all of U+0600–067F and none with the role [`RARE`], with at most [`FAST_LETTERS`] codes. For all other words, the
    /// function calls the slow path [`of_rare`](Self::of_rare).
    #[inline(never)]
    fn of_marked(word: &str) -> Result<LetterCodes, NoLetters> {
        let (pairs, rest) = word.as_bytes().as_chunks::<2>();
        if pairs.len() > 64 || !rest.is_empty() {
            return LetterCodes::of_rare(word);
        }
        let (mut codes, mut classes, mut spellings) = (0u64, 0u64, 0u64);
        let (mut n, mut roles, mut wrong) = (0usize, 0u8, 0u8);
        for &pair in pairs {
            wrong |= pair[0] ^ 0xD8;
            let f = CharCode::of(pair);
            // If the word has more than twelve codes, the shifts wrap and the values are wrong. In this case `of_rare` reads the word again
            // from the start.
            codes |= u64::from(f.code) << ((5 * n) & 63);
            classes |= u64::from(f.class) << ((4 * n) & 63);
            spellings |= f.spellings << (n & 63);
            roles |= f.role;
            n += usize::from(!f.has_no_code());
        }
        if wrong > 1 || roles & (LETTER | RARE) != LETTER || n > FAST_LETTERS {
            return LetterCodes::of_rare(word);
        }
        Ok(LetterCodes::from_fast(codes, classes, spellings, n, Encoding::LettersAndMarks, roles & MARK != 0))
    }

    /// Returns the letter codes of any word. This slow path first normalizes the spelling of the word with [`Letters`].
    #[cold]
    #[inline(never)]
    fn of_rare(word: &str) -> Result<LetterCodes, NoLetters> {
        let letters = Letters::of(word)?;
        // The character U+FFFD replaces unreadable bytes, so the letters of the word are unknown.
        if letters.spelled().contains(&'\u{FFFD}') {
            return Err(NoLetters::NotArabic);
        }
        let mut codes = LetterCodes::EMPTY;
        for &c in letters.spelled() {
            codes.push_letter(c)?;
        }
        codes.has_marks = word.chars().any(|c| mark_bits(c) != 0 || c == DAGGER_ALEF);
        if codes.len == 0 { Err(NoLetters::NotArabic) } else { Ok(codes) }
    }

    /// Appends the codes of a letter: two codes for آ, one code for every other letter. If the letter is ى, أ, إ, ؤ, ئ or آ, also adds its
    /// position to the bit set of this letter.
    fn push_letter(&mut self, c: char) -> Result<(), NoLetters> {
        let here = 1u32 << self.len;
        match c {
            'ى' => self.maksura |= here,
            'أ' => self.hamza_above |= here,
            'إ' => self.hamza_below |= here,
            'ؤ' => self.hamza_on_waw |= here,
            'ئ' => self.hamza_on_yeh |= here,
            'آ' => self.madda |= here,
            _ => {}
        }
        let code = letter_code(c);
        let class = if c == 'ى' { MAKSURA_CLASS } else { LETTER_CLASS.get(usize::from(code)).copied().unwrap_or(0) };
        self.push(code, class)?;
        if c == 'آ' { self.push(ALEF, ALEF_CLASS) } else { Ok(()) }
    }

    /// Appends a code and its class. Returns an error if the word already has [`MAX_CODES`] codes.
    fn push(&mut self, code: u8, class: u8) -> Result<(), NoLetters> {
        let n = usize::from(self.len);
        if n == MAX_CODES {
            return Err(NoLetters::TooLong);
        }
        self.codes |= u128::from(code) << (5 * n);
        self.classes |= u128::from(class) << (4 * n);
        self.len += 1;
        Ok(())
    }

    /// Returns the number of letter codes of the word.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Returns whether the word has at most twelve codes. The low 64 bits of the packed integer then contain all codes.
    #[inline(always)]
    fn is_short(&self) -> bool {
        self.len <= 12
    }

    /// Returns the packed codes (five bits for each code) and the packed letter classes (four bits for each code). The first code has the
    /// lowest bits in both integers.
    #[inline(always)]
    pub(crate) fn packed(&self) -> (u128, u128) {
        (self.codes, self.classes)
    }

    /// Returns the letter code at position `i`. Returns 0 if the position is after the last code.
    #[inline(always)]
    pub(crate) fn at(&self, i: usize) -> u8 {
        self.codes_from(i.min(MAX_CODES)) as u8 & 31
    }

    /// Returns the packed codes from position `from` to the end of the word, with the code at `from` in the lowest bits. If more than
    /// twelve codes remain, returns only the first twelve.
    #[inline(always)]
    pub(crate) fn codes_from(&self, from: usize) -> u64 {
        if self.is_short() { self.codes as u64 >> (5 * from.min(12)) } else { self.long_codes_from(from) }
    }

    #[cold]
    #[inline(never)]
    fn long_codes_from(&self, from: usize) -> u64 {
        (self.codes >> (5 * from.min(MAX_CODES))) as u64 & ((1 << 60) - 1)
    }

    /// Returns the packed codes of the positions `from..to`, with the code at `from` in the lowest bits; `to` is not included. If the range
    /// has more than twelve codes, returns only the first twelve.
    #[inline(always)]
    pub(crate) fn part(&self, from: usize, to: usize) -> u64 {
        let n = to.saturating_sub(from).min(12);
        self.codes_from(from) & ((1 << (5 * n)) - 1)
    }

    /// Returns the letter classes of the last sixteen codes of the word, with the class of the last code in the highest four bits. If the
    /// word has fewer codes, the lowest bits are 0.
    #[inline(always)]
    pub(crate) fn classes_to_end(&self) -> u64 {
        if self.is_short() { (self.classes as u64) << ((64 - 4 * u32::from(self.len)) & 63) } else { self.long_classes_to_end() }
    }

    #[cold]
    #[inline(never)]
    fn long_classes_to_end(&self) -> u64 {
        (self.classes << ((128 - 4 * u32::from(self.len)) & 127) >> 64) as u64
    }

    /// Returns whether the bytes of the letters at the positions `from..to` can be copied, because folding does not change these letters.
    /// The result is true if and only if two conditions hold: each code of the word is one character of two bytes, and the range contains
    /// no hamza, no ى, no ة and no character with the code [`OTHER`].
    pub(crate) fn is_folded(&self, from: usize, to: usize) -> bool {
        const ONES: u64 = (1 << 60) / 31;
        // Returns whether at least one field of five bits in `x` is 0. The subtraction can borrow from a zero field into the next higher
        // field, so the higher field may be marked by mistake. The result is still correct, because a borrow occurs only if there is a zero
        // field.
        let has_zero = |x: u64| x.wrapping_sub(ONES) & !x & (ONES << 4) != 0;
        let codes = self.part(from, to);
        // In each XOR result, a field is 0 if its code is not allowed. The first result finds ء. The second result finds ة (code 30) and
        // `OTHER` (code 31): setting the lowest bit of each field changes code 30 to 31, so one comparison with 31 finds both codes.
        let (not_hamza, not_teh_or_other) = (codes ^ (ONES * u64::from(HAMZA)), (codes | ONES) ^ (ONES * u64::from(OTHER)));
        let maksura = self.maksura >> from & ((1 << (to - from)) - 1);
        self.encoding == Encoding::Letters && maksura == 0 && !has_zero(not_hamza) && !has_zero(not_teh_or_other)
    }

    /// Returns the byte offset in `word` at which the code at position `i` starts. `word` must be the word from which these codes were
    /// read. Position 0 starts at byte 0, even if marks precede the first letter. A position after the last code starts at the end of the
    /// word.
    pub(crate) fn start(&self, word: &str, i: usize) -> usize {
        match self.encoding {
            _ if i == 0 => 0,
            _ if i >= self.len() => word.len(),
            Encoding::Letters => 2 * i,
            _ => self.starts(word).get(i).map_or(0, |&s| usize::from(s)),
        }
    }

    /// Returns the byte offsets at which the codes start in `word`, indexed by position. The element after the last code is the length of
    /// the word in bytes.
    pub(crate) fn starts(&self, word: &str) -> [u16; MAX_CODES + 1] {
        let mut starts = [0; MAX_CODES + 1];
        let mut n = 0;
        let mut next = |at: usize, codes: usize| {
            for start in starts.get_mut(n..n + codes).unwrap_or_default() {
                *start = at as u16;
            }
            n += codes;
        };
        if self.encoding == Encoding::Other {
            if let Ok(letters) = Letters::of(word) {
                letters.spelled().iter().enumerate().for_each(|(i, &c)| next(letters.start(i), if c == 'آ' { 2 } else { 1 }));
            }
        } else {
            let (pairs, _) = word.as_bytes().as_chunks::<2>();
            pairs.iter().enumerate().for_each(|(i, &pair)| next(2 * i, usize::from(!CharCode::of(pair).has_no_code())));
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
    use crate::morph::schema::{NOON, WAW};

    #[test]
    fn both_paths_agree() {
        for a in 0x600..0x680u32 {
            for word in ["كXتاب", "X", "Xكتاب", "كتابX", "XX"] {
                let word = word.replace('X', &alloc::string::String::from(char::from_u32(a).unwrap()));
                match (LetterCodes::of(&word), LetterCodes::of_rare(&word)) {
                    (Ok(x), Ok(y)) => {
                        assert_eq!(x.starts(&word), y.starts(&word), "{a:04X}");
                        let x = LetterCodes { encoding: y.encoding, ..x };
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
        let codes = LetterCodes::of(word).unwrap();
        assert_eq!((0..6).map(|i| codes.at(i)).collect::<alloc::vec::Vec<_>>(), [HAMZA, ALEF, 25, NOON, WAW, ALEF]);
        assert_eq!((codes.len(), codes.start(word, 1), codes.start(word, 2), codes.start(word, 6)), (6, 0, 2, 14));
        assert_eq!(codes.madda, 1);
        assert_eq!((codes.at(6), codes.at(usize::MAX), codes.part(0, 2)), (0, 0, u64::from(HAMZA) | u64::from(ALEF) << 5));
        assert_eq!(LetterCodes::of("").err(), Some(NoLetters::NotArabic));
        assert_eq!(LetterCodes::of(&"م".repeat(25)).err(), Some(NoLetters::TooLong));
        let long = LetterCodes::of("والمستعملونها").unwrap();
        assert_eq!((long.len(), long.at(12), long.at(13), long.classes_to_end() >> 60), (13, ALEF, 0, u64::from(ALEF_CLASS)));
        // Twelve codes fit into 60 bits. The result has 64 bits, but its highest four bits must not contain bits of the thirteenth code.
        let long = LetterCodes::of("أفسيستعملونكم").unwrap();
        assert_eq!((long.at(12), long.codes_from(0) >> 60, long.codes_from(1) >> 55), (25, 0, 25));
    }

    #[test]
    fn letters_and_marks_have_starts() {
        for (word, starts) in
            [("كتاب", [0, 2, 4, 6, 8]), ("كِتَابٌ", [0, 4, 8, 10, 14]), ("كـتاب", [0, 4, 6, 8, 10]), ("xكتا", [0, 1, 3, 5, 7])]
        {
            let codes = LetterCodes::of(word).unwrap();
            assert_eq!([0, 1, 2, 3, 4].map(|i| codes.start(word, i)), starts, "{word}");
        }
    }
}
