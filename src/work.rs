//! Operations counted in tests, so that "linear" is a test and not a clock. Free in any other build.

#[cfg(test)]
std::thread_local! {
    static BYTES: core::cell::Cell<usize> = const { core::cell::Cell::new(0) };
}

/// Counts bytes that were looked at.
#[inline(always)]
pub(crate) fn count(bytes: usize) {
    #[cfg(test)]
    BYTES.with(|n| n.set(n.get() + bytes + 1));
    #[cfg(not(test))]
    let _ = bytes;
}

/// The count since the last call, on this thread.
#[cfg(test)]
pub(crate) fn take() -> usize {
    BYTES.with(|n| n.replace(0))
}
