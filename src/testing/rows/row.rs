//! The macro that declares a list of cases.

/// Declares the constant `ROWS`, a list of cases. Each entry consists of the row number, the name, the input, the description and the
/// expectations of a case.
macro_rules! rows {
    ($($row:literal $name:literal $input:expr, $description:literal, [$($expected:expr),* $(,)?];)+) => {
        pub(super) const ROWS: &[$crate::testing::case::Case] = &[
            $($crate::testing::case::Case {
                row: $row,
                name: $name,
                input: $crate::testing::rows::row::Input($input).bytes(),
                description: $description,
                expected: &[$($expected),*],
            }),+
        ];
    };
}
pub(super) use rows;

/// The input of a case in the list: a text, or bytes that may not be UTF-8. The method `bytes` converts both types to bytes.
pub(super) struct Input<T>(pub(super) T);

impl Input<&'static str> {
    pub(super) const fn bytes(self) -> &'static [u8] {
        self.0.as_bytes()
    }
}

impl<const N: usize> Input<&'static [u8; N]> {
    pub(super) const fn bytes(self) -> &'static [u8] {
        self.0
    }
}
