//! The first step of the [`context`](super::context) routine: makes a list of the characters of a piece, with presentation forms replaced
//! by their text.

use core::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use super::folds::*;
use super::items::{Item, Items};
use super::options::Options;
use super::piece::{first_char, last_char, last_letter};
use super::plan::is_phrase_sign;
use crate::chars::{self, Class, IGNORABLE, MARKS, base_text, class};
use crate::span::slice;

/// Returns the characters of a piece. Presentation forms and ligatures are replaced as the options require, and characters that are not
/// Arabic are decomposed for NFKC. Repeated marks that cannot change the result are omitted.
pub(super) fn expand(o: &Options, text: &str, piece: Range<usize>) -> Items {
    /// The number of bytes from which the items of a piece are counted first. Its list is then allocated once, with its final size.
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

/// One change at the end of a list.
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

/// Calls `out` with each change of the empty list, in order. The result is the list of [`expand`].
fn expand_each(o: &Options, text: &str, piece: Range<usize>, mut out: impl FnMut(Change)) {
    let expands_alone = |c: char| is_phrase_sign(c) && o.ligature(class(c)) == LigatureFold::Expand;
    let is_start = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && canonical_combining_class(c) == 0);
    let mut repeats = Repeats::default();
    // `last` is the last character of the result, `sign` the source of a phrase sign directly before the current character.
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
        // A space separates a phrase sign from the adjacent words. Its source is the sign.
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
            // A glyph part is dropped first, so that the characters on both sides of it can compose.
            _ if class == Class::GlyphPart && o.drops_mark(class) => {}
            _ if o.form == UnicodeForm::Nfkc && !chars::is_arabic(c) => decompose_compatible(c, |c| push(&mut last, c, source.clone())),
            _ => push(&mut last, c, source),
        }
        // The next piece is expanded without regard to this one, so the space after a phrase sign at the end is appended here.
        if rest.peek().is_none()
            && let Some(sign) = sign.take()
            && is_start(first_char(text, piece.end))
        {
            out(Change::Push(Item::new(' ', sign)));
        }
    }
}

/// Returns whether a character belongs to a word: a letter, a digit or a mark.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || chars::is_mark(c) || class(c) == Class::Mark
}

/// Recognizes repeated marks that do not change the result, so that a long run of marks needs no memory.
///
/// - A mark that the options drop either composes with its letter or is dropped. A second equal mark in the run has no effect.
/// - Equal marks that are kept and follow each other become one. The third has no effect, because the first may compose with the letter and
///   the second may be kept.
/// - A tatweel that is dropped replaces a preceding tatweel, because the last one carries a hamza.
///
/// Two characters depend on the mark that directly precedes them: a joiner, before which an omitted mark is added again, and a phrase sign.
#[derive(Default)]
struct Repeats {
    /// The marks of this run that will be dropped, one [bit](Repeats::bit) for each.
    dropped: [u64; 12],
    /// The marks of this run that are kept, by combining class: Arabic marks have eleven classes.
    kept: [Kept; 16],
    /// True if any mark is recorded.
    is_used: bool,
    /// The mark that was omitted directly before.
    left_out: Option<Item>,
}

/// The last two marks of a combining class.
#[derive(Clone, Copy, Default)]
struct Kept {
    rank: u8,
    last: [char; 2],
}

impl Repeats {
    /// Returns how an item changes a list that ends with the character `last`, or `None` if it has no effect.
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
            // It does not end the run, and it is never omitted.
            self.is_kept_again(c, last);
            false
        } else if class == Class::Invisible && o.format_chars != FormatFold::Keep {
            last.is_some_and(|last| chars::class(last) == Class::Invisible)
        } else if chars::is_tatweel(c) && o.tatweel {
            if last == Some(c) {
                self.left_out = None;
                return Some(Change::ReplaceLast(item));
            }
            // It may be the seat of one more hamza.
            ['\u{653}', '\u{654}', '\u{655}'].into_iter().for_each(|mark| self.forget(mark));
            false
        } else {
            self.clear();
            false
        };
        self.left_out = (again && MARKS.has(class)).then_some(item);
        (!again).then_some(Change::Push(item))
    }

    /// Starts a new run.
    fn clear(&mut self) {
        if self.is_used {
            *self = Repeats::default();
        }
    }

    /// Returns the index and the bit of a mark in `dropped`, or `None` for a code point outside the blocks that have Arabic marks.
    fn bit(c: char) -> Option<(usize, u64)> {
        let page = match c as u32 >> 8 {
            0x06 => 0,
            0x08 => 4,
            0x10E => 8,
            _ => return None,
        };
        Some((page + (c as usize >> 6 & 3), 1 << (c as u32 & 63)))
    }

    /// Records a mark that is dropped. Returns whether it has already occurred in this run.
    fn is_dropped_again(&mut self, c: char) -> bool {
        self.is_used = true;
        let Some((at, bit)) = Repeats::bit(c) else { return false };
        let Some(word) = self.dropped.get_mut(at) else { return false };
        let again = *word & bit != 0;
        *word |= bit;
        again
    }

    /// Removes a mark from the recorded marks that are dropped.
    fn forget(&mut self, c: char) {
        if let Some((at, bit)) = Repeats::bit(c)
            && let Some(word) = self.dropped.get_mut(at)
        {
            *word &= !bit;
        }
    }

    /// Records a mark that is kept. Returns whether the last two marks of its combining class equal it. A small letter has class 0 and ends the run.
    fn is_kept_again(&mut self, c: char, last: Option<char>) -> bool {
        let rank = canonical_combining_class(c);
        if rank == 0 {
            self.clear();
            return last == Some(c);
        }
        self.is_used = true;
        let Some(slot) = self.kept.iter_mut().find(|slot| slot.rank == rank || slot.rank == 0) else { return false };
        let again = slot.last == [c, c];
        let [_, before] = slot.last;
        *slot = Kept { rank, last: [before, c] };
        again
    }
}
