//! Tests the word grammar: the expected analysis of every word of the article in `seeds/`, and invariants for any word. A reading is one of
//! the possible analyses of a word.

use kalima::clitic::{MAX_EXPANSIONS, Scheme, desegment, expand, segment};
use kalima::morph::{
    self, Gender, GrammaticalNumber, Inflection, PartOfSpeech, Person, Root, VerbForm, Voice, Vowel, WordForm, WordFormKind, forms,
    forms_with_vowels,
};
use kalima::stem::Stemmer;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const ARTICLE: &str = include_str!("../../seeds/000_cada6452b4c8d822.txt");
const GOLDEN: &str = include_str!("../golden/article-morph.txt");

/// Returns the distinct words of the article, in the order of their first occurrence.
fn words() -> Vec<&'static str> {
    let mut words: Vec<&str> = Vec::new();
    for w in ARTICLE.split(|c: char| !('\u{621}'..='\u{64A}').contains(&c)).filter(|w| !w.is_empty()) {
        if !words.contains(&w) {
            words.push(w);
        }
    }
    words
}

fn line(word: &str) -> String {
    let segments: Vec<&str> = segment(word, Scheme::Atb).map(|s| s.text()).collect();
    let root = morph::root(word).map_or("-".into(), |r| r.to_string());
    format!("{word} {} {root} {}", segments.join("+"), morph::lemma(word).unwrap_or_default())
}

#[test]
fn article() {
    let mut expected = GOLDEN.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let mut wrong = Vec::new();
    for word in words() {
        // The fields after the fourth field are notes for the readers of the file. The test ignores these fields.
        let entry = expected.next().unwrap_or_default();
        let want = entry.split(' ').take(4).collect::<Vec<_>>().join(" ");
        if want != line(word) {
            wrong.push(format!("{want}  got: {}", line(word)));
        }
    }
    assert_eq!(expected.next(), None);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tests the segments, the root, the lemma and the stem of words for which the grammar could easily prefer a wrong reading.
#[test]
fn words_that_are_easily_misread() {
    let (mut words, mut wrong) = (0, Vec::new());
    for want in include_str!("../golden/classes-morph.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let word = want.split(' ').next().unwrap_or_default();
        let got = format!("{} {}", line(word), Stemmer::Lexical.stem(word).text());
        words += 1;
        if want != got {
            wrong.push(format!("{want}  got: {got}"));
        }
    }
    assert!(words >= 100, "{words} words");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tests that a word with U+FFFD has no reading, because U+FFFD replaces letters that are unknown.
#[test]
fn lost_letters_have_no_reading() {
    for word in ["\u{FFFD}", "كتا\u{FFFD}", "\u{FFFD}كتاب", "ال\u{FFFD}كتب", "و\u{FFFD}ه"] {
        assert!(morph::best(word).is_none(), "{word:?}");
        assert_eq!(morph::parses(word).len(), 0, "{word:?}");
        assert_eq!((morph::root(word), morph::lemma(word)), (None, None), "{word:?}");
    }
}

/// Tests that the vowel marks of a word decide whether its best reading is a verb or a noun.
#[test]
fn marks_rank_readings() {
    use PartOfSpeech::{Noun, Verb};
    for (word, expected) in [("قَرَأَ", Verb), ("قَرْءٌ", Noun), ("بَدَأَ", Verb), ("بَدْءٌ", Noun), ("خَطَأٌ", Noun)]
    {
        assert_eq!(morph::parses(word).next().map(|p| p.part_of_speech()), Some(expected), "{word}");
    }
    assert!(morph::parses("قَرَأَ").all(|p| p.part_of_speech() == Verb));
}

/// Tests pairs of words that differ only in their vowel marks. The marks decide the part of speech, the root, the lemma or the segments.
#[test]
fn vocalized_pairs() {
    let (mut pairs, mut wrong) = (0, Vec::new());
    for pair in include_str!("../golden/vocalized-morph.txt").split("\n\n").filter(|p| !p.starts_with('#')) {
        let words: Vec<Vec<&str>> = pair.lines().map(|l| l.split(' ').collect()).collect();
        let letters = |w: &str| w.chars().filter(|c| !kalima::chars::is_mark(*c)).collect::<String>();
        pairs += usize::from(words.len() == 2);
        for entry in &words {
            let (word, plain) = (entry[0], letters(entry[0]));
            let best = morph::best(word).unwrap();
            let segments: Vec<String> = segment(word, Scheme::Atb).map(|s| letters(s.text())).collect();
            let root = morph::root(word).map_or("-".into(), |r| r.to_string());
            let got = [best.part_of_speech().to_string(), root, best.lemma(), segments.join("+")];
            let want = [entry[1], entry[2], entry[3], entry.get(4).copied().unwrap_or(&plain)];
            if got != want {
                wrong.push(format!("{word} {want:?} got {got:?}"));
            }
        }
    }
    assert!(pairs >= 100, "{pairs} pairs");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tests every seventh root: for each word that `forms` makes from the root, `parses` returns a reading with this root. There are four
/// exceptions:
///
/// 1. The reading may have a root with ي in place of و or with و in place of ي, because the letters of the word do not distinguish these
///    roots.
/// 2. `parses` returns at most eight readings, so eight cheaper readings may hide the reading with this root.
/// 3. The last radical ت or ن may be merged with the ending: بحتم of the root بحت.
/// 4. The grammar has no stem pattern for very rare words, such as أوتبد and إيتاء. At most one word in a thousand may be missing for this
///    reason.
#[test]
fn forms_parse() {
    let (mut all, mut missing) = (0, Vec::new());
    let roots = include_str!("../../src/morph/data/roots.txt").lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(' '));
    let roots = roots.flat_map(|(two, thirds)| thirds.chars().filter(|c| !"| ".contains(*c)).map(move |c| format!("{two}{c}")));
    let quadriliterals = include_str!("../../src/morph/data/quadriliterals.txt").lines().filter(|l| !l.starts_with('#'));
    let roots: Vec<String> = roots.chain(quadriliterals.flat_map(str::split_whitespace).map(str::to_owned)).collect();
    assert!(roots.len() > 3500);
    for letters in roots.iter().step_by(7) {
        let root = Root::new(letters).unwrap();
        let weak = |r: Root| r.letters().map(|c| if c == 'ي' { 'و' } else { c }).collect::<String>();
        for form in VerbForm::ALL {
            for word in forms(root, *form) {
                all += 1;
                let readings = morph::parses(word.text());
                let may_be_hidden = readings.len() == 8 || letters.ends_with(['ت', 'ن']);
                if !readings.filter_map(|p| p.root()).any(|r| weak(r) == weak(root)) && !may_be_hidden {
                    missing.push(format!("{letters} {form} {} {}", word.text(), word.kind()));
                }
            }
        }
    }
    assert!(missing.len() * 1000 <= all, "{} of {all}: {}", missing.len(), missing.join(", "));
}

/// Tests conjugations that were written by hand. A line of the file has a root, a verb form, and the kind and the voice of the words. The
/// words follow in the order in which `forms` returns them, with or without vowel signs.
#[test]
fn conjugation() {
    let mut lines = 0;
    for line in include_str!("../golden/conjugation.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (head, words) = line.split_once(": ").unwrap();
        let [root, form, kind, voice] = head.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let all = forms(Root::new(root).unwrap(), form.parse().unwrap());
        let all = all.filter(|w| w.kind().name() == kind && w.voice().name() == voice);
        let vocalized = words.contains(kalima::chars::is_mark);
        let got = all.map(|w| if vocalized { w.into_vocalized() } else { w.into_text() });
        assert_eq!(got.collect::<Vec<_>>().join(" "), words, "{head}");
        lines += 1;
    }
    assert!(lines > 100);
}

/// Returns the first word of a kind, a voice, a person, a gender and a number, with all vowel signs. Returns `-` if no word has these features.
fn cell(words: &[WordForm], kind: WordFormKind, voice: Voice, (person, gender, number): Cell) -> String {
    let found =
        words.iter().find(|w| (w.kind(), w.voice(), w.person(), w.number()) == (kind, voice, person, Some(number)) && w.gender() == gender);
    found.map_or("-".into(), |w| w.vocalized().to_owned())
}

type Cell = (Option<Person>, Option<Gender>, GrammaticalNumber);

/// Returns the cells of a line of the file `conjugation-vocalized.txt`, in the order that the header of the file states.
fn cells(words: &[WordForm]) -> Vec<String> {
    use {Gender::*, GrammaticalNumber::*, Person::*, Voice::*, WordFormKind::*};
    let (he, she) = ((Some(Third), Some(Masculine), Singular), (Some(Third), Some(Feminine), Singular));
    let (they_m, they_f) = ((Some(Third), Some(Masculine), Plural), (Some(Third), Some(Feminine), Plural));
    let (you_m, you_f) = ((Some(Second), Some(Masculine), Singular), (Some(Second), Some(Feminine), Singular));
    let (i, one) = ((Some(First), None, Singular), (None, Some(Masculine), Singular));
    let order = [
        (Perfect, Active, he),
        (Perfect, Active, she),
        (Perfect, Active, they_m),
        (Perfect, Active, i),
        (Present, Active, he),
        (Present, Active, you_f),
        (Present, Active, they_f),
        (Subjunctive, Active, he),
        (Jussive, Active, he),
        (Imperative, Active, you_m),
        (Perfect, Passive, he),
        (Present, Passive, he),
        (ActiveParticiple, Active, one),
        (PassiveParticiple, Passive, one),
    ];
    let nouns = words.iter().filter(|w| w.kind() == VerbalNoun).map(|w| w.vocalized().to_owned());
    order.into_iter().map(|(kind, voice, features)| cell(words, kind, voice, features)).chain(nouns).collect()
}

/// Tests vocalized conjugations that were written by hand. The header of the file describes the lines.
#[test]
fn vocalized_conjugation() {
    let (mut lines, mut wrong) = (0, Vec::new());
    for line in include_str!("../golden/conjugation-vocalized.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let (head, want) = line.split_once(": ").unwrap();
        let [root, form, vowels] = head.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let (root, form) = (Root::new(root).unwrap(), form.parse().unwrap());
        let words: Vec<WordForm> = match (vowels.get(..1), vowels.get(1..2)) {
            (Some(perfect), Some(present)) => forms_with_vowels(root, perfect.parse().unwrap(), present.parse().unwrap()).collect(),
            _ => forms(root, form).collect(),
        };
        let (got, want) = (cells(&words), want.split(' ').collect::<Vec<_>>());
        let different = (0..got.len().max(want.len())).filter(|n| got.get(*n).map(String::as_str) != want.get(*n).copied());
        wrong.extend(different.map(|n| format!("{head}: {:?} got: {:?}", want.get(n), got.get(n))));
        lines += 1;
    }
    assert!(lines > 100, "{lines} lines");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tests the verbs of form I in the dictionary, which was written by hand. For each verb, two vowels make the perfect and the present of the
/// dictionary. The exceptions are hollow verbs that keep their second radical (عَوِرَ), verbs with a last radical و that some authors spell
/// with ي or with و in place of ي, the passive مُنِيَ, and the hamza of يَيْأَسُ, which `forms` writes ييئس.
#[test]
fn verbs_of_the_dictionary() {
    const EXCEPTIONS: &[&str] = &["أَيِسَ", "جَلَى", "حَوِلَ", "خَوِرَ", "رَغَى", "طَغَا", "عَوِجَ", "عَوِرَ", "عَوِزَ", "مُنِيَ", "نَمَى", "هَوِسَ", "يَئِسَ"];
    let (mut verbs, mut wrong) = (0, Vec::new());
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/morph/data/lexicon");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    for file in files.filter(|path| path.extension().is_some_and(|end| end == "txt")) {
        let mut root = None;
        for line in std::fs::read_to_string(file).unwrap().lines() {
            let line = line.split('#').next().unwrap_or_default();
            let fields: Vec<&str> = line.split_whitespace().collect();
            match (fields[..].len(), root) {
                (1, _) => root = Root::new(fields[0]),
                (4.., Some(root)) if fields[1] == "I" && fields[2] != "=" => {
                    let has = |perfect: Vowel, present: Vowel| {
                        let words: Vec<WordForm> = forms_with_vowels(root, perfect, present).collect();
                        let got = cells(&words);
                        got[0] == fields[2] && got[4] == fields[3]
                    };
                    let found = Vowel::ALL.iter().any(|perfect| Vowel::ALL.iter().any(|present| has(*perfect, *present)));
                    if found == EXCEPTIONS.contains(&fields[2]) {
                        wrong.push(line.to_owned());
                    }
                    verbs += 1;
                }
                _ => {}
            }
        }
    }
    assert!(verbs > 2000, "{verbs} verbs");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the reason why a vocalized word is not valid, or `None` if the word is valid. In a valid word, each letter has at most one vowel
/// sign and at most one shadda, in the order of NFC. Only the letters ا, و, ي, ى and آ and the last letter of a noun may lack a mark. A word
/// does not start with a sukun or a shadda.
fn defect(word: &WordForm) -> Option<&'static str> {
    use kalima::chars::is_mark;
    let (text, vocalized) = (word.text(), word.vocalized());
    let (is_noun, mut rest) = (word.person().is_none(), vocalized);
    if vocalized.chars().filter(|c| !is_mark(*c)).collect::<String>() != text {
        return Some("the letters differ");
    }
    if vocalized.nfc().collect::<String>() != vocalized {
        return Some("the word is not in NFC");
    }
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        let end = after.find(|c| !is_mark(c)).unwrap_or(after.len());
        let (marks, is_first) = (&after[..end], rest.len() == vocalized.len());
        rest = &after[end..];
        let is_valid = match marks {
            "" => "اويىآ".contains(letter) || (is_noun && rest.is_empty()),
            "\u{652}" => !is_first && !rest.starts_with(letter),
            "\u{64E}" | "\u{64F}" | "\u{650}" => true,
            "\u{64D}" => is_noun && rest.is_empty(),
            "\u{64E}\u{651}" | "\u{64F}\u{651}" | "\u{650}\u{651}" => !is_first,
            "\u{64D}\u{651}" => !is_first && is_noun && rest.is_empty(),
            "\u{651}" => !is_first && (letter == 'آ' || (is_noun && rest.is_empty())),
            _ => false,
        };
        if !is_valid {
            return Some("a letter has wrong marks");
        }
    }
    None
}

/// Tests the vocalized spelling of the word forms of all roots that consist of eight letters. The letters include a hamza, both weak letters,
/// and letters that are merged with an ending or with the infix of form VIII.
#[test]
fn vocalized_words_are_valid() {
    let letters = ['ء', 'ب', 'ت', 'د', 'ص', 'ن', 'و', 'ي'];
    for n in 0..letters.len().pow(3) {
        let radicals: String = [n / 64, n / 8 % 8, n % 8].iter().map(|i| letters[*i]).collect();
        let root = Root::new(&radicals).unwrap();
        let derived = VerbForm::ALL.iter().flat_map(|form| forms(root, *form));
        let pairs = Vowel::ALL.iter().flat_map(|perfect| Vowel::ALL.iter().map(move |present| (*perfect, *present)));
        let first = pairs.flat_map(|(perfect, present)| forms_with_vowels(root, perfect, present));
        for word in derived.chain(first) {
            assert_eq!(defect(&word), None, "{root} {word:?}");
        }
    }
    let quadriliteral = Root::new("طمءن").unwrap();
    assert_eq!(forms_with_vowels(quadriliteral, Vowel::A, Vowel::U).count(), 0);
}

/// Tests all readings of some words, in the order in which `parses` returns them. The command `UPDATE_EXPECTED=1 cargo test --test suite readings`
/// writes the file again, so that the changes can be reviewed.
#[test]
fn readings() {
    let expected = include_str!("../golden/readings-morph.txt");
    let read = |word: &str| morph::parses(word).map(|p| format!("{} {}\n", p.cost(), p.explain())).collect::<String>();
    let mut fresh = vec![expected.split("\n\n").next().unwrap().to_string() + "\n"];
    fresh.extend(expected.split("\n\n").skip(1).map(|entry| entry.lines().next().unwrap()).map(|word| format!("{word}\n{}", read(word))));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/readings-morph.txt");
        return std::fs::write(file, fresh.join("\n")).unwrap();
    }
    for (got, want) in fresh.iter().zip(expected.split_inclusive("\n\n")) {
        assert_eq!(got.trim_end(), want.trim_end());
    }
    assert!(fresh.len() > 20, "{} words", fresh.len());
}

/// Tests that a root has three or four letters, and that ا, آ, ة, marks and letters of other languages are rejected.
#[test]
fn letters_of_roots() {
    for letters in ["كتب", "ءكل", "أكل", "رأي", "هدى", "ترجم", "طمأن"] {
        assert_eq!(letters.parse().ok(), Root::new(letters));
        assert!(Root::new(letters).is_some(), "{letters}");
    }
    for letters in ["", "كت", "ترجمن", "قال", "آكل", "لغة", "كَتب", "abc", "گوگ"] {
        assert!(Root::new(letters).is_none() && letters.parse::<Root>().is_err(), "{letters}");
    }
}

/// Tests the roots that have form IX. No radical may be ء. The first and the third radical must not be و or ي; the second radical may be و
/// or ي: اسودّ of the root سود. The second and the third radical must differ.
#[test]
fn roots_of_form_ix() {
    for (root, all) in [
        ("حمر", true),
        ("سود", true),
        ("بيض", true),
        ("وصل", false),
        ("يقن", false),
        ("ءكل", false),
        ("مدد", false),
        ("سءل", false),
        ("دعو", false),
        ("رمي", false),
        ("قرء", false),
    ] {
        assert_eq!(forms(Root::new(root).unwrap(), VerbForm::IX).next().is_some(), all, "{root}");
    }
}

/// Tests the part of speech and the inflection of the best reading of some words.
#[test]
fn parts_of_speech_and_inflections() {
    use PartOfSpeech::*;
    for (word, part_of_speech, inflection) in [
        ("من", Particle, Inflection::Plain),
        ("بها", Particle, Inflection::Plain),
        ("كمبيوتر", Loan, Inflection::Plain),
        ("إبراهيم", Name, Inflection::Plain),
        ("إسماعيل", Name, Inflection::Plain),
        ("مدارس", Noun, Inflection::Plain),
        ("كبير", Adjective, Inflection::Plain),
        ("كبيرة", Adjective, Inflection::Feminine),
        ("مدرسة", Noun, Inflection::Feminine),
        ("مدرستهم", Noun, Inflection::Feminine),
        ("مدرستان", Noun, Inflection::Dual),
        ("مدرستين", Noun, Inflection::Dual),
        ("كتابان", Noun, Inflection::Dual),
        ("كتابين", Noun, Inflection::Dual),
        ("معلمون", Adjective, Inflection::MasculinePlural),
        ("معلمين", Adjective, Inflection::MasculinePlural),
        ("معلموهم", Adjective, Inflection::MasculinePlural),
        ("سيارات", Noun, Inflection::FemininePlural),
        ("كتابا", Noun, Inflection::Accusative),
        ("عربي", Adjective, Inflection::Relative),
        ("أمنية", Adjective, Inflection::Relative),
        ("مصريون", Adjective, Inflection::Relative),
        ("كتبت", Verb, Inflection::Perfect),
        ("يكتبون", Verb, Inflection::Present),
        ("خذ", Verb, Inflection::Imperative),
    ] {
        let best = morph::best(word).unwrap();
        assert_eq!((best.part_of_speech(), best.inflection()), (part_of_speech, inflection), "{word}");
    }
}

/// Makes strings of four sorts: words with affixes, sequences of Arabic letters and marks, other short texts with letters in different
/// encodings, and arbitrary printable characters.
fn wordlike() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "(و|ف)?(ب|ل|ك|س)?(ال)?[اأإآءؤئىبتثجحخدذرزسشصضطظعغفقكلمنهوية]{1,9}(ها|هم|ه|نا|كم|ون|ات|ة)?",
        1 => "[\u{621}-\u{652}\u{670}]{0,30}",
        1 => "[\u{600}-\u{6FF}\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFF}a-z0-9 ]{0,12}",
        1 => "\\PC{0,8}",
    ]
}

proptest! {
    #[test]
    fn segments_concatenate(word in wordlike()) {
        for scheme in Scheme::ALL {
            let segments: Vec<_> = segment(&word, *scheme).collect();
            prop_assert_eq!(segments.iter().map(|s| s.text()).collect::<String>(), word.clone());
            for s in &segments {
                prop_assert_eq!(&word[s.range()], s.text());
            }
        }
        for p in morph::parses(&word) {
            prop_assert_eq!(p.segments().map(|s| s.text()).collect::<String>(), word.clone());
            prop_assert_eq!(&word[p.stem_range()], p.stem());
            prop_assert!(!p.explain().is_empty());
        }
    }

    #[test]
    fn expansions_are_few_and_different(word in wordlike()) {
        let all = expand(&word);
        prop_assert!(all.len() <= MAX_EXPANSIONS);
        prop_assert_eq!(all.is_empty(), word.is_empty());
        let mut sorted = all.clone();
        sorted.sort();
        sorted.dedup();
        prop_assert_eq!(sorted.len(), all.len());
        prop_assert_eq!(expand(&word), all.clone());
        // The first expansion has the letters of the word, so the expansion and the word have the same stem.
        if let Some(first) = all.first() {
            prop_assert_eq!(Stemmer::Lexical.stem(first).text().to_owned(), Stemmer::Lexical.stem(&word).text().to_owned());
        }
    }

    #[test]
    fn any_root_conjugates(letters in "[ءبتثجحخدذرزسشصضطظعغفقكلمنهوي]{3,4}") {
        let root = Root::new(&letters).unwrap();
        prop_assert_eq!(root.letters().collect::<String>(), letters);
        for form in VerbForm::ALL {
            for word in forms(root, *form) {
                prop_assert!(word.text().chars().all(|c| ('\u{621}'..='\u{64A}').contains(&c)), "{:?}", word);
                prop_assert_eq!(defect(&word), None, "{:?}", word);
            }
        }
    }

    #[test]
    fn the_best_is_the_first(word in wordlike()) {
        let costs: Vec<i32> = morph::parses(&word).map(|p| p.cost()).collect();
        prop_assert_eq!(costs.first().copied(), morph::best(&word).map(|p| p.cost()));
        prop_assert!(costs.is_sorted());
        prop_assert!(costs.len() <= 8);
    }

    #[test]
    fn one_answer_in_any_encoding(word in "[ابتثجحخدذرزسشصضطظعغفقكلمنهويةأإءؤئى]{1,10}", marks in "[\u{64B}-\u{652}\u{640}]{1,3}", at in 0usize..10) {
        let (mut composed, mut decomposed) = (String::new(), String::new());
        for (i, c) in word.chars().enumerate() {
            composed.push(c);
            match c {
                'أ' => decomposed.push_str("ا\u{654}"),
                'إ' => decomposed.push_str("ا\u{655}"),
                'ؤ' => decomposed.push_str("و\u{654}"),
                c => decomposed.push(c),
            }
            if i == at {
                composed.push_str(&marks);
                decomposed.push_str(&marks);
                decomposed.push('\u{640}');
            }
        }
        prop_assert_eq!(morph::root(&composed), morph::root(&decomposed));
        prop_assert_eq!(morph::lemma(&composed), morph::lemma(&decomposed));
        // The stemmer ignores marks and tatweel, so the decomposed word and the word have the same stem.
        prop_assert_eq!(Stemmer::Lexical.stem(&decomposed).text().to_owned(), Stemmer::Lexical.stem(&word).text().to_owned());
        let sizes = |w: &str| segment(w, Scheme::D3).map(|s| s.text().chars().filter(|c| ('\u{621}'..='\u{63A}').contains(c) || ('\u{641}'..='\u{64A}').contains(c)).count()).collect::<Vec<_>>();
        prop_assert_eq!(sizes(&composed), sizes(&decomposed));
    }

    #[test]
    fn desegment_inverts(word in "(و|ف)?(بال|لل|ال|ب|ل|س)?[بتجحدرسشصطعفقكلمنهي]{2,6}(ة|ها|هم|ه|نا|ون|ات)?") {
        for scheme in Scheme::ALL {
            let forms: Vec<String> = segment(&word, *scheme).map(|s| s.form().to_owned()).collect();
            // The comparison ignores two differences of spelling: ي in place of ى, and three ل in sequence (لللغة), which are written as
            // two (للغة).
            let back = desegment(forms.iter().map(String::as_str));
            let fold = |s: &str| s.replace('ى', "ي").replace("للل", "لل");
            prop_assert_eq!(fold(&back), fold(&word), "{:?}", forms);
        }
    }
}

/// Tests that the lemma keeps the characters of the word that are not letters of Arabic, such as گ. The grammar has no code for these
/// characters.
#[test]
fn lemmas_keep_loan_letters() {
    for (word, lemma) in [("وگـ\u{64F}وگل", "گوگل"), ("پاريس", "پاريس"), ("والڤيتامين", "ڤيتامين"), ("كتاب5", "كتاب5")]
    {
        let found: Vec<String> = morph::parses(word).map(|p| p.lemma()).collect();
        assert!(found.iter().any(|l| l == lemma) && found.iter().all(|l| !l.contains('\u{FFFD}')), "{word} {found:?}");
    }
}
