//! The vocalizations of templates and of closed words. A vocalization packs the marks of each letter in four bits, with the first letter in
//! the lowest bits.

use std::collections::BTreeSet;

use crate::ReadLines;
use crate::schema::*;
use crate::tables::Tables;
use crate::templates::Row;
use crate::word::{codes, key};

/// Returns the letters of a vocalized word, each letter with the bits of its marks. A dagger alef counts as a fatha.
fn letters(word: &str) -> Vec<(char, u8)> {
    let mut out: Vec<(char, u8)> = Vec::new();
    for c in word.chars() {
        let mark = if c == DAGGER_ALEF { FATHA } else { mark_bits(c) };
        match out.last_mut() {
            Some((_, marks)) if mark == SHADDA => *marks |= SHADDA,
            Some((_, marks)) if mark != 0 => *marks = *marks & SHADDA | mark,
            // آ is read as the two letters ء and ا without marks.
            _ if c == 'آ' => out.extend([('ء', 0), ('ا', 0)]),
            _ => out.push((c, 0)),
        }
    }
    out
}

/// Packs the marks of the letters into a vocalization.
fn pack(letters: &[(char, u8)]) -> u64 {
    letters.iter().rev().fold(0, |n, (_, marks)| n << 4 | u64::from(*marks))
}

/// Parses the vocalizations of a template: `فَعْل فُعُل+ | فَعِل` for the pattern `123`. The words contain the letters ف ع ل in place of
/// the radicals; a present also contains the prefix letter ي. A word that ends in `+` is the vocalization of a broken plural. Words after
/// `|` are rare vocalizations.
pub(crate) fn of_template(words: &str, pattern: &str) -> Vec<u64> {
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
            rare = RARE_VOCALIZATION;
            continue;
        }
        let plural = if word.ends_with('+') { PLURAL_VOCALIZATION } else { 0 };
        let all = letters(word.trim_end_matches('+'));
        let present = all.len() == wanted.len() + 1 && all[0].0 == 'ي';
        let stem = &all[usize::from(present)..];
        assert!(stem.iter().map(|l| l.0).eq(wanted.iter().copied()), "{word} is no {pattern}");
        let vowel = if present { u64::from(all[0].1) << PRESENT_VOWEL_SHIFT } else { 0 };
        out.push(pack(stem) | vowel | plural | rare);
    }
    out
}

/// Adds the vocalizations of all templates to the tables, in the order of the templates.
pub(crate) fn add(tables: &mut Tables, rows: &[Row]) {
    let ends = rows.iter().scan(0, |end, r| {
        *end += r.vocalizations.len() as u16;
        Some(*end)
    });
    tables.add_u16(Section::VocalizationStarts, std::iter::once(0).chain(ends));
    tables.add_u64(Section::Vocalizations, rows.iter().flat_map(|r| r.vocalizations.iter().copied()));
}

/// Adds the vocalizations of the words of `vocalized.txt` to the tables.
pub(crate) fn add_closed(tables: &mut Tables, read: ReadLines) {
    let mut all: BTreeSet<(u64, u64)> = BTreeSet::new();
    for line in read("vocalized.txt") {
        for word in line.split_whitespace() {
            let letters = letters(word);
            let plain: String = letters.iter().map(|l| l.0).collect();
            assert!(codes(&plain).len() == letters.len(), "{word}");
            let own = key(&plain).unwrap_or_else(|| panic!("{word} is too long"));
            // A lexicon key represents an initial آ by the single letter ا, so the marks of the ء of آ are skipped.
            let shift = usize::from(plain.starts_with("ءا"));
            all.insert((own, pack(&letters[shift..])));
            // If the word ends in ة, also stores the word without its ة.
            if let Some(stem) = plain.strip_suffix('ة') {
                all.insert((key(stem).unwrap_or(own), pack(&letters[shift..letters.len() - 1])));
            }
        }
    }
    tables.add_u64(Section::ClosedVocalizations, all.into_iter().flat_map(|(key, marks)| [key, marks]));
}
