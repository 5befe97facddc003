//! The list of stemmers, [`Stemmer`], and the table that defines this list.
//!
//! Each stemmer is one entry of `stemmers!` below. The entry has the name of the stemmer and its [`StemmerSpec`]. To add a stemmer, write
//! its algorithm in a new file, add an entry here (and a variant of [`Algorithm`] if the algorithm is new), and add the expected stems to a
//! test. Other modules call the methods of [`Stemmer`] and do not match on the variants of [`Stemmer`].

use alloc::borrow::Cow;
use alloc::string::String;

use super::stemmed::{Cuts, Stemmed};
use super::{lexical, light, lucene, rules, snowball};
use crate::error::names;
use crate::morph::UserLexicon;
use crate::normalize::Normalizer;
use crate::scan::Level;

/// The properties of a stemmer.
#[derive(Clone, Copy)]
struct StemmerSpec {
    algorithm: Algorithm,
    /// True if the text of a stem depends only on the letters that [`Normalizer::search`] keeps, so that all vocalizations of a word have
    /// the same stem.
    ignores_marks: bool,
    /// The folding that [`Stemmer::stem_unfolded`] applies, or `None` if `stem_unfolded` always returns `false`.
    folding: Option<Folding>,
    /// True if the stemming of a word takes less time than a cache lookup.
    is_cheaper_than_cache: bool,
}

/// The algorithms. Each algorithm has its own module.
#[derive(Clone, Copy)]
enum Algorithm {
    Light(light::Variant),
    Lucene,
    Snowball,
    Rules,
    Lexical,
}

/// A folding of letters that a stemmer applies to a word before the removal of affixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folding {
    /// The folding of [`Normalizer::search`].
    Search,
    /// The folding of [`Normalizer::lucene`].
    Lucene,
}

/// Returns the properties of a light stemmer.
const fn light(variant: light::Variant) -> StemmerSpec {
    StemmerSpec { algorithm: Algorithm::Light(variant), ignores_marks: true, folding: Some(Folding::Search), is_cheaper_than_cache: true }
}

/// Defines [`Stemmer`], the names of the stemmers and [`Stemmer::spec`]. The input has one entry for each stemmer.
macro_rules! stemmers {
    ($($(#[$doc:meta])* $variant:ident = $name:literal => $spec:expr;)+) => {
        /// A stemmer. `FromStr` parses the name of a stemmer, and `Display` writes this name.
        ///
        /// ```
        /// use kalima::stem::Stemmer;
        ///
        /// assert_eq!("light10".parse(), Ok(Stemmer::Light10));
        /// assert_eq!(Stemmer::default(), Stemmer::Lexical);
        /// assert_eq!(Stemmer::Light10.stem("والكتابان").text(), "كتاب");
        /// assert_eq!(Stemmer::Rules.stem("Berlin").text(), "Berlin");
        /// ```
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Stemmer {
            $(
                $(#[$doc])*
                #[doc = concat!("\n\nThe name is `", $name, "`.")]
                $variant
            ),+
        }

        names!(Stemmer, "stemmer", $($variant = $name),+);

        impl Stemmer {
            /// Returns the properties of the stemmer.
            #[inline(always)]
            const fn spec(self) -> StemmerSpec {
                match self {
                    $(Stemmer::$variant => $spec),+
                }
            }
        }
    };
}

stemmers! {
    /// Light stemmer 1 of Larkey, Ballesteros and Connell: removes the article ال, and a و, ب, ك or ف before the article.
    Light1 = "light1" => light(light::Variant::Light1);
    /// Light stemmer 2: removes the prefixes of `Light1`, and a conjunction و.
    Light2 = "light2" => light(light::Variant::Light2);
    /// Light stemmer 3: removes the prefixes of `Light2`, and the suffixes ه and ة.
    Light3 = "light3" => light(light::Variant::Light3);
    /// Light stemmer 8: removes the prefixes of `Light2`, and ten suffixes.
    Light8 = "light8" => light(light::Variant::Light8);
    /// Light stemmer 10: removes the affixes of `Light8`, and the prefix لل. Most publications use this stemmer for comparison.
    Light10 = "light10" => light(light::Variant::Light10);
    /// `ArabicStemmer` of Lucene 8.7, bit for bit. The input is a word after [`Normalizer::lucene`]. The documentation of Lucene calls this
    /// stemmer light10, but light10 can remove و and then an article, and this stemmer removes at most one prefix.
    Lucene = "lucene" => StemmerSpec {
        algorithm: Algorithm::Lucene,
        ignores_marks: false,
        folding: Some(Folding::Lucene),
        is_cheaper_than_cache: true,
    };
    /// Snowball's stemmer, version 3, bit for bit. The input is a word of the unchanged text.
    Snowball = "snowball" => StemmerSpec {
        algorithm: Algorithm::Snowball,
        ignores_marks: false,
        folding: None,
        is_cheaper_than_cache: false,
    };
    /// The stemmer with the rules of this crate. The rules remove combined clitics and regular inflection. A list contains words that only
    /// look inflected, and the rules do not cut these words.
    Rules = "rules" => StemmerSpec {
        algorithm: Algorithm::Rules,
        ignores_marks: true,
        folding: Some(Folding::Search),
        is_cheaper_than_cache: false,
    };
    /// The folded lemma of the best reading of a word. A reading is an analysis by the word grammar of [`crate::morph`]. If a word has no
    /// reading, the stem is the stem of `Rules`. This stemmer is the default, also in
    /// [`Analyzer::search`](crate::analyzer::Analyzer::search).
    #[default]
    Lexical = "lexical" => StemmerSpec {
        algorithm: Algorithm::Lexical,
        ignores_marks: true,
        folding: None,
        is_cheaper_than_cache: false,
    };
}

impl Stemmer {
    /// Returns the stem of a word. The text of the stem is borrowed from the word if the stem range of the word contains the same text.
    ///
    /// ```
    /// use kalima::stem::{StemRule, Stemmer};
    ///
    /// let stem = Stemmer::Light10.stem("والكِتابان");
    /// assert_eq!((stem.text(), stem.prefix_range(), stem.suffix_range()), ("كتاب", 0..6, 16..20));
    /// assert_eq!(Stemmer::Light10.stem("abc").rule(), StemRule::NotArabic);
    /// assert_eq!(Stemmer::Light10.stem("").text(), "");
    /// ```
    #[must_use]
    pub fn stem(self, word: &str) -> Stemmed<'_> {
        let mut text = String::new();
        let cuts = self.stem_into(word, &mut text);
        Stemmed::new(word, text, cuts)
    }

    /// Appends the stem of a word to `out` and returns the positions at which the word was cut.
    ///
    /// Allocates if the capacity of `out` is too small. May also allocate if the word has more than 24 characters (marks included) and
    /// contains a rare character, such as a presentation form, a combining hamza, a joiner, a Quranic sign or a letter of another script.
    #[inline]
    pub fn stem_into(self, word: &str, out: &mut String) -> Cuts {
        match self.spec().algorithm {
            Algorithm::Light(variant) => light::stem_into(Level::best(), word, variant, out),
            Algorithm::Lucene => lucene::stem_into(Level::best(), word, out),
            Algorithm::Snowball => snowball::stem_into(word, out),
            Algorithm::Rules => rules::stem_into(word, out),
            Algorithm::Lexical => lexical::stem_into(word, out).unwrap_or_else(|| rules::stem_into(word, out)),
        }
    }

    /// Returns the stem of a word with the lexemes of a user. They have no effect on other stemmers than [`Stemmer::Lexical`].
    ///
    /// ```
    /// use kalima::morph::UserLexicon;
    /// use kalima::stem::Stemmer;
    ///
    /// let lexicon = UserLexicon::parse("n هاشتاغ / ات")?;
    /// assert_eq!(Stemmer::Lexical.stem_with_lexicon("وهاشتاغاتهم", &lexicon).text(), "هاشتاغ");
    /// # Ok::<(), kalima::morph::LexiconError>(())
    /// ```
    #[must_use]
    pub fn stem_with_lexicon<'w>(self, word: &'w str, lexicon: &UserLexicon) -> Stemmed<'w> {
        let mut text = String::new();
        let cuts = self.stem_with_lexicon_into(word, lexicon, &mut text);
        Stemmed::new(word, text, cuts)
    }

    /// Appends the stem of a word with the lexemes of a user to `out` and returns the positions at which the word was cut. See
    /// [`stem_with_lexicon`](Stemmer::stem_with_lexicon).
    pub fn stem_with_lexicon_into(self, word: &str, lexicon: &UserLexicon, out: &mut String) -> Cuts {
        match self.spec().algorithm {
            Algorithm::Lexical => lexical::stem_extended_into(word, lexicon, out).unwrap_or_else(|| rules::stem_into(word, out)),
            _ => self.stem_into(word, out),
        }
    }

    /// Returns the stem of a word of bytes that may not be UTF-8. Before the stemming, each maximal subpart of an invalid sequence is
    /// replaced by U+FFFD. The ranges of the result are byte ranges of `word`.
    ///
    /// ```
    /// use kalima::stem::Stemmer;
    ///
    /// assert_eq!(Stemmer::Light10.stem_utf8("الكتاب".as_bytes()).text(), "كتاب");
    /// assert_eq!(Stemmer::Light10.stem_utf8(b"a\xFFb").text(), "a\u{FFFD}b");
    /// ```
    #[must_use]
    pub fn stem_utf8(self, word: &[u8]) -> Stemmed<'_> {
        if let Ok(word) = core::str::from_utf8(word) {
            return self.stem(word);
        }
        let mut text = String::new();
        let cuts = self.stem_lossy_into(word, &mut text);
        Stemmed { text: Cow::Owned(text), cuts }
    }

    /// Appends the stem of a word of bytes to `out` and returns the positions at which the bytes were cut. The stem is equal to the result
    /// of [`stem_utf8`](Stemmer::stem_utf8).
    ///
    /// ```
    /// use kalima::stem::Stemmer;
    ///
    /// let mut stem = String::new();
    /// let cuts = Stemmer::Light10.stem_utf8_into("الكتاب".as_bytes(), &mut stem);
    /// assert_eq!((stem.as_str(), cuts.stem_range()), ("كتاب", 4..12));
    /// ```
    pub fn stem_utf8_into(self, word: &[u8], out: &mut String) -> Cuts {
        match core::str::from_utf8(word) {
            Ok(word) => self.stem_into(word, out),
            Err(_) => self.stem_lossy_into(word, out),
        }
    }

    /// Implements [`stem_utf8_into`](Stemmer::stem_utf8_into) for bytes that are not UTF-8.
    fn stem_lossy_into(self, word: &[u8], out: &mut String) -> Cuts {
        let lossy = Normalizer::none().normalize_mapped_utf8(word);
        let cuts = self.stem_into(lossy.text(), out);
        let source = |at: usize| lossy.map().to_source(at..at).start;
        let end_in_source = |at: usize| if at == cuts.len { word.len() } else { source(at) };
        Cuts {
            prefix_end: source(cuts.prefix_end),
            stem_start: source(cuts.stem_start),
            stem_end: end_in_source(cuts.stem_end),
            suffix_start: end_in_source(cuts.suffix_start),
            len: word.len(),
            ..cuts
        }
    }

    /// Returns whether the text of a stem depends only on the letters that [`Normalizer::search`] keeps. A cache then needs only one entry
    /// for all vocalizations of a word.
    #[inline(always)]
    pub(crate) fn ignores_marks(self) -> bool {
        self.spec().ignores_marks
    }

    /// Returns the folding that [`stem_unfolded`](Stemmer::stem_unfolded) applies, or `None` if `stem_unfolded` always returns `false`.
    pub(crate) fn folding(self) -> Option<Folding> {
        self.spec().folding
    }

    /// Returns whether the stemming of a word takes less time than a cache lookup.
    pub(crate) fn is_cheaper_than_cache(self) -> bool {
        self.spec().is_cheaper_than_cache
    }

    /// Folds a word (see [`Folding`]), appends the stem of the folded word to `out`, and returns `true`.
    ///
    /// Returns `false` in three cases. Nothing is appended in these cases, unless the word is ASCII:
    ///
    /// - The stemmer has no [`folding`](Stemmer::folding).
    /// - The word needs the slow path, for example because the word has more than 32 bytes or 16 letters, or contains a rare character.
    /// - `refuse` returns `true` for the codes of the folded letters of the word (see [`letters`](crate::scan::letters)). For
    ///   [`Folding::Lucene`], `refuse` receives the codes of all characters of the word, including marks, before folding.
    #[inline(always)]
    pub(crate) fn stem_unfolded(self, word: &str, refuse: impl Fn(u128) -> bool, out: &mut String) -> bool {
        match self.spec().algorithm {
            Algorithm::Light(variant) => light::stem_unfolded(Level::best(), word, variant, refuse, out),
            Algorithm::Lucene => lucene::stem_unfolded(Level::best(), word, refuse, out),
            Algorithm::Rules => rules::stem_unfolded(word, refuse, out),
            Algorithm::Snowball | Algorithm::Lexical => false,
        }
    }

    /// Returns whether all implementations of the stemmer have the same result for a word. Tests each SIMD level that this processor
    /// supports. Returns `true` for `Snowball`, which has tests in its own file, and for `Lexical`, which has one implementation.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn implementations_agree(self, word: &str) -> bool {
        match self.spec().algorithm {
            Algorithm::Light(variant) => light::implementations_agree(word, variant),
            Algorithm::Lucene => lucene::implementations_agree(word),
            Algorithm::Rules => rules::implementations_agree(word),
            Algorithm::Snowball | Algorithm::Lexical => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stem::StemRule;
    use alloc::string::ToString;

    #[test]
    fn stems_are_as_published() {
        let cases = [
            (Stemmer::Light1, "والكتاب", "كتاب"),
            (Stemmer::Light1, "وكتاب", "وكتاب"),
            (Stemmer::Light2, "وكتاب", "كتاب"),
            (Stemmer::Light2, "وبالكتاب", "كتاب"),
            (Stemmer::Light3, "المكتبة", "مكتب"),
            (Stemmer::Light8, "للكتاب", "للكتاب"),
            (Stemmer::Light10, "وللكتاب", "كتاب"),
            (Stemmer::Light10, "مشروبات", "مشروب"),
            (Stemmer::Light10, "أمريكيين", "امريك"),
            (Stemmer::Lucene, "وبالكتاب", "بالكتاب"),
            (Stemmer::Lucene, "الو", "الو"),
            (Stemmer::Snowball, "والكتاب", "والكتاب"),
            (Stemmer::Snowball, "الكتاب", "كتاب"),
            (Stemmer::Snowball, "يستخدمون", "استخدم"),
            (Stemmer::Snowball, "سيارات", "يارا"),
        ];
        for (stemmer, word, stem) in cases {
            assert_eq!(stemmer.stem(word).text(), stem, "{stemmer} {word}");
        }
    }

    #[test]
    fn ranges_and_rules_describe_the_cut() {
        let s = Stemmer::Light10.stem("والكِتابان");
        assert!(matches!(s.clone().into_text(), Cow::Owned(_)));
        assert_eq!((s.prefix_range(), s.stem_range(), s.suffix_range()), (0..6, 6..16, 16..20));
        let word = "وﻻعبها";
        let s = Stemmer::Light10.stem(word);
        assert_eq!((s.text(), &word[s.prefix_range()], &word[s.suffix_range()]), ("لاعب", "و", "ها"));
        let word = "الكتابﺎﻥ";
        assert_eq!(&word[Stemmer::Snowball.stem(word).suffix_range()], "ﺎﻥ");
        assert!(matches!(Stemmer::Light10.stem("الكتاب").into_text(), Cow::Borrowed("كتاب")));
        let rules = ["كتاب", "الكتاب", "كتابها", "وكتابها", "والذي", "abc"].map(|w| Stemmer::Rules.stem(w).rule());
        use StemRule::{Affixes, ClosedClass, Lemma, NotArabic, Prefix, Suffix, Whole};
        assert_eq!(rules, [Whole, Prefix, Suffix, Affixes, ClosedClass, NotArabic]);
        assert_eq!(["المكتبة", "ژپگچ", "abc"].map(|w| Stemmer::Lexical.stem(w).rule()), [Lemma, Whole, NotArabic]);
    }

    #[test]
    fn a_preposition_with_a_pronoun_keeps_its_range() {
        for (word, prefix, stem, suffix) in
            [("وله", "و", "ل", "ه"), ("وبه", "و", "ب", "ه"), ("ولهم", "و", "ل", "هم"), ("لها", "", "ل", "ها")]
        {
            let s = Stemmer::Lexical.stem(word);
            assert_eq!((s.text(), &word[s.prefix_range()], &word[s.stem_range()], &word[s.suffix_range()]), (stem, prefix, stem, suffix));
        }
    }

    #[test]
    fn names_round_trip() {
        for s in Stemmer::ALL {
            assert_eq!(s.to_string().parse(), Ok(*s));
        }
    }

    fn check(word: &str) {
        for stemmer in Stemmer::ALL {
            assert!(stemmer.implementations_agree(word), "{stemmer} {word:?}");
        }
    }

    #[test]
    fn implementations_agree_on_texts() {
        for text in [include_str!("words.txt"), include_str!("../stop/words.txt"), include_str!("../../seeds/vocalized.txt")] {
            text.split_whitespace().for_each(check);
        }
    }

    /// Tests the Arabic words in the sources of two integration tests.
    #[test]
    fn implementations_agree_on_the_words_of_the_tests() {
        for text in [include_str!("../../tests/suite/stem_rules.rs"), include_str!("../../tests/suite/stem_rows.rs")] {
            let words = text.split(|c: char| !crate::chars::is_arabic(c)).filter(|word| !word.is_empty());
            assert!(words.clone().count() > 200);
            words.for_each(check);
        }
    }

    proptest::proptest! {
        #[test]
        fn implementations_agree_on_words_with_signs(
            word in "[وفبكلاأسيت]{0,3}[ء-ي\u{64B}\u{640}٣،چپٱ\u{600}]{0,9}(هما|ها|ات|ون|ين|ية|ه|ي|وا|نا|تها){0,3}[!-~\t–،]{0,2}"
        ) {
            check(&word);
        }

        #[test]
        fn implementations_agree_on_words(
            word in "[(\"]?[أوفبكلس]{0,2}(ال|لل|است|ي)?[ء-غف-ي\u{64B}-\u{652}\u{640}]{0,7}(هما|ها|ان|ات|ون|ين|يه|ية|ه|ة|ي|وا|نا|ا|تها|ئها){0,3}[!-/a،–]?"
        ) {
            check(&word);
        }
    }
}
