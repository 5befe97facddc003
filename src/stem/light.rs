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

/// Which of the family.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    L1,
    L2,
    L3,
    L8,
    L10,
}

const ARTICLES: [&[char]; 5] = [&['ا', 'ل'], &['و', 'ا', 'ل'], &['ب', 'ا', 'ل'], &['ك', 'ا', 'ل'], &['ف', 'ا', 'ل']];
const LAM_LAM: &[char] = &['ل', 'ل'];
const SUFFIXES: [&[char]; 8] = [&['ه', 'ا'], &['ا', 'ن'], &['ا', 'ت'], &['و', 'ن'], &['ي', 'ن'], &['ي', 'ه'], &['ه'], &['ي']];
const HEH: [&[char]; 1] = [&['ه']];

/// The stem of folded letters, as a range of them.
pub(super) fn stem(letters: &[char], level: Level) -> (usize, usize) {
    let mut rest = letters;
    if level >= Level::L2 && rest.len() >= 4 {
        rest = rest.strip_prefix(&['و']).unwrap_or(rest);
    }
    let lam_lam = (level == Level::L10).then_some(LAM_LAM);
    for article in ARTICLES.into_iter().chain(lam_lam) {
        if let Some(bare) = rest.strip_prefix(article).filter(|bare| bare.len() >= 2) {
            rest = bare;
            break;
        }
    }
    let from = letters.len() - rest.len();
    let suffixes: &[&[char]] = match level {
        Level::L1 | Level::L2 => &[],
        Level::L3 => &HEH,
        Level::L8 | Level::L10 => &SUFFIXES,
    };
    for suffix in suffixes {
        rest = rest.strip_suffix(*suffix).filter(|bare| bare.len() >= 2).unwrap_or(rest);
    }
    (from, from + rest.len())
}
