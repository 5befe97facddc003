//! Tests texts in which a single character or byte position decides the normal form, the map from the normal form to the text, or a
//! boundary. Some of these texts are long.

use kalima::normalize::{AlefFold, DaggerAlefFold, ElongationFold, Normalizer, UnicodeForm, grow};

/// Tests that a small letter, such as ۥ, ends the preceding run of marks. So the option `repair_marks` keeps a mark after the small letter,
/// even if an equal mark precedes the small letter.
#[test]
fn marks_after_a_small_letter() {
    let repair = Normalizer::none().repair_marks(true);
    for (text, repaired) in [("بََ", "بَ"), ("بََۥَ", "بَۥَ"), ("بَََۥَ", "بَۥَ"), ("بََۦَ", "بَۦَ")] {
        assert_eq!(repair.normalize(text), repaired, "{text:?}");
    }
}

/// Tests overlays, such as U+0334, in NFC. Overlays have combining class 1, the lowest class of all marks. So an overlay does not prevent
/// the following mark from composing with the letter.
#[test]
fn overlays_in_nfc() {
    let nfc = Normalizer::none().form(UnicodeForm::Nfc);
    for (text, composed) in [
        ("a\u{334}\u{301}", "\u{E1}\u{334}"),
        ("a\u{301}\u{334}", "\u{E1}\u{334}"),
        ("a\u{334}\u{301}\u{323}", "\u{1EA1}\u{334}\u{301}"),
        ("b\u{334}\u{301}\u{323}", "\u{1E05}\u{334}\u{301}"),
        ("a\u{334}\u{334}\u{323}", "\u{1EA1}\u{334}\u{334}"),
    ] {
        assert_eq!(nfc.normalize(text), composed, "{text:?}");
    }
}

/// Tests a long text, which is normalized in chunks. A chunk never ends inside a word that modern spelling writes without alef, such as
/// الرحمٰن.
#[test]
fn words_without_alef_in_a_long_text() {
    let promote = Normalizer::none().dagger_alef(DaggerAlefFold::Promote);
    for (word, promoted) in
        [("الرحمٰن ", "الرحمن "), ("كتٰب هٰذا ", "كتاب هذا "), ("ولٰكنهم، ", "ولكنهم، "), ("بسم الله الرحمٰن\u{A0}", "بسم الله الرحمن\u{A0}")]
    {
        let (text, expected) = (word.repeat(2000), promoted.repeat(2000));
        assert!(promote.normalize(&text) == expected, "{word}");
        assert!(promote.normalize_mapped(&text).text() == expected, "{word}");
    }
}

/// Tests runs of one letter in which presentation forms and ordinary letters alternate. All these characters count as one run, even if the
/// run is long.
#[test]
fn long_runs_of_a_letter_in_two_encodings() {
    let short = |limit| Normalizer::none().presentation_forms(true).elongation(limit);
    for run in ["ﺒب", "بﺒ", "ﺒ", "ب"] {
        let text = format!("ك{}ر", run.repeat(2000));
        assert_eq!(
            (short(ElongationFold::ToOne).normalize(&text), short(ElongationFold::ToTwo).normalize(&text)),
            ("كبر".into(), "كببر".into()),
            "{run}"
        );
    }
}

/// Tests a normalizer that replaces each dagger alef by an alef. Both characters have two bytes, so no offset changes and the map is the
/// identity.
#[test]
fn the_map_of_letters_of_one_length_is_empty() {
    let mapped = Normalizer::none().dagger_alef(DaggerAlefFold::Promote).normalize_mapped("كِتٰب السَّمٰوات");
    assert_eq!(mapped.text(), "كِتاب السَّماوات");
    assert!(mapped.map().is_identity(), "{:?}", mapped.map());
}

/// Tests that the map maps an empty range to an empty range, even between the two letters of one ligature.
#[test]
fn empty_ranges_inside_a_ligature() {
    let mapped = Normalizer::none().presentation_forms(true).normalize_mapped("ﻻكَ");
    assert_eq!((mapped.text(), mapped.map().to_source(0..2)), ("لاكَ", 0..3));
    for at in [0, 2] {
        assert_eq!((mapped.map().to_source(at..at), mapped.map().to_source_grown(at..at)), (0..0, 0..0), "{at}");
    }
    assert_eq!((mapped.map().to_source(4..4), mapped.map().to_source(6..6)), (3..3, 5..5));
}

/// Tests that the source range of each U+FFFD contains only its invalid byte. The source range does not contain the letter or the removed
/// mark before the byte.
#[test]
fn the_map_of_invalid_bytes_beside_a_removed_mark() {
    let bytes = ["كَ".as_bytes(), b"\xFF\xFF", "بُ".as_bytes(), b"\xFF"].concat();
    let mapped = Normalizer::search().normalize_mapped_utf8(&bytes);
    assert_eq!(mapped.text(), "ك\u{FFFD}\u{FFFD}ب\u{FFFD}");
    for (output, source) in [(0..2, 0..2), (2..5, 4..5), (5..8, 5..6), (8..10, 6..8), (10..13, 10..11), (2..8, 4..6), (0..13, 0..11)] {
        assert_eq!(mapped.map().to_source(output.clone()), source, "{output:?}");
        assert_eq!(mapped.map().to_output(source.clone()), output, "{source:?}");
    }
}

/// Tests that a sign that encloses a number, such as U+0600, forms one grapheme cluster with the digit that follows the sign (rule GB9b of
/// UAX #29).
#[test]
fn signs_before_a_number_grow_with_it() {
    for sign in ('\u{600}'..='\u{605}').chain(['\u{6DD}', '\u{8E2}']) {
        let text = format!("ب{sign}٥ب");
        let digit = 2 + sign.len_utf8();
        assert_eq!(grow(&text, digit..digit + 2), 2..digit + 2, "{sign:?}");
        assert_eq!(grow(&text, 0..2), 0..2, "{sign:?}");
    }
}

/// Tests that a combining hamza is already normal if it does not compose with the preceding letter. `split_normalized` continues after this
/// hamza and finds the first change in the following text.
#[test]
fn the_normal_start_of_a_text_with_a_hamza_alone() {
    let n = Normalizer::none().form(UnicodeForm::Nfc).alef(AlefFold::Hamza);
    for (start, rest) in [("ب\u{654}ا", "أب"), ("ب\u{654}اَ", "أب"), ("ب\u{654}اَب ", "أحمد")] {
        let text = format!("{start}{rest}");
        assert_eq!(n.split_normalized(&text), (start, rest));
    }
}

/// Tests long texts without ASCII characters, in which the words are separated by no-break spaces. The normalizer splits such a text into chunks, but
/// never inside a word of ordinary length, because the other letters of a word determine whether its dagger alef becomes an alef.
#[test]
fn chunks_end_between_words() {
    let promote = Normalizer::none().dagger_alef(DaggerAlefFold::Promote);
    for (word, promoted) in [("هٰذا\u{A0}", "هذا\u{A0}"), ("الرحمٰن\u{A0}", "الرحمن\u{A0}"), ("وكتٰبهم\u{A0}", "وكتابهم\u{A0}")]
    {
        for shift in 0..word.chars().count() {
            let before = "ب".repeat(shift) + "\u{A0}";
            let (text, expected) = (before.clone() + &word.repeat(1000), before + &promoted.repeat(1000));
            assert!(promote.normalize(&text) == expected, "{word} {shift}");
            let (normal, rest) = promote.split_normalized(&text);
            assert_eq!(format!("{normal}{}", promote.normalize(rest)), expected);
        }
    }
}

/// Tests that the normal prefix of a long text includes the chunks before the first change.
#[test]
fn normal_prefix_of_a_long_text() {
    let promote = Normalizer::none().dagger_alef(DaggerAlefFold::Promote);
    let text = "كتب ".repeat(5000) + "كتٰب";
    let (normal, rest) = promote.split_normalized(&text);
    assert!(normal.len() >= text.len() / 2, "{}", normal.len());
    assert_eq!(promote.normalize(rest), rest.replace('ٰ', "ا"));
}

/// Tests the map of three marks that NFC reorders. The sources of the marks overlap, so the three marks are one edit.
#[test]
fn map_of_reordered_marks() {
    let nfc = Normalizer::none().form(UnicodeForm::Nfc);
    // Shadda (combining class 33) precedes fatha (30) and kasra (32).
    let mapped = nfc.normalize_mapped("ب\u{651}\u{64E}\u{650}ت");
    assert_eq!(mapped.text(), "ب\u{64E}\u{650}\u{651}ت");
    for at in [2, 4, 6] {
        assert_eq!(mapped.map().to_source(at..at + 2), 2..8, "{at}");
    }
    assert_eq!(mapped.map().to_source(8..10), 8..10);
}

/// Tests that texts with different normal forms are not equivalent.
#[test]
fn texts_that_are_not_equivalent() {
    let n = Normalizer::search();
    for (a, b, equal) in [("كِتاب", "كتاب", true), ("كتاب", "كاتب", false), ("كتاب", "", false), ("ـ", "", true)] {
        assert_eq!(n.equivalent(a, b), equal, "{a} {b}");
        assert_eq!(n.equivalent_utf8(a.as_bytes(), b.as_bytes()), equal, "{a} {b}");
    }
}
