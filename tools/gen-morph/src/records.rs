//! The records of the dictionary, from which the crate makes its lexemes with their vowels.

use std::collections::{BTreeMap, HashMap};

use crate::dictionary::{Dictionary, Line, bare};
use crate::morph::forms::vowels;
use crate::schema::*;
use crate::tables::Tables;
use crate::word::packed_root;

/// The patterns, each with its number.
#[derive(Default)]
struct Patterns {
    texts: Vec<String>,
    numbers: HashMap<String, u16>,
}

impl Patterns {
    /// Returns the number of the pattern of a word: the word with digits in place of the radicals. The first digit is 1. A radical that the word does
    /// not show, or that it shows as another letter, has no digit.
    fn number(&mut self, root: &str, word: &str) -> u16 {
        let mut radicals = root.chars().zip('1'..).peekable();
        let pattern: String = word.chars().map(|c| radicals.next_if(|(radical, _)| *radical == c).map_or(c, |(_, digit)| digit)).collect();
        if let Some(number) = self.numbers.get(&pattern) {
            return *number;
        }
        let number = u16::try_from(self.texts.len()).expect("less than 65,536 patterns");
        self.texts.push(pattern.clone());
        self.numbers.insert(pattern, number);
        number
    }
}

/// Adds the records of all lexemes.
pub(crate) fn add(tables: &mut Tables, dictionary: &Dictionary) {
    let mut patterns = Patterns::default();
    patterns.number("", "");
    let mut roots: BTreeMap<u32, Vec<&Line>> = BTreeMap::new();
    for line in dictionary.lines() {
        let root = if line.root == "-" { u32::MAX } else { packed_root(&line.root) };
        roots.entry(root).or_default().push(line);
    }
    let (mut records, mut starts) = (Vec::new(), Vec::new());
    for (root, lines) in &mut roots {
        starts.push(u16::try_from(records.len()).expect("less than 65,536 records"));
        // The commonest lexemes of a root come first. The words without a root are sorted by their letters.
        match root {
            &u32::MAX => lines.sort_by_key(|l| bare(&l.words[0])),
            _ => lines.sort_by_key(|l| l.tier),
        }
        lines.iter().for_each(|line| push_line(line, &mut patterns, &mut records));
    }
    starts.push(u16::try_from(records.len()).expect("less than 65,536 records"));
    tables.add_u32(Section::DictionaryRoots, roots.keys().copied());
    tables.add_u16(Section::DictionaryStarts, starts);
    tables.add(Section::DictionaryRecords, records.iter().flat_map(|r| r.to_bytes()).collect());
    let lengths = patterns.texts.iter().map(|text| u8::try_from(text.len()).expect("a word has less than 256 bytes"));
    tables.add(Section::DictionaryLengths, lengths.collect());
    let blocks = patterns.texts.chunks(PATTERN_BLOCK).scan(0, |start, block| {
        let this = *start;
        *start += block.iter().map(|text| text.len() as u32).sum::<u32>();
        Some(this)
    });
    tables.add_u32(Section::DictionaryBlocks, blocks);
    tables.add(Section::DictionaryText, patterns.texts.concat().into_bytes());
}

/// Appends the records of a line. Verbs of the forms XI and XII, which have no value in the crate, have no record.
fn push_line(line: &Line, patterns: &mut Patterns, records: &mut Vec<Record>) {
    if line.name.is_empty() && line.verb_forms().is_empty() {
        return;
    }
    let root = if line.root == "-" { "" } else { &line.root };
    let mut push = |kind: &str, word: &str, vowels: u8| {
        let number = RecordKind::NAMES.iter().position(|n| *n == kind).unwrap_or_else(|| panic!("{kind} of {word}"));
        let record = Record { pattern: patterns.number(root, word), kind: RecordKind::from_number(number as u8), tier: line.tier, vowels };
        records.push(record);
    };
    let more = if line.name.is_empty() { "verbal-noun" } else { "plural" };
    if !line.name.is_empty() {
        push(&line.name, &line.words[0], 0);
        line.words.iter().skip(1).for_each(|w| push("feminine", w, 0));
    }
    for form in line.verb_forms() {
        let name = format!("{form:?}");
        match &line.words[..] {
            // A verb with two presents is one lexeme with the vowels of the first one.
            [perfect, present, others @ ..] => {
                let vowels = vowels(root, perfect, present);
                push(&name, perfect, vowels);
                let unknown = std::iter::once(present).filter(|_| vowels == 0);
                unknown.chain(others).for_each(|w| push("present", w, 0));
            }
            _ => push(&name, "", 0),
        }
    }
    line.more.iter().for_each(|w| push(more, w, 0));
}
