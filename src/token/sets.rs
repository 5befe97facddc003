//! The sets of character classes that the rules use, and the joining punctuation of UAX #29. The module `chars` defines the character
//! classes; `byte_table.rs` defines the classes of single bytes.

use crate::chars::{self, Class, ClassSet, class};
pub(super) use crate::entity::FORMAT;
use crate::entity::{ARABIC, DIGITS, OTHER_LETTERS};

/// White space within a line.
pub(super) const SPACE: ClassSet = ClassSet::of(&[Class::Space]);
/// Arabic letters and tatweel. If one of these characters follows `_`, the `_` joins two words: `كلمة_كلمة`.
pub(super) const ARABIC_OR_TATWEEL: ClassSet = ARABIC.or(ClassSet::of(&[Class::Tatweel]));
/// Marks (diacritics) of the Arabic script. A mark attaches only to Arabic letters, to tatweel and to the characters of [`MARK_BASES`].
pub(super) const MARKS: ClassSet = chars::MARKS.or(ClassSet::of(&[Class::PresentationMark]));
/// Characters of any script that attach to the preceding character by UAX #29: combining marks, variation selectors and joiners.
pub(super) const EXTEND: ClassSet =
    ClassSet::of(&[Class::Mark, Class::VariationSelector, Class::ZeroWidthNonJoiner, Class::ZeroWidthJoiner]);
/// Format characters, marks, variation selectors and joiners. A run of these characters at the start of a token is a token of the kind
/// [`Ignorable`](super::TokenKind::Ignorable).
pub(super) const IGNORABLE: ClassSet = FORMAT.or(MARKS).or(EXTEND);
/// Letters of scripts other than Arabic, digits, and other numbers such as `½`.
pub(super) const WORD_CHARS: ClassSet = OTHER_LETTERS.or(DIGITS).or(ClassSet::of(&[Class::Number]));
/// Characters other than Arabic letters to which marks of the Arabic script attach.
pub(super) const MARK_BASES: ClassSet = WORD_CHARS.or(ClassSet::of(&[Class::NumberSign]));
/// Characters that continue a word after its first 256 bytes. The fallback (`uax29.rs`) passes only these 256 bytes to the crate
/// `unicode-segmentation`.
pub(super) const LONG_WORD: ClassSet = WORD_CHARS.or(MARKS).or(EXTEND);
/// Characters that may continue a Latin word or a number, without the characters of [`PUNCTUATION`].
pub(super) const CONTINUES: ClassSet = WORD_CHARS.or(IGNORABLE).or(ClassSet::of(&[
    Class::NumberSign,
    Class::NumberPunctuation,
    Class::GlyphPart,
    Class::Symbol,
    Class::Format,
    Class::Emoji,
    Class::Pictographic,
]));
/// Characters that certainly do not attach to a directly preceding punctuation mark.
pub(super) const SEPARATE: ClassSet = ARABIC.or(DIGITS).or(PUNCTUATION).or(ClassSet::of(&[Class::Space, Class::LineBreak]));
/// Emoji, including emoji that are displayed as symbols by default: `❤`.
pub(super) const PICTURES: ClassSet = ClassSet::of(&[Class::Emoji, Class::Pictographic]);
/// Punctuation marks.
pub(super) const PUNCTUATION: ClassSet = ClassSet::of(&[Class::Punctuation, Class::ArabicPunctuation]);

/// Returns whether a non-ASCII character may continue a Latin word or a number. The character is in [`CONTINUES`], or is a punctuation mark
/// that [`never_joins`] does not exclude. Such a mark may join letters or digits by the rules WB6, WB12 and WB13a of UAX #29. If the result
/// is `false`, a non-ASCII character certainly does not continue the word. For ASCII characters, the result is always `false`; the callers
/// check these characters themselves.
pub(super) fn may_continue(c: char) -> bool {
    !c.is_ascii() && (CONTINUES.has_char(c) || PUNCTUATION.has_char(c) && !never_joins(c))
}

/// Returns whether a punctuation mark may be inside a word or a number. These marks are the straight quotation marks `'` and `"`, and the
/// marks of the classes MidLetter, MidNum and MidNumLet in UAX #29.
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

/// Returns whether a punctuation mark certainly does not join letters or digits. A mark such as `.`, which joins only characters on both
/// sides (`a.b`), also counts, because the callers query ASCII marks only at the start of a token. Combining marks and format characters
/// may attach to any punctuation mark.
pub(super) fn never_joins(c: char) -> bool {
    match c {
        '\u{B7}' | '،' | '؍' | '‘' | '’' | '\u{2024}' | '\u{2027}' | '\u{203F}' | '\u{2040}' | '\u{2044}' | '\u{2054}' => false,
        '\0'..='\u{BF}' | '\u{2010}'..='\u{205E}' | '\u{3001}'..='\u{301F}' => true,
        c => class(c) == Class::ArabicPunctuation,
    }
}

/// Returns whether a character is a ligature of a whole phrase (`ﷺ`, `﷽`) or the currency sign `﷼`. No letter attaches to these characters.
pub(super) fn is_phrase(c: char) -> bool {
    matches!(c, '\u{FDFC}' | '\u{FDFD}') || class(c) == Class::HonorificLigature
}
