//! The construction of a user lexicon from a text.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;
use core::str::FromStr;

use super::error::{LexiconError, LexiconErrorKind};
use super::lexicon::{Lexeme, Stem, UserLexicon, bucket, stem_hash};
use super::line::{Entry, Line, StemCodes, parse};
use super::role::StemForm;
use super::stems::push_word_stems;
use super::verbs::push_verb_stems;
use crate::morph::root::Root;

impl UserLexicon {
    /// Parses a text of lexemes. The [type](UserLexicon) describes the format. Line ends are LF or CR LF. A byte order mark at the start is ignored.
    ///
    /// # Errors
    ///
    /// Returns an error for the first line that a lexicon cannot contain. [`LexiconErrorKind`] lists the reasons.
    pub fn parse(text: &str) -> Result<UserLexicon, LexiconError> {
        build(text)
    }
}

impl FromStr for UserLexicon {
    type Err = LexiconError;

    /// Parses a text of lexemes. See [`UserLexicon::parse`].
    fn from_str(text: &str) -> Result<UserLexicon, LexiconError> {
        UserLexicon::parse(text)
    }
}

impl Default for UserLexicon {
    /// Returns a lexicon without lexemes.
    fn default() -> UserLexicon {
        Builder::default().finish()
    }
}

/// The greatest number of bytes of a text. A lexeme has at least two bytes and at most 32 stems, so the numbers of stems and all offsets fit into
/// 32 bits.
const MAX_BYTES: usize = 1 << 27;

/// The lexemes and stems of the lines that the builder has read.
#[derive(Default)]
struct Builder {
    text: String,
    lexemes: Vec<Lexeme>,
    stems: Vec<Stem>,
}

/// Returns the lexicon of a text.
fn build(text: &str) -> Result<UserLexicon, LexiconError> {
    if text.len() > MAX_BYTES {
        return Err(LexiconError::new(1, LexiconErrorKind::TooLarge, ""));
    }
    let mut builder = Builder { text: String::with_capacity(text.len()), ..Builder::default() };
    let (mut root, mut written) = (None, None);
    for (number, line) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        match parse(line, root).map_err(|(kind, value)| LexiconError::new(number, kind, value))? {
            Line::Blank => {}
            Line::Root(next) => root = next,
            Line::Entry(entry) => {
                if written != root {
                    _ = writeln!(builder.text, "{}", root.as_ref().map_or("-", Root::as_str));
                    written = root;
                }
                builder.push_entry(&entry, root);
            }
        }
    }
    Ok(builder.finish())
}

impl Builder {
    /// Appends the lexemes of a line: one for each class. The words after the sign belong to the first lexeme.
    fn push_entry(&mut self, entry: &Entry<'_>, root: Option<Root>) {
        for (n, class) in entry.classes().enumerate() {
            let lexeme = Lexeme::new(self.text.len() as u32, root.map_or(0, Root::codes), class.kind, entry.tier);
            _ = write!(self.text, "{} {}", entry.tier, class.name);
            let more = if n == 0 { entry.more } else { "" };
            let sign = Some(entry.sign()).filter(|_| !more.is_empty());
            for field in entry.words.split_whitespace().chain(sign).chain(more.split_whitespace()) {
                self.text.push(' ');
                self.text.push_str(field);
            }
            self.text.push('\n');
            self.lexemes.push(lexeme);
            if let (Some(root), Some(form)) = (root, lexeme.verb_form()) {
                push_verb_stems(root, form, entry.words, &mut |codes, form| self.push(codes, form));
            }
            if n == 0 {
                push_word_stems(entry, class, &mut |codes, form| self.push(codes, form));
            }
        }
    }

    /// Appends a stem of the last lexeme.
    fn push(&mut self, codes: StemCodes, form: StemForm) {
        if codes.len > 0 {
            let lexeme = (self.lexemes.len() - 1) as u32;
            self.stems.push(Stem { hash: stem_hash(codes.codes), lexeme, form: form.bits() });
        }
    }

    /// Sorts the stems into buckets.
    fn finish(self) -> UserLexicon {
        let Builder { text, lexemes, mut stems } = self;
        stems.sort_unstable_by_key(|s| (s.hash, s.lexeme, s.form));
        stems.dedup_by_key(|s| (s.hash, s.lexeme, s.form));
        let buckets = (stems.len() / 2).next_power_of_two();
        let mut starts = Vec::with_capacity(buckets + 1);
        for (n, stem) in (0u32..).zip(&stems) {
            while starts.len() <= bucket(stem.hash, buckets + 1) {
                starts.push(n);
            }
        }
        starts.resize(buckets + 1, stems.len() as u32);
        let fingerprint = text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash: u64, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3));
        UserLexicon { text: text.into(), lexemes: lexemes.into(), stems: stems.into(), starts: starts.into(), fingerprint }
    }
}
