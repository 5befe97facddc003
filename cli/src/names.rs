//! The library's names on the command line: what `FromStr` accepts, listed in help, completions and errors.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A parser of one of the library's enums, by the names in its `ALL`.
macro_rules! named {
    ($type:ty) => {{
        use clap::builder::TypedValueParser as _;
        $crate::names::of(<$type>::ALL.iter().map(|v| v.name())).try_map(|name| name.parse::<$type>())
    }};
}
pub(crate) use named;

/// A parser of one of some names.
pub(crate) fn of(names: impl IntoIterator<Item = &'static str>) -> PossibleValuesParser {
    PossibleValuesParser::new(names.into_iter().collect::<Vec<_>>())
}

/// A parser of `on` and `off`, for switches that a preset may have either way.
pub(crate) fn switch() -> impl TypedValueParser<Value = bool> {
    of(["on", "off"]).map(|name| name == "on")
}

/// Finds a name in a table, for types of which the library has no names.
pub(crate) fn table<T: Copy + Send + Sync + 'static>(table: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    let parser = of(table.iter().map(|row| row.0));
    parser.try_map(|name| table.iter().find(|row| row.0 == name).map(|row| row.1).ok_or("no such name"))
}
