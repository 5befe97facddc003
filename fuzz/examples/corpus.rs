//! Files of the fuzz corpus. `fuzz/run` and `fuzz/minimize` compile it with `rustc`, without the instrumentation of the targets.
//!
//! - `corpus cut DIR FILE ...` writes pieces of text files to a folder: lines, and parts of long lines, of up to about 200 bytes.
//! - `corpus words DIR FILE ...` writes their words.
//! - `corpus unpack FILE DIR` writes each input of a packed corpus to a file of its own.
//! - `corpus pack DIR FILE` packs the inputs of a folder: one line each, in order, with escapes for a backslash, a line feed and each byte that is not a
//!   visible character.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

/// The longest piece, in bytes.
const LONGEST: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["cut", to, ref files @ ..] => write(to, &read(files)?.iter().flat_map(|text| cut(text)).collect()),
        ["words", to, ref files @ ..] => write(to, &read(files)?.iter().flat_map(|text| words(text)).collect()),
        ["unpack", file, to] => {
            let packed = fs::read_to_string(file)?;
            write(to, &packed.lines().map(unescaped).collect::<Result<_, _>>()?)
        }
        ["pack", from, file] => {
            let inputs: BTreeSet<Vec<u8>> = fs::read_dir(from)?.map(|entry| fs::read(entry?.path())).collect::<Result<_, _>>()?;
            let lines: Vec<String> = inputs.iter().map(|input| escaped(input) + "\n").collect();
            for (line, input) in lines.iter().zip(&inputs) {
                assert!(unescaped(line.trim_end_matches('\n'))? == **input, "an input is not the same after unpacking");
            }
            Ok(fs::write(file, lines.concat())?)
        }
        _ => Err("usage: corpus cut|words DIR FILE ..., corpus unpack FILE DIR, corpus pack DIR FILE".into()),
    }
}

fn read(files: &[&str]) -> Result<Vec<String>, Box<dyn Error>> {
    files.iter().map(|file| Ok(String::from_utf8_lossy(&fs::read(file)?).into_owned())).collect()
}

/// Writes each input to a file that is named by its number.
fn write(to: &str, inputs: &BTreeSet<Vec<u8>>) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for (number, input) in inputs.iter().enumerate() {
        fs::write(Path::new(to).join(format!("{number:05}")), input)?;
    }
    Ok(())
}

/// The lines of a text with their line feeds; long lines in parts.
fn cut(text: &str) -> Vec<Vec<u8>> {
    let mut pieces = Vec::new();
    for mut line in text.split_inclusive('\n') {
        while line.len() > LONGEST {
            let window = &line[..line.floor_char_boundary(LONGEST)];
            let at = window.rfind(' ').map_or(window.len(), |space| space + 1);
            pieces.push(line[..at].into());
            line = &line[at..];
        }
        pieces.push(line.into());
    }
    pieces
}

fn words(text: &str) -> Vec<Vec<u8>> {
    text.split_whitespace().filter(|word| word.len() <= LONGEST / 2).map(|word| word.into()).collect()
}

fn escaped(input: &[u8]) -> String {
    let mut out = String::new();
    for chunk in input.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                c if c == ' ' || c.is_ascii_graphic() || is_visible(c) => out.push(c),
                c => c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| out.push_str(&format!("\\x{b:02X}"))),
            }
        }
        chunk.invalid().iter().for_each(|b| out.push_str(&format!("\\x{b:02X}")));
    }
    out
}

/// Letters and digits of the Arabic script, and punctuation. What is not listed is escaped, which is always right.
fn is_visible(c: char) -> bool {
    matches!(c, '،' | '؛' | '؟' | '٪' | '«' | '»' | '…' | '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}' | '\u{660}'..='\u{669}')
}

fn unescaped(line: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let (mut out, mut bytes) = (Vec::new(), line.bytes());
    while let Some(b) = bytes.next() {
        if b != b'\\' {
            out.push(b);
            continue;
        }
        match bytes.next() {
            Some(b'\\') => out.push(b'\\'),
            Some(b'n') => out.push(b'\n'),
            Some(b'x') => {
                let digits = [bytes.next().unwrap_or(b' '), bytes.next().unwrap_or(b' ')];
                out.push(u8::from_str_radix(std::str::from_utf8(&digits)?, 16)?);
            }
            other => return Err(format!("an escape is not known: {other:?} in {line:?}").into()),
        }
    }
    Ok(out)
}
