//! The loop over a text. It alternates between a long stretch, which the classes of the characters decide, and one character, which needs a
//! [decision](Rules::decide).
//!
//! A stretch is passed in one of two ways, both with the same contract. [`scan::fold`](crate::scan::fold) uses vectors of bytes; it records
//! nothing and stops at marks that are kept in order. The masks of `block` serve a map, and plans that keep marks in order.
//!
//! For example, `search` on `"\u{643}\u{650}\u{62A}\u{627}\u{628} \u{FEFB}"` (كِتاب ﻻ): the stretch ends before ﻻ, and كتاب with its space is in
//! the output. The decision on ﻻ is [`Decision::Expand`] with لا.

use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

use super::block::{self, BLOCK};
use super::context;
use super::dagger_alef::is_dagger_alef;
use super::decide::{Decision, Rules, folded_letter, length_and_class, mark_rank};
use super::options::Options;
use super::piece::{piece_end, pieces};
use super::plan::{self, Plan};
use super::record::{self, Recorder};
use crate::scan::Level;
use crate::scan::fold::{fold, unchanged};
use crate::span::slice;

/// The loop with its options and its instruction-set level.
#[derive(Clone, Copy)]
pub(super) struct Runner<'n> {
    rules: Rules<'n>,
    level: Level,
}

/// The first change of a text: a character that changes by itself, or a piece that changes.
#[derive(Clone, Copy)]
struct FirstChange {
    /// The length of the unchanged start, in bytes.
    at: usize,
    /// The end of the last piece before it that took the context routine.
    done: usize,
    kind: ChangeKind,
}

/// How a text changes at a position.
#[derive(Clone, Copy)]
enum ChangeKind {
    /// The character is replaced by one or more others. The text can be split before it.
    Cut,
    /// The character is dropped. The following text may depend on the preceding text.
    Drop,
    /// The piece from the position to this byte changes.
    Piece(usize),
}

impl<'n> Runner<'n> {
    /// Returns the loop of a normalizer at an instruction-set level.
    pub(super) fn new(level: Level, options: &'n Options, plan: &'n Plan) -> Runner<'n> {
        Runner { rules: Rules { options, plan }, level }
    }

    /// Returns the normal form of a text, borrowed if it is the text itself, and records the changes.
    #[inline]
    pub(super) fn normalize<'t, R: Recorder>(self, text: &'t str, map: &mut R) -> Cow<'t, str> {
        if self.needs_pieces(text) {
            return self.normalize_pieces(text, map);
        }
        let Some(change) = self.first_change(text) else { return Cow::Borrowed(text) };
        let mut out = String::new();
        out.reserve_exact(text.len());
        out.push_str(slice(text, 0..change.at));
        let (from, done) = match change.kind {
            ChangeKind::Cut | ChangeKind::Drop => (change.at, change.done),
            ChangeKind::Piece(end) => {
                let items = context::normalize(self.rules.options, text, change.at..end);
                record::append(text, &items, change.at..end, &mut out, map);
                (end, end)
            }
        };
        self.append_from(text, from, done, &mut out, map);
        Cow::Owned(out)
    }

    /// Appends the normal form of a text.
    #[inline]
    pub(super) fn append<R: Recorder>(self, text: &str, out: &mut String, map: &mut R) {
        if !self.needs_pieces(text) {
            self.append_from(text, 0, 0, out, map);
        } else if self.rules.plan.words {
            self.append_words(text, out, map);
        } else {
            let rest = self.append_changed_pieces(text, out, map);
            out.push_str(slice(text, rest..text.len()));
        }
    }

    /// Returns the length in bytes of an unchanged start of the text. The text can be split at the end of this start. The start is the
    /// whole text if and only if the text is its own normal form.
    pub(super) fn normal_prefix(self, text: &str) -> usize {
        if self.needs_pieces(text) {
            let o = self.rules.options;
            let changed = pieces(o, text, 0..text.len()).find(|piece| context::changes(o, text, piece.clone()));
            return changed.map_or(text.len(), |piece| piece.start);
        }
        match self.first_change(text) {
            None => text.len(),
            Some(FirstChange { at, done, kind: ChangeKind::Drop }) => self.rules.last_cut(text, done, at).at,
            Some(FirstChange { at, kind: ChangeKind::Cut | ChangeKind::Piece(_), .. }) => at,
        }
    }

    /// Returns whether all of a text takes the context routine, or its words with a dagger alef do.
    #[inline]
    fn needs_pieces(self, text: &str) -> bool {
        self.rules.plan.all && (!self.rules.plan.words || text.contains(is_dagger_alef))
    }

    /// Returns the first change of a text that is not normalized by pieces, or `None` if the text is its own normal form.
    fn first_change(self, text: &str) -> Option<FirstChange> {
        let plan = self.rules.plan;
        let (mut i, mut done) = (0, 0);
        loop {
            i = if plan.loose { unchanged(self.level, &plan.fold_table, text, i) } else { self.unchanged_by_masks(text, i) };
            let &first = text.as_bytes().get(i)?;
            let (len, class) = length_and_class(text, i, first);
            match self.rules.decide(text, i, plan.of(class)) {
                Decision::Keep { .. } => i += len,
                Decision::Drop => return Some(FirstChange { at: i, done, kind: ChangeKind::Drop }),
                Decision::Become(_) | Decision::Expand(_) => return Some(FirstChange { at: i, done, kind: ChangeKind::Cut }),
                Decision::Escape => {
                    let (start, end, is_changed) = self.check_piece(text, done, i);
                    if is_changed {
                        return Some(FirstChange { at: start, done, kind: ChangeKind::Piece(end) });
                    }
                    (i, done) = (end, end);
                }
            }
        }
    }

    /// Appends the normal form of a text from byte `i` on. The output for the text before it is at the end of `out`, and `done` is the end of the
    /// last piece that took the context routine.
    fn append_from<R: Recorder>(self, text: &str, mut i: usize, mut done: usize, out: &mut String, map: &mut R) {
        let (plan, bytes) = (self.rules.plan, text.as_bytes());
        let by_masks = R::IS_ON || !plan.loose;
        while i < bytes.len() {
            i = if by_masks { self.append_by_masks(text, i, out, map) } else { fold(self.level, &plan.fold_table, text, i, out) };
            while let Some(&first) = bytes.get(i) {
                let (len, class) = length_and_class(text, i, first);
                let decision = self.rules.decide(text, i, plan.of(class));
                if let Decision::Escape = decision {
                    done = self.append_piece(text, done, i, out, map);
                    i = done;
                    continue;
                }
                self.append_decision(text, i..i + len, decision, out, map);
                i += len;
                // Digits, ligatures and letters of other scripts occur in runs, so the next character often needs a decision too. `fold`
                // resumes at the first character that its table decides.
                if by_masks || plan.fold_table.decides(bytes, i) {
                    break;
                }
            }
        }
    }

    /// Appends the output of the decision on the character with the bytes `source`.
    #[inline]
    fn append_decision<R: Recorder>(self, text: &str, source: Range<usize>, decision: Decision, out: &mut String, map: &mut R) {
        let start = out.len();
        match decision {
            Decision::Keep { .. } => out.push_str(slice(text, source.clone())),
            Decision::Become(c) => out.push(c),
            Decision::Expand(letters) => out.extend(letters.chars().map(|c| self.rules.options.letter(c))),
            Decision::Drop | Decision::Escape => {}
        }
        if R::IS_ON && (out.len() - start != source.len() || matches!(decision, Decision::Expand(_))) {
            map.edit(source, start..out.len());
        }
    }

    /// Returns the start and the end of the piece around byte `at`, where the decision is [`Decision::Escape`], and whether normalization
    /// changes the piece. A character that changes by its class alone may be kept because of its context.
    #[cold]
    #[inline(never)]
    fn check_piece(self, text: &str, done: usize, at: usize) -> (usize, usize, bool) {
        let piece = self.rules.last_cut(text, done, at).at..piece_end(self.rules.options, text, at);
        (piece.start, piece.end, context::changes(self.rules.options, text, piece))
    }

    /// Appends the normal form of the piece around byte `at`, where the decision is [`Decision::Escape`], and returns the end of the piece.
    /// It replaces the output that was already written for the start of the piece.
    #[cold]
    #[inline(never)]
    fn append_piece<R: Recorder>(self, text: &str, done: usize, at: usize, out: &mut String, map: &mut R) -> usize {
        let cut = self.rules.last_cut(text, done, at);
        let end = piece_end(self.rules.options, text, at);
        let items = context::normalize(self.rules.options, text, cut.at..end);
        // An unchanged piece has no edits, even if the sources of its characters overlap.
        if R::IS_ON && !cut.is_changed && items.chars().eq(slice(text, cut.at..end).chars()) {
            out.push_str(slice(text, at..end));
            return end;
        }
        out.truncate(out.len() - cut.written);
        map.truncate(cut.at, out.len());
        record::append(text, &items, cut.at..end, out, map);
        end
    }
}

/// Functions that find or append a stretch by the masks of blocks.
impl Runner<'_> {
    /// Appends the output of the text from byte `from` to the next character whose decision is [`Decision::Escape`], or to the end of the
    /// text. Returns the position of this character.
    fn append_by_masks<R: Recorder>(self, text: &str, from: usize, out: &mut String, map: &mut R) -> usize {
        let mut copied = from;
        let mut order = self.mark_order(text, from);
        let end = self.visit_special(text, from, |at, len, action| {
            match action {
                plan::KEEP | plan::INNER => return true,
                plan::MARK => return order.accepts(text, at, len),
                plan::LETTER.. => {
                    out.push_str(slice(text, copied..at));
                    out.push(folded_letter(action));
                }
                plan::DROP => {
                    order.pass_dropped(at, len);
                    out.push_str(slice(text, copied..at));
                    if R::IS_ON {
                        map.edit(at..at + len, out.len()..out.len());
                    }
                }
                _ => match self.rules.decide(text, at, action) {
                    Decision::Keep { .. } => return true,
                    Decision::Escape => return false,
                    decision @ (Decision::Drop | Decision::Become(_) | Decision::Expand(_)) => {
                        out.push_str(slice(text, copied..at));
                        self.append_decision(text, at..at + len, decision, out, map);
                    }
                },
            }
            copied = at + len;
            true
        });
        out.push_str(slice(text, copied..end));
        end
    }

    /// Returns the position of the first character from byte `from` on that may change, or the length of the text.
    fn unchanged_by_masks(self, text: &str, from: usize) -> usize {
        let mut order = self.mark_order(text, from);
        self.visit_special(text, from, |at, len, action| match action {
            plan::KEEP | plan::INNER => true,
            plan::MARK => order.accepts(text, at, len),
            plan::LETTER.. | plan::DROP => false,
            _ => matches!(self.rules.decide(text, at, action), Decision::Keep { .. }),
        })
    }

    /// Calls `visit` with the position, length and action of each special character from byte `from` on, until it returns false. A special
    /// character is one that at least one plan does not keep. Returns the position of that character, or the length of the text.
    #[inline(always)]
    fn visit_special(self, text: &str, from: usize, mut visit: impl FnMut(usize, usize, u8) -> bool) -> usize {
        let (plan, bytes) = (self.rules.plan, text.as_bytes());
        let mut buffer = [0; BLOCK + 1];
        let mut i = from;
        while i < bytes.len() {
            let block = block::load(bytes, i, &mut buffer);
            if !block::is_plain_ascii(block) {
                let masks = block::masks(block, plan.first_plain);
                let mut special = masks.special | masks.vowels;
                while special != 0 {
                    let at = i + special.trailing_zeros() as usize;
                    special &= special - 1;
                    let (len, class) = length_and_class(text, at, bytes.get(at).copied().unwrap_or(0));
                    if !visit(at, len, plan.of(class)) {
                        return at;
                    }
                }
            }
            i += BLOCK;
        }
        text.len()
    }

    /// Returns the order of marks at a position.
    fn mark_order(self, text: &str, at: usize) -> MarkOrder {
        MarkOrder { end: at, rank: if self.rules.plan.loose { 0 } else { self.rules.rank_before(text, at) } }
    }
}

/// The last mark that was visited, to check that marks are in canonical order.
struct MarkOrder {
    /// The end of the mark, and of the dropped characters that directly follow it.
    end: usize,
    rank: u32,
}

impl MarkOrder {
    /// Records a mark. Returns whether it is kept, because it is in canonical order and not repeated.
    #[inline(always)]
    fn accepts(&mut self, text: &str, at: usize, len: usize) -> bool {
        let before = if at == self.end { self.rank } else { 0 };
        (self.end, self.rank) = (at + len, slice(text, at..at + len).chars().next().map_or(0, mark_rank));
        self.rank > before
    }

    /// Records a character that is dropped.
    #[inline(always)]
    fn pass_dropped(&mut self, at: usize, len: usize) {
        if at != self.end {
            self.rank = 0;
        }
        self.end = at + len;
    }
}

/// Texts that take the context routine piece by piece.
impl Runner<'_> {
    /// Returns the normal form of a text that [needs pieces](Runner::needs_pieces).
    fn normalize_pieces<'t, R: Recorder>(self, text: &'t str, map: &mut R) -> Cow<'t, str> {
        let mut out = String::new();
        if self.rules.plan.words {
            out.reserve_exact(text.len());
            self.append_words(text, &mut out, map);
            // A presentation form that is kept keeps its dagger alef.
            return if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) };
        }
        let rest = self.append_changed_pieces(text, &mut out, map);
        if rest == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(slice(text, rest..text.len()));
        Cow::Owned(out)
    }

    /// Appends the normal form of a text up to the last piece that changes, and returns the end of that piece, or 0 if no piece changes.
    fn append_changed_pieces<R: Recorder>(self, text: &str, out: &mut String, map: &mut R) -> usize {
        let o = self.rules.options;
        let mut done = 0;
        for piece in pieces(o, text, 0..text.len()) {
            let items = context::normalize(o, text, piece.clone());
            if items.chars().eq(slice(text, piece.clone()).chars()) {
                continue;
            }
            if done == 0 {
                out.reserve(text.len());
            }
            out.push_str(slice(text, done..piece.start));
            done = piece.end;
            record::append(text, &items, piece, out, map);
        }
        done
    }

    /// Appends the normal form of a text in which only the words with a dagger alef need more than their classes.
    fn append_words<R: Recorder>(self, text: &str, out: &mut String, map: &mut R) {
        let o = self.rules.options;
        // The text can be split before these, they are in no word, and no phrase sign joins them.
        let is_apart = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        let mut done = 0;
        while let Some(at) = slice(text, done..text.len()).find(is_dagger_alef).map(|at| done + at) {
            let start = slice(text, done..at).rfind(is_apart).map_or(done, |i| done + i);
            let end = slice(text, at..text.len()).find(is_apart).map_or(text.len(), |i| at + i);
            self.append_from(slice(text, 0..start), done, done, out, map);
            for piece in pieces(o, text, start..end) {
                let items = context::normalize(o, text, piece.clone());
                if items.chars().eq(slice(text, piece.clone()).chars()) {
                    out.push_str(slice(text, piece));
                } else {
                    record::append(text, &items, piece, out, map);
                }
            }
            done = end;
        }
        self.append_from(text, done, done, out, map);
    }
}
