//! A cache of limited size that maps a word to the bytes that a command writes for this word. The cache is effective because most words of
//! a text occur several times.
//!
//! A single buffer, the arena, contains all entries. An entry is a word followed by its result. A hash table with open addressing stores
//! the locations of the entries. When the table or the arena reaches its limit, all entries are evicted. Frequent words are soon inserted
//! again, so the cache does not need to store the ages of entries.

/// The number of slots of the hash table, a power of two.
const SLOTS: usize = 1 << 17;
/// The number of entries at which the cache is cleared. A limit below the number of slots keeps probe sequences short.
const MAX_ENTRIES: usize = SLOTS / 4 * 3;
/// The maximum size of all cached entries in bytes. The cache is cleared if the entries might exceed this size with the next entry.
const MAX_BYTES: usize = 8 << 20;
/// The maximum size in bytes of a cached entry (the word and its result).
const MAX_ENTRY: usize = 1 << 15;
/// The maximum number of slots that a lookup checks. This limit bounds the time of a lookup, even if the words of a text were deliberately
/// chosen to have equal hashes.
const PROBES: usize = 16;

/// The location of an entry in the arena, and the hash of its word. The word starts at the byte offset `start` and has `word_len` bytes.
/// The result follows the word and has `result_len` bytes. A slot is free if `word_len` is 0.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    start: u32,
    word_len: u16,
    result_len: u16,
}

/// The cache of one worker. The entries use at most 8 MiB, and the slots use 1.5 MiB.
#[derive(Debug, Default)]
pub(super) struct WordCache {
    /// The slots of the hash table. The vector is empty before the first insertion.
    slots: Vec<Slot>,
    entries: usize,
    arena: Vec<u8>,
    /// The end of the last cached entry in the arena, in bytes. If the last result was too large for the cache, it is located after this
    /// position until the next insertion.
    kept: usize,
}

impl WordCache {
    /// Returns the result of a word. If the word is not cached, `compute` appends the result to the arena. The result is then cached,
    /// unless the word is empty or the entry is longer than [`MAX_ENTRY`].
    pub(super) fn get_or_insert(&mut self, word: &str, compute: impl FnOnce(&mut Vec<u8>)) -> &[u8] {
        let hash = hash(word.as_bytes());
        let range = match self.find(hash, word.as_bytes()) {
            Some(range) => range,
            None => self.insert(hash, word.as_bytes(), compute),
        };
        self.arena.get(range).unwrap_or_default()
    }

    /// Removes all entries, but does not free the memory.
    pub(super) fn clear(&mut self) {
        self.slots.fill(Slot::default());
        self.arena.clear();
        (self.entries, self.kept) = (0, 0);
    }

    /// Returns the byte range of the result of a word in the arena. Returns `None` if the word is not cached.
    fn find(&self, hash: u32, word: &[u8]) -> Option<std::ops::Range<usize>> {
        for probe in 0..PROBES {
            let slot = self.slots.get((hash as usize + probe) % SLOTS)?;
            if slot.word_len == 0 {
                return None;
            }
            let start = slot.start as usize;
            let end = start + usize::from(slot.word_len);
            if slot.hash == hash && self.arena.get(start..end) == Some(word) {
                return Some(end..end + usize::from(slot.result_len));
            }
        }
        None
    }

    /// Appends a word and its result to the arena, and stores the location in a slot unless the word is empty or the entry is longer than
    /// [`MAX_ENTRY`]. Returns the byte range of the result in the arena.
    fn insert(&mut self, hash: u32, word: &[u8], compute: impl FnOnce(&mut Vec<u8>)) -> std::ops::Range<usize> {
        if self.slots.is_empty() {
            self.slots = vec![Slot::default(); SLOTS];
        }
        self.arena.truncate(self.kept);
        // Frees the memory of an earlier result that was too large for the cache.
        self.arena.shrink_to(MAX_BYTES);
        if self.entries >= MAX_ENTRIES || self.kept + MAX_ENTRY > MAX_BYTES {
            self.clear();
        }
        let start = self.kept;
        self.arena.extend_from_slice(word);
        let result = self.arena.len();
        compute(&mut self.arena);
        let end = self.arena.len();
        if !word.is_empty() && end - start <= MAX_ENTRY {
            let (word_len, result_len) = ((result - start) as u16, (end - result) as u16);
            let probes = (0..PROBES).map(|probe| (hash as usize + probe) % SLOTS);
            // If all probed slots are in use, the entry replaces the entry of the first probed slot.
            let free = probes.clone().find(|at| self.slots.get(*at).is_some_and(|slot| slot.word_len == 0));
            if let Some(slot) = self.slots.get_mut(free.unwrap_or(hash as usize % SLOTS)) {
                *slot = Slot { hash, start: start as u32, word_len, result_len };
                self.kept = end;
                self.entries += 1;
            }
        }
        result..end
    }
}

/// Hashes a word, eight bytes at a time.
fn hash(word: &[u8]) -> u32 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |hash: u64, chunk: u64| {
        let wide = u128::from(hash ^ chunk) * u128::from(ODD);
        (wide >> 64) as u64 ^ wide as u64
    };
    let chunks = word.chunks_exact(8);
    let mut last = [0; 8];
    last.iter_mut().zip(chunks.remainder()).for_each(|(to, from)| *to = *from);
    let whole = chunks.fold(word.len() as u64, |hash, chunk| mix(hash, chunk.try_into().map_or(0, u64::from_le_bytes)));
    (mix(whole.wrapping_mul(ODD), u64::from_le_bytes(last)) >> 16) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a test result of `len` bytes that depends only on `word`.
    fn result(word: &str, len: usize) -> Vec<u8> {
        word.bytes().rev().cycle().take(len).collect()
    }

    #[test]
    fn a_result_is_computed_once_and_belongs_to_its_word() {
        let mut cache = WordCache::default();
        let mut computed = 0;
        for _ in 0..3 {
            for n in 0..1000 {
                let word = format!("كتاب{n}");
                let bytes = cache.get_or_insert(&word, |out| {
                    computed += 1;
                    out.extend(result(&word, 10));
                });
                assert_eq!(bytes, result(&word, 10), "{word}");
            }
        }
        assert_eq!(computed, 1000);
        cache.clear();
        assert_eq!(cache.get_or_insert("كتاب1", |out| out.extend(b"other")), b"other");
    }

    #[test]
    fn an_empty_result_is_cached() {
        let mut cache = WordCache::default();
        cache.get_or_insert("من", |_| {});
        assert_eq!(cache.get_or_insert("من", |out| out.extend(b"computed again")), b"");
    }

    #[test]
    fn memory_is_bounded_for_many_words_and_long_results() {
        let mut cache = WordCache::default();
        for n in 0..300_000 {
            let word = format!("{n}كلمة");
            let len = if n % 1000 == 0 { 40_000 } else { n % 100 };
            assert_eq!(cache.get_or_insert(&word, |out| out.extend(result(&word, len))), result(&word, len));
            assert!(cache.kept <= MAX_BYTES && cache.entries <= MAX_ENTRIES, "{n}");
        }
        // This result is larger than the maximum size of the whole cache.
        assert_eq!(cache.get_or_insert("طويل", |out| out.extend(vec![b'x'; 4 * MAX_BYTES])).len(), 4 * MAX_BYTES);
        cache.get_or_insert("قصير", |_| {});
        assert!(cache.arena.capacity() <= MAX_BYTES, "{}", cache.arena.capacity());
    }

    #[test]
    fn words_with_the_same_hash_have_their_own_results() {
        let mut cache = WordCache::default();
        let words: Vec<String> = (0..100).map(|n| format!("ك{n}")).collect();
        for word in words.iter().chain(&words) {
            let bytes = word.as_bytes();
            let range = cache.find(7, bytes).unwrap_or_else(|| cache.insert(7, bytes, |out| out.extend(result(word, 5))));
            assert_eq!(cache.arena[range], result(word, 5), "{word}");
        }
    }
}
