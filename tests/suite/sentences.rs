//! Tests the sentences that `tests/golden/sentences.toml` expects, and the invariants of the splitter.

use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use proptest::prelude::*;

fn splitter(options: &str) -> SentenceSplitter {
    options.split([' ', ',']).filter(|o| !o.is_empty()).fold(SentenceSplitter::new(), |s, o| match o {
        "newline=always" => s.newlines(NewlinePolicy::Always),
        "newline=blank" => s.newlines(NewlinePolicy::BlankLine),
        "newline=never" => s.newlines(NewlinePolicy::Never),
        "clauses" => s.clauses(true),
        "quotations" => s.quotations(false),
        "verses" => s.verses(true),
        o => s.soft_limit(Some(o.strip_prefix("soft=").and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{o}")))),
    })
}

/// Returns a splitter for each combination of a newline policy and the values of four other options.
fn options() -> Vec<SentenceSplitter> {
    let mut all = Vec::new();
    for &policy in NewlinePolicy::ALL {
        for bits in 0..16 {
            let s = SentenceSplitter::new().newlines(policy).clauses(bits & 1 > 0).quotations(bits & 2 == 0).verses(bits & 4 > 0);
            all.push(if bits & 8 > 0 { s.soft_limit(Some(20)) } else { s });
        }
    }
    all
}

struct Case {
    name: String,
    options: String,
    text: String,
    sentences: Vec<String>,
}

fn cases() -> Vec<Case> {
    let file: toml::Table = include_str!("../golden/sentences.toml").parse().unwrap();
    let string = |v: &toml::Value| v.as_str().unwrap().to_owned();
    let all = file["case"].as_array().unwrap().iter();
    all.map(|case| Case {
        name: string(&case["name"]),
        options: case.get("options").map(string).unwrap_or_default(),
        text: string(&case["text"]),
        sentences: case["sentences"].as_array().unwrap().iter().map(string).collect(),
    })
    .collect()
}

#[test]
fn golden() {
    let (mut failed, mut names) = (String::new(), std::collections::HashSet::new());
    for case in cases() {
        let split = splitter(&case.options);
        let got: Vec<_> = split.sentences(&case.text).map(|s| s.trimmed()).filter(|s| !s.is_empty()).collect();
        if got != case.sentences {
            failed += &format!("{:?} ({})\n  got  {got:?}\n  want {:?}\n", case.name, case.options, case.sentences);
        }
        assert!(names.insert(case.name.clone()), "two cases have the name {}", case.name);
    }
    assert!(names.len() >= 250);
    assert!(failed.is_empty(), "{failed}");
}

/// Checks `safe_prefix` for the first `cut` bytes of a text. The sentences of the safe prefix, followed by the sentences of the remaining
/// text, must be the sentences of the whole text. `whole` lists the byte offsets of the ends of these sentences. Returns the length of the
/// safe prefix in bytes.
fn check_prefix(s: &SentenceSplitter, text: &str, whole: &[usize], cut: usize) -> usize {
    let head = &text[..cut];
    let p = s.safe_prefix(head);
    assert!(p == 0 || whole.contains(&p), "{s:?} {text:?} {cut} {p}");
    let before = s.sentences(head).map(|s| s.range().end).filter(|&e| e <= p);
    let after = s.sentences(&text[p..]).map(|s| p + s.range().end);
    assert!(before.chain(after).eq(whole.iter().copied()), "{s:?} {text:?} {cut} {p}");
    p
}

/// Checks `safe_prefix_utf8` for the first `n` bytes of a text, for each `n`. Checks `safe_prefix` if `n` is a character boundary. Returns
/// the length of the longest safe prefix in bytes.
fn check_prefixes(s: &SentenceSplitter, text: &str) -> usize {
    let whole: Vec<_> = s.sentences(text).map(|s| s.range().end).collect();
    // If the bytes end with an incomplete character, `safe_prefix_utf8` must return the length that `safe_prefix` returns for the text
    // before this character.
    for cut in 0..=text.len() {
        let p = s.safe_prefix_utf8(&text.as_bytes()[..cut]);
        let whole = (0..=cut).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        assert_eq!(p, s.safe_prefix(&text[..whole]), "{s:?} {text:?} {cut}");
    }
    (0..=text.len()).filter(|&i| text.is_char_boundary(i)).map(|cut| check_prefix(s, text, &whole, cut)).max().unwrap_or(0)
}

/// Tests `safe_prefix` for every cut of the golden texts. The test joins six texts at a time, so that another text follows most texts.
#[test]
fn safe_prefix_on_the_golden_texts() {
    let cases = cases();
    let quote = SentenceSplitter::new().quotations(false);
    for joint in [" ", "\n", "\n\n", ""] {
        for group in cases.chunks(6) {
            let text = group.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(joint);
            for s in [SentenceSplitter::new(), splitter("newline=blank clauses"), splitter("soft=60 verses newline=never"), quote.clone()] {
                check_prefixes(&s, &text);
            }
        }
    }
}

/// Tests a text that arrives in chunks. After each chunk, the test splits the safe prefix of the buffer into sentences and removes this
/// prefix from the buffer.
#[test]
fn streaming_in_pieces() {
    let text = cases().iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("\n");
    for s in [SentenceSplitter::new(), splitter("clauses"), splitter("soft=50"), splitter("newline=always verses")] {
        let whole: Vec<_> = s.sentences(&text).map(|s| s.range().end).collect();
        for step in [1, 7, 64, 1000] {
            let (mut taken, mut got) = (0, Vec::new());
            for end in (step..text.len()).step_by(step).filter(|&i| text.is_char_boundary(i)) {
                let buffer = &text[taken..end];
                let safe = s.safe_prefix(buffer);
                got.extend(s.sentences(buffer).map(|x| taken + x.range().end).take_while(|&e| e <= taken + safe));
                taken += safe;
                assert!(buffer.len() - safe < 4096, "{} bytes are held back", buffer.len() - safe);
            }
            got.extend(s.sentences(&text[taken..]).map(|x| taken + x.range().end));
            assert_eq!(got, whole, "{step} {s:?}");
        }
    }
}

#[test]
fn names() {
    for &policy in NewlinePolicy::ALL {
        assert_eq!(policy.to_string().parse(), Ok(policy));
    }
    assert_eq!(NewlinePolicy::ALL.iter().map(|p| p.name()).collect::<Vec<_>>(), ["smart", "always", "blank-line", "never"]);
    let error = "blank".parse::<NewlinePolicy>().unwrap_err();
    assert_eq!(error.to_string(), r#"unknown newline policy "blank"; expected one of: smart, always, blank-line, never"#);
    let error = "alway".parse::<NewlinePolicy>().unwrap_err();
    assert!(error.to_string().starts_with(r#"unknown newline policy "alway" (did you mean "always"?); expected"#), "{error}");
}

#[test]
fn types() {
    fn check<T: Clone + std::fmt::Debug + Send + Sync>() {}
    check::<SentenceSplitter>();
    check::<kalima::sentence::Sentences<'_>>();
    check::<kalima::sentence::SentencesUtf8<'_>>();
    check::<kalima::sentence::Sentence<'_>>();
    check::<kalima::sentence::SentenceUtf8<'_>>();
    check::<NewlinePolicy>();
}

/// Tests that `Display` writes the text of a sentence, including its white space.
#[test]
fn text_of_a_sentence() {
    let text = "وصل الوفد. بدأ الاجتماع.";
    let sentence = kalima::sentences(text).next().unwrap();
    assert_eq!(
        (sentence.as_ref(), sentence.to_string().as_str(), sentence.bytes()),
        ("وصل الوفد. ", "وصل الوفد. ", &text.as_bytes()[..19])
    );
    let bytes = SentenceSplitter::new().sentences_utf8(text.as_bytes()).next().unwrap();
    assert_eq!((bytes.as_ref(), bytes.to_string().as_str()), (&text.as_bytes()[..19], "وصل الوفد. "));
    assert_eq!(serde_json::to_string(&sentence).unwrap(), r#"{"text":"وصل الوفد. ","start":0,"end":19}"#);
    assert_eq!(serde_json::to_string(&bytes).unwrap(), r#"{"text":"وصل الوفد. ","start":0,"end":19}"#);
}

/// Tests that each getter returns the value that its setter received.
#[test]
fn getters() {
    let s = SentenceSplitter::new().newlines(NewlinePolicy::Never).clauses(true).quotations(false).verses(true).soft_limit(Some(7));
    assert_eq!((s.get_newlines(), s.get_clauses(), s.get_quotations()), (NewlinePolicy::Never, true, false));
    assert_eq!((s.get_verses(), s.get_soft_limit(), s.get_abbreviations().count()), (true, Some(7), 0));
    assert!(s.abbreviations(["التفت", "و.ص.ن"]).get_abbreviations().eq(["التفت", "و.ص.ن"]));
}

#[test]
fn own_abbreviations() {
    let s = SentenceSplitter::new().abbreviations(["كتا", "و.ص.ن"]);
    let all = |t: &'static str| s.sentences(t).map(|s| s.trimmed()).collect::<Vec<_>>();
    assert_eq!(all("قرأت كتا. سيبويه كله. ثم نمت."), ["قرأت كتا. سيبويه كله.", "ثم نمت."]);
    assert_eq!(all("صدر عن و.ص.ن. كتاب جديد."), ["صدر عن و.ص.ن. كتاب جديد."]);
    assert_eq!(all("قرأت كِتا. سيبويه."), ["قرأت كِتا. سيبويه."]);
    // An empty text in the list is ignored. In particular, it is not equal to a word that is longer than all abbreviations.
    let text = "وصل الأفاستسقيناكموهاالمستشفيات. ثم نمت.";
    let empty = SentenceSplitter::new().abbreviations([""]);
    assert!(empty.sentences(text).eq(SentenceSplitter::new().sentences(text)) && empty.sentences(text).count() == 2);
}

/// Tests the marks ؟, ? and ! without spaces before and after the mark. If Latin letters, digits or signs of an address are on both sides
/// of the mark, the mark does not end the sentence. If an Arabic letter is adjacent to the mark, the mark ends the sentence. Also tests
/// `.`, `؟` and `…` before digits and letters.
#[test]
fn marks_inside_addresses() {
    let count =
        |left: char, mark: char, right: char| SentenceSplitter::new().sentences(&format!("الرمز x{left}{mark}{right}x هنا")).count();
    for mark in ['؟', '?', '!'] {
        for left in "aZ9/_=&@%-".chars() {
            for right in "aZ9/_=&@%".chars() {
                assert_eq!(count(left, mark, right), 1, "{left}{mark}{right}");
            }
            assert_eq!(count(left, mark, '-'), 1, "{left}{mark}-");
        }
        assert_eq!((count('ب', mark, 'ت'), count('ب', mark, 'a'), count('a', mark, 'ت')), (2, 2, 2), "{mark}");
    }
    for (left, right) in [('3', '5'), ('٣', '٥'), ('۳', '۵'), (' ', '5'), ('٣', '5'), ('a', 'b')] {
        for mark in ['.', '؟', '…'] {
            assert_eq!(count(left, mark, right), 1, "{left}{mark}{right}");
        }
    }
}

/// Tests that a straight quotation mark before a letter opens a quotation, so the quotation mark belongs to the sentence of this letter.
#[test]
fn straight_quotation_marks_that_open() {
    for quote in ['"', '\''] {
        for mark in ['؟', '!', '.'] {
            let text = format!("هل وصل الوفد{mark}{quote}نعم{quote} قال الحارس.");
            let sentences = lines(&text);
            assert!(sentences.iter().any(|s| s.contains(&format!("{quote}نعم{quote}"))), "{sentences:?}");
        }
    }
}

/// Tests that a list marker and its full stop are not a separate sentence: `1. هذا تفاح` is one sentence.
#[test]
fn list_markers() {
    let count = |marker: &str| SentenceSplitter::new().sentences(&format!("{marker}. هذا تفاح طازج.")).count();
    for marker in ["1", "12", "123456", "١", "۱۲", "ب", "x", "(1", "(ب", "\u{200F}1", "> 1", ">> ب", "\u{202B}(٣"] {
        assert_eq!(count(marker), 1, "{marker:?}");
    }
    for word in ["1234567", "(1234567", "تم", "xy", "سوق 1", "(تم", "1 2"] {
        assert_eq!(count(word), 2, "{word:?}");
    }
}

/// Returns the sentences of a text with the default options, without white space at the start and at the end of each sentence.
fn lines(text: &str) -> Vec<&str> {
    SentenceSplitter::new().sentences(text).map(|s| s.trimmed()).collect()
}

/// Tests that, in these texts, a line break after a comma ends a sentence only if the line before or after the line break is a list item.
#[test]
fn list_items() {
    let items = [
        "•", "▪", "●", "◦", "■", "○", "►", "✓", "|", "ـ", "#", "##", "-", "–", "—", "*", "1.", "12.", "1)", "(1)", "[1]", "1-", "1 -",
        "1 –", "١٢٣-", "123456-", "أ.", "أ)", "(أ)", "أ-", "هـ-", "a)",
    ];
    for item in items {
        let text = format!("يحتاج الطباخ إلى سكر،\n{item} ملح");
        assert_eq!(lines(&text), ["يحتاج الطباخ إلى سكر،", &format!("{item} ملح")], "{item}");
    }
    for item in ["---", "***", "===", "___", "-", "–", "—", "*", "1.", "1)", "1-", "أ-"] {
        let text = format!("يحتاج الطباخ إلى سكر،\n{item}ملح");
        assert_eq!(lines(&text), ["يحتاج الطباخ إلى سكر،", &format!("{item}ملح")], "{item}");
    }
    let others = [
        "#ملح",
        ") ملح",
        "] ملح",
        "ـملح",
        "-5 ملح",
        "--ملح",
        "1] ملح",
        "1 ـ ملح",
        "1 * ملح",
        "أ - ملح",
        "أ.ملح",
        "a.b",
        "أب- ملح",
        "1234567- ملح",
        "1.5 ملح",
        "1",
        "(1 ملح",
        "ملح",
    ];
    for other in others {
        let text = format!("يحتاج الطباخ إلى سكر،\n{other}");
        assert_eq!(lines(&text).len(), 1, "{other}");
    }
    // The line after a list item begins a new sentence, unless this line is indented.
    assert_eq!(lines("- سكر،\nملح"), ["- سكر،", "ملح"]);
    assert_eq!(lines("- سكر،\n  ملح"), ["- سكر،\n  ملح"]);
    assert_eq!(lines("سكر،\nملح"), ["سكر،\nملح"]);
}

/// Tests the maximum width of a heading, which is 56 columns. Marks, tatweels and joiners have no column. An ASCII character has one
/// column. Any other character has two columns. In this test, except in the last case, the line after the heading is short, so the length
/// of this line has no effect.
#[test]
fn width_of_a_heading() {
    for (unit, most) in [("ب", 28), ("b", 56), ("ب\u{64E}", 28), ("ب\u{640}", 28), ("ب\u{200D}", 28), ("日", 28)] {
        for (n, count) in [(most, 2), (most + 1, 1)] {
            assert_eq!(lines(&format!("{}\nنص", unit.repeat(n))).len(), count, "{n} of {unit:?}");
        }
    }
    // 27 Arabic letters and one ASCII letter have 55 columns. 28 Arabic letters and one ASCII letter have 57 columns.
    assert_eq!((lines(&format!("{}b\nنص", "ب".repeat(27))).len(), lines(&format!("{}b\nنص", "ب".repeat(28))).len()), (2, 1));
    // A heading is a whole line, and does not end with a comma or a semicolon, because a sentence continues after these marks.
    for open in ['،', ',', '؛'] {
        assert_eq!(lines(&format!("مباحثات أمنية{open}\nنص")).len(), 1, "{open}");
    }
    for closed in [":", "؛ 1", "😀"] {
        assert_eq!(lines(&format!("مباحثات أمنية{closed}\nنص")).len(), 2, "{closed}");
    }
    assert_eq!(lines("وصل الوفد أمس. مباحثات أمنية\nنص"), ["وصل الوفد أمس.", "مباحثات أمنية\nنص"]);
    for start in ["\n", "\r", "\r\n", "\u{2029}", "\n\n", "\n "] {
        assert_eq!(lines(&format!("وصل الوفد أمس.{start}مباحثات أمنية\nنص")), ["وصل الوفد أمس.", "مباحثات أمنية", "نص"], "{start:?}");
    }
    // An emoji at the end of a line ends the sentence.
    assert_eq!(lines("وصل الوفد أمس. مباحثات أمنية 😀\nنص"), ["وصل الوفد أمس.", "مباحثات أمنية 😀", "نص"]);
    // A line that is too long for a heading may still be a separate sentence. In this text, the next line is so long that no margin wrapped
    // the first line (see the next test).
    assert_eq!(lines(&format!("{}\nثم عاد الرجل إلى بيته في المساء بعد سفر طويل في بلاد بعيدة", "ب".repeat(29))).len(), 2);
}

/// Tests lines that may be wrapped at a margin. A margin wraps a line only if the next word does not fit into the line. If a line plus the
/// first word of the next line is not longer than the next line, this word would have fit. Then the two lines are separate sentences.
#[test]
fn lines_that_no_margin_wrapped() {
    let line = "كلمة ".repeat(8) + "أخيرة";
    assert_eq!(line.chars().count(), 45);
    // The first word of the next line adds five characters to the first line: a space and four letters. So the first line with this word
    // has 50 characters.
    for (next, count) in [(50, 2), (49, 1)] {
        let rest = "كلمة ".to_owned() + &"ب".repeat(next - 5);
        assert_eq!(rest.chars().count(), next);
        assert_eq!(lines(&format!("{line}\n{rest}")).len(), count, "{next}");
        assert_eq!(lines(&format!("{line}  \n{rest}")).len(), count, "blanks at the end of the line, {next}");
        assert_eq!(lines(&format!("{line}،\n{rest}")).len(), 1, "a line that is open, {next}");
    }
    // In quoted mail, both lines begin with `>`. The sign does not change whether the two lines are separate sentences.
    for (next, count) in [(50, 2), (49, 1)] {
        let rest = "كلمة ".to_owned() + &"ب".repeat(next - 5);
        assert_eq!(lines(&format!("> {line}\n> {rest}")).len(), count, "{next}");
    }
    // A line of more than 384 bytes is a paragraph, so it is a separate sentence.
    for (bytes, count) in [(384, 1), (385, 2)] {
        let long = "a ".repeat(bytes / 2 - 1) + if bytes % 2 == 0 { "ab" } else { "abc" };
        assert_eq!((long.len(), lines(&format!("{long}\nthen")).len()), (bytes, count));
        assert_eq!(lines(&format!("وصل الوفد. {long}\nthen")).len(), count + 1);
    }
}

/// Tests the safe prefix of a text in which a sentence starts in the middle of a line. The safe prefix depends on the following 388 bytes:
/// at most 384 bytes of this line, and four bytes for a line break.
#[test]
fn safe_prefix_in_the_middle_of_a_line() {
    let start = "وصل الوفد. ";
    for (bytes, safe) in [(384, 0), (387, 0), (388, start.len()), (389, start.len())] {
        let line = "a ".repeat(bytes / 2 - 1) + if bytes % 2 == 0 { "ab" } else { "abc" };
        let text = format!("{start}{line}\n{}", "then ".repeat(60));
        assert_eq!((line.len(), SentenceSplitter::new().safe_prefix(&text)), (bytes, safe));
    }
}

/// Tests that each line of a table, a form or a table of contents is a sentence, even if the line is long.
#[test]
fn lines_of_tables_and_forms() {
    let long = "ثم سار في الطريق الطويل حتى بلغ المدينة";
    // The second line is shorter than the first line, so the rule for lines that no margin wrapped does not separate the two lines.
    let two = |a: &str, b: &str| lines(&format!("{a} {long} في المساء بعد سفر طويل\n{b} {long}")).len();
    for label in ["الاسم:", "تاريخ الميلاد الكامل:", "Reply-To:", "اسْمُ الرَّجُلِ:"] {
        assert_eq!((two(label, "Subject:"), two("Subject:", label)), (2, 2), "{label}");
    }
    for label in [
        "رقم الهاتف المنزلي الأرضي:",
        "الاسم",
        ":",
        "الاسم :",
        "الاسم 5:",
        "الاسم/اللقب:",
        "الاسم -رمز:",
        "Very-Long-Header-Name-For-Mail-Programs-2:",
    ] {
        assert_eq!((two(label, "Subject:"), two("Subject:", label)), (1, 1), "{label}");
    }
    assert_eq!(two("الاسم:أحمد", "Subject:"), 1);
    assert_eq!((two("أحمد\t5", "علي\t7"), two("أحمد\t5", "علي 7"), two("أحمد 5", "علي\t7")), (2, 1, 1));
    for (page, count) in [(".... 3", 2), ("... 3", 2), ("...3", 2), ("… 3", 2), ("... ٣", 2), (".. 3", 1), (" 3", 1)] {
        let text = format!("مقدمة الكتاب وبيان منهج المؤلف في تحقيقه {page}\nالفصل الأول في أصله");
        assert_eq!(lines(&text).len(), count, "{page}");
    }
}

/// Tests that every line break counts once. CR LF is one line break. A single U+2029 separates paragraphs. Any other line break separates
/// paragraphs only if a second line break follows.
#[test]
fn line_breaks() {
    let blank = SentenceSplitter::new().newlines(NewlinePolicy::BlankLine);
    let always = SentenceSplitter::new().newlines(NewlinePolicy::Always);
    for one in ["\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}"] {
        let text = |n: usize| format!("وصل الوفد{}عاد الأب", one.repeat(n));
        assert_eq!((blank.sentences(&text(1)).count(), blank.sentences(&text(2)).count()), (1, 2), "{one:?}");
        assert_eq!((always.sentences(&text(1)).count(), always.sentences(&text(2)).count()), (2, 2), "{one:?}");
        assert_eq!(blank.sentences(&format!("وصل الوفد{one} \t{one}عاد الأب")).count(), 2, "{one:?}");
    }
    assert_eq!(blank.sentences("وصل الوفد\u{2029}عاد الأب").count(), 2);
    assert_eq!((blank.sentences("وصل الوفد\n\rعاد الأب").count(), blank.sentences("وصل الوفد\r \nعاد الأب").count()), (2, 2));
}

fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "نص",
        "د",
        ".",
        "؟",
        "!",
        "…",
        " ",
        "\n",
        "\r\n",
        "«",
        "»",
        "\"",
        "“",
        "”",
        "،",
        "؛",
        "12",
        "٣",
        "www",
        "قال",
        "في",
        "\u{6DD}",
        "(",
        ")",
        "[1]",
        "- ",
        "\u{200F}",
        "\u{64E}",
        "أطول من كلمة واحدة بكثير",
        "\u{2029}",
        "۔",
        "م",
        ":",
        "😂",
        "\0",
        "\u{85}",
        "\u{A0}",
        "\t",
        "وقال إن",
        "a",
        "'",
        "Inc",
        "مصر",
        "@",
        "/",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..120).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn cover_and_slice(t in prop_oneof![text(), any::<String>()]) {
        for s in options() {
            prop_assert_eq!(s.sentences(&t).map(|s| s.text()).collect::<String>(), t.as_str());
            for x in s.sentences(&t) {
                prop_assert!(!x.range().is_empty());
                prop_assert_eq!(&t[x.range()], x.text());
                prop_assert_eq!(&t[x.trimmed_range()], x.trimmed());
            }
            // If a sentence consists only of white space, the whole text is white space.
            prop_assert!(s.sentences(&t).all(|x| !x.trimmed().is_empty()) || t.trim().is_empty());
            let of_text = s.sentences(&t).map(|x| (x.start(), x.end(), x.trimmed_range(), x.trimmed().to_owned()));
            prop_assert!(of_text.eq(s.sentences_utf8(t.as_bytes()).map(|x| (x.start(), x.end(), x.trimmed_range(), x.trimmed().into_owned()))));
        }
    }

    #[test]
    fn any_bytes(b in proptest::collection::vec(any::<u8>(), 0..300)) {
        for s in options() {
            let mut at = 0;
            for x in s.sentences_utf8(&b) {
                prop_assert_eq!(x.range().start, at);
                prop_assert_eq!(x.bytes(), &b[x.range()]);
                prop_assert_eq!(String::from_utf8_lossy(&b[x.trimmed_range()]), x.trimmed());
                prop_assert!(x.text().trim() == x.trimmed());
                at = x.end();
            }
            prop_assert_eq!(at, b.len());
        }
    }

    #[test]
    fn broken_text(t in text(), cut in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut b = t.into_bytes();
        if !b.is_empty() {
            let i = cut.index(b.len());
            b[i] = byte;
        }
        for s in options() {
            prop_assert_eq!(s.sentences_utf8(&b).flat_map(|x| x.bytes()).count(), b.len());
        }
    }

    #[test]
    fn safe_prefix(t in text(), s in proptest::sample::select(options())) {
        check_prefixes(&s, &t);
    }
}
