//! The sentence splitter: splits a text at the ends of utterances. The sentences cover every byte of the text.
//!
//! ```
//! use kalima::sentence::sentences;
//!
//! let text = "وصل د. أحمد سنة 1990 م. إلى القاهرة (انظر ص. 45). \
//!     قالت: «هل رأيته؟» ثم سكتت... إلخ.";
//! let all: Vec<_> = sentences(text).map(|s| s.trimmed()).collect();
//! assert_eq!(
//!     all,
//!     [
//!         "وصل د. أحمد سنة 1990 م. إلى القاهرة (انظر ص. 45).",
//!         "قالت: «هل رأيته؟»",
//!         "ثم سكتت... إلخ.",
//!     ]
//! );
//! // The range of a sentence includes the white space after it.
//! assert_eq!(sentences(text).map(|s| s.text()).collect::<String>(), text);
//! ```
//!
//! # Candidates
//!
//! A *candidate* is a position at which a sentence may end. Candidates are runs of end marks (`. ؟ ? ! ۔ … ‼ ⁇ ⁈ ⁉`), line breaks, and the
//! closing mark of a quotation before another quotation. The option [`clauses`](SentenceSplitter::clauses) adds clause marks, and the
//! option [`verses`](SentenceSplitter::verses) adds the verse sign U+06DD. Closing brackets and quotation marks, footnote marks (`[1]`,
//! `¹`), emoji and invisible characters after end marks belong to these end marks.
//!
//! - A sentence continues after an end mark inside an address (`report.pdf`) and after the full stop of a list marker (`1.`). In most
//!   cases, a sentence also continues after the full stop of an abbreviation (`د.`).
//! - A sentence continues after an ellipsis within a line, unless a word such as «لقد» or a dash between two spaces follows.
//! - A quotation or a bracket may close directly after an end mark: `«نعم.»`. The sentence then continues if one of the following follows
//!   on the same line: a verb of saying that reports the quotation («قال أحمد»), an attribution («حسبما أفاد»), a source in brackets, or a
//!   dash. If the end mark is `؟` or `!`, the sentence also continues before a preposition.
//! - Two quotations with only a space between them are usually two sentences if the second quotation has more than two words.
//! - [`NewlinePolicy`] determines which line breaks end a sentence.
//! - No sentence ends at an end mark inside a [token](crate::token).
//!
//! Text of other scripts is split at the same marks. An empty text has no sentences, and a text of white space is one sentence.
//! [`sentences_utf8`](SentenceSplitter::sentences_utf8) splits bytes that may not be UTF-8. No input causes an error.
//!
//! The time is linear in the length of the text. The iterators over sentences allocate no memory.
//!
#![doc = include_str!("rules.md")]
//!
//! # The bytes that a decision reads
//!
//! The decision on a candidate reads at most [`LOOKBEHIND`] bytes of the sentence before the candidate, and at most [`LOOKAHEAD`] bytes
//! from the first byte of the candidate. There are four exceptions:
//!
//! - The decision on a line break also reads the last line of the sentence, the whole sentence if the sentence has at most 384 bytes, the
//!   lengths of this line and of the sentence, and a list marker in the first 16 bytes of the sentence. This decision also reads at most
//!   [`LOOKBEHIND`] bytes of white space before the sentence, which indicate whether the sentence starts a line.
//! - With [`quotations(false)`](SentenceSplitter::quotations), the splitter reads up to 4096 bytes of a quotation.
//! - With [`verses`](SentenceSplitter::verses), the splitter reads all digits after a verse sign.
//! - With [`soft_limit`](SentenceSplitter::soft_limit), the splitter reads the sentence up to this limit. If the sentence cannot be cut
//!   there, the splitter reads on to the next white space.
//!
//! Because of these limits, [`safe_prefix`](SentenceSplitter::safe_prefix) can return a prefix of a growing text whose sentences are final.

// Each file uses only files of earlier rows of this table.
//
// | file | content |
// |---|---|
// | `limits` | the number of bytes that a decision reads, and the maximum lengths of markers, labels, lines and quotations |
// | `options` | `SentenceSplitter` and `NewlinePolicy` |
// | `characters` | decoding of characters, and sets of characters |
// | `strategy` | the SIMD search for candidates, and the reference implementation |
// | `word` | a word and its spelling without diacritics |
// | `window` | the bytes around a candidate, and the words in these bytes |
// | `word_lists` | lists of words, such as verbs of saying |
// | `phrases` | predicates of words and phrases, for example: a word starts an attribution |
// | `rule` | the type of a rule, and the search in a list of rules |
// | `run` | a run of end marks, and the closing marks and emoji after the run |
// | `abbreviation` | the rules for a full stop after a word |
// | `closing` | the rules for the text after a closed quotation or bracket |
// | `line_shape` | the width of a line, labels and list markers |
// | `mark` | the rules for a run of end marks |
// | `lines` | the rules for a line break |
// | `quotation` | the closing mark of a quotation, and two adjacent quotations |
// | `token_end` | the check that a token ends at a byte |
// | `plain` | the fast path for full stops |
// | `scanner` | the loop over the candidates |
// | `resume` | the search for the end of a sentence in a text that is read in parts |
// | `item` | a sentence of a text or of bytes |
// | `iter` | the iterators over sentences |
// | `invariants`, `tests` | tests of the strategies, the SIMD levels, the linear work and the documented rules |

mod abbreviation;
mod characters;
mod closing;
mod item;
mod iter;
mod limits;
mod line_shape;
mod lines;
mod mark;
mod options;
mod phrases;
mod plain;
mod quotation;
#[cfg(any(test, feature = "std"))]
pub(crate) mod resume;
mod rule;
mod run;
mod scanner;
mod strategy;
mod token_end;
mod window;
mod word;
mod word_lists;

#[cfg(test)]
mod invariants;
#[cfg(test)]
mod tests;

pub use item::{Sentence, SentenceUtf8};
pub use iter::{Sentences, SentencesUtf8, sentences};
pub use limits::{LOOKAHEAD, LOOKBEHIND};
pub use options::{NewlinePolicy, SentenceSplitter};
#[cfg(any(test, fuzzing))]
pub(crate) use scanner::{all_ends_by_level, all_ends_by_reference};
