//! Where tokens are, 64 bytes at a time: as bit masks, from which the common token is read by counting zeros.
//!
//! A [`Block`] speaks of what most text is made of: Arabic letters and marks of U+0620–065F, ASCII letters, digits, spaces, line feeds, and
//! the punctuation that certainly is a token by itself. What it is not sure of is for the rules of the tokenizer.

use super::Level;

/// How many bytes a block looks at: two before those that it speaks of, and two behind them.
const BLOCK: usize = 64;
/// How many bytes a block speaks of.
const STEP: usize = BLOCK - 4;
/// The bits of these bytes.
const SPOKEN: u64 = (1 << STEP) - 1 << 2;

/// What is told of the bytes of a block, the first byte in the lowest bit.
///
/// A *piece* is a run of Arabic letters, marks and tatweel of U+0620–065F, a run of ASCII letters, of ASCII digits, of spaces, or one line feed,
/// one punctuation mark of ASCII (`! " & ' ( ) * , - . / : ; ?`), one of `، ؛ ؟`, or a run of other bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Block {
    /// First bytes of pieces.
    bounds: u64,
    /// Those of them behind a piece that may be more or less than a token. A piece certainly is one
    /// - if Arabic, from a letter to anything but a tatweel, before a space, a line feed, `! & ) * , /` and `، ؛ ؟`;
    /// - if of letters, before those of ASCII;
    /// - if of digits, before a space or a line feed; before the others of ASCII, if what follows is no digit and ASCII or an Arabic letter;
    /// - if spaces, before any other piece but the last kind;
    /// - if a punctuation mark, before ASCII or an Arabic letter;
    /// - if a line feed, always; if other bytes, never.
    unsure: u64,
    /// The bytes of runs of letters and digits, and the other bytes: where a word may begin.
    wordy: u64,
    /// The other bytes.
    others: u64,
    /// Bytes behind `، ؛ ؟`.
    signs: u64,
    /// Whether the Arabic run that goes on behind the bytes that are spoken of began with no letter.
    odd: bool,
}

/// What is asked for beside the text itself.
#[derive(Clone, Copy)]
struct Wish {
    /// Whether a piece begins with the block, whatever stands before it.
    afresh: bool,
    /// Whether the Arabic run that goes on from the block before began with no letter.
    odd: bool,
    /// Whether no digits are sure.
    no_digits: bool,
}

/// Whether blocks are worth their while.
#[inline(always)]
pub(crate) fn has_blocks(level: Level) -> bool {
    level != Level::Scalar
}

/// Makes the block that speaks of the bytes from `at` on; behind the end, line feeds are seen. For [`Level::Scalar`] nothing is told.
#[inline]
fn look(level: Level, b: &[u8], at: usize, wish: Wish, block: &mut Block) {
    crate::work::count(BLOCK);
    match level {
        Level::Scalar => {
            let _ = (b, at, wish);
            *block = Block::default();
        }
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a level is made only where the processor has its instructions.
        #[allow(unsafe_code)]
        Level::Ssse3 => unsafe { x86::look_ssse3(b, at, wish, block) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        #[allow(unsafe_code)]
        Level::Avx2 => unsafe { x86::look_avx2(b, at, wish, block) },
    }
}

/// Reads a text from one token to the next: finding one does not wait for the end of the one before. With `WORDS` only those that may be words.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'t, const WORDS: bool> {
    level: Level,
    text: &'t str,
    no_digits: bool,
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

/// What a [`Reader`] comes upon.
pub(crate) enum Event<'t> {
    /// A token that begins with the byte `first`.
    Token { text: &'t str, start: usize, first: u8 },
    /// One of `، ؛ ؟`.
    Sign { text: &'t str, start: usize },
    /// A token begins at this byte that takes the rules. The reader wants to be told where it ends.
    Ask(usize),
}

impl<'t, const WORDS: bool> Reader<'t, WORDS> {
    /// A reader at the start of a text. Digits are asked for if `no_digits`.
    #[inline]
    pub(crate) fn new(level: Level, text: &'t str, no_digits: bool) -> Reader<'t, WORDS> {
        // A block that ends where the text begins.
        let base = 0_usize.wrapping_sub(BLOCK - 2);
        Reader { level, text, no_digits, block: Block::default(), base, start: 0, ends: 0, held: 0, starts: 0 }
    }

    /// The next token.
    #[inline(always)]
    pub(crate) fn next(&mut self) -> Option<Event<'t>> {
        if self.ends == 0 {
            return self.more();
        }
        Some(self.take())
    }

    /// The next token that is sure; there must be one.
    #[inline(always)]
    fn take(&mut self) -> Event<'t> {
        let end = self.base.wrapping_add(self.ends.trailing_zeros() as usize);
        self.ends &= self.ends.wrapping_sub(1);
        let start = if WORDS { self.next_start() } else { core::mem::replace(&mut self.start, end) };
        let (text, first) = self.piece(start, end);
        Event::Token { text, start, first }
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
    fn piece(&self, start: usize, end: usize) -> (&'t str, u8) {
        debug_assert!(start < end && self.text.is_char_boundary(start) && self.text.is_char_boundary(end), "{start} {end}");
        // SAFETY: both are first bytes of characters of the text, or its end: `bounds` has no other, and what the reader is told is checked.
        // The start is less than the end: ends are taken in order, each with the bound before it.
        unsafe { (self.text.get_unchecked(start..end), *self.text.as_bytes().get_unchecked(start)) }
    }

    /// The next token, where none is left that is sure.
    #[inline(never)]
    fn more(&mut self) -> Option<Event<'t>> {
        loop {
            if self.ends != 0 {
                return Some(self.take());
            }
            if self.held != 0 {
                let place = self.held.trailing_zeros();
                if self.block.unsure >> place & 1 == 1 {
                    return Some(Event::Ask(self.start));
                }
                let (start, end) = (self.start, self.base.wrapping_add(place as usize));
                self.went_on(end);
                return Some(Event::Sign { text: self.piece(start, end).0, start });
            }
            // However long a run of others is, no more than its start counts.
            let place = self.start.wrapping_sub(self.base);
            if place < STEP + 2 && self.block.others >> place & 1 == 1 {
                return Some(Event::Ask(self.start));
            }
            let at = self.base.wrapping_add(STEP + 2);
            if at > self.text.len() || !WORDS && self.start >= self.text.len() {
                return None;
            }
            self.look(at, at == 0);
        }
    }

    /// Makes the block that speaks of the bytes from `at` on. A token begins there if it is looked at `afresh`.
    fn look(&mut self, at: usize, afresh: bool) {
        // A word may have begun in the block before.
        let begun = !afresh && self.start < at;
        let wish = Wish { afresh, odd: !afresh && self.block.odd, no_digits: self.no_digits };
        look(self.level, self.text.as_bytes(), at, wish, &mut self.block);
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
    pub(crate) fn went_on(&mut self, end: usize) {
        // Nobody cuts a character; the reader relies on it.
        let end = if self.text.is_char_boundary(end) { end } else { self.text.len() };
        let place = end.wrapping_sub(self.base);
        let Some(here) = 1_u64.checked_shl(u32::try_from(place).unwrap_or(BLOCK as u32)) else {
            return self.look(end, true);
        };
        // Within another piece, the block says nothing of what begins here.
        if (self.block.bounds | self.block.others & SPOKEN) & here == 0 {
            return self.look(end, true);
        }
        if WORDS {
            self.starts = (self.block.bounds & self.block.wordy | self.block.others & here) & here.wrapping_neg();
            self.next_start();
        } else {
            self.start = end;
        }
        self.go_on(self.block.bounds & (here << 1).wrapping_neg());
    }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use super::super::vector::{Avx2, Ssse3, Vector};
    use super::{BLOCK, Block, SPOKEN, STEP, Wish};

    /// Upper half-bytes and lower half-bytes of a class of bytes.
    type Class = (&'static [u8], &'static [u8]);
    /// Of each bit of a class byte, what has it.
    const CLASSES: [Class; 8] = [
        // Letters.
        (&[4, 6], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
        (&[5, 7], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        // " ' ( - .
        (&[2], &[2, 7, 8, 13, 14]),
        // The colon.
        (&[3], &[10]),
        // The second byte of the Arabic comma.
        (&[8], &[12]),
        // Digits.
        (&[3], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        // ; ? and the second bytes of the Arabic ones.
        (&[3, 9], &[11, 15]),
        // Space ! & ) * , /
        (&[2], &[0, 1, 6, 9, 10, 12, 15]),
    ];
    const LETTERS: u8 = 0b11;
    /// Bit 5, from which digits are read.
    const MARKS: u8 = 0b1100_1100;
    const SIGNS: u8 = 0b0101_0000;
    static UPPER: [u8; 16] = halves(true);
    static LOWER: [u8; 16] = halves(false);

    /// For each half-byte, the bits of the classes that have it.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn halves(upper: bool) -> [u8; 16] {
        let (mut table, mut bit) = ([0; 16], 0);
        while bit < 8 {
            let half = if upper { CLASSES[bit].0 } else { CLASSES[bit].1 };
            let mut i = 0;
            while i < half.len() {
                table[half[i] as usize] |= 1 << bit;
                i += 1;
            }
            bit += 1;
        }
        table
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn look_avx2(b: &[u8], at: usize, wish: Wish, block: &mut Block) {
        // SAFETY: this function has the instructions.
        unsafe { look::<Avx2>(b, at, wish, block) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn look_ssse3(b: &[u8], at: usize, wish: Wish, block: &mut Block) {
        // SAFETY: as above.
        unsafe { look::<Ssse3>(b, at, wish, block) }
    }

    #[inline(always)]
    unsafe fn look<V: Vector>(b: &[u8], at: usize, wish: Wish, block: &mut Block) {
        // SAFETY: the caller has the instructions; what is read is in `b`, or in a window.
        unsafe {
            if at >= 2 && b.len().saturating_sub(at) >= BLOCK - 2 {
                return masks::<V>(b.as_ptr().add(at - 2), wish, block);
            }
            let mut window = [b'\n'; BLOCK];
            let skipped = 2 - at.min(2);
            let seen = b.get(at + skipped - 2..).unwrap_or_default();
            let n = seen.len().min(BLOCK - skipped);
            core::ptr::copy_nonoverlapping(seen.as_ptr(), window.as_mut_ptr().add(skipped), n);
            masks::<V>(window.as_ptr(), wish, block);
        }
    }

    /// The masks of the 64 bytes at `at`.
    #[inline(always)]
    unsafe fn masks<V: Vector>(at: *const u8, wish: Wish, block: &mut Block) {
        let (mut d8, mut d9, mut bit_5, mut tatweel, mut odd_second, mut spaces, mut feeds) = (0, 0, 0, 0, 0, 0, 0);
        let (mut no_letters, mut no_marks, mut no_signs, mut digits, mut soft, mut high) = (0, 0, 0, 0, 0, 0);
        // SAFETY: the caller's.
        unsafe {
            let zero = V::splat(0);
            let mut n = 0;
            while n < BLOCK {
                let here = V::load(at.add(n));
                let put = |v: V| u64::from(v.bits()) << n;
                let eq = |b: u8| here.eq(V::splat(b));
                let class = V::lookup(V::table(&LOWER), here.and(V::splat(0x0F))).and(V::lookup(V::table(&UPPER), here.high_nibbles()));
                let none = |bits: u8| put(class.and(V::splat(bits)).eq(zero));
                d8 |= put(eq(0xD8));
                d9 |= put(eq(0xD9));
                bit_5 |= put(here.bit_5_highest());
                tatweel |= put(eq(0x80));
                odd_second |= put(eq(0x80).or(here.above(0x8A)));
                spaces |= put(eq(b' '));
                feeds |= put(eq(b'\n'));
                high |= put(here);
                no_letters |= none(LETTERS);
                no_marks |= none(MARKS);
                no_signs |= none(SIGNS);
                digits |= put(class.bit_5_highest());
                soft |= put(class);
                n += V::BYTES;
            }
        }
        // Arabic characters of two bytes: D8 with A0–BF, D9 with 80–9F. What stands before a fresh start does not count.
        let context = if wish.afresh { !3 } else { !0 };
        let lead = (d8 & bit_5 >> 1 | d9 & !(bit_5 >> 1)) & context;
        let arabic = lead | lead << 1;
        let sign = d8 & !no_signs >> 1;
        let letters = !no_letters;
        let marks = !(no_marks | spaces | high);
        let others = !(arabic | letters | digits | spaces | feeds | marks | sign | sign << 1);
        // Behind a byte of each kind.
        let behind = |run: u64| run << 1;
        let (arabic_1, letters_1, digits_1, spaces_1) = (behind(arabic), behind(letters), behind(digits), behind(spaces));
        let inner = arabic & arabic_1 | letters & letters_1 | digits & digits_1 | spaces & spaces_1 | others & behind(others) | sign << 1;
        let bounds = !inner & SPOKEN & !(u64::from(wish.afresh) << 2);
        // Marks and tatweel, the one no start of a word and the other no end of a plain one.
        let odd = d9 & odd_second >> 1 & lead;
        let apart = !high | lead & !odd;
        let plain = soft | feeds;
        let digits_end = spaces | feeds | soft & (apart & !digits) >> 1;
        let sure = arabic_1 & !(tatweel << 1) & (plain | sign)
            | letters_1 & plain
            | digits_1 & digits_end & (u64::from(wish.no_digits).wrapping_sub(1))
            | spaces_1 & !others
            | behind(marks | sign << 1) & apart
            | behind(feeds);
        // A sum carries from an odd start to what is behind the run.
        let run = arabic & !(!0 << (STEP + 2));
        let starts = odd & !arabic_1 & SPOKEN | lead & 3 & u64::from(wish.odd).wrapping_neg();
        let carried = run.wrapping_add(starts);
        block.bounds = bounds;
        block.unsure = bounds & (!sure | carried & !run);
        block.wordy = !(spaces | feeds | marks | sign | sign << 1);
        block.others = others;
        block.signs = sign << 2;
        block.odd = carried >> (STEP + 2) & 1 == 1;
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
            let plain = " \n!&)*,/".contains(next(0));
            let apart = |c: char| c.is_ascii() || kind(c) == Kind::Arabic && !odd(c);
            let sure = match kind(run[0]) {
                Kind::Arabic => !odd(run[0]) && !chars::is_tatweel(run[run.len() - 1]) && (plain || kind(next(0)) == Kind::Sign),
                Kind::Letters => plain,
                Kind::Digits => !no_digits && (matches!(next(0), ' ' | '\n') || plain && apart(next(1)) && !next(1).is_ascii_digit()),
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
            Some(Event::Token { text, start, first }) => {
                assert_eq!(first, text.as_bytes()[0]);
                (start..start + text.len(), true)
            }
            Some(Event::Sign { text, start }) => (start..start + text.len(), true),
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
        let text = "نص 😀 كتاب\u{64E}ا، abc123 (é) ولد 日本 \u{64E}ك ـ a.b 12:30 «قال» ".repeat(4);
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
