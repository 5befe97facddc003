//! Composition in the [`context`](super::context) routine: NFC, canonical order of marks, and composition of letters with a combining hamza
//! or madda.

use core::ops::Range;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::items::{Item, Items};
use super::options::Options;
use crate::chars::{Class, IGNORABLE, MARKS, class};

/// Composes a list of characters to NFC (UAX #15) in place. The source of a composed character is the smallest range that contains the
/// sources of its parts.
pub(super) fn nfc(items: &mut Items) {
    let quick = |c: char| is_nfc_quick([c].into_iter()) == IsNormalized::Yes;
    if is_nfc_quick(items.chars()) == IsNormalized::Yes {
        return;
    }
    // The function writes the result at the start of the list and reads the characters after a gap. The gap has one slot for each character
    // that the decomposition adds. So the write position never exceeds the read position.
    let gap = items.chars().map(|c| decomposed_len(c) - 1).sum();
    items.open_gap(gap);
    // A cluster begins at the start of the list or with a character that cannot compose with the preceding character, and ends before the
    // next character of this kind. A cluster that consists of one such character does not change. All other clusters are decomposed and
    // composed again. The current cluster has the positions `cluster..end` of the list. `alone` is true if the cluster consists of one such
    // character, which is not decomposed.
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

/// Sorts the marks of each letter in canonical order. Then removes each Arabic mark that directly follows an equal mark.
pub(super) fn order_marks(items: &mut Items) {
    order_runs(items);
    let mut last = None;
    items.retain(|i| last.replace(i.char()) != Some(i.char()) || !MARKS.has_char(i.char()));
}

/// Composes a letter with a combining hamza or madda that follows the letter. Marks and ignorable characters (joiners, bidi characters and
/// invisible characters) may be between the letter and the hamza. If the letter is ا or و, tatweels may be between the letter and the hamza
/// too.
///
/// A tatweel is itself the seat of the hamza if it does not follow ا, و or one of their hamza forms, as in the Quranic spellings لـٔا and
/// شيـٔا.
pub(super) fn compose_hamza(o: &Options, items: &mut Items) {
    // The position of the current seat in the list of kept characters. The seat is the letter or the tatweel that composes with a hamza, if
    // a hamza follows.
    let mut seat = None::<usize>;
    // Whether a grapheme cluster begins between the seat and the current character. Such a cluster begins with a tatweel, or with a small
    // letter such as U+06E5. The hamza then belongs to this cluster, so the source of the composed letter must include the cluster.
    let mut has_cluster = false;
    items.filter_map(|kept, item| {
        let class = class(item.char());
        let end = kept.len();
        if class == Class::HamzaMark {
            if let Some(at) = seat
                && let Some(base) = kept.get_mut(at)
                && let Some(c) = with_hamza(o, base.char(), item.char())
            {
                *base = if at + 1 == end || has_cluster { base.joined(item) } else { *base }.with(c);
                return None;
            }
        } else if class == Class::Tatweel {
            let right_joining = seat.and_then(|at| kept.get(at)).is_some_and(|s| matches!(s.char(), 'ا' | 'آ' | 'أ' | 'إ' | 'و' | 'ؤ'));
            if !right_joining {
                seat = Some(end);
            }
            has_cluster = right_joining;
        } else if !MARKS.has(class) && !IGNORABLE.has(class) {
            seat = Some(end);
            has_cluster = false;
        } else if MARKS.has(class) && canonical_combining_class(item.char()) == 0 {
            has_cluster = true;
        }
        Some(item)
    });
}

/// Returns the composition of a letter and a combining hamza or madda, or `None` if the two do not compose. The options decide about ى, ی
/// and the tatweel.
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

/// Merges ء and a following ا into آ: ءامن becomes آمن. Marks, ignorable characters, and tatweels that the options drop may be between ء
/// and ا.
///
/// A letter that the options fold to ء or ا counts as ء or ا. A run of ء may precede the ا. If the options fold آ to ا, all ء of the run
/// merge with the ا; otherwise only the last ء merges.
pub(super) fn hamza_alef_to_madda(o: &Options, items: &mut Items) {
    let merges_runs = o.letter('آ') == 'ا';
    let (mut kept, mut hamza) = (0, None::<usize>);
    for n in 0..items.len() {
        let Some(&item) = items.get(n) else { break };
        let letter = o.letter(item.char());
        if letter == 'ا'
            && let Some(first) = hamza.take()
        {
            // Removes all other ء of the run. The loop visits each item only once, because the next run begins after the kept items.
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

/// Returns the number of characters in the canonical decomposition of a character.
fn decomposed_len(c: char) -> usize {
    let mut n = 0;
    decompose_canonical(c, |_| n += 1);
    n
}

/// Writes the canonical decomposition of an item to the list, from position `at` on. Returns the position after the decomposition.
fn decompose(items: &mut Items, mut at: usize, item: Item) -> usize {
    decompose_canonical(item.char(), |c| {
        items.put(at, item.with(c));
        at += 1;
    });
    at
}

/// Sorts the marks of a decomposed cluster in canonical order and composes the cluster in place. `cluster` is a range of positions in the
/// list. Returns the position after the composed cluster.
fn compose_cluster(items: &mut Items, cluster: Range<usize>) -> usize {
    if let Some(cluster) = items.get_mut(cluster.clone()) {
        order_runs(cluster);
    }
    let (mut end, mut starter, mut last) = (cluster.start, None::<usize>, None::<u8>);
    for read in cluster {
        let Some(&item) = items.get(read) else { break };
        let rank = canonical_combining_class(item.char());
        // Two characters do not compose if one of the following is between them (Unicode 17.0, D115): a starter (a character of combining
        // class 0), or a mark with the same or a higher combining class than the second character.
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

/// Sorts each run of marks by canonical combining class. The sort is stable, so marks of one class keep their order.
fn order_runs(items: &mut [Item]) {
    let rank = |i: &Item| canonical_combining_class(i.char());
    for run in items.chunk_by_mut(|a, b| (rank(a) == 0) == (rank(b) == 0)) {
        // The sort may allocate memory, and most runs are already in order.
        if run.first().is_some_and(|i| rank(i) != 0) && !run.is_sorted_by_key(rank) {
            run.sort_by_key(rank);
        }
    }
}
