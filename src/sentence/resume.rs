//! The search for the end of a sentence, stopped where the text that is there ends, and gone on with when there is more.
//!
//! [`crate::io`] reads with it: what is settled of a long sentence can be given away, and most of it forgotten.

use core::ops::Range;

use super::rules::{self, Body, Pace, QUOTATION, Scan};
use super::window::spaces;
use super::{LOOKAHEAD, LOOKBEHIND, SentenceSplitter};
use crate::scan::Level;

/// What is kept of the start of a sentence: more than a list marker, more than a line that may be a heading.
const HEAD: usize = 128;
/// What is kept before the place that the search has come to: more than a line that may be wrapped.
const TAIL: usize = 640;
/// The longest character, and a line break of two after it.
const CHAR: usize = 8;

/// A sentence whose end is looked for in a text that grows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Partial {
    start: usize,
    stage: Stage,
    /// How much white space before the sentence was forgotten.
    forgotten: usize,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    /// White space up to here.
    Before(usize),
    Body(Scan),
    /// The soft limit has passed without a place to cut, and up to here there is no white space.
    Limit(usize),
    /// The sentence has ended, and up to here there is white space.
    After(usize),
}

impl Partial {
    /// How many bytes before the start of a sentence its rules look at, and one that says that there are more.
    pub(crate) const CONTEXT: usize = LOOKBEHIND + 1;

    /// The sentence that starts at a byte.
    pub(crate) fn new(start: usize) -> Partial {
        Partial { start, stage: Stage::Before(start), forgotten: 0 }
    }

    /// How many bytes from a candidate on have to be there.
    pub(crate) fn ahead(o: &SentenceSplitter) -> usize {
        (LOOKAHEAD + CHAR + if o.quotations { 0 } else { QUOTATION }).saturating_add(o.soft_limit.unwrap_or(0))
    }

    /// The end of the sentence in `b`, white space included; `None` if more of the text could change it. `ended` says that there is no more.
    pub(crate) fn end(&mut self, o: &SentenceSplitter, b: &[u8], ended: bool) -> Option<usize> {
        let pace = Pace::Scan(Level::best());
        let full = |at: usize| ended || at + CHAR <= b.len();
        loop {
            self.stage = match self.stage {
                Stage::Before(at) => {
                    let first = spaces(b, at);
                    if !full(first) {
                        self.stage = Stage::Before(first);
                        return None;
                    }
                    Stage::Body(Scan::new(o, first))
                }
                Stage::Body(mut scan) => {
                    let first = scan.first;
                    let limit = |n: usize| self.start.saturating_add(n.max(1)).saturating_sub(self.forgotten);
                    let bound = o.soft_limit.map_or(b.len(), |n| limit(n).max(first + 1).min(b.len()));
                    let sure =
                        if ended { usize::MAX } else { (b.len() + 1).saturating_sub(LOOKAHEAD + if scan.plain { 0 } else { QUOTATION }) };
                    let found = rules::body(pace, o, b, &mut scan, bound, sure);
                    self.stage = Stage::Body(scan);
                    match found {
                        Body::Ends(e) => Stage::After(e),
                        Body::Limit if bound < b.len() && full(bound) => match rules::cut(b, first, bound) {
                            Some(cut) => Stage::After(cut),
                            None => Stage::Limit(bound),
                        },
                        Body::Limit | Body::More if !ended => return None,
                        _ => return Some(b.len()),
                    }
                }
                Stage::Limit(at) => match rules::next_space(b, at) {
                    Some(space) => Stage::After(space),
                    None if ended => return Some(b.len()),
                    None => {
                        self.stage = Stage::Limit(b.len());
                        return None;
                    }
                },
                Stage::After(at) => {
                    let end = spaces(b, at);
                    if full(end) {
                        return Some(end);
                    }
                    self.stage = Stage::After(end);
                    return None;
                }
            };
        }
    }

    /// Up to where the text is certain to belong to the sentence.
    pub(crate) fn settled(&self) -> usize {
        match self.stage {
            Stage::Before(at) | Stage::Limit(at) | Stage::After(at) => at,
            Stage::Body(scan) => scan.at,
        }
    }

    /// What is not looked at again, once all that is settled was given away. The caller takes it out of the text; every place here moves.
    pub(crate) fn forget(&mut self) -> Range<usize> {
        let before = match self.stage {
            Stage::Before(at) => at,
            Stage::Body(scan) => scan.first,
            Stage::Limit(_) | Stage::After(_) => self.start,
        };
        let space = self.start..before.saturating_sub(Partial::CONTEXT);
        let settled = self.settled();
        let hole = match self.stage {
            _ if space.start < space.end => {
                self.forgotten += space.len();
                space
            }
            Stage::Body(scan) => scan.first + HEAD..settled.saturating_sub(TAIL),
            _ => self.start..settled.saturating_sub(Partial::CONTEXT),
        };
        if hole.start >= hole.end {
            return 0..0;
        }
        let moved = |at: usize| if at >= hole.end { at - hole.len() } else { at.min(hole.start) };
        self.stage = match self.stage {
            Stage::Before(at) => Stage::Before(moved(at)),
            Stage::Limit(at) => Stage::Limit(moved(at)),
            Stage::After(at) => Stage::After(moved(at)),
            Stage::Body(s) => Stage::Body(Scan { first: moved(s.first), line: moved(s.line), at: moved(s.at), held: moved(s.held), ..s }),
        };
        hole
    }

    /// Every place moves to the front by so many bytes.
    pub(crate) fn shift(&mut self, by: usize) {
        let moved = |at: usize| at.saturating_sub(by);
        self.start = moved(self.start);
        self.stage = match self.stage {
            Stage::Before(at) => Stage::Before(moved(at)),
            Stage::Limit(at) => Stage::Limit(moved(at)),
            Stage::After(at) => Stage::After(moved(at)),
            Stage::Body(s) => Stage::Body(Scan { first: moved(s.first), line: moved(s.line), at: moved(s.at), held: moved(s.held), ..s }),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{format, string::String};

    /// The end of the first sentence, found in a text that arrives byte by byte.
    fn end_by_bytes(o: &SentenceSplitter, text: &str) -> Option<usize> {
        let mut partial = Partial::new(0);
        (0..=text.len()).find_map(|len| partial.end(o, &text.as_bytes()[..len], len == text.len()))
    }

    /// The search waits for all that its rules look at.
    #[test]
    fn no_end_before_it_is_certain() {
        // The next line is as long as the first with one word more only by the last byte that is seen.
        let line = "a ".repeat(85) + "b";
        let next = format!("日 xx{}b", "日".repeat(168));
        assert_eq!((line.len(), 1 + next.len(), next.chars().count()), (171, LOOKAHEAD, 173));
        let wrapped = format!("{line}\n{next}{}", "日".repeat(200));
        // The quotation closes far behind the first stop in it.
        let quotation = format!("قال: «{}» وسكت. ثم خرج.", "ذهب الولد إلى السوق. ".repeat(30));
        for text in [&wrapped, &quotation, &String::from("وصل الوفد. ثم بدأ الاجتماع.")] {
            for o in [SentenceSplitter::new(), SentenceSplitter::new().quotations(false)] {
                let whole = o.sentences(text).next().map(|s| s.range().end);
                assert_eq!(end_by_bytes(&o, text), whole, "{o:?} {text}");
            }
        }
        assert_eq!(SentenceSplitter::new().sentences(&wrapped).next().map(|s| s.range().end), Some(line.len() + 1));
    }

    #[test]
    fn nothing_is_forgotten_of_a_short_text() {
        let (o, text) = (SentenceSplitter::new(), "وصل الوفد أمس ثم بدأ");
        let mut partial = Partial::new(0);
        assert_eq!(partial.forget(), 0..0);
        assert_eq!((partial.end(&o, text.as_bytes(), false), partial.forget()), (None, 0..0));
    }
}
