//! The parser of a line of a user lexicon. The format is that of the dictionary, which `data/lexicon/README.md` describes. The tier and the vowel
//! signs are optional here.

use super::error::LexiconErrorKind;
use super::error::LexiconErrorKind::*;
use crate::morph::root::Root;
use crate::morph::schema::{
    ALEF, BEGINS_WITH_HAMZA_ABOVE, BEGINS_WITH_HAMZA_BELOW, CODE_BITS, DAGGER_ALEF, FATHA, LAM, LEXICON_LETTERS, OTHER, RecordKind, SHADDA,
    VOWEL_SIGN, letter_code, mark_bits,
};

/// A line without its remark.
pub(super) enum Line<'t> {
    /// A blank line or a remark.
    Blank,
    /// The root of the following lines, or `None` for `-`.
    Root(Option<Root>),
    Entry(Entry<'t>),
}

/// A class: its name in the text, and the kind of its lexemes. The grammar does not conjugate the verb forms without a kind.
#[derive(Clone, Copy)]
pub(super) struct Class {
    pub(super) name: &'static str,
    pub(super) kind: Option<RecordKind>,
}

/// The number of classes of [`CLASSES`] that are verb forms. They precede the other classes.
const VERB_CLASSES: usize = 16;
/// All classes of the dictionary.
const CLASSES: [Class; VERB_CLASSES + 9] = {
    use RecordKind::*;
    const fn class(name: &'static str, kind: RecordKind) -> Class {
        Class { name, kind: Some(kind) }
    }
    [
        class("I", FormI),
        class("II", FormII),
        class("III", FormIII),
        class("IV", FormIV),
        class("V", FormV),
        class("VI", FormVI),
        class("VII", FormVII),
        class("VIII", FormVIII),
        class("IX", FormIX),
        class("X", FormX),
        Class { name: "XI", kind: None },
        Class { name: "XII", kind: None },
        class("QI", FormQ1),
        class("QII", FormQ2),
        Class { name: "QIII", kind: None },
        class("QIV", FormQ4),
        class("n", Noun),
        class("nf", FeminineNoun),
        class("nm", MasculineNoun),
        class("a", Adjective),
        class("e", Elative),
        class("p", MasculineName),
        class("pf", FeminineName),
        class("g", PlaceName),
        class("d", Adverb),
    ]
};

impl Class {
    /// Returns the class with the given name.
    fn find(name: &str) -> Option<Class> {
        CLASSES.iter().find(|c| c.name == name).copied()
    }

    pub(super) fn is_verb(self) -> bool {
        CLASSES.iter().take(VERB_CLASSES).any(|c| c.name == self.name)
    }

    /// Returns the number of radicals that a verb form requires.
    fn radicals(self) -> usize {
        if self.name.starts_with('Q') { 4 } else { 3 }
    }

    /// Returns the greatest number of words before `/` or `=`.
    fn max_words(self) -> usize {
        use RecordKind::*;
        match self.kind {
            Some(MasculineName | FeminineName | PlaceName | Adverb) => 1,
            Some(FormI) => 4,
            _ => 2,
        }
    }
}

/// The greatest number of words of a line.
pub(super) const MAX_WORDS: usize = 64;

/// A line with words or verb forms.
pub(super) struct Entry<'t> {
    pub(super) tier: u8,
    /// The fields that name the classes: one class, or several verb forms.
    classes: &'t str,
    /// The words before the sign `/` or `=`, separated by white space.
    pub(super) words: &'t str,
    /// The words after this sign.
    pub(super) more: &'t str,
}

impl<'t> Entry<'t> {
    /// Returns the class, or the verb forms.
    pub(super) fn classes(&self) -> impl Iterator<Item = Class> + use<'t> {
        self.classes.split_whitespace().filter_map(Class::find)
    }

    /// Returns the sign before the words of `more`.
    pub(super) fn sign(&self) -> &'static str {
        if self.classes().any(Class::is_verb) { "=" } else { "/" }
    }
}

/// Splits the first field from a text. The text must not begin with white space.
fn split_field(text: &str) -> (&str, &str) {
    let (field, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (field, rest.trim_start())
}

/// Parses a line. `root` is the root of the preceding root line. The error contains the rejected field.
pub(super) fn parse(line: &str, root: Option<Root>) -> Result<Line<'_>, (LexiconErrorKind, &str)> {
    let line = line.split_once('#').map_or(line, |(text, _)| text).trim();
    if line.is_empty() {
        return Ok(Line::Blank);
    }
    let (first, rest) = split_field(line);
    let has_tier = first.bytes().all(|b| b.is_ascii_digit());
    let tier = match first {
        "1" | "2" | "3" => first.parse().unwrap_or(1),
        _ if has_tier => return Err((InvalidTier, first)),
        _ => 1,
    };
    let fields = if has_tier { rest } else { line };
    let (name, after_name) = split_field(fields);
    let Some(class) = Class::find(name) else {
        return match (has_tier, after_name) {
            (true, _) if name.is_empty() => Err((MissingClass, first)),
            (false, "") if name == "-" => Ok(Line::Root(None)),
            (false, "") => Root::new(name).map(|root| Line::Root(Some(root))).ok_or((InvalidRoot, name)),
            _ => Err((UnknownClass, name)),
        };
    };
    let mut rest = after_name;
    if class.is_verb() {
        let mut form = class;
        loop {
            match root.map(|r| r.letters().count()) {
                None => return Err((VerbWithoutRoot, form.name)),
                Some(n) if n != form.radicals() => return Err((WrongRadicals, form.name)),
                Some(_) => {}
            }
            let (name, after) = split_field(rest);
            let Some(next) = Class::find(name).filter(|c| c.is_verb()) else { break };
            (form, rest) = (next, after);
        }
    }
    let classes = fields.get(..fields.len() - rest.len()).unwrap_or_default().trim_end();
    let is_sign = |field: &&str| matches!(*field, "/" | "=");
    let mut signs = rest.split_whitespace().filter(is_sign);
    let sign = signs.next();
    let takes_sign = !matches!(class.kind, Some(RecordKind::Adverb));
    let wrong = sign.filter(|s| !takes_sign || (*s == "=") != class.is_verb()).or_else(|| signs.next());
    if let Some(sign) = wrong {
        return Err((UnexpectedSign, sign));
    }
    let at = sign.and_then(|s| offset_of_field(rest, s)).unwrap_or(rest.len());
    let (words, more) = (rest.get(..at).unwrap_or_default().trim_end(), rest.get(at + 1..).unwrap_or_default().trim_start());
    let entry = Entry { tier, classes, words, more };
    check_words(&entry, class)?;
    Ok(Line::Entry(entry))
}

/// Returns the byte offset of a field that consists of one ASCII character.
fn offset_of_field(text: &str, field: &str) -> Option<usize> {
    text.split_whitespace().find(|f| *f == field).map(|f| f.as_ptr() as usize - text.as_ptr() as usize)
}

/// Checks the number and the letters of the words.
fn check_words<'t>(entry: &Entry<'t>, class: Class) -> Result<(), (LexiconErrorKind, &'t str)> {
    let forms = entry.classes().count();
    let max = if forms > 1 { 0 } else { class.max_words() };
    let all = || entry.words.split_whitespace().chain(entry.more.split_whitespace());
    if entry.words.is_empty() && !class.is_verb() {
        return Err((MissingWord, class.name));
    }
    if let Some(word) = entry.words.split_whitespace().nth(max).or_else(|| all().nth(MAX_WORDS)) {
        return Err((TooManyWords, word));
    }
    for word in all() {
        StemCodes::of(word).map_err(|kind| (kind, word))?;
    }
    Ok(())
}

/// The letter codes of a word of at most twelve codes, without its marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct StemCodes {
    /// Five bits for each code, with the first code in the lowest bits.
    pub(crate) codes: u64,
    pub(crate) len: usize,
}

/// The greatest number of bytes of a word: twelve letters with three signs each.
const MAX_WORD_BYTES: usize = 12 * 8;

/// Returns whether a character is a vowel sign, a shadda or a dagger alef.
pub(super) fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}' | '\u{670}')
}

impl StemCodes {
    pub(super) const EMPTY: StemCodes = StemCodes { codes: 0, len: 0 };

    /// Returns the letter codes of a word.
    pub(super) fn of(word: &str) -> Result<StemCodes, LexiconErrorKind> {
        if word.len() > MAX_WORD_BYTES {
            return Err(WordTooLong);
        }
        let mut codes = StemCodes::EMPTY;
        let mut letters = word.chars().filter(|c| !is_vowel_sign(*c)).peekable();
        while let Some(c) = letters.next() {
            let code = letter_code(c);
            if code == OTHER || code == 0 || c == 'ة' && letters.peek().is_some() {
                return Err(InvalidLetter);
            }
            codes = codes.and(code).ok_or(WordTooLong)?;
            if c == 'آ' {
                codes = codes.and(ALEF).ok_or(WordTooLong)?;
            }
        }
        if codes.len < 2 { Err(WordTooShort) } else { Ok(codes) }
    }

    /// Returns the codes followed by another code. Returns `None` if there are already twelve codes.
    pub(super) fn and(self, code: u8) -> Option<StemCodes> {
        let StemCodes { codes, len } = self;
        (len < LEXICON_LETTERS).then(|| StemCodes { codes: codes | u64::from(code) << (CODE_BITS as usize * len), len: len + 1 })
    }

    /// Returns the last code, or 0 if there is none.
    pub(super) fn last(self) -> u8 {
        self.len.checked_sub(1).map_or(0, |i| self.at(i))
    }

    /// Returns the code with an index, or 0 if there is none.
    pub(crate) fn at(self, i: usize) -> u8 {
        if i < self.len { (self.codes >> (CODE_BITS as usize * i)) as u8 & 31 } else { 0 }
    }

    /// Returns the codes without the letters ال at the start, if at least three other letters follow.
    pub(super) fn without_article(self) -> Option<StemCodes> {
        let has_article = self.at(0) == ALEF && self.at(1) == LAM && self.len >= 5;
        has_article.then(|| StemCodes { codes: self.codes >> (2 * CODE_BITS), len: self.len - 2 })
    }

    /// Returns the codes without the last one.
    pub(super) fn without_last(self) -> StemCodes {
        let len = self.len.saturating_sub(1);
        StemCodes { codes: self.codes & ((1 << (CODE_BITS as usize * len)) - 1), len }
    }
}

impl StemCodes {
    /// Returns the letter codes of a word of a line, and the flag [`BEGINS_WITH_HAMZA_ABOVE`] or [`BEGINS_WITH_HAMZA_BELOW`] if it begins with أ or
    /// إ.
    pub(crate) fn with_spelling(word: &str) -> Option<(StemCodes, u8)> {
        let spelling = match word.chars().find(|c| !is_vowel_sign(*c)) {
            Some('أ') => BEGINS_WITH_HAMZA_ABOVE,
            Some('إ') => BEGINS_WITH_HAMZA_BELOW,
            _ => 0,
        };
        Some((StemCodes::of(word).ok()?, spelling))
    }
}

/// Returns the vowel signs and shaddas of a word by the bits of [`mark_bits`], with one element for each letter code. Returns `None` if the word has
/// none.
pub(crate) fn vocalization(word: &str) -> Option<[u8; LEXICON_LETTERS]> {
    let mut signs = [0; LEXICON_LETTERS];
    let mut next = 0;
    let mut has_signs = false;
    for c in word.chars() {
        if !is_vowel_sign(c) {
            next += if c == 'آ' { 2 } else { 1 };
            continue;
        }
        has_signs = true;
        // The vowel sign of آ is that of its ء.
        if let Some(sign) = usize::checked_sub(next, 1).and_then(|at| signs.get_mut(at)) {
            let bits = if c == DAGGER_ALEF { FATHA } else { mark_bits(c) };
            if bits == SHADDA || *sign & VOWEL_SIGN == 0 {
                *sign |= bits;
            }
        }
    }
    has_signs.then_some(signs)
}
