//! A sink that rejects the readings that contradict the vowel signs and shaddas of a word. The sink is used only for words with marks.
//!
//! A letter without marks fits every vocalization. `data/templates.txt` lists the vowels of templates, `data/vocalized.txt` lists the
//! vowels of closed words and irregular stems, and `grammar/ending_vowels.rs` lists the vowels of endings. A stem without listed vowels,
//! such as a name, fits any marks.
//!
//! `readings.rs` uses this sink. If the sink rejects every reading, the word is read by its letters alone.

use super::reading::{CLOSED, EMPTY, NAME, PLURAL, Rank, Reading, ReadingSink, StemVariant, UNKNOWN, USER};
use crate::morph::grammar::costs::*;
use crate::morph::grammar::ending_vowels::{imperative, nominal, perfect, present, pronoun, relative};
use crate::morph::grammar::slots::{DEFINITE, InflectionKind, PREPOSITION};
use crate::morph::grammar::tables::{THREE_LETTER_NOUN, VOCALIZATION_STARTS, VOCALIZATIONS, closed_vocalizations};
use crate::morph::grammar::template::template;
use crate::morph::schema::*;
use crate::morph::word::codes::LetterCodes;
use crate::morph::word::marks::Marks;

/// The letters that the article doubles (sun letters): ت ث د ذ ر ز س ش ص ض ط ظ ل ن, as a bit set of letter codes.
const SUN_LETTERS: u32 = 0b11 << 4 | 0b11_1111_1111 << 9 | 1 << 24 | 1 << 26;

/// Passes the readings that fit the marks of a word to another sink. Adds the cost of the vowels to each reading.
pub(crate) struct VowelFilter<'a, S> {
    letters: &'a LetterCodes,
    marks: Marks,
    inner: &'a mut S,
}

impl<'a, S: ReadingSink> VowelFilter<'a, S> {
    pub(crate) fn new(word: &str, letters: &'a LetterCodes, inner: &'a mut S) -> VowelFilter<'a, S> {
        VowelFilter { letters, marks: Marks::of(word, letters), inner }
    }
}

impl<S: ReadingSink> ReadingSink for VowelFilter<'_, S> {
    // The cheapest affixes of a stem may contradict the marks, so the filter needs all combinations.
    const ALL_AFFIXES: bool = true;

    fn limit(&self) -> Rank {
        self.inner.limit()
    }

    fn push(&mut self, rank: Rank, reading: &Reading) {
        // The cost of vowels is never negative, so a reading above the limit remains above the limit.
        if rank >= self.limit() {
            return;
        }
        let vowels = ReadingVowels { letters: self.letters, marks: &self.marks, reading };
        if let Some((more, may_be_plural)) = vowels.cost() {
            let mut fitting = Reading { cost: reading.cost.saturating_add(more), ..*reading };
            if !may_be_plural {
                fitting.singular = 0;
            }
            let rank = rank.at_higher_cost(more);
            if rank < self.limit() {
                self.inner.push(rank, &fitting);
            }
        }
    }
}

/// A reading and the marks of its word.
struct ReadingVowels<'a> {
    letters: &'a LetterCodes,
    marks: &'a Marks,
    reading: &'a Reading,
}

impl ReadingVowels<'_> {
    /// Returns the cost of the vowels, and whether the vowels are possible for the listed plural if the stem is listed as a plural. This
    /// method and the methods below that return a cost return `None` if the marks contradict the reading.
    fn cost(&self) -> Option<(i16, bool)> {
        let r = self.reading;
        // An unknown stem fits any marks. The filter rejects the reading, so that a word without another reading is read by its letters.
        if r.template == UNKNOWN {
            return None;
        }
        let prefix = self.prefix()?;
        let end = self.letters.len().checked_sub(usize::from(r.pronoun().len))?;
        if !r.pronoun().text.is_empty() && !pronoun(r.pronoun().text).iter().any(|p| self.matches_pattern(p, end)) {
            return None;
        }
        if r.template == EMPTY {
            return Some((0, true));
        }
        let (mut stem, may_be_plural) = self.stem()?;
        let noun = r.template().is_some_and(|t| !t.kind.is_verb());
        if noun && self.is_verb_in_hamza() {
            return None;
        }
        // A noun that is also a closed word has a discount. If the vowels are not the vowels of the closed word, the noun loses the
        // discount.
        if noun && r.stem_flags(self.letters) & flag::ROOT != 0 && !self.fits_closed_vocalization() {
            stem += CLOSED_NOUN_DISCOUNT;
        }
        Some((prefix + stem + self.ending(end)?, may_be_plural))
    }

    /// Returns whether the stem is a noun of three letters that ends in أ, and the second letter has a fatha, as in the verb قَرَأَ. The
    /// few nouns with this vowel (نَبَأ) are whole stems of `data/stems.txt`, so their fill is not `Sound`.
    fn is_verb_in_hamza(&self) -> bool {
        let r = self.reading;
        let last = usize::from(r.to).wrapping_sub(1);
        let sound_noun = r.template().is_some_and(|t| t.kind == TemplateKind::Noun && t.fill == Fill::Sound);
        sound_noun && r.to - r.from == 3 && self.letters.hamza_above >> last & 1 == 1 && self.marks.at(last - 1) & VOWEL_SIGN == FATHA
    }

    /// Returns the cost of the prefix, or `None` if the marks contradict the vowels of the prefix. The cost is
    /// [`PRESENT_IN_BARE_ALEF_COST`] if the prefix letter of the present tense is written ا without its hamza, otherwise 0.
    fn prefix(&self) -> Option<i16> {
        let p = self.reading.prefix();
        let mut at = 0;
        // Checks the next letter of the prefix. The letter must have no marks, or one of the given vowel signs without a shadda.
        let mut next = |vowels: &[u8]| {
            let marks = self.marks.at(at);
            at += 1;
            (marks == 0 || vowels.contains(&marks)).then_some(())
        };
        if p.conjunction != 0 {
            next(&[FATHA])?;
        }
        if p.particle != 0 {
            next(match p.particle {
                BEH => &[KASRA],
                // The vowel is لِ, or لَ for the emphatic particle and before pronouns.
                LAM if p.present != 0 || self.reading.template == EMPTY => &[KASRA, FATHA],
                LAM => &[KASRA],
                _ => &[FATHA],
            })?;
        }
        // The last letter of the article is ل with a sukun. The letter before it is ا.
        for i in 0..p.article {
            next(if i + 1 < p.article { &[FATHA, KASRA] } else { &[SUKUN] })?;
        }
        if p.present != 0 {
            next(&[FATHA, DAMMA])?;
        }
        Some(if p.present == ALEF { PRESENT_IN_BARE_ALEF_COST } else { 0 })
    }

    /// Returns the cost of the vowels of the stem, and whether these vowels are possible for the stem as a listed plural. If the stem is
    /// not listed as a plural, the second value is true. The vowel on the last letter of the stem is not compared, because the ending
    /// determines it.
    fn stem(&self) -> Option<(i16, bool)> {
        let r = self.reading;
        // The search for the stems of a user lexicon has compared the vowels.
        if r.template == USER {
            return Some((0, true));
        }
        let number = usize::from(r.template);
        let listed = r.singular != 0;
        let three = usize::from(r.to - r.from) == 3;
        let number = match VOCALIZATION_STARTS.get(number..number + 2) {
            Some(&[from, to]) if from < to => number,
            Some(_) if r.template().is_some_and(|t| t.fill != Fill::Fixed) => return Some((UNKNOWN_VOWELS_COST, true)),
            // A listed plural of three letters that fits no template has the vowels of the template 123. The vocalizations of this template
            // include the vowels of these plurals.
            _ if r.template == PLURAL && three => THREE_LETTER_NOUN,
            _ => {
                let known = !matches!(r.template, NAME | PLURAL);
                return self.fits_closed_vocalization().then_some((if known { 0 } else { UNKNOWN_VOWELS_COST }, true));
            }
        };
        let (from, to) = (usize::from(*VOCALIZATION_STARTS.get(number)?), usize::from(*VOCALIZATION_STARTS.get(number + 1)?));
        let all = VOCALIZATIONS.get(from..to).unwrap_or_default();
        let kind = template(number as u16).map_or(TemplateKind::Noun, |t| t.kind);
        let plurals = listed && kind != TemplateKind::Plural && all.iter().any(|v| v & PLURAL_VOCALIZATION != 0);
        let cost = |v: u64| self.fits_vocalization(v).then_some(if v & RARE_VOCALIZATION != 0 { RARE_VOCALIZATION_COST } else { 0 });
        let least = |plural: bool| all.iter().filter(|v| !plural || *v & PLURAL_VOCALIZATION != 0).filter_map(|v| cost(*v)).min();
        match least(plurals) {
            Some(cost) => Some((cost, true)),
            // The stem has the vowels of another noun with the same letters.
            None if plurals && r.template != PLURAL => least(false).map(|cost| (cost + NO_PLURAL_VOWELS_COST, false)),
            None => None,
        }
    }

    /// Returns whether the marks of the stem fit a vocalization of its template.
    fn fits_vocalization(&self, vocalization: u64) -> bool {
        let r = self.reading;
        let (from, to) = (usize::from(r.from), usize::from(r.to));
        let present = (vocalization >> PRESENT_VOWEL_SHIFT) as u8 & VOWEL_SIGN;
        if (present != 0) != (r.prefix().present != 0) {
            return false;
        }
        if present != 0 {
            let marks = self.marks.at(from.wrapping_sub(1));
            if marks != 0 && marks != present {
                return false;
            }
        }
        // Some spellings omit a letter of the template, so the entry for this letter is skipped. `AlefForMadda` writes ا for ءا: the entry
        // for ء is skipped. `OldHamza` writes ئ for يء: the entry for ي, the last but one, is skipped.
        let skip = usize::from(r.variant == StemVariant::AlefForMadda);
        (from..to).all(|i| {
            let last = i + 1 == to;
            let skip = skip + usize::from(r.variant == StemVariant::OldHamza && last);
            self.fits(i, nibble(vocalization, i - from + skip), last)
        })
    }

    /// Returns whether the marks of one letter of the stem fit. After the article, the first letter of the stem may have the shadda of a
    /// sun letter.
    fn fits(&self, at: usize, vocalization: u8, last: bool) -> bool {
        let (code, mut marks) = (self.letters.at(at), self.marks.at(at));
        if at == usize::from(self.reading.from) && self.is_definite() && SUN_LETTERS >> code & 1 == 1 {
            marks &= !SHADDA | vocalization & SHADDA;
        }
        letter_fits(code, vocalization, marks, last)
    }

    fn is_definite(&self) -> bool {
        self.reading.prefix().contexts & DEFINITE != 0
    }

    /// Returns whether the marks of the stem fit a vocalization that is listed for its letters. Returns true if no vocalization is listed.
    fn fits_closed_vocalization(&self) -> bool {
        let r = self.reading;
        let (from, to) = (usize::from(r.from), usize::from(r.to));
        if to - from > LEXICON_LETTERS || r.template == NAME {
            return true;
        }
        let key = lexicon_key(self.letters.part(from, to));
        let mut listed = closed_vocalizations(key).peekable();
        listed.peek().is_none() || listed.any(|v| (from..to).all(|i| self.fits(i, nibble(v, i - from), i + 1 == to)))
    }

    /// Returns the cost of the vowels after the stem: the vowel on the last letter of the stem, and the vowels of the inflection. `end` is
    /// the position of the first letter of the pronoun, or the number of letters if the reading has no pronoun.
    fn ending(&self, end: usize) -> Option<i16> {
        let r = self.reading;
        let inflection = r.inflection();
        let last = usize::from(r.to).checked_sub(1)?;
        let verb = r.template().filter(|t| t.kind.is_verb());
        let patterns = match verb {
            Some(_) if r.prefix().present != 0 => present(inflection.text),
            Some(t) if t.slots & SLOT_M != 0 => imperative(inflection.text),
            Some(_) => perfect(inflection.text),
            None if inflection.kind == InflectionKind::Nisba => relative(inflection.text),
            None => nominal(inflection.text),
        };
        if !patterns.is_empty() && !patterns.iter().any(|p| self.matches_pattern(p, last)) {
            return None;
        }
        // If a pronoun directly follows the stem of a noun, the last letter of the stem has a case vowel, so it cannot have a sukun. The
        // final letters ا, و and ي may have a sukun, because they may be long vowels.
        let weak = matches!(self.letters.at(last), ALEF | WAW | YEH);
        if verb.is_none()
            && r.template < EMPTY
            && r.pronoun != 0
            && inflection.text.is_empty()
            && !weak
            && self.marks.at(last) & VOWEL_SIGN == SUKUN
        {
            return None;
        }
        self.case(end.checked_sub(1)?, last, verb.is_some())
    }

    /// Returns the cost of the case vowel or tanwin. `final_letter` is the position of the last letter of the word without its pronoun, and
    /// `last` is the position of the last letter of the stem. `verb` is true if the stem is a verb. Returns `None` in two cases:
    ///
    /// - The word has a tanwin that is not on the final letter or before a final ا or ي, or the word has a tanwin and is a verb, a
    ///   particle, or a noun with the article or a pronoun.
    /// - The word has a preposition, and the final letter has a damma.
    fn case(&self, final_letter: usize, last: usize, verb: bool) -> Option<i16> {
        let r = self.reading;
        let tanwin = |i: usize| matches!(self.marks.at(i) & VOWEL_SIGN, FATHATAN..=DAMMATAN);
        let closed = r.template == CLOSED;
        if (0..self.letters.len()).any(tanwin) {
            let long = matches!(self.letters.at(final_letter), ALEF | YEH) && final_letter > 0;
            let at_end = tanwin(final_letter) || (long && tanwin(final_letter - 1));
            let bare = r.pronoun == 0 && !self.is_definite() && !verb;
            let particle = closed && r.stem_flags(self.letters) & flag::ROOT == 0;
            return (at_end && bare && !particle).then_some(0);
        }
        if verb && r.prefix().present == HAMZA && r.prefix().particle == 0 && self.marks.at(final_letter) & VOWEL_SIGN == FATHA {
            return Some(BARE_SUBJUNCTIVE_COST);
        }
        if verb || closed || r.pronoun != 0 || self.is_definite() {
            return Some(0);
        }
        let vowel = self.marks.at(final_letter) & VOWEL_SIGN;
        if r.prefix().contexts & PREPOSITION != 0 && vowel == DAMMA {
            return None;
        }
        let inflection = r.inflection();
        Some(match vowel {
            _ if inflection.text == "ا" && self.marks.at(last) & VOWEL_SIGN == FATHA => DUAL_CONSTRUCT_COST,
            _ if !inflection.text.is_empty() && inflection.kind == InflectionKind::Plain => 0,
            DAMMA if inflection.text.is_empty() && r.template().is_some_and(|t| t.root_classes & DIPTOTE != 0) => 0,
            DAMMA | FATHA | KASRA if matches!(inflection.text, "ه" | "يه") => TEH_AS_VOCALIZED_HEH_COST,
            FATHA => ACCUSATIVE_CONSTRUCT_COST,
            DAMMA => CONSTRUCT_COST,
            SUKUN => PAUSE_COST,
            _ => 0,
        })
    }

    /// Returns whether the marks from a position on fit a pattern. In the pattern, ـ is the last letter of the stem.
    fn matches_pattern(&self, pattern: &str, from: usize) -> bool {
        let mut chars = pattern.chars().peekable();
        let mut at = from;
        while let Some(letter) = chars.next() {
            let mut vocalization = 0;
            while let Some(m) = chars.peek().map(|c| mark_bits(*c)).filter(|m| *m != 0) {
                vocalization |= m;
                chars.next();
            }
            let marks = self.marks.at(at);
            // A shadda on the last letter of the stem belongs to the stem, so the shadda is not compared. If the last letter of the pattern
            // has no vowel sign, the letter of the word may have any vowel sign.
            let fits = if letter == '\u{640}' {
                letter_fits(0, vocalization | marks & SHADDA, marks, false)
            } else {
                letter_fits(letter_code(letter), vocalization, marks, vocalization & VOWEL_SIGN == 0 && chars.peek().is_none())
            };
            if !fits {
                return false;
            }
            at += 1;
        }
        true
    }
}

/// Returns the four bits of the letter at index `i` of a vocalization. For an index above 15, the shift is 63 bits, and the result is 0,
/// because bit 63 of a vocalization is 0.
fn nibble(vocalization: u64, i: usize) -> u8 {
    (vocalization >> (4 * i).min(63)) as u8 & 15
}

/// Returns whether the marks of a letter fit a vocalization. If `any_vowel` is true, the vowel signs are not compared, because the vowel of
/// the letter depends on the ending.
pub(super) fn letter_fits(code: u8, vocalization: u8, marks: u8, any_vowel: bool) -> bool {
    let sign = marks & VOWEL_SIGN;
    let shadda_fits = match (vocalization & SHADDA != 0, marks & SHADDA != 0) {
        (false, true) => return false,
        // If a letter has a short vowel or a sukun and no shadda, the letter is not doubled.
        (true, false) => !matches!(sign, FATHA | KASRA | DAMMA | SUKUN),
        _ => true,
    };
    let vowel_fits = match vocalization & VOWEL_SIGN {
        _ if sign == 0 || any_vowel => true,
        // A long vowel may have a sukun: كِتَاْب.
        0 if matches!(code, ALEF | WAW | YEH) && vocalization & SHADDA == 0 => sign == SUKUN,
        0 => true,
        vowel => vowel == sign,
    };
    shadda_fits && vowel_fits
}
