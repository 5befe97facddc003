//! Short `Debug` output for types that hold texts, tables or caches.
//!
//! `{:?}` of such a type prints its options and the sizes of its parts, never the parts themselves, so that a structure that holds one can be
//! logged. `tests/suite/debug.rs` bounds the length for every public type.

use core::fmt;

/// Implements `Debug` as a structure of the given values instead of the fields of the type.
///
/// `short_debug!(['t] Sentences<'t>, "Sentences", |s| { at: s.at, len: s.text.len() });` prints `Sentences { at: 12, len: 400 }`.
macro_rules! short_debug {
    ([$($generics:tt)*] $type:ty, $name:literal, |$this:ident| { $($field:ident: $value:expr),+ $(,)? }) => {
        impl<$($generics)*> core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                let $this = self;
                f.debug_struct($name)$(.field(stringify!($field), &$value))+.finish()
            }
        }
    };
}
pub(crate) use short_debug;

/// The number of items that [`FirstItems`] prints.
const SHOWN: usize = 4;

/// Prints the first four items of a list and the number of all: `["a", "b", "c", "d", .. 300 in all]`.
pub(crate) struct FirstItems<I>(pub(crate) I);

impl<T: fmt::Debug, I: Iterator<Item = T> + Clone> fmt::Debug for FirstItems<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let len = self.0.clone().count();
        let mut list = f.debug_list();
        list.entries(self.0.clone().take(SHOWN));
        if len > SHOWN {
            list.entry(&format_args!(".. {len} in all"));
        }
        list.finish()
    }
}
