//! The slow path of the light stemmers and of `rules`, which ignore marks. The slow path reads a word letter by letter and folds each
//! letter in the same way as `Normalizer::search`.
//!
//! The fast paths accept words of at most 32 bytes and 16 letters without rare characters. The slow path handles presentation forms,
//! combining hamzas, joiners and longer words.

use alloc::string::String;

use super::stemmed::{Cuts, StemRule};
use crate::morph::letters::{Letters, NoLetters};
use crate::normalize::{DigitFold, Normalizer};
use crate::scan::copy;

/// The normalizer for words that are too long to stem. Because of this normalizer, all spellings of a long word have the same stem. The
/// digits of a word are not changed.
const LONG_WORD: Normalizer = Normalizer::search().digits(DigitFold::Keep);

/// Appends the stem of a word to `out` and returns the positions of the cuts. `cut` receives the letters of the word and returns the letter
/// range of the stem. A word without Arabic letters is appended unchanged. A word that is too long is normalized and not cut.
#[inline(never)]
pub(super) fn stem_by_letters(word: &str, out: &mut String, cut: impl FnOnce(&Letters) -> (usize, usize)) -> Cuts {
    let mut letters = Letters::EMPTY;
    match letters.read(word) {
        Ok(()) => {
            let (from, to) = cut(&letters);
            let all = letters.folded();
            out.extend(all.get(from..to).unwrap_or(all));
            let prefix_end = if from == 0 { 0 } else { letters.end(from - 1) };
            Cuts::at(word, prefix_end, letters.start(from), letters.end(to.saturating_sub(1)), letters.start(to))
        }
        Err(NoLetters::NotArabic) => {
            out.push_str(word);
            Cuts::whole(word, StemRule::NotArabic)
        }
        Err(NoLetters::TooLong) => {
            LONG_WORD.normalize_into(word, out);
            Cuts::whole(word, StemRule::TooLong)
        }
    }
}

/// Appends a word without Arabic letters to `out` unchanged. The stem covers the whole word.
#[inline(never)]
pub(super) fn keep_foreign_word(word: &str, out: &mut String) -> Cuts {
    copy::push(word, 0, word.len(), out);
    Cuts::whole(word, StemRule::NotArabic)
}
