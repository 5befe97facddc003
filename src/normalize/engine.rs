//! The loop over the text: by class, in runs of untouched bytes, with an escape to the [`context`] routine.
//!
//! Invariants: everything before `run` is written; the text from `run` to the current byte passes unchanged; `seg` is the last place to cut,
//! and `seg_out` the length of the output there where `seg` lies before `run`.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::context::{self, Item};
use super::map::OffsetMap;
use super::plan::{self, Options, Plan};
use crate::chars::{self, LETTERS, base_text};
use crate::span::slice;

/// What learns which source bytes became which output bytes.
pub(super) trait Recorder {
    /// Whether anything is recorded.
    const ON: bool;
    /// Source bytes became output bytes, of another length or without clear parts. Calls come in order.
    fn edit(&mut self, source: Range<usize>, output: Range<usize>);
    /// What was recorded behind these lengths is void.
    fn truncate(&mut self, source: usize, output: usize);
}

/// Records nothing.
pub(super) struct NoMap;

impl Recorder for NoMap {
    const ON: bool = false;
    #[inline(always)]
    fn edit(&mut self, _: Range<usize>, _: Range<usize>) {}
    #[inline(always)]
    fn truncate(&mut self, _: usize, _: usize) {}
}

impl Recorder for OffsetMap {
    const ON: bool = true;
    #[inline]
    fn edit(&mut self, source: Range<usize>, output: Range<usize>) {
        self.push(source, output);
    }
    fn truncate(&mut self, source: usize, output: usize) {
        OffsetMap::truncate(self, source, output);
    }
}

/// What the loop does with one character.
enum Step {
    /// It stays. Whether it is a place to cut.
    Keep { cut: bool },
    /// It goes.
    Drop,
    /// It becomes another character.
    Become(char),
    /// It becomes the letters of a presentation form.
    Expand(&'static str),
    /// Its neighbours decide.
    Escape,
}

/// The step for the character of `class` that begins at byte `i`. `last_mark` is the rank of the mark before it, 0 if there is none.
#[inline(always)]
fn step(o: &Options, plan: &Plan, text: &str, i: usize, action: u8, last_mark: &mut u32) -> Step {
    let decode = || slice(text, i..text.len()).chars().next().unwrap_or_default();
    match action {
        plan::KEEP => Step::Keep { cut: true },
        plan::INNER => Step::Keep { cut: false },
        plan::DROP => Step::Drop,
        plan::LETTER.. => Step::Become(char::from_u32(0x600 + u32::from(action)).unwrap_or_default()),
        plan::SPACE if decode() == ' ' => Step::Keep { cut: true },
        plan::SPACE => Step::Become(' '),
        plan::FOLD => {
            let c = decode();
            let to = if LETTERS.has_char(c) { o.letter(c) } else { o.sign(c) };
            if to == c { Step::Keep { cut: true } } else { Step::Become(to) }
        }
        plan::MARK => {
            let rank = rank(decode());
            let in_order = rank > *last_mark;
            *last_mark = rank;
            if in_order { Step::Keep { cut: false } } else { Step::Escape }
        }
        plan::EXPAND => match base_text(decode()) {
            Some(text) if text.chars().all(|c| c == ' ' || is_plain(plan, c)) => Step::Expand(text),
            _ => Step::Escape,
        },
        plan::FOREIGN => {
            let c = decode();
            match o.sign(c) {
                to if to != c => Step::Become(to),
                _ if is_inert(c) => Step::Keep { cut: false },
                _ => Step::Escape,
            }
        }
        _ => Step::Escape,
    }
}

/// The place of a mark in canonical order, as far as the loop can tell without a look at more than the mark before; 0 where it cannot.
fn rank(c: char) -> u32 {
    match c {
        '\u{64B}'..='\u{652}' | '\u{670}' => c as u32,
        '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}' => 0x700,
        _ => 0,
    }
}

/// Whether a letter of a presentation form stays or becomes another letter, whatever surrounds it.
fn is_plain(plan: &Plan, c: char) -> bool {
    LETTERS.has_char(c) && matches!(plan.of(chars::class(c) as u8), plan::KEEP | plan::FOLD | plan::LETTER..)
}

/// Whether NFC leaves a character that is not Arabic alone, unless a mark follows it.
fn is_inert(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' => true,
        _ => canonical_combining_class(c) == 0 && is_nfc_quick([c].into_iter()) == IsNormalized::Yes,
    }
}

/// The length in bytes of the character that a byte begins, and the number of its class.
#[inline(always)]
fn lead(text: &str, i: usize, b: u8) -> (usize, u8) {
    if (0xC2..0xE0).contains(&b) {
        let next = text.as_bytes().get(i + 1).copied().unwrap_or(0);
        return (2, chars::class_of_two(b, next));
    }
    let c = slice(text, i..text.len()).chars().next().unwrap_or_default();
    (c.len_utf8(), chars::class(c) as u8)
}

/// Whether an ASCII byte is more than passed on: only controls and spaces can be.
#[inline(always)]
fn is_plain_ascii(b: u8) -> bool {
    (0x20..0x80).contains(&b)
}

/// The end of the piece around an escape at byte `i`: the next place to cut.
fn piece_end(text: &str, i: usize) -> usize {
    let rest = slice(text, i..text.len());
    rest.char_indices().skip(1).find(|&(_, c)| plan::is_cut(c)).map_or(text.len(), |(at, _)| i + at)
}

/// How many bytes at the start of a text normalization would leave alone, up to a place to cut.
pub(super) fn unchanged(o: &Options, plan: &Plan, text: &str) -> usize {
    if plan.all {
        let items = context::normalize(o, text, 0);
        let same = items.iter().map(|i| i.c).eq(text.chars());
        return if same { text.len() } else { 0 };
    }
    let bytes = text.as_bytes();
    let (mut i, mut seg, mut last_mark) = (0, 0, 0);
    while let Some(&b) = bytes.get(i) {
        if is_plain_ascii(b) {
            (seg, last_mark) = (i, 0);
            i += 1;
            continue;
        }
        let (len, class) = lead(text, i, b);
        let action = plan.of(class);
        if action != plan::MARK && action != plan::DROP {
            last_mark = 0;
        }
        match step(o, plan, text, i, action, &mut last_mark) {
            Step::Keep { cut } => {
                if cut {
                    seg = i;
                }
                i += len;
            }
            Step::Become(_) | Step::Expand(_) => return i,
            // What looks like a change here may yet come to nothing with what stands around it: the context routine decides.
            Step::Drop | Step::Escape => {
                let end = piece_end(text, i);
                let piece = slice(text, seg..end);
                if !context::normalize(o, piece, seg).iter().map(|i| i.c).eq(piece.chars()) {
                    return seg;
                }
                (i, seg, last_mark) = (end, end, 0);
            }
        }
    }
    text.len()
}

/// Writes the normal form of `text[from..]` behind what is in `out`. `from` is a place to cut.
pub(super) fn run<R: Recorder>(o: &Options, plan: &Plan, text: &str, from: usize, out: &mut String, map: &mut R) {
    if plan.all {
        let items = context::normalize(o, slice(text, from..text.len()), from);
        write(text, &items, from..text.len(), out, map);
        return;
    }
    let bytes = text.as_bytes();
    let (mut i, mut run, mut seg) = (from, from, from);
    let (mut seg_out, mut last_mark) = (out.len(), 0);
    while let Some(&b) = bytes.get(i) {
        if is_plain_ascii(b) {
            (seg, last_mark) = (i, 0);
            i += 1;
            continue;
        }
        let (len, class) = lead(text, i, b);
        let action = plan.of(class);
        if action == plan::KEEP {
            (seg, last_mark) = (i, 0);
            i += len;
            continue;
        }
        if action != plan::MARK && action != plan::DROP {
            last_mark = 0;
        }
        let step = step(o, plan, text, i, action, &mut last_mark);
        if let Step::Keep { cut } = step {
            if cut {
                seg = i;
            }
            i += len;
            continue;
        }
        if let Step::Escape = step {
            if seg >= run {
                out.push_str(slice(text, run..seg));
            } else {
                out.truncate(seg_out);
                map.truncate(seg, seg_out);
            }
            let end = piece_end(text, i);
            let items = context::normalize(o, slice(text, seg..end), seg);
            write(text, &items, seg..end, out, map);
            (i, run, seg, last_mark) = (end, end, end, 0);
            seg_out = out.len();
            continue;
        }
        // A change: write what waits, then the change.
        if seg >= run {
            seg_out = out.len() + (seg - run);
        }
        out.push_str(slice(text, run..i));
        let at = out.len();
        match step {
            Step::Become(c) => {
                (seg, seg_out) = (i, at);
                out.push(c);
            }
            Step::Expand(letters) => {
                (seg, seg_out) = (i, at);
                out.extend(letters.chars().map(|c| o.letter(c)));
            }
            _ => {}
        }
        i += len;
        run = i;
        if R::ON && (out.len() - at != len || matches!(step, Step::Expand(_))) {
            map.edit(i - len..i, at..out.len());
        }
    }
    out.push_str(slice(text, run..text.len()));
}

/// Writes what the context routine made of a piece of the text, and records where it came from.
fn write<R: Recorder>(text: &str, items: &[Item], piece: Range<usize>, out: &mut String, map: &mut R) {
    if !R::ON {
        out.extend(items.iter().map(|i| i.c));
        return;
    }
    // Groups of items whose source ranges overlap or are out of order.
    let mut groups: Vec<(Range<usize>, Range<usize>, bool)> = Vec::with_capacity(items.len());
    for item in items {
        let at = out.len();
        out.push(item.c);
        let plain = item.c.len_utf8() == item.end - item.start && slice(text, item.start..item.end).chars().count() == 1;
        let mut group = (item.start..item.end, at..out.len(), plain);
        while let Some(last) = groups.pop_if(|last| last.0.end > group.0.start) {
            group = (group.0.start.min(last.0.start)..group.0.end.max(last.0.end), last.1.start..group.1.end, false);
        }
        groups.push(group);
    }
    let mut done = piece.start;
    for (source, output, plain) in groups {
        if done < source.start {
            map.edit(done..source.start, output.start..output.start);
        }
        done = source.end;
        if !plain {
            map.edit(source, output);
        }
    }
    if done < piece.end {
        map.edit(done..piece.end, out.len()..out.len());
    }
}
