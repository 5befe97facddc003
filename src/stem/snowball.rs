//! Snowball's Arabic stemmer (3.x), bit for bit: Chelli's algorithm, which strips clitics and inflection of nouns and verbs without a lexicon.
//!
//! The program is Snowball's, its quirks included: what a word begins with is read before it is cleaned, an affix that is found but may not
//! go blocks shorter ones, a step that fails as a whole keeps what it has cut, and a prefix that was replaced is not read again. The older
//! version in `rust-stemmers` also deletes punctuation; this one does not.

use alloc::string::String;

/// A list of affixes, longest first: each with the least number of characters a word must have for it to go.
type Affixes = &'static [(&'static str, usize)];

const VERB_1: Affixes =
    &[("هما", 6), ("كما", 6), ("كمو", 6), ("ني", 5), ("نا", 5), ("ها", 5), ("هم", 5), ("هن", 5), ("كم", 5), ("كن", 5), ("ه", 4), ("ك", 4)];
const VERB_2A: Affixes =
    &[("تما", 6), ("نا", 5), ("تا", 5), ("تن", 5), ("ان", 6), ("ون", 6), ("ين", 6), ("ت", 4), ("ا", 4), ("ن", 4), ("ي", 4)];
const VERB_2B: Affixes = &[("وا", 5), ("تم", 5)];
const VERB_2C: Affixes = &[("تمو", 6), ("و", 4)];
const NOUN_1A: Affixes = &[("كما", 6), ("هما", 6), ("نا", 5), ("كم", 5), ("ها", 5), ("هن", 5), ("هم", 5), ("ي", 4), ("ك", 4), ("ه", 4)];
const NOUN_1B: Affixes = &[("ن", 6)];
const NOUN_2A: Affixes = &[("ا", 5), ("ي", 5), ("و", 5)];
const NOUN_2B: Affixes = &[("ات", 5)];
const NOUN_2C1: Affixes = &[("ت", 4)];
const NOUN_2C2: Affixes = &[("ة", 4)];
const NOUN_3: Affixes = &[("ي", 3)];

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

/// Appends the stem of a word. Returns the bytes of the word that remained, as a range.
pub(super) fn stem(word: &str, out: &mut String) -> (usize, usize) {
    let base = out.len();
    word.chars().for_each(|c| clean(c, out));
    let clean_end = out.len();
    let mut rest = Rest { len: 0, head: [""; 4], text: out.get(base..).unwrap_or_default(), maksura: false };
    rest.len = rest.text.chars().count();
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

/// What is left of the cleaned word.
struct Rest<'t> {
    /// What replaced prefixes: it is behind Snowball's cursor and not read again.
    head: [&'static str; 4],
    text: &'t str,
    /// Characters of head and text.
    len: usize,
    /// Whether the last letter, ى, becomes ي.
    maksura: bool,
}

impl Rest<'_> {
    /// Cuts the longest suffix of the list, if the word is long enough for that one.
    fn cut(&mut self, suffixes: Affixes) -> bool {
        let Some(&(suffix, least)) = suffixes.iter().find(|(s, _)| self.text.ends_with(s)) else { return false };
        if self.len < least {
            return false;
        }
        self.text = self.text.strip_suffix(suffix).unwrap_or(self.text);
        self.len -= suffix.chars().count();
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
            self.maksura = self.text.ends_with('ى');
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
            let doubled = [("أأ", "أ"), ("أآ", "آ"), ("أؤ", "أ"), ("أا", "ا"), ("أإ", "إ")];
            if let Some((two, one)) = doubled.into_iter().find(|(two, _)| self.text.starts_with(two)) {
                self.replace(two, one);
            }
        }
        if self.len > 3
            && let Some(bare) = self.text.strip_prefix(['ف', 'و']).filter(|bare| !bare.starts_with('ا'))
        {
            self.text = bare;
            self.len -= 1;
        }
        if let Some(article) = ["بال", "كال", "لل", "ال"].into_iter().find(|a| self.text.starts_with(a))
            && self.len > article.chars().count() + 2
        {
            self.replace(article, "");
            return;
        }
        if self.len > 3
            && !self.text.starts_with("با")
            && let Some((two, one)) = [("بب", "ب"), ("كك", "ك"), ("ب", "")].into_iter().find(|(two, _)| self.text.starts_with(two))
        {
            self.replace(two, one);
            return;
        }
        if flags.verb {
            if self.len > 4 {
                let future = [("سي", "ي"), ("ست", "ت"), ("سن", "ن"), ("سأ", "أ")];
                if let Some((two, one)) = future.into_iter().find(|(two, _)| self.text.starts_with(two)) {
                    self.replace(two, one);
                }
            }
            if self.len > 4
                && let Some(tenth) = ["يست", "نست", "تست"].into_iter().find(|t| self.text.starts_with(t))
            {
                self.replace(tenth, "است");
            }
        }
    }

    /// Puts letters in the place of a prefix.
    fn replace(&mut self, prefix: &'static str, by: &'static str) {
        self.text = self.text.strip_prefix(prefix).unwrap_or(self.text);
        self.len = self.len + by.chars().count() - prefix.chars().count();
        if let Some(head) = self.head.iter_mut().find(|head| head.is_empty()) {
            *head = by;
        }
    }
}
