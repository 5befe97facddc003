//! A macro for enums whose values have a number in `tables.bin`, and a name in a data file of the grammar or in the dump of `gen-morph`.

/// Defines an enum. The values are numbered from 0 in the order of their definition. The string of each value is its name.
macro_rules! numbered {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $type { $($(#[$variant_doc])* $variant),+ }

        impl $type {
            /// All values of the enum, indexed by number.
            pub(crate) const ALL: &[$type] = &[$($type::$variant),+];
            /// The names of the values, indexed by the number of the value.
            pub(crate) const NAMES: &[&str] = &[$($name),+];

            /// Returns the value with the given number. Panics if no value has this number. The crate calls this function only at compile
            /// time; the generator also calls it at run time.
            #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
            pub(crate) const fn from_number(number: u8) -> $type {
                $type::ALL[number as usize]
            }
        }
    };
}
pub(crate) use numbered;
