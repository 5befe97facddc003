//! Snowball's Arabic stemmer (3.x). The algorithm is by Chelli. The stemmer removes clitics and the inflection of nouns and verbs without a
//! lexicon. The stems are equal to the stems of Snowball's program, bit for bit.
//!
//! The steps follow Snowball's program, including four oddities:
//!
//! 1. The program checks whether a word starts with an article before the program removes the marks.
//! 2. If the longest matching affix must not be cut, the program does not try shorter affixes.
//! 3. If a step fails, the program does not undo the cuts of this step.
//! 4. The program does not search for further prefixes in the replacement of a prefix.
//!
//! The older version of the stemmer in `rust-stemmers` also deletes punctuation. This version does not.

use alloc::string::String;

use super::stemmed::Cuts;
use crate::scan::letters::{self, Alphabet, LetterResult, LetterVisitor, Letters, first, last_four};

/// Appends the stem of a word to `out` and returns the positions at which the word was cut.
#[inline(never)]
pub(super) fn stem_into(word: &str, out: &mut String) -> Cuts {
    letters::read(word, StemLetters { word, out })
}

/// Receives the letters of a word and stems the word.
struct StemLetters<'a> {
    word: &'a str,
    out: &'a mut String,
}

impl LetterVisitor for StemLetters<'_> {
    const ALPHABET: Alphabet = Alphabet::Snowball;
    type Output = Cuts;

    #[inline(always)]
    fn visit(self, read: LetterResult) -> Cuts {
        let (from, to) = match read {
            LetterResult::Letters(letters) => stem_codes(self.word, letters, self.out),
            LetterResult::NoLetters | LetterResult::Fallback => stem_chars(self.word, self.out),
        };
        Cuts::between(self.word, from, to)
    }
}

/// An affix of at most three letters that is cut or inserted, as text and as codes. The code of a letter is its code point minus U+0600.
#[derive(Clone, Copy)]
struct Affix {
    text: &'static str,
    /// The codes of the letters, one byte each. The first letter is in the lowest byte.
    codes: u32,
    /// The codes of the letters after folding: the codes of أ, إ and آ are replaced by the code of ا.
    folded: u32,
    /// The number of letters.
    len: usize,
}

/// Returns the affix with the given text. Each letter of the text must have two bytes in UTF-8.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn affix(text: &'static str) -> Affix {
    let (b, mut codes, mut folded, mut n) = (text.as_bytes(), 0, 0, 0);
    while 2 * n < b.len() {
        let code = (b[2 * n] as u32 & 1) << 6 | b[2 * n + 1] as u32 & 0x3F;
        codes |= code << (8 * n);
        folded |= (if matches!(code, 0x22 | 0x23 | 0x25) { 0x27 } else { code }) << (8 * n);
        n += 1;
    }
    Affix { text, codes, folded, len: n }
}

/// A list of affixes with their minimum lengths of words. An affix precedes all shorter affixes that match the end of the same words. An
/// affix is cut only from words with at least the given number of characters.
///
/// The names of the lists are the names of the steps in Snowball's program: `VERB_2A` belongs to the step `Suffix_Verb_Step2a`.
type Affixes = &'static [(Affix, usize)];

const VERB_1: Affixes = &[
    (affix("هما"), 6),
    (affix("كما"), 6),
    (affix("كمو"), 6),
    (affix("ني"), 5),
    (affix("نا"), 5),
    (affix("ها"), 5),
    (affix("هم"), 5),
    (affix("هن"), 5),
    (affix("كم"), 5),
    (affix("كن"), 5),
    (affix("ه"), 4),
    (affix("ك"), 4),
];
const VERB_2A: Affixes = &[
    (affix("تما"), 6),
    (affix("نا"), 5),
    (affix("تا"), 5),
    (affix("تن"), 5),
    (affix("ان"), 6),
    (affix("ون"), 6),
    (affix("ين"), 6),
    (affix("ت"), 4),
    (affix("ا"), 4),
    (affix("ن"), 4),
    (affix("ي"), 4),
];
const VERB_2B: Affixes = &[(affix("وا"), 5), (affix("تم"), 5)];
const VERB_2C: Affixes = &[(affix("تمو"), 6), (affix("و"), 4)];
const NOUN_1A: Affixes = &[
    (affix("كما"), 6),
    (affix("هما"), 6),
    (affix("نا"), 5),
    (affix("كم"), 5),
    (affix("ها"), 5),
    (affix("هن"), 5),
    (affix("هم"), 5),
    (affix("ي"), 4),
    (affix("ك"), 4),
    (affix("ه"), 4),
];
const NOUN_1B: Affixes = &[(affix("ن"), 6)];
const NOUN_2A: Affixes = &[(affix("ا"), 5), (affix("ي"), 5), (affix("و"), 5)];
const NOUN_2B: Affixes = &[(affix("ات"), 5)];
const NOUN_2C1: Affixes = &[(affix("ت"), 4)];
const NOUN_2C2: Affixes = &[(affix("ة"), 4)];
const NOUN_3: Affixes = &[(affix("ي"), 3)];

/// Pairs of a prefix and the text that replaces the prefix, as in the following three lists.
const DOUBLED: &[(Affix, Affix)] = &[
    (affix("أأ"), affix("أ")),
    (affix("أآ"), affix("آ")),
    (affix("أؤ"), affix("أ")),
    (affix("أا"), affix("ا")),
    (affix("أإ"), affix("إ")),
];
const PREPOSITIONS: &[(Affix, Affix)] = &[(affix("بب"), affix("ب")), (affix("كك"), affix("ك")), (affix("ب"), NOTHING)];
const FUTURE: &[(Affix, Affix)] =
    &[(affix("سي"), affix("ي")), (affix("ست"), affix("ت")), (affix("سن"), affix("ن")), (affix("سأ"), affix("أ"))];
const TENTH: &[(Affix, Affix)] = &[(affix("يست"), affix("است")), (affix("نست"), affix("است")), (affix("تست"), affix("است"))];
const CONJUNCTIONS: [Affix; 2] = [affix("ف"), affix("و")];
/// If a word starts with one of these affixes, no conjunction is cut from the word.
const WITH_ALEF: [Affix; 2] = [affix("فا"), affix("وا")];
const ARTICLES: [Affix; 4] = [affix("بال"), affix("كال"), affix("لل"), affix("ال")];
const BEH_ALEF: Affix = affix("با");
const NOTHING: Affix = affix("");

/// The parts of speech that are possible for a word. A word with an article is a definite noun. A word without an article may be a noun or
/// a verb.
#[derive(Clone, Copy)]
struct Flags {
    verb: bool,
    defined: bool,
}

impl Flags {
    /// Returns the flags of a word. The marks of the word must not yet be removed. A word is a definite noun if the word starts with بال or
    /// كال and has at least five characters, or starts with ال or لل and has at least four characters.
    fn of(word: &str) -> Flags {
        let longer = |n: usize| word.chars().nth(n).is_some();
        let defined = (word.starts_with("بال") || word.starts_with("كال")) && longer(4)
            || (word.starts_with("ال") || word.starts_with("لل")) && longer(3);
        Flags { verb: !defined, defined }
    }
}

/// Implements [`stem_chars`] for a word of at most 16 letters. `letters` contains the codes of the letters.
#[inline(always)]
fn stem_codes(word: &str, letters: Letters, out: &mut String) -> (usize, usize) {
    let flags = Flags::of(word);
    let mut rest = Rest {
        text: Codes { codes: letters.spelled, from: 0, to: letters.len },
        head: Codes { codes: 0, from: 0, to: 0 },
        len: letters.len,
        maksura: false,
    };
    rest.suffixes(flags);
    rest.prefixes(flags);
    let Codes { from, to, .. } = rest.text;

    // The letters of the word and the replacements of prefixes are both folded (أ, إ and آ become ا), so the stem contains none of أ, إ and
    // آ. If the last letter carries a hamza or a madda, the letter becomes ء. If `maksura` is true, a last letter ى becomes ي.
    let mut folded = first(letters.folded, to);
    if from < to {
        let at = 8 * (to - 1);
        let last = match (letters.spelled >> at) as u8 {
            0x22..=0x26 => Some(0x21),
            0x49 if rest.maksura => Some(0x4A),
            _ => None,
        };
        if let Some(last) = last {
            folded = folded & !(0xFF << at) | last << at;
        }
    }
    let text = if from < 16 { folded >> (8 * from) } else { 0 };
    letters::push(text << (8 * rest.head.to) | rest.head.codes, rest.head.to + to - from, out);
    (letters.start(from), letters.start(to))
}

/// Appends the stem of a word to `out`, following the steps of Snowball's program. Returns the byte range of the word that was not cut.
#[inline(never)]
fn stem_chars(word: &str, out: &mut String) -> (usize, usize) {
    let base = out.len();
    word.chars().for_each(|c| clean(c, out));
    let clean_end = out.len();
    let text = out.get(base..).unwrap_or_default();
    let mut rest = Rest { len: text.chars().count(), head: [""; 4], text, maksura: false };
    let flags = Flags::of(word);
    rest.suffixes(flags);
    let to = base + rest.text.len();
    rest.prefixes(flags);
    let (head, maksura, from) = (rest.head, rest.maksura, to - rest.text.len());

    // Appends the stem after the cleaned text. The cleaned text is removed at the end of the function.
    for c in head.into_iter().flat_map(str::chars) {
        out.push(seat(c));
    }
    let mut at = from;
    while let Some(c) = out.get(at..to).and_then(|t| t.chars().next()) {
        at += c.len_utf8();
        out.push(seat(c));
    }
    let last = match out.get(from..to).and_then(|t| t.chars().next_back()) {
        Some('أ' | 'إ' | 'آ' | 'ؤ' | 'ئ') => Some('ء'),
        Some('ى') if maksura => Some('ي'),
        _ => None,
    };
    if let Some(last) = last {
        out.pop();
        out.push(last);
    }
    out.drain(base..clean_end);
    (source(word, from - base, false), source(word, to - base, true))
}

/// Appends a character in its cleaned form to `out`. The diacritics U+064B–0652 and tatweel are removed. An Arabic-Indic digit becomes an
/// ASCII digit. A presentation form U+FE80–FEFC is replaced by the letters that the form encodes.
fn clean(c: char, out: &mut String) {
    match c {
        '\u{64B}'..='\u{652}' | '\u{640}' => {}
        '٠'..='٩' => out.push(char::from_u32(u32::from(c) - 0x660 + 0x30).unwrap_or(c)),
        '\u{FE80}'..='\u{FEFC}' => out.push_str(crate::chars::base_text(c).unwrap_or_default()),
        _ => out.push(c),
    }
}

/// Returns the byte position in the word that corresponds to the byte position `cleaned` of the cleaned text (see [`clean`]).
///
/// If `cleaned` is 0, the result is 0. Otherwise, if `end` is false, the position is a start: the start of the character that contains the
/// byte `cleaned`. If `end` is true, the position is an end: the position after the character that contains the byte before `cleaned`, and
/// after the marks of this character.
fn source(word: &str, cleaned: usize, end: bool) -> usize {
    let mut sum = 0;
    for (i, c) in word.char_indices() {
        let len = match c {
            '\u{64B}'..='\u{652}' | '\u{640}' => 0,
            '٠'..='٩' => 1,
            '\u{FE80}'..='\u{FEFC}' => crate::chars::base_text(c).unwrap_or_default().len(),
            _ => c.len_utf8(),
        };
        if len == 0 && (sum > 0 || cleaned > 0) {
            continue;
        }
        if sum >= cleaned || !end && sum + len > cleaned {
            return i;
        }
        sum += len;
    }
    word.len()
}

/// Returns the letter without its hamza or madda: ا for أ, إ and آ; و for ؤ; ي for ئ. Returns all other characters unchanged.
fn seat(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ؤ' => 'و',
        'ئ' => 'ي',
        _ => c,
    }
}

/// The part of a word that is not yet cut.
trait Text: Copy {
    /// The type of the replacements of cut prefixes.
    type Head;
    fn ends_with(self, affix: Affix) -> bool;
    fn starts_with(self, affix: Affix) -> bool;
    fn cut_back(&mut self, affix: Affix);
    fn cut_front(&mut self, affix: Affix);
    fn add(head: &mut Self::Head, by: Affix);
}

impl Text for &str {
    type Head = [&'static str; 4];

    fn ends_with(self, affix: Affix) -> bool {
        str::ends_with(self, affix.text)
    }
    fn starts_with(self, affix: Affix) -> bool {
        str::starts_with(self, affix.text)
    }
    fn cut_back(&mut self, affix: Affix) {
        *self = self.strip_suffix(affix.text).unwrap_or(self);
    }
    fn cut_front(&mut self, affix: Affix) {
        *self = self.strip_prefix(affix.text).unwrap_or(self);
    }
    fn add(head: &mut Self::Head, by: Affix) {
        if let Some(head) = head.iter_mut().find(|head| head.is_empty()) {
            *head = by.text;
        }
    }
}

/// The letters `from..to` of a word of at most 16 letters, as codes; see [`letters`].
#[derive(Clone, Copy)]
struct Codes {
    /// The codes of all letters of the word, one byte each. The first letter is in the lowest byte.
    codes: u128,
    from: usize,
    to: usize,
}

impl Text for Codes {
    type Head = Codes;

    #[inline(always)]
    fn ends_with(self, affix: Affix) -> bool {
        self.to - self.from >= affix.len
            && (last_four(self.codes, self.to) ^ affix.codes << (32 - 8 * affix.len)) >> (32 - 8 * affix.len) == 0
    }
    #[inline(always)]
    fn starts_with(self, affix: Affix) -> bool {
        self.to - self.from >= affix.len && ((self.codes >> (8 * self.from)) as u32 ^ affix.codes) << (32 - 8 * affix.len) == 0
    }
    #[inline(always)]
    fn cut_back(&mut self, affix: Affix) {
        self.to -= affix.len;
    }
    #[inline(always)]
    fn cut_front(&mut self, affix: Affix) {
        self.from += affix.len;
    }
    #[inline(always)]
    fn add(head: &mut Codes, by: Affix) {
        // The letters are appended in their folded form, with ا for أ, إ and آ.
        head.codes |= u128::from(by.folded) << (8 * head.to);
        head.to += by.len;
    }
}

/// The cleaned word without the affixes that are already cut.
struct Rest<T: Text> {
    /// The replacements of cut prefixes. The stemmer searches for further prefixes only in `text`, because Snowball's cursor is after the
    /// replacements.
    head: T::Head,
    text: T,
    /// The number of characters in `head` and `text` together.
    len: usize,
    /// True if a last letter ى must become ي.
    maksura: bool,
}

impl<T: Text> Rest<T> {
    /// Cuts the longest suffix of the list that matches the end of the word. If the word is too short for this suffix, nothing is cut.
    /// Returns whether a suffix was cut.
    #[inline(always)]
    fn cut(&mut self, suffixes: &'static [(Affix, usize)]) -> bool {
        let Some(&(suffix, least)) = suffixes.iter().find(|(s, _)| self.text.ends_with(*s)) else { return false };
        if self.len < least {
            return false;
        }
        self.text.cut_back(suffix);
        self.len -= suffix.len;
        true
    }

    fn suffixes(&mut self, flags: Flags) {
        if flags.verb && self.verb_suffixes() {
            return;
        }
        // If a step cuts a suffix and then returns `false`, the suffix remains cut, as in Snowball's program.
        let _ = self.cut(NOUN_2C2)
            || !flags.defined && self.noun_pronoun()
            || self.cut(NOUN_1B) && self.noun_inflection()
            || !flags.defined && self.cut(NOUN_2A)
            || self.cut(NOUN_2B);
        if !self.cut(NOUN_3) {
            self.maksura = self.text.ends_with(affix("ى"));
        }
    }

    fn verb_suffixes(&mut self) -> bool {
        if self.cut(VERB_1) {
            while self.cut(VERB_1) {}
            let _ = self.cut(VERB_2A) || self.cut(VERB_2C);
            return true;
        }
        self.cut(VERB_2B) || self.cut(VERB_2A)
    }

    /// Cuts a pronoun, and the inflection that precedes the pronoun. Returns whether a pronoun was cut.
    fn noun_pronoun(&mut self) -> bool {
        self.cut(NOUN_1A) && {
            self.noun_inflection();
            true
        }
    }

    fn noun_inflection(&mut self) -> bool {
        self.cut(NOUN_2A) || self.cut(NOUN_2B) || self.cut(NOUN_2C1)
    }

    fn prefixes(&mut self, flags: Flags) {
        if self.len > 3 {
            self.replace_first(DOUBLED);
        }
        if self.len > 3
            && let Some(conjunction) = CONJUNCTIONS.iter().find(|c| self.text.starts_with(**c))
            && !WITH_ALEF.iter().any(|c| self.text.starts_with(*c))
        {
            self.text.cut_front(*conjunction);
            self.len -= 1;
        }
        if let Some(article) = ARTICLES.iter().find(|a| self.text.starts_with(**a))
            && self.len > article.len + 2
        {
            self.replace(*article, NOTHING);
            return;
        }
        if self.len > 3 && !self.text.starts_with(BEH_ALEF) && self.replace_first(PREPOSITIONS) {
            return;
        }
        if flags.verb {
            if self.len > 4 {
                self.replace_first(FUTURE);
            }
            if self.len > 4 {
                self.replace_first(TENTH);
            }
        }
    }

    /// Replaces the first prefix of the list that matches the start of `text`. Returns whether a prefix was replaced.
    #[inline(always)]
    fn replace_first(&mut self, list: &'static [(Affix, Affix)]) -> bool {
        let found = list.iter().find(|(prefix, _)| self.text.starts_with(*prefix));
        if let Some(&(prefix, by)) = found {
            self.replace(prefix, by);
        }
        found.is_some()
    }

    /// Cuts `prefix` at the start of `text` and appends the affix `by` to `head`. The text must start with `prefix`.
    #[inline(always)]
    fn replace(&mut self, prefix: Affix, by: Affix) {
        self.text.cut_front(prefix);
        self.len = self.len + by.len - prefix.len;
        T::add(&mut self.head, by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(word: &str) {
        let (mut fast, mut slow) = (String::from("قبل"), String::from("قبل"));
        let cuts = stem_into(word, &mut fast);
        let (from, to) = stem_chars(word, &mut slow);
        assert_eq!((cuts.stem_range(), fast), (from..to, slow), "{word:?}");
    }

    #[test]
    fn codes_agree_with_characters_on_every_pair_of_affixes() {
        let suffixes = [VERB_1, VERB_2A, VERB_2B, VERB_2C, NOUN_1A, NOUN_1B, NOUN_2A, NOUN_2B, NOUN_2C1, NOUN_2C2, NOUN_3].concat();
        let prefixes = [
            "", "أأ", "أآ", "أؤ", "أا", "أإ", "ف", "و", "فا", "وا", "بال", "كال", "لل", "ال", "با", "بب", "كك", "ب", "سي", "ست", "سن",
            "سأ", "يست", "نست", "تست",
        ];
        for prefix in prefixes {
            for (one, _) in &suffixes {
                for (two, _) in &suffixes {
                    for middle in ["", "ك", "كت", "كتا", "كتاب", "أؤ", "ىئ", "كِتَ", "abc", "٣"] {
                        check(&[prefix, middle, one.text, two.text].concat());
                    }
                }
            }
        }
    }

    proptest! {
        #[test]
        fn codes_agree_with_characters(word in "[والفبكسيتنأ]{0,3}[ء-غف-ي\u{640}-\u{655}]{0,8}[ \u{64B}-\u{652}]?(هما|تم|ات|ون|ين|ه|ها|نا|ة|ي|ى|ئ){0,3}[!-/٣،]?") {
            check(&word);
        }
    }
}
