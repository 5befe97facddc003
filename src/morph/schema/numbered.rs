//! A macro for enums whose values have a number in `tables.bin` and a name in a data file.

/// Defines an enum. Its values are numbered from 0 and have names in a data file.
macro_rules! numbered {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $type { $($(#[$variant_doc])* $variant),+ }

        impl $type {
            /// All values, indexed by number.
            pub(crate) const ALL: &[$type] = &[$($type::$variant),+];
            /// The names of the values in the data files, indexed by number.
            pub(crate) const NAMES: &[&str] = &[$($name),+];

            /// Returns the value with the given number. Panics if no value has this number; the compiler evaluates this function.
            #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
            pub(crate) const fn from_number(number: u8) -> $type {
                $type::ALL[number as usize]
            }
        }
    };
}
pub(crate) use numbered;
