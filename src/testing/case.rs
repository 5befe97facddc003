//! The type of an edge case, and the check that this crate returns the results that the case expects.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::analyzer::Analyzer;
use crate::clitic::{self, Scheme};
use crate::debug::short_debug;
use crate::normalize::{Normalizer, Preset};
use crate::sentence::SentenceSplitter;
use crate::stem::Stemmer;
use crate::token::{TokenKind, Tokenizer};

/// An edge case of Arabic text: an input, its description, and the expected results of operations on the input.
#[derive(Clone, Copy)]
pub struct Case {
    pub(super) row: u16,
    pub(super) name: &'static str,
    pub(super) input: &'static [u8],
    pub(super) description: &'static str,
    pub(super) expected: &'static [Expectation],
}

short_debug!([] Case, "Case", |c| { row: c.row, name: c.name, text: c.text(), expected: c.expected.len() });

/// The expected result of one operation on the input of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expectation {
    /// The normal form of the input under this preset.
    Normal(Preset, &'static str),
    /// Another text that has the same normal form as the input under this preset.
    Same(Preset, &'static str),
    /// Another text whose normal form under this preset differs from the normal form of the input.
    Differs(Preset, &'static str),
    /// The [words](Tokenizer::words) of the input.
    Words(&'static [&'static str]),
    /// All tokens of the input except white space, each with its kind. The tokenizer has the default options.
    Tokens(&'static [(&'static str, TokenKind)]),
    /// All tokens of the input except white space, each with its kind. The tokenizer has the option [`Tokenizer::entities`].
    Entities(&'static [(&'static str, TokenKind)]),
    /// The sentences of the input, without white space at the start and at the end of each sentence. Sentences of white space are omitted.
    /// The splitter has the default options.
    Sentences(&'static [&'static str]),
    /// The stem of the input according to this stemmer. The whole input is treated as one word.
    Stem(Stemmer, &'static str),
    /// The segments of the input in the scheme [`Scheme::D3`]. The whole input is treated as one word.
    Pieces(&'static [&'static str]),
    /// The text of each term that [`Analyzer::search`] returns for the input.
    Terms(&'static [&'static str]),
    /// A needle, and the parts of the input in which [`Normalizer::search`] finds this needle. The parts have the spelling of the input.
    Found(&'static str, &'static [&'static str]),
}

/// A failed expectation of a case, and the actual result.
#[derive(Clone, Debug)]
pub struct Failure {
    case: &'static Case,
    expected: Expectation,
    found: String,
}

impl Case {
    /// Returns the row number of the case, from 1 to 130. A row is one kind of edge case.
    pub const fn row(&self) -> u16 {
        self.row
    }

    /// Returns the short, unique name of the case, such as `decomposed-alef-hamza`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the input as bytes. The bytes of some inputs are invalid UTF-8.
    pub const fn bytes(&self) -> &'static [u8] {
        self.input
    }

    /// Returns the input as text. Each invalid UTF-8 sequence is replaced by U+FFFD.
    pub fn text(&self) -> Cow<'static, str> {
        String::from_utf8_lossy(self.input)
    }

    /// Returns an English description of the input and its difficulty.
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// Returns all expectations of the case.
    pub const fn expected(&self) -> &'static [Expectation] {
        self.expected
    }

    /// Returns the expected normal form of the input under a preset, or `None` if the case does not expect a normal form under this preset.
    pub fn normalized(&self, preset: Preset) -> Option<&'static str> {
        self.expected.iter().find_map(|e| match e {
            Expectation::Normal(p, text) if *p == preset => Some(*text),
            _ => None,
        })
    }

    /// Returns the expected words of the input, or `None` if the case does not expect words.
    pub fn words(&self) -> Option<&'static [&'static str]> {
        self.expected.iter().find_map(|e| if let Expectation::Words(words) = e { Some(*words) } else { None })
    }

    /// Returns the expected sentences of the input, or `None` if the case does not expect sentences.
    pub fn sentences(&self) -> Option<&'static [&'static str]> {
        self.expected.iter().find_map(|e| if let Expectation::Sentences(all) = e { Some(*all) } else { None })
    }

    /// Runs this crate on the case and returns the expectations that the actual results do not meet. In a released version of this crate,
    /// the list is empty.
    pub fn check(&'static self) -> Vec<Failure> {
        let text = self.text();
        let failures = self.expected.iter().filter_map(|&expected| {
            let found = expected.unmet(&text)?;
            Some(Failure { case: self, expected, found })
        });
        failures.collect()
    }
}

impl Expectation {
    /// Returns the actual result as readable text if the result does not meet this expectation, otherwise `None`. `text` is the input of
    /// the case.
    fn unmet(self, text: &str) -> Option<String> {
        let other = |a: &[&str], b: &[&str]| (a != b).then(|| format!("{a:?}"));
        let tokens = |t: Tokenizer| t.tokens(text).filter(|t| !t.kind().is_space()).map(|t| (t.text(), t.kind())).collect::<Vec<_>>();
        match self {
            Expectation::Normal(preset, want) => other(&[&*preset.normalizer().normalize(text)], &[want]),
            Expectation::Same(preset, other) => {
                let n = preset.normalizer();
                (!n.equivalent(text, other)).then(|| format!("{:?} and {:?}", n.normalize(text), n.normalize(other)))
            }
            Expectation::Differs(preset, other) => {
                let n = preset.normalizer();
                n.equivalent(text, other).then(|| format!("{:?} for both", n.normalize(text)))
            }
            Expectation::Words(want) => other(&Tokenizer::new().words(text).map(|t| t.text()).collect::<Vec<_>>(), want),
            Expectation::Tokens(want) => Some(tokens(Tokenizer::new())).filter(|t| t != want).map(|t| format!("{t:?}")),
            Expectation::Entities(want) => Some(tokens(Tokenizer::new().entities(true))).filter(|t| t != want).map(|t| format!("{t:?}")),
            Expectation::Sentences(want) => {
                let sentences = SentenceSplitter::new();
                other(&sentences.sentences(text).map(|s| s.trimmed()).filter(|s| !s.is_empty()).collect::<Vec<_>>(), want)
            }
            Expectation::Stem(stemmer, want) => other(&[stemmer.stem(text).text()], &[want]),
            Expectation::Pieces(want) => other(&clitic::segment(text, Scheme::D3).map(|s| s.text()).collect::<Vec<_>>(), want),
            Expectation::Terms(want) => {
                let analyzer = Analyzer::search();
                let terms: Vec<_> = analyzer.terms(text).collect();
                other(&terms.iter().map(|t| t.text()).collect::<Vec<_>>(), want)
            }
            Expectation::Found(needle, want) => {
                let found = Normalizer::search().find_iter(text, needle);
                other(&found.map(|r| crate::span::slice(text, r)).collect::<Vec<_>>(), want)
            }
        }
    }
}

impl Failure {
    /// Returns the case that has the failed expectation.
    pub fn case(&self) -> &'static Case {
        self.case
    }

    /// Returns the failed expectation.
    pub fn expected(&self) -> Expectation {
        self.expected
    }

    /// Returns the actual result as readable text.
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Case { row, name, description, .. } = self.case;
        write!(f, "row {row} {name} ({description}): expected {:?} of {:?}, found {}", self.expected, self.case.text(), self.found)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;
    use Expectation::*;

    /// Tests that `check` reports a wrong expectation of each kind, and that the report contains the actual result.
    #[test]
    fn wrong_expectations_are_found() {
        static WRONG: Case = Case {
            row: 0,
            name: "wrong",
            input: "وصل د. أحمد.".as_bytes(),
            description: "no expectation is met",
            expected: &[
                Normal(Preset::Search, "وصل"),
                Same(Preset::Search, "وصل"),
                Differs(Preset::Search, "وَصَلَ د. أَحمد."),
                Words(&["وصل"]),
                Tokens(&[("وصل", TokenKind::Word)]),
                Entities(&[]),
                Sentences(&[]),
                Stem(Stemmer::Rules, "ص"),
                Pieces(&["و", "صل"]),
                Terms(&["د"]),
                Found("أحمد", &[]),
            ],
        };
        let failures = WRONG.check();
        assert_eq!(failures.iter().map(Failure::expected).collect::<Vec<_>>(), WRONG.expected());
        assert!(failures.iter().all(|f| f.case().name() == "wrong" && !f.found().is_empty()));
        assert!(failures[4].to_string().contains("row 0 wrong (no expectation is met)"), "{}", failures[4]);
        assert!(failures[6].found().contains("وصل د. أحمد."));
        assert_eq!((WRONG.words(), WRONG.sentences(), WRONG.normalized(Preset::Search)), (Some(&["وصل"][..]), Some(&[][..]), Some("وصل")));
    }
}
