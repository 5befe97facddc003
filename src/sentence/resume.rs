//! The search for the end of a sentence in a text that is read in parts. A candidate is a position at which a sentence may end.
//!
//! [`crate::io`] uses this search to return the part of a long sentence that later text cannot change, and to drop most of the returned
//! bytes from the buffer.

use core::ops::Range;

use super::characters::{next_space, skip_spaces};
use super::limits::{LOOKAHEAD, LOOKBEHIND, QUOTATION};
use super::options::{SentenceOptions, SentenceSplitter};
use super::scanner::{Found, ScanState, find_end, soft_cut};
use super::strategy::Strategy;
use crate::scan::Level;

/// The number of bytes at the start of a sentence that remain in the buffer, because the rules read the list marker at the start of a
/// sentence. A list marker has fewer bytes. A heading may have more bytes. But while rules may read the sentence, bytes are removed only if
/// the sentence is longer than a heading.
const HEAD: usize = 128;
/// The number of bytes before the position of the search that remain in the buffer. The rules read the line before a line break, if a
/// margin may have wrapped this line. Such a line has fewer bytes.
const TAIL: usize = 640;
/// The number of bytes from a position on that must be in the buffer, so that the character or the line break (CR LF) at the position is
/// complete.
const CHAR: usize = 8;

/// A sentence whose end is not yet known, in a text that grows. Positions are in bytes, from the start of the buffer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartialSentence {
    /// The position after the previous sentence. White space may follow this position.
    start: usize,
    stage: Stage,
    /// The number of bytes of white space before the sentence that [`drop_read`](Self::drop_read) removed.
    dropped: usize,
}

/// The stage of the search, with the position from which the search continues.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// The search reads the white space before the sentence. All bytes between the previous sentence and this position are white space.
    Before(usize),
    /// The search reads the sentence and has not yet found the end.
    Scan(ScanState),
    /// The sentence exceeds the soft limit, and contains neither a clause mark nor a space within the limit. The search reads on to the
    /// first ASCII white space after the limit. No byte between the limit and this position is ASCII white space.
    OverLimit(usize),
    /// The search reads the white space after the sentence. All bytes between the sentence and this position are white space.
    After(usize),
}

impl Stage {
    /// Applies the function `moved` to each position of the stage.
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
    /// The number of bytes before a sentence that must be in the buffer: the [`LOOKBEHIND`] bytes that the rules read, and one more byte.
    /// Without this byte, the rules would take the first byte of the buffer for the start of the text.
    pub(crate) const CONTEXT: usize = LOOKBEHIND + 1;

    /// Creates the search for the end of the sentence that starts at byte `start`. White space may precede the sentence at `start`.
    pub(crate) fn new(start: usize) -> PartialSentence {
        PartialSentence { start, stage: Stage::Before(start), dropped: 0 }
    }

    /// Returns the number of bytes that must be in the buffer for the decision on a candidate, from the first byte of the candidate on. The
    /// number includes the soft limit.
    pub(crate) fn lookahead(splitter: &SentenceSplitter) -> usize {
        let options = &splitter.options;
        (LOOKAHEAD + CHAR + if options.quotations { 0 } else { QUOTATION }).saturating_add(options.soft_limit.unwrap_or(0))
    }

    /// Returns the end of the sentence in `bytes`, including the white space after the sentence. Returns `None` if more text could change
    /// the end; the next call then continues the search. `is_complete` indicates that no more text follows `bytes`.
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

    /// Continues the search and stores the new state. Returns the result, and the position of the soft limit. This position is the length
    /// of `bytes` if the options have no soft limit, or if the limit is after `bytes`.
    fn scan(&mut self, options: &SentenceOptions, bytes: &[u8], is_complete: bool, mut state: ScanState) -> (Found, usize) {
        let soft_limit = |limit: usize| self.start.saturating_add(limit.max(1)).saturating_sub(self.dropped);
        let limit = options.soft_limit.map_or(bytes.len(), |limit| soft_limit(limit).max(state.sentence + 1).min(bytes.len()));
        let lookahead = LOOKAHEAD + if state.splits_quotations { 0 } else { QUOTATION };
        let certain = if is_complete { usize::MAX } else { (bytes.len() + 1).saturating_sub(lookahead) };
        let found = find_end(Strategy::Fast(Level::best()), options, bytes, &mut state, limit, certain);
        self.stage = Stage::Scan(state);
        (found, limit)
    }

    /// Returns the position up to which all bytes belong to the sentence, independently of the text that follows.
    pub(crate) fn certain_end(&self) -> usize {
        match self.stage {
            Stage::Before(at) | Stage::OverLimit(at) | Stage::After(at) => at,
            Stage::Scan(state) => state.at,
        }
    }

    /// Returns a range of bytes that the search does not read again. The range may be empty. Adjusts the positions of the sentence to the
    /// buffer without this range. The range ends at least [`CONTEXT`](Self::CONTEXT) bytes before [`certain_end`](Self::certain_end);
    /// before the call, the caller must have returned the bytes of the range. After the call, the caller must remove the range from the
    /// buffer.
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

    /// Subtracts `len` bytes from all positions, because the caller removed `len` bytes at the start of the buffer.
    pub(crate) fn shift(&mut self, len: usize) {
        self.start = self.start.saturating_sub(len);
        self.stage = self.stage.map(|at| at.saturating_sub(len));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{format, string::String};

    /// Returns the end of the first sentence of a text that is read byte by byte.
    fn end_by_bytes(options: &SentenceSplitter, text: &str) -> Option<usize> {
        let mut partial = PartialSentence::new(0);
        (0..=text.len()).find_map(|len| partial.end(options, &text.as_bytes()[..len], len == text.len()))
    }

    /// The search in a text that is read byte by byte returns the same end as the splitter returns for the whole text.
    #[test]
    fn no_end_is_returned_until_it_is_certain() {
        // The first line, a space and the first word of the second line together have the same number of characters as the second line. So
        // no margin wrapped the first line, and the line break ends the sentence. The search knows the length of the second line only if
        // the last byte of the lookahead is in the buffer.
        let line = "a ".repeat(85) + "b";
        let next = format!("日 xx{}b", "日".repeat(168));
        assert_eq!((line.len(), 1 + next.len(), next.chars().count()), (171, LOOKAHEAD, 173));
        let wrapped = format!("{line}\n{next}{}", "日".repeat(200));
        // The quotation closes long after the first full stop inside the quotation.
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
