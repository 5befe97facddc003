//! The light stemmers of Larkey, Ballesteros and Connell (SIGIR 2002; light10: 2007), as published.
//!
//! | | prefixes | suffixes |
//! |---|---|---|
//! | light1 | ال وال بال كال فال | – |
//! | light2 | the prefixes of light1, and و | – |
//! | light3 | the prefixes of light2 | ه ة |
//! | light8 | the prefixes of light2 | ها ان ات ون ين يه ية ه ة ي |
//! | light10 | the prefixes of light2, and لل | the suffixes of light8 |
//!
//! The steps of each stemmer are:
//!
//! 1. Fold the word: أ, إ and آ become ا, ى becomes ي, and ة becomes ه.
//! 2. Cut the prefix و if at least three letters remain (all stemmers except light1).
//! 3. Cut one of the other prefixes if at least two letters remain.
//! 4. Try each suffix once, in the order of the table, and cut the suffix if at least two letters remain.
//!
//! There are three implementations with the same results: [`affixes::cut`] for words in vector registers, [`cut_codes`] for letters in a
//! `u128`, and [`cut_letters`], the reference implementation of the published rules, for all other words.

use alloc::string::String;

#[cfg(any(test, fuzzing))]
use super::agreement;
use super::fallback::{keep_foreign_word, stem_by_letters};
use super::prefix_table::{self, PrefixTable};
use super::stemmed::{Cuts, StemRule};
use super::suffix_table::{self, SuffixTable};
use crate::scan::Level;
use crate::scan::affixes::{self, AffixCut, Affixes};
use crate::scan::letters::{self, Alphabet, LetterResult, LetterVisitor, Letters, last_four};

/// The light stemmers. Each stemmer cuts the prefixes of all stemmers above it in this list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Variant {
    Light1,
    Light2,
    Light3,
    Light8,
    Light10,
}

/// The suffixes of light8 and light10 with folded letters, in the order in which they are cut.
const SUFFIXES: [&[char]; 8] = [&['ه', 'ا'], &['ا', 'ن'], &['ا', 'ت'], &['و', 'ن'], &['ي', 'ن'], &['ي', 'ه'], &['ه'], &['ي']];
static SUFFIX_TABLE: SuffixTable = SuffixTable::new(&SUFFIXES);

impl Variant {
    /// Returns the tables of the affixes that the stemmer cuts.
    #[inline(always)]
    fn affixes(self) -> &'static Affixes {
        static NO_WAW: PrefixTable = prefix_table::light(false, false);
        static WAW: PrefixTable = prefix_table::light(true, false);
        static WAW_AND_LAMS: PrefixTable = prefix_table::light(true, true);
        static NONE: SuffixTable = SuffixTable::new(&[]);
        static HEH: SuffixTable = SuffixTable::new(&[&['ه']]);
        const fn affixes(prefixes: &'static PrefixTable, suffixes: &'static SuffixTable) -> Affixes {
            Affixes::new((prefixes, prefix_table::FOLDED), (suffixes.table(), suffix_table::FOLDED))
        }
        static AFFIXES: [Affixes; 5] = [
            affixes(&NO_WAW, &NONE),
            affixes(&WAW, &NONE),
            affixes(&WAW, &HEH),
            affixes(&WAW, &SUFFIX_TABLE),
            affixes(&WAW_AND_LAMS, &SUFFIX_TABLE),
        ];
        let [.., light10] = &AFFIXES;
        AFFIXES.get(self as usize).unwrap_or(light10)
    }
}

/// Appends the stem of a word to `out` and returns the positions at which the word was cut.
#[inline(always)]
pub(super) fn stem_into(level: Level, word: &str, variant: Variant, out: &mut String) -> Cuts {
    match affixes::cut::<{ affixes::SEARCH }>(level, word, variant.affixes(), |_| false, out) {
        AffixCut::At(from, to) => Cuts::between(word, from, to),
        AffixCut::Ascii => Cuts::whole(word, StemRule::NotArabic),
        AffixCut::Fallback => stem_without_vectors(word, variant, out),
    }
}

/// Appends the stem of a word to `out` and returns `true`. Returns `false` in two cases: if the word needs the slow path, for example
/// because the word is long or contains a rare character, or if `refuse` returns `true` for the codes of the folded letters of the word. If
/// the result is `false`, nothing is appended, unless the word is ASCII.
#[inline(always)]
pub(super) fn stem_unfolded(level: Level, word: &str, variant: Variant, refuse: impl Fn(u128) -> bool, out: &mut String) -> bool {
    matches!(affixes::cut::<{ affixes::SEARCH }>(level, word, variant.affixes(), refuse, out), AffixCut::At(..))
}

/// Implements [`stem_into`] without [`affixes::cut`].
#[inline(never)]
fn stem_without_vectors(word: &str, variant: Variant, out: &mut String) -> Cuts {
    letters::read(word, StemLetters { word, variant, out })
}

/// Receives the letters of a word and stems the word.
struct StemLetters<'a> {
    word: &'a str,
    variant: Variant,
    out: &'a mut String,
}

impl LetterVisitor for StemLetters<'_> {
    const ALPHABET: Alphabet = Alphabet::Search;
    type Output = Cuts;

    #[inline(always)]
    fn visit(self, read: LetterResult) -> Cuts {
        let StemLetters { word, variant, out } = self;
        match read {
            LetterResult::Letters(letters) => {
                let (from, to) = cut_codes(&letters, variant);
                letters.push_folded(from, to, out);
                Cuts::between(word, letters.start(from), letters.start(to))
            }
            LetterResult::NoLetters => keep_foreign_word(word, out),
            LetterResult::Fallback => stem_by_letters(word, out, |letters| cut_letters(letters.folded(), variant)),
        }
    }
}

const fn code(letter: char) -> u64 {
    letter as u64 - 0x600
}

/// Returns the letter range of the stem. The result is equal to the result of [`cut_letters`], but the function has no branch for each
/// affix.
#[inline(always)]
fn cut_codes(letters: &Letters, variant: Variant) -> (usize, usize) {
    const WAW: u64 = code('و');
    const ARTICLE: u64 = code('ا') | code('ل') << 8;
    const LAMS: u64 = code('ل') | code('ل') << 8;
    let (first, len) = (letters.folded as u64, letters.len);
    let waw = usize::from((variant >= Variant::Light2) & (first & 0xFF == WAW) & (len >= 4));
    let (first, len) = (first >> (8 * waw), len - waw);
    let one = first & 0xFF;
    let precedes_article = (one == WAW) | (one == code('ب')) | (one == code('ك')) | (one == code('ف'));
    let two = ((first & 0xFFFF == ARTICLE) | (variant == Variant::Light10) & (first & 0xFFFF == LAMS)) & (len >= 4);
    let three = (first >> 8 & 0xFFFF == ARTICLE) & precedes_article & (len >= 5);
    let article = 2 * usize::from(two) + 3 * usize::from(three);
    let (from, len) = (waw + article, len - article);
    let free = len.saturating_sub(2);
    let last = last_four(letters.folded, letters.len);
    let suffix = match variant {
        Variant::Light1 | Variant::Light2 => 0,
        Variant::Light3 => usize::from(free > 0 && u64::from(last >> 24) == code('ه')),
        Variant::Light8 | Variant::Light10 => match SUFFIX_TABLE.cut(last, free) {
            Some(n) => n,
            None => return cut_all_letters(letters, variant),
        },
    };
    (from, letters.len - suffix)
}

/// Calls [`cut_letters`] for a word whose last four letters do not determine the suffix.
#[cold]
#[inline(never)]
fn cut_all_letters(letters: &Letters, variant: Variant) -> (usize, usize) {
    let mut all = ['\0'; letters::ROOM];
    for (i, c) in all.iter_mut().enumerate().take(letters.len) {
        *c = char::from_u32(0x600 + (letters.folded >> (8 * i)) as u32 % 256).unwrap_or_default();
    }
    cut_letters(all.get(..letters.len).unwrap_or_default(), variant)
}

/// Returns the letter range of the stem according to the published rules. The letters must be folded.
fn cut_letters(letters: &[char], variant: Variant) -> (usize, usize) {
    let mut rest = letters;
    if let ['و', bare @ ..] = rest
        && variant >= Variant::Light2
        && bare.len() >= 3
    {
        rest = bare;
    }
    if let ['ا', 'ل', bare @ ..] | ['و' | 'ب' | 'ك' | 'ف', 'ا', 'ل', bare @ ..] = rest
        && bare.len() >= 2
    {
        rest = bare;
    } else if let ['ل', 'ل', bare @ ..] = rest
        && variant == Variant::Light10
        && bare.len() >= 2
    {
        rest = bare;
    }
    let from = letters.len() - rest.len();
    match variant {
        Variant::Light1 | Variant::Light2 => {}
        Variant::Light3 => rest = without_suffix(rest, &['ه']),
        Variant::Light8 | Variant::Light10 => {
            rest = SUFFIXES.into_iter().fold(rest, without_suffix);
        }
    }
    (from, from + rest.len())
}

/// Returns the letters without a suffix. Returns all letters if they do not end with the suffix, or if fewer than two letters would remain.
fn without_suffix<'l>(letters: &'l [char], suffix: &[char]) -> &'l [char] {
    letters.strip_suffix(suffix).filter(|bare| bare.len() >= 2).unwrap_or(letters)
}

/// Returns whether the three implementations have the same result for a word.
#[cfg(any(test, fuzzing))]
pub(super) fn implementations_agree(word: &str, variant: Variant) -> bool {
    let expected = agreement::run(|out| stem_by_letters(word, out, |letters| cut_letters(letters.folded(), variant)));
    agreement::run(|out| stem_without_vectors(word, variant, out)) == expected
        && agreement::at_all_levels(&expected, |level, out| stem_into(level, word, variant, out))
}
