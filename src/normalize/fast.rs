//! The loop over a text whose changes are not recorded: [`scan::fold`](crate::scan::fold) writes what it can decide by itself, and what it
//! stops at is decided here, with an escape to the [`context`] routine for what depends on its neighbours.

use alloc::borrow::Cow;
use alloc::string::String;

use super::context::{self, piece_end};
use super::engine::{is_inert, is_plain, lead};
use super::items::Items;
use super::plan::{self, Options, Plan};
use crate::chars::{LETTERS, MARKS, base_text};
use crate::scan::Level;
use crate::scan::fold::{fold, unchanged};
use crate::span::slice;

/// What a closer look at a character says.
enum Found {
    /// It stays; whether what follows may depend on what stands before it.
    Keep { inner: bool },
    /// It goes.
    Drop,
    /// It becomes another one.
    Become(char),
    /// It becomes the letters of a presentation form.
    Expand(&'static str),
    /// Its neighbours decide.
    Escape,
}

/// A closer look at the character at byte `i`, of this length and action.
#[inline]
fn look(o: &Options, plan: &Plan, text: &str, i: usize, action: u8) -> Found {
    let c = slice(text, i..text.len()).chars().next().unwrap_or_default();
    match action {
        plan::KEEP => Found::Keep { inner: false },
        plan::INNER => Found::Keep { inner: true },
        plan::DROP => Found::Drop,
        plan::LETTER.. => Found::Become(char::from_u32(0x600 + u32::from(action)).unwrap_or_default()),
        plan::SPACE => Found::Become(' '),
        plan::FOLD => Found::Become(if LETTERS.has_char(c) { o.letter(c) } else { o.sign(c) }),
        plan::EXPAND if plan::stands_alone(c) => Found::Escape,
        plan::EXPAND => match base_text(c) {
            Some(text) if text.chars().all(|c| c == ' ' || is_plain(plan, c)) => Found::Expand(text),
            _ => Found::Escape,
        },
        plan::FOREIGN => match o.sign(c) {
            to if to != c => Found::Become(to),
            _ if is_inert(c) => Found::Keep { inner: true },
            _ => Found::Escape,
        },
        // A joiner behind an Arabic letter or mark means nothing that is kept.
        plan::ESCAPE if matches!(c, '\u{200C}' | '\u{200D}') => match slice(text, 0..i).chars().next_back() {
            Some(before) if LETTERS.or(MARKS).has_char(before) => Found::Drop,
            _ => Found::Escape,
        },
        _ => Found::Escape,
    }
}

/// The last place to cut before byte `i`, but not before byte `done`, where the piece around the last escape ended, and how many bytes stand in
/// the output for what is between.
fn last_cut(o: &Options, plan: &Plan, text: &str, done: usize, i: usize) -> (usize, usize) {
    let (mut at, mut written) = (i, 0);
    for (offset, c) in slice(text, done..i).char_indices().rev() {
        let start = done + offset;
        let found = look(o, plan, text, start, plan.of(crate::chars::class(c) as u8));
        let inner = matches!(found, Found::Keep { inner: true } | Found::Drop);
        written += match found {
            Found::Keep { .. } => c.len_utf8(),
            Found::Drop => 0,
            Found::Become(to) => to.len_utf8(),
            Found::Expand(letters) => letters.chars().map(|c| o.letter(c).len_utf8()).sum(),
            // Its piece would have ended behind `done`: this is not reached.
            Found::Escape => return (at, written),
        };
        at = start;
        if !inner {
            break;
        }
    }
    (at, written)
}

/// The piece around an escape at byte `i`: where it begins, how much of it stands in the output, where it ends, and what becomes of it.
#[cold]
#[inline(never)]
fn escape(o: &Options, plan: &Plan, text: &str, done: usize, i: usize) -> (usize, usize, usize, Items) {
    let (from, written) = last_cut(o, plan, text, done, i);
    let end = piece_end(o, text, i);
    (from, written, end, context::normalize(o, text, from..end))
}

/// How far a text stays as it is.
enum Same {
    /// To its end.
    All,
    /// Up to the character at the first byte, which does not take its neighbours to decide. The last piece that did ended at the second.
    Until(usize, usize),
    /// Up to this byte; then the context routine decides, up to the second.
    Piece(usize, usize),
}

fn same(level: Level, o: &Options, plan: &Plan, text: &str) -> Same {
    let b = text.as_bytes();
    let (mut i, mut done) = (0, 0);
    loop {
        i = unchanged(level, &plan.fold_table, text, i);
        let Some(&first) = b.get(i) else { return Same::All };
        let (n, class) = lead(text, i, first);
        let c = || slice(text, i..text.len()).chars().next();
        match look(o, plan, text, i, plan.of(class)) {
            Found::Keep { .. } => i += n,
            Found::Become(to) if Some(to) == c() => i += n,
            Found::Escape => {
                let (from, _, end, items) = escape(o, plan, text, done, i);
                // What looks like a change may yet come to nothing with what stands around it.
                if !items.chars().eq(slice(text, from..end).chars()) {
                    return Same::Piece(from, end);
                }
                (i, done) = (end, end);
            }
            _ => return Same::Until(i, done),
        }
    }
}

/// The normal form of a text, borrowed if it is the text itself.
#[inline]
pub(super) fn normalize<'t>(level: Level, o: &Options, plan: &Plan, text: &'t str) -> Cow<'t, str> {
    let mut out = String::new();
    let (from, done) = match same(level, o, plan, text) {
        Same::All => return Cow::Borrowed(text),
        Same::Until(i, done) => {
            out.reserve_exact(text.len());
            out.push_str(slice(text, 0..i));
            (i, done)
        }
        Same::Piece(i, end) => {
            out.reserve_exact(text.len());
            out.push_str(slice(text, 0..i));
            out.extend(context::normalize(o, text, i..end).chars());
            (end, end)
        }
    };
    rest(level, o, plan, text, (from, done), &mut out);
    Cow::Owned(out)
}

/// Appends the normal form of a text.
#[inline]
pub(super) fn append(level: Level, o: &Options, plan: &Plan, text: &str, out: &mut String) {
    rest(level, o, plan, text, (0, 0), out);
}

/// Appends the normal form of a text from byte `i` on; what is before stands in `out`, and the last piece that took the context routine ended at
/// `done`.
fn rest(level: Level, o: &Options, plan: &Plan, text: &str, (mut i, mut done): (usize, usize), out: &mut String) {
    let b = text.as_bytes();
    while i < b.len() {
        i = fold(level, &plan.fold_table, text, i, out);
        while let Some(&first) = b.get(i) {
            let (n, class) = lead(text, i, first);
            match look(o, plan, text, i, plan.of(class)) {
                Found::Keep { .. } => out.push_str(slice(text, i..i + n)),
                Found::Drop => {}
                Found::Become(c) => out.push(c),
                Found::Expand(letters) => out.extend(letters.chars().map(|c| o.letter(c))),
                Found::Escape => {
                    let (_, written, end, items) = escape(o, plan, text, done, i);
                    out.truncate(out.len() - written);
                    out.extend(items.chars());
                    (i, done) = (end, end);
                    continue;
                }
            }
            i += n;
            // What takes a closer look seldom comes alone: digits, ligatures, other scripts.
            if plan.fold_table.decides(b, i) {
                break;
            }
        }
    }
}

/// Whether a character is a dagger alef, or a presentation form with one.
pub(super) fn is_dagger_alef(c: char) -> bool {
    c == '\u{670}' || c >= '\u{FB50}' && base_text(c).is_some_and(|text| text.contains('\u{670}'))
}

/// Appends the normal form of a text in which only words with a dagger alef need more than a look at their letters.
pub(super) fn append_words(level: Level, o: &Options, plan: &Plan, text: &str, out: &mut String) {
    let mut done = 0;
    while let Some(at) = slice(text, done..text.len()).find(is_dagger_alef).map(|at| done + at) {
        // A place to cut that is never inside a word, and stands apart from a sign of words.
        let is_apart = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        let start = slice(text, done..at).rfind(is_apart).map_or(done, |i| done + i);
        let end = slice(text, at..text.len()).find(is_apart).map_or(text.len(), |i| at + i);
        rest(level, o, plan, slice(text, done..start), (0, 0), out);
        for piece in context::pieces(o, text, start..end) {
            out.extend(context::normalize(o, text, piece).chars());
        }
        done = end;
    }
    rest(level, o, plan, slice(text, done..text.len()), (0, 0), out);
}
