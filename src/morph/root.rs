//! The public type of a root. A root is a text of three or four letters.

use alloc::boxed::Box;
use core::fmt;
use core::str::FromStr;

use super::schema::{ALEF, ALPHABET, OTHER, TEH_MARBUTA, letter_code};
use crate::span::{floor, slice};

/// A root: three or four radicals. A hamza is written ء, whatever its seat in a word.
///
/// Roots are ordered by the code points of their letters, which is the order of the Arabic alphabet. With the feature `serde`, a root is
/// serialized as its text.
///
/// ```
/// use kalima::morph::Root;
///
/// let root: Root = "أكل".parse().unwrap();
/// assert_eq!(root.as_str(), "ءكل");
/// assert_eq!(root.to_string(), "ءكل");
/// assert!(root < "كتب".parse().unwrap());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Root {
    /// The letters in UTF-8, two bytes for each letter. If the root has three letters, the last two bytes are zero.
    text: [u8; 8],
}

impl Root {
    /// Returns the root that consists of the given three or four letters. Replaces each hamza letter (أ, إ, ؤ, ئ) with ء, and ى with ي.
    ///
    /// Returns `None` in three cases: the text does not have three or four characters; the text contains ا, آ or ة; or the text contains a
    /// mark or another character that is not a letter of the Arabic alphabet.
    ///
    /// ```
    /// use kalima::morph::Root;
    ///
    /// assert_eq!(Root::new("أكل"), kalima::morph::root("يأكل"));
    /// assert_eq!(Root::new("قال"), None);
    /// ```
    pub fn new(letters: &str) -> Option<Root> {
        let mut codes = 0;
        let mut n = 0;
        for c in letters.chars() {
            let code = letter_code(c);
            if n == 4 || c == 'آ' || matches!(code, ALEF | TEH_MARBUTA | OTHER) {
                return None;
            }
            (codes, n) = (codes << 5 | u32::from(code), n + 1);
        }
        if n >= 3 { Root::from_codes(codes) } else { None }
    }

    /// Returns the root of packed letter codes. Each radical has five bits, and the last radical has the lowest bits. Returns `None` if
    /// `codes` is 0.
    pub(crate) fn from_codes(codes: u32) -> Option<Root> {
        let mut text = [0; 8];
        let n = if codes >> 15 != 0 { 4 } else { 3 };
        for (i, bytes) in text.as_chunks_mut::<2>().0.iter_mut().take(n).enumerate() {
            let c = ALPHABET.get((codes >> (5 * (n - 1 - i))) as usize & 31).copied().unwrap_or_default();
            if c.len_utf8() == bytes.len() {
                c.encode_utf8(bytes);
            }
        }
        (codes != 0).then_some(Root { text })
    }

    /// Returns the packed letter codes from which [`Root::from_codes`] makes this root.
    pub(crate) fn codes(self) -> u32 {
        self.letters().fold(0, |codes, c| codes << 5 | u32::from(letter_code(c)))
    }

    /// Returns the letters as text.
    pub fn as_str(&self) -> &str {
        let len = if self.text[6] == 0 { 6 } else { 8 };
        self.text.get(..len).and_then(|text| core::str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// Returns an iterator over the letters, from the first radical to the last.
    ///
    /// ```
    /// let root = kalima::morph::root("مسؤولون").unwrap();
    /// assert_eq!(root.letters().collect::<String>(), "سءل");
    /// ```
    pub fn letters(self) -> impl Iterator<Item = char> {
        let letter = move |i: usize| self.as_str().chars().nth(i);
        (0..4).map_while(letter)
    }
}

impl AsRef<str> for Root {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Root({})", self.as_str())
    }
}

impl FromStr for Root {
    type Err = ParseRootError;

    /// Parses a root by the rules of [`Root::new`].
    fn from_str(letters: &str) -> Result<Root, ParseRootError> {
        Root::new(letters).ok_or_else(|| ParseRootError { value: slice(letters, 0..floor(letters, 64)).into() })
    }
}

/// The error of [`FromStr`] for a text that is not a root.
///
/// ```
/// let error = "قال".parse::<kalima::morph::Root>().unwrap_err();
/// assert!(error.to_string().starts_with("\"قال\" is no root"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseRootError {
    value: Box<str>,
}

impl ParseRootError {
    /// Returns the rejected text. A text of more than 64 bytes is cut to at most 64 bytes.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for ParseRootError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is no root: expected three or four Arabic letters without marks, and none of them \u{627}, \u{622} or \u{629}",
            self.value
        )
    }
}

impl core::error::Error for ParseRootError {}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde_core::Serialize for Root {
    fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl<'de> serde_core::Deserialize<'de> for Root {
    fn deserialize<D: serde_core::Deserializer<'de>>(d: D) -> Result<Root, D::Error> {
        struct Letters;
        impl serde_core::de::Visitor<'_> for Letters {
            type Value = Root;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the three or four letters of a root")
            }

            fn visit_str<E: serde_core::de::Error>(self, letters: &str) -> Result<Root, E> {
                letters.parse().map_err(E::custom)
            }
        }
        d.deserialize_str(Letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn text_and_letters() {
        for text in ["كتب", "ءكل", "ترجم", "طمءن"] {
            let root = Root::new(text).expect("a root");
            assert_eq!((root.as_str(), root.letters().count()), (text, text.chars().count()));
            assert_eq!(text.parse(), Ok(root));
        }
        assert_eq!(Root::from_codes(0), None);
    }

    #[test]
    fn roots_are_in_alphabetical_order() {
        let mut roots: Vec<Root> = ["يقن", "كتب", "دحرج", "ءكل", "درس"].iter().filter_map(|r| Root::new(r)).collect();
        roots.sort();
        assert_eq!(roots.iter().map(Root::as_str).collect::<Vec<_>>(), ["ءكل", "دحرج", "درس", "كتب", "يقن"]);
    }

    #[test]
    fn errors_keep_the_text() {
        let error = "كَتب".parse::<Root>().unwrap_err();
        assert_eq!(error.value(), "كَتب");
        assert_eq!("x".repeat(1000).parse::<Root>().unwrap_err().value().len(), 64);
    }
}
