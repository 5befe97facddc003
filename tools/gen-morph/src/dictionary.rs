//! The dictionary: the lexemes of `data/lexicon/`, by root, with their vowels. `data/lexicon/README.md` describes the format of a line.
//!
//! A lexeme is stored as a pair of its root and a *class*: the number of a template for nouns and adjectives, and the verb form for verbs. The
//! search looks up the pair of each reading by template, so it knows which readings are words that live, and how common they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::*;
use crate::tables::Tables;
use crate::templates::Row;
use crate::word::{codes, key};

/// A line of a dictionary file.
struct Line {
    root: String,
    tier: u8,
    class: Class,
}

/// The class of a line with its words.
enum Class {
    /// Verb forms by their Roman numbers, the words if they are written out, and verbal nouns.
    Verb { forms: Vec<String>, nouns: Vec<String> },
    /// A noun, adjective, elative, name or adverb: its class, its words (with the feminine) and its broken plurals.
    Nominal { class: String, words: Vec<String>, plurals: Vec<String>, is_person: bool },
}

/// The lexemes of the dictionary.
pub(crate) struct Dictionary {
    lines: Vec<Line>,
}

/// A word of the dictionary without marks.
pub(crate) fn bare(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '\u{64B}'..='\u{652}' | '\u{670}')).collect()
}

const FORMS: [&str; 16] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "QI", "QII", "QIII", "QIV"];

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
            let forms: Vec<String> = fields.iter().take_while(|f| FORMS.contains(&f.as_str())).cloned().collect();
            let class = if forms.is_empty() {
                let class = fields.remove(0);
                let slash = fields.iter().position(|f| f == "/").unwrap_or(fields.len());
                let plurals = fields.iter().skip(slash + 1).filter(|p| !matches!(p.as_str(), "ون" | "ات")).map(|w| bare(w)).collect();
                let words: Vec<String> = fields[..slash].iter().map(|w| bare(w)).collect();
                let is_person = words.len() > 1 || fields.iter().skip(slash).any(|f| f == "ون");
                Class::Nominal { class, words, plurals, is_person }
            } else {
                let equals = fields.iter().position(|f| f == "=").unwrap_or(fields.len());
                Class::Verb { forms, nouns: fields.iter().skip(equals + 1).map(|w| bare(w)).collect() }
            };
            parsed.push(Line { root: root.clone(), tier, class });
        }
        Dictionary { lines: parsed }
    }

    /// Returns the roots with the tier of their commonest lexeme.
    pub(crate) fn roots(&self) -> BTreeMap<&str, u8> {
        let mut roots = BTreeMap::new();
        // Four letters that a foreign name shows are no root: فرنسا.
        let is_place = |l: &&Line| matches!(&l.class, Class::Nominal { class, .. } if class == "g") && codes(&l.root).len() == 4;
        let places: BTreeSet<&str> = self.lines.iter().filter(is_place).map(|l| &*l.root).collect();
        for line in self.lines.iter().filter(|l| l.root != "-" && !places.contains(&*l.root)) {
            // A root that only names have is rare: إسم is not of the root of أسامة.
            let is_name = matches!(&line.class, Class::Nominal { class, .. } if matches!(class.as_str(), "p" | "pf" | "g"));
            let own = if is_name { 3 } else { line.tier };
            let tier = roots.entry(&*line.root).or_insert(own);
            *tier = own.min(*tier);
        }
        roots
    }

    /// Returns the words without a root: loans and foreign names.
    pub(crate) fn loans(&self) -> impl Iterator<Item = (&str, u8)> {
        self.lines.iter().filter(|l| l.root == "-").flat_map(|l| match &l.class {
            Class::Nominal { class, words, .. } if class != "a" => words.iter().take(1).map(|w| (w.as_str(), l.tier)).collect::<Vec<_>>(),
            _ => Vec::new(),
        })
    }

    /// Returns the tiers of the adjectives and of the nouns, by their letters.
    fn tiers(&self) -> [BTreeMap<&str, u8>; 2] {
        let mut tiers = [BTreeMap::new(), BTreeMap::new()];
        for line in &self.lines {
            if let Class::Nominal { class, words, .. } = &line.class {
                let which = match class.as_str() {
                    "a" | "e" => 0,
                    "n" | "nf" | "nm" => 1,
                    _ => continue,
                };
                let tier = tiers[which].entry(&*words[0]).or_insert(line.tier);
                *tier = line.tier.min(*tier);
            }
        }
        tiers
    }

    /// Returns the words in ة, without their ة, and whether the ة belongs to the lemma: of the noun and the adjective of the same letters, the commoner
    /// decides. If they are equally common, the noun does, except for rare words in ية, which are rather relative adjectives.
    pub(crate) fn feminines(&self) -> BTreeMap<&str, bool> {
        let [adjectives, nouns] = self.tiers();
        let mut words = BTreeMap::new();
        for (noun, tier) in &nouns {
            if let Some(stem) = noun.strip_suffix('ة') {
                let adjective = adjectives.get(stem).copied().unwrap_or(u8::MAX);
                let masculine = nouns.get(stem).copied().unwrap_or(u8::MAX);
                let is_noun = *tier < adjective || *tier == adjective && (*tier == 1 || !stem.ends_with('ي'));
                words.insert(stem, is_noun && *tier <= masculine);
            }
        }
        for adjective in adjectives.keys() {
            words.entry(adjective).or_insert(false);
        }
        words
    }

    /// Returns the stems of the relative adjectives: the adjectives in ي without their ي.
    pub(crate) fn relative_stems(&self) -> Vec<String> {
        let [adjectives, nouns] = self.tiers();
        let stems = adjectives.iter().filter_map(|(word, tier)| Some((word.strip_suffix('ي')?, *tier)));
        // If the noun is commoner than its relative adjective, ي is rather the pronoun: قلبي.
        let is_common = |(stem, tier): &(&str, u8)| {
            let noun = nouns.get(stem).into_iter().chain(nouns.get(&*format!("{stem}ة"))).min();
            codes(stem).len() >= 2 && noun.is_none_or(|noun| tier <= noun)
        };
        stems.filter(is_common).map(|(stem, _)| stem.to_string()).collect()
    }

    /// Returns the broken plurals with their singulars. A plural whose letters are also a singular, an adjective or a verbal noun of the dictionary
    /// is left out, because the letters
    /// alone do not distinguish them.
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
            singulars.get(&key(plural)).is_none_or(|t| t > tier) && !is_my(plural, *tier) && seen.insert(key(plural))
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
                let old = singulars.entry(key(word)).or_insert(tier);
                *old = tier.min(*old);
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
                    let tier = plurals.entry(key(plural)).or_insert(line.tier);
                    *tier = line.tier.min(*tier);
                }
            }
        }
        let singulars = self.singulars();
        singulars.iter().filter(|(key, tier)| plurals.get(*key).is_none_or(|plural| *tier <= plural)).filter_map(|(key, _)| *key).collect()
    }

    /// Adds the pairs of roots and classes to the tables. `rows` are the templates in the order of their numbers.
    pub(crate) fn add(&self, tables: &mut Tables, rows: &[Row]) {
        let mut found: BTreeMap<u32, u8> = BTreeMap::new();
        let mut missing = 0;
        let mut insert = |key: u32, tier: u8| {
            let old = found.entry(key).or_insert(tier);
            *old = tier.min(*old);
        };
        for line in self.lines.iter().filter(|l| l.root != "-") {
            let root: Vec<u64> = codes(&line.root);
            let packed = root.iter().fold(0, |n, c| n << CODE_BITS | *c as u32);
            let mut nominal = |word: &str, kinds: &[TemplateKind]| {
                let stem = codes(word.strip_suffix('ة').unwrap_or(word));
                let has_teh = word.ends_with('ة');
                let fits = |r: &&(usize, &Row)| (has_teh || r.1.template.slots & (SLOT_F | SLOT_T) == 0) && fits(r.1, &root, &stem);
                let rows: Vec<(usize, &Row)> = rows.iter().enumerate().filter(|(_, r)| !r.template.kind.is_verb()).collect();
                // A singular never has the pattern of a broken plural.
                let is_plural = kinds == [TemplateKind::Plural];
                let all: Vec<_> = rows.iter().filter(fits).filter(|(_, r)| is_plural || r.template.kind != TemplateKind::Plural).collect();
                let best: Vec<_> = all.iter().filter(|(_, r)| kinds.contains(&r.template.kind)).collect();
                let any = !all.is_empty();
                if best.is_empty() {
                    all.iter().for_each(|(n, _)| insert(lexeme_key(packed, *n as u32), line.tier));
                } else {
                    best.iter().for_each(|(n, _)| insert(lexeme_key(packed, *n as u32), line.tier));
                }
                any
            };
            use TemplateKind::{Adjective, Noun, Plural, VerbalNoun};
            match &line.class {
                Class::Verb { forms, nouns } => {
                    nouns.iter().for_each(|w| missing += usize::from(!nominal(w, &[Noun, VerbalNoun])));
                    for form in forms {
                        let name = if let Some(q) = form.strip_prefix('Q') {
                            format!("Q{}", ["I", "II", "III", "IV"].iter().position(|x| *x == q).unwrap() + 1)
                        } else {
                            form.clone()
                        };
                        if let Some(kind) = TemplateKind::NAMES.iter().position(|n| *n == name) {
                            insert(lexeme_key(packed, VERB_CLASS + kind as u32), line.tier);
                        }
                    }
                }
                Class::Nominal { class, words, plurals, is_person } => {
                    // A noun of a person takes ة and ون as an adjective does: طالب.
                    let kinds: &[TemplateKind] = match class.as_str() {
                        "a" | "e" => &[Adjective],
                        _ if *is_person => &[Noun, Adjective, VerbalNoun],
                        _ => &[Noun, VerbalNoun],
                    };
                    let one = nominal(&words[0], kinds);
                    missing += usize::from(!one);
                    words.iter().skip(1).for_each(|w| _ = nominal(w, kinds));
                    plurals.iter().for_each(|w| _ = nominal(w, &[Plural]));
                }
            }
        }
        eprintln!("dictionary: {} lines, {} pairs, {missing} words without a template", self.lines.len(), found.len());
        // A pair is stored in the bucket of its hash; the remaining bits identify it.
        let mut pairs: Vec<(u32, u8)> = found.into_iter().map(|(key, tier)| (lexeme_hash(key), tier)).collect();
        pairs.sort_unstable();
        let mut starts = vec![0u16; (1 << LEXEME_BUCKET_BITS) + 1];
        for (hash, _) in &pairs {
            starts[(hash >> (32 - LEXEME_BUCKET_BITS)) as usize + 1] += 1;
        }
        for bucket in 0..1 << LEXEME_BUCKET_BITS {
            starts[bucket + 1] += starts[bucket];
        }
        tables.add_u16(Section::LexemeStarts, starts);
        tables.add_u32(Section::Lexemes, pairs.iter().map(|(hash, tier)| hash << LEXEME_BUCKET_BITS | u32::from(*tier)));
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
    if !allowed {
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
