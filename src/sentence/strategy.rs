//! How the scanner reads a text: a vectorized search for candidates, or every character as the reference.

use super::options::SentenceOptions;
use crate::scan::Level;
#[cfg(any(test, fuzzing))]
use crate::scan::sentences::PrecedingWord;
use crate::scan::sentences::{ByteSet, Hit, find_stop};

/// How a text is read. Both strategies find the same sentences.
#[derive(Clone, Copy, Debug)]
pub(super) enum Strategy {
    /// Searches for the bytes of candidates, and decides the certain cases without the full rules.
    Fast(Level),
    /// Reads every character and decides by the full rules.
    #[cfg(any(test, fuzzing))]
    Reference,
}

impl Strategy {
    /// Returns whether certain cases are decided without the full rules.
    pub(super) fn is_fast(self) -> bool {
        matches!(self, Strategy::Fast(_))
    }

    /// Returns the level of the vector instructions.
    pub(super) fn level(self) -> Level {
        match self {
            Strategy::Fast(level) => level,
            #[cfg(any(test, fuzzing))]
            Strategy::Reference => Level::SCALAR,
        }
    }

    /// Finds the next byte from `from` on that may belong to a candidate. Without such a byte, the position is the length of the text.
    #[inline]
    pub(super) fn find_candidate(self, options: &SentenceOptions, bytes: &[u8], from: usize) -> Hit {
        match self {
            Strategy::Fast(level) => match (options.clauses, options.verses) {
                (false, false) => find_stop::<EndBytes>(level, bytes, from),
                (true, false) => find_stop::<EndAndClauseBytes>(level, bytes, from),
                (false, true) => find_stop::<EndAndVerseBytes>(level, bytes, from),
                (true, true) => find_stop::<AllBytes>(level, bytes, from),
            },
            #[cfg(any(test, fuzzing))]
            Strategy::Reference => Hit { at: from, word: PrecedingWord::default() },
        }
    }
}

/// The bytes of end marks, quotation marks and line breaks: those of ASCII; the lead byte of Latin-1 (C2) and of general punctuation (E2); the
/// second byte of `؟` (D8 9F) and of `۔` (DB 94).
struct EndBytes;
/// [`EndBytes`] and the bytes of clause marks: the second byte of `،` (D8 8C) and of `؛` (D8 9B).
struct EndAndClauseBytes;
/// [`EndBytes`] and the second byte of U+06DD (DB 9D).
struct EndAndVerseBytes;
/// The bytes of all candidates.
struct AllBytes;

impl ByteSet for EndBytes {
    const BYTES: &'static [u8] = b".!?\"\n\x0B\x0C\r\x9F\x94\xC2\xE2";
}
impl ByteSet for EndAndClauseBytes {
    const BYTES: &'static [u8] = b".!?\"\n\x0B\x0C\r\x9F\x94\xC2\xE2,;:\x8C\x9B";
}
impl ByteSet for EndAndVerseBytes {
    const BYTES: &'static [u8] = b".!?\"\n\x0B\x0C\r\x9F\x94\xC2\xE2\x9D";
}
impl ByteSet for AllBytes {
    const BYTES: &'static [u8] = b".!?\"\n\x0B\x0C\r\x9F\x94\xC2\xE2,;:\x8C\x9B\x9D";
}
