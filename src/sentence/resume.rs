//! The search for the end of a sentence in a text that is read in parts.
//!
//! [`crate::io`] reads with it: the certain part of a long sentence can be returned, and most of it dropped from the buffer.

use core::ops::Range;

use super::characters::{next_space, skip_spaces};
use super::limits::{LOOKAHEAD, LOOKBEHIND, QUOTATION};
use super::options::{SentenceOptions, SentenceSplitter};
use super::scanner::{Found, ScanState, find_end, soft_cut};
use super::strategy::Strategy;
use crate::scan::Level;

/// The number of bytes kept from the start of a sentence: more than a list marker and more than a heading have.
const HEAD: usize = 128;
/// The number of bytes kept before the position of the search: more than a line that may be wrapped has.
const TAIL: usize = 640;
/// The length of the longest character and of a line break of two characters after it.
const CHAR: usize = 8;

/// A sentence whose end is searched for in a text that grows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartialSentence {
    start: usize,
    stage: Stage,
    /// The number of bytes of white space before the sentence that were dropped.
    dropped: usize,
}

/// The stage of the search, with its position.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// White space up to this position precedes the sentence.
    Before(usize),
    /// The end is searched for.
    Scan(ScanState),
    /// The sentence passed its soft limit without a position to cut at. No white space is before this position.
    OverLimit(usize),
    /// The sentence ended. White space up to this position follows it.
    After(usize),
}

impl Stage {
    /// Applies a function to each position.
    fn map(self, moved: impl Fn(usize) -> usize) -> Stage {
        match self {
            Stage::Before(at) => Stage::Before(moved(at)),
            Stage::OverLimit(at) => Stage::OverLimit(moved(at)),
            Stage::After(at) => Stage::After(moved(at)),
            Stage::Scan(state) => Stage::Scan(ScanState {
                sentence: moved(state.sentence),
                line: moved(state.line),
                at: moved(state.at),
                quotation_end: moved(state.quotation_end),
                ..state
            }),
        }
    }
}

impl PartialSentence {
    /// The number of bytes before a sentence that its rules read, and one more that indicates that the text does not start there.
    pub(crate) const CONTEXT: usize = LOOKBEHIND + 1;

    /// Returns the sentence that starts at a byte.
    pub(crate) fn new(start: usize) -> PartialSentence {
        PartialSentence { start, stage: Stage::Before(start), dropped: 0 }
    }

    /// Returns the number of bytes from a candidate on that must be in the buffer.
    pub(crate) fn lookahead(splitter: &SentenceSplitter) -> usize {
        let options = &splitter.options;
        (LOOKAHEAD + CHAR + if options.quotations { 0 } else { QUOTATION }).saturating_add(options.soft_limit.unwrap_or(0))
    }

    /// Returns the end of the sentence in `bytes`, with the white space after it. Returns `None` if more text could change it. `is_complete`
    /// indicates that no more text follows.
    pub(crate) fn end(&mut self, splitter: &SentenceSplitter, bytes: &[u8], is_complete: bool) -> Option<usize> {
        let options = &splitter.options;
        let is_certain = |at: usize| is_complete || at + CHAR <= bytes.len();
        loop {
            self.stage = match self.stage {
                Stage::Before(at) => {
                    let sentence = skip_spaces(bytes, at);
                    if !is_certain(sentence) {
                        self.stage = Stage::Before(sentence);
                        return None;
                    }
                    Stage::Scan(ScanState::new(options, sentence))
                }
                Stage::Scan(state) => match self.scan(options, bytes, is_complete, state) {
                    (Found::End(end), _) => Stage::After(end),
                    (Found::Limit, limit) if limit < bytes.len() && is_certain(limit) => match soft_cut(bytes, state.sentence, limit) {
                        Some(cut) => Stage::After(cut),
                        None => Stage::OverLimit(limit),
                    },
                    (Found::Limit | Found::NeedsMore, _) if !is_complete => return None,
                    _ => return Some(bytes.len()),
                },
                Stage::OverLimit(at) => match next_space(bytes, at) {
                    Some(space) => Stage::After(space),
                    None if is_complete => return Some(bytes.len()),
                    None => {
                        self.stage = Stage::OverLimit(bytes.len());
                        return None;
                    }
                },
                Stage::After(at) => {
                    let end = skip_spaces(bytes, at);
                    if is_certain(end) {
                        return Some(end);
                    }
                    self.stage = Stage::After(end);
                    return None;
                }
            };
        }
    }

    /// Continues the search and stores its state. Returns the result and the soft limit, or the length of the text without one.
    fn scan(&mut self, options: &SentenceOptions, bytes: &[u8], is_complete: bool, mut state: ScanState) -> (Found, usize) {
        let soft_limit = |limit: usize| self.start.saturating_add(limit.max(1)).saturating_sub(self.dropped);
        let limit = options.soft_limit.map_or(bytes.len(), |limit| soft_limit(limit).max(state.sentence + 1).min(bytes.len()));
        let lookahead = LOOKAHEAD + if state.splits_quotations { 0 } else { QUOTATION };
        let certain = if is_complete { usize::MAX } else { (bytes.len() + 1).saturating_sub(lookahead) };
        let found = find_end(Strategy::Fast(Level::best()), options, bytes, &mut state, limit, certain);
        self.stage = Stage::Scan(state);
        (found, limit)
    }

    /// Returns the position up to which the text certainly belongs to the sentence.
    pub(crate) fn certain_end(&self) -> usize {
        match self.stage {
            Stage::Before(at) | Stage::OverLimit(at) | Stage::After(at) => at,
            Stage::Scan(state) => state.at,
        }
    }

    /// Drops the bytes that are not read again, once everything before [`certain_end`](Self::certain_end) was returned. Returns their range, which
    /// the caller removes from the buffer. All positions move.
    pub(crate) fn drop_read(&mut self) -> Range<usize> {
        let sentence = match self.stage {
            Stage::Before(at) => at,
            Stage::Scan(state) => state.sentence,
            Stage::OverLimit(_) | Stage::After(_) => self.start,
        };
        let space = self.start..sentence.saturating_sub(PartialSentence::CONTEXT);
        let certain_end = self.certain_end();
        let range = match self.stage {
            _ if space.start < space.end => {
                self.dropped += space.len();
                space
            }
            Stage::Scan(state) => state.sentence + HEAD..certain_end.saturating_sub(TAIL),
            Stage::Before(_) | Stage::OverLimit(_) | Stage::After(_) => self.start..certain_end.saturating_sub(PartialSentence::CONTEXT),
        };
        if range.start >= range.end {
            return 0..0;
        }
        self.stage = self.stage.map(|at| if at >= range.end { at - range.len() } else { at.min(range.start) });
        range
    }

    /// Moves all positions to the front by a number of bytes.
    pub(crate) fn shift(&mut self, len: usize) {
        self.start = self.start.saturating_sub(len);
        self.stage = self.stage.map(|at| at.saturating_sub(len));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{format, string::String};

    /// Returns the end of the first sentence of a text that arrives byte by byte.
    fn end_by_bytes(options: &SentenceSplitter, text: &str) -> Option<usize> {
        let mut partial = PartialSentence::new(0);
        (0..=text.len()).find_map(|len| partial.end(options, &text.as_bytes()[..len], len == text.len()))
    }

    /// The search waits for all bytes that its rules read.
    #[test]
    fn no_end_is_returned_until_it_is_certain() {
        // Only the last byte that is read shows that the next line is as long as the first line with one more word.
        let line = "a ".repeat(85) + "b";
        let next = format!("日 xx{}b", "日".repeat(168));
        assert_eq!((line.len(), 1 + next.len(), next.chars().count()), (171, LOOKAHEAD, 173));
        let wrapped = format!("{line}\n{next}{}", "日".repeat(200));
        // The quotation closes long after the first stop in it.
        let quotation = format!("قال: «{}» وسكت. ثم خرج.", "ذهب الولد إلى السوق. ".repeat(30));
        for text in [&wrapped, &quotation, &String::from("وصل الوفد. ثم بدأ الاجتماع.")] {
            for options in [SentenceSplitter::new(), SentenceSplitter::new().quotations(false)] {
                let whole = options.sentences(text).next().map(|s| s.range().end);
                assert_eq!(end_by_bytes(&options, text), whole, "{options:?} {text}");
            }
        }
        assert_eq!(SentenceSplitter::new().sentences(&wrapped).next().map(|s| s.range().end), Some(line.len() + 1));
    }

    #[test]
    fn no_byte_of_a_short_text_is_dropped() {
        let (options, text) = (SentenceSplitter::new(), "وصل الوفد أمس ثم بدأ");
        let mut partial = PartialSentence::new(0);
        assert_eq!(partial.drop_read(), 0..0);
        assert_eq!((partial.end(&options, text.as_bytes(), false), partial.drop_read()), (None, 0..0));
    }
}
