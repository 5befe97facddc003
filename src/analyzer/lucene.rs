//! The parts of Lucene's `ArabicAnalyzer` that are not in other rooms: `StandardTokenizer`, `LowerCaseFilter` and `DecimalDigitFilter`.
//!
//! `StandardTokenizer` is UAX #29 with a few habits: it gives only what has a letter, a digit or an emoji in it, takes scripts of South East
//! Asia in runs, and cuts what is longer than 255 UTF-16 units. Lucene 8.7 has its word-break data frozen at about Unicode 9; ours is that of
//! `unicode-segmentation`. They differ where Unicode has changed since:
//!
//! - number signs U+0600–0605 and U+06DD were ignored then and are digits now: a term starts at the digit here, as it did there;
//! - characters that were not assigned then.

use alloc::string::String;
use core::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::chars::{self, Class, ClassSet};
use crate::scan::Level;
use crate::scan::words::{DeferOptions, Event, Reader, has_blocks};
use crate::span::slice;

/// The longest token in UTF-16 units.
const LONGEST: usize = 255;

/// What attaches to a character before it.
const ATTACHED: ClassSet = ClassSet::of(&[
    Class::Mark,
    Class::VariationSelector,
    Class::ZeroWidthJoiner,
    Class::ZeroWidthNonJoiner,
    Class::BidiMark,
    Class::BidiControl,
    Class::Invisible,
    Class::Format,
    Class::Emoji,
    Class::PresentationMark,
]);

/// The tokens of Lucene's `StandardTokenizer`, as ranges of bytes.
#[derive(Clone, Debug)]
pub(super) struct StandardTokens<'t> {
    text: &'t str,
    level: Level,
    /// What tells words, where all is plain: what is a word by itself for our tokenizer is one here.
    reader: Reader<'t, true>,
    /// Where the next piece begins, without a reader.
    at: usize,
    /// What is left of a token that was too long.
    rest: Range<usize>,
}

impl<'t> StandardTokens<'t> {
    pub(super) fn new(text: &'t str) -> StandardTokens<'t> {
        StandardTokens::with(Level::best(), text)
    }

    fn with(level: Level, text: &'t str) -> StandardTokens<'t> {
        // No word is an abbreviation.
        const DEFER: DeferOptions = DeferOptions { digits: false, joins: true, short: &[[0; 64]; 9] };
        StandardTokens { text, level, reader: Reader::new(level, text, &DEFER), at: 0, rest: 0..0 }
    }

    /// The next token, of whatever length; it may begin with number signs.
    #[inline]
    fn token(&mut self) -> Option<Range<usize>> {
        loop {
            if let Some((text, start, _)) = self.reader.next_certain() {
                return Some(start..start + text.len());
            }
            let start = if has_blocks(self.level) {
                match self.reader.next()? {
                    Event::Token((text, start, _)) => return Some(start..start + text.len()),
                    Event::Defer(start) => base(self.text, self.at, start),
                }
            } else {
                self.at
            };
            let (end, kind) = piece(self.text, start)?;
            self.at = end;
            if has_blocks(self.level) {
                self.reader.resume_at(end);
            }
            if kind.is_some() {
                return Some(start..end);
            }
        }
    }

    /// Calls `f` with all of them: where they begin, and their text.
    #[inline(always)]
    pub(super) fn each(self, mut f: impl FnMut(usize, &'t str)) {
        let text = self.text;
        if !has_blocks(self.level) {
            return self.for_each(|token| f(token.start, slice(text, token)));
        }
        let StandardTokens { mut at, reader, .. } = self;
        // Where a token begins that was asked for; the others begin where the reader says.
        let ask = |start: usize| {
            let start = base(text, at, start);
            match piece(text, start) {
                Some((end, kind)) => {
                    at = end;
                    (end, kind.map(|_| Some(start)))
                }
                None => (text.len(), None),
            }
        };
        reader.fold(
            (),
            |_| None,
            ask,
            |(), token, start, asked| {
                // What was asked for may begin before.
                let plain = asked.is_none_or(|asked| asked == start) && is_plain(token);
                let mut rest = if plain { 0..0 } else { trimmed(text, asked.unwrap_or(start)..start + token.len()) };
                let mut next = if plain { Some((start, token)) } else { first_of(text, &mut rest) };
                // One call of `f`, so that all that is done with a word can stand here.
                while let Some((start, token)) = next {
                    f(start, token);
                    next = first_of(text, &mut rest);
                }
            },
        );
    }
}

/// Takes the first token from what is left of a long one: where it begins, and its text.
#[inline(always)]
fn first_of<'t>(text: &'t str, rest: &mut Range<usize>) -> Option<(usize, &'t str)> {
    if rest.start >= rest.end {
        return None;
    }
    let token = cut_off(text, rest);
    skip_ignored(text, rest);
    Some((token.start, slice(text, token)))
}

/// Takes what cannot begin a token from what is left of a long one.
#[inline(never)]
fn skip_ignored(text: &str, rest: &mut Range<usize>) {
    let left = slice(text, rest.clone());
    rest.start += left.find(|c| is_word(c) || is_complex(c)).unwrap_or(left.len());
}

/// Takes as much of what is left as a token may have.
#[inline(never)]
fn cut_off(text: &str, rest: &mut Range<usize>) -> Range<usize> {
    let start = rest.start;
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST
    };
    rest.start += slice(text, rest.clone()).chars().take_while(fits).map(char::len_utf8).sum::<usize>();
    start..rest.start
}

/// Whether a token is one, whatever is in it: not too long, and without number signs in front: it begins with ASCII, or with U+0620–067F.
#[inline(always)]
fn is_plain(token: &str) -> bool {
    let (ascii, two) = (token.as_bytes().first().is_some_and(u8::is_ascii), first_two(token));
    (token.len() <= LONGEST) & (ascii | (0xD8A0..=0xD9BF).contains(&two))
}

/// The first two bytes as a number: whether a character is among others is one comparison then, without a branch for each first byte, which nobody
/// could foresee.
#[inline(always)]
pub(super) fn first_two(token: &str) -> u16 {
    token.as_bytes().first_chunk().map_or(0, |&two| u16::from_be_bytes(two))
}

/// A token without the number signs that stand outside.
#[inline(never)]
fn trimmed(text: &str, token: Range<usize>) -> Range<usize> {
    let piece = slice(text, token.clone());
    let lead = piece.len() - piece.trim_start_matches(|c| chars::class(c) == Class::NumberSign).len();
    token.start + lead..token.end
}

/// Where the piece begins that holds a byte, in a text of which what is before `at` is done: the reader parts what attaches to others (WB3d, WB4)
/// from the spaces before it.
fn base(text: &str, at: usize, start: usize) -> usize {
    let attaches = |c: char| ATTACHED.has_char(c) || chars::is_mark(c) || chars::class(c) == Class::Space;
    if !slice(text, start..text.len()).chars().next().is_some_and(attaches) {
        return start;
    }
    // What it attaches to is the spaces before it, or one punctuation mark.
    let before = slice(text, at..start);
    let spaces = before.len() - before.trim_end_matches(' ').len();
    crate::op_counter::count(spaces);
    let mark = before.chars().next_back().filter(|&c| c != '\n').map_or(0, char::len_utf8);
    start - spaces.max(mark)
}

/// The piece between word boundaries that begins at a byte.
#[inline(never)]
fn piece(text: &str, start: usize) -> Option<(usize, Option<Kind>)> {
    let mut bounds = slice(text, start..text.len()).split_word_bounds();
    let piece = bounds.next()?;
    let (mut end, kind) = (start + piece.len(), Kind::of(piece));
    crate::op_counter::count(piece.len());
    if kind == Some(Kind::Complex) {
        // A run of letters of these scripts is one token, with the marks between.
        end += bounds.take_while(|next| Kind::of(next) == Some(Kind::Complex)).map(str::len).sum::<usize>();
    }
    Some((end, kind))
}

impl Iterator for StandardTokens<'_> {
    type Item = Range<usize>;

    #[inline]
    fn next(&mut self) -> Option<Range<usize>> {
        // Behind a cut it begins anew, with the next character that can begin a token.
        if !self.rest.is_empty() {
            skip_ignored(self.text, &mut self.rest);
        }
        if self.rest.is_empty() {
            let token = self.token()?;
            if is_plain(slice(self.text, token.clone())) {
                return Some(token);
            }
            self.rest = trimmed(self.text, token);
        }
        Some(cut_off(self.text, &mut self.rest))
    }
}

/// What makes a piece between word boundaries a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Complex,
}

impl Kind {
    fn of(piece: &str) -> Option<Kind> {
        let mut kind = None;
        for c in piece.chars() {
            if is_complex(c) {
                return Some(Kind::Complex);
            }
            if is_word(c) {
                kind = Some(Kind::Word);
            }
        }
        kind
    }
}

/// Letters, digits and emoji. Marks are no start of a word, though Unicode counts most of them as alphabetic.
fn is_word(c: char) -> bool {
    match chars::class(c) {
        Class::Emoji | Class::Pictographic | Class::RegionalIndicator => true,
        // Pictographic, though punctuation.
        _ if matches!(c, '\u{203C}' | '\u{2049}' | '\u{3030}' | '\u{303D}') => true,
        Class::Mark => false,
        _ if chars::is_letter(c) => true,
        _ => !chars::is_mark(c) && (c.is_alphabetic() || is_decimal(c).is_some()),
    }
}

/// Line_Break=Complex_Context: Thai, Lao, Myanmar, Khmer, Tai and their like.
fn is_complex(c: char) -> bool {
    matches!(c, '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E4E}' | '\u{E81}'..='\u{ECD}' | '\u{EDC}'..='\u{EDF}' | '\u{1000}'..='\u{103F}'
        | '\u{1050}'..='\u{108F}' | '\u{109A}'..='\u{109F}' | '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}'..='\u{17DD}'
        | '\u{1950}'..='\u{1974}' | '\u{1980}'..='\u{19C9}' | '\u{19DA}'..='\u{19DF}' | '\u{1A20}'..='\u{1AAD}'
        | '\u{A9E0}'..='\u{A9EF}' | '\u{A9FA}'..='\u{A9FE}' | '\u{AA60}'..='\u{AAC2}' | '\u{AADB}'..='\u{AADF}')
}

/// The first digits of the sets of decimal digits (Nd) of Unicode 13, which Java 17 knows.
const ZEROS: [u32; 65] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090,
    0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
    0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950,
    0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

/// The ASCII digit for a decimal digit of any script.
fn is_decimal(c: char) -> Option<char> {
    let c = u32::from(c);
    let set = ZEROS.partition_point(|&zero| zero <= c).checked_sub(1).and_then(|i| ZEROS.get(i))?;
    char::from_digit(c - set, 10)
}

/// `LowerCaseFilter`, then `DecimalDigitFilter`: character by character, by Java's simple lower case.
pub(super) fn lower(text: &str, out: &mut String) {
    // Letters and marks of Arabic, which most words are of, have no case and are no digits.
    if text.as_bytes().chunks(2).all(|pair| matches!(pair, [0xD8, _] | [0xD9, 0x80..=0x9F])) {
        out.push_str(text);
        return;
    }
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        match is_decimal(c) {
            Some(digit) => out.push(digit),
            // The full lower case of U+0130 is two characters, the simple one is the first of them.
            None => out.extend(c.to_lowercase().next()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn tokens(text: &str) -> Vec<&str> {
        StandardTokens::new(text).map(|r| &text[r]).collect()
    }

    #[test]
    fn as_the_standard_tokenizer() {
        assert_eq!(tokens("والكتاب، #كلمة_كلمة!"), ["والكتاب", "كلمة_كلمة"]);
        assert_eq!(tokens("؀١٢٣ ۝٧ ..."), ["١٢٣", "٧"]);
        assert_eq!(tokens("ภาษาไทย 日本 👍🏽"), ["ภาษาไทย", "日", "本", "👍🏽"]);
        assert_eq!(tokens(&"ا".repeat(300)).iter().map(|t| t.chars().count()).collect::<Vec<_>>(), [255, 45]);
        assert_eq!(tokens(""), [""; 0]);
    }

    proptest::proptest! {
        /// With blocks as without.
        #[test]
        fn levels(pieces in proptest::collection::vec(proptest::sample::select(&[
            "كتاب", "كِتابٌ", "والكتاب", "ـ", "\u{64E}", "\u{6DD}", "\u{600}", "abc", "Z", "1", "25", "٣", "_", ".", ",", ":", "'", "!", ")", "#", "@", "%",
            "،", "؛", "؟", " ", " ", " ", "\n", "é", "\u{301}", "ไทย", "日本", "👍🏽", "🏽", "🇸🇦", "\u{2003}", "\u{3000}", "\t", "\r", "\u{200D}", "\u{200F}", "گ", "ﻻ", "\u{FFFD}",
        ]), 0..80)) {
            let text = pieces.concat();
            let plain: Vec<_> = StandardTokens::with(Level::SCALAR, &text).collect();
            for level in Level::all() {
                proptest::prop_assert_eq!(&StandardTokens::with(level, &text).collect::<Vec<_>>(), &plain, "{:?} {:?}", level, text);
            }
        }
    }

    /// A token of a million letters is cut in linear work: this ends, and would not if each cut looked at all the rest.
    #[test]
    fn one_long_token() {
        let text = "م".repeat(1_000_000);
        assert_eq!(StandardTokens::new(&text).count(), 1_000_000_usize.div_ceil(255));
    }

    #[test]
    fn work_is_linear() {
        let cost = |unit: &str, bytes: usize| {
            let text = unit.repeat(bytes / unit.len());
            crate::op_counter::take();
            StandardTokens::new(&text).count() + crate::op_counter::take()
        };
        for unit in
            ["كتاب ", "ا.", "\u{64E}", " \u{64E}", "a'", "1,", "é", "#", "«", "👩\u{200D}", "ไ", "ـ", "ا\u{200F}", "\u{64E}ا", " \t"]
        {
            let (once, twice) = (cost(unit, 20_000), cost(unit, 40_000));
            assert!(twice <= once * 21 / 10 + 1000, "{unit:?}: {once} {twice}");
        }
    }

    #[test]
    fn lower_case_and_digits() {
        let mut out = String::new();
        lower("İSTANBUL ΣΑΣ ١٢३ẞ", &mut out);
        assert_eq!(out, "istanbul σασ 123ß");
    }
}
