//! The loop over a text whose changes are recorded, or whose marks are kept in order: by class, in runs of untouched bytes, with an escape to
//! the [`context`] routine. What asks for neither goes through [`fast`](super::fast).
//!
//! The masks of a [`block`] lead from one character that is not plain to the next: an event.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::block::{self, BLOCK};
use super::context::{self, piece_end};
use super::items::Items;
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
        plan::EXPAND if plan::stands_alone(decode()) => Step::Escape,
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
pub(super) fn is_plain(plan: &Plan, c: char) -> bool {
    LETTERS.has_char(c) && matches!(plan.of(chars::class(c) as u8), plan::KEEP | plan::FOLD | plan::LETTER..)
}

/// Whether NFC leaves a character that is not Arabic alone, unless a mark follows it.
pub(super) fn is_inert(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' => true,
        _ => canonical_combining_class(c) == 0 && is_nfc_quick([c].into_iter()) == IsNormalized::Yes,
    }
}

/// The length in bytes of the character that a byte begins, and the number of its class.
#[inline(always)]
pub(super) fn lead(text: &str, i: usize, b: u8) -> (usize, u8) {
    if (0xC2..0xE0).contains(&b) {
        let next = text.as_bytes().get(i + 1).copied().unwrap_or(0);
        return (2, chars::class_of_two(b, next));
    }
    let c = slice(text, i..text.len()).chars().next().unwrap_or_default();
    (c.len_utf8(), chars::class(c) as u8)
}

/// Whether the whole text takes the context routine.
fn takes_all(plan: &Plan, text: &str) -> bool {
    plan.all && (!plan.words || text.contains(super::fast::is_dagger_alef))
}

/// How many bytes at the start of a text normalization would leave alone, up to a place to cut.
pub(super) fn unchanged(o: &Options, plan: &Plan, text: &str) -> usize {
    if takes_all(plan, text) {
        let changed = context::pieces(o, text, 0..text.len()).find(|piece| context::changes(o, text, piece.clone()));
        return changed.map_or(text.len(), |piece| piece.start);
    }
    let bytes = text.as_bytes();
    let mut buffer = [0; BLOCK + 1];
    let (mut i, mut seg, mut done, mut last_mark) = (0, 0, 0, 0);
    'blocks: while i < bytes.len() {
        let block = block::load(bytes, i, &mut buffer);
        if block::is_plain_ascii(block) {
            i += BLOCK;
            continue;
        }
        let masks = block::masks(block, plan.first_plain);
        let mut events = masks.special | masks.vowels;
        while events != 0 {
            let at = i + events.trailing_zeros() as usize;
            events &= events - 1;
            if at > done {
                (seg, last_mark) = (before(bytes, at), 0);
            }
            let (len, class) = lead(text, at, bytes.get(at).copied().unwrap_or(0));
            done = at + len;
            let action = plan.of(class);
            if action != plan::MARK && action != plan::DROP {
                last_mark = 0;
            }
            match step(o, plan, text, at, action, &mut last_mark) {
                Step::Keep { cut: true } => seg = at,
                Step::Keep { cut: false } => {}
                Step::Become(_) | Step::Expand(_) => return at,
                Step::Drop => return seg,
                // What looks like a change here may yet come to nothing with what stands around it: the context routine decides.
                Step::Escape => {
                    let end = piece_end(o, text, at);
                    if context::changes(o, text, seg..end) {
                        return seg;
                    }
                    (i, seg, done, last_mark) = (end, end, end, 0);
                    continue 'blocks;
                }
            }
        }
        i += BLOCK;
    }
    text.len()
}

/// Where the plain character before byte `at` begins.
#[inline(always)]
fn before(bytes: &[u8], at: usize) -> usize {
    let last = at.saturating_sub(1);
    if bytes.get(last).is_some_and(|&b| b < 0x80) { last } else { at.saturating_sub(2) }
}

/// Writes the normal form of a text behind what is in `out`, but for the end of the text that stays as it is: where that begins is returned.
///
/// Nothing is written before something changes, and so a text in normal form costs no allocation.
pub(super) fn run<R: Recorder>(o: &Options, plan: &Plan, text: &str, out: &mut String, map: &mut R) -> usize {
    if takes_all(plan, text) {
        return run_pieces(o, text, out, map);
    }
    let bytes = text.as_bytes();
    let mut buffer = [0; BLOCK + 1];
    let mut i = 0;
    let mut w = Writer { o, plan, text, seg_out: out.len(), out, map, run: 0, seg: 0, done: 0, last_mark: 0 };
    'blocks: while i < bytes.len() {
        let block = block::load(bytes, i, &mut buffer);
        if block::is_plain_ascii(block) {
            i += BLOCK;
            continue;
        }
        let masks = block::masks(block, plan.first_plain);
        let mut events = masks.special | masks.vowels;
        while events != 0 {
            let at = i + events.trailing_zeros() as usize;
            events &= events - 1;
            if let Some(end) = w.event(at) {
                i = end;
                continue 'blocks;
            }
        }
        i += BLOCK;
    }
    w.run
}

/// [`run`] by the context routine alone, piece by piece. Pieces that do not change are written with the next that does.
fn run_pieces<R: Recorder>(o: &Options, text: &str, out: &mut String, map: &mut R) -> usize {
    let mut done = 0;
    for piece in context::pieces(o, text, 0..text.len()) {
        let items = context::normalize(o, text, piece.clone());
        if items.chars().eq(slice(text, piece.clone()).chars()) {
            continue;
        }
        if out.capacity() == 0 {
            out.reserve(text.len());
        }
        out.push_str(slice(text, done..piece.start));
        done = piece.end;
        write(text, &items, piece, out, map);
    }
    done
}

/// The state of [`run`].
struct Writer<'w, R> {
    o: &'w Options,
    plan: &'w Plan,
    text: &'w str,
    out: &'w mut String,
    map: &'w mut R,
    /// From here on, up to the current character, the text waits to be passed unchanged.
    run: usize,
    /// The last place to cut before the end of the last event.
    seg: usize,
    /// The length of the output at `seg`, if `seg` is before `run`.
    seg_out: usize,
    /// The end of the last event: what is behind it, up to the current character, is plain.
    done: usize,
    /// The rank of the mark before the current character, or 0.
    last_mark: u32,
}

impl<R: Recorder> Writer<'_, R> {
    /// Makes room before the first change.
    #[inline(always)]
    fn open(&mut self) {
        if self.out.capacity() == 0 {
            self.out.reserve(self.text.len());
        }
    }

    /// Writes what waits, up to byte `end`.
    #[inline(always)]
    fn flush(&mut self, end: usize) {
        self.open();
        if self.seg >= self.run {
            self.seg_out = self.out.len() + (self.seg - self.run);
        }
        self.out.push_str(slice(self.text, self.run..end));
        self.run = end;
    }

    /// Deals with the character at byte `at`, which is not plain. Returns the end of the piece if that was more than the character.
    #[inline(always)]
    fn event(&mut self, at: usize) -> Option<usize> {
        let (len, class) = lead(self.text, at, self.text.as_bytes().get(at).copied().unwrap_or(0));
        let action = self.plan.of(class);
        if action >= plan::LETTER {
            self.open();
            self.out.push_str(slice(self.text, self.run..at));
            (self.seg, self.seg_out, self.last_mark) = (at, self.out.len(), 0);
            self.out.push(char::from_u32(0x600 | u32::from(action)).unwrap_or_default());
            (self.run, self.done) = (at + len, at + len);
            return None;
        }
        if action == plan::KEEP {
            (self.seg, self.done, self.last_mark) = (at, at + len, 0);
            return None;
        }
        if at > self.done {
            (self.seg, self.last_mark) = (before(self.text.as_bytes(), at), 0);
        }
        self.done = at + len;
        if action == plan::DROP {
            self.flush(at);
            self.run = self.done;
            if R::ON {
                self.map.edit(at..self.done, self.out.len()..self.out.len());
            }
            return None;
        }
        self.rare(at, action)
    }

    /// The actions that [`event`](Writer::event) does not deal with itself.
    #[inline(never)]
    fn rare(&mut self, at: usize, action: u8) -> Option<usize> {
        if action != plan::MARK {
            self.last_mark = 0;
        }
        let step = step(self.o, self.plan, self.text, at, action, &mut self.last_mark);
        match step {
            Step::Keep { cut: true } => {
                self.seg = at;
                return None;
            }
            Step::Keep { cut: false } => return None,
            Step::Escape => return Some(self.escape(at)),
            Step::Become(_) | Step::Expand(_) | Step::Drop => {}
        }
        self.flush(at);
        let start = self.out.len();
        match step {
            Step::Become(c) => {
                (self.seg, self.seg_out) = (at, start);
                self.out.push(c);
            }
            Step::Expand(letters) => {
                (self.seg, self.seg_out) = (at, start);
                self.out.extend(letters.chars().map(|c| self.o.letter(c)));
            }
            _ => {}
        }
        self.run = self.done;
        if R::ON && (self.out.len() - start != self.done - at || matches!(step, Step::Expand(_))) {
            self.map.edit(at..self.done, start..self.out.len());
        }
        None
    }

    /// Has the context routine write the piece around byte `at`, from the last place to cut to the next, and returns its end.
    #[cold]
    #[inline(never)]
    fn escape(&mut self, at: usize) -> usize {
        let end = piece_end(self.o, self.text, at);
        let items = context::normalize(self.o, self.text, self.seg..end);
        if self.seg >= self.run {
            // What looks like a change may come to nothing in its context.
            if items.chars().eq(slice(self.text, self.seg..end).chars()) {
                (self.seg, self.done, self.last_mark) = (end, end, 0);
                return end;
            }
            self.flush(self.seg);
        } else {
            self.out.truncate(self.seg_out);
            self.map.truncate(self.seg, self.seg_out);
        }
        write(self.text, &items, self.seg..end, self.out, self.map);
        (self.run, self.seg, self.done, self.last_mark) = (end, end, end, 0);
        self.seg_out = self.out.len();
        end
    }
}

/// Appends the items of a piece of the text, and records where they come from.
///
/// Items whose sources overlap or are out of order are one edit. An edit ends before an item if no source before it reaches over any source
/// from there on.
fn write<R: Recorder>(text: &str, items: &Items, piece: Range<usize>, out: &mut String, map: &mut R) {
    if !R::ON {
        out.extend(items.chars());
        return;
    }
    // For each item the first byte of any source from there on; only a list out of order needs it.
    let mut lowest = Vec::new();
    if !items.is_sorted_by_key(|i| i.source().start) {
        lowest.reserve_exact(items.len());
        lowest.extend(items.iter().rev().scan(usize::MAX, |low, i| {
            *low = i.source().start.min(*low);
            Some(*low as u32)
        }));
        lowest.reverse();
    }
    let mut done = piece.start;
    let mut n = 0;
    while let Some(first) = items.get(n) {
        let (mut source, start) = (first.source(), out.len());
        out.push(first.char());
        n += 1;
        let mut alone = true;
        while let Some(next) = items.get(n) {
            let low = lowest.get(n).map_or(next.source().start, |&low| low as usize);
            if source.end <= low {
                break;
            }
            source = source.start.min(low)..source.end.max(next.source().end);
            out.push(next.char());
            n += 1;
            alone = false;
        }
        let source = piece.start + source.start..piece.start + source.end;
        if done < source.start {
            map.edit(done..source.start, start..start);
        }
        done = source.end;
        // One character for one of the same length is no edit.
        let length = out.len() - start;
        if !(alone && length == source.len() && slice(text, source.clone()).chars().count() == 1) {
            map.edit(source, start..out.len());
        }
    }
    if done < piece.end {
        map.edit(done..piece.end, out.len()..out.len());
    }
}
