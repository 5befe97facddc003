//! The readings of the stems of a user lexicon. The search combines each prefix with each ending of the word and looks up the letters between them, in
//! the written spelling and with a final ا as ء. The affixes are those of the built-in stems.

use super::candidate::StemCandidate;
use super::reading::{Reading, ReadingSink, StemVariant, USER};
use super::vowel_filter::letter_fits;
use super::{Tail, WordSearch, next_prefix};
use crate::morph::grammar::affix::{PREFIX_TREE, Prefix};
use crate::morph::grammar::costs::*;
use crate::morph::grammar::ending::inflection;
use crate::morph::grammar::shape::ShapeSet;
use crate::morph::grammar::slots::{DEFINITE, InflectionKind};
use crate::morph::grammar::template::template;
use crate::morph::schema::*;
use crate::morph::user::{StemCodes, StemForm, StemRole, UserLexicon, fill, vocalization};
use crate::morph::word::codes::LetterCodes;
use crate::morph::word::marks::Marks;

/// The order of the first reading of a user's stem among the readings of its letters. The orders of the listed stems are lower. The lexicon returns
/// so few stems that the orders fit into the bits below the stage.
const FIRST_ORDER: u32 = 4;

/// Pushes the readings of a word with a stem of a user lexicon. If `marks` is given, rejects the words of the lexicon whose vowel signs contradict
/// these marks.
pub(crate) fn search_user(user: &UserLexicon, letters: &LetterCodes, marks: Option<&Marks>, sink: &mut impl ReadingSink) {
    let mut word = WordSearch::new(letters);
    word.read_endings();
    let (mut node, mut from) = (0, 0);
    while from < letters.len() {
        let prefix = PREFIX_TREE.node(node);
        let tail = Tail { codes: letters.codes_from(from), classes: 0, fits: ShapeSet::EMPTY };
        for (size, ending) in word.endings(letters.len() - from).iter().enumerate() {
            let n = letters.len() - from - size;
            if prefix.slots & ending.slots == 0 || n > LEXICON_LETTERS {
                continue;
            }
            let codes = letters.part(from, from + n);
            let mut order = FIRST_ORDER;
            let mut push = |codes: u64, cost: i16| {
                for (number, form, tier) in user.find(codes) {
                    let written = WrittenStem { stem: word.candidate(node, from, size, &tail), codes, n, cost, order, marks };
                    written.push(user, number, form, tier, sink);
                    order += 1;
                }
            };
            push(codes, 0);
            // The final hamza is not written: بدا for بدأ.
            let shift = CODE_BITS as usize * (n - 1);
            if n >= 3 && (codes >> shift) as u8 == ALEF {
                push(codes & !(31 << shift) | u64::from(HAMZA) << shift, ALEF_AS_FINAL_HAMZA_COST);
            }
        }
        node = next_prefix(letters, node, from, letters.at(from));
        if node == 0 {
            return;
        }
        from += 1;
    }
}

/// The letters of a word between a prefix and an ending, with the key of a stem of the lexicon.
struct WrittenStem<'a> {
    stem: StemCandidate<'a>,
    /// The codes with the key of the stem, and their number.
    codes: u64,
    n: usize,
    /// The cost of the respelling of the last letter.
    cost: i16,
    order: u32,
    marks: Option<&'a Marks>,
}

impl WrittenStem<'_> {
    /// Pushes the readings of one stem of the lexicon with all its affixes.
    fn push(&self, user: &UserLexicon, number: u32, form: StemForm, tier: u8, sink: &mut impl ReadingSink) {
        let root = user.root_of_stem(number);
        let tier_cost = |tier: u8| LEXEME_TIER_COSTS.get(usize::from(tier)).copied().unwrap_or(0);
        match form {
            StemForm::Word(role, _) => {
                let Some((_, word)) = user.word_of_stem(number) else { return };
                let Some((codes, spelling)) = StemCodes::with_spelling(word) else { return };
                let Some((_, cost)) = self.first_letter(codes, spelling) else { return };
                if self.marks.is_some_and(|marks| !self.fits(word, codes, role, marks)) {
                    return;
                }
                let cost = USER_STEM_COST + tier_cost(tier) + cost + self.last_letter(role);
                let reading = Reading { template: USER, root: number, cost, ..Reading::default() };
                self.push_affixes(role.slots(), Some(role), reading, sink);
            }
            StemForm::Template(number, is_derived) => {
                let Some(t) = template(number) else { return };
                let Some((variant, cost)) = fill(number, t, root).and_then(|codes| self.first_letter(codes, t.root_classes)) else {
                    return;
                };
                let tier = if is_derived { tier + REGULAR_TIER } else { tier };
                let cost = USER_STEM_COST + tier_cost(tier) + cost + t.cost;
                self.push_affixes(t.slots, None, Reading { template: number, root, variant, cost, ..Reading::default() }, sink);
            }
        }
    }

    /// Compares the first letter of the word with that of the stem. The key is the same for ا, أ, إ and آ. Returns the respelling and its cost, or
    /// `None` if the letters differ. `spelling` has the flags [`BEGINS_WITH_HAMZA_ABOVE`] and [`BEGINS_WITH_HAMZA_BELOW`] of the stem.
    fn first_letter(&self, stem: StemCodes, spelling: u8) -> Option<(StemVariant, i16)> {
        let begins_with_madda = |first: u8, second: u8| first == HAMZA && second == ALEF;
        let (first, second) = (self.codes as u8 & 31, (self.codes >> CODE_BITS) as u8 & 31);
        let madda = begins_with_madda(stem.at(0), stem.at(1));
        let letters = self.stem.letters;
        Some(match (first, stem.at(0)) {
            (ALEF, HAMZA) if madda => (StemVariant::AlefForMadda, ALEF_AS_MADDA_COST),
            (ALEF, HAMZA) => (StemVariant::AlefForHamza, ALEF_AS_HAMZA_COST),
            (HAMZA, HAMZA) if madda != begins_with_madda(first, second) => return None,
            (HAMZA, HAMZA) => {
                let above = spelling & BEGINS_WITH_HAMZA_BELOW != 0 && letters.hamza_above >> self.stem.from & 1 == 1;
                let below = spelling & BEGINS_WITH_HAMZA_ABOVE != 0 && letters.hamza_below >> self.stem.from & 1 == 1;
                (StemVariant::AsWritten, if above || below { WRONG_HAMZA_COST } else { 0 })
            }
            (HAMZA, ALEF) if begins_with_madda(first, second) => return None,
            (HAMZA, ALEF) => (StemVariant::HamzaForAlef, HAMZA_AS_ALEF_COST),
            _ => (StemVariant::AsWritten, 0),
        })
    }

    /// Returns the cost of a final ي that is written for ى, or the reverse.
    fn last_letter(&self, role: StemRole) -> i16 {
        let last = (self.codes >> (CODE_BITS as usize * (self.n - 1))) as u8 & 31;
        if last != YEH || self.stem.to != self.stem.letters.len() {
            return 0;
        }
        match (role, self.stem.ends_in_maksura()) {
            (StemRole::Maksura, false) => YEH_FOR_MAKSURA_COST,
            (StemRole::Maksura, true) | (_, false) => 0,
            (_, true) => MAKSURA_FOR_YEH_COST,
        }
    }

    /// Returns whether the marks of the word fit the vowel signs of a word of the lexicon. A word without vowel signs fits any marks. The last letter
    /// of the stem is not compared, because its vowel depends on the ending.
    fn fits(&self, word: &str, codes: StemCodes, role: StemRole, marks: &Marks) -> bool {
        let Some(signs) = vocalization(word) else { return true };
        let skipped = usize::from(self.codes as u8 & 31 == ALEF && codes.at(0) == HAMZA && codes.at(1) == ALEF);
        (0..self.n).all(|i| {
            let sign = signs.get(i + skipped).copied().unwrap_or(0);
            // After the article, the first letter may be doubled.
            let mark = if i == 0 { marks.at(self.stem.from) & VOWEL_SIGN } else { marks.at(self.stem.from + i) };
            let last = i + 1 == self.n || matches!(role, StemRole::MaksuraAsAlef | StemRole::MaksuraAsYeh) && i + 2 == self.n;
            letter_fits(codes.at(i + skipped), sign, mark, last)
        })
    }

    /// Pushes a reading with each prefix and suffix that fits.
    fn push_affixes(&self, slots: u32, role: Option<StemRole>, reading: Reading, sink: &mut impl ReadingSink) {
        let slots = slots & self.stem.wanted;
        for (number, p) in self.stem.prefixes(slots) {
            for s in self.stem.suffixes(slots, p) {
                let ending = inflection(s.inflection);
                if role.is_some_and(|role| !role.takes(ending.kind, ending.text)) {
                    continue;
                }
                if role.is_some_and(StemRole::needs_article) && p.contexts & DEFINITE == 0 {
                    continue;
                }
                // A final ي alone may be the pronoun.
                let is_name = role.is_some_and(StemRole::is_name);
                let may_be_pronoun = ending.kind == InflectionKind::Nisba && matches!(ending.text, "ي" | "يه") && !is_name;
                let nisba = if may_be_pronoun { UNLISTED_NISBA_COST } else { 0 };
                let cost = reading.cost + self.cost + p.cost + i16::from(s.cost) + nisba + self.short_cost(p, role);
                let rank = self.stem.rank(cost, self.order).with_order(self.stem.affix_order(number, s));
                if rank < sink.limit() {
                    let (from, to) = (self.stem.from as u8, self.stem.to as u8);
                    let reading =
                        Reading { prefix: number, pronoun: s.pronoun, inflection: s.inflection, from, to, cost, is_user: true, ..reading };
                    sink.push(rank, &reading);
                }
            }
        }
    }

    /// Returns the cost of a short stem with affixes. A stem by template is short if it shows two letters only.
    fn short_cost(&self, p: &Prefix, role: Option<StemRole>) -> i16 {
        let is_whole = self.n == self.stem.letters.len();
        let longest = if role.is_some() { 3 } else { 2 };
        if self.n <= longest && !is_whole && p.contexts & DEFINITE == 0 { USER_SHORT_STEM_COST } else { 0 }
    }
}
