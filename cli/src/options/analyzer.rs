//! Options of the analyzer: a preset, options that replace settings of the preset, and files with word lists.

use std::path::PathBuf;

use clap::Args;
use kalima::analyzer::Analyzer;
use kalima::normalize::{Normalizer, Preset};
use kalima::stem::Stemmer;
use kalima::stop::StopWords;

use super::files::read_file;
use super::lexicon::LexiconArgs;
use super::segmentation::TokenizerArgs;
use super::value_parsers::{library_name, named, on_off, one_of};

/// Presets of the analyzer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AnalyzerPreset {
    Search,
    Lucene,
    Exact,
}

const PRESETS: &[(&str, AnalyzerPreset)] =
    &[("search", AnalyzerPreset::Search), ("lucene", AnalyzerPreset::Lucene), ("exact", AnalyzerPreset::Exact)];

/// A preset of the analyzer, and the options that replace settings of the preset.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Analyzer")]
pub(crate) struct AnalyzerArgs {
    /// The preset. Each of the options below replaces one setting of the preset.
    #[arg(long, visible_alias = "preset", value_name = "PRESET", default_value = "search", value_parser = named(PRESETS))]
    analyzer: AnalyzerPreset,
    /// The preset of the normalizer.
    #[arg(long, value_name = "PRESET", value_parser = library_name!(Preset))]
    normalizer: Option<Preset>,
    /// The stemmer. With none, words are not stemmed.
    #[arg(long, value_name = "STEMMER", value_parser = one_of(Stemmer::ALL.iter().map(|s| s.name()).chain(["none"])))]
    stemmer: Option<String>,
    /// The stop word lists. Several lists are separated by commas.
    #[arg(long, value_name = "LISTS", value_delimiter = ',', value_parser = one_of(["none", "small", "standard", "questions", "lucene"]))]
    stop: Option<Vec<String>>,
    /// A file of additional stop words, one on each line. A line that starts with `#` is a comment.
    #[arg(long, value_name = "FILE")]
    stop_file: Option<PathBuf>,
    /// A file of words that are not stemmed, one on each line. (The option --exclude has another purpose: it excludes input files.)
    #[arg(long, value_name = "FILE")]
    no_stem_words: Option<PathBuf>,
    /// A file of words and the terms that replace them. Each line contains a word, a tab and the term of the word.
    #[arg(long, value_name = "FILE")]
    override_file: Option<PathBuf>,
    #[command(flatten)]
    lexicon: LexiconArgs,
    /// Stems the normalized word instead of the word in the text. This option is useful for texts that mostly spell ة as ه.
    #[arg(long)]
    folded: bool,
    /// Emits the normalized word in addition to its stem.
    #[arg(long)]
    surface: bool,
    /// Emits the parts of hashtags and addresses as terms.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    parts: Option<bool>,
    /// Emits whole hashtags and addresses as terms.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    whole: Option<bool>,
    /// Keeps the accents of Latin and Greek letters.
    #[arg(long, value_name = "SWITCH", value_parser = on_off())]
    accents: Option<bool>,
    /// Emits the normalized word and its n-grams of characters instead of the stem. The two numbers are the minimum and the maximum number
    /// of characters of an n-gram, such as 3-4.
    #[arg(long, value_name = "MIN-MAX", value_parser = ngrams)]
    ngrams: Option<(usize, usize)>,
    /// The maximum length of a term in bytes. Longer terms are dropped.
    #[arg(long, value_name = "BYTES")]
    max_term_len: Option<usize>,
    #[command(flatten)]
    pub(crate) tokenizer: TokenizerArgs,
}

/// Parses the range of n-gram lengths in characters, both ends included: `3-4`. A single number is both the minimum and the maximum.
fn ngrams(text: &str) -> Result<(usize, usize), String> {
    let (min, max) = text.split_once('-').unwrap_or((text, text));
    match (min.parse(), max.parse()) {
        (Ok(min), Ok(max)) if 0 < min && min <= max => Ok((min, max)),
        _ => Err("expected two numbers from 1, the smaller one first, such as 3-4".into()),
    }
}

impl AnalyzerArgs {
    /// Returns the normalizer of the analyzer.
    pub(crate) fn normalizer(&self) -> Normalizer {
        match (self.normalizer, self.analyzer) {
            (Some(preset), _) => preset.normalizer(),
            (None, AnalyzerPreset::Search) => Normalizer::search(),
            (None, AnalyzerPreset::Lucene) => Normalizer::lucene(),
            (None, AnalyzerPreset::Exact) => Normalizer::light(),
        }
    }

    /// Builds the analyzer. Returns an error message if a file cannot be read, if a line of a file is invalid, or if an option has no
    /// effect under the preset `lucene`.
    pub(crate) fn build(&self) -> Result<Analyzer, String> {
        let mut a = match self.analyzer {
            AnalyzerPreset::Search => Analyzer::search(),
            AnalyzerPreset::Lucene => Analyzer::lucene(),
            AnalyzerPreset::Exact => Analyzer::exact(),
        };
        if self.analyzer == AnalyzerPreset::Lucene
            && (self.tokenizer.changes_kinds() || self.accents.is_some() || self.parts.is_some() || self.folded)
        {
            return Err(
                "--entities, --emoticons, --split-zwnj, --accents, --parts and --folded have no effect with --analyzer lucene; remove them"
                    .into(),
            );
        }
        if self.tokenizer.is_set() {
            a = a.tokenizer(self.tokenizer.build());
        }
        if let Some(preset) = self.normalizer {
            a = a.normalizer(preset.normalizer());
        }
        if let Some(name) = &self.stemmer {
            a = a.stemmer(name.parse().ok());
        }
        if self.stop.is_some() || self.stop_file.is_some() {
            a = a.stop_words(self.stop_words()?);
        }
        if let Some(path) = &self.no_stem_words {
            a = a.stem_exclusions(words(&read_file(path)?));
        }
        if let Some(path) = &self.override_file {
            let lines = read_file(path)?;
            let pairs: Option<Vec<_>> = words(&lines).map(|line| line.split_once('\t')).collect();
            a = a.overrides(pairs.ok_or_else(|| format!("{}: expected a word, a tab and a term on each line", path.display()))?);
        }
        macro_rules! set {
            ($($switch:ident: $option:ident),+) => { $(if let Some(value) = self.$switch { a = a.$option(value); })+ };
        }
        set!(parts: entity_parts, whole: entity_whole, accents: keep_accents);
        if self.ngrams.is_some() {
            a = a.stemmer(None).ngrams(self.ngrams.map(|(min, max)| min..=max));
        }
        if self.max_term_len.is_some() {
            a = a.max_term_len(self.max_term_len);
        }
        if self.lexicon.is_set() && a.get_stemmer() != Some(Stemmer::Lexical) {
            return Err("--lexicon has an effect with the stemmer lexical only".into());
        }
        a = a.lexicon(self.lexicon.read()?);
        Ok(a.stem_original(!self.folded).surface(self.surface))
    }

    /// Returns the union of the selected stop word lists and of the stop word file. Without `--stop`, the list `lucene` is selected under
    /// the preset `lucene`, and the lists `standard` and `questions` are selected under the other presets.
    fn stop_words(&self) -> Result<StopWords, String> {
        let names = match &self.stop {
            Some(names) => names.iter().map(String::as_str).collect(),
            None if self.analyzer == AnalyzerPreset::Lucene => vec!["lucene"],
            None => vec!["standard", "questions"],
        };
        let lists = names.into_iter().map(|name| match name {
            "small" => StopWords::small(),
            "standard" => StopWords::standard(),
            "questions" => StopWords::questions(),
            "lucene" => StopWords::lucene(),
            _ => StopWords::none(),
        });
        let all = lists.reduce(|all, list| all.union(&list)).unwrap_or_default();
        match &self.stop_file {
            Some(path) => Ok(all.union(&StopWords::of(words(&read_file(path)?)))),
            None => Ok(all),
        }
    }
}

/// Returns the lines of a word list, without empty lines and comment lines.
fn words(lines: &str) -> impl Iterator<Item = &str> {
    lines.lines().map(|line| line.trim_end_matches('\r')).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
