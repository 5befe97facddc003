//! Tests the rules of the normalizer that depend on adjacent characters.

use kalima::normalize::{DaggerAlefFold, DigitFold, LigatureFold, Normalizer, SpaceFold, UnicodeForm};

fn check(n: Normalizer, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(n.normalize(text), *expected, "{text:?} {n:?}");
        assert_eq!(n.normalize_mapped(text).text(), *expected, "mapped {text:?} {n:?}");
        assert_eq!(n.is_normalized(text), text == expected, "{text:?} {n:?}");
        // Repeats the check with a word before the text and a word after the text.
        let (long, whole) = (format!("قال {text}\nكتب"), format!("قال {expected}\nكتب"));
        assert_eq!(n.normalize(&long), whole, "{long:?} {n:?}");
        assert_eq!(n.split_normalized(&long).1.is_empty(), long == whole, "{long:?} {n:?}");
    }
}

#[test]
fn without_a_form_nothing_composes() {
    let n = Normalizer::none().digits(DigitFold::ArabicIndic);
    check(n, &[("e\u{301} 5", "e\u{301} ٥"), ("ا\u{654} 5", "ا\u{654} ٥"), ("ب\u{651}\u{64E} 5", "ب\u{651}\u{64E} ٥")]);
    check(n.form(UnicodeForm::Nfc), &[("e\u{301} 5", "é ٥"), ("ا\u{654} 5", "أ ٥"), ("ب\u{651}\u{64E} 5", "ب\u{64E}\u{651} ٥")]);
    // If no Unicode form is set, only the option `repair_marks` sorts the marks. The option also drops repeated marks.
    check(n.repair_marks(true), &[("ب\u{651}\u{64E}\u{64E} e\u{301} 5", "ب\u{64E}\u{651} e\u{301} ٥")]);
}

#[test]
fn a_hamza_joins_its_letter_over_a_joiner() {
    let n = Normalizer::orthographic();
    for (base, mark, joined) in [
        ('ا', '\u{653}', 'آ'),
        ('ا', '\u{654}', 'أ'),
        ('ا', '\u{655}', 'إ'),
        ('و', '\u{654}', 'ؤ'),
        ('ي', '\u{654}', 'ئ'),
        ('\u{6C1}', '\u{654}', '\u{6C2}'),
        ('\u{6D5}', '\u{654}', '\u{6C0}'),
        ('\u{6D2}', '\u{654}', '\u{6D3}'),
    ] {
        check(n, &[(&format!("{base}\u{200D}{mark}"), &format!("{joined}\u{200D}"))]);
    }
    // Some characters do not compose: ب with a hamza, and و with a madda. The letter ى composes with a hamza only if the option
    // `compose_maksura` is set, and a tatweel only if the option `tatweel_hamza` is set.
    for text in ["ب\u{200D}\u{654}", "و\u{200D}\u{653}", "ى\u{200D}\u{654}", "ـ\u{200D}\u{654}"] {
        check(n, &[(text, text)]);
    }
    check(n.compose_maksura(true), &[("ى\u{200D}\u{654}", "ئ\u{200D}"), ("\u{6CC}\u{200D}\u{654}", "ئ\u{200D}")]);
    check(n.tatweel_hamza(true), &[("ـ\u{200D}\u{654}", "ء\u{200D}")]);
    check(n.compose_maksura(true).form(UnicodeForm::Keep), &[("ى\u{200D}\u{654}", "ى\u{200D}\u{654}")]);
}

#[test]
fn a_tatweel_carries_a_hamza_only_after_a_letter_that_joins_to_both_sides() {
    check(
        Normalizer::light(),
        &[
            ("شيـ\u{654}ا", "شيءا"),
            ("لـ\u{654}ا", "لءا"),
            ("لـــ\u{654}ا", "لءا"),
            ("اـ\u{654}مر", "أمر"),
            ("وـ\u{654}من", "ؤمن"),
            // A letter that already has a hamza or a madda does not compose with a second hamza, so the second hamza is dropped.
            ("آـ\u{654}", "آ"),
            ("أـ\u{654}", "أ"),
            ("إـ\u{654}", "إ"),
            ("ؤـ\u{654}", "ؤ"),
            // Each of the two tatweels carries the hamza that follows the tatweel.
            ("لـ\u{654}ـ\u{654}", "لءء"),
        ],
    );
}

#[test]
fn a_tatweel_separates_hamza_and_alef_unless_it_is_dropped() {
    let n = Normalizer::none().madda(true);
    check(n, &[("ءامن", "آمن"), ("ء\u{64E}امن", "آ\u{64E}من"), ("ءـامن", "ءـامن"), ("ءبا", "ءبا"), ("ء ا", "ء ا"), ("ءءا", "ءآ")]);
    check(n.tatweel(true), &[("ءـامن", "آمن"), ("ءـ\u{64E}ـامن", "آ\u{64E}من")]);
}

#[test]
fn several_hamzas_are_one_before_an_alef_if_madda_is_folded() {
    check(
        Normalizer::quran(),
        &[
            ("ءاء", "اء"),
            ("ءءءا", "ا"),
            ("ء\u{64E}ؤ\u{64F}ا", "ا"),
            ("ءءب", "ءءب"),
            // These texts have two runs of ء before ا, one directly after the other.
            ("ءاءا", "اا"),
            ("ءاءءاب", "ااب"),
        ],
    );
}

#[test]
fn the_article_after_a_conjunction_hides_no_word_without_alef() {
    let quran = Normalizer::quran();
    for (uthmani, today) in [
        ("وَٱلْإِلَـ\u{670}هُ", "والإله"),
        ("فَٱلرَّحْمَـ\u{670}نُ", "فالرحمن"),
        ("بِٱلرَّحْمَـ\u{670}نِ", "بالرحمن"),
        ("أَإِلَـ\u{670}هٌ", "أإله"),
        ("لَـ\u{670}كِنَّا", "لكنا"),
        ("إِلَـ\u{670}هُكُمْ", "إلهكم"),
        ("كَذَ\u{670}لِكَ", "كذلك"),
    ] {
        assert_eq!(quran.normalize(uthmani), quran.normalize(today), "{uthmani} {today}");
    }
    // This word ends in the letters of هذا, but modern spelling writes this word with an alef.
    assert_eq!(quran.normalize("مَهَـ\u{670}ذَا"), "مهاذا");
}

#[test]
fn a_dagger_alef_depends_on_the_adjacent_letters() {
    check(
        Normalizer::quran(),
        &[
            ("صَلَو\u{670}ة", "صلاه"),
            ("صَلَو\u{670}تٌ", "صلوات"),
            ("هُدَى\u{670}هُمْ", "هداهم"),
            ("هُدَى\u{670}", "هدي"),
            ("\u{670}", ""),
            ("\u{670}ب", "ب"),
            ("ب\u{670}\u{670}ب", "باب"),
            ("ا\u{670}ب", "اب"),
            ("ب\u{670}ا", "با"),
            ("ب\u{670}", "با"),
            ("a\u{670}b", "ab"),
        ],
    );
    // This word ends in the letters of هذا, but the word is longer than every word that modern spelling writes without alef.
    let long = "ب".repeat(20);
    check(Normalizer::quran(), &[(&format!("{long}هَـ\u{670}ذَا"), &format!("{long}هاذا"))]);
}

#[test]
fn signs_of_words_are_separated() {
    let basmala = "بسم الله الرحمن الرحيم";
    let rows = [
        ("﷽".to_owned(), basmala.to_owned()),
        ("﷽﷽".into(), format!("{basmala} {basmala}")),
        ("قال﷽قال".into(), format!("قال {basmala} قال")),
        ("1﷽1".into(), format!("1 {basmala} 1")),
        ("﷽ قال".into(), format!("{basmala} قال")),
        ("﷽.".into(), format!("{basmala}.")),
        ("«﷽»".into(), format!("«{basmala}»")),
        ("50﷼".into(), "50 ريال".into()),
        ("﷼50".into(), "ريال 50".into()),
        ("﷼﷼ب".into(), "ريال ريال ب".into()),
        ("بَ﷼".into(), "ب ريال".into()),
        ("ب\u{64B}\u{AD}\u{64B}﷼".into(), "ب ريال".into()),
        ("وﷲ﷽وﷲ".into(), format!("والله {basmala} والله")),
    ];
    for n in [Normalizer::light(), Normalizer::search(), Normalizer::quran().madda(false), Normalizer::light().spaces(SpaceFold::Collapse)]
    {
        check(n, &rows.iter().map(|(text, expected)| (&**text, &**expected)).collect::<Vec<_>>());
    }
    // The sign ﷽ is the source of each letter of its expansion, and of the spaces in and around the expansion.
    let mapped = Normalizer::light().normalize_mapped("ا﷽﷽ب");
    assert_eq!(mapped.text(), format!("ا {basmala} {basmala} ب"));
    let (first, second) = (3 + basmala.len(), 4 + 2 * basmala.len());
    for (output, source) in [(0..2, 0..2), (2..3, 1 + 1..5), (3..5, 2..5), (first..first + 1, 5..8), (second + 1..second + 3, 8..10)] {
        assert_eq!(mapped.map().to_source(output.clone()), source, "{output:?}");
    }
    check(Normalizer::light().word_ligatures(LigatureFold::Keep), &[("ا﷽ب", "ا﷽ب")]);
    check(Normalizer::light().word_ligatures(LigatureFold::Drop), &[("ا﷽ب", "اب")]);
}

#[test]
fn repeated_marks_change_nothing() {
    // The preset `search` drops these marks. The preset `orthographic` keeps each mark once and drops the repetitions.
    for (unit, search, keep) in [
        ("\u{651}", "ب", "ب\u{651}"),
        ("\u{64E}\u{651}", "ب", "ب\u{64E}\u{651}"),
        ("\u{651}\u{64E}", "ب", "ب\u{64E}\u{651}"),
        ("\u{6D6}\u{6DC}", "ب", "ب\u{6D6}\u{6DC}"),
    ] {
        for n in 1..6 {
            let text = format!("ب{}", unit.repeat(n));
            assert_eq!(Normalizer::search().normalize(&text), search, "{text:?}");
            if unit != "\u{6D6}\u{6DC}" || n == 1 {
                assert_eq!(Normalizer::orthographic().normalize(&text), keep, "{text:?}");
            }
        }
    }
    // Two alternating marks of one combining class keep their order and their number, because adjacent marks are not equal.
    let alternating = "ب\u{6D6}\u{6DC}\u{6D6}\u{6DC}";
    assert_eq!(Normalizer::orthographic().normalize(alternating), alternating);
    for n in 1..6 {
        let text = format!("ا{}", "\u{654}".repeat(n));
        assert_eq!(Normalizer::search().normalize(&text), "ا");
        assert_eq!(Normalizer::light().normalize(&text), "أ");
        assert_eq!(Normalizer::orthographic().normalize(&text), if n == 1 { "أ" } else { "أ\u{654}" });
    }
    // Small letters, such as ۥ, have combining class 0. So a small letter ends the run of marks that precedes it.
    check(
        Normalizer::orthographic(),
        &[("ه\u{6E5}\u{6E5}\u{6E5}", "ه\u{6E5}"), ("ه\u{64F}\u{6E5}\u{64F}\u{6E5}", "ه\u{64F}\u{6E5}\u{64F}\u{6E5}")],
    );
    // A joiner is kept if a mark of another script directly precedes it, and dropped if an Arabic mark directly precedes it.
    for (text, expected) in [
        ("e\u{30D}\u{200D}", "e\u{30D}\u{200D}"),
        ("e\u{30D}\u{6D6}\u{200D}", "e\u{30D}"),
        ("e\u{6D6}\u{30D}\u{6D6}\u{200D}", "e\u{30D}"),
        ("e\u{6D6}\u{30D}\u{6D6}\u{30D}\u{200D}", "e\u{30D}\u{30D}\u{200D}"),
    ] {
        assert_eq!(Normalizer::search().normalize(text), expected, "{text:?}");
    }
}

#[test]
fn canonical_order_and_composition() {
    check(
        Normalizer::none().form(UnicodeForm::Nfc),
        &[
            // The mark with the lower combining class composes first with the letter.
            ("e\u{301}\u{327}", "\u{229}\u{301}"),
            ("é\u{327}", "\u{229}\u{301}"),
            ("u\u{308}\u{301}", "\u{1D8}"),
            ("u\u{308}\u{301}\u{301}", "\u{1D8}\u{301}"),
            // A preceding mark of the same combining class that does not compose with the letter prevents the composition of the next mark.
            ("e\u{30D}\u{301}", "e\u{30D}\u{301}"),
            // Marks without a letter, Hangul syllables, and characters that NFC always replaces.
            ("\u{301}\u{327}", "\u{327}\u{301}"),
            ("\u{344}", "\u{308}\u{301}"),
            ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"),
            ("\u{AC00}\u{11A8}", "\u{AC01}"),
            ("\u{1100}\u{301}\u{1161}", "\u{1100}\u{301}\u{1161}"),
            ("\u{212B}\u{212B}", "\u{C5}\u{C5}"),
            ("\u{958}", "\u{915}\u{93C}"),
        ],
    );
    // The source range of a composed character includes the source characters and the marks between these characters.
    let n = Normalizer::none().form(UnicodeForm::Nfc);
    let mapped = n.normalize_mapped("xe\u{301}\u{327}y\u{212B}");
    assert_eq!(mapped.text(), "x\u{229}\u{301}y\u{C5}");
    for (output, source) in [(0..1, 0..1), (1..3, 1..6), (3..5, 1..6), (5..6, 6..7), (6..8, 7..10)] {
        assert_eq!(mapped.map().to_source(output.clone()), source, "{output:?}");
    }
}

#[test]
fn dagger_alefs_in_the_middle_of_long_texts() {
    // The repeated texts consist of many words or of one long word. The normalizer processes a text in chunks; the texts are longer than
    // one chunk if `count` is large.
    let n = Normalizer::search().dagger_alef(DaggerAlefFold::Promote);
    for (unit, expected) in [
        ("ٱلْكِتَـ\u{670}بُ ", "الكتاب "),
        ("ٱلْكِتَـ\u{670}بُ", "الكتاب"),
        ("هَـ\u{670}ذَا ", "هذا "),
        ("هَـ\u{670}ذَا\n﷽\n", "هذا\nبسم الله الرحمن الرحيم\n"),
    ] {
        for count in [1, 300, 1000] {
            let (text, whole) = (unit.repeat(count), expected.repeat(count));
            assert!(n.normalize(&text) == whole, "{count} of {unit:?}");
            let mapped = n.normalize_mapped(&text);
            assert!(mapped.text() == whole, "{count} of {unit:?}");
            let last = (whole.len() - expected.len())..whole.len();
            assert_eq!(mapped.map().to_source(last).start, text.len() - unit.len(), "{count} of {unit:?}");
            assert!(n.split_normalized(&text).0.len() < unit.len());
        }
    }
}

/// Tests a dagger alef that becomes an alef. The alef divides the run of marks, so three hamzas remain: one hamza composes with the waw
/// before the alef, one hamza composes with the alef, and one hamza stays a separate mark.
#[test]
fn three_hamzas_with_a_promoted_dagger_alef() {
    let n = Normalizer::orthographic().dagger_alef(DaggerAlefFold::Promote);
    for text in ["ؤ\u{670}\u{654}\u{654}", "و\u{670}\u{654}\u{654}\u{654}", "و\u{670}\u{654}\u{654}\u{654}\u{654}"] {
        assert_eq!(n.normalize(text), "ؤأ\u{654}", "{text:?}");
    }
}
