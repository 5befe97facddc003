//! The letters of a word as characters, both in the spelling of the word and in folded form. For each letter, the byte offset at which the
//! letter starts in the word is stored.
//!
//! Stemmers and the grammar process the letters of a word instead of its characters. Marks, tatweel and joiners are not letters. A ligature
//! represents several letters. A combining hamza is part of the preceding letter. For these reasons a word has the same letters in every
//! encoding. All other characters of a word, such as digits and punctuation, count as letters.

use crate::chars::{self, Class};
use crate::normalize::{AlefFold, KeyboardFold, Normalizer, TehMarbutaFold, YehFold};

/// The greatest number of letters of a word. Longer words are rejected. The longest words of real text, with all their clitics, have about
/// twenty letters.
pub(crate) const MAX_LETTERS: usize = 32;

/// Normalizes the spelling of a word by the rules of [`Normalizer::search`], except that the forms of alef, ى, ة, digits and the signs in
/// numbers do not change.
const SPELLED: Normalizer = Normalizer::light().compose_maksura(true).tatweel_hamza(true).keyboard_letters(KeyboardFold::Letters);

/// Folds the forms of alef, ى, ی and ة by the rules of [`Normalizer::search`], and changes no other character.
const FOLDED: Normalizer = Normalizer::none().alef(AlefFold::All).yeh(YehFold::All).teh_marbuta(TehMarbutaFold::ToHeh);

/// Up to [`MAX_LETTERS`] letters of a word.
pub(crate) struct Letters {
    /// The number of letters.
    len: usize,
    /// The letters in the spelling of the word, with hamzas, ى and ة.
    spelled: [char; MAX_LETTERS],
    /// The letters after folding: the forms of alef are ا, ى is ي, and ة is ه.
    folded: [char; MAX_LETTERS],
    /// The byte offset in the word at which each letter starts.
    start: [u16; MAX_LETTERS],
    /// The length of the word in bytes.
    bytes: usize,
}

/// The reason why [`Letters::of`] or `LetterCodes::of` rejects a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoLetters {
    /// The word contains no letter of the Arabic script. `LetterCodes::of` also returns this error for a word with U+FFFD.
    NotArabic,
    /// The word has more than [`MAX_LETTERS`] letters or more than 65,535 bytes. `LetterCodes::of` also returns this error for a word of
    /// more than 24 codes.
    TooLong,
}

/// A table for the fast loop of [`Letters::read`]. For each character of U+0600–067F, the value is one of three: the low byte of the folded
/// character, [`SKIP`], or [`RARE`].
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const FAST: [u8; 128] = {
    let mut table = [RARE; 128];
    let mut n = 0;
    while n < 128 {
        table[n as usize] = match Class::from_number(chars::class_in_block(n)) {
            Class::BasicLetter | Class::Hamza | Class::WawHamza | Class::YehHamza | Class::Yeh | Class::LoanLetter | Class::Alef => n,
            // The values of the next three match arms are the low bytes of ا (U+0627), ي (U+064A) and ه (U+0647).
            Class::AlefMadda | Class::AlefHamza | Class::AlefVariant => 0x27,
            Class::AlefMaksura => 0x4A,
            Class::TehMarbuta => 0x47,
            Class::ArabicPunctuation | Class::ArabicDigit | Class::NumberPunctuation => n,
            Class::Tanwin | Class::Haraka | Class::Shadda | Class::Tatweel | Class::DaggerAlef | Class::BidiMark => SKIP,
            _ => RARE,
        };
        n += 1;
    }
    table
};
/// The value of a character that only the slow path can read.
const RARE: u8 = 0;
/// The value of a character that the fast loop skips, such as a mark or a tatweel.
const SKIP: u8 = 1;

/// A bit set over U+0600–067F. It contains the letters that the fast loop keeps. Punctuation and digits, which the loop also keeps, are not
/// in the set.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const LETTERS: u128 = {
    let mut letters = 0;
    let mut n = 0;
    while n < 128 {
        let class = Class::from_number(chars::class_in_block(n));
        let other = matches!(class, Class::ArabicPunctuation | Class::ArabicDigit | Class::NumberPunctuation);
        if FAST[n as usize] > SKIP && !other {
            letters |= 1 << n;
        }
        n += 1;
    }
    letters
};

impl Letters {
    /// The empty list of letters.
    pub(crate) const EMPTY: Letters =
        Letters { len: 0, spelled: ['\0'; MAX_LETTERS], folded: ['\0'; MAX_LETTERS], start: [0; MAX_LETTERS], bytes: 0 };

    /// Returns the letters of a word, or an error if the word has no Arabic letter or is too long.
    pub(crate) fn of(word: &str) -> Result<Letters, NoLetters> {
        let mut letters = Letters::EMPTY;
        letters.read(word)?;
        Ok(letters)
    }

    /// Replaces the letters in `self` with the letters of `word`. If the word contains a rare character or no Arabic letter, the slow path
    /// [`Letters::read_rare`] reads the word.
    #[inline]
    pub(crate) fn read(&mut self, word: &str) -> Result<(), NoLetters> {
        (self.len, self.bytes) = (0, word.len());
        if word.len() > usize::from(u16::MAX) {
            return Err(NoLetters::TooLong);
        }
        let letter = |low: u8| char::from_u32(0x600 | u32::from(low)).unwrap_or_default();
        let (mut i, mut arabic) = (0, false);
        while let Some(&lead) = word.as_bytes().get(i) {
            // ASCII punctuation, ASCII letters and ASCII digits are kept and count as letters of the word.
            if lead.is_ascii_graphic() {
                self.push(char::from(lead), char::from(lead), i)?;
                i += 1;
                continue;
            }
            let next = word.as_bytes().get(i + 1).copied().unwrap_or_default();
            let low = (lead & 1) << 6 | next & 63;
            match FAST.get(usize::from(low)).filter(|_| lead & 0xFE == 0xD8) {
                None | Some(&RARE) => return self.read_rare(word),
                Some(&SKIP) => {}
                Some(&folded) => {
                    arabic |= LETTERS >> low & 1 == 1;
                    self.push(letter(low), letter(folded), i)?;
                }
            }
            i += 2;
        }
        if arabic { Ok(()) } else { self.read_rare(word) }
    }

    /// Reads the letters of any word through the normalizer. This function is the slow path. It may allocate memory if the word has more
    /// than about two dozen characters, including marks, or contains a ligature of words.
    #[cold]
    fn read_rare(&mut self, word: &str) -> Result<(), NoLetters> {
        self.len = 0;
        if !word.chars().any(|c| chars::is_letter(c) || matches!(chars::class(c), Class::PresentationLetter | Class::WordLigature)) {
            return Err(NoLetters::NotArabic);
        }
        for (c, source) in SPELLED.characters(word) {
            self.push(c, FOLDED.letter(c), source)?;
        }
        self.done()
    }

    /// Appends a letter that starts at the byte offset `start` of the word. Returns an error if `self` is full.
    #[inline]
    fn push(&mut self, spelled: char, folded: char, start: usize) -> Result<(), NoLetters> {
        let (Some(s), Some(f), Some(at)) = (self.spelled.get_mut(self.len), self.folded.get_mut(self.len), self.start.get_mut(self.len))
        else {
            return Err(NoLetters::TooLong);
        };
        // In a text with all its vowel signs, the ا of the article and of verbs may be written ٱ (alef wasla). The grammar reads ٱ as ا.
        let spelled = if spelled == 'ٱ' { 'ا' } else { spelled };
        (*s, *f, *at) = (spelled, folded, start as u16);
        self.len += 1;
        Ok(())
    }

    /// Returns an error if `self` contains no letter.
    fn done(&self) -> Result<(), NoLetters> {
        if self.len == 0 { Err(NoLetters::NotArabic) } else { Ok(()) }
    }

    /// Returns the letters, folded by the rules of [`Normalizer::search`].
    pub(crate) fn folded(&self) -> &[char] {
        self.folded.get(..self.len).unwrap_or_default()
    }

    /// Returns the letters in the spelling of the word, with their hamzas, ى and ة.
    pub(crate) fn spelled(&self) -> &[char] {
        self.spelled.get(..self.len).unwrap_or_default()
    }

    /// Returns the byte offset in the word at which the letter with the index `letter` starts. The letter 0 starts at byte 0, even if marks
    /// precede this letter. For an index after the last letter, returns the length of the word.
    pub(crate) fn start(&self, letter: usize) -> usize {
        match letter {
            0 => 0,
            _ if letter >= self.len => self.bytes,
            _ => self.start.get(letter).map_or(self.bytes, |&s| usize::from(s)),
        }
    }

    /// Returns the byte offset in the word at which the letter with the index `letter` ends. The marks that follow the letter belong to the
    /// letter. All letters of a ligature have the same end, with one exception: if marks precede a ligature at the start of the word, the
    /// letter 0 has only the bytes of these marks and ends where the ligature starts.
    pub(crate) fn end(&self, letter: usize) -> usize {
        let start = self.start(letter);
        (letter + 1..self.len).map(|i| self.start(i)).find(|&s| s > start).unwrap_or(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use proptest::prelude::*;

    #[test]
    fn one_word_however_encoded() {
        for word in ["كِتَابُهُ", "كتابه", "كتـــابه", "ﻛﺘﺎﺑﻪ", "\u{200F}كتابه"] {
            let letters = Letters::of(word).ok().unwrap();
            assert_eq!(letters.folded(), ['ك', 'ت', 'ا', 'ب', 'ه'], "{word}");
            assert_eq!(letters.end(4), word.len());
        }
        let letters = Letters::of("ا\u{654}حمد").ok().unwrap();
        assert_eq!((letters.folded(), letters.spelled()), (&['ا', 'ح', 'م', 'د'][..], &['أ', 'ح', 'م', 'د'][..]));
        assert_eq!((letters.start(1), letters.end(0)), (4, 4));
    }

    /// The fast loop and the slow path return the same letters for each character of two ranges of code points at the start, in the middle
    /// and at the end of a word.
    #[test]
    fn both_paths_agree() {
        for c in (0..0x700).chain(0x2000..0x2070).filter_map(char::from_u32) {
            for word in ["X", "Xكتاب", "كتابX", "كـXتاب", "«XكِXتابٌ»", "اX", "XX"] {
                let word = word.replace('X', &String::from(c));
                let (mut fast, mut slow) = (Letters::EMPTY, Letters::EMPTY);
                assert_eq!(
                    fast.read(&word),
                    {
                        slow.bytes = word.len();
                        slow.read_rare(&word)
                    },
                    "{word}"
                );
                if fast.len > 0 && slow.len > 0 {
                    assert_eq!(
                        (fast.spelled(), fast.folded(), &fast.start[..fast.len]),
                        (slow.spelled(), slow.folded(), &slow.start[..slow.len]),
                        "{word}"
                    );
                }
            }
        }
    }

    proptest! {
        /// The letters equal the normalized text of the word (with ا for ٱ), and the starts of the letters equal the offsets in the offset
        /// map of the normalizer. The normalizer may reorder combining marks of other scripts, so the test does not compare the starts in
        /// words with these marks.
        #[test]
        fn rare_words_are_normal_forms(
            word in "[ء-ي\u{64B}-\u{655}\u{640}\u{670}\u{6C0}-\u{6D5}ٱ-ٵ\u{200B}-\u{200F}ﭐ-ﻼé«ﷺ\u{300}\u{5B8}א]{1,20}"
        ) {
            let mut letters = Letters::EMPTY;
            if letters.read_rare(&word) == Ok(()) {
                let mapped = SPELLED.normalize_mapped(&word);
                let starts = &letters.start[..letters.len];
                assert!(starts.is_sorted(), "{word:?}");
                assert_eq!(letters.spelled().iter().collect::<String>(), mapped.text().replace('ٱ', "ا"), "{word:?}");
                assert_eq!(letters.folded().iter().collect::<String>(), FOLDED.normalize(mapped.text()), "{word:?}");
                if !word.contains(['\u{300}', '\u{5B8}']) {
                    let map = |(i, c): (usize, char)| mapped.map().to_source(i..i + c.len_utf8()).start as u16;
                    assert!(mapped.text().char_indices().map(map).eq(starts.iter().copied()), "{word:?}");
                }
            }
        }
    }

    #[test]
    fn letters_of_a_ligature_share_its_bytes() {
        let letters = Letters::of("ﻻعب").ok().unwrap();
        assert_eq!(letters.folded(), ['ل', 'ا', 'ع', 'ب']);
        assert_eq!((letters.start(1), letters.end(0), letters.end(1)), (0, 3, 3));
    }

    #[test]
    fn no_letters() {
        for word in ["", "***", "١٢٣", "Zürich", "\u{64E}"] {
            assert_eq!(Letters::of(word).err(), Some(NoLetters::NotArabic), "{word}");
        }
        assert_eq!(Letters::of(&"م".repeat(33)).err(), Some(NoLetters::TooLong));
    }
}
