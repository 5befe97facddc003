//! Rules that convert all spellings of a number, an abbreviation or an entity to one common form.

use alloc::string::String;

use crate::chars;
use crate::token::TokenKind;

/// Returns whether tokens of a kind are entities. The words inside an entity can also have terms.
pub(super) fn is_entity(kind: TokenKind) -> bool {
    use TokenKind::{Date, Email, Hashtag, Mention, Percent, Phone, Range, Time, Url, Version};
    matches!(kind, Hashtag | Mention | Url | Email | Date | Time | Range | Percent | Version | Phone)
}

/// Changes a folded word to the common form of all its spellings. `kind` is the kind of the word.
///
/// - An entity loses its spaces. A telephone number keeps only digits and `+`.
/// - An abbreviation loses its last full stop, because writers often omit this full stop, and because this full stop can also mark the end
///   of the sentence. An abbreviation that starts with an ASCII letter loses all full stops (`u.s.` becomes `us`). Other abbreviations lose
///   their proclitics unless `keep_clitics` is set.
/// - A number loses its separators of thousands (`1,000` becomes `1000`) if they are valid, unless `keep_thousands` is set.
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

/// Returns whether a character can be a separator of thousands.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '٬' | '،')
}

/// Returns whether a number has valid separators of thousands. The separators split the integer part into groups of digits. The separators
/// are valid if
///
/// - all of them are the same character, and the fraction contains no separator;
/// - the first group has one to three digits and does not start with 0;
/// - every other group has three digits.
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
