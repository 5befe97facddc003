//! Converts byte offsets to other units: UTF-16 code units (JavaScript, Java, C#, Swift, the language server protocol) and characters
//! (Python).
//!
//! All ranges that this crate returns are in bytes of UTF-8. [`Utf16Index`] and [`CharIndex`] read a text once, when the index is built.
//! The index then converts any number of offsets, in any order. An offset inside a character is converted like the offset of the start of
//! this character. An offset after the end of the text is converted like the length of the text.
//!
//! ```
//! use kalima::normalize::find_iter;
//! use kalima::units::Utf16Index;
//!
//! let text = "😀 قَرَأَ الكِتَابَ";
//! let index = Utf16Index::new(text);
//! let hit = find_iter(text, "كتاب").next().unwrap();
//! assert_eq!(hit, 22..36);
//! assert_eq!(index.to_unit_range(hit), 12..19);
//! ```

use alloc::vec::Vec;
use core::ops::Range;

use crate::span::slice;

/// The number of bytes between two consecutive checkpoints. A checkpoint is a byte offset for which the index stores the number of
/// preceding units.
const STEP: usize = 128;

/// Returns the number of units of the characters whose first byte is in `bytes`. The units are UTF-16 code units if `wide` is true,
/// otherwise characters.
fn count(bytes: &[u8], wide: bool) -> usize {
    // The first byte of each character counts as one unit. In UTF-16, the first byte of a four-byte character counts as two units, because
    // the character is above U+FFFF and has two code units.
    let units = |b: u8| usize::from(b & 0xC0 != 0x80) + usize::from(wide && b >= 0xF0);
    bytes.iter().map(|&b| units(b)).sum()
}

/// A text and, for each checkpoint, the number of units that precede the checkpoint. The units are UTF-16 code units if `WIDE` is true,
/// otherwise characters.
#[derive(Clone)]
struct Index<'t, const WIDE: bool> {
    text: &'t str,
    /// Element `n` is the number of units of the characters that begin before byte `STEP * (n + 1)`.
    checkpoints: Vec<usize>,
    /// The number of units of the text.
    len: usize,
}

impl<'t, const WIDE: bool> Index<'t, WIDE> {
    fn new(text: &'t str) -> Self {
        let mut len = 0;
        let (steps, rest) = text.as_bytes().as_chunks::<STEP>();
        let checkpoints = steps.iter().map(|step| {
            len += count(step, WIDE);
            len
        });
        let checkpoints = checkpoints.collect();
        Index { text, checkpoints, len: len + count(rest, WIDE) }
    }

    /// Returns the byte offset of checkpoint `n`, and the number of units of the characters that begin before this offset. Checkpoint 0 is
    /// the start of the text.
    fn checkpoint(&self, n: usize) -> (usize, usize) {
        (n * STEP, n.checked_sub(1).and_then(|n| self.checkpoints.get(n)).copied().unwrap_or(0))
    }

    /// Returns the number of units before the byte offset `byte`.
    fn units_before(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let byte = (byte.saturating_sub(3)..=byte).rev().find(|&b| self.text.is_char_boundary(b)).unwrap_or(0);
        let (from, before) = self.checkpoint(byte / STEP);
        before + count(self.text.as_bytes().get(from..byte).unwrap_or_default(), WIDE)
    }

    /// Returns the byte offset of the character that contains the unit with index `unit`, or the length of the text if there is no such
    /// unit.
    fn byte_at(&self, unit: usize) -> usize {
        let (from, mut at) = self.checkpoint(self.checkpoints.partition_point(|&before| before <= unit));
        let from = (from..self.text.len()).find(|&b| self.text.is_char_boundary(b)).unwrap_or(self.text.len());
        for (i, c) in slice(self.text, from..self.text.len()).char_indices() {
            at += if WIDE { c.len_utf16() } else { 1 };
            if at > unit {
                return from + i;
            }
        }
        self.text.len()
    }
}

macro_rules! index {
    ($(#[$doc:meta])* $name:ident, $wide:literal, $unit:literal) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name<'t>(Index<'t, $wide>);

        impl core::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($name)).field("bytes", &self.0.text.len()).field("len", &self.0.len).finish()
            }
        }

        impl<'t> $name<'t> {
            /// Builds the index in one pass over the text. The index stores one `usize` for each 128 bytes of the text.
            pub fn new(text: &'t str) -> $name<'t> {
                $name(Index::new(text))
            }

            #[doc = concat!("Returns the number of ", $unit, " of the text.")]
            pub fn len(&self) -> usize {
                self.0.len
            }

            /// Returns whether the text is empty.
            pub fn is_empty(&self) -> bool {
                self.0.len == 0
            }

            #[doc = concat!("Converts a byte offset to ", $unit, ".")]
            ///
            /// The conversion reads at most 128 bytes of the text.
            pub fn to_unit(&self, byte: usize) -> usize {
                self.0.units_before(byte)
            }

            #[doc = concat!("Converts an offset in ", $unit, " to bytes.")]
            ///
            /// The conversion finds the checkpoint by a binary search and then reads about 128 bytes of the text at most.
            pub fn to_byte(&self, unit: usize) -> usize {
                self.0.byte_at(unit)
            }

            /// Converts a byte range to a range of units. [`to_unit`](Self::to_unit) converts the start and the end.
            pub fn to_unit_range(&self, bytes: Range<usize>) -> Range<usize> {
                self.to_unit(bytes.start)..self.to_unit(bytes.end)
            }

            /// Converts a range of units to a byte range. [`to_byte`](Self::to_byte) converts the start and the end.
            pub fn to_byte_range(&self, units: Range<usize>) -> Range<usize> {
                self.to_byte(units.start)..self.to_byte(units.end)
            }
        }
    };
}

index!(
    /// Converts between byte offsets of a text and offsets in UTF-16 code units.
    ///
    /// ```
    /// use kalima::units::Utf16Index;
    ///
    /// let index = Utf16Index::new("لا 😀!");
    /// assert_eq!((index.to_unit(5), index.to_unit(9), index.len()), (3, 5, 6));
    /// assert_eq!((index.to_byte(3), index.to_byte(5)), (5, 9));
    /// // Inside a character, and after the end.
    /// assert_eq!((index.to_unit(1), index.to_byte(4), index.to_byte(99)), (0, 5, 10));
    /// ```
    Utf16Index,
    true,
    "UTF-16 code units"
);

index!(
    /// Converts between byte offsets of a text and offsets in characters, that is, Unicode scalar values.
    ///
    /// ```
    /// use kalima::units::CharIndex;
    ///
    /// let index = CharIndex::new("لا 😀!");
    /// assert_eq!((index.to_unit(5), index.to_unit(9), index.len()), (3, 4, 5));
    /// assert_eq!((index.to_byte(3), index.to_byte(4), index.to_byte(99)), (5, 9, 10));
    /// ```
    CharIndex,
    false,
    "characters"
);

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    use proptest::prelude::*;

    /// Tests every byte offset and every unit offset of a text. Compares the converted offset with the units counted from the start of the
    /// text.
    fn check(text: &str) {
        let (utf16, chars) = (Utf16Index::new(text), CharIndex::new(text));
        assert_eq!((utf16.len(), chars.len()), (text.encode_utf16().count(), text.chars().count()));
        assert_eq!((utf16.is_empty(), chars.is_empty()), (text.is_empty(), text.is_empty()));
        let (mut unit, mut number) = (0, 0);
        for (i, c) in text.char_indices() {
            for inside in i..i + c.len_utf8() {
                assert_eq!((utf16.to_unit(inside), chars.to_unit(inside)), (unit, number), "{inside} in {text:?}");
            }
            for inside in unit..unit + c.len_utf16() {
                assert_eq!(utf16.to_byte(inside), i, "{inside} in {text:?}");
            }
            assert_eq!(chars.to_byte(number), i, "{number} in {text:?}");
            unit += c.len_utf16();
            number += 1;
        }
        for beyond in [0, 1, 1000, usize::MAX / 2] {
            assert_eq!((utf16.to_unit(text.len() + beyond), utf16.to_byte(unit + beyond)), (unit, text.len()));
            assert_eq!((chars.to_unit(text.len() + beyond), chars.to_byte(number + beyond)), (number, text.len()));
        }
        assert_eq!(utf16.to_byte_range(utf16.to_unit_range(0..text.len())), 0..text.len());
        assert_eq!(chars.to_byte_range(chars.to_unit_range(0..text.len())), 0..text.len());
    }

    #[test]
    fn lengths_around_the_checkpoints() {
        for c in ['a', 'ع', 'ﷺ', '😀'] {
            for n in 0..STEP * 3 / c.len_utf8() {
                for start in ["", "x", "ب"] {
                    let text: String = start.chars().chain(core::iter::repeat_n(c, n)).collect();
                    if (text.len() + 5) % STEP < 10 || n < 3 {
                        check(&text);
                    }
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_text(text in proptest::collection::vec(prop_oneof![Just('a'), Just('ع'), Just('ﷺ'), Just('😀'), any::<char>()], 0..400)) {
            check(&String::from_iter(text));
        }
    }
}
