//! The characters that the [`context`](super::context) routine works on, a few of them without an allocation.

use alloc::vec::Vec;
use core::ops::{Deref, DerefMut};

/// A character of the result and the source bytes it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Item {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How many items need no allocation: a letter with what a reader would put on it and its neighbours.
pub(super) const INLINE: usize = 24;

/// A list of items; on the heap only where they are many.
pub(super) struct Items {
    inline: [Item; INLINE],
    len: usize,
    /// All of the items, once they were too many.
    heap: Vec<Item>,
}

impl Items {
    pub(super) fn new() -> Items {
        Items { inline: [Item::default(); INLINE], len: 0, heap: Vec::new() }
    }

    /// No items, with room for as many as there will be, so that a long list does not grow by doubling.
    pub(super) fn with_room(n: usize) -> Items {
        let heap = if n > INLINE { Vec::with_capacity(n) } else { Vec::new() };
        Items { heap, ..Items::new() }
    }

    pub(super) fn push(&mut self, item: Item) {
        if let Some(room) = self.inline.get_mut(self.len)
            && self.heap.is_empty()
        {
            *room = item;
        } else {
            if self.heap.is_empty() {
                self.heap.extend_from_slice(&self.inline);
            }
            self.heap.push(item);
        }
        self.len += 1;
    }

    fn truncate(&mut self, len: usize) {
        self.len = len.min(self.len);
        if !self.heap.is_empty() {
            self.heap.truncate(len);
            // What fits goes back, so that an empty heap always means that all is in line.
            if let Some(room) = self.inline.get_mut(..self.heap.len()) {
                room.copy_from_slice(&self.heap);
                self.heap.clear();
            }
        }
    }

    /// Keeps the items of which `keep` says so; it may change them.
    pub(super) fn retain_mut(&mut self, mut keep: impl FnMut(&mut Item) -> bool) {
        let mut kept = 0;
        for n in 0..self.len {
            let Some(mut item) = self.get(n).copied() else { break };
            if keep(&mut item) {
                if let Some(room) = self.get_mut(kept) {
                    *room = item;
                }
                kept += 1;
            }
        }
        self.truncate(kept);
    }
}

impl Extend<Item> for Items {
    fn extend<T: IntoIterator<Item = Item>>(&mut self, items: T) {
        items.into_iter().for_each(|i| self.push(i));
    }
}

impl<'i> Extend<&'i Item> for Items {
    fn extend<T: IntoIterator<Item = &'i Item>>(&mut self, items: T) {
        self.extend(items.into_iter().copied());
    }
}

impl Deref for Items {
    type Target = [Item];

    fn deref(&self) -> &[Item] {
        if self.heap.is_empty() { self.inline.get(..self.len).unwrap_or_default() } else { &self.heap }
    }
}

impl DerefMut for Items {
    fn deref_mut(&mut self) -> &mut [Item] {
        if self.heap.is_empty() { self.inline.get_mut(..self.len).unwrap_or_default() } else { &mut self.heap }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn few_and_many() {
        let mut items = Items::new();
        let text = |items: &Items| items.iter().map(|i| i.c).collect::<String>();
        for n in 0..100_u8 {
            items.push(Item { c: char::from(b' ' + n % 90), start: usize::from(n), end: usize::from(n) + 1 });
            assert_eq!((items.len(), items.last().map(|i| i.start)), (usize::from(n) + 1, Some(usize::from(n))));
        }
        let odd: String = text(&items).chars().enumerate().filter(|(n, _)| n % 2 == 1).map(|(_, c)| c).collect();
        items.retain_mut(|i| i.start % 2 == 1);
        assert_eq!(text(&items), odd);
        items.retain_mut(|i| i.start < 20);
        assert_eq!((items.len(), items.heap.len()), (10, 0));
        items.extend([Item { c: 'x', start: 1, end: 2 }; 30]);
        assert_eq!((items.len(), text(&items).ends_with("xxx")), (40, true));
        items.retain_mut(|_| false);
        assert!(items.is_empty());
    }
}
