//! The fallback of the rules. The crate `unicode-segmentation` finds the word boundary of UAX #29. The function [`other`] then applies the
//! departures from UAX #29 that the [module](super) lists.

use unicode_segmentation::UnicodeSegmentation;

use super::arabic::arabic_end;
use super::kind::TokenKind;
use super::run;
use super::sets::*;
use crate::chars::{Class, class};
use crate::entity::{ARABIC, DIGITS, OTHER_LETTERS, skip};
use crate::{op_counter, span};

/// The maximum number of bytes of a word that `unicode-segmentation` reads. If a word reaches this limit, the following characters of
/// [`LONG_WORD`] continue the word.
const WINDOW: usize = 256;

/// Returns the end and the kind of the token that starts at byte `at`. The token is the word of UAX #29, changed by the departures of the
/// [module](super). For example, the token ends before an Arabic letter that does not follow `_`, before white space, and before format
/// characters at the end of the word.
#[inline(never)]
pub(super) fn other(text: &str, at: usize) -> (usize, TokenKind) {
    let window = span::slice(text, at..span::floor(text, at + WINDOW));
    let mut end = at + window.split_word_bounds().next().map_or(window.len(), str::len);
    if end == at + window.len() && end < text.len() {
        end = skip(text, end, LONG_WORD);
    }
    op_counter::count(end - at);
    let word = span::slice(text, at..end);
    let Some(first) = word.chars().next() else { return (text.len(), TokenKind::Other) };
    let kind = class(first);
    let (mut keep, mut tail, mut last, mut base) = (0, 0, '\0', (0, first));
    let (mut kept, mut before) = ((0, 0), '\0');
    let (mut letters, mut digits, mut keycap, mut shown) = (false, false, false, false);
    for (i, c) in word.char_indices() {
        let k = class(c);
        if i > 0 {
            if ARABIC_OR_TATWEEL.has(k) && !is_phrase(c) && last == '_' {
                let from = at + i;
                return (arabic_end(text, run::arabic(text.as_bytes(), from).max(from + c.len_utf8())), TokenKind::Word);
            }
            // By rule WB7a of UAX #29, a single quotation mark after a Hebrew letter is part of the word.
            let inner =
                base.0 > 0 && is_inner(base.1) && !(base.1 == '\'' && matches!(before, '\u{5D0}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}'));
            let stops = match k {
                Class::Space | Class::Tatweel => true,
                k if kind == Class::HonorificLigature => !EXTEND.or(FORMAT).has(k),
                Class::Emoji | Class::Pictographic => {
                    !PICTURES.has_char(base.1) && (last == '\u{200D}' || matches!(c, '\u{1F3FB}'..='\u{1F3FF}'))
                }
                // The katakana sound marks U+FF9E and U+FF9F count as diacritics.
                k => ARABIC.has(k) || (MARKS.has(k) || matches!(c, '\u{FF9E}' | '\u{FF9F}')) && !MARK_BASES.has_char(base.1),
            };
            if stops {
                if inner {
                    // The preceding punctuation mark is part of a word only between two letters or digits. The word ends before the
                    // character `c`, so the punctuation mark is not part of the word.
                    (keep, tail) = kept;
                }
                break;
            }
        }
        if !IGNORABLE.has(k) {
            (before, base, kept) = (base.1, (i, c), (keep, tail));
        }
        letters |= OTHER_LETTERS.has(k);
        digits |= DIGITS.has(k) || k == Class::Number;
        keycap |= c == '\u{20E3}';
        shown |= c == '\u{FE0F}';
        if !FORMAT.has(k) {
            tail = i + c.len_utf8();
            // A number never ends in the decimal separator.
            keep = if c == '٫' { keep } else { tail };
        }
        last = c;
    }
    let end = at + if keep > 0 { keep } else { tail };
    let kind = match kind {
        Class::Emoji | Class::RegionalIndicator => TokenKind::Emoji,
        Class::Pictographic if shown => TokenKind::Emoji,
        _ if keycap => TokenKind::Emoji,
        _ if letters => TokenKind::Word,
        _ if digits => TokenKind::Number,
        Class::Punctuation | Class::ArabicPunctuation | Class::NumberPunctuation => TokenKind::Punctuation,
        Class::HonorificLigature => TokenKind::Arabic,
        Class::WordLigature | Class::Symbol | Class::Pictographic | Class::GlyphPart | Class::NumberSign => TokenKind::Symbol,
        Class::Control | Class::Format | Class::ZeroWidthSpace => TokenKind::Ignorable,
        _ => TokenKind::Other,
    };
    (end, kind)
}
