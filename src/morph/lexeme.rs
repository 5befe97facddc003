//! The lexemes of the dictionary: words with their vowels, tiers and plurals, by root. `data/lexicon/` contains the dictionary as text.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use super::forms::form_word;
use super::grammar::dictionary::{WITHOUT_ROOT, pattern, record, root_codes, root_number, start};
use super::kinds::{Gender, PartOfSpeech, Tier, VerbForm, Vowel, WordFormKind};
use super::root::Root;
use super::schema::{Record, RecordKind};
use crate::chars::{is_mark, is_tatweel};

/// The dictionary of the crate: about 37,000 lexemes of 4,200 roots, and loan words and foreign names without a root. It is part of the program,
/// so a value of this type has no data.
///
/// ```
/// use kalima::morph::{Lexicon, Root};
///
/// let words: Vec<String> = Lexicon.of_root(Root::new("كتب").unwrap()).map(|l| l.vocalized()).collect();
/// assert!(words.contains(&"كِتَاب".to_owned()) && words.contains(&"كَتَبَ".to_owned()));
/// assert!(Lexicon.roots().count() > 4000);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lexicon;

impl Lexicon {
    /// Returns all roots of the dictionary, in the order of the Arabic alphabet with ء first. Roots of three letters precede roots of four letters.
    pub fn roots(self) -> impl Iterator<Item = Root> {
        (0..WITHOUT_ROOT).filter_map(|number| Root::from_codes(root_codes(number)))
    }

    /// Returns the lexemes of a root, the commonest first. The result is empty if the dictionary does not have the root. The search is a binary search.
    pub fn of_root(self, root: Root) -> Lexemes {
        Lexemes::of(root_number(root.codes()).map_or(0..0, |number| number..number + 1))
    }

    /// Returns the loan words and foreign names, which have no root.
    pub fn without_root(self) -> Lexemes {
        Lexemes::of(WITHOUT_ROOT..WITHOUT_ROOT + 1)
    }

    /// Returns all lexemes, by root, then those without a root.
    pub fn lexemes(self) -> Lexemes {
        Lexemes::of(0..WITHOUT_ROOT + 1)
    }

    /// Returns the lexemes with the given lemma. If the argument has vowel signs, the lemma must have the same ones; a final short vowel of a verb may
    /// be missing. Without vowel signs, the letters must be equal: كتب is the lemma of the verb كَتَبَ and of other lexemes. Hamzas, ة and ى must be
    /// written as dictionaries do.
    ///
    /// The search reads the whole dictionary, which takes about 20 ms.
    ///
    /// ```
    /// use kalima::morph::Lexicon;
    ///
    /// let plurals: Vec<String> = Lexicon.find("مَدْرَسَة").next().unwrap().plurals().collect();
    /// assert_eq!(plurals, ["مَدَارِس"]);
    /// assert_eq!(Lexicon.find("").count(), 0);
    /// ```
    pub fn find(self, lemma: &str) -> impl Iterator<Item = Lexeme> {
        let bare: String = lemma.chars().filter(|c| !is_mark(*c)).collect();
        let has_marks = bare.len() != lemma.len();
        let wanted = String::from(lemma);
        let without_last = move |word: &str| word.trim_end_matches(['\u{64E}', '\u{64F}', '\u{650}', '\u{652}']).len();
        self.lexemes().filter(move |l| {
            let word = l.vocalized();
            let same_letters = word.chars().filter(|c| !is_mark(*c)).eq(bare.chars());
            same_letters && (!has_marks || word.get(..without_last(&word)) == wanted.get(..without_last(&wanted)))
        })
    }
}

/// An iterator over lexemes. See [`Lexicon::of_root`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Lexemes {
    /// The numbers of the roots that are left. The first one is the root of `records`, if there are any.
    roots: Range<usize>,
    records: Range<usize>,
}

impl Lexemes {
    fn of(roots: Range<usize>) -> Lexemes {
        let records = start(roots.start)..start(roots.start + usize::from(!roots.is_empty()));
        Lexemes { roots, records }
    }
}

impl Iterator for Lexemes {
    type Item = Lexeme;

    fn next(&mut self) -> Option<Lexeme> {
        loop {
            for number in self.records.by_ref() {
                if record(number).is_some_and(|r| (r.kind as u8) < RecordKind::Feminine as u8) {
                    return Some(Lexeme { root: Root::from_codes(root_codes(self.roots.start)), number });
                }
            }
            self.roots.next()?;
            if self.roots.is_empty() {
                return None;
            }
            self.records = start(self.roots.start)..start(self.roots.start + 1);
        }
    }
}

impl core::iter::FusedIterator for Lexemes {}

/// A lexeme: a word of the dictionary with its vowels, its tier and its plurals. `Display` writes the lemma with its vowels.
///
/// ```
/// use kalima::morph::{Gender, Lexicon, Tier};
///
/// let teacher = Lexicon.find("مُدَرِّس").next().unwrap();
/// assert_eq!(teacher.root().unwrap().as_str(), "درس");
/// assert_eq!((teacher.tier(), teacher.gender()), (Tier::Daily, Some(Gender::Masculine)));
/// assert_eq!(teacher.feminine().as_deref(), Some("مُدَرِّسَة"));
/// assert_eq!(teacher.plurals().collect::<Vec<_>>(), ["مُدَرِّسُون"]);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lexeme {
    root: Option<Root>,
    /// The number of its first record.
    number: usize,
}

impl Lexeme {
    /// Returns the root, or `None` for a loan word or a foreign name.
    pub fn root(&self) -> Option<Root> {
        self.root
    }

    /// Returns how common the lexeme is.
    pub fn tier(&self) -> Tier {
        match self.record().tier {
            1 => Tier::Daily,
            2 => Tier::Weekly,
            _ => Tier::Rare,
        }
    }

    /// Returns the part of speech: verb, adjective, name or noun. Elatives (أَكْبَر) are adjectives, and adverbs (دَائِمًا) are nouns.
    pub fn part_of_speech(&self) -> PartOfSpeech {
        match self.record().kind {
            RecordKind::Adjective | RecordKind::Elative => PartOfSpeech::Adjective,
            RecordKind::MasculineName | RecordKind::FeminineName | RecordKind::PlaceName => PartOfSpeech::Name,
            _ if self.verb_form().is_some() => PartOfSpeech::Verb,
            _ => PartOfSpeech::Noun,
        }
    }

    /// Returns the verb form, or `None` if the lexeme is not a verb.
    pub fn verb_form(&self) -> Option<VerbForm> {
        VerbForm::ALL.get(self.record().kind as usize).copied()
    }

    /// Returns the gender of a noun or of the name of a person. Returns `None` for other lexemes: adjectives have both genders.
    pub fn gender(&self) -> Option<Gender> {
        match self.record().kind {
            RecordKind::Noun if self.pattern().ends_with('ة') => Some(Gender::Feminine),
            RecordKind::FeminineNoun | RecordKind::FeminineName => Some(Gender::Feminine),
            RecordKind::Noun | RecordKind::MasculineNoun | RecordKind::MasculineName => Some(Gender::Masculine),
            _ => None,
        }
    }

    /// Returns the lemma without vowel signs: كتاب. See [`vocalized`](Lexeme::vocalized).
    pub fn lemma(&self) -> String {
        self.vocalized().chars().filter(|c| !is_mark(*c)).collect()
    }

    /// Returns the lemma with all vowel signs, in normalization form NFC: the singular of a noun (كِتَاب), the masculine of an adjective, and the
    /// perfect of *he* of a verb (كَتَبَ). Nouns have no case ending.
    pub fn vocalized(&self) -> String {
        if self.pattern().is_empty() { self.verb_word(WordFormKind::Perfect).unwrap_or_default() } else { self.word(self.record()) }
    }

    /// Returns the vowels after the second radical of a verb of form I: those of its perfect and of its present. Returns `None` for other lexemes,
    /// and for a few verbs that keep a weak radical as a consonant (عَوِرَ).
    pub fn vowels(&self) -> Option<(Vowel, Vowel)> {
        let number = usize::from(self.record().vowels.checked_sub(1)?);
        Some((*Vowel::ALL.get(number / 3)?, *Vowel::ALL.get(number % 3)?))
    }

    /// Returns the present of *he* of a verb, with all vowel signs: يَكْتُبُ. Returns `None` if the lexeme is not a verb.
    pub fn present(&self) -> Option<String> {
        let listed = if self.vowels().is_none() { self.others(RecordKind::PresentWord).next() } else { None };
        listed.or_else(|| self.verb_word(WordFormKind::Present))
    }

    /// Returns the word for a female person, or the feminine of an adjective that does not end in ة: طَالِبَة, حَمْرَاء.
    pub fn feminine(&self) -> Option<String> {
        self.others(RecordKind::Feminine).next()
    }

    /// Returns the plurals of a noun or adjective with all vowel signs, the commonest first: كُتُب. A noun in ة without a listed plural has the plural
    /// in ات.
    pub fn plurals(&self) -> impl Iterator<Item = String> + use<> {
        let lexeme = *self;
        let singular = self.vocalized();
        let has_plural = self.others(RecordKind::Plural).next().is_some();
        let regular = matches!(self.record().kind, RecordKind::Noun) && !has_plural && singular.ends_with('ة');
        let regular = regular.then(|| sound_plural(&singular, "ات"));
        let listed = self.others(RecordKind::Plural).map(move |plural| match plural.as_str() {
            ending @ ("ون" | "ات") => sound_plural(&lexeme.vocalized(), ending),
            _ => plural,
        });
        listed.chain(regular)
    }

    /// Returns the verbal nouns of a verb with all vowel signs, the commonest first: كِتَابَة. If the dictionary lists none, the result of a derived
    /// form is the regular one, and the result of form I is empty.
    pub fn verbal_nouns(&self) -> impl Iterator<Item = String> + use<> {
        let has_noun = self.others(RecordKind::VerbalNoun).next().is_some();
        let is_regular = !has_noun && self.record().kind != RecordKind::FormI;
        let regular = if is_regular { self.verb_word(WordFormKind::VerbalNoun) } else { None };
        self.others(RecordKind::VerbalNoun).chain(regular)
    }

    fn record(&self) -> Record {
        // The number of a lexeme is that of a record.
        record(self.number).unwrap_or(Record { pattern: 0, kind: RecordKind::Adverb, tier: 3, vowels: 0 })
    }

    fn pattern(&self) -> &'static str {
        pattern(self.record().pattern)
    }

    /// Returns the word of a record of this lexeme: its pattern with the radicals in place of the digits.
    fn word(&self, record: Record) -> String {
        let radicals: Vec<char> = self.root.map(|r| r.letters().collect()).unwrap_or_default();
        let radical = |c: char| c.to_digit(10).and_then(|d| radicals.get(d as usize - 1)).copied().unwrap_or(c);
        pattern(record.pattern).chars().map(radical).collect()
    }

    /// Returns the words of the records of one kind that follow the first record.
    fn others(&self, kind: RecordKind) -> impl Iterator<Item = String> + use<> {
        let lexeme = *self;
        let records = (self.number + 1..).map_while(record).take_while(|r| r.kind as u8 >= RecordKind::Feminine as u8);
        records.filter(move |r| r.kind == kind).map(move |r| lexeme.word(r))
    }

    /// Returns the first word of a kind that the conjugator makes of a verb.
    fn verb_word(&self, kind: WordFormKind) -> Option<String> {
        form_word(self.root?, self.verb_form()?, self.vowels(), kind)
    }
}

impl fmt::Display for Lexeme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.vocalized())
    }
}

impl fmt::Debug for Lexeme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lexeme({}, {:?}, {:?}, {:?})", self.lemma(), self.root, self.part_of_speech(), self.tier())
    }
}

/// The stem of a word, as evidence for one of several lexemes with the same letters.
#[derive(Clone, Copy)]
pub(super) enum Evidence<'w> {
    /// The stem is a broken plural of the lexeme.
    Plural(&'w str),
    /// The stem has marks.
    Marks(&'w str),
    None,
}

/// Returns whether the marks of a stem do not contradict the vowels of a word with the same letters. The marks of the last letter, which may show the
/// case, are ignored.
pub(super) fn fits_marks(stem: &str, vocalized: &str) -> bool {
    let letters = |word: &str| {
        let mut letters: Vec<(char, Vec<char>)> = Vec::new();
        for c in word.chars().filter(|c| !is_tatweel(*c)) {
            match letters.last_mut() {
                Some((_, marks)) if is_mark(c) => marks.push(c),
                _ => letters.push((c, Vec::new())),
            }
        }
        letters
    };
    let (stem, vocalized) = (letters(stem), letters(vocalized));
    let inner = stem.len().min(vocalized.len()).saturating_sub(1);
    stem.iter().zip(&vocalized).take(inner).all(|((_, marks), (_, vowels))| marks.iter().all(|m| vowels.contains(m)))
}

/// Returns the lexeme of a reading: of the root, or without a root, with the given letters. Of several lexemes, the one with the broken plural
/// or with the marks of the stem counts (علماء is the plural of عالِم, not of عالَم), of these the commonest one, and of equally common ones that with the
/// part of speech of the reading, because the same pattern forms nouns and adjectives: رئيس.
pub(super) fn lexeme_of(
    root: Option<Root>,
    lemma: &str,
    class: PartOfSpeech,
    form: Option<VerbForm>,
    evidence: Evidence<'_>,
) -> Option<Lexeme> {
    let fits = |l: &Lexeme| match form {
        Some(_) => l.verb_form() == form,
        None => l.verb_form().is_none() && letters_of(l).eq(lemma.chars()),
    };
    let lexemes = match root {
        Some(root) => Lexicon.of_root(root),
        None => loans_from(lemma),
    };
    let near = |l: &Lexeme| root.is_some() || letters_of(l).eq(lemma.chars());
    let all: Vec<Lexeme> = lexemes.take_while(near).filter(fits).collect();
    // Texts often omit the hamza of an initial أ.
    let bare = |word: &str| word.chars().filter(|c| !is_mark(*c)).map(|c| if matches!(c, 'أ' | 'إ') { 'ا' } else { c }).collect::<String>();
    let contradicts = |l: &Lexeme| match evidence {
        Evidence::Plural(plural) => !l.plurals().any(|word| bare(&word) == bare(plural)),
        Evidence::Marks(stem) => form.is_none() && !fits_marks(stem, &l.vocalized()),
        Evidence::None => false,
    };
    all.iter().min_by_key(|l| (all.len() > 1 && contradicts(l), l.tier(), l.part_of_speech() != class)).copied()
}

/// Returns the letters of the lemma of a lexeme that has a pattern.
fn letters_of(lexeme: &Lexeme) -> impl Iterator<Item = char> + use<> {
    let radicals: [char; 4] = core::array::from_fn(|i| lexeme.root.and_then(|r| r.letters().nth(i)).unwrap_or('\0'));
    let radical = move |c: char| c.to_digit(10).and_then(|d| radicals.get(d as usize - 1)).copied().unwrap_or(c);
    lexeme.pattern().chars().filter(|c| !is_mark(*c)).map(radical)
}

/// Returns the words without a root from the first one on that is not less than `letters`. They are sorted by their letters.
fn loans_from(letters: &str) -> Lexemes {
    let (mut low, mut high) = (start(WITHOUT_ROOT), start(WITHOUT_ROOT + 1));
    while low < high {
        let middle = low.midpoint(high);
        // The first record of the lexeme of this record.
        let first = (low..=middle).rev().find(|n| record(*n).is_some_and(|r| (r.kind as u8) < RecordKind::Feminine as u8));
        let Some(first) = first else { break };
        if letters_of(&Lexeme { root: None, number: first }).lt(letters.chars()) {
            low = middle + 1;
        } else {
            high = first;
        }
    }
    Lexemes { roots: WITHOUT_ROOT..WITHOUT_ROOT + 1, records: low..start(WITHOUT_ROOT + 1) }
}

/// Returns the sound plural of a word. `ending` is ون or ات.
fn sound_plural(singular: &str, ending: &str) -> String {
    let vowel = if ending == "ون" { '\u{64F}' } else { '\u{64E}' };
    let (mut stem, shadda) = match singular.strip_suffix('\u{651}') {
        Some(stem) => (String::from(stem), true),
        None => (String::from(singular), false),
    };
    if let Some(defective) = singular.strip_suffix("\u{650}ي").filter(|_| ending == "ون") {
        stem = defective.into();
    } else if let Some(without) = singular.strip_suffix("ة").or_else(|| singular.strip_suffix("\u{64E}ا").filter(|_| ending == "ات")) {
        stem = without.trim_end_matches('\u{64E}').into();
    } else if let Some(before) = singular.strip_suffix('ى') {
        stem = before.into();
        stem.push('ي');
    }
    // In NFC, the shadda follows the vowel.
    if stem.ends_with('\u{651}') {
        stem.pop();
        stem.push(vowel);
        stem.push('\u{651}');
    } else {
        stem.push(vowel);
        stem.extend(shadda.then_some('\u{651}'));
    }
    stem + ending
}
