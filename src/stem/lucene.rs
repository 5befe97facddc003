//! Lucene's `ArabicStemmer` (8.7; unchanged since 2.9), bit for bit. Its documentation calls it light10, but it differs from that stemmer.
//!
//! It cuts at most one prefix: the first of ال وال بال كال فال لل و that can be cut. It cuts و from a word of at least four units, and
//! another prefix if at least two units remain. Then it tries the suffixes ها ان ات ون ين يه ية ه ة ي once each, in this order, and cuts
//! those after which at least two units remain. Units are UTF-16 code units. The stemmer folds nothing, because Lucene folds before it
//! stems; see [`Normalizer::lucene`](crate::normalize::Normalizer::lucene).
//!
//! There are three implementations with the same results: [`affixes::cut`] for words in vector registers, [`cut_bytes`] for letters of two
//! bytes, and [`cut_by_rule`], the rules as written, for all other words.

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

/// Appends the stem of a word.
#[inline(always)]
pub(super) fn stem_into(level: Level, word: &str, out: &mut String) -> Cuts {
    match affixes::cut::<{ affixes::AS_IT_IS }>(level, word, &AFFIXES, |_| false, out) {
        AffixCut::At(from, to) => Cuts::between(word, from, to),
        AffixCut::Ascii => Cuts::whole(word, StemRule::Whole),
        AffixCut::Fallback => stem_without_vectors(word, out),
    }
}

/// Appends the stem of the word that [`Normalizer::lucene`](crate::normalize::Normalizer::lucene) makes of a word, unless the word needs
/// the slow path or `refuse` returns `true` for its letters as they are spelled. Returns whether the stem was appended.
#[inline(always)]
pub(super) fn stem_unfolded(level: Level, word: &str, refuse: impl Fn(u128) -> bool, out: &mut String) -> bool {
    matches!(affixes::cut::<{ affixes::LUCENE }>(level, word, &AFFIXES, refuse, out), AffixCut::At(..))
}

#[inline(never)]
fn stem_without_vectors(word: &str, out: &mut String) -> Cuts {
    let (from, to) = cut_bytes(word);
    copy::push(word, from, to, out);
    Cuts::between(word, from, to)
}

/// The two bytes of a letter, as a number.
const fn pair(letter: char) -> u64 {
    let code = letter as u64;
    0xC0 | code >> 6 | (0x80 | code & 0x3F) << 8
}

/// The number 1 in each of the four letters of eight bytes.
const EACH: u64 = 0x0001_0001_0001_0001;

/// Returns the stem as a range of bytes, as [`cut_by_rule`] does, without a branch for each affix.
///
/// For والكتب (12 bytes) `first` holds والك and `last` لكتب. The word begins with و and an article, so `from` is 6; no suffix ends in ب, so
/// the range is 6..12.
#[inline]
fn cut_bytes(word: &str) -> (usize, usize) {
    let (b, len) = (word.as_bytes(), word.len());
    let four = |at: usize| b.get(at..).and_then(|rest| rest.first_chunk::<4>()).map_or(0, |four| u64::from(u32::from_le_bytes(*four)));
    if len < 4 {
        return (0, len);
    }
    // The first and the last eight bytes. If the word is shorter, zeros follow in `first` and precede in `last`.
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
    // At most one of the three applies: the و of وال is followed by ا, and `waw` is taken only without an article.
    let from = 4 * usize::from(article) + 6 * usize::from(with_article) + 2 * usize::from(waw & !with_article & (len >= 8));

    // 1 for each letter outside U+0600–067F. Its code becomes one that no suffix has.
    let foreign = |eight: u64| ((((eight | EACH) & (0xFF * EACH)) ^ (0xD9 * EACH)) + 0xFF * EACH) >> 8 & EACH;
    let (second, bit_6) = ((last >> 8) & (0x3F * EACH), (last & EACH) << 6);
    let codes = second | bit_6 | (foreign(last) * 0xFF);
    let codes = (codes | codes >> 8) & 0x0000_FFFF_0000_FFFF;
    let codes = (codes | codes >> 16) as u32;

    // With other characters at the start, two UTF-16 units may be fewer bytes than two letters. A word of nine bytes may be وال and two units.
    let rest = four(from);
    let plain = foreign(first) << (8 * (8 - n)) == 0 && foreign(rest) & 0x0001_0001 == 0 && len != 9;
    match SUFFIX_TABLE.cut(codes, (len - from) / 2 - 2) {
        Some(suffix) if plain => (from, len - 2 * suffix),
        _ if foreign(first) & 1 == 1 && SUFFIX_TABLE.cut(codes, 4) == Some(0) => (0, len),
        _ => cut_by_rule(word),
    }
}

/// Returns the stem as a range of bytes, by the rules as Lucene has them.
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

/// Returns whether the implementations have the same result for a word.
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

    /// With vectors, words of letters and marks are folded while they are read, and `refuse` receives their letters as they are spelled.
    #[test]
    fn vectors_fold_and_stem_in_one_pass() {
        for level in Level::all().into_iter().filter(|&level| level != Level::SCALAR) {
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
