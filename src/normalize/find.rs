//! Search in folded text. The search returns the occurrences of a needle as byte ranges of the source, which is the haystack before
//! folding. An occurrence and the needle may have different spellings: كتاب occurs in كِتَاب.
//!
//! The search normalizes the haystack once and records an offset map, which relates byte ranges of the haystack to byte ranges of its
//! normal form. The map converts a match in the folded text to a range of the source. The search then extends this range to whole grapheme
//! clusters (UAX #29), for example to a letter with all its marks.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter::FusedIterator;
use core::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::bytes::lossy;
use super::map::OffsetMap;
use super::normalizer::Normalizer;
use crate::chars::{self, Class, ClassSet, LETTERS, class};
use crate::debug::short_debug;
use crate::span::slice;

/// Returns the byte ranges of all occurrences of `needle` in `haystack`. [`Normalizer::search`] folds both texts.
///
/// The docs of [`Normalizer::find_iter`] state the rules. An empty needle has no occurrence.
///
/// ```
/// let text = "قَرَأْتُ الكِتَابَ، وفي ٱلكتاب فائدةٌ";
/// let found: Vec<&str> = kalima::normalize::find_iter(text, "الكتاب").map(|r| &text[r]).collect();
/// assert_eq!(found, ["الكِتَابَ", "ٱلكتاب"]);
/// assert_eq!(kalima::normalize::find_iter(text, "قلم").next(), None);
/// ```
pub fn find_iter<'h>(haystack: &'h str, needle: &str) -> Matches<'h> {
    Normalizer::search().find_iter(haystack, needle)
}

/// Returns whether two texts have the same normal form under [`Normalizer::search`]. Two empty texts have the same normal form.
///
/// ```
/// use kalima::normalize::equivalent;
/// assert!(equivalent("أَحْمَد", "احمد"));
/// assert!(!equivalent("أحمد", "محمد"));
/// ```
pub fn equivalent(a: &str, b: &str) -> bool {
    Normalizer::search().equivalent(a, b)
}

/// Returns a copy of `haystack` with `open` inserted before each occurrence of `needle` and `close` inserted after each occurrence.
/// [`Normalizer::search`] folds both texts.
///
/// If there is no occurrence, the result borrows the haystack.
///
/// ```
/// assert_eq!(kalima::normalize::highlight("في الكِتَابِ", "كتاب", "[", "]"), "في ال[كِتَابِ]");
/// ```
pub fn highlight<'h>(haystack: &'h str, needle: &str, open: &str, close: &str) -> Cow<'h, str> {
    Normalizer::search().highlight(haystack, needle, open, close)
}

/// Extends a byte range of a text to whole grapheme clusters (UAX #29), and returns the extended range. The result includes all marks of a
/// letter and the skin tone of an emoji.
///
/// The function returns the given range unchanged in three cases: the range is empty; the range ends after the end of the text; or the
/// range begins or ends inside a character.
///
/// To find the start of the first cluster, the function searches backward from the start of the range for a character that certainly begins
/// a cluster, such as an Arabic letter. If there is no such character within about 64 bytes, the function reads the text from its start.
///
/// ```
/// use kalima::normalize::grow;
/// assert_eq!(grow("كِتاب", 0..2), 0..4);
/// assert_eq!(grow("👍🏽", 0..4), 0..8);
/// assert_eq!(grow("كتاب", 2..4), 2..4);
/// ```
pub fn grow(text: &str, range: Range<usize>) -> Range<usize> {
    clusters(text, range.clone(), 0).map_or(range, |(start, end)| start..end)
}

/// The distance, in bytes, after which [`clusters`] stops its search before a range for the start of a cluster. If the search finds no
/// start, [`clusters`] reads the text from its argument `known`.
const NEAR: usize = 64;

/// Returns whether a cluster certainly begins at the character `c`. `before` is the preceding character, or `None` at the start of the
/// text.
///
/// The result is `true` if two conditions hold. First, `c` is an Arabic letter, an Arabic-Indic digit (٠–٩), a space or a graphic ASCII
/// character. Second, `before` is such a character, an Arabic mark, or `None`. The number sign U+08E2 does not count as a mark, because it
/// belongs to the cluster of the next character (property Prepend).
fn begins(before: Option<char>, c: char) -> bool {
    const FREE: ClassSet = LETTERS.or(ClassSet::of(&[Class::Space, Class::Digit, Class::ArabicDigit, Class::Latin]));
    let free = c.is_ascii_graphic() || FREE.has_char(c);
    free && before.is_none_or(|b| b.is_ascii_graphic() || FREE.has_char(b) || chars::is_mark(b) && !matches!(b, '\u{8E2}'))
}

/// Returns the start of the first and the end of the last grapheme cluster that overlap a range, in bytes. Returns `None` if the range is
/// empty or is not a slice of the text. `known` is a cluster boundary at or before the start of the range.
fn clusters(text: &str, range: Range<usize>, known: usize) -> Option<(usize, usize)> {
    if range.is_empty() || text.get(range.clone()).is_none() {
        return None;
    }
    let char_at = |i: usize| slice(text, i..text.len()).chars().next();
    let mut after = slice(text, 0..range.start).chars().rev();
    let (mut at, mut here) = (range.start, char_at(range.start));
    loop {
        let before = after.next();
        if at <= known || here.is_some_and(|c| begins(before, c)) {
            break;
        }
        if range.start - at > NEAR {
            at = known;
            break;
        }
        (at, here) = (at - before.map_or(0, char::len_utf8), before);
    }
    let (mut start, mut end) = (at, at);
    for cluster in slice(text, at..text.len()).graphemes(true) {
        if end <= range.start {
            start = end;
        }
        end += cluster.len();
        if end >= range.end {
            break;
        }
    }
    Some((start, end))
}

/// Returns the first cluster boundary at or after both byte `from` and byte `end`. `from` is a cluster boundary.
fn end_of_clusters(text: &str, from: usize, end: usize) -> usize {
    let mut at = from;
    for cluster in slice(text, from..text.len()).graphemes(true) {
        if at >= end {
            break;
        }
        at += cluster.len();
    }
    at
}

/// Returns whether byte `at` is inside an emoji. The result is `true` in two cases. First, byte `at` is inside a flag, after the first
/// letter of the flag. Second, byte `at` is the start of an emoji that a zero width joiner joins to the preceding emoji. `cluster` is the
/// first byte of the grapheme cluster that contains byte `at`.
fn begins_inside_emoji(text: &str, cluster: usize, at: usize) -> bool {
    const PICTURES: ClassSet = ClassSet::of(&[Class::Emoji, Class::Pictographic]);
    let inner = slice(text, cluster..at);
    let is_picture = || slice(text, at..text.len()).chars().next().is_some_and(|c| PICTURES.has_char(c));
    inner.ends_with('\u{200D}') && is_picture() || inner.chars().any(|c| class(c) == Class::RegionalIndicator)
}

/// Methods that search and compare folded texts.
impl Normalizer {
    /// Returns the byte ranges of all occurrences of `needle` in `haystack`. This normalizer folds both texts. The ranges are byte ranges
    /// of the haystack before folding.
    ///
    /// The ranges are in ascending order and do not overlap. Each range consists of whole grapheme clusters. The following rules apply to
    /// texts of all scripts:
    ///
    /// - If a match includes a letter, its range includes the marks of the letter.
    /// - If a match includes a part of a ligature or of an emoji (👍 in 👍🏽), its range includes the whole ligature or emoji.
    /// - A match that begins inside a flag is not an occurrence: 🇸🇦🇪🇬 does not contain the flag 🇦🇪.
    /// - A match that begins after the joiner (U+200D) of an emoji is not an occurrence: 👨 joined to 👩 does not contain 👩.
    /// - White space at the ends of the needle is part of the needle.
    /// - If the normal form of the needle is empty, the needle has no occurrence. Examples are the empty text and, for the preset `search`,
    ///   a text of one tatweel.
    ///
    /// The time is linear in the length of both texts. The iterator owns the offset map. If folding changes the haystack, the iterator also
    /// owns the folded haystack.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let text = "قَرَأْتُ الكِتَابَ";
    /// let range = Normalizer::search().find_iter(text, "كتاب").next().unwrap();
    /// assert_eq!(&text[range], "كِتَابَ");
    /// assert_eq!(Normalizer::none().find_iter(text, "كتاب").next(), None);
    /// ```
    pub fn find_iter<'h>(&self, haystack: &'h str, needle: &str) -> Matches<'h> {
        self.matches_in(Cow::Borrowed(haystack), OffsetMap::default(), self.normalize(needle).into_owned())
    }

    /// Returns the occurrences of `needle`, which is already folded, in `source`. `to_bytes` is the map between the bytes of the caller's
    /// haystack and the bytes of `source`. These bytes differ if the haystack contains ill-formed UTF-8, because U+FFFD replaces the
    /// ill-formed bytes.
    fn matches_in<'h>(&self, source: Cow<'h, str>, to_bytes: OffsetMap, needle: String) -> Matches<'h> {
        let (text, map) = self.normalize_mapped(if needle.is_empty() { "" } else { &source }).into_parts();
        // If `normalize_mapped` returns a borrowed text, folding did not change the text. Then `folded` is `None`.
        let folded = if let Cow::Owned(text) = text { Some(text) } else { None };
        let needle = Needle { text: needle, period: None };
        Matches { source, to_bytes, folded, map, needle, at: 0, is_at: false, last: 0 }
    }

    /// Returns the byte ranges of all occurrences of `needle` in `haystack`, by the rules of [`find_iter`](Normalizer::find_iter). Both
    /// arguments may contain bytes that are not UTF-8. Each maximal subpart of an ill-formed sequence (Unicode 17.0, section 3.9) counts as
    /// one U+FFFD. The ranges are byte ranges of `haystack`.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let bytes = [&b"\xFF"[..], "الكِتاب".as_bytes()].concat();
    /// assert_eq!(Normalizer::search().find_iter_utf8(&bytes, "كتاب".as_bytes()).collect::<Vec<_>>(), [5..15]);
    /// ```
    pub fn find_iter_utf8<'h>(&self, haystack: &'h [u8], needle: &[u8]) -> Matches<'h> {
        let (source, to_bytes) = lossy(haystack);
        self.matches_in(source, to_bytes, self.normalize_utf8(needle).into_owned())
    }

    /// Returns the result of [`highlight`](Normalizer::highlight) for bytes that may not be UTF-8. Ill-formed bytes of `haystack` are
    /// copied to the result unchanged.
    pub fn highlight_utf8<'h>(&self, haystack: &'h [u8], needle: &[u8], open: &[u8], close: &[u8]) -> Cow<'h, [u8]> {
        let mut done = 0;
        let mut out = Vec::new();
        for range in self.find_iter_utf8(haystack, needle) {
            for piece in [haystack.get(done..range.start), Some(open), haystack.get(range.clone()), Some(close)] {
                out.extend_from_slice(piece.unwrap_or_default());
            }
            done = range.end;
        }
        if done == 0 {
            return Cow::Borrowed(haystack);
        }
        out.extend_from_slice(haystack.get(done..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// Returns the result of [`equivalent`](Normalizer::equivalent) for bytes that may not be UTF-8. Each maximal subpart of an ill-formed
    /// sequence (Unicode 17.0, section 3.9) counts as one U+FFFD.
    pub fn equivalent_utf8(&self, a: &[u8], b: &[u8]) -> bool {
        self.normalize_utf8(a) == self.normalize_utf8(b)
    }

    /// Returns whether two texts have the same normal form. If the normalizer drops all characters of a text, this text is equivalent to
    /// the empty text.
    pub fn equivalent(&self, a: &str, b: &str) -> bool {
        self.normalize(a) == self.normalize(b)
    }

    /// Returns a copy of `haystack` with `open` inserted before each [occurrence](Normalizer::find_iter) of `needle` and `close` inserted
    /// after each occurrence. If there is no occurrence, the result borrows the haystack.
    pub fn highlight<'h>(&self, haystack: &'h str, needle: &str, open: &str, close: &str) -> Cow<'h, str> {
        let mut done = 0;
        let mut out = String::new();
        for range in self.find_iter(haystack, needle) {
            out.push_str(slice(haystack, done..range.start));
            out.push_str(open);
            out.push_str(slice(haystack, range.clone()));
            out.push_str(close);
            done = range.end;
        }
        if done == 0 {
            return Cow::Borrowed(haystack);
        }
        out.push_str(slice(haystack, done..haystack.len()));
        Cow::Owned(out)
    }
}

/// An iterator over the occurrences of a needle, as byte ranges of the haystack. [`Normalizer::find_iter`] returns this iterator.
#[derive(Clone)]
pub struct Matches<'h> {
    /// The haystack as text, with U+FFFD for ill-formed bytes.
    source: Cow<'h, str>,
    /// The map between the bytes of the caller's haystack and the bytes of `source`. If the caller's haystack is valid UTF-8, the map is
    /// the identity.
    to_bytes: OffsetMap,
    /// The folded haystack, or `None` if folding did not change `source`.
    folded: Option<String>,
    /// The map between the bytes of `source` and the bytes of the folded haystack.
    map: OffsetMap,
    needle: Needle,
    /// The byte of the folded haystack at which the search resumes.
    at: usize,
    /// Whether a match certainly begins at the byte `at`.
    is_at: bool,
    /// The first byte of `source` at which the next occurrence may begin. This byte is 0 at first. Later it is the end of the last
    /// occurrence, or the end of the emoji in which a later match was rejected.
    last: usize,
}

short_debug!(['h] Matches<'h>, "Matches", |m| { needle: m.needle.text, last: m.last, len: m.source.len() });

impl Iterator for Matches<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.needle.text.is_empty() {
            return None;
        }
        loop {
            let folded = self.folded.as_deref().unwrap_or(&self.source);
            let rest = folded.get(self.at..)?;
            let start = if self.is_at { self.at } else { self.at + rest.find(&self.needle.text)? };
            let end = start + self.needle.text.len();
            (self.at, self.is_at) = (end, false);
            let range = self.map.to_source_grown(start..end);
            let first = slice(&self.source, range.clone()).chars().next().map_or(0, char::len_utf8);
            // This condition rejects two kinds of matches. First, the match is a space that the normalizer inserted, so its source range is
            // empty. Second, the match is in the same ligature or cluster as the last occurrence, so its source range begins before `last`.
            if range.start >= self.last
                && let Some((cluster, next)) = clusters(&self.source, range.start..range.start + first, self.last)
            {
                if !begins_inside_emoji(&self.source, cluster, range.start) {
                    self.last = end_of_clusters(&self.source, next, range.end);
                    let range = cluster..self.last;
                    return Some(if self.to_bytes.is_identity() { range } else { self.to_bytes.to_source(range) });
                }
                self.last = next;
            }
            // The search resumes inside the rejected match, because an occurrence may overlap the rejected match.
            (self.at, self.is_at) = self.needle.next_after(folded, start);
        }
    }
}

impl FusedIterator for Matches<'_> {}

/// A folded needle.
#[derive(Clone, Debug)]
struct Needle {
    text: String,
    /// The period of the needle, which is the smallest distance, in bytes, at which the needle can overlap itself. `None` until the period
    /// is needed.
    period: Option<usize>,
}

impl Needle {
    /// Returns the byte at which the search resumes after a rejected match at byte `start`, and whether a match certainly begins at the
    /// returned byte.
    ///
    /// The next match may overlap the rejected match. If the period is longer than half of the needle, the search resumes one period after
    /// `start`. Otherwise, new searches would compare most bytes of the needle again after each rejected match, which takes quadratic time.
    /// So the function compares only the last period of the needle with the bytes after the rejected match. A match one period after
    /// `start` shares its other bytes with the rejected match. If the compared bytes are equal, a match begins one period after `start`. If
    /// they differ, the next match begins after the first character of the last period of the rejected match.
    fn next_after(&mut self, folded: &str, start: usize) -> (usize, bool) {
        let len = self.text.len();
        let period = *self.period.get_or_insert_with(|| smallest_period(self.text.as_bytes()));
        if period > len / 2 {
            return (start + period, false);
        }
        let tail = slice(&self.text, len - period..len);
        crate::op_counter::count(period);
        if slice(folded, start + len..folded.len()).starts_with(tail) {
            return (start + period, true);
        }
        let last = start + len - period;
        (last + slice(folded, last..folded.len()).chars().next().map_or(1, char::len_utf8), false)
    }
}

/// Returns the smallest distance, in bytes, at which a needle can overlap itself. If the needle cannot overlap itself, returns the length
/// of the needle. The function computes the failure function of Knuth, Morris and Pratt. For example, the period of `abaab` is 3.
fn smallest_period(needle: &[u8]) -> usize {
    let mut borders: Vec<usize> = Vec::with_capacity(needle.len());
    for (i, byte) in needle.iter().enumerate() {
        // `border` is the length of the longest proper prefix of `needle[..i]` that is also a suffix of `needle[..i]`. The loop shortens
        // `border` until `byte` extends the prefix.
        let mut border = if i == 0 { None } else { borders.last().copied() };
        while let Some(n) = border
            && needle.get(n) != Some(byte)
        {
            border = n.checked_sub(1).and_then(|n| borders.get(n)).copied();
        }
        borders.push(border.map_or(0, |n| n + 1));
    }
    crate::op_counter::count(needle.len());
    needle.len() - borders.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn smallest_periods() {
        for (needle, period) in
            [("a", 1), ("aa", 1), ("ab", 2), ("aba", 2), ("abaab", 3), ("abab", 2), ("aabaaab", 4), ("🇸🇦🇸🇦", 8), ("🇸🇦", 8)]
        {
            assert_eq!(smallest_period(needle.as_bytes()), period, "{needle}");
            let by_definition = (1..=needle.len()).find(|&n| needle.as_bytes().starts_with(&needle.as_bytes()[n..])).unwrap();
            assert_eq!(by_definition, period, "{needle}");
        }
    }

    /// The search finds an occurrence that overlaps a rejected match inside an emoji.
    #[test]
    fn rejected_matches_overlap_occurrences() {
        let none = Normalizer::none();
        let all = |haystack: &str, needle: &str| none.find_iter(haystack, needle).map(|r| (r.start, r.end)).collect::<Vec<_>>();
        // The match at byte 4 begins inside the first flag. The match at byte 8 is the second flag.
        assert_eq!(all("🇸🇦🇦🇦", "🇦🇦"), [(8, 16)]);
        assert_eq!(all("🇸🇦🇦🇦🇦🇦🇦", "🇦🇦🇦🇦"), [(8, 24)]);
        assert!(all("🇸🇦🇪🇬", "🇦🇪").is_empty());
        // The haystack contains one joined emoji and then two single emoji.
        assert_eq!(all("👨\u{200D}👩 👩 👩", "👩 👩"), [(12, 21)]);
        assert!(all("👨\u{200D}👩", "👩").is_empty());
        assert!(all("👩\u{200D}👩👩", "👩👩").is_empty());
        // A joiner after a letter is not part of an emoji, so the mark after the joiner is an occurrence. Its range is the whole cluster.
        assert_eq!(all("ه\u{200D}\u{64E}", "\u{64E}"), [(0, 7)]);
        // The first occurrence is a whole ligature. The second occurrence directly follows the ligature.
        let search = Normalizer::search();
        assert_eq!(search.normalize("ﻻلا"), "لالا");
        assert!(search.find_iter("ﻻلا", "لا").eq([0..3, 3..7]));
    }

    /// Counts the occurrences of two long periodic needles with many rejected matches. A search that compared the whole needle after each
    /// rejected match would take quadratic time.
    #[test]
    fn rejected_matches_are_linear() {
        let chain = ["👨\u{200D}👩 "; 20_000].concat();
        let needle = ["👩 👨\u{200D}"; 10_000].concat() + "👩 ";
        assert_eq!(Normalizer::none().find_iter(&chain, &needle).count(), 0);
        let flags = "🇸".to_string() + &"🇦".repeat(40_001);
        assert_eq!(Normalizer::none().find_iter(&flags, &"🇦".repeat(20_000)).count(), 2);
    }
}
