//! The scanner: one forward pass that finds the end of the sentence that starts at a given byte.
//!
//! A candidate is a character at which a sentence may end: an end mark, a line break, a closing quotation mark or, by option, a clause mark
//! or a verse sign. The scanner searches for one byte of each candidate, and decodes characters only at the bytes that the search finds.
//! The fast path [`plain`](super::plain) decides most full stops. The rules of [`mark`](super::mark) decide all other end marks, and the
//! rules of [`lines`](super::lines) decide the line breaks.

#[cfg(any(test, fuzzing))]
use alloc::vec::Vec;

use super::characters::{DIGITS, SPACE, char_at, is_closer, is_end_mark, next_space, skip_spaces, skip_while};
use super::limits::WRAPPED_LINE;
use super::line_shape::is_line_start;
use super::lines::decide_line_break;
use super::mark::decide_mark;
use super::options::SentenceOptions;
#[cfg(any(test, fuzzing))]
use super::options::SentenceSplitter;
use super::plain::is_plain_end;
use super::quotation::{closing_mark, separates_utterances};
use super::strategy::Strategy;
use super::token_end::ends_token;
use crate::chars::{self, Class, class};
use crate::op_counter;
#[cfg(any(test, fuzzing))]
use crate::scan::Level;
use crate::scan::sentences::Hit;

/// The state of the search for the end of a sentence. Positions are in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScanState {
    /// The position of the first character of the sentence.
    pub(super) sentence: usize,
    /// The position of the first character of the last line of the sentence.
    pub(super) line: usize,
    /// The position from which the search continues. The sentence does not end before this position.
    pub(super) at: usize,
    /// The position of the closing mark of the last quotation in which no sentence ends. If there is no such quotation, the value is the
    /// start of the sentence.
    pub(super) quotation_end: usize,
    /// True if a sentence may end inside a quotation.
    pub(super) splits_quotations: bool,
}

impl ScanState {
    /// Returns the state at the start of a sentence.
    pub(super) fn new(options: &SentenceOptions, sentence: usize) -> ScanState {
        ScanState { sentence, line: sentence, at: sentence, quotation_end: sentence, splits_quotations: options.quotations }
    }
}

/// The result of a search for the end of a sentence.
pub(super) enum Found {
    /// The byte position of the end of the sentence, before the white space after the sentence.
    End(usize),
    /// The sentence has no end before the limit.
    Limit,
    /// The bytes after a candidate do not suffice for a decision, because more text may follow.
    NeedsMore,
}

/// Searches for the end of a sentence from byte `state.at` up to byte `limit`. If a candidate is before byte `certain`, `bytes` contains
/// enough text after the candidate for the decision. At a candidate at or after `certain`, the function returns
/// [`NeedsMore`](Found::NeedsMore) and stores in `state` the position from which the search resumes.
#[inline]
pub(super) fn find_end(
    strategy: Strategy,
    options: &SentenceOptions,
    bytes: &[u8],
    state: &mut ScanState,
    limit: usize,
    certain: usize,
) -> Found {
    let sentence = state.sentence;
    let (mut at, mut line, mut quotation_end, mut splits_quotations) = (state.at, state.line, state.quotation_end, state.splits_quotations);
    let seen = bytes.get(..limit.saturating_add(1)).unwrap_or(bytes);
    loop {
        let Hit { at: hit, word } = strategy.find_candidate(options, seen, at);
        op_counter::count(hit.saturating_sub(at));
        if hit >= seen.len() {
            let at = at.max(seen.len().saturating_sub(1));
            *state = ScanState { sentence, line, at, quotation_end, splits_quotations };
            return Found::Limit;
        }
        // The hit may be the second byte of the candidate: 9F in `؟` (D8 9F).
        let candidate = if bytes.get(hit).is_some_and(|byte| byte & 0xC0 == 0x80) && hit > at { hit - 1 } else { hit };
        if candidate >= certain {
            *state = ScanState { sentence, line, at: candidate, quotation_end, splits_quotations };
            return Found::NeedsMore;
        }
        let is_stop = bytes.get(hit) == Some(&b'.');
        if strategy.is_fast() && is_stop && hit >= quotation_end && hit < limit && is_plain_end(options, bytes, sentence, hit, word) {
            return Found::End(hit + 1);
        }
        let Some((c, len)) = char_at(bytes, candidate).filter(|_| candidate < limit) else { return Found::Limit };
        at = (candidate + len).max(hit + 1);
        match c {
            '«' | '“' if !splits_quotations && candidate >= quotation_end => match closing_mark(bytes, candidate) {
                Some(end) => quotation_end = end,
                None => splits_quotations = true,
            },
            '،' | '؛' | ',' | ';' | ':' if options.clauses && candidate >= quotation_end && is_clause_end(bytes, candidate + len) => {
                return Found::End(candidate + len);
            }
            '"' | '»' | '”' if candidate >= quotation_end && separates_utterances(bytes, sentence, candidate, len) => {
                return Found::End(candidate + len);
            }
            '\u{6DD}' if options.verses => return Found::End(skip_while(bytes, candidate + len, |c| DIGITS.has_char(c))),
            _ if is_end_mark(c) => match decide_mark(options, bytes, sentence, candidate) {
                Ok(end) if (candidate >= quotation_end || end > quotation_end) && ends_token(strategy, bytes, sentence, candidate, end) => {
                    return Found::End(end);
                }
                Ok(end) | Err(end) => at = end.max(at),
            },
            _ if class(c) == Class::LineBreak => {
                let (ends, next) = decide_line_break(strategy, options, bytes, sentence, line, candidate);
                if ends && candidate >= quotation_end {
                    return Found::End(candidate);
                }
                line = next;
                at = next.max(at);
            }
            _ => {}
        }
    }
}

/// Returns the end of the sentence that starts at byte `start`, including the white space after the sentence.
pub(super) fn sentence_end(strategy: Strategy, options: &SentenceOptions, bytes: &[u8], start: usize) -> usize {
    let sentence = skip_spaces(bytes, start);
    let mut state = ScanState::new(options, sentence);
    let limit = options.soft_limit.map_or(bytes.len(), |limit| start.saturating_add(limit.max(1)).max(sentence + 1).min(bytes.len()));
    match find_end(strategy, options, bytes, &mut state, limit, usize::MAX) {
        Found::End(end) => skip_spaces(bytes, end),
        Found::Limit if limit < bytes.len() => {
            let cut = soft_cut(bytes, sentence, limit).or_else(|| next_space(bytes, limit));
            skip_spaces(bytes, cut.unwrap_or(bytes.len()))
        }
        _ => bytes.len(),
    }
}

/// Returns the position at which a sentence is cut, if the sentence has no end before byte `limit`. The sentence is cut after the last
/// clause mark before `limit` that may end a clause (see [`is_clause_end`]). If there is no such clause mark, the sentence is cut before
/// the last space before `limit`. Returns `None` if there is no such space either.
pub(super) fn soft_cut(bytes: &[u8], sentence: usize, limit: usize) -> Option<usize> {
    let mut space = None;
    let mut at = limit.min(bytes.len());
    while at > sentence {
        at -= 1;
        op_counter::count(0);
        let is_arabic_mark = || at > sentence && bytes.get(at - 1) == Some(&0xD8) && at < limit;
        match bytes.get(at).copied().unwrap_or(0) {
            b' ' if space.is_none() => space = Some(at),
            b',' | b';' | b':' if is_clause_end(bytes, at + 1) => return Some(at + 1),
            0x8C | 0x9B if is_arabic_mark() && is_clause_end(bytes, at + 1) => return Some(at + 1),
            _ => {}
        }
    }
    space
}

/// Returns whether a clause may end at byte `end`, directly after a clause mark. A clause does not end inside a number, a time or an
/// address: `12:30`.
fn is_clause_end(bytes: &[u8], end: usize) -> bool {
    char_at(bytes, end).is_none_or(|(c, _)| SPACE.has_char(c) || is_closer(c) || chars::is_letter(c))
}

/// Returns whether the sentences of `bytes[at..]` are certainly the same with and without the text before `at`.
///
/// The function returns false if `at` is in the middle of a line that ends within [`WRAPPED_LINE`] bytes. Without the text before `at`, the
/// rest of this line could count as a heading or as a line that no margin wrapped. The line break after this rest would then end a
/// sentence.
pub(super) fn is_independent(bytes: &[u8], at: usize) -> bool {
    // The number of bytes after the line that are read: the longest line break (U+2028) has three bytes, and one more byte is read.
    const BREAK: usize = 4;
    let sentence = skip_spaces(bytes, at);
    let mut line = bytes.get(sentence..bytes.len().min(sentence + WRAPPED_LINE + BREAK)).unwrap_or_default();
    is_line_start(bytes, at) || {
        let mut ends = false;
        while let Some(n) = line.iter().position(|&byte| byte < b' ' || matches!(byte, 0xC2 | 0xE2)).filter(|_| !ends) {
            ends = char_at(line, n).is_some_and(|(c, _)| class(c) == Class::LineBreak);
            line = line.get(n + 1..).unwrap_or_default();
        }
        !ends
    }
}

/// Returns the byte positions of the ends of all sentences, computed with the reference strategy. This strategy reads every character.
#[cfg(any(test, fuzzing))]
pub(crate) fn all_ends_by_reference(splitter: &SentenceSplitter, bytes: &[u8]) -> Vec<usize> {
    all_ends(Strategy::Reference, splitter, bytes)
}

/// Returns one list of the ends of all sentences for each SIMD level that the processor supports.
#[cfg(any(test, fuzzing))]
pub(crate) fn all_ends_by_level(splitter: &SentenceSplitter, bytes: &[u8]) -> Vec<Vec<usize>> {
    Level::all().into_iter().map(|level| all_ends(Strategy::Fast(level), splitter, bytes)).collect()
}

/// Returns the ends of all sentences, computed with the given strategy.
#[cfg(any(test, fuzzing))]
pub(super) fn all_ends(strategy: Strategy, splitter: &SentenceSplitter, bytes: &[u8]) -> Vec<usize> {
    let next = |&at: &usize| (at < bytes.len()).then(|| sentence_end(strategy, &splitter.options, bytes, at));
    core::iter::successors(next(&0), next).collect()
}
