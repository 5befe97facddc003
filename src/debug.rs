//! Short `Debug` output for types that hold texts, tables or caches.
//!
//! For these types, `{:?}` prints a few short values, such as options and sizes, instead of all fields. So the output is short enough for a
//! log. The output for a result, such as a token or a sentence, contains the whole text of the result. The test `tests/suite/debug.rs`
//! limits the length of the output of every public type.

use core::fmt;

/// Implements `Debug` for a type. The output has the form of a structure. The macro call lists the names and the values of the printed
/// fields.
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

/// The maximal number of items that [`FirstItems`] prints.
const SHOWN: usize = 4;

/// A wrapper of an iterator with a short `Debug` output. `Debug` writes the first four items and, if there are more items, the number of
/// all items: `["a", "b", "c", "d", .. 300 in all]`.
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
