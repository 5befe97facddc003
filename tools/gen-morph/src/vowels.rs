//! The vowels of templates and of closed words: half a byte a letter, the first letter lowest.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::{Read, codes, key, numbers};

/// Marks by code: none, a, i, u, no vowel, and the three with noon. 8 is a shadda.
const MARKS: [char; 8] = ['\0', '\u{64E}', '\u{650}', '\u{64F}', '\u{652}', '\u{64B}', '\u{64D}', '\u{64C}'];
const SHADDA: char = '\u{651}';
const DAGGER_ALEF: char = '\u{670}';

/// Bits above the letters: the vowel of a present's first letter, a shape of broken plurals, a rare shape.
const PRESENT: u32 = 56;
pub(crate) const PLURAL: u64 = 1 << 60;
const RARE: u64 = 1 << 61;

/// The letters of a vocalized word, and what is written on each.
fn letters(word: &str) -> Vec<(char, u64)> {
    let mut out: Vec<(char, u64)> = Vec::new();
    for c in word.chars() {
        let mark = if c == DAGGER_ALEF { 1 } else { MARKS.iter().position(|m| *m == c).unwrap_or(0) as u64 };
        match out.last_mut() {
            Some((_, marks)) if c == SHADDA => *marks |= 8,
            Some((_, marks)) if mark != 0 => *marks = *marks & 8 | mark,
            // آ is two letters; neither is marked.
            _ if c == 'آ' => out.extend([('ء', 0), ('ا', 0)]),
            _ => out.push((c, 0)),
        }
    }
    out
}

fn pack(letters: &[(char, u64)]) -> u64 {
    letters.iter().rev().fold(0, |n, (_, marks)| n << 4 | marks)
}

/// The shapes of a template, written with ف ع ل for its radicals; of a present, with the ي before it.
pub(crate) fn templates(words: &str, pattern: &str) -> Vec<u64> {
    let digit = |c| match c {
        '1' => 'ف',
        '2' => 'ع',
        '3' | '4' => 'ل',
        c => c,
    };
    let wanted: Vec<char> = pattern.chars().map(digit).flat_map(|c| if c == 'آ' { vec!['ء', 'ا'] } else { vec![c] }).collect();
    let mut rare = 0;
    let mut out = Vec::new();
    for word in words.split_whitespace() {
        if word == "|" {
            rare = RARE;
            continue;
        }
        let plural = if word.ends_with('+') { PLURAL } else { 0 };
        let all = letters(word.trim_end_matches('+'));
        let present = all.len() == wanted.len() + 1 && all[0].0 == 'ي';
        let stem = &all[usize::from(present)..];
        assert!(stem.iter().map(|l| l.0).eq(wanted.iter().copied()), "{word} is no {pattern}");
        out.push(pack(stem) | if present { all[0].1 << PRESENT } else { 0 } | plural | rare);
    }
    out
}

/// Writes the shapes of all templates, in order.
pub(crate) fn write(out: &mut String, templates: &[Vec<u64>]) {
    let mut at = 0;
    let starts = std::iter::once(0).chain(templates.iter().map(|t| {
        at += t.len();
        at
    }));
    writeln!(out, "/// Where the shapes of each template begin in `VOWELS`.").unwrap();
    numbers(out, "VOWEL_STARTS", "u16", starts.map(|n: usize| n.to_string()));
    writeln!(out, "\n/// Marks by letter, four bits each; above them the vowel of a present, and the bits of plurals and rare shapes.")
        .unwrap();
    numbers(out, "VOWELS", "u64", templates.iter().flatten().map(|v| format!("{v:#x}")));
    out.push('\n');
}

/// Writes the words of `vocalized.txt`: their keys in order, and the marks of each.
pub(crate) fn words(out: &mut String, read: Read) {
    let mut all: BTreeMap<(u64, u64), ()> = BTreeMap::new();
    for line in read("vocalized.txt") {
        for word in line.split_whitespace() {
            let letters = letters(word);
            let plain: String = letters.iter().map(|l| l.0).collect();
            assert!(codes(&plain).len() == letters.len(), "{word}");
            let key = key(&plain).unwrap_or_else(|| panic!("{word} is too long"));
            // The key of a word in آ is that of a word in ا.
            let shift = if plain.starts_with("ءا") { 1 } else { 0 };
            all.insert((key, pack(&letters[shift..])), ());
            // A stem stands without its ة.
            if let Some(stem) = plain.strip_suffix('ة') {
                all.insert((crate::key(stem).unwrap_or(key), pack(&letters[shift..letters.len() - 1])), ());
            }
        }
    }
    writeln!(out, "\n/// Closed words and irregular stems with their marks, four bits a letter; in the order of the words.").unwrap();
    numbers(out, "VOCALIZED", "(u64, u64)", all.keys().map(|(k, v)| format!("({k:#x}, {v:#x})")));
}
