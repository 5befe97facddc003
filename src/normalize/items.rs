//! [`Items`], the list of characters that the [`context`](super::context) routine changes. Up to [`INLINE`] items need no allocation.
//!
//! An [`Item`] has eight bytes, because a piece without a position to split may be as long as the text. A call may hold four bytes for each
//! byte of the text beside its result, and an Arabic mark has two bytes.

use alloc::vec::Vec;
use core::ops::{Deref, DerefMut, Range};

/// A character of the result with the range of its source, in bytes of the piece.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Item {
    /// The character in the low 21 bits, the length of its source in bytes in the high 11.
    bits: u32,
    /// The offset of its source in the piece, in bytes.
    start: u32,
}

/// The bits of [`Item::bits`] that hold the character.
const CHAR_BITS: u32 = 21;

/// The longest source of one item, in bytes.
const LONGEST_SOURCE: usize = (1 << (u32::BITS - CHAR_BITS)) - 1;

/// The longest piece, in bytes: item offsets have 32 bits.
pub(super) const LONGEST_PIECE: usize = u32::MAX as usize - LONGEST_SOURCE;

impl Item {
    /// Returns a character with its source: a range of at most [`LONGEST_SOURCE`] bytes within the first [`LONGEST_PIECE`] bytes of a piece.
    pub(super) fn new(c: char, source: Range<usize>) -> Item {
        let length = source.len().min(LONGEST_SOURCE);
        Item { bits: c as u32 | (length as u32) << CHAR_BITS, start: source.start as u32 }
    }

    /// Returns the character.
    #[inline]
    pub(super) fn char(self) -> char {
        char::from_u32(self.bits & ((1 << CHAR_BITS) - 1)).unwrap_or_default()
    }

    /// Returns an item with the same source and another character.
    #[inline]
    pub(super) fn with(self, c: char) -> Item {
        Item { bits: self.bits >> CHAR_BITS << CHAR_BITS | c as u32, ..self }
    }

    /// Returns the range of the source in the piece, in bytes.
    #[inline]
    pub(super) fn source(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + (self.bits >> CHAR_BITS) as usize
    }

    /// Returns an item with the same character and a source that includes that of another item.
    ///
    /// The source does not change if it would become longer than [`LONGEST_SOURCE`]. The bytes of the other item then count as deleted.
    pub(super) fn joined(self, other: Item) -> Item {
        let (a, b) = (self.source(), other.source());
        let both = a.start.min(b.start)..a.end.max(b.end);
        if both.len() > LONGEST_SOURCE { self } else { Item::new(self.char(), both) }
    }
}

/// The number of items that need no allocation. It is enough for a few letters with the marks of ordinary text.
const INLINE: usize = 48;

/// A list of items. It allocates only for more than [`INLINE`] items.
pub(super) struct Items {
    inline: [Item; INLINE],
    len: usize,
    /// All items if there are more than [`INLINE`], otherwise empty.
    heap: Vec<Item>,
}

impl Items {
    /// Returns an empty list.
    pub(super) fn new() -> Items {
        Items { inline: [Item::default(); INLINE], len: 0, heap: Vec::new() }
    }

    /// Returns an empty list with capacity for `n` items.
    pub(super) fn with_capacity(n: usize) -> Items {
        let heap = if n > INLINE { Vec::with_capacity(n) } else { Vec::new() };
        Items { heap, ..Items::new() }
    }

    /// Appends an item.
    pub(super) fn push(&mut self, item: Item) {
        if let Some(slot) = self.inline.get_mut(self.len)
            && self.heap.is_empty()
        {
            *slot = item;
        } else {
            if self.heap.is_empty() {
                self.heap.extend_from_slice(&self.inline);
            }
            self.heap.push(item);
        }
        self.len += 1;
    }

    /// Removes the items from position `len` on.
    pub(super) fn truncate(&mut self, len: usize) {
        self.len = len.min(self.len);
        if !self.heap.is_empty() {
            self.heap.truncate(len);
            // Moves a list that is short enough back, so that an empty heap always means that all items are inline.
            if let Some(slots) = self.inline.get_mut(..self.heap.len()) {
                slots.copy_from_slice(&self.heap);
                self.heap.clear();
            }
        }
    }

    /// Inserts `n` default items at the start of the list.
    pub(super) fn open_gap(&mut self, n: usize) {
        let len = self.len;
        if !self.heap.is_empty() {
            self.heap.reserve_exact(n);
        } else if len + n > INLINE {
            self.heap.reserve_exact(len + n);
        }
        (0..n).for_each(|_| self.push(Item::default()));
        self.copy_within(0..len, n);
    }

    /// Replaces the item at a position. Does nothing for a position after the end.
    #[inline]
    pub(super) fn put(&mut self, at: usize, item: Item) {
        if let Some(slot) = self.get_mut(at) {
            *slot = item;
        }
    }

    /// Calls `change` with the kept items and each item, and replaces the item by the result. `None` removes it.
    pub(super) fn filter_map(&mut self, mut change: impl FnMut(&mut [Item], Item) -> Option<Item>) {
        let mut kept = 0;
        for n in 0..self.len {
            let Some(&item) = self.get(n) else { break };
            if let Some(item) = change(self.get_mut(..kept).unwrap_or_default(), item) {
                self.put(kept, item);
                kept += 1;
            }
        }
        self.truncate(kept);
    }

    /// Removes the items for which `keep` returns false.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(Item) -> bool) {
        self.filter_map(|_, item| keep(item).then_some(item));
    }

    /// Lowers the start of each source to the lowest start of any later item, so that starts are in order although marks were reordered.
    pub(super) fn order_starts(&mut self) {
        let mut lowest = u32::MAX;
        for item in self.iter_mut().rev() {
            lowest = lowest.min(item.start);
            item.start = lowest;
        }
    }

    /// Returns an iterator over the characters, in order.
    pub(super) fn chars(&self) -> impl Iterator<Item = char> {
        self.iter().map(|item| item.char())
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

    fn text(items: &Items) -> String {
        items.chars().collect()
    }

    #[test]
    fn inline_and_on_the_heap() {
        let mut items = Items::new();
        for n in 0..100_u8 {
            let start = usize::from(n);
            items.push(Item::new(char::from(b' ' + n % 90), start..start + 1));
            assert_eq!((items.len(), items.last().map(|i| i.source())), (start + 1, Some(start..start + 1)));
        }
        let odd: String = text(&items).chars().enumerate().filter(|(n, _)| n % 2 == 1).map(|(_, c)| c).collect();
        items.retain(|i| i.source().start % 2 == 1);
        assert_eq!((text(&items), items.heap.len()), (odd, 50));
        items.retain(|i| i.source().start < 20);
        assert_eq!((items.len(), items.heap.len()), (10, 0));
        items.open_gap(3);
        assert_eq!((items.len(), items.get(3).map(|i| i.source()), items.heap.len()), (13, Some(1..2), 0));
        items.open_gap(40);
        assert_eq!((items.len(), items.get(43).map(|i| i.source()), items.heap.len()), (53, Some(1..2), 53));
        items.retain(|_| false);
        assert!(items.is_empty());
    }

    #[test]
    fn sources() {
        let a = Item::new('\u{10FFFF}', 4_000_000_000..4_000_000_004);
        assert_eq!((a.char(), a.source()), ('\u{10FFFF}', 4_000_000_000..4_000_000_004));
        assert_eq!((a.with('ا').char(), a.with('ا').source()), ('ا', a.source()));
        let (alef, hamza) = (Item::new('ا', 10..12), Item::new('\u{654}', 20..22));
        assert_eq!((alef.joined(hamza).source(), hamza.joined(alef).source()), (10..22, 10..22));
        // The source of an item has at most 2,047 bytes.
        assert_eq!(alef.joined(Item::new('\u{654}', 2_055..2_057)).source(), 10..2_057);
        assert_eq!(alef.joined(Item::new('\u{654}', 2_056..2_058)).source(), 10..12);
    }
}
