//! The search for the cheapest readings of a word. It combines each prefix with each ending, and reads the stem between them by the lexicon and by
//! the templates.
//!
//! The search is a branch and bound. It first computes a lower bound on the cost of the readings of each split of the word. It then reads the split
//! with the least bound, and repeats this until no bound is below the cost of the best reading. The result equals the result of an exhaustive search.
//!
//! | file | content |
//! |---|---|
//! | `reading` | readings, their order, and the sinks that keep the cheapest readings |
//! | `split` | splits of a word and their lower bounds |
//! | `candidate` | a stem between its possible affixes; listed and unknown stems |
//! | `radicals` | the reading of a stem by one template: radicals, root, cost |
//! | `respell` | the readings of a stem by all templates, in its written spelling and in possible other spellings |
//! | `vowel_filter` | a sink that rejects readings whose vowels contradict the marks of the word |
//! | `user` | the readings of the stems of a user lexicon |

pub(crate) mod candidate;
pub(crate) mod radicals;
pub(crate) mod reading;
pub(crate) mod respell;
pub(crate) mod split;
pub(crate) mod user;
pub(crate) mod vowel_filter;

use self::candidate::{ORDER_BITS, StemCandidate, fits_hamza, push_unknown};
use self::reading::{BestReading, CLOSED, EMPTY, Rank, Reading, ReadingSink};
use self::respell::push_readings;
use self::split::{MAX_SPLITS, Remainder, SplitCandidate, ends_in_old_hamza, waw_discount};
use super::grammar::affix::{AffixNode, LEAST_PREFIX_COST, MAX_PREFIX, PREFIX_TREE, PREFIXES};
use super::grammar::costs::{ALEF_AS_FINAL_HAMZA_COST, CLOSED_COST, EMPTY_STEM_DISCOUNT, LEAST_UNKNOWN_COST, NEVER};
use super::grammar::ending::{EndingNode, MAX_ENDING, ending, find_pronoun, longer, pronoun};
use super::grammar::lexicon::{Entry, look_up};
use super::grammar::shape::{ShapeSet, StemLength};
use super::grammar::slots::PREPOSITION;
use super::schema::{ALEF_CLASS, KAF, LEXICON_LETTERS, SLOT_X, flag, lexicon_key};
use super::word::codes::LetterCodes;

/// Pushes all readings of a word whose rank is below the limit of the sink. `listed` is the lexicon entry of the whole word.
pub(crate) fn search(letters: &LetterCodes, listed: Entry, sink: &mut impl ReadingSink) {
    let mut word = WordSearch::new(letters);
    word.read_endings();
    let mut splits = [SplitCandidate::LAST; MAX_SPLITS];
    let mut count = 0;
    let (mut codes, mut classes) = letters.packed();
    let (mut node, mut from, mut n) = (0, 0, letters.len());
    loop {
        let prefix = PREFIX_TREE.node(node);
        let rest = Remainder::new(letters, from, codes as u64);
        if let Some(tail) = word.tails.get_mut(from) {
            *tail = Tail { codes: codes as u64, classes: classes as u64, fits: ShapeSet::of(classes as u64) };
        }
        let Some(Tail { fits, .. }) = word.tails.get(from) else { break };
        for (size, ending) in word.endings(n).iter().enumerate() {
            let wanted = prefix.slots & ending.slots;
            if wanted == 0 {
                continue;
            }
            let length = StemLength::of(n - size);
            let entry = if from + size == 0 { listed } else { rest.look_up(length) };
            let (bound, entry) = rest.bound(fits, length, wanted, ending.last_letter_bound, entry);
            if bound > NEVER / 2 {
                continue;
            }
            if count == MAX_SPLITS {
                word.flush(&mut splits, sink);
                count = 0;
            }
            if let Some(split) = splits.get_mut(count) {
                *split = SplitCandidate::new(bound + prefix.least + ending.least, node, from, size, count, entry);
                count += 1;
            }
        }
        node = next_prefix(letters, node, from, rest.codes as u8);
        (codes, classes) = (codes >> 5, classes >> 4);
        from += 1;
        n -= 1;
        if node == 0 || n == 0 {
            break;
        }
        if n <= 3 {
            push_empty_stem(letters, node, from, sink);
        }
    }
    word.read(&mut splits, count, sink);
    // Unknown stems have the highest costs, and the cost of an ending is never negative.
    if Rank::new(LEAST_PREFIX_COST + LEAST_UNKNOWN_COST, 0) < sink.limit() {
        word.push_unknown(sink);
    }
}

/// Returns the cheapest reading of a word, without regard to its marks.
pub(crate) fn best_by_letters(letters: &LetterCodes) -> Reading {
    let listed = look_up_word(letters);
    if let Some(closed) = closed_word(letters, listed) {
        return closed;
    }
    let mut best = BestReading::new(letters);
    search(letters, listed, &mut best);
    best.reading
}

/// An ending of the word: the suffixes that consist of its last `n` letters, for one value of `n`.
#[derive(Clone, Copy)]
struct WordEnding {
    slots: u32,
    /// The least cost of these suffixes.
    least: i16,
    /// The lower bound on the cost of a template that reads the letter before the ending as another letter.
    last_letter_bound: i16,
    /// The node of these suffixes in the tree of endings.
    node: u32,
}

/// The letters of the word from a position on: their codes, at most twelve, their letter classes, and the shapes that the letters fit.
#[derive(Clone, Copy)]
struct Tail {
    codes: u64,
    classes: u64,
    fits: ShapeSet,
}

/// A word and its possible endings.
struct WordSearch<'a> {
    letters: &'a LetterCodes,
    /// The endings, indexed by their number of letters.
    endings: [WordEnding; MAX_ENDING],
    /// The number of elements of `endings` that are set.
    n: usize,
    /// The rest of the word after each prefix, indexed by the number of letters of the prefix.
    tails: [Tail; MAX_PREFIX + 1],
    ends_in_old_hamza: bool,
    /// The positions of ى, ئ and أ, as a bit set.
    seats: u32,
}

impl<'a> WordSearch<'a> {
    #[inline(always)]
    fn new(letters: &'a LetterCodes) -> WordSearch<'a> {
        let old_hamza = letters.hamza_on_yeh != 0 && ends_in_old_hamza(letters);
        WordSearch {
            letters,
            endings: [WordEnding { slots: 0, least: 0, last_letter_bound: 0, node: 0 }; MAX_ENDING],
            n: 0,
            tails: [Tail { codes: 0, classes: 0, fits: ShapeSet::EMPTY }; MAX_PREFIX + 1],
            ends_in_old_hamza: old_hamza,
            seats: letters.maksura | letters.hamza_on_yeh | letters.hamza_above,
        }
    }

    /// Finds the endings of the word: the empty ending first, then the ending of one letter, two letters, and so on.
    #[inline(always)]
    fn read_endings(&mut self) {
        let (mut classes, mut node) = (self.letters.classes_to_end(), 0);
        for end in &mut self.endings {
            let EndingNode { slots, least, .. } = *ending(node);
            let class = (classes >> 60) as u8;
            let last_letter_bound = if class == ALEF_CLASS { ALEF_AS_FINAL_HAMZA_COST } else { NEVER };
            *end = WordEnding { slots, least, last_letter_bound, node: node.into() };
            self.n += 1;
            node = longer(node, class);
            if node == 0 {
                break;
            }
            classes <<= 4;
        }
        if self.ends_in_old_hamza {
            self.endings[0].last_letter_bound = 0;
        }
    }

    /// Returns the endings that leave at least one of the last `n` letters of the word to the stem.
    #[inline(always)]
    fn endings(&self, n: usize) -> &[WordEnding] {
        self.endings.get(..self.n.min(n)).unwrap_or_default()
    }

    /// Reads the splits that can still have the cheapest reading. Then empties the list of splits.
    #[cold]
    #[inline(never)]
    fn flush(&self, splits: &mut [SplitCandidate; MAX_SPLITS], sink: &mut impl ReadingSink) {
        self.read(splits, MAX_SPLITS, sink);
        *splits = [SplitCandidate::LAST; MAX_SPLITS];
    }

    /// Reads the splits that can still have the cheapest reading, the split with the least bound first.
    #[inline(always)]
    fn read(&self, splits: &mut [SplitCandidate; MAX_SPLITS], count: usize, sink: &mut impl ReadingSink) {
        // If the second half of the list is empty, the minimum of the first half is enough. The branch on this condition is outside of the loop.
        let few = count <= MAX_SPLITS / 2;
        loop {
            let split = if few { cheapest::<{ MAX_SPLITS / 2 }>(splits) } else { cheapest::<MAX_SPLITS>(splits) };
            if split == SplitCandidate::LAST || Rank::new(split.bound(), 0) >= sink.limit() {
                return;
            }
            if let Some(done) = splits.get_mut(split.number()) {
                *done = SplitCandidate::LAST;
            }
            self.read_split(split, sink);
        }
    }

    /// Reads the stem of one split.
    #[inline(always)]
    fn read_split(&self, split: SplitCandidate, sink: &mut impl ReadingSink) {
        let (node, from, size) = split.affixes();
        let Some(tail) = self.tails.get(from) else { return };
        let mut stem = self.candidate(node, from, size, tail);
        stem.set_entry(split.entry());
        push_readings(&stem, &tail.fits, sink);
    }

    /// Pushes the reading of each stem as an unknown stem.
    #[inline(never)]
    fn push_unknown(&self, sink: &mut impl ReadingSink) {
        let (mut node, mut from) = (0, 0);
        while let Some(tail) = self.tails.get(from)
            && from < self.letters.len()
        {
            let prefix = PREFIX_TREE.node(node);
            let rest = Remainder::new(self.letters, from, tail.codes);
            let n = self.letters.len() - from;
            for (size, ending) in self.endings(n).iter().enumerate() {
                // Without a common slot, the least cost of an affix is not defined.
                if prefix.slots & ending.slots & SLOT_X == 0 {
                    continue;
                }
                if Rank::new(prefix.least + ending.least + LEAST_UNKNOWN_COST, 0) < sink.limit() {
                    let mut stem = self.candidate(node, from, size, tail);
                    stem.set_entry(rest.look_up(StemLength::of(n - size)));
                    push_unknown(&stem, sink);
                }
            }
            node = next_prefix(self.letters, node, from, self.letters.at(from));
            if node == 0 {
                return;
            }
            from += 1;
        }
    }

    /// Returns the stem between the prefix of `from` letters and the ending of `size` letters.
    #[inline(always)]
    fn candidate(&self, node: u8, from: usize, size: usize, tail: &Tail) -> StemCandidate<'_> {
        let prefix = PREFIX_TREE.node(node);
        let ending = ending(self.endings.get(size).map_or(0, |e| e.node as u16));
        let to = self.letters.len() - size;
        let codes = tail.codes & StemLength::of(to.wrapping_sub(from)).codes;
        let (wanted, affixes_bound) = (prefix.slots & ending.slots, prefix.least + ending.least);
        let order = ((i32::from(affixes_bound) + 0x800) as u64) << 11 | u64::from(node) << 4 | size as u64;
        StemCandidate {
            letters: self.letters,
            prefix,
            ending,
            from,
            to,
            codes,
            classes: tail.classes,
            wanted,
            affixes_bound,
            order: order << ORDER_BITS,
            discount_bound: waw_discount(from, codes),
            ends_in_old_hamza: self.ends_in_old_hamza && size == 0,
            is_regular: self.seats >> (to - 1) & 1 == 0,
            may_be_whole_stem: false,
            flags: 0,
            entry: 0,
        }
    }
}

/// Returns the node of the prefix with the letter at the position `from`, or 0. The question particle and the letter of the first person are أ, never إ.
#[inline(always)]
fn next_prefix(letters: &LetterCodes, node: u8, from: usize, code: u8) -> u8 {
    if letters.hamza_below >> from & 1 == 1 { 0 } else { PREFIX_TREE.next(node, code) }
}

/// Returns the split with the least bound among the first `N` splits.
#[inline(always)]
fn cheapest<const N: usize>(splits: &[SplitCandidate; MAX_SPLITS]) -> SplitCandidate {
    splits.iter().take(N).fold(SplitCandidate::LAST, |least, &split| least.min(split))
}

/// Looks up the whole word in the lexicon.
#[inline(always)]
pub(crate) fn look_up_word(letters: &LetterCodes) -> Entry {
    if letters.len() <= LEXICON_LETTERS { look_up(lexicon_key(letters.part(0, letters.len()))) } else { Entry::NONE }
}

/// Returns the reading of a closed word if no other reading can cost less. The search is not necessary for such a word.
#[inline]
pub(crate) fn closed_word(letters: &LetterCodes, listed: Entry) -> Option<Reading> {
    let closed = letters.len() <= 5
        && listed.flags() & (flag::CLOSED | flag::ROOT | flag::MAKSURA) == flag::CLOSED
        && fits_hamza(letters, 0, listed.number());
    closed.then_some(Reading { to: letters.len() as u8, template: CLOSED, cost: CLOSED_COST, ..Reading::default() })
}

/// Pushes the readings of a preposition with a pronoun and without a stem: له, بها.
#[inline(never)]
fn push_empty_stem(letters: &LetterCodes, node: u8, from: usize, sink: &mut impl ReadingSink) {
    let &AffixNode { first, end, .. } = PREFIX_TREE.node(node);
    for number in first..end {
        let Some(p) = PREFIXES.get(usize::from(number)) else { return };
        // ك takes no pronoun in prose: كنا is a verb.
        if p.contexts != PREPOSITION || p.particle == KAF || from >= letters.len() {
            continue;
        }
        let object = find_pronoun(letters.part(from, letters.len()), letters.len().saturating_sub(from));
        if object != 0 && pronoun(object).text != "ني" {
            let cost = p.cost + pronoun(object).cost / 2 - EMPTY_STEM_DISCOUNT;
            let from = from as u8;
            let reading = Reading { prefix: number, pronoun: object, template: EMPTY, from, to: from, cost, ..Reading::default() };
            // The order 0 to 255 makes this reading precede all readings with a stem and the same cost.
            sink.push(Rank::new(cost, number.into()), &reading);
        }
    }
}
