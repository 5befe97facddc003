//! Search that does not see how a word is spelled: occurrences of a needle in the source, whatever folds lie between them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter::FusedIterator;
use core::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Normalizer, OffsetMap, lossy};
use crate::chars::{self, Class, ClassSet, LETTERS, class};
use crate::debug::short_debug;
use crate::span::slice;

/// The source ranges of all occurrences of `needle` in `haystack` under [`Normalizer::search`]; see [`Normalizer::find_iter`].
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

/// Whether two texts are the same under [`Normalizer::search`].
///
/// ```
/// assert!(kalima::normalize::eq("أَحْمَد", "احمد") && !kalima::normalize::eq("أحمد", "محمد"));
/// ```
pub fn eq(a: &str, b: &str) -> bool {
    Normalizer::search().eq(a, b)
}

/// `haystack` with `open` and `close` around every occurrence of `needle` under [`Normalizer::search`].
///
/// ```
/// assert_eq!(kalima::normalize::highlight("في الكِتَابِ", "كتاب", "[", "]"), "في ال[كِتَابِ]");
/// ```
pub fn highlight<'h>(haystack: &'h str, needle: &str, open: &str, close: &str) -> Cow<'h, str> {
    Normalizer::search().highlight(haystack, needle, open, close)
}

/// A range of a text grown to whole grapheme clusters (UAX #29), so that no letter is cut from its marks and no emoji from its skin tone. An
/// empty range stays as it is, and one that does not slice the text.
///
/// ```
/// use kalima::normalize::grow;
/// assert_eq!(grow("كِتاب", 0..2), 0..4);
/// assert_eq!(grow("👍🏽", 0..4), 0..8);
/// assert_eq!(grow("كتاب", 2..4), 2..4);
/// ```
///
/// Looks at some bytes around the range; farther only where a cluster is longer.
pub fn grow(text: &str, range: Range<usize>) -> Range<usize> {
    clusters(text, range.clone(), 0).map_or(range, |(start, end)| start..end)
}

/// How far before a range a certain boundary is looked for, in bytes.
const NEAR: usize = 64;

/// Whether a cluster certainly begins before `c`, whatever stands before it but what attaches to the next: a letter, a digit or a space of the
/// Arabic script or of ASCII.
fn begins(before: Option<char>, c: char) -> bool {
    const FREE: ClassSet = LETTERS.or(ClassSet::of(&[Class::Space, Class::Digit, Class::ArabicDigit, Class::Latin]));
    let free = c.is_ascii_graphic() || FREE.has_char(c);
    free && before.is_none_or(|b| b.is_ascii_graphic() || FREE.has_char(b) || chars::is_mark(b) && !matches!(b, '\u{8E2}'))
}

/// The ends of the clusters that hold the ends of a range; `known` is a boundary that is not behind its start.
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

/// The first cluster boundary at or after `end`, by the clusters from the boundary `from` on.
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

/// Whether `at`, in the cluster that starts at `cluster`, is inside a flag, or after a joiner of emoji.
fn begins_inside_emoji(text: &str, cluster: usize, at: usize) -> bool {
    const PICTURES: ClassSet = ClassSet::of(&[Class::Emoji, Class::Pictographic]);
    let inner = slice(text, cluster..at);
    let is_picture = || slice(text, at..text.len()).chars().next().is_some_and(|c| PICTURES.has_char(c));
    inner.ends_with('\u{200D}') && is_picture() || inner.chars().any(|c| class(c) == Class::RegionalIndicator)
}

impl Normalizer {
    /// The source ranges, in bytes, of all occurrences of `needle` in `haystack`, both folded by this normalizer.
    ///
    /// Occurrences do not overlap and come in order. A range takes in the marks of its letters, all of a ligature of which only a part
    /// matches, and all of an emoji (👍 in 👍🏽): it never cuts a grapheme cluster. A match that begins inside a flag, or after the joiner (U+200D) of
    /// an emoji, is no occurrence: the flag 🇦🇪 is not in 🇸🇦🇪🇬, and 👩 is not in 👨 joined to 👩. White space around the needle counts. A needle
    /// that folds to nothing, the empty one among them, is found nowhere.
    ///
    /// Linear in the length of both; the folded haystack and its map are kept while the iterator lives.
    pub fn find_iter<'h>(&self, haystack: &'h str, needle: &str) -> Matches<'h> {
        self.matches(Cow::Borrowed(haystack), OffsetMap::default(), self.normalize(needle).into_owned())
    }

    fn matches<'h>(&self, source: Cow<'h, str>, to_bytes: OffsetMap, needle: String) -> Matches<'h> {
        let (text, map) = self.normalize_mapped(if needle.is_empty() { "" } else { &source }).into_parts();
        // What was borrowed is the source itself.
        let folded = if let Cow::Owned(text) = text { Some(text) } else { None };
        let needle = Needle { text: needle, period: None };
        Matches { source, to_bytes, folded, map, needle, at: 0, is_at: false, last: 0 }
    }

    /// [`find_iter`](Normalizer::find_iter) in bytes that may not be UTF-8: an invalid sequence (a maximal subpart) counts as U+FFFD; ranges are
    /// those of the source.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let bytes = [&b"\xFF"[..], "الكِتاب".as_bytes()].concat();
    /// assert_eq!(Normalizer::search().find_iter_utf8(&bytes, "كتاب".as_bytes()).collect::<Vec<_>>(), [5..15]);
    /// ```
    pub fn find_iter_utf8<'h>(&self, haystack: &'h [u8], needle: &[u8]) -> Matches<'h> {
        let (source, to_bytes) = lossy(haystack);
        self.matches(source, to_bytes, self.normalize_utf8(needle).into_owned())
    }

    /// [`highlight`](Normalizer::highlight) of bytes that may not be UTF-8; the result has the invalid ones as they were.
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

    /// [`eq`](Normalizer::eq) of bytes that may not be UTF-8.
    pub fn eq_utf8(&self, a: &[u8], b: &[u8]) -> bool {
        self.normalize_utf8(a) == self.normalize_utf8(b)
    }

    /// Whether two texts have the same normal form.
    pub fn eq(&self, a: &str, b: &str) -> bool {
        self.normalize(a) == self.normalize(b)
    }

    /// `haystack` with `open` and `close` around every [occurrence](Normalizer::find_iter) of `needle`; borrowed if there is none.
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

/// Occurrences of a needle, as byte ranges of the source. Made by [`Normalizer::find_iter`].
#[derive(Clone)]
pub struct Matches<'h> {
    source: Cow<'h, str>,
    /// From the source to the bytes it was read from.
    to_bytes: OffsetMap,
    /// The folded haystack, unless it is the source, and the map to the source.
    folded: Option<String>,
    map: OffsetMap,
    needle: Needle,
    /// The byte of the folded haystack at which the search resumes, and whether the needle is known to be there.
    at: usize,
    is_at: bool,
    /// The end, in the source, of the last occurrence or of the emoji that the last refused match begins in. No occurrence begins before it.
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
            // An inserted space has no source. Two matches within one ligature or cluster are one place in the source.
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
            // The refused match may overlap an occurrence.
            (self.at, self.is_at) = self.needle.next_after(folded, start);
        }
    }
}

impl FusedIterator for Matches<'_> {}

/// A folded needle.
#[derive(Clone, Debug)]
struct Needle {
    text: String,
    /// The smallest period, in bytes, once it is needed: the needle can overlap itself at that distance, and at no smaller one.
    period: Option<usize>,
}

impl Needle {
    /// The byte at which the search resumes after a match at `start` that is refused, and whether a match is known to be there.
    ///
    /// The next match may overlap the refused one. Searching from the next character on would compare the same bytes once for each refused match,
    /// which is quadratic for a periodic needle. A match one period after another has all but its last period in common with it, so only that is
    /// compared; if it differs, the next match begins in the last period of the refused one.
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

/// The smallest distance, in bytes, at which a needle can overlap itself; its length if it cannot. By the failure function of Knuth, Morris and Pratt.
fn smallest_period(needle: &[u8]) -> usize {
    let mut borders: Vec<usize> = Vec::with_capacity(needle.len());
    for (i, byte) in needle.iter().enumerate() {
        // The longest proper prefix of `needle[..=i]` that is its suffix as well.
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

    /// A match that begins inside an emoji does not hide the occurrence that it overlaps.
    #[test]
    fn refused_matches_overlap_occurrences() {
        let none = Normalizer::none();
        let all = |haystack: &str, needle: &str| none.find_iter(haystack, needle).map(|r| (r.start, r.end)).collect::<Vec<_>>();
        // The match at 4 begins inside the first flag, the one at 8 is the second.
        assert_eq!(all("🇸🇦🇦🇦", "🇦🇦"), [(8, 16)]);
        assert_eq!(all("🇸🇦🇦🇦🇦🇦🇦", "🇦🇦🇦🇦"), [(8, 24)]);
        assert!(all("🇸🇦🇪🇬", "🇦🇪").is_empty());
        // A joined emoji, and then the same emoji alone, twice.
        assert_eq!(all("👨\u{200D}👩 👩 👩", "👩 👩"), [(12, 21)]);
        assert!(all("👨\u{200D}👩", "👩").is_empty());
        assert!(all("👩\u{200D}👩👩", "👩👩").is_empty());
        // A joiner after a letter makes no emoji.
        assert_eq!(all("ه\u{200D}\u{64E}", "\u{64E}"), [(0, 7)]);
        // The first occurrence is a whole ligature, the second follows it.
        let search = Normalizer::search();
        assert_eq!(search.normalize("ﻻلا"), "لالا");
        assert!(search.find_iter("ﻻلا", "لا").eq([0..3, 3..7]));
    }

    /// Periodic needles of which all matches are refused but the last.
    #[test]
    fn refused_matches_are_linear() {
        let chain = ["👨\u{200D}👩 "; 20_000].concat();
        let needle = ["👩 👨\u{200D}"; 10_000].concat() + "👩 ";
        assert_eq!(Normalizer::none().find_iter(&chain, &needle).count(), 0);
        let flags = "🇸".to_string() + &"🇦".repeat(40_001);
        assert_eq!(Normalizer::none().find_iter(&flags, &"🇦".repeat(20_000)).count(), 2);
    }
}
