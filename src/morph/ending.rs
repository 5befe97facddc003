//! What stands behind a stem: inflection and pronouns.

use super::affix::{DEFINITE, FIRST_PERSON, NOMINAL, Node, PERFECT, PRESENT, PRESENT_YEH, SLOT_C, Tree};
use super::key::{KIND, KINDS, Key, MAKSURA_KIND, YEH, YEH_KIND};
use super::tables::*;

/// A pronoun behind a stem.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pronoun {
    pub(crate) text: &'static str,
    codes: u64,
    pub(crate) len: u8,
    pub(crate) cost: i16,
    pub(crate) slots: u32,
}

/// The letters of an inflection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inflection {
    pub(crate) text: &'static str,
    codes: u64,
    pub(crate) len: u8,
    pub(crate) cost: i16,
    pub(crate) forbids: u8,
    pub(crate) kind: Ending,
    pub(crate) slots: u32,
}

/// What an inflection makes of the lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing.
    Plain,
    /// It stands for ة.
    Teh,
    /// It is ات.
    Plural,
    /// It begins with the ي of a relative adjective.
    Nisba,
    /// It belongs to a verb.
    Verb,
}

#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn codes(text: &str) -> (u64, u8) {
    let bytes = text.as_bytes();
    let (mut codes, mut n) = (0u64, 0);
    while n * 2 < bytes.len() {
        // Two bytes a letter: D8 or D9, and six bits.
        let c = (bytes[2 * n] as u32 & 31) << 6 | bytes[2 * n + 1] as u32 & 63;
        let Some(c) = char::from_u32(c) else { break };
        codes |= (super::key::code(c) as u64) << (5 * n);
        n += 1;
    }
    (codes, n as u8)
}

const fn pronoun(text: &'static str, cost: i16, slots: u32) -> Pronoun {
    let (codes, len) = codes(text);
    Pronoun { text, codes, len, cost, slots }
}

/// Nouns of any kind that can stand without ة.
const NOUN: u32 = SLOT_N | SLOT_A | SLOT_V;
const ANY: u32 = u32::MAX;
const VERBAL: u32 = PERFECT | PRESENT | SLOT_M | SLOT_C;

/// The pronouns, with their costs; there are less than sixteen.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(crate) static PRONOUNS: [Pronoun; 16] = {
    let mut rows = [PRONOUN_ROWS[0]; 16];
    let mut i = 0;
    while i < PRONOUN_ROWS.len() {
        rows[i] = PRONOUN_ROWS[i];
        i += 1;
    }
    rows
};
const PRONOUN_ROWS: [Pronoun; 13] = [
    pronoun("", 0, ANY),
    pronoun("ها", 6, ANY),
    pronoun("ه", 10, ANY),
    pronoun("هم", 10, ANY),
    pronoun("هما", 16, ANY),
    pronoun("نا", 15, ANY),
    pronoun("ني", 26, VERBAL),
    pronoun("كم", 30, ANY),
    pronoun("هن", 35, ANY),
    pronoun("ك", 42, ANY),
    pronoun("ي", 50, NOMINAL | SLOT_C),
    pronoun("كما", 45, ANY),
    pronoun("كن", 50, ANY),
];

const fn i(text: &'static str, cost: i16, kind: Ending, slots: u32) -> Inflection {
    let (codes, len) = codes(text);
    Inflection { text, codes, len, cost, forbids: 0, kind, slots }
}

impl Inflection {
    const fn no(mut self, forbids: u8) -> Inflection {
        self.forbids = forbids;
        self
    }
}

use Ending::{Nisba, Plain, Plural, Teh, Verb};

/// Inflections at the end of a word.
const FREE_ROWS: &[Inflection] = &[
    i("", 0, Plain, NOUN | SLOT_B | SLOT_E0 | SLOT_DI | SLOT_X | SLOT_C),
    i("", 3, Verb, SLOT_P0),
    i("", 0, Verb, SLOT_I0 | SLOT_M),
    i("", 3, Verb, SLOT_IJ),
    i("ة", 2, Teh, NOUN),
    i("ة", 0, Teh, SLOT_F | SLOT_T),
    i("ة", 3, Teh, SLOT_X),
    i("ه", 20, Teh, NOUN | SLOT_F),
    i("ات", 4, Plural, NOUN | SLOT_X),
    i("ات", 2, Plural, SLOT_F),
    i("ان", 16, Plain, NOUN | SLOT_X),
    i("تان", 18, Teh, NOUN | SLOT_F),
    i("تين", 18, Teh, NOUN | SLOT_F),
    i("ين", 8, Plain, SLOT_A | SLOT_DU | SLOT_X),
    i("ين", 16, Plain, SLOT_N | SLOT_V),
    i("ون", 8, Plain, SLOT_A | SLOT_DU),
    i("ون", 15, Plain, SLOT_X),
    i("ون", 28, Plain, SLOT_N),
    i("ا", 9, Plain, NOUN | SLOT_B).no(DEFINITE),
    i("ا", 20, Plain, SLOT_X).no(DEFINITE),
    i("ي", 6, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X),
    i("ي", 18, Nisba, SLOT_A | SLOT_B),
    i("ية", 5, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X),
    i("ية", 12, Nisba, SLOT_A | SLOT_B),
    i("يه", 20, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X),
    i("يه", 28, Nisba, SLOT_A | SLOT_B),
    i("يا", 14, Nisba, SLOT_N | SLOT_A | SLOT_V | SLOT_F | SLOT_X).no(DEFINITE),
    i("يون", 12, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X),
    i("يين", 12, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X),
    i("يون", 18, Nisba, SLOT_A | SLOT_B),
    i("يين", 18, Nisba, SLOT_A | SLOT_B),
    i("يان", 24, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X),
    i("يتين", 24, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X),
    i("يتان", 24, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X),
    i("يات", 9, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X),
    i("يات", 16, Nisba, SLOT_A | SLOT_B),
    i("و", 16, Plain, SLOT_A | SLOT_DU).no(DEFINITE),
    i("و", 30, Plain, SLOT_N).no(DEFINITE),
    i("ي", 13, Plain, SLOT_A | SLOT_DU).no(DEFINITE),
    i("ي", 26, Plain, SLOT_N).no(DEFINITE),
    i("تا", 26, Teh, NOUN | SLOT_F).no(DEFINITE),
    i("تي", 26, Teh, NOUN | SLOT_F).no(DEFINITE),
    i("ت", 6, Verb, SLOT_PT),
    i("ت", 25, Verb, SLOT_PC),
    i("وا", 8, Verb, SLOT_PW),
    i("نا", 16, Verb, SLOT_PC),
    i("تم", 28, Verb, SLOT_PC),
    i("ا", 18, Verb, SLOT_PA),
    i("تا", 22, Verb, SLOT_PT),
    i("ن", 28, Verb, SLOT_PC),
    i("تما", 38, Verb, SLOT_PC),
    i("تن", 42, Verb, SLOT_PC),
    i("ون", 3, Verb, SLOT_IW).no(FIRST_PERSON),
    i("ين", 30, Verb, SLOT_IW).no(FIRST_PERSON | PRESENT_YEH),
    i("ان", 15, Verb, SLOT_IA).no(FIRST_PERSON),
    i("وا", 7, Verb, SLOT_IW).no(FIRST_PERSON),
    i("ا", 18, Verb, SLOT_IA).no(FIRST_PERSON),
    i("ن", 20, Verb, SLOT_IC).no(FIRST_PERSON),
    i("ي", 35, Verb, SLOT_IW).no(FIRST_PERSON | PRESENT_YEH),
    i("وا", 5, Verb, SLOT_M),
    i("ي", 5, Verb, SLOT_M),
    i("ا", 10, Verb, SLOT_M),
    i("ن", 12, Verb, SLOT_M),
];

/// Inflections before a pronoun.
const BOUND_ROWS: &[Inflection] = &[
    i("", 0, Plain, NOUN | SLOT_B | SLOT_E1 | SLOT_C).no(DEFINITE),
    i("", 3, Verb, SLOT_PO),
    i("", 0, Verb, SLOT_IO),
    i("", 3, Verb, SLOT_IJ),
    i("", 10, Verb, SLOT_M),
    i("و", 12, Verb, SLOT_M),
    i("ي", 14, Verb, SLOT_M),
    i("ت", 2, Teh, NOUN).no(DEFINITE),
    i("ت", 0, Teh, SLOT_F | SLOT_T).no(DEFINITE),
    i("ات", 4, Plural, NOUN).no(DEFINITE),
    i("ات", 2, Plural, SLOT_F).no(DEFINITE),
    i("ي", 16, Plain, SLOT_A | SLOT_DU).no(DEFINITE),
    i("ي", 24, Plain, SLOT_N | SLOT_V).no(DEFINITE),
    i("و", 16, Plain, SLOT_A | SLOT_DU).no(DEFINITE),
    i("و", 30, Plain, SLOT_N).no(DEFINITE),
    i("ا", 26, Plain, NOUN).no(DEFINITE),
    i("تي", 28, Teh, NOUN | SLOT_F).no(DEFINITE),
    i("تا", 28, Teh, NOUN | SLOT_F).no(DEFINITE),
    i("يت", 7, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X).no(DEFINITE),
    i("يات", 9, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X).no(DEFINITE),
    i("يت", 14, Nisba, SLOT_A | SLOT_B).no(DEFINITE),
    i("يات", 16, Nisba, SLOT_A | SLOT_B).no(DEFINITE),
    i("ي", 20, Nisba, SLOT_N | SLOT_V | SLOT_F | SLOT_X).no(DEFINITE),
    i("ت", 6, Verb, SLOT_PT),
    i("ت", 25, Verb, SLOT_PC),
    i("و", 8, Verb, SLOT_PW),
    i("نا", 16, Verb, SLOT_PC),
    i("تمو", 40, Verb, SLOT_PC),
    i("ا", 20, Verb, SLOT_PA),
    i("ون", 5, Verb, SLOT_IW).no(FIRST_PERSON),
    i("و", 8, Verb, SLOT_IW).no(FIRST_PERSON),
    i("ان", 20, Verb, SLOT_IA).no(FIRST_PERSON),
    i("ين", 35, Verb, SLOT_IW).no(FIRST_PERSON | PRESENT_YEH),
];

const ENDING_NODES: usize = 64;

/// Inflections by their letters, and the tree that has those of the same letters together.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn by_letters<const N: usize>(list: &[Inflection], before: usize) -> ([Inflection; N], Tree<ENDING_NODES>) {
    let mut tree = Tree::EMPTY;
    let mut count = 1;
    let mut nodes = [usize::MAX; N];
    let mut i = 0;
    while i < N {
        nodes[i] = tree.add(&mut count, list[i].codes, list[i].len, true);
        i += 1;
    }
    let mut rows = [list[0]; N];
    let (mut node, mut n) = (0, 0);
    while node < count {
        tree.nodes[node].first = (before + n) as u8;
        let mut i = 0;
        while i < N {
            if nodes[i] == node {
                rows[n] = list[i];
                tree.add_up(node, rows[n].slots, rows[n].cost);
                n += 1;
            }
            i += 1;
        }
        tree.nodes[node].end = (before + n) as u8;
        node += 1;
    }
    (rows, tree)
}

const FREE: usize = FREE_ROWS.len();
const FREE_TABLE: ([Inflection; FREE], Tree<ENDING_NODES>) = by_letters(FREE_ROWS, 0);
const BOUND_TABLE: ([Inflection; BOUND_ROWS.len()], Tree<ENDING_NODES>) = by_letters(BOUND_ROWS, FREE);
/// The inflections at the end of a word, and behind them those before a pronoun. There are less than 128.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static INFLECTIONS: [Inflection; 128] = {
    let mut rows = [FREE_ROWS[0]; 128];
    let mut i = 0;
    while i < FREE + BOUND_ROWS.len() {
        rows[i] = if i < FREE { FREE_TABLE.0[i] } else { BOUND_TABLE.0[i - FREE] };
        i += 1;
    }
    rows
};

/// The row of an inflection.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 128 of 128")]
pub(crate) fn inflection(row: u8) -> &'static Inflection {
    &INFLECTIONS[usize::from(row & 127)]
}

/// The row of a pronoun.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 16 of 16")]
pub(crate) fn pronoun_row(row: u8) -> &'static Pronoun {
    &PRONOUNS[usize::from(row & 15)]
}

/// An inflection with a pronoun or without.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Suffix {
    pub(crate) slots: u32,
    pub(crate) cost: u8,
    /// What it cannot stand with.
    pub(crate) forbids: u8,
    pub(crate) pronoun: u8,
    pub(crate) inflection: u8,
}

/// What an ending in ي costs more if it is written ى, which is another ending more often than not.
const YEH_AS_MAKSURA: i16 = 8;

/// What is known of the letters of an ending.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letters {
    /// The slots of all its readings, and the least cost of one.
    pub(crate) slots: u32,
    pub(crate) least: i16,
    /// Its readings, in [`SUFFIXES`].
    first: u16,
    end: u16,
    /// Whether one of them stands for ة.
    pub(crate) teh: bool,
}

impl Letters {
    const NONE: Letters = Letters { slots: 0, least: i16::MAX, first: 0, end: 0, teh: false };

    /// All its readings, the cheapest first.
    #[inline(always)]
    pub(crate) fn suffixes(&self) -> &'static [Suffix] {
        SUFFIXES.get(usize::from(self.first)..usize::from(self.end)).unwrap_or_default()
    }
}

/// The endings by their letters from the last one on, as kinds: the node behind each letter (0 is none), and what is known of each node.
struct Endings<const SUFFIXES: usize, const NODES: usize> {
    suffixes: [Suffix; SUFFIXES],
    /// The node of each suffix.
    of: [u16; SUFFIXES],
    next: [[u16; KINDS]; NODES],
    nodes: [Letters; NODES],
    /// How many there are of each.
    size: (usize, usize),
}

impl<const SUFFIXES: usize, const NODES: usize> Endings<SUFFIXES, NODES> {
    /// The node of some letters, added if it is missing.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn node(&mut self, codes: u64, len: u8, maksura: bool) -> usize {
        let (mut node, mut i) = (0, len);
        while i > 0 {
            i -= 1;
            let kind = KIND[(codes >> (5 * i) & 31) as usize];
            let kind = if maksura && i + 1 == len { MAKSURA_KIND } else { kind } as usize;
            if self.next[node][kind] == 0 {
                self.next[node][kind] = self.size.1 as u16;
                self.size.1 += 1;
            }
            node = self.next[node][kind] as usize;
        }
        node
    }

    /// Adds the readings of some letters as one inflection (given by its node) and one pronoun.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn add(&mut self, node: usize, of: &Node, pronoun: usize, more: i16) {
        let p = PRONOUN_ROWS[pronoun];
        let known = &mut self.nodes[node];
        let cost = of.least + p.cost + more;
        known.slots |= of.slots & p.slots;
        known.least = if cost < known.least { cost } else { known.least };
        let mut row = of.first;
        while row < of.end {
            let i = INFLECTIONS[row as usize];
            // The ي of the speaker stands on nouns without further letters.
            if i.slots & p.slots != 0 && !(p.cost == 50 && i.cost > 6) {
                let cost = (i.cost + p.cost + more) as u8;
                self.suffixes[self.size.0] =
                    Suffix { slots: i.slots & p.slots, cost, forbids: i.forbids, pronoun: pronoun as u8, inflection: row };
                self.nodes[node].teh |= matches!(i.kind, Teh);
                self.of[self.size.0] = node as u16;
                self.size.0 += 1;
            }
            row += 1;
        }
    }

    /// Sorts the readings by letters and cost; what was added first stays first.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn sort(&mut self) {
        let n = self.size.0;
        let (unsorted, of) = (self.suffixes, self.of);
        let mut at = 0;
        let mut node = 0;
        while node < self.size.1 {
            let first = at;
            let mut i = 0;
            while i < n {
                if of[i] as usize == node {
                    let mut to = at;
                    while to > first && self.suffixes[to - 1].cost > unsorted[i].cost {
                        self.suffixes[to] = self.suffixes[to - 1];
                        to -= 1;
                    }
                    self.suffixes[to] = unsorted[i];
                    at += 1;
                }
                i += 1;
            }
            (self.nodes[node].first, self.nodes[node].end) = (first as u16, at as u16);
            node += 1;
        }
    }

    /// All inflections without a pronoun and with each, those with the shorter pronoun first.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn new() -> Self {
        const NONE: Suffix = Suffix { slots: 0, cost: 0, forbids: 0, pronoun: 0, inflection: 0 };
        let (next, nodes) = ([[0; KINDS]; NODES], [Letters::NONE; NODES]);
        let mut all = Endings { suffixes: [NONE; SUFFIXES], of: [0; SUFFIXES], next, nodes, size: (0, 1) };
        let mut pronoun_len = 0;
        while pronoun_len <= 3 {
            let mut pronoun = 0;
            while pronoun < PRONOUN_ROWS.len() {
                let p = PRONOUN_ROWS[pronoun];
                let tree = if pronoun == 0 { &FREE_TABLE.1 } else { &BOUND_TABLE.1 };
                let mut letters = 0;
                while p.len == pronoun_len && letters < ENDING_NODES {
                    let of = tree.node(letters as u8);
                    letters += 1;
                    if of.first == of.end {
                        continue;
                    }
                    let row = INFLECTIONS[of.first as usize];
                    let (codes, len) = (row.codes | p.codes << (5 * row.len), row.len + p.len);
                    let node = all.node(codes, len, false);
                    all.add(node, of, pronoun, 0);
                    if len > 0 && (codes >> (5 * (len - 1))) as u8 == YEH {
                        let node = all.node(codes, len, true);
                        all.add(node, of, pronoun, if row.len > 0 { YEH_AS_MAKSURA } else { 0 });
                    }
                }
                pronoun += 1;
            }
            pronoun_len += 1;
        }
        // Before other letters ى is ي.
        let mut node = 1;
        while node < all.size.1 {
            all.next[node][MAKSURA_KIND as usize] = all.next[node][YEH_KIND as usize];
            node += 1;
        }
        all.sort();
        all
    }
}

const SIZE: (usize, usize) = Endings::<1536, 512>::new().size;
const ENDINGS: Endings<{ SIZE.0 }, { SIZE.1 }> = Endings::new();
static SUFFIXES: [Suffix; SIZE.0] = ENDINGS.suffixes;
static NEXT: [[u16; KINDS]; SIZE.1] = ENDINGS.next;
static NODES: [Letters; SIZE.1] = ENDINGS.nodes;

/// The tables of endings, in bytes.
#[cfg(test)]
pub(crate) const ENDINGS_BYTES: usize = size_of::<Inflection>() * 128 + size_of_val(&SUFFIXES) + size_of_val(&NEXT) + size_of_val(&NODES);

/// Endings have at most seven letters.
pub(crate) const MAX_ENDING: usize = 8;

/// The letters with one more before them; 0 if no ending has them.
#[inline(always)]
pub(crate) fn longer(letters: u16, kind: u8) -> u16 {
    NEXT.get(usize::from(letters)).and_then(|next| next.get(usize::from(kind))).copied().unwrap_or(0)
}

/// What is known of an ending.
#[inline(always)]
pub(crate) fn ending(node: u16) -> &'static Letters {
    NODES.get(usize::from(node)).unwrap_or(&NODES[0])
}

/// The pronoun that the letters from a place to the end are; 0 is none.
pub(crate) fn whole_pronoun(key: &Key, from: usize) -> u8 {
    let len = key.len().saturating_sub(from);
    let codes = key.part(from, key.len());
    PRONOUNS.iter().position(|p| usize::from(p.len) == len && p.codes == codes).unwrap_or(0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is known of an ending, given by its kinds from the last one on.
    fn known(kinds: &[u8]) -> &'static Letters {
        ending(kinds.iter().fold(0, |letters, &kind| longer(letters, kind)))
    }

    #[test]
    fn endings_by_letters() {
        let texts = |kinds: &[u8]| -> alloc::vec::Vec<_> {
            let pair = |s: &Suffix| (inflection(s.inflection).text, pronoun_row(s.pronoun).text);
            known(kinds).suffixes().iter().map(pair).collect()
        };
        let kind = |c: char| KIND[usize::from(super::super::key::code(c))];
        assert_eq!(texts(&[]).len(), 4);
        assert!(texts(&[kind('ة')]).iter().all(|t| *t == ("ة", "")));
        let na = texts(&[kind('ا'), kind('ن')]);
        assert!(na.contains(&("نا", "")) && na.contains(&("", "نا")) && !na.contains(&("ا", "")));
    }

    /// An ending in ى is one in ي, a little dearer.
    #[test]
    fn maksura_is_a_dear_yeh() {
        let (yeh, maksura) = (known(&[YEH_KIND]), known(&[MAKSURA_KIND]));
        assert_eq!((yeh.slots, yeh.suffixes().len()), (maksura.slots, maksura.suffixes().len()));
        let mut pairs = yeh.suffixes().iter().zip(maksura.suffixes());
        assert!(pairs.all(|(y, m)| y.inflection == m.inflection && (m.cost == y.cost + 8 || y.pronoun != 0)));
    }
}
