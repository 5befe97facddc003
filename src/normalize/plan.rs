//! From options to actions: what happens to a code point, by its class.
//!
//! A [`Plan`] is a few small tables, built when an option is set, so that a call has nothing to prepare. What depends on the neighbours of a character
//! (a combining hamza, a joiner, a repeated letter) is [`ESCAPE`]: the engine hands the piece of text around it to the `context` routine.

use core::fmt;

use super::options::*;
use crate::chars::{self, Class, ClassSet, MARKS};
use crate::scan::fold::{FoldAction, FoldTable};

/// All switches of a normalizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) alef: AlefFold,
    pub(crate) hamza: HamzaFold,
    pub(crate) yeh: YehFold,
    pub(crate) teh_marbuta: TehMarbutaFold,
    pub(crate) keyboard_letters: KeyboardFold,
    pub(crate) loan_letters: bool,
    pub(crate) compose_maksura: bool,
    pub(crate) tatweel_hamza: bool,
    pub(crate) madda: bool,
    pub(crate) strip: Marks,
    pub(crate) dagger_alef: DaggerAlefFold,
    pub(crate) repair_marks: bool,
    pub(crate) tanwin: TanwinFold,
    pub(crate) tatweel: bool,
    pub(crate) presentation: bool,
    pub(crate) math_letters: bool,
    pub(crate) words: LigatureFold,
    pub(crate) honorifics: LigatureFold,
    pub(crate) digits: DigitFold,
    pub(crate) punctuation: bool,
    pub(crate) format: FormatFold,
    pub(crate) spaces: SpaceFold,
    pub(crate) elongation: u8,
    pub(crate) form: Form,
}

impl Options {
    /// Everything off.
    pub(crate) const NONE: Options = Options {
        alef: AlefFold::Keep,
        hamza: HamzaFold::Keep,
        yeh: YehFold::Keep,
        teh_marbuta: TehMarbutaFold::Keep,
        keyboard_letters: KeyboardFold::Keep,
        loan_letters: false,
        compose_maksura: false,
        tatweel_hamza: false,
        madda: false,
        strip: Marks::NONE,
        dagger_alef: DaggerAlefFold::Keep,
        repair_marks: false,
        tanwin: TanwinFold::Keep,
        tatweel: false,
        presentation: false,
        math_letters: false,
        words: LigatureFold::Keep,
        honorifics: LigatureFold::Keep,
        digits: DigitFold::Keep,
        punctuation: false,
        format: FormatFold::Keep,
        spaces: SpaceFold::Keep,
        elongation: 0,
        form: Form::None,
    };

    /// Returns the names and values of the options that differ from those of `other`.
    pub(super) fn changed<'a>(&'a self, other: &Options) -> impl Iterator<Item = (&'static str, &'a dyn fmt::Debug)> + use<'a> {
        /// Lists the fields of `Options`. They are all: the pattern has no `..`.
        macro_rules! fields {
            ($($name:ident),+ $(,)?) => {{
                let Options { $($name),+ } = self;
                [$((*$name != other.$name).then_some((stringify!($name), $name as &dyn fmt::Debug))),+]
            }};
        }
        let changed = fields!(
            alef,
            hamza,
            yeh,
            teh_marbuta,
            keyboard_letters,
            loan_letters,
            compose_maksura,
            tatweel_hamza,
            madda,
            strip,
            dagger_alef,
            repair_marks,
            tanwin,
            tatweel,
            presentation,
            math_letters,
            words,
            honorifics,
            digits,
            punctuation,
            format,
            spaces,
            form,
            elongation
        );
        changed.into_iter().flatten()
    }

    /// Whether the result depends on more than a letter with its marks: then the whole text takes the context routine.
    const fn needs_all(&self) -> bool {
        matches!(self.dagger_alef, DaggerAlefFold::Promote) || self.needs_neighbours()
    }

    /// Whether the result depends on runs of letters, digits or spaces, or on compatibility forms: on more than the word around a character.
    pub(super) const fn needs_neighbours(&self) -> bool {
        !matches!(self.tanwin, TanwinFold::Keep)
            || matches!(self.digits, DigitFold::ArabicIndic | DigitFold::Extended)
            || matches!(self.spaces, SpaceFold::Collapse)
            || matches!(self.form, Form::Nfkc)
            || self.elongation > 0
    }

    /// The letter that a letter becomes; itself if nothing folds it.
    ///
    /// The result is a fixed point: no fold maps it on.
    pub(crate) const fn letter(&self, c: char) -> char {
        let mut c = c;
        // Keyboard letters first: what they stand for is then folded like the letter itself.
        if !matches!(self.keyboard_letters, KeyboardFold::Keep) {
            c = match c {
                'ک' | 'ڪ' => 'ك',
                'ی' => 'ي',
                'ہ' | 'ھ' | 'ۀ' | 'ۂ' => 'ه',
                'ۃ' => 'ة',
                _ => c,
            };
        }
        if matches!(self.keyboard_letters, KeyboardFold::All) {
            c = match c {
                'ے' => 'ي',
                'ۓ' => 'ئ',
                'ە' => 'ه',
                _ => c,
            };
        }
        match (c, self.alef) {
            ('آ' | 'أ' | 'إ', AlefFold::Hamza | AlefFold::All) => return 'ا',
            ('ٱ' | '\u{672}' | '\u{673}' | '\u{675}', AlefFold::All) => return 'ا',
            _ => {}
        }
        match (c, self.yeh) {
            ('ى', YehFold::Maksura | YehFold::All) | ('ی', YehFold::All) => return 'ي',
            _ => {}
        }
        match (c, self.hamza) {
            ('ؤ' | 'ئ', HamzaFold::ToHamza) => return 'ء',
            ('ؤ', HamzaFold::ToSeat) => return 'و',
            ('ئ', HamzaFold::ToSeat) => return 'ي',
            _ => {}
        }
        match (c, self.teh_marbuta) {
            ('ة', TehMarbutaFold::ToHeh) => return 'ه',
            ('ة', TehMarbutaFold::ToTeh) => return 'ت',
            _ => {}
        }
        if self.loan_letters {
            return match c {
                'پ' => 'ب',
                'چ' => 'ج',
                'ژ' => 'ز',
                'ڤ' => 'ف',
                'گ' => 'ك',
                _ => c,
            };
        }
        c
    }

    /// Whether a mark of this class is dropped, wherever it stands.
    pub(crate) const fn drops_mark(&self, class: Class) -> bool {
        self.strip.has(class) || (matches!(class, Class::DaggerAlef) && matches!(self.dagger_alef, DaggerAlefFold::Drop))
    }

    /// What a word or honorific ligature, or another presentation form, does.
    pub(crate) const fn ligature(&self, class: Class) -> LigatureFold {
        match class {
            Class::WordLigature => self.words,
            Class::HonorificLigature => self.honorifics,
            Class::PresentationLetter | Class::PresentationMark if self.presentation => LigatureFold::Expand,
            Class::MathLetter if self.math_letters => LigatureFold::Expand,
            _ => LigatureFold::Keep,
        }
    }

    /// The ASCII sign for one of the Arabic script, if the digit or punctuation fold asks for it.
    pub(crate) const fn sign(&self, c: char) -> char {
        match (c, self.digits) {
            ('٠'..='٩' | '۰'..='۹', DigitFold::Ascii) => return (b'0' + (c as u32 & 0xF) as u8) as char,
            ('٫', DigitFold::Ascii) => return '.',
            ('٬', DigitFold::Ascii) => return ',',
            ('٪', DigitFold::Ascii) => return '%',
            _ => {}
        }
        if self.punctuation {
            return match c {
                '،' => ',',
                '؛' => ';',
                '؟' => '?',
                '۔' => '.',
                '٭' => '*',
                '“' | '”' | '„' | '«' | '»' => '"',
                '‘' | '’' => '\'',
                '–' | '—' => '-',
                _ => c,
            };
        }
        c
    }
}

/// Signs of whole phrases and of a currency, ﷼ and ﷽, whose words are parted from those that touch them. The other ligatures of words join
/// letters as their words do: وﷲ is والله.
pub(super) const fn stands_alone(c: char) -> bool {
    matches!(c, '\u{FDFC}' | '\u{FDFD}')
}

/// The character stays, and what stands before it has no more influence on what follows: a place to cut.
pub(super) const KEEP: u8 = 0;
/// The character stays; what follows may depend on it and on what stands before it.
pub(super) const INNER: u8 = 1;
/// The character is dropped.
pub(super) const DROP: u8 = 2;
/// What happens depends on the neighbours.
pub(super) const ESCAPE: u8 = 3;
/// [`Options::letter`] or [`Options::sign`] says what it becomes, maybe itself. A place to cut, as `KEEP`.
pub(super) const FOLD: u8 = 4;
/// The character becomes U+0020. A place to cut.
pub(super) const SPACE: u8 = 5;
/// A presentation form: its text, letter by letter. A place to cut.
pub(super) const EXPAND: u8 = 6;
/// The character is not ASCII and not Arabic: it stays if it is inert under NFC, else `ESCAPE`.
pub(super) const FOREIGN: u8 = 7;
/// A mark that is kept: it stays if it is in canonical order behind its letter and no repetition, else `ESCAPE`.
pub(super) const MARK: u8 = 8;
/// From here on: the character becomes the one at U+0600 + action. A place to cut.
pub(super) const LETTER: u8 = 0x20;

/// Action by class, and what the scanner does with U+0600–067F by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    actions: [u8; 64],
    pub(super) fold_table: FoldTable,
    /// The whole text takes the context routine.
    pub(super) all: bool,
    /// It does so only for the words that have a dagger alef.
    pub(super) words: bool,
    /// No mark is kept in its place among the others: what is left of a character does not depend on those before it, but by an escape.
    pub(super) loose: bool,
    /// The continuation byte of the first letter that is a place to cut and stays, as [`masks`](super::block::masks) wants it: alef or beh.
    pub(super) first_plain: u8,
}

impl Plan {
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(super) const fn new(o: &Options) -> Plan {
        let mut actions = [KEEP; 64];
        let (mut n, mut loose) = (0, true);
        while n < crate::chars::CLASSES {
            actions[n] = Plan::action(o, Class::from_number(n as u8));
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

    /// The action for a class number.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 64 of 64")]
    pub(crate) fn of(&self, class: u8) -> u8 {
        self.actions[class as usize & 63]
    }

    const fn action(o: &Options, class: Class) -> u8 {
        /// Classes with one member: the letter decides.
        const fn single(o: &Options, c: char) -> u8 {
            let to = o.letter(c);
            match (to == c, to as u32) {
                (true, _) => KEEP,
                (false, to @ 0x620..=0x6FF) => (to - 0x600) as u8,
                (false, _) => FOLD,
            }
        }
        use Class::*;
        let nfc = !matches!(o.form, Form::None);
        match class {
            // ءا may become آ: the alef behind a hamza is not a place to cut.
            Hamza if o.madda => ESCAPE,
            WawHamza | YehHamza | YehBarree if o.madda && matches!(o.hamza, HamzaFold::ToHamza) => ESCAPE,
            Alef if o.madda => INNER,
            AlefMadda => single(o, 'آ'),
            AlefHamza => single(o, 'أ'),
            AlefVariant => single(o, 'ٱ'),
            WawHamza => single(o, 'ؤ'),
            YehHamza => single(o, 'ئ'),
            AlefMaksura => single(o, 'ى'),
            FarsiYeh => single(o, 'ی'),
            Keheh => single(o, 'ک'),
            HehVariant => single(o, 'ہ'),
            HehHamza => single(o, 'ۀ'),
            Ae => single(o, 'ە'),
            TehMarbuta => single(o, 'ة'),
            TehMarbutaGoal => single(o, 'ۃ'),
            YehBarree if matches!(o.keyboard_letters, KeyboardFold::All) => FOLD,
            LoanLetter if o.loan_letters => FOLD,
            ArabicDigit | ExtendedDigit | NumberPunctuation if !matches!(o.digits, DigitFold::Keep) => FOLD,
            ArabicPunctuation if o.punctuation => FOLD,
            // A tatweel may carry a hamza, but that shows only behind it: the hamza escapes, and takes the tatweel with it.
            Tatweel if o.tatweel => DROP,
            Tatweel => INNER,
            GlyphPart => {
                if o.strip.has(GlyphPart) {
                    DROP
                } else {
                    INNER
                }
            }
            HamzaMark if nfc => ESCAPE,
            DaggerAlef if matches!(o.dagger_alef, DaggerAlefFold::Promote) => ESCAPE,
            _ if MARKS.has(class) => {
                if o.drops_mark(class) {
                    DROP
                } else if nfc || o.repair_marks {
                    MARK
                } else {
                    INNER
                }
            }
            Invisible => match o.format {
                FormatFold::Keep => INNER,
                _ => DROP,
            },
            BidiMark | BidiControl if matches!(o.format, FormatFold::All) => DROP,
            ZeroWidthSpace if matches!(o.format, FormatFold::All) => SPACE,
            ZeroWidthNonJoiner | ZeroWidthJoiner if matches!(o.format, FormatFold::All) => ESCAPE,
            BidiMark | BidiControl | ZeroWidthSpace | ZeroWidthNonJoiner | ZeroWidthJoiner => INNER,
            PresentationMark | PresentationLetter | WordLigature | HonorificLigature | MathLetter => match o.ligature(class) {
                LigatureFold::Keep => INNER,
                LigatureFold::Drop => DROP,
                LigatureFold::Expand if matches!(class, PresentationMark) => ESCAPE,
                LigatureFold::Expand => EXPAND,
            },
            Space if !matches!(o.spaces, SpaceFold::Keep) => SPACE,
            Letter | Number | Symbol | Space if nfc => FOREIGN,
            // A character that our tables do not assign may be a mark in a later version of Unicode, which `unicode-normalization` knows.
            Mark | Other if nfc || o.repair_marks => FOREIGN,
            Punctuation if o.punctuation || nfc => FOREIGN,
            Emoji | Pictographic | RegionalIndicator | VariationSelector | Format => INNER,
            // Its place among the marks that are put in order takes a look at all of them.
            Mark if o.repair_marks => ESCAPE,
            Mark => INNER,
            _ => KEEP,
        }
    }
}

/// Whether a character depends on nothing that stands before it, and nothing behind it on what stands before it, whatever the options: where
/// the context routine may be entered and left.
#[inline]
pub(super) fn is_cut(c: char) -> bool {
    // Forms of hamza and alef are not among them: they may melt with a ء before them.
    const CUTS: ClassSet = ClassSet::range(Class::Yeh, Class::FarsiYeh)
        .or(ClassSet::range(Class::Keheh, Class::ExtendedLetter))
        .or(ClassSet::of(&[Class::LineBreak, Class::ArabicDigit, Class::ExtendedDigit, Class::ArabicPunctuation]));
    c.is_ascii() || CUTS.has_char(c)
}
