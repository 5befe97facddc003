//! Search that does not see how a word is spelled: occurrences of a needle in the source, whatever folds lie between them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter::FusedIterator;
use core::ops::Range;

use super::{Mapped, Normalizer};
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

impl Normalizer {
    /// The source ranges, in bytes, of all occurrences of `needle` in `haystack`, both folded by this normalizer.
    ///
    /// Occurrences do not overlap and come in order. A range takes in the marks of its last letter, and all of a ligature of which only a part
    /// matches. White space around the needle counts. A needle that folds to nothing, the empty one among them, is found nowhere.
    ///
    /// Linear in the length of both; the folded haystack and its map are kept while the iterator lives.
    pub fn find_iter<'h>(&self, haystack: &'h str, needle: &str) -> Matches<'h> {
        let needle = self.normalize(needle).into_owned();
        let haystack = if needle.is_empty() { self.normalize_mapped("") } else { self.normalize_mapped(haystack) };
        Matches { haystack, needle, at: 0, last: 0 }
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
        let needle = self.normalize_utf8(needle).into_owned();
        let haystack = if needle.is_empty() { self.normalize_mapped("") } else { self.normalize_mapped_utf8(haystack) };
        Matches { haystack, needle, at: 0, last: 0 }
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
#[derive(Clone, Debug)]
pub struct Matches<'h> {
    haystack: Mapped<'h>,
    needle: String,
    /// Where the search goes on, in the folded haystack.
    at: usize,
    /// Where the last range ended, in the source.
    last: usize,
}

impl Iterator for Matches<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.needle.is_empty() {
            return None;
        }
        loop {
            let rest = self.haystack.text().get(self.at..)?;
            let start = self.at + rest.find(&self.needle)?;
            self.at = start + self.needle.len();
            let range = self.haystack.map().to_source_grown(start..self.at);
            // Two occurrences within one ligature are one place in the source.
            if range.start >= self.last {
                self.last = range.end;
                return Some(range);
            }
        }
    }
}

impl FusedIterator for Matches<'_> {}
