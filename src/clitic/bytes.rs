//! Segmentation of words that are given as bytes. The bytes may be invalid UTF-8.

use alloc::borrow::Cow;
use alloc::string::String;
use core::iter::FusedIterator;
use core::ops::Range;

use super::scheme::Scheme;
use super::segment::{Segments, segment};
use crate::debug::short_debug;
use crate::morph::SegmentKind;

/// A segment of a word that is given as bytes. The [`Scheme`] that is passed to [`segment_utf8`] determines the segments.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SegmentUtf8<'w> {
    bytes: &'w [u8],
    start: usize,
    kind: SegmentKind,
    form: Cow<'w, str>,
}

short_debug!(['w] SegmentUtf8<'w>, "SegmentUtf8", |s| { text: s.text(), start: s.start, kind: s.kind, form: s.form });

impl<'w> SegmentUtf8<'w> {
    /// Returns the bytes of the segment.
    pub fn bytes(&self) -> &'w [u8] {
        self.bytes
    }

    /// Returns the text of the segment, with U+FFFD for each invalid UTF-8 sequence.
    pub fn text(&self) -> Cow<'w, str> {
        String::from_utf8_lossy(self.bytes)
    }

    /// Returns the byte offset in the word at which the segment starts.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns the byte offset in the word of the first byte after the segment.
    pub fn end(&self) -> usize {
        self.start + self.bytes.len()
    }

    /// Returns the byte range of the segment in the word.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Returns the kind of the segment; see [`Segment::kind`](super::Segment::kind). The kind of the only segment of a word that is not
    /// valid UTF-8 is [`SegmentKind::Stem`].
    pub fn kind(&self) -> SegmentKind {
        self.kind
    }

    /// Returns the underlying form of the segment, which is the spelling of the segment as a separate word; see
    /// [`Segment::form`](super::Segment::form).
    pub fn form(&self) -> &str {
        &self.form
    }

    /// Returns the underlying form of the segment without a copy.
    pub fn into_form(self) -> Cow<'w, str> {
        self.form
    }
}

/// Returns the segments of a word that is given as bytes; see [`segment`]. A word that is not valid UTF-8 has one segment. The form of this
/// segment contains U+FFFD for each invalid sequence.
///
/// ```
/// use kalima::clitic::{Scheme, segment_utf8};
///
/// let forms: Vec<_> = segment_utf8("وكتابه".as_bytes(), Scheme::Atb).map(|s| (s.range(), s.into_form())).collect();
/// assert_eq!(forms.iter().map(|f| f.0.clone()).collect::<Vec<_>>(), [0..2, 2..10, 10..12]);
/// assert_eq!(forms[1].1, "كتاب");
/// assert_eq!(segment_utf8(b"\xD9\x88\xFF", Scheme::Atb).next().unwrap().form(), "\u{648}\u{FFFD}");
/// ```
pub fn segment_utf8(word: &[u8], scheme: Scheme) -> SegmentsUtf8<'_> {
    match core::str::from_utf8(word) {
        Ok(text) => SegmentsUtf8 { segments: segment(text, scheme), invalid: None, word },
        Err(_) => SegmentsUtf8 { segments: segment("", scheme), invalid: Some(word), word },
    }
}

/// An iterator over the segments of a word that is given as bytes, from the first segment of the word to the last. [`segment_utf8`] returns
/// this type.
#[derive(Clone)]
#[must_use = "iterators are lazy"]
pub struct SegmentsUtf8<'w> {
    segments: Segments<'w>,
    /// The bytes of the word if the word is not valid UTF-8 and its only segment was not yet returned. Otherwise `None`.
    invalid: Option<&'w [u8]>,
    word: &'w [u8],
}

short_debug!(['w] SegmentsUtf8<'w>, "SegmentsUtf8", |s| { word: String::from_utf8_lossy(s.word), segments: s.segments });

impl<'w> Iterator for SegmentsUtf8<'w> {
    type Item = SegmentUtf8<'w>;

    fn next(&mut self) -> Option<SegmentUtf8<'w>> {
        if let Some(bytes) = self.invalid.take() {
            return Some(SegmentUtf8 { bytes, start: 0, kind: SegmentKind::Stem, form: String::from_utf8_lossy(bytes) });
        }
        let s = self.segments.next()?;
        Some(SegmentUtf8 { bytes: s.text().as_bytes(), start: s.start(), kind: s.kind(), form: s.into_form() })
    }
}

impl FusedIterator for SegmentsUtf8<'_> {}
