//! The first step of the [`context`](super::context) routine. This step makes a list of the characters of a piece (byte range of the text)
//! and replaces presentation forms with their text.

use core::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use super::folds::*;
use super::items::{Item, Items};
use super::options::Options;
use super::piece::{first_char, last_char, last_letter};
use super::plan::is_phrase_sign;
use crate::chars::{self, Class, IGNORABLE, MARKS, base_text, class};
use crate::span::slice;

/// Returns the list of the characters of a piece. The options determine which presentation forms and ligatures are replaced with their
/// text, and which ligatures are dropped. If the Unicode form is NFKC, characters that are not Arabic are decomposed. The list omits
/// repeated marks that cannot change the result.
pub(super) fn expand(o: &Options, text: &str, piece: Range<usize>) -> Items {
    /// If a piece is longer than this number of bytes, its items are counted first, so that one allocation reserves the final size of the
    /// list.
    const COUNTED: usize = 512;
    if piece.len() <= COUNTED {
        let mut items = Items::new();
        expand_each(o, text, piece, |change| change.apply(&mut items));
        return items;
    }
    let mut count = 0;
    expand_each(o, text, piece.clone(), |change| count += usize::from(matches!(change, Change::Push(_))));
    let mut items = Items::with_capacity(count);
    expand_each(o, text, piece, |change| change.apply(&mut items));
    items
}

/// A change at the end of a list of items.
enum Change {
    Push(Item),
    ReplaceLast(Item),
}

impl Change {
    /// Applies the change to a list.
    fn apply(self, items: &mut Items) {
        match self {
            Change::Push(item) => items.push(item),
            Change::ReplaceLast(item) => items.put(items.len().wrapping_sub(1), item),
        }
    }
}

/// Calls `out` with each change in order. If all changes are applied to an empty list, the list is the result of [`expand`].
fn expand_each(o: &Options, text: &str, piece: Range<usize>, mut out: impl FnMut(Change)) {
    let expands_alone = |c: char| is_phrase_sign(c) && o.ligature(class(c)) == LigatureFold::Expand;
    let is_start = |c: Option<char>| c.is_some_and(is_letter_or_digit);
    let mut repeats = Repeats::default();
    // `last` is the last character of the list, or of the text before the piece if the list is empty. `sign` is the source of a phrase sign
    // (﷽ or ﷼) directly before the current character.
    let before = last_char(text, piece.start);
    let mut last = before.map(|c| if o.ligature(class(c)) == LigatureFold::Expand { last_letter(c) } else { c });
    let mut sign = None::<Range<usize>>;
    let mut rest = slice(text, piece.clone()).char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let source = at..at + c.len_utf8();
        let class = class(c);
        let after_word = repeats.left_out.is_some() || last.is_some_and(is_word);
        let mut push = |last: &mut Option<char>, c: char, source: Range<usize>| {
            if IGNORABLE.has_char(c)
                && let Some(mark) = repeats.left_out.take()
            {
                *last = Some(mark.char());
                out(Change::Push(mark));
            }
            if let Some(change) = repeats.filter(o, *last, Item::new(c, source)) {
                out(change);
                *last = Some(c);
            }
        };
        // A space separates the words of a phrase sign from an adjacent word. The source of this space is the phrase sign.
        let alone = expands_alone(c);
        if let Some(sign) = sign.take()
            && is_start(Some(c))
        {
            push(&mut last, ' ', sign);
        } else if alone && after_word {
            push(&mut last, ' ', source.clone());
        }
        sign = alone.then(|| source.clone());
        match (o.ligature(class), base_text(c)) {
            (LigatureFold::Drop, _) => {}
            (LigatureFold::Expand, Some(text)) => text.chars().for_each(|c| push(&mut last, c, source.clone())),
            // A glyph part is a code point for a part of a letter, such as its dots. The glyph part is dropped in this first step, so that
            // the characters before and after the glyph part can compose.
            _ if class == Class::GlyphPart && o.drops_mark(class) => {}
            _ if o.form == UnicodeForm::Nfkc && !chars::is_arabic(c) => decompose_compatible(c, |c| push(&mut last, c, source.clone())),
            _ => push(&mut last, c, source),
        }
        // At the end of the piece, the space after a phrase sign is appended here, because the expansion of the next piece does not append
        // this space.
        if rest.peek().is_none()
            && let Some(sign) = sign.take()
            && is_start(first_char(text, piece.end))
        {
            out(Change::Push(Item::new(' ', sign)));
        }
    }
}

/// Returns whether a character is a letter or a digit. Two kinds of characters belong to the preceding character, although
/// `is_alphanumeric` returns `true` for some of them: presentation forms of marks, such as U+FE70, and characters with a nonzero canonical
/// combining class. The result for these characters is `false`.
fn is_letter_or_digit(c: char) -> bool {
    c.is_alphanumeric() && canonical_combining_class(c) == 0 && class(c) != Class::PresentationMark
}

/// Returns whether a character can be part of a word: a letter, a digit or a mark.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || chars::is_mark(c) || class(c) == Class::Mark
}

/// Detects repeated marks that cannot change the result. [`expand`] omits these marks from its list, so a long run of marks needs little
/// memory. A run consists of the marks of one letter. A tatweel or an invisible character between these marks does not end the run if the
/// options drop this character.
///
/// - A mark that the options drop, or a dagger alef that the options promote, can have an effect only at its first occurrence in the run.
///   For example, the first combining hamza may compose with the letter. The later occurrences are omitted. After a tatweel, the first
///   combining hamza or madda is not omitted.
/// - If the option `repair_marks` is on, kept marks that are equal and adjacent become one mark in a later step. The first three equal
///   marks of a run can change the result (see [`Kept`]). The fourth and all later equal marks are omitted.
/// - A tatweel that the options drop replaces a preceding tatweel, because only the last tatweel can be the seat of a hamza.
///
/// The output for a joiner or a phrase sign (﷽ or ﷼) depends on the directly preceding mark. If the list omits the mark before a joiner or
/// another ignorable character, [`expand`] appends this mark to the list before that character. Before a phrase sign, the field `left_out`
/// shows that a mark precedes.
#[derive(Default)]
struct Repeats {
    /// The marks of this run that the options drop or promote, as a bit set. [`Repeats::bit`] returns the bit of a mark.
    dropped: [u64; 12],
    /// The last three kept marks of each combining class in this run, one slot for each class. Arabic marks have eleven combining classes.
    kept: [Kept; 16],
    /// Whether a mark of this run has been recorded.
    is_used: bool,
    /// The mark directly before the current character, if the list omits this mark.
    left_out: Option<Item>,
}

/// The last three marks of one combining class in a run. Each of three equal marks can change the result. For example, a run contains three
/// combining hamzas and a dagger alef that becomes ا. The first hamza composes with the letter before the run, the second hamza composes
/// with this ا, and the third hamza is kept.
#[derive(Clone, Copy, Default)]
struct Kept {
    /// The canonical combining class. 0 means that the slot is free.
    rank: u8,
    /// The marks, with the latest mark at the end.
    last: [char; 3],
}

impl Repeats {
    /// Returns the change that an item makes to the list of [`expand`], or `None` if the list omits the item. `last` is the last character
    /// of the list.
    fn filter(&mut self, o: &Options, last: Option<char>, item: Item) -> Option<Change> {
        let c = item.char();
        let class = class(c);
        let again = if MARKS.has(class) {
            let promoted = class == Class::DaggerAlef && o.dagger_alef == DaggerAlefFold::Promote;
            match (o.drops_mark(class) || promoted, o.repair_marks) {
                (true, _) => self.is_dropped_again(c),
                (false, true) => self.is_kept_again(c, last),
                (false, false) => false,
            }
        } else if class == Class::Mark {
            // A mark of another script is always added to the list. A mark with a combining class other than 0 does not end the run.
            self.is_kept_again(c, last);
            false
        } else if class == Class::Invisible && o.format_chars != FormatFold::Keep {
            last.is_some_and(|last| chars::class(last) == Class::Invisible)
        } else if chars::is_tatweel(c) && o.tatweel {
            if last == Some(c) {
                self.left_out = None;
                return Some(Change::ReplaceLast(item));
            }
            // The tatweel may be the seat of a hamza, so the next combining hamza or madda must be added to the list, even if the run
            // already contains one.
            ['\u{653}', '\u{654}', '\u{655}'].into_iter().for_each(|mark| self.forget(mark));
            false
        } else {
            self.clear();
            false
        };
        self.left_out = (again && MARKS.has(class)).then_some(item);
        (!again).then_some(Change::Push(item))
    }

    /// Starts a new run: removes all recorded marks.
    fn clear(&mut self) {
        if self.is_used {
            *self = Repeats::default();
        }
    }

    /// Returns the index of a 64-bit word in `dropped` and the bit of the mark in this word. Returns `None` if the code point is not in
    /// U+0600–06FF, U+0800–08FF or U+10E00–10EFF, because other ranges contain no Arabic marks.
    fn bit(c: char) -> Option<(usize, u64)> {
        let page = match c as u32 >> 8 {
            0x06 => 0,
            0x08 => 4,
            0x10E => 8,
            _ => return None,
        };
        Some((page + (c as usize >> 6 & 3), 1 << (c as u32 & 63)))
    }

    /// Records a mark that the options drop or promote. Returns whether the run already contains this mark.
    fn is_dropped_again(&mut self, c: char) -> bool {
        self.is_used = true;
        let Some((at, bit)) = Repeats::bit(c) else { return false };
        let Some(word) = self.dropped.get_mut(at) else { return false };
        let again = *word & bit != 0;
        *word |= bit;
        again
    }

    /// Removes a mark from `dropped`, so that the next occurrence of this mark is added to the list.
    fn forget(&mut self, c: char) {
        if let Some((at, bit)) = Repeats::bit(c)
            && let Some(word) = self.dropped.get_mut(at)
        {
            *word &= !bit;
        }
    }

    /// Records a mark that is kept. Returns whether the list omits the mark, which is true if the last three marks of the same combining
    /// class in this run equal the mark. A mark of combining class 0, such as a small letter, ends the run; the list omits this mark if it
    /// equals `last`.
    fn is_kept_again(&mut self, c: char, last: Option<char>) -> bool {
        let rank = canonical_combining_class(c);
        if rank == 0 {
            self.clear();
            return last == Some(c);
        }
        self.is_used = true;
        let Some(slot) = self.kept.iter_mut().find(|slot| slot.rank == rank || slot.rank == 0) else { return false };
        let again = slot.last == [c; 3];
        let [_, first, second] = slot.last;
        *slot = Kept { rank, last: [first, second, c] };
        again
    }
}
