//! Replaces the module `error` of the crate, because the generator needs no names of the enums in `morph::kinds`.

macro_rules! names {
    ($($tokens:tt)*) => {};
}
pub(crate) use names;
