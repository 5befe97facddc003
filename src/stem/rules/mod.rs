//! The stemmer `rules`: a grammar of clitics and regular inflection, with lists of words that look inflected but are not.
//!
//! 1. Words of the closed classes are not cut; only their proclitics are removed: والذي becomes الذي, and فهو becomes هو.
//! 2. The conjunctions و and ف, the prepositions ب, ك and ل, the future particle س and the article are cut in the order in which the
//!    grammar combines them. A و is cut from words of at least four letters, unless the section `waw` of the word list contains the word.
//!    Before أ, إ and آ, a و is cut without a search in the list. The letters ف, ب, ل, ك and س are cut only if the following letters make a
//!    proclitic likely.
//! 3. Pronouns are cut from words without an article. A ت before the pronoun is cut too, because this ت can be the ة of the noun. Then the
//!    endings of the regular plurals, ة, the accusative alef and the endings of the perfect are cut. A final ي is kept, so عربي, عربية and
//!    عربيون have the same stem.
//! 4. The prefixes of the present tense are cut. The connecting alef of forms VII, VIII and X and the hamza of form IV are cut too, because
//!    the present tense does not contain these letters: the stem of يستخدمون and of استخدمت is ستخدم.
//!
//! Each step leaves at least two letters, and most steps leave at least three. The pattern of a broken plural does not change, because
//! this would require a lexicon.
//!
//! | file | contents |
//! |---|---|
//! | `mod.rs` | the entry points: reading the letters of a word, and the seat of a final hamza |
//! | `grammar.rs` | the rules as patterns of letters |
//! | `lists.rs` | the word list |

mod grammar;
mod lists;

use alloc::string::String;

#[cfg(any(test, fuzzing))]
use super::agreement;
use super::fallback::{keep_foreign_word, stem_by_letters};
use super::stemmed::{Cuts, StemRule};
use crate::scan::letters::{self, Alphabet, LetterResult, LetterVisitor, Letters};
use crate::span::slice;

/// Appends the stem of a word to `out` and returns the positions at which the word was cut.
pub(super) fn stem_into(word: &str, out: &mut String) -> Cuts {
    letters::read(word, StemWord { word, out })
}

/// Appends the stem of a word and returns whether the stem was appended. Appends nothing if the word has no letters, if the word needs the
/// slow path (it is long or has a rare character), or if `refuse` returns `true` for the folded letters of the word.
pub(super) fn stem_unfolded(word: &str, refuse: impl Fn(u128) -> bool, out: &mut String) -> bool {
    letters::read(word, StemUnfolded { refuse, out })
}

/// Receives the letters of a word and stems the word.
struct StemWord<'a> {
    word: &'a str,
    out: &'a mut String,
}

impl LetterVisitor for StemWord<'_> {
    const ALPHABET: Alphabet = Alphabet::Search;
    type Output = Cuts;

    #[inline(always)]
    fn visit(self, read: LetterResult) -> Cuts {
        let StemWord { word, out } = self;
        match read {
            LetterResult::Letters(letters) => {
                let (from, to, closed) = push_stem(letters, out);
                let cuts = Cuts::between(word, letters.start(from), letters.start(to));
                if closed { Cuts { rule: StemRule::ClosedClass, ..cuts } } else { cuts }
            }
            LetterResult::NoLetters => keep_foreign_word(word, out),
            LetterResult::Fallback => stem_slowly(word, out),
        }
    }
}

/// Receives the letters of a word and stems the word unless `refuse` returns `true`.
struct StemUnfolded<'a, F> {
    refuse: F,
    out: &'a mut String,
}

impl<F: Fn(u128) -> bool> LetterVisitor for StemUnfolded<'_, F> {
    const ALPHABET: Alphabet = Alphabet::Search;
    type Output = bool;

    #[inline(always)]
    fn visit(self, read: LetterResult) -> bool {
        match read {
            LetterResult::Letters(letters) if !(self.refuse)(letters.folded) => {
                push_stem(letters, self.out);
                true
            }
            _ => false,
        }
    }
}

/// Appends the stem of the letters of a word. Returns the range of the letters of the stem, and whether the stem is a word of a closed class.
#[inline(always)]
fn push_stem(mut letters: Letters, out: &mut String) -> (usize, usize, bool) {
    let mut closed = false;
    let (folded, spelled) = (letters::chars(letters.folded), letters::chars(letters.spelled));
    let (folded, spelled) = (folded.get(..letters.len).unwrap_or_default(), spelled.get(..letters.len).unwrap_or_default());
    let (from, to) = grammar::cut_letters(folded, spelled, letters.folded, &mut closed);
    if to < letters.len && ends_in_seat(folded.get(from..to).unwrap_or_default()) {
        letters.set_folded(to - 1, 'ء');
    }
    letters.push_folded(from, to, out);
    (from, to, closed)
}

/// Returns whether a stem ends with an alef and a hamza on a seat. Before a pronoun, the seat of the hamza depends on the vowel: ماؤها and
/// مائها are both forms of ماء.
fn ends_in_seat(stem: &[char]) -> bool {
    matches!(stem, [.., 'ا', 'ؤ' | 'ئ'])
}

#[inline(never)]
fn stem_slowly(word: &str, out: &mut String) -> Cuts {
    let (start, mut closed) = (out.len(), false);
    let cuts = stem_by_letters(word, out, |letters| {
        grammar::cut_letters(letters.folded(), letters.spelled(), letters::codes(letters.folded()), &mut closed)
    });
    let stem = slice(out, start..out.len());
    if !cuts.suffix_range().is_empty() && (stem.ends_with("اؤ") || stem.ends_with("ائ")) {
        out.pop();
        out.push('ء');
    }
    if closed { Cuts { rule: StemRule::ClosedClass, ..cuts } } else { cuts }
}

/// Returns whether the reader of each SIMD level and the fallback have the same result for a word.
#[cfg(any(test, fuzzing))]
pub(super) fn implementations_agree(word: &str) -> bool {
    let expected = agreement::run(|out| stem_slowly(word, out));
    agreement::at_all_levels(&expected, |level, out| letters::read_at(level, word, StemWord { word, out }))
}
