//! Tests texts in which one character decides the end of a sentence: a full stop after a bracket, a digit after a full stop, or the last
//! byte that the splitter examines after a sentence.

use std::io::Error;

use kalima::io::{Part, SentenceReader};
use kalima::sentence::{LOOKAHEAD, SentenceSplitter, sentences};

/// Returns the sentences of a text without the white space at the start and at the end of each sentence.
fn split(text: &str) -> Vec<&str> {
    sentences(text).map(|s| s.trimmed()).collect()
}

/// Tests lists of expected sentences. The test concatenates the sentences of a list to a text, splits this text, and compares the result
/// with the list.
#[test]
fn ends_within_a_line() {
    for expected in [
        // A full stop after a closing bracket or quotation mark ends the sentence, even without a space after the full stop.
        ["(ذهب الولد.). ", "ثم عاد الرجل."].as_slice(),
        &["قال: «وصل الوفد.». ", "ثم خرج الرجل."],
        &["قال: «وصل الوفد.».", "ثم خرج الرجل."],
        // After a full stop and a space, a decimal fraction without its zero (`.5`) begins the next sentence. Two or more full stops
        // separated by spaces are an ellipsis, even before a number.
        &["انتهى الدرس. ", ".5 كيلو تكفي."],
        &["انتظرنا . . 5 دقائق كاملة."],
        &["انتظرنا . . . دقائق كاملة."],
        // At the start of a sentence, a number before a full stop is a list marker. A number before `؟` or `!` is a separate sentence.
        &["3؟ ", "لا يكفي."],
        &["12! ", "هذا عدد كبير."],
        &["3. تفاح طازج."],
        // The name of a Latin letter may be an initial (جيه for J). The full stop after an initial does not end the sentence.
        &["فاز مايكل جيه. فوكس بالجائزة."],
        &["فازت جيه. كيه. رولينج بالجائزة."],
        // After a full stop and a closing quotation mark, the sentence continues with a short rest that begins with the conjunction «و» or
        // «ف». The words سكت and فر have no conjunction: the ف of فر is a radical.
        &["قال: «وصل الوفد.» ", "سكت قليلا."],
        &["صاح: «وصل الوفد.» ", "فر هاربا."],
        &["قال: «وصل الوفد.» وخرج."],
        // A full stop inside a host name does not end the sentence. The host names below have a hyphen or more than one full stop.
        &["زوروا مكتبة.جامعة-قطر اليوم."],
        &["زوروا موقع.مكتبة.قطر اليوم."],
        // If a dash joins two footnote marks, the full stop before the first mark does not end the sentence.
        &["قرأت الكتاب.[1]-[3] ثم نمت."],
        &["قرأت الكتاب.[1] ", "ثم نمت."],
        // Brackets without a number are not a footnote mark.
        &["قرأت الكتاب.", "[] ثم نمت."],
        // A letter name of two letters may also be a word, here the preposition بي (in me), so its full stop ends the sentence.
        &["آمن المدرب بي. ", "منحني فرصة ثانية."],
        // The footnote mark (أ) before the abbreviation ص (a blessing) is not an initial.
        &["زار قبر النبي (أ) ص. ", "بكى الرجل طويلا."],
        // The suffix هما (them both) of a verb of saying has three letters.
        &["«هل تأتيان؟» سألهما صديقي."],
        // Two straight quotation marks before the full stop are a closed quotation, so the third begins a quotation.
        &["سأل \"من\" ثم سكت.", "\"نعم\" قال الحارس."],
    ] {
        let trimmed: Vec<_> = expected.iter().map(|s| s.trim_end()).collect();
        assert_eq!(split(&expected.concat()), trimmed);
    }
}

/// Tests the labels of the lines of a form. A label has at most three words.
#[test]
fn labels_of_three_words() {
    let next = "العنوان: القاهرة";
    for (label, count) in [("الاسم", 2), ("اسم مدير الشركة", 2), ("اسم مدير فرع الشركة", 1)] {
        let text = format!("{label}: أحمد محمود عبد الله السيد،\n{next}");
        assert_eq!(split(&text).len(), count, "{label}");
    }
}

/// Tests that an asterisk before a letter begins emphasized text, so the asterisk belongs to the sentence of the following word.
#[test]
fn asterisks_that_open() {
    for mark in ['.', '؟', '!'] {
        let text = format!("وصل الوفد{mark}*ثم بدأ* الاجتماع.");
        let found = split(&text);
        assert!(found.iter().any(|s| s.contains("*ثم بدأ*")), "{found:?}");
    }
    assert_eq!(split("*وصل الوفد.* ثم بدأ الاجتماع."), ["*وصل الوفد.*", "ثم بدأ الاجتماع."]);
}

/// Tests that an invalid UTF-8 byte after a quotation mark does not change whether the quotation mark opens or closes a quotation.
#[test]
fn invalid_bytes_after_a_quotation_mark() {
    let bytes = [b"\"\x80".as_slice(), "وصل الوفد.\"".as_bytes(), "ثم خرج الرجل.".as_bytes()].concat();
    let ranges: Vec<_> = SentenceSplitter::new().sentences_utf8(&bytes).map(|s| s.range()).collect();
    let end = 2 + "وصل الوفد.\"".len();
    assert_eq!(ranges, [0..end, end..bytes.len()]);
}

/// Tests that the safe prefix contains a sentence if at least [`LOOKAHEAD`] bytes follow the sentence. If fewer bytes follow, the prefix
/// does not contain the sentence.
#[test]
fn safe_prefix_at_the_last_byte() {
    let (splitter, sentence) = (SentenceSplitter::new(), "وصل الوفد. ");
    for (more, safe) in [(LOOKAHEAD - 1, 0), (LOOKAHEAD, sentence.len())] {
        assert_eq!(splitter.safe_prefix(&format!("{sentence}{}", "b".repeat(more))), safe, "{more}");
    }
}

/// Tests a reader with the minimum capacity and a sentence of 17.5 kB. The reader returns the sentence in parts. With `quotations(false)`,
/// the splitter keeps quotations together and the minimum capacity is larger, so the reader returns the whole sentence.
#[test]
fn the_smallest_bound_of_a_reader() -> Result<(), Error> {
    let text = "كلام بلا نقطة ".repeat(700);
    for (splitter, first) in [(SentenceSplitter::new(), Part::First), (SentenceSplitter::new().quotations(false), Part::Whole)] {
        let parts: Vec<_> = SentenceReader::new(text.as_bytes(), splitter).capacity(1).collect::<Result<_, _>>()?;
        assert_eq!(parts.iter().map(|p| p.text()).collect::<String>(), text);
        assert_eq!(parts.first().map(|p| p.part()), Some(first));
    }
    Ok(())
}
