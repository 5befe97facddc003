use core::mem::size_of_val;

use super::affix::{PREFIX_TREE, PREFIXES, PRONOUNS};
use super::tables::*;

#[test]
fn roots() {
    for (word, root) in [("كتاب", "كتب"), ("والمدارس", "درس"), ("يقولون", "قول"), ("استعمل", "عمل"), ("مسؤول", "سءل")]
    {
        assert_eq!(super::root(word).map(|r| alloc::string::ToString::to_string(&r)).as_deref(), Some(root), "{word}");
    }
}

/// All that the word grammar puts into a binary beside code, in bytes. A table that is missing here would be missed.
#[test]
fn tables_are_small() {
    let generated = [
        size_of_val(&ROOTS),
        size_of_val(&TEMPLATES),
        PATTERNS.len() + size_of_val(&PATTERNS_STARTS),
        size_of_val(&VOWELS) + size_of_val(&VOWEL_STARTS),
        size_of_val(&GROUPS),
        size_of_val(&MASKS) + size_of_val(&MASK_LISTS),
        LEMMAS.len() + size_of_val(&LEMMAS_STARTS),
        size_of_val(&FIRSTS),
        size_of_val(&LEXICON_STARTS) + size_of_val(&LEXICON_KEYS) + size_of_val(&LEXICON_FLAGS) + size_of_val(&FLAG_SETS),
        size_of_val(&SINGULARS) + WORDS.len(),
        size_of_val(&VOCALIZED),
    ];
    let affixes = size_of_val(&PREFIXES) + size_of_val(&PREFIX_TREE) + size_of_val(&PRONOUNS) + super::affix::ENDINGS_BYTES;
    let all: usize = generated.iter().sum::<usize>() + affixes;
    assert!(all < 256 * 1024, "{all} bytes: {generated:?}, affixes {affixes}");
    // Every generated table is in the sum.
    let source = include_str!("tables.rs");
    assert_eq!(source.matches("pub(crate) static ").count(), 19);
}
