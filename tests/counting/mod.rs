//! An allocator that counts the allocations of a thread, for tests and benches. A program installs it with `#[global_allocator]` and calls
//! [`measure`]. Outside of `measure` an allocation costs one check of a thread-local flag.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The system's allocator with counters.
pub struct Counting;

/// The allocations that a thread made during [`measure`].
#[derive(Clone, Copy, Default)]
pub struct Allocated {
    /// The number of allocations and reallocations.
    pub calls: u64,
    /// The bytes requested, in all.
    pub bytes: u64,
    /// The most bytes that were live at once, beyond those live at the start.
    pub peak: i64,
    /// The bytes that are live at the end, beyond those live at the start.
    pub live: i64,
}

thread_local! {
    static COUNTS: Cell<Option<Allocated>> = const { Cell::new(None) };
}

/// Runs `work` and returns its result with the allocations that this thread made meanwhile. Calls do not nest.
pub fn measure<T>(work: impl FnOnce() -> T) -> (T, Allocated) {
    COUNTS.set(Some(Allocated::default()));
    let result = work();
    (result, COUNTS.take().unwrap_or_default())
}

/// Counts `calls` allocations of `bytes` bytes that change the live bytes by `change`.
fn record(calls: u64, bytes: usize, change: i64) {
    // A thread that ends has no counters any more.
    let _ = COUNTS.try_with(|counts| {
        if let Some(mut now) = counts.get() {
            now.calls += calls;
            now.bytes += bytes as u64;
            now.live += change;
            now.peak = now.peak.max(now.live);
            counts.set(Some(now));
        }
    });
}

// SAFETY: every call is passed to `System` unchanged. The counters allocate nothing and do not unwind.
#[allow(unsafe_code, reason = "a global allocator is unsafe; this file is not part of the crate")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        record(1, layout.size(), layout.size() as i64);
        // SAFETY: the caller's contract is that of `System::alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        record(1, layout.size(), layout.size() as i64);
        // SAFETY: the caller's contract is that of `System::alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        record(0, 0, -(layout.size() as i64));
        // SAFETY: `pointer` came from `System` by one of these functions, with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // The old block is live until the new one is filled, so the peak has both.
        record(1, size, size as i64);
        record(0, 0, -(layout.size() as i64));
        // SAFETY: `pointer` came from `System` by one of these functions, with this layout, and the caller guarantees the size.
        unsafe { System.realloc(pointer, layout, size) }
    }
}
