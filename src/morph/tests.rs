use core::mem::size_of_val;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::affix::{PREFIX_TREE, PREFIXES};
use super::ending::PRONOUNS;
use super::key::Key;
use super::reading::{Few, Keep, Rank, Reading};
use super::search;
use super::tables::*;
use super::template::FIRST_VERB;
use super::vowels::Fitting;

#[test]
fn roots() {
    for (word, root) in [("كتاب", "كتب"), ("والمدارس", "درس"), ("يقولون", "قول"), ("استعمل", "عمل"), ("مسؤول", "سءل")]
    {
        assert_eq!(super::root(word).map(|r| alloc::string::ToString::to_string(&r)).as_deref(), Some(root), "{word}");
    }
}

/// All that the word grammar puts into a binary beside code, in bytes. A table that is missing here would be missed.
#[test]
fn tables_are_small() {
    let generated = [
        size_of_val(&ROOTS),
        size_of_val(&TEMPLATES),
        PATTERNS.len() + size_of_val(&PATTERNS_STARTS),
        size_of_val(&VOWELS) + size_of_val(&VOWEL_STARTS),
        size_of_val(&SHAPES) + size_of_val(&super::shape::BY_LENGTH) + size_of_val(&FITS) + size_of_val(&STEMS),
        LEMMAS.len() + size_of_val(&LEMMAS_STARTS),
        size_of_val(&FIRSTS),
        size_of_val(&super::lexicon::SEEN) + size_of_val(&LEXICON_STARTS) + size_of_val(&LEXICON_LOW) + size_of_val(&LEXICON_HIGH),
        size_of_val(&LEXICON_FLAGS) + size_of_val(&FLAG_SETS),
        size_of_val(&SINGULARS) + WORDS.len(),
        size_of_val(&VOCALIZED),
    ];
    let affixes = size_of_val(&PREFIXES) + size_of_val(&PREFIX_TREE) + size_of_val(&PRONOUNS) + super::ending::ENDINGS_BYTES;
    let all: usize = generated.iter().sum::<usize>() + affixes;
    assert!(all < 256 * 1024, "{all} bytes: {generated:?}, affixes {affixes}");
    // Every generated table is in the sum.
    let source = include_str!("tables.rs");
    assert_eq!(source.matches("pub(crate) static ").count(), 20);
}

/// Counts the questions that the search asks: one or more for each stem, template and reading that it looks at.
#[derive(Default)]
struct Asked(core::cell::Cell<usize>);

impl Keep for Asked {
    const EVERY: bool = true;

    // As if nothing had been found yet, so that nothing is left out.
    fn limit(&self) -> Rank {
        self.0.set(self.0.get() + 1);
        Rank::LAST
    }

    fn take(&mut self, _: Rank, _: &Reading) {
        self.0.set(self.0.get() + 1);
    }
}

fn work(word: &str) -> usize {
    let asked = Asked::default();
    let mut keep = asked;
    if let Ok(key) = Key::of(word) {
        search::readings(&key, search::whole_word(&key), &mut keep);
    }
    keep.0.get()
}

proptest! {
    /// However a word is made, the search looks at no more than this. Words of affix letters have the most readings.
    #[test]
    fn work_is_bounded(word in prop_oneof!["[اأوفبلكسيتنمهة]{1,24}", "(و|ف)?(ب|ل|ك|س)?(ال)?[اأوينتسم]{1,10}(ات|ون|ين|ا|ي)?(ها|هم|نا|كم|ك|ه)?", "\\PC{0,40}"]) {
        let work = work(&word);
        prop_assert!(work <= 400, "{work}");
    }
}

/// Looks at everything: no reading is too dear to be made, and every prefix is tried with every suffix.
struct Slow(Rank, Reading);

impl Keep for Slow {
    const EVERY: bool = true;

    fn limit(&self) -> Rank {
        Rank::LAST
    }

    fn take(&mut self, rank: Rank, reading: &Reading) {
        if rank < self.0 {
            *self = Slow(rank, *reading);
        }
    }
}

/// The best reading by letters, with and without all that the search leaves out.
fn both(word: &str) -> Option<(String, String)> {
    let key = Key::of(word).ok()?;
    let mut slow = Slow(Rank::LAST, super::reading::Best::none(&key).0);
    search::readings(&key, search::whole_word(&key), &mut slow);
    let said = |reading| {
        let p = super::Parse::new(word, key, reading);
        format!("{} {} {:?}", p.cost(), p.explain(), p.template())
    };
    Some((said(super::best_by_letters(&key)), said(slow.1)))
}

/// What the search leaves out for the sake of speed never holds the best reading: that is the first of all that there are.
#[test]
fn the_best_is_the_first() {
    let texts = [
        "ندمي وأدمي أكرم نرسل يخرجون والأبجدية والسلالة اكون فاكون ليس ولستم التقى والتقى للهجات شئ يجئ بدا ااباء كن لا علي",
        include_str!("../../seeds/000_cada6452b4c8d822.txt"),
        include_str!("../../seeds/vocalized.txt"),
        include_str!("../../seeds/dialect.txt"),
        include_str!("data/plurals.txt"),
        include_str!("data/stems.txt"),
    ];
    for word in texts.iter().flat_map(|t| t.split(|c: char| !c.is_alphabetic() && !crate::chars::is_mark(c))) {
        if let Some((fast, slow)) = both(word) {
            assert_eq!(fast, slow, "{word}");
            let one = |p: super::Parse<'_>| (p.cost(), p.explain());
            assert_eq!(super::best(word).map(one), super::parses(word).next().map(one), "{word}");
        }
    }
}

/// The same for words that are made of all forms of some roots with what may stand before and behind them.
#[test]
fn the_best_of_forms_is_the_first() {
    for root in ["كتب", "قول", "لقي", "كون", "مدد", "ءخذ", "وصل", "رءي", "دحرج", "قرء"] {
        let root = super::Root::new(root).expect("three or four letters");
        let forms = super::Form::ALL.iter().flat_map(|&form| super::forms(root, form));
        for (i, form) in forms.enumerate() {
            let text = form.text();
            let clitics = [("", ""), ("و", ""), ("ال", ""), ("لل", ""), ("فب", "ها"), ("س", "هم"), ("ك", "نا"), ("", "ني"), ("أ", "ي")];
            let (before, behind) = clitics[i % clitics.len()];
            let word = format!("{before}{text}{behind}");
            let (fast, slow) = both(&word).expect("letters");
            assert_eq!(fast, slow, "{word}");
        }
    }
}

/// The readings that fit the marks of a word; none if its marks fit none.
fn fitting(word: &str) -> Vec<Reading> {
    let key = Key::of(word).expect("letters");
    let mut few = Few::none();
    search::readings(&key, search::whole_word(&key), &mut Fitting::new(word, &key, &mut few));
    few.readings().to_vec()
}

/// Each ending with words that have its vowels, and with words that have others, which rule it out.
#[test]
fn vowels_of_endings() {
    use super::Inflection::{Imperative, Perfect, Present, Relative};
    let has = |word: &str, inflection, ending: &str| {
        let key = Key::of(word).expect("letters");
        fitting(word).iter().any(|&r| {
            let parse = super::Parse::new(word, key, r);
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

/// The same of pronouns.
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

/// Letters before a stem have their vowels, and only the article doubles the first letter of a stem.
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
    assert!(fitting("فَقَرَأَ").iter().all(|r| r.prefix().conjunction != 0 && TEMPLATES[usize::from(r.template)].kind >= FIRST_VERB));
}

proptest! {
    #[test]
    fn the_best_of_any_letters_is_the_first(word in "(و|ف|أ)?(ب|ل|ك|س)?(ال|ي|ت|ن|ا)?[ءاأإؤئىآبتدرسطعقكلمنهوية]{1,6}(ات|ون|ين|ا|ي|ى|ت)?(ها|هم|نا|كم|ك|ه|ني)?") {
        if let Some((fast, slow)) = both(&word) {
            prop_assert_eq!(fast, slow);
        }
    }
}

/// Only a ئ that ends the word, and after a consonant, is an old spelling of يء.
#[test]
fn old_hamzas() {
    for (word, old) in
        [("شئ", true), ("قارئ", true), ("جائ", false), ("شيئ", false), ("سوئ", false), ("مسائل", false), ("سئل", false), ("ئ", false)]
    {
        assert_eq!(super::cut::old_hamza(&Key::of(word).expect("letters")), old, "{word}");
    }
}

#[test]
fn long_words_have_no_work() {
    assert_eq!(work(&"و".repeat(25)), 0);
    assert_eq!(work(&format!("{}ها", "ا".repeat(1000))), 0);
    // What it is counted by counts: these are all questions and readings of two words with many parts.
    assert_eq!((work("والمستعملون"), work("وسيستعملونها")), (26, 16));
}
