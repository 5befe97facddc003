//! Occurrences of literal patterns in text, under the folds of a normalizer and, if required, without regard to upper and lower case.

use std::borrow::Cow;
use std::ops::Range;

use kalima::chars;
use kalima::normalize::Normalizer;

/// Patterns and the rules by which they match.
pub(crate) struct Searcher {
    patterns: Vec<String>,
    normalizer: Normalizer,
    ignore_case: bool,
    /// A match must not be part of a longer word.
    word: bool,
}

impl Searcher {
    /// Returns an error if a pattern cannot match: if it is empty once it is folded, or has a line break.
    pub(crate) fn new(patterns: Vec<String>, normalizer: Normalizer, ignore_case: bool, word: bool) -> Result<Searcher, String> {
        if let Some(empty) = patterns.iter().find(|p| normalizer.normalize(p).is_empty() || p.contains('\n')) {
            return Err(format!("the pattern «{empty}» cannot match: it is empty once it is folded, or it has a line break"));
        }
        let patterns = if ignore_case { patterns.iter().map(|p| Lowered::new(p).text.into_owned()).collect() } else { patterns };
        Ok(Searcher { patterns, normalizer, ignore_case, word })
    }

    /// Returns the ranges of matches of all patterns, in order and without overlaps. Of two that overlap, the first is kept; of two that
    /// start together, the longer.
    pub(crate) fn matches(&self, text: &str) -> Vec<Range<usize>> {
        let lowered = self.ignore_case.then(|| Lowered::new(text));
        let folded = lowered.as_ref().map_or(text, |lowered| &lowered.text);
        let source = |m: Range<usize>| lowered.as_ref().map_or(m.clone(), |lowered| lowered.source(m.start)..lowered.source(m.end));
        let mut all: Vec<Range<usize>> = Vec::new();
        for pattern in &self.patterns {
            all.extend(self.normalizer.find_iter(folded, pattern).map(source).filter(|m| !self.word || is_word(text, m)));
        }
        if self.patterns.len() > 1 {
            all.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
            let mut end = 0;
            all.retain(|m| {
                let apart = m.start >= end;
                end = if apart { m.end } else { end };
                apart
            });
        }
        all
    }
}

/// Whether no letter, mark or digit precedes or follows a match.
fn is_word(text: &str, m: &Range<usize>) -> bool {
    let inner = |c: char| c.is_alphanumeric() || chars::is_mark(c) || chars::is_tatweel(c);
    !text[..m.start].chars().next_back().is_some_and(inner) && !text[m.end..].chars().next().is_some_and(inner)
}

/// A text in lower case, with the offsets of its source.
struct Lowered<'t> {
    text: Cow<'t, str>,
    /// From the first offset of the lowered text on, the source is at the second one. There is an entry after each character whose length
    /// in bytes changes, such as U+212A, the sign of kelvin, which becomes `k`.
    anchors: Vec<(usize, usize)>,
}

impl<'t> Lowered<'t> {
    fn new(source: &'t str) -> Lowered<'t> {
        if source.chars().all(|c| lower(c) == c) {
            return Lowered { text: source.into(), anchors: Vec::new() };
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
        Lowered { text: text.into(), anchors }
    }

    /// Returns the offset in the source of an offset between two characters of the lowered text.
    fn source(&self, at: usize) -> usize {
        let known = self.anchors.partition_point(|anchor| anchor.0 <= at).checked_sub(1).and_then(|n| self.anchors.get(n));
        known.map_or(at, |(lowered, source)| source + (at - lowered))
    }
}

/// Returns a character in lower case, if that is one character. Both forms of the small sigma become one.
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

/// Returns where ranges of a decoded JSON string are in its spelling, which includes the quotation marks. The ranges are in order and do not overlap.
/// `replaced` is the length in bytes of what replaces a lone surrogate.
pub(crate) fn in_json(spelling: &str, ranges: &[Range<usize>], replaced: usize) -> Vec<Range<usize>> {
    let bytes = spelling.as_bytes();
    let mut bounds = ranges.iter().flat_map(|range| [range.start, range.end]).peekable();
    let mut spelled = Vec::with_capacity(2 * ranges.len());
    // The first byte is the opening quotation mark.
    let (mut at, mut decoded) = (1, 0);
    while bounds.peek().is_some() {
        while bounds.next_if(|bound| *bound <= decoded).is_some() {
            spelled.push(at);
        }
        let (read, made) = match bytes.get(at..) {
            Some([b'\\', b'u', rest @ ..]) => match code_unit(rest) {
                Some(0..=0x7F) => (6, 1),
                Some(0x80..=0x7FF) => (6, 2),
                // A high surrogate, which a valid text has before a low one.
                Some(0xD800..=0xDBFF) if has_low_surrogate(rest) => (12, 4),
                Some(0xD800..=0xDFFF) => (6, replaced),
                _ => (6, 3),
            },
            Some([b'\\', ..]) => (2, 1),
            Some([_, ..]) => (1, 1),
            _ => break,
        };
        (at, decoded) = (at + read, decoded + made);
    }
    spelled.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Whether the four digits of a high surrogate precede the escape of a low one.
fn has_low_surrogate(rest: &[u8]) -> bool {
    let low = rest.get(4..).and_then(|next| next.strip_prefix(b"\\u")).and_then(code_unit);
    low.is_some_and(|unit| (0xDC00..=0xDFFF).contains(&unit))
}

/// Reads four hexadecimal digits.
fn code_unit(digits: &[u8]) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits.get(..4)?).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_ignored_on_request_and_ranges_are_of_the_source() {
        let find = |pattern: &str, text: &str, ignore_case| {
            let searcher = Searcher::new(vec![pattern.into()], Normalizer::search(), ignore_case, false).unwrap();
            searcher.matches(text).into_iter().map(|m| text[m].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(find("Book", "a book, a BOOK", true), ["book", "BOOK"]);
        assert_eq!(find("Book", "a book, a BOOK", false), Vec::<&str>::new());
        // İ has no lower case of one character; K is shorter in lower case, Ⱥ longer.
        assert_eq!(find("كتاب", "\u{212A}\u{23A}\u{130} الكِتَاب \u{212A} كتاب", true), ["كِتَاب", "كتاب"]);
        assert_eq!(find("k\u{2C65}", "أ \u{212A}\u{23A} \u{212A}\u{23A}", true), ["\u{212A}\u{23A}"; 2]);
        assert_eq!(find("ΣΟΦΟΣ", "σοφος σοφοσ", true), ["σοφος", "σοφοσ"]);
        assert_eq!(find("straße", "STRASSE STRA\u{1E9E}E", true), ["STRA\u{1E9E}E"]);
    }

    #[test]
    fn ranges_are_found_in_every_spelling_of_a_string() {
        for spelling in [
            r#""قرأت الكتاب""#,
            r#""قرأت \u0627لكتا\u0628""#,
            r#""\"\\\/\b\f\n\r\t\u0000 الكتاب""#,
            r#""\uD83D\uDE00😀\u00e9é\uFEFB الكتاب \ud83d\ude00""#,
        ] {
            let text: String = serde_json::from_str(spelling).unwrap();
            // Every character by itself: the spelling of its range decodes to it.
            let ranges: Vec<_> = text.char_indices().map(|(at, c)| at..at + c.len_utf8()).collect();
            let spelled = in_json(spelling, &ranges, 3);
            assert_eq!(spelled.len(), ranges.len());
            for (range, spelled) in ranges.into_iter().zip(spelled) {
                let decoded: String = serde_json::from_str(&format!("\"{}\"", &spelling[spelled])).unwrap();
                assert_eq!(decoded, text[range], "{spelling}");
            }
            let whole = in_json(spelling, std::slice::from_ref(&(0..text.len())), 3);
            assert_eq!(whole, std::slice::from_ref(&(1..spelling.len() - 1)));
        }
        // A lone surrogate, replaced by U+FFFD or left out.
        let spelling = r#""\ud83dأ\ude00\ud83d\u0062ب""#;
        for (text, replaced) in [("\u{FFFD}أ\u{FFFD}\u{FFFD}bب", 3), ("أbب", 0)] {
            let ranges = ["أ", "b", "ب"].map(|c| text.find(c).map(|at| at..at + c.len()).unwrap());
            let spelled = in_json(spelling, &ranges, replaced).into_iter().map(|range| &spelling[range]).collect::<Vec<_>>();
            assert!(spelled[0].ends_with('أ') && spelled[1].ends_with("\\u0062") && spelled[2] == "ب", "{spelled:?}");
        }
    }
}
