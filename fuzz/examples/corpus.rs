//! Creates, packs and unpacks the inputs of the fuzz corpus. The scripts `fuzz/run` and `fuzz/minimize` compile this program with `rustc`,
//! without the instrumentation of the fuzz targets.
//!
//! - `corpus cut DIR FILE ...` splits text files into lines, splits lines of more than 200 bytes into parts, and writes each line or part
//!   to a file in the folder `DIR`. Duplicates are removed.
//! - `corpus words DIR FILE ...` writes each different word of at most 100 bytes of the text files to a file in the folder `DIR`.
//! - `corpus pack DIR FILE` packs all inputs of a folder into one text file. Each input becomes one line, the lines are sorted, and
//!   duplicates are removed. Escapes replace backslashes, line feeds, the bytes of characters that are not visible, and bytes that are not
//!   UTF-8.
//! - `corpus unpack FILE DIR` writes each input of a packed file to a separate file in the folder `DIR`.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

/// The maximum length of a line or part of a line, in bytes.
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

/// Reads text files. Replaces ill-formed UTF-8 with U+FFFD.
fn read(files: &[&str]) -> Result<Vec<String>, Box<dyn Error>> {
    files.iter().map(|file| Ok(String::from_utf8_lossy(&fs::read(file)?).into_owned())).collect()
}

/// Writes each input to a file in the folder `to`. The name of the file is the number of the input, such as `00012`.
fn write(to: &str, inputs: &BTreeSet<Vec<u8>>) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for (number, input) in inputs.iter().enumerate() {
        fs::write(Path::new(to).join(format!("{number:05}")), input)?;
    }
    Ok(())
}

/// Splits a text into lines, which include their line feeds. Splits a line of more than [`LONGEST`] bytes after the last space in its first
/// [`LONGEST`] bytes, or at the last character boundary in these bytes if they contain no space. Repeats this step with the rest of the
/// line.
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

/// Returns the words of a text that have at most half of [`LONGEST`] bytes.
fn words(text: &str) -> Vec<Vec<u8>> {
    text.split_whitespace().filter(|word| word.len() <= LONGEST / 2).map(|word| word.into()).collect()
}

/// Converts an input to one line of text. A backslash becomes `\\`, and a line feed becomes `\n`. Each byte of a character outside
/// printable ASCII for which [`is_visible`] returns false, and each byte that is not UTF-8, becomes `\xHH` with two hexadecimal digits.
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

/// Returns whether a character outside ASCII is written without an escape. This is true for common letters, digits and punctuation marks of
/// Arabic text. The list may be incomplete, because an escape is correct for every character.
fn is_visible(c: char) -> bool {
    matches!(c, '،' | '؛' | '؟' | '٪' | '«' | '»' | '…' | '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}' | '\u{660}'..='\u{669}')
}

/// Converts a line from [`escaped`] to the bytes of the input. Returns an error if the line contains an unknown or incomplete escape.
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
