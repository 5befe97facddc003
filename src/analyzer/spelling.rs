//! One spelling for each figure, abbreviation and entity.

use alloc::string::String;

use crate::chars;
use crate::token::TokenKind;

/// Returns whether a token of a kind has words inside it.
pub(super) fn is_entity(kind: TokenKind) -> bool {
    use TokenKind::{Date, Email, Hashtag, Mention, Percent, Phone, Range, Time, Url, Version};
    matches!(kind, Hashtag | Mention | Url | Email | Date | Time | Range | Percent | Version | Phone)
}

/// Changes a folded word to the one spelling that all spellings of it share:
///
/// - an entity loses its spaces, and a telephone number everything except digits and `+`;
/// - an abbreviation loses its last full stop, which writers omit or which ends the sentence too; one in Latin letters loses all (`U.S.`, `US`);
/// - an abbreviation loses its proclitic unless `keep_clitics` is set;
/// - a number loses its separators of thousands unless `keep_thousands` is set.
pub(super) fn unify(folded: &mut String, kind: TokenKind, keep_clitics: bool, keep_thousands: bool) {
    match kind {
        TokenKind::Phone => folded.retain(|c| c.is_numeric() || c == '+'),
        TokenKind::Abbreviation if folded.starts_with(|c: char| c.is_ascii_alphabetic()) => folded.retain(|c| c != '.'),
        TokenKind::Abbreviation => {
            let bare = folded.strip_suffix('.').unwrap_or(folded);
            let start = if keep_clitics { 0 } else { bare.len() - crate::entity::abbreviation_list::without_clitic(bare).len() };
            folded.truncate(bare.len());
            folded.drain(..start);
        }
        TokenKind::Number if !keep_thousands && has_thousands(folded) => folded.retain(|c| !is_separator(c)),
        kind if is_entity(kind) && folded.contains(' ') => folded.retain(|c| c != ' '),
        _ => {}
    }
}

/// Returns whether a character separates thousands.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '٬' | '،')
}

/// Returns whether a number has separators of one kind that all separate thousands: the groups after the first have three digits.
fn has_thousands(number: &str) -> bool {
    let (whole, fraction) = number.split_once(['.', '٫']).unwrap_or((number, ""));
    let Some(separator) = whole.chars().find(|&c| is_separator(c)) else { return false };
    let mut groups = whole.split(separator);
    let digits = |group: &str| group.chars().all(|c| chars::digit_value(c).is_some());
    let first = groups.next().unwrap_or_default();
    digits(first)
        && (1..=3).contains(&first.chars().count())
        && first.chars().next().and_then(chars::digit_value) != Some(0)
        && groups.all(|g| digits(g) && g.chars().count() == 3)
        && !fraction.contains(is_separator)
}
