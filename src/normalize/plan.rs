//! The plan of a normalizer: one action for each class of code points. The options determine the actions.
//!
//! A [`Plan`] consists of small tables. Each setter of an option computes the plan again, so the methods that normalize a text need no
//! preparation. The action [`ESCAPE`] means that the output for a character may depend on its neighbours. If it does, the context routine
//! (`context.rs`) normalizes the piece around the character: a byte range that can be normalized independently. With some options, a
//! combining hamza, a joiner and ء have this action.

use super::folds::*;
use super::options::Options;
use crate::chars::{self, CLASSES, Class, ClassSet};
use crate::scan::fold::{FoldAction, FoldTable};

/// The character is kept. The output from this character on does not depend on the preceding text, so the text can be split before this
/// character.
pub(super) const KEEP: u8 = 0;
/// The character is kept. The output for the following text may depend on this character and on the preceding text, so the text must not be
/// split before this character.
pub(super) const INNER: u8 = 1;
/// The character is dropped.
pub(super) const DROP: u8 = 2;
/// The output may depend on the neighbours of the character.
pub(super) const ESCAPE: u8 = 3;
/// The output is the result of [`Options::fold`], which may be the character itself. The text can be split before the character.
pub(super) const FOLD: u8 = 4;
/// U+0020 replaces the character. The text can be split before the character.
pub(super) const SPACE: u8 = 5;
/// The text of a presentation form replaces the form, and each letter of this text is folded alone (ﻷ becomes لأ and, under `search`, لا).
/// The source text can be split before the form. For some forms, such as ﷽, the output depends on the neighbours of the form instead.
pub(super) const EXPAND: u8 = 6;
/// The character is not Arabic. If an option replaces the character by an ASCII sign (« by `"`), the output is this sign. Otherwise the
/// character is kept if the character is ASCII or if NFC does not change it. In all other cases, the output depends on the neighbours of
/// the character.
pub(super) const FOREIGN: u8 = 7;
/// The character is a mark. The mark is kept if its [rank](super::decide::mark_rank) is higher than the rank of the preceding mark, or
/// higher than 0 if no mark precedes. Otherwise the output depends on the neighbours of the mark.
pub(super) const MARK: u8 = 8;
/// The smallest action that represents a letter. For each action of at least this value, the letter U+0600 + action replaces the character.
/// The text can be split before the character.
pub(super) const LETTER: u8 = 0x20;

/// The actions of all classes, and the fold table of the vector scanner. For most characters of U+0600–067F, the fold table alone
/// determines the output.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    actions: [u8; 64],
    pub(super) fold_table: FoldTable,
    /// Whether an option needs more context than a letter with its marks: see [`Options::needs_all`].
    pub(super) all: bool,
    /// Whether only the words with a dagger alef need this larger context. The field can be true only if `all` is true.
    pub(super) words: bool,
    /// Whether no action is [`MARK`]. If the field is true, the loop does not check the order of kept marks.
    pub(super) loose: bool,
    /// The second UTF-8 byte of the first letter that the block loop skips, an argument of [`block::masks`](super::block::masks): 0xA7
    /// (alef U+0627) if the action of alef is [`KEEP`], otherwise 0xA8 (beh U+0628).
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

    /// Returns the action of the class with the number `class`.
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

/// Returns the action of a class. The `match` lists all classes, so the compiler rejects a new class without an action.
const fn action(o: &Options, class: Class) -> u8 {
    use Class::*;
    let formats = matches!(o.format_chars, FormatFold::All);
    match class {
        // If the option `madda` is on, ءا becomes آ, so the text cannot be split between ء and ا.
        Hamza => if_else(o.madda, ESCAPE, KEEP),
        Alef => if_else(o.madda, INNER, KEEP),
        WawHamza | YehHamza | YehBarree if becomes_hamza(o) => ESCAPE,
        AlefMadda | AlefHamza | AlefVariant | WawHamza | YehHamza | YehBarree | AlefMaksura | FarsiYeh | Keheh | HehVariant | HehHamza
        | Ae | TehMarbuta | TehMarbutaGoal | LoanLetter | ExtendedLetter | ArabicDigit | ExtendedDigit | NumberPunctuation
        | ArabicPunctuation => folded(o, class),
        // The block masks treat these letters as plain characters, so no option can fold them.
        Yeh | BasicLetter => KEEP,
        // The crate `unicode-normalization` may use a later version of Unicode, in which a code point that is unassigned in these tables is a mark.
        Other => if_else(o.composes() || o.repair_marks, FOREIGN, KEEP),
        Latin | Digit | LineBreak | Control | NumberSign => KEEP,
        // A tatweel may be the seat of a combining hamza: the character that composes with the hamza. The tatweel does not need the action
        // ESCAPE, because the hamza has this action and the piece around the hamza includes the tatweel.
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

/// Returns `yes` if the condition holds, otherwise `no`.
const fn if_else(condition: bool, yes: u8, no: u8) -> u8 {
    if condition { yes } else { no }
}

/// Returns whether the options fold ؤ and ئ to a ء that merges with a following ا.
const fn becomes_hamza(o: &Options) -> bool {
    o.madda && matches!(o.hamza, HamzaFold::ToHamza)
}

/// Returns the action of a class of letters or signs that [`Options::fold`] determines. If all members of the class become the same Arabic letter,
/// the action is this letter. If no member changes, the action is [`KEEP`].
#[allow(clippy::indexing_slicing, reason = "an index below the length")]
const fn folded(o: &Options, class: Class) -> u8 {
    let members = chars::members(class);
    let (mut first, mut i) = (KEEP, 0);
    while i < members.len() {
        let action = match o.fold(members[i]) {
            to if to == members[i] => KEEP,
            to @ '\u{620}'..='\u{6FF}' => (to as u32 - 0x600) as u8,
            _ => FOLD,
        };
        if i == 0 {
            first = action;
        } else if action != first {
            return FOLD;
        }
        i += 1;
    }
    first
}

/// Returns whether a character is ﷽, which represents a phrase, or ﷼, which represents a currency. If the options expand these signs, a
/// space separates the words of each sign from an adjacent word.
///
/// The words of all other ligatures are joined to adjacent letters: وﷲ becomes والله.
pub(super) const fn is_phrase_sign(c: char) -> bool {
    matches!(c, '\u{FDFC}' | '\u{FDFD}')
}

/// Returns whether a character is a cut. In most cases, a text can be split before a cut, because the output from the cut on does not
/// depend on the preceding text. [`piece_end`](super::piece::piece_end) describes the exceptions. The result is `false` for ء, ؤ, ئ, the
/// forms of alef, ے and ۓ, because their output may merge with a preceding ء.
#[inline]
pub(super) fn is_cut(c: char) -> bool {
    const CUTS: ClassSet = ClassSet::range(Class::Yeh, Class::FarsiYeh)
        .or(ClassSet::range(Class::Keheh, Class::ExtendedLetter))
        .or(ClassSet::of(&[Class::LineBreak, Class::ArabicDigit, Class::ExtendedDigit, Class::ArabicPunctuation]));
    c.is_ascii() || CUTS.has_char(c)
}
