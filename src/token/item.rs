//! [`Token`] and [`TokenUtf8`]: one token of a text or of bytes, with its position and kind.

use alloc::{borrow::Cow, string::String};
use core::{fmt, ops::Range};

use super::kind::TokenKind;
use crate::debug::short_debug;

/// A token of a text, with its position and kind. A token borrows the text.
///
/// `Display` writes the text of the token. With the feature `serde` a token serializes as a map of `text`, `start`, `end` and `kind`.
///
/// ```
/// let token = kalima::words("في المكتبة").nth(1).unwrap();
/// assert_eq!((token.text(), token.range()), ("المكتبة", 5..19));
/// assert_eq!(format!("«{token}»"), "«المكتبة»");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) kind: TokenKind,
}

impl<'t> Token<'t> {
    /// Returns the text of the token. The text is never empty.
    #[inline]
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Returns the bytes of the token.
    #[inline]
    #[must_use]
    pub fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// Returns the byte range of the token in the text.
    #[inline]
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Returns the byte position of the start of the token in the text.
    #[inline]
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns the byte position of the end of the token in the text. This end is exclusive.
    #[inline]
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns the kind of the token.
    #[inline]
    #[must_use]
    pub fn kind(&self) -> TokenKind {
        self.kind
    }
}

impl AsRef<str> for Token<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl AsRef<[u8]> for Token<'_> {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}

impl fmt::Display for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

/// A token of bytes that may not be UTF-8, with the methods of [`Token`]. A token borrows the bytes.
///
/// `Display` writes the text of the token. With the feature `serde` a token serializes as a map of `text`, `start`, `end` and `kind`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenUtf8<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) start: usize,
    pub(super) kind: TokenKind,
}

short_debug!(['t] TokenUtf8<'t>, "TokenUtf8", |t| { text: t.text(), start: t.start, kind: t.kind });

impl<'t> TokenUtf8<'t> {
    /// Returns the text of the token. The text is borrowed if the token is valid UTF-8. The text of an invalid sequence is U+FFFD. The text
    /// is never empty.
    #[must_use]
    pub fn text(&self) -> Cow<'t, str> {
        String::from_utf8_lossy(self.bytes)
    }

    /// Returns the bytes of the token. The bytes are valid UTF-8 or one invalid sequence.
    #[must_use]
    pub fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    /// Returns the byte range of the token in the source bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Returns the position of the start of the token in the source bytes.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns the position of the end of the token in the source bytes. This end is exclusive.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.bytes.len()
    }

    /// Returns the kind of the token. An invalid sequence is a [`Symbol`](TokenKind::Symbol).
    #[must_use]
    pub fn kind(&self) -> TokenKind {
        self.kind
    }
}

impl AsRef<[u8]> for TokenUtf8<'_> {
    fn as_ref(&self) -> &[u8] {
        self.bytes
    }
}

impl fmt::Display for TokenUtf8<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text())
    }
}

/// Writes a token as a map of `text`, `start`, `end` and `kind`.
#[cfg(feature = "serde")]
fn serialize<S: serde_core::Serializer>(
    s: S,
    name: &'static str,
    text: &str,
    range: Range<usize>,
    kind: TokenKind,
) -> Result<S::Ok, S::Error> {
    use serde_core::ser::SerializeStruct;
    let mut map = s.serialize_struct(name, 4)?;
    map.serialize_field("text", text)?;
    map.serialize_field("start", &range.start)?;
    map.serialize_field("end", &range.end)?;
    map.serialize_field("kind", &kind)?;
    map.end()
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde_core::Serialize for Token<'_> {
    fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        serialize(s, "Token", self.text, self.range(), self.kind)
    }
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde_core::Serialize for TokenUtf8<'_> {
    fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        serialize(s, "TokenUtf8", &self.text(), self.range(), self.kind)
    }
}
