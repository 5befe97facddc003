//! [`ParseNameError`], the error for an unknown name.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use crate::span;

/// The maximal length in bytes of the rejected name that an error stores. A longer name is cut at a character boundary.
const KEPT: usize = 64;

/// The error for a name that a type does not accept, such as `"light_10"` for a stemmer. The message contains the rejected name, all
/// accepted names and the [`suggestion`](Self::suggestion), if there is one.
///
/// ```
/// use kalima::Stemmer;
///
/// assert_eq!("Light10".parse(), Ok(Stemmer::Light10)); // ASCII case does not matter
/// let error = "light_10".parse::<Stemmer>().unwrap_err();
/// assert_eq!(error.suggestion(), Some("light10"));
/// assert!(error.to_string().starts_with(r#"unknown stemmer "light_10" (did you mean "light10"?); expected one of: "#));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNameError {
    kind: &'static str,
    value: Box<str>,
    accepted: &'static [&'static str],
}

impl ParseNameError {
    /// Creates the error for the rejected name `value`. `accepted` lists the accepted names. `kind` describes these names in the message,
    /// for example `stemmer`.
    pub(crate) fn new(kind: &'static str, value: &str, accepted: &'static [&'static str]) -> ParseNameError {
        ParseNameError { kind, value: span::slice(value, 0..span::floor(value, KEPT)).into(), accepted }
    }

    /// Returns the noun that describes the accepted names in the message, such as `alef fold`.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// Returns the rejected name. If the rejected name has more than 64 bytes, the result is a prefix of at most 64 bytes.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Returns the accepted names. If numbers are accepted too, they are not in the list.
    pub fn accepted(&self) -> &'static [&'static str] {
        self.accepted
    }

    /// Returns the accepted name that is similar to [`value`](Self::value), or `None` if there is no such name. A name is similar if its edit
    /// distance (Levenshtein) from the value is at most one third of the length of the name. Both the distance and the length are in bytes.
    /// If several names are similar, the function returns the name with the smallest distance.
    ///
    /// The comparison ignores ASCII case, and treats `_` and a space as `-`.
    pub fn suggestion(&self) -> Option<&'static str> {
        let names = self.accepted.iter().map(|name| (distance(&self.value, name), *name));
        names.filter(|(distance, name)| *distance <= name.len() / 3).min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
    }
}

/// Returns the edit distance (Levenshtein) of two names: the minimum number of bytes to insert, delete or replace. The comparison ignores
/// ASCII case, and treats `_` and a space as `-`.
fn distance(a: &str, b: &str) -> usize {
    let letter = |byte: u8| if matches!(byte, b'_' | b' ') { b'-' } else { byte.to_ascii_lowercase() };
    // The algorithm of Wagner and Fischer. The table of distances has one row for each prefix of `a` and one column for each prefix of `b`.
    // The algorithm stores one row without its first column, and overwrites this row with the next row. The value in the first column of a
    // row is the number of the row: `n` in the previous row, and `n + 1` in the new row.
    let mut row: Vec<usize> = (1..=b.len()).collect();
    for (n, x) in a.bytes().enumerate() {
        let (mut above_left, mut left) = (n, n + 1);
        for (cell, y) in row.iter_mut().zip(b.bytes()) {
            let replaced = above_left + usize::from(letter(x) != letter(y));
            above_left = *cell;
            left = replaced.min(left + 1).min(*cell + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

impl fmt::Display for ParseNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} {:?}", self.kind, self.value)?;
        if let Some(name) = self.suggestion() {
            write!(f, " (did you mean {name:?}?)")?;
        }
        write!(f, "; expected one of: {}", Names(self.accepted))
    }
}

impl core::error::Error for ParseNameError {}

/// A list of names. `Display` writes the names with a comma and a space between two names.
pub(crate) struct Names(pub(crate) &'static [&'static str]);

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, name) in self.0.iter().enumerate() {
            f.write_str(if i > 0 { ", " } else { "" })?;
            f.write_str(name)?;
        }
        Ok(())
    }
}

/// Implements the constants `ALL` and `NAMES`, the method `name`, and the traits `Display`, `FromStr`, `OptionValue` and, with the feature
/// `serde`, `Serialize` and `Deserialize` for an enum of unit variants. `$what` is the noun for a value of the enum in error messages.
/// `FromStr` ignores ASCII case.
macro_rules! names {
    ($type:ident, $what:literal, $($variant:ident = $name:literal),+ $(,)?) => {
        impl $type {
            /// All values, in the order of the declaration.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The accepted names, in the order of [`ALL`](Self::ALL). Each value has one name.
            const NAMES: &'static [&'static str] = &[$($name),+];

            /// Returns the name of the value. `Display` writes this name. `FromStr` accepts this name and ignores ASCII case.
            pub const fn name(self) -> &'static str {
                match self {
                    $($type::$variant => $name),+
                }
            }
        }

        $crate::config::serde_name!($type, $what);

        impl $crate::config::OptionValue for $type {
            const VALUES: &'static [&'static str] = $type::NAMES;

            fn parse(text: &str) -> Result<$type, $crate::error::ParseNameError> {
                text.parse()
            }

            fn write(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl core::str::FromStr for $type {
            type Err = $crate::error::ParseNameError;

            fn from_str(name: &str) -> Result<$type, $crate::error::ParseNameError> {
                let found = $type::ALL.iter().find(|value| value.name().eq_ignore_ascii_case(name));
                found.copied().ok_or_else(|| $crate::error::ParseNameError::new($what, name, $type::NAMES))
            }
        }
    };
}
pub(crate) use names;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, n) in
            [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("Light_10", "light-10", 0), ("kitten", "sitting", 3), ("ab", "ba", 2)]
        {
            assert_eq!((distance(a, b), distance(b, a)), (n, n), "{a} {b}");
        }
    }

    #[test]
    fn suggestions_are_near() {
        let names: &[&str] = &["keep", "to-hamza", "to-seat"];
        let suggested = |value: &str| ParseNameError::new("hamza fold", value, names).suggestion();
        assert_eq!(
            [suggested("to_hamza"), suggested("kep"), suggested("TO SEAT"), suggested("tohamze")].map(Option::unwrap_or_default),
            ["to-hamza", "keep", "to-seat", "to-hamza"]
        );
        assert_eq!(["", "seat", "none", "\u{643}\u{62A}\u{628}"].map(suggested), [None; 4]);
    }

    /// The value has the same distance from both names, but only the longer name is similar.
    #[test]
    fn a_short_name_hides_no_similar_name() {
        assert_eq!((distance("unown", "noun"), distance("unown", "unknown")), (2, 2));
        assert_eq!(ParseNameError::new("part of speech", "unown", &["noun", "unknown"]).suggestion(), Some("unknown"));
    }

    #[test]
    fn long_names_are_cut() {
        let error = ParseNameError::new("hamza fold", &"\u{643}".repeat(1000), &["keep"]);
        assert_eq!(error.value(), "\u{643}".repeat(32));
        assert!(alloc::format!("{error} {error:?}").len() < 400);
        let error = ParseNameError::new("hamza fold", "\u{1B}[2J", &["keep", "drop"]);
        assert_eq!(alloc::format!("{error}"), r#"unknown hamza fold "\u{1b}[2J"; expected one of: keep, drop"#);
    }
}
