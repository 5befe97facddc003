//! Macros that implement the `serde` traits without a derive macro. An enum with names is serialized as its name. A type with options, such
//! as [`Normalizer`](crate::Normalizer), is serialized as a map from the names of the options to their values.
//!
//! - `serde_name!` implements the traits for an enum.
//! - `serde_options!` implements the traits for a type with options.
//! - `round_trip!` generates a test that writes and reads the options of a type.
//!
//! `serde_options!` and `round_trip!` destructure the fields of the options without `..`. So the compiler rejects a new field until the
//! calls of these macros list the field.

mod options;

pub use options::OptionInfo;
#[cfg(feature = "serde")]
pub(crate) use options::option_serde;
pub(crate) use options::options;
pub(crate) use options::{OptionValue, is_name, option_methods, option_struct, option_text};

/// Implements `Serialize` and `Deserialize` for an enum. The enum must have the method `name`, the constant `NAMES` and an implementation
/// of `FromStr`. `$what` is the noun for a value of the enum in error messages.
macro_rules! serde_name {
    ($type:ident, $what:literal) => {
        #[cfg(feature = "serde")]
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl serde_core::Serialize for $type {
            fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.name())
            }
        }

        #[cfg(feature = "serde")]
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl<'de> serde_core::Deserialize<'de> for $type {
            fn deserialize<D: serde_core::Deserializer<'de>>(d: D) -> Result<$type, D::Error> {
                struct Name;
                impl serde_core::de::Visitor<'_> for Name {
                    type Value = $type;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        write!(
                            f,
                            "the name of {} {} (one of: {})",
                            $crate::config::article($what),
                            $what,
                            $crate::error::Names($type::NAMES)
                        )
                    }

                    fn visit_str<E: serde_core::de::Error>(self, name: &str) -> Result<$type, E> {
                        name.parse().map_err(E::custom)
                    }
                }
                d.deserialize_str(Name)
            }
        }
    };
}
pub(crate) use serde_name;

/// Returns the indefinite article of an English noun: `an` if the first letter of the noun is a vowel letter, otherwise `a`.
#[cfg(feature = "serde")]
pub(crate) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" }
}

/// Implements `Serialize` and `Deserialize` for a type with options. The serialized form is a map from the names of the options to their
/// values. An option that is missing in the map has its value in `default`, or in the preset that the map names. An unknown option is an
/// error.
///
/// - `$pattern` is a pattern without `..` that lists all fields of `$fields`. The compiler rejects a pattern that omits a field. The
///   compiler warns if no entry of `options` uses a listed field.
/// - `$fields` is an expression for the structure of the options of `$this`.
/// - `default` is the value of the type for the empty map.
/// - `preset` is an expression for the name of a preset, of the type `Option<&str>`. If the name is not `None`, the map starts with the
///   entry `preset`. A type needs this entry if the preset also determines values that are not options.
/// - `start` is a function that takes the name of a preset and returns the value of this preset, or an error. The input may be this name
///   instead of a map. The input may also be a map whose first entry is `preset` with this name.
/// - `options` lists the options. Each entry has the form `name: type = value => setter`. The type is the type in the serialized form. The
///   value is an expression of the variables of the pattern.
#[cfg(feature = "serde")]
macro_rules! serde_options {
    (
        $type:ident, $what:literal,
        $pattern:pat = |$this:ident| $fields:expr,
        default: $default:expr,
        preset: $preset:expr,
        start: $start:expr,
        options: { $($name:ident: $value:ty = $get:expr => $set:expr;)+ }
    ) => {
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl serde_core::Serialize for $type {
            fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                use serde_core::ser::SerializeStruct;
                let $this = self;
                let $pattern = $fields;
                let preset: Option<&'static str> = $preset;
                let len = [$(stringify!($name)),+].len() + usize::from(preset.is_some());
                let mut map = s.serialize_struct(stringify!($type), len)?;
                if let Some(preset) = preset {
                    map.serialize_field("preset", preset)?;
                }
                $(
                    let value: $value = $get;
                    map.serialize_field(stringify!($name), &value)?;
                )+
                map.end()
            }
        }

        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl<'de> serde_core::Deserialize<'de> for $type {
            fn deserialize<D: serde_core::Deserializer<'de>>(d: D) -> Result<$type, D::Error> {
                struct Map;
                impl<'de> serde_core::de::Visitor<'de> for Map {
                    type Value = $type;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        write!(f, "a map of the options of {} {}", $crate::config::article($what), $what)
                    }

                    fn visit_str<E: serde_core::de::Error>(self, name: &str) -> Result<$type, E> {
                        let start: fn(&str) -> Result<$type, alloc::string::String> = $start;
                        start(name).map_err(E::custom)
                    }

                    #[allow(clippy::redundant_closure_call, reason = "the setter of an option is a path or a closure")]
                    fn visit_map<A: serde_core::de::MapAccess<'de>>(self, mut map: A) -> Result<$type, A::Error> {
                        use serde_core::de::Error;
                        let (mut options, mut first): ($type, bool) = ($default, true);
                        while let Some(key) = map.next_key::<alloc::string::String>()? {
                            match key.as_str() {
                                $(stringify!($name) => {
                                    let set: fn($type, $value) -> $type = $set;
                                    options = set(options, map.next_value()?);
                                })+
                                "preset" if first => options = Map.visit_str(&map.next_value::<alloc::string::String>()?)?,
                                "preset" => return Err(A::Error::custom("`preset` must be the first entry: the other options change it")),
                                other => return Err(A::Error::unknown_field(other, &[$(stringify!($name)),+])),
                            }
                            first = false;
                        }
                        Ok(options)
                    }
                }
                d.deserialize_any(Map)
            }
        }
    };
}
#[cfg(feature = "serde")]
pub(crate) use serde_options;

/// Returns an error, because the type `T` has no presets. A type without presets passes this function as `start` to `serde_options!`.
#[cfg(feature = "serde")]
pub(crate) fn no_preset<T>(_: &str) -> Result<T, alloc::string::String> {
    Err("a map of options is expected: there are no presets".into())
}

/// Declares a test of the `serde` form. For each value in `options`, the test sets the option and writes the result. Then the test reads
/// the whole map, and reads a map that has only this option. Both results must be equal to the written value. The test also writes and
/// reads the default value, and reads the empty map.
///
/// - `default` is an expression for the value with default options.
/// - `same` is a function that compares two values.
/// - `options` lists the fields that have a setter with the name of the field. Each entry has values of the option that differ from the
///   default.
/// - `no_options` lists all other fields. The compiler rejects a new field until `options` or `no_options` contains the field.
#[cfg(all(test, feature = "serde"))]
macro_rules! round_trip {
    (
        $type:ident, $fields:ident = |$this:ident| $get:expr,
        default: $default:expr,
        same: $same:expr,
        no_options: [$($field:ident),* $(,)?],
        options: { $($name:ident: [$($value:expr),+ $(,)?];)+ }
    ) => {
        #[test]
        fn every_option_is_the_same_after_it_was_written_and_read() {
            use std::string::{String, ToString};
            let default = || -> $type { $default };
            {
                let $this = &default();
                let $fields { $($field: _,)* $($name: _),+ } = $get;
            }
            let same: fn(&$type, &$type) -> bool = $same;
            let read = |written: &str| serde_json::from_str::<$type>(written).unwrap();
            let written = serde_json::to_string(&default()).unwrap();
            assert!(same(&read(&written), &default()) && same(&read("{}"), &default()), "{written}");
            $($(
                let set = default().$name($value);
                assert!(!same(&set, &default()), "{}: {} is the default", stringify!($name), stringify!($value));
                let written = serde_json::to_string(&set).unwrap();
                assert!(same(&read(&written), &set), "{written}");
                let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&written).unwrap();
                let alone = std::format!("{{\"{}\": {}}}", stringify!($name), all[stringify!($name)].to_string());
                assert!(same(&read(&alone), &set), "{alone}");
            )+)+
        }
    };
}
#[cfg(all(test, feature = "serde"))]
pub(crate) use round_trip;
