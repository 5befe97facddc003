//! The decision on one character. A decision is the output for the character, or the statement that the output may depend on the neighbours
//! of the character.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::options::Options;
use super::plan::{self, Plan};
use crate::chars::{self, LETTERS, MARKS, base_text};
use crate::span::slice;

/// The output for one character.
#[derive(Clone, Copy)]
pub(super) enum Decision {
    /// The character is kept. If `inner` is `false`, the text can be split before the character. If `inner` is `true`, the output for the
    /// text after the character may depend on the text before the character, so the text must not be split there.
    Keep { inner: bool },
    /// The character is dropped.
    Drop,
    /// Another character replaces the character. The text can be split before the replaced character.
    Become(char),
    /// The character is a presentation form. Its text replaces the form, and each letter of this text is folded. The source text can be
    /// split before the form.
    Expand(&'static str),
    /// The output may depend on the neighbours of the character, so the context routine normalizes the piece that contains the character.
    Escape,
}

/// The options of a normalizer, and the plan that is computed from these options.
#[derive(Clone, Copy)]
pub(super) struct Rules<'n> {
    pub(super) options: &'n Options,
    pub(super) plan: &'n Plan,
}

impl Rules<'_> {
    /// Returns the decision on the character at byte `at`. `action` is the action of the plan for the class of this character.
    #[inline]
    pub(super) fn decide(self, text: &str, at: usize, action: u8) -> Decision {
        let c = slice(text, at..text.len()).chars().next().unwrap_or_default();
        let become_or_keep = |to: char| if to == c { Decision::Keep { inner: false } } else { Decision::Become(to) };
        match action {
            plan::KEEP => Decision::Keep { inner: false },
            plan::INNER => Decision::Keep { inner: true },
            plan::DROP => Decision::Drop,
            plan::LETTER.. => Decision::Become(folded_letter(action)),
            plan::SPACE => become_or_keep(' '),
            plan::FOLD => become_or_keep(self.options.fold(c)),
            plan::EXPAND if plan::is_phrase_sign(c) => Decision::Escape,
            plan::EXPAND => match base_text(c) {
                Some(text) if text.chars().all(|c| c == ' ' || self.is_independent(c)) => Decision::Expand(text),
                _ => Decision::Escape,
            },
            plan::FOREIGN => match self.options.sign(c) {
                to if to != c => Decision::Become(to),
                // The block masks do not contain ASCII characters other than the tab, so the block loop keeps these characters. This
                // function must keep them too.
                _ if c.is_ascii() && c != '\t' => Decision::Keep { inner: false },
                _ if is_inert(c) => Decision::Keep { inner: true },
                _ => Decision::Escape,
            },
            plan::MARK if mark_rank(c) > self.rank_before(text, at) => Decision::Keep { inner: true },
            // A joiner after an Arabic letter or mark has no meaning and is dropped. This rule requires that the order of marks is not
            // checked (`loose`). If the order is checked, the joiner may be between two marks, so the output depends on its neighbours.
            plan::ESCAPE if self.plan.loose && matches!(c, '\u{200C}' | '\u{200D}') => match slice(text, 0..at).chars().next_back() {
                Some(before) if LETTERS.or(MARKS).has_char(before) => Decision::Drop,
                _ => Decision::Escape,
            },
            _ => Decision::Escape,
        }
    }

    /// Returns the [rank](mark_rank) of the last character before byte `at` that the plan does not drop. Returns 0 if this character is not
    /// a kept mark.
    pub(super) fn rank_before(self, text: &str, at: usize) -> u32 {
        let before = slice(text, 0..at).chars().rev().find(|&c| self.plan.of_char(c) != plan::DROP);
        before.filter(|&c| self.plan.of_char(c) == plan::MARK).map_or(0, mark_rank)
    }

    /// Returns whether `c` is a letter whose output is one letter and does not depend on the neighbours of `c`. `c` is a character of the
    /// text of a presentation form.
    fn is_independent(self, c: char) -> bool {
        LETTERS.has_char(c) && matches!(self.plan.of_char(c), plan::KEEP | plan::FOLD | plan::LETTER..)
    }

    /// Returns the last position in the range `done..at` at which the text can be split, with properties of the output for the text from
    /// this position to `at`. If the range has no such position, the result is the position `done`. If the range is empty, the result is
    /// the position `at`.
    ///
    /// `done` is the end of the last piece that the context routine normalized. So no decision on a character between `done` and `at` is
    /// [`Decision::Escape`].
    pub(super) fn last_cut(self, text: &str, done: usize, at: usize) -> Cut {
        let mut cut = Cut { at, written: 0, is_changed: false };
        for (offset, c) in slice(text, done..at).char_indices().rev() {
            let start = done + offset;
            let decision = self.decide(text, start, self.plan.of_char(c));
            cut.is_changed |= !matches!(decision, Decision::Keep { .. });
            cut.written += match decision {
                Decision::Keep { .. } => c.len_utf8(),
                Decision::Drop => 0,
                Decision::Become(to) => to.len_utf8(),
                Decision::Expand(letters) => letters.chars().map(|c| self.options.letter(c).len_utf8()).sum(),
                Decision::Escape => return cut,
            };
            cut.at = start;
            match decision {
                Decision::Keep { inner: true } | Decision::Drop => {}
                Decision::Keep { inner: false } | Decision::Become(_) | Decision::Expand(_) | Decision::Escape => break,
            }
        }
        cut
    }
}

/// A position at which the text can be split, and properties of the output for the text between this position and the argument `at` of
/// [`Rules::last_cut`].
pub(super) struct Cut {
    /// The position, in bytes.
    pub(super) at: usize,
    /// The length of the output for this text, in bytes.
    pub(super) written: usize,
    /// Whether the output may differ from this text.
    pub(super) is_changed: bool,
}

/// Returns the letter that an action represents. The action must be at least [`plan::LETTER`].
#[inline(always)]
pub(super) fn folded_letter(action: u8) -> char {
    char::from_u32(0x600 | u32::from(action)).unwrap_or_default()
}

/// Returns the length in bytes and the class number of the character at byte `at`. `first` is the first byte of this character.
#[inline(always)]
pub(super) fn length_and_class(text: &str, at: usize, first: u8) -> (usize, u8) {
    if (0xC2..0xE0).contains(&first) {
        let next = text.as_bytes().get(at + 1).copied().unwrap_or(0);
        return (2, chars::class_of_two(first, next));
    }
    let c = slice(text, at..text.len()).chars().next().unwrap_or_default();
    (c.len_utf8(), chars::class(c) as u8)
}

/// Returns the rank of a mark. If each mark of a run has a higher rank than the preceding mark, the run is in canonical order and contains
/// no repeated mark. Returns 0 for a mark whose order only the context routine can check, and for a character that is not a mark.
pub(super) fn mark_rank(c: char) -> u32 {
    match c {
        '\u{64B}'..='\u{652}' | '\u{670}' => c as u32,
        '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' => 0x700,
        _ => 0,
    }
}

/// Returns whether NFC does not change a character that is not Arabic. The result is valid only if no mark follows the character.
fn is_inert(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' => true,
        _ => canonical_combining_class(c) == 0 && is_nfc_quick([c].into_iter()) == IsNormalized::Yes,
    }
}
