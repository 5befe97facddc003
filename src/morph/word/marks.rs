//! The diacritics (marks) of a word: the vowel sign of each letter, and a bit for a shadda on the letter.
//!
//! `search/vowel_filter.rs` compares these marks with the vowels of a reading. Only words with marks need this comparison.

use super::codes::{LetterCodes, MAX_CODES};
use crate::morph::schema::{ALEF, DAGGER_ALEF, FATHA, FATHATAN, SHADDA, VOWEL_SIGN, WAW, YEH, mark_bits};

/// The marks of each letter of a word, indexed by the position of the letter code. The bits of an element are the bits that [`mark_bits`]
/// returns.
pub(crate) struct Marks([u8; MAX_CODES]);

impl Marks {
    /// Returns the marks of a word. `letters` contains the letter codes of the word. If a letter has two vowel signs, only the first vowel
    /// sign is stored.
    pub(crate) fn of(word: &str, letters: &LetterCodes) -> Marks {
        let mut marks = Marks([0; MAX_CODES]);
        let starts = letters.starts(word);
        let mut at = 0;
        for (i, c) in word.char_indices() {
            while at + 1 < letters.len() && starts.get(at + 1).is_some_and(|&s| usize::from(s) <= i) {
                at += 1;
            }
            let Some(mark) = marks.0.get_mut(at) else { break };
            let sign = match mark_bits(c) {
                SHADDA => {
                    *mark |= SHADDA;
                    continue;
                }
                // A dagger alef (U+0670) counts as a fatha. On ا, و, ى and ي, the dagger alef is ignored, because it only shows how this
                // letter is pronounced.
                0 if c == DAGGER_ALEF && !matches!(letters.at(at), YEH | WAW | ALEF) => FATHA,
                sign => sign,
            };
            if *mark & VOWEL_SIGN == 0 {
                *mark |= sign;
            }
        }
        // A fathatan on the final ا belongs to the preceding letter if this letter has no vowel sign: كتاباً is read as كتابًا.
        if let Some(last) = letters.len().checked_sub(1)
            && last > 0
            && letters.at(last) == ALEF
            && marks.at(last) == FATHATAN
            && let [.., before, alef] = marks.0.get_mut(..=last).unwrap_or_default()
            && *before & VOWEL_SIGN == 0
        {
            (*before, *alef) = (*before | FATHATAN, 0);
        }
        marks
    }

    /// Returns the marks of the letter code at position `i`. Returns 0 if the position is after the last letter.
    #[inline]
    pub(crate) fn at(&self, i: usize) -> u8 {
        self.0.get(i).copied().unwrap_or(0)
    }
}
