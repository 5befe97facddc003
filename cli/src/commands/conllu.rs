//! Writes CoNLL-U, the format of Universal Dependencies. The format contains sentences, tokens, and optionally the syntactic words of a
//! token.
//!
//! This module fills only these columns, which require no parser, and writes `_` in the others:
//!
//! - ID: the number of the word in the sentence, such as `3`, or a range such as `3-5` for a token whose clitics are split;
//! - FORM: the token;
//! - LEMMA, by option: the lemma of an Arabic word;
//! - UPOS: the tags PUNCT, SYM and NUM, and with the lemma also the tags of Arabic words and of their clitics;
//! - FEATS, with the lemma: the features of Arabic words that their letters show;
//! - MISC: the byte range in the source (`Bytes`), the kind of the token (`Kind`), and the white space after the token unless it is a
//!   single space. `SpaceAfter=No` means that no white space follows. As in UDPipe, the attribute `SpacesAfter` contains other white space.
//!
//! If clitics are split from a word, a line for each part follows the line of the word. The line of a part contains only ID, FORM,
//! LEMMA, UPOS and FEATS.

use std::io::Write;
use std::ops::Range;

use kalima::clitic::{Scheme, segment};
use kalima::morph;
use kalima::sentence::SentenceSplitter;
use kalima::token::{Token, TokenKind, Tokenizer};

use crate::input::boundary::BlockBoundary;
use crate::output::row::{Chunk, write_number};

/// Writes text in the format CoNLL-U.
pub(super) struct ConlluWriter {
    splitter: SentenceSplitter,
    boundary: BlockBoundary,
    tokenizer: Tokenizer,
    /// The scheme by which clitics are split from words, or `None` if words are not split.
    scheme: Option<Scheme>,
    lemmas: bool,
}

impl ConlluWriter {
    pub(super) fn new(splitter: SentenceSplitter, tokenizer: Tokenizer, scheme: Option<Scheme>, lemmas: bool) -> ConlluWriter {
        ConlluWriter { boundary: BlockBoundary::of_sentences(&splitter), splitter, tokenizer, scheme, lemmas }
    }

    /// Returns the rule that splits a text into blocks between two sentences.
    pub(super) fn boundary(&self) -> BlockBoundary {
        self.boundary.clone()
    }

    /// Appends the comment line that starts a document, `# newdoc id = NAME`. `name` is the name of the input. Its line breaks become
    /// spaces.
    pub(super) fn write_start(&self, name: &str, out: &mut Vec<u8>) {
        // Writing to memory cannot fail. The other writes in this file cannot fail for the same reason.
        let _ = writeln!(out, "# newdoc id = {}", name.replace(['\n', '\r'], " "));
    }

    /// Appends the sentences that start in the core of the chunk (the first `core_end` bytes). Skips sentences that contain only white
    /// space.
    pub(super) fn write(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        for sentence in self.splitter.sentences(chunk.text).take_while(|s| s.range().start < chunk.core_end) {
            let tokens: Vec<Token<'_>> = self.tokenizer.tokens(sentence.text()).collect();
            if tokens.iter().all(|t| t.kind().is_space()) {
                continue;
            }
            let start = sentence.range().start;
            let range = chunk.source_range(sentence.trimmed_range());
            let _ = writeln!(out, "# sent_id = {}-{}", range.start, range.end);
            out.extend_from_slice(b"# text = ");
            // The comment `# text = …` must be one line, so each run of white space between two words is replaced with one space.
            for (n, word) in sentence.text().split_whitespace().enumerate() {
                out.extend_from_slice(if n > 0 { b" " } else { b"" });
                out.extend_from_slice(word.as_bytes());
            }
            out.push(b'\n');
            let mut id = 0;
            let mut rest = &tokens[..];
            while let Some((token, after)) = rest.split_first() {
                let spaces = after.iter().take_while(|t| t.kind().is_space()).count();
                if !token.kind().is_space() {
                    let range = chunk.source_range(start + token.start()..start + token.end());
                    self.write_token(token, &after[..spaces], range, &mut id, out);
                }
                rest = &after[spaces..];
            }
            out.push(b'\n');
        }
    }

    /// Appends the line of a token. If clitics are split from the token, also appends one line for each part. `spaces` contains the white
    /// space tokens that follow the token. `range` is the byte range of the token in the source. `id` is the number of the last appended
    /// word of the sentence. The number increases by 1 for each word, and each part counts as a word.
    fn write_token(&self, token: &Token<'_>, spaces: &[Token<'_>], range: Range<u64>, id: &mut u64, out: &mut Vec<u8>) {
        let pieces: Vec<_> = match self.scheme {
            Some(scheme) if token.kind() == TokenKind::Arabic => segment(token.text(), scheme).collect(),
            _ => Vec::new(),
        };
        let parse = (self.lemmas && token.kind() == TokenKind::Arabic).then(|| morph::best(token.text())).flatten();
        let lemma = parse.as_ref().map(|p| p.lemma());
        let feats = parse.as_ref().map_or_else(|| "_".into(), |p| p.features().to_string());
        let word_class = parse.as_ref().map_or("_", |p| p.upos().name());
        let misc = |out: &mut Vec<u8>| {
            let _ = write!(out, "\t_\t_\t_\tBytes={}:{}|Kind={}", range.start, range.end, token.kind());
            write_spaces(spaces, out);
            out.push(b'\n');
        };
        if pieces.len() < 2 {
            *id += 1;
            write_number(out, *id);
            let upos = match token.kind() {
                TokenKind::Punctuation => "PUNCT",
                TokenKind::Symbol | TokenKind::Emoji | TokenKind::Url | TokenKind::Email => "SYM",
                TokenKind::Number => "NUM",
                _ => word_class,
            };
            let _ = write!(out, "\t{}\t{}\t{upos}\t_\t{feats}", token.text(), lemma.as_deref().unwrap_or("_"));
            return misc(out);
        }
        let _ = write!(out, "{}-{}\t{}\t_\t_\t_\t_", *id + 1, *id + pieces.len() as u64, token.text());
        misc(out);
        for part in &pieces {
            *id += 1;
            // The stem has the lemma of the whole word. The lemma of a clitic is its form.
            let lemma = match (self.lemmas, part.kind()) {
                (false, _) => "_",
                (true, morph::SegmentKind::Stem) => lemma.as_deref().unwrap_or("_"),
                (true, _) => part.form(),
            };
            let (upos, feats) = match part.kind() {
                _ if !self.lemmas => ("_", "_"),
                morph::SegmentKind::Stem => (word_class, &*feats),
                kind => (clitic_class(kind), "_"),
            };
            let _ = writeln!(out, "{id}\t{}\t{lemma}\t{upos}\t_\t{feats}\t_\t_\t_\t_", part.form());
        }
    }
}

/// Returns the part of speech of a clitic by Universal Dependencies. The particles س and ل before a verb are auxiliaries and subordinating
/// conjunctions in the Arabic treebanks.
fn clitic_class(kind: morph::SegmentKind) -> &'static str {
    use morph::SegmentKind::*;
    match kind {
        Conjunction => "CCONJ",
        Preposition => "ADP",
        Subjunctive => "SCONJ",
        Future => "AUX",
        Article => "DET",
        Pronoun => "PRON",
        _ => "PART",
    }
}

/// Appends the attribute that describes the white space after a token. Appends `SpaceAfter=No` if no white space follows, nothing for a
/// single space, and otherwise `SpacesAfter` with the white space.
fn write_spaces(spaces: &[Token<'_>], out: &mut Vec<u8>) {
    match spaces {
        [] => out.extend_from_slice(b"|SpaceAfter=No"),
        [one] if one.text() == " " => {}
        _ => {
            out.extend_from_slice(b"|SpacesAfter=");
            for c in spaces.iter().flat_map(|t| t.text().chars()) {
                match c {
                    ' ' => out.extend_from_slice(b"\\s"),
                    '\t' => out.extend_from_slice(b"\\t"),
                    '\n' => out.extend_from_slice(b"\\n"),
                    '\r' => out.extend_from_slice(b"\\r"),
                    c => {
                        let mut utf8 = [0; 4];
                        out.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes());
                    }
                }
            }
        }
    }
}
