//! The check that the end of a sentence is the end of a token. Because of this check, an end mark inside an address, a tag or an
//! abbreviation does not end a sentence.

use super::characters::{SPACE, char_at};
use super::limits::LOOKAHEAD;
use super::strategy::Strategy;
use super::window::Window;
use crate::entity;
use crate::token::Tokenizer;

/// Returns whether a token ends at byte `end`. The sentence starts at byte `sentence`, and would end at `end` because of the candidate (the
/// end mark) at byte `at`.
///
/// Returns true without a call of the tokenizer if white space or the end of the text follows. Returns false if the [`Window`] of the
/// candidate contains neither the start of the sentence nor white space before `end`, because the start of the token is then unknown.
pub(super) fn ends_token(strategy: Strategy, bytes: &[u8], sentence: usize, at: usize, end: usize) -> bool {
    if bytes.len() <= end || char_at(bytes, end).is_some_and(|(c, _)| SPACE.has_char(c)) {
        return true;
    }
    let window = Window::new(bytes, sentence, at);
    let start = window.back_while(end, |c| !SPACE.has_char(c));
    if start == window.start() && start > sentence {
        return false;
    }
    let seen = bytes.get(start..bytes.len().min(at + LOOKAHEAD)).unwrap_or_default();
    // A call of the tokenizer costs as much time as ten sentences or more, so the common case avoids the call.
    if strategy.is_fast() && certainly_ends_token(seen, end - start) {
        return true;
    }
    Tokenizer::new().tokens_utf8(seen).map(|token| start + token.range().end).find(|&token_end| token_end >= end) == Some(end)
}

/// Returns whether a token certainly ends after the first `len` bytes of `text`. The start of `text` is the start of a token.
///
/// Three conditions must hold:
///
/// - The `len` bytes are a full stop, or an Arabic word with its full stop. The word has at least three letters and no diacritics, and is
///   not an abbreviation.
/// - An Arabic letter or an opening bracket follows the full stop.
/// - The text from the stop up to the next ASCII white space contains no `@`, so the stop is not inside an e-mail address.
fn certainly_ends_token(text: &[u8], len: usize) -> bool {
    let Some((word, [b'.', next @ ..])) = len.checked_sub(1).and_then(|len| text.split_at_checked(len)) else { return false };
    let starts = matches!(next, [b'(' | b'[', ..] | [0xD8, 0xA1..=0xBA, ..] | [0xD9, 0x81..=0x8A, ..]);
    // A word of two letters may be a clitic and the first initial of an abbreviation: «وأ.د.».
    let is_alone = || word.is_empty() || word.len() > 4 && entity::is_plain_word(word);
    let is_address = || next.iter().take_while(|byte| !byte.is_ascii_whitespace()).any(|&byte| byte == b'@');
    starts && is_alone() && !is_address()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    /// If [`certainly_ends_token`] returns true, the tokenizer ends a token after `len` bytes. The function returns true for more than one
    /// twenty-fifth of the generated texts.
    #[test]
    fn certain_ends_are_ends_of_tokens() {
        let words = [
            "",
            " ",
            "د",
            "ود",
            "من",
            "كتاب",
            "إلخ",
            "والخ",
            "رقم",
            "ومج",
            "ص",
            "المستشفيات",
            "كِتاب",
            "كتـاب",
            "كتابـ",
            "ـ",
            "5",
            "x",
            "#كتاب",
            "@كتاب",
            "(كتاب",
            "كتاب_كتاب",
            "كتاب.كتاب",
            "http://كتاب",
            "www.كتاب",
            "x@كتاب",
            "كتاب\u{200C}",
            "ﻛﺘﺎﺏ",
            "پدر",
            ".",
            "كتاب.",
            "كتاب ",
            "الدكتور",
            "بال",
        ];
        let followers = [
            "",
            " ",
            "كتاب",
            "م",
            "م.",
            "د.م",
            "كتاب@موقع.عرب",
            "ك@x.com",
            "كتاب.م@x.com",
            "كتاب @x.com",
            "كتاب\u{A0}@x.com",
            "كتاب-كتاب@x.com",
            "مصر/",
            "(",
            "(كتاب)",
            "(كتاب@x.com",
            "[",
            "[1]",
            "[كتاب]",
            "[م.م.",
            "\u{64E}",
            "ـ",
            "ء",
            "ي\u{651}",
            "5",
            "x",
            "-",
            "_",
            ".",
            ".(",
            ")",
            "\"",
            "😀",
            "،",
            "\u{FFFD}",
        ];
        let (mut all, mut certain) = (0, 0);
        for word in words {
            for next in followers {
                for rest in ["", " ", " كتاب. كتاب", "كتاب.كتاب@كتاب.عرب", "@x.com", ".م.", "5", "\n@"] {
                    let text = format!("{word}.{next}{rest}");
                    let len = word.len() + 1;
                    all += 1;
                    if certainly_ends_token(text.as_bytes(), len) {
                        certain += 1;
                        assert!(Tokenizer::new().tokens(&text).any(|t| t.range().end == len), "{text:?}");
                    }
                }
            }
        }
        assert!(certain * 25 > all, "{certain} of {all}");
    }
}
