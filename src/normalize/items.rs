//! [`Items`]: the list of characters that the [`context`](super::context) routine changes. A list of at most [`INLINE`] items needs no
//! allocation.
//!
//! An [`Item`] has only eight bytes, because a call should use only four bytes of memory for each byte of the text, in addition to the
//! result. If a text cannot be split, the list may contain one item for each character of the text. An Arabic mark has at least two bytes
//! in the text, so its item may have eight bytes.

use alloc::vec::Vec;
use core::ops::{Deref, DerefMut, Range};

/// A character of the result, and the byte range of its source in the piece.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Item {
    /// The low 21 bits hold the character. The high 11 bits hold the length of the source in bytes.
    bits: u32,
    /// The offset of the source in the piece, in bytes.
    start: u32,
}

/// The number of low bits of [`Item::bits`] that hold the character.
const CHAR_BITS: u32 = 21;

/// The maximal length of the source of one item, in bytes.
const LONGEST_SOURCE: usize = (1 << (u32::BITS - CHAR_BITS)) - 1;

/// The length in bytes after which a piece ends at the next character in any case. A piece is a byte range of the text that is normalized
/// independently. The limit exists because the offset in an item has 32 bits.
pub(super) const LONGEST_PIECE: usize = u32::MAX as usize - LONGEST_SOURCE;

impl Item {
    /// Returns an item for a character and its source range, which is relative to the start of the piece. The start of the range must fit
    /// in 32 bits: see [`LONGEST_PIECE`]. If the source is longer than [`LONGEST_SOURCE`] bytes, the item stores only the first
    /// [`LONGEST_SOURCE`] bytes of the range.
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

    /// Returns an item with the character of `self`. The source of the new item is the smallest range that contains the sources of `self`
    /// and `other`.
    ///
    /// If this range is longer than [`LONGEST_SOURCE`] bytes, the function returns `self` unchanged. The source bytes of `other` then count
    /// as deleted.
    pub(super) fn joined(self, other: Item) -> Item {
        let (a, b) = (self.source(), other.source());
        let both = a.start.min(b.start)..a.end.max(b.end);
        if both.len() > LONGEST_SOURCE { self } else { Item::new(self.char(), both) }
    }
}

/// The maximal number of items that a list stores without an allocation. This number is sufficient for a few letters with the marks of
/// ordinary text.
const INLINE: usize = 48;

/// A list of items. If the list has more than [`INLINE`] items, all items are on the heap.
pub(super) struct Items {
    inline: [Item; INLINE],
    len: usize,
    /// All items if the list has more than [`INLINE`] items, otherwise an empty vector.
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
            // If the remaining items fit in the inline array, the function moves the items there. So the vector is empty if and only if all
            // items are inline.
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

    /// Replaces the item at a position. If the position is after the end of the list, the function does nothing.
    #[inline]
    pub(super) fn put(&mut self, at: usize, item: Item) {
        if let Some(slot) = self.get_mut(at) {
            *slot = item;
        }
    }

    /// Calls `change` for each item of the list. The arguments are the kept items that precede the item, and the item itself. If `change`
    /// returns `Some`, the returned item replaces the item. If `change` returns `None`, the item is removed.
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

    /// Lowers the start of each source to the lowest start among this source and all later sources. Then the starts never decrease from one
    /// item to the next, even if marks were reordered.
    pub(super) fn order_starts(&mut self) {
        let mut lowest = u32::MAX;
        for item in self.iter_mut().rev() {
            lowest = lowest.min(item.start);
            item.start = lowest;
        }
    }

    /// Returns an iterator over the characters of the list, from the first to the last.
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
