//! The table of the roots of three letters. For each root, the table has one byte with the tier and the flags of the root. The tier is the
//! frequency of the root: 1 (frequent), 2 (normal) or 3 (rare).

use crate::ReadLines;
use crate::dictionary::Dictionary;
use crate::schema::{ROOT_LOSES_SHIFT, ROOT_PRESENT_IS_IV, Section, WEAK_SHAPES};
use crate::tables::Tables;
use crate::word::root;

/// Adds the roots of `roots.txt` to the tables. `verbs4.txt` and `hollow.txt` list the roots that get flags.
pub(crate) fn add(tables: &mut Tables, read: ReadLines, dictionary: &Dictionary) {
    let mut table = vec![0u8; 1 << 15];
    for line in read("roots.txt") {
        let (two, thirds) = line.split_once(' ').unwrap_or_else(|| panic!("{line}"));
        for (tier, letters) in thirds.split('|').enumerate() {
            for c in letters.chars().filter(|c| !c.is_whitespace()) {
                table[root(&format!("{two}{c}")).unwrap_or_else(|| panic!("{line}"))] = tier as u8 + 1;
            }
        }
    }
    for (name, tier) in dictionary.roots() {
        if let Some(at) = root(name) {
            table[at] = tier;
        }
    }
    let mut mark = |file: &str, word: &str, flag: u8| match root(word) {
        Some(at) if table[at] != 0 => table[at] |= flag,
        _ => eprintln!("{file}: {word} is no root of roots.txt"),
    };
    for line in read("verbs4.txt") {
        line.split_whitespace().for_each(|w| mark("verbs4.txt", w, ROOT_PRESENT_IS_IV));
    }
    let mut flag = 0;
    for line in read("hollow.txt") {
        match line.strip_prefix('[') {
            Some(shape) => {
                let shape = shape.trim_end_matches(']');
                let number = WEAK_SHAPES.iter().position(|s| *s == shape).unwrap_or_else(|| panic!("hollow.txt: shape {shape}"));
                flag = 1 << ROOT_LOSES_SHIFT << number;
            }
            // Each line of `hollow.txt` lists roots whose stems have the same letters in one weak shape. The first root of a line is the
            // likeliest; the other roots get the flag.
            None => line.split_whitespace().skip(1).for_each(|w| mark("hollow.txt", w, flag)),
        }
    }
    tables.add(Section::Roots, table);
}
