//! The closed classes of words by which a candidate is decided, spelled without marks.

use crate::short::words;

use super::window::{DIGITS, SPACE, Window, Word, is_end, is_in, is_letter};

words! {
    /// Verbs of saying that go on after a quotation: «…؟» سألت أمي.
    SAYING =
        "قال", "قالت", "قالا", "قالوا", "قلت", "قلنا", "يقول", "تقول", "أقول", "يقولون", "نقول", "سأل", "سألت", "سألوا", "يسأل", "تسأل",
        "تساءل", "تساءلت", "تساءلوا", "يتساءل", "تتساءل", "أجاب", "أجابت", "أجابوا", "أجبت", "يجيب", "تجيب", "رد", "ردت", "ردوا",
        "رددت", "يرد", "ترد", "صاح", "صاحت", "صاحوا", "يصيح", "تصيح", "صرخ", "صرخت", "صرخوا", "يصرخ", "تصرخ", "هتف", "هتفت", "هتفوا",
        "يهتف", "تهتف", "يهتفون", "همس", "همست", "يهمس", "تهمس", "تمتم", "تمتمت", "يتمتم", "تتمتم", "غمغم", "غمغمت", "أضاف", "أضافت",
        "يضيف", "تضيف", "تابع", "تابعت", "يتابع", "تتابع", "أردف", "أردفت", "استطرد", "استطردت", "استدرك", "استدركت", "أوضح",
        "أوضحت", "يوضح", "توضح", "أكد", "أكدت", "يؤكد", "تؤكد", "شدد", "شددت", "يشدد", "تشدد", "علق", "علقت", "يعلق", "تعلق", "عقب",
        "عقبت", "يعقب", "تعقب", "أعلن", "أعلنت", "صرح", "صرحت", "نادى", "نادا", "نادت", "ينادي", "تنادي", "زعق", "زعقت", "استفسر",
        "استفسرت", "قاطع", "قاطعت", "اعترض", "اعترضت", "احتج", "احتجت", "كرر", "كررت", "ختم", "اختتم", "اختتمت", "اقترح", "اقترحت",
        "حذر", "حذرت", "يحذر", "تحذر", "نبه", "نبهت", "هدد", "هددت", "توعد", "كتب", "كتبت", "يكتب", "تكتب", "خاطب", "خاطبت", "ناشد",
        "ناشدت", "توسل", "توسلت", "استنكر", "استنكرت", "تعجب", "تعجبت", "استغرب", "استغربت", "واصل", "واصلت", "وبخ", "وبخت", "عاتب",
        "عاتبت", "طمأن", "طمأنت";

    /// Pronouns on a verb of saying: أجابني, قاطعهم.
    OBJECTS = "ني", "ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا";

    /// Verbs that tell something of a person whom a blessing follows.
    BEING = "كان", "كانت", "يكون", "روى", "روت", "يروي", "دخل", "خرج", "جاء", "رأى", "بعث", "أرسل", "مر", "لما", "إذا";

    /// What a number or an ordinal dates: «سنة 2000», «القرن الخامس».
    WHEN = "سنة", "عام", "القرن", "الساعة", "العام", "السنة", "يوم", "شهر", "عامي", "سنتي", "ساعة", "قرن";
    /// What may stand before it at the start of a sentence.
    BEFORE_WHEN =
        "في", "وفي", "ففي", "منذ", "ومنذ", "حوالي", "وحوالي", "نحو", "قبل", "بعد", "وبعد", "خلال", "حتى", "وحتى", "مطلع", "أوائل", "أواخر",
        "منتصف", "نهاية", "بداية", "بحلول", "وبحلول", "من", "عند", "وعند";

    /// Other verbs that report, after «كما».
    REPORTING =
        "ذكر", "ذكرت", "وصف", "وصفه", "وصفها", "أفاد", "أفادت", "نقل", "نقلت", "ورد", "جاء";

    /// What opens the clause that a verb of saying governs: with it, the verb has its own speech and does not lean on the one before.
    COMPLEMENT =
        "إن", "أن", "ان", "إنه", "إنها", "إنهم", "إننا", "إنني", "إني", "أنه", "أنها", "أنهم", "أننا", "بأن", "بأنه", "بأنها",
        "عما", "عن", "قائلا", "قائلة";

    /// Words that lean on what precedes them.
    LEANING =
        "في", "من", "إلى", "الى", "بدلا", "ابتداء", "اعتبارا", "شامل", "شاملا", "شاملة", "على", "عن", "مع", "عند", "عبر", "قبل", "بعد", "بين", "حتى", "منذ", "خلال", "مقابل", "ضد",
        "لدى", "نحو", "تحت", "فوق", "حول", "دون", "بدون", "أو", "او", "أي", "التي", "الذي", "الذين", "اللذان", "اللذين", "اللتان",
        "اللتين", "اللاتي", "اللواتي", "تقريبا", "فقط", "أيضا", "وما", "وحتى", "وغيرها", "وغيره", "وغيرهم", "لكل", "لدعم", "له",
        "لها", "لهم", "به", "بها", "بهم", "فيه", "فيها", "منه", "منها", "عليه", "عليها", "رحمه", "رحمها", "فإن", "فإنه", "فإنها",
        "فقد", "بتوقيت", "قوله", "قولها", "قولهم", "أن", "أنه", "أنها", "أنهم", "بأن", "بأنه", "بأنها", "بنسبة", "بمقدار", "بقيمة", "بسعر",
        "بمعدل";

    /// Words after a preposition with which it opens a sentence: «في المقابل», «من جهته», «حتى الآن», «بعد ذلك».
    ADVERBIAL =
        "المقابل", "جهة", "جهته", "جهتها", "جهتهم", "جانبه", "جانبها", "جانبهم", "جانب", "ناحية", "ناحيته", "ناحيتها", "الآن",
        "ذلك", "هذا", "الواقع", "الحقيقة", "النهاية", "الختام", "البداية", "الرغم", "سبيل", "الوقت", "غضون", "ثم", "هنا",
        "الجدير", "المقرر", "المتوقع", "المنتظر", "المرجح", "المعروف", "المعلوم", "الممكن", "المهم", "العكس", "الأرجح", "الغالب",
        "العموم", "سياق", "الأثناء", "هذه", "تلك", "حين", "حال", "أن";

    /// Verbs after «إن» that make a condition of it, left for the end: «إن أمكن».
    CONDITION =
        "شاء", "أمكن", "وجد", "وجدت", "لزم", "تيسر", "صح", "أردت", "شئت";

    /// Words that open a sentence also after an abbreviation or an ellipsis.
    OPENING =
        "ثم", "لقد", "قد", "وقد", "ولقد", "لكن", "ولكن", "لكنه", "لكنها", "كما", "إن", "إنه", "إنها", "كان", "كانت", "وكان",
        "وكانت", "ليس", "ليست", "لم", "لن", "لا", "هل", "هذا", "هذه", "وهذا", "وهذه", "هو", "هي", "وهو", "وهي", "يقع", "تقع",
        "أما", "إذا", "عندما", "بينما", "ثمة", "هناك", "وهناك", "حيث";

    /// Openings that are clear within a line after an ellipsis, where a hesitation goes on otherwise.
    CLEAR =
        "لقد", "ولقد", "هل", "وهل", "لماذا", "ولماذا", "أيها", "أيتها", "وقال", "وقالت", "وأضاف", "وأضافت", "وتابع", "وتابعت";

    /// Words that a letter follows as their label: «حرف ص», «فيتامين د», «الصف الثالث ب».
    LETTERED =
        "حرف", "الحرف", "بحرف", "لحرف", "وحرف", "فيتامين", "فئة", "الفئة", "مجموعة", "المجموعة", "فقرة", "الفقرة", "البند", "بند",
        "القسم", "الصف", "النقطة", "المستوى", "الدرجة", "الخيار", "الفصيلة", "الشكل", "شكل", "الجدول", "الصورة", "الملحق", "ملحق",
        "الجزء", "الفرقة", "النوع", "التهاب", "الفرع", "الزاوية", "الضلع", "المتغير", "الأول", "الثاني", "الثالث", "الرابع",
        "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر", "الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة",
        "السادسة";

    /// Words whose name stands in quotation marks: the marks inside are those of the name.
    NAMED =
        "فيلم", "الفيلم", "فيلمه", "فيلمها", "كتاب", "الكتاب", "كتابه", "كتابها", "رواية", "الرواية", "روايته", "روايتها",
        "مسرحية", "المسرحية", "مسرحيته", "أغنية", "الأغنية", "أغنيته", "أغنيتها", "مسلسل", "المسلسل", "برنامج", "البرنامج",
        "برنامجه", "برنامجها", "قصيدة", "قصيدته", "القصيدة", "قصة", "مقال", "مقاله", "مقالة", "مقالته", "عنوان", "بعنوان",
        "عنوانه", "عنوانها", "عنوانا", "شعار", "بشعار", "شعاره", "سؤال", "السؤال", "عبارة", "بعبارة", "كلمة", "وسم", "هاشتاغ",
        "حملة", "مبادرة", "مجلة", "صحيفة", "ديوان", "ديوانه", "مسابقة", "معرض", "ندوة", "فرقة", "سلسلة", "لعبة", "تطبيق", "موقع",
        "منصة", "قناة", "أنشودة", "لوحة", "لوحته", "فقرة", "المسمى", "المسماة", "باسم";

    /// The last labels of host names in Arabic script.
    HOSTS =
        "مصر", "السعودية", "امارات", "الاردن", "المغرب", "تونس", "فلسطين", "سورية", "عمان", "قطر", "البحرين", "الجزائر",
        "السودان", "سودان", "عراق", "اليمن", "ليبيا", "شبكة", "موقع", "عرب", "كوم", "بازار", "همراه", "ابوظبي", "اتصالات";

    /// Attributions: a word that is one, and those that are one with the word after them.
    AS_TOLD = "حسبما", "مثلما";
    AS = "كما", "هكذا";
    ON = "على";
    ON_WHOSE = "حد", "لسان";
    BY = "وفق", "بحسب";
    BY_WHAT = "ما", "قوله", "قولها", "تعبيره", "تعبيرها", "وصفه";

    /// «كما» after an exclamation, and the sign of the end of a citation.
    pub(super) LIKEWISE = "كما";
    pub(super) CITED = "اه";

    IF = "إن";
    /// Top-level names that are no other word at the start of a sentence.
    GENERIC_HOSTS = "شبكة", "كوم", "عرب";
    /// Titles behind a preposition.
    pub(super) TITLED = "لد", "فد";
}

/// Whether a word is a verb of saying, perhaps with a pronoun.
fn is_saying(word: &Word) -> bool {
    let text = word.text();
    let tail = |n: usize| text.len().checked_sub(n).and_then(|at| text.split_at_checked(at));
    word.is(SAYING) || [2, 4, 6].into_iter().filter_map(tail).any(|(verb, pronoun)| is_in(pronoun, OBJECTS) && is_in(verb, SAYING))
}

/// Whether a word is a verb that tells of the person before it.
pub(super) fn tells(word: &Word) -> bool {
    is_saying(word) || word.is(BEING)
}

/// Whether the sentence, from `first` to `end`, only says when: «في القرن 5», «سنة 2000», «الساعة 5».
pub(super) fn only_says_when(w: &Window<'_>, first: usize, end: usize) -> bool {
    let back = |end: usize| w.back(end, |c| SPACE.has_char(c));
    let digits = w.back(end, |c| DIGITS.has_char(c));
    let number = if digits < end { digits } else { w.word_before(end).start };
    let mut when = w.word_before(back(number));
    if when.is(WHEN) && number > when.end {
        while when.start > first {
            let before = w.word_before(back(when.start));
            if !before.is(BEFORE_WHEN) || before.end == when.start {
                return false;
            }
            when = before;
        }
        return when.start == first;
    }
    let joined = when.text().strip_prefix("و".as_bytes()).is_some_and(|bare| is_in(bare, WHEN));
    joined && when.start == first
}

/// Whether the last word of the sentence stands at `i`, with a stop right behind it.
pub(super) fn is_last(w: &Window<'_>, i: usize) -> bool {
    let word = w.word(i);
    word.letters > 1 && w.char(word.end) == Some('.') && w.char(word.end + 1).is_none_or(|c| SPACE.has_char(c))
}

/// Whether the bracket that the marks at `i` close was opened inside the sentence that starts at `first`, as far as can be seen.
pub(super) fn is_inside(w: &Window<'_>, first: usize, i: usize) -> bool {
    let open = w.back(i, |c| !matches!(c, '(' | '['));
    w.before(open).is_some_and(|(_, n)| w.back(open - n, |c| SPACE.has_char(c)) > first)
}

/// Whether the quotation that the marks at `i` close stands behind a word of the sentence, with no colon between.
pub(super) fn is_object(w: &Window<'_>, first: usize, i: usize) -> bool {
    let open = w.back(i, |c| !matches!(c, '«' | '“' | '"'));
    let Some((_, n)) = w.before(open) else { return false };
    let end = w.back(open - n, |c| SPACE.has_char(c));
    end > first && w.before(end).is_some_and(|(c, _)| is_letter(c))
}

/// Whether a word is a verb of saying that goes on with the speech before it: one without a clause or a speech of its own.
pub(super) fn says(w: &Window<'_>, verb: &Word) -> bool {
    if !is_saying(verb) {
        return false;
    }
    let mut end = verb.end;
    for _ in 0..8 {
        let next = w.spaces(end);
        if matches!(w.char(next), Some(':' | '«' | '“' | '"')) {
            return false;
        }
        let word = w.word(next);
        if word.letters == 0 || word.is(COMPLEMENT) {
            return word.letters == 0;
        }
        end = word.end;
    }
    true
}

/// Whether an attribution starts with a word: «حسبما أفاد», «كما قال», «على حد قوله».
pub(super) fn attributes(w: &Window<'_>, first: &Word) -> bool {
    let second = w.word_after(first);
    first.is(AS_TOLD)
        || first.is(AS) && (is_saying(&second) || second.is(REPORTING))
        || first.is(ON) && second.is(ON_WHOSE)
        || first.is(BY) && second.is(BY_WHAT)
}

/// Whether what stands at `i` leans on what is before it: a preposition that opens no sentence, a number, a bracket, a Latin word.
pub(super) fn leans(w: &Window<'_>, i: usize) -> bool {
    let Some((c, n)) = w.at(i) else { return false };
    let digit = |c| DIGITS.has_char(c);
    if digit(c) || matches!(c, '(' | '[' | '/' | '-' | '–' | '—') || c.is_ascii_alphabetic() {
        return true;
    }
    if c == 'و' && w.char(i + n).is_some_and(|c| digit(c) || c.is_ascii_alphabetic()) {
        return true;
    }
    let word = w.word(i);
    let second = || w.word_after(&word);
    (word.is(LEANING) && !second().is(ADVERBIAL)) || word.starts_with("لل") || word.is(IF) && second().is(CONDITION)
}

/// Whether a word that opens a sentence stands at `i`: a conjunction, a particle, such a word or a verb of saying behind «و», a quotation.
pub(super) fn opens(w: &Window<'_>, i: usize) -> bool {
    let word = w.word(i);
    let joined = || word.text().strip_prefix("و".as_bytes()).is_some_and(|s| [OPENING, SAYING, LEANING].iter().any(|list| is_in(s, list)));
    word.is(OPENING) || joined() || w.char(i).is_some_and(|c| matches!(c, '«' | '“' | '"'))
}

/// Whether a sentence clearly starts at `i`, after an ellipsis within a line.
pub(super) fn clear(w: &Window<'_>, i: usize) -> bool {
    w.word(i).is(CLEAR)
}

/// Whether a short rest of the sentence starts with a word: «و» or «ف» and at most two words up to an end mark.
pub(super) fn rest(w: &Window<'_>, first: &Word) -> bool {
    if first.letters < 3 || !(first.starts_with("و") || first.starts_with("ف")) {
        return false;
    }
    let second = w.word_after(first);
    if second.starts_with("ال") {
        return false; // a subject of its own
    }
    let end = if second.letters > 0 { second.end } else { first.end };
    w.at(end).is_some_and(|(c, n)| is_end(c) && w.char(end + n).is_none_or(|c| SPACE.has_char(c)))
}

/// Whether the single letter `word` is the label of what stands before it: «حرف ص».
pub(super) fn labels(w: &Window<'_>, word: &Word) -> bool {
    let end = w.back(word.start, |c| SPACE.has_char(c));
    end < word.start && w.word_before(end).is(LETTERED)
}

/// Whether the quotation that the marks at `i` close is a name: فيلم «إلى أين؟».
pub(super) fn names(w: &Window<'_>, i: usize) -> bool {
    let open = w.back(i, |c| !matches!(c, '«' | '“' | '"' | '‘'));
    let Some((_, n)) = w.before(open) else { return false };
    w.word_before(w.back(open - n, |c| SPACE.has_char(c))).is(NAMED)
}

/// Whether the mark at `i`, with no space after it, is inside a host name in Arabic script, which is no token of its own.
pub(super) fn in_host_name(w: &Window<'_>, i: usize) -> bool {
    let token = w.token(i);
    // The last label of the token is a top-level name, and there is more to show that it is a host: another stop, a hyphen, a path, a port.
    let (mut last, mut labels) = (w.word(i + 1), 1 + token.iter().filter(|&&c| c == b'.').count());
    let mut hyphen = token.contains(&b'-');
    while let Some(c) = w.char(last.end).filter(|c| matches!(c, '.' | '-')) {
        let next = w.word(last.end + 1);
        if next.letters == 0 {
            break;
        }
        labels += (c == '.') as usize;
        hyphen |= c == '-';
        last = next;
    }
    let after = w.char(last.end);
    last.is(HOSTS) && (labels > 1 || hyphen || matches!(after, Some('/' | ':' | '?')) || last.is(GENERIC_HOSTS) || token.is_ascii())
}
