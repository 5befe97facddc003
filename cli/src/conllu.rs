//! CoNLL-U, the format of Universal Dependencies: sentences, tokens, and if asked for the words that a token holds.
//!
//! What is known without a parser is filled in: the form, PUNCT, SYM and NUM, lemmas and clitics on request; the rest is `_`. White space that
//! is not one space is kept in `SpacesAfter`, as UDPipe writes it, so that the text can be made again.

use std::io::Write;

use kalima::clitic::{Scheme, segment};
use kalima::morph;
use kalima::sentence::SentenceSplitter;
use kalima::token::{Token, TokenKind, Tokenizer};

use crate::block::Cut;
use crate::switches::SplitterArgs;
use crate::task::{Piece, number};

pub(crate) struct Conllu {
    splitter: SentenceSplitter,
    cut: Cut,
    tokenizer: Tokenizer,
    scheme: Option<Scheme>,
    lemmas: bool,
}

impl Conllu {
    pub(crate) fn new(splitter: &SplitterArgs, tokenizer: Tokenizer, scheme: Option<Scheme>, lemmas: bool) -> Conllu {
        Conllu { splitter: splitter.build(), cut: splitter.cut(), tokenizer, scheme, lemmas }
    }

    pub(crate) fn cut(&self) -> Cut {
        self.cut.clone()
    }

    pub(crate) fn begin(&self, name: &str, out: &mut Vec<u8>) {
        // Writing to memory cannot fail, here and below.
        let _ = writeln!(out, "# newdoc id = {}", name.replace(['\n', '\r'], " "));
    }

    pub(crate) fn write(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        for sentence in self.splitter.sentences(piece.text).take_while(|s| s.range().start < piece.end) {
            let tokens: Vec<Token<'_>> = self.tokenizer.tokens(sentence.text()).collect();
            if tokens.iter().all(|t| t.kind().is_space()) {
                continue;
            }
            let start = sentence.range().start;
            let range = piece.source(sentence.trimmed_range());
            let _ = writeln!(out, "# sent_id = {}-{}", range.start, range.end);
            out.extend_from_slice(b"# text = ");
            // A line; white space within it as one space.
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
                    self.token(token, &after[..spaces], start, piece, &mut id, out);
                }
                rest = &after[spaces..];
            }
            out.push(b'\n');
        }
    }

    fn token(&self, token: &Token<'_>, spaces: &[Token<'_>], start: usize, piece: &Piece<'_>, id: &mut u64, out: &mut Vec<u8>) {
        let range = piece.source(start + token.start()..start + token.end());
        let pieces: Vec<_> = match self.scheme {
            Some(scheme) if token.kind() == TokenKind::Arabic => segment(token.text(), scheme).collect(),
            _ => Vec::new(),
        };
        let lemma = (self.lemmas && token.kind() == TokenKind::Arabic).then(|| morph::lemma(token.text())).flatten();
        let misc = |out: &mut Vec<u8>| {
            let _ = write!(out, "\t_\t_\t_\t_\tBytes={}:{}|Kind={}", range.start, range.end, token.kind());
            after(spaces, out);
            out.push(b'\n');
        };
        if pieces.len() < 2 {
            *id += 1;
            number(out, *id);
            let upos = match token.kind() {
                TokenKind::Punctuation => "PUNCT",
                TokenKind::Symbol | TokenKind::Emoji | TokenKind::Url | TokenKind::Email => "SYM",
                TokenKind::Number => "NUM",
                _ => "_",
            };
            let _ = write!(out, "\t{}\t{}\t{upos}\t_", token.text(), lemma.as_deref().unwrap_or("_"));
            return misc(out);
        }
        let _ = write!(out, "{}-{}\t{}\t_\t_\t_", *id + 1, *id + pieces.len() as u64, token.text());
        misc(out);
        for part in &pieces {
            *id += 1;
            // The stem has the lemma of the word; a clitic is its own.
            let lemma = match (self.lemmas, part.kind()) {
                (false, _) => "_",
                (true, morph::PieceKind::Stem) => lemma.as_deref().unwrap_or("_"),
                (true, _) => part.form(),
            };
            let _ = writeln!(out, "{id}\t{}\t{lemma}\t_\t_\t_\t_\t_\t_\t_", part.form());
        }
    }
}

/// What stands behind a token: nothing to say of one space.
fn after(spaces: &[Token<'_>], out: &mut Vec<u8>) {
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
