//! An allocator that counts the allocations of a thread, for tests and benches. A program installs the allocator with
//! `#[global_allocator]`, and calls [`measure`] to count the allocations of a closure. Outside of `measure`, the allocator checks a
//! thread-local variable and counts nothing.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// The allocator of the system, with counters.
pub struct Counting;

/// The allocations that a thread made during [`measure`].
#[derive(Clone, Copy, Default)]
pub struct Allocated {
    /// The number of allocations and reallocations.
    pub calls: u64,
    /// The sum of the sizes of all allocations and reallocations, in bytes. A reallocation counts with its whole new size.
    pub bytes: u64,
    /// The largest number of live bytes during the measurement, minus the number of live bytes at its start. Live bytes are allocated and
    /// not yet freed.
    pub peak: i64,
    /// The number of live bytes at the end of the measurement, minus the number of live bytes at its start.
    pub live: i64,
}

thread_local! {
    static COUNTS: Cell<Option<Allocated>> = const { Cell::new(None) };
}

/// Runs `work`. Returns the result of `work`, and the allocations of this thread while `work` ran. `work` must not call `measure`.
pub fn measure<T>(work: impl FnOnce() -> T) -> (T, Allocated) {
    COUNTS.set(Some(Allocated::default()));
    let result = work();
    (result, COUNTS.take().unwrap_or_default())
}

/// Adds `calls` calls and a total of `bytes` bytes to the counters. `change` is the change in the number of live bytes.
fn record(calls: u64, bytes: usize, change: i64) {
    // On some platforms, the counters of a thread are destroyed while the thread ends. Allocations after this destruction are not counted.
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

// SAFETY: every call is passed to `System` unchanged. The counters neither allocate nor unwind.
#[allow(unsafe_code, reason = "a global allocator is unsafe; this file is not part of the crate")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        record(1, layout.size(), layout.size() as i64);
        // SAFETY: the contract of `System::alloc` is the contract of `alloc`, which the caller satisfies.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        record(1, layout.size(), layout.size() as i64);
        // SAFETY: the contract of `System::alloc_zeroed` is the contract of `alloc_zeroed`, which the caller satisfies.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        record(0, 0, -(layout.size() as i64));
        // SAFETY: the functions of this allocator obtained `pointer` from `System` with the same layout.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // The old block is live until its bytes are copied to the new block, so both blocks count in the peak.
        record(1, size, size as i64);
        record(0, 0, -(layout.size() as i64));
        // SAFETY: the functions of this allocator obtained `pointer` from `System` with the same layout. The caller of `realloc` guarantees
        // that `size` is valid.
        unsafe { System.realloc(pointer, layout, size) }
    }
}
