//! Tests the edge cases of normalization. A number in the name of a test is the row number in the catalogue of edge cases
//! (`kalima::testing`). If a row also concerns tokens, sentences or stems, other files of this folder test the tokens, sentences or stems
//! of the row.

use kalima::chars::{self, Class, class};
use kalima::normalize::{
    DaggerAlefFold, ElongationFold, KeyboardFold, LigatureFold, Marks, Normalizer, Preset, TanwinFold, TehMarbutaFold, equivalent,
    find_iter, grow, highlight,
};

/// Returns the normal form of a text under the preset `search`.
fn search(text: &str) -> String {
    Normalizer::search().normalize(text).into_owned()
}

/// Returns the normal form of a text under the preset `orthographic`.
fn keep(text: &str) -> String {
    Normalizer::orthographic().normalize(text).into_owned()
}

fn quran(text: &str) -> String {
    Normalizer::quran().normalize(text).into_owned()
}

/// Returns the characters of a list of ranges of code points. Both ends of a range are included.
fn members<const N: usize>(ranges: [(u32, u32); N]) -> impl Iterator<Item = char> {
    ranges.into_iter().flat_map(|(from, to)| from..=to).map(|c| char::from_u32(c).unwrap())
}

#[test]
fn row_1_decomposed_alef_hamza() {
    let text = "\u{627}\u{654}ستاذ";
    assert_eq!((&*keep(text), &*search(text)), ("أستاذ", "استاذ"));
    for n in [Normalizer::orthographic(), Normalizer::search()] {
        let mapped = n.normalize_mapped(text);
        assert_eq!((mapped.map().to_source(0..2), mapped.map().to_output(0..2), mapped.map().to_output(2..4)), (0..4, 0..2, 0..2));
    }
}

#[test]
fn row_2_decomposed_hamza_and_madda() {
    for (text, composed) in
        [("ا\u{655}بريق", "إبريق"), ("ا\u{653}بار", "آبار"), ("مو\u{654}من", "مؤمن"), ("قاري\u{654}", "قارئ"), ("بي\u{654}ر", "بئر")]
    {
        assert_eq!(keep(text), composed);
        for preset in [Preset::Light, Preset::Search, Preset::Keyboard, Preset::Quran] {
            assert!(preset.normalizer().equivalent(text, composed), "{preset} {composed}");
        }
    }
}

#[test]
fn row_3_mark_between_letter_and_hamza() {
    assert_eq!(keep("ا\u{64E}\u{654}كل"), "أ\u{64E}كل");
    assert_eq!(keep("يو\u{64F}\u{654}خذ"), "يؤ\u{64F}خذ");
    assert_eq!(search("ا\u{64E}\u{654}كل"), "اكل");
    assert_eq!(search("ا\u{64E}\u{640}\u{200D}\u{654}كل"), "اكل");
}

#[test]
fn row_4_hamza_on_maqsura_and_farsi_yeh() {
    for text in ["قارى\u{654}", "قاری\u{654}"] {
        assert_eq!(search(text), "قارئ");
        assert_eq!(keep(text), text);
    }
}

#[test]
fn row_5_hamza_on_tatweel() {
    let text = "ال\u{640}\u{654}اخرة";
    assert_eq!(keep(text), text);
    assert_eq!(search(text), "الءاخره");
    // The preset `quran` also applies the rule of row 6 of the catalogue, which merges ء and ا.
    assert_eq!(quran(text), "الاخره");
    assert_eq!(quran(text), quran("الآخرة"));
    assert_eq!(Normalizer::quran().madda(false).normalize(text), "الءاخره");
}

#[test]
fn row_6_hamza_and_alef_for_madda() {
    assert_eq!(keep("ءَادم"), "ءَادم");
    assert!(!equivalent("ءَادم", "آدم"));
    assert!(Normalizer::search().madda(true).equivalent("ءَادم", "آدم"));
    assert_eq!(Normalizer::orthographic().madda(true).normalize("ءادم"), "آدم");
    assert_eq!(quran("ءَادم"), "ادم");
    assert_eq!(quran("ءـادم"), "ادم");
}

#[test]
fn row_7_alef_wasla() {
    assert_eq!(search("ٱلكتاب"), "الكتاب");
    assert_eq!(Normalizer::light().normalize("ٱلكتاب"), "ٱلكتاب");
}

#[test]
fn row_8_other_alefs() {
    for c in ['\u{672}', '\u{673}', '\u{675}'] {
        assert_eq!(search(&format!("{c}ب")), "اب");
        assert_eq!(keep(&format!("{c}ب")), format!("{c}ب"));
    }
    // The high hamza U+0674 is a letter of Kazakh, so U+0674 is kept, even after an alef. The sequence U+0627 U+0674 is the compatibility
    // decomposition of U+0675, but the normalizer does not fold this sequence like U+0675.
    assert_eq!(search("\u{627}\u{674}"), "\u{627}\u{674}");
}

#[test]
fn row_9_dagger_alef_in_function_words() {
    let promote = Normalizer::light().dagger_alef(DaggerAlefFold::Promote);
    for (text, today) in [("هٰذا", "هذا"), ("ذٰلك", "ذلك"), ("لٰكن", "لكن"), ("وَهٰذِهِ", "وهذه"), ("الرَّحْمٰن", "الرحمن")]
    {
        assert_eq!((&*search(text), &*promote.normalize(text)), (today, today));
    }
}

#[test]
fn row_10_dagger_alef_in_names() {
    let promote = Normalizer::light().dagger_alef(DaggerAlefFold::Promote);
    for (text, promoted, dropped) in [("سُلَيْمَٰن", "سليمان", "سليمن"), ("كِتَٰب", "كتاب", "كتب"), ("صَٰلِح", "صالح", "صلح")]
    {
        assert_eq!((&*promote.normalize(text), &*Normalizer::light().normalize(text)), (promoted, dropped));
    }
}

#[test]
fn dagger_alef_before_other_folds() {
    let promote = Normalizer::search().dagger_alef(DaggerAlefFold::Promote);
    for (text, today) in [
        ("عَلَىٰ", "على"),
        ("مُوسَىٰ", "موسى"),
        ("أُو۟لَٰٓئِكَ", "أولئك"),
        ("الصَّلَوٰةَ", "الصلاة"),
        ("ٱلْحَيَوٰةِ", "الحياة"),
        ("هُدَىٰهُمْ", "هداهم"),
        ("ٱلتَّوْرَىٰةَ", "التوراة"),
        ("لَٰكِنَّهُم", "لكنهم"),
        ("إِلَٰهُكُمْ", "إلهكم"),
        ("هَٰٓؤُلَآءِ", "هؤلاء"),
        ("خَٰلِدِينَ", "خالدين"),
    ] {
        assert_eq!(promote.normalize(text), search(today), "{text}");
    }
    for n in [promote, Normalizer::quran(), Normalizer::orthographic().dagger_alef(DaggerAlefFold::Promote)] {
        for text in ["\u{621}\u{670}", "عَلَىٰ", "ى\u{670}\u{654}", "وٰة", "ا\u{670}\u{653}", "ىٰهٰ", "\u{FC5D}ب", "\u{FC90}"]
        {
            let once = n.normalize(text);
            assert_eq!(n.normalize(&once), once, "{text:?} {n:?}");
        }
    }
}

#[test]
fn uthmani_spelling_becomes_modern_spelling() {
    for (uthmani, today) in [
        ("ٱلْكِتَٰبُ", "الكتاب"),
        ("ٱلسَّمَٰوَٰتِ", "السماوات"),
        ("ٱلْعَٰلَمِينَ", "العالمين"),
        ("ٱلصَّلَوٰةَ", "الصلاة"),
        ("مَٰلِكِ", "مالك"),
        ("شَيْـًٔا", "شيئا"),
        ("يَسْتَهْزِءُونَ", "يستهزئون"),
        ("سُـِٔلَتْ", "سئلت"),
        ("مَسْـُٔولًا", "مسؤولا"),
        ("رَءُوفٌ", "رؤوف"),
        ("ٱلْأَفْـِٔدَةِ", "الأفئدة"),
        ("ذَٰلِكَ", "ذلك"),
        ("ٱلرَّحْمَٰنِ", "الرحمن"),
        ("ءَايَٰتِنَا", "آياتنا"),
        ("شَىْءٍ", "شيء"),
    ] {
        assert_eq!(quran(uthmani), quran(today), "{uthmani}");
        let mapped = Normalizer::quran().normalize_mapped(uthmani);
        assert_eq!((mapped.text(), mapped.map().to_source_grown(0..mapped.text().len()).end), (&*quran(today), uthmani.len()));
    }
    assert_eq!(find_iter_quran("وَٱلْكِتَٰبِ ٱلْمُبِينِ", "الكتاب"), ["ٱلْكِتَٰبِ"]);
}

fn find_iter_quran<'h>(text: &'h str, needle: &str) -> Vec<&'h str> {
    Normalizer::quran().find_iter(text, needle).map(|r| &text[r]).collect()
}

#[test]
fn a_hamza_on_a_tatweel_is_not_lost() {
    for (text, bare) in [("شَيْـًٔا", "شيءا"), ("مَسْـُٔولًا", "مسءولا"), ("سُـِٔلَتْ", "سءلت"), ("كِتَـاب", "كتاب")]
    {
        assert_eq!(Normalizer::light().normalize(text), bare);
    }
}

/// Tests that a hamza after a tatweel composes with the waw before the tatweel. The range of a match that ends with this waw includes the
/// hamza, because the hamza is part of the letter.
#[test]
fn a_found_waw_includes_its_hamza_after_a_tatweel() {
    let text = "فو\u{640}\u{654}اد"; // فؤاد
    for n in [Normalizer::orthographic(), Normalizer::keyboard()] {
        let found: Vec<&str> = n.find_iter(text, "فؤ").map(|range| &text[range]).collect();
        assert_eq!(found, ["فو\u{640}\u{654}"]);
        let mapped = n.normalize_mapped(text);
        assert_eq!(mapped.map().to_source(2..4), 2..8);
        // A small waw begins a grapheme cluster, like a tatweel.
        let text = "و\u{6E5}\u{654}";
        assert_eq!(n.find_iter(text, "ؤ").map(|range| &text[range]).collect::<Vec<_>>(), [text]);
    }
}

#[test]
fn signs_of_words_are_separated_from_words() {
    for (text, expected) in [
        ("﷽الحمد", "بسم الله الرحمن الرحيم الحمد"),
        ("قال﷽ الحمد", "قال بسم الله الرحمن الرحيم الحمد"),
        ("١٠﷼", "10 ريال"),
        ("١٠ ﷼، ٢٠ ﷼.", "10 ريال، 20 ريال."),
        ("﷼﷼", "ريال ريال"),
        ("(﷼)", "(ريال)"),
        ("وﷲ بﷲ", "والله بالله"),
        ("﷽", "بسم الله الرحمن الرحيم"),
        ("كتابٌ﷼é", "كتاب ريال é"),
    ] {
        assert_eq!(search(text), expected, "{text}");
        let mapped = Normalizer::search().normalize_mapped(text);
        assert_eq!(mapped.text(), expected);
        assert_eq!(highlight(text, "ريال", "[", "]").matches('[').count(), expected.matches("ريال").count());
    }
}

#[test]
fn a_hit_is_made_of_whole_clusters() {
    use Preset::{Keyboard, Light, Lucene, Orthographic, Search};
    for (preset, text, needle, marked) in [
        (Orthographic, "كِتاب", "ك", "[كِ]تاب"),
        (Keyboard, "كِتاب", "ك", "[كِ]تاب"),
        (Orthographic, "كِتَابٌ", "كِتَاب", "[كِتَابٌ]"),
        (Lucene, "رحمٰن", "رحم", "[رحمٰ]ن"),
        (Search, "كِتابُه", "كتاب", "[كِتابُ]ه"),
        (Search, "👍🏽 جيد", "👍", "[👍🏽] جيد"),
        (Search, "👨\u{200D}👩\u{200D}👧", "👨", "[👨\u{200D}👩\u{200D}👧]"),
        (Search, "👨\u{200D}👩\u{200D}👧", "👧", "👨\u{200D}👩\u{200D}👧"),
        (Search, "🇸🇦🇪🇬 🇦🇪", "🇦🇪", "🇸🇦🇪🇬 [🇦🇪]"),
        (Search, "🇸🇦🇪🇬", "🇪🇬", "🇸🇦[🇪🇬]"),
        (Light, "q\u{301}", "q", "[q\u{301}]"),
        (Orthographic, "كِتاب", "\u{650}", "[كِ]تاب"),
        (Search, "كتاب كتاب", "كتاب", "[كتاب] [كتاب]"),
    ] {
        assert_eq!(preset.normalizer().highlight(text, needle, "[", "]"), marked, "{preset} {text} {needle}");
    }
    assert_eq!(
        (grow("كِتاب", 2..4), grow("كِتاب", 4..6), grow("", 0..0), grow("كتاب", 1..3), grow("كِ", 2..2)),
        (0..4, 4..6, 0..0, 1..3, 2..2)
    );
    // A long sequence of flags, and many marks on one letter. If the time were quadratic, these searches would take very long.
    let flags = "🇸🇦".repeat(20_000);
    assert_eq!(find_iter(&flags, "🇸🇦").count(), 20_000);
    assert_eq!(find_iter(&flags, "🇦🇸").count(), 0);
    let marks = format!("ب{}", "\u{64E}\u{651}".repeat(20_000));
    assert!(Normalizer::none().find_iter(&marks, "\u{651}").eq(core::iter::once(0..marks.len())));
}

#[test]
fn offsets_after_the_end_are_the_end() {
    let mapped = Normalizer::search().normalize_mapped("كِتَابٌ");
    let map = mapped.map();
    assert_eq!((map.to_source(0..100), map.to_source(usize::MAX - 1..usize::MAX)), (0..12, 14..14));
    assert_eq!((map.to_source_grown(0..100), map.to_output(0..usize::MAX), map.to_output(50..60)), (0..14, 0..8, 8..8));
    let same = Normalizer::search().normalize_mapped("كتاب");
    assert_eq!((same.map().to_source(2..99), same.map().to_output(2..99)), (2..8, 2..8));
    let bytes = Normalizer::search().normalize_mapped_utf8(b"ab\xFF");
    assert_eq!((bytes.map().to_source(0..99), bytes.map().to_output(0..99)), (0..3, 0..5));
}

#[test]
fn row_11_dagger_alef_on_maqsura() {
    assert_eq!(search("مُوسَىٰ"), "موسي");
    assert_eq!(Normalizer::light().normalize("مُوسَىٰ"), "موسى");
    assert_eq!(Normalizer::light().dagger_alef(DaggerAlefFold::Promote).normalize("مُوسَىٰ"), "موسى");
}

#[test]
fn row_12_lam_alef_with_hamza_three_ways() {
    for text in ["ل\u{627}\u{654}نهم", "\u{FEF7}نهم", "ل\u{623}نهم"] {
        assert_eq!((&*keep(text), &*search(text)), ("لأنهم", "لانهم"));
    }
}

#[test]
fn row_13_alef_madda() {
    assert_eq!((&*keep("آسفون"), &*search("آسفون")), ("آسفون", "اسفون"));
}

#[test]
fn row_14_order_of_shadda_and_vowel() {
    let (typed, canonical) = ("معل\u{651}\u{650}م", "معل\u{650}\u{651}م");
    for preset in [Preset::Orthographic, Preset::Light, Preset::Search, Preset::Lucene, Preset::Keyboard, Preset::Quran] {
        assert!(preset.normalizer().equivalent(typed, canonical), "{preset}");
    }
    assert_eq!((&*keep(typed), &*keep(canonical)), (canonical, canonical));
}

#[test]
fn row_15_repeated_marks() {
    assert_eq!(keep("رب\u{64E}\u{651}\u{64E}"), "رب\u{64E}\u{651}");
    assert_eq!(keep("به\u{650}\u{650}"), "به\u{650}");
    assert_eq!(search("رب\u{64E}\u{651}\u{64E} به\u{650}\u{650}"), "رب به");
    assert_eq!(Normalizer::none().normalize("به\u{650}\u{650}"), "به\u{650}\u{650}");
}

#[test]
fn row_16_tanwin_and_its_alef() {
    let (before, after) = ("شكر\u{64B}ا", "شكرا\u{64B}");
    assert_eq!((&*search(before), &*search(after)), ("شكرا", "شكرا"));
    for text in [before, after] {
        assert_eq!(Normalizer::none().tanwin(TanwinFold::BeforeAlef).normalize(text), before);
        assert_eq!(Normalizer::none().tanwin(TanwinFold::AfterAlef).normalize(text), after);
        assert_eq!(Normalizer::none().tanwin(TanwinFold::DropAlef).normalize(text), "شكر\u{64B}");
        assert_eq!(Normalizer::light().tanwin(TanwinFold::DropAlef).normalize(text), "شكر");
    }
    assert_eq!(Normalizer::light().tanwin(TanwinFold::DropAlef).normalize("عصا"), "عصا");
}

#[test]
fn row_17_mark_after_a_space() {
    let text = "بيت\u{64E} \u{64F}باب";
    assert_eq!((&*keep(text), &*search(text)), (text, "بيت باب"));
    let mapped = Normalizer::search().normalize_mapped(text);
    assert_eq!(mapped.map().to_source_grown(0..6), 0..8);
}

#[test]
fn row_18_marks_alone() {
    for text in ["\u{64E}", "\u{64E}\u{651}", "\u{651}\u{64E}\u{670}"] {
        assert_eq!(search(text), "");
        assert!(equivalent(text, "") && find_iter(text, text).next().is_none());
        assert_eq!(highlight(text, text, "[", "]"), text);
    }
    assert_eq!(keep("\u{64E}"), "\u{64E}");
}

#[test]
fn row_19_ten_thousand_marks_on_a_letter() {
    let text = format!("عم{}ر", "\u{651}".repeat(10_000));
    assert_eq!((&*search(&text), &*keep(&text)), ("عمر", "عم\u{651}ر"));
    let mapped = Normalizer::search().normalize_mapped(&text);
    assert_eq!((mapped.map().to_source(2..4), mapped.map().to_source_grown(2..4)), (2..4, 2..20_004));
    assert_eq!(mapped.map().to_source(4..6), 20_004..20_006);
    let mapped = Normalizer::orthographic().normalize_mapped(&text);
    assert_eq!(mapped.map().to_source(6..8), 20_004..20_006);
}

#[test]
fn row_20_honorific_signs() {
    for c in members([(0x610, 0x61A)]) {
        let text = format!("عمر{c}");
        assert_eq!((&*search(&text), &*keep(&text)), ("عمر", &*text));
        assert_eq!(Normalizer::none().strip_marks(Marks::TASHKEEL).normalize(&text), text);
        assert!(chars::is_mark(c));
    }
}

#[test]
fn row_21_quranic_annotation() {
    for c in members([(0x6D6, 0x6DC), (0x6DF, 0x6E4), (0x6E7, 0x6E8), (0x6EA, 0x6ED)]) {
        assert_eq!(search(&format!("رحي{c}م")), "رحيم", "{c:?}");
        assert!(chars::is_mark(c) && !chars::is_letter(c));
    }
}

#[test]
fn row_22_small_waw_and_yeh() {
    for c in ['\u{6E5}', '\u{6E6}'] {
        assert_eq!((quran(&format!("له{c}")), search(&format!("له{c}"))), ("له".into(), "له".into()));
        assert!(chars::is_small_letter(c) && !chars::is_letter(c));
    }
}

#[test]
fn row_23_marks_of_the_extended_blocks() {
    for c in members([(0x897, 0x89F), (0x8CA, 0x8E1), (0x8E3, 0x8FF)]) {
        assert!(chars::is_mark(c), "{c:?}");
        assert_eq!(search(&format!("رحي{c}م")), "رحيم", "{c:?}");
    }
}

#[test]
fn row_24_arabic_extended_c() {
    assert!(chars::UNICODE_VERSION.0 >= 16);
    for c in members([(0x10EFC, 0x10EFF)]) {
        assert_eq!((chars::is_mark(c), &*search(&format!("رحي{c}م"))), (true, "رحيم"));
    }
    for c in members([(0x10EC2, 0x10EC4)]) {
        assert_eq!((chars::is_letter(c), search(&String::from(c))), (true, String::from(c)));
    }
}

#[test]
fn row_25_spacing_forms_of_marks() {
    for c in ['\u{FE70}', '\u{FE72}', '\u{FE74}', '\u{FE76}', '\u{FE78}', '\u{FE7A}', '\u{FE7C}', '\u{FE7E}'] {
        assert_eq!(search(&format!("درس{c}ه")), "درسه");
        let kept = keep(&format!("درس{c}"));
        assert!(kept.strip_prefix("درس").is_some_and(|mark| mark.chars().count() == 1 && mark.chars().all(chars::is_tashkeel)), "{kept:?}");
    }
    assert_eq!(keep("ك\u{FE76}تب"), "ك\u{64E}تب");
}

#[test]
fn row_26_marks_on_a_tatweel() {
    for c in ['\u{FE71}', '\u{FE77}', '\u{FE79}', '\u{FE7B}', '\u{FE7D}', '\u{FE7F}', '\u{FCF2}', '\u{FCF3}', '\u{FCF4}'] {
        assert_eq!(search(&format!("در{c}س")), "درس", "{c:?}");
        assert!(keep(&format!("در{c}س")).starts_with("در\u{640}"));
    }
}

#[test]
fn row_27_shadda_ligatures() {
    for c in members([(0xFC5E, 0xFC63)]) {
        assert_eq!(search(&format!("علم{c}ه")), "علمه", "{c:?}");
        let kept = keep(&format!("علم{c}"));
        assert!(kept.contains('\u{651}') && !kept.contains(' '), "{kept:?}");
    }
    assert_eq!(keep("علم\u{FC60}"), "علم\u{64E}\u{651}");
}

#[test]
fn row_29_tatweel_in_a_word() {
    let text = "جمـــيل";
    assert_eq!(search(text), "جميل");
    assert!(find_iter(text, "جميل").eq(core::iter::once(0..14)));
    let mapped = Normalizer::search().normalize_mapped(text);
    assert_eq!((mapped.map().to_source(4..6), mapped.map().to_source_grown(2..4)), (10..12, 2..10));
}

#[test]
fn row_30_tatweel_alone() {
    assert_eq!((&*search("\u{640}\u{640}\u{640}"), &*keep("\u{640}\u{640}\u{640}")), ("", "\u{640}\u{640}\u{640}"));
}

#[test]
fn row_31_tatweel_that_means_something() {
    for text in ["1446 هـ", "الـ", "بـ"] {
        assert_eq!(keep(text), text);
    }
    assert_eq!(search("1446 هـ"), "1446 ه");
}

#[test]
fn row_32_elongated_letters() {
    let (one, two) = (Normalizer::light().elongation(ElongationFold::ToOne), Normalizer::light().elongation(ElongationFold::ToTwo));
    assert_eq!((&*one.normalize("جمييييل"), &*two.normalize("جمييييل")), ("جميل", "جمييل"));
    assert_eq!((&*one.normalize("لـــا"), &*search("لـــا")), ("لا", "لا"));
    for text in ["الله", "تتمة", "مدد", "اللغة"] {
        assert_eq!((&*one.normalize(text), &*two.normalize(text)), (text, text));
    }
}

#[test]
fn row_33_laughter() {
    let laughter = "هههههههه";
    assert_eq!(search(laughter), laughter);
    assert_eq!(Normalizer::search().elongation(ElongationFold::ToOne).normalize(laughter), "ه");
    assert_eq!(Normalizer::search().elongation(ElongationFold::ToTwo).normalize(laughter), "هه");
}

#[test]
fn row_34_lam_alef_in_eight_forms() {
    for (forms, letters) in [("\u{FEFB}\u{FEFC}", "لا"), ("\u{FEF5}\u{FEF6}", "لآ"), ("\u{FEF7}\u{FEF8}", "لأ"), ("\u{FEF9}\u{FEFA}", "لإ")]
    {
        for form in forms.chars() {
            assert_eq!((keep(&form.to_string()), &*search(&form.to_string())), (letters.into(), "لا"));
        }
    }
    assert_eq!(keep("س\u{FEFC}م"), "سلام");
}

#[test]
fn row_36_the_name_of_god() {
    assert_eq!((&*keep("عبد\u{FDF2}"), &*search("عبد \u{FDF2}")), ("عبد\u{FDF2}", "عبد الله"));
    assert!(find_iter("عبد \u{FDF2}", "الله").eq(core::iter::once(7..10)));
}

#[test]
fn row_37_word_ligatures() {
    let expand = Normalizer::search().honorific_ligatures(LigatureFold::Expand);
    assert_eq!((&*search("النبي \u{FDFA}"), &*search("قال \u{FDFB}")), ("النبي ", "قال "));
    let mapped = expand.normalize_mapped("النبي \u{FDFA}");
    assert_eq!(mapped.text(), "النبي صلي الله عليه وسلم");
    for word in ["صلي", "الله", "عليه", "وسلم"] {
        let at = mapped.text().find(word).unwrap();
        assert_eq!(mapped.map().to_source(at..at + word.len()), 11..14);
    }
    let words = Normalizer::none().word_ligatures(LigatureFold::Expand).honorific_ligatures(LigatureFold::Expand);
    for (c, text) in "\u{FDF3}\u{FDF4}\u{FDF5}\u{FDF6}\u{FDF7}\u{FDF8}\u{FDF9}\u{FDFA}\u{FDFB}".chars().zip([
        "اكبر",
        "محمد",
        "صلعم",
        "رسول",
        "عليه",
        "وسلم",
        "صلى",
        "صلى الله عليه وسلم",
        "جل جلاله",
    ]) {
        assert_eq!(words.normalize(&String::from(c)), text);
        assert_eq!(keep(&String::from(c)), String::from(c));
    }
}

#[test]
fn row_38_the_basmala() {
    assert_eq!(search("\u{FDFD}"), "بسم الله الرحمن الرحيم");
    assert_eq!(Normalizer::search().word_ligatures(LigatureFold::Drop).normalize("\u{FDFD}"), "");
    assert_eq!(keep("\u{FDFD}"), "\u{FDFD}");
}

#[test]
fn row_39_honorifics_without_decomposition() {
    let expand = Normalizer::none().honorific_ligatures(LigatureFold::Expand);
    for c in members([(0xFD40, 0xFD4F), (0xFDCF, 0xFDCF), (0xFDFE, 0xFDFF)]) {
        let text = String::from(c);
        assert_eq!((search(&text), keep(&text)), (String::new(), text.clone()));
        assert!(expand.normalize(&text).chars().all(|c| c == ' ' || chars::is_letter(c)), "{c:?}");
    }
    assert_eq!(expand.normalize("\u{FDFF}"), "عز وجل");
    assert_eq!(expand.normalize("\u{FD47}"), "عليه السلام");
}

#[test]
fn row_40_rial() {
    assert_eq!((&*search("100\u{FDFC}"), &*keep("100\u{FDFC}")), ("100 ريال", "100\u{FDFC}"));
}

#[test]
fn row_41_dots_alone() {
    for c in members([(0xFBB2, 0xFBC2)]) {
        assert!(!chars::is_letter(c));
        assert_eq!((&*search(&format!("ب{c}ت")), keep(&String::from(c))), ("بت", String::from(c)));
    }
}

#[test]
fn row_42_presentation_forms_a() {
    for c in members([(0xFB50, 0xFBB1), (0xFBD3, 0xFC5D), (0xFC64, 0xFCF1), (0xFCF5, 0xFD3D)]) {
        let kept = keep(&String::from(c));
        assert!(kept.chars().all(|c| c < '\u{700}' && chars::is_arabic(c)), "{c:?} {kept:?}");
    }
    assert_eq!((&*keep("\u{FBFE}\u{FC3F}\u{FBEA}"), &*search("\u{FB90}")), ("یلجئا", "ك"));
}

#[test]
fn row_43_mathematical_letters() {
    for c in members([(0x1EE00, 0x1EEBB)]).filter(|&c| class(c) == Class::MathLetter) {
        let text = String::from(c);
        assert_eq!(keep(&text), text);
        assert_eq!(chars::base_text(c).map(search), Some(search(&text)));
    }
    assert_eq!((&*search("\u{1EE01}\u{1EE2D}"), &*Normalizer::orthographic().math_letters(true).normalize("\u{1EE01}")), ("بن", "ب"));
}

#[test]
fn row_44_prepended_number_marks() {
    for c in members([(0x600, 0x605), (0x6DD, 0x6DD), (0x8E2, 0x8E2), (0x890, 0x891)]) {
        assert_eq!((search(&format!("{c}١٢")), keep(&format!("{c}١٢"))), (format!("{c}12"), format!("{c}١٢")));
    }
}

#[test]
fn row_45_keheh_and_farsi_yeh() {
    assert!(equivalent("کتابی", "كتابي"));
    assert_eq!(Normalizer::keyboard().normalize("کتابی"), "كتابي");
    assert_eq!(keep("کتابی"), "کتابی");
}

#[test]
fn row_46_farsi_yeh_for_maqsura() {
    assert!(equivalent("علی", "على") && equivalent("علی", "علي"));
}

#[test]
fn row_47_hehs_and_teh_marbuta_goal() {
    assert_eq!(search("ہھۀۂ"), "هههه");
    assert_eq!(search("رحمۃ"), search("رحمة"));
    assert_eq!(Normalizer::search().teh_marbuta(TehMarbutaFold::Keep).normalize("رحمۃ"), "رحمة");
    assert_eq!(search("ە"), "ە");
    assert_eq!(Normalizer::search().keyboard_letters(KeyboardFold::All).normalize("ە"), "ه");
}

#[test]
fn row_49_loan_letters() {
    let text = "پاريس چاي ژاكيت گاز ڤيديو";
    for preset in Preset::ALL {
        assert_eq!(preset.normalizer().normalize(text), text, "{preset}");
    }
    assert_eq!(Normalizer::search().loan_letters(true).normalize(text), "باريس جاي زاكيت كاز فيديو");
}

#[test]
fn row_51_zwnj() {
    let text = "می\u{200C}خواهم";
    assert_eq!((&*search(text), &*keep(text)), ("ميخواهم", text));
}

#[test]
fn row_52_directional_marks() {
    for text in ["سلام\u{200F}", "\u{200E}سلام", "سل\u{200F}ام", "\u{200F}سلام\u{200E}"] {
        assert_eq!(search(text), "سلام");
        assert_eq!(keep(text), text);
    }
}

#[test]
fn row_53_arabic_letter_mark() {
    assert_eq!(search("\u{61C}سلا\u{61C}م"), "سلام");
}

#[test]
fn row_54_bidi_controls() {
    for c in members([(0x202A, 0x202E), (0x2066, 0x2069)]) {
        assert_eq!((&*search(&format!("{c}سلا{c}م")), chars::is_bidi_control(c)), ("سلام", true));
    }
}

#[test]
fn row_56_zwj() {
    assert_eq!(search("1446 ه\u{200D}"), "1446 ه");
    for emoji in ["👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}\u{200D}🔥"] {
        assert_eq!(search(&format!("عائلة {emoji}")), format!("عائله {emoji}"));
    }
}

#[test]
fn row_57_byte_order_mark() {
    let text = "\u{FEFF}سل\u{FEFF}ام";
    assert_eq!((&*search(text), &*keep(text)), ("سلام", "سلام"));
    let mapped = Normalizer::search().normalize_mapped(text);
    assert_eq!((mapped.map().to_source(0..2), mapped.map().to_source(4..8)), (3..5, 10..14));
}

#[test]
fn row_58_spaces_and_line_ends() {
    for c in ['\u{A0}', '\u{202F}', '\u{2007}', '\u{3000}', '\t'] {
        assert_eq!((&*search(&format!("عن{c}بعد")), keep(&format!("عن{c}بعد"))), ("عن بعد", format!("عن{c}بعد")));
    }
    for c in ['\u{85}', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}', '\r', '\n'] {
        assert_eq!((search(&format!("عن{c}بعد")), class(c)), (format!("عن{c}بعد"), Class::LineBreak));
    }
}

#[test]
fn row_59_invisible_characters() {
    for c in ['\u{AD}', '\u{2060}', '\u{34F}'] {
        assert_eq!((&*search(&format!("سل{c}ام")), &*keep(&format!("سل{c}ام"))), ("سلام", "سلام"));
    }
    assert_eq!((&*search("عن\u{200B}بعد"), &*keep("عن\u{200B}بعد")), ("عن بعد", "عن\u{200B}بعد"));
}

#[test]
fn row_60_nul() {
    assert_eq!((&*search("أ\0ب"), &*keep("أ\0ب")), ("ا\0ب", "أ\0ب"));
}

#[test]
fn row_61_invalid_utf8() {
    let n = Normalizer::search();
    for (invalid, marks) in [(&b"\xD9"[..], 1), (b"\xD9 ", 1), (b"\xED\xA0\x80", 3), (b"\xC0\xAF", 2), (b"\xF8", 1)] {
        let bytes = [invalid, "أب".as_bytes()].concat();
        let mapped = n.normalize_mapped_utf8(&bytes);
        assert_eq!((n.normalize_utf8(&bytes), mapped.text().matches('\u{FFFD}').count()), (mapped.text().into(), marks));
        let at = mapped.text().find("اب").unwrap();
        assert_eq!(mapped.map().to_source(at..at + 4), invalid.len()..bytes.len());
    }
    assert_eq!(n.normalize_utf8(b""), "");
}

#[test]
fn row_62_replacement_private_and_unassigned() {
    for c in ['\u{FFFD}', '\u{E000}', '\u{F200}', '\u{378}', '\u{1EE04}', '\u{10FFFF}'] {
        for preset in Preset::ALL {
            let text = format!("ب{c}ت");
            assert_eq!(preset.normalizer().normalize(&text), text, "{preset}");
        }
    }
}
