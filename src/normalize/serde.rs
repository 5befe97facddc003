//! The `serde` form of [`Normalizer`] and [`Marks`].
//!
//! A normalizer is serialized as a map of its options. On input, a normalizer may be a map of options, whose first entry may be `preset`,
//! or a text that `FromStr` parses. [`Marks`] are serialized as a list of names. If a name is unknown, the error lists the accepted names.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_core::de::{Error, SeqAccess, Visitor};
use serde_core::ser::SerializeSeq;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use super::folds::*;
use super::marks::Marks;
use super::normalizer::Normalizer;
use super::options::{Options, normalizer_options};
use crate::config::option_serde;

normalizer_options!(option_serde! {
    impl Normalizer, "normalizer",
    this => this.options(),
    default: Normalizer::none(),
    preset: |_| None,
    start: |name| name.parse::<Normalizer>().map_err(|e| e.to_string());
    struct Options;
});

#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Marks {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        // The list contains only names of sets that are not unions of other named sets. So the serialized form remains the same if a later
        // version names a new union.
        let is_union = |name: &str| matches!(name, "none" | "all" | "tashkeel");
        let names: Vec<_> = Marks::NAMED.iter().filter(|(name, set)| !is_union(name) && self.contains(*set)).collect();
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
                    marks |= name.parse().map_err(A::Error::custom)?;
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

    #[test]
    fn every_value_of_every_option_round_trips() {
        let read = |text: &str| serde_json::from_str::<Normalizer>(text).unwrap();
        assert_eq!(read("{}"), Normalizer::none());
        for option in Normalizer::OPTIONS {
            for value in option.values() {
                let n = Normalizer::none().with_option(option.name(), value).unwrap();
                let written = serde_json::to_string(&n).unwrap();
                assert_eq!(read(&written), n, "{written}");
                let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&written).unwrap();
                assert_eq!(all.len(), Normalizer::OPTIONS.len());
                let alone = std::format!("{{\"{}\": {}}}", option.name(), all[option.name()]);
                assert_eq!(read(&alone), n, "{alone}");
            }
        }
    }

    #[test]
    fn a_text_is_a_preset_with_options() {
        let read: Normalizer = serde_json::from_str("\"search digits=keep\"").unwrap();
        assert_eq!(read, Normalizer::search().digits(DigitFold::Keep));
    }
}
