//! The sets of character classes that the rules use, and the joining punctuation of UAX #29. The classes are those of `chars`; `byte_table.rs` has
//! those of single bytes.

use crate::chars::{self, Class, ClassSet, class};
pub(super) use crate::entity::FORMAT;
use crate::entity::{ARABIC, DIGITS, OTHER_LETTERS};

/// White space within a line.
pub(super) const SPACE: ClassSet = ClassSet::of(&[Class::Space]);
/// Characters that may continue an Arabic word after `_`.
pub(super) const ARABIC_OR_TATWEEL: ClassSet = ARABIC.or(ClassSet::of(&[Class::Tatweel]));
/// Marks of the Arabic script, which attach to letters and digits only.
pub(super) const MARKS: ClassSet = chars::MARKS.or(ClassSet::of(&[Class::PresentationMark]));
/// Characters that attach to others by UAX #29, in any script.
pub(super) const EXTEND: ClassSet =
    ClassSet::of(&[Class::Mark, Class::VariationSelector, Class::ZeroWidthNonJoiner, Class::ZeroWidthJoiner]);
/// The characters of an [`Ignorable`](super::TokenKind::Ignorable) token.
pub(super) const IGNORABLE: ClassSet = FORMAT.or(MARKS).or(EXTEND);
/// Letters of other scripts, digits and other numbers.
pub(super) const WORD_CHARS: ClassSet = OTHER_LETTERS.or(DIGITS).or(ClassSet::of(&[Class::Number]));
/// Characters outside the Arabic script to which its marks attach.
pub(super) const MARK_BASES: ClassSet = WORD_CHARS.or(ClassSet::of(&[Class::NumberSign]));
/// Characters that continue a word beyond the window of `unicode-segmentation`.
pub(super) const LONG_WORD: ClassSet = WORD_CHARS.or(MARKS).or(EXTEND);
/// Characters beyond ASCII, except punctuation, that may continue a Latin word or a number.
pub(super) const CONTINUES: ClassSet = WORD_CHARS.or(IGNORABLE).or(ClassSet::of(&[
    Class::NumberSign,
    Class::NumberPunctuation,
    Class::GlyphPart,
    Class::Symbol,
    Class::Format,
    Class::Emoji,
    Class::Pictographic,
]));
/// Characters that certainly do not attach to punctuation.
pub(super) const SEPARATE: ClassSet = ARABIC.or(DIGITS).or(PUNCTUATION).or(ClassSet::of(&[Class::Space, Class::LineBreak]));
/// Emoji, with those that are shown as symbols by default.
pub(super) const PICTURES: ClassSet = ClassSet::of(&[Class::Emoji, Class::Pictographic]);
/// Punctuation marks.
pub(super) const PUNCTUATION: ClassSet = ClassSet::of(&[Class::Punctuation, Class::ArabicPunctuation]);

/// Returns whether a character may continue a Latin word or a number: a letter, a mark, or punctuation that joins (WB6, WB12, WB13a). `false` is
/// certain, `true` is not. ASCII characters have `false`; the callers check them.
pub(super) fn may_continue(c: char) -> bool {
    !c.is_ascii() && (CONTINUES.has_char(c) || PUNCTUATION.has_char(c) && !never_joins(c))
}

/// Returns whether punctuation may be inside a word or a number (MidLetter, MidNum, MidNumLet, quotation marks).
pub(super) fn is_inner(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '\''
            | '"'
            | '\u{B7}'
            | '\u{37E}'
            | '\u{387}'
            | '\u{55F}'
            | '\u{589}'
            | '\u{5F4}'
            | '،'
            | '؍'
            | '٬'
            | '\u{7F8}'
            | '‘'
            | '’'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{2044}'
            | '\u{FE10}'
            | '\u{FE13}'
            | '\u{FE14}'
            | '\u{FE50}'
            | '\u{FE52}'
            | '\u{FE54}'
            | '\u{FE55}'
            | '\u{FF07}'
            | '\u{FF0C}'
            | '\u{FF0E}'
            | '\u{FF1A}'
            | '\u{FF1B}'
    )
}

/// Returns whether punctuation joins no characters. Only marks attach to it.
pub(super) fn never_joins(c: char) -> bool {
    match c {
        '\u{B7}' | '،' | '؍' | '‘' | '’' | '\u{2024}' | '\u{2027}' | '\u{203F}' | '\u{2040}' | '\u{2044}' | '\u{2054}' => false,
        '\0'..='\u{BF}' | '\u{2010}'..='\u{205E}' | '\u{3001}'..='\u{301F}' => true,
        c => class(c) == Class::ArabicPunctuation,
    }
}

/// Returns whether a character is a whole phrase or a currency, to which no letter attaches: `ﷺ`, `﷽`, `﷼`.
pub(super) fn is_phrase(c: char) -> bool {
    matches!(c, '\u{FDFC}' | '\u{FDFD}') || class(c) == Class::HonorificLigature
}
