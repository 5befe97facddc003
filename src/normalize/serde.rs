//! A [`Normalizer`] as configuration: the name of a preset, or a map of options, of which the first may be `preset`.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_core::de::{Error, SeqAccess, Visitor};
use serde_core::ser::SerializeSeq;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use super::options::*;
use super::plan::Options;
use super::{Normalizer, Preset};
use crate::config::serde_options;

serde_options!(
    Normalizer, "normalizer",
    Options {
        alef, hamza, yeh, teh_marbuta, keyboard_letters, loan_letters, compose_maksura, tatweel_hamza, madda, strip, dagger_alef,
        repair_marks, tanwin, tatweel, presentation, math_letters, words, honorifics, digits, punctuation, format, spaces, form,
        elongation,
    } = |n| &n.options,
    default: Normalizer::none(),
    preset: None,
    start: |name| name.parse::<Preset>().map(Preset::normalizer).map_err(|e| e.to_string()),
    options: {
        alef: AlefFold = *alef => Normalizer::alef;
        hamza: HamzaFold = *hamza => Normalizer::hamza;
        yeh: YehFold = *yeh => Normalizer::yeh;
        teh_marbuta: TehMarbutaFold = *teh_marbuta => Normalizer::teh_marbuta;
        keyboard_letters: KeyboardFold = *keyboard_letters => Normalizer::keyboard_letters;
        loan_letters: bool = *loan_letters => Normalizer::loan_letters;
        compose_maksura: bool = *compose_maksura => Normalizer::compose_maksura;
        tatweel_hamza: bool = *tatweel_hamza => Normalizer::tatweel_hamza;
        madda: bool = *madda => Normalizer::madda;
        strip: Marks = *strip => Normalizer::strip;
        dagger_alef: DaggerAlefFold = *dagger_alef => Normalizer::dagger_alef;
        repair_marks: bool = *repair_marks => Normalizer::repair_marks;
        tanwin: TanwinFold = *tanwin => Normalizer::tanwin;
        tatweel: bool = *tatweel => Normalizer::tatweel;
        presentation: bool = *presentation => Normalizer::presentation;
        math_letters: bool = *math_letters => Normalizer::math_letters;
        words: LigatureFold = *words => Normalizer::words;
        honorifics: LigatureFold = *honorifics => Normalizer::honorifics;
        digits: DigitFold = *digits => Normalizer::digits;
        punctuation: bool = *punctuation => Normalizer::punctuation;
        format: FormatFold = *format => Normalizer::format;
        spaces: SpaceFold = *spaces => Normalizer::spaces;
        form: Form = *form => Normalizer::form;
        elongation: Option<u8> = Some(*elongation).filter(|limit| *limit > 0) => Normalizer::elongation;
    }
);

#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        // The sets that hold no other, which stay the same whatever sets get names of their own.
        let least = |name: &str| !matches!(name, "none" | "all" | "tashkeel");
        let names: Vec<_> = Marks::NAMED.iter().filter(|(name, set)| least(name) && self.and(*set) == *self).collect();
        let mut list = s.serialize_seq(Some(names.len()))?;
        for (name, _) in names {
            list.serialize_element(name)?;
        }
        list.end()
    }
}

#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Marks, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Marks;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a list of sets of marks, each by its name")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Marks, A::Error> {
                let mut marks = Marks::NONE;
                while let Some(name) = list.next_element::<String>()? {
                    marks = marks.and(name.parse().map_err(A::Error::custom)?);
                }
                Ok(marks)
            }
        }
        d.deserialize_seq(Names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::config::round_trip!(
        Normalizer, Options = |n| &n.options,
        default: Normalizer::none(),
        same: |a, b| a == b,
        no_options: [],
        options: {
            alef: [AlefFold::Hamza, AlefFold::All];
            hamza: [HamzaFold::ToHamza, HamzaFold::ToSeat];
            yeh: [YehFold::Maksura, YehFold::All];
            teh_marbuta: [TehMarbutaFold::ToHeh, TehMarbutaFold::ToTeh];
            keyboard_letters: [KeyboardFold::Letters, KeyboardFold::All];
            loan_letters: [true];
            compose_maksura: [true];
            tatweel_hamza: [true];
            madda: [true];
            strip: [Marks::ALL, Marks::TASHKEEL, Marks::TANWIN.and(Marks::GLYPH_PARTS)];
            dagger_alef: [DaggerAlefFold::Drop, DaggerAlefFold::Promote];
            repair_marks: [true];
            tanwin: [TanwinFold::BeforeAlef, TanwinFold::AfterAlef, TanwinFold::DropAlef];
            tatweel: [true];
            presentation: [true];
            math_letters: [true];
            words: [LigatureFold::Expand, LigatureFold::Drop];
            honorifics: [LigatureFold::Expand, LigatureFold::Drop];
            digits: [DigitFold::Ascii, DigitFold::ArabicIndic, DigitFold::Extended];
            punctuation: [true];
            format: [FormatFold::Invisible, FormatFold::All];
            spaces: [SpaceFold::Ascii, SpaceFold::Collapse];
            form: [Form::Nfc, Form::Nfkc];
            elongation: [Some(1), Some(2)];
        }
    );
}
