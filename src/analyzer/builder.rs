//! The analyzer's presets and options.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::chars;
use crate::normalize::Normalizer;
use crate::stem::Stemmer;
use crate::stop::{StopSet, StopWords};
use crate::token::Tokenizer;

/// Raised when an output changes though no option does: words of a list, rules of a stemmer, tables.
const VERSION: u32 = 2;

/// The pipeline, ready for use. See the [module](super) for the presets.
///
/// ```
/// use kalima::analyzer::Analyzer;
/// use kalima::stem::Stemmer;
///
/// let analyzer = Analyzer::search().stemmer(Some(Stemmer::Light10)).surface(true);
/// let terms: Vec<_> = analyzer.terms("الكتاب").map(|t| t.text().to_string()).collect();
/// assert_eq!(terms, ["كتاب", "الكتاب"]);
/// assert_ne!(analyzer.fingerprint(), Analyzer::search().fingerprint());
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    /// Tells apart whose words a memo holds; the same for clones.
    pub(super) id: usize,
    pub(super) standard: bool,
    pub(super) tokenizer: Tokenizer,
    pub(super) normalizer: Normalizer,
    pub(super) accents: bool,
    pub(super) clitics: bool,
    pub(super) separators: bool,
    words: StopWords,
    pub(super) stop: StopSet,
    pub(super) stemmer: Option<Stemmer>,
    pub(super) spelled: bool,
    pub(super) surface: bool,
    pub(super) whole: bool,
    pub(super) parts: bool,
    pub(super) ngrams: Option<(usize, usize)>,
    pub(super) exclusions: BTreeSet<Box<str>>,
    pub(super) overrides: BTreeMap<Box<str>, Box<str>>,
    pub(super) prefix: bool,
    pub(super) max_term_len: Option<usize>,
}

/// A number that no analyzer has had.
fn number() -> usize {
    static LAST: AtomicUsize = AtomicUsize::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// Presets.
impl Analyzer {
    /// What we found to serve search best: see the module for its parts.
    pub fn search() -> Analyzer {
        // A question word says as little in a document as in the question.
        let (normalizer, words) = (Normalizer::search(), StopWords::standard().union(&StopWords::questions()));
        Analyzer {
            id: number(),
            standard: false,
            tokenizer: Tokenizer::new(),
            normalizer,
            accents: false,
            clitics: false,
            separators: false,
            stop: words.fold(normalizer),
            words,
            stemmer: Some(Stemmer::Lexical),
            spelled: true,
            surface: false,
            whole: true,
            parts: true,
            ngrams: None,
            exclusions: BTreeSet::new(),
            overrides: BTreeMap::new(),
            prefix: false,
            max_term_len: None,
        }
    }

    /// Lucene's `ArabicAnalyzer`, for an index that was made with it.
    ///
    /// Its tokenizer and its folding are its own: [`tokenizer`](Analyzer::tokenizer) has no effect.
    pub fn lucene() -> Analyzer {
        Analyzer { standard: true, normalizer: Normalizer::lucene(), parts: false, stemmer: Some(Stemmer::Lucene), ..Analyzer::search() }
            .stop_words(StopWords::lucene())
    }

    /// Words as they are spelled, without marks and tatweel and in lower case; nothing is left out.
    pub fn exact() -> Analyzer {
        let (normalizer, stemmer) = (Normalizer::light(), None);
        Analyzer { normalizer, accents: true, clitics: true, separators: true, parts: false, stemmer, ..Analyzer::search() }
            .stop_words(StopWords::none())
    }
}

/// Options.
impl Analyzer {
    /// How text is cut into words.
    pub fn tokenizer(mut self, tokenizer: Tokenizer) -> Analyzer {
        self.tokenizer = tokenizer;
        self.renewed()
    }

    /// How words are folded. Stop words, exclusions and overrides that are set before are folded anew.
    pub fn normalizer(mut self, normalizer: Normalizer) -> Analyzer {
        self.normalizer = normalizer;
        self.exclusions = self.exclusions.iter().map(|w| self.key(w)).collect();
        self.overrides = self.overrides.iter().map(|(w, t)| (self.key(w), t.clone())).collect();
        let words = self.words.clone();
        self.stop_words(words)
    }

    /// Whether accents of Latin and Greek letters stay (`é`, `ά`); off in `search`. The marks of other scripts always stay: they tell letters
    /// apart (`й`, `が`) or are vowels (`हि`).
    pub fn accents(mut self, on: bool) -> Analyzer {
        self.accents = on;
        self.renewed()
    }

    /// Whether clitics that are written on to a number, a word of another script or a quotation mark ([`TokenKind::Clitic`]) give a term and take
    /// a position; off in `search`, so that الـiPhone is iPhone, also in a phrase.
    ///
    /// [`TokenKind::Clitic`]: crate::token::TokenKind::Clitic
    pub fn clitics(mut self, on: bool) -> Analyzer {
        self.clitics = on;
        self.renewed()
    }

    /// Whether the separators of thousands stay in numbers (`1,000`); off in `search`, where it is the term `1000`. A separator counts as one if
    /// all groups behind it have three digits and the first has one to three and is not `0`: `3,5` and `0,125` stay.
    pub fn separators(mut self, on: bool) -> Analyzer {
        self.separators = on;
        self.renewed()
    }

    /// Words that give no term but take a position. Where words are read as they are [`spelled`](Analyzer::spelled), stop words are too: the name
    /// علي and إمام are then no stop words, though على and أمام fold to the same letters.
    pub fn stop_words(mut self, words: StopWords) -> Analyzer {
        // Lucene compares before it normalizes.
        self.stop = if self.standard { words.fold(Normalizer::none()) } else { words.fold_by(self.normalizer, |w| self.key(w)) };
        self.words = words;
        self.renewed()
    }

    /// How Arabic words are stemmed; not at all with `None`.
    pub fn stemmer(mut self, stemmer: Option<Stemmer>) -> Analyzer {
        self.stemmer = stemmer;
        self.renewed()
    }

    /// Whether the stemmer reads the word as it is spelled, hamzas and dots and all, and not folded; on in `search`.
    ///
    /// The ة of مكتبة tells [`Stemmer::Lexical`] that the word is no مكتب with a pronoun; folded to مكتبه it could be either, and would not meet
    /// المكتبة. The grammar reads a hamza that is not written all the same (احمد is أحمد), but takes a ه for what it is. Off: for texts in which
    /// ة is mostly written ه.
    pub fn spelled(mut self, on: bool) -> Analyzer {
        self.spelled = on;
        self.renewed()
    }

    /// Whether the folded word stands beside its stem, at the same position, where they differ; off by default.
    pub fn surface(mut self, on: bool) -> Analyzer {
        self.surface = on;
        self.renewed()
    }

    /// Whether hashtags, mentions, addresses and, if the tokenizer tells them, dates and other figures give the words inside them, cut as in
    /// running text and at `_`; a URL is read without its percent-encoding. On in `search`. An entity that is one word gives it stemmed.
    pub fn parts(mut self, on: bool) -> Analyzer {
        self.parts = on;
        self.renewed()
    }

    /// Whether hashtags, mentions, addresses and figures give themselves, without their sign, as one term that is not stemmed; on by default.
    /// White space in them is left out, of a telephone number all but digits and `+`. A URL is given without its percent-encoding if what that
    /// stands for is UTF-8.
    pub fn whole(mut self, on: bool) -> Analyzer {
        self.whole = on;
        self.renewed()
    }

    /// All runs of `min` to `max` characters of each folded word, at its position and with its range, beside the word itself: for a word of n characters up to n times
    /// (max − min + 1) terms.
    pub fn ngrams(mut self, lengths: Option<(usize, usize)>) -> Analyzer {
        self.ngrams = lengths.map(|(min, max)| (min.max(1), max.max(min).max(1)));
        self.renewed()
    }

    /// Words that are not stemmed, in any spelling that the normalizer folds.
    pub fn exclude<'w>(mut self, words: impl IntoIterator<Item = &'w str>) -> Analyzer {
        let words: Vec<_> = words.into_iter().map(|w| self.key(w)).collect();
        self.exclusions.extend(words);
        self.renewed()
    }

    /// Terms of your own for words, in any spelling that the normalizer folds: a user dictionary, for names, terms of a trade, synonyms. The term
    /// is taken as it is, and alone. Stop words are left out before.
    pub fn overrides<'w>(mut self, pairs: impl IntoIterator<Item = (&'w str, &'w str)>) -> Analyzer {
        let pairs: Vec<_> = pairs.into_iter().map(|(word, term)| (self.key(word), Box::from(term))).collect();
        self.overrides.extend(pairs);
        self.renewed()
    }

    /// Search as you type: the last word, if no white space follows it, is neither stemmed nor left out. For queries, against an index
    /// with [`surface`](Analyzer::surface) terms.
    pub fn prefix(mut self, on: bool) -> Analyzer {
        self.prefix = on;
        self.renewed()
    }

    /// Terms that are longer, in bytes, are left out; their position stays empty.
    pub fn max_term_len(mut self, bytes: Option<usize>) -> Analyzer {
        self.max_term_len = bytes;
        self.renewed()
    }

    /// The analyzer under a number of its own, for options that have changed.
    fn renewed(mut self) -> Analyzer {
        self.id = number();
        self
    }

    /// A word as the text is folded.
    fn key(&self, word: &str) -> Box<str> {
        let mut folded = self.normalizer.normalize(word).into_owned();
        super::latin::lower(&mut folded, self.accents, &mut String::new());
        folded.into()
    }

    /// A number that changes whenever a term could: store it beside an index, and index again when it is another.
    ///
    /// It depends on all options and lists, on the versions of Unicode in use, those of the compiler's library among them, and on a number that is raised when rules change. It is the same on
    /// every machine that runs the same build.
    pub fn fingerprint(&self) -> u64 {
        let described = format!(
            "{VERSION} {:?} {:?} {:?} {:?} {} {:?} {:?} {} {} {} {} {:?} {} {} {} {} {:?} {:?} {:?} {} {:?}",
            chars::UNICODE_VERSION,
            char::UNICODE_VERSION,
            unicode_normalization::UNICODE_VERSION,
            unicode_segmentation::UNICODE_VERSION,
            self.standard,
            self.tokenizer,
            self.normalizer,
            self.accents,
            self.clitics,
            self.separators,
            self.stop.describe(),
            self.stemmer,
            self.spelled,
            self.surface,
            self.whole,
            self.parts,
            self.ngrams,
            self.exclusions,
            self.overrides,
            self.prefix,
            self.max_term_len,
        );
        // FNV-1a.
        described.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3))
    }
}

impl Default for Analyzer {
    /// [`Analyzer::search`].
    fn default() -> Analyzer {
        Analyzer::search()
    }
}
