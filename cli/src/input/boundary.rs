//! Finds the positions at which a text is split into blocks. These positions are between lines, sentences or tokens. A split between them
//! changes no result: the results of the blocks together are the results of the whole text.
//!
//! A split inside a line, sentence or token is forced only if this part of the text exceeds `--max-line`. A forced split may change
//! results. It is between two words if possible, except in a JSON record. Otherwise the second part starts at a character that is not a
//! diacritic, if such a character is near.
//!
//! All positions are byte offsets in the buffer of the block reader.

use kalima::chars;
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::token::{self, Tokenizer};
use memchr::memrchr;

/// The rule for the positions at which a text is split into blocks.
#[derive(Clone, Debug)]
pub(crate) enum BlockBoundary {
    /// The text is split after a line feed, because each line is a JSON record. A record that exceeds `--max-line` is split into several
    /// parts, see [`RecordPart`](crate::input::block::RecordPart).
    Record,
    /// The text is split after a line feed. A line that exceeds `--max-line` is split between two words if possible, and the summary counts
    /// this line. The result for the core depends on at most `lookahead` bytes after the core.
    Line { lookahead: usize },
    /// The text is split after a line feed. A line that exceeds `--max-line` is split between two words if possible. The summary then does
    /// not count this line, because a split between two words changes no result.
    Word,
    /// The text is split between two tokens.
    Token(Tokenizer),
    /// The text is split between two sentences. `newline_is_certain` is true if the sentences after a position that [`sentence_start`]
    /// returns never depend on the text before this position. This is the case if quotations are split and no soft limit is set.
    Sentence { splitter: SentenceSplitter, newlines: NewlinePolicy, newline_is_certain: bool, lookahead: usize },
}

/// The end of the core of the next block.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BlockEnd {
    /// The buffer contains no boundary, so more bytes are needed.
    Unknown,
    /// A boundary. A split at this position changes no result.
    Boundary(usize),
    /// A position inside an overlong line, sentence or token. A split at this position may change results.
    Forced(usize),
}

/// The number of bytes at the end of a text in which [`last_word_start`] and [`sentence_start`] search.
const SEARCH_LEN: usize = 1 << 16;

/// The sentence splitter can keep a quotation whole only if the quotation has at most this number of bytes.
const QUOTATION_LEN: usize = 4096;

impl BlockBoundary {
    /// Returns the rule that splits a text between two sentences of `splitter`.
    pub(crate) fn of_sentences(splitter: &SentenceSplitter) -> BlockBoundary {
        let quotation = if splitter.get_quotations() { 0 } else { QUOTATION_LEN };
        let soft_limit = splitter.get_soft_limit();
        let lookahead = kalima::sentence::LOOKAHEAD.saturating_add(quotation).saturating_add(soft_limit.unwrap_or(0));
        let newline_is_certain = splitter.get_quotations() && soft_limit.is_none();
        BlockBoundary::Sentence { splitter: splitter.clone(), newlines: splitter.get_newlines(), newline_is_certain, lookahead }
    }

    /// Returns the maximum number of bytes after the core that the result for the core depends on.
    pub(super) fn lookahead(&self) -> usize {
        match self {
            BlockBoundary::Record | BlockBoundary::Word => 0,
            BlockBoundary::Line { lookahead } | BlockBoundary::Sentence { lookahead, .. } => *lookahead,
            BlockBoundary::Token(_) => token::LOOKAHEAD,
        }
    }

    /// Returns whether the text is split only after line feeds and inside lines that exceed `--max-line`.
    pub(super) fn is_at_line_feeds(&self) -> bool {
        matches!(self, BlockBoundary::Record | BlockBoundary::Line { .. } | BlockBoundary::Word)
    }

    /// Finds the end of the core of the next block. `valid` contains the bytes of the buffer without an incomplete character at the end.
    /// `max_line` is the maximum length of a line, sentence or token in bytes. `in_overlong` is true if the buffer starts inside a line,
    /// sentence or token that exceeds `max_line`.
    pub(super) fn find_block_end(&self, valid: &[u8], max_line: usize, in_overlong: bool) -> BlockEnd {
        let limit = floor_char_boundary(valid, valid.len().saturating_sub(self.lookahead()));
        let text = &valid[..limit];
        let too_long = limit > max_line;
        let after_line = memrchr(b'\n', text).map_or(0, |at| at + 1);
        let end = match self {
            BlockBoundary::Record if in_overlong => return BlockEnd::Forced(limit),
            BlockBoundary::Record | BlockBoundary::Line { .. } => after_line,
            BlockBoundary::Word if after_line == 0 && too_long => last_word_start(&text[..max_line]),
            BlockBoundary::Word => after_line,
            // A line feed is a separate token. Therefore the position after a line feed is always between two tokens.
            BlockBoundary::Token(_) if after_line > 0 => after_line,
            BlockBoundary::Token(tokenizer) => match last_word_start(text) {
                0 => tokenizer.safe_prefix(valid_str(valid)),
                start => start,
            },
            BlockBoundary::Sentence { splitter, newlines, newline_is_certain, .. } => {
                // The splitter may start at any position at which a sentence certainly starts. If no such position is found in the last
                // `SEARCH_LEN` bytes, or if no line break is certain, the splitter starts at the start of the buffer.
                let window = limit.saturating_sub(SEARCH_LEN);
                let start = newline_is_certain.then(|| sentence_start(text, window, *newlines)).flatten().unwrap_or(0);
                start + splitter.safe_prefix_utf8(&valid[start..])
            }
        };
        match (end, self) {
            (1.., _) => BlockEnd::Boundary(end),
            (0, _) if !too_long => BlockEnd::Unknown,
            (0, BlockBoundary::Record) => BlockEnd::Forced(floor_char_boundary(text, max_line)),
            (0, _) => match last_word_start(&text[..max_line]) {
                0 => BlockEnd::Forced(last_letter_start(text, max_line)),
                start => BlockEnd::Forced(start),
            },
        }
    }
}

/// Returns the last position at which an ASCII letter or an Arabic letter follows a space. This position is always between two tokens,
/// because no token contains a space followed by a letter. Searches only the last [`SEARCH_LEN`] bytes of `text`. Returns 0 if these bytes
/// contain no such position.
fn last_word_start(text: &[u8]) -> usize {
    let from = text.len().saturating_sub(SEARCH_LEN);
    let tail = &text[from..];
    let is_letter = |at: &usize| first_char(&tail[*at..]).is_some_and(|c| c.is_ascii_alphabetic() || chars::is_letter(c));
    memchr::memrchr_iter(b' ', tail).map(|at| at + 1).find(is_letter).map_or(0, |at| from + at)
}

/// Returns the last position, at or before the byte offset `at`, at which a block may start inside a word. The position is a character
/// boundary, and the next character is not a diacritic, a joiner (U+200C, U+200D) or a variation selector (U+FE00 to U+FE0F). Checks at
/// most 64 character boundaries. If none of them meets the condition, returns the last character boundary at or before `at`.
fn last_letter_start(bytes: &[u8], at: usize) -> usize {
    let attaches = |at: usize| {
        first_char(bytes.get(at..).unwrap_or_default())
            .is_some_and(|c| chars::is_mark(c) || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}'))
    };
    let last = floor_char_boundary(bytes, at);
    let previous = |at: &usize| at.checked_sub(1).map(|at| floor_char_boundary(bytes, at)).filter(|at| *at > 0);
    std::iter::successors(Some(last), previous).take(64).find(|at| !attaches(*at)).unwrap_or(last)
}

/// Returns a position after the byte offset `from` at which a sentence certainly starts. Ignores the first line feed after `from`, and
/// returns the first later position that meets two conditions:
///
/// - A line feed that certainly ends a sentence under `policy` precedes the position, with only ASCII white space between. Under `Always`,
///   this is every line feed. Under `Smart` and `BlankLine`, this is only the line feed of a blank line.
/// - The sentence starts with an ASCII letter, an ASCII digit or a character from U+0600 to U+06FF.
///
/// Returns `None` if no position meets the conditions. Under the policy `Never`, always returns `None`.
fn sentence_start(text: &[u8], from: usize, policy: NewlinePolicy) -> Option<usize> {
    let mut line = from + memchr::memchr(b'\n', &text[from..])? + 1;
    loop {
        let end = line + memchr::memchr(b'\n', &text[line..])?;
        let content = text[line..end].trim_ascii();
        let ends_sentence = match policy {
            NewlinePolicy::Always => true,
            NewlinePolicy::Smart | NewlinePolicy::BlankLine => content.is_empty(),
            _ => return None,
        };
        line = end + 1;
        if ends_sentence {
            // White space after the line feed belongs to the preceding sentence.
            let next = &text[line..];
            let space = next.iter().take_while(|b| b.is_ascii_whitespace()).count();
            match next.get(space) {
                Some(b) if b.is_ascii_alphanumeric() || (0xD8..=0xDB).contains(b) => return Some(line + space),
                Some(_) => line += space,
                None => return None,
            }
        }
    }
}

/// Returns the first character of `bytes`. Returns `None` if `bytes` is empty or does not start with a complete character.
fn first_char(bytes: &[u8]) -> Option<char> {
    bytes.get(..4).unwrap_or(bytes).utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next())
}

/// Returns validated bytes as a text. Returns an empty text if the bytes are not UTF-8.
fn valid_str(bytes: &[u8]) -> &str {
    simdutf8::basic::from_utf8(bytes).unwrap_or_default()
}

/// Returns the last character boundary at or before the byte offset `at`, or before the end of `bytes` if `at` exceeds the length. If
/// neither this offset nor the three preceding offsets are a boundary, returns this offset. This happens only in ill-formed UTF-8.
pub(super) fn floor_char_boundary(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    let is_inside = |at: &usize| bytes.get(*at).is_some_and(|b| b & 0xC0 == 0x80);
    (at.saturating_sub(3)..=at).rev().find(|at| !is_inside(at)).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_starts_at_a_letter_after_a_space() {
        fn start(text: &str) -> &str {
            &text[last_word_start(text.as_bytes())..]
        }
        assert_eq!(start("هذا كتاب"), "كتاب");
        // A digit, a diacritic or punctuation after a space may belong to the preceding token.
        assert_eq!(start("في عام 1990 \u{64E} ."), "عام 1990 \u{64E} .");
        assert_eq!(last_word_start("كتاب".as_bytes()), 0);
    }

    #[test]
    fn a_forced_split_keeps_diacritics_on_their_letter() {
        let text = "كِتَاب".as_bytes();
        assert_eq!(last_letter_start(text, 4), 4);
        for at in [6, 7] {
            assert_eq!(last_letter_start(text, at), 4, "{at}");
        }
        assert_eq!(last_letter_start("\u{64E}".repeat(100).as_bytes(), 150), 150);
    }

    #[test]
    fn a_sentence_starts_after_a_newline_that_ends_one() {
        let text = "سطر\nسطر\n\n  كتاب";
        let start = |policy| sentence_start(text.as_bytes(), 0, policy).map(|at| &text[at..]);
        assert_eq!(start(NewlinePolicy::Smart), Some("كتاب"));
        assert_eq!(start(NewlinePolicy::Always), Some("كتاب"));
        assert_eq!(start(NewlinePolicy::Never), None);
    }
}
