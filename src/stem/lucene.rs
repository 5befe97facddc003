//! Lucene's `ArabicStemmer` (8.7; unchanged since 2.9). The stems are equal to those of Lucene's Java class, bit for bit. Lucene's
//! documentation calls the stemmer light10, but the results differ from those of light10.
//!
//! The stemmer cuts at most one prefix: the first allowed prefix of ال, وال, بال, كال, فال, لل and و, in this order. The prefix و is
//! allowed if the word has at least four UTF-16 code units. Each other prefix is allowed if at least two code units remain. Then the
//! stemmer tries the suffixes ها ان ات ون ين يه ية ه ة ي once each, in this order, and cuts a suffix if at least two code units remain. The
//! stemmer folds no letters, because Lucene folds a word before the stemming; see
//! [`Normalizer::lucene`](crate::normalize::Normalizer::lucene).
//!
//! There are three implementations with the same results: [`affixes::cut`] for words in vector registers, [`cut_bytes`] for words of
//! two-byte letters, and [`cut_by_rule`], the reference implementation of Lucene's rules, for all other words.

use alloc::string::String;

#[cfg(any(test, fuzzing))]
use super::agreement;
use super::prefix_table::{self, PrefixTable};
use super::stemmed::{Cuts, StemRule};
use super::suffix_table::{self, SuffixTable};
use crate::scan::affixes::{self, AffixCut, Affixes};
use crate::scan::{Level, copy};

const PREFIXES: [&str; 6] = ["ال", "وال", "بال", "كال", "فال", "لل"];
const SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

static PREFIX_TABLE: PrefixTable = prefix_table::lucene();
static SUFFIX_TABLE: SuffixTable =
    SuffixTable::new(&[&['ه', 'ا'], &['ا', 'ن'], &['ا', 'ت'], &['و', 'ن'], &['ي', 'ن'], &['ي', 'ه'], &['ي', 'ة'], &['ه'], &['ة'], &['ي']]);
static AFFIXES: Affixes = Affixes::new((&PREFIX_TABLE, prefix_table::SPELLED), (SUFFIX_TABLE.table(), suffix_table::SPELLED));

/// Appends the stem of a word to `out` and returns the positions at which the word was cut.
#[inline(always)]
pub(super) fn stem_into(level: Level, word: &str, out: &mut String) -> Cuts {
    match affixes::cut::<{ affixes::AS_IT_IS }>(level, word, &AFFIXES, |_| false, out) {
        AffixCut::At(from, to) => Cuts::between(word, from, to),
        AffixCut::Ascii => Cuts::whole(word, StemRule::Whole),
        AffixCut::Fallback => stem_without_vectors(word, out),
    }
}

/// Folds a word in the same way as [`Normalizer::lucene`](crate::normalize::Normalizer::lucene), appends the stem of the folded word to
/// `out` and returns `true`. Returns `false` in two cases: if the word needs the slow path, for example because the word is long or
/// contains a rare character, or if `refuse` returns `true` for the codes of all characters of the word, including marks, before folding.
/// If the result is `false`, nothing is appended, unless the word is ASCII.
#[inline(always)]
pub(super) fn stem_unfolded(level: Level, word: &str, refuse: impl Fn(u128) -> bool, out: &mut String) -> bool {
    matches!(affixes::cut::<{ affixes::LUCENE }>(level, word, &AFFIXES, refuse, out), AffixCut::At(..))
}

/// Implements [`stem_into`] without [`affixes::cut`].
#[inline(never)]
fn stem_without_vectors(word: &str, out: &mut String) -> Cuts {
    let (from, to) = cut_bytes(word);
    copy::push(word, from, to, out);
    Cuts::between(word, from, to)
}

/// Returns the two UTF-8 bytes of a letter as a little-endian number: the first byte is in the lowest bits.
const fn pair(letter: char) -> u64 {
    let code = letter as u64;
    0xC0 | code >> 6 | (0x80 | code & 0x3F) << 8
}

/// The number 1 in each of the four 16-bit lanes of eight bytes.
const EACH: u64 = 0x0001_0001_0001_0001;

/// Returns the byte range of the stem in the word. The result is equal to the result of [`cut_by_rule`], but the function has no branch for
/// each affix.
///
/// Example: for والكتب (12 bytes), `first` contains والك and `last` contains لكتب. The word starts with و and the article ال, so `from` is
/// 6. No suffix ends in ب, so the range is 6..12.
#[inline]
fn cut_bytes(word: &str) -> (usize, usize) {
    let (b, len) = (word.as_bytes(), word.len());
    let four = |at: usize| b.get(at..).and_then(|rest| rest.first_chunk::<4>()).map_or(0, |four| u64::from(u32::from_le_bytes(*four)));
    if len < 4 {
        return (0, len);
    }
    // Loads the first and the last eight bytes. If the word is shorter, `first` is filled with zeros after the word, and `last` with zeros
    // before the word.
    let n = len.min(8);
    let first = four(0) | four(n - 4) >> (8 * (8 - n)) << 32;
    let last = four(len - 4) << 32 | four(len - n) << (8 * (8 - n)) & 0xFFFF_FFFF;

    const ARTICLE: u64 = pair('ا') | pair('ل') << 16;
    const LAMS: u64 = pair('ل') | pair('ل') << 16;
    let (one, two) = (first & 0xFFFF, first & 0xFFFF_FFFF);
    let waw = one == pair('و');
    let precedes_article = waw | (one == pair('ب')) | (one == pair('ك')) | (one == pair('ف'));
    let article = ((two == ARTICLE) | (two == LAMS)) & (len >= 8);
    let with_article = (first >> 16 & 0xFFFF_FFFF == ARTICLE) & precedes_article & (len >= 10);
    // At most one of the three terms is not zero. `article` requires ا or ل as the first letter. `with_article` requires و, ب, ك or ف, and
    // the third term is zero if `with_article` is true.
    let from = 4 * usize::from(article) + 6 * usize::from(with_article) + 2 * usize::from(waw & !with_article & (len >= 8));

    // Returns 1 in the 16-bit lane of each letter outside U+0600–067F. The code of such a letter is then set to FF, which no suffix
    // contains.
    let foreign = |eight: u64| ((((eight | EACH) & (0xFF * EACH)) ^ (0xD9 * EACH)) + 0xFF * EACH) >> 8 & EACH;
    let (second, bit_6) = ((last >> 8) & (0x3F * EACH), (last & EACH) << 6);
    let codes = second | bit_6 | (foreign(last) * 0xFF);
    let codes = (codes | codes >> 8) & 0x0000_FFFF_0000_FFFF;
    let codes = (codes | codes >> 16) as u32;

    // The lengths above count two bytes for each UTF-16 code unit. This count is wrong if a character outside U+0600–067F is at the start
    // of the word or after the prefix, so such words take the slow path. Words of nine bytes take the slow path too: والكa consists of وال
    // (six bytes) and two code units (three bytes). A word that starts with such a character and has no suffix is not cut.
    let rest = four(from);
    let plain = foreign(first) << (8 * (8 - n)) == 0 && foreign(rest) & 0x0001_0001 == 0 && len != 9;
    match SUFFIX_TABLE.cut(codes, (len - from) / 2 - 2) {
        Some(suffix) if plain => (from, len - 2 * suffix),
        _ if foreign(first) & 1 == 1 && SUFFIX_TABLE.cut(codes, 4) == Some(0) => (0, len),
        _ => cut_by_rule(word),
    }
}

/// Returns the byte range of the stem in the word, according to Lucene's rules.
#[cold]
fn cut_by_rule(word: &str) -> (usize, usize) {
    let mut rest = word;
    match PREFIXES.into_iter().find_map(|p| word.strip_prefix(p).filter(|bare| has_two_units(bare))) {
        Some(bare) => rest = bare,
        None => {
            if let Some(bare) = word.strip_prefix('و').filter(|bare| units_are_at_least(bare, 3)) {
                rest = bare;
            }
        }
    }
    let from = word.len() - rest.len();
    for suffix in SUFFIXES {
        rest = rest.strip_suffix(suffix).filter(|bare| has_two_units(bare)).unwrap_or(rest);
    }
    (from, from + rest.len())
}

/// Returns whether a text has at least two UTF-16 code units.
fn has_two_units(text: &str) -> bool {
    units_are_at_least(text, 2)
}

/// Returns whether a text has at least `n` UTF-16 code units. Reads at most `n` characters.
fn units_are_at_least(text: &str, n: usize) -> bool {
    text.chars()
        .map(char::len_utf16)
        .scan(0, |sum, units| {
            Some({
                *sum += units;
                *sum
            })
        })
        .any(|sum| sum >= n)
}

/// Returns whether all implementations have the same result for a word.
#[cfg(any(test, fuzzing))]
pub(super) fn implementations_agree(word: &str) -> bool {
    use crate::span::slice;

    let expected = agreement::run(|out| {
        let (from, to) = cut_by_rule(word);
        out.push_str(slice(word, from..to));
        Cuts::between(word, from, to)
    });
    let folded = crate::normalize::Normalizer::lucene().normalize(word);
    let (from, to) = cut_by_rule(&folded);
    let unfolded_agrees = Level::all().into_iter().all(|level| {
        let mut out = String::new();
        let refused = stem_unfolded(level, word, |_| true, &mut out);
        out.clear();
        let done = stem_unfolded(level, word, |_| false, &mut out);
        !refused && (!done || out == slice(&folded, from..to))
    });
    unfolded_agrees
        && agreement::run(|out| stem_without_vectors(word, out)) == expected
        && agreement::at_all_levels(&expected, |level, out| stem_into(level, word, out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::letters;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    #[test]
    fn bytes_agree_with_rules_on_every_pair_of_affixes() {
        for prefix in PREFIXES.into_iter().chain(["", "و", "ف", "وو", "(", "x"]) {
            for one in SUFFIXES.into_iter().chain(["", "a", ".", "٣", "چ"]) {
                for two in SUFFIXES.into_iter().chain(["", "a", ".", "–"]) {
                    for middle in ["", "ك", "كت", "كتا", "كتاب", "a", "ab", "abc", "😀", "َ", "–", "چ", "كa"] {
                        let word = [prefix, middle, one, two].concat();
                        assert_eq!(cut_bytes(&word), cut_by_rule(&word), "{word}");
                    }
                }
            }
        }
    }

    /// Tests that the vector implementation folds and stems words of letters and marks, and that `refuse` receives the codes of all
    /// characters, including marks, before folding.
    #[test]
    fn vectors_fold_and_stem_in_one_pass() {
        for level in Level::all().into_iter().filter(|&level| level != Level::Scalar) {
            for (word, stem) in [("المكتبة", "مكتب"), ("وَالأُمَّة", "ام"), ("إلى", "ال"), ("عَلَّــمَهُ", "علم")]
            {
                let (mut out, seen) = (String::new(), core::cell::Cell::new(0));
                let refuse = |codes| {
                    seen.set(codes);
                    false
                };
                let done = stem_unfolded(level, word, refuse, &mut out);
                assert!(done && seen.get() == letters::codes(&word.chars().collect::<Vec<_>>()), "{level:?} {word}");
                assert_eq!(out, stem, "{level:?} {word}");
            }
        }
    }

    proptest! {
        #[test]
        fn bytes_agree_with_rules(word in "[(\"a]?[والفبك]{0,3}[ء-غف-ي]{0,6}(ها|ان|ات|ون|ين|يه|ية|ه|ة|ي){0,5}[!-/a،–]?", any in any::<String>()) {
            prop_assert_eq!(cut_bytes(&word), cut_by_rule(&word));
            prop_assert_eq!(cut_bytes(&any), cut_by_rule(&any));
        }
    }
}
