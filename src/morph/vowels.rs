//! Written vowels: which readings of a word they rule out. Words without marks never come here.
//!
//! A mark speaks only where it is written: a letter without marks fits everything. The shapes of the templates have their vowels in
//! `data/templates.txt`, closed words in `data/vocalized.txt`; the vowels of affixes stand below. A stem that has none there, such as a
//! name, fits any marks.

use super::affix;
use super::ending::Ending;
use super::key::{ALEF, BEH, Key, LAM, MAX_CODES, WAW, YEH, code};
use super::lexicon::{flag, flags_of, lexicon_key};
use super::radicals::ROOT_BONUS;
use super::reading::{self, Keep, Rank, Reading};
use super::tables::*;
use super::template::{FIRST_VERB, FIXED, PLURAL_KIND};

/// Marks of a letter: a vowel, and whether there is a shadda.
const FATHA: u8 = 1;
const KASRA: u8 = 2;
const DAMMA: u8 = 3;
const SUKUN: u8 = 4;
const FATHATAN: u8 = 5;
const KASRATAN: u8 = 6;
const DAMMATAN: u8 = 7;
const SHADDA: u8 = 8;
const DAGGER_ALEF: char = '\u{670}';

/// Letters that double behind the article: ت ث د ذ ر ز س ش ص ض ط ظ ل ن.
const SUN: u32 = 0b11 << 4 | 0b11_1111_1111 << 9 | 1 << 24 | 1 << 26;

/// Bits above the letters of a shape.
const PRESENT_SHIFT: u32 = 56;
const PLURAL: u64 = 1 << 60;
const RARE: u64 = 1 << 61;

/// What a rare shape costs, a stem whose vowels are not known, a short u or a on a noun that is not definite, a noun without one, a dual before a
/// noun, a plural that is none by its vowels, and a first person in a bare ا.
const RARE_SHAPE: i16 = 6;
const NOT_KNOWN: i16 = 5;
const CONSTRUCT: i16 = 4;
const ACCUSATIVE: i16 = 6;
const PAUSE: i16 = 6;
const DUAL: i16 = 10;
const NO_PLURAL: i16 = 6;
const NO_HAMZA: i16 = 20;

/// The marks of a word by the places of its key.
pub(crate) struct Marks([u8; MAX_CODES]);

impl Marks {
    pub(crate) fn of(word: &str, key: &Key) -> Marks {
        let mut marks = Marks([0; MAX_CODES]);
        let starts = key.starts(word);
        let mut at = 0;
        for (i, c) in word.char_indices() {
            while at + 1 < key.len() && starts.get(at + 1).is_some_and(|&s| usize::from(s) <= i) {
                at += 1;
            }
            let Some(mark) = marks.0.get_mut(at) else { break };
            let vowel = match self::mark(c) {
                SHADDA => {
                    *mark |= SHADDA;
                    continue;
                }
                // On ى it only says how that is read.
                0 if c == DAGGER_ALEF && !matches!(key.at(at), YEH | WAW | ALEF) => FATHA,
                vowel => vowel,
            };
            // Of two vowels on one letter the first counts.
            if *mark & 7 == 0 {
                *mark |= vowel;
            }
        }
        // كتاباً is كتابًا.
        if let Some(last) = key.len().checked_sub(1)
            && last > 0
            && key.at(last) == ALEF
            && marks.at(last) == FATHATAN
            && let [.., before, alef] = marks.0.get_mut(..=last).unwrap_or_default()
            && *before & 7 == 0
        {
            (*before, *alef) = (*before | FATHATAN, 0);
        }
        marks
    }

    fn at(&self, i: usize) -> u8 {
        self.0.get(i).copied().unwrap_or(0)
    }
}

/// Keeps the readings that fit the marks.
pub(crate) struct Fitting<'a, K> {
    key: &'a Key,
    marks: Marks,
    inner: &'a mut K,
}

impl<'a, K: Keep> Fitting<'a, K> {
    pub(crate) fn new(word: &str, key: &'a Key, inner: &'a mut K) -> Fitting<'a, K> {
        Fitting { key, marks: Marks::of(word, key), inner }
    }
}

impl<K: Keep> Keep for Fitting<'_, K> {
    const EVERY: bool = true;

    fn limit(&self) -> Rank {
        self.inner.limit()
    }

    fn take(&mut self, rank: Rank, reading: &Reading) {
        // Marks make a reading no cheaper.
        if rank >= self.limit() {
            return;
        }
        let fit = Fit { key: self.key, marks: &self.marks, reading };
        if let Some((more, plural)) = fit.cost() {
            let mut fitting = Reading { cost: reading.cost.saturating_add(more), ..*reading };
            if !plural {
                fitting.singular = 0;
            }
            let rank = rank.dearer(more);
            if rank < self.limit() {
                self.inner.take(rank, &fitting);
            }
        }
    }
}

struct Fit<'a> {
    key: &'a Key,
    marks: &'a Marks,
    reading: &'a Reading,
}

/// Whether marks are what a shape has on a letter. `last`: the vowel of the letter is not the shape's to say.
fn letter_fits(code: u8, shape: u8, marks: u8, last: bool) -> bool {
    let vowel = marks & 7;
    let doubled = match (shape & SHADDA != 0, marks & SHADDA != 0) {
        (false, true) => return false,
        (true, false) => !matches!(vowel, FATHA | KASRA | DAMMA | SUKUN),
        _ => true,
    };
    let same = match shape & 7 {
        _ if vowel == 0 || last => true,
        // A long vowel may have a sukun.
        0 if matches!(code, ALEF | WAW | YEH) && shape & SHADDA == 0 => vowel == SUKUN,
        0 => true,
        v => v == vowel,
    };
    doubled && same
}

impl Fit<'_> {
    /// What the marks add to the cost, and whether it is a broken plural if it is listed as one; `None` if they rule the reading out.
    fn cost(&self) -> Option<(i16, bool)> {
        let r = self.reading;
        if r.template == reading::UNKNOWN {
            return None;
        }
        let prefix = self.prefix()?;
        let end = self.key.len().checked_sub(usize::from(r.pronoun().len))?;
        if !r.pronoun().text.is_empty() && !pronoun(r.pronoun().text).iter().any(|p| self.follows(p, end)) {
            return None;
        }
        if r.template == reading::EMPTY {
            return Some((0, true));
        }
        let (mut shape, plural) = self.stem()?;
        // A noun that is also a preposition is cheap; by its vowels it is another noun.
        let noun = TEMPLATES.get(usize::from(r.template)).is_some_and(|t| t.kind < FIRST_VERB);
        if noun && self.verb_in_hamza() {
            return None;
        }
        if noun && flags_of(self.key, r) & flag::ROOT != 0 && !self.vocalized() {
            shape += ROOT_BONUS;
        }
        Some((prefix + shape + self.ending(end)?, plural))
    }

    /// Whether a noun of three letters in أ has the vowels of a verb: قَرَأَ. The nouns that have them (نَبَأ) are listed.
    fn verb_in_hamza(&self) -> bool {
        let r = self.reading;
        let last = usize::from(r.to).wrapping_sub(1);
        let base = TEMPLATES.get(usize::from(r.template)).is_some_and(|t| t.kind == 0 && t.fill == 0);
        base && r.to - r.from == 3 && self.key.above >> last & 1 == 1 && self.marks.at(last - 1) & 7 == FATHA
    }

    /// The letters before the stem, and what they add to the cost.
    fn prefix(&self) -> Option<i16> {
        let p = self.reading.prefix();
        let mut at = 0;
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
                // لِ, and the لَ of emphasis and before pronouns.
                LAM if p.present != 0 || self.reading.template == reading::EMPTY => &[KASRA, FATHA],
                LAM => &[KASRA],
                _ => &[FATHA],
            })?;
        }
        for i in 0..p.article {
            next(if i + 1 < p.article { &[FATHA, KASRA] } else { &[SUKUN] })?;
        }
        if p.present != 0 {
            next(&[FATHA, DAMMA])?;
        }
        // Who writes vowels writes the hamza of أكتب too: اكتب is an imperative.
        Some(if p.present == ALEF { NO_HAMZA } else { 0 })
    }

    /// The letters of the stem but for the vowel of the last.
    fn stem(&self) -> Option<(i16, bool)> {
        let r = self.reading;
        let number = usize::from(r.template);
        let listed = r.singular != 0;
        let three = usize::from(r.to - r.from) == 3;
        let number = match VOWEL_STARTS.get(number..number + 2) {
            Some(&[from, to]) if from < to => number,
            Some(_) if TEMPLATES.get(number).is_some_and(|t| t.fill != FIXED) => return Some((NOT_KNOWN, true)),
            // A plural that no template makes: of three letters it has the vowels that plurals of three letters have.
            _ if r.template == reading::PLURAL && three => FAAL,
            _ => {
                let known = !matches!(r.template, reading::NAME | reading::PLURAL);
                return self.vocalized().then_some((if known { 0 } else { NOT_KNOWN }, true));
            }
        };
        let (from, to) = (usize::from(*VOWEL_STARTS.get(number)?), usize::from(*VOWEL_STARTS.get(number + 1)?));
        let shapes = VOWELS.get(from..to).unwrap_or_default();
        let kind = TEMPLATES.get(number).map_or(0, |t| t.kind);
        let plurals = listed && kind != PLURAL_KIND && shapes.iter().any(|s| s & PLURAL != 0);
        let fits = |shape: u64| self.shape_fits(shape).then_some(if shape & RARE != 0 { RARE_SHAPE } else { 0 });
        let of = |plural: bool| shapes.iter().filter(|s| !plural || *s & PLURAL != 0).filter_map(|s| fits(*s)).min();
        match of(plurals) {
            Some(cost) => Some((cost, true)),
            // By its vowels it is another noun of the same letters.
            None if plurals && r.template != reading::PLURAL => of(false).map(|cost| (cost + NO_PLURAL, false)),
            None => None,
        }
    }

    fn shape_fits(&self, shape: u64) -> bool {
        let r = self.reading;
        let (from, to) = (usize::from(r.from), usize::from(r.to));
        let present = (shape >> PRESENT_SHIFT) as u8 & 7;
        if (present != 0) != (r.prefix().present != 0) {
            return false;
        }
        if present != 0 {
            let marks = self.marks.at(from.wrapping_sub(1));
            if marks != 0 && marks != present {
                return false;
            }
        }
        // ا that is read as ءا has the shape of two letters.
        let skip = usize::from(r.variant == 2);
        (from..to).all(|i| {
            let last = i + 1 == to;
            let skip = skip + usize::from(r.variant == reading::OLD_HAMZA && last);
            let shape = (shape >> (4 * (i - from + skip)).min(63)) as u8 & 15;
            self.fits(i, shape, last)
        })
    }

    /// A letter of the stem: behind the article, a letter of the sun may have a shadda.
    fn fits(&self, at: usize, shape: u8, last: bool) -> bool {
        let (code, mut marks) = (self.key.at(at), self.marks.at(at));
        if at == usize::from(self.reading.from) && self.reading.prefix().env & affix::DEFINITE != 0 && SUN >> code & 1 == 1 {
            marks &= !SHADDA | shape & SHADDA;
        }
        letter_fits(code, shape, marks, last)
    }

    /// The vowels of a closed word or an irregular stem; true if they are not listed.
    fn vocalized(&self) -> bool {
        let r = self.reading;
        let (from, to) = (usize::from(r.from), usize::from(r.to));
        if to - from > 12 || r.template == reading::NAME {
            return true;
        }
        let key = lexicon_key(self.key.part(from, to));
        let first = VOCALIZED.partition_point(|v| v.0 < key);
        let mut shapes = VOCALIZED.get(first..).unwrap_or_default().iter().take_while(|v| v.0 == key).peekable();
        shapes.peek().is_none()
            || shapes.any(|&(_, shape)| (from..to).all(|i| self.fits(i, (shape >> (4 * (i - from)).min(63)) as u8 & 15, i + 1 == to)))
    }

    /// The vowel of the last letter of the stem, and the letters of the inflection.
    fn ending(&self, end: usize) -> Option<i16> {
        let r = self.reading;
        let row = r.inflection();
        let last = usize::from(r.to).checked_sub(1)?;
        let verb = TEMPLATES.get(usize::from(r.template)).filter(|t| t.kind >= FIRST_VERB);
        let patterns = match verb {
            Some(_) if r.prefix().present != 0 => present(row.text),
            Some(t) if t.slots & SLOT_M != 0 => imperative(row.text),
            Some(_) => perfect(row.text),
            None if row.kind == Ending::Nisba => relative(row.text),
            None => nominal(row.text),
        };
        if !patterns.is_empty() && !patterns.iter().any(|p| self.follows(p, last)) {
            return None;
        }
        // A noun before a pronoun has a case.
        let weak = matches!(self.key.at(last), ALEF | WAW | YEH);
        if verb.is_none()
            && r.template < reading::EMPTY
            && r.pronoun != 0
            && row.text.is_empty()
            && !weak
            && self.marks.at(last) & 7 == SUKUN
        {
            return None;
        }
        // The case.
        let tanwin = |i: usize| matches!(self.marks.at(i) & 7, FATHATAN..=DAMMATAN);
        let any = (0..self.key.len()).any(tanwin);
        let final_letter = end.checked_sub(1)?;
        let long = matches!(self.key.at(final_letter), ALEF | YEH) && final_letter > 0;
        let closed = r.template == reading::CLOSED;
        if any {
            let at_end = tanwin(final_letter) || (long && tanwin(final_letter - 1));
            let bare = r.pronoun == 0 && r.prefix().env & affix::DEFINITE == 0 && verb.is_none();
            let particle = closed && flags_of(self.key, r) & flag::ROOT == 0;
            return (at_end && bare && !particle).then_some(0);
        }
        if verb.is_some() || closed || r.pronoun != 0 || r.prefix().env & affix::DEFINITE != 0 {
            return Some(0);
        }
        let vowel = self.marks.at(final_letter) & 7;
        if r.prefix().env & affix::PREPOSITION != 0 && vowel == DAMMA {
            return None;
        }
        Some(match vowel {
            // ا of a dual before a noun.
            _ if row.text == "ا" && self.marks.at(last) & 7 == FATHA => DUAL,
            _ if !row.text.is_empty() && row.kind == Ending::Plain => 0,
            FATHA => ACCUSATIVE,
            DAMMA => CONSTRUCT,
            SUKUN => PAUSE,
            _ => 0,
        })
    }

    /// Whether the marks from a place on are those of a pattern, in which ـ is the last letter of the stem.
    fn follows(&self, pattern: &str, from: usize) -> bool {
        let mut chars = pattern.chars().peekable();
        let mut at = from;
        while let Some(letter) = chars.next() {
            let mut shape = 0;
            while let Some(m) = chars.peek().map(|c| mark(*c)).filter(|m| *m != 0) {
                shape |= m;
                chars.next();
            }
            // The stem tells of the shadda on its last letter; the last letter of a pattern without a vowel has any.
            let fits = if letter == '\u{640}' {
                letter_fits(0, shape | self.marks.at(at) & SHADDA, self.marks.at(at), false)
            } else {
                letter_fits(code(letter), shape, self.marks.at(at), shape & 7 == 0 && chars.peek().is_none())
            };
            if !fits {
                return false;
            }
            at += 1;
        }
        true
    }
}

/// Whether a character is a mark that this file reads.
pub(crate) fn is_vowel(c: char) -> bool {
    mark(c) != 0 || c == DAGGER_ALEF
}

/// A mark as bits; 0 for all else.
fn mark(c: char) -> u8 {
    match c {
        '\u{64E}' | '\u{FE76}' | '\u{FE77}' => FATHA,
        '\u{650}' | '\u{FE7A}' | '\u{FE7B}' => KASRA,
        '\u{64F}' | '\u{FE78}' | '\u{FE79}' => DAMMA,
        '\u{652}' | '\u{FE7E}' | '\u{FE7F}' => SUKUN,
        '\u{64B}' | '\u{FE70}' | '\u{FE71}' => FATHATAN,
        '\u{64D}' | '\u{FE74}' => KASRATAN,
        '\u{64C}' | '\u{FE72}' => DAMMATAN,
        '\u{651}' | '\u{FE7C}' | '\u{FE7D}' => SHADDA,
        _ => 0,
    }
}

/// Pronouns with their vowels.
fn pronoun(text: &str) -> &'static [&'static str] {
    match text {
        "ها" => &["هَا"],
        "ه" => &["هُ", "هِ", "هْ"],
        "هم" => &["هُم", "هِم"],
        "هما" => &["هُمَا", "هِمَا"],
        "نا" => &["نَا"],
        "ني" => &["نِي"],
        "كم" => &["كُم"],
        "هن" => &["هُنَّ", "هِنَّ"],
        "ك" => &["كَ", "كِ", "كْ"],
        "كما" => &["كُمَا"],
        "كن" => &["كُنَّ"],
        _ => &["ي", "يَّ"],
    }
}

/// Endings of nouns, adjectives and verbal nouns with their vowels; ـ is the last letter of the stem. None for the bare stem.
fn nominal(text: &str) -> &'static [&'static str] {
    match text {
        "ة" => &["ـَة"],
        "ه" => &["ـَه"],
        "ت" => &["ـَت"],
        "ات" => &["ـَاتُ", "ـَاتِ", "ـَاتٌ", "ـَاتٍ", "ـَاتْ"],
        "ان" => &["ـَانِ"],
        "تان" => &["ـَتَانِ"],
        "تين" => &["ـَتَيْنِ"],
        "ين" => &["ـِينَ", "ـَيْنِ", "ـَيْنَ"],
        "ون" => &["ـُونَ", "ـَوْنَ"],
        "ا" => &["ـًا", "ـَا"],
        "و" => &["ـُو", "ـَو"],
        "ي" => &["ـِي", "ـَيْ", "ـَيِ"],
        "تا" => &["ـَتَا"],
        "تي" => &["ـَتَيْ", "ـَتَيِ"],
        _ => &[],
    }
}

/// The same of relative adjectives.
fn relative(text: &str) -> &'static [&'static str] {
    match text {
        "ي" => &["ـِيّ"],
        "ية" => &["ـِيَّة"],
        "يه" => &["ـِيَّه"],
        "يت" => &["ـِيَّت"],
        "يا" => &["ـِيًّا", "ـِيَّا"],
        "يون" => &["ـِيُّونَ"],
        "يين" => &["ـِيِّينَ", "ـِيَّيْنِ"],
        "يان" => &["ـِيَّانِ"],
        "يتان" => &["ـِيَّتَانِ"],
        "يتين" => &["ـِيَّتَيْنِ"],
        "يات" => &["ـِيَّاتُ", "ـِيَّاتِ", "ـِيَّاتٌ", "ـِيَّاتٍ", "ـِيَّاتْ"],
        _ => &[],
    }
}

/// The same of perfects. The vowel of تِ is also that of a ت before an article.
fn perfect(text: &str) -> &'static [&'static str] {
    match text {
        "" => &["ـَ"],
        "ت" => &["ـَتْ", "ـَتِ", "ـْتُ", "ـْتَ", "ـْتِ"],
        "وا" => &["ـُوا", "ـَوْا"],
        "و" => &["ـُو", "ـَوْ"],
        "نا" => &["ـْنَا"],
        "تم" => &["ـْتُم"],
        "تمو" => &["ـْتُمُو"],
        "ا" => &["ـَا"],
        "تا" => &["ـَتَا"],
        "ن" => &["ـْنَ"],
        "تما" => &["ـْتُمَا"],
        "تن" => &["ـْتُنَّ"],
        _ => &[],
    }
}

/// The same of presents of all moods.
fn present(text: &str) -> &'static [&'static str] {
    match text {
        "" => &["ـُ", "ـَ", "ـْ", "ـِ"],
        "ون" => &["ـُونَ", "ـَوْنَ"],
        "ين" => &["ـِينَ", "ـَيْنَ"],
        "ان" => &["ـَانِ"],
        "وا" => &["ـُوا", "ـَوْا"],
        "و" => &["ـُو", "ـَوْ"],
        "ا" => &["ـَا"],
        "ن" => &["ـْنَ"],
        "ي" => &["ـِي", "ـَيْ"],
        _ => &[],
    }
}

/// The same of imperatives.
fn imperative(text: &str) -> &'static [&'static str] {
    match text {
        "" => &["ـُ", "ـَ", "ـْ", "ـِ"],
        "وا" => &["ـُوا", "ـَوْا"],
        "ي" => &["ـِي", "ـَيْ"],
        "ا" => &["ـَا"],
        "ن" => &["ـْنَ"],
        _ => &[],
    }
}
