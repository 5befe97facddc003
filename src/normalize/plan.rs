//! The plan of a normalizer: one action for each class of characters, computed from the options.
//!
//! A [`Plan`] is a few small tables. It is computed when an option is set, so that a call needs no preparation. If the neighbours of a character
//! decide (a combining hamza, a joiner, a repeated letter), its action is [`ESCAPE`], and the context routine normalizes the piece around it.

use super::folds::*;
use super::options::Options;
use crate::chars::{self, CLASSES, Class, ClassSet};
use crate::scan::fold::{FoldAction, FoldTable};

/// The character is kept, and the following text does not depend on the preceding text. The text can be split before it.
pub(super) const KEEP: u8 = 0;
/// The character is kept. The following text may depend on it and on the preceding text.
pub(super) const INNER: u8 = 1;
/// The character is dropped.
pub(super) const DROP: u8 = 2;
/// The neighbours of the character decide.
pub(super) const ESCAPE: u8 = 3;
/// The character becomes the result of [`Options::letter`] or [`Options::sign`], which may be itself. The text can be split before it.
pub(super) const FOLD: u8 = 4;
/// The character becomes U+0020. The text can be split before it.
pub(super) const SPACE: u8 = 5;
/// The presentation form becomes its text, letter by letter. The text can be split before it.
pub(super) const EXPAND: u8 = 6;
/// The character is neither ASCII nor Arabic. It is kept if NFC does not change it; otherwise its neighbours decide.
pub(super) const FOREIGN: u8 = 7;
/// The mark is kept if it is in canonical order after its letter and not repeated; otherwise its neighbours decide.
pub(super) const MARK: u8 = 8;
/// An action of this value or more is a letter: the character becomes U+0600 + the action. The text can be split before it.
pub(super) const LETTER: u8 = 0x20;

/// The actions of all classes, and the table of the scanner, which decides most characters of U+0600–067F alone.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    actions: [u8; 64],
    pub(super) fold_table: FoldTable,
    /// True if the context routine normalizes the whole text.
    pub(super) all: bool,
    /// True if `all` is set, but only words with a dagger alef need the context routine.
    pub(super) words: bool,
    /// True if no action is [`MARK`]. Then only an escape depends on the preceding mark.
    pub(super) loose: bool,
    /// The second byte of the first letter of [`block::masks`](super::block::masks) that the plan keeps: that of alef or of beh.
    pub(super) first_plain: u8,
}

impl Plan {
    /// Computes the plan of a set of options.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(super) const fn new(o: &Options) -> Plan {
        let mut actions = [KEEP; 64];
        let (mut n, mut loose) = (0, true);
        while n < CLASSES {
            actions[n] = action(o, Class::from_number(n as u8));
            loose &= actions[n] != MARK;
            n += 1;
        }
        let mut fold_actions = [FoldAction::Fallback; 128];
        let mut n = 0;
        while n < fold_actions.len() {
            fold_actions[n] = match actions[chars::class_in_block(n as u8) as usize] {
                KEEP | INNER => FoldAction::Keep,
                DROP => FoldAction::Drop,
                to @ LETTER..0x80 => FoldAction::Replace(to),
                _ => FoldAction::Fallback,
            };
            n += 1;
        }
        let first_plain = if actions[Class::Alef as usize] == KEEP { 0xA7 } else { 0xA8 };
        let words = loose && !o.needs_neighbours() && matches!(o.dagger_alef, DaggerAlefFold::Promote);
        Plan { actions, fold_table: FoldTable::new(&fold_actions), all: o.needs_all(), words, loose, first_plain }
    }

    /// Returns the action of a class, by its number.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 64 of 64")]
    pub(super) fn of(&self, class: u8) -> u8 {
        self.actions[class as usize & 63]
    }

    /// Returns the action of a character.
    pub(super) fn of_char(&self, c: char) -> u8 {
        self.of(chars::class(c) as u8)
    }
}

/// Returns the action of a class. Each class is in one arm, so a new class does not compile until it has an action.
const fn action(o: &Options, class: Class) -> u8 {
    use Class::*;
    let formats = matches!(o.format_chars, FormatFold::All);
    match class {
        // ءا may become آ: the text cannot be split before an alef after a hamza.
        Hamza => if_else(o.madda, ESCAPE, KEEP),
        Alef => if_else(o.madda, INNER, KEEP),
        AlefMadda => letter(o, 'آ'),
        AlefHamza => letter(o, 'أ'),
        AlefVariant => letter(o, 'ٱ'),
        WawHamza => if_else(becomes_hamza(o), ESCAPE, letter(o, 'ؤ')),
        YehHamza => if_else(becomes_hamza(o), ESCAPE, letter(o, 'ئ')),
        YehBarree if becomes_hamza(o) => ESCAPE,
        YehBarree => if_else(matches!(o.keyboard_letters, KeyboardFold::All), FOLD, KEEP),
        AlefMaksura => letter(o, 'ى'),
        FarsiYeh => letter(o, 'ی'),
        Keheh => letter(o, 'ک'),
        HehVariant => letter(o, 'ہ'),
        HehHamza => letter(o, 'ۀ'),
        Ae => letter(o, 'ە'),
        TehMarbuta => letter(o, 'ة'),
        TehMarbutaGoal => letter(o, 'ۃ'),
        LoanLetter => if_else(o.loan_letters, FOLD, KEEP),
        Yeh | BasicLetter | ExtendedLetter => KEEP,
        ArabicDigit | ExtendedDigit | NumberPunctuation => if_else(matches!(o.digits, DigitFold::Keep), KEEP, FOLD),
        ArabicPunctuation => if_else(o.punctuation, FOLD, KEEP),
        // `unicode-normalization` may have a later version of Unicode, in which a character that these tables do not assign is a mark.
        Other => if_else(o.composes() || o.repair_marks, FOREIGN, KEEP),
        Latin | Digit | LineBreak | Control | NumberSign => KEEP,
        // A tatweel may carry a hamza. The hamza is the escape, and its piece includes the tatweel.
        Tatweel => if_else(o.tatweel, DROP, INNER),
        GlyphPart => if_else(o.drops_mark(class), DROP, INNER),
        HamzaMark if o.composes() => ESCAPE,
        DaggerAlef if matches!(o.dagger_alef, DaggerAlefFold::Promote) => ESCAPE,
        Tanwin | Haraka | Shadda | HamzaMark | DaggerAlef | SmallLetter | QuranicMark | HonorificMark | ExtendedMark => {
            if o.drops_mark(class) { DROP } else { if_else(o.composes() || o.repair_marks, MARK, INNER) }
        }
        Invisible => if_else(matches!(o.format_chars, FormatFold::Keep), INNER, DROP),
        BidiMark | BidiControl => if_else(formats, DROP, INNER),
        ZeroWidthSpace => if_else(formats, SPACE, INNER),
        ZeroWidthNonJoiner | ZeroWidthJoiner => if_else(formats, ESCAPE, INNER),
        PresentationMark | PresentationLetter | WordLigature | HonorificLigature | MathLetter => match o.ligature(class) {
            LigatureFold::Keep => INNER,
            LigatureFold::Drop => DROP,
            LigatureFold::Expand => if_else(matches!(class, PresentationMark), ESCAPE, EXPAND),
        },
        Space if !matches!(o.spaces, SpaceFold::Keep) => SPACE,
        Letter | Number | Symbol | Space => if_else(o.composes(), FOREIGN, KEEP),
        Punctuation => if_else(o.punctuation || o.composes(), FOREIGN, KEEP),
        Mark => if_else(o.composes() || o.repair_marks, FOREIGN, INNER),
        Emoji | Pictographic | RegionalIndicator | VariationSelector | Format => INNER,
    }
}

/// Returns one of two actions.
const fn if_else(condition: bool, yes: u8, no: u8) -> u8 {
    if condition { yes } else { no }
}

/// Returns whether ؤ and ئ become a ء that joins a following ا.
const fn becomes_hamza(o: &Options) -> bool {
    o.madda && matches!(o.hamza, HamzaFold::ToHamza)
}

/// Returns the action of a class whose members all have the output of `c`: the same letter, or themselves if `c` does not change.
const fn letter(o: &Options, c: char) -> u8 {
    let to = o.letter(c);
    match to as u32 {
        _ if to == c => KEEP,
        to @ 0x620..=0x6FF => (to - 0x600) as u8,
        _ => FOLD,
    }
}

/// Returns whether a ligature stands for a phrase, ﷽, or a currency, ﷼. A space separates its words from an adjacent word.
///
/// The other ligatures of words join the adjacent letters: وﷲ is والله.
pub(super) const fn is_phrase_sign(c: char) -> bool {
    matches!(c, '\u{FDFC}' | '\u{FDFD}')
}

/// Returns whether a text can be split before a character under all options, because neither it nor the following text depends on the preceding
/// text. The result is `false` for forms of hamza and alef, because they may merge with a preceding ء.
#[inline]
pub(super) fn is_cut(c: char) -> bool {
    const CUTS: ClassSet = ClassSet::range(Class::Yeh, Class::FarsiYeh)
        .or(ClassSet::range(Class::Keheh, Class::ExtendedLetter))
        .or(ClassSet::of(&[Class::LineBreak, Class::ArabicDigit, Class::ExtendedDigit, Class::ArabicPunctuation]));
    c.is_ascii() || CUTS.has_char(c)
}
