//! A macro for enums whose values have a number in `tables.bin` and a name in a data file.

/// Defines an enum whose values are numbered from 0 and named in a data file.
macro_rules! numbered {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $type { $($(#[$variant_doc])* $variant),+ }

        impl $type {
            /// All values, by number.
            pub(crate) const ALL: &[$type] = &[$($type::$variant),+];
            /// The names in the data files, by number.
            pub(crate) const NAMES: &[&str] = &[$($name),+];

            /// Returns the value with a number. Panics on others; it is evaluated at compile time.
            #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
            pub(crate) const fn from_number(number: u8) -> $type {
                $type::ALL[number as usize]
            }
        }
    };
}
pub(crate) use numbered;
