//! The conjugator of the crate, included by path, because the dictionary lists the regular derivatives of its verbs.

#[path = "../../../src/morph/kinds.rs"]
#[allow(dead_code, unreachable_pub, clippy::upper_case_acronyms, reason = "the generator uses verb forms and kinds of word forms only")]
pub(crate) mod kinds;

pub(crate) mod forms;
