//! Macros that declare the options of a type once. From one table they make the structure, the defaults, setters, getters, the `serde` form and the
//! list of options.
//!
//! [`options!`] makes all of it in one file, for `sentence` and `analyzer`. For `normalize`, whose code is in several files, the table is a macro
//! that each file passes to one part of `options!`: see `normalize/options.rs`.
//!
//! # Use
//!
//! The type has a field `options` and a method `rebuilt(self) -> Self`, which computes the values that depend on the options again.
//!
//! ```text
//! pub struct Tokenizer {
//!     options: TokenizerOptions,
//! }
//!
//! impl Tokenizer {
//!     const fn rebuilt(self) -> Tokenizer {
//!         self
//!     }
//! }
//!
//! options! {
//!     // `[]` in place of `[const]` if a field is not `Copy`: the setters then are no `const fn`. The three values are for the `serde` form:
//!     // the value of the empty map, the name of the preset that is written first, and the function that reads such a name.
//!     [const] impl Tokenizer, "tokenizer", default: Tokenizer::new(), preset: |_| None, start: crate::config::no_preset;
//!
//!     /// The options of a [`Tokenizer`].
//!     #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
//!     pub(super) struct TokenizerOptions;
//!
//!     // Setter, getter: type = default, first line of the docs and text for a command line.
//!     entities, get_entities: bool = false, "Makes one token of each date, time, range and telephone number.";
//!     /// A token that is longer is split between two characters.
//!     max_token_len, get_max_token_len: Option<usize> = None, "Limits the length of a token, in bytes.";
//!
//!     // Optional: options whose setters and getters are written by hand, with the type and the conversions of the `serde` form.
//!     @own {
//!         words: Vec<Box<str>> = Vec::new(), Vec<String> = words.iter().map(|w| String::from(&**w)).collect() => Tokenizer::words;
//!     }
//! }
//! // If every option can be written as a word: `OPTIONS` and `with_option`.
//! option_text!(impl Tokenizer, "tokenizer"; struct TokenizerOptions; entities, get_entities: bool = false, "Makes one token of …";);
//! ```

use core::fmt;

use crate::error::ParseNameError;

/// The description of one option. Programs can derive settings of their own from it, such as the switches of a command line.
///
/// ```
/// use kalima::Normalizer;
///
/// let alef = Normalizer::OPTIONS.iter().find(|option| option.name() == "alef").unwrap();
/// assert_eq!(alef.values(), ["keep", "hamza", "all"]);
/// assert!(Normalizer::none().with_option("alef", "all").is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OptionInfo {
    pub(crate) name: &'static str,
    pub(crate) help: &'static str,
    pub(crate) values: &'static [&'static str],
    pub(crate) takes_list: bool,
}

impl OptionInfo {
    /// Returns the name of the option, which is the name of its setter.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns one sentence on the effect of the option. It is the first line of the docs of the setter.
    pub const fn help(&self) -> &'static str {
        self.help
    }

    /// Returns the names of its values. For an option that takes a number, these are only the values with a name, such as `none`.
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }

    /// Returns whether the value may be several names, with commas between them.
    pub const fn takes_list(&self) -> bool {
        self.takes_list
    }
}

/// The value of an option as text: one word without white space.
pub(crate) trait OptionValue: Sized {
    /// The names of the values.
    const VALUES: &'static [&'static str];
    /// True if a value is written as several names with commas between them.
    const TAKES_LIST: bool = false;

    /// Parses a value. ASCII case does not matter. The error lists the accepted names.
    fn parse(text: &str) -> Result<Self, ParseNameError>;

    /// Writes the value as `parse` reads it.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl OptionValue for bool {
    const VALUES: &'static [&'static str] = &["off", "on"];

    fn parse(text: &str) -> Result<bool, ParseNameError> {
        match text {
            _ if is_name(text, "on") || is_name(text, "true") => Ok(true),
            _ if is_name(text, "off") || is_name(text, "false") => Ok(false),
            _ => Err(ParseNameError::new("switch", text, Self::VALUES)),
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self { "on" } else { "off" })
    }
}

impl OptionValue for Option<usize> {
    const VALUES: &'static [&'static str] = &["none"];

    fn parse(text: &str) -> Result<Option<usize>, ParseNameError> {
        match text.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) if is_name(text, "none") => Ok(None),
            Err(_) => Err(ParseNameError::new("number", text, Self::VALUES)),
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(number) => write!(f, "{number}"),
            None => f.write_str("none"),
        }
    }
}

/// Returns whether a text is a name: ASCII case does not matter, and `-` equals `_`.
pub(crate) fn is_name(text: &str, name: &str) -> bool {
    let letter = |byte: u8| if byte == b'_' { b'-' } else { byte.to_ascii_lowercase() };
    text.bytes().map(letter).eq(name.bytes().map(letter))
}

/// Declares the options of a type. The [module](self) shows its use.
#[allow(unused_macros, reason = "a table that is shared by several files uses the parts")]
macro_rules! options {
    (
        $quals:tt impl $type:ident, $what:literal, default: $default:expr, preset: $preset:expr, start: $start:expr;
        $(#[$attr:meta])* $vis:vis struct $options:ident;
        $($rows:tt)+
    ) => {
        $crate::config::option_struct! { $quals $(#[$attr])* $vis struct $options; $($rows)+ }
        $crate::config::option_methods! { $quals impl $type; $($rows)+ }
        #[cfg(feature = "serde")]
        $crate::config::option_serde! {
            impl $type, $what, this => &this.options, default: $default, preset: $preset, start: $start; struct $options; $($rows)+
        }
    };
}
#[allow(unused_imports, reason = "a table that is shared by several files uses the parts")]
pub(crate) use options;

/// Declares the structure of a table of options, with the methods `defaults` and `changed`.
macro_rules! option_struct {
    (
        [$($qual:tt)*] $(#[$attr:meta])* $vis:vis struct $options:ident;
        $($(#[$doc:meta])* $name:ident, $get:ident: $value:ty = $default:expr, $help:literal;)+
        $(@own { $($own:ident: $own_type:ty = $own_default:expr, $own_value:ty = $own_get:expr => $own_set:expr;)+ })?
    ) => {
        $(#[$attr])*
        $vis struct $options {
            $(#[doc = $help] $vis $name: $value,)+
            $($($vis $own: $own_type,)+)?
        }

        #[allow(dead_code, reason = "not every type needs all of them")]
        impl $options {
            /// Returns the options with their defaults.
            $vis $($qual)* fn defaults() -> $options {
                $options { $($name: $default,)+ $($($own: $own_default,)+)? }
            }

            /// Returns the names and values of the options that differ from those of `other`, in the order of the table.
            $vis fn changed<'a>(&'a self, other: &$options) -> impl Iterator<Item = (&'static str, &'a dyn core::fmt::Debug)> + use<'a> {
                let changed = [
                    $((self.$name != other.$name).then_some((stringify!($name), &self.$name as &dyn core::fmt::Debug)),)+
                    $($((self.$own != other.$own).then_some((stringify!($own), &self.$own as &dyn core::fmt::Debug)),)+)?
                ];
                changed.into_iter().flatten()
            }
        }
    };
}
pub(crate) use option_struct;

/// Declares the setters and getters of a table of options.
macro_rules! option_methods {
    (
        $quals:tt impl $type:ident;
        $($(#[$doc:meta])* $name:ident, $get:ident: $value:ty = $default:expr, $help:literal;)+
        $(@own $own:tt)?
    ) => {
        /// Options. A setter takes the new value of the option, and a getter returns it.
        impl $type {
            $($crate::config::option_methods! { @row $quals $type, [$(#[$doc])*] $name, $get: $value = $default, $help })+
        }
    };
    (@row [$($qual:tt)*] $type:ident, [$($doc:tt)*] $name:ident, $get:ident: $value:ty = $default:expr, $help:literal) => {
        #[doc = $help]
        ///
        $($doc)*
        ///
        #[doc = concat!("Default: `", stringify!($default), "`.")]
        #[must_use = "a setter returns the value with the option"]
        pub $($qual)* fn $name(mut self, $name: $value) -> $type {
            self.options.$name = $name;
            self.rebuilt()
        }

        #[doc = concat!("Returns the value of the option [`", stringify!($name), "`](Self::", stringify!($name), ").")]
        pub const fn $get(&self) -> $value {
            self.options.$name
        }
    };
}
pub(crate) use option_methods;

/// Implements `Serialize` and `Deserialize` of a type for a table of options.
#[cfg(feature = "serde")]
macro_rules! option_serde {
    (
        impl $type:ident, $what:literal, $this:ident => $fields:expr, default: $initial:expr, preset: $preset:expr, start: $start:expr;
        struct $options:ident;
        $($(#[$doc:meta])* $name:ident, $get:ident: $value:ty = $default:expr, $help:literal;)+
        $(@own { $($own:ident: $own_type:ty = $own_default:expr, $own_value:ty = $own_get:expr => $own_set:expr;)+ })?
    ) => {
        $crate::config::serde_options!(
            $type, $what,
            $options { $($name,)+ $($($own,)+)? } = |$this| $fields,
            default: $initial,
            preset: { let preset: fn(&$type) -> Option<&'static str> = $preset; preset($this) },
            start: $start,
            options: {
                $($name: $value = *$name => $type::$name;)+
                $($($own: $own_value = $own_get => $own_set;)+)?
            }
        );
    };
}
#[cfg(feature = "serde")]
pub(crate) use option_serde;

/// Declares `OPTIONS` and `with_option` of a type, and `write_changed` of its structure, for a table of options whose values are words.
macro_rules! option_text {
    (
        impl $type:ident, $what:literal; struct $options:ident;
        $($(#[$doc:meta])* $name:ident, $get:ident: $value:ty = $default:expr, $help:literal;)+
    ) => {
        impl $type {
            /// All options, each with the name of its setter, a sentence on its effect, and the names of its values.
            pub const OPTIONS: &'static [$crate::OptionInfo] = &[$($crate::OptionInfo {
                name: stringify!($name),
                help: $help,
                values: <$value as $crate::config::OptionValue>::VALUES,
                takes_list: <$value as $crate::config::OptionValue>::TAKES_LIST,
            }),+];

            /// Sets one option. Both its name and its value are text. [`OPTIONS`](Self::OPTIONS) lists the names.
            ///
            /// ASCII case does not matter, and `-` in the name of the option equals `_`. A switch is `on` or `off`. An unknown name or value is
            /// an error that lists the accepted ones.
            pub fn with_option(self, name: &str, value: &str) -> Result<$type, $crate::ParseNameError> {
                $(
                    if $crate::config::is_name(name, stringify!($name)) {
                        return Ok(self.$name(<$value as $crate::config::OptionValue>::parse(value)?));
                    }
                )+
                Err($crate::ParseNameError::new(concat!($what, " option"), name, &[$(stringify!($name)),+]))
            }
        }

        #[allow(dead_code, reason = "not every type is written as text")]
        impl $options {
            /// Writes ` name=value` for each option that differs from that of `other`, in the order of the table.
            pub(crate) fn write_changed(&self, other: &$options, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $(
                    if self.$name != other.$name {
                        f.write_str(concat!(" ", stringify!($name), "="))?;
                        <$value as $crate::config::OptionValue>::write(&self.$name, f)?;
                    }
                )+
                Ok(())
            }
        }
    };
}
pub(crate) use option_text;

#[cfg(test)]
#[allow(unreachable_pub, reason = "setters are public")]
mod tests {
    use super::*;
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    #[derive(Clone, Debug, PartialEq)]
    pub(super) struct Shelf {
        options: ShelfOptions,
        /// The number of calls of [`rebuilt`](Shelf::rebuilt).
        rebuilt: u32,
    }

    impl Shelf {
        fn new() -> Shelf {
            Shelf { options: ShelfOptions::defaults(), rebuilt: 0 }
        }

        fn rebuilt(self) -> Shelf {
            Shelf { rebuilt: self.rebuilt + 1, ..self }
        }

        fn titles(mut self, titles: Vec<String>) -> Shelf {
            self.options.titles = titles;
            self.rebuilt()
        }
    }

    options! {
        [] impl Shelf, "shelf", default: Shelf::new(), preset: |_| None, start: crate::config::no_preset;
        /// The options of a shelf.
        #[derive(Clone, Debug, PartialEq)]
        pub(super) struct ShelfOptions;
        sorted, is_sorted: bool = true, "Sorts the titles.";
        /// The width of the shelf.
        width, get_width: Option<usize> = None, "Limits the width, in books.";
        @own {
            titles: Vec<String> = Vec::new(), Vec<String> = titles.clone() => Shelf::titles;
        }
    }

    #[test]
    fn setters_rebuild_and_getters_return() {
        let shelf = Shelf::new();
        assert_eq!((shelf.is_sorted(), shelf.get_width()), (true, None));
        let shelf = shelf.sorted(false).width(Some(7)).titles(["كتاب".to_string()].into());
        assert_eq!((shelf.is_sorted(), shelf.get_width(), shelf.rebuilt), (false, Some(7), 3));
        let changed: Vec<_> = shelf.options.changed(&ShelfOptions::defaults()).map(|(name, _)| name).collect();
        assert_eq!(changed, ["sorted", "width", "titles"]);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_table_is_configuration() {
        let shelf = Shelf::new().sorted(false).titles(["كتاب".to_string()].into());
        let text = serde_json::to_string(&shelf).unwrap();
        assert_eq!(text, r#"{"sorted":false,"width":null,"titles":["كتاب"]}"#);
        assert_eq!(serde_json::from_str::<Shelf>(&text).unwrap().options, shelf.options);
    }

    #[test]
    fn switches_are_words() {
        assert_eq!((bool::parse("ON"), bool::parse("false")), (Ok(true), Ok(false)));
        assert_eq!(bool::parse("yes").unwrap_err().accepted(), ["off", "on"]);
        assert_eq!((Option::parse("70"), Option::parse("None")), (Ok(Some(70)), Ok(None)));
        assert!(Option::<usize>::parse("-1").is_err());
        assert!(is_name("Teh-Marbuta", "teh_marbuta") && !is_name("teh", "teh_marbuta"));
    }
}
