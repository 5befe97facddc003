//! What stands before a stem: proclitics and the letters of the present, and what may stand with what.
//!
//! A prefix and a suffix each have a set of slots. A stem fits between them if all three sets have one in common.

use super::key::{ALEF, BEH, FEH, HAMZA, KAF, LAM, NOON, SEEN, TEH, WAW, YEH};
use super::tables::*;

/// Closed words stand here; tables of stems do not use it.
pub(crate) const SLOT_C: u32 = 1 << 30;
pub(crate) const NOMINAL: u32 = SLOT_N | SLOT_A | SLOT_V | SLOT_B | SLOT_F | SLOT_T | SLOT_E0 | SLOT_E1 | SLOT_DI | SLOT_DU | SLOT_X;
pub(crate) const PERFECT: u32 = SLOT_P0 | SLOT_PO | SLOT_PT | SLOT_PW | SLOT_PA | SLOT_PC;
pub(crate) const PRESENT: u32 = SLOT_I0 | SLOT_IO | SLOT_IJ | SLOT_IW | SLOT_IA | SLOT_IC;

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
    pub(super) nodes: [Node; NODES],
}

impl<const NODES: usize> Tree<NODES> {
    pub(super) const EMPTY: Tree<NODES> =
        Tree { next: [[0; 32]; NODES], nodes: [Node { slots: 0, least: i16::MAX, first: 0, end: 0 }; NODES] };

    /// The node behind a letter; 0 is none.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 32 of 32, and a masked node")]
    pub(crate) fn next(&self, node: u8, code: u8) -> u8 {
        self.next[usize::from(node) & (NODES - 1)][usize::from(code & 31)]
    }

    /// What is known of a node.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "a masked node")]
    pub(crate) const fn node(&self, node: u8) -> &Node {
        &self.nodes[node as usize & (NODES - 1)]
    }

    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(super) const fn add_up(&mut self, node: usize, slots: u32, cost: i16) {
        let n = &mut self.nodes[node];
        n.slots |= slots;
        n.least = if cost < n.least { cost } else { n.least };
    }

    /// Walks letters from the lowest up, or from the highest down, and adds the nodes that are missing.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(super) const fn add(&mut self, count: &mut usize, codes: u64, len: u8, backwards: bool) -> usize {
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
pub(crate) const PREFIX_NODES: usize = 128;

/// All prefixes, those of the same letters together, and the tree that finds them.
pub(crate) static PREFIXES: [Prefix; PREFIX_ROWS] = PREFIX_TABLE.0;
pub(crate) static PREFIX_TREE: Tree<PREFIX_NODES> = PREFIX_TABLE.1;

/// The least that a prefix costs.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(crate) const LEAST_PREFIX: i16 = {
    let (mut least, mut node) = (0, 0);
    while node < PREFIX_NODES {
        let cost = PREFIX_TABLE.1.nodes[node].least;
        least = if cost < least { cost } else { least };
        node += 1;
    }
    least
};

/// How many letters a prefix has at most.
pub(crate) const MAX_PREFIX: usize = PREFIX_TABLE.2;

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
const PREFIX_TABLE: ([Prefix; PREFIX_ROWS], Tree<PREFIX_NODES>, usize) = {
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
    let mut longest = 0;
    let mut i = 0;
    while i < list.n {
        let len = list.rows[i].2;
        longest = if len > longest { len } else { longest };
        nodes[i] = tree.add(&mut count, list.rows[i].1, len, false);
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
    (rows, tree, longest as usize)
};
