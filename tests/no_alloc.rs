//! No allocation per token: counted by an allocator of this test's own.
#![allow(unsafe_code)]
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use kalima::token::Tokenizer;

struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call is passed on to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = COUNT.try_with(|n| n.set(n.get() + 1));
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const TEXT: &str = "قال د. سامي لـ«الحياة»: إن 3,500 طالب سجلوا في 2024/09/01 بنسبة ٪١٢ 👍🏽 https://example.com/a info@example.com #وسم Привет, naïve e.g. 漢字\n";

fn allocations(run: impl Fn()) -> usize {
    let before = COUNT.with(Cell::get);
    run();
    COUNT.with(Cell::get) - before
}

#[test]
fn tokens() {
    let (once, long) = (TEXT.to_string(), TEXT.repeat(200));
    for tokenizer in [Tokenizer::new(), Tokenizer::new().max_token_len(Some(10))] {
        assert_eq!(allocations(|| assert!(tokenizer.tokens(&long).count() > 8000)), 0);
        assert_eq!(allocations(|| assert!(tokenizer.words(&long).count() > 3000)), 0);
        assert_eq!(allocations(|| assert!(tokenizer.tokens_utf8(long.as_bytes()).count() > 8000)), 0);
        assert_eq!(allocations(|| assert!(tokenizer.safe_prefix(&long) > 0)), 0);
    }
    // The patterns of figures are compiled at the first use, and keep their buffers.
    let entities = Tokenizer::new().entities(true);
    assert!(entities.tokens(&once).count() > 40);
    assert_eq!(allocations(|| assert!(entities.tokens(&long).count() > 8000)), 0);
}
