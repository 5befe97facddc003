//! The recognizer of hashtags and mentions. A hashtag or mention is a sign and the following word. The rules are similar to the rules of
//! social networks.

use super::sets::{ARABIC, ATTACHED, DIGITS, FORMAT, FORMAT_MAX, OTHER_LETTERS, char_at, skip_within};
use crate::chars::{Class, ClassSet, class};

/// The characters of a tag after its sign, except `_` and format characters.
const INNER: ClassSet = ARABIC.or(ATTACHED).or(DIGITS).or(OTHER_LETTERS).or(ClassSet::of(&[Class::Number]));
/// Letters of all scripts.
const LETTERS: ClassSet = ARABIC.or(OTHER_LETTERS);
/// The maximum number of bytes between the sign and the first letter.
const LETTER_WITHIN: usize = 64;

/// Returns the end of the tag whose sign (`#`, `@`, `＃` or `＠`) is at byte `at`, or `None` if no tag starts at `at`.
///
/// After the sign, a tag consists of letters of any script with their diacritics, tatweels and joiners, digits, other numbers, and `_`. A
/// tag has at least one letter, and the first letter is at most 64 bytes after the sign. The first character after the sign is not a
/// diacritic, tatweel or joiner. Between two other characters, a tag may contain up to 64 bytes of format characters.
pub(crate) fn tag(text: &str, at: usize) -> Option<usize> {
    let start = at + char_at(text, at)?.len_utf8();
    let (mut end, mut has_letter) = (start, false);
    while let Some(c) = char_at(text, end) {
        let mut next = end;
        let c = if end > start && FORMAT.has_char(c) {
            next = skip_within(text, end, FORMAT, FORMAT_MAX);
            char_at(text, next).unwrap_or(' ')
        } else {
            c
        };
        if !(c == '_' || INNER.has_char(c)) || (end == start && ATTACHED.has(class(c))) || !has_letter && next - start > LETTER_WITHIN {
            break;
        }
        has_letter |= LETTERS.has_char(c);
        end = next + c.len_utf8();
    }
    crate::op_counter::count(end - at);
    has_letter.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_their_ends() {
        for (text, end) in [
            ("#كلمة_كلمة، ثم", Some("#كلمة_كلمة")),
            ("#السعودية2030", Some("#السعودية2030")),
            ("＃وسم جديد", Some("＃وسم")),
            ("#5 ", None),
            ("# نص", None),
            ("#\u{64E}", None),
            ("@user_1.", Some("@user_1")),
            ("#كتا\u{200F}ب\u{200F} ", Some("#كتا\u{200F}ب")),
            ("#\u{200F}كتاب", None),
        ] {
            assert_eq!(tag(text, 0), end.map(str::len), "{text}");
        }
    }
}
