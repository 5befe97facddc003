//! Tests words that stemmers often stem wrongly. A number in the name of a test is the row number in the catalogue of edge cases
//! (`kalima::testing`).

use kalima::normalize::Normalizer;
use kalima::stem::Stemmer;

fn rules(word: &str) -> String {
    Stemmer::Rules.stem(word).into_text().into_owned()
}

/// Asserts that all words of a list have the same stem. Spaces separate the words.
fn one(words: &str) {
    let stems: Vec<_> = words.split_whitespace().map(|w| (w, rules(w))).collect();
    assert!(stems.iter().all(|s| s.1 == stems[0].1), "{stems:?}");
}

#[test]
fn row_111_stacks_of_clitics() {
    for word in "الكتاب والكتاب فالكتاب بالكتاب وبالكتاب للكتاب وللكتاب كالكتاب أفبالكتاب أوللكتاب".split(' ')
    {
        assert_eq!(rules(word), "كتاب", "{word}");
    }
}

#[test]
fn row_112_lam_before_lam() {
    assert_eq!((rules("للغة"), rules("اللغة")), ("لغ".into(), "لغ".into()));
    assert_eq!((rules("للجنة"), rules("اللجنة")), ("لجن".into(), "لجن".into()));
    assert_eq!((rules("الله"), rules("لله"), rules("والله")), ("الله".into(), "لله".into(), "الله".into()));
    assert_eq!(rules("للمدرسة"), rules("المدرسة"));
    one("لغة للغات اللغات ولغاتهم لغتنا وللغة");
    one("لاعب اللاعب للاعبين ولاعبيهم اللاعبون");
    assert_eq!((rules("للاعتماد"), rules("لانتخاب")), (rules("الاعتماد"), rules("الانتخاب")));
}

#[test]
fn row_113_first_radicals_are_kept() {
    for word in "والد وزير ورق وردة وسط واحد فيل فهم بيت باب بطاطس كرة كلب كلية فيلم لاعب سياسة يوم سيارة بالغ ليبيا يسار ستة".split(' ')
    {
        assert_eq!(rules(word).chars().next(), word.chars().next(), "{word}");
        assert_eq!(rules(&format!("ال{word}")), rules(word), "{word}");
    }
    one("وزير الوزير ووزير وزيرة ووزيرها");
}

#[test]
fn row_114_al_that_is_not_the_article() {
    for word in "ألمانيا المانيا ألبانيا البانيا الباني ألبوم إلغاء آلاف الم التقى الذي التي الآن التزام".split(' ')
    {
        let folded = Normalizer::search().normalize(word).into_owned();
        let s = Stemmer::Rules.stem(word);
        assert!(
            s.prefix_range().len() <= 2 && folded.contains(s.text()) && s.text().chars().count() + 2 >= folded.chars().count(),
            "{word}: {s:?}"
        );
        assert!(!s.text().starts_with("مان") && !s.text().starts_with("بان"), "{word}: {s:?}");
    }
}

#[test]
fn row_115_madda_is_not_an_ending() {
    assert_eq!((rules("قرآن"), rules("القرآن")), ("قران".into(), "قران".into()));
    one("مكافأة مكافآت المكافآت");
    assert_eq!(rules("مرآة"), "مرا");
    one("قرآن قرآنا القرآن والقرآن");
}

#[test]
fn row_116_broken_plurals_keep_their_pattern() {
    for word in "مدارس كتب علماء".split(' ') {
        assert_eq!(rules(word), word);
    }
    assert_eq!((rules("أقلام"), rules("الأقلام")), ("اقلام".into(), "اقلام".into()));
}

#[test]
fn row_117_final_hamza_is_kept() {
    for word in "شيء ماء مساء سماء جزء ضوء".split(' ') {
        assert_eq!(rules(word), word);
    }
    assert_eq!(rules("ضوءها"), "ضوء");
    one("ماء الماء ماءها ماؤها مائها");
    one("أبناء أبناؤنا أبنائهم الأبناء");
}

#[test]
fn row_118_teh_marbuta_before_a_pronoun() {
    one("مدرسة مدرستنا مدرسته المدرسة مدرستهم");
    one("حياة الحياة حياتهم حياتنا");
    one("سنة سنتنا السنة");
    one("ثقة ثقتهم والثقة وثقتها");
    assert_eq!((rules("بيتنا"), rules("صوتها"), rules("وقتهم")), ("بيت".into(), "صوت".into(), "وقت".into()));
}

#[test]
fn row_119_feminine_plural() {
    one("سيارة سيارات السيارات سياراتهم وسيارته");
    one("لغة لغات اللغات");
    one("مستشفى مستشفيات");
}

#[test]
fn row_120_short_words_are_not_cut() {
    for word in "لا ما يا عن من و ف ب ل ك".split(' ') {
        for stemmer in Stemmer::ALL {
            assert_eq!(stemmer.stem(word).text(), word, "{stemmer}");
        }
    }
}

#[test]
fn row_121_text_without_letters_is_its_own_stem() {
    for word in ["", "***", "123", "١٢٣", "hello", "، ؟"] {
        for stemmer in Stemmer::ALL.iter().filter(|s| **s != Stemmer::Snowball) {
            assert_eq!(stemmer.stem(word).text(), word, "{stemmer}");
        }
    }
    assert_eq!(Stemmer::Snowball.stem("١٢٣").text(), "123");
    let long = "م".repeat(500);
    assert_eq!(rules(&long), long);
}

#[test]
fn row_122_all_encodings_of_a_word_have_one_stem() {
    for stemmer in [Stemmer::Light1, Stemmer::Light2, Stemmer::Light3, Stemmer::Light8, Stemmer::Light10, Stemmer::Rules] {
        let stem = stemmer.stem("كتابه").into_text();
        for word in ["كِتَابُهُ", "كتـــابه", "ﻛﺘﺎﺑﻪ", "\u{200F}كتابه\u{200F}"] {
            assert_eq!(stemmer.stem(word).text(), stem, "{stemmer} {word}");
        }
    }
}

#[test]
fn row_123_the_interrogative_hamza_needs_evidence() {
    assert_eq!(rules("أكتابك").chars().next(), Some('ا'));
    assert_eq!(rules("أوالكتاب"), "كتاب");
}

#[test]
fn row_124_the_fold_merges_on_purpose() {
    one("ان أن إن");
}

#[test]
fn tenses_of_a_verb_have_one_stem() {
    one("يستخدمون استخدم واستخدمت سيستخدم تستخدم");
    one("يكتب كتب كتبت كتبوا سيكتب ويكتبون");
    one("أعلن يعلن أعلنت وأعلنوا");
    // Names and adjectives with the pattern أفعل are not stemmed as verbs.
    one("أحمد وأحمد لأحمد احمد");
    one("أحمر الأحمر");
}

#[test]
fn words_of_closed_classes_are_not_cut() {
    for (word, stem) in [("والذي", "الذي"), ("فهو", "هو"), ("بأن", "ان"), ("وفي", "في"), ("إلى", "الي"), ("هذه", "هذه"), ("عليها", "عليها")]
    {
        assert_eq!(rules(word), stem, "{word}");
    }
}
