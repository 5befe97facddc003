//! The two strategies of the scanner: a SIMD search for candidates, and a reference implementation that reads every character.

use super::options::SentenceOptions;
use crate::scan::Level;
#[cfg(any(test, fuzzing))]
use crate::scan::sentences::PrecedingWord;
use crate::scan::sentences::{ByteSet, Hit, find_stop};

/// The strategy of the search for candidates. A candidate is a position at which a sentence may end. Both strategies return the same
/// sentences.
#[derive(Clone, Copy, Debug)]
pub(super) enum Strategy {
    /// Searches for the bytes of candidates with SIMD, and decides most full stops with the fast path [`plain`](super::plain).
    Fast(Level),
    /// Reads every character and decides every candidate with the full rules.
    #[cfg(any(test, fuzzing))]
    Reference,
}

impl Strategy {
    /// Returns whether the strategy uses the fast paths, which decide certain cases without the full rules.
    pub(super) fn is_fast(self) -> bool {
        matches!(self, Strategy::Fast(_))
    }

    /// Returns the SIMD level of the strategy. The reference strategy has the scalar level.
    pub(super) fn level(self) -> Level {
        match self {
            Strategy::Fast(level) => level,
            #[cfg(any(test, fuzzing))]
            Strategy::Reference => Level::Scalar,
        }
    }

    /// Finds the first byte at or after `from` that may belong to a candidate. Returns its position, and the Arabic word directly before it
    /// if the byte is a full stop. If there is no such byte, the position is the length of `bytes`. The reference strategy always returns
    /// the position `from` and no word, so the scanner reads every character.
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

/// A set of bytes that contains at least one byte of each end mark, line break and quotation mark except `'`: the ASCII characters, the
/// first bytes C2 (U+0080–U+00BF) and E2 (general punctuation), and the second bytes of `؟` (D8 9F) and `۔` (DB 94).
struct EndBytes;
/// The bytes of [`EndBytes`], and one byte of each clause mark: `,`, `;`, `:`, and the second bytes of `،` (D8 8C) and `؛` (D8 9B).
struct EndAndClauseBytes;
/// The bytes of [`EndBytes`], and the second byte of U+06DD (DB 9D).
struct EndAndVerseBytes;
/// The bytes of [`EndAndClauseBytes`] and [`EndAndVerseBytes`].
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
