//! Normalization of bytes that may not be UTF-8. U+FFFD replaces each maximal subpart of an ill-formed sequence (Unicode 17.0, section
//! 3.9).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use super::map::OffsetMap;
use super::normalizer::{Mapped, Normalizer};

/// Methods for bytes that may not be UTF-8.
impl Normalizer {
    /// Returns the normal form of bytes that may not be UTF-8. If the bytes are UTF-8 and already the normal form, the result borrows the
    /// bytes.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let n = Normalizer::search();
    /// assert_eq!(n.normalize_utf8(b"\xD8\xA3\xFF\xD8\xA3"), "ا\u{FFFD}ا");
    /// assert_eq!(n.normalize_utf8("أب".as_bytes()), "اب");
    /// ```
    pub fn normalize_utf8<'t>(&self, bytes: &'t [u8]) -> Cow<'t, str> {
        match String::from_utf8_lossy(bytes) {
            Cow::Borrowed(text) => self.normalize(text),
            Cow::Owned(text) => match self.normalize(&text) {
                Cow::Borrowed(_) => Cow::Owned(text),
                Cow::Owned(normal) => Cow::Owned(normal),
            },
        }
    }

    /// Appends the normal form of bytes that may not be UTF-8 to `out`. The appended bytes are valid UTF-8. The bytes that are already in
    /// `out` may be ill-formed.
    ///
    /// If three conditions hold, the method allocates memory only in the cases that [`normalize_into`](Normalizer::normalize_into) lists:
    /// the bytes are valid UTF-8, `out` is empty, and the capacity of `out` is at least the length of the bytes.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let mut out = Vec::new();
    /// Normalizer::search().normalize_utf8_into(b"\xD8\xA3\xFF", &mut out);
    /// assert_eq!(out, "ا\u{FFFD}".as_bytes());
    /// ```
    pub fn normalize_utf8_into(&self, bytes: &[u8], out: &mut Vec<u8>) {
        let text = String::from_utf8_lossy(bytes);
        if !out.is_empty() {
            out.extend_from_slice(self.normalize(&text).as_bytes());
            return;
        }
        // An empty vector is valid UTF-8, so the conversion to a string succeeds and keeps the capacity of the vector.
        let mut normal = String::from_utf8(mem::take(out)).unwrap_or_default();
        self.normalize_into(&text, &mut normal);
        *out = normal.into_bytes();
    }

    /// Returns the normal form of bytes that may not be UTF-8, and a map of byte offsets. The source offsets of the map are offsets in
    /// `bytes`.
    ///
    /// ```
    /// use kalima::normalize::Normalizer;
    /// let bytes = [b"\xFF", "أَب".as_bytes()].concat();
    /// let mapped = Normalizer::search().normalize_mapped_utf8(&bytes);
    /// assert_eq!(mapped.text(), "\u{FFFD}اب");
    /// assert_eq!(mapped.map().to_source(3..7), 1..7);
    /// ```
    pub fn normalize_mapped_utf8<'t>(&self, bytes: &'t [u8]) -> Mapped<'t> {
        match lossy(bytes) {
            (Cow::Borrowed(text), _) => self.normalize_mapped(text),
            (Cow::Owned(text), from_bytes) => {
                let Mapped { text: normal, map } = self.normalize_mapped(&text);
                let map = map.after(&from_bytes);
                Mapped { text: Cow::Owned(normal.into_owned()), map }
            }
        }
    }

    /// Returns whether the bytes are valid UTF-8 and equal their normal form.
    pub fn is_normalized_utf8(&self, bytes: &[u8]) -> bool {
        core::str::from_utf8(bytes).is_ok_and(|text| self.is_normalized(text))
    }
}

/// Returns the bytes as text, and the map between the offsets in the bytes and the offsets in the text. U+FFFD replaces each maximal
/// subpart of an ill-formed sequence.
pub(super) fn lossy(bytes: &[u8]) -> (Cow<'_, str>, OffsetMap) {
    if let Ok(text) = core::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), OffsetMap::default());
    }
    let (mut text, mut map, mut at) = (String::with_capacity(bytes.len()), OffsetMap::default(), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let start = text.len();
            text.push(char::REPLACEMENT_CHARACTER);
            map.push(at..at + chunk.invalid().len(), start..text.len());
            at += chunk.invalid().len();
        }
    }
    map.close(bytes.len(), text.len());
    (Cow::Owned(text), map)
}
