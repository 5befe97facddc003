//! The search for the cheapest readings of a word: every prefix with every ending, and what is between them in the lexicon and in the
//! templates.
//!
//! Of each cut the search first says what its readings cost at least, and then reads that of the least, until no other can be cheaper.

use super::affix::*;
use super::cut::{Cut, NEVER, Rest, old_hamza};
use super::ending::{MAX_ENDING, ending, endings, pronoun_row, whole_pronoun};
use super::key::{Key, WAW};
use super::lexicon::{flag, lexicon_key, look_up};
use super::reading::{CLOSED, EMPTY, Keep, Rank, Reading};
use super::span::{CLOSED_ALONE, ORDER_BITS, Span, UNKNOWN_LEAST};
use super::tables::SLOT_X;

/// How many cuts are put off until it is known what each can cost. Few words have more.
const MAX_CUTS: usize = 16;

/// All readings of a word, into `keep`; `listed` is what the lexicon says of the whole.
pub(crate) fn readings(key: &Key, listed: (u16, u16), keep: &mut impl Keep) {
    let (endings, n) = endings(key);
    let plain = (key.maksura | key.above | key.below | key.on_waw | key.on_yeh) == 0;
    let word = Word { key, endings, n, old_hamza: old_hamza(key), plain };
    let mut cuts = [Cut::LAST; MAX_CUTS];
    let (mut count, mut unknown) = (0, NEVER);
    let (mut node, mut from) = (0, 0);
    loop {
        let prefix = PREFIX_TREE.node(node);
        let rest = Rest::new(key, from);
        for (size, &letters) in word.endings.iter().enumerate().take(n) {
            let ending = ending(letters);
            let want = prefix.slots & ending.slots;
            if want == 0 || from + size >= key.len() {
                continue;
            }
            let n = key.len() - size - from;
            let listed = match from + size {
                0 => listed,
                _ if n > 12 => (0, 0),
                _ => look_up(lexicon_key(rest.stem(n))),
            };
            let floor = prefix.least + ending.least;
            if want & SLOT_X != 0 {
                unknown = unknown.min(floor);
            }
            let least = rest.least(n, want, word.old_hamza && size == 0, listed.0);
            if least > NEVER / 2 {
                continue;
            }
            if count == MAX_CUTS {
                word.read(&mut cuts, count, keep);
                count = 0;
            }
            if let Some(cut) = cuts.get_mut(count) {
                *cut = Cut::new(least + floor, node, from, size, listed);
                count += 1;
            }
        }
        node = PREFIX_TREE.next(node, rest.codes as u8);
        from += 1;
        if node == 0 || from >= key.len() {
            break;
        }
        empty_stem(key, node, from, keep);
    }
    word.read(&mut cuts, count, keep);
    if Rank::new(unknown + UNKNOWN_LEAST, 0) < keep.limit() {
        word.unknown(keep);
    }
}

/// A word with what its last letters can be.
struct Word<'a> {
    key: &'a Key,
    endings: [u16; MAX_ENDING],
    n: usize,
    old_hamza: bool,
    /// Whether no letter is a ى or a hamza with a seat.
    plain: bool,
}

impl Word<'_> {
    /// Reads what can still be cheap, the cheapest first.
    #[inline(always)]
    fn read(&self, cuts: &mut [Cut; MAX_CUTS], count: usize, keep: &mut impl Keep) {
        for _ in 0..count {
            let (mut at, mut cut) = (0, Cut::LAST);
            for (i, &c) in cuts.iter().take(count).enumerate() {
                if c < cut {
                    (at, cut) = (i, c);
                }
            }
            if Rank::new(cut.least(), 0) >= keep.limit() {
                return;
            }
            if let Some(done) = cuts.get_mut(at) {
                *done = Cut::LAST;
            }
            self.cut(cut, keep);
        }
    }

    /// Reads what is between the letters of a prefix and of an ending.
    #[inline(never)]
    fn cut(&self, cut: Cut, keep: &mut impl Keep) {
        let (node, from, size) = cut.place();
        self.span(node, from, size, cut.listed()).read(keep);
    }

    /// Every stem as one of which nothing is known.
    #[inline(never)]
    fn unknown(&self, keep: &mut impl Keep) {
        let (mut node, mut from) = (0, 0);
        loop {
            let prefix = PREFIX_TREE.node(node);
            for (size, &letters) in self.endings.iter().enumerate().take(self.n) {
                let ending = ending(letters);
                if prefix.slots & ending.slots & SLOT_X == 0 || from + size >= self.key.len() {
                    continue;
                }
                if Rank::new(prefix.least + ending.least + UNKNOWN_LEAST, 0) >= keep.limit() {
                    continue;
                }
                let to = self.key.len() - size;
                let listed = if to - from > 12 { (0, 0) } else { look_up(lexicon_key(self.key.part(from, to))) };
                self.span(node, from, size, listed).unknown(keep);
            }
            node = PREFIX_TREE.next(node, self.key.at(from));
            from += 1;
            if node == 0 || from >= self.key.len() {
                return;
            }
        }
    }

    #[inline(always)]
    fn span(&self, node: u8, from: usize, size: usize, (flags, singular): (u16, u16)) -> Span<'_> {
        let prefix = PREFIX_TREE.node(node);
        let ending = ending(self.endings.get(size).copied().unwrap_or(0));
        let rest = Rest::new(self.key, from);
        let to = self.key.len() - size;
        let (want, floor) = (prefix.slots & ending.slots, prefix.least + ending.least);
        let order = ((i32::from(floor) + 0x800) as u64) << 11 | u64::from(node) << 4 | size as u64;
        let mut span = Span {
            key: self.key,
            prefix,
            ending,
            from,
            to,
            codes: rest.stem(to - from),
            kinds: rest.kinds,
            want,
            floor,
            order: order << ORDER_BITS,
            bonus: rest.bonus,
            old_hamza: self.old_hamza && size == 0,
            plain: self.plain && !(from == 0 && rest.codes as u8 & 31 == WAW),
            whole: rest.may_be_whole,
            flags: 0,
            singular: 0,
        };
        if flags != 0 {
            span.list(flags, singular);
        }
        span
    }
}

/// What the lexicon says of a whole word.
#[inline(always)]
pub(crate) fn whole_word(key: &Key) -> (u16, u16) {
    if key.len() <= 12 { look_up(lexicon_key(key.part(0, key.len()))) } else { (0, 0) }
}

/// A closed word alone that nothing can beat, without the search.
#[inline]
pub(crate) fn closed_alone(key: &Key, listed: (u16, u16)) -> Option<Reading> {
    let alone = key.len() <= 5 && listed.0 & (flag::CLOSED | flag::ROOT | flag::MAKSURA) == flag::CLOSED;
    alone.then_some(Reading { to: key.len() as u8, template: CLOSED, cost: CLOSED_ALONE, ..Reading::default() })
}

/// A preposition and a pronoun: له, بها.
#[inline(always)]
fn empty_stem(key: &Key, node: u8, from: usize, keep: &mut impl Keep) {
    // No pronoun has more letters.
    if key.len() - from > 3 {
        return;
    }
    let &Node { first, end, .. } = PREFIX_TREE.node(node);
    for row in first..end {
        let Some(p) = PREFIXES.get(usize::from(row)) else { return };
        if p.env != PREPOSITION || from >= key.len() {
            continue;
        }
        let pronoun = whole_pronoun(key, from);
        let pronoun_cost = pronoun_row(pronoun).cost;
        if pronoun != 0 && pronoun_row(pronoun).text != "ني" {
            let cost = p.cost + pronoun_cost / 2 - 20;
            let from = from as u8;
            // Before all that has a stem.
            keep.take(
                Rank::new(cost, row.into()),
                &Reading { prefix: row, pronoun, template: EMPTY, from, to: from, cost, ..Reading::default() },
            );
        }
    }
}
