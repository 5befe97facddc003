//! Where words are, 64 bytes at a time: as bit masks, from which the common token is read with two shifts.
//!
//! A [`Block`] speaks of what most text is made of: Arabic letters and marks of U+0620–065F, ASCII letters, spaces, and the characters before
//! which a word certainly ends. What it says nothing of is for the rules of the tokenizer.

use super::Level;

/// How many bytes a block speaks of.
const BLOCK: usize = 64;

/// What is told of the bytes of a block, the first byte in the lowest bit.
///
/// A *run* is of Arabic letters, marks and tatweel of U+0620–065F, or of ASCII letters and digits. A run is a word by itself if its first
/// character is `valid`, and the bit of the byte behind it is `good`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Block {
    /// The bytes of Arabic runs: U+0620–065F.
    arabic: u64,
    /// The bytes of the others.
    other: u64,
    /// Letters and digits: what a word may begin with. Of a character that is not whole in the block, anything is said.
    valid: u64,
    /// Bytes behind runs that are words by themselves, whatever else stands near: behind Arabic ones before a blank, `! ) , ، ؛ ؟`, a colon and a
    /// blank, or, with more than [`ARABIC_STOP`] bytes, a stop and a blank; but not behind a tatweel. Behind others before a blank, `! )`, a
    /// comma if no digit stands before it, or, with more than [`OTHER_STOP`] bytes, a stop and a blank. Behind digits alone before a blank, also behind a stop or `، ؛ ؟`.
    good: u64,
    /// Those of them that are behind digits alone.
    digits: u64,
    /// First bytes of runs, and all bytes that are neither of runs nor dull. Dull is, where a token starts, what certainly is a token that is no
    /// word, or a part of one: blanks; ASCII punctuation and symbols but for `# % + @ _`, before ASCII or a letter; `، ؛ ؟` before a blank.
    events: u64,
}

/// A longer Arabic run, in bytes, is no abbreviation: the tokenizer's rule, which asks for it here.
pub(crate) const ARABIC_STOP: usize = 12;
/// A longer run of ASCII, in bytes, is no abbreviation.
pub(crate) const OTHER_STOP: usize = 8;

/// Whether blocks are worth their while.
#[inline(always)]
pub(crate) fn has_blocks(level: Level) -> bool {
    level != Level::Scalar
}

/// Makes the block that begins at byte `at`, the start of a character; nothing is said of bytes behind the end, and for [`Level::Scalar`] nothing
/// at all.
#[inline]
fn look(level: Level, b: &[u8], at: usize, block: &mut Block) {
    crate::work::count(BLOCK);
    match level {
        Level::Scalar => {
            let _ = (b, at);
            *block = Block::default();
        }
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a level is made only where the processor has its instructions.
        #[allow(unsafe_code)]
        Level::Ssse3 => unsafe { x86::look_ssse3(b, at, block) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        #[allow(unsafe_code)]
        Level::Avx2 => unsafe { x86::look_avx2(b, at, block) },
    }
}

/// Reads a text from one event to the next: most words are told whole, and finding one does not wait for the end of the one before.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'t> {
    level: Level,
    text: &'t str,
    block: Block,
    /// Where the block begins.
    seen: usize,
    /// Where the last token ended that the reader was told of.
    at: usize,
}

/// What a [`Reader`] comes upon.
pub(crate) enum Event {
    /// A word, up to the byte `end`.
    Word { start: usize, end: usize, run: Run },
    /// A token begins at this byte that takes the rules. The reader wants to be told where it ends.
    Ask(usize),
}

/// What a word is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Run {
    /// Arabic letters, with marks.
    Arabic,
    /// ASCII digits.
    Digits,
    /// ASCII letters and digits.
    Other,
}

impl<'t> Reader<'t> {
    /// A reader at the start of a text.
    #[inline]
    pub(crate) fn new(level: Level, text: &'t str) -> Reader<'t> {
        // A block that ends where the text begins.
        Reader { level, text, block: Block::default(), seen: 0_usize.wrapping_sub(BLOCK), at: 0 }
    }

    /// Makes the block that begins at a byte.
    #[inline]
    fn look(&mut self, at: usize) {
        self.seen = at;
        look(self.level, self.text.as_bytes(), at, &mut self.block);
    }

    /// The next word, or the next token that may be one.
    #[inline(always)]
    pub(crate) fn next(&mut self) -> Option<Event> {
        loop {
            let events = self.block.events;
            if events == 0 {
                // Nothing is left of the block, and it ends where a token does; or a token has gone on behind it.
                let at = self.at.max(self.seen.wrapping_add(BLOCK));
                if at >= self.text.len() {
                    return None;
                }
                self.look(at);
                continue;
            }
            let place = events.trailing_zeros() as usize;
            let (b, start) = (&self.block, self.seen + place);
            let arabic = b.arabic >> place & 1 == 1;
            let run = if arabic { b.arabic } else { b.other };
            let end = place + (!(run >> place)).trailing_zeros() as usize;
            // No run ends before the first byte, so that the bit for an end behind the block, which is taken for the first one, is not set.
            if (b.good >> (end & 63)) & (b.valid >> place) & 1 == 1 {
                let run = if arabic {
                    Run::Arabic
                } else if b.digits >> (end & 63) & 1 == 1 {
                    Run::Digits
                } else {
                    Run::Other
                };
                self.block.events = events & (events - 1);
                return Some(Event::Word { start, end: self.seen + end, run });
            }
            if end < BLOCK || place == 0 {
                return Some(Event::Ask(start));
            }
            self.look(start);
        }
    }

    /// Notes where the token ends that was asked for: behind where it was asked for.
    #[inline]
    pub(crate) fn went_on(&mut self, end: usize) {
        self.at = end;
        // The token may have ended within what the block takes for a run.
        let runs = self.block.arabic | self.block.other;
        let from = u32::try_from(end - self.seen).ok().and_then(|n| 1_u64.checked_shl(n)).unwrap_or(0);
        self.block.events = self.block.events & from.wrapping_neg() | runs & from;
    }
}

/// For each low nibble, a bit for each group of sixteen: those that have a member there.
#[cfg(target_arch = "x86_64")]
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn nibbles(members: &[u8]) -> [u8; 16] {
    let (mut table, mut i) = ([0; 16], 0);
    while i < members.len() {
        table[members[i] as usize & 15] |= 1 << (members[i] >> 4 & 7);
        i += 1;
    }
    table
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use super::super::vector::{Avx2, Ssse3, Vector};
    use super::{ARABIC_STOP, BLOCK, Block, OTHER_STOP, nibbles};
    static ENDS: [u8; 16] = nibbles(b"\n !),");
    static OTHER: [u8; 16] = nibbles(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    static SIGNS: [u8; 16] = nibbles(b"!\"$&'()*,-./:;<=>?[\\]^`{|}~");

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn look_avx2(b: &[u8], at: usize, block: &mut Block) {
        // SAFETY: this function has the instructions.
        unsafe { look::<Avx2>(b, at, block) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn look_ssse3(b: &[u8], at: usize, block: &mut Block) {
        // SAFETY: as above.
        unsafe { look::<Ssse3>(b, at, block) }
    }

    #[inline(always)]
    unsafe fn look<V: Vector>(b: &[u8], at: usize, block: &mut Block) {
        // SAFETY: the caller has the instructions; what is read is in `b`, or in a window that has a byte before the block and one behind it.
        unsafe {
            if at > 0 && b.len().saturating_sub(at) > BLOCK {
                return masks::<V>(b.as_ptr().add(at), block);
            }
            let mut window = [0u8; BLOCK + 2];
            let rest = b.get(at..).unwrap_or_default();
            let n = rest.len().min(BLOCK + 1);
            core::ptr::copy_nonoverlapping(rest.as_ptr(), window.as_mut_ptr().add(1), n);
            masks::<V>(window.as_ptr().add(1), block);
            if n < BLOCK {
                block.events &= (1 << n) - 1;
            }
        }
    }

    /// The masks of the 64 bytes at `at`. The byte before them and the one behind them are read too.
    #[inline(always)]
    unsafe fn masks<V: Vector>(at: *const u8, block: &mut Block) {
        let (mut arabic, mut marks, mut commas, mut no_end, mut no_sign, mut no_other) = (0, 0, 0, 0, 0, 0);
        let (mut threes, mut tatweel, mut blank, mut dots, mut colons, mut listing, mut high) = (0, 0, 0, 0, 0, 0, 0);
        // SAFETY: the caller's.
        unsafe {
            let which_ascii = V::table(&[1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0]);
            let zero = V::splat(0);
            let mut n = 0;
            while n < BLOCK {
                let at = at.add(n);
                let (before, here, behind) = (V::load(at.sub(1)), V::load(at), V::load(at.add(1)));
                // The pair of each byte: a first byte with the one behind it, any other with the one before it.
                let is_lead = here.at_least(V::splat(0xC0));
                let (lead, next) = (V::select(is_lead, here, before), V::select(is_lead, behind, here));
                let (d8, d9) = (lead.eq(V::splat(0xD8)), lead.eq(V::splat(0xD9)));
                // D8 with A0–BF, D9 with 80–9F; of the bits, only the highest counts.
                let upper = next.bit_5_highest();
                let ours = d8.and(upper).or(d9.without(upper));
                let is_comma = next.eq(V::splat(0x8C)).or(next.eq(V::splat(0x9B))).or(next.eq(V::splat(0x9F)));
                let (groups, low) = (here.high_nibbles(), here.and(V::splat(0x0F)));
                let which = V::lookup(which_ascii, groups);
                // The bit of `which` is in the table or not: where nothing is left, it is not.
                let none = |table: &[u8; 16]| V::lookup(V::table(table), low).and(which).eq(zero);
                let put = |v: V| u64::from(v.bits()) << n;
                arabic |= put(ours);
                marks |= put(d9.and(next.at_least(V::splat(0x8B))));
                commas |= put(d8.and(is_comma).and(is_lead));
                no_end |= put(none(&ENDS));
                no_sign |= put(none(&SIGNS));
                no_other |= put(none(&OTHER));
                threes |= put(groups.eq(V::splat(3)));
                blank |= put(here.eq(V::splat(b' ')).or(here.eq(V::splat(b'\n'))));
                dots |= put(here.eq(V::splat(b'.')));
                colons |= put(here.eq(V::splat(b':')));
                listing |= put(here.eq(V::splat(b',')));
                tatweel |= put(here.eq(V::splat(0x80)));
                high |= put(here);
                n += V::BYTES;
            }
        }
        let (ends, signs, other) = (!no_end, !no_sign, !no_other);
        let letters = arabic & !marks & !(tatweel & arabic) & !(tatweel >> 1);
        let (digits, stops) = (other & threes, dots & blank >> 1);
        let behind = |run: u64| (run << 1) & !run;
        // Where a run is long: the bytes that so many of it stand before.
        let (a2, o2) = (arabic & arabic << 1, other & other << 1);
        let (a4, o4) = (a2 & a2 << 2, o2 & o2 << 2);
        let (a8, o8) = (a4 & a4 << 4, o4 & o4 << 4);
        let (long_arabic, long_other) = (a8 & a4 << 8 & arabic << ARABIC_STOP, o8 & other << OTHER_STOP);
        // A sum carries from the first digit to what is behind the last; digits behind a letter have nothing added.
        let digits_alone = digits.wrapping_add(digits & !(other << 1)) & !digits & behind(other);
        let good_arabic = behind(arabic) & !(tatweel << 1) & (ends | commas | colons & blank >> 1 | stops & long_arabic << 1);
        let good_other = behind(other) & !digits_alone & (ends & !(digits << 1 & listing) | stops & long_other << 1);
        let commas_apart = commas & blank >> 2;
        let good_digits = digits_alone & (blank | stops | commas_apart);
        let apart = !(high >> 1) & (u64::MAX >> 1) | letters >> 1;
        let dull = blank | signs & apart | commas_apart | commas_apart << 1;
        block.arabic = arabic;
        block.other = other;
        block.valid = letters | other;
        block.good = good_arabic | good_other | good_digits;
        block.digits = good_digits;
        block.events = !dull & !(arabic & arabic << 1) & !(other & other << 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars;
    use alloc::string::String;
    use alloc::vec::Vec;

    #[test]
    fn masks_say_what_they_should() {
        let mut text: String = ('\u{600}'..'\u{680}').chain(' '..'\u{80}').chain("\n\téڤ日😀ﷺ".chars()).collect();
        text.push_str("كِتابٌ جديد، ماذا؟ abc;x \u{640}\u{64E} د. «a».é");
        for c in ' '..'\u{7F}' {
            text.extend([c, 'ك', c, ' ', c, 'é', c, c]);
        }
        let byte = |at: usize| text.as_bytes().get(at).copied().unwrap_or(0);
        let blank = |at: usize| matches!(byte(at), b' ' | b'\n');
        for level in Level::all().into_iter().filter(|&level| has_blocks(level)) {
            for (at, _) in text.char_indices() {
                let mut block = Block::default();
                look(level, text.as_bytes(), at, &mut block);
                // Of each byte of the block: the character, and whether the byte is its first.
                let chars: Vec<(char, bool)> = (at..at + BLOCK)
                    .map(|i| {
                        let start = (0..=i).rev().find(|&i| i >= text.len() || text.is_char_boundary(i)).unwrap();
                        (text.get(start..).and_then(|rest| rest.chars().next()).unwrap_or('\0'), start == i)
                    })
                    .collect();
                let near = |c: char| ('\u{620}'..'\u{660}').contains(&c);
                let arabic = |c: char| near(c) && (chars::is_letter(c) || chars::is_mark(c) || chars::is_tatweel(c));
                for (k, &(c, first)) in chars.iter().enumerate() {
                    let is = |mask: u64| mask >> k & 1 == 1;
                    let here = at + k;
                    assert_eq!(is(block.arabic), arabic(c), "{level:?} {c:?}");
                    assert_eq!(is(block.other), c.is_ascii_alphanumeric());
                    // Of a character that is not whole in the block, nobody asks.
                    let valid = near(c) && chars::is_letter(c) || c.is_ascii_alphanumeric();
                    assert!(is(block.valid) == valid || k == BLOCK - 1, "{level:?} {c:?}");

                    // The run that ends here.
                    let run = |f: &dyn Fn(char) -> bool| chars[..k].iter().rev().take_while(|&&(c, _)| f(c)).count();
                    let (a, o, d) = (run(&arabic), run(&|c| c.is_ascii_alphanumeric()), run(&|c| c.is_ascii_digit()));
                    let stop = c == '.' && k < BLOCK - 1 && blank(here + 1);
                    let ends = "\n !),".contains(c);
                    let comma = matches!(c, '،' | '؛' | '؟');
                    let comma_apart = comma && first && k + 2 < BLOCK && blank(here + 2);
                    let good = a > 0
                        && !arabic(c)
                        && byte(here - 1) != 0x80
                        && (ends || c == ':' && k < BLOCK - 1 && blank(here + 1) || comma && first || stop && a > ARABIC_STOP)
                        || o > d && (ends && (c != ',' || d == 0) || stop && o > OTHER_STOP)
                        || o > 0 && o == d && !c.is_ascii_alphanumeric() && (blank(here) || stop || comma_apart);
                    assert_eq!(is(block.good), good && !c.is_ascii_alphanumeric(), "{level:?} {c:?} {a} {o} {d}");
                    assert_eq!(is(block.digits), good && o > 0 && o == d, "{level:?} {c:?}");

                    let sign = c.is_ascii_punctuation() && !"#%+@_".contains(c);
                    let apart = chars.get(k + 1).is_some_and(|&(c, _)| c.is_ascii() || chars::is_letter(c) && near(c));
                    let lead = k - usize::from(!first && k > 0);
                    let comma = comma && lead + 2 < BLOCK && blank(at + lead + 2);
                    let dull = blank(here) || sign && apart || comma;
                    let inner = a > 0 && arabic(c) || o > 0 && c.is_ascii_alphanumeric();
                    assert_eq!(is(block.events), !dull && !inner && here < text.len(), "{level:?} {c:?} {k}");
                }
            }
        }
    }
}
