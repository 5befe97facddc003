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
        // Plain text goes by in one step.
        if end >= range.end {
            break;
        }
    }
    Some((start, end))
}

impl Normalizer {
    /// The source ranges, in bytes, of all occurrences of `needle` in `haystack`, both folded by this normalizer.
    ///
    /// Occurrences do not overlap and come in order. A range takes in the marks of its letters, all of a ligature of which only a part
    /// matches, and all of an emoji (👍 in 👍🏽): it never cuts a grapheme cluster. What begins inside an emoji is no occurrence: the flag 🇦🇪
    /// is not in 🇸🇦🇪🇬. White space around the needle counts. A needle that folds to nothing, the empty one among them, is found nowhere.
    ///
    /// Linear in the length of both; the folded haystack and its map are kept while the iterator lives.
    pub fn find_iter<'h>(&self, haystack: &'h str, needle: &str) -> Matches<'h> {
        self.matches(Cow::Borrowed(haystack), OffsetMap::default(), self.normalize(needle).into_owned())
    }

    fn matches<'h>(&self, source: Cow<'h, str>, to_bytes: OffsetMap, needle: String) -> Matches<'h> {
        let (text, map) = self.normalize_mapped(if needle.is_empty() { "" } else { &source }).into_parts();
        // What was borrowed is the source itself.
        let folded = if let Cow::Owned(text) = text { Some(text) } else { None };
        Matches { source, to_bytes, folded, map, needle, at: 0, last: 0 }
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
    needle: String,
    /// Where the search goes on, in the folded haystack.
    at: usize,
    /// Where the last range ended, in the source.
    last: usize,
}

short_debug!(['h] Matches<'h>, "Matches", |m| { needle: m.needle, last: m.last, len: m.source.len() });

impl Iterator for Matches<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.needle.is_empty() {
            return None;
        }
        loop {
            let rest = self.folded.as_deref().unwrap_or(&self.source).get(self.at..)?;
            let start = self.at + rest.find(&self.needle)?;
            self.at = start + self.needle.len();
            let range = self.map.to_source_grown(start..self.at);
            // Two occurrences within one ligature or cluster are one place in the source.
            if range.start < self.last {
                continue;
            }
            let Some((start, end)) = clusters(&self.source, range.clone(), self.last) else { continue };
            let inner = slice(&self.source, start..range.start);
            self.last = end;
            if inner.ends_with('\u{200D}') || inner.chars().any(|c| class(c) == Class::RegionalIndicator) {
                continue;
            }
            return Some(if self.to_bytes.is_identity() { start..end } else { self.to_bytes.to_source(start..end) });
        }
    }
}

impl FusedIterator for Matches<'_> {}
