//! Lookup of suffixes by their letters. A suffix is an inflection, optionally followed by a pronoun: the suffix of مدرستها is the
//! inflection ت and the pronoun ها. The inflection may have no letters. The letters of a suffix are an ending. Several suffixes may have
//! the same ending.
//!
//! The search starts at the root of a tree and follows one edge for each letter of a word, from the last letter to the first. Each node
//! lists the suffixes that consist of the letters on the path to the node. An edge is a letter class instead of a letter code. Each letter
//! that occurs in endings has its own class, so the class identifies the letter.

use super::affix::{AffixNode, AffixTree};
use super::costs::*;
use super::slots::InflectionKind;
use crate::morph::schema::{LETTER_CLASS, LETTER_CLASSES, MAKSURA_CLASS, YEH, YEH_CLASS, letter_code};

/// A pronoun at the end of a word: ها in كتابها.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pronoun {
    pub(crate) text: &'static str,
    /// The letter codes of the pronoun: five bits for each letter, the first letter in the lowest bits.
    codes: u64,
    /// The number of letters of the pronoun.
    pub(crate) len: u8,
    pub(crate) cost: i16,
    /// The slots of the stems that may precede the pronoun. A slot is a context in which a stem can occur.
    pub(crate) slots: u32,
    /// The highest cost of an inflection that may precede the pronoun.
    highest_inflection: i16,
}

/// An inflection at the end of a word or before a pronoun: ت in مدرستها.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inflection {
    pub(crate) text: &'static str,
    /// The letter codes of the inflection: five bits for each letter, the first letter in the lowest bits.
    codes: u64,
    len: u8,
    cost: i16,
    /// The flags of the prefixes that exclude this inflection, such as `DEFINITE` for prefixes with the article.
    excluded: u8,
    pub(crate) kind: InflectionKind,
    /// The slots of the stems that may precede the inflection. A slot is a context in which a stem can occur.
    pub(crate) slots: u32,
}

/// Returns the letter codes and the number of letters of a text. The codes have five bits for each letter, the first letter in the lowest
/// bits. Each letter of the text must have two bytes in UTF-8.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const fn codes(text: &str) -> (u64, u8) {
    let bytes = text.as_bytes();
    let (mut codes, mut n) = (0u64, 0);
    while n * 2 < bytes.len() {
        // The first byte of a letter (D8 or D9) contains the high five bits of the code point. The second byte contains the low six bits.
        let c = (bytes[2 * n] as u32 & 31) << 6 | bytes[2 * n + 1] as u32 & 63;
        let Some(c) = char::from_u32(c) else { break };
        codes |= (letter_code(c) as u64) << (5 * n);
        n += 1;
    }
    (codes, n as u8)
}

const fn pronoun_row((text, cost, slots, highest_inflection): PronounCost) -> Pronoun {
    let (codes, len) = codes(text);
    Pronoun { text, codes, len, cost, slots, highest_inflection }
}

const fn inflection_row((text, cost, kind, slots, excluded): InflectionCost) -> Inflection {
    let (codes, len) = codes(text);
    Inflection { text, codes, len, cost, excluded, kind, slots }
}

const PRONOUN_COUNT: usize = PRONOUN_COSTS.len();

/// The pronouns, indexed by number. Number 0 means no pronoun. The table has 16 elements, so every number that is masked to four bits is a
/// valid index.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) static PRONOUNS: [Pronoun; 16] = {
    let mut rows = [pronoun_row(PRONOUN_COSTS[0]); 16];
    let mut i = 0;
    while i < PRONOUN_COUNT {
        rows[i] = pronoun_row(PRONOUN_COSTS[i]);
        i += 1;
    }
    rows
};

const INFLECTION_NODES: usize = 64;
const FINAL: usize = FINAL_INFLECTION_COSTS.len();
const BOUND: usize = BOUND_INFLECTION_COSTS.len();
/// The inflections at the end of a word, in the order of their tree nodes, and their tree.
const FINAL_TABLE: ([Inflection; FINAL], AffixTree<INFLECTION_NODES>) = by_letters(FINAL_INFLECTION_COSTS, 0);
/// The inflections before a pronoun, in the order of their tree nodes, and their tree.
const BOUND_TABLE: ([Inflection; BOUND], AffixTree<INFLECTION_NODES>) = by_letters(BOUND_INFLECTION_COSTS, FINAL);

/// Returns the inflections in the order of their tree nodes, and the tree that finds the inflections. `before` is the number of inflections
/// in [`INFLECTIONS`] that precede the returned inflections.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const fn by_letters<const N: usize>(list: &[InflectionCost], before: usize) -> ([Inflection; N], AffixTree<INFLECTION_NODES>) {
    let mut tree = AffixTree::EMPTY;
    let mut count = 1;
    let mut nodes = [usize::MAX; N];
    let mut unsorted = [inflection_row(list[0]); N];
    let mut i = 0;
    while i < N {
        unsorted[i] = inflection_row(list[i]);
        nodes[i] = tree.add_letters(&mut count, unsorted[i].codes, unsorted[i].len, true);
        i += 1;
    }
    let mut rows = unsorted;
    let (mut node, mut n) = (0, 0);
    while node < count {
        tree.nodes[node].first = (before + n) as u8;
        let mut i = 0;
        while i < N {
            if nodes[i] == node {
                rows[n] = unsorted[i];
                tree.add_affix(node, rows[n].slots, rows[n].cost);
                n += 1;
            }
            i += 1;
        }
        tree.nodes[node].end = (before + n) as u8;
        node += 1;
    }
    (rows, tree)
}

/// The inflections at the end of a word, followed by the inflections before a pronoun. The table has 128 elements, so every number that is
/// masked to seven bits is a valid index.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
static INFLECTIONS: [Inflection; 128] = {
    let mut rows = [FINAL_TABLE.0[0]; 128];
    let mut i = 0;
    while i < FINAL + BOUND {
        rows[i] = if i < FINAL { FINAL_TABLE.0[i] } else { BOUND_TABLE.0[i - FINAL] };
        i += 1;
    }
    rows
};

/// Returns the inflection with the given index in [`INFLECTIONS`].
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 128 of 128")]
pub(crate) fn inflection(number: u8) -> &'static Inflection {
    &INFLECTIONS[usize::from(number & 127)]
}

/// Returns the pronoun with the given index in [`PRONOUNS`].
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 16 of 16")]
pub(crate) fn pronoun(number: u8) -> &'static Pronoun {
    &PRONOUNS[usize::from(number & 15)]
}

/// A suffix of a word: an inflection with or without a pronoun. The inflection may have no letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Suffix {
    /// The slots of the stems that may precede the suffix.
    pub(crate) slots: u32,
    /// The cost of the inflection plus the cost of the pronoun. A final ى in place of ي may have an additional cost.
    pub(crate) cost: u8,
    /// The flags of the prefixes that exclude this suffix.
    pub(crate) excluded: u8,
    /// The index of the pronoun in [`PRONOUNS`].
    pub(crate) pronoun: u8,
    /// The index of the inflection in [`INFLECTIONS`].
    pub(crate) inflection: u8,
}

/// A node of the tree: the suffixes that consist of the same letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EndingNode {
    /// A set that contains all slots of the suffixes of this node.
    pub(crate) slots: u32,
    /// A lower bound of the costs of the suffixes of this node.
    pub(crate) least: i16,
    /// The range of the suffixes of this node in [`SUFFIXES`]: the index of the first suffix, and the index after the last suffix.
    first: u16,
    end: u16,
    /// True if at least one suffix of this node has an inflection of the kind [`InflectionKind::Teh`].
    pub(crate) has_teh: bool,
    /// True if one of the suffixes has the ي of a relative adjective.
    pub(crate) has_nisba: bool,
}

impl EndingNode {
    const NONE: EndingNode = EndingNode { slots: 0, least: i16::MAX, first: 0, end: 0, has_teh: false, has_nisba: false };

    /// Returns the suffixes of this node in the order of their costs, from the lowest cost to the highest.
    #[inline(always)]
    pub(crate) fn suffixes(&self) -> &'static [Suffix] {
        SUFFIXES.get(usize::from(self.first)..usize::from(self.end)).unwrap_or_default()
    }
}

/// The tree of endings during its construction at compile time. An edge of the tree is a letter class. The first edge of a path is the last
/// letter of the ending.
struct EndingTable<const SUFFIXES: usize, const NODES: usize> {
    suffixes: [Suffix; SUFFIXES],
    /// The number of the node of each suffix in `suffixes`, in the same order.
    node_of: [u16; SUFFIXES],
    /// For each node and each letter class: the number of the child. 0 means that there is no child.
    next: [[u16; LETTER_CLASSES]; NODES],
    nodes: [EndingNode; NODES],
    /// The number of suffixes and the number of nodes that the table already contains.
    size: (usize, usize),
}

impl<const SUFFIXES: usize, const NODES: usize> EndingTable<SUFFIXES, NODES> {
    /// Returns the number of the node for the given letters, and adds missing nodes. `codes` contains the codes of `len` letters. If
    /// `maksura` is true, the last letter is ى instead of ي.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn node(&mut self, codes: u64, len: u8, maksura: bool) -> usize {
        let (mut node, mut i) = (0, len);
        while i > 0 {
            i -= 1;
            let class = LETTER_CLASS[(codes >> (5 * i) & 31) as usize];
            let class = if maksura && i + 1 == len { MAKSURA_CLASS } else { class } as usize;
            if self.next[node][class] == 0 {
                self.next[node][class] = self.size.1 as u16;
                self.size.1 += 1;
            }
            node = self.next[node][class] as usize;
        }
        node
    }

    /// Adds suffixes to the node `node`: one suffix for each inflection of `inflections` that may precede the pronoun with the number
    /// `pronoun`. An inflection may precede the pronoun if both have a common slot, and the cost of the inflection is at most the highest
    /// cost that the pronoun allows. The function adds `more` to the cost of each suffix.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn add(&mut self, node: usize, inflections: &AffixNode, pronoun: usize, more: i16) {
        let p = PRONOUNS[pronoun];
        let ending = &mut self.nodes[node];
        let cost = inflections.least + p.cost + more;
        ending.slots |= inflections.slots & p.slots;
        ending.least = if cost < ending.least { cost } else { ending.least };
        let mut number = inflections.first;
        while number < inflections.end {
            let i = INFLECTIONS[number as usize];
            if i.slots & p.slots != 0 && i.cost <= p.highest_inflection {
                let cost = (i.cost + p.cost + more) as u8;
                self.suffixes[self.size.0] =
                    Suffix { slots: i.slots & p.slots, cost, excluded: i.excluded, pronoun: pronoun as u8, inflection: number };
                self.nodes[node].has_teh |= matches!(i.kind, InflectionKind::Teh);
                self.nodes[node].has_nisba |= matches!(i.kind, InflectionKind::Nisba);
                self.node_of[self.size.0] = node as u16;
                self.size.0 += 1;
            }
            number += 1;
        }
    }

    /// Returns the table with the suffixes sorted by node, and the suffixes of one node sorted by cost. The sort is stable: suffixes with
    /// the same node and the same cost remain in their order.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn sorted(mut self) -> Self {
        let (unsorted, mut counts) = (self.suffixes, [0u16; NODES]);
        let mut i = 0;
        while i < self.size.0 {
            counts[self.node_of[i] as usize] += 1;
            i += 1;
        }
        let (mut node, mut first) = (0, 0);
        while node < self.size.1 {
            (self.nodes[node].first, self.nodes[node].end) = (first, first);
            first += counts[node];
            node += 1;
        }
        i = 0;
        while i < self.size.0 {
            let node = &mut self.nodes[self.node_of[i] as usize];
            let (first, mut to) = (node.first as usize, node.end as usize);
            node.end += 1;
            while to > first && self.suffixes[to - 1].cost > unsorted[i].cost {
                self.suffixes[to] = self.suffixes[to - 1];
                to -= 1;
            }
            self.suffixes[to] = unsorted[i];
            i += 1;
        }
        self
    }

    /// Returns the table of all suffixes: the inflections at the end of a word without a pronoun, and the inflections before each pronoun.
    /// The suffixes are added in the order of the lengths of their pronouns, from no letters to three letters.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn unsorted() -> Self {
        const NONE: Suffix = Suffix { slots: 0, cost: 0, excluded: 0, pronoun: 0, inflection: 0 };
        let (next, nodes) = ([[0; LETTER_CLASSES]; NODES], [EndingNode::NONE; NODES]);
        let mut all = EndingTable { suffixes: [NONE; SUFFIXES], node_of: [0; SUFFIXES], next, nodes, size: (0, 1) };
        let mut pronoun_len = 0;
        while pronoun_len <= 3 {
            let mut pronoun = 0;
            while pronoun < PRONOUN_COUNT {
                if PRONOUNS[pronoun].len == pronoun_len {
                    all.add_pronoun(pronoun);
                }
                pronoun += 1;
            }
            pronoun_len += 1;
        }
        // Only the first edge of a path is the last letter of the word. For all other edges, ى leads to the same node as ي.
        let mut node = 1;
        while node < all.size.1 {
            all.next[node][MAKSURA_CLASS as usize] = all.next[node][YEH_CLASS as usize];
            node += 1;
        }
        all
    }

    /// Adds the suffixes that have the pronoun with the given number. The number 0 means no pronoun. Adds a suffix that ends in ي twice: to
    /// the node for ي and to the node for ى.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn add_pronoun(&mut self, pronoun: usize) {
        let p = PRONOUNS[pronoun];
        let tree = if pronoun == 0 { &FINAL_TABLE.1 } else { &BOUND_TABLE.1 };
        let mut node = 0;
        while node < INFLECTION_NODES {
            let inflections = tree.node(node as u8);
            node += 1;
            if inflections.first == inflections.end {
                continue;
            }
            let row = INFLECTIONS[inflections.first as usize];
            let (codes, len) = (row.codes | p.codes << (5 * row.len), row.len + p.len);
            let ending = self.node(codes, len, false);
            self.add(ending, inflections, pronoun, 0);
            if len > 0 && (codes >> (5 * (len - 1))) as u8 == YEH {
                let ending = self.node(codes, len, true);
                self.add(ending, inflections, pronoun, YEH_AS_MAKSURA_COST);
            }
        }
    }
}

/// The numbers of suffixes and of nodes. A table with large arrays determines the sizes of the arrays of [`ENDINGS`].
const SIZE: (usize, usize) = EndingTable::<1536, 512>::unsorted().size;
const ENDINGS: EndingTable<{ SIZE.0 }, { SIZE.1 }> = EndingTable::unsorted().sorted();
static SUFFIXES: [Suffix; SIZE.0] = ENDINGS.suffixes;
static NEXT: [[u16; LETTER_CLASSES]; SIZE.1] = ENDINGS.next;
static NODES: [EndingNode; SIZE.1] = ENDINGS.nodes;

/// The size of the tables of endings, in bytes.
#[cfg(test)]
pub(crate) const ENDINGS_BYTES: usize = size_of::<Inflection>() * 128 + size_of_val(&SUFFIXES) + size_of_val(&NEXT) + size_of_val(&NODES);

/// A limit: every ending has fewer letters than this number.
pub(crate) const MAX_ENDING: usize = 8;

/// Returns the number of the node for a longer ending: one letter of the class `class`, followed by the letters of the ending of node
/// `node`. Returns 0 if the tree has no such node.
#[inline(always)]
pub(crate) fn longer(node: u16, class: u8) -> u16 {
    NEXT.get(usize::from(node)).and_then(|next| next.get(usize::from(class))).copied().unwrap_or(0)
}

/// Returns the node with the given number. Node 0 is the root: the ending without letters.
#[inline(always)]
pub(crate) fn ending(node: u16) -> &'static EndingNode {
    NODES.get(usize::from(node)).unwrap_or(&NODES[0])
}

/// Returns the number of the pronoun with the given letters. `codes` contains the codes of `len` letters. Returns 0 if no pronoun has these
/// letters.
#[inline]
pub(crate) fn find_pronoun(codes: u64, len: usize) -> u8 {
    PRONOUNS.iter().position(|p| usize::from(p.len) == len && p.codes == codes).unwrap_or(0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the node at the end of a path. `classes` contains the letter classes of the path. The first class is the class of the last
    /// letter.
    fn node(classes: &[u8]) -> &'static EndingNode {
        ending(classes.iter().fold(0, |node, &class| longer(node, class)))
    }

    #[test]
    fn endings_by_letters() {
        let texts = |classes: &[u8]| -> alloc::vec::Vec<_> {
            let pair = |s: &Suffix| (inflection(s.inflection).text, pronoun(s.pronoun).text);
            node(classes).suffixes().iter().map(pair).collect()
        };
        let class = |c: char| LETTER_CLASS[usize::from(letter_code(c))];
        assert_eq!(texts(&[]).len(), 4);
        assert!(texts(&[class('ة')]).iter().all(|t| *t == ("ة", "")));
        let na = texts(&[class('ا'), class('ن')]);
        assert!(na.contains(&("نا", "")) && na.contains(&("", "نا")) && !na.contains(&("ا", "")));
    }

    /// A suffix that consists of the single letter ى and has no pronoun costs 8 more than the same suffix with ي.
    #[test]
    fn maksura_costs_more_than_yeh() {
        let (yeh, maksura) = (node(&[YEH_CLASS]), node(&[MAKSURA_CLASS]));
        assert_eq!((yeh.slots, yeh.suffixes().len()), (maksura.slots, maksura.suffixes().len()));
        for y in yeh.suffixes() {
            let same = |m: &&Suffix| (m.inflection, m.pronoun) == (y.inflection, y.pronoun);
            assert!(maksura.suffixes().iter().find(same).is_some_and(|m| m.cost == y.cost + 8 || y.pronoun != 0));
        }
    }
}
