//! [`Sentence`] and [`SentenceUtf8`]: one sentence of a text or of bytes, with its position.

use alloc::{borrow::Cow, string::String};
use core::{fmt, ops::Range};

use super::characters::char_at;
use crate::debug::short_debug;

/// A sentence of a text, including the white space after the sentence. The first sentence also includes the white space before the
/// sentence. The value borrows the text.
///
/// `Display` writes [`text`](Self::text). With the feature `serde` a sentence serializes as a map of `text`, `start` and `end`.
///
/// ```
/// let sentence = kalima::sentences("وصل الوفد. بدأ الاجتماع.").next().unwrap();
/// assert_eq!(sentence.text(), "وصل الوفد. ");
/// assert_eq!(sentence.range(), 0..19);
/// assert_eq!(sentence.trimmed(), "وصل الوفد.");
/// assert_eq!(sentence.trimmed_range(), 0..18);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sentence<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl<'t> Sentence<'t> {
    /// Returns the text of the sentence, with white space. The text is never empty.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Returns the bytes of the sentence, including its white space.
    #[must_use]
    pub fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// Returns the range of the sentence in the text, in bytes, including its white space.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Returns the position of the first byte of the sentence in the text.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns the position of the byte after the sentence and its white space.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns the text of the sentence without white space at its ends. The result is empty if the sentence is only white space.
    #[must_use]
    pub fn trimmed(&self) -> &'t str {
        self.text.trim()
    }

    /// Returns the range of [`trimmed`](Self::trimmed) in the text, in bytes.
    #[must_use]
    pub fn trimmed_range(&self) -> Range<usize> {
        let start = self.start + self.text.len() - self.text.trim_start().len();
        start..start + self.text.trim().len()
    }
}

impl AsRef<str> for Sentence<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl AsRef<[u8]> for Sentence<'_> {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

/// A sentence of bytes that may not be UTF-8. The type has the same methods as [`Sentence`]. The value borrows the bytes.
///
/// `Display` writes [`text`](Self::text). With the feature `serde` a sentence serializes as a map of `text`, `start` and `end`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SentenceUtf8<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) start: usize,
}

short_debug!(['t] SentenceUtf8<'t>, "SentenceUtf8", |s| { text: s.text(), start: s.start });

impl<'t> SentenceUtf8<'t> {
    /// Returns the text of the sentence, including its white space. If the bytes are valid UTF-8, the result borrows the bytes. Otherwise
    /// the result is a copy, in which U+FFFD replaces each invalid sequence. The text is never empty.
    #[must_use]
    pub fn text(&self) -> Cow<'t, str> {
        String::from_utf8_lossy(self.bytes)
    }

    /// Returns the bytes of the sentence, including its white space.
    #[must_use]
    pub fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    /// Returns the range of the sentence in the source bytes, in bytes, including its white space.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Returns the position of the first byte of the sentence in the source bytes.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns the position of the byte after the sentence and its white space.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.bytes.len()
    }

    /// Returns the text of the sentence without white space at its ends. If the bytes are valid UTF-8, the result borrows the bytes.
    /// Otherwise the result is a copy, in which U+FFFD replaces each invalid sequence.
    #[must_use]
    pub fn trimmed(&self) -> Cow<'t, str> {
        let range = self.trimmed_within();
        String::from_utf8_lossy(self.bytes.get(range).unwrap_or_default())
    }

    /// Returns the range of [`trimmed`](Self::trimmed) in the source bytes, in bytes.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let sentence = SentenceSplitter::new().sentences_utf8(b" Yes\xFF. \n").next().unwrap();
    /// assert_eq!((sentence.range(), sentence.trimmed_range()), (0..8, 1..6));
    /// assert_eq!(sentence.trimmed(), "Yes\u{FFFD}.");
    /// ```
    #[must_use]
    pub fn trimmed_range(&self) -> Range<usize> {
        let range = self.trimmed_within();
        self.start + range.start..self.start + range.end
    }

    /// Returns the range of the sentence without white space at its ends, counted from the first byte of the sentence. If the sentence is
    /// only white space, returns an empty range at its end.
    fn trimmed_within(&self) -> Range<usize> {
        let (mut at, mut range) = (0, None);
        while let Some((c, len)) = char_at(self.bytes, at) {
            if !c.is_whitespace() {
                let start = range.map_or(at, |range: (usize, usize)| range.0);
                range = Some((start, at + len));
            }
            at += len;
        }
        let (start, end) = range.unwrap_or((self.bytes.len(), self.bytes.len()));
        start..end
    }
}

impl AsRef<[u8]> for SentenceUtf8<'_> {
    fn as_ref(&self) -> &[u8] {
        self.bytes
    }
}

impl fmt::Display for SentenceUtf8<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text())
    }
}

/// Writes a sentence as a map of `text`, `start` and `end`.
#[cfg(feature = "serde")]
fn serialize<S: serde_core::Serializer>(s: S, name: &'static str, text: &str, range: Range<usize>) -> Result<S::Ok, S::Error> {
    use serde_core::ser::SerializeStruct;
    let mut map = s.serialize_struct(name, 3)?;
    map.serialize_field("text", text)?;
    map.serialize_field("start", &range.start)?;
    map.serialize_field("end", &range.end)?;
    map.end()
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde_core::Serialize for Sentence<'_> {
    fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        serialize(s, "Sentence", self.text, self.range())
    }
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde_core::Serialize for SentenceUtf8<'_> {
    fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        serialize(s, "SentenceUtf8", &self.text(), self.range())
    }
}
