//! Splits a text into pieces: byte ranges that the [`context`](super::context) routine normalizes one by one.
//!
//! [`piece_end`] finds the end of the piece around a character whose output depends on its neighbours. [`pieces`] splits a range of a text,
//! for options that need more context than adjacent letters. A piece may be long if the text contains a long sequence that cannot be split.
//! Examples are long runs of marks, tatweels, joiners or ء.

use core::ops::Range;

use super::folds::*;
use super::items::LONGEST_PIECE;
use super::options::Options;
use super::plan::{is_cut, is_phrase_sign};
use crate::chars::{self, Class, ClassSet, IGNORABLE, LETTERS, MARKS, base_text, class};
use crate::span::slice;

/// The classes of presentation forms of letters and words. In this file, these forms count as letters, unless an option drops the forms.
const SPELLED_LETTERS: ClassSet = ClassSet::of(&[Class::PresentationLetter, Class::WordLigature]);

/// The minimal length of the pieces that [`pieces`] returns, in bytes. Only the last piece may be shorter. Tests use a small value, so that
/// texts are split often.
const PIECE: usize = if cfg!(test) { 24 } else { 4096 };

/// The length of a long word, in letters. A word with more letters is longer than all words whose long a modern spelling writes without an
/// alef, such as هؤلاء.
pub(super) const LONG_WORD: usize = 16;

/// Returns the character that ends at byte `at`, or `None` at the start of the text.
pub(super) fn last_char(text: &str, at: usize) -> Option<char> {
    slice(text, 0..at).chars().next_back()
}

/// Returns the character that begins at byte `at`, or `None` at the end of the text.
pub(super) fn first_char(text: &str, at: usize) -> Option<char> {
    slice(text, at..text.len()).chars().next()
}

/// Returns the last character of the text that a presentation form, a ligature or a mathematical letter represents: ا for ﻻ. Returns any
/// other character unchanged.
pub(super) fn last_letter(c: char) -> char {
    base_text(c).and_then(|text| text.chars().next_back()).unwrap_or(c)
}

/// Returns the end of the piece around byte `i`: the first byte position after the character at `i` at which the text can be split. The end
/// of the text is such a position. After [`LONGEST_PIECE`] bytes, the piece ends at the next character in any case.
///
/// A text can be split before a [cut](is_cut), because the output from a cut on does not depend on the text before the cut. This rule has
/// two exceptions. First, the rule does not apply directly after a phrase sign (﷽ or ﷼), because the normalizer may insert a space there.
/// Second, the rule does not apply before a letter with a combining hamza. The letter and the hamza may compose to ؤ or ئ, and an option
/// may fold this letter to ء, which merges with a preceding ء.
///
/// A text can also be split between two characters if [`closes`] is true for the first character and [`opens`] is true for the second
/// character. Marks and ignorable characters (joiners, bidi characters and invisible characters) may be between the two characters, unless
/// the first character can be the seat of a combining hamza. A combining hamza among the marks could change this seat to ء.
pub(super) fn piece_end(o: &Options, text: &str, i: usize) -> usize {
    let rest = slice(text, i..text.len());
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return text.len() };
    let is_seat = |c: char| matches!(last_letter(c), 'و' | 'ي' | 'ى' | 'ی' | 'ے');
    // `last` is the preceding character. `base` is the last preceding character that is neither a mark nor ignorable. If there is
    // no such character, `base` is the character at `i`.
    let (mut last, mut base) = (first, first);
    for (at, c) in chars {
        let cuts = || is_cut(c) && !is_phrase_sign(last) && !bears_hamza(o, slice(rest, at + c.len_utf8()..rest.len()));
        let is_closed = || closes(o, base) && (last == base || !is_seat(base));
        if opens(o, c) && is_closed() || cuts() || at > LONGEST_PIECE {
            return i + at;
        }
        if !MARKS.or(IGNORABLE).has_char(c) {
            base = c;
        }
        last = c;
    }
    text.len()
}

/// Splits a range of a text into pieces. A piece ends at the first position after at least [`PIECE`] bytes at which the text can be split.
/// If the options promote the dagger alef, a word can be split only after more than [`LONG_WORD`] letters. If there is no position at which
/// the text can be split, the piece ends at the first character after [`LONGEST_PIECE`] bytes, or at the end of the range.
pub(super) fn pieces<'t>(o: &'t Options, text: &'t str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + 't {
    let mut done = range.start;
    core::iter::from_fn(move || {
        let start = done;
        if range.end - start <= PIECE {
            done = range.end;
            return (start < done).then_some(start..done);
        }
        let (mut last, mut letters) = (None::<char>, 0);
        for (at, c) in slice(text, start..range.end).char_indices() {
            if let Some(last) = last {
                let inside = is_inside_word(Some(last), Some(c));
                let whole_words = o.dagger_alef != DaggerAlefFold::Promote || !inside || letters > LONG_WORD;
                if at >= PIECE && whole_words && can_split(o, last, c) || at > LONGEST_PIECE {
                    done = start + at;
                    return Some(start..done);
                }
            }
            letters = match class(c) {
                class if LETTERS.or(SPELLED_LETTERS).has(class) && !is_phrase_sign(c) => letters + 1,
                class if MARKS.or(IGNORABLE).has(class) || class == Class::Tatweel => letters,
                _ => 0,
            };
            last = Some(c);
        }
        done = range.end;
        Some(start..done)
    })
}

/// Shortens a prefix of a text, so that the prefix does not end with a word before an expanded `﷽` or `﷼`. The given prefix is in normal
/// form and has `end` bytes. Returns the new length: the position after the last ASCII character of the prefix that is not alphanumeric, or
/// 0. If no such sign follows the prefix, or if the prefix ends with ASCII, returns `end`. Marks and ligatures may precede the sign.
///
/// The word determines whether the normalizer inserts a space before the sign, so the word and the sign must both be in the rest of the
/// text.
pub(super) fn before_phrase_sign(o: &Options, text: &str, end: usize) -> usize {
    const PASSED: ClassSet =
        MARKS.or(IGNORABLE).or(ClassSet::of(&[Class::Tatweel, Class::GlyphPart, Class::WordLigature, Class::HonorificLigature]));
    let (head, rest) = text.split_at_checked(end).unwrap_or(("", text));
    let next = rest.chars().find(|&c| is_phrase_sign(c) || !PASSED.has_char(c));
    let expands = o.word_ligatures == LigatureFold::Expand;
    if expands && head.ends_with(|c: char| !c.is_ascii()) && next.is_some_and(is_phrase_sign) {
        return head.rfind(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
    }
    end
}

/// Returns whether the position between the characters `last` and `next` may be inside a word. `None` represents the start or the end of
/// the text.
pub(super) fn is_inside_word(last: Option<char>, next: Option<char>) -> bool {
    const OUTSIDE: ClassSet =
        ClassSet::of(&[Class::Space, Class::LineBreak, Class::ArabicDigit, Class::ExtendedDigit, Class::ArabicPunctuation]);
    let outside = |c: Option<char>| c.is_none_or(|c| c.is_ascii() || is_phrase_sign(c) || OUTSIDE.has_char(c));
    !outside(last) && !outside(next)
}

/// Returns whether the text `after` starts with a combining hamza or madda that may attach to the preceding letter. Other marks, ignorable
/// characters, tatweels, and ligatures and glyph parts that the options drop may precede the hamza.
fn bears_hamza(o: &Options, after: &str) -> bool {
    let is_passed = |class| {
        MARKS.has(class)
            || IGNORABLE.has(class)
            || class == Class::Tatweel
            || class == Class::GlyphPart && o.drops_mark(class)
            || o.ligature(class) == LigatureFold::Drop
    };
    after.chars().map(chars::class).find(|&class| class == Class::HamzaMark || !is_passed(class)) == Some(Class::HamzaMark)
}

/// Returns whether the output for the text after a character depends neither on this character nor on the preceding text. The result holds
/// only if no combining hamza follows the character.
///
/// The result is `true` for ASCII, line breaks, digits, Arabic punctuation, kept presentation forms of letters and words, and letters that
/// do not become ء. If the options expand the character to its text, the result is the result for the last letter of this text.
fn closes(o: &Options, c: char) -> bool {
    let last = match o.ligature(class(c)) {
        LigatureFold::Drop => return false,
        LigatureFold::Expand => last_letter(c),
        LigatureFold::Keep => c,
    };
    let letter = LETTERS.has_char(last) && o.letter(last) != 'ء';
    letter || is_cut(last) && !LETTERS.has_char(last) || SPELLED_LETTERS.has_char(last)
}

/// Returns whether a text can be split before a character if [`closes`] is true for the preceding character. The result is `true` for
/// ASCII, letters, and presentation forms of letters and words that the options do not drop.
fn opens(o: &Options, c: char) -> bool {
    c.is_ascii() || LETTERS.or(SPELLED_LETTERS).has_char(c) && o.ligature(class(c)) != LigatureFold::Drop
}

/// Returns whether a text can be split between the characters `last` and `next` under the options.
///
/// Some options change sequences of characters: runs of equal letters, runs of spaces, signs between digits, or an alef with its fathatan.
/// With such an option, the text must not be split inside these sequences.
fn can_split(o: &Options, last: char, next: char) -> bool {
    let (from, to) = (o.letter(last), o.letter(next));
    let plain = |c: char, to: char| c.is_ascii_alphabetic() || LETTERS.has_char(c) && to != 'ا';
    let word_end = || plain(last, from) && matches!(next, '\n' | ' ');
    closes(o, last) && opens(o, next) && (!o.needs_neighbours() || plain(last, from) && plain(next, to) && from != to || word_end())
}
