//! A measured system, and a count of its results.

use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;

/// The timed function: one call on one input.
pub type Work = Box<dyn FnMut(&str) -> u64>;
/// The timed function of a system that takes all inputs in one call.
pub type BatchWork = Box<dyn FnMut(&[&str]) -> u64>;

/// One system for one task.
pub struct System {
    pub task: &'static str,
    pub name: &'static str,
    pub work: Work,
    /// Replaces `work` if it is present.
    pub batch: Option<BatchWork>,
    /// Runs before each pass, outside of the timing. Clears caches.
    pub restart: Box<dyn FnMut()>,
}

impl System {
    pub fn new(task: &'static str, name: &'static str, work: impl FnMut(&str) -> u64 + 'static) -> Self {
        System { task, name, work: Box::new(work), batch: None, restart: Box::new(|| {}) }
    }

    /// Makes a system with a cache. Each pass begins with the state that `fresh` makes, so the cache is empty.
    pub fn cached<M: 'static>(
        task: &'static str,
        name: &'static str,
        fresh: impl Fn() -> M + 'static,
        work: impl Fn(&mut M, &str) -> u64 + 'static,
    ) -> Self {
        let cache = Rc::new(RefCell::new(fresh()));
        let shared = cache.clone();
        let restart = Box::new(move || *shared.borrow_mut() = fresh());
        System { task, name, work: Box::new(move |t| work(&mut cache.borrow_mut(), t)), batch: None, restart }
    }

    /// Makes a system with a cache that takes all inputs in one call.
    pub fn batched<M: 'static>(
        task: &'static str,
        name: &'static str,
        fresh: impl Fn() -> M + 'static,
        work: impl Fn(&mut M, &[&str]) -> u64 + Clone + 'static,
    ) -> Self {
        let cache = Rc::new(RefCell::new(fresh()));
        let (shared, single) = (cache.clone(), (cache.clone(), work.clone()));
        let restart = Box::new(move || *shared.borrow_mut() = fresh());
        let batch: BatchWork = Box::new(move |all| work(&mut cache.borrow_mut(), all));
        System { task, name, work: Box::new(move |t| single.1(&mut single.0.borrow_mut(), &[t])), batch: Some(batch), restart }
    }

    /// Keeps the cache from pass to pass.
    pub fn warm(mut self, name: &'static str) -> Self {
        (self.name, self.restart) = (name, Box::new(|| {}));
        self
    }
}

/// Runs an iterator to its end and returns the number of its items.
pub fn count<T>(items: impl Iterator<Item = T>) -> u64 {
    items
        .map(|item| {
            black_box(item);
        })
        .count() as u64
}
