//! [`UserLexicon`]: the text of the lexemes, and the table of their stems.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use super::role::{StemForm, StemRole};
use super::stems;
use crate::morph::kinds::VerbForm;
use crate::morph::root::Root;
use crate::morph::schema::{RecordKind, lexicon_key};

/// Lexemes that a user adds to the grammar: words of a domain, names, new verbs, or other entries for words of the dictionary. The value is
/// immutable. Threads share it by an [`Arc`](alloc::sync::Arc).
///
/// [`Grammar`](crate::morph::Grammar), [`Memo::with_lexicon`](crate::morph::Memo::with_lexicon) and
/// [`Analyzer::lexicon`](crate::analyzer::Analyzer::lexicon) use a lexicon, and so do
/// [`Stemmer::stem_with_lexicon`](crate::stem::Stemmer::stem_with_lexicon) and [`stem::Memo::with_lexicon`](crate::stem::Memo::with_lexicon). The words
/// get all clitics, pronouns and inflections of their class. A stem of tier 1 costs less than each stem of the dictionary, so it wins over the built-in
/// entry with the same affixes. Stems of tier 2 and 3, participles and verbal nouns of verbs, and short stems with affixes cost more.
///
/// # Format
///
/// The format is that of the dictionary of this crate: one lexeme a line, after the line of its root. The tier and the vowel signs are optional.
///
/// ```text
/// # a remark
/// غرد
/// II
/// n تغريدة / تغريدات تغاريد
/// كنسل
/// 1 QI
/// -
/// g تويتر
/// p زوكربيرغ
/// n هاشتاغ / ات
/// n يوتيوبر يوتيوبرة / ون
/// ```
///
/// - A line with one field is the root of the following lines: three or four letters, with ء for a hamza. The line `-` means that the following words
///   have no root. The words before the first root line have no root either. A blank line does not end the words of a root.
/// - The fields of other lines are the tier (optional), the class, and the words. `#` begins a remark.
/// - The tier is 1, 2 or 3; 1 is the default. A word of tier 2 or 3 costs more, as in the dictionary, so a common word of the dictionary with the
///   same letters may win over it.
/// - The classes `I` to `X`, `QI`, `QII` and `QIV` are verb forms. A verb needs a root. Several forms may share a line. The words after the form are
///   its perfect and its presents, which are optional: `I كَتَبَ يَكْتُبُ`. The words after `=` are its verbal nouns; the regular one of a derived
///   form need not be listed. The grammar does not conjugate `XI`, `XII` and `QIII`, so their lines add verbal nouns only.
/// - `n` is a noun; `nf` a feminine noun without an ending of the feminine, `nm` a masculine noun with one. The second word is the word for a female
///   person. The words after `/` are broken plurals, or `ون` and `ات` for a sound plural. Every noun takes ات, and a noun of a person ون.
/// - `a` is an adjective, with its feminine as second word if it does not end in ة. `e` is an elative (أكبر كبرى).
/// - `p` is the name of a man, `pf` of a woman, `g` of a place, a people or an organization. A name has one word and takes no pronoun. A name that is
///   always written with the article may be listed with it or without it: `القاهرة`.
/// - `d` is an adverb or a nominal preposition, which has no inflection.
///
/// A word has two to twelve letters of U+0621 to U+064A, of which آ counts twice. Vowel signs exclude readings of words with other vowel signs. A
/// final ي is dropped in the indefinite form only if a written kasra precedes it: `مُحَامِي`.
///
/// Of the lexemes with the same letters, the first ones count: a word has readings with at most 64 stems of the same letters.
///
/// The empty text is a lexicon without lexemes, and changes no reading.
///
/// # Cost
///
/// 100,000 nouns with a plural load in about 0.15 seconds and need about 10 MB. 10,000 verbs load in about half a second, because each has up to 30
/// stems. A word in which no stem of the lexicon occurs needs the time of the built-in search and one lookup for each combination of a prefix and an
/// ending.
///
/// ```
/// use std::sync::Arc;
///
/// use kalima::morph::{Grammar, UserLexicon};
///
/// let lexicon = UserLexicon::parse("غرد\nII\n-\ng تويتر\n")?;
/// assert_eq!((lexicon.len(), UserLexicon::parse("")?.len()), (2, 0));
/// let grammar = Grammar::new().lexicon(Arc::new(lexicon));
/// assert_eq!(grammar.lemma("وسيغردونها").as_deref(), Some("غرد"));
/// assert_eq!(grammar.lemma("بتويتر").as_deref(), Some("تويتر"));
/// # Ok::<(), kalima::morph::LexiconError>(())
/// ```
#[derive(Clone)]
pub struct UserLexicon {
    /// The canonical text.
    pub(super) text: Box<str>,
    pub(super) lexemes: Box<[Lexeme]>,
    /// The stems, sorted by hash.
    pub(super) stems: Box<[Stem]>,
    /// The index of the first stem of each bucket, and the number of stems. The high bits of a hash are the number of its bucket.
    pub(super) starts: Box<[u32]>,
    pub(super) fingerprint: u64,
}

/// A lexeme, which is a line of the canonical text.
#[derive(Clone, Copy)]
pub(super) struct Lexeme {
    /// The byte offset of the line.
    line: u32,
    /// The letter codes of the root in the bits 0 to 19, the number of the kind in the bits 20 to 24, and the tier in the bits 25 and 26.
    bits: u32,
}

/// The greatest number of stems with the same letters that the search reads, so that the time for a word is bounded. They are those of the first
/// lines.
const MAX_HOMOGRAPHS: usize = 64;

/// The number of a lexeme's kind if the grammar does not conjugate its verb form.
const NO_KIND: u32 = 31;

impl Lexeme {
    pub(super) fn new(line: u32, root: u32, kind: Option<RecordKind>, tier: u8) -> Lexeme {
        Lexeme { line, bits: root | kind.map_or(NO_KIND, |k| k as u32) << 20 | u32::from(tier) << 25 }
    }

    fn root(self) -> u32 {
        self.bits & 0xF_FFFF
    }

    fn kind(self) -> Option<RecordKind> {
        RecordKind::ALL.get((self.bits >> 20 & 31) as usize).copied()
    }

    fn tier(self) -> u8 {
        (self.bits >> 25) as u8
    }

    /// Returns the verb form, or `None` if the lexeme is not a verb.
    pub(super) fn verb_form(self) -> Option<VerbForm> {
        VerbForm::ALL.get(self.kind()? as usize).copied()
    }
}

/// A stem of a lexeme.
#[derive(Clone, Copy)]
pub(super) struct Stem {
    pub(super) hash: u64,
    /// The number of the lexeme.
    pub(super) lexeme: u32,
    /// The form of the stem. See [`StemForm`].
    pub(super) form: u32,
}

/// Returns the hash of a stem with the given letter codes. It is a bijection on keys.
pub(super) fn stem_hash(codes: u64) -> u64 {
    lexicon_key(codes).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Returns the number of the bucket of a hash. `starts` is the number of buckets, which is a power of two, plus one.
pub(super) fn bucket(hash: u64, starts: usize) -> usize {
    let bits = starts.saturating_sub(1).checked_ilog2().unwrap_or(0);
    hash.checked_shr(64 - bits).unwrap_or(0) as usize
}

impl UserLexicon {
    /// Returns the number of lexemes. A line with several verb forms has several lexemes.
    pub fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// Returns whether there are no lexemes.
    pub fn is_empty(&self) -> bool {
        self.lexemes.is_empty()
    }

    /// Returns the lexemes as canonical text: one lexeme a line, with its tier, without remarks, and with one space between two fields. The result of
    /// [`parse`](UserLexicon::parse) for this text equals the lexicon.
    ///
    /// ```
    /// use kalima::morph::UserLexicon;
    ///
    /// let lexicon = UserLexicon::parse("غرد # tweet\n\n  II   V")?;
    /// assert_eq!(lexicon.as_str(), "غرد\n1 II\n1 V\n");
    /// # Ok::<(), kalima::morph::LexiconError>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns a hash of the canonical text (FNV-1a, 64 bits). Equal lexicons have the same hash on every machine.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Returns the stems with the lexicon key of the given letter codes, at most [`MAX_HOMOGRAPHS`]: the number of each stem, its form, and its tier.
    #[inline]
    pub(crate) fn find(&self, codes: u64) -> impl Iterator<Item = (u32, StemForm, u8)> {
        let hash = stem_hash(codes);
        let bucket = bucket(hash, self.starts.len());
        let range = match self.starts.get(bucket..bucket + 2) {
            Some(&[from, to]) => from as usize..to as usize,
            _ => 0..0,
        };
        let stems = self.stems.get(range.clone()).unwrap_or_default();
        let first = stems.partition_point(|s| s.hash < hash);
        let same = stems.get(first..).unwrap_or_default().iter().take_while(move |s| s.hash == hash).take(MAX_HOMOGRAPHS);
        ((range.start + first) as u32..).zip(same).map(|(n, s)| (n, StemForm::from_bits(s.form), self.tier(s)))
    }

    fn tier(&self, stem: &Stem) -> u8 {
        self.lexemes.get(stem.lexeme as usize).map_or(1, |l| l.tier())
    }

    /// Returns the lexeme of the stem with a number, and the form of the stem.
    fn stem(&self, number: u32) -> Option<(Lexeme, StemForm)> {
        let stem = self.stems.get(number as usize)?;
        Some((*self.lexemes.get(stem.lexeme as usize)?, StemForm::from_bits(stem.form)))
    }

    /// Returns the role of the stem with a number, and the word of the line to which it belongs.
    pub(crate) fn word_of_stem(&self, number: u32) -> Option<(StemRole, &str)> {
        match self.stem(number)? {
            (lexeme, StemForm::Word(role, word)) => Some((role, self.words(lexeme).nth(word)?)),
            _ => None,
        }
    }

    /// Returns the letter codes of the root of the stem with a number, or 0 if the lexeme has no root.
    pub(crate) fn root_of_stem(&self, number: u32) -> u32 {
        self.stem(number).map_or(0, |(lexeme, _)| lexeme.root())
    }

    /// Returns the kind of the lexeme of the stem with a number. Returns `None` for the verb forms that the grammar does not conjugate.
    pub(crate) fn kind_of_stem(&self, number: u32) -> Option<RecordKind> {
        self.stem(number)?.0.kind()
    }

    /// Returns the lemma of the stem with a number, in the spelling of the text, with its vowel signs. If `is_relative` is true, the lemma is that of
    /// the relative adjective of the stem: تويتري.
    pub(crate) fn lemma_of_stem(&self, number: u32, is_relative: bool) -> String {
        let Some((lexeme, StemForm::Word(role, word))) = self.stem(number) else { return String::new() };
        let own = self.words(lexeme).nth(word).unwrap_or_default();
        if is_relative {
            return stems::relative(role, own);
        }
        let is_own = role.has_own_lemma() || lexeme.kind().is_none_or(|k| k as u8 <= RecordKind::FormQ4 as u8);
        String::from(if is_own { own } else { self.words(lexeme).next().unwrap_or_default() })
    }

    /// Returns the verbs of a root: the verb form, and the perfect if the line has it.
    pub(crate) fn verbs_of_root(&self, root: Root) -> impl Iterator<Item = (VerbForm, Option<&str>)> {
        let codes = root.codes();
        let lexemes = self.lexemes.iter().filter(move |l| l.root() == codes);
        lexemes.filter_map(|l| Some((l.verb_form()?, self.perfect(*l))))
    }

    /// Returns the perfect of a verb, if the line has it.
    fn perfect(&self, lexeme: Lexeme) -> Option<&str> {
        self.fields(lexeme).nth(2).filter(|f| *f != "=")
    }

    /// Returns the words of a line: the words of the lexeme, and then those after `/` or `=`.
    fn words(&self, lexeme: Lexeme) -> impl Iterator<Item = &str> {
        self.fields(lexeme).skip(2).filter(|f| !matches!(*f, "/" | "="))
    }

    /// Returns the fields of a line: tier, class, words.
    fn fields(&self, lexeme: Lexeme) -> impl Iterator<Item = &str> {
        let rest = self.text.get(lexeme.line as usize..).unwrap_or_default();
        rest.lines().next().unwrap_or_default().split(' ')
    }
}

impl PartialEq for UserLexicon {
    fn eq(&self, other: &UserLexicon) -> bool {
        core::ptr::eq(self, other) || self.fingerprint == other.fingerprint && self.text == other.text
    }
}

impl Eq for UserLexicon {}

impl fmt::Debug for UserLexicon {
    /// Writes the number of lexemes and the fingerprint.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UserLexicon {{ len: {}, fingerprint: {:016x} }}", self.len(), self.fingerprint)
    }
}

/// Serializes the canonical text.
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde_core::Serialize for UserLexicon {
    fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

/// Deserializes a text of lexemes.
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl<'de> serde_core::Deserialize<'de> for UserLexicon {
    fn deserialize<D: serde_core::Deserializer<'de>>(d: D) -> Result<UserLexicon, D::Error> {
        struct Text;
        impl serde_core::de::Visitor<'_> for Text {
            type Value = UserLexicon;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the text of a user lexicon")
            }

            fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<UserLexicon, E> {
                text.parse().map_err(E::custom)
            }
        }
        d.deserialize_str(Text)
    }
}
