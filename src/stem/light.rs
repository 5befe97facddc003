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
