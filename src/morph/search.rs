//! The search for the cheapest readings of a word: every prefix with every suffix, and what is between them in the lexicon and in the
//! templates.
//!
//! Of each pair the search first says what its readings cost at least, and then reads that of the least, until no other can be cheaper.

use super::affix::*;
use super::ending::{Letters, ending, endings, pronoun_row, whole_pronoun};
use super::key::{ALEF, ALEF_KIND, HAMZA, HAMZA_KIND, KAF, Key, LAM, TEH, WAW, YEH};
use super::lexicon::{flag, lexicon_key, look_up};
use super::radicals::{FORM_IV_BONUS, KANA_BONUS, MEETS_BONUS, ROOT_BONUS, WAW_BONUS};
use super::reading::{CLOSED, EMPTY, Keep, OLD_HAMZA, Rank, Reading};
use super::shape::{fitting, shapes, whole_stem, with_first, with_last_hamza, with_madda, with_old_hamza};
use super::span::{CLOSED_ALONE, ORDER_BITS, ROW_BITS, Row, STAGE_SHIFT, Span, Spelled};
use super::tables::*;
use super::template::FORM_IV;

/// The most that a listed name costs less than nothing.
const NAME_BONUS: i16 = 12;
/// The least that an unknown stem costs: 70, less 15 with an article, less 8 with a ة.
const UNKNOWN_LEAST: i16 = 47;
/// What ليس costs; no other stem costs less than nothing.
const LAYSA: i16 = -20;
/// What it costs to read ا as ء or as ءا, a seated ء as ا, a final ا as ء.
const ALEF_AS_HAMZA: i16 = 8;
const ALEF_AS_MADDA: i16 = 16;
const HAMZA_AS_ALEF: i16 = 15;
const ALEF_AS_FINAL_HAMZA: i16 = 6;

/// How many pairs are put off until it is known what each can cost. Few words have more.
const MAX_CUTS: usize = 16;

/// Letters of a prefix and of an ending, packed so that the order of the numbers is that of the least costs.
#[derive(Clone, Copy)]
struct Cut(u32);

impl Cut {
    fn new(least: i16, node: u8, from: usize, size: usize) -> Cut {
        Cut(((i32::from(least) + 0x8000) as u32) << 16 | u32::from(node) << 8 | (from as u32 & 15) << 4 | size as u32 & 15)
    }

    fn least(self) -> i16 {
        ((self.0 >> 16) as i32 - 0x8000) as i16
    }
}

/// All readings of a word, into `keep`.
pub(crate) fn readings(key: &Key, keep: &mut impl Keep) {
    let (endings, n) = endings(key);
    let endings = endings.get(..n).unwrap_or_default();
    let old_hamza = old_hamza(key);
    let mut cuts = [Cut(u32::MAX); MAX_CUTS];
    let mut count = 0;
    let (mut node, mut from) = (0, 0);
    loop {
        let prefix = PREFIX_TREE.node(node);
        let (codes, kinds) = (key.part(from, key.len()), key.kinds_from(from));
        for (size, &letters) in endings.iter().enumerate() {
            let ending = ending(letters);
            if prefix.slots & ending.slots == 0 || from + size >= key.len() {
                continue;
            }
            let least = Span::new(key, prefix, ending, from, size, codes, kinds).least(old_hamza);
            if least == NEVER {
                continue;
            }
            if count == MAX_CUTS {
                read(key, endings, &mut cuts, count, keep);
                count = 0;
            }
            if let Some(cut) = cuts.get_mut(count) {
                *cut = Cut::new(least, node, from, size);
                count += 1;
            }
        }
        node = PREFIX_TREE.next(node, codes as u8);
        from += 1;
        if node == 0 || from >= key.len() {
            break;
        }
        empty_stem(key, node, from, keep);
    }
    read(key, endings, &mut cuts, count, keep);
}

/// Reads what can still be cheap, the cheapest first.
fn read(key: &Key, endings: &[u16], cuts: &mut [Cut; MAX_CUTS], count: usize, keep: &mut impl Keep) {
    for left in (1..=count).rev() {
        let cuts = cuts.get_mut(..left).unwrap_or_default();
        let (mut at, mut cut) = (0, Cut(u32::MAX));
        for (i, &c) in cuts.iter().enumerate() {
            if c.0 < cut.0 {
                (at, cut) = (i, c);
            }
        }
        cuts.swap(at, left - 1);
        if Rank::new(cut.least(), 0) >= keep.limit() {
            return;
        }
        let (node, from, size) = ((cut.0 >> 8) as u8, (cut.0 >> 4) as usize & 15, cut.0 as usize & 15);
        let ending = ending(endings.get(size).copied().unwrap_or(0));
        let mut span = Span::new(key, PREFIX_TREE.node(node), ending, from, size, key.part(from, key.len()), key.kinds_from(from));
        let order = ((i32::from(span.floor) + 0x8000) as u64) << 11 | u64::from(node) << 4 | size as u64;
        span.order = order << ORDER_BITS;
        span.read(keep);
    }
}

/// Whether a word ends in a ئ behind a consonant.
#[inline(always)]
fn old_hamza(key: &Key) -> bool {
    let last = key.len() - 1;
    key.on_yeh >> last & 1 == 1 && last > 0 && !matches!(key.at(last - 1), ALEF | WAW | YEH)
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
#[inline(always)]
fn empty_stem(key: &Key, node: u8, from: usize, keep: &mut impl Keep) {
    // No pronoun has more letters.
    if key.len() - from > 3 {
        return;
    }
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

/// What readings cost where there are none.
const NEVER: i16 = 1000;

impl<'a> Span<'a> {
    /// What is between the letters of a prefix and of an ending; `codes` and `kinds` are those of the word behind the prefix.
    #[inline(always)]
    fn new(key: &'a Key, prefix: &'static Node, ending: &'static Letters, from: usize, size: usize, codes: u64, kinds: u64) -> Span<'a> {
        let to = key.len() - size;
        Span {
            key,
            prefix,
            ending,
            from,
            to,
            codes: codes & ((1 << (5 * (to - from).min(12))) - 1),
            kinds,
            want: prefix.slots & ending.slots,
            floor: prefix.least + ending.least,
            order: 0,
            flags: 0,
            singular: 0,
        }
    }

    /// How many letters the stem has.
    #[inline(always)]
    fn n(&self) -> usize {
        self.to - self.from
    }

    /// The last letter of the stem, if it has not more than twelve.
    #[inline(always)]
    fn last(&self) -> u8 {
        (self.codes >> (5 * (self.n() - 1).min(12))) as u8 & 31
    }

    /// What the lexicon says of the stem; no word there has more than twelve letters.
    #[inline(always)]
    fn look_up(&self) -> (u16, u16) {
        if self.n() <= 12 { look_up(lexicon_key(self.codes)) } else { (0, 0) }
    }

    /// Whether nouns, names and closed words may be here.
    #[inline(always)]
    fn is_nominal(&self) -> bool {
        self.want & (NOMINAL | SLOT_C) != 0
    }

    /// Whether a word in ى has الت here, as form VIII of roots in ل has.
    #[inline(always)]
    fn meets(&self) -> bool {
        self.key.maksura != 0 && self.codes & 0x7FFF == u64::from(ALEF) | u64::from(LAM) << 5 | u64::from(TEH) << 10
    }

    /// What a reading by template can cost less for its letters and for what is listed.
    #[inline(always)]
    fn bonus(&self, flags: u16) -> i16 {
        let verb = match (self.first(), self.second()) {
            (KAF, _) | (ALEF, KAF) => KANA_BONUS,
            (ALEF, LAM) if self.meets() => MEETS_BONUS,
            _ => 0,
        };
        if flags == 0 { verb } else { verb + self.bonus_of(flags) }
    }

    #[inline(never)]
    fn bonus_of(&self, flags: u16) -> i16 {
        let plural = match flags {
            f if f & flag::PLURALS != 0 => 18,
            f if f & flag::FEMININE != 0 => 10,
            _ => 0,
        };
        let root = if flags & flag::ROOT != 0 && self.want & SLOT_C != 0 { ROOT_BONUS } else { 0 };
        let waw = if flags & flag::WAW != 0 && self.from == 0 { WAW_BONUS } else { 0 };
        plural + root + waw
    }

    /// Whether the stem may be one that is named letter by letter. Of two ا at the beginning the first may stand for a hamza.
    #[inline(always)]
    fn may_be_whole(&self, flags: u16) -> bool {
        flags & flag::STEM != 0 || self.codes & 1023 == u64::from(ALEF) | u64::from(ALEF) << 5
    }

    /// Whether the first letter is a hamza on or below a ا.
    #[inline(always)]
    fn is_seated(&self) -> bool {
        (self.key.above | self.key.below) >> self.from & 1 == 1
    }

    /// What its readings cost at least.
    #[inline(always)]
    fn least(&self, old_hamza: bool) -> i16 {
        let n = self.n();
        let (listed, _) = self.look_up();
        let shape = shapes(fitting(self.kinds, n), n).find(|s| s.slots & self.want != 0);
        let mut least = shape.map_or(NEVER, |s| s.least);
        if n <= SHAPE_LETTERS {
            match self.first() {
                ALEF => least = least.min(ALEF_AS_HAMZA),
                HAMZA if self.is_seated() => least = least.min(HAMZA_AS_ALEF),
                _ => {}
            }
            if n > 2 && self.last() == ALEF {
                least = least.min(ALEF_AS_FINAL_HAMZA);
            }
            if old_hamza && self.to == self.key.len() {
                least = 0;
            }
        }
        if listed != 0 || self.may_be_whole(listed) {
            least = self.least_listed(listed, least);
        } else if least != NEVER {
            least -= self.bonus(0);
        }
        if self.want & SLOT_X != 0 {
            least = least.min(UNKNOWN_LEAST);
        }
        if least == NEVER { NEVER } else { self.floor + least }
    }

    /// The same for a stem that is listed, from the least that its template costs.
    #[inline(never)]
    fn least_listed(&self, listed: u16, template: i16) -> i16 {
        let flags = if self.is_nominal() || self.from == 0 { listed } else { 0 };
        let mut least = template;
        if self.may_be_whole(listed) {
            least = least.min(if self.first() == LAM { LAYSA } else { 0 });
        }
        if least != NEVER {
            least -= self.bonus(flags);
        }
        if flags & (flag::NAME | flag::PLURALS) != 0 {
            least = least.min(-NAME_BONUS);
        }
        if flags & flag::CLOSED != 0 && self.want & SLOT_C != 0 {
            least = least.min(CLOSED_ALONE);
        }
        least
    }

    /// All its readings.
    fn read(mut self, keep: &mut impl Keep) {
        let n = self.n();
        let (listed, singular) = self.look_up();
        if listed != 0 && (self.is_nominal() || self.from == 0) {
            (self.flags, self.singular) = (listed, singular);
            // قرا is only before a pronoun what قرى is elsewhere.
            if listed & flag::PLURAL != 0 && self.to == self.key.len() && n > 2 && self.last() == ALEF && self.key.at(self.to - 2) != YEH {
                self.flags &= !flag::PLURAL;
            }
            self.lexical(keep);
        }
        let whole = self.may_be_whole(listed);
        let base = self.floor - self.bonus(self.flags);
        let (codes, kinds) = (self.codes, self.kinds);
        let written = Spelled { codes, kinds, n, extra: 0, variant: 0, stage: 1 };
        self.templates(&written, base, whole, keep);
        match self.first() {
            ALEF => {
                let (codes, kinds) = (self.codes & !31 | u64::from(HAMZA), with_first(kinds, HAMZA_KIND));
                self.templates(&Spelled { codes, kinds, extra: ALEF_AS_HAMZA, variant: 1, stage: 2, ..written }, base, whole, keep);
                let (codes, kinds) = (self.codes << 5 | u64::from(HAMZA), with_madda(kinds));
                self.templates(&Spelled { codes, kinds, n: n + 1, extra: ALEF_AS_MADDA, variant: 2, stage: 3 }, base, whole, keep);
            }
            HAMZA if self.is_seated() => {
                let (codes, kinds) = (codes & !31 | u64::from(ALEF), with_first(kinds, ALEF_KIND));
                self.templates(&Spelled { codes, kinds, extra: HAMZA_AS_ALEF, variant: 3, stage: 4, ..written }, base, whole, keep);
            }
            _ => {}
        }
        // A final hamza that is not written (بدا for بدأ).
        if n > 2 && n <= SHAPE_LETTERS && self.last() == ALEF {
            let shift = 5 * (n - 1);
            let (codes, kinds) = (codes & !(31 << shift) | u64::from(HAMZA) << shift, with_last_hamza(kinds, n));
            self.templates(&Spelled { codes, kinds, extra: ALEF_AS_FINAL_HAMZA, stage: 5, ..written }, base, whole, keep);
        }
        // شئ is an old spelling of شيء, يجئ of يجيء.
        if n < SHAPE_LETTERS && self.to == self.key.len() && old_hamza(self.key) {
            let shift = 5 * (n - 1);
            let codes = codes & !(31 << shift) | u64::from(YEH) << shift | u64::from(HAMZA) << (shift + 5);
            let kinds = with_old_hamza(kinds, n);
            self.templates(&Spelled { codes, kinds, n: n + 1, extra: 0, variant: OLD_HAMZA, stage: 6 }, base, true, keep);
        }
        if self.want & SLOT_X != 0 && self.rank(self.floor + UNKNOWN_LEAST, 0) < keep.limit() {
            self.unknown(n, keep);
        }
    }

    /// The stem as it is spelled, by all templates. `base` is the least that a reading costs but for template and spelling.
    fn templates(&self, spelled: &Spelled, base: i16, whole: bool, keep: &mut impl Keep) {
        let base = base + spelled.extra;
        let least = if whole { base + LAYSA } else { base };
        if self.rank(least, 0) >= keep.limit() {
            return;
        }
        for shape in shapes(fitting(spelled.kinds, spelled.n), spelled.n) {
            if self.rank(base + shape.least, 0) >= keep.limit() {
                break;
            }
            if shape.slots & self.want != 0 {
                self.rows(spelled, base, shape.first, shape.count, shape.letters, keep);
            }
        }
        if whole && spelled.n <= SHAPE_LETTERS {
            let (first, count) = whole_stem(spelled.codes, spelled.n);
            self.rows(spelled, base, first, count, (1 << spelled.n) - 1, keep);
        }
    }

    /// The same by the templates of some letters.
    fn rows(&self, spelled: &Spelled, base: i16, first: u16, count: u8, letters: u8, keep: &mut impl Keep) {
        let order = spelled.stage << STAGE_SHIFT | u32::from(letters) << ROW_BITS;
        let rows = usize::from(first)..usize::from(first) + usize::from(count);
        // Templates that find their radicals alike, and found no root.
        let mut rootless = 0u32;
        for (i, t) in (0..).zip(TEMPLATES.get(rows).unwrap_or_default()) {
            if self.rank(base + t.cost - FORM_IV_BONUS, 0) >= keep.limit() {
                break;
            }
            if t.slots & self.want == 0 || rootless >> t.alike & 1 == 1 {
                continue;
            }
            let row = Row { number: first + i as u16, order: order | i };
            if (t.kind == FORM_IV || self.rank(base + t.cost, 0) < keep.limit()) && !self.template(spelled, row, t, keep) {
                rootless |= 1 << t.alike;
            }
        }
    }
}
