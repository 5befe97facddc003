//! The limits of what a decision reads and of what a rule matches. Lengths are in bytes if the name does not say otherwise.

use crate::token;

/// The maximum number of bytes before a candidate that a decision reads.
pub const LOOKBEHIND: usize = 64;
/// The maximum number of bytes that a decision reads, from the first byte of its candidate.
pub const LOOKAHEAD: usize = WINDOW + token::LOOKAHEAD;

/// The length of a window from the first byte of its candidate. The tokenizer may read the rest of [`LOOKAHEAD`].
pub(super) const WINDOW: usize = 128;
/// The longest list marker.
pub(super) const MARKER: usize = 16;
/// The longest label of a line, with its colon: `الاسم:`, `Message-ID:`.
pub(super) const LABEL: usize = 40;
/// The longest line that a margin may have wrapped. A longer line is a paragraph.
pub(super) const WRAPPED_LINE: usize = 384;
/// The width of the widest heading, in columns: see [`Width`](super::line_shape::Width).
pub(super) const HEADING_COLUMNS: usize = 56;
/// The longest quotation that [`quotations(false)`](super::options::SentenceSplitter::quotations) keeps whole, with its opening mark.
pub(super) const QUOTATION: usize = 4096;
