//! Tests of the invariants of the splitter. Both strategies and all SIMD levels return the same sentences, the work is linear, and no
//! decision reads beyond the limits.

use alloc::{format, string::String, vec::Vec};

use proptest::prelude::*;

use super::characters::skip_spaces;
use super::limits::{LOOKAHEAD, LOOKBEHIND};
use super::options::{NewlinePolicy, SentenceSplitter};
use super::scanner::{Found, ScanState, all_ends, find_end};
use super::strategy::Strategy;
use crate::op_counter;
use crate::scan::Level;

fn all_options() -> impl Iterator<Item = SentenceSplitter> {
    let limits = [None, Some(0), Some(30)];
    (0..8u8).flat_map(move |bits| {
        NewlinePolicy::ALL.iter().flat_map(move |&p| {
            limits.into_iter().map(move |l| {
                let o = SentenceSplitter::new().newlines(p).soft_limit(l);
                o.clauses(bits & 1 == 1).quotations(bits & 2 == 2).verses(bits & 4 == 4)
            })
        })
    })
}

fn strategies_agree(options: &SentenceSplitter, bytes: &[u8]) {
    let reference = all_ends(Strategy::Reference, options, bytes);
    for level in Level::all() {
        assert_eq!(
            all_ends(Strategy::Fast(level), options, bytes),
            reference,
            "{level:?} {options:?} {:?}",
            String::from_utf8_lossy(bytes)
        );
    }
}

proptest! {
    #[test]
    fn strategies_agree_on_text(words in proptest::collection::vec(proptest::sample::select(alloc::vec![
        "كلمة", "د", " ", "\n", "\r\n", ".", "؟", "!", "?", "…", "۔", "‼", "«", "»", "“", "”", "\"", "،", "؛", ":", ";", ",", "\u{6DD}", "٢", "3", "\u{85}",
        "\u{2028}", "\u{2029}", "\u{C}", "\u{64E}", "\u{654}", "\u{65F}", "—", "(", ")", "😀", "é", "نص طويل بلا علامات في وسطه أبدا",
        "كِتَابٌ", "الخلاصة", "إلخ", "ومج", "لد", "ا", "ه", "x", "Mr", "- ", "> ", "\t", ". ", ".\n", "وَرَقَةٌ مِنْ كِتَابٍ قَدِيمٍ جِدًّا وَجَدُوهُ فِي الدَّارِ",
    ]), 0..60), o in proptest::sample::select(all_options().collect::<Vec<_>>())) {
        let text = words.concat();
        strategies_agree(&o, text.as_bytes());
    }

    #[test]
    fn strategies_agree_on_bytes(b in proptest::collection::vec(proptest::sample::select(b" .\n\"a\xD8\xDB\x9F\x94\xC2\xAB\xBB\xE2\x80\xA6\x8C\xFF".to_vec()), 0..100)) {
        for o in all_options() {
            strategies_agree(&o, &b);
        }
    }
}

/// Each text repeats one pattern of `pieces`. If the length of the text doubles, the count of the bytes that the splitter reads may grow by
/// a factor of at most 2.2, plus 2,000.
#[test]
fn the_work_is_linear() {
    let pieces = [
        "a.",
        "1. ",
        "1.",
        "\"",
        ".\"",
        "\n",
        " ",
        "\n ",
        "نص\n",
        ".",
        "؟",
        "…",
        ". ",
        "د. ",
        "أ.",
        "ق. م. ",
        "«",
        "«نص. ",
        "»",
        "«»",
        "\" \"",
        "(",
        ".)",
        ".(1",
        "،",
        ": ",
        "كلمة ",
        "كلمة",
        "\u{64E}",
        ".\u{200F}",
        "ا\u{64E}\u{64E}.",
        "😀",
        ".😀",
        "- ",
        "\n- ",
        "1",
        "\u{6DD}",
        "\u{2029}",
        "a@b.",
        "www.",
        "قال ",
        ".» قال ",
        "\r",
        ".<",
        "</a",
        "\u{0}",
        "\u{FFFD}",
        "سطر طويل من غير علامة ولا نقطة تنهيه أبدا مهما طال الكلام فيه\n",
    ];
    for o in all_options().filter(|o| matches!(o.options.newlines, NewlinePolicy::Smart | NewlinePolicy::Never) && !o.options.verses) {
        for piece in pieces {
            let cost = |n: usize| {
                let text: String = piece.repeat(n / piece.len());
                op_counter::take();
                all_ends(Strategy::Fast(Level::best()), &o, text.as_bytes());
                op_counter::take()
            };
            let (one, two) = (cost(20_000), cost(40_000));
            assert!(two * 10 <= one * 22 + 20_000, "{piece:?} {o:?}: {one} {two}");
            assert!(two <= 40_000 * 2200, "{piece:?}: {two}");
        }
    }
    let quotes = "\"".repeat(100_000);
    op_counter::take();
    all_ends(Strategy::Fast(Level::best()), &SentenceSplitter::new(), quotes.as_bytes());
    assert!(op_counter::take() < 1_000_000, "{}", format!("{} quotes", quotes.len()));
}

/// Returns the end of the sentence if the candidate at byte `candidate` ends the sentence, otherwise `None`. The caller ensures that no
/// earlier candidate ends the sentence.
fn decision(strategy: Strategy, splitter: &SentenceSplitter, bytes: &[u8], candidate: usize) -> Option<usize> {
    let mut state = ScanState::new(&splitter.options, skip_spaces(bytes, 0));
    match find_end(strategy, &splitter.options, bytes, &mut state, bytes.len(), candidate + 1) {
        Found::End(end) => Some(end),
        Found::Limit | Found::NeedsMore => None,
    }
}

/// Returns texts that contain a candidate (a position at which a sentence may end), each with the byte position of the candidate in the
/// text.
fn candidates() -> impl Iterator<Item = (&'static str, usize)> {
    let all = [
        ".",
        ". ",
        "د. ",
        "د.",
        "ص. ",
        "سنة 1990 م. ",
        "إلخ. ",
        "! ",
        "؟ ",
        "؟» ",
        "! (",
        "...",
        "... ",
        ".\"",
        "\"",
        "\" \"",
        ". . . ",
        "…",
        "\n",
        "\n- ",
        "\n\n",
        ".[",
        ".(",
        "1. ",
        ".«",
        "، ",
    ];
    all.into_iter().map(|text| (text, text.find(['.', '!', '؟', '"', '…', '\n', '،']).unwrap()))
}

fn splitters() -> impl Iterator<Item = SentenceSplitter> {
    let new = SentenceSplitter::new;
    [new(), new().clauses(true).newlines(NewlinePolicy::Always), new().newlines(NewlinePolicy::Never)].into_iter()
}

fn strategies() -> impl Iterator<Item = Strategy> {
    Level::all().into_iter().map(Strategy::Fast).chain([Strategy::Reference])
}

/// A decision reads at most [`LOOKAHEAD`] bytes from the first byte of its candidate. The text after these bytes does not change the
/// decision.
#[test]
fn no_decision_reads_beyond_the_lookahead() {
    let before = "كلمة كلمة كلمة كلمة كلمة كلمة كلمة كلمة كلمة ";
    let tails = ["", "- قال إن ", "،،، 12 »».. ", "كلمة أخرى", "\n\n", "» قالت هند", "@x.com", ".", "] ثم", ")", ". ثم", "<", "1"];
    let pads =
        [" ", "\n", "\u{200F}", "\"", "»", "1", "ا", "ا\u{64E}", "\u{64E}", "ـ", "a.", "a", "@", "😀", "-", "- ", "ل ", "(", ")", "!", ">"];
    // `differ` counts the cases in which a tail within the lookahead changes the decision. If this number were zero, the test would prove
    // nothing.
    let (mut differ, mut compared) = (0, 0);
    for (candidate, first) in candidates() {
        let at = before.len() + first;
        for o in splitters() {
            for pad in pads {
                let text = |len: usize| {
                    let mut text = format!("{before}{candidate}{}", pad.repeat(len / pad.len() + 1)).into_bytes();
                    text.truncate(at + len);
                    text
                };
                let (near, far) = (text(candidate.len() - first + pad.len()), text(LOOKAHEAD));
                for strategy in strategies() {
                    let decide = |head: &[u8], tail: &str| decision(strategy, &o, &[head, tail.as_bytes()].concat(), at);
                    let seen: Vec<_> = tails.iter().map(|tail| decide(&near, tail)).collect();
                    differ += usize::from(seen.iter().any(|end| *end != seen[0]));
                    let expected = decide(&far, tails[0]);
                    for tail in tails {
                        assert_eq!(decide(&far, tail), expected, "{candidate:?} {pad:?} {tail:?} {o:?} {strategy:?}");
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(differ * tails.len() * 10 > compared, "{differ} of {}", compared / tails.len());
}

/// The decision on a candidate other than a line break reads at most [`LOOKBEHIND`] bytes of the sentence before the candidate. The text
/// before these bytes does not change the decision.
#[test]
fn no_decision_on_a_mark_reads_beyond_the_lookbehind() {
    // All heads have the same length and contain no candidate. Each text starts with «كلمة», so no text starts with a list marker.
    let heads = ["كلمة ", "(كلمة", "«كلم ", "قالت ", "1234567 ", "كلمه\u{200F}", "abcdefghi", "سنة  ج", "الد. "];
    let heads: Vec<_> = heads.into_iter().filter(|head| head.len() == 9 && !head.contains('.')).collect();
    assert!(heads.len() > 4);
    let pads = [" ", "1", "ا", "\u{64E}", "ـ", "د\u{64E}", "a", "@", "😀", "-", "(", "«", ")", "»", " ق"];
    let tails = ["كلمة أخرى", "ثم قال", "1", "قالت هند: نعم", "a", ""];
    let (mut differ, mut compared) = (0, 0);
    for (candidate, first) in candidates().filter(|(text, _)| !text.contains('\n')) {
        for o in splitters() {
            for (pad, tail) in pads.iter().flat_map(|pad| tails.map(|tail| (pad, tail))) {
                let text = |head: &str, len: usize| {
                    let pads = pad.repeat(len / pad.len());
                    let start = format!("كلمة كلمة كلمة {}", head.repeat(9));
                    (start.len() + pads.len() + first, format!("{start}{pads}{candidate}{tail}"))
                };
                for strategy in strategies() {
                    let decide = |head: &str, len: usize| {
                        let (at, text) = text(head, len);
                        decision(strategy, &o, text.as_bytes(), at)
                    };
                    let near: Vec<_> = heads.iter().map(|head| decide(head, 0)).collect();
                    differ += usize::from(near.iter().any(|end| *end != near[0]));
                    // The pads, and the part of the text `candidate` before the candidate itself, together have at least [`LOOKBEHIND`]
                    // bytes.
                    let len = (LOOKBEHIND - first).next_multiple_of(pad.len());
                    let expected = decide(heads[0], len);
                    for head in &heads {
                        assert_eq!(decide(head, len), expected, "{head:?} {pad:?} {candidate:?} {tail:?} {o:?} {strategy:?}");
                        compared += 1;
                    }
                }
            }
        }
    }
    assert!(differ * heads.len() * 20 > compared, "{differ} of {}", compared / heads.len());
}
