//! Reading around a candidate, and nowhere else: a [`Window`] holds the bytes that a decision may see.

use alloc::boxed::Box;

use super::rules::Pace;
use super::{LOOKAHEAD, LOOKBEHIND};
use crate::chars::{self, Class, ClassSet, class};
use crate::entity;
use crate::short;
use crate::token::{self, Tokenizer};

/// How many bytes from the start of a candidate on are read. What an address or an abbreviation is may take the rest of [`LOOKAHEAD`].
pub(super) const AHEAD: usize = LOOKAHEAD - token::LOOKAHEAD;

pub(super) const SPACE: ClassSet = ClassSet::of(&[Class::Space, Class::LineBreak]);
pub(super) const DIGITS: ClassSet = ClassSet::of(&[Class::Digit, Class::ArabicDigit, Class::ExtendedDigit]);
/// What stands in a word and is not read: marks, tatweel, joiners, bidi marks.
pub(super) const HIDDEN: ClassSet = chars::MARKS.or(chars::IGNORABLE).or(ClassSet::of(&[Class::Tatweel, Class::VariationSelector]));
const EMOJI: ClassSet = ClassSet::of(&[Class::Emoji, Class::Pictographic, Class::RegionalIndicator]);

const LETTER: ClassSet = chars::LETTERS.or(ClassSet::of(&[Class::PresentationLetter, Class::Latin, Class::Letter]));
const WORD: ClassSet = LETTER.or(HIDDEN);

#[inline]
pub(super) fn is_letter(c: char) -> bool {
    LETTER.has_char(c)
}
pub(super) fn is_end(c: char) -> bool {
    matches!(c, '.' | '؟' | '?' | '!' | '‼' | '⁉' | '۔' | '…' | '⁇' | '⁈')
}
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '»' | '”' | '’' | '›' | '﴾' | '"' | '\'')
}
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '“' | '‘' | '‹' | '﴿')
}
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}
pub(super) fn is_emoji(c: char) -> bool {
    EMOJI.has_char(c)
}

/// The character at a byte and its length; an invalid sequence is U+FFFD, by maximal subparts.
#[inline]
pub(super) fn at(b: &[u8], i: usize) -> Option<(char, usize)> {
    #[cfg(test)]
    count::add(1);
    let (&first, rest) = b.get(i..)?.split_first()?;
    if first < 0x80 {
        return Some((first as char, 1));
    }
    if let (0xC2..=0xDF, Some(&next @ 0x80..=0xBF)) = (first, rest.first()) {
        return char::from_u32((first as u32 & 0x1F) << 6 | next as u32 & 0x3F).map(|c| (c, 2));
    }
    long(b, i)
}

#[cold]
fn long(b: &[u8], i: usize) -> Option<(char, usize)> {
    let head = b.get(i..b.len().min(i + 4))?;
    let valid = match core::str::from_utf8(head) {
        Ok(s) => s,
        Err(e) if e.valid_up_to() == 0 => return Some(('\u{FFFD}', e.error_len().unwrap_or(head.len()))),
        Err(e) => core::str::from_utf8(head.get(..e.valid_up_to())?).ok()?,
    };
    valid.chars().next().map(|c| (c, c.len_utf8()))
}

/// Where a run of characters that starts at a byte ends.
pub(super) fn skip(b: &[u8], mut i: usize, f: impl Fn(char) -> bool) -> usize {
    while let Some((_, n)) = at(b, i).filter(|&(c, _)| f(c)) {
        i += n;
    }
    i
}

/// Where the white space that starts at a byte ends.
#[inline]
pub(super) fn spaces(b: &[u8], i: usize) -> usize {
    let blank = i + usize::from(matches!(b.get(i), Some(b' ' | b'\n')));
    // Most often that is all.
    if matches!(b.get(blank), Some(b'!'..=b'~' | 0xD8..=0xDB)) { blank } else { skip(b, blank, |c| SPACE.has_char(c)) }
}

/// The bytes that the decision on one candidate may see: [`LOOKBEHIND`] before it, within its sentence, and [`AHEAD`] from it on.
pub(super) struct Window<'t> {
    bytes: &'t [u8],
    low: usize,
}

impl<'t> Window<'t> {
    pub(super) fn new(b: &'t [u8], start: usize, i: usize) -> Window<'t> {
        Window { bytes: b.get(..b.len().min(i + AHEAD)).unwrap_or(b), low: start.max(i.saturating_sub(LOOKBEHIND)) }
    }

    /// The bytes up to the end of the window.
    pub(super) fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    #[inline]
    pub(super) fn at(&self, i: usize) -> Option<(char, usize)> {
        at(self.bytes, i)
    }

    pub(super) fn char(&self, i: usize) -> Option<char> {
        self.at(i).map(|(c, _)| c)
    }

    pub(super) fn skip(&self, i: usize, f: impl Fn(char) -> bool) -> usize {
        skip(self.bytes, i, f)
    }

    pub(super) fn spaces(&self, i: usize) -> usize {
        spaces(self.bytes, i)
    }

    /// Whether there is a line break between two bytes.
    pub(super) fn has_break(&self, from: usize, to: usize) -> bool {
        let mut i = from;
        while let Some((c, n)) = self.at(i).filter(|_| i < to) {
            if class(c) == Class::LineBreak {
                return true;
            }
            i += n;
        }
        false
    }

    /// The character before a byte.
    #[inline]
    pub(super) fn before(&self, i: usize) -> Option<(char, usize)> {
        if i <= self.low {
            return None;
        }
        for n in 1..=4 {
            let Some(s) = i.checked_sub(n).filter(|&s| s >= self.low) else { break };
            if self.bytes.get(s).is_some_and(|&x| x & 0xC0 != 0x80) {
                return self.at(s).filter(|&(_, len)| len == n).or(Some(('\u{FFFD}', 1)));
            }
        }
        Some(('\u{FFFD}', 1))
    }

    /// The start of the run of characters that ends at a byte.
    pub(super) fn back(&self, mut i: usize, f: impl Fn(char) -> bool) -> usize {
        while let Some((_, n)) = self.before(i).filter(|&(c, _)| f(c)) {
            i -= n;
        }
        i
    }

    /// The bytes before `end` up to white space.
    pub(super) fn token(&self, end: usize) -> &'t [u8] {
        self.bytes.get(self.back(end, |c| !SPACE.has_char(c))..end).unwrap_or_default()
    }

    /// The word that starts at a byte.
    pub(super) fn word(&self, i: usize) -> Word {
        let mut w = Word::empty(i);
        while let Some((c, n)) = self.at(w.end).filter(|&(c, _)| WORD.has_char(c)) {
            w.push(c);
            w.end += n;
        }
        w
    }

    /// The word after a word, if only spaces part them.
    pub(super) fn word_after(&self, w: &Word) -> Word {
        self.word(self.skip(w.end, |c| class(c) == Class::Space))
    }

    /// The word with inner stops that ends at a byte: `أ.د`.
    pub(super) fn word_before(&self, end: usize) -> Word {
        self.read(self.back(end, |c| c == '.' || WORD.has_char(c)), end)
    }

    /// The letters and stops of a range.
    pub(super) fn read(&self, start: usize, end: usize) -> Word {
        let mut w = Word::empty(start);
        while let Some((c, n)) = self.at(w.end).filter(|_| w.end < end) {
            w.push(c);
            w.end += n;
        }
        w
    }
}

/// Whether a token ends at `end`, which the candidate at `i` gives for the end of the sentence that starts at `first`: none does inside an
/// address, a tag, an abbreviation or an emoji. Without white space within [`LOOKBEHIND`] nobody can tell, and none does.
pub(super) fn ends_token(pace: Pace, b: &[u8], first: usize, i: usize, end: usize) -> bool {
    if b.len() <= end || at(b, end).is_some_and(|(c, _)| SPACE.has_char(c)) {
        return true;
    }
    let w = Window::new(b, first, i);
    let start = w.back(end, |c| !SPACE.has_char(c));
    if start == w.low && start > first {
        return false;
    }
    let seen = b.get(start..b.len().min(i + LOOKAHEAD)).unwrap_or_default();
    // To ask the tokenizer takes as long as many sentences.
    if pace.is_scan() && is_apart(seen, end - start) {
        return true;
    }
    Tokenizer::new().tokens_utf8(seen).map(|t| start + t.range().end).find(|&e| e >= end) == Some(end)
}

/// Whether the first `len` bytes of a text, which starts a token, certainly end with one: they are a stop, or an Arabic word that is no abbreviation
/// with its stop, before another such word or a bracket, and in no address.
fn is_apart(text: &[u8], len: usize) -> bool {
    let Some((word, [b'.', next @ ..])) = len.checked_sub(1).and_then(|n| text.split_at_checked(n)) else { return false };
    let starts = matches!(next, [b'(' | b'[', ..] | [0xD8, 0xA1..=0xBA, ..] | [0xD9, 0x81..=0x8A, ..]);
    // Two letters may be those of a row of initials that is behind a clitic: «وأ.د.»; without a blank behind the stop, more are needed.
    let alone = || word.is_empty() || word.len() > 4 && entity::is_plain_word(word);
    let in_address = || next.iter().take_while(|x| !x.is_ascii_whitespace()).any(|&x| x == b'@');
    starts && alone() && !in_address()
}

/// A word without marks and hidden characters, in a small buffer. A word that does not fit reads as the empty text.
pub(super) struct Word {
    bytes: [u8; 32],
    len: usize,
    pub(super) letters: usize,
    /// The stops inside.
    pub(super) dots: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    long: bool,
}

impl Word {
    fn empty(start: usize) -> Word {
        Word { bytes: [0; 32], len: 0, letters: 0, dots: 0, start, end: start, long: false }
    }

    fn push(&mut self, c: char) {
        if c == '.' {
            self.dots += 1;
        } else if LETTER.has_char(c) {
            self.letters += 1;
        } else {
            return;
        }
        match self.bytes.get_mut(self.len..self.len + c.len_utf8()) {
            Some(room) if !self.long => {
                c.encode_utf8(room);
                self.len += c.len_utf8();
            }
            _ => self.long = true,
        }
    }

    /// The letters and inner stops; empty if there is no room for them.
    pub(super) fn text(&self) -> &[u8] {
        if self.long { b"" } else { self.bytes.get(..self.len).unwrap_or_default() }
    }

    pub(super) fn starts_with(&self, s: &str) -> bool {
        self.text().starts_with(s.as_bytes())
    }

    pub(super) fn is_ascii(&self) -> bool {
        self.text().is_ascii()
    }

    /// Whether the word is in a closed class.
    pub(super) fn is(&self, list: &[u128]) -> bool {
        is_in(self.text(), list)
    }

    /// Returns whether the word is one of a list.
    pub(super) fn is_one_of(&self, list: &[Box<str>]) -> bool {
        self.letters > 0 && list.iter().any(|s| s.as_bytes() == self.text())
    }
}

pub(super) fn is_in(text: &[u8], list: &[u128]) -> bool {
    text.len() <= short::MAX && list.binary_search(&short::key(text)).is_ok()
}

/// Counts the bytes passed over and the characters read, for the tests that hold the work linear.
#[cfg(test)]
pub(super) mod count {
    std::thread_local!(static READ: core::cell::Cell<usize> = const { core::cell::Cell::new(0) });

    pub(in super::super) fn add(n: usize) {
        READ.with(|r| r.set(r.get() + n));
    }
    pub(in super::super) fn take() -> usize {
        READ.with(|r| r.replace(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    /// What is apart by its first bytes is so for the tokenizer.
    #[test]
    fn is_apart_is_no_guess() {
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
        let behind = [
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
        let (mut all, mut apart) = (0, 0);
        for word in words {
            for next in behind {
                for rest in ["", " ", " كتاب. كتاب", "كتاب.كتاب@كتاب.عرب", "@x.com", ".م.", "5", "\n@"] {
                    let text = format!("{word}.{next}{rest}");
                    let len = word.len() + 1;
                    all += 1;
                    if is_apart(text.as_bytes(), len) {
                        apart += 1;
                        assert!(Tokenizer::new().tokens(&text).any(|t| t.range().end == len), "{text:?}");
                    }
                }
            }
        }
        assert!(apart * 25 > all, "{apart} of {all}");
    }
}
