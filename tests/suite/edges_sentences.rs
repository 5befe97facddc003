//! Tests sentences that one character decides: a mark after a bracket, a digit after a full stop, or the last byte that the splitter needs.

use std::io::Error;

use kalima::io::{Part, SentenceReader};
use kalima::sentence::{LOOKAHEAD, SentenceSplitter, sentences};

/// Returns the sentences of a text without the white space at their ends.
fn split(text: &str) -> Vec<&str> {
    sentences(text).map(|s| s.trimmed()).collect()
}

/// Tests rows of expected sentences. The test concatenates the sentences of a row and splits the text again.
#[test]
fn ends_within_a_line() {
    for expected in [
        // A full stop after a closing bracket or quotation mark ends the sentence, even without a space after the full stop.
        ["(ذهب الولد.). ", "ثم عاد الرجل."].as_slice(),
        &["قال: «وصل الوفد.». ", "ثم خرج الرجل."],
        &["قال: «وصل الوفد.».", "ثم خرج الرجل."],
        // A fraction without its zero (`.5`) begins a sentence. Full stops separated by spaces are an ellipsis, even before a number.
        &["انتهى الدرس. ", ".5 كيلو تكفي."],
        &["انتظرنا . . 5 دقائق كاملة."],
        &["انتظرنا . . . دقائق كاملة."],
        // A number before a full stop is a list marker. A number before another mark is not a list marker.
        &["3؟ ", "لا يكفي."],
        &["12! ", "هذا عدد كبير."],
        &["3. تفاح طازج."],
        // An initial may be written as the name of its Latin letter (جيه for J).
        &["فاز مايكل جيه. فوكس بالجائزة."],
        &["فازت جيه. كيه. رولينج بالجائزة."],
        // The sentence continues after a quotation only if the conjunction «و» or «ف» joins the next word. The ف of فر is a radical.
        &["قال: «وصل الوفد.» ", "سكت قليلا."],
        &["صاح: «وصل الوفد.» ", "فر هاربا."],
        &["قال: «وصل الوفد.» وخرج."],
        // A host name has a hyphen or more than one full stop.
        &["زوروا مكتبة.جامعة-قطر اليوم."],
        &["زوروا موقع.مكتبة.قطر اليوم."],
        // Footnote marks that a dash joins are not separated.
        &["قرأت الكتاب.[1]-[3] ثم نمت."],
        &["قرأت الكتاب.[1] ", "ثم نمت."],
    ] {
        let trimmed: Vec<_> = expected.iter().map(|s| s.trim_end()).collect();
        assert_eq!(split(&expected.concat()), trimmed);
    }
}

/// An asterisk before a letter begins emphasized text, so the asterisk belongs to the following word.
#[test]
fn asterisks_that_open() {
    for mark in ['.', '؟', '!'] {
        let text = format!("وصل الوفد{mark}*ثم بدأ* الاجتماع.");
        let found = split(&text);
        assert!(found.iter().any(|s| s.contains("*ثم بدأ*")), "{found:?}");
    }
    assert_eq!(split("*وصل الوفد.* ثم بدأ الاجتماع."), ["*وصل الوفد.*", "ثم بدأ الاجتماع."]);
}

/// An invalid UTF-8 byte after a quotation mark does not change the effect of the quotation mark.
#[test]
fn invalid_bytes_after_a_quotation_mark() {
    let bytes = [b"\"\x80".as_slice(), "وصل الوفد.\"".as_bytes(), "ثم خرج الرجل.".as_bytes()].concat();
    let ranges: Vec<_> = SentenceSplitter::new().sentences_utf8(&bytes).map(|s| s.range()).collect();
    let end = 2 + "وصل الوفد.\"".len();
    assert_eq!(ranges, [0..end, end..bytes.len()]);
}

/// A sentence is safe if at least [`LOOKAHEAD`] bytes follow it, and not safe if fewer bytes follow it.
#[test]
fn safe_prefix_at_the_last_byte() {
    let (splitter, sentence) = (SentenceSplitter::new(), "وصل الوفد. ");
    for (more, safe) in [(LOOKAHEAD - 1, 0), (LOOKAHEAD, sentence.len())] {
        assert_eq!(splitter.safe_prefix(&format!("{sentence}{}", "b".repeat(more))), safe, "{more}");
    }
}

/// With the minimal capacity, a reader returns a sentence of 17 kB in parts. If the splitter keeps quotations together (`quotations(false)`), the
/// minimal capacity is larger, so the reader returns the whole sentence.
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
