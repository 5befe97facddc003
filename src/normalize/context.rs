//! Rules that depend on neighbouring characters: composition, joiners, the order of marks, and the options that look at whole words.
//!
//! This is the whole normalizer, step by step over a list of characters that know their source range. The engines call it for the few
//! pieces of a text in which the class of a character alone does not decide. [`piece_end`] and [`pieces`] bound these pieces; only a run
//! without any safe place to split (marks, tatweels, joiners, ء) makes a longer one. Every step is linear, except that marks which are not
//! in canonical order are sorted.

use alloc::string::String;
use core::ops::Range;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical, decompose_compatible};
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::items::{Item, Items, LONGEST_PIECE};
use super::options::*;
use super::plan::{self, Options, stands_alone};
use crate::chars::{self, Class, ClassSet, IGNORABLE, LETTERS, MARKS, base_text, class};
use crate::span::slice;

/// Normalizes a piece of a text: the bytes `piece` of it. Item sources count from the start of the piece.
pub(super) fn normalize(o: &Options, text: &str, piece: Range<usize>) -> Items {
    crate::op_counter::count(piece.len());
    let mut items = expand(o, text, piece.clone());
    if o.form != Form::None {
        nfc(&mut items);
    }
    if o.format != FormatFold::Keep {
        drop_format(o, &mut items);
    }
    // Words that are spelled without their long a are recognized by ى and ة, so this precedes the folds of letters.
    if o.dagger_alef == DaggerAlefFold::Promote {
        let continues_word = is_inside_word(last_char(text, piece.start), first_char(text, piece.start));
        promote_dagger_alef(&mut items, continues_word);
    }
    if o.form != Form::None {
        compose_hamza(o, &mut items);
    }
    if o.madda {
        hamza_alef_to_madda(o, &mut items);
    }
    fold_letters(o, &mut items);
    if o.tanwin != TanwinFold::Keep {
        move_tanwin(o, &mut items);
    }
    items.retain(|i| !(o.drops_mark(class(i.char())) || o.tatweel && chars::is_tatweel(i.char())));
    fold_signs(o, &mut items);
    if o.spaces != SpaceFold::Keep {
        fold_spaces(o, &mut items);
    }
    if o.elongation > 0 {
        shorten(o.elongation, &mut items);
    }
    if o.form != Form::None {
        nfc(&mut items);
    }
    if o.repair_marks {
        order_marks(&mut items);
    }
    items
}

/// The last character before byte `at`.
fn last_char(text: &str, at: usize) -> Option<char> {
    slice(text, 0..at).chars().next_back()
}

/// The first character from byte `at` on.
fn first_char(text: &str, at: usize) -> Option<char> {
    slice(text, at..text.len()).chars().next()
}

/// Returns the end of the piece around byte `i`: the next place where the text can be split.
///
/// A text can be split before a [cut](plan::is_cut), because a cut depends on nothing before it. Two cuts are excepted: one after a sign of words,
/// because a space parts the two, and a letter with a combining hamza, because it may merge with a preceding hamza as ؤ and ئ do. A text can also
/// be split after a character that [`closes`] if one that [`opens`] follows. Marks may be between the two unless the first is a seat of a hamza,
/// because a mark could make it ء.
pub(super) fn piece_end(o: &Options, text: &str, i: usize) -> usize {
    let rest = slice(text, i..text.len());
    let mut chars = rest.char_indices();
    let Some((_, first)) = chars.next() else { return text.len() };
    let is_seat = |c: char| matches!(last_letter(c), 'و' | 'ي' | 'ى' | 'ی' | 'ے');
    // The character before, and the last one that is neither a mark nor ignorable.
    let (mut last, mut base) = (first, first);
    for (at, c) in chars {
        let cuts = || plan::is_cut(c) && !stands_alone(last) && !bears_hamza(o, slice(rest, at + c.len_utf8()..rest.len()));
        let is_closed = || closes(o, base) && (last == base || !is_seat(base));
        if opens(o, c) && is_closed() || cuts() || at > LONGEST_PIECE {
            return i + at;
        }
        if !MARKS.or(IGNORABLE).has_char(c) {
            base = c;
        }
        last = c;
    }
    text.len()
}

/// Whether the normal form of a piece differs from it.
pub(super) fn changes(o: &Options, text: &str, piece: Range<usize>) -> bool {
    let chars = || slice(text, piece.clone()).chars();
    // No normal form has a character that is expanded.
    chars().any(|c| o.ligature(class(c)) == LigatureFold::Expand && base_text(c).is_some())
        || !normalize(o, text, piece.clone()).chars().eq(chars())
}

/// Whether a combining hamza is the first character that is not another mark, a joiner, a tatweel or a ligature that is dropped.
fn bears_hamza(o: &Options, after: &str) -> bool {
    let passes = |class| {
        MARKS.has(class)
            || IGNORABLE.has(class)
            || class == Class::Tatweel
            || class == Class::GlyphPart && o.drops_mark(class)
            || o.ligature(class) == LigatureFold::Drop
    };
    after.chars().map(chars::class).find(|&class| class == Class::HamzaMark || !passes(class)) == Some(Class::HamzaMark)
}

/// Whether nothing that precedes a character has an influence on what follows it, unless a mark follows: ASCII, digits, and letters that do
/// not become ء. A ligature that is expanded closes as its last letter does.
fn closes(o: &Options, c: char) -> bool {
    let class = class(c);
    let last = match o.ligature(class) {
        LigatureFold::Drop => return false,
        LigatureFold::Expand => base_text(c).and_then(|text| text.chars().next_back()).unwrap_or(c),
        LigatureFold::Keep => c,
    };
    let letter = LETTERS.has_char(last) && o.letter(last) != 'ء';
    letter || plan::is_cut(last) && !LETTERS.has_char(last) || SPELLED_LETTERS.has_char(last)
}

/// Presentation forms: letters that may stay as they are.
const SPELLED_LETTERS: ClassSet = ClassSet::of(&[Class::PresentationLetter, Class::WordLigature]);

/// Whether a character attaches to nothing before it: ASCII, letters, and ligatures of letters that are not dropped.
fn opens(o: &Options, c: char) -> bool {
    c.is_ascii() || LETTERS.or(SPELLED_LETTERS).has_char(c) && o.ligature(class(c)) != LigatureFold::Drop
}

/// The length in bytes from which [`pieces`] looks for the end of a piece. Small in tests, so that they split often.
const PIECE: usize = if cfg!(test) { 24 } else { 4096 };

/// The number of letters from which a word is longer than any that [`is_spelled_without_alef`] knows.
const LONG_WORD: usize = 16;

/// Splits a range of a text for options that need more than the letters around a place: into pieces of [`PIECE`] bytes or somewhat more that
/// can be normalized one by one. A text without a place to split is one piece.
pub(super) fn pieces<'t>(o: &'t Options, text: &'t str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + 't {
    let mut done = range.start;
    core::iter::from_fn(move || {
        let start = done;
        if range.end - start <= PIECE {
            done = range.end;
            return (start < done).then_some(start..done);
        }
        let (mut last, mut letters) = (None::<char>, 0);
        for (at, c) in slice(text, start..range.end).char_indices() {
            if let Some(last) = last {
                let inside = is_inside_word(Some(last), Some(c));
                let whole_words = o.dagger_alef != DaggerAlefFold::Promote || !inside || letters > LONG_WORD;
                if at >= PIECE && whole_words && can_split(o, last, c) || at > LONGEST_PIECE {
                    done = start + at;
                    return Some(start..done);
                }
            }
            letters = match class(c) {
                class if LETTERS.or(SPELLED_LETTERS).has(class) && !stands_alone(c) => letters + 1,
                class if MARKS.or(IGNORABLE).has(class) || class == Class::Tatweel => letters,
                _ => 0,
            };
            last = Some(c);
        }
        done = range.end;
        Some(start..done)
    })
}

/// Whether a text can be split between two characters whatever the options, those included that look at runs of one letter, at spaces, at
/// digits with their signs and at fathatan with its alef.
fn can_split(o: &Options, last: char, next: char) -> bool {
    let (from, to) = (o.letter(last), o.letter(next));
    let plain = |c: char, to: char| c.is_ascii_alphabetic() || LETTERS.has_char(c) && to != 'ا';
    let word_end = || plain(last, from) && matches!(next, '\n' | ' ');
    closes(o, last) && opens(o, next) && (!o.needs_neighbours() || plain(last, from) && plain(next, to) && from != to || word_end())
}

/// Whether a place between two characters may be inside of a word.
fn is_inside_word(last: Option<char>, next: Option<char>) -> bool {
    const OUTSIDE: ClassSet =
        ClassSet::of(&[Class::Space, Class::LineBreak, Class::ArabicDigit, Class::ExtendedDigit, Class::ArabicPunctuation]);
    let outside = |c: Option<char>| c.is_none_or(|c| c.is_ascii() || stands_alone(c) || OUTSIDE.has_char(c));
    !outside(last) && !outside(next)
}

/// Replaces presentation forms by their text and ligatures as their option says, and decomposes what is not Arabic for NFKC. Repeated marks
/// that cannot change the result are left out.
fn expand(o: &Options, text: &str, piece: Range<usize>) -> Items {
    /// A piece of at most this number of bytes gets a list that grows. For a longer one the items are counted first, so that the list has its
    /// final size from the start.
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

/// A change of the end of a list.
enum Change {
    Push(Item),
    ReplaceLast(Item),
}

impl Change {
    fn apply(self, items: &mut Items) {
        match self {
            Change::Push(item) => items.push(item),
            Change::ReplaceLast(item) => items.put(items.len().wrapping_sub(1), item),
        }
    }
}

fn expand_each(o: &Options, text: &str, piece: Range<usize>, mut out: impl FnMut(Change)) {
    let expands_alone = |c: char| stands_alone(c) && o.ligature(class(c)) == LigatureFold::Expand;
    let is_start = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && canonical_combining_class(c) == 0);
    let mut repeats = Repeats::default();
    // The last character of the result, and the source of a sign of words right before.
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
        // A space parts a sign of words from the words that touch it. It comes from the sign.
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
            // The piece of a letter is dropped before anything composes across it.
            _ if class == Class::GlyphPart && o.drops_mark(class) => {}
            _ if o.form == Form::Nfkc && !chars::is_arabic(c) => decompose_compatible(c, |c| push(&mut last, c, source.clone())),
            _ => push(&mut last, c, source),
        }
        // The next piece does not look back for a sign, so its space is written here.
        if rest.peek().is_none()
            && let Some(sign) = sign.take()
            && is_start(first_char(text, piece.end))
        {
            out(Change::Push(Item::new(' ', sign)));
        }
    }
}

/// The last letter of a ligature's text, or the character itself.
fn last_letter(c: char) -> char {
    base_text(c).and_then(|text| text.chars().next_back()).unwrap_or(c)
}

/// Whether a character belongs to a word: a letter, a digit, a mark.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || chars::is_mark(c) || class(c) == Class::Mark
}

/// Recognizes repetitions that do not change the result, so that a run of marks that is dropped takes no memory.
///
/// A mark that the options drop can only join the letter before it or be dropped: a second one of the same kind in the run has no effect.
/// Of marks that are kept and repaired, equal ones that follow each other become one; of three such the third has no effect (the first may
/// join a letter, the second may stay). A tatweel that is dropped replaces a preceding one, since a hamza is carried by the last. Two characters
/// depend on the mark right before them: a joiner, for which the mark is put back, and a sign of words.
#[derive(Default)]
struct Repeats {
    /// The marks of this run that will be dropped, a [bit](Repeats::bit) each.
    dropped: [u64; 12],
    /// The marks of this run that are kept, by combining class: Arabic marks have eleven classes.
    kept: [Kept; 16],
    /// Whether any of these is set.
    is_used: bool,
    /// The mark that was left out right before.
    left_out: Option<Item>,
}

/// The last two marks of a combining class.
#[derive(Clone, Copy, Default)]
struct Kept {
    rank: u8,
    last: [char; 2],
}

impl Repeats {
    /// How an item changes a list that ends with the character `last`. None if it has no effect.
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
            // It ends no run, but it is never left out.
            self.is_kept_again(c, last);
            false
        } else if class == Class::Invisible && o.format != FormatFold::Keep {
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

    fn clear(&mut self) {
        if self.is_used {
            *self = Repeats::default();
        }
    }

    /// The word and the bit of a mark in `dropped`; none for a code point outside of the blocks that have Arabic marks.
    fn bit(c: char) -> Option<(usize, u64)> {
        let page = match c as u32 >> 8 {
            0x06 => 0,
            0x08 => 4,
            0x10E => 8,
            _ => return None,
        };
        Some((page + (c as usize >> 6 & 3), 1 << (c as u32 & 63)))
    }

    /// Whether a mark that is dropped has occurred in this run before.
    fn is_dropped_again(&mut self, c: char) -> bool {
        self.is_used = true;
        let Some((at, bit)) = Repeats::bit(c) else { return false };
        let Some(word) = self.dropped.get_mut(at) else { return false };
        let again = *word & bit != 0;
        *word |= bit;
        again
    }

    fn forget(&mut self, c: char) {
        if let Some((at, bit)) = Repeats::bit(c)
            && let Some(word) = self.dropped.get_mut(at)
        {
            *word &= !bit;
        }
    }

    /// Whether the last two marks of the combining class are the same as this one. A small letter, of class 0, ends the run.
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

/// Composes a list to NFC in place (UAX #15). The source of a composed character spans those of its parts.
fn nfc(items: &mut Items) {
    let quick = |c: char| is_nfc_quick([c].into_iter()) == IsNormalized::Yes;
    if is_nfc_quick(items.chars()) == IsNormalized::Yes {
        return;
    }
    // A gap before the items has room for all that decompositions add, so that the position of writing never passes that of reading.
    let gap = items.chars().map(|c| decomposed_len(c) - 1).sum();
    items.open_gap(gap);
    // A cluster begins with a character that nothing before it can compose with, and ends before the next such character. A cluster of one
    // character stays as it is; the others are decomposed.
    let (mut cluster, mut end, mut alone) = (0, 0, false);
    for read in gap..items.len() {
        let Some(&item) = items.get(read) else { break };
        if canonical_combining_class(item.char()) == 0 && quick(item.char()) {
            cluster = if alone { end } else { compose_cluster(items, cluster..end) };
            items.put(cluster, item);
            (end, alone) = (cluster + 1, true);
            continue;
        }
        if alone && let Some(&first) = items.get(cluster) {
            (end, alone) = (decompose(items, cluster, first), false);
        }
        end = decompose(items, end, item);
    }
    let end = if alone { end } else { compose_cluster(items, cluster..end) };
    items.truncate(end);
}

/// The number of characters in the canonical decomposition of a character.
fn decomposed_len(c: char) -> usize {
    let mut n = 0;
    decompose_canonical(c, |_| n += 1);
    n
}

/// Writes the canonical decomposition of an item at a position of the list, and returns the position after it.
fn decompose(items: &mut Items, mut at: usize, item: Item) -> usize {
    decompose_canonical(item.char(), |c| {
        items.put(at, item.with(c));
        at += 1;
    });
    at
}

/// Puts the marks of a decomposed cluster in canonical order and composes it. Returns its end.
fn compose_cluster(items: &mut Items, cluster: Range<usize>) -> usize {
    if let Some(cluster) = items.get_mut(cluster.clone()) {
        order_runs(cluster);
    }
    let (mut end, mut starter, mut last) = (cluster.start, None::<usize>, None::<u8>);
    for read in cluster {
        let Some(&item) = items.get(read) else { break };
        let rank = canonical_combining_class(item.char());
        // A character of the same class, or a starter, between the two blocks the composition.
        if last.is_none_or(|last| last < rank)
            && let Some(base) = starter.and_then(|at| items.get_mut(at))
            && let Some(c) = compose(base.char(), item.char())
        {
            *base = base.joined(item).with(c);
            continue;
        }
        (starter, last) = if rank == 0 { (Some(end), None) } else { (starter, Some(rank)) };
        items.put(end, item);
        end += 1;
    }
    end
}

/// Sorts each run of marks by canonical combining class; marks of one class keep their order.
fn order_runs(items: &mut [Item]) {
    let rank = |i: &Item| canonical_combining_class(i.char());
    for run in items.chunk_by_mut(|a, b| (rank(a) == 0) == (rank(b) == 0)) {
        // Sorting allocates, and most runs are in order.
        if run.first().is_some_and(|i| rank(i) != 0) && !run.is_sorted_by_key(rank) {
            run.sort_by_key(rank);
        }
    }
}

/// Joiners and bidi characters. A joiner stays behind a letter, mark or emoji that is not Arabic, where it has a meaning.
fn drop_format(o: &Options, items: &mut Items) {
    const KEEPS_JOINER: ClassSet = ClassSet::of(&[
        Class::Letter,
        Class::Mark,
        Class::Emoji,
        Class::Pictographic,
        Class::RegionalIndicator,
        Class::VariationSelector,
        Class::Format,
        Class::ZeroWidthNonJoiner,
        Class::ZeroWidthJoiner,
    ]);
    let all = o.format == FormatFold::All;
    items.filter_map(|kept, item| {
        let last = || kept.last().map_or(Class::Space, |i| class(i.char()));
        match class(item.char()) {
            Class::Invisible => None,
            Class::BidiMark | Class::BidiControl => (!all).then_some(item),
            Class::ZeroWidthNonJoiner | Class::ZeroWidthJoiner => (!all || KEEPS_JOINER.has(last())).then_some(item),
            Class::ZeroWidthSpace if all => Some(item.with(' ')),
            _ => Some(item),
        }
    });
}

/// Joins combining hamza and madda to the letter they belong to, over marks, joiners and, after ا and و, tatweels.
///
/// A tatweel after any other letter is itself the carrier of a hamza, as in Uthmani لـٔا and شيـٔا.
fn compose_hamza(o: &Options, items: &mut Items) {
    // The position of the letter that a hamza would join, or of the tatweel that would carry it.
    let mut seat = None::<usize>;
    // Whether a tatweel follows the seat. It begins a grapheme cluster, so the source of the joined letter must include the hamza after it.
    let mut has_tatweel = false;
    items.filter_map(|kept, item| {
        let class = class(item.char());
        let end = kept.len();
        if class == Class::HamzaMark {
            if let Some(at) = seat
                && let Some(base) = kept.get_mut(at)
                && let Some(c) = with_hamza(o, base.char(), item.char())
            {
                *base = if at + 1 == end || has_tatweel { base.joined(item) } else { *base }.with(c);
                return None;
            }
        } else if class == Class::Tatweel {
            let right_joining = seat.and_then(|at| kept.get(at)).is_some_and(|s| matches!(s.char(), 'ا' | 'آ' | 'أ' | 'إ' | 'و' | 'ؤ'));
            if !right_joining {
                seat = Some(end);
            }
            has_tatweel = right_joining;
        } else if !MARKS.has(class) && !IGNORABLE.has(class) {
            seat = Some(end);
            has_tatweel = false;
        }
        Some(item)
    });
}

/// The letter that a letter and a combining hamza or madda make.
fn with_hamza(o: &Options, base: char, mark: char) -> Option<char> {
    Some(match (base, mark) {
        ('ا', '\u{653}') => 'آ',
        ('ا', '\u{654}') => 'أ',
        ('ا', '\u{655}') => 'إ',
        ('و', '\u{654}') => 'ؤ',
        ('ي', '\u{654}') => 'ئ',
        ('ہ', '\u{654}') => 'ۂ',
        ('ە', '\u{654}') => 'ۀ',
        ('ے', '\u{654}') => 'ۓ',
        ('ى' | 'ی', '\u{654}') if o.compose_maksura => 'ئ',
        ('\u{640}', '\u{654}') if o.tatweel_hamza => 'ء',
        _ => return None,
    })
}

/// Merges ء and a following ا into آ, over marks and a tatweel that is dropped; likewise the letters that other options make ء and ا. If آ
/// itself becomes ا, several ء before the ا count as one.
fn hamza_alef_to_madda(o: &Options, items: &mut Items) {
    let merges_runs = o.letter('آ') == 'ا';
    let (mut kept, mut hamza) = (0, None::<usize>);
    for n in 0..items.len() {
        let Some(&item) = items.get(n) else { break };
        let letter = o.letter(item.char());
        if letter == 'ا'
            && let Some(first) = hamza.take()
        {
            // The other hamzas of the run are dropped. Each item is visited once, since the next run begins after all that is kept.
            let mut end = first + 1;
            for n in first + 1..kept {
                let Some(&item) = items.get(n) else { break };
                if o.letter(item.char()) != 'ء' {
                    items.put(end, item);
                    end += 1;
                }
            }
            kept = end;
            if let Some(h) = items.get_mut(first) {
                *h = if first + 1 == kept { h.joined(item) } else { *h }.with('آ');
            }
            continue;
        }
        let class = class(item.char());
        if letter == 'ء' {
            hamza = hamza.filter(|_| merges_runs).or(Some(kept));
        } else if !(MARKS.has(class) || IGNORABLE.has(class) || o.tatweel && class == Class::Tatweel) {
            hamza = None;
        }
        items.put(kept, item);
        kept += 1;
    }
    items.truncate(kept);
}

/// Folds letters by their options. A combining hamza that is left after a folded letter is dropped, since in NFC it would compose with the
/// bare letter.
fn fold_letters(o: &Options, items: &mut Items) {
    let mut folded = false;
    items.filter_map(|_, item| {
        let class = class(item.char());
        if LETTERS.has(class) {
            let to = o.letter(item.char());
            folded = to != item.char();
            return Some(item.with(to));
        } else if class == Class::HamzaMark {
            return (!folded || o.form == Form::None).then_some(item);
        } else if !MARKS.has(class) && !IGNORABLE.has(class) && !matches!(class, Class::Tatweel | Class::Mark) {
            folded = false;
        }
        Some(item)
    });
}

/// Makes the dagger alef an alef where today's spelling has one. `continues_word` is whether the first word began before the list; it is then
/// longer than the words that are spelled without their alef.
fn promote_dagger_alef(items: &mut Items, continues_word: bool) {
    // A presentation form that is kept is a letter, too.
    const LETTER: ClassSet = LETTERS.or(ClassSet::of(&[Class::PresentationLetter]));
    const WORD: ClassSet = LETTER.or(MARKS).or(IGNORABLE).or(ClassSet::of(&[Class::Tatweel]));
    let (mut read, mut kept) = (0, 0);
    while read < items.len() {
        let word = items.get(read..).unwrap_or_default();
        let length = word.iter().position(|i| !WORD.has_char(i.char())).unwrap_or(word.len()).max(1);
        let word = word.get(..length).unwrap_or_default();
        let keeps_spelling = !(continues_word && read == 0)
            && word.iter().any(|i| class(i.char()) == Class::DaggerAlef)
            && is_spelled_without_alef(word.iter().map(|i| i.char()).filter(|&c| LETTER.has_char(c)));
        let end = read + length;
        // The letter before, with its position, and the position of the next letter from `n` on.
        let (mut before, mut next) = (None::<(usize, char)>, read);
        for n in read..end {
            let Some(&item) = items.get(n) else { break };
            if class(item.char()) != Class::DaggerAlef {
                if LETTER.has_char(item.char()) {
                    before = Some((kept, item.char()));
                }
                items.put(kept, item);
                kept += 1;
                continue;
            }
            if next <= n {
                let rest = items.get(n..end).unwrap_or_default();
                next = n + rest.iter().position(|i| LETTER.has_char(i.char())).unwrap_or(rest.len());
            }
            let after = items.get(next).filter(|_| next < end).map(|i| i.char());
            match (before, after) {
                _ if keeps_spelling => {}
                // الصلوٰة الزكوٰة, هدىٰهم التورىٰة: the letter stands for the vowel.
                (Some((at, 'و')), Some('ة')) | (Some((at, 'ى')), Some(_)) => {
                    if let Some(seat) = items.get_mut(at) {
                        *seat = seat.with('ا');
                    }
                    before = Some((at, 'ا'));
                }
                (Some((_, 'ى')) | None, _) => {}
                (Some((_, c)), _) | (_, Some(c)) if chars::is_alef_form(c) => {}
                _ => {
                    before = Some((kept, 'ا'));
                    items.put(kept, item.with('ا'));
                    kept += 1;
                }
            }
        }
        read = end;
    }
    items.truncate(kept);
}

/// Whether a word, given by its letters, is one of those whose long a is not written today.
pub(super) fn is_spelled_without_alef(letters: impl Iterator<Item = char>) -> bool {
    // Alefs without hamza and madda, which Uthmani spelling writes in its own way.
    const WORDS: [&str; 19] = [
        "هذا",
        "هذه",
        "هذي",
        "هذان",
        "هذين",
        "هكذا",
        "هؤلاء",
        "هاهنا",
        "ههنا",
        "ذلك",
        "ذلكم",
        "ذلكما",
        "ذلكن",
        "اولئك",
        "الله",
        "لله",
        "الرحمن",
        "رحمن",
        "طه",
    ];
    // These take pronouns: لكنهم, إلهكم. The first may also stand alone.
    const STEMS: [&str; 2] = ["لكن", "اله"];
    const PRONOUNS: [&str; 14] = ["", "ا", "ه", "ها", "هما", "هم", "هن", "ك", "كما", "كم", "كن", "ي", "ني", "نا"];
    let skeleton: String = letters.take(LONG_WORD + 1).map(|c| if matches!(c, 'أ' | 'إ' | 'آ' | 'ٱ') { 'ا' } else { c }).collect();
    // و ف, then ب ل ك, then the article.
    let bare = |w: &str| WORDS.contains(&w) || STEMS.iter().any(|s| w.strip_prefix(s).is_some_and(|p| PRONOUNS.contains(&p)));
    let mut rest = skeleton.as_str();
    for clitics in [['و', 'ف', 'ا'].as_slice(), ['ب', 'ل', 'ك'].as_slice(), &[]] {
        if bare(rest) || rest.strip_prefix("ال").is_some_and(bare) {
            return true;
        }
        rest = rest.strip_prefix(clitics).unwrap_or(rest);
    }
    false
}

/// Fathatan before or on its alef, or no alef. Of several alefs the last is the one.
fn move_tanwin(o: &Options, items: &mut Items) {
    const FATHATAN: char = '\u{64B}';
    let mut out = Items::new();
    for run in items.chunk_by(|a, b| matches!((a.char(), b.char()), ('ا' | FATHATAN, 'ا' | FATHATAN))) {
        let alefs = run.iter().filter(|i| i.char() == 'ا').count();
        if alefs == 0 || alefs == run.len() || run.iter().any(|i| !matches!(i.char(), 'ا' | FATHATAN)) {
            out.extend(run);
            continue;
        }
        let before = match o.tanwin {
            TanwinFold::BeforeAlef => alefs - 1,
            TanwinFold::DropAlef => 0,
            _ => alefs,
        };
        let mut seats = run.iter().filter(|i| i.char() == 'ا');
        out.extend(seats.by_ref().take(before));
        out.extend(run.iter().filter(|i| i.char() == FATHATAN));
        if o.tanwin == TanwinFold::BeforeAlef {
            out.extend(seats);
        }
    }
    *items = out;
}

/// Digits and the signs that stand with them, punctuation.
fn fold_signs(o: &Options, items: &mut [Item]) {
    let zero = match o.digits {
        DigitFold::ArabicIndic => '٠',
        DigitFold::Extended => '۰',
        _ => {
            items.iter_mut().for_each(|i| *i = i.with(o.sign(i.char())));
            return;
        }
    };
    let is_digit = |i: Option<&Item>| i.is_some_and(|i| chars::digit_value(i.char()).is_some());
    for n in 0..items.len() {
        let before = n > 0 && is_digit(items.get(n - 1));
        let after = is_digit(items.get(n + 1));
        let Some(item) = items.get_mut(n) else { break };
        *item = item.with(match item.char() {
            '.' if before && after => '٫',
            ',' if before && after => '٬',
            '%' if before => '٪',
            c => match chars::digit_value(c) {
                Some(value) => char::from_u32(zero as u32 + u32::from(value)).unwrap_or(c),
                None => o.sign(c),
            },
        });
    }
}

/// Makes every space U+0020, and a run of spaces one if the option says so.
fn fold_spaces(o: &Options, items: &mut Items) {
    let mut last = false;
    items.filter_map(|_, item| {
        let space = class(item.char()) == Class::Space;
        let repeated = space && last && o.spaces == SpaceFold::Collapse;
        last = space;
        (!repeated).then_some(if space { item.with(' ') } else { item })
    });
}

/// Runs of more than two of the same letter are cut to `limit`.
fn shorten(limit: u8, items: &mut Items) {
    let mut out = Items::new();
    let mut rest = &**items;
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|i| i.char() == first.char()).count();
        let keep = if run > 2 && chars::is_letter(first.char()) { run.min(usize::from(limit)) } else { run };
        let (same, tail) = rest.split_at(run);
        out.extend(same.iter().take(keep));
        rest = tail;
    }
    *items = out;
}

/// Puts the marks of each letter in canonical order, and drops a mark that follows an equal one.
fn order_marks(items: &mut Items) {
    order_runs(items);
    let mut last = None;
    items.retain(|i| last.replace(i.char()) != Some(i.char()) || !MARKS.has_char(i.char()));
}
