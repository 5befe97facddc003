//! Sentences of a text, and for each its tokens: kind, bytes, folded form and stem.
//!
//! cargo run --release --example analyze -- seeds/000_cada6452b4c8d822.txt

use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use kalima::normalize::Preset;
use kalima::sentence::sentences;
use kalima::stem::{Stem, Stemmer};
use kalima::token::{TokenKind, Tokenizer};
use serde_json::json;

/// Sentences of Arabic text, and for each its tokens: kind, bytes, folded form and stem, one token a line.
#[derive(Parser)]
#[command(name = "analyze")]
struct Args {
    /// The text, in UTF-8; standard input if it is `-` or missing.
    file: Option<PathBuf>,
    /// One JSON object a sentence: its range in bytes and its tokens.
    #[arg(long)]
    json: bool,
    /// How the folded form is made: none, orthographic, light, search, lucene, keyboard, quran.
    #[arg(long, default_value = "search")]
    normalizer: Preset,
    /// How Arabic words are stemmed, by name: lexical, rules, light10, lucene, snowball …
    #[arg(long, default_value = "lexical")]
    stemmer: Stemmer,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let name = args.file.as_ref().filter(|f| f.as_os_str() != "-").map_or("standard input".into(), |f| f.display().to_string());
    let text = match read(&args).map(String::from_utf8) {
        Err(e) => return fail(&format!("{name}: {e}")),
        Ok(Err(e)) => {
            return fail(&format!("{name}: not UTF-8: the byte at offset {} is no start of a character", e.utf8_error().valid_up_to()));
        }
        Ok(Ok(text)) => text,
    };
    match write(&args, &text, &mut BufWriter::new(io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        // Who reads the output has seen enough.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => fail(&format!("standard output: {e}")),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("analyze: {message}");
    ExitCode::FAILURE
}

fn read(args: &Args) -> io::Result<Vec<u8>> {
    match &args.file {
        Some(path) if path.as_os_str() != "-" => std::fs::read(path),
        _ => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            Ok(bytes)
        }
    }
}

fn write(args: &Args, text: &str, out: &mut impl Write) -> io::Result<()> {
    let (normalizer, tokenizer) = (args.normalizer.normalizer(), Tokenizer::new());
    // Every token lies in one sentence, so that each sentence can be read alone.
    for (number, sentence) in sentences(text).enumerate() {
        let range = sentence.trimmed_range();
        let tokens = tokenizer.tokens(sentence.trimmed()).filter(|t| !t.kind().is_space()).map(|t| {
            let (start, end) = (range.start + t.range().start, range.start + t.range().end);
            let stem = (t.kind() == TokenKind::Arabic).then(|| args.stemmer.stem(t.text()).into_text());
            (t, start, end, normalizer.normalize(t.text()), stem)
        });
        if args.json {
            let tokens: Vec<_> = tokens
                .map(|(t, start, end, folded, stem)| {
                    json!({"text": t.text(), "kind": t.kind().name(), "start": start, "end": end, "folded": folded, "stem": stem})
                })
                .collect();
            writeln!(out, "{}", json!({"start": range.start, "end": range.end, "text": sentence.trimmed(), "tokens": tokens}))?;
            continue;
        }
        if range.is_empty() {
            continue;
        }
        // Numbers first, Arabic last: so a terminal that reorders a line moves nothing across a column. The isolates keep neighbours apart.
        writeln!(out, "sentence {}  {}..{}", number + 1, range.start, range.end)?;
        writeln!(out, "\u{2068}{}\u{2069}", sentence.trimmed().lines().map(str::trim).collect::<Vec<_>>().join(" "))?;
        for (token, start, end, folded, stem) in tokens {
            let mut line = format!("{:>13}  {:<12} {}", format!("{start}..{end}"), token.kind(), isolate(token.text()));
            if folded != token.text() {
                line += &format!("  folded {}", isolate(&folded));
            }
            if let Some(stem) = stem.filter(|stem| *stem != folded) {
                line += &format!("  stem {}", isolate(&stem));
            }
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    out.flush()
}

/// A text between U+2068 and U+2069, so that its direction stays its own; control characters and line breaks as escapes.
fn isolate(text: &str) -> String {
    let mut shown = String::from("\u{2068}");
    for c in text.chars() {
        if c.is_control() { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown + "\u{2069}"
}
