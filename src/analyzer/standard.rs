//! The first steps of Lucene's `ArabicAnalyzer`: `StandardTokenizer`, `LowerCaseFilter` and `DecimalDigitFilter`.
//!
//! `StandardTokenizer` splits a text at the word boundaries of UAX #29, with three changes: (1) a segment between two word boundaries is a
//! token only if the segment contains a letter, a digit or an emoji; (2) a sequence of letters of South East Asian scripts is not split;
//! (3) a token of more than 255 UTF-16 code units is split.
//!
//! Lucene 8.7 uses the word-break data of about Unicode 9. This crate uses the newer data of `unicode-segmentation`. Two changes of Unicode
//! affect the results:
//!
//! - The number signs U+0600–0605 and U+06DD were ignored in Unicode 9, but have the word-break class of digits now. This module removes
//!   the signs from the start of a token, so the term starts at the first digit, as in Lucene.
//! - Characters that were added after Unicode 9 have a word-break class now, so the word boundaries next to them can differ.

use alloc::string::String;
use core::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::chars::{self, Class, ClassSet};
use crate::scan::Level;
use crate::scan::words::{DeferOptions, Event, Reader, has_blocks};
use crate::span::slice;

/// The maximum length of a token in UTF-16 code units.
const LONGEST: usize = 255;

/// Characters that can attach to the preceding character by the rules WB3c and WB4 of UAX #29.
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

/// An iterator over the tokens of Lucene's `StandardTokenizer`, as byte ranges.
#[derive(Clone, Debug)]
pub(super) struct StandardTokens<'t> {
    text: &'t str,
    level: Level,
    /// The SIMD reader that finds the words for the tokenizer of this crate. If the bitmasks of the reader cannot decide a segment, the
    /// reader defers the decision to its caller. All tokens that the reader decides are also tokens of Lucene.
    reader: Reader<'t, true>,
    /// The end of the last segment that was decided without the reader, in bytes. If the SIMD level has no reader, the next segment starts
    /// here.
    at: usize,
    /// The part of the current token that is not yet returned, as a byte range. The part is not empty only after the start of a token of
    /// more than 255 UTF-16 code units was returned.
    rest: Range<usize>,
}

impl<'t> StandardTokens<'t> {
    /// Creates the iterator for the best SIMD level of the processor.
    pub(super) fn new(text: &'t str) -> StandardTokens<'t> {
        StandardTokens::with(Level::best(), text)
    }

    fn with(level: Level, text: &'t str) -> StandardTokens<'t> {
        // `digits` is false and `short` is empty, because Lucene has no rules for dates and abbreviations.
        const DEFER: DeferOptions = DeferOptions { digits: false, joins: true, short: &[[0; 64]; 9] };
        StandardTokens { text, level, reader: Reader::new(level, text, &DEFER), at: 0, rest: 0..0 }
    }

    /// Returns the byte range of the next token. The caller splits the token if it is too long, and removes number signs from its start.
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

    /// Calls `f` with the start (in bytes) and the text of each token.
    #[inline(always)]
    pub(super) fn for_each_token(self, mut f: impl FnMut(usize, &'t str)) {
        let text = self.text;
        if !has_blocks(self.level) {
            return self.for_each(|token| f(token.start, slice(text, token)));
        }
        let StandardTokens { mut at, reader, .. } = self;
        // Decides a deferred segment. Returns the end of the segment. Also returns the start of the segment if the segment is a token,
        // otherwise `None`. The reader passes this start to the last closure as `deferred`. For a token that the reader decides, `deferred` is
        // `None`.
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
            |(), token, start, deferred| {
                // A deferred token may start at `deferred`, before the position `start` that the reader returns.
                let plain = deferred.is_none_or(|deferred| deferred == start) && is_plain(token);
                let mut rest = if plain { 0..0 } else { trimmed(text, deferred.unwrap_or(start)..start + token.len()) };
                let mut next = if plain { Some((start, token)) } else { first_of(text, &mut rest) };
                // The loop handles both cases, so that there is only one call of `f` and the compiler inlines `f`.
                while let Some((start, token)) = next {
                    f(start, token);
                    next = first_of(text, &mut rest);
                }
            },
        );
    }
}

/// Removes the first token from `rest`, the remaining byte range of a long token. Also removes the characters after it that cannot start a
/// token. Returns the start (in bytes) and the text of the removed token, or `None` if `rest` is empty.
#[inline(always)]
fn first_of<'t>(text: &'t str, rest: &mut Range<usize>) -> Option<(usize, &'t str)> {
    if rest.start >= rest.end {
        return None;
    }
    let token = cut_off(text, rest);
    skip_ignored(text, rest);
    Some((token.start, slice(text, token)))
}

/// Advances the start of `rest` past the characters that cannot start a token.
#[inline(never)]
fn skip_ignored(text: &str, rest: &mut Range<usize>) {
    let left = slice(text, rest.clone());
    rest.start += left.find(|c| is_word(c) || is_complex(c)).unwrap_or(left.len());
}

/// Removes a token of at most 255 UTF-16 code units from the start of `rest`. Returns the byte range of the removed token.
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

/// Returns true if a token has at most 255 bytes and starts with a character of ASCII or of U+0620–067F. Such a token is returned
/// unchanged: the token is not too long, and does not start with a number sign.
#[inline(always)]
fn is_plain(token: &str) -> bool {
    let (ascii, two) = (token.as_bytes().first().is_some_and(u8::is_ascii), first_two(token));
    (token.len() <= LONGEST) & (ascii | (0xD8A0..=0xD9BF).contains(&two))
}

/// Returns the first two bytes of a token as a big-endian number, or 0 if the token has only one byte. The caller compares this number with
/// a range of two-byte characters, without a branch for each first byte.
#[inline(always)]
pub(super) fn first_two(token: &str) -> u16 {
    token.as_bytes().first_chunk().map_or(0, |&two| u16::from_be_bytes(two))
}

/// Removes the number signs from the start of a token, given as a byte range. Returns the remaining byte range.
#[inline(never)]
fn trimmed(text: &str, token: Range<usize>) -> Range<usize> {
    let piece = slice(text, token.clone());
    let lead = piece.len() - piece.trim_start_matches(|c| chars::class(c) == Class::NumberSign).len();
    token.start + lead..token.end
}

/// Returns the start (in bytes) of the segment that contains the byte `start`, at which the reader has deferred. `at` is the end of the
/// last segment that was decided without the reader. The segment does not start before `at`.
///
/// The segment can start before `start` if an attached character, such as a mark, is at `start`. The reader separates this character from
/// the preceding spaces or punctuation mark, but UAX #29 has no boundary between them (WB3d, WB4).
fn base(text: &str, at: usize, start: usize) -> usize {
    let attaches = |c: char| ATTACHED.has_char(c) || chars::is_mark(c) || chars::class(c) == Class::Space;
    if !slice(text, start..text.len()).chars().next().is_some_and(attaches) {
        return start;
    }
    // The character at `start` attaches to the preceding spaces, or to the preceding punctuation mark.
    let before = slice(text, at..start);
    let spaces = before.len() - before.trim_end_matches(' ').len();
    crate::op_counter::count(spaces);
    let mark = before.chars().next_back().filter(|&c| c != '\n').map_or(0, char::len_utf8);
    start - spaces.max(mark)
}

/// Finds the segment that starts at the byte `start`, a word boundary. Returns the end of the segment (a byte offset), and the kind of the
/// segment, which is `None` if the segment is not a token. Returns `None` at the end of the text.
#[inline(never)]
fn piece(text: &str, start: usize) -> Option<(usize, Option<Kind>)> {
    let mut bounds = slice(text, start..text.len()).split_word_bounds();
    let piece = bounds.next()?;
    let (mut end, kind) = (start + piece.len(), Kind::of(piece));
    crate::op_counter::count(piece.len());
    if kind == Some(Kind::Complex) {
        // A sequence of letters and marks of South East Asian scripts is one token.
        end += bounds.take_while(|next| Kind::of(next) == Some(Kind::Complex)).map(str::len).sum::<usize>();
    }
    Some((end, kind))
}

impl Iterator for StandardTokens<'_> {
    type Item = Range<usize>;

    #[inline]
    fn next(&mut self) -> Option<Range<usize>> {
        // Between two parts of a long token, the characters that cannot start a token are skipped.
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

/// The kind of a segment that is a token. A segment is the text between two adjacent word boundaries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The segment contains a letter, a digit or an emoji, and no character of `Complex`.
    Word,
    /// The segment contains a letter or mark of a South East Asian script (see [`is_complex`]).
    Complex,
}

impl Kind {
    /// Returns the kind of a segment, or `None` if the segment is not a token.
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

/// Returns whether a character is a letter, a digit or an emoji. Returns `false` for marks, although Unicode classifies many marks as
/// alphabetic.
fn is_word(c: char) -> bool {
    match chars::class(c) {
        Class::Emoji | Class::Pictographic | Class::RegionalIndicator => true,
        // Unicode classifies these punctuation marks as pictographic.
        _ if matches!(c, '\u{203C}' | '\u{2049}' | '\u{3030}' | '\u{303D}') => true,
        Class::Mark => false,
        _ if chars::is_letter(c) => true,
        _ => !chars::is_mark(c) && (c.is_alphabetic() || ascii_digit(c).is_some()),
    }
}

/// Returns whether a character of the Basic Multilingual Plane has the property Line_Break=Complex_Context. The letters and marks of the
/// scripts Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham and Tai Viet have this property.
fn is_complex(c: char) -> bool {
    matches!(c, '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E4E}' | '\u{E81}'..='\u{ECD}' | '\u{EDC}'..='\u{EDF}' | '\u{1000}'..='\u{103F}'
        | '\u{1050}'..='\u{108F}' | '\u{109A}'..='\u{109F}' | '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}'..='\u{17DD}'
        | '\u{1950}'..='\u{1974}' | '\u{1980}'..='\u{19C9}' | '\u{19DA}'..='\u{19DF}' | '\u{1A20}'..='\u{1AAD}'
        | '\u{A9E0}'..='\u{A9EF}' | '\u{A9FA}'..='\u{A9FE}' | '\u{AA60}'..='\u{AAC2}' | '\u{AADB}'..='\u{AADF}')
}

/// The digit zero of each set of decimal digits (Nd) in Unicode 13, in ascending order. Java 17 uses this version of Unicode.
const ZEROS: [u32; 65] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090,
    0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
    0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x11730, 0x118E0, 0x11950,
    0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

/// Returns the ASCII digit that corresponds to a decimal digit of any script, or `None` for other characters.
fn ascii_digit(c: char) -> Option<char> {
    let c = u32::from(c);
    let set = ZEROS.partition_point(|&zero| zero <= c).checked_sub(1).and_then(|i| ZEROS.get(i))?;
    char::from_digit(c - set, 10)
}

/// Appends a text in the form that `LowerCaseFilter` and `DecimalDigitFilter` produce. Decimal digits become ASCII digits. Other characters
/// become lower case: each character is changed alone, by the simple lower case of Java.
pub(super) fn lower_case(text: &str, out: &mut String) {
    // The characters U+0600–065F have no case and are not digits, so a text of these characters does not change.
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
        match ascii_digit(c) {
            Some(digit) => out.push(digit),
            // The full lower case of U+0130 (İ) has two characters; the simple lower case is the first of the two.
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
    fn tokens_are_those_of_the_standard_tokenizer() {
        assert_eq!(tokens("والكتاب، #كلمة_كلمة!"), ["والكتاب", "كلمة_كلمة"]);
        assert_eq!(tokens("؀١٢٣ ۝٧ ..."), ["١٢٣", "٧"]);
        assert_eq!(tokens("ภาษาไทย 日本 👍🏽"), ["ภาษาไทย", "日", "本", "👍🏽"]);
        assert_eq!(tokens(&"ا".repeat(300)).iter().map(|t| t.chars().count()).collect::<Vec<_>>(), [255, 45]);
        assert_eq!(tokens(""), [""; 0]);
    }

    proptest::proptest! {
        #[test]
        fn all_levels_have_the_same_tokens(pieces in proptest::collection::vec(proptest::sample::select(&[
            "كتاب", "كِتابٌ", "والكتاب", "ـ", "\u{64E}", "\u{6DD}", "\u{600}", "abc", "Z", "1", "25", "٣", "_", ".", ",", ":", "'", "!", ")", "#", "@", "%",
            "،", "؛", "؟", " ", " ", " ", "\n", "é", "\u{301}", "ไทย", "日本", "👍🏽", "🏽", "🇸🇦", "\u{2003}", "\u{3000}", "\t", "\r", "\u{200D}", "\u{200F}", "گ", "ﻻ", "\u{FFFD}",
        ]), 0..80)) {
            let text = pieces.concat();
            let plain: Vec<_> = StandardTokens::with(Level::Scalar, &text).collect();
            for level in Level::all() {
                proptest::prop_assert_eq!(&StandardTokens::with(level, &text).collect::<Vec<_>>(), &plain, "{:?} {:?}", level, text);
            }
        }
    }

    /// Tests that a token of a million letters is split in linear time. The test would take very long if each split scanned the rest of
    /// the token.
    #[test]
    fn a_long_token_is_split_in_linear_work() {
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
        lower_case("İSTANBUL ΣΑΣ ١٢३ẞ", &mut out);
        assert_eq!(out, "istanbul σασ 123ß");
    }
}
