//! Where tokens are, 64 bytes at a time: as bit masks, from which the common token is read by counting zeros.
//!
//! A [`Block`] speaks of what most text is made of: Arabic letters and marks of U+0620–065F, ASCII letters, digits, spaces, line feeds, and
//! the punctuation that certainly is a token by itself. What it is not sure of is for the rules of the tokenizer.

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod avx512_batch;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod bitslice;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod classes;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod masks;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod x86;

use super::{Isa, Level};

/// How many bytes a block looks at: two before those that it speaks of, and two behind them.
const BLOCK: usize = 64;
/// How many bytes a block speaks of.
const STEP: usize = BLOCK - 4;
/// How many blocks are looked at together where vectors hold so much.
const BATCH: usize = 8;
/// The bits of these bytes.
const VALID_BITS: u64 = ((1 << STEP) - 1) << 2;

/// What is to be asked for although a piece is plain.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeferOptions {
    /// Digits, and what may stand with them: they may be part of a date or a telephone number.
    pub(crate) digits: bool,
    /// An Arabic letter at a letter or digit of another kind, at a quotation mark or a colon: UAX #29 may join them.
    pub(crate) joins: bool,
    /// Words before a full stop that may be abbreviations.
    pub(crate) short: &'static ShortWords,
}

/// By the number of letters of a word and the last of them, the letters that may be before that in an abbreviation: each letter by the low six
/// bits of its second byte.
pub(crate) type ShortWords = [[u64; 64]; 9];

/// What is told of the bytes of a block, the first byte in the lowest bit.
///
/// A *piece* is
/// - a run of Arabic letters, marks and tatweel of U+0620–065F and letters of U+0671–06D3;
/// - a run of letters of ASCII and of U+00C0–017F (less × and ÷);
/// - a run of digits of ASCII, or of U+0660–0669, with single full stops and commas between them;
/// - a run of spaces;
/// - one line feed; one mark of ASCII (all punctuation and symbols but `# @ _` and the grave accent); one of `، ؛ ؟ ٪ « » – — “ ” …`;
/// - a run of other bytes.
#[derive(Clone, Copy, Debug, Default)]
struct BlockMasks<B> {
    /// First bytes of pieces.
    bounds: B,
    /// Those of them behind a piece that may be more or less than a token. A piece certainly is one
    /// - if Arabic, from a letter to anything but a tatweel and its marks, before
    ///   - a space, a line feed, `! & ) * , / ; ?` and `، ؛ ؟`;
    ///   - another mark (but no `. $ % + -`), a quote, `٪`, a letter or digit of another kind, if there is no mark and no letter that a clitic
    ///     ends in before it;
    ///   - another mark but the full stop, if a blank (a space or a line feed) comes next;
    ///   - a full stop that has a blank behind it, if the word is no abbreviation: see `certain_full_stops`;
    /// - if of letters, before what the first line has, an Arabic letter, `< = > [ \\ ] ^ { | } ~`, a quote; before another mark but the full
    ///   stop and then a blank;
    /// - if of digits, before a blank, `! & ) * /`, an Arabic letter, `< = > [ \\ ] ^ { | } ~`, a quote; before a comma and then no digit but
    ///   ASCII, an Arabic letter or one of `، ؛ ؟`; before any mark or one of `، ؛ ؟` and then a blank; before `٪` and then ASCII;
    /// - if spaces, before any other piece but other bytes that may be white space;
    /// - if a mark or a quote, before ASCII, an Arabic letter, U+0660–0669, a quote, or one of `، ؛ ؟`;
    /// - if a line feed, always; if other bytes, never.
    uncertain: B,
    /// The bytes of runs of letters and digits, and the other bytes: where a word may begin.
    word_like: B,
    /// The other bytes.
    others: B,
    /// Bytes behind `، ؛ ؟ ٪` and U+0660–0669: pieces that end there are told by their second byte.
    by_second_byte: B,
}

/// What a block leaves to the next one, as bits of the two bytes that it spoke of last. (Not as `bool`, of which LLVM makes vectors of bits.)
#[derive(Clone, Copy, Debug, Default)]
struct Carry {
    /// The Arabic run that goes on there began with no letter.
    mark_run: u64,
    /// They end a tatweel and its marks.
    tatweel: u64,
    /// They end a quote of three bytes.
    quote: u64,
    /// The second of them is a full stop or a comma of a number.
    number: u64,
}

/// [`DeferOptions`] as masks of all bits or none of what is not to be sure.
#[derive(Clone, Copy, Debug)]
struct DeferMasks {
    no_digits: u64,
    no_joins: u64,
    short: &'static ShortWords,
}

/// The block that is read.
#[derive(Clone, Debug)]
struct Block {
    masks: BlockMasks<u64>,
    carry: Carry,
    defer: DeferMasks,
}

/// Whether blocks are worth their while.
#[inline(always)]
pub(crate) fn has_blocks(level: Level) -> bool {
    level != Level::SCALAR
}

/// Reads a text from one token to the next: finding one does not wait for the end of the one before. With `WORDS` only those that may be words.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'t, const WORDS: bool> {
    level: Level,
    text: &'t str,
    block: Block,
    /// Where the first byte of the block is: two before the text at its start.
    base: usize,
    /// Where the next token begins. With `WORDS`, that may be known only with the next block; it is behind this one then.
    start: usize,
    /// Where the next tokens end that are sure.
    ends: u64,
    /// Where one ends that is not, and all behind it.
    deferred: u64,
    /// With `WORDS`: where those tokens begin that come after the next one.
    starts: u64,
    /// What is told of the blocks that come next, if they were looked at together; and which of them comes next.
    ahead: BlockMasks<[u64; BATCH]>,
    next_in_batch: usize,
}

/// A token that is sure: its text, where it begins, and the byte by which its kind is told: of `، ؛ ؟ ٪` and of U+0660–0669 the second, of all
/// others the first.
pub(crate) type CertainToken<'t> = (&'t str, usize, u8);

/// What a [`Reader`] comes upon.
pub(crate) enum Event<'t> {
    /// A token.
    Token(CertainToken<'t>),
    /// A token begins at this byte that takes the rules. The reader wants to be told where it ends.
    Defer(usize),
}

impl<'t, const WORDS: bool> Reader<'t, WORDS> {
    /// A reader at the start of a text.
    #[inline]
    pub(crate) fn new(level: Level, text: &'t str, defer: &DeferOptions) -> Reader<'t, WORDS> {
        let all = |on: bool| u64::from(on).wrapping_neg();
        let defer = DeferMasks { no_digits: all(defer.digits), no_joins: all(defer.joins), short: defer.short };
        let block = Block { masks: BlockMasks::default(), carry: Carry::default(), defer };
        // A block that ends where the text begins.
        Reader {
            level,
            text,
            block,
            base: 0_usize.wrapping_sub(BLOCK - 2),
            start: 0,
            ends: 0,
            deferred: 0,
            starts: 0,
            ahead: BlockMasks::default(),
            next_in_batch: BATCH,
        }
    }

    /// The next token, if it is sure and known already.
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

    /// All tokens, as [`Iterator::fold`] wants them: of those that are sure, `kind` tells the kind
    /// by the first byte; of the others, `ask` says where one ends, and its kind if it is wanted.
    #[inline(always)]
    pub(crate) fn fold<B, K>(
        self,
        so_far: B,
        kind: impl Fn(u8) -> K,
        ask: impl FnMut(usize) -> (usize, Option<K>),
        f: impl FnMut(B, &'t str, usize, K) -> B,
    ) -> B {
        match self.level.isa() {
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX2.
            #[allow(unsafe_code)]
            Isa::Avx2 => unsafe { x86::fold_avx2(self, so_far, kind, ask, f) },
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX-512.
            #[allow(unsafe_code)]
            Isa::Avx512 => unsafe { avx512_batch::fold(self, so_far, kind, ask, f) },
            _ => self.fold_by_next(so_far, kind, ask, f),
        }
    }

    /// [`Reader::fold`], one after the other.
    fn fold_by_next<B, K>(
        mut self,
        mut so_far: B,
        kind: impl Fn(u8) -> K,
        mut ask: impl FnMut(usize) -> (usize, Option<K>),
        mut f: impl FnMut(B, &'t str, usize, K) -> B,
    ) -> B {
        loop {
            let event = match self.next_certain() {
                Some(sure) => Some(Event::Token(sure)),
                None => self.next(),
            };
            let (text, start, kind) = match event {
                None => return so_far,
                Some(Event::Token((text, start, first))) => (text, start, kind(first)),
                Some(Event::Defer(start)) => {
                    let (end, kind) = ask(start);
                    let (text, end) = self.deferred_token(start, end);
                    self.resume_at(end);
                    let Some(kind) = kind else { continue };
                    (text, start, kind)
                }
            };
            so_far = f(so_far, text, start, kind);
        }
    }

    /// The next token, where none is known that is sure.
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
            if self.load_from_batch(at) {
                self.enter_block(at, false);
            } else {
                self.load_block(at, at == 0);
            }
        }
    }

    /// Takes the block that speaks of the bytes from `at` on, the next, from those that were looked at together, or looks at some.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "a number below BATCH")]
    fn load_from_batch(&mut self, at: usize) -> bool {
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        if self.level.isa() == Isa::Avx512 {
            if self.next_in_batch >= BATCH {
                if at < 2 || self.text.len() - at < BATCH * STEP + 2 {
                    return false;
                }
                let mut carry = self.block.carry;
                // SAFETY: the level is there, and so many bytes from two before `at` on.
                #[allow(unsafe_code)]
                unsafe {
                    bitslice::classify_block(self.text.as_ptr().add(at - 2), &mut carry, &self.block.defer, &mut self.ahead);
                }
                (self.block.carry, self.next_in_batch) = (carry, 0);
            }
            let n = self.next_in_batch & (BATCH - 1);
            let BlockMasks { bounds, uncertain, word_like, others, by_second_byte } = &self.ahead;
            self.block.masks = BlockMasks {
                bounds: bounds[n],
                uncertain: uncertain[n],
                word_like: word_like[n],
                others: others[n],
                by_second_byte: by_second_byte[n],
            };
            self.next_in_batch = n + 1;
            return true;
        }
        let _ = at;
        false
    }

    /// Whether the next token is to be asked for. Where a run of others goes on behind the block, no more than its start counts.
    #[inline(always)]
    fn is_deferred(&self) -> bool {
        let place = self.start.wrapping_sub(self.base);
        self.deferred != 0 || place < STEP + 2 && self.block.masks.others >> place & 1 == 1
    }

    /// Whether nothing comes behind the block.
    #[inline(always)]
    fn is_done(&self) -> bool {
        self.base.wrapping_add(STEP + 2) > self.text.len() || !WORDS && self.start >= self.text.len()
    }

    /// Goes on to the next start.
    #[inline(always)]
    fn next_start(&mut self) -> usize {
        let start = self.base.wrapping_add(self.starts.trailing_zeros() as usize);
        self.starts &= self.starts.wrapping_sub(1);
        core::mem::replace(&mut self.start, start)
    }

    /// The text from a start to an end, and its first byte, or the second of what is by_second_byte.
    #[inline(always)]
    #[allow(unsafe_code)]
    fn piece(&self, start: usize, end: usize, by_second_byte: u64) -> CertainToken<'t> {
        debug_assert!(start < end && self.text.is_char_boundary(start) && self.text.is_char_boundary(end), "{start} {end}");
        // SAFETY: both are first bytes of characters of the text, or its end: `bounds` has no other, and what the reader is told is checked.
        // The start is less than the end: ends are taken in order, each with the bound before it. What is by_second_byte has two bytes or more.
        unsafe { (self.text.get_unchecked(start..end), start, *self.text.as_bytes().get_unchecked(start + by_second_byte as usize)) }
    }

    /// Makes the block that speaks of the bytes from `at` on. A token begins there if it is looked at `afresh`.
    #[inline(never)]
    fn load_block(&mut self, at: usize, afresh: bool) {
        self.next_in_batch = BATCH;
        match self.level.isa() {
            Isa::Scalar => {}
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of SSSE3.
            #[allow(unsafe_code)]
            Isa::Ssse3 => unsafe { x86::load_block_ssse3(self.text.as_bytes(), at, afresh, &mut self.block) },
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX2.
            #[allow(unsafe_code)]
            Isa::Avx2 => unsafe { x86::load_block_avx2(self.text.as_bytes(), at, afresh, &mut self.block) },
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions of AVX-512.
            #[allow(unsafe_code)]
            Isa::Avx512 => unsafe { x86::load_block_avx512(self.text.as_bytes(), at, afresh, &mut self.block) },
        }
        self.enter_block(at, afresh);
    }

    /// Sets out into the block that was made for `at`.
    #[inline(always)]
    fn enter_block(&mut self, at: usize, afresh: bool) {
        crate::op_counter::count(BLOCK);
        // A word may have begun in the block before.
        let begun = !afresh && self.start < at;
        self.base = at.wrapping_sub(2);
        let remaining = self.text.len() - at;
        if remaining < STEP {
            // Behind the end of the text nothing begins.
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

    /// Sets out for the ends among the bounds that are given.
    #[inline(always)]
    fn arm(&mut self, bounds: u64) {
        let ends = if WORDS { bounds & self.block.masks.word_like << 1 } else { bounds };
        let stops = ends & self.block.masks.uncertain;
        let before = (stops & stops.wrapping_neg()).wrapping_sub(1);
        self.ends = ends & before;
        self.deferred = ends & !before;
    }

    /// Notes where the token ends that was asked for: behind where it was asked for.
    #[inline]
    pub(crate) fn resume_at(&mut self, end: usize) {
        let (_, end) = self.deferred_token(self.start, end);
        if !self.try_resume(end) {
            self.load_block(end, true);
        }
    }

    /// The token that was asked for, and its end. Nobody cuts a character; the reader relies on it.
    #[inline(always)]
    fn deferred_token(&self, start: usize, end: usize) -> (&'t str, usize) {
        match self.text.get(start..end) {
            Some(token) => (token, end),
            None => ("", self.text.len()),
        }
    }

    /// Goes on from the end of a token in the block, if the block knows what begins there: it says nothing of what begins within a piece.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars;
    use alloc::string::String;
    use alloc::vec::Vec;

    /// What a piece is made of.
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
            '$' | '%' | '+' | '-' | '٪' if defer.digits => Kind::Other,
            '\u{620}'..='\u{65F}' | '\u{671}'..='\u{6D3}' => Kind::Arabic,
            '×' | '÷' => Kind::Other,
            c if c.is_ascii_alphabetic() || ('\u{C0}'..='\u{17F}').contains(&c) => Kind::Letters,
            c if c.is_ascii_digit() => Kind::Digits,
            '٠'..='٩' => Kind::Figures,
            ' ' => Kind::Spaces,
            '\n' => Kind::Feed,
            '،' | '؛' | '؟' => Kind::Sign,
            '٪' => Kind::Percent,
            '«' | '»' | '–' | '—' | '“' | '”' | '…' => Kind::Quote,
            c if c.is_ascii_punctuation() && !"#@_`".contains(c) => Kind::Mark,
            _ => Kind::Other,
        }
    }

    /// The pieces of a text from a byte on: where they end, and whether they are sure, if that can be told without the blocks.
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
            // Behind the end, line feeds are seen.
            let (next, second) = (chars.get(to).copied().unwrap_or('\n'), chars.get(to + 1).copied().unwrap_or('\n'));
            let what = kind(next);
            let odd = |c: char| chars::is_mark(c) || chars::is_tatweel(c);
            let letter = |c: char| kind(c) == Kind::Arabic && !odd(c);
            let blank = |c: char| matches!(c, ' ' | '\n');
            let apart = |c: char| c.is_ascii() || letter(c) || kind(c) == Kind::Sign;
            let ends = " \n!&)*,/;?".contains(next) || what == Kind::Sign;
            let marked = what == Kind::Mark && next != '.';
            let rare = |c| "<=>[\\]^{|}~".contains(c);
            let plain = letter(next) && !defer.joins || rare(next) || what == Kind::Quote;
            let last = text.as_bytes()[end - 1];
            let clitic = odd(run[run.len() - 1]) || matches!(last >> 4, 8 | 10) && matches!(last & 15, 1 | 3 | 4 | 8);
            let sure = match here {
                Kind::Arabic => {
                    let after_tatweel = run.iter().rfind(|c| !chars::is_mark(**c)).is_some_and(|&c| chars::is_tatweel(c));
                    let leans = rare(next)
                        || matches!(what, Kind::Quote | Kind::Percent)
                        || !defer.joins && ("\"'(*:".contains(next) || matches!(what, Kind::Digits | Kind::Letters | Kind::Figures));
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
                            || "!&)*/".contains(next)
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

    /// A reader told of the ends of the pieces finds them, and is sure where it should be, from every character on.
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
        // Marks behind a tatweel, also where a block ends within them.
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

    /// The next piece of a reader that wants to be told that it ends at `end`, and whether it was sure.
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

    /// Wherever a token is told to end, what comes behind it is as in a text that begins there.
    #[test]
    fn goes_on_anywhere() {
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
