//! What is inside an entity: the words of a hashtag, an address, a date; and how figures and abbreviations are spelled as terms.
//!
//! An entity is cut at everything that is neither a letter, a digit nor a mark, and what is left is cut by the tokenizer, as it would be in running
//! text. A URL is read with its percent-encoding (RFC 3986, 2.1) undone.

use alloc::string::String;

use super::{Analyzer, At, Scratch, Term, Word};
use crate::chars::{self, ClassSet};
use crate::entity;
use crate::span::slice;
use crate::token::{TokenKind, Tokenizer};

/// What never parts a word, and letters of the script, which are looked for in this set first.
const INSIDE: ClassSet = entity::ATTACHED.or(entity::FORMAT).or(chars::LETTERS);

/// Whether a token has words inside it.
pub(super) fn is_entity(kind: TokenKind) -> bool {
    use TokenKind::{Date, Email, Hashtag, Mention, Percent, Phone, Range, Time, Url, Version};
    matches!(kind, Hashtag | Mention | Url | Email | Date | Time | Range | Percent | Version | Phone)
}

impl Analyzer {
    /// The terms of an entity: itself without its sign, and the words inside it. How many positions they take.
    pub(super) fn entity(&self, text: &str, word: &Word, at: At, scratch: &mut Scratch, each: &mut impl FnMut(Term<'_>)) -> usize {
        let source = slice(text, word.start..word.end);
        let source = source.trim_start_matches(['#', '@', '＃', '＠']);
        let bare = Word { start: word.end - source.len(), ..*word };
        let (mut decoded, mut whole) = (core::mem::take(&mut scratch.decoded), core::mem::take(&mut scratch.whole));
        whole.clear();
        let encoded = word.kind == TokenKind::Url && source.contains('%');
        let valid = encoded && decode(source, &mut decoded);
        let mut taken = 1;
        if self.whole {
            let spelled = if valid { &decoded } else { source };
            taken = self.one(spelled, &bare, at, scratch, &mut |term| {
                whole.clear();
                whole.push_str(term.text());
                each(term);
            });
        }
        if self.parts {
            let entity = Entity { source, text: if encoded { &decoded } else { source }, encoded, word: bare };
            taken = taken.max(self.parts_of(&entity, &whole, at, scratch, each));
        }
        (scratch.decoded, scratch.whole) = (decoded, whole);
        taken
    }

    /// The words inside an entity; of one that is the whole entity, what is not given as the whole. How many positions they take.
    fn parts_of(&self, entity: &Entity<'_>, whole: &str, at: At, scratch: &mut Scratch, each: &mut impl FnMut(Term<'_>)) -> usize {
        let tokenizer = self.tokenizer.entities(false);
        let (text, word) = (entity.text, entity.word);
        let (mut taken, mut from, mut offset) = (0, 0, (0, 0));
        let mut part = |from: usize, itself: &str, kind: TokenKind| {
            let (start, end) = (entity.to_source(from, &mut offset), entity.to_source(from + itself.len(), &mut offset));
            let here = Word { start: word.start + start, end: word.start + end, kind };
            let all = self.whole && itself.len() == text.len();
            let place = At { position: at.position + taken, open: at.open && here.end == word.end, kind: super::TermKind::Part };
            taken += self.one(itself, &here, place, scratch, &mut |term| {
                if !(all && (term.text() == whole || term.kind() == super::TermKind::Ngram)) {
                    each(Term { token: word.kind, ..term });
                }
            });
        };
        let plain = tokenizer == Tokenizer::new();
        // 3,500% is a number and a sign.
        let figure = matches!(word.kind, TokenKind::Percent | TokenKind::Range | TokenKind::Time);
        for piece in text.split(|c: char| !(figure || INSIDE.has_char(c) || c.is_alphanumeric())) {
            if let Some(kind) = plain_kind(piece).filter(|_| plain) {
                part(from, piece, kind);
            } else if !piece.is_empty() {
                let tokens = tokenizer.words(piece).filter(|t| self.clitics || t.kind() != TokenKind::Clitic);
                tokens.for_each(|t| part(from + t.start(), t.text(), t.kind()));
            }
            from += piece.len() + text.get(from + piece.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        taken.max(1)
    }
}

/// What kind of token a text is the whole of, by [`Tokenizer::new`], if all of it is ASCII letters and digits, or letters of Arabic.
fn plain_kind(text: &str) -> Option<TokenKind> {
    match text.as_bytes() {
        [] => None,
        b if b.iter().all(u8::is_ascii_digit) => Some(TokenKind::Number),
        b if b.iter().all(u8::is_ascii_alphanumeric) => Some(TokenKind::Word),
        _ => text.chars().all(chars::is_arabic_language_letter).then_some(TokenKind::Arabic),
    }
}

/// An entity without its sign, and the text that is read in it.
struct Entity<'t> {
    source: &'t str,
    text: &'t str,
    encoded: bool,
    word: Word,
}

impl Entity<'_> {
    /// The byte of the source for a byte of the text, from a pair of such bytes on, which becomes the answer.
    fn to_source(&self, at: usize, known: &mut (usize, usize)) -> usize {
        if !self.encoded {
            return at;
        }
        let (mut source, mut text) = *known;
        while text < at {
            source += if escaped(self.source, source).is_some() { 3 } else { 1 };
            text += 1;
        }
        *known = (source, text);
        source
    }
}

/// The byte that a `%` and two hexadecimal digits stand for.
fn escaped(source: &str, at: usize) -> Option<u8> {
    let [b'%', high, low] = *source.as_bytes().get(at..)?.first_chunk()? else { return None };
    let digit = |b: u8| char::from(b).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

/// Undoes percent-encoding; whether what it stood for is UTF-8. A byte that is not becomes a space, so that each `%XX` is one byte.
fn decode(source: &str, out: &mut String) -> bool {
    out.clear();
    let (mut at, mut valid) = (0, true);
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = escaped(source, at) else {
            // A `%` that stands for itself, or what is before the next.
            let len = rest.char_indices().skip(1).find(|&(_, c)| c == '%').map_or(rest.len(), |(next, _)| next);
            out.push_str(slice(rest, 0..len));
            at += len;
            continue;
        };
        let len = match first {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 1,
        };
        let mut bytes = [0; 4];
        let filled = bytes.iter_mut().zip(0..len).all(|(b, i)| escaped(source, at + 3 * i).map(|found| *b = found).is_some());
        match bytes.get(..len).filter(|_| filled).and_then(|b| core::str::from_utf8(b).ok()) {
            Some(c) => {
                out.push_str(c);
                at += 3 * len;
            }
            None => {
                out.push(' ');
                valid = false;
                at += 3;
            }
        }
    }
    valid
}

/// A folded word of some kinds in the one form of its spellings:
///
/// - an entity without what folds to a space in it, a telephone number without anything but digits and `+`;
/// - an abbreviation without its last stop, which it may lack or share with the sentence, one in Latin letters (`U.S.`, `US`) without any;
/// - a number without separators of thousands.
pub(super) fn settle(folded: &mut String, kind: TokenKind, clitics: bool, separators: bool) {
    match kind {
        TokenKind::Phone => folded.retain(|c| c.is_numeric() || c == '+'),
        TokenKind::Abbreviation if folded.starts_with(|c: char| c.is_ascii_alphabetic()) => folded.retain(|c| c != '.'),
        TokenKind::Abbreviation => {
            let bare = folded.strip_suffix('.').unwrap_or(folded);
            let start = if clitics { 0 } else { bare.len() - entity::abbreviation_list::without_clitic(bare).len() };
            folded.truncate(bare.len());
            folded.drain(..start);
        }
        TokenKind::Number if !separators && has_thousands(folded) => folded.retain(|c| !is_separator(c)),
        kind if is_entity(kind) && folded.contains(' ') => folded.retain(|c| c != ' '),
        _ => {}
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '٬' | '،')
}

/// Whether a number has separators, and all of them, of one kind, part thousands.
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

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    #[test]
    fn a_plain_text_is_one_token() {
        let check = |text: &str| {
            let words: Vec<_> = Tokenizer::new().words(text).map(|t| (t.range(), t.kind())).collect();
            assert_eq!(plain_kind(text).map(|kind| [(0..text.len(), kind)].to_vec()), Some(words), "{text}");
        };
        let all = || ('\u{621}'..='\u{63A}').chain('\u{641}'..='\u{64A}');
        for a in all() {
            check(&String::from(a));
            for b in all() {
                check(&String::from_iter([a, b]));
                all().for_each(|c| check(&String::from_iter([a, b, c])));
            }
        }
        for text in "a 7 www WWW http v2 2v 007 1e9 com 1st Dr وبال وكال فبال فكال صلعم المستشفيات فأسقيناكموها".split(' ')
        {
            check(text);
            check(&text.repeat(50));
        }
        for text in ["", "a_b", "1.5", "é", "ـ", "٣", "بـ", "كتابa", "٪"] {
            assert_eq!(plain_kind(text), None);
        }
    }

    proptest! {
        #[test]
        fn plain_texts_are_one_token(text in "[ء-غف-ي]{1,20}|[a-zA-Z0-9]{1,20}") {
            let words: Vec<_> = Tokenizer::new().words(&text).map(|t| (t.range(), t.kind())).collect();
            prop_assert_eq!(plain_kind(&text).map(|kind| [(0..text.len(), kind)].to_vec()), Some(words));
        }
    }

    #[test]
    fn letters_part_no_word() {
        assert!(('\0'..=char::MAX).all(|c| !chars::LETTERS.has_char(c) || c.is_alphanumeric()));
    }

    #[test]
    fn percent_encoding_is_undone() {
        let decoded = |source: &str| {
            let mut out = String::new();
            (decode(source, &mut out), out)
        };
        for (source, text, valid) in
            [("", "", true), ("a", "a", true), ("%", "%", true), ("%%41é%4", "%Aé%4", true), ("é%D8%A7%FFب%D8", "éا ب ", false)]
        {
            assert_eq!(decoded(source), (valid, String::from(text)), "{source}");
        }
    }
}
