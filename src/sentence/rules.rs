//! One forward pass that finds the end of the sentence that starts at a byte.
//!
//! Text is passed over by bytes: the few that can start or finish a candidate are looked for, many at a time, and only there characters are read. A
//! stop of which the next characters tell that it ends the sentence, as most do, is decided by them.

use super::SentenceSplitter;
use super::lines::{LONG_LINE, Line, at_line_start, line};
use super::mark::{is_between_quotations, mark};
use super::plain::is_plain;
#[cfg(test)]
use super::window::count;
use super::window::{DIGITS, SPACE, at, ends_token, is_closer, is_end, skip, spaces};
use crate::chars::{self, Class, class};
use crate::scan::Level;
#[cfg(any(test, fuzzing))]
use crate::scan::sentences::Word;
use crate::scan::sentences::{Few, Hit, find_stop};

/// How long a quotation may hold its sentence together, in bytes from its opening mark.
pub(super) const QUOTATION: usize = 4096;

/// How a text is passed over.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pace {
    /// From one byte that may belong to a candidate to the next; what is certain is decided in short.
    Scan(Level),
    /// Character by character, by the full rules.
    #[cfg(any(test, fuzzing))]
    Walk,
}

impl Pace {
    /// Whether anything is decided in short.
    pub(super) fn is_scan(self) -> bool {
        matches!(self, Pace::Scan(_))
    }

    pub(super) fn level(self) -> Level {
        match self {
            Pace::Scan(level) => level,
            #[cfg(any(test, fuzzing))]
            Pace::Walk => Level::SCALAR,
        }
    }

    /// The next byte from `i` on that may belong to a candidate, or the length.
    #[inline]
    fn next(self, o: &SentenceSplitter, b: &[u8], i: usize) -> Hit {
        match self {
            Pace::Scan(level) => match (o.clauses, o.verses) {
                (false, false) => find_stop::<Ends>(level, b, i),
                (true, false) => find_stop::<Clauses>(level, b, i),
                (false, true) => find_stop::<Verses>(level, b, i),
                (true, true) => find_stop::<All>(level, b, i),
            },
            #[cfg(any(test, fuzzing))]
            Pace::Walk => Hit { at: i, word: Word::default() },
        }
    }
}

/// Bytes that belong to candidates: ASCII; the lead byte of Latin-1 and of general punctuation; the second byte of an Arabic mark (`؟` D8 9F, `۔` DB 94,
/// `،` D8 8C, `؛` D8 9B, U+06DD DB 9D).
struct Ends;
/// The same with clauses, with verses, with both.
struct Clauses;
struct Verses;
struct All;

impl Few for Ends {
    const BYTES: &'static [u8] = b".!?\"\n\x0B\x0C\r\x9F\x94\xC2\xE2";
}
impl Few for Clauses {
    const BYTES: &'static [u8] = b".!?\"\n\x0B\x0C\r\x9F\x94\xC2\xE2,;:\x8C\x9B";
}
impl Few for Verses {
    const BYTES: &'static [u8] = b".!?\"\n\x0B\x0C\r\x9F\x94\xC2\xE2\x9D";
}
impl Few for All {
    const BYTES: &'static [u8] = b".!?\"\n\x0B\x0C\r\x9F\x94\xC2\xE2,;:\x8C\x9B\x9D";
}

/// Whether the sentences from `i` on are the same with and without the text before it: not if it is in the middle of a line that ends soon, which
/// would be a heading or an unwrapped line if it were whole.
pub(super) fn stands_alone(b: &[u8], i: usize) -> bool {
    let first = spaces(b, i);
    let mut line = b.get(first..b.len().min(first + LONG_LINE + 4)).unwrap_or_default();
    at_line_start(b, i) || {
        let mut ends = false;
        while let Some(n) = line.iter().position(|&c| c < b' ' || matches!(c, 0xC2 | 0xE2)).filter(|_| !ends) {
            ends = at(line, n).is_some_and(|(c, _)| class(c) == Class::LineBreak);
            line = line.get(n + 1..).unwrap_or_default();
        }
        !ends
    }
}

/// Whether a clause mark of `n` bytes ends a segment: not inside a number, a time or an address.
fn clause(b: &[u8], i: usize, n: usize) -> bool {
    at(b, i + n).is_none_or(|(c, _)| SPACE.has_char(c) || is_closer(c) || chars::is_letter(c))
}

/// Where the quotation closes that the mark at `i` opens, within the limit.
fn closes(b: &[u8], i: usize) -> Option<usize> {
    let b = b.get(..b.len().min(i + QUOTATION))?;
    let (mut i, mut depth) = (i, 0usize);
    loop {
        i = i + b.get(i..)?.iter().position(|x| matches!(x, 0xC2 | 0xE2))?;
        let (c, n) = at(b, i)?;
        #[cfg(test)]
        count::add(n);
        match c {
            '«' | '“' => depth += 1,
            '»' | '”' if depth <= 1 => return Some(i),
            '»' | '”' => depth -= 1,
            _ => {}
        }
        i += n;
    }
}

/// Where a sentence from `start` is cut that has no end up to `limit`: after the last clause mark, else at the last space.
pub(super) fn cut(b: &[u8], first: usize, limit: usize) -> Option<usize> {
    let mut space = None;
    let mut i = limit.min(b.len());
    while i > first {
        i -= 1;
        #[cfg(test)]
        count::add(1);
        match b.get(i).copied().unwrap_or(0) {
            b' ' if space.is_none() => space = Some(i),
            b',' | b';' | b':' if clause(b, i, 1) => return Some(i + 1),
            0x8C | 0x9B if i > first && b.get(i - 1) == Some(&0xD8) && i < limit && clause(b, i - 1, 2) => return Some(i + 1),
            _ => {}
        }
    }
    space
}

/// The next white space from a byte on.
pub(super) fn next_space(b: &[u8], from: usize) -> Option<usize> {
    b.get(from..)?.iter().position(u8::is_ascii_whitespace).map(|n| from + n)
}

/// The end of the sentence that starts at `start`, white space after it included.
pub(super) fn end(pace: Pace, o: &SentenceSplitter, b: &[u8], start: usize) -> usize {
    let first = spaces(b, start);
    let mut scan = Scan::new(o, first);
    let bound = o.soft_limit.map_or(b.len(), |n| start.saturating_add(n.max(1)).max(first + 1).min(b.len()));
    match body(pace, o, b, &mut scan, bound, usize::MAX) {
        Body::Ends(e) => spaces(b, e),
        Body::Limit if bound < b.len() => {
            let cut = cut(b, first, bound).or_else(|| next_space(b, bound));
            spaces(b, cut.unwrap_or(b.len()))
        }
        _ => b.len(),
    }
}

/// Where the search for the end of a sentence stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    /// The first character of the sentence, and of its last line so far.
    pub(super) first: usize,
    pub(super) line: usize,
    /// Up to here there is no end.
    pub(super) at: usize,
    /// Up to here a quotation holds the sentence together.
    pub(super) held: usize,
    /// Whether quotations are of no interest.
    pub(super) plain: bool,
}

impl Scan {
    pub(super) fn new(o: &SentenceSplitter, first: usize) -> Scan {
        Scan { first, line: first, at: first, held: first, plain: o.quotations }
    }
}

/// What the search has found.
pub(super) enum Body {
    /// The end, without the white space after it.
    Ends(usize),
    /// There is none up to the limit.
    Limit,
    /// The next candidate is too close to the end of what is there.
    More,
}

/// Looks for the end of a sentence from `scan.at` on, up to `bound`; at candidates from `sure` on it stops.
#[inline]
pub(super) fn body(pace: Pace, o: &SentenceSplitter, b: &[u8], scan: &mut Scan, bound: usize, sure: usize) -> Body {
    let first = scan.first;
    let (mut i, mut held, mut plain) = (scan.at, scan.held, scan.plain);
    let mut l = Line { first, from: scan.line };
    let seen = b.get(..bound.saturating_add(1)).unwrap_or(b);
    loop {
        let Hit { at: hit, word } = pace.next(o, seen, i);
        #[cfg(test)]
        count::add(hit.saturating_sub(i));
        if hit >= seen.len() {
            *scan = Scan { first, line: l.from, at: i.max(seen.len().saturating_sub(1)), held, plain };
            return Body::Limit;
        }
        // A second byte belongs to the lead byte before it.
        let lead = if b.get(hit).is_some_and(|x| x & 0xC0 == 0x80) && hit > i { hit - 1 } else { hit };
        if lead >= sure {
            *scan = Scan { first, line: l.from, at: lead, held, plain };
            return Body::More;
        }
        if pace.is_scan() && b.get(hit) == Some(&b'.') && hit >= held && hit < bound && is_plain(o, b, first, hit, word) {
            return Body::Ends(hit + 1);
        }
        let Some((c, n)) = at(b, lead).filter(|_| lead < bound) else { return Body::Limit };
        i = (lead + n).max(hit + 1);
        match c {
            '«' | '“' if !plain && lead >= held => match closes(b, lead) {
                Some(e) => held = e,
                None => plain = true,
            },
            '،' | '؛' | ',' | ';' | ':' if o.clauses && lead >= held && clause(b, lead, n) => return Body::Ends(lead + n),
            '"' | '»' | '”' if lead >= held && is_between_quotations(b, first, lead, n) => return Body::Ends(lead + n),
            '\u{6DD}' if o.verses => return Body::Ends(skip(b, lead + n, |c| DIGITS.has_char(c))),
            _ if is_end(c) => match mark(o, b, first, lead) {
                Ok(e) if (lead >= held || e > held) && ends_token(pace, b, first, lead, e) => return Body::Ends(e),
                Ok(e) | Err(e) => i = e.max(i),
            },
            _ if class(c) == Class::LineBreak => {
                let (ends, next) = line(pace, o, b, lead, &l);
                if ends && lead >= held {
                    return Body::Ends(lead);
                }
                l.from = next;
                i = next.max(i);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LOOKAHEAD, LOOKBEHIND, NewlinePolicy};
    use super::*;
    use alloc::{format, string::String, vec::Vec};
    use proptest::prelude::*;

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

    fn ends(pace: Pace, o: &SentenceSplitter, b: &[u8]) -> Vec<usize> {
        let mut all = Vec::from([0]);
        while let Some(&at) = all.last().filter(|&&at| at < b.len()) {
            let e = end(pace, o, b, at);
            assert!(e > at);
            all.push(e);
        }
        all
    }

    fn same_at_every_pace(o: &SentenceSplitter, b: &[u8]) {
        let slow = ends(Pace::Walk, o, b);
        for level in Level::all() {
            assert_eq!(ends(Pace::Scan(level), o, b), slow, "{level:?} {o:?} {:?}", String::from_utf8_lossy(b));
        }
    }

    proptest! {
        #[test]
        fn the_scan_misses_nothing(words in proptest::collection::vec(proptest::sample::select(alloc::vec![
            "كلمة", "د", " ", "\n", "\r\n", ".", "؟", "!", "?", "…", "۔", "‼", "«", "»", "“", "”", "\"", "،", "؛", ":", ";", ",", "\u{6DD}", "٢", "3", "\u{85}",
            "\u{2028}", "\u{2029}", "\u{C}", "\u{64E}", "\u{654}", "\u{65F}", "—", "(", ")", "😀", "é", "نص طويل بلا علامات في وسطه أبدا",
            "كِتَابٌ", "الخلاصة", "إلخ", "ومج", "لد", "ا", "ه", "x", "Mr", "- ", "> ", "\t", ". ", ".\n", "وَرَقَةٌ مِنْ كِتَابٍ قَدِيمٍ جِدًّا وَجَدُوهُ فِي الدَّارِ",
        ]), 0..60), o in proptest::sample::select(all_options().collect::<Vec<_>>())) {
            let text = words.concat();
            same_at_every_pace(&o, text.as_bytes());
        }

        #[test]
        fn the_scan_misses_nothing_in_bytes(b in proptest::collection::vec(proptest::sample::select(b" .\n\"a\xD8\xDB\x9F\x94\xC2\xAB\xBB\xE2\x80\xA6\x8C\xFF".to_vec()), 0..100)) {
            for o in all_options() {
                same_at_every_pace(&o, &b);
            }
        }
    }

    /// Twice the text is twice the work, whatever the text.
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
        for o in all_options().filter(|o| matches!(o.newlines, NewlinePolicy::Smart | NewlinePolicy::Never) && !o.verses) {
            for piece in pieces {
                let cost = |n: usize| {
                    let text: String = piece.repeat(n / piece.len());
                    count::take();
                    ends(Pace::Scan(Level::best()), &o, text.as_bytes());
                    count::take()
                };
                let (one, two) = (cost(20_000), cost(40_000));
                assert!(two * 10 <= one * 22 + 20_000, "{piece:?} {o:?}: {one} {two}");
                assert!(two <= 40_000 * 2200, "{piece:?}: {two}");
            }
        }
        let quotes = "\"".repeat(100_000);
        count::take();
        ends(Pace::Scan(Level::best()), &SentenceSplitter::new(), quotes.as_bytes());
        assert!(count::take() < 1_000_000, "{}", format!("{} quotes", quotes.len()));
    }

    /// What the candidate at a byte decides: where the sentence ends, if it does. Earlier candidates must not end it.
    fn decision(pace: Pace, o: &SentenceSplitter, b: &[u8], candidate: usize) -> Option<usize> {
        let mut scan = Scan::new(o, spaces(b, 0));
        match body(pace, o, b, &mut scan, b.len(), candidate + 1) {
            Body::Ends(e) => Some(e),
            Body::Limit | Body::More => None,
        }
    }

    /// Candidates, with their first byte.
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

    fn paces() -> impl Iterator<Item = Pace> {
        Level::all().into_iter().map(Pace::Scan).chain([Pace::Walk])
    }

    /// A decision sees [`LOOKAHEAD`] bytes from its candidate on: what follows them changes nothing, and they need not be followed by anything.
    #[test]
    fn windows_bound_what_is_seen_after_a_candidate() {
        let before = "كلمة كلمة كلمة كلمة كلمة كلمة كلمة كلمة كلمة ";
        let tails = ["", "- قال إن ", "،،، 12 »».. ", "كلمة أخرى", "\n\n", "» قالت هند", "@x.com", ".", "] ثم", ")", ". ثم", "<", "1"];
        let pads = [
            " ",
            "\n",
            "\u{200F}",
            "\"",
            "»",
            "1",
            "ا",
            "ا\u{64E}",
            "\u{64E}",
            "ـ",
            "a.",
            "a",
            "@",
            "😀",
            "-",
            "- ",
            "ل ",
            "(",
            ")",
            "!",
            ">",
        ];
        // How many times a tail makes a difference where it is seen, by candidate: without any, nothing is held.
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
                    for pace in paces() {
                        let decide = |head: &[u8], tail: &str| decision(pace, &o, &[head, tail.as_bytes()].concat(), at);
                        let seen: Vec<_> = tails.iter().map(|tail| decide(&near, tail)).collect();
                        differ += usize::from(seen.iter().any(|end| *end != seen[0]));
                        let expected = decide(&far, tails[0]);
                        for tail in tails {
                            assert_eq!(decide(&far, tail), expected, "{candidate:?} {pad:?} {tail:?} {o:?} {pace:?}");
                            compared += 1;
                        }
                    }
                }
            }
        }
        assert!(differ * tails.len() * 10 > compared, "{differ} of {}", compared / tails.len());
    }

    /// A decision on a mark sees [`LOOKBEHIND`] bytes before its candidate, in the sentence: what precedes them changes nothing.
    #[test]
    fn windows_bound_what_is_seen_before_a_candidate() {
        // Of one length, and without a candidate. The first bytes may be a list marker, which is seen.
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
                    for pace in paces() {
                        let decide = |head: &str, len: usize| {
                            let (at, text) = text(head, len);
                            decision(pace, &o, text.as_bytes(), at)
                        };
                        let near: Vec<_> = heads.iter().map(|head| decide(head, 0)).collect();
                        differ += usize::from(near.iter().any(|end| *end != near[0]));
                        // All of the pads and what is before the candidate's first byte are at least as long as the window.
                        let len = (LOOKBEHIND - first).next_multiple_of(pad.len());
                        let expected = decide(heads[0], len);
                        for head in &heads {
                            assert_eq!(decide(head, len), expected, "{head:?} {pad:?} {candidate:?} {tail:?} {o:?} {pace:?}");
                            compared += 1;
                        }
                    }
                }
            }
        }
        assert!(differ * heads.len() * 20 > compared, "{differ} of {}", compared / heads.len());
    }
}
