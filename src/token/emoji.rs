//! The rule for common emoji sequences: a flag, one picture (an emoji character such as `👍`), or several pictures with U+200D between them.
//! Each picture may have the variation selector U+FE0F and a skin tone. The fallback [`uax29::other`](super::uax29::other) decides all
//! other sequences. If the character after a sequence may join the sequence, the fallback decides, too.

use super::byte_table::byte;
use super::kind::TokenKind;
use super::sets::{PICTURES, SEPARATE};
use crate::chars::Class;
use crate::entity::char_at;

/// The maximum length of a sequence that this rule decides, in bytes. The variation selector and the skin tone of the last picture do not
/// count.
const EMOJI_MAX: usize = 64;

/// Returns the end and the kind of the emoji sequence that starts at byte `at`. Returns `None` if the fallback must decide. `c` is the
/// first character, and `k` is the class of `c`. A picture without a variation selector that is displayed as a symbol (`❤`) has the kind
/// [`Symbol`](TokenKind::Symbol).
#[inline]
pub(super) fn emoji(text: &str, at: usize, c: char, k: Class) -> Option<(usize, TokenKind)> {
    let b = text.as_bytes();
    let mut end = at + c.len_utf8();
    let mut kind = if k == Class::Pictographic { TokenKind::Symbol } else { TokenKind::Emoji };
    if k == Class::RegionalIndicator {
        end += 4;
        if !matches!(b.get(at + 4..end), Some([0xF0, 0x9F, 0x87, 0xA6..=0xBF])) {
            return None;
        }
    } else {
        if is_letter(c) {
            return None;
        }
        loop {
            if let Some([0xEF, 0xB8, 0x8F]) = b.get(end..end + 3) {
                (end, kind) = (end + 3, TokenKind::Emoji);
            }
            if let Some([0xF0, 0x9F, 0x8F, 0xBB..=0xBF]) = b.get(end..end + 4) {
                end += 4;
            }
            let Some([0xE2, 0x80, 0x8D]) = b.get(end..end + 3) else { break };
            let joined = char_at(text, end + 3).filter(|&c| PICTURES.has_char(c) && !is_tone(c) && !is_letter(c))?;
            end += 3 + joined.len_utf8();
            if end - at > EMOJI_MAX {
                return None;
            }
        }
    }
    crate::op_counter::count(end - at);
    (byte(b, end) < 0x80 || SEPARATE.has_char(char_at(text, end)?)).then_some((end, kind))
}

/// Returns whether a character is a skin tone. A skin tone joins the preceding picture.
fn is_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Returns whether a picture is also a letter: `ℹ`, `Ⓜ`, `🅰`. Such a picture joins other letters, so the fallback must decide.
fn is_letter(picture: char) -> bool {
    matches!(picture, '\u{2139}' | '\u{24C2}' | '\u{1F170}'..='\u{1F189}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars::class;
    use crate::token::uax29::other;

    /// Compares the rule with the fallback `other`, for every picture and regional indicator, alone and in sequences. Characters of several
    /// kinds follow the sequences.
    #[test]
    fn sequences_are_those_of_the_fallback() {
        for c in '\0'..=char::MAX {
            assert!(!PICTURES.has_char(c) || is_letter(c) == c.is_alphabetic(), "{c:?}");
            if !PICTURES.has_char(c) && class(c) != Class::RegionalIndicator {
                continue;
            }
            for picture in ["", "\u{FE0F}", "🏽", "\u{FE0F}🏽", "\u{200D}", "\u{200D}👩", "\u{FE0F}\u{200D}❤\u{FE0F}", "🇦", "🇦🇲"]
            {
                for behind in
                    ["", " ", "a", "1", "ك", "،", "»", "_", ".", "\u{64E}", "\u{200F}", "\u{FE0F}", "\u{200D}", "🏽", "👩", "🇦", "é"]
                {
                    for text in [alloc::format!("{c}{picture}{behind}"), alloc::format!("👩\u{200D}{c}{picture}{behind}")] {
                        let first = text.chars().next().unwrap();
                        let found = emoji(&text, 0, first, class(first));
                        assert!(found.is_none_or(|found| found == other(&text, 0)), "{text:?} {found:?}");
                    }
                }
            }
        }
    }
}
