//! Tests words for the rules of the rule-based stemmers. For rules with a minimum length, also tests words that are too short for the rule.

use kalima::stem::Stemmer;
use proptest::prelude::*;

/// Asserts the stems of words. Each line of `rows` has a word, an arrow and the expected stem: `والكتاب → كتاب`.
#[track_caller]
fn check(stemmer: Stemmer, rows: &str) {
    let wrong: Vec<_> = rows
        .lines()
        .filter_map(|line| line.trim().split_once(" → "))
        .map(|(word, stem)| (word, stem, stemmer.stem(word).into_text()))
        .filter(|(_, stem, got)| stem != got)
        .collect();
    assert!(wrong.is_empty(), "{stemmer}, word, stem, got: {wrong:#?}");
    let all = rows.lines().filter(|line| line.contains(" → ")).count();
    assert!(all > 0 && all == rows.lines().filter(|line| !line.trim().is_empty()).count(), "every line is a row");
}

#[test]
fn conjunctions() {
    check(
        Stemmer::Rules,
        "وبيت → بيت
        وبر → وبر
        وزير → وزير
        ووزير → وزير
        وفي → في
        وهذا → هذا
        وأصل → اصل
        واصل → واصل
        وأفق → افق
        وافق → وافق
        وأد → واد
        فهو → هو
        فهم → فهم
        فالكتاب → كتاب
        فالنسيا → فالنسيا
        فالس → فالس
        فللمدرسة → مدرس
        فبالكتاب → كتاب
        فيكتب → كتب
        فسيكتب → كتب
        فيروس → فيروس
        فيلق → فيلق
        فسيح → فسيح
        أفالكتاب → كتاب
        أوللكتاب → كتاب
        أوبالكتاب → كتاب
        أفكالكتاب → كتاب
        أفللكتاب → كتاب
        أوكالكتاب → كتاب
        افالكتاب → افالكتاب",
    );
}

#[test]
fn prepositions() {
    check(
        Stemmer::Rules,
        "بأن → ان
        كهذا → هذا
        لهذا → هذا
        وبهذا → هذا
        لأحمد → احمد
        كأحمد → احمد
        بإبراهيم → ابراهيم
        لأمل → لامل
        باستخدام → ستخدام
        لاستقبال → ستقبال
        بانتظار → نتظار
        لانقطاع → نقطاع
        لاجتماع → جتماع
        باحتفال → حتفال
        باختيار → ختيار
        باعتبار → عتبار
        باقتراح → قتراح
        لمدرسة → مدرس
        بمدينة → مدين
        بمكتب → بمكتب
        لملعب → لملعب
        بتعليم → تعليم
        لتدريب → تدريب
        بتعاون → تعاون
        بتمر → بتمر
        ليكتب → كتب
        ليبيا → ليبيا
        ليبي → ليبي
        سيكتب → كتب
        ستكتب → كتب
        سنكتب → نكتب
        سأكتب → كتب
        سيارة → سيار
        ستائر → ستائر
        سنوات → سنو
        ساعدت → ساعد
        سيقف → سيقف
        فبالقلم → قلم",
    );
}

#[test]
fn articles() {
    check(
        Stemmer::Rules,
        "الكتاب → كتاب
        البر → بر
        الم → الم
        ألوية → الوي
        ألقاب → القاب
        التزام → لتزام
        بالكتاب → كتاب
        بألوية → الوي
        بالغة → بالغ
        كالكتاب → كتاب
        كالسيوم → كالسيوم
        للغة → لغ
        للجنة → لجن
        للكتاب → كتاب
        للبيت → بيت
        للحم → لحم",
    );
}

#[test]
fn endings() {
    check(
        Stemmer::Rules,
        "سنة → سن
        مدرسة → مدرس
        مدرستان → مدرس
        مدرستين → مدرس
        بنتان → بنتان
        مكافآت → مكافا
        سيارات → سيار
        لغات → لغ
        أوقات → اوقات
        أبيات → ابيات
        اوقات → اوق
        معلمون → معلم
        قانون → قانون
        ملايين → ملايين
        قوانين → قوانين
        ميادين → ميادين
        معلمين → معلم
        عناوين → عناوين
        ثعبان → ثعبان
        المدرسه → مدرس
        الفقه → فقه
        كتبوا → كتب
        كتبت → كتب
        بدأت → بدا
        بيوت → بيوت
        كبريت → كبريت
        كتابا → كتاب
        دنيا → دنيا
        مبدأ → مبدا
        لولا → لولا
        عصا → عصا",
    );
}

#[test]
fn pronouns() {
    check(
        Stemmer::Rules,
        "كتابهما → كتاب
        كتابكما → كتاب
        قرآنا → قران
        كتابنا → كتاب
        كتابها → كتاب
        كتابهم → كتاب
        كتابهن → كتاب
        بيتها → بيت
        كتابكم → كتاب
        بيتكم → بيتكم
        انتباه → نتباه
        اشتباه → شتباه
        اتجاه → تجا
        كتابه → كتاب
        بيته → بيت
        وجه → وجه
        سياراتهم → سيار
        لغاتهم → لغ
        مدرسته → مدرس
        سنته → سن
        بيتنا → بيت
        مدرسوهم → مدرس
        لاعبيهم → لاعب
        طالبيها → طالب
        الكتابه → كتاب
        الوجوه → وجوه
        وبركاته → برك",
    );
}

#[test]
fn prefixes_of_verbs() {
    check(
        Stemmer::Rules,
        "استخدم → ستخدم
        أستاذ → استاذ
        الاستخدام → ستخدام
        اتحد → تحد
        الاتحاد → اتحاد
        اجتمع → جتمع
        الاجتماع → جتماع
        انقطع → نقطع
        انتظر → نتظر
        أنظمة → انظم
        يكتب → كتب
        يوسف → يوسف
        يقف → يقف
        اليمين → يمين
        تستخدم → ستخدم
        تجتمع → جتمع
        تنتقل → نتقل
        تختلفون → ختلف
        تتحدث → تحدث
        تتعلم → تعلم
        ستتحدث → تحدث
        تكتب → كتب
        تجربة → تجرب
        تمرين → تمرين
        تدريب → تدريب
        التمر → تمر
        أعلن → علن
        أدبي → ادبي
        أجهزة → اجهز
        أحمد → احمد
        اعلن → اعلن
        الأعلن → اعلن",
    );
}

#[test]
fn light() {
    check(
        Stemmer::Light1,
        "الكتاب → كتاب\n والكتاب → كتاب\n بالكتاب → كتاب\n كالكتاب → كتاب\n فالكتاب → كتاب\n وكتاب → وكتاب\n للكتاب → للكتاب\n الم → الم\n المر → مر\n كتابه → كتابه",
    );
    check(Stemmer::Light2, "وكتاب → كتاب\n وجد → وجد\n وجدت → جدت\n والمر → مر\n والم → الم\n كتابه → كتابه\n للكتاب → للكتاب");
    check(Stemmer::Light3, "كتابه → كتاب\n مكتبة → مكتب\n مكتبها → مكتبها\n له → له\n فقه → فق\n للكتاب → للكتاب");
    for stemmer in [Stemmer::Light8, Stemmer::Light10] {
        check(
            stemmer,
            "كتابها → كتاب
            كتابان → كتاب
            كتابات → كتاب
            معلمون → معلم
            معلمين → معلم
            كتابيه → كتاب
            كتابية → كتاب
            كتابه → كتاب
            مكتبة → مكتب
            كتابي → كتاب
            كتاباتها → كتاب
            كتابانها → كتاب
            بها → بها
            أبها → اب
            ابان → اب
            ابن → ابن
            ليه → لي
            ولد → ولد
            ولدان → لد",
        );
    }
    check(Stemmer::Light8, "للكتاب → للكتاب\n وللكتاب → للكتاب");
    check(Stemmer::Light10, "للكتاب → كتاب\n وللكتاب → كتاب\n للم → للم\n للمر → مر");
}

#[test]
fn lucene() {
    check(
        Stemmer::Lucene,
        "الكتاب → كتاب
        والكتاب → كتاب
        بالكتاب → كتاب
        كالكتاب → كتاب
        فالكتاب → كتاب
        للكتاب → كتاب
        وكتاب → كتاب
        وجد → وجد
        وجدت → جدت
        المر → مر
        الم → الم
        والم → الم
        وبالكتاب → بالكتاب
        كتابها → كتاب
        كتابان → كتاب
        كتابات → كتاب
        معلمون → معلم
        معلمين → معلم
        كتابيه → كتاب
        كتابية → كتاب
        كتابه → كتاب
        مكتبة → مكتب
        كتابي → كتاب
        بها → بها
        أبها → أب
        كتابها، → كتابها،",
    );
}

#[test]
fn snowball() {
    check(
        Stemmer::Snowball,
        "بالله → بالله
        بالكتاب → كتاب
        كالفن → كالفن
        كالكتاب → كتاب
        الله → الله
        المشترك → مشترك
        للكتاب → كتاب
        مدرسوه → مدرس
        معلموهم → معلم
        يدعوه → يدع
        تستن → تستن
        تستخدم → استخدم
        نستعين → نستع",
    );
    // Snowball replaces each two-byte digit of the word by a one-byte digit. The range of the stem refers to the bytes of the source word.
    assert_eq!(Stemmer::Snowball.stem("١٩٩٠كتابها").stem_range(), 0..16);
}

/// Asserts that the Snowball stem of a word equals the stem of the crate `rust-stemmers`. The version of Snowball in `rust-stemmers` also
/// deletes punctuation, so the word must not contain punctuation.
fn check_snowball(word: &str) {
    let peer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Arabic);
    assert_eq!(Stemmer::Snowball.stem(word).text(), peer.stem(word), "{word}");
}

#[test]
fn snowball_by_affixes() {
    let prefixes = [
        "", "أأ", "أآ", "أؤ", "أا", "أإ", "ف", "و", "فا", "وا", "بال", "كال", "لل", "ال", "با", "بب", "كك", "ب", "سي", "ست", "سن", "سأ",
        "يست", "نست", "تست",
    ];
    let suffixes = [
        "", "هما", "كما", "كمو", "ني", "نا", "ها", "هم", "هن", "كم", "كن", "ه", "ك", "تما", "تا", "تن", "ان", "ون", "ين", "ت", "ا", "ن",
        "ي", "وا", "تم", "تمو", "و", "ات", "ة", "ى",
    ];
    for prefix in prefixes {
        for one in suffixes {
            for two in suffixes {
                for middle in ["ك", "كت", "كتب", "كتاب"] {
                    check_snowball(&[prefix, middle, two, one].concat());
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn snowball_agrees_with_rust_stemmers(word in "[والفبكسيتنأ]{0,3}[ء-غف-ي\u{64B}-\u{652}\u{640}]{1,9}(هما|تم|ات|ون|ين|ه|ها|نا|ة|ي|ى|ئ){0,3}") {
        check_snowball(&word);
    }
}
