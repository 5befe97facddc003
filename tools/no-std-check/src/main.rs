//! A program without `std` that calls the normalizer, the sentence splitter, the tokenizer, a stemmer and the analyzer. If the program
//! links, these parts of the crate need only `alloc`.
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

/// The global allocator, which uses `aligned_alloc` and `free` of the C library.
struct C;

// SAFETY: `aligned_alloc` returns a block of at least the requested size and alignment, or null, and `free` releases this block. The size
// is rounded up to a multiple of the alignment, as C requires.
unsafe impl GlobalAlloc for C {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let align = layout.align().max(16);
        // SAFETY: the alignment is a power of two, and the size is a multiple of the alignment.
        unsafe { aligned_alloc(align, layout.size().next_multiple_of(align)).cast() }
    }
    unsafe fn dealloc(&self, at: *mut u8, _: Layout) {
        // SAFETY: `aligned_alloc` returned `at`.
        unsafe { free(at.cast()) }
    }
}

#[global_allocator]
static ALLOCATOR: C = C;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: `abort` has no preconditions and does not return.
    unsafe { abort() }
}

/// The personality function of the unwinder. The core library was built with unwinding, but this program never unwinds.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

/// A function that the unwinder calls to continue unwinding. The core library refers to this function, but this program never unwinds.
#[unsafe(no_mangle)]
extern "C" fn _Unwind_Resume() -> ! {
    // SAFETY: `abort` has no preconditions and does not return.
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
