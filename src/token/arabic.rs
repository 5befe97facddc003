//! The rules for words that start with an Arabic letter. The rules find the end of the word, and decide whether the word is an
//! abbreviation, an address or a clitic. The rules implement the departures 3 to 8 from UAX #29 in the list of the [module](super).

use super::byte_table::byte;
use super::kind::TokenKind;
use super::run;
use super::sets::{ARABIC_OR_TATWEEL, FORMAT, WORD_CHARS, is_phrase};
use crate::chars::{self, ClassSet};
use crate::entity::{self, ARABIC, ATTACHED, DIGITS, FORMAT_MAX, Local, char_at, skip_within};
use crate::span;

/// The maximum number of consecutive underscores inside an Arabic word.
const UNDERSCORES_MAX: usize = 16;

/// Returns the end and the kind of the token that starts with the Arabic letter at byte `at`. `known` is a cache for e-mail addresses.
#[inline]
pub(super) fn arabic(text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let mut i = run::arabic(b, at);
    // The following condition decides most words, which end before a space or a punctuation mark. Words that end in the tatweel of a clitic
    // (`بـ`) or in the stop of an abbreviation (`ص.`) are rare.
    let (last, stop, next) = (byte(b, i.wrapping_sub(1)), byte(b, i), byte(b, i + 1));
    // A tatweel (D9 80) may precede marks at the end of the word. So if the last character may be a mark (U+064B–065F or U+0670), the whole
    // word is searched for the byte 80.
    let marked = last > 0x8A && byte(b, i.wrapping_sub(2)) == 0xD9;
    let stretched = if marked { b.get(at..i).unwrap_or_default().contains(&0x80) } else { last == 0x80 };
    if i > at
        && !stretched
        && match stop {
            b' ' | b'\n' | b',' | b':' | b')' | b'!' => true,
            b'.' => matches!(next, b' ' | b'\n') && entity::is_plain_word(b.get(at..i).unwrap_or_default()),
            0xD8 => matches!(next, 0x8C | 0x9B | 0x9F),
            _ => false,
        }
    {
        return (i, TokenKind::Arabic);
    }
    if byte(b, i) >= 0x80 || byte(b, i) == b'_' {
        i = arabic_end(text, i);
        // Before a space or a line feed, a word can be a clitic or an abbreviation only if the word ends in a tatweel (D9 80) or a joiner
        // (E2 80 8D). Both contain the byte 80.
        if matches!(byte(b, i), b' ' | b'\n') && !b.get(at..i).unwrap_or_default().contains(&0x80) {
            return (i, TokenKind::Arabic);
        }
    }
    if let Some(found) = arabic_edge(text, at, i, known) {
        return found;
    }
    (i, TokenKind::Arabic)
}

/// Returns the end of an Arabic word. The two-byte characters at the start of the word end at byte `i`. From byte `i` on, the word may
/// continue with three-byte characters, format characters and `_`.
pub(super) fn arabic_end(text: &str, i: usize) -> usize {
    let b = text.as_bytes();
    let (mut i, mut arabic) = (i, true);
    loop {
        if arabic && byte(b, i) < 0x80 && byte(b, i) != b'_' {
            return i;
        }
        let Some(mut c) = char_at(text, i) else { return i };
        let mut next = i;
        if FORMAT.has_char(c) {
            next = skip_within(text, i, FORMAT, FORMAT_MAX);
            c = char_at(text, next).unwrap_or(' ');
        }
        if ATTACHED.has_char(c) && !chars::is_tatweel(c) {
            i = next + c.len_utf8();
            continue;
        }
        let line = c == '_';
        if line {
            next += b.get(next..).unwrap_or_default().iter().take(UNDERSCORES_MAX).take_while(|&&b| b == b'_').count();
            c = char_at(text, next).unwrap_or(' ');
        }
        if (line || arabic) && ARABIC_OR_TATWEEL.has_char(c) && !is_phrase(c) {
            (i, arabic) = (run::arabic(b, next).max(next + c.len_utf8()), true);
        } else if (line || !arabic) && (DIGITS.has_char(c) || c.is_ascii_alphabetic() || run::is_latin(b, next)) {
            (i, arabic) = (next + c.len_utf8(), false);
        } else {
            return i;
        }
    }
}

/// Returns the end and the kind of the token that starts with the Arabic word `at..end`, if the token is an e-mail address, an abbreviation
/// or a clitic. Otherwise returns `None`. A word of more than 32 bytes counts neither as an abbreviation nor as a clitic.
fn arabic_edge(text: &str, at: usize, end: usize, known: &mut Local) -> Option<(usize, TokenKind)> {
    let b = text.as_bytes();
    let next = byte(b, end);
    if entity::may_continue_local(b, end)
        && let Some(end) = entity::email(text, at, known)
    {
        return Some((end, TokenKind::Email));
    }
    if end - at > 32 {
        return None;
    }
    if next == b'.'
        && let Some(end) = entity::abbreviation(text, at)
    {
        return Some((end, TokenKind::Abbreviation));
    }
    let word = span::slice(text, at..end);
    if entity::lone_abbreviation(word) {
        return Some((end, TokenKind::Abbreviation));
    }
    clitic(text, word, end).then_some((end, TokenKind::Clitic))
}

/// The proclitics that are written together with the next word («و» and, «ف» so, «ب» by, «ل» to, «ك» like, «ال» the), and the combinations
/// of proclitics.
const CLITICS: &[&str] = &[
    "و", "ف", "ب", "ل", "ك", "ال", "لل", "بال", "كال", "وال", "فال", "وب", "ول", "وك", "فب", "فل", "فك", "وبال", "وكال", "فبال", "فكال",
    "ولل", "فلل",
];

/// Returns whether a word that ends at byte `end` is a separate clitic. The word must be in [`CLITICS`]. In addition, the word must end in
/// a tatweel (`الـ`), or a host must directly follow the word (see [`starts_host`]): `ب10%`, `ل«نص»`.
fn clitic(text: &str, word: &str, end: usize) -> bool {
    // The following condition decides most words. Most words neither precede a host nor contain the byte 80 of a tatweel.
    let leaning = starts_host(text, end);
    if !leaning && !word.as_bytes().contains(&0x80) {
        return false;
    }
    let (mut letters, mut len, mut tatweel) = ([0; 10], 0, false);
    for c in word.chars() {
        tatweel = chars::is_tatweel(c) || tatweel && ATTACHED.has_char(c);
        if tatweel || ATTACHED.has_char(c) {
            continue;
        }
        match letters.get_mut(len..len + c.len_utf8()) {
            Some(buffer) => len += c.encode_utf8(buffer).len(),
            None => return false,
        }
    }
    let letters = letters.get(..len).and_then(|b| core::str::from_utf8(b).ok()).unwrap_or_default();
    if !CLITICS.contains(&letters) {
        return false;
    }
    tatweel || leaning
}

/// Returns whether a host, which is the word that a clitic belongs to, starts at byte `at`. The host must start with a digit, with a letter
/// of another script, or with a sign that directly precedes a letter or a digit.
fn starts_host(text: &str, at: usize) -> bool {
    const ANY: ClassSet = WORD_CHARS.or(ARABIC);
    let Some(c) = char_at(text, at) else { return false };
    let after = |at: usize| char_at(text, at).filter(|&c| ANY.has_char(c));
    match c {
        '"' | '\'' | '«' | '“' | '‘' | '„' | '‹' | '(' | '[' | '{' | '﴿' | '#' | '@' | '$' | '€' | '£' | '%' | '٪' | '+' => {
            after(at + c.len_utf8()).is_some()
        }
        c => WORD_CHARS.has_char(c),
    }
}
