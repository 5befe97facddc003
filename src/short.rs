//! Encodes short words as integers, so that a lookup in a closed class of words compares integers.
//!
//! The key of a word consists of the bytes of its spelling. A word may be in any script and may contain full stops. The spelling is not
//! folded: an abbreviation with a hamza and the same abbreviation without the hamza have different keys. A key has 16 bytes, so a word has
//! at most eight Arabic letters. For longer words with folded letters, use [`word_list`](crate::word_list) instead.

/// The maximum length of a word, in bytes.
pub(crate) const MAX: usize = 16;

/// Returns the key of a word: the bytes of the word, followed by zeros. Ignores all bytes after the first [`MAX`] bytes.
#[inline]
pub(crate) const fn key(word: &[u8]) -> u128 {
    let n = if word.len() < MAX { word.len() } else { MAX };
    let mut bytes = [0; MAX];
    bytes.split_at_mut(n).0.copy_from_slice(word.split_at(n).0);
    u128::from_be_bytes(bytes)
}

/// Returns the sorted keys of a list of words. A word that is longer than [`MAX`] bytes is a compile error.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(crate) const fn keys<const N: usize>(words: &[&str]) -> [u128; N] {
    let mut keys = [0; N];
    let mut n = 0;
    while n < N {
        let word = words[n].as_bytes();
        assert!(word.len() <= MAX, "a word has at most 16 bytes");
        let key = key(word);
        let mut k = n;
        while k > 0 && keys[k - 1] > key {
            keys[k] = keys[k - 1];
            k -= 1;
        }
        keys[k] = key;
        n += 1;
    }
    keys
}

/// Declares lists of words. Each `NAME = "word", …;` declares a constant `NAME` with the sorted [`keys`] of the words.
macro_rules! words {
    ($($(#[$doc:meta])* $seen:vis $name:ident = $($word:literal),+ $(,)?;)+) => {
        $(
            $(#[$doc])*
            $seen const $name: &[u128] = &{
                const WORDS: &[&str] = &[$($word),+];
                $crate::short::keys::<{ WORDS.len() }>(WORDS)
            };
        )+
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    words! {
        LIST = "قال", "أو", "a", "abcdefghijklmnop";
    }

    #[test]
    fn every_word_is_found_and_no_other() {
        for word in ["قال", "أو", "a", "abcdefghijklmnop"] {
            assert!(LIST.binary_search(&super::key(word.as_bytes())).is_ok());
        }
        for word in ["", "قا", "قالت", "b", "aa", "abcdefghijklmno"] {
            assert!(LIST.binary_search(&super::key(word.as_bytes())).is_err());
        }
    }
}
