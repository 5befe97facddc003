//! Where tokens are, 64 bytes at a time: as bit masks, from which the common token is read by counting zeros.
//!
//! A [`Block`] speaks of what most text is made of: Arabic letters and marks of U+0620–065F, ASCII letters, digits, spaces, line feeds, and
//! the punctuation that certainly is a token by itself. What it is not sure of is for the rules of the tokenizer.

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86;

use super::Level;

/// How many bytes a block looks at: two before those that it speaks of, and two behind them.
const BLOCK: usize = 64;
/// How many bytes a block speaks of.
const STEP: usize = BLOCK - 4;
/// The bits of these bytes.
const SPOKEN: u64 = ((1 << STEP) - 1) << 2;

/// What is told of the bytes of a block, the first byte in the lowest bit.
///
/// A *piece* is a run of Arabic letters, marks and tatweel of U+0620–065F, a run of ASCII letters, of ASCII digits, of spaces, or one line feed,
/// one punctuation mark of ASCII (`! " & ' ( ) * , - . / : ; ?`), one of `، ؛ ؟`, or a run of other bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Block {
    /// First bytes of pieces.
    bounds: u64,
    /// Those of them behind a piece that may be more or less than a token. A piece certainly is one
    /// - if Arabic, from a letter to anything but a tatweel and its marks, before a space, a line feed, `! & ) * , /` and `، ؛ ؟`; also before another
    ///   punctuation mark but the full stop if one of these comes next;
    /// - if of letters, before the same; but behind the other punctuation mark comes a blank (a space or a line feed);
    /// - if of digits, before a blank; before `! & ) * , /` and then no digit but ASCII, an Arabic letter or one of `، ؛ ؟`; before any other
    ///   punctuation mark and then a blank;
    /// - if spaces, before any other piece but the last kind;
    /// - if a punctuation mark, before ASCII, an Arabic letter or one of `، ؛ ؟`;
    /// - if a line feed, always; if other bytes, never.
    unsure: u64,
    /// The bytes of runs of letters and digits, and the other bytes: where a word may begin.
    wordy: u64,
    /// The other bytes.
    others: u64,
    /// Bytes behind `، ؛ ؟`.
    signs: u64,
    /// Whether the Arabic run that goes on behind the bytes that are spoken of began with no letter; before the next block is made, that too.
    odd: bool,
    /// The same of a tatweel and marks, with which the bytes that are spoken of end.
    stretched: bool,
    /// All bits if no digits are to be sure.
    no_digits: u64,
}

/// Whether blocks are worth their while.
#[inline(always)]
pub(crate) fn has_blocks(level: Level) -> bool {
    level != Level::Scalar
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
    held: u64,
    /// With `WORDS`: where those tokens begin that come after the next one.
    starts: u64,
}

/// A token that is sure: its text, where it begins, and its first byte; that of `، ؛ ؟` is given as that of a comma.
pub(crate) type Sure<'t> = (&'t str, usize, u8);

/// What a [`Reader`] comes upon.
pub(crate) enum Event<'t> {
    /// A token.
    Token(Sure<'t>),
    /// A token begins at this byte that takes the rules. The reader wants to be told where it ends.
    Ask(usize),
}

impl<'t, const WORDS: bool> Reader<'t, WORDS> {
    /// A reader at the start of a text. Digits are asked for if `no_digits`.
    #[inline]
    pub(crate) fn new(level: Level, text: &'t str, no_digits: bool) -> Reader<'t, WORDS> {
        let block = Block { no_digits: u64::from(no_digits).wrapping_neg(), ..Block::default() };
        // A block that ends where the text begins.
        Reader { level, text, block, base: 0_usize.wrapping_sub(BLOCK - 2), start: 0, ends: 0, held: 0, starts: 0 }
    }

    /// The next token, if it is sure and known already.
    #[inline(always)]
    pub(crate) fn sure(&mut self) -> Option<Sure<'t>> {
        if self.ends == 0 {
            return None;
        }
        let end = self.base.wrapping_add(self.ends.trailing_zeros() as usize);
        self.ends &= self.ends.wrapping_sub(1);
        let start = if WORDS { self.next_start() } else { core::mem::replace(&mut self.start, end) };
        Some(self.piece(start, end))
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
        match self.level {
            Level::Scalar => so_far,
            #[cfg(target_arch = "x86_64")]
            // SAFETY: a level is made only where the processor has its instructions.
            #[allow(unsafe_code)]
            Level::Ssse3 => unsafe { x86::fold_ssse3(self, so_far, kind, ask, f) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            #[allow(unsafe_code)]
            Level::Avx2 => unsafe { x86::fold_avx2(self, so_far, kind, ask, f) },
        }
    }

    /// The next token, where none is known that is sure.
    #[inline(never)]
    pub(crate) fn next(&mut self) -> Option<Event<'t>> {
        loop {
            if let Some(token) = self.sure() {
                return Some(Event::Token(token));
            }
            if self.held != 0 || self.is_other() {
                return Some(self.stop());
            }
            if self.is_done() {
                return None;
            }
            let at = self.base.wrapping_add(STEP + 2);
            self.look(at, at == 0);
        }
    }

    /// What the reader stopped for.
    #[inline(always)]
    fn stop(&mut self) -> Event<'t> {
        let place = self.held.trailing_zeros();
        if self.held == 0 || self.block.unsure >> place & 1 == 1 {
            return Event::Ask(self.start);
        }
        // Only of tokens, not of words.
        let end = self.base.wrapping_add(place as usize);
        let (text, start, _) = self.piece(self.start, end);
        self.start = end;
        self.go_on(self.held & self.held.wrapping_sub(1));
        Event::Token((text, start, b','))
    }

    /// Whether a run of others goes on behind the block. However long it is, no more than its start counts.
    #[inline(always)]
    fn is_other(&self) -> bool {
        let place = self.start.wrapping_sub(self.base);
        place < STEP + 2 && self.block.others >> place & 1 == 1
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

    /// The text from a start to an end, and its first byte.
    #[inline(always)]
    #[allow(unsafe_code)]
    fn piece(&self, start: usize, end: usize) -> Sure<'t> {
        debug_assert!(start < end && self.text.is_char_boundary(start) && self.text.is_char_boundary(end), "{start} {end}");
        // SAFETY: both are first bytes of characters of the text, or its end: `bounds` has no other, and what the reader is told is checked.
        // The start is less than the end: ends are taken in order, each with the bound before it.
        unsafe { (self.text.get_unchecked(start..end), start, *self.text.as_bytes().get_unchecked(start)) }
    }

    /// Makes the block that speaks of the bytes from `at` on. A token begins there if it is looked at `afresh`.
    #[inline(never)]
    fn look(&mut self, at: usize, afresh: bool) {
        match self.level {
            Level::Scalar => {}
            #[cfg(target_arch = "x86_64")]
            // SAFETY: a level is made only where the processor has its instructions.
            #[allow(unsafe_code)]
            Level::Ssse3 => unsafe { x86::look_ssse3(self.text.as_bytes(), at, afresh, &mut self.block) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            #[allow(unsafe_code)]
            Level::Avx2 => unsafe { x86::look_avx2(self.text.as_bytes(), at, afresh, &mut self.block) },
        }
        self.looked(at, afresh);
    }

    /// Sets out into the block that was made for `at`.
    #[inline(always)]
    fn looked(&mut self, at: usize, afresh: bool) {
        crate::work::count(BLOCK);
        // A word may have begun in the block before.
        let begun = !afresh && self.start < at;
        self.base = at.wrapping_sub(2);
        let left = self.text.len() - at;
        if left < STEP {
            // Behind the end of the text nothing begins.
            self.block.bounds &= (8 << left) - 1;
        }
        if WORDS {
            self.starts = (self.block.bounds | u64::from(afresh) << 2) & self.block.wordy;
            if !begun {
                self.next_start();
            }
        } else if afresh {
            self.start = at;
        }
        self.go_on(self.block.bounds);
    }

    /// Sets out for the ends among the bounds that are given.
    #[inline(always)]
    fn go_on(&mut self, bounds: u64) {
        let ends = if WORDS { bounds & self.block.wordy << 1 } else { bounds };
        let stops = ends & if WORDS { self.block.unsure } else { self.block.unsure | self.block.signs };
        let before = (stops & stops.wrapping_neg()).wrapping_sub(1);
        self.ends = ends & before;
        self.held = ends & !before;
    }

    /// Notes where the token ends that was asked for: behind where it was asked for.
    #[inline]
    pub(crate) fn went_on(&mut self, end: usize) {
        let (_, end) = self.asked(self.start, end);
        if !self.goes_on(end) {
            self.look(end, true);
        }
    }

    /// The token that was asked for, and its end. Nobody cuts a character; the reader relies on it.
    #[inline(always)]
    fn asked(&self, start: usize, end: usize) -> (&'t str, usize) {
        match self.text.get(start..end) {
            Some(token) => (token, end),
            None => ("", self.text.len()),
        }
    }

    /// Goes on from the end of a token in the block, if the block knows what begins there: it says nothing of what begins within a piece.
    #[inline(always)]
    fn goes_on(&mut self, end: usize) -> bool {
        let place = end.wrapping_sub(self.base);
        let here = if place < BLOCK { 1_u64 << place } else { 0 };
        if (self.block.bounds | self.block.others & SPOKEN) & here == 0 {
            return false;
        }
        if WORDS {
            self.starts = (self.block.bounds & self.block.wordy | self.block.others & here) & here.wrapping_neg();
            self.next_start();
        } else {
            self.start = end;
        }
        self.go_on(self.block.bounds & (here << 1).wrapping_neg());
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
        Spaces,
        Feed,
        Mark,
        Sign,
        Other,
    }

    fn kind(c: char) -> Kind {
        match c {
            '\u{620}'..='\u{65F}' => Kind::Arabic,
            c if c.is_ascii_alphabetic() => Kind::Letters,
            c if c.is_ascii_digit() => Kind::Digits,
            ' ' => Kind::Spaces,
            '\n' => Kind::Feed,
            '،' | '؛' | '؟' => Kind::Sign,
            c if "!\"&'()*,-./:;?".contains(c) => Kind::Mark,
            _ => Kind::Other,
        }
    }

    /// The pieces of a text from a byte on: where they end, and whether they are sure.
    fn pieces(text: &str, at: usize, no_digits: bool) -> Vec<(usize, bool)> {
        let chars: Vec<char> = text[at..].chars().collect();
        let (mut found, mut end) = (Vec::new(), at);
        let lone = |k: Kind| matches!(k, Kind::Feed | Kind::Mark | Kind::Sign);
        let mut from = 0;
        for run in chars.chunk_by(|&a, &b| kind(a) == kind(b) && !lone(kind(a))) {
            let to = from + run.len();
            end += run.iter().map(|c| c.len_utf8()).sum::<usize>();
            // Behind the end, line feeds are seen.
            let next = |n: usize| chars.get(to + n).copied().unwrap_or('\n');
            let odd = |c: char| chars::is_mark(c) || chars::is_tatweel(c);
            let plain = |n: usize| " \n!&)*,/".contains(next(n)) || kind(next(n)) == Kind::Sign;
            let blank = |n: usize| matches!(next(n), ' ' | '\n');
            let marked = kind(next(0)) == Kind::Mark && next(0) != '.';
            let apart = |c: char| c.is_ascii() || kind(c) == Kind::Arabic && !odd(c) || kind(c) == Kind::Sign;
            let sure = match kind(run[0]) {
                Kind::Arabic => {
                    let stretched = run.iter().rfind(|c| !chars::is_mark(**c)).is_some_and(|&c| chars::is_tatweel(c));
                    !odd(run[0]) && !stretched && (plain(0) || marked && plain(1))
                }
                Kind::Letters => plain(0) || marked && blank(1),
                Kind::Digits => {
                    !no_digits
                        && (blank(0)
                            || "!&)*,/".contains(next(0)) && apart(next(1)) && !next(1).is_ascii_digit()
                            || matches!(kind(next(0)), Kind::Mark | Kind::Sign) && blank(1))
                }
                Kind::Spaces => kind(next(0)) != Kind::Other,
                Kind::Feed => true,
                Kind::Mark | Kind::Sign => apart(next(0)),
                Kind::Other => false,
            };
            found.push((end, sure));
            from = to;
        }
        found
    }

    /// A reader told of the ends of the pieces finds them, and is sure where it should be, from every character on.
    #[test]
    fn pieces_are_found() {
        let mut text: String = ('\u{600}'..'\u{680}').chain(' '..'\u{80}').chain("\n\té😀ﷺ日ڤ".chars()).collect();
        text.push_str("كِتابٌ جديد، ماذا؟ abc;x \u{640}\u{64E} كـ، د. «a».é 1,2 5) 7) نعم(5)،6 \u{64E}");
        text.push_str(&"نَحْنُ".repeat(12));
        text.push_str(&"a5".repeat(40));
        text.push_str(&"\u{64E}ب".repeat(40));
        // Marks behind a tatweel, also where a block ends within them.
        for n in [1, 2, 3, 31, 64] {
            text.push_str(&std::format!("ف\u{64E}\u{640}{} ب\u{640}{}م ", "\u{64E}".repeat(n), "\u{640}\u{650}".repeat(n)));
        }
        for c in ' '..'\u{7F}' {
            text.extend([c, 'ك', c, ' ', c, 'é', c, c, '3', c, '\u{64B}', '،', c]);
        }
        for level in Level::all().into_iter().filter(|&level| has_blocks(level)) {
            for no_digits in [false, true] {
                for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let expected = pieces(&text, at, no_digits);
                    let rest = &text[at..];
                    let wordy = |end: usize, from: usize| {
                        let c = text[from..end].chars().next().unwrap();
                        matches!(kind(c), Kind::Arabic | Kind::Letters | Kind::Digits | Kind::Other)
                    };
                    let mut all = Reader::<false>::new(level, rest, no_digits);
                    let mut words = Reader::<true>::new(level, rest, no_digits);
                    let mut from = at;
                    for &(end, sure) in &expected {
                        let (found, is_sure) = step(&mut all, end - at);
                        assert_eq!((found.start + at, found.end + at, is_sure), (from, end, sure), "{level:?} {:?}", &text[from..]);
                        if wordy(end, from) {
                            let (found, is_sure) = step(&mut words, end - at);
                            assert_eq!((found.start + at, found.end + at, is_sure), (from, end, sure), "{level:?} {:?}", &text[from..]);
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
                assert_eq!(first, if kind(text.chars().next().unwrap()) == Kind::Sign { b',' } else { text.as_bytes()[0] });
                (start..start + text.len(), true)
            }
            Some(Event::Ask(start)) => {
                reader.went_on(end);
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
                let mut reader = Reader::<false>::new(level, &text, false);
                while let Some(event) = reader.next() {
                    if let Event::Ask(start) = event {
                        reader.went_on(start.max(at) + text[start.max(at)..].chars().next().unwrap().len_utf8());
                        if start >= at {
                            continue;
                        }
                        let mut from = reader.start;
                        for (end, sure) in pieces(&text, from, false) {
                            assert_eq!(step(&mut reader, end), (from..end, sure), "{level:?} {:?}", &text[from..]);
                            from = end;
                        }
                        break;
                    }
                }
            }
        }
    }
}
