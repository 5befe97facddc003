//! What depends on the neighbours: composition, joiners, order of marks, and the switches that look at whole words.
//!
//! This is the whole normalizer, step by step over a list of characters that know their source range. The engine calls it for the few
//! clusters where a character's own class does not decide; it is linear, and never sees more than the text between two
//! [cuts](super::plan::is_cut) unless an option needs all of the text.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::items::{INLINE, Item, Items};
use super::options::*;
use super::plan::{Options, stands_alone};
use crate::chars::{self, Class, ClassSet, IGNORABLE, LETTERS, MARKS, base_text, class};

/// Normalizes a piece of text that begins at byte `at` of the source.
pub(super) fn normalize(o: &Options, piece: &str, at: usize) -> Items {
    crate::work::count(piece.len());
    let mut items = expand(o, piece, at);
    if o.form != Form::None {
        items = nfc(items);
    }
    if o.format != FormatFold::Keep {
        drop_format(o, &mut items);
    }
    // The words whose long a is not written, and ى and ة, are told from letters as they are spelled.
    if o.dagger_alef == DaggerAlefFold::Promote {
        promote_dagger_alef(&mut items);
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
    items.retain_mut(|i| !(o.drops_mark(class(i.c)) || o.tatweel && chars::is_tatweel(i.c)));
    fold_signs(o, &mut items);
    if o.spaces != SpaceFold::Keep {
        fold_spaces(o, &mut items);
    }
    if o.elongation > 0 {
        shorten(o.elongation, &mut items);
    }
    if o.form != Form::None {
        items = nfc(items);
    }
    if o.repair_marks {
        order_marks(&mut items);
    }
    items
}

/// Presentation forms by their text, ligatures by their switch, compatibility decomposition of what is not Arabic.
fn expand(o: &Options, piece: &str, at: usize) -> Items {
    let mut items = Items::with_room(piece.chars().count());
    // The sign of words right before.
    let mut sign = None::<Item>;
    for (i, c) in piece.char_indices() {
        let (start, end) = (at + i, at + i + c.len_utf8());
        let class = class(c);
        // A sign of words is parted from the words that touch it, by a space of its own.
        let alone = (stands_alone(c) && o.ligature(class) == LigatureFold::Expand).then_some(Item { c: ' ', start, end });
        let before = alone.filter(|_| items.last().is_some_and(|i| is_word(i.c)));
        items.extend(sign.filter(|_| c.is_alphanumeric() && canonical_combining_class(c) == 0).or(before));
        sign = alone;
        match (o.ligature(class), base_text(c)) {
            (LigatureFold::Drop, _) => {}
            (LigatureFold::Expand, Some(text)) => items.extend(text.chars().map(|c| Item { c, start, end })),
            // A piece of a letter must go before anything composes across it.
            _ if class == Class::GlyphPart && o.drops_mark(class) => {}
            _ if o.form == Form::Nfkc && !chars::is_arabic(c) => decompose_compatible(c, |c| items.push(Item { c, start, end })),
            _ => items.push(Item { c, start, end }),
        }
    }
    items
}

/// Whether a character is of a word: a letter, a digit, a mark.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || chars::is_mark(c) || class(c) == Class::Mark
}

/// NFC. A changed stretch comes from the source range of all of its characters.
fn nfc(items: Items) -> Items {
    if is_nfc_quick(items.iter().map(|i| i.c)) == IsNormalized::Yes {
        return items;
    }
    let mut out = Items::with_room(items.len());
    let mut rest = &*items;
    // NFC makes at most four characters of one; but for the longest clusters there is room without an allocation.
    let (mut few, mut many) = (['\0'; 4 * INLINE], Vec::new());
    while let Some((first, tail)) = rest.split_first() {
        // Up to the next character that nothing before it can compose with or be sorted against.
        let more = tail.iter().position(|i| canonical_combining_class(i.c) == 0 && is_nfc_quick([i.c].into_iter()) == IsNormalized::Yes);
        let (cluster, next) = rest.split_at(more.map_or(rest.len(), |n| n + 1));
        rest = next;
        if cluster.len() == 1 && is_nfc_quick([first.c].into_iter()) == IsNormalized::Yes {
            out.push(*first);
            continue;
        }
        let chars = cluster.iter().map(|i| i.c).nfc();
        let text: &[char] = if cluster.len() <= INLINE {
            let count = few.iter_mut().zip(chars).map(|(room, c)| *room = c).count();
            few.get(..count).unwrap_or_default()
        } else {
            many.clear();
            many.reserve(cluster.len());
            many.extend(chars);
            &many
        };
        // The characters at either end that are as before keep their own ranges.
        let head = cluster.iter().zip(text.iter()).take_while(|(i, t)| i.c == **t).count();
        let count = text.len();
        let room = cluster.len().min(count) - head;
        let tail = cluster.iter().rev().zip(text.iter().rev()).take(room).take_while(|(i, t)| i.c == **t).count();
        let changed = hull(cluster.get(head..cluster.len() - tail).unwrap_or_default());
        for (n, &c) in text.iter().enumerate() {
            let own = if n < head {
                cluster.get(n)
            } else if n >= count - tail {
                cluster.get(n + cluster.len() - count)
            } else {
                None
            };
            out.push(own.copied().unwrap_or(Item { c, start: changed.start, end: changed.end }));
        }
    }
    out
}

/// The source range from the first to the last of some items.
fn hull(items: &[Item]) -> Range<usize> {
    let start = items.iter().map(|i| i.start).min().unwrap_or_default();
    start..items.iter().map(|i| i.end).max().unwrap_or(start)
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
    let mut last = Class::Space;
    items.retain_mut(|i| {
        let keep = match class(i.c) {
            Class::Invisible => false,
            Class::BidiMark | Class::BidiControl => !all,
            Class::ZeroWidthNonJoiner | Class::ZeroWidthJoiner => !all || KEEPS_JOINER.has(last),
            Class::ZeroWidthSpace if all => {
                i.c = ' ';
                true
            }
            _ => true,
        };
        if keep {
            last = class(i.c);
        }
        keep
    });
}

/// Combining hamza and madda join the letter they belong to, whatever marks, joiners and, behind ا and و, tatweels stand between.
///
/// A tatweel behind any other letter is itself the carrier of a hamza, as in Uthmani لـٔا and شيـٔا.
fn compose_hamza(o: &Options, items: &mut Items) {
    // Where the letter that a hamza would join, or the tatweel that would carry it, stands in `out`.
    let mut seat = None::<usize>;
    let mut out = Items::new();
    for &item in items.iter() {
        let class = class(item.c);
        if class == Class::HamzaMark {
            let last = out.len().wrapping_sub(1);
            if let Some(at) = seat
                && let Some(base) = out.get_mut(at)
                && let Some(c) = with_hamza(o, base.c, item.c)
            {
                base.c = c;
                if at == last {
                    base.end = item.end;
                }
                continue;
            }
        } else if class == Class::Tatweel {
            let right_joining = seat.and_then(|s| out.get(s)).is_some_and(|s| matches!(s.c, 'ا' | 'آ' | 'أ' | 'إ' | 'و' | 'ؤ'));
            if !right_joining {
                seat = Some(out.len());
            }
        } else if !MARKS.has(class) && !IGNORABLE.has(class) {
            seat = Some(out.len());
        }
        out.push(item);
    }
    *items = out;
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

/// ء and the ا behind it, with marks or a tatweel that is dropped between, are آ; so is what the other switches make ء and ا. Where آ itself becomes ا, a run of ء is one.
fn hamza_alef_to_madda(o: &Options, items: &mut Items) {
    let runs = o.letter('آ') == 'ا';
    let mut hamza = None::<usize>;
    let mut out = Items::new();
    for &item in items.iter() {
        if o.letter(item.c) == 'ا'
            && let Some(first) = hamza.take()
        {
            let mut n = 0;
            out.retain_mut(|i| {
                n += 1;
                n <= first + 1 || o.letter(i.c) != 'ء'
            });
            let adjacent = first + 1 == out.len();
            if let Some(h) = out.get_mut(first) {
                h.c = 'آ';
                if adjacent {
                    h.end = item.end;
                }
                continue;
            }
        }
        if o.letter(item.c) == 'ء' {
            hamza = hamza.filter(|_| runs).or(Some(out.len()));
        } else if !(MARKS.has(class(item.c)) || IGNORABLE.has(class(item.c)) || o.tatweel && chars::is_tatweel(item.c)) {
            hamza = None;
        }
        out.push(item);
    }
    *items = out;
}

/// Letters by their switches. Where a letter is folded, a combining hamza that is left behind it goes as well, or the result in NFC would
/// have it compose with the bare letter.
fn fold_letters(o: &Options, items: &mut Items) {
    let mut folded = false;
    items.retain_mut(|i| {
        let class = class(i.c);
        if LETTERS.has(class) {
            let to = o.letter(i.c);
            folded = to != i.c;
            i.c = to;
        } else if class == Class::HamzaMark {
            return !folded || o.form == Form::None;
        } else if !MARKS.has(class) && !IGNORABLE.has(class) && !matches!(class, Class::Tatweel | Class::Mark) {
            folded = false;
        }
        true
    });
}

/// The dagger alef as an alef, where today's spelling has one.
fn promote_dagger_alef(items: &mut Items) {
    // A presentation form that is kept is a letter, too.
    const LETTER: ClassSet = LETTERS.or(ClassSet::of(&[Class::PresentationLetter]));
    const WORD: ClassSet = LETTER.or(MARKS).or(IGNORABLE).or(ClassSet::of(&[Class::Tatweel]));
    let old = mem::replace(items, Items::new());
    let mut rest = &*old;
    while !rest.is_empty() {
        let end = rest.iter().position(|i| !WORD.has_char(i.c)).unwrap_or(rest.len());
        let (word, tail) = rest.split_at(end.max(1));
        rest = tail;
        let keeps_spelling = word.iter().any(|i| class(i.c) == Class::DaggerAlef)
            && is_spelled_without_alef(word.iter().map(|i| i.c).filter(|&c| LETTER.has_char(c)));
        let mut before = None;
        for (n, item) in word.iter().enumerate() {
            if class(item.c) != Class::DaggerAlef {
                if LETTER.has_char(item.c) {
                    before = Some((items.len(), item.c));
                }
                items.push(*item);
                continue;
            }
            let after = word.get(n + 1..).and_then(|w| w.iter().find(|i| LETTER.has_char(i.c))).map(|i| i.c);
            match (before, after) {
                _ if keeps_spelling => {}
                // الصلوٰة الزكوٰة, هدىٰهم التورىٰة: the letter stands for the vowel.
                (Some((at, 'و')), Some('ة')) | (Some((at, 'ى')), Some(_)) => {
                    if let Some(seat) = items.get_mut(at) {
                        seat.c = 'ا';
                    }
                    before = Some((at, 'ا'));
                }
                (Some((_, 'ى')) | None, _) => {}
                (Some((_, c)), _) | (_, Some(c)) if chars::is_alef_form(c) => {}
                _ => {
                    before = Some((items.len(), 'ا'));
                    items.push(Item { c: 'ا', ..*item });
                }
            }
        }
    }
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
    let skeleton: String = letters.map(|c| if matches!(c, 'أ' | 'إ' | 'آ' | 'ٱ') { 'ا' } else { c }).collect();
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
    for run in items.chunk_by(|a, b| matches!((a.c, b.c), ('ا' | FATHATAN, 'ا' | FATHATAN))) {
        let alefs = run.iter().filter(|i| i.c == 'ا').count();
        if alefs == 0 || alefs == run.len() || run.iter().any(|i| i.c != 'ا' && i.c != FATHATAN) {
            out.extend(run);
            continue;
        }
        let before = match o.tanwin {
            TanwinFold::BeforeAlef => alefs - 1,
            TanwinFold::DropAlef => 0,
            _ => alefs,
        };
        let mut seats = run.iter().filter(|i| i.c == 'ا');
        out.extend(seats.by_ref().take(before));
        out.extend(run.iter().filter(|i| i.c == FATHATAN));
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
            items.iter_mut().for_each(|i| i.c = o.sign(i.c));
            return;
        }
    };
    let is_digit = |i: Option<&Item>| i.is_some_and(|i| chars::digit_value(i.c).is_some());
    for n in 0..items.len() {
        let before = n > 0 && is_digit(items.get(n - 1));
        let after = is_digit(items.get(n + 1));
        let Some(item) = items.get_mut(n) else { break };
        item.c = match item.c {
            '.' if before && after => '٫',
            ',' if before && after => '٬',
            '%' if before => '٪',
            c => match chars::digit_value(c) {
                Some(value) => char::from_u32(zero as u32 + u32::from(value)).unwrap_or(c),
                None => o.sign(c),
            },
        };
    }
}

/// Every space is U+0020; runs are one if asked.
fn fold_spaces(o: &Options, items: &mut Items) {
    let mut last = false;
    items.retain_mut(|i| {
        let space = class(i.c) == Class::Space;
        if space {
            i.c = ' ';
        }
        let keep = !(space && last && o.spaces == SpaceFold::Collapse);
        last = space;
        keep
    });
}

/// Runs of more than two of the same letter are cut to `limit`.
fn shorten(limit: u8, items: &mut Items) {
    let mut out = Items::new();
    let mut rest = &**items;
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|i| i.c == first.c).count();
        let keep = if run > 2 && chars::is_letter(first.c) { run.min(usize::from(limit)) } else { run };
        let (same, tail) = rest.split_at(run);
        out.extend(same.iter().take(keep));
        rest = tail;
    }
    *items = out;
}

/// Marks behind a letter in canonical order, each once in a row.
fn order_marks(items: &mut Items) {
    let mut at = 0;
    while at < items.len() {
        let run = items.iter().skip(at).take_while(|i| canonical_combining_class(i.c) != 0).count();
        if let Some(run) = items.get_mut(at..at + run) {
            run.sort_by_key(|i| canonical_combining_class(i.c));
        }
        at += run + 1;
    }
    let mut last = None;
    items.retain_mut(|i| last.replace(i.c) != Some(i.c) || !MARKS.has_char(i.c));
}
