//! The terms of an entity, such as a hashtag, an address or a date: the term of the whole entity, and the terms of the words inside the
//! entity.
//!
//! The words of an entity are found in three steps. First, the percent-encoding of a URL (RFC 3986, 2.1) is decoded. Second, the entity is
//! split at every character that is not a letter, a digit, a mark or a format character; percentages, ranges and times are not split in
//! this step. Third, the tokenizer splits each part like running text.

use alloc::string::String;

use super::options::Analyzer;
use super::term::{Scratch, Term, TermKind, Word, WordContext};
use crate::chars::{self, ClassSet};
use crate::entity;
use crate::span::slice;
use crate::token::{TokenKind, Tokenizer};

/// Characters at which an entity is not split, in addition to all characters for which `char::is_alphanumeric` returns true. This method
/// also returns true for Arabic letters, but the lookup in this set is faster.
const INSIDE: ClassSet = entity::ATTACHED.or(entity::FORMAT).or(chars::LETTERS);

impl Analyzer {
    /// Calls `each` with the terms of the entity `word` of `text`. The option `entity_whole` adds the term of the whole entity, without its
    /// sign (`#` or `@`). The option `entity_parts` adds the terms of the words inside the entity. A stop word has no term. Returns the
    /// number of positions that the entity takes.
    pub(super) fn entity_terms(
        &self,
        text: &str,
        word: &Word,
        context: WordContext,
        scratch: &mut Scratch,
        each: &mut impl FnMut(Term<'_>),
    ) -> usize {
        let source = slice(text, word.start..word.end);
        let source = source.trim_start_matches(['#', '@', '＃', '＠']);
        let bare = Word { start: word.end - source.len(), ..*word };
        let (mut decoded, mut whole) = (core::mem::take(&mut scratch.decoded), core::mem::take(&mut scratch.whole));
        whole.clear();
        let encoded = word.kind == TokenKind::Url && source.contains('%');
        let valid = encoded && decode(source, &mut decoded);
        let mut taken = 1;
        if self.options.entity_whole {
            let spelled = if valid { &decoded } else { source };
            taken = self.fold_and_emit(spelled, &bare, context, scratch, &mut |term| {
                if term.kind() != TermKind::Ngram {
                    whole.clear();
                    whole.push_str(term.text());
                }
                each(term);
            });
        }
        if self.options.entity_parts {
            let entity = Entity { source, text: if encoded { &decoded } else { source }, encoded, word: bare };
            taken = taken.max(self.part_terms(&entity, &whole, context, scratch, each));
        }
        (scratch.decoded, scratch.whole) = (decoded, whole);
        taken
    }

    /// Calls `each` with the terms of the words inside an entity. Returns the number of positions that these words take, at least 1.
    ///
    /// `whole` is the last term other than an n-gram that was emitted for the whole entity. If the option `entity_whole` is on and the
    /// entity consists of one word, the whole entity already has some terms of this word. Therefore the function omits the terms that are
    /// equal to `whole`, and all n-grams.
    fn part_terms(
        &self,
        entity: &Entity<'_>,
        whole: &str,
        context: WordContext,
        scratch: &mut Scratch,
        each: &mut impl FnMut(Term<'_>),
    ) -> usize {
        let tokenizer = self.options.tokenizer.entities(false);
        let (text, word) = (entity.text, entity.word);
        let (mut taken, mut from, mut offset) = (0, 0, (0, 0));
        let mut part = |from: usize, part_text: &str, kind: TokenKind| {
            let (start, end) = (entity.to_source(from, &mut offset), entity.to_source(from + part_text.len(), &mut offset));
            let here = Word { start: word.start + start, end: word.start + end, kind };
            let all = self.options.entity_whole && part_text.len() == text.len();
            let context =
                WordContext { position: context.position + taken, is_open: context.is_open && here.end == word.end, kind: TermKind::Part };
            taken += self.fold_and_emit(part_text, &here, context, scratch, &mut |term| {
                if !(all && (term.text() == whole || term.kind() == TermKind::Ngram)) {
                    each(Term { token: word.kind, ..term });
                }
            });
        };
        let plain = tokenizer == Tokenizer::new();
        // Percentages, ranges and times are not split here. The tokenizer must receive the whole text, such as `3,500%`, to find the number
        // `3,500`.
        let figure = matches!(word.kind, TokenKind::Percent | TokenKind::Range | TokenKind::Time);
        for piece in text.split(|c: char| !(figure || INSIDE.has_char(c) || c.is_alphanumeric())) {
            if let Some(kind) = plain_kind(piece).filter(|_| plain) {
                part(from, piece, kind);
            } else if !piece.is_empty() {
                let tokens = tokenizer.words(piece).filter(|t| self.options.keep_clitics || t.kind() != TokenKind::Clitic);
                tokens.for_each(|t| part(from + t.start(), t.text(), t.kind()));
            }
            from += piece.len() + text.get(from + piece.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        taken.max(1)
    }
}

/// Returns the kind of a text that is certainly a single token for [`Tokenizer::new`]: a text that consists of ASCII letters and digits, or
/// of letters of the Arabic language. Returns `None` for all other texts.
fn plain_kind(text: &str) -> Option<TokenKind> {
    match text.as_bytes() {
        [] => None,
        b if b.iter().all(u8::is_ascii_digit) => Some(TokenKind::Number),
        b if b.iter().all(u8::is_ascii_alphanumeric) => Some(TokenKind::Word),
        _ => text.chars().all(chars::is_arabic_language_letter).then_some(TokenKind::Arabic),
    }
}

/// An entity without its sign (`#` or `@`).
struct Entity<'t> {
    /// The entity as the text contains it.
    source: &'t str,
    /// The entity after its percent-encoding is decoded.
    text: &'t str,
    /// True if the entity is a URL that contains `%`. Only in this case, `text` can differ from `source`.
    encoded: bool,
    /// The range of `source` in the whole text, and the kind of the entity.
    word: Word,
}

impl Entity<'_> {
    /// Returns the byte position in `source` that corresponds to the byte position `at` in `text`. `known` is the result of an earlier
    /// search: a position in `source` and the corresponding position in `text`, at or before `at`. The search starts at these positions,
    /// and replaces them by the new positions.
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

/// Decodes the percent-encoding at the byte position `at`. A percent-encoding is a `%` with two hexadecimal digits and represents one byte.
/// Returns this byte, or `None` if there is no percent-encoding at the position.
fn escaped(source: &str, at: usize) -> Option<u8> {
    let [b'%', high, low] = *source.as_bytes().get(at..)?.first_chunk()? else { return None };
    let digit = |b: u8| char::from(b).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

/// Decodes the percent-encoding of a text and writes the result to `out`. Returns whether the decoded bytes are UTF-8. A decoded byte that
/// is not part of a UTF-8 character becomes one space. Therefore each `%XX` in the text corresponds to exactly one byte in `out`.
fn decode(source: &str, out: &mut String) -> bool {
    out.clear();
    let (mut at, mut valid) = (0, true);
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = escaped(source, at) else {
            // Copies the text up to the next `%`. If the first character is a `%`, two hexadecimal digits do not follow it, so it is copied
            // too.
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
