//! The rows, by what they are about.

mod figures;
mod forms;
mod letters;
mod marks;
mod mixed;
mod sentences;
mod words;

use super::case::Case;

pub(super) const ALL: &[&[Case]] = &[letters::ROWS, marks::ROWS, forms::ROWS, figures::ROWS, sentences::ROWS, mixed::ROWS, words::ROWS];

/// A list of cases: row, name, input, what it is, what is expected.
macro_rules! rows {
    ($($row:literal $name:literal $input:expr, $what:literal, [$($expected:expr),* $(,)?];)+) => {
        pub(super) const ROWS: &[$crate::testing::case::Case] = &[
            $($crate::testing::case::Case { row: $row, name: $name, input: $crate::testing::rows::Input($input).bytes(), what: $what, expected: &[$($expected),*] }),+
        ];
    };
}
use rows;

/// An input as it is written in a list: text, or bytes that are none.
struct Input<T>(T);

impl Input<&'static str> {
    const fn bytes(self) -> &'static [u8] {
        self.0.as_bytes()
    }
}

impl<const N: usize> Input<&'static [u8; N]> {
    const fn bytes(self) -> &'static [u8] {
        self.0
    }
}
