//! The search for the cheapest readings of a word: every prefix with every ending, and what is between them in the lexicon and in the
//! templates.
//!
//! Of each cut the search first says what its readings cost at least, and then reads that of the least, until no other can be cheaper.

use super::affix::*;
use super::cut::{Cut, MAX_CUTS, NEVER, Rest, old_hamza};
use super::ending::{Letters, MAX_ENDING, ending, longer, pronoun_row, whole_pronoun};
use super::key::{ALEF_KIND, Key, WAW};
use super::lexicon::{Entry, flag, lexicon_key, look_up};
use super::reading::{CLOSED, EMPTY, Keep, Rank, Reading};
use super::shape::{Fits, Length};
use super::span::{CLOSED_ALONE, ORDER_BITS, Span, UNKNOWN_LEAST};
use super::spelling::ALEF_AS_FINAL_HAMZA;
use super::tables::SLOT_X;

/// All readings of a word, into `keep`; `listed` is what the lexicon says of the whole.
pub(crate) fn readings(key: &Key, listed: Entry, keep: &mut impl Keep) {
    let mut word = Word::new(key);
    word.read_endings();
    let mut cuts = [Cut::LAST; MAX_CUTS];
    let mut count = 0;
    let (mut codes, mut kinds) = key.letters();
    let (mut node, mut from, mut n) = (0, 0, key.len());
    loop {
        let prefix = PREFIX_TREE.node(node);
        let rest = Rest::new(key, from, codes as u64);
        if let Some(tail) = word.tails.get_mut(from) {
            *tail = Tail { codes: codes as u64, kinds: kinds as u64, fits: Fits::of(kinds as u64) };
        }
        let Some(Tail { fits, .. }) = word.tails.get(from) else { break };
        for (size, ending) in word.endings(n).iter().enumerate() {
            let want = prefix.slots & ending.slots;
            if want == 0 {
                continue;
            }
            let length = Length::of(n - size);
            let entry = if from + size == 0 { listed } else { rest.look_up(length) };
            let (least, entry) = rest.least(fits, length, want, ending.last, entry);
            if least > NEVER / 2 {
                continue;
            }
            if count == MAX_CUTS {
                word.make_room(&mut cuts, keep);
                count = 0;
            }
            if let Some(cut) = cuts.get_mut(count) {
                *cut = Cut::new(least + prefix.least + ending.least, node, from, size, count, entry);
                count += 1;
            }
        }
        node = PREFIX_TREE.next(node, rest.codes as u8);
        (codes, kinds) = (codes >> 5, kinds >> 4);
        from += 1;
        n -= 1;
        if node == 0 || n == 0 {
            break;
        }
        if n <= 3 {
            empty_stem(key, node, from, keep);
        }
    }
    word.read(&mut cuts, count, keep);
    // Unknown stems are the dearest, and endings cost nothing or more.
    if Rank::new(LEAST_PREFIX + UNKNOWN_LEAST, 0) < keep.limit() {
        word.unknown(keep);
    }
}

/// What the last letters of a word can be.
#[derive(Clone, Copy)]
struct End {
    slots: u32,
    /// The least that it costs.
    least: i16,
    /// The least that a template costs if the letter before was meant to be another one.
    last: i16,
    letters: u32,
}

/// Letters up to the end of the word: codes, of which twelve fit, kinds, and the shapes that the first of them fit.
#[derive(Clone, Copy)]
struct Tail {
    codes: u64,
    kinds: u64,
    fits: Fits,
}

/// A word with what its last letters can be.
struct Word<'a> {
    key: &'a Key,
    endings: [End; MAX_ENDING],
    n: usize,
    /// What is behind the letters of each prefix.
    tails: [Tail; MAX_PREFIX + 1],
    old_hamza: bool,
    /// Where a ى, a ئ or a أ stands.
    seats: u32,
}

impl<'a> Word<'a> {
    #[inline(always)]
    fn new(key: &'a Key) -> Word<'a> {
        let old_hamza = key.on_yeh != 0 && old_hamza(key);
        Word {
            key,
            endings: [End { slots: 0, least: 0, last: 0, letters: 0 }; MAX_ENDING],
            n: 0,
            tails: [Tail { codes: 0, kinds: 0, fits: Fits::NONE }; MAX_PREFIX + 1],
            old_hamza,
            seats: key.maksura | key.on_yeh | key.above,
        }
    }

    /// Notes what the last letters can be: none, one and more.
    #[inline(always)]
    fn read_endings(&mut self) {
        let (mut kinds, mut letters) = (self.key.kinds_to_end(), 0);
        for end in &mut self.endings {
            let Letters { slots, least, .. } = *ending(letters);
            let kind = (kinds >> 60) as u8;
            let last = if kind == ALEF_KIND { ALEF_AS_FINAL_HAMZA } else { NEVER };
            *end = End { slots, least, last, letters: letters.into() };
            self.n += 1;
            letters = longer(letters, kind);
            if letters == 0 {
                break;
            }
            kinds <<= 4;
        }
        if self.old_hamza {
            self.endings[0].last = 0;
        }
    }

    /// What the last letters can be, if a stem of some letters and they are the rest of the word.
    #[inline(always)]
    fn endings(&self, n: usize) -> &[End] {
        self.endings.get(..self.n.min(n)).unwrap_or_default()
    }

    /// Reads what can still be cheap, and makes room for other cuts.
    #[cold]
    #[inline(never)]
    fn make_room(&self, cuts: &mut [Cut; MAX_CUTS], keep: &mut impl Keep) {
        self.read(cuts, MAX_CUTS, keep);
        *cuts = [Cut::LAST; MAX_CUTS];
    }

    /// Reads what can still be cheap, the cheapest first.
    #[inline(always)]
    fn read(&self, cuts: &mut [Cut; MAX_CUTS], count: usize, keep: &mut impl Keep) {
        // Half of them at a time, so that their number decides once.
        let few = count <= MAX_CUTS / 2;
        loop {
            let cut = if few { cheapest::<{ MAX_CUTS / 2 }>(cuts) } else { cheapest::<MAX_CUTS>(cuts) };
            if cut == Cut::LAST || Rank::new(cut.least(), 0) >= keep.limit() {
                return;
            }
            if let Some(done) = cuts.get_mut(cut.number()) {
                *done = Cut::LAST;
            }
            self.cut(cut, keep);
        }
    }

    /// Reads what is between the letters of a prefix and of an ending.
    #[inline(always)]
    fn cut(&self, cut: Cut, keep: &mut impl Keep) {
        let (node, from, size) = cut.place();
        let Some(tail) = self.tails.get(from) else { return };
        let mut span = self.span(node, from, size, tail);
        span.list(cut.entry());
        span.read(&tail.fits, keep);
    }

    /// Every stem as one of which nothing is known.
    #[inline(never)]
    fn unknown(&self, keep: &mut impl Keep) {
        let (mut node, mut from) = (0, 0);
        while let Some(tail) = self.tails.get(from)
            && from < self.key.len()
        {
            let prefix = PREFIX_TREE.node(node);
            let rest = Rest::new(self.key, from, tail.codes);
            let n = self.key.len() - from;
            for (size, ending) in self.endings(n).iter().enumerate() {
                // Costs are told only of what there is.
                if prefix.slots & ending.slots & SLOT_X == 0 {
                    continue;
                }
                if Rank::new(prefix.least + ending.least + UNKNOWN_LEAST, 0) < keep.limit() {
                    let mut span = self.span(node, from, size, tail);
                    span.list(rest.look_up(Length::of(n - size)));
                    span.unknown(keep);
                }
            }
            node = PREFIX_TREE.next(node, self.key.at(from));
            if node == 0 {
                return;
            }
            from += 1;
        }
    }

    #[inline(always)]
    fn span(&self, node: u8, from: usize, size: usize, tail: &Tail) -> Span<'_> {
        let prefix = PREFIX_TREE.node(node);
        let ending = ending(self.endings.get(size).map_or(0, |e| e.letters as u16));
        let to = self.key.len() - size;
        let codes = tail.codes & Length::of(to.wrapping_sub(from)).codes;
        let (want, floor) = (prefix.slots & ending.slots, prefix.least + ending.least);
        let order = ((i32::from(floor) + 0x800) as u64) << 11 | u64::from(node) << 4 | size as u64;
        Span {
            key: self.key,
            prefix,
            ending,
            from,
            to,
            codes,
            kinds: tail.kinds,
            want,
            floor,
            order: order << ORDER_BITS,
            bonus: 0,
            old_hamza: self.old_hamza && size == 0,
            plain: self.seats >> (to - 1) & 1 == 0 && !(from == 0 && codes as u8 & 31 == WAW),
            whole: false,
            flags: 0,
            singular: 0,
        }
    }
}

/// The cheapest of the first so many cuts.
#[inline(always)]
fn cheapest<const N: usize>(cuts: &[Cut; MAX_CUTS]) -> Cut {
    cuts.iter().take(N).fold(Cut::LAST, |least, &cut| least.min(cut))
}

/// What the lexicon says of a whole word.
#[inline(always)]
pub(crate) fn whole_word(key: &Key) -> Entry {
    if key.len() <= 12 { look_up(lexicon_key(key.part(0, key.len()))) } else { Entry::NOTHING }
}

/// A closed word alone that nothing can beat, without the search.
#[inline]
pub(crate) fn closed_alone(key: &Key, listed: Entry) -> Option<Reading> {
    let alone = key.len() <= 5 && listed.flags() & (flag::CLOSED | flag::ROOT | flag::MAKSURA) == flag::CLOSED;
    alone.then_some(Reading { to: key.len() as u8, template: CLOSED, cost: CLOSED_ALONE, ..Reading::default() })
}

/// A preposition and a pronoun, which has three letters at most: له, بها.
#[inline(never)]
fn empty_stem(key: &Key, node: u8, from: usize, keep: &mut impl Keep) {
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
