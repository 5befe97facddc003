//! Tests of the dictionary at run time, and of parts of speech and features.

use kalima::chars::is_mark;
use kalima::morph::{self, Gender, Lexeme, Lexicon, PartOfSpeech, Root, Tier, Upos, VerbForm, Vowel, WordFormKind, best, forms};
use unicode_normalization::UnicodeNormalization;

fn bare(word: &str) -> String {
    word.chars().filter(|c| !is_mark(*c)).collect()
}

fn only(lemma: &str) -> Lexeme {
    Lexicon.find(lemma).next().unwrap_or_else(|| panic!("{lemma}"))
}

/// Tests that every word of every lexeme is in NFC and has letters, and that the root of each lexeme lists it.
#[test]
fn every_lexeme_is_well_formed() {
    let (mut lexemes, mut roots) = (0, 0);
    for lexeme in Lexicon.lexemes() {
        let word = lexeme.vocalized();
        let words = lexeme.plurals().chain(lexeme.verbal_nouns()).chain(lexeme.feminine()).chain(lexeme.present());
        for word in words.chain([word.clone()]) {
            assert!(!bare(&word).is_empty(), "{lexeme:?}");
            assert_eq!(word.nfc().collect::<String>(), word, "{lexeme:?}");
        }
        assert_eq!(lexeme.lemma(), bare(&word));
        lexemes += 1;
    }
    for root in Lexicon.roots() {
        assert!(Lexicon.of_root(root).count() > 0 && Lexicon.of_root(root).all(|l| l.root() == Some(root)), "{root}");
        roots += 1;
    }
    let of_roots: usize = Lexicon.roots().map(|root| Lexicon.of_root(root).count()).sum();
    assert_eq!(of_roots + Lexicon.without_root().count(), lexemes);
    assert!(lexemes > 35_000 && roots > 4000, "{lexemes} lexemes, {roots} roots");
}

/// Tests lexemes of several classes, word by word.
#[test]
fn lexemes() {
    let book = only("كِتَاب");
    assert_eq!((book.root(), book.tier(), book.gender()), (Root::new("كتب"), Tier::Daily, Some(Gender::Masculine)));
    assert_eq!((book.part_of_speech(), book.verb_form(), book.vowels()), (PartOfSpeech::Noun, None, None));
    assert_eq!(book.plurals().collect::<Vec<_>>(), ["كُتُب"]);
    assert_eq!((book.present(), book.feminine()), (None, None));
    let write = only("كَتَبَ");
    assert_eq!((write.verb_form(), write.vowels()), (Some(VerbForm::I), Some((Vowel::A, Vowel::U))));
    assert_eq!(write.present().as_deref(), Some("يَكْتُبُ"));
    assert_eq!(write.verbal_nouns().next().as_deref(), Some("كِتَابَة"));
    assert_eq!(write.plurals().count(), 0);
    let use_ = only("اِسْتَعْمَلَ");
    assert_eq!((use_.verb_form(), use_.present().as_deref()), (Some(VerbForm::X), Some("يَسْتَعْمِلُ")));
    assert_eq!(use_.verbal_nouns().collect::<Vec<_>>(), ["اِسْتِعْمَال"]);
    for (noun, plurals) in [
        ("مُدَرِّس", &["مُدَرِّسُون"][..]),
        ("مُدِير", &["مُدِيرُون", "مُدَرَاء"]),
        ("مَكْتَبَة", &["مَكْتَبَات"]),
        ("اِجْتِمَاع", &["اِجْتِمَاعَات"]),
        ("مُسْتَشْفَى", &["مُسْتَشْفَيَات"]),
        ("شَمْس", &["شُمُوس"]),
    ] {
        let found: Vec<String> = only(noun).plurals().collect();
        assert!(plurals.iter().all(|p| found.iter().any(|f| f == p)), "{noun} {found:?}");
    }
    assert_eq!(only("شَمْس").gender(), Some(Gender::Feminine));
    assert_eq!(only("خَلِيفَة").gender(), Some(Gender::Masculine));
    assert_eq!(only("أَحْمَر").feminine().as_deref(), Some("حَمْرَاء"));
    assert_eq!(only("دِمَشْق").part_of_speech(), PartOfSpeech::Name);
}

/// Tests the search with and without vowels, with words that no dictionary has, and with text that is not Arabic.
#[test]
fn find() {
    assert!(Lexicon.find("كتب").any(|l| l.vocalized() == "كَتَبَ"));
    assert!(Lexicon.find("علم").count() >= 3, "عَلِمَ, عِلْم and عَلَم");
    assert!(Lexicon.find("عِلْم").all(|l| l.vocalized() == "عِلْم"));
    assert_eq!(Lexicon.find("عِلْم").count(), 1);
    for nothing in ["", "قططط", "book", "\u{64E}"] {
        assert_eq!(Lexicon.find(nothing).count(), 0, "{nothing:?}");
    }
    assert_eq!(Lexicon.of_root(Root::new("ظظظ").unwrap()).count(), 0);
    let loan = Lexicon.without_root().find(|l| l.lemma() == "فيلم").or_else(|| Lexicon.find("فيلم").next());
    assert!(loan.is_some());
}

/// Tests that the best reading of the lemma of a lexeme of tier 1 has this lemma, belongs to another lexeme of tier 1, or is a closed word. At most 1 %
/// of the lemmas are exceptions.
#[test]
fn the_dictionary_reads_itself() {
    let (mut all, mut wrong) = (0, Vec::new());
    let common = |l: &Lexeme| l.tier() == Tier::Daily;
    for lexeme in Lexicon.lexemes().filter(common) {
        let word = lexeme.lemma();
        all += 1;
        let reads = best(&word).is_some_and(|p| p.lemma() == word || p.lexeme().is_some_and(|l| common(&l)));
        if !reads && !best(&word).is_some_and(|p| p.part_of_speech() == PartOfSpeech::Particle) {
            wrong.push(word);
        }
    }
    let share = 100.0 * wrong.len() as f64 / f64::from(all);
    assert!(all > 7000 && share < 1.0, "{share:.2} % of {all}: {}", wrong.join(" "));
}

/// Tests that `forms` takes the vowels of form I from the dictionary.
#[test]
fn vowels_of_form_i() {
    for (root, present) in [("شرب", "يَشْرَبُ"), ("جلس", "يَجْلِسُ"), ("كبر", "يَكْبُرُ"), ("كتب", "يَكْتُبُ"), ("نوم", "يَنَامُ"), ("نسي", "يَنْسَى")]
    {
        let word = forms(Root::new(root).unwrap(), VerbForm::I).find(|f| f.kind() == WordFormKind::Present).unwrap();
        assert_eq!(word.vocalized(), present);
    }
}

/// Tests parts of speech, features and lemmas with vowels. A line has the word, its part of speech, its features and its lemma.
#[test]
fn parts_of_speech_and_features() {
    for line in [
        "الكتاب NOUN Definite=Def|Gender=Masc|Number=Sing كِتَاب",
        "كتبهم NOUN Definite=Cons|Gender=Masc|Number=Plur كِتَاب",
        "مدرسة NOUN Gender=Fem|Number=Sing مَدْرَسَة",
        "كتابا NOUN Definite=Ind|Gender=Masc|Number=Sing كِتَاب",
        "والمهندسون NOUN Definite=Def|Gender=Masc|Number=Plur مُهَنْدِس",
        "سيارات NOUN Gender=Fem|Number=Plur سَيَّارَة",
        "كبيرة ADJ Gender=Fem|Number=Sing كَبِير",
        "المصريين ADJ Definite=Def|Gender=Masc|Number=Plur مِصْرِيّ",
        "يكتبون VERB Gender=Masc|Mood=Ind|Number=Plur|Person=3|Tense=Pres كَتَبَ",
        "سنكتب VERB Mood=Ind|Number=Plur|Person=1|Tense=Fut كَتَبَ",
        "استقبلوا VERB Gender=Masc|Number=Plur|Person=3|Tense=Past اِسْتَقْبَلَ",
        "ليشارك VERB Gender=Masc|Mood=Sub|Number=Sing|Person=3|Tense=Pres شَارَكَ",
        "خذوا VERB Gender=Masc|Mood=Imp|Number=Plur|Person=2 أَخَذَ",
        "قالت VERB Gender=Fem|Number=Sing|Person=3|Tense=Past قَالَ",
        "في ADP _ فِي",
        "عليهم ADP _ عَلَى",
        "الذين PRON _ الَّذِي",
        "هذه DET _ هٰذَا",
        "أن SCONJ _ أَنْ",
        "ثلاثة NUM _ ثَلَاثَة",
    ] {
        let fields: Vec<&str> = line.split(' ').collect();
        let parse = best(fields[0]).unwrap();
        let got = [parse.upos().name().to_owned(), parse.features().to_string(), parse.vocalized_lemma().unwrap_or_default()];
        assert_eq!(got, fields[1..], "{}", parse.explain());
    }
    for word in ["قطططط", "گوگل"] {
        let parse = best(word).unwrap();
        assert_eq!((parse.lexeme(), parse.vocalized_lemma()), (None, None), "{word}");
    }
    assert_eq!(Upos::ALL.len(), 15);
    assert_eq!(morph::best("محمد").unwrap().upos(), Upos::Propn);
}
