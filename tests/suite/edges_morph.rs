//! Tests words in which one letter or one vowel decides the reading: a hamza after an alef, a weak radical, a final ى, or one vowel mark.

use kalima::morph::{self, PartOfSpeech, Root, VerbForm, Voice, WordFormKind, forms};

/// Returns the words of a kind and a voice that `forms` makes from a root and a verb form.
fn words(root: &str, form: VerbForm, kind: WordFormKind, voice: Voice) -> Vec<String> {
    let all = forms(Root::new(root).unwrap(), form).filter(|w| w.kind() == kind && w.voice() == voice);
    all.map(|w| w.text().to_owned()).collect()
}

/// Tests verbs that begin with a connecting alef (ائتمر). After a prefix, the connecting alef is dropped, and the vowel of the prefix
/// determines the seat of a following hamza (present tense يأتمر, participle مؤتمر).
#[test]
fn connecting_alefs() {
    use WordFormKind::{ActiveParticiple, Imperative, Perfect, Present};
    for (root, form, kind, word) in [
        ("ءمر", VerbForm::VIII, Perfect, "ائتمر"),
        ("ءمر", VerbForm::VIII, Present, "يأتمر"),
        ("ءمر", VerbForm::VIII, ActiveParticiple, "مؤتمر"),
        ("ءلف", VerbForm::VIII, Present, "نأتلف"),
        ("ءلف", VerbForm::VIII, ActiveParticiple, "مؤتلف"),
        ("كسر", VerbForm::VII, Present, "ينكسر"),
        ("كسر", VerbForm::VII, Perfect, "انكسر"),
        ("ءذن", VerbForm::X, Present, "يستأذن"),
        ("كتب", VerbForm::I, Imperative, "اكتب"),
        ("ضرب", VerbForm::I, Imperative, "اضرب"),
    ] {
        let found = words(root, form, kind, Voice::Active);
        assert!(found.iter().any(|w| w == word), "{word} {found:?}");
    }
}

/// Tests verbal nouns of weak roots. If the verb keeps its second radical و, the verbal noun keeps the و, too: قاوم, قوام. If the verb has
/// an alef in place of the و, a و between the vowels i and a becomes ي: انقاد, انقياد.
#[test]
fn verbal_nouns_of_weak_roots() {
    for (root, form, word) in [
        ("قوم", VerbForm::III, "قوام"),
        ("حور", VerbForm::III, "حوار"),
        ("جور", VerbForm::III, "جوار"),
        ("قوم", VerbForm::IV, "إقامة"),
        ("قود", VerbForm::VII, "انقياد"),
        ("حوج", VerbForm::VIII, "احتياج"),
        ("خير", VerbForm::VIII, "اختيار"),
        ("قوم", VerbForm::X, "استقامة"),
        ("وصل", VerbForm::IV, "إيصال"),
        ("دعو", VerbForm::VIII, "ادعاء"),
    ] {
        let found = words(root, form, WordFormKind::VerbalNoun, Voice::Active);
        assert!(found.iter().any(|w| w == word), "{word} {found:?}");
    }
}

/// Tests imperatives of form I. A first radical و becomes ي after the vowel i (ايجل). A few frequent verbs with the first radical ء drop
/// the ء (خذ).
#[test]
fn imperatives_of_weak_first_radicals() {
    for (root, word) in [("وجل", "ايجل"), ("ءخذ", "خذ"), ("ءكل", "كل")] {
        let found = words(root, VerbForm::I, WordFormKind::Imperative, Voice::Active);
        assert!(found.iter().any(|w| w == word), "{word} {found:?}");
    }
}

/// Tests that the lemma keeps the final ى of a name (موسى), of a noun (مستشفى), or of a word of a closed class such as a preposition (على).
#[test]
fn lemmas_in_alef_maksura() {
    for (word, lemma) in [
        ("عيسى", "عيسى"),
        ("موسى", "موسى"),
        ("وعيسى", "عيسى"),
        ("على", "على"),
        ("إلى", "إلى"),
        ("مستشفى", "مستشفى"),
        ("متى", "متى"),
        ("لدى", "لدى"),
        ("بخارى", "بخارى"),
        ("جنوى", "جنوى"),
        ("بشرى", "بشرى"),
        ("اللوى", "لوى"),
        // The word ات is آتٍ, written without the madda. Its lemma is آتي.
        ("ات", "آتي"),
    ] {
        assert_eq!(morph::lemma(word).as_deref(), Some(lemma), "{word}");
    }
}

/// Tests that `best` returns the first reading of `parses`. The words include nouns that are used as prepositions, and علي, which may be a
/// spelling of على.
#[test]
fn the_best_reading_of_closed_words() {
    for word in [
        "قبل",
        "بعد",
        "مثل",
        "عند",
        "بين",
        "على",
        "علي",
        "إلى",
        "الى",
        "حتى",
        "متى",
        "من",
        "كان",
        "غير",
        "أمام",
        "خلف",
        "عليها",
        "إليهم",
        "لكنهم",
        "منهما",
        "لأنكم",
    ] {
        let (best, first) = (morph::best(word).unwrap(), morph::parses(word).next().unwrap());
        assert_eq!((best.cost(), best.explain(), best.lemma()), (first.cost(), first.explain(), first.lemma()), "{word}");
    }
}

/// Tests the vowel of ل. Before a noun, the preposition ل has a kasra (لِكتاب); before a pronoun, the preposition has a fatha (لَهم). The ل
/// of emphasis before a verb has a fatha (لَأحسن).
#[test]
fn the_vowel_of_lam() {
    for (word, class) in [
        ("لَأحسن", PartOfSpeech::Verb),
        ("لَأشرف", PartOfSpeech::Verb),
        ("لِكتاب", PartOfSpeech::Noun),
        ("لَكم", PartOfSpeech::Particle),
        ("لَهم", PartOfSpeech::Particle),
    ] {
        assert_eq!(morph::best(word).map(|p| p.part_of_speech()), Some(class), "{word}");
    }
}

/// Tests that a loan word without an Arabic verb has no root, even if its letters look like four radicals, and that one with a verb (أكسد) has its root.
#[test]
fn loan_words_without_a_root() {
    for word in ["فيديو", "الأسبرين", "كيلومترات", "كمبيوتر"] {
        assert_eq!(morph::root(word), None, "{word}");
    }
    for word in ["أكسيد", "الأكسيد", "أكسيدات"] {
        assert_eq!(morph::root(word), Root::new("أكسد"), "{word}");
    }
}

/// Tests words whose connecting alef is spelled with a hamza, a frequent mistake: إقتصاد for اقتصاد. The lemma has the correct spelling.
#[test]
fn connecting_alefs_with_a_hamza() {
    for (word, lemma, root) in [("إقتصاد", "اقتصاد", "قصد"), ("إستقبل", "استقبل", "قبل"), ("بإسم", "اسم", "سمو"), ("إمرأة", "امرأة", "مرء")]
    {
        assert_eq!(morph::lemma(word).as_deref(), Some(lemma), "{word}");
        assert_eq!(morph::root(word), Root::new(root), "{word}");
    }
}

/// Tests the mark of a final ئ that is an old spelling of يء: شئ for شيء. The mark belongs to the ء.
#[test]
fn marks_of_the_old_hamza() {
    assert_eq!(morph::lemma("شَئٍ").as_deref(), Some("شيء"));
}

/// Tests the limits of the length of a word. The lexicon has names and loan words of at most twelve letters. A word of more than 65,535 bytes has no
/// reading, even if most of these bytes are marks.
#[test]
fn the_longest_words() {
    for (word, class) in [("نيوفاوندلاند", PartOfSpeech::Name), ("كهرومغناطيسي", PartOfSpeech::Loan)] {
        assert_eq!(morph::best(word).map(|p| p.part_of_speech()), Some(class), "{word}");
    }
    for (marks, has_reading) in [(30_000, true), (40_000, false)] {
        let word = "كتب".to_owned() + &"\u{64E}".repeat(marks);
        assert_eq!(morph::best(&word).is_some(), has_reading, "{marks}");
    }
}
