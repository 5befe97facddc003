//! Tests the catalogue of edge cases in `kalima::testing`: each of the 130 rows has a case, the names of the cases are unique, and the
//! crate returns every expected result.

#![cfg(feature = "testing")]

use std::collections::{BTreeMap, BTreeSet};

use kalima::testing::{Expectation, cases};

#[test]
fn the_crate_meets_every_expectation() {
    let failures: Vec<_> = cases().flat_map(|case| case.check()).map(|f| f.to_string()).collect();
    assert!(failures.is_empty(), "{} expectations\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn rows_are_complete_and_names_distinct() {
    let mut names = BTreeSet::new();
    let mut rows: BTreeMap<u16, usize> = BTreeMap::new();
    for case in cases() {
        assert!(names.insert(case.name()), "{} twice", case.name());
        assert!(case.name().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{}", case.name());
        assert!(!case.description().is_empty() && !case.expected().is_empty(), "{}", case.name());
        *rows.entry(case.row()).or_default() += case.expected().len();
    }
    assert!(rows.into_keys().eq(1..=130));
}

/// Tests the accessors of one case.
#[test]
fn accessors_return_the_parts_of_a_case() {
    let case = cases().find(|c| c.name() == "decomposed-alef-hamza").unwrap();
    assert_eq!((case.row(), &*case.text(), case.bytes().len()), (1, "ا\u{654}حمد", 10));
    assert_eq!(case.normalized(kalima::normalize::Preset::Search), Some("احمد"));
    assert_eq!(case.normalized(kalima::normalize::Preset::None), None);
    assert_eq!((case.words(), case.sentences()), (Some(&["ا\u{654}حمد"][..]), None));
    assert!(case.expected().contains(&Expectation::Words(&["ا\u{654}حمد"])));
    assert!(cases().any(|c| std::str::from_utf8(c.bytes()).is_err()));
}

#[cfg(feature = "testing-proptest")]
mod strategies {
    use kalima::testing::strategy::{arabic_text, arabic_word, messy, vocalized};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn strategies_make_the_documented_texts(word in arabic_word(), vocalized in vocalized(), text in arabic_text(), messy in messy()) {
            prop_assert!(!word.is_empty() && word.chars().all(|c| kalima::chars::is_letter(c) || c == 'ـ'), "{word}");
            prop_assert_eq!(kalima::words(&word).count(), 1, "{}", word);
            let n = kalima::Normalizer::light();
            prop_assert!(n.normalize(&vocalized).chars().all(|c| kalima::chars::is_letter(c) || c == 'ـ'), "{vocalized}");
            prop_assert_eq!(kalima::tokens(&text).map(|t| t.text()).collect::<String>(), text);
            prop_assert!(n.is_normalized(&n.normalize(&messy)));
        }
    }
}
