//! Options of the normalizer: a preset, and one switch for each fold of the library, under the name of its setter.

use clap::Args;
use kalima::normalize::{
    AlefFold, DaggerAlefFold, DigitFold, ElongationFold, FormatFold, HamzaFold, KeyboardFold, LigatureFold, Marks, Normalizer, Preset,
    SpaceFold, TanwinFold, TehMarbutaFold, UnicodeForm, YehFold,
};

use super::value_parsers::{library_name, named, on_off};

/// A preset, and the switches that differ from it.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Normalizer")]
pub(crate) struct NormalizerArgs {
    /// The preset. The switches below replace single settings of it.
    #[arg(long, visible_alias = "preset", value_name = "PRESET", default_value = "search", value_parser = library_name!(Preset))]
    normalizer: Preset,
    /// Forms of alef: أ إ آ become ا (hamza), and ٱ and other forms do too (all).
    #[arg(long, value_name = "FOLD", value_parser = library_name!(AlefFold))]
    alef: Option<AlefFold>,
    /// Hamza on waw and yeh: ؤ ئ become ء (to-hamza), or و ي (to-seat).
    #[arg(long, value_name = "FOLD", value_parser = library_name!(HamzaFold))]
    hamza: Option<HamzaFold>,
    /// Forms of yeh: ى becomes ي (maksura), and Farsi ی does too (all).
    #[arg(long, value_name = "FOLD", value_parser = library_name!(YehFold))]
    yeh: Option<YehFold>,
    /// Teh marbuta: ة becomes ه or ت.
    #[arg(long, value_name = "FOLD", value_parser = library_name!(TehMarbutaFold))]
    teh_marbuta: Option<TehMarbutaFold>,
    /// Letters of Persian and Urdu keyboards: ک becomes ك, ی becomes ي, ہ becomes ه.
    #[arg(long, value_name = "FOLD", value_parser = library_name!(KeyboardFold))]
    keyboard_letters: Option<KeyboardFold>,
    /// Loan letters: پ چ ژ ڤ گ become ب ج ز ف ك.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    loan_letters: Option<bool>,
    /// Combining hamza after ى or ی: the two become ئ.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    compose_maksura: Option<bool>,
    /// Combining hamza on a tatweel: the two become ء.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    tatweel_hamza: Option<bool>,
    /// ء followed by ا: the two become آ.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    madda: Option<bool>,
    /// Drops these sets of diacritics, separated by commas.
    #[arg(long, value_name = "MARKS", value_delimiter = ',', value_parser = named(Marks::NAMED))]
    strip: Option<Vec<Marks>>,
    /// The dagger alef U+0670: it is dropped, or becomes ا where modern spelling has one (promote).
    #[arg(long, value_name = "FOLD", value_parser = library_name!(DaggerAlefFold))]
    dagger_alef: Option<DaggerAlefFold>,
    /// Puts the diacritics of a letter in canonical order and removes repeated ones.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    repair_marks: Option<bool>,
    /// Fathatan and its alef: the fathatan moves before or after the alef, or the alef is dropped.
    #[arg(long, value_name = "FOLD", value_parser = library_name!(TanwinFold))]
    tanwin: Option<TanwinFold>,
    /// Drops the tatweel U+0640.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    tatweel: Option<bool>,
    /// Replaces presentation forms by letters.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    presentation: Option<bool>,
    /// Replaces Arabic mathematical letters by letters.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    math_letters: Option<bool>,
    /// Ligatures of words, such as U+FDF2: they are expanded or dropped.
    #[arg(long, value_name = "FOLD", value_parser = library_name!(LigatureFold))]
    words: Option<LigatureFold>,
    /// Ligatures of honorific phrases, such as U+FDFA: they are expanded or dropped.
    #[arg(long, value_name = "FOLD", value_parser = library_name!(LigatureFold))]
    honorifics: Option<LigatureFold>,
    /// The digits to convert all digits to, with their decimal, thousands and percent signs.
    #[arg(long, value_name = "FOLD", value_parser = library_name!(DigitFold))]
    digits: Option<DigitFold>,
    /// Replaces ، ؛ ؟ and quotation marks by ASCII.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    punctuation: Option<bool>,
    /// Format characters: invisible characters are dropped (invisible), and joiners and bidi marks are too (all).
    #[arg(long, value_name = "FOLD", value_parser = library_name!(FormatFold))]
    format_chars: Option<FormatFold>,
    /// Spaces within a line: each becomes U+0020 (ascii), or each run becomes one U+0020 (collapse).
    #[arg(long, value_name = "FOLD", value_parser = library_name!(SpaceFold))]
    spaces: Option<SpaceFold>,
    /// The Unicode normalization form of the result.
    #[arg(long, value_name = "FORM", value_parser = library_name!(UnicodeForm))]
    form: Option<UnicodeForm>,
    /// Shortens runs of three or more equal letters to this number of letters, 1 or 2. 0 keeps them.
    #[arg(long, value_name = "LETTERS", value_parser = clap::value_parser!(u8).range(0..=2))]
    elongation: Option<u8>,
}

impl NormalizerArgs {
    /// Returns the normalizer of the preset and the switches.
    pub(crate) fn build(&self) -> Normalizer {
        let mut n = self.normalizer.normalizer();
        macro_rules! set {
            ($($switch:ident),+) => { $(if let Some(value) = self.$switch { n = n.$switch(value); })+ };
        }
        set!(alef, hamza, yeh, teh_marbuta, keyboard_letters, loan_letters, compose_maksura, tatweel_hamza, madda, dagger_alef);
        set!(repair_marks, tanwin, tatweel, math_letters, digits, punctuation, spaces, form);
        if let Some(on) = self.presentation {
            n = n.presentation_forms(on);
        }
        if let Some(fold) = self.words {
            n = n.word_ligatures(fold);
        }
        if let Some(fold) = self.honorifics {
            n = n.honorific_ligatures(fold);
        }
        if let Some(sets) = &self.strip {
            n = n.strip_marks(sets.iter().fold(Marks::NONE, |all, set| all | *set));
        }
        if let Some(fold) = self.format_chars {
            n = n.format_chars(fold);
        }
        if let Some(letters) = self.elongation {
            n = n.elongation([ElongationFold::Keep, ElongationFold::ToOne, ElongationFold::ToTwo][usize::from(letters)]);
        }
        n
    }
}
