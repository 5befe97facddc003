//! The library's options as flags: normalizer, tokenizer, splitter and analyzer.

use std::path::{Path, PathBuf};

use clap::Args;
use kalima::analyzer::Analyzer;
use kalima::normalize::{
    AlefFold, DaggerAlefFold, DigitFold, Form, FormatFold, HamzaFold, KeyboardFold, LigatureFold, Marks, Normalizer, Preset, SpaceFold,
    TanwinFold, TehMarbutaFold, YehFold,
};
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::stem::Stemmer;
use kalima::stop::StopWords;
use kalima::token::Tokenizer;

use crate::block::Cut;
use crate::names::{named, of, switch, table};

/// A preset, and switches that change it.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Normalizer")]
pub(crate) struct NormalizerArgs {
    /// The preset to start from.
    #[arg(long, visible_alias = "preset", value_name = "PRESET", default_value = "search", value_parser = named!(Preset))]
    normalizer: Preset,
    /// أ إ آ to ا (hamza), also ٱ and its like (all).
    #[arg(long, value_name = "FOLD", value_parser = named!(AlefFold))]
    alef: Option<AlefFold>,
    /// ؤ ئ to ء, or to و ي.
    #[arg(long, value_name = "FOLD", value_parser = named!(HamzaFold))]
    hamza: Option<HamzaFold>,
    /// ى (maksura), also ی (all) to ي.
    #[arg(long, value_name = "FOLD", value_parser = named!(YehFold))]
    yeh: Option<YehFold>,
    /// ة to ه or to ت.
    #[arg(long, value_name = "FOLD", value_parser = named!(TehMarbutaFold))]
    teh_marbuta: Option<TehMarbutaFold>,
    /// Letters of Persian and Urdu keyboards to Arabic ones: ک to ك, ی to ي, ہ to ه.
    #[arg(long, value_name = "FOLD", value_parser = named!(KeyboardFold))]
    keyboard_letters: Option<KeyboardFold>,
    /// پ چ ژ ڤ گ to ب ج ز ف ك.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    loan_letters: Option<bool>,
    /// Combining hamza behind ى and ی makes ئ.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    compose_maksura: Option<bool>,
    /// Combining hamza on a tatweel becomes ء.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    tatweel_hamza: Option<bool>,
    /// ء and ا become آ.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    madda: Option<bool>,
    /// The marks that are dropped, separated by commas.
    #[arg(long, value_name = "MARKS", value_delimiter = ',', value_parser = table(Marks::NAMED))]
    strip: Option<Vec<Marks>>,
    /// The dagger alef U+0670.
    #[arg(long, value_name = "FOLD", value_parser = named!(DaggerAlefFold))]
    dagger_alef: Option<DaggerAlefFold>,
    /// Marks in canonical order, none twice on a letter.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    repair_marks: Option<bool>,
    /// Where fathatan stands beside its alef, or that the alef goes.
    #[arg(long, value_name = "FOLD", value_parser = named!(TanwinFold))]
    tanwin: Option<TanwinFold>,
    /// Tatweel is dropped.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    tatweel: Option<bool>,
    /// Presentation forms become letters.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    presentation: Option<bool>,
    /// Mathematical letters become letters.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    math_letters: Option<bool>,
    /// Ligatures of words, such as U+FDF2.
    #[arg(long, value_name = "FOLD", value_parser = named!(LigatureFold))]
    words: Option<LigatureFold>,
    /// Ligatures of blessings, such as U+FDFA.
    #[arg(long, value_name = "FOLD", value_parser = named!(LigatureFold))]
    honorifics: Option<LigatureFold>,
    /// Digits and the signs that go with them.
    #[arg(long, value_name = "FOLD", value_parser = named!(DigitFold))]
    digits: Option<DigitFold>,
    /// ، ؛ ؟ and quotation marks become ASCII.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    punctuation: Option<bool>,
    /// Joiners, bidi marks and invisible characters.
    #[arg(long, value_name = "FOLD", value_parser = named!(FormatFold))]
    format_chars: Option<FormatFold>,
    /// Spaces within a line.
    #[arg(long, value_name = "FOLD", value_parser = named!(SpaceFold))]
    spaces: Option<SpaceFold>,
    /// The Unicode form of the result.
    #[arg(long, value_name = "FORM", value_parser = named!(Form))]
    form: Option<Form>,
    /// Runs of three letters or more are cut to this many, 1 or 2; 0 for not at all.
    #[arg(long, value_name = "LETTERS", value_parser = clap::value_parser!(u8).range(0..=2))]
    elongation: Option<u8>,
}

impl NormalizerArgs {
    pub(crate) fn build(&self) -> Normalizer {
        let mut n = self.normalizer.normalizer();
        macro_rules! set {
            ($($switch:ident),+) => { $(if let Some(value) = self.$switch { n = n.$switch(value); })+ };
        }
        set!(alef, hamza, yeh, teh_marbuta, keyboard_letters, loan_letters, compose_maksura, tatweel_hamza, madda, dagger_alef);
        set!(repair_marks, tanwin, tatweel, presentation, math_letters, words, honorifics, digits, punctuation, spaces, form);
        if let Some(kinds) = &self.strip {
            n = n.strip(kinds.iter().fold(Marks::NONE, |all, kind| all.and(*kind)));
        }
        if let Some(fold) = self.format_chars {
            n = n.format(fold);
        }
        if let Some(letters) = self.elongation {
            n = n.elongation(Some(letters));
        }
        n
    }
}

/// How text is cut into tokens.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Tokenizer")]
pub(crate) struct TokenizerArgs {
    /// Dates, times, ranges, percentages, versions and telephone numbers are one token each.
    #[arg(long)]
    entities: bool,
    /// Emoticons such as `:)`, and runs of marks such as `؟!`, are one token each.
    #[arg(long)]
    emoticons: bool,
    /// The zero-width non-joiner ends a word, as for the parts of Persian words.
    #[arg(long)]
    split_zwnj: bool,
    /// A longer token is cut, in bytes.
    #[arg(long, value_name = "BYTES")]
    max_token_len: Option<usize>,
}

impl TokenizerArgs {
    pub(crate) fn build(&self) -> Tokenizer {
        Tokenizer::new().entities(self.entities).emoticons(self.emoticons).split_zwnj(self.split_zwnj).max_token_len(self.max_token_len)
    }

    /// Whether an option other than the length limit is set.
    fn changes_kinds(&self) -> bool {
        self.entities || self.emoticons || self.split_zwnj
    }
}

/// How text is cut into sentences.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Sentences")]
pub(crate) struct SplitterArgs {
    /// What a line break does.
    #[arg(long, value_name = "POLICY", default_value = "smart", value_parser = named!(NewlinePolicy))]
    newlines: NewlinePolicy,
    /// ؛ ، : ; , end a segment.
    #[arg(long)]
    clauses: bool,
    /// Sentences inside quotation marks are not split.
    #[arg(long)]
    keep_quotations: bool,
    /// U+06DD with its digits ends a sentence.
    #[arg(long)]
    verses: bool,
    /// A longer sentence is cut at a clause mark or a space, in bytes.
    #[arg(long, value_name = "BYTES")]
    soft_limit: Option<usize>,
    /// More abbreviations, separated by commas, without their last stop.
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    abbreviations: Vec<String>,
}

impl SplitterArgs {
    pub(crate) fn build(&self) -> SentenceSplitter {
        SentenceSplitter::new()
            .newlines(self.newlines)
            .clauses(self.clauses)
            .quotations(!self.keep_quotations)
            .verses(self.verses)
            .soft_limit(self.soft_limit)
            .abbreviations(&self.abbreviations)
    }

    /// Where text may be cut between sentences: the splitter does not tell its options.
    pub(crate) fn cut(&self) -> Cut {
        let quotation = if self.keep_quotations { 4096 } else { 0 };
        let lookahead = kalima::sentence::LOOKAHEAD.saturating_add(quotation).saturating_add(self.soft_limit.unwrap_or(0));
        // Only then does a line break that ends a sentence end it whatever stands around it.
        let breaks_end = !self.keep_quotations && self.soft_limit.is_none();
        Cut::Sentence { splitter: self.build(), newlines: self.newlines, breaks_end, lookahead }
    }
}

/// Presets of the analyzer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AnalyzerPreset {
    Search,
    Lucene,
    Exact,
}

const ANALYZERS: &[(&str, AnalyzerPreset)] =
    &[("search", AnalyzerPreset::Search), ("lucene", AnalyzerPreset::Lucene), ("exact", AnalyzerPreset::Exact)];

/// How text becomes index terms: a preset, and options that change it.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Analyzer")]
pub(crate) struct AnalyzerArgs {
    /// The preset to start from.
    #[arg(long, visible_alias = "preset", value_name = "PRESET", default_value = "search", value_parser = table(ANALYZERS))]
    analyzer: AnalyzerPreset,
    /// How words are folded.
    #[arg(long, value_name = "PRESET", value_parser = named!(Preset))]
    normalizer: Option<Preset>,
    /// How Arabic words are stemmed.
    #[arg(long, value_name = "STEMMER", value_parser = of(Stemmer::ALL.iter().map(|s| s.name()).chain(["none"])))]
    stemmer: Option<String>,
    /// Lists of words that are left out, separated by commas.
    #[arg(long, value_name = "LISTS", value_delimiter = ',', value_parser = of(["none", "small", "standard", "questions", "lucene"]))]
    stop: Option<Vec<String>>,
    /// Words that are left out as well, one a line; `#` starts a comment.
    #[arg(long, value_name = "FILE")]
    stop_file: Option<PathBuf>,
    /// Words that are not stemmed, one a line. (--exclude chooses input files.)
    #[arg(long, value_name = "FILE")]
    no_stem_words: Option<PathBuf>,
    /// Words and the terms that are made of them, separated by a tab, one pair a line.
    #[arg(long, value_name = "FILE")]
    override_file: Option<PathBuf>,
    /// The stemmer reads the word as it is folded, not as it is spelled: for texts in which ة is mostly written ه.
    #[arg(long)]
    folded: bool,
    /// The folded word beside its stem.
    #[arg(long)]
    surface: bool,
    /// Whether hashtags and addresses are also given in parts.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    parts: Option<bool>,
    /// Whether hashtags and addresses are given whole.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    whole: Option<bool>,
    /// Whether accents of Latin letters stay.
    #[arg(long, value_name = "SWITCH", value_parser = switch())]
    accents: Option<bool>,
    /// Letters in a row instead of stems: the least and the most, such as 3-4.
    #[arg(long, value_name = "MIN-MAX", value_parser = ngrams)]
    ngrams: Option<(usize, usize)>,
    /// Longer terms are cut, in bytes.
    #[arg(long, value_name = "BYTES")]
    max_term_len: Option<usize>,
    #[command(flatten)]
    pub(crate) tokenizer: TokenizerArgs,
}

fn ngrams(text: &str) -> Result<(usize, usize), String> {
    let (min, max) = text.split_once('-').unwrap_or((text, text));
    match (min.parse(), max.parse()) {
        (Ok(min), Ok(max)) if 0 < min && min <= max => Ok((min, max)),
        _ => Err("expected two numbers from 1, the smaller one first, such as 3-4".into()),
    }
}

impl AnalyzerArgs {
    /// What words are folded by: the analyzer does not tell.
    pub(crate) fn folds(&self) -> Normalizer {
        match (self.normalizer, self.analyzer) {
            (Some(preset), _) => preset.normalizer(),
            (None, AnalyzerPreset::Search) => Normalizer::search(),
            (None, AnalyzerPreset::Lucene) => Normalizer::lucene(),
            (None, AnalyzerPreset::Exact) => Normalizer::light(),
        }
    }

    /// The analyzer; an error names the file that cannot be read or the line that is wrong.
    pub(crate) fn build(&self) -> Result<Analyzer, String> {
        let mut a = match self.analyzer {
            AnalyzerPreset::Search => Analyzer::search(),
            AnalyzerPreset::Lucene => Analyzer::lucene(),
            AnalyzerPreset::Exact => Analyzer::exact(),
        };
        // Lucene's preset ignores these: asking for them would be answered by silence.
        if self.analyzer == AnalyzerPreset::Lucene
            && (self.tokenizer.changes_kinds() || self.accents.is_some() || self.parts.is_some() || self.folded)
        {
            return Err(
                "--entities, --emoticons, --split-zwnj, --accents, --parts and --folded have no effect on the preset `lucene`".into()
            );
        }
        if self.tokenizer.changes_kinds() || self.tokenizer.max_token_len.is_some() {
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
            let lines = lines(path)?;
            a = a.exclude(words(&lines));
        }
        if let Some(path) = &self.override_file {
            let lines = lines(path)?;
            let pairs: Option<Vec<_>> = words(&lines).map(|line| line.split_once('\t')).collect();
            a = a.overrides(pairs.ok_or_else(|| format!("{}: expected a word, a tab and a term on each line", path.display()))?);
        }
        macro_rules! set {
            ($($switch:ident),+) => { $(if let Some(value) = self.$switch { a = a.$switch(value); })+ };
        }
        set!(parts, whole, accents);
        if self.ngrams.is_some() {
            a = a.stemmer(None).ngrams(self.ngrams);
        }
        if self.max_term_len.is_some() {
            a = a.max_term_len(self.max_term_len);
        }
        Ok(a.spelled(!self.folded).surface(self.surface))
    }

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
            Some(path) => Ok(all.union(&StopWords::of(words(&lines(path)?)))),
            None => Ok(all),
        }
    }
}

/// Reads a file of lines.
pub(crate) fn lines(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn words(lines: &str) -> impl Iterator<Item = &str> {
    lines.lines().map(|line| line.trim_end_matches('\r')).filter(|line| !line.is_empty() && !line.starts_with('#'))
}
