//! The context routine: the fallback for characters whose output depends on their neighbours. The routine applies all steps of the
//! normalizer to a list of characters with their source ranges.
//!
//! The loop in `run.rs` calls this routine for each piece (byte range of the text) in which the output for a character depends on more than
//! the class of the character. `piece.rs` finds the ends of the pieces. Every step takes linear time, except the sorting of marks that are
//! not in canonical order.

use core::ops::Range;

use super::compose::{compose_hamza, hamza_alef_to_madda, nfc, order_marks};
use super::dagger_alef::promote_dagger_alef;
use super::expand::expand;
use super::folds::*;
use super::items::{Item, Items};
use super::options::Options;
use super::piece::{first_char, is_inside_word, last_char};
use crate::chars::{self, Class, ClassSet, IGNORABLE, LETTERS, MARKS, base_text, class};
use crate::span::slice;

/// Returns the normal form of the byte range `piece` of a text. The source ranges of the items are relative to the start of the piece.
pub(super) fn normalize(o: &Options, text: &str, piece: Range<usize>) -> Items {
    crate::op_counter::count(piece.len());
    let mut items = expand(o, text, piece.clone());
    if o.composes() {
        nfc(&mut items);
    }
    if o.format_chars != FormatFold::Keep {
        drop_format(o, &mut items);
    }
    // This step precedes the folds of letters, because the letters ى and ة determine whether a dagger alef becomes ا: صلوٰة becomes صلاة.
    if o.dagger_alef == DaggerAlefFold::Promote {
        let continues_word = is_inside_word(last_char(text, piece.start), first_char(text, piece.start));
        promote_dagger_alef(&mut items, continues_word);
    }
    if o.composes() {
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
    match o.elongation {
        ElongationFold::Keep => {}
        ElongationFold::ToOne => shorten(1, &mut items),
        ElongationFold::ToTwo => shorten(2, &mut items),
    }
    if o.composes() {
        nfc(&mut items);
    }
    if o.repair_marks {
        order_marks(&mut items);
    }
    items
}

/// Returns whether the normal form of a piece differs from the piece.
pub(super) fn changes(o: &Options, text: &str, piece: Range<usize>) -> bool {
    let chars = || slice(text, piece.clone()).chars();
    // If the options expand a character of the piece to its text, the piece is not in normal form.
    chars().any(|c| o.ligature(class(c)) == LigatureFold::Expand && base_text(c).is_some())
        || !normalize(o, text, piece.clone()).chars().eq(chars())
}

/// Drops joiners, bidi characters and invisible characters, and replaces U+200B with a space, as the option `format_chars` specifies. Keeps
/// a joiner after a character of `KEEPS_JOINER`, such as an emoji or a letter of another script, because the joiner has a meaning there.
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
    let all = match o.format_chars {
        FormatFold::All => true,
        FormatFold::Keep | FormatFold::Invisible => false,
    };
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

/// Folds letters according to the options. If the options compose characters, also drops each combining hamza or madda of a folded letter,
/// because NFC could compose this mark with the new letter.
fn fold_letters(o: &Options, items: &mut Items) {
    let mut folded = false;
    items.filter_map(|_, item| {
        let class = class(item.char());
        if LETTERS.has(class) {
            let to = o.letter(item.char());
            folded = to != item.char();
            return Some(item.with(to));
        } else if class == Class::HamzaMark {
            return (!folded || !o.composes()).then_some(item);
        } else if !MARKS.has(class) && !IGNORABLE.has(class) && !matches!(class, Class::Tatweel | Class::Mark) {
            folded = false;
        }
        Some(item)
    });
}

/// Changes each run that consists of alefs and fathatans and contains both, as the option `tanwin` specifies:
///
/// - `BeforeAlef` moves all fathatans of the run before its last alef.
/// - `AfterAlef` moves all fathatans of the run after its last alef.
/// - `DropAlef` drops all alefs of the run.
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
            TanwinFold::AfterAlef | TanwinFold::Keep => alefs,
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

/// Folds digits, signs in numbers (such as `.` and `%`), and punctuation.
fn fold_signs(o: &Options, items: &mut [Item]) {
    let zero = match o.digits {
        DigitFold::ArabicIndic => '٠',
        DigitFold::Extended => '۰',
        DigitFold::Keep | DigitFold::Ascii => {
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

/// Replaces each space with U+0020. If the option is [`SpaceFold::Collapse`], replaces each run of spaces with one U+0020.
fn fold_spaces(o: &Options, items: &mut Items) {
    let mut last = false;
    items.filter_map(|_, item| {
        let space = class(item.char()) == Class::Space;
        let repeated = space && last && o.spaces == SpaceFold::Collapse;
        last = space;
        (!repeated).then_some(if space { item.with(' ') } else { item })
    });
}

/// Shortens each run of three or more equal Arabic letters to `limit` letters.
fn shorten(limit: usize, items: &mut Items) {
    let mut out = Items::new();
    let mut rest = &**items;
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|i| i.char() == first.char()).count();
        let keep = if run > 2 && chars::is_letter(first.char()) { run.min(limit) } else { run };
        let (same, tail) = rest.split_at(run);
        out.extend(same.iter().take(keep));
        rest = tail;
    }
    *items = out;
}
