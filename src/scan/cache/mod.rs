//! The word cache: results by word, because most words of a text occur more than once.
//!
//! The analyzer, the stemmers and the morphology each own a [`WordCache`] of their results. The key of a word is
//! [`word_key::key`](super::word_key::key), and a lookup compares all of it, so a result never depends on earlier lookups. A cache starts without
//! memory, grows with the words that it does not contain, up to 8.4 MB, and evicts entries that share a bucket.
//!
//! | file | contents |
//! |---|---|
//! | `table.rs` | [`WordCache`]: the buckets, lookup of one word, insertion, eviction and growth |
//! | `batch.rs` | [`PrefetchQueue`]: lookup of 16 words at a time, while their buckets are prefetched |

mod batch;
mod table;

pub(crate) use batch::PrefetchQueue;
pub(crate) use table::WordCache;
