//! Tests of the invariants of the tokenizer: agreement with the reference implementation, coverage of the text, streaming, tokens of
//! bytes, and work that is linear in the length of the text.

use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::{LOOKAHEAD, TokenKind, Tokenizer, Tokens, Words, tokens};
use crate::chars::{Class, class};
use crate::scan::Level;
use crate::{op_counter, reference};

const OPTIONS: [Tokenizer; 7] = [
    Tokenizer::new(),
    Tokenizer::new().entities(true),
    Tokenizer::new().max_token_len(Some(5)),
    Tokenizer::new().entities(true).max_token_len(Some(30)),
    Tokenizer::new().max_token_len(Some(0)),
    Tokenizer::new().split_zwnj(true).emoticons(true),
    Tokenizer::new().split_zwnj(true).entities(true).max_token_len(Some(30)),
];

const PIECES: &[&str] = &[
    "كتاب", "و", "ال", "د", "هـ", "ـ", "ك", "م", "لا", "پ", "ﻻ", "ﷲ", "ﷺ", "﷽", "\u{64E}", "\u{651}", "\u{6E5}", "\u{FE76}", "\u{6D6}",
    "\u{301}", "\u{FE0F}", "\u{20E3}", "\u{200C}", "\u{200D}", "\u{200F}", "\u{202B}", "\u{FEFF}", "\u{AD}", "\u{200B}", "a", "I", "http",
    "://", "www.", "com", "e", "é", "ı", "α", "я", "ש", "カ", "漢", "ไ", "한", "1", "25", "٣", "۴", "२", "½", "²", "٫", "٬", "،", ".", ",",
    ";", ":", "'", "’", "\"", "·", "_", "__", "-", "–", "+", "%", "٪", "/", "#", "@", "$", "€", "(", ")", "«", "»", "!", "؟", "…", "۔",
    "\u{6DD}", "\u{600}", " ", "  ", "\t", "\n", "\r\n", "\r", "\u{A0}", "\u{202F}", "\u{2029}", "\u{85}", "👍", "🏽", "👩", "❤", "🇸", "🇦",
    "©", "ℹ", "\u{FFFD}", "\0", "\u{E000}", "۞", "ﱠ",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::collection::vec(proptest::sample::select(PIECES), 0..40).prop_map(|v| v.concat()),
        1 => any::<String>(),
        1 => "[ابتدهوم.٠٣ 1a@_:/-]{0,60}",
    ]
}

/// Compares the ends of the tokens of a text with the result of the reference implementation [`reference::token_ends`]. Returns a message
/// if the ends differ.
fn agrees(text: &str) -> Result<(), String> {
    use TokenKind::*;
    let ours: Vec<_> = tokens(text).collect();
    let whole = |at: usize| {
        let i = ours.binary_search_by_key(&at, |t| t.start()).ok()?;
        matches!(ours[i].kind(), Url | Email | Hashtag | Mention | Abbreviation).then(|| ours[i].end())
    };
    let slow = reference::token_ends(text, whole);
    let fast: Vec<_> = ours.iter().map(|t| t.end()).collect();
    if slow == fast { Ok(()) } else { Err(alloc::format!("{text:?}\n slow {slow:?}\n fast {ours:?}")) }
}

/// Returns whether a character has the class [`Class::Format`]. The reference implementation does not cover these characters.
fn left_out(c: char) -> bool {
    class(c) == Class::Format
}

#[test]
fn every_code_point_in_context() {
    let mut wrong = Vec::new();
    for c in '\0'..=char::MAX {
        if left_out(c) || class(c) == Class::Other && !(c as u32).is_multiple_of(97) {
            continue;
        }
        for (before, after) in
            [("", ""), ("a", "b"), ("1", "2"), ("ك", "ل"), ("ك", " "), (" ", " "), ("٣", "ك"), ("_", "_"), ("👩", "é"), (".", "\u{64E}")]
        {
            let text = alloc::format!("{before}{c}{after}");
            if let Err(e) = agrees(&text) {
                wrong.push(alloc::format!("{:04X} {:?} {e}", c as u32, class(c)));
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{} {}", wrong.len(), wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_pair_of_arabic_code_points() {
    for a in '\u{600}'..'\u{700}' {
        for b in '\u{600}'..'\u{700}' {
            for text in [alloc::format!("{a}{b}"), alloc::format!("ك{a}{b}ل"), alloc::format!("1{a}{b}2")] {
                agrees(&text).unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    /// Every SIMD level returns the same tokens as the level `SCALAR`, at which the rules decide every token.
    #[test]
    fn levels(parts in proptest::collection::vec(text(), 0..4)) {
        let text = parts.join(" ");
        for o in OPTIONS {
            let rules: Vec<_> = Tokens::with(Level::Scalar, o, &text).collect();
            let words: Vec<_> = rules.iter().copied().filter(|t| t.kind().is_word()).collect();
            for level in Level::all() {
                prop_assert_eq!(&Tokens::with(level, o, &text).collect::<Vec<_>>(), &rules, "{:?}", level);
                let found: Vec<_> = Words::with(level, o, &text).collect();
                prop_assert_eq!(&found, &words, "words {:?}", level);
                // `for_each` calls `fold`, which must pass the same tokens as `next` returns.
                let mut folded = Vec::new();
                Tokens::with(level, o, &text).for_each(|t| folded.push(t));
                prop_assert_eq!(&folded, &rules, "folded {:?}", level);
                folded.clear();
                Words::with(level, o, &text).for_each(|t| folded.push(t));
                prop_assert_eq!(&folded, &words, "folded words {:?}", level);
            }
        }
    }


    #[test]
    fn tokens_are_those_of_the_reference(t in text()) {
        // The tokenizer and the reference implementation differ on rule WB7a of UAX #29 if a Hebrew letter has an Arabic small letter.
        // Real texts do not contain this sequence.
        if t.chars().any(left_out) || t.contains('ש') && t.contains(['\u{6E5}', '\u{FE76}', 'ﱠ']) {
            return Ok(());
        }
        if let Err(e) = agrees(&t) {
            return Err(TestCaseError::fail(e));
        }
    }

    #[test]
    fn cover_and_slice(t in text()) {
        for o in OPTIONS {
            let mut at = 0;
            for token in o.tokens(&t) {
                prop_assert_eq!(token.start(), at);
                prop_assert!(!token.text().is_empty());
                prop_assert_eq!(token.text(), &t[token.range()]);
                at = token.end();
            }
            prop_assert_eq!(at, t.len());
            prop_assert!(o.words(&t).eq(o.tokens(&t).filter(|t| t.kind().is_word())));
        }
    }

    #[test]
    fn bytes_are_lossy_text(pieces in proptest::collection::vec(prop_oneof![
        proptest::sample::select(PIECES).prop_map(|s| s.as_bytes().to_vec()), proptest::collection::vec(any::<u8>(), 0..3)
    ], 0..30)) {
        let bytes = pieces.concat();
        let lossy = String::from_utf8_lossy(&bytes);
        for o in OPTIONS {
            let mut at = 0;
            let mut ours = Vec::new();
            for t in o.tokens_utf8(&bytes) {
                prop_assert_eq!(t.range().start, at);
                prop_assert_eq!(t.bytes(), &bytes[t.range()]);
                at = t.range().end;
                ours.push((String::from(t.text()), t.kind()));
            }
            prop_assert_eq!(at, bytes.len());
            let words: Vec<_> = o.words_utf8(&bytes).map(|t| t.range()).collect();
            prop_assert!(words.into_iter().eq(o.tokens_utf8(&bytes).filter(|t| t.kind().is_word()).map(|t| t.range())));
            let theirs: Vec<_> = o.tokens(&lossy).map(|t| (String::from(t.text()), t.kind())).collect();
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn a_token_starts_anew(t in text()) {
        for o in OPTIONS {
            let whole: Vec<_> = o.tokens(&t).map(|t| (t.range(), t.kind())).collect();
            for (i, (range, _)) in whole.iter().enumerate() {
                let rest = o.tokens(&t[range.start..]).map(|x| (x.start() + range.start..x.end() + range.start, x.kind()));
                prop_assert!(rest.eq(whole[i..].iter().cloned()), "{:?}", &t[range.start..]);
            }
        }
    }

    #[test]
    fn safe_prefix_at_every_cut(t in text(), filler in proptest::sample::select(&["س", "a", " ", "1", "ش.", "a.", "a-", "x@", "\u{64E}", "\u{200F}", "_", "#1", "http://a/", ".", "α'", "κ", "1.", "👩\u{200D}"])) {
        let long = alloc::format!("{t}{}{t}", filler.repeat(3 * LOOKAHEAD / filler.len() / 2));
        for o in OPTIONS {
            let whole: Vec<_> = o.tokens(&long).map(|t| (t.end(), t.kind())).collect();
            for cut in (0..=long.len()).filter(|&i| long.is_char_boundary(i)).step_by(7) {
                let safe = o.safe_prefix(&long[..cut]);
                let ours: Vec<_> = o.tokens(&long[..cut]).map(|t| (t.end(), t.kind())).take_while(|t| t.0 <= safe).collect();
                prop_assert_eq!(&ours[..], &whole[..ours.len()], "cut {} safe {}", cut, safe);
                prop_assert!(safe == 0 || ours.last().is_some_and(|t| t.0 == safe));
                // If the bytes end inside a character, the incomplete character does not change the length of the safe prefix.
                for cut in (cut..=long.len()).take_while(|&i| i == cut || !long.is_char_boundary(i)) {
                    prop_assert_eq!(o.safe_prefix_utf8(&long.as_bytes()[..cut]), safe);
                }
            }
        }
    }
}

#[test]
fn work_is_linear() {
    let units = [
        "a.",
        "ا.",
        "a@",
        "a-",
        "ا-",
        "a.b@",
        "ا@",
        "#",
        "#1",
        "@",
        "@1",
        "http://",
        "www.",
        "1.",
        "1-",
        "1/",
        "1:",
        "+1",
        "٪",
        "_",
        "_ا",
        "a_ا",
        "\u{64E}",
        "ا\u{64E}",
        "ا\u{200F}",
        "\u{200F}",
        "αب",
        "α'",
        "α",
        "👩\u{200D}",
        "🇸",
        "漢",
        "1,",
        "٫",
        "a'",
        "a\u{301}",
        "ا_",
        "a1-",
        "مa@",
        "5م.",
        "(",
        "a:/",
        "\u{FE0F}",
        "م.5-",
        "ـ",
        "0",
        "a…",
        "«ب",
        "1\u{200F}",
        "\r",
        "x.com/",
        "é.",
        "ا\u{200C}",
        "#ا\u{200C}",
        ":)",
        "))",
        "!",
        "^_",
        "#ا\u{200F}",
    ];
    for o in OPTIONS {
        for unit in units {
            // The cost is measured for tokens that are read with `next`, and for words that are read with `fold`.
            for words in [false, true] {
                let cost = |bytes: usize| {
                    let text = unit.repeat(bytes / unit.len());
                    op_counter::take();
                    let mut tokens = o.tokens(&text);
                    let count = if words { o.words(&text).count() } else { core::iter::from_fn(|| tokens.next()).count() };
                    op_counter::take() + count
                };
                let (once, twice) = (cost(20_000), cost(40_000));
                assert!(twice <= once * 21 / 10 + 1000, "{unit:?} {words} {o:?}: {once} {twice}");
                assert!(twice <= 40_000 * 1000, "{unit:?} {words} {o:?}: {twice}");
            }
        }
    }
}

#[test]
fn kinds_round_trip() {
    for &kind in TokenKind::ALL {
        assert_eq!(alloc::format!("{kind}").parse(), Ok(kind));
    }
    assert!("sentence".parse::<TokenKind>().is_err());
}

/// All SIMD levels return the same tokens of long texts. The texts start at up to 61 positions, so that tokens cross the ends of blocks and
/// of batches of blocks.
#[test]
fn levels_agree_wherever_blocks_begin() {
    let seeds = [
        include_str!("../../seeds/000_cada6452b4c8d822.txt"),
        include_str!("../../seeds/classical.txt"),
        include_str!("../../seeds/dialect.txt"),
        include_str!("../../seeds/email.txt"),
        include_str!("../../seeds/layout.txt"),
        include_str!("../../seeds/messy.txt"),
        include_str!("../../seeds/persian.txt"),
        include_str!("../../seeds/presentation.txt"),
        include_str!("../../seeds/quran.txt"),
        include_str!("../../seeds/social.txt"),
        include_str!("../../seeds/technical.txt"),
        include_str!("../../seeds/urdu.txt"),
        include_str!("../../seeds/vocalized.txt"),
    ];
    for text in seeds {
        for rest in (0..61).filter_map(|from| text.get(from..)) {
            assert!(super::tokens::levels_agree(&Tokenizer::new(), rest), "from {} of {:?} …", text.len() - rest.len(), rest.get(..20));
        }
    }
}

/// All SIMD levels return the same tokens for texts with a long token and many short tokens. The long token may cross several batches of
/// blocks. The texts start at up to 61 positions, so that the tokens are at different positions in a block.
#[test]
fn levels_agree_across_blocks() {
    let after = " كلمة، a.b ـ #وسم 😀👍🏽 \u{200F}\u{200C}ﻻ «نص» ";
    for long in ["a", "ب", "/a.", "ﻻ", "\u{64E}", "ـ", "漢", "👩\u{200D}", " "] {
        for times in [1, 19, 20, 57, 60, 61, 159, 160, 238, 240, 242, 470, 480, 485, 1000] {
            let text = alloc::format!("{}http://x/{}{}", "نص ".repeat(14), long.repeat(times), after.repeat(12));
            for rest in (0..61).filter_map(|from| text.get(from..)) {
                assert!(super::tokens::levels_agree(&Tokenizer::new(), rest), "{long:?} {times} {}", text.len() - rest.len());
            }
        }
    }
}

/// All SIMD levels return the same token for an abbreviation or another word before a full stop. In the tested texts, the word is at 180
/// positions, so that ends of blocks are before, inside and after the word.
#[test]
fn levels_agree_on_abbreviations_at_block_edges() {
    let after = "نص ".repeat(220);
    for word in ["ص", "هـ", "كتب", "إلخ", "وإلخ", "كُتُب"] {
        for pad in (0..140).chain(520..560) {
            let text = alloc::format!("{}{} {word}. {after}", "ا".repeat(pad / 2), "a".repeat(pad % 2));
            for o in [Tokenizer::new(), Tokenizer::new().entities(false)] {
                assert!(super::tokens::levels_agree(&o, &text), "{word} {pad}");
            }
        }
    }
}

/// After any number of calls of `next`, `fold` passes exactly the remaining tokens to its closure.
#[test]
fn folding_resumes_after_any_token() {
    let text = "كتاب a.b ـ #وسم، http://x/y_z (1.5) 😀👍🏽 \u{200F}ﻻ «نص»، 漢字 د. أحمد ".repeat(24);
    let (tokens, words): (Vec<_>, Vec<_>) = (tokens(&text).collect(), super::words(&text).collect());
    for level in Level::all() {
        for taken in 0..tokens.len() {
            let rest = folded_after(taken, Tokens::with(level, Tokenizer::new(), &text));
            assert_eq!(rest, tokens.get(taken..).unwrap_or_default(), "{level:?} {taken}");
        }
        for taken in 0..words.len() {
            let rest = folded_after(taken, Words::with(level, Tokenizer::new(), &text));
            assert_eq!(rest, words.get(taken..).unwrap_or_default(), "{level:?} {taken}");
        }
    }
}

/// Returns the items that `fold` passes to its closure after `taken` calls of `next`.
fn folded_after<T>(taken: usize, mut all: impl Iterator<Item = T>) -> Vec<T> {
    all.by_ref().take(taken).for_each(drop);
    all.fold(Vec::new(), |mut rest, token| {
        rest.push(token);
        rest
    })
}

/// `words` returns exactly the words among the tokens that `tokens` returns. The texts are a sign, a punctuation mark or a letter, and one
/// character up to U+FFFF.
#[test]
fn words_are_tokens() {
    for before in ["$", ".", "«", "م", "a"] {
        for c in '\0'..='\u{FFFF}' {
            let text = [before, c.encode_utf8(&mut [0; 4])].concat();
            assert!(super::words(&text).eq(tokens(&text).filter(|t| t.kind().is_word())), "{text:?}");
        }
    }
}
