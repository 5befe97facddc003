//! What stands before and behind a stem: proclitics and the letters of the present, inflection and pronouns, and what may stand with what.
//!
//! A prefix and a suffix each have a set of slots. A stem fits between them if all three sets have one in common.

use super::key::{ALEF, BEH, FEH, HAMZA, KAF, Key, LAM, NOON, SEEN, TEH, WAW, YEH};
use super::tables::*;

/// Closed words stand here; tables of stems do not use it.
pub(crate) const SLOT_C: u32 = 1 << 30;
pub(crate) const NOMINAL: u32 = SLOT_N | SLOT_A | SLOT_V | SLOT_B | SLOT_F | SLOT_T | SLOT_E0 | SLOT_E1 | SLOT_DI | SLOT_DU | SLOT_X;
pub(crate) const PERFECT: u32 = SLOT_P0 | SLOT_PO | SLOT_PT | SLOT_PW | SLOT_PA | SLOT_PC;
pub(crate) const PRESENT: u32 = SLOT_I0 | SLOT_IO | SLOT_IJ | SLOT_IW | SLOT_IA | SLOT_IC;
/// Nouns of any kind that can stand without ة.
const NOUN: u32 = SLOT_N | SLOT_A | SLOT_V;

/// With the article.
pub(crate) const DEFINITE: u8 = 1;
/// With a preposition.
pub(crate) const PREPOSITION: u8 = 2;
/// A present of the first person, which has no suffix.
pub(crate) const FIRST_PERSON: u8 = 4;
/// The ل of the article is that of the stem (للجنة).
pub(crate) const SHARED_LAM: u8 = 8;
/// A present in ي.
pub(crate) const PRESENT_YEH: u8 = 16;

/// One reading of the letters before a stem.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prefix {
    pub(crate) env: u8,
    /// The conjunction (or question particle), the particle, the letter of the present: codes, 0 for none.
    pub(crate) conjunction: u8,
    pub(crate) particle: u8,
    pub(crate) present: u8,
    /// Letters of the article.
    pub(crate) article: u8,
    pub(crate) cost: i16,
    pub(crate) slots: u32,
}

const NO_PREFIX: Prefix = Prefix { env: 0, conjunction: 0, particle: 0, present: 0, article: 0, cost: 0, slots: 0 };

/// What is known of the letters up to a node of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// The slots of all its rows, and the least cost of one.
    pub(crate) slots: u32,
    pub(crate) least: i16,
    /// Its rows: from the first up to the end.
    pub(crate) first: u8,
    pub(crate) end: u8,
}

/// A tree of letters, with the rows that are the readings of the letters up to each node. `NODES` is a power of two, so that a masked number is
/// one of a node.
pub(crate) struct Tree<const NODES: usize> {
    next: [[u8; 32]; NODES],
    nodes: [Node; NODES],
}

impl<const NODES: usize> Tree<NODES> {
    const EMPTY: Tree<NODES> = Tree { next: [[0; 32]; NODES], nodes: [Node { slots: 0, least: i16::MAX, first: 0, end: 0 }; NODES] };

    /// The node behind a letter; 0 is none.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 32 of 32, and a masked node")]
    pub(crate) fn next(&self, node: u8, code: u8) -> u8 {
        self.next[usize::from(node) & (NODES - 1)][usize::from(code & 31)]
    }

    /// What is known of a node.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "a masked node")]
    pub(crate) fn node(&self, node: u8) -> Node {
        self.nodes[usize::from(node) & (NODES - 1)]
    }

    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn add_up(&mut self, node: usize, slots: u32, cost: i16) {
        let n = &mut self.nodes[node];
        n.slots |= slots;
        n.least = if cost < n.least { cost } else { n.least };
    }

    /// Walks letters from the lowest up, or from the highest down, and adds the nodes that are missing.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn add(&mut self, count: &mut usize, codes: u64, len: u8, backwards: bool) -> usize {
        let (mut node, mut i) = (0, 0);
        while i < len {
            let place = if backwards { len - 1 - i } else { i };
            let c = (codes >> (5 * place) & 31) as usize;
            if self.next[node][c] == 0 {
                self.next[node][c] = *count as u8;
                *count += 1;
            }
            node = self.next[node][c] as usize;
            i += 1;
        }
        node
    }
}

const PREFIX_ROWS: usize = 88;
const PREFIX_NODES: usize = 128;

/// All prefixes, those of the same letters together, and the tree that finds them.
pub(crate) static PREFIXES: [Prefix; PREFIX_ROWS] = PREFIX_TABLE.0;
pub(crate) static PREFIX_TREE: Tree<PREFIX_NODES> = PREFIX_TABLE.1;

struct PrefixList {
    rows: [(Prefix, u64, u8); PREFIX_ROWS],
    n: usize,
}

impl PrefixList {
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn push(&mut self, p: Prefix, codes: u64, len: u8) {
        self.rows[self.n] = (p, codes, len);
        self.n += 1;
    }

    const fn article(&mut self, base: Prefix, codes: u64, len: u8) {
        let slots = NOMINAL & !SLOT_DI;
        let cost = base.cost + if len == 0 { -8 } else { -15 };
        let base = Prefix { env: DEFINITE, slots, cost, ..base };
        if base.particle == LAM {
            self.push(Prefix { article: 1, ..base }, codes | (LAM as u64) << (5 * len), len + 1);
            self.push(Prefix { env: DEFINITE | SHARED_LAM, cost: cost + 6, ..base }, codes, len);
        } else {
            let al = ALEF as u64 | (LAM as u64) << 5;
            self.push(Prefix { article: 2, ..base }, codes | al << (5 * len), len + 2);
        }
    }

    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn present(&mut self, base: Prefix, codes: u64, len: u8) {
        // أ is often written without its hamza.
        let letters: [(u8, i16, u8); 5] =
            [(YEH, 0, PRESENT_YEH), (TEH, 4, 0), (NOON, 13, FIRST_PERSON), (HAMZA, 13, FIRST_PERSON), (ALEF, 21, FIRST_PERSON)];
        let mut i = 0;
        while i < letters.len() {
            let (present, cost, env) = letters[i];
            let p = Prefix { present, cost: base.cost + cost, slots: PRESENT, env, ..base };
            self.push(p, codes | (present as u64) << (5 * len), len + 1);
            i += 1;
        }
    }
}

#[allow(clippy::indexing_slicing, reason = "at compile time")]
const PREFIX_TABLE: ([Prefix; PREFIX_ROWS], Tree<PREFIX_NODES>) = {
    let mut list = PrefixList { rows: [(NO_PREFIX, 0, 0); PREFIX_ROWS], n: 0 };
    let conjunctions: [(u8, i16); 4] = [(0, 0), (WAW, 7), (FEH, 24), (HAMZA, 70)];
    let particles: [(u8, i16); 4] = [(BEH, 12), (LAM, 12), (KAF, 26), (SEEN, 5)];
    let mut i = 0;
    while i < conjunctions.len() {
        let (conjunction, cost) = conjunctions[i];
        let (codes, len) = (conjunction as u64, (conjunction != 0) as u8);
        let base = Prefix { conjunction, cost, ..NO_PREFIX };
        list.push(Prefix { slots: NOMINAL | PERFECT | SLOT_M | SLOT_C, ..base }, codes, len);
        i += 1;
        if conjunction == HAMZA {
            continue;
        }
        list.article(base, codes, len);
        list.present(base, codes, len);
        let mut k = 0;
        while k < particles.len() {
            let (particle, more) = particles[k];
            k += 1;
            let cost = cost + more + if conjunction != 0 { 4 } else { 0 };
            let base = Prefix { particle, cost, ..base };
            let (codes, len) = (codes | (particle as u64) << (5 * len), len + 1);
            if particle != SEEN {
                list.push(Prefix { slots: NOMINAL | SLOT_C, env: PREPOSITION, ..base }, codes, len);
                list.article(base, codes, len);
            }
            if particle == SEEN || particle == LAM {
                list.present(base, codes, len);
            }
        }
    }
    let mut tree = Tree::EMPTY;
    let mut count = 1;
    let mut nodes = [usize::MAX; PREFIX_ROWS];
    let mut i = 0;
    while i < list.n {
        nodes[i] = tree.add(&mut count, list.rows[i].1, list.rows[i].2, false);
        i += 1;
    }
    let mut rows = [NO_PREFIX; PREFIX_ROWS];
    let (mut node, mut n) = (0, 0);
    while node < count {
        tree.nodes[node].first = n as u8;
        let mut i = 0;
        while i < list.n {
            if nodes[i] == node {
                rows[n] = list.rows[i].0;
                tree.add_up(node, rows[n].slots, rows[n].cost);
                n += 1;
            }
            i += 1;
        }
        tree.nodes[node].end = n as u8;
        node += 1;
    }
    (rows, tree)
};

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

/// Inflections by their letters, and the tree that finds them from the end of the word.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn endings<const N: usize>(list: &[Inflection], before: usize) -> ([Inflection; N], Tree<ENDING_NODES>) {
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
const FREE_TABLE: ([Inflection; FREE], Tree<ENDING_NODES>) = endings(FREE_ROWS, 0);
const BOUND_TABLE: ([Inflection; BOUND_ROWS.len()], Tree<ENDING_NODES>) = endings(BOUND_ROWS, FREE);
static FREE_TREE: Tree<ENDING_NODES> = FREE_TABLE.1;
static BOUND_TREE: Tree<ENDING_NODES> = BOUND_TABLE.1;

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

/// Pronouns by their letters; a node has one row, that of the pronoun.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static PRONOUN_TREE: Tree<32> = {
    let mut tree = Tree::EMPTY;
    let mut count = 1;
    let mut i = 1;
    while i < PRONOUN_ROWS.len() {
        let node = tree.add(&mut count, PRONOUN_ROWS[i].codes, PRONOUN_ROWS[i].len, true);
        tree.nodes[node].first = i as u8;
        i += 1;
    }
    tree
};

/// The tables of endings, in bytes.
#[cfg(test)]
pub(crate) const ENDINGS_BYTES: usize = size_of::<Tree<ENDING_NODES>>() * 2 + size_of::<Tree<32>>() + size_of::<Inflection>() * 128;

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

/// The inflections of some letters before a pronoun, or before none.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Suffixes {
    /// Letters, with the pronoun.
    pub(crate) len: u8,
    pub(crate) pronoun: u8,
    pub(crate) first: u8,
    pub(crate) end: u8,
    /// The slots of all, and the least that one costs.
    pub(crate) slots: u32,
    pub(crate) least: i16,
    /// What the spelling adds: an ending in ي that is written ى.
    pub(crate) more: i16,
}

/// What an ending in ي costs more if it is written ى, which is another ending more often than not.
const YEH_AS_MAKSURA: i16 = 8;

impl Suffixes {
    /// Their rows, with the numbers.
    #[inline]
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u8, &'static Inflection)> {
        (self.first..self.end).map(|row| (row, inflection(row)))
    }
}

pub(crate) const MAX_SUFFIXES: usize = 16;

/// All endings of a word.
pub(crate) fn suffixes(key: &Key, out: &mut [Suffixes; MAX_SUFFIXES]) -> usize {
    let mut n = 0;
    let maksura = key.maksura >> key.len().saturating_sub(1) & 1 == 1;
    let mut walk = |tree: &Tree<ENDING_NODES>, pronoun: u8, plen: usize| {
        let (mut node, mut len) = (0, plen);
        loop {
            let Node { slots, least, first, end } = tree.node(node);
            if end > first
                && let Some(slot) = out.get_mut(n)
            {
                let p = pronoun_row(pronoun);
                let more = if maksura && len > plen { YEH_AS_MAKSURA } else { 0 };
                *slot = Suffixes { len: len as u8, pronoun, first, end, slots: slots & p.slots, least: least + p.cost + more, more };
                n += 1;
            }
            len += 1;
            if len >= key.len() {
                return;
            }
            node = tree.next(node, key.at(key.len() - len));
            if node == 0 {
                return;
            }
        }
    };
    walk(&FREE_TREE, 0, 0);
    let (mut node, mut len) = (0, 0);
    while len + 1 < key.len() {
        len += 1;
        node = PRONOUN_TREE.next(node, key.at(key.len() - len));
        if node == 0 {
            break;
        }
        let pronoun = PRONOUN_TREE.node(node).first;
        if pronoun != 0 {
            walk(&BOUND_TREE, pronoun, len);
        }
    }
    n
}

/// The pronoun that the letters from a place to the end are; 0 is none.
pub(crate) fn whole_pronoun(key: &Key, from: usize) -> u8 {
    let mut node = 0;
    for i in (from..key.len()).rev() {
        node = PRONOUN_TREE.next(node, key.at(i));
        if node == 0 {
            return 0;
        }
    }
    PRONOUN_TREE.node(node).first
}
