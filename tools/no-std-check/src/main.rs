//! A program without std that calls every entry point. If it links, the crate needs only `alloc`.
#![no_std]
#![no_main]

extern crate alloc;

use core::alloc::{GlobalAlloc, Layout};
use core::ffi::{c_char, c_int, c_void};
use core::panic::PanicInfo;

use kalima::analyzer::Analyzer;
use kalima::normalize::{Normalizer, find_iter};
use kalima::stem::Stemmer;

#[link(name = "c")]
unsafe extern "C" {
    fn aligned_alloc(align: usize, size: usize) -> *mut c_void;
    fn free(at: *mut c_void);
    fn abort() -> !;
}

/// The C library's allocator.
struct C;

// SAFETY: `aligned_alloc` and `free` are an allocator; the size is rounded up to the alignment, as C requires.
unsafe impl GlobalAlloc for C {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let align = layout.align().max(16);
        // SAFETY: alignment is a power of two and the size a multiple of it.
        unsafe { aligned_alloc(align, layout.size().next_multiple_of(align)).cast() }
    }
    unsafe fn dealloc(&self, at: *mut u8, _: Layout) {
        // SAFETY: `at` came from `aligned_alloc`.
        unsafe { free(at.cast()) }
    }
}

#[global_allocator]
static ALLOCATOR: C = C;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: it does not return.
    unsafe { abort() }
}

/// The core library was built to unwind; nothing here does.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

/// The unwinder's second entry point, for the same reason.
#[unsafe(no_mangle)]
extern "C" fn _Unwind_Resume() -> ! {
    // SAFETY: it does not return.
    unsafe { abort() }
}

#[unsafe(no_mangle)]
extern "C" fn main(_: c_int, _: *const *const c_char) -> c_int {
    let text = "وَصَلَ د. أحمد. قرأتُ الكتابَ!";
    let right = Normalizer::search().normalize("كِتاب") == "كتاب"
        && find_iter(text, "الكتاب").count() == 1
        && kalima::sentence::sentences(text).count() == 2
        && kalima::token::Tokenizer::new().tokens(text).filter(|t| t.kind().is_word()).count() == 5
        && Stemmer::Rules.stem("والكتاب").text() == "كتاب"
        && Analyzer::search().terms(text).count() == 5;
    c_int::from(!right)
}
