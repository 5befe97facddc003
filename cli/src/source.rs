//! The inputs: files, folders, globs, standard input, a text of the command line; plain or packed, in UTF-8 or another encoding.
//!
//! A file is unpacked by its first bytes (gzip of RFC 1952, zstd of RFC 8878), then judged by the first 8 KiB of its text: a byte order mark
//! selects its encoding, and U+0000 marks it as binary, unless it is a stray one in what is text otherwise.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use encoding_rs::{Encoding, UTF_8};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::WalkDir;

use crate::block::Invalid;
use crate::decode::{Decoding, Members, guess};

/// The origin of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Stdin,
    Text(String),
    File(PathBuf),
}

/// A text to read.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) place: Place,
    /// The path below the folder that the user named; the file name alone if the user named the file.
    pub(crate) relative: PathBuf,
    /// The size in bytes as it is stored; 0 if it is not known.
    pub(crate) stored: u64,
    /// The time of the last change, at the time of listing.
    pub(crate) modified: Option<SystemTime>,
    /// Whether the file was found in a folder or by a glob.
    pub(crate) found: bool,
}

/// The policy for binary files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    /// Files found in folders and by globs are skipped, named files are refused, standard input is text. With `--field`, named files are text
    /// too, because `--bad-records` judges their lines.
    Auto,
    Skip,
    Text,
    Error,
}

/// The settings for opening a source.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// The encoding of a text without a byte order mark.
    pub(crate) encoding: &'static Encoding,
    pub(crate) invalid: Invalid,
    pub(crate) binary: Binary,
    /// Whether the text is JSON Lines.
    pub(crate) records: bool,
    pub(crate) remarks: Arc<Remarks>,
}

/// A source that is open, or that is not read by [`Binary`].
pub(crate) enum Opened {
    Text(Text),
    Skipped,
}

/// A text that is open.
pub(crate) struct Text {
    pub(crate) reader: Box<dyn Read + Send>,
    /// Whether the reader itself counts the stored bytes.
    pub(crate) counted: bool,
}

/// Something about an input that the user should know, though it is not an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Remark {
    Link,
    Binary,
    /// Most bytes outside of ASCII are not UTF-8; the encoding that they look like.
    NotUtf8(Option<&'static str>),
    Trailing,
}

/// The remarks of a run: for each, the number of inputs and the first one.
#[derive(Debug, Default)]
pub(crate) struct Remarks(Mutex<BTreeMap<Remark, (u64, String)>>);

impl Remarks {
    pub(crate) fn add(&self, remark: Remark, name: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(remark).or_insert_with(|| (0, name.into())).0 += 1;
    }

    /// Returns a line for each remark.
    pub(crate) fn lines(&self) -> Vec<String> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let line = |(remark, (count, first)): (&Remark, &(u64, String))| {
            let inputs = if *count > 1 { format!("{first} and {} more", count - 1) } else { first.clone() };
            let what = match remark {
                Remark::Link => "skipped: the target of the link is missing".into(),
                Remark::Binary => "skipped: binary; see --binary".into(),
                Remark::NotUtf8(Some(encoding)) => format!("looks like {encoding}, not UTF-8; see --encoding {encoding}"),
                Remark::NotUtf8(None) => "most bytes outside of ASCII are not UTF-8; see --encoding".into(),
                Remark::Trailing => "trailing garbage after the gzip data ignored".into(),
            };
            format!("{inputs}: {what}")
        };
        all.iter().map(line).collect()
    }
}

/// The number of bytes at the start of a text by which it is judged.
const SAMPLE: usize = 8 << 10;

impl Source {
    /// Returns a source that is not a file of a folder.
    pub(crate) fn new(place: Place, relative: impl Into<PathBuf>) -> Source {
        Source { place, relative: relative.into(), stored: 0, modified: None, found: false }
    }

    /// Returns the name for messages and columns.
    pub(crate) fn name(&self) -> String {
        match &self.place {
            Place::Stdin => "standard input".into(),
            Place::Text(_) => "text".into(),
            Place::File(path) => path.display().to_string(),
        }
    }

    /// Opens the text, unpacked and as UTF-8. The stored bytes of a packed text are added to `count` as they are read.
    pub(crate) fn open(&self, how: &Opening, count: &Arc<AtomicU64>) -> io::Result<Opened> {
        match &self.place {
            Place::Stdin => self.text(unpacked(io::stdin(), self.name(), how, count)?, false, how),
            // An argument is UTF-8 and has no U+0000.
            Place::Text(text) => Ok(Opened::Text(Text { reader: Box::new(Cursor::new(format!("{text}\n").into_bytes())), counted: false })),
            Place::File(path) => {
                let file = File::open(path)?;
                let regular = file.metadata().is_ok_and(|m| m.is_file());
                self.text(unpacked(file, self.name(), how, count)?, regular, how)
            }
        }
    }

    /// Judges a text by its start. All of the sample is waited for if `regular`; a pipe may take long to give it.
    fn text(&self, mut text: Text, regular: bool, how: &Opening) -> io::Result<Opened> {
        let mut sample = vec![0; SAMPLE];
        let mut len = 0;
        // An error is returned again when the rest is read, after the text before it.
        while len < SAMPLE && (regular || may_begin(&sample[..len], &MARKS)) {
            match text.reader.read(&mut sample[len..]) {
                Ok(0) => break,
                Ok(n) => len += n,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => {
                    text.reader = Box::new(Broken(Some(e)));
                    break;
                }
            }
        }
        sample.truncate(len);
        let (encoding, mark) = match Encoding::for_bom(&sample) {
            // The mark of UTF-8 is a character of the text.
            Some((encoding, len)) => (encoding, if encoding == UTF_8 { 0 } else { len }),
            None => (how.encoding, 0),
        };
        let start = &sample[mark..];
        let guessed = if encoding == UTF_8 { guess(start, len == SAMPLE) } else { None };
        if is_binary(&encoding.decode_without_bom_handling(start).0) {
            let refused = match how.binary {
                Binary::Text => false,
                Binary::Skip => true,
                Binary::Error => return Err(binary(guessed)),
                Binary::Auto if self.found => true,
                Binary::Auto if how.records || self.place == Place::Stdin => false,
                Binary::Auto => return Err(binary(guessed)),
            };
            if refused {
                // Text that is taken for binary because of its encoding is worth the better remark.
                how.remarks.add(Remark::Binary, &self.name());
                if let Some(Some(encoding)) = guessed {
                    how.remarks.add(Remark::NotUtf8(Some(encoding)), &self.name());
                }
                return Ok(Opened::Skipped);
            }
        }
        if let Some(encoding) = guessed {
            how.remarks.add(Remark::NotUtf8(encoding), &self.name());
        }
        let whole = Cursor::new(sample.split_off(mark)).chain(text.reader);
        text.reader = if encoding == UTF_8 { Box::new(whole) } else { Box::new(Decoding::new(whole, encoding, how.invalid)) };
        Ok(Opened::Text(text))
    }
}

/// Whether a text has U+0000, and one character in a hundred at least is that or not well-formed. `grep` takes a single U+0000 for the sign of a binary
/// file, but a corpus that is skipped because of one is lost.
fn is_binary(text: &str) -> bool {
    if memchr::memchr(0, text.as_bytes()).is_none() {
        return false;
    }
    let odd = text.chars().filter(|c| matches!(c, '\0' | '\u{FFFD}')).count();
    odd * 100 >= text.chars().count()
}

fn binary(guessed: Option<Option<&str>>) -> io::Error {
    let what = match guessed {
        Some(Some(encoding)) => format!("binary, or {encoding}; see --binary and --encoding {encoding}"),
        _ => "binary; see --binary".into(),
    };
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Returns an error once, then nothing.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The first bytes of compressed files, and the byte order marks.
const GZIP: &[u8] = b"\x1F\x8B";
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";
const MARKS: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];

/// Whether more bytes must be read to know if a text starts with one of these.
fn may_begin(start: &[u8], signatures: &[&[u8]]) -> bool {
    signatures.iter().any(|signature| signature.len() > start.len() && signature.starts_with(start))
}

/// Adds up what is read. It is not used for plain text, because a reader in between costs time there.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Unpacks gzip and zstd, which are recognized by their first bytes, whatever the name of the file. A file may hold several of either.
fn unpacked(mut raw: impl Read + Send + 'static, name: String, how: &Opening, count: &Arc<AtomicU64>) -> io::Result<Text> {
    let mut start = Vec::with_capacity(4);
    // No more than is needed, because the first line of a pipe may be shorter.
    while start.len() < 4 && may_begin(&start, &[GZIP, ZSTD]) {
        let missing = 4 - start.len() as u64;
        let mut next = [0; 4];
        match raw.by_ref().take(missing).read(&mut next) {
            Ok(0) => break,
            Ok(n) => start.extend_from_slice(&next[..n]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    let (gzip, zstd) = (start.starts_with(GZIP), start.starts_with(ZSTD));
    let whole = Cursor::new(start).chain(raw);
    let packed = |inner| Counted { inner, count: count.clone() };
    let reader: Box<dyn Read + Send> = if gzip {
        let remarks = how.remarks.clone();
        let garbage = move || remarks.add(Remark::Trailing, &name);
        Box::new(Members::new(BufReader::with_capacity(1 << 16, packed(whole)), garbage))
    } else if zstd {
        Box::new(zstd::stream::read::Decoder::new(packed(whole))?)
    } else {
        Box::new(whole)
    };
    Ok(Text { reader, counted: gzip || zstd })
}

/// Parses a name of an encoding for `--encoding`.
pub(crate) fn encoding(label: &str) -> Result<&'static Encoding, String> {
    // The label that stands for encodings which are not decoded.
    let known = Encoding::for_label_no_replacement(label.as_bytes());
    known.or((label == "auto").then_some(UTF_8)).ok_or_else(|| {
        "expected auto, utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6 or another label of the WHATWG Encoding Standard".into()
    })
}

/// The files of folders that are read.
pub(crate) struct Filter {
    pub(crate) include: Vec<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) hidden: bool,
}

/// Lists the texts of the inputs, files of folders in the order of their paths; and messages about what could not be found.
pub(crate) fn list(inputs: &[PathBuf], filter: &Filter, remarks: &Remarks) -> Result<(Vec<Source>, Vec<String>), String> {
    let (include, exclude) = (globs(&filter.include)?, globs(&filter.exclude)?);
    let wanted = |path: &Path| {
        let name = path.file_name().map_or(path, Path::new);
        let hit = |set: &GlobSet| set.is_match(path) || set.is_match(name);
        (filter.include.is_empty() || hit(&include)) && !hit(&exclude)
    };
    let mut listing = Listing { hidden: filter.hidden, remarks, sources: Vec::new(), lost: Vec::new() };
    for input in inputs {
        if input.as_os_str() == "-" {
            listing.sources.push(Source::new(Place::Stdin, "stdin"));
        } else if input.is_dir() {
            listing.walk(input, &wanted);
        } else if input.symlink_metadata().is_ok() || !is_glob(input) {
            listing.file(input.clone(), input.file_name().map_or_else(|| input.clone(), PathBuf::from), false);
        } else if let Some((base, pattern)) = pattern(input) {
            let before = listing.sources.len();
            let folder = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
            listing.walk(folder, &|path| pattern.is_match(base.join(path)) && wanted(path));
            if listing.sources.len() == before {
                listing.lost.push(format!("{}: no file matches", input.display()));
            }
        } else {
            // Neither a file nor a pattern, such as a missing `a[1.txt`.
            listing.file(input.clone(), input.clone(), false);
        }
    }
    Ok((listing.sources, listing.lost))
}

struct Listing<'a> {
    hidden: bool,
    remarks: &'a Remarks,
    sources: Vec<Source>,
    lost: Vec<String>,
}

impl Listing<'_> {
    fn file(&mut self, path: PathBuf, relative: PathBuf, found: bool) {
        let metadata = path.metadata().ok();
        let stored = metadata.as_ref().map_or(0, |m| m.len());
        let modified = metadata.and_then(|m| m.modified().ok());
        self.sources.push(Source { place: Place::File(path), relative, stored, modified, found });
    }

    /// Adds the files below a folder for which `wanted` is true of the path below it.
    fn walk(&mut self, folder: &Path, wanted: &dyn Fn(&Path) -> bool) {
        let hidden = self.hidden;
        let shown = |name: &OsStr| {
            let name = name.as_encoded_bytes();
            // The command's own files are not inputs, see `sink`.
            if hidden { !name.starts_with(b".kalima-") } else { !name.starts_with(b".") }
        };
        let walker = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        // The folder itself may be called `.` or anything.
        let walker = walker.filter_entry(move |entry| entry.depth() == 0 || shown(entry.file_name()));
        for entry in walker {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_path_buf();
                    if wanted(&relative) {
                        // `./a` is shown as the user wrote it, `a` below `.` as `a`.
                        let path = entry.path().strip_prefix("./").map_or_else(|_| entry.path().to_path_buf(), Path::to_path_buf);
                        self.file(path, relative, true);
                    }
                }
                Ok(_) => {}
                Err(e) => match e.path().filter(|path| is_dangling(path)) {
                    Some(path) => {
                        let shown = path.file_name().is_some_and(shown);
                        if shown && wanted(path.strip_prefix(folder).unwrap_or(path)) {
                            self.remarks.add(Remark::Link, &path.display().to_string());
                        }
                    }
                    None => self.lost.push(e.to_string()),
                },
            }
        }
    }
}

/// Whether a path is a symbolic link whose target is missing.
fn is_dangling(path: &Path) -> bool {
    path.is_symlink() && path.metadata().is_err_and(|e| e.kind() == io::ErrorKind::NotFound)
}

fn globs(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().map_err(|e| e.to_string())?);
    }
    set.build().map_err(|e| e.to_string())
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// Splits an input into the folder above the first wildcard and a pattern for paths that start with it; `None` if it is not a pattern.
fn pattern(input: &Path) -> Option<(PathBuf, GlobSet)> {
    let base = glob_base(input);
    let rest = input.strip_prefix(&base).ok()?;
    let start = globset::escape(&base.to_string_lossy());
    Some((base, globs(&[Path::new(&start).join(rest).to_string_lossy().into_owned()]).ok()?))
}

/// Returns the folder above the first wildcard, which is empty for the current one. A name that exists has no wildcards.
fn glob_base(pattern: &Path) -> PathBuf {
    let mut base = PathBuf::new();
    for component in pattern.components() {
        let next = base.join(component);
        if is_glob(Path::new(component.as_os_str())) && !next.is_dir() {
            break;
        }
        base = next;
    }
    base
}

#[cfg(test)]
mod tests {
    use encoding_rs::{UTF_16BE, UTF_16LE};

    use super::*;

    #[test]
    fn a_glob_starts_at_the_last_plain_folder() {
        assert_eq!(glob_base(Path::new("data/2024/*/a?.txt")), Path::new("data/2024"));
        assert_eq!(glob_base(Path::new("*.txt")), Path::new(""));
    }

    #[test]
    fn a_stray_zero_does_not_make_text_binary() {
        let line = "كتاب\n".repeat(30);
        assert!(!is_binary(&line) && !is_binary(&format!("{line}\0")) && !is_binary(&"\u{FFFD}".repeat(10)) && !is_binary(""));
        assert!(is_binary("\0") && is_binary(&format!("{line}\0\0")) && is_binary(&format!("{line}\0\u{FFFD}")));
    }

    #[test]
    fn encodings_are_known_by_their_labels() {
        let name = |label| encoding(label).map(Encoding::name);
        assert_eq!(
            ["auto", "UTF8", "cp1256", "arabic", "utf-16"].map(name),
            ["UTF-8", "UTF-8", "windows-1256", "ISO-8859-6", "UTF-16LE"].map(Ok)
        );
        assert!(name("x").is_err() && name("iso-2022-kr").is_err());
        assert_eq!(Encoding::for_bom(b"\xFE\xFF\x06\x43").map(|found| found.0), Some(UTF_16BE));
        assert_eq!(Encoding::for_bom(b"\xFF\xFE\x43\x06").map(|found| found.0), Some(UTF_16LE));
    }
}
