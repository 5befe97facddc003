//! [`number`]: the parser for numbers in the three digit sets that occur in Arabic text.

use super::digit_value;

/// The value of a parsed number. [`number`] returns this type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    value: f64,
    mixed: bool,
}

impl Number {
    /// Returns the value as an `f64`, so only about the first 15 digits are exact. A whole number above [`f64::MAX`] is infinite. In a number
    /// of more than 308 digits, the digits of the fraction from about the 309th digit of the number on do not count.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// Returns whether the number contains digits of more than one set. An example is `١2۳`.
    pub fn is_mixed(&self) -> bool {
        self.mixed
    }
}

/// Parses a number.
///
/// - The digits are `0–9`, `٠–٩` and `۰–۹`. A number may mix the three sets of digits.
/// - The decimal separators are `.` and `٫`. At least one digit must precede the decimal separator, and at least one digit must follow the
///   separator.
/// - The thousands separators are `,`, `٬` and `،`. If a number has thousands separators, all its thousands separators are the same
///   character. The first group of digits then has one to three digits and does not start with a zero, and every following group has three
///   digits.
///
/// A single thousands separator counts as the decimal separator if the text has no `.` and no `٫`, and the digits do not form groups of
/// thousands: `3,5` is 3.5, and `0,125` is 0.125.
///
/// Returns `None` for any other text. Examples are the empty text, texts with a plus or minus sign, a space or a letter, groups of other
/// lengths (`12,34,567`), and addresses (`192.168.1.1`).
///
/// ```
/// use kalima::chars::number;
/// let value = |text| number(text).map(|n| n.value());
/// assert_eq!((value("٣٫٥"), value("1,234.5"), value("۱٬۲۳۴"), value("3,5")), (Some(3.5), Some(1234.5), Some(1234.0), Some(3.5)));
/// assert_eq!((value("1.2.3"), value("abc"), value("")), (None, None, None));
/// assert!(number("١2۳").is_some_and(|n| n.value() == 123.0 && n.is_mixed()));
/// ```
pub fn number(text: &str) -> Option<Number> {
    let (whole, fraction) = match text.split_once(['.', '٫']) {
        Some((whole, fraction)) => (whole, fraction),
        None => match text.split_once(SEPARATORS).filter(|(_, rest)| !rest.contains(SEPARATORS)) {
            // A single thousands separator is the decimal separator in two cases: the number of following digits is not three (`3,5`), or
            // the preceding digits cannot be the first group of a number with thousands (`0,125`).
            Some((whole, rest)) if rest.chars().count() != 3 || !leads(whole) => (whole, rest),
            _ => (text, ""),
        },
    };
    if text.ends_with(['.', '٫']) || text.ends_with(SEPARATORS) || fraction.contains(SEPARATORS) {
        return None;
    }
    let separator = whole.chars().find(|c| SEPARATORS.contains(c));
    if let Some(separator) = separator {
        let mut groups = whole.split(separator);
        if !groups.next().is_some_and(leads) || !groups.all(|g| g.chars().count() == 3) {
            return None;
        }
    }
    let (mut value, mut scale, mut sets) = (0.0, 1.0, [false; 3]);
    let mut digits = 0;
    let whole_digits = whole.chars().filter(|&c| Some(c) != separator).map(|c| (c, false));
    for (c, is_fraction) in whole_digits.chain(fraction.chars().map(|c| (c, true))) {
        let (next, next_scale) = (value * 10.0 + f64::from(digit_value(c)?), if is_fraction { scale * 10.0 } else { 1.0 });
        // A digit of the fraction that would make the digits or the scale infinite is ignored: the quotient would be 0, infinite or NaN.
        if !is_fraction || f64::max(next, next_scale).is_finite() {
            (value, scale) = (next, next_scale);
        }
        let set = match c {
            '0'..='9' => 0,
            '٠'..='٩' => 1,
            _ => 2,
        };
        *sets.get_mut(set)? = true;
        digits += 1;
    }
    let mixed = sets.iter().filter(|&&seen| seen).count() > 1;
    (digits > 0 && !whole.is_empty()).then_some(Number { value: value / scale, mixed })
}

/// The thousands separators: the ASCII comma, the Arabic thousands separator U+066C and the Arabic comma U+060C.
const SEPARATORS: [char; 3] = [',', '٬', '،'];

/// Returns whether `group`, the characters before the first thousands separator, can be the first group of a number with thousands. The
/// group must have one to three characters, and the first character must not be a zero.
fn leads(group: &str) -> bool {
    (1..=3).contains(&group.chars().count()) && group.chars().next().and_then(digit_value) != Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        for (text, value) in [
            ("0", Some(0.0)),
            ("٠", Some(0.0)),
            ("۱۲", Some(12.0)),
            ("١٬٢٣٤٬٥٦٧٫٢٥", Some(1_234_567.25)),
            ("1,234", Some(1234.0)),
            ("0,125", Some(0.125)),
            ("1234,567", Some(1234.567)),
            ("1,23", Some(1.23)),
            ("12,34,567", None),
            ("1,234,56", None),
            ("1,234٬567", None),
            ("1.", None),
            (".5", None),
            ("1,", None),
            ("1.234,5", None),
            ("-1", None),
            ("1 000", None),
            ("½", None),
        ] {
            assert_eq!(number(text).map(|n| n.value()), value, "{text}");
        }
        assert!(number("12").is_some_and(|n| !n.is_mixed()) && number("1٢").is_some_and(|n| n.is_mixed()));
        assert!(number(&"9".repeat(400)).is_some_and(|n| n.value().is_infinite()));
        assert!(number(&alloc::format!("{}.5", "9".repeat(400))).is_some_and(|n| n.value().is_infinite()));
    }

    /// A fraction of more than 308 digits has the value of its first digits.
    #[test]
    fn long_fractions_are_finite() {
        for (start, digit, value) in [("0.1", "0", 0.1), ("1.", "9", 2.0), ("0.", "0", 0.0), ("12٫", "3", 37.0 / 3.0)] {
            for len in [300, 307, 308, 309, 310, 400, 1000] {
                let found = number(&alloc::format!("{start}{}", digit.repeat(len))).map(|n| n.value());
                assert!(found.is_some_and(|found: f64| (found - value).abs() < 1e-12), "{start} {digit} {len} {found:?}");
            }
        }
        let long = alloc::format!("{}.5", "1".repeat(308));
        assert!(number(&long).is_some_and(|n| n.value().is_finite()));
        assert!(number(&alloc::format!("0.{}x", "1".repeat(400))).is_none());
        assert!(number(&alloc::format!("0.{}٢", "1".repeat(400))).is_some_and(|n| n.is_mixed()));
    }
}
