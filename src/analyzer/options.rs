//! The analyzer's presets and options.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::chars;
use crate::debug::FirstItems;
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
#[derive(Clone)]
pub struct Analyzer {
    /// Tells apart whose words a memo holds; the same for clones.
    pub(super) id: usize,
    pub(super) standard: bool,
    pub(super) tokenizer: Tokenizer,
    pub(super) normalizer: Normalizer,
    pub(super) accents: bool,
    pub(super) clitics: bool,
    pub(super) separators: bool,
    stop_words: StopWords,
    pub(super) stop: StopSet,
    pub(super) stemmer: Option<Stemmer>,
    pub(super) spelled: bool,
    pub(super) surface: bool,
    pub(super) whole: bool,
    pub(super) parts: bool,
    pub(super) ngrams: Option<(usize, usize)>,
    pub(super) exclude: BTreeSet<Box<str>>,
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
            stop_words: words,
            stemmer: Some(Stemmer::Lexical),
            spelled: true,
            surface: false,
            whole: true,
            parts: true,
            ngrams: None,
            exclude: BTreeSet::new(),
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

    /// Sets how words are folded. Stop words, excluded words and overrides that are already set are folded again.
    pub fn normalizer(mut self, normalizer: Normalizer) -> Analyzer {
        self.normalizer = normalizer;
        self.exclude = self.exclude.iter().map(|w| self.key(w)).collect();
        self.overrides = self.overrides.iter().map(|(w, t)| (self.key(w), t.clone())).collect();
        let words = self.stop_words.clone();
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
        self.stop_words = words;
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

    /// All runs of `min` to `max` characters of each folded word, at its position and with its range, beside the word itself: for a word of n
    /// characters up to n times (max − min + 1) terms.
    pub fn ngrams(mut self, lengths: Option<(usize, usize)>) -> Analyzer {
        self.ngrams = lengths.map(|(min, max)| (min.max(1), max.max(min).max(1)));
        self.renewed()
    }

    /// Words that are not stemmed, in any spelling that the normalizer folds.
    pub fn exclude<'w>(mut self, words: impl IntoIterator<Item = &'w str>) -> Analyzer {
        let words: Vec<_> = words.into_iter().map(|w| self.key(w)).collect();
        self.exclude.extend(words);
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
        super::case::lower(&mut folded, self.accents, &mut String::new());
        folded.into()
    }

    /// A number that changes whenever a term could: store it beside an index, and index again when it is another.
    ///
    /// It depends on all options and lists, on the versions of Unicode in use, those of the compiler's library among them, and on a number that is
    /// raised when rules change. It is the same on every machine that runs the same build.
    pub fn fingerprint(&self) -> u64 {
        let Analyzer {
            id: _,
            standard,
            tokenizer,
            normalizer,
            accents,
            clitics,
            separators,
            // The set has the words as the analyzer compares them.
            stop_words: _,
            stop,
            stemmer,
            spelled,
            surface,
            whole,
            parts,
            ngrams,
            exclude,
            overrides,
            prefix,
            max_term_len,
        } = self;
        let unicode =
            (chars::UNICODE_VERSION, char::UNICODE_VERSION, unicode_normalization::UNICODE_VERSION, unicode_segmentation::UNICODE_VERSION);
        let switches = (standard, accents, clitics, separators, spelled, surface, whole, parts, prefix);
        let described = format!(
            "{VERSION} {unicode:?} {switches:?} {tokenizer:?} {:?} {} {stemmer:?} {ngrams:?} {exclude:?} {overrides:?} {max_term_len:?}",
            normalizer.options(),
            stop.describe(),
        );
        // FNV-1a.
        described.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3))
    }
}

impl fmt::Debug for Analyzer {
    /// Writes the nearest preset and the options that differ from it: `Analyzer { preset: search, stemmer: Some(Light10) }`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An analyzer with the tokenizer of Lucene comes of that preset alone.
        let presets = PRESETS.iter().map(|name| (*name, Analyzer::preset(name))).filter_map(|(name, preset)| Some((name, preset?)));
        let nearest = presets.filter(|(_, p)| p.standard == self.standard).min_by_key(|(_, p)| self.changed(p).flatten().count());
        let mut out = f.debug_struct("Analyzer");
        if let Some((name, preset)) = nearest {
            out.field("preset", &format_args!("{name}"));
            for (name, value) in self.changed(&preset).flatten() {
                out.field(name, &value);
            }
        }
        out.finish()
    }
}

/// The names of the presets.
const PRESETS: &[&str] = &["search", "lucene", "exact"];

impl Analyzer {
    /// Returns the preset of a name.
    fn preset(name: &str) -> Option<Analyzer> {
        match name {
            "search" => Some(Analyzer::search()),
            "lucene" => Some(Analyzer::lucene()),
            "exact" => Some(Analyzer::exact()),
            _ => None,
        }
    }

    /// Returns the names and short values of the options that differ from those of `other`.
    fn changed(&self, other: &Analyzer) -> impl Iterator<Item = Option<(&'static str, Box<dyn fmt::Debug + '_>)>> {
        let Analyzer {
            id: _,
            standard: _,
            tokenizer,
            normalizer,
            accents,
            clitics,
            separators,
            stop_words,
            stop: _,
            stemmer,
            spelled,
            surface,
            whole,
            parts,
            ngrams,
            exclude,
            overrides,
            prefix,
            max_term_len,
        } = self;
        macro_rules! changed {
            ($($name:ident = $value:expr),+ $(,)?) => {
                [$((*$name != other.$name).then(|| (stringify!($name), Box::new($value) as Box<dyn fmt::Debug>))),+]
            };
        }
        let changed = changed!(
            tokenizer = tokenizer,
            normalizer = normalizer,
            accents = accents,
            clitics = clitics,
            separators = separators,
            stop_words = stop_words,
            stemmer = stemmer,
            spelled = spelled,
            surface = surface,
            whole = whole,
            parts = parts,
            ngrams = ngrams,
            exclude = FirstItems(exclude.iter()),
            overrides = FirstItems(overrides.iter()),
            prefix = prefix,
            max_term_len = max_term_len,
        );
        changed.into_iter()
    }
}

impl Default for Analyzer {
    /// [`Analyzer::search`].
    fn default() -> Analyzer {
        Analyzer::search()
    }
}

#[cfg(feature = "serde")]
crate::config::serde_options!(
    Analyzer, "analyzer",
    Analyzer {
        id: _, standard, tokenizer, normalizer, accents, clitics, separators, stop_words, stop: _, stemmer, spelled, surface, whole, parts, ngrams,
        exclude, overrides, prefix, max_term_len,
    } = |a| a,
    default: Analyzer::search(),
    // No option sets the tokenizer of Lucene.
    preset: Some(if *standard { "lucene" } else { "search" }),
    start: |name| {
        let known = PRESETS.iter().find(|known| known.eq_ignore_ascii_case(name)).and_then(|known| Analyzer::preset(known));
        known.ok_or_else(|| format!("{}", crate::error::ParseNameError::new("analyzer preset", name, PRESETS)))
    },
    options: {
        tokenizer: Tokenizer = *tokenizer => Analyzer::tokenizer;
        normalizer: Normalizer = *normalizer => Analyzer::normalizer;
        accents: bool = *accents => Analyzer::accents;
        clitics: bool = *clitics => Analyzer::clitics;
        separators: bool = *separators => Analyzer::separators;
        stop_words: StopWords = stop_words.clone() => Analyzer::stop_words;
        stemmer: Option<Stemmer> = *stemmer => Analyzer::stemmer;
        spelled: bool = *spelled => Analyzer::spelled;
        surface: bool = *surface => Analyzer::surface;
        whole: bool = *whole => Analyzer::whole;
        parts: bool = *parts => Analyzer::parts;
        ngrams: Option<(usize, usize)> = *ngrams => Analyzer::ngrams;
        exclude: Vec<String> = exclude.iter().map(|word| String::from(&**word)).collect()
            => |a, words| a.exclude(words.iter().map(String::as_str));
        overrides: BTreeMap<String, String> = overrides.iter().map(|(word, term)| (String::from(&**word), String::from(&**term))).collect()
            => |a, pairs| a.overrides(pairs.iter().map(|(word, term)| (word.as_str(), term.as_str())));
        prefix: bool = *prefix => Analyzer::prefix;
        max_term_len: Option<usize> = *max_term_len => Analyzer::max_term_len;
    }
);

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::*;

    crate::config::round_trip!(
        Analyzer, Analyzer = |a| a,
        default: Analyzer::search(),
        same: |a, b| a.fingerprint() == b.fingerprint(),
        no_options: [id, standard, stop],
        options: {
            tokenizer: [Tokenizer::new().entities(true).emoticons(true).split_zwnj(true).max_token_len(Some(255))];
            normalizer: [Normalizer::light(), Normalizer::search().elongation(crate::normalize::ElongationFold::ToTwo)];
            accents: [true];
            clitics: [true];
            separators: [true];
            stop_words: [StopWords::none(), StopWords::of(["شركة", "من"]), StopWords::lucene(), StopWords::standard().clitics(false)];
            stemmer: [None, Some(Stemmer::Light10)];
            spelled: [false];
            surface: [true];
            whole: [false];
            parts: [false];
            ngrams: [Some((1, 1)), Some((3, 5))];
            exclude: [["الرياض", "مكة"]];
            overrides: [[("كتب", "كتاب"), ("Zürich", "city")]];
            prefix: [true];
            max_term_len: [Some(0), Some(20)];
        }
    );

    /// The presets differ in more than the options.
    #[test]
    fn presets_are_the_same_after_they_were_written_and_read() {
        let own = |a: Analyzer| a.overrides([("كتب", "كتاب")]).stop_words(StopWords::small());
        for name in PRESETS {
            let preset = Analyzer::preset(name).unwrap();
            for analyzer in [preset.clone(), own(preset.clone())] {
                let read: Analyzer = serde_json::from_str(&serde_json::to_string(&analyzer).unwrap()).unwrap();
                assert_eq!(read.fingerprint(), analyzer.fingerprint(), "{name}");
            }
            let read: Analyzer = serde_json::from_str(&format!("\"{name}\"")).unwrap();
            assert_eq!(read.fingerprint(), preset.fingerprint());
        }
    }
}
