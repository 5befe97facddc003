//! Snowball's Arabic stemmer (3.x), bit for bit: Chelli's algorithm, which strips clitics and inflection of nouns and verbs without a lexicon.
//!
//! The program is Snowball's, its quirks included: what a word begins with is read before it is cleaned, an affix that is found but may not
//! go blocks shorter ones, a step that fails as a whole keeps what it has cut, and a prefix that was replaced is not read again. The older
//! version in `rust-stemmers` also deletes punctuation; this one does not.

use alloc::string::String;

use crate::scan::letters::{self, Letters, first, last_four};

/// Letters that are cut or put, as text and by their codes; at most three.
#[derive(Clone, Copy)]
struct Affix {
    text: &'static str,
    /// The first letter lowest; and the same with hamza seats and alefs folded.
    codes: u32,
    folded: u32,
    /// How many letters there are.
    len: usize,
}

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

/// A list of affixes, longest first: each with the least number of characters a word must have for it to go.
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

/// What is put in the place of prefixes.
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
/// Where a conjunction stays.
const WITH_ALEF: [Affix; 2] = [affix("فا"), affix("وا")];
const ARTICLES: [Affix; 4] = [affix("بال"), affix("كال"), affix("لل"), affix("ال")];
const BEH_ALEF: Affix = affix("با");
const NOTHING: Affix = affix("");

/// What a word is taken for; by default noun and verb.
#[derive(Clone, Copy)]
struct Flags {
    verb: bool,
    defined: bool,
}

impl Flags {
    /// A word that begins with an article is a definite noun. Snowball looks at the word as it stands, marks and all.
    fn of(word: &str) -> Flags {
        let longer = |n: usize| word.chars().nth(n).is_some();
        let defined = (word.starts_with("بال") || word.starts_with("كال")) && longer(4)
            || (word.starts_with("ال") || word.starts_with("لل")) && longer(3);
        Flags { verb: !defined, defined }
    }
}

/// [`stem`] on letters in registers.
#[inline(always)]
pub(super) fn stem_letters(word: &str, letters: Letters, out: &mut String) -> (usize, usize) {
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

    // Seats fold in what replaced a prefix too: all alefs there are ا.
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

/// Appends the stem of a word. Returns the bytes of the word that remained, as a range.
#[inline(never)]
pub(super) fn stem(word: &str, out: &mut String) -> (usize, usize) {
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

    // The result is written behind the cleaned text, which then goes.
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

/// Appends what is stemmed of a character: nothing of tashkeel and tatweel, ASCII digits, letters for presentation forms B.
fn clean(c: char, out: &mut String) {
    match c {
        '\u{64B}'..='\u{652}' | '\u{640}' => {}
        '٠'..='٩' => out.push(char::from_u32(u32::from(c) - 0x660 + 0x30).unwrap_or(c)),
        '\u{FE80}'..='\u{FEFC}' => out.push_str(crate::chars::base_text(c).unwrap_or_default()),
        _ => out.push(c),
    }
}

/// Where a byte of the cleaned text is in the word: the start of its character, or as an end, the end with the marks that follow.
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

/// Hamza seats and alefs fold.
fn seat(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ؤ' => 'و',
        'ئ' => 'ي',
        _ => c,
    }
}

/// A word, or what is left of it.
trait Text: Copy {
    /// What replaced prefixes.
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

/// Up to sixteen letters by their codes; see [`letters`].
#[derive(Clone, Copy)]
struct Codes {
    /// The first letter lowest, those that are cut in front among them.
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
        // Behind what is there already; folded.
        head.codes |= u128::from(by.folded) << (8 * head.to);
        head.to += by.len;
    }
}

/// What is left of the cleaned word.
struct Rest<T: Text> {
    /// What replaced prefixes: it is behind Snowball's cursor and not read again.
    head: T::Head,
    text: T,
    /// Characters of head and text.
    len: usize,
    /// Whether the last letter, ى, becomes ي.
    maksura: bool,
}

impl<T: Text> Rest<T> {
    /// Cuts the longest suffix of the list, if the word is long enough for that one.
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
        // What these steps cut stays cut, also where they fail as a whole.
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

    /// A pronoun, and the inflection before it if there is any.
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

    /// Replaces the first prefix of the list that fits. Whether one does.
    #[inline(always)]
    fn replace_first(&mut self, list: &'static [(Affix, Affix)]) -> bool {
        let found = list.iter().find(|(prefix, _)| self.text.starts_with(*prefix));
        if let Some(&(prefix, by)) = found {
            self.replace(prefix, by);
        }
        found.is_some()
    }

    /// Puts letters in the place of a prefix.
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
    use crate::stem::{Stem, Stemmer};
    use proptest::prelude::*;

    fn check(word: &str) {
        let (mut fast, mut slow) = (String::from("قبل"), String::from("قبل"));
        let cuts = Stemmer::Snowball.stem_into(word, &mut fast);
        let (from, to) = stem(word, &mut slow);
        assert_eq!((cuts.stem_range(), fast), (from..to, slow), "{word:?}");
    }

    #[test]
    fn every_pair_of_affixes() {
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
        fn words(word in "[والفبكسيتنأ]{0,3}[ء-غف-ي\u{640}-\u{655}]{0,8}[ \u{64B}-\u{652}]?(هما|تم|ات|ون|ين|ه|ها|نا|ة|ي|ى|ئ){0,3}[!-/٣،]?") {
            check(&word);
        }
    }
}
