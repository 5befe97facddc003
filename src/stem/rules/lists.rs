//! The word list of the stemmer `rules` (`words.txt`) and the functions that search this list.
//!
//! The list has one section for each affix. A section contains words that start with the letters of a prefix, although these letters are
//! part of the stem: وزير (minister) is in the section `waw`. The section `teh` contains words of two letters and ة, such as لغة. The
//! section `whole` contains the words of the closed classes, such as pronouns and particles.

use crate::scan::letters::first;
use crate::word_list::{self, WordList};

const TEXT: &str = include_str!("../words.txt");
#[allow(long_running_const_eval)]
pub(super) static WORDS: WordList<{ word_list::count(TEXT) }> =
    WordList::read(TEXT, &["whole", "article", "lam-lam", "waw", "feh", "beh", "kaf", "lam", "yeh", "seen", "teh", "alef"], &ENDINGS);

pub(super) const WHOLE: u16 = 1;
pub(super) const ARTICLE: u16 = 1 << 1;
pub(super) const LAM_LAM: u16 = 1 << 2;
pub(super) const WAW: u16 = 1 << 3;
pub(super) const FEH: u16 = 1 << 4;
pub(super) const BEH: u16 = 1 << 5;
pub(super) const KAF: u16 = 1 << 6;
pub(super) const LAM: u16 = 1 << 7;
pub(super) const YEH: u16 = 1 << 8;
pub(super) const SEEN: u16 = 1 << 9;
pub(super) const TEH: u16 = 1 << 10;
pub(super) const ALEF: u16 = 1 << 11;

/// Returns whether the first `len` letters of `codes` are a word in a section of the word list.
#[inline]
pub(super) fn in_section(codes: u128, len: usize, section: u16) -> bool {
    (1..=word_list::MAX).contains(&len) && WORDS.sections(first(codes, len)) & section != 0
}

/// Returns whether the first `len` letters of `codes`, followed by a ة, are a word in a section of the word list.
pub(super) fn has_teh_marbuta(codes: u128, len: usize, section: u16) -> bool {
    const HEH: u128 = 'ه' as u128 - 0x600;
    len < word_list::MAX && WORDS.sections(first(codes, len) | HEH << (8 * len)) & section != 0
}

/// The endings that a lookup ignores at the end of a word.
pub(super) const ENDINGS: [&[char]; 20] = [
    &['ي'],
    &['ك'],
    &['ن', 'ي'],
    &['ك', 'م', 'ا'],
    &['ي', 'ه'],
    &['ي', 'ه', 'ا'],
    &['ه'],
    &['ه', 'ا'],
    &['ه', 'م'],
    &['ه', 'م', 'ا'],
    &['ه', 'ن'],
    &['ن', 'ا'],
    &['ك', 'م'],
    &['ا', 'ت'],
    &['و', 'ن'],
    &['ي', 'ن'],
    &['ا', 'ن'],
    &['و', 'ا'],
    &['ا'],
    &['ت'],
];
