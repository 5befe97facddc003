//! The search for the cheapest readings of a word: every prefix with every suffix, and what is between them in the lexicon and in the
//! templates.

use super::affix::*;
use super::key::{ALEF, HAMZA, Key, LAM, OTHER, TEH_MARBUTA, WAW, YEH};
use super::tables::*;
use super::template::*;

/// No template: the stem is what the lexicon says, or unknown.
pub(crate) const CLOSED: u16 = 0xFFFF;
pub(crate) const NAME: u16 = 0xFFFE;
pub(crate) const UNKNOWN: u16 = 0xFFFD;
pub(crate) const PLURAL: u16 = 0xFFFC;
/// A preposition with a pronoun and nothing between them.
pub(crate) const EMPTY: u16 = 0xFFFB;

/// Flags of the lexicon.
pub(crate) mod flag {
    pub(crate) const CLOSED: u16 = 1;
    pub(crate) const AFTER_PREPOSITION: u16 = 2;
    pub(crate) const TAKES_PRONOUN: u16 = 4;
    pub(crate) const NAME: u16 = 8;
    pub(crate) const PLURAL: u16 = 16;
    pub(crate) const PLURAL_TEH: u16 = 32;
    pub(crate) const FEMININE: u16 = 64;
    pub(crate) const WAW: u16 = 128;
    pub(crate) const QUAD: u16 = 256;
    pub(crate) const ROOT: u16 = 1024;
    pub(crate) const LOAN: u16 = 2048;
    pub(crate) const MAKSURA: u16 = 4096;
}

/// Kinds of templates from here on are verb forms.
pub(crate) const FIRST_VERB: u8 = 4;
pub(crate) const PLURAL_KIND: u8 = 3;
const FORM_I: u8 = 4;
const FORM_IV: u8 = 7;

/// One reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) prefix: Prefix,
    pub(crate) suffix: Suffix,
    /// The template's row, or one of the constants above.
    pub(crate) template: u16,
    /// Letters of the root, five bits each, the first highest; 0 if there is none.
    pub(crate) root: u32,
    /// Where the stem is in the key.
    pub(crate) from: u8,
    pub(crate) to: u8,
    /// How the stem's first letter was read: as written, as ء, as ءا, as ا.
    pub(crate) variant: u8,
    /// Place of the singular in `WORDS`, if the lexicon has it.
    pub(crate) singular: u16,
    /// The stem is a listed noun in ة.
    pub(crate) feminine: bool,
    pub(crate) cost: i16,
}

/// Keeps the cheapest readings.
pub(crate) trait Keep {
    /// A reading is only worth making if it costs less than this.
    fn limit(&self) -> i16;
    /// Takes a reading.
    fn take(&mut self, reading: &Reading);
}

/// The best one.
pub(crate) struct Best(pub(crate) Reading);

impl Keep for Best {
    fn limit(&self) -> i16 {
        self.0.cost
    }

    fn take(&mut self, reading: &Reading) {
        if reading.cost < self.0.cost {
            self.0 = *reading;
        }
    }
}

/// How many readings a word has at most.
pub(crate) const MAX_READINGS: usize = 8;

/// The best few, in order.
#[derive(Clone, Debug)]
pub(crate) struct Few {
    pub(crate) len: usize,
    pub(crate) readings: [Reading; MAX_READINGS],
}

impl Keep for Few {
    fn limit(&self) -> i16 {
        if self.len < MAX_READINGS { i16::MAX } else { self.readings.last().map_or(i16::MAX, |r| r.cost) }
    }

    fn take(&mut self, reading: &Reading) {
        let same = |r: &Reading| (r.from, r.to, r.root, r.template) == (reading.from, reading.to, reading.root, reading.template);
        if let Some(at) = self.readings.iter().take(self.len).position(same) {
            if self.readings.get(at).is_some_and(|r| r.cost <= reading.cost) {
                return;
            }
            self.readings.copy_within(at + 1..self.len, at);
            self.len -= 1;
        }
        let at = self.readings.iter().take(self.len).position(|r| r.cost > reading.cost).unwrap_or(self.len);
        if at < MAX_READINGS {
            let end = self.len.min(MAX_READINGS - 1);
            self.readings.copy_within(at..end, at + 1);
            if let Some(slot) = self.readings.get_mut(at) {
                *slot = *reading;
            }
            self.len = end + 1;
        }
    }
}

/// What a root costs by tier, and its marks.
fn root_cost(root: u32) -> Option<(i16, u8)> {
    let marks = ROOTS.get((root >> 1) as usize).map_or(0, |&b| if root & 1 == 0 { b & 15 } else { b >> 4 });
    match marks & 3 {
        0 => None,
        1 => Some((0, marks)),
        2 => Some((6, marks)),
        _ => Some((20, marks)),
    }
}

/// The flags and the payload of a word of the lexicon.
pub(crate) fn look_up(key: u64) -> (u16, u16) {
    let hash = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - LEXICON_BITS)) as usize;
    let (Some(&from), Some(&to)) = (LEXICON_STARTS.get(hash), LEXICON_STARTS.get(hash + 1)) else { return (0, 0) };
    let (from, to) = (usize::from(from), usize::from(to));
    let keys = LEXICON_KEYS.get(from..to).unwrap_or_default();
    keys.iter().position(|k| *k == key).and_then(|i| LEXICON_VALUES.get(from + i)).copied().unwrap_or_default()
}

/// The key of a stem in the lexicon: an initial hamza or madda is a bare ا.
pub(crate) fn lexicon_key(stem: u64) -> u64 {
    match stem & 1023 {
        x if x == u64::from(ALEF) << 5 | u64::from(HAMZA) => stem >> 5,
        x if x & 31 == u64::from(HAMZA) => stem & !31 | u64::from(ALEF),
        _ => stem,
    }
}

/// What the lexicon says of the stem of a reading.
pub(crate) fn flags_of(key: &Key, r: &Reading) -> u16 {
    look_up(lexicon_key(key.part(r.from.into(), r.to.into()))).0
}

/// All readings of a word, into `keep`.
pub(crate) fn readings(key: &Key, keep: &mut impl Keep) {
    let mut prefixes_found = [Prefix::default(); MAX_PREFIXES];
    let n = prefixes(key, &mut prefixes_found);
    let prefixes = prefixes_found.get(..n).unwrap_or_default();
    let mut suffixes_found = [Suffix::default(); MAX_SUFFIXES];
    let n = suffixes(key, &mut suffixes_found);
    let suffixes = suffixes_found.get(..n).unwrap_or_default();
    let len = key.len();

    for p in prefixes {
        // له, بها: the stem is empty.
        if p.env == PREPOSITION && p.particle != 0 {
            whole_pronoun(key, p, keep);
        }
        let from = usize::from(p.len);
        let mut i = 0;
        while let Some(first) = suffixes.get(i) {
            let group_len = first.len;
            let group = suffixes.get(i..).unwrap_or_default();
            let group = group.get(..group.iter().take_while(|s| s.len == group_len).count()).unwrap_or_default();
            i += group.len();
            let to = len - usize::from(group_len);
            if to < from + 1 {
                continue;
            }
            let mut span = Span { key, prefix: p, suffixes: group, from, to, want: 0, singular: 0, flags: 0 };
            for s in group {
                if p.env & s.forbids == 0 {
                    span.want |= p.slots & s.slots;
                }
            }
            if span.want != 0 && (p.env & SHARED_LAM == 0 || key.at(from) == LAM) {
                span.read(keep);
            }
        }
    }
}

/// A preposition and a pronoun.
fn whole_pronoun(key: &Key, p: &Prefix, keep: &mut impl Keep) {
    let from = usize::from(p.len);
    for (k, pronoun) in PRONOUNS.iter().enumerate().skip(1) {
        if from + usize::from(pronoun.len) == key.len() && pronoun.is_at(key, from) && pronoun.text != "ني" {
            let suffix = Suffix { len: pronoun.len, pronoun: k as u8, cost: pronoun.cost / 2, ..Suffix::default() };
            let cost = p.cost + suffix.cost - 20;
            keep.take(&Reading { prefix: *p, suffix, template: EMPTY, from: from as u8, to: from as u8, cost, ..Reading::default() });
        }
    }
}

/// A stem between a prefix and the suffixes of one length.
struct Span<'a> {
    key: &'a Key,
    prefix: &'a Prefix,
    suffixes: &'a [Suffix],
    from: usize,
    to: usize,
    /// The slots of the prefix that one of the suffixes has too.
    want: u32,
    singular: u16,
    flags: u16,
}

impl Span<'_> {
    fn read(&mut self, keep: &mut impl Keep) {
        let (from, to) = (self.from, self.to);
        let n = to - from;
        let stem = self.key.part(from, to);
        let nominal = self.want & (NOMINAL | SLOT_C) != 0;
        if nominal && n <= 12 {
            (self.flags, self.singular) = look_up(lexicon_key(stem));
            self.lexical(keep);
        }
        if (1..=8).contains(&n) {
            self.templates(stem, n, 0, 0, keep);
            match self.key.at(from) {
                ALEF => {
                    self.templates(stem & !31 | u64::from(HAMZA), n, 8, 1, keep);
                    if n < 8 {
                        self.templates(stem << 5 | u64::from(HAMZA), n + 1, 16, 2, keep);
                    }
                }
                HAMZA if (self.key.above | self.key.below) >> from & 1 == 1 => {
                    self.templates(stem & !31 | u64::from(ALEF), n, 15, 3, keep);
                }
                _ => {}
            }
            // A final hamza that is not written (بدا for بدأ).
            if n > 2 && self.key.at(to - 1) == ALEF && self.key.bare >> (to - 1) & 1 == 1 {
                let shift = 5 * (n - 1);
                self.templates(stem & !(31 << shift) | u64::from(HAMZA) << shift, n, 12, 0, keep);
            }
        }
        if nominal && self.want & SLOT_X != 0 {
            self.unknown(n, keep);
        }
    }

    /// The cheapest suffix for a stem of these slots.
    fn suffix(&self, slots: u32) -> Option<&Suffix> {
        let fits = |s: &&Suffix| s.slots & self.prefix.slots & slots != 0 && s.forbids & self.prefix.env == 0;
        self.suffixes.iter().filter(fits).min_by_key(|s| s.cost)
    }

    fn take(&self, slots: u32, cost: i16, template: u16, root: u32, variant: u8, keep: &mut impl Keep) {
        if slots & self.want == 0 {
            return;
        }
        let Some(suffix) = self.suffix(slots) else { return };
        let cost = cost + suffix.cost + self.prefix.cost;
        if cost < keep.limit() {
            let (from, to) = (self.from as u8, self.to as u8);
            let feminine = self.flags & flag::FEMININE != 0;
            let cost = if feminine && suffix.inflection().kind == Ending::Teh { cost - 4 } else { cost };
            let (singular, prefix, suffix) = (self.singular, *self.prefix, *suffix);
            keep.take(&Reading { prefix, suffix, template, root, from, to, variant, singular, feminine, cost });
        }
    }

    fn lexical(&mut self, keep: &mut impl Keep) {
        let flags = self.flags;
        if flags == 0 {
            return;
        }
        if flags & flag::CLOSED != 0 {
            let prep = self.prefix.env & PREPOSITION != 0;
            let pronoun = self.suffixes.iter().any(|s| s.pronoun != 0 && s.slots & SLOT_C != 0);
            if (!prep || flags & flag::AFTER_PREPOSITION != 0) && (!pronoun || flags & flag::TAKES_PRONOUN != 0) {
                let mut cost = if flags & flag::ROOT != 0 { -18 } else { -26 };
                // علي for على is another word more often than not.
                if flags & flag::MAKSURA != 0 && self.to == self.key.len() && self.key.maksura >> (self.to - 1) & 1 == 0 {
                    cost += 12;
                }
                self.take(SLOT_C, cost, CLOSED, 0, 0, keep);
            }
        }
        if flags & flag::NAME != 0 {
            self.take(SLOT_X, 10, NAME, 0, 0, keep);
        }
        if flags & flag::PLURAL != 0 {
            self.take(SLOT_B, 16, PLURAL, 0, 0, keep);
        }
        if flags & flag::PLURAL_TEH != 0 {
            self.take(SLOT_F, 16, PLURAL, 0, 0, keep);
        }
    }

    fn unknown(&self, n: usize, keep: &mut impl Keep) {
        let p = self.prefix;
        let bare = p.conjunction == 0 && p.particle == 0;
        if n < 2 || (p.article == 0 && p.particle != 0) || (p.conjunction != 0 && p.conjunction != WAW && p.article == 0) {
            return;
        }
        let mut cost = 70;
        if p.particle != 0 {
            cost += 15;
        }
        if p.conjunction == WAW && p.article == 0 && n >= 4 {
            cost -= 12;
        } else if p.conjunction != 0 && p.article == 0 {
            return;
        }
        if p.article != 0 && !bare {
            cost -= 15;
        }
        self.take(SLOT_X, cost, UNKNOWN, 0, 0, keep);
    }

    fn templates(&self, stem: u64, n: usize, extra: i16, variant: u8, keep: &mut impl Keep) {
        let Some(masks) = MASKS.get(n) else { return };
        // An ا is no radical; only the letters of templates can be their letters.
        let (mut alefs, mut servile) = (0u8, 0u8);
        for i in 0..n {
            let c = (stem >> (5 * i)) as u8 & 31;
            alefs |= u8::from(c == ALEF) << i;
            servile |= u8::from(SERVILE >> c & 1 == 1) << i;
            if c == OTHER || c == TEH_MARBUTA {
                return;
            }
        }
        for &(places, mask) in *masks {
            if alefs & !places != 0 || (places & !servile != 0 && usize::from(places) + 1 != 1 << n) {
                continue;
            }
            let group = (stem & mask) | (n as u64) << 40;
            let mut at = (group.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - GROUP_BITS)) as usize;
            let (start, count) = loop {
                match GROUPS.get(at) {
                    Some(&0) | None => break (0, 0),
                    Some(&g) if g >> 16 == group => break ((g >> 6 & 1023) as usize, (g & 63) as usize),
                    _ => at = (at + 1) & (GROUPS.len() - 1),
                }
            };
            for (i, t) in TEMPLATES.iter().enumerate().skip(start).take(count) {
                if t.slots & self.want != 0 {
                    self.template(stem, n, i, t, extra, variant, keep);
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn template(&self, stem: u64, n: usize, number: usize, t: &Template, extra: i16, variant: u8, keep: &mut impl Keep) {
        let radical = |i: u32| {
            let at = t.at >> (4 * i) & 15;
            if at == 15 { 0 } else { (stem >> (5 * at)) as u32 & 31 }
        };
        let (mut r1, mut r2, mut r3) = (radical(0), radical(1), radical(2));
        let (waw, yeh) = (u32::from(WAW), u32::from(YEH));
        let weak = |r: u32| r == waw || r == yeh;
        let mut cost = t.cost + extra;
        // The other root, where ي may stand for و.
        let mut other = 0;
        let mut fixed = 0;
        match t.fill {
            0 => {
                if t.at >> 12 != 15 && radical(3) != r3 {
                    return;
                }
                if weak(r3) && t.free & FREE_DEFECTIVE == 0 {
                    return;
                }
                if weak(r2) && t.free & FREE_HOLLOW == 0 {
                    cost += 10;
                }
                if r2 == r3 && t.free & FREE_GEMINATE == 0 {
                    cost += 10;
                }
            }
            1 => return self.quadriliteral(stem, number, t, [r1, r2, r3, radical(3)], extra, variant, keep),
            2 => {
                if r3 != 0 && r3 != r2 {
                    return;
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
            // The root is named.
            _ => fixed = FIRSTS.get(usize::from(t.first)).copied().unwrap_or(0),
        }
        if matches!(t.fill, 9 | 10) && weak(r3) && t.free & FREE_DEFECTIVE == 0 {
            return;
        }
        if t.first != 0 && fixed == 0 && FIRSTS.get(usize::from(t.first)).is_some_and(|set| set >> r1 & 1 == 0) {
            return;
        }
        let mut root = r1 << 10 | r2 << 5 | r3;
        let mut found = root_cost(root);
        if other != 0 {
            let field = if t.fill == 3 { 31 << 5 } else { 31 };
            let second = root & !field | other;
            let cost = |f: Option<(i16, u8)>| f.map_or(i16::MAX, |(cost, marks)| cost - i16::from(marks >> 3) * 5);
            let other = root_cost(second);
            if cost(other) < cost(found) {
                (root, found) = (second, other);
            }
        }
        if fixed != 0 {
            (root, found) = (fixed, Some((0, 0)));
        }
        let Some((tier, marks)) = found else { return };
        cost += tier;
        if marks & 4 != 0 && t.slots & PRESENT != 0 && t.slots & PERFECT == 0 && t.kind == FORM_IV {
            cost -= 8;
        }
        // كان is the commonest verb.
        if t.kind == FORM_I && root == KANA {
            cost -= 15;
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
            if self.flags & (flag::PLURAL | flag::PLURAL_TEH) != 0 {
                cost -= if t.kind == PLURAL_KIND { 8 } else { 3 };
                // A plural shows both letters where its singular is contracted (حصص, حصة).
                if t.fill == 0 && r2 == r3 && t.free & FREE_GEMINATE == 0 {
                    cost -= 10;
                }
            }
            if self.flags & flag::ROOT != 0 {
                cost -= 30;
            }
            if self.from == 0 && self.key.at(0) == WAW {
                cost += if self.flags & flag::WAW != 0 { -10 } else { 6 };
            }
        }
        self.take(t.slots, cost, number as u16, root, variant, keep);
    }

    #[allow(clippy::too_many_arguments)]
    fn quadriliteral(&self, stem: u64, number: usize, t: &Template, r: [u32; 4], extra: i16, variant: u8, keep: &mut impl Keep) {
        let _ = stem;
        let [a, b, c, d] = r;
        let key = u64::from(a) | u64::from(b) << 5 | u64::from(c) << 10 | u64::from(d) << 15;
        if look_up(lexicon_key(key)).0 & flag::QUAD != 0 {
            let root = a << 15 | b << 10 | c << 5 | d;
            self.take(t.slots, t.cost + extra, number as u16, root, variant, keep);
        }
    }
}

/// ك و ن.
const KANA: u32 = 23 << 10 | 28 << 5 | 26;
/// Letters that templates have of their own: ء ا ت د س ط م ن و ي.
const SERVILE: u32 = 1 << 1 | 1 << 2 | 1 << 4 | 1 << 9 | 1 << 13 | 1 << 17 | 1 << 25 | 1 << 26 | 1 << 28 | 1 << 29;
