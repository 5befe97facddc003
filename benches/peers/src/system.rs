//! A measured system, and a function that counts the items of an iterator.

use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;

/// A measured function that handles one input in each call. Returns the number of outputs.
pub type Work = Box<dyn FnMut(&str) -> u64>;
/// A measured function that handles all inputs in one call. Returns the number of outputs.
pub type BatchWork = Box<dyn FnMut(&[&str]) -> u64>;

/// One system for one task.
pub struct System {
    pub task: &'static str,
    pub name: &'static str,
    pub work: Work,
    /// If present, this function is measured instead of `work`.
    pub batch: Option<BatchWork>,
    /// Runs at the start of each pass. For a system that starts each pass with a new cache, creates the cache. Otherwise does nothing. The
    /// time of the pass includes the time of this function.
    pub restart: Box<dyn FnMut()>,
}

impl System {
    pub fn new(task: &'static str, name: &'static str, work: impl FnMut(&str) -> u64 + 'static) -> Self {
        System { task, name, work: Box::new(work), batch: None, restart: Box::new(|| {}) }
    }

    /// Creates a system that has a cache. Each pass begins with a new cache, which `fresh` creates.
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

    /// Creates a system that has a cache and handles all inputs in one call. Each pass begins with a new cache, which `fresh` creates.
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

    /// Returns the system under a new name and without the restart: the cache is kept from one pass to the next.
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
