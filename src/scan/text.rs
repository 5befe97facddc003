//! A short text, held in place: known to be UTF-8 without a look at it.

/// The longest text, in bytes.
const ROOM: usize = 24;

/// A text of at most 24 bytes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Text {
    /// The first `len` are whole characters of UTF-8; nothing but [`Text::of`] writes them.
    bytes: [u8; ROOM],
    len: u8,
}

impl Text {
    /// A copy of a text that is short enough.
    #[inline]
    pub(crate) fn of(text: &str) -> Option<Text> {
        let mut bytes = [0; ROOM];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Text { bytes, len: text.len() as u8 })
    }

    /// The text.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub(crate) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.len)).unwrap_or_default();
        debug_assert!(core::str::from_utf8(bytes).is_ok());
        // SAFETY: they are those of a `str`, as many as it had.
        unsafe { core::str::from_utf8_unchecked(bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_what_it_was_given() {
        for text in ["", "a", "\0", "كتاب", "والمهندسين", "😀😀😀😀😀😀", "abcdefghijklmnopqrstuvwx"] {
            assert_eq!(Text::of(text).unwrap().as_str(), text);
        }
        assert_eq!(Text::default().as_str(), "");
        assert!(Text::of("abcdefghijklmnopqrstuvwxy").is_none());
        assert!(Text::of("مممممممممممم\u{64E}").is_none());
    }
}
