//! Lookup of prefixes by their letters. A prefix consists of proclitics (conjunction, particle, article) and of the prefix letter of the
//! present tense. Each of these parts is optional.
//!
//! A slot is a context in which a stem can occur. Each prefix, stem and suffix has a set of slots. A prefix, a stem and a suffix fit
//! together if at least one slot is in all three sets.
//!
//! The search starts at the root of a tree and follows one edge for each letter of a word, from the first letter. Each node lists the
//! prefixes that consist of the letters on the path to the node.

use super::costs::*;
use super::slots::*;
use crate::morph::schema::*;

/// A prefix. The fields `conjunction`, `particle` and `present` contain letter codes. The code 0 means that the prefix does not have this
/// letter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prefix {
    /// Flags that describe the prefix, such as [`DEFINITE`] (the prefix has the article). An inflection may exclude prefixes with some
    /// flags.
    pub(crate) contexts: u8,
    /// The conjunction (و, ف) or the question particle (أ).
    pub(crate) conjunction: u8,
    /// The preposition (ب, ل, ك), the future particle س, or the subjunctive particle ل.
    pub(crate) particle: u8,
    /// The prefix letter of the present tense: ي in يكتب.
    pub(crate) present: u8,
    /// The number of written letters of the article: 2 for ال, and 1 for the second ل in للكتاب. The number is 0 if the prefix has no
    /// article, or if the article is not written (للجنة).
    pub(crate) article: u8,
    pub(crate) cost: i16,
    /// The slots of the stems that may follow the prefix.
    pub(crate) slots: u32,
}

const NO_PREFIX: Prefix = Prefix { contexts: 0, conjunction: 0, particle: 0, present: 0, article: 0, cost: 0, slots: 0 };

/// A node of a tree: the affixes that consist of the same letters. These affixes are a range of a list of affixes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AffixNode {
    /// The union of the slots of the affixes of this node.
    pub(crate) slots: u32,
    /// The least cost of the affixes of this node.
    pub(crate) least: i16,
    /// The index of the first affix of this node in the list.
    pub(crate) first: u8,
    /// The index that follows the last affix of this node in the list.
    pub(crate) end: u8,
}

/// A tree that finds affixes by their letters. Each node has the affixes that consist of the letters on the path to the node. `NODES` is a
/// power of two. So each node number that is masked with `NODES - 1` is a valid index.
pub(crate) struct AffixTree<const NODES: usize> {
    next: [[u8; 32]; NODES],
    pub(super) nodes: [AffixNode; NODES],
}

impl<const NODES: usize> AffixTree<NODES> {
    pub(super) const EMPTY: AffixTree<NODES> =
        AffixTree { next: [[0; 32]; NODES], nodes: [AffixNode { slots: 0, least: i16::MAX, first: 0, end: 0 }; NODES] };

    /// Returns the number of the child of the node `node` for the letter code `code`. Returns 0 if the tree has no such child.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 32 of 32, and a masked node")]
    pub(crate) fn next(&self, node: u8, code: u8) -> u8 {
        self.next[usize::from(node) & (NODES - 1)][usize::from(code & 31)]
    }

    /// Returns the node with the given number.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "a masked node")]
    pub(crate) const fn node(&self, node: u8) -> &AffixNode {
        &self.nodes[node as usize & (NODES - 1)]
    }

    /// Updates a node for an additional affix: adds `slots` to the union of the slots, and lowers the least cost if `cost` is lower.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    pub(super) const fn add_affix(&mut self, node: usize, slots: u32, cost: i16) {
        let n = &mut self.nodes[node];
        n.slots |= slots;
        n.least = if cost < n.least { cost } else { n.least };
    }

    /// Returns the number of the node for the given letters, and adds missing nodes. `codes` contains the codes of `len` letters: five bits
    /// for each letter, and the first letter in the lowest bits. `count` is the number of nodes in the tree. If `backwards` is true, the
    /// path starts with the last letter.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    pub(super) const fn add_letters(&mut self, count: &mut usize, codes: u64, len: u8, backwards: bool) -> usize {
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

const PREFIX_COUNT: usize = 92;
pub(crate) const PREFIX_NODES: usize = 128;

/// All prefixes. Prefixes that consist of the same letters are adjacent, so a node of [`PREFIX_TREE`] refers to a range of this list.
pub(crate) static PREFIXES: [Prefix; PREFIX_COUNT] = PREFIX_TABLE.0;
/// The tree that finds the prefixes in [`PREFIXES`] by their letters.
pub(crate) static PREFIX_TREE: AffixTree<PREFIX_NODES> = PREFIX_TABLE.1;
/// The number of letters of the longest prefix.
pub(crate) const MAX_PREFIX: usize = PREFIX_TABLE.2;

/// The least cost of all prefixes.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) const LEAST_PREFIX_COST: i16 = {
    let (mut least, mut node) = (0, 0);
    while node < PREFIX_NODES {
        let cost = PREFIX_TABLE.1.nodes[node].least;
        least = if cost < least { cost } else { least };
        node += 1;
    }
    least
};

/// Returns the prefix with the given index in [`PREFIXES`].
#[inline]
pub(crate) fn prefix(number: u8) -> &'static Prefix {
    PREFIXES.get(usize::from(number)).unwrap_or(&PREFIXES[0])
}

/// The list of prefixes during its construction at compile time. Each element of `rows` contains a prefix, its packed letter codes (five
/// bits for each letter, the first letter in the lowest bits) and its number of letters.
struct PrefixList {
    rows: [(Prefix, u64, u8); PREFIX_COUNT],
    n: usize,
}

impl PrefixList {
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn push(&mut self, p: Prefix, codes: u64, len: u8) {
        self.rows[self.n] = (p, codes, len);
        self.n += 1;
    }

    /// Adds the prefix that consists of `base` and the article: ب becomes بال. If the particle of `base` is ل, adds two prefixes: one with
    /// the ل of the article (للكتاب), and one whose article is not written (للجنة). `codes` and `len` are the packed codes and the number
    /// of letters of `base`.
    const fn push_article(&mut self, base: Prefix, codes: u64, len: u8) {
        let slots = NOMINAL & !SLOT_DI;
        let cost = base.cost - if len == 0 { INITIAL_ARTICLE_DISCOUNT } else { ARTICLE_DISCOUNT };
        let base = Prefix { contexts: DEFINITE, slots, cost, ..base };
        if base.particle == LAM {
            self.push(Prefix { article: 1, ..base }, codes | (LAM as u64) << (5 * len), len + 1);
            self.push(Prefix { contexts: DEFINITE | SHARED_LAM, cost: cost + SHARED_LAM_COST, ..base }, codes, len);
        } else {
            let al = ALEF as u64 | (LAM as u64) << 5;
            self.push(Prefix { article: 2, ..base }, codes | al << (5 * len), len + 2);
        }
    }

    /// Adds one prefix for each prefix letter of the present tense: `base` and this letter. `codes` and `len` are the packed codes and the
    /// number of letters of `base`.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn push_presents(&mut self, base: Prefix, codes: u64, len: u8) {
        let mut i = 0;
        while i < PRESENT_COSTS.len() {
            let (present, cost, contexts) = PRESENT_COSTS[i];
            i += 1;
            // The first person after the question particle is rare, and أأ is often written آ.
            if base.conjunction == HAMZA && (present == HAMZA || present == ALEF) {
                continue;
            }
            let p = Prefix { present, cost: base.cost + cost, slots: PRESENT, contexts, ..base };
            self.push(p, codes | (present as u64) << (5 * len), len + 1);
        }
    }

    /// Returns the list of all prefixes. A prefix consists of
    ///
    /// - optionally a conjunction or the question particle أ. After أ, only the prefix letters ت, ي and ن of the present may follow;
    /// - optionally a particle: ب, ل, ك or س;
    /// - optionally the article or a prefix letter of the present tense. A prefix letter may follow only س, ل or no particle. After س, a
    ///   prefix letter is required.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn all() -> PrefixList {
        let mut list = PrefixList { rows: [(NO_PREFIX, 0, 0); PREFIX_COUNT], n: 0 };
        let mut i = 0;
        while i < CONJUNCTION_COSTS.len() {
            let (conjunction, cost) = CONJUNCTION_COSTS[i];
            let (codes, len) = (conjunction as u64, (conjunction != 0) as u8);
            let base = Prefix { conjunction, cost, ..NO_PREFIX };
            i += 1;
            if conjunction == HAMZA {
                list.push(Prefix { slots: NOMINAL | SLOT_C, cost: cost + QUESTION_BEFORE_NOUN_COST, ..base }, codes, len);
                list.push(Prefix { slots: PERFECT, ..base }, codes, len);
                list.push_presents(base, codes, len);
                continue;
            }
            list.push(Prefix { slots: NOMINAL | PERFECT | SLOT_M | SLOT_C, ..base }, codes, len);
            list.push_article(base, codes, len);
            list.push_presents(base, codes, len);
            let mut k = 0;
            while k < PARTICLE_COSTS.len() {
                let (particle, more) = PARTICLE_COSTS[k];
                k += 1;
                let cost = cost + more + if conjunction != 0 { PARTICLE_AFTER_CONJUNCTION_COST } else { 0 };
                let base = Prefix { particle, cost, ..base };
                let (codes, len) = (codes | (particle as u64) << (5 * len), len + 1);
                if particle != SEEN {
                    list.push(Prefix { slots: NOMINAL | SLOT_C, contexts: PREPOSITION, ..base }, codes, len);
                    list.push_article(base, codes, len);
                }
                if particle == SEEN || particle == LAM {
                    list.push_presents(base, codes, len);
                }
            }
        }
        list
    }
}

/// The prefixes in the order of their tree nodes, the tree that finds the prefixes, and the number of letters of the longest prefix.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const PREFIX_TABLE: ([Prefix; PREFIX_COUNT], AffixTree<PREFIX_NODES>, usize) = {
    let list = PrefixList::all();
    let mut tree = AffixTree::EMPTY;
    let mut count = 1;
    let mut nodes = [usize::MAX; PREFIX_COUNT];
    let mut longest = 0;
    let mut i = 0;
    while i < list.n {
        let len = list.rows[i].2;
        longest = if len > longest { len } else { longest };
        nodes[i] = tree.add_letters(&mut count, list.rows[i].1, len, false);
        i += 1;
    }
    let mut rows = [NO_PREFIX; PREFIX_COUNT];
    let (mut node, mut n) = (0, 0);
    while node < count {
        tree.nodes[node].first = n as u8;
        let mut i = 0;
        while i < list.n {
            if nodes[i] == node {
                rows[n] = list.rows[i].0;
                tree.add_affix(node, rows[n].slots, rows[n].cost);
                n += 1;
            }
            i += 1;
        }
        tree.nodes[node].end = n as u8;
        node += 1;
    }
    (rows, tree, longest as usize)
};
