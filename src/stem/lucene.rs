//! Lucene's `ArabicStemmer` (8.7; the same since 2.9), bit for bit: it is called light10 there, and differs from it.
//!
//! One prefix, the first that fits, of ال وال بال كال فال لل و: the lone و from words of four units or more, the others if two units remain.
//! Then each of the suffixes ها ان ات ون ين يه ية ه ة ي in this order, once, if two units remain. Units are those of UTF-16, and nothing is
//! folded: Lucene does that before, see [`Normalizer::lucene`](crate::normalize::Normalizer::lucene).

use super::beginning::{self, Beginnings};
use super::ending::{self, Endings};
use crate::scan::affixes::Affixes;

const PREFIXES: [&str; 6] = ["ال", "وال", "بال", "كال", "فال", "لل"];
const SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

static ENDINGS: Endings =
    Endings::new(&[&['ه', 'ا'], &['ا', 'ن'], &['ا', 'ت'], &['و', 'ن'], &['ي', 'ن'], &['ي', 'ه'], &['ي', 'ة'], &['ه'], &['ة'], &['ي']]);

static BEGINNINGS: Beginnings = beginning::lucene();
pub(super) static AFFIXES: Affixes = Affixes::new((&BEGINNINGS, beginning::SPELLED), (ENDINGS.table(), ending::SPELLED));

/// The two bytes of a letter, as a number.
const fn pair(letter: char) -> u64 {
    let code = letter as u64;
    0xC0 | code >> 6 | (0x80 | code & 0x3F) << 8
}

/// The same in all four letters of eight bytes.
const EACH: u64 = 0x0001_0001_0001_0001;

/// The stem, as a range of bytes: [`by_rule`] without a decision for each affix.
#[inline]
pub(super) fn stem(word: &str) -> (usize, usize) {
    let (b, len) = (word.as_bytes(), word.len());
    let four = |at: usize| b.get(at..).and_then(|rest| rest.first_chunk::<4>()).map_or(0, |four| u64::from(u32::from_le_bytes(*four)));
    if len < 4 {
        return (0, len);
    }
    // The first and the last eight bytes; where the word is shorter, zeros behind and before it.
    let n = len.min(8);
    let first = four(0) | four(n - 4) >> (8 * (8 - n)) << 32;
    let last = four(len - 4) << 32 | four(len - n) << (8 * (8 - n)) & 0xFFFF_FFFF;

    const ARTICLE: u64 = pair('ا') | pair('ل') << 16;
    const LAMS: u64 = pair('ل') | pair('ل') << 16;
    let (one, two) = (first & 0xFFFF, first & 0xFFFF_FFFF);
    let waw = one == pair('و');
    let before_article = waw | (one == pair('ب')) | (one == pair('ك')) | (one == pair('ف'));
    let article = ((two == ARTICLE) | (two == LAMS)) & (len >= 8);
    let with_article = (first >> 16 & 0xFFFF_FFFF == ARTICLE) & before_article & (len >= 10);
    // One of the three at most: وال has a letter of its own.
    let from = 4 * usize::from(article) + 6 * usize::from(with_article) + 2 * usize::from(waw & !with_article & (len >= 8));

    // For each letter, whether it is none of U+0600–067F: then its number is that of no ending.
    let foreign = |eight: u64| ((((eight | EACH) & (0xFF * EACH)) ^ (0xD9 * EACH)) + 0xFF * EACH) >> 8 & EACH;
    let (second, bit_6) = ((last >> 8) & (0x3F * EACH), (last & EACH) << 6);
    let codes = second | bit_6 | (foreign(last) * 0xFF);
    let codes = (codes | codes >> 8) & 0x0000_FFFF_0000_FFFF;
    let codes = (codes | codes >> 16) as u32;

    // Where others stand in front, two units may be fewer bytes than two letters; and nine bytes may be وال and two units.
    let rest = four(from);
    let plain = foreign(first) << (8 * (8 - n)) == 0 && foreign(rest) & 0x0001_0001 == 0 && len != 9;
    match ENDINGS.cut(codes, (len - from) / 2 - 2) {
        Some(gone) if plain => (from, len - 2 * gone),
        _ if foreign(first) & 1 == 1 && ENDINGS.cut(codes, 4) == Some(0) => (0, len),
        _ => by_rule(word),
    }
}

/// The stem, as a range of bytes.
#[cold]
pub(super) fn by_rule(word: &str) -> (usize, usize) {
    let mut rest = word;
    match PREFIXES.into_iter().find_map(|p| word.strip_prefix(p).filter(|bare| at_least_two(bare))) {
        Some(bare) => rest = bare,
        None => {
            if let Some(bare) = word.strip_prefix('و').filter(|bare| units_are_at_least(bare, 3)) {
                rest = bare;
            }
        }
    }
    let from = word.len() - rest.len();
    for suffix in SUFFIXES {
        rest = rest.strip_suffix(suffix).filter(|bare| at_least_two(bare)).unwrap_or(rest);
    }
    (from, from + rest.len())
}

fn at_least_two(text: &str) -> bool {
    units_are_at_least(text, 2)
}

/// Whether a text has so many UTF-16 units; reads no more than it must.
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

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use proptest::prelude::*;

    #[test]
    fn every_pair_of_affixes() {
        for prefix in PREFIXES.into_iter().chain(["", "و", "ف", "وو", "(", "x"]) {
            for one in SUFFIXES.into_iter().chain(["", "a", ".", "٣", "چ"]) {
                for two in SUFFIXES.into_iter().chain(["", "a", ".", "–"]) {
                    for middle in ["", "ك", "كت", "كتا", "كتاب", "a", "ab", "abc", "😀", "َ", "–", "چ", "كa"] {
                        let word = [prefix, middle, one, two].concat();
                        assert_eq!(stem(&word), by_rule(&word), "{word}");
                    }
                }
            }
        }
    }

    proptest! {
        #[test]
        fn words(word in "[(\"a]?[والفبك]{0,3}[ء-غف-ي]{0,6}(ها|ان|ات|ون|ين|يه|ية|ه|ة|ي){0,5}[!-/a،–]?", any in any::<String>()) {
            prop_assert_eq!(stem(&word), by_rule(&word));
            prop_assert_eq!(stem(&any), by_rule(&any));
        }
    }
}
