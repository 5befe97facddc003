//! The options of a [`Normalizer`](super::Normalizer), and the folds of single characters that the options determine.
//!
//! The macro `normalizer_options!` declares each option once, in a table. Four files generate code from this table:
//!
//! - `options.rs`: the structure `Options`
//! - `normalizer.rs`: the setters and getters
//! - `preset.rs`: the list of options and their text form
//! - `serde.rs`: the `serde` form

use super::folds::*;
use super::marks::Marks;
use crate::chars::Class;
use crate::config::option_struct;

/// Calls the macro `part` with the arguments `head`, followed by the table of options.
///
/// Each row declares one option: the setter, the getter, the type, the default value, and a sentence. The sentence is the first line of the
/// docs of the setter and the help text of the command line. A doc comment before the row continues these docs.
macro_rules! normalizer_options {
    ($part:ident! { $($head:tt)+ }) => {
        $part! {
            $($head)+
            alef, get_alef: AlefFold = AlefFold::Keep, "Folds forms of alef to ا.";
            hamza, get_hamza: HamzaFold = HamzaFold::Keep, "Folds hamza on waw and yeh, ؤ and ئ.";
            yeh, get_yeh: YehFold = YehFold::Keep, "Folds ى, and also ی, to ي.";
            teh_marbuta, get_teh_marbuta: TehMarbutaFold = TehMarbutaFold::Keep, "Folds ة to ه or to ت.";
            keyboard_letters, get_keyboard_letters: KeyboardFold = KeyboardFold::Keep,
                "Folds letters of Persian and Urdu keyboards to Arabic ones: ک to ك, ی to ي, ہ to ه.";
            loan_letters, get_loan_letters: bool = false, "Folds loan letters to the nearest Arabic ones: پ to ب, چ to ج, ژ to ز, ڤ to ف, گ to ك.";
            /// This option has an effect only if the option [`form`](Self::form) is not `Keep`.
            compose_maksura, get_compose_maksura: bool = false, "Joins a combining hamza after ى or ی to ئ.";
            /// This option has an effect only if the option [`form`](Self::form) is not `Keep`.
            tatweel_hamza, get_tatweel_hamza: bool = false, "Makes a combining hamza on a tatweel ء.";
            madda, get_madda: bool = false, "Joins ء and a following ا to آ.";
            strip_marks, get_strip_marks: Marks = Marks::NONE, "Drops marks (diacritics).";
            dagger_alef, get_dagger_alef: DaggerAlefFold = DaggerAlefFold::Keep, "Drops the dagger alef U+0670, or makes it ا.";
            repair_marks, get_repair_marks: bool = false, "Puts the marks of a letter in canonical order, and writes a repeated mark once.";
            tanwin, get_tanwin: TanwinFold = TanwinFold::Keep, "Moves fathatan before or after its alef, or drops the alef.";
            tatweel, get_tatweel: bool = false, "Drops the tatweel U+0640.";
            /// The compatibility decomposition of an isolated mark, such as U+FE70, begins with a space. This option omits the space.
            presentation_forms, get_presentation_forms: bool = false, "Replaces presentation forms by the letters and marks that they stand for.";
            /// Mathematical letters are symbols in formulas. This option loses the difference in meaning between such a symbol and a
            /// letter.
            math_letters, get_math_letters: bool = false, "Replaces mathematical letters, U+1EE00–1EEBB, by the letters that they show.";
            /// The ligatures are the members of [`Class::WordLigature`](crate::chars::Class::WordLigature). If the option expands ﷼ or ﷽, a
            /// space separates the words of this ligature from an adjacent letter or digit. The words of all other ligatures are joined to
            /// an adjacent letter: وﷲ becomes والله.
            word_ligatures, get_word_ligatures: LigatureFold = LigatureFold::Keep, "Expands or drops ligatures of words, such as ﷲ U+FDF2.";
            /// The ligatures are the members of [`Class::HonorificLigature`](crate::chars::Class::HonorificLigature).
            honorific_ligatures, get_honorific_ligatures: LigatureFold = LigatureFold::Keep, "Expands or drops ligatures of blessings, such as ﷺ U+FDFA.";
            digits, get_digits: DigitFold = DigitFold::Keep, "Folds digits to one set, and the signs in numbers with them.";
            /// The option folds ، ؛ ؟ ۔ ٭ to `, ; ? . *`. It folds the quotation marks `“ ” „ « »` to `"` and `‘ ’` to `'`. It folds the en
            /// dash and the em dash to `-`.
            punctuation, get_punctuation: bool = false, "Folds Arabic punctuation, quotation marks and dashes to ASCII.";
            format_chars, get_format_chars: FormatFold = FormatFold::Keep, "Drops joiners, bidi marks and invisible characters.";
            spaces, get_spaces: SpaceFold = SpaceFold::Keep, "Replaces the spaces within a line by U+0020.";
            /// If this option is not `Keep`, a combining hamza above (U+0654) composes with a preceding ا, و, ي, ہ, ە or ے. A combining
            /// madda (U+0653) or hamza below (U+0655) composes with a preceding ا. Arabic marks, joiners, bidi characters and invisible
            /// characters may be between the letter and the hamza. After ا and و, tatweels may be between the letter and the hamza too.
            form, get_form: UnicodeForm = UnicodeForm::Keep, "Composes the result, of all scripts, to a Unicode normalization form.";
            /// Pairs of equal letters are kept, because correct words contain such pairs: الله, تتمة.
            ///
            /// ```
            /// use kalima::normalize::{ElongationFold, Normalizer};
            /// let n = Normalizer::none().elongation(ElongationFold::ToOne);
            /// assert_eq!(n.normalize("رااااائع هههههه الله"), "رائع ه الله");
            /// ```
            elongation, get_elongation: ElongationFold = ElongationFold::Keep, "Cuts runs of three or more of the same Arabic letter.";
        }
    };
}
pub(super) use normalizer_options;

normalizer_options!(option_struct! {
    [const]
    /// All options of a normalizer.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub(crate) struct Options;
});

impl Options {
    /// Returns whether an option needs more context than a letter with its marks. The context routine (`context.rs`) then normalizes the
    /// whole text, or whole words. This routine is the fallback for characters whose output depends on their neighbours.
    pub(super) const fn needs_all(&self) -> bool {
        let promotes = match self.dagger_alef {
            DaggerAlefFold::Keep | DaggerAlefFold::Drop => false,
            DaggerAlefFold::Promote => true,
        };
        promotes || self.needs_neighbours()
    }

    /// Returns whether an option changes sequences of adjacent characters in words or between words, so that the context routine must
    /// normalize the whole text. These options are `tanwin`, `elongation`, `digits` with a set other than ASCII, `spaces` with `Collapse`,
    /// and `form` with `Nfkc`.
    pub(super) const fn needs_neighbours(&self) -> bool {
        let tanwin = match self.tanwin {
            TanwinFold::Keep => false,
            TanwinFold::BeforeAlef | TanwinFold::AfterAlef | TanwinFold::DropAlef => true,
        };
        let digits = match self.digits {
            DigitFold::Keep | DigitFold::Ascii => false,
            DigitFold::ArabicIndic | DigitFold::Extended => true,
        };
        let spaces = match self.spaces {
            SpaceFold::Keep | SpaceFold::Ascii => false,
            SpaceFold::Collapse => true,
        };
        let form = match self.form {
            UnicodeForm::Keep | UnicodeForm::Nfc => false,
            UnicodeForm::Nfkc => true,
        };
        let elongation = match self.elongation {
            ElongationFold::Keep => false,
            ElongationFold::ToOne | ElongationFold::ToTwo => true,
        };
        tanwin || digits || spaces || form || elongation
    }

    /// Returns whether the options compose the result to a Unicode form.
    pub(super) const fn composes(&self) -> bool {
        match self.form {
            UnicodeForm::Keep => false,
            UnicodeForm::Nfc | UnicodeForm::Nfkc => true,
        }
    }

    /// Returns the output for a letter or a sign. The [plan](super::plan) computes the actions of letters and signs of U+0600–07FF from this
    /// function.
    pub(super) const fn fold(&self, c: char) -> char {
        match self.letter(c) {
            to if to == c => self.sign(c),
            to => to,
        }
    }

    /// Returns the output for a letter. If no option folds the letter, the output is the letter itself.
    ///
    /// The output is a fixed point: a second fold does not change the output.
    pub(crate) const fn letter(&self, c: char) -> char {
        // Keyboard letters are replaced first, because the other options fold the replacement: ۃ becomes ة and then ه.
        let c = self.keyboard_letter(c);
        let is_hamza_alef = matches!(c, 'آ' | 'أ' | 'إ');
        let folds_alef = match self.alef {
            AlefFold::Keep => false,
            AlefFold::Hamza => is_hamza_alef,
            AlefFold::All => is_hamza_alef || matches!(c, 'ٱ' | '\u{672}' | '\u{673}' | '\u{675}'),
        };
        let folds_yeh = match self.yeh {
            YehFold::Keep => false,
            YehFold::Maksura => matches!(c, 'ى'),
            YehFold::All => matches!(c, 'ى' | 'ی'),
        };
        if folds_alef {
            return 'ا';
        }
        if folds_yeh {
            return 'ي';
        }
        match c {
            'ؤ' => match self.hamza {
                HamzaFold::Keep => c,
                HamzaFold::ToHamza => 'ء',
                HamzaFold::ToSeat => 'و',
            },
            'ئ' => match self.hamza {
                HamzaFold::Keep => c,
                HamzaFold::ToHamza => 'ء',
                HamzaFold::ToSeat => 'ي',
            },
            'ة' => match self.teh_marbuta {
                TehMarbutaFold::Keep => c,
                TehMarbutaFold::ToHeh => 'ه',
                TehMarbutaFold::ToTeh => 'ت',
            },
            'پ' if self.loan_letters => 'ب',
            'چ' if self.loan_letters => 'ج',
            'ژ' if self.loan_letters => 'ز',
            'ڤ' if self.loan_letters => 'ف',
            'گ' if self.loan_letters => 'ك',
            _ => c,
        }
    }

    /// Returns the Arabic letter that replaces a letter of a Persian or Urdu keyboard. If the option `keyboard_letters` does not fold `c`,
    /// returns `c`.
    const fn keyboard_letter(&self, c: char) -> char {
        let all = match self.keyboard_letters {
            KeyboardFold::Keep => return c,
            KeyboardFold::Letters => false,
            KeyboardFold::All => true,
        };
        match c {
            'ک' | 'ڪ' => 'ك',
            'ی' => 'ي',
            'ہ' | 'ھ' | 'ۀ' | 'ۂ' => 'ه',
            'ۃ' => 'ة',
            'ے' if all => 'ي',
            'ۓ' if all => 'ئ',
            'ە' if all => 'ه',
            _ => c,
        }
    }

    /// Returns the ASCII character that replaces a digit, an Arabic sign (٪ or ؟), a quotation mark or a dash. If no option folds the
    /// character to ASCII, returns the character itself.
    pub(crate) const fn sign(&self, c: char) -> char {
        match self.digits {
            DigitFold::Ascii => match c {
                '٠'..='٩' | '۰'..='۹' => return (b'0' + (c as u32 & 0xF) as u8) as char,
                '٫' => return '.',
                '٬' => return ',',
                '٪' => return '%',
                _ => {}
            },
            DigitFold::Keep | DigitFold::ArabicIndic | DigitFold::Extended => {}
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

    /// Returns whether the options drop all marks of a class.
    pub(crate) const fn drops_mark(&self, class: Class) -> bool {
        let drops_dagger_alef = match self.dagger_alef {
            DaggerAlefFold::Keep | DaggerAlefFold::Promote => false,
            DaggerAlefFold::Drop => true,
        };
        self.strip_marks.has(class) || drops_dagger_alef && matches!(class, Class::DaggerAlef)
    }

    /// Returns the fold of a class: the options keep, expand or drop its characters. Only presentation forms of letters and marks,
    /// mathematical letters, and ligatures of words and honorifics have such a fold. Returns `Keep` for any other class.
    pub(crate) const fn ligature(&self, class: Class) -> LigatureFold {
        let expands = match class {
            Class::WordLigature => return self.word_ligatures,
            Class::HonorificLigature => return self.honorific_ligatures,
            Class::PresentationLetter | Class::PresentationMark => self.presentation_forms,
            Class::MathLetter => self.math_letters,
            _ => false,
        };
        if expands { LigatureFold::Expand } else { LigatureFold::Keep }
    }
}
