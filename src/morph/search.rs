//! The search for the cheapest readings of a word: every prefix with every suffix, and what is between them in the lexicon and in the
//! templates.

use super::affix::*;
use super::key::{ALEF, HAMZA, KAF, Key, LAM, TEH, WAW, YEH};
use super::lexicon::{flag, lexicon_key, look_up};
use super::reading::{CLOSED, EMPTY, Keep, NAME, OLD_HAMZA, PLURAL, Reading, UNKNOWN};
use super::tables::*;
use super::template::*;

/// The fill of a template whose root is named.
pub(crate) const FIXED: u8 = 12;

/// Kinds of templates from here on are verb forms.
pub(crate) const FIRST_VERB: u8 = 4;
pub(crate) const PLURAL_KIND: u8 = 3;
const FORM_I: u8 = 4;
const FORM_IV: u8 = 7;
const FORM_VIII: u8 = 11;

/// The most that a reading can cost less than its prefix and suffix: closed words and those that are like them.
const GREATEST_BONUS: i16 = 40;
/// The same for كان and ليس, and for words in و.
const VERB_BONUS: i16 = 26;
/// The same for all others.
const SMALL_BONUS: i16 = 12;
/// What a template's reading of a closed word with a root costs less.
pub(crate) const ROOT_BONUS: i16 = 30;
/// What a closed word costs.
const CLOSED_ALONE: i16 = -26;
/// What a listed plural costs that no template makes.
const PLURAL_ALONE: i16 = 16;
/// What a root costs where its weak radical is hidden and another one is likelier.
const LOSES: i16 = 6;

/// What a root costs by tier, and its marks.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 32,768 of 32,768")]
fn root_cost(root: u32) -> Option<(i16, u8)> {
    let marks = ROOTS[root as usize & 0x7FFF];
    match marks & 3 {
        0 => None,
        1 => Some((0, marks)),
        2 => Some((6, marks)),
        _ => Some((20, marks)),
    }
}

/// Places as a mask of five bits a letter.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static WIDE: [u64; 256] = {
    let mut wide = [0; 256];
    let mut i = 0;
    while i < 2048 {
        wide[i / 8] |= ((i >> 3 >> (i & 7) & 1) as u64 * 31) << (5 * (i & 7));
        i += 1;
    }
    wide
};

/// What stands between the letters of a prefix and an ending, packed so that the order of the numbers is that of the costs: the least cost
/// (biased), the node of the prefix, its letters, those of the ending, and the slots that both have.
const fn pack(floor: i16, node: u8, from: usize, size: usize, want: u32) -> u64 {
    ((floor as i32 + 0x8000) as u64) << 48 | (node as u64) << 40 | (from as u64 & 15) << 36 | (size as u64 & 15) << 32 | want as u64
}

/// Prefixes have at most five letters and endings seven.
const MAX_CUTS: usize = 48;

/// All readings of a word, into `keep`; where it is likely to be cheap first, so that the rest need not be looked at.
pub(crate) fn readings(key: &Key, keep: &mut impl Keep) {
    let mut found = [Suffixes::default(); MAX_SUFFIXES];
    let n = suffixes(key, &mut found);
    let suffixes = found.get(..n).unwrap_or_default();
    // By the letters of the ending: the slots of all readings of it, and the least cost.
    let mut endings = [(0u32, i16::MAX); 8];
    let mut longest = 0;
    for s in suffixes {
        let size = usize::from(s.len);
        if let Some((slots, least)) = endings.get_mut(size) {
            (*slots, *least) = (*slots | s.slots, (*least).min(s.least));
            longest = longest.max(size);
        }
    }
    let endings = endings.get(..=longest).unwrap_or_default();
    let mut cuts = [0u64; MAX_CUTS];
    let mut n = 0;
    let len = key.len();
    let (mut node, mut from) = (0, 0);
    loop {
        let Node { slots, least: cost, .. } = PREFIX_TREE.node(node);
        for (size, &(ending, least)) in endings.iter().enumerate() {
            let want = slots & ending;
            if want == 0 || from + size >= len {
                continue;
            }
            // Insertion into a few that are sorted.
            let mut cut = pack(cost + least, node, from, size, want);
            n = (n + 1).min(MAX_CUTS);
            if let Some(sorted) = cuts.get_mut(..n) {
                for slot in sorted {
                    if *slot == 0 || *slot > cut {
                        core::mem::swap(slot, &mut cut);
                    }
                }
            }
        }
        node = PREFIX_TREE.next(node, key.at(from));
        from += 1;
        if node == 0 || from >= len {
            break;
        }
        empty_stem(key, node, from, keep);
    }
    for &cut in cuts.iter().take(n) {
        let floor = ((cut >> 48) as i32 - 0x8000) as i16;
        // A closed word alone costs less than whatever is left.
        if floor - GREATEST_BONUS >= keep.limit() || keep.limit() <= CLOSED_ALONE {
            break;
        }
        let (node, from, size, want) = ((cut >> 40) as u8, (cut >> 36) as usize & 15, (cut >> 32) as usize & 15, cut as u32);
        let greatest = match key.at(from) {
            _ if want & SLOT_C != 0 => GREATEST_BONUS,
            KAF | LAM => VERB_BONUS,
            ALEF if meets(key, from) => VERB_BONUS,
            WAW if from == 0 => VERB_BONUS,
            _ => SMALL_BONUS,
        };
        if floor - greatest >= keep.limit() {
            continue;
        }
        let Node { first: first_prefix, end, .. } = PREFIX_TREE.node(node);
        let prefixes = PREFIXES.get(usize::from(first_prefix)..usize::from(end)).unwrap_or_default();
        let to = len - size;
        Span { key, first_prefix, prefixes, suffixes, from, to, want, floor, least: floor, singular: 0, flags: 0 }.read(keep);
    }
}

/// A closed word alone that nothing can beat, without the search.
#[inline]
pub(crate) fn closed_alone(key: &Key) -> Option<Reading> {
    if key.len() > 5 {
        return None;
    }
    let (flags, _) = look_up(lexicon_key(key.part(0, key.len())));
    let alone = flags & (flag::CLOSED | flag::ROOT | flag::MAKSURA) == flag::CLOSED;
    alone.then_some(Reading { to: key.len() as u8, template: CLOSED, cost: CLOSED_ALONE, ..Reading::default() })
}

/// A preposition and a pronoun: له, بها.
fn empty_stem(key: &Key, node: u8, from: usize, keep: &mut impl Keep) {
    let Node { first, end, .. } = PREFIX_TREE.node(node);
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
            keep.take(&Reading { prefix: row, pronoun, template: EMPTY, from, to: from, cost, ..Reading::default() });
        }
    }
}

/// Whether a word in ى has الت here, as form VIII of roots in ل has.
fn meets(key: &Key, from: usize) -> bool {
    key.maksura != 0 && key.at(from) == ALEF && key.at(from + 1) == LAM && key.at(from + 2) == TEH
}

/// A stem between the prefixes of some letters and the suffixes of one length.
struct Span<'a> {
    key: &'a Key,
    first_prefix: u8,
    prefixes: &'static [Prefix],
    suffixes: &'a [Suffixes],
    from: usize,
    to: usize,
    /// The slots that a prefix and a suffix have in common.
    want: u32,
    /// The least that prefix and suffix cost.
    floor: i16,
    /// The same, less what the lexicon can take off.
    least: i16,
    singular: u16,
    flags: u16,
}

impl Span<'_> {
    /// Every prefix with every suffix: their rows, the slots they share, and their cost.
    #[inline(always)]
    fn pairs(&self, mut each: impl FnMut(u8, u8, u8, u32, i16)) {
        let size = self.key.len() - self.to;
        for (row, p) in (self.first_prefix..).zip(self.prefixes) {
            if p.env & SHARED_LAM != 0 && self.key.at(self.from) != LAM {
                continue;
            }
            for group in self.suffixes.iter().filter(|s| usize::from(s.len) == size) {
                let pronoun = pronoun_row(group.pronoun);
                let slots = p.slots & pronoun.slots;
                for (number, i) in group.rows() {
                    let slots = slots & i.slots;
                    // The ي of the speaker stands on nouns without further letters.
                    if slots != 0 && p.env & i.forbids == 0 && !(pronoun.cost == 50 && i.cost > 6) {
                        each(row, group.pronoun, number, slots, p.cost + pronoun.cost + i.cost + group.more);
                    }
                }
            }
        }
    }

    fn read(mut self, keep: &mut impl Keep) {
        let (from, to) = (self.from, self.to);
        let n = to - from;
        let stem = self.key.part(from, to);
        let nominal = self.want & (NOMINAL | SLOT_C) != 0;
        if (nominal || from == 0) && n <= 12 {
            (self.flags, self.singular) = look_up(lexicon_key(stem));
            // قرا is only before a pronoun what قرى is elsewhere.
            if self.flags & flag::PLURAL != 0 && to == self.key.len() && n > 2 && self.key.at(to - 1) == ALEF && self.key.at(to - 2) != YEH
            {
                self.flags &= !flag::PLURAL;
            }
            self.lexical(keep);
        }
        // What the cheapest template could cost here.
        let bonus = match self.flags {
            f if f & flag::ROOT != 0 && self.want & SLOT_C != 0 => GREATEST_BONUS,
            _ if matches!(self.key.at(from), KAF | LAM) || meets(self.key, from) => VERB_BONUS,
            f if f & flag::WAW != 0 && from == 0 => VERB_BONUS,
            f if f & flag::BONUS != 0 => SMALL_BONUS,
            // The present of form IV can cost nothing; other templates cost two or more.
            _ if self.want & PRESENT != 0 => 0,
            _ => -2,
        };
        self.least = self.floor - bonus.max(0);
        self.floor -= bonus;
        if (1..=8).contains(&n) && self.floor < keep.limit() {
            let cut = (1u32 << n) - 1;
            let alef = (self.key.alef >> from & cut) as u8;
            let servile = (self.key.servile >> from & cut) as u8;
            if self.key.foreign >> from & cut == 0 {
                self.templates(stem, n, alef, servile, 0, 0, keep);
                match self.key.at(from) {
                    ALEF => {
                        self.templates(stem & !31 | u64::from(HAMZA), n, alef & !1, servile, 8, 1, keep);
                        if n < 8 {
                            self.templates(stem << 5 | u64::from(HAMZA), n + 1, alef << 1, servile << 1 | 1, 16, 2, keep);
                        }
                    }
                    HAMZA if (self.key.above | self.key.below) >> from & 1 == 1 => {
                        self.templates(stem & !31 | u64::from(ALEF), n, alef | 1, servile, 15, 3, keep);
                    }
                    _ => {}
                }
                // A final hamza that is not written (بدا for بدأ).
                if n > 2 && alef >> (n - 1) & 1 == 1 {
                    let shift = 5 * (n - 1);
                    let stem = stem & !(31 << shift) | u64::from(HAMZA) << shift;
                    self.templates(stem, n, alef & !(1 << (n - 1)), servile, 6, 0, keep);
                }
                // شئ is an old spelling of شيء, يجئ of يجيء.
                if self.old_hamza() && n < 8 {
                    let shift = 5 * (n - 1);
                    let stem = stem & !(31 << shift) | u64::from(YEH) << shift | u64::from(HAMZA) << (shift + 5);
                    self.templates(stem, n + 1, alef, servile | 1 << n, 0, OLD_HAMZA, keep);
                }
            }
        }
        self.floor += bonus;
        // 70, less 15 with an article, less 8 with a ة.
        if nominal && self.want & SLOT_X != 0 && self.floor + 47 < keep.limit() {
            self.unknown(n, keep);
        }
    }

    /// Whether the stem with its ending is a plural that the lexicon tells of.
    fn listed_plural(&self, number: u8) -> bool {
        let ending = inflection(number);
        let listed = if ending.kind == Ending::Plural { flag::FEMININE } else { flag::PLURAL };
        self.flags & listed != 0 && matches!(ending.text, "" | "ات")
    }

    /// Whether the word ends in a ئ behind a consonant.
    fn old_hamza(&self) -> bool {
        let last = self.to - 1;
        self.to == self.key.len() && last > 0 && self.key.on_yeh >> last & 1 == 1 && !matches!(self.key.at(last - 1), ALEF | WAW | YEH)
    }

    /// Whether the stem begins in ا and ل, as an article does.
    fn alef_lam(&self) -> bool {
        self.key.at(self.from) == ALEF && self.key.at(self.from + 1) == LAM
    }

    /// Takes a stem that can stand in these slots, with its cheapest prefix and suffix.
    fn take(&self, slots: u32, cost: i16, template: u16, root: u32, variant: u8, keep: &mut impl Keep) {
        self.take_if(slots, cost, template, root, variant, keep, |_, _| Some(0));
    }

    #[allow(clippy::too_many_arguments)]
    #[inline]
    fn take_if<K: Keep>(
        &self,
        slots: u32,
        cost: i16,
        template: u16,
        root: u32,
        variant: u8,
        keep: &mut K,
        more: impl Fn(&Prefix, usize) -> Option<i16>,
    ) {
        if slots & self.want == 0 {
            return;
        }
        let (from, to) = (self.from as u8, self.to as u8);
        let (mut best, mut found) = (i16::MAX, None);
        let feminine = self.flags & flag::FEMININE != 0;
        let kind = TEMPLATES.get(usize::from(template)).map_or(u8::MAX, |t| t.kind);
        let teh = match kind {
            PLURAL_KIND if self.flags & flag::PLURALS == flag::PLURAL_TEH => 8,
            0 if self.flags & flag::PLURALS == flag::PLURAL_TEH => 6,
            PLURAL_KIND => 0,
            _ if feminine => 4,
            _ => 0,
        };
        self.pairs(|prefix, pronoun, number, both, pair| {
            if both & slots == 0 {
                return;
            }
            let Some(p) = PREFIXES.get(usize::from(prefix)) else { return };
            let Some(mut more) = more(p, pronoun.into()) else { return };
            // للهجات is of لهجات and not of هجات: the noun is listed.
            if p.env & SHARED_LAM != 0 && self.listed_plural(number) {
                more -= 10;
            }
            let teh = if teh != 0 && inflection(number).kind == Ending::Teh { teh } else { 0 };
            let cost = cost + pair + more - teh;
            if K::EVERY {
                let singular = self.singular_of(number);
                let inflection = number;
                keep.take(&Reading { prefix, pronoun, inflection, from, to, variant, feminine, template, singular, cost, root });
            } else if cost < best {
                (best, found) = (cost, Some((prefix, pronoun, number)));
            }
        });
        if let Some((prefix, pronoun, inflection)) = found
            && best < keep.limit()
        {
            let singular = self.singular_of(inflection);
            keep.take(&Reading { prefix, pronoun, inflection, from, to, variant, feminine, template, singular, cost: best, root });
        }
    }

    /// The singular that the lexicon has for the stem, with ة or without.
    fn singular_of(&self, inflection: u8) -> u16 {
        let teh = self::inflection(inflection).kind == Ending::Teh;
        let listed = self.flags & if teh { flag::PLURAL_TEH } else { flag::PLURAL };
        if listed == 0 { 0 } else { self.singular }
    }

    fn lexical(&self, keep: &mut impl Keep) {
        let flags = self.flags;
        if flags == 0 {
            return;
        }
        if flags & flag::CLOSED != 0 {
            let mut cost = if flags & flag::ROOT != 0 { -18 } else { CLOSED_ALONE };
            // علي for على is another word more often than not.
            if flags & flag::MAKSURA != 0 && self.to == self.key.len() && self.key.maksura >> (self.to - 1) & 1 == 0 {
                cost += 12;
            }
            self.take_if(SLOT_C, cost, CLOSED, 0, 0, keep, |p, pronoun| {
                let allowed = (p.env & PREPOSITION == 0 || flags & flag::AFTER_PREPOSITION != 0)
                    && (pronoun == 0 || flags & flag::TAKES_PRONOUN != 0);
                allowed.then_some(0)
            });
        }
        if flags & flag::NAME != 0 {
            // A loan that is listed with its broken plural (أباطرة) has a lemma that way.
            let cost = if flags & flag::PLURALS != 0 {
                20
            } else if self.alef_lam() && self.to - self.from >= 5 {
                // The ال of المانيا is not the article: names are listed without theirs.
                -8
            } else {
                10
            };
            // After لل the ل may be that of the stem: للغات is of لغات and not of غات.
            self.take_if(SLOT_X, cost, NAME, 0, 0, keep, |p, _| Some(if p.particle == LAM && p.article == 1 { 2 } else { 0 }));
        }
        // A plural in ات is only listed where the rule would find another singular.
        let sound = self.key.at(self.to.wrapping_sub(2)) == ALEF && self.key.at(self.to.wrapping_sub(1)) == TEH;
        let cost = if sound { 2 } else { PLURAL_ALONE };
        if flags & flag::PLURAL != 0 {
            self.take(SLOT_B, cost, PLURAL, 0, 0, keep);
        }
        if flags & flag::PLURAL_TEH != 0 {
            self.take(SLOT_T, PLURAL_ALONE, PLURAL, 0, 0, keep);
        }
    }

    /// A stem of which nothing is known. A lone preposition or ف is not cut off it.
    fn unknown(&self, n: usize, keep: &mut impl Keep) {
        if n < 2 && n != self.key.len() {
            return;
        }
        self.take_if(SLOT_X, 70, UNKNOWN, 0, 0, keep, |p, _| {
            let definite = p.article != 0;
            match (p.conjunction, p.particle) {
                (0, 0) => Some(0),
                (WAW, 0) if !definite => (n >= 4).then_some(-12),
                (_, 0) => definite.then_some(-15),
                _ => definite.then_some(0),
            }
        });
    }

    #[allow(clippy::too_many_arguments)]
    #[allow(clippy::indexing_slicing, reason = "masked, below the powers of two that these tables have")]
    fn templates(&self, stem: u64, n: usize, alefs: u8, servile: u8, extra: i16, variant: u8, keep: &mut impl Keep) {
        if self.floor.saturating_add(extra) >= keep.limit() {
            return;
        }
        let (start, end) = MASK_LISTS[(1 << n | usize::from(servile)) & 511];
        let masks = MASKS.get(usize::from(start)..usize::from(end)).unwrap_or_default();
        for &places in masks {
            // An ا is no radical.
            if alefs & !places != 0 {
                continue;
            }
            let mask = WIDE[usize::from(places)];
            let group = (stem & mask) | (n as u64) << 40;
            let mut at = (group.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - GROUP_BITS)) as usize;
            let (start, count) = loop {
                match GROUPS[at & (GROUPS.len() - 1)] {
                    0 => break (0, 0),
                    g if g >> 16 == group => break ((g >> 6 & 1023) as usize, (g & 63) as usize),
                    _ => at += 1,
                }
            };
            // Templates of these letters that find their radicals alike, and found no root.
            let mut rootless = 0u32;
            for (i, t) in (start..).zip(TEMPLATES.get(start..start + count).unwrap_or_default()) {
                // The present of form IV can cost less than its template.
                if self.least + extra + t.cost - 8 >= keep.limit() {
                    break;
                }
                if t.slots & self.want == 0 || rootless >> t.alike & 1 == 1 {
                    continue;
                }
                if (t.kind == FORM_IV || self.least + extra + t.cost < keep.limit()) && !self.template(stem, n, i, t, extra, variant, keep)
                {
                    rootless |= 1 << t.alike;
                }
            }
        }
    }

    /// A stem by a template; false if there is no such root.
    #[allow(clippy::too_many_arguments)]
    fn template(&self, stem: u64, n: usize, number: usize, t: &Template, extra: i16, variant: u8, keep: &mut impl Keep) -> bool {
        let radical = |i: u32| {
            // A stem has twelve codes at most: behind them, at 15, are zeros.
            let at = t.at >> (4 * i) & 15;
            (stem >> (5 * u32::from(at)).min(63)) as u32 & 31
        };
        let (mut r1, mut r2, mut r3) = (radical(0), radical(1), radical(2));
        let (waw, yeh) = (u32::from(WAW), u32::from(YEH));
        let weak = |r: u32| r == waw || r == yeh;
        let mut cost = t.cost + extra;
        // The other root, where ي may stand for و.
        let mut other = 0;
        let shape = t.at >> 12;
        let loses = |marks: u8| if shape < 15 && marks >> 3 >> (shape & 7) & 1 == 1 { LOSES } else { 0 };
        let mut fixed = 0;
        match t.fill {
            0 => {
                if t.at >> 12 != 15 && radical(3) != r3 {
                    return false;
                }
                if weak(r3) && t.free & FREE_DEFECTIVE == 0 {
                    return true;
                }
                if weak(r2) && t.free & FREE_HOLLOW == 0 {
                    cost += 10;
                }
                if r2 == r3 && t.free & FREE_GEMINATE == 0 {
                    cost += 10;
                }
            }
            1 => return self.quadriliteral(number, t, [r1, r2, r3, radical(3)], extra, variant, keep),
            2 => {
                if r3 != 0 && r3 != r2 {
                    return false;
                }
                r3 = r2;
                if weak(r2) {
                    cost += 15;
                }
            }
            3 => (r2, other) = (waw, yeh << 5),
            4 => r2 = waw,
            5 => r2 = yeh,
            6 => (r3, other) = (waw, yeh),
            7 => r3 = waw,
            8 => r3 = yeh,
            9 => r1 = waw,
            10 => r1 = u32::from(HAMZA),
            11 => (r1, r3, other) = (waw, waw, yeh),
            13 => r1 = yeh,
            // The root is named.
            _ => fixed = FIRSTS.get(usize::from(t.first)).copied().unwrap_or(0),
        }
        if matches!(t.fill, 9 | 10 | 13) && weak(r3) && t.free & FREE_DEFECTIVE == 0 {
            return true;
        }
        if t.first != 0 && t.fill != FIXED && FIRSTS.get(usize::from(t.first)).is_some_and(|set| set >> r1 & 1 == 0) {
            return false;
        }
        let mut root = r1 << 10 | r2 << 5 | r3;
        let mut found = root_cost(root);
        if other != 0 {
            let field = if t.fill == 3 { 31 << 5 } else { 31 };
            let second = root & !field | other;
            let cost = |f: Option<(i16, u8)>| f.map_or(i16::MAX, |(cost, marks)| cost + loses(marks));
            let other = root_cost(second);
            if cost(other) < cost(found) {
                (root, found) = (second, other);
            }
        }
        if t.fill == FIXED {
            (root, found) = (fixed, Some((0, 0)));
        }
        let Some((tier, marks)) = found else { return false };
        cost += tier;
        if (2..9).contains(&t.fill) && shape < 8 && (shape != 2 || t.kind >= FIRST_VERB) {
            cost += loses(marks);
        }
        if marks & 4 != 0 && t.slots & PRESENT != 0 && t.slots & PERFECT == 0 && t.kind == FORM_IV {
            cost -= 8;
        }
        // كان is the commonest verb.
        if t.kind == FORM_I && root == KANA {
            cost -= 15;
        }
        // التقى is a verb before it is ال with a noun in ى.
        if t.kind == FORM_VIII && r1 == u32::from(LAM) && self.key.at(self.from) == ALEF && self.key.maksura >> (self.to - 1) & 1 == 1 {
            cost -= 26;
        }
        if t.free & (HAMZA_ABOVE | HAMZA_BELOW) != 0 {
            let wrong = if t.free & HAMZA_BELOW != 0 { self.key.above } else { self.key.below };
            if wrong >> self.from & 1 == 1 {
                cost += 12;
            }
        }
        // ى and ي at the end of the word.
        if self.to == self.key.len() {
            let maksura = self.key.maksura >> (self.to - 1) & 1 == 1;
            let written = (stem >> (5 * (n - 1))) as u8 & 31 == YEH;
            if t.free & MAKSURA != 0 && !maksura {
                cost += 6;
            } else if t.free & MAKSURA == 0 && maksura && written {
                cost += 4;
            }
        }
        let verb = t.kind >= FIRST_VERB;
        if !verb {
            // A plural that is listed with its ة has its part where the ة is found.
            if self.flags & flag::PLURALS != 0 && matches!(t.kind, 0 | PLURAL_KIND) {
                if self.flags & flag::PLURAL != 0 {
                    cost -= if t.kind == PLURAL_KIND { 8 } else { 6 };
                }
                // A plural shows both letters where its singular is contracted (حصص, حصة).
                if t.fill == 0 && r2 == r3 && t.free & FREE_GEMINATE == 0 {
                    cost -= 10;
                }
            }
            // The vowel before أ is a, before ئ i: few nouns of three letters have it (نبأ), and those are listed.
            let last = self.to - 1;
            if t.kind == 0 && n == 3 && (stem >> 10) as u8 == HAMZA && variant != OLD_HAMZA {
                let seat = if self.to == self.key.len() { self.key.above | self.key.alef | self.key.on_yeh } else { self.key.alef };
                let seat = if t.fill == FIXED { seat & self.key.on_yeh } else { seat };
                cost += if seat >> last & 1 == 1 { 8 } else { 0 };
            }
            // دفئ is a verb before it is دفيء.
            cost += if variant == OLD_HAMZA && t.kind == 1 && t.fill != FIXED { 3 } else { 0 };
            if self.flags & flag::ROOT != 0 && self.want & SLOT_C != 0 {
                cost -= ROOT_BONUS;
            }
            if self.from == 0 && self.key.at(0) == WAW && t.fill != FIXED && self.flags & flag::WAW == 0 {
                cost += 6;
            }
        }
        if self.flags & flag::WAW != 0 && self.from == 0 && t.fill != FIXED {
            cost -= 10;
        }
        self.take(t.slots, cost, number as u16, root, variant, keep);
        true
    }

    #[allow(clippy::too_many_arguments)]
    fn quadriliteral(&self, number: usize, t: &Template, r: [u32; 4], extra: i16, variant: u8, keep: &mut impl Keep) -> bool {
        let [a, b, c, d] = r;
        let key = u64::from(a) | u64::from(b) << 5 | u64::from(c) << 10 | u64::from(d) << 15;
        let found = look_up(lexicon_key(key)).0 & flag::QUAD != 0;
        if found {
            let root = a << 15 | b << 10 | c << 5 | d;
            // أسبوع is أ12و3 before it is four radicals.
            let hamza = if a == u32::from(HAMZA) && self.to - self.from > 4 { 8 } else { 0 };
            self.take(t.slots, t.cost + extra + hamza, number as u16, root, variant, keep);
        }
        found
    }
}

/// ك و ن.
const KANA: u32 = 23 << 10 | 28 << 5 | 26;
