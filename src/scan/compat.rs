//! The names of levels that code without backends matches on.

use super::Level;

/// The instruction set of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Isa {
    Scalar,
    Ssse3,
    Avx2,
    Avx512,
}

impl Level {
    pub(crate) const SCALAR: Level = Level::Scalar;

    #[inline(always)]
    pub(crate) const fn isa(self) -> Isa {
        match self {
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            Level::Ssse3(_) => Isa::Ssse3,
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            Level::Avx2(_) => Isa::Avx2,
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            Level::Avx512(_) => Isa::Avx512,
            _ => Isa::Scalar,
        }
    }
}
