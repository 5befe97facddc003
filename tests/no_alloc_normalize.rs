//! What normalization allocates: nothing if nothing changes, else its result.

use std::alloc::{GlobalAlloc, Layout, System};
use std::borrow::Cow;
use std::cell::Cell;

use kalima::normalize::{Normalizer, Preset};

/// The system's allocator, counting the allocations of each thread.
struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

// A global allocator cannot be written without; the tests are no part of the crate.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The result of some work and how many allocations it made.
fn counted<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = COUNT.get();
    let result = work();
    (result, COUNT.get() - before)
}

const ARTICLE: &str = include_str!("../seeds/000_cada6452b4c8d822.txt");
const VOCALIZED: &str = "سَلَّمَ الرَّجُلُ عَلَى جَارِهِ ثُمَّ جَلَسَا تَحْتَ شَجَرَةِ التِّينِ، وَأَكَلَا خُبْزًا وَزَيْتُونًا. ";

#[test]
fn a_borrowed_result_allocates_nothing() {
    let plain = "سال رجل عن كتاب ثم قرا منه in two languages, 1999. ".repeat(50);
    for preset in [Preset::Search, Preset::Lucene, Preset::Light, Preset::Orthographic, Preset::Keyboard, Preset::None] {
        for text in ["", "كتاب", "abc", &plain] {
            let (normal, count) = counted(|| preset.normalizer().normalize(text));
            assert!(matches!(normal, Cow::Borrowed(_)) && count == 0, "{preset} {count} {normal}");
            let (is, count) = counted(|| preset.normalizer().is_normalized(text));
            assert!(is && count == 0);
            let (mapped, count) = counted(|| preset.normalizer().normalize_mapped(text));
            assert!(mapped.map().is_identity() && count == 0);
        }
    }
    // What is kept although a fold looks at it.
    for n in [Normalizer::search(), Normalizer::orthographic()] {
        let (normal, count) = counted(|| n.normalize("سؤال، شيء؟ پاكستان Zürich – 日本 😀"));
        assert!(matches!(normal, Cow::Borrowed(_)) && count == 0, "{count} {normal}");
    }
}

#[test]
fn a_changed_result_allocates_itself() {
    let vocalized = VOCALIZED.repeat(40);
    for preset in [Preset::Search, Preset::Lucene, Preset::Light] {
        for text in ["أ", "كِتاب", "قرأ", &vocalized, "الكتاب ﻻ ﷺ\u{200F} ١٢٣\u{A0}"] {
            let (normal, count) = counted(|| preset.normalizer().normalize(text));
            assert_eq!(count, usize::from(matches!(normal, Cow::Owned(_))), "{preset} {normal}");
        }
    }
    let (_, count) = counted(|| Normalizer::search().normalize(ARTICLE));
    assert_eq!(count, 1);
}

#[test]
fn a_buffer_with_room_is_enough() {
    let vocalized = VOCALIZED.repeat(40);
    let mut out = String::with_capacity(1 << 16);
    for preset in [Preset::Search, Preset::Lucene, Preset::Light, Preset::None] {
        for text in ["", "كتاب", "أ", ARTICLE, &vocalized] {
            out.clear();
            let ((), count) = counted(|| preset.normalizer().normalize_into(text, &mut out));
            assert_eq!((count, &*out), (0, &*preset.normalizer().normalize(text)), "{preset}");
        }
    }
}
