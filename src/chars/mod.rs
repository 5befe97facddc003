//! Classes of code points, and predicates for characters of Arabic text.
//!
//! The tables are generated from one version of Unicode, [`UNICODE_VERSION`], and from the members that the docs of [`Class`] list. The
//! tables do not depend on the version of the standard library. All functions accept all characters. The predicates return `false` for
//! letters and marks of other scripts.

// | file | content |
// |---|---|
// | `class.rs` | `Class`, its lookup, and sets of classes |
// | `number.rs` | `number`, the parser for numbers in Arabic or ASCII digits, and its result `Number` |

mod class;
mod number;

pub(crate) use class::{CLASSES, ClassSet, class_in_block, class_of_two, members, pairs};
pub use class::{Class, class};
pub use number::{Number, number};

use crate::tables;

/// The version of Unicode from which all tables of this crate are generated: major, minor, update.
pub const UNICODE_VERSION: (u8, u8, u8) = tables::UNICODE_VERSION;

/// The letters of the Arabic script. Presentation forms are not members.
pub(crate) const LETTERS: ClassSet = ClassSet::range(Class::Alef, Class::MathLetter);
/// All marks of the Arabic script. The class `SmallLetter` includes modifier letters (General_Category Lm), because Arabic text uses these
/// letters as marks.
pub(crate) const MARKS: ClassSet = ClassSet::range(Class::Tanwin, Class::ExtendedMark);
/// Characters without a glyph that can occur inside a word: joiners, bidi characters and invisible characters.
pub(crate) const IGNORABLE: ClassSet = ClassSet::range(Class::ZeroWidthNonJoiner, Class::Invisible);

/// Returns whether a character is a letter of the Arabic script.
///
/// The letters are U+0620–063F, U+0641–064A, U+066E–066F, U+0671–06D3, U+06D5, U+06EE–06EF, U+06FA–06FC, U+06FF, U+0750–077F, U+0870–0887,
/// U+0889–088F, U+08A0–08C8, the letters of U+10EC0–10EFF, mathematical letters, and the presentation forms of letters.
///
/// Tatweel, small letters such as U+06E5, and ligatures of whole words (`ﷲ`) are not letters.
///
/// ```
/// use kalima::chars::is_letter;
/// assert!(is_letter('ع') && is_letter('پ') && is_letter('ﻼ'));
/// assert!(!is_letter('\u{640}') && !is_letter('\u{64E}') && !is_letter('a') && !is_letter('ﷺ'));
/// ```
#[inline]
pub fn is_letter(c: char) -> bool {
    const SET: ClassSet = LETTERS.or(ClassSet::of(&[Class::PresentationLetter]));
    SET.has_char(c)
}

/// Returns whether a character is a letter of the Arabic language: one of the twenty-eight letters, or a form of hamza, alef, yeh or teh
/// marbuta. These are U+0621–063A and U+0641–064A.
///
/// ```
/// use kalima::chars::is_arabic_language_letter;
/// assert!(is_arabic_language_letter('ة') && !is_arabic_language_letter('گ') && !is_arabic_language_letter('\u{63B}'));
/// ```
#[inline]
pub fn is_arabic_language_letter(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}')
}

/// Returns whether a character is a mark (diacritic) of the Arabic script: U+0610–061A, U+064B–065F, U+0670, U+06D6–06DC, U+06DF–06E8,
/// U+06EA–06ED, U+0897–089F, U+08C9–08E1, U+08E3–08FF, U+10EC5, U+10EFA–10EFF.
///
/// The small letters U+06E5, U+06E6, U+08C9 and U+10EC5 are marks here, although Unicode classifies them as modifier letters. The result
/// for presentation forms of marks is `false`.
///
/// ```
/// use kalima::chars::is_mark;
/// assert!(is_mark('\u{651}') && is_mark('\u{670}') && is_mark('\u{6D6}') && is_mark('\u{6E5}'));
/// assert!(!is_mark('\u{640}') && !is_mark('\u{301}'));
/// ```
#[inline]
pub fn is_mark(c: char) -> bool {
    MARKS.has_char(c)
}

/// Returns whether a character is tashkeel: tanwin U+064B–064D, short vowels U+064E–0650, shadda U+0651, sukun U+0652.
///
/// ```
/// use kalima::chars::is_tashkeel;
/// assert!(is_tashkeel('\u{652}') && !is_tashkeel('\u{653}') && !is_tashkeel('\u{670}'));
/// ```
#[inline]
pub fn is_tashkeel(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}')
}

/// Returns whether a character is tanwin: fathatan U+064B, dammatan U+064C, kasratan U+064D.
#[inline]
pub fn is_tanwin(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{64D}')
}

/// Returns whether a character is the shadda U+0651.
#[inline]
pub fn is_shadda(c: char) -> bool {
    c == '\u{651}'
}

/// Returns whether a character is a small letter: U+06E5–06E8, U+08C9, U+08CA, U+08D3, U+08F3, U+10EC5. A small letter marks a sound that
/// the spelling omits.
///
/// The dagger alef U+0670 is not a small letter. Its class is [`Class::DaggerAlef`].
#[inline]
pub fn is_small_letter(c: char) -> bool {
    class(c) == Class::SmallLetter
}

/// Returns whether a character is a mark of Quranic annotation: U+0615–061A, U+06D6–06DC, U+06DF–06E4, U+06EA–06ED, U+0897–089F,
/// U+08CB–08D2, U+08D4–08E1, U+08F0–08F2, U+10EFB, U+10EFD–10EFF.
///
/// ```
/// use kalima::chars::is_quranic_mark;
/// assert!(is_quranic_mark('\u{6DA}') && is_quranic_mark('\u{6E1}') && !is_quranic_mark('\u{651}'));
/// ```
#[inline]
pub fn is_quranic_mark(c: char) -> bool {
    class(c) == Class::QuranicMark
}

/// Returns whether a character is an honorific mark: U+0610–0614. An honorific mark is written above a name.
#[inline]
pub fn is_honorific_mark(c: char) -> bool {
    class(c) == Class::HonorificMark
}

/// Returns whether a character is a ligature of an honorific, such as `ﷺ`: U+FBC3–FBD2, U+FD40–FD4F, U+FD90, U+FD91, U+FDC8–FDCF, U+FDF5,
/// U+FDFA, U+FDFB, U+FDFE, U+FDFF, U+10ED1–10ED8.
#[inline]
pub fn is_honorific_ligature(c: char) -> bool {
    class(c) == Class::HonorificLigature
}

/// Returns whether a character is the tatweel (kashida) U+0640.
#[inline]
pub fn is_tatweel(c: char) -> bool {
    c == '\u{640}'
}

/// Returns whether a character is a form of alef: ا U+0627, آ U+0622, أ U+0623, إ U+0625, ٱ U+0671, ٲ U+0672, ٳ U+0673, ٵ U+0675.
///
/// ```
/// use kalima::chars::is_alef_form;
/// assert!(is_alef_form('ٱ') && !is_alef_form('ى') && !is_alef_form('ء'));
/// ```
#[inline]
pub fn is_alef_form(c: char) -> bool {
    const SET: ClassSet = ClassSet::range(Class::Alef, Class::AlefVariant);
    SET.has_char(c)
}

/// Returns whether a character is a hamza or an Arabic letter with hamza or madda: ء آ أ ؤ إ ئ (U+0621–0626).
///
/// The result for a combining hamza (U+0654, U+0655) is `false`, because a combining hamza is not a letter. Its class is
/// [`Class::HamzaMark`].
#[inline]
pub fn is_hamza_form(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{626}')
}

/// Returns the value of a digit. The digits are `0–9`, `٠–٩` (U+0660–0669) and `۰–۹` (U+06F0–06F9). Returns `None` for any other character.
///
/// ```
/// use kalima::chars::digit_value;
/// assert_eq!((digit_value('7'), digit_value('٧'), digit_value('۷'), digit_value('²')), (Some(7), Some(7), Some(7), None));
/// ```
#[inline]
pub fn digit_value(c: char) -> Option<u8> {
    match c {
        '0'..='9' | '٠'..='٩' | '۰'..='۹' => Some((c as u32 & 0xF) as u8),
        _ => None,
    }
}

/// Returns whether a character is Arabic punctuation: `، ؛ ؟ ۔ ؍ ؝ ؞ ٭ ﴾ ﴿`, `٪ ٫ ٬`, per mille U+0609, per ten thousand U+060A, U+10ED0.
#[inline]
pub fn is_arabic_punctuation(c: char) -> bool {
    const SET: ClassSet = ClassSet::of(&[Class::NumberPunctuation, Class::ArabicPunctuation]);
    SET.has_char(c)
}

/// Returns whether a character controls the direction of text: the marks U+061C, U+200E, U+200F, and the embeddings, overrides and isolates
/// U+202A–202E, U+2066–2069.
#[inline]
pub fn is_bidi_control(c: char) -> bool {
    const SET: ClassSet = ClassSet::of(&[Class::BidiMark, Class::BidiControl]);
    SET.has_char(c)
}

/// Returns whether a character is a letter, mark, digit, punctuation mark or sign of the Arabic script, a tatweel, or a presentation form.
/// These are the members of the classes from [`Class::Alef`] to [`Class::HonorificLigature`].
///
/// The symbols of the Arabic script are not members, because their class is [`Class::Symbol`]: U+0606–0608, `؋` U+060B, U+060E, U+060F, `۞`
/// U+06DE, `۩` U+06E9, U+06FD, U+06FE, U+1EEF0, U+1EEF1. U+061C is not a member, because it is a [bidi mark](is_bidi_control).
#[inline]
pub fn is_arabic(c: char) -> bool {
    const SET: ClassSet = ClassSet::range(Class::Alef, Class::HonorificLigature);
    SET.has_char(c)
}

/// Returns the text that a presentation form, a ligature or a mathematical letter of the Arabic script represents. The text consists of
/// nominal letters (the letters of normal text, such as ا for U+FE8E), marks, tatweels and spaces in logical order. Returns `None` for any
/// other character.
///
/// The text is the compatibility Decomposition_Mapping of Unicode, with three exceptions:
///
/// - If the decomposition of an isolated mark begins with a space, the space is omitted: the text of U+FE70 is U+064B.
/// - Some ligatures, such as U+FD40 and `﷽`, have no decomposition in Unicode. Their text consists of the words of their Unicode names.
/// - The text of `﷼` is ريال.
///
/// For example, the text of `ﷺ` has four words.
///
/// ```
/// use kalima::chars::base_text;
/// assert_eq!(base_text('ﻷ'), Some("لأ"));
/// assert_eq!(base_text('\u{FDFD}'), Some("بسم الله الرحمن الرحيم"));
/// assert_eq!(base_text('\u{FE70}'), Some("\u{64B}"));
/// assert_eq!(base_text('ل'), None);
/// ```
pub fn base_text(c: char) -> Option<&'static str> {
    let i = tables::BASE.binary_search_by_key(&(c as u32), |e| e.0).ok()?;
    let &(_, start, length) = tables::BASE.get(i)?;
    tables::BASE_TEXT.get(start as usize..start as usize + length as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use unicode_normalization::UnicodeNormalization;

    /// Returns all characters except the members of [`Class::Other`].
    fn all() -> impl Iterator<Item = char> {
        ('\0'..=char::MAX).filter(|&c| class(c) != Class::Other)
    }

    /// Compares the texts of [`base_text`] with the compatibility decomposition. The test allows the exceptions that the docs of
    /// [`base_text`] list.
    #[test]
    fn base_text_is_nfkc() {
        let mut checked = 0;
        for c in all() {
            let nfkc: String = core::iter::once(c).nfkc().collect();
            match class(c) {
                Class::PresentationLetter | Class::MathLetter | Class::PresentationMark => {
                    let base: String = base_text(c).unwrap_or_else(|| panic!("{c:?} has no text")).nfkc().collect();
                    assert_eq!(base, nfkc.trim_start_matches(' '), "{:04X}", c as u32);
                }
                Class::WordLigature | Class::HonorificLigature => {
                    let base = base_text(c).unwrap_or_else(|| panic!("{c:?} has no text"));
                    assert!(base == nfkc || nfkc.chars().eq([c]) || c == '\u{FDFC}', "{:04X}", c as u32);
                }
                _ => {
                    assert_eq!(base_text(c), None, "{:04X}", c as u32);
                    continue;
                }
            }
            checked += 1;
        }
        assert!(checked > 800, "{checked}");
    }

    /// Tests that the results of [`base_text`] contain no presentation forms. Therefore it is sufficient to expand a text once.
    #[test]
    fn base_text_is_nominal() {
        for c in all() {
            for part in base_text(c).unwrap_or("").chars() {
                assert!(part == ' ' || is_tatweel(part) || is_mark(part) || LETTERS.has_char(part), "{:04X}: {part:?}", c as u32);
            }
        }
    }

    /// Compares the predicates with the ranges in their docs.
    #[test]
    fn documented_members() {
        for c in '\0'..=char::MAX {
            let class = class(c);
            assert_eq!(is_tashkeel(c), matches!(class, Class::Tanwin | Class::Haraka | Class::Shadda), "{c:?}");
            assert_eq!(is_tanwin(c), class == Class::Tanwin, "{c:?}");
            assert_eq!(is_tatweel(c), class == Class::Tatweel, "{c:?}");
            assert_eq!(digit_value(c).is_some(), matches!(class, Class::Digit | Class::ArabicDigit | Class::ExtendedDigit), "{c:?}");
            let n = c as u32;
            let marks = matches!(n, 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6DC | 0x6DF..=0x6E8 | 0x6EA..=0x6ED)
                || matches!(n, 0x897..=0x89F | 0x8C9..=0x8E1 | 0x8E3..=0x8FF | 0x10EC5 | 0x10EFA..=0x10EFF);
            assert_eq!(is_mark(c), marks, "{n:04X}");
            let quranic = matches!(n, 0x615..=0x61A | 0x6D6..=0x6DC | 0x6DF..=0x6E4 | 0x6EA..=0x6ED | 0x897..=0x89F | 0x8CB..=0x8D2)
                || matches!(n, 0x8D4..=0x8E1 | 0x8F0..=0x8F2 | 0x10EFB | 0x10EFD..=0x10EFF);
            assert_eq!(is_quranic_mark(c), quranic, "{n:04X}");
            let honorifics = matches!(n, 0xFBC3..=0xFBD2 | 0xFD40..=0xFD4F | 0xFD90..=0xFD91 | 0xFDC8..=0xFDCF | 0xFDF5)
                || matches!(n, 0xFDFA..=0xFDFB | 0xFDFE..=0xFDFF | 0x10ED1..=0x10ED8);
            assert_eq!(is_honorific_ligature(c), honorifics, "{n:04X}");
            let letters = matches!(n, 0x620..=0x63F | 0x641..=0x64A | 0x66E..=0x66F | 0x671..=0x6D3 | 0x6D5 | 0x6EE..=0x6EF)
                || matches!(n, 0x6FA..=0x6FC | 0x6FF | 0x750..=0x77F | 0x870..=0x887 | 0x889..=0x88F | 0x8A0..=0x8C8);
            assert!(n > 0xFB00 || is_letter(c) == letters, "{n:04X}");
            if n >> 8 == 6 {
                let symbols = matches!(n, 0x606..=0x608 | 0x60B | 0x60E..=0x60F | 0x61C | 0x6DE | 0x6E9 | 0x6FD..=0x6FE);
                assert_eq!(is_arabic(c), !symbols, "{n:04X}");
            }
            if is_hamza_form(c) || is_arabic_language_letter(c) {
                assert!(is_letter(c), "{c:?}");
            }
            if is_mark(c) || is_letter(c) {
                assert!(is_arabic(c), "{c:?}");
            }
        }
    }

    /// Compares the classes that are not specific to Arabic with the predicates of the standard library, for all characters except the
    /// members of [`Class::Other`].
    #[test]
    fn general_classes_follow_std() {
        for c in all() {
            match class(c) {
                Class::Letter | Class::Latin => assert!(c.is_alphabetic() || !c.is_numeric(), "{c:?}"),
                Class::Space => assert!(c.is_whitespace(), "{c:?}"),
                Class::LineBreak => assert!(c.is_whitespace() && c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), "{c:?}"),
                Class::Control => assert!(c.is_control(), "{c:?}"),
                Class::Number => assert!(c.is_numeric() && !c.is_ascii(), "{c:?}"),
                _ => assert!(!c.is_whitespace(), "{c:?}"),
            }
        }
    }
}
