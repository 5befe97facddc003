//! Macros that declare the options of a type once, in a table. The macros generate the structure, the defaults, the setters, the getters,
//! the `serde` form and the list of options from this table.
//!
//! [`options!`] generates the structure, the methods and the `serde` form. The modules `sentence` and `analyzer` call this macro directly.
//!
//! The modules `token` and `normalize` use their tables several times. So each of these modules declares its table as a macro,
//! `tokenizer_options!` or `normalizer_options!`. A call of `normalizer_options!` passes the table to one macro of this file, such as
//! `option_methods!`.
//!
//! # Use
//!
//! The type has a field `options` and a method `rebuilt(self) -> Self`. The method recomputes the values that depend on the options. The
//! setters call the method. In the following example, the type is a shelf of books.
//!
//! ```text
//! pub struct Shelf {
//!     options: ShelfOptions,
//! }
//!
//! impl Shelf {
//!     fn rebuilt(self) -> Shelf {
//!         self
//!     }
//!
//!     /// The setter of the option `titles`, which is in the part `@own` below.
//!     pub fn titles(mut self, titles: Vec<String>) -> Shelf {
//!         self.options.titles = titles;
//!         self.rebuilt()
//!     }
//! }
//!
//! options! {
//!     // Write `[const]` instead of `[]` if all defaults are constants and `rebuilt` is a `const fn`. The setters are then `const fn`.
//!     // The `serde` form uses three values. `default` is the value of an empty map, `preset` returns the name of the preset that is
//!     // written first, and `start` parses this name.
//!     [] impl Shelf, "shelf", default: Shelf::new(), preset: |_| None, start: crate::config::no_preset;
//!
//!     /// The options of a [`Shelf`].
//!     #[derive(Clone, Debug, PartialEq)]
//!     pub(super) struct ShelfOptions;
//!
//!     // Each entry is: setter, getter: type = default, sentence. The type must be `Copy`. The sentence is the first line of the docs
//!     // and the help text of a command line.
//!     sorted, is_sorted: bool = true, "Sorts the titles.";
//!     /// This line is the second paragraph of the docs of the setter.
//!     width, get_width: Option<usize> = None, "Limits the width, in books.";
//!
//!     // This part is optional. The part declares options whose setters and getters are written by hand. Each entry is:
//!     // name: type = default, type of the `serde` form = conversion to the `serde` form => setter.
//!     @own {
//!         titles: Vec<String> = Vec::new(), Vec<String> = titles.clone() => Shelf::titles;
//!     }
//! }
//! // If the value of every option can be written as one word, this macro declares `OPTIONS` and `with_option`. The table then has no part
//! // `@own`.
//! option_text!(impl Shelf, "shelf"; struct ShelfOptions; sorted, is_sorted: bool = true, "Sorts the titles.";);
//! ```

use core::fmt;

use crate::error::ParseNameError;

/// The description of one option. For example, a program can generate the switches of its command line from the descriptions of all
/// options.
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
    /// Returns the name of the option. The setter has the same name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns one sentence about the effect of the option. The documentation of the setter starts with this sentence.
    pub const fn help(&self) -> &'static str {
        self.help
    }

    /// Returns the names of the values of the option. Numbers have no name. If the option takes a number, the list contains only named
    /// values, such as `none`.
    pub const fn values(&self) -> &'static [&'static str] {
        self.values
    }

    /// Returns whether the value may be a list of names with commas between the names.
    pub const fn takes_list(&self) -> bool {
        self.takes_list
    }
}

/// A type of option values that can be written as text and parsed from text. The text of a value is one word without white space.
pub(crate) trait OptionValue: Sized {
    /// The names of all values that have a name, for example `off` and `on`. A number has no name. `parse` may accept more names for a
    /// value: `false` for `off`, and `true` for `on`.
    const VALUES: &'static [&'static str];
    /// True if the text of a value may be a list of names with commas between the names.
    const TAKES_LIST: bool = false;

    /// Parses the text of a value and ignores ASCII case. The error lists the accepted names.
    fn parse(text: &str) -> Result<Self, ParseNameError>;

    /// Writes the value as text that `parse` accepts.
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

/// Returns whether `text` is equal to `name`. The comparison ignores ASCII case and treats `-` and `_` as equal.
pub(crate) fn is_name(text: &str, name: &str) -> bool {
    let letter = |byte: u8| if byte == b'_' { b'-' } else { byte.to_ascii_lowercase() };
    text.bytes().map(letter).eq(name.bytes().map(letter))
}

/// Declares the structure, the methods and the `serde` form for a table of options. The documentation of the [module](self) shows an
/// example.
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
pub(crate) use options;

/// Declares the structure for a table of options: one field for each option, and the methods `defaults` and `changed`.
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

        #[allow(dead_code, reason = "some types do not call `changed`")]
        impl $options {
            /// Returns the structure with the default value of each option.
            $vis $($qual)* fn defaults() -> $options {
                $options { $($name: $default,)+ $($($own: $own_default,)+)? }
            }

            /// Returns the options whose values differ between `self` and `other`, in the order of the table. An item is the name of an
            /// option and its value in `self`.
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

/// Declares the setters and getters of the options in a table, except the options in the part `@own`.
macro_rules! option_methods {
    (
        $quals:tt impl $type:ident;
        $($(#[$doc:meta])* $name:ident, $get:ident: $value:ty = $default:expr, $help:literal;)+
        $(@own $own:tt)?
    ) => {
        /// Setters and getters of the options. A setter takes the new value of an option and returns the changed object. A getter returns
        /// the value of an option.
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

/// Implements `Serialize` and `Deserialize` for the type `$type`. `$options` is the structure of its options, which a table declares.
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

/// Declares `OPTIONS` and `with_option` for a type, and `write_changed` for the structure of its options. The type of each option in the
/// table must implement `OptionValue`.
macro_rules! option_text {
    (
        impl $type:ident, $what:literal; struct $options:ident;
        $($(#[$doc:meta])* $name:ident, $get:ident: $value:ty = $default:expr, $help:literal;)+
    ) => {
        impl $type {
            /// The descriptions of all options: the name of each option, a sentence about its effect, and the names of its values.
            pub const OPTIONS: &'static [$crate::OptionInfo] = &[$($crate::OptionInfo {
                name: stringify!($name),
                help: $help,
                values: <$value as $crate::config::OptionValue>::VALUES,
                takes_list: <$value as $crate::config::OptionValue>::TAKES_LIST,
            }),+];

            /// Sets the option with the given name to the value with the given text. [`OPTIONS`](Self::OPTIONS) lists the names of the
            /// options and of their values.
            ///
            /// The function ignores ASCII case. In the name of the option, `-` and `_` are equal. The text of a switch is `on`, `off`,
            /// `true` or `false`.
            ///
            /// # Errors
            ///
            /// Returns an error for an unknown name or value. The error lists the accepted names or values.
            pub fn with_option(self, name: &str, value: &str) -> Result<$type, $crate::ParseNameError> {
                $(
                    if $crate::config::is_name(name, stringify!($name)) {
                        return Ok(self.$name(<$value as $crate::config::OptionValue>::parse(value)?));
                    }
                )+
                Err($crate::ParseNameError::new(concat!($what, " option"), name, &[$(stringify!($name)),+]))
            }
        }

        #[allow(dead_code, reason = "some types do not call `write_changed`")]
        impl $options {
            /// Writes ` name=value` for each option whose value differs between `self` and `other`, in the order of the table. The written
            /// value is the value in `self`.
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
#[allow(unreachable_pub, reason = "the macros declare public setters and getters for a private type")]
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
