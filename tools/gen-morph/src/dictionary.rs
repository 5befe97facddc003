//! The dictionary: the lexemes of `data/lexicon/`, by root, with their vowels. `data/lexicon/README.md` describes the format of a line.
//!
//! A lexeme is stored as a pair of its root and a *class*: the number of a template for nouns and adjectives, and the verb form for verbs. The
//! search looks up the pair of each reading by template, so it knows which readings are words that live, and how common they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::morph::forms::derivatives;
use crate::morph::kinds::VerbForm;
use crate::schema::*;
use crate::tables::Tables;
use crate::templates::Row;
use crate::word::{codes, keep_commonest, key, packed_root};

/// A line of a dictionary file.
pub(crate) struct Line {
    pub(crate) root: String,
    pub(crate) tier: u8,
    class: Class,
    /// The class field of the line, such as `n`, or the empty string for a verb.
    pub(crate) name: String,
    /// The words with their vowels: those of the class, and those after `/` or `=`.
    pub(crate) words: Vec<String>,
    pub(crate) more: Vec<String>,
}

impl Line {
    /// Returns the words of a noun without marks, or no words for a verb.
    fn bare_words(&self) -> &[String] {
        match &self.class {
            Class::Nominal { words, .. } => words,
            Class::Verb { .. } => &[],
        }
    }

    /// Returns the verb forms of the line.
    pub(crate) fn verb_forms(&self) -> &[VerbForm] {
        match &self.class {
            Class::Verb { forms, .. } => forms,
            Class::Nominal { .. } => &[],
        }
    }
}

/// The class of a line with its words.
enum Class {
    /// Verb forms, and the verbal nouns that are written out, without marks.
    Verb { forms: Vec<VerbForm>, nouns: Vec<String> },
    /// A noun, adjective, elative, name or adverb: its words (with the feminine) and its broken plurals, both without marks; whether it is a person; and
    /// whether it has plurals in ات and in ون.
    Nominal { words: Vec<String>, plurals: Vec<String>, is_person: bool, takes_at: bool, takes_un: bool },
}

/// The lexemes of the dictionary.
pub(crate) struct Dictionary {
    lines: Vec<Line>,
}

/// A word of the dictionary that no template forms from its root: إقليم.
pub(crate) struct Unformed<'d> {
    pub(crate) word: &'d str,
    pub(crate) root: &'d str,
    pub(crate) tier: u8,
    pub(crate) is_name: bool,
}

/// Returns whether a class is a class of names: of a person, a place or a people.
fn is_name(class: &str) -> bool {
    matches!(class, "p" | "pf" | "g")
}

/// A word of the dictionary without marks.
pub(crate) fn bare(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '\u{64B}'..='\u{652}' | '\u{670}')).collect()
}

/// The names of the verb forms in the files. The grammar does not know the forms that have no value.
const FORMS: [(&str, Option<VerbForm>); 16] = {
    use VerbForm::*;
    [
        ("I", Some(I)),
        ("II", Some(II)),
        ("III", Some(III)),
        ("IV", Some(IV)),
        ("V", Some(V)),
        ("VI", Some(VI)),
        ("VII", Some(VII)),
        ("VIII", Some(VIII)),
        ("IX", Some(IX)),
        ("X", Some(X)),
        ("XI", None),
        ("XII", None),
        ("QI", Some(Q1)),
        ("QII", Some(Q2)),
        ("QIII", None),
        ("QIV", Some(Q4)),
    ]
};

/// Returns the verb form of a field, or `None` if the field is not the name of a verb form.
fn verb_form(field: &str) -> Option<Option<VerbForm>> {
    FORMS.iter().find(|(name, _)| *name == field).map(|(_, form)| *form)
}

impl Dictionary {
    /// Parses the files. `lines` are the lines of all files without comments.
    pub(crate) fn parse(lines: &[String]) -> Dictionary {
        let (mut root, mut parsed) = (String::new(), Vec::new());
        for line in lines {
            let mut fields = line.split_whitespace().map(String::from).collect::<Vec<_>>();
            if fields.len() == 1 {
                root = fields.remove(0);
                continue;
            }
            let tier = fields.remove(0).parse().ok().filter(|t| (1..=3).contains(t)).unwrap_or_else(|| panic!("tier: {line}"));
            let forms: Vec<Option<VerbForm>> = fields.iter().map_while(|f| verb_form(f)).collect();
            let end = fields.iter().position(|f| f == "/" || f == "=").unwrap_or(fields.len());
            let first = forms.len().max(1);
            let words = fields[first..end].to_vec();
            let more = fields.iter().skip(end + 1).cloned().collect();
            let name = if forms.is_empty() { fields[0].clone() } else { String::new() };
            let class = if forms.is_empty() {
                fields.remove(0);
                let slash = fields.iter().position(|f| f == "/").unwrap_or(fields.len());
                let plurals = fields.iter().skip(slash + 1).filter(|p| !matches!(p.as_str(), "ون" | "ات")).map(|w| bare(w)).collect();
                let words: Vec<String> = fields[..slash].iter().map(|w| bare(w)).collect();
                let has_plural = |ending: &str| fields.iter().skip(slash).any(|f| f == ending);
                let (takes_un, takes_at) = (has_plural("ون"), has_plural("ات"));
                let is_person = words.len() > 1 || takes_un;
                Class::Nominal { words, plurals, is_person, takes_at, takes_un }
            } else {
                let equals = fields.iter().position(|f| f == "=").unwrap_or(fields.len());
                Class::Verb {
                    forms: forms.into_iter().flatten().collect(),
                    nouns: fields.iter().skip(equals + 1).map(|w| bare(w)).collect(),
                }
            };
            parsed.push(Line { root: root.clone(), tier, class, name, words, more });
        }
        Dictionary { lines: parsed }
    }

    /// Returns all lines, in the order of the files.
    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Returns the roots with the tier of their commonest lexeme.
    pub(crate) fn roots(&self) -> BTreeMap<&str, u8> {
        let mut roots = BTreeMap::new();
        let places = self.places();
        for line in self.lines.iter().filter(|l| l.root != "-" && !places.contains(&*l.root)) {
            // A root that only names have is rare: إسم is not of the root of أسامة.
            let own = if is_name(&line.name) { 3 } else { line.tier };
            keep_commonest(&mut roots, &*line.root, own);
        }
        roots
    }

    /// Returns the roots of four letters that only show a foreign name: فرنسا. They are no roots.
    fn places(&self) -> BTreeSet<&str> {
        let is_place = |l: &&Line| l.name == "g" && codes(&l.root).len() == 4;
        self.lines.iter().filter(is_place).map(|l| &*l.root).collect()
    }

    /// Returns the words without a root: loans and foreign names. The fields are the word, its tier, and true for a name.
    pub(crate) fn loans(&self) -> impl Iterator<Item = (&str, u8, bool)> {
        let loans = self.lines.iter().filter(|l| l.root == "-" && l.name != "e");
        loans.filter_map(|l| Some((l.bare_words().first()?.as_str(), l.tier, is_name(&l.name))))
    }

    /// Returns the cost of the tier of a noun or adjective, in tenths: 0 if the dictionary does not list it. It is lower than that of other words,
    /// because an irregular stem has few other readings.
    pub(crate) fn lemma_cost(&self, root: &str, lemma: &str) -> i32 {
        let lines = self.lines.iter().filter(|l| l.root == root && l.bare_words().first().is_some_and(|w| w == lemma));
        [0, 0, 3, 12][lines.map(|l| usize::from(l.tier)).min().unwrap_or(0)]
    }

    /// Returns the words that are no names of `names.txt`, because the dictionary decides how common they are: nouns and adjectives with a root, except
    /// those that are also names (مصر), and rare names.
    pub(crate) fn not_names(&self) -> BTreeSet<&str> {
        let words = |is_listed: &dyn Fn(&Line) -> bool| -> BTreeSet<&str> {
            self.lines.iter().filter(|l| is_listed(l)).filter_map(|l| l.bare_words().first().map(String::as_str)).collect()
        };
        let nouns = words(&|l| l.root != "-" && l.tier < 3 && matches!(l.name.as_str(), "n" | "nf" | "nm" | "a"));
        let common_names = words(&|l| is_name(&l.name) && l.tier < 3);
        let rare_names = words(&|l| is_name(&l.name) && l.tier == 3);
        &(&nouns | &rare_names) - &common_names
    }

    /// Returns the tiers of the adjectives and of the nouns, by their letters.
    fn tiers(&self) -> [BTreeMap<&str, u8>; 2] {
        let mut tiers = [BTreeMap::new(), BTreeMap::new()];
        for line in &self.lines {
            if let Class::Nominal { words, .. } = &line.class {
                let which = match line.name.as_str() {
                    "a" | "e" => 0,
                    "n" | "nf" | "nm" => 1,
                    _ => continue,
                };
                keep_commonest(&mut tiers[which], &*words[0], line.tier);
            }
        }
        tiers
    }

    /// Returns the words in ة, without their ة, and whether the ة belongs to the lemma: of the noun and the adjective of the same letters, the commoner
    /// decides. If they are equally common, the noun does, except for names and for rare words in ية, which are rather relative adjectives.
    pub(crate) fn feminines(&self) -> BTreeMap<&str, bool> {
        let [adjectives, nouns] = self.tiers();
        let mut names = BTreeMap::new();
        for line in self.lines.iter().filter(|l| is_name(&l.name)) {
            line.bare_words().first().into_iter().for_each(|name| keep_commonest(&mut names, name.as_str(), line.tier));
        }
        let mut words = BTreeMap::new();
        for (noun, tier, is_name) in nouns.iter().map(|(w, t)| (w, t, false)).chain(names.iter().map(|(w, t)| (w, t, true))) {
            if let Some(stem) = noun.strip_suffix('ة') {
                let adjective = adjectives.get(stem).copied().unwrap_or(u8::MAX);
                let masculine = nouns.get(stem).copied().unwrap_or(u8::MAX);
                let is_noun = *tier < adjective || *tier == adjective && !is_name && (*tier == 1 || !stem.ends_with('ي'));
                *words.entry(stem).or_insert(false) |= is_noun && *tier <= masculine;
            }
        }
        for adjective in adjectives.keys() {
            words.entry(adjective).or_insert(false);
        }
        words
    }

    /// Returns whether a final ي of these letters is rather the pronoun than that of the relative adjective of this tier: قلبي.
    fn is_rather_pronoun(nouns: &BTreeMap<&str, u8>, stem: &str, tier: u8) -> bool {
        let with_teh = stem.strip_suffix('ت').and_then(|s| nouns.get(&*format!("{s}ة")));
        nouns.get(stem).into_iter().chain(with_teh).any(|noun| *noun < tier)
    }

    /// Returns the broken plurals with their singulars. A plural whose letters are also a singular, an adjective or a verbal noun of the dictionary
    /// that is not rarer is left out, because the letters alone do not distinguish them.
    pub(crate) fn plurals(&self) -> Vec<(&str, &str)> {
        let singulars = self.singulars();
        let mut pairs = Vec::new();
        for line in &self.lines {
            if let Class::Nominal { words, plurals, .. } = &line.class {
                pairs.extend(plurals.iter().map(|p| (line.tier, p.as_str(), words[0].as_str())));
            }
        }
        pairs.sort_by_key(|(tier, ..)| *tier);
        // A rare plural in ي whose other letters are a noun is rather this noun with the pronoun: مجالي.
        let is_my = |plural: &str, tier: u8| plural.strip_suffix('ي').is_some_and(|s| singulars.get(&key(s)).is_some_and(|t| *t < tier));
        let mut seen = BTreeSet::new();
        pairs.retain(|(tier, plural, _)| {
            // A rare plural also loses to a singular that has its letters in a text without hamzas: مآلك, مالك.
            let without_hamza = plural.replace(['أ', 'إ', 'آ'], "ا");
            let is_singular = |word: &str| singulars.get(&key(word)).is_some_and(|t| t <= tier);
            let loses = is_singular(plural) || *tier == 3 && is_singular(&without_hamza) || is_my(plural, *tier);
            !loses && seen.insert(key(plural))
        });
        pairs.into_iter().map(|(_, plural, singular)| (plural, singular)).collect()
    }

    /// Returns the lexicon keys of nouns, adjectives and verbal nouns with their tiers. Every verbal noun but the first one counts as one tier rarer.
    fn singulars(&self) -> BTreeMap<Option<u64>, u8> {
        let mut singulars = BTreeMap::new();
        for line in &self.lines {
            let (words, is_verb) = match &line.class {
                Class::Verb { nouns, .. } => (nouns, true),
                Class::Nominal { words, .. } => (words, false),
            };
            for (i, word) in words.iter().enumerate() {
                let tier = line.tier + u8::from(is_verb && i > 0);
                keep_commonest(&mut singulars, key(word), tier);
            }
        }
        singulars
    }

    /// Returns the lexicon keys of words that are rather a singular than a plural of the same letters.
    pub(crate) fn no_plurals(&self) -> Vec<u64> {
        let mut plurals = BTreeMap::new();
        for line in &self.lines {
            if let Class::Nominal { plurals: all, .. } = &line.class {
                for plural in all {
                    keep_commonest(&mut plurals, key(plural), line.tier);
                }
            }
        }
        let singulars = self.singulars();
        singulars.iter().filter(|(key, tier)| plurals.get(*key).is_none_or(|plural| *tier <= plural)).filter_map(|(key, _)| *key).collect()
    }

    /// Adds the pairs of roots and classes to the tables. `rows` are the templates in the order of their numbers. Returns the words that no template
    /// forms.
    pub(crate) fn add(&self, tables: &mut Tables, rows: &[Row]) -> Vec<Unformed<'_>> {
        use TemplateKind::{Adjective, Noun, Plural, VerbalNoun};
        let (mut pairs, mut unformed) = (Pairs::new(rows), Vec::new());
        let ([_, nouns], places) = (self.tiers(), self.places());
        for line in self.lines.iter().filter(|l| l.root != "-") {
            let Line { root, tier, name, .. } = line;
            match &line.class {
                Class::Verb { forms, nouns } => {
                    for word in nouns {
                        pairs.insert_nominal(root, word, &[Noun, VerbalNoun], *tier);
                        pairs.insert_class(root, word, *tier, false, false);
                    }
                    forms.iter().for_each(|form| pairs.insert_verb(root, *form, *tier));
                    if forms.contains(&VerbForm::I) {
                        pairs.insert_endings(root, &line.words, *tier);
                    }
                }
                Class::Nominal { words, plurals, is_person, takes_at, takes_un } => {
                    // A noun of a person takes ة and ون as an adjective does: طالب.
                    let kinds: &[TemplateKind] = match name.as_str() {
                        "a" | "e" => &[Adjective],
                        _ if *is_person => &[Noun, Adjective, VerbalNoun],
                        _ => &[Noun, VerbalNoun],
                    };
                    let mut is_formed = false;
                    for word in words {
                        is_formed |= pairs.insert_nominal(root, word, kinds, *tier);
                    }
                    let has_teh = words[0].ends_with('ة');
                    pairs.insert_class(root, &words[0], *tier, matches!(name.as_str(), "a" | "e"), !plurals.is_empty() && !*takes_un);
                    if *takes_un {
                        pairs.insert_sound_plural(root, &words[0], *tier);
                    }
                    let stem = words[0].trim_end_matches('ة').strip_suffix('ي').filter(|_| !places.contains(&**root));
                    let is_rather_pronoun = stem.is_some_and(|s| !has_teh && Self::is_rather_pronoun(&nouns, s, *tier));
                    if let Some(stem) = stem.filter(|s| codes(s).len() > 1 && !is_rather_pronoun) {
                        is_formed |= pairs.insert_relative(root, stem, *tier, has_teh);
                    }
                    // A sound plural has the lemma of its singular, and an adverb is the accusative of another word.
                    let has_own_reading =
                        is_formed || is_rather_pronoun || name == "d" || !is_name(name) && pairs.is_sound_plural(root, &words[0]);
                    if !has_own_reading {
                        unformed.push(Unformed { word: &words[0], root, tier: *tier, is_name: is_name(name) });
                    }
                    if *takes_at {
                        pairs.insert_at(root, &words[0], *tier);
                    }
                    plurals.iter().for_each(|w| _ = pairs.insert_nominal(root, w, &[Plural], *tier));
                }
            }
        }
        // A pair is stored in the bucket of its hash; the remaining bits identify it.
        let pairs = pairs.values();
        let mut starts = vec![0u16; (1 << LEXEME_BUCKET_BITS) + 1];
        for (hash, _) in &pairs {
            starts[(hash >> (32 - LEXEME_BUCKET_BITS)) as usize + 1] += 1;
        }
        for bucket in 0..1 << LEXEME_BUCKET_BITS {
            starts[bucket + 1] += starts[bucket];
        }
        tables.add_u16(Section::LexemeStarts, starts);
        tables.add_u32(Section::Lexemes, pairs.iter().map(|(hash, value)| hash << LEXEME_BUCKET_BITS | value));
        unformed
    }
}

/// The pairs of roots and classes with their tiers.
struct Pairs<'r> {
    /// The pairs of words without ة, and of verbs.
    tiers: BTreeMap<u32, u8>,
    /// The pairs of words in ة, and of words without ة that have a plural in ات.
    with_teh: BTreeMap<u32, u8>,
    with_at: BTreeMap<u32, u8>,
    /// The pairs of adjectives, of other words without ة, and of nouns that have only broken plurals, with their tiers, and of nouns that have the
    /// plural in ون.
    adjectives: BTreeMap<u32, u8>,
    nouns: BTreeMap<u32, u8>,
    without_sound_plural: BTreeMap<u32, u8>,
    with_sound_plural: BTreeMap<u32, u8>,
    /// The last letters of the commonest verbs of form I, as the bits from [`LEXEME_PRESENT_IN_ALEF`] on, with their tiers.
    endings: BTreeMap<u32, (u8, u32)>,
    /// The pairs of the stems of relative adjectives and nouns in ية, with their tiers, and true for a stem of which only the noun is listed.
    relatives: BTreeMap<u32, (u8, bool)>,
    /// The templates of nouns and adjectives with their numbers.
    nominals: Vec<(u32, &'r Row)>,
}

impl<'r> Pairs<'r> {
    fn new(rows: &'r [Row]) -> Pairs<'r> {
        let nominals = (0..).zip(rows).filter(|(_, r)| !r.template.kind.is_verb()).collect();
        Pairs {
            tiers: BTreeMap::new(),
            with_teh: BTreeMap::new(),
            with_at: BTreeMap::new(),
            adjectives: BTreeMap::new(),
            nouns: BTreeMap::new(),
            without_sound_plural: BTreeMap::new(),
            with_sound_plural: BTreeMap::new(),
            endings: BTreeMap::new(),
            relatives: BTreeMap::new(),
            nominals,
        }
    }

    /// Inserts a pair. `has_teh` is true if the word of the pair ends in ة.
    fn insert(&mut self, root: &str, class: u32, tier: u8, has_teh: bool) {
        let tiers = if has_teh { &mut self.with_teh } else { &mut self.tiers };
        keep_commonest(tiers, lexeme_key(packed_root(root), class), tier);
    }

    /// Stores that a noun without ة has a plural in ات.
    fn insert_at(&mut self, root: &str, word: &str, tier: u8) {
        if !word.ends_with('ة') {
            for (n, _) in self.templates(root, word) {
                keep_commonest(&mut self.with_at, lexeme_key(packed_root(root), n), tier);
            }
        }
    }

    /// Stores whether a word is an adjective, and whether it has only broken plurals. Words in ة are ignored.
    fn insert_class(&mut self, root: &str, word: &str, tier: u8, is_adjective: bool, has_only_broken: bool) {
        if word.ends_with('ة') {
            return;
        }
        for (n, _) in self.templates(root, word) {
            let key = lexeme_key(packed_root(root), n);
            keep_commonest(if is_adjective { &mut self.adjectives } else { &mut self.nouns }, key, tier);
            if has_only_broken && !is_adjective {
                keep_commonest(&mut self.without_sound_plural, key, tier);
            }
        }
    }

    /// Stores that a noun has the plural in ون.
    fn insert_sound_plural(&mut self, root: &str, word: &str, tier: u8) {
        for (n, _) in self.templates(root, word) {
            keep_commonest(&mut self.with_sound_plural, lexeme_key(packed_root(root), n), tier);
        }
    }

    /// Stores the last letters of a verb of form I with a weak third radical. `words` are its perfect and its presents.
    fn insert_endings(&mut self, root: &str, words: &[String], tier: u8) {
        let mut endings = 0;
        for (i, word) in words.iter().enumerate() {
            let is_alef = bare(word).ends_with(['ا', 'ى']);
            endings |= match (i, is_alef) {
                (0, true) => LEXEME_PERFECT_IN_ALEF,
                (0, false) => LEXEME_PERFECT_IN_YEH,
                (_, true) => LEXEME_PRESENT_IN_ALEF,
                (_, false) => LEXEME_PRESENT_IN_YEH,
            };
        }
        let stored = self.endings.entry(lexeme_key(packed_root(root), VERB_CLASS + TemplateKind::I as u32)).or_insert((tier, 0));
        if tier < stored.0 {
            *stored = (tier, endings);
        } else if tier == stored.0 {
            stored.1 |= endings;
        }
    }

    /// Inserts the stem of a relative adjective or of a noun in ية: a noun if there is a template for it, and otherwise an adjective or a plural.
    /// Returns false if no template forms the stem.
    fn insert_relative(&mut self, root: &str, stem: &str, tier: u8, has_teh: bool) -> bool {
        let mut templates = self.templates(root, stem);
        let is_noun = |kind| matches!(kind, TemplateKind::Noun | TemplateKind::VerbalNoun);
        if templates.iter().any(|(_, kind)| is_noun(*kind)) {
            templates.retain(|(_, kind)| is_noun(*kind));
        }
        for (n, _) in &templates {
            let (old, needs_teh) = self.relatives.entry(lexeme_key(packed_root(root), *n)).or_insert((tier, true));
            *old = tier.min(*old);
            *needs_teh &= has_teh;
        }
        !templates.is_empty()
    }

    /// Returns whether a word is a sound plural: in ات, or in ون or ين after a word of the root.
    fn is_sound_plural(&self, root: &str, word: &str) -> bool {
        ["ات", "ون", "ين"].iter().any(|ending| word.strip_suffix(ending).is_some_and(|s| !self.templates(root, s).is_empty()))
    }

    /// Returns the hashes of the pairs and their values, in the order of the hashes.
    fn values(&self) -> Vec<(u32, u32)> {
        let is_verb = |key: &u32| key & 0x7FF >= VERB_CLASS;
        let takes_at = |key: &u32| match (self.with_at.get(key), self.with_teh.get(key)) {
            (Some(at), teh) if teh.is_none_or(|teh| at <= teh) => LEXEME_TAKES_AT,
            _ => 0,
        };
        let needs_teh_after_ya = |needs_teh| if needs_teh { LEXEME_NISBA_NEEDS_TEH } else { 0 };
        let relative =
            |key: &u32| self.relatives.get(key).map_or(0, |&(tier, teh)| u32::from(tier) << LEXEME_NISBA_SHIFT | needs_teh_after_ya(teh));
        let tier = |tiers: &BTreeMap<u32, u8>, key: &u32| tiers.get(key).copied().unwrap_or(u8::MAX);
        let is_adjective = |key: &u32| self.nominals.iter().any(|(n, r)| *n == key & 0x7FF && r.template.kind == TemplateKind::Adjective);
        let class = |key: &u32| match (tier(&self.adjectives, key), tier(&self.nouns, key)) {
            (adjective, noun) if !is_adjective(key) => u32::from(adjective <= noun && adjective < u8::MAX) * LEXEME_IS_ADJECTIVE,
            (adjective, noun) => {
                let is_broken = tier(&self.without_sound_plural, key) == noun && noun < tier(&self.with_sound_plural, key);
                u32::from(is_broken && noun < adjective) * LEXEME_NO_SOUND_PLURAL
            }
        };
        // The tier of a pair: that without ة, with the bits of the word in ة, or that of the word in ة if it is the only one.
        // ة after an adjective is rather its feminine.
        let own = |key: &u32| match (self.tiers.get(key), self.with_teh.get(key)) {
            (None, None) => None,
            (None, Some(teh)) => Some(u32::from(*teh) | LEXEME_NEEDS_TEH),
            (Some(tier), Some(teh)) if *teh <= 3 && (teh < tier || class(key) & LEXEME_IS_ADJECTIVE == 0) => {
                Some(u32::from(*tier) | u32::from(*teh) << LEXEME_TEH_SHIFT)
            }
            (Some(tier), _) => Some(u32::from(*tier)),
        };
        let endings = |key: &u32| self.endings.get(key).map_or(0, |(_, endings)| *endings);
        let listed = |key: &u32| {
            let more = |own| own | if is_verb(key) { endings(key) } else { takes_at(key) | class(key) };
            own(key).map_or(0, more)
        };
        let keys: BTreeSet<&u32> = self.tiers.keys().chain(self.with_teh.keys()).chain(self.relatives.keys()).collect();
        let mut values: Vec<(u32, u32)> = keys.into_iter().map(|key| (lexeme_hash(*key), listed(key) | relative(key))).collect();
        values.sort_unstable();
        values
    }

    /// Returns the templates that form the word from the root. Without ة, they do not require ة. A singular never has the pattern of a broken plural.
    fn templates(&self, root: &str, word: &str) -> Vec<(u32, TemplateKind)> {
        let (root, stem) = (codes(root), codes(word.strip_suffix('ة').unwrap_or(word)));
        // ى and ي have one letter code, but رأى is not the noun رأي.
        let same_last = |r: &Row| !r.pattern.ends_with(['ى', 'ي']) || r.pattern.ends_with('ى') == word.ends_with('ى');
        let allows_teh = |r: &Row| word.ends_with('ة') || r.template.slots & (SLOT_F | SLOT_T) == 0;
        let allows = |r: &Row| allows_teh(r) && same_last(r) && fits(r, &root, &stem);
        self.nominals.iter().filter(|(_, r)| allows(r)).map(|(n, r)| (*n, r.template.kind)).collect()
    }

    /// Inserts a word with the templates of the given kinds. If no template has one of these kinds, inserts it with all templates. Returns false if
    /// no template forms the word.
    fn insert_nominal(&mut self, root: &str, word: &str, kinds: &[TemplateKind], tier: u8) -> bool {
        let mut templates = self.templates(root, word);
        templates.retain(|(_, kind)| *kind != TemplateKind::Plural || kinds == [TemplateKind::Plural]);
        if templates.iter().any(|(_, kind)| kinds.contains(kind)) {
            templates.retain(|(_, kind)| kinds.contains(kind));
        }
        templates.iter().for_each(|(n, _)| self.insert(root, *n, tier, word.ends_with('ة')));
        !templates.is_empty()
    }

    /// Inserts a verb, and its participles and verbal nouns as regular words.
    fn insert_verb(&mut self, root: &str, form: VerbForm, tier: u8) {
        let Some(kind) = TemplateKind::NAMES.iter().position(|n| *n == format!("{form:?}")) else { return };
        self.insert(root, VERB_CLASS + kind as u32, tier, false);
        for (word, is_participle) in derivatives(root, form) {
            let kinds: &[TemplateKind] =
                if is_participle { &[TemplateKind::Adjective] } else { &[TemplateKind::Noun, TemplateKind::VerbalNoun] };
            for (n, kind) in self.templates(root, &word) {
                if kinds.contains(&kind) {
                    self.insert(root, n, tier + REGULAR_TIER, !is_participle && word.ends_with('ة'));
                }
            }
        }
    }
}

/// Returns whether a template forms the stem from the root.
fn fits(row: &Row, root: &[u64], stem: &[u64]) -> bool {
    let t = &row.template;
    if t.fill == Fill::Fixed || (root.len() == 4) != (t.fill == Fill::Quadriliteral) {
        return false;
    }
    let [waw, yeh, hamza] = [WAW, YEH, HAMZA].map(u64::from);
    let weak = |c: u64| c == waw || c == yeh;
    let allowed = match t.fill {
        Fill::Hollow => weak(root[1]),
        Fill::HollowWaw => root[1] == waw,
        Fill::HollowYeh => root[1] == yeh,
        Fill::Defective => weak(root[2]),
        Fill::DefectiveWaw => root[2] == waw,
        Fill::DefectiveYeh => root[2] == yeh,
        Fill::InitialWaw => root[0] == waw,
        Fill::InitialHamza => root[0] == hamza,
        Fill::InitialYeh => root[0] == yeh,
        Fill::InitialWawDefective => root[0] == waw && weak(root[2]),
        Fill::Geminate => root[1] == root[2],
        Fill::Sound | Fill::Quadriliteral | Fill::Fixed => true,
    };
    // The search has the same condition. No template is that of ثانوي, which has the root ثني.
    let hides_no_weak = matches!(t.fill, Fill::Sound | Fill::InitialWaw | Fill::InitialHamza | Fill::InitialYeh);
    if !allowed || hides_no_weak && weak(root[2]) && t.root_classes & ALLOWS_DEFECTIVE == 0 {
        return false;
    }
    let mut made = Vec::new();
    let mut seen = 0;
    for c in row.pattern.chars() {
        match c.to_digit(10) {
            Some(digit) => {
                seen |= 1 << digit;
                match root.get(digit as usize - 1) {
                    Some(code) => made.push(*code),
                    None => return false,
                }
            }
            None => made.extend(codes(&c.to_string())),
        }
    }
    let shown = if t.fill == Fill::Quadriliteral { 0b11110 } else { 0b1110 };
    // These stems have lost their final ي: متق of متقي.
    if t.slots & (SLOT_DI | SLOT_DU) != 0 {
        made.push(yeh);
    }
    let complete = !matches!(t.fill, Fill::Sound | Fill::Quadriliteral) || seen & shown == shown;
    complete && made == stem
}
