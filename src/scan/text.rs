//! A short string stored in place. It is known to be UTF-8, so reading it does not validate it.

/// The greatest length of a text, in bytes.
const ROOM: usize = 24;

/// A text of at most 24 bytes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Text {
    /// The first `len` bytes are whole characters of UTF-8. Only [`Text::of`] writes them.
    bytes: [u8; ROOM],
    len: u8,
}

impl Text {
    /// Returns a copy of a text, or `None` if it is too long.
    #[inline]
    pub(crate) fn of(text: &str) -> Option<Text> {
        let mut bytes = [0; ROOM];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Text { bytes, len: text.len() as u8 })
    }

    /// Returns the text.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub(crate) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.len)).unwrap_or_default();
        debug_assert!(core::str::from_utf8(bytes).is_ok());
        // SAFETY: the bytes are those of the `str` that `of` copied, all of them.
        unsafe { core::str::from_utf8_unchecked(bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn returns_the_text_that_it_copied() {
        for text in ["", "a", "\0", "كتاب", "والمهندسين", "😀😀😀😀😀😀", "abcdefghijklmnopqrstuvwx"] {
            assert_eq!(Text::of(text).unwrap().as_str(), text);
        }
        assert_eq!(Text::default().as_str(), "");
        assert!(Text::of("abcdefghijklmnopqrstuvwxy").is_none());
        assert!(Text::of("مممممممممممم\u{64E}").is_none());
    }
}
