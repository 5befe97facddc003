//! Peak memory of each entry point on what is made to hurt, by a counting allocator: as much as the result, or the window of a stream.

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use kalima::analyzer::{Analyzer, Scratch};
use kalima::io::{SentenceReader, TokenReader, terms};
use kalima::normalize::Normalizer;
use kalima::sentence::SentenceSplitter;
use kalima::stem::{Stem, Stemmer};
use kalima::token::Tokenizer;

/// The system's allocator, with what is held and the most that was.
struct Peak;

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

fn grow(by: usize) {
    MOST.fetch_max(HELD.fetch_add(by, Relaxed) + by, Relaxed);
}

// A global allocator cannot be written without; the tests are no part of the crate.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Peak {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        grow(size);
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Peak = Peak;

/// The most that some work holds beyond what is held before it.
fn peak(work: impl FnOnce()) -> usize {
    let before = HELD.load(Relaxed);
    MOST.store(before, Relaxed);
    work();
    MOST.load(Relaxed).saturating_sub(before)
}

/// One test, so that nothing else allocates meanwhile.
#[test]
fn peaks() {
    const MB: usize = 1 << 20;
    // What is built once at the first use is no part of the question.
    Tokenizer::new().entities(true).tokens("12:30").count();

    // One token of 64 MB.
    let token = "م".repeat(32 * MB);
    assert_eq!(peak(|| assert_eq!(Tokenizer::new().entities(true).tokens(&token).count(), 1)), 0);
    assert_eq!(peak(|| assert_eq!(SentenceSplitter::new().sentences(&token).count(), 1)), 0);
    assert_eq!(peak(|| assert!(Normalizer::search().is_normalized(&token))), 0);
    assert!(peak(|| drop(Normalizer::search().normalize_mapped(&token))) < 1000);
    let whole = peak(|| Analyzer::exact().for_each_term(&token, &mut Scratch::new(), |term| assert_eq!(term.text().len(), 64 * MB)));
    assert!(whole < 3 * 64 * MB, "{whole}");
    let stem = peak(|| drop(Stemmer::Rules.stem(&token)));
    assert!(stem < 3 * 64 * MB, "{stem}");

    // The same through streams: the window, whatever comes.
    let analyzer = Analyzer::exact();
    for (name, unit) in [
        ("one token", "م"),
        ("a million dots", "."),
        ("no end", "كلمة "),
        ("marks", "\u{651}"),
        ("spaces", " "),
        ("bytes", "\u{FFFD}"),
        ("a url", "a/"),
    ] {
        let stream = || std::io::repeat(0).take(0).chain(Repeat(unit.as_bytes(), 0).take(8 * MB as u64));
        let held = peak(|| {
            let mut tokens = TokenReader::new(stream(), Tokenizer::new());
            while tokens.advance().unwrap().is_some() {}
        });
        assert!(held < 3 * kalima::io::BOUND, "{name}: {held} for tokens");
        let held = peak(|| {
            let mut sentences = SentenceReader::new(stream(), SentenceSplitter::new());
            while sentences.advance().unwrap().is_some() {}
        });
        assert!(held < 3 * kalima::io::BOUND, "{name}: {held} for sentences");
        let held = peak(|| assert!(terms(stream(), &analyzer).all(|t| t.is_ok())));
        assert!(held < 10 * kalima::io::BOUND, "{name}: {held} for terms");
    }

    // A run of marks is sorted in its own memory; the map lists every mark.
    let marks = "ب".to_owned() + &"\u{651}\u{64E}".repeat(MB);
    let held = peak(|| drop(Normalizer::orthographic().normalize_mapped(&marks)));
    assert!(held < 40 * marks.len(), "{held} for {} bytes of marks", marks.len());
    let dots = ".".repeat(MB);
    assert_eq!(peak(|| assert_eq!(Tokenizer::new().tokens(&dots).count(), MB)), 0);
    assert_eq!(peak(|| assert!(SentenceSplitter::new().sentences(&dots).count() >= 1)), 0);
}

/// A text without end.
struct Repeat<'b>(&'b [u8], usize);

impl Read for Repeat<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for byte in &mut *buffer {
            *byte = self.0[self.1 % self.0.len()];
            self.1 += 1;
        }
        Ok(buffer.len())
    }
}
