//! The loop over a text. The loop alternates between two steps. The first step processes a stretch: adjacent characters for which a fast
//! routine finds the output. The second step makes a [decision](Rules::decide) on the character after the stretch.
//!
//! Two routines process a stretch. Each routine appends the output for the stretch and returns the end of the stretch.
//!
//! - [`scan::fold`](crate::scan::fold) uses vector instructions. This routine neither records edits nor checks the order of marks.
//! - `append_by_masks` uses the bitmasks of `block.rs`. The loop calls this routine if the caller needs an offset map, or if the plan keeps
//!   marks in canonical order.
//!
//! Example: `search` normalizes `"\u{643}\u{650}\u{62A}\u{627}\u{628} \u{FEFB}"` (كِتاب ﻻ). The stretch ends before ﻻ. The output for the
//! stretch is كتاب and the space. The decision on ﻻ is [`Decision::Expand`] with the text لا.

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

/// The loop over a text, with the rules of a normalizer and an instruction-set level.
#[derive(Clone, Copy)]
pub(super) struct Runner<'n> {
    rules: Rules<'n>,
    level: Level,
}

/// The first change of a text. The change is at one character or at one piece (a byte range that is normalized independently).
#[derive(Clone, Copy)]
struct FirstChange {
    /// The length in bytes of the unchanged text before the change.
    at: usize,
    /// The end of the last piece before the change that the context routine normalized, in bytes. The value is 0 if there is no such piece.
    done: usize,
    kind: ChangeKind,
}

/// The kind of a change.
#[derive(Clone, Copy)]
enum ChangeKind {
    /// The character is replaced by one or more characters. The text can be split before this character.
    Cut,
    /// The character is dropped. The output for the following text may depend on the text before the character.
    Drop,
    /// The piece changes. The value is the end of the piece, in bytes of the text.
    Piece(usize),
}

impl<'n> Runner<'n> {
    /// Returns the loop of a normalizer at an instruction-set level.
    pub(super) fn new(level: Level, options: &'n Options, plan: &'n Plan) -> Runner<'n> {
        Runner { rules: Rules { options, plan }, level }
    }

    /// Returns the normal form of a text, and records the edits in `map`. If the text does not change, the result borrows the text.
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

    /// Appends the normal form of a text to `out`, and records the edits in `map`.
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

    /// Returns the length in bytes of a prefix of the text that is in normal form. The text can be split at the end of this prefix, unless
    /// a phrase sign (﷽ or ﷼) follows. The prefix is the whole text if and only if the text is its own normal form.
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

    /// Returns whether the context routine must normalize the whole text, or all words of the text that contain a dagger alef.
    #[inline]
    fn needs_pieces(self, text: &str) -> bool {
        self.rules.plan.all && (!self.rules.plan.words || text.contains(is_dagger_alef))
    }

    /// Returns the first change of a text, or `None` if the text is its own normal form. The text must not [need
    /// pieces](Runner::needs_pieces).
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

    /// Appends to `out` the normal form of the text from byte `i` to the end of the text, and records the edits in `map`. `out` already
    /// ends with the output for the text before byte `i`. `done` is the end of the last piece that the context routine normalized, or 0.
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
                // Digits, ligatures and letters of other scripts occur in runs, so the next character often needs a decision too. The loop
                // calls `fold` again only if the table of `fold` contains the output for the next character.
                if by_masks || plan.fold_table.decides(bytes, i) {
                    break;
                }
            }
        }
    }

    /// Appends the output of the decision on one character, and records an edit if necessary. `source` is the byte range of the character.
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

    /// Returns the start and the end of the piece around byte `at`, and whether normalization changes the piece. The decision at byte `at`
    /// must be [`Decision::Escape`]. `done` is the end of the last piece that the context routine normalized, or 0. The piece may be
    /// unchanged, because the context can prevent a change that the class of a character suggests.
    #[cold]
    #[inline(never)]
    fn check_piece(self, text: &str, done: usize, at: usize) -> (usize, usize, bool) {
        let piece = self.rules.last_cut(text, done, at).at..piece_end(self.rules.options, text, at);
        (piece.start, piece.end, context::changes(self.rules.options, text, piece))
    }

    /// Appends the normal form of the piece around byte `at`, and returns the end of the piece in bytes. The decision at byte `at` must be
    /// [`Decision::Escape`]. `done` is the end of the last piece that the context routine normalized, or 0. The piece may start before
    /// `at`, so `out` may already contain output for the first bytes of the piece. The function replaces this output if necessary.
    #[cold]
    #[inline(never)]
    fn append_piece<R: Recorder>(self, text: &str, done: usize, at: usize, out: &mut String, map: &mut R) -> usize {
        let cut = self.rules.last_cut(text, done, at);
        let end = piece_end(self.rules.options, text, at);
        let items = context::normalize(self.rules.options, text, cut.at..end);
        // An unchanged piece has no edits, even if the source ranges of its characters overlap.
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

/// Methods that process a stretch of text by the bitmasks of blocks.
impl Runner<'_> {
    /// Appends the output for the text from byte `from` to the next character whose decision is [`Decision::Escape`], or to the end of the
    /// text. Returns the position of this character, or the length of the text.
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

    /// Returns the position of the first character from byte `from` on that normalization may change. If there is no such character,
    /// returns the length of the text.
    fn unchanged_by_masks(self, text: &str, from: usize) -> usize {
        let mut order = self.mark_order(text, from);
        self.visit_special(text, from, |at, len, action| match action {
            plan::KEEP | plan::INNER => true,
            plan::MARK => order.accepts(text, at, len),
            plan::LETTER.. | plan::DROP => false,
            _ => matches!(self.rules.decide(text, at, action), Decision::Keep { .. }),
        })
    }

    /// Calls `visit` with the position, the length in bytes and the action of each character from byte `from` on, until `visit` returns
    /// `false`. The function skips plain characters, which the block loop never changes: the docs of [`block::Masks`] list these
    /// characters. Returns the position of the last visited character if `visit` returned `false`, otherwise the length of the text.
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

    /// Returns the state of the order check before byte `at`. The state contains the rank of the kept mark that precedes byte `at`, or 0.
    /// If the plan does not check the order of marks, the rank is 0.
    fn mark_order(self, text: &str, at: usize) -> MarkOrder {
        MarkOrder { end: at, rank: if self.rules.plan.loose { 0 } else { self.rules.rank_before(text, at) } }
    }
}

/// The last visited mark. The loop compares the next mark with this mark, to check that marks are in canonical order.
struct MarkOrder {
    /// The end of the mark and of the dropped characters that directly follow the mark, in bytes.
    end: usize,
    /// The [rank](mark_rank) of the mark, or 0 if the character before byte `end` is neither a mark nor a dropped character after a mark.
    rank: u32,
}

impl MarkOrder {
    /// Records a mark of `len` bytes at byte `at`. Returns whether its rank is higher than the rank of the directly preceding mark, or
    /// higher than 0 if no mark directly precedes. If the result is `true`, the mark is kept.
    #[inline(always)]
    fn accepts(&mut self, text: &str, at: usize, len: usize) -> bool {
        let before = if at == self.end { self.rank } else { 0 };
        (self.end, self.rank) = (at + len, slice(text, at..at + len).chars().next().map_or(0, mark_rank));
        self.rank > before
    }

    /// Records a dropped character of `len` bytes at byte `at`. Two marks with only dropped characters between them count as adjacent.
    #[inline(always)]
    fn pass_dropped(&mut self, at: usize, len: usize) {
        if at != self.end {
            self.rank = 0;
        }
        self.end = at + len;
    }
}

/// Methods for texts that the context routine normalizes piece by piece.
impl Runner<'_> {
    /// Returns the normal form of a text that [needs pieces](Runner::needs_pieces).
    fn normalize_pieces<'t, R: Recorder>(self, text: &'t str, map: &mut R) -> Cow<'t, str> {
        let mut out = String::new();
        if self.rules.plan.words {
            out.reserve_exact(text.len());
            self.append_words(text, &mut out, map);
            // The output may equal the text, because the dagger alef may be part of the text of a presentation form (see
            // [`is_dagger_alef`]). If the options keep this form, its dagger alef is not promoted.
            return if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) };
        }
        let rest = self.append_changed_pieces(text, &mut out, map);
        if rest == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(slice(text, rest..text.len()));
        Cow::Owned(out)
    }

    /// Appends to `out` the normal form of the text up to the end of the last piece that changes. Returns this end in bytes. If no piece
    /// changes, appends nothing and returns 0.
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

    /// Appends the normal form of a text. The field [`Plan::words`] must be true. The context routine normalizes the words with a dagger
    /// alef, and [`append_from`](Runner::append_from) normalizes the other text.
    fn append_words<R: Recorder>(self, text: &str, out: &mut String, map: &mut R) {
        let o = self.rules.options;
        // Returns whether a character is ASCII and not alphanumeric. The text can be split before such a character, because the character
        // is not part of a word, and no space is needed between the character and a phrase sign (﷽ or ﷼).
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
