//! Lucene's `ArabicStemmer` (8.7; the same since 2.9), bit for bit: it is called light10 there, and differs from it.
//!
//! One prefix, the first that fits, of ال وال بال كال فال لل و: the lone و from words of four units or more, the others if two units remain.
//! Then each of the suffixes ها ان ات ون ين يه ية ه ة ي in this order, once, if two units remain. Units are those of UTF-16, and nothing is
//! folded: Lucene does that before, see [`Normalizer::lucene`](crate::normalize::Normalizer::lucene).

const PREFIXES: [&str; 6] = ["ال", "وال", "بال", "كال", "فال", "لل"];
const SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

/// The stem, as a range of bytes.
pub(super) fn stem(word: &str) -> (usize, usize) {
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
