//! Splitting allocates nothing: neither for the iterator nor for a sentence.
#![allow(unsafe_code)]

use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;

thread_local!(static COUNT: Cell<usize> = const { Cell::new(0) });

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|c| c.set(c.get() + 1));
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce()) -> usize {
    let before = COUNT.with(|c| c.get());
    work();
    COUNT.with(|c| c.get()) - before
}

#[test]
fn nothing_is_allocated() {
    let texts = [
        include_str!("../seeds/000_cada6452b4c8d822.txt").to_owned(),
        "وصل د. أحمد سنة 322 ق.م. (انظر ص. 45). قال: «من أنت؟» ثم سكت... إلخ.\n- بند\n".repeat(50),
        "\u{FFFD}\0.!؟\"\"«».".repeat(50),
    ];
    assert!(allocations(|| drop(std::hint::black_box(vec![1]))) > 0);
    for text in &texts {
        for policy in NewlinePolicy::ALL {
            let plain = SentenceSplitter::new().newlines(*policy).abbreviations(&["فلا"]);
            for s in [plain, plain.clauses(true).verses(true), plain.quotations(false), plain.soft_limit(Some(40))] {
                let mut count = 0;
                let n = allocations(|| {
                    count = s.sentences(text).map(|x| x.trimmed_range().len()).filter(|&n| n > 0).count();
                    count += s.sentences_utf8(text.as_bytes()).filter(|x| !x.range().is_empty()).count();
                    count += s.safe_prefix(text);
                });
                assert!(n == 0 && count > 0, "{n} allocations");
            }
        }
    }
}
