//! The block scanner of the tokenizer: computes bitmasks of 64 bytes at a time with SIMD instructions and reads token boundaries from them by
//! counting zeros.
//!
//! It splits a text into pieces ([`BlockMasks`]) and decides which pieces are certainly tokens. Boundaries that the masks cannot decide
//! (abbreviations, addresses, tags, emoji, other scripts) are deferred to the caller: `token/stream.rs` applies the rules of the tokenizer, and
//! `analyzer/standard.rs` those of Lucene.
//!
//! | file | contents |
//! |---|---|
//! | `words.rs` | [`Reader`]: iteration over the boundaries of one block |
//! | `classes.rs` | the table of character classes, from which all others are computed |
//! | `block.rs` | SIMD: the bitmasks of the bytes of one block |
//! | `masks.rs` | [`BlockMasks`] from these bitmasks: boolean algebra over `u64` |
//!
//! # Example
//!
//! The first 16 bytes of `من بيت، لا`, with the first byte on the left:
//!
//! ```text
//! character  م     ن     ␠  ب     ي     ت     ،     ␠  ل
//! byte       D9 85 D9 86 20 D8 A8 D9 8A D8 AA D8 8C 20 D9 84
//! lead        1  0  1  0  0  1  0  1  0  1  0  0  0  0  1  0   first bytes of Arabic letters and marks
//! arabic      1  1  1  1  0  1  1  1  1  1  1  0  0  0  1  1   lead | lead << 1
//! space       0  0  0  0  1  0  0  0  0  0  0  0  0  1  0  0
//! sign        0  0  0  0  0  0  0  0  0  0  0  1  0  0  0  0   first bytes of ، ؛ ؟
//! inner       0  1  1  1  0  0  1  1  1  1  1  0  1  0  0  1   arabic & arabic << 1 | sign << 1
//! bounds      1  0  0  0  1  1  0  0  0  0  0  1  0  1  1  0   !inner
//! certain     ?  0  0  0  1  1  0  0  0  0  0  1  0  1  1  0   (arabic << 1) & (space | sign) | space << 1 | sign << 2
//! ```
//!
//! (In a register the first byte is the lowest bit, so `<< 1` moves a bit to the right in this picture. `?` depends on the block before.) The tokens
//! are those between two set bits of `bounds`: `من`, a space, `بيت`, `،`, a space, and one that starts with `ل`.

mod block;
pub(crate) mod classes;
mod masks;

use super::Level;
use super::arch::{BLOCK, Simd, level::dispatch, utf8};

/// The number of bytes that a block classifies. It loads [`BLOCK`] bytes: these, two bytes before them and two after them.
const STEP: usize = BLOCK - 4;
/// The bits of the bytes that a block classifies.
const VALID_BITS: u64 = ((1 << STEP) - 1) << 2;

/// Pieces that are deferred although the masks could decide them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeferOptions {
    /// Defers digits, `$ % + -` and `٪`: they may be part of a date or a telephone number.
    pub(crate) digits: bool,
    /// Defers the boundaries between an Arabic letter and a Latin letter, a digit, a quotation mark or a colon: UAX #29 may join them.
    pub(crate) joins: bool,
    /// The words that may be abbreviations if a full stop follows.
    pub(crate) short: &'static ShortWords,
}

/// The abbreviations of Arabic letters, as a filter: `table[n][last]` is the set of letters that precede the letter `last` in an abbreviation of `n`
/// letters. A letter is the low six bits of its second byte; a set has one bit for each.
pub(crate) type ShortWords = [[u64; 64]; 9];

/// The token masks of one block. The first byte is the lowest bit.
///
/// A *piece* is
/// - a run of Arabic letters, marks and tatweel of U+0620–065F and letters of U+0671–06D3;
/// - a run of letters of ASCII and of U+00C0–017F (less × and ÷);
/// - a run of digits of ASCII, or of U+0660–0669, with single full stops and commas between them;
/// - a run of spaces;
/// - one line feed; one other character of [`classes::CLASSES`] that is not [`classes::UNCERTAIN`]: a mark of ASCII, a sign `، ؛ ؟ ٪`, or a quote
///   `« » – — “ ” …`;
/// - a run of other bytes.
#[derive(Clone, Copy, Debug, Default)]
struct BlockMasks {
    /// The first bytes of pieces.
    bounds: u64,
    /// The bounds that the masks alone cannot decide: the preceding piece may be more or less than a token. A bound is certain
    /// - after an Arabic piece that starts with a letter and does not end in a tatweel with its marks, if the next piece
    ///   - is [`ENDS_WORD`](classes::ENDS_WORD) or a line feed;
    ///   - is [`ENDS_ARABIC`](classes::ENDS_ARABIC) or [`ENDS_LATIN`](classes::ENDS_LATIN), a letter or digit of another kind, and the word ends
    ///     neither in a mark nor in [`CLITIC_END`](classes::CLITIC_END);
    ///   - is a mark other than the full stop, and a blank (a space or a line feed) follows it;
    ///   - is a full stop, a blank follows it, and the word is not an abbreviation: see `certain_full_stops`;
    /// - after a Latin piece, if the next piece is `ENDS_WORD` or `ENDS_LATIN` or an Arabic letter, or a mark other than the full stop that a blank
    ///   follows;
    /// - after a number, if the next piece is [`ENDS_NUMBER`](classes::ENDS_NUMBER) or an Arabic letter; if it is a comma, and ASCII other than a
    ///   digit, an Arabic letter or one of `، ؛ ؟` follows; if it is any mark or one of `، ؛ ؟`, and a blank follows; if it is `٪`, and ASCII
    ///   follows;
    /// - after spaces, except before other bytes that may be white space;
    /// - after a mark, a sign or a quote, before ASCII, an Arabic letter, U+0660–0669, a quote or one of `، ؛ ؟`;
    /// - after a line feed always, and after other bytes never.
    uncertain: u64,
    /// The bytes of letters and digits, and the other bytes: a word may start at one of them.
    word_like: u64,
    /// The bytes that are in none of the classes.
    others: u64,
    /// The bytes after `، ؛ ؟ ٪` and U+0660–0669: the second byte of a piece that ends there has its kind ([`classes::KINDS`]).
    by_second_byte: u64,
}

/// The carry of a block into the next one. The two lowest bits are those of the last two bytes that the block classified. (A `bool` would be
/// slower: LLVM makes vectors of bits of it.)
#[derive(Clone, Copy, Debug, Default)]
struct Carry {
    /// The Arabic piece that continues there started with a mark or a tatweel.
    mark_run: u64,
    /// They end a tatweel and its marks.
    tatweel: u64,
    /// They are part of a quote of three bytes.
    quote: u64,
    /// The second of them is a full stop or a comma inside a number.
    number: u64,
}

/// [`DeferOptions`], each option expanded to an all-ones or all-zeros mask.
#[derive(Clone, Copy, Debug)]
struct DeferMasks {
    no_digits: u64,
    no_joins: u64,
    short: &'static ShortWords,
}

/// The current block.
#[derive(Clone, Debug)]
struct Block {
    masks: BlockMasks,
    carry: Carry,
    defer: DeferMasks,
}

/// Returns whether a level has an implementation of the block scanner.
#[inline(always)]
pub(crate) fn has_blocks(level: Level) -> bool {
    level != Level::Scalar
}

/// An iterator over the pieces of a text; with `WORDS`, over those that may be words. It reads boundaries from the masks of a block, so finding a
/// token does not wait for the end of the preceding one.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'t, const WORDS: bool> {
    level: Level,
    text: &'t str,
    block: Block,
    /// The position in the text of the first loaded byte of the block. At the start it is two bytes before the text, so it wraps.
    base: usize,
    /// The start of the next token. With `WORDS`, a value after the block means that only the next block has it.
    start: usize,
    /// The ends of the next certain tokens.
    ends: u64,
    /// The first uncertain end, and all ends after it.
    deferred: u64,
    /// With `WORDS`: the starts of the tokens after the next one.
    starts: u64,
}

/// A certain token: its text, its start, and the byte that has its kind in [`classes::KINDS`].
pub(crate) type CertainToken<'t> = (&'t str, usize, u8);

/// An item of a [`Reader`].
pub(crate) enum Event<'t> {
    /// A certain token.
    Token(CertainToken<'t>),
    /// The start of a token that the caller must decide. The caller passes its end to [`Reader::resume_at`].
    Defer(usize),
}

impl<'t, const WORDS: bool> Reader<'t, WORDS> {
    /// Creates a reader at the start of a text.
    #[inline]
    pub(crate) fn new(level: Level, text: &'t str, defer: &DeferOptions) -> Reader<'t, WORDS> {
        let all = |on: bool| u64::from(on).wrapping_neg();
        let defer = DeferMasks { no_digits: all(defer.digits), no_joins: all(defer.joins), short: defer.short };
        let block = Block { masks: BlockMasks::default(), carry: Carry::default(), defer };
        // An empty block that ends at the start of the text.
        Reader { level, text, block, base: 0_usize.wrapping_sub(BLOCK - 2), start: 0, ends: 0, deferred: 0, starts: 0 }
    }

    /// Returns the start of the next token. With `WORDS` it may be unknown.
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    /// Returns the next token if it is certain and in the current block.
    #[inline(always)]
    pub(crate) fn next_certain(&mut self) -> Option<CertainToken<'t>> {
        if self.ends == 0 {
            return None;
        }
        let place = self.ends.trailing_zeros();
        let end = self.base.wrapping_add(place as usize);
        self.ends &= self.ends.wrapping_sub(1);
        let start = if WORDS { self.next_start() } else { core::mem::replace(&mut self.start, end) };
        Some(self.piece(start, end, self.block.masks.by_second_byte >> place & 1))
    }

    /// Folds all tokens, as [`Iterator::fold`]. `kind` maps the byte of a certain token to its kind. `ask` decides the others: it returns the end of
    /// the token at a start, and its kind, or `None` to skip the token.
    #[inline(always)]
    pub(crate) fn fold<B, K>(
        self,
        so_far: B,
        kind: impl Fn(u8) -> K,
        ask: impl FnMut(usize) -> (usize, Option<K>),
        f: impl FnMut(B, &'t str, usize, K) -> B,
    ) -> B {
        fold_at_level(self.level, self, so_far, kind, ask, f)
    }

    /// Returns the next item. The caller has tried [`next_certain`](Reader::next_certain), which is inlined; this is the slow path.
    #[inline(never)]
    pub(crate) fn next(&mut self) -> Option<Event<'t>> {
        loop {
            if let Some(token) = self.next_certain() {
                return Some(Event::Token(token));
            }
            if self.is_deferred() {
                return Some(Event::Defer(self.start));
            }
            if self.is_done() {
                return None;
            }
            let at = self.base.wrapping_add(STEP + 2);
            self.load_block(at, at == 0);
        }
    }

    /// Returns whether the caller must decide the next token. A piece of other bytes may continue after the block; its start decides.
    #[inline(always)]
    fn is_deferred(&self) -> bool {
        let place = self.start.wrapping_sub(self.base);
        self.deferred != 0 || place < STEP + 2 && self.block.masks.others >> place & 1 == 1
    }

    /// Returns whether the text ends in the block.
    #[inline(always)]
    fn is_done(&self) -> bool {
        self.base.wrapping_add(STEP + 2) > self.text.len() || !WORDS && self.start >= self.text.len()
    }

    /// Returns the start of the current token and advances to the next start.
    #[inline(always)]
    fn next_start(&mut self) -> usize {
        let start = self.base.wrapping_add(self.starts.trailing_zeros() as usize);
        self.starts &= self.starts.wrapping_sub(1);
        core::mem::replace(&mut self.start, start)
    }

    /// Returns a token by its bounds, with its first byte, or its second byte if `by_second_byte` is 1.
    #[inline(always)]
    fn piece(&self, start: usize, end: usize, by_second_byte: u64) -> CertainToken<'t> {
        debug_assert!(start < end && self.text.is_char_boundary(start) && self.text.is_char_boundary(end), "{start} {end}");
        // Both are first bytes of characters of the text, or its end: `bounds` has no other bits, and `deferred_token` checks the ends that the caller
        // passes. A character that is classified by its second byte has two bytes.
        let token = self.text.as_bytes().get(start..end).unwrap_or_default();
        (utf8::as_str(token), start, token.get(by_second_byte as usize).copied().unwrap_or_default())
    }

    /// Classifies the block that starts at `at`. With `afresh` a token starts there; otherwise the carry of the preceding block applies.
    #[inline(never)]
    fn load_block(&mut self, at: usize, afresh: bool) {
        block::load_block(self.level, self.text.as_bytes(), at, afresh, &mut self.block);
        self.enter_block(at, afresh);
    }

    /// Makes the block that was classified for `at` the current one.
    #[inline(always)]
    fn enter_block(&mut self, at: usize, afresh: bool) {
        crate::op_counter::count(BLOCK);
        // A word may have started in the preceding block.
        let begun = !afresh && self.start < at;
        self.base = at.wrapping_sub(2);
        let remaining = self.text.len() - at;
        if remaining < STEP {
            // No piece starts after the end of the text.
            self.block.masks.bounds &= (8 << remaining) - 1;
        }
        if WORDS {
            self.starts = (self.block.masks.bounds | u64::from(afresh) << 2) & self.block.masks.word_like;
            if !begun {
                self.next_start();
            }
        } else if afresh {
            self.start = at;
        }
        self.arm(self.block.masks.bounds);
    }

    /// Splits the ends among `bounds` into the certain ones before the first uncertain one, and the rest.
    #[inline(always)]
    fn arm(&mut self, bounds: u64) {
        let ends = if WORDS { bounds & self.block.masks.word_like << 1 } else { bounds };
        let stops = ends & self.block.masks.uncertain;
        let before = (stops & stops.wrapping_neg()).wrapping_sub(1);
        self.ends = ends & before;
        self.deferred = ends & !before;
    }

    /// Continues after the deferred token, which the caller found to end at `end`. `end` is after its start.
    #[inline]
    pub(crate) fn resume_at(&mut self, end: usize) {
        let (_, end) = self.deferred_token(self.start, end);
        if !self.try_resume(end) {
            self.load_block(end, true);
        }
    }

    /// Returns the deferred token and its end. An end that is not a character boundary becomes the end of the text, because [`piece`](Reader::piece)
    /// relies on boundaries.
    #[inline(always)]
    fn deferred_token(&self, start: usize, end: usize) -> (&'t str, usize) {
        match self.text.get(start..end) {
            Some(token) => (token, end),
            None => ("", self.text.len()),
        }
    }

    /// Continues from the end of a token if it is a bound of the current block. Returns `false` if it is inside a piece, which the masks do not
    /// describe, or not in the block.
    #[inline(always)]
    fn try_resume(&mut self, end: usize) -> bool {
        let place = end.wrapping_sub(self.base);
        let here = if place < BLOCK { 1_u64 << place } else { 0 };
        if (self.block.masks.bounds | self.block.masks.others & VALID_BITS) & here == 0 {
            return false;
        }
        if WORDS {
            self.starts = (self.block.masks.bounds & self.block.masks.word_like | self.block.masks.others & here) & here.wrapping_neg();
            self.next_start();
        } else {
            self.start = end;
        }
        self.arm(self.block.masks.bounds & (here << 1).wrapping_neg());
        true
    }
}

dispatch! {
    /// Implements [`Reader::fold`].
    fn fold_at_level<'t, B, K; const WORDS: bool>(
        reader: Reader<'t, WORDS>,
        so_far: B,
        kind: impl Fn(u8) -> K,
        ask: impl FnMut(usize) -> (usize, Option<K>),
        f: impl FnMut(B, &'t str, usize, K) -> B,
    ) -> B = fold_blocks;
}

/// Folds the tokens of a text. The block is classified in the same function, so its masks stay in registers.
#[inline(always)]
fn fold_blocks<'t, S: Simd, B, K, const WORDS: bool>(
    simd: S,
    reader: Reader<'t, WORDS>,
    mut so_far: B,
    kind: impl Fn(u8) -> K,
    mut ask: impl FnMut(usize) -> (usize, Option<K>),
    mut f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    let mut reader = Reader { block: Block { ..reader.block }, ..reader };
    loop {
        let (at, afresh) = if let Some((text, start, first)) = reader.next_certain() {
            so_far = f(so_far, text, start, kind(first));
            continue;
        } else if reader.is_deferred() {
            let start = reader.start;
            let (end, kind) = ask(start);
            let (text, end) = reader.deferred_token(start, end);
            if let Some(kind) = kind {
                so_far = f(so_far, text, start, kind);
            }
            if reader.try_resume(end) {
                continue;
            }
            (end, true)
        } else if reader.is_done() {
            return so_far;
        } else {
            let at = reader.base.wrapping_add(STEP + 2);
            (at, at == 0)
        };
        block::classify(simd, reader.text.as_bytes(), at, afresh, &mut reader.block);
        reader.enter_block(at, afresh);
    }
}

#[cfg(test)]
mod tests {
    use super::classes::tests::class_of;
    use super::classes::{ENDS_ARABIC, ENDS_LATIN, ENDS_NUMBER, ENDS_WORD, FIGURE, PieceKind, UNCERTAIN};
    use super::*;
    use crate::chars;
    use alloc::string::String;
    use alloc::vec::Vec;

    /// The kind of a piece, for the reference implementation below.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    enum Kind {
        Arabic,
        Letters,
        Digits,
        Figures,
        Spaces,
        Feed,
        Mark,
        Sign,
        Percent,
        Quote,
        Other,
    }

    fn kind(c: char, defer: &DeferOptions) -> Kind {
        match c {
            '\u{620}'..='\u{65F}' | '\u{671}'..='\u{6D3}' => Kind::Arabic,
            '×' | '÷' => Kind::Other,
            '\u{C0}'..='\u{17F}' => Kind::Letters,
            '٪' if defer.digits => Kind::Other,
            '٪' => Kind::Percent,
            c => match class_of(c) {
                Some(class) if defer.digits && class.flags & FIGURE != 0 || class.flags & UNCERTAIN != 0 => Kind::Other,
                Some(class) => match (class.kind, c.len_utf8()) {
                    (PieceKind::Latin, _) => Kind::Letters,
                    (PieceKind::Number, 1) => Kind::Digits,
                    (PieceKind::Number, _) => Kind::Figures,
                    (PieceKind::Space, _) => Kind::Spaces,
                    (PieceKind::LineFeed, _) => Kind::Feed,
                    (_, 1) => Kind::Mark,
                    _ if c < '\u{700}' && c > '\u{5FF}' => Kind::Sign,
                    _ => Kind::Quote,
                },
                None => Kind::Other,
            },
        }
    }

    /// Returns the ends of the pieces of a text from a byte on, and whether they are certain; `None` before a full stop, where that depends on the
    /// abbreviations.
    fn pieces(text: &str, at: usize, defer: &DeferOptions) -> Vec<(usize, Option<bool>)> {
        let chars: Vec<char> = text[at..].chars().collect();
        let kind = |c| kind(c, defer);
        let mut kinds: Vec<Kind> = chars.iter().map(|&c| kind(c)).collect();
        for i in 1..chars.len().saturating_sub(1) {
            if matches!(chars[i], '.' | ',')
                && kind(chars[i - 1]) == kind(chars[i + 1])
                && matches!(kind(chars[i - 1]), Kind::Digits | Kind::Figures)
            {
                kinds[i] = kinds[i - 1];
            }
        }
        let (mut found, mut end, mut from) = (Vec::new(), at, 0);
        let lone = |k: Kind| matches!(k, Kind::Feed | Kind::Mark | Kind::Sign | Kind::Percent | Kind::Quote);
        for run in kinds.chunk_by(|&a, &b| a == b && !lone(a)) {
            let (run, to, here) = (&chars[from..from + run.len()], from + run.len(), run[0]);
            end += run.iter().map(|c| c.len_utf8()).sum::<usize>();
            // After the end of the text a block has line feeds.
            let (next, second) = (chars.get(to).copied().unwrap_or('\n'), chars.get(to + 1).copied().unwrap_or('\n'));
            let what = kind(next);
            let odd = |c: char| chars::is_mark(c) || chars::is_tatweel(c);
            let letter = |c: char| kind(c) == Kind::Arabic && !odd(c);
            let blank = |c: char| matches!(c, ' ' | '\n');
            let apart = |c: char| c.is_ascii() || letter(c) || kind(c) == Kind::Sign;
            let flags = class_of(next).map_or(0, |class| class.flags);
            let ends = flags & ENDS_WORD != 0;
            let marked = what == Kind::Mark && next != '.';
            let plain = letter(next) && !defer.joins || flags & ENDS_LATIN != 0;
            let last = text.as_bytes()[end - 1];
            let clitic = odd(run[run.len() - 1]) || matches!(last >> 4, 8 | 10) && matches!(last & 15, 1 | 3 | 4 | 8);
            let sure = match here {
                Kind::Arabic => {
                    let after_tatweel = run.iter().rfind(|c| !chars::is_mark(**c)).is_some_and(|&c| chars::is_tatweel(c));
                    let leans = flags & ENDS_LATIN != 0
                        || what == Kind::Percent
                        || !defer.joins
                            && (flags & ENDS_ARABIC != 0 && next.is_ascii()
                                || matches!(what, Kind::Digits | Kind::Letters | Kind::Figures));
                    match !odd(run[0]) && !after_tatweel {
                        true if next == '.' && blank(second) => None,
                        whole => Some(whole && (ends || leans && !clitic || marked && blank(second))),
                    }
                }
                Kind::Letters => Some(ends || plain || marked && blank(second)),
                Kind::Digits | Kind::Figures => Some(
                    !defer.digits
                        && (blank(next)
                            || plain
                            || flags & ENDS_NUMBER != 0 && what == Kind::Mark
                            || next == ',' && apart(second) && !second.is_ascii_digit()
                            || what == Kind::Mark && blank(second)
                            || what == Kind::Sign && blank(second)
                            || what == Kind::Percent && second.is_ascii()),
                ),
                Kind::Spaces => {
                    let byte = *text.as_bytes().get(end).unwrap_or(&b' ');
                    Some(what != Kind::Other || !matches!(byte, 0..b' ' | 0xC2 | 0xE1..=0xE3))
                }
                Kind::Feed => Some(true),
                Kind::Mark | Kind::Sign | Kind::Percent | Kind::Quote => Some(apart(next) || matches!(what, Kind::Quote | Kind::Figures)),
                Kind::Other => Some(false),
            };
            found.push((end, sure));
            from = to;
        }
        found
    }

    const DEFER: DeferOptions = DeferOptions { digits: false, joins: false, short: &[[0; 64]; 9] };

    /// The masks of the example in the documentation of this module.
    #[test]
    fn example_of_the_documentation() {
        for level in Level::all().into_iter().filter(|&level| has_blocks(level)) {
            let mut reader = Reader::<false>::new(level, "من بيت، لا", &DEFER);
            reader.load_block(0, true);
            let masks = reader.block.masks;
            let first_16 = |bits: u64| (bits >> 2) as u16;
            assert_eq!(first_16(masks.bounds).reverse_bits() | 0x8000, 0b1000_1100_0001_0110, "{level:?}");
            assert_eq!(first_16(masks.uncertain).reverse_bits() & 0x7FFF, 0, "{level:?}");
        }
    }

    /// A reader finds the pieces and their certainty, from every character on.
    #[test]
    fn pieces_are_found() {
        let mut text: String = ('\u{600}'..'\u{680}').chain(' '..'\u{80}').chain("\n\té😀ﷺ日ڤ".chars()).collect();
        text.push_str("كِتابٌ جديد، ماذا؟ abc;x \u{640}\u{64E} كـ، د. «a».é 1,2 5) 7) نعم(5)،6 \u{64E}");
        text.push_str(&"نَحْنُ".repeat(12));
        text.push_str(&"a5".repeat(40));
        text.push_str(&"\u{64E}ب".repeat(40));
        text.push_str("٣٫٥ ٤٩٪ (٪) 1.5, 2,000.7. ٣.٥، 5.٣ و5 من5 ب(1) «قال» –a “و” …\n گچپژ café naïve; Ž. é× ÷ [x] {و} $5 5$ 5+ a|b =و= ");
        text.push_str(&"“”".repeat(25));
        text.push_str(&"٣,٣٣".repeat(25));
        // Marks after a tatweel, also across the end of a block.
        for n in [1, 2, 3, 31, 64] {
            text.push_str(&std::format!("ف\u{64E}\u{640}{} ب\u{640}{}م ", "\u{64E}".repeat(n), "\u{640}\u{650}".repeat(n)));
        }
        for c in ' '..'\u{7F}' {
            text.extend([c, 'ك', c, ' ', c, 'é', c, c, '3', c, '\u{64B}', '،', c]);
        }
        for level in Level::all().into_iter().filter(|&level| has_blocks(level)) {
            for (digits, joins) in [(false, false), (true, false), (false, true)] {
                let defer = DeferOptions { digits, joins, ..DEFER };
                for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let expected = pieces(&text, at, &defer);
                    let rest = &text[at..];
                    let word_like = |end: usize, from: usize| {
                        let c = text[from..end].chars().next().unwrap();
                        matches!(kind(c, &defer), Kind::Arabic | Kind::Letters | Kind::Digits | Kind::Figures | Kind::Other)
                    };
                    let mut all = Reader::<false>::new(level, rest, &defer);
                    let mut words = Reader::<true>::new(level, rest, &defer);
                    let mut from = at;
                    for &(end, sure) in &expected {
                        let (found, is_sure) = step(&mut all, end - at);
                        let told = (found.start + at, found.end + at, is_sure);
                        assert_eq!(told, (from, end, sure.unwrap_or(is_sure)), "{level:?} {digits} {joins} {:?}", &text[from..]);
                        if word_like(end, from) {
                            let (found, is_sure) = step(&mut words, end - at);
                            let told = (found.start + at, found.end + at, is_sure);
                            assert_eq!(told, (from, end, sure.unwrap_or(is_sure)), "{level:?} {digits} {joins} {:?}", &text[from..]);
                        }
                        from = end;
                    }
                    assert!(all.next().is_none() && words.next().is_none());
                }
            }
        }
    }

    /// Returns the next piece of a reader and whether it was certain. A deferred piece ends at `end`.
    fn step<const WORDS: bool>(reader: &mut Reader<'_, WORDS>, end: usize) -> (core::ops::Range<usize>, bool) {
        match reader.next() {
            Some(Event::Token((text, start, first))) => {
                let by_second_byte = matches!(kind(text.chars().next().unwrap(), &DEFER), Kind::Sign | Kind::Percent | Kind::Figures);
                assert_eq!(first, text.as_bytes()[usize::from(by_second_byte)], "{text:?}");
                (start..start + text.len(), true)
            }
            Some(Event::Defer(start)) => {
                reader.resume_at(end);
                (start..end, false)
            }
            None => (usize::MAX / 2..usize::MAX / 2, false),
        }
    }

    /// Wherever the caller ends a token, the pieces after it are those of a text that starts there.
    #[test]
    fn resumes_at_every_byte() {
        let text = "نص و\u{640}\u{64E}\u{651} 😀 كتاب\u{64E}ا، abc123 (é) ولد 日本 \u{64E}ك ـ a.b 12:30 «قال» ".repeat(4);
        for level in Level::all().into_iter().filter(|&level| has_blocks(level)) {
            for (at, _) in text.char_indices().skip(1) {
                let mut reader = Reader::<false>::new(level, &text, &DEFER);
                while let Some(event) = reader.next() {
                    if let Event::Defer(start) = event {
                        reader.resume_at(start.max(at) + text[start.max(at)..].chars().next().unwrap().len_utf8());
                        if start >= at {
                            continue;
                        }
                        let mut from = reader.start;
                        for (end, sure) in pieces(&text, from, &DEFER) {
                            let (found, is_sure) = step(&mut reader, end);
                            assert_eq!((found, is_sure), (from..end, sure.unwrap_or(is_sure)), "{level:?} {:?}", &text[from..]);
                            from = end;
                        }
                        break;
                    }
                }
            }
        }
    }
}
