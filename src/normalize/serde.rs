//! A [`Normalizer`] as configuration: the name of a preset, or a map of switches, of which the first may be `preset`.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_core::de::{Error, SeqAccess, Visitor};
use serde_core::ser::SerializeSeq;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use super::options::*;
use super::{Normalizer, Preset};
use crate::config::serde_options;

serde_options!(Normalizer, Normalizer::none(), |name| name.parse::<Preset>().map(Preset::normalizer).map_err(|e| e.to_string()), {
    alef: AlefFold = |n| n.options.alef, Normalizer::alef;
    hamza: HamzaFold = |n| n.options.hamza, Normalizer::hamza;
    yeh: YehFold = |n| n.options.yeh, Normalizer::yeh;
    teh_marbuta: TehMarbutaFold = |n| n.options.teh_marbuta, Normalizer::teh_marbuta;
    keyboard_letters: KeyboardFold = |n| n.options.keyboard_letters, Normalizer::keyboard_letters;
    loan_letters: bool = |n| n.options.loan_letters, Normalizer::loan_letters;
    compose_maksura: bool = |n| n.options.compose_maksura, Normalizer::compose_maksura;
    tatweel_hamza: bool = |n| n.options.tatweel_hamza, Normalizer::tatweel_hamza;
    madda: bool = |n| n.options.madda, Normalizer::madda;
    strip: Marks = |n| n.options.strip, Normalizer::strip;
    dagger_alef: DaggerAlefFold = |n| n.options.dagger_alef, Normalizer::dagger_alef;
    repair_marks: bool = |n| n.options.repair_marks, Normalizer::repair_marks;
    tanwin: TanwinFold = |n| n.options.tanwin, Normalizer::tanwin;
    tatweel: bool = |n| n.options.tatweel, Normalizer::tatweel;
    presentation: bool = |n| n.options.presentation, Normalizer::presentation;
    math_letters: bool = |n| n.options.math_letters, Normalizer::math_letters;
    words: LigatureFold = |n| n.options.words, Normalizer::words;
    honorifics: LigatureFold = |n| n.options.honorifics, Normalizer::honorifics;
    digits: DigitFold = |n| n.options.digits, Normalizer::digits;
    punctuation: bool = |n| n.options.punctuation, Normalizer::punctuation;
    format: FormatFold = |n| n.options.format, Normalizer::format;
    spaces: SpaceFold = |n| n.options.spaces, Normalizer::spaces;
    form: Form = |n| n.options.form, Normalizer::form;
    elongation: Option<u8> = |n| Some(n.options.elongation).filter(|n| *n > 0), Normalizer::elongation;
});

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
                    marks = marks.and(name.parse().map_err(|e| A::Error::custom(alloc::format!("{name}: {e}")))?);
                }
                Ok(marks)
            }
        }
        d.deserialize_seq(Names)
    }
}
