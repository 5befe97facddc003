//! The presets and options of the analyzer.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use core::ops::RangeInclusive;
use core::str::FromStr;
use core::sync::atomic::{AtomicUsize, Ordering};

use super::case;
use crate::config::options;
use crate::debug::FirstItems;
use crate::error::ParseNameError;
use crate::morph::UserLexicon;
use crate::normalize::Normalizer;
use crate::stem::Stemmer;
use crate::stop::{StopSet, StopWords};
use crate::token::Tokenizer;

/// A pipeline from text to index terms. The [module](super) describes the presets.
///
/// Each setter replaces the previous value of its option. The setter of a list replaces the whole list. `FromStr` parses the name of a
/// preset.
///
/// ```
/// use kalima::analyzer::Analyzer;
/// use kalima::stem::Stemmer;
///
/// let analyzer = Analyzer::search().stemmer(Some(Stemmer::Light10)).surface(true);
/// let terms: Vec<String> = analyzer.terms("الكتاب").map(|t| t.to_string()).collect();
/// assert_eq!(terms, ["كتاب", "الكتاب"]);
/// assert_eq!(analyzer.get_stemmer(), Some(Stemmer::Light10));
/// assert_ne!(analyzer.fingerprint(), Analyzer::search().fingerprint());
/// assert_eq!("lucene".parse(), Ok(Analyzer::lucene()));
/// ```
#[derive(Clone)]
pub struct Analyzer {
    pub(super) options: AnalyzerOptions,
    /// True if the analyzer uses Lucene's tokenizer. This is the case only for the preset `lucene`.
    pub(super) is_standard: bool,
    /// The word lists of the options after folding. Only the stop words of the preset `lucene` are not folded.
    pub(super) lists: FoldedLists,
    /// A number that identifies the analyzer and its options. A cache stores the number of the analyzer that computed the cached terms, and
    /// is cleared if another analyzer uses the cache. A clone of an analyzer has the same number.
    pub(super) id: usize,
}

options! {
    [] impl Analyzer, "analyzer", default: Analyzer::search(),
        // The serialized form contains the name of a preset, because no option selects Lucene's tokenizer: only the preset does.
        preset: |analyzer| Some(if analyzer.is_standard { "lucene" } else { "search" }),
        start: |name| name.parse::<Analyzer>().map_err(|error| alloc::string::ToString::to_string(&error));

    /// The options of an [`Analyzer`]. The defaults are those of the preset `search`.
    #[derive(Clone, Debug, PartialEq)]
    pub(super) struct AnalyzerOptions;

    /// This option has no effect on the preset `lucene`, because this preset uses Lucene's tokenizer.
    tokenizer, get_tokenizer: Tokenizer = Tokenizer::new(), "Sets how text is split into words.";
    /// The normalizer also folds the word lists of the options `stop_words`, `stem_exclusions` and `overrides`. If the normalizer changes,
    /// these lists are folded again, so the setters may be called in any order. Under the preset `lucene`, the stop words are not folded.
    normalizer, get_normalizer: Normalizer = Normalizer::search(), "Sets how words are folded.";
    /// Accents are the marks of Latin and Greek letters, as in `é` and `ά`. The option does not apply to the marks of other scripts,
    /// because these marks distinguish letters (`й`, `が`) or are vowels (`हि`).
    keep_accents, get_keep_accents: bool = false, "Keeps accents of Latin and Greek letters.";
    /// The option applies to tokens of the kind [`TokenKind::Clitic`](crate::token::TokenKind::Clitic): clitics before a number, a word of
    /// another script or a quotation mark, such as الـ in الـiPhone. If the option is off, these clitics are dropped and take no position,
    /// so the phrase الـiPhone matches iPhone. An abbreviation that does not start with an ASCII letter then also loses its proclitics.
    keep_clitics, get_keep_clitics: bool = false, "Makes terms of clitics that are attached to numbers and to words of other scripts.";
    /// If the option is off, `1,000` becomes the term `1000`. The separators are removed only if the first group of digits has one to three
    /// digits and does not start with `0`, and all other groups have three digits. So `3,5` and `0,125` do not change.
    keep_thousands, get_keep_thousands: bool = false, "Keeps the separators of thousands in numbers.";
    /// The value `None` disables stemming.
    stemmer, get_stemmer: Option<Stemmer> = Some(Stemmer::Lexical), "Sets how Arabic words are stemmed.";
    /// [`Stemmer::Lexical`] uses the ة to distinguish مكتبة (library) from مكتبه (his office). If the option is off, the stemmer receives
    /// مكتبه for both words. The stemmer may then interpret مكتبة as "his office", so the terms of مكتبة and المكتبة may differ. The
    /// stemmer restores a hamza that the writer omitted (أحمد for احمد), but does not interpret ه as ة. Disable this option for texts in
    /// which most words have ه instead of ة.
    ///
    /// The option also applies to stop words. If the option is on, words are compared with the stop words in the original spelling: the
    /// name علي and the noun إمام are not stop words, although the stop words على and أمام have the same folded forms.
    stem_original, get_stem_original: bool = true, "Passes the word to the stemmer in its original spelling, not folded.";
    surface, get_surface: bool = false, "Adds the folded word to its stem, at the same position, if they differ.";
    /// Entities are hashtags, mentions and addresses. With [`Tokenizer::entities`](crate::token::Tokenizer::entities), dates, times,
    /// ranges, percentages, versions and telephone numbers are entities too. The term of an entity is not stemmed. It does not start with a
    /// sign (`#`, `@`) and contains no spaces. The term of a telephone number contains only digits and `+`. The percent-encoding of a URL
    /// is decoded if the decoded bytes are UTF-8.
    entity_whole, get_entity_whole: bool = true, "Makes a term of each entity as a whole.";
    /// An entity is split at each character that is not a letter, a digit, a mark or a format character, such as `_` or `/`. Each part is
    /// then split like running text. Percentages, ranges and times are only split like running text. The percent-encoding of a URL is
    /// decoded before the URL is split. If an entity consists of one word, the stem of this word is added, unless the stem is equal to the
    /// term of the whole entity.
    entity_parts, get_entity_parts: bool = true, "Makes terms of the words inside each entity.";
    /// Use this option for queries whose last word may be incomplete, as in search-as-you-type. Build the index with the option
    /// [`surface`](Self::surface), so that the index contains unstemmed words. The incomplete word can then match a prefix of an unstemmed
    /// word. The option applies only to a word that ends at the end of the text.
    prefix, get_prefix: bool = false, "Neither stems nor drops the last word if no white space follows it.";
    /// The value `None` means that no term is dropped. A dropped term still takes a position, so the positions of the remaining terms have
    /// a gap.
    max_term_len, get_max_term_len: Option<usize> = None, "Drops terms that are longer, in bytes.";

    @own {
        stop_words: StopWords = StopWords::standard().union(&StopWords::questions()), StopWords = stop_words.clone() => Analyzer::stop_words;
        ngrams: Option<(usize, usize)> = None, Option<(usize, usize)> = *ngrams => |a, n| a.ngrams(n.map(|(min, max)| min..=max));
        stem_exclusions: WordSet = WordSet(BTreeSet::new()), alloc::vec::Vec<String> = stem_exclusions.0.iter().map(|word| String::from(&**word)).collect()
            => |a, words| a.stem_exclusions(words);
        overrides: WordMap = WordMap(BTreeMap::new()),
            BTreeMap<String, String> = overrides.0.iter().map(|(word, term)| (String::from(&**word), String::from(&**term))).collect()
            => |a, pairs| a.overrides(pairs);
        lexicon: Option<Arc<UserLexicon>> = None, Option<SharedLexicon> = lexicon.clone().map(SharedLexicon)
            => |a, lexicon| a.lexicon(lexicon.map(|shared| shared.0));
    }
}

/// Constructors: one for each preset.
impl Analyzer {
    /// Returns the analyzer with the best search quality in the measurements of the [module docs](super). These docs also list the steps of
    /// this preset.
    pub fn search() -> Analyzer {
        Analyzer::new(AnalyzerOptions::defaults(), false)
    }

    /// Returns an analyzer that returns the same terms as Lucene's `ArabicAnalyzer`. Use this analyzer for queries to an index that Lucene
    /// has built.
    ///
    /// The analyzer uses Lucene's tokenizer and Lucene's conversion to lower case, so [`tokenizer`](Analyzer::tokenizer),
    /// [`keep_accents`](Analyzer::keep_accents), [`entity_parts`](Analyzer::entity_parts) and [`stem_original`](Analyzer::stem_original) do
    /// not change how the words of a text are converted.
    pub fn lucene() -> Analyzer {
        let options = AnalyzerOptions {
            normalizer: Normalizer::lucene(),
            entity_parts: false,
            stemmer: Some(Stemmer::Lucene),
            stop_words: StopWords::lucene(),
            ..AnalyzerOptions::defaults()
        };
        Analyzer::new(options, true)
    }

    /// Returns an analyzer whose terms are the unstemmed words in lower case, without marks and tatweels. The analyzer drops no words.
    pub fn exact() -> Analyzer {
        let options = AnalyzerOptions {
            normalizer: Normalizer::light(),
            keep_accents: true,
            keep_clitics: true,
            keep_thousands: true,
            entity_parts: false,
            stemmer: None,
            stop_words: StopWords::none(),
            ..AnalyzerOptions::defaults()
        };
        Analyzer::new(options, false)
    }

    /// Creates an analyzer with a new id. `is_standard` selects Lucene's tokenizer.
    fn new(options: AnalyzerOptions, is_standard: bool) -> Analyzer {
        Analyzer { lists: FoldedLists::new(&options, is_standard), options, is_standard, id: next_id() }
    }

    /// Gives the analyzer a new id after an option has changed. Folds the word lists again if the normalizer or `keep_accents` has changed.
    fn rebuilt(mut self) -> Analyzer {
        if !self.lists.are_folded_by(&self.options) {
            self.lists = FoldedLists::new(&self.options, self.is_standard);
        }
        self.id = next_id();
        self
    }

    /// Gives the analyzer a new id after a word list has changed, and folds all word lists again.
    fn with_new_lists(mut self) -> Analyzer {
        self.lists = FoldedLists::new(&self.options, self.is_standard);
        self.rebuilt()
    }
}

/// Setters and getters of the options that are lists or ranges.
impl Analyzer {
    /// Sets the stop words. A stop word has no term, but takes one position.
    ///
    /// If [`stem_original`](Analyzer::stem_original) is on, words are compared with the stop words in the original spelling: the name علي
    /// and the noun إمام are not stop words, although the stop words على and أمام have the same folded forms.
    ///
    /// Default: [`StopWords::standard`] and [`StopWords::questions`].
    #[must_use = "a setter returns the value with the option"]
    pub fn stop_words(mut self, words: StopWords) -> Analyzer {
        self.options.stop_words = words;
        self.with_new_lists()
    }

    /// Returns the value of the option [`stop_words`](Analyzer::stop_words).
    pub fn get_stop_words(&self) -> &StopWords {
        &self.options.stop_words
    }

    /// Adds n-grams: a term for each sequence of `min` to `max` consecutive characters of each folded word, where `lengths` is `min..=max`.
    /// Stop words and the words of [`overrides`](Analyzer::overrides) have no n-grams. The n-grams have the position and the range of the
    /// word. A word of `n` characters has up to `n × (max − min + 1)` n-grams. A `min` of 0 is replaced by 1, and a `max` less than `min`
    /// is replaced by `min`. The value `None` adds no n-grams.
    ///
    /// Default: `None`.
    ///
    /// ```
    /// use kalima::Analyzer;
    ///
    /// let analyzer = Analyzer::exact().ngrams(Some(2..=3));
    /// let terms: Vec<String> = analyzer.terms("قلم").map(|t| t.to_string()).collect();
    /// assert_eq!(terms, ["قلم", "قل", "قلم", "لم"]);
    /// ```
    #[must_use = "a setter returns the value with the option"]
    pub fn ngrams(mut self, lengths: Option<RangeInclusive<usize>>) -> Analyzer {
        self.options.ngrams = lengths.map(|lengths| {
            let min = (*lengths.start()).max(1);
            (min, (*lengths.end()).max(min))
        });
        self.rebuilt()
    }

    /// Returns the value of the option [`ngrams`](Analyzer::ngrams).
    pub fn get_ngrams(&self) -> Option<RangeInclusive<usize>> {
        self.options.ngrams.map(|(min, max)| min..=max)
    }

    /// Sets the words that are not stemmed. The analyzer folds these words like the text, so the list may contain any spelling of a word.
    /// Replaces the previous list.
    ///
    /// Default: an empty list.
    ///
    /// ```
    /// use kalima::Analyzer;
    ///
    /// // الرياض is a city. Without the exclusion, its stem is the stem of روضة (garden).
    /// let names = vec![String::from("الرياض")];
    /// let analyzer = Analyzer::search().stem_exclusions(names);
    /// assert_eq!(analyzer.terms("الرياض").next().unwrap().text(), "الرياض");
    /// assert_eq!(analyzer.get_stem_exclusions().count(), 1);
    /// ```
    #[must_use = "a setter returns the value with the option"]
    pub fn stem_exclusions<I>(mut self, words: I) -> Analyzer
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        self.options.stem_exclusions = WordSet(words.into_iter().map(|word| Box::from(word.as_ref())).collect());
        self.with_new_lists()
    }

    /// Returns the words of the option [`stem_exclusions`](Analyzer::stem_exclusions), in order of code points.
    pub fn get_stem_exclusions(&self) -> impl Iterator<Item = &str> {
        self.options.stem_exclusions.0.iter().map(|word| &**word)
    }

    /// Sets a user dictionary for names, technical terms and synonyms. Each pair consists of a word and the term of this word. The analyzer
    /// folds the words like the text, so the dictionary may contain any spelling of a word. The terms are used unchanged.
    ///
    /// A word of the dictionary has only the given term: it has no stem, no surface term and no n-grams. Stop words are dropped before the
    /// dictionary is searched. Replaces the previous dictionary.
    ///
    /// Default: an empty dictionary.
    ///
    /// ```
    /// use std::collections::HashMap;
    ///
    /// use kalima::Analyzer;
    ///
    /// let terms = HashMap::from([(String::from("موبايل"), String::from("جوال"))]);
    /// let analyzer = Analyzer::search().overrides(terms);
    /// assert_eq!(analyzer.terms("موبايل").next().unwrap().text(), "جوال");
    /// ```
    #[must_use = "a setter returns the value with the option"]
    pub fn overrides<W, T>(mut self, pairs: impl IntoIterator<Item = (W, T)>) -> Analyzer
    where
        W: AsRef<str>,
        T: AsRef<str>,
    {
        self.options.overrides =
            WordMap(pairs.into_iter().map(|(word, term)| (Box::from(word.as_ref()), Box::from(term.as_ref()))).collect());
        self.with_new_lists()
    }

    /// Returns the words and terms of the option [`overrides`](Analyzer::overrides), in order of the code points of the words.
    pub fn get_overrides(&self) -> impl Iterator<Item = (&str, &str)> {
        self.options.overrides.0.iter().map(|(word, term)| (&**word, &**term))
    }
}

/// The user lexicon.
impl Analyzer {
    /// Sets the lexemes that [`Stemmer::Lexical`] knows in addition to the dictionary. All inflections of a lexeme have the same term: its folded
    /// lemma. The lexicon has no effect on other stemmers. It is part of the [`fingerprint`](Analyzer::fingerprint), and with the feature `serde` of
    /// the serialized analyzer, as text.
    ///
    /// Default: `None`.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use kalima::Analyzer;
    /// use kalima::morph::UserLexicon;
    ///
    /// let lexicon = UserLexicon::parse("n هاشتاغ / ات\n")?;
    /// let analyzer = Analyzer::search().lexicon(Some(Arc::new(lexicon)));
    /// let terms: Vec<String> = analyzer.terms("الهاشتاغ وهاشتاغاتهم").map(|t| t.to_string()).collect();
    /// assert_eq!(terms, ["هاشتاغ", "هاشتاغ"]);
    /// # Ok::<(), kalima::morph::LexiconError>(())
    /// ```
    #[must_use = "a setter returns the value with the option"]
    pub fn lexicon(mut self, lexicon: Option<Arc<UserLexicon>>) -> Analyzer {
        self.options.lexicon = lexicon;
        self.rebuilt()
    }

    /// Returns the value of the option [`lexicon`](Analyzer::lexicon).
    pub fn get_lexicon(&self) -> Option<&Arc<UserLexicon>> {
        self.options.lexicon.as_ref()
    }
}

/// A user lexicon in the serialized form of an analyzer. It is serialized as its text.
#[cfg(feature = "serde")]
struct SharedLexicon(Arc<UserLexicon>);

#[cfg(feature = "serde")]
impl serde_core::Serialize for SharedLexicon {
    fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(s)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde_core::Deserialize<'de> for SharedLexicon {
    fn deserialize<D: serde_core::Deserializer<'de>>(d: D) -> Result<SharedLexicon, D::Error> {
        UserLexicon::deserialize(d).map(|lexicon| SharedLexicon(Arc::new(lexicon)))
    }
}

/// A set of words in the spelling that the caller has passed. `Debug` writes only the first few words.
#[derive(Clone, PartialEq)]
pub(super) struct WordSet(pub(super) BTreeSet<Box<str>>);

/// A map from words to terms, both in the spelling that the caller has passed. `Debug` writes only the first few pairs.
#[derive(Clone, PartialEq)]
pub(super) struct WordMap(pub(super) BTreeMap<Box<str>, Box<str>>);

impl fmt::Debug for WordSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        FirstItems(self.0.iter()).fmt(f)
    }
}

impl fmt::Debug for WordMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        FirstItems(self.0.iter()).fmt(f)
    }
}

/// The word lists of the options after folding. Only the stop words of the preset `lucene` are not folded.
#[derive(Clone)]
pub(super) struct FoldedLists {
    pub(super) stop: StopSet,
    pub(super) stem_exclusions: BTreeSet<Box<str>>,
    pub(super) overrides: BTreeMap<Box<str>, Box<str>>,
    normalizer: Normalizer,
    keep_accents: bool,
}

impl FoldedLists {
    fn new(options: &AnalyzerOptions, is_standard: bool) -> FoldedLists {
        let &AnalyzerOptions { normalizer, keep_accents, .. } = options;
        let fold = |word: &str| -> Box<str> {
            let mut folded = normalizer.normalize(word).into_owned();
            case::lower(&mut folded, keep_accents, &mut String::new());
            folded.into()
        };
        FoldedLists {
            // Lucene's analyzer compares the stop words before it normalizes the words. Therefore the stop words of `lucene` are not
            // folded.
            stop: if is_standard { options.stop_words.fold(Normalizer::none()) } else { options.stop_words.fold_by(normalizer, fold) },
            stem_exclusions: options.stem_exclusions.0.iter().map(|word| fold(word)).collect(),
            overrides: options.overrides.0.iter().map(|(word, term)| (fold(word), term.clone())).collect(),
            normalizer,
            keep_accents,
        }
    }

    /// Returns whether the lists were folded with the normalizer and the value of `keep_accents` that `options` contains.
    fn are_folded_by(&self, options: &AnalyzerOptions) -> bool {
        self.normalizer == options.normalizer && self.keep_accents == options.keep_accents
    }
}

/// Returns a number that this function has not returned before in this process.
fn next_id() -> usize {
    static LAST: AtomicUsize = AtomicUsize::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// The names of the presets.
const PRESETS: &[&str] = &["search", "lucene", "exact"];

impl FromStr for Analyzer {
    type Err = ParseNameError;

    /// Returns the preset with the given name: `search`, `lucene` or `exact`. ASCII case does not matter.
    fn from_str(name: &str) -> Result<Analyzer, ParseNameError> {
        match PRESETS.iter().position(|preset| preset.eq_ignore_ascii_case(name)) {
            Some(0) => Ok(Analyzer::search()),
            Some(1) => Ok(Analyzer::lucene()),
            Some(2) => Ok(Analyzer::exact()),
            _ => Err(ParseNameError::new("analyzer preset", name, PRESETS)),
        }
    }
}

impl Default for Analyzer {
    /// Returns [`Analyzer::search`].
    fn default() -> Analyzer {
        Analyzer::search()
    }
}

impl PartialEq for Analyzer {
    /// Returns whether two analyzers have the same options and the same tokenizer. Equal analyzers return the same terms for each text.
    fn eq(&self, other: &Analyzer) -> bool {
        self.is_standard == other.is_standard && self.options == other.options
    }
}

impl fmt::Debug for Analyzer {
    /// Writes the name of the preset with the fewest options that differ from the options of the analyzer, and then these options. For
    /// example: `Analyzer { preset: search, stemmer: Some(Light10) }`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only a preset with the same tokenizer (Lucene's tokenizer or the tokenizer of this crate) is a candidate.
        let presets = PRESETS.iter().filter_map(|name| Some((*name, name.parse::<Analyzer>().ok()?)));
        let nearest =
            presets.filter(|(_, p)| p.is_standard == self.is_standard).min_by_key(|(_, p)| self.options.changed(&p.options).count());
        let mut out = f.debug_struct("Analyzer");
        if let Some((name, preset)) = nearest {
            out.field("preset", &format_args!("{name}"));
            for (name, value) in self.options.changed(&preset.options) {
                out.field(name, value);
            }
        }
        out.finish()
    }
}

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::*;
    use alloc::format;

    crate::config::round_trip!(
        Analyzer, AnalyzerOptions = |a| a.options.clone(),
        default: Analyzer::search(),
        same: |a, b| a == b,
        no_options: [],
        options: {
            tokenizer: [Tokenizer::new().entities(true).emoticons(true).split_zwnj(true).max_token_len(Some(255))];
            normalizer: [Normalizer::light(), Normalizer::search().elongation(crate::normalize::ElongationFold::ToTwo)];
            keep_accents: [true];
            keep_clitics: [true];
            keep_thousands: [true];
            stop_words: [StopWords::none(), StopWords::of(["شركة", "من"]), StopWords::lucene(), StopWords::standard().clitics(false)];
            stemmer: [None, Some(Stemmer::Light10)];
            stem_original: [false];
            surface: [true];
            entity_whole: [false];
            entity_parts: [false];
            ngrams: [Some(1..=1), Some(3..=5)];
            stem_exclusions: [["الرياض", "مكة"]];
            overrides: [[("كتب", "كتاب"), ("Zürich", "city")]];
            lexicon: [Some(Arc::new(UserLexicon::parse("غرد\n1 II\n-\ng تويتر").unwrap()))];
            prefix: [true];
            max_term_len: [Some(0), Some(20)];
        }
    );

    /// Serializes and deserializes each preset, with and without changed lists.
    #[test]
    fn presets_round_trip() {
        let own = |a: Analyzer| a.overrides([("كتب", "كتاب")]).stop_words(StopWords::small());
        for name in PRESETS {
            let preset: Analyzer = name.parse().unwrap();
            for analyzer in [preset.clone(), own(preset.clone())] {
                let read: Analyzer = serde_json::from_str(&serde_json::to_string(&analyzer).unwrap()).unwrap();
                assert_eq!(read, analyzer, "{name}");
                assert_eq!(read.fingerprint(), analyzer.fingerprint(), "{name}");
            }
            let read: Analyzer = serde_json::from_str(&format!("\"{name}\"")).unwrap();
            assert_eq!(read, preset);
        }
    }
}
