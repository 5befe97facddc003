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
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Prefix {
    /// Letters of the prefix.
    pub(crate) len: u8,
    pub(crate) env: u8,
    /// The conjunction (or question particle), the particle, whether there is an article, the letter of the present: codes, 0 for none.
    pub(crate) conjunction: u8,
    pub(crate) particle: u8,
    pub(crate) present: u8,
    /// Letters of the article.
    pub(crate) article: u8,
    pub(crate) cost: i16,
    pub(crate) slots: u32,
}

pub(crate) const MAX_PREFIXES: usize = 24;

/// All readings of the beginning of a word, shorter ones first within a reading of its conjunction.
pub(crate) fn prefixes(key: &Key, out: &mut [Prefix; MAX_PREFIXES]) -> usize {
    let mut n = 0;
    let mut push = |p: Prefix| {
        if (usize::from(p.len) < key.len() || p.particle != 0)
            && let Some(slot) = out.get_mut(n)
        {
            *slot = p;
            n += 1;
        }
    };
    let question = key.at(0) == HAMZA && key.at(1) != ALEF;
    let conjunctions = [(0, 0), (WAW, 7), (FEH, 24), (HAMZA, 70)];
    for (c, cost) in conjunctions {
        if c != 0 && (key.at(0) != c || (c == HAMZA && !question)) {
            continue;
        }
        let i = usize::from(c != 0);
        let base = Prefix { len: i as u8, conjunction: c, cost, ..Prefix::default() };
        push(Prefix { slots: NOMINAL | PERFECT | SLOT_M | SLOT_C, ..base });
        if c == HAMZA {
            continue;
        }
        article(key, base, i, &mut push);
        present(key, base, i, &mut push);
        let p = key.at(i);
        let cost = match p {
            BEH | LAM => 12,
            KAF => 26,
            SEEN => 5,
            _ => continue,
        };
        let cost = base.cost + cost + if c != 0 { 4 } else { 0 };
        let base = Prefix { len: base.len + 1, particle: p, cost, env: PREPOSITION, ..base };
        if p != SEEN {
            push(Prefix { slots: NOMINAL | SLOT_C, ..base });
            article(key, base, i + 1, &mut push);
        }
        if p == SEEN || p == LAM {
            present(key, base, i + 1, &mut push);
        }
    }
    n
}

fn article(key: &Key, base: Prefix, i: usize, push: &mut impl FnMut(Prefix)) {
    let slots = NOMINAL & !SLOT_DI;
    let cost = base.cost + if base.len == 0 { -8 } else { -15 };
    if base.particle == LAM {
        if key.at(i) == LAM {
            push(Prefix { len: base.len + 1, article: 1, env: DEFINITE, slots, cost, ..base });
            push(Prefix { env: DEFINITE | SHARED_LAM, slots, cost: cost + 6, ..base });
        }
    } else if key.at(i) == ALEF && key.bare >> i & 1 == 1 && key.at(i + 1) == LAM {
        push(Prefix { len: base.len + 2, article: 2, env: DEFINITE, slots, cost, ..base });
    }
}

fn present(key: &Key, base: Prefix, i: usize, push: &mut impl FnMut(Prefix)) {
    let (cost, env) = match key.at(i) {
        YEH => (0, PRESENT_YEH),
        TEH => (4, 0),
        NOON => (13, FIRST_PERSON),
        HAMZA => (13, FIRST_PERSON),
        ALEF => (21, FIRST_PERSON),
        _ => return,
    };
    push(Prefix { len: base.len + 1, present: key.at(i), cost: base.cost + cost, slots: PRESENT, env, ..base });
}

/// A pronoun behind a stem.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pronoun {
    pub(crate) text: &'static str,
    codes: u64,
    pub(crate) len: u8,
    pub(crate) cost: i16,
    slots: u32,
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
    slots: u32,
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

impl Pronoun {
    /// Whether it is what stands from a place on.
    pub(crate) fn is_at(&self, key: &Key, from: usize) -> bool {
        key.part(from, from + usize::from(self.len)) == self.codes
    }
}

const ANY: u32 = u32::MAX;
const VERBAL: u32 = PERFECT | PRESENT | SLOT_M | SLOT_C;

/// The pronouns, with their costs.
pub(crate) const PRONOUNS: [Pronoun; 13] = [
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
pub(crate) const FREE: &[Inflection] = &[
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
];

/// Inflections before a pronoun.
pub(crate) const BOUND: &[Inflection] = &[
    i("", 0, Plain, NOUN | SLOT_B | SLOT_E1 | SLOT_C).no(DEFINITE),
    i("", 3, Verb, SLOT_PO),
    i("", 0, Verb, SLOT_IO),
    i("", 3, Verb, SLOT_IJ),
    i("", 10, Verb, SLOT_M),
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

/// One reading of the letters behind a stem.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Suffix {
    /// Letters, with the pronoun.
    pub(crate) len: u8,
    /// The number of the pronoun in `PRONOUNS`; 0 is none.
    pub(crate) pronoun: u8,
    /// The number of the inflection in `FREE` or, before a pronoun, in `BOUND`.
    pub(crate) inflection: u8,
    pub(crate) forbids: u8,
    pub(crate) cost: i16,
    pub(crate) slots: u32,
}

impl Suffix {
    /// The row of its inflection.
    pub(crate) fn inflection(self) -> &'static Inflection {
        let table = if self.pronoun == 0 { FREE } else { BOUND };
        table.get(usize::from(self.inflection)).unwrap_or(&FREE[0])
    }

    /// The row of its pronoun.
    pub(crate) fn pronoun(self) -> &'static Pronoun {
        static TABLE: [Pronoun; 13] = PRONOUNS;
        TABLE.get(usize::from(self.pronoun)).unwrap_or(&TABLE[0])
    }
}

pub(crate) const MAX_SUFFIXES: usize = 48;

/// All readings of the end of a word, by length.
pub(crate) fn suffixes(key: &Key, out: &mut [Suffix; MAX_SUFFIXES]) -> usize {
    let mut n = 0;
    let len = key.len();
    for (p, pronoun) in PRONOUNS.iter().enumerate() {
        let plen = usize::from(pronoun.len);
        if plen + 1 > len || key.part(len - plen, len) != pronoun.codes {
            continue;
        }
        for (k, inflection) in (if p == 0 { FREE } else { BOUND }).iter().enumerate() {
            let ilen = usize::from(inflection.len);
            if ilen + plen >= len || key.part(len - plen - ilen, len - plen) != inflection.codes {
                continue;
            }
            let slots = inflection.slots & pronoun.slots;
            // The ي of the speaker stands on nouns without further letters.
            if slots == 0 || (pronoun.cost == 50 && inflection.cost > 6) {
                continue;
            }
            if let Some(slot) = out.get_mut(n) {
                *slot = Suffix {
                    len: (plen + ilen) as u8,
                    pronoun: p as u8,
                    inflection: k as u8,
                    forbids: inflection.forbids,
                    cost: pronoun.cost + inflection.cost,
                    slots,
                };
                n += 1;
            }
        }
    }
    if let Some(found) = out.get_mut(..n) {
        found.sort_unstable_by_key(|s| s.len);
    }
    n
}
