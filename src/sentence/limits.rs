//! The maximum numbers of bytes that a decision reads, and the maximum lengths of the texts that a rule matches. Lengths are in bytes,
//! except [`HEADING_COLUMNS`].

use crate::token;

/// The maximum number of bytes before a candidate that the decision on this candidate reads. A candidate is a position at which a sentence
/// may end. The docs of the [module](super) list the exceptions.
pub const LOOKBEHIND: usize = 64;
/// The maximum number of bytes that a decision reads from the first byte of its candidate on, including this byte. The docs of the
/// [module](super) list the exceptions.
pub const LOOKAHEAD: usize = WINDOW + token::LOOKAHEAD;

/// The maximum number of bytes of a [`Window`](super::window::Window) from the first byte of its candidate on. Two checks read more bytes,
/// up to [`LOOKAHEAD`] bytes: the check that a token ends, and the comparison of a line with the width of the next line.
pub(super) const WINDOW: usize = 128;
/// The maximum length of a list marker.
pub(super) const MARKER: usize = 16;
/// The maximum length of a label at the start of a line, including the colon: `الاسم:`, `Message-ID:`.
pub(super) const LABEL: usize = 40;
/// The maximum length of a line that may be wrapped at a margin. A longer line is a paragraph.
pub(super) const WRAPPED_LINE: usize = 384;
/// The maximum width of a heading, in columns: see [`Width`](super::line_shape::Width).
pub(super) const HEADING_COLUMNS: usize = 56;
/// The maximum length of a quotation, including its opening and closing marks, that
/// [`quotations(false)`](super::options::SentenceSplitter::quotations) keeps whole.
pub(super) const QUOTATION: usize = 4096;
