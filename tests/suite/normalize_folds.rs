//! Tests each value of each option of the normalizer separately. Also tests the source ranges of characters that an option composes, moves
//! or drops.

use std::ops::Range;

use kalima::normalize::{
    AlefFold, DaggerAlefFold, DigitFold, ElongationFold, FormatFold, HamzaFold, KeyboardFold, LigatureFold, Marks, Normalizer, SpaceFold,
    TanwinFold, TehMarbutaFold, UnicodeForm, YehFold,
};

const NONE: Normalizer = Normalizer::none();

/// Checks the result of a normalizer for pairs of an input and its expected output, with several entry points.
#[track_caller]
fn check(n: Normalizer, rows: &[(&str, &str)]) {
    for &(text, expected) in rows {
        assert_eq!(n.normalize(text), expected, "{text:?}");
        assert_eq!(n.normalize(expected), expected, "twice {text:?}");
        assert_eq!((n.is_normalized(text), n.is_normalized(expected)), (text == expected, true), "{text:?}");
        let mapped = n.normalize_mapped(text);
        assert_eq!(mapped.text(), expected, "mapped {text:?}");
        // Repeats the check with text before and after the input, so that the input is in the middle of a block of the fast path.
        let long = format!("{0}\n{text}\n{0}", "كتاب ".repeat(20));
        let mut out = String::from("قبل\n");
        n.normalize_into(&long, &mut out);
        assert_eq!(out, format!("قبل\n{}", n.normalize(&long)), "into {text:?}");
        assert!(out.contains(&format!("\n{expected}\n")), "in a long text {text:?}: {out:?}");
    }
}

/// Checks the map of a normalized text. Each pair in `parts` is an output range and its source range. Each pair in `dropped` is the source
/// range of dropped characters and the position of this empty range in the output.
#[track_caller]
fn check_map(n: Normalizer, text: &str, expected: &str, parts: &[(Range<usize>, Range<usize>)], dropped: &[(Range<usize>, usize)]) {
    let mapped = n.normalize_mapped(text);
    assert_eq!(mapped.text(), expected);
    for (output, source) in parts {
        assert_eq!(mapped.map().to_source(output.clone()), *source, "source of {output:?} in {text:?}");
        assert_eq!(mapped.map().to_output(source.clone()), *output, "output of {source:?} in {text:?}");
    }
    for (source, at) in dropped {
        assert_eq!(mapped.map().to_output(source.clone()), *at..*at, "output of {source:?}, which is dropped, in {text:?}");
    }
}

#[test]
fn alef() {
    let text = "أحمد إلى آخر ٱلله ٲب ٳب ٵب";
    check(NONE.alef(AlefFold::Keep), &[(text, text)]);
    check(NONE.alef(AlefFold::Hamza), &[(text, "احمد الى اخر ٱلله ٲب ٳب ٵب")]);
    check(NONE.alef(AlefFold::All), &[(text, "احمد الى اخر الله اب اب اب")]);
}

#[test]
fn hamza() {
    let text = "سؤال بئر شيء أمل";
    check(NONE.hamza(HamzaFold::Keep), &[(text, text)]);
    check(NONE.hamza(HamzaFold::ToHamza), &[(text, "سءال بءر شيء أمل")]);
    check(NONE.hamza(HamzaFold::ToSeat), &[(text, "سوال بير شيء أمل")]);
}

/// Tests that a hamza is removed from its carrier letter (ؤ becomes و), even if the hamza is a separate combining character.
#[test]
fn hamza_to_seat_decomposed() {
    let n = NONE.hamza(HamzaFold::ToSeat).form(UnicodeForm::Nfc);
    check(n, &[("سو\u{654}ال", "سوال"), ("بي\u{64E}\u{654}ر", "بي\u{64E}ر"), ("سؤ\u{654}ال", "سوال"), ("شيء", "شيء")]);
}

#[test]
fn yeh() {
    let text = "على علی علي";
    check(NONE.yeh(YehFold::Keep), &[(text, text)]);
    check(NONE.yeh(YehFold::Maksura), &[(text, "علي علی علي")]);
    check(NONE.yeh(YehFold::All), &[(text, "علي علي علي")]);
}

#[test]
fn teh_marbuta() {
    let text = "مدرسة رحمۃ مدرسه";
    check(NONE.teh_marbuta(TehMarbutaFold::Keep), &[(text, text)]);
    check(NONE.teh_marbuta(TehMarbutaFold::ToHeh), &[(text, "مدرسه رحمۃ مدرسه")]);
    check(NONE.teh_marbuta(TehMarbutaFold::ToTeh), &[(text, "مدرست رحمۃ مدرسه")]);
    check(NONE.keyboard_letters(KeyboardFold::Letters).teh_marbuta(TehMarbutaFold::ToTeh), &[("رحمۃ", "رحمت")]);
}

#[test]
fn keyboard_letters() {
    let text = "ک ڪ ی ہ ھ ۀ ۂ ۃ ے ۓ ە";
    check(NONE.keyboard_letters(KeyboardFold::Keep), &[(text, text)]);
    check(NONE.keyboard_letters(KeyboardFold::Letters), &[(text, "ك ك ي ه ه ه ه ة ے ۓ ە")]);
    check(NONE.keyboard_letters(KeyboardFold::All), &[(text, "ك ك ي ه ه ه ه ة ي ئ ه")]);
    // The letter that replaces a keyboard letter is folded by the other options.
    check(NONE.keyboard_letters(KeyboardFold::All).hamza(HamzaFold::ToHamza), &[("ۓ", "ء")]);
}

#[test]
fn loan_letters() {
    check(NONE.loan_letters(true), &[("پ چ ژ ڤ گ ک", "ب ج ز ف ك ک")]);
    check(NONE.loan_letters(false), &[("پ چ ژ ڤ گ", "پ چ ژ ڤ گ")]);
}

#[test]
fn dagger_alef() {
    let text = "هٰذا كِتٰب";
    check(NONE.dagger_alef(DaggerAlefFold::Keep), &[(text, text)]);
    check(NONE.dagger_alef(DaggerAlefFold::Drop), &[(text, "هذا كِتب")]);
    check(NONE.dagger_alef(DaggerAlefFold::Promote), &[(text, "هذا كِتاب")]);
}

/// Tests words whose alef is omitted in modern spelling (هذا, لكن), alone and after proclitics.
#[test]
fn dagger_alef_after_clitics() {
    check(
        NONE.dagger_alef(DaggerAlefFold::Promote),
        &[
            ("هٰذا", "هذا"),
            ("هٰذه", "هذه"),
            ("هٰذي", "هذي"),
            ("هٰذان", "هذان"),
            ("هٰذين", "هذين"),
            ("هٰكذا", "هكذا"),
            ("هٰؤلاء", "هؤلاء"),
            ("هٰهنا", "ههنا"),
            ("ذٰلك", "ذلك"),
            ("ذٰلكم", "ذلكم"),
            ("ذٰلكما", "ذلكما"),
            ("ذٰلكن", "ذلكن"),
            ("أولٰئك", "أولئك"),
            ("اللٰه", "الله"),
            ("للٰه", "لله"),
            ("الرحمٰن", "الرحمن"),
            ("رحمٰن", "رحمن"),
            ("طٰه", "طه"),
            ("لٰكن", "لكن"),
            ("لٰكنا", "لكنا"),
            ("لٰكنه", "لكنه"),
            ("لٰكنها", "لكنها"),
            ("لٰكنهما", "لكنهما"),
            ("لٰكنهم", "لكنهم"),
            ("لٰكنهن", "لكنهن"),
            ("لٰكنك", "لكنك"),
            ("لٰكنكما", "لكنكما"),
            ("لٰكنكم", "لكنكم"),
            ("لٰكنكن", "لكنكن"),
            ("لٰكني", "لكني"),
            ("لٰكنني", "لكنني"),
            ("إلٰه", "إله"),
            ("إلٰهي", "إلهي"),
            ("إلٰهنا", "إلهنا"),
            ("ٱلإلٰه", "ٱلإله"),
            // A conjunction, the interrogative أ, a preposition or the article precedes the word.
            ("وهٰذا", "وهذا"),
            ("فهٰذا", "فهذا"),
            ("أهٰذا", "أهذا"),
            ("بهٰذا", "بهذا"),
            ("لهٰذا", "لهذا"),
            ("كهٰذا", "كهذا"),
            ("وبذٰلك", "وبذلك"),
            ("فلذٰلك", "فلذلك"),
            ("أكذٰلك", "أكذلك"),
            ("والإلٰه", "والإله"),
            ("بالإلٰه", "بالإله"),
            ("وكالإلٰه", "وكالإله"),
            // Modern spelling does not write these words without alef, so the dagger alef becomes an alef.
            ("عذٰب", "عذاب"),
            ("مذٰلك", "مذالك"),
            ("هٰذب", "هاذب"),
            ("إلٰهب", "إلاهب"),
            ("بوهٰذا", "بوهاذا"),
        ],
    );
}

/// Tests the dagger alef after and before different kinds of letters.
#[test]
fn dagger_alef_by_its_neighbours() {
    check(
        NONE.dagger_alef(DaggerAlefFold::Promote),
        &[
            ("الصلوٰة", "الصلاة"),
            ("صلوٰت", "صلوات"),
            ("هدىٰهم", "هداهم"),
            ("موسىٰ", "موسى"),
            // The dagger alef is dropped if it is next to an alef: ءاٰمن, قرٰان. In إيلٰف, no alef is next to the dagger alef.
            ("ءاٰمن", "ءامن"),
            ("قرٰان", "قران"),
            ("إيلٰف", "إيلاف"),
            // A dagger alef is dropped if no letter precedes it.
            ("\u{670}كتب", "كتب"),
            // The rule skips marks, joiners and tatweels between the dagger alef and the adjacent letters.
            ("الصلو\u{64E}ٰة", "الصلا\u{64E}ة"),
            ("الصلو\u{640}ٰة", "الصلا\u{640}ة"),
            ("هدى\u{640}ٰهم", "هدا\u{640}هم"),
            ("هدى\u{200D}ٰهم", "هدا\u{200D}هم"),
            // A space ends the word, so the letter after the space has no effect on the dagger alef.
            ("موسىٰ هنا", "موسى هنا"),
        ],
    );
}

#[test]
fn words_and_honorifics() {
    let text = "وﷲ قال ﷺ وﷻ ١٠٠﷼";
    check(NONE.word_ligatures(LigatureFold::Keep).honorific_ligatures(LigatureFold::Keep), &[(text, text)]);
    check(NONE.word_ligatures(LigatureFold::Expand), &[(text, "والله قال ﷺ وﷻ ١٠٠ ريال")]);
    check(NONE.word_ligatures(LigatureFold::Drop), &[(text, "و قال ﷺ وﷻ ١٠٠")]);
    check(NONE.honorific_ligatures(LigatureFold::Expand), &[(text, "وﷲ قال صلى الله عليه وسلم وجل جلاله ١٠٠﷼")]);
    check(NONE.honorific_ligatures(LigatureFold::Drop), &[(text, "وﷲ قال  و ١٠٠﷼")]);
}

#[test]
fn presentation_and_math() {
    check(NONE.presentation_forms(true), &[("ﻛﺘﺎﺏ ﻻ \u{FC60}\u{1EE01}", "كتاب لا \u{64E}\u{651}\u{1EE01}")]);
    check(NONE.presentation_forms(false), &[("ﻛﺘﺎﺏ ﻻ", "ﻛﺘﺎﺏ ﻻ")]);
    check(NONE.math_letters(true), &[("\u{1EE01}\u{1EE2D} ﻻ", "بن ﻻ")]);
    check(NONE.math_letters(false), &[("\u{1EE01}", "\u{1EE01}")]);
}

#[test]
fn digits() {
    let text = "123 ٤٥٦ ۷۸۹ ٣٫٥ ١٬٠٠٠ ٥٪";
    check(NONE.digits(DigitFold::Keep), &[(text, text)]);
    check(NONE.digits(DigitFold::Ascii), &[(text, "123 456 789 3.5 1,000 5%"), ("۰١2۳٤", "01234")]);
    check(NONE.digits(DigitFold::ArabicIndic), &[(text, "١٢٣ ٤٥٦ ٧٨٩ ٣٫٥ ١٬٠٠٠ ٥٪"), ("۰١2۳٤", "٠١٢٣٤")]);
    check(NONE.digits(DigitFold::Extended), &[(text, "۱۲۳ ۴۵۶ ۷۸۹ ۳٫۵ ۱٬۰۰۰ ۵٪"), ("۰١2۳٤", "۰۱۲۳۴")]);
}

/// Tests that `.` and `,` are replaced only between two digits, and `%` only directly after a digit.
#[test]
fn signs_of_numbers() {
    for (fold, rows) in [
        (
            DigitFold::ArabicIndic,
            [
                ("1,234,567.89", "١٬٢٣٤٬٥٦٧٫٨٩"),
                ("5%", "٥٪"),
                ("%5", "%٥"),
                ("5 %", "٥ %"),
                ("1, 2", "١, ٢"),
                ("1 ,2", "١ ,٢"),
                ("5.", "٥."),
                (".5", ".٥"),
                (",5", ",٥"),
                ("5,", "٥,"),
                ("a,5", "a,٥"),
                ("5.a", "٥.a"),
                ("%", "%"),
                ("٣.٥%", "٣٫٥٪"),
            ],
        ),
        (
            DigitFold::Extended,
            [
                ("1,234,567.89", "۱٬۲۳۴٬۵۶۷٫۸۹"),
                ("5%", "۵٪"),
                ("%5", "%۵"),
                ("5 %", "۵ %"),
                ("1, 2", "۱, ۲"),
                ("1 ,2", "۱ ,۲"),
                ("5.", "۵."),
                (".5", ".۵"),
                (",5", ",۵"),
                ("5,", "۵,"),
                ("a,5", "a,۵"),
                ("5.a", "۵.a"),
                ("%", "%"),
                ("٣.٥%", "۳٫۵٪"),
            ],
        ),
    ] {
        check(NONE.digits(fold), &rows);
    }
}

#[test]
fn punctuation() {
    let rows = [("، ؛ ؟ ۔ ٭", ", ; ? . *"), ("“” „ «»", "\"\" \" \"\""), ("‘ ’", "' '"), ("– —", "- -"), ("٪ ٫ ٬ … ‹ ›", "٪ ٫ ٬ … ‹ ›")];
    check(NONE.punctuation(true), &rows);
    check(NONE.punctuation(false), &[("،؛؟۔٭“”„«»‘’–—", "،؛؟۔٭“”„«»‘’–—")]);
    // The option `punctuation` also replaces the marks if another option folds digits to Arabic-Indic digits.
    check(NONE.punctuation(true).digits(DigitFold::ArabicIndic), &[("12، «34»", "١٢, \"٣٤\"")]);
}

#[test]
fn format() {
    let text = "سل\u{AD}ام\u{200F} مى\u{200C}خ ه\u{200D} عن\u{200B}بعد \u{202B}نص\u{202C}\u{FEFF}";
    check(NONE.format_chars(FormatFold::Keep), &[(text, text)]);
    let fewer = "سلام\u{200F} مى\u{200C}خ ه\u{200D} عن\u{200B}بعد \u{202B}نص\u{202C}";
    check(NONE.format_chars(FormatFold::Invisible), &[(text, fewer)]);
    check(NONE.format_chars(FormatFold::All), &[(text, "سلام مىخ ه عن بعد نص")]);
    // A joiner is kept after letters, marks and format characters of other scripts, and after emoji.
    for kept in [
        "क\u{94D}\u{200D}ष",
        "क\u{200C}",
        "ಕ\u{CCD}\u{200C}",
        "👩\u{200D}👧",
        "❤\u{FE0F}\u{200D}🔥",
        "é\u{200D}",
        "क\u{200D}\u{200C}",
        "🇸\u{200D}",
        "❤\u{200D}🔥",
        "\u{110BD}\u{200D}",
    ] {
        check(NONE.format_chars(FormatFold::All), &[(kept, kept)]);
    }
    for (text, dropped) in [("a\u{200D}b", "ab"), ("1\u{200C}", "1"), (" \u{200D} ", "  "), ("\u{200C}كتب", "كتب"), ("كَ\u{200C}تب", "كَتب")]
    {
        check(NONE.format_chars(FormatFold::All), &[(text, dropped)]);
    }
}

#[test]
fn spaces() {
    let text = "\u{A0}عن\u{3000}\t بعد\u{2007} \n\u{202F} سطر  ";
    check(NONE.spaces(SpaceFold::Keep), &[(text, text)]);
    check(NONE.spaces(SpaceFold::Ascii), &[(text, " عن   بعد  \n  سطر  ")]);
    check(NONE.spaces(SpaceFold::Collapse), &[(text, " عن بعد \n سطر "), ("كتاب", "كتاب"), ("أ \n\n ب", "أ \n\n ب")]);
}

#[test]
fn tanwin() {
    let rows = |expected| [("كتابًا جميلاً شكرًا", expected), ("عصا", "عصا"), ("قلمٌ", "قلمٌ"), ("جزءً", "جزءً")];
    check(NONE.tanwin(TanwinFold::Keep), &rows("كتابًا جميلاً شكرًا"));
    check(NONE.tanwin(TanwinFold::BeforeAlef), &rows("كتابًا جميلًا شكرًا"));
    check(NONE.tanwin(TanwinFold::AfterAlef), &rows("كتاباً جميلاً شكراً"));
    check(NONE.tanwin(TanwinFold::DropAlef), &rows("كتابً جميلً شكرً"));
    // In a run of several alefs, the last alef is the alef of the fathatan.
    check(NONE.tanwin(TanwinFold::BeforeAlef), &[("شكرااً", "شكراًا")]);
    check(NONE.tanwin(TanwinFold::AfterAlef), &[("شكرًاا", "شكرااً")]);
}

#[test]
fn form() {
    let text = "e\u{301} ﬁ x² ﻻ ا\u{654}";
    check(NONE.form(UnicodeForm::Keep), &[(text, text)]);
    check(NONE.form(UnicodeForm::Nfc), &[(text, "é ﬁ x² ﻻ أ")]);
    check(NONE.form(UnicodeForm::Nfkc), &[(text, "é fi x2 ﻻ أ")]);
}

#[test]
fn strip() {
    let text = "مُدَرِّسًا رَحْمٰن لٓ ص\u{610} ب\u{6D6}\u{6E5} \u{FE73}";
    for (marks, expected) in [
        (Marks::NONE, text),
        (Marks::TANWIN, "مُدَرِّسا رَحْمٰن لٓ ص\u{610} ب\u{6D6}\u{6E5} \u{FE73}"),
        (Marks::HARAKAT, "مدرّسًا رحمٰن لٓ ص\u{610} ب\u{6D6}\u{6E5} \u{FE73}"),
        (Marks::SHADDA, "مُدَرِسًا رَحْمٰن لٓ ص\u{610} ب\u{6D6}\u{6E5} \u{FE73}"),
        (Marks::TASHKEEL, "مدرسا رحمٰن لٓ ص\u{610} ب\u{6D6}\u{6E5} \u{FE73}"),
        (Marks::HAMZA, "مُدَرِّسًا رَحْمٰن ل ص\u{610} ب\u{6D6}\u{6E5} \u{FE73}"),
        (Marks::ANNOTATION, "مُدَرِّسًا رَحْمٰن لٓ ص ب \u{FE73}"),
        (Marks::GLYPH_PARTS, "مُدَرِّسًا رَحْمٰن لٓ ص\u{610} ب\u{6D6}\u{6E5} "),
        (Marks::ALL, "مدرسا رحمٰن ل ص ب "),
    ] {
        check(NONE.strip_marks(marks), &[(text, expected)]);
    }
}

#[test]
fn tatweel_and_elongation() {
    check(NONE.tatweel(true), &[("جمـــيل", "جميل")]);
    check(NONE.tatweel(false), &[("جمـــيل", "جمـــيل")]);
    check(NONE.elongation(ElongationFold::ToOne), &[("راااائع ههه", "رائع ه"), ("الله", "الله"), ("!!!! 111 جـــد", "!!!! 111 جـــد")]);
    check(NONE.elongation(ElongationFold::ToTwo), &[("راااائع ههه", "راائع هه"), ("الله", "الله")]);
    check(NONE.elongation(ElongationFold::Keep), &[("راااائع", "راااائع")]);
}

#[test]
fn marks_in_order() {
    check(
        NONE.repair_marks(true),
        &[
            ("معل\u{651}\u{650}م", "معل\u{650}\u{651}م"),
            ("به\u{650}\u{650}", "به\u{650}"),
            ("به\u{650}\u{651}\u{650}", "به\u{650}\u{651}"),
            // Marks of other scripts are sorted, too, but repeated marks of other scripts are kept.
            ("b\u{301}\u{301}", "b\u{301}\u{301}"),
        ],
    );
    check(NONE.repair_marks(false), &[("معل\u{651}\u{650}م", "معل\u{651}\u{650}م")]);
}

/// Tests long runs of marks on two letters. The marks of each letter are sorted separately from the marks of the other letter.
#[test]
fn many_marks_on_two_letters() {
    let (typed, ordered) = ("\u{651}\u{64E}".repeat(30), "\u{64E}".repeat(30) + &"\u{651}".repeat(30));
    for n in [NONE.form(UnicodeForm::Nfc), NONE.form(UnicodeForm::Nfc).spaces(SpaceFold::Collapse)] {
        check(n, &[(&format!("ب{typed}ا{typed}"), &format!("ب{ordered}ا{ordered}"))]);
        check(n, &[(&format!("ب{typed}ا\u{654}\u{64E}"), &format!("ب{ordered}أ\u{64E}"))]);
    }
}

/// Tests that ء and ا merge into آ, even with marks between ء and ا. A tatweel between ء and ا prevents the merge if tatweels are kept.
#[test]
fn madda() {
    let (keep, drop) = (NONE.madda(true), NONE.madda(true).tatweel(true));
    let apart = [("ء ادم", "ء ادم"), ("ءبادم", "ءبادم"), ("ءأدم", "ءأدم")];
    check(keep, &[("ءادم", "آدم"), ("ء\u{64E}ادم", "آ\u{64E}دم"), ("ء\u{200D}ادم", "آ\u{200D}دم"), ("ء\u{640}ادم", "ء\u{640}ادم")]);
    check(drop, &[("ءادم", "آدم"), ("ء\u{640}ادم", "آدم"), ("ء\u{640}\u{64E}ادم", "آ\u{64E}دم")]);
    check(keep, &apart);
    check(drop, &apart);
    // If آ is kept, only the last ء of a run of ء merges with the alef. If آ is folded to ا, all ء of the run merge with the alef.
    check(keep, &[("ءءادم", "ءآدم")]);
    check(keep.alef(AlefFold::All), &[("ءءادم", "ادم"), ("ءأدم", "ادم")]);
    // A letter that another option folds to ء merges with a following ا, too.
    check(keep.hamza(HamzaFold::ToHamza), &[("سؤال", "سآل"), ("مسئاب", "مسآب")]);
    check(NONE.madda(false), &[("ءادم", "ءادم")]);
}

/// Tests that a combining hamza composes with its letter, even with marks and joiners between the letter and the hamza. If a tatweel is
/// between the letter and the hamza, the hamza composes only with a letter that does not join to the next letter (ا, و).
#[test]
fn combining_hamza() {
    let n = NONE.form(UnicodeForm::Nfc);
    let composed = [
        ("ا\u{653}", "آ"),
        ("ا\u{654}", "أ"),
        ("ا\u{655}", "إ"),
        ("و\u{654}", "ؤ"),
        ("ي\u{654}", "ئ"),
        ("ہ\u{654}", "ۂ"),
        ("ە\u{654}", "ۀ"),
        ("ے\u{654}", "ۓ"),
    ];
    check(n, &composed);
    for (text, letter) in composed {
        let (base, mark) = text.split_at(2);
        check(
            n,
            &[
                (&format!("{base}\u{64E}{mark}"), &format!("{letter}\u{64E}")),
                (&format!("{base}\u{200D}{mark}"), &format!("{letter}\u{200D}")),
            ],
        );
    }
    check(
        n,
        &[
            ("ا\u{640}\u{654}", "أ\u{640}"),
            ("و\u{640}\u{654}", "ؤ\u{640}"),
            ("ي\u{640}\u{654}", "ي\u{640}\u{654}"),
            ("ا\u{640}\u{655}", "إ\u{640}"),
        ],
    );
    check(n, &[("ا ب\u{654}", "ا ب\u{654}"), ("ب\u{654}", "ب\u{654}"), ("ا\u{654}\u{654}", "أ\u{654}"), ("ا1\u{654}", "ا1\u{654}")]);
    check(n, &[("ى\u{654}", "ى\u{654}"), ("ی\u{654}", "ی\u{654}"), ("\u{640}\u{654}", "\u{640}\u{654}")]);
    check(n.compose_maksura(true), &[("ى\u{654}", "ئ"), ("ی\u{654}", "ئ"), ("ى\u{655}", "ى\u{655}"), ("\u{640}\u{654}", "\u{640}\u{654}")]);
    check(n.tatweel_hamza(true), &[("\u{640}\u{654}", "ء"), ("شي\u{640}\u{64B}\u{654}ا", "شيء\u{64B}ا"), ("ى\u{654}", "ى\u{654}")]);
    check(NONE, &[("ا\u{654}", "ا\u{654}")]);
}

/// Tests that the output characters of a composition have separate source ranges if their source characters do not overlap.
#[test]
fn source_of_compositions() {
    let n = NONE.form(UnicodeForm::Nfc);
    // The vowel after a composed letter has a separate source range. If a letter, a vowel and a shadda do not change, each of these
    // characters has a separate source range.
    check_map(n, "ا\u{654}\u{64E}ب", "أ\u{64E}ب", &[(0..2, 0..4), (2..4, 4..6), (4..6, 6..8)], &[]);
    check_map(n, "e\u{301}\u{64E}", "é\u{64E}", &[(0..2, 0..3), (2..4, 3..5)], &[]);
    check_map(n, "ب\u{64E}\u{651}", "ب\u{64E}\u{651}", &[(0..2, 0..2), (2..4, 2..4), (4..6, 4..6)], &[]);
    // The shadda and the vowel exchange their positions, so the source range of each mark contains both marks.
    check_map(n, "ب\u{651}\u{64E}ت", "ب\u{64E}\u{651}ت", &[(0..2, 0..2), (2..6, 2..6), (6..8, 6..8)], &[]);
    assert_eq!(n.normalize_mapped("ب\u{651}\u{64E}ت").map().to_source(2..4), 2..6);
    // The source range of a composed letter includes the vowel between the letter and its hamza.
    check_map(n, "و\u{64F}\u{654}خ", "ؤ\u{64F}خ", &[(0..4, 0..6), (4..6, 6..8)], &[]);
    // A tatweel begins a grapheme cluster that includes the hamza, so the composed letter and the tatweel have the same source range.
    check_map(n, "ا\u{640}\u{654}ب", "أ\u{640}ب", &[(0..4, 0..6), (4..6, 6..8)], &[]);
    // A joiner between the letter and the hamza has a separate source range. The map treats the hamza as dropped, so the source range of
    // the letter does not include the hamza.
    check_map(n, "ا\u{200D}\u{654}ب", "أ\u{200D}ب", &[(0..2, 0..2), (2..5, 2..5), (5..7, 7..9)], &[(5..7, 5)]);
    // The letter ى and its hamza compose to ئ, whose source range contains both characters.
    check_map(n.compose_maksura(true), "قارى\u{654}ب", "قارئب", &[(6..8, 6..10), (8..10, 10..12)], &[]);
}

#[test]
fn source_of_a_madda() {
    let n = NONE.madda(true);
    check_map(n, "ءادم", "آدم", &[(0..2, 0..4), (2..4, 4..6)], &[]);
    check_map(n, "ء\u{64E}ادم", "آ\u{64E}دم", &[(0..2, 0..2), (2..4, 2..4), (4..6, 6..8)], &[(4..6, 4)]);
    check_map(n, "ء\u{64E}\u{651}ادم", "آ\u{64E}\u{651}دم", &[(0..2, 0..2), (2..6, 2..6), (6..8, 8..10)], &[(6..8, 6)]);
}

#[test]
fn source_of_folds() {
    // A replacement letter has the same length in bytes as the replaced letter, so the map is the identity.
    assert!(NONE.alef(AlefFold::All).normalize_mapped("أحمد إلى").map().is_identity());
    // The replacement of a digit or a sign may have fewer or more bytes than the replaced character.
    check_map(
        NONE.digits(DigitFold::Ascii),
        "٣٫٥٪ ب",
        "3.5% ب",
        &[(0..1, 0..2), (1..2, 2..4), (2..3, 4..6), (3..4, 6..8), (5..7, 9..11)],
        &[],
    );
    check_map(NONE.digits(DigitFold::ArabicIndic), "5% ب", "٥٪ ب", &[(0..2, 0..1), (2..4, 1..2), (5..7, 3..5)], &[]);
    check_map(NONE.punctuation(true), "«ب»", "\"ب\"", &[(0..1, 0..2), (1..3, 2..4), (3..4, 4..6)], &[]);
    check_map(NONE.spaces(SpaceFold::Collapse), "أ \t\u{A0}ب", "أ ب", &[(0..2, 0..2), (2..3, 2..3), (3..5, 6..8)], &[(3..6, 3)]);
    check_map(NONE.spaces(SpaceFold::Ascii), "أ\u{3000}ب", "أ ب", &[(0..2, 0..2), (2..3, 2..5), (3..5, 5..7)], &[]);
    check_map(NONE.elongation(ElongationFold::ToOne), "راااائع", "رائع", &[(0..2, 0..2), (2..4, 2..4), (4..6, 10..12)], &[(4..10, 4)]);
    check_map(NONE.elongation(ElongationFold::ToTwo), "رااائع", "راائع", &[(2..6, 2..6), (6..8, 8..10)], &[(6..8, 6)]);
    // The first mark of a run of equal marks is kept, and the other marks are dropped.
    check_map(NONE.repair_marks(true), "به\u{650}\u{650}ا", "به\u{650}ا", &[(4..6, 4..6), (6..8, 8..10)], &[(6..8, 6)]);
    // The ligature is the source of each letter of its expansion, and of the space that separates the expansion from the number.
    check_map(NONE.word_ligatures(LigatureFold::Expand), "1﷼ب", "1 ريال ب", &[(0..1, 0..1), (1..11, 1..4), (11..13, 4..6)], &[]);
    assert_eq!(NONE.word_ligatures(LigatureFold::Expand).normalize_mapped("1﷼ب").map().to_source(4..6), 1..4);
    check_map(NONE.honorific_ligatures(LigatureFold::Drop), "قالﷺ:", "قال:", &[(4..6, 4..6), (6..7, 9..10)], &[(6..9, 6)]);
    // The dagger alef becomes an alef, or the letter before the dagger alef becomes an alef and the dagger alef is dropped.
    check_map(NONE.dagger_alef(DaggerAlefFold::Promote), "كتٰب", "كتاب", &[(2..4, 2..4), (4..6, 4..6), (6..8, 6..8)], &[]);
    check_map(
        NONE.dagger_alef(DaggerAlefFold::Promote),
        "الصلوٰة",
        "الصلاة",
        &[(6..8, 6..8), (8..10, 8..10), (10..12, 12..14)],
        &[(10..12, 10)],
    );
}

/// Tests the source range of a fathatan. If the fathatan and its alef exchange their positions, the source range of each character contains
/// both characters. If the alef is dropped, the source range of the fathatan contains only the fathatan.
#[test]
fn source_of_tanwin() {
    check_map(NONE.tanwin(TanwinFold::BeforeAlef), "شكراً لك", "شكرًا لك", &[(4..6, 4..6), (6..10, 6..10), (11..13, 11..13)], &[]);
    assert_eq!(NONE.tanwin(TanwinFold::BeforeAlef).normalize_mapped("شكراً لك").map().to_source(6..8), 6..10);
    check_map(NONE.tanwin(TanwinFold::AfterAlef), "شكرًا لك", "شكراً لك", &[(4..6, 4..6), (6..10, 6..10)], &[]);
    check_map(NONE.tanwin(TanwinFold::DropAlef), "شكراً لك", "شكرً لك", &[(4..6, 4..6), (6..8, 8..10), (9..11, 11..13)], &[(6..8, 6)]);
    check_map(NONE.tanwin(TanwinFold::DropAlef), "شكرًا لك", "شكرً لك", &[(6..8, 6..8), (9..11, 11..13)], &[(8..10, 8)]);
}
