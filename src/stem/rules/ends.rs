//! The fast path of the stemmer `rules`: tables indexed by the classes of the first and the last three letters determine the stem of most
//! words.
//!
//! Words that the tables cannot decide are stemmed by [`grammar`](super::grammar), which is the reference implementation.

use super::lists::{
    ALEF as ALEF_LIST, ARTICLE, BEH as BEH_LIST, ENDINGS, FEH as FEH_LIST, KAF as KAF_LIST, LAM as LAM_LIST, LAM_LAM, SEEN as SEEN_LIST,
    TEH as TEH_LIST, WAW as WAW_LIST, WHOLE, WORDS, YEH as YEH_LIST, has_teh_marbuta, in_section,
};
use crate::scan::Level;
use crate::scan::edge_letters::{self, AffixRule, EdgeLetters, PackedCut};
use crate::scan::letters::{Numbers, first as first_letters};
use alloc::string::String;

/// The numbers of the first letters of a word, before folding. Several letters can share a number: إ and آ share `MADDA`.
mod first {
    pub(super) const ALEF: u32 = 1;
    pub(super) const HAMZA: u32 = 2;
    pub(super) const MADDA: u32 = 3;
    pub(super) const LAM: u32 = 4;
    pub(super) const WAW: u32 = 5;
    pub(super) const FEH: u32 = 6;
    pub(super) const BEH: u32 = 7;
    pub(super) const KAF: u32 = 8;
    pub(super) const SEEN: u32 = 9;
    pub(super) const YEH: u32 = 10;
    pub(super) const TEH: u32 = 11;
    pub(super) const NOON: u32 = 12;
    pub(super) const MEEM: u32 = 13;
    /// One of the letters ج ح خ ع ق.
    pub(super) const VERBAL: u32 = 14;
    /// All other letters.
    pub(super) const OTHER: u32 = 15;

    pub(super) const LETTERS: [&str; 14] = ["ا", "أ", "إآ", "ل", "و", "ف", "ب", "ك", "س", "يى", "ت", "ن", "م", "جحخعق"];
}

/// The numbers of the last letters of a word, before folding. The number of all other letters is 0.
mod last {
    pub(super) const ALEF: u32 = 1;
    pub(super) const HAMZA: u32 = 2;
    pub(super) const MADDA: u32 = 3;
    pub(super) const BELOW: u32 = 4;
    pub(super) const HEH: u32 = 5;
    pub(super) const MARBUTA: u32 = 6;
    pub(super) const TEH: u32 = 7;
    pub(super) const NOON: u32 = 8;
    pub(super) const WAW: u32 = 9;
    pub(super) const YEH: u32 = 10;
    pub(super) const MEEM: u32 = 11;
    pub(super) const KAF: u32 = 12;
    /// One of the letters ؤ and ئ.
    pub(super) const SEAT: u32 = 13;

    pub(super) const LETTERS: [&str; 13] = ["ا", "أ", "آ", "إ", "ه", "ة", "ت", "ن", "و", "يى", "م", "ك", "ؤئ"];
}

#[allow(clippy::indexing_slicing, reason = "at compile time")]
static NUMBERS: Numbers = {
    let mut numbers = [[0; 16]; 3];
    let mut code = 0x20;
    while code < 0x50 {
        if matches!(code, 0x21..=0x3A | 0x41..=0x4A) {
            numbers[code / 16 - 2][code % 16] = first::OTHER as u8;
        }
        code += 1;
    }
    set(&mut numbers, &first::LETTERS, 0);
    set(&mut numbers, &last::LETTERS, 4);
    numbers
};

/// Writes the numbers of letters, starting with 1, into four bits of each table entry. `shift` selects these bits.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn set(numbers: &mut Numbers, letters: &[&str], shift: u8) {
    let mut n = 0;
    while n < letters.len() {
        let (bytes, mut i) = (letters[n].as_bytes(), 0);
        while i < bytes.len() {
            let code = ((bytes[i] & 1) << 6 | bytes[i + 1] & 0x3F) as usize;
            let number = &mut numbers[code / 16 - 2][code % 16];
            *number = *number & !(15 << shift) | (n as u8 + 1) << shift;
            i += 2;
        }
        n += 1;
    }
}

/// The number of table indices for three letters of four bits each. The first (or last) letter of the word is in the lowest bits.
const THREE: usize = 1 << 12;

const fn three(seen: usize) -> [u32; 3] {
    [seen as u32 & 15, seen as u32 >> 4 & 15, seen as u32 >> 8 & 15]
}

/// The number of letters of the article at the start of a word, indexed by the first three letters. The number includes a preposition ب or
/// ك before the article. An entry for لل also has the bit [`LAMS`]. If the word is in a word list, the article may be part of the stem and
/// is not cut.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ARTICLES: [u8; THREE] = {
    use first::{ALEF, BEH, KAF, LAM};
    let (mut table, mut seen) = ([0; THREE], 0);
    while seen < THREE {
        table[seen] = match three(seen) {
            [ALEF, LAM, _] => 2,
            [BEH | KAF, ALEF, LAM] => 3,
            [LAM, LAM, _] => 2 | LAMS,
            _ => 0,
        };
        seen += 1;
    }
    table
};
/// The bit for لل. This prefix is cut only if at least three letters remain.
const LAMS: u8 = 1 << 2;

/// The cuts of verb prefixes that the first three letters allow, indexed by these letters. Each cut is one bit. The function
/// `verb_prefixes` of [`grammar`](super::grammar) has the same rules as patterns.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static VERBS: [u8; THREE] = {
    use first::{ALEF, HAMZA, NOON, SEEN, TEH, YEH};
    let (mut table, mut seen) = ([0; THREE], 0);
    while seen < THREE {
        let letters = three(seen);
        let mut bits = match letters {
            [ALEF, SEEN, TEH] | [ALEF, _, TEH] | [ALEF, NOON, _] => ALEF_OF_FIVE,
            [YEH, ..] => PRESENT,
            [TEH, TEH, _] => TEH_OF_FOUR,
            [TEH, ..] => TEH_OF_FUTURE,
            [HAMZA, ..] => FORM_FOUR,
            _ => 0,
        };
        bits |= match letters {
            [ALEF, TEH, _] => ALEF_OF_FOUR,
            [TEH, SEEN, TEH] => TEH_OF_FIVE,
            [TEH, _, TEH] => TEH_OF_JUST_FIVE,
            _ => 0,
        };
        table[seen] = bits;
        seen += 1;
    }
    table
};
const ALEF_OF_FIVE: u8 = 1;
const ALEF_OF_FOUR: u8 = 1 << 1;
const PRESENT: u8 = 1 << 2;
const TEH_OF_FIVE: u8 = 1 << 3;
const TEH_OF_JUST_FIVE: u8 = 1 << 4;
const TEH_OF_FOUR: u8 = 1 << 5;
const TEH_OF_FUTURE: u8 = 1 << 6;
const FORM_FOUR: u8 = 1 << 7;
/// The cuts of verb prefixes that the length of a word allows, indexed by the number of letters (0 to 6). Longer words use the entry for 6
/// letters.
const OF_LENGTH: [u8; 7] = [
    0,
    0,
    0,
    0,
    ALEF_OF_FOUR | PRESENT | TEH_OF_FOUR | TEH_OF_FUTURE | FORM_FOUR,
    ALEF_OF_FIVE | PRESENT | TEH_OF_FIVE | TEH_OF_JUST_FIVE | TEH_OF_FOUR | TEH_OF_FUTURE,
    ALEF_OF_FIVE | PRESENT | TEH_OF_FIVE | TEH_OF_FOUR | TEH_OF_FUTURE,
];

/// The number of letters of the suffix, indexed by the last three letters. Bits 0–7 have two bits each for the ending of a word of 3, 4, 5
/// and at least 6 letters. Bits 8–13 have two bits each for the pronoun of a word of 4, 5 and at least 6 letters. Bits 14 and 15 are
/// [`EXCEPTION`] and [`NOT_PRESENT`].
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static SUFFIXES: [u16; THREE] = {
    let (mut table, mut seen) = ([0; THREE], 0);
    while seen < THREE {
        let letters = three(seen);
        let mut n = 3;
        while n <= 6 {
            table[seen] |= ending(letters, n) << (2 * (n - 3));
            if n > 3 {
                table[seen] |= pronoun(letters, n) << (PRONOUNS + 2 * (n - 3));
            }
            n += 1;
        }
        if has_exception(letters) {
            table[seen] |= EXCEPTION;
        }
        if matches!(letters, [last::MARBUTA | last::TEH, ..] | [last::NOON, last::YEH, _]) {
            table[seen] |= NOT_PRESENT;
        }
        seen += 1;
    }
    table
};
/// The bits for the pronoun of a word of `n` letters start at bit `PRONOUNS + 2 * (n - 3)`, for `n` from 4 to 6.
const PRONOUNS: usize = 6;
const EXCEPTION: u16 = 1 << 14;
const NOT_PRESENT: u16 = 1 << 15;

const fn is_alef(n: u32) -> bool {
    matches!(n, last::ALEF | last::HAMZA | last::MADDA | last::BELOW)
}

const fn is_heh(n: u32) -> bool {
    matches!(n, last::HEH | last::MARBUTA)
}

/// Returns the number of letters that the grammar's `suffixes` cuts from a word of `len` letters without an article. If a word of at least
/// five letters has an article, a final ه is cut too.
const fn ending([c, b, a]: [u32; 3], len: usize) -> u16 {
    use last::{ALEF, HAMZA, MADDA, MARBUTA, NOON, TEH, WAW, YEH};
    match (a, b, c) {
        (.., MARBUTA) => 1,
        (TEH, YEH, NOON) if len >= 6 => 3,
        (TEH, alef, NOON) if is_alef(alef) && len >= 6 => 3,
        (_, MADDA, TEH) => 1,
        (_, ALEF, TEH) if len >= 4 => 2,
        (_, WAW | YEH, NOON) if len >= 6 => 2,
        (_, WAW, alef) if is_alef(alef) && len >= 5 => 2,
        (_, HAMZA, TEH) if len >= 4 => 1,
        (_, b, TEH) if len >= 4 && !is_alef(b) && !matches!(b, WAW | YEH) => 1,
        (_, b, ALEF) if len >= 4 && b != YEH => 1,
        _ => 0,
    }
}

/// Returns the number of letters of the pronoun that the grammar's `pronoun` cuts from a word of `len` letters.
const fn pronoun([c, b, a]: [u32; 3], len: usize) -> u16 {
    use last::{HEH, KAF, MADDA, MEEM, NOON};
    match (a, b, c) {
        (a, MEEM, alef) if (is_heh(a) || a == KAF) && is_alef(alef) && len >= 6 => 3,
        (MADDA, NOON, alef) if is_alef(alef) => 0,
        (_, b, c) if is_heh(b) && (is_alef(c) || matches!(c, MEEM | NOON)) && len >= 5 => 2,
        (_, NOON, alef) if is_alef(alef) && len >= 5 => 2,
        (_, KAF, MEEM) if len >= 6 => 2,
        (.., HEH) => 1,
        _ => 0,
    }
}

/// Returns whether the last letters alone do not determine the suffix: in words of five or six letters, the suffix can also depend on the
/// first letters.
const fn has_exception([c, b, a]: [u32; 3]) -> bool {
    use last::{ALEF, HEH, NOON, TEH, YEH};
    match (a, b, c) {
        (_, ALEF, TEH) => true,
        (a, YEH, NOON) => a != TEH,
        (_, alef, HEH) => is_alef(alef),
        _ => false,
    }
}

/// Appends the stem of a word. The result contains the cut and whether the stem is a word of a closed class. The result indicates the slow
/// path if the tables cannot decide or if `refuse` returns `true` for the folded letters.
#[inline(never)]
pub(super) fn cut(level: Level, word: &str, refuse: impl Fn(u128) -> bool, out: &mut String) -> PackedCut {
    edge_letters::cut(level, word, ByRules { refuse }, out)
}

/// The [`AffixRule`] that applies the tables of this module.
struct ByRules<F> {
    refuse: F,
}

impl<F: Fn(u128) -> bool> AffixRule for ByRules<F> {
    const NUMBERS: &'static Numbers = &NUMBERS;

    #[inline(always)]
    fn decide(self, ends: &EdgeLetters) -> Option<(usize, usize, bool)> {
        if (self.refuse)(ends.folded) {
            return None;
        }
        decide(ends)
    }
}

/// Returns the letter range of the stem and whether the stem is a word of a closed class. Returns `None` if the word needs the slow path.
#[inline(always)]
fn decide(ends: &EdgeLetters) -> Option<(usize, usize, bool)> {
    use first::{ALEF, BEH, FEH, HAMZA, KAF, LAM, MADDA, MEEM, NOON, SEEN, TEH, VERBAL, WAW, YEH};
    const PARTICLES: u32 = 1 << BEH | 1 << KAF | 1 << LAM | 1 << SEEN;

    let whole = |n: usize| WORDS.sections(ends.folded >> (8 * n)) & WHOLE != 0;
    let is_listed = |n: usize, section: u16| {
        let codes = ends.folded >> (8 * n);
        WORDS.may_begin(codes as u32, section) && is_listed(codes, ends.len - n, ends.last, section)
    };
    let all = ends.len;
    if all <= 2 || whole(0) {
        return Some((0, all, whole(0)));
    }
    let (mut first, mut len, mut from) = (ends.first, all, 0);
    let at = |first: u32, n: u32| first >> (4 * n) & 15;
    let is_alef = |n: u32| (ALEF..=MADDA).contains(&n);

    // Cuts the conjunctions و and ف.
    if let one @ (WAW | FEH) = at(first, 0) {
        let closed = whole(1);
        let two = at(first, 1);
        let (goes, list) = if one == WAW {
            (len >= 4, if matches!(two, HAMZA | MADDA) { 0 } else { WAW_LIST })
        } else {
            let three = at(first, 2);
            let article =
                len >= 5 && matches!(two, ALEF..=LAM) && three == LAM || len >= 6 && two == BEH && is_alef(three) && at(first, 3) == LAM;
            let verb = len >= 5 && matches!(two, YEH | SEEN);
            (article || verb, FEH_LIST)
        };
        if closed && one == WAW {
            return Some((1, all, true));
        }
        let goes = (closed || goes) && !(list != 0 && is_listed(0, list));
        if goes && closed {
            return Some((1, all, true));
        }
        let n = usize::from(goes);
        (first, len, from) = (first >> (4 * n), len - n, n);
    } else if at(first, 0) == HAMZA && matches!(at(first, 1), WAW | FEH) && matches!(at(first, 2), ALEF..=LAM | BEH | KAF) {
        return None;
    }

    // Cuts the article, the prepositions ب, ك and ل, and the future particle س.
    let (one, two) = (at(first, 0), at(first, 1));
    let is_particle = PARTICLES >> one & 1 != 0;
    if is_particle && one != SEEN && whole(from + 1) {
        return Some((from + 1, all, true));
    }
    let article = ARTICLES.get(first as usize % THREE).copied().unwrap_or_default();
    let lams = article & LAMS != 0;
    let n = usize::from(article & 3);
    // If `n` is 3, the article follows a preposition ب or ك, so the article starts one letter later.
    let (at_article, list) = (from + (n & 1) + usize::from(lams), if lams { LAM_LAM } else { ARTICLE });
    // Without an article, `four` is 0 and starts no listed word, so `is_listed` is rarely called.
    let four = (ends.folded >> (8 * at_article)) as u32 & u32::from(n == 0).wrapping_sub(1);
    let listed = WORDS.may_begin(four, list) && is_listed(at_article, list);
    // If the word after the first ل is in the list, it starts with ل itself, so only the first ل of لل is cut.
    let n = if lams & listed { 1 } else { n };
    let mut definite = (n > 0) & (len >= n + 2 + usize::from(lams & !listed)) & (lams | !listed);
    let mut future = false;
    if is_particle {
        definite &= !(n == 3 && is_listed(from, if one == BEH { BEH_LIST } else { KAF_LIST }));
        if !definite {
            let (three, four, five) = (at(first, 2), at(first, 3), at(first, 4));
            let noun = len >= 6 && two == MEEM
                || len >= 6 && two == TEH && (five == YEH || is_alef(four))
                || is_alef(two)
                    && (len >= 6 && three == SEEN && four == TEH
                        || len >= 7 && three == NOON
                        || len >= 7 && three == VERBAL && four == TEH);
            future = one == SEEN && len >= 5 && matches!(two, YEH | TEH | NOON | HAMZA | MADDA) && !is_listed(from, SEEN_LIST);
            let goes = one != SEEN && len >= 5 && matches!(two, HAMZA | MADDA)
                || matches!(one, BEH | LAM) && noun
                || one == LAM && two == YEH && len >= 5 && !is_listed(from, LAM_LIST)
                || future;
            if goes {
                (first, len, from) = (first >> 4, len - 1, from + 1);
                if whole(from) {
                    return Some((from, all, true));
                }
            }
        }
    }
    let n = if definite { n } else { 0 };
    (first, len, from) = (first >> (4 * n), len - n, from + n);
    if len <= 2 {
        return None;
    }

    // Cuts a pronoun or an ending.
    let last = ends.last;
    let mut suffix = SUFFIXES.get(last as usize % THREE).copied().unwrap_or_default();
    if suffix & EXCEPTION != 0 {
        let stays = match at(last, 0) {
            last::TEH => len == 5 && at(first, 0) == HAMZA,
            last::NOON => len == 6 && is_alef(at(first, 2)),
            _ => len == 6 && is_alef(at(first, 0)),
        };
        suffix &= if stays { NOT_PRESENT } else { !0 };
    }
    let by_length = 2 * (len.min(6) - 3);
    let pronoun = usize::from(suffix >> (PRONOUNS + by_length) & 3 & if len > 3 { 3 } else { 0 });
    let (mut gone, mut not_present, mut nominal) = (pronoun, false, false);
    if !definite && pronoun > 0 {
        let (left, one, two) = (len - pronoun, at(last, pronoun as u32), at(last, pronoun as u32 + 1));
        let codes = ends.folded >> (8 * from);
        let plural = one == last::TEH && self::is_alef(two);
        gone += if plural && (left >= 5 || has_teh_marbuta(codes, left - 2, TEH_LIST)) {
            2
        } else {
            usize::from(
                one == last::TEH && (left >= 4 || has_teh_marbuta(codes, left - 1, TEH_LIST))
                    || one == last::WAW && left >= 5
                    || one == last::YEH && left == 5 && is_alef(at(first, 1)),
            )
        };
    } else {
        (not_present, nominal) = (suffix & NOT_PRESENT != 0, at(last, 0) == last::MARBUTA);
        gone = usize::from(suffix >> by_length & 3) + usize::from(definite & (at(last, 0) == last::HEH) & (len >= 5));
    }
    let left = len - gone;
    let (end, before) = (at(last, gone as u32), at(last, gone as u32 + 1));
    if end == last::SEAT && self::is_alef(before) && gone > 0 {
        return None;
    }

    // Cuts a prefix of a verb, such as the ي of the present tense.
    let mut verb = VERBS.get(first as usize % THREE).copied().unwrap_or_default() & OF_LENGTH.get(left.min(6)).copied().unwrap_or_default();
    if definite {
        verb &= ALEF_OF_FIVE | ALEF_OF_FOUR;
    }
    if !future && (left > 4 || not_present) {
        verb &= !TEH_OF_FUTURE;
    }
    if end == last::YEH || nominal {
        verb &= !FORM_FOUR;
    }
    if verb & (PRESENT | FORM_FOUR) != 0 && !future {
        let list = if verb & PRESENT != 0 { YEH_LIST } else { ALEF_LIST };
        let codes = ends.folded >> (8 * from);
        // The lookup uses the letters of the word without the suffix.
        if WORDS.may_begin(codes as u32, list) && self::is_listed(first_letters(codes, left), left, last >> (4 * gone), list) {
            verb = 0;
        }
    }
    Some((from + usize::from(verb != 0), from + left, false))
}

/// Implements the grammar's `is_listed_whole` for a word that is given by the codes of its letters and the numbers of its last letters.
#[inline(never)]
fn is_listed(codes: u128, len: usize, last: u32, section: u16) -> bool {
    let listed = |len: usize| in_section(codes, len, section);
    let with_heh = |len: usize| has_teh_marbuta(codes, len, section);
    let least = match section {
        ARTICLE => 5,
        LAM_LAM => 3,
        _ => 2,
    };
    let may_go = LISTED_ENDINGS.get(last as usize % THREE).copied().unwrap_or_default();
    let is = |n: u32, letter: u32| last >> (4 * n) & 15 == letter;
    let plural = is(0, last::TEH) && is_alef(last >> 4 & 15);
    listed(len)
        || plural && len >= 2 && with_heh(len - 2)
        || (1..=3).filter(|n| may_go >> n & 1 == 1 && len >= least + n).any(|n| {
            let bare = len - n;
            listed(bare) || with_heh(bare) || is(n as u32, last::TEH) && with_heh(bare - 1)
        })
}

/// The lengths of the [`ENDINGS`] that match the last three letters of a word. Bit `n` is set if an ending of `n` letters matches.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static LISTED_ENDINGS: [u8; THREE] = {
    let (mut table, mut seen) = ([0; THREE], 0);
    while seen < THREE {
        let (letters, mut e) = (three(seen), 0);
        while e < ENDINGS.len() {
            let (ending, mut same) = (ENDINGS[e], 0);
            while same < ending.len() && is_folded(letters[same], ending[ending.len() - 1 - same]) {
                same += 1;
            }
            if same == ending.len() {
                table[seen] |= 1 << same;
            }
            e += 1;
        }
        seen += 1;
    }
    table
};

/// Returns whether a letter with this number in [`last`] folds to `letter`.
const fn is_folded(number: u32, letter: char) -> bool {
    match letter {
        'ا' => is_alef(number),
        'ه' => is_heh(number),
        'ي' => number == last::YEH,
        'ك' => number == last::KAF,
        'ن' => number == last::NOON,
        'م' => number == last::MEEM,
        'و' => number == last::WAW,
        _ => {
            assert!(letter == 'ت', "an ending of these letters");
            number == last::TEH
        }
    }
}
