//! Decoding of characters from bytes that may not be UTF-8, and the character sets of the rules.

use crate::chars::{self, Class, ClassSet, class};
use crate::op_counter;

/// White space, including line breaks.
pub(super) const SPACE: ClassSet = ClassSet::of(&[Class::Space, Class::LineBreak]);
/// ASCII digits, Arabic-Indic digits and extended Arabic-Indic digits.
pub(super) const DIGITS: ClassSet = ClassSet::of(&[Class::Digit, Class::ArabicDigit, Class::ExtendedDigit]);
/// Characters of a word that its spelling omits: diacritics, tatweels, joiners, bidi characters, invisible characters and variation
/// selectors.
pub(super) const HIDDEN: ClassSet = chars::MARKS.or(chars::IGNORABLE).or(ClassSet::of(&[Class::Tatweel, Class::VariationSelector]));
/// The characters of a word: letters and [`HIDDEN`] characters.
pub(super) const WORD: ClassSet = LETTER.or(HIDDEN);
const LETTER: ClassSet = chars::LETTERS.or(ClassSet::of(&[Class::PresentationLetter, Class::Latin, Class::Letter]));
const EMOJI: ClassSet = ClassSet::of(&[Class::Emoji, Class::Pictographic, Class::RegionalIndicator]);

/// Returns whether a character is a letter of any script.
#[inline]
pub(super) fn is_letter(c: char) -> bool {
    LETTER.has_char(c)
}

/// Returns whether a character is an end mark, after which a sentence may end.
pub(super) fn is_end_mark(c: char) -> bool {
    matches!(c, '.' | '؟' | '?' | '!' | '‼' | '⁉' | '۔' | '…' | '⁇' | '⁈')
}

/// Returns whether a character may close a bracket or a quotation. The straight marks `"` and `'` may close or open a quotation.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '»' | '”' | '’' | '›' | '﴾' | '"' | '\'')
}

/// Returns whether a character opens a bracket or a quotation.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '“' | '‘' | '‹' | '﴿')
}

/// Returns whether a character is a hyphen or a dash.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

/// Returns whether a character is an emoji, a pictograph such as `☀`, or a regional indicator (half of a flag).
pub(super) fn is_emoji(c: char) -> bool {
    EMOJI.has_char(c)
}

/// Returns whether [`is_emoji`] is true for a character, or the character is a variation selector or the zero-width joiner.
pub(super) fn is_emoji_part(c: char) -> bool {
    is_emoji(c) || matches!(class(c), Class::VariationSelector | Class::ZeroWidthJoiner)
}

/// Returns the character at byte `at`, and the length of the character in bytes. Returns `None` at the end of the bytes. For an invalid
/// sequence, returns U+FFFD and the length of the maximal subpart: the bytes that the Unicode Standard replaces by one U+FFFD.
#[inline]
pub(super) fn char_at(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    op_counter::count(0);
    let (&first, rest) = bytes.get(at..)?.split_first()?;
    if first < 0x80 {
        return Some((first as char, 1));
    }
    if let (0xC2..=0xDF, Some(&next @ 0x80..=0xBF)) = (first, rest.first()) {
        return char::from_u32((first as u32 & 0x1F) << 6 | next as u32 & 0x3F).map(|c| (c, 2));
    }
    long_char_at(bytes, at)
}

/// Returns the result of [`char_at`] for a character of three or four bytes, or for an invalid sequence.
#[cold]
fn long_char_at(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let head = bytes.get(at..bytes.len().min(at + 4))?;
    let valid = match core::str::from_utf8(head) {
        Ok(text) => text,
        Err(e) if e.valid_up_to() == 0 => return Some(('\u{FFFD}', e.error_len().unwrap_or(head.len()))),
        Err(e) => core::str::from_utf8(head.get(..e.valid_up_to())?).ok()?,
    };
    valid.chars().next().map(|c| (c, c.len_utf8()))
}

/// Returns the end of the run of characters that starts at byte `at`. `is_member` indicates whether a character belongs to the run. Returns
/// `at` if no character of the run starts there.
pub(super) fn skip_while(bytes: &[u8], mut at: usize, is_member: impl Fn(char) -> bool) -> usize {
    while let Some((_, len)) = char_at(bytes, at).filter(|&(c, _)| is_member(c)) {
        at += len;
    }
    at
}

/// Returns the end of the white space that starts at byte `at`. Returns `at` if no white space starts there.
#[inline]
pub(super) fn skip_spaces(bytes: &[u8], at: usize) -> usize {
    let blank = at + usize::from(matches!(bytes.get(at), Some(b' ' | b'\n')));
    // In most cases, the white space is one byte, and an ASCII or Arabic character follows.
    if matches!(bytes.get(blank), Some(b'!'..=b'~' | 0xD8..=0xDB)) { blank } else { skip_while(bytes, blank, |c| SPACE.has_char(c)) }
}

/// Returns the byte position of the first ASCII white space at or after `from`. Returns `None` if there is no such white space.
pub(super) fn next_space(bytes: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.iter().position(u8::is_ascii_whitespace).map(|n| from + n)
}
