//! The type [`Fingerprint`], which identifies all factors that determine the terms of an analyzer.
//!
//! The options are encoded as text, with one line `name=value` for each option, and hashed by FNV-1a (64 bits). The encoding does not
//! depend on the `Debug` output of the options or on the hasher of the standard library. The lines are sorted by name, so the order of the
//! options of the analyzer in the code does not matter.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::options::{Analyzer, AnalyzerOptions};
use crate::chars;
use crate::morph::TABLES_HASH;
use crate::normalize::Normalizer;

/// The version of the rules. Increase this number if a term changes although all options and [`LEXICON`] are equal, because code has changed.
const RULES: u32 = 3;

/// The hash of the data files that determine terms, except comments and blank lines. The stop words are options, so [`Fingerprint::options`]
/// contains them.
const LEXICON: u64 = {
    let hash = hash_lines(FNV_START, include_bytes!("../entity/abbreviations.txt"));
    let hash = hash_lines(hash, include_bytes!("../stem/words.txt"));
    fnv_1a(hash, &TABLES_HASH.to_le_bytes())
};

/// A version of Unicode: the major, minor and update number.
type UnicodeVersion = (u64, u64, u64);

/// A fingerprint of the terms of an analyzer. Store the fingerprint together with the index. If the fingerprint has changed, build the
/// index again.
///
/// The fingerprint has four parts, so that a program can find out the cause of a change:
///
/// | part | changes if |
/// |---|---|
/// | [`rules`](Fingerprint::rules) | the code of a new version of this crate changes at least one term of at least one analyzer |
/// | [`lexicon`](Fingerprint::lexicon) | a new version of this crate has another abbreviation, root, plural or other listed word |
/// | [`unicode`](Fingerprint::unicode) | a table has another version of Unicode, which rarely changes a term of Arabic text |
/// | [`options`](Fingerprint::options) | an option or a list has another value |
///
/// `Display` writes all parts as one word of ASCII characters. All machines that run the same build write the same word.
///
/// ```
/// use kalima::Analyzer;
///
/// let print = Analyzer::search().fingerprint();
/// assert_eq!(print, Analyzer::search().fingerprint());
/// let other = Analyzer::search().surface(true).fingerprint();
/// assert_ne!(print.options(), other.options());
/// assert_eq!((print.rules(), print.lexicon(), print.unicode()), (other.rules(), other.lexicon(), other.unicode()));
///
/// // Store the fingerprint with the index, and compare it when you open the index.
/// let stored: String = print.to_string();
/// assert_eq!(stored, Analyzer::search().fingerprint().to_string());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    options: u64,
    rules: u32,
    lexicon: u64,
    unicode: [UnicodeVersion; 4],
}

impl Fingerprint {
    /// Returns the hash of all options and word lists.
    pub const fn options(&self) -> u64 {
        self.options
    }

    /// Returns the version of the rules of this crate.
    pub const fn rules(&self) -> u32 {
        self.rules
    }

    /// Returns the hash of the abbreviations, roots, patterns and word lists of this crate.
    pub const fn lexicon(&self) -> u64 {
        self.lexicon
    }

    /// Returns four versions of Unicode, each as major, minor and update number. These are the versions of the tables of this crate, of the
    /// standard library (for lower case), of `unicode-normalization` and of `unicode-segmentation`.
    pub const fn unicode(&self) -> [(u64, u64, u64); 4] {
        self.unicode
    }
}

impl fmt::Display for Fingerprint {
    /// Writes `options-rules-lexicon-unicode`: 16 hexadecimal digits, a decimal number, 16 hexadecimal digits, and four Unicode versions.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}-{}-{:016x}", self.options, self.rules, self.lexicon)?;
        self.unicode.iter().try_for_each(|(major, minor, update)| write!(f, "-{major}.{minor}.{update}"))
    }
}

impl Analyzer {
    /// Returns the fingerprint of the terms of this analyzer. Two analyzers have different fingerprints if their terms may differ.
    pub fn fingerprint(&self) -> Fingerprint {
        let widen = |(major, minor, update): (u8, u8, u8)| (major.into(), minor.into(), update.into());
        Fingerprint {
            options: fnv_1a(FNV_START, self.encoded_options().as_bytes()),
            rules: RULES,
            lexicon: LEXICON,
            unicode: [
                widen(chars::UNICODE_VERSION),
                widen(char::UNICODE_VERSION),
                widen(unicode_normalization::UNICODE_VERSION),
                unicode_segmentation::UNICODE_VERSION,
            ],
        }
    }

    /// Returns the options as lines `name=value`, sorted by name. The value of a list is the number of its strings and, for each string,
    /// the length in bytes and the string.
    ///
    /// The `let` patterns below name all options, so a new option causes a compile error until the option is added here. If a new option
    /// has the value that reproduces the results of earlier versions, do not encode the option. Then the fingerprints of users who do not
    /// set the option do not change.
    fn encoded_options(&self) -> String {
        let Analyzer { options, is_standard, lists: _, id: _ } = self;
        let AnalyzerOptions {
            tokenizer,
            normalizer,
            keep_accents,
            keep_clitics,
            keep_thousands,
            stemmer,
            stem_original,
            surface,
            entity_whole,
            entity_parts,
            prefix,
            max_term_len,
            stop_words,
            ngrams,
            stem_exclusions,
            overrides,
            lexicon,
        } = options;
        let switch = |on: &bool| String::from(if *on { "on" } else { "off" });
        let number = |number: &Option<usize>| number.map_or_else(|| String::from("none"), |number| format!("{number}"));
        let words = |words: &mut dyn Iterator<Item = &str>| {
            let words: Vec<String> = words.map(|word| format!(" {}:{word}", word.len())).collect();
            format!("{}{}", words.len(), words.concat())
        };
        let mut lines = [
            ("clitics-of-stop-words", switch(&stop_words.get_clitics())),
            ("entity-parts", switch(entity_parts)),
            ("entity-whole", switch(entity_whole)),
            ("keep-accents", switch(keep_accents)),
            ("keep-clitics", switch(keep_clitics)),
            ("keep-thousands", switch(keep_thousands)),
            ("max-term-len", number(max_term_len)),
            ("ngrams", ngrams.map_or_else(|| String::from("none"), |(min, max)| format!("{min} {max}"))),
            ("normalizer", encoded_normalizer(normalizer)),
            ("overrides", words(&mut overrides.0.iter().flat_map(|(word, term)| [&**word, &**term]))),
            ("prefix", switch(prefix)),
            ("standard-tokenizer", switch(is_standard)),
            ("stem-exclusions", words(&mut stem_exclusions.0.iter().map(|word| &**word))),
            ("stem-original", switch(stem_original)),
            ("stemmer", String::from(stemmer.map_or("none", |stemmer| stemmer.name()))),
            ("stop-words", words(&mut stop_words.iter())),
            ("surface", switch(surface)),
            ("tokenizer-emoticons", switch(&tokenizer.get_emoticons())),
            ("tokenizer-entities", switch(&tokenizer.get_entities())),
            ("tokenizer-max-token-len", number(&tokenizer.get_max_token_len())),
            ("tokenizer-split-zwnj", switch(&tokenizer.get_split_zwnj())),
        ];
        lines.sort_unstable();
        // Without a lexicon, the fingerprint is that of the versions without this option.
        let lexicon = lexicon.as_ref().map(|lexicon| ("lexicon", format!("{:016x}", lexicon.fingerprint())));
        lines.iter().chain(&lexicon).map(|(name, value)| format!("{name}={value}\n")).collect()
    }
}

/// Returns the options of a normalizer that differ from the options of [`Normalizer::none`], each as ` name=value`.
fn encoded_normalizer(normalizer: &Normalizer) -> String {
    struct Changed<'n>(&'n Normalizer);
    impl fmt::Display for Changed<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.options().write_changed(Normalizer::none().options(), f)
        }
    }
    format!("{}", Changed(normalizer))
}

/// The 64-bit FNV-1a hash of no bytes.
const FNV_START: u64 = 0xCBF2_9CE4_8422_2325;

/// Returns the 64-bit FNV-1a hash of bytes. `hash` is the hash of the preceding bytes, or [`FNV_START`].
#[allow(clippy::indexing_slicing, reason = "an index below the length")]
const fn fnv_1a(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut i = 0;
    while i < bytes.len() {
        hash = fnv_1a_of_byte(hash, bytes[i]);
        i += 1;
    }
    hash
}

const fn fnv_1a_of_byte(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01B3)
}

/// Returns the hash of a text file without its comments, which begin with `#`, without the spaces at the ends of lines, and without blank
/// lines.
#[allow(clippy::indexing_slicing, reason = "an index below the length")]
const fn hash_lines(mut hash: u64, text: &[u8]) -> u64 {
    // A line break or a space is hashed only before a byte that follows it in the same file or line.
    let (mut i, mut is_comment, mut spaces, mut is_line_start) = (0, false, 0, true);
    while i < text.len() {
        match text[i] {
            b'\n' => (is_comment, spaces, is_line_start) = (false, 0, true),
            b'#' => is_comment = true,
            _ if is_comment => {}
            b' ' => spaces += 1,
            byte => {
                if is_line_start {
                    hash = fnv_1a_of_byte(hash, b'\n');
                }
                while spaces > 0 {
                    hash = fnv_1a_of_byte(hash, b' ');
                    spaces -= 1;
                }
                hash = fnv_1a_of_byte(hash, byte);
                is_line_start = false;
            }
        }
        i += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexicon_hash_ignores_comments() {
        let hash = |text: &str| hash_lines(FNV_START, text.as_bytes());
        let lines = hash("[title]\nd. x\nm.\n");
        for same in ["# note\n\n[title]\nd. x   # doctor\nm.", "[title] \n#\nd. x#\n\nm.\n# end\n"] {
            assert_eq!(hash(same), lines, "{same:?}");
        }
        for other in ["[title]\nd. x m.\n", "[title]\nd.x\nm.\n", "[title]\nd. x\n", "[title]\nm.\nd. x\n", "[title]\nd. x\nm.\ns.\n"] {
            assert_ne!(hash(other), lines, "{other:?}");
        }
    }
}
