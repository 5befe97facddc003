//! Errors: only names that do not parse, and I/O where there is std. Everything else in this crate is total.

use core::fmt;

/// A name that is not one of those a type accepts. The message lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNameError {
    what: &'static str,
    accepted: &'static [&'static str],
}

impl ParseNameError {
    /// The error of a type described as `what` that accepts these names.
    pub(crate) const fn new(what: &'static str, accepted: &'static [&'static str]) -> ParseNameError {
        ParseNameError { what, accepted }
    }

    /// What the name should have been a name of, such as `alef fold`.
    pub fn kind(&self) -> &'static str {
        self.what
    }

    /// The names that would have been accepted.
    pub fn accepted(&self) -> &'static [&'static str] {
        self.accepted
    }
}

impl fmt::Display for ParseNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a name of a {}; expected one of: ", self.what)?;
        for (i, name) in self.accepted.iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

impl core::error::Error for ParseNameError {}

/// Gives an enum of unit variants `name()`, `ALL`, and `Display` and `FromStr` that round-trip.
macro_rules! names {
    ($type:ident, $what:literal, $($variant:ident = $name:literal),+ $(,)?) => {
        impl $type {
            /// All values, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The name, as `Display` writes it and `FromStr` reads it.
            pub const fn name(self) -> &'static str {
                match self {
                    $($type::$variant => $name),+
                }
            }
        }

        $crate::config::serde_name!($type);

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl core::str::FromStr for $type {
            type Err = $crate::error::ParseNameError;

            fn from_str(name: &str) -> Result<$type, $crate::error::ParseNameError> {
                match name {
                    $($name => Ok($type::$variant),)+
                    _ => Err($crate::error::ParseNameError::new($what, &[$($name),+])),
                }
            }
        }
    };
}
pub(crate) use names;
