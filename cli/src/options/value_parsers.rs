//! Parsers of option values. A parser for an enum of the library accepts the name of each value of the enum. The help, the completions and
//! the error messages list these names.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use encoding_rs::{Encoding, UTF_8};

/// Returns a parser for an enum of the library. The parser accepts the names of the values in the constant `ALL` of the enum.
macro_rules! library_name {
    ($type:ty) => {{
        use clap::builder::TypedValueParser as _;
        $crate::options::value_parsers::one_of(<$type>::ALL.iter().map(|v| v.name())).try_map(|name| name.parse::<$type>())
    }};
}
pub(crate) use library_name;

/// Returns a parser that accepts only the names in `names`.
pub(crate) fn one_of(names: impl IntoIterator<Item = &'static str>) -> PossibleValuesParser {
    PossibleValuesParser::new(names.into_iter().collect::<Vec<_>>())
}

/// Returns a parser that accepts `on` and `off`. Switches whose default depends on a preset use this parser.
pub(crate) fn on_off() -> impl TypedValueParser<Value = bool> {
    one_of(["on", "off"]).map(|name| name == "on")
}

/// Returns a parser that accepts the names in a table and returns the value of the name. Enums that are not part of the library use this
/// parser.
pub(crate) fn named<T: Copy + Send + Sync + 'static>(table: &'static [(&'static str, T)]) -> impl TypedValueParser<Value = T> {
    let parser = one_of(table.iter().map(|entry| entry.0));
    parser.try_map(|name| table.iter().find(|entry| entry.0 == name).map(|entry| entry.1).ok_or("no such name"))
}

/// Parses a number of bytes that is at least 1. The suffixes K, M and G (or k, m, g) multiply the number by 1024, 1024² and 1024³.
pub(crate) fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(['K', 'M', 'G', 'k', 'm', 'g']);
    let unit: usize = match text.strip_prefix(digits).unwrap_or_default() {
        "" => 1,
        "K" | "k" => 1 << 10,
        "M" | "m" => 1 << 20,
        "G" | "g" => 1 << 30,
        _ => 0,
    };
    let bytes = digits.parse::<usize>().ok().and_then(|n| n.checked_mul(unit)).filter(|n| *n > 0);
    bytes.ok_or_else(|| "expected a number of bytes from 1, such as 65536, 64K, 16M or 1G".into())
}

/// Formats a number of bytes in the largest unit (GiB, MiB, KiB) that divides it. A number that no unit divides is formatted in bytes.
pub(crate) fn format_size(bytes: usize) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match units.iter().find(|unit| bytes.is_multiple_of(unit.0)) {
        Some((unit, name)) => format!("{} {name}", bytes / unit),
        None if bytes == 1 => "1 byte".into(),
        None => format!("{bytes} bytes"),
    }
}

/// Parses the label of an encoding, such as `windows-1256`. The label `auto` means UTF-8.
pub(crate) fn encoding(label: &str) -> Result<&'static Encoding, String> {
    // The WHATWG Encoding Standard also has labels of encodings that must not be decoded, such as iso-2022-kr. These labels are errors.
    let known = Encoding::for_label_no_replacement(label.as_bytes());
    known.or((label == "auto").then_some(UTF_8)).ok_or_else(|| {
        "expected auto, utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6 or another label of the WHATWG Encoding Standard".into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_parsed_and_formatted_in_powers_of_1024() {
        for (text, bytes, formatted) in
            [("1", 1, "1 byte"), ("1000", 1000, "1000 bytes"), ("64K", 65_536, "64 KiB"), ("1g", 1 << 30, "1 GiB")]
        {
            assert_eq!((size(text), format_size(bytes)), (Ok(bytes), formatted.to_owned()));
        }
        assert!(["", "0", "K", "1T", "1KM", "-1", "99999999999999999999G"].iter().all(|text| size(text).is_err()));
    }

    #[test]
    fn encodings_are_parsed_from_their_labels() {
        let name = |label| encoding(label).map(Encoding::name);
        assert_eq!(
            ["auto", "UTF8", "cp1256", "arabic", "utf-16"].map(name),
            ["UTF-8", "UTF-8", "windows-1256", "ISO-8859-6", "UTF-16LE"].map(Ok)
        );
        assert!(name("x").is_err() && name("iso-2022-kr").is_err());
    }
}
