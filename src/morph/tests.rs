//! Tests of the word grammar: roots, the size of the tables, the number of steps for a word, the comparison with an exhaustive search, and
//! the vowels of endings, pronouns and prefixes.

use core::mem::size_of_val;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::grammar::affix::{PREFIX_TREE, PREFIXES};
use super::grammar::ending::{ENDINGS_BYTES, PRONOUNS};
use super::grammar::shape::BY_LENGTH;
use super::grammar::tables::bytes_of_tables;
use super::search::reading::{BestReading, Rank, Reading, ReadingSink, TopReadings};
use super::search::split::ends_in_old_hamza;
use super::search::vowel_filter::VowelFilter;
use super::search::{look_up_word, search};
use super::word::codes::LetterCodes;

#[test]
fn roots() {
    for (word, root) in [("كتاب", "كتب"), ("والمدارس", "درس"), ("يقولون", "قول"), ("استعمل", "عمل"), ("مسؤول", "سءل")]
    {
        assert_eq!(super::root(word).map(|r| alloc::string::ToString::to_string(&r)).as_deref(), Some(root), "{word}");
    }
}

/// The tables of the word grammar together have less than 1 MiB.
#[test]
fn tables_are_small() {
    let affixes = size_of_val(&PREFIXES) + size_of_val(&PREFIX_TREE) + size_of_val(&PRONOUNS) + ENDINGS_BYTES;
    let all = bytes_of_tables() + affixes + size_of_val(&BY_LENGTH);
    assert!(all < 1024 * 1024, "{all} bytes, affixes {affixes}");
    // Checks that the sum has one term for each static of `grammar/tables.rs`.
    let source = include_str!("grammar/tables.rs");
    let statics = source.lines().filter(|line| line.trim_start_matches("pub(crate) ").starts_with("static ")).count();
    assert_eq!(statics, source.matches("size_of_val(&").count() + 1, "TEXT is measured by its length");
}

/// A sink (receiver of the readings that the search finds) that counts its calls. The search calls the sink at least once for each stem and
/// each template that it tries, and for each reading, so the count is a measure of the steps of the search.
#[derive(Default)]
struct CountingSink(core::cell::Cell<usize>);

impl ReadingSink for CountingSink {
    const ALL_AFFIXES: bool = true;

    // Every reading has a rank below this limit, so the search skips no reading.
    fn limit(&self) -> Rank {
        self.0.set(self.0.get() + 1);
        Rank::LAST
    }

    fn push(&mut self, _: Rank, _: &Reading) {
        self.0.set(self.0.get() + 1);
    }
}

/// Returns the number of calls of the sink for a word. Returns 0 if the word has no reading.
fn work(word: &str) -> usize {
    let mut sink = CountingSink::default();
    if let Ok(letters) = LetterCodes::of(word) {
        search(&letters, look_up_word(&letters), &mut sink);
    }
    sink.0.get()
}

proptest! {
    /// The number of steps for a word is at most 400. The first two patterns generate words that consist of letters of affixes, because
    /// these words have the most readings.
    #[test]
    fn work_is_bounded(word in prop_oneof!["[اأوفبلكسيتنمهة]{1,24}", "(و|ف)?(ب|ل|ك|س)?(ال)?[اأوينتسم]{1,10}(ات|ون|ين|ا|ي)?(ها|هم|نا|كم|ك|ه)?", "\\PC{0,40}"]) {
        let work = work(&word);
        prop_assert!(work <= 400, "{work}");
    }
}

/// A sink that makes the search exhaustive. The search skips no reading, because the limit is the last rank. Because of `ALL_AFFIXES`, the
/// search combines each stem with every prefix and suffix. The sink keeps the reading with the lowest rank.
struct ExhaustiveSink(Rank, Reading);

impl ReadingSink for ExhaustiveSink {
    const ALL_AFFIXES: bool = true;

    fn limit(&self) -> Rank {
        Rank::LAST
    }

    fn push(&mut self, rank: Rank, reading: &Reading) {
        if rank < self.0 {
            *self = ExhaustiveSink(rank, *reading);
        }
    }
}

/// Returns two texts of the best reading of a word without regard to its marks. The first text is the result of the search, the second text
/// is the result of the exhaustive search. Returns `None` if the word has no reading.
fn both(word: &str) -> Option<(String, String)> {
    let letters = LetterCodes::of(word).ok()?;
    let mut exhaustive = ExhaustiveSink(Rank::LAST, BestReading::new(&letters).reading);
    search(&letters, look_up_word(&letters), &mut exhaustive);
    let text = |p: super::Parse<'_>| format!("{} {} {:?}", p.cost(), p.explain(), p.template());
    Some((text(super::best_of_letters(word)?), text(super::Parse::new(word, letters, exhaustive.1))))
}

/// The search and an exhaustive search find the same best reading for each word of these texts. The result of `best` equals the first
/// result of `parses`.
#[test]
fn the_best_is_that_of_an_exhaustive_search() {
    let texts = [
        "ندمي وأدمي أكرم نرسل يخرجون والأبجدية والسلالة اكون فاكون ليس ولستم التقى والتقى للهجات شئ يجئ بدا ااباء كن لا علي",
        include_str!("../../seeds/000_cada6452b4c8d822.txt"),
        include_str!("../../seeds/vocalized.txt"),
        include_str!("../../seeds/dialect.txt"),
        include_str!("data/plurals.txt"),
        include_str!("data/stems.txt"),
    ];
    for word in texts.iter().flat_map(|t| t.split(|c: char| !c.is_alphabetic() && !crate::chars::is_mark(c))) {
        if let Some((found, exhaustive)) = both(word) {
            assert_eq!(found, exhaustive, "{word}");
            let one = |p: super::Parse<'_>| (p.cost(), p.explain());
            assert_eq!(super::best(word).map(one), super::parses(word).next().map(one), "{word}");
        }
    }
}

/// The search and an exhaustive search find the same best reading for the word forms of ten roots, with and without clitics.
#[test]
fn the_best_of_forms_is_that_of_an_exhaustive_search() {
    for root in ["كتب", "قول", "لقي", "كون", "مدد", "ءخذ", "وصل", "رءي", "دحرج", "قرء"] {
        let root = super::Root::new(root).expect("three or four letters");
        let forms = super::VerbForm::ALL.iter().flat_map(|&form| super::forms(root, form));
        for (i, form) in forms.enumerate() {
            let text = form.text();
            let clitics = [("", ""), ("و", ""), ("ال", ""), ("لل", ""), ("فب", "ها"), ("س", "هم"), ("ك", "نا"), ("", "ني"), ("أ", "ي")];
            let (before, after) = clitics[i % clitics.len()];
            let word = format!("{before}{text}{after}");
            let (found, exhaustive) = both(&word).expect("letters");
            assert_eq!(found, exhaustive, "{word}");
        }
    }
}

/// Returns at most eight readings that fit the marks of a word, the cheapest first.
fn fitting(word: &str) -> Vec<Reading> {
    let letters = LetterCodes::of(word).expect("letters");
    let mut top = TopReadings::new();
    search(&letters, look_up_word(&letters), &mut VowelFilter::new(word, &letters, &mut top));
    top.readings().to_vec()
}

/// Each ending is found in a word with the vowels of the ending, and is not found in a word whose vowels contradict the ending.
#[test]
fn vowels_of_endings() {
    use super::Inflection::{Imperative, Perfect, Present, Relative};
    let has = |word: &str, inflection, ending: &str| {
        let letters = LetterCodes::of(word).expect("letters");
        fitting(word).iter().any(|&r| {
            let parse = super::Parse::new(word, letters, r);
            let kind = Some(parse.inflection()).filter(|i| matches!(i, Perfect | Present | Imperative | Relative));
            kind == inflection && r.inflection().text == ending
        })
    };
    for (inflection, ending, right, wrong) in [
        (Some(Perfect), "", "كَتَبَ", "كَتَبِ كَتَبُ"),
        (Some(Perfect), "ت", "كَتَبَتْ كَتَبَتِ كَتَبْتُ كَتَبْتَ كَتَبْتِ", "كَتَبُتْ كَتَبِتْ"),
        (Some(Perfect), "وا", "كَتَبُوا رَمَوْا", "كَتَبِوا كَتَبْوا"),
        (Some(Perfect), "و", "كَتَبُوهُ رَمَوْهُ", "كَتَبِوهُ"),
        (Some(Perfect), "نا", "كَتَبْنَا", "كَتَبُنَا كَتَبْنِا"),
        (Some(Perfect), "تم", "كَتَبْتُمْ كَتَبْتُم", "كَتَبَتُمْ كَتَبْتِمْ"),
        (Some(Perfect), "تمو", "كَتَبْتُمُوهُ", "كَتَبَتُمُوهُ كَتَبْتُمِوهُ"),
        (Some(Perfect), "ا", "كَتَبَا", "كَتَبُا كَتَبِا"),
        (Some(Perfect), "تا", "كَتَبَتَا", "كَتَبْتَا كَتَبَتُا"),
        (Some(Perfect), "ن", "كَتَبْنَ", "كَتَبَنَ كَتَبْنُ"),
        (Some(Perfect), "تما", "كَتَبْتُمَا", "كَتَبَتُمَا كَتَبْتِمَا"),
        (Some(Perfect), "تن", "كَتَبْتُنَّ", "كَتَبَتُنَّ كَتَبْتِنَّ"),
        (Some(Present), "", "يَكْتُبُ يَكْتُبَ يَكْتُبْ يَكْتُبِ يَكْتُبْهُ", "يَكْتُبٌ"),
        (Some(Present), "ون", "يَكْتُبُونَ يَنْسَوْنَ", "يَكْتُبِونَ يَكْتُبُونِ"),
        (Some(Present), "ين", "تَكْتُبِينَ تَنْسَيْنَ", "تَكْتُبُينَ تَكْتُبِينُ"),
        (Some(Present), "ان", "يَكْتُبَانِ", "يَكْتُبُانِ يَكْتُبَانَ"),
        (Some(Present), "وا", "يَكْتُبُوا يَنْسَوْا", "يَكْتُبِوا"),
        (Some(Present), "و", "يَكْتُبُوهُ", "يَكْتُبِوهُ"),
        (Some(Present), "ا", "يَكْتُبَا", "يَكْتُبُا يَكْتُبِا"),
        (Some(Present), "ن", "يَكْتُبْنَ", "يَكْتُبَنَ يَكْتُبْنِ"),
        (Some(Present), "ي", "تَكْتُبِي", "تَكْتُبُي"),
        (Some(Imperative), "", "اُكْتُبْ", "اُكْتُبٌ"),
        (Some(Imperative), "وا", "اُكْتُبُوا", "اُكْتُبِوا"),
        (Some(Imperative), "ي", "اُكْتُبِي", "اُكْتُبُي"),
        (Some(Imperative), "ا", "اُكْتُبَا", "اُكْتُبُا اُكْتُبِا"),
        (Some(Imperative), "ن", "اُكْتُبْنَ", "اُكْتُبَنَ اُكْتُبْنِ"),
        (Some(Relative), "ي", "عِلْمِيّ عِلْمِيٌّ", "عِلْمَيّ عِلْمُيّ"),
        (Some(Relative), "ية", "عِلْمِيَّة عِلْمِيَّةٌ", "عِلْمَيَّة عِلْمِيِّة"),
        (Some(Relative), "يه", "عِلْمِيَّه", "عِلْمَيَّه"),
        (Some(Relative), "يت", "عِلْمِيَّتُهُ", "عِلْمَيَّتُهُ"),
        (Some(Relative), "يا", "عِلْمِيًّا", "عِلْمَيًّا"),
        (Some(Relative), "يون", "عِلْمِيُّونَ", "عِلْمِيِّونَ عِلْمَيُّونَ"),
        (Some(Relative), "يين", "عِلْمِيِّينَ عِلْمِيَّيْنِ", "عِلْمِيُّينَ عِلْمَيِّينَ"),
        (Some(Relative), "يان", "عِلْمِيَّانِ", "عِلْمِيِّانِ عِلْمِيَّانَ"),
        (Some(Relative), "يتان", "عِلْمِيَّتَانِ", "عِلْمِيِّتَانِ عِلْمِيَّتُانِ"),
        (Some(Relative), "يتين", "عِلْمِيَّتَيْنِ", "عِلْمِيِّتَيْنِ عِلْمِيَّتِينِ"),
        (Some(Relative), "يات", "عِلْمِيَّاتٌ عِلْمِيَّاتٍ عِلْمِيَّاتُ عِلْمِيَّاتِ", "عِلْمَيَّاتٌ عِلْمِيِّاتٌ عِلْمِيَّاتَ"),
        (None, "ة", "مُعَلِّمَةٌ", "مُعَلِّمِةٌ مُعَلِّمُةٌ"),
        (None, "ت", "مُعَلِّمَتُهُ", "مُعَلِّمِتُهُ"),
        (None, "ات", "مُعَلِّمَاتٌ مُعَلِّمَاتٍ مُعَلِّمَاتُ مُعَلِّمَاتِ", "مُعَلِّمِاتٌ مُعَلِّمَاتَ"),
        (None, "ان", "مُعَلِّمَانِ", "مُعَلِّمُانِ مُعَلِّمَانُ"),
        (None, "تان", "مُعَلِّمَتَانِ", "مُعَلِّمِتَانِ مُعَلِّمَتُانِ"),
        (None, "تين", "مُعَلِّمَتَيْنِ", "مُعَلِّمِتَيْنِ مُعَلِّمَتِينِ"),
        (None, "ين", "مُعَلِّمِينَ مُعَلِّمَيْنِ", "مُعَلِّمُينَ مُعَلِّمِينُ"),
        (None, "ون", "مُعَلِّمُونَ", "مُعَلِّمِونَ مُعَلِّمُونُ"),
        (None, "ا", "مُعَلِّمًا", "مُعَلِّمُا مُعَلِّمِا"),
        (None, "و", "مُعَلِّمُو مُعَلِّمُوهُ", "مُعَلِّمِو"),
        (None, "ي", "مُعَلِّمِي", "مُعَلِّمُي"),
        (None, "تا", "مُعَلِّمَتَا", "مُعَلِّمِتَا مُعَلِّمَتِا"),
        (None, "تي", "مُعَلِّمَتَيْ", "مُعَلِّمِتَيْ"),
    ] {
        for word in right.split(' ') {
            assert!(has(word, inflection, ending), "{word} has {ending}");
        }
        for word in wrong.split(' ') {
            assert!(!has(word, inflection, ending), "{word} has no {ending}");
        }
    }
}

/// Each pronoun is found in a word with the vowels of the pronoun, and is not found in a word whose vowels contradict the pronoun.
#[test]
fn vowels_of_pronouns() {
    for (pronoun, right, wrong) in [
        ("ها", "كِتَابُهَا", "كِتَابُهِا"),
        ("ه", "كِتَابُهُ كِتَابِهِ كِتَابُهْ", "كِتَابُهَ"),
        ("هم", "كِتَابُهُمْ كِتَابِهِمْ", "كِتَابُهَمْ"),
        ("هما", "كِتَابُهُمَا كِتَابِهِمَا", "كِتَابُهَمَا كِتَابُهُمِا"),
        ("هن", "كِتَابُهُنَّ كِتَابِهِنَّ", "كِتَابُهَنَّ كِتَابُهُنِّ"),
        ("نا", "كِتَابُنَا", "كِتَابُنِا"),
        ("ني", "ضَرَبَنِي", "ضَرَبَنَي"),
        ("كم", "كِتَابُكُمْ", "كِتَابُكِمْ"),
        ("ك", "كِتَابُكَ كِتَابُكِ كِتَابُكْ", "كِتَابُكُ"),
        ("كما", "كِتَابُكُمَا", "كِتَابُكَمَا"),
        ("كن", "كِتَابُكُنَّ", "كِتَابُكَنَّ"),
    ] {
        let has = |word: &str| fitting(word).iter().any(|r| r.pronoun().text == pronoun);
        assert!(right.split(' ').all(has), "{right}");
        assert!(!wrong.split(' ').any(has), "{wrong}");
    }
}

/// A reading is rejected if the marks contradict the vowels of its prefix. The first letter of a stem may have the shadda of a sun letter
/// only after the article.
#[test]
fn vowels_of_prefixes() {
    for word in ["الشَّمْسُ", "وَالشَّمْسُ", "بِالشَّمْسِ", "لِلشَّمْسِ", "اَلْقَمَرُ", "فَقَرَأَ", "سَيَكْتُبُ", "لِيَكْتُبَ", "كَقَمَرٍ"]
    {
        assert!(!fitting(word).is_empty(), "{word}");
    }
    for word in ["شَّمْسٌ", "بِشَّمْسٍ", "وُالشَّمْسُ", "اُلْقَمَرُ", "الَقَمَرُ", "كِقَمَرٍ", "سُيَكْتُبُ"]
    {
        assert!(fitting(word).is_empty(), "{word}");
    }
    assert!(fitting("فَقَرَأَ").iter().all(|r| r.prefix().conjunction != 0 && r.template().expect("a template").kind.is_verb()));
}

proptest! {
    #[test]
    fn the_best_of_any_letters_is_that_of_an_exhaustive_search(word in "(و|ف|أ)?(ب|ل|ك|س)?(ال|ي|ت|ن|ا)?[ءاأإؤئىآبتدرسطعقكلمنهوية]{1,6}(ات|ون|ين|ا|ي|ى|ت)?(ها|هم|نا|كم|ك|ه|ني)?") {
        if let Some((found, exhaustive)) = both(&word) {
            prop_assert_eq!(found, exhaustive);
        }
    }
}

/// The spelling ئ for يء is accepted only at the end of the word and after a consonant: شئ for شيء.
#[test]
fn old_hamzas() {
    for (word, old) in
        [("شئ", true), ("قارئ", true), ("جائ", false), ("شيئ", false), ("سوئ", false), ("مسائل", false), ("سئل", false), ("ئ", false)]
    {
        assert_eq!(ends_in_old_hamza(&LetterCodes::of(word).expect("letters")), old, "{word}");
    }
}

#[test]
fn long_words_have_no_work() {
    assert_eq!(work(&"و".repeat(25)), 0);
    assert_eq!(work(&format!("{}ها", "ا".repeat(1000))), 0);
    // The counts of two words with many affixes are checked, so that the test fails if the sink does not count.
    assert_eq!((work("والمستعملون"), work("وسيستعملونها")), (26, 16));
}

/// The numbers that the generator stores are those of the public enums.
#[test]
fn stored_numbers_are_those_of_the_enums() {
    use super::kinds::{Upos, VerbForm};
    use super::schema::{RecordKind, UPOS_NAMES};
    assert!(Upos::ALL.iter().map(|upos| upos.name()).eq(UPOS_NAMES));
    let forms = RecordKind::NAMES.iter().take(VerbForm::ALL.len()).copied();
    assert!(VerbForm::ALL.iter().map(|form| form.name()).eq(forms));
}
