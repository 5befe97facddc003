//! Searches literal patterns in text. The pattern and the text are normalized, and lower-cased under `--ignore-case`. A pattern therefore
//! matches every spelling that the normalizer folds to the same text: كتاب matches كِتَاب.

use std::borrow::Cow;
use std::ops::Range;

use kalima::chars;
use kalima::normalize::Normalizer;

/// The patterns, and the options that determine which texts match a pattern.
pub(super) struct Searcher {
    patterns: Vec<String>,
    normalizer: Normalizer,
    ignore_case: bool,
    /// True if only whole words match.
    word: bool,
}

impl Searcher {
    /// Creates a searcher. Returns an error if a pattern is empty after normalization or contains a line feed, because such a pattern
    /// cannot match.
    pub(super) fn new(patterns: Vec<String>, normalizer: Normalizer, ignore_case: bool, word: bool) -> Result<Searcher, String> {
        if let Some(empty) = patterns.iter().find(|p| normalizer.normalize(p).is_empty() || p.contains('\n')) {
            return Err(format!("the pattern «{empty}» cannot match, because it is empty after normalization or contains a line break"));
        }
        let patterns = if ignore_case { patterns.iter().map(|p| LowercaseText::new(p).text.into_owned()).collect() } else { patterns };
        Ok(Searcher { patterns, normalizer, ignore_case, word })
    }

    /// Returns the byte ranges in `text` of the matches of all patterns, in ascending order. A match that overlaps a preceding returned
    /// match is dropped. If two matches start at the same position, the shorter match is dropped.
    pub(super) fn matches(&self, text: &str) -> Vec<Range<usize>> {
        let lowercase = self.ignore_case.then(|| LowercaseText::new(text));
        let searched = lowercase.as_ref().map_or(text, |lowercase| &lowercase.text);
        let source = |m: Range<usize>| lowercase.as_ref().map_or(m.clone(), |l| l.source_offset(m.start)..l.source_offset(m.end));
        let mut all: Vec<Range<usize>> = Vec::new();
        for pattern in &self.patterns {
            all.extend(self.normalizer.find_iter(searched, pattern).map(source).filter(|m| !self.word || is_whole_word(text, m)));
        }
        if self.patterns.len() > 1 {
            all.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
            let mut end = 0;
            all.retain(|m| {
                let is_kept = m.start >= end;
                end = if is_kept { m.end } else { end };
                is_kept
            });
        }
        all
    }
}

/// Returns whether a match is a whole word: no letter, Arabic diacritic, tatweel or digit directly precedes or follows the match.
fn is_whole_word(text: &str, m: &Range<usize>) -> bool {
    let is_in_word = |c: char| c.is_alphanumeric() || chars::is_mark(c) || chars::is_tatweel(c);
    !text[..m.start].chars().next_back().is_some_and(is_in_word) && !text[m.end..].chars().next().is_some_and(is_in_word)
}

/// A lower-cased text, and the data that convert offsets in this text to offsets in the source.
struct LowercaseText<'t> {
    text: Cow<'t, str>,
    /// Pairs of byte offsets. The first offset is in the lower-cased text, and the second is the equivalent offset in the source. A pair is
    /// recorded after each character whose lower case has a different length in bytes. For example, the kelvin sign U+212A (three bytes)
    /// becomes `k` (one byte).
    anchors: Vec<(usize, usize)>,
}

impl<'t> LowercaseText<'t> {
    fn new(source: &'t str) -> LowercaseText<'t> {
        if source.chars().all(|c| lower(c) == c) {
            return LowercaseText { text: source.into(), anchors: Vec::new() };
        }
        let mut text = String::with_capacity(source.len());
        let mut anchors = Vec::new();
        for (at, c) in source.char_indices() {
            let lowered = lower(c);
            text.push(lowered);
            if lowered.len_utf8() != c.len_utf8() {
                anchors.push((text.len(), at + c.len_utf8()));
            }
        }
        LowercaseText { text: text.into(), anchors }
    }

    /// Converts a byte offset in the lower-cased text to a byte offset in the source. The offset must be a character boundary.
    fn source_offset(&self, at: usize) -> usize {
        let anchor = self.anchors.partition_point(|anchor| anchor.0 <= at).checked_sub(1).and_then(|n| self.anchors.get(n));
        anchor.map_or(at, |(lowered, source)| source + (at - lowered))
    }
}

/// Returns the lower case of a character. If the lower case consists of several characters, returns the character itself. Returns σ for the
/// final sigma ς, so that both forms match.
fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lowered = c.to_lowercase();
    match (lowered.next(), lowered.next()) {
        (Some('ς'), None) => 'σ',
        (Some(one), None) => one,
        _ => c,
    }
}

/// Converts byte ranges in a decoded JSON string to byte ranges in `spelling`. `spelling` is the JSON source of the string, including the
/// quotation marks and the escapes. `ranges` must be in ascending order, without overlaps. `surrogate_len` is the length in bytes of the
/// text that replaces a lone surrogate in the decoded string.
pub(super) fn json_ranges(spelling: &str, ranges: &[Range<usize>], surrogate_len: usize) -> Vec<Range<usize>> {
    let bytes = spelling.as_bytes();
    let mut bounds = ranges.iter().flat_map(|range| [range.start, range.end]).peekable();
    let mut spelled = Vec::with_capacity(2 * ranges.len());
    // The first byte is the opening quotation mark.
    let (mut at, mut decoded) = (1, 0);
    while bounds.peek().is_some() {
        while bounds.next_if(|bound| *bound <= decoded).is_some() {
            spelled.push(at);
        }
        let (read, written) = match bytes.get(at..) {
            Some([b'\\', b'u', rest @ ..]) => match code_unit(rest) {
                Some(0..=0x7F) => (6, 1),
                Some(0x80..=0x7FF) => (6, 2),
                // A high surrogate followed by a low surrogate encodes one character, which has four bytes in UTF-8.
                Some(0xD800..=0xDBFF) if has_low_surrogate(rest) => (12, 4),
                Some(0xD800..=0xDFFF) => (6, surrogate_len),
                _ => (6, 3),
            },
            Some([b'\\', ..]) => (2, 1),
            Some([_, ..]) => (1, 1),
            _ => break,
        };
        (at, decoded) = (at + read, decoded + written);
    }
    spelled.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Returns whether the escape of a low surrogate directly follows the escape of a high surrogate. `rest` starts at the four hexadecimal
/// digits of the high surrogate.
fn has_low_surrogate(rest: &[u8]) -> bool {
    let low = rest.get(4..).and_then(|next| next.strip_prefix(b"\\u")).and_then(code_unit);
    low.is_some_and(|unit| (0xDC00..=0xDFFF).contains(&unit))
}

/// Parses the first four bytes of `digits` as a hexadecimal number. Returns `None` if there are fewer than four bytes, or if these bytes
/// are not a number.
fn code_unit(digits: &[u8]) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits.get(..4)?).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_ignored_and_ranges_are_those_of_the_source() {
        let find = |pattern: &str, text: &str, ignore_case| {
            let searcher = Searcher::new(vec![pattern.into()], Normalizer::search(), ignore_case, false).unwrap();
            searcher.matches(text).into_iter().map(|m| text[m].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(find("Book", "a book, a BOOK", true), ["book", "BOOK"]);
        assert_eq!(find("Book", "a book, a BOOK", false), Vec::<&str>::new());
        // The lower case of İ has two characters. The lower case of K (kelvin sign) has fewer bytes than K, and the lower case of Ⱥ has
        // more bytes than Ⱥ.
        assert_eq!(find("كتاب", "\u{212A}\u{23A}\u{130} الكِتَاب \u{212A} كتاب", true), ["كِتَاب", "كتاب"]);
        assert_eq!(find("k\u{2C65}", "أ \u{212A}\u{23A} \u{212A}\u{23A}", true), ["\u{212A}\u{23A}"; 2]);
        assert_eq!(find("ΣΟΦΟΣ", "σοφος σοφοσ", true), ["σοφος", "σοφοσ"]);
        assert_eq!(find("straße", "STRASSE STRA\u{1E9E}E", true), ["STRA\u{1E9E}E"]);
    }

    #[test]
    fn ranges_are_converted_in_every_spelling_of_a_string() {
        for spelling in [
            r#""قرأت الكتاب""#,
            r#""قرأت \u0627لكتا\u0628""#,
            r#""\"\\\/\b\f\n\r\t\u0000 الكتاب""#,
            r#""\uD83D\uDE00😀\u00e9é\uFEFB الكتاب \ud83d\ude00""#,
        ] {
            let text: String = serde_json::from_str(spelling).unwrap();
            // If the JSON source of a character is decoded alone, the result is this character.
            let ranges: Vec<_> = text.char_indices().map(|(at, c)| at..at + c.len_utf8()).collect();
            let spelled = json_ranges(spelling, &ranges, 3);
            assert_eq!(spelled.len(), ranges.len());
            for (range, spelled) in ranges.into_iter().zip(spelled) {
                let decoded: String = serde_json::from_str(&format!("\"{}\"", &spelling[spelled])).unwrap();
                assert_eq!(decoded, text[range], "{spelling}");
            }
            let whole = json_ranges(spelling, std::slice::from_ref(&(0..text.len())), 3);
            assert_eq!(whole, std::slice::from_ref(&(1..spelling.len() - 1)));
        }
        // A lone surrogate is replaced with U+FFFD or dropped.
        let spelling = r#""\ud83dأ\ude00\ud83d\u0062ب""#;
        for (text, surrogate_len) in [("\u{FFFD}أ\u{FFFD}\u{FFFD}bب", 3), ("أbب", 0)] {
            let ranges = ["أ", "b", "ب"].map(|c| text.find(c).map(|at| at..at + c.len()).unwrap());
            let spelled = json_ranges(spelling, &ranges, surrogate_len).into_iter().map(|range| &spelling[range]).collect::<Vec<_>>();
            assert!(spelled[0].ends_with('أ') && spelled[1].ends_with("\\u0062") && spelled[2] == "ب", "{spelled:?}");
        }
    }
}
