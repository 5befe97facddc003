//! The light stemmers of Larkey, Ballesteros and Connell (SIGIR 2002; light10: 2007), as published.
//!
//! | | prefixes | suffixes |
//! |---|---|---|
//! | light1 | ال وال بال كال فال | – |
//! | light2 | light1 and و | – |
//! | light3 | light2 | ه ة |
//! | light8 | light2 | ها ان ات ون ين يه ية ه ة ي |
//! | light10 | light2 and لل | as light8 |
//!
//! First و goes if three letters remain, then one article form if two remain, then each suffix in the order of the list, once, if two
//! remain. The words are folded before: أ إ آ to ا, ى to ي, ة to ه.

use super::beginning::{self, Beginnings};
use super::ending::{self, Endings};
use crate::scan::affixes::Affixes;
use crate::scan::letters::{Letters, last_four};

/// Which of the family.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    L1,
    L2,
    L3,
    L8,
    L10,
}

static ENDINGS: Endings = Endings::new(&[&['ه', 'ا'], &['ا', 'ن'], &['ا', 'ت'], &['و', 'ن'], &['ي', 'ن'], &['ي', 'ه'], &['ه'], &['ي']]);

impl Level {
    /// What it cuts.
    #[inline(always)]
    pub(super) fn affixes(self) -> &'static Affixes {
        static NO_WAW: Beginnings = beginning::light(false, false);
        static WAW: Beginnings = beginning::light(true, false);
        static WAW_AND_LAMS: Beginnings = beginning::light(true, true);
        static NONE: Endings = Endings::new(&[]);
        static HEH: Endings = Endings::new(&[&['ه']]);
        const fn affixes(beginnings: &'static Beginnings, endings: &'static Endings) -> Affixes {
            Affixes::new((beginnings, beginning::FOLDED), (endings.table(), ending::FOLDED))
        }
        static AFFIXES: [Affixes; 5] =
            [affixes(&NO_WAW, &NONE), affixes(&WAW, &NONE), affixes(&WAW, &HEH), affixes(&WAW, &ENDINGS), affixes(&WAW_AND_LAMS, &ENDINGS)];
        let [.., l10] = &AFFIXES;
        AFFIXES.get(self as usize).unwrap_or(l10)
    }
}

const fn code(letter: char) -> u64 {
    letter as u64 - 0x600
}

/// The stem of a word, as a range of its letters: [`stem`] without a decision for each affix.
#[inline(always)]
pub(super) fn stem_letters(letters: &Letters, level: Level) -> (usize, usize) {
    const WAW: u64 = code('و');
    const ARTICLE: u64 = code('ا') | code('ل') << 8;
    const LAMS: u64 = code('ل') | code('ل') << 8;
    let (first, len) = (letters.folded as u64, letters.len);
    let waw = usize::from((level >= Level::L2) & (first & 0xFF == WAW) & (len >= 4));
    let (first, len) = (first >> (8 * waw), len - waw);
    let one = first & 0xFF;
    let before_article = (one == WAW) | (one == code('ب')) | (one == code('ك')) | (one == code('ف'));
    let two = ((first & 0xFFFF == ARTICLE) | (level == Level::L10) & (first & 0xFFFF == LAMS)) & (len >= 4);
    let three = (first >> 8 & 0xFFFF == ARTICLE) & before_article & (len >= 5);
    let article = 2 * usize::from(two) + 3 * usize::from(three);
    let (from, len) = (waw + article, len - article);
    let free = len.saturating_sub(2);
    let last = last_four(letters.folded, letters.len);
    let gone = match level {
        Level::L1 | Level::L2 => 0,
        Level::L3 => usize::from(free > 0 && u64::from(last >> 24) == code('ه')),
        Level::L8 | Level::L10 => match ENDINGS.cut(last, free) {
            Some(gone) => gone,
            None => return with_more_endings(letters, level),
        },
    };
    (from, letters.len - gone)
}

#[cold]
#[inline(never)]
fn with_more_endings(letters: &Letters, level: Level) -> (usize, usize) {
    let mut all = ['\0'; crate::scan::letters::ROOM];
    for (i, c) in all.iter_mut().enumerate().take(letters.len) {
        *c = char::from_u32(0x600 + (letters.folded >> (8 * i)) as u32 % 256).unwrap_or_default();
    }
    stem(all.get(..letters.len).unwrap_or_default(), level)
}

/// The stem of folded letters, as a range of them.
pub(super) fn stem(letters: &[char], level: Level) -> (usize, usize) {
    let mut rest = letters;
    if let ['و', bare @ ..] = rest
        && level >= Level::L2
        && bare.len() >= 3
    {
        rest = bare;
    }
    if let ['ا', 'ل', bare @ ..] | ['و' | 'ب' | 'ك' | 'ف', 'ا', 'ل', bare @ ..] = rest
        && bare.len() >= 2
    {
        rest = bare;
    } else if let ['ل', 'ل', bare @ ..] = rest
        && level == Level::L10
        && bare.len() >= 2
    {
        rest = bare;
    }
    let from = letters.len() - rest.len();
    if level == Level::L3 {
        if let [bare @ .., 'ه'] = rest
            && bare.len() >= 2
        {
            rest = bare;
        }
    } else if level >= Level::L8 {
        let two = [['ه', 'ا'], ['ا', 'ن'], ['ا', 'ت'], ['و', 'ن'], ['ي', 'ن'], ['ي', 'ه']];
        for [first, second] in two {
            if let [bare @ .., a, b] = rest
                && (*a, *b) == (first, second)
                && bare.len() >= 2
            {
                rest = bare;
            }
        }
        for last in ['ه', 'ي'] {
            if let [bare @ .., a] = rest
                && *a == last
                && bare.len() >= 2
            {
                rest = bare;
            }
        }
    }
    (from, from + rest.len())
}
