//! Stemming: cutting a word down to the part that its forms share.
//!
//! [`Stemmer`] names the stemmers, for configuration; [`Stem`] is what they do. A stem knows where in the word it is:
//!
//! ```
//! use kalima::stem::{Stem, Stemmer};
//!
//! let s = Stemmer::Light10.stem("وَالمُعَلِّمُون");
//! assert_eq!(s.text(), "معلم");
//! assert_eq!(&"وَالمُعَلِّمُون"[s.prefix_range()], "وَال");
//! assert_eq!(&"وَالمُعَلِّمُون"[s.suffix_range()], "ون");
//! assert_eq!(Stemmer::Light10.stem("Zürich").text(), "Zürich");
//! ```
//!
//! | | what it is | reads |
//! |---|---|---|
//! | `light1` `light2` `light3` `light8` `light10` | Larkey, Ballesteros and Connell, as published | any spelling |
//! | `lucene` | `ArabicStemmer` of Lucene 8.7, bit for bit | text after `Normalizer::lucene` |
//! | `snowball` | Snowball 3.x, bit for bit | text as it is |
//! | `rules` | ours: stacks of clitics, regular inflection, protected words | any spelling |
//! | `lexical` | the lemma that [`crate::morph`] computes; `rules` for words it does not know | any spelling |
//!
//! *Any spelling*: marks, tatweel, joiners and bidi marks are not seen, presentation forms and combining hamzas are what they stand for, and
//! the stem is spelled as [`Normalizer::search`](crate::normalize::Normalizer::search) folds it.
//!
//! A stem is never empty if the word is not (but for `snowball` on a word of nothing but marks). A word without Arabic letters is its own
//! stem. `light…` and `rules` leave words of more than 32 letters whole.

mod beginning;
mod ending;
mod lexical;
mod light;
mod lucene;
mod memo;
mod rules;
mod snowball;
mod stemmed;

use alloc::borrow::Cow;
use alloc::string::String;

use crate::error::names;
use crate::morph::letters::{Letters, NoLetters};
use crate::normalize::{DigitFold, Normalizer};
use crate::scan::affixes::{self, AffixCut};
use crate::scan::letters::{self, Alphabet, LetterResult, LetterVisitor};
use crate::scan::{Level as Scan, copy};
use crate::span::slice;
use light::Level;

pub use memo::Memo;
pub use stemmed::{Cuts, StemRule, Stemmed};

/// What stems words.
pub trait Stem {
    /// Appends the stem of a word and says where it was cut. Allocates only if `out` must grow, or for a word of more than two
    /// dozen characters, marks among them, some of which are rare: presentation forms, combining hamzas, joiners, signs of the Quran, other scripts.
    fn stem_into(&self, word: &str, out: &mut String) -> Cuts;

    /// Whether the text of a stem depends on nothing but what [`Normalizer::search`] sees of a word that has letters: not on marks, tatweel and bidi
    /// marks. A [`Memo`] then knows all vocalizations of a word once it knows one.
    fn ignores_marks(&self) -> bool {
        false
    }

    /// The stem of a word; borrowed if it is a part of the word, letter by letter.
    fn stem<'w>(&self, word: &'w str) -> Stemmed<'w> {
        let mut text = String::new();
        let cuts = self.stem_into(word, &mut text);
        Stemmed::new(word, text, cuts)
    }

    /// The stem of a word of bytes that may not be UTF-8: that of the word with U+FFFD for each invalid sequence (a maximal subpart); ranges are
    /// those of the source.
    ///
    /// ```
    /// use kalima::stem::{Stem, Stemmer};
    /// assert_eq!(Stemmer::Light10.stem_utf8("الكتاب".as_bytes()).text(), "كتاب");
    /// assert_eq!(Stemmer::Light10.stem_utf8(b"a\xFFb").text(), "a\u{FFFD}b");
    /// ```
    fn stem_utf8<'w>(&self, word: &'w [u8]) -> Stemmed<'w> {
        if let Ok(word) = core::str::from_utf8(word) {
            return self.stem(word);
        }
        let lossy = Normalizer::none().normalize_mapped_utf8(word);
        let mut text = String::new();
        let cuts = self.stem_into(lossy.text(), &mut text);
        let source = |at: usize| lossy.map().to_source(at..at).start;
        let (end, start) = (source(cuts.stem_end), source(cuts.suffix_start));
        let cuts = Cuts {
            prefix_end: source(cuts.prefix_end),
            stem_start: source(cuts.stem_start),
            stem_end: if cuts.stem_end == cuts.len { word.len() } else { end },
            suffix_start: if cuts.suffix_start == cuts.len { word.len() } else { start },
            len: word.len(),
            ..cuts
        };
        Stemmed { text: Cow::Owned(text), cuts }
    }
}

/// The stemmers by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stemmer {
    /// Articles.
    Light1,
    /// Articles and و.
    Light2,
    /// As `Light2`, and ه ة.
    Light3,
    /// As `Light2`, and ten suffixes.
    Light8,
    /// As `Light8`, and لل: the stemmer that most systems are compared with.
    Light10,
    /// Lucene's, which calls itself light10 but takes one prefix only.
    Lucene,
    /// Snowball's.
    Snowball,
    /// Ours: stacks of clitics, regular inflection, and lists of words that only look inflected.
    Rules,
    /// The lemma of the word's best reading, folded; `Rules` where the word grammar knows nothing.
    Lexical,
}
names!(
    Stemmer,
    "stemmer",
    Light1 = "light1",
    Light2 = "light2",
    Light3 = "light3",
    Light8 = "light8",
    Light10 = "light10",
    Lucene = "lucene",
    Snowball = "snowball",
    Rules = "rules",
    Lexical = "lexical",
);

impl Stem for Stemmer {
    fn ignores_marks(&self) -> bool {
        !matches!(self, Stemmer::Lucene | Stemmer::Snowball)
    }

    #[inline]
    fn stem_into(&self, word: &str, out: &mut String) -> Cuts {
        match self {
            Stemmer::Light1 | Stemmer::Light2 | Stemmer::Light3 | Stemmer::Light8 | Stemmer::Light10 => {
                by_light(Scan::best(), word, self.level(), out)
            }
            Stemmer::Lucene => by_lucene(Scan::best(), word, out),
            Stemmer::Snowball => by_snowball(word, out),
            Stemmer::Rules => by_rules(Scan::best(), word, out),
            Stemmer::Lexical => lexical::stem(word, out).unwrap_or_else(|| by_rules(Scan::best(), word, out)),
        }
    }
}

impl Stemmer {
    /// Appends the stem that a word has once it is folded for search (by [`Normalizer::search`], for the stemmer `lucene` by [`Normalizer::lucene`]),
    /// and says whether it did: not if it takes a closer look, or `unless` says so of the codes of its letters (see
    /// [`letters`]), folded ones, for `lucene` as they are.
    #[inline(always)]
    pub(crate) fn stem_unless(self, word: &str, unless: impl Fn(u128) -> bool, out: &mut String) -> bool {
        let scan = Scan::best();
        let cut = match self {
            Stemmer::Snowball | Stemmer::Lexical => AffixCut::Fallback,
            Stemmer::Lucene => affixes::cut::<{ affixes::LUCENE }>(scan, word, &lucene::AFFIXES, unless, out),
            Stemmer::Rules => rules::cut(scan, word, unless, out).unpack().0,
            _ => affixes::cut::<{ affixes::SEARCH }>(scan, word, self.level().affixes(), unless, out),
        };
        matches!(cut, AffixCut::At(..))
    }

    /// Which of the light stemmers it is, if it is one.
    #[inline(always)]
    fn level(self) -> Level {
        match self {
            Stemmer::Light1 => Level::L1,
            Stemmer::Light2 => Level::L2,
            Stemmer::Light3 => Level::L3,
            Stemmer::Light8 => Level::L8,
            _ => Level::L10,
        }
    }
}

#[inline(always)]
fn by_lucene(scan: Scan, word: &str, out: &mut String) -> Cuts {
    match affixes::cut::<{ affixes::AS_IT_IS }>(scan, word, &lucene::AFFIXES, |_| false, out) {
        AffixCut::At(from, to) => Cuts::between(word, from, to),
        AffixCut::Ascii => Cuts::whole(word, StemRule::Whole),
        AffixCut::Fallback => by_lucene_slowly(word, out),
    }
}

#[inline(never)]
fn by_lucene_slowly(word: &str, out: &mut String) -> Cuts {
    let (from, to) = lucene::stem(word);
    copy::push(word, from, to, out);
    Cuts::between(word, from, to)
}

#[inline(never)]
fn by_snowball(word: &str, out: &mut String) -> Cuts {
    letters::read(word, BySnowball { word, out })
}

#[inline(always)]
fn by_light(scan: Scan, word: &str, level: Level, out: &mut String) -> Cuts {
    match affixes::cut::<{ affixes::SEARCH }>(scan, word, level.affixes(), |_| false, out) {
        AffixCut::At(from, to) => Cuts::between(word, from, to),
        AffixCut::Ascii => Cuts::whole(word, StemRule::NotArabic),
        AffixCut::Fallback => by_light_slowly(word, level, out),
    }
}

#[inline(never)]
fn by_light_slowly(word: &str, level: Level, out: &mut String) -> Cuts {
    letters::read(word, ByLight { word, level, out })
}

#[inline(always)]
fn by_rules(scan: Scan, word: &str, out: &mut String) -> Cuts {
    match rules::cut(scan, word, |_| false, out).unpack() {
        (AffixCut::At(from, to), true) => Cuts { rule: StemRule::ClosedClass, ..Cuts::between(word, from, to) },
        (AffixCut::At(from, to), false) => Cuts::between(word, from, to),
        (AffixCut::Ascii, _) => Cuts::whole(word, StemRule::NotArabic),
        (AffixCut::Fallback, _) => by_all_rules(word, out),
    }
}

#[inline(never)]
fn by_all_rules(word: &str, out: &mut String) -> Cuts {
    letters::read(word, ByRules { word, out })
}

struct BySnowball<'a> {
    word: &'a str,
    out: &'a mut String,
}

impl LetterVisitor for BySnowball<'_> {
    const ALPHABET: Alphabet = Alphabet::Snowball;
    type Output = Cuts;

    #[inline(always)]
    fn visit(self, read: LetterResult) -> Cuts {
        let (from, to) = match read {
            LetterResult::Letters(letters) => snowball::stem_letters(self.word, letters, self.out),
            _ => snowball::stem(self.word, self.out),
        };
        Cuts::between(self.word, from, to)
    }
}

struct ByLight<'a> {
    word: &'a str,
    level: Level,
    out: &'a mut String,
}

impl LetterVisitor for ByLight<'_> {
    const ALPHABET: Alphabet = Alphabet::Search;
    type Output = Cuts;

    #[inline(always)]
    fn visit(self, read: LetterResult) -> Cuts {
        let ByLight { word, level, out } = self;
        match read {
            LetterResult::Letters(letters) => {
                let (from, to) = light::stem_letters(&letters, level);
                letters.push_folded(from, to, out);
                Cuts::between(word, letters.start(from), letters.start(to))
            }
            LetterResult::NoLetters => not_arabic(word, out),
            LetterResult::Fallback => folded(word, out, |letters| light::stem(letters.folded(), level)),
        }
    }
}

struct ByRules<'a> {
    word: &'a str,
    out: &'a mut String,
}

impl LetterVisitor for ByRules<'_> {
    const ALPHABET: Alphabet = Alphabet::Search;
    type Output = Cuts;

    #[inline(always)]
    fn visit(self, read: LetterResult) -> Cuts {
        let ByRules { word, out } = self;
        let mut closed = false;
        let cuts = match read {
            LetterResult::Letters(mut letters) => {
                let (folded, spelled) = (letters::chars(letters.folded), letters::chars(letters.spelled));
                let (folded, spelled) = (folded.get(..letters.len).unwrap_or_default(), spelled.get(..letters.len).unwrap_or_default());
                let (from, to) = rules::stem(folded, spelled, letters.folded, &mut closed);
                if to < letters.len && has_seat(folded.get(from..to).unwrap_or_default()) {
                    letters.set_folded(to - 1, 'ء');
                }
                letters.push_folded(from, to, out);
                Cuts::between(word, letters.start(from), letters.start(to))
            }
            LetterResult::NoLetters => return not_arabic(word, out),
            LetterResult::Fallback => by_rules_slowly(word, out, &mut closed),
        };
        if closed { Cuts { rule: StemRule::ClosedClass, ..cuts } } else { cuts }
    }
}

#[inline(never)]
fn by_rules_slowly(word: &str, out: &mut String, closed: &mut bool) -> Cuts {
    let start = out.len();
    let cuts = folded(word, out, |letters| rules::stem(letters.folded(), letters.spelled(), letters::codes(letters.folded()), closed));
    let stem = slice(out, start..out.len());
    if !cuts.suffix_range().is_empty() && (stem.ends_with("اؤ") || stem.ends_with("ائ")) {
        out.pop();
        out.push('ء');
    }
    cuts
}

#[inline(never)]
fn not_arabic(word: &str, out: &mut String) -> Cuts {
    copy::push(word, 0, word.len(), out);
    Cuts::whole(word, StemRule::NotArabic)
}

/// Before a pronoun a hamza has the seat that its vowel asks for: ماؤها and مائها are of ماء.
fn has_seat(stem: &[char]) -> bool {
    matches!(stem, [.., 'ا', 'ؤ' | 'ئ'])
}

/// What is not stemmed is still folded, so that spellings of one long word stay one. Numbers keep their digits.
const WHOLE: Normalizer = Normalizer::search().digits(DigitFold::Keep);

/// Stems by letters: `cut` says which of them are the stem.
#[inline(never)]
fn folded(word: &str, out: &mut String, cut: impl FnOnce(&Letters) -> (usize, usize)) -> Cuts {
    let mut letters = Letters::EMPTY;
    match letters.read(word) {
        Ok(()) => {
            let (from, to) = cut(&letters);
            let all = letters.folded();
            out.extend(all.get(from..to).unwrap_or(all));
            let prefix_end = if from == 0 { 0 } else { letters.end(from - 1) };
            Cuts::at(word, prefix_end, letters.start(from), letters.end(to.saturating_sub(1)), letters.start(to))
        }
        Err(NoLetters::NotArabic) => {
            out.push_str(word);
            Cuts::whole(word, StemRule::NotArabic)
        }
        Err(NoLetters::TooLong) => {
            WHOLE.normalize_into(word, out);
            Cuts::whole(word, StemRule::TooLong)
        }
    }
}

/// Returns whether a stemmer gives the same by every implementation of the scanner that this processor has, and by its rules on the letters that the
/// normalizer makes. Stemmers with one implementation always do.
#[cfg(any(test, fuzzing))]
pub(crate) fn agree(stemmer: Stemmer, word: &str) -> bool {
    // A stem is appended, so the output is not empty before.
    let stem = |stem: &dyn Fn(&mut String) -> Cuts| {
        let mut out = String::from("قبل");
        (stem(&mut out), out)
    };
    let fast = |fast: &dyn Fn(Scan, &mut String) -> Cuts, slow| Scan::all().into_iter().all(|scan| stem(&|out| fast(scan, out)) == slow);
    let light = |level| {
        let slow = stem(&|out| folded(word, out, |letters| light::stem(letters.folded(), level)));
        stem(&|out| by_light_slowly(word, level, out)) == slow && fast(&|scan, out| by_light(scan, word, level, out), slow)
    };
    match stemmer {
        Stemmer::Light1 => light(Level::L1),
        Stemmer::Light2 => light(Level::L2),
        Stemmer::Light3 => light(Level::L3),
        Stemmer::Light8 => light(Level::L8),
        Stemmer::Light10 => light(Level::L10),
        Stemmer::Rules => {
            let rules = stem(&|out| {
                let mut closed = false;
                let cuts = by_rules_slowly(word, out, &mut closed);
                if closed { Cuts { rule: StemRule::ClosedClass, ..cuts } } else { cuts }
            });
            stem(&|out| by_all_rules(word, out)) == rules && fast(&|scan, out| by_rules(scan, word, out), rules)
        }
        Stemmer::Lucene => {
            let lucene = stem(&|out| {
                let (from, to) = lucene::by_rule(word);
                out.push_str(slice(word, from..to));
                Cuts::between(word, from, to)
            });
            // The analyzer folds and stems in one pass, if it is to stem the word.
            let folded = Normalizer::lucene().normalize(word);
            let (from, to) = lucene::by_rule(&folded);
            let in_one_pass = Scan::all().into_iter().all(|scan| {
                let cut = |unless| {
                    let mut out = String::new();
                    (affixes::cut::<{ affixes::LUCENE }>(scan, word, &lucene::AFFIXES, |_| unless, &mut out), out)
                };
                let refused = cut(true);
                (!matches!(cut(false), (AffixCut::At(..), stem) if stem != slice(&folded, from..to)))
                    && !matches!(refused.0, AffixCut::At(..))
            });
            in_one_pass && stem(&|out| by_lucene_slowly(word, out)) == lucene && fast(&|scan, out| by_lucene(scan, word, out), lucene)
        }
        Stemmer::Snowball | Stemmer::Lexical => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec::Vec;

    #[test]
    fn as_published() {
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
    fn parts_of_the_word() {
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

    /// Words of letters and marks are folded on the way by every implementation with vectors, and are seen by whoever may refuse them.
    #[test]
    fn folded_on_the_way() {
        for scan in Scan::all().into_iter().filter(|&scan| scan != Scan::SCALAR) {
            for (word, stem) in [("المكتبة", "مكتب"), ("وَالأُمَّة", "ام"), ("إلى", "ال"), ("عَلَّــمَهُ", "علم")]
            {
                let (mut out, seen) = (String::new(), core::cell::Cell::new(0));
                let see = |codes| {
                    seen.set(codes);
                    false
                };
                let cut = affixes::cut::<{ affixes::LUCENE }>(scan, word, &lucene::AFFIXES, see, &mut out);
                assert!(
                    matches!(cut, AffixCut::At(..)) && seen.get() == letters::codes(&word.chars().collect::<Vec<_>>()),
                    "{scan:?} {word}"
                );
                let folded = Normalizer::lucene().normalize(word);
                assert_eq!((&*out, Stemmer::Lucene.stem(&folded).text()), (stem, stem), "{scan:?} {word}");
            }
        }
    }

    /// A preposition with a pronoun is its own stem, also behind a conjunction.
    #[test]
    fn the_stem_of_a_preposition_is_where_it_is() {
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
            assert!(agree(*stemmer, word), "{stemmer} {word:?}");
        }
    }

    #[test]
    fn words_of_texts() {
        for text in [include_str!("words.txt"), include_str!("../stop/words.txt"), include_str!("../../seeds/vocalized.txt")] {
            text.split_whitespace().for_each(check);
        }
    }

    /// The words of the integration tests, one for each rule, by the vectors and by the rules themselves.
    #[test]
    fn words_of_the_rules() {
        for text in [include_str!("../../tests/suite/stem_rules.rs"), include_str!("../../tests/suite/stem_rows.rs")] {
            let words = text.split(|c: char| !crate::chars::is_arabic(c)).filter(|word| !word.is_empty());
            assert!(words.clone().count() > 200);
            words.for_each(check);
        }
    }

    proptest::proptest! {
        #[test]
        fn with_a_sign(word in "[وفبكلاأسيت]{0,3}[ء-ي\u{64B}\u{640}٣،چپٱ\u{600}]{0,9}(هما|ها|ات|ون|ين|ية|ه|ي|وا|نا|تها){0,3}[!-~\t–،]{0,2}") {
            check(&word);
        }

        #[test]
        fn words(
            word in "[(\"]?[أوفبكلس]{0,2}(ال|لل|است|ي)?[ء-غف-ي\u{64B}-\u{652}\u{640}]{0,7}(هما|ها|ان|ات|ون|ين|يه|ية|ه|ة|ي|وا|نا|ا|تها|ئها){0,3}[!-/a،–]?"
        ) {
            check(&word);
        }
    }
}
