//! Lists of words that the rules recognize, spelled without diacritics.
//!
//! The functions of [`phrases`](super::phrases) and the rules use these lists. Each list is written by hand from knowledge of Arabic;
//! `tests/golden/sentences.toml` has the test cases.

use crate::short::words;

words! {
    /// Verbs of saying. A verb of saying may report the preceding quotation: «هل وصلت؟» سألت أمي.
    pub(super) VERBS_OF_SAYING =
        "قال", "قالت", "قالا", "قالوا", "قلت", "قلنا", "يقول", "تقول", "أقول", "يقولون", "نقول", "سأل", "سألت", "سألوا",
        "يسأل", "تسأل", "تساءل", "تساءلت", "تساءلوا", "يتساءل", "تتساءل", "أجاب", "أجابت", "أجابوا", "أجبت", "يجيب",
        "تجيب", "رد", "ردت", "ردوا", "رددت", "يرد", "ترد", "صاح", "صاحت", "صاحوا", "يصيح", "تصيح", "صرخ", "صرخت",
        "صرخوا", "يصرخ", "تصرخ", "هتف", "هتفت", "هتفوا", "يهتف", "تهتف", "يهتفون", "همس", "همست", "يهمس", "تهمس",
        "تمتم", "تمتمت", "يتمتم", "تتمتم", "غمغم", "غمغمت", "أضاف", "أضافت", "يضيف", "تضيف", "تابع", "تابعت", "يتابع",
        "تتابع", "أردف", "أردفت", "استطرد", "استطردت", "استدرك", "استدركت", "أوضح", "أوضحت", "يوضح", "توضح", "أكد",
        "أكدت", "يؤكد", "تؤكد", "شدد", "شددت", "يشدد", "تشدد", "علق", "علقت", "يعلق", "تعلق", "عقب", "عقبت", "يعقب",
        "تعقب", "أعلن", "أعلنت", "صرح", "صرحت", "نادى", "نادا", "نادت", "ينادي", "تنادي", "زعق", "زعقت", "استفسر",
        "استفسرت", "قاطع", "قاطعت", "اعترض", "اعترضت", "احتج", "احتجت", "كرر", "كررت", "ختم", "اختتم", "اختتمت",
        "اقترح", "اقترحت", "حذر", "حذرت", "يحذر", "تحذر", "نبه", "نبهت", "هدد", "هددت", "توعد", "كتب", "كتبت", "يكتب",
        "تكتب", "خاطب", "خاطبت", "ناشد", "ناشدت", "توسل", "توسلت", "استنكر", "استنكرت", "تعجب", "تعجبت", "استغرب",
        "استغربت", "واصل", "واصلت", "وبخ", "وبخت", "عاتب", "عاتبت", "طمأن", "طمأنت";

    /// Object pronouns at the end of a verb of saying: «ني» in أجابني, «هم» in قاطعهم.
    pub(super) OBJECT_PRONOUNS = "ني", "ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا";

    /// Verbs and conjunctions that continue the sentence after the abbreviated blessing «رض.» on a person: «إذا» in «كان عمر رض. إذا خرج».
    pub(super) VERBS_AFTER_BLESSING =
        "كان", "كانت", "يكون", "روى", "روت", "يروي", "دخل", "خرج", "جاء", "رأى", "بعث", "أرسل", "مر", "لما", "إذا";

    /// Nouns of time that precede a number or an ordinal: «سنة 2000», «القرن الخامس».
    pub(super) TIME_NOUNS =
        "سنة", "عام", "القرن", "الساعة", "العام", "السنة", "يوم", "شهر", "عامي", "سنتي", "ساعة", "قرن";

    /// Words that may precede a noun of [`TIME_NOUNS`] at the start of a sentence: «في» in «في عام 1952».
    pub(super) TIME_PREPOSITIONS =
        "في", "وفي", "ففي", "منذ", "ومنذ", "حوالي", "وحوالي", "نحو", "قبل", "بعد", "وبعد", "خلال", "حتى", "وحتى",
        "مطلع", "أوائل", "أواخر", "منتصف", "نهاية", "بداية", "بحلول", "وبحلول", "من", "عند", "وعند";

    /// Verbs of reporting that form an attribution with the preceding «كما»: «كما أفاد». [`VERBS_OF_SAYING`] form such an attribution too.
    pub(super) VERBS_OF_REPORTING = "ذكر", "ذكرت", "وصف", "وصفه", "وصفها", "أفاد", "أفادت", "نقل", "نقلت", "ورد", "جاء";

    /// Words that begin the clause after a verb of saying: «قال إن». A verb with such a clause does not report the preceding quotation.
    pub(super) COMPLEMENTIZERS =
        "إن", "أن", "ان", "إنه", "إنها", "إنهم", "إننا", "إنني", "إني", "أنه", "أنها", "أنهم", "أننا", "بأن", "بأنه",
        "بأنها", "عما", "عن", "قائلا", "قائلة";

    /// Words that continue the preceding sentence: prepositions, relative pronouns and adverbs, such as «من» and «التي».
    pub(super) DEPENDENT_WORDS =
        "في", "من", "إلى", "الى", "بدلا", "ابتداء", "اعتبارا", "شامل", "شاملا", "شاملة", "على", "عن", "مع", "عند",
        "عبر", "قبل", "بعد", "بين", "حتى", "منذ", "خلال", "مقابل", "ضد", "لدى", "نحو", "تحت", "فوق", "حول", "دون",
        "بدون", "أو", "او", "أي", "التي", "الذي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين", "اللاتي", "اللواتي",
        "تقريبا", "فقط", "أيضا", "وما", "وحتى", "وغيرها", "وغيره", "وغيرهم", "لكل", "لدعم", "له", "لها", "لهم", "به",
        "بها", "بهم", "فيه", "فيها", "منه", "منها", "عليه", "عليها", "رحمه", "رحمها", "فإن", "فإنه", "فإنها", "فقد",
        "بتوقيت", "قوله", "قولها", "قولهم", "أن", "أنه", "أنها", "أنهم", "بأن", "بأنه", "بأنها", "بنسبة", "بمقدار",
        "بقيمة", "بسعر", "بمعدل";

    /// Nouns and other words that form an adverbial phrase with the preceding preposition. Such a phrase may begin a sentence: «بعد ذلك»,
    /// «في المقابل», «من جهته».
    pub(super) ADVERBIAL_NOUNS =
        "المقابل", "جهة", "جهته", "جهتها", "جهتهم", "جانبه", "جانبها", "جانبهم", "جانب", "ناحية", "ناحيته", "ناحيتها",
        "الآن", "ذلك", "هذا", "الواقع", "الحقيقة", "النهاية", "الختام", "البداية", "الرغم", "سبيل", "الوقت", "غضون",
        "ثم", "هنا", "الجدير", "المقرر", "المتوقع", "المنتظر", "المرجح", "المعروف", "المعلوم", "الممكن", "المهم",
        "العكس", "الأرجح", "الغالب", "العموم", "سياق", "الأثناء", "هذه", "تلك", "حين", "حال", "أن";

    /// Verbs that form a condition with the preceding «إن» at the end of a sentence: «إن أمكن».
    pub(super) CONDITION_VERBS = "شاء", "أمكن", "وجد", "وجدت", "لزم", "تيسر", "صح", "أردت", "شئت";

    /// Words that begin a sentence after an abbreviation or a quotation: «ثم», «لقد».
    pub(super) SENTENCE_OPENERS =
        "ثم", "لقد", "قد", "وقد", "ولقد", "لكن", "ولكن", "لكنه", "لكنها", "كما", "إن", "إنه", "إنها", "كان", "كانت",
        "وكان", "وكانت", "ليس", "ليست", "لم", "لن", "لا", "هل", "هذا", "هذه", "وهذا", "وهذه", "هو", "هي", "وهو", "وهي",
        "يقع", "تقع", "أما", "إذا", "عندما", "بينما", "ثمة", "هناك", "وهناك", "حيث";

    /// Words that begin a sentence even after an ellipsis within a line: «لا أدري... لقد تأخر الوقت». Any other word may continue the
    /// sentence after an ellipsis, because the ellipsis may be a hesitation.
    pub(super) CERTAIN_OPENERS =
        "لقد", "ولقد", "هل", "وهل", "لماذا", "ولماذا", "أيها", "أيتها", "وقال", "وقالت", "وأضاف", "وأضافت", "وتابع",
        "وتابعت";

    /// Nouns and ordinals that precede a letter used as a label: «حرف ص», «فيتامين د», «الصف الثالث ب».
    pub(super) LABELED_NOUNS =
        "حرف", "الحرف", "بحرف", "لحرف", "وحرف", "فيتامين", "فئة", "الفئة", "مجموعة", "المجموعة", "فقرة", "الفقرة",
        "البند", "بند", "القسم", "الصف", "النقطة", "المستوى", "الدرجة", "الخيار", "الفصيلة", "الشكل", "شكل", "الجدول",
        "الصورة", "الملحق", "ملحق", "الجزء", "الفرقة", "النوع", "التهاب", "الفرع", "الزاوية", "الضلع", "المتغير",
        "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الأولى",
        "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة";

    /// Nouns before the title of a work in quotation marks. An end mark in the quotation belongs to the title: فيلم «إلى أين؟».
    pub(super) TITLED_NOUNS =
        "فيلم", "الفيلم", "فيلمه", "فيلمها", "كتاب", "الكتاب", "كتابه", "كتابها", "رواية", "الرواية", "روايته",
        "روايتها", "مسرحية", "المسرحية", "مسرحيته", "أغنية", "الأغنية", "أغنيته", "أغنيتها", "مسلسل", "المسلسل",
        "برنامج", "البرنامج", "برنامجه", "برنامجها", "قصيدة", "قصيدته", "القصيدة", "قصة", "مقال", "مقاله", "مقالة",
        "مقالته", "عنوان", "بعنوان", "عنوانه", "عنوانها", "عنوانا", "شعار", "بشعار", "شعاره", "سؤال", "السؤال", "عبارة",
        "بعبارة", "كلمة", "وسم", "هاشتاغ", "حملة", "مبادرة", "مجلة", "صحيفة", "ديوان", "ديوانه", "مسابقة", "معرض",
        "ندوة", "فرقة", "سلسلة", "لعبة", "تطبيق", "موقع", "منصة", "قناة", "أنشودة", "لوحة", "لوحته", "فقرة", "المسمى",
        "المسماة", "باسم";

    /// Top-level names (last labels) of host names in Arabic script: «مصر» in `موقع.مصر`.
    pub(super) TOP_LEVEL_NAMES =
        "مصر", "السعودية", "امارات", "الاردن", "المغرب", "تونس", "فلسطين", "سورية", "عمان", "قطر", "البحرين", "الجزائر",
        "السودان", "سودان", "عراق", "اليمن", "ليبيا", "شبكة", "موقع", "عرب", "كوم", "بازار", "همراه", "ابوظبي",
        "اتصالات";

    /// The members of [`TOP_LEVEL_NAMES`] that rarely occur as a word at the start of a sentence.
    pub(super) GENERIC_TOP_LEVEL_NAMES = "شبكة", "كوم", "عرب";

    /// Words that begin an attribution, independently of the next word: «حسبما أفاد».
    pub(super) ATTRIBUTION_WORDS = "حسبما", "مثلما";

    /// Words that begin an attribution if a verb of saying or reporting follows: «كما قال».
    pub(super) AS = "كما", "هكذا";

    /// The word that begins an attribution if a word of [`LIMIT_OR_TONGUE`] follows: «على حد قوله», «على لسان المتحدث».
    pub(super) ON = "على";

    /// Words that follow [`ON`] in an attribution.
    pub(super) LIMIT_OR_TONGUE = "حد", "لسان";

    /// Words that begin an attribution if a word of [`WORDING`] follows: «بحسب قوله».
    pub(super) ACCORDING_TO = "وفق", "بحسب";

    /// Words that follow a word of [`ACCORDING_TO`] in an attribution.
    pub(super) WORDING = "ما", "قوله", "قولها", "تعبيره", "تعبيرها", "وصفه";

    /// The word «كما», which continues a sentence after a quotation that ends in `!` or `؟`.
    pub(super) LIKEWISE = "كما";

    /// The sign «اهـ» for the end of a citation, spelled without its tatweel.
    pub(super) END_OF_CITATION = "اه";

    /// The conditional particle «إن», which forms a condition with a verb of [`CONDITION_VERBS`]: «إن أمكن».
    pub(super) IF = "إن";

    /// The title «د» after the clitic «ل» or «ف».
    pub(super) TITLES_AFTER_LI_OR_FA = "لد", "فد";
}
