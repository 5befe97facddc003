//! The error for a line that a user lexicon cannot contain.

use alloc::boxed::Box;
use core::fmt;

use crate::morph::schema::LEXICON_LETTERS;
use crate::span::{floor, slice};

/// The reason why [`UserLexicon::parse`](super::UserLexicon::parse) rejects a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LexiconErrorKind {
    /// A line with one field is neither a root of three or four letters nor `-`.
    InvalidRoot,
    /// The first field is a number, but not a tier from 1 to 3.
    InvalidTier,
    /// The line has a tier, but no class.
    MissingClass,
    /// The field after the tier is not the name of a class.
    UnknownClass,
    /// A noun, an adjective, a name or an adverb has no word.
    MissingWord,
    /// The line has more words than its class allows, or more than 64.
    TooManyWords,
    /// A verb has a `/`, an adverb has a sign, another class has a `=`, or a line has two of these signs.
    UnexpectedSign,
    /// A word contains a character that is neither an Arabic letter of U+0621 to U+064A nor a vowel sign, or it contains ة before its end.
    InvalidLetter,
    /// A word has only one letter.
    WordTooShort,
    /// A word has more than twelve letters or more than 96 bytes. The letter آ counts as two letters.
    WordTooLong,
    /// A verb has no root line before it.
    VerbWithoutRoot,
    /// The root of a verb does not have the number of radicals that the verb form requires.
    WrongRadicals,
    /// The text has more than 128 MiB.
    TooLarge,
}

/// The error for a line that a [`UserLexicon`](super::UserLexicon) cannot contain. `Display` writes the number of the line, the rejected field and
/// the reason.
///
/// ```
/// use kalima::morph::{LexiconErrorKind, UserLexicon};
///
/// let error = UserLexicon::parse("g تويتر\nII").unwrap_err();
/// assert_eq!((error.line(), error.kind()), (2, LexiconErrorKind::VerbWithoutRoot));
/// assert_eq!(error.to_string(), "line 2: \"II\": a verb needs the line of its root before it");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError {
    line: usize,
    kind: LexiconErrorKind,
    value: Box<str>,
}

impl LexiconError {
    /// Creates the error for the field `value` of a line.
    pub(super) fn new(line: usize, kind: LexiconErrorKind, value: &str) -> LexiconError {
        LexiconError { line, kind, value: slice(value, 0..floor(value, 64)).into() }
    }

    /// Returns the number of the line. The first line has the number 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the reason.
    pub fn kind(&self) -> LexiconErrorKind {
        self.kind
    }

    /// Returns the rejected field. A field of more than 64 bytes is cut to at most 64 bytes.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for LexiconErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use LexiconErrorKind::*;
        f.write_str(match self {
            InvalidRoot => "expected a root of three or four letters, `-`, or a class before the word, such as `n` or `g`",
            InvalidTier => "expected a tier from 1 to 3",
            MissingClass => "expected a class after the tier",
            UnknownClass => "expected a class: I to XII, QI to QIV, n, nf, nm, a, e, p, pf, g or d",
            MissingWord => "expected a word after the class",
            TooManyWords => "too many words: a name or an adverb has one word, a noun, an adjective or a derived verb two, and form I four",
            UnexpectedSign => "a verb has at most one `=`, an adverb has no sign, and other classes have at most one `/`",
            InvalidLetter => "expected letters from U+0621 to U+064A with vowel signs, and \u{629} only at the end",
            WordTooShort => "expected at least two letters",
            WordTooLong => return write!(f, "expected at most {LEXICON_LETTERS} letters"),
            VerbWithoutRoot => "a verb needs the line of its root before it",
            WrongRadicals => "the forms QI to QIV need a root of four letters, and the other forms a root of three letters",
            TooLarge => "the text has more than 128 MiB",
        })
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LexiconError { line, kind, value } = self;
        write!(f, "line {line}: ")?;
        if !value.is_empty() {
            write!(f, "{value:?}: ")?;
        }
        write!(f, "{kind}")
    }
}

impl core::error::Error for LexiconError {}
