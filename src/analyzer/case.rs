//! Lower case for words of scripts other than Arabic, and the removal of accents from Latin and Greek letters.

use alloc::string::String;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::chars;

/// Changes a word to lower case and to the normalization form NFC. If `accents` is false, removes the accents of Latin and Greek letters. A
/// word without letters of other scripts does not change. Overwrites `buffer`.
pub(super) fn lower(word: &mut String, accents: bool, buffer: &mut String) {
    if word.chars().all(is_plain) {
        word.make_ascii_lowercase();
    } else if word.chars().any(|c| !chars::is_arabic(c) && c.is_alphabetic()) {
        buffer.clear();
        lower_into(word, accents, buffer);
        core::mem::swap(word, buffer);
    }
}

/// Returns whether a character is ASCII or a letter of the Arabic language. A word of such characters is already in NFC and has no accents,
/// so only its ASCII letters can change.
fn is_plain(c: char) -> bool {
    c.is_ascii() || chars::is_arabic_language_letter(c)
}

/// Appends a word in lower case and NFC. Each character is changed alone, so a final Σ becomes σ. If `accents` is false, drops the marks of
/// Latin and Greek letters.
fn lower_into(word: &str, accents: bool, out: &mut String) {
    let lower = word.chars().flat_map(char::to_lowercase);
    if accents {
        out.extend(lower.nfc());
        return;
    }
    let mut accented = false;
    let bare = lower.nfd().filter(|&c| {
        if !is_combining_mark(c) || chars::is_mark(c) {
            accented = is_accented(c);
            return true;
        }
        !accented
    });
    out.extend(bare.nfc());
}

/// Returns whether a character of a lower-cased word is in a range of Latin or Greek letters. Only the marks of these letters count as
/// accents.
fn is_accented(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{DF}'..='\u{2AF}' | 'α'..='ω' | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A722}'..='\u{A7FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares `lower` with `lower_into` for some words, and for all pairs of characters for which `is_plain` returns `true`.
    #[test]
    fn the_fast_path_agrees_with_unicode() {
        let check = |word: &str| {
            for accents in [false, true] {
                let (mut short, mut long) = (String::from(word), String::new());
                lower(&mut short, accents, &mut String::from("x"));
                lower_into(word, accents, &mut long);
                assert_eq!(short, long, "{word:?} {accents}");
            }
        };
        let plain = || ('\0'..='\u{FFFF}').filter(|&c| is_plain(c));
        for a in plain() {
            plain().for_each(|b| check(&String::from_iter([a, b])));
        }
        ["COVIDآأB7ؤ", "Gئء", "#A_b-C"].into_iter().for_each(check);
    }

    #[test]
    fn accents_are_removed_or_kept() {
        let words =
            [("Straße", "straße", "straße"), ("CafÉ", "cafe", "café"), ("cafe\u{301}", "cafe", "café"), ("Ἀθῆναι", "αθηναι", "ἀθῆναι")];
        for (word, bare, accented) in words.into_iter().chain([("xآÉ", "xآe", "xآé"), ("#ÉA", "#ea", "#éa")]) {
            for (accents, expected) in [(false, bare), (true, accented)] {
                let mut lowered = String::from(word);
                lower(&mut lowered, accents, &mut String::from("x"));
                assert_eq!(lowered, expected, "{word}");
            }
        }
    }

    #[test]
    fn without_letters_of_other_scripts_nothing_changes() {
        let mut word = String::from("ا\u{653}1");
        lower(&mut word, false, &mut String::new());
        assert_eq!(word, "ا\u{653}1");
    }
}
